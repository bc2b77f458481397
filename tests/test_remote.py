"""Addresses: the same articles as from a disk, in the same order, and one line for what cannot be reached."""

import gzip
import io
import sys
import zipfile
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from threading import Thread

import pytest

from newsx.article import Article
from newsx.errors import InputError, NewsxError, UsageError
from newsx.read import articles, count

fsspec = pytest.importorskip("fsspec")

TEXT = "Ofcom fined Larkfield Radio £20,000 for unfair treatment of a guest.\n"


def read(*addresses: str) -> list[Article | NewsxError]:
    return list(articles(addresses))


def outcome(*addresses: str) -> list[str]:
    return [a.path or "" if isinstance(a, Article) else f"{type(a).__name__} {a}" for a in read(*addresses)]


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A folder with a little of everything."""
    (tmp_path / "b").mkdir()
    (tmp_path / "empty").mkdir()
    (tmp_path / "b.txt").write_text(TEXT)
    (tmp_path / "b" / "one.txt.gz").write_bytes(gzip.compress(TEXT.encode()))
    (tmp_path / "b" / ".hidden.txt").write_text(TEXT)
    (tmp_path / "a.jsonl").write_text('{"text": "One."}\n{"text": "Two."}\n')
    (tmp_path / "c.png").write_bytes(b"\0")
    (tmp_path / "broken.zip").write_bytes(b"no zip")
    with zipfile.ZipFile(tmp_path / "d.zip", "w") as archive:
        archive.writestr("in/side.txt", TEXT)
    return tmp_path


@pytest.fixture
def memory(folder: Path) -> Iterator[str]:
    """The same folder in memory."""
    system = fsspec.filesystem("memory")
    system.put(f"{folder}/", "/news/", recursive=True)
    yield "memory:///news"
    system.rm("/news", recursive=True)


def without_path(found: list[Article | NewsxError], root: str) -> list[Article | str]:
    return [
        replace(a, path=(a.path or "").removeprefix(root)) if isinstance(a, Article) else str(a).removeprefix(root)
        for a in found
    ]


def test_a_folder_far_away_gives_the_articles_of_one_on_a_disk(folder: Path, memory: str) -> None:
    local = without_path(read(str(folder)), str(folder))
    assert len(local) == 6
    assert without_path(read(memory), memory) == local
    assert without_path(read(f"file://{folder}"), f"file://{folder}") == local


def test_a_path_far_away_is_an_address(memory: str) -> None:
    assert outcome(f"{memory}/b.txt", f"{memory}/b") == [f"{memory}/b.txt", f"{memory}/b/one.txt.gz"]
    assert count([memory]) is None


@pytest.mark.parametrize(
    ("address", "error"),
    [
        ("memory:///nothing", "UsageError memory:///nothing: no such file or folder"),
        ("memory:///news/empty", "UsageError memory:///news/empty: no such file or folder"),
        ("nosuch://bucket/a.txt", "UsageError nosuch://bucket/a.txt: Protocol not known: nosuch"),
    ],
)
def test_what_is_not_there_is_one_line(memory: str, address: str, error: str) -> None:
    if address.endswith("empty"):
        fsspec.filesystem("memory").rm("/news/empty", recursive=True)
    assert outcome(address) == [error]


@pytest.mark.parametrize(("scheme", "extra"), [("s3", "s3"), ("gs", "gs"), ("memory", "remote")])
def test_a_missing_package_is_named_with_its_extra(monkeypatch: pytest.MonkeyPatch, scheme: str, extra: str) -> None:
    for module in ("fsspec.core", "fsspec", "s3fs", "gcsfs"):
        monkeypatch.setitem(sys.modules, module, None)
    (error,) = read(f"{scheme}://bucket/a.txt")
    assert isinstance(error, UsageError)
    assert str(error).endswith(f"pip install 'newsx[{extra}]'")


def test_nothing_is_imported_for_a_path_of_this_machine(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    for module in ("fsspec", "fsspec.core", "newsx.read.remote", "newsx.addresses"):
        monkeypatch.setitem(sys.modules, module, None)
    assert all(isinstance(article, Article) for article in read(str(folder / "b.txt")))


class Failing(io.BytesIO):
    """A stream that a network drops."""

    def read(self, _size: int | None = -1) -> bytes:
        raise RuntimeError("the connection\nwas lost")  # services raise what they like


def test_an_error_on_the_way_is_one_line_a_file(memory: str, monkeypatch: pytest.MonkeyPatch) -> None:
    system = fsspec.filesystem("memory")
    opened = type(system)._open
    monkeypatch.setattr(
        type(system), "_open", lambda s, path, **kw: Failing() if path.endswith("b.txt") else opened(s, path, **kw)
    )
    found = read(f"{memory}/b.txt", f"{memory}/a.jsonl")
    assert [type(a) for a in found] == [InputError, Article, Article]
    assert str(found[0]) == f"{memory}/b.txt: the connection was lost"


@pytest.fixture
def web() -> Iterator[str]:
    """A web server on this machine."""
    pytest.importorskip("aiohttp")
    from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

    class Pages(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            body = f"<html><title>Fine</title><article><p>{TEXT}</p></article></html>".encode()
            self.send_response(200 if self.path.startswith("/news/") else 404)
            self.send_header("Content-Length", str(len(body)))
            self.end_headers()
            self.wfile.write(body)

        do_HEAD = do_GET  # noqa: N815

        def log_message(self, *_: object) -> None:
            pass

    server = ThreadingHTTPServer(("127.0.0.1", 0), Pages)
    Thread(target=server.serve_forever, daemon=True).start()
    yield f"http://127.0.0.1:{server.server_port}"
    server.shutdown()
    server.server_close()


def test_a_page_on_the_web_is_read_as_html(web: str) -> None:
    page, missing, nobody = read(f"{web}/news/fine?page=1", f"{web}/gone.html", "http://127.0.0.1:1/a.html")
    assert isinstance(page, Article)
    assert (page.title, page.text.strip(), page.id) == ("Fine", TEXT.strip(), "fine")
    assert isinstance(missing, InputError)
    assert str(missing).startswith(f"{web}/gone.html: ")
    assert isinstance(nobody, InputError)
    assert "\n" not in str(nobody)


@pytest.fixture
def bucket(folder: Path) -> Iterator[str]:
    """An S3 server on this machine, with the folder in a bucket."""
    pytest.importorskip("s3fs")
    moto = pytest.importorskip("moto.server")
    server = moto.ThreadedMotoServer("127.0.0.1", 0)
    server.start()
    host, port = server.get_host_and_port()
    fsspec.config.conf["s3"] = {"endpoint_url": f"http://{host}:{port}", "key": "k", "secret": "s"}
    system = fsspec.filesystem("s3")
    system.mkdir("news")
    system.put(f"{folder}/", "news/2025/", recursive=True)
    yield "s3://news/2025"
    fsspec.config.conf.pop("s3")
    server.stop()


def test_a_bucket_gives_the_articles_of_a_folder(folder: Path, bucket: str) -> None:
    local = without_path(read(str(folder)), str(folder))
    assert without_path(read(bucket), bucket) == local
    assert outcome("s3://news/none", "s3://nobody/none") == [
        "UsageError s3://news/none: no such file or folder",
        "UsageError s3://nobody/none: no such file or folder",
    ]
