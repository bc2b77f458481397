"""A date in an article's metadata to a day: only shapes that mean one day everywhere, else None."""

import re
from datetime import date, datetime
from email.utils import parsedate_to_datetime

_ISO = re.compile(r"\s*(\d{4})-?(\d{2})-?(\d{2})(?!\d)")
_WORDED = ("%d %B %Y", "%d %b %Y", "%B %d, %Y", "%b %d, %Y", "%B %d %Y", "%b %d %Y")


def day(value: object) -> date | None:
    """The day of a metadata value, as it is written there (no change of time zone).

    >>> day("2026-02-04T23:10:00+01:00")
    datetime.date(2026, 2, 4)
    >>> day("Wed, 04 Feb 2026 08:00:00 GMT")
    datetime.date(2026, 2, 4)
    >>> day("03/02/2026") is None
    True
    """
    if not isinstance(value, str):
        return None
    return _iso(value) or _mail(value) or _worded(value)


def _iso(value: str) -> date | None:
    found = _ISO.match(value)
    if not found:
        return None
    try:
        return date(*(int(part) for part in found.groups()))
    except ValueError:
        return None


def _mail(value: str) -> date | None:
    if ":" not in value:
        return None
    try:
        return parsedate_to_datetime(value).date()
    except (ValueError, OverflowError):
        return None


def _worded(value: str) -> date | None:
    text = re.sub(r"(?<=\d)(?:st|nd|rd|th)\b", "", value.strip())
    for shape in _WORDED:
        try:
            return datetime.strptime(text, shape).date()
        except ValueError:
            continue
    return None
