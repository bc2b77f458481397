"""Punishments whose words name nobody, to the one person whom the charges told around them accuse."""

from collections.abc import Container, Iterable, Sequence

from newsx.entities.cast import Cast
from newsx.records import Charge, Link, Sentence

BACK = 300  # characters before the punishment's own sentence


def with_accused(terms: Iterable[Sentence], charges: Sequence[Charge], cast: Cast) -> tuple[Sentence, ...]:
    """The punishments; one on nobody is on the person whom alone the charges in and before its sentence accuse."""
    people = frozenset(a.id for a in cast.actors if a.type == "person")
    return tuple(t if t.on else t.model_copy(update={"on": _accused(t, charges, people)}) for t in terms)


def _accused(term: Sentence, charges: Sequence[Charge], people: Container[str]) -> tuple[Link, ...]:
    first, end = term.evidence.start - BACK, term.evidence.end
    near = [c for c in charges if any(first <= told.start < end for told in (c, *c.mentions))]
    accused = {c.accused for c in near if c.accused}
    alone = accused.pop() if len(accused) == 1 else ()
    return alone if len(alone) == 1 and alone[0].id in people else ()
