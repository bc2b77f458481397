"""Dates by their names in the calendar to values: days, months, years, quarters, decades, holidays."""

import re
from datetime import date, timedelta

from newsx.dates import calendar
from newsx.dates.frame import Frame
from newsx.dates.lex import lexicon
from newsx.dates.value import STEPS, WRITTEN, Parts, Value, anchored, iso_day, with_clock, year_of

_GLUED = re.compile(r"(\d+)([A-Za-z]+)(\d{4})")


def day(parts: Parts, frame: Frame) -> Value | None:
    """A day of a month, with or without its year."""
    month, number = parts["month"], parts["day"]
    year = year_of(parts, frame)
    if year is None and not calendar.valid(2000, month, number):
        return None
    if year is None and "weekday" in parts and frame.published:
        return with_clock(_on_weekday(frame, month, number, parts["weekday"]), parts, frame)
    if year is None:
        return with_clock(anchored(frame, lambda y: iso_day(y, month, number), parts), parts, frame)
    value = iso_day(year[0], month, number)
    return with_clock(Value("DATE", value, relative=year[1] != WRITTEN, basis=year[1]), parts, frame) if value else None


def day_of_short_year(parts: Parts, frame: Frame) -> Value | None:
    """ "29 Mar 22": of a year of two digits, if it may have come."""
    short = parts["short"]
    if not isinstance(short, int) or not 10 <= short < 100:
        return None
    found = day(parts, frame)
    ahead = found and found.value and frame.published and int(found.value[:4]) > frame.published.year + 1
    return None if ahead else found


def glued(parts: Parts, frame: Frame) -> Value | None:
    """ "29Mar2022"."""
    number, name, year_ = _GLUED.fullmatch(parts["glued"]).groups()  # type: ignore[union-attr]  # as the token is
    month_ = lexicon().upper.get(name.lower(), {}).get("month")
    return day({"day": int(number), "month": month_, "year": int(year_)}, frame) if month_ else None


def september_11(parts: Parts, frame: Frame) -> Value | None:
    """ "the September 11 attacks" are those of 2001, whatever the year."""
    return day({**parts, "year": 2001}, frame) if (parts["month"], parts["day"]) == (9, 11) else None


def day_of_month(parts: Parts, frame: Frame) -> Value | None:
    """ "the first day of March", "the 21st of this month", "on the 21st": of the month just named, if of no other."""
    if "month" in parts:
        return day(parts, frame)
    last = frame.last("M") if "which" not in parts else (frame.published, frame.basis, None)
    if last is None or last[0] is None:
        return Value("DATE", None, relative=True)
    month_ = calendar.shift(last[0], STEPS[parts.get("which", "this")], "M")
    value = iso_day(int(month_[:4]), int(month_[5:]), parts["day"]) if month_ else None
    return Value("DATE", value, relative=True, basis=last[1]) if value else None


def _on_weekday(frame: Frame, month: int, number: int, weekday_: int) -> Value:
    """ "Tuesday, 3 February": the nearest year in which that day has that weekday."""
    assert frame.published is not None
    today = frame.published
    years = sorted(range(today.year - 6, today.year + 7), key=lambda y: abs(y - today.year))
    days = [date(y, month, number) for y in years if calendar.valid(y, month, number)]
    fits = [d for d in days if d.weekday() == weekday_]
    if not fits:
        return anchored(frame, lambda y: iso_day(y, month, number), {})
    nearest = min(fits, key=lambda d: abs((d - today).days))
    return Value("DATE", nearest.isoformat(), relative=True, basis=frame.basis)


def month(parts: Parts, frame: Frame) -> Value | None:
    """A month, with or without its year."""
    year = year_of(parts, frame)
    if year is None:
        return anchored(frame, lambda y: f"{y:04}-{parts['month']:02}", parts)
    return Value("DATE", f"{year[0]:04}-{parts['month']:02}", relative=year[1] != WRITTEN, basis=year[1])


