"""Records to rows for people, every field of every item: at the terminal's width, and uncut in a pipe."""

import io
import textwrap
from collections.abc import Iterator
from typing import IO

from rich.console import Console
from rich.text import Text

from newsx.glance import headline, plain
from newsx.records import Record
from newsx.shown import everywhere
from newsx.write.rows import Row, kinds, row
from newsx.write.summary import columns

_UNCUT = 1_000_000
_LABEL = 15  # columns of a field's name
# Offsets and proofs are in the JSON; the rows show what was found.
_LEFT_OUT = frozenset(("id", "start", "end", "rule"))
_TITLES = ("name", "text")


class open_writer:  # noqa: N801  every format's module opens its writer by this name
    """Writes a heading for each article, one for each kind of item found in it, and the fields one below the other."""

    def __init__(self, stream: IO[bytes]) -> None:
        self.stream = stream
        terminal = stream.isatty()
        self.console = Console(
            file=io.StringIO(), width=columns(stream) if terminal else _UNCUT, force_terminal=terminal,
            color_system="auto" if terminal else None, markup=False, highlight=False, emoji=False,
        )  # fmt: skip

    def write(self, record: Record, text: str | None = None) -> None:
        """Write the rows of one article."""
        record = Record.model_validate(everywhere(record.model_dump()))
        with self.console.capture() as captured:
            self._print(record, text)
        self.stream.write(captured.get().encode("utf-8", "replace"))
        self.stream.flush()

    def close(self) -> None:
        """Nothing is left to write."""

    def _print(self, record: Record, text: str | None) -> None:
        source = record.source
        self.console.print(Text(headline(source, text), style="bold"))
        known = (source.path, source.url, source.published and f"published {source.published}")
        self.console.print(Text("  ".join(plain(k) for k in known if k), style="dim"))
        for warning in record.warnings:
            self.console.print(Text(f"warning: {plain(warning)}"))
        found = [kind for kind in kinds() if getattr(record, kind)]
        for kind in found:
            self.console.print(Text(f"\n{kind}", style="bold underline"))
            for item in getattr(record, kind):
                self.console.print(Text(f"{item.id}  {plain(_title(row(kind, item)))}", style="bold"))
                for line in _fields(row(kind, item), self.console.width):
                    self.console.print(line, soft_wrap=True)
        self.console.print(Text("" if found else "nothing found\n"))


def _title(cells: Row) -> str:
    return next((cells[name] for name in _TITLES if cells.get(name)), "")


def _fields(cells: Row, width: int) -> Iterator[Text]:
    """The fields that hold something, a line each or more; Text, not str, so that "[the company]" stays as it is."""
    for name, value in _known(cells):
        lines = textwrap.wrap(plain(value), width - _LABEL, break_long_words=False, break_on_hyphens=False)
        for number, line in enumerate(lines):
            label = f"  {name.replace('_', ' ')}" if number == 0 else ""
            yield Text.assemble((label.ljust(_LABEL), "dim"), line)


def _known(cells: Row) -> Iterator[tuple[str, str]]:
    for name, value in cells.items():
        if value and name not in _LEFT_OUT and not (name in _TITLES and value == _title(cells)):
            yield name, value
