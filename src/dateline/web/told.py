"""Claims, events and reports as plain data: what a page shows and what its JSON holds are these same values.

The keys of an export row (:mod:`dateline.export.rows`) keep their names and meaning; beside them stand the words that
a person reads: ``who`` (who says so), ``amount``, ``counted``, ``day_words``, ``place_words``.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

from dateline.export import claim_row, happening_row
from dateline.export.brief import amount, place_words, span_words, speaker_words, victim_words
from dateline.export.brief_headline import kind_words
from dateline.export.brief_phrases import party_words
from dateline.join import standings, why_graded
from dateline.model import Claim, Event, Judgement, ReportCard, TollLine, When
from dateline.store import Decision
from dateline.terms import Standing, VictimClass

__all__ = ["Data", "card_data", "claim_data", "decision_data", "event_data", "judgement_data"]

Data = dict[str, Any]
Cards = Mapping[str, ReportCard]


def card_data(card: ReportCard) -> Data:
    """A report without its text."""
    return {
        "id": card.id,
        "name": card.name,
        "title": card.title,
        "source": card.source.name,
        "source_kind": card.source.kind.value,
        "agency": card.agency,
        "url": card.url,
        "published": card.published.day.isoformat() if card.published else None,
        "copy_of": card.copy_of,
        "lineage": card.lineage,
        "characters": card.size,
    }


def claim_data(claim: Claim, cards: Cards, event: str | None = None) -> Data:
    """A claim with its words, its speaker and its report."""
    card = cards.get(claim.report_id)
    words = claim.sentence or claim.evidence
    cue = claim.attribution.cue if claim.attribution else None
    return {
        **claim_row(claim, card.name if card else claim.report_id, event=event),
        "report_id": claim.report_id,
        "source": card.source.name if card else None,
        "published": card.published.day.isoformat() if card and card.published else None,
        "copy_of": card.copy_of if card else None,
        "lineage": card.lineage if card else None,
        "sentence_start": words.span.start,
        "sentence_end": words.span.end,
        "who": speaker_words(claim, cards),
        "cue": cue.quote if cue else None,
        "amount": amount(claim.toll) if claim.toll else None,
        "counted": victim_words(claim.toll) if claim.toll else None,
        "day_words": span_words(claim.when),
        "place_words": place_words(claim.place),
        "place_candidates": [
            {"name": c.name, "score": round(c.score, 3), "reasons": list(c.reasons)}
            for c in (claim.place.candidates if claim.place else ())
        ],
    }


def event_data(event: Event, cards: Cards) -> Data:
    """An event with low, best and high, and who says each."""
    row = happening_row(event, {i: card.name for i, card in cards.items()})
    stands = standings(event.figures, cards, event.actors + event.targets)
    for line, told in zip(event.tolls, row["tolls"], strict=True):
        told["who"] = _voices(line, cards, stands)
        overall = any(x.measure is line.measure and x.victim_class is None for x in event.tolls)
        parts = all(w["part"] for w in told["who"])
        # Said already by the line over all: those of whom nothing is said, and mere parts.
        told["detail"] = overall and (line.victim_class is VictimClass.UNKNOWN or (parts and bool(line.victim_class)))
    kind = kind_words(event)
    where = place_words(event.place)
    return {
        **row,
        "title": f"{kind}, {where}" if where else kind,
        "kind_words": kind,
        "kind_definition": event.kind.definition,
        "day_words": span_words(event.when),
        "first_day": _first_day(event.when),
        "place_words": where,
        "parties": party_words(event),
        "grade_definition": event.grade.definition,
        "grade_reasons": list(why_graded(event, cards).reasons),
        "report_ids": list(event.reports),
        "copies": sum(len(lineage.reports) - 1 for lineage in event.lineages),
    }


def _voices(line: TollLine, cards: Cards, stands: Mapping[str, Standing]) -> list[Data]:
    """Who gives the figures behind a line of tolls, those in force first; the same said twice stands once."""
    seen: dict[tuple[object, ...], Data] = {}
    for claim in line.claims:
        if claim.toll is None:
            continue
        row: Data = {
            "who": speaker_words(claim, cards),
            "amount": amount(claim.toll),
            "counted": victim_words(claim.toll),
            "stance": claim.stance.value,
            "part": stands.get(claim.id) is Standing.PART,
            "standing": stands.get(claim.id, Standing.UNCOUNTED).value,
        }
        if row["standing"] == Standing.REPEATED.value:
            row["standing"] = Standing.IN_FORCE.value
        seen.setdefault(tuple(row.values()), row | {"claims": []})["claims"].append(claim.id)
    order = list(Standing)
    return sorted(seen.values(), key=lambda row: order.index(Standing(row["standing"])))


def _first_day(when: When | None) -> str | None:
    first = (when.start or when.end) if when is not None else None
    return first.isoformat() if first else None


def judgement_data(judgement: Judgement, claims: Mapping[str, Claim], cards: Cards) -> Data:
    """A judgement with the words of the two claims."""

    def side(claim_id: str) -> Data | None:
        claim = claims.get(claim_id)
        if claim is None:
            return None
        card = cards.get(claim.report_id)
        words = claim.sentence or claim.evidence
        return {
            "id": claim_id,
            "report_id": claim.report_id,
            "report": card.name if card else claim.report_id,
            "words": " ".join(claim.evidence.quote.split()),
            "sentence_start": words.span.start,
        }

    return {
        "a": judgement.a,
        "b": judgement.b,
        "a_told": side(judgement.a),
        "b_told": side(judgement.b),
        "verdict": judgement.verdict.value,
        "score": round(judgement.score, 3),
        "reasons": list(judgement.reasons),
        "by": judgement.by,
        "by_person": judgement.by_person,
        "at": judgement.at.isoformat(timespec="seconds"),
        "superseded_at": judgement.superseded_at.isoformat(timespec="seconds") if judgement.superseded_at else None,
    }


def decision_data(decisions: Iterable[Decision]) -> list[Data]:
    """What persons decided, the last first."""
    return [
        {
            "number": d.number,
            "at": d.at.isoformat(timespec="seconds"),
            "by": d.by,
            "action": d.action,
            "a": d.a,
            "b": d.b,
            "reason": d.reason,
            "in_force": d.undone_at is None,
            "undone_at": d.undone_at.isoformat(timespec="seconds") if d.undone_at else None,
            "undone_by": d.undone_by,
        }
        for d in sorted(decisions, key=lambda d: -d.number)
    ]
