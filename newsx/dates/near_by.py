"""What stands around a stated date, and which of the day and the month it puts first there."""

import re
from datetime import date
from functools import cache
from typing import Literal, NamedTuple
from urllib.parse import urlsplit

from newsx import patterns
from newsx.dates import calendar
from newsx.dates.reading import readings

Order = Literal["day", "month"]
_FAR_DOWN = 20_000  # characters of a page in which another date may show how this one is meant
_SLASHED = re.compile(r"(?<![\d/-])(\d{1,2})([/-])(\d{1,2})\2\d{4}(?![\d/-])")
_IN_ADDRESS = re.compile(r"/(\d{4})[/-](\d{1,2})[/-](\d{1,2})(?!\d)")


class Near(NamedTuple):
    """The page's language tag ("en-GB"), its address, and what is written on it."""

    language: str | None = None
    url: str | None = None
    text: str = ""


NOWHERE = Near()


def order(near: Near) -> Order | None:
    """Which comes first in "03/02/2026": as in the outlet's country, else in its language, else as the page shows.

    >>> order(Near(url="https://larkfield.example.ie/fine"))
    'day'
    >>> order(Near(language="en-US"))
    'month'
    >>> order(Near(language="en")) is None
    True
    """
    language, _, region = (near.language or "").replace("_", "-").lower().partition("-")
    country = _host(near.url or "").rpartition(".")[2]
    known = _orders("country")
    return known.get(country) or known.get(region) or _orders("language").get(language) or _shown(near.text)


def _host(url: str) -> str:
    try:
        return urlsplit(url).hostname or ""
    except ValueError:
        return ""


def day_on_page(near: Near, days: frozenset[date]) -> date | None:
    """The one of several days that the page or its address names in full elsewhere."""
    named = {date(*parts) for parts in map(_parts, _IN_ADDRESS.findall(near.url or "")) if calendar.valid(*parts)}
    for found in readings(near.text[:_FAR_DOWN], None):
        value = found.value
        if not value.relative and value.value and calendar.grain(value.value) == "D":
            covered = calendar.days(value.value)
            named.update(covered[:1] if covered else ())
    meant = named & days
    return meant.pop() if len(meant) == 1 else None


def _parts(found: tuple[str, str, str]) -> tuple[int, int, int]:
    return int(found[0]), int(found[1]), int(found[2])


def _shown(text: str) -> Order | None:
    """The order of the page's other dates of this shape, where one of them leaves no doubt and none says otherwise."""
    pairs = [(int(first), int(second)) for first, _, second in _SLASHED.findall(text[:_FAR_DOWN])]
    day, month = (any(p[n] > 12 for p in pairs) for n in (0, 1))
    if day is month:
        return None
    return "day" if day else "month"


@cache
def _orders(of: str) -> dict[str, Order]:
    return {phrase: e["order"] for e in patterns.load("dates") if e.get("of") == of for phrase in e["phrases"]}
