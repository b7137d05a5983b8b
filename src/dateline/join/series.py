"""Running totals by speaker: their own series, never part of an event. A total that falls is a finding.

A series is what one voice says of one total: the same measure, of the same people, in the same place, since the same
day. "412 terrorists" and "57 soldiers" of one ministry are two series. No incident is ever made from the difference of
two totals.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date

from dateline.join.breakdowns import mismatches
from dateline.join.counted import Counted, counted, former_number
from dateline.join.places import own_place
from dateline.join.wording import name_key, title_case
from dateline.model import Claim, ReportCard
from dateline.terms import CountSpan, Measure, VictimClass

__all__ = ["Fall", "Series", "findings", "series"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Series:
    """What one speaker said of one total, by the day on which it was said.

    ``said`` holds each statement once: a wire copy that repeats it adds nothing.
    """

    speaker: str
    measure: Measure
    of: Counted
    place: str | None
    since: date | None
    said: tuple[tuple[date, Claim], ...]

    @property
    def victim_class(self) -> VictimClass | None:
        return self.of.class_

    def falls(self) -> list[Fall]:
        """Where a later total is lower than an earlier one, or is said to have been lowered."""
        out = []
        for (before, a), (after, b) in zip(self.said, self.said[1:], strict=False):
            x, y = a.toll, b.toll
            if a.report_id == b.report_id or after <= before:
                continue
            if x and y and x.low is not None and y.high is not None and y.high < x.low:
                out.append(Fall(before=before, after=after, first=x.low, last=y.high, claims=(a, b)))
        for day, claim in self.said:
            former = former_number(claim)
            high = claim.toll.high if claim.toll else None
            if former is not None and high is not None and high < former:
                if not any(f.last == high for f in out):
                    out.append(Fall(before=None, after=day, first=former, last=high, claims=(claim,)))
        return out


@dataclass(frozen=True, slots=True, kw_only=True)
class Fall:
    """A total that became smaller: from ``first``, said on ``before`` (None: as ``after`` tells), to ``last``."""

    before: date | None
    after: date
    first: int
    last: int
    claims: tuple[Claim, ...]


_Key = tuple[str, Measure, Counted, str | None]


def series(claims: Iterable[Claim], reports: Iterable[ReportCard]) -> list[Series]:
    """Every total of a claim set as series of at least one statement, by speaker, measure, people counted, place, start.

    A total whose start is not said goes with the series of the same speaker, measure, people and place, where there is
    only one.
    """
    cards = {card.id: card for card in reports}
    groups: dict[_Key, dict[date | None, list[tuple[date, Claim]]]] = {}
    names: dict[str, str] = {}
    for claim in claims:
        toll, card = claim.toll, cards.get(claim.report_id)
        if toll is None or toll.count_span is not CountSpan.TOTAL or claim.part_of is not None or card is None:
            continue
        if card.published is None:
            continue
        name = _speaker(claim, card)
        names.setdefault(name_key(name), name)
        told = own_place(claim)
        place = (told.resolved_name or told.name) if told else None
        since = claim.when.start if claim.when else None
        key = (name_key(name), toll.measure, counted(claim), name_key(place) if place else None)
        groups.setdefault(key, {}).setdefault(since, []).append((card.published.day, claim))
    out = []
    for (who, measure, of, _), by_start in groups.items():
        if len(by_start) == 2 and None in by_start:
            open_ended = by_start.pop(None)
            next(iter(by_start.values())).extend(open_ended)
        for since, said in by_start.items():
            ordered = _once(sorted(said, key=lambda item: (item[0], item[1].evidence.span.start, item[1].id)), cards)
            first = own_place(ordered[0][1])
            out.append(
                Series(
                    speaker=names[who],
                    measure=measure,
                    of=of,
                    place=(first.resolved_name or first.name) if first else None,
                    since=since,
                    said=ordered,
                )
            )
    return sorted(out, key=lambda s: (s.speaker, s.measure.value, s.said[0][0]))


def _speaker(claim: Claim, card: ReportCard) -> str:
    speaker = claim.speaker
    name = (speaker.organisation or speaker.name) if speaker else None
    if name:
        return name
    return card.name if card.source.name in ("", "unknown") else title_case(card.source.name)


def _once(said: Sequence[tuple[date, Claim]], cards: dict[str, ReportCard]) -> tuple[tuple[date, Claim], ...]:
    """Without what copies of a report repeat: the same number of the same lineage stands once."""
    seen: set[tuple[str, int | None, int | None]] = set()
    out = []
    for day, claim in said:
        card, toll = cards[claim.report_id], claim.toll
        key = (card.root, toll.low if toll else None, toll.high if toll else None)
        if key not in seen:
            seen.add(key)
            out.append((day, claim))
    return tuple(out)


def findings(claims: Iterable[Claim], reports: Iterable[ReportCard]) -> list[str]:
    """What a person should look at, each in a sentence: totals that fell, parts that do not fit their whole."""
    some, cards = list(claims), list(reports)
    out = []
    for one in series(some, cards):
        for fall in one.falls():
            where = f" in {one.place}" if one.place else ""
            whom = f" ({words})" if (words := one.of.words()) else ""
            said = f" (said {fall.before})" if fall.before else ""
            out.append(
                f"{one.speaker}'s total of {one.measure}{whom}{where} fell from {fall.first:,}{said} "
                f"to {fall.last:,} (said {fall.after})"
            )
    out.extend(m.words({c.id: c for c in cards}) for m in mismatches(some))
    return list(dict.fromkeys(out))
