"""The brief: a page that a person reads and can hand on. A lead, events by day under headlines, each figure with its
speaker and a numbered note that leads to report and sentence; totals, stocks and forecasts in sections of their own.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date

from dateline.export.brief_figures import (
    BriefFigure,
    BriefNote,
    BriefToll,
    Notes,
    event_tolls,
    figures_apart,
)
from dateline.export.brief_headline import headline, kind_words
from dateline.export.brief_markdown import markdown, note_words, small_event_words, told_by_tolls
from dateline.export.brief_phrases import (
    amount,
    day_words,
    party_words,
    place_words,
    short_day,
    span_words,
    speaker_words,
    victim_words,
)
from dateline.export.brief_words import LEAD_MEASURES, MEASURE_WORDS
from dateline.join import why_graded
from dateline.join.voices import Voices
from dateline.join.wording import name_key
from dateline.model import Claim, Event, ReportCard, When
from dateline.terms import ClaimType, CountSpan, DatePrecision, Grade, Measure
from dateline.text import Span

__all__ = [
    "Brief",
    "BriefEvent",
    "BriefFigure",
    "BriefNote",
    "BriefToll",
    "amount",
    "day_words",
    "make_brief",
    "note_words",
    "place_words",
    "small_event_words",
    "span_words",
    "speaker_words",
    "told_by_tolls",
    "victim_words",
]

_DEADLIEST = 6
_DISPUTED = 8
_LINES_OF_A_SMALL_EVENT = 3


@dataclass(frozen=True, slots=True, kw_only=True)
class BriefEvent:
    """One happening. ``short``: one voice tells of it and little is counted, a line is enough. ``same`` are further
    events of the day of which the very same can be said; ``told`` the measures that the headline names. ``beside`` gives in
    words a total of a period that the event's own sentence counts."""

    id: str
    title: str
    kind: str
    where: str
    when: str
    parties: str
    grade: str
    why: tuple[str, ...]
    support: str
    tolls: tuple[BriefToll, ...]
    disputes: tuple[str, ...]
    notes: tuple[int, ...]
    short: bool = False
    same: tuple[str, ...] = ()
    told: tuple[str, ...] = ()
    beside: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Brief:
    """The whole page. ``lead`` holds what matters first, in blocks of lines; ``days`` maps each first day (None: not
    fixed) to its events, in order of time."""

    title: str
    summary: tuple[str, ...]
    days: tuple[tuple[date | None, tuple[BriefEvent, ...]], ...]
    totals: tuple[BriefFigure, ...]
    stocks: tuple[BriefFigure, ...]
    forecasts: tuple[BriefFigure, ...]
    loose: tuple[BriefFigure, ...]
    notes: tuple[BriefNote, ...]
    findings: tuple[str, ...] = ()
    lead: tuple[tuple[str, tuple[str, ...]], ...] = ()

    def to_markdown(self) -> str:
        """The brief as Markdown, footnotes included."""
        return markdown(self)

    def sections(self) -> list[tuple[str, str, tuple[BriefFigure, ...]]]:
        """The sections below the events: heading, one line of explanation, figures."""
        return [
            (
                "Running totals",
                "Totals of a period or campaign, by who gives them. Never added to events; no incident is made from the "
                "difference of two.",
                self.totals,
            ),
            ("Held, sheltered, present", "How many there are at a time.", self.stocks),
            ("Expected", "Forecasts and plans, not events.", self.forecasts),
            ("Figures without an event", "Stated of something that the reports do not describe further.", self.loose),
        ]


