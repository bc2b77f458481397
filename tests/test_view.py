"""The page: everything of the article is there as text, one thing is one thing, and totals never mix stages."""

import json
import re
from html.parser import HTMLParser
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from typer.testing import CliRunner

from newsx import kept
from newsx.cli import app
from newsx.kept import Kept
from newsx.records import Record
from newsx.view import page
from newsx.view.article import article
from newsx.view.fields import fields
from newsx.view.folder import folder
from newsx.view.marks import marks, stretches
from newsx.view.shown import link, shown
from newsx.view.timeline import timeline
from newsx.view.totals import totals
from newsx.write.rows import kinds
from tests.pages import HOSTILE, SAMPLES, line, sample, samples, told

STORY = "Larkfield Radio was accused of fraud; Ofcom fined it £5"


class Tags(HTMLParser):
    """The scripts of a page by type, its addresses, and its visible text."""

    def __init__(self, html: str) -> None:
        super().__init__(convert_charrefs=True)
        self.scripts: list[str] = []
        self.addresses: list[str] = []
        self.handlers: list[str] = []
        self.words: list[str] = []
        self.inside: list[str] = []
        self.feed(html)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        named = dict(attrs)
        if tag == "script":
            self.scripts.append(named.get("type") or "code")
        self.addresses += [v for k in ("href", "src", "action") if (v := named.get(k))]
        self.handlers += [k for k in named if k.startswith("on")]
        self.inside.append(tag)

    def handle_endtag(self, tag: str) -> None:
        while self.inside and self.inside.pop() != tag:
            pass

    def handle_data(self, data: str) -> None:
        if not {"script", "style"} & set(self.inside[-1:]):
            self.words.append(data)


@pytest.mark.parametrize("one", samples(), ids=lambda one: str(one.record.source.id))
def test_the_pieces_of_a_text_are_the_text(one: Kept) -> None:
    assert one.text is not None
    assert "".join(mark.text for mark in marks(one.record, one.text)) == one.text


@pytest.mark.parametrize("one", samples(), ids=lambda one: str(one.record.source.id))
def test_every_finding_is_marked_where_it_stands(one: Kept) -> None:
    assert one.text is not None
    pieces = marks(one.record, one.text)
    for stretch in stretches(one.record):
        marked = "".join(m.text for m in pieces if stretch.id in (m.proves if stretch.is_evidence else m.ids))
        assert one.text[stretch.start : stretch.end] in marked


def test_the_shortest_finding_comes_first_where_several_stand_on_the_same_words() -> None:
    one = told(STORY)
    assert one.text is not None
    first = next(m for m in marks(one.record, one.text) if len(m.ids) > 1)
    assert first.ids == ("actor-1", "charge-1")


@pytest.mark.parametrize(
    ("address", "expected"),
    [
        ("https://larkfield.example/a?b=1", "https://larkfield.example/a?b=1"), ("javascript:alert(1)", None),
        (" javascript:alert(1)", None), ("data:text/html,x", None), ("http:", None), ("//larkfield.example", None),
        ("http://[", None), (None, None),
    ],
)  # fmt: skip
def test_only_addresses_of_the_web_are_links(address: str | None, expected: str | None) -> None:
    assert link(address) == expected


@given(st.text())
def test_text_is_shown_character_for_character(text: str) -> None:
    assert len(shown(text)) == len(text)
    assert not re.search(r"[\u202a-\u202e\u2066-\u2069\x00-\x08\x1b]", shown(text))


def test_a_hostile_article_stays_text() -> None:
    one = told(HOSTILE)
    for content in (page([one]), page([one, told(STORY)])):
        tags = Tags(content)
        assert tags.scripts.count("code") == 1
        assert not tags.handlers
        assert all(a.startswith(("#", "data:,")) for a in tags.addresses)
    assert "document.title='taken'" in "".join(Tags(page([one])).words)


def test_the_page_runs_its_own_script_alone_and_loads_nothing() -> None:
    content = page([sample("fine")])
    policy = re.search(r'Content-Security-Policy" content="([^"]+)"', content)
    assert policy is not None
    assert policy.group(1).startswith("default-src 'none'; style-src 'sha256-")
    assert "unsafe-inline" not in policy.group(1)
    assert not re.search(r"(?:src|href)=\"(?!#|data:,)", content)


def test_the_same_records_give_the_same_page() -> None:
    assert page(samples()) == page(samples())


def test_an_allegation_wears_another_badge_than_a_verdict() -> None:
    content = page([told(STORY)])
    assert 'class="badge alleged"' in content
    assert "claimed or investigated; not proven" in content
    assert "proven" not in re.findall(r'class="badge ([^"]*)"', content)[0].split()
    assert "unsure 42%" in content
    assert "unsure 40%" in content
    assert "unsure who" not in content


def test_an_unsure_link_to_an_accused_is_said() -> None:
    data = json.loads(told(STORY).record.model_dump_json())
    data["charges"][0]["accused"][0]["confidence"] = 0.3
    assert page([Kept(Record.model_validate(data), STORY)]).count("unsure who 30%") == 1


def test_a_record_without_its_text_quotes_its_evidence() -> None:
    one = told(STORY)
    words = "".join(Tags(page([Kept(one.record, None)])).words)
    assert "The text is not at hand" in words
    assert words.count(STORY) >= 2


