"""What the encoder sees of a word: its pieces and the shape of its letters, the same in training and at run time."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from tokenizers import Tokenizer

SHAPES = 10
LONGEST_WORD = 12  # pieces; of a longer word (a web address) the rest says little and costs much
CLS, SEP, UNKNOWN = 101, 102, 100


def shape(word: str) -> int:
    """The case that an uncased encoder cannot see, as a small number (0 is padding).

    >>> [shape(w) for w in ("EY", "Shell", "iPhone", "2024", "fine", ",", "X", "U.S.", "McKay")]
    [1, 2, 3, 4, 5, 6, 7, 8, 9]
    """
    if word.isalpha() and word.islower():
        return 5
    capitals = sum(c.isupper() for c in word)
    if not capitals:
        return 4 if any(c.isdigit() for c in word) else 5 if word.islower() else 6
    if len(word) == 1:
        return 7
    if word.isupper():
        return 1 if word.isalpha() else 8
    if not word[0].isupper():
        return 3
    return 2 if capitals == 1 else 9


def pieces(tokenizer: Tokenizer, words: Sequence[str]) -> list[list[int]]:
    """The piece numbers of every word, at least one and at most LONGEST_WORD each."""
    coded = tokenizer.encode(list(words), is_pretokenized=True, add_special_tokens=False)
    found: list[list[int]] = [[] for _ in words]
    for number, word in zip(coded.ids, coded.word_ids, strict=True):
        if word is not None:  # only special tokens stand in no word, and none were asked for
            found[word].append(number)
    return [numbers[:LONGEST_WORD] or [UNKNOWN] for numbers in found]
