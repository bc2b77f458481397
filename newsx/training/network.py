"""Word pieces and shapes to the scores of names, tags, sentence starts, arcs and labels: one encoder, several heads.

The encoder is a BERT of six layers (MiniLM), written out so that the exported graph is small and needs no mask.
Each head reads its own mix of the layers, taken at a word's first and last piece, beside the shapes around the word.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import torch
from torch import Tensor, nn
from torch.nn import functional

from newsx.model.features import SHAPES
from newsx.training.corpora import CORPORA
from newsx.training.rounding import rounded_inputs, rounded_table, rounded_weights

ANSWERS = ("names", "xpos", "upos", "labels")


@dataclass(frozen=True)
class Sizes:
    """How many answers each head chooses from, and how wide and deep the network is; MiniLM's, if nothing is said."""

    names: int
    xpos: int
    upos: int
    labels: int
    arc: int = 256
    label: int = 256
    near: int = 32
    pieces: int = 30_522
    table: int = 384  # features of a piece in the table; fewer than `width` are widened by a product
    width: int = 384
    inner: int = 1_536
    heads: int = 12
    layers: int = 6
    case: int = 0  # features of a word that the judge's heads see; 0: a network without
    shifted: bool = False  # whether each layer reads some features of a piece from its neighbours

    @classmethod
    def of(cls, answers: Mapping[str, Sequence[str]], about: Mapping[str, Any]) -> Sizes:
        """The sizes that a checkpoint or meta.json tells, or those of MiniLM where it tells none."""
        counts: dict[str, Any] = {name: len(answers[name]) for name in ANSWERS}
        return cls(**about.get("sizes", counts))


class Dropout(nn.Module):
    """Drop the same features in all words of a window: as good as plain dropout, and random numbers cost time."""

    def __init__(self, share: float = 0.1) -> None:
        super().__init__()
        self.keep = 1 - share

    def forward(self, x: Tensor) -> Tensor:
        if not self.training:
            return x
        return x * (torch.rand(x.shape[0], 1, x.shape[2]) < self.keep).to(x.dtype).div_(self.keep)


class Layer(nn.Module):
    """One layer of BERT, under the names that its checkpoint uses where they matter for loading."""

    def __init__(self, sizes: Sizes) -> None:
        super().__init__()
        width = sizes.width
        self.query, self.key, self.value = nn.Linear(width, width), nn.Linear(width, width), nn.Linear(width, width)
        self.out, self.out_norm = nn.Linear(width, width), nn.LayerNorm(width, eps=1e-12)
        self.up, self.down = nn.Linear(width, sizes.inner), nn.Linear(sizes.inner, width)
        self.down_norm = nn.LayerNorm(width, eps=1e-12)
        self.dropout, self.rounded = Dropout(), False
        self.heads, self.shifted = sizes.heads, sizes.shifted

    def forward(self, x: Tensor, mask: Tensor | None) -> Tensor:
        batch, length, width = x.shape
        each = width // self.heads
        q, k, v = (
            part.view(batch, length, self.heads, each).transpose(1, 2)
            for part in joint((self.query, self.key, self.value), x, rounded=self.rounded).split(width, -1)
        )
        if mask is None:  # export: plain operations
            attended = torch.softmax(q @ k.transpose(2, 3) * each**-0.5, -1) @ v
        else:
            with torch.autocast("cpu", enabled=False):  # in 16 bits its backward pass is several times slower
                attended = functional.scaled_dot_product_attention(q.float(), k.float(), v.float(), mask)
        attended = attended.transpose(1, 2).reshape(batch, length, width)
        x = self.out_norm(x + self.dropout(self.linear(self.out, attended)))
        raised = functional.gelu(self.linear(self.up, shifted(x) if self.shifted else x))
        return self.down_norm(x + self.dropout(self.linear(self.down, raised)))

    def linear(self, part: nn.Linear, x: Tensor) -> Tensor:
        return joint((part,), x, rounded=self.rounded)


