"""Words to names, tags, sentences and trees, by the weights of a model folder, window after window.

Windows are cut at sentence starts, one window a call: what is found in a text never depends on the texts beside it
(the 8-bit graph scales each call by its own values), and no word is left out however long the text is.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from typing import TYPE_CHECKING, Any

import numpy as np
from numpy.typing import NDArray

from newsx.model.features import CLS, SEP, pieces, shape
from newsx.model.folder import Folder
from newsx.model.runtime import runtime
from newsx.model.tags import Name, names
from newsx.model.trees import heads

if TYPE_CHECKING:
    from onnxruntime import InferenceSession
    from tokenizers import Tokenizer

FREE, STARTS, NEVER, BEFORE, AFTER = 0, 1, -1, -2, -3  # what the layout says of a sentence start at a word
WINDOW = 180  # pieces, as in training
AHEAD = 4  # words behind a likely sentence start that the weights see too, to tell whether it is one
KEPT = 30_000  # words whose pieces are kept, in about 7 MB
LONGEST = 480  # pieces of a sentence that does not end; the encoder has 512 places
STOPS = frozenset(".?!")
Array = NDArray[Any]


@dataclass
class Reading:
    """What was read of a text: one entry a word; names by word numbers."""

    xpos: list[str] = field(default_factory=list)
    upos: list[str] = field(default_factory=list)
    starts: list[bool] = field(default_factory=list)
    heads: list[int] = field(default_factory=list)  # the number of the head word; a root's is its own
    labels: list[str] = field(default_factory=list)
    names: list[Name] = field(default_factory=list)
    states: list[Array] = field(default_factory=list)  # of each window, words × features that the judge sees


class Reader:
    """The weights of a folder; loaded when the first text comes."""

    def __init__(self, folder: Folder) -> None:
        self.folder = folder
        self.answers = folder.answers
        self.known: dict[str, list[int]] = {}

    @cached_property
    def tokenizer(self) -> Tokenizer:
        from tokenizers import Tokenizer

        return Tokenizer.from_file(str(self.folder.path / "tokenizer.json"))

    @cached_property
    def session(self) -> InferenceSession:
        onnxruntime = runtime()
        options = onnxruntime.SessionOptions()
        options.intra_op_num_threads = options.inter_op_num_threads = 1
        options.log_severity_level = 3
        options.graph_optimization_level = onnxruntime.GraphOptimizationLevel.ORT_DISABLE_ALL  # done when exported
        path = str(self.folder.path / "weights.onnx")
        session: InferenceSession = onnxruntime.InferenceSession(path, options, providers=["CPUExecutionProvider"])
        return session

    @cached_property
    def label_scorer(self) -> Array:
        return np.asarray(np.load(self.folder.path / "labels.npy"))

    def read(self, words: Sequence[str], breaks: Sequence[int], *, exact: bool = False) -> Reading:
        """Read a text.

        `breaks` says for each word whether a sentence STARTS at it (`exact`: and nowhere else), may (FREE) or NEVER
        does; BEFORE and AFTER: a start that is seen there belongs to the word before or after.
        """
        found = Reading()
        for start, end, scores, starts in self.scored(words, breaks, exact=exact):
            self.take(found, start, end, scores, starts)
        return found

    def scored(
        self, words: Sequence[str], breaks: Sequence[int], *, exact: bool = False
    ) -> Iterator[tuple[int, int, list[Array], list[bool]]]:
        """Consecutive windows: first word, word after the last, the scores of each head, the sentence starts."""
        coded, shapes = self.pieces(words), [shape(word) for word in words]
        likely = likely_starts(words, breaks)
        start, total = 0, len(coded)
        while start < total:
            end = good_end(breaks, likely, start, fill(coded, start, WINDOW))
            while True:
                scores = self.scores(coded[start:end], shapes[start:end])
                guessed = [0] * (end - start) if exact else scores[3].argmax(1).tolist()
                starts = settled(guessed, breaks[start:end])
                keep = end - start if end == total or breaks[end] == STARTS else whole(starts, breaks[start:end])
                if keep or end - start >= fill(coded, start, LONGEST) - start:
                    break
                end = fill(coded, start, LONGEST)
            keep = keep or end - start
            yield start, start + keep, scores, starts[:keep]
            start += keep

    def pieces(self, words: Sequence[str]) -> list[list[int]]:
        """The piece numbers of every word; what was looked up for earlier texts is kept."""
        new = [word for word in dict.fromkeys(words) if word not in self.known]
        if len(self.known) + len(new) > KEPT:
            self.known, new = {}, list(dict.fromkeys(words))
        self.known.update(zip(new, pieces(self.tokenizer, new), strict=True))
        return [self.known[word] for word in words]

    def scores(self, coded: list[list[int]], shapes: list[int]) -> list[Array]:
        """The answers of all heads for one window."""
        sizes = np.array([len(part) for part in coded])
        last = sizes.cumsum()
        given = {
            "ids": np.array([CLS, *(i for part in coded for i in part), SEP]),
            "cases": np.concatenate([[0], np.repeat(shapes, sizes), [0]]).astype(np.int64),
            "first": last - sizes + 1,
            "last": last,
            "shapes": np.array(shapes),
        }
        return list(self.session.run(None, given))

    def take(self, found: Reading, offset: int, end: int, scores: list[Array], starts: list[bool]) -> None:
        """Add the answers of one window, up to the word `end`, to what was read."""
        named, xpos, upos, _, arcs, child, head, *case = scores
        size = end - offset
        found.xpos += [self.answers["xpos"][i] for i in xpos[:size].argmax(1).tolist()]
        found.upos += [self.answers["upos"][i] for i in upos[:size].argmax(1).tolist()]
        found.starts += starts
        found.names += [(a + offset, b + offset, kind) for a, b, kind in self.name_spans(named[:size], starts)]
        chosen = window_heads(arcs, starts)
        found.heads += [offset + (h - 1 if h else i) for i, h in enumerate(chosen.tolist())]
        found.labels += self.labels(child[:size], head, chosen)
        found.states += [states[:size].astype(np.float16) for states in case]

    def name_spans(self, named: Array, starts: list[bool]) -> Iterator[Name]:
        for a, b in sentences(starts):
            yield from ((a + x, a + y, kind) for x, y, kind in names(named[a:b], self.answers["names"]))

    def labels(self, child: Array, head: Array, chosen: Array) -> list[str]:
        choices = self.answers["labels"]
        hidden = gelu(child + head[chosen])
        scores = product(hidden, self.label_scorer[:-1]) + self.label_scorer[-1]
        if "root" in choices:  # the root is called root, and nothing else is
            scores[:, choices.index("root")] = np.where(chosen == 0, 1e9, -1e9)
        return [choices[i] for i in scores.argmax(1).tolist()]


def gelu(x: Array) -> Array:
    """x · Φ(x), by the usual formula with tanh (within 0.001 of what the network was trained with, and quick)."""
    return np.asarray(0.5 * x * (1 + np.tanh(0.7978846 * (x + 0.044715 * x * x * x))), dtype=np.float32)


def product(x: Array, matrix: Array, rows: int = 16) -> Array:
    """x @ matrix, a few rows at a time: numpy's library would wake a thread on every core for more, and spin there."""
    padded = np.zeros((-(-len(x) // rows) * rows, x.shape[1]), dtype=x.dtype)
    padded[: len(x)] = x
    return np.asarray((padded.reshape(-1, rows, x.shape[1]) @ matrix).reshape(len(padded), -1)[: len(x)])


def fill(coded: list[list[int]], start: int, limit: int) -> int:
    """The word after the last one that fits into a window of so many pieces; at least one word fits."""
    size, end = 2, start
    while end < len(coded) and (end == start or size + len(coded[end]) <= limit):
        size += len(coded[end])
        end += 1
    return end


def likely_starts(words: Sequence[str], breaks: Sequence[int]) -> list[bool]:
    """Where a sentence seems to start, by a full stop and a capital.

    >>> likely_starts(["It", "fell", ".", "Why", "?"], [1, 0, 0, 0, 0])
    [False, False, False, True, False]
    """
    ended = [word in STOPS for word in words]
    return [
        i > 0 and rule == FREE and ended[i - 1] and word[0].isupper()
        for i, (word, rule) in enumerate(zip(words, breaks, strict=True))
    ]


def good_end(breaks: Sequence[int], likely: Sequence[bool], start: int, end: int) -> int:
    """Where a window that has room up to `end` had best end, so that little of it must be read again in the next.

    At a late sentence start that the layout shows, or a few words behind a likely one.
    """
    if end == len(breaks):
        return end
    late = start + 2 * (end - start) // 3
    sure = next((i for i in range(end, late, -1) if breaks[i] == STARTS), 0)
    return sure or next((i + AHEAD for i in range(end - AHEAD, late, -1) if likely[i]), end)


def settled(guessed: Sequence[int], breaks: Sequence[int]) -> list[bool]:
    """The sentence starts of a window: what the weights saw, where the layout allows it.

    >>> settled([0, 0, 1, 0, 0], [1, 0, -2, 0, 1])
    [True, True, False, False, True]
    """
    starts = [bool(seen) and rule == FREE for seen, rule in zip(guessed, breaks, strict=True)]
    for i, (seen, rule) in enumerate(zip(guessed, breaks, strict=True)):
        if seen and rule == BEFORE and i:
            starts[i - 1] = True
        if seen and rule == AFTER and i + 1 < len(starts):
            starts[i + 1] = breaks[i + 1] == FREE
    return [i == 0 or rule == STARTS or start for i, (start, rule) in enumerate(zip(starts, breaks, strict=True))]


def whole(starts: Sequence[bool], breaks: Sequence[int]) -> int:
    """How many words of a full window are whole sentences: up to a late paragraph break, else the last good start."""
    size = len(starts)
    for i in range(size - 1, max(0, 2 * size // 3), -1):
        if breaks[i] == STARTS:
            return i
    return next((i for i in range(size - AHEAD, 0, -1) if starts[i]), 0)


def sentences(starts: Sequence[bool]) -> Iterator[tuple[int, int]]:
    at = [i for i, new in enumerate(starts) if new]
    yield from zip(at, [*at[1:], len(starts)], strict=True)


def window_heads(arcs: Array, starts: Sequence[bool]) -> NDArray[np.int64]:
    """The head of each word within its sentence: 0 for a root, else its number in the window from 1."""
    found = np.zeros(len(starts), dtype=np.int64)
    for a, b in sentences(starts):
        inside = heads(np.concatenate([arcs[a:b, :1], arcs[a:b, a + 1 : b + 1]], 1))
        found[a:b] = np.where(inside > 0, inside + a, 0)
    return found
