"""Chances of tags to the stretches of words that they mark."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import pairwise

import numpy as np
from numpy.typing import NDArray

SURE, FAINT = 0.5, 0.12  # a stretch whose words are this likely inside; fainter ones where no surer stands
HELD, GAP = 0.2, 2  # a stretch goes on over so many words that are at least this likely inside


@dataclass(frozen=True, slots=True)
class Run:
    """Words from … up to …, what they most likely are (a number among the kinds), and how likely they are anything."""

    start: int
    end: int
    kind: int
    chance: float
    kinds: tuple[float, ...]  # the share of each kind


def runs(chances: NDArray[np.float32], *, faint: float = FAINT) -> list[Run]:
    """The stretches that the chances of O, B-x, I-x, B-y, I-y … mark, in text order."""
    inside = 1 - chances[:, 0]
    begins, goes_on = chances[:, 1::2], chances[:, 2::2]
    found: list[Run] = []
    taken = np.zeros(len(inside), dtype=bool)
    for bar in (SURE, faint):
        for start, end in _stretches(_bridged(inside, bar), begins.sum(1) > goes_on.sum(1)):
            if not taken[start:end].any():
                taken[start:end] = True
                kinds = (begins + goes_on)[start:end].sum(0)
                share = kinds / kinds.sum()
                chance = float(inside[start:end].mean())
                found.append(Run(start, end, int(share.argmax()), chance, tuple(share.tolist())))
    return sorted(found, key=lambda run: run.start)


def _bridged(inside: NDArray[np.float32], bar: float) -> NDArray[np.bool_]:
    """Which words are inside, with the few between them that nearly are."""
    found = inside >= bar
    at = np.flatnonzero(found)
    for a, b in pairwise(at):
        if 1 < b - a <= GAP + 1 and (inside[a + 1 : b] >= min(HELD, bar)).all():
            found[a:b] = True
    return found


def _stretches(inside: NDArray[np.bool_], new: NDArray[np.bool_]) -> Iterator[tuple[int, int]]:
    start: int | None = None
    for i, (is_in, is_new) in enumerate(zip(inside.tolist(), new.tolist(), strict=True)):
        if start is not None and (not is_in or is_new):
            yield start, i
            start = None
        if is_in and start is None:
            start = i
    if start is not None:
        yield start, len(inside)
