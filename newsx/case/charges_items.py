"""The stretch behind a cue to the wrongs that it lists: "theft, robbery and trafficking stolen goods" is three."""

from collections.abc import Iterator

from newsx.case import charges_cues, charges_ends, charges_predicate
from newsx.case.charges_ends import JOINTS
from newsx.case.charges_opening import HARD, is_verbal, opening
from newsx.case.charges_reading import Reading
from newsx.case.charges_words import PARAGRAPH

_LONGEST = 26  # words of one wrong
_MOST = 12  # wrongs of one list


def items(reading: Reading, start: int, *, clause: bool) -> Iterator[tuple[int, int]]:
    """The wrongs that begin at a word, as words from … up to …; a `clause` has a subject, which is left out."""
    if start >= len(reading.words):
        return
    limit = reading.sentence_ends[max(0, start - 1)]
    if clause:
        yield from _bullets(reading, start)
    position: int | None = opening(reading, start, limit)
    if not clause and reading.text(position or 0) == "that":
        start, clause = (position or 0) + 1, True  # "fined after allegations that it misled investors"
    if clause:
        position = charges_predicate.predicate(reading, start, limit)
    for _ in range(_MOST):
        if position is None or position >= limit:
            return
        end, following = _item(reading, position, limit, clause)
        if end > position:
            yield position, end
        position = following


def _bullets(reading: Reading, start: int) -> Iterator[tuple[int, int]]:
    """The deeds of a list with bullets behind a clause that breaks off: "They say that the makers" - hid …, - lied …"""
    first = next((i for i in range(start, min(start + 14, len(reading.words))) if reading.text(i) == PARAGRAPH), None)
    while first is not None and reading.is_bullet(first):
        end, _ = _item(reading, first + 1, reading.paragraph_end(first + 1), True)
        if end > first + 1:
            yield first + 1, end
        following = reading.paragraph_end(first + 1)
        first = following if following < len(reading.words) else None


def _item(reading: Reading, start: int, limit: int, clause: bool) -> tuple[int, int | None]:
    """Where the wrong that begins at `start` ends, and where the next of its list begins."""
    verbal = clause or is_verbal(reading, start)
    named, nested = reading.text(start) in charges_cues.words("generic"), False
    last = min(limit, start + _LONGEST)
    i = start
    while i < last:
        word = reading.text(i)
        hit = reading.hit_at.get(i)
        if hit is not None:
            named, i = named or not hit.weak, hit.end
            continue
        if word in {"and", "but"} and not clause and i > start and _goes_on(reading, i + 1, verbal):
            return i, None
        if word == "and" and i > start and charges_ends.opens_clause(reading, i + 1, limit):
            return i, None
        if word in {"and", "or"} and i > start and _is_the_rest(reading, i + 1):
            return charges_ends.trim(reading, start, i), None
        if word in JOINTS or (word == "as" and reading.text(i + 1) == "well"):
            following = _next(reading, i, limit, clause)
            if following is not None and (word == "," or i - start > verbal):
                return i, following
        if word == "to" and not verbal and charges_ends.ranges(reading, i):
            return i, i + 1
        if word == "(":
            after = charges_ends.past_brackets(reading, i, last)
            if after is None:
                return charges_ends.trim(reading, start, i), None
            i = after
            continue
        if word == "," and reading.text(i + 1) in {"who", "which"}:
            return i, _later(reading, i + 1, limit, clause)
        if word == "," or word in HARD:
            return charges_ends.trim(reading, start, i), None
        if named and i > start and word in charges_cues.words("lead") and not verbal:
            return i, _later(reading, i, limit, clause)
        nested = nested or (verbal and word in {"that", "how", "whether", "which", "who"})
        if (
            i > start
            and charges_ends.ends(reading, i, verbal, named)
            and not (nested and word in charges_cues.words("auxiliaries"))
        ):
            relative = word in {"who", "which"} and reading.text(i - 1) == ","
            goes_on = i in reading.dated or word in charges_cues.words("places") or relative
            return charges_ends.trim(reading, start, i), _later(reading, i, limit, clause) if goes_on else None
        i += 1
    return charges_ends.trim(reading, start, min(i, limit)), None


def _goes_on(reading: Reading, i: int, verbal: bool) -> bool:
    """Whether the sentence tells what came next: "failing to report it and stepped down", "of theft and sentenced"."""
    return (verbal and reading.tag(i) == "VBD") or (reading.tag(i) == "VBN" and i in reading.cued)


def _is_the_rest(reading: Reading, i: int) -> bool:
    """Whether a list ends in what names no wrong: "burglary and many other charges"."""
    first = i
    while reading.text(i) in charges_cues.words("more-of-it"):
        i += 1
    return i > first and reading.text(i) in charges_cues.words("lead") | charges_cues.words("generic")


def _later(reading: Reading, place: int, limit: int, clause: bool) -> int | None:
    """The next wrong of a list behind words of time or place, or behind a relative clause."""
    relative = reading.text(place) in {"who", "which"}
    for i in range(place, min(place + (20 if relative else 8), limit)):
        if reading.text(i) == "," and reading.text(i + 1) in {"who", "which"}:
            return _later(reading, i + 1, limit, clause)
        if reading.text(i) in JOINTS:
            following = _next(reading, i, limit, clause)
            if following is not None or not relative:
                return following
        stop = reading.text(i) in charges_cues.words("stops") and not relative
        if reading.text(i) in HARD or (i > place and stop):
            return None
    return None


def _next(reading: Reading, joint: int, limit: int, clause: bool) -> int | None:
    """Where the next wrong begins behind a comma or an "and", if one does."""
    i = joint
    while i < limit and reading.text(i) in charges_cues.words("joints"):
        i += 1
    i = opening(reading, i, limit)
    if i >= limit:
        return None
    if clause:
        i += reading.text(i) in {"had", "has", "have"} and reading.tag(i + 1) == "VBN"
        return i if _is_finite(reading, i) else None
    if is_verbal(reading, i):
        return i
    for k in range(i, min(i + 4, limit)):
        hit = reading.hit_at.get(k)
        if hit is not None:
            return i if hit.kind == "noun" else None
        if reading.text(k) in HARD or reading.text(k) in JOINTS or reading.text(k) in charges_cues.words("stops"):
            return None
        if reading.tag(k).startswith("V") or reading.tag(k) == "MD":
            return None
    return None


def _is_finite(reading: Reading, i: int) -> bool:
    """Whether a verb that can share the subject of the one before begins here."""
    hit = reading.hit_at.get(i)
    if hit is not None and hit.kind != "noun":
        return True
    if reading.tag(i) == "RB":
        i += 1
    return reading.tag(i) in {"VBD", "VBZ", "VBN", "VBP"} and reading.text(i) not in charges_cues.words("auxiliaries")
