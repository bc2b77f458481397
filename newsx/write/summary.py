"""Records to a summary that a person takes in at once: some 20 lines an article, at any width from 60."""

import io
import os
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import IO

from rich.console import Console
from rich.text import Text

from newsx.glance import Party, ahead, headline, others, parties, plain
from newsx.glance.lines import Fitted, listed, wrapped
from newsx.records import Record
from newsx.shown import everywhere
from newsx.write.summary_blocks import COLOURS, LABEL, Block, block, bodies, people

NARROWEST, USUAL = 60, 80
# Lines for the parties; what comes before and after them takes some six.
ROOM = 16
# Rows of sums and of terms that a party gets at most; of charges, one more.
MOST = 4


class open_writer:  # noqa: N801  every format's module opens its writer by this name
    """Writes the case of each article; colours on a terminal that has them, words and signs everywhere."""

    def __init__(self, stream: IO[bytes], width: int | None = None) -> None:
        self.stream = stream
        terminal = stream.isatty()
        self.width = max(NARROWEST, width or (columns(stream) if terminal else USUAL))
        self.console = Console(
            file=io.StringIO(), width=self.width, force_terminal=terminal, color_system="auto" if terminal else None,
            markup=False, highlight=False, emoji=False,
        )  # fmt: skip

    def write(self, record: Record, text: str | None = None) -> None:
        """Write the summary of one article, and an empty line."""
        record = Record.model_validate(everywhere(record.model_dump()))
        with self.console.capture() as captured:
            for line in lines(record, text, self.width):
                self.console.print(line, no_wrap=True, overflow="ignore", crop=False)
            self.console.print()
        self.stream.write(captured.get().encode("utf-8", "replace"))
        self.stream.flush()

    def close(self) -> None:
        """Nothing is left to write."""


def columns(stream: IO[bytes]) -> int:
    """The width of the terminal behind a stream."""
    try:
        return os.get_terminal_size(stream.fileno()).columns or USUAL
    except OSError:
        return USUAL


def lines(record: Record, text: str | None, width: int) -> Iterator[Text]:
    """The summary of one article, line by line."""
    # Who is only searched or questioned comes after those of whom a wrong is told.
    accused = tuple(sorted(parties(record), key=lambda p: not (p.charges or p.fines or p.sentences)))
    yield from _head(record, text, width)
    told = _told(accused, width)
    for each in told.blocks:
        yield Text()
        yield from each.lines
    rest = [_next(record, width), bodies(record, accused, width), people(others(record, accused), width)]
    if any(each.lines for each in rest):
        yield Text()
    for each in rest:
        yield from each.lines
    if not told.blocks and not any(each.lines for each in rest):
        yield Text("nothing found")
    if cut := told.cut + sum(each.cut for each in rest):
        yield Text(f"+ {cut} more: --wide", style="dim")


@dataclass(frozen=True, slots=True)
class Told:
    """The parties that fit, and how many findings were left out."""

    blocks: tuple[Block, ...]
    cut: int


def _told(accused: tuple[Party, ...], width: int) -> Told:
    """Every party if there is room; else fewer lines for those with most of them; else fewer parties."""
    most = [MOST] * len(accused)
    blocks = [block(party, width, MOST) for party in accused]
    while _height(blocks) > ROOM and max(most) > 1:
        longest = max((n for n in range(len(accused)) if most[n] > 1), key=lambda n: (len(blocks[n].lines), n))
        most[longest] -= 1
        blocks[longest] = block(accused[longest], width, most[longest])
    kept = blocks
    while len(kept) > 1 and _height(kept) > ROOM:
        kept = kept[:-1]
    return Told(tuple(kept), sum(b.cut for b in kept) + sum(b.findings for b in blocks[len(kept) :]))


def _height(blocks: Sequence[Block]) -> int:
    return sum(len(block.lines) + 1 for block in blocks)


def _head(record: Record, text: str | None, width: int) -> Iterator[Text]:
    source = record.source
    for line in wrapped(headline(source, text), width, 2).lines:
        yield Text(line, style="bold")
    known = (plain(source.path or source.url or source.id), source.published and f"published {source.published}")
    yield Text(wrapped(" · ".join(k for k in known if k), width, 1).lines[0], style="dim")
    for warning in record.warnings:
        yield Text(wrapped(f"warning: {plain(warning)}", width, 1).lines[0], style="yellow")


def _next(record: Record, width: int) -> Block:
    coming = ahead(record)
    if coming is None:
        return Block((), 0, 0)
    day = coming.date.value or coming.date.text
    said = f"{day} ({plain(coming.date.text)})" + (f": {coming.act.type}" if coming.act else "")
    fitted: Fitted = listed([said], width - LABEL, 1)
    return Block((Text.assemble(("next".ljust(LABEL), COLOURS["label"]), fitted.lines[0]),), 0, 1)
