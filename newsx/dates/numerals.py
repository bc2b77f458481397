"""Digits and number words to what they can be in a date: a count, a day, a year, an ordinal, a clock time."""

import re
from collections.abc import Sequence
from functools import lru_cache
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from newsx.dates.lex import Item

Number = float | int | str

_ORDINAL = frozenset({"st", "nd", "rd", "th"})
_SHARES = {"½": 0.5, "¼": 0.25, "¾": 0.75}
_MERIDIEM = {"am": "am", "pm": "pm", "a": "am", "p": "pm"}
_FIRST_YEAR, _LAST_YEAR = 1900, 2100


@lru_cache(4096)
def classes(number: str, tail: str) -> dict[str, Any]:
    """What a number in digits can be, with the letters that hang on it ("20" "th").

    >>> classes("20", "th")
    {'ord': 20, 'day': 20, 'nth': 20}
    """
    if not number.isdecimal() or not number.isascii():
        return _pointed(number, tail)
    value = int(number) if len(number) < 10 else 0
    if not tail:
        return _plain(number, value)
    if tail in _ORDINAL:
        return {"ord": value, "day": value, "nth": value} if 0 < value < 32 else {"ord": value}
    if tail == "s" and value % 10 == 0 and len(number) in (2, 4):
        return {"decade" if len(number) == 4 else "shortdecade": number}
    if tail in _SHARES:
        return {"num": value + _SHARES[tail]}
    if tail in ("am", "pm") and 0 < value < 13:
        return {"clockm": (value, 0, tail)}
    return {"amount": None}


def _plain(number: str, value: int) -> dict[str, Any]:
    found: dict[str, Any] = {"num": value}
    if len(number) == 4:
        if _FIRST_YEAR <= value <= _LAST_YEAR:
            found["year"] = value
        elif 1000 <= value < _FIRST_YEAR:
            found["oldyear"] = value
    elif len(number) <= 2 and 0 < value < 32:
        found["day"] = value
    return found


def _pointed(number: str, tail: str) -> dict[str, Any]:
    parts = re.split("[.:]", number)
    if (
        len(parts) in (2, 3)
        and all(p.isascii() and p.isdecimal() and len(p) <= 2 for p in parts)
        and len(parts[1]) == 2
    ):
        hour, minute = int(parts[0]), int(parts[1])
        if hour < 25 and minute < 60:
            return _clock(number, tail, hour, minute)
    if re.fullmatch(r"\d{1,6}\.\d{1,3}", number) and not tail:
        return {"num": float(number)}
    return {"amount": None}


def _clock(number: str, tail: str, hour: int, minute: int) -> dict[str, Any]:
    if tail in ("am", "pm"):
        return {"clockm": (hour, minute, tail)} if 0 < hour < 13 else {}
    if tail:
        return {"amount": None}
    if ":" in number:
        return {"clock": (hour, minute)}
    return {"dotclock": (hour, minute), "num": float(number)}


def read(items: Sequence["Item"], at: int) -> tuple["Item", int] | None:
    """A number in words, or "2 1/2", that starts at an item: as one item, and the item after it."""
    kinds = items[at].classes
    if "word" not in kinds and (at + 1 >= len(items) or items[at + 1].text not in _FRACTIONS):
        if "one" in kinds and at + 1 < len(items) and items[at + 1].classes.get("word", 0) >= 100:
            value, end = _cardinal(items, at + 1)
            return _joined(items, at, end, value, {}), end
        return None
    value_, end, found = _phrase(items, at)
    return (_joined(items, at, end, value_, found), end) if end > at else None


def _joined(items: Sequence["Item"], start: int, end: int, value: Number, kinds: dict[str, Any]) -> "Item":
    from newsx.dates.lex import Item

    text = " ".join(i.text for i in items[start:end])
    plain: dict[str, Any] = {} if "ord" in kinds else {"num": value}
    own = dict(items[start].classes) if end == start + 1 else {}
    return Item(items[start].start, items[end - 1].end, text, own | plain | kinds)


