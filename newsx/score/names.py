"""Names and stretches of text to how alike they are."""

import re
from collections import Counter
from typing import Any

Entry = dict[str, Any]

_TITLES = frozenset((
    "mr", "mrs", "ms", "miss", "dr", "sir", "lord", "lady", "president", "judge", "justice", "senator", "the",
    "professor", "prof", "chief", "former",
))  # fmt: skip
_SMALL = frozenset((
    "a", "an", "the", "of", "in", "on", "at", "to", "for", "by", "with", "and", "or", "from", "as", "is", "was",
    "were", "be", "been", "being", "its", "his", "her", "their", "that", "this", "it",
))  # fmt: skip
_POSSESSIVE = re.compile(r"'s\b|s'(?=\s|$)")
_NO_WORD = re.compile(r"[^\w&+]+")
_ENDINGS = ("ing", "ed", "es", "s")
# Words that a longer name may have beside those of the one that it is held against.
_MORE_WORDS = 3


def norm(name: str) -> str:
    """A name without titles, possessives, signs and capitals."""
    name = name.replace("’", "'").replace("‘", "'").casefold()
    name = _POSSESSIVE.sub(lambda m: "s" if m.group().startswith("s") else "", name)
    words = _NO_WORD.sub(" ", name).split()
    while len(words) > 1 and words[0] in _TITLES:
        words.pop(0)
    return " ".join(words)


def content(text: str) -> Counter[str]:
    """The stems of the words that say something."""
    return Counter(_stem(word) for word in re.findall(r"\w+", text.casefold()) if word not in _SMALL)


def dice(first: Counter[str], second: Counter[str]) -> float:
    """How many of their words two texts share, from 0 to 1."""
    total = first.total() + second.total()
    return 2 * (first & second).total() / total if total else 0.0


def alike(found: Entry, gold: Entry) -> float:
    """How well the text of an item agrees with that of a gold one, or with another telling of it."""
    words = content(found.get("text", ""))
    return max(dice(words, content(text)) for text in (gold["text"], *gold.get("also", ())))


def same_entity(found: Entry | str, gold: Entry) -> float:
    """2 when the main names agree, 1 when an alias does, 0 otherwise."""
    names, golds = _found_names(found), _gold_names(gold)
    if not names:
        return 0
    if names[0] in golds or any(_holds(names[0], name) for name in golds):
        return 2
    return 1 if any(name in golds for name in names[1:]) else 0


def _stem(word: str) -> str:
    for ending in _ENDINGS:
        if word.endswith(ending) and len(word) - len(ending) >= 4:
            return word[: -len(ending)]
    return word


def _gold_names(gold: Entry) -> set[str]:
    return {norm(name) for name in (gold["name"], *gold.get("also", ()), *gold.get("aka", ()))} - {""}


def _found_names(found: Entry | str) -> list[str]:
    if isinstance(found, str):
        return [norm(found)]
    return [norm(name) for name in (found.get("name", ""), *found.get("aliases", ())) if name]


def _holds(name: str, gold: str) -> bool:
    """Whether a name is that of gold with some words more."""
    words, head = set(gold.split()), set(name.split())
    return len(words) > 1 and words <= head and len(head) <= len(words) + _MORE_WORDS
