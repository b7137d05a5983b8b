"""Claims and events as plain rows: the shape that every format starts from.

The keys of :func:`figure_row` and :func:`event_row` are those of the project's gold records; offsets count
characters of the raw report, ``raw[start:end] == quote``.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from dateline.model import Actor, Claim, Event, Place, Speaker, When
from dateline.terms import ClaimType, Role

__all__ = ["claim_row", "event_row", "figure_row", "flat", "happening_row"]

Row = dict[str, Any]


def figure_row(claim: Claim, report: str, *, event: str | None = None) -> Row:
    """One figure. Raises ValueError for a claim without a toll."""
    toll = claim.toll
    if toll is None:
        raise ValueError(f"claim {claim.id} is of type {claim.type}, not a figure")
    victims = toll.victims
    return {
        "report": report,
        "start": claim.evidence.span.start,
        "end": claim.evidence.span.end,
        "quote": claim.evidence.quote,
        "number": toll.as_written,
        "number_start": toll.number.start,
        "number_end": toll.number.end,
        "measure": toll.measure.value,
        "low": toll.low,
        "high": toll.high,
        "bound": toll.bound.value,
        "victims": {
            "class": victims.class_.value if victims.class_ is not None else None,
            "side": victims.side,
            "words": victims.words,
            "children": victims.children,
            "women": victims.women,
            "role": victims.role,
            "nationality": victims.nationality,
            "names": list(victims.names),
        },
        "count_span": toll.count_span.value,
        "when": _when(claim.when),
        "where": _place(claim.place),
        "speaker": _speaker(claim.speaker),
        "via": _speaker(claim.attribution.via.speaker) if claim.attribution and claim.attribution.via else None,
        "carried": bool(claim.attribution and claim.attribution.carried),
        "stance": claim.stance.value,
        "perpetrators": [actor.name for actor in claim.by_role(Role.PERPETRATOR)],
        "sentence": claim.sentence.quote if claim.sentence else None,
        "part_of": claim.part_of,
        "about": claim.about,
        "event": event,
        "found_by": list(claim.found_by),
        "origin": claim.origin,
        "id": claim.id,
    }


def event_row(claim: Claim, report: str, *, event: str | None = None) -> Row:
    """One happening as one report tells it."""
    return {
        "report": report,
        "start": claim.evidence.span.start,
        "end": claim.evidence.span.end,
        "quote": claim.evidence.quote,
        "kind": claim.kind.value if claim.kind else None,
        "when": _when(claim.when),
        "where": _place(claim.place),
        "country": claim.place.country if claim.place else None,
        "actors": [actor.name for actor in claim.by_role(Role.PERPETRATOR)],
        "targets": [actor.name for actor in claim.by_role(Role.TARGET)],
        "method": claim.method,
        "speaker": _speaker(claim.speaker),
        "stance": claim.stance.value,
        "sentence": claim.sentence.quote if claim.sentence else None,
        "event": event,
        "found_by": list(claim.found_by),
        "origin": claim.origin,
        "id": claim.id,
    }


def claim_row(claim: Claim, report: str, *, event: str | None = None) -> Row:
    """A figure or a happening, with its ``type`` first."""
    make = figure_row if claim.type is ClaimType.FIGURE else event_row
    return {"type": claim.type.value, **make(claim, report, event=event)}


def happening_row(event: Event, names: Mapping[str, str]) -> Row:
    """One event of the record, with low, best and high by measure and victim class. ``names``: report id -> name."""
    place = event.place
    return {
        "id": event.id,
        "kind": event.kind.value,
        "acled": event.kind.equivalents.get("acled"),
        "plover": event.kind.equivalents.get("plover"),
        "when": _when(event.when),
        "where": _place(place),
        "country": place.country if place else None,
        "actors": [_actor(a) for a in event.actors],
        "targets": [_actor(a) for a in event.targets],
        "tolls": [
            {
                "measure": line.measure.value,
                "victims": line.victim_class.value if line.victim_class else None,
                "low": line.low,
                "best": line.best,
                "high": line.high,
                "voices": line.voices,
                "policy": line.policy,
                "claims": [c.id for c in line.claims],
            }
            for line in event.tolls
        ],
        "grade": event.grade.value,
        "voices": event.voices,
        "reports": [names.get(r, r) for r in event.reports],
        "disputes": [d.about for d in event.disputes],
    }


def flat(row: Mapping[str, Any]) -> Row:
    """A row without nesting: ``victims.class`` becomes ``victims_class``; lists are joined by ``"; "``."""
    out: Row = {}
    for key, value in row.items():
        if isinstance(value, Mapping):
            for inner, leaf in flat(value).items():
                out[f"{key}_{inner}"] = leaf
        elif isinstance(value, list):
            out[key] = "; ".join(str(v.get("name", v)) if isinstance(v, Mapping) else str(v) for v in value)
        else:
            out[key] = value
    return out


def _when(when: When | None) -> Row:
    if when is None:
        return {"start": None, "end": None, "precision": None, "basis": None}
    return {
        "start": when.start.isoformat() if when.start else None,
        "end": when.end.isoformat() if when.end else None,
        "precision": when.precision.value,
        "basis": when.basis.value,
    }


def _place(place: Place | None) -> Row | None:
    if place is None:
        return None
    return {
        "name": place.name,
        "resolved": place.resolved_name,
        "precision": place.precision.value,
        "country": place.country,
        "admin1": place.admin1,
        "pcode": place.pcode,
        "lat": place.lat,
        "lon": place.lon,
        "gazetteer_id": place.gazetteer_id,
        "score": round(place.score, 3),
    }


def _speaker(speaker: Speaker | None) -> Row | None:
    if speaker is None:
        return None
    return {
        "name": speaker.name,
        "organisation": speaker.organisation,
        "role": speaker.role,
        "kind": speaker.kind.value,
    }


def _actor(actor: Actor) -> Row:
    return {"name": actor.name, "id": actor.id, "kind": actor.kind.value}
