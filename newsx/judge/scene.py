"""One article before the judge: its words, its cast, what the model and the rules say, and what may be told in it."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property

import numpy as np
from spacy.tokens import Doc

from newsx import money
from newsx.case.fines_sums import fold
from newsx.entities.cast import Cast
from newsx.find import Proposed, proposed
from newsx.judge.answers import SPANS
from newsx.judge.heads import Chances, Heads
from newsx.judge.story import TYPES, Story
from newsx.judge.table import Array, Table, chosen, odds
from newsx.records import Record

PARTS = (
    "accused",
    "victim",
    "accuser",
    "lawyer",
    "official",
    "spokesperson",
    "witness",
    "commentator",
    "other",
    "none",
)

LONGEST = 6000  # tokens of a scene
PLAYED = SPANS["entity.part"][1:]


@dataclass
class Scene:
    """Everything about one article that signals are read from."""

    story: Story
    cast: Cast
    chances: Chances | None
    rules: Record
    found: Proposed

    @classmethod
    def of(cls, doc: Doc, cast: Cast, rules: Record, heads: Heads | None) -> Scene:
        """The scene of a whole article; `doc.tensor` has the word states of a model that knows the case."""
        return cls.between(doc, cast, rules, heads, (0, len(doc)))

    @classmethod
    def between(cls, doc: Doc, cast: Cast, rules: Record, heads: Heads | None, tokens: tuple[int, int]) -> Scene:
        """The scene of some of an article's tokens."""
        story = Story.of(doc, cast, first=tokens[0], last=tokens[1])
        chances = None
        if heads is not None and story.words and len(doc.tensor) == len(doc):
            chances = Chances(heads, story, doc.tensor[story.tokens].astype(np.float32))
        sums = fold(doc.text, money.find(doc.text)) if story.words else []
        return cls(story, cast, chances, rules, proposed(story, chances, rules, sums))

    @classmethod
    def all(cls, doc: Doc, cast: Cast, rules: Record, heads: Heads | None) -> Iterator[Scene]:
        """An article's scenes: one, and of a long one as many as keep what each costs within bounds."""
        start = 0
        for sent in [s.end for s in doc.sents if s.end - LONGEST >= 0] + [len(doc)]:
            if sent - start >= LONGEST or sent == len(doc):
                if sent > start or not start:
                    yield cls.between(doc, cast, rules, heads, (start, sent))
                start = sent

    @cached_property
    def ids(self) -> list[str]:
        return [e.id for e in self.cast.everyone]

    @cached_property
    def number(self) -> dict[str, int]:
        return {id: n for n, id in enumerate(self.ids)}

    @cached_property
    def entities(self) -> dict[str, Array]:
        """What each entity is by itself: columns with a number for each."""
        story, size = self.story, len(self.ids)
        types = np.array([e.type for e in story.entities])
        counts = np.array([len(e.mentions) for e in story.entities])
        unnamed = np.array([id in self.cast.unnamed for id in self.ids])
        titled = np.array([any(m.start < story.headline for m in e.mentions) for e in story.entities])
        first = np.array([min((m.start for m in e.mentions), default=0) for e in story.entities])
        found: dict[str, Array] = {
            "is person": types == TYPES.index("person"),
            "is agency": types == TYPES.index("agency"),
            "is unnamed": unnamed,
            "mentions": np.log1p(counts),
            "in headline": titled,
            "first named": np.log1p(first) / 3,
        }
        known = self.chances.entities if self.chances is not None and size else None
        for kept in SPANS["entity.kept"][1:]:
            at = SPANS["entity.kept"].index(kept)
            found[f"kept {kept}"] = odds(known["entity.kept"][:, at]) if known else np.zeros(size)
        for part in SPANS["entity.part"]:
            at = SPANS["entity.part"].index(part)
            found[f"part {part}"] = odds(known["entity.part"][:, at]) if known else np.zeros(size)
        return found

    @cached_property
    def named(self) -> Array:
        """How much of each entity's mentions the model takes for names of the cast."""
        if self.chances is None:
            return np.zeros(len(self.ids))
        inside = 1 - self.chances.words["cast"][:, 0]
        spans = [[inside[m.start : m.end].mean() for m in e.mentions if not m.pronoun] for e in self.story.entities]
        return odds([max(found, default=0.0) for found in spans])


def cast(scene: Scene) -> Table:
    """Entities: who belongs into the record, and what part each plays."""
    rules, number = scene.rules, scene.number
    columns: dict[str, Array] = {**scene.entities, "read as a name": scene.named}
    linked = {
        "accused by a rule": [r for c in rules.charges for r in c.accused],
        "paying by a rule": [r for f in rules.fines for r in f.payers],
        "doing by a rule": [r for a in rules.actions for r in a.by],
        "done to by a rule": [r for a in rules.actions for r in a.on],
    }
    for name, refs in linked.items():
        column = np.zeros(len(scene.ids))
        for ref in refs:
            column[number[ref.id]] = 1
        columns[name] = column
    return Table.of((len(scene.ids),), columns)


def parts(scene: Scene) -> Table:
    """Entities: what speaks for each part."""
    if scene.chances is None or not scene.ids:
        seen = [np.full(len(PLAYED), 1 / len(PLAYED)) for _ in scene.ids]
    else:
        seen = list(scene.chances.entities["entity.part"][:, 1:].astype(np.float64))
    accused = {r.id for c in scene.rules.charges for r in c.accused} | {
        r.id for f in scene.rules.fines for r in f.payers
    }
    return chosen(PLAYED, seen, [{"accused"} if id in accused else set() for id in scene.ids])
