"""Words by which :mod:`dateline.claims.events_kinds` tells one kind of event from another.

They belong to grammar rather than to the codebook: each only confirms or bars a kind that the codebook's words gave.
"""

from __future__ import annotations

import re
from typing import Final

__all__ = [
    "ANIMALS",
    "BODIES",
    "BY_HAND",
    "CAPTIVES",
    "CARED_FOR",
    "CARRIERS",
    "COMMUNITIES",
    "DOERS",
    "FOREIGN",
    "FOR_CARE",
    "FREED",
    "GROUPS_IN_FLIGHT",
    "GROUPS_MOVED",
    "HAPPENINGS",
    "HEADS_OF_MODIFIER",
    "HELD_BEFORE",
    "MANNED",
    "MARCHERS",
    "MOBS",
    "OF_POLICE",
    "OF_RELIEF",
    "OF_WAR",
    "OF_WORK",
    "PARTS",
    "PLACE_NOUNS",
    "RANSOM_TALK",
    "SMALL_ARMS",
    "UNMANNED",
    "VISITORS",
    "VIOLENCE_HINTS",
    "WHERE",
]

VIOLENCE_HINTS: Final = frozenset(
    """
    shot shots shooting gunshot gunshots gunfire bullet bullets bullet-riddled riddled stabbed beheaded decapitated slit
    tortured torture bound blindfolded gagged executed mutilated dismembered murdered killed slain massacre
    grave graves homicide wounds throats throat violence headless dismembered charred handcuffed tied hanged hacked
    dumped bullet-ridden machete machetes decomposing mass
    """.split()
)
SMALL_ARMS: Final = frozenset(
    """
    arms weapon gun rifle pistol machete knife knives fire gunfire machinegun kalashnikov ak-47 stick spear arrow club
    stone axe sword bayonet cutlass blade rpg
    """.split()
)
"""Arms of a fight on the ground: with them beside, rockets and grenades make of an attack no shelling."""
OF_WORK: Final = frozenset(
    {"workers", "union", "unions", "teachers", "pay", "wages", "shutdown", "bandh", "hunger", "transport"}
)
OF_POLICE: Final = frozenset(
    """
    police policemen officers detectives prosecutor prosecutors suspect suspects custody questioning soldiers troops
    gendarmes army authorities investigators investigation forces sheriff raid sweep checkpoint murder killing attack
    """.split()
)
OF_WAR: Final = frozenset(
    """
    killed kill killing hit destroyed targeted dead wounded drone missile missiles jets warplanes
    """.split()
)
PARTS: Final = frozenset({"block", "blocks", "house", "houses", "building", "buildings", "position", "positions"})
BODIES: Final = frozenset({"body", "bodies", "corpse", "corpses", "remains", "cadaver", "cadavers"})
BY_HAND: Final = ("stab", "behead", "hack", "strangl", "lynch", "decapitat", "slaughter", "beat", "slit", "ston")
"""Beginnings of words for killing by hand or blade, which no aircraft or gun does."""
PLACE_NOUNS: Final = frozenset(
    """
    centre center centres centers
    town city village villages towns area territory district province base airport port hill neighborhood
    neighbourhood suburb border crossing stronghold positions position camp headquarters ground region capital
    bridge checkpoint barracks outpost post posts block blocks quarter quarters ridge hilltop facility airfield dam
    stretch county island enclave junction highway control garrison garrisons checkpoints checkpost checkposts bases
    camps hills hamlet hamlets heights valley pass fort fortress settlement settlements locality localities suburbs
    ward wards outskirts
    districts airstrip pocket station stations jetty wharf quarry checkpost crossroads roundabout monastery
    commune communes compound compounds mine mines headquarter detachment detachments bunker bunkers fortification
    trench trenches ranges watchtower customs factory plant seaport harbour harbor terminal parliament presidency tv
    municipality refinery oilfield oilfields prison palace square frontline
    """.split()
)
DOERS: Final = frozenset(
    """
    attackers attacker gunmen gunman assailants assailant raiders raider militants bandits bomber bombers shooter
    shooters insurgents rebels killers killer perpetrators kidnappers abductors riders horsemen fighters
    """.split()
)
ANIMALS: Final = frozenset(
    "animal pet dog cat cow cattle sheep goat horse donkey camel pig bear wolf elephant lion tiger leopard bird".split()
)
OF_RELIEF: Final = frozenset("recovery rescue relief humanitarian cleanup aid".split())
HAPPENINGS: Final = frozenset(
    """
    attack incident shooting killing clash explosion blast bombing raid strike ambush abduction kidnapping assault
    shelling massacre murder airstrike arrest violence gunfight encounter firefight
    """.split()
)
COMMUNITIES: Final = frozenset("communities clans tribes villages villagers families residents groups sides".split())
"""Who fights a neighbour without being an armed group: ACLED's mob violence, unless they bear arms."""
CARRIERS: Final = frozenset(
    "ship vessel trawler tanker carrier freighter yacht boat dhow ferry barge plane airliner bus train".split()
)
CARED_FOR: Final = frozenset(
    """
    hospital hospitals clinic safety treatment treated shelter school court morgue mortuary ambulance ambulances
    surgery wounded injured funeral burial shower responsibility photographs part place care
    """.split()
)
GROUPS_IN_FLIGHT: Final = frozenset(
    """
    people residents civilians villagers families refugees thousands hundreds persons households women children others
    inhabitants population individuals souls dozens scores locals townspeople everyone everybody
    """.split()
)
VISITORS: Final = frozenset(
    """
    onlooker onlookers spectator spectators visitor visitors guest guests delegate delegates official officials
    journalist journalists reporter reporters firefighters medics paramedics tourists fans supporters mourners
    protesters protestors demonstrators voters shoppers commuters investigators detectives deputies lawmakers
    bystanders well-wishers pilgrims
    """.split()
)
"""Those who come and go for other reasons than violence."""
UNMANNED: Final = frozenset(
    "drone drones missile missiles rocket rockets uav uavs projectile projectiles quadcopter shells".split()
)
FOR_CARE: Final = frozenset({"hospital", "hospitals", "clinic", "treatment", "treated", "surgery", "stretcher"})
MARCHERS: Final = frozenset(
    """
    protest protests protesters protestors demonstrators demonstration demonstrations protesting rally marchers march
    rioters riot
    """.split()
)
FREED: Final = frozenset(
    """
    hostage hostages captive captives prisoner prisoners detainee detainees inmate inmates victim victims convicts pows
    suspect suspects abductee abductees youth soldiers sailors crew miners
    """.split()
)
CAPTIVES: Final = FREED - frozenset("suspect suspects victim victims youth soldiers sailors crew miners".split())
"""Those whose escape is one from captivity whatever else is said; of the others the sentence has to say it."""
HELD_BEFORE: Final = re.compile(
    r"\b(?:prisons?|jails?|custody|captiv\w+|captors?|kidnap\w*|abduct\w*|hostages?|detention|cells?|ransom|traffick\w+)\b",
    re.IGNORECASE,
)
RANSOM_TALK: Final = frozenset(
    "ransom demand demands demanding demanded talks negotiations appeal appeals called calls".split()
)
"""Above "for the release": what is asked for has not come about."""
WHERE: Final = frozenset({"in", "at", "on", "near", "between", "along", "off", "within", "outside", "opposite"})
MOBS: Final = frozenset(
    {"mob", "mobs", "crowd", "crowds", "villagers", "residents", "locals", "neighbours", "neighbors"}
)
FOREIGN: Final = frozenset(
    {"russian", "rwandan", "israeli", "turkish", "eritrean", "russia", "rwanda", "turkey", "eritrea"}
)
"""Nationalities whose forces take ground abroad: of a place taken by them ACLED says that a non-state or foreign force
overtook it."""
MANNED: Final = frozenset(
    "helicopter helicopters plane planes aircraft jet jets warplane warplanes gunship chopper".split()
)
"""What flies with people in it: to shoot it down is a fight, to shoot down a drone disrupts a weapon (ACLED)."""
GROUPS_MOVED: Final = frozenset(
    """
    patients in-patients inpatients staff families residents civilians people villagers women children workers employees
    wounded pupils students refugees personnel households foreigners nationals citizens tourists miners
    """.split()
)
"""Who is moved to safety; "transferred" and "pulled out" are of prisoners and victims too."""
HEADS_OF_MODIFIER: Final = frozenset(
    """
    suspect suspects charge charges investigation investigators detective detectives squad victim victims survivor survivors
    warrant warrants trial case cases scene site spree suspect's helicopter helicopters aircraft jet jets
    police movement leader leaders capital workers worker team unit units plan plans threat threats capability group
    groups gang gangs centre center centres centers facility facilities vehicle gear crew wing camp season rate rates
    statistics reports report call calls law laws bill
    affidavit record mission missions effort efforts
    agency range club position positions zone zones ground grounds ship ships dog dogs plane planes weapon
    weapons rifle rifles record field line lines front organizers organisers ban permit shelter shelters
    insurance method methods tactic tactics bureau unit's commander
    """.split()
)
"""Nouns before which a word for a deed only says of what kind they are ("shooting victims", "bomb squad")."""
