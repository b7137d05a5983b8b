"""Words and pairs of words that tell of police actions, weighed beside the rules; learned by ``training/police_words.py``."""

from __future__ import annotations

import gzip
import json
import math
import re
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from itertools import pairwise
from typing import Final

__all__ = ["FILE", "WordWeights", "load_weights", "rule_marks", "word_marks"]

FILE: Final = "police_words.json.gz"
_WORD: Final = re.compile(r"[a-z]+|\d+")
RULE_TOP: Final = 3.0
"""Sums of rules above it count no more."""


def word_marks(sentence: str) -> set[str]:
    """The words of a sentence, lower-cased, a figure as ``#``, and its pairs of neighbours; ``<s>`` and ``</s>`` stand at
    its ends."""
    words = ["<s>", *("#" if w.isdigit() else w for w in _WORD.findall(sentence.lower())), "</s>"]
    return {*words, *(f"{a} {b}" for a, b in pairwise(words))}


def rule_marks(rules: Mapping[str, float]) -> dict[str, float]:
    """What the rules add: for each class that any rule speaks for, its sum and that there is one."""
    out: dict[str, float] = {}
    for name, value in rules.items():
        if value > 0:
            out[f"<rule {name}>"] = 1.0
            out[f"<rules {name}>"] = min(value, RULE_TOP)
    return out


@dataclass(frozen=True, slots=True)
class WordWeights:
    """Per class the weights of the marks, ``<bias>`` among them, and the log-odds from which it holds."""

    weights: Mapping[str, Mapping[str, float]]
    cuts: Mapping[str, float]

    def odds(self, sentence: str, rules: Mapping[str, float]) -> dict[str, float]:
        """Class -> log-odds above its cut."""
        words, told = word_marks(sentence), rule_marks(rules)
        return {
            name: own.get("<bias>", 0.0)
            - self.cuts[name]
            + math.fsum(own.get(w, 0.0) for w in words)
            + math.fsum(own.get(mark, 0.0) * value for mark, value in told.items())
            for name, own in self.weights.items()
        }


@cache
def load_weights() -> WordWeights:
    """The packaged weights."""
    content = json.loads(gzip.decompress((files("dateline") / "data" / FILE).read_bytes()))
    return WordWeights(content["weights"], content["cuts"])
