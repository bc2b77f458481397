"""A fine's cue to who pays and who makes them pay, by the order of the words alone."""

from newsx import patterns
from newsx.case.cues import Word
from newsx.case.fines_cues import Reading
from newsx.case.fines_sums import Sentence
from newsx.entities.cast import Cast
from newsx.records import Link

_PASSIVE = frozenset(("was", "were", "is", "are", "been", "be", "being", "got"))
_AHEAD = 9  # words after a sum within which its payer may be named
_LEAD = 3  # words before the name that opens a clause
_GIVEN = 6  # words after a sum within which the body that it goes to is named
_JOINED = 3  # words between two names of one list

Placed = list[tuple[int, Link]]


def read(sentence: Sentence, slot: int, reading: Reading, cast: Cast) -> tuple[tuple[Link, ...], tuple[Link, ...]]:
    """The payers and the bodies of the fine whose sum is the word at `slot`."""
    words = sentence.words
    refs = [(i, ref) for i, ref in enumerate(cast.at(w.start, w.end) for w in words) if ref]
    agencies = [(i, r) for i, r in refs if cast.is_agency(r)]
    actors = [(i, r) for i, r in refs if not cast.is_agency(r)]
    by = _bodies(words, agencies)
    actors = [p for p in actors if not any(w.text == "by" for w in words[max(0, p[0] - 2) : p[0]])]
    payers = _aimed_at(words, slot, reading, actors)
    if not payers and _fines_object(words, reading):
        payers = _first_list(words, [p for p in actors if reading.first < p[0] < slot])
        payers = payers or _first_list(words, [p for p in agencies if reading.first < p[0] < slot])
        if not payers and slot - reading.first > 3:
            return (), by
    if not payers:
        payers = _last_list(words, [p for p in actors if p[0] < max(reading.first, 1)])
    if not payers:
        payers = _first_list(words, [p for p in actors if p[0] > reading.first])
    return payers, tuple(r for r in by if r not in payers)


def following(sentence: Sentence, slot: int, cast: Cast) -> tuple[Link, ...]:
    """Who pays a second sum: "and Vetrolana of Italy $", "$ to one bank"."""
    words = sentence.words
    sums = [i for i, _ in sentence.sums]
    first = max((i for i in sums if i < slot), default=0)
    until = min((i for i in sums if i > slot), default=len(words))
    before = _actors(words[first + 1 : slot], cast)
    if slot + 1 < until and words[slot + 1].text in ("to", "for", "on", "against", "from"):
        after = _actors(words[slot + 1 : min(until, slot + 1 + _AHEAD)], cast)
        return tuple(after[-1:] or before[-1:])
    return tuple(before[-1:])


def lead(sentence: Sentence, reading: Reading, cast: Cast) -> tuple[Link, ...]:
    """Whom a clause opens with and then describes: "Ardo Ltd, a maker of lamps in Ruvo, has agreed to pay $"."""
    words = sentence.words[: reading.first]
    start = max((i + 1 for i, w in enumerate(words) if w.text == ":"), default=0)
    refs = [cast.at(w.start, w.end) for w in words[start:]]
    named = next((i for i, r in enumerate(refs[: _LEAD + 1]) if r is not None), None)
    first = refs[named] if named is not None else None
    if named is None or first is None or cast.is_agency(first):
        return ()
    after = next((i for i in range(named, len(refs)) if refs[i] != first), len(refs))
    described = after < len(refs) and words[start + after].text in (",", "(")
    return (first,) if described else ()


def receivers(sentence: Sentence, slot: int, cast: Cast) -> tuple[Link, ...]:
    """The bodies to which a second sum goes ("$ of it to the agency")."""
    until = min((i for i, _ in sentence.sums if i > slot), default=len(sentence.words))
    ahead = sentence.words[slot + 1 : min(until, slot + 1 + _AHEAD)]
    refs = (cast.at(w.start, w.end) for w in ahead) if any(w.text == "to" for w in ahead) else ()
    return tuple(dict.fromkeys(r for r in refs if r is not None and cast.is_agency(r)))


def given(sentence: Sentence, slot: int, cast: Cast) -> tuple[Link, ...]:
    """The body that a sum goes to, right behind it: "$9m of it to the agency"."""
    ahead = sentence.words[slot + 1 : slot + 1 + _GIVEN]
    to = next((i for i, w in enumerate(ahead) if w.text == "to"), None)
    if to is None or any(w.text not in ("of", "it", "that", "this", "which") for w in ahead[:to]):
        return ()
    refs = [cast.at(w.start, w.end) for w in ahead[to + 1 :]]
    return tuple(dict.fromkeys(r for r in refs[:3] if r is not None and cast.is_agency(r)))


def _actors(words: tuple[Word, ...], cast: Cast) -> list[Link]:
    refs = (cast.at(w.start, w.end) for w in words)
    return [r for r in refs if r is not None and not cast.is_agency(r)]


def _aimed_at(words: tuple[Word, ...], slot: int, reading: Reading, actors: Placed) -> tuple[Link, ...]:
    """Who stands inside the cue after the sum ("$ that X was told to pay"), or right after "against" and "on"."""
    inside = [p for p in actors if slot < p[0] < reading.last]
    marks = frozenset(("against", "on") if any(i < reading.first for i, _ in actors) else ("against", "on", "with"))
    aimed = [p for p in actors if p[0] > reading.last]
    between = {w.text for w in words[reading.last + 1 : aimed[0][0]]} if aimed else set()
    led = bool(aimed) and not marks.isdisjoint({w.text for w in words[aimed[0][0] - 2 : aimed[0][0]]})
    if not led or aimed[0][0] > reading.last + 4 or "," in between:
        aimed = []
    return tuple(dict.fromkeys(r for _, r in inside[:1])) or (_first_list(words, aimed) if aimed else ())


def _fines_object(words: tuple[Word, ...], reading: Reading) -> bool:
    """Whether the cue starts with an active verb whose object pays ("fined", "ordered")."""
    verbs = patterns.words("fines", "fined") | patterns.words("fines", "order")
    before = {w.text for w in words[max(0, reading.first - 2) : reading.first]}
    return words[reading.first].text in verbs and before.isdisjoint(_PASSIVE) and reading.first > 0


def _bodies(words: tuple[Word, ...], agencies: Placed) -> tuple[Link, ...]:
    named = [r for i, r in agencies if any(w.text == "by" for w in words[max(0, i - 3) : i])]
    return tuple(dict.fromkeys(named or [r for _, r in agencies]))


def _first_list(words: tuple[Word, ...], refs: Placed) -> tuple[Link, ...]:
    """The first entity and those that a comma or "and" joins to it."""
    end = 1
    while end < len(refs) and _joined(words, refs[end - 1], refs[end]):
        end += 1
    return tuple(dict.fromkeys(r for _, r in refs[:end]))


def _last_list(words: tuple[Word, ...], refs: Placed) -> tuple[Link, ...]:
    """The last entity and those that are joined to it."""
    start = max(0, len(refs) - 1)
    while start > 0 and _joined(words, refs[start - 1], refs[start]):
        start -= 1
    return tuple(dict.fromkeys(r for _, r in refs[start:]))


def _joined(words: tuple[Word, ...], one: tuple[int, Link], other: tuple[int, Link]) -> bool:
    if one[1] == other[1]:
        return other[0] - one[0] <= _JOINED
    between = [w.text for w in words[one[0] + 1 : other[0]]]
    return len(between) < _JOINED and any(t in (",", "and", "&") for t in between)
