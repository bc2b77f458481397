"""A date in another language to its day, by dateparser with nothing left to its choice."""

import re
from datetime import date, datetime
from functools import cache
from typing import TYPE_CHECKING

from newsx.dates.near_by import Near

if TYPE_CHECKING:
    from dateparser.date import DateDataParser

# The languages of outlets that also write English. Croatian is not among them: its "listopad" is October, and that of
# Poles and Czechs November.
LANGUAGES = (
    "fr", "de", "es", "it", "pt", "nl", "sv", "da", "nb", "fi", "pl", "cs", "sk", "hu", "ro", "bg", "el", "tr", "ru",
    "uk", "lt", "lv", "et", "sl", "ar", "he", "id", "vi", "ja", "zh", "ko",
)  # fmt: skip
_LONGEST = 60
_YEAR = re.compile(r"(?<!\d)(?:1[89]|20)\d\d(?!\d)")
_DAY = re.compile(r"(?<!\d)(?:0?[1-9]|[12]\d|3[01])(?!\d)")
_WORD = re.compile(r"[^\W\d_]{2}|[^\W\d_a-z]", re.IGNORECASE)  # no "W" of a week, but "年"
_SETTINGS = {
    "PARSERS": ["absolute-time"],
    "STRICT_PARSING": True,
    "REQUIRE_PARTS": ["day", "month", "year"],
    "RELATIVE_BASE": datetime(2000, 1, 1),  # nothing may read the clock
    "TIMEZONE": "UTC",
    "RETURN_AS_TIMEZONE_AWARE": False,
    "DATE_ORDER": "DMY",  # figures alone do not come here, and words leave no doubt
}


def day(text: str, near: Near) -> date | None:
    """The day that a text is, in the language of the page, else in any; None where two languages disagree.

    >>> day("3 février 2026", Near())
    datetime.date(2026, 2, 3)
    """
    year = _YEAR.search(text) if len(text) <= _LONGEST and _WORD.search(text) and _DAY.search(text) else None
    if not year:
        return None
    language = (near.language or "").replace("_", "-").lower().partition("-")[0]
    language = "nb" if language in ("no", "nn") else language
    for tried in ((language,), LANGUAGES):
        days = {d for name in tried if name in LANGUAGES and (d := _in(name, text))}
        if days:
            return days.pop() if len(days) == 1 and str(max(days).year) == year[0] else None
    return None


def _in(language: str, text: str) -> date | None:
    found = _parser(language).get_date_data(text)
    return found.date_obj.date() if found.date_obj and found.period == "day" else None


@cache
def _parser(language: str) -> "DateDataParser":
    from dateparser.date import DateDataParser

    return DateDataParser(languages=[language], settings=_SETTINGS)
