"""Numbers as the exported graph will hold them, rounded to 7 or 8 bits, with gradients as if they were not.

In the last part of a run the network learns to live with what it loses when it is quantised.
"""

from __future__ import annotations

import torch
from torch import Tensor


def rounded_inputs(x: Tensor) -> Tensor:
    """What goes into a product, windows × pieces × features: 255 steps between the ends of each window's values."""
    with torch.no_grad():
        low, high = x.amin((1, 2), keepdim=True).clamp(max=0), x.amax((1, 2), keepdim=True).clamp(min=0)
        lost = to_steps(x, (high - low) / 255)
    return x + lost


def rounded_weights(weight: Tensor) -> Tensor:
    """The matrix of a product: 64 steps from zero to the greatest value of each output."""
    with torch.no_grad():
        lost = to_steps(weight, weight.abs().amax(1, keepdim=True) / 64)
    return weight + lost


def rounded_table(table: Tensor, rows: Tensor) -> Tensor:
    """Rows of a table of embeddings: 255 steps between the ends of the table."""
    with torch.no_grad():
        lost = to_steps(rows, (table.amax() - table.amin()) / 255)
    return rows + lost


def to_steps(x: Tensor, step: Tensor) -> Tensor:
    """What must be added to x to have a whole number of steps."""
    step = step.clamp(min=1e-9)
    return torch.round(x / step) * step - x
