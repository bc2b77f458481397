"""A model folder back to a network that can learn on: its 8-bit tensors as floats, and what its heads choose from."""

from __future__ import annotations

from typing import Any

import numpy as np
import torch
from numpy.typing import NDArray

from newsx.errors import ModelError
from newsx.model.folder import Folder, read_meta
from newsx.training.batches import Answers
from newsx.training.network import Network, Sizes

Arrays = dict[str, NDArray[np.float32]]


def restored(folder: Folder) -> tuple[Network, Answers]:
    """The network of a folder.

    Raises:
        ModelError: the folder was written without the names that this needs.
    """
    answers = Answers(*(folder.answers[name] for name in ("xpos", "upos", "labels")))
    meta = read_meta(folder.path)
    network = Network(Sizes.of(folder.answers, meta))
    arrays = floats(str(folder.path / "weights.onnx"))
    try:
        fill(network, arrays, np.load(folder.path / "labels.npy"), meta["small"])
    except KeyError as lost:
        raise ModelError(f"{folder.path}: cannot be trained on: it lacks {lost.args[0]}") from lost
    return network, answers


def floats(path: str) -> Arrays:
    """Every tensor of the graph as floats, under the name that it had before it was quantised."""
    import onnx
    from onnx import numpy_helper

    raw = {t.name: numpy_helper.to_array(t) for t in onnx.load(path).graph.initializer}
    found: Arrays = {}
    for name, array in raw.items():
        if name.endswith("_quantized"):
            stem = name.removesuffix("_quantized")
            zero, scale = raw[f"{stem}_zero_point"].astype(np.float32), raw[f"{stem}_scale"]
            found[stem] = ((array.astype(np.float32) - zero) * scale).astype(np.float32)
        elif array.dtype == np.float32:
            found[name] = array
    return found


@torch.no_grad()
def fill(network: Network, arrays: Arrays, labels: NDArray[np.float32], small: dict[str, Any]) -> None:
    """Copy the tensors into the network."""
    for name, parameter in network.named_parameters():
        if f"network.{name}" in arrays:
            parameter.copy_(torch.from_numpy(arrays[f"network.{name}"].copy()).view_as(parameter))
    network.mix.copy_(torch.tensor(small["mix"]))
    network.arc_bias.bias.fill_(small["arc_bias"])
    network.labels.weight.copy_(torch.from_numpy(labels[:-1].T.copy()))
    network.labels.bias.copy_(torch.from_numpy(labels[-1].copy()))
    for stem, parts in joints(network).items():
        matrix = torch.from_numpy(arrays[f"{stem}.matrix"].T.copy())
        sizes = [part.out_features for part in parts]
        for part, rows in zip(parts, matrix.split(sizes), strict=True):
            part.weight.copy_(rows)
        if f"{stem}.vector" in arrays:
            for part, vector in zip(parts, torch.from_numpy(arrays[f"{stem}.vector"].copy()).split(sizes), strict=True):
                part.bias.copy_(vector)


def joints(network: Network) -> dict[str, list[torch.nn.Linear]]:
    """The linear maps behind each named product, in order."""
    found = {
        "arc": [network.arc],
        "arc_bias": [network.arc_bias],
        "names_hidden": [network.names_hidden],
        "names": [network.names],
        "tags": [network.xpos, network.upos, network.starts],
        "child": [network.arc_child, network.label_child],
        "head": [network.arc_head, network.label_head],
    }
    if network.case is not None:
        found["case"] = [network.case]
    for i, layer in enumerate(network.encoder.layers):
        found[f"layers.{i}.qkv"] = [layer.query, layer.key, layer.value]
        found |= {f"layers.{i}.{part}": [getattr(layer, part)] for part in ("out", "up", "down")}
    if network.encoder.widen is not None:
        found["widen"] = [network.encoder.widen]
    return found
