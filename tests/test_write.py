"""Writing: every format says the same, whole or not at all, and harms no terminal, shell or spreadsheet."""

import csv
import io
import json
import resource
import sqlite3
import zipfile
from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path
from typing import get_args

import pytest
from hypothesis import given
from hypothesis import strategies as st

from newsx.article import Article
from newsx.errors import NewsxError, UsageError
from newsx.records import (
    Action,
    Actor,
    Agency,
    Charge,
    ChargeStatus,
    Evidence,
    Fine,
    FineStatus,
    Link,
    Record,
    Ref,
    Response,
    Span,
)
from newsx.write import Writer, format_of, output, stream_writer
from newsx.write.claim import MAKES, Claim
from newsx.write.csv import safe
from newsx.write.resume import Journal
from newsx.write.rows import flat, kinds

TEXT = "Ofcom fined [the company] £5 :smile: [/docs] on Monday."
EVIDENCE = Evidence(start=0, end=len(TEXT), text=TEXT, rule="fines.fined")


def record(name: str = "a", text: str = "[the company]") -> Record:
    return Record(
        source=Article(text=TEXT, id=name, path=f"{name}.txt").source(),
        actors=(Actor(id="actor-1", name=text, type="organization", mentions=(Span(start=12, end=25, text=text),)),),
        fines=(
            Fine(
                id="fine-1", text="£5", start=26, end=28, amount="5", currency="GBP", kind="fine", status="imposed",
                payers=(Link(id="actor-1", name=text),), evidence=EVIDENCE,
            ),
        ),
        actions=(Action(id="action-1", text="[/docs]", start=37, end=44, type="fine", evidence=EVIDENCE),),
    )  # fmt: skip


def written(name: str, *records: Record) -> str:
    stream = io.BytesIO()
    writer = stream_writer(name, stream)
    for each in records:
        writer.write(each)
    writer.close()
    return stream.getvalue().decode()


@pytest.mark.parametrize("count", [0, 1, 2, 3])
def test_json_is_an_object_for_one_article_and_an_array_for_several(count: int) -> None:
    content = json.loads(written("json", *[record()] * count))
    one = json.loads(record().model_dump_json())
    assert content == (one if count == 1 else [one] * count)


def test_json_lines_hold_a_record_each() -> None:
    lines = written("jsonl", record("a"), record("b")).splitlines()
    assert [Record.model_validate_json(line) for line in lines] == [record("a"), record("b")]


def test_csv_has_a_row_for_each_item_of_every_kind() -> None:
    rows = list(csv.DictReader(io.StringIO(written("csv", record("a"), record("b")))))
    assert [(r["article"], r["item"], r["id"]) for r in rows][:3] == [
        ("a", "actors", "actor-1"),
        ("a", "fines", "fine-1"),
        ("a", "actions", "action-1"),
    ]
    assert (rows[1]["payers"], rows[1]["amount"], rows[1]["rule"]) == ("[the company]", "5", "fines.fined")
    assert len(rows) == 6


@pytest.mark.parametrize("cell", ["=1+1", "+44", "-5", "@SUM(A1)", "\t=1", "\r=1", "\n=1", "＝1+1"])
def test_a_csv_cell_never_begins_like_a_formula(cell: str) -> None:
    assert safe(cell) == f"'{cell}"
    rows = list(csv.DictReader(io.StringIO(written("csv", record(text=cell)), newline="")))
    assert rows[0]["name"] == f"'{cell}".replace("\r", "\n")


@given(st.text())
def test_no_text_can_make_a_formula(text: str) -> None:
    assert not safe(text).startswith(("=", "+", "-", "@", "\t", "\r", "\n", "＝", "＋", "－", "＠"))


def test_a_table_shows_brackets_as_they_are() -> None:
    shown = written("table", record())
    assert "[the company]" in shown
    assert "[/docs]" in shown
    assert "\x1b" not in shown


def test_a_table_in_a_pipe_cuts_nothing_off() -> None:
    name = "The Extraordinarily Long Name of a Company " * 20
    assert name.strip() in written("table", record(text=name.strip()))


def test_a_table_leaves_rules_to_explain() -> None:
    assert "fines.fined" not in written("table", record())


def test_a_table_says_when_nothing_was_found() -> None:
    assert "nothing found" in written("table", Record(source=Article(text="x").source()))


def test_every_list_of_items_is_known_to_the_formats_with_columns() -> None:
    assert list(kinds()) == ["actors", "agencies", "charges", "fines", "sentences", "dates", "actions"]


def test_flat_values_read_well() -> None:
    assert flat((Ref(id="actor-1", name="X"), Ref(id="actor-2", name="Y"))) == "X; Y"
    assert (flat(None), flat(True), flat(("a", "b")), flat(Span(start=1, end=2, text="t"))) == ("", "true", "a; b", "t")


