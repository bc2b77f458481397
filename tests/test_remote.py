"""Addresses: the same articles as from a disk, in the same order; one file written whole; a line for what fails."""

import gzip
import io
import shutil
import socket
import sqlite3
import sys
import zipfile
from collections.abc import Iterator
from contextlib import closing, contextmanager
from dataclasses import replace
from pathlib import Path
from threading import Thread

import pytest
from typer.testing import CliRunner, Result

from newsx.addresses import put
from newsx.article import Article
from newsx.batch import Setup
from newsx.cli import app
from newsx.errors import InputError, NewsxError, UsageError
from newsx.read import articles, count
from newsx.run import Plan, key
from newsx.write.output import beside
from newsx.write.resume import Journal

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


@pytest.fixture(params=["s3", "gs"])
def bucket(request: pytest.FixtureRequest, folder: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[str]:
    """The address of the folder in a bucket, on a server of this machine."""
    service = request.param
    with s3_server() if service == "s3" else gs_server(monkeypatch) as settings:
        monkeypatch.setitem(fsspec.config.conf, service, settings)
        system = fsspec.filesystem(service)
        if not system.exists("news"):  # one server after another has the same buckets
            system.mkdir("news")
        system.put(f"{folder}/", "news/2025/", recursive=True)
        yield f"{service}://news/2025"


@contextmanager
def s3_server() -> Iterator[dict[str, str]]:
    pytest.importorskip("s3fs")
    server = pytest.importorskip("moto.server").ThreadedMotoServer("127.0.0.1", 0)
    server.start()
    host, port = server.get_host_and_port()
    yield {"endpoint_url": f"http://{host}:{port}", "key": "k", "secret": "s"}
    server.stop()


@contextmanager
def gs_server(monkeypatch: pytest.MonkeyPatch) -> Iterator[dict[str, str]]:
    monkeypatch.setenv("GCSFS_EXPERIMENTAL_ZB_HNS_SUPPORT", "false")  # it would ask the server in another protocol
    pytest.importorskip("gcsfs")
    emulator = pytest.importorskip("gcp_storage_emulator.server")
    with closing(socket.create_server(("127.0.0.1", 0))) as free:
        port = free.getsockname()[1]
    server = emulator.create_server("127.0.0.1", port, in_memory=True, default_bucket="news")
    server.start()
    yield {"endpoint_url": f"http://127.0.0.1:{port}", "token": "anon", "project": "p"}
    server.stop()


def test_a_bucket_gives_the_articles_of_a_folder(folder: Path, bucket: str) -> None:
    local, service = without_path(read(str(folder)), str(folder)), bucket.partition(":")[0]
    assert without_path(read(bucket), bucket) == local
    assert outcome(f"{service}://news/none", f"{service}://nobody/none") == [
        f"UsageError {service}://news/none: no such file or folder",
        f"UsageError {service}://nobody/none: no such file or folder",
    ]


@pytest.fixture
def here(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A working folder with an article in it, and nothing else."""
    work = tmp_path / "here"
    work.mkdir()
    (work / "a.txt").write_text(TEXT)
    monkeypatch.chdir(work)
    return work


def extract(*arguments: str) -> Result:
    result = CliRunner().invoke(app, ["extract", "a.txt", "-q", *arguments])
    if result.exception and not isinstance(result.exception, SystemExit):
        raise result.exception
    return result


@pytest.mark.parametrize("name", ["records.jsonl", "records.csv"])
def test_a_file_is_written_to_an_address_as_to_a_disk(memory: str, here: Path, name: str) -> None:
    assert extract("-o", name).exit_code == 0
    result = extract("-o", f"{memory}/{name}")
    assert (result.exit_code, result.stderr) == (0, "")
    assert fsspec.filesystem("memory").cat_file(f"/news/{name}") == (here / name).read_bytes()
    assert sorted(path.name for path in here.iterdir()) == ["a.txt", name]


def test_a_database_is_written_to_an_address_of_this_machine(here: Path) -> None:
    assert extract("-o", f"file://{here}/cases.sqlite").exit_code == 0
    with sqlite3.connect(here / "cases.sqlite") as base:
        assert base.execute("SELECT id FROM articles").fetchall() == [("a",)]
    assert sorted(path.name for path in here.iterdir()) == ["a.txt", "cases.sqlite"]


def test_an_address_is_overwritten_only_with_force(memory: str, here: Path) -> None:
    out = f"{memory}/records.jsonl"
    fsspec.filesystem("memory").pipe_file("/news/records.jsonl", b"old")
    for option, reason in (("-q", "exists: --force overwrites it"), ("--resume", "is complete: nothing is left")):
        result = extract("-o", out, option)
        assert (result.exit_code, result.stderr.startswith(f"newsx: {out} {reason}")) == (2, True)
    assert extract("-o", out, "--force").exit_code == 0
    assert fsspec.filesystem("memory").cat_file("/news/records.jsonl").startswith(b'{"schema_version"')
    assert [path.name for path in here.iterdir()] == ["a.txt"]


@pytest.mark.parametrize(
    ("arguments", "reason"),
    [
        (["-o", "memory:///none/records.jsonl"], "memory:///none/records.jsonl: no such folder: memory:///none"),
        (["-o", "memory:///news/b.jsonl", "-f", "csv"], "memory:///news/b.jsonl: a folder of CSV files goes to a disk"),
        (["-o", "memory:///news/b", "-f", "jsonl"], "memory:///news/b is a folder"),
        (["-o", "memory:///news/records"], "memory:///news/records: no format has this ending"),
        (["-o", "https://larkfield.example/a.jsonl"], "https://larkfield.example/a.jsonl: newsx does not write to the web"),
    ],
)  # fmt: skip
def test_what_cannot_be_written_is_said_before_anything_is_read(
    memory: str, here: Path, arguments: list[str], reason: str
) -> None:
    result = extract(*arguments)
    assert result.exit_code == 2
    assert result.stderr.startswith(f"newsx: {reason}")
    assert [path.name for path in here.iterdir()] == ["a.txt"]


@pytest.mark.parametrize("name", ["records.jsonl", "records.json"])
def test_records_that_did_not_arrive_are_kept_and_put_there_by_resume(
    memory: str, here: Path, monkeypatch: pytest.MonkeyPatch, name: str
) -> None:
    out, system = f"{memory}/{name}", type(fsspec.filesystem("memory"))
    with monkeypatch.context() as broken:
        broken.setattr(system, "put_file", lambda *_, **__: Failing().read())
        lost = extract("-o", out)
    part = f"{beside(out)}.part"
    assert lost.exit_code == 1
    assert (
        lost.stderr
        == f"newsx: {out}: the connection was lost; {part} holds all records, and --resume goes on with them\n"
    )
    assert extract("-o", out).stderr.startswith(f"newsx: {part} is left from an unfinished run: --resume goes on")
    assert extract("-o", out, "--resume").exit_code == 0
    assert b'"id":"a"' in fsspec.filesystem("memory").cat_file(f"/news/{name}").replace(b" ", b"")
    assert [path.name for path in here.iterdir()] == ["a.txt"]


def test_what_was_made_for_one_address_does_not_go_to_another(memory: str, here: Path) -> None:
    plan = Plan(inputs=(), setup=Setup())
    Journal("jsonl", beside(f"{memory}/a-b.jsonl"), key(plan), resume=False, address=f"{memory}/a/b.jsonl").leave()
    result = extract("-o", f"{memory}/a-b.jsonl", "--resume")
    assert result.exit_code == 2
    assert f"for {memory}/a/b.jsonl, this is" in result.stderr


def test_nobody_sees_half_a_file_where_one_could(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "new").write_text("all of it")
    (tmp_path / "out").write_text("old")

    def half(_source: str, target: str) -> None:
        Path(target).write_text("hal")
        raise OSError(28, "No space left on device")

    with monkeypatch.context() as full, pytest.raises(InputError, match="No space left"):
        full.setattr(shutil, "copyfile", half)
        put(tmp_path / "new", f"file://{tmp_path}/out")
    assert (tmp_path / "out").read_text() == "old"
    put(tmp_path / "new", f"file://{tmp_path}/out")
    assert (tmp_path / "out").read_text() == "all of it"
    assert sorted(path.name for path in tmp_path.iterdir()) == ["new", "out"]


def test_records_go_into_a_bucket(bucket: str, here: Path) -> None:
    service, _, path = bucket.partition("://")
    assert extract("-o", f"{bucket}/new/records.jsonl").exit_code == 0
    assert fsspec.filesystem(service).cat_file(f"{path}/new/records.jsonl").count(b"\n") == 1
    assert [found.name for found in here.iterdir()] == ["a.txt"]
    missing = extract("-o", f"{service}://nobody/a.jsonl")
    assert missing.stderr == f"newsx: {service}://nobody/a.jsonl: no such folder: {service}://nobody\n"
