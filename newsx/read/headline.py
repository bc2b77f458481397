"""A plain text to its headline: a first line that is neither a sentence, a date, a label nor a byline."""

import re

from newsx import patterns
from newsx.dates import head_lines, header
from newsx.read.draft import Draft

_LONGEST = 220  # characters
_FEWEST, _MOST = 3, 36  # words
_SEEN = 40  # lines in which headline and story begin
_FOLDED = 100  # a text whose lines are all shorter was folded
_SENTENCE = re.compile(r"[^\W\d_]{2}[.!?][\"'”’)]*(?:\s|$)|[,;:–—-]$|\s[–—-]{1,2}\s*$")
_BEGINS = re.compile(r"[\"'“‘(\[]*[^\W_a-z]|[$€£]")
_ENDS = re.compile(r"[!?][\"'”’)]*$")


def text(source: str) -> Draft:
    """The text as it is, under its headline where it has one."""
    return Draft(text=source, title=headline(source))


def headline(source: str) -> str | None:
    """The headline in the first lines of a text; None where the text begins at once.

    >>> headline("Bank fined over leak\\\\n\\\\nA court fined Harbour Bank on Friday.")
    'Bank fined over leak'
    >>> headline("LEEDS, 3 May 2024 - A court fined Harbour Bank on Friday.") is None
    True
    """
    lines = source.lstrip().split("\n", _SEEN)[:_SEEN]
    while lines and (not lines[0].strip() or head_lines.is_header(lines[0])):
        lines.pop(0)
    block = _first(lines)
    said = " ".join(" ".join(block).split())
    if not block or not _is_headline(said) or not _story_follows(lines[len(block) :]):
        return None
    return None if _is_dateline(source, block[0]) else said


def _first(lines: list[str]) -> list[str]:
    """The first line, with those to which it was folded; empty where it is one of a folded story."""
    width = max((len(line.rstrip()) for line in lines), default=0)
    block: list[str] = []
    for line in lines:
        if not line.strip() or head_lines.is_header(line):
            return block
        if block and not _goes_on(block[-1], line, width):
            return block if not block[1:] or width > _FOLDED else []
        block.append(line.strip())
    return block


def _goes_on(line: str, following: str, width: int) -> bool:
    """Whether a line was folded: the next begins in the middle of something, or its first word had no room."""
    first = following.split()[0]
    return first[0].islower() or (width <= _FOLDED and len(line) + 1 + len(first) > width)


def _is_headline(said: str) -> bool:
    words = said.split()
    if said.casefold() in patterns.words("pages", "no-headlines"):
        return False
    if not _FEWEST <= len(words) <= _MOST or len(said) > _LONGEST or not _BEGINS.match(said):
        return False
    return not _SENTENCE.search(_ENDS.sub("", said))


def _is_dateline(source: str, line: str) -> bool:
    """Whether the line holds the day of publication: "3 May 2024 Contact: Mara Lindt"."""
    found = header(source)
    start = source.index(line)
    return found is not None and start <= found[1][0] < start + len(line)


def _story_follows(lines: list[str]) -> bool:
    """Whether a sentence comes behind it."""
    return bool(re.search(r"[^\W\d_]{2}[.!?]", " ".join(lines)))
