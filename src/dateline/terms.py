"""The closed vocabularies of the record, in the field's standard terms.

Each member is a string (its value is what exports write) with a one-line ``definition`` and, where the
field has one, its ``equivalents``: ACLED sub-event type (``acled``), UCDP type of violence (``ucdp``: 1
state-based, 2 non-state, 3 one-sided), PLOVER 2.0 event and mode (``plover``), HXL tag (``hxl``), Airwars
word (``airwars``). Sources: ACLED codebook (6 types, 25 sub-types), UCDP GED codebook, PLOVER manual 2.0
draft, HXL core 1.1 dictionary, the Airwars list page (grades).
"""

from __future__ import annotations

from collections.abc import Mapping
from enum import StrEnum
from types import MappingProxyType
from typing import Final, Self

__all__ = [
    "TAKEN",
    "VOCABULARIES",
    "ActorKind",
    "Bound",
    "Camp",
    "ClaimType",
    "CountSpan",
    "DateBasis",
    "DatePrecision",
    "EventKind",
    "Grade",
    "LeftOutReason",
    "Measure",
    "MentionKind",
    "PlacePrecision",
    "Policy",
    "Role",
    "SourceKind",
    "SpeechAct",
    "Stance",
    "Standing",
    "Term",
    "Verdict",
    "VictimClass",
]


class Term(StrEnum):
    """One word of a closed vocabulary."""

    definition: str
    equivalents: Mapping[str, str]

    def __new__(cls, value: str, definition: str = "", equivalents: Mapping[str, str] | None = None) -> Self:
        member = str.__new__(cls, value)
        member._value_ = value
        member.definition = definition
        member.equivalents = MappingProxyType(dict(equivalents or {}))
        return member

    def __str__(self) -> str:
        return str(self.value)


class Measure(Term):
    """What a figure counts."""

    KILLED = ("killed", "people who died of the violence", {"hxl": "#affected+killed"})
    INJURED = ("injured", "people wounded or hurt", {"hxl": "#affected+injured"})
    MISSING = ("missing", "people whose fate is unknown", {"hxl": "#affected+missing"})
    DETAINED = ("detained", "people captured, arrested or held", {"hxl": "#affected+detained"})
    ABDUCTED = ("abducted", "people taken hostage or kidnapped", {"hxl": "#affected+abducted"})
    SURRENDERED = ("surrendered", "people who gave themselves or their arms up", {"hxl": "#affected+surrendered"})
    DISPLACED = ("displaced", "people who fled, left or were forced out", {"hxl": "#affected+displaced"})
    EVACUATED = ("evacuated", "people moved out by somebody", {"hxl": "#affected+evacuated"})
    RESCUED = ("rescued", "people freed, released or saved", {"hxl": "#affected+rescued"})
    RETURNED = ("returned", "people who went or were sent home", {"hxl": "#affected+returned"})
    HOSTED = ("hosted", "people who stay in a camp or shelter", {"hxl": "#affected+hosted"})
    TRAPPED = ("trapped", "people besieged or unable to leave", {"hxl": "#affected+trapped"})
    PRESENT = ("present", "fighters or civilians at a place; the strength of a force", {"hxl": "#affected+present"})
    DESTROYED = ("destroyed", "things damaged or destroyed", {"hxl": "#affected+destroyed"})
    ATTACKS = ("attacks", "strikes, blasts, clashes, as a number of them", {"hxl": "#event+num"})


TAKEN: Final = frozenset({Measure.DETAINED, Measure.ABDUCTED})
"""Measures of people who were taken away alive."""


class Bound(Term):
    """How a figure limits the true number."""

    EXACT = ("exact", "the number itself")
    ABOUT = ("about", "about the number")
    AT_LEAST = ("at_least", "the number or more: only low is known")
    AT_MOST = ("at_most", "the number or fewer: only high is known")
    RANGE = ("range", "between two numbers, or a word for a magnitude (dozens: 24–99)")
    VAGUE = ("vague", "several, some, many: no number")


