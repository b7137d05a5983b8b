"""Words by which :mod:`dateline.claims.participants` tells parties, light verbs and deeds from one another.

They belong to grammar rather than to the codebook: who can be counted as a party, which nouns take their victim with
"of", which verbs only carry a noun.
"""

from __future__ import annotations

import re
from typing import Final

__all__ = [
    "POWERS",
    "AGAINST",
    "AIMED",
    "ANNOUNCED",
    "BEARING",
    "BODIES_OF_MEN",
    "CLAIMING",
    "DEEDS",
    "FALLEN",
    "FINDING",
    "GROUPS",
    "HARM",
    "HARMING",
    "LABELS",
    "LEFT",
    "LIGHT",
    "LOSING",
    "NOT_PARTIES",
    "PATIENT_NOUNS",
    "PERSONS",
    "SENT",
    "SET_OFF",
    "STRICT_AGAINST",
    "SUFFERED",
    "UNDERGONE",
    "WITH",
]

AGAINST: Final = frozenset({"on", "against", "at", "upon", "targeting", "into", "inside", "near"})
AIMED: Final = (
    "fir",
    "shoot",
    "shot",
    "open",
    "aim",
    "throw",
    "threw",
    "hurl",
    "lob",
    "launch",
    "strik",
    "struck",
    "unload",
    "blaz",
    "toss",
)
FINDING: Final = frozenset({"find", "discover", "recover", "retrieve", "locate", "unearth", "exhume"})
"""Verbs whose subject comes upon the dead and did not kill them."""
HARMING: Final = re.compile(
    r"\b(?:attack|bomb|kill|shell|murder|massacr|strik|raid|ambush|shoot|burn|"
    r"plant|lay|carr|execut|assault|wound|injur|fir|be(?:ing)? behind|crime|atrocit|abduct|kidnap|loot|tortur|rap(?:e|ing)|target|"
    r"blast|explos|violen|viol|breach|abus|slaughter|terror|blow|detonat|commit|perpetrat|responsib|deaths?|behead|air ?strike)\w*",
    re.I,
)
"""Words of which somebody is accused who may have done the deed that is told beside it."""
LABELS: Final = frozenset({"terrorist", "terror"})
"""Words before a deed that say what it is called, not who did it ("a terrorist attack")."""
STRICT_AGAINST: Final = frozenset({"on", "against", "at", "upon", "targeting"})
WITH: Final = frozenset({"with", "against", "between", "and", "versus"})
LIGHT: Final = frozenset(
    """
    carry launch stage mount conduct perpetrate commit claim execute lead make begin resume open undertake
    orchestrate mastermind lay laid spring sprang unleash continue intensify start order plan claim launched began undertook led
    """.split()
)
CLAIMING: Final = frozenset({"claim", "order", "plan"})
ANNOUNCED: Final = frozenset({"announce", "confirm", "report", "disclose", "reveal"})
SENT: Final = frozenset(
    {"fired", "launched", "dropped", "lobbed", "thrown", "planted", "laid", "left", "hurled", "buried"}
)
SUFFERED: Final = frozenset({"suffer", "face", "survive", "escape", "repel", "repulse", "withstand", "sustain"})
# Nouns whose possessor or "of" phrase is the one to whom it is done.
PATIENT_NOUNS: Final = frozenset(
    """
    arrest detention abduction kidnapping kidnap murder assassination killing execution beheading slaying
    homicide stabbing lynching rape release rescue evacuation apprehension shelling bombardment bombing
    massacre capture seizure storming displacement repatriation recapture looting recovery death shooting
    ambush discovery assault
    """.split()
)
UNDERGONE: Final = (
    "kill", "wound", "injur", "arrest", "abduct", "kidnap", "detain", "rescue", "freed", "evacuat", "murder", "slain",
    "behead", "assassinat", "massacr", "displac", "nabbed", "apprehend", "executed",
)  # fmt: skip
HARM: Final = frozenset({"target", "hit", "strike", "struck", "kill", "wound", "injure"})
PERSONS: Final = frozenset(
    """
    others another him her them they he she who hostage hostages captive captives prisoner prisoners detainee detainees
    inmate inmates member members relative relatives suspects supporters supporter duo trio men others soul souls
    """.split()
)
GROUPS: Final = frozenset(
    """
    group groups number dozens scores hundreds thousands members member lot bulk majority half some one two
    three many several part band column team pair trio handful unit units element elements
    """.split()
)
QUANTITIES: Final = frozenset(
    "total couple batch crowd bunch dozen score gang busload convoy wave group cluster stream column families".split()
)
"""Nouns that stand for those of whom they are ("a total of 57 terrorists")."""
DEEDS: Final = frozenset(
    """
    strike airstrike raid attack bombing shelling bombardment offensive assault bombs bomb blast explosion
    shooting ambush clash fighting operation barrage pounding
    """.split()
)
SET_OFF: Final = frozenset({"set", "detonate", "trigger", "plant", "lay", "place", "bury", "explode", "throw", "hit"})
FALLEN: Final = ("die", "dying", "fell", "fall", "perish", "embrac", "lost", "lose", "attain", "succumb")
NOT_PARTIES: Final = frozenset(
    """
    day night morning evening afternoon week month year time fire bullet bullets gunfire shot shots violence
    attack attacks blast explosion clash clashes incident fighting strike strikes report reports number death
    toll losses casualties fatalities
    vehicle road area place scene statement others it this there what part one way result move operation
    raid people's anger responsibility case home dead battle firing encounter authorities' series wave car
    motorcycle shooting killing ambush bombing assault offensive campaign war salvo advance push lives life
    hail burst bursts volley volleys storm martyrdom aggression attempt attempts incursion infiltration advance bid
    based led backed spot spots way ways decade decades century many few much more less least none all spree wave spate
    conflict insurgency war glass shrapnel debris stones rounds beatings tear gas teargas pellets batons
    parties responsibility siege truce ceasefire deal anger fear panic claim claims allegation allegations
    """.split()
)
BEARING: Final = frozenset({"armed", "masked", "hooded", "gun-toting", "machete-wielding"})
BODIES_OF_MEN: Final = frozenset(
    """
    force forces troop troops soldier soldiers army patrol convoy unit personnel brigade battalion regiment corps base
    barracks checkpoint outpost garrison post navy column guard guards police officer officers commando commandos
    """.split()
)
LEFT: Final = frozenset(
    {
        "compound",
        "amod",
        "nmod:poss",
        "flat",
        "nummod",
        "det",
        "nmod",
        "case",
        "punct",
        "advmod",
        "goeswith",
        "fixed",
        "appos",
    }
)

POWERS: Final = frozenset({"US", "U.S.", "UK", "U.K.", "UAE", "U.A.E.", "EU"})
"""Names that stand before a noun as their adjectives do: a "US strike" is by the US, a "Kabul strike" is in Kabul."""
LOSING: Final = frozenset(
    (
        "put puts gave gives listed set sets lost loses lose losing suffered mourned buried concede concedes conceded "
        "acknowledge acknowledges acknowledged"
    ).split()
)
"""Verbs whose subject counts its own dead."""
