"""What a person does with a record: see what is unsure, decide, take back, and ask why.

A person's decision outranks the machine's and stays when a better extractor reads the reports again. Nothing is
deleted: a decision that is taken back is marked, and the events are folded again.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import UTC, datetime

from dateline.errors import NotInRecord, StoreError
from dateline.join import findings as _findings
from dateline.join import refold
from dateline.model import Claim, Event, Judgement, ReportCard
from dateline.store import Decision, Record
from dateline.terms import ClaimType, CountSpan, Verdict

__all__ = [
    "Joining",
    "Why",
    "decide",
    "discount",
    "explain",
    "findings",
    "history",
    "merge",
    "not_same",
    "queue",
    "restore",
    "split",
    "undo",
]

_LOOK_AT = 400
_NOT_TAKEN_BACK = frozenset({"undo", "restore"})
"""Decisions that take another one back: they are no decision that can be taken back in turn."""
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
    _given(reason, by)
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


def merge(record: Record, a: str, b: str, *, reason: str, by: str) -> Event:
    """Make one event of two. ``a`` and ``b`` are events, by id or its beginning, or claims of them.

    Every happening of the two is held together by the person's word, whatever the machine thinks excludes it; the older
    id goes on. Raises NotInRecord, and StoreError where both are one event already.
    """
    _given(reason, by)
    with record.transaction():
        first, second = _event_of(record, a), _event_of(record, b)
        if first.id == second.id:
            raise StoreError(f"{a} and {b} are one event already: {first.id}")
        ours, theirs = _heads(first), _heads(second)
        pairs = [(ours[0], claim) for claim in (*ours[1:], *theirs)]
        _judge(record, "merge", ours[0].id, theirs[0].id, same=pairs, different=(), reason=reason, by=by)
        return _event_of(record, ours[0].id)


def split(record: Record, event_id: str, what: Sequence[str], *, reason: str, by: str) -> tuple[Event, Event]:
    """Part an event in two: ``what`` names the claims, or the reports (by name or id), that tell of another happening.

    Figures go with the happening that they are about. Returns the event that keeps the id of its founding claim, and
    the other. Raises NotInRecord for what the event does not hold, StoreError where nothing would be left of it.
    """
    _given(reason, by)
    with record.transaction():
        event = _event_of(record, event_id)
        own = {c.id: c for c in (*event.claims, *event.figures)}
        names = {card.name: card.id for card in record.cards(event.reports)}
        out: set[str] = set()
        for name in what:
            report = names.get(name, name)
            found = {c.id for c in own.values() if c.id == name or c.report_id == report}
            if not found:
                raise NotInRecord(
                    f"the event {event.id} holds no claim and no report {name!r}; dateline explain {event.id[:8]} lists them"
                )
            out |= found
        out |= {c.id for c in own.values() if c.about in out}
        gone, left = ([c for c in own.values() if (c.id in out) is side] for side in (True, False))
        if not gone or not left:
            raise StoreError(f"all of {event.id} was named: nothing would be left to part it from")
        first, second = _heads_of(left, event.id), _heads_of(gone, event.id)
        together = [(heads[0], claim) for heads in (first, second) for claim in heads[1:]]
        # Each claim is parted from the other side's head: figures about a happening of the other side as well.
        apart = [(first[0], claim) for claim in second] + [(second[0], claim) for claim in first[1:]]
        _judge(record, "split", first[0].id, second[0].id, same=together, different=apart, reason=reason, by=by)
        return _event_of(record, first[0].id), _event_of(record, second[0].id)


def not_same(record: Record, a: str, b: str, *, reason: str, by: str) -> Judgement:
    """Two events (or claims) tell two happenings: they stay apart, whatever later reports say.

    Raises NotInRecord, and StoreError for two names of one event: that is parted with :func:`split`.
    """
    first, second = _claim_of(record, a), _claim_of(record, b)
    if first == second:
        raise StoreError(f"{a} and {b} are one event: say with split which claims or reports tell of another")
    return decide(record, first, second, Verdict.DIFFERENT, reason=reason, by=by)


def _given(reason: str, by: str) -> None:
    if not by.strip() or not reason.strip():
        raise StoreError("a decision needs a reason and a name: they stand in the history")


def _event_of(record: Record, name: str) -> Event:
    """The event of that id (or its beginning), or the event that holds the claim of that id. Raises NotInRecord."""
    found = record.event_ids([name]).get(name)
    return record.event(found or name)


def _claim_of(record: Record, name: str) -> str:
    """The claim of that id, or the founding claim of the event of that id or its beginning. Raises NotInRecord."""
    if record.in_force([name]):
        return name
    return _heads(record.event(name))[0].id


def _heads(event: Event) -> list[Claim]:
    return _heads_of([*event.claims, *event.figures], event.id)


def _heads_of(claims: Sequence[Claim], founder: str) -> list[Claim]:
    """The claims that hold some together: happenings, and figures about none of them; the founding claim first."""
    ids = {c.id for c in claims}
    heads = [c for c in claims if c.type is ClaimType.EVENT or c.about not in ids]
    return sorted(heads, key=lambda c: (c.id != founder, c.type is not ClaimType.EVENT))


def _judge(
    record: Record,
    action: str,
    a: str,
    b: str,
    *,
    same: Iterable[tuple[Claim, Claim]],
    different: Iterable[tuple[Claim, Claim]],
    reason: str,
    by: str,
) -> None:
    """One decision with its judgements, each of which names ``a`` or ``b`` and carries the decision's very time: so they
    are found and taken back together."""
    at = datetime.now(UTC)
    judged = []
    for verdict, pairs in ((Verdict.SAME, same), (Verdict.DIFFERENT, different)):
        for x, y in pairs:
            first, second = sorted((x.id, y.id))
            judged.append(
                Judgement(
                    a=first, b=second, verdict=verdict, score=1.0, reasons=(reason,), by=by, at=at, by_person=True
                )
            )
    record.add_decision(at=at, by=by, action=action, a=a, b=b, reason=reason)
    _fold_again(record, [i for j in judged for i in (j.a, j.b)], tuple(judged), None)


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


def undo(record: Record, *, by: str, reason: str = "", number: int | None = None) -> str:
    """Take back a decision (the last in force, or the one of that number) and fold its events again.

    Taking back stands in the history with its reason, as the decision does. Returns what was taken back, in a
    sentence. Raises NotInRecord where there is none.
    """
    with record.transaction():
        in_force = [d for d in record.decisions(undone=False) if d.action not in _NOT_TAKEN_BACK]
        if not in_force or (number is not None and number not in {d.number for d in in_force}):
            asked = "" if number is None else f" with the number {number}"
            raise NotInRecord(f"no decision{asked} is in force in {record.label}; dateline history lists them")
        chosen = in_force[-1].number if number is None else number
        at = datetime.now(UTC)
        decision = next(d for d in in_force if d.number == chosen)
        # What a decision judged hangs on its two claims (see _judge), and carries its time.
        ends = [i for i in (decision.a, decision.b) if i is not None]
        made = {(j.a, j.b) for j in record.persons_on(ends) if (j.at, j.by) == (decision.at, decision.by)}
        if decision.b is not None:
            made.add((min(ends), max(ends)))
        record.undo_decision(chosen, at=at, by=by, pairs=made)
        record.add_decision(at=at, by=by, action="undo", a=decision.a, b=decision.b, reason=_why_undone(chosen, reason))
        if decision.b is None:
            _refold_events(record, {decision.a}, (), None)
        else:
            ids = sorted({i for pair in made for i in pair})
            _fold_again(record, ids, _former(record, made), None)
    pair = decision.a if decision.b is None else f"{decision.a} and {decision.b}"
    return f"taken back: no. {chosen}, {decision.action} on {pair}, decided by {decision.by} ({decision.reason})"


def _why_undone(number: int, reason: str) -> str:
    return f"no. {number} taken back: {reason}" if reason.strip() else f"no. {number} taken back"


def _former(record: Record, pairs: Iterable[tuple[str, str]]) -> tuple[Judgement, ...]:
    """What persons had judged of some pairs before, by decisions that still stand: it is in force again."""
    stands = {(d.at, d.by) for d in record.decisions(undone=False)}
    out = []
    for a, b in sorted(pairs):
        earlier = [
            j
            for j in record.judgements(claim=a, in_force=False)
            if {j.a, j.b} == {a, b} and j.by_person and (j.at, j.by) in stands
        ]
        if earlier:
            out.append(replace(earlier[-1], at=datetime.now(UTC), superseded_at=None))
    return tuple(out)


def history(record: Record, event_id: str | None = None) -> list[Decision]:
    """Every decision, those taken back too, in order; of one event (by id, its beginning, or a claim of it) where asked.

    Raises NotInRecord for an event that is not there.
    """
    if event_id is None:
        return record.decisions()
    event = _event_of(record, event_id)
    ids = {event.id, *(c.id for c in (*event.claims, *event.figures))}
    return [d for d in record.decisions() if d.a in ids or d.b in ids]


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


_PAGE = 200
_LATEST = 5000


def findings(record: Record, *, latest: int = _LATEST) -> list[str]:
    """What a person should look at: running totals that fell, breakdowns that do not fit their whole.

    Looks through the ``latest`` reports that came in, page by page, and keeps of each only its totals and its breakdowns, so
    that a record of a million reports costs no more than one of five thousand.
    """
    pages: list[list[Claim]] = []
    cards: list[ReportCard] = []
    before: int | None = None
    while latest > 0 and (page := record.report_page(before=before, limit=min(latest, _PAGE))):
        before, latest = page[-1][0], latest - len(page)
        cards += [card for _, card in page]
        claims = record.claims_of_reports([card.id for _, card in page])
        wholes = {c.part_of for c in claims if c.part_of is not None}
        pages.append([c for c in claims if _total(c) or c.part_of is not None or c.id in wholes])
    return _findings([c for own in reversed(pages) for c in own], cards)


def _total(claim: Claim) -> bool:
    return claim.toll is not None and claim.toll.count_span is CountSpan.TOTAL


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
