"""What a rule took from the text to a TIMEX3 value: one reader for each kind of date, named by the rules' `reads`."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from datetime import date, timedelta
from typing import Any

from newsx.dates import calendar
from newsx.dates import length as lengths
from newsx.dates.frame import Frame
from newsx.records import TimexMod, TimexType

Parts = Mapping[str, Any]
WRITTEN = "written in full"


@dataclass(frozen=True, slots=True)
class Value:
    """A TIMEX3 value, and how it was reached. `value` None: nothing in the text or its date settles it."""

    type: TimexType
    value: str | None
    modifier: TimexMod | None = None
    relative: bool = False
    basis: str | None = None


def read(kind: str, parts: Parts, frame: Frame) -> Value | None:
    """The value of what a rule took; None when it is no date after all."""
    found = READERS[kind](parts, frame)
    modifier = parts.get("mod") or parts.get("approx")
    if found is None or found.modifier or not modifier or modifier == "none":
        return found
    return replace(found, modifier=modifier)


def day(parts: Parts, frame: Frame) -> Value | None:
    """A day of a month, with or without its year."""
    month, number = parts["month"], parts["day"]
    year = _year(parts, frame)
    if year is None and not calendar.valid(2000, month, number):
        return None
    if year is None and "weekday" in parts and frame.published:
        return _with_clock(_on_weekday(frame, month, number, parts["weekday"]), parts, frame)
    if year is None:
        return _with_clock(_anchored(frame, lambda y: _iso(y, month, number), parts), parts, frame)
    value = _iso(year[0], month, number)
    return (
        _with_clock(Value("DATE", value, relative=year[1] != WRITTEN, basis=year[1]), parts, frame) if value else None
    )


def _on_weekday(frame: Frame, month: int, number: int, weekday_: int) -> Value:
    """ "Tuesday, 3 February": the nearest year in which that day has that weekday."""
    assert frame.published is not None
    today = frame.published
    years = sorted(range(today.year - 6, today.year + 7), key=lambda y: abs(y - today.year))
    days = [date(y, month, number) for y in years if calendar.valid(y, month, number)]
    fits = [d for d in days if d.weekday() == weekday_]
    if not fits:
        return _anchored(frame, lambda y: _iso(y, month, number), {})
    nearest = min(fits, key=lambda d: abs((d - today).days))
    return Value("DATE", nearest.isoformat(), relative=True, basis=frame.basis)


def month(parts: Parts, frame: Frame) -> Value | None:
    """A month, with or without its year."""
    year = _year(parts, frame)
    if year is None:
        return _anchored(frame, lambda y: f"{y:04}-{parts['month']:02}", parts)
    return Value("DATE", f"{year[0]:04}-{parts['month']:02}", relative=year[1] != WRITTEN, basis=year[1])


def year(parts: Parts, frame: Frame) -> Value | None:
    """A year, or a fiscal year."""
    found = _year(parts, frame)  # None: "'750" is none
    return Value("DATE", f"{found[0]:04}", relative=found[1] != WRITTEN, basis=found[1]) if found else None


def span_of_years(parts: Parts, frame: Frame) -> Value | None:
    """ "2019/20", "2019-20": a season or financial year over two calendar years."""
    first, second = parts["year"], parts["two"]
    if not isinstance(second, int) or (first + 1) % 100 != second % 100:
        return None
    return Value("DATE", f"{first}/{first + 1}", basis=WRITTEN)


def fiscal_year(parts: Parts, frame: Frame) -> Value | None:
    """ "FY2023", "FY23"."""
    digits = parts["fiscalyear"]
    return Value("DATE", digits if len(digits) == 4 else f"20{digits}", basis=WRITTEN)


def week_of(parts: Parts, frame: Frame) -> Value | None:
    """ "the week of March 4": the week that has that day."""
    found = day(parts, frame)
    if found is None or found.value is None:
        return found
    return replace(found, value=calendar.week(date.fromisoformat(found.value[:10])))


def short_end(parts: Parts, frame: Frame) -> Value | None:
    """The second year of "1998-99"."""
    two = parts["two"]
    value = parts["year"] // 100 * 100 + two if isinstance(two, int) and two < 100 else 0
    return Value("DATE", f"{value:04}", basis=WRITTEN) if value > parts["year"] else None


def part_of_year(parts: Parts, frame: Frame) -> Value | None:
    """A quarter, half or season, with or without its year."""
    if "season" in parts:
        code = parts["season"]
    else:
        count = 4 if parts["part"] == "Q" else 2
        nth = parts["nth"] if parts["nth"] > 0 else count
        if nth > count:
            return None
        code = f"{parts['part']}{nth}"
    found = _year(parts, frame)
    if found is None:
        return _anchored(frame, lambda y: f"{y:04}-{code}", parts)
    return Value("DATE", f"{found[0]:04}-{code}", relative=found[1] != WRITTEN, basis=found[1])


def decade(parts: Parts, frame: Frame) -> Value | None:
    """ "the 1990s", "the '90s", "the nineties"."""
    digits = str(parts["decade"])
    if len(digits) == 4:
        return Value("DATE", digits[:3], basis=WRITTEN)
    century = 20 if int(digits) <= 20 else 19
    return Value("DATE", f"{century}{digits[0]}", basis=WRITTEN)


def century(parts: Parts, frame: Frame) -> Value | None:
    """ "the 19th century" is 18."""
    return Value("DATE", f"{parts['ord'] - 1:02}", basis=WRITTEN) if 0 < parts["ord"] < 31 else None


def iso(parts: Parts, frame: Frame) -> Value | None:
    """A date in ISO 8601."""
    text = parts["iso"].replace(" ", "T")
    if calendar.days(text[:10]) is None:
        return None
    return Value("TIME" if "T" in text else "DATE", text, basis=WRITTEN)


def slashed(parts: Parts, frame: Frame) -> Value | None:
    """ "14/02/2026", "2/14/2026", "2026/02/14", "14.2.2026": what can be read in one way only."""
    mark = "/" if "/" in parts["slashed"] else "."
    numbers = [int(p) for p in parts["slashed"].split(mark)]
    widths = [len(p) for p in parts["slashed"].split(mark)]
    if widths[0] == 4:
        value = _iso(*numbers)
    elif widths[2] != 4 or widths[0] > 2:
        return None
    else:
        first, second, year_ = numbers
        british, american = _iso(year_, second, first), _iso(year_, first, second)
        value = british if mark == "." or british == american or american is None else american
        if british and american and british != american and mark == "/":
            return Value("DATE", f"{year_:04}", basis="the year alone, as day and month could be either way round")
    return Value("DATE", value, basis=WRITTEN) if value else None


def weekday(parts: Parts, frame: Frame) -> Value | None:
    """A day of the week: the nearest at or before publication, after it where the clause looks ahead."""
    number, which = parts.get("until", parts["weekday"]), parts.get("which")
    if frame.published is None:
        return _with_clock(Value("DATE", None, relative=True), parts, frame)
    days = (number - frame.published.weekday()) % 7
    looks = frame.looks()
    if which == "last":
        days = days - 7
    elif which == "next":
        days = days or 7
    elif which == "this" or looks != "ahead":
        days = days - 7 if days and looks != "ahead" else days
    found = frame.published + timedelta(days)
    return _with_clock(Value("DATE", found.isoformat(), relative=True, basis=frame.basis), parts, frame)


def weekday_until(parts: Parts, frame: Frame) -> Value | None:
    """The first day of "Monday to Friday": the last such day before the other."""
    end = weekday({**parts, "weekday": parts["until"]}, frame)
    if end is None or end.value is None:
        return end
    last = date.fromisoformat(end.value[:10])
    return replace(end, value=(last - timedelta((last.weekday() - parts["weekday"]) % 7)).isoformat())


def weekday_before(parts: Parts, frame: Frame) -> Value | None:
    """ "the previous Friday": before the day just named."""
    return _weekday_from(parts, frame, lambda base, number: base - timedelta((base.weekday() - number - 1) % 7 + 1))


def weekday_after(parts: Parts, frame: Frame) -> Value | None:
    """ "the following Monday": after the day just named."""
    return _weekday_from(parts, frame, lambda base, number: base + timedelta((number - base.weekday() - 1) % 7 + 1))


def _weekday_from(parts: Parts, frame: Frame, move: Callable[[date, int], date]) -> Value | None:
    last = frame.last("D")
    if last is None:
        return _with_clock(Value("DATE", None, relative=True), parts, frame)
    found = move(last[0], parts["weekday"])
    return _with_clock(Value("DATE", found.isoformat(), relative=True, basis=last[1]), parts, frame)


def weekday_of_week(parts: Parts, frame: Frame) -> Value | None:
    """ "Tuesday last week", "next week on Friday"."""
    if frame.published is None:
        return Value("DATE", None, relative=True)
    monday = frame.published - timedelta(frame.published.weekday())
    found = monday + timedelta(7 * _STEPS[parts["which"]] + parts["weekday"])
    return _with_clock(Value("DATE", found.isoformat(), relative=True, basis=frame.basis), parts, frame)


_STEPS = {"last": -1, "this": 0, "next": 1}


def deictic(parts: Parts, frame: Frame) -> Value | None:
    """ "today", "yesterday", "tomorrow"; "tonight", "last night", "this morning"."""
    if frame.published is None:
        return _with_clock(Value("DATE", None, relative=True), parts, frame)
    found = frame.published + timedelta(parts["deictic"])
    return _with_clock(Value("DATE", found.isoformat(), relative=True, basis=frame.basis), parts, frame)


def part_of_day(parts: Parts, frame: Frame) -> Value | None:
    """ "the morning", "that evening": of a day named shortly before; alone it is no date."""
    last = frame.near_day()
    if last is None:
        return None
    base = last[0] + timedelta(parts.get("step", 0))
    return Value("TIME", f"{base.isoformat()}{parts['daypart']}", relative=True, basis=last[1])


def clock(parts: Parts, frame: Frame) -> Value | None:
    """A time of day alone: of the day just named, else of the day of publication."""
    last = frame.last("D")
    base = last[0] if last else frame.published
    found = Value("DATE", base.isoformat() if base else None, relative=True, basis=last[1] if last else frame.basis)
    return _with_clock(found, parts, frame)


def unit(parts: Parts, frame: Frame) -> Value | None:
    """ "last week", "this month", "next year"."""
    if frame.published is None:
        return Value("DATE", None, relative=True)
    if parts["unit1"] in "EC" and parts["which"] == "last":
        return Value("DURATION", lengths.value(1, parts["unit1"]))
    value = calendar.shift(frame.published, _STEPS[parts["which"]], parts["unit1"])
    return Value("DATE", value, relative=True, basis=frame.basis) if value else None


def weekend(parts: Parts, frame: Frame) -> Value | None:
    """ "the weekend": the one just past, or the coming one where the clause looks ahead."""
    if frame.published is None:
        return Value("DATE", None, relative=True)
    which = parts.get("which")
    if which is None:
        which = "this" if frame.looks() == "ahead" or frame.published.weekday() >= 5 else "last"
    elif which == "last" and frame.published.weekday() >= 5:
        which = "last"
    value = calendar.shift(frame.published, _STEPS[which], "WE")
    return Value("DATE", value, relative=True, basis=frame.basis)


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
    count, unit_ = parts.get("n", 1), parts["unit"]
    if unit_.startswith("T"):
        return Value("DURATION", lengths.value(count, unit_))
    if isinstance(count, str):
        return Value("DATE", "PAST_REF", relative=True) if from_publication else length(parts, frame)
    if sign < 0 and (count, unit_) == (1, "Y") and (quarter := frame.focus()) and quarter[1] == "Q":
        return Value("DATE", _moved(quarter[0], -1, "Y", "Q"), relative=True, basis=quarter[2])
    last = None if from_publication else frame.last()
    base = last[0] if last else frame.published
    if base is None:
        return Value("DATE", None, relative=True)
    grain = last[2] if last else None
    value = _moved(base, sign * count, unit_, grain)
    return Value("DATE", value, relative=True, basis=last[1] if last else frame.basis) if value else None


def _moved(base: date, count: float, unit_: str, grain: str | None) -> str | None:
    if unit_ == "WE":
        unit_ = "W"
    if unit_ == "Y" and count != int(count):
        return calendar.shift(base, round(count * 12), "M")
    whole = round(count)
    if unit_ == "W" and grain == "D":
        return calendar.shift(base, 7 * whole, "D")
    if unit_ == "Y" and grain in ("Q", "H"):
        return calendar.shift(base, whole * (4 if grain == "Q" else 2), grain)
    return calendar.shift(base, whole, unit_)


def same(parts: Parts, frame: Frame) -> Value | None:
    """ "that year", "the same week": the unit around the date just named."""
    return _stepped(parts, frame, 0)


def this_unit(parts: Parts, frame: Frame) -> Value | None:
    """ "the year", "the full year": that of publication."""
    return unit({**parts, "which": "this"}, frame)


def year_ago(parts: Parts, frame: Frame) -> Value | None:
    """ "the year-ago quarter", "a year-earlier loss": a year before the quarter, or else the date, just named."""
    base = frame.focus()
    if base is None:
        return Value("DATE", None, relative=True)
    first, grain, basis = base
    value = _moved(first, -1, "Y", grain)
    return Value("DATE", value, relative=True, basis=basis)


def latest(parts: Parts, frame: Frame) -> Value | None:
    """ "the latest quarter": the quarter that the article is about."""
    base = frame.focus()
    if base is None:
        return Value("DATE", None, relative=True)
    value = calendar.shift(base[0], 0, base[1])
    return Value("DATE", value, relative=True, basis=base[2])


def following(parts: Parts, frame: Frame) -> Value | None:
    """ "the following day", "the next month"."""
    return _stepped(parts, frame, 1)


def previous(parts: Parts, frame: Frame) -> Value | None:
    """ "the previous year", "the day before"."""
    return _stepped(parts, frame, -1)


def _stepped(parts: Parts, frame: Frame, step: int) -> Value | None:
    last = frame.last(parts["unit1"])
    if last is None:
        return Value("DATE", None, relative=True)
    value = calendar.shift(last[0], step, parts["unit1"])
    return Value("DATE", value, relative=True, basis=last[1]) if value else None


def length(parts: Parts, frame: Frame) -> Value | None:
    """A duration: "five years", "two years and six months"."""
    pairs = [(parts.get("n", 1), parts.get("unit", "Y"))]
    if "n2" in parts:
        pairs.append((parts["n2"], parts["unit2"]))
    elif parts.get("half"):
        pairs = [(parts.get("n", 0) + 0.5, parts["unit"])] if not isinstance(parts.get("n"), str) else pairs
    found = lengths.total(pairs)
    return Value("DURATION", found) if found else None


def vague_length(parts: Parts, frame: Frame) -> Value | None:
    """ "years", "recent months": a duration of unknown length."""
    return Value("DURATION", lengths.value("X", parts["unit"]))


def each(parts: Parts, frame: Frame) -> Value | None:
    """A set: "every day", "each Monday", "every July"."""
    if "weekday" in parts:
        return Value("SET", f"XXXX-WXX-{parts['weekday'] + 1}{parts.get('daypart', '')}")
    if "month" in parts:
        return Value("SET", f"XXXX-{parts['month']:02}")
    if "season" in parts:
        return Value("SET", f"XXXX-{parts['season']}")
    if "often" in parts:
        return Value("SET", parts["often"])
    if "daypart" in parts:
        return Value("SET", f"XXXX-XX-XX{parts['daypart']}")
    return Value("SET", lengths.value(parts.get("n", 1), parts["unit"]))


def reference(parts: Parts, frame: Frame) -> Value | None:
    """ "now", "recently", "in the future"."""
    return Value("DATE", parts["ref"], relative=True)


def holiday(parts: Parts, frame: Frame) -> Value | None:
    """A holiday with a fixed rule."""
    rule = parts["holiday"]
    found = _year(parts, frame)
    if found is None:
        return _anchored(frame, lambda y: _feast(rule, y), parts)
    return Value("DATE", _feast(rule, found[0]), relative=found[1] != WRITTEN, basis=found[1])


def _feast(rule: str, year_: int) -> str:
    kind, _, rest = rule.partition(" ")
    if kind == "easter":
        return (calendar.easter(year_) + timedelta(int(rest))).isoformat()
    if kind == "nth":
        month_, weekday_, nth, plus = (int(n) for n in rest.split())
        return (calendar.nth_weekday(year_, month_, weekday_, nth) + timedelta(plus)).isoformat()
    return f"{year_:04}-{rule}"


def nothing(parts: Parts, frame: Frame) -> Value | None:
    """What only looks like a date."""
    return None


def _year(parts: Parts, frame: Frame) -> tuple[int, str] | None:
    """The year that the words name, and how."""
    if "year" in parts or "oldyear" in parts:
        return parts.get("year") or parts["oldyear"], WRITTEN
    if "short" in parts:
        short = parts["short"]
        return ((1900 if short > 30 else 2000) + short, WRITTEN) if isinstance(short, int) and short < 100 else None
    which = parts.get("whichyear")
    if which in _STEPS:
        return (frame.published.year + _STEPS[which], frame.basis) if frame.published else None
    if which is not None:
        last = frame.last("Y")
        return (last[0].year + {"same": 0, "following": 1, "previous": -1}[which], last[1]) if last else None
    return None


def _anchored(frame: Frame, at: Callable[[int], str | None], parts: Parts) -> Value:
    """What needs a year: that of the time to which the clause looks, seen from publication."""
    if frame.published is None:
        return Value("DATE", None, relative=True)
    value = frame.nearest(at, parts.get("which"))
    return Value("DATE", value, relative=True, basis=frame.basis)


def _with_clock(found: Value, parts: Parts, frame: Frame) -> Value | None:
    """Add the part of the day or the time of day that the words name."""
    if "daypart" in parts:
        return replace(found, type="TIME", value=found.value and f"{found.value[:10]}{parts['daypart']}")
    time = lengths.clock(parts)
    if time is None:
        return found if not _clocked(parts) else None
    return replace(found, type="TIME", value=found.value and f"{found.value[:10]}{time}")


def _clocked(parts: Parts) -> bool:
    return any(name in parts for name in ("clock", "noon"))


def _iso(year_: int, month_: int, day_: int) -> str | None:
    return f"{year_:04}-{month_:02}-{day_:02}" if calendar.valid(year_, month_, day_) else None


READERS: Mapping[str, Callable[[Parts, Frame], Value | None]] = {
    f.__name__.strip("_"): f
    for f in (
        day, month, year, span_of_years, short_end, part_of_year, decade, century, iso, slashed, weekday,
        weekday_of_week, deictic, part_of_day, clock, unit, weekend, ago, ahead, later, earlier, same, following,
        previous, length, this_unit, year_ago, latest, weekday_before, weekday_after, weekday_until, week_of, fiscal_year, vague_length, each, reference, holiday, nothing,
    )
}  # fmt: skip
