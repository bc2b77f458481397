"""The words of an article that name a wrong, as hits with their offence: nouns, verbs and verbs with an object."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache
from typing import NamedTuple

from spacy.tokens import Doc, Token

from newsx import patterns
from newsx.case.charges_forms import inflect, plurals, split
from newsx.patterns import Entry
from newsx.records import Offence

PARAGRAPH = "\n"
GAP = 7  # words between a verb and its object: "falsified the state-owned bank's books"
_JOINERS = frozenset("-‐‑–'\"“”‘’«»`")
_HYPHENS = frozenset({"-", "‐", "‑", "–", "--"})
_BREAKS = frozenset({*".;:,!?—", PARAGRAPH})
_BULLETS = frozenset({"-", "•", "*", "–", "·"})


class Word(NamedTuple):
    """A token in lower case; hyphens and quotes are no words, so that "bid-rigging" and "bid rigging" are the same."""

    text: str
    token: int
    tag: str = ""


@dataclass(frozen=True, slots=True)
class Hit:
    """The words from number `start` up to `end` name a wrong. A weak one needs a cue that governs it."""

    start: int
    end: int
    entry: str
    offence: Offence
    iccs: str | None
    kind: str  # noun, verb, act, topic
    weak: bool = False


@dataclass(frozen=True, slots=True)
class _Phrase:
    rest: tuple[str, ...]
    entry: int
    kind: str
    objects: frozenset[tuple[str, ...]] = frozenset()
    weak: bool = False


@dataclass(frozen=True, slots=True)
class Lexicon:
    """Phrases by their first word."""

    entries: tuple[Entry, ...]
    by_word: dict[str, tuple[_Phrase, ...]]


def words(doc: Doc) -> list[Word]:
    """The words of a document; the end of a paragraph, or of a line before a bullet, is one too."""
    found = []
    for t in doc:
        text = t.text
        if text.isspace():
            if text.count("\n") > 1 or ("\n" in text and is_bullet(doc, t.i + 1)):
                found.append(Word(PARAGRAPH, t.i))
        elif _is_dash(t):
            found.append(Word("—", t.i, t.tag_))
        elif len(text) > 2 or not (all(c in _JOINERS for c in text) or _is_short_form(t)):
            found.append(Word(text.casefold().replace("’", "'"), t.i, t.tag_))
            if text[-1] == "." and (any(c.isdigit() for c in text) or (t.i and doc[t.i - 1].like_num)):
                found.append(Word(".", t.i))  # "$600m." ends a sentence
    return found


def _is_dash(token: Token) -> bool:
    """Whether a hyphen between spaces stands for a dash; at the start of a line it is a bullet."""
    return token.text in _HYPHENS and token.i > 0 and bool(token.whitespace_) and bool(token.nbor(-1).whitespace_)


def _is_short_form(stop: Token) -> bool:
    """Whether a full stop only ends an abbreviation: "Lt. Ann Lee"."""
    if stop.text != "." or not stop.i or stop.i + 1 >= len(stop.doc) or stop.is_sent_end:
        return False
    before, after = stop.nbor(-1), stop.nbor()
    return before.text.istitle() and len(before) <= 4 and not before.whitespace_ and after.text.istitle()


def is_bullet(doc: Doc, i: int) -> bool:
    """Whether a token is the bullet of a list."""
    while i < len(doc) and doc[i].is_space:
        i += 1
    return i < len(doc) and doc[i].text in _BULLETS


def hits(text: Sequence[Word], *, topics: bool = False) -> list[Hit]:
    """Where the words name wrongs: the longest reading at each place, from left to right.

    With `topics` instead the words that only say what a wrong is about ("data protection").
    """
    lexicon = offences()
    found: list[Hit] = []
    i = 0
    while i < len(text):
        best = _best(text, i, lexicon, topics)
        if best is None:
            i += 1
            continue
        size, phrase = best
        entry = lexicon.entries[phrase.entry]
        if phrase.kind != "except" and (topics or not _skipped(text, i, i + size, entry)):
            found.append(_hit(i, i + size, entry, phrase))
            i += size
        else:
            i += size if phrase.kind == "except" else 1
    return found


def matter(body: str) -> Offence | None:
    """The offence that a public body deals with, read from its name.

    >>> matter("Irish Data Protection Commission")
    'data-protection'
    """
    name = f" {' '.join(split(body))} "
    return next((o for phrase, o in _matters() if f" {phrase} " in name), None)


@cache
def _matters() -> tuple[tuple[str, Offence], ...]:
    return tuple((" ".join(split(b)), e["offence"]) for e in offences().entries for b in e.get("bodies", ()))


def _best(text: Sequence[Word], i: int, lexicon: Lexicon, topics: bool) -> tuple[int, _Phrase] | None:
    """The reading of the words at `i`: the longest phrase; of verbs with an object the one whose object is nearest."""
    best: tuple[tuple[int, int], int, _Phrase] | None = None
    for phrase in lexicon.by_word.get(text[i].text, ()):
        if (phrase.kind == "topic") is not topics or not _fits(text[i], phrase):
            continue
        size, gap = _size(text, i, phrase)
        key = (size - gap, -gap)
        if size and (best is None or key > best[0]):
            best = key, size, phrase
    return best[1:] if best else None


def _fits(word: Word, phrase: _Phrase) -> bool:
    """Whether a word with a tag can be the verb that a phrase begins with: "stab" in "stab wounds" cannot."""
    if phrase.kind not in {"verb", "act"} or not word.tag:
        return True
    return word.tag.startswith("VB") or word.text.endswith("ing") or word.tag.startswith("JJ")


def _size(text: Sequence[Word], i: int, phrase: _Phrase) -> tuple[int, int]:
    """How many words a phrase takes at `i`, 0 when it is not there, and how many of them stand before the object."""
    size = 1 + len(phrase.rest)
    if not stand(text, i + 1, phrase.rest):
        return 0, 0
    return _object(text, i, i + size, phrase.objects) if phrase.objects else (size, 0)


def stand(text: Sequence[Word], i: int, forms: tuple[str, ...]) -> bool:
    """Whether these words stand from `i` on."""
    if len(forms) < 2:  # as most do
        return not forms or (i < len(text) and text[i].text == forms[0])
    return tuple([w.text for w in text[i : i + len(forms)]]) == forms


def _object(text: Sequence[Word], i: int, after: int, objects: frozenset[tuple[str, ...]]) -> tuple[int, int]:
    """How far the nearest object of a verb reaches, counted from `i`, and the words before it; (0, 0) without one."""
    longest = max(map(len, objects))
    for j in range(after, min(after + GAP, len(text))):
        for n in range(min(longest, len(text) - j), 0, -1):
            if tuple([w.text for w in text[j : j + n]]) in objects:
                return j + n - i, j - after
        if text[j].text in _BREAKS:
            return 0, 0
    return 0, 0


def _skipped(text: Sequence[Word], i: int, j: int, entry: Entry) -> bool:
    after = text[j].text if j < len(text) else ""
    before = text[i - 1].text if i else ""
    return after in entry.get("skip_next", ()) or before in entry.get("skip_prev", ())


def _hit(i: int, j: int, entry: Entry, phrase: _Phrase) -> Hit:
    return Hit(
        start=i,
        end=j,
        entry=entry["id"],
        offence=entry["offence"],
        iccs=entry.get("iccs"),
        kind=phrase.kind,
        weak=phrase.weak,
    )


@cache
def offences() -> Lexicon:
    """The offence pack, ready to match."""
    entries = patterns.load("offences")
    table: dict[str, list[_Phrase]] = {}
    for number, entry in enumerate(entries):
        for first, phrase in _phrases(number, entry):
            table.setdefault(first, []).append(phrase)
    return Lexicon(entries, {k: tuple(v) for k, v in table.items()})


def _phrases(number: int, entry: Entry) -> Iterator[tuple[str, _Phrase]]:
    weak = {split(p) for p in entry.get("weak", ())}
    for noun in entry.get("nouns", ()):
        for form in plurals(split(noun)):
            yield form[0], _Phrase(form[1:], number, "noun", weak=split(noun) in weak)
    for verb in entry.get("verbs", ()):
        for form in inflect(verb):
            yield form[0], _Phrase(form[1:], number, "verb")
    for act in entry.get("acts", ()):
        objects = frozenset(f for o in act["objects"] for f in plurals(split(o)))
        for verb in act["verbs"]:
            for form in inflect(verb):
                yield form[0], _Phrase(form[1:], number, "act", objects, weak=bool(act.get("weak")))
    for kind, field in (("topic", "topics"), ("except", "except")):
        for topic in entry.get(field, ()):
            form = split(topic)
            yield form[0], _Phrase(form[1:], number, kind)
