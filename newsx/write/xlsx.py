"""Records to an Excel workbook: a sheet for the articles and one for each kind of item. Needs XlsxWriter."""

from datetime import datetime
from pathlib import Path
from typing import Any

from newsx.errors import UsageError
from newsx.records import Record, Source
from newsx.write.rows import columns, flat, items, kinds, row

ROWS, LETTERS = 1_048_576, 32_767  # what a sheet and a cell hold
_MADE = datetime(2000, 1, 1)  # the same records give the same bytes


class open_writer:  # noqa: N801  every format's module opens its writer by this name
    """Writes a row for the article and one for each item; text is never a formula or a link."""

    def __init__(self, path: Path) -> None:
        options = {"constant_memory": False, "strings_to_formulas": False, "strings_to_urls": False}
        self.book = excel().Workbook(str(path), options)
        self.book.set_properties({"created": _MADE})
        self.sheets: dict[str, Any] = {}
        self.rows: dict[str, int] = {}
        self.number = 0
        self._sheet("articles", ("article", *Source.model_fields))
        for kind in kinds():
            self._sheet(kind, ("article", *columns(kind)))

    def write(self, record: Record, text: str | None = None) -> None:
        """Add the rows of one article."""
        self.number += 1
        self._add("articles", [flat(getattr(record.source, name)) for name in Source.model_fields])
        for kind, item in items(record):
            cells = row(kind, item)
            self._add(kind, [cells[name] for name in columns(kind)])

    def close(self) -> None:
        """Write the workbook."""
        self.book.close()

    def _sheet(self, name: str, names: tuple[str, ...]) -> None:
        sheet = self.book.add_worksheet(name)
        sheet.freeze_panes(1, 0)
        sheet.write_row(0, 0, names, self.book.add_format({"bold": True}))
        self.sheets[name], self.rows[name] = sheet, 1

    def _add(self, name: str, cells: list[str]) -> None:
        number = self.rows[name]
        if number >= ROWS:
            raise UsageError(f"a sheet of Excel holds {ROWS} rows: write CSV or SQLite instead")
        self.sheets[name].write_number(number, 0, self.number)
        for column, cell in enumerate(cells, 1):
            if cell:
                self.sheets[name].write_string(number, column, cell[:LETTERS])
        self.rows[name] += 1


def excel() -> Any:
    """The package XlsxWriter. Raises UsageError when it is missing."""
    try:
        import xlsxwriter
    except ImportError as error:
        raise UsageError("Excel needs the package XlsxWriter: pip install 'newsx[xlsx]'") from error
    return xlsxwriter
