"""An act to the dates, charges, fines and sentences that it carries."""

from collections.abc import Iterable, Sequence

from newsx.case.actions_triggers import Hit
from newsx.records import Charge, Fine, Ref, Sentence, Span

NAMES_NO_CHARGE = frozenset({"resignation", "statement", "extradition", "appeal", "sanction", "seizure", "release"})
CARRIES_MONEY = frozenset({"fine", "settlement", "sentence", "ruling", "seizure", "release"})


def charges_of(type: str, told: Iterable[Hit], parties: Sequence[Ref], charges: Sequence[Charge]) -> tuple[Ref, ...]:
    """The charges named in a sentence that tells the act, against one of its parties where the charge names one."""
    if type in NAMES_NO_CHARGE:
        return ()
    ids, near = {ref.id for ref in parties}, _sentences(told)
    fit = [c for c in charges if _beside(c, near)]
    return tuple(Ref(id=c.id, name=c.text) for c in fit if not c.accused or not ids or ids & {r.id for r in c.accused})


def fines_of(type: str, told: Iterable[Hit], parties: Sequence[Ref], fines: Sequence[Fine]) -> tuple[Ref, ...]:
    """The sums named in a sentence that tells the act."""
    if type not in CARRIES_MONEY:
        return ()
    ids, near = {ref.id for ref in parties}, _sentences(told)
    fit = [f for f in fines if _beside(f, near)]
    return tuple(Ref(id=f.id, name=f.text) for f in fit if not f.payers or not ids or ids & {r.id for r in f.payers})


def sentences_of(type: str, told: Iterable[Hit], sentences: Sequence[Sentence]) -> tuple[Ref, ...]:
    """The prison terms and the like named in a sentence that tells the act."""
    if type != "sentence":
        return ()
    near = _sentences(told)
    return tuple(Ref(id=s.id, name=s.text) for s in sentences if _beside(s, near))


def _sentences(told: Iterable[Hit]) -> list[tuple[int, int]]:
    """Where the sentences begin and end that tell an act."""
    return [(sentence.start_char, sentence.end_char) for sentence in (hit.head.sent for hit in told)]


def _beside(item: Charge | Fine | Sentence, sentences: Sequence[tuple[int, int]]) -> bool:
    spans: tuple[Span, ...] = (item, *getattr(item, "mentions", ()))
    return any(start <= span.start < end for span in spans for start, end in sentences)
