"""Texts that nobody annotated to sentences with what a model reads in them: what a smaller model learns from."""

from __future__ import annotations

import gzip
import json
import random
from collections.abc import Iterable, Iterator, Sequence
from concurrent.futures import ProcessPoolExecutor
from functools import cache
from itertools import groupby
from multiprocessing import get_context
from pathlib import Path

from spacy.language import Language

from newsx import tail
from newsx.model.folder import opened
from newsx.model.reader import FREE, NEVER, STARTS, Reader, sentences
from newsx.parse import load
from newsx.training.corpora import INDEX, Sentence, names
from newsx.training.mentions import Exchanges, Mentions
from newsx.training.records import annotated

AT_ONCE = 150  # words that are read together, about; as in an article
CORPORA = ("worldwide-train", "gmb", "wikigold")
ARTICLES = ("prosecutors", "wikinews")
TIMES = 2  # how often a text is read again with other names in it

Group = list[Sentence]


def silver(data: Path, model: Path, *, without: Sequence[str] = (), processes: int = 2) -> list[Sentence]:
    """The corpora of names and the raw articles of `data`, each read by `model`, and again with other names in it.

    What people annotated stays as it is; GMB's and Wikigold's names are read anew, so that all is in one style.
    """
    with ProcessPoolExecutor(processes, get_context("spawn")) as pool:
        texts = [(data / "raw" / f"{name}.jsonl.gz", k, processes) for name in ARTICLES for k in range(processes)]
        articles = [s for part in pool.map(read_articles, [model] * len(texts), texts) for s in part]
        plain = [s for name in CORPORA if name not in without for s in names(data / "ner" / f"{name}.jsonl.gz")]
        mentions, draw = Mentions.of((*plain, *articles)), random.Random(0)
        found = list(articles)
        for time in range(1 + TIMES):
            groups = list(grouped((*plain, *articles) if time else plain))
            if time:
                groups = [exchanged(group, mentions, draw) for group in groups]
            chunks = [groups[i : i + 500] for i in range(0, len(groups), 500)]
            found += [s for part in pool.map(read_groups, [model] * len(chunks), chunks) for s in part]
    return found


def grouped(plain: Iterable[Sentence]) -> Iterator[Group]:
    """Consecutive sentences of one corpus and document, about AT_ONCE words of them."""
    for _, document in groupby(plain, key=lambda s: (s.corpus, s.document)):
        group: Group = []
        for sentence in document:
            if group and sum(len(s.words) for s in (*group, sentence)) > AT_ONCE:
                yield group
                group = []
            group.append(sentence)
        yield group


def exchanged(group: Group, mentions: Mentions, draw: random.Random) -> Group:
    known: Exchanges = {}
    return [mentions.exchanged(sentence, draw, known) for sentence in group]


@cache
def pipeline(model: Path) -> Language:
    return load(model)


@cache
def reader(model: Path) -> Reader:
    return Reader(opened(model))


def read_articles(model: Path, part: tuple[Path, int, int]) -> list[Sentence]:
    """Every n-th article of a file, from the k-th on, without what stands behind its story."""
    path, first, step = part
    found: list[Sentence] = []
    with gzip.open(path, "rt", encoding="utf-8") as lines:
        for number, line in enumerate(lines):
            if number % step == first:
                text = json.loads(line)["text"]
                found += annotated(pipeline(model)(text[: tail.begin(text)]), f"{path.stem} {number}")
    return found


def read_groups(model: Path, groups: list[Group]) -> list[Sentence]:
    return [s for number, group in enumerate(groups) for s in read(reader(model), group, number)]


def read(by: Reader, group: Group, number: int) -> Iterator[Sentence]:
    """A group of sentences with the tags and trees that a model sees in them, and its names too but in newswire."""
    words = [word for s in group for word in s.words]
    breaks = [STARTS if i == 0 else NEVER if s.single else FREE for s in group for i in range(len(s.words))]
    seen = by.read(words, breaks)
    tags = [1] * len(words)
    for start, end, kind in seen.names:
        tags[start:end] = [1 << INDEX[f"B-{kind}"], *[1 << INDEX[f"I-{kind}"]] * (end - start - 1)]
    if not group[0].single:
        tags = [bits for s in group for bits in s.names]
    for a, b in sentences(seen.starts):
        yield Sentence(
            words=tuple(words[a:b]),
            names=tuple(tags[a:b]),
            xpos=tuple(seen.xpos[a:b]),
            upos=tuple(seen.upos[a:b]),
            heads=tuple(0 if head == i else head - a + 1 for i, head in enumerate(seen.heads[a:b], start=a)),
            labels=tuple(seen.labels[a:b]),
            document=f"{group[0].corpus} {group[0].document} {number}",
        )
