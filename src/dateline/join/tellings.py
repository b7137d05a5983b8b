"""What one report says of one happening: its claims that belong together, seen as one.

Claims of one report are gathered first (the headline's event, the lead's, a later "the attack"), figures go to
the event that they are about; reports are then compared telling by telling.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta

from dateline.join.alone import (
    bundles_of,
    named_just_before,
    of_those_before,
    on_its_own,
    rival_before,
    tells_a_happening,
)
from dateline.join.counted import said_before
from dateline.join.days import Days, days_of, days_of_the_year, weekday_of
from dateline.join.fold import about_holds
from dateline.join.goes_on import goes_on
from dateline.join.kinds import is_violent, kind_fits, kinds_of_measure
from dateline.join.places import elsewhere, likely, meant, place_verdict
from dateline.join.wording import content_words, name_key, proper_words
from dateline.model import Actor, Claim, Judgement, Place, ReportCard, When
from dateline.terms import (
    ClaimType,
    CountSpan,
    DateBasis,
    EventKind,
    Measure,
    PlacePrecision,
    Role,
    Stance,
    Verdict,
)

__all__ = [
    "Telling",
    "Within",
    "actor_key",
    "main_of",
    "sets_apart",
    "tellings",
]

_APART = re.compile(
    r"\b(?:an?other|separate(?:ly)?|second|third|fourth|different|unrelated|further|earlier|previous|other|elsewhere|"
    r"meanwhile|similar|fresh|new)\b",
    re.IGNORECASE,
)
_APART_STRONG = re.compile(
    r"\b(?:in (?:a|another) (?:separate|second|third|different|similar|unrelated)|separately|elsewhere|an?other "
    r"(?:\w+ ){0,2}(?:attack|strike|raid|blast|explosion|bomb\w*|clash|incident|shelling|ambush|shooting|killing)|"
    r"a (?:separate|second|third|different|similar|new|fresh|further) (?:\w+ ){0,2}"
    r"(?:attack|strike|raid|blast|explosion|bomb\w*|clash|incident|shelling|ambush|shooting|killing))",
    re.IGNORECASE,
)
_DEFINITE = re.compile(r"(?:\b(?:the|this|that|its|their)|['’]s)\s+(?:\w+\s+){0,2}$", re.IGNORECASE)
_MEANWHILE = re.compile(r"\W*(?:meanwhile|elsewhere|separately|in other (?:news|violence)|also on)\b", re.IGNORECASE)
_BEFORE = 40
_HURT = 2.0
_OPENING = 400
_LONG_PAST = timedelta(days=60)
_DATELINE = re.compile(
    r"(?m)^(?:[A-ZÀ-Ý]{3,}\b[^\n.!?]{0,60}?|[A-Z][^\n.!?—–]{1,60}?\([^)\n]{2,40}\)[^\n.!?—–]{0,5}?)\s*[-–—]{1,2}\s"
)
"""Where a report was written ("MUSCAT, 2 January (Meridian) —"): the reports of one desk share it, whatever they tell."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Telling:
    """One happening as one report tells it. ``lead`` is the claim that judgements name.

    ``placed`` is False where the place is only inferred from another sentence or from the report's dateline. ``main``
    is what the report is mostly about. ``people`` are those named in it, ``core`` those named where it is told, ``aged``
    those whose age is told; ``names`` are the other words of its sentences that name something (streets, sites). ``weekday``
    (Monday is 0) is what a report without a day says of it: "late on Tuesday"; ``yearless`` are the days that it names
    without a year.
    """

    lead: Claim
    events: tuple[Claim, ...]
    figures: tuple[Claim, ...]
    report: ReportCard
    kinds: frozenset[EventKind]
    days: Days | None
    places: tuple[Place, ...]
    placed: bool
    perpetrators: frozenset[str]
    targets: frozenset[str]
    victims: frozenset[str]
    words: frozenset[str]
    main: bool = False
    people: frozenset[str] = frozenset()
    core: frozenset[str] = frozenset()
    aged: frozenset[str] = frozenset()
    names: frozenset[str] = frozenset()
    weekday: int | None = None
    yearless: frozenset[date] = frozenset()

    @property
    def claims(self) -> tuple[Claim, ...]:
        return (*self.events, *self.figures)


