"""Scores of arcs in one sentence to the heads of its best tree with one root."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

Scores = NDArray[np.float32]
Heads = NDArray[np.int64]
NEVER = -1e9


def heads(scores: Scores) -> Heads:
    """The head of every word: 0 for the root, else the word's number from 1.

    `scores` is words × (words + 1), column 0 for the root. Almost always each word's best head already makes a tree;
    otherwise the search of Chu and Liu (1965) and Edmonds (1967) finds the best one.

    >>> heads(np.array([[1, 0, 5], [4, 3, 0]], dtype=np.float32)).tolist()
    [2, 0]
    """
    best: Heads = scores_without_loops(scores).argmax(1)
    if (best == 0).sum() == 1 and not cycle(best):
        return best
    return best_tree(scores)


def scores_without_loops(scores: Scores) -> Scores:
    scores = scores.copy()
    each = np.arange(len(scores))
    scores[each, each + 1] = NEVER
    return scores


def best_tree(scores: Scores) -> Heads:
    """Try each likely root: the three best are enough, and keep a long sentence from costing its square."""
    normal = scores_without_loops(scores).astype(np.float64)
    top = normal.max(1, keepdims=True)
    normal -= top + np.log(np.exp(normal - top).sum(1, keepdims=True))
    tries = [rooted(normal, int(root)) for root in normal[:, 0].argsort()[::-1][:3]]
    return max(tries, key=lambda found: found[0])[1]


def rooted(normal: NDArray[np.float64], root: int) -> tuple[float, Heads]:
    """The best tree with this word as its root, and its score."""
    square = np.full((len(normal) + 1, len(normal) + 1), NEVER)
    square[1:, 1:] = normal[:, 1:]
    square[root + 1] = NEVER
    square[root + 1, 0] = 0.0
    found: Heads = edmonds(square)[1:]
    found[root] = 0
    return float(normal[np.arange(len(normal)), found].sum()), found


def edmonds(scores: NDArray[np.float64]) -> Heads:
    """Maximum spanning arborescence from node 0; `scores[child, head]`, answer[0] says nothing."""
    found: Heads = scores.argmax(1)
    found[0] = 0
    ring = cycle(found[1:])
    if not ring:
        return found
    inside = np.array(ring)
    outside = np.array([i for i in range(len(scores)) if i not in set(ring)])
    kept = scores[inside, found[inside]]
    # The ring becomes one node, the last: arcs into it cost what they break, arcs out of it leave from the best member.
    into = scores[np.ix_(inside, outside)] - kept[:, None]
    leaving = scores[np.ix_(outside, inside)]
    small = np.full((len(outside) + 1, len(outside) + 1), NEVER)
    small[:-1, :-1] = scores[np.ix_(outside, outside)]
    small[-1, :-1] = into.max(0)
    small[:-1, -1] = leaving.max(1)
    inner = edmonds(small)
    for i, node in enumerate(outside[1:], start=1):
        head = inner[i]
        found[node] = inside[leaving[i].argmax()] if head == len(outside) else outside[head]
    entry = inner[-1]
    broken = into[:, entry].argmax()
    found[inside[broken]] = outside[entry]
    return found


def cycle(found: Heads) -> list[int]:
    """The nodes (from 1) of one ring among the heads, if there is one."""
    colour = [0] * (len(found) + 1)
    colour[0] = -1
    for start in range(1, len(colour)):
        node = start
        while colour[node] == 0:
            colour[node] = start
            node = int(found[node - 1])
        if colour[node] == start:
            ring, last = [node], node
            while (node := int(found[node - 1])) != last:
                ring.append(node)
            return ring
    return []
