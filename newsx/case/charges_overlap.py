"""Two wordings of a wrong to how alike they are: "laundering cash" and "laundered cash" are the same."""

import re
from collections import Counter
from functools import lru_cache

from newsx.case import charges_cues

_LONG = 4  # words of a wrong that tells its object too
_WORD = re.compile(r"\w+")


def overlap(one: str, other: str) -> float:
    """How many content words two texts share: Dice's coefficient over rough stems.

    >>> overlap("laundering cash", "laundered cash")
    1.0
    """
    a, b = _content(one), _content(other)
    total = a.total() + b.total()
    return 2 * (a & b).total() / total if total else 0.0


def alike(one: str, other: str) -> bool:
    """Whether two texts tell the same deed; long ones must share more: "fixing the price of shirts", "… of toys"."""
    long = min(size(one), size(other)) > _LONG
    return overlap(one, other) >= (0.45 if long else 0.3)


def holds(one: str, other: str) -> bool:
    """Whether one text has all the words of the other: "fraud" and "commit fraud to meet a forecast"."""
    a, b = _content(one), _content(other)
    return bool(a and b) and (a <= b or b <= a)


def size(text: str) -> int:
    """How many content words a text has."""
    return _content(text).total()


@lru_cache(maxsize=4096)
def _content(text: str) -> Counter[str]:
    small = charges_cues.words("small")
    return Counter(_stem(w) for w in _WORD.findall(text.casefold()) if w not in small)


def _stem(word: str) -> str:
    for ending in ("ing", "ed", "es", "s"):
        if word.endswith(ending) and len(word) - len(ending) >= 4:
            return word[: -len(ending)]
    return word
