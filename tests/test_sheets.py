"""Files that hold many articles: tables and JSON of every wrapping, each row with its own metadata or its own error."""

import gzip
import io
import json
import os
from datetime import date, datetime
from pathlib import Path

import pytest

from newsx.article import Article
from newsx.errors import InputError, NewsxError, UsageError
from newsx.read import articles, count
from newsx.records import Charge, Evidence, Record
from newsx.write import file_writer

ONE, TWO = "Tolland Council fined a café £900.", "A jury\ncleared “Ann, of Ely”, on Friday."


def read(file: Path, content: str | bytes = b"") -> list[Article | NewsxError]:
    if content:
        file.write_bytes(content if isinstance(content, bytes) else content.encode())
    return list(articles([str(file)]))


def texts(file: Path, content: str | bytes = b"") -> list[str]:
    return [a.text if isinstance(a, Article) else str(a).rpartition(f"{file.name}: ")[2] for a in read(file, content)]


@pytest.mark.parametrize(
    ("name", "content"),
    [
        ("a.csv", f'title,text\nT,{ONE}\nT,"{TWO}"\n'),
        ("a.csv", f'\ufefftitle;Body\r\nT;{ONE}\r\nT;"{TWO}"\r\n'),
        ("a.csv", f'Title\tContent\nT\t{ONE}\nT\t"{TWO}"\n'),
        ("a.csv", f'text|title\n{ONE}|T\n\n"{TWO}"|T\n'),
        ("a.tsv", f'TITLE\tArticle Text\nT\t{ONE}\nT\t"{TWO}"\n'),
        ("a.csv", f'n,body,title\n1,{ONE},T\n2,"{TWO}",T'.encode("cp1252")),
        ("a.json", json.dumps({"status": "ok", "articles": [{"title": "T", "content": ONE}, {"title": "T", "content": TWO}]})),
        ("a.json", json.dumps({"items": [{"title": "T", "text": ONE}, {"title": "T", "text": TWO}]})),
        ("a.json", "".join(json.dumps({"title": "T", "text": t}) + "\n" for t in (ONE, TWO))),
        ("a.jsonl", "".join(json.dumps({"title": "T", "text": t}) + "\r\n" for t in (ONE, TWO))),
    ],
)  # fmt: skip
def test_every_article_of_a_file_is_read(tmp_path: Path, name: str, content: str | bytes) -> None:
    found = read(tmp_path / name, content)
    assert [(a.text, a.title) for a in found if isinstance(a, Article)] == [(ONE, "T"), (TWO, "T")]


def test_a_table_gives_each_article_its_metadata(tmp_path: Path) -> None:
    header = "ID,Headline,Publish Date,URL,Language,full text,views\n"
    (found,) = read(tmp_path / "a.csv", f"{header}x7,Café fined,3 Feb. 2026,https://example.org/7,en-GB,{ONE},12\n")
    assert isinstance(found, Article)
    assert (found.id, found.title, found.published, found.published_from) == (
        "x7",
        "Café fined",
        date(2026, 2, 3),
        "metadata",
    )
    assert (found.url, found.language, found.text) == ("https://example.org/7", "en", ONE)


def test_a_date_that_a_row_states_badly_is_a_warning_of_its_article(tmp_path: Path) -> None:
    found = read(tmp_path / "a.csv", f"text,date\n{ONE},03/02/2026\n{ONE},2026-02-03\n")
    assert [a.warnings for a in found if isinstance(a, Article)] == [
        ('the publication date "03/02/2026" was not understood',),
        (),
    ]


def test_a_bad_row_harms_no_other(tmp_path: Path) -> None:
    found = texts(tmp_path / "a.csv", f"title,text\nT,{ONE}\nT,\nT,{ONE},more\n,,\nT,{ONE}\n")
    assert found == [ONE, "row 2: an article without `text`", "row 3: more cells than the header has", ONE]


def test_an_article_longer_than_a_cell_of_the_module_is_read(tmp_path: Path) -> None:
    assert texts(tmp_path / "a.csv", f"text\n{'x' * 200_000}\n") == ["x" * 200_000]


