"""The fast model: a network a seventh of the size that learns what the embedded one reads in texts nobody annotated.

Its first features of a word piece are the main directions in which the pieces of the larger model differ; pieces that
are rare in news are left to be spelt by smaller ones.
"""

from __future__ import annotations

import json
import pickle
from collections import Counter
from collections.abc import Iterable
from dataclasses import replace
from pathlib import Path
from typing import Any

import torch
from tokenizers import Tokenizer
from torch import Tensor, nn

from newsx.model.folder import opened
from newsx.training import restore
from newsx.training.batches import Answers
from newsx.training.corpora import TAGS, Sentence
from newsx.training.network import Network, Sizes
from newsx.training.silver import silver
from newsx.training.train import Recipe

SILVER, TOKENIZER = "silver.pickle", "tokenizer.json"
PIECES = 16_000
SPECIAL = 104  # the first pieces of BERT: padding, unknown, borders, mask; they keep their numbers
SHAPE: dict[str, Any] = {
    "pieces": PIECES, "table": 128, "width": 256, "inner": 512, "heads": 4, "layers": 3, "shifted": True,
    "arc": 128, "label": 128, "near": 16,
}  # fmt: skip
RECIPE = Recipe(
    epochs=14,
    silver=2_000_000,
    budget=2_400,
    encoder_rate=1e-3,
    case_rate=1e-3,
    head_rate=1.5e-3,
    average=0.97,
)


def pieces_of_news(tokenizer: Tokenizer, sentences: Iterable[Sentence]) -> list[int]:
    """The numbers of the pieces to keep, in order: special ones, single letters and signs, and the most frequent."""
    counts: Counter[int] = Counter()
    batch: list[str] = []
    for sentence in sentences:
        batch += sentence.words
        if len(batch) > 10_000:
            counts.update(tokenizer.encode(batch, is_pretokenized=True, add_special_tokens=False).ids)
            batch = []
    counts.update(tokenizer.encode(batch, is_pretokenized=True, add_special_tokens=False).ids)
    single = {
        number
        for piece, number in tokenizer.get_vocab().items()
        if len(piece.removeprefix("##")) == 1 and (piece.isascii() or number in counts)
    }
    kept = {*range(SPECIAL), *single}
    frequent = sorted(counts.keys() - kept, key=lambda number: (-counts[number], number))
    return sorted({*kept, *frequent[: PIECES - len(kept)]})


def trimmed(tokenizer: Tokenizer, kept: list[int]) -> Tokenizer:
    """The tokenizer with these pieces alone, numbered anew."""
    known = json.loads(tokenizer.to_str())
    by_number = {number: piece for piece, number in known["model"]["vocab"].items()}
    known["model"]["vocab"] = {by_number[old]: new for new, old in enumerate(kept)}
    return Tokenizer.from_str(json.dumps(known))


def prepare(data: Path, out: Path, tokenizer: Tokenizer, model: Path, *, without: tuple[str, ...]) -> None:
    """Let the larger model read, and write what it read and the tokenizer to `out`."""
    sentences = silver(data, model, without=without)
    kept = pieces_of_news(tokenizer, sentences)
    trimmed(tokenizer, kept).save(str(out / TOKENIZER), pretty=False)
    with (out / SILVER).open("wb") as file:
        pickle.dump((kept, sentences), file, pickle.HIGHEST_PROTOCOL)


def prepared(out: Path) -> tuple[list[int], tuple[Sentence, ...]]:
    """What `prepare` wrote: the pieces to keep, and what was read."""
    kept, sentences = pickle.loads((out / SILVER).read_bytes())
    return kept, tuple(sentences)


def fresh(answers: Answers, model: Path, kept: list[int], seed: int) -> Network:
    """A network that knows nothing but which pieces are alike for the larger model."""
    torch.manual_seed(seed)
    sizes = Sizes(len(TAGS), len(answers.xpos), len(answers.upos), len(answers.labels))
    network = Network(replace(sizes, **SHAPE))
    larger, _ = restore.restored(opened(model))
    encoder = network.encoder
    with torch.no_grad():
        encoder.pieces.weight.copy_(main_directions(larger.encoder.pieces.weight[kept], SHAPE["table"]))
        for table in (encoder.places, encoder.case):
            nn.init.normal_(table.weight, std=0.2)
    assert encoder.widen is not None
    nn.init.orthogonal_(encoder.widen.weight)
    return network


def main_directions(table: Tensor, count: int) -> Tensor:
    """The rows of a table in their `count` principal components, scaled to one on average."""
    centred = table - table.mean(0)
    _, _, directions = torch.linalg.svd(centred, full_matrices=False)
    found = centred @ directions[:count].T
    return found / found.std()
