"""A sentence with its sums of money into one that cue phrases can be matched on, conversions folded into their sum."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from spacy.tokens import Doc

from newsx import money, patterns
from newsx.case.cues import Word, words
from newsx.entities.cast import Cast
from newsx.money import Money

SUM = "¤"
NAME = "¶"
# "120 million euros (around $140 million", "€5m, or about $6m,", "$1.3m; £690,000"
_OPENS = re.compile(r"\s?\((?:[^\W\d_]+[\s:,]){0,5}$")
_OR = re.compile(r"(?:,|\s[-–—])\s(?:or\s|equivalent to\s|the equivalent of\s|equal to\s)(?:[^\W\d_]+\s){0,2}$")
_LONGEST = 2000  # characters of one sentence
_BLANK_LINE = re.compile(r"\n[ \t]*\n\s*")
_CLOSES = re.compile(r"[^()]{0,60}\)")


@dataclass(frozen=True, slots=True)
class Sum:
    """A sum with what the text says it is worth in other currencies; `end` is where the last of these ends."""

    money: Money
    equivalents: tuple[Money, ...]
    end: int


@dataclass(frozen=True, slots=True)
class Sentence:
    """A sentence of an article: its words, each sum one of them, and where these sums stand.

    `context`: whether it or one of the two sentences before it speaks of a case, a breach or a penalty.
    """

    start: int
    end: int
    words: tuple[Word, ...]
    sums: tuple[tuple[int, Sum], ...]
    context: bool


def sentences(doc: Doc, cast: Cast) -> Iterator[Sentence]:
    """The sentences that name money."""
    text = doc.text
    sums = fold(text, money.find(text))
    at, before, last = 0, 0, 0
    for start, end in bounds(doc):
        first = at
        while at < len(sums) and sums[at].money.start < end:
            at += 1
        if at > first:
            yield _sentence(text, (before, start, end), sums[first:at], cast)
        before, last = last, start


def fold(text: str, found: Sequence[Money]) -> list[Sum]:
    """Put each conversion with the sum that it converts."""
    out: list[Sum] = []
    for one in found:
        if out and _converts(text, out[-1], one):
            last = out.pop()
            out.append(Sum(last.money, (*last.equivalents, one), _closed(text, one.end)))
        else:
            out.append(Sum(one, (), one.end))
    return out


def _converts(text: str, before: Sum, one: Money) -> bool:
    if one.percent_of or before.money.percent_of or one.bare or one.currency == before.money.currency:
        return False
    previous = before.equivalents[-1].end if before.equivalents else before.money.end
    between = text[previous : one.start]
    if before.equivalents:
        return bool(re.fullmatch(r"[\s);,/]{1,3}(?:and\s|or\s)?(?:[^\W\d_]+\s){0,2}", between))
    return bool(_OPENS.match(between) or _OR.match(between) or re.fullmatch(r"\s?/\s?", between))


def _closed(text: str, end: int) -> int:
    match = _CLOSES.match(text, end)
    return match.end() if match else end


def bounds(doc: Doc) -> list[tuple[int, int]]:
    """The sentences of a Doc, cut at blank lines (a headline is one) and mended after abbreviations."""
    out: list[tuple[int, int]] = []
    text = doc.text  # which spaCy joins anew each time
    for sent in doc.sents:
        if out and _goes_on(text, out[-1], sent.start_char):
            out[-1] = (out[-1][0], sent.end_char)
        else:
            out.append((sent.start_char, sent.end_char))
    return [piece for one in out for line in _paragraphs(text, *one) for piece in _cut(text, *line)]


def _cut(text: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    """A stretch without a full stop in pieces, so that a table of sums costs no more than so much prose."""
    while end - start > _LONGEST and (space := text.find(" ", start + _LONGEST, end)) >= 0:
        yield start, space + 1
        start = space + 1
    yield start, end


def _paragraphs(text: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    for cut in _BLANK_LINE.finditer(text, start, end):
        if text[start : cut.start()].strip() and text[cut.end() : end].strip():
            yield start, cut.end()
            start = cut.end()
    yield start, end


def _goes_on(text: str, last: tuple[int, int], start: int) -> bool:
    """Whether a sentence was cut after an abbreviation ("… Inc. settles") or goes on in lower case."""
    if text[start - 3 : start].rstrip()[-1:] in (":", ",") and "\n" not in text[start - 2 : start]:
        return True
    if start == max(last) and not text[start - 1].isspace():
        return True
    if re.match(r"\s*[a-z(]", text[start : start + 9]) and not re.search(r"[!?\n]\s*$", text[max(last) - 4 : start]):
        return True
    return bool(
        re.search(r"\b(?:[A-Z]|Inc|Corp|Ltd|Co|Rs|Mr|Mrs|Ms|Dr|No|S\.A|N\.A|U\.S)\.\s?$", text[max(last) - 6 : start])
    )


def _sentence(text: str, bounds: tuple[int, int, int], sums: Sequence[Sum], cast: Cast) -> Sentence:
    before, start, end = bounds
    out: list[Word] = []
    places: list[tuple[int, Sum]] = []
    at = start
    for one in sums:
        out += _tagged(text, at, one.money.start, cast)
        places.append((len(out), one))
        out.append(Word(SUM, one.money.start, one.end))
        at = one.end
    out += _tagged(text, at, end, cast)
    context = patterns.words("fines", "context")
    near = any(w.text in context for w in (*words(text, before, start), *out))
    return Sentence(start, end, tuple(out), tuple(places), near)


def _tagged(text: str, start: int, end: int, cast: Cast) -> Iterator[Word]:
    """The words of a stretch; those of a name are tagged and can be no part of a phrase ("Settlement Capital Ltd")."""
    for word in words(text, start, end):
        ref = cast.at(word.start, word.end)
        if ref is None:
            yield word
        elif cast.is_agency(ref):
            yield Word(word.text, word.start, word.end, frozenset(("<agency>",)))
        else:
            yield Word(NAME if word.text[0].isalpha() else word.text, word.start, word.end, frozenset(("<actor>",)))
