"""Whom a figure counts, so far as two figures can be held against each other: class, camp, women or children.

"412 terrorists" and "57 soldiers" of one ministry are two different counts, and so are "23 rebels" and "four
soldiers" of one battle. A camp is what the words say: the state's forces, or an armed group.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from dateline.join.wording import name_key
from dateline.model import Actor, Claim
from dateline.terms import ActorKind, Camp, Measure, VictimClass

__all__ = [
    "Counted",
    "camp_of",
    "camp_of_actor",
    "camp_of_speaker",
    "class_of",
    "counted",
    "former_number",
    "is_withdrawn",
    "nth_of",
    "number_of",
    "said_before",
]

_OF_THE_STATE = re.compile(
    r"\b(?:army|armies|troops?|forces|soldiers?|servicem[ae]n|military|police\w*|gendarm\w*|government|ministry|guards?m[ae]n|"
    r"border guards?|navy|air force|marines?|regime|coalition)\b",
    re.IGNORECASE,
)
_OF_A_GROUP = re.compile(
    r"\b(?:rebels?|militants?|terrorists?|insurgents?|guerrill?as?|jihad\w*|gunm[ae]n|bandits?|militia\w*|extremists?|"
    r"raiders?|separatists?|assailants?|attackers?|bombers?|islamists?)\b",
    re.IGNORECASE,
)
_GROUP_NAME = re.compile(
    r"\b(?:front|movement|resistance|liberation|mujahid\w*|brigades?|guard|islamic state|al[ -]qaeda|al[ -]shabaab)\b",
    re.IGNORECASE,
)
"""Words in the names of armed groups; asked only of a name whose words do not tell the state's forces."""
_OWN = re.compile(r"\b(?:our|own|my|comrades?)\b", re.IGNORECASE)
_OUR_FIGHTERS = re.compile(
    r"\b(?:our|my)\s+(?:own\s+)?(?:\w+\s+)?(?:fighters|mujahid\w+|comrades|guerrillas|partisans)\b", re.IGNORECASE
)
"""By these an armed group counts its own, whoever speaks for it; an army has soldiers and troops."""
_OWN_MEN = re.compile(
    r"\b(?:its|their|our|his|own)\s+(?:own\s+)?(?:men|fighters|forces|soldiers|troops|ranks|side|members|units?|losses)\b",
    re.IGNORECASE,
)
_ENEMY = re.compile(r"\b(?:enem(?:y|ies)|hostile|adversar\w+)\b", re.IGNORECASE)
_STATE_KINDS = frozenset({ActorKind.STATE_FORCES, ActorKind.GOVERNMENT, ActorKind.POLICE})
_GROUP_KINDS = frozenset({ActorKind.REBEL_GROUP, ActorKind.POLITICAL_MILITIA, ActorKind.IDENTITY_MILITIA})
_FORCE_ROLES = frozenset({"soldier", "police", "officer"})


@dataclass(frozen=True, slots=True)
class Counted:
    """A scope: figures of different scopes count different people. ``class_`` None: things."""

    class_: VictimClass | None
    camp: Camp | None
    women: bool
    children: bool

    def may_be(self, other: Counted) -> bool:
        """True where both may count the same people: "12 people" and "12 soldiers" may, "rebels" and "soldiers" not."""
        if (self.class_ is None) != (other.class_ is None):
            return False
        if self.camp is not None and other.camp is not None:
            return self.camp is other.camp
        plain = (VictimClass.UNKNOWN, VictimClass.MIXED)
        return self.class_ in plain or other.class_ in plain or self.class_ is other.class_

    def words(self) -> str:
        """The scope in a word or two; empty for people of whom nothing else is said."""
        if self.children or self.women:
            return " and ".join(w for w, said in (("women", self.women), ("children", self.children)) if said)
        if self.camp is Camp.FORCES:
            return "state forces"
        if self.camp is Camp.GROUP:
            return "armed group"
        if self.class_ is VictimClass.CIVILIAN:
            return "civilians"
        return "fighters" if self.class_ is VictimClass.COMBATANT else ""


