"""Punishments whose words name nobody, to the one person whom the charges told around them accuse."""

from collections.abc import Iterable, Sequence

from newsx.records import Charge, Ref, Sentence

BACK = 300  # characters before the punishment's own sentence


def with_accused(terms: Iterable[Sentence], charges: Sequence[Charge]) -> tuple[Sentence, ...]:
    """The punishments; one on nobody is on whom alone the charges in and shortly before its sentence accuse."""
    return tuple(term if term.on else term.model_copy(update={"on": _accused(term, charges)}) for term in terms)


def _accused(term: Sentence, charges: Sequence[Charge]) -> tuple[Ref, ...]:
    first, end = term.evidence.start - BACK, term.evidence.end
    near = [c for c in charges if any(first <= told.start < end for told in (c, *c.mentions))]
    accused = {c.accused for c in near if c.accused}
    return accused.pop() if len(accused) == 1 and len(next(iter(accused))) == 1 else ()
