"""A text to its words with what their shape says: capital, start of a sentence, possessive, gap before."""

import re
from collections.abc import Iterator
from typing import NamedTuple

from newsx.entities import lexicon
from newsx.money.currencies import names

_WORD = re.compile(
    r"""
    (?:[^\W\d_]\.){2,}(?:[^\W\d_](?!\w))?      # U.S.  J.P.  S.p.A.
  | (?:[^\W\d_]\.)+-(?:[^\W\d_]\.)+            # J.-P.
  | [^\W_]\w*(?:[-‑'’&./][^\W_]\w*)*           # O'Neill  Taff-Rice  AT&T  Booking.com  M/V
  | &
    """,
    re.VERBOSE,
)
_OPENING = re.compile(r"""[\n.!?:;"“”„«»‘(\[{*•–—>#|]|(?<!\w)'(?=\w)""")
_NUMBER = re.compile(r"\.?[ \u00a0]{0,2}(?!(?:19|20)\d\d\b(?![.,]\d))\d")
_BREAK = re.compile(r"(?<!\n)\n(?!\n)[ \t]*(.)")
WIDTH = 45
# "I'm", "It'll", "Don't"
_SHORTENED = re.compile(r"['’](?:m|ll|ve|re|d|t)$")
# "easyJet"
_HUMP = re.compile(r"[a-z]{2,6}[A-Z][a-z]{2,}$")
# "RM3.2mil", "Rs500"
_SUM = re.compile(r"[A-Z]{3}\d[\d.,]*$|[A-Z]{1,3}[a-z]?\d[\d.,]*[a-z]+$|(?:RM|Rs|CHF|USD|EUR|GBP|NT|HK|US|SFr)\d")
# "London-based" and "Hong Kong-flagged" describe, they do not name
_COMPOUND = re.compile(
    r"-(?:based|flagged|led|owned|backed|born|listed|style|era|linked|related|run|wide|bound|made|educated|trained|registered"
    r"|controlled|occupied|held|speaking|elect|funded|sponsored|affiliated|aged|old|area|only|free|focused|headquartered)$"
)


class Word(NamedTuple):
    """A word of the text. `gap` is what stands between it and the word before; `possessive` that 's was cut off."""

    start: int
    end: int
    text: str
    capital: bool
    first: bool
    possessive: bool
    gap: str
    low: str


def words(text: str) -> tuple[Word, ...]:
    """The words of a text, possessives cut off, the point of an abbreviation kept."""
    return tuple(_words(text))


def _words(text: str) -> Iterator[Word]:
    last, before = 0, ""
    keep = lexicon.phrases("known")
    wrapped = _wrapped(text)
    for match in _WORD.finditer(text):
        start, end = match.span()
        word = match.group()
        after_given = text[last:start] == " " and lexicon.given(before)  # "Ada Christie's deputy" is no "Christie's"
        end, possessive = _cut(text, start, end, frozenset() if after_given else keep)
        before = word = text[start:end]
        if not possessive and text[end : end + 1] == "." and _abbreviated(text, word, end):
            end += 1
            word = text[start:end]
        gap = text[last:start]
        if wrapped and "\n" in gap and not gap.strip() and _soft(text, last, start):
            gap = " "
        low = word.casefold().replace("’", "'")
        yield Word(
            start,
            end,
            word,
            _capital(word) and not _counts(text, word, end),
            last == 0 or opens(gap),
            possessive,
            gap,
            low,
        )
        last = end + _mark(text, end) if possessive else end


def _counts(text: str, word: str, end: int) -> bool:
    """Whether a word is the currency of the number after it: "fined Tamber NOK 5,000"."""
    return word in names().before and bool(_NUMBER.match(text, end))


def _mark(text: str, end: int) -> int:
    """How many characters the possessive after a word has: 's or the apostrophe alone."""
    return 2 if text[end + 1 : end + 2] in {"s", "S"} else 1


def opens(gap: str) -> bool:
    """Whether a sentence, a quotation or a line begins after this gap."""
    return gap not in {" ", ", "} and bool(_OPENING.search(gap))


def _wrapped(text: str) -> bool:
    """Whether the lines of a text are broken at a width: many of its line breaks stand before a small letter."""
    breaks = _BREAK.findall(text)
    return len(breaks) > 3 and sum(c.islower() for c in breaks) > 0.3 * len(breaks)


def _soft(text: str, last: int, start: int) -> bool:
    """Whether a line break only wraps a long line."""
    return text.count("\n", last, start) == 1 and last - (text.rfind("\n", 0, last) + 1) >= WIDTH


def _cut(text: str, start: int, end: int, keep: frozenset[str]) -> tuple[int, bool]:
    """Where the word ends without its possessive."""
    tail = text[end - 2 : end]
    if end - start > 2 and tail in {"'s", "’s", "'S", "’S"}:
        return (end, False) if text[start:end].replace("’", "'") in keep else (end - 2, True)
    if text[end : end + 1] in {"'", "’"} and text[end - 1] in "sz" and text[end + 1 : end + 2].isspace():
        return end, True
    return end, False


def _abbreviated(text: str, word: str, end: int) -> bool:
    """Whether the point after a word belongs to it: "Inc." and "J." but not the end of a sentence."""
    if word[-1] == ".":
        return False
    if not text[end + 1 : end + 2]:
        return word + "." in lexicon.phrases("suffix")
    if len(word) == 1 and word.isupper():
        return text[end + 1] in " \u00a0-" and text[end + 2 : end + 3].isupper()
    low = word.lower()
    return low in lexicon.folded("abbreviation") or word + "." in lexicon.phrases("suffix")


def _capital(word: str) -> bool:
    if word[0].isupper():
        return not (_COMPOUND.search(word) or _SUM.match(word) or _SHORTENED.search(word))
    if word[0].isdigit():
        return not word.islower() and any(c.isupper() for c in word[1:]) and word[-1].isalpha()
    return not word.islower() and len(word) > 2 and (word[1].isupper() or bool(_HUMP.match(word)) or _prefixed(word))


def _prefixed(word: str) -> bool:
    """ "al-Assad", "d'Estaing", "iPhone", "deGrasse" open in lower case but are names."""
    for prefix in ("al-", "el-", "ul-", "as-", "an-", "d'", "d’", "de-", "ibn-", "l'", "l’"):
        if word.startswith(prefix):
            return word[len(prefix) : len(prefix) + 1].isupper()
    return False
