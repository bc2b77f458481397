"""A wrong to its people: who stands accused of it, who brings it and whose word it is."""

from collections.abc import Iterable, Sequence

from spacy.tokens import Token

from newsx import clauses
from newsx.case.charges_reading import Mention, Reading
from newsx.entities.cast import Cast
from newsx.records import Ref

Refs = tuple[Ref, ...]


def accused(reading: Reading, mention: Mention, cast: Cast) -> Refs:
    """Who did it, as the article says: actors before agencies, nobody when the sentence names nobody."""
    if not reading.doc.has_annotation("DEP"):
        return _nearest(reading, mention, cast)
    side = mention.cue.rule.get("accused", "patient") if mention.cue else "none"
    found: Refs = ()
    if mention.cue is not None and side != "none":
        trigger = _trigger(reading, mention)
        heads = clauses.patients(trigger) if side == "patient" else clauses.agents(trigger)
        found = clauses.everyone(heads, cast)
    if not found:
        found = clauses.everyone(_doers(reading, mention), cast)
    return _actors_first(found, cast) or _nearest(reading, mention, cast)


def brought_by(reading: Reading, mention: Mention, cast: Cast) -> Refs:
    """The body that brings it: the agency that acts in the sentence."""
    if mention.cue is None:
        return ()
    if mention.cue.rule.get("by") == "agent" and reading.doc.has_annotation("DEP"):
        acting = clauses.everyone(clauses.agents(_trigger(reading, mention)), cast)
        bodies = tuple(r for r in acting if cast.is_agency(r))
        if bodies:
            return bodies
    start, end = _sentence(reading, mention)
    return tuple(r for r in cast.within(start, end) if cast.is_agency(r))[:1]


def asserted_by(reading: Reading, mention: Mention, cast: Cast) -> Refs:
    """Whose word it is."""
    if not reading.doc.has_annotation("DEP"):
        return ()
    return clauses.asserted_by(reading.token(mention.cue.start if mention.cue else mention.start), cast)


def _trigger(reading: Reading, mention: Mention) -> Token:
    """The word of the cue that the others hang on."""
    assert mention.cue is not None
    tokens = [reading.token(i) for i in range(mention.cue.start, mention.cue.end)]
    inside = {t.i for t in tokens}
    return next((t for t in tokens if t.head.i not in inside or t.head.i == t.i), tokens[0])


def _doers(reading: Reading, mention: Mention) -> Iterable[Token]:
    """The subjects of the deed itself: "it had fixed prices"."""
    token = reading.token(mention.start)
    return clauses.agents(token) if token.tag_.startswith("VB") else ()


def _actors_first(refs: Refs, cast: Cast) -> Refs:
    return tuple(r for r in refs if not cast.is_agency(r)) or refs


def _nearest(reading: Reading, mention: Mention, cast: Cast) -> Refs:
    """The nearest actor of the sentence before the cue, else behind it."""
    start, end = _sentence(reading, mention)
    at = reading.token(mention.cue.start if mention.cue else mention.start).idx
    before = _actors(cast, start, at)
    after = _actors(cast, at, end)
    return before[-1:] or after[:1]


def _actors(cast: Cast, start: int, end: int) -> Refs:
    return tuple(r for r in cast.within(start, end) if not cast.is_agency(r))


def _sentence(reading: Reading, mention: Mention) -> tuple[int, int]:
    sent = reading.token(mention.start).sent
    return sent.start_char, sent.end_char


def same(one: Sequence[Ref], other: Sequence[Ref]) -> bool:
    """Whether two lists of accused can be the same people: one is open, or they share somebody."""
    return not one or not other or bool({r.id for r in one} & {r.id for r in other})
