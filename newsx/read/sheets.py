"""A table of articles (CSV, TSV, Excel) to an object for each row, under the names in its header."""

import csv
import io
from collections.abc import Iterable, Iterator, Sequence
from typing import Any

from newsx.errors import FAULTS, InputError
from newsx.read.objects import TEXTS, known_names
from newsx.read.sources import BROKEN
from newsx.read.zipped import bounded

_DELIMITERS = ",;\t|"
_WHAT = "a header with `text`, `body` or `content` is needed"
_OF_RECORDS = ("article", "id")  # how the first sheet begins that newsx writes
Cells = Sequence[Any]
Row = dict[str, Any]


def delimited(text: str, ending: str) -> Iterator[tuple[int, Row | InputError]]:
    """The rows of a CSV or TSV file, each with its number from 1. Raises InputError when it holds no articles."""
    csv.field_size_limit(max(csv.field_size_limit(), len(text) + 1))  # a cell is an article, longer than it allows
    delimiter = "\t" if ending == ".tsv" else _delimiter(text.lstrip("\n").split("\n", 1)[0])
    return _rows(_read(csv.reader(io.StringIO(text, newline=""), delimiter=delimiter)))


def excel(data: bytes, *, named: bool = True) -> Iterator[tuple[int, Row | InputError]]:
    """The rows of an Excel file's first sheet that has a header; none of a workbook of records that nobody named.

    Raises InputError when it cannot be read.
    """
    try:
        from openpyxl import load_workbook
        from openpyxl.utils.exceptions import InvalidFileException
    except ImportError as error:
        raise InputError("an .xlsx file needs the package openpyxl: pip install 'newsx[xlsx]'") from error
    try:
        bounded(data)
        book = load_workbook(io.BytesIO(data), read_only=True, data_only=True)
        sheets = [list(sheet.iter_rows(values_only=True)) for sheet in book.worksheets]
    except (InvalidFileException, SyntaxError, *BROKEN, *FAULTS) as error:  # openpyxl trusts what stands in the file
        raise InputError(f"cannot be read as XLSX: {error}") from error
    if not named and sheets and tuple(next(iter(sheets[0]), ())[:2]) == _OF_RECORDS:
        return iter(())
    return _rows(next((s for s in sheets if _columns(next((r for r in s if any(r)), ()))), ()))


def is_of_records(text: str) -> bool:
    """Whether this is what newsx writes as CSV: it lies beside the articles in many a folder."""
    return text.startswith(("article,path,published,item", "article,id,"))


def _rows(rows: Iterable[Cells]) -> Iterator[tuple[int, Row | InputError]]:
    source = iter(rows)
    header = next((row for row in source if any(row)), ())
    columns = _columns(header)
    if not columns:
        raise InputError(f"not a table of articles: {_WHAT}")
    return _objects(source, columns, len(header))


def _objects(rows: Iterator[Cells], columns: dict[int, str], width: int) -> Iterator[tuple[int, Row | InputError]]:
    for number, row in enumerate(rows, 1):
        if not any(row):
            continue
        if any(row[width:]):
            yield number, InputError("more cells than the header has")
        else:
            yield number, {name: row[at] for at, name in columns.items() if at < len(row) and row[at] not in (None, "")}


def _columns(header: Cells) -> dict[int, str]:
    """The columns that an article has a use for, under their names there; empty where none is a text."""
    names = known_names()
    found = {at: names[key] for at, cell in enumerate(header) if (key := _key(cell)) in names}
    return found if not TEXTS.isdisjoint(found.values()) else {}


def _key(cell: object) -> str:
    """A name without what writers differ in: "Publish Date" is publish_date.

    >>> _key(" Publish Date"), _key("publish_date")
    ('publishdate', 'publishdate')
    """
    return "".join(c for c in str(cell or "").lower() if c.isalnum())


def _delimiter(header: str) -> str:
    """What parts the names of a header: the sign that gives most names which we know."""
    names = known_names()
    return max(_DELIMITERS, key=lambda sign: sum(_key(cell) in names for cell in header.split(sign)))


def _read(rows: Iterator[Cells]) -> Iterator[Cells]:
    try:
        yield from rows
    except csv.Error as error:
        raise InputError(f"broken CSV: {error}") from error
