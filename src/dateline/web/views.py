"""What each page holds, as plain data: one function a page, no HTML. The JSON of a page is this data and nothing else."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import asdict
from datetime import date
from typing import Any

from dateline import review
from dateline.errors import NotInRecord
from dateline.export import Brief, make_brief
from dateline.export.brief import BriefEvent, day_words, small_event_words
from dateline.join import POLICIES, standings
from dateline.model import Claim, Event, Judgement, ReportCard
from dateline.store import Record, Wanted
from dateline.terms import ClaimType, EventKind, Policy, Verdict
from dateline.web.asked import asked_day, asked_number, asked_policy, seen_last, seen_last_words, wanted
from dateline.web.told import Data, card_data, claim_data, decision_data, event_data, judgement_data

__all__ = ["WHOLE_EVENTS", "WHOLE_REPORTS", "brief", "event", "events", "pair", "queue", "reports"]

Values = Mapping[str, str]

#: A record up to this size is shown as one brief, the same as that of ``dateline brief``; a larger one by pages.
WHOLE_EVENTS = 150
WHOLE_REPORTS = 400
_BRIEF_EVENTS = 60
_APART = 300
_ROWS = 50
_PAIRS = 20
_HISTORY = 30


# ------------------------------------------------------------------------------------------------------------- brief


def brief(record: Record, asked: Values, *, title: str, policy: str) -> Data:
    """Days, events, figures with speakers, notes; totals apart. Whole where the record is small, else by pages."""
    since, until, policy = asked_day(asked, "since"), asked_day(asked, "until"), asked_policy(asked, policy)
    size = record.size()
    whole = size["events"] <= WHOLE_EVENTS and size["reports"] <= WHOLE_REPORTS
    if whole:
        page, older = _whole_brief(record, since, until, title, policy), None
    else:
        page, older = _brief_page(record, asked, title, policy)
    return {
        "title": page.title,
        "record": size,
        "whole": whole,
        "since": since.isoformat() if since else None,
        "until": until.isoformat() if until else None,
        "policy": policy,
        "summary": list(page.summary),
        "lead": [{"heading": heading, "lines": list(lines)} for heading, lines in page.lead],
        "days": [
            {
                "day": day.isoformat() if day else None,
                "words": day_words(day),
                "events": [_brief_event(e) for e in events],
            }
            for day, events in page.days
        ],
        "sections": [
            {"heading": heading, "explanation": explanation, "figures": [asdict(f) for f in figures]}
            for heading, explanation, figures in page.sections()
            if figures
        ],
        "findings": list(page.findings),
        "notes": [{**asdict(n), "published": n.published.isoformat() if n.published else None} for n in page.notes],
        "next": older,
    }


def _brief_event(event: BriefEvent) -> Data:
    refs = [*event.notes, *(n for t in event.tolls for f in t.figures for n in f.notes)]
    more = small_event_words(event) if event.short else ""
    return asdict(event) | {"more": more, "all_notes": list(dict.fromkeys(refs))}


def _whole_brief(record: Record, since: date | None, until: date | None, title: str, policy: str) -> Brief:
    found, claims = record.events(policy=policy), record.claims(type=ClaimType.FIGURE)
    if until is not None:
        late = {c.id for e in found if _begins_after(e, until) for c in e.figures}
        found = [e for e in found if not _begins_after(e, until)]
        claims = [c for c in claims if c.id not in late and not _begins_after(c, until)]
    return make_brief(
        found, claims, {r.id: r for r in record.reports()}, title=title, since=since, findings=review.findings(record)
    )


def _begins_after(told: Event | Claim, day: date) -> bool:
    start = told.when.start if told.when is not None else None
    return start is not None and start > day


def _brief_page(record: Record, asked: Values, title: str, policy: str) -> tuple[Brief, str | None]:
    """The newest events, or those before ``after``; the figures that stand apart are those of reports published then."""
    after = seen_last(asked)
    since, until = asked_day(asked, "since"), asked_day(asked, "until")
    part = record.event_page(Wanted(since=since, until=until), after=after, limit=_BRIEF_EVENTS, policy=policy)
    found, more = part.events, part.next is not None
    days = [e.when.start or e.when.end for e in found if e.when is not None]
    dated = [d for d in days if d is not None]
    first = since if not more else min(dated, default=since)
    last = after.day if after is not None else until
    apart = record.figures_apart(published=(first, last), limit=_APART)
    cards = _cards(record, {r for e in found for r in e.reports} | {c.report_id for c in apart})
    page = make_brief(found, apart, cards, title=title)
    return page, seen_last_words(part.next)


# ------------------------------------------------------------------------------------------------------------ events


def events(record: Record, asked: Values, *, policy: str) -> Data:
    """A page of the table of events, the newest first, as the address filters them."""
    filters, policy = wanted(asked), asked_policy(asked, policy)
    part = record.event_page(filters, after=seen_last(asked), limit=_ROWS, policy=policy)
    cards = _cards(record, (r for e in part.events for r in e.reports))
    count, complete = record.event_count(filters)
    return {
        "filters": {
            "since": filters.since.isoformat() if filters.since else None,
            "until": filters.until.isoformat() if filters.until else None,
            "place": filters.place,
            "kind": filters.kind.value if filters.kind else None,
            "actor": filters.actor,
            "text": " ".join(filters.words) or None,
        },
        "policy": policy,
        "kinds": [k.value for k in EventKind],
        "count": count,
        "count_is_least": not complete,
        "looked_through": part.looked_through,
        "events": [event_data(e, cards) for e in part.events],
        "next": seen_last_words(part.next),
    }


def event(record: Record, event_id: str, asked: Values, *, policy: str) -> Data:
    """An event with every figure, its words and speaker, the reasons for joining, and what persons decided."""
    policy = asked_policy(asked, policy)
    found = record.event(event_id, policy=policy)
    told = review.explain(record, found.id)
    stands = standings(found.figures, {r.id: r for r in record.cards(found.reports)}, found.actors + found.targets)
    own = {c.id: c for c in (*found.claims, *found.figures)}
    judged = record.judgements_on(own)
    others = {i for j in judged for i in (j.a, j.b)} - set(own)
    claims = own | {c.id: c for c in record.claims(ids=others)}
    cards = _cards(record, {*found.reports, *(c.report_id for c in claims.values())})
    belongs = record.event_ids(others)
    within, around, former = [], [], []
    for judgement in judged:
        if judgement.superseded_at is not None:
            former.append(judgement)
        elif judgement.a in own and judgement.b in own:
            within.append(judgement)
        elif judgement.a in claims and judgement.b in claims and not _settled(judgement):
            around.append(judgement)
    return {
        **event_data(found, cards),
        "policies": sorted(POLICIES),
        "policy": policy,
        "policy_rule": Policy(policy).definition,
        "figures": [
            claim_data(c, cards, found.id) | {"standing": stands[c.id].value if c.id in stands else None}
            for c in found.figures
        ],
        "happenings": [claim_data(c, cards, found.id) for c in found.claims if c.type is ClaimType.EVENT],
        "disputes_told": [{"about": d.about, "claims": list(d.claims)} for d in found.disputes],
        "reports_told": [card_data(cards[r]) for r in found.reports if r in cards],
        "lineages": [{"root": lineage.root, "reports": list(lineage.reports)} for lineage in found.lineages],
        "joined": [judgement_data(j, claims, cards) for j in within],
        "apart": [
            judgement_data(j, claims, cards) | {"other_event": belongs.get(j.b if j.a in own else j.a)}
            for j in sorted(around, key=lambda j: (-j.score, j.a, j.b))[:_PAIRS]
        ],
        "former": [judgement_data(j, claims, cards) for j in former[-_HISTORY:]],
        "decisions": decision_data(told.decisions),
    }


def _settled(judgement: Judgement) -> bool:
    """True for the machine's "different": there are many, and nobody asks for them."""
    return judgement.verdict is Verdict.DIFFERENT and not judgement.by_person


