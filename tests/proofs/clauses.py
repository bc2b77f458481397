"""A word of a clause entry proves itself by standing in the sentence."""

import re
from typing import Any


def found(entry: dict[str, Any], sentence: str) -> bool:
    """Whether one of the entry's words is a word of the sentence."""
    words = set(re.findall(r"[\w'’-]+", sentence.casefold()))
    return not words.isdisjoint(p.casefold() for p in entry["phrases"])
