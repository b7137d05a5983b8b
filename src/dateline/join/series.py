"""Running totals by speaker: their own series, never part of an event. A total that falls is a finding."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from dateline.join.wording import name_key
from dateline.model import Claim, ReportCard
from dateline.terms import CountSpan, Measure, VictimClass

__all__ = ["Fall", "Series", "findings", "series"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Series:
    """What one speaker said of one total, by the day on which it was said."""

    speaker: str
    measure: Measure
    victim_class: VictimClass | None
    place: str | None
    since: date | None
    said: tuple[tuple[date, Claim], ...]

    def falls(self) -> list[Fall]:
        """Where a later total is lower than an earlier one."""
        out = []
        for (before, a), (after, b) in zip(self.said, self.said[1:], strict=False):
            x, y = a.toll, b.toll
            if x and y and x.low is not None and y.high is not None and y.high < x.low:
                out.append(Fall(before=before, after=after, first=a, second=b))
        return out


@dataclass(frozen=True, slots=True, kw_only=True)
class Fall:
    """A total that became smaller: from ``first``, said on ``before``, to ``second``, said on ``after``."""

    before: date
    after: date
    first: Claim
    second: Claim


def series(claims: Iterable[Claim], reports: Iterable[ReportCard]) -> list[Series]:
    """Every total of a claim set as series of at least one statement, by speaker, measure, class, place and start."""
    cards = {card.id: card for card in reports}
    groups: dict[tuple[str, Measure, VictimClass | None, str | None, date | None], list[tuple[date, Claim]]] = {}
    names: dict[str, str] = {}
    for claim in claims:
        toll, card = claim.toll, cards.get(claim.report_id)
        if toll is None or toll.count_span is not CountSpan.TOTAL or claim.part_of is not None or card is None:
            continue
        if card.published is None:
            continue
        speaker = claim.speaker
        name = (speaker.organisation or speaker.name) if speaker else None
        name = name or card.source.name
        names.setdefault(name_key(name), name)
        place = claim.place.resolved_name or claim.place.name if claim.place else None
        since = claim.when.start if claim.when else None
        key = (name_key(name), toll.measure, toll.victims.class_, name_key(place) if place else None, since)
        groups.setdefault(key, []).append((card.published.day, claim))
    out = []
    for (who, measure, class_, _, since), said in groups.items():
        ordered = tuple(sorted(said, key=lambda item: (item[0], item[1].id)))
        first = ordered[0][1].place
        out.append(
            Series(
                speaker=names[who],
                measure=measure,
                victim_class=class_,
                place=(first.resolved_name or first.name) if first else None,
                since=since,
                said=ordered,
            )
        )
    return sorted(out, key=lambda s: (s.speaker, s.measure.value, s.said[0][0]))


def findings(claims: Iterable[Claim], reports: Iterable[ReportCard]) -> list[str]:
    """Totals that fell, each in a sentence."""
    out = []
    for one in series(claims, reports):
        for fall in one.falls():
            a, b = fall.first.toll, fall.second.toll
            if a is not None and b is not None:
                where = f" in {one.place}" if one.place else ""
                out.append(
                    f"{one.speaker}'s total of {one.measure}{where} fell from {a.low} (said {fall.before}) "
                    f"to {b.high} (said {fall.after})"
                )
    return out