@dataclass(frozen=True, slots=True, kw_only=True)
class Within:
    """Two claims of one report, the verdict, its score, and why."""

    a: Claim
    b: Claim
    verdict: Verdict
    score: float
    reasons: tuple[str, ...]


def actor_key(actor: Actor) -> str:
    """What two names of one party share: the id in the list of actors, else the name made comparable."""
    return actor.id or name_key(actor.name)


def sets_apart(claim: Claim) -> str | None:
    """The words just before the trigger that say that this is another happening than the one told before."""
    if claim.sentence is None:
        return None
    sentence = claim.sentence.quote
    at = claim.trigger.span.start - claim.sentence.span.start
    if not 0 <= at <= len(sentence):
        return None
    before = sentence[max(0, at - _BEFORE) : at + len(claim.trigger.quote) + 1]
    found = _APART_STRONG.search(before)
    return found.group(0) if found else None


def tellings(
    report: ReportCard, claims: Sequence[Claim], judged: Iterable[Judgement] = ()
) -> tuple[list[Telling], list[Within]]:
    """The tellings of a report, and what was judged between its claims on the way.

    ``judged`` are judgements of persons between claims of the report: they go before all else.
    """
    person = {(j.a, j.b): j.verdict for j in judged if j.by_person}
    events = sorted((c for c in claims if c.type is ClaimType.EVENT), key=_place_in_text)
    figures = sorted((c for c in claims if _counts(c)), key=_place_in_text)
    within: list[Within] = []
    group_of = {event.id: number for number, event in enumerate(events)}

    for later, event in enumerate(events):
        for earlier in events[:later]:
            verdict = _within(earlier, event, report)
            decided = person.get(_pair(earlier, event))
            if decided is not None:
                verdict = Within(a=earlier, b=event, verdict=decided, score=1.0, reasons=("decided by a person",))
            elif verdict.verdict is not Verdict.DIFFERENT:
                within.append(verdict)
            if verdict.verdict is Verdict.SAME and group_of[earlier.id] != group_of[event.id]:
                members = [e for e in events if group_of[e.id] in (group_of[earlier.id], group_of[event.id])]
                if not any(_bar_within(x, y, report, person) for x in members for y in members if x.id < y.id):
                    gone, kept = group_of[event.id], group_of[earlier.id]
                    group_of = {k: kept if v == gone else v for k, v in group_of.items()}

    attached: dict[str, str] = {}
    loose: list[Claim] = []
    by_id = {event.id: event for event in events}
    for figure in figures:
        told_of = by_id.get(figure.about or "")
        decided = person.get(_pair(figure, told_of)) if told_of is not None else None
        holds = told_of is not None and (decided is Verdict.SAME or about_holds(figure, told_of))
        if figure.about is not None and holds and decided is not Verdict.DIFFERENT:
            attached[figure.id] = figure.about
            continue
        if told_of is not None and decided is not Verdict.DIFFERENT and _day_of_another(figure, told_of, events):
            attached[figure.id] = told_of.id
            a, b = sorted((figure, told_of), key=lambda c: c.id)
            why = ("in one sentence; its day is that of another deed there",)
            within.append(Within(a=a, b=b, verdict=Verdict.SAME, score=0.8, reasons=why))
            continue
        home = _home(figure, events, report, person)
        if home is None:
            loose.append(figure)
        else:
            attached[figure.id] = home.b.id if home.a is figure else home.a.id
            within.append(home)
    for figure in list(loose):
        whole = of_those_before(figure, figures) or rival_before(figure, [f for f in figures if f.id in attached])
        whole = whole or next((f for f in figures if f.id == figure.part_of and f not in loose), None)
        if whole is not None and whole.id in attached:
            attached[figure.id] = attached[whole.id]
            loose.remove(figure)
            a, b = sorted((figure, whole), key=lambda c: c.id)
            within.append(Within(a=a, b=b, verdict=Verdict.SAME, score=0.8, reasons=("counts those just counted",)))
    out: list[Telling] = []
    for number in dict.fromkeys(group_of[e.id] for e in events):
        own = [e for e in events if group_of[e.id] == number]
        ids = {e.id for e in own}
        out.append(_telling(report, own, [f for f in figures if attached.get(f.id) in ids]))
    lone = [on_its_own(f, event=by_id.get(f.about or "")) for f in loose]
    opening = not events and not any(tells_a_happening(f) for f in lone)
    for bundle in bundles_of(lone, report, opening=opening):
        out.append(_telling(report, [], bundle))
        lead = bundle[0]
        within.extend(
            Within(
                a=lead,
                b=f,
                verdict=Verdict.SAME,
                score=0.9,
                reasons=("figures of one report for the same day and place",),
            )
            for f in bundle[1:]
        )
    for figure in (f for f in loose if said_before(f)):
        out, found = _with_former(figure, out)
        within += found
    return _with_names(out, report), within


