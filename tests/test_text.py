"""The copy that is read: the same record however a text is set, with every span in the text as it was given."""

import textwrap
import time
import unicodedata
from collections import Counter
from collections.abc import Callable
from functools import cache
from itertools import pairwise
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from newsx import Extractor
from newsx.article import Article
from newsx.read import articles
from newsx.text import clean
from tests.laws import check

SAMPLES = [f for f in sorted((Path(__file__).parents[1] / "samples").iterdir()) if f.suffix in {".txt", ".md", ".json"}]
KINDS = ("actors", "agencies", "charges", "fines", "sentences", "dates", "actions")
STORY = (
    'The Tax Office fined Köhler & Söhne AG €1,200,000 on 4 May 2024 for what it called “late filing”. '
    "José Ibáñez, the firm's finance officer, was charged with fraud. His lawyer didn't comment. "
    "A court in Brno jailed Zoë Novák for 18 months for theft of office funds."
)  # fmt: skip


@cache
def extractor() -> Extractor:
    return Extractor()


def items(text: str, published: str | None) -> Counter[str]:
    """What a record holds, without places and without white space."""
    record = extractor().extract(text, published)
    check(record, text)
    data = record.model_dump(mode="json")
    return Counter(f"{kind}: {bare(item)}" for kind in KINDS for item in data[kind])


def bare(value: Any) -> Any:
    if isinstance(value, dict):
        return {field: bare(part) for field, part in value.items() if field not in {"start", "end", "id"}}
    if isinstance(value, list):
        return [bare(part) for part in value]
    return "".join(value.split()) if isinstance(value, str) else value


def folded(text: str, width: int) -> str:
    return "\n".join(textwrap.fill(line, width, break_long_words=False) for line in text.split("\n"))


def plain(text: str) -> dict[str, list[Any]]:
    """The values of a record, without its words."""
    record = extractor().extract(text, "2024-05-06")
    check(record, text)
    return {
        "actors": [a.name for a in record.actors],
        "charges": [(c.offence, c.status, [a.name for a in c.accused]) for c in record.charges],
        "fines": [(f.amount, f.currency, [p.name for p in f.payers]) for f in record.fines],
        "sentences": [(s.duration, [p.name for p in s.on]) for s in record.sentences],
        "dates": [d.value for d in record.dates],
    }


def test_the_copy_of_a_plain_text_is_the_text() -> None:
    text = 'Police fined the firm £3m on Monday.\n\n"We regret it," its owner said.\n'
    assert clean(text).text == text


@pytest.mark.parametrize("width", [40, 60, 72, 78])
@pytest.mark.parametrize("sample", SAMPLES, ids=lambda f: f.stem)
def test_a_folded_article_has_the_same_record(sample: Path, width: int) -> None:
    (article,) = articles([str(sample)])
    assert isinstance(article, Article)
    day = article.published.isoformat() if article.published else None
    assert items(folded(article.text, width), day) == items(article.text, day)


@pytest.mark.parametrize(
    ("cut", "whole"),
    [
        ("the bank was accused of money laun-\ndering and other crimes by the court", "money laundering and"),
        ("a clerk of the ministry was charged with embez-\nzlement of public money", "with embezzlement of"),
        ("the owner of the two firms denied the alle-\ngations against him in court", "the allegations against"),
        ("the manager of a small company that is state-\nowned was charged on Monday", "is state-owned was"),
        ("a judge fined the owner of the mid-\nsized brewery and a driver", "mid-sized brewery"),
        ("the lawyer told a court of the mid-\nand long-term plans of the firm", "mid- and long-term"),
        ("a tribunal heard on Monday of the post-\n2019 accounts and of a driver", "post-2019 accounts"),
        ("the judge praised the ombuds-\nman, whom the ombudsman of Brno knew", "ombudsman, whom"),
    ],
)  # fmt: skip
def test_a_word_cut_at_the_end_of_a_line_is_whole(cut: str, whole: str) -> None:
    assert whole in clean(cut).text


