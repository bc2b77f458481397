"""Sums found to be fines into one record for each fine, however often and however roughly the article names it."""

import re
from bisect import bisect_left, bisect_right
from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from decimal import Decimal

from newsx import patterns
from newsx.article import Article
from newsx.case import fines_before
from newsx.case.fines_before import Found
from newsx.entities.cast import Cast
from newsx.money import Money, plain, resolve
from newsx.records import Charge, Date, Equivalent, Evidence, Fine, Ref, Span

_PART_REACH = 700  # characters after a total within which its parts are named
_LOOSE = ("settlement", "fine", "damages", "other")  # kinds that a closer word may make more exact
_PUNISHES = ("fine", "bail", "restitution", "forfeiture")  # kinds that are for the accused to pay
_PROVEN = frozenset(("convicted", "admitted"))
_RANK = ("overturned", "paid", "agreed", "imposed", "proposed", "maximum")
Place = tuple[int, int]


@dataclass(slots=True)
class Group:
    """All that an article says of one fine."""

    amount: Decimal | None
    currency: str | None
    found: list[Found] = field(default_factory=list)
    payers: tuple[Ref, ...] = ()


def settle(
    article: Article, found: Sequence[Found], cast: Cast, dates: Sequence[Date], charges: Sequence[Charge]
) -> tuple[Fine, ...]:
    """One record for each fine, in the order in which the article first names them."""
    found = fines_before.fill(article, fines_before.in_turn(found), cast)
    country = _country(found, cast)
    groups: list[Group] = []
    for one in found:
        currency = resolve(one.sum.money, country or _home(one, cast))
        for amount in _amounts(one.sum.money):
            for each in _apart(one):
                _place(groups, each, amount, currency)
    records = [_record(article, n, g, country, dates, charges) for n, g in enumerate(groups, 1)]
    places = sorted((m.start, n) for n, one in enumerate(records) for m in one.mentions)
    parts = [_part(article, records, places, n, groups[n]) for n in range(len(records))]
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


def _apart(one: Found) -> Sequence[Found]:
    """One for each payer where each pays the whole sum ("the firm and its boss were each fined 1m euros")."""
    near = {w.text for w in one.sentence.words[max(0, one.reading.first - 2) : one.reading.first + 2]}
    if "each" not in near or one.sum.money.per or one.reading.follows or len(one.parties.payers) != 2:
        return (one,)
    return [replace(one, parties=replace(one.parties, payers=(payer,))) for payer in one.parties.payers]


def _amounts(money: Money) -> tuple[Decimal | None, ...]:
    return (money.amount, money.high) if money.high is not None else (money.amount,)


def _country(found: Sequence[Found], cast: Cast) -> str | None:
    """The country whose money "$" is: that of the bodies of the article, where they agree on one."""
    countries = {a.country for a in cast.agencies if a.country}
    return countries.pop() if len(countries) == 1 else None


def _home(one: Found, cast: Cast) -> str | None:
    """The country of the bodies that impose this fine, where they agree on one."""
    countries = {getattr(cast.get(r), "country", None) for r in one.parties.by} - {None}
    return countries.pop() if len(countries) == 1 else None


def _place(groups: list[Group], one: Found, amount: Decimal | None, currency: str | None) -> None:
    for group in groups:
        if group.currency == currency and _same(group, one, amount):
            group.found.append(one)
            group.payers = group.payers or one.parties.payers
            if (
                amount is not None
                and group.amount is not None
                and len(plain(amount).rstrip("0")) > len(plain(group.amount).rstrip("0"))
            ):
                group.amount = amount
            return
    groups.append(Group(amount, currency, [one], one.parties.payers))


def _same(group: Group, one: Found, amount: Decimal | None) -> bool:
    if amount is None or group.amount is None:
        return amount is group.amount and group.found[0].sum.money.percent == one.sum.money.percent
    apart = group.found[-1].sentence.start != one.sentence.start
    compatible = not group.payers or not one.parties.payers or bool(set(group.payers) & set(one.parties.payers))
    if amount == group.amount:
        return compatible or apart  # two of the same size are told apart only where one sentence names both
    kinds = {group.found[0].reading.kind, one.reading.kind}
    return apart and compatible and len(kinds) == 1 and _rounds(amount, group.amount)


def _rounds(one: Decimal, other: Decimal) -> bool:
    """Whether one amount is the other, rounded or cut ("$2.4m" for "$2,415,210")."""
    coarse, fine = sorted((one, other), key=lambda a: len(plain(a).replace(".", "").rstrip("0")))
    digits = len(plain(coarse).replace(".", "").strip("0"))
    if digits > 3 or fine == 0:
        return False
    unit = Decimal(10) ** (fine.adjusted() - digits + 1)
    return abs(coarse - fine) < unit and len(plain(fine).replace(".", "").strip("0")) > digits