def _phrase(items: Sequence["Item"], at: int) -> tuple[Number, int, dict[str, Any]]:
    first = items[at].classes
    if "word" not in first:
        value: Number = first.get("num", "")
        whole, end = _fraction(items, at + 1, value)
        return (whole, end, {}) if end > at + 1 else (0, at, {})
    year = _year(items, at)
    if year:
        return year[0], year[1], {"year": year[0], "num": year[0]}
    total, end = _cardinal(items, at)
    if end < len(items) and end > at and total % 10 == 0 and total < 100:
        step = end + 1 if items[end].text == "-" else end
        if step < len(items) and isinstance(items[step].classes.get("ord"), int) and items[step].classes["ord"] < 10:
            nth = total + items[step].classes["ord"]
            return nth, step + 1, {"ord": nth, "nth": nth} | ({"day": nth} if nth < 32 else {})
    value, end = _fraction(items, end, total)
    kinds: dict[str, Any] = {"year": value} if isinstance(value, int) and _FIRST_YEAR <= value <= _LAST_YEAR else {}
    return value, end, kinds


def _cardinal(items: Sequence["Item"], at: int) -> tuple[int, int]:
    """The number in words that starts here, and where it ends."""
    total = current = 0
    end, last = at, 1000
    while at < len(items):
        value = items[at].classes.get("word")
        if value is None:
            joined = items[at].text in ("-", "and") and end > 0 and at == end and last in _before_joint(current, total)
            if not joined or at + 1 >= len(items) or "word" not in items[at + 1].classes:
                break
            if items[at].text == "-" and not (current % 100 >= 20 and items[at + 1].classes["word"] < 10):
                break
            if items[at].text == "and" and last not in (100, 1000):
                break
            at += 1
            continue
        if value >= 100:
            if end != 0 and current == 0 and total == 0 and last != 1000:
                break
            current = max(current, 1) * value
            if value >= 1000:
                total, current = total + current, 0
        elif current % 100 == 0 or (current % 10 == 0 and current % 100 >= 20 and value < 10):
            if last < 20:
                break
            current += value
        else:
            break
        last = value
        at += 1
        end = at
    return total + current, end


def _before_joint(current: int, total: int) -> tuple[int, ...]:
    return (100, 1000, *range(20, 100, 10)) if current or total else ()


def _year(items: Sequence["Item"], at: int) -> tuple[int, int] | None:
    """ "nineteen ninety-four" and where it ends."""
    century = items[at].classes.get("word")
    if century not in (17, 18, 19, 20) or at + 1 >= len(items):
        return None
    rest, end = _cardinal(items, at + 1)
    if end == at + 1 or not 10 <= rest < 100:
        return None
    return century * 100 + rest, end


def _fraction(items: Sequence["Item"], at: int, value: Number) -> tuple[Number, int]:
    """Add "and a half", "-and-a-half", "1/2" or "½" that follows a number."""
    if not isinstance(value, int) or at >= len(items):
        return value, at
    for tail, share in _FRACTIONS.get(items[at].text.lower(), ()):
        if tail and (at + 1 >= len(items) or items[at + 1].text.lower() != tail[0]):
            continue
        rest = items[at + 1 : at + 1 + len(tail)]
        if tuple(i.text.lower() for i in rest) == tail:
            return value + share, at + 1 + len(tail)
    return value, at


_FRACTIONS: dict[str, tuple[tuple[tuple[str, ...], float], ...]] = {
    "-": ((("and", "-", "a", "-", "half"), 0.5), (("1", "/", "2"), 0.5)),
    "and": ((("a", "half"), 0.5), (("a", "quarter"), 0.25)),
    "1": ((("/", "2"), 0.5),),
    "½": (((), 0.5),),
    "¼": (((), 0.25),),
    "¾": (((), 0.75),),
}