def counted(claim: Claim) -> Counted:
    """The scope of a figure. Raises ValueError for a claim without a toll."""
    toll = claim.toll
    if toll is None:
        raise ValueError(f"claim {claim.id} is of type {claim.type}, not a figure")
    victims = toll.victims
    class_ = VictimClass.UNKNOWN if victims.class_ is VictimClass.MIXED else victims.class_
    return Counted(class_=class_, camp=camp_of(claim), women=victims.women, children=victims.children)


def camp_of(claim: Claim) -> Camp | None:
    """Whose fighters a figure counts; None for others, and where the words leave it open.

    "Our men" and "the enemy" are told by who speaks.
    """
    toll = claim.toll
    if toll is None or toll.victims.class_ in (None, VictimClass.CIVILIAN):
        return None
    victims = toll.victims
    words = " ".join(victims.words.split())
    speaker = camp_of_speaker(claim)
    if speaker is not None and (_OWN.search(words) or (toll.high == 0 and _OWN_MEN.search(claim.evidence.quote))):
        return speaker
    if speaker is not None and _ENEMY.search(words):
        return Camp.GROUP if speaker is Camp.FORCES else Camp.FORCES
    if speaker is None and _OUR_FIGHTERS.search(words):
        return Camp.GROUP
    for said in (words, victims.side or ""):
        state, group = _OF_THE_STATE.search(said), _OF_A_GROUP.search(said)
        if bool(state) != bool(group):
            return Camp.FORCES if state else Camp.GROUP
    if victims.class_ is not VictimClass.COMBATANT:
        return None
    if (
        victims.side
        and speaker is not None
        and claim.speaker
        and name_key(victims.side) == name_key(claim.speaker.organisation or "")
    ):
        return speaker
    if victims.side and _GROUP_NAME.search(victims.side):
        return Camp.GROUP
    return Camp.FORCES if victims.role in _FORCE_ROLES else None


def camp_of_actor(actor: Actor) -> Camp | None:
    """The side on which a party stands: the state's forces, or an armed group; None where neither its kind nor its name says."""
    if actor.kind in _STATE_KINDS:
        return Camp.FORCES
    if actor.kind in _GROUP_KINDS:
        return Camp.GROUP
    state, group = _OF_THE_STATE.search(actor.name), _OF_A_GROUP.search(actor.name) or _GROUP_NAME.search(actor.name)
    if bool(state) == bool(group):
        return None
    return Camp.FORCES if state else Camp.GROUP


def camp_of_speaker(claim: Claim) -> Camp | None:
    """The side for which the speaker of a claim speaks; None for others."""
    speaker = claim.speaker
    if speaker is None:
        return None
    if speaker.kind in _STATE_KINDS:
        return Camp.FORCES
    if speaker.kind in _GROUP_KINDS:
        return Camp.GROUP
    if speaker.kind is not ActorKind.UNKNOWN or speaker.organisation is None:
        return None
    state, group = _OF_THE_STATE.search(speaker.organisation), _OF_A_GROUP.search(speaker.organisation)
    return None if bool(state) == bool(group) else Camp.FORCES if state else Camp.GROUP


_NUMBER = r"(\d[\d,. ]*\d|\d)"
_FORMER = (
    re.compile(rf"\bfrom\s+{_NUMBER}\s+to\s+(?:at least\s+|more than\s+|about\s+)?$", re.IGNORECASE),
    re.compile(rf"^\s*from\s+{_NUMBER}\b", re.IGNORECASE),
    re.compile(
        rf"^[^.;]{{0,40}}?\b(?:up|down)\s+from\s+(?:an?\s+)?(?:earlier\s+|previous\s+)?{_NUMBER}\b", re.IGNORECASE
    ),
    re.compile(
        rf"^[^.;]{{0,60}}?\b(?:earlier|previous|former|initial)\s+(?:toll|count|figure|number|estimate|tally)\s+of\s+{_NUMBER}\b",
        re.IGNORECASE,
    ),
)


