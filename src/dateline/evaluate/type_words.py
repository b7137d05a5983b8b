"""Beginnings of words, and pairs of them, that tell ACLED's type of a text, weighed beside the rules of
``event_types.yml``; learned by ``training/type_words.py``."""

from __future__ import annotations

import gzip
import json
import math
import re
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from itertools import pairwise
from typing import Any, Final

from dateline.errors import DataError
from dateline.terms import EventKind

__all__ = ["FILE", "TypeWords", "load_type_words", "stems", "weighed"]

FILE: Final = "type_words.json.gz"
_WORD: Final = re.compile(r"[a-z]+|\d+")
LETTERS: Final = 5
"""What is kept of a word: "bombed", "bombing" and "bombers" are all "bombe" or "bombi", "protesters" is "prote"."""


def stems(text: str) -> list[str]:
    """The beginnings of the words of ``text``, lower-cased, a figure as ``#``, and then the pairs of neighbours."""
    words = ["#" if w.isdigit() else w[:LETTERS] for w in _WORD.findall(text.lower())]
    return [*words, *(f"{a} {b}" for a, b in pairwise(words))]


def weighed(text: str, rarity: Mapping[str, float]) -> dict[str, float]:
    """The known stems of ``text``, each by how often it stands there and how rare it is; a row of length 1."""
    counts = Counter(s for s in stems(text) if s in rarity)
    row = {s: (1.0 + math.log(n)) * rarity[s] for s, n in counts.items()}
    length = math.sqrt(math.fsum(v * v for v in row.values())) or 1.0
    return {s: v / length for s, v in row.items()}


@dataclass(frozen=True, slots=True)
class TypeWords:
    """``rarity``: of each stem, log of (texts / texts that hold it). ``weights``: of each stem, one for each of ``kinds``, in
    units of ``unit``; ``bias`` in plain log-odds."""

    kinds: Sequence[EventKind]
    bias: Sequence[float]
    unit: float
    rarity: Mapping[str, float]
    weights: Mapping[str, Sequence[int]]

    def shares(self, text: str) -> dict[EventKind, float]:
        """The probability of each kind, by the words of ``text`` alone."""
        odds = list(self.bias)
        for stem, value in weighed(text, self.rarity).items():
            for k, weight in enumerate(self.weights[stem]):
                odds[k] += value * weight * self.unit
        top = max(odds)
        likely = [math.exp(v - top) for v in odds]
        total = math.fsum(likely)
        return {kind: v / total for kind, v in zip(self.kinds, likely, strict=True)}


@cache
def load_type_words() -> TypeWords:
    """The packaged weights. Raises DataError where the file does not hold together."""
    content: dict[str, Any] = json.loads(gzip.decompress((files("dateline") / "data" / FILE).read_bytes()))
    kinds = tuple(EventKind(name) for name in content["kinds"])
    stems_: dict[str, list[float]] = content["stems"]
    if any(len(row) != len(kinds) + 1 for row in stems_.values()):
        raise DataError(
            f"{FILE}: a stem has another number of weights than there are kinds ({len(kinds)}); make it again with "
            "training/type_words.py"
        )
    return TypeWords(
        kinds,
        content["bias"],
        content["unit"],
        {stem: row[0] for stem, row in stems_.items()},
        {stem: [int(v) for v in row[1:]] for stem, row in stems_.items()},
    )
