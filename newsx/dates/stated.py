"""A stated publication date ("Feb. 3, 2026", "Publié le 3 février 2026", 1770163200) to its day; else None.

Our own reader reads what it knows exactly; what is left in another language dateparser reads, within narrow limits.
"""

import re
import unicodedata
from datetime import date, datetime
from functools import cache

from newsx.dates import calendar, foreign, labels, lex, numbered
from newsx.dates.near_by import NOWHERE, Near
from newsx.dates.reading import readings

_LONGEST = 200  # a longer value is no date, whatever stands in it
_ZONE = (
    r"(?:\(?(?:Z|UTC|MSK|(?!SEPT|OCT)[A-Z]{1,4}T)\b\)?)?(?:[+-]\d{1,2}(?::?\d\d)?)?"  # "GMT+1", "+0000"
    r"(?:\s?\((?:Z|[A-Z]{3,4})\)|\[[\w/+-]+\])?"  # " (UTC)", "[Europe/Paris]"
)
_MERIDIEM = r"(?:\s?[AaPp]\.?[Mm]\b\.?)?"
_CLOCK = re.compile(
    rf"""
    (?: (?<=\d)T | [\s,|·•–—-]*(?:\b[Aa]t\s)?(?<!\d) )     # what parts it from the day
    (?: \d{{1,2}}:\d\d (?: [:.]\d\d (?:[.,]\d+)? )? {_MERIDIEM}
      | (?<=\s)\d{{1,2}}\.\d\d {_MERIDIEM} (?=\s*(?:$|[A-Z(+-]))  # "08.15 GMT"
      | \d{{1,2}}\s?[AaPp]\.?[Mm]\b\.?
      | (?<=T)\d{{4}}(?:\d\d)? (?=$|Z|[+-]) )
    \s?{_ZONE}
    """,
    re.VERBOSE,
)
_FLUFF = r"[\s,.|·•()\[\]–—-]*"


def stated(value: object, near: Near = NOWHERE) -> date | None:
    """The day of a value that states when an article was published, as it is written there (no change of zone).

    >>> stated("3rd Feb. 2026, 09:15 GMT")
    datetime.date(2026, 2, 3)
    >>> stated("2026-02-04T23:10:00+01:00")
    datetime.date(2026, 2, 4)
    >>> stated("03/02/2026") is None
    True
    >>> stated("03/02/2026", Near(language="en-GB"))
    datetime.date(2026, 2, 3)
    """
    if isinstance(value, date):
        return value.date() if isinstance(value, datetime) else value
    if isinstance(value, bool) or not isinstance(value, str | int | float):
        return None
    if not isinstance(value, str):
        return numbered.digits(str(int(value))) if abs(value) < numbered.MOST else None
    if len(value) > _LONGEST:
        return None
    parts = labels.parts(plain(value))
    return next((day for part in parts if (day := _day(part, near)) and day.year in numbered.YEARS), None)


def plain(value: str) -> str:
    """The value with plain digits, letters and spaces: it is metadata, whose offsets nobody counts."""
    text = "".join(str(unicodedata.decimal(c)) if c.isdecimal() else c for c in unicodedata.normalize("NFKC", value))
    return " ".join(text.split())


def in_english(text: str) -> date | None:
    """The day of a text that is nothing but a day in words of our own language, perhaps with a time."""
    return _written(_bare(text))


def _day(text: str, near: Near) -> date | None:
    bare = _bare(text)
    return numbered.digits(bare) or numbered.day(bare, near) or _written(bare) or foreign.day(bare, near)


def _bare(text: str) -> str:
    """The text without a time of day."""
    return _CLOCK.sub(" ", text, count=1).strip(" ,|·•–—-")


def _written(text: str) -> date | None:
    """The day of a text that is nothing but a day of our own language, in full."""
    for found in readings(text, None):
        value = found.value
        if value.relative or not value.value or value.type != "DATE" or calendar.grain(value.value) != "D":
            return None
        if not _around().fullmatch(text[: found.start]) or not re.fullmatch(_FLUFF, text[found.end :]):
            return None
        return date.fromisoformat(value.value) if re.fullmatch(r"\d{4}-\d\d-\d\d", value.value) else None
    return None


@cache
def _around() -> re.Pattern[str]:
    """What may stand before a day: its weekday."""
    names = "|".join(w for w, kinds in lex.lexicon().upper.items() if not {"weekday", "shortday"}.isdisjoint(kinds))
    return re.compile(rf"{_FLUFF}(?:(?:{names}){_FLUFF})?(?:on\s)?", re.IGNORECASE)
