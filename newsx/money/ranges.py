"""Numbers with their currencies into sums, two of them into a range where the text joins them ("€5-7 million")."""

import re
from dataclasses import dataclass
from decimal import Decimal

from newsx.money.currencies import Unit
from newsx.money.numbers import times
from newsx.money.sums import Money

_CENT = Decimal("0.01")
_DASH = re.compile(r"\s?[-–—]\s?$")
_TO = re.compile(r"\s(?:to|or)\s$")
_AND = re.compile(r"\sand\s$")
_WITH = re.compile(r"(?:\sand|,)?\s$")
_CHANGE = re.compile(r"\bfrom\s(?:\w+\s)?$", re.IGNORECASE)  # "raised from $5m to $7m" is no range
_BETWEEN = re.compile(r"\bbetween\s(?:\w+\s){0,2}$", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Number:
    """A number as read: what stands there, what it is multiplied by, its currency, and its digits as written."""

    start: int
    end: int
    amount: Decimal
    factor: Decimal
    unit: Unit | None
    digits: str

    @property
    def scaled(self) -> bool:
        """Whether a word multiplies it, or it is written in words (which then hold the magnitude)."""
        return self.factor != 1 or (not self.digits and self.amount >= 1000)


def join(text: str, numbers: list[Number]) -> list[Money]:
    """The sums that the numbers make, in text order; numbers that are no money are left out."""
    out: list[Money] = []
    at = 0
    while at < len(numbers):
        pair = numbers[at : at + 2]
        if len(pair) == 2 and (whole := _with_cents(text, *pair)):
            out.append(_single(whole))
            at += 2
            continue
        if len(pair) == 2 and _is_range(text, *pair):
            out.append(_range(*pair))
            at += 2
            continue
        if pair[0].unit or pair[0].scaled:
            out.append(_single(pair[0]))
        at += 1
    return out


def _with_cents(text: str, low: Number, high: Number) -> Number | None:
    """One sum of two numbers: "five pounds and fifty pence"."""
    if low.unit is None or high.unit is None or low.unit.scale != 1 or high.unit.scale != _CENT or high.amount >= 100:
        return None
    same = (low.unit.code, low.unit.symbol) == (high.unit.code, high.unit.symbol)
    if not (same or (high.unit.symbol == "dollar" and low.unit.symbol != "pound")):
        return None
    if not _WITH.fullmatch(text[low.end : high.start]):
        return None
    amount = times(low.amount, low.factor) + times(high.amount, high.factor)
    return Number(low.start, high.end, amount, Decimal(1), low.unit, "")


def _is_range(text: str, low: Number, high: Number) -> bool:
    between = text[low.end : high.start]
    if len(between) > 5 or not (low.unit or high.unit):
        return False
    if low.unit and high.unit and (low.unit.code, low.unit.symbol) != (high.unit.code, high.unit.symbol):
        return False
    if not low.unit and not (high.scaled or len(low.digits) > 3 or _DASH.match(between)) and not _led(text, low):
        return False
    before = text[max(0, low.start - 30) : low.start]
    if _DASH.match(between):
        return not (low.unit is None and len(low.digits) == 4 and high.unit is not None and not high.scaled)
    if _TO.match(between):
        return not _CHANGE.search(before)
    return bool(_AND.match(between) and _BETWEEN.search(before))


def _led(text: str, low: Number) -> bool:
    return bool(_BETWEEN.search(text[max(0, low.start - 30) : low.start]))


def _range(low: Number, high: Number) -> Money:
    unit = low.unit or high.unit
    low_sum, high_sum = times(low.amount, low.factor), times(high.amount, high.factor)
    if not low.scaled and high.scaled and low.amount < 1000:
        low_sum = times(low.amount, high.factor if high.digits else _order(high_sum))
    elif low_sum * 1000 <= high_sum and high_sum % 1000 == 0 and low_sum < 1000 and not high.scaled:
        low_sum = low_sum * 1000  # "$50-100,000"
    if low_sum >= high_sum:
        return _single(low if low.unit else high)
    return Money(low.start, high.end, low_sum, *_named(unit), bound="range", high=high_sum)


def _order(amount: Decimal) -> Decimal:
    return Decimal(1000) ** ((len(f"{amount:.0f}") - 1) // 3)


def _single(number: Number) -> Money:
    return Money(number.start, number.end, times(number.amount, number.factor), *_named(number.unit))


def _named(unit: Unit | None) -> tuple[str | None, str | None]:
    return (unit.code, unit.symbol) if unit else (None, None)
