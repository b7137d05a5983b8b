"""Which fillers of a cable belong to one incident: a cable may tell of several, and each has its own template.

Each two fillers get log-odds that one incident has them both, by a logistic regression over how far apart they stand,
the event words nearest to them, and how like the network's vectors and marks of their words and sentences are. Targets, victims
and weapons are grouped by them, the likeliest pair of groups first; perpetrators go with every group that they may well
belong to.
"""

from __future__ import annotations

import itertools
import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Final

import numpy as np

from dateline.evaluate.muc4_candidates import Candidate
from dateline.evaluate.muc4_keys import ROLES
from dateline.evaluate.muc4_words import Floats, Words, means_of_sentences

__all__ = ["TYPE_KINDS", "Filled", "Scenes", "groups_of"]

TYPE_KINDS: Final[Mapping[str, frozenset[str]]] = {
    "bombing": frozenset({"remote_explosive", "suicide_bomb", "grenade"}),
    "kidnapping": frozenset({"abduction"}),
    "robbery": frozenset({"looting"}),
    "arson": frozenset({"looting"}),
    "attack": frozenset({"attack", "armed_clash", "shelling", "air_strike"}),
}
"""Kinds of the codebook's event words, by the type of incident that they tell."""
TYPE_OF: Final = {kind: name for name in reversed(list(TYPE_KINDS)) for kind in TYPE_KINDS[name]}
ELSEWHERE: Final = 40
"""How many words farther away an event word of another sentence counts."""
PAIRS: Final = tuple(itertools.combinations_with_replacement(ROLES, 2))
DOERS: Final = ("PerpInd", "PerpOrg")

Filled = tuple[str, int]
"""A role and the number of the candidate that fills it."""


@dataclass(frozen=True, slots=True)
class _Placed:
    heads: tuple[int, ...]
    sentences: frozenset[int]
    types: frozenset[str]
    nearest: str | None


