"""The trained network as ONNX, in 32-bit floats and in 8-bit integers, with what the runtime needs beside it."""

import hashlib
import json
import tempfile
from pathlib import Path

import numpy as np
import onnx
import torch
from onnxruntime.quantization import QuantType, quantize_dynamic
from torch import Tensor, nn

from dateline.reading.model import VOCABULARY
from dateline.reading.windows import MAX_PIECES
from training.examples import SPAN_TASKS, WORD_TASKS, Labels
from training.network import Reader
from training.slim import slim_network, write_vocabulary

INPUTS = ("ids", "mask", "shapes", "gaps", "first", "last")


class Shipped(nn.Module):
    """What the runtime calls: class numbers where a maximum is enough, scores where decoding goes on."""

    def __init__(self, model: Reader) -> None:
        super().__init__()
        self.model = model
        self.spans = [task for task in SPAN_TASKS if task in model.span_heads]
        upper = list(model.upper.heads) if model.upper is not None else []
        self.outputs = [
            *WORD_TASKS,
            "starts",
            *self.spans,
            *upper,
            "arc",
            "label_dep",
            "label_head",
            "link_from",
            "link_to",
            "vectors",
        ]

    def forward(
        self, ids: Tensor, mask: Tensor, shapes: Tensor, gaps: Tensor, first: Tensor, last: Tensor
    ) -> tuple[Tensor, ...]:
        out = self.model(ids, mask, shapes, gaps, first, last)
        for task in WORD_TASKS:
            out[task] = out[task].argmax(-1)
        return tuple(out[name] for name in self.outputs)


def export(model: Reader, labels: Labels, tokenizer: Path, folder: Path, about: dict[str, object]) -> Path:
    """Write ``model.fp32.onnx`` beside ``folder``, and into ``folder`` all that is shipped.

    ``about``: what ``manifest.json`` says of name, version, date, licence. Returns the path of the float model.
    """
    folder.mkdir(parents=True, exist_ok=True)
    model.eval()
    positions = model.encoder.positions  # no window is longer
    positions.weight.data = positions.weight.data[:MAX_PIECES].clone()
    positions.num_embeddings = MAX_PIECES
    shipped = Shipped(model)
    ids = torch.randint(1000, 2000, (2, 12))
    words = torch.tensor([[0, 1, 3, 4], [0, 2, 5, 7]])
    ones = torch.ones_like(ids)
    full = folder.parent / (folder.name + ".fp32.onnx")
    axes = {name: {0: "batch", 1: "word" if name in ("first", "last") else "piece"} for name in INPUTS}
    axes |= {name: {0: "batch", 1: "word"} for name in shipped.outputs}
    axes["arc"][2] = "word"
    torch.onnx.export(
        shipped,
        (ids, ones, ones, ones, words, words),
        str(full),
        input_names=list(INPUTS),
        output_names=shipped.outputs,
        dynamic_axes=axes,
        opset_version=17,
        dynamo=False,
    )
    with tempfile.TemporaryDirectory() as scratch:
        prepared = Path(scratch) / "prepared.onnx"
        onnx.save(onnx.shape_inference.infer_shapes(onnx.load(str(full))), str(prepared))
        quantize_dynamic(
            prepared,
            folder / "model.onnx",
            weight_type=QuantType.QInt8,
            per_channel=True,
            op_types_to_quantize=["MatMul", "Gather", "Gemm"],
            nodes_to_exclude=_sensitive(prepared),
        )
    _export_relations(model, folder / "relations.onnx")
    labels.save(folder / "labels.json")
    for network in (full, folder / "model.onnx"):
        slim_network(network, tokenizer)
    write_vocabulary(tokenizer, folder / VOCABULARY)
    write_manifest(folder, about)
    return full


class Relations(nn.Module):
    """Scores of the relations between given words and given heads: run after the trees are known."""

    def __init__(self, model: Reader) -> None:
        super().__init__()
        d, relations, _ = model.label_u.shape
        self.relations = relations
        self.bilinear = nn.Linear(d, relations * d, bias=False)
        self.bilinear.weight.data = model.label_u.detach().flatten(1).t().contiguous()
        self.flat = model.label_flat

    def forward(self, dep: Tensor, head: Tensor) -> Tensor:
        """[N, d] and [N, d] -> [N, relations]."""
        turned = self.bilinear(dep).view(-1, self.relations, head.shape[-1])
        scores: Tensor = (turned @ head.unsqueeze(-1)).squeeze(-1) + self.flat(torch.cat([dep, head], -1))
        return scores


def _export_relations(model: Reader, path: Path) -> None:
    """The second, small network, in 8 bits."""
    with tempfile.TemporaryDirectory() as scratch:
        full = Path(scratch) / "relations.onnx"
        vectors = torch.randn(3, model.label_u.shape[0])
        names = {name: {0: "word"} for name in ("dep", "head", "scores")}
        torch.onnx.export(
            Relations(model).eval(),
            (vectors, vectors),
            str(full),
            input_names=["dep", "head"],
            output_names=["scores"],
            dynamic_axes=names,
            opset_version=17,
            dynamo=False,
        )
        quantize_dynamic(full, path, weight_type=QuantType.QInt8, per_channel=True)


def _sensitive(path: Path) -> list[str]:
    """Nodes kept in floats: the small tables of shapes, gaps and positions, and products of two computed tensors."""
    graph = onnx.load(str(path)).graph
    sizes = {i.name: int(np.prod(i.dims)) for i in graph.initializer}
    return [
        n.name
        for n in graph.node
        if (n.op_type == "Gather" and sizes.get(n.input[0], 0) < 1_000_000)
        or (n.op_type in ("MatMul", "Gemm") and 0 < sizes.get(n.input[1], 10**9) < 30_000)
    ]


def write_manifest(folder: Path, about: dict[str, object]) -> None:
    """``manifest.json``: what the model is, with the size and SHA-256 of every file."""
    files = {
        p.name: {"bytes": p.stat().st_size, "sha256": hashlib.sha256(p.read_bytes()).hexdigest()}
        for p in sorted(folder.iterdir())
        if p.name not in ("manifest.json", "CARD.md") and p.is_file()
    }
    text = json.dumps({**about, "files": files}, indent=2, ensure_ascii=False)
    (folder / "manifest.json").write_text(text + "\n", encoding="utf-8")


def renew_manifest(folder: Path) -> None:
    """``manifest.json`` anew, after files of the model in ``folder`` were written: what it is stays, sizes and sums change."""
    manifest = json.loads((folder / "manifest.json").read_text(encoding="utf-8"))
    write_manifest(folder, {k: v for k, v in manifest.items() if k != "files"})
