"""An entry of the places is found when the sentence speaks for its country."""

from typing import Any

from newsx.entities import places
from newsx.entities.agencies_words import split


def found(entry: dict[str, Any], sentence: str) -> bool:
    words = split(sentence)
    if "cues" in entry:
        return places.votes(words, ())[entry["country"]] > 0
    return places.country_of(sentence) == entry["country"]