@pytest.mark.parametrize(
    "text",
    [
        "Two jailed for theft\nZoë Novák was jailed for two years.\nJosé Ibáñez was fined.",
        "Zoë Novák\nJosé Ibáñez\nTamsin Orr\nBrnopol Ltd",
        "The charges are:\nfraud\ntheft\nbribery",
        "A man was fined on Monday.\n\nA woman was jailed on Tuesday.",
        "A court heard this:\n\n- a clerk took bribes from the owner of two firms in the town\n- the clerk lied about it",
        "It was fined. " * 12 + "\nA court in Brno jailed\nthe owner of the firm",
        "A clerk was jailed for theft of money from a\n   A second clerk was fined on Monday morning",
    ],
)
def test_lines_that_end_stay_lines(text: str) -> None:
    assert clean(text).text == text


@pytest.mark.parametrize(
    ("text", "read"),
    [
        ("The court in Brno fined\nZoë Novák over taxes that\nshe had not paid.", "fined Zoë Novák over taxes that she"),
        ("  The court in Brno fined\n  Zoë Novák over taxes that\n  she had not paid.", "fined Zoë Novák over taxes that she"),
        ("> The court in Brno fined\n> Zoë Novák over taxes that\n> she had not paid.", "fined Zoë Novák over taxes that she"),
        ("The court in Brno fined \r\nZoë Novák over taxes that \r\nshe had not paid.", "fined Zoë Novák over taxes that she"),
    ],
)  # fmt: skip
def test_margins_and_marks_of_folded_lines_are_passed_over(text: str, read: str) -> None:
    assert read in clean(text).text


SPELLINGS: dict[str, Callable[[str], str]] = {
    "decomposed": lambda text: unicodedata.normalize("NFD", text),
    "soft hyphens": lambda text: text.replace("charged", "char\u00adged").replace("theft", "the\u00adft"),
    "zero width": lambda text: text.replace(" fined", " \u200bfi\u200dned").replace("José", "\ufeffJos\u2060é"),
    "ligatures": lambda text: text.replace("ffi", "ﬃ").replace("fi", "ﬁ"),
    "full width": lambda text: text.translate({ord(c): ord(c) + 0xFEE0 for c in "0123456789,"}),
    "straight quotes": lambda text: text.replace("“", '"').replace("”", '"'),
    "curly apostrophes": lambda text: text.replace("'", "’"),
    "odd spaces": lambda text: text.replace("4 May", "4\u00a0May").replace("18 months", "18\u202fmonths"),
    "odd hyphens and lines": lambda text: text.replace(". ", ".\u2029\u2029") + "\r\n",
}


@pytest.mark.parametrize("spelling", SPELLINGS)
def test_other_spellings_give_the_same_record(spelling: str) -> None:
    text = SPELLINGS[spelling](STORY)
    assert text != STORY and plain(text) == plain(STORY)
    assert plain(text)["fines"] == [("1200000", "EUR", ["Köhler & Söhne AG"])]


@given(st.text(alphabet="aé\u0301ﬁ\u00ad\u200b -\n\r'’“”\u00a0９.A", max_size=80))
def test_a_place_in_the_copy_is_a_place_in_the_text(text: str) -> None:
    copy = clean(text)
    places = [copy.back(at, at + 1) for at in range(len(copy.text))]
    assert all(0 <= start < end <= len(text) for start, end in places)
    assert all(a[0] <= b[0] and a[1] <= b[1] for a, b in pairwise(places))


@given(st.text(alphabet="aé\u0301ﬁ\u00ad\u200b -\n\r'’“”\u00a0９.A", max_size=80))
def test_a_copy_is_its_own_copy(text: str) -> None:
    once = clean(text).text
    assert clean(once).text == once


PASSED_OVER = [
    "See also: Man jailed for life over murder of neighbour",
    "READ MORE: Driver convicted of manslaughter",
    "Don’t miss: Smuggler gets 20 years",
    "Related stories\n- Man held for murder\n- Mark Dell convicted of rape",
    "Most read\n\nMan held for murder\n\nMark Dell convicted of rape",
    "ADVERTISEMENT",
    "[Read also: Mark Dell convicted of rape]",
    "Photo: Mark Dell, convicted of rape, leaves the court",
    "Mark Dell was convicted of rape on Friday. REUTERS/Jan Loft",
    "▶ WATCH | Moment robber shoots guard",
    "Sign up for our crime newsletter",
    "(Reporting by Jan Loft in Brno; editing by Mark Dell)",
]


