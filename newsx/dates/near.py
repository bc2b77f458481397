"""Dates near the day of publication to values: weekdays, today, last night, this month, the weekend."""

from collections.abc import Callable
from datetime import date, timedelta

from newsx.dates import calendar
from newsx.dates import length as lengths
from newsx.dates.frame import Frame
from newsx.dates.value import STEPS, Parts, Value, with_clock


def weekday(parts: Parts, frame: Frame) -> Value | None:
    """A day of the week: the nearest at or before publication, after it where the clause looks ahead."""
    number, which = parts.get("until", parts["weekday"]), parts.get("which")
    if frame.published is None:
        return with_clock(Value("DATE", None, relative=True), parts, frame)
    days = (number - frame.published.weekday()) % 7
    looks = frame.looks()
    ahead = looks == "ahead" or (looks == "perhaps" and days < _FAR)
    if which == "last":
        days = days - 7
    elif which == "next":
        days = days or 7
    elif not (ahead or (which == "this" and looks is None)):
        days = days - 7 if days else days
    found = frame.published + timedelta(days)
    return with_clock(Value("DATE", found.isoformat(), relative=True, basis=frame.basis), parts, frame)


_FAR = 5  # so many days ahead a weekday is rarely named without "next"


def weekday_until(parts: Parts, frame: Frame) -> Value | None:
    """The first day of "Monday to Friday": the last such day before the other."""
    end = weekday({**parts, "weekday": parts["until"]}, frame)
    if end is None or end.value is None:
        return end
    last = date.fromisoformat(end.value[:10])
    return end._replace(value=(last - timedelta((last.weekday() - parts["weekday"]) % 7)).isoformat())


def weekday_before(parts: Parts, frame: Frame) -> Value | None:
    """ "the previous Friday": before the day just named."""
    return _weekday_from(parts, frame, lambda base, number: base - timedelta((base.weekday() - number - 1) % 7 + 1))


def weekday_after(parts: Parts, frame: Frame) -> Value | None:
    """ "the following Monday": after the day just named."""
    return _weekday_from(parts, frame, lambda base, number: base + timedelta((number - base.weekday() - 1) % 7 + 1))


def _weekday_from(parts: Parts, frame: Frame, move: Callable[[date, int], date]) -> Value | None:
    last = frame.last("D")
    if last is None or (not frame.named and frame.looks() == "back" and move(last[0], parts["weekday"]) > last[0]):
        return with_clock(Value("DATE", None, relative=True), parts, frame)
    found = move(last[0], parts["weekday"])
    return with_clock(Value("DATE", found.isoformat(), relative=True, basis=last[1]), parts, frame)


def weekday_of_week(parts: Parts, frame: Frame) -> Value | None:
    """ "Tuesday last week", "next week on Friday"."""
    if frame.published is None:
        return Value("DATE", None, relative=True)
    monday = frame.published - timedelta(frame.published.weekday())
    found = monday + timedelta(7 * STEPS[parts["which"]] + parts["weekday"])
    return with_clock(Value("DATE", found.isoformat(), relative=True, basis=frame.basis), parts, frame)


def deictic(parts: Parts, frame: Frame) -> Value | None:
    """ "today", "yesterday", "tomorrow"; "tonight", "last night", "this morning"."""
    if frame.published is None:
        return with_clock(Value("DATE", None, relative=True), parts, frame)
    found = frame.published + timedelta(parts["deictic"])
    return with_clock(Value("DATE", found.isoformat(), relative=True, basis=frame.basis), parts, frame)


def week_from(parts: Parts, frame: Frame) -> Value | None:
    """ "Friday week", "a week on Monday", "a week today": seven days after the next such day."""
    found = weekday({**parts, "which": "next"}, frame) if "weekday" in parts else deictic(parts, frame)
    if found is None or found.value is None:
        return found
    return found._replace(value=(date.fromisoformat(found.value[:10]) + timedelta(7)).isoformat())


def next_part_of_day(parts: Parts, frame: Frame) -> Value | None:
    """ "the next morning", "the night before": of the day after the one just named, or before it."""
    last = frame.last("D")
    if last is None:
        return Value("TIME", None, relative=True)
    base = last[0] + timedelta(parts.get("step", 1))
    return Value("TIME", f"{base}{parts['daypart']}", relative=True, basis=last[1])


def part_of_day(parts: Parts, frame: Frame) -> Value | None:
    """ "the morning", "that evening": of a day named shortly before; alone it is no date."""
    last = frame.near_day()
    if last is None and "mod" in parts:
        return deictic({**parts, "deictic": 0}, frame)
    if last is None:
        return None
    return Value("TIME", f"{last[0].isoformat()}{parts['daypart']}", relative=True, basis=last[1])


def clock(parts: Parts, frame: Frame) -> Value | None:
    """A time of day alone: of the day just named, else of the day of publication."""
    last = frame.last("D")
    base = last[0] if last else frame.published
    found = Value("DATE", base.isoformat() if base else None, relative=True, basis=last[1] if last else frame.basis)
    return with_clock(found, parts, frame)


def unit(parts: Parts, frame: Frame) -> Value | None:
    """ "last week", "this month", "next year"."""
    if frame.published is None:
        return Value("DATE", None, relative=True)
    if parts["unit1"] in "EC" and parts["which"] == "last":
        return Value("DURATION", lengths.value(1, parts["unit1"]))
    value = calendar.shift(frame.published, STEPS[parts["which"]], parts["unit1"])
    return Value("DATE", value, relative=True, basis=frame.basis) if value else None


def this_unit(parts: Parts, frame: Frame) -> Value | None:
    """ "the year", "the full year": that of publication."""
    return unit({**parts, "which": "this"}, frame)


def weekend(parts: Parts, frame: Frame) -> Value | None:
    """ "the weekend": the one just past, or the coming one where the clause looks ahead."""
    if frame.published is None:
        return Value("DATE", None, relative=True)
    which = parts.get("which")
    if which is None:
        which = "this" if frame.looks() in ("ahead", "perhaps") or frame.published.weekday() >= 5 else "last"
    elif which == "last" and frame.published.weekday() >= 5:
        which = "last"
    value = calendar.shift(frame.published, STEPS[which], "WE")
    return Value("DATE", value, relative=True, basis=frame.basis)
