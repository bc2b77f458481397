"""The heads of the judge as a network: word states to tags, classes of stretches, and links to entities."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import torch
from torch import Tensor, nn
from torch.nn import functional

from newsx.judge.answers import ITEMS, LINKS, SPANS, WORDS
from newsx.judge.story import STEPS, TYPES, Story
from newsx.training.cases import UNKNOWN, Item, Lesson

HIDDEN, PAIR = 160, 48
WEIGHT = {"words": 1.0, "classes": 0.25, "links": 0.12, "same": 0.1}
OUTSIDE = 0.6  # what a word outside every act counts, so that more acts are found


@dataclass
class Case:
    """One article as tensors."""

    words: dict[str, Tensor]
    sentence: Tensor
    items: list[Item]
    spans: Tensor  # of the items and, behind them, of the mentions of all entities
    kinds: Tensor
    owner: Tensor  # the entity of each mention
    types: Tensor  # of each entity
    relations: Tensor  # items × mentions × steps
    entities: list[dict[str, int]]

    @classmethod
    def of(cls, lesson: Lesson) -> Case:
        return cls.made(lesson.story, lesson.items, lesson.words, lesson.entities)

    @classmethod
    def made(cls, story: Story, items: list[Item], words: dict[str, list[int]], entities: list[dict[str, int]]) -> Case:
        mentions = [(n, m) for n, e in enumerate(story.entities) for m in e.mentions]
        spans = [(i.start, i.end) for i in items] + [(m.start, m.end) for _, m in mentions]
        kinds = [ITEMS.index(i.kind) for i in items] + [ITEMS.index("entity")] * len(mentions)
        return cls(
            {head: torch.tensor(tags) for head, tags in words.items()}, torch.tensor(story.sentence), items,
            torch.tensor(spans, dtype=torch.long).reshape(-1, 2), torch.tensor(kinds, dtype=torch.long),
            torch.tensor([n for n, _ in mentions], dtype=torch.long),
            torch.tensor([e.type for e in story.entities], dtype=torch.long),
            torch.tensor(story.relations([(i.start, i.end) for i in items])),
            entities,
        )  # fmt: skip


class Judge(nn.Module):
    """The heads over the word states of the encoder."""

    def __init__(self, width: int) -> None:
        super().__init__()
        self.words = nn.Linear(width, sum(map(len, WORDS.values())))
        self.kinds = nn.Embedding(len(ITEMS), HIDDEN)
        self.span = nn.Linear(2 * width, HIDDEN)
        self.classes = nn.Linear(HIDDEN, sum(map(len, SPANS.values())))
        self.items, self.mentions = (nn.Linear(HIDDEN, len(LINKS) * PAIR) for _ in range(2))
        self.steps = nn.Parameter(torch.zeros(len(LINKS), sum(STEPS)))
        self.types = nn.Parameter(torch.zeros(len(LINKS), len(TYPES)))
        self.often = nn.Parameter(torch.zeros(len(LINKS)))
        self.bias = nn.Parameter(torch.full((len(LINKS),), -2.0))
        self.same = nn.Linear(HIDDEN, PAIR)
        self.same_bias = nn.Parameter(torch.zeros(1))
        self.dropout = nn.Dropout(0.2)
        at = torch.tensor([0, *STEPS]).cumsum(0)[:-1]
        self.register_buffer("offsets", at, persistent=False)

    def spans(self, states: Tensor, case: Case) -> Tensor:
        """The hidden features of every stretch: its words, and its sentence."""
        total = functional.pad(states.cumsum(0), (0, 0, 1, 0))
        a, b = case.spans.T
        inside = (total[b] - total[a]) / (b - a).unsqueeze(1)
        count = torch.bincount(case.sentence)
        edges = functional.pad(count.cumsum(0), (1, 0))
        sentences = (total[edges[1:]] - total[edges[:-1]]) / count.clamp(min=1).unsqueeze(1)
        both = torch.cat([inside, sentences[case.sentence[a]]], 1)
        hidden: Tensor = functional.gelu(self.span(self.dropout(both)) + self.kinds(case.kinds))
        return hidden

    def entities(self, hidden: Tensor, case: Case) -> Tensor:
        """The mean over the mentions of each entity."""
        size = len(case.types)
        mean = torch.zeros(size, hidden.shape[1]).index_add(0, case.owner, hidden)
        return mean / torch.bincount(case.owner, minlength=size).clamp(min=1).unsqueeze(1)

    def links(self, items: Tensor, mentions: Tensor, case: Case) -> Tensor:
        """Scores of links: items × entities × kinds of link."""
        q = self.items(items).view(len(items), len(LINKS), PAIR)
        k = self.mentions(mentions).view(len(mentions), len(LINKS), PAIR)
        scores = torch.einsum("ild,mld->iml", q, k) * PAIR**-0.5
        known = self.steps.T[case.relations + self.offsets]  # items × mentions × steps × links
        scores = scores + known.sum(2)
        size = len(case.types)
        top = torch.full((len(items), size, len(LINKS)), -30.0)
        index = case.owner.view(1, -1, 1).expand(len(items), -1, len(LINKS))
        peak = top.scatter_reduce(1, index, scores.detach(), "amax")
        total = torch.zeros_like(top).scatter_add(1, index, torch.exp(scores - peak.gather(1, index)))
        count = torch.bincount(case.owner, minlength=size).clamp(min=1).float().log()
        told = peak + total.clamp(min=1e-9).log() + count.view(1, -1, 1) * self.often
        found: Tensor = told + self.types.T[case.types] + self.bias
        return found

    def loss(self, states: Tensor, case: Case) -> dict[str, Tensor]:
        """The loss of each group of heads for one article."""
        hidden = self.dropout(self.spans(states, case))
        count = len(case.items)
        items, mentions = hidden[:count], hidden[count:]
        entities = self.entities(mentions, case)
        return {
            "words": self._words(states, case),
            "classes": self._classes(torch.cat([items, entities]), [*(i.classes for i in case.items), *case.entities]),
            "links": self._links(items, mentions, case),
            "same": self._same(items, case),
        }

    def _words(self, states: Tensor, case: Case) -> Tensor:
        parts = self.words(self.dropout(states)).split([len(c) for c in WORDS.values()], -1)
        loss = torch.zeros(())
        for (head, choices), scores in zip(WORDS.items(), parts, strict=True):
            weight = torch.ones(len(choices))
            weight[0] = OUTSIDE if head in {"act", "response", "charge"} else 1.0
            gold = case.words[head]
            each = functional.cross_entropy(scores, gold, weight, ignore_index=UNKNOWN, reduction="none")
            loss = loss + each.sum() / len(gold) * (1.5 if head == "act" else 1.0)
        return loss

    def _classes(self, hidden: Tensor, classes: Sequence[dict[str, int]]) -> Tensor:
        if not len(hidden):
            return torch.zeros(())
        parts = self.classes(hidden).split([len(c) for c in SPANS.values()], -1)
        loss = torch.zeros(())
        for head, scores in zip(SPANS, parts, strict=True):
            gold = torch.tensor([c.get(head, UNKNOWN) for c in classes])
            if (gold != UNKNOWN).any():
                loss = loss + functional.cross_entropy(scores, gold, ignore_index=UNKNOWN, reduction="sum")
        return loss / 20

    def _links(self, items: Tensor, mentions: Tensor, case: Case) -> Tensor:
        if not len(items) or not len(mentions):
            return torch.zeros(())
        scores = self.links(items, mentions, case)
        gold, known = torch.zeros_like(scores), torch.zeros_like(scores)
        for i, item in enumerate(case.items):
            for name, linked in item.links.items():
                at = list(LINKS).index(name)
                known[i, :, at] = 1
                gold[i, list(linked), at] = 1
        loss = functional.binary_cross_entropy_with_logits(scores, gold, known, reduction="sum")
        return loss / 20

    def _same(self, items: Tensor, case: Case) -> Tensor:
        wrongs = [i for i, item in enumerate(case.items) if item.kind == "charge"]
        if len(wrongs) < 2:
            return torch.zeros(())
        scores = self.same_scores(items[wrongs])
        number = torch.tensor([case.items[i].same for i in wrongs])
        gold = (number.unsqueeze(0) == number.unsqueeze(1)).float()
        upper = torch.triu(torch.ones_like(gold), 1)
        return functional.binary_cross_entropy_with_logits(scores, gold, upper, reduction="sum") / 20

    def same_scores(self, items: Tensor) -> Tensor:
        put = self.same(items)
        scores: Tensor = put @ put.T * PAIR**-0.5 + self.same_bias
        return scores
