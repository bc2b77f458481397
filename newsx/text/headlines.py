"""Headlines in capitals or Title Case to sentences in which a capital says that a word is a name.

A word is written as the rest of the text writes it inside a sentence, else in small letters if it is no name that
anybody has: so "Orr Pleads Guilty To Theft" names nobody but Orr.
"""

import re
from collections.abc import Mapping, Sequence
from functools import cache

from newsx import patterns

_WORD = re.compile(r"[^\W\d_]+(?:['-][^\W\d_]+)*")
_INSIDE = re.compile(r"(?<=[a-z,] )[^\W\d_]+")  # words that open no sentence
_LONGEST = 200  # characters of a headline in Title Case
_FEWEST = 4  # words
_MOSTLY = 0.8  # the share of longer words with a capital in Title Case
_ENDS = (".", "!", ":", ";", ",", '"')
_LONGEST_NAME = 8  # words
_VERBS = ("VBZ", "VBD", "VBG")


def sentence_case(text: str) -> str:
    """The text, of the same length, with its headlines set as sentences."""
    lines = text.split("\n")
    loud = [n for n, line in enumerate(lines) if _is_loud(line)]
    if not loud:
        return text
    written = _written("\n".join(line for n, line in enumerate(lines) if n not in set(loud)))
    for n in loud:
        lines[n] = _as_sentence(lines[n], written)
    return "\n".join(lines)


def _is_loud(line: str) -> bool:
    """Whether a line is set in capitals, or in Title Case as a headline is."""
    if line.isupper():
        return len(_WORD.findall(line)) >= _FEWEST
    if len(line) > _LONGEST or line.rstrip().endswith(_ENDS):
        return False
    longer = [word for word in _WORD.findall(line) if len(word) > 3]
    return len(longer) >= _FEWEST and sum(word[0].isupper() for word in longer) >= _MOSTLY * len(longer)


def _written(text: str) -> Mapping[str, str]:
    """How the running text writes words inside its sentences, by their small letters; small letters go first."""
    forms: dict[str, str] = {}
    for word in _INSIDE.findall(text):
        low = word.lower()
        if forms.get(low) != low:
            forms[low] = word
    return forms


def _as_sentence(line: str, written: Mapping[str, str]) -> str:
    matches = list(_WORD.finditer(line))
    known = _known_names([m[0] for m in matches])
    parts, before, done = [], "", 0
    for at, match in enumerate(matches):
        before = known.get(at) or _form(match[0], before, line.isupper(), written)
        parts += [line[done : match.start()], before if at else before[:1].upper() + before[1:]]
        done = match.end()
    return "".join([*parts, line[done:]])


def _known_names(words: Sequence[str]) -> Mapping[int, str]:
    """The words that are part of the name of a place or public body, by their place, as the name is written."""
    found: dict[int, str] = {}
    for at in range(len(words)):
        for size in range(min(_LONGEST_NAME, len(words) - at), 1, -1):
            name = _names().get(tuple(w.lower() for w in words[at : at + size]))
            if name and at not in found and all(len(a) == len(b) for a, b in zip(name, words[at:], strict=False)):
                found.update((at + n, part) for n, part in enumerate(name))
                break
    return found


@cache
def _names() -> Mapping[tuple[str, ...], tuple[str, ...]]:
    """Names of several words that are known beforehand, by their words in small letters."""
    from newsx.entities import lexicon

    listed = [*lexicon.places(), *(p for e in patterns.load("agencies") for p in e.get("phrases", ()))]
    split = [tuple(_WORD.findall(name)) for name in sorted(listed)]
    return {tuple(w.lower() for w in name): name for name in split if 1 < len(name) <= _LONGEST_NAME}


def _form(word: str, before: str, shouted: bool, written: Mapping[str, str]) -> str:
    """How a word of a headline is written in a sentence; `before` is the word before it, written so."""
    low = word.lower()
    named = before[:1].isupper() and before.lower() not in _common()
    if len(low) != len(word) or (named and _is_of_name(word, before)):
        return word.capitalize() if shouted and len(word.capitalize()) == len(word) else word
    if low in written:
        return written[low]
    if _is_common(low):
        return low
    return word if not shouted or word in _acronyms() else "-".join(part.capitalize() for part in low.split("-"))


def _is_of_name(word: str, before: str) -> bool:
    """Whether a word goes on with the name before it: "Oksa Bank", "Ada Price"."""
    from newsx.entities import lexicon

    title = word.capitalize()
    return title in lexicon.phrases("head") | lexicon.phrases("suffix") or (
        lexicon.given(before) and not _is_verb(word.lower())
    )


def _is_common(low: str) -> bool:
    from newsx.entities import lexicon

    return low in _common() or (not lexicon.given(low) and (low in lexicon.roles() or _is_verb(low) or low in _known()))


@cache
def _common() -> frozenset[str]:
    return patterns.words("layout", "headline-words")


@cache
def _known() -> frozenset[str]:
    """The verbs and adjectives that the model knows."""
    from newsx.model import lemmas
    from newsx.model.folder import EMBEDDED

    known = lemmas.lexicon(EMBEDDED / "lemmas.json").known
    return known["VERB"] | known["ADJ"]


def _is_verb(low: str) -> bool:
    """Whether a word is a form of a verb that ends as a verb does, or an irregular one."""
    if low.endswith("ed") and len(low) > 4 and not low.endswith("eed"):
        return True
    from newsx.model import lemmas
    from newsx.model.folder import EMBEDDED

    words = lemmas.lexicon(EMBEDDED / "lemmas.json")
    if low in words.irregular["VERB"]:
        return True
    return any((base := lemmas.ruled(low, tag, words.known)) != low and base in words.known["VERB"] for tag in _VERBS)


@cache
def _acronyms() -> frozenset[str]:
    return frozenset(a for e in patterns.load("agencies") for a in e.get("acronyms", ()) if a.isupper())
