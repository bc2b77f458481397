"""Turn a text into words with offsets, for names that are looked up word by word."""

import re
from dataclasses import dataclass
from functools import cached_property

# abbreviations with points (U.S.), the possessive, words, and every other mark on its own
_PIECE = re.compile(r"(?:[A-Za-z]\.){2,}|['’]s\b|\w+|[^\w\s]")
_LINE_END = re.compile(r"\S[^\S\n]*\n[^\S\n]*\S")
_MID_SENTENCE = re.compile(r"[\w,][^\S\n]*\n[^\S\n]*[a-z]")
BREAK = "\n"


@dataclass(frozen=True)
class Words:
    """The words of a text: as compared (`forms`), case-folded (`folded`), and where they stand."""

    text: str
    forms: tuple[str, ...]
    folded: tuple[str, ...]
    starts: tuple[int, ...]
    ends: tuple[int, ...]

    @cached_property
    def places(self) -> dict[str, list[int]]:
        """Where each case-folded word stands."""
        found: dict[str, list[int]] = {}
        for i, form in enumerate(self.folded):
            found.setdefault(form, []).append(i)
        return found

    def starts_sentence(self, i: int) -> bool:
        """Whether word i is the first of a sentence, a quotation or a paragraph."""
        return i == 0 or self.forms[i - 1] in _OPENERS

    def cut(self, i: int, j: int) -> str:
        """The text from word i up to and without word j."""
        return self.text[self.starts[i] : self.ends[j - 1]]


_OPENERS = frozenset([".", "!", "?", '"', "“", "”", "‘", ":", ";", "(", "[", "*", "•", "—", "–", "-", BREAK])


def split(text: str) -> Words:
    """Split a text into words.

    Points in abbreviations go ("U.S." is "US"), the curly apostrophe becomes straight, a hyphen inside a word
    parts it without a trace ("attorney-general" reads as two words), and the end of a paragraph
    is a word of its own.

    >>> split("The U.S. Attorney-General’s aide").forms
    ('The', 'US', 'Attorney', 'General', "'s", 'aide')
    """
    forms: list[str] = []
    starts: list[int] = []
    ends: list[int] = []
    last, breaks = 0, 2 if _wrapped(text) else 1
    for piece in _PIECE.finditer(text):
        start, end = piece.span()
        if start > last and text.count("\n", last, start) >= breaks:
            forms.append(BREAK)
            starts.append(last)
            ends.append(last)
        last = end
        form = piece.group()
        if form == "-" and text[start - 1 : start].isalnum() and text[end : end + 1].isalnum():
            continue
        forms.append(_form(form))
        starts.append(start)
        ends.append(end)
    return Words(text, tuple(forms), tuple(f.casefold() for f in forms), tuple(starts), tuple(ends))


def _wrapped(text: str) -> bool:
    """Whether lines are broken inside sentences, so that only an empty line ends a paragraph."""
    ends = len(_LINE_END.findall(text))
    return ends > 0 and 3 * len(_MID_SENTENCE.findall(text)) >= ends


def forms_of(name: str) -> tuple[str, ...]:
    """The forms of a name, by a shorter way where it holds only words and blanks: packs hold thousands."""
    return tuple(name.split(" ")) if name.replace(" ", "").isalnum() else split(name).forms


def _form(piece: str) -> str:
    if "." in piece and len(piece) > 1:
        return piece.replace(".", "")
    return piece.replace("’", "'")


def capital(form: str) -> bool:
    """Whether a word opens with a capital letter."""
    return form[:1].isupper()
