"""What stands around a sum: words that bound it, what it is counted by, and shares of a turnover."""

import re
from decimal import Decimal
from functools import cache

from newsx import patterns
from newsx.money.sums import Money
from newsx.records import Bound

_WINDOW = 32
_SHARE = re.compile(
    r"""
    (?P<number>\d{1,3}(?:\.\d{1,2})?) \s? (?:%|per\s?cent\b|pc\b)
    \s of \s (?P<base>(?:[^\s.,;:()]+\s){0,6}? (?:turnover|revenues?|sales|income|profits?|earnings) )\b
    """,
    re.IGNORECASE | re.VERBOSE,
)
_PER = re.compile(r"\s(?:(?P<each>each|apiece)\b|(?:an?|per|for\severy|for\seach)\s(?P<unit>[^\W\d_]+))", re.IGNORECASE)


def bound_before(text: str, start: int, end: int) -> Bound:
    """How exact the words before (and "or more", "+" after) leave the sum at `text[start:end]`."""
    before = text[max(0, start - _WINDOW) : start].casefold().rstrip()
    words = re.split(r"[\s(]+", before)
    for size in (4, 3, 2, 1):
        if found := _bounds().get(" ".join(words[-size:])):
            return found
    if before.endswith("~"):
        return "about"
    after = text[end : end + 12].casefold()
    return "at-least" if re.match(r"\+|-plus\b|\splus\b|\sor more\b", after) else "exact"


@cache
def _bounds() -> dict[str, Bound]:
    return {p.casefold(): e["bound"] for e in patterns.load("money") if e.get("type") == "bound" for p in e["phrases"]}


def per(text: str, end: int) -> str | None:
    """What a sum is counted by: "each", or "share" for "17 cents a share"."""
    match = _PER.match(text[end : end + 30])
    if not match:
        return None
    unit = match["unit"]
    return "each" if match["each"] else unit.casefold() if unit.casefold() in patterns.words("money", "per") else None


def shares(text: str) -> list[Money]:
    """Shares of a turnover that a text names ("up to 6% of global turnover"): no sums, but ceilings for one."""
    return [_share(text, m) for m in _SHARE.finditer(text)]


def _share(text: str, match: re.Match[str]) -> Money:
    start, end = match.span()
    bound = bound_before(text, start, end)
    return Money(start, end, percent=Decimal(match["number"]), percent_of=text[start:end], bound=bound)