def make_brief(
    events: Sequence[Event],
    claims: Iterable[Claim],
    reports: Mapping[str, ReportCard],
    *,
    title: str,
    since: date | None = None,
    findings: Sequence[str] = (),
    at_length: bool = False,
) -> Brief:
    """Lay out events and claims. ``reports`` maps report ids; ``since`` leaves out what ended before that day;
    ``at_length`` gives small events too the room of large ones, and no lead."""
    notes = Notes(reports)
    copies = {r: lineage.root for e in events for lineage in e.lineages for r in lineage.reports if r != lineage.root}
    copies |= {r.id: r.copy_of for r in reports.values() if r.copy_of is not None}
    sources = {r.source.name for r in reports.values() if r.source.name not in ("", "unknown")}
    outsiders = {name_key(n) for e in events if e.place for n in (e.place.name, e.place.resolved_name or "") if n}
    outsiders |= {name_key(n) for n in (*sources, *(r.agency for r in reports.values() if r.agency))}
    days: dict[date | None, list[BriefEvent]] = defaultdict(list)
    shown = [e for e in events if since is None or _last_day(e.when) is None or (_last_day(e.when) or since) >= since]
    deadliest: list[tuple[int, date | None, BriefEvent]] = []
    claims = list(claims)
    periods = {
        (c.report_id, c.sentence.span): c
        for c in claims
        if c.toll is not None and c.sentence is not None and c.toll.count_span is CountSpan.TOTAL
    }
    for event in sorted(shown, key=_event_order):
        made = _event(event, notes, copies, sources, outsiders)
        made = made if made.tolls else replace(made, beside=_beside(event, periods, notes))
        made = replace(made, short=False) if at_length else made
        days[_first_day(event.when)].append(made)
        deadliest.append((_deaths(event), _first_day(event.when), made))
    placed = {c.id for e in events for c in e.figures}
    rest: dict[CountSpan, list[Claim]] = defaultdict(list)
    for claim in claims:
        if claim.type is not ClaimType.FIGURE or claim.toll is None:
            continue
        if since is not None and (last := _last_day(claim.when)) is not None and last < since:
            continue
        if claim.id not in placed or claim.toll.count_span is not CountSpan.INCIDENT:
            rest[claim.toll.count_span].append(claim)
    lines = {span: figures_apart(rest[span], notes, copies) for span in CountSpan}
    counted = sum(1 for e in shown for _ in e.figures) + sum(len(v) for v in rest.values())
    order = sorted(days, key=lambda d: (d is None, d or date.min))
    laid_out = tuple((day, _alike_once(days[day])) for day in order)
    return Brief(
        title=title,
        summary=_summary(reports, copies, len(shown), counted),
        days=laid_out,
        totals=lines[CountSpan.TOTAL],
        stocks=lines[CountSpan.STOCK],
        forecasts=lines[CountSpan.FORECAST],
        loose=lines[CountSpan.INCIDENT],
        notes=tuple(notes.made),
        findings=tuple(findings),
        lead=() if at_length else _lead(deadliest, lines[CountSpan.TOTAL]),
    )


def _event(
    event: Event, notes: Notes, copies: Mapping[str, str], sources: Iterable[str], outsiders: Collection[str]
) -> BriefEvent:
    own = [c for c in event.claims if c.type is ClaimType.EVENT and c.report_id not in copies] or list(event.claims)
    tolls = event_tolls(event, notes, copies)
    copied = sum(len(lineage.reports) - 1 for lineage in event.lineages)
    voices = event.voices
    support = "one report"
    if len(event.lineages) > 1:
        support = f"{voices} independent {'voice' if voices == 1 else 'voices'}"
    elif event.lineages:
        told = [*event.claims, *event.figures]
        quoted = Voices(told, notes.reports).count(told)
        support += f", in which {quoted} speak" if quoted > 1 else ""
    support += f", {copied} more {'copy' if copied == 1 else 'copies'}" if copied else ""
    lines = sum(len(t.figures) for t in tolls)
    short = not event.disputes and event.grade is not Grade.DISCOUNTED
    speakers = {f.speaker for t in tolls for f in t.figures}
    short = short and (not tolls or (voices <= 1 and lines <= _LINES_OF_A_SMALL_EVENT and len(speakers) == 1))
    title = headline(event, tolls, sources, outsiders)
    when = "" if event.when is None or event.when.start == event.when.end else span_words(event.when)
    return BriefEvent(
        id=event.id,
        title=title,
        kind=kind_words(event),
        where=notes.place(event.place, guess=True),
        when=when,
        parties=party_words(event, outsiders),
        grade=event.grade.value,
        why=why_graded(event, notes.reports).reasons,
        support=support,
        tolls=tolls,
        disputes=tuple(d.about for d in event.disputes),
        notes=tuple(dict.fromkeys(notes.number(c) for c in own[:3])),
        short=short,
        told=tuple(t.measure for t in tolls if _in_headline(t, title)),
    )


def _beside(event: Event, periods: Mapping[tuple[str, Span], Claim], notes: Notes) -> str:
    """What the sentence of an event without a toll counts over a period: "48 wounded people evacuated – Red Cross"."""
    for happened in event.claims:
        total = periods.get((happened.report_id, happened.sentence.span)) if happened.sentence is not None else None
        if total is not None and total.toll is not None and total.toll.measure in LEAD_MEASURES.get(event.kind, ()):
            toll = total.toll
            counted = " ".join(x for x in (amount(toll), victim_words(toll), MEASURE_WORDS[toll.measure]) if x)
            return f"{counted} – {speaker_words(total, notes.reports)}"
    return ""


def _in_headline(toll: BriefToll, title: str) -> bool:
    """True where the headline holds all that the toll says."""
    if len([f for f in toll.figures if not f.breakdown]) != 1:
        return False
    number = toll.figures[0].amount.split(" (")[0]
    words = {"rescued": ("freed",), "killed": ("killed", "dead")}.get(toll.measure, (toll.measure,))
    return number.casefold() in title.casefold() and any(w in title for w in words)


def _alike_once(events: Sequence[BriefEvent]) -> tuple[BriefEvent, ...]:
    """Small events of a day under one headline stand once; their ids and notes are kept."""
    out: dict[tuple[str, str], BriefEvent] = {}
    for number, event in enumerate(events):
        alike = (event.title, event.parties) if event.short and not event.tolls else ("", str(number))
        if alike in out:
            first = out[alike]
            out[alike] = replace(
                first, same=(*first.same, event.id), notes=tuple(dict.fromkeys([*first.notes, *event.notes]))
            )
        else:
            out[alike] = event
    return tuple(out.values())


