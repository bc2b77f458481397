"""What a capitalised stretch names where lists and titles mislead: a home, a firm, a person behind an office."""

import pytest
import spacy
from spacy.tokens import Span

from newsx import entities
from newsx.article import Article

NLP = spacy.blank("en")
NLP.add_pipe("sentencizer")


def actors(text: str, labels: dict[str, str] | None = None) -> dict[str, str]:
    """Name and type of each actor; `labels` is what a model says of words of the text."""
    doc = NLP(text)
    spans = [doc.char_span(text.index(t), text.index(t) + len(t), label=kind) for t, kind in (labels or {}).items()]
    doc.set_ents([s for s in spans if isinstance(s, Span)])
    return {a.name: a.type for a in entities.find(Article(text), doc).actors}


@pytest.mark.parametrize(
    ("text", "label", "homes"),
    [
        ("Ada Wren, 45, Oddbury, Tom Roe, 32, Tamber, and Jo Lee, 30, Quay, left.", "PERSON", ["Oddbury", "Tamber", "Quay"]),
        ("Ada Wren, 45, Oddbury; Tom Roe, 32, Tamber Falls; and Jo Lee, 30, left.", "ORG", ["Oddbury", "Tamber Falls"]),
        ("Those held are Ada Wren, 45, Oddbury and Tom Roe, 32, Upper Tamber.", "PERSON", ["Oddbury", "Upper Tamber"]),
        ("Later Ada Wren, 45, of Oddbury, left.", "ORG", ["Oddbury"]),
    ],
)  # fmt: skip
def test_what_stands_behind_an_age_in_a_list_is_a_home(text: str, label: str, homes: list[str]) -> None:
    assert not set(homes) & set(actors(text, dict.fromkeys(homes, label)))


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("Ada Wren, 45, Jo Oddbury, 32, and Tom Roe, 30, left.", "Jo Oddbury"),
        ("Ada Wren, 45, Jo Oddbury and Tom Roe, 30, left.", "Jo Oddbury"),
        ("Ada Wren, 45, Judge Oddbury, and Tom Roe, 30, left.", "Oddbury"),
        ("Ada Wren, 45, Oddbury Ltd, and Tom Roe, 30, left.", "Oddbury Ltd"),
        ("Ada Wren, 45, Oddbury's brother, left.", "Oddbury"),
        ("On June 19, 1945, Oddbury, a banker, left.", "Oddbury"),
    ],
)
def test_what_stands_behind_an_age_may_be_the_next_in_a_list(text: str, name: str) -> None:
    assert name in actors(text, {name: "ORG" if "Ltd" in name else "PERSON"})


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("Chief of Staff Ada Wren left.", "Ada Wren"),
        ("It was Deputy Chief of Staff Ada Kang Oddbury, 45, who left.", "Ada Kang Oddbury"),
        ("The mayor met Director of Public Affairs Tom Oddbury.", "Tom Oddbury"),
        ("They sued Assistant Superintendent of Administrative Services Ada Oddbury.", "Ada Oddbury"),
    ],
)
def test_what_an_office_is_for_is_no_part_of_a_name(text: str, name: str) -> None:
    assert actors(text) == {name: "person"}


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("The Director of Saint Mary Hospital left.", "Saint Mary Hospital"),
        ("A friend of Oddbury Tom Wren, 45, left.", "Oddbury Tom Wren"),
        ("The head of Tamber Oddbury Ltd left.", "Tamber Oddbury Ltd"),
    ],
)
def test_what_follows_of_may_be_a_whole_name(text: str, expected: str) -> None:
    assert set(actors(text)) == {expected}


@pytest.mark.parametrize(
    ("text", "name", "label", "kind"),
    [
        ("They hired the law firm Vale Oddbury for it.", "Vale Oddbury", "PERSON", "organization"),
        ("They sued the accountant Tamber USA over it.", "Tamber USA", "PERSON", "organization"),
        ("They met the company boss Vale Oddbury.", "Vale Oddbury", "PERSON", "person"),
    ],
)
def test_what_a_name_is_called_counts_more_than_the_model(text: str, name: str, label: str, kind: str) -> None:
    assert actors(text, {name: label}) == {name: kind}


def test_a_town_with_its_country_is_no_firm() -> None:
    assert actors("He lived near London UK.", {"London UK": "GPE"}) == {}


@pytest.mark.parametrize(
    ("text", "label", "names"),
    [
        ("The judge fined Ada Wren USD 4,000.", "PERSON", ["Ada Wren"]),
        ("The judge fined Tamber SEK 30m.", "ORG", ["Tamber"]),
        ("The judge fined Tamber CHF 2.5 million.", "ORG", ["Tamber"]),
        ("The judge fined Tamber Foods KSh 2 million.", "ORG", ["Tamber Foods"]),
        ("The judge fined Tamber Foods RM 3 million.", "ORG", ["Tamber Foods"]),
        ("The judge fined Ada Wren Rs. 7 lakh.", "PERSON", ["Ada Wren"]),
        ("The judge fined Tamber Tk 2 crore.", "ORG", ["Tamber"]),
        ("The judge fined Tamber USA $3,000.", "ORG", ["Tamber USA"]),
    ],
)
def test_the_currency_of_a_sum_is_no_part_of_the_name_before_it(text: str, label: str, names: list[str]) -> None:
    run = text[len("The judge fined ") :].split(" 7")[0].split(" 3")[0].split(" 4")[0].split(" 2")[0]
    assert list(actors(text, {run: label})) == names