def _day_of_another(figure: Claim, event: Claim, events: Iterable[Claim]) -> bool:
    """ "The body of a man abducted on 21 March was found": the day of the abduction is not that of the death."""
    if figure.sentence is None or event.sentence is None or figure.sentence.span != event.sentence.span:
        return False
    words = figure.when.words if figure.when is not None else None
    return words is not None and any(
        e.id != event.id
        and e.kind is not event.kind
        and e.when is not None
        and e.when.words is not None
        and e.when.words.span == words.span
        for e in events
    )


def _with_former(figure: Claim, told: Sequence[Telling]) -> tuple[list[Telling], list[Within]]:
    """A number that a voice "had put" before, with the nearest number of its measure: its day is that of the saying."""
    toll = figure.toll
    near = [
        (abs(f.evidence.span.start - figure.evidence.span.start), n, f)
        for n, t in enumerate(told)
        for f in t.figures
        if f.toll is not None
        and toll is not None
        and f.toll.measure is toll.measure
        and f.id != figure.id
        and name_key(str(f.speaker)) == name_key(str(figure.speaker))
        and (f.toll.low or 0) >= (toll.low or 0)
    ]
    if not near:
        return list(told), []
    _, number, other = min(near, key=lambda x: (x[0], x[2].id))
    out = list(told)
    out[number] = replace(out[number], figures=(*out[number].figures, figure))
    a, b = sorted((figure, other), key=lambda c: c.id)
    return out, [Within(a=a, b=b, verdict=Verdict.SAME, score=0.9, reasons=("what was said before of the same",))]


def _with_names(told: Sequence[Telling], report: ReportCard) -> list[Telling]:
    """Tellings with the people and names that belong to each: those in its sentences, and to what the report is mostly
    about all the rest, but those who stand only where other people were hurt."""
    main = main_telling(told)
    ages = dict(_name_and_age(p) for p in report.people)
    text = {t.lead.id: " ".join(_sentences(t)) for t in told}
    named = {t.lead.id: {p for p in ages if all(w in text[t.lead.id].casefold() for w in p.split())} for t in told}
    out = []
    for telling in told:
        key = telling.lead.id
        people = core = named[key]
        names, words = proper_words(" ".join(_DATELINE.sub("", s) for s in _sentences(telling))), telling.words
        if telling is main:
            others = {p for t in told if t is not main and _prominence(t) >= _HURT for p in named[t.lead.id]}
            people = core | (set(ages) - others)
            opening = report.opening.casefold()
            core = core | {p for p in people if all(w in opening for w in p.split())}
            names = names | proper_words(_DATELINE.sub("", report.opening, count=1))
            words = words | content_words(report.opening)
        speakers = {w for c in telling.claims if c.speaker for w in name_key(c.speaker.name or "").split()}
        told_of = {w for p in ages for w in p.split()}
        out.append(
            replace(
                telling,
                main=telling is main,
                people=frozenset(people),
                core=frozenset(core),
                aged=frozenset(p for p in people if ages[p]),
                names=names - speakers - told_of - set(name_key(report.source.name).split()),
                words=words,
            )
        )
    return out


def _sentences(telling: Telling) -> Iterable[str]:
    return dict.fromkeys(c.passage for c in telling.claims)


def _name_and_age(person: str) -> tuple[str, str]:
    name, _, age = person.partition(", ")
    return name, age


def main_of(report: ReportCard, claims: Sequence[Claim]) -> Telling | None:
    """What a report is mostly about: of its tellings the one in which people were hurt, told first and most."""
    told, _ = tellings(report, claims)
    return main_telling(told)


