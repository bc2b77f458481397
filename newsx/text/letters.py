"""Characters that are only another way to write a letter, a quote, a space or a line's end, to the plain one."""

import re
import unicodedata
from collections.abc import Iterator

from newsx.text.copy import Edit

_MARKS = r"\u0300-\u036f\u1dc0-\u1dff"  # combine with a Latin letter
_UNSEEN = r"\u00ad\u061c\u180e\u200b-\u200f\u202a-\u202e\u2060-\u2064\u2066-\u2069\ufe00-\ufe0f\ufeff"
_ODD = re.compile(
    rf"""
    (?P<marked> [^\W\d_][{_MARKS}{_UNSEEN}]*[{_MARKS}] )
  | (?P<unseen> \u00ad[ \t]*\r?\n[ \t]*(?=[^\W\d_]) | [{_UNSEEN}]+ )
  | (?P<tied> [\ufb00-\ufb06] )  # letters set as one
  | (?P<line> \r\n )
    """,
    re.VERBOSE,
)
_HIDDEN = re.compile(f"[{_UNSEEN}]")
_LINES = re.compile(r"[\r\x0b\x0c]")
_QUOTES = {**{ord(mark): "'" for mark in "‘’‚‛′´＇ʼ"}, **{ord(mark): '"' for mark in "“”„‟″＂"}}
_ALONE = {
    **dict.fromkeys([0xA0, *range(0x2000, 0x200B), 0x202F, 0x205F, 0x3000], " "),
    **dict.fromkeys(map(ord, "\r\x0b\x0c\u0085\u2028\u2029"), "\n"),
    **dict.fromkeys(map(ord, "\u2010\u2011"), "-"),
    **{wide: chr(wide - 0xFEE0) for wide in range(0xFF01, 0xFF5F)},
    0x212A: "K",
    0x212B: "Å",
    0xFFE1: "£",
    0xFFE5: "¥",
    0xFFE6: "₩",
    **_QUOTES,
}  # fmt: skip


def edits(text: str) -> Iterator[Edit]:
    """What takes other characters than it leaves: decomposed and tied letters, invisible ones, ends of lines."""
    if text.isascii() and "\r" not in text:
        return
    for match in _ODD.finditer(text):
        plain = _plain(match)
        if plain != match[0]:
            yield Edit(*match.span(), plain)


def alone(text: str) -> str:
    """The text of the same length with one plain character for each that is written otherwise."""
    return text if text.isascii() and not _LINES.search(text) else text.translate(_ALONE)


def straight(text: str) -> str:
    """The text of the same length with straight quotes."""
    return text if text.isascii() else text.translate(_QUOTES)


def _plain(match: re.Match[str]) -> str:
    match match.lastgroup:
        case "marked":
            return unicodedata.normalize("NFC", _HIDDEN.sub("", match[0]))
        case "tied":
            return unicodedata.normalize("NFKC", match[0])
        case "line":
            return "\n"
        case _:
            return ""