def test_the_ending_of_the_output_chooses_its_format() -> None:
    assert [format_of(Path(name)) for name in ("a.json", "a.jsonl", "a.CSV", "a.txt")] == [
        "json",
        "jsonl",
        "csv",
        "table",
    ]
    with pytest.raises(UsageError, match="no format"):
        format_of(Path("a.docx"))


@contextmanager
def to_file(name: str, path: Path) -> Iterator[Writer]:
    """A writer to a new output, as a run has it."""
    journal = Journal(name, path, "k", resume=False)
    yield journal
    journal.close()


def test_a_file_has_its_name_only_when_it_is_complete(tmp_path: Path) -> None:
    path = tmp_path / "a.json"
    with to_file("json", path) as writer:
        writer.write(record())
        assert not path.exists()
    assert json.loads(path.read_text()) == json.loads(record().model_dump_json())
    assert [p.name for p in tmp_path.iterdir()] == ["a.json"]


def test_a_failure_leaves_the_old_file_as_it_was(tmp_path: Path) -> None:
    path = tmp_path / "a.json"
    path.write_text("old")
    with pytest.raises(RuntimeError), to_file("json", path) as writer:
        writer.write(record())
        raise RuntimeError
    assert path.read_text() == "old"


def test_an_existing_file_is_overwritten_only_with_force(tmp_path: Path) -> None:
    path = tmp_path / "a.json"
    path.write_text("old")
    with pytest.raises(UsageError, match="--force"):
        output.check(path, force=False, resume=False)
    output.check(path, force=True, resume=False)
    with pytest.raises(UsageError, match="no such folder"):
        output.check(tmp_path / "none" / "a.json", force=True, resume=False)


def test_csv_goes_to_a_folder_of_a_file_a_kind_joined_by_ids(tmp_path: Path) -> None:
    with to_file("csv_folder", tmp_path / "out") as writer:
        writer.write(record("a"))
        writer.write(record("b"))
    tables = {p.stem: list(csv.DictReader(p.open())) for p in (tmp_path / "out").iterdir()}
    assert sorted(tables) == sorted(["articles", *kinds()])
    assert [row["article"] for row in tables["articles"]] == ["1", "2"]
    assert [(row["article"], row["payers_ids"]) for row in tables["fines"]] == [("1", "actor-1"), ("2", "actor-1")]


def test_a_folder_with_other_files_is_never_replaced(tmp_path: Path) -> None:
    (tmp_path / "thesis.txt").write_text("mine")
    for folder in (True, False):
        with pytest.raises(UsageError):
            output.check(tmp_path, force=True, resume=False, folder=folder)


@pytest.fixture
def base(tmp_path: Path) -> Iterator[sqlite3.Connection]:
    """A database of articles at several stages."""
    path = tmp_path / "cases.sqlite"
    with to_file("sqlite", path) as writer:
        writer.write(record("a"), TEXT)
        writer.write(record("b"), TEXT)
        writer.write(staged(), "Lone \ud800 surrogate")
        writer.write(Record(source=Article(text="x").source()))
    with closing(sqlite3.connect(path)) as opened:
        yield opened


COURT = Link(id="agency-1", name="Leeds Crown Court", confidence=0.5)
ROE = Link(id="actor-1", name="Jane Roe")


def staged() -> Record:
    """A charge at every stage, one that is negated and one that is only possible; fines of every status."""
    charges: list[dict[str, object]] = [{"status": status} for status in get_args(ChargeStatus)]
    charges += [{"status": "convicted", "polarity": "negated"}, {"status": "convicted", "modality": "possible"}]
    response = Response(kind="denial", start=0, end=1, text="O", party=ROE, confidence=0.25)
    return Record(
        source=Article(text="x", id="staged", title="Title").source(),
        actors=(Actor(id="actor-1", name="Jane Roe", type="person"),),
        agencies=(Agency(id="agency-1", name="Leeds Crown Court", kind="court", country="GB"),),
        charges=tuple(
            Charge.model_validate(
                {"id": f"charge-{n}", "text": f"wrong {n}", "start": 0, "end": 1, "offence": "fraud", "accused": (ROE,), "by": (COURT,),
                 "confidence": 0.75, "responses": (response,) if n == 1 else (), "evidence": EVIDENCE} | fields
            )
            for n, fields in enumerate(charges, 1)
        ),
        fines=tuple(
            Fine(id=f"fine-{n}", text="€1.10", start=0, end=1, amount="1.10", currency="EUR", kind="fine", status=status,
                 payers=(ROE,), evidence=EVIDENCE)
            for n, status in enumerate(get_args(FineStatus), 1)
        ),
    )  # fmt: skip


