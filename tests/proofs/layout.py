"""An entry of the layout proves itself by what the copy that is read makes of a text."""

from typing import Any

from newsx.text import asides, folds, headlines


def found(entry: dict[str, Any], sentence: str) -> bool:
    """Whether a line of the text goes on in the next, is set anew as a headline, or is passed over."""
    if entry["id"] == "headline-words":
        return headlines.sentence_case(sentence) != sentence
    return bool(list((folds if entry["id"] == "goes-on" else asides).edits(sentence)))
