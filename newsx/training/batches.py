"""Sentences to windows of consecutive sentences, and windows to the tensors of one training step."""

from __future__ import annotations

import random
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import torch
from tokenizers import Tokenizer
from torch import Tensor

from newsx.model.features import CLS, SEP, pieces, shape
from newsx.training.augment import Window, augmented
from newsx.training.corpora import CORPORA, TAGS, Sentence
from newsx.training.mentions import Mentions

UNKNOWN = -100  # no answer known: no loss
MASK, HIDDEN = 103, 0.03  # the piece that hides a word in training, and how often: what stands around it must tell


@dataclass(frozen=True)
class Answers:
    """What each head chooses from, in order."""

    xpos: tuple[str, ...]
    upos: tuple[str, ...]
    labels: tuple[str, ...]

    @classmethod
    def of(cls, trees: Sequence[Sentence]) -> Answers:
        columns = ({x for s in trees for x in getattr(s, name)} for name in ("xpos", "upos", "labels"))
        return cls(*(tuple(sorted(c)) for c in columns))


@dataclass(frozen=True)
class Batch:
    """Inputs of the network and what is known of its answers (windows × words)."""

    inputs: tuple[Tensor, ...]
    names: Tensor  # allowed tags (windows × words × tags), all False where nothing is known
    xpos: Tensor
    upos: Tensor
    starts: Tensor
    heads: Tensor
    labels: Tensor
    sentences: Tensor  # number of each word's sentence; -1 is padding
    words: int


def windows(sentences: Sequence[Sentence], cost: Sequence[int], draw: random.Random, longest: int) -> Iterator[Window]:
    """Consecutive sentences of one document up to so many pieces; some windows are shorter by chance."""
    window: Window = []
    size, limit = 2, longest
    for sentence, pieces_of in zip(sentences, cost, strict=True):
        if window and (size + pieces_of > limit or sentence.document != window[-1].document):
            yield window
            window, size = [], 2
            limit = longest if draw.random() < 0.8 else draw.randint(16, longest)
        window.append(sentence)
        size += pieces_of
    if window:
        yield window


def batches(found: list[tuple[int, Window]], budget: int, draw: random.Random) -> list[list[Window]]:
    """Windows of like length together, at most `budget` pieces with padding, in random order."""
    draw.shuffle(found)
    groups = []
    for i in range(0, len(found), 600):
        group: list[Window] = []
        for size, window in sorted(found[i : i + 600], key=lambda pair: pair[0]):
            if group and size * (len(group) + 1) > budget:
                groups.append(group)
                group = []
            group.append(window)
        groups.append(group)
    draw.shuffle(groups)
    return groups


class Collator:
    """Windows to a Batch, changed on the way as `augment` says."""

    def __init__(self, tokenizer: Tokenizer, answers: Answers, mentions: Mentions | None = None) -> None:
        self.tokenizer, self.mentions = tokenizer, mentions
        self.index = {name: {x: i for i, x in enumerate(getattr(answers, name))} for name in ("xpos", "upos", "labels")}
        self.bits = torch.tensor([1 << i for i in range(len(TAGS))])

    def __call__(self, group: Sequence[Window], draw: random.Random | None = None) -> Batch:
        group = [augmented(w, draw, self.mentions) for w in group] if draw else list(group)
        texts = [[word for s in window for word in s.words] for window in group]
        coded = [pieces(self.tokenizer, text) for text in texts]
        if draw:
            coded = [[[MASK] if draw.random() < HIDDEN else part for part in parts] for parts in coded]
        shape_of = [[shape(word) for word in text] for text in texts]
        rows, count = len(group), max(map(len, texts))
        length = max(2 + sum(map(len, parts)) for parts in coded)
        ids, cases, mask = (torch.zeros(rows, length, dtype=torch.long) for _ in range(3))
        first, last, shapes, bits, corpora = (torch.zeros(rows, count, dtype=torch.long) for _ in range(5))
        unknown = [torch.full((rows, count), UNKNOWN) for _ in range(5)]
        sentences = torch.full((rows, count), -1)
        for row, (parts, forms) in enumerate(zip(coded, shape_of, strict=True)):
            flat = [CLS, *(i for part in parts for i in part), SEP]
            ids[row, : len(flat)], mask[row, : len(flat)] = torch.tensor(flat), 1
            cases[row, 1 : len(flat) - 1] = torch.tensor([c for p, c in zip(parts, forms, strict=True) for _ in p])
            ends = torch.tensor([0, *map(len, parts)]).cumsum(0)
            first[row, : len(parts)], last[row, : len(parts)] = ends[:-1] + 1, ends[1:]
            shapes[row, : len(parts)] = torch.tensor(forms)
            styles = [CORPORA.index(s.corpus) for s in group[row] for _ in s.words]
            corpora[row, : len(parts)] = torch.tensor(styles)
            self.known(group[row], [t[row] for t in (bits, *unknown, sentences)])
        attention = torch.zeros(rows, 1, 1, length).masked_fill(mask[:, None, None] == 0, -1e4)
        names = (bits.unsqueeze(-1) & self.bits) != 0
        xpos, upos, starts, heads, labels = unknown
        inputs = (ids, cases, first, last, shapes, attention, corpora)
        return Batch(inputs, names, xpos, upos, starts, heads, labels, sentences, sum(map(len, texts)))

    def known(self, window: Window, tensors: list[Tensor]) -> None:
        names, xpos, upos, starts, heads, labels, sentences = tensors
        at = 0
        for number, s in enumerate(window):
            end = at + len(s.words)
            sentences[at:end] = number
            if s.names:
                names[at:end] = torch.tensor(s.names)
            if s.single:
                starts[at:end] = 0
            starts[at] = 1
            if s.heads:
                for tensor, name in ((xpos, "xpos"), (upos, "upos"), (labels, "labels")):
                    tensor[at:end] = torch.tensor([self.index[name].get(x, UNKNOWN) for x in getattr(s, name)])
                heads[at:end] = torch.tensor([h + at if h else 0 for h in s.heads])
            at = end
