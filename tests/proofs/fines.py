"""A fines entry proves itself by how the sums of the sentence are read."""

from functools import cache
from typing import Any

import spacy
from spacy.language import Language

from newsx.article import Article
from newsx.case import fines, fines_sums
from newsx.case.cues import matches
from newsx.entities.cast import Cast
from newsx.records import Agency, Span


@cache
def _nlp() -> Language:
    nlp = spacy.blank("en")
    nlp.add_pipe("sentencizer")
    return nlp


def found(entry: dict[str, Any], sentence: str) -> bool:
    """Whether the entry says what the last sum of the sentence is."""
    doc, cast = _nlp()(sentence), _cast(sentence)
    last = list(fines_sums.sentences(doc, cast))[-1:]
    read = fines.find(Article(text=sentence), doc, cast, (), ())
    if entry["type"] == "not":
        return not read and any(_among(entry, s, "not") for s in last)
    if entry["type"] == "cue":
        return bool(read) and any(_among(entry, s, "cue") for s in last)
    if entry["type"] == "status":
        return any(f.status == entry["status"] for f in read)
    return bool(read)


def _among(entry: dict[str, Any], sentence: fines_sums.Sentence, kind: str) -> bool:
    return any(
        m.entry["id"] == entry["id"] for slot, _ in sentence.sums for m in matches("fines", kind, sentence.words, slot)
    )


def _cast(sentence: str) -> Cast:
    """A cast of the one body that the proofs speak of."""
    at = sentence.find("the council")
    if at < 0:
        return Cast()
    span = Span(start=at, end=at + 11, text="the council")
    return Cast(agencies=(Agency(id="agency-1", name="the council", kind="other", mentions=(span,)),))
