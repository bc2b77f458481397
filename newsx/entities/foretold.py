"""A party without a name to the one that the article names later: "a Leeds man … Tobias Wren, 45, is charged"."""

import re
from bisect import bisect_left, bisect_right
from collections.abc import Collection, Sequence

from newsx.entities import lexicon
from newsx.entities.firsts import Named
from newsx.entities.unnamed import Unnamed

NEXT = 2  # sentences
GROWN = 20  # years
_AGE = re.compile(r"(\d{1,2})-year-old")


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
    ages = {int(m[1]) for a, b in one.places if (m := _AGE.search(text, a, b))}
    later = [n for n in named[bisect_right(named, start, key=_start) :] if n.type == one.type]
    later = [n for n in later if _may_be(one, ages, n)]
    of_age = [n for n in later if ages & n.ages]
    if len(of_age) == 1 or one.harmed:
        return of_age[0].number if len(of_age) == 1 else None
    identified = [n for n in later if n.identified and n.number not in claimed]
    at = bisect_right(sentences, start) + NEXT
    acting = [n for n in later if n.identified or not (n.harmed or (n.office and one.head not in n.words))]
    soon = acting[: bisect_left(acting, sentences[at], key=_start)] if at < len(sentences) else acting
    told = [n for n in acting[:1] if n.ages and n.number not in claimed]
    return next((fitting[0].number for fitting in (identified, soon, told) if len(fitting) == 1), None)


def _may_be(one: Unnamed, ages: Collection[int], named: Named) -> bool:
    """Whether age and gender leave open that a description means somebody: no "girl" is a man of 44."""
    if ages and named.ages and named.ages.isdisjoint(ages):
        return False
    minor = not lexicon.folded("minor-word").isdisjoint({one.head, *one.words})
    if minor and named.ages and min(named.ages) >= GROWN:
        return False
    gender = lexicon.roles().get(one.head, ("", "n"))[1]
    return "n" in (gender, named.gender) or gender == named.gender


def _start(named: Named) -> int:
    return named.start
