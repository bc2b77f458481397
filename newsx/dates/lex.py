"""A text to its items: the words, numbers and signs of the calendar, each with the classes that rules are written in."""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from typing import Any

from newsx import patterns
from newsx.dates import numerals

Classes = Mapping[str, Any]
NOTHING: Classes = {}

_TOKEN = re.compile(
    r"""
      (?P<iso>\d{4}-\d\d-\d\d(?:[T ]\d\d:\d\d(?::\d\d(?:\.\d{1,9})?)?(?:Z|[+-]\d\d:?\d\d)?)?(?![\w-]) # 2026-02-04T10:30Z
             |\d{4}-(?:W\d\d|Q[1-4]|H[12])(?!\w))                                       # 2026-W17
    | (?P<slashed>\d{1,4}(?P<sep>[/.])\d{1,2}(?P=sep)\d{2,4}(?![\w/]|[.]\d))            # 04/02/2026, 4.2.2026
    | (?P<part>(?:[QqHh][1-4]|[1-4][QqHh])(?!\w))                                        # Q3  1H
    | (?P<fiscal>FY\s?['’]?\d{2,4}(?![\w,]))                                           # FY2023
    | (?P<number>\d+(?:[.,:]\d+)*)(?P<tail>[^\W\d_]*)                                  # 1,200  10:30  20th  1990s
    | (?P<dotted>[^\W\d_](?:\.[^\W\d_])+)(?!\w)                                         # a.m  U.S
    | (?P<word>[^\W\d_]+)
    | (?P<blank>\n[^\S\n]*\n\s*)                                                       # the end of a paragraph
    | (?P<dash>[-‐‑–—−])
    | (?P<sign>['’][^\W\d_]*|[^\w\s]|_)
    """,
    re.VERBOSE,
)
_CURRENCY = frozenset("$£€¥₹₽#")


@dataclass(frozen=True, slots=True)
class Item:
    """A token or a number phrase: where it stands, and what it can be in a rule."""

    start: int
    end: int
    text: str
    classes: Classes


@dataclass(frozen=True, slots=True)
class Lexicon:
    """What each word can be: in lower case, and with a capital; and the phrases that a word can begin."""

    lower: Mapping[str, Classes]
    upper: Mapping[str, Classes]
    phrases: Mapping[str, Sequence[tuple[tuple[str, ...], Classes]]]

    def classes(self, word: str) -> Classes:
        """The classes of a word as it is written."""
        table = self.upper if word[0].isupper() else self.lower
        return table.get(word.lower(), NOTHING)


@cache
def lexicon() -> Lexicon:
    """The word entries of the pack `dates`, and every literal of its rules as a class of its own (`=of`)."""
    from newsx.dates.grammar import literals

    lower: dict[str, dict[str, Any]] = {}
    upper: dict[str, dict[str, Any]] = {}
    for entry in patterns.load("dates"):
        kinds = entry.get("class", ())
        for kind in (kinds,) if isinstance(kinds, str) else kinds:
            for word, value in _words(entry):
                upper.setdefault(word, {})[kind] = value
                if not entry.get("cased"):
                    lower.setdefault(word, {})[kind] = value
    for word in literals():
        for table in (lower, upper):
            table.setdefault(word, {})[f"={word}"] = word
    return Lexicon(lower, upper, _phrases(upper, lower))


def _phrases(
    upper: dict[str, dict[str, Any]], lower: dict[str, dict[str, Any]]
) -> dict[str, list[tuple[tuple[str, ...], Classes]]]:
    """The entries of several words, taken out of the tables, by their first word and the longest first."""
    found: dict[str, list[tuple[tuple[str, ...], Classes]]] = {}
    for phrase in [p for p in upper if " " in p]:
        words = tuple(phrase.split())
        found.setdefault(words[0], []).append((words, upper.pop(phrase)))
        lower.pop(phrase, None)
        for table in (upper, lower):
            table.setdefault(words[0], {})["phrase"] = True
    return {word: sorted(rows, key=lambda r: -len(r[0])) for word, rows in found.items()}


def _words(entry: patterns.Entry) -> Iterator[tuple[str, Any]]:
    words = entry["words"]
    yield from words.items() if isinstance(words, dict) else ((word, word) for word in words)


def items(text: str) -> list[Item]:
    """Every token of a text, number phrases and other phrases of the calendar as one item."""
    words = lexicon()
    return numerals.merge(list(_joined(list(_tokens(text, words)), words, text)))


def _joined(tokens: Sequence[Item], words: Lexicon, text: str) -> Iterator[Item]:
    at = 0
    while at < len(tokens):
        item = tokens[at]
        if "phrase" in item.classes:
            for phrase, classes in words.phrases[item.text.lower()]:
                rest = tokens[at : at + len(phrase)]
                if tuple(t.text.lower().replace("’", "'") for t in rest) == phrase:
                    item = Item(item.start, rest[-1].end, text[item.start : rest[-1].end], classes)
                    at += len(phrase) - 1
                    break
        yield item
        at += 1


def _tokens(text: str, words: Lexicon) -> Iterator[Item]:
    for match in _TOKEN.finditer(text):
        kind = match.lastgroup
        start, end = match.span()
        written = match.group()
        if kind == "word":
            yield Item(start, end, written, words.classes(written))
        elif kind in ("number", "tail"):
            yield from _numbers(text, match, words)
        elif kind == "dash":
            yield Item(start, end, "-", _SPACED_DASH if text[start - 1 : end + 1].strip() != text[start - 1 : end + 1] else _DASH)
        elif kind == "blank":
            yield Item(start, end, written, {"blank": None})
        elif kind in ("sign", "dotted", "part"):
            yield Item(start, end, written, words.classes(written.replace("’", "'")))
        else:
            yield Item(start, end, written, _numeric(text, match))


_DASH: Classes = {"=-": "-", "to": "-"}
_SPACED_DASH: Classes = {"dash": "-", "to": "-"}


def _numbers(text: str, match: re.Match[str], words: Lexicon) -> Iterator[Item]:
    """A number with the letters that hang on it; a whole word that does ("2001alleging") stands by itself."""
    start, end = match.span()
    tail = match["tail"]
    if len(tail) > 3 and len(match["number"]) == 4 and tail.islower():
        middle = match.end("number")
        yield Item(start, middle, match["number"], _number(text, match, ""))
        yield Item(middle, end, tail, words.classes(tail))
    else:
        yield Item(start, end, match.group(), _number(text, match, tail.lower()))


def _numeric(text: str, match: re.Match[str]) -> Classes:
    kind = match.lastgroup or ""
    if kind == "fiscal":
        digits = match.group()[2:].strip(" '’")
        return {"fiscalyear": digits} if len(digits) != 3 else NOTHING
    kind = "slashed" if kind == "sep" else kind
    return NOTHING if _glued(text, match.start()) else {kind: match.group()}


def _number(text: str, match: re.Match[str], tail: str) -> Classes:
    start = match.start()
    if _glued(text, start) or (start and text[start - 1] in _CURRENCY) or text[start - 2 : start] in _SPACED:
        return {"amount": None}
    return numerals.classes(match["number"], tail)


_SPACED = frozenset(f"{sign} " for sign in _CURRENCY)


def _glued(text: str, start: int) -> bool:
    """Whether a number hangs on a letter, as in A380 or F-16."""
    if not start:
        return False
    before = text[start - 1]
    if before == "/" and text[max(0, start - 5) : start - 1].isdecimal():
        return False  # 2019/20
    return before.isalnum() or (before in "./" and start > 1 and text[start - 2].isdigit())
