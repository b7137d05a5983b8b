"""Where sentences begin, decided a second time: a small net over the network's log-odds, tags, and the spelling around a word.

The network's own log-odds know little of what a page looks like: lists, e-mail heads, lines without a stop, "..." before a small
letter. The net (made by ``training/starts.py``) sees these beside the log-odds. What the layout forces (``breaks.py``) stays.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import Final

import numpy as np
import numpy.typing as npt

from dateline.reading.decode import Floats, Ints
from dateline.reading.features import N_SHAPES

FILE: Final = "starts.npz"
BOUND: Final = 8.0
"""Log-odds are cut off here, and divided by :data:`SCALE`."""
SCALE: Final = 4.0

SURE: Final = 1.0
"""Log-odds of the network."""
UNSURE: Final = 0.25
"""Log-odds of the net below nought at which a network that is for a start still decides behind a stop."""

_SIGNS: Final = (".", "!", "?", ":", ";", ",", "-", ")", "(", "<", ">")
_SORTS: Final = (
    (re.compile(r"[.\u2026]{2,}|\u2026"), "dots"),
    (re.compile(r"[!?.]{2,}"), "stops"),
    (re.compile(r"[-\u2013\u2014=_~]+"), "line"),
    (re.compile(r"[*#+>]+|\u2022"), "bullet"),
    (re.compile(r"[\"\u201c\u201d]|''|``"), "quote"),
    (re.compile(r"['\u2018\u2019]"), "apostrophe"),
    (re.compile(r"[\]}]"), ")"),
    (re.compile(r"[\[{]"), "("),
    (re.compile(r".*@.*|.*(?:https?:|www\.).*|.*\.(?:com|org|net).*|.*\.(?:doc|pdf|jpg)"), "address"),
    (re.compile(r"(?i:[ap]\.?m\.?)"), "clock"),
    (re.compile(r"[:;8=xX][-o]?[)(DPp/\\|]+|<3"), "face"),
    (re.compile(r"[\d.,/:%$-]*\d[\d.,/:%$-]*"), "number"),
)
SORTS: Final = (*_SIGNS, *dict.fromkeys(name for _, name in _SORTS if name not in _SIGNS), "word")
"""What a token is to the eye."""
STOPPING: Final = tuple(SORTS.index(name) for name in (".", "!", "?", "dots", "stops"))


@lru_cache(maxsize=65536)
def sort_of(word: str) -> int:
    """The number in :data:`SORTS` of a token."""
    if word in _SIGNS:
        return SORTS.index(word)
    return SORTS.index(next((name for pattern, name in _SORTS if pattern.fullmatch(word)), "word"))


@dataclass(slots=True)
class Layout:
    """What is known of n words before the network has read them.

    ``shapes``: see ``features.py``. ``forced``: sorted numbers of the words that must begin a sentence, 0 the first.
    ``signs`` [n, 5]: what ``breaks.py`` says of each: whether it follows a stop and has a capital, has a small initial and
    follows none, stands after an opening mark, cannot begin a sentence, and is glued to the word before.
    """

    words: Sequence[str]
    shapes: Sequence[int]
    forced: Sequence[int]
    signs: npt.NDArray[np.bool_]


def plain(words: Sequence[str]) -> npt.NDArray[np.bool_]:
    """Which words have a capital right after a full stop, gap or none: where the network itself is sure (:data:`SURE`) that one
    of them begins a sentence, it does. Neutral on EWT and GUM dev; news has stops without a gap, which the treebanks lack."""
    return np.array([k > 0 and words[k - 1] in (".", "!", "?") and w[0].isupper() for k, w in enumerate(words)])


def _one_of(numbers: Ints, size: int) -> Floats:
    out = np.zeros((len(numbers), size), dtype=np.float32)
    out[np.arange(len(numbers)), numbers] = 1.0
    return out


def _beside(rows: Floats, away: int) -> Floats:
    """Of each word the row of the word ``away`` places on; zeros beyond the ends."""
    out = np.zeros_like(rows)
    if away > 0:
        out[:-away] = rows[away:]
    else:
        out[-away:] = rows[:away]
    return out


def seen(layout: Layout) -> Floats:
    """What of the features does not depend on the network [n, features]."""
    n = len(layout.words)
    kinds = np.fromiter(map(sort_of, layout.words), dtype=np.int64, count=n)
    sorts = _one_of(kinds, len(SORTS))
    shapes = _one_of(np.asarray(layout.shapes), N_SHAPES)
    signs = layout.signs.astype(np.float32)
    forced = np.asarray(layout.forced)
    place = np.searchsorted(forced, np.arange(n), side="right") - 1
    start, end = forced[place], np.append(forced[1:], n)[place]
    since, until, size = np.arange(n) - start, end - np.arange(n), end - start
    stops = np.concatenate(([0], np.isin(kinds, STOPPING).cumsum()))
    capitals = np.concatenate(([0], np.cumsum([w[0].isupper() for w in layout.words])))
    stopped = stops[end] - stops[start]
    paragraph = [
        np.minimum(since, 60) / 30.0,
        np.log1p(since) / 3.0,
        np.log1p(until) / 3.0,
        np.log1p(size) / 3.0,
        stopped / size,
        (capitals[end] - capitals[start]) / size,
        stopped == 0,
    ]
    parts = [
        *(signs, _beside(signs, 1), _beside(signs, -1)),
        *(sorts, _beside(sorts, -1), _beside(sorts, -2), _beside(sorts, 1)),
        *(shapes, _beside(shapes, -1), _beside(shapes, 1)),
        np.stack(paragraph, 1).astype(np.float32),
    ]
    return np.concatenate(parts, 1)


def read(odds: Floats, tags: Ints, n_tags: int) -> Floats:
    """What of the features comes from the network: log-odds [n] and numbers of tags [n] -> [n, features]."""
    rows = (np.clip(odds, -BOUND, BOUND) / SCALE).astype(np.float32)[:, None]
    named = _one_of(tags, n_tags)
    return np.concatenate(
        [rows, *(_beside(rows, k) for k in (1, -1, 2, -2)), named, _beside(named, -1), _beside(named, 1)], 1
    )


class Starter:
    """The net."""

    def __init__(self, path: Path, n_tags: int) -> None:
        """``path``: the file of weights. ``n_tags``: how many tags the network knows."""
        with np.load(path) as content:
            self._weights: dict[str, Floats] = {name: content[name].astype(np.float32) for name in content.files}
        self._tags = n_tags

    def odds(self, known: Floats, odds: Floats, tags: Ints) -> Floats:
        """Log-odds [n] that each word begins a sentence. ``known``: the rows of :func:`seen`."""
        w = self._weights
        features = np.concatenate([known, read(odds, tags, self._tags)], 1)
        hidden = np.maximum(features @ w["features"] + w["hidden"], 0.0)
        out: Floats = hidden @ w["out"] + w["bias"]
        return out
