"""A web archive (WARC) to the pages in it: each response with HTML, one record at a time; broken ones are named.

The records are told apart here, so that what follows a broken one is still read; warcio reads each of them.
Format: ISO 28500, https://iipc.github.io/warc-specifications/.
"""

import io
import logging
import struct
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from email.message import Message
from typing import IO, Any

from newsx import bounds
from newsx.errors import FAULTS, InputError
from newsx.read.again import Again, Suspect
from newsx.read.members import DamagedError
from newsx.read.sources import BROKEN

_MARKUP = ("text/html", "application/xhtml+xml")
# A longer response is a film or a data set, not a page.
_LONGEST = 64 * 1024 * 1024
_CHUNK = 1 << 16
_LONGEST_HEAD = 1 << 20
_DIGITS = 15  # of a length: a petabyte
_SIGN = b"\nWARC/1."  # how a record begins; where one that is broken holds this, the next one is taken to begin


@dataclass(frozen=True, slots=True)
class Page:
    """A page as a crawler received it. `charset` is what the server said, `captured` when (ISO 8601)."""

    data: bytes
    id: str | None
    url: str | None
    captured: str | None
    charset: str | None


def pages(stream: IO[bytes], timeout: float | None = None) -> Iterator[tuple[int, Page | InputError]]:
    """The pages, each with its place among the records of the file; a stretch of damage is one error."""
    parser = _parser()
    again = Again(stream)
    number, lost = 0, False
    while True:
        number += not lost
        try:
            record = _record(again)
            if record is None:
                return
            with bounds.reading(timeout):
                page = _page(parser, record) if record else None
        except InputError as error:
            if not lost:
                yield number, error
            lost = True
            continue
        lost = False
        if page:
            yield number, page


def _parser() -> Any:
    try:
        from warcio.archiveiterator import ArchiveIterator
        from warcio.bufferedreaders import BufferedReader
    except ImportError as error:
        raise InputError("a .warc file needs the package warcio: pip install 'newsx[warc]'") from error
    logging.getLogger("warcio").setLevel(logging.CRITICAL)  # what is wrong comes as the error, in one line
    BufferedReader.DECOMPRESSORS["br"] = _Brotli
    return ArchiveIterator


class _Brotli:
    """A brotli decompressor as warcio calls it; its own breaks with brotli 1.2, which takes no attributes."""

    def __init__(self) -> None:
        from brotli import Decompressor

        self.inner = Decompressor()
        self.unused_data = b""

    def decompress(self, data: bytes) -> bytes:
        """What the next stretch unpacks to, and no more of it than a page may have."""
        plain: bytes = self.inner.process(data, output_buffer_limit=_LONGEST + 1)
        return plain

    def flush(self) -> bytes:
        """Nothing is held back."""
        return b""


def _record(stream: Again) -> bytes | None:
    """The next record, whole; empty when it is no response, None at the end. Raises InputError when it is broken."""
    try:
        head, fields = _head(stream)
        if not head:
            return None
        length = _length(fields)
        wanted = fields.get("warc-type", "") == "response" and length <= _LONGEST
        body = _body(stream, length, wanted)
    except DamagedError as error:
        raise InputError(str(error)) from error
    return head + body if wanted else b""


def _head(stream: Again) -> tuple[bytes, dict[str, str]]:
    line = stream.readline(_CHUNK)
    while line in (b"\r\n", b"\n"):
        line = stream.readline(_CHUNK)
    if line and not line.startswith(b"WARC/"):
        raise InputError("not a WARC record")
    lines, fields, size = [line], {}, len(line)
    while line.strip():
        line = stream.readline(_CHUNK)
        lines.append(line)
        size += len(line)
        if size > _LONGEST_HEAD:
            raise InputError("a WARC record whose head does not end")
        name, _, value = line.decode("utf-8", "replace").partition(":")
        fields[name.strip().lower()] = value.strip()
    return b"".join(lines), fields


def _length(fields: dict[str, str]) -> int:
    length = fields.get("content-length", "")
    if not length.isdecimal():
        raise InputError("a WARC record without its length")
    if len(length) > _DIGITS:
        raise InputError("a WARC record whose length cannot be right")
    return int(length)


def _body(stream: Again, length: int, wanted: bool) -> bytes:
    """The record's content where it is wanted; the stream goes on behind it, or where it ran into another record."""
    parts, left, suspect = [], length, Suspect(_SIGN)
    try:
        while left and (part := stream.read(min(left, _CHUNK))):
            left -= len(part)
            if wanted:
                parts.append(part)
            suspect.see(part)
            if suspect.size > _LONGEST:
                raise InputError("a WARC record that runs into another one")
        if left:
            raise InputError(f"a WARC record that is cut off {left} bytes before its end")
        end = stream.readline(_CHUNK)
        if end not in (b"\r\n", b"\n", b""):
            suspect.see(end)
            raise InputError("a WARC record longer than it says")
    except (InputError, DamagedError):
        stream.put_back(suspect.all())
        raise
    return b"".join(parts)


def _page(parser: Any, data: bytes) -> Page | None:
    """The page in a response; None when it is an error, a redirection or no HTML. Raises InputError when broken."""
    try:
        record = next(iter(parser(io.BytesIO(data))))
        status = record.http_headers.get_statuscode()
        kind = _kind(record.http_headers.get_header("Content-Type"))
        wanted = status == "200" and kind.get_content_type() in _MARKUP
        content = record.content_stream().read(_LONGEST + 1) if wanted else b""
    except _faults() as error:  # warcio fails in the ways of all it calls
        raise InputError(f"a broken HTTP response: {' '.join(str(error).split()) or type(error).__name__}") from error
    if len(content) > _LONGEST:
        raise InputError(f"a page longer than {_LONGEST // 2**20} MiB")
    if not status.isdecimal():
        raise InputError("a broken HTTP response: no status in it")
    return _found(record.rec_headers, kind, content) if wanted else None


def _faults() -> tuple[type[Exception], ...]:
    from brotli import error as brotli_error
    from warcio.exceptions import ArchiveLoadFailed

    return (*FAULTS, *BROKEN, StopIteration, struct.error, ArchiveLoadFailed, brotli_error)


def _kind(value: str | None) -> Message:
    """A content type in parts, by the parser for headers of mail, which are the same."""
    kind = Message()
    kind["Content-Type"] = value or ""
    return kind


def _found(head: Any, kind: Message, content: bytes) -> Page:
    return Page(
        data=content,
        id=_bare(head.get_header("WARC-Record-ID")),
        url=_bare(head.get_header("WARC-Target-URI")),
        captured=_time(head.get_header("WARC-Date")),
        charset=kind.get_content_charset(),
    )


def _bare(value: str | None) -> str | None:
    return value.strip("<>").removeprefix("urn:uuid:") if value else None


def _time(value: str | None) -> str | None:
    try:
        return value if value and datetime.fromisoformat(value) else None
    except ValueError:
        return None
