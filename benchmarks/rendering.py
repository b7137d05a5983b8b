"""A simulated report: what a draft says, put into words, with the claims that extraction would find in them."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from string import Formatter

from dateline.clean.fingerprint import fingerprint
from dateline.model import (
    Actor,
    Attribution,
    Claim,
    Evidence,
    Participant,
    Place,
    Published,
    Report,
    Source,
    Speaker,
    Toll,
    Victims,
    When,
    digest,
    identifier,
)
from dateline.terms import Bound, ClaimType, CountSpan, DateBasis, EventKind, Measure, Role, Stance, VictimClass
from dateline.text import Span, Text

__all__ = ["Counted", "Draft", "Line", "Struck", "Told", "render"]

_ORIGIN = "simulator@1"


@dataclass(frozen=True, slots=True, kw_only=True)
class Told:
    """A report, its claims, and the truth: the incident of each claim (None: a total), and the number of its origin,
    which all copies, rewrites and updates of one agency's report share."""

    report: Report
    claims: tuple[Claim, ...]
    incident_of: Mapping[str, int | None]
    origin: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Struck:
    incident: int
    kind: EventKind
    when: When | None
    place: Place | None
    by: Actor | None
    to: Actor | None
    speaker: Speaker | None = None
    stance: Stance = Stance.ASSERTED


@dataclass(frozen=True, slots=True, kw_only=True)
class Counted:
    incident: int | None
    measure: Measure
    low: int | None
    high: int | None
    bound: Bound
    when: When | None = None
    place: Place | None = None
    span: CountSpan = CountSpan.INCIDENT
    class_: VictimClass = VictimClass.UNKNOWN
    children: bool = False
    speaker: Speaker | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Line:
    template: str
    slots: Mapping[str, str] = field(default_factory=dict)
    struck: Struck | None = None
    counted: Counted | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Draft:
    """A report before it is published: what a copy repeats."""

    source: Source
    published: date
    lines: tuple[Line, ...]
    origin: int
    title: str
    agency: str | None = None
    dateline: str | None = None


def render(draft: Draft, number: int) -> Told:
    """The report of a draft, the ``number``-th of the stream, with its claims and their truth."""
    text, spans = _compose(draft)
    raw = digest(text.encode())
    name = f"{number:07d}.txt"
    report = Report(
        id=identifier(draft.source.id, name, raw),
        source=draft.source,
        name=name,
        path=name,
        digest=raw,
        text=Text.plain(text),
        title=draft.title,
        agency=draft.agency,
        dateline=draft.dateline,
        published=Published(day=draft.published, basis=DateBasis.GIVEN),
        fingerprint=fingerprint(text),
    )
    claims: list[Claim] = []
    incident_of: dict[str, int | None] = {}
    event_of: dict[int, Claim] = {}
    for line, (sentence, slots) in zip(draft.lines, spans, strict=True):
        whole = Evidence(report_id=report.id, span=sentence, quote=text[sentence.start : sentence.end])

        def words_at(slot: str, whole: Evidence = whole, slots: Mapping[str, Span] = slots) -> Evidence:
            at = slots.get(slot)
            return whole if at is None else Evidence(report_id=report.id, span=at, quote=text[at.start : at.end])

        if line.struck is not None:
            claim = _event(report, line.struck, whole, words_at("what"), words_at("place"))
            claims.append(claim)
            incident_of[claim.id] = line.struck.incident
            event_of.setdefault(line.struck.incident, claim)
        if line.counted is not None:
            about = event_of.get(line.counted.incident) if line.counted.incident is not None else None
            claim = _figure(report, line.counted, whole, words_at("n"), about, claims)
            claims.append(claim)
            incident_of[claim.id] = line.counted.incident
    return Told(report=report, claims=tuple(claims), incident_of=incident_of, origin=draft.origin)


def _compose(draft: Draft) -> tuple[str, list[tuple[Span, dict[str, Span]]]]:
    """The text of a report, and for each of its lines the span of the sentence and of its slots."""
    parts = [draft.title, "\n\n", draft.dateline or ""]
    at = sum(map(len, parts))
    out: list[tuple[Span, dict[str, Span]]] = []
    for line in draft.lines:
        start, slots = at, {}
        for literal, slot, _, _ in Formatter().parse(line.template):
            parts.append(literal)
            at += len(literal)
            if slot is not None:
                value = line.slots[slot]
                slots[slot] = Span(at, at + len(value))
                parts.append(value)
                at += len(value)
        out.append((Span(start, at), slots))
        parts.append(". ")
        at += 2
    return "".join(parts), out


def _event(report: Report, fact: Struck, sentence: Evidence, trigger: Evidence, place: Evidence) -> Claim:
    parties = [(Role.PERPETRATOR, fact.by), (Role.TARGET, fact.to)]
    return Claim(
        id=identifier(report.id, f"{trigger.span.start}-{trigger.span.end}", ClaimType.EVENT.value, fact.kind.value),
        report_id=report.id,
        type=ClaimType.EVENT,
        evidence=sentence,
        trigger=trigger,
        origin=_ORIGIN,
        kind=fact.kind,
        attribution=Attribution(speaker=fact.speaker) if fact.speaker else None,
        stance=fact.stance,
        participants=tuple(Participant(role=role, actor=actor) for role, actor in parties if actor is not None),
        place=replace(fact.place, words=place) if fact.place else None,
        when=fact.when,
        sentence=sentence,
    )


def _figure(
    report: Report, fact: Counted, sentence: Evidence, number: Evidence, about: Claim | None, before: Sequence[Claim]
) -> Claim:
    whole = None
    if fact.children:
        whole = next((c for c in reversed(before) if c.toll is not None and c.toll.measure is fact.measure), None)
    return Claim(
        id=identifier(report.id, f"{number.span.start}-{number.span.end}", ClaimType.FIGURE.value, fact.measure.value),
        report_id=report.id,
        type=ClaimType.FIGURE,
        evidence=sentence,
        trigger=number,
        origin=_ORIGIN,
        toll=Toll(
            measure=fact.measure,
            low=fact.low,
            high=fact.high,
            bound=fact.bound,
            as_written=number.quote,
            number=number.span,
            victims=Victims(
                class_=fact.class_, words="children" if fact.children else "people", children=fact.children
            ),
            count_span=fact.span,
        ),
        attribution=Attribution(speaker=fact.speaker) if fact.speaker else None,
        place=fact.place,
        when=fact.when,
        sentence=sentence,
        about=about.id if about else None,
        part_of=whole.id if whole else None,
    )
