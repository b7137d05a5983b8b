"""Who says what, decided a second time: sources, cues and contents in the light of the tree, the quotes and one another.

The network marks each word by itself. Here a small net (made by ``training/attributions.py``) looks at these marks around a
word, at its head and the cue above it, at quotation marks, at the likeliest cue of its sentence and of the sentences beside
it, and at the word vectors of all these. Further rounds could look at what the round before found; a second one gave nothing.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Final

import numpy as np

from dateline.reading.decode import Floats, Ints

TASKS: Final = ("source", "cue", "content")
FILE: Final = "attributions.npz"
AROUND: Final = 4
"""Words to each side whose marks are looked at."""
NEAR: Final = 2
"""Words to each side whose vectors and signs are looked at."""
CLIMB: Final = 12
"""Steps that are taken up a tree."""
BOUND: Final = 6.0
"""Log-odds of marks are cut off here, and divided by :data:`SCALE`."""
SCALE: Final = 3.0
LOW: Final = -BOUND / SCALE
HUNG: Final = ("parataxis", "advcl", "acl", "conj", "ccomp")
"""Relations by which a clause with a cue hangs under what is said ("…, he said")."""

_SIGNS: Final[Mapping[str, int]] = {
    '"': 1, "\u201c": 2, "\u201d": 3, "'": 4, "\u2018": 4, "\u2019": 4, ",": 5, ".": 6, ":": 7, ";": 7, "\u2014": 7, "--": 7,
    "(": 8, ")": 9, "-": 10,
}  # fmt: skip
N_SIGNS: Final = 11


@dataclass(slots=True)
class Evidence:
    """What is known of n words before it is decided who says what.

    ``paragraphs`` and ``starts``: words that begin a paragraph and a sentence. ``upos``, ``relations`` and ``heads``
    [n]: numbers of tags, of base relations (see :func:`base_relations`) and of head words, a root's its own.
    ``marks`` [n, 3, 3]: scores of O, B, I for each of :data:`TASKS`. ``vectors`` [n, d].
    """

    words: Sequence[str]
    paragraphs: Sequence[int]
    starts: Sequence[int]
    upos: Ints
    relations: Ints
    heads: Ints
    marks: Floats
    vectors: Floats


def signs_of(words: Sequence[str]) -> Ints:
    """The class of each word among signs [n]; 0 for words."""
    return np.fromiter((_SIGNS.get(w, 0) for w in words), dtype=np.int64, count=len(words))


def base_relations(labels: Sequence[str]) -> list[str]:
    """The relations without their subtypes, in order; ``ROOT`` stands for the root's."""
    return sorted({name.split(":")[0] for name in labels if name != "root"} | {"ROOT"})


def _odds(marks: Floats) -> Floats:
    """[n, 3, 3] -> [n, 6]: for each task the scaled log-odds that a span begins here, and that the word is in one."""
    top = np.exp(marks - marks.max(-1, keepdims=True))
    share = top / top.sum(-1, keepdims=True)
    both = np.stack([share[..., 1], share[..., 1] + share[..., 2]], -1)
    odds = np.log((both + 1e-4) / (1.0 - both + 1e-4))
    return (np.clip(odds, -BOUND, BOUND) / SCALE).reshape(len(marks), -1).astype(np.float32)


def _one_of(numbers: Ints, size: int) -> Floats:
    out = np.zeros((len(numbers), size), dtype=np.float32)
    out[np.arange(len(numbers)), numbers] = 1.0
    return out


def _beside(rows: Floats, reach: int) -> list[Floats]:
    """``rows`` [n, d] moved by ``-reach`` to ``reach`` places; zeros come in at the ends."""
    padded = np.pad(rows, ((reach, reach), (0, 0)))
    return [padded[k : k + len(rows)] for k in range(2 * reach + 1)]


def _quoted(signs: Ints, paragraphs: Sequence[int]) -> Floats:
    """Whether a quotation is open at each word; a paragraph closes it."""
    out = np.zeros(len(signs), dtype=np.float32)
    events = sorted(
        [(int(i), 1) for i in np.flatnonzero((signs > 0) & (signs < 4))] + [(int(i), 0) for i in paragraphs]
    )
    opened = -1
    for place, sign in events:
        kind = int(signs[place]) if sign else 0
        if opened >= 0 and (kind in (0, 3) or kind == 1):
            out[opened:place] = 1.0
            opened = -1
        elif kind in (1, 2) and opened < 0:
            opened = place
    if opened >= 0:
        out[opened:] = 1.0
    return out


@dataclass(slots=True)
class _Frame:
    """What of the features does not depend on the marks."""

    fixed: Floats
    sentence: Ints
    starts: Ints
    quoted: Floats
    relation: Floats
    hung: Ints


def _frame(e: Evidence, n_tags: int, relations: Sequence[str]) -> _Frame:
    n = len(e.words)
    signs = signs_of(e.words)
    quoted = _quoted(signs, e.paragraphs)
    starts = np.asarray(e.starts, dtype=np.int64)
    first, last = np.zeros((n, 1), dtype=np.float32), np.zeros((n, 1), dtype=np.float32)
    first[starts] = 1.0
    last[np.append(starts[1:], n) - 1] = 1.0
    relation = _one_of(e.relations, len(relations))
    sentence = np.zeros(n, dtype=np.int64)
    sentence[starts] = 1
    away = np.clip((e.heads - np.arange(n)) / 10.0, -1.0, 1.0).astype(np.float32)
    parts = [
        *_beside(_one_of(e.upos, n_tags), 1),
        *_beside(relation, 1),
        *_beside(_one_of(signs, N_SIGNS), NEAR),
        first,
        last,
        *_beside(quoted[:, None], 1),
        relation[e.heads],
        away[:, None],
    ]
    names = [relations.index(name) for name in HUNG if name in relations]
    hung = np.flatnonzero(np.isin(e.relations, names) & (e.heads != np.arange(n)))
    return _Frame(np.concatenate(parts, 1), sentence.cumsum() - 1, starts, quoted, relation, hung)


