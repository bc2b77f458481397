"""A party without a name to the one that the article names later: "a Leeds man … Tobias Wren, 45, is charged"."""

import re
from bisect import bisect_left, bisect_right
from collections.abc import Collection, Sequence
from dataclasses import dataclass

from newsx.entities.unnamed import Unnamed
from newsx.records import ActorType

NEXT = 2  # sentences
_AGE = re.compile(r"(\d{1,2})-year-old")
_IDENTIFIED = re.compile(r"\b(?:identified|named)\b[^.\n]{0,60}\bas\s(?:\w+\s)?$")


@dataclass(frozen=True, slots=True)
class Named:
    """Where an article names a party first, what it is, its number, its ages; whether "identified as" stands there.

    `official`: its title or what the article calls it says that it acts for others: "Judge", "a spokesman".
    """

    start: int
    type: ActorType
    number: int
    ages: frozenset[int]
    identified: bool
    official: bool = False


def is_identified(text: str, start: int) -> bool:
    """Whether the text says right before a name who somebody is: "police identified the driver as Tobias Wren"."""
    return bool(_IDENTIFIED.search(text, max(0, start - 90), start))


def find(
    one: Unnamed, text: str, sentences: Sequence[int], named: Sequence[Named], claimed: Collection[int]
) -> int | None:
    """The number of the party that is named later: by its age, as who was identified, in the next
    sentences, or as the first one whose age the article tells.

    `sentences` holds where each begins, `named` is in text order, `claimed` are the numbers found before.
    """
    if one.many:
        return None
    start = one.places[0][0]
    later = [n for n in named[bisect_right(named, start, key=_start) :] if n.type == one.type]
    at = bisect_right(sentences, start) + NEXT
    soon = later[: bisect_left(later, sentences[at], key=_start)] if at < len(sentences) else later
    identified = [n for n in later if n.identified and n.number not in claimed]
    told = [n for n in later[:1] if n.ages and n.number not in claimed]
    for fitting in (_of_age(one, text, later), identified, soon, told):
        if len(fitting) == 1:
            return fitting[0].number
    return None


def _of_age(one: Unnamed, text: str, later: Sequence[Named]) -> list[Named]:
    ages = {int(m[1]) for a, b in one.places if (m := _AGE.search(text, a, b))}
    return [n for n in later if ages & n.ages]


def _start(named: Named) -> int:
    return named.start
