"""Words of the simulated conflict: parties with their aliases, outlets, sentences of reports.

Parties, outlets and persons are invented; towns come from the packaged gazetteer (:mod:`simulator`). Sentences hold
``{slots}``; ``{what}`` is the word for the event, ``{n}`` a number. Sentences around the event (``AROUND``) tell of nothing
that counts: they make two reports of one event read as differently as two newsrooms write, and copies alike.
"""

from __future__ import annotations

from dateline.terms import EventKind as K

__all__ = [
    "ALIASES_OF_FORCES",
    "AROUND",
    "COUNTED",
    "EVENTS",
    "FOLLOW_UPS",
    "GROUPS",
    "LISTS",
    "NAMES",
    "OUTLETS",
    "SEPARATE",
    "SIDES",
    "SLOTS",
    "SPUN",
    "TOTALS",
]

#: Two armed groups a country, each with the names under which reports know it.
GROUPS = (
    ("Front for Renewal", ("the Renewal Front", "FFR", "Renewal fighters", "the Front for Renewal")),
    (
        "Sons of the Valley",
        ("the Valley Sons", "SoV militants", "Sons of the Valley", "the Sons of the Valley movement"),
    ),
    ("Red Dawn Brigade", ("Red Dawn", "the Red Dawn Brigade", "RDB rebels", "Dawn Brigade fighters")),
    ("Highland Guard", ("the Highland Guards", "Highland Guard", "the Guard militia", "HG gunmen")),
    ("Banner of the Oath", ("Oath militants", "the Banner of the Oath", "BOTO", "the Oath movement")),
    ("Free Plains Army", ("FPA", "the Free Plains Army", "Free Plains rebels", "the Plains Army")),
)

ALIASES_OF_FORCES = ("the {people} army", "government forces", "{people} troops", "the military", "security forces")

OUTLETS = (
    "{people} Herald", "The {people} Voice", "Radio {people} Today", "{people} Daily Post", "{people} Insight", "{people}24",
    "The {people} Observer", "New {people} Times",
)  # fmt: skip

NAMES = (
    "Amadou Kerr", "Leila Marsh", "Tarek Odum", "Hana Vell", "Issa Brand", "Nadia Corso", "Yusuf Lind", "Mira Santos",
    "Daoud Fenn", "Salma Reyes", "Karim Holt", "Zara Quist", "Omar Dale", "Ruth Abara", "Idris Novak", "Mona Petit",
)  # fmt: skip

EVENTS: dict[K, tuple[tuple[str, ...], tuple[str, ...]]] = {
    K.ATTACK: (
        ("attack", "assault", "raid"),
        (
            "{by} carried out the {what} on {place} {day}",
            "Gunmen identified as {by} launched the {what} in {place} {day}",
            "The {what} by {by} struck residents of {place} {day}",
            "{day} the {what} blamed on {by} shook {place}",
        ),
    ),
    K.ARMED_CLASH: (
        ("clashes", "fighting", "a gun battle"),
        (
            "{by} and {to} were locked in {what} at {place} {day}",
            "There was {what} between {by} and {to} around {place} {day}",
            "{day} {what} broke out in {place} as {by} met {to}",
        ),
    ),
    K.AIR_STRIKE: (
        ("air strike", "airstrike", "bombing raid", "drone strike"),
        (
            "The {what} by {by} hit {place} {day}",
            "{place} came under the {what} {day}, carried out by {by}",
            "Aircraft of {by} launched the {what} on {place} {day}",
        ),
    ),
    K.SHELLING: (
        ("shelling", "artillery fire", "mortar fire", "a rocket barrage"),
        (
            "{place} came under {what} from {by} {day}",
            "{day} {what} by {by} landed on {place}",
            "Houses in {place} were hit by {what} of {by} {day}",
        ),
    ),
    K.REMOTE_EXPLOSIVE: (
        ("car bomb", "roadside bomb", "explosion", "landmine blast"),
        (
            "The {what} planted by {by} went off in {place} {day}",
            "{day} the {what} tore through {place}, the work of {by}",
            "The {what} rocked {place} {day}; {by} are suspected",
        ),
    ),
    K.SUICIDE_BOMB: (
        ("suicide bombing", "suicide attack"),
        ("The {what} by {by} hit {place} {day}", "{day} {by} sent a bomber into {place} in the {what}"),
    ),
    K.ABDUCTION: (
        ("abduction", "kidnapping"),
        ("{by} were behind the {what} of villagers in {place} {day}", "{day} the {what} by {by} was reported from {place}"),
    ),
    K.ARREST: (
        ("arrests", "a sweep", "detentions"),
        ("{by} made {what} in {place} {day}", "{day} {what} by {by} were reported in {place}"),
    ),
}  # fmt: skip

