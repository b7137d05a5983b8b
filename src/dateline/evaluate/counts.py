"""Counting what was found: precision, recall, F1, and F1 weighted by how frequent a label is."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence, Set
from dataclasses import dataclass
from typing import Any

__all__ = ["Counts", "compared", "weighted_f1"]


@dataclass(frozen=True, slots=True)
class Counts:
    """Things in the gold, things predicted, and things that are in both. Counts of parts add up with ``+``."""

    gold: int = 0
    found: int = 0
    right: int = 0

    def __add__(self, other: Counts) -> Counts:
        return Counts(self.gold + other.gold, self.found + other.found, self.right + other.right)

    @property
    def precision(self) -> float:
        """Share of what was predicted that is right; 0 where nothing was."""
        return self.right / self.found if self.found else 0.0

    @property
    def recall(self) -> float:
        """Share of the gold that was predicted; 0 where the gold is empty."""
        return self.right / self.gold if self.gold else 0.0

    @property
    def f1(self) -> float:
        """Harmonic mean of precision and recall, 0 to 1; 0 where there is neither gold nor prediction."""
        return 2.0 * self.right / (self.gold + self.found) if self.gold + self.found else 0.0


def compared(gold: Set[Any], found: Set[Any]) -> Counts:
    """Counts of two sets: what is in both is right."""
    return Counts(len(gold), len(found), len(gold & found))


def weighted_f1(gold: Sequence[str], got: Sequence[str]) -> float:
    """F1 of each label of ``gold``, weighted by its number there (``f1_score(average="weighted")`` of scikit-learn).

    One label each, in the same order. A label that is only predicted costs precision of none but the label it
    displaced, as there. Raises ValueError where the lengths differ; 0 for no labels at all.
    """
    if len(gold) != len(got):
        raise ValueError(f"{len(gold)} gold labels and {len(got)} predicted ones cannot be compared")
    support, predicted = Counter(gold), Counter(got)
    right = Counter(a for a, b in zip(gold, got, strict=True) if a == b)
    total = sum(n * Counts(n, predicted[label], right[label]).f1 for label, n in support.items())
    return total / len(gold) if gold else 0.0
