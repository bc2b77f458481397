"""An act to the dates, charges, fines and sentences that it carries."""

from bisect import bisect_left
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Generic, TypeVar

from newsx.case.actions_triggers import Hit
from newsx.records import Charge, Fine, Ref, Sentence, Span

NAMES_NO_CHARGE = frozenset({"resignation", "statement", "extradition", "appeal", "sanction", "seizure", "release"})
CARRIES_MONEY = frozenset({"fine", "settlement", "sentence", "ruling", "seizure", "release"})

Item = TypeVar("Item", Charge, Fine, Sentence)


@dataclass(frozen=True, slots=True)
class Placed(Generic[Item]):
    """A charge, fine or sentence with the places where the article names it, in order."""

    item: Item
    starts: tuple[int, ...]


def placed(items: Iterable[Item]) -> tuple[Placed[Item], ...]:
    """Items as acts look for them: by where they stand."""
    return tuple(Placed(one, tuple(sorted(span.start for span in _spans(one)))) for one in items)


def _spans(one: Span) -> tuple[Span, ...]:
    return (one, *getattr(one, "mentions", ()))


def charges_of(
    type: str, told: Iterable[Hit], parties: Sequence[Ref], charges: Iterable[Placed[Charge]]
) -> tuple[Ref, ...]:
    """The charges named in a sentence that tells the act, against one of its parties where the charge names one."""
    if type in NAMES_NO_CHARGE:
        return ()
    ids, near = {ref.id for ref in parties}, _sentences(told)
    fit = [c.item for c in charges if _beside(c, near)]
    return tuple(Ref(id=c.id, name=c.text) for c in fit if not c.accused or not ids or ids & {r.id for r in c.accused})


def fines_of(type: str, told: Iterable[Hit], parties: Sequence[Ref], fines: Iterable[Placed[Fine]]) -> tuple[Ref, ...]:
    """The sums named in a sentence that tells the act."""
    if type not in CARRIES_MONEY:
        return ()
    ids, near = {ref.id for ref in parties}, _sentences(told)
    fit = [f.item for f in fines if _beside(f, near)]
    return tuple(Ref(id=f.id, name=f.text) for f in fit if not f.payers or not ids or ids & {r.id for r in f.payers})


def sentences_of(type: str, told: Iterable[Hit], sentences: Iterable[Placed[Sentence]]) -> tuple[Ref, ...]:
    """The prison terms and the like named in a sentence that tells the act."""
    if type != "sentence":
        return ()
    near = _sentences(told)
    return tuple(Ref(id=s.item.id, name=s.item.text) for s in sentences if _beside(s, near))


def _sentences(told: Iterable[Hit]) -> list[tuple[int, int]]:
    """Where the sentences begin and end that tell an act."""
    return [(sentence.start_char, sentence.end_char) for sentence in (hit.head.sent for hit in told)]


def _beside(one: Placed[Item], sentences: Sequence[tuple[int, int]]) -> bool:
    """Whether one of the sentences names it."""
    return any(bisect_left(one.starts, start) < bisect_left(one.starts, end) for start, end in sentences)
