"""A parsed article to the words, hits and cues in which its wrongs are sought."""

from bisect import bisect_left
from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property

from spacy.tokens import Doc, Token

from newsx import clauses_tree
from newsx.case import charges_cues, charges_words
from newsx.case.charges_cues import Cue
from newsx.case.charges_words import Hit, Word
from newsx.records import ChargeStatus, Date, Modality, Offence, Polarity, Span

HEADLINE = 20  # words of a headline at most
_STOPS = frozenset('.!?:;,"”')


@dataclass(frozen=True, slots=True)
class Mention:
    """The words from number `start` up to `end` tell a wrong. A `cue` frames it; `link` is where the cue led."""

    start: int
    end: int
    offence: Offence
    iccs: str | None
    rule: str
    status: ChargeStatus
    cue: Cue | None = None
    link: int = 0
    outer: Cue | None = None
    polarity: Polarity = "affirmed"
    modality: Modality = "actual"
    hit: Hit | None = None
    deed: bool = False
    culprit: bool = False
    loose: bool = False  # told in any words, so that it counts only against who stands accused already

    @property
    def framed(self) -> bool:
        """Whether a cue governs the wrong; otherwise it only stands in the text."""
        return self.cue is not None

    @property
    def anchor(self) -> int:
        """The word that the people of the wrong hang on."""
        return self.cue.start if self.cue else self.start


@dataclass(frozen=True)
class Reading:
    """An article as the finder sees it: its words, what names a wrong, what governs one, which words are dates."""

    doc: Doc
    words: Sequence[Word]
    hits: Sequence[Hit]
    topics: Sequence[Hit]
    cues: Sequence[Cue]
    dated: frozenset[int]
    bodies: frozenset[int]

    @cached_property
    def source(self) -> str:
        """The text of the article: `doc.text` builds it anew each time."""
        return self.doc.text

    @cached_property
    def headline(self) -> int:
        """How many words the headline has: a first line of its own without a full stop."""
        line, _, rest = self.source.lstrip().partition("\n")
        if not rest.strip() or len(line.split()) > HEADLINE or line.rstrip()[-1:] in _STOPS:
            return 0
        end = self.source.index(line) + len(line)
        return bisect_left(self.words, end, key=lambda w: self.doc[w.token].idx)

    @cached_property
    def sentence(self) -> list[int]:
        """For each word, the number of its sentence; a paragraph ends one too."""
        numbers = [0] * (len(self.doc) + 1)
        for n, sent in enumerate(self.doc.sents):
            for i in range(sent.start, sent.end):
                numbers[i] = n
        extra, result = 0, []
        for w in self.words:
            extra += w.text == charges_words.PARAGRAPH
            result.append(numbers[w.token] + extra)
        return result

    @cached_property
    def sentence_ends(self) -> list[int]:
        """For each word, the number of the first word of the next sentence."""
        ends = [len(self.words)] * len(self.words)
        for i in range(len(self.words) - 2, -1, -1):
            ends[i] = ends[i + 1] if self.sentence[i] == self.sentence[i + 1] else i + 1
        return ends

    @cached_property
    def sentence_starts(self) -> list[int]:
        """For each word, the number of the first word of its sentence."""
        starts = [0] * len(self.words)
        for i in range(1, len(self.words)):
            starts[i] = starts[i - 1] if self.sentence[i] == self.sentence[i - 1] else i
        return starts

    @cached_property
    def hit_at(self) -> dict[int, Hit]:
        """The hits by their first word."""
        return {h.start: h for h in self.hits}

    @cached_property
    def cued(self) -> frozenset[int]:
        """The words with which a cue begins: "faces", "denied"."""
        return frozenset(c.start for c in self.cues)

    @cached_property
    def hit_ends(self) -> dict[int, Hit]:
        """The hits by the word behind their last."""
        return {h.end: h for h in self.hits}

    @cached_property
    def outer_cues(self) -> dict[int, list[Cue]]:
        """The cues that can change the status of others, by their sentence."""
        found: dict[int, list[Cue]] = defaultdict(list)
        for cue in self.cues:
            if cue.rule.get("outer"):
                found[self.sentence[cue.start]].append(cue)
        return found

    @cached_property
    def fined(self) -> bool:
        """Whether the article tells of a fine."""
        return any(c.id == "fined-for" for c in self.cues)

    @cached_property
    def parsed(self) -> bool:
        """Whether the article has a dependency parse."""
        return self.doc.has_annotation("DEP")

    @cached_property
    def tagged(self) -> bool:
        """Whether the article has part-of-speech tags."""
        return self.doc.has_annotation("TAG")

    def is_bullet(self, i: int) -> bool:
        """Whether a paragraph's end stands before a bullet."""
        return self.words[i].text == charges_words.PARAGRAPH and charges_words.is_bullet(
            self.doc, self.words[i].token + 1
        )

    def paragraph_end(self, i: int) -> int:
        """The number of the next word that ends a paragraph."""
        while i < len(self.words) and self.words[i].text != charges_words.PARAGRAPH:
            i += 1
        return i

    def text(self, i: int) -> str:
        """A word in lower case; nothing behind the last."""
        return self.words[i].text if 0 <= i < len(self.words) else ""

    def token(self, i: int) -> Token:
        """The token of a word."""
        return self.doc[self.words[i].token]

    def subjects(self, i: int) -> list[int]:
        """The words that are the subjects of the verb at a word, as the parse has them."""
        found = [t.i for t in self.token(i).children if t.dep_ in clauses_tree.ANY_SUBJECTS]
        return [n for n in range(max(0, i - 16), i) if self.words[n].token in found]

    def is_past(self, i: int) -> bool:
        """Whether the deed that begins at a word is told as past, behind its adverbs: "had quietly sold"."""
        return any(self.tag(k) in {"VBD", "VBN"} for k in range(i, i + 3))

    def tag(self, i: int) -> str:
        """The Penn tag of a word, empty without tags."""
        return self.words[i].tag if 0 <= i < len(self.words) else ""

    def chars(self, start: int, end: int) -> tuple[int, int]:
        """The offsets of some words in the article."""
        last = self.token(end - 1)
        return self.token(start).idx, last.idx + len(last)

    def within(self, start: int, end: int) -> list[Hit]:
        """The hits that lie in some words."""
        return _inside(self.hits, start, end)

    def about(self, start: int, end: int) -> list[Hit]:
        """What some words are about, where they name no wrong themselves; the longest first."""
        return sorted(_inside(self.topics, start, end), key=lambda h: (h.start - h.end, h.start))


def _inside(hits: Sequence[Hit], start: int, end: int) -> list[Hit]:
    """The hits, sorted by their start, that lie in some words."""
    found = []
    for i in range(bisect_left(hits, start, key=lambda h: h.start), len(hits)):
        if hits[i].start >= end:
            break
        if hits[i].end <= end:
            found.append(hits[i])
    return found


def read(doc: Doc, dates: Sequence[Date], bodies: Sequence[Span] = ()) -> Reading:
    """The reading of a parsed article; `bodies` are where it names public bodies."""
    words = charges_words.words(doc)
    dated = _covered(doc, words, dates)
    topics = charges_words.hits(words, topics=True)
    return Reading(
        doc, words, charges_words.hits(words), topics, charges_cues.cues(words), dated, _covered(doc, words, bodies)
    )


def _covered(doc: Doc, words: Sequence[Word], spans: Sequence[Span]) -> frozenset[int]:
    """The words that lie in some stretches of the article."""
    inside = {i for s in spans for i in range(s.start, s.end)}
    return frozenset(i for i, w in enumerate(words) if doc[w.token].idx in inside)
