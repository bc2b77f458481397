"""A parsed article and its cast to what the judge looks at: words without white space, sentences, mentions."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Sequence
from dataclasses import dataclass, field
from functools import cached_property

import numpy as np
from numpy.typing import NDArray
from spacy.tokens import Doc, Token

from newsx.entities.cast import Cast
from newsx.records import Actor

TYPES = ("person", "organization", "agency")
PLAYS = ("other", "subject", "passive subject", "object", "by", "of", "possessor", "apposition")
_PLAYS = {
    "nsubj": "subject", "nsubj:pass": "passive subject", "nsubjpass": "passive subject", "obj": "object",
    "dobj": "object", "iobj": "object", "dative": "object", "obl:agent": "by", "pobj": "of", "obl": "of",
    "nmod": "of", "obl:unmarked": "of", "nmod:poss": "possessor", "poss": "possessor", "appos": "apposition",
}  # fmt: skip
NEAR = (-120, -60, -30, -18, -10, -6, -3, -1, 1, 3, 6, 10, 18, 30, 60, 120)  # words between an item and a mention
BESIDE = (-4, -3, -2, -1, 0, 1, 2, 3, 4)  # sentences between them
STEPS = (len(NEAR) + 1, len(BESIDE), len(PLAYS), 2, 2, 3)  # how many values each relation of a mention has


@dataclass(slots=True)
class Mention:
    """Where an entity is named, by words: from … up to …, what it is to its verb, whether it is only a pronoun."""

    start: int
    end: int
    plays: int
    pronoun: bool


@dataclass(slots=True)
class Entity:
    """An entity's mentions in the order of the text."""

    type: int
    mentions: list[Mention]


@dataclass
class Story:
    """The words of an article that are not white space, and where its entities stand among them."""

    words: list[str]
    tokens: list[int]  # the number in the Doc of each word
    starts: list[int]  # characters
    ends: list[int]
    sentence: list[int]
    plays: list[int]
    heads: list[int]
    headline: int  # words of the headline
    entities: list[Entity] = field(default_factory=list)

    @classmethod
    def of(cls, doc: Doc, cast: Cast, *, first: int = 0, last: int | None = None) -> Story:
        """The story of a parsed article, or of its tokens from `first` up to `last`."""
        kept = [t for t in doc[first:last] if not t.is_space]
        number = {t.i: k for k, t in enumerate(kept)}
        sentence, count = [], -1
        for t in kept:
            count += bool(t.is_sent_start) or count < 0
            sentence.append(count)
        plays = [PLAYS.index(_PLAYS.get(t.dep_, "other")) for t in kept]
        for k, t in enumerate(kept):
            if plays[k] == PLAYS.index("of") and any(c.lower_ == "by" and c.dep_ in {"case", "prep"} for c in t.lefts):
                plays[k] = PLAYS.index("by")
        made = cls(
            [t.text for t in kept], [t.i for t in kept], [t.idx for t in kept], [t.idx + len(t) for t in kept],
            sentence, plays, [number.get(t.head.i, k) for k, t in enumerate(kept)],
            0 if first else _headline(doc.text, kept),
        )  # fmt: skip
        for one in cast.everyone:
            spans = (made.words_at(m.start, m.end) for m in one.mentions)
            type_ = one.type if isinstance(one, Actor) else "agency"
            made.entities.append(made.mentions([s for s in spans if s], type_))
        return made

    def words_at(self, start: int, end: int) -> tuple[int, int] | None:
        """The words that a stretch of characters touches."""
        first, last = bisect_right(self.ends, start), bisect_left(self.starts, end)
        return (first, last) if first < last else None

    def mentions(self, spans: Sequence[tuple[int, int]], type_: str) -> Entity:
        return Entity(TYPES.index(type_), [Mention(a, b, self._plays(a, b), self._is_pronoun(a, b)) for a, b in spans])

    def _plays(self, start: int, end: int) -> int:
        """What the head of a stretch is to its verb."""
        for i in range(start, end):
            if not start <= self.heads[i] < end:
                return self.plays[i]
        return self.plays[end - 1]

    def _is_pronoun(self, start: int, end: int) -> bool:
        return end - start == 1 and self.words[start][:1].islower() and len(self.words[start]) <= 5

    def relations(self, places: Sequence[tuple[int, int]]) -> NDArray[np.int64]:
        """Of items and mentions (in the order of the entities): items × mentions × STEPS.

        How far apart they are in words and in sentences, what the mention plays, whether it is a pronoun or stands in
        the headline, and whether it hangs on a word of the item (1) or on what the item hangs on (2).
        """
        told = self.named
        start, end = np.array(places, dtype=np.int64).reshape(-1, 2).T[:, :, None]
        over = np.array([self.governor(*p) for p in places], dtype=np.int64)[:, None]
        first, last, governor = told[:, 0], told[:, 1], told[:, 5]
        away = np.where(first >= end, first - end + 1, np.where(last <= start, last - start - 1, 0))
        sentence = np.array(self.sentence, dtype=np.int64)
        apart = sentence[first] - sentence[start]
        hangs = np.where((start <= governor) & (governor < end), 1, np.where(governor == over, 2, 0))
        found = np.empty((len(places), len(told), len(STEPS)), dtype=np.int64)
        found[..., 0] = np.searchsorted(NEAR, away, side="right")
        found[..., 1] = np.clip(apart + 4, 0, len(BESIDE) - 1)
        found[..., 2:5] = told[:, 2:5]
        found[..., 5] = hangs
        return found

    @cached_property
    def named(self) -> NDArray[np.int64]:
        """The mentions of all entities: start, end, what each plays, pronoun, in the headline, governing word."""
        rows = [
            (m.start, m.end, m.plays, m.pronoun, m.start < self.headline, self.governor(m.start, m.end))
            for e in self.entities for m in e.mentions
        ]  # fmt: skip
        return np.array(rows, dtype=np.int64).reshape(-1, 6)

    @cached_property
    def owner(self) -> NDArray[np.int64]:
        """The number of the entity of each mention."""
        return np.repeat(np.arange(len(self.entities)), [len(e.mentions) for e in self.entities]).astype(np.int64)

    def governor(self, start: int, end: int) -> int:
        """The word outside a stretch that it hangs on; its last word where there is none."""
        return next((self.heads[i] for i in range(start, end) if not start <= self.heads[i] < end), end - 1)


def _headline(text: str, kept: Sequence[Token]) -> int:
    """How many words the first line has, if it is a headline: short, with no stop at its end."""
    line = text.lstrip().split("\n", 1)[0]
    if len(line) > 200 or line.rstrip().endswith(".") or "\n" not in text.strip():
        return 0
    end = text.find(line) + len(line)
    return sum(t.idx < end for t in kept)
