"""Those who were hit and died: a figure of the wounded that holds people whom the event counts among its dead.

"Four people were shot" counts all who were hit; one of them is dead by the next sentence, or by the next day's report.
"A two-year-old was critically injured" is no wounded child any more once "the two-year-old has died". ACLED and UCDP
count a person once, as dead: so the wounded of such a figure are those who were hit less those of them who died. Nothing
is taken off where the words keep the dead apart ("killing one and wounding three", "three others").
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date

from dateline.join.counted import number_of
from dateline.join.sums import BY_HIS_OWN_HAND, is_of_another, together
from dateline.join.wording import name_key, same_name
from dateline.model import Claim, ReportCard
from dateline.terms import CountSpan, Measure, Stance

__all__ = ["age_of", "died_of", "is_telling_age", "without_the_dead"]

_HIT = re.compile(
    r"\b(?:shot(?! and (?:wounded|injured))|shoot(?:s|ing)?|struck|hit|gunshots?|gunfire|victims?|casualt(?:y|ies)|stabbed|"
    r"bullets?|opened fire)\b",
    re.IGNORECASE,
)
"""Words for being hit, which the dead were as well as the wounded."""
_WOUNDED = re.compile(
    r"\b(?:injur\w+|wound(?:ed|ing)|hurt|maimed|surviv\w+|recover\w*|treat\w*|discharged|hospitali[sz]ed|life[- ]threatening|"
    r"(?:stable|critical|serious|grave|fair|good|guarded) condition)\b",
    re.IGNORECASE,
)
"""Words for those who live."""
_APART = re.compile(
    r"\b(?:others?|another|more|else|additional(?:ly)?|also|surviv\w+|second|third|fourth|remaining|rest|further)\b",
    re.IGNORECASE,
)
"""Words that keep those counted apart from people told of before."""
_PRONOUN = re.compile(r"he|she|him|her|who|they|them|both|all", re.IGNORECASE)
_DIED = re.compile(
    r"\b(?:died|dies|has died|succumbed|passed away|dead after|death|fatal\w*|(?:pronounced|declared) dead|did not survive)\b",
    re.IGNORECASE,
)
"""Words for a death that came after the wound."""
_AGE = re.compile(
    r"\b(\d{1,3}|one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|thirteen|fourteen|fifteen|sixteen|seventeen|"
    r"eighteen|nineteen|twenty)[- ](year|month|week|day)s?[- ]old\b",
    re.IGNORECASE,
)
_AGE_AFTER = re.compile(r"^[^\w]{0,3},\s*(\d{1,3})\b(?!\s*(?:percent|%|people|miles|block))")
_NUMBER = {
    word: number
    for number, word in enumerate(
        "one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen seventeen "
        "eighteen nineteen twenty".split(),
        1,
    )
}
_MALE = re.compile(
    r"\b(?:m[ae]n|boys?|males?|(?:grand|step)?sons?|(?:grand|step)?fathers?|husbands?|brothers?|nephews?|uncles?|boyfriend|he)\b",
    re.IGNORECASE,
)
_FEMALE = re.compile(
    r"\b(?:wom[ae]n|girls?|females?|(?:grand|step)?daughters?|(?:grand|step)?mothers?|wi(?:fe|ves)|sisters?|nieces?|aunts?|"
    r"girlfriend|she)\b",
    re.IGNORECASE,
)
_YOUNG = re.compile(r"\b(?:boys?|girls?|child(?:ren)?|bab(?:y|ies)|infants?|toddlers?)\b", re.IGNORECASE)
_GROWN = re.compile(r"\b(?:m[ae]n|wom[ae]n|adults?|husband|wife|father|mother)\b", re.IGNORECASE)
_NAME = re.compile(r"\b[A-Z][\w'’]+(?:-[A-Z]\w+)?")
_NAME_AT_THE_END = re.compile(r"(?:\b[A-Z][\w'’.-]+[\s\"”“]*)+\W*$")
"""What a phrase ends in is a name ("the driver, Issa Brahim"); "a Mongo boy" names a town."""
_TOWN_OF = re.compile(
    r"\b([A-Z][\w'’-]+)\s+(?:m[ae]n|wom[ae]n|boys?|girls?|teen\w*|child(?:ren)?|resident|native|homeowner|villager|trader|farmer|"
    r"mother|father|student|officer|deputy|soldier|policeman)\b"
)
"""A name before a word for a person is where he comes from: "a Kentucky boy", "Mongo woman shot"."""
_DOER = re.compile(r"\b(?:suspects?|gunm[ae]n|shooters?|attackers?|assailants?|bombers?|killers?)\b", re.IGNORECASE)
_VICTIM = re.compile(r"\b(?:victims?|officers?|deput(?:y|ies)|troopers?|soldiers?|polic\w+|guards?)\b", re.IGNORECASE)
_NO_NAME = frozenset(
    """
    a an the one two three four five six seven eight nine ten man woman boy girl teen teenager child baby toddler infant
    he she it they his her their victim victims police officer officers deputy deputies suspect student driver shooter
    gunman mother father son daughter wife husband brother sister people person several also among both another other others
    old year month man's woman's first second army soldier soldiers civilian civilians
    mr mrs ms dr sgt lt capt col gen jr sr
    """.split()
)


@dataclass(frozen=True, slots=True)
class _Person:
    """One person of whom a figure tells, or the people alike whom it counts: what the words say. ``age`` is a number and its
    unit; ``doer`` is who attacked, ``bystander`` an officer, a soldier or a victim."""

    names: frozenset[str]
    age: tuple[int, str] | None
    male: bool
    female: bool
    young: bool
    grown: bool
    doer: bool
    bystander: bool

    def may_be(self, other: _Person) -> bool:
        """False where what is said of the two cannot be said of one."""
        if (self.doer and other.bystander) or (other.doer and self.bystander):
            return False
        if self.names and other.names and not _share_a_name(self.names, other.names):
            return False
        if self.age and other.age and (self.age[1] != other.age[1] or abs(self.age[0] - other.age[0]) > 1):
            return False
        if (self.male and other.female and not other.male) or (self.female and other.male and not other.female):
            return False
        years = [p.age[0] if p.age[1] == "year" else 0 for p in (self, other) if p.age]
        if years and years[0] >= 20 and (self.young or other.young):
            return False
        return not self._is_child_of_grown(other) and not other._is_child_of_grown(self)

    def _is_child_of_grown(self, other: _Person) -> bool:
        return self.young and other.grown and not other.young

    def is_surely(self, other: _Person) -> bool:
        """True where name or age say that the two are one."""
        if not self.may_be(other):
            return False
        if self.names and other.names:
            return True
        return self.age is not None and self.age == other.age


def without_the_dead(figures: Sequence[Claim], reports: Mapping[str, ReportCard]) -> list[Claim]:
    """Figures as they count: those of the wounded less those of them who died, and without those all of whom died.

    Claims keep their ids; a figure from which somebody is taken off has other numbers in its toll.
    """
    figures = [f for f in figures if not _are_alive(f, figures)]
    died = died_of(figures, reports)
    out = []
    for figure in figures:
        gone = died.get(figure.id, 0)
        toll = figure.toll
        if not gone or toll is None:
            out.append(figure)
            continue
        low = None if toll.low is None else toll.low - gone
        high = None if toll.high is None else toll.high - gone
        if (low if low is not None else high or 0) > 0:
            out.append(replace(figure, toll=replace(toll, low=low, high=high)))
    return out


_DEAD = re.compile(
    r"\b(?:kill\w*|dead\w*|die[sd]?|dying|deaths?|fatal\w*|bod(?:y|ies)|murder\w*|slain|slay\w*|massacre\w*|corpses?|graves?|"
    r"succumb\w*|lives|homicides?|execut\w*|perish\w*|deceased|buried|beheaded|lynch\w*|casualt\w+)\b",
    re.IGNORECASE,
)
"""Words of which one stands in a sentence that tells of dead people."""
_VICTIMS = re.compile(r"\bvictims?\b", re.IGNORECASE)


def _are_alive(figure: Claim, figures: Sequence[Claim]) -> bool:
    """True for "victims" taken for dead whose sentence tells of no death, where the sentence tells of wounds or of a hospital,
    where as many or more wounded are counted ("all seven victims were found in the yard" beside "seven wounded"), or where they
    are the dead and the wounded together ("one dead, three wounded … the four victims")."""
    toll = figure.toll
    if toll is None or not _tells(figure, Measure.KILLED) or _DEAD.search(figure.passage):
        return False
    number = number_of(figure) or 0
    if not _VICTIMS.search(toll.victims.words if number == 1 else figure.passage):
        return False
    if _WOUNDED.search(figure.passage) or _CARED_FOR.search(figure.passage):
        return True
    if any(_tells(f, Measure.INJURED) and (number_of(f) or 0) >= max(number, 2) for f in figures):
        return True
    own = [f for f in figures if f.report_id == figure.report_id and f.part_of is None]
    hurt = [number_of(f) or 0 for f in own if _tells(f, Measure.INJURED)]
    dead = [number_of(f) or 0 for f in own if _tells(f, Measure.KILLED) and _DEAD.search(f.passage)]
    return any(n + d == number for n in hurt for d in dead)


_CARED_FOR = re.compile(
    r"\b(?:hospitals?|clinics?|medical cent(?:er|re)s?|ambulances?|airlifted|infirmary)\b", re.IGNORECASE
)


def died_of(figures: Sequence[Claim], reports: Mapping[str, ReportCard]) -> dict[str, int]:
    """How many of those whom a figure of the wounded counts are among the event's dead, by claim id; only where any are."""
    dead = [f for f in figures if _tells(f, Measure.KILLED) and not is_of_another(f)]
    hurt = [f for f in figures if _tells(f, Measure.INJURED)]
    if not dead or not hurt:
        return {}
    killed = _by_report(dead)
    apart = _told_beside([f for f in hurt if _kept_apart(f, dead)])
    persons = [(f, _person(f)) for f in dead if number_of(f) == 1]
    out: dict[str, int] = {}
    for figure in hurt:
        gone = _gone(figure, dead, persons, killed, apart, reports)
        if gone:
            out[figure.id] = gone
    return out


