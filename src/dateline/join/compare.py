"""Comparing two tellings of different reports: each comparer gives score, reason and the two values met.

Scores add up like the weights of evidence of Fellegi and Sunter (1969), as log-odds; the weights were set by hand
and checked on the project's own gold of joins. Joining two massacres into one is worse than counting one twice,
so a join needs the day and the place (or a victim's name, or a copied text) and anything that excludes it wins.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta
from math import exp

from dateline.join.aftermath import tells_aftermath
from dateline.join.counted import number_of
from dateline.join.days import ANY_YEAR, Days
from dateline.join.grounds import ALIKE, SEVERAL, STRONG, TELLING_AGE, Weights, least_score
from dateline.join.hit import age_of, is_telling_age
from dateline.join.kinds import COMMON, kind_fits, kinds_of_measure
from dateline.join.lineage import gist_in_common
from dateline.join.places import place_verdict
from dateline.join.retold import retells
from dateline.join.tellings import Telling
from dateline.join.wording import content_words, in_common, name_key
from dateline.model import Claim
from dateline.terms import CountSpan, EventKind, Measure, PlacePrecision, Verdict
from dateline.words import WEEKDAYS

__all__ = ["JUDGED_BY", "Comparison", "compare", "doubted", "excludes"]

JUDGED_BY = "join@1"
PRIOR = -2.5
UNSURE = 0.50
STORY = 0.40
DOUBTFUL = 0.25
AFTERWARDS = -0.4
_WORDS_TELLING = 4
_FAR_NUMBERS, _MANY = -1.0, 20
_RIVAL_COUNTS, _RIVALS = 10, 0.75
_LIKELY_THERE = 0.25
_FRESH = 3
_WORDS_ENOUGH = 6
_STORY_WORDS = 8
_TOWNS = (PlacePrecision.TOWN, PlacePrecision.NEAR, PlacePrecision.POINT)
_SITE = re.compile(
    r"\b(?:street|st|avenue|ave|road|rd|drive|dr|boulevard|blvd|lane|ln|court|ct|place|way|highway|hwy|route|bar|grill|club|hall|"
    r"lounge|restaurant|cafe|hotel|motel|inn|mall|plaza|store|shop|market|school|college|university|church|mosque|hospital|"
    r"apartments?|homes|park|estates|station|bridge|center|centre|building|tower|house|side|block)\b\.?",
    re.IGNORECASE,
)
_WEEK = 7
_NIGHT = timedelta(days=1)


@dataclass(frozen=True, slots=True, kw_only=True)
class Comparison:
    """The verdict on two tellings; ``barred`` where something excludes that they are one, whatever speaks for it."""

    a: Telling
    b: Telling
    verdict: Verdict
    score: float
    reasons: tuple[str, ...]
    barred: bool


@dataclass(slots=True)
class _Sheet:
    total: float = PRIOR
    reasons: list[str] | None = None
    barred: bool = False

    def note(self, weight: float | None, reason: str) -> float:
        if self.reasons is None:
            self.reasons = []
        if weight is None:
            self.barred = True
            self.reasons.append(f"{reason}: excluded")
            return 0.0
        self.total += weight
        if weight:
            self.reasons.append(f"{reason} ({weight:+.1f})")
        return weight


def compare(a: Telling, b: Telling) -> Comparison:
    """Same, different or unsure: do two tellings tell one happening?"""
    if again := retells(a, b):
        return Comparison(a=a, b=b, verdict=Verdict.SAME, score=0.8, reasons=(again,), barred=False)
    sheet = _Sheet()
    kin = a.report.lineage is not None and a.report.lineage == b.report.lineage
    day, day_why = _when(a, b)
    if kin and a.report.id != b.report.id and day is not None and day >= 0 and (shared := _same_sentence(a, b)):
        reason = f"the same sentence in reports of one origin ({round(100 * shared)} % of its words)"
        return Comparison(a=a, b=b, verdict=Verdict.SAME, score=0.97, reasons=(reason,), barred=False)
    known, known_why = _people(a, b)
    names, names_why = _names(a, b)
    time, time_why = day, day_why
    afterwards = (time is None or time < AFTERWARDS) and _after_it(a, b)
    if afterwards:
        time, time_why = AFTERWARDS, f"{time_why}: told afterwards"
    elif time is None and _overrides_day(a, b, known, names):
        time, time_why = -1.0, f"{time_why}: told later"
    time = sheet.note(time, time_why)
    place = sheet.note(*_place(a, b, known, names))
    kind = sheet.note(*_kinds(a, b, known))
    parties = sheet.note(*_actors(a, b))
    taken = EventKind.ABDUCTION in a.kinds and EventKind.ABDUCTION in b.kinds
    agree = sheet.note(*_figures(a.figures, b.figures, taken=taken))
    undated = a.days is None or b.days is None
    week = sheet.note(*_weekday(a, b)) if undated else 0.0
    ages = sheet.note(*_ages(a, b))
    rare = bool(a.kinds & b.kinds - COMMON)
    if rare and agree >= 1.2:
        sheet.note(0.4, "a rarer kind with the same numbers")
    named = a.victims & b.victims
    if named and not known:
        sheet.note(2.5, f"victim named in both: {', '.join(sorted(named))}")
    if known:
        sheet.note(known, known_why)
    if names:
        sheet.note(names, names_why)
    about = sheet.note(*_about(a, b, time))
    overlap = in_common(a.words, b.words)
    few = not (a.events and b.events) and min(len(a.words), len(b.words)) < _WORDS_ENOUGH
    sheet.note(
        round(max(0.0 if few else -0.6, min(2.2, 4.5 * (overlap - 0.25))), 2),
        f"{round(100 * overlap)} % of the words in common",
    )
    if kin:
        sheet.note(1.0 if overlap >= 0.5 else 0.3, "reports of one origin")
    score = 1.0 / (1.0 + exp(-sheet.total))
    least = least_score(
        Weights(
            time=time,
            place=place,
            kind=kind,
            parties=parties,
            agree=agree,
            week=week,
            ages=ages,
            known=known,
            names=names,
            about=about,
            overlap=overlap,
            named=bool(named),
            kin=kin,
            rare=rare,
            undated=undated,
            afterwards=afterwards,
            apart=_apart(a, b),
        )
    )
    if sheet.barred:
        verdict, score = Verdict.DIFFERENT, 0.0
    elif least is not None and score >= least:
        verdict = Verdict.SAME
    elif score >= UNSURE and place >= 0:
        verdict = Verdict.UNSURE
    else:
        verdict = Verdict.DIFFERENT
    return Comparison(
        a=a, b=b, verdict=verdict, score=round(score, 3), reasons=tuple(sheet.reasons or ()), barred=sheet.barred
    )


def excludes(a: Telling, b: Telling, *, days: bool = True) -> bool:
    """True where :func:`compare` would find the two barred: the part of a comparison that a fold asks for.

    ``days`` False leaves the days out, where one of the two is known to be that of a later report.
    """
    if retells(a, b):
        return False
    known, _ = _people(a, b)
    if days and _when(a, b)[0] is None and not _overrides_day(a, b, known, _names(a, b)[0]):
        return True
    if _kinds(a, b, known)[0] is not None and _place(a, b, known, 0.0)[0] is not None:
        return False
    kin = a.report.lineage is not None and a.report.lineage == b.report.lineage and a.report.id != b.report.id
    day = _when(a, b)[0]
    return not (kin and day is not None and day >= 0 and _same_sentence(a, b))


def doubted(a: Telling, b: Telling) -> tuple[Telling, ...]:
    """Of two tellings that are one for other reasons though their days or places cannot meet, those whose day or place is that
    of the later report: "the man who shot two people pleaded guilty on Friday". Of two reports on what came after neither tells
    the day for sure. Where the same private people are named, days and places that hardly meet are doubted as well."""
    known = _people(a, b)[0] >= STRONG
    late = a if _since(a) <= _since(b) else b
    time = _when(a, b)[0]
    if time is None or (known and time < 0):
        return (a, b) if tells_aftermath(a.report) and tells_aftermath(b.report) else (late,)
    place = place_verdict(a.places, b.places)[0]
    if place is None or (known and place < 0):
        return (late if a.placed and b.placed else b if a.placed else a,)
    return ()


def _since(telling: Telling) -> int:
    """Days from what a report tells to the report itself."""
    published = telling.report.published
    if published is None or telling.days is None:
        return 10**6
    return abs((published.day - telling.days.last).days)


def _overrides_day(a: Telling, b: Telling, known: float, names: float) -> bool:
    """Whether people or names in common outweigh days that cannot meet: where both reports are mostly about it, and the
    later day is that on which the later report appeared, which a reader easily takes for the day of the deed."""
    if not (a.main and b.main) or a.days is None or b.days is None:
        return False
    if _after_it(a, b) or (known > 0 and _one_story(a, b)):
        return True
    late = a if a.days.first > b.days.first else b
    if _since(late) > _FRESH:
        return known >= 2 * STRONG - 1.0
    apart = _apart(a, b)
    if known >= STRONG + 2.0:
        return True  # three private people, named in both
    if apart <= _WEEK and _ages(a, b)[0] > 0 and _about(a, b, 0.0)[0] >= 2 * ALIKE:
        return True
    if apart > _WEEK and not (late.core & a.people & b.people):
        return False  # a new happening whose report recalls an old one
    return known >= STRONG or (names >= 1.5 * SEVERAL and apart <= _WEEK)


def _apart(a: Telling, b: Telling) -> int:
    """Days from one to the other; 0 where one is not known."""
    return abs((a.days.first - b.days.first).days) if a.days is not None and b.days is not None else 0


def _after_it(a: Telling, b: Telling) -> bool:
    """True where the later of two days is that of a report on what came after: of the court, the arrest, the funeral."""
    if not (a.main and b.main) or a.days is None or b.days is None:
        return False
    late = a if a.days.first > b.days.first else b
    return tells_aftermath(late.report) and _since(late) <= _WEEK


def _one_story(a: Telling, b: Telling, least: float = STORY) -> bool:
    """True where two reports are so much about the same that they tell one story, whatever a reader made of kind and day."""
    if not (a.main and b.main):
        return False
    like, words = gist_in_common(a.report, b.report)
    return like >= least and len(words) >= _STORY_WORDS


def _people(a: Telling, b: Telling) -> tuple[float, str]:
    """People named in both, who do not speak in either. One whose age is told is a private person and tells most."""
    shared = a.people & b.people
    if not shared:
        return 0.0, ""
    aged = shared & (a.aged | b.aged)
    weight = STRONG * bool(aged) + 1.0 * max(0, len(aged) - 1) + 1.5 * len(shared - aged)
    return min(weight, 5.0), f"people named in both: {', '.join(sorted(shared))}"


def _ages(a: Telling, b: Telling) -> tuple[float, str]:
    """The age of somebody who was hurt, told in both: that of a child or an old person tells more, as most are neither. Two
    reports that each tell of one person, of another age, hardly tell of the same."""
    mine, theirs = _ages_told(a), _ages_told(b)
    reason = f"aged {_age_words(mine)} / {_age_words(theirs)}"
    if not mine or not theirs or not (a.main and b.main):
        return 0.0, reason
    if shared := mine & theirs:
        rare = any(is_telling_age(age) for age in shared)
        return (TELLING_AGE if rare else 0.6), reason
    near = any(x[1] == y[1] and abs(x[0] - y[0]) <= 1 for x in mine for y in theirs)
    one_each = len(mine) == len(theirs) == 1 and all(_most_hurt(t) == 1 for t in (a, b))
    return (-1.0 if one_each and not near else 0.0), reason


def _ages_told(telling: Telling) -> set[tuple[int, str]]:
    return {age for f in telling.figures if _counts_hurt(f) and number_of(f) == 1 and (age := age_of(f)) is not None}


def _age_words(ages: set[tuple[int, str]]) -> str:
    return ", ".join(f"{n}" if unit == "year" else f"{n} {unit}s" for n, unit in sorted(ages)) or "not told"


def _counts_hurt(figure: Claim) -> bool:
    return figure.toll is not None and figure.toll.measure in (Measure.KILLED, Measure.INJURED)


def _most_hurt(telling: Telling) -> int:
    return max((number_of(f) or 0 for f in telling.figures if _counts_hurt(f)), default=0)


def _about(a: Telling, b: Telling, time: float) -> tuple[float, str]:
    """How far two reports are about the same, place, people and parties apart: those are compared for themselves.

    The weights follow what 1,537 public reports of 580 incidents show: of the pairs that the index finds and nothing bars nine in
    ten are one incident at a cosine of 0.15 to 0.2, and all but one in twenty above. Below 0.15 it speaks for nothing: reports
    of one war share more words than that (docs/joining.md). On neighbouring days it counts half: reports of two shellings of
    one town use the same words.
    """
    if not (a.main and b.main) or a.report.id == b.report.id or not a.report.gist or not b.report.gist:
        return 0.0, ""
    told_of = _place_words(a, b) | _party_words(a, b) | _teller_words(a, b)
    like, words = gist_in_common(a.report, b.report, without=told_of)
    weight = round(max(-0.3, min(4.0, 18.0 * (like - 0.15))), 2)
    if weight > 0:
        weight = round(weight * min(1.0, len(words) / _WORDS_ENOUGH) * (0.5 if time < 0 else 1.0), 2)
    return weight, f"both about {', '.join(words[:5]) or 'other things'} ({round(100 * like)} %)"


def _place_words(a: Telling, b: Telling) -> frozenset[str]:
    named = (n for p in (*a.places, *b.places) for n in (p.name, p.resolved_name, p.admin1, *p.within) if n)
    return frozenset(w for name in named for w in name_key(name).split())


def _teller_words(a: Telling, b: Telling) -> frozenset[str]:
    """Words of the names of outlets and agencies: they stand in reports on anything."""
    named = (n for t in (a, b) for n in (t.report.source.name, t.report.agency) if n)
    return frozenset(w for name in named for w in name_key(name).split())


def _party_words(a: Telling, b: Telling) -> frozenset[str]:
    """Words of the names of who took part, as the reports write them: those stand in the reports on a whole war."""
    parties = [p.actor.name for t in (a, b) for c in t.claims for p in c.participants]
    parties += [c.toll.victims.side for t in (a, b) for c in t.figures if c.toll is not None and c.toll.victims.side]
    return frozenset(w for name in parties for w in name_key(name).split())


def _names(a: Telling, b: Telling) -> tuple[float, str]:
    """Names other than those of the place, of people and of parties: a street, a school, a market."""
    places, parties = _place_words(a, b), _party_words(a, b)
    sites = {
        w
        for x in a.places
        for y in b.places
        if x.name == y.name and x.name != x.resolved_name and _SITE.search(x.name)
        for w in name_key(x.name).split()
    }
    shared = (a.names & b.names) - (places - sites) - parties
    return min(1.2, 0.3 * len(shared)), f"names in both: {', '.join(sorted(shared)[:6])}"


def _same_sentence(a: Telling, b: Telling) -> float:
    """Share of words in common of two sentences that tell of the same kind of event, where it is 80 % or more.

    A copy tells the same happening in the same words, whatever place or day its shorter text leads to.
    """
    best = 0.0
    for x in a.events:
        for y in b.events:
            if x.kind is y.kind and x.sentence is not None and y.sentence is not None:
                words = content_words(x.sentence.quote), content_words(y.sentence.quote)
                if words[0] == words[1] and len(words[0]) >= _WORDS_TELLING:
                    return 1.0
                if min(map(len, words)) >= 6 and max(map(len, words)) <= 2 * min(map(len, words)):
                    best = max(best, in_common(*words))
    return best if best >= 0.8 else 0.0


def _when(a: Telling, b: Telling) -> tuple[float | None, str]:
    """The days of two tellings; where one has none, those that they name without a year ("on July 6")."""
    if a.days is not None and b.days is not None:
        return _time(a.days, b.days)
    mine, theirs = _in_the_year(a), _in_the_year(b)
    if not mine or not theirs:
        return 0.0, "day not known"
    apart = min(abs((x - y).days) for x in mine for y in theirs)
    reason = f"day {min(mine):%d %B} / {min(theirs):%d %B}, year not known"
    return (0.4 if apart == 0 else -0.4 if min(apart, 366 - apart) <= 1 else None), reason


def _in_the_year(telling: Telling) -> frozenset[date]:
    days = telling.days
    if days is None or not days.firm:
        return telling.yearless
    return frozenset(d.replace(year=ANY_YEAR) for d in (days.first, days.last))


def _time(a: Days | None, b: Days | None) -> tuple[float | None, str]:
    if a is None or b is None:
        return 0.0, "day not known"
    reason = f"day {_said(a)} / {_said(b)}"
    if a.firm and b.firm:
        if (a.first, a.last) == (b.first, b.last):
            return (1.6 if a.first == a.last else 1.0), reason
        if a.first <= b.last and b.first <= a.last:
            return 0.8, reason
        if a.first - _NIGHT <= b.last and b.first - _NIGHT <= a.last:
            return -0.4, reason  # over midnight, or a report's day in another time zone
        return None, reason
    if a.first <= b.last and b.first <= a.last:
        return 0.4, reason
    if a.first - _NIGHT <= b.last and b.first - _NIGHT <= a.last:
        return -1.5, reason
    # A report that says no day can tell of a day long before it, but of none after it.
    early, late = (a, b) if a.last < b.first else (b, a)
    return (None if late.firm or not early.firm else -1.5), reason


def _weekday(a: Telling, b: Telling) -> tuple[float, str]:
    """A report without a day may still say "late on Tuesday": a seventh of all days is one, and others hardly."""
    dated, other = (b, a) if a.days is None else (a, b)
    if other.weekday is None or dated.days is None or not dated.days.firm:
        return 0.0, ""
    around = [dated.days.first + _NIGHT * n for n in range((dated.days.last - dated.days.first).days + 1)]
    reason = f"{WEEKDAYS[other.weekday].title()} / {_said(dated.days)}"
    if other.weekday in {d.weekday() for d in around}:
        return 1.0, reason
    near = {(d + _NIGHT * n).weekday() for d in around for n in (-1, 1)}
    return (-0.4 if other.weekday in near else -1.5), reason


def _said(days: Days) -> str:
    span = f"{days.first}" if days.first == days.last else f"{days.first} to {days.last}"
    return span if days.firm else f"{span} (not said outright)"


def _place(a: Telling, b: Telling, known: float, names: float) -> tuple[float | None, str]:
    """A place that is only inferred from the dateline or another sentence speaks less, and excludes nothing.

    A name that the gazetteer does not know may be a street or a bar of the town that the other report names: where
    each report is mostly about it and one names the other's town, they can be one place.
    """
    weight, reason = place_verdict(a.places, b.places)
    sure = a.placed and b.placed
    if not sure and a.places and b.places:
        weight, reason = max(-0.8, min(1.0, -0.8 if weight is None else weight)), f"{reason} (not said outright)"
        if weight < 0 and (chance := max(_chance_there(a, b), _chance_there(b, a))) >= _A_TENTH:
            weight, reason = (0.5 if chance >= _LIKELY_THERE else 0.3), f"{reason}; may be there"
    if not (a.main and b.main) or (weight is not None and weight >= 1.0):
        return weight, reason
    loose = not sure or any(p.precision is PlacePrecision.UNRESOLVED for p in (*a.places, *b.places))
    if loose and a.places and b.places and (town := _town_of_other(a, b)):
        least = 1.0 if _sites(a) or _sites(b) or not sure else 0.3
        weight, reason = max(least, weight or 0.0), f"{reason}; both name {town}"
    elif weight is None or weight < -0.3:
        if known >= STRONG:
            weight, reason = (-1.0 if weight is None else -0.3), f"{reason}: the same people"
        elif loose and names >= SEVERAL:
            weight, reason = -0.3, f"{reason}: the same names"
        elif _one_story(a, b, DOUBTFUL):
            weight, reason = max(-0.8, -0.8 if weight is None else weight), f"{reason}: the same story"
    return weight, reason


_A_TENTH = 0.1


def _chance_there(lent: Telling, other: Telling) -> float:
    """How likely a place that is only inferred is that of the other telling, by the candidates for it; 0 for one that is said."""
    if lent.placed:
        return 0.0
    names = {name_key(n) for p in other.places for n in (p.name, p.resolved_name) if n}
    told = (c for claim in (lent.events or lent.figures) if claim.place is not None for c in claim.place.candidates)
    return max((c.score for c in told if name_key(c.name) in names), default=0.0)


def _town_of_other(a: Telling, b: Telling) -> str | None:
    """A town in which one of the two places its happening and that the other report names as well."""
    for one, other in ((a, b), (b, a)):
        for place in one.places:
            name = place.resolved_name or place.name
            words = set(name_key(name).split())
            told = other.names | {w for person in other.people for w in person.split()}
            if place.precision in _TOWNS and words and words <= told:
                return name
    return None


def _sites(telling: Telling) -> bool:
    """Whether a place of a telling is a street, a building or the like, by its own words."""
    return any(_SITE.search(p.name) for p in telling.places)


def _kinds(a: Telling, b: Telling, known: float = 0.0) -> tuple[float | None, str]:
    if a.main and b.main and a.kinds != b.kinds and (known >= STRONG or _one_story(a, b)):
        return 0.0, f"kind {_kind_names(a)} / {_kind_names(b)}"
    if not a.kinds or not b.kinds:
        shared = {m for m in _measures(a.figures) | _measures(b.figures) if _can(m, a) and _can(m, b)}
        if not shared and not a.kinds and not b.kinds and _hurt(a) and _hurt(b):
            return 0.0, f"kind {_kind_names(a)} / {_kind_names(b)}"  # who was wounded may have died
        if not shared:
            return None, f"kind {_kind_names(a)} / {_kind_names(b)}"
        return 0.4, f"kind {_kind_names(a)} / {_kind_names(b)}"
    found = [kind_fits(x, y) for x in a.kinds for y in b.kinds]
    best = max(-9.0 if f is None else f for f in found)
    if a.kinds & b.kinds - COMMON:
        best += 0.3  # a rarer kind at one place on one day is more telling than "an attack"
    return (None if best <= -9.0 else best), f"kind {_kind_names(a)} / {_kind_names(b)}"


def _hurt(telling: Telling) -> bool:
    return bool(_measures(telling.figures) & {Measure.KILLED, Measure.INJURED})


def _measures(figures: Iterable[Claim]) -> set[Measure]:
    return {f.toll.measure for f in figures if f.toll}


def _can(measure: Measure, telling: Telling) -> bool:
    if telling.kinds:
        return bool(telling.kinds & kinds_of_measure(measure))
    return measure in _measures(telling.figures)


def _kind_names(telling: Telling) -> str:
    kinds = sorted(telling.kinds, key=lambda k: k.value)
    if kinds:
        return "+".join(str(k) for k in kinds)
    return "figures of " + "+".join(sorted(str(m) for m in _measures(telling.figures)))


def _actors(a: Telling, b: Telling) -> tuple[float, str]:
    names = f"by {', '.join(sorted(a.perpetrators)) or 'unknown'} / {', '.join(sorted(b.perpetrators)) or 'unknown'}"
    weight = 0.0
    if a.perpetrators and b.perpetrators:
        mine, theirs = _told_apart(a.perpetrators), _told_apart(b.perpetrators)
        weight += 0.7 if a.perpetrators & b.perpetrators else -0.4 if mine and theirs else 0.0
        if not a.perpetrators & b.perpetrators and EventKind.ARMED_CLASH in a.kinds | b.kinds:
            weight = 0.5 if (a.perpetrators & b.targets or b.perpetrators & a.targets) else weight
    if a.targets & b.targets:
        weight += 0.4
    return weight, names


_ANYBODY = re.compile(
    r"(?:\w+ )*(?:gunm[ae]n|m[ae]n|wom[ae]n|boys?|girls?|teen(?:ager)?s?|youths?|persons?|people|someone|somebody|anybody|nobody|"
    r"suspects?|shooters?|attackers?|assailants?|assassins?|killers?|raiders?|robbers?|criminals?|bandits?|individuals?|drivers?|"
    r"others?|members?|he|she|they|unknown|unidentified)"
)


def _told_apart(parties: Iterable[str]) -> set[str]:
    """Parties that are told apart from others: by a name, or as a body. "A gunman" can be anybody."""
    return {party for party in parties if not _ANYBODY.fullmatch(party)}


def _figures(a: Iterable[Claim], b: Iterable[Claim], *, taken: bool = False) -> tuple[float, str]:
    """Agreeing numbers speak for one happening, far ones a little against it: disputes are normal content.

    ``taken``: of an abduction the missing of one report are the abducted of another.
    """
    weight, met = 0.0, []
    mine, theirs = _ranges(a), _ranges(b)
    if taken:
        for ranges in (mine, theirs):
            if Measure.MISSING in ranges:
                ranges[Measure.ABDUCTED] = [*ranges.get(Measure.ABDUCTED, ()), *ranges.pop(Measure.MISSING)]
    for key in sorted(mine.keys() & theirs.keys(), key=lambda m: m.value):
        best, said = -0.4, ""
        for x_low, x_high, x, x_named in mine[key]:
            for y_low, y_high, y, y_named in theirs[key]:
                if (x_low, x_high) == (y_low, y_high) and x_low == x_high:
                    value = 1.2 if (x_low or 0) >= 5 else 0.7 if (x_low or 0) >= 2 else 0.3
                elif _overlap(x_low, x_high, y_low, y_high):
                    value = 0.4
                else:
                    small, large = sorted((x_low or x_high or 0, y_low or y_high or 0))
                    far = _are_far(small, large) and not (x_named or y_named)
                    value = 0.0 if large and small / large >= 0.6 else _FAR_NUMBERS if far else -0.4
                    if small >= _RIVAL_COUNTS and small / large >= _RIVALS:
                        value = 0.4  # two such counts of one kind, town and day are hardly of two happenings
                if not said or value > best:
                    best, said = value, f"{key} {x} / {y}"
        weight += best
        met.append(said)
    return max(-1.6, min(1.6, weight)), "; ".join(met) or "no figures to compare"


def _are_far(small: int, large: int) -> bool:
    """True for numbers of which hardly two voices tell of one happening: "one killed" and "84 killed"."""
    return large >= _MANY and _MANY * small <= 2 * large


def _ranges(figures: Iterable[Claim]) -> dict[Measure, list[tuple[int | None, int | None, str, bool]]]:
    """Low and high of what is counted, by measure, as written, and whether it is somebody told by name."""
    found: dict[Measure, list[tuple[int | None, int | None, str, bool]]] = {}
    for figure in figures:
        toll = figure.toll
        if toll is None or toll.count_span is not CountSpan.INCIDENT or (toll.low is None and toll.high is None):
            continue
        if figure.part_of is None:
            one = (toll.low, toll.high, toll.as_written, bool(toll.victims.names))
            found.setdefault(toll.measure, []).append(one)
    return found


def _overlap(a_low: int | None, a_high: int | None, b_low: int | None, b_high: int | None) -> bool:
    a, b = (a_low or 0, b_low or 0)
    c, d = (a_high if a_high is not None else 10**9, b_high if b_high is not None else 10**9)
    return a <= d and b <= c
