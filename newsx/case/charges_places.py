"""The places at which an article names its actors: those in a stretch of it, those that no preposition governs."""

from bisect import bisect_left
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cached_property

from newsx import patterns
from newsx.case import charges_cues
from newsx.entities.cast import Cast
from newsx.records import Actor, Link

Refs = tuple[Link, ...]
Place = tuple[int, int, str]  # start, end and id of a mention

FIRST = 3  # mentions of a person, one of which tells the office
OFFICES = frozenset({"prosecutor", "police", "court"})


@dataclass(frozen=True)
class Places:
    """The mentions of actors in one article."""

    cast: Cast
    source: str

    def window(self, start: int, end: int) -> list[Place]:
        """The mentions of actors inside these characters, in text order."""
        i = bisect_left(self._all, (start, 0, ""))
        found = []
        while i < len(self._all) and self._all[i][0] < end:
            if self._all[i][1] <= end:
                found.append(self._all[i])
            i += 1
        return found

    def free(self, places: Iterable[Place]) -> list[Place]:
        """Those that no preposition governs."""
        return [x for x in places if not governed(self.source, x[0])]

    def refs(self, places: Iterable[Place]) -> Refs:
        """Whom they name, each once."""
        return tuple(self.cast.ref(i) for i in dict.fromkeys(x[2] for x in places))

    def type(self, id: str) -> str:
        """The type of an actor; a public body is an agency."""
        entity = self.cast.get(id)
        return entity.type if isinstance(entity, Actor) else "agency"

    def prosecutes(self, id: str) -> bool:
        """Whether somebody brings or hears cases: then "he" who is charged is another."""
        entity = self.cast.get(id)
        if not isinstance(entity, Actor):
            return False
        said = " ".join(r.text.casefold() for r in entity.roles)
        return any(word in said for word in charges_cues.words("court-people")) or self._holds_office(entity)

    def _holds_office(self, actor: Actor) -> bool:
        """Whether a body that brings or hears cases stands right before the name: "District Attorney Ann Roe"."""
        if actor.type != "person":
            return False
        before = (self.cast.at(m.start - 2, m.start - 1) for m in actor.mentions[:FIRST] if m.start > 1)
        return any(b is not None and getattr(self.cast.get(b), "kind", None) in OFFICES for b in before)

    @cached_property
    def _all(self) -> list[Place]:
        return sorted((m.start, m.end, a.id) for a in self.cast.actors for m in a.mentions)


def governed(text: str, start: int) -> bool:
    """Whether a preposition stands before these characters: "of Enron", "to Senator Lee"."""
    left = text[max(0, start - 30) : start].split()
    while left and (left[-1].casefold() in charges_cues.words("before-names") or _is_title(left[-1])):
        left.pop()
    return bool(left) and left[-1].casefold() in charges_cues.words("governs")


def _is_title(word: str) -> bool:
    """Whether a word can stand between a preposition and a name: "Senator", "Mr"."""
    return word.istitle() and word.isalpha() and word.casefold() in patterns.words("charges", "titles")
