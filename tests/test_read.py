"""Reading: every format to its text and metadata, every bad input to one line."""

import gzip
import importlib.util
import io
import json
import os
import tarfile
import tracemalloc
import zipfile
from datetime import date
from pathlib import Path

import pytest

from newsx.article import Article
from newsx.errors import InputError, NewsxError, UsageError
from newsx.read import articles, count, formats
from newsx.read.decode import decode
from newsx.read.html import html
from newsx.read.markdown import markdown
from newsx.read.objects import draft

TEXT = "Ofcom fined Larkfield Radio £20,000 for unfair treatment of a guest.\n"


def read(*inputs: Path | str) -> list[Article]:
    found = list(articles([str(i) for i in inputs]))
    assert all(isinstance(a, Article) for a in found), found
    return [a for a in found if isinstance(a, Article)]


def fault(path: Path) -> NewsxError:
    (only,) = articles([str(path)])
    assert isinstance(only, NewsxError)
    return only


def test_a_text_file_is_read_as_it_is(tmp_path: Path) -> None:
    file = tmp_path / "ofcom.txt"
    file.write_text(f"  {TEXT}\n\n", "utf-8")
    (article,) = read(file)
    assert (article.text, article.id, article.path, article.encoding) == (f"  {TEXT}\n\n", "ofcom", str(file), "utf-8")


@pytest.mark.parametrize(
    ("data", "text", "encoding"),
    [
        ("Café fined £5m".encode(), "Café fined £5m", "utf-8"),
        (b"\xef\xbb\xbfFined", "Fined", "utf-8"),
        ("Fined €5m".encode("utf-16"), "Fined €5m", "utf-16"),
        ("Fined €5m".encode("utf-32"), "Fined €5m", "utf-32"),
        ("The café’s owner, Zoë Müller, was fined £5m on Monday, the court said.".encode("cp1252"), "The café’s owner, Zoë Müller, was fined £5m on Monday, the court said.", "cp1252"),
        (b"one\r\ntwo\rthree", "one\ntwo\nthree", "utf-8"),
    ],
)  # fmt: skip
def test_the_encoding_is_found_and_named(data: bytes, text: str, encoding: str) -> None:
    assert decode(data) == (text, encoding)


