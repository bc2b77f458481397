"""Sums that are one fine to its record: amount, kind and status, who pays and whom, for which wrong and when."""

from collections.abc import Sequence

from newsx.article import Article
from newsx.case import evidence
from newsx.case.fines_groups import Group
from newsx.money import plain, resolve
from newsx.records import Charge, Date, Equivalent, Fine, Link, Ref

_LOOSE = ("settlement", "fine", "damages", "other")  # kinds that a closer word may make more exact
_PUNISHES = ("fine", "bail", "restitution", "forfeiture")  # kinds that are for the accused to pay
_PROVEN = frozenset(("convicted", "admitted"))
_RANK = ("overturned", "paid", "agreed", "imposed", "proposed", "maximum")


def record(
    article: Article, number: int, group: Group, country: str | None, dates: Sequence[Date], charges: Sequence[Charge]
) -> Fine:
    """The record of one fine, the `number`th of its article."""
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
        evidence=evidence.of(article, sure.sentence.start, sure.sentence.end, sure.reading.rule),
    )


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


def _payers(group: Group, charges: Sequence[Charge]) -> tuple[Link, ...]:
    """Those whom the sentences name, else those accused of the wrong that they name, else the only one accused."""
    named = tuple(dict.fromkeys(r for f in group.found for r in f.parties.payers))
    near = {ref.id for ref in _charges(group, charges)}
    bodies = {r for f in group.found for r in f.parties.by}
    accused = named or tuple(dict.fromkeys(r for c in charges if c.id in near for r in c.accused if r not in bodies))
    alone = _alone(charges, bodies, _PROVEN) or _alone(charges, bodies, frozenset())
    punished = any(f.reading.kind in _PUNISHES and f.parties.named_before for f in group.found)
    return accused or (alone if punished else ())


def _alone(charges: Sequence[Charge], bodies: set[Link], statuses: frozenset[str]) -> tuple[Link, ...]:
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