# -------------------------------------------------------------------------------------------------------------- lead


def _lead(
    events: Sequence[tuple[int, date | None, BriefEvent]], totals: Sequence[BriefFigure]
) -> tuple[tuple[str, tuple[str, ...]], ...]:
    """What matters first: the deadliest, what is disputed, the largest totals."""
    worst = sorted((e for e in events if e[0] > 0), key=lambda e: -e[0])[:_DEADLIEST]
    deadliest = tuple(f"{event.title}{_on(day)}" for _, day, event in worst)
    argued = sorted((e for e in events if e[2].disputes), key=lambda e: -e[0])
    disputed = [f"{_short_title(event)}{_on(day)}: {_argument(event)}" for _, day, event in argued[:_DISPUTED]]
    more = len(argued) - _DISPUTED
    disputed += [f"{_count(more, 'more event')} with disputes, shown where they stand"] if more > 0 else []
    largest: dict[str, BriefFigure] = {}
    first = min((day.year for _, day, _ in events if day is not None), default=0)
    for figure in totals:
        years = [int(y) for y in re.findall(r"\b\d{4}\b", figure.when)]
        if years and max(years) < first - 1:
            continue  # a war of a hundred years ago
        if figure.measure in (Measure.KILLED.value, Measure.DISPLACED.value) and not figure.breakdown:
            before = largest.get(figure.measure)
            if before is None or _size(figure) > _size(before):
                largest[figure.measure] = figure
    said = tuple(
        f"{figure.measure}: {figure.amount} {figure.victims}".rstrip()
        + f" ({', '.join(x for x in (figure.where, figure.when) if x)}) — {figure.speaker}"
        for figure in largest.values()
    )
    blocks = (("Deadliest", deadliest), ("Disputed", tuple(disputed)), ("Largest totals", said))
    return tuple((heading, lines) for heading, lines in blocks if lines)


def _argument(event: BriefEvent) -> str:
    """Denials and rival doers first, then the first number that is disputed; how much more there is."""
    plain = [d for d in event.disputes if not told_by_tolls(d, event)]
    numbers = [d for d in event.disputes if told_by_tolls(d, event)]
    shown = [*plain[:1], *numbers[:1]]
    more = len(event.disputes) - len(shown)
    return "; ".join(shown) + (f" (and {_count(more, 'more dispute')})" if more else "")


def _short_title(event: BriefEvent) -> str:
    place = event.where.split(",")[0].removesuffix(" (not located)")
    return f"{event.kind}, {place}" if place else event.kind


def _on(day: date | None) -> str:
    return f" ({short_day(day)})" if day is not None else ""


def _size(figure: BriefFigure) -> int:
    digits = "".join(ch for ch in figure.amount.split("–")[0].split("(")[0] if ch.isdigit())
    return int(digits) if digits else 0


def _deaths(event: Event) -> int:
    return max((line.best or line.low or 0 for line in event.tolls if line.measure is Measure.KILLED), default=0)


_ONE_HAPPENING = 8


def _first_day(when: When | None) -> date | None:
    """The day under which an event is shown; None for one of which only the month or the year is known."""
    if when is None:
        return None
    if when.start is not None and when.end is not None and (when.end - when.start).days > _ONE_HAPPENING:
        vague = when.precision in (DatePrecision.MONTH, DatePrecision.YEAR)
        return None if vague else when.start
    return when.start or when.end


def _last_day(when: When | None) -> date | None:
    return (when.end or when.start) if when is not None else None


def _event_order(event: Event) -> tuple[bool, date, int, str]:
    day = _first_day(event.when)
    return (day is None, day or date.min, -_deaths(event), event.id)


def _summary(
    reports: Mapping[str, ReportCard], copies: Mapping[str, str], events: int, figures: int
) -> tuple[str, ...]:
    days = sorted(r.published.day for r in reports.values() if r.published is not None)
    sources = {r.source.name for r in reports.values() if r.source.name}
    copied = sum(1 for r in reports if r in copies)
    period = f", published {short_day(days[0])} – {short_day(days[-1])}" if days else ""
    undated = len(reports) - len(days)
    said = f"{_count(len(reports), 'report')} of {_count(len(sources), 'source')}{period}"
    if copied:
        said += "; one of them is a copy" if copied == 1 else f"; {copied} of them are copies"
        said += " of another and adds no voice" if copied == 1 else " of another and add no voice"
    lines = [f"{said}. {_count(events, 'event')}, {_count(figures, 'figure')}."]
    if undated:
        lines.append(
            f"{undated} {'report has' if undated == 1 else 'reports have'} no day of publication: relative days stay open there."
        )
    return tuple(lines)


def _count(number: int, noun: str) -> str:
    return f"{number:,} {noun}" + ("" if number == 1 else "s")
