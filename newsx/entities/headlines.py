"""The words of an article to those that are no running text: headlines, captions, bylines, menus, quoted titles."""

import re
from bisect import bisect_left
from collections.abc import Iterator, Sequence

from newsx.entities.scan import Word

MOST_LOOSE_WORDS = 40
_QUOTED = re.compile(r'“[^”\n]{20,250}”|"[^"\n]{20,250}"')


def find(text: str, words: Sequence[Word]) -> frozenset[int]:
    """The words of lines that are no running text: headlines, captions, bylines, menus."""
    lines = list(_lines(words))
    loud: set[int] = set()
    for n, (first, last) in enumerate(lines):
        after = words[lines[n + 1][0]] if n + 1 < len(lines) else None
        if _is_loose(text, words, first, last, after) or _is_loud(text, words, first, last):
            loud.update(range(first, last + 1))
    loud.update(_titles_of_works(text, words))
    return frozenset(loud) if len(loud) < len(words) else frozenset()


def _lines(words: Sequence[Word]) -> Iterator[tuple[int, int]]:
    """The first and last word of each line."""
    first = 0
    for i in range(1, len(words)):
        if "\n" in words[i].gap:
            yield first, i - 1
            first = i
    if words:
        yield first, len(words) - 1


def _is_loose(text: str, words: Sequence[Word], first: int, last: int, after: Word | None) -> bool:
    """Whether a line has no end of a sentence and is not gone on with in the next."""
    if last - first >= MOST_LOOSE_WORDS or words[first].text[0].islower():
        return False
    tail = after.gap.split("\n")[0] if after is not None else text[words[last].end :]
    follows = after.gap.rsplit("\n", 1)[-1] if after is not None else ""
    if _closes(words[last], tail) or (follows.strip() and follows.strip()[0] in ".,;:!?)”"):
        return False
    return after is None or not (after.text[0].islower() and "\n\n" not in after.gap)


def _closes(word: Word, tail: str) -> bool:
    return word.text[-1] == "." or any(c in ".!?:;,…" for c in tail)


def _is_loud(text: str, words: Sequence[Word], first: int, last: int) -> bool:
    """Whether a line is set in Title Case or in capitals."""
    content = [w for w in words[first : last + 1] if len(w.text) > 3 and w.text[0].isalpha()]
    if len(content) < 4 or last - first > 2 * MOST_LOOSE_WORDS:
        return False
    closing = text[words[last].end : words[last].end + 2].strip()[:1]
    return closing != "." and _mostly_capitals(content)


def _mostly_capitals(content: Sequence[Word]) -> bool:
    return sum(w.capital for w in content) >= 0.85 * len(content)


def _titles_of_works(text: str, words: Sequence[Word]) -> Iterator[int]:
    """The words of quoted titles: entitled “Board Votes to Adopt New Law”."""
    starts = [w.start for w in words]
    for match in _QUOTED.finditer(text):
        first, last = bisect_left(starts, match.start()), bisect_left(starts, match.end())
        content = [w for w in words[first:last] if len(w.text) > 3 and w.text[0].isalpha()]
        if len(content) > 3 and _mostly_capitals(content):
            yield from range(first, last)
