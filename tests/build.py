"""Makers of reports, claims and events by hand, for every test that needs no trained model.

Words are given as they stand in the report's text; the makers find their offsets.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import UTC, date, datetime

from dateline.clean.fingerprint import fingerprint
from dateline.join import join_report
from dateline.model import (
    Actor,
    Attribution,
    Claim,
    Evidence,
    Judgement,
    Participant,
    Place,
    Published,
    Report,
    ReportCard,
    Run,
    Source,
    Speaker,
    Toll,
    Victims,
    When,
    digest,
    identifier,
)
from dateline.store import Record
from dateline.terms import (
    ActorKind,
    Bound,
    ClaimType,
    CountSpan,
    DateBasis,
    DatePrecision,
    EventKind,
    Measure,
    PlacePrecision,
    Role,
    SourceKind,
    Stance,
    Verdict,
    VictimClass,
)
from dateline.text import Span, Text

AT = datetime(2025, 5, 1, 12, 0, tzinfo=UTC)
Who = str | tuple[str | None, str | None] | Speaker | None


def report(
    text: str,
    *,
    name: str = "a.txt",
    published: str | None = "2025-03-26",
    source: str = "Meridian",
    kind: SourceKind = SourceKind.OUTLET,
    agency: str | None = None,
    title: str | None = None,
    copy_of: str | None = None,
) -> Report:
    """A report whose text is read just as it came. Its id comes from source, name and text."""
    raw = digest(text.encode())
    return Report(
        id=identifier(source, name, raw),
        source=Source(id=source.casefold().replace(" ", "-"), name=source, kind=kind),
        name=name,
        path=name,
        digest=raw,
        text=Text.plain(text),
        title=title,
        agency=agency,
        published=Published(day=date.fromisoformat(published), basis=DateBasis.GIVEN) if published else None,
        copy_of=copy_of,
        fingerprint=fingerprint(text),
    )


def evidence(of: Report, words: str, *, after: str = "") -> Evidence:
    """The words as evidence: their first occurrence (behind the words ``after``)."""
    from_ = of.text.raw.index(after) + len(after) if after else 0
    start = of.text.raw.index(words, from_)
    return Evidence(report_id=of.id, span=Span(start, start + len(words)), quote=words)


def sentence_of(of: Report, span: Span) -> Evidence:
    """The line or sentence around a span, cut at ". " and at line ends."""
    raw = of.text.raw
    starts = [
        raw.rfind(mark, 0, span.start) + len(mark) for mark in (". ", "\n") if raw.rfind(mark, 0, span.start) >= 0
    ]
    ends = [e for mark in (". ", "\n") if (e := raw.find(mark, span.end)) >= 0]
    start, end = max(starts, default=0), min(ends, default=len(raw))
    return Evidence(report_id=of.id, span=Span(start, end), quote=raw[start:end])


def place(
    name: str,
    *,
    at: tuple[float, float] | None = None,
    country: str | None = None,
    precision: PlacePrecision | None = None,
    admin1: str | None = None,
    within: Sequence[str] = (),
) -> Place:
    """A place; a town where coordinates are given, unresolved where not."""
    return Place(
        name=name,
        precision=precision or (PlacePrecision.TOWN if at else PlacePrecision.UNRESOLVED),
        resolved_name=name if at else None,
        country=country,
        admin1=admin1,
        lat=at[0] if at else None,
        lon=at[1] if at else None,
        score=0.9 if at else 0.0,
        within=tuple(within),
    )


def when(start: str | None, end: str | None = None) -> When | None:
    """One day, or a range of days, told by the report's words."""
    if start is None and end is None:
        return None
    first = date.fromisoformat(start) if start else None
    last = date.fromisoformat(end or start or "") if (end or start) else None
    precision = DatePrecision.DAY if first == last else DatePrecision.DAYS
    if first is None or last is None:
        precision = DatePrecision.OPEN
    return When(start=first, end=last, precision=precision, basis=DateBasis.TEXT)


def actor(name: str, *, id: str | None = None, kind: ActorKind = ActorKind.UNKNOWN, parent: str | None = None) -> Actor:
    """A party known by its name."""
    return Actor(name=name, id=id, kind=kind, parent=parent)


def said_by(who: Who, kind: ActorKind = ActorKind.UNKNOWN) -> Attribution | None:
    """An attribution from an organisation, or from (name, organisation)."""
    if who is None:
        return None
    if isinstance(who, Speaker):
        return Attribution(speaker=who)
    name, organisation = (None, who) if isinstance(who, str) else who
    return Attribution(speaker=Speaker(name=name, organisation=organisation, kind=kind))


