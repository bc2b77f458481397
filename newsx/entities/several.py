"""A party of several to those whom the article names soon after: "two former directors … Ann Roe and Tom Alder"."""

from bisect import bisect_right
from collections.abc import Sequence
from functools import cache
from itertools import pairwise

from newsx import patterns
from newsx.entities.firsts import Named
from newsx.entities.unnamed import Unnamed

AFTER = 3  # sentences, the party's own included
LIST = 90  # characters from one name of a list to the next


def find(one: Unnamed, text: str, sentences: Sequence[int], named: Sequence[Named]) -> tuple[int, ...]:
    """The numbers of the parties that the article names, as many as it said; none where it leaves that open.

    They stand in one sentence as a list, or in a few with their ages. `named` is in text order.
    """
    start, end = one.places[0]
    most = _counts().get(text[start:end].split()[0].casefold(), 0)
    if most < 2:
        return ()
    own = bisect_right(sentences, start)
    borders = [*sentences[own : own + AFTER], len(text)]
    later = [n for n in named if n.type == one.type and start < n.start and not n.official]
    soon = [n for n in later if n.start < borders[min(AFTER, len(borders)) - 1]]
    first = [n for n in soon if n.start < _end(soon[0].start, sentences, text)] if soon else []
    if len(first) == most and all(b.start - a.start <= LIST for a, b in pairwise(first)):
        return tuple(n.number for n in first)
    aged = [n for n in soon if n.ages]
    return tuple(n.number for n in aged) if len(aged) == most else ()


def _end(start: int, sentences: Sequence[int], text: str) -> int:
    """Where the sentence around a character ends."""
    following = bisect_right(sentences, start)
    return sentences[following] if following < len(sentences) else len(text)


@cache
def _counts() -> dict[str, int]:
    entry = next(e for e in patterns.load("actors") if e["use"] == "count-word")
    return {word: n for n, word in enumerate(entry["phrases"])}
