"""The head of a text to its day of publication: "date 2026-02-04", a line that is a date, "PARIS, Feb 3 2026 (AP) -".

A date of the running story is never taken: it must fill its line, follow a label, or stand in a dateline; and it must
name its year.
"""

import re
from datetime import date
from functools import cache

from newsx import patterns
from newsx.dates import calendar
from newsx.dates.reading import Reading, readings

Span = tuple[int, int]

_HEAD, _FAR_DOWN = 300, 800
_RUNNING = re.compile(r"[^\n]{160}[^\n]*[.!?]|[^\W\d_]{3}[.!?][^\w\n]*\n")  # the story has begun, not only its heads
_ALONE = re.compile(
    r"""
    \s*[,.|·•]?\s*
    (?: (?:at\s)?\d{1,2}[:.]\d\d(?::\d\d)?(?:\s?[ap]\.?m\.?)?(?:\s?[A-Z]{2,4})? )?  # a time of day, a zone
    \s*[.)\]]*\s* (?: $ | [|·•/–—] | -{1,2}\s | \( | [^\W\d_]+: )                  # its end, a separator, "Contact:"
    """,
    re.VERBOSE,
)
_DATELINE_END = re.compile(r"\s*,?\s*\)?\s*(?:[(/][^()/\n]{1,40}[)/])?\s*(?:[-–—:]|$)")
_BEFORE_ALONE = re.compile(r"[\s\W_]*(?:[^\n]{0,80}[|·•])?[\s\W_]*")
_PLACE = re.compile(
    r"\s*[^\W\d_][^\W_.,'’()-]*(?:[ .,'’()-]{1,3}[^\W\d_]+){0,5}\s?[,(–—:/-]{1,2}\s*(?:on\s)?", re.IGNORECASE
)
_CAPITALS = re.compile(r"\s*[^\W\d_a-z]{3}")
_BYLINE = re.compile(r"\s*by\s[^\n]{3,80}[,|–—-]\s*", re.IGNORECASE)


def header(text: str) -> tuple[date, Span] | None:
    """The day of publication that the head of a text names, and where; None when it names none.

    >>> header("PARIS, Feb 3 2026 (Reuters) - Police searched a bank.")
    (datetime.date(2026, 2, 3), (7, 17))
    >>> header("On 3 February 2026 police searched a bank.") is None
    True
    """
    head = text[: _FAR_DOWN + 60]
    running = _RUNNING.search(head)
    end = min(_FAR_DOWN, max(_HEAD, running.start() if running else _FAR_DOWN))
    for found in readings(head, None):
        if found.start > end:
            break
        day = _day(found)
        if day and _heads(head, found):
            return day, (found.start, found.end)
    return None


def _day(found: Reading) -> date | None:
    value = found.value
    if value.relative or not value.value or value.type not in ("DATE", "TIME") or calendar.grain(value.value) != "D":
        return None
    days = calendar.days(value.value)
    return days[0] if days else None


def _heads(head: str, found: Reading) -> bool:
    """Whether a date stands where only a header's does."""
    line = head.rfind("\n", 0, found.start) + 1
    end = head.find("\n", found.end)
    before, after = head[line : found.start], head[found.end : end if end >= 0 else len(head)]
    label = _label(before)
    if not before.strip() and found.start > _HEAD and after.strip():
        return False
    if label:
        return label == "always" or bool(_ALONE.match(after))
    if _BEFORE_ALONE.fullmatch(before) or _BYLINE.fullmatch(before):
        return bool(_ALONE.match(after))
    if _PLACE.fullmatch(before) and before.count(" ") <= 6:
        return bool((_DATELINE_END if _CAPITALS.match(before) else _ALONE).match(after)) and before.strip()[0].isupper()
    return False


def _label(before: str) -> str | None:
    """Whether a label stands before the date: "always" one, or one that needs its line's end after the date."""
    words = before.strip().casefold()
    bare = words.rstrip(" :.-–—|")
    for entry in _labels():
        if bare in entry["phrases"]:
            return "always" if entry["id"] == "header-labels" or words.endswith((":", "|")) else "alone"
    return None


@cache
def _labels() -> tuple[patterns.Entry, ...]:
    return tuple(e for e in patterns.load("dates") if e.get("header"))
