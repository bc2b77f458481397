"""Fines whose sentence names no payer or no body to fines with those that the sentences before name."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from decimal import Decimal
from itertools import pairwise

from newsx.article import Article
from newsx.case.fines_cues import Reading
from newsx.case.fines_parties import Parties
from newsx.case.fines_payers import can_pay
from newsx.case.fines_sums import Sentence, Sum
from newsx.entities.cast import Cast
from newsx.records import Link

_REACH = 400  # characters before a sentence in which "it" or "the regulator" may have been named
_BODIES = frozenset(("regulator", "prosecutor", "court", "tax", "international", "other"))


@dataclass(frozen=True, slots=True)
class Found:
    """One sum that is a fine, with its reading, its sentence and its parties."""

    sum: Sum
    reading: Reading
    sentence: Sentence
    parties: Parties


def fill(article: Article, found: Sequence[Found], cast: Cast) -> list[Found]:
    """The same fines, their open parties taken from the fine before or from the nearest sentence that names one."""
    out: list[Found] = []
    closed = {_key(f) for f in found if not f.parties.payers and not f.parties.named_before}
    alone = _only_body(cast)
    for one in found:
        last = out[-1] if out and one.sentence.start - out[-1].sentence.end < _REACH else None
        parties = one.parties
        if not parties.payers and parties.named_before and _key(one) not in closed:
            parties = replace(parties, payers=_payers(article, one, last, cast))
        if not parties.by:
            bodies = _bodies(article, one, last, cast) or alone or _of_same_payer(parties, out)
            bodies = bodies or _next_body(one, cast)
            parties = replace(parties, by=tuple(r for r in bodies if r not in parties.payers))
        out.append(replace(one, parties=parties))
    return _of_the_only_payer(out, closed)


def in_turn(found: Sequence[Found]) -> list[Found]:
    """The same fines, those of two payers told apart ("Ardo and Vetro were fined $5m and $4m")."""
    out = list(found)
    for n, (one, other) in enumerate(pairwise(found)):
        payers = one.parties.payers
        if len(payers) == 2 and payers == other.parties.payers and _by_and(one, other):
            out[n], out[n + 1] = (
                replace(f, parties=replace(f.parties, payers=(p,))) for f, p in zip((one, other), payers, strict=True)
            )
    return out


def _by_and(one: Found, other: Found) -> bool:
    """Whether nothing but "and" joins two sums of one sentence."""
    slots = {s.money.start: i for i, s in one.sentence.sums}
    first, second = slots.get(one.sum.money.start), slots.get(other.sum.money.start)
    if one.sentence is not other.sentence or first is None or second is None:
        return False
    return [w.text for w in one.sentence.words[first + 1 : second]] == ["and"]


def _of_the_only_payer(found: Sequence[Found], closed: set[tuple[Decimal | None, str | None]]) -> list[Found]:
    """Where all the fines that name a payer name the same one, the others are that one's too."""
    known = {f.parties.payers for f in found if f.parties.payers}
    if len(known) != 1:
        return list(found)
    payers = known.pop()
    return [
        replace(f, parties=replace(f.parties, payers=payers))
        if not f.parties.payers and f.parties.named_before and _key(f) not in closed
        else f
        for f in found
    ]


def _key(one: Found) -> tuple[Decimal | None, str | None]:
    return one.sum.money.amount, one.sum.money.currency


def _only_body(cast: Cast) -> tuple[Link, ...]:
    """The one body of the article that can impose a fine, where there is but one."""
    bodies = [cast.ref(a.id) for a in cast.agencies if a.kind in _BODIES]
    return tuple(bodies) if len(bodies) == 1 else ()


def _payers(article: Article, one: Found, last: Found | None, cast: Cast) -> tuple[Link, ...]:
    if last is not None and last.parties.payers:
        return last.parties.payers
    for start, end in _before(article, one.sentence):
        named = [r for r in cast.within(start, end) if not cast.is_agency(r) and can_pay(r, cast)]
        if named:
            return tuple(named) if len(named) == 1 else ()
    return ()


def _bodies(article: Article, one: Found, last: Found | None, cast: Cast) -> tuple[Link, ...]:
    for start, end in _before(article, one.sentence):
        named = [
            r for r in cast.within(start, end) if cast.is_agency(r) and getattr(cast.get(r), "kind", "") in _BODIES
        ]
        if named:
            return tuple(named[-1:])
    return last.parties.by if last is not None else ()


def _of_same_payer(parties: Parties, out: Sequence[Found]) -> tuple[Link, ...]:
    """The bodies of the last fine that the same party pays: "Of Ardo's fine, 3 million is to be paid jointly"."""
    payers = set(parties.payers)
    same = (f.parties.by for f in reversed(out) if f.parties.by and not payers.isdisjoint(f.parties.payers))
    return next(same, ()) if payers else ()


def _next_body(one: Found, cast: Cast) -> tuple[Link, ...]:
    """The only body that the text after the sentence names, where a headline or a first sentence names none."""
    end = one.sentence.end + _REACH
    kinds = _BODIES - {"prosecutor"} if one.reading.status == "imposed" else _BODIES
    named = [r for r in cast.within(one.sentence.end, end) if getattr(cast.get(r), "kind", "") in kinds]
    return tuple(named) if len(named) == 1 else ()


def _before(article: Article, sentence: Sentence) -> list[tuple[int, int]]:
    """The two stretches before a sentence, nearest first, cut where sentences mostly end."""
    text, end = article.text, sentence.start
    out: list[tuple[int, int]] = []
    while len(out) < 2 and end > max(0, sentence.start - _REACH):
        first = max(0, end - 5 * _REACH)  # no sentence is longer
        stop = first + len(text[first:end].rstrip()) - 1
        cut = max(text.rfind(mark, first, max(first, stop)) for mark in (". ", ".\n", "\n\n", "? ", "! ", '." '))
        cut = first - 1 if cut < 0 else cut
        out.append((cut + 1, end))
        end = cut + 1
    return out
