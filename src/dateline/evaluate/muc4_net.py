"""The small net that scores candidates: two layers over :mod:`dateline.evaluate.muc4_words`, and weights of single features.

A candidate has the log-odds of the best of its places, to which the weights of its features are added. Where the file
holds several nets, each learned from another part of the cables, their log-odds are averaged. Matrices are kept in 8 bits
with a scale a column. ``training/muc4_roles.py`` makes the file of weights.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from functools import cache
from importlib.resources import as_file, files
from pathlib import Path
from typing import Any, Final

import numpy as np
import numpy.typing as npt

from dateline.evaluate.muc4_candidates import Candidate
from dateline.evaluate.muc4_keys import ROLES
from dateline.evaluate.muc4_words import Floats, Lexicon, Rows, Words

__all__ = ["Net", "in_bytes", "load_net"]

FILE: Final = "muc4_net.npz"
LISTS: Final = ("relations", "tags", "names", "hits", "parties", "features")
SCALE: Final = ":scale"
NOWHERE: Final = -9.0
"""Log-odds of a candidate that has no place."""


def in_bytes(name: str, matrix: Floats) -> dict[str, npt.NDArray[Any]]:
    """A matrix [n, columns] in 8 bits, with a scale a column, by name."""
    scale = np.maximum(np.abs(matrix).max(0) / 127, 1e-8).astype(np.float16)
    rounded = np.rint(matrix / np.maximum(scale.astype(np.float32), 1e-8)).clip(-127, 127)
    return {name: rounded.astype(np.int8), f"{name}{SCALE}": scale}


class Net:
    """The nets of a file of weights."""

    def __init__(self, content: Mapping[str, npt.NDArray[Any]]) -> None:
        """``content``: lists of names as text (one a line), ``mean`` and ``axes`` of the vectors, ``mean_marks`` and
        ``axes_marks`` of the marks, ``weights`` of the features [f, roles], and of net k ``k.words``, ``k.start``,
        ``k.places``, ``k.middle``, ``k.bent``, ``k.out``, ``k.bias``. A matrix ``x`` in 8 bits has its scales in
        ``x:scale`` [columns]."""
        lists = {key: bytes(content[key]).decode().split("\n") for key in LISTS}
        floats = {
            key: value.astype(np.float32)
            * (content[f"{key}{SCALE}"].astype(np.float32) if f"{key}{SCALE}" in content else 1)
            for key, value in content.items()
            if key not in LISTS and not key.endswith(SCALE)
        }
        self.features = {name: k for k, name in enumerate(lists.pop("features"))}
        self.lexicon = Lexicon(lists, *(floats[key] for key in ("mean", "axes", "mean_marks", "axes_marks")))
        self._weights: Floats = floats["weights"]
        self._nets = [
            {key.partition(".")[2]: value for key, value in floats.items() if key.startswith(f"{k}.")}
            for k in sorted({key.partition(".")[0] for key in floats if "." in key})
        ]

    def scores(self, words: Words, found: Sequence[Candidate]) -> Floats:
        """Log-odds of each role for each candidate [candidates, roles]."""
        if not len(words.heads) or not found:
            return np.full((len(found), len(ROLES)), NOWHERE, dtype=np.float32)
        return self.scores_of(self.lexicon.rows(words, found), found)

    def scores_of(self, rows: Rows, found: Sequence[Candidate]) -> Floats:
        """The same, of the candidates' rows."""
        out: Floats = np.full((len(found), len(ROLES)), NOWHERE, dtype=np.float32)
        out = np.stack([_scored(net, rows, out) for net in self._nets]).mean(0)
        for k, candidate in enumerate(found):
            known = [self.features[f] for f in sorted(candidate.features) if f in self.features]
            out[k] += self._weights[known].sum(0)
        return out


def _scored(w: Mapping[str, Floats], rows: Rows, empty: Floats) -> Floats:
    hidden = (rows.words @ w["words"] + w["start"])[rows.word] + rows.places @ w["places"]
    odds = _gelu(_gelu(hidden) @ w["middle"] + w["bent"]) @ w["out"] + w["bias"]
    out: Floats = empty.copy()
    np.maximum.at(out, rows.candidate, odds.astype(np.float32))
    return out


def _gelu(x: Floats) -> Floats:
    """The usual approximation by a hyperbolic tangent."""
    out: Floats = (0.5 * x * (1.0 + np.tanh(0.7978845608 * (x + 0.044715 * x * x * x)))).astype(np.float32)
    return out


@cache
def load_net() -> Net:
    """The packaged nets."""
    with as_file(files("dateline") / "data" / FILE) as path:
        return read_net(path)


def read_net(path: Path) -> Net:
    """The nets of a file."""
    with np.load(path) as content:
        return Net({name: content[name] for name in content.files})
