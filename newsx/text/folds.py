"""Lines that were cut at a width to whole paragraphs: a break inside a sentence is a space, a cut word is one again.

A line was cut if the first word of the next would not have fitted into it. How wide the lines may be shows where one
surely goes on: in small letters, or after a word that ends no paragraph.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from newsx import patterns
from newsx.text.copy import Edit
from newsx.text.hyphens import joined

LONGEST = 120  # characters; a longer line is a paragraph
SHORTEST = 20  # characters; a list of short lines is a list
SURE = 0.9  # the share of breaks inside sentences that stand where the width says
RAGGED, MOST = 0.8, 0.8  # lines of a printed page, whose letters differ in width: so much of the widest is full
_END = re.compile(r"[.!?:;…][\"')\]]*$")
_BULLET = re.compile(r"[•*·▪●◦‣]\s?|(?:\d{1,2}|[a-z])[.)]\s|\([a-z\d]{1,3}\)\s|#|\|")
_QUOTED = re.compile(r"(?:>[ \t]?)+")  # what an e-mail puts before each line that it quotes


@dataclass(frozen=True, slots=True)
class Break:
    """A line break between two lines that hold words."""

    start: int  # where the words before it end
    end: int  # where the words after it start
    width: int  # characters of the line before it
    word: int  # characters of the first word after it
    indent: int  # how much further in the line after it starts
    sure: bool  # it stands inside a sentence


def edits(text: str) -> Iterator[Edit]:
    """The breaks inside paragraphs of a text in lines of one width; nothing where every paragraph is a line."""
    if "\n" not in text or not _may_be_cut(text):
        return
    breaks = list(_breaks(text))
    least = _least([b for b in breaks if b.sure])
    for b in breaks:
        if least is not None and b.width + 1 + b.word > least and _goes_on(text, b):
            yield joined(text, b.start, b.end)


def _may_be_cut(text: str) -> bool:
    """Whether at least half of a text stands in lines short enough to be parts of a paragraph."""
    lines = [len(line) for line in text.split("\n")]
    return 2 * sum(length for length in lines if length > LONGEST) < sum(lines)


def _breaks(text: str) -> Iterator[Break]:
    """The single line breaks of a text."""
    line_start, before = 0, ""
    for line in text.split("\n"):
        if before.strip() and line.strip():
            yield _break(before, line, line_start)
        line_start, before = line_start + len(line) + 1, line


def _break(before: str, line: str, start: int) -> Break:
    """The break between two lines; `start` is where the second starts in the text."""
    kept = before.rstrip()
    margin = len(line) - len(line.lstrip())
    if (quoted := _QUOTED.match(line)) and before.startswith(">"):
        margin = quoted.end()
    words = line[margin:]
    first = words.split(None, 1)[0] if words.strip() else ""
    sure = len(kept) >= SHORTEST and not _END.search(kept) and (words[:1].islower() or _open(kept))
    indent = margin - (len(before) - len(before.lstrip(" \t>")))
    return Break(start - 1 - len(before) + len(kept), start + margin, len(kept), len(first), indent, sure)


def _open(line: str) -> bool:
    """Whether a line ends in a word that ends no paragraph, or in a part of one."""
    last = line.rsplit(None, 1)[-1]
    return last.casefold() in patterns.words("layout", "goes-on") or (len(last) > 1 and last.endswith("-"))


def _least(sure: Sequence[Break]) -> float | None:
    """What a line and the word after it must exceed to have been cut, or None in a text that was not cut."""
    if not sure:
        return None
    widest = max(b.width for b in sure)
    if sum(b.width + 1 + b.word > widest for b in sure) >= SURE * len(sure):
        return widest
    full = sum(b.width > RAGGED * widest for b in sure)
    return RAGGED * widest if full >= MOST * len(sure) else None


def _goes_on(text: str, b: Break) -> bool:
    """Whether what follows a full line may be the same paragraph: no list, no line set further in."""
    return b.indent < 2 and not _BULLET.match(text, b.end)
