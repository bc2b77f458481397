"""Word pieces and shapes to the scores of names, tags, sentence starts, arcs and labels: one encoder, several heads.

The encoder is a BERT of six layers (MiniLM), written out so that the exported graph is small and needs no mask.
Each head reads its own mix of the layers, taken at a word's first and last piece, beside the shapes around the word.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import torch
from torch import Tensor, nn
from torch.nn import functional

from newsx.model.features import SHAPES

WIDTH, HEADS, LAYERS = 384, 12, 6


@dataclass(frozen=True)
class Sizes:
    """How many answers each head chooses from."""

    names: int
    xpos: int
    upos: int
    labels: int
    arc: int = 256
    label: int = 256
    near: int = 32


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

    def __init__(self) -> None:
        super().__init__()
        self.query, self.key, self.value = nn.Linear(WIDTH, WIDTH), nn.Linear(WIDTH, WIDTH), nn.Linear(WIDTH, WIDTH)
        self.out, self.out_norm = nn.Linear(WIDTH, WIDTH), nn.LayerNorm(WIDTH, eps=1e-12)
        self.up, self.down = nn.Linear(WIDTH, 4 * WIDTH), nn.Linear(4 * WIDTH, WIDTH)
        self.down_norm = nn.LayerNorm(WIDTH, eps=1e-12)
        self.dropout = Dropout()

    def forward(self, x: Tensor, mask: Tensor | None) -> Tensor:
        batch, length = x.shape[0], x.shape[1]
        q, k, v = (
            part.view(batch, length, HEADS, WIDTH // HEADS).transpose(1, 2)
            for part in joint((self.query, self.key, self.value), x).split(WIDTH, -1)
        )
        if mask is None:  # export: plain operations
            attended = torch.softmax(q @ k.transpose(2, 3) * (WIDTH // HEADS) ** -0.5, -1) @ v
        else:
            attended = functional.scaled_dot_product_attention(q, k, v, mask)
        attended = attended.transpose(1, 2).reshape(batch, length, WIDTH)
        x = self.out_norm(x + self.dropout(self.out(attended)))
        return self.down_norm(x + self.dropout(self.down(functional.gelu(self.up(x)))))


def joint(parts: Sequence[nn.Linear], x: Tensor) -> Tensor:
    """Several linear maps of one input as one product, side by side: fewer and larger products are faster."""
    weight, bias = torch.cat([part.weight for part in parts]), torch.cat([part.bias for part in parts])
    return functional.linear(x, weight, bias)


class Encoder(nn.Module):
    """Pieces with the shape of their word added, to the states of every layer."""

    def __init__(self) -> None:
        super().__init__()
        self.pieces, self.places = nn.Embedding(30522, WIDTH), nn.Embedding(512, WIDTH)
        self.case = nn.Embedding(SHAPES, WIDTH)
        self.norm, self.dropout = nn.LayerNorm(WIDTH, eps=1e-12), Dropout()
        self.layers = nn.ModuleList([Layer() for _ in range(LAYERS)])
        nn.init.zeros_(self.case.weight)

    def forward(self, ids: Tensor, cases: Tensor, mask: Tensor | None) -> list[Tensor]:
        places = torch.arange(ids.shape[1], device=ids.device)
        x = self.dropout(self.norm(self.pieces(ids) + self.places(places) + self.case(cases)))
        states = [x]
        for layer in self.layers:
            x = layer(x, mask)
            states.append(x)
        return states

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
            for i in range(LAYERS):
                for theirs, ours in plain.items():
                    own[f"layers.{i}.{ours}.{side}"] = state[f"encoder.layer.{i}.{theirs}.{side}"]
        self.load_state_dict(own)


class Network(nn.Module):
    """Encoder and heads; `forward` gives the scores of each head for every word."""

    def __init__(self, sizes: Sizes) -> None:
        super().__init__()
        self.encoder, self.near, self.dropout = Encoder(), nn.Embedding(SHAPES, sizes.near), Dropout()
        wide = WIDTH + 3 * sizes.near
        self.mix = nn.Parameter(torch.zeros(3, LAYERS + 1))  # names; tags and starts; parse
        with torch.no_grad():
            self.mix[:, -1] = 2.0
        self.names_hidden, self.names = nn.Linear(wide, WIDTH), nn.Linear(WIDTH, sizes.names)
        self.xpos, self.upos = nn.Linear(wide, sizes.xpos), nn.Linear(wide, sizes.upos)
        self.starts = nn.Linear(wide, 2)
        self.arc_child, self.arc_head = nn.Linear(wide, sizes.arc), nn.Linear(wide, sizes.arc)
        self.arc = nn.Linear(sizes.arc, sizes.arc, bias=False)
        self.arc_bias = nn.Linear(sizes.arc, 1)
        self.label_child, self.label_head = nn.Linear(wide, sizes.label), nn.Linear(wide, sizes.label)
        self.labels = nn.Linear(sizes.label, sizes.labels)
        self.root = nn.Parameter(torch.randn(wide) * 0.02)

    def words(self, states: list[Tensor], mix: Tensor, first: Tensor, last: Tensor, near: Tensor) -> Tensor:
        weights = torch.softmax(mix, 0)
        x = states[0] * weights[0]
        for weight, state in zip(weights[1:], states[1:], strict=True):
            x = x + weight * state
        ends = [x.gather(1, at.unsqueeze(-1).expand(-1, -1, x.shape[-1])) for at in (first, last)]
        return self.dropout(torch.cat([(ends[0] + ends[1]) * 0.5, near], -1))

    def forward(
        self, ids: Tensor, cases: Tensor, first: Tensor, last: Tensor, shapes: Tensor, mask: Tensor | None = None
    ) -> tuple[Tensor, ...]:
        states = self.encoder(ids, cases, mask)
        here = self.near(shapes)
        none = torch.zeros_like(here[:, :1])
        near = torch.cat([here, torch.cat([none, here[:, :-1]], 1), torch.cat([here[:, 1:], none], 1)], -1)
        named, tagged, parsed = (self.words(states, mix, first, last, near) for mix in self.mix)
        rooted = torch.cat([self.root.expand(parsed.shape[0], 1, -1), parsed], 1)
        arc, label = self.arc.in_features, self.label_child.out_features
        child, label_child = joint((self.arc_child, self.label_child), parsed).split([arc, label], -1)
        head, label_head = joint((self.arc_head, self.label_head), rooted).split([arc, label], -1)
        child, head = functional.gelu(child), functional.gelu(head)
        arcs = self.arc(self.dropout(child)) @ head.transpose(1, 2) * 0.125 + self.arc_bias(head).transpose(1, 2)
        tags = (self.xpos, self.upos, self.starts)
        xpos, upos, starts = joint(tags, tagged).split([part.out_features for part in tags], -1)
        return self.names(functional.gelu(self.names_hidden(named))), xpos, upos, starts, arcs, label_child, label_head

    def label_scores(self, child: Tensor, head: Tensor, heads: Tensor) -> Tensor:
        """Scores of the labels of each word's arc to the given head (0 is the root)."""
        chosen = head.gather(1, heads.unsqueeze(-1).expand(-1, -1, head.shape[-1]))
        result: Tensor = self.labels(self.dropout(functional.gelu(child + chosen)))
        return result
