"""A line break to what it is read as: a space, or nothing where it cut a word, whose hyphen then stays or goes."""

import re
from functools import cache

from newsx.text.copy import Edit

_CUT = re.compile(r"(\w+)-$")
_REST = re.compile(r"\w+")
_SUSPENDED = frozenset(("and", "or", "to"))  # "mid- to long-term"
_LONGEST = 40  # characters of a word before its hyphen


def joined(text: str, start: int, end: int) -> Edit:
    """How the line break at `text[start:end]` is read.

    >>> joined("investi-\\ngation", 8, 9), joined("state-\\nowned", 6, 7)
    (Edit(start=7, end=9, to=''), Edit(start=6, end=7, to=''))
    """
    cut = _CUT.search(text, max(0, start - _LONGEST), start)
    rest = _REST.match(text, end) if cut else None
    if cut is None or rest is None or rest[0] in _SUSPENDED:
        return Edit(start, end, " ")
    return Edit(start - 1 if _is_one_word(text, cut[1], rest[0]) else start, end, "")


def _is_one_word(text: str, cut: str, rest: str) -> bool:
    """Whether the hyphen is only the line's: the text, else the language, knows the word without it."""
    if not rest.isalpha() or rest[0].isupper() or not cut.isalpha():
        return False
    if re.search(rf"\b{cut}{rest}\b", text, re.IGNORECASE):
        return True
    if re.search(rf"\b{cut}-{rest}\b", text, re.IGNORECASE):
        return False
    words = _words()
    return (cut + rest).casefold() in words or not {cut.casefold(), rest.casefold()} <= words


@cache
def _words() -> frozenset[str]:
    """The words that the embedded model knows as a whole."""
    from tokenizers import Tokenizer

    from newsx.model.folder import EMBEDDED

    vocabulary = Tokenizer.from_file(str(EMBEDDED / "tokenizer.json")).get_vocab()
    return frozenset(word for word in vocabulary if word.isalpha())
