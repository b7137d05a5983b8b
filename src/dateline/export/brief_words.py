"""The words of the brief: what happened in an editor's words, and what is cut from the words for those counted."""

from __future__ import annotations

import re

from dateline.terms import EventKind

__all__ = [
    "ALONE",
    "BOTH_SIDES",
    "COMMON_NOUNS",
    "EMPTY_WORDS",
    "KIND_WORDS",
    "PART_WORDS",
    "RELEASED",
    "STATE_WORDS",
]

KIND_WORDS = {
    EventKind.GOVERNMENT_REGAINS_TERRITORY: "Place retaken by the government side",
    EventKind.NON_STATE_ACTOR_OVERTAKES_TERRITORY: "Place taken by an armed group",
    EventKind.NON_VIOLENT_TRANSFER_OF_TERRITORY: "Place handed over or left",
    EventKind.DISRUPTED_WEAPONS_USE: "Weapons seized or destroyed",
    EventKind.LOOTING: "Looting or destruction of property",
    EventKind.REMOTE_EXPLOSIVE: "Bomb, mine or explosive device",
    EventKind.SUICIDE_BOMB: "Suicide bombing",
    EventKind.GRENADE: "Grenade attack",
    EventKind.CHEMICAL_WEAPON: "Chemical weapon",
    EventKind.CHANGE_TO_GROUP: "Change to an armed group",
    EventKind.HEADQUARTERS_ESTABLISHED: "Base established",
    EventKind.PROTEST_WITH_INTERVENTION: "Protest broken up",
    EventKind.OTHER: "Other event",
}
RELEASED = "Captives freed or exchanged"
BOTH_SIDES = frozenset({EventKind.ARMED_CLASH, EventKind.AGREEMENT})
ALONE = frozenset(
    {EventKind.DISPLACEMENT, EventKind.RETURN, EventKind.SURRENDER, EventKind.PEACEFUL_PROTEST, EventKind.EVACUATION}
)
STATE_WORDS = re.compile(
    r"^(?:(?:of\s+)?(?:the|them|those|these|their|our|his|her|its|whom|which|we|us)\s+|of\s+|other\s+|another\s+|more\s+|"
    r"(?:dead|killed|slain|wounded|injured|hurt|displaced|kidnapped|abducted|detained|arrested)\s+(?=\w))+",
    re.IGNORECASE,
)
EMPTY_WORDS = frozenset(
    """
    them those whom dead killed wounded injured hurt missing others other more another casualties casualty arrests arrest
    deaths death bodies body captured detained displaced us lives life the of a an kidnapped abducted victims who injuries
    """.split()
)
COMMON_NOUNS = frozenset(
    """
    armed rebels rebel riders gunmen gunman militants soldiers troops police crowds crowd protesters demonstrators men
    people residents villagers civilians unidentified unknown suspected masked bandits fighters insurgents guerrillas
    attackers assailants families women children students inhabitants refugees prisoners raiders sappers herders farmers
    """.split()
)
PART_WORDS = re.compile(
    r"\b(?:of|among) (?:the|those) (?:\w+ )?(?:dead|wounded|injured|victims|killed|detained|detainees|displaced)\b",
    re.I,
)
