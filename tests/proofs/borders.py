"""A word of a border entry proves itself by opening the sentence, a heading by being the whole line."""

from typing import Any


def found(entry: dict[str, Any], sentence: str) -> bool:
    """Whether the sentence's first word, or all of it, is one of the entry's phrases."""
    return not {sentence.split()[0].casefold(), sentence.casefold()}.isdisjoint(entry["phrases"])
