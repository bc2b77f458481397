"""What every reader of dates makes: a TIMEX3 value, how it was reached, and the steps that readers share."""

from collections.abc import Callable, Mapping
from typing import Any, NamedTuple

from newsx.dates import calendar
from newsx.dates import length as lengths
from newsx.dates.frame import Frame
from newsx.records import TimexMod, TimexType

Parts = Mapping[str, Any]
Reader = Callable[[Parts, Frame], "Value | None"]
WRITTEN = "written in full"
STEPS = {"before last": -2, "last": -1, "this": 0, "next": 1, "after next": 2}


class Value(NamedTuple):
    """A TIMEX3 value, and how it was reached. `value` None: nothing in the text or its date settles it."""

    type: TimexType
    value: str | None
    modifier: TimexMod | None = None
    relative: bool = False
    basis: str | None = None


def year_of(parts: Parts, frame: Frame) -> tuple[int, str] | None:
    """The year that the words name, and how."""
    if "year" in parts or "oldyear" in parts:
        return parts.get("year") or parts["oldyear"], WRITTEN
    if "fiscalyear" in parts:
        digits = int(parts["fiscalyear"])
        return digits if digits > 99 else 2000 + digits, WRITTEN
    if "short" in parts:
        short = parts["short"]
        return ((1900 if short > 30 else 2000) + short, WRITTEN) if isinstance(short, int) and short < 100 else None
    which = parts.get("whichyear")
    if which in STEPS:
        return (frame.published.year + STEPS[which], frame.basis or "") if frame.published else None
    if which is not None:
        last = frame.last("Y")
        return (last[0].year + {"same": 0, "following": 1, "previous": -1}[which], last[1]) if last else None
    return None


def anchored(frame: Frame, at: Callable[[int], str | None], parts: Parts) -> Value:
    """What needs a year: that of the time to which the clause looks, seen from publication."""
    after = frame.before_named(at) or frame.after_named(at) if "which" not in parts else None
    if after:
        return Value("DATE", after[0], relative=True, basis=after[1])
    if frame.published is None:
        return Value("DATE", None, relative=True)
    value = frame.nearest(at, parts.get("which"))
    return Value("DATE", value, relative=True, basis=frame.basis)


def with_clock(found: Value, parts: Parts, frame: Frame) -> Value | None:
    """Add the part of the day or the time of day that the words name."""
    if "daypart" in parts:
        return found._replace(type="TIME", value=found.value and f"{found.value[:10]}{parts['daypart']}")
    time = lengths.clock(parts)
    if time is None:
        return found if not _clocked(parts) else None
    return found._replace(type="TIME", value=found.value and f"{found.value[:10]}{time}")


def _clocked(parts: Parts) -> bool:
    return any(name in parts for name in ("clock", "noon"))


def iso_day(year_: int, month_: int, day_: int) -> str | None:
    return f"{year_:04}-{month_:02}-{day_:02}" if calendar.valid(year_, month_, day_) else None