def test_a_database_has_sound_keys_of_one_column(base: sqlite3.Connection) -> None:
    assert base.execute("PRAGMA foreign_key_check").fetchall() == []
    assert base.execute("SELECT count(*) FROM articles").fetchone() == (4,)
    for table in ("items", "refs", "spans", "responses", *kinds()):
        keys = base.execute(f"PRAGMA foreign_key_list({table})").fetchall()
        assert keys
        assert len({key[0] for key in keys}) == len(keys), table  # a key of two columns has two rows of one number


def test_an_amount_is_a_number_beside_its_exact_text(base: sqlite3.Connection) -> None:
    found = base.execute("SELECT typeof(amount), amount_text FROM fines WHERE article = 3").fetchall()
    assert set(found) == {("real", "1.10")}
    assert base.execute("SELECT sum(amount) FROM fines WHERE article < 3").fetchone() == (10,)


def test_search_finds_the_text_and_the_findings(base: sqlite3.Connection) -> None:
    found = base.execute("SELECT DISTINCT field FROM search WHERE search MATCH 'ofcom' ORDER BY field").fetchall()
    assert found == [("actions",), ("article",), ("charges",), ("fines",)]
    assert base.execute("SELECT rowid FROM articles_fts WHERE articles_fts MATCH 'ofcom'").fetchall() == [(1,), (2,)]
    assert base.execute("SELECT text FROM articles WHERE article = 1").fetchone() == (TEXT,)
    assert base.execute("SELECT DISTINCT rule FROM evidence").fetchall() == [("fines.fined",)]


@pytest.mark.parametrize(
    ("view", "stages"),
    [
        ("allegations", ["alleged"]), ("charged", ["charged"]), ("admitted", ["admitted"]), ("liable", ["liable"]),
        ("convicted", ["convicted"]), ("convictions_by_court", ["convicted"]), ("settled", ["settled"]),
        ("cleared", ["acquitted", "dismissed"]),
    ],
)  # fmt: skip
def test_a_view_never_mixes_stages(base: sqlite3.Connection, view: str, stages: list[str]) -> None:
    found = base.execute(f"SELECT c.status, v.accused FROM {view} v JOIN charges c USING (item) ORDER BY 1").fetchall()
    assert found == [(stage, "Jane Roe") for stage in stages]


def test_a_conviction_names_its_court(base: sqlite3.Connection) -> None:
    assert base.execute("SELECT court, text FROM convictions_by_court").fetchall() == [("Leeds Crown Court", "wrong 5")]


def test_sums_that_nobody_has_to_pay_are_in_no_total(base: sqlite3.Connection) -> None:
    found = base.execute("SELECT payer, currency, status, fines, total FROM fines_by_payer ORDER BY 1, 3").fetchall()
    assert found == [
        ("Jane Roe", "EUR", "agreed", 1, 1.1), ("Jane Roe", "EUR", "imposed", 1, 1.1), ("Jane Roe", "EUR", "paid", 1, 1.1),
        ("[the company]", "GBP", "imposed", 2, 10),
    ]  # fmt: skip


def test_answers_and_confidence_have_their_columns(base: sqlite3.Connection) -> None:
    answer = "SELECT r.kind, i.name, r.confidence FROM responses r JOIN items i ON i.item = r.party"
    assert base.execute(answer).fetchall() == [("denial", "Jane Roe", 0.25)]
    assert base.execute("SELECT DISTINCT confidence FROM charges").fetchall() == [(0.75,)]
    assert base.execute(
        "SELECT DISTINCT confidence FROM refs WHERE field = 'by' AND item IN (SELECT item FROM charges)"
    ).fetchall() == [(0.5,)]


def test_a_workbook_has_a_sheet_a_kind_and_no_formula(tmp_path: Path) -> None:
    pytest.importorskip("xlsxwriter")
    for name in ("a", "b"):
        with to_file("xlsx", tmp_path / f"{name}.xlsx") as writer:
            writer.write(record("a", "=HYPERLINK(1)"), TEXT)
    assert (tmp_path / "a.xlsx").read_bytes() == (tmp_path / "b.xlsx").read_bytes()
    with zipfile.ZipFile(tmp_path / "a.xlsx") as book:
        sheets = {name: book.read(name).decode() for name in book.namelist() if "sheets/" in name}
        assert "=HYPERLINK(1)" in book.read("xl/sharedStrings.xml").decode()
    assert len(sheets) == 1 + len(kinds())
    assert not any("<f>" in sheet for sheet in sheets.values())


def test_parquet_is_typed_and_nested(tmp_path: Path) -> None:
    parquet = pytest.importorskip("pyarrow.parquet")
    path = tmp_path / "a.parquet"
    with to_file("parquet", path) as writer:
        writer.write(record("a"))
        writer.write(record("b"))
    rows = parquet.read_table(path).to_pylist()
    assert [Record.model_validate(row) for row in rows] == [record("a"), record("b")]


