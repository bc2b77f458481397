"""Zones of clock times that take several tokens to one item: "(GMT)", "GMT+8", and "(0735 GMT)" said aside."""

from collections.abc import Sequence
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from newsx.dates.lex import Item

_FARTHEST = 14  # hours from Greenwich
_CLOCKS = frozenset({"clock", "dotclock", "clockm", "num"})


def read(tokens: Sequence["Item"], at: int, text: str) -> tuple["Item", int] | None:
    """The zone that starts at a token, in brackets or with its hours, and the token after it."""
    from newsx.dates.lex import Item

    found = _bracketed(tokens, at) if tokens[at].text == "(" else _with_hours(tokens, at)
    if found is None:
        return None
    value, end = found
    start, stop = tokens[at].start, tokens[end - 1].end
    return Item(start, stop, text[start:stop], {"zone": value}), end


def _bracketed(tokens: Sequence["Item"], at: int) -> tuple[str, int] | None:
    """ "(GMT)" is the zone of the time before it; "(0735 GMT)" says that time again, elsewhere."""
    inside, aside = at + 1, False
    if inside < len(tokens) and not _CLOCKS.isdisjoint(tokens[inside].classes):
        inside, aside = inside + 1, True
        if inside < len(tokens) and "meridiem" in tokens[inside].classes:
            inside += 1
        if inside < len(tokens) and tokens[inside].text == ".":
            inside += 1
    if inside >= len(tokens) or "zone" not in tokens[inside].classes:
        return None
    value, end = _with_hours(tokens, inside) or (tokens[inside].classes["zone"], inside + 1)
    if end >= len(tokens) or tokens[end].text != ")":
        return None
    return "" if aside else value, end + 1


def _with_hours(tokens: Sequence["Item"], at: int) -> tuple[str, int] | None:
    """ "GMT+8", "UTC -5"."""
    if at + 2 >= len(tokens) or tokens[at].classes.get("zone") != "Z" or tokens[at + 1].text not in ("+", "-"):
        return None
    hours = tokens[at + 2].classes.get("num")
    if not isinstance(hours, int) or hours > _FARTHEST:
        return None
    return f"{tokens[at + 1].text}{hours:02}:00", at + 3
