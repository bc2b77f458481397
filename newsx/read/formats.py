"""A file to the articles in it: its ending (or, on standard input, its first characters) says how to read it."""

import json
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from dataclasses import replace
from datetime import date
from pathlib import PurePosixPath
from typing import IO

from newsx import bounds
from newsx.article import Article
from newsx.dates import Near
from newsx.errors import FAULTS, InputError, fault
from newsx.published import settle
from newsx.read import headline
from newsx.read.arrays import Given, Item, is_array, items
from newsx.read.decode import decode
from newsx.read.draft import Draft
from newsx.read.html import html
from newsx.read.markdown import markdown
from newsx.read.objects import draft, is_record, listed
from newsx.read.pdf import pdf
from newsx.read.places import written
from newsx.read.sheets import Row, delimited, excel, is_of_records
from newsx.read.sources import BROKEN, File
from newsx.read.warc import Page, pages
from newsx.read.word import docx

# A longer text or line is no article, whatever it was packed to, and would not fit into the memory of a small machine.
LONGEST = 64 * 1024 * 1024
_CHUNK = 1 << 20
# Of these only a part is the text of one article.
_LONGER = dict.fromkeys((".json", ".pdf", ".docx", ".csv", ".tsv", ".xlsx"), 4 * LONGEST)
_MARKUP = (".html", ".htm", ".xhtml")
_BYTES: dict[str, Callable[[bytes], Draft]] = {".pdf": pdf, ".docx": docx}
_TEXTS: dict[str, Callable[[str], Draft]] = {
    ".md": markdown,
    ".markdown": markdown,
    **dict.fromkeys(_MARKUP, html),
}


def drafts(file: File, published: date | None) -> Iterator[Article | InputError]:
    """Every article of a file; what cannot be read comes as the error, which names the place."""
    where = file.path or "standard input"
    ending = PurePosixPath(file.name).suffix.lower()
    try:
        with file.open() as stream:
            if ending in (".jsonl", ".ndjson"):
                yield from _lines(file, stream, published)
            elif ending == ".warc":
                yield from _pages(file, stream, published)
            else:
                yield from _whole(file, ending, _read(stream, _LONGER.get(ending, LONGEST)), published)
    except InputError as error:
        yield InputError(f"{where}: {error}")
    except BROKEN as error:
        yield InputError(f"{where}: {getattr(error, 'strerror', None) or error or 'broken'}")
    except FAULTS as error:
        yield InputError(f"{where}: {fault(error)}")


def _read(stream: IO[bytes], longest: int) -> bytes:
    """All of a stream. Raises InputError when it is longer; no more of it is in memory than that."""
    parts, left = [], longest + 1
    while left and (part := stream.read(min(left, _CHUNK))):
        parts.append(part)
        left -= len(part)
    if not left:
        raise InputError(_too_long(longest))
    return b"".join(parts)


def _lines(file: File, stream: IO[bytes], published: date | None) -> Iterator[Article | InputError]:
    """The articles of a JSONL file, a line at a time."""
    number = 0
    while line := stream.readline(LONGEST + 1):
        number += 1
        if len(line) > LONGEST:
            yield InputError(f"{file.path or 'standard input'}:{number}: {_too_long(LONGEST)}")
            _skip(stream, line)
        elif line.strip():
            yield from _line(file, line, number, published)
    if not number:
        raise InputError("an empty file")


def _skip(stream: IO[bytes], line: bytes) -> None:
    """Go to the end of a line."""
    while line and not line.endswith(b"\n"):
        line = stream.readline(_CHUNK)


def _too_long(longest: int) -> str:
    return f"longer than {longest // 2**20} MiB: not one article"


def _line(file: File, line: bytes, number: int, published: date | None) -> Iterator[Article | InputError]:
    try:
        with _one(file):
            text, encoding = decode(line)
            content = _json(text)
            known = not file.named and is_record(content)
            found = None if known else _article(file, draft(content), encoding, published, number)
    except InputError as error:
        yield InputError(f"{file.path or 'standard input'}:{number}: {error}")
    else:
        yield from (found,) if found else ()


def _pages(file: File, stream: IO[bytes], published: date | None) -> Iterator[Article | InputError]:
    """The articles of a web archive, a page at a time."""
    for number, page in pages(stream, file.timeout):
        try:
            if isinstance(page, InputError):
                raise page
            with _one(file):
                found = _page(file, page, published, number)
        except InputError as error:
            yield InputError(f"{file.path}: record {number}: {error}")
        else:
            yield found


def _page(file: File, page: Page, published: date | None, number: int) -> Article:
    text, encoding = decode(page.data, markup=True, declared=page.charset)
    known = replace(html(text, page.url), id=page.id, captured=page.captured)
    return _article(file, known, encoding, published, number)


