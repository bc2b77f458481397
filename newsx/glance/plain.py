"""An article's text to text that is safe to show: one line that commands no terminal and turns no direction."""

import unicodedata

from newsx.records import Source

_LONGEST_HEADLINE = 150  # characters; a first line that is longer is a paragraph


def plain(text: str) -> str:
    r"""The text in one line, without control characters and without marks that change the direction of reading.

    >>> plain("Roe\x1b[31m\n  was \u202ecleared")
    'Roe [31m was cleared'
    """
    kinds = ((unicodedata.category(c), c) for c in text)
    kept = (" " if kind == "Cc" else c for kind, c in kinds if kind not in ("Cf", "Cs"))
    return " ".join("".join(kept).split())


def headline(source: Source, text: str | None) -> str:
    """The article's title, else its first line, cut where that is a paragraph, else its id."""
    if source.title:
        return plain(source.title)
    first = plain((text or "").lstrip()[: _LONGEST_HEADLINE + 1].partition("\n")[0])
    if len(first) > _LONGEST_HEADLINE:
        return first[:_LONGEST_HEADLINE].rpartition(" ")[0] + "…"
    return first or plain(source.id)
