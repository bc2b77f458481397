"""Fines to the totals that they are parts of: "$5m, of which $2m goes to savers"."""

import re
from bisect import bisect_left, bisect_right
from collections.abc import Sequence
from decimal import Decimal

from newsx import patterns
from newsx.article import Article
from newsx.records import Fine, Ref, Span

_PART_REACH = 700  # characters after a total within which its parts are named
Place = tuple[int, int]


def link(article: Article, records: Sequence[Fine]) -> tuple[Fine, ...]:
    """The same fines, each part with its total, and totals with the parties of their parts."""
    places = sorted((m.start, n) for n, one in enumerate(records) for m in one.mentions)
    parts = [_part(article, records, places, n) for n in range(len(records))]
    of_total: dict[str, list[Fine]] = {}
    for part in parts:
        if part.part_of is not None:
            of_total.setdefault(part.part_of.id, []).append(part)
    return tuple(_with_parties_of_parts(p, of_total.get(p.id, ())) for p in parts)


def _with_parties_of_parts(total: Fine, own: Sequence[Fine]) -> Fine:
    """A total that names no payer or no body has those of its own parts."""
    if len(own) < 2:
        return total
    payers = total.payers or tuple(dict.fromkeys(r for p in own for r in p.payers))
    by = total.by or tuple(dict.fromkeys(r for p in own for r in p.by))
    return total.model_copy(update={"payers": payers, "by": by})


def _part(article: Article, records: Sequence[Fine], places: Sequence[Place], number: int) -> Fine:
    """A fine with the total that it is a part of, where the text gives it within two sentences after the total.

    `places` are those of all mentions, in text order, with the numbers of their fines.
    """
    one = records[number]
    first = bisect_left(places, (one.start - _PART_REACH + 1, 0))
    before = {n for _, n in places[first : bisect_left(places, (one.start, 0))] if n < number}
    for total in (records[n] for n in sorted(before, reverse=True)):
        if not _larger(total, one):
            continue
        last = total.mentions[bisect_left(total.mentions, one.start, key=lambda m: m.start) - 1]
        if _adds_up(total, _beside(records, one, last), one) or _said_part(article, last, one):
            return one.model_copy(update=_from_total(one, total))
    return one


def _beside(records: Sequence[Fine], one: Fine, total: Span) -> list[Fine]:
    """The sums in the same currency that may be parts of a total which stands before them."""
    first = bisect_right(records, total.start, key=lambda r: r.start)
    after = records[first : bisect_left(records, total.start + _PART_REACH, key=lambda r: r.start)]
    return [r for r in after if r.amount and r.currency == one.currency]


def _larger(total: Fine, one: Fine) -> bool:
    return bool(total.amount and one.amount and Decimal(total.amount) > Decimal(one.amount))


def _adds_up(total: Fine, near: Sequence[Fine], one: Fine) -> bool:
    """Whether a run of sums after the total, this one among them, makes the total."""
    at = near.index(one)
    for first in range(at + 1):
        share = Decimal(0)
        for last in range(first, len(near)):
            share += Decimal(near[last].amount or 0)
            if last > first and last >= at and share == Decimal(total.amount or 0):
                return True
    return False


def _said_part(article: Article, total: Span, one: Fine) -> bool:
    """Whether "of which", "includes" and the like stand between a total and this sum, at most a sentence apart."""
    between = article.text[total.end : one.end + 12].casefold()
    if len(re.findall(r"[.!?]\s", between)) > 1 or "\n\n" in between.strip():
        return False
    return any(re.search(rf"\b{p}\b", between) for p in patterns.words("fines", "part-words"))


def _from_total(one: Fine, total: Fine) -> dict[str, object]:
    """What a part takes from its total: the reference, and the parties that the text does not name beside the part."""
    return {
        "part_of": Ref(id=total.id, name=total.text),
        "payers": one.payers or total.payers,
        "by": one.by or total.by,
    }
