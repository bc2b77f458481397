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

    Each ring among the best heads becomes one node, in its own row and column: all rings together cost the square.
    """
    graph = Graph(scores)
    while ring := graph.ring():
        graph.join(ring)
    return graph.tree()


class Graph:
    """Arcs between nodes, some of which are rings that were joined; a joined one stands in the place of its first."""

    def __init__(self, scores: NDArray[np.float64]) -> None:
        size = len(scores)
        self.scores = scores.copy()
        self.child, self.head = np.indices((size, size))  # the words that each arc joins, whatever it is an arc of now
        self.best: Heads = scores.argmax(1)
        self.best[0] = 0
        self.node = list(range(size))  # what stands in each place: a word, or a ring by its number
        self.over: list[int] = [-1] * size  # the ring in which each word or ring was joined
        self.rings: list[list[tuple[int, int, int]]] = []  # members of each, with the words of their arcs in the ring

    def ring(self) -> list[int]:
        """The places of one ring among the best heads, if there is one."""
        return cycle(self.best[1:])

    def join(self, ring: list[int]) -> None:
        """Make a ring one node."""
        place, number = ring[0], len(self.over)
        self.rings.append([(self.node[at], *self.arc(at)) for at in ring])
        for at in ring:
            self.over[self.node[at]] = number
        self.over.append(-1)
        self.node[place] = number
        self.merge(np.array(ring))
        self.best[np.isin(self.best, ring)] = place
        self.best[ring[1:]] = 0  # nobody asks for what is joined any more, and the root ends every way
        self.best[place] = self.scores[place].argmax()

    def merge(self, ring: Heads) -> None:
        """The arcs of a ring: out of its best member, and in where an arc breaks the cheapest of its own."""
        place, size = ring[0], len(self.scores)
        self.scores[ring] -= self.scores[ring, self.best[ring]][:, None]
        every = np.arange(size)
        out = ring[self.scores[:, ring].argmax(1)]
        for arcs in (self.scores, self.child, self.head):
            arcs[:, place] = arcs[every, out]
        into = ring[self.scores[ring].argmax(0)]
        for arcs in (self.scores, self.child, self.head):
            arcs[place] = arcs[into, every]
        self.scores[:, ring[1:]] = self.scores[ring[1:]] = self.scores[place, ring] = 2 * NEVER * size

    def arc(self, place: int) -> tuple[int, int]:
        """The words that the best arc into a place joins."""
        head = self.best[place]
        return int(self.child[place, head]), int(self.head[place, head])

    def tree(self) -> Heads:
        """The head of each word: rings open where they are entered, the last one first."""
        size = len(self.scores)
        arcs = {node: self.arc(at) for at, node in enumerate(self.node) if self.over[node] < 0}
        for number in range(len(self.over) - 1, size - 1, -1):
            entered = arcs[number][0]
            while self.over[entered] != number:
                entered = self.over[entered]
            arcs |= {node: (child, head) for node, child, head in self.rings[number - size] if node != entered}
            arcs[entered] = arcs[number]
        return np.array([0, *(arcs[word][1] for word in range(1, size))])


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