# ----------------------------------------------------------------------------------------------------------- reports


def reports(record: Record, asked: Values) -> Data:
    """A page of the list of reports, the last that came first."""
    found = record.report_page(before=asked_number(asked, "before"), limit=_ROWS + 1)
    more, found = len(found) > _ROWS, found[:_ROWS]
    return {
        "record": record.size(),
        "reports": [card_data(card) for _, card in found],
        "next": found[-1][0] if more else None,
    }


# ------------------------------------------------------------------------------------------------------------- queue


def queue(record: Record, asked: Values) -> Data:
    """Pairs that a person should decide, the likeliest first, and the last decisions."""
    start = asked_number(asked, "from") or 0
    waiting = review.queue(record, limit=start + _PAIRS + 1)
    more, shown = len(waiting) > start + _PAIRS, waiting[start : start + _PAIRS]
    decisions = decision_data(review.history(record))
    return {
        "pairs": _pairs(record, shown),
        "from": start,
        "next": start + _PAIRS if more else None,
        "decisions": decisions[:_HISTORY],
        "decisions_in_all": len(decisions),
    }


def pair(record: Record, a: str, b: str) -> Data:
    """Two claims side by side, with what was judged of them. Raises NotInRecord where one is not there."""
    for claim_id in (a, b):
        record.claim(claim_id)
    first, second = sorted((a, b))
    judged = [j for j in record.judgements(claim=first) if {j.a, j.b} == {first, second}]
    judgement = next((j for j in judged if j.by_person), judged[-1] if judged else None)
    told = _pairs(record, [judgement] if judgement else [], also=(first, second))
    history = [d for d in review.history(record) if d.b is not None and {d.a, d.b} == {first, second}]
    return {**told[0], "decisions": decision_data(history)}


def _pairs(record: Record, judged: Iterable[Judgement], *, also: tuple[str, str] | None = None) -> list[Data]:
    judgements = list(judged)
    sides = [(j.a, j.b) for j in judgements] or ([also] if also else [])
    ids = {i for side in sides for i in side}
    claims = {c.id: c for c in record.claims(ids=ids)}
    belongs = record.event_ids(ids)
    happened = {e.id: e for e in record.events_by_ids(sorted(set(belongs.values())))}
    cards = _cards(record, {c.report_id for c in claims.values()} | {r for e in happened.values() for r in e.reports})

    def side(claim_id: str) -> Data:
        event = happened.get(belongs.get(claim_id, ""))
        return {
            **claim_data(claims[claim_id], cards, event.id if event else None),
            "event_told": event_data(event, cards) if event else None,
        }

    by_pair: dict[tuple[str, str], Judgement] = {(j.a, j.b): j for j in judgements}
    out: list[dict[str, Any]] = []
    for a, b in sides:
        if a not in claims or b not in claims:
            continue
        j = by_pair.get((a, b))
        out.append(
            {
                "a": side(a),
                "b": side(b),
                "verdict": j.verdict.value if j else None,
                "score": round(j.score, 3) if j else None,
                "reasons": list(j.reasons) if j else [],
                "by": j.by if j else None,
                "by_person": j.by_person if j else False,
            }
        )
    if also is not None and not out:
        raise NotInRecord(f"there are no claims {also[0]} and {also[1]} in the record")
    return out


def _cards(record: Record, report_ids: Iterable[str]) -> dict[str, ReportCard]:
    return {card.id: card for card in record.cards(report_ids)}
