"""The words of the brief: what happened in an editor's words, and what is cut from the words for those counted."""

from __future__ import annotations

import re

from dateline.terms import EventKind, Measure

__all__ = [
    "ALONE",
    "BOTH_SIDES",
    "CAUSE_WORDS",
    "COMMON_NOUNS",
    "DEFINITE_BODIES",
    "EMPTY_WORDS",
    "HELD_WORDS",
    "IN_BRACKETS",
    "KIND_WORDS",
    "LEAD_MEASURES",
    "MAGNITUDES",
    "MEASURE_ORDER",
    "MEASURE_WORDS",
    "NUMBER_WORDS",
    "OF_TARGET",
    "PART_WORDS",
    "PLURAL_NOUNS",
    "PRONOUNS",
    "RELEASED",
    "SITES",
    "STATE_WORDS",
    "UNCOUNTED_NOUNS",
]

IN_BRACKETS = re.compile(r"\s*\((?:[^()]|\([^()]*\))*\)$")
"""What a headline leaves out at the end of the words for those counted; "Frontier Corps (FC) officer" stays."""
MEASURE_ORDER = tuple(
    """
    killed injured missing abducted detained surrendered rescued displaced evacuated returned hosted trapped present
    destroyed attacks
    """.split()
)
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


def kind_label(kind: EventKind) -> str:
    """What a reader is told of a kind of event."""
    return KIND_WORDS.get(kind) or kind.value.replace("_", " ").capitalize()


RELEASED = "Captives freed or exchanged"
BOTH_SIDES = frozenset({EventKind.ARMED_CLASH, EventKind.AGREEMENT})
ALONE = frozenset(
    {EventKind.DISPLACEMENT, EventKind.RETURN, EventKind.SURRENDER, EventKind.PEACEFUL_PROTEST, EventKind.EVACUATION}
)
STATE_WORDS = re.compile(
    r"^(?:(?:an?)\s+|(?:of\s+)?(?:the|them|those|these|their|our|my|your|his|her|its|whom|which|we|us|some)\s+|of\s+|other\s+|"
    r"another\s+|more\s+|new\s+(?=arrivals)|"
    r"(?:dead|killed|slain|wounded|injured|hurt|displaced|kidnapped|abducted|detained|arrested)\s+(?=\w))+",
    re.IGNORECASE,
)
NUMBER_WORDS = re.compile(
    r"^(?:(?:at least|more than|fewer than|less than|up to|as many as|close to|approximately|about|around|nearly|almost|over|"
    r"some|roughly|an estimated)\s+)?(?:\d[\d,.\u202f]*|one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|"
    r"(?:thir|four|fif|six|seven|eigh|nine)teen|(?:twen|thir|for|fif|six|seven|eigh|nine)ty(?:-\w+)?|(?:a|half a) dozen|"
    r"(?:tens|hundreds) of thousands|dozens?|scores|hundreds?|thousands?|several|a number)(?:\s+of)?(?=\s|$)",
    re.IGNORECASE,
)
MAGNITUDES = frozenset("dozens scores hundreds thousands".split())
PRONOUNS = frozenset("i me we us you he him she her they them it who whom whose one ones mine ours theirs".split())
EMPTY_WORDS = frozenset(
    """
    them those whom dead killed wounded injured hurt missing others other more another casualties casualty arrests arrest
    deaths death bodies body captured detained displaced us lives life the of a an kidnapped abducted victims who injuries
    held taken prisoner fate fatalities toll so and own side his her their our its
    """.split()
)
COMMON_NOUNS = frozenset(
    """
    armed rebels rebel riders gunmen gunman militants soldiers troops police crowds crowd protesters demonstrators men
    people residents villagers civilians unidentified unknown suspected masked bandits fighters insurgents guerrillas
    attackers assailants families women children students inhabitants refugees prisoners raiders sappers herders farmers
    combatants combatant civilian patients girls boys youths youth officers members staff workers captives terrorists
    terrorist riders crowd team traders
    """.split()
)
PART_WORDS = re.compile(
    r"\b(?:of|among) (?:the|those) (?:\w+ )?(?:dead|wounded|injured|victims|killed|detained|detainees|displaced)\b",
    re.I,
)
DEFINITE_BODIES = frozenset(
    """
    army government police military gendarmerie navy regime authorities opposition state coalition army's command
    """.split()
) | {"air force", "armed forces", "security forces", "air component", "general staff"}
PLURAL_NOUNS = frozenset(
    "people men women children gunmen militiamen policemen tribesmen herdsmen servicemen cattle".split()
)
UNCOUNTED_NOUNS = frozenset(
    """
    ammunition property personnel staff population livestock equipment furniture food aid money public youth infantry traffic
    """.split()
)
HELD_WORDS = re.compile(
    r"\b(?:kidnapped|abducted|captive|captives|hostages?|prisoners?|detainees?|freed|released|held)\b", re.IGNORECASE
)
"""People who were held and came free did not free themselves."""