@pytest.mark.parametrize(
    ("data", "reason"),
    [
        (b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR", "binary"),
        (bytes(range(1, 32)) * 20, "binary"),
        (b"The court \xff\xfe\xfa fined him", "bad UTF-8 at byte 10"),
        (b"caf\xc3\xa9 and caf\xe9 in one file", "bad UTF-8 at byte 13"),
        (b"The fine was \xc3( pounds", "bad UTF-8 at byte 13"),
        (b"\xff\xfeA", "bad UTF-16"),
    ],
)
def test_bytes_that_are_no_text_are_refused(data: bytes, reason: str) -> None:
    with pytest.raises(InputError, match=reason):
        decode(data)


def test_a_declared_charset_counts_in_html(tmp_path: Path) -> None:
    file = tmp_path / "page.html"
    file.write_bytes('<meta charset="iso-8859-2"><p>Łódź court fined Wiśniewski.</p>'.encode("iso-8859-2"))
    (article,) = read(file)
    assert (article.text, article.encoding) == ("Łódź court fined Wiśniewski.", "iso8859-2")


WORDS = "The café’s owner, Zoë Müller, was fined €5m – twice."


@pytest.mark.parametrize(
    ("declared", "written", "encoding"),
    [
        ("iso-8859-1", "cp1252", "cp1252"), ("ISO_8859-1", "cp1252", "cp1252"), ("latin1", "cp1252", "cp1252"), ("us-ascii", "cp1252", "cp1252"),
        ("windows-1252", "cp1252", "cp1252"), ("iso-8859-9", "cp1254", "cp1254"), ("iso-8859-15", "cp1252", "cp1252"), ("iso-8859-15", "iso8859-15", "iso8859-15"),
        ("iso-8859-1", "utf-8", "utf-8"), ("windows-1251", "utf-8", "utf-8"), ("shift_jis", "utf-8", "utf-8"), ("utf-16", "utf-8", "utf-8"),
        ("utf-8", "utf-8", "utf-8"), ("utf-8", "cp1252", "cp1252"), ("none-such", "utf-8", "utf-8"), ("unicode-escape", "utf-8", "utf-8"),
        ("iso-8859-1", "utf-8-sig", "utf-8"), ("utf-8", "utf-16", "utf-16"),
    ],
)  # fmt: skip
def test_a_declared_charset_is_what_the_web_means_by_it_unless_the_bytes_say_otherwise(
    declared: str, written: str, encoding: str
) -> None:
    words = WORDS if written != "iso8859-15" else WORDS.replace("’", "'").replace("–", "-")
    text = f'<meta http-equiv="Content-Type" content="text/html; charset={declared}"><p>{words}</p>'
    assert decode(text.encode(written), markup=True) == (text, encoding)


@pytest.mark.parametrize(
    ("declared", "written", "words"),
    [("iso-8859-2", "cp1250", "Łódź – „Wiśniewski”"), ("gb2312", "gb18030", "罚款 5 万元"), ("euc-kr", "cp949", "벌금 5만 원"), ("windows-1251", "cp1251", "штраф")],
)  # fmt: skip
def test_pages_in_other_alphabets_are_read_as_they_declare(declared: str, written: str, words: str) -> None:
    text = f"<?xml version='1.0' encoding='{declared}'?><p>{words}</p>"
    assert decode(text.encode(written), markup=True) == (text, written)


def test_a_charset_that_a_server_declares_loses_against_the_bytes_too() -> None:
    assert decode(WORDS.encode(), declared="iso-8859-1") == (WORDS, "utf-8")
    assert decode(WORDS.encode("cp1252"), declared="iso-8859-1") == (WORDS, "cp1252")


def test_a_charset_of_something_else_on_the_page_is_none_of_its_own() -> None:
    text = f'<script src="a.js" charset="windows-1251"></script><p>{WORDS}</p>'
    assert decode(text.encode("cp1252"), markup=True) == (text, "cp1252")


def test_markdown_becomes_plain_text() -> None:
    found = markdown(
        "---\ntitle: 'Watchdog warns Brightwell'\ndate: 2025-03-04\n---\n# A heading\n\n"
        "The **watchdog** [warned](https://example.org) the firm,\nit said. [sic] \\*\n\n- one\n- two\n\n> quoted\n"
    )
    assert found.text == "A heading\n\nThe watchdog warned the firm, it said. [sic] *\n\none\n\ntwo\n\nquoted"
    assert (found.title, found.published) == ("Watchdog warns Brightwell", date(2025, 3, 4))


def test_a_markdown_heading_is_the_title_where_nothing_else_is() -> None:
    assert markdown("# Fine for *Brightwell*\n\nText.").title == "Fine for Brightwell"


PAGE = """<!doctype html><html lang="en-GB"><head><title>Fine | The Example</title>
<script type="application/ld+json">{"@graph": [{"datePublished": "2025-03-04T10:00:00Z"}]}</script>
<link rel="canonical" href="https://example.org/fine"></head>
<body><nav><a>Home</a> <a>Sport</a></nav><article><h1>Bank <i>fined</i></h1>
<p>The Central Bank of Ireland fined Greyport&nbsp;Bank<br>on Monday.</p><p>It &amp; others denied it.</p></article>
<aside><p>Read more</p></aside><footer>©</footer><script>var x = "<p>no</p>";</script></body></html>"""


def test_html_gives_its_main_text_and_metadata() -> None:
    found = html(PAGE)
    assert "The Central Bank of Ireland fined Greyport Bank" in found.text.replace("\n", " ").replace("\xa0", " ")
    assert "It & others denied it." in found.text
    assert not any(word in found.text for word in ("Home", "Read more", "©", "var x"))
    assert (found.title, found.url) == ("Bank fined", "https://example.org/fine")
    assert (found.published, found.language) == (date(2025, 3, 4), "en")


@pytest.mark.parametrize(
    "head",
    [
        '<meta property="article:published_time" content="2025-03-04T23:50:00+05:00">',
        '<meta name="DC.date.issued" content="2025-03-04">',
        '<meta itemprop="datePublished" content="20250304">',
        '<script type="application/ld+json">[{"@type": "NewsArticle", "datePublished": "2025-03-04"}]</script>',
    ],
)
def test_html_dates_are_found_where_papers_put_them(head: str) -> None:
    assert html(f"<head>{head}</head><p>Text</p>").published == date(2025, 3, 4)


@pytest.mark.parametrize(
    "content",
    [
        {"text": TEXT, "id": "a", "title": "T", "published": "2025-03-04", "url": "https://example.org/a", "language": "en"},
        # trafilatura
        {"text": TEXT, "id": "a", "title": "T", "date": "2025-03-04", "source": "https://example.org/a", "fingerprint": "f", "raw_text": "r", "language": None},
        # newspaper4k
        {"text": TEXT, "id": "a", "title": "T", "publish_date": "2025-03-04T10:11:12", "url": "https://example.org/a", "meta_lang": "en"},
        # news-please
        {"maintext": TEXT, "id": "a", "title": "T", "date_publish": "2025-03-04 10:11:12", "date_download": "2026-01-01 00:00:00", "url": "https://example.org/a", "language": "en"},
        # IPTC ninjs 1 and 2
        {"body_text": TEXT, "id": "a", "headline": "T", "versioncreated": "2025-03-04T10:11:12Z", "uri": "https://example.org/a", "pubstatus": "usable"},
        {"bodies": [{"contentType": "text/html", "value": "<p>x</p>"}, {"contentType": "text/plain", "value": TEXT}], "id": "a", "headlines": [{"role": "short", "value": "S"}, {"role": "main", "value": "T"}], "versionCreated": "2025-03-04T10:11:12Z", "uri": "https://example.org/a"},
    ],
    ids=["newsx", "trafilatura", "newspaper4k", "news-please", "ninjs-1", "ninjs-2"],
)  # fmt: skip
def test_json_is_read_as_each_tool_writes_it(content: dict[str, object]) -> None:
    found = draft(content)
    assert (found.text, found.id, found.title, found.url) == (TEXT, "a", "T", "https://example.org/a")
    assert found.published == date(2025, 3, 4)


@pytest.mark.parametrize(
    ("content", "reason"),
    [
        ({"title": "T"}, "without `text`"),
        ({"text": "  "}, "without `text`"),
        ("text", "not an article"),
        ({"text": TEXT, "pubstatus": "canceled"}, "canceled"),
        ({"schema_version": "1.0", "source": {}, "actors": []}, "a record"),
    ],
)
def test_json_without_an_article_is_refused(content: object, reason: str) -> None:
    with pytest.raises(InputError, match=reason):
        draft(content)


def test_json_arrays_and_lines_give_an_article_each(tmp_path: Path) -> None:
    array, lines = tmp_path / "a.json", tmp_path / "b.jsonl"
    array.write_text(json.dumps([{"text": "One."}, {"text": "Two.", "id": "zwei"}]))
    lines.write_text('{"text": "Three."}\n\n{"text": "Four.", "published": "2025-01-02"}\n')
    found = read(array, lines)
    assert [(a.id, a.text) for a in found] == [("a-1", "One."), ("zwei", "Two."), ("b-1", "Three."), ("b-3", "Four.")]
    assert (found[3].published, found[3].published_from) == (date(2025, 1, 2), "metadata")


def test_one_broken_line_spares_the_others(tmp_path: Path) -> None:
    file = tmp_path / "b.jsonl"
    file.write_bytes(b'{"text": "One."}\n{"text": \n{"text": "Three."}\n\xff\xfe{}\n[]\n')
    found = list(articles([str(file)]))
    assert [isinstance(a, Article) for a in found] == [True, False, True, False, False]
    assert str(found[1]).startswith(f"{file}:2: broken JSON: ")


@pytest.mark.parametrize(
    ("name", "data", "reason"),
    [
        ("a.txt", b"", "an empty file"),
        ("a.txt", b" \n\t\n", "an empty file"),
        ("a.jsonl", b"", "an empty file"),
        ("a.md", b"---\ntitle: T\n---\n", "no text in it"),
        ("a.txt", b"\0\1\2", "a binary file"),
        ("a.json", b'{"text": "x"', "broken JSON"),
        ("a.json", b"[" * 100_000, "broken JSON"),
        ("a.txt.gz", b"not packed", "Not a gzipped file"),
        ("a.zip", b"not packed", "zip archive"),
        ("a.tar", b"not packed" * 100, "tar archive"),
    ],
)
def test_a_bad_file_is_named_with_its_reason(tmp_path: Path, name: str, data: bytes, reason: str) -> None:
    file = tmp_path / name
    file.write_bytes(data)
    error = fault(file)
    assert isinstance(error, InputError)
    assert str(error).startswith(f"{file}: ")
    assert reason in str(error)
    assert "\n" not in str(error)


def test_a_missing_file_is_wrong_usage(tmp_path: Path) -> None:
    assert isinstance(fault(tmp_path / "none.txt"), UsageError)


def test_a_file_without_rights_is_named(tmp_path: Path) -> None:
    file = tmp_path / "secret.txt"
    file.write_text(TEXT)
    file.chmod(0)
    try:
        file.read_bytes()
    except PermissionError:
        assert "Permission denied" in str(fault(file))
    else:
        pytest.skip("this user may read every file")


def test_an_empty_folder_is_named(tmp_path: Path) -> None:
    assert "no articles" in str(fault(tmp_path))


def test_a_folder_is_read_in_sorted_order_whatever_is_in_it(tmp_path: Path) -> None:
    for name in ("b/z.txt", "a.txt", "b/a.md", "c.html", ".hidden.txt", "picture.png", "b.txt"):
        file = tmp_path / name
        file.parent.mkdir(exist_ok=True)
        file.write_text(f"<p>{name}</p>")
    assert [a.id for a in read(tmp_path)] == ["a", "b/a", "b/z", "b", "c"]
    assert count([str(tmp_path)]) == 5


def test_records_beside_their_articles_are_not_read_as_articles(tmp_path: Path) -> None:
    (tmp_path / "raid.txt").write_text(TEXT)
    (tmp_path / "raid.json").write_text('{"schema_version": "1.0", "source": {"id": "raid"}, "actors": []}')
    assert [a.id for a in read(tmp_path)] == ["raid"]


def test_packed_files_and_archives_give_the_same_articles(tmp_path: Path) -> None:
    data = TEXT.encode()
    (tmp_path / "ofcom.txt.gz").write_bytes(gzip.compress(data))
    with zipfile.ZipFile(tmp_path / "z.zip", "w") as archive:
        archive.writestr("in/ofcom.txt.gz", gzip.compress(data))
        archive.writestr("in/a.jsonl", json.dumps({"text": TEXT, "id": "line"}))
        archive.writestr("in/logo.png", b"\0")
    for name in ("t.tar", "t.tar.gz"):
        with tarfile.open(tmp_path / name, "w:gz" if name.endswith("gz") else "w") as tar:
            member = tarfile.TarInfo("in/ofcom.txt")
            member.size = len(data)
            tar.addfile(member, io.BytesIO(data))
    found = read(tmp_path)
    assert {a.text for a in found} == {TEXT}
    assert [a.id for a in found] == ["ofcom", "in/ofcom", "in/ofcom", "line", "in/ofcom"]
    assert found[-1].path == f"{tmp_path}/z.zip/in/ofcom.txt.gz"


def test_docx_and_zst_are_read_by_their_libraries(tmp_path: Path) -> None:
    docx, zstandard = pytest.importorskip("docx"), pytest.importorskip("zstandard")
    document = docx.Document()
    document.add_paragraph("The bank was fined.")
    document.add_paragraph("It appealed.")
    document.save(tmp_path / "a.docx")
    (tmp_path / "b.txt.zst").write_bytes(zstandard.compress(TEXT.encode()))
    assert [a.text for a in read(tmp_path)] == ["The bank was fined.\n\nIt appealed.", TEXT]


@pytest.mark.parametrize("content", [b"%PDF-1.4\ntrailer << /Size /Root >>\nstartxref\n/x\n%%EOF", b"%PDF-"])
def test_a_pdf_that_its_library_stumbles_over_is_named(tmp_path: Path, content: bytes) -> None:
    pytest.importorskip("pypdf")
    (tmp_path / "a.pdf").write_bytes(content)
    assert str(fault(tmp_path / "a.pdf")).startswith(f"{tmp_path}/a.pdf: cannot be read as PDF: ")


def test_a_word_file_without_what_must_be_in_it_is_named(tmp_path: Path) -> None:
    docx = pytest.importorskip("docx")
    docx.Document().save(tmp_path / "whole.docx")
    with zipfile.ZipFile(tmp_path / "whole.docx") as whole, zipfile.ZipFile(tmp_path / "a.docx", "w") as parts:
        for name in whole.namelist():
            parts.writestr(name, b"<a/>" if name == "[Content_Types].xml" else whole.read(name))
    assert str(fault(tmp_path / "a.docx")).startswith(f"{tmp_path}/a.docx: cannot be read as DOCX: ")


@pytest.mark.parametrize(("name", "module"), [("a.docx", "docx"), ("a.pdf", "pypdf"), ("a.txt.zst", "zstandard")])
def test_a_broken_file_or_a_missing_library_is_named(tmp_path: Path, name: str, module: str) -> None:
    file = tmp_path / name
    file.write_bytes(b"PK nonsense")
    installed = importlib.util.find_spec(module) is not None
    assert ("cannot be" if installed else "pip install") in str(fault(file))


def test_the_given_date_comes_before_metadata(tmp_path: Path) -> None:
    file = tmp_path / "a.json"
    file.write_text(json.dumps({"text": TEXT, "published": "2025-03-04"}))
    (article,) = articles([str(file)], published=date(2026, 1, 1))
    assert isinstance(article, Article)
    assert (article.published, article.published_from) == (date(2026, 1, 1), "option")


def test_a_header_gives_the_date_where_metadata_does_not(tmp_path: Path) -> None:
    file = tmp_path / "a.txt"
    file.write_text(f" date 2026-02-04 {TEXT}")
    (article,) = read(file)
    assert (article.published, article.published_from) == (date(2026, 2, 4), "text")


def test_a_stray_marked_section_in_a_page_does_not_end_the_run() -> None:
    assert html("<p>Before.</p><![foo bar><p>After.</p>").text == "Before.\n\nAfter."


def found(*inputs: Path) -> list[str]:
    """The ids of the articles and the reasons of the errors, in their order."""
    return [a.id if isinstance(a, Article) else str(a).rpartition(": ")[2] for a in articles([str(i) for i in inputs])]


def damaged(method: int) -> bytes:
    """A zip archive of two files, the first of them damaged near its end."""
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w", method) as archive:
        archive.writestr("a.txt", TEXT * 20)
        start = stream.tell()
        archive.writestr("b.txt", TEXT)
    data = bytearray(stream.getvalue())
    data[start - 30 : start - 10] = b"x" * 20
    return bytes(data)


@pytest.mark.parametrize(
    "method", [zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED, zipfile.ZIP_BZIP2, zipfile.ZIP_LZMA],
)  # fmt: skip
def test_a_damaged_file_in_an_archive_harms_no_other(tmp_path: Path, method: int) -> None:
    (tmp_path / "a.zip").write_bytes(damaged(method))
    first, second = articles([str(tmp_path / "a.zip")])
    assert isinstance(first, InputError)
    assert str(first).startswith(f"{tmp_path}/a.zip/a.txt: ")
    assert isinstance(second, Article)


def test_an_encrypted_file_in_an_archive_is_named(tmp_path: Path) -> None:
    data = bytearray(damaged(zipfile.ZIP_STORED))
    for header, flags in ((b"PK\x03\x04", 6), (b"PK\x01\x02", 8)):
        data[data.index(header) + flags] |= 1
    (tmp_path / "a.zip").write_bytes(data)
    assert found(tmp_path / "a.zip") == ["encrypted", "b"]


def test_an_archive_inside_an_archive_is_named(tmp_path: Path) -> None:
    with zipfile.ZipFile(tmp_path / "a.zip", "w") as archive:
        archive.writestr("in.tar.gz", b"")
        archive.writestr("../../up.txt", TEXT)
    with tarfile.open(tmp_path / "b.tar", "w") as tar:
        tar.addfile(tarfile.TarInfo("in.zip"))
    refused = "an archive inside an archive is not read"
    assert found(tmp_path) == ["../../up", refused, refused]


@pytest.mark.parametrize(
    ("name", "data", "number"),
    [
        ("a.jsonl.gz", gzip.compress(b'{"text": "x"}\n\n' * 3) + b"rubbish", 4),
        ("a.jsonl.gz", b"rubbish", 1),
        ("a.jsonl.zst", b"rubbish", 1),
    ],
)
def test_a_damaged_file_is_counted_as_far_as_it_goes(tmp_path: Path, name: str, data: bytes, number: int) -> None:
    (tmp_path / name).write_bytes(data)
    assert count([str(tmp_path)]) == number
    assert len(found(tmp_path)) == number


def test_what_is_too_long_for_an_article_is_named_and_never_in_memory(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(formats, "LONGEST", 2**20)
    (tmp_path / "a.txt.gz").write_bytes(gzip.compress(b"x" * (2**20 + 1)))
    lines = b'{"text": "1"}\n{"text": "' + b"x" * 3 * 2**20 + b'"}\n{"text": "3"}\n'
    (tmp_path / "b.jsonl.gz").write_bytes(gzip.compress(lines))
    (tmp_path / "c.txt").write_bytes(b"x" * 2**20)
    too_long = "longer than 1 MiB: not one article"
    tracemalloc.start()
    assert [str(a).partition(": ")[2] if isinstance(a, InputError) else a.id for a in articles([str(tmp_path)])] == [
        too_long, "b-1", too_long, "b-3", "c",
    ]  # fmt: skip
    assert tracemalloc.get_traced_memory()[1] < 10 * 2**20
    tracemalloc.stop()


def test_a_word_file_that_would_fill_the_memory_is_refused(tmp_path: Path) -> None:
    docx = pytest.importorskip("docx")
    file = tmp_path / "a.docx"
    docx.Document().save(file)
    with zipfile.ZipFile(file, "a", zipfile.ZIP_DEFLATED) as parts, parts.open("word/x.bin", "w") as part:
        for _ in range(257):
            part.write(bytes(2**20))
    assert "cannot be read as DOCX: it unpacks to 257 MiB" in str(fault(file))


def test_a_folder_is_read_once_whatever_links_to_it(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text(TEXT)
    (tmp_path / "b").mkdir()
    (tmp_path / "b" / "c.txt").write_text(TEXT)
    (tmp_path / "b" / "up").symlink_to("..")
    (tmp_path / "gone.txt").symlink_to("nowhere")
    (tmp_path / "me").symlink_to("me")
    (tmp_path / "other").symlink_to("b")
    os.mkfifo(tmp_path / "pipe.txt")
    assert found(tmp_path) == ["a", "b/c", "No such file or directory"]


def test_a_file_that_vanishes_is_named(tmp_path: Path) -> None:
    for name in "abc":
        (tmp_path / f"{name}.txt").write_text(TEXT)
    source = articles([str(tmp_path)])
    next(source)
    (tmp_path / "b.txt").unlink()
    gone, last = source
    assert str(gone) == f"{tmp_path}/b.txt: No such file or directory"
    assert isinstance(last, Article)


def test_what_utf_8_cannot_hold_becomes_what_it_can(tmp_path: Path) -> None:
    (tmp_path / "a.json").write_text(r'{"text": "Fined \ud83d\ude00 \ud800 £5", "title": "\udc00", "id": "\udfff"}')
    (tmp_path / os.fsdecode(b"caf\xe9.txt")).write_text(TEXT)
    first, second = read(tmp_path)
    assert (first.text, first.title, first.id) == ("Fined 😀 � £5", "�", "�")
    assert (second.id, second.path) == (r"caf\xe9", rf"{tmp_path}/caf\xe9.txt")