def main_telling(told: Sequence[Telling]) -> Telling | None:
    """The main one of a report's tellings; None where there are none."""
    if not told:
        return None
    kept = [t for t in told if t.events or any(tells_a_happening(f) for f in t.figures)]
    harmful = [
        t for t in kept if _prominence(t) >= _HURT
    ]  # what stands for an event by itself goes before loose counts
    return max(harmful or told, key=lambda t: (_prominence(t), -_first(t), t.lead.id))


def _first(telling: Telling) -> int:
    return min(c.evidence.span.start for c in telling.claims)


def _prominence(telling: Telling) -> float:
    hurt = [f for f in telling.figures if f.toll is not None and f.toll.measure in (Measure.KILLED, Measure.INJURED)]
    score = _HURT if hurt or any(is_violent(k) for k in telling.kinds) else 0.0
    score += min(len(hurt), 4) * 0.5 + min(len(telling.events), 4) * 0.25
    score += max(0.0, 1.5 - _first(telling) / 600)
    return score


def _place_in_text(claim: Claim) -> tuple[int, int, str]:
    return claim.evidence.span.start, claim.trigger.span.start, claim.id


def _pair(a: Claim, b: Claim) -> tuple[str, str]:
    return (a.id, b.id) if a.id < b.id else (b.id, a.id)


def _counts(claim: Claim) -> bool:
    """Figures that tell of a happening: counts of an incident. Totals, stocks and forecasts have their own series."""
    return claim.type is ClaimType.FIGURE and claim.toll is not None and claim.toll.count_span is CountSpan.INCIDENT


def _within(a: Claim, b: Claim, report: ReportCard) -> Within:
    score, reasons = 0.0, []
    cue = sets_apart(b)
    if cue:
        return Within(a=a, b=b, verdict=Verdict.DIFFERENT, score=0.0, reasons=(f"the text sets them apart: “{cue}”",))
    if words := goes_on(a, b):
        return Within(a=a, b=b, verdict=Verdict.SAME, score=0.8, reasons=(f"kind {a.kind} / {b.kind}", words))
    fits = kind_fits(a.kind, b.kind)
    if fits is None or fits < 0:
        return Within(a=a, b=b, verdict=Verdict.DIFFERENT, score=0.0, reasons=(f"kind {a.kind} / {b.kind}",))
    score += 1.0 if a.kind is b.kind else 0.3
    reasons.append(f"kind {a.kind} / {b.kind}")
    days = _days_within(a, b, report)
    if days < 0:
        return Within(a=a, b=b, verdict=Verdict.DIFFERENT, score=0.0, reasons=(f"day {_day(a)} / {_day(b)}",))
    score += days
    reasons.append(f"day {_day(a)} / {_day(b)}")
    # A place that is only inferred from the rest of the report says nothing on what is one within it.
    x, y = ((likely(c.place),) if c.place is not None and _in_words_of(c) else () for c in (a, b))
    place, why = place_verdict(x, y)
    if place is None or place < 0:
        return Within(a=a, b=b, verdict=Verdict.DIFFERENT, score=0.0, reasons=(why,))
    score += min(place, 1.0)
    reasons.append(why)
    actors = {actor_key(x) for x in a.by_role(Role.PERPETRATOR)}, {actor_key(x) for x in b.by_role(Role.PERPETRATOR)}
    if actors[0] and actors[1]:
        score += 0.4 if actors[0] & actors[1] else -1.0
        reasons.append(f"actors {_names(a)} / {_names(b)}")
    if _of_headline(a, report) and b.evidence.span.start - a.evidence.span.end <= _LEAD and not (x and y):
        score += 0.4  # what the headline says in short the lead tells
        reasons.append("headline and lead")
    sure = bool(x and y) or _refers_back(a, b, report)
    verdict = Verdict.SAME if score >= 1.6 and sure else Verdict.UNSURE if score >= 1.0 else Verdict.DIFFERENT
    return Within(a=a, b=b, verdict=verdict, score=min(0.99, round(score / 3.4, 3)), reasons=tuple(reasons))


_ANOTHER_TIME = re.compile(
    r"^\W*(?:(?:and|but)\s+)?(?:in (?:January|February|March|April|May|June|July|August|September|October|November|December|"
    r"(?:19|20)\d\d)|last (?:month|year)|(?:\w+ )?(?:months?|years?) (?:ago|earlier|before))\b(?!\s+\d)",
    re.IGNORECASE,
)
_LEAD = 400


