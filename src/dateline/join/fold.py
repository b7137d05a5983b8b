"""Claims and the judgements in force folded into clusters: the events.

A judgement of a person goes first, then what belongs together within a report, then the joins across reports
from the surest down. A union is made only where nothing excludes it for any pair of the two clusters, so that a
chain of likenesses does not make one event of two. The result depends on the judgements alone, not on the order
in which reports came; only the ids remember who was first.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Mapping, Sequence
from datetime import timedelta

from dateline.join.places import meant, place_verdict
from dateline.model import Claim, Judgement
from dateline.terms import ClaimType, CountSpan, DateBasis, Measure, PlacePrecision, Verdict

__all__ = ["about_holds", "clusters", "event_ids", "may_belong"]

_LOOKED_AT = 24
_NIGHT = timedelta(days=1)
_LONG = timedelta(days=60)
_NOT_SAID = (DateBasis.REPORT_DAY, DateBasis.NONE)


def may_belong(claim: Claim) -> bool:
    """True for claims that an event can hold: events, and counts of an incident.

    A running total, a stock or a forecast never becomes part of an event.
    """
    return claim.type is ClaimType.EVENT or (claim.toll is not None and claim.toll.count_span is CountSpan.INCIDENT)


def about_holds(figure: Claim, event: Claim) -> bool:
    """False where a figure and the event that its sentence seems to be about have days that cannot meet: the "14 dead"
    of Wednesday's strike are not those of the offensive that began three weeks before."""
    if not _places_meet(figure, event):
        return False
    a, b = figure.when, event.when
    if a is None or b is None or a.basis in _NOT_SAID:
        return True
    if b.basis in _NOT_SAID:  # the event has only the day of the report: years before is another matter
        return a.end is None or b.start is None or b.start - a.end <= _LONG
    if a.start is None or a.end is None or b.start is None or b.end is None:
        return True
    return a.start <= b.end + _NIGHT and b.start - _NIGHT <= a.end


_HURT = frozenset({Measure.KILLED, Measure.INJURED, Measure.MISSING})
_CARRIED = re.compile(
    r"\b(?:hospitals?|clinics?|infirmar\w+|morgues?|mortuar\w+|health (?:cent\w+|post|facilit\w+)|surge\w+|doctors?|nurses?|"
    r"medics?|ambulances?|treat\w*|admitted|bur(?:y|ied|ials?)|funerals?|cemeter\w+|graves?|brought|carried|ferried|flown|airlifted|"
    r"(?:taken|driven|rushed|transferred|referred|evacuated|moved|sent|returned|repatriated|handed over) (?:\w+ )?(?:to|from)|"
    r"arriv\w+|reach\w+|bodies|body|coffins?|died (?:later |there )?(?:in|on the way)|succumbed)\b",
    re.IGNORECASE,
)
"""Words of a sentence that names a place because those who were hurt were carried there."""
_THERE = re.compile(
    r"\b(?:in|at|near|outside|around|inside|on|off|from|between|south|north|east|west) (?:the )?(?:\w+ of )*$",
    re.IGNORECASE,
)
_SAYS = re.compile(
    r"\b(?:said|says|say|told|tells|according|reported|claim\w*|announc\w+|quot\w+|wh(?:o|ose|ere))\b", re.IGNORECASE
)


def _places_meet(figure: Claim, event: Claim) -> bool:
    """False where a figure told in another sentence is of another town. The dead and the wounded are carried far off: of
    those who were hurt a sentence says so that has a place and a day of its own, or that counts them at a place ("seven
    were killed from the air at Mucojo") and tells nothing of care or burial."""
    if figure.toll is None or figure.place is None or event.place is None:
        return True
    if figure.sentence is None or event.sentence is None or figure.sentence.span == event.sentence.span:
        return True
    fit, _ = place_verdict(meant(figure.place), meant(event.place))
    if fit is not None and fit >= 0:
        return True
    if figure.toll.measure not in _HURT:
        return False
    if figure.place.precision is PlacePrecision.POINT:
        return True  # a site ("Chad market" of a headline) may be that of the event in other words
    here, named = figure.sentence.span, figure.place.words
    if named is None or named.span not in here:
        return True
    if figure.when is not None and figure.when.words is not None and figure.when.words.span in here:
        return False
    sentence = figure.sentence.quote
    start, at = figure.toll.number.end - here.start, named.span.start - here.start
    told_there = 0 <= start < at and bool(_THERE.search(sentence[start:at])) and not _SAYS.search(sentence[start:at])
    return not told_there or bool(_CARRIED.search(sentence))


