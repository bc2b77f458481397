"""What a user gets from the library: a record that keeps its promises on any text."""

import cProfile
import json
import pstats
import time
from datetime import date, datetime
from pathlib import Path

import pytest
import spacy
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

import newsx
from newsx import Extractor, Record, parse
from newsx.article import Article
from newsx.errors import UsageError
from newsx.extractor import record
from newsx.tail import begin, cut
from tests.laws import check
from tests.ruled import ruled

WORDS = [
    "Police",
    "court",
    "fined",
    "£2m",
    "$1.5bn",
    "on",
    "Tuesday,",
    "3",
    "May",
    "2024",
    "the",
    "company",
    "Acme",
    "Corp",
    "Jane",
    "Roe",
    "said",
    '"it',
    'denied"',
    "bribery\nraided",
    "X's",
    "offices",
    "18",
    "months",
    "in",
    "prison",
    ".",
    ";",
    ":",
    "—",
    "’",
    "“",
    "”",
    "\n",
    "\n\n",
    "may",
    "1,200",
    "Ofcom",
    "(FCA)",
    "Mr",
    "Smith",
    "Smith's",
    "pleaded",
    "guilty",
    "to\nfraud",
    "and",
    "settled",
    "!",
    "?",
    "SEC",
    "v.",
    "6%",
    "of",
    "global",
    "turnover",
    "İ",
    "ß",
    "🙂",
    "\x0c",
    "\u200b",
    "[sic]",
    "[/docs]",
]

ARTICLE = (
    "Larkwell Foods fined £2m over listeria\n\nA judge at Cardiff Crown Court fined Larkwell Foods £2 million on "
    "Tuesday for breaching food safety rules. The company denied wrongdoing.\n"
)


@pytest.fixture(scope="module")
def extractor() -> Extractor:
    return Extractor()


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(words=st.lists(st.sampled_from(WORDS), max_size=80))
def test_a_record_of_any_words_keeps_its_promises(extractor: Extractor, words: list[str]) -> None:
    text = " ".join(words)
    check(extractor.extract(text, "2026-02-04"), text)


@settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(text=st.text(max_size=200))
def test_a_record_of_any_text_keeps_its_promises(extractor: Extractor, text: str) -> None:
    check(extractor.extract(text), text)


@pytest.mark.parametrize("published", ["2026-02-03", "3 Feb. 2026", datetime(2026, 2, 3, 9, 15), date(2026, 2, 3)])
def test_an_article_takes_its_date_as_it_comes(published: object) -> None:
    assert Article(text=ARTICLE, published=published).source().published == "2026-02-03"  # type: ignore[arg-type]


@pytest.mark.parametrize("published", ["", "03/02/2026", "2026", "yesterday", ["2026-02-03"]])
def test_an_article_refuses_at_once_what_is_no_date(published: object) -> None:
    with pytest.raises(UsageError, match="is not a date"):
        Article(text=ARTICLE, published=published)  # type: ignore[arg-type]


def test_a_header_that_was_not_understood_is_a_warning_of_the_record(extractor: Extractor) -> None:
    text = f"Published 03/02/2026\n\n{ARTICLE}"
    assert extractor.extract(text).warnings == ('the publication date "03/02/2026" was not understood',)
    assert extractor.extract(text, "2026-02-03").warnings == ()


def test_the_same_text_gives_the_same_bytes(extractor: Extractor) -> None:
    first = extractor.extract(ARTICLE, "2026-02-04").model_dump_json()
    assert Extractor().extract(ARTICLE, "2026-02-04").model_dump_json() == first


def test_the_fast_model_gives_records_that_keep_their_promises() -> None:
    text = "LAGOS - The Harbour Safety Authority fined Northwind Energy Ltd 4 million euros on 3 March 2025."
    found = Extractor("fast").extract(text)
    check(found, text)
    assert [(fine.amount, fine.currency) for fine in found.fines] == [("4000000", "EUR")]
    assert [actor.name for actor in found.actors] == ["Northwind Energy Ltd"]


