"""From a cable's candidates to templates: a mapping learned on the training part, and how its scores are used.

The small net of :mod:`dateline.evaluate.muc4_net` gives each candidate its log-odds of each role.
``dateline/data/muc4_roles.json.gz`` holds the weights of a cable's words for an incident and for each type of incident,
those by which fillers are grouped (:mod:`dateline.evaluate.muc4_parts`), and the cuts. ``training/muc4_roles.py`` makes
both files.
"""

from __future__ import annotations

import gzip
import json
import math
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cache
from importlib.resources import files
from typing import Any, Final

from dateline.evaluate.muc4_candidates import Cable, Candidate, cable_features
from dateline.evaluate.muc4_keys import ROLES, Template, normalised
from dateline.evaluate.muc4_net import Net, load_net
from dateline.evaluate.muc4_parts import DOERS, Filled, Scenes, groups_of
from dateline.evaluate.muc4_words import Words

__all__ = [
    "TYPES",
    "Cuts",
    "Filler",
    "Scored",
    "cable_row",
    "decode",
    "listed",
    "load_filler",
    "one_name",
    "role_row",
    "roles_filled",
]

TYPES: Final = ("attack", "bombing", "kidnapping", "arson", "robbery")
FILE: Final = "muc4_roles.json.gz"
BIAS: Final = "<bias>"
SHORTEST: Final = 3
LONGEST: Final = 7
"""Letters of initials; a name that has some is of as many words at least."""
LEAST: Final = -4.0
"""Log-odds below which a candidate is not looked at for a role."""
MOST: Final = 10
"""Candidates for a role that are looked at."""
BOUND: Final = 6.0
"""Log-odds beyond which more says nothing more of a cable."""


@dataclass(frozen=True, slots=True)
class Cuts:
    """Log-odds from which a role is filled and a type told, from which a cable tells of an incident (``any``), and those
    of :func:`groups_of`. ``weights``: of :func:`role_row`, for each role."""

    role: Mapping[str, float]
    type: Mapping[str, float]
    weights: Mapping[str, Sequence[float]]
    any: float = 0.0
    parts: Sequence[float] = (0.0, 0.0)


@dataclass(frozen=True, slots=True)
class Scored:
    """A cable's candidates with the log-odds of each role, and those of the cable: ``any`` and of each type."""

    found: Sequence[Candidate]
    roles: Mapping[str, Sequence[float]]
    cable: Mapping[str, float]
    words: Words


def _dot(weights: Sequence[float], row: Sequence[float]) -> float:
    return math.fsum(w * v for w, v in zip(weights, row, strict=True))


def _bounded(value: float) -> float:
    return max(-BOUND, min(BOUND, value))


def _chance(odds: float) -> float:
    return 1.0 / (1.0 + math.exp(-max(odds, -30.0)))


def cable_row(scored: Scored) -> list[float]:
    """What is seen of a cable to decide whether it tells of an incident: 1, its words' log-odds, and for each role the
    log-odds and the chance of the likeliest candidate and how many are to be expected."""
    tops = [max(scored.roles[role], default=-9.0) for role in ROLES]
    return [
        1.0,
        _bounded(scored.cable["any"]),
        *(_bounded(t) for t in tops),
        *(_chance(t) for t in tops),
        *(min(4.0, math.fsum(map(_chance, scored.roles[role]))) for role in ROLES),
    ]


class Filler:
    """The learned mapping."""

    def __init__(self, content: Mapping[str, Any], net: Net) -> None:
        self.types: Mapping[str, Mapping[str, float]] = content["types"]
        self.means: Sequence[float] = content["means"]
        self.second: Sequence[float] = content["second"]
        self.pairs: Sequence[float] = content["pairs"]
        self.cuts = Cuts(**content["cuts"])
        self.net = net

    def scored(self, cable: Cable, words: Words, found: Sequence[Candidate]) -> Scored:
        """The log-odds of everything in a cable that has a word."""
        of_cable = cable_features(cable)
        odds = self.net.scores(words, found).tolist()
        chances = {name: _odds(weights, of_cable) for name, weights in self.types.items()}
        chances["any"] += _dot(self.means, self.net.lexicon.of_cable(words).tolist())
        first = Scored(found, {role: [row[k] for row in odds] for k, role in enumerate(ROLES)}, chances, words)
        return replace(first, cable={**chances, "any": _dot(self.second, cable_row(first))})

    def fill(self, cable: Cable, words: Words, found: Sequence[Candidate]) -> list[Template]:
        """The templates of a cable, of its words and its candidates."""
        if not len(words.heads):
            return []
        return decode(self.scored(cable, words, found), self.pairs, self.cuts)


@cache
def load_filler() -> Filler:
    """The packaged mapping."""
    return Filler(json.loads(gzip.decompress((files("dateline") / "data" / FILE).read_bytes())), load_net())


def _odds(weights: Mapping[str, float], features: Iterable[str]) -> float:
    return weights.get(BIAS, 0.0) + math.fsum(weights.get(f, 0.0) for f in features)


# ------------------------------------------------------------------------------------------------------------ decoding


