"""Scores of arcs in one sentence to the heads of its best tree with one root."""

from __future__ import annotations

from collections.abc import Iterator

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
    """Maximum spanning arborescence from node 0; `scores[child, head]`, answer[0] says nothing.

    All rings become one node each in one step, so that each step halves the nodes in them: a window of brackets, in
    which every other word makes a ring, costs a few steps and not one for each ring.
    """
    found: Heads = scores.argmax(1)
    found[0] = 0
    rings = [np.array(ring) for ring in cycles(found[1:])]
    if not rings:
        return found
    alone = np.setdiff1d(np.arange(len(scores)), np.concatenate(rings))
    costs = scores.copy()
    for ring in rings:
        costs[ring] -= scores[ring, found[ring]][:, None]  # an arc into a ring costs the one that it breaks
    head = np.stack([ring[costs[:, ring].argmax(1)] for ring in rings], 1)  # a ring's best member as a node's head
    head = np.concatenate([np.broadcast_to(alone, (len(scores), len(alone))), head], 1)
    costs = np.take_along_axis(costs, head, 1)
    child = np.stack([ring[costs[ring].argmax(0)] for ring in rings])  # where an arc had best enter a ring
    small = np.concatenate([costs[alone], np.stack([costs[ring].max(0) for ring in rings])])
    own = np.arange(len(alone), len(small))
    small[own, own] = NEVER
    inner = edmonds(small)
    found[alone[1:]] = head[alone[1:], inner[1 : len(alone)]]
    entered = child[np.arange(len(rings)), inner[own]]
    found[entered] = head[entered, inner[own]]
    return found


def cycle(found: Heads) -> list[int]:
    """The nodes (from 1) of one ring among the heads, if there is one."""
    return next(cycles(found), [])


def cycles(found: Heads) -> Iterator[list[int]]:
    """The nodes (from 1) of each ring among the heads."""
    heads = [0, *found.tolist()]
    colour = [0] * len(heads)
    colour[0] = -1
    for start in range(1, len(colour)):
        node = start
        while colour[node] == 0:
            colour[node] = start
            node = heads[node]
        if colour[node] == start:
            ring, last = [node], node
            while (node := heads[node]) != last:
                ring.append(node)
            yield ring