#: How a count is said. ``{how}`` is a bound in words, with its blank.
COUNTED = {
    "killed": (
        "{speaker} said {how}{n} people were killed",
        "{how}{n} people died, according to {speaker}",
        "{speaker} put the number of dead at {how}{n}",
        "The bodies of {how}{n} people were counted, {speaker} said",
        "{how}{n} lives were lost, {speaker} told reporters",
    ),
    "injured": (
        "{how}{n} others were wounded",
        "another {how}{n} people were injured, some of them seriously",
        "{how}{n} wounded were brought to clinics nearby",
    ),
    "abducted": ("{speaker} said {how}{n} people were taken", "{how}{n} people are held, according to {speaker}"),
    "detained": (
        "{speaker} said {how}{n} people were detained",
        "{how}{n} people were taken into custody, {speaker} said",
    ),
    "children": ("{n} of the dead were children", "among those killed were {n} children"),
}

FOLLOW_UPS = (
    "The death toll of the {what} that struck {place} {day} has risen to {n}, {speaker} said",
    "{n} people are now known to have died in the {what} in {place} {day}, according to {speaker}",
    "{speaker} raised the toll of the {what} in {place} {day} to {n} dead",
)

SPUN = (
    "{speaker} denied that {by} had carried out the {what} on {place} {day} and called the reports lies",
    "There was no {what} by {by} on {place} {day}, {speaker} insisted",
)

SEPARATE = ("In a separate incident, ", "Elsewhere, ", "In another attack the same day, ")

LISTS = (
    "{place}: {what} by {by} {day}",
    "{day}, {place}: {what}, attributed to {by}",
    "In {place} {what} by {by} was recorded {day}",
)

TOTALS = (
    "More than {n} people have been killed in the conflict since {since}, according to {speaker}",
    "{speaker} has counted {n} deaths since {since}",
)

SIDES = (
    "{name}, who sells {crop} at the market",
    "a resident named {name}",
    "{name}, a teacher",
    "shopkeeper {name}",
    "{name}, a driver",
)

#: Sentences that tell of nothing that counts. Slots are filled from ``SLOTS``, each time anew.
AROUND = (
    "The {adj} {thing} beside the {where} was left {state}, {side} said by telephone",
    "{side} described how the {adj} {thing} had been {state} within minutes",
    "Nobody could say when the {thing} near the {where} would be {state} again",
    "Prices of {crop} and {crop2} have doubled in the {adj} markets of the region",
    "The road past the {where} stayed closed to {vehicle} and {vehicle2} alike",
    "A {vehicle} loaded with {crop} stood {state} in front of the {where}",
    "Talks in {city} on a {adj} truce were put off until the {season}",
    "Envoys meeting in {city} spoke of {adj} progress on the {thing}",
    "The {season} rains have made the {adj} track by the {where} hard to pass",
    "Families with {vehicle} and {crop} camped by the {where}, {side} recalled",
    "Schools near the {where} have been {state} since the {season}",
    "{side} has waited by the {where} for word of relatives since the {season}",
    "Aid workers asked for {adj} access to the {where} and to the {thing}",
    "Telephone lines around the {where} were {state} for most of the {season}",
    "The {thing} was rebuilt after the last {season} with money from {city}",
    "Traders from {city} no longer send {vehicle} of {crop} this way",
    "What became of the {adj} {thing} is not clear, said {side}",
    "At the {where} people queued for {crop} under a {adj} sky",
    "An official in {city} called the {thing} a {adj} matter that would be {state}",
    "Older people remember the {adj} {season} when the {where} was {state}",
    "The {vehicle} used by {side} was found {state} at the {where}",
    "Water from the {where} is {adj} and the {thing} {state}, {side} added",
    "Radio in {city} played music and spoke of the {adj} harvest of {crop}",
    "Whether the {thing} can be {state} before the {season} depends on {city}",
)
SLOTS: dict[str, tuple[str, ...]] = {
    "adj": tuple(
        "narrow broken quiet muddy long empty steep dusty crowded ancient unlit shallow uneven bitter modest bright".split()
    ),
    "thing": tuple(
        "bridge school mill clinic depot bakery well generator antenna courthouse library warehouse silo pharmacy garage "
        "orchard".split()
    ),
    "where": (
        "old crossroads", "river bank", "grain store", "bus station", "eastern hill", "cattle market", "post office",
        "mosque square", "church yard", "football ground", "water tower", "northern bypass", "railway halt", "timber yard",
        "fish market", "town hall",
    ),
    "state": tuple(
        "closed empty repaired shuttered flooded guarded painted searched reopened deserted sealed damaged unused crowded "
        "locked silent".split()
    ),
    "crop": tuple("millet onions maize rice cotton lentils dates sesame tomatoes barley goats cassava".split()),
    "crop2": tuple("sugar flour salt oil tea fuel soap firewood beans sorghum".split()),
    "vehicle": tuple("lorries motorbikes buses tractors minibuses handcarts taxis bicycles vans ferries".split()),
    "vehicle2": tuple("carts cars trucks mules boats wagons pickups scooters".split()),
    "city": tuple("Geneva Oslo Doha Ankara Nairobi Vienna Cairo Muscat Dakar Tunis".split()),
    "season": ("dry season", "harvest", "new year", "spring", "holidays", "winter", "rainy season", "sowing season"),
}  # fmt: skip
