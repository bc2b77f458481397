"""Paths to files of articles: folders searched for known endings in sorted order, archives opened, one at a time."""

import gzip
import io
import os
import sys
import tarfile
import zipfile
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, replace
from functools import partial
from pathlib import Path
from typing import IO, Any

from newsx.errors import InputError, NewsxError, UsageError
from newsx.read.members import members

ARTICLES = (
    ".txt", ".text", ".md", ".markdown", ".html", ".htm", ".xhtml", ".json", ".jsonl", ".ndjson", ".pdf", ".docx",
    ".warc",
)  # fmt: skip
PACKED = (".gz", ".zst")
ARCHIVES = (".zip", ".tar", ".tgz", ".tar.gz", ".tar.zst")
STDIN = "-"


Opener = Callable[[], IO[bytes]]


@dataclass(frozen=True, slots=True)
class File:
    """A file of one or more articles. `name` is its path inside the folder or archive, without packing.

    `named` says whether the user named it, and not only the folder that it lies in.
    """

    path: str | None
    name: str
    open: Opener
    named: bool = True


def files(inputs: Iterable[str]) -> Iterator[File | NewsxError]:
    """Every file that the inputs name, in their order; what cannot be opened comes as the error."""
    for given in inputs:
        if given == STDIN:
            yield File(None, "stdin", lambda: sys.stdin.buffer)
            continue
        if is_address(given):
            from newsx.read import remote

            yield from remote.files(given)
            continue
        path = Path(given)
        if path.is_dir():
            yield from _folder(path)
        elif path.exists():
            yield from opened(str(path), path.name, partial(_open, path))
        else:
            yield UsageError(f"{given}: no such file or folder")


def is_address(given: str) -> bool:
    """Whether this names a place such as s3://bucket/folder, not a path of this machine."""
    return "://" in given


def _folder(root: Path) -> Iterator[File | NewsxError]:
    empty = True
    for item in _walk(root):
        empty = False
        if isinstance(item, Path):
            for file in opened(str(item), item.relative_to(root).as_posix(), partial(_open, item)):
                yield replace(file, named=False) if isinstance(file, File) else file
        else:
            yield item
    if empty:
        yield InputError(f"{root}: no articles in this folder ({' '.join(ARTICLES)})")


def _walk(folder: Path) -> Iterator[Path | NewsxError]:
    """The files with known endings below a folder, sorted by path; hidden ones are left out."""
    try:
        names = sorted(os.listdir(folder))  # noqa: PTH208  a million names take less memory than a million paths
    except OSError as error:
        yield InputError(f"{folder}: {error.strerror}")
        return
    for name in names:
        if name.startswith("."):
            continue
        if (folder / name).is_dir():
            yield from _walk(folder / name)
        elif known(name):
            yield folder / name


def known(name: str) -> bool:
    """Whether the ending says how to read it."""
    return name.lower().endswith(ARCHIVES) or unpacked(name).lower().endswith(ARTICLES)


def unpacked(name: str) -> str:
    """The name without the ending of its packing.

    >>> unpacked("raid.txt.gz")
    'raid.txt'
    """
    return name[: name.rindex(".")] if name.lower().endswith(PACKED) else name


def opened(path: str, name: str, open_: Opener) -> Iterator[File | NewsxError]:
    """The file, or the files inside where it is an archive."""
    lower = name.lower()
    if lower.endswith(".zip"):
        yield from _zip(path, open_)
    elif lower.endswith(ARCHIVES):
        yield from _tar(path, name, open_)
    else:
        yield File(path, unpacked(name), lambda: unpack(open_(), name))


def _open(path: Path) -> IO[bytes]:
    return path.open("rb")


def unpack(stream: IO[bytes], name: str) -> IO[bytes]:
    """The stream as it was before packing, by the name's ending."""
    if name.lower().endswith(".warc.gz"):
        return members(stream)
    if name.lower().endswith(".gz"):
        return gzip.open(stream)  # type: ignore[return-value]  # a GzipFile reads like any binary file
    if name.lower().endswith(".zst"):
        return _zst(stream)
    return stream


def _zst(stream: IO[bytes]) -> IO[bytes]:
    try:
        from zstandard import ZstdDecompressor
    except ImportError as error:
        raise InputError("a .zst file needs the package zstandard: pip install 'newsx[zst]'") from error
    return io.BufferedReader(_Zst(ZstdDecompressor().stream_reader(stream)))


class _Zst(io.RawIOBase):
    """An unpacked stream whose faults are those of any file."""

    def __init__(self, stream: IO[bytes]) -> None:
        self.stream = stream

    def readable(self) -> bool:
        return True

    def readinto(self, buffer: Any) -> int:
        from zstandard import ZstdError

        try:
            data = self.stream.read(len(buffer))
        except ZstdError as error:
            raise OSError(f"cannot be unpacked: {error}") from error
        buffer[: len(data)] = data
        return len(data)


def _zip(path: str, open_: Opener) -> Iterator[File | NewsxError]:
    try:
        with open_() as stream, zipfile.ZipFile(stream) as archive:
            for member in sorted(archive.namelist()):
                if known(member) and not member.lower().endswith(ARCHIVES):
                    yield _member(path, member, partial(archive.open, member))
    except (zipfile.BadZipFile, OSError) as error:
        yield InputError(f"{path}: cannot be read as a zip archive: {error}")


def _tar(path: str, name: str, open_: Opener) -> Iterator[File | NewsxError]:
    """The members in the order of the archive: a stream cannot be sorted."""
    try:
        with open_() as stream, tarfile.open(fileobj=_tar_stream(stream, name), mode="r|") as archive:
            for member in archive:
                if member.isfile() and known(member.name) and not member.name.lower().endswith(ARCHIVES):
                    yield _member(path, member.name, partial(_stream, archive, member))
    except (tarfile.TarError, OSError, EOFError, InputError) as error:
        yield InputError(f"{path}: cannot be read as a tar archive: {error}")


def _tar_stream(stream: IO[bytes], name: str) -> IO[bytes]:
    return gzip.open(stream) if name.lower().endswith((".gz", ".tgz")) else unpack(stream, name)  # type: ignore[return-value]


def _stream(archive: tarfile.TarFile, member: tarfile.TarInfo) -> IO[bytes]:
    stream = archive.extractfile(member)
    assert stream is not None  # only members that are files are asked for
    return stream


def _member(path: str, member: str, open_: Opener) -> File:
    return File(f"{path}/{member}", unpacked(member), lambda: unpack(open_(), member))