def test_every_field_that_can_be_corrected_is_one_of_the_record() -> None:
    made = fields()
    assert set(made) == set(kinds())
    status = next(f for f in made["charges"] if f["name"] == "status")
    assert status["form"] == "choice"
    assert "liable" in status["choices"]
    part = next(f for f in made["actors"] if f["name"] == "part")
    assert part["empty"]
    assert "victim" in part["choices"]
    assert {f["form"] for fs in made.values() for f in fs} == {"choice", "parties", "flag", "text"}


def amounts(*ones: Kept) -> list[tuple[str, str, int, int]]:
    return [
        (t.name, t.shown, t.fines, t.articles) for t in totals([article(n, o) for n, o in enumerate(ones)])["payer"]
    ]


def test_a_fine_that_two_articles_tell_counts_once() -> None:
    assert amounts(told(STORY, "a"), told(STORY, "b")) == [("Larkfield Radio", "GBP 5", 1, 2)]


@pytest.mark.parametrize(
    "fine",
    [
        {"status": "maximum"}, {"status": "proposed"}, {"status": "overturned"}, {"kind": "bail"}, {"amount": None},
        {"part_of": {"id": "fine-1", "name": "x"}},
    ],
)  # fmt: skip
def test_sums_that_nobody_has_to_pay_are_in_no_total(fine: dict[str, object]) -> None:
    assert amounts(told(STORY, **fine)) == []


def test_currencies_are_not_added_up() -> None:
    assert [row[1] for row in amounts(told(STORY), told(STORY, currency="EUR"))] == ["EUR 5", "GBP 5"]


def test_a_timeline_puts_values_that_differ_side_by_side() -> None:
    ones = (
        told(STORY, "a", "2025-03-01"),
        told(STORY, "b", "2025-03-03", amount="7"),
        told(STORY, "c", "2027-03-03", amount="9"),
    )
    events = [e for e in timeline([article(n, o) for n, o in enumerate(ones)]) if e.what.startswith("fine")]
    assert [(e.day, list(e.values), e.differs) for e in events] == [
        ("2025-03-01", ["GBP 5", "GBP 7"], True),
        ("2027-03-03", ["GBP 9"], False),
    ]


def test_two_people_of_one_surname_are_not_one_in_the_network() -> None:
    ones = []
    for one in (told(STORY, "a"), told(STORY, "b")):
        data = json.loads(one.record.model_dump_json().replace("Larkfield Radio", "Smith"))
        data["actors"][0]["type"] = "person"
        ones.append(Kept(Record.model_validate(data), one.text))
    parties = folder([article(n, o) for n, o in enumerate(ones)]).network.parties
    assert [(node.name, node.articles) for node in parties] == [("Smith", 1), ("Smith", 1)]


def view(*arguments: object) -> tuple[int, str]:
    result = CliRunner().invoke(app, ["view", *map(str, arguments)])
    if result.exception and not isinstance(result.exception, SystemExit):
        raise result.exception
    return result.exit_code, result.stderr


def test_records_find_their_texts_in_themselves_beside_them_or_at_their_paths(tmp_path: Path) -> None:
    one = sample("fine")
    assert one.text is not None
    bare, own, away = tmp_path / "bare.json", tmp_path / "own.jsonl", tmp_path / "away.jsonl"
    bare.write_text(one.record.model_dump_json(indent=1))
    own.write_text(line(one))
    moved = one.record.model_copy(update={"source": one.record.source.model_copy(update={"path": "gone.txt"})})
    away.write_text(moved.model_dump_json() + "\n")
    for number, inputs in enumerate(((bare,), (own,), (away, SAMPLES / "fine.txt"))):
        out = tmp_path / f"{number}.html"
        assert view(*inputs, "-o", out) == (0, "")
        words = "".join(Tags(out.read_text("utf-8")).words)
        assert one.text.strip().splitlines()[-1] in words


def test_an_article_without_a_record_is_read_now(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text("Ofcom fined Larkfield Radio £20,000 on Monday.")
    assert view(tmp_path / "a.txt", "-o", tmp_path / "a.html") == (0, "")
    assert 'data-id="fine-1"' in (tmp_path / "a.html").read_text("utf-8")


@pytest.mark.parametrize(
    ("content", "status", "reason"),
    [
        ('{"schema_version": "1.0"}', 1, "r.jsonl:1: not a record of newsx: source: Field required"),
        ('{"schema_version": "1.0", "so', 1, "r.jsonl: not records of newsx"),
    ],
)
def test_what_cannot_be_shown_is_named(tmp_path: Path, content: str, status: int, reason: str) -> None:
    (tmp_path / "r.jsonl").write_text(content)
    code, said = view(tmp_path / "r.jsonl", "-o", tmp_path / "a.html")
    assert code == status
    assert reason in said
    assert not (tmp_path / "a.html").exists()


def test_a_page_is_overwritten_only_with_force(tmp_path: Path) -> None:
    out = tmp_path / "a.html"
    out.write_text("old")
    (tmp_path / "r.jsonl").write_text(line(told(STORY)))
    assert view(tmp_path / "r.jsonl", "-o", out)[0] == 2
    assert view(tmp_path / "r.jsonl", "-o", out, "--force")[0] == 0
    assert out.read_text("utf-8").startswith("<!DOCTYPE html>")


@given(st.text(min_size=1))
def test_a_line_with_its_text_reads_back(text: str) -> None:
    one = told(STORY)
    data = kept.line(one.record, text)
    assert data.count(b"\n") == 1
    assert kept.parsed(data) == Kept(one.record, text)
    assert kept.parsed(kept.line(one.record, None)) == Kept(one.record, None)