@pytest.mark.parametrize("line", PASSED_OVER)
def test_nothing_is_taken_from_lines_of_other_stories(line: str) -> None:
    first, last = "Tamsin Orr was fined €400 on Tuesday for fraud.", "Orr said she would pay."
    assert plain(f"{first}\n\n{line}\n\n{last}") == plain(f"{first}\n\n{last}")


@pytest.mark.parametrize(
    "line",
    [
        "Related firms were fined for murder.",
        "The judge told him to read: he was jailed for murder.",
        "More than one man was convicted of murder.",
        "Photographs showed the man who was convicted of murder.",
        "Image rights were no matter: he was convicted of murder.",
        pytest.param(
            "Getty Images said that a man was convicted of murder over a photo by its staff.",
            marks=pytest.mark.xfail(strict=True, reason="the judge finds the wrong too unlikely"),
        ),
        "Watch how a man was convicted of murder.",
    ],
)
def test_a_line_of_the_story_is_read(line: str) -> None:
    assert any(charge[0] == "homicide" for charge in plain(f"Tamsin Orr was fined.\n\n{line}")["charges"])


@pytest.mark.parametrize("tag", ["(Reuters)", "(AP)", "/PRNewswire/", "(dpa)"])
def test_the_mark_of_an_agency_is_passed_over(tag: str) -> None:
    text = "BRNO {}- A court fined Vraag Ltd £3m for fraud."
    assert plain(text.format(f"{tag} ")) == plain(text.format(""))


@pytest.mark.parametrize(
    "text", ["x " * 5000, " " * 20000, "( " * 5000, "." * 9000, "[read more: " * 4000, "photo by " * 3000]
)
def test_a_line_of_any_length_is_passed_over_at_once(text: str) -> None:
    began = time.perf_counter()
    clean(text)
    assert time.perf_counter() - began < 1


@pytest.mark.parametrize(
    ("line", "sentence"),
    [
        ("HARBOUR CLERK ZANDRIL OKSA JAILED FOR TWO YEARS", "Harbour clerk Zandril Oksa jailed for two years"),
        ("Former Vraag Director Pleads Guilty To Theft", "Former Vraag director pleads guilty to theft"),
        ("Oksa Bank Fined £3m Over Late Reports", "Oksa Bank fined £3m over late reports"),
        ("Ada Price Charged With Fraud In Brno", "Ada Price charged with fraud in Brno"),
        ("SEC CHARGES ADA PRICE WITH INSIDER TRADING", "SEC charges Ada Price with insider trading"),
        ("Financial Conduct Authority Fines Man From New York", "Financial Conduct Authority fines man from New York"),
    ],
)
def test_a_headline_is_read_as_a_sentence(line: str, sentence: str) -> None:
    assert clean(f"{line}\n\nIt was late.").text.split("\n")[0] == sentence


@pytest.mark.parametrize(
    "line",
    [
        "Tamsin Orr Zandril Oksa Jan Loft",
        "Tamsin Orr was jailed for theft in Brno",
        "Jail for theft",
        "A clerk of the Tide Office.",
    ],
)
def test_other_lines_keep_their_capitals(line: str) -> None:
    assert clean(line).text == line


def test_a_headline_writes_names_as_the_story_does() -> None:
    text = (
        "OLD MILL SOLD BY MCKAY AFTER FRAUD TRIAL\n\nThe owner of the Old Mill, Jan McKay, sold the Old Mill on Monday."
    )
    assert clean(text).text.startswith("Old Mill sold by McKay after fraud trial")


def test_a_headline_names_who_was_jailed_and_no_more() -> None:
    text = "FORMER CLERK ZANDRIL OKSA SENTENCED TO THREE YEARS IN PRISON FOR THEFT"
    record = extractor().extract(text)
    check(record, text)
    assert [a.name for a in record.actors] == ["Zandril Oksa"]
    assert [(s.duration, [p.name for p in s.on]) for s in record.sentences] == [("P3Y", ["Zandril Oksa"])]
