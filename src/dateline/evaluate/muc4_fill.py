"""From a cable's candidates to templates: a linear mapping learned on the training part, and how its scores are used.

``dateline/data/muc4_roles.json`` holds for each role the weight of each feature of a candidate, for each type of
incident the weight of each feature of a cable, and the cuts. ``training/muc4_roles.py`` makes it. The scores are
log-odds; the chance that a cable tells of an incident at all weighs on every candidate.
"""

from __future__ import annotations

import json
import math
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cache
from importlib.resources import files
from typing import Any, Final

from dateline.evaluate.muc4_candidates import Cable, Candidate, cable_features, candidates
from dateline.evaluate.muc4_keys import ROLES, Template, normalised

__all__ = ["TYPES", "Cuts", "Filler", "Scored", "decode", "load_filler"]

TYPES: Final = ("attack", "bombing", "kidnapping", "arson", "robbery")
FILE: Final = "muc4_roles.json"
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
    gate: float = 0.3


@dataclass(frozen=True, slots=True)
class Scored:
    """A cable's candidates with the log-odds of each role, and those of the cable: ``any`` and of each type."""

    found: Sequence[Candidate]
    roles: Mapping[str, Sequence[float]]
    cable: Mapping[str, float]
    hits: Sequence[tuple[int, str]]
    sentence_of: Mapping[int, int]


class Filler:
    """The learned mapping."""

    def __init__(self, content: Mapping[str, Any]) -> None:
        self.roles: Mapping[str, Mapping[str, float]] = content["roles"]
        self.types: Mapping[str, Mapping[str, float]] = content["types"]
        self.cuts = Cuts(**content["cuts"])

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
        return decode(self.scored(cable), self.cuts)


@cache
def load_filler() -> Filler:
    """The packaged mapping."""
    return Filler(json.loads((files("dateline") / "data" / FILE).read_text(encoding="utf-8")))


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
