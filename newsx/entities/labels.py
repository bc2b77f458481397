"""The named entities of a Doc, under whatever scheme of labels, to four kinds: person, organization, place, other."""

from bisect import bisect_right
from collections.abc import Iterable
from dataclasses import dataclass, replace

from spacy.tokens import Doc

from newsx import money
from newsx.money.currencies import names

KINDS = {
    "PERSON": "person", "PER": "person",
    "ORG": "organization", "ORGANIZATION": "organization",
    "LOC": "place", "GPE": "place", "FAC": "place", "FACILITY": "place", "LOCATION": "place",
    "PRODUCT": "product", "MISC": "other", "WORK_OF_ART": "other", "EVENT": "other", "LAW": "other",
    "LANGUAGE": "other",    "NORP": "people",
}  # fmt: skip


_SUM = 40  # characters behind a name in which its last word may show to be a currency


@dataclass(frozen=True, slots=True)
class Entity:
    """A stretch of the text that the model takes as a name, and the kind that it sees."""

    start: int
    end: int
    kind: str


class Labels:
    """What the model says of each character: empty where there is no model."""

    def __init__(self, entities: Iterable[Entity] = ()) -> None:
        self._entities = sorted(entities, key=lambda e: e.start)
        self._starts = [e.start for e in self._entities]

    def __bool__(self) -> bool:
        return bool(self._entities)

    def at(self, offset: int) -> Entity | None:
        """The entity over a character."""
        i = bisect_right(self._starts, offset) - 1
        return self._entities[i] if i >= 0 and offset < self._entities[i].end else None

    def kind(self, offset: int) -> str:
        """The kind at a character, "" where there is none."""
        entity = self.at(offset)
        return entity.kind if entity else ""

    def same(self, a: int, b: int) -> bool:
        """Whether one entity covers both characters."""
        entity = self.at(a)
        return entity is not None and b < entity.end

    def starts(self, offset: int) -> bool:
        """Whether an entity begins at this character."""
        entity = self.at(offset)
        return entity is not None and entity.start == offset

    def over(self, start: int, end: int) -> str:
        """The kind that covers most of a stretch."""
        best, most = "", 0
        i = max(bisect_right(self._starts, start) - 1, 0)
        while i < len(self._entities) and self._entities[i].start < end:
            e = self._entities[i]
            shared = min(e.end, end) - max(e.start, start)
            if shared > most:
                best, most = e.kind, shared
            i += 1
        return best


def read(doc: Doc) -> Labels:
    """The names that the model found in a Doc; dates, sums and the like are left out."""
    found = (Entity(e.start_char, e.end_char, KINDS.get(e.label_, "")) for e in doc.ents)
    return Labels(e for e in (_without_sum(doc.text, e) for e in found if e.kind) if e.kind)


def _without_sum(text: str, entity: Entity) -> Entity:
    """A name without the sum behind it that the model took with it: "fined Tamber SEK 30m"."""
    words = text[entity.start : entity.end].split()
    if not any(w in names().before or any(c.isdigit() for c in w) for w in words):
        return entity
    for found in money.find(text[entity.start : entity.end + _SUM]):
        kept = len(text[entity.start : entity.start + found.start].rstrip())
        return replace(entity, end=min(entity.end, entity.start + kept), kind=entity.kind if kept else "")
    return entity
