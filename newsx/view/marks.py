"""A text and its record to pieces of text, each with the findings that stand on it and those that it is evidence of."""

from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import pairwise

from newsx.records import Record, Span
from newsx.write.rows import items


@dataclass(frozen=True, slots=True)
class Mark:
    """A piece of the text: ids of the findings on it (the shortest first), their kinds, ids that it is evidence of."""

    text: str
    ids: tuple[str, ...] = ()
    kinds: tuple[str, ...] = ()
    proves: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Stretch:
    """One stretch of the text and what it is to which finding."""

    start: int
    end: int
    id: str
    kind: str
    is_evidence: bool = False


def marks(record: Record, text: str) -> list[Mark]:
    """The whole text in pieces: put together, they are the text."""
    known = [s for s in stretches(record) if 0 <= s.start < s.end <= len(text)]
    opening, closing = defaultdict(list), defaultdict(list)
    for stretch in known:
        opening[stretch.start].append(stretch)
        closing[stretch.end].append(stretch)
    borders = sorted({0, len(text), *opening, *closing})
    open_now: dict[Stretch, None] = {}
    pieces = []
    for start, end in pairwise(borders):
        for stretch in closing[start]:
            open_now.pop(stretch, None)
        open_now |= dict.fromkeys(opening[start])
        pieces.append(_mark(text[start:end], open_now))
    return pieces


def stretches(record: Record) -> Iterator[Stretch]:
    """Where every finding stands, its mentions, its answers and its evidence."""
    for kind, item in items(record):
        own = [item] if isinstance(item, Span) else []
        spans = [*own, *getattr(item, "mentions", ()), *getattr(item, "roles", ()), *getattr(item, "responses", ())]
        for span in dict.fromkeys((s.start, s.end) for s in spans):
            yield Stretch(*span, item.id, kind)
        if evidence := getattr(item, "evidence", None):
            yield Stretch(evidence.start, evidence.end, item.id, kind, is_evidence=True)


def _mark(text: str, open_now: dict[Stretch, None]) -> Mark:
    on = sorted((s for s in open_now if not s.is_evidence), key=lambda s: s.end - s.start)
    return Mark(
        text,
        ids=tuple(dict.fromkeys(s.id for s in on)),
        kinds=tuple(dict.fromkeys(s.kind for s in on)),
        proves=tuple(dict.fromkeys(s.id for s in open_now if s.is_evidence)),
    )
