"""Weighed signals to chances: a logistic scale for each decision, calibrated when it was made."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from newsx.errors import ModelError
from newsx.judge.table import Array, Table

GRAIN = 256  # steps of a chance


@dataclass(frozen=True)
class Scale:
    """What one decision weighs: a number for each signal. A `choice` is among the items of the axis before them."""

    names: tuple[str, ...]
    weights: Array
    bias: float
    means: Array  # of the signals, where the scale was made
    choice: bool = False

    def chances(self, table: Table) -> Array:
        """Of yes, or of each choice: the shape of the table without its signals.

        Raises:
            ModelError: the scale was made for other signals.
        """
        if table.names != self.names:
            raise ModelError("the judge was made for other signals: by another version of newsx")
        score = table.rows @ self.weights + self.bias
        if self.choice:
            raised = np.exp(score - score.max(-1, keepdims=True)) if score.size else score
            chance = raised / raised.sum(-1, keepdims=True)
        else:
            chance = 1 / (1 + np.exp(-score))
        return np.asarray(np.round(chance * GRAIN) / GRAIN)

    def reasons(self, row: Array, count: int = 3) -> list[tuple[str, float]]:
        """The signals that moved a decision most, with what each added to its log odds."""
        added = (row - self.means) * self.weights
        order = sorted(range(len(added)), key=lambda i: (-abs(added[i]), i))
        return [(self.names[i], float(added[i])) for i in order[:count] if added[i]]
