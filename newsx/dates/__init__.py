"""A text to its dates: every expression of calendar time with its extent, TIMEX3 value and days."""

from datetime import date
from typing import Any

from newsx.dates import calendar
from newsx.dates.header import header, unread
from newsx.dates.near_by import NOWHERE, Near
from newsx.dates.reading import Reading, read
from newsx.dates.stated import stated
from newsx.records import Date

__all__ = ["NOWHERE", "Near", "duration", "find", "header", "stated", "unread"]


def find(text: str, *, published: date | None, doc: Any = None) -> tuple[Date, ...]:
    """The dates of a text in its order, relative ones counted from the day of publication.

    `doc` is the text's spaCy parse, which may say which way a clause looks; without it the words do.
    """
    tags = {token.idx: token.tag_ for token in doc} if doc is not None and doc.has_annotation("TAG") else None
    return tuple(_date(text, number, found) for number, found in enumerate(read(text, published, tags), 1))


def duration(text: str) -> str | None:
    """The TIMEX3 duration that a text names.

    >>> duration("two years and six months")
    'P2Y6M'
    >>> duration("a long time") is None
    True
    """
    for found in read(text, None):
        if found.value.type == "DURATION":
            return found.value.value
    return None


def _date(text: str, number: int, found: Reading) -> Date:
    value = found.value
    days = calendar.days(value.value) if value.value and value.type in ("DATE", "TIME") else None
    return Date(
        id=f"date-{number}",
        start=found.start,
        end=found.end,
        text=text[found.start : found.end],
        timex_type=value.type,
        value=value.value,
        modifier=value.modifier,
        first_day=days[0].isoformat() if days else None,
        last_day=days[1].isoformat() if days else None,
        relative=value.relative,
        basis=value.basis,
    )