class VictimClass(Term):
    """Who the counted people are."""

    CIVILIAN = ("civilian", "women, children, residents, workers, journalists and other civilians")
    COMBATANT = ("combatant", "fighters, soldiers, police in combat")
    MIXED = ("mixed", "the text says both civilians and combatants")
    UNKNOWN = ("unknown", "people, persons, with nothing else said")


class CountSpan(Term):
    """What a count covers."""

    INCIDENT = ("incident", "this event")
    TOTAL = ("total", "a running total of a period, campaign or war")
    STOCK = ("stock", "how many there are at a time")
    FORECAST = ("forecast", "expected or planned")


class Stance(Term):
    """How the speaker stands to what is said."""

    ASSERTED = ("asserted", "said as a fact")
    HEDGED = ("hedged", "estimated, believed, reported, feared, not confirmed")
    DENIED = ("denied", "said not to be so")
    CONFIRMED = ("confirmed", "said to be so after another had said it")


class SpeechAct(Term):
    """How it was said."""

    SAID = ("said", "said, told, added, announced")
    WROTE = ("wrote", "in a statement, a report, a bulletin, a post")
    CLAIMED = ("claimed", "claimed, alleged, accused, claimed responsibility")
    ESTIMATED = ("estimated", "estimated, believed, feared, expected")
    CONFIRMED = ("confirmed", "confirmed, acknowledged, admitted")
    DENIED = ("denied", "denied, rejected, dismissed")
    WITNESSED = ("witnessed", "seen by the speaker")


class ClaimType(Term):
    """The two kinds of claim."""

    EVENT = ("event", "something happened")
    FIGURE = ("figure", "a counted statement")


