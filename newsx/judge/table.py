"""Signals under names: the rows that the judge weighs.

Signals of the model are log odds; those of the rules are 1 where they speak. Without a model that knows the case its
columns are 0.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence, Set
from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

Array = NDArray[np.float64]
LARGEST = 6.0  # log odds


@dataclass(frozen=True)
class Table:
    """Signals under their names; `rows` has them in its last axis."""

    names: tuple[str, ...]
    rows: Array

    @classmethod
    def of(cls, shape: tuple[int, ...], columns: Mapping[str, Any]) -> Table:
        rows = np.zeros((*shape, len(columns)))
        for i, column in enumerate(columns.values()):
            rows[..., i] = column
        return cls(tuple(columns), rows)


def odds(chance: Any) -> Array:
    """Log odds of a chance, within bounds."""
    p = np.clip(np.asarray(chance, dtype=np.float64), 1e-6, 1 - 1e-6)
    return np.asarray(np.clip(np.log(p / (1 - p)), -LARGEST, LARGEST))


def shaped(rows: Sequence[Array], choices: Sequence[str]) -> Array:
    """Log odds of chances, a row for each item."""
    return odds(np.array(rows, dtype=np.float64).reshape(len(rows), len(choices)))


def chosen(
    choices: Sequence[str], chances: Sequence[Array], said: Sequence[Set[str]], more: Mapping[str, Any] | None = None
) -> Table:
    """What speaks for each choice: items × choices × signals; `said` holds what the rules say of each item."""
    rule = np.array([[float(c in some) for c in choices] for some in said]).reshape(len(said), len(choices))
    known = np.array([[float(bool(some))] for some in said]).reshape(len(said), 1)
    columns = {"model": shaped(chances, choices), "rule": rule, "another rule": known * (1 - rule), **(more or {})}
    for i, choice in enumerate(choices):
        columns[f"is {choice}"] = np.eye(len(choices))[i][None, :]
    return Table.of((len(said), len(choices)), columns)
