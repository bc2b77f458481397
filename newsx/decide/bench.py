"""What every decision needs at hand: the scene, the judge, the article, its dates, and the choices made so far."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from typing import Any

import numpy as np
from spacy.tokens import Doc

from newsx.article import Article
from newsx.find import Telling
from newsx.judge import links
from newsx.judge.scales import Scale
from newsx.judge.scene import Scene
from newsx.judge.table import Array
from newsx.records import Date, Evidence, Link, Ref, Span

SPARING = ("overturned", "maximum", "proposed")
SEVERAL, APART = 0.6, 0.1  # from which chance on more than one is named; how far the best must be above the next


@dataclass
class Bench:
    """One article before the decisions."""

    scene: Scene
    scales: dict[str, Scale]
    article: Article
    doc: Doc
    dates: Sequence[Date]
    cut: dict[str, float] = field(default_factory=dict)  # from which chance on an item or link is kept
    told: dict[tuple[int, int], frozenset[int]] = field(default_factory=dict)  # the sentences that tell an item
    least: float = 0.0  # what the user asks for at least

    def bar(self, name: str) -> float:
        """From which chance on something is kept."""
        return max(self.cut.get(name, 0.5), self.least)

    def sentences(self, item: Span) -> frozenset[int]:
        """The sentences that tell an item."""
        key = (item.start, item.end)
        if key not in self.told:
            places = (self.scene.story.words_at(s.start, s.end) for s in (item, *getattr(item, "mentions", ())))
            self.told[key] = frozenset(self.scene.story.sentence[p[0]] for p in places if p)
        return self.told[key]

    def linked(self, name: str, groups: Sequence[Sequence[Telling]], scores: dict[str, Array]) -> Array:
        """The chances of links: items × entities."""
        table = links.links(self.scene, groups, scores, name, name.split(".")[1])
        size = len(self.scene.ids)
        if not groups or not size:
            return np.zeros((len(groups), size))
        return self.scales[name].chances(table)

    def refs(
        self, name: str, chances: Array, *, not_: Array | None = None, several: float = SEVERAL
    ) -> tuple[Link, ...]:
        """The entities whose link is likely enough; `not_` holds the chances of the opposite role.

        Several are named where each is at least `several` likely; of less likely ones the best, unless another is
        nearly as likely.
        """
        order = np.flatnonzero(chances >= self.bar(name))
        if not_ is not None:
            order = np.array([i for i in order if chances[i] >= not_[i]], dtype=np.int64)
        sure = [i for i in order if chances[i] >= several]
        best = sorted((i for i in order if not sure), key=lambda i: (-chances[i], i))
        if best and (len(best) == 1 or chances[best[0]] - chances[best[1]] >= APART):
            sure = best[:1]
        return tuple(self.link(int(i), float(chances[i])) for i in sure)

    def link(self, number: int, chance: float) -> Link:
        entity = self.scene.cast.get(self.scene.ids[number])
        return Link(id=entity.id, name=entity.name, confidence=round(chance, 2))

    def quote(self, telling: Telling) -> Span:
        story = self.scene.story
        return self.article.quote(story.starts[telling.start], story.ends[telling.end - 1])

    def evidence(self, telling: Telling, head: str) -> Evidence:
        """The sentence that a telling stands in, and the rule or the head of the model that proposed it."""
        sent = self.doc[self.scene.story.tokens[telling.start]].sent
        text = self.article.text[sent.start_char : sent.end_char]
        start = sent.start_char + len(text) - len(text.lstrip())
        rule = next((r.evidence.rule for r in telling.rules if hasattr(r, "evidence")), f"model.{head}")
        return Evidence(**self.article.quote(start, start + len(text.strip())).model_dump(), rule=rule)

    def when(self, telling: Telling) -> tuple[Ref, ...]:
        """The dates in the sentence of a telling that hang on its verb."""
        from newsx import clauses_dates

        return clauses_dates.of(self.doc[self.scene.story.tokens[telling.start]], self.dates)


def spared(said: Iterable[object], choices: Sequence[str]) -> Any:
    """A stage that rules see and that spares somebody: a term or sum that the law allows or somebody seeks."""
    known = set(said) & set(choices)
    return next((choice for choice in SPARING if choice in known), None)


def certain(chance: float) -> float:
    return round(float(chance), 2)
