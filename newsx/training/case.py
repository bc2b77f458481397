"""Annotated articles to an encoder that knows the case: one encoder, trained on with the judge's heads.

Names and parse are kept by learning, on the same windows, what the encoder said of them before, and by reading the
corpora beside the articles.
"""

from __future__ import annotations

import random
import time
from collections.abc import Callable, Iterator, Sequence
from copy import deepcopy
from dataclasses import dataclass, replace

import torch
from tokenizers import Tokenizer
from torch import Tensor, distributed, nn
from torch.nn import functional

from newsx.model.features import CLS, SEP, pieces, shape
from newsx.training.batches import Batch
from newsx.training.cases import Lesson
from newsx.training.judging import WEIGHT, Case, Judge
from newsx.training.network import Network
from newsx.training.train import WEIGHTS, Corpora, Run, has_bfloat16, losses

STATES = 256
WINDOW = 180  # pieces
MEETING = 10  # steps between two averagings of the processes' weights


@dataclass(frozen=True)
class Recipe:
    """The numbers of a run."""

    epochs: int = 9
    together: int = 2  # articles of a step
    encoder_rate: float = 1.2e-4
    head_rate: float = 1.5e-3
    warm: float = 0.06
    minutes: float = 0.0
    seed: int = 0
    rounded: float = 0.8  # the share after which numbers are as rough as in the exported graph
    kept: float = 1.0  # weight of what the encoder said before; 0: names and parse may be forgotten
    replay: int = 0  # pieces of the corpora read beside each step


def widened(network: Network) -> Network:
    """The network with room for the states that the judge sees."""
    made = Network(replace(network.sizes, case=STATES))
    state = network.state_dict()
    if network.sizes.case != STATES:
        state["mix"] = torch.cat([state["mix"][:3], state["mix"][2:3]])
    made.load_state_dict(state, strict=False)
    return made


Inputs = tuple[Tensor, ...]


@dataclass
class Example:
    """An article cut into windows, ready for the network."""

    lesson: Lesson
    case: Case
    inputs: Inputs
    inside: Tensor  # windows × words: which places hold a word
    before: list[Tensor] | None = None  # what the encoder said of names and parse


