"""Sums found to be fines to the records of an article, one for each fine."""

from collections.abc import Sequence
from dataclasses import replace
from decimal import Decimal

from newsx.article import Article
from newsx.case import fines_before, fines_groups, fines_record
from newsx.case.fines_before import Found
from newsx.case.fines_groups import Group
from newsx.entities.cast import Cast
from newsx.money import Money, resolve
from newsx.records import Charge, Date, Fine


def settle(
    article: Article, found: Sequence[Found], cast: Cast, dates: Sequence[Date], charges: Sequence[Charge]
) -> tuple[Fine, ...]:
    """One record for each fine, in the order in which the article first names them."""
    found = fines_before.fill(article, fines_before.in_turn(found), cast)
    country = _country(cast)
    groups: list[Group] = []
    for one in found:
        currency = resolve(one.sum.money, country or _home(one, cast))
        for amount in _amounts(one.sum.money):
            for each in _apart(one):
                fines_groups.place(groups, each, amount, currency)
    return tuple(fines_record.record(article, n, g, country, dates, charges) for n, g in enumerate(groups, 1))


def _apart(one: Found) -> Sequence[Found]:
    """One for each payer where each pays the whole sum ("the firm and its boss were each fined 1m euros")."""
    near = {w.text for w in one.sentence.words[max(0, one.reading.first - 2) : one.reading.first + 2]}
    if "each" not in near or one.sum.money.per or one.reading.follows or len(one.parties.payers) != 2:
        return (one,)
    return [replace(one, parties=replace(one.parties, payers=(payer,))) for payer in one.parties.payers]


def _amounts(money: Money) -> tuple[Decimal | None, ...]:
    return (money.amount, money.high) if money.high is not None else (money.amount,)


def _country(cast: Cast) -> str | None:
    """The country whose money "$" is: that of the bodies of the article, where they agree on one."""
    countries = {a.country for a in cast.agencies if a.country}
    return countries.pop() if len(countries) == 1 else None


def _home(one: Found, cast: Cast) -> str | None:
    """The country of the bodies that impose this fine, where they agree on one."""
    countries = {getattr(cast.get(r), "country", None) for r in one.parties.by} - {None}
    return countries.pop() if len(countries) == 1 else None
