"""The actions pack to patterns: for each entry the words, in all their forms, that name its act."""

import re
from dataclasses import dataclass
from functools import cache

from newsx import patterns

PACK = "actions"


@dataclass(frozen=True, slots=True)
class Pattern:
    """The words of one phrase of an entry; a verb's or a noun's, by `verbal`."""

    words: tuple[frozenset[str] | None, ...]  # None is a gap
    entry: patterns.Entry
    verbal: bool
    needs: tuple[frozenset[str], ...]  # what stands behind the first word: a sentence without it need not be tried


@cache
def index() -> dict[str, tuple[Pattern, ...]]:
    """The patterns by each form of their first word."""
    found: dict[str, list[Pattern]] = {}
    for entry in patterns.load(PACK):
        for field in ("verbs", "nouns"):
            for text in entry.get(field, ()):
                pattern = _pattern(text, entry, field == "verbs")
                for form in pattern.words[0] or ():
                    found.setdefault(form, []).append(pattern)
    return {form: tuple(alike) for form, alike in found.items()}


@cache
def irregular() -> dict[str, list[str]]:
    """The forms of the verbs that no rule gives, by the verb."""
    return next(e["forms"] for e in patterns.load(PACK) if e["id"] == "irregular")


def _pattern(text: str, entry: patterns.Entry, verbal: bool) -> Pattern:
    words = [_alternatives(w) for w in re.findall(r"\*|<[^>]+>|\([^)]+\)|\w+|[^\w\s]", text.casefold())]
    place = 0 if verbal else -1
    forms = _verb_forms if verbal else _number_forms
    words[place] = frozenset(form for word in words[place] or () for form in forms(word))
    return Pattern(tuple(words), entry, verbal, tuple(filter(None, words[1:])))


def _alternatives(word: str) -> frozenset[str] | None:
    """What one word of a pattern stands for: none for a gap, a word list, `(one|or|another)`, or itself."""
    if word == "*":
        return None
    if word.startswith("<") and len(word) > 1:
        return patterns.words(PACK, word[1:-1])
    return frozenset(word[1:-1].split("|")) if word.startswith("(") and len(word) > 1 else frozenset((word,))


def _verb_forms(verb: str) -> frozenset[str]:
    others = irregular().get(verb)
    if others:
        return frozenset((verb, *others))
    stem = verb[:-1] if verb.endswith("e") else verb
    past = verb[:-1] + "ied" if re.search(r"[^aeiou]y$", verb) else stem + "ed"
    return frozenset((verb, _plural(verb), past, stem + "ing"))


def _number_forms(noun: str) -> frozenset[str]:
    return frozenset((noun, _plural(noun)))


def _plural(word: str) -> str:
    if re.search(r"[^aeiou]y$", word):
        return word[:-1] + "ies"
    return word + "es" if word.endswith(("s", "x", "z", "ch", "sh")) else word + "s"
