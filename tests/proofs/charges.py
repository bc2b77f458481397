"""A cue is found in a sentence when it leads to a wrong there; a list of words when one of them is there."""

from functools import cache
from typing import Any

import spacy
from spacy.language import Language
from spacy.tokens import Doc

from newsx.case import charges_find, charges_reading


@cache
def _nlp() -> Language:
    nlp = spacy.blank("en")
    nlp.add_pipe("sentencizer")
    return nlp


def doc(text: str) -> Doc:
    """A text in words and sentences, with no parse."""
    return _nlp()(text)


def found(entry: dict[str, Any], sentence: str) -> bool:
    """Whether a cue of the pack leads to a wrong in a sentence."""
    reading = charges_reading.read(doc(sentence), ())
    if entry.get("kind") == "words" or entry.get("nothing"):
        return bool({w.text for w in reading.words} & set(" ".join(entry["phrases"]).split()))
    if entry.get("side") == "response":
        return any(c.id == entry["id"] for c in reading.cues)
    return any(cue == entry["id"] for cue, _ in charges_find.governed(reading))
