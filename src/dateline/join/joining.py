"""Joining one report to a record: lineage, tellings, candidates, comparisons, the fold of the events it touches."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace
from datetime import UTC, datetime

from dateline.join.assemble import assemble_event, worth_keeping
from dateline.join.compare import JUDGED_BY, Comparison, compare, doubted, excludes
from dateline.join.fold import clusters, event_ids
from dateline.join.keys import look_up_keys, stored_keys
from dateline.join.lineage import Kin, card, kin_of, report_keys, rewrite_of
from dateline.join.needs import Known
from dateline.join.tellings import Telling, Within, tellings
from dateline.join.tolls import lines_by_policy
from dateline.model import Claim, Event, Joined, Judgement, Report, ReportCard, TollLine
from dateline.terms import Verdict

__all__ = ["candidates", "join_report", "refold"]

_REPORTS = 40
_PER_EVENT = 6
_DIFFERENT_KEPT = 4
_NEAR_MISS = 0.2


def join_report(
    known: Known, report: Report, claims: Sequence[Claim], *, policy: str = "ucdp", at: datetime | None = None
) -> Joined:
    """Find where a report and its claims belong. Reads the record and changes nothing.

    The report may be in the record already (a better extractor reads it again): its former claims then give way.
    """
    at = at or datetime.now(UTC)
    own, lineages_gone = _lineage(known, card(report), claims)
    persons = known.persons_on([c.id for c in claims])
    told, within = tellings(own, claims, persons)
    judged = [_judgement(w, at) for w in within]
    others = candidates(known, own, told)
    judged += _across(told, others, at)
    touched = set(known.events_of_report(report.id))
    same = [j for j in [*judged, *persons] if j.verdict is Verdict.SAME]
    mine = {c.id for c in claims}
    linked = [i for j in same for i in (j.a, j.b) if i not in mine]
    touched |= set(known.event_ids(linked).values())
    # Claims that no event holds yet (undated figures, say) can be linked as well.
    memberships, events, gone, policies = refold(
        known, touched, new=claims, linked=linked, judged=judged, cards=[own], policy=policy, reread=report.id
    )
    return Joined(
        report=replace(report, copy_of=own.copy_of),
        judgements=tuple(judged),
        memberships=memberships,
        events=tuple(events),
        gone=tuple(gone),
        claim_keys={t.lead.id: stored_keys(t) for t in told},
        report_keys=report_keys(report.fingerprint),
        policies=policies,
        lineage=own.lineage,
        lineages_gone=tuple(lineages_gone),
    )


def _lineage(known: Known, own: ReportCard, claims: Sequence[Claim]) -> tuple[ReportCard, list[str]]:
    """The report with its lineage and, where it copies an earlier one, with ``copy_of``."""
    kin = kin_of(own, known.reports_by_keys(report_keys(own.fingerprint), published=own.day))
    if not kin:
        kin = _rewrites(known, own, claims)
    if not kin:
        return replace(own, lineage=own.id), []
    shared = list(dict.fromkeys(k.other.lineage or k.other.id for k in kin))
    cards = known.lineage_cards(shared)
    lineage, gone = shared[0], shared[1:]
    first = min([*cards, own], key=_age)
    copy_of = first.id if first.id != own.id else own.copy_of
    return replace(own, lineage=lineage, copy_of=copy_of), gone


def _rewrites(known: Known, own: ReportCard, claims: Sequence[Claim]) -> list[Kin]:
    """Reports that tell the figures of this one and credit the same agency."""
    if own.agency is None:
        return []
    told, _ = tellings(own, claims)
    hits = known.claim_ids_by_keys([key for telling in told for key in look_up_keys(telling)], published=own.day)
    ids = list(dict.fromkeys(r for _, r in hits if r != own.id))[:_REPORTS]
    cards = [c for c in known.cards(ids) if c.agency is not None]
    by_report: dict[str, list[Claim]] = {}
    for claim in known.claims_of_reports([c.id for c in cards]):
        by_report.setdefault(claim.report_id, []).append(claim)
    found = [k for c in cards if (k := rewrite_of(own, claims, c, by_report.get(c.id, []))) is not None]
    return sorted(found, key=lambda k: (-k.score, k.other.id))


def _age(report: ReportCard) -> tuple[str, bool, str, str]:
    day = report.published.day.isoformat() if report.published else "9999"
    return day, report.copy_of is not None, report.name, report.id


def candidates(known: Known, own: ReportCard, told: Sequence[Telling]) -> list[Telling]:
    """Tellings of other reports that may tell the same, at most 40 reports and six of an event, so that the cost
    of a comparison does not grow with the event."""
    keys = [key for telling in told for key in look_up_keys(telling)]
    hits = [(c, r) for c, r in known.claim_ids_by_keys(keys, published=own.day) if r != own.id]
    in_event = known.event_ids([c for c, _ in hits])
    per_event: dict[str, set[str]] = {}
    chosen: dict[str, None] = {}
    for claim_id, report_id in hits:
        reports = per_event.setdefault(in_event.get(claim_id, claim_id), set())
        if len(reports) < _PER_EVENT or report_id in chosen:
            reports.add(report_id)
            chosen.setdefault(report_id)
        if len(chosen) >= _REPORTS:
            break
    if own.lineage is not None:
        for kin in known.lineage_cards([own.lineage])[:_PER_EVENT]:
            if kin.id != own.id:
                chosen.setdefault(kin.id)
    return list(_tellings_of(known, chosen))


def _tellings_of(known: Known, report_ids: Iterable[str]) -> Iterable[Telling]:
    ids = list(report_ids)
    by_report: dict[str, list[Claim]] = {}
    for claim in known.claims_of_reports(ids):
        by_report.setdefault(claim.report_id, []).append(claim)
    for other in known.cards(ids):
        yield from tellings(other, by_report.get(other.id, []))[0]


def _across(told: Sequence[Telling], others: Sequence[Telling], at: datetime) -> list[Judgement]:
    out: list[Judgement] = []
    for own in told:
        # one order for a pair, so that its reasons read the same whichever report came first
        found = [compare(*sorted((own, other), key=lambda t: t.lead.id)) for other in others]
        kept = [c for c in found if c.verdict is not Verdict.DIFFERENT]
        misses = [c for c in found if c.verdict is Verdict.DIFFERENT and c.score >= _NEAR_MISS]
        kept += sorted(misses, key=lambda c: -c.score)[:_DIFFERENT_KEPT]
        out += [_of_comparison(c, at) for c in kept]
    return out


def _of_comparison(comparison: Comparison, at: datetime) -> Judgement:
    a, b = sorted((comparison.a.lead.id, comparison.b.lead.id))
    return Judgement(
        a=a, b=b, verdict=comparison.verdict, score=comparison.score, reasons=comparison.reasons, by=JUDGED_BY, at=at
    )


def _judgement(within: Within, at: datetime) -> Judgement:
    a, b = sorted((within.a.id, within.b.id))
    return Judgement(a=a, b=b, verdict=within.verdict, score=within.score, reasons=within.reasons, by=JUDGED_BY, at=at)


def refold(
    known: Known,
    touched: Iterable[str],
    *,
    new: Sequence[Claim] = (),
    linked: Iterable[str] = (),
    judged: Sequence[Judgement] = (),
    cards: Sequence[ReportCard] = (),
    policy: str = "ucdp",
    reread: str | None = None,
) -> tuple[dict[str, str], list[Event], list[str], dict[str, dict[str, tuple[TollLine, ...]]]]:
    """Fold some events again, with new claims and judgements: memberships, events, ids that are gone, and the lines
    of tolls under every policy. The rest of the record is not touched.

    ``reread`` is a report whose former claims do not count any more.
    """
    touched = set(touched)
    members = known.members(sorted(touched))
    own = {c.id for c in new}
    claims = [c for e in sorted(members) for c in members[e] if c.report_id != reread or c.id in own]
    present = {c.id for c in claims}
    claims = [c for c in claims if c.id not in own]
    before = {c.id: e for e, some in members.items() for c in some}
    claims += [c for c in new if c.id not in {x.id for x in claims}]
    missing = [i for i in linked if i not in present and i not in own]
    if missing:
        claims += known.claims_by_ids(missing)
    order = known.order_of([*(c.id for c in claims), *touched])
    claims.sort(key=lambda c: (order.get(c.id, len(order) + 10**9), c.evidence.span.start, c.id))
    by_id = {card.id: card for card in [*known.cards({c.report_id for c in claims}), *cards]}
    fresh = {(j.a, j.b) for j in judged if not j.by_person}
    ids = [c.id for c in claims]
    force = [j for j in known.judgements_among(ids) if j.by_person or (j.a, j.b) not in fresh]
    force += judged
    persons = {(j.a, j.b): j for j in force if j.by_person}
    force = [j for j in force if not j.by_person] + list(persons.values())
    groups = [g for g in clusters(claims, force, barred=_Bars(claims, by_id, force)) if worth_keeping(g, claims)]
    named = event_ids(groups, before=before, order=order)
    aside = known.discounted([e for e, _ in named])
    memberships = {c.id: e for e, group in named for c in group}
    events = [assemble_event(e, group, by_id, force, policy=policy, discounted=e in aside) for e, group in named]
    policies = {event.id: lines_by_policy(event.figures, by_id, event.actors + event.targets) for event in events}
    return memberships, events, sorted(touched - {e for e, _ in named}), policies


class _Bars:
    """Whether something excludes that two claims tell one happening; remembers what it compared.

    A telling that is the same as another for other reasons than its day (people, say), and whose day cannot meet the
    other's, is that of a later report: its day and place bar nothing more.
    """

    def __init__(self, claims: Sequence[Claim], cards: dict[str, ReportCard], judged: Iterable[Judgement]) -> None:
        by_report: dict[str, list[Claim]] = {}
        for claim in claims:
            by_report.setdefault(claim.report_id, []).append(claim)
        self._telling: dict[str, Telling] = {}
        for report_id, own in by_report.items():
            if report_id not in cards:
                continue
            told, _ = tellings(cards[report_id], own)
            for telling in told:
                for claim in telling.claims:
                    self._telling[claim.id] = telling
        self._known: dict[tuple[str, str], bool] = {}
        self._doubted: set[str] = set()
        for judgement in judged:
            a, b = self._telling.get(judgement.a), self._telling.get(judgement.b)
            if judgement.verdict is Verdict.SAME and a is not None and b is not None and a is not b:
                self._doubted.update(late.lead.id for late in doubted(a, b))

    def __call__(self, a: str, b: str) -> bool:
        x, y = self._telling.get(a), self._telling.get(b)
        if x is None or y is None or x is y or x.lead.id in self._doubted or y.lead.id in self._doubted:
            return False
        key = (x.lead.id, y.lead.id) if x.lead.id < y.lead.id else (y.lead.id, x.lead.id)
        if key not in self._known:
            self._known[key] = excludes(x, y)
        return self._known[key]
