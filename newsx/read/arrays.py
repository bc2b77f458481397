"""A JSON array to its items, one at a time: a broken item is one error, and what follows it is read."""

import json
import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from newsx.errors import InputError

# What ends or begins something, and strings, in which nothing does.
_MARK = re.compile(r'"(?:[^"\\]++|\\.)*+"?|[\[\]{},]', re.DOTALL)
_SPACE = re.compile(r"[ \t\n\r]*")
_DECODER = json.JSONDecoder()


def is_array(text: str) -> bool:
    """Whether a JSON text is an array."""
    return text.startswith("[", _past_space(text, 0))


class Item:
    """The item that begins at a place. It is read when it is called for, so that one is in memory at a time."""

    def __init__(self, text: str, start: int) -> None:
        self.text, self.start = text, start
        self.end: int | None = None  # where the comma or bracket behind it stands, once it was read

    def read(self) -> Any:
        """What it holds. Raises InputError where it is broken."""
        try:
            content, end = _DECODER.raw_decode(self.text, self.start)
        except ValueError as error:
            reason = "the array does not end" if self.start == len(self.text) else str(error)
            raise InputError(f"broken JSON: {reason}") from error
        except RecursionError as error:
            raise InputError("broken JSON: nested too deep") from error
        end = _past_space(self.text, end)
        if self.text[end : end + 1] not in (",", "]"):
            raise InputError(f"broken JSON: neither a comma nor the array's end behind it, at character {end}")
        self.end = end
        return content


@dataclass(frozen=True, slots=True)
class Given:
    """An item that was read with what stands around it."""

    content: Any

    def read(self) -> Any:
        """What it holds."""
        return self.content


def items(text: str) -> Iterator[Item]:
    """The items of an array; each is read before the next is asked for. Raises InputError for more behind its end."""
    here = _past_space(text, _past_space(text, 0) + 1)
    if text.startswith("]", here):
        return
    while True:
        item = Item(text, here)
        yield item
        here = _end_of(text, here) if item.end is None else item.end
        if here == len(text):
            return
        if text[here] == "]":
            break
        here = _past_space(text, here + 1)
    if (rest := _past_space(text, here + 1)) < len(text):
        raise InputError(f"broken JSON: more stands behind the array, at character {rest}")


def _past_space(text: str, here: int) -> int:
    found = _SPACE.match(text, here)
    return found.end() if found else here


def _end_of(text: str, start: int) -> int:
    """Where the comma or bracket stands that ends a broken item, by counting brackets alone."""
    depth = 0
    for mark in _MARK.finditer(text, start):
        sign = mark[0]
        if depth == 0 and sign in (",", "]"):
            return mark.start()
        depth = max(0, depth + (sign in ("[", "{")) - (sign in ("]", "}")))
    return len(text)
