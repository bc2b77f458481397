"""Articles to totals of fines by payer, body and year: each fine once, however many articles tell of it."""

from collections import defaultdict
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from decimal import Decimal

from newsx.records import Fine
from newsx.view.article import Page
from newsx.view.sums import counts, money, who

NOBODY = "not named"


@dataclass(frozen=True, slots=True)
class Total:
    """The sum of the fines of one payer, body or year in one currency; `share` is of the largest in that currency."""

    name: str
    currency: str
    amount: Decimal
    fines: int
    articles: int
    share: float

    @property
    def shown(self) -> str:
        """The sum as a reader would write it."""
        return money(format(self.amount, "f"), self.currency)


@dataclass(frozen=True, slots=True)
class _Told:
    page: Page
    fine: Fine


Names = Callable[[_Told], list[str]]


def totals(pages: Sequence[Page]) -> dict[str, tuple[Total, ...]]:
    """Totals under `payer`, `body` and `year`: fines imposed, agreed or paid, never what was only asked for."""
    once = list(_once(pages).values())
    return {
        "payer": _added(once, lambda told: [link.name for link in told.fine.payers]),
        "body": _added(once, lambda told: [link.name for link in told.fine.by]),
        "year": _added(once, lambda told: [year] if (year := _year(told)) else []),
    }


def _once(pages: Sequence[Page]) -> dict[tuple[str, ...], list[_Told]]:
    """Tellings of the same fine: the same payers, sum and currency; without a payer, each is its own."""
    groups: dict[tuple[str, ...], list[_Told]] = defaultdict(list)
    for page in pages:
        for fine in filter(counts, page.record.fines):
            payers = sorted(who(page, link) for link in fine.payers) or [f"{page.number} {fine.id}"]
            groups[(*payers, str(fine.amount), str(fine.currency))].append(_Told(page, fine))
    return groups


def _added(groups: list[list[_Told]], names: Names) -> tuple[Total, ...]:
    sums: dict[tuple[str, str], list[list[_Told]]] = defaultdict(list)
    for group in groups:
        # A sum that several pay together is nobody's alone: it stands under all their names.
        name = " and ".join(dict.fromkeys(names(group[0]))) or NOBODY
        sums[name, group[0].fine.currency or "?"].append(group)
    made = [(name, currency, _sum(found), found) for (name, currency), found in sums.items()]
    largest: dict[str, Decimal] = defaultdict(Decimal)
    for _, currency, amount, _found in made:
        largest[currency] = max(largest[currency], amount)
    rows = [
        Total(name, currency, amount, len(found), _articles(found), float(amount / (largest[currency] or 1)))
        for name, currency, amount, found in made
    ]
    return tuple(sorted(rows, key=lambda t: (t.currency, -t.amount, t.name)))


def _sum(groups: list[list[_Told]]) -> Decimal:
    return sum((Decimal(group[0].fine.amount or 0) for group in groups), Decimal())


def _articles(groups: list[list[_Told]]) -> int:
    return len({told.page.number for group in groups for told in group})


def _year(told: _Told) -> str | None:
    """The year of the fine's own date, else of the article."""
    days = {date.id: date.first_day for date in told.page.record.dates}
    own = [day for ref in told.fine.dates if (day := days.get(ref.id))]
    day = min(own, default=told.page.record.source.published)
    return day[:4] if day else None