def former_number(claim: Claim) -> int | None:
    """The number that a figure takes the place of, where its own sentence says so: "lowered from 1,212 to 1,140",
    "17, up from 14", "an earlier toll of 12". None where it does not.
    """
    toll, sentence = claim.toll, claim.sentence
    if toll is None or sentence is None or toll.low is None:
        return None
    start = toll.number.start - sentence.span.start
    end = toll.number.end - sentence.span.start
    if not 0 <= start < end <= len(sentence.quote):
        return None
    before, after = sentence.quote[:start], sentence.quote[end:]
    for pattern, words in zip(_FORMER, (before, after, after, after), strict=True):
        if found := pattern.search(" ".join(words.split()) + (" " if words is before else "")):
            digits = re.sub(r"\D", "", found[1])
            number = int(digits) if digits else 0
            if number and number != toll.low and not 1900 <= number <= 2100:
                return number
    return None


_SAID_BEFORE = re.compile(
    r"\b(?:earlier|previously|initially|at first(?! light)|originally|"
    r"had (?:first |earlier |previously )?(?:put|given|counted|reported)|"
    r"(?:early|initial|first|previous|preliminary) reports?|"
    r"was (?:later )?corrected)\b",
    re.IGNORECASE,
)
"""The sentence tells what a voice said before: "had earlier put the number of dead at 12"."""


_WITHDRAWN = re.compile(
    r"\b(?:prov\w+|turn\w+ out|found|shown|determined|was|were)(?: later)?(?: to be)? "
    r"(?:incorrect|wrong|false|untrue|unfounded|inaccurate|erroneous)\b",
    re.IGNORECASE,
)


def is_withdrawn(figure: Claim) -> bool:
    """True where the sentence of a figure says that it was wrong: "early reports of one dead proved to be incorrect"."""
    return figure.sentence is not None and bool(_WITHDRAWN.search(figure.sentence.quote))


def class_of(figure: Claim) -> VictimClass | None:
    """The class of those whom a figure counts; None for what is no figure."""
    return figure.toll.victims.class_ if figure.toll is not None else None


def number_of(figure: Claim) -> int | None:
    """The number of a figure: the lower end of what it allows, the upper where only that is told."""
    toll = figure.toll
    return None if toll is None else toll.low if toll.low is not None else toll.high


_NTHS = "second third fourth fifth sixth seventh eighth ninth tenth eleventh twelfth".split()
_NTH = re.compile(
    rf"(?:an?\s+|the\s+)?(?:({'|'.join(_NTHS)})|(\d+)(?:st|nd|rd|th))(?:\s+(?:shooting|bombing|blast|attack|wounded|injured|stabbing))?"
    r"(?:\s+(?:victim|person|m[ae]n|wom[ae]n|boy|girl|child|teen(?:ager)?|patient|protest[eo]r|demonstrator|soldier|officer|"
    r"police(?:m[ae]n)?|policeman|worker|student|resident|passenger|civilian|hostage|body|casualty|marine|pupil))?",
    re.IGNORECASE,
)
_OVER_MORE = re.compile(
    r"\b(?:this (?:year|month|week|summer|weekend)|in (?:as many|(?:less|fewer) than|the (?:past|last))|since|so far|in (?:a|two) "
    r"(?:days?|weeks?|months?|years?)|in the (?:county|city|state|country|province))\b",
    re.IGNORECASE,
)


def nth_of(figure: Claim) -> int | None:
    """The number that the death of a further one brings the dead to: "a third victim has died": 3; None for other figures."""
    toll = figure.toll
    if toll is None or toll.measure is not Measure.KILLED or toll.high != 1 or figure.sentence is None:
        return None
    found = _NTH.fullmatch(toll.victims.words.strip())
    if found is None or _OVER_MORE.search(figure.sentence.quote):
        return None
    return _NTHS.index(found[1].casefold()) + 2 if found[1] else int(found[2])


def said_before(figure: Claim) -> bool:
    """True where the sentence of a figure tells what was said before."""
    return figure.sentence is not None and bool(_SAID_BEFORE.search(figure.sentence.quote))