def _told_beside(hurt: Sequence[Claim]) -> set[int]:
    """The numbers of the wounded that reports tell beside the dead; figures of one sentence ("one is critical, three others
    slightly hurt") make one number."""
    by_sentence: dict[tuple[str, int], list[Claim]] = {}
    for figure in hurt:
        at = figure.sentence.span.start if figure.sentence is not None else figure.evidence.span.start
        by_sentence.setdefault((figure.report_id, at), []).append(figure)
    return {n for own in by_sentence.values() if (n := together(own)[0])}


def _gone(
    figure: Claim,
    dead: Sequence[Claim],
    persons: Sequence[tuple[Claim, _Person]],
    killed: Mapping[str, int],
    apart: set[int],
    reports: Mapping[str, ReportCard],
) -> int:
    """How many of a figure's people died. ``apart`` are the numbers of the wounded that reports tell beside the dead."""
    number = number_of(figure) or 0
    who = _person(figure)
    if number == 1 and any(who.is_surely(other) for _, other in persons):
        return 1
    if _kept_apart(figure, dead) or (persons and not any(who.may_be(other) for _, other in persons)):
        return 0
    own = killed.get(figure.report_id, 0)
    said = _day(figure.report_id, reports)
    since = {r: n for r, n in killed.items() if _day(r, reports) >= said}
    if not own and not since:
        return 0
    most = own or Counter(since.values()).most_common(1)[0][0]
    hit = _is_hit(figure)
    if number - most in apart and number not in apart:
        return most  # "four were shot", "one died and three were wounded"
    if apart:
        return most if hit and own and number >= most and number not in apart else 0
    died = all(_day(r, reports) > said for r in killed)
    if number == 1:
        if most > 1 or not all(who.may_be(other) for _, other in persons):
            return 0
        return 1 if hit or died or any(_dies(f) for f, _ in persons) else 0
    if hit:
        return min(number, most)
    died = died and (number == most or all(_dies(f) for f in dead))
    return min(number, most) if died and number >= most else 0