def _whole(file: File, ending: str, data: bytes, published: date | None) -> Iterator[Article | InputError]:
    if not data.strip():
        raise InputError("an empty file")
    if ending in _BYTES:
        with _one(file):
            found = _article(file, _BYTES[ending](data), None, published)
        yield found
        return
    if ending == ".xlsx":
        with _one(file):
            rows = excel(data, named=file.named)
        yield from _table(file, rows, None, published)
        return
    with _one(file):
        text, encoding = decode(data, markup=ending in _MARKUP or file.path is None)
        ending = ending if file.path else _sniffed(text)
    if ending == ".jsonl":
        yield from _text_lines(file, text, published)
    elif ending in (".csv", ".tsv"):
        if file.named or not is_of_records(text):
            yield from _table(file, delimited(text, ending), encoding, published)
    elif ending == ".json":
        yield from _objects(file, text, encoding, published)
    else:
        with _one(file):
            found = _article(file, _TEXTS.get(ending, headline.text)(text), encoding, published)
        yield found


def _objects(file: File, text: str, encoding: str, published: date | None) -> Iterator[Article | InputError]:
    if is_array(text):
        yield from _items(file, items(text), encoding, published)
        return
    try:
        with _one(file):
            content = _json(text)
    except InputError:
        if not text.lstrip().startswith("{") or "\n{" not in text:
            raise
        yield from _text_lines(file, text, published)  # JSON Lines, whatever the file is called
        return
    if (inside := listed(content)) is not None:
        yield from _items(file, map(Given, inside), encoding, published)
    elif file.named or not is_record(content):
        with _one(file):
            found = _article(file, draft(content), encoding, published)
        yield found


def _items(
    file: File, found: Iterable[Item | Given], encoding: str, published: date | None
) -> Iterator[Article | InputError]:
    """The articles of a JSON array, an item at a time."""
    for number, item in enumerate(found, 1):
        try:
            with _one(file):
                content = item.read()
                if number == 1 and not file.named and is_record(content):
                    return
                article = _article(file, draft(content), encoding, published, number)
        except InputError as error:
            yield InputError(f"{file.path or 'standard input'}: article {number}: {error}")
        else:
            yield article


@contextmanager
def _one(file: File) -> Iterator[None]:
    """Raise InputError for whatever goes wrong in one article, so that what follows it is read; it has its bounds."""
    try:
        with bounds.reading(file.timeout):
            yield
    except FAULTS as error:
        raise InputError(fault(error)) from error


def _text_lines(file: File, text: str, published: date | None) -> Iterator[Article | InputError]:
    """The articles of JSON Lines: only a line feed ends one, whatever else ends a line elsewhere."""
    for number, line in enumerate(text.split("\n"), 1):
        if line.strip():
            yield from _line(file, line.encode(), number, published)


def _table(
    file: File, rows: Iterator[tuple[int, Row | InputError]], encoding: str | None, published: date | None
) -> Iterator[Article | InputError]:
    """The articles of a table, a row at a time."""
    for number, row in rows:
        try:
            if isinstance(row, InputError):
                raise row
            with _one(file):
                found = _article(file, draft(row), encoding, published, number)
        except InputError as error:
            yield InputError(f"{file.path or 'standard input'}: row {number}: {error}")
        else:
            yield found


def _sniffed(text: str) -> str:
    """The ending that a file with this text would have: standard input has no name."""
    start = text.lstrip()[:200].lower()
    if start.startswith(("<!doctype html", "<html", "<?xml")):
        return ".html"
    if not start.startswith(("{", "[{")) and not (start[:1] == "[" and start[1:].lstrip()[:1] in ("{", "]")):
        return ".txt"
    return ".json"


def _json(text: str) -> object:
    try:
        return json.loads(text)
    except ValueError as error:
        raise InputError(f"broken JSON: {error}") from error
    except RecursionError as error:
        raise InputError("broken JSON: nested too deep") from error


def _article(file: File, found: Draft, encoding: str | None, published: date | None, number: int = 0) -> Article:
    if not found.text.strip():
        raise InputError("no text in it")
    stem = written(str(PurePosixPath(file.name).with_suffix("")))
    article = Article(
        text=found.text,
        published=found.published,
        id=found.id or (f"{stem}-{number}" if number else stem),
        path=file.path and written(file.path),
        title=found.title,
        url=found.url,
        language=found.language or "en",
        captured=found.captured,
        encoding=encoding,
        warnings=found.warnings,
    )
    return settle(article, given=published, near=Near(found.locale or found.language, article.url))
