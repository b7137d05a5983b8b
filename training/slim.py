"""The exported network without what no English report needs: sub-tokens of other scripts, and unused ones.

The rows that stay keep their numbers in 8 bits, so what is read of any text without those letters stays bit for bit the same;
words in those scripts become "unknown". It saves a thirtieth of the network's file, and the words' ranks by frequency, which
``dateline.clean.gist`` reads off the list, stay as they are.
"""

import gzip
import json
import unicodedata
from pathlib import Path
from typing import Any, Final

import onnx
from onnx import numpy_helper

WITHOUT: Final = frozenset(
    {"ARMENIAN", "BENGALI", "CJK", "DEVANAGARI", "GEORGIAN", "HANGUL", "HIRAGANA", "KANNADA", "KATAKANA", "SINHALA",
     "TAMIL", "THAI", "TIBETAN"}
)  # fmt: skip
"""Scripts, as Unicode names its letters, whose sub-tokens are left out: single letters, in which the base encoder knows no
words. Latin, Greek, Cyrillic, Arabic and Hebrew ones stay, for names that a report adds in brackets."""

ENCODED: Final = "/model/encoder/layers.5/norm2/LayerNormalization_output_0"
"""What the encoder's last layer gives; ``benchmarks/reading.py`` cuts there."""


def kept(pieces: list[str]) -> list[int]:
    """Numbers of the sub-tokens that stay."""
    return [
        number
        for number, piece in enumerate(pieces)
        if not piece.startswith("[unused")
        and not any(unicodedata.name(c, "").split(" ")[0] in WITHOUT for c in piece if not c.isascii())
    ]


def pieces_of(tokenizer: Path) -> list[str]:
    """The sub-tokens in a ``tokenizer.json``, by their numbers."""
    numbers: dict[str, int] = json.loads(tokenizer.read_text(encoding="utf-8"))["model"]["vocab"]
    return sorted(numbers, key=lambda piece: numbers[piece])


def write_vocabulary(tokenizer: Path, path: Path) -> None:
    """The list of the sub-tokens that stay, one a line."""
    pieces = pieces_of(tokenizer)
    lines = "".join(pieces[number] + "\n" for number in kept(pieces))
    path.write_bytes(gzip.compress(lines.encode(), mtime=0))


def slim_network(path: Path, tokenizer: Path) -> None:
    """Write the network at ``path`` anew, without the rows of what is left out.

    The notes on shapes stay, though they look idle: without them the runtime fuses other steps, and marks move a little.

    Raises ValueError where it has no table of sub-tokens of the tokenizer's size: it was slimmed already, or is another.
    """
    pieces = pieces_of(tokenizer)
    rows = kept(pieces)
    network: Any = onnx.load(str(path))
    found = False
    for table in network.graph.initializer:
        if len(table.dims) == 2 and table.dims[0] == len(pieces):
            table.CopyFrom(numpy_helper.from_array(numpy_helper.to_array(table)[rows], table.name))
            found = True
    if not found:
        raise ValueError(
            f"{path}: expected a table of {len(pieces)} sub-tokens as in {tokenizer}; give a network that is not slim yet"
        )
    _shorten_names(network.graph)
    onnx.save(network, str(path))


def _shorten_names(graph: Any) -> None:
    """Steps lose their names, and what passes between them is numbered, but for :data:`ENCODED`. It saves 0.15 MB."""
    open_ends = {value.name for value in (*graph.input, *graph.output)} | {table.name for table in graph.initializer}
    names: dict[str, str] = {}
    for node in graph.node:
        node.ClearField("doc_string")
        node.ClearField("name")
        for result in node.output:
            if result and result not in open_ends and result != ENCODED:
                names[result] = f"t{len(names)}"
    for node in graph.node:
        for ends in (node.input, node.output):
            for place, name in enumerate(ends):
                ends[place] = names.get(name, name)
    for value in graph.value_info:
        value.name = names.get(value.name, value.name)