def _of_headline(claim: Claim, report: ReportCard) -> bool:
    return claim.evidence.quote in (report.title or "")


def _refers_back(a: Claim, b: Claim, report: ReportCard) -> bool:
    """True where two claims of which one names no place can still be taken for one: the headline and the lead, one
    sentence, one actor, or "the attack", "Saturday's strike" behind what was told."""
    if a.sentence and b.sentence and a.sentence.span == b.sentence.span:
        return True
    if _of_headline(a, report):
        return True
    if {actor_key(x) for x in a.by_role(Role.PERPETRATOR)} & {actor_key(x) for x in b.by_role(Role.PERPETRATOR)}:
        return True
    if b.sentence is None:
        return False
    at = b.trigger.span.start - b.sentence.span.start
    if _MEANWHILE.match(b.sentence.quote):
        return False
    return bool(_DEFINITE.search(b.sentence.quote[max(0, at - _BEFORE) : max(0, at)]))


def _bar_within(a: Claim, b: Claim, report: ReportCard, person: Mapping[tuple[str, str], Verdict]) -> bool:
    decided = person.get(_pair(a, b))
    if decided is not None:
        return decided is Verdict.DIFFERENT
    first, second = sorted((a, b), key=_place_in_text)
    found = _within(first, second, report)
    return found.verdict is Verdict.DIFFERENT and found.score == 0.0


def _days_within(a: Claim, b: Claim, report: ReportCard) -> float:
    x, y = days_of(a.when, report), days_of(b.when, report)
    if x is None or y is None:
        return -1.0 if _long_past(a.when, y) or _long_past(b.when, x) else 0.2
    if x.firm and y.firm:
        return 1.0 if x.first <= y.last and y.first <= x.last else -1.0
    return 0.3 if x.first <= y.last and y.first <= x.last else -1.0


def _long_past(period: When | None, days: Days | None) -> bool:
    """True for a period of weeks or years, in the words of the report, that was over long before the other's days."""
    if period is None or days is None or period.end is None or period.basis in (DateBasis.REPORT_DAY, DateBasis.NONE):
        return False
    return days.first - period.end > _LONG_PAST


def _home(
    figure: Claim, events: Sequence[Claim], report: ReportCard, person: Mapping[tuple[str, str], Verdict]
) -> Within | None:
    """The event of the same report that a figure without one belongs to: the nearest that nothing speaks against."""
    toll = figure.toll
    if toll is None:
        return None
    best: tuple[float, int, Claim, tuple[str, ...]] | None = None
    for event in events:
        decided = person.get(_pair(figure, event))
        if decided is Verdict.DIFFERENT:
            continue
        if event.kind not in kinds_of_measure(toll.measure) and decided is None:
            continue
        days = _days_within(figure, event, report)
        place, why = place_verdict(_places(figure), _places(event))
        if place is not None and place < 0 and _called_otherwise(figure, event, report):
            place = 0.0  # "NYC park" of the headline is the "Bronx park" of the text
        if decided is None and (days < 0 or place is None or place < 0 or elsewhere(figure, event)):
            continue
        same_sentence = (
            figure.sentence is not None and event.sentence is not None and figure.sentence.span == event.sentence.span
        )
        if not same_sentence and figure.sentence is not None and _ANOTHER_TIME.match(figure.sentence.quote):
            continue
        cue = sets_apart(event)
        gap = abs(figure.evidence.span.start - event.evidence.span.start)
        if cue and not same_sentence and event.evidence.span.start > figure.evidence.span.start:
            continue
        score = days + (place or 0.0) + (1.0 if same_sentence else 0.0) + (10.0 if decided is Verdict.SAME else 0.0)
        score -= min(gap, 2000) / 1000
        reasons = (
            f"day {_day(figure)} / {_day(event)}",
            why,
            "in the same sentence" if same_sentence else f"{gap} characters apart",
        )
        if best is None or (score, -gap) > (best[0], -best[1]):
            best = (score, gap, event, reasons)
    if best is None or best[0] < 0.2:
        return None
    a, b = sorted((figure, best[2]), key=lambda c: c.id)
    return Within(a=a, b=b, verdict=Verdict.SAME, score=min(0.99, round(0.6 + best[0] / 10, 3)), reasons=best[3])


