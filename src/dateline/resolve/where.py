"""Which of a report's places a claim happened at: every place name of the report is weighed.

The stage before orders the places by how they are tied to the claim's clause in the tree. Here that order is one feature among
others: how far off the name stands, what kind of place it is (by the gazetteer and the words beside it), whether it is where the
claim's event was, how often and how early the report names it, what the count covers. The weights (``data/places/where.json``)
are those of a conditional choice among the names (softmax), learned by ``training/places.py`` from the annotated reports that are
for tuning; none of them is a rule about a particular place.
"""

from __future__ import annotations

import json
import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Final

__all__ = ["Choice", "choose", "weights"]

_WEIGHTS: Final = Path(__file__).parents[1] / "data" / "places" / "where.json"

Features = Mapping[str, float]


@dataclass(frozen=True, slots=True)
class Choice:
    """The chosen one of some candidates, by number, and the share of the belief that each has (0 to 1)."""

    index: int
    shares: tuple[float, ...]


@cache
def weights() -> Mapping[str, float]:
    """The learned weight of each feature."""
    found: dict[str, float] = json.loads(_WEIGHTS.read_text(encoding="utf8"))["weights"]
    return found


def choose(candidates: Sequence[Features], learned: Mapping[str, float] | None = None) -> Choice | None:
    """The candidate with the greatest weight; the first of equals. None where there are none."""
    if not candidates:
        return None
    by = weights() if learned is None else learned
    scores = [sum(by.get(name, 0.0) * value for name, value in features.items()) for features in candidates]
    best = max(range(len(scores)), key=lambda i: scores[i])
    parts = [math.exp(s - scores[best]) for s in scores]
    total = sum(parts)
    return Choice(best, tuple(p / total for p in parts))
