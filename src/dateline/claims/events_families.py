"""Families of kinds of events: which kinds can tell one happening, which figures a kind can have, which word says more."""

from __future__ import annotations

from typing import Final

from dateline.claims.codebook import Hit
from dateline.terms import EventKind, Measure

__all__ = ["FAMILY", "KIND_OF_MEASURE", "OF_PEOPLE", "PROTESTS", "TERRITORY", "measure_fits", "weight"]

K = EventKind
_VIOLENT: Final = frozenset(
    {K.ARMED_CLASH, K.ATTACK, K.AIR_STRIKE, K.SHELLING, K.SUICIDE_BOMB, K.REMOTE_EXPLOSIVE, K.GRENADE, K.CHEMICAL_WEAPON,
     K.MOB_VIOLENCE, K.FORCE_AGAINST_PROTESTERS}
)  # fmt: skip
PROTESTS: Final = frozenset({K.PEACEFUL_PROTEST, K.PROTEST_WITH_INTERVENTION, K.VIOLENT_DEMONSTRATION})
OF_PEOPLE: Final = frozenset({K.ARREST, K.ABDUCTION, K.DISPLACEMENT, K.RETURN, K.EVACUATION, K.SURRENDER})
TERRITORY: Final = frozenset({K.GOVERNMENT_REGAINS_TERRITORY, K.NON_STATE_ACTOR_OVERTAKES_TERRITORY})


def _families() -> dict[EventKind, str]:
    names = {k: k.value for k in EventKind}
    names.update(dict.fromkeys(_VIOLENT, "violence"))
    names.update(dict.fromkeys(PROTESTS, "protest"))
    names.update(dict.fromkeys(TERRITORY, "territory"))
    return names


FAMILY: Final = _families()
"""Kinds that can tell one happening are of one family."""
KIND_OF_MEASURE: Final = {
    Measure.DETAINED: K.ARREST,
    Measure.ABDUCTED: K.ABDUCTION,
    Measure.SURRENDERED: K.SURRENDER,
    Measure.DISPLACED: K.DISPLACEMENT,
    Measure.EVACUATED: K.EVACUATION,
    Measure.RETURNED: K.RETURN,
    Measure.RESCUED: K.OTHER,
}
"""The kind of happening that figures of these measures are of."""


def weight(hit: Hit) -> float:
    """Longer triggers first; at one length the one that says more (a blast before an attack)."""
    order = {
        "incident": 0.0,
        "find-weapons": 0.2,
        "find-bodies": 0.3,
        "take": 0.55,
        "plant": 0.1,
        "hit": 0.15,
        "throw": 0.5,
        "mob": 6.0,
    }
    whole = any(len(w.split()) == hit.end - hit.start and "*" not in w for w in hit.entry.words)
    return (hit.end - hit.start) + order.get(hit.entry.frame, 0.4) - (0.0 if whole else 0.35)


def measure_fits(measure: Measure, kind: EventKind) -> bool:
    """True where a happening of this kind can have figures of this measure."""
    if kind in KIND_OF_MEASURE.values():
        return KIND_OF_MEASURE.get(measure) is kind
    return measure in (Measure.KILLED, Measure.INJURED, Measure.DESTROYED, Measure.ATTACKS, Measure.MISSING)