def clusters(
    claims: Sequence[Claim],
    judgements: Iterable[Judgement],
    *,
    barred: Callable[[str, str], bool] = lambda a, b: False,
) -> list[list[Claim]]:
    """Claims by event, in the order of the claims given.

    ``barred(a, b)`` tells for two claim ids whether something excludes that they belong to one event; it is asked
    for pairs of claims of which at most 24 a cluster are looked at.
    """
    nodes = {claim.id: claim for claim in claims if may_belong(claim)}
    person: dict[tuple[str, str], Verdict] = {}
    machine: list[tuple[int, float, str, str]] = []
    apart: set[tuple[str, str]] = set()
    for judgement in judgements:
        if judgement.superseded_at is not None or judgement.a not in nodes or judgement.b not in nodes:
            continue
        if judgement.by_person:
            person[judgement.a, judgement.b] = judgement.verdict
        elif judgement.verdict is Verdict.SAME:
            within = nodes[judgement.a].report_id == nodes[judgement.b].report_id
            machine.append((0 if within else 1, -judgement.score, judgement.a, judgement.b))
        elif judgement.verdict is Verdict.DIFFERENT and judgement.score == 0.0:
            apart.add((judgement.a, judgement.b))
    for claim in nodes.values():
        if claim.about is not None and claim.about in nodes and about_holds(claim, nodes[claim.about]):
            a, b = sorted((claim.id, claim.about))
            machine.append((-1, 0.0, a, b))

    groups = _Groups(nodes)
    for (a, b), verdict in sorted(person.items()):
        if verdict is Verdict.SAME:
            groups.union(a, b)

    def excluded(a: str, b: str) -> bool:
        x, y = groups.members(a), groups.members(b)
        for (i, j), verdict in person.items():
            if verdict is Verdict.DIFFERENT and ((i in x and j in y) or (j in x and i in y)):
                return True
        if any((i in x and j in y) or (j in x and i in y) for i, j in apart):
            return True
        return any(barred(i, j) for i in _some(x, nodes) for j in _some(y, nodes))

    for rank, _, a, b in sorted(machine):
        if groups.same(a, b) or person.get((a, b)) in (Verdict.DIFFERENT, Verdict.UNSURE):
            continue
        if rank < 0:
            if not _split_by_person(groups.members(a), groups.members(b), person):
                groups.union(a, b)
        elif not excluded(a, b):
            groups.union(a, b)
    place = {claim_id: number for number, claim_id in enumerate(nodes)}
    found = [sorted(group, key=place.__getitem__) for group in groups.all()]
    return [[nodes[i] for i in group] for group in sorted(found, key=lambda g: place[g[0]])]


def _some(ids: set[str], nodes: Mapping[str, Claim]) -> list[str]:
    """Event claims first, at most 24, in a fixed order."""
    ordered = sorted(ids, key=lambda i: (nodes[i].type is not ClaimType.EVENT, i))
    return ordered[:_LOOKED_AT]


def _split_by_person(x: set[str], y: set[str], person: Mapping[tuple[str, str], Verdict]) -> bool:
    return any(
        verdict is Verdict.DIFFERENT and ((i in x and j in y) or (j in x and i in y))
        for (i, j), verdict in person.items()
    )


class _Groups:
    def __init__(self, ids: Iterable[str]) -> None:
        self._of = {i: [i] for i in ids}

    def same(self, a: str, b: str) -> bool:
        return self._of[a] is self._of[b]

    def members(self, a: str) -> set[str]:
        return set(self._of[a])

    def union(self, a: str, b: str) -> None:
        x, y = self._of[a], self._of[b]
        if x is y:
            return
        if len(x) < len(y):
            x, y = y, x
        x.extend(y)
        for i in y:
            self._of[i] = x

    def all(self) -> list[list[str]]:
        return list({id(group): group for group in self._of.values()}.values())


def event_ids(
    groups: Sequence[Sequence[Claim]], *, before: Mapping[str, str], order: Mapping[str, int]
) -> list[tuple[str, list[Claim]]]:
    """Give each cluster its id.

    ``before`` is the event that claims belonged to until now; ``order`` tells when a claim first came in. A cluster
    keeps the id of the oldest event whose founding claim it holds, so that two events that a later report bridges
    go on under the older id, and of an event that is split the part with the founding claim keeps it. A new event
    takes the id of its founding claim: the first event claim that came in, or the first figure where there is none.
    """
    last = max(order.values(), default=0) + 1
    position = {claim.id: n for n, claim in enumerate(c for group in groups for c in group)}

    def age(claim_id: str) -> tuple[int, int, str]:
        return order.get(claim_id, last), position.get(claim_id, 0), claim_id

    taken: set[str] = set()
    out: list[tuple[str, list[Claim]]] = []
    ranked = sorted((list(group) for group in groups if group), key=lambda g: min(age(c.id) for c in g))
    holders = {claim.id for group in ranked for claim in group}
    for group in ranked:
        ids = {c.id for c in group}
        old = sorted({before[i] for i in ids if i in before}, key=age)
        own = [e for e in old if e in ids and e not in taken]
        orphaned = [e for e in old if e not in holders and e not in taken]
        if own or orphaned:
            chosen = min([*own, *orphaned], key=age)
        else:
            founders = [c for c in group if c.type is ClaimType.EVENT] or group
            chosen = min((c.id for c in founders), key=age)
        taken.add(chosen)
        out.append((chosen, group))
    return out
