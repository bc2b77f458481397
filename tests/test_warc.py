"""Web archives: each page an article, each broken record a line, and nothing after it lost."""

import gzip
import io
import re
from datetime import date
from pathlib import Path

import pytest

from newsx.article import Article
from newsx.read import articles
from newsx.read.again import Again

pytest.importorskip("warcio")
from warcio.statusandheaders import StatusAndHeaders
from warcio.warcwriter import WARCWriter

TEXT = "Ofcom fined Larkfield Radio £20,000 for unfair treatment of a guest."
HEAD = '<html lang="en"><head><meta property="article:published_time" content="2025-03-05T09:00:00Z"></head>'
PAGE = f"{HEAD}<body><article><h1>A fine</h1><p>{TEXT}</p></article></body></html>"


def response(
    number: int, body: bytes = PAGE.encode(), *, status: str = "200 OK", kind: str = "text/html", encoding: str = ""
) -> bytes:
    """One response, unpacked."""
    fields = [("Content-Type", kind)] + ([("Content-Encoding", encoding)] if encoding else [])
    head = {"WARC-Date": "2025-03-06T12:00:00Z", "WARC-Record-ID": f"<urn:uuid:{number:08}>"}
    out = io.BytesIO()
    writer = WARCWriter(out, gzip=False)
    http = StatusAndHeaders(status, fields, protocol="HTTP/1.1")
    writer.write_record(
        writer.create_warc_record(
            f"https://larkfield.example/{number}",
            "response",
            io.BytesIO(body),
            http_headers=http,
            warc_headers_dict=head,
        )
    )
    return out.getvalue()


def request(number: int) -> bytes:
    out = io.BytesIO()
    writer = WARCWriter(out, gzip=False)
    http = StatusAndHeaders("GET / HTTP/1.1", [("Host", "larkfield.example")], is_http_request=True)
    writer.write_record(
        writer.create_warc_record(f"https://larkfield.example/{number}", "request", io.BytesIO(b""), http_headers=http)
    )
    return out.getvalue()


def outcome(path: Path) -> list[str]:
    """The id of each article, or what is said instead, without the path."""
    found = articles([str(path)])
    return [a.id if isinstance(a, Article) else str(a).removeprefix(f"{path}: ") for a in found]


def ids(*numbers: int) -> list[str]:
    return [f"{n:08}" for n in numbers]


@pytest.mark.parametrize("packed", [False, True])
def test_a_page_is_an_article_with_its_address_and_the_time_of_its_capture(tmp_path: Path, packed: bool) -> None:
    path = tmp_path / ("news.warc.gz" if packed else "news.warc")
    path.write_bytes(gzip.compress(response(1)) if packed else response(1))
    (article,) = articles([str(path)])
    assert isinstance(article, Article)
    assert TEXT in article.text
    assert (article.url, article.captured) == ("https://larkfield.example/1", "2025-03-06T12:00:00Z")
    assert (article.published, article.published_from) == (date(2025, 3, 5), "metadata")
    assert article.source().captured == article.captured


def test_the_capture_is_no_publication_date(tmp_path: Path) -> None:
    path = tmp_path / "news.warc"
    path.write_bytes(response(1, f"<article><p>{TEXT}</p></article>".encode()))
    (article,) = articles([str(path)])
    assert isinstance(article, Article)
    assert article.published is None


def test_only_pages_that_were_found_are_read(tmp_path: Path) -> None:
    path = tmp_path / "news.warc"
    parts = [
        request(1), response(1), response(2, status="404 Not Found"), response(3, kind="image/png"),
        response(4, kind="application/xhtml+xml; charset=utf-8"),
    ]  # fmt: skip
    path.write_bytes(b"".join(parts))
    assert outcome(path) == ids(1, 4)


@pytest.mark.parametrize(
    ("body", "kind", "encoding"),
    [
        (PAGE.encode("cp1252"), "text/html; charset=windows-1252", ""),
        (gzip.compress(PAGE.encode()), "text/html", "gzip"),
        (PAGE.encode(), "text/html; charset=no-such-thing", ""),
    ],
)
def test_a_page_is_decoded_as_the_server_says(tmp_path: Path, body: bytes, kind: str, encoding: str) -> None:
    path = tmp_path / "news.warc"
    path.write_bytes(response(1, body, kind=kind, encoding=encoding))
    (article,) = articles([str(path)])
    assert isinstance(article, Article)
    assert TEXT in article.text


def sized(length: bytes) -> bytes:
    """A response that says it has that length."""
    return re.sub(rb"Content-Length: \d+", b"Content-Length: " + length, response(2), count=1)


