"""Those who are fined and whom nothing else names."""

import pytest

from newsx import Extractor


@pytest.fixture(scope="module")
def extractor() -> Extractor:
    return Extractor()


@pytest.mark.parametrize(
    ("text", "payer"),
    [
        ("The Data Protection Commission fined a beauty salon €2,000.", "beauty salon"),
        ("The Data Protection Commission has fined a private individual €600.", "private individual"),
        ("The Data Protection Commission has fined the Region of Nordvald €16,000.", "Region of Nordvald"),
        ("The Data Protection Commission has imposed a fine of €900 on a homeowners’ association.", "homeowners' association"),
        ("A harbour pharmacy received a fine of €5,000 from the Data Protection Commission.", "harbour pharmacy"),
    ],
)  # fmt: skip
def test_who_is_fined_pays_whatever_the_article_calls_it(extractor: Extractor, text: str, payer: str) -> None:
    record = extractor.extract(text)
    assert [ref.name for fine in record.fines for ref in fine.payers] == [payer]


def test_a_company_that_was_named_before_is_nobody_new(extractor: Extractor) -> None:
    record = extractor.extract("Tamber Foods sold old fish, the court heard. The company was fined €5,000.")
    assert [a.name for a in record.actors] == ["Tamber Foods"]


def test_a_sum_is_nobody(extractor: Extractor) -> None:
    assert extractor.extract("He was fined the full amount of $500 on Monday.").actors == ()