def event(
    of: Report,
    words: str,
    kind: EventKind,
    *,
    day: str | None = None,
    until: str | None = None,
    where: Place | None = None,
    by: Sequence[str | Actor] = (),
    to: Sequence[str | Actor] = (),
    speaker: Who = None,
    speaker_kind: ActorKind = ActorKind.UNKNOWN,
    stance: Stance = Stance.ASSERTED,
    trigger: str | None = None,
    origin: str = "claims@1",
) -> Claim:
    """A claim that something happened."""
    clause = evidence(of, words)
    spot = evidence(of, trigger) if trigger else clause
    return Claim(
        id=identifier(of.id, f"{spot.span.start}-{spot.span.end}", ClaimType.EVENT.value, kind.value),
        report_id=of.id,
        type=ClaimType.EVENT,
        kind=kind,
        evidence=clause,
        trigger=spot,
        origin=origin,
        attribution=said_by(speaker, speaker_kind),
        stance=stance,
        participants=(*_parties(by, Role.PERPETRATOR), *_parties(to, Role.TARGET)),
        place=where,
        when=when(day, until),
        sentence=sentence_of(of, clause.span),
    )


def _parties(names: Sequence[str | Actor], role: Role) -> tuple[Participant, ...]:
    return tuple(Participant(role=role, actor=actor(n) if isinstance(n, str) else n) for n in names)


def figure(
    of: Report,
    words: str,
    measure: Measure = Measure.KILLED,
    low: int | None = None,
    high: int | None = None,
    *,
    number: str | None = None,
    bound: Bound = Bound.EXACT,
    victims: VictimClass | None = VictimClass.UNKNOWN,
    victim_words: str = "people",
    side: str | None = None,
    names: Sequence[str] = (),
    span: CountSpan = CountSpan.INCIDENT,
    day: str | None = None,
    until: str | None = None,
    where: Place | None = None,
    by: Sequence[str | Actor] = (),
    speaker: Who = None,
    speaker_kind: ActorKind = ActorKind.UNKNOWN,
    stance: Stance = Stance.ASSERTED,
    about: Claim | None = None,
    part_of: Claim | None = None,
    origin: str = "claims@1",
) -> Claim:
    """A counted statement. An exact or "about" figure needs only ``low``."""
    clause = evidence(of, words)
    if number is None:
        number = next((w.strip(",.") for w in words.split() if w.strip(",.").replace(",", "").isdigit()), words)
    spot = evidence(of, number, after=of.text.raw[: clause.span.start] if clause.span.start else "")
    if high is None and bound in (Bound.EXACT, Bound.ABOUT):
        high = low
    return Claim(
        id=identifier(of.id, f"{spot.span.start}-{spot.span.end}", ClaimType.FIGURE.value, measure.value),
        report_id=of.id,
        type=ClaimType.FIGURE,
        evidence=clause,
        trigger=spot,
        origin=origin,
        toll=Toll(
            measure=measure,
            low=low,
            high=high,
            bound=bound,
            as_written=number,
            number=spot.span,
            victims=Victims(class_=victims, side=side, words=victim_words, names=tuple(names)),
            count_span=span,
        ),
        attribution=said_by(speaker, speaker_kind),
        stance=stance,
        participants=_parties(by, Role.PERPETRATOR),
        place=where,
        when=when(day, until),
        sentence=sentence_of(of, clause.span),
        about=about.id if about else None,
        part_of=part_of.id if part_of else None,
    )


def judgement(a: Claim, b: Claim, verdict: Verdict, *, score: float = 0.9, by: str | None = None) -> Judgement:
    """A judgement of the machine, or of the person ``by``."""
    first, second = sorted((a.id, b.id))
    return Judgement(
        a=first,
        b=second,
        verdict=verdict,
        score=score,
        reasons=("made by hand",),
        by=by or "join@1",
        at=AT,
        by_person=by is not None,
    )


def card(of: Report, *, lineage: str | None = None) -> ReportCard:
    """A report without its text."""
    return ReportCard(
        id=of.id,
        source=of.source,
        name=of.name,
        title=of.title,
        agency=of.agency,
        published=of.published,
        copy_of=of.copy_of,
        lineage=lineage or of.copy_of or of.id,
        size=len(of.text),
        opening=of.text.clean[:400],
        fingerprint=of.fingerprint,
    )


def run(id: str = "run-1") -> Run:
    """A run that began at a fixed time."""
    return Run(id=id, version="0", config_digest="0" * 16, started=AT)


def record_of(*told: tuple[Report, Sequence[Claim]], record: Record | None = None, policy: str = "ucdp") -> Record:
    """A record in memory (or the given one) with reports and their claims, joined in the order given."""
    record = record or Record.open(":memory:")
    for one, claims in told:
        with record.transaction():
            joined = join_report(record, one, claims, policy=policy, at=AT)
            record.add(one, one.text.raw.encode(), claims, joined)
    return record
