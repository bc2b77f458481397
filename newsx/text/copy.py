"""Edits of a text to the edited copy, and places in the copy back to the text that was given."""

from bisect import bisect_right
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from typing import NamedTuple


class Edit(NamedTuple):
    """`text[start:end]` is read as something else."""

    start: int
    end: int
    to: str


class Shift(NamedTuple):
    """Where an edit of another length stands in the copy (`at` to `until`), and where in the text before it."""

    at: int
    until: int
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Copy:
    """A text as it is read, made from the text `given` in some steps."""

    given: str
    text: str
    steps: Sequence[Sequence[Shift]] = field(default=())

    def edited(self, edits: Iterable[Edit]) -> "Copy":
        """The copy after some more edits, which are in text order and do not overlap."""
        parts: list[str] = []
        shifts: list[Shift] = []
        done = size = 0
        for edit in edits:
            parts += self.text[done : edit.start], edit.to
            at = size + edit.start - done
            size, done = at + len(edit.to), edit.end
            if len(edit.to) != edit.end - edit.start:
                shifts.append(Shift(at, size, edit.start, edit.end))
        if not parts:
            return self
        text = "".join([*parts, self.text[done:]])
        return Copy(self.given, text, [*self.steps, shifts] if shifts else self.steps)

    def untouched(self) -> "Copy":
        """The given text as its own copy."""
        return Copy(self.given, self.given)

    def back(self, start: int, end: int) -> tuple[int, int]:
        """Where a stretch of the copy stands in the given text; a letter that came of several takes them all."""
        for shifts in reversed(self.steps):
            last = _back(shifts, end - 1)[1] if end > start else None
            start = _back(shifts, start)[0]
            end = start if last is None else last
        return start, end


def _back(shifts: Sequence[Shift], place: int) -> tuple[int, int]:
    """Where the character at a place began and ended before a step."""
    found = bisect_right(shifts, place, key=lambda shift: shift.at) - 1
    if found < 0:
        return place, place + 1
    shift = shifts[found]
    if place < shift.until:
        return shift.start, shift.end
    before = place - shift.until + shift.end
    return before, before + 1
