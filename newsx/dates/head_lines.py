"""The lines of a text's head to the days that they state in figures or in another language than ours."""

import re
from collections.abc import Iterator
from datetime import date

from newsx.dates import labels
from newsx.dates.near_by import Near
from newsx.dates.stated import in_english, stated

Span = tuple[int, int]

_LONGEST = 90
_FEW = 5  # words of a date: "3 hours ago"; "For release: Man held in 2005 case" is a headline
_SEPARATOR = re.compile(r"\s[|·•–—]\s|\s{3,}")
_FIGURES = r"\d{1,4}\s?(?P<sep>[-/.])\s?\d{1,2}\s?(?P=sep)\s?\d{1,4}(?!\d)"
_TRIPLE = re.compile(rf"(?<!\d){_FIGURES}")
_YEAR_LAST = re.compile(r"(?<!\d)(\d{1,2})[-/](\d{1,2})[-/](\d{4})(?!\d)")
_STORY = re.compile(r"[^\W\d_]{3}[.!?](?:\s|$)")
# A line that may be nothing but a date: "mardi 3 février 2026", "2026年2月3日", "03/02/2026 10:15".
_BARE = re.compile(
    rf"""
    (?: [^\W\d_]+[.,]*\s )? (?: [^\W\d_]{{1,3}}\s )?
    (?: {_FIGURES} (?:\W.{{0,20}})?
      | \d{{1,2}} (?:\.|er|º|ª)? \s (?:de\s)? [^\W\d_]+\.?,? \s (?:del?\s)? \d{{4}} \b .{{0,20}}
      | \d{{4}} [.年년] \s? (?: \d{{1,2}}[月월] | [^\W\d_]+ ) \s? \d{{1,2}} .{{0,20}} )
    """,
    re.VERBOSE,
)


def days(head: str, end: int, near: Near) -> Iterator[tuple[date, Span, bool]]:
    """The days that the lines of a head state, each with its place and whether it is that of a change."""
    for start, said in _pieces(head, end):
        label, value = labels.behind(said) or ("", said)
        value = value.strip()
        if (label or _BARE.fullmatch(value)) and (day := stated(value, near)):
            at = start + said.rindex(value)
            yield day, (at, at + len(value)), is_change(label)


def unread(head: str, end: int, near: Near) -> tuple[str, ...]:
    """What the lines of a head state in the shape of a date, and nobody understands."""
    found = []
    for _, said in _pieces(head, end):
        label, value = labels.behind(said) or ("", said)
        value = value.strip()
        if _is_shaped(label, value) and not _STORY.search(value) and not stated(value, near):
            found.append(value)
    return tuple(found)


def _is_shaped(label: str, value: str) -> bool:
    """Whether what stands behind a label, or alone, can only be meant as a date."""
    if not label:
        return bool(_TRIPLE.fullmatch(value))
    short = len(value.split()) <= _FEW and any(c.isdigit() for c in value)
    return short and bool(_TRIPLE.search(value) or label.endswith((":", "：")))


def is_header(line: str) -> bool:
    """Whether a line is nothing but a label, a date, both, or who wrote it."""
    said = line.strip()
    label, value = labels.behind(said) or ("", said)
    if label and (label.endswith((":", "：")) or (not value.strip() and " " in label)):
        return True
    return labels.is_byline(said) or bool(_BARE.fullmatch(said)) or bool(stated(value) if label else in_english(said))


def triples(text: str) -> list[tuple[str, str, str, str]]:
    """The dates of figures in a text whose year comes last: each with its three numbers."""
    return [(m[0], m[1], m[2], m[3]) for m in _YEAR_LAST.finditer(text)]


def is_change(before: str) -> bool:
    """Whether the label before a date says that it is the day of a change."""
    return labels.kind(_bare(before)) == "header-changes"


def is_label(before: str) -> bool:
    """Whether what stands before a date is the label of a publication date."""
    return labels.kind(_bare(before)) is not None


def _bare(before: str) -> str:
    return before.strip(" \t:：.-–—|").casefold()


def _pieces(head: str, end: int) -> Iterator[tuple[int, str]]:
    """What separators part in the short lines that begin in the head, each with its place."""
    for start, line in _lines(head, end):
        at = 0
        for said in _SEPARATOR.split(line):
            at = line.index(said, at)
            skipped = labels.by_whom(said)
            yield start + at + skipped, said[skipped:]
            at += len(said)


def _lines(head: str, end: int) -> Iterator[tuple[int, str]]:
    """The short lines that begin in the head, each with its place."""
    start = 0
    while 0 <= start <= min(end, len(head) - 1):
        stop = head.find("\n", start)
        line = head[start : stop if stop >= 0 else len(head)]
        if line.strip() and len(line) <= _LONGEST:
            yield start, line
        if stop < 0:
            return
        start = stop + 1
