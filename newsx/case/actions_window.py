"""A trigger's place in the order of words to the parties that stand around it, for texts without a parse."""

from typing import NamedTuple

from spacy.tokens import Span

from newsx.case.actions_patterns import irregular
from newsx.case.actions_triggers import Hit
from newsx.entities.cast import Cast
from newsx.records import Link

REACH = 12  # words between a trigger and the preposition that belongs to it
NEAR = 6  # words between a preposition and the name


class _Spot(NamedTuple):
    first: int
    last: int
    ref: Link


def at(place: str, hit: Hit, cast: Cast) -> tuple[Link, ...]:
    """The parties at a place that a pattern entry names, by the words before and after the trigger."""
    spots = _spots(hit.head.sent, cast)
    before = [s for s in spots if s.last < hit.tokens[0].i]
    after = [s for s in spots if s.first > hit.tokens[0].i]
    passive = _passive(hit)
    if place in {"gov-subj", "gov-subject", "gov-any", "subject"} or place == ("obj" if passive else "subj"):
        return _row(before[-1:], before)
    if place == "obj":
        return _row(after[:1], after)
    if place == "subj":
        return _prepositional(hit, "by", after)
    if place in {"poss", "compound"}:
        return tuple(s.ref for s in before if 1 <= hit.tokens[0].i - s.last <= 2)[-1:]
    if place == "in-court":
        courts = {a.id for a in cast.agencies if a.kind == "court"}
        return tuple(s.ref for s in spots if s.ref.id in courts)[:1]
    if place == "tree":
        return _row(after[:1], after)
    if place in {"participle", "bodies"}:
        return tuple(r for r in _prepositional(hit, "by", after) if place == "participle" or cast.is_agency(r))
    if place in {"at-trial", "gov-obj", "defendant", "speaker"}:
        return ()
    return _prepositional(hit, place.removeprefix("gov-"), after)


def _spots(sentence: Span, cast: Cast) -> list[_Spot]:
    """The runs of tokens in a sentence that stand for one party each."""
    spots: list[_Spot] = []
    for token in sentence:
        ref = cast.at(token.idx, token.idx + len(token))
        if ref is None:
            continue
        if spots and spots[-1].ref.id == ref.id and spots[-1].last == token.i - 1:
            spots[-1] = spots[-1]._replace(last=token.i)
        else:
            spots.append(_Spot(token.i, token.i, ref))
    return spots


def _row(start: list[_Spot], spots: list[_Spot]) -> tuple[Link, ...]:
    """A party and those that are listed with it: "Alm, Birk and Corvane"."""
    if not start:
        return ()
    found = list(start)
    for spot in spots:
        if 0 < spot.first - found[-1].last <= 2 or 0 < found[0].first - spot.last <= 2:
            found.append(spot)
    return tuple({s.ref.id: s.ref for s in found}.values())


def _prepositional(hit: Hit, word: str, after: list[_Spot]) -> tuple[Link, ...]:
    last = min(hit.head.sent.end, hit.tokens[-1].i + REACH)
    place = next((i for i in range(hit.tokens[0].i + 1, last) if hit.head.doc[i].lower_ == word), None)
    if place is None:
        return ()
    found = [s for s in after if place < s.first <= place + NEAR]
    return _row(found[:1], found)


def _passive(hit: Hit) -> bool:
    """Whether a form of "be" stands right before a participle."""
    if not hit.verbal or not hit.tokens[0].lower_.endswith(("ed", "en", "ne", "d", "t", "n")):
        return False
    be = irregular()["be"]
    sentence = hit.head.sent
    return any(t.lower_ in be for t in hit.head.doc[max(sentence.start, hit.tokens[0].i - 4) : hit.tokens[0].i])
