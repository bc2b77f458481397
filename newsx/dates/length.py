"""Counts of units to TIMEX3 durations and clock words to times of day: 18 months is P18M, 5 p.m. is T17:00."""

from collections.abc import Iterable, Mapping
from typing import Any

Number = float | int | str

_MONTHS = {"H": 6}
_YEARS = {"E": 10, "C": 100}
_PARTS = {"Y": ("M", 12), "Q": ("M", 3), "W": ("D", 7), "D": ("TH", 24), "TH": ("TM", 60), "TM": ("TS", 60)}


def value(count: Number, unit: str) -> str:
    """The duration of a count of one unit; a count of "X" is unknown.

    >>> value(2.5, "Y"), value(18, "M"), value("X", "D"), value(5, "TH")
    ('P2Y6M', 'P18M', 'PXD', 'PT5H')
    """
    if isinstance(count, str):
        return _written({{"E": "Y", "C": "Y", "F": "W", "WE": "W"}.get(unit, unit): count})
    return _written(_split(count, unit))


def total(pairs: Iterable[tuple[Number, str]]) -> str | None:
    """The duration of several counts: two years and six months. None when one of them is unknown.

    >>> total([(2, "Y"), (6, "M")])
    'P2Y6M'
    """
    pairs = list(pairs)
    if len(pairs) == 1:
        return value(*pairs[0])
    counts: dict[str, Number] = {}
    for count, unit in pairs:
        if isinstance(count, str):
            return None
        if unit == "Q":
            count, unit = count * 3, "M"
        for part, share in _split(count, unit).items():
            counts[part] = counts.get(part, 0) + share  # type: ignore[operator]  # no "X" gets here
    return _written(counts)


def _split(count: float, unit: str) -> dict[str, Number]:
    if unit in _MONTHS:
        count, unit = count * _MONTHS[unit], "M"
    elif unit in _YEARS:
        count, unit = count * _YEARS[unit], "Y"
    elif unit == "F":
        count, unit = count * 2, "W"
    elif unit == "WE":
        count, unit = count, "WE"
    whole = int(count)
    rest = count - whole
    if not rest:
        return {unit: whole}
    part, share = _PARTS.get(unit, (None, 0))
    if part is None or abs(rest * share - round(rest * share)) > 1e-6:
        return {unit: count}
    return {unit: whole, part: round(rest * share)} if whole else {part: round(rest * share)}


def _written(counts: Mapping[str, Number]) -> str:
    days = "".join(f"{counts[u]}{u}" for u in ("Y", "Q", "M", "W", "WE", "D") if u in counts)
    times = "".join(f"{counts[u]}{u[1:]}" for u in ("TH", "TM", "TS") if u in counts)
    return f"P{days}" + (f"T{times}" if times else "")


def clock(parts: Mapping[str, Any]) -> str | None:
    """The time of day of a rule's parts, whatever its zone: T17:00; None when there is none or it cannot be."""
    if "noon" in parts:
        return str(parts["noon"])
    hour, minute, meridiem = _hour(parts)
    if hour is None:
        return None
    if meridiem and not 0 < hour < 13:
        return None
    if meridiem == "pm" and hour < 12:
        hour += 12
    elif meridiem == "am" and hour == 12:
        hour = 0
    return f"T{hour:02}:{minute:02}" if hour < 25 and minute < 60 else None


def _half(parts: Mapping[str, Any]) -> str | None:
    """The half of the day of "3 o'clock in the afternoon"."""
    part, hour = parts.get("half"), parts.get("clock")
    if part is None or part == "TMO" or not isinstance(hour, int):
        return None if part is None else "am"
    return "am" if part == "TNI" and hour < 6 else "pm"


def _hour(parts: Mapping[str, Any]) -> tuple[int | None, int, str | None]:
    clock_, meridiem = parts.get("clock"), parts.get("meridiem") or _half(parts)
    if isinstance(clock_, tuple):
        return clock_[0], clock_[1], clock_[2] if len(clock_) > 2 else meridiem
    if not isinstance(clock_, int):
        return None, 0, None
    return (*divmod(clock_, 100), None) if clock_ > 99 else (clock_, 0, meridiem)  # 0800 UTC
