"""Fines: who pays, who is paid and who makes them pay, by the parse."""

import pytest

from tests.ruled import ruled


@pytest.mark.parametrize(
    ("text", "payers", "by"),
    [
        ("A jury awarded Jane Oakley $3m in damages against Tamber Foods.", ["Tamber Foods"], ["jury"]),
        ("Tamber Foods said it would pay a fine of $5m.", ["Tamber Foods"], []),
        ("Ardo Group has set aside $1.2bn for a possible fine over the data breach.", ["Ardo Group"], []),
        ("The Data Protection Commission imposed a €5m fine, which Tamber Foods has challenged in court.", ["Tamber Foods"],
         ["Data Protection Commission"]),
        ("Jane Oakley filed a suit against Tamber Foods that seeks €40m in damages.", ["Tamber Foods"], ["Jane Oakley"]),
        ("Jane Oakley and Tobias Wren pleaded guilty to theft; they were put on probation and fined $5,000.",
         ["Jane Oakley", "Tobias Wren"], []),
        ("The harbour's insurer paid two divers $2.4 million to end their suit.", ["harbour's insurer"], []),
    ],
)  # fmt: skip
def test_who_pays_and_who_is_paid(text: str, payers: list[str], by: list[str]) -> None:
    (fine,) = ruled(text).fines
    assert ([r.name for r in fine.payers], [r.name for r in fine.by]) == (payers, by)


def test_a_day_is_nobody() -> None:
    assert ruled("The watchdog imposed a fine of €5m on Monday.").actors == ()
