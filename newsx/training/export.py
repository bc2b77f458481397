"""Trained weights to the files of a model folder: a quantised graph, the tokenizer, the label scorer and meta.json."""

from __future__ import annotations

import hashlib
import json
import tempfile
from copy import deepcopy
from dataclasses import asdict
from pathlib import Path
from typing import Any

import numpy as np
import torch
from tokenizers import Tokenizer
from torch import Tensor, nn

from newsx.model.features import CLS, SEP
from newsx.model.folder import FORMAT
from newsx.model.runtime import runtime
from newsx.training.judging import Judge
from newsx.training.network import Network, Sizes

INPUTS = ("ids", "cases", "first", "last", "shapes")
OUTPUTS = ("names", "xpos", "upos", "starts", "arcs", "label_child", "label_head")
CASE = "case"  # of a network that knows the case: the word states that the judge sees
JUDGE = "judge.npz"


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
    network = Network(Sizes.of(checkpoint["answers"], checkpoint))
    network.load_state_dict(checkpoint["state"])
    return network.eval()


def export(checkpoint: dict[str, Any], tokenizer: Tokenizer, out: Path, *, quantised: bool = True) -> None:
    """Write the model folder `out`."""
    out.mkdir(parents=True, exist_ok=True)
    tokenizer.save(str(out / "tokenizer.json"), pretty=False)
    write(restored(checkpoint), {k: v for k, v in checkpoint.items() if k != "state"}, out, quantised=quantised)


def write(network: Network, about: dict[str, Any], out: Path, *, quantised: bool = True) -> None:
    """Write graph, label scorer and meta.json beside the tokenizer that lies in `out`; `about` goes into meta.json."""
    network = deepcopy(network)
    network.settle()
    graph(network, out / "weights.onnx", quantised=quantised)
    scorer = torch.cat([network.labels.weight.T, network.labels.bias.unsqueeze(0)])
    np.save(out / "labels.npy", scorer.detach().numpy().astype(np.float32))
    seal(out, about, network)


def write_judge(judge: Judge, out: Path) -> None:
    """The heads of the judge, in 16 bits."""
    named = {name: tensor.detach().numpy().astype(np.float16) for name, tensor in judge.state_dict().items()}
    np.savez_compressed(out / JUDGE, **named)


def graph(network: Network, path: Path, *, quantised: bool) -> None:
    """The network as ONNX, its weights and embeddings in 8 bits."""
    from onnx import TensorProto
    from onnxruntime.quantization import QuantType, quantize_dynamic

    ids = torch.tensor([CLS, 2054, 2003, 2023, SEP])
    example = (ids, torch.zeros_like(ids), torch.tensor([1, 2]), torch.tensor([1, 3]), torch.tensor([2, 5]))
    outputs = (*OUTPUTS, CASE) if network.case is not None else OUTPUTS
    axes = {name: {0: "pieces"} for name in INPUTS[:2]} | {name: {0: "words"} for name in (*INPUTS[2:], *outputs)}
    axes |= {"arcs": {0: "words", 1: "heads"}, "label_head": {0: "heads"}}
    with tempfile.TemporaryDirectory() as scratch:
        plain = Path(scratch) / "plain.onnx"
        torch.onnx.export(
            Window(network), example, str(plain), input_names=list(INPUTS), output_names=list(outputs),
            dynamic_axes=axes, opset_version=17, dynamo=False,
        )  # fmt: skip
        fused(plain, plain.with_name("fused.onnx"))
        name_products(plain.with_name("fused.onnx"), network)
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
    onnxruntime = runtime()
    options = onnxruntime.SessionOptions()
    options.graph_optimization_level = onnxruntime.GraphOptimizationLevel.ORT_ENABLE_EXTENDED
    options.optimized_model_filepath = str(out)
    onnxruntime.InferenceSession(str(plain), options, providers=["CPUExecutionProvider"])


def products(network: Network) -> dict[str, Tensor]:
    """The matrices of the graph's products under names that tell where they belong, as the graph holds them."""
    found = {
        "arc": network.arc.weight,
        "arc_bias": network.arc_bias.weight,
        "names_hidden": network.names_hidden.weight,
        "names": network.names.weight,
        "tags": torch.cat([network.xpos.weight, network.upos.weight, network.starts.weight]),
        "child": torch.cat([network.arc_child.weight, network.label_child.weight]),
        "head": torch.cat([network.arc_head.weight, network.label_head.weight]),
    }
    if network.case is not None:
        found["case"] = network.case.weight
    for i, layer in enumerate(network.encoder.layers):
        found[f"layers.{i}.qkv"] = torch.cat([layer.query.weight, layer.key.weight, layer.value.weight])
        found |= {f"layers.{i}.{part}": getattr(layer, part).weight for part in ("out", "up", "down")}
    if network.encoder.widen is not None:
        found["widen"] = network.encoder.widen.weight
    return {f"{name}.matrix": matrix.detach().T for name, matrix in found.items()}


def biases(network: Network) -> dict[str, Tensor]:
    """The vectors that are added to the joint products."""
    found = {
        "tags": torch.cat([network.xpos.bias, network.upos.bias, network.starts.bias]),
        "child": torch.cat([network.arc_child.bias, network.label_child.bias]),
        "head": torch.cat([network.arc_head.bias, network.label_head.bias]),
    }
    for i, layer in enumerate(network.encoder.layers):
        found[f"layers.{i}.qkv"] = torch.cat([layer.query.bias, layer.key.bias, layer.value.bias])
    return {f"{name}.vector": vector.detach() for name, vector in found.items()}


def name_products(path: Path, network: Network) -> None:
    """Give the nameless tensors of the graph their names, so that `restore` can find them."""
    import onnx
    from onnx import numpy_helper

    model = onnx.load(str(path))
    known = {name: t.numpy() for name, t in (products(network) | biases(network)).items()}
    renamed = {}
    for tensor in model.graph.initializer:
        array = numpy_helper.to_array(tensor)
        name = next((n for n, a in known.items() if a.shape == array.shape and np.array_equal(a, array)), None)
        if name:
            renamed[tensor.name] = name
            tensor.name = name
    for node in model.graph.node:
        for i, name in enumerate(node.input):
            node.input[i] = renamed.get(name, name)
    onnx.save(model, str(path))


def seal(out: Path, about: dict[str, Any], network: Network) -> None:
    """Write meta.json: what the heads choose from, how the weights were made, and what each file must hash to."""
    files = {
        path.name: hashlib.sha256(path.read_bytes()).hexdigest()
        for path in (out / name for name in ("weights.onnx", "labels.npy", "tokenizer.json", JUDGE, "scales.json"))
        if path.exists()
    }
    small = {
        "mix": network.mix.detach().tolist(),
        "arc_bias": float(network.arc_bias.bias.detach()),
    }  # the graph has them folded in
    meta = {"format": FORMAT, **about, "sizes": asdict(network.sizes), "small": small, "files": files}
    (out / "meta.json").write_text(json.dumps(meta, indent=1) + "\n", encoding="utf-8")


def seal_scales(out: Path) -> None:
    """Let meta.json hold for scales that were weighed after it was written."""
    meta = json.loads((out / "meta.json").read_text("utf-8"))
    for name in (JUDGE, "scales.json"):
        meta["files"][name] = hashlib.sha256((out / name).read_bytes()).hexdigest()
    (out / "meta.json").write_text(json.dumps(meta, indent=1) + "\n", encoding="utf-8")
