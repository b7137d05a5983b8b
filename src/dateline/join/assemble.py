"""A cluster of claims folded into an event: computed from claims and judgements, never edited."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from datetime import date

from dateline.join.alone import on_its_own, opens_a_report, tells_a_happening
from dateline.join.days import days_of
from dateline.join.disputes import disputes
from dateline.join.fold import clusters, event_ids
from dateline.join.grade import grade_of
from dateline.join.kinds import CAME_OF_IT, TERRITORY, is_rough, is_violent, kinds_of_measure
from dateline.join.places import is_narrow, likely, spelled_as_known
from dateline.join.tellings import actor_key
from dateline.join.tolls import toll_lines
from dateline.join.voices import Voices
from dateline.join.wording import name_key
from dateline.model import Actor, Claim, Event, Judgement, Lineage, Place, ReportCard, When
from dateline.terms import (
    ClaimType,
    DatePrecision,
    EventKind,
    Grade,
    Measure,
    PlacePrecision,
    Role,
    Stance,
    VictimClass,
)

__all__ = ["assemble", "assemble_event"]

_KIND_OF_FIGURES = {
    Measure.DETAINED: EventKind.ARREST,
    Measure.ABDUCTED: EventKind.ABDUCTION,
    Measure.SURRENDERED: EventKind.SURRENDER,
    Measure.DISPLACED: EventKind.DISPLACEMENT,
    Measure.EVACUATED: EventKind.EVACUATION,
    Measure.RETURNED: EventKind.RETURN,
    Measure.RESCUED: EventKind.OTHER,
    Measure.DESTROYED: EventKind.LOOTING,
}


def assemble(
    claims: Sequence[Claim],
    judgements: Iterable[Judgement],
    reports: Iterable[ReportCard],
    *,
    policy: str = "ucdp",
    memberships: Mapping[str, str] | None = None,
    discounted: Iterable[str] = (),
) -> list[Event]:
    """Fold claims under the judgements in force into events, by first day.

    ``memberships`` (event id by claim id) takes the place of the fold where it is already known. ``discounted`` are
    events that a person set aside.
    """
    cards = {card.id: card for card in reports}
    judged = [j for j in judgements if j.superseded_at is None]
    if memberships is None:
        order = {claim.id: n for n, claim in enumerate(claims)}
        groups = event_ids(clusters(claims, judged), before={}, order=order)
    else:
        by_event: dict[str, list[Claim]] = {}
        for claim in claims:
            if claim.id in memberships:
                by_event.setdefault(memberships[claim.id], []).append(claim)
        groups = list(by_event.items())
    aside = set(discounted)
    events = [
        assemble_event(event_id, group, cards, judged, policy=policy, discounted=event_id in aside)
        for event_id, group in groups
        if worth_keeping(group, claims)
    ]
    return sorted(events, key=lambda e: (e.when.start if e.when and e.when.start else date.max, e.id))


def worth_keeping(group: Sequence[Claim], claims: Iterable[Claim]) -> bool:
    """An event has a claim of an event, or figures of a happening with a day and a place of their own, or those with which
    a report opens that tells of no event among ``claims``."""
    if any(c.type is ClaimType.EVENT for c in group):
        return True
    ids = {c.id for c in group}
    if any(tells_a_happening(on_its_own(c, ids)) for c in group):
        return True
    opened = {c.report_id for c in group if opens_a_report(c)}
    return bool(opened) and bool(
        opened
        - {c.report_id for c in claims if c.report_id in opened and (c.type is ClaimType.EVENT or tells_a_happening(c))}
    )


def in_order_of_telling(claims: Sequence[Claim], reports: Mapping[str, ReportCard]) -> list[Claim]:
    """Claims by the day of their report, its name and the place in it: what comes of them does not hang on which came in first."""

    def key(claim: Claim) -> tuple[date, str, str, int, str]:
        card = reports.get(claim.report_id)
        day = (card.day if card is not None else None) or date.max
        return day, card.name if card is not None else "", claim.report_id, claim.evidence.span.start, claim.id

    return sorted(claims, key=key)


def assemble_event(
    event_id: str,
    claims: Sequence[Claim],
    reports: Mapping[str, ReportCard],
    judgements: Iterable[Judgement],
    *,
    policy: str,
    discounted: bool = False,
) -> Event:
    """One event from its claims. The specific kind wins over the generic, the day and place that most voices give win."""
    claims = in_order_of_telling(claims, reports)
    happened = tuple(c for c in claims if c.type is ClaimType.EVENT)
    figures = tuple(c for c in claims if c.type is ClaimType.FIGURE)
    voices = Voices(claims, reports)
    affirmed = [c for c in happened if c.stance is not Stance.DENIED] or list(happened)
    core = affirmed
    if any(c.kind not in CAME_OF_IT and is_rough(c.kind) for c in affirmed):
        core = [c for c in affirmed if c.kind not in CAME_OF_IT]
    ids = {c.id for c in claims}
    own = tuple(on_its_own(f, ids) for f in figures)
    actors = _actors(core, own, Role.PERPETRATOR)
    targets = _actors(core, own, Role.TARGET)
    targets = tuple(t for t in targets if actor_key(t) not in {actor_key(a) for a in actors})
    told = {c.report_id for c in claims}
    cards = sorted((reports[r] for r in told if r in reports), key=_published)
    lineages = _lineages(cards)
    independent = max(1, min(len(lineages), voices.count([*happened, *figures])))
    lines = toll_lines(figures, reports, actors + targets, policy=policy)
    found = disputes(happened, figures, reports, voices, actors + targets)
    return Event(
        id=event_id,
        kind=_kind(affirmed, own),
        claims=happened,
        figures=figures,
        when=_when(core or own, own, reports, voices),
        place=_place(core, figures, voices),
        actors=actors,
        targets=targets,
        tolls=lines,
        reports=tuple(card.id for card in cards),
        lineages=lineages,
        grade=Grade.DISCOUNTED
        if discounted
        else grade_of(happened, figures, voices, actors, independent, reports).grade,
        voices=independent,
        disputes=found,
        judgements=tuple(j for j in judgements if j.a in ids and j.b in ids),
    )


def _published(card: ReportCard) -> tuple[date, str, str]:
    return card.day or date.max, card.name, card.id


def _lineages(cards: Sequence[ReportCard]) -> tuple[Lineage, ...]:
    groups: dict[str, list[ReportCard]] = {}
    for card in cards:
        groups.setdefault(card.root, []).append(card)
    out = []
    for shared, own in groups.items():
        first = [c for c in own if c.copy_of is None] or [c for c in own if c.id == shared] or own
        out.append(Lineage(root=first[0].id, reports=tuple(c.id for c in own)))
    return tuple(out)


_FOR_A_TIME = re.compile(
    r"\b(?:for (?:a (?:time|while|few (?:hours|minutes))|several hours|some (?:hours|time)|hours)|briefly|temporarily|"
    r"momentarily)\b",
    re.IGNORECASE,
)


def _kind(happened: Sequence[Claim], figures: Sequence[Claim]) -> EventKind:
    kinds = Counter(c.kind for c in (happened or figures) if c.kind is not None)
    if not kinds:
        for figure in figures:
            if figure.toll is not None and figure.toll.measure in _KIND_OF_FIGURES:
                return _KIND_OF_FIGURES[figure.toll.measure]
        fighters = [f for f in figures if f.toll and f.toll.victims.class_ is VictimClass.COMBATANT]
        return EventKind.ARMED_CLASH if fighters and len(fighters) == len(figures) else EventKind.ATTACK
    if any(k not in CAME_OF_IT and is_rough(k) for k in kinds):
        kinds = Counter({k: n for k, n in kinds.items() if k not in CAME_OF_IT})
    specific = {k: n for k, n in kinds.items() if k not in (EventKind.ATTACK, EventKind.OTHER)}
    if specific and EventKind.ATTACK in kinds:
        # that those attacked fought back makes no battle of it, unless as many say so
        violent = {
            k: n
            for k, n in specific.items()
            if is_violent(k) and (k is not EventKind.ARMED_CLASH or n >= kinds[EventKind.ATTACK])
        }
        if violent and 4 * max(violent.values()) >= kinds[EventKind.ATTACK]:
            kinds = Counter(violent)
        elif EventKind.ARMED_CLASH in specific:
            kinds = Counter({k: n for k, n in kinds.items() if k is not EventKind.ARMED_CLASH})
    taken = {k: n for k, n in kinds.items() if k in TERRITORY}
    if taken and EventKind.ARMED_CLASH in kinds:
        lasting = any(c.kind in TERRITORY and not _FOR_A_TIME.search(c.passage) for c in happened)
        # ACLED codes the battle by which a place changes hands as that change; a post overrun for a time has not changed hands
        kinds = Counter(taken) if lasting else Counter({k: n for k, n in kinds.items() if k not in TERRITORY})
    place = {k: n for n, k in enumerate(EventKind)}
    chosen = max(kinds, key=lambda k: (kinds[k], -place[k]))
    if chosen is EventKind.LOOTING and any(
        f.toll is not None and f.toll.measure is Measure.KILLED and f.toll.high != 0 for f in figures
    ):
        return EventKind.ATTACK  # ACLED codes a raid in which people were killed as an attack
    return chosen


def _when(
    claims: Sequence[Claim], figures: Sequence[Claim], reports: Mapping[str, ReportCard], voices: Voices
) -> When | None:
    told = [d for c in claims if c.report_id in reports and (d := days_of(c.when, reports[c.report_id])) is not None]
    for some in (claims, figures):
        firm = [
            c
            for c in some
            if c.when is not None
            and c.report_id in reports
            and (days := days_of(c.when, reports[c.report_id])) is not None
            and days.firm
            and (some is claims or not told or any(days.first <= d.last and d.first <= days.last for d in told))
        ]
        narrow = [c for c in firm if c.when and c.when.precision is DatePrecision.DAY] or firm
        if narrow:
            backed: dict[tuple[date | None, date | None], set[str]] = {}
            for c in narrow:
                if c.when is not None:
                    backed.setdefault((c.when.start, c.when.end), set()).add(voices.of(c))
            best = max(backed, key=lambda d: (len(backed[d]), -(d[0] or date.max).toordinal()))
            return next(c.when for c in narrow if c.when is not None and (c.when.start, c.when.end) == best)
    return next((c.when for c in (*claims, *figures) if c.when is not None and c.when.start is not None), None)


_WIDTHS = {PlacePrecision.ADMIN2: 1, PlacePrecision.ADMIN1: 2, PlacePrecision.REGION: 2, PlacePrecision.COUNTRY: 3}


def _located(place: Place) -> bool:
    return is_narrow(place) and place.lat is not None


def _together(told: Sequence[tuple[Claim, Place]], voices: Voices) -> list[tuple[Claim, Place]]:
    """Where no report is sure of the place, but two voices hold the same one for likeliest: that one."""
    guesses = [(claim, likely(place)) for claim, place in told]
    backed: dict[str, set[str]] = {}
    for claim, guess in guesses:
        if _located(guess):
            backed.setdefault(guess.gazetteer_id or guess.name, set()).add(voices.of(claim))
    agreed = next((key for key, said in backed.items() if len(said) > 1), None)
    if agreed is None:
        return list(told)
    return [(claim, guess) for claim, guess in guesses if (guess.gazetteer_id or guess.name) == agreed]


def _place(happened: Sequence[Claim], figures: Sequence[Claim], voices: Voices) -> Place | None:
    for some in (happened, figures):
        told = [(c, c.place) for c in some if c.place is not None]
        placed = told if any(_located(p) for _, p in told) else _together(told, voices)
        chosen = [(c, p) for c, p in placed if is_narrow(p)] or placed
        if chosen:
            backed: dict[str, set[str]] = {}
            for c, p in chosen:
                backed.setdefault(p.gazetteer_id or name_key(p.resolved_name or p.name), set()).add(voices.of(c))
            width = {
                p.gazetteer_id or name_key(p.resolved_name or p.name): _WIDTHS.get(p.precision, 0) for _, p in chosen
            }
            # of as many voices the one that says it more closely: a province and its country do not contradict
            best = max(backed, key=lambda k: (len(backed[k]), -width[k], -list(backed).index(k)))
            own = [p for _, p in chosen if (p.gazetteer_id or name_key(p.resolved_name or p.name)) == best]
            spelled = Counter(spelled_as_known(p).name for p in own)
            return spelled_as_known(
                max(own, key=lambda p: (p.lat is not None, spelled[spelled_as_known(p).name], p.score))
            )
    return None


def _that_name_doers(happened: Sequence[Claim], figures: Sequence[Claim]) -> list[Claim]:
    """Figures whose doer is that of the event: no parts, no denials, and no wounded among people who were moved.

    Of figures alone only those of the gravest measure tell whose deed it was.
    """
    whole = [
        f
        for f in figures
        if f.stance is not Stance.DENIED and f.part_of is None and f.toll is not None and f.toll.high != 0
    ]
    if happened:
        kinds = {c.kind for c in happened}
        return [f for f in whole if f.toll is not None and kinds & kinds_of_measure(f.toll.measure)]
    order = [m for m in Measure if any(f.toll is not None and f.toll.measure is m for f in whole)]
    return [f for f in whole if f.toll is not None and f.toll.measure is order[0]]


def _actors(happened: Sequence[Claim], figures: Sequence[Claim], role: Role) -> tuple[Actor, ...]:
    count: Counter[str] = Counter()
    first: dict[str, Actor] = {}
    for some in (happened, _that_name_doers(happened, figures) if role is Role.PERPETRATOR else figures):
        for claim in some:
            for actor in claim.by_role(role):
                key = actor_key(actor)
                count[key] += 1
                if key not in first or (first[key].id is None and actor.id is not None):
                    first[key] = actor
        if first:
            break
    return tuple(first[key] for key, _ in count.most_common())
