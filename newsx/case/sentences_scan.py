"""A sentence of text into the lengths of time and the words ("life", "house arrest") that may be a punishment."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache

from newsx import patterns

_UNIT = r"(?:years?|months?|weeks?|days?|hours?)"
_NAMES = {
    "life": "life",
    "death": "death",
    "house arrest": "house-arrest",
    "home confinement": "house-arrest",
    "home detention": "house-arrest",
    "community service": "community-service",
    "probation": "probation",
    "suspended sentence": "suspended",
    "suspended sentences": "suspended",
    "suspended prison sentence": "suspended",
    "suspended jail sentence": "suspended",
    "prison": "prison",
    "jail": "prison",
}


@dataclass(frozen=True, slots=True)
class Term:
    """A stretch that may name a punishment, and what it is: "time", or the word that it stands for."""

    start: int
    end: int
    shape: str
    text: str
    ranged: bool = False


def scan(text: str, start: int, end: int) -> list[Term]:
    """The candidates in `text[start:end]`, in text order; none overlaps another."""
    times = [Term(m.start(), m.end(), "time", m.group(), bool(m["to"])) for m in _time().finditer(text, start, end)]
    times = [t for t in times if not re.match(r"['’]?[\s-]old\b|[\s-]ago\b", text[t.end : t.end + 8])]
    return sorted([*times, *_named(text, (start, end), times)], key=lambda t: t.start)


def _named(text: str, within: tuple[int, int], times: Sequence[Term]) -> Iterator[Term]:
    for match in _name().finditer(text, *within):
        if not any(t.start < match.end() and match.start() < t.end for t in times):
            shape = _NAMES[re.sub(r"\s+", " ", match.group().casefold())]
            yield Term(match.start(), match.end(), shape, match.group())


@cache
def _name() -> re.Pattern[str]:
    names = sorted(_NAMES, key=len, reverse=True)
    return re.compile(r"\b(?:" + "|".join(n.replace(" ", r"\s") for n in names) + r")\b", re.IGNORECASE)


@cache
def _time() -> re.Pattern[str]:
    small = next(e["values"] for e in patterns.load("money") if e["id"] == "cardinals")
    word = "|".join([*small, "hundred"])
    number = rf"(?:\d{{1,4}}(?:\.\d|½)?|(?:{word})(?:-(?:{word}))?|an?(?:\shundred)?)"
    return re.compile(
        rf"""
        (?<![\w$£€.,-]) {number}
        (?: \s and \s a \s half | -and-a-half | (?P<to> (?: \s to \s | \s or \s | [-–] ) {number} ) )?
        [\s-] {_UNIT} \b ['’]?
        (?: (?: ,? \s and \s | ,? \s ) {number} [\s-] {_UNIT} \b ['’]? | \s and \s a \s half )?
        """,
        re.IGNORECASE | re.VERBOSE,
    )
