"""Why an item is in a record, and what was left out of it."""

from datetime import date
from functools import cache

import pytest

from newsx import Article, Extractor
from newsx.explain import Explainer

EXTRACTOR = cache(Extractor)


def explained(text: str) -> list[str]:
    article = Article(text=text, published=date(2025, 3, 5))
    return list(Explainer(EXTRACTOR()).lines(article, EXTRACTOR().extract(article)))


CASES = [
    # an item: rule, words, place, sentence
    ("Ofcom fined Larkfield Radio £20,000.", 'fine-1  fines.was-fined  "£20,000" [28:35] in "Ofcom fined'),
    ("Ofcom fined Larkfield Radio £20,000.", 'action-1  actions.fine  "fined" [6:11] in "Ofcom fined'),
    ("Ofcom fined Larkfield Radio on Monday.", 'date-1  dates.weekday  "Monday" [31:37]'),
    ("Ofcom fined Larkfield Radio on Monday.", 'agency-1  agencies.gb-ofcom  "Ofcom" [0:5]'),
    ("The jury found Tom Roe guilty of theft.", 'charge-1  charges.convicted-of  "theft" [33:38] in'),
    # what it beat
    ("Ofcom fined Larkfield Radio on Monday, 3 May 2024.", '  beat  dates.weekday  "Monday" [31:37]'),
    ("Corvane agreed to pay £2m to settle a lawsuit.", '  beat  fines.agreed-to-pay  "£2m" [22:25]  settlement, agreed'),
    ("The jury found Tom Roe guilty of theft.", '  beat  offences.theft  "theft" [33:38]  theft; no cue leads to it'),
    # what was left out
    ("Corvane, which earned £3m last year, was fined.", 'left out of fines  fines.earned  "£3m" [22:25]  no fine'),
    ("Tom Roe keeps £300 in a jar.", 'left out of fines  money  "£300" [14:18]  no cue of a fine'),
    pytest.param(
        "Police did not arrest Tom Roe.", 'left out of actions  actions.arrest  "arrest" [15:21]  arrest; negated',
        marks=pytest.mark.xfail(strict=True, reason="the act is told as negated, and no longer left out"),
    ),
]  # fmt: skip


@pytest.mark.parametrize(("text", "wanted"), CASES)
def test_a_line_says_why(text: str, wanted: str) -> None:
    lines = explained(text)
    assert any(line.startswith(wanted) for line in lines), lines


def test_an_item_does_not_beat_itself() -> None:
    assert not [line for line in explained("Ofcom fined Larkfield Radio £20,000.") if line.startswith("  beat")]


def test_an_empty_text_needs_no_reason() -> None:
    assert explained("") == []
