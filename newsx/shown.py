"""What strangers wrote, made safe to show: nothing in it commands a terminal, turns its direction or ends a line."""

import re
import sys
import unicodedata
from io import BufferedIOBase
from typing import IO, Any, cast

# Control characters, halves of characters, line ends of all kinds, and marks that nobody sees, such as those that
# turn the direction of reading; the two that join letters are part of writing in many languages.
_KINDS = frozenset(("Cc", "Cf", "Cs", "Zl", "Zp"))
_JOINERS = "\u200c\u200d"
_PLAIN = re.compile(r"[\x20-\x7e]*")


def line(text: str) -> str:
    r"""The text in one line, with the number of each character that is not to be shown.

    >>> line("a\x1b[31m\nb\u202ec.txt")
    'a\\x1b[31m b\\u202ec.txt'
    """
    return _safe(" ".join(text.splitlines()))


def say(text: str) -> None:
    """One line on standard error."""
    print(line(text), file=sys.stderr)


def everywhere(value: Any) -> Any:
    """The value with each string in it as one line: for whole records."""
    if isinstance(value, str):
        return line(value)
    if isinstance(value, dict):
        return {key: everywhere(item) for key, item in value.items()}
    return tuple(map(everywhere, value)) if isinstance(value, (tuple, list)) else value


class Screen(BufferedIOBase):
    """A terminal for formats that programs read: JSON stays JSON, with the escapes that JSON has for characters."""

    def __init__(self, stream: IO[bytes]) -> None:
        self.stream = stream

    def write(self, data: Any) -> int:
        """Write whole characters, each one safe."""
        text = bytes(data).decode("utf-8", "replace")
        self.stream.write("".join(c if c == "\n" or not _is_hidden(c) else _in_json(c) for c in text).encode())
        return len(data)

    def flush(self) -> None:
        """Show what was written."""
        self.stream.flush()

    def isatty(self) -> bool:
        """It is one."""
        return True


def screen(stream: IO[bytes]) -> IO[bytes]:
    """The stream, safe to look at where it is a terminal."""
    return cast(IO[bytes], Screen(stream)) if stream.isatty() else stream


def _safe(text: str) -> str:
    if _PLAIN.fullmatch(text):
        return text
    return "".join(c.encode("unicode_escape").decode() if _is_hidden(c) else c for c in text)


def _is_hidden(character: str) -> bool:
    return unicodedata.category(character) in _KINDS and character not in _JOINERS


def _in_json(character: str) -> str:
    units = character.encode("utf-16-be", "surrogatepass")
    return "".join(f"\\u{units[i]:02x}{units[i + 1]:02x}" for i in range(0, len(units), 2))
