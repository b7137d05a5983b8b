"""Which arcs of a sentence's tree its layout rules out, whatever the model thinks: over a bracket, over a source at the end."""

from collections.abc import Sequence
from typing import Final

import numpy as np
import numpy.typing as npt

_OPEN: Final = {"(": ")", "[": "]"}
_BRACKET: Final = 12
"""Words in a bracket, at most; a longer one may be a slip. Those with numbers (of telephones) are left alone."""
_TELLS: Final = frozenset({"reports", "reported", "adds", "added"})
"""Verbs by which a digest names its source at a sentence's end."""
_SOURCE: Final = 8
"""Words that such a source has, at most."""
_SMALL: Final = frozenset({"the", "of", "and", "on", "in", "for", "&"})


def barred_arcs(words: Sequence[str]) -> npt.NDArray[np.bool_]:
    """[n, n + 1], row a dependant, column a head (0 the root): the arcs that cannot be in the tree of a sentence of ``words``.

    No word outside a short bracket hangs on one in it: "five Security Force (SF) personnel". No word before "…, reports The Morning
    Sun." hangs on its verb, which is not the root, and none of its source on a word before.
    """
    n = len(words)
    out = np.zeros((n, n + 1), dtype=np.bool_)
    for start, end in _brackets(words):
        out[[i for i in range(n) if not start <= i < end and words[i].isalnum()], start + 1 : end + 1] = True
        out[start:end, 0] = True
    tail = _tail(words)
    if tail:
        out[:tail, tail + 1 :] = True
        out[tail + 1 :, : tail + 1] = True
        out[tail, 0] = True
    return out


def _brackets(words: Sequence[str]) -> list[tuple[int, int]]:
    """(start, end) of the brackets that are closed, the marks included."""
    out: list[tuple[int, int]] = []
    for start, word in enumerate(words):
        if word in _OPEN:
            close = next(
                (i for i in range(start + 1, min(start + _BRACKET, len(words))) if words[i] == _OPEN[word]), None
            )
            inner = words[start + 1 : close] if close and start else ()
            if close and inner and not any(w in _OPEN or w[:1].isdigit() for w in inner):
                out.append((start, close + 1))
    return out


def _tail(words: Sequence[str]) -> int | None:
    """The verb of ", reports The Morning Sun" at the end of ``words``, or none."""
    end = len(words)
    while end and words[end - 1] in (".", '"', "\u201d"):
        end -= 1
    for at in range(max(end - _SOURCE - 1, 3), end - 1):
        if words[at] in _TELLS and words[at - 1] == ",":
            source = words[at + 1 : end]
            if source[-1][:1].isupper() and all(w[:1].isupper() or w.lower() in _SMALL for w in source):
                return at
    return None
