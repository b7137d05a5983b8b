"""From a cable's candidates to templates: a linear mapping learned on the training part, and how its scores are used.

``dateline/data/muc4_roles.json.gz`` holds for each role the weight of each feature of a candidate, for each type of
incident the weight of each feature of a cable, and the cuts. ``training/muc4_roles.py`` makes it. The scores are
log-odds. A second step weighs each with what the cable's other candidates and types say.
"""

from __future__ import annotations

import gzip
import json
import math
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cache
from importlib.resources import files
from typing import Any, Final

from dateline.evaluate.muc4_candidates import Cable, Candidate, cable_features, candidates
from dateline.evaluate.muc4_keys import ROLES, Template, normalised

__all__ = ["TYPES", "Cuts", "Filler", "Scored", "Stack", "cable_row", "decode", "load_filler", "role_row"]

TYPES: Final = ("attack", "bombing", "kidnapping", "arson", "robbery")
FILE: Final = "muc4_roles.json.gz"
BIAS: Final = "<bias>"

TYPE_KINDS: Final[Mapping[str, frozenset[str]]] = {
    "bombing": frozenset({"remote_explosive", "suicide_bomb", "grenade"}),
    "kidnapping": frozenset({"abduction"}),
    "arson": frozenset({"looting"}),
    "robbery": frozenset({"looting"}),
    "attack": frozenset({"attack", "armed_clash", "shelling", "air_strike"}),
}
"""Kinds of the codebook's event words by which entities are given to one of several templates."""


@dataclass(frozen=True, slots=True)
class Cuts:
    """Log-odds from which a role is filled, a type told, and how much the cable's own chance weighs."""

    role: Mapping[str, float]
    type: Mapping[str, float]
    any: float = 0.0
    gate: float = 0.0


@dataclass(frozen=True, slots=True)
class Scored:
    """A cable's candidates with the log-odds of each role, and those of the cable: ``any`` and of each type."""

    found: Sequence[Candidate]
    roles: Mapping[str, Sequence[float]]
    cable: Mapping[str, float]
    hits: Sequence[tuple[int, str]]
    sentence_of: Mapping[int, int]


@dataclass(frozen=True, slots=True)
class Stack:
    """Weights of the second step, in the order of :func:`cable_row` and :func:`role_row`."""

    cable: Mapping[str, Sequence[float]]
    roles: Mapping[str, Sequence[float]]

    def applied(self, scored: Scored) -> Scored:
        """The scores after the second step: what the cable's other candidates and its types say of each."""
        row = cable_row(scored)
        return replace(
            scored,
            cable={name: _dot(weights, row) for name, weights in self.cable.items()},
            roles={
                role: [
                    _dot(self.roles[role], role_row(scored, role, i)) if value > FLOOR else value - 1.0
                    for i, value in enumerate(scored.roles[role])
                ]
                for role in ROLES
            },
        )


FLOOR: Final = -4.5
"""Log-odds below which a candidate is not looked at again."""


def _dot(weights: Sequence[float], row: Sequence[float]) -> float:
    return math.fsum(w * v for w, v in zip(weights, row, strict=True))


def _bounded(value: float) -> float:
    return max(-6.0, min(6.0, value))


def cable_row(scored: Scored) -> list[float]:
    """What the second step sees of a cable: 1, the log-odds of an incident and of each type, and for each role those
    of the likeliest candidate and whether it is likelier than not."""
    tops = [_bounded(max(scored.roles[role], default=FLOOR)) for role in ROLES]
    return [
        1.0,
        _bounded(scored.cable["any"]),
        *(_bounded(scored.cable[t]) for t in TYPES),
        *tops,
        *(float(t > 0) for t in tops),
    ]


def role_row(scored: Scored, role: str, index: int) -> list[float]:
    """What the second step sees of a candidate: 1, its log-odds, how far they lie under the best of the cable and how
    high that best is, its best other role, the cable's log-odds, and those beside its own where the cable's are good."""
    odds = scored.roles[role]
    own, top = _bounded(odds[index]), _bounded(max(odds))
    other = max(_bounded(scored.roles[r][index]) for r in ROLES if r != role)
    any_ = _bounded(scored.cable["any"])
    kinds = [_bounded(scored.cable[t]) for t in ("attack", "bombing", "kidnapping")]
    near = sum(value > odds[index] - 1.0 for value in odds)
    return [1.0, own, own - top, top, other, any_, *kinds, max(any_, 0.0) * own / 6.0, min(near, 10) / 10.0]


