"""Trained weights to the files of a model folder: a quantised graph, the tokenizer, the label scorer and meta.json."""

from __future__ import annotations

import hashlib
import json
import tempfile
from pathlib import Path
from typing import Any

import numpy as np
import torch
from tokenizers import Tokenizer
from torch import Tensor, nn

from newsx.model.features import CLS, SEP
from newsx.model.folder import FORMAT
from newsx.training.network import Network, Sizes

INPUTS = ("ids", "cases", "first", "last", "shapes")
OUTPUTS = ("names", "xpos", "upos", "starts", "arcs", "label_child", "label_head")


class Window(nn.Module):
    """The network on one window, without the batch axis."""

    def __init__(self, network: Network) -> None:
        super().__init__()
        self.network = network

    def forward(self, ids: Tensor, cases: Tensor, first: Tensor, last: Tensor, shapes: Tensor) -> tuple[Tensor, ...]:
        scores = self.network(*(t.unsqueeze(0) for t in (ids, cases, first, last, shapes)))
        return tuple(t.squeeze(0) for t in scores)


def restored(checkpoint: dict[str, Any]) -> Network:
    """The network of a checkpoint, ready to answer."""
    answers = checkpoint["answers"]
    network = Network(Sizes(*(len(answers[name]) for name in ("names", "xpos", "upos", "labels"))))
    network.load_state_dict(checkpoint["state"])
    return network.eval()


def export(checkpoint: dict[str, Any], tokenizer: Tokenizer, out: Path, *, quantised: bool = True) -> None:
    """Write the model folder `out`."""
    network = restored(checkpoint)
    out.mkdir(parents=True, exist_ok=True)
    graph(network, out / "weights.onnx", quantised=quantised)
    scorer = torch.cat([network.labels.weight.T, network.labels.bias.unsqueeze(0)])
    np.save(out / "labels.npy", scorer.detach().numpy().astype(np.float32))
    tokenizer.save(str(out / "tokenizer.json"), pretty=False)
    seal(out, checkpoint)


def graph(network: Network, path: Path, *, quantised: bool) -> None:
    """The network as ONNX, its weights and embeddings in 8 bits."""
    from onnx import TensorProto
    from onnxruntime.quantization import QuantType, quantize_dynamic

    ids = torch.tensor([CLS, 2054, 2003, 2023, SEP])
    example = (ids, torch.zeros_like(ids), torch.tensor([1, 2]), torch.tensor([1, 3]), torch.tensor([2, 5]))
    axes = {name: {0: "pieces"} for name in INPUTS[:2]} | {name: {0: "words"} for name in (*INPUTS[2:], *OUTPUTS)}
    axes |= {"arcs": {0: "words", 1: "heads"}, "label_head": {0: "heads"}}
    with tempfile.TemporaryDirectory() as scratch:
        plain = Path(scratch) / "plain.onnx"
        torch.onnx.export(
            Window(network), example, str(plain), input_names=list(INPUTS), output_names=list(OUTPUTS),
            dynamic_axes=axes, opset_version=17, dynamo=False,
        )  # fmt: skip
        fused(plain, plain.with_name("fused.onnx"))
        if quantised:
            quantize_dynamic(
                str(plain.with_name("fused.onnx")), str(path), weight_type=QuantType.QInt8,
                per_channel=True, reduce_range=True, extra_options={"DefaultTensorType": TensorProto.FLOAT},
            )  # fmt: skip
        else:
            path.write_bytes(plain.with_name("fused.onnx").read_bytes())


def fused(plain: Path, out: Path) -> None:
    """The graph as onnxruntime itself would rewrite it when it loads; then it need not, and loads in half the time.

    Before the weights are quantised: the rewriting of quantised products costs a fifth of the speed.
    """
    import onnxruntime

    options = onnxruntime.SessionOptions()
    options.graph_optimization_level = onnxruntime.GraphOptimizationLevel.ORT_ENABLE_EXTENDED
    options.optimized_model_filepath = str(out)
    onnxruntime.InferenceSession(str(plain), options, providers=["CPUExecutionProvider"])


def seal(out: Path, checkpoint: dict[str, Any]) -> None:
    """Write meta.json: what the heads choose from, how the weights were made, and what each file must hash to."""
    files = {
        path.name: hashlib.sha256(path.read_bytes()).hexdigest()
        for path in (out / name for name in ("weights.onnx", "labels.npy", "tokenizer.json"))
    }
    meta = {"format": FORMAT, **{k: v for k, v in checkpoint.items() if k != "state"}, "files": files}
    (out / "meta.json").write_text(json.dumps(meta, indent=1) + "\n", encoding="utf-8")