def year(parts: Parts, frame: Frame) -> Value | None:
    """A year, or a fiscal year: "1998", "FY2023", "FY23"."""
    found = year_of(parts, frame)  # None: "'750" is none
    return Value("DATE", f"{found[0]:04}", relative=found[1] != WRITTEN, basis=found[1]) if found else None


def fiscal_year_of_two(parts: Parts, frame: Frame) -> Value | None:
    """ "the 2019/20 financial year" is FY2020, called after the year in which it ends; its days differ by country."""
    first, second = int(parts["year"]), parts["two"]
    first += 2000 if first < 100 else 0
    if not isinstance(second, int) or (first + 1) % 100 != second % 100:
        return None
    return Value("DATE", f"FY{first + 1}", basis=WRITTEN)


def week_of(parts: Parts, frame: Frame) -> Value | None:
    """ "the week of March 4": the week that has that day."""
    found = day(parts, frame)
    if found is None or found.value is None:
        return found
    return found._replace(value=calendar.week(date.fromisoformat(found.value[:10])))


def weekend_of(parts: Parts, frame: Frame) -> Value | None:
    """ "the weekend of 4 March": of the week that has that day."""
    found = week_of(parts, frame)
    return found._replace(value=f"{found.value}-WE") if found and found.value else found


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
    found = year_of(parts, frame)
    if found is None:
        return anchored(frame, lambda y: f"{y:04}-{code}", parts)
    return Value("DATE", f"{found[0]:04}-{code}", relative=found[1] != WRITTEN, basis=found[1])


def decade(parts: Parts, frame: Frame) -> Value | None:
    """ "the 1990s", "the '90s", "the nineties"; "the 1800s" are a century."""
    digits = str(parts["decade"])
    if len(digits) == 4 and digits[2:] == "00" and digits < "2000":
        return Value("DATE", digits[:2], basis=WRITTEN)
    if len(digits) == 4:
        return Value("DATE", digits[:3], basis=WRITTEN)
    century = 20 if int(digits) <= 20 else 19
    return Value("DATE", f"{century}{digits[0]}", basis=WRITTEN)


def century(parts: Parts, frame: Frame) -> Value | None:
    """ "the 19th century" is 18."""
    return Value("DATE", f"{parts['ord'] - 1:02}", basis=WRITTEN) if 0 < parts["ord"] < 31 else None


def decade_of_century(parts: Parts, frame: Frame) -> Value | None:
    """ "the first decade of the 21st century" is 200."""
    found = century(parts, frame)
    return found._replace(value=f"{found.value}{parts['nth'] - 1}") if found and 0 < parts["nth"] < 11 else None


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
        value = iso_day(*numbers)
    elif widths[2] != 4 or widths[0] > 2:
        return None
    else:
        first, second, year_ = numbers
        british, american = iso_day(year_, second, first), iso_day(year_, first, second)
        value = british if mark == "." or british == american or american is None else american
        if british and american and british != american and mark == "/":
            return Value("DATE", f"{year_:04}", basis="the year alone, as day and month could be either way round")
    return Value("DATE", value, basis=WRITTEN) if value else None


def holiday(parts: Parts, frame: Frame) -> Value | None:
    """A holiday with a fixed rule."""
    rule = parts["holiday"]
    found = year_of(parts, frame)
    if found is None:
        return anchored(frame, lambda y: _feast(rule, y), parts)
    return Value("DATE", _feast(rule, found[0]), relative=found[1] != WRITTEN, basis=found[1])


def _feast(rule: str, year_: int) -> str:
    kind, _, rest = rule.partition(" ")
    if kind == "easter":
        return (calendar.easter(year_) + timedelta(int(rest))).isoformat()
    if kind == "nth":
        month_, weekday_, nth, plus = (int(n) for n in rest.split())
        return (calendar.nth_weekday(year_, month_, weekday_, nth) + timedelta(plus)).isoformat()
    return f"{year_:04}-{rule}"