class Filler:
    """The learned mapping."""

    def __init__(self, content: Mapping[str, Any]) -> None:
        self.roles: Mapping[str, Mapping[str, float]] = content["roles"]
        self.types: Mapping[str, Mapping[str, float]] = content["types"]
        self.cuts = Cuts(**content["cuts"])
        self.stack = Stack(**content["stack"])

    def scored(self, cable: Cable) -> Scored:
        """The log-odds of everything in a cable."""
        found = candidates(cable)
        of_cable = cable_features(cable)
        return Scored(
            found=found,
            roles={role: [_odds(self.roles[role], c.features) for c in found] for role in ROLES},
            cable={name: _odds(weights, of_cable) for name, weights in self.types.items()},
            hits=cable.hits,
            sentence_of={at: cable.doc[at].sent.start for c in found for at in c.heads}
            | {at: cable.doc[at].sent.start for at, _ in cable.hits},
        )

    def fill(self, cable: Cable) -> list[Template]:
        """The templates of a cable."""
        return decode(self.stack.applied(self.scored(cable)), self.cuts)


@cache
def load_filler() -> Filler:
    """The packaged mapping."""
    return Filler(json.loads(gzip.decompress((files("dateline") / "data" / FILE).read_bytes())))


def _odds(weights: Mapping[str, float], features: Iterable[str]) -> float:
    return weights.get(BIAS, 0.0) + math.fsum(weights.get(f, 0.0) for f in features)


# ------------------------------------------------------------------------------------------------------------ decoding


def decode(scored: Scored, cuts: Cuts) -> list[Template]:
    """Templates out of scores: one for each type that is likely, its roles filled with the likeliest strings."""
    types = [t for t in TYPES if scored.cable.get(t, -9.0) >= cuts.type[t]]
    if scored.cable["any"] >= cuts.any and not types:
        types = [max(TYPES, key=lambda t: scored.cable.get(t, -9.0))]
    if not types:
        return []
    gate = cuts.gate * scored.cable["any"]
    chosen = {role: _chosen(scored, role, cuts.role[role] - gate) for role in ROLES}
    chosen["PerpInd"] = [i for i in chosen["PerpInd"] if i not in chosen["PerpOrg"]]
    if len(types) == 1:
        return [_template(types[0], scored, chosen)]
    parts = []
    for kind in types:
        mine = {
            role: [i for i in chosen[role] if role in ("PerpInd", "PerpOrg") or _nearest(scored, i, types) == kind]
            for role in ROLES
        }
        parts.append(_template(kind, scored, mine))
    return [p for p in parts if any(p.roles.values())] or parts[:1]


def _template(kind: str, scored: Scored, chosen: Mapping[str, Sequence[int]]) -> Template:
    roles = {role: tuple((scored.found[i].text,) for i in chosen[role]) for role in ROLES}
    return Template(type=kind, roles=roles)


def _chosen(scored: Scored, role: str, cut: float) -> list[int]:
    """Indexes of the candidates that fill a role: the likeliest of those with one head, one of those of one name."""
    odds = scored.roles[role]
    taken: list[int] = []
    heads: set[int] = set()
    for index in sorted((i for i, value in enumerate(odds) if value >= cut), key=lambda i: -odds[i]):
        candidate = scored.found[index]
        if heads & set(candidate.heads):
            continue
        words = set(normalised(candidate.text).split())
        if any(words <= (o := set(normalised(scored.found[t].text).split())) or o <= words for t in taken):
            continue
        taken.append(index)
        heads |= set(candidate.heads)
    return sorted(taken, key=lambda i: min(scored.found[i].places))


def _nearest(scored: Scored, index: int, types: Sequence[str]) -> str:
    """The type whose words stand nearest to a candidate; the first of the types where none stands near."""
    best = (10**6, types[0])
    for head in scored.found[index].heads:
        for at, kind in scored.hits:
            for name in types:
                if kind in TYPE_KINDS[name]:
                    away = abs(at - head) + (0 if scored.sentence_of.get(at) == scored.sentence_of.get(head) else 40)
                    best = min(best, (away, name))
    return best[1]


def with_slots(template: Template, **slots: Any) -> Template:
    """A template with date, location, numbers and effects."""
    return replace(template, **slots)
