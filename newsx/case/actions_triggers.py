"""A Doc to the words in it that name an act: pattern entries and the tokens that match them."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from spacy.tokens import Doc, Span, Token

from newsx import patterns
from newsx.case import actions_fits, actions_patterns
from newsx.case.actions_patterns import PACK

OFFICIAL = frozenset({"agency", "court", "authority"})  # the doers of acts of authority
_MOST_TIMES = 3  # words of time between two words of a pattern
_GAP = 12  # the most words that a `*` stands for: "found Ann Roe, a former senior oil trader, guilty"
QUOTES = frozenset('"“”«»')


@dataclass(frozen=True, slots=True)
class Hit:
    """A trigger in a text: its entry and the tokens that match the entry's own words, in text order."""

    entry: patterns.Entry
    tokens: tuple[Token, ...]
    verbal: bool
    text: str  # of the whole article

    @property
    def head(self) -> Token:
        """The verb of a verb pattern, or of what it is the "is" or "was"; the noun of a noun pattern."""
        first = self.tokens[0]
        if self.verbal and len(self.tokens) > 1 and first.dep_ in {"cop", "aux", "aux:pass"}:
            return first.head
        return first if self.verbal else self.tokens[-1]

    @property
    def start(self) -> int:
        return self.tokens[0].idx

    @property
    def end(self) -> int:
        return self.tokens[-1].idx + len(self.tokens[-1])


def hits(doc: Doc) -> list[Hit]:
    """The triggers of a text in its order; of those that share a word, the best by `_priority`."""
    taken: set[int] = set()
    kept = []
    for hit in sorted(candidates(doc), key=_priority):
        places = {t.i for t in hit.tokens}
        if not places & taken:
            taken |= places
            kept.append(hit)
    return sorted(kept, key=lambda h: (h.start, h.end))


def candidates(doc: Doc) -> list[Hit]:
    """Every match of a pattern, also those that share words."""
    text = doc.text  # which spaCy joins anew each time
    words = [token.lower_ for token in doc]
    return [hit for sentence in doc.sents for hit in _in_sentence(sentence, text, words)]


def _priority(hit: Hit) -> tuple[int, bool, int, bool, int]:
    """What comes first: more words, a verb and its object, a shorter stretch, a stricter entry, an earlier place."""
    several = len(hit.tokens)
    return -several, several > 1 and not hit.verbal, hit.end - hit.start, not _needs(hit.entry), hit.start


def _needs(entry: patterns.Entry) -> bool:
    return any(field.startswith("needs") for field in entry)


def _in_sentence(sentence: Span, text: str, words: Sequence[str]) -> Iterator[Hit]:
    index, doc, start, end = actions_patterns.index(), sentence.doc, sentence.start, sentence.end
    around, offset, present = text[sentence.start_char : sentence.end_char], sentence.start_char, set(words[start:end])
    for first in range(start, end):
        for pattern in index.get(words[first], ()):
            if any(map(present.isdisjoint, pattern.needs)):
                continue
            tokens = tuple([doc[i] for i in _match(pattern.words, words, first, end)])
            if (
                tokens
                and actions_fits.is_of_kind(pattern, tokens)
                and actions_fits.governs(pattern, tokens)
                and actions_fits.is_allowed(pattern.entry, tokens, around, offset)
            ):
                yield Hit(pattern.entry, tokens, pattern.verbal, text)


def _match(pattern: Sequence[frozenset[str] | None], words: Sequence[str], first: int, end: int) -> list[int]:
    """The places that a pattern's words take from `first` on, none where they do not match."""
    place, places, gap = first, list[int](), False
    for forms in pattern:
        if forms is None:
            gap = True
            continue
        while places and place < end and words[place] in QUOTES:
            place += 1  # the claims were "without foundation"
        if places and not gap and place < end and words[place] not in forms:
            place = _after_time(words, place, forms, end)
        last = min(end, place + _GAP + 1) if gap else min(end, place + 1)
        at = next((i for i in range(place, last) if words[i] in forms), None)
        if at is None or not patterns.words(PACK, "gap-borders").isdisjoint(words[place:at]):
            return []
        places.append(at)
        place, gap = at + 1, False
    return places


def _after_time(words: Sequence[str], place: int, forms: frozenset[str], end: int) -> int:
    """Where a word stands behind words of time: "decided last week not to", "found in May that"."""
    times = patterns.words(PACK, "times-between")
    for at in range(place, min(end, place + _MOST_TIMES + 1)):
        if words[at] in forms:
            return at
        if words[at] not in times and not words[at].isdecimal():
            break
    return place
