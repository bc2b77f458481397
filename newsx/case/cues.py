"""Cue phrases of a pattern pack, matched around one slot of a sentence ("fined … $").

A phrase is words in a row. `a|b` is one word of several, `{name}` a word of the pack's entry of type "set" with that
id, `<agency>` or `<actor>` a word that the caller tagged so, `(x)` a word that may be missing, `…` up to eight words
(`…3`: up to three), `~2` up to two words none of which is a function word, `$` the slot. Fillers ("more than", "a
record") may always stand before the slot.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache

from newsx import patterns
from newsx.patterns import Entry

SLOT = "$"
_WORD = re.compile(r"&#?\w+;|[^\W_]+(?:['’-][^\W_]+)*|[^\w\s\"“”'‘’*.]")
_REACH = 8  # words that "…" spans at most
_MOST_FILLERS = 7
_SIGHT = 80  # words to each side of the slot that a phrase may reach
_STOPS = frozenset((";", ":", "¤"))


@dataclass(frozen=True, slots=True)
class Word:
    """A word or mark of a sentence, case-folded, with its place in the text and tags such as "<agency>"."""

    text: str
    start: int
    end: int
    tags: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True)
class Element:
    """One part of a phrase: the words that fit it, or a gap of so many words."""

    fits: frozenset[str] = frozenset()
    gap: int = 0
    barred: frozenset[str] | None = None  # a gap that holds none of these, nor a mark
    optional: bool = False


@dataclass(frozen=True, slots=True)
class Phrase:
    """A compiled phrase: what stands before the slot, nearest first, and what stands after it."""

    entry: Entry
    before: tuple[Element, ...]
    after: tuple[Element, ...]
    needs: tuple[frozenset[str], ...]  # a word of each must be in the sentence
    size: int


@dataclass(frozen=True, slots=True)
class Match:
    """A phrase that fits: its entry, its first and last word, and how many words its gaps took."""

    entry: Entry
    first: int
    last: int
    gaps: int
    size: int

    @property
    def cost(self) -> float:
        """What competing matches are ranked by: far words and heavy entries lose."""
        return self.gaps + float(self.entry.get("weight", 0)) - self.size / 10


def words(text: str, start: int, end: int) -> list[Word]:
    """The words and marks of `text[start:end]`; quotation marks are left out."""
    return [Word(m.group().casefold().replace("’", "'"), m.start(), m.end()) for m in _WORD.finditer(text, start, end)]


def matches(pack: str, kind: str, sentence: Sequence[Word], slot: int) -> list[Match]:
    """All phrases of the pack's entries of this type that fit around the word at `slot`, best first."""
    near = sentence[max(0, slot - _SIGHT) : slot + _SIGHT]
    present = {w.text for w in near}
    present.update(tag for w in near if w.tags for tag in w.tags)
    may = (p for p in phrases(pack, kind) if not any(map(present.isdisjoint, p.needs)))
    fits = (_match(p, sentence, slot, _fillers(pack)) for p in may)
    return sorted((m for m in fits if m), key=lambda m: m.cost)


@cache
def phrases(pack: str, kind: str) -> tuple[Phrase, ...]:
    """The compiled phrases of a pack's entries of one type."""
    entries = [e for e in patterns.load(pack) if e.get("type") == kind]
    return tuple(_compile(pack, e, text) for e in entries for text in e["phrases"])


@cache
def _fillers(pack: str) -> frozenset[str]:
    return patterns.words(pack, "fillers")


def _compile(pack: str, entry: Entry, text: str) -> Phrase:
    parts = text.split()
    at = parts.index(SLOT)
    before = tuple(_element(pack, p) for p in reversed(parts[:at]))
    after = tuple(_element(pack, p) for p in parts[at + 1 :])
    needs = tuple(e.fits for e in (*before, *after) if e.fits and not e.optional)
    return Phrase(entry, before, after, needs, len(needs))


def _element(pack: str, part: str) -> Element:
    if part[0] in "…~":
        return Element(
            gap=int(part[1:] or _REACH), barred=patterns.words(pack, "function-words") if part[0] == "~" else None
        )
    if part[0] == "(" and part[-1] == ")" and len(part) > 2:
        return Element(fits=_element(pack, part[1:-1]).fits, optional=True)
    fits: set[str] = set()
    for word in part.split("|"):
        fits |= patterns.words(pack, word[1:-1]) if word[0] == "{" else {word.casefold()}
    return Element(fits=frozenset(fits))


def _match(phrase: Phrase, sentence: Sequence[Word], slot: int, fillers: frozenset[str]) -> Match | None:
    left = slot - 1
    for _ in range(_MOST_FILLERS + 1):
        back = _walk(phrase.before, sentence, left, -1)
        if back is not None:
            ahead = _walk(phrase.after, sentence, slot + 1, 1)
            if ahead is None:
                return None
            return Match(phrase.entry, back[0] + 1, ahead[0] - 1, back[1] + ahead[1], phrase.size)
        if left < 0 or sentence[left].text not in fillers:
            return None
        left -= 1
    return None


def _walk(elements: tuple[Element, ...], sentence: Sequence[Word], at: int, step: int) -> tuple[int, int] | None:
    """Where the walk over the elements ends, one word beyond the last, and how many words its gaps took."""
    if not elements:
        return at, 0
    first, rest = elements[0], elements[1:]
    if first.gap:
        return _leap(first, rest, sentence, at, step)
    if 0 <= at < len(sentence) and (sentence[at].text in first.fits or not first.fits.isdisjoint(sentence[at].tags)):
        found = _walk(rest, sentence, at + step, step)
        if found is not None:
            return found
    return _walk(rest, sentence, at, step) if first.optional else None


def _leap(
    gap: Element, rest: tuple[Element, ...], sentence: Sequence[Word], at: int, step: int
) -> tuple[int, int] | None:
    for taken in range(gap.gap + 1):
        found = _walk(rest, sentence, at + taken * step, step)
        if found is not None:
            return found[0], found[1] + taken
        here = at + taken * step
        if not 0 <= here < len(sentence) or sentence[here].text in _STOPS:
            return None
        if gap.barred is not None and (sentence[here].text in gap.barred or not sentence[here].text[0].isalnum()):
            return None
    return None
