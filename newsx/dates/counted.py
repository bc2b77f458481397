"""Dates counted from another to values: two years ago, a week later, the following day, the year-ago quarter."""

from datetime import date

from newsx.dates import calendar, lasting, named, near
from newsx.dates import length as lengths
from newsx.dates.frame import Frame
from newsx.dates.value import Parts, Value


def ago(parts: Parts, frame: Frame) -> Value | None:
    """ "three years ago": of the unit that the writer counts in."""
    return _counted(parts, frame, -1, from_publication=True)


def ahead(parts: Parts, frame: Frame) -> Value | None:
    """ "three years from now"."""
    return _counted(parts, frame, 1, from_publication=True)


def later(parts: Parts, frame: Frame) -> Value | None:
    """ "two days later", "a year later": counted from the date just named."""
    return _counted(parts, frame, 1)


def earlier(parts: Parts, frame: Frame) -> Value | None:
    """ "two days earlier", "a year before": counted back from the date just named."""
    return _counted(parts, frame, -1)


def _counted(parts: Parts, frame: Frame, sign: int, *, from_publication: bool = False) -> Value | None:
    count, unit_ = parts.get("n", 0 if "half" in parts else 1), parts["unit"]
    if "half" in parts and not isinstance(count, str):
        count += 0.5
    if unit_.startswith("T"):
        return Value("DURATION", lengths.value(count, unit_))
    if isinstance(count, str):
        return Value("DATE", "PAST_REF", relative=True) if from_publication else lasting.length(parts, frame)
    if sign < 0 and (count, unit_) == (1, "Y") and (reported := frame.focus()) and frame.quarter:
        return Value("DATE", _moved(reported[0], -1, "Y", reported[1]), relative=True, basis=reported[2])
    last = None if from_publication else frame.last() if sign < 0 or frame.named else None
    base = last[0] if last else frame.published if from_publication else None
    if base is None:
        return Value("DATE", None, relative=True)
    grain = last[2] if last else None
    value = _moved(base, sign * count, unit_, grain)
    return Value("DATE", value, relative=True, basis=last[1] if last else frame.basis) if value else None


def _moved(base: date, count: float, unit_: str, grain: str | None) -> str | None:
    if unit_ in ("WE", "F"):
        unit_, count = "W", count * (2 if unit_ == "F" else 1)
    if unit_ == "Y" and count != int(count):
        return calendar.shift(base, round(count * 12), "M")
    if unit_ == "E" and count != int(count):
        return calendar.shift(base, round(count * 10), "Y")
    whole = round(count)
    if unit_ == "W" and grain == "D":
        return calendar.shift(base, 7 * whole, "D")
    if unit_ == "Y" and grain in ("Q", "H"):
        return calendar.shift(base, whole * (4 if grain == "Q" else 2), grain)
    return calendar.shift(base, whole, unit_)


def same(parts: Parts, frame: Frame) -> Value | None:
    """ "that year", "the same week": the unit around the date just named."""
    return _stepped(parts, frame, 0)


def following(parts: Parts, frame: Frame) -> Value | None:
    """ "the following day", "the next month"."""
    return _stepped(parts, frame, 1)


def previous(parts: Parts, frame: Frame) -> Value | None:
    """ "the previous year", "the day before"."""
    return _stepped(parts, frame, -1)


def beside_day(parts: Parts, frame: Frame) -> Value | None:
    """ "the day before 3 May": the unit before or after that of a day."""
    return _beside(named.day(parts, frame), parts)


def beside_holiday(parts: Parts, frame: Frame) -> Value | None:
    """ "the week before Christmas"."""
    return _beside(named.holiday(parts, frame), parts)


def beside_weekday(parts: Parts, frame: Frame) -> Value | None:
    """ "the day after last Friday"."""
    return _beside(near.weekday(parts, frame), parts)


def _beside(found: Value | None, parts: Parts) -> Value | None:
    if found is None or found.value is None:
        return found
    return found._replace(value=calendar.shift(date.fromisoformat(found.value), parts["side"], parts["unit1"]))


def unsettled(parts: Parts, frame: Frame) -> Value | None:
    """ "the day after his death": of what the text does not date, unless it says of a date when that was."""
    told = frame.beside()
    if told and parts["unit1"] == calendar.grain(told.value):
        return Value("DATE", told.value, relative=True, basis=f"after {told.text}")
    return Value("DATE", None, relative=True)


def _stepped(parts: Parts, frame: Frame, step: int) -> Value | None:
    last = frame.last(parts["unit1"]) if step < 1 or frame.named or frame.looks() != "back" else None
    if last is None:
        return Value("DATE", None, relative=True)
    value = calendar.shift(last[0], step, parts["unit1"])
    return Value("DATE", value, relative=True, basis=last[1]) if value else None


def year_ago(parts: Parts, frame: Frame) -> Value | None:
    """ "the year-ago quarter", "a year-earlier loss": a year before the quarter, or else the date, just named."""
    base = frame.focus()
    if base is None:
        return Value("DATE", None, relative=True)
    first, grain, basis = base
    value = _moved(first, -1, "Y", grain)
    return Value("DATE", value, relative=True, basis=basis)


def quarter_to(parts: Parts, frame: Frame) -> Value | None:
    """ "the quarter ended Sept. 30": that of the calendar if it ends within a week, else one of the company's own."""
    end = named.day(parts, frame)
    if end is None or end.value is None:
        return end
    day = date.fromisoformat(end.value)
    value = calendar.shift(day, 0, "Q") or ""
    spans = calendar.days(value)
    settled = spans is not None and (spans[1] - day).days < 7
    return Value("DATE", value if settled else None, relative=end.relative, basis=end.basis if settled else None)


def latest(parts: Parts, frame: Frame) -> Value | None:
    """ "the latest quarter", "the 1988 quarter": the quarter that the article is about, in the year that is named."""
    if frame.quarter:
        value, basis = calendar.shift(frame.quarter.first, 0, "Q"), f"after {frame.quarter.text}"
    elif "year" in parts:
        return named.year(parts, frame)
    elif frame.published:
        value, basis = calendar.shift(frame.published, -1, "Q"), f"published {frame.published.isoformat()}"
    else:
        return Value("DATE", None, relative=True)
    if value and "year" in parts:
        value = f"{parts['year']:04}{value[4:]}"
    return Value("DATE", value, relative=True, basis=basis)
