"""Text and addresses of an article to what a page may show of them."""

import unicodedata
from urllib.parse import urlsplit

# Marks that turn the direction of reading: shown as a sign that something stood there, one for one.
_TURNING = frozenset("\u061c\u200e\u200f\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069")
_INSTEAD = "\ufffd"


def shown(text: str) -> str:
    r"""The text, character for character, with a sign for what would command or turn what stands around it.

    >>> shown("Roe \u202ewas\x00 cleared")
    'Roe �was� cleared'
    """
    return "".join(_INSTEAD if _is_hidden(c) else c for c in text)


def link(address: str | None) -> str | None:
    """The address if it is one of the web, else nothing: no page may run what an article calls an address.

    >>> link("javascript:alert(1)") is None
    True
    """
    if address is None:
        return None
    try:
        parts = urlsplit(address)
    except ValueError:
        return None
    return address if parts.scheme in ("http", "https") and parts.netloc else None


def _is_hidden(character: str) -> bool:
    if character in _TURNING:
        return True
    return unicodedata.category(character) in ("Cc", "Cs") and character not in "\n\t"
