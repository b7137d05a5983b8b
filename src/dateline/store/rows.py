"""Typed objects to rows of the tables, and rows back to typed objects."""

from __future__ import annotations

import json
from array import array
from collections.abc import Mapping, Sequence
from typing import Any

from dateline.model import (
    Claim,
    Event,
    Judgement,
    LeftOut,
    Problem,
    Published,
    Report,
    ReportCard,
    Source,
    TollLine,
)
from dateline.store.codec import decode, encode, pack, pack_map, unpack, unpack_map
from dateline.terms import DateBasis, Measure, Role, SourceKind
from dateline.text import Span, Text

__all__ = [
    "card_of_row",
    "claim_of_row",
    "claim_row",
    "event_of_row",
    "event_row",
    "fingerprint_of",
    "judgement_of_row",
    "judgement_row",
    "left_out_row",
    "problem_of_row",
    "problem_row",
    "report_of_row",
    "report_row",
    "raw_bytes",
]

Row = Mapping[str, Any]
_OPENING = 400
_REPORT_APART = frozenset({"text", "fingerprint", "left_out", "problems", "copy_of"})
_LINE_APART = frozenset({"claims"})
_EVENT_APART = frozenset({"claims", "figures", "judgements", "tolls"})


def _pack_numbers(numbers: Sequence[int]) -> bytes:
    return array("Q", numbers).tobytes()


def fingerprint_of(data: bytes) -> tuple[int, ...]:
    numbers = array("Q")
    numbers.frombytes(data)
    return tuple(numbers)


def raw_bytes(report: Report) -> bytes:
    """The decoded page as bytes; lone surrogates, which a broken page can hold, survive."""
    return report.text.raw.encode("utf-8", "surrogatepass")


def report_row(
    report: Report, *, page_digest: str, raw_digest: str, lineage: str, run_id: str | None, origin: str
) -> dict[str, Any]:
    return {
        "id": report.id,
        "digest": report.digest,
        "page_digest": page_digest,
        "source_id": report.source.id,
        "source_name": report.source.name,
        "source_kind": report.source.kind.value,
        "name": report.name,
        "url": report.url,
        "title": report.title,
        "agency": report.agency,
        "published": report.published.day if report.published else None,
        "published_basis": report.published.basis.value if report.published else None,
        "language": report.language,
        "copy_of": report.copy_of,
        "lineage": lineage,
        "size": len(report.text),
        "opening": report.text.clean[:_OPENING],
        "fingerprint": _pack_numbers(report.fingerprint),
        "raw_digest": raw_digest,
        "clean": pack(report.text.clean.encode("utf-8", "surrogatepass")),
        "map": pack_map(report.text),
        "run_id": run_id,
        "origin": origin,
        "body": encode(report, leave_out=_REPORT_APART),
    }


def report_of_row(row: Row, raw: bytes, left: Sequence[Row], problems: Sequence[Row]) -> Report:
    starts, ends = unpack_map(row["map"])
    text = Text(
        raw=unpack(raw).decode("utf-8", "surrogatepass"),
        clean=unpack(row["clean"]).decode("utf-8", "surrogatepass"),
        starts=starts,
        ends=ends,
    )
    return decode(
        Report,
        row["body"],
        text=text,
        fingerprint=fingerprint_of(row["fingerprint"]),
        copy_of=row["copy_of"],
        left_out=tuple(_left_out_of_row(r) for r in left),
        problems=tuple(problem_of_row(p) for p in problems),
    )


def card_of_row(row: Row) -> ReportCard:
    published = row["published"]
    body = row["body"]
    return ReportCard(
        id=row["id"],
        source=decode(Source, body["source"])
        if "source" in body
        else Source(id=row["source_id"], name=row["source_name"], kind=decode(SourceKind, row["source_kind"])),
        name=row["name"],
        title=row["title"],
        agency=row["agency"],
        url=row["url"],
        published=decode(Published, body["published"])
        if body.get("published")
        else (Published(day=published, basis=DateBasis.NONE) if published else None),
        copy_of=row["copy_of"],
        lineage=row["lineage"],
        size=row["size"],
        opening=row["opening"],
        fingerprint=fingerprint_of(row["fingerprint"]),
        people=tuple(body.get("people", ())),
        gist=tuple(body.get("gist", ())),
    )


def left_out_row(report_id: str, number: int, left: LeftOut) -> dict[str, Any]:
    return {
        "report_id": report_id,
        "number": number,
        "start_char": left.span.start,
        "end_char": left.span.end,
        "reason": left.reason.value,
        "rule": left.rule,
        "opens": left.opens,
    }


def _left_out_of_row(row: Row) -> LeftOut:
    return decode(
        LeftOut,
        {"reason": row["reason"], "rule": row["rule"], "opens": row["opens"]},
        span=Span(row["start_char"], row["end_char"]),
    )


