"""The judge that belongs to a pipeline: the heads and scales of its model, or the scales that do without a model."""

from __future__ import annotations

import json
import zipfile
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

import numpy as np
from spacy.language import Language

from newsx.errors import ModelError
from newsx.judge.heads import Heads
from newsx.judge.scales import Scale

PLAIN = Path(__file__).with_name("plain.json")


@dataclass(frozen=True)
class Judge:
    """Heads (None: only rules speak), a scale for each decision, and from which chance on each says yes."""

    heads: Heads | None
    scales: dict[str, Scale]
    cut: dict[str, float]


def of(nlp: Language) -> Judge:
    """The judge of a pipeline.

    Raises:
        ModelError: it is damaged, or of another version.
    """
    from newsx.parse import Component

    for _, pipe in nlp.pipeline:
        if isinstance(pipe, Component) and pipe.folder.judged:
            return read(pipe.folder.path)
    return plain()


@cache
def plain() -> Judge:
    return Judge(None, *scales(PLAIN))


@cache
def read(folder: Path) -> Judge:
    try:
        with np.load(folder / "judge.npz") as file:
            weights = {name: file[name].astype(np.float32) for name in file.files}
    except (OSError, ValueError, zipfile.BadZipFile) as broken:
        raise ModelError(f"{folder}: judge.npz cannot be read") from broken
    return Judge(Heads(weights), *scales(folder / "scales.json"))


def scales(path: Path) -> tuple[dict[str, Scale], dict[str, float]]:
    """The scales and cuts of a file."""
    try:
        told = json.loads(path.read_text("utf-8"))
        return {name: _scale(one) for name, one in told["scales"].items()}, dict(told["cut"])
    except (OSError, ValueError, KeyError, TypeError, AttributeError) as broken:
        raise ModelError(f"{path.parent}: {path.name} cannot be read") from broken


def _scale(told: dict[str, Any]) -> Scale:
    weights, means = (np.array([row[i] for row in told["signals"].values()]) for i in (0, 1))
    return Scale(tuple(told["signals"]), weights, told["bias"], means, told["choice"])


def save(path: Path, made: dict[str, Scale], cut: dict[str, float]) -> None:
    """Write scales as they are read."""
    told = {
        name: {
            "choice": one.choice,
            "bias": round(one.bias, 5),
            "signals": {
                n: [round(float(w), 5), round(float(m), 4)]
                for n, w, m in zip(one.names, one.weights, one.means, strict=True)
            },
        }
        for name, one in made.items()
    }
    path.write_text(json.dumps({"cut": cut, "scales": told}, indent=1) + "\n", "utf-8")