BROKEN = [
    (b"WARC/1.0\r\nWARC-Type: response\r\n\r\n", "a WARC record without its length"),
    (b"junk\r\nmore junk\r\n\r\n", "not a WARC record"),
    (sized(b"9" * 5000), "a WARC record whose length cannot be right"),
    (sized(b"99999999"), "a WARC record that is cut off"),
    (sized(b"9999999999"), "a WARC record that is cut off"),
    (b"WARC/1.0\r\n" + b"A: b\r\n" * 200_000, "a WARC record whose head does not end"),
    (response(2).replace(b"HTTP/1.1 200 OK", b"not HTTP at all"), "a broken HTTP response: "),
    (response(2, b"\x00\x01"), "a binary file, not text"),
    (response(2, b"<html></html>"), "no text in it"),
]


@pytest.mark.parametrize(("broken", "reason"), BROKEN, ids=[reason for _, reason in BROKEN])
@pytest.mark.parametrize("packed", [False, True])
def test_a_broken_record_is_one_line_and_what_follows_is_read(
    tmp_path: Path, broken: bytes, reason: str, packed: bool
) -> None:
    path = tmp_path / ("news.warc.gz" if packed else "news.warc")
    path.write_bytes(b"".join(gzip.compress(r) if packed else r for r in (response(1), broken, response(3))))
    first, error, *rest = outcome(path)
    assert [first, *rest] == ids(1, 3)
    assert error.startswith(f"record 2: {reason}")


def test_a_damaged_member_is_one_line_and_what_follows_is_read(tmp_path: Path) -> None:
    path = tmp_path / "news.warc.gz"
    packed = [bytearray(gzip.compress(response(n))) for n in (1, 2, 3, 4)]
    packed[1][60:90] = bytes(30)
    path.write_bytes(b"".join(packed))
    first, error, *rest = outcome(path)
    assert [first, *rest] == ids(1, 3, 4)
    assert error.startswith("record 2: ")


@pytest.mark.parametrize("packed", [False, True])
def test_a_cut_off_archive_keeps_what_came_before(tmp_path: Path, packed: bool) -> None:
    path = tmp_path / ("news.warc.gz" if packed else "news.warc")
    whole = b"".join(gzip.compress(r) if packed else r for r in (response(1), response(2)))
    path.write_bytes(whole[:-30])
    first, error = outcome(path)
    assert [first] == ids(1)
    assert "cut off" in error


def test_a_record_longer_than_it_says_does_not_run_into_the_next(tmp_path: Path) -> None:
    path = tmp_path / "news.warc"
    length = b"Content-Length: %d" % len(response(2).partition(b"\r\n\r\n")[2].rstrip(b"\r\n"))
    assert length in response(2)
    path.write_bytes(response(1) + response(2).replace(length, b"Content-Length: 200") + response(3))
    assert outcome(path) == ["00000001", "record 2: a WARC record longer than it says", "00000003"]


def test_a_page_that_unpacks_to_more_than_a_page_is_named(tmp_path: Path) -> None:
    file = tmp_path / "a.warc"
    bomb = gzip.compress(bytes(64 * 2**20 + 1), 1)
    file.write_bytes(response(1, bomb, encoding="gzip") + response(2))
    assert outcome(file) == ["record 1: a page longer than 64 MiB", *ids(2)]


def test_the_library_says_nothing_of_its_own(tmp_path: Path, caplog: pytest.LogCaptureFixture) -> None:
    file = tmp_path / "a.warc"
    file.write_bytes(response(1).replace(b"example/1", b"example/a b"))
    assert outcome(file) == ids(1)
    assert not caplog.records


@pytest.mark.parametrize("most", [1, 3, 7, 100])
def test_a_stream_that_was_gone_back_in_gives_the_same_lines(most: int) -> None:
    data = b"one\r\n\r\nWARC/1.0 two\nthree"
    plain, again = io.BytesIO(data), Again(io.BytesIO(data))
    again.put_back(again.read(10))
    lines = [plain.readline(most) for _ in range(len(data))]
    assert [again.readline(most) for _ in range(len(data))] == lines


def test_a_page_in_brotli_is_read_and_one_that_unpacks_to_more_than_a_page_is_named(tmp_path: Path) -> None:
    brotli = pytest.importorskip("brotli")
    file = tmp_path / "a.warc"
    bomb = brotli.compress(b"<p>" + b"a" * (65 * 2**20), quality=1)
    pages = [response(n, brotli.compress(page), encoding="br") for n, page in ((1, PAGE.encode()), (2, b"<p>Fined."))]
    file.write_bytes(pages[0] + response(9, bomb, encoding="br") + pages[1])
    assert outcome(file) == [*ids(1), "record 2: a page longer than 64 MiB", *ids(2)]