def joint(parts: Sequence[nn.Linear], x: Tensor, *, rounded: bool = False) -> Tensor:
    """Several linear maps of one input as one product, side by side: fewer and larger products are faster."""
    weight, bias = parts[0].weight, parts[0].bias
    if len(parts) > 1:
        weight, bias = torch.cat([part.weight for part in parts]), torch.cat([part.bias for part in parts])
    if rounded:
        x, weight = rounded_inputs(x), rounded_weights(weight)
    return functional.linear(x, weight, bias)


def shifted(x: Tensor) -> Tensor:
    """A quarter of the features from the piece before, a quarter from the one behind: neighbours for nothing."""
    part = x.shape[-1] // 4
    none = torch.zeros_like(x[:, :1, :part])
    before, behind = torch.cat([none, x[:, :-1, :part]], 1), torch.cat([x[:, 1:, part : 2 * part], none], 1)
    return torch.cat([before, behind, x[:, :, 2 * part :]], -1)


class Encoder(nn.Module):
    """Pieces with the shape of their word added, to the states of every layer."""

    def __init__(self, sizes: Sizes) -> None:
        super().__init__()
        width = sizes.width
        self.pieces, self.places = nn.Embedding(sizes.pieces, sizes.table), nn.Embedding(512, width)
        self.widen = nn.Linear(sizes.table, width, bias=False) if sizes.table < width else None
        self.case = nn.Embedding(SHAPES, width)
        self.norm, self.dropout = nn.LayerNorm(width, eps=1e-12), Dropout()
        self.rounded = self.half = False
        self.layers = nn.ModuleList([Layer(sizes) for _ in range(sizes.layers)])
        nn.init.zeros_(self.case.weight)

    def forward(self, ids: Tensor, cases: Tensor, mask: Tensor | None) -> list[Tensor]:
        places = torch.arange(ids.shape[1], device=ids.device)
        known = rounded_table(self.pieces.weight, self.pieces(ids)) if self.rounded else self.pieces(ids)
        if self.widen is not None:
            known = joint((self.widen,), known, rounded=self.rounded)
        x = self.dropout(self.norm(known + self.places(places) + self.case(cases)))
        states = [x]
        with torch.autocast("cpu", torch.bfloat16, enabled=self.half):
            for layer in self.layers:
                x = layer(x, mask)
                states.append(x.float() if self.half else x)
        return states

    def round(self) -> None:
        """From now on, compute with the precision that the exported graph has."""
        self.rounded = True
        for layer in self.layers:
            layer.rounded = True

    def load_minilm(self, state: dict[str, Tensor]) -> None:
        """Take the weights of a BERT checkpoint; the one token type is folded into the places."""
        plain = {
            "attention.self.query": "query", "attention.self.key": "key", "attention.self.value": "value",
            "attention.output.dense": "out", "attention.output.LayerNorm": "out_norm",
            "intermediate.dense": "up", "output.dense": "down", "output.LayerNorm": "down_norm",
        }  # fmt: skip
        own = {"case.weight": self.case.weight, "pieces.weight": state["embeddings.word_embeddings.weight"]}
        types = state["embeddings.token_type_embeddings.weight"]
        own["places.weight"] = state["embeddings.position_embeddings.weight"] + types[0]
        for side in ("weight", "bias"):
            own[f"norm.{side}"] = state[f"embeddings.LayerNorm.{side}"]
            for i in range(len(self.layers)):
                for theirs, ours in plain.items():
                    own[f"layers.{i}.{ours}.{side}"] = state[f"encoder.layer.{i}.{theirs}.{side}"]
        self.load_state_dict(own)


