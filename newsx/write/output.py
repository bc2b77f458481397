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
from contextlib import contextmanager, nullcontext
from pathlib import Path
from typing import IO

from newsx.errors import NewsxError, UsageError
from newsx.write import FILES, Writer, file_writer, is_packed, stream_writer


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
    _check_part(beside(address), force or resume)


def check(path: Path, *, force: bool, resume: bool, folder: bool = False) -> None:
    """Raise UsageError when the output, a file or a `folder`, cannot or must not be written."""
    if not path.parent.is_dir():
        raise UsageError(f"{path}: no such folder: {path.parent}")
    if path.is_dir():
        _check_folder(path, folder, force or resume)
    elif path.exists() and not (force or resume or direct(path)):
        raise UsageError(f"{path} exists: --force overwrites it")
    _check_part(path, force or resume)


def _check_part(path: Path, replace: bool) -> None:
    if part_of(path).exists() and not replace:
        raise UsageError(f"{part_of(path)} is left from an unfinished run: --resume goes on, --force starts again")


def _check_folder(path: Path, folder: bool, replace: bool) -> None:
    """Only a folder that holds nothing but CSV files is ever replaced."""
    if not folder:
        raise UsageError(f"{path} is a folder")
    inside = list(path.iterdir())
    if any(item.suffix != ".csv" for item in inside):
        raise UsageError(f"{path} holds other files: name a folder of its own for the CSV files")
    if inside and not replace:
        raise UsageError(f"{path} exists: --force overwrites it")


@contextmanager
def to_stdout(name: str) -> Iterator[Writer]:
    """A writer to standard output. Raises UsageError where it is closed."""
    if sys.stdout is None:
        raise UsageError("standard output is closed: name a file with -o")
    with named("standard output"):
        writer = stream_writer(name, sys.stdout.buffer)
        yield writer
        writer.close()
        sys.stdout.buffer.flush()


@contextmanager
def to_file(name: str, path: Path) -> Iterator[Writer]:
    """A writer to a file or folder of that name, which replaces an older one when it is complete."""
    new = path if direct(path) else new_of(path)
    with named(path):
        with making(name, new, packed=is_packed(path)) as writer:
            yield writer
        if new != path:
            settle(new, path)


@contextmanager
def making(name: str, file: Path, *, packed: bool = False) -> Iterator[Writer]:
    """A writer to a file or folder of that name, from the first byte on."""
    if name in FILES:
        remove(file)
        writer = file_writer(name, file)
        yield writer
        writer.close()
        return
    with file.open("wb") as stream, _Packed(stream) if packed else nullcontext(stream) as end:
        writer = stream_writer(name, end)  # type: ignore[arg-type]  # a GzipFile is written like any binary file
        yield writer
        writer.close()


class _Packed(gzip.GzipFile):
    """A stream that is packed, to the same bytes each time."""

    def __init__(self, stream: IO[bytes]) -> None:
        super().__init__("", "wb", fileobj=stream, mtime=0)

    def flush(self, zlib_mode: int = 0) -> None:
        """Nothing: to write out each record by itself would double the size."""


def settle(new: Path, path: Path) -> None:
    """Give the complete output its name, in one step where the system can; it is on the disk before."""
    for file in new.iterdir() if new.is_dir() else (new,):
        with file.open("rb+") as stream:
            os.fsync(stream.fileno())
    if path.is_dir() or new.is_dir():
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