class EventKind(Term):
    """What happened: ACLED's sub-event types and the kinds of the humanitarian half."""

    ARMED_CLASH = ("armed_clash", "two armed sides fight", {"acled": "Armed clash", "ucdp": "1/2", "plover": "ASSAULT"})
    GOVERNMENT_REGAINS_TERRITORY = (
        "government_regains_territory",
        "state forces retake a place by force",
        {"acled": "Government regains territory", "ucdp": "1", "plover": "ASSAULT"},
    )
    NON_STATE_ACTOR_OVERTAKES_TERRITORY = (
        "non_state_actor_overtakes_territory",
        "a non-state or foreign force takes a place by force",
        {"acled": "Non-state actor overtakes territory", "ucdp": "1/2", "plover": "ASSAULT"},
    )
    AIR_STRIKE = (
        "air_strike",
        "bombs or missiles from aircraft, helicopters or drones",
        {"acled": "Air/drone strike", "plover": "ASSAULT/aerial, drone"},
    )
    SHELLING = (
        "shelling",
        "artillery, mortars, rockets or missiles from the ground",
        {"acled": "Shelling/artillery/missile attack", "plover": "ASSAULT/heavy-weapons"},
    )
    SUICIDE_BOMB = (
        "suicide_bomb",
        "an attacker blows himself up",
        {"acled": "Suicide bomb", "plover": "ASSAULT/suicide-attack"},
    )
    REMOTE_EXPLOSIVE = (
        "remote_explosive",
        "a mine, roadside bomb, car bomb or other device explodes",
        {"acled": "Remote explosive/landmine/IED", "plover": "ASSAULT/explosives"},
    )
    GRENADE = ("grenade", "a grenade is thrown or fired by hand", {"acled": "Grenade", "plover": "ASSAULT/explosives"})
    CHEMICAL_WEAPON = (
        "chemical_weapon",
        "a chemical weapon is used",
        {"acled": "Chemical weapon", "plover": "ASSAULT/unconventional"},
    )
    ATTACK = (
        "attack",
        "armed attack on civilians or others who do not fight back",
        {"acled": "Attack", "ucdp": "3", "plover": "ASSAULT"},
    )
    ABDUCTION = (
        "abduction",
        "people are taken hostage, kidnapped or made to disappear",
        {"acled": "Abduction/forced disappearance", "plover": "ASSAULT/abduct"},
    )
    SEXUAL_VIOLENCE = (
        "sexual_violence",
        "rape and other sexual violence",
        {"acled": "Sexual violence", "plover": "ASSAULT/sexual"},
    )
    ARREST = (
        "arrest",
        "a state or de facto authority detains or captures people",
        {"acled": "Arrests", "plover": "COERCE/arrest"},
    )
    DISRUPTED_WEAPONS_USE = (
        "disrupted_weapons_use",
        "weapons are found, seized, defused or shot down before use",
        {"acled": "Disrupted weapons use", "plover": "COERCE/seize"},
    )
    LOOTING = (
        "looting",
        "property is looted, seized, burned or destroyed",
        {"acled": "Looting/property destruction", "plover": "ASSAULT/destroy"},
    )
    NON_VIOLENT_TRANSFER_OF_TERRITORY = (
        "non_violent_transfer_of_territory",
        "a force enters, leaves or hands over a place without a fight",
        {"acled": "Non-violent transfer of territory", "plover": "RETREAT/withdraw"},
    )
    AGREEMENT = ("agreement", "a truce, ceasefire or accord", {"acled": "Agreement", "plover": "CONCEDE"})
    CHANGE_TO_GROUP = (
        "change_to_group",
        "a force is created, splits, joins, moves or is reinforced",
        {"acled": "Change to group/activity"},
    )
    HEADQUARTERS_ESTABLISHED = (
        "headquarters_established",
        "a base or headquarters is set up",
        {"acled": "Headquarters or base established"},
    )
    PEACEFUL_PROTEST = (
        "peaceful_protest",
        "a protest without violence",
        {"acled": "Peaceful protest", "plover": "PROTEST"},
    )
    PROTEST_WITH_INTERVENTION = (
        "protest_with_intervention",
        "a peaceful protest is broken up without lethal force",
        {"acled": "Protest with intervention", "plover": "PROTEST"},
    )
    FORCE_AGAINST_PROTESTERS = (
        "force_against_protesters",
        "peaceful protesters are met with lethal force",
        {"acled": "Excessive force against protesters", "plover": "ASSAULT/crowd-control"},
    )
    VIOLENT_DEMONSTRATION = (
        "violent_demonstration",
        "demonstrators riot",
        {"acled": "Violent demonstration", "plover": "PROTEST/riot"},
    )
    MOB_VIOLENCE = (
        "mob_violence",
        "a mob attacks people or another mob",
        {"acled": "Mob violence", "plover": "ASSAULT"},
    )
    OTHER = ("other", "another strategic development, a release of captives among them", {"acled": "Other"})
    SURRENDER = ("surrender", "fighters give themselves or their arms up", {"plover": "RETREAT/disarm"})
    DISPLACEMENT = ("displacement", "people flee or are forced out", {"plover": "SANCTION/expel"})
    EVACUATION = ("evacuation", "people are moved out by somebody")
    RETURN = ("return", "people go or are sent home")


class Role(Term):
    """What a party does in a claim."""

    PERPETRATOR = ("perpetrator", "did it: the actor of an event, the one who caused a figure")
    TARGET = ("target", "it was done to them")


class MentionKind(Term):
    """What words in a report name."""

    ACTOR = ("actor", "a party, force, government, office or group of people")
    PERSON = ("person", "a person by name or by description")
    PLACE = ("place", "a place")
    TIME = ("time", "a day, a period, a point in time")
    VICTIMS = ("victims", "people or things counted")
    WEAPON = ("weapon", "a weapon or means")