class Scenes:
    """A cable's words as pairs of fillers are compared by them."""

    def __init__(self, words: Words, found: Sequence[Candidate]) -> None:
        self._words = words
        self._found = found
        centred = words.vectors - words.vectors.mean(0)
        count = int(words.sentences.max()) + 1
        sums = np.zeros((count, centred.shape[1]), dtype=np.float32)
        np.add.at(sums, words.sentences, centred)
        self._of_words, self._of_sentences = _unit(centred), _unit(sums)
        self._of_marks = _unit(means_of_sentences(words.marks - words.marks.mean(0), words.sentences))
        self._types = {at: {TYPE_OF[k] for k in kinds if k in TYPE_OF} for at, kinds in words.hits.items()}
        self._told = math.log1p(len({t for at in words.hits if (t := self._near(at)) is not None}))

    def _near(self, word: int) -> str | None:
        """The type of the event word nearest to a word, within its sentence."""
        own = self._words.sentences
        return min(
            ((abs(at - word), t) for at, types in self._types.items() if own[at] == own[word] for t in types),
            default=(0, None),
        )[1]

    def nearest(self, candidate: int, types: Sequence[str] = tuple(TYPE_KINDS)) -> str | None:
        """The type, of ``types``, whose words stand nearest to a candidate anywhere in the cable."""
        own = self._words.sentences
        kinds = {kind: t for t in reversed(types) for kind in TYPE_KINDS[t]}
        return min(
            (
                (abs(at - head) + (0 if own[at] == own[head] else ELSEWHERE), kinds[kind])
                for head in self._heads(candidate)
                for at, found in self._words.hits.items()
                for kind in found
                if kind in kinds
            ),
            default=(0, None),
        )[1]

    def _heads(self, candidate: int) -> tuple[int, ...]:
        return tuple(self._words.at[head] for head in self._found[candidate].heads)

    def _placed(self, candidate: int) -> _Placed:
        heads = self._heads(candidate)
        return _Placed(
            heads,
            frozenset(int(self._words.sentences[h]) for h in heads),
            frozenset(t for h in heads if (t := self._near(h)) is not None),
            self.nearest(candidate),
        )

    def rows(self, filled: Sequence[Filled]) -> dict[tuple[int, int], list[float]]:
        """What is seen of each two fillers, by their numbers, the lower first."""
        placed = [self._placed(index) for _, index in filled]
        return {
            (a, b): self._row(filled[a][0], placed[a], filled[b][0], placed[b], len(filled))
            for a, b in itertools.combinations(range(len(filled)), 2)
        }

    def _row(self, role: str, one: _Placed, other_role: str, other: _Placed, count: int) -> list[float]:
        w = self._words
        apart, x, y = min((abs(x - y), x, y) for x in one.heads for y in other.heads)
        sentences = min(abs(a - b) for a in one.sentences for b in other.sentences)
        first, second = min(one.sentences), min(other.sentences)
        between = sum(min(x, y) < at < max(x, y) for at in w.hits)
        like = max(float(self._of_sentences[a] @ self._of_sentences[b]) for a in one.sentences for b in other.sentences)
        marked = max(float(self._of_marks[a] @ self._of_marks[b]) for a in one.sentences for b in other.sentences)
        pair = tuple(sorted((role, other_role), key=ROLES.index))
        return [
            1.0,
            float(sentences == 0),
            float(sentences == 1),
            float(sentences > 3),
            math.log1p(apart),
            float(apart < 6),
            math.log1p(sentences),
            math.log1p(abs(first - second)),
            float(bool(one.types & other.types)),
            float(bool(one.types and other.types and not one.types & other.types)),
            float(one.nearest is not None and one.nearest == other.nearest),
            math.log1p(count),
            math.log1p(float(w.sentences.max())),
            self._told,
            min(between, 4) / 4,
            min(len(one.sentences), 4) / 4,
            min(len(other.sentences), 4) / 4,
            float(first < 2 and second < 2),
            like if sentences else 0.0,
            marked if sentences else 0.0,
            float(self._of_words[x] @ self._of_words[y]),
            float(self._of_words[w.heads[x]] @ self._of_words[w.heads[y]]),
            *(float(pair == p) for p in PAIRS),
        ]


def _unit(rows: Floats) -> Floats:
    out: Floats = rows / np.maximum(np.linalg.norm(rows, axis=1, keepdims=True), 1e-6)
    return out


def groups_of(
    filled: Sequence[Filled],
    rows: Mapping[tuple[int, int], Sequence[float]],
    weights: Sequence[float],
    cuts: Sequence[float],
) -> list[list[Filled]]:
    """The fillers of each incident, at least one group. ``cuts``: the mean log-odds from which two groups are one, and
    those from which a perpetrator goes with a group; one that goes with none goes with the likeliest."""
    odds = {pair: math.fsum(w * v for w, v in zip(weights, row, strict=True)) for pair, row in rows.items()}

    def mean(one: Sequence[int], other: Sequence[int]) -> float:
        return math.fsum(odds[min(a, b), max(a, b)] for a in one for b in other) / (len(one) * len(other))

    groups = [[k] for k, (role, _) in enumerate(filled) if role not in DOERS]
    while len(groups) > 1:
        best, a, b = max((mean(groups[a], groups[b]), -a, -b) for a, b in itertools.combinations(range(len(groups)), 2))
        if best < cuts[0]:
            break
        groups[-a] += groups.pop(-b)
    if not groups:
        return [list(filled)]
    out = [list(group) for group in groups]
    for k, (role, _) in enumerate(filled):
        if role in DOERS:
            means = [mean([k], group) for group in groups]
            with_ = [g for g, value in enumerate(means) if value >= cuts[1]] or [means.index(max(means))]
            for g in with_:
                out[g].append(k)
    return [[filled[k] for k in sorted(group)] for group in out]