def _record(
    article: Article, number: int, group: Group, country: str | None, dates: Sequence[Date], charges: Sequence[Charge]
) -> Fine:
    first = group.found[0]
    money = first.sum.money
    sure = min(group.found, key=lambda f: (f.reading.kind in _LOOSE, f.reading.cost))
    spans = [f.sum.money for f in group.found]
    return Fine(
        id=f"fine-{number}",
        **article.quote(money.start, money.end).model_dump(),
        amount=plain(group.amount) if group.amount is not None else None,
        currency=group.currency if group.amount is not None else None,
        bound=money.bound,
        percent_of=money.percent_of,
        equivalents=_equivalents(group, country),
        kind=sure.reading.kind,
        status=min((f.reading.status for f in group.found), key=_RANK.index),
        payers=_payers(group, charges),
        by=tuple(dict.fromkeys(r for f in group.found for r in f.parties.by)),
        charges=_charges(group, charges),
        dates=_dates(group, dates),
        mentions=tuple(article.quote(m.start, m.end) for m in spans),
        evidence=_evidence(article, sure),
    )


def _part(article: Article, records: Sequence[Fine], places: Sequence[Place], number: int, group: Group) -> Fine:
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
            return one.model_copy(update=_from_total(one, total, group))
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


def _from_total(one: Fine, total: Fine, group: Group) -> dict[str, object]:
    """What a part takes from its total: the reference, and what the text does not say of the part itself."""
    stated = any(f.reading.stated for f in group.found)
    return {
        "part_of": Ref(id=total.id, name=total.text),
        "payers": one.payers or total.payers,
        "by": one.by or total.by,
        "status": one.status if stated else total.status,
    }


def _equivalents(group: Group, country: str | None) -> tuple[Equivalent, ...]:
    found: dict[tuple[str, str | None], Equivalent] = {}
    for one in group.found:
        for money in one.sum.equivalents:
            if money.amount is not None:
                amount, currency = (
                    plain(money.amount),
                    resolve(money, country) if money.currency is None else money.currency,
                )
                found.setdefault((amount, currency), Equivalent(amount=amount, currency=currency, bound=money.bound))
    return tuple(found.values())


def _payers(group: Group, charges: Sequence[Charge]) -> tuple[Ref, ...]:
    """Those whom the sentences name, else those accused of the wrong that they name, else the only one accused."""
    named = tuple(dict.fromkeys(r for f in group.found for r in f.parties.payers))
    near = {ref.id for ref in _charges(group, charges)}
    bodies = {r for f in group.found for r in f.parties.by}
    accused = named or tuple(dict.fromkeys(r for c in charges if c.id in near for r in c.accused if r not in bodies))
    alone = _alone(charges, bodies, _PROVEN) or _alone(charges, bodies, frozenset())
    punished = any(f.reading.kind in _PUNISHES and f.parties.named_before for f in group.found)
    return accused or (alone if punished else ())


def _alone(charges: Sequence[Charge], bodies: set[Ref], statuses: frozenset[str]) -> tuple[Ref, ...]:
    """The only one accused of anything, or of what has got to these statuses."""
    accused = {r for c in charges if not statuses or c.status in statuses for r in c.accused if r not in bodies}
    alone = tuple(accused) if len(accused) == 1 else ()
    return tuple(r for r in alone if r.name[:1].isupper())  # "many residents" are not one


def _charges(group: Group, charges: Sequence[Charge]) -> tuple[Ref, ...]:
    near = [c for c in charges for f in group.found if f.sentence.start <= c.start < f.sentence.end]
    return tuple(dict.fromkeys(Ref(id=c.id, name=c.text) for c in near))


def _dates(group: Group, dates: Sequence[Date]) -> tuple[Ref, ...]:
    near = [d for d in dates for f in group.found if f.sentence.start <= d.start < f.sentence.end]
    return tuple(dict.fromkeys(Ref(id=d.id, name=d.text) for d in near if d.timex_type in ("DATE", "TIME")))


def _evidence(article: Article, one: Found) -> Evidence:
    text = article.text[one.sentence.start : one.sentence.end]
    start = one.sentence.start + len(text) - len(text.lstrip())
    return Evidence(**article.quote(start, start + len(text.strip())).model_dump(), rule=one.reading.rule)
