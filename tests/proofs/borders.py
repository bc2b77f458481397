"""A word of a border entry proves itself by opening the sentence."""

from typing import Any


def found(entry: dict[str, Any], sentence: str) -> bool:
    """Whether the sentence's first word is one of the entry's."""
    return sentence.split()[0].casefold() in {p.casefold() for p in entry["phrases"]}
