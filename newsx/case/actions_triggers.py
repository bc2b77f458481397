"""A Doc to the words in it that name an act: pattern entries and the tokens that match them."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache

from spacy.tokens import Doc, Span, Token

from newsx import patterns

PACK = "actions"
MOST_TIMES = 3  # words of time between two words of a pattern
DEEP = 6  # heads between a verb and the last word of its phrase
OFFICIAL = frozenset({"agency", "court", "authority"})  # the doers of acts of authority
GAP = 12  # the most words that a `*` stands for: "found Ann Roe, a former senior oil trader, guilty"

QUOTES = frozenset('"“”«»')
BORDERS = frozenset({";", ":", "but", "while", "whereas", "although", "though", "because"})  # no `*` reaches over these


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


@dataclass(frozen=True, slots=True)
class _Pattern:
    words: tuple[frozenset[str] | None, ...]  # None is a gap
    entry: patterns.Entry
    verbal: bool
    needs: tuple[frozenset[str], ...]  # what stands behind the first word: a sentence without it need not be tried


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


def _priority(hit: Hit) -> tuple[int, bool, int, bool, int]:
    """What comes first: more words, a verb and its object, a shorter stretch, a stricter entry, an earlier place."""
    several = len(hit.tokens)
    return -several, several > 1 and not hit.verbal, hit.end - hit.start, not _needs(hit.entry), hit.start


def candidates(doc: Doc) -> list[Hit]:
    """Every match of a pattern, also those that share words."""
    text = doc.text  # which spaCy joins anew each time
    words = [token.lower_ for token in doc]
    return [hit for sentence in doc.sents for hit in _in_sentence(sentence, text, words)]


def _needs(entry: patterns.Entry) -> bool:
    return any(field.startswith("needs") for field in entry)


def _in_sentence(sentence: Span, text: str, words: Sequence[str]) -> Iterator[Hit]:
    index, doc, start, end = _index(), sentence.doc, sentence.start, sentence.end
    around, offset, present = text[sentence.start_char : sentence.end_char], sentence.start_char, set(words[start:end])
    for first in range(start, end):
        for pattern in index.get(words[first], ()):
            if any(map(present.isdisjoint, pattern.needs)):
                continue
            tokens = tuple([doc[i] for i in _match(pattern.words, words, first, end)])
            if (
                tokens
                and _fits(pattern, tokens)
                and _governs(pattern, tokens)
                and _allowed(pattern.entry, tokens, around, offset)
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
        last = min(end, place + GAP + 1) if gap else min(end, place + 1)
        at = next((i for i in range(place, last) if words[i] in forms), None)
        if at is None or not BORDERS.isdisjoint(words[place:at]):
            return []
        places.append(at)
        place, gap = at + 1, False
    return places


def _after_time(words: Sequence[str], place: int, forms: frozenset[str], end: int) -> int:
    """Where a word stands behind words of time: "decided last week not to", "found in May that"."""
    times = patterns.words(PACK, "times-between")
    for at in range(place, min(end, place + MOST_TIMES + 1)):
        if words[at] in forms:
            return at
        if words[at] not in times and not words[at].isdecimal():
            break
    return place


def _fits(pattern: _Pattern, tokens: tuple[Token, ...]) -> bool:
    """Whether the word that may be verb or noun is what the pattern wants."""
    token = tokens[0] if pattern.verbal else tokens[-1]
    if pattern.verbal and len(tokens) > 1 and token.pos_ != "NOUN":
        return True
    if not token.doc.has_annotation("TAG"):
        return _looks_verbal(token) is not False if pattern.verbal else _looks_verbal(token) is not True
    if pattern.verbal:
        return token.tag_.startswith("VB") or (token.tag_ == "JJ" and token.lower_.endswith("ed"))
    return token.tag_.startswith("NN") or token.pos_ == "PROPN"


def _governs(pattern: _Pattern, tokens: tuple[Token, ...]) -> bool:
    """Whether no other verb governs the last word over a gap: in "filed late, buried under lawsuits" one does."""
    verb, last = tokens[0], tokens[-1]
    if not pattern.verbal or None not in pattern.words or last.pos_ != "NOUN":
        return True
    for _ in range(DEEP):
        last = last.head
        if last.i == verb.i or last.i < verb.i or last.head.i == last.i:
            return True
        if last.pos_ == "VERB" and last.dep_ in {"advcl", "acl", "acl:relcl", "relcl", "parataxis"}:
            return False
    return True


def _looks_verbal(token: Token) -> bool | None:
    """By its neighbours and its ending, for a text without tags; None is "cannot tell"."""
    before = token.nbor(-1).lower_ if token.i > token.sent.start else ""
    after = token.nbor(1).lower_ if token.i + 1 < token.sent.end else ""
    participle = token.lower_.endswith(("ed", "ing"))
    if before in patterns.words(PACK, "before-nouns") and not token.lower_.endswith("ed"):
        return False
    if before in patterns.words(PACK, "before-verbs"):
        return participle or before not in _irregular()["be"]
    return True if participle else False if after in patterns.words(PACK, "after-nouns") else None


def _allowed(entry: patterns.Entry, tokens: tuple[Token, ...], text: str, offset: int) -> bool:
    """Whether the words around a trigger let it stand; `text` is its sentence's, which begins at `offset`."""
    before = text[: tokens[0].idx - offset]
    after = text[tokens[-1].idx + len(tokens[-1]) - offset :].lstrip()
    if any(_regex(p + "$").search(before) for p in entry.get("not_before", ())):
        return False
    if any(_regex(p).match(after) for p in entry.get("not_after", ())):
        return False
    if any(_regex(p).search(text) for p in entry.get("not_near", ())):
        return False
    needs = [(p + "$", before, "search") for p in entry.get("needs_before", ())]
    needs += [(p, after, "match") for p in entry.get("needs_after", ())]
    needs += [(p, text, "search") for p in entry.get("needs_near", ())]
    return not needs or any(getattr(_regex(p), how)(where) for p, where, how in needs)