def _dies(figure: Claim) -> bool:
    """True where the sentence of one who was killed tells of a death that came later."""
    return bool(_DIED.search(figure.passage))


def _tells(figure: Claim, measure: Measure) -> bool:
    toll = figure.toll
    return (
        toll is not None
        and toll.measure is measure
        and toll.count_span is CountSpan.INCIDENT
        and figure.stance is not Stance.DENIED
        and bool(number_of(figure))
    )


def _by_report(dead: Iterable[Claim]) -> dict[str, int]:
    """The most that each report counts as dead."""
    out: dict[str, int] = {}
    for figure in dead:
        if figure.part_of is None:
            out[figure.report_id] = max(out.get(figure.report_id, 0), number_of(figure) or 0)
    return out


def _kept_apart(figure: Claim, dead: Sequence[Claim]) -> bool:
    """True where its words, or its place behind the dead of its sentence, keep a figure's people apart from the dead."""
    toll = figure.toll
    if toll is None:
        return False
    if _APART.search(f"{toll.victims.words} {_before(figure)}"):
        return True
    if figure.sentence is None:
        return False
    here = [
        f
        for f in dead
        if f.sentence is not None and f.sentence.span == figure.sentence.span and f.report_id == figure.report_id
    ]
    here = [f for f in here if f.evidence.quote != figure.evidence.quote or f.trigger.span != figure.trigger.span]
    if not here:
        return False
    if not _is_hit(figure):
        return True
    who = _person(figure)
    if not any(who.may_be(_person(f)) for f in here):
        return True  # "three women were shot and a boy was killed"
    if _PRONOUN.fullmatch(toll.victims.words.strip()):
        return False  # "a girl was killed when she was shot"
    return any(f.toll is not None and f.toll.number.start < toll.number.start for f in here)


