"""Text to a spaCy Doc, by the embedded English model or a pipeline that the user names."""

from pathlib import Path

import spacy
from spacy.language import Language
from spacy.tokens import Doc


def load(model: str | Path | None = None) -> Language:
    """The pipeline: the embedded one, or the spaCy pipeline of that name or folder."""
    if model is not None:
        return spacy.load(model)
    nlp = spacy.blank("en")
    nlp.add_pipe("sentencizer")
    return nlp


def parse(nlp: Language, text: str) -> Doc:
    """The Doc of a text of any length; `doc.text == text`."""
    nlp.max_length = max(nlp.max_length, len(text) + 1)
    return nlp(text)
