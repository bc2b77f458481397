"""Sums found to be fines to groups, each of one fine, however often and however roughly the article names it."""

from dataclasses import dataclass, field
from decimal import Decimal

from newsx.case.fines_before import Found
from newsx.money import plain
from newsx.records import Link


@dataclass(slots=True)
class Group:
    """All that an article says of one fine."""

    amount: Decimal | None
    currency: str | None
    found: list[Found] = field(default_factory=list)
    payers: tuple[Link, ...] = ()


def place(groups: list[Group], one: Found, amount: Decimal | None, currency: str | None) -> None:
    """Put a sum with the first group that it belongs to, else into a group of its own."""
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
