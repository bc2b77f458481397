"""TIMEX3 values to calendar days and back: the days that a value covers, and the value so many units away."""

import calendar
import re
from datetime import MAXYEAR, MINYEAR, date, timedelta
from functools import lru_cache

_SEASONS = {"SP": 3, "SU": 6, "FA": 9, "AU": 9, "WI": 12}
_DAY = re.compile(r"(\d{4})-(\d\d)-(\d\d)(?:T.*)?")
_MONTH = re.compile(r"(\d{4})-(\d\d)")
_WEEK = re.compile(r"(\d{4})-W(\d\d)(-WE)?")
_PART = re.compile(r"(\d{4})-([QH])([1-4])")
_SEASON = re.compile(r"(\d{4})-(SP|SU|FA|AU|WI)")
_YEARS = re.compile(r"\d{2,4}")

Days = tuple[date, date]


@lru_cache(4096)
def days(value: str) -> Days | None:
    """The first and last day that a value covers; None for what has none.

    >>> days("2025-02")
    (datetime.date(2025, 2, 1), datetime.date(2025, 2, 28))
    >>> days("P5Y") is None
    True
    """
    try:
        return _days(value)
    except (ValueError, OverflowError):
        return None


def _days(value: str) -> Days | None:
    if match := _DAY.fullmatch(value):
        day = date(int(match[1]), int(match[2]), int(match[3]))
        return day, day
    if match := _MONTH.fullmatch(value):
        return months(int(match[1]), int(match[2]), 1)
    if match := _WEEK.fullmatch(value):
        monday = date.fromisocalendar(int(match[1]), int(match[2]), 1)
        return (monday + timedelta(5 if match[3] else 0)), monday + timedelta(6)
    if match := _PART.fullmatch(value):
        length = 3 if match[2] == "Q" else 6
        return months(int(match[1]), (int(match[3]) - 1) * length + 1, length)
    if match := _SEASON.fullmatch(value):
        return months(int(match[1]), _SEASONS[match[2]], 3)
    if match := _YEARS.fullmatch(value):
        width = 10 ** (4 - len(value))
        first = int(value) * width
        return date(first, 1, 1), date(first + width - 1, 12, 31)
    return None


def months(year: int, month: int, length: int) -> Days:
    """The first and last day of so many months."""
    last_year, last = divmod(month - 1 + length - 1, 12)
    last_year, last = year + last_year, last + 1
    return date(year, month, 1), date(last_year, last, calendar.monthrange(last_year, last)[1])


@lru_cache(4096)
def grain(value: str) -> str | None:
    """How fine a value is: D, W, M, Q, H (half), S (season), Y, E (decade) or C (century)."""
    if _DAY.fullmatch(value):
        return "D"
    if _MONTH.fullmatch(value):
        return "M"
    if _WEEK.fullmatch(value):
        return "W"
    if match := _PART.fullmatch(value):
        return match[2]
    if _SEASON.fullmatch(value):
        return "S"
    if _YEARS.fullmatch(value):
        return {4: "Y", 3: "E", 2: "C"}[len(value)]
    return None


def shift(day: date, count: int, unit: str) -> str | None:
    """The value of a unit so many units from a day.

    >>> shift(date(2026, 2, 4), -2, "M")
    '2025-12'
    """
    try:
        return _shift(day, count, unit)
    except (ValueError, OverflowError):
        return None


def _shift(day: date, count: int, unit: str) -> str | None:
    if unit == "D":
        return (day + timedelta(count)).isoformat()
    if unit in ("W", "WE"):
        return week(day + timedelta(7 * count)) + ("-WE" if unit == "WE" else "")
    if unit in ("M", "Q", "H"):
        return _by_months(day, count, unit)
    if unit in ("Y", "E", "C"):
        return _by_years(day.year, count, unit)
    return None


def _by_months(day: date, count: int, unit: str) -> str:
    length = {"M": 1, "Q": 3, "H": 6}[unit]
    total = (day.year * 12 + day.month - 1) // length + count
    year, part = divmod(total, 12 // length)
    if not MINYEAR <= year <= MAXYEAR:
        raise ValueError(year)
    return f"{year:04}-{part + 1:02}" if unit == "M" else f"{year:04}-{unit}{part + 1}"


def _by_years(year: int, count: int, unit: str) -> str | None:
    width = {"Y": 1, "E": 10, "C": 100}[unit]
    first = year // width + count
    if not MINYEAR <= first * width <= MAXYEAR:
        return None
    return f"{first:0{4 - len(str(width)) + 1}}"


def week(day: date) -> str:
    """The ISO week of a day."""
    iso = day.isocalendar()
    return f"{iso.year:04}-W{iso.week:02}"


def valid(year: int, month: int, day: int) -> bool:
    """Whether there is such a day."""
    return MINYEAR <= year <= MAXYEAR and 1 <= month <= 12 and 1 <= day <= calendar.monthrange(year, month)[1]


def nth_weekday(year: int, month: int, weekday: int, nth: int) -> date:
    """The nth such weekday of a month (Monday is 0); nth -1 is the last."""
    if nth < 0:
        last = date(year, month, calendar.monthrange(year, month)[1])
        return last - timedelta((last.weekday() - weekday) % 7)
    first = date(year, month, 1)
    return first + timedelta((weekday - first.weekday()) % 7 + 7 * (nth - 1))


def easter(year: int) -> date:
    """Easter Sunday of the Gregorian calendar (Meeus, Jones and Butcher)."""
    a, b, c = year % 19, year // 100, year % 100
    d, e, f = b // 4, b % 4, (b + 8) // 25
    g = (b - f + 1) // 3
    h = (19 * a + b - d - g + 15) % 30
    i, k = c // 4, c % 4
    m = (32 + 2 * e + 2 * i - h - k) % 7
    n = (a + 11 * h + 22 * m) // 451
    month, day = divmod(h + m - 7 * n + 114, 31)
    return date(year, month, day + 1)
