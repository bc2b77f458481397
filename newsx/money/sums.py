"""A sum of money as the text gives it, and its currency once the country is known."""

from dataclasses import dataclass, fields
from decimal import Decimal

from newsx.money import currencies
from newsx.records import Bound


@dataclass(frozen=True, slots=True, repr=False)
class Money:
    """A sum in units of its currency; `text[start:end]` names it, without the words that bound it.

    `symbol` is set where the currency depends on the country ("$"): `currency` is then what the symbol means where
    nothing else is said, or None. `high` is the upper end of a range. `percent_of` quotes "6% of global turnover".
    `bare` is a sum whose currency was taken from the sum named before it ("and Vetrolana 52 million").
    `per` is what the sum is counted by ("a share", "each"), `count` how many of them the text names.
    """

    start: int
    end: int
    amount: Decimal | None = None
    currency: str | None = None
    symbol: str | None = None
    bound: Bound = "exact"
    high: Decimal | None = None
    percent: Decimal | None = None
    percent_of: str | None = None
    per: str | None = None
    count: int | None = None
    bare: bool = False

    def __repr__(self) -> str:
        shown = [f for f in fields(self) if f.name in ("start", "end") or getattr(self, f.name) != f.default]
        return f"Money({', '.join(f'{f.name}={getattr(self, f.name)!r}' for f in shown)})"


def resolve(money: Money, country: str | None) -> str | None:
    """The ISO 4217 code of a sum in an article about this country (ISO 3166-1 alpha-2).

    >>> resolve(Money(0, 2, Decimal(5), "USD", "$"), "AU")
    'AUD'
    """
    if money.symbol is None or country is None:
        return money.currency
    return currencies.local(money.symbol, country) or money.currency


def plain(amount: Decimal) -> str:
    """An amount as a plain decimal string, without exponent and without zeros that say nothing.

    >>> plain(Decimal("1.50E+3"))
    '1500'
    """
    text = format(amount, "f")
    return text.rstrip("0").rstrip(".") if "." in text else text
