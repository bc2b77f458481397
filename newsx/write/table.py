"""Records to tables for people: at the terminal's width, and with nothing cut off in a pipe."""

import io
import os
from typing import IO

from rich.console import Console
from rich.table import Table
from rich.text import Text

from newsx.records import Record
from newsx.shown import everywhere
from newsx.write.rows import Row, kinds, row

_UNCUT = 1_000_000
# Offsets and proofs are in the JSON; a table shows what was found.
_LEFT_OUT = frozenset(("start", "end", "evidence", "rule"))


class open_writer:  # noqa: N801  every format's module opens its writer by this name
    """Writes a heading for each article and a table for each kind of item found in it."""

    def __init__(self, stream: IO[bytes]) -> None:
        self.stream = stream
        terminal = stream.isatty()
        self.console = Console(
            file=io.StringIO(), width=_width(stream) if terminal else _UNCUT, force_terminal=terminal,
            color_system="auto" if terminal else None, markup=False, highlight=False, emoji=False,
        )  # fmt: skip

    def write(self, record: Record) -> None:
        """Write the tables of one article."""
        record = Record.model_validate(everywhere(record.model_dump()))
        with self.console.capture() as captured:
            self._print(record)
        self.stream.write(captured.get().encode("utf-8", "replace"))
        self.stream.flush()

    def close(self) -> None:
        """Nothing is left to write."""

    def _print(self, record: Record) -> None:
        source = record.source
        known = (source.title or source.id, source.path, source.published and f"published {source.published}")
        self.console.print(Text("  ".join(k for k in known if k), style="bold"))
        for warning in record.warnings:
            self.console.print(Text(f"warning: {warning}"))
        found = [kind for kind in kinds() if getattr(record, kind)]
        for kind in found:
            self.console.print(_table(kind, [row(kind, item) for item in getattr(record, kind)]))
        self.console.print(Text("" if found else "nothing found\n"))


def _table(kind: str, rows: list[Row]) -> Table:
    """The columns that hold something; Text, not str, so that "[the company]" stays as it is."""
    names = [name for name in rows[0] if name not in _LEFT_OUT and any(r[name] for r in rows)]
    table = Table(title=Text(kind, style="bold"), title_justify="left")
    for name in names:
        table.add_column(Text(name.replace("_", " ")), overflow="fold")
    for cells in rows:
        table.add_row(*(Text(cells[name]) for name in names))
    return table


def _width(stream: IO[bytes]) -> int:
    try:
        return os.get_terminal_size(stream.fileno()).columns or 80
    except OSError:
        return 80