LEAD_MEASURES = {
    EventKind.ARREST: (Measure.DETAINED,),
    EventKind.ABDUCTION: (Measure.ABDUCTED,),
    EventKind.DISPLACEMENT: (Measure.DISPLACED,),
    EventKind.EVACUATION: (Measure.EVACUATED,),
    EventKind.RETURN: (Measure.RETURNED,),
    EventKind.SURRENDER: (Measure.SURRENDERED,),
    EventKind.OTHER: (Measure.RESCUED,),
}
"""What a headline of such an event counts first; of all others the dead, then the hurt."""

MEASURE_WORDS = {
    Measure.KILLED: "killed",
    Measure.INJURED: "injured",
    Measure.MISSING: "missing",
    Measure.DETAINED: "detained",
    Measure.ABDUCTED: "abducted",
    Measure.SURRENDERED: "surrendered",
    Measure.DISPLACED: "displaced",
    Measure.EVACUATED: "evacuated",
    Measure.RESCUED: "freed",
    Measure.RETURNED: "returned",
    Measure.HOSTED: "sheltered",
    Measure.TRAPPED: "trapped",
    Measure.PRESENT: "present",
    Measure.DESTROYED: "destroyed",
    Measure.ATTACKS: "attacks",
}

CAUSE_WORDS = {
    EventKind.ARMED_CLASH: "in fighting",
    EventKind.GOVERNMENT_REGAINS_TERRITORY: "as government side retakes ground",
    EventKind.NON_STATE_ACTOR_OVERTAKES_TERRITORY: "as armed group takes ground",
    EventKind.AIR_STRIKE: "in air strike",
    EventKind.SHELLING: "in shelling",
    EventKind.SUICIDE_BOMB: "in suicide bombing",
    EventKind.REMOTE_EXPLOSIVE: "by bomb or mine",
    EventKind.GRENADE: "in grenade attack",
    EventKind.CHEMICAL_WEAPON: "in chemical attack",
    EventKind.ATTACK: "in attack",
    EventKind.SEXUAL_VIOLENCE: "in sexual violence",
    EventKind.DISRUPTED_WEAPONS_USE: "as weapons are seized or destroyed",
    EventKind.LOOTING: "in looting or destruction",
    EventKind.PEACEFUL_PROTEST: "at protest",
    EventKind.PROTEST_WITH_INTERVENTION: "as protest is broken up",
    EventKind.FORCE_AGAINST_PROTESTERS: "as force is used against protesters",
    EventKind.VIOLENT_DEMONSTRATION: "in riot",
    EventKind.MOB_VIOLENCE: "by mob",
    EventKind.DISPLACEMENT: "as people flee",
    EventKind.ABDUCTION: "in abduction",
    EventKind.ARREST: "in arrests",
}
"""How a headline ties its number to what happened: "12 killed in air strike"."""

OF_TARGET = {
    EventKind.ARREST: "of",
    EventKind.ABDUCTION: "of",
    EventKind.EVACUATION: "of",
    EventKind.SEXUAL_VIOLENCE: "against",
    EventKind.FORCE_AGAINST_PROTESTERS: "",
    EventKind.LOOTING: "of",
    EventKind.SHELLING: "of",
    EventKind.DISRUPTED_WEAPONS_USE: "",
}
"""The word between what happened and to whom: "Arrest of traders", else "on"."""

SITES = re.compile(
    r"\b(?:markets?|hospitals?|clinics?|schools?|mosques?|churches|church|bus|buses|minibus|convoy|pickup|truck|lorry|vehicles?|"
    r"camp|post|checkpoint|base|barracks|house|houses|homes?|shops?|station|airport|airstrip|bridge|column|position|funeral|"
    r"wedding|restaurant|hotel|prison|offices?|village|villages|town|neighbou?rhood|farm|mill|well|patrol|train|ship|boat)\b",
    re.IGNORECASE,
)
"""Targets that are places or vehicles and belong into a headline."""
