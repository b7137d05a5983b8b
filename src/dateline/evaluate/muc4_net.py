"""The small net that scores candidates: two layers over :mod:`dateline.evaluate.muc4_words`, and weights of single features.

A candidate has the log-odds of the best of its places, to which the weights of its features are added. Where the file
holds several nets, each begun with another seed, their log-odds are averaged. ``training/muc4_roles.py`` makes the file of weights.
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

__all__ = ["Net", "load_net"]

FILE: Final = "muc4_net.npz"
LISTS: Final = ("relations", "tags", "names", "hits", "parties", "features")
NOWHERE: Final = -9.0
"""Log-odds of a candidate that has no place."""


class Net:
    """The nets of a file of weights."""

    def __init__(self, content: Mapping[str, npt.NDArray[Any]]) -> None:
        """``content``: lists of names as text (one a line), ``mean`` and ``axes`` of the vectors, ``weights`` of the
        features [f, roles], and of net k ``k.words``, ``k.start``, ``k.places``, ``k.middle``, ``k.bent``, ``k.out``,
        ``k.bias``; ``cable`` [c] and ``cable_mean``, ``cable_scale``: of the mean vectors, for the chance of an incident."""
        lists = {key: bytes(content[key]).decode().split("\n") for key in LISTS}
        self.features = {name: k for k, name in enumerate(lists.pop("features"))}
        self.lexicon = Lexicon(lists, content["mean"].astype(np.float32), content["axes"].astype(np.float32))
        self._weights: Floats = content["weights"].astype(np.float32)
        self._nets = [
            {
                key.partition(".")[2]: value.astype(np.float32)
                for key, value in content.items()
                if key.startswith(f"{k}.")
            }
            for k in sorted({key.partition(".")[0] for key in content if "." in key})
        ]

    def scores(self, words: Words, found: Sequence[Candidate]) -> Floats:
        """Log-odds of each role for each candidate [candidates, roles]."""
        out: Floats = np.full((len(found), len(ROLES)), NOWHERE, dtype=np.float32)
        if not len(words.heads) or not found:
            return out
        rows = self.lexicon.rows(words, found)
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
