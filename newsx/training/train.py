"""Corpora to trained weights, with the schedule, the losses and the running average of the weights."""

from __future__ import annotations

import random
import time
from collections.abc import Callable, Iterable
from copy import deepcopy
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import torch
from tokenizers import Tokenizer
from torch import Tensor, distributed, nn
from torch.nn.functional import cross_entropy

from newsx.model.features import pieces
from newsx.training.batches import UNKNOWN, Answers, Batch, Collator, batches, windows
from newsx.training.corpora import NOT_COMMERCIAL, TAGS, Sentence, joined, names, treebank
from newsx.training.mentions import Mentions
from newsx.training.network import Network, Sizes
from newsx.training.sports import pages


@dataclass(frozen=True)
class Recipe:
    """The numbers of a training run; the defaults made the weights that ship."""

    epochs: int = 12
    silver: int = 200_000  # words of the silver corpus an epoch, other ones each time
    longest: int = 180  # pieces of a window
    budget: int = 1_400  # pieces of a batch, in each of two processes
    encoder_rate: float = 1.2e-4
    case_rate: float = 5e-4
    head_rate: float = 1.5e-3
    warm: float = 0.05  # share of the run
    together: int = 10  # steps between two averagings of the processes' weights
    average: float = 0.95  # what the running average keeps at each of them
    sports: int = 15_000  # words of made-up sports pages an epoch
    rounded: float = 0.75  # the share of the run after which numbers are as rough as in the exported graph
    seed: int = 0
    minutes: float = 0.0  # stop after so long, whatever the epochs say; 0: no limit


def has_bfloat16() -> bool:
    """Whether the processor multiplies in 16 bits: then products take half the time, and scores are the same."""
    known: dict[str, Any] = getattr(torch.cpu, "get_capabilities", dict)()  # older torch cannot tell
    return bool(known.get("avx512_bf16") or known.get("amx_bf16"))


def fresh(answers: Answers, state: dict[str, Tensor], seed: int) -> Network:
    """A network whose encoder knows what MiniLM knows, and whose heads know nothing."""
    torch.manual_seed(seed)
    network = Network(Sizes(len(TAGS), len(answers.xpos), len(answers.upos), len(answers.labels)))
    network.encoder.load_minilm(state)
    return network


@dataclass(frozen=True)
class Corpora:
    """The training corpora; a missing one is left out."""

    named: tuple[Sentence, ...]  # read whole in every epoch
    silver: tuple[Sentence, ...]  # read in part
    trees: tuple[Sentence, ...]

    @classmethod
    def read(cls, data: Path, *, without: tuple[str, ...] = (), limit: int | None = None) -> Corpora:
        def some(name: str) -> list[Sentence]:
            path = data / "ner" / f"{name}.jsonl.gz"
            return names(path)[:limit] if path.exists() and name not in without else []

        ewt = treebank(data / "ud" / "en_ewt-train.conllu.gz")[:limit]
        gum = treebank(data / "ud" / "en_gum-train.conllu.gz", skip=NOT_COMMERCIAL)[:limit]
        trees = joined(ewt, some("uner-ewt-train")) + gum
        return cls((*some("worldwide-train"), *some("wikigold")), tuple(some("gmb")), tuple(trees))


def losses(network: Network, batch: Batch) -> dict[str, Tensor]:
    """The loss of each head, summed over the words where the answer is known."""
    named, xpos, upos, starts, arcs, child, head, *_ = network(*batch.inputs)

    def simple(scores: Tensor, gold: Tensor) -> Tensor:
        return cross_entropy(scores.flatten(0, 1), gold.flatten(), ignore_index=UNKNOWN, reduction="sum")

    chance = torch.log_softmax(named, -1).masked_fill(~batch.names, -1e4)
    known = batch.names.any(-1)
    same = batch.sentences.unsqueeze(2) == batch.sentences.unsqueeze(1)
    same = torch.cat([torch.ones_like(same[:, :, :1]), same], 2)
    return {
        "names": -torch.logsumexp(chance, -1)[known].sum(),
        "xpos": simple(xpos, batch.xpos),
        "upos": simple(upos, batch.upos),
        "starts": simple(starts, batch.starts),
        "arcs": simple(arcs.masked_fill(~same, -1e4), batch.heads),
        "labels": simple(network.label_scores(child, head, batch.heads.clamp(min=0)), batch.labels),
    }


WEIGHTS = {"names": 1.5, "xpos": 0.7, "upos": 0.5, "starts": 0.5, "arcs": 1.5, "labels": 1.0}