class ActorKind(Term):
    """Kinds of actors, after ACLED's inter codes and beyond.

    ``plover`` is the sector; ``ucdp`` the side: A the state and B the group of type 1, both groups of type 2, A the doer and B
    the civilians of type 3.
    """

    STATE_FORCES = (
        "state_forces",
        "a government's military and police",
        {"acled": "1", "plover": "MIL", "ucdp": "1A/3A"},
    )
    REBEL_GROUP = (
        "rebel_group",
        "an armed group that fights a government",
        {"acled": "2", "plover": "REB", "ucdp": "1B/2/3A"},
    )
    POLITICAL_MILITIA = (
        "political_militia",
        "an armed group that pursues politics by violence, for a party or unidentified",
        {"acled": "3", "plover": "PRM", "ucdp": "2/3A"},
    )
    IDENTITY_MILITIA = (
        "identity_militia",
        "an armed group of a community, tribe, village",
        {"acled": "4", "plover": "UAF", "ucdp": "2/3A"},
    )
    RIOTERS = ("rioters", "people who riot", {"acled": "5", "plover": "CVL"})
    PROTESTERS = ("protesters", "people who protest", {"acled": "6", "plover": "OPP"})
    CIVILIANS = ("civilians", "people who do not fight", {"acled": "7", "plover": "CVL", "ucdp": "3B"})
    EXTERNAL_OTHER = (
        "external_other",
        "foreign and international forces, private companies",
        {"acled": "8", "plover": "MIL", "ucdp": "1A"},
    )
    GOVERNMENT = ("government", "a government, ministry, office or official", {"plover": "GOV", "ucdp": "1A/3A"})
    POLICE = (
        "police",
        "police and prosecutors, as speakers and as state forces",
        {"acled": "1", "plover": "COP", "ucdp": "1A/3A"},
    )
    MONITOR = ("monitor", "an observatory or group that records the conflict", {"plover": "SOC"})
    UN_AGENCY = ("un_agency", "the United Nations and its agencies")
    NGO = ("ngo", "an aid or rights organisation, the Red Cross and Red Crescent among them", {"plover": "SOC"})
    HOSPITAL = ("hospital", "hospitals, medics, health officials", {"plover": "MED"})
    MEDIA = ("media", "an outlet or agency", {"plover": "JRN"})
    RESIDENTS = ("residents", "residents, witnesses, activists, elders", {"plover": "CVL"})
    UNKNOWN = ("unknown", "named, but of no known kind", {"plover": "UNK"})


class SourceKind(Term):
    """Who publishes."""

    AGENCY = ("agency", "a news agency")
    OUTLET = ("outlet", "a newspaper, broadcaster or site")
    GOVERNMENT = ("government", "a ministry, army, police or other authority")
    PARTY = ("party", "an armed group or its media")
    MONITOR = ("monitor", "an observatory or group that records the conflict")
    UN_AGENCY = ("un_agency", "the United Nations and its agencies")
    NGO = ("ngo", "an aid or rights organisation")
    UNKNOWN = ("unknown", "the page does not say")


class PlacePrecision(Term):
    """How narrowly a place is known."""

    POINT = ("point", "an exact point, street or landmark", {"ucdp": "1", "acled": "1", "plover": "5"})
    TOWN = ("town", "a village, town or city", {"ucdp": "1", "acled": "1", "plover": "4"})
    NEAR = ("near", "near or around a named place", {"ucdp": "2", "acled": "2", "plover": "4"})
    ADMIN2 = ("admin2", "a district", {"ucdp": "3", "acled": "2", "plover": "3"})
    ADMIN1 = ("admin1", "a province or state", {"ucdp": "4", "acled": "3", "plover": "2"})
    REGION = ("region", "a larger part of a country, between two places", {"ucdp": "5", "acled": "3"})
    COUNTRY = ("country", "a whole country", {"ucdp": "6", "plover": "1"})
    SEA = ("sea", "sea or air", {"ucdp": "7", "acled": "3"})
    UNRESOLVED = ("unresolved", "named, but not found or not unique in the gazetteer")


class DatePrecision(Term):
    """How narrowly a time is known."""

    DAY = ("day", "one day", {"ucdp": "1", "acled": "1"})
    DAYS = ("days", "a range of 2 to 6 days", {"ucdp": "2", "acled": "2"})
    WEEK = ("week", "a week or weekend", {"ucdp": "3", "acled": "2"})
    MONTH = ("month", "a month", {"ucdp": "4", "acled": "3"})
    YEAR = ("year", "a year", {"ucdp": "5"})
    OPEN = ("open", "one end or both are not known")