@pytest.mark.parametrize(
    "content", ["title,date\nT,2026-02-03\n", "1,2,3\n", "context,textile\nx,y\n", "article,path,published,item,id\na,b,,fines,f\n"]
)  # fmt: skip
def test_a_table_without_texts_is_refused(tmp_path: Path, content: str) -> None:
    (found,) = read(tmp_path / "a.csv", content)
    assert isinstance(found, InputError)
    assert (
        str(found) == f"{tmp_path}/a.csv: not a table of articles: a header with `text`, `body` or `content` is needed"
    )


def test_records_as_csv_beside_articles_are_not_read_as_articles(tmp_path: Path) -> None:
    (tmp_path / "a.csv").write_text(f"text\n{ONE}\n")
    (tmp_path / "records.csv").write_text("article,path,published,item,id,name,text\na,a.txt,,fines,fine-1,,£900\n")
    (tmp_path / "fines.csv").write_text("article,id,text\n1,fine-1,£900\n")
    assert [a.text for a in articles([str(tmp_path)]) if isinstance(a, Article)] == [ONE]
    assert count([str(tmp_path)]) is None


def test_records_as_a_workbook_beside_articles_are_not_read_as_articles(tmp_path: Path) -> None:
    pytest.importorskip("openpyxl")
    pytest.importorskip("xlsxwriter")
    evidence = Evidence(start=0, end=5, text="fraud", rule="charges.fraud")
    charge = Charge(id="charge-1", text="fraud", start=0, end=5, offence="fraud", status="charged", evidence=evidence)
    writer = file_writer("xlsx", tmp_path / "records.xlsx")
    writer.write(Record(source=Article(text=ONE).source(), charges=(charge,)))
    writer.close()
    (tmp_path / "a.csv").write_text(f"text\n{ONE}\n")
    assert [a.text for a in articles([str(tmp_path)]) if isinstance(a, Article)] == [ONE]


def test_an_excel_file_is_read_by_its_library(tmp_path: Path) -> None:
    openpyxl = pytest.importorskip("openpyxl")
    book = openpyxl.Workbook()
    book.active.append(["About"])
    rows = book.create_sheet("Articles")
    for row in (
        ["Date", "Title", "Text"],
        [datetime(2026, 2, 3, 9, 15), "T", ONE],
        ["soon", "T", TWO],
        [None, None, None],
    ):
        rows.append(row)
    book.save(tmp_path / "a.xlsx")
    found = [a for a in read(tmp_path / "a.xlsx") if isinstance(a, Article)]
    assert [(a.text, a.title, a.published) for a in found] == [(ONE, "T", date(2026, 2, 3)), (TWO, "T", None)]


@pytest.mark.parametrize("content", [b"PK nonsense", b"PK\x05\x06" + b"\0" * 18])
def test_a_broken_excel_file_is_named(tmp_path: Path, content: bytes) -> None:
    pytest.importorskip("openpyxl")
    (only,) = read(tmp_path / "a.xlsx", content)
    assert str(only).startswith(f"{tmp_path}/a.xlsx: cannot be read as XLSX: ")


def test_a_broken_line_of_json_lines_spares_the_others_whatever_the_file_is_called(tmp_path: Path) -> None:
    found = read(tmp_path / "a.json", '{"text": "One."}\n{"text": \n{"text": "Three."}\n')
    assert [a.id if isinstance(a, Article) else str(a).split(": ")[0] for a in found] == [
        "a-1",
        f"{tmp_path}/a.json:2",
        "a-3",
    ]


@pytest.mark.parametrize("sign", ["\u2028", "\u2029", "\x85"])
def test_only_a_line_feed_ends_a_line_of_standard_input(monkeypatch: pytest.MonkeyPatch, sign: str) -> None:
    lines = f'{{"text": "One{sign}more."}}\n{{"text": "Two."}}\n'
    monkeypatch.setattr("sys.stdin", io.TextIOWrapper(io.BytesIO(lines.encode())))
    found = list(articles(["-"]))
    assert [a.text for a in found if isinstance(a, Article)] == [f"One{sign}more.", "Two."]


def test_an_empty_name_is_refused(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "a.txt").write_text(ONE)
    monkeypatch.chdir(tmp_path)
    (found,) = articles([""])
    assert isinstance(found, UsageError)
    assert [a.text for a in articles([os.curdir]) if isinstance(a, Article)] == [ONE]


def test_a_packed_table_is_read(tmp_path: Path) -> None:
    assert texts(tmp_path / "a.csv.gz", gzip.compress(f"text\n{ONE}\n".encode())) == [ONE]
