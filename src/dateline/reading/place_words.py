"""The words around names of places: kinds, sites, directions, what stands before a name, what is none."""

from __future__ import annotations

import re
from typing import Final

from dateline.words import MONTHS, WEEKDAYS

__all__ = [
    "ADMINISTRATIVE",
    "ALL_KINDS",
    "DIRECTION",
    "DISTANCE",
    "KIND_OF_OTHER",
    "LOWER_OTHER",
    "NAME_MORE",
    "NEAR",
    "NEAR_KM",
    "NOT_NAMES",
    "OFFICE",
    "ORGANISATIONAL",
    "ORG_LABELS",
    "PEOPLE_LABELS",
    "PERSON_LABELS",
    "PLACE_LABELS",
    "SITE_WORDS",
    "STREET",
    "RECORDING",
    "SPEAKERS_AFAR",
    "SPEECH",
    "TAG_OF_KIND",
    "TOWARDS",
]

PLACE_LABELS: Final = frozenset({"LOC", "GPE", "FAC", "PLACE", "LOCATION"})
ORG_LABELS: Final = frozenset({"ORG", "ORGANIZATION", "ORGANISATION"})
PEOPLE_LABELS: Final = frozenset({"NORP", "NAT", "NATIONALITY"})
PERSON_LABELS: Final = frozenset({"PER", "PERSON"})

