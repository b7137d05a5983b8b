"""What a person does with a record: see what is unsure, decide, take back, and ask why.

A person's decision outranks the machine's and stays when a better extractor reads the reports again. Nothing is
deleted: a decision that is taken back is marked, and the events are folded again.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import UTC, datetime

from dateline.errors import NotInRecord, StoreError
from dateline.join import findings as _findings
from dateline.join import refold
from dateline.model import Claim, Event, Judgement, ReportCard
from dateline.store import Decision, Record
from dateline.terms import Verdict

__all__ = [
    "Joining",
    "Why",
    "decide",
    "discount",
    "explain",
    "findings",
    "history",
    "queue",
    "restore",
    "undo",
]

_LOOK_AT = 400
_ACTIONS = {Verdict.SAME: "same", Verdict.DIFFERENT: "not_same", Verdict.UNSURE: "unsure"}


@dataclass(frozen=True, slots=True, kw_only=True)
class Why:
    """Why a claim belongs to an event: its words, who says it, where, and the judgements that hold it there."""

    claim: Claim
    report: ReportCard
    speaker: str
    judgements: tuple[Judgement, ...]
    about: Claim | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Joining:
    """An event explained: each claim with its reasons, the copies among its reports, and what was decided about it."""

    event: Event
    claims: tuple[Why, ...]
    copies: tuple[tuple[ReportCard, ReportCard], ...]
    decisions: tuple[Decision, ...]


def queue(record: Record, *, limit: int = 200) -> list[Judgement]:
    """Pairs that the machine is unsure of and no person has decided, the likeliest first.

    Pairs whose claims already belong to one event are left out: nothing hangs on them.
    """
    best: dict[tuple[str, str], Judgement] = {}
    looked_at = 0
    while len(best) < limit and (unsure := record.unsure(limit=_LOOK_AT, offset=looked_at)):
        looked_at += len(unsure)
        ids = [i for j in unsure for i in (j.a, j.b)]
        decided = {(j.a, j.b) for j in record.persons_on(ids)}
        events = record.event_ids(ids)
        present = record.in_force(ids)
        for judgement in unsure:
            a, b = judgement.a, judgement.b
            if (a, b) in decided or not {a, b} <= present or (a in events and events.get(a) == events.get(b)):
                continue
            pair = sorted((events.get(a, a), events.get(b, b)))
            best.setdefault((pair[0], pair[1]), judgement)
    return list(best.values())[:limit]


def decide(
    record: Record, a: str, b: str, verdict: Verdict, *, reason: str, by: str, policy: str | None = None
) -> Judgement:
    """Decide whether two claims tell the same happening. ``a`` and ``b`` are ids of claims (an event's id is that of
    its founding claim). Raises NotInRecord where one is not in the record, StoreError where they are one claim."""
    if a == b:
        raise StoreError(f"{a} is one claim: a decision needs two")
    if not by.strip() or not reason.strip():
        raise StoreError("a decision needs a reason and a name: they stand in the history")
    first, second = sorted((a, b))
    at = datetime.now(UTC)
    judgement = Judgement(
        a=first, b=second, verdict=verdict, score=1.0, reasons=(reason,), by=by, at=at, by_person=True
    )
    with record.transaction():
        found = {c.id for c in record.claims(ids=[a, b])}
        for claim_id in (a, b):
            if claim_id not in found:
                raise NotInRecord(f"there is no claim {claim_id} in {record.label}; dateline explain EVENT lists them")
        record.add_decision(at=at, by=by, action=_ACTIONS[verdict], a=first, b=second, reason=reason)
        _fold_again(record, (a, b), (judgement,), policy)
    return judgement


def discount(record: Record, event_id: str, *, reason: str, by: str) -> Event:
    """Set an event aside: it stays in the record with the grade "discounted"."""
    return _event_decision(record, event_id, "discount", reason=reason, by=by)


def restore(record: Record, event_id: str, *, reason: str, by: str) -> Event:
    """Take an event back that was set aside."""
    with record.transaction():
        event = record.event(event_id)
        in_force = [d for d in record.decisions(undone=False) if d.action == "discount" and d.a == event.id]
        if not in_force:
            raise NotInRecord(f"the event {event.id} was not set aside")
        for decision in in_force:
            record.undo_decision(decision.number, at=datetime.now(UTC), by=by)
    return _event_decision(record, event_id, "restore", reason=reason, by=by)


def _event_decision(record: Record, event_id: str, action: str, *, reason: str, by: str) -> Event:
    with record.transaction():
        event = record.event(event_id)
        record.add_decision(at=datetime.now(UTC), by=by, action=action, a=event.id, b=None, reason=reason)
        _refold_events(record, {event.id}, (), None)
        return record.event(event.id)


def undo(record: Record, *, by: str, number: int | None = None) -> str:
    """Take back a decision (the last in force, or the one of that number) and fold its events again.

    Returns what was taken back, in a sentence. Raises NotInRecord where there is none.
    """
    with record.transaction():
        in_force = record.decisions(undone=False)
        if not in_force:
            raise NotInRecord(f"no decision is in force in {record.label}")
        chosen = in_force[-1].number if number is None else number
        decision = record.undo_decision(chosen, at=datetime.now(UTC), by=by)
        if decision.b is None:
            _refold_events(record, {decision.a}, (), None)
        else:
            _restore_former(record, decision, by)
            _fold_again(record, (decision.a, decision.b), (), None)
    pair = decision.a if decision.b is None else f"{decision.a} and {decision.b}"
    return f"taken back: {decision.action} on {pair}, decided by {decision.by} ({decision.reason})"


def _restore_former(record: Record, undone: Decision, by: str) -> None:
    """Where the pair was decided before, the former decision is in force again."""
    former = [d for d in record.decisions(undone=False) if {d.a, d.b} == {undone.a, undone.b}]
    if former:
        last = former[-1]
        verdict = next(v for v, action in _ACTIONS.items() if action == last.action)
        again = Judgement(
            a=undone.a,
            b=undone.b or "",
            verdict=verdict,
            score=1.0,
            reasons=(last.reason,),
            by=last.by,
            at=datetime.now(UTC),
            by_person=True,
        )
        record.put_events((again,), {}, ())


def history(record: Record) -> list[Decision]:
    """Every decision, those taken back too, in order."""
    return record.decisions()


def explain(record: Record, event_id: str) -> Joining:
    """Every claim of an event with its words, its speaker, its report and why it was joined. Raises NotInRecord."""
    event = record.event(event_id)
    cards = {card.id: card for card in record.cards(event.reports)}
    own = {claim.id: claim for claim in (*event.claims, *event.figures)}
    why = [
        Why(
            claim=claim,
            report=cards[claim.report_id],
            speaker=str(claim.speaker) if claim.speaker else cards[claim.report_id].source.name,
            judgements=tuple(
                j for j in event.judgements if claim.id in (j.a, j.b) and j.verdict is not Verdict.DIFFERENT
            ),
            about=own.get(claim.about) if claim.about else None,
        )
        for claim in own.values()
        if claim.report_id in cards
    ]
    copies = [
        (card, cards[card.copy_of]) for card in cards.values() if card.copy_of is not None and card.copy_of in cards
    ]
    ids = {*own, event.id}
    decisions = [d for d in record.decisions() if d.a in ids or d.b in ids]
    return Joining(event=event, claims=tuple(why), copies=tuple(copies), decisions=tuple(decisions))


def findings(record: Record) -> list[str]:
    """What a person should look at: running totals that fell."""
    return _findings(record.figures(), record.reports())


def _fold_again(record: Record, claim_ids: Iterable[str], judged: tuple[Judgement, ...], policy: str | None) -> None:
    ids = list(claim_ids)
    _refold_events(record, set(record.event_ids(ids).values()), judged, policy, linked=ids)


def _refold_events(
    record: Record,
    event_ids: set[str],
    judged: tuple[Judgement, ...],
    policy: str | None,
    *,
    linked: Iterable[str] = (),
) -> None:
    if policy is None:
        rows = [line.policy for e in record.events_by_ids(event_ids) for line in e.tolls]
        policy = rows[0] if rows else "ucdp"
    memberships, events, gone, policies = refold(record, event_ids, linked=linked, judged=judged, policy=policy)
    record.put_events(judged, memberships, events, gone, policies)
