"""What the model sees of a word besides its letters, and how lemma classes are applied.

The encoder's vocabulary is lower-case, so the shape of a word (capitals, digits) and the gap before it are given as
two small features. A shape may be *unknown*: in upper-case cables and in lower-cased chat the capitals say nothing,
and the model was trained to read without them.
"""

from collections.abc import Sequence
from functools import lru_cache
from typing import Final

SHAPE_UNKNOWN: Final = 0
SHAPE_LOWER: Final = 1
SHAPE_TITLE: Final = 2
SHAPE_UPPER: Final = 3
SHAPE_INITIAL: Final = 4
SHAPE_MIXED: Final = 5
SHAPE_DIGIT: Final = 6
SHAPE_OTHER: Final = 7
N_SHAPES: Final = 8

GAP_UNKNOWN: Final = 0
GAP_NONE: Final = 1
GAP_SPACE: Final = 2
N_GAPS: Final = 3

_CASED: Final = frozenset({SHAPE_LOWER, SHAPE_TITLE, SHAPE_UPPER, SHAPE_INITIAL, SHAPE_MIXED})


@lru_cache(maxsize=65536)
def shape_of(word: str) -> int:
    """The class of ``word``'s letters: one of the ``SHAPE_`` numbers, never ``SHAPE_UNKNOWN``."""
    if any(c.isdigit() for c in word):
        return SHAPE_DIGIT
    letters = [c for c in word if c.isalpha()]
    if not letters:
        return SHAPE_OTHER
    if all(c.isupper() for c in letters):
        return SHAPE_INITIAL if len(letters) == 1 else SHAPE_UPPER
    if not any(c.isupper() for c in letters):
        return SHAPE_LOWER
    if letters[0].isupper() and not any(c.isupper() for c in letters[1:]):
        return SHAPE_TITLE
    return SHAPE_MIXED


def blur(shapes: Sequence[int]) -> list[int]:
    """The same shapes with every cased one made unknown."""
    return [SHAPE_UNKNOWN if s in _CASED else s for s in shapes]


def lemma_script(form: str, lemma: str) -> str:
    """The edit that makes ``lemma`` out of ``form``: ``"<case><letters cut>|<letters added>"``, or ``"=lemma"``.

    Case is ``l`` (lower-case the form first) or ``k`` (keep it).
    """
    case, base = ("l", form.lower()) if lemma == lemma.lower() else ("k", form)
    same = 0
    for a, b in zip(base, lemma, strict=False):
        if a != b:
            break
        same += 1
    if same == 0:
        return "=" + lemma
    return f"{case}{len(base) - same}|{lemma[same:]}"


def apply_script(form: str, script: str) -> str:
    """The lemma that ``script`` makes of ``form``; the form itself, lower-cased or not, where it cannot apply."""
    if script.startswith("="):
        return script[1:]
    base = form.lower() if script[0] == "l" else form
    cut_text, _, added = script[1:].partition("|")
    cut = int(cut_text)
    if cut >= len(base):
        return base
    return base[: len(base) - cut] + added