class DateBasis(Term):
    """How a day was found."""

    GIVEN = ("given", "given by the user")
    METADATA = ("metadata", "metadata of the page or record")
    STAMP = ("stamp", "a crawler's stamp in the text")
    DATELINE = ("dateline", "the dateline of the report")
    CAPTION = ("caption", "a dated photo caption")
    TEXT = ("text", "words of the report")
    REPORT_DAY = ("report_day", "the day of publication, since nothing else is said")
    NONE = ("none", "not found")


class LeftOutReason(Term):
    """Why a stretch of a page is not part of the report."""

    CAPTION = ("caption", "a photo or video caption")
    TEASER = ("teaser", "the opening of, or a link to, another story")
    CREDIT = ("credit", "a byline, credit or copyright line")
    WIDGET = ("widget", "sharing, newsletter, cookie, advertisement")
    STAMP = ("stamp", "a crawler's stamp or page label")
    REPEATED = ("repeated", "said before on the page, word for word")
    MARKUP = ("markup", "page furniture around the main text")
    LANGUAGE = ("language", "in a language that is not read")


class Verdict(Term):
    """A judgement on whether two claims tell the same happening."""

    SAME = ("same", "the same happening")
    DIFFERENT = ("different", "different happenings")
    UNSURE = ("unsure", "it may be the same: a person should look")


class Grade(Term):
    """How well an event is supported, after the practice of Airwars."""

    CONFIRMED = (
        "confirmed",
        "one that did it says so and another voice tells of it, or it accepts harm to civilians",
        {"airwars": "Confirmed"},
    )
    FAIR = ("fair", "two or more independent voices", {"airwars": "Fair"})
    WEAK = ("weak", "a single voice", {"airwars": "Weak"})
    CONTESTED = ("contested", "voices compete on who did it or deny it", {"airwars": "Contested"})
    DISCOUNTED = ("discounted", "set aside by a person", {"airwars": "Discounted"})


class Policy(Term):
    """How low, best and high of a toll are chosen among what voices said last. None takes an average."""

    LOWEST = ("lowest", "best is the lowest number; low and high are the lowest and the highest")
    LATEST = ("latest", "best is what was said last; of the same day, what a voice outside the fight says")
    MAJORITY = (
        "majority",
        "best is the number that most independent voices give; of as many, the later, then the lower",
    )
    NAMED = (
        "named",
        "a named source goes before one without a name, and one outside the fight before a side; of several, the last",
    )
    UCDP = (
        "ucdp",
        "only voices outside the fight, where there are any: lowest, most often given and highest of their numbers",
    )
    ACLED = (
        "acled",
        "best is the lowest number until a higher one is given by two independent voices outside the fight",
    )


class Standing(Term):
    """Where a figure stands among all that is said of an event's toll."""

    IN_FORCE = ("in_force", "what its voice says last: policies choose among these")
    SUPERSEDED = ("superseded", "the same voice gave another number later, or the wounded whom it counts died")
    REPEATED = ("repeated", "the same voice, or the same report, says the same elsewhere")
    PART = ("part", "counts some of those whom another figure counts")
    DENIED = ("denied", "said not to be so: sets nothing")
    UNCOUNTED = ("uncounted", "has no number (several, many): sets nothing")


class Camp(Term):
    """Which side's fighters a figure counts, as far as its words say."""

    FORCES = ("forces", "soldiers, police and other forces of a state")
    GROUP = ("group", "fighters of an armed group")


VOCABULARIES: tuple[type[Term], ...] = (
    Measure,
    Bound,
    VictimClass,
    CountSpan,
    Stance,
    SpeechAct,
    ClaimType,
    EventKind,
    Role,
    MentionKind,
    ActorKind,
    SourceKind,
    PlacePrecision,
    DatePrecision,
    DateBasis,
    LeftOutReason,
    Verdict,
    Grade,
    Policy,
    Standing,
    Camp,
)