def _called_otherwise(figure: Claim, event: Claim, report: ReportCard) -> bool:
    """True for two sites of one sort that no gazetteer knows, where the figure is the headline's and the event is told first."""
    here, there = figure.place, event.place
    if here is None or there is None or report.title is None or figure.evidence.quote not in report.title:
        return False
    unknown = all(p.precision is PlacePrecision.UNRESOLVED for p in (here, there))
    sorts = name_key(here.name).split()[-1:], name_key(there.name).split()[-1:]
    return unknown and sorts[0] == sorts[1] and event.evidence.span.start - figure.evidence.span.end < _OPENING


def _telling(report: ReportCard, events: Sequence[Claim], figures: Sequence[Claim]) -> Telling:
    claims = [*events, *figures]
    heads = list(events) or claims
    days = [d for c in heads if (d := days_of(c.when, report)) is not None]
    firm = [d for d in days if d.firm]
    if not firm:
        # a figure may know the day better than the event, but not another day
        counted = [d for c in figures if (d := days_of(c.when, report)) is not None and d.firm]
        firm = [d for d in counted if not days or any(d.first <= e.last and e.first <= d.last for e in days)]
    chosen = firm or days
    own = [p for c in heads for p in _places(c) if _in_words_of(c)]
    told = [p for c in heads for p in _places(c)]
    if not own and not told:
        own = [p for c in figures for p in _places(c) if _in_words_of(c)]
    # the figures may name where the wounded were taken to: what the event itself is told of goes first
    places = own or told or [p for c in figures for p in _places(c)]
    return Telling(
        lead=max(heads, key=lambda c: (_told(c), -c.evidence.span.start, c.id)),
        events=tuple(events),
        figures=tuple(figures),
        report=report,
        kinds=frozenset(c.kind for c in (events or figures) if c.kind is not None),
        days=min(chosen, key=lambda d: (d.last - d.first, d.first)) if chosen else None,
        places=tuple(_narrowest(places)),
        placed=bool(own) or (not events and all(named_just_before(f) for f in figures)),
        weekday=weekday_of(heads) if not chosen else None,
        yearless=days_of_the_year(heads) if not chosen else frozenset(),
        perpetrators=_actors(claims, Role.PERPETRATOR),
        targets=_actors(events, Role.TARGET),
        victims=frozenset(name_key(n) for f in figures if f.toll for n in f.toll.victims.names),
        words=frozenset().union(*(content_words(c.passage) for c in claims)),
    )


def _in_words_of(claim: Claim) -> bool:
    """True where the place stands in the claim's own sentence, and not as its dateline ("MONGO, Chad (Meridian) -")."""
    if claim.place is None or claim.place.words is None or claim.sentence is None:
        return True
    words = claim.place.words
    if words.span not in claim.sentence.span:
        return False
    return not (
        words.quote.isupper() and words.span.end <= claim.evidence.span.start and not claim.sentence.quote.isupper()
    )


def _told(claim: Claim) -> int:
    """How much a claim says: the one that says most leads."""
    return (
        2 * (claim.when is not None and claim.when.start is not None)
        + 2 * (claim.place is not None)
        + (1 if claim.participants else 0)
    )


def _places(claim: Claim) -> tuple[Place, ...]:
    return meant(claim.place)


_WIDE = (PlacePrecision.ADMIN1, PlacePrecision.REGION, PlacePrecision.COUNTRY, PlacePrecision.SEA)


def _narrowest(places: Sequence[Place]) -> list[Place]:
    unique = {name_key(p.resolved_name or p.name): p for p in reversed(places)}
    narrow = [p for p in unique.values() if p.precision not in _WIDE]
    return list(reversed(narrow or list(unique.values())))[:4]


def _actors(claims: Iterable[Claim], role: Role) -> frozenset[str]:
    return frozenset(actor_key(a) for c in claims if c.stance is not Stance.DENIED for a in c.by_role(role))


def _day(claim: Claim) -> str:
    when = claim.when
    if when is None or (when.start is None and when.end is None):
        return "not said"
    return f"{when.start}" if when.start == when.end else f"{when.start or '…'} to {when.end or '…'}"


def _names(claim: Claim) -> str:
    return ", ".join(a.name for a in claim.by_role(Role.PERPETRATOR)) or "none"
