"""The words of an article that say that somebody stands accused, and where the wrong begins that they lead to."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache
from itertools import groupby

from newsx import patterns
from newsx.case.charges_forms import inflect, plurals, split
from newsx.case.charges_words import Word, stand
from newsx.patterns import Entry
from newsx.records import ChargeStatus

HARD_STOPS = frozenset(".;?!")
_WRONG_TAGS = {"NN": ("v", "verb"), "VB": ("noun",), "JJ": ("verb", "noun")}  # which forms a tag rules out


@dataclass(frozen=True, slots=True)
class Cue:
    """The words from number `start` up to `end` are a cue of the pack's entry."""

    start: int
    end: int
    entry: int

    @property
    def rule(self) -> Entry:
        """The entry of the pack."""
        return _table().entries[self.entry]

    @property
    def id(self) -> str:
        """The entry's id."""
        return str(self.rule["id"])

    @property
    def status(self) -> ChargeStatus:
        """How far the cue takes a wrong."""
        status: ChargeStatus = self.rule["status"]
        return status


@dataclass(frozen=True, slots=True)
class _Table:
    entries: tuple[Entry, ...]
    by_word: dict[str, tuple[tuple[tuple[str, ...], int, str], ...]]
    links: tuple[tuple[tuple[str, ...], ...], ...]


def cues(text: Sequence[Word]) -> list[Cue]:
    """The cues of a text. Several entries may share the same words; of one entry the longest form wins."""
    found: list[Cue] = []
    table = _table()
    for i, word in enumerate(text):
        sizes: dict[int, int] = {}
        for rest, entry, form in table.by_word.get(word.text, ()):
            if word.tag and form in _WRONG_TAGS.get(word.tag[:2], ()):
                continue
            if stand(text, i + 1, rest):
                sizes[entry] = max(sizes.get(entry, 0), 1 + len(rest))
        found += [Cue(i, i + size, entry) for entry, size in sizes.items() if size]
    return [c for c in _outermost(found) if not c.rule.get("nothing")]


def starts(text: Sequence[Word], cue: Cue, limit: int) -> Iterator[tuple[int, str]]:
    """The word numbers where the wrong of a cue may begin, each with the link that leads there."""
    links = _table().links[cue.entry]
    if ("=",) in links:
        yield cue.end, "="
    stop = min(cue.end + int(cue.rule.get("reach", 14)), limit)
    for i in range(cue.end, stop):
        if text[i].text in HARD_STOPS or text[i].text in words("speaks"):
            return
        for link in links:
            if stand(text, i, link):
                yield i + len(link), " ".join(link)
                break


def words(entry: str) -> frozenset[str]:
    """A list of words of the pack."""
    return patterns.words("charges", entry)


def _outermost(found: Sequence[Cue]) -> Iterator[Cue]:
    """Cues, sorted by start, in no longer one: "not guilty" is no "guilty" and "agreed to pay" no "to pay"."""
    reach = 0  # how far the cues that begin before this word go
    for _, group in groupby(found, key=lambda c: c.start):
        alike = list(group)
        longest = max(c.end for c in alike)
        yield from (c for c in alike if c.end == longest and c.end > reach)
        reach = max(reach, longest)


@cache
def _table() -> _Table:
    entries = patterns.load("charges")
    table: dict[str, list[tuple[tuple[str, ...], int, str]]] = {}
    for number, entry in enumerate(entries):
        for form, kind in _forms(entry):
            table.setdefault(form[0], []).append((form[1:], number, kind))
    links = tuple(tuple(sorted((split(x) for x in e.get("links", ())), key=len, reverse=True)) for e in entries)
    return _Table(entries, {k: tuple(v) for k, v in table.items()}, links)


def _forms(entry: Entry) -> Iterator[tuple[tuple[str, ...], str]]:
    """The forms of a cue: of a verb, of a noun, or of a phrase, which may have any tags."""
    if entry.get("kind") == "words":
        return
    for verb in entry.get("verbs", ()):
        yield from ((form, "verb" if entry.get("finite") else "v") for form in inflect(verb))
    for noun in entry.get("nouns", ()):
        yield from ((form, "noun") for form in plurals(split(noun)))
    for phrase in entry.get("phrases", ()):
        yield split(phrase), "phrase"
