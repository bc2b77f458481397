"""Where records go: standard output, or a file that appears under its name only when it is complete.

A file is written beside its place as NAME.new and moved there at the end, so that nobody ever reads half a file. What
goes to an address is first a file of this machine.
"""

import gzip
import os
import re
import shutil
import sys
from collections.abc import Iterator
from contextlib import AbstractContextManager, contextmanager, nullcontext
from errno import EEXIST
from pathlib import Path
from typing import IO

from newsx.errors import NewsxError, UsageError
from newsx.shown import screen
from newsx.write import FILES, Writer, file_writer, is_packed, stream_writer
from newsx.write.claim import there


def part_of(path: Path) -> Path:
    """Where the records of an unfinished run are, whatever their format will be: JSON Lines."""
    return path.with_name(f"{path.name}.part")


def new_of(path: Path) -> Path:
    """Where a file is written before it has its name."""
    return path.with_name(f"{path.name}.new")


def beside(address: str) -> Path:
    """The name after which the unfinished work for an address is called; it stands in the working folder.

    >>> beside("s3://bucket/2025/records.jsonl")
    PosixPath('s3-bucket-2025-records.jsonl')
    """
    return Path(re.sub(r"[^\w.=-]+", "-", address)[-200:])


def check_address(address: str, *, force: bool, resume: bool) -> None:
    """Raise NewsxError when the file at an address cannot or must not be written."""
    from newsx.addresses import exists

    if exists(address) and not (force or resume):
        raise UsageError(f"{address} exists: --force overwrites it")


def check(path: Path, *, force: bool, resume: bool, folder: bool = False) -> None:
    """Raise UsageError when the output, a file or a `folder`, cannot or must not be written."""
    if not path.parent.is_dir():
        raise UsageError(f"{path}: no such folder: {path.parent}")
    if path.is_dir():
        _check_folder(path, folder, force or resume)
    elif there(path) and not (force or resume or direct(path)):
        raise UsageError(f"{path} exists: --force overwrites it")


def _check_folder(path: Path, folder: bool, replace: bool) -> None:
    """Only a folder that holds nothing but the CSV files of newsx is ever replaced."""
    if not folder:
        raise UsageError(f"{path} is a folder")
    if path.is_symlink():
        raise UsageError(f"{path} is a link: name the folder that it leads to")
    inside = list(path.iterdir())
    from newsx.write.csv_folder import names

    if any(item.name not in names() or item.is_dir() for item in inside):
        raise UsageError(f"{path} holds other files: name a folder of its own for the CSV files")
    if inside and not replace:
        raise UsageError(f"{path} exists: --force overwrites it")


@contextmanager
def to_stdout(name: str) -> Iterator[Writer]:
    """A writer to standard output. Raises UsageError where it is closed."""
    if sys.stdout is None:
        raise UsageError("standard output is closed: name a file with -o")
    with named("standard output"):
        out = sys.stdout.buffer
        writer = stream_writer(name, out if name in ("summary", "table") else screen(out))  # with colours of their own
        yield writer
        writer.close()
        sys.stdout.buffer.flush()


@contextmanager
def to_device(name: str, path: Path) -> Iterator[Writer]:
    """A writer to a device or pipe. Raises UsageError for a format that needs a file of its own."""
    if name in FILES:
        raise UsageError(f"{path} is no file, and {name} needs one")
    with named(path), path.open("wb") as stream, _packed(stream, is_packed(path)) as end:
        writer = stream_writer(name, end)
        yield writer
        writer.close()


@contextmanager
def making(name: str, file: Path, *, packed: bool = False) -> Iterator[Writer]:
    """A writer to a new file or folder of that name, from the first byte on; what has the name is never touched."""
    if there(file):
        raise FileExistsError(EEXIST, f"{file.name} is in the way, and not of newsx's making")
    if name in FILES:
        writer = file_writer(name, file)
        yield writer
        writer.close()
        return
    with file.open("xb") as stream, _packed(stream, packed) as end:
        writer = stream_writer(name, end)
        yield writer
        writer.close()


class _Packed(gzip.GzipFile):
    """A stream that is packed, to the same bytes each time."""

    def __init__(self, stream: IO[bytes]) -> None:
        super().__init__("", "wb", fileobj=stream, mtime=0)

    def flush(self, zlib_mode: int = 0) -> None:
        """Nothing: to write out each record by itself would double the size."""


def _packed(stream: IO[bytes], packed: bool) -> AbstractContextManager[IO[bytes]]:
    return _Packed(stream) if packed else nullcontext(stream)  # type: ignore[return-value]  # written like any file


def whole(path: Path, data: bytes) -> None:
    """Write a file at once; it has its name when it is complete. Raises UsageError where anything is in the way."""
    if direct(path):
        with named(path):
            path.write_bytes(data)
        return
    new = new_of(path)
    if there(new):
        raise UsageError(f"{new} is in the way: move it, or name another output")
    with named(path):
        try:
            with new.open("xb") as stream:
                stream.write(data)
            settle(new, path)
        finally:
            remove(new)


def settle(new: Path, path: Path) -> None:
    """Give the complete output its name, in one step where the system can; it is on the disk before."""
    for file in new.iterdir() if new.is_dir() else (new,):
        with file.open("rb+") as stream:
            os.fsync(stream.fileno())
    if path.is_dir():
        _check_folder(path, new.is_dir(), replace=True)
        remove(path)
    new.replace(path)


def remove(path: Path) -> None:
    """Remove a file or folder, if it is there."""
    if path.is_dir():
        shutil.rmtree(path)
    else:
        path.unlink(missing_ok=True)


def direct(path: Path) -> bool:
    """Whether the path is a device or pipe, which nothing can be moved onto."""
    return path.exists() and not path.is_file() and not path.is_dir()


@contextmanager
def named(path: Path | str) -> Iterator[None]:
    """A full disk or a missing right, said in one line."""
    try:
        yield
    except BrokenPipeError:
        raise
    except OSError as error:
        raise NewsxError(f"{path}: {error.strerror or error}") from error