def decode(scored: Scored, pairs: Sequence[float] | None, cuts: Cuts) -> list[Template]:
    """Templates out of scores: none where no incident is likely; else one for each group of fillers, of the likely type
    whose words stand nearest to most of them. ``pairs``: weights of the grouping; None for one template of all."""
    filled = roles_filled(scored, cuts)
    if filled is None:
        return []
    types = [t for t in TYPES if scored.cable.get(t, -9.0) >= cuts.type[t]]
    types.sort(key=lambda t: -scored.cable.get(t, -9.0))
    types = types or [max(TYPES, key=lambda t: scored.cable.get(t, -9.0))]
    if not filled or pairs is None:
        return [_template(types[0], scored, filled)]
    scenes = Scenes(scored.words, scored.found)
    return [
        _template(_type_of(group, types, scenes), scored, group)
        for group in groups_of(filled, scenes.rows(filled), pairs, cuts.parts)
    ]


def _template(kind: str, scored: Scored, group: Sequence[Filled]) -> Template:
    return Template(type=kind, roles={r: tuple((scored.found[i].text,) for of, i in group if of == r) for r in ROLES})


def _type_of(group: Sequence[Filled], types: Sequence[str], scenes: Scenes) -> str:
    """Of several likely types, that of most fillers; the likelier one of two that have as many."""
    if len(types) == 1:
        return types[0]
    counts = Counter(scenes.nearest(index, types) for _, index in group)
    return max(types, key=lambda t: (counts[t], -types.index(t)))


def roles_filled(scored: Scored, cuts: Cuts) -> list[Filled] | None:
    """The fillers of a cable, role by role; None where it tells of no incident."""
    if scored.cable["any"] < cuts.any:
        return None
    chosen = {role: _chosen(scored, role, cuts) for role in ROLES}
    chosen["PerpInd"] = [i for i in chosen["PerpInd"] if i not in chosen["PerpOrg"]]
    return [(role, index) for role in ROLES for index in chosen[role]]


def _chosen(scored: Scored, role: str, cuts: Cuts) -> list[int]:
    """Numbers of the candidates that fill a role, in the order of the text."""
    taken = [
        index
        for rank, index in enumerate(listed(scored, role))
        if _dot(cuts.weights[role], role_row(scored, role, rank, index)) >= cuts.role[role]
    ]
    return sorted(taken, key=lambda i: min(scored.found[i].places))


def listed(scored: Scored, role: str) -> list[int]:
    """Numbers of the candidates that could fill a role, the likeliest first: the likeliest of those with one head, one of
    those of one name or of a name and its initials."""
    odds = scored.roles[role]
    taken: list[int] = []
    heads: set[int] = set()
    words: list[set[str]] = []
    for index in sorted((i for i, value in enumerate(odds) if value >= LEAST), key=lambda i: -odds[i]):
        candidate = scored.found[index]
        own = set(normalised(candidate.text).split())
        if heads & set(candidate.heads) or any(own <= other or other <= own for other in words):
            continue
        if any(one_name(candidate, scored.found[t]) for t in taken):
            continue
        taken.append(index)
        heads |= set(candidate.heads)
        words.append(own)
        if len(taken) == MOST:
            break
    return taken


def role_row(scored: Scored, role: str, rank: int, index: int) -> list[float]:
    """What is seen of a candidate of :func:`listed` to decide whether it fills the role: its log-odds, those of the
    likeliest one, of the cable, of the same words for another role, how many stand before it and how many are expected."""
    odds = scored.roles[role]
    own, top, cable = odds[index], max(odds), scored.cable["any"]
    candidate = scored.found[index]
    doers = max(max(scored.roles[r], default=LEAST) for r in DOERS if r != role)
    return [
        1.0,
        _bounded(own),
        _bounded(cable),
        max(0.0, _bounded(cable)),
        _bounded(own - top),
        float(rank == 0),
        float(rank == 1),
        min(rank, 5) / 5,
        _bounded(max(scored.roles[r][index] for r in ROLES if r != role)),
        min(4.0, math.fsum(map(_chance, odds))),
        _bounded(doers),
        math.log1p(len(set(candidate.heads))),
        min(candidate.places) / max(1, len(scored.words.at)),
        float(len(candidate.text.split()) > 2),
    ]


def one_name(one: Candidate, other: Candidate) -> bool:
    """Whether one of two is the other's initials: most of its letters begin a word of the name where it stands in brackets
    right after it ("army of national liberation (eln)": the letters are of the Spanish name), else all of them."""
    short, long = sorted((one, other), key=lambda c: len(c.text))
    letters = normalised(short.text)
    initials = [word[0] for word in normalised(long.text).replace("-", " ").split()]
    if not letters.isalpha() or not SHORTEST <= len(letters) <= LONGEST or len(initials) < SHORTEST:
        return False
    left = Counter(initials)
    hit = sum(1 for letter, n in Counter(letters).items() for _ in range(min(n, left[letter])))
    if set(long.ends) & {place - 1 for place in short.places}:
        return 2 * hit >= len(letters) and hit >= SHORTEST - 1
    return hit == len(letters) and len(letters) > SHORTEST


def with_slots(template: Template, **slots: Any) -> Template:
    """A template with date, location, numbers and effects."""
    return replace(template, **slots)