# Kind words after or before a name, by the tag that they give.
KINDS: Final[dict[str, str]] = {
    "town": "village|town|township|hamlet|city|settlement|municipality|commune|locality|port city|capital",
    "quarter": "neighbourhood|neighborhood|suburb|quarter|borough|barangay|ward|colony|residential area|"
    "housing estate|estate|favela|barrio|slum",
    "admin2": "district|county|tehsil|taluk|taluka|upazila|raion|sub-district|subdistrict|sub district|sub-division|sub division|"
    "subdivision|sub-county|woreda|parish|prefecture|local government area|agency|block|mandal|tambon|canton|kebele|"
    "payam|cercle|regency|kabupaten|"
    "sub-prefecture|subprefecture|arrondissement|chiefdom|chefferie|groupement|hromada|thana|constituency",
    "admin1": "province|governorate|state|oblast|department|division|wilaya|wilayat|muhafazah",
    "region": "region|valley|desert|peninsula|plain|plateau|highlands|forest|forests|jungle|basin|"
    "delta|corridor|border area|island|islands|archipelago|strip|coast|enclave",
    "camp": "camp|refugee camp|displacement camp|IDP camp",
    "water": "river|lake|sea|gulf|strait|bay|canal|dam",
    "mountain": "mountain|mountains|hills|hill",
}
SITES: Final = (
    "hotel|hospital|school|mosque|church|cathedral|temple|shrine|synagogue|university|college|academy|airport|airbase|"
    "air base|airfield|base|barracks|bridge|prison|jail|market|bazar|bazaar|palace|stadium|square|avenue|street|road|"
    "highway|boulevard|station|police station|checkpoint|crossing|border crossing|embassy|consulate|mall|plaza|"
    "restaurant|cafe|bar|club|theatre|theater|factory|refinery|oil field|gas field|mine|farm|park|gate|tower|towers|"
    "building|apartments|courthouse|cemetery|terminal|clinic|medical center|medical centre|junction|roundabout|chowk|"
    "nightclub|night club|tavern|lounge|apartment complex|shopping center|shopping centre|housing complex|housing project"
)
#: The end of a street's name, by which it is known as one ("S. 12th St.", "I Street SE", "Alan Kent Drive").
STREET: Final = re.compile(
    r"\b(?:[Ss]treets?|STREETS?|St\.?|[Aa]venues?|AVENUES?|Ave?\.?|[Bb]oulevard|BOULEVARD|Blvd\.?|[Rr]oads?|ROADS?|Rd\.?|Drive|Dr\.?|Lane|Ln\.?|"
    r"Court|Ct\.?|Place|Pl\.?|Parkway|Pkwy\.?|[Hh]ighway|HIGHWAY|Hwy\.?|Terrace|Circle|Trail|Turnpike|Pike|Crescent|Expressway|Freeway|Loop)"
    r"(?:\s+(?:[NSEW]|NW|NE|SW|SE|North|South|East|West)\.?)?$"
)
DIRECTION: Final = (
    r"(?:(?:far|deep|south|north|upper|lower)[-\s]+)?(?:north|south|east|west|northeast|northwest|southeast|southwest|"
    r"north-east|north-west|south-east|south-west|northern|southern|eastern|western|central|northeastern|northwestern|"
    r"southeastern|southwestern|north-eastern|north-western|south-eastern|south-western|downtown|rural|coastal|upper|"
    r"lower|inner|greater|mid)"
)
NEAR: Final = re.compile(
    r"(?:\b(?:near|nearby|close\s+to|outside(?:\s+of)?|around|next\s+to|adjacent\s+to|not\s+far\s+from|bordering|beyond)|"
    r"\b(?:outskirts|edge|edges|vicinity|periphery|environs|suburbs)\s+of|"
    r"\b(?:kilomet(?:er|re)s?|kms?|miles?)\b[\w\s-]{0,24}?\b(?:of|from)|"
    r"(?<!\bthe\s)\b(?:north|south|east|west|northeast|northwest|southeast|southwest|north-east|"
    r"north-west|south-east|south-west)\s+of)"
    r"(?:\s+the)?(?:(?:\s+[\w-]+){0,2}\s+(?:village|town|city|capital|port|border|district|province|"
    r"region|area|forests?|camp)\s+(?:of|with))?\s+$",
    re.IGNORECASE,
)
DISTANCE: Final = re.compile(
    r"(?P<km>\d[\d,]*)[\s-]*(?:kilomet(?:er|re)s?|kms?|miles?)\b[\w\s,()-]{0,40}?\b(?:of|from)\s+(?:the\s+)?(?:\w+\s+)?$",
    re.IGNORECASE,
)
NEAR_KM: Final = 50.0
TOWARDS: Final = re.compile(
    r"\b(?:from|to|towards?|into|via|bound\s+for|destined\s+for|en\s+route\s+to|linking|links|"
    r"connecting|left\s+for)\s+(?:the\s+)?(?:\w+\s+(?:of|city)\s+)?$",
    re.IGNORECASE,
)
NAME: Final = r"(?:[A-Z][\w’'‘]*|(?:al|el|as|ash|at|ad|an|ar|az|ain|bin)-[A-Z]\w*)(?:[-‐][A-Za-z]\w*)*"
NAME_MORE: Final = (
    rf"(?:{NAME}(?:\s+(?:(?:al|el|as|ash|ad|an|ar|az|de|del|la|las|los|do|da|dos|bin|e|y|ul|of)\s+)?{NAME}){{0,3}})"
)
NOT_NAMES: Final = frozenset(
    [
        "a",
        "an",
        "the",
        "this",
        "that",
        "these",
        "those",
        "he",
        "she",
        "it",
        "they",
        "we",
        "i",
        "his",
        "her",
        "its",
        "their",
        "our",
        "my",
        "in",
        "on",
        "at",
        "by",
        "of",
        "for",
        "from",
        "to",
        "with",
        "and",
        "or",
        "but",
        "as",
        "if",
        "when",
        "while",
        "after",
        "before",
        "during",
        "since",
        "until",
        *WEEKDAYS,
        *MONTHS,
        "mr",
        "mrs",
        "ms",
        "dr",
        "president",
        "minister",
        "general",
        "colonel",
        "captain",
        "lieutenant",
        "sergeant",
        "major",
        "spokesman",
        "spokeswoman",
        "islam",
        "islamic",
        "christian",
        "muslim",
        "sunni",
        "shiite",
        "shia",
        "jewish",
        "police",
        "army",
        "military",
        "navy",
        "security",
        "government",
        "united",
        "national",
        "federal",
        "local",
        "regional",
        "international",
        "several",
        "two",
        "three",
        "four",
        "five",
        "six",
        "seven",
        "eight",
        "nine",
        "ten",
        "eleven",
        "twelve",
        "many",
        "some",
        "no",
        "another",
        "other",
        "each",
        "every",
        "all",
        "both",
        "there",
        "here",
        "where",
        "who",
        "which",
        "what",
        "how",
        "armed",
        "bomb",
        "islamist",
        "taliban",
        "isis",
        "cpi",
        "sf",
        "sfs",
        "north",
        "south",
        "east",
        "west",
        "northern",
        "southern",
        "eastern",
        "western",
        "central",
        "eyewitness",
        "republic",
        "kingdom",
        "federation",
        "narco",
        "nation",
        "failed",
        "puppet",
        "deep",
        "border",
        "post",
        "base",
        "rebel",
        "besieged",
        "meanwhile",
        "however",
        "earlier",
        "later",
        "officials",
        "sources",
        "reuters",
        "ap",
        "afp",
    ]
)
ALL_KINDS: Final = "|".join(sorted((w for words in KINDS.values() for w in words.split("|")), key=len, reverse=True))
SITE_WORDS: Final = "|".join(sorted(SITES.split("|"), key=len, reverse=True))
# Kind words that stand before "of" in other names ("Department of Defense", "state of emergency").
KIND_OF_OTHER: Final = frozenset(
    [
        "state",
        "division",
        "ward",
        "block",
        "agency",
        "mine",
        "department",
        "agencie",
        "capital",
        "college",
        "academy",
        "quarter",
        "base",
    ]
)
ADMINISTRATIVE: Final = frozenset({"department", "state", "division", "block"})
OFFICE: Final = re.compile(
    r"(?:Defen[cs]e|Justice|State|Homeland|Health|Education|Energy|Interior|Treasury|Veterans|Labou?r|Agriculture|Commerce|"
    r"Transportation|Public|Corrections|Social|Foreign|Emergency|Natural|Environment|Police|Child)"
)
# Kind words that make a name of what stands before them only when written with a capital.
LOWER_OTHER: Final = frozenset(
    [
        "state",
        "division",
        "ward",
        "block",
        "agency",
        "department",
        "bar",
        "mine",
        "base",
        "building",
        "station",
        "club",
        "gate",
        "road",
        "street",
        "capital",
        "quarter",
        "plain",
        "coast",
        "college",
        "academy",
    ]
)
# Kind words that more often belong to an organisation: a place only after a preposition of place.
ORGANISATIONAL: Final = frozenset(["division", "department", "agency", "academy", "state"])
TAG_OF_KIND: Final = {word: tag for tag, words in KINDS.items() for word in words.split("|")}
# Those who sit in a capital and speak of what is elsewhere; the police, doctors and residents of a town speak of their town.
SPEAKERS_AFAR: Final = frozenset(
    [
        "office",
        "ministry",
        "embassy",
        "headquarters",
        "diplomat",
        "analyst",
        "spokesman",
        "spokeswoman",
        "spokesperson",
        "agency",
        "organisation",
        "organization",
        "representative",
        "expert",
        "commission",
        "command",
        "ambassador",
        "researcher",
        "mission",
        "secretariat",
        "bureau",
        "observatory",
        "delegation",
        "think-tank",
        "coordinator",
        "group",
        "charity",
    ]
)
# What such a body does with what happened elsewhere: "the mission in Bamako has documented 40 cases".
RECORDING: Final = frozenset(
    "record count register document tally log estimate verify list report confirm put note compile track publish".split()
)
SPEECH: Final = frozenset(
    [
        "say",
        "tell",
        "announce",
        "warn",
        "deny",
        "claim",
        "accuse",
        "insist",
        "vow",
        "urge",
        "agree",
        "demand",
        "call",
        "reject",
        "declare",
    ]
)