def example(lesson: Lesson, tokenizer: Tokenizer) -> Example:
    """Windows of whole sentences, as many pieces as fit."""
    story = lesson.story
    coded = pieces(tokenizer, story.words)
    cuts, size = [0], 2
    for i, part in enumerate(coded):
        if size + len(part) > WINDOW and i > cuts[-1]:
            starts = (
                k for k in range(i, cuts[-1] + (i - cuts[-1]) // 2, -1) if story.sentence[k] != story.sentence[k - 1]
            )
            cuts.append(next(starts, i))
            size = 2 + sum(map(len, coded[cuts[-1] : i]))
        size += len(part)
    bounds = list(zip(cuts, [*cuts[1:], len(coded)], strict=True))
    rows, count = len(bounds), max(b - a for a, b in bounds)
    length = max(2 + sum(map(len, coded[a:b])) for a, b in bounds)
    ids, cases, mask = (torch.zeros(rows, length, dtype=torch.long) for _ in range(3))
    first, last, shapes = (torch.zeros(rows, count, dtype=torch.long) for _ in range(3))
    inside = torch.zeros(rows, count, dtype=torch.bool)
    for row, (a, b) in enumerate(bounds):
        forms = [shape(w) for w in story.words[a:b]]
        flat = [CLS, *(i for part in coded[a:b] for i in part), SEP]
        ids[row, : len(flat)], mask[row, : len(flat)] = torch.tensor(flat), 1
        cases[row, 1 : len(flat) - 1] = torch.tensor([f for p, f in zip(coded[a:b], forms, strict=True) for _ in p])
        ends = torch.tensor([0, *map(len, coded[a:b])]).cumsum(0)
        first[row, : b - a], last[row, : b - a] = ends[:-1] + 1, ends[1:]
        shapes[row, : b - a] = torch.tensor(forms)
        inside[row, : b - a] = True
    attention = torch.zeros(rows, 1, 1, length).masked_fill(mask[:, None, None] == 0, -1e4)
    return Example(lesson, Case.of(lesson), (ids, cases, first, last, shapes, attention), inside)


class CaseRun:
    """A training run on one core (or more threads)."""

    def __init__(
        self,
        network: Network,
        examples: Sequence[Example],
        recipe: Recipe,
        *,
        replay: Iterator[Batch] | None = None,
        rank: int = 0,
        peers: int = 1,
    ) -> None:
        torch.manual_seed(recipe.seed)
        self.rank, self.peers = rank, peers
        self.recipe, self.examples, self.replay = recipe, list(examples), replay
        self.teacher = deepcopy(network).eval() if recipe.kept else None
        self.network = widened(network).train()
        self.judge = Judge(STATES)
        self.network.encoder.half = has_bfloat16()
        new = {"case.weight", "case.bias", "mix"}
        encoder = [p for n, p in self.network.named_parameters() if n not in new]
        heads = [p for n, p in self.network.named_parameters() if n in new] + list(self.judge.parameters())
        self.optimizer = torch.optim.AdamW([{"params": encoder}, {"params": heads}], weight_decay=0.01, fused=True)
        self.rates = (recipe.encoder_rate, recipe.head_rate)
        self.average = deepcopy(self.network).eval(), deepcopy(self.judge).eval()
        self.words = self.step = 0
        self.loss: dict[str, float] = {}

    def run(self, every: Callable[[CaseRun], None] = lambda run: None) -> None:
        """All epochs, or until the time is over."""
        draw = random.Random(self.recipe.seed)
        plan: list[list[Example]] = []
        for _ in range(self.recipe.epochs):
            order = self.examples[:]
            draw.shuffle(order)
            plan += [order[i : i + self.recipe.together] for i in range(0, len(order), self.recipe.together)]
        plan = plan[self.rank :: self.peers][: len(plan) // self.peers]
        self.began, self.steps, done = time.monotonic(), len(plan), 0.0
        torch.manual_seed(self.recipe.seed + self.rank)
        for group in plan:
            if self.step % MEETING == 0:
                spent = (time.monotonic() - self.began) / 60
                done = max(self.step / self.steps, spent / self.recipe.minutes if self.recipe.minutes else 0)
                done = self._meet(done)
                if done >= 1:
                    break
            self._rate(done)
            if done >= self.recipe.rounded and not self.network.encoder.rounded:
                self.network.encoder.round()
            for name, value in self._learn(group).items():
                self.loss[name] = 0.98 * self.loss.get(name, value) + 0.02 * value
            self._settle()
            every(self)

    def _rate(self, done: float) -> None:
        warm = self.recipe.warm
        scale = done / warm if done < warm else (1 - done) / (1 - warm)
        for group, rate in zip(self.optimizer.param_groups, self.rates, strict=True):
            group["lr"] = rate * max(scale, 0.005)

    def _learn(self, group: Sequence[Example]) -> dict[str, float]:
        self.optimizer.zero_grad(set_to_none=False)
        told: dict[str, float] = {}
        for one in group:
            outputs = self.network(*one.inputs)
            parts = self.judge.loss(outputs[-1][one.inside], one.case)
            loss = sum((WEIGHT[name] * part for name, part in parts.items()), torch.zeros(()))
            if self.teacher is not None:
                parts["kept"] = self._kept(one, outputs)
                loss = loss + self.recipe.kept * parts["kept"]
            (loss / len(group)).backward()
            told |= {name: float(part.detach()) for name, part in parts.items()}
            self.words += int(one.inside.sum())
        if self.replay is not None:
            batch = next(self.replay)
            known = losses(self.network, batch)
            loss = sum((WEIGHTS[name] * part for name, part in known.items()), torch.zeros(())) / batch.words
            (0.5 * loss).backward()
            told |= {name: float(part.detach()) / batch.words for name, part in known.items()}
        nn.utils.clip_grad_norm_([*self.network.parameters(), *self.judge.parameters()], 1.0)
        self.optimizer.step()
        self.step += 1
        return told

    def _kept(self, one: Example, outputs: Sequence[Tensor]) -> Tensor:
        """How far names, tags and parse are from what they were."""
        assert self.teacher is not None
        if one.before is None:
            with torch.no_grad():
                one.before = [part.half() for part in self.teacher(*one.inputs)]
        named, xpos, upos, starts, arcs, child, head = (part.float() for part in one.before)
        loss = torch.zeros(())
        pairs = ((named, 1.5), (xpos, 0.7), (upos, 0.5), (starts, 0.5), (arcs, 1.5))
        for (was, weight), now in zip(pairs, outputs, strict=False):
            loss = loss + weight * _apart(was, now, one.inside)
        heads = arcs.argmax(-1)
        labels = self.teacher.label_scores(child, head, heads)
        now = self.network.label_scores(outputs[5], outputs[6], heads)
        return loss + _apart(labels, now, one.inside)

    @torch.no_grad()
    def _meet(self, done: float) -> float:
        """Average the weights of all processes; the share done of the furthest."""
        if self.peers == 1:
            return done
        furthest = torch.tensor([done])
        distributed.all_reduce(furthest, distributed.ReduceOp.MAX)
        mine = [*self.network.parameters(), *self.judge.parameters()]
        flat = torch.cat([p.flatten() for p in mine])
        distributed.all_reduce(flat)
        for p, part in zip(mine, (flat / self.peers).split([p.numel() for p in mine]), strict=True):
            p.copy_(part.view_as(p))
        return float(furthest)

    @torch.no_grad()
    def _settle(self) -> None:
        keep = min(0.995, self.step / (self.step + 10))
        for mean, now in zip(self.average, (self.network, self.judge), strict=True):
            torch._foreach_lerp_(list(mean.parameters()), list(now.parameters()), 1 - keep)


def _apart(was: Tensor, now: Tensor, inside: Tensor) -> Tensor:
    chance = torch.softmax(was[inside], -1)
    return functional.kl_div(torch.log_softmax(now[inside], -1), chance, reduction="batchmean")


def corpus_batches(corpora: Corpora, run: Run) -> Iterator[Batch]:
    """Batches of the corpora without end."""
    while True:
        for group in run.epoch():
            yield run.collator(group, run.draw)
