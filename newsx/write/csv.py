"""Records to CSV: one row an item, whatever its kind; a cell can never become a formula in a spreadsheet."""

import csv
import io
from typing import IO

from newsx.records import Record
from newsx.write.rows import Row, columns, items, kinds, row

SOURCE = ("article", "path", "published", "item")
# As OWASP lists them for CSV injection; some spreadsheets take the full-width signs for the others.
_FORMULA = ("=", "+", "-", "@", "\t", "\r", "\n", "＝", "＋", "－", "＠")


def safe(cell: str) -> str:
    """The cell, with an apostrophe before a sign that spreadsheets take for the start of a formula.

    >>> safe("=HYPERLINK()")
    "'=HYPERLINK()"
    """
    return f"'{cell}" if cell.startswith(_FORMULA) else cell


def lines(names: tuple[str, ...], rows: list[Row]) -> bytes:
    """Rows under these columns, as CSV in UTF-8."""
    text = io.StringIO(newline="")
    writer = csv.DictWriter(text, names, restval="", lineterminator="\n")
    # A bare carriage return would end the row for some readers.
    writer.writerows({name: safe(cell).replace("\r", "\n") for name, cell in row.items()} for row in rows)
    return text.getvalue().encode()


def header(names: tuple[str, ...]) -> bytes:
    """The first line."""
    return lines(names, [dict(zip(names, names, strict=True))])


def _every_column() -> tuple[str, ...]:
    names = [name for kind in kinds() for name in columns(kind)]
    return (*SOURCE, *dict.fromkeys(names))


class open_writer:  # noqa: N801  every format's module opens its writer by this name
    """Writes the header at once and a row for each item of each record."""

    def __init__(self, stream: IO[bytes]) -> None:
        self.stream = stream
        self.columns = _every_column()
        self.stream.write(header(self.columns))

    def write(self, record: Record, text: str | None = None) -> None:
        """Write the record's rows."""
        source = record.source
        known = {"article": source.id, "path": source.path or "", "published": source.published or ""}
        rows = [known | {"item": kind} | row(kind, item) for kind, item in items(record)]
        self.stream.write(lines(self.columns, rows))

    def close(self) -> None:
        """Nothing is left to write."""
