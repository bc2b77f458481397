"""Scores of name tags to names: (first word, word after the last, label)."""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache

import numpy as np
from numpy.typing import NDArray

Name = tuple[int, int, str]


def names(scores: NDArray[np.float32], tags: Sequence[str]) -> list[Name]:
    """The names of a stretch of words by the best sequence of tags in which every I- follows its own kind."""
    best = scores.argmax(1)
    allowed = follows(tuple(tags))
    if not (allowed[best[:-1], best[1:]].all() and not tags[int(best[0])].startswith("I-")):
        best = viterbi(scores, allowed, tuple(tags))
    return spans([tags[i] for i in best.tolist()])


@cache
def follows(tags: tuple[str, ...]) -> NDArray[np.bool_]:
    """Which tag may follow which."""
    return np.array([[not b.startswith("I-") or a[2:] == b[2:] for b in tags] for a in tags])


def viterbi(scores: NDArray[np.float32], allowed: NDArray[np.bool_], tags: tuple[str, ...]) -> NDArray[np.int64]:
    steps = np.where(allowed, 0.0, -1e9)
    total = np.where([tag.startswith("I-") for tag in tags], -1e9, scores[0].astype(np.float64))
    back = []
    for row in scores[1:]:
        ways = total[:, None] + steps
        back.append(ways.argmax(0))
        total = ways.max(0) + row
    path = [int(total.argmax())]
    for before in reversed(back):
        path.append(int(before[path[-1]]))
    return np.array(path[::-1])


def spans(tags: Sequence[str]) -> list[Name]:
    """BIO tags to names.

    >>> spans(["B-PERSON", "I-PERSON", "O", "B-ORG", "B-ORG"])
    [(0, 2, 'PERSON'), (3, 4, 'ORG'), (4, 5, 'ORG')]
    """
    found, start = [], -1
    for i, tag in enumerate([*tags, "O"]):
        if start >= 0 and not tag.startswith("I-"):
            found.append((start, i, tags[start][2:]))
            start = -1
        if tag.startswith("B-") or (tag.startswith("I-") and start < 0):
            start = i
    return found
