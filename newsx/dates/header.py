"""The head of a text to its day of publication: "date 2026-02-04", a line that is a date, "PARIS, Feb 3 2026 (AP) -".

A date of the running story is never taken: it must fill its line, follow a label, or stand in a dateline; and it must
name its year.
"""

import re
from collections.abc import Iterator
from datetime import date

from newsx.dates import calendar, head_lines, labels
from newsx.dates.near_by import NOWHERE, Near
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


def header(text: str, near: Near = NOWHERE) -> tuple[date, Span] | None:
    """The day of publication that the head of a text names, and where; None when it names none.

    A day of change ("Updated on") counts only where it is the only one.

    >>> header("PARIS, Feb 3 2026 (Reuters) - Police searched a bank.")
    (datetime.date(2026, 2, 3), (7, 17))
    >>> header("On 3 February 2026 police searched a bank.") is None
    True
    """
    head = text[: _FAR_DOWN + 60]
    end = _end(head)
    found = [*_ours(head, end), *head_lines.days(head, end, near._replace(text=text))]
    return min(found, key=lambda f: (f[2], f[1][0]))[:2] if found else None


def unread(text: str, near: Near = NOWHERE) -> tuple[str, ...]:
    """What the head of a text states as its day of publication and nobody understood.

    >>> unread("Published: 03/02/2026\\nPolice searched a bank.")
    ('03/02/2026',)
    """
    head = text[: _FAR_DOWN + 60]
    return head_lines.unread(head, _end(head), near._replace(text=text))


def _end(head: str) -> int:
    """Where the head ends and the story runs."""
    running = _RUNNING.search(head)
    return min(_FAR_DOWN, max(_HEAD, running.start() if running else _FAR_DOWN))


def _ours(head: str, end: int) -> Iterator[tuple[date, Span, bool]]:
    """The days that our own reader finds, each with its place and whether it is that of a change."""
    for found in readings(head, None):
        if found.start > end:
            return
        day = _day(found)
        if day and _heads(head, found):
            change = head_lines.is_change(head[head.rfind("\n", 0, found.start) + 1 : found.start])
            yield day, (found.start, found.end), change
            if not change:
                return


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
    kind = labels.kind(words.rstrip(" :.-–—|"))
    if kind is None:
        return None
    return "always" if kind == "header-labels" or words.endswith((":", "|")) else "alone"
