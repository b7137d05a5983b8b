"""Which kinds of event can be two reports' words for one happening.

The generic "attack" is how one report tells what another calls an air strike or a roadside bomb; a protest is
never a bombing. ACLED's codebook has one event take the highest type, so the specific kind wins in the fold.
"""

from __future__ import annotations

from dateline.terms import EventKind as K
from dateline.terms import Measure

__all__ = ["CAME_OF_IT", "COMMON", "TERRITORY", "is_rough", "is_violent", "kind_fits", "kinds_of_measure"]

_VIOLENT = frozenset(
    {
        K.ARMED_CLASH,
        K.AIR_STRIKE,
        K.SHELLING,
        K.SUICIDE_BOMB,
        K.REMOTE_EXPLOSIVE,
        K.GRENADE,
        K.CHEMICAL_WEAPON,
        K.ATTACK,
        K.SEXUAL_VIOLENCE,
        K.MOB_VIOLENCE,
        K.FORCE_AGAINST_PROTESTERS,
    }
)
COMMON = frozenset({K.ATTACK, K.ARMED_CLASH, K.ARREST, K.OTHER})
"""Kinds that tell little of which happening is meant."""
TERRITORY = frozenset(
    {K.GOVERNMENT_REGAINS_TERRITORY, K.NON_STATE_ACTOR_OVERTAKES_TERRITORY, K.NON_VIOLENT_TRANSFER_OF_TERRITORY}
)
CAME_OF_IT = frozenset({K.LOOTING, K.DISRUPTED_WEAPONS_USE})
"""Kinds that stand behind the violence in which things were burned or seized."""
_PAIRS: dict[frozenset[K], float] = {
    frozenset({K.ARMED_CLASH, K.GOVERNMENT_REGAINS_TERRITORY}): 0.9,
    frozenset({K.ARMED_CLASH, K.NON_STATE_ACTOR_OVERTAKES_TERRITORY}): 0.9,
    frozenset({K.ATTACK, K.GOVERNMENT_REGAINS_TERRITORY}): 0.3,
    frozenset({K.ATTACK, K.NON_STATE_ACTOR_OVERTAKES_TERRITORY}): 0.3,
    frozenset({K.AIR_STRIKE, K.SHELLING}): 0.2,
    frozenset({K.SUICIDE_BOMB, K.REMOTE_EXPLOSIVE}): 0.4,
    frozenset({K.GRENADE, K.REMOTE_EXPLOSIVE}): 0.2,
    frozenset({K.GRENADE, K.SHELLING}): 0.0,
    frozenset({K.REMOTE_EXPLOSIVE, K.SHELLING}): 0.0,
    frozenset({K.REMOTE_EXPLOSIVE, K.AIR_STRIKE}): 0.0,
    frozenset({K.ARMED_CLASH, K.SHELLING}): -0.4,
    frozenset({K.ARMED_CLASH, K.REMOTE_EXPLOSIVE}): -0.4,
    frozenset({K.ARMED_CLASH, K.AIR_STRIKE}): -0.4,
    frozenset({K.ARMED_CLASH, K.MOB_VIOLENCE}): 0.0,
    frozenset({K.FORCE_AGAINST_PROTESTERS, K.PROTEST_WITH_INTERVENTION}): 0.3,
    frozenset({K.FORCE_AGAINST_PROTESTERS, K.VIOLENT_DEMONSTRATION}): 0.2,
    frozenset({K.PROTEST_WITH_INTERVENTION, K.VIOLENT_DEMONSTRATION}): 0.2,
    frozenset({K.PROTEST_WITH_INTERVENTION, K.PEACEFUL_PROTEST}): 0.1,
    frozenset({K.PEACEFUL_PROTEST, K.VIOLENT_DEMONSTRATION}): -0.4,
    frozenset({K.MOB_VIOLENCE, K.VIOLENT_DEMONSTRATION}): 0.2,
    frozenset({K.ARREST, K.ABDUCTION}): -0.2,
    frozenset({K.DISPLACEMENT, K.EVACUATION}): -0.2,
    frozenset({K.LOOTING, K.ATTACK}): -0.2,
    frozenset({K.SURRENDER, K.ARREST}): -0.4,
}
_TOGETHER = {
    Measure.KILLED: _VIOLENT | {K.VIOLENT_DEMONSTRATION, K.PROTEST_WITH_INTERVENTION} | TERRITORY,
    Measure.INJURED: _VIOLENT | {K.VIOLENT_DEMONSTRATION, K.PROTEST_WITH_INTERVENTION} | TERRITORY,
    Measure.MISSING: _VIOLENT | {K.ABDUCTION},
    Measure.DETAINED: frozenset({K.ARREST, K.ARMED_CLASH, K.VIOLENT_DEMONSTRATION, K.PROTEST_WITH_INTERVENTION})
    | TERRITORY,
    Measure.ABDUCTED: frozenset({K.ABDUCTION, K.ATTACK, K.ARMED_CLASH}),
    Measure.SURRENDERED: frozenset({K.SURRENDER}),
    Measure.DISPLACED: frozenset({K.DISPLACEMENT}),
    Measure.EVACUATED: frozenset({K.EVACUATION}),
    Measure.RESCUED: frozenset({K.OTHER}),
    Measure.RETURNED: frozenset({K.RETURN}),
    Measure.DESTROYED: _VIOLENT | {K.LOOTING, K.DISRUPTED_WEAPONS_USE},
    Measure.ATTACKS: _VIOLENT,
}


def is_violent(kind: K | None) -> bool:
    """True for kinds in which people are hurt."""
    return kind in _VIOLENT


def is_rough(kind: K | None) -> bool:
    """True for what can have loot and wreckage behind it: violence, a place that changes hands, a riot."""
    return is_violent(kind) or kind in TERRITORY or kind is K.VIOLENT_DEMONSTRATION


def kind_fits(a: K | None, b: K | None) -> float | None:
    """How well two kinds fit one happening: 1 the same, above 0 possible, below 0 unlikely, None excluded."""
    if a is None or b is None:
        return 0.0
    if a is b:
        return 0.5 if a is K.OTHER else 0.8 if a in (K.ATTACK, K.ARMED_CLASH, K.ARREST) else 1.0
    pair = frozenset({a, b})
    if pair in _PAIRS:
        return _PAIRS[pair]
    if pair <= _VIOLENT and K.ATTACK in pair:
        return 0.2
    if pair <= TERRITORY:
        return -0.2
    return None


def kinds_of_measure(measure: Measure) -> frozenset[K]:
    """The kinds of event that a figure of this measure can count; empty for stocks."""
    return frozenset(_TOGETHER.get(measure, frozenset()))