PLACE = pytest.mark.xfail(strict=True, reason="the fast model takes the place for a firm")


@pytest.mark.parametrize(
    "day", [pytest.param(", 11 March 2025", marks=PLACE), ", La., Jan. 5 (AP)", pytest.param(" (AP)", marks=PLACE), ""]
)
def test_the_place_of_a_dateline_is_no_actor_for_the_fast_model_either(day: str) -> None:
    found = Extractor("fast").extract(f"MILAN{day} - Tax police searched the headquarters of Casa Verrini on Tuesday.")
    assert [actor.name for actor in found.actors] == ["Casa Verrini"]


def test_pipe_gives_the_records_in_order_and_as_one_by_one(extractor: Extractor) -> None:
    articles = [Article(text=ARTICLE * n, id=str(n)) for n in (1, 2, 3)]
    assert list(extractor.pipe(articles)) == [extractor.extract(a) for a in articles]


def test_a_record_reads_back_equal_from_its_json(extractor: Extractor) -> None:
    record = extractor.extract(ARTICLE, "2026-02-04")
    assert Record.model_validate_json(record.model_dump_json()) == record
    assert Record.model_validate(json.loads(record.model_dump_json())) == record


def test_the_function_takes_a_text_and_a_day() -> None:
    record = newsx.extract(ARTICLE, "2026-02-04", title="Larkwell Foods fined")
    assert (record.source.published, record.source.published_from) == ("2026-02-04", "option")
    assert record.source.title == "Larkwell Foods fined"


def test_a_day_that_is_none_is_named(extractor: Extractor) -> None:
    with pytest.raises(UsageError, match="'next week' is not a date"):
        extractor.extract(ARTICLE, "next week")


def test_a_text_longer_than_spacys_limit_is_read_whole(extractor: Extractor) -> None:
    text = "The weather was fine. " * 3000 + "Ofcom fined Larkwell Foods £2 million on 3 May 2024."
    record = extractor.extract(text)
    check(record, text)
    assert [d.value for d in record.dates] == ["2024-05-03"]


TAIL = "Ofcom fined Larkwell Foods £2 million on 3 May 2024.{}Mother charged with murder in Leeds on 9 May 2024."


RELATED = pytest.param(
    "\n Related stories: \n",
    marks=pytest.mark.xfail(strict=True, reason="the label is cut out before the tail is looked for"),
)


@pytest.mark.parametrize("between", ["\n\nLatest Posts\n", "  \n# # #\n\n", RELATED])
def test_what_stands_behind_an_article_is_none_of_it(extractor: Extractor, between: str) -> None:
    text = TAIL.format(between)
    record = extractor.extract(text)
    check(record, text)
    assert [f.amount for f in record.fines] == ["2000000"] and [d.value for d in record.dates] == ["2024-05-03"]
    assert not record.charges and record.source.characters == len(text)


@pytest.mark.parametrize("heads", range(1, 8))
def test_no_word_of_a_story_hangs_on_one_behind_it(extractor: Extractor, heads: int) -> None:
    doc = extractor.nlp("Ofcom fined Larkwell and settled\nLatest Posts\nMan was held")
    doc[2].head = doc[4].head = doc[heads]
    doc[4].dep_ = "conj"
    _, story = cut(Article(text=doc.text), doc)
    assert story.text == "Ofcom fined Larkwell and settled"
    assert all((t.head.i == t.i) == (t.dep_ == "ROOT") for t in story)


@pytest.mark.parametrize("between", [" The latest posts drew anger. ", "\n\n", "\nLatest Posts on the page\n"])
def test_an_article_goes_on_behind_any_other_line(extractor: Extractor, between: str) -> None:
    assert [d.value for d in extractor.extract(TAIL.format(between)).dates] == ["2024-05-03", "2024-05-09"]


