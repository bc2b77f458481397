"""What was read of a text, into its spaCy Doc: tags, lemmas, trees, sentences and names."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from pathlib import Path

import numpy as np
from spacy import attrs
from spacy.tokens import Doc, Token

from newsx import patterns
from newsx.model.lemmas import lemma, lexicon
from newsx.model.reader import Reading
from newsx.model.tags import Name

COLUMNS = [attrs.TAG, attrs.POS, attrs.LEMMA, attrs.DEP, attrs.HEAD, attrs.ENT_IOB, attrs.ENT_TYPE]
OUTSIDE = 2  # spaCy's numbers for O, B and I
BEGINS, INSIDE = 3, 1
POSSESSIVES = frozenset({"'s", "’s", "'", "’", "`s"})
OPEN = frozenset("\"“”'‘’«»([{,;:.–—-*")


def fill(doc: Doc, tokens: Sequence[Token], reading: Reading, folder: Path) -> None:
    """Write everything in one array, the quick way into a Doc."""
    strings, words = doc.vocab.strings, lexicon(folder / "lemmas.json")
    rows = np.zeros((len(doc), len(COLUMNS)), dtype=np.uint64)
    rows[:, 5] = OUTSIDE
    places, texts = [token.i for token in tokens], [token.text for token in tokens]
    away = [places[head] - place for place, head in zip(places, reading.heads, strict=True)]
    labels = [label if head else "ROOT" for label, head in zip(reading.labels, away, strict=True)]
    bases = [lemma(*word, words) for word in zip(texts, reading.upos, reading.xpos, strict=True)]
    for column, read in enumerate((reading.xpos, reading.upos, bases, labels)):
        numbers = {text: strings.add(text) for text in dict.fromkeys(read)}
        rows[places, column] = [numbers[text] for text in read]
    rows[places, 4] = np.array(away, dtype=np.int64).astype(np.uint64)
    for i, head in spaces(doc):
        rows[i, :5] = (
            strings.add("_SP"),
            strings.add("SPACE"),
            strings.add(doc[i].text),
            strings.add("dep"),
            unsigned(head),
        )
    for a, b, kind in tidy(reading.names, texts):
        first, last = places[a], places[b - 1]
        rows[first : last + 1, 5] = INSIDE
        rows[first, 5] = BEGINS
        rows[first : last + 1, 6] = strings.add(kind)
    if reading.states:
        doc.tensor = np.zeros((len(doc), reading.states[0].shape[1]), dtype=np.float16)
        doc.tensor[places] = np.concatenate(reading.states)
    doc.from_array(COLUMNS, rows)  # type: ignore[arg-type]  # spaCy's stub asks for its own protocol


def unsigned(number: int) -> int:
    """spaCy keeps the signed distance to the head in 64 unsigned bits."""
    return number % 2**64


def spaces(doc: Doc) -> Iterator[tuple[int, int]]:
    """White-space tokens with the distance to their heads: the word before, or the first word of the text."""
    last = None
    pending: list[int] = []
    for token in doc:
        if not token.is_space:
            last = token.i
            yield from ((i, last - i) for i in pending)
            pending = []
        elif last is not None:
            yield token.i, last - token.i
        else:
            pending.append(token.i)
    yield from ((i, 0) for i in pending)


def tidy(names: Sequence[Name], words: Sequence[str]) -> Iterator[Name]:
    """Names with sensible borders: no quotes or possessives at the ends, no title before a person."""
    for start, end, kind in names:
        while start < end and words[start] in OPEN:
            start += 1
        while start < end and closes_no_name(words, end - 1, start):
            end -= 1
        if kind == "PERSON":
            while end - start > 1 and is_one_of(words[start], "titles"):
                start += 1
            if end - start == 1 and is_one_of(words[start], "titles") and not is_one_of(words[start], "names-too"):
                continue
        if start < end and not any("@" in word or "://" in word for word in words[start:end]):
            yield start, end, kind


def closes_no_name(words: Sequence[str], i: int, start: int) -> bool:
    """Whether the word at the end of a name is none of it; the stop after "U . S" is."""
    if words[i] == "." and i > start:
        return len(words[i - 1]) > 1
    return words[i] in POSSESSIVES or words[i] in OPEN


def is_one_of(word: str, entry: str) -> bool:
    return word.rstrip(".").casefold() in patterns.words("borders", entry)
