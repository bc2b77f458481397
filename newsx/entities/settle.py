"""Overlapping stretches of a text to one reading: the longest wins, of equals the first kind, then the earlier."""

from collections.abc import Iterable
from typing import Protocol, TypeVar


class Stretch(Protocol):
    """Anything with a half-open place in the text."""

    @property
    def start(self) -> int: ...
    @property
    def end(self) -> int: ...


T = TypeVar("T", bound=Stretch)


def settle(*ranked: Iterable[T]) -> list[T]:
    """The stretches that stand, in text order, none overlapping another.

    Of two that overlap, the longer stands; of equally long ones the one of the earlier argument, then the earlier in
    the text. Whether a stretch stands depends only on those that stand before it in this order, so the result is its
    own result.
    """
    order = sorted(
        ((s.start - s.end, rank, s.start, s) for rank, stretches in enumerate(ranked) for s in stretches),
        key=lambda entry: entry[:3],
    )
    taken: set[int] = set()
    standing: list[T] = []
    for _, _, _, stretch in order:
        if stretch.end <= stretch.start or not taken.isdisjoint((stretch.start, stretch.end - 1)):
            continue
        taken.update(range(stretch.start, stretch.end))
        standing.append(stretch)
    return sorted(standing, key=lambda s: s.start)