@pytest.mark.parametrize(
    ("text", "on"),
    [
        ("Tom Alder was convicted of robbery. The sentence of nine years in prison came at once.", [["Tom Alder"]]),
        ("Tom Alder and Ann Roe were convicted of robbery. The sentence of nine years in prison came at once.", [[]]),
        ("Alder Ltd was charged with fraud. Under the law fraud means up to nine years in prison.", [[]]),
    ],
)
def test_a_term_on_nobody_is_on_the_one_person_accused(text: str, on: list[list[str]]) -> None:
    assert [[r.name for r in term.on] for term in ruled(text).sentences] == on


def test_a_line_of_spaces_is_passed_over_at_once() -> None:
    text = "A clerk was jailed.\n" * 4_000 + " " * 40_000 + "and more than forty letters stand behind the spaces\n"
    began = time.process_time()
    assert begin(text) == len(text)
    assert time.process_time() - began < 5  # it took an hour when each space was tried as the first


STORY = (
    "Ofcom fined {0} Foods £{1} million on 3 May 2024. Three former directors of {0} denied fraud. A court jailed Ann "
    "{0}, a trader, for two years in prison. The company settled with a regulator, and an executive was charged.\n\n"
)


@pytest.mark.xfail(strict=True, reason="four times the text takes 5.3 times the calls")
def test_the_work_grows_as_the_text_does(extractor: Extractor) -> None:
    few, many = (
        calls(extractor, "".join(STORY.format(name, n) for n, name in enumerate(names(n), 1))) for n in (9, 36)
    )
    assert many < 4.6 * few


SUMS = pytest.param(
    "fined ${} million ", marks=pytest.mark.xfail(strict=True, reason="7.3 times the calls for four times the sums")
)


@pytest.mark.parametrize("unit", [SUMS, "A company was fined. "])
def test_the_work_grows_as_a_text_does_that_says_one_thing_over_and_over(extractor: Extractor, unit: str) -> None:
    few, many = (calls(extractor, "".join(unit.format(7 * n) for n in range(1, count + 1))) for count in (75, 300))
    assert many < 7 * few  # the square of it would be 16 times as many


def names(count: int) -> list[str]:
    return [
        f"{'BCDFGHKLM'[n % 9]}{'aeiou'[n % 5]}{'lrnt'[n % 4]}{'bdgkmv'[n % 6]}o{'nst'[n % 3]}" for n in range(count)
    ]


def calls(extractor: Extractor, text: str) -> int:
    """How many functions it takes to read a parsed text: as its time would say, on a machine with nothing else to do."""
    article, doc = Article(text=text), parse.parse(extractor.nlp, text)
    record(article, doc, extractor.judge)  # what is loaded once is loaded
    profile = cProfile.Profile()
    profile.runcall(record, article, doc, extractor.judge)
    return int(pstats.Stats(profile).total_calls)  # type: ignore[attr-defined]  # it has them, say its docs


def test_the_spacy_component_puts_the_record_on_the_doc() -> None:
    nlp = spacy.blank("en")
    nlp.add_pipe("sentencizer")
    nlp.add_pipe("newsx", config={"published": "2026-02-04"})
    doc = nlp(ARTICLE)
    check(doc._.newsx, ARTICLE)
    assert [d.value for d in doc._.newsx.dates] == ["2026-02-03"]


GOLD = Path(__file__).parent.parent.parent / "shared" / "gold"


@pytest.mark.skipif(not GOLD.is_dir(), reason="needs ../shared/gold, which is not here")
@pytest.mark.parametrize("folder", ["seed", "dev", "modern"])
def test_records_of_real_articles_keep_their_promises(extractor: Extractor, folder: str) -> None:
    for file in sorted((GOLD / folder).glob("*.txt")):
        text = file.read_text("utf-8")
        check(extractor.extract(text), text)