def claim_row(claim: Claim, version: int) -> dict[str, Any]:
    toll, when, place, speaker = claim.toll, claim.when, claim.place, claim.speaker
    return {
        "id": claim.id,
        "version": version,
        "superseded_at": None,
        "report_id": claim.report_id,
        "type": claim.type.value,
        "kind": claim.kind.value if claim.kind else None,
        "measure": toll.measure.value if toll else None,
        "low": toll.low if toll else None,
        "high": toll.high if toll else None,
        "bound": toll.bound.value if toll else None,
        "as_written": toll.as_written if toll else None,
        "count_span": toll.count_span.value if toll else None,
        "victim_class": toll.victims.class_.value if toll and toll.victims.class_ else None,
        "victim_side": toll.victims.side if toll else None,
        "speaker_name": speaker.name if speaker else None,
        "speaker_organisation": speaker.organisation if speaker else None,
        "stance": claim.stance.value,
        "perpetrators": _names(claim, Role.PERPETRATOR),
        "targets": _names(claim, Role.TARGET),
        "start_day": when.start if when else None,
        "end_day": when.end if when else None,
        "day_precision": when.precision.value if when else None,
        "place": (place.resolved_name or place.name) if place else None,
        "country": place.country if place else None,
        "admin1": place.admin1 if place else None,
        "latitude": place.lat if place else None,
        "longitude": place.lon if place else None,
        "place_precision": place.precision.value if place else None,
        "start_char": claim.evidence.span.start,
        "end_char": claim.evidence.span.end,
        "quote": claim.evidence.quote,
        "sentence": claim.sentence.quote if claim.sentence else None,
        "about": claim.about,
        "part_of": claim.part_of,
        "origin": claim.origin,
        "body": encode(claim),
    }


def _names(claim: Claim, role: Role) -> str | None:
    return "; ".join(actor.name for actor in claim.by_role(role)) or None


def claim_of_row(row: Row) -> Claim:
    return decode(Claim, row["body"])


def judgement_row(judgement: Judgement) -> dict[str, Any]:
    return {
        "a": judgement.a,
        "b": judgement.b,
        "verdict": judgement.verdict.value,
        "score": judgement.score,
        "reasons": list(judgement.reasons),
        "by": judgement.by,
        "by_person": judgement.by_person,
        "at": judgement.at.isoformat(),
        "superseded_at": judgement.superseded_at.isoformat() if judgement.superseded_at else None,
    }


_JUDGEMENT = ("a", "b", "verdict", "score", "reasons", "by", "by_person", "at", "superseded_at")


def judgement_of_row(row: Row) -> Judgement:
    return decode(Judgement, {name: row[name] for name in _JUDGEMENT})


def problem_row(problem: Problem) -> dict[str, Any]:
    return {
        "report_id": problem.report_id,
        "path": problem.path,
        "code": problem.code.value,
        "stage": problem.stage,
        "detail": problem.detail,
        "start_char": problem.span.start if problem.span else None,
        "end_char": problem.span.end if problem.span else None,
    }


def problem_of_row(row: Row) -> Problem:
    given = {name: row[name] for name in ("report_id", "path", "code", "stage", "detail")}
    span = None if row["start_char"] is None else Span(row["start_char"], row["end_char"])
    return decode(Problem, given, span=span)


def event_row(event: Event, policies: Mapping[str, Sequence[TollLine]]) -> dict[str, Any]:
    place, when = event.place, event.when
    row: dict[str, Any] = {
        "id": event.id,
        "kind": event.kind.value,
        "first_day": when.start if when else None,
        "last_day": when.end if when else None,
        "place": (place.resolved_name or place.name) if place else None,
        "country": place.country if place else None,
        "latitude": place.lat if place else None,
        "longitude": place.lon if place else None,
        "actors": "; ".join(a.name for a in event.actors) or None,
        "targets": "; ".join(a.name for a in event.targets) or None,
        "reports": len(event.reports),
        "lineages": len(event.lineages),
        "voices": event.voices,
        "statements": len(event.claims) + len(event.figures),
        "grade": event.grade.value,
        "disputes": "; ".join(d.about for d in event.disputes) or None,
        "policy": event.tolls[0].policy if event.tolls else "",
    }
    for measure in (Measure.KILLED, Measure.INJURED):
        line = _overall(event, measure)
        for bound in ("low", "best", "high"):
            row[f"{measure.value}_{bound}"] = getattr(line, bound) if line else None
    # Claims are kept once, in their own table: the fold names them, and what joined them is read from judgements.
    body = encode(event, leave_out=_EVENT_APART)
    body["claims"] = [c.id for c in event.claims]
    body["figures"] = [c.id for c in event.figures]
    by_policy = {row["policy"]: event.tolls, **policies}
    body["tolls"] = {
        policy: [{**encode(line, leave_out=_LINE_APART), "claims": [c.id for c in line.claims]} for line in lines]
        for policy, lines in by_policy.items()
    }
    row["body"] = json.loads(json.dumps(body))
    return row


def _overall(event: Event, measure: Measure) -> Any:
    """The line of a measure that speaks for the event: the one over all classes, else the first."""
    lines = [line for line in event.tolls if line.measure is measure]
    return next((line for line in lines if line.victim_class is None), lines[0] if lines else None)


def event_of_row(row: Row, claims: Mapping[str, Claim], judgements: Sequence[Judgement], policy: str | None) -> Event:
    body = {k: v for k, v in row["body"].items() if k not in ("claims", "figures", "tolls")}
    kept: Mapping[str, Sequence[Row]] = row["body"]["tolls"]
    lines = kept.get(policy or row["policy"], kept[row["policy"]])
    return decode(
        Event,
        body,
        claims=tuple(claims[i] for i in row["body"]["claims"] if i in claims),
        figures=tuple(claims[i] for i in row["body"]["figures"] if i in claims),
        tolls=tuple(
            decode(
                TollLine,
                {name: value for name, value in line.items() if name != "claims"},
                claims=tuple(claims[i] for i in line["claims"] if i in claims),
            )
            for line in lines
        ),
        judgements=tuple(judgements),
    )