class Run:
    """One of the processes of a training run: network, its running average, optimiser and clock.

    Each process has one core and its own half of the batches, and now and then they average their weights: on cores
    that others use too, that is more than twice as fast as two threads that wait for each other in every product.
    """

    def __init__(
        self,
        corpora: Corpora,
        tokenizer: Tokenizer,
        network: Network,
        answers: Answers,
        recipe: Recipe,
        *,
        rank: int = 0,
        peers: int = 1,
    ) -> None:
        self.recipe, self.corpora, self.draw = recipe, corpora, random.Random(recipe.seed)
        self.rank, self.peers = rank, peers
        self.network, self.answers = network.train(), answers
        self.average = deepcopy(network).eval().requires_grad_(False)
        self.collator = Collator(tokenizer, answers, Mentions.of((*corpora.named, *corpora.trees)))
        self.cost = self.costs((*corpora.named, *corpora.silver, *corpora.trees))
        self.network.encoder.half = has_bfloat16()
        encoder = [p for n, p in self.network.encoder.named_parameters() if not n.startswith("case")]
        heads = [p for n, p in self.network.named_parameters() if not n.startswith("encoder")]
        self.rates = (recipe.encoder_rate, recipe.case_rate, recipe.head_rate)
        groups = [{"params": encoder}, {"params": [self.network.encoder.case.weight]}, {"params": heads}]
        self.optimizer = torch.optim.AdamW(groups, weight_decay=0.01, betas=(0.9, 0.98), fused=True)
        self.step, self.steps, self.words, self.began = 0, 0, 0, time.monotonic()
        self.loss: dict[str, float] = {}  # of each head a word, smoothed

    def costs(self, sentences: Iterable[Sentence]) -> dict[Sentence, int]:
        """How many pieces each sentence has."""
        return {s: sum(map(len, pieces(self.collator.tokenizer, s.words))) for s in sentences}

    def epoch(self) -> list[list[list[Sentence]]]:
        """The batches of one epoch: everything, and another part of the silver corpus."""
        start = self.draw.randrange(max(1, len(self.corpora.silver)))
        part, size = [], 0
        for sentence in self.corpora.silver[start:] + self.corpora.silver[:start]:
            if size >= self.recipe.silver:
                break
            part.append(sentence)
            size += len(sentence.words)
        found = []
        sports = tuple(pages(self.recipe.sports, self.draw))
        self.cost |= self.costs(sports)
        for group in (self.corpora.named, part, self.corpora.trees, sports):
            for window in windows(group, [self.cost[s] for s in group], self.draw, self.recipe.longest):
                found.append((2 + sum(self.cost[s] for s in window), window))
        return batches(found, self.recipe.budget, self.draw)

    def rate(self, done: float) -> None:
        """Warm up, then fall straight to nothing."""
        warm = self.recipe.warm
        scale = done / warm if done < warm else (1 - done) / (1 - warm)
        for group, rate in zip(self.optimizer.param_groups, self.rates, strict=True):
            group["lr"] = rate * max(scale, 0.001)

    def learn(self, group: list[list[Sentence]]) -> dict[str, float]:
        batch = self.collator(group, self.draw)
        parts = losses(self.network, batch)
        loss = sum((WEIGHTS[name] * part for name, part in parts.items()), torch.zeros(())) / batch.words
        self.optimizer.zero_grad(set_to_none=False)
        loss.backward()
        nn.utils.clip_grad_norm_(self.network.parameters(), 1.0)
        self.optimizer.step()
        self.step += 1
        self.words += batch.words
        return {name: float(part.detach()) / batch.words for name, part in parts.items()}

    @torch.no_grad()
    def meet(self, done: float) -> float:
        """Average the weights of all processes, add them to the running average; the furthest process' share done."""
        furthest = torch.tensor([done])
        mine = list(self.network.parameters())
        if self.peers > 1:
            flat = torch.cat([p.flatten() for p in mine])
            distributed.all_reduce(flat)
            distributed.all_reduce(furthest, distributed.ReduceOp.MAX)
            flat /= self.peers
            for p, part in zip(mine, flat.split([p.numel() for p in mine]), strict=True):
                p.copy_(part.view_as(p))
        met = self.step // self.recipe.together
        keep = min(self.recipe.average, met / (met + 3))
        torch._foreach_lerp_(list(self.average.parameters()), mine, 1 - keep)
        return float(furthest)

    def run(self, every: Callable[[Run], None]) -> None:
        """All epochs, or until the time is over; `every` is called each time the processes meet.

        By then `steps` says how many there are in all.
        """
        plan = [group for _ in range(self.recipe.epochs) for group in self.epoch()][self.rank :: self.peers]
        torch.manual_seed(self.recipe.seed + self.rank)
        self.draw = random.Random(self.recipe.seed + self.rank)
        limit, self.began = self.recipe.minutes * 60, time.monotonic()
        self.steps = len(plan) // self.recipe.together * self.recipe.together
        for group in plan[: self.steps]:
            spent = time.monotonic() - self.began
            done = max(self.step / self.steps, spent / limit if limit else 0.0)
            self.rate(min(done, 1.0))
            if done >= self.recipe.rounded:
                self.network.encoder.round()
            for name, value in self.learn(group).items():
                self.loss[name] = 0.98 * self.loss.get(name, value) + 0.02 * value
            if self.step % self.recipe.together == 0:
                done = self.meet(done)
                every(self)
                if done >= 1:
                    return
