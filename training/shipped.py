"""The weights of a shipped model back in floats, so that training can go on from them: ``state.pt`` as ``training.run`` keeps it.

    python -m training.shipped MODEL OUT [--base DIR]

What 8 bits took away stays away (a tenth of a point), and rows of sub-tokens that are not shipped are those of the base encoder.
Whoever trains on loads the file into a :class:`~training.network.Reader` before the phase that is to follow.
"""

import json
import tempfile
from pathlib import Path
from typing import Any

import numpy as np
import onnx
import torch
from onnx import numpy_helper

from dateline.reading.encode import WordPieces
from training.command import arguments, installed_base, say
from training.examples import Labels
from training.export import export
from training.network import Reader
from training.slim import kept, pieces_of

MIXES = ("mix_tags", "mix_spans", "mix_tree")
"""In the order of the table of means."""


def tables(path: Path) -> dict[str, Any]:
    """The tables of numbers in a network's file, by name."""
    return {t.name: numpy_helper.to_array(t) for t in onnx.load(str(path)).graph.initializer}


def in_floats(name: str, shipped: dict[str, Any]) -> Any:
    """A table of the shipped network in 32 bits, whether it was kept so or in 8."""
    if name in shipped:
        return shipped[name]
    rows = shipped[name + "_quantized"].astype(np.float32)
    scale, zero = shipped[name + "_scale"], shipped[name + "_zero_point"].astype(np.float32)
    if scale.size > 1:
        shape = [1] * rows.ndim
        shape[max(i for i in range(rows.ndim) if rows.shape[i] == scale.size)] = -1
        scale, zero = scale.reshape(shape), zero.reshape(shape)
    return (rows - zero) * scale


def floats_of(folder: Path, base: Path) -> dict[str, torch.Tensor]:
    """The state of a :class:`Reader` with the weights of the model in ``folder``.

    A reader with random weights is exported in floats; which table holds which weights is seen by their values, and the same
    names stand in the shipped file. Raises ValueError where a weight is found in no table: another version of torch or onnx.
    """
    labels = Labels(json.loads((folder / "labels.json").read_text(encoding="utf-8")))
    tokenizer = base / "tokenizer.json"
    model = Reader(labels, WordPieces(tokenizer).size)
    model.encoder.load_base(base / "model.safetensors")
    state = {key: value.clone() for key, value in model.state_dict().items()}
    for name, weight in model.named_parameters():
        if name != "encoder.words.weight":
            torch.nn.init.normal_(weight)
    with tempfile.TemporaryDirectory() as scratch:
        export(model, labels, tokenizer, Path(scratch) / "model", {})
        made = tables(Path(scratch) / "model.fp32.onnx")
        relations = {k: v for k, v in model.named_parameters() if k.startswith(("label_u", "label_flat"))}
        shipped = tables(folder / "model.onnx")
        left = {k: v.detach().numpy() for k, v in model.named_parameters() if k not in relations}
    rows = kept(pieces_of(tokenizer))
    left["encoder.words.weight"] = left["encoder.words.weight"][rows]
    for table, values in made.items():
        for name, weight in list(left.items()):
            turned = weight.T if weight.ndim == 2 else weight
            for one in (weight, turned):
                if one.shape == values.shape and np.allclose(one, values, atol=1e-6):
                    found = in_floats(table, shipped)
                    put = torch.tensor(np.ascontiguousarray(found if one is weight else found.T))
                    if name == "encoder.words.weight":
                        state[name][rows] = put
                    else:
                        state[name][: len(put)] = put
                    left.pop(name, None)
                    break
    means = next(v for v in shipped.values() if v.shape == (len(MIXES), 7) and v.dtype == np.float32)
    for row, name in zip(means, MIXES, strict=True):
        state[f"{name}.weights"] = torch.tensor(np.log(row))
        left.pop(f"{name}.weights", None)
    second = tables(folder / "relations.onnx")
    _relations(state, second)
    if left:
        raise ValueError(f"{folder}: no table was found for {', '.join(left)}")
    return state


def _relations(state: dict[str, torch.Tensor], second: dict[str, Any]) -> None:
    """The weights of the relations, from the second network: told apart by their sizes."""
    d, relations, _ = state["label_u"].shape
    for name in {n.removesuffix("_quantized") for n in second if not n.endswith(("_scale", "_zero_point"))}:
        values = in_floats(name, second)
        if values.shape == (d, relations * d):
            state["label_u"] = torch.tensor(values.copy()).view(d, relations, d)
        elif values.shape == (2 * d, relations):
            state["label_flat.weight"] = torch.tensor(values.T.copy())
        elif values.shape == (relations, 2 * d):
            state["label_flat.weight"] = torch.tensor(values.copy())
    state["label_flat.bias"] = torch.tensor(
        next(v for k, v in second.items() if v.shape == (relations,) and "flat" in k)
    )


def main() -> None:
    parser = arguments(__doc__, "model", "out")
    parser.add_argument("--base", type=Path, help="folder of the base encoder; by default that of its package")
    given = parser.parse_args()
    given.out.mkdir(parents=True, exist_ok=True)
    torch.save({"model": floats_of(given.model, given.base or installed_base())}, given.out / "state.pt")
    say(f"written: {given.out / 'state.pt'}")


if __name__ == "__main__":
    main()