@cache
def _regex(pattern: str) -> re.Pattern[str]:
    return re.compile(pattern, re.IGNORECASE)


@cache
def _index() -> dict[str, tuple[_Pattern, ...]]:
    """The patterns by each form of their first word."""
    index: dict[str, list[_Pattern]] = {}
    for entry in patterns.load(PACK):
        for field in ("verbs", "nouns"):
            for text in entry.get(field, ()):
                pattern = _pattern(text, entry, field == "verbs")
                for form in pattern.words[0] or ():
                    index.setdefault(form, []).append(pattern)
    return {form: tuple(found) for form, found in index.items()}


def _pattern(text: str, entry: patterns.Entry, verbal: bool) -> _Pattern:
    words = [_alternatives(w) for w in re.findall(r"\*|<[^>]+>|\([^)]+\)|\w+|[^\w\s]", text.casefold())]
    place = 0 if verbal else -1
    forms = _verb_forms if verbal else _number_forms
    words[place] = frozenset(form for word in words[place] or () for form in forms(word))
    return _Pattern(tuple(words), entry, verbal, tuple(filter(None, words[1:])))


def _alternatives(word: str) -> frozenset[str] | None:
    """What one word of a pattern stands for: none for a gap, a word list, `(one|or|another)`, or itself."""
    if word == "*":
        return None
    if word.startswith("<") and len(word) > 1:
        return patterns.words(PACK, word[1:-1])
    return frozenset(word[1:-1].split("|")) if word.startswith("(") and len(word) > 1 else frozenset((word,))


def _verb_forms(verb: str) -> frozenset[str]:
    irregular = _irregular().get(verb)
    if irregular:
        return frozenset((verb, *irregular))
    stem = verb[:-1] if verb.endswith("e") else verb
    past = verb[:-1] + "ied" if re.search(r"[^aeiou]y$", verb) else stem + "ed"
    return frozenset((verb, _plural(verb), past, stem + "ing"))


def _number_forms(noun: str) -> frozenset[str]:
    return frozenset((noun, _plural(noun)))


def _plural(word: str) -> str:
    if re.search(r"[^aeiou]y$", word):
        return word[:-1] + "ies"
    return word + "es" if word.endswith(("s", "x", "z", "ch", "sh")) else word + "s"


@cache
def _irregular() -> dict[str, list[str]]:
    return next(e["forms"] for e in patterns.load(PACK) if e["id"] == "irregular")