class Network(nn.Module):
    """Encoder and heads; `forward` gives the scores of each head for every word."""

    def __init__(self, sizes: Sizes) -> None:
        super().__init__()
        self.sizes = sizes
        self.encoder, self.near, self.dropout = Encoder(sizes), nn.Embedding(SHAPES, sizes.near), Dropout()
        width, wide = sizes.width, sizes.width + 3 * sizes.near
        groups = 4 if sizes.case else 3  # names; tags and starts; parse; the case
        self.mix = nn.Parameter(torch.zeros(groups, sizes.layers + 1))
        with torch.no_grad():
            self.mix[:, -1] = 2.0
        self.names_hidden, self.names = nn.Linear(wide, width), nn.Linear(width, sizes.names)
        self.styles = nn.Embedding(len(CORPORA), width)  # what each corpus calls a name, beside what all agree on
        nn.init.zeros_(self.styles.weight)
        self.xpos, self.upos = nn.Linear(wide, sizes.xpos), nn.Linear(wide, sizes.upos)
        self.starts = nn.Linear(wide, 2)
        self.arc_child, self.arc_head = nn.Linear(wide, sizes.arc), nn.Linear(wide, sizes.arc)
        self.arc = nn.Linear(sizes.arc, sizes.arc, bias=False)
        self.arc_bias = nn.Linear(sizes.arc, 1)
        self.label_child, self.label_head = nn.Linear(wide, sizes.label), nn.Linear(wide, sizes.label)
        self.labels = nn.Linear(sizes.label, sizes.labels)
        self.root = nn.Parameter(torch.randn(wide) * 0.02)
        self.case = nn.Linear(wide, sizes.case) if sizes.case else None

    def words(self, states: list[Tensor], first: Tensor, last: Tensor, near: Tensor) -> list[Tensor]:
        """What each of the groups of heads sees of the words: its own mix of the layers, at their two ends."""
        layers = torch.stack(states)
        batch, length = states[0].shape[:2]
        row = torch.arange(batch, device=first.device).unsqueeze(1) * length
        layers = layers.flatten(1, 2)
        ends = layers.index_select(1, (first + row).flatten()) + layers.index_select(1, (last + row).flatten())
        mixed = torch.softmax(self.mix, 1) @ ends.flatten(1) * 0.5
        return [self.dropout(torch.cat([x.view(batch, -1, self.sizes.width), near], -1)) for x in mixed]

    def forward(
        self,
        ids: Tensor,
        cases: Tensor,
        first: Tensor,
        last: Tensor,
        shapes: Tensor,
        mask: Tensor | None = None,
        corpora: Tensor | None = None,
    ) -> tuple[Tensor, ...]:
        states = self.encoder(ids, cases, mask)
        here = self.near(shapes)
        none = torch.zeros_like(here[:, :1])
        near = torch.cat([here, torch.cat([none, here[:, :-1]], 1), torch.cat([here[:, 1:], none], 1)], -1)
        named, tagged, parsed, *told = self.words(states, first, last, near)
        rooted = torch.cat([self.root.expand(parsed.shape[0], 1, -1), parsed], 1)
        arc, label = self.arc.in_features, self.label_child.out_features
        child, label_child = joint((self.arc_child, self.label_child), parsed).split([arc, label], -1)
        head, label_head = joint((self.arc_head, self.label_head), rooted).split([arc, label], -1)
        child, head = functional.gelu(child), functional.gelu(head)
        arcs = self.arc(self.dropout(child)) @ head.transpose(1, 2) * 0.125 + self.arc_bias(head).transpose(1, 2)
        tags = (self.xpos, self.upos, self.starts)
        xpos, upos, starts = joint(tags, tagged).split([part.out_features for part in tags], -1)
        hidden = self.names_hidden(named)
        if corpora is not None:
            hidden = hidden + self.styles(corpora)
        scores = self.names(functional.gelu(hidden)), xpos, upos, starts, arcs, label_child, label_head
        return (*scores, functional.gelu(self.case(told[0]))) if self.case is not None else scores

    @torch.no_grad()
    def settle(self) -> None:
        """Answer in the style of the first corpus from now on, wherever a text comes from."""
        self.names_hidden.bias += self.styles.weight[0]
        self.styles.weight -= self.styles.weight[0].clone()

    def label_scores(self, child: Tensor, head: Tensor, heads: Tensor) -> Tensor:
        """Scores of the labels of each word's arc to the given head (0 is the root)."""
        chosen = head.gather(1, heads.unsqueeze(-1).expand(-1, -1, head.shape[-1]))
        result: Tensor = self.labels(self.dropout(functional.gelu(child + chosen)))
        return result
