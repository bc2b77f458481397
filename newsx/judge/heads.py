"""Word states to chances: what each word begins, what each stretch is, which entity each item is linked to.

The same heads as in `newsx.training.judging`, in numpy. Scores are rounded, so that the last bits, in which processors
differ, do not decide anything.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property

import numpy as np
from numpy.typing import NDArray

from newsx.judge.answers import ITEMS, LINKS, SPANS, WORDS
from newsx.judge.story import STEPS, Story
from newsx.model.reader import gelu, product

Array = NDArray[np.float32]
Place = tuple[int, int]  # words from … up to …
GRAIN = 64  # steps of a score from one whole number to the next


@dataclass(frozen=True)
class Heads:
    """The weights, by name."""

    weights: dict[str, Array]

    def linear(self, name: str, x: Array) -> Array:
        bias = self.weights[f"{name}.bias"]
        return product(x, self.weights[f"{name}.weight"].T) + bias if len(x) else np.zeros((0, len(bias)), np.float32)


class Chances:
    """What the heads say of one article; `states` has a row for each word of the story."""

    def __init__(self, heads: Heads, story: Story, states: Array) -> None:
        self.heads, self.story, self.states = heads, story, states
        self._total = np.concatenate([np.zeros((1, states.shape[1]), np.float32), states.cumsum(0)])

    @cached_property
    def words(self) -> dict[str, Array]:
        """Of each head the chances of its tags: words × tags."""
        return _parted(self.heads.linear("words", self.states), WORDS)

    def hidden(self, kind: str, places: Sequence[Place]) -> Array:
        """The features of stretches."""
        if not places:
            return np.zeros((0, self.heads.weights["span.bias"].shape[0]), np.float32)
        a, b = np.array(places).T
        inside = (self._total[b] - self._total[a]) / (b - a)[:, None]
        both = np.concatenate([inside, self._sentences[np.array(self.story.sentence)[a]]], 1)
        kinds = self.heads.weights["kinds.weight"][ITEMS.index(kind)]
        return gelu(self.heads.linear("span", both) + kinds)

    def classes(self, hidden: Array) -> dict[str, Array]:
        """Of each head the chances of its classes: stretches × classes."""
        return _parted(self.heads.linear("classes", hidden), SPANS)

    def links(self, kind: str, hidden: Array, places: Sequence[Place]) -> dict[str, Array]:
        """Scores (log odds) of the links of items of a kind: items × entities."""
        names = [name for name, item in LINKS.items() if item == kind]
        story, size = self.story, len(self.story.entities)
        found = {name: np.full((len(places), size), -9.0, np.float32) for name in names}
        if not size or not places:
            return found
        owner = story.owner
        edges = np.searchsorted(owner, np.arange(size))
        counts = np.bincount(owner, minlength=size)
        named = counts > 0
        steps = story.relations(places) + np.cumsum([0, *STEPS[:-1]])
        often = np.log(np.maximum(counts, 1))
        types = np.array([e.type for e in story.entities])
        for name in names:
            at = list(LINKS).index(name)
            score = self._pairs(at, hidden) + self._w("steps")[at][steps].sum(2)
            peak = np.maximum.reduceat(score, edges[named], axis=1)
            spread = np.repeat(peak, counts[named], axis=1)
            total = peak + np.log(np.add.reduceat(np.exp(score - spread), edges[named], axis=1))
            rest = often * self._w("often")[at] + self._w("types")[at][types] + self._w("bias")[at]
            found[name][:, named] = total + rest[named]
            found[name] = _rounded(np.maximum(found[name], -9.0))
        return found

    def same(self, hidden: Array) -> Array:
        """Scores (log odds) that two wrongs are one: wrongs × wrongs."""
        put = self.heads.linear("same", hidden)
        return _rounded(put @ put.T * put.shape[1] ** -0.5 + self._w("same_bias"))

    @cached_property
    def mentions(self) -> Array:
        """The features of the mentions of all entities, in the order of the entities."""
        return self.hidden("entity", [(m.start, m.end) for e in self.story.entities for m in e.mentions])

    @cached_property
    def entities(self) -> dict[str, Array]:
        """Of each head the chances of the entities' classes."""
        counts = [len(e.mentions) for e in self.story.entities]
        parts = np.split(self.mentions, np.cumsum(counts)[:-1]) if counts else []
        none = np.zeros(self.mentions.shape[1], np.float32)
        means = [part.mean(0) if len(part) else none for part in parts]
        return self.classes(np.array(means, np.float32).reshape(len(counts), -1))

    def _pairs(self, at: int, hidden: Array) -> Array:
        size = len(self._w("items.bias")) // len(LINKS)
        rows = slice(at * size, (at + 1) * size)
        q = hidden @ self._w("items.weight")[rows].T + self._w("items.bias")[rows]
        k = self.mentions @ self._w("mentions.weight")[rows].T + self._w("mentions.bias")[rows]
        return np.asarray(q @ k.T * size**-0.5)

    def _w(self, name: str) -> Array:
        return self.heads.weights[name]

    @cached_property
    def _sentences(self) -> Array:
        """The mean state of each sentence."""
        count = np.bincount(self.story.sentence) if self.story.sentence else np.zeros(0, np.int64)
        edges = np.concatenate([[0], count.cumsum()])
        return np.asarray((self._total[edges[1:]] - self._total[edges[:-1]]) / np.maximum(count, 1)[:, None])


def _parted(scores: Array, heads: dict[str, tuple[str, ...]]) -> dict[str, Array]:
    cuts = np.cumsum([len(choices) for choices in heads.values()])[:-1]
    return {name: _softmax(_rounded(part)) for name, part in zip(heads, np.split(scores, cuts, axis=1), strict=True)}


def _rounded(scores: Array) -> Array:
    return np.asarray(np.round(scores * GRAIN) / GRAIN, dtype=np.float32)


def _softmax(x: Array) -> Array:
    raised = np.exp(x - x.max(1, keepdims=True)) if x.size else x
    return np.asarray(raised / raised.sum(1, keepdims=True))
