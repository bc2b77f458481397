"""A text to its items: words, numbers and signs, each with the classes that the rules of dates are written in."""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from typing import Any, NamedTuple

from newsx import patterns
from newsx.dates import numerals, zones

Classes = Mapping[str, Any]
NOTHING: Classes = {}

_TOKEN = re.compile(
    r"""
      (?P<iso>\d{4}-\d\d-\d\d(?:[T ]\d\d:\d\d(?::\d\d(?:\.\d{1,9})?)?(?:Z|[+-]\d\d:?\d\d)?)?(?![\w-])  # an ISO time
             |\d{4}-(?:W\d\d|Q[1-4]|H[12])(?!\w))                                       # 2026-W17
    | (?P<slashed>(?:\d{4}(?P<sep>[/.])\d{1,2}(?P=sep)\d{1,2}                             # 2026.2.4
                  |\d{1,4}(?P<mark>[/.])\d{1,2}(?P=mark)\d{2,4})(?![\w/]|[.]\d))           # 04/02/2026, 4.2.2026
    | (?P<glued>\d{1,2}[A-Z][a-z]{2,8}\d{4}(?!\w))                                      # 04Feb2026
    | (?P<part>(?:[QqHh][1-4]|[1-4][QqHh]|(?<![/.])9/11(?!/))(?!\w))                                        # Q3  1H
    | (?P<fiscal>FY\s?['’]?\d{2,4}(?![\w,]))                                           # FY2023
    | (?P<chain>\d+(?:[-/]\d+){3,})                                                       # 020-7946-0018-1
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


class Item(NamedTuple):
    """A token or a number phrase: where it stands, and what it can be in a rule."""

    start: int
    end: int
    text: str
    classes: Classes


@dataclass(frozen=True, slots=True)
class Lexicon:
    """What each word can be: in lower case, and with a capital; and the phrases that two words can begin."""

    lower: Mapping[str, Classes]
    upper: Mapping[str, Classes]
    phrases: Mapping[tuple[str, ...], Sequence[tuple[tuple[str, ...], Classes]]]

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
) -> dict[tuple[str, ...], list[tuple[tuple[str, ...], Classes]]]:
    """The entries of several words, taken out of the tables, by their first two words and the longest first."""
    found: dict[tuple[str, ...], list[tuple[tuple[str, ...], Classes]]] = {}
    for phrase in [p for p in upper if " " in p]:
        words = tuple(phrase.split())
        found.setdefault(words[:2], []).append((words, upper.pop(phrase)))
        lower.pop(phrase, None)
        for table in (upper, lower):
            table.setdefault(words[0], {})["phrase"] = True
    return {start: sorted(rows, key=lambda r: -len(r[0])) for start, rows in found.items()}


def _words(entry: patterns.Entry) -> Iterator[tuple[str, Any]]:
    words = entry["words"]
    yield from words.items() if isinstance(words, dict) else ((word, word) for word in words)


def items(text: str) -> list[Item]:
    """Every token of a text, number phrases and other phrases of the calendar as one item."""
    words = lexicon()
    tokens = list(_tokens(text, words))
    out: list[Item] = []
    at, size = 0, len(tokens)
    while at < size:
        item = tokens[at]
        kinds = item.classes
        if kinds:
            joined = _phrase(tokens, at, words, text) if "phrase" in kinds else None
            if joined is None and ("zone" in kinds or "opening" in kinds):
                joined = zones.read(tokens, at, text)
            if joined is None and ("word" in kinds or "num" in kinds or "one" in kinds):
                joined = numerals.read(tokens, at)
            if joined is not None:
                out.append(joined[0])
                at = joined[1]
                continue
        out.append(item)
        at += 1
    return out


def _phrase(tokens: Sequence[Item], at: int, words: Lexicon, text: str) -> tuple[Item, int] | None:
    """The phrase of the lexicon that starts at a token, as one item, and the token after it."""
    begun = tuple(_plain(t) for t in tokens[at : at + 2])
    for phrase, classes in words.phrases.get(begun, ()):
        end = at + len(phrase)
        if tuple(_plain(t) for t in tokens[at:end]) == phrase:
            start, stop = tokens[at].start, tokens[end - 1].end
            return Item(start, stop, text[start:stop], classes), end
    return None


def _plain(token: Item) -> str:
    return token.text.lower().replace("’", "'")


def _tokens(text: str, words: Lexicon) -> Iterator[Item]:
    lower, upper = words.lower.get, words.upper.get
    for match in _TOKEN.finditer(text):
        kind = match.lastgroup
        start, end = match.span()
        written = match.group()
        if kind == "word":
            if written[0].isupper():
                yield Item(start, end, written, upper(written.lower(), _NAME))
            else:
                yield Item(start, end, written, lower(written.lower(), NOTHING))
        elif kind == "sign":
            yield Item(start, end, written, lower(written.replace("’", "'").lower(), NOTHING))
        elif kind == "tail":
            if written.isdecimal():
                yield Item(start, end, written, _number(text, start, written, ""))
            elif len(match["tail"]) > 3 and match["tail"].islower():
                yield from _parted(text, match, words)
            else:
                yield Item(start, end, written, _number(text, start, match["number"], match["tail"].lower()))
        elif kind == "dash":
            spaced = text[start - 1 : start].isspace() or text[end : end + 1].isspace()
            yield Item(start, end, "-", _SPACED_DASH if spaced else _DASH)
        elif kind == "chain":
            yield Item(start, end, written, _AMOUNT)
        elif kind == "blank":
            yield Item(start, end, written, BLANK)
        elif kind == "dotted" or kind == "part":
            yield Item(start, end, written, words.classes(written))
        else:
            yield Item(start, end, written, _numeric(text, match))


_NAME: Classes = {"name": None}
BLANK: Classes = {"blank": None}
_DASH: Classes = {"=-": "-", "to": "-"}
_SPACED_DASH: Classes = {"dash": "-", "to": "-"}


def _parted(text: str, match: re.Match[str], words: Lexicon) -> Iterator[Item]:
    """A year and the word that hangs on it, "2001alleging", as two; another number with a word as none."""
    start, end = match.span()
    middle = match.end("number")
    if len(match["number"]) == 4:
        yield Item(start, middle, match["number"], _number(text, start, match["number"], ""))
        yield Item(middle, end, match["tail"], words.classes(match["tail"]))
    else:
        yield Item(start, end, match.group(), _AMOUNT)


_AMOUNT: Classes = {"amount": None}


def _numeric(text: str, match: re.Match[str]) -> Classes:
    kind = match.lastgroup or ""
    if kind == "fiscal":
        digits = match.group()[2:].strip(" '’")
        return {"fiscalyear": digits} if len(digits) != 3 else NOTHING
    kind = "slashed" if kind == "sep" else kind
    return NOTHING if _glued(text, match.start()) else {kind: match.group()}


def _number(text: str, start: int, number: str, tail: str) -> Classes:
    before = text[start - 1] if start else " "
    if before == " ":
        if start > 1 and text[start - 2] in _CURRENCY:
            return _AMOUNT
    elif before in _CURRENCY or _glued(text, start):
        return _AMOUNT
    return numerals.classes(number, tail)


def _glued(text: str, start: int) -> bool:
    """Whether a number hangs on a letter, as in A380 or F-16."""
    if not start:
        return False
    before = text[start - 1]
    if before == "/" and text[max(0, start - 5) : start - 1].isdecimal():
        return False  # 2019/20
    return before.isalnum() or (before in "./" and start > 1 and text[start - 2].isdigit())
