"""Record files to records, each with its article's text where the file holds it; and back.

A line with a text is a record with one field more, `text`. Everything that reads records reads both.
"""

import gzip
import json
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import IO, Any

from pydantic import ValidationError

from newsx.errors import InputError, UsageError
from newsx.records import Record

ENDINGS = (".jsonl", ".json", ".jsonl.gz", ".json.gz")


@dataclass(frozen=True, slots=True)
class Kept:
    """A record, and its article's text where it is known."""

    record: Record
    text: str | None = None


def line(record: Record, text: str | None) -> bytes:
    """The record on one line, with its article's text where that is given."""
    data = record.model_dump_json()
    if text is not None:
        # A lone surrogate has no UTF-8: escaped, it is still JSON.
        data = f'{data[:-1]},"text":{json.dumps(text, ensure_ascii=not _is_utf8(text))}}}'
    return data.encode() + b"\n"


def parsed(data: str | bytes) -> Kept:
    """The record in one JSON object. Raises ValueError when it is none."""
    return _kept(json.loads(data))


def read(path: Path) -> Iterator[Kept]:
    """The records of a file: JSON Lines, an object or an array. Raises InputError, which names the line."""
    try:
        with opened(path) as stream:
            yield from _lines(path, stream)
    except OSError as error:
        raise UsageError(f"{path}: {error.strerror or error}") from error


def opened(path: Path) -> IO[bytes]:
    """The file's bytes, unpacked."""
    return gzip.open(path) if path.suffix == ".gz" else path.open("rb")  # type: ignore[return-value]


def is_records(path: Path) -> bool:
    """Whether a file begins like one of records, not of articles."""
    if not path.is_file() or not path.name.lower().endswith(ENDINGS):
        return False
    try:
        with opened(path) as stream:
            start = stream.read(4096)
    except OSError:
        return False
    head = start.lstrip(b"\xef\xbb\xbf \t\r\n[")
    return head.startswith(b"{") and head[1:].lstrip().startswith(b'"schema_version"')


def _lines(path: Path, stream: IO[bytes]) -> Iterator[Kept]:
    """One object a line; a file that is one JSON value is read whole."""
    first = stream.readline()
    if not _is_object(first):
        yield from _whole(path, first + stream.read())
        return
    yield _at(path, 1, first)
    for number, data in enumerate(stream, 2):
        if data.strip():
            yield _at(path, number, data)


def _is_object(data: bytes) -> bool:
    """Whether a line is a JSON object by itself."""
    try:
        return isinstance(json.loads(data), dict)
    except ValueError:
        return False


def _whole(path: Path, data: bytes) -> Iterator[Kept]:
    try:
        content = json.loads(data or b"[]")
        yield from (_kept(each) for each in (content if isinstance(content, list) else [content]))
    except ValueError as error:
        raise InputError(f"{path}: not records of newsx: {_reason(error)}") from error


def _at(path: Path, number: int, data: bytes) -> Kept:
    try:
        return parsed(data)
    except ValueError as error:
        raise InputError(f"{path}:{number}: not a record of newsx: {_reason(error)}") from error


def _kept(content: Any) -> Kept:
    if not isinstance(content, dict):
        raise ValueError("an object is needed")
    text = content.get("text")
    # A copy: what was read is nobody else's, but a pop would surprise whoever passes it.
    bare = {name: value for name, value in content.items() if name != "text"}
    return Kept(Record.model_validate(bare), text if isinstance(text, str) else None)


def _reason(error: ValueError) -> str:
    if isinstance(error, ValidationError):
        first = error.errors()[0]
        return f"{'.'.join(map(str, first['loc']))}: {first['msg']}"
    return str(error)


def _is_utf8(text: str) -> bool:
    try:
        text.encode()
    except UnicodeEncodeError:
        return False
    return True


def by_hash(kept: Iterable[Kept]) -> dict[str, Kept]:
    """Records by the hash of their articles' texts."""
    return {each.record.source.sha256: each for each in kept}
