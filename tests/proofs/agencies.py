"""A gazetteer entry is found when a mention in the sentence carries its key."""

from typing import Any

from newsx.entities import agencies


def found(entry: dict[str, Any], sentence: str) -> bool:
    return any(mention.key == entry["id"] for mention in agencies.find(sentence))
