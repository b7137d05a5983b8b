"""Fingerprint of wire copies: MinHash over runs of five words, after Broder (1997), by datasketch."""

from __future__ import annotations

import re

__all__ = ["fingerprint"]

_WORD = re.compile(r"\w+")
_RUN = 5
_PERMUTATIONS = 64
_SEED = 1


def fingerprint(words: str) -> tuple[int, ...]:
    """64 whole numbers; the share of places in which two of them agree estimates how much two texts share."""
    from datasketch import MinHash

    tokens = _WORD.findall(words.lower())
    runs = {" ".join(tokens[i : i + _RUN]) for i in range(max(1, len(tokens) - _RUN + 1))}
    sketch = MinHash(num_perm=_PERMUTATIONS, seed=_SEED)
    sketch.update_batch([run.encode() for run in sorted(runs)])
    return tuple(int(value) for value in sketch.hashvalues)
