"""A date in figures to its day: "2026/02/03", "20260203", seconds since 1970; none where it has two readings."""

import re
from collections.abc import Iterator
from datetime import UTC, date, datetime

from newsx.dates import calendar, lex
from newsx.dates.near_by import Near, day_on_page, order

MOST = 10**17
YEARS = range(1600, 2101)
_SHORT_TURNS = 30  # "31" is 1931, as in the running text
_SECONDS = {10: 1, 13: 10**3, 16: 10**6}
_NOT_SECONDS = "1990"  # ten figures below are seconds up to 2033; those above may be an hour of that year
_SHAPE = re.compile(
    r"""
    (?: (?P<weekday>[^\W\d_]+)(?P<sign>[.,]*)\s+ )?
    (?P<a>\d{1,4}) \s?(?P<sep>[-/.])\s? (?P<b>\d{1,2}) \s?(?P=sep)\s? (?P<c>\d{4}|\d{1,2}) \.?
    """,
    re.VERBOSE,
)


def digits(text: str) -> date | None:
    """The day of a value that is nothing but digits: year, month and day in a row, or time since 1970 in UTC.

    >>> digits("20260203"), digits("1770163200")
    (datetime.date(2026, 2, 3), datetime.date(2026, 2, 4))
    """
    if not text.isascii() or not text.isdecimal():
        return None
    hours = len(text) == 10 and text > _NOT_SECONDS  # a year, month, day and hour
    if (len(text) in (8, 12, 14) or hours) and (day := _of(text[:4], text[4:6], text[6:8])) and text[8:10] < "24":
        return day
    per_second = _SECONDS.get(len(text))
    return datetime.fromtimestamp(int(text) // per_second, UTC).date() if per_second and text < "5" else None


def day(text: str, near: Near) -> date | None:
    """The day of three numbers. Where day and month could change places, what stands around must tell them apart.

    >>> day("Fri, 07/14/2023", Near())
    datetime.date(2023, 7, 14)
    """
    found = _SHAPE.fullmatch(text)
    if not found:
        return None
    weekday = _weekday(found["weekday"])
    if found["weekday"] and weekday is None and not found["sign"]:
        return None  # "Volume 3/2/2024"; but "Di., 05/14/2024" begins with the weekday of another language
    read = dict(_readings(found))
    meant = {which: d for which, d in read.items() if weekday is None or d.weekday() == weekday} or read
    return _one(meant, near)


def _readings(found: re.Match[str]) -> Iterator[tuple[str, date]]:
    """The days that three numbers may be, by what comes first in each."""
    a, b, c, sep = found["a"], found["b"], found["c"], found["sep"]
    if len(a) == 4:
        tried = [("year", (a, b, c))]
    elif len(a) == 3:
        return
    else:
        tried = [("day", (c, b, a))]
        if sep != ".":  # nobody writes the month first with full stops
            tried.append(("month", (c, a, b)))
        if sep == "-" and len(c) < 4:
            tried.append(("year", (a, b, c)))
    for which, parts in tried:
        if meant := _of(*parts):
            yield which, meant


def _one(read: dict[str, date], near: Near) -> date | None:
    days = frozenset(read.values())
    if len(days) < 2:
        return next(iter(days), None)
    return read.get(order(near) or "") or day_on_page(near, days)


def _of(year: str, month: str, day: str) -> date | None:
    if len(year) not in (2, 4):
        return None
    full = int(year) if len(year) == 4 else int(year) + (1900 if int(year) > _SHORT_TURNS else 2000)
    parts = full, int(month), int(day)
    return date(*parts) if full in YEARS and calendar.valid(*parts) else None


def _weekday(name: str | None) -> int | None:
    kinds = lex.lexicon().upper.get((name or "").lower(), {})
    number = kinds.get("weekday", kinds.get("shortday"))
    return number if isinstance(number, int) else None