def unfinished(path: Path, *records: Record, key: str = "k", name: str = "jsonl") -> None:
    sink = Journal(name, path, key, resume=False)
    for each in records:
        sink.write(each, TEXT)
    sink.leave()


@pytest.mark.parametrize("ending", ["sqlite", "csv", "", "json", "parquet", "txt", "xlsx"])
def test_every_format_goes_on_and_comes_out_as_if_nothing_had_happened(tmp_path: Path, ending: str) -> None:
    if ending in ("parquet", "xlsx"):
        pytest.importorskip({"parquet": "pyarrow", "xlsx": "xlsxwriter"}[ending])
    name = format_of(Path(f"a.{ending}")) if ending else "csv_folder"
    for run in ("whole", "killed"):
        path = tmp_path / run / f"a.{ending}"
        path.parent.mkdir()
        if run == "killed":
            unfinished(path, record("a"), name=name)
        journal = Journal(name, path, "k", resume=run == "killed")
        for each in "ab":
            if not journal.has(article(each)):
                journal.write(record(each), TEXT)
        journal.close()
        assert list(path.parent.iterdir()) == [path]
    assert content(tmp_path / "whole") == content(tmp_path / "killed")


def test_a_run_killed_at_its_very_end_still_has_its_records(tmp_path: Path) -> None:
    path = tmp_path / "a.sqlite"
    unfinished(path, record("a"), record("b"), name="sqlite")
    claim = Claim(path)
    claim.note(MAKES)
    claim.release()
    output.new_of(path).write_bytes(b"half a database")
    journal = Journal("sqlite", path, "k", resume=True)
    assert journal.has(article("a"))
    assert not journal.finished
    journal.close()
    assert journal.finished
    assert [p.name for p in tmp_path.iterdir()] == ["a.sqlite"]
    assert sum(row.startswith('INSERT INTO "articles"') for row in rows(path)) == 2


def content(folder: Path) -> dict[str, object]:
    """What the files of a folder hold; of a database, its rows."""
    return {p.name: rows(p) if p.suffix == ".sqlite" else p.read_bytes() for p in folder.rglob("*") if p.is_file()}


def rows(path: Path) -> list[str]:
    with closing(sqlite3.connect(path)) as base:
        return list(base.iterdump())


def article(name: str) -> Article:
    return Article(text=TEXT, id=name, path=f"{name}.txt")


def test_a_resumed_file_knows_what_it_has_and_drops_half_a_line(tmp_path: Path) -> None:
    path = tmp_path / "a.jsonl"
    unfinished(path, record("a"), record("b"), record("a"))
    with output.part_of(path).open("ab") as stream:
        stream.write(b'{"schema_version":"1.0","sou')
    sink = Journal("jsonl", path, "k", resume=True)
    assert [sink.has(article(n)) for n in "aabbac"] == [True, True, True, False, False, False]
    sink.write(record("c"))
    sink.close()
    assert [json.loads(line)["source"]["id"] for line in path.read_text().splitlines()] == ["a", "b", "a", "c"]
    assert [p.name for p in tmp_path.iterdir()] == ["a.jsonl"]


def test_a_run_without_texts_does_not_go_on_with_them(tmp_path: Path) -> None:
    path = tmp_path / "a.sqlite"
    unfinished(path, record("a"))
    with pytest.raises(UsageError, match="--force"):
        Journal("sqlite", path, "k", resume=True)


def test_a_run_with_other_options_is_not_resumed(tmp_path: Path) -> None:
    path = tmp_path / "a.jsonl"
    unfinished(path, record("a"))
    with pytest.raises(UsageError, match="--force"):
        Journal("jsonl", path, "other", resume=True)


def test_a_full_disk_leaves_whole_lines() -> None:
    full = Path("/dev/full")
    if not full.exists():
        pytest.skip("no /dev/full on this system")
    with (
        pytest.raises(NewsxError, match="No space left"),
        output.to_device("jsonl", full) as writer,
    ):
        writer.write(record())


@pytest.mark.parametrize("name", ["a.json", "a.sqlite"])
def test_a_disk_too_full_for_the_file_leaves_its_records_and_says_so(tmp_path: Path, name: str) -> None:
    path = tmp_path / name
    journal = Journal(format_of(path), path, "k", resume=False)
    journal.write(record("a"))
    before = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (100, before[1]))
    try:
        with pytest.raises(NewsxError, match=f"{name}.part holds all records, and --resume goes on with them") as full:
            journal.close()
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, before)
    assert "\n" not in str(full.value)
    Journal(format_of(path), path, "k", resume=True).close()
    assert [p.name for p in tmp_path.iterdir()] == [name]
