"""Descriptions such as "the company" and "the 45-year-old broker": where they stand and what they call somebody."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from newsx.entities import lexicon
from newsx.entities.names import Names
from newsx.entities.scan import Word
from newsx.entities.syntax import Syntax

MOST_WORDS = 6
_AGE = re.compile(r"(\d{1,2})-year-old")


@dataclass(frozen=True, slots=True)
class Nominal:
    """A definite description. `head` is its role word, `says` the kind it calls, `age` the age that it tells."""

    start: int
    end: int
    head: str
    says: str
    gender: str
    age: int | None = None
    bare: bool = True


def find(names: Names, syntax: Syntax) -> Iterator[Nominal]:
    """The descriptions of a text, in order; those right before or after a name belong to that name and are left out."""
    named = {i for n in names.names for i in range(n.first, n.last + 1)}
    words = names.words
    for i, word in enumerate(words):
        if word.low in {"the", "this"} and i + 1 < len(words) and words[i + 1].gap == " ":
            found = _description(words, i, named, syntax)
            if found:
                yield found


def _description(words: Sequence[Word], i: int, named: set[int], syntax: Syntax) -> Nominal | None:
    """The longest description that opens with the article at i."""
    best: Nominal | None = None
    last = i
    for j in range(i + 1, min(i + 1 + MOST_WORDS, len(words))):
        if words[j].gap != " " or words[j].low in lexicon.folded("no-modifier"):
            break
        if j in named and not words[j].possessive:
            break
        role = _role(words, i + 1, j)
        age = _AGE.fullmatch(words[j].low)
        if role:
            head, says, gender = role
            told = next((int(m[1]) for w in words[i + 1 : j] if (m := _AGE.fullmatch(w.low))), None)
            best, last = Nominal(words[i].start, words[j].end, head, says, gender, told, j == i + 1), j
        elif age:
            best, last = Nominal(words[i].start, words[j].end, "", "person", "n", int(age[1]), True), j
        elif best and _noun(words[j], syntax):
            best = None
        if words[j].possessive:
            break
    if best is None or _named_after(words, last, named) or best.says not in {"person", "organization", "either"}:
        return None
    return best


def _role(words: Sequence[Word], first: int, last: int) -> tuple[str, str, str] | None:
    """The role phrase that ends at a word."""
    for size in (4, 3, 2, 1):
        if last - size + 1 >= first:
            phrase = " ".join(w.low for w in words[last - size + 1 : last + 1])
            if phrase in lexicon.roles():
                return (phrase, *lexicon.roles()[phrase])
    return None


def _noun(word: Word, syntax: Syntax) -> bool:
    """Whether a word goes on with the noun phrase: "the company spokesman's"."""
    return syntax.tag(word).startswith("NN")


def _named_after(words: Sequence[Word], last: int, named: set[int]) -> bool:
    """Whether a name follows at once: "the insurer Tamber", or after a comma "the insurer, Tamber,"."""
    follows = last + 1 in named and words[last + 1].gap in {" ", ", "}
    return follows and not words[last].possessive