def _before(figure: Claim) -> str:
    """The word before the number: "another three", "also 3"."""
    if figure.sentence is None or figure.toll is None:
        return ""
    at = figure.toll.number.start - figure.sentence.span.start
    return " ".join(figure.sentence.quote[max(0, at - 12) : max(0, at)].split()[-1:])


def _is_hit(figure: Claim) -> bool:
    quote = figure.evidence.quote
    return not _WOUNDED.search(quote) and bool(_HIT.search(quote))


def _day(report_id: str, reports: Mapping[str, ReportCard]) -> date:
    card = reports.get(report_id)
    return (card.day if card is not None else None) or date.min


def _person(figure: Claim) -> _Person:
    toll = figure.toll
    words = "" if toll is None else f"{toll.as_written} {toll.victims.words}"
    killed = toll is not None and toll.measure is Measure.KILLED
    names = set()
    if toll is not None:
        for name in (*toll.victims.names, toll.victims.words):
            ending = _NAME_AT_THE_END.search(name.replace("’s", "").replace("'s", ""))
            names |= {name_key(w) for w in _NAME.findall(ending[0] if ending else "")}
    towns = {name_key(w) for w in _TOWN_OF.findall(words)}
    names = {n for n in names if n and n not in _NO_NAME | towns and len(n) > 2}
    return _Person(
        names=frozenset(names),
        age=age_of(figure),
        male=bool(_MALE.search(words)),
        female=bool(_FEMALE.search(words)),
        young=bool(_YOUNG.search(words)),
        grown=bool(_GROWN.search(words)),
        doer=bool(_DOER.search(words)) or (killed and bool(BY_HIS_OWN_HAND.search(figure.passage))),
        bystander=bool(_VICTIM.search(words)),
    )


def age_of(figure: Claim) -> tuple[int, str] | None:
    """The age that is told of the one person whom a figure counts: a number and its unit; None where none is told."""
    toll = figure.toll
    if toll is None:
        return None
    words = toll.victims.words
    found = _AGE.search(words)
    if found is None and figure.sentence is not None:
        at = figure.sentence.quote.find(words)
        if words and at >= 0:
            after = _AGE_AFTER.match(figure.sentence.quote[at + len(words) :])
            if after:
                return int(after[1]), "year"
            found = _AGE.match(figure.sentence.quote[at:])
    if found is None:
        return None
    number = found[1].casefold()
    return (_NUMBER[number] if number in _NUMBER else int(number)), found[2].casefold()


_CHILD, _OLD = 12, 65


def is_telling_age(age: tuple[int, str]) -> bool:
    """True for the age of a child or an old person: most people who are hurt are neither."""
    return age[1] != "year" or not _CHILD < age[0] < _OLD


def _share_a_name(a: frozenset[str], b: frozenset[str]) -> bool:
    return any(x == y or same_name(x, y, least=80.0) for x in a for y in b)