def _features(e: Evidence, frame: _Frame, marks: Floats) -> tuple[Floats, Ints]:
    """What is looked at of each word [n, features], and the likeliest cue of its sentence [n]."""
    n = len(e.words)
    odds = _odds(marks)
    cue = odds[:, 3]
    here = np.arange(n)
    # The likeliest cue above a word, by which relation one comes to it, and a cue that hangs under a word above.
    below = np.full(n, LOW, dtype=np.float32)
    np.maximum.at(below, e.heads[frame.hung], cue[frame.hung])
    bearer = np.full(n, -1)
    order = frame.hung[np.argsort(cue[frame.hung], kind="stable")]
    bearer[e.heads[order]] = order
    best = np.full(n, LOW, dtype=np.float32)
    hangs = below.copy()
    entry, depth = np.full(n, -1), np.zeros(n, dtype=np.float32)
    at: Ints = here
    for step in range(1, CLIMB + 1):
        above = e.heads[at]
        moved = above != at
        if not moved.any():
            break
        better = moved & (cue[above] > best)
        best = np.where(better, cue[above], best)
        entry = np.where(better, e.relations[at], entry)
        depth = np.where(better, np.float32(step), depth)
        other = moved & (bearer[above] != at)
        hangs = np.where(other, np.maximum(hangs, below[above]), hangs)
        at = above
    path = np.zeros_like(frame.relation)
    real = np.flatnonzero(best > -1.0)
    path[real, entry[real]] = 1.0
    # Sentences: the strongest marks of this one and of those beside it.
    starts = frame.starts
    sizes = np.diff(np.append(starts, n)).astype(np.float32)
    tops = np.maximum.reduceat(odds[:, [0, 3, 5, 1]], starts, axis=0)
    means = np.add.reduceat(np.stack([odds[:, 5], frame.quoted], 1), starts, axis=0) / sizes[:, None]
    of_sentence = np.concatenate([tops, means], 1).astype(np.float32)
    around = np.pad(of_sentence, ((1, 1), (0, 0)), constant_values=LOW)
    parts = [
        *_beside(odds, AROUND),
        frame.fixed,
        odds[e.heads],
        best[:, None],
        path,
        depth[:, None] / 5.0,
        hangs[:, None],
        *(around[k : k + len(starts)][frame.sentence] for k in range(3)),
    ]
    likeliest: Ints = here
    for column in (3, 0):
        top = np.maximum.reduceat(odds[:, column], starts)[frame.sentence]
        found = np.flatnonzero(odds[:, column] == top)
        place = np.zeros(len(starts), dtype=np.int64)
        place[frame.sentence[found[::-1]]] = found[::-1]
        away = place[frame.sentence] - here
        near = np.abs(away)
        rows = [np.sign(away), np.clip(away / 10.0, -1.0, 1.0), near <= 1, near == 0]
        parts.append(np.stack(rows, 1).astype(np.float32))
        likeliest = place[frame.sentence] if column == 3 else likeliest
    return np.concatenate(parts, 1).astype(np.float32), likeliest


def surroundings(e: Evidence, n_tags: int, relations: Sequence[str], marks: Floats) -> tuple[Floats, Ints]:
    """:func:`_features` for training: [n, features], and the likeliest cue of each word's sentence [n]."""
    return _features(e, _frame(e, n_tags, relations), marks)


class Attributor:
    """The net: one round, or as many as the file holds."""

    def __init__(self, path: Path, labels: Mapping[str, Sequence[str]]) -> None:
        """``path``: the file of weights. ``labels``: those of the model, for its tags and relations."""
        with np.load(path) as content:
            self._weights: dict[str, Floats] = {name: content[name].astype(np.float32) for name in content.files}
        self._rounds = sorted({int(name[0]) for name in self._weights if name[0].isdigit()})
        self._tags = len(labels["upos"])
        self._relations = base_relations(labels["deps"])

    def small(self, e: Evidence) -> Floats:
        """The word vectors in a smaller width [n, d]."""
        out: Floats = e.vectors @ self._weights["small"]
        return out

    def scores(self, e: Evidence, small: Floats) -> Floats:
        """Scores of O, B, I for each of :data:`TASKS` [n, 3, 3], in place of ``e.marks``. ``small``: see :meth:`small`."""
        frame = _frame(e, self._tags, self._relations)
        marks = e.marks
        for number in self._rounds:
            features, cue = _features(e, frame, marks)
            marks = self._round(
                number, features, np.concatenate([*_beside(small, NEAR), small[e.heads], small[cue]], 1)
            )
        return marks

    def _round(self, number: int, features: Floats, vectors: Floats) -> Floats:
        w: dict[str, Any] = {name[1:]: value for name, value in self._weights.items() if name[0] == str(number)}
        hidden = np.maximum(features @ w["features"] + vectors @ w["vectors"] + w["hidden"], 0.0)
        out: Floats = (hidden @ w["out"] + features @ w["straight"] + w["bias"]).reshape(len(features), len(TASKS), 3)
        return out
