"""A sentences entry proves itself by the punishments that are read in the sentence."""

from functools import cache
from typing import Any

import spacy
from spacy.language import Language

from newsx.article import Article
from newsx.case import sentences
from newsx.entities.cast import Cast


@cache
def _nlp() -> Language:
    nlp = spacy.blank("en")
    nlp.add_pipe("sentencizer")
    return nlp


def found(entry: dict[str, Any], sentence: str) -> bool:
    """Whether a punishment of the entry's kind or status is in the sentence; for "not", whether one term is none."""
    read = sentences.find(Article(text=sentence), _nlp()(sentence), Cast())
    if entry["type"] == "not":
        return len(read) < 2 and not any(s.evidence.rule.endswith(entry["id"]) for s in read)
    if "kind" in entry:
        return any(s.kind == entry["kind"] for s in read)
    if entry["type"] == "status":
        return any(s.status == entry["status"] for s in read)
    return bool(read)
