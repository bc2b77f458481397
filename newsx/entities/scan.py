"""A text to its words with what their shape says: capital, start of a sentence, possessive, gap before."""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from newsx.entities import lexicon

_WORD = re.compile(
    r"""
    (?:[^\W\d_]\.){2,}(?:[^\W\d_](?!\w))?      # U.S.  J.P.  S.p.A.
  | (?:[^\W\d_]\.)+-(?:[^\W\d_]\.)+            # J.-P.
  | [^\W_]\w*(?:[-‑'’&./][^\W_]\w*)*           # O'Neill  Taff-Rice  AT&T  Booking.com  M/V
  | &
    """,
    re.VERBOSE,
)
# "RM3.2mil", "Rs500"
_SUM = re.compile(r"[A-Z]{1,3}[a-z]?\d[\d.,]*[a-z]+$|(?:RM|Rs|CHF|USD|EUR|GBP|NT|HK|US|SFr)\d")
# "London-based" and "Hong Kong-flagged" describe, they do not name
_COMPOUND = re.compile(
    r"-(?:based|flagged|led|owned|backed|born|listed|style|era|linked|related|run|wide|bound|made|educated|trained|registered"
    r"|controlled|occupied|held|speaking|elect|funded|sponsored|affiliated|aged|area|only|free|focused|headquartered)$"
)


@dataclass(frozen=True, slots=True)
class Word:
    """A word of the text. `gap` is what stands between it and the word before; `possessive` that 's was cut off."""

    start: int
    end: int
    text: str
    capital: bool
    first: bool
    possessive: bool
    gap: str

    @property
    def low(self) -> str:
        """The word case-folded, with a straight apostrophe."""
        return lexicon.plain(self.text)


def words(text: str) -> tuple[Word, ...]:
    """The words of a text, possessives cut off, the point of an abbreviation kept."""
    return tuple(_words(text))


def _words(text: str) -> Iterator[Word]:
    last = 0
    keep = lexicon.phrases("known")
    for match in _WORD.finditer(text):
        start, end = match.span()
        word = match.group()
        end, possessive = _cut(text, start, end, keep)
        word = text[start:end]
        if not possessive and text[end : end + 1] == "." and _abbreviated(text, word, end):
            end += 1
            word = text[start:end]
        gap = text[last:start]
        yield Word(start, end, word, _capital(word), last == 0 or opens(gap, text[last - 1]), possessive, gap)
        last = end


def opens(gap: str, before: str) -> bool:
    """Whether a sentence, a quotation or a line begins after this gap."""
    if "\n" in gap:
        return True
    marks = gap.strip()
    if not marks:
        return False
    return any(c in '.!?:;"“”„«»‘([{*•–—>#|' for c in marks) and marks[0] != ","


def _cut(text: str, start: int, end: int, keep: frozenset[str]) -> tuple[int, bool]:
    """Where the word ends without its possessive."""
    tail = text[end - 2 : end]
    if end - start > 2 and tail in {"'s", "’s", "'S", "’S"}:
        return (end, False) if text[start:end] in keep else (end - 2, True)
    if text[end : end + 1] in {"'", "’"} and text[end - 1] in "sz" and text[end + 1 : end + 2].isspace():
        return end, True
    return end, False


def _abbreviated(text: str, word: str, end: int) -> bool:
    """Whether the point after a word belongs to it: "Inc." and "J." but not the end of a sentence."""
    if word[-1] == "." or not text[end + 1 : end + 2]:
        return False
    if len(word) == 1 and word.isupper():
        return text[end + 1] in " \u00a0-" and text[end + 2 : end + 3].isupper()
    low = word.lower()
    return low in lexicon.folded("abbreviation") or word + "." in lexicon.phrases("suffix")


def _capital(word: str) -> bool:
    if word[0].isupper():
        return not _COMPOUND.search(word) and not _SUM.match(word)
    if word[0].isdigit():
        return any(c.isupper() for c in word[1:]) and word[-1].isalpha()
    return len(word) > 2 and (word[1].isupper() or _prefixed(word))


def _prefixed(word: str) -> bool:
    """ "al-Assad", "d'Estaing", "iPhone", "deGrasse" open in lower case but are names."""
    for prefix in ("al-", "el-", "ul-", "as-", "an-", "d'", "d’", "de-", "ibn-", "l'", "l’"):
        if word.startswith(prefix):
            return word[len(prefix) : len(prefix) + 1].isupper()
    return False
