"""Lines that belong to another story, to a picture or to the page, to nothing, and the marks of news agencies too."""

import re
from collections.abc import Iterator
from functools import cache

from newsx import patterns
from newsx.text.copy import Edit

_LONGEST = 250  # characters of a line that is only a headline or asks something of the reader
_LINK = 160  # characters of a headline in a list of them
_ENDING = 100  # characters at the end of a line in which a picture's owner is named
_WORD = re.compile(r"\w+")
_SENTENCE = re.compile(r"[.!…:;,][\"')\]]{0,3}$")
_COLON = r"(?:\s?[:|»>]|\s[-–—]{1,2}\s)"
_MARKS = frozenset("([/")


def edits(text: str) -> Iterator[Edit]:
    """What is passed over: whole lines, what stands in brackets, marks of agencies."""
    start, listed = 0, False
    for line in text.split("\n"):
        first = _WORD.search(line)
        opens = first is not None and first[0].casefold() in _firsts()
        at = first.start() if first else 0
        listed = (opens and bool(_list().match(line, at))) or (listed and _is_link(line))
        if listed or (opens and _is_aside(line, at)) or _is_caption(line):
            yield Edit(start, start + len(line), "")
        elif not _MARKS.isdisjoint(line):
            yield from (Edit(start + m.start(), start + m.end(), "") for m in _inside().finditer(line))
        start += len(line) + 1


def _is_link(line: str) -> bool:
    """Whether a line may be one of a list of headlines, or is empty."""
    return len(line) < _LINK and not _SENTENCE.search(line.rstrip()[-5:])


def _is_aside(line: str, at: int) -> bool:
    """Whether the words that open a line say that it is none of the story."""
    return bool((_short().match(line, at) and len(line) < _LONGEST) or _whole().match(line, at))


def _is_caption(line: str) -> bool:
    """Whether a line ends with whose a picture is."""
    end = line[-_ENDING:].casefold()
    return any(owner in end for owner in _owners()) and bool(_credit().search(line, max(0, len(line) - _ENDING)))


@cache
def _firsts() -> frozenset[str]:
    """The words that open a line that may be passed over."""
    entries = ("labels", "captions", "alone", "lists", "openers")
    return frozenset(p.split()[0].split("-")[0].split("'")[0] for e in entries for p in patterns.words("layout", e))


@cache
def _owners() -> frozenset[str]:
    return patterns.words("layout", "credits")


@cache
def _list() -> re.Pattern[str]:
    """A line above links to other stories."""
    return _pattern(rf"{_words('lists')}[^\w\n]*$")


@cache
def _short() -> re.Pattern[str]:
    """A label before another story's headline, or words to the reader."""
    return _pattern(rf"{_words('labels')}{_COLON}|{_words('openers')}\s")


@cache
def _whole() -> re.Pattern[str]:
    """A picture's caption, or a line of the page's own."""
    return _pattern(rf"{_words('captions')}(?:{_COLON}|\sby\s)|{_words('alone')}[^\w\n]*$")


@cache
def _credit() -> re.Pattern[str]:
    """The end of a line that names whose a picture is."""
    return _pattern(rf"(?:^|[.(\[]|\s[-–—|])\s?(?:[^.,\n]{{0,40}}[/ ])?{_words('credits')}[^.,\n]{{0,40}}[.)\]]*$")


@cache
def _inside() -> re.Pattern[str]:
    """What is passed over inside a line: "[Read more: ...]", "(Reuters)" before a dash."""
    label, tag = _words("labels", "captions"), _words("tags")
    bracket = rf"[(\[]\s?{label}{_COLON}[^()\[\]\n]{{0,300}}[)\]]"
    return _pattern(rf"{bracket}|[(/]{tag}[)/](?=\s?(?:[-–—]|:))")


def _words(*entries: str) -> str:
    phrases = sorted({p for entry in entries for p in patterns.words("layout", entry)}, key=lambda p: (-len(p), p))
    return "(?:" + "|".join(re.escape(p).replace(r"\ ", r"\s") for p in phrases) + ")"


def _pattern(text: str) -> re.Pattern[str]:
    return re.compile(text, re.IGNORECASE)
