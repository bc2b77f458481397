"""Pronouns for one person or one organization: where they stand and whom they can mean."""

from collections.abc import Iterator
from dataclasses import dataclass

from newsx.entities import lexicon
from newsx.entities.names import Names
from newsx.entities.syntax import Syntax

_PEOPLE = {
    "he": "m", "him": "m", "his": "m", "himself": "m",
    "she": "f", "her": "f", "hers": "f", "herself": "f",
}  # fmt: skip
_THINGS = frozenset(["it", "its", "itself"])
# "it is clear that": the verb after a pronoun that stands for nobody


@dataclass(frozen=True, slots=True)
class Pronoun:
    """A pronoun. `says` is the kind that it stands for; `owner` that it is a possessive.

    `accused`: what stands with it is done to the accused, or by them: "his guilty plea", "she was sentenced".
    """

    start: int
    end: int
    says: str
    gender: str
    owner: bool
    accused: bool = False


def find(names: Names, syntax: Syntax) -> Iterator[Pronoun]:
    """The pronouns of a text that may stand for an actor or an agency, in order."""
    words = names.words
    for i, word in enumerate(words):
        low = word.low
        if low in _PEOPLE:
            accused = _is_accused(syntax, word.start)
            yield Pronoun(word.start, word.end, "person", _PEOPLE[low], _owns(low, syntax.tag(word)), accused)
        elif low in _THINGS and not word.text.isupper():
            after = words[i + 1].low if i + 1 < len(words) and words[i + 1].gap == " " else ""
            if low != "it" or _acts(after, syntax.subject(word.start, word.end)):
                yield Pronoun(word.start, word.end, "organization", "n", low == "its")


def _is_accused(syntax: Syntax, start: int) -> bool:
    """Whether a pronoun hangs on a word for what becomes of the accused."""
    token = syntax.token(start)
    if token is None or not syntax.parsed:
        return False
    passive = token.head.pos_ != "VERB" or token.dep_ in {"nsubj:pass", "nsubjpass"} or token.head.lemma_ == "plead"
    return passive and token.head.lemma_.lower() in lexicon.folded("case-word")


def _acts(after: str, subject: bool) -> bool:
    """Whether "it" before a verb does something, and is not the empty "it is clear that"."""
    return after not in lexicon.folded("empty-it") and (subject or after in lexicon.folded("act-of-it"))


def _owns(low: str, tag: str) -> bool:
    return low == "his" or (low == "her" and tag in {"PRP$", ""})
