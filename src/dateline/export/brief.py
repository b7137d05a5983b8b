"""The brief: a page that a person reads. Events by day, each figure with its speaker and a numbered note that
leads to report and sentence; totals, stocks and forecasts in sections of their own; disputes shown."""

from __future__ import annotations

import re
import unicodedata
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from functools import lru_cache

from babel import Locale

from dateline.export.brief_words import (
    ALONE,
    BOTH_SIDES,
    COMMON_NOUNS,
    EMPTY_WORDS,
    KIND_WORDS,
    PART_WORDS,
    RELEASED,
    STATE_WORDS,
)
from dateline.join.tolls import is_breakdown
from dateline.join.wording import title_case
from dateline.model import Claim, Event, Place, ReportCard, Toll, When
from dateline.terms import (
    Bound,
    ClaimType,
    CountSpan,
    DatePrecision,
    EventKind,
    Measure,
    PlacePrecision,
    Stance,
    VictimClass,
)

__all__ = [
    "Brief",
    "BriefEvent",
    "BriefFigure",
    "BriefNote",
    "amount",
    "day_words",
    "make_brief",
    "place_words",
    "span_words",
    "speaker_words",
    "victim_words",
]

_MEASURE_ORDER = (
    "killed",
    "injured",
    "missing",
    "abducted",
    "detained",
    "surrendered",
    "rescued",
    "displaced",
    "evacuated",
    "returned",
    "hosted",
    "trapped",
    "present",
    "destroyed",
    "attacks",
)


@dataclass(frozen=True, slots=True, kw_only=True)
class BriefNote:
    """A footnote: where a value stands. Offsets are raw characters of the report."""

    number: int
    report: str
    source: str
    published: date | None
    sentence: str
    start: int
    end: int
    copies: tuple[str, ...] = ()
    report_id: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class BriefFigure:
    """A figure as one voice states it; voices that say the very same share a line, each with its note."""

    measure: str
    amount: str
    victims: str
    speaker: str
    stance: str
    when: str
    where: str
    notes: tuple[int, ...]
    breakdown: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class BriefEvent:
    """One happening."""

    id: str
    title: str
    where: str
    when: str
    parties: str
    grade: str
    support: str
    figures: tuple[BriefFigure, ...]
    disputes: tuple[str, ...]
    notes: tuple[int, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Brief:
    """The whole page. ``days`` maps each first day (None: not fixed) to its events, in order of time."""

    title: str
    summary: tuple[str, ...]
    days: tuple[tuple[date | None, tuple[BriefEvent, ...]], ...]
    totals: tuple[BriefFigure, ...]
    stocks: tuple[BriefFigure, ...]
    forecasts: tuple[BriefFigure, ...]
    loose: tuple[BriefFigure, ...]
    notes: tuple[BriefNote, ...]
    findings: tuple[str, ...] = ()

    def to_markdown(self) -> str:
        """The brief as Markdown, footnotes included."""
        out = [f"# {self.title}", "", *self.summary, ""]
        for day, events in self.days:
            out += [f"## {day_words(day)}", ""]
            for event in events:
                out += [f"### {event.title}", ""]
                told = " · ".join(x for x in (event.where, event.when, event.parties) if x)
                told = f"{told}{_refs(event.notes)}".strip()
                out += [told, ""] if told else []
                out += [f"*{event.grade}: {event.support}* · `{event.id}`", ""]
                out += [_markdown_line(f) for f in event.figures]
                out += [f"- **Disputed:** {d}" for d in event.disputes]
                out.append("")
        for heading, explanation, figures in self.sections():
            if figures:
                out += [f"## {heading}", "", f"*{explanation}*", ""]
                out += [_markdown_line(f, dated=True) for f in figures]
                out.append("")
        if self.findings:
            out += ["## To look at", "", *[f"- {f}" for f in self.findings], ""]
        out += ["## Notes", ""]
        out += [f"{n.number}. {note_words(n)}" for n in self.notes]
        return "\n".join(out).rstrip() + "\n"

    def sections(self) -> list[tuple[str, str, tuple[BriefFigure, ...]]]:
        """The sections below the events: heading, one line of explanation, figures."""
        return [
            (
                "Running totals",
                "Totals of a period or campaign, by who gives them. Never added to events.",
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
) -> Brief:
    """Lay out events and claims. ``reports`` maps report ids; ``since`` leaves out what ended before that day."""
    notes = _Notes(reports)
    copies = {r: lineage.root for e in events for lineage in e.lineages for r in lineage.reports if r != lineage.root}
    copies |= {r.id: r.copy_of for r in reports.values() if r.copy_of is not None}
    days: dict[date | None, list[BriefEvent]] = defaultdict(list)
    placed: set[str] = set()
    shown = [e for e in events if since is None or _last_day(e.when) is None or (_last_day(e.when) or since) >= since]
    for event in sorted(shown, key=_event_order):
        days[_first_day(event.when)].append(_event(event, notes, copies))
        placed |= {c.id for c in event.figures}
    placed |= {c.id for e in events for c in e.figures}
    rest: dict[CountSpan, list[Claim]] = defaultdict(list)
    for claim in claims:
        if claim.type is not ClaimType.FIGURE or claim.toll is None:
            continue
        if since is not None and (last := _last_day(claim.when)) is not None and last < since:
            continue
        if claim.id not in placed or claim.toll.count_span is not CountSpan.INCIDENT:
            rest[claim.toll.count_span].append(claim)
    lines = {span: _figures(rest[span], notes, copies, dated=True) for span in CountSpan}
    counted = sum(1 for e in shown for _ in e.figures) + sum(len(v) for v in rest.values())
    summary = _summary(reports, copies, len(shown), counted)
    order = sorted(days, key=lambda d: (d is None, d or date.min))
    return Brief(
        title=title,
        summary=summary,
        days=tuple((day, tuple(days[day])) for day in order),
        totals=lines[CountSpan.TOTAL],
        stocks=lines[CountSpan.STOCK],
        forecasts=lines[CountSpan.FORECAST],
        loose=lines[CountSpan.INCIDENT],
        notes=tuple(notes.made),
        findings=tuple(findings),
    )


# ------------------------------------------------------------------------------------------------------------ words


def amount(toll: Toll) -> str:
    """The number in words that keep its bound: "at least 12", "up to 30", "dozens (24–99)"."""
    low, high = toll.low, toll.high
    if low is None and high is None:
        return toll.as_written.strip() or "an unstated number"
    if toll.bound is Bound.AT_LEAST or high is None:
        return f"at least {low:,}"
    if toll.bound is Bound.AT_MOST or low is None:
        return f"up to {high:,}"
    if low == high:
        return f"about {low:,}" if toll.bound is Bound.ABOUT else f"{low:,}"
    if any(ch.isdigit() for ch in toll.as_written):
        return f"{low:,}–{high:,}"
    return f"{' '.join(toll.as_written.split()).lower()} ({low:,}–{high:,})"


def day_words(day: date | None) -> str:
    """ "Sunday 17 March 2019", or that the day is not known."""
    return f"{day:%A} {day.day} {day:%B %Y}" if day is not None else "Day not stated"


def span_words(when: When | None) -> str:
    """A period in words; empty where nothing is known."""
    if when is None or (when.start is None and when.end is None):
        return ""
    if when.start is None:
        return f"until {_short(when.end)}"
    if when.end is None:
        return f"since {_short(when.start)}"
    if when.start == when.end:
        return _short(when.start)
    if when.precision is DatePrecision.DAYS and (when.end - when.start).days == 1:
        return f"{_short(when.start)} to {_short(when.end)}"
    return f"{_short(when.start)} – {_short(when.end)}"


def note_words(note: BriefNote) -> str:
    """A footnote in one line."""
    published = f", {_short(note.published)}" if note.published else ""
    source = f" ({note.source}{published})" if note.source else (f" ({published[2:]})" if published else "")
    copies = f" · also in {', '.join(note.copies)}" if note.copies else ""
    return f"{note.report}{source}, characters {note.start}–{note.end}: “{note.sentence}”{copies}"


def speaker_words(claim: Claim, reports: Mapping[str, ReportCard]) -> str:
    """Who says so: the speaker, or the outlet in its own voice. ``reports`` maps report ids."""
    return _speaker(claim, reports)


def victim_words(toll: Toll) -> str:
    """Who is counted, as the report has it."""
    return _victims(toll)


def place_words(place: Place | None) -> str:
    """A place with its province and country; empty where none is known."""
    return _where(place)


@lru_cache(maxsize=512)
def country_name(code: str) -> str:
    """The English name of a country by its ISO 3166 alpha-2 code; the code itself where it has none."""
    return str(Locale("en").territories.get(code.upper(), code))


def _short(day: date | None) -> str:
    return f"{day.day} {day:%b %Y}" if day is not None else ""


def _refs(notes: Sequence[int]) -> str:
    return "".join(f" [{n}]" for n in notes)


def _markdown_line(figure: BriefFigure, *, dated: bool = False) -> str:
    indent = "  " if figure.breakdown else ""
    stance = f" — *{figure.stance}*" if figure.stance else ""
    context = ", ".join(x for x in (figure.where, figure.when) if x) if dated else ""
    victims = f" {figure.victims}" if figure.victims else ""
    return (
        f"{indent}- {figure.measure}: **{figure.amount}**{victims}"
        f"{f' ({context})' if context else ''} — {figure.speaker}{stance}{_refs(figure.notes)}"
    )


# ------------------------------------------------------------------------------------------------------------ parts


@dataclass(slots=True)
class _Notes:
    reports: Mapping[str, ReportCard]
    made: list[BriefNote] = field(default_factory=list)
    known: dict[tuple[str, int, int], int] = field(default_factory=dict)

    def number(self, claim: Claim, copies: Sequence[str] = ()) -> int:
        words = claim.sentence or claim.evidence
        key = (claim.report_id, words.span.start, words.span.end)
        if key not in self.known:
            report = self.reports.get(claim.report_id)
            self.known[key] = len(self.made) + 1
            self.made.append(
                BriefNote(
                    number=self.known[key],
                    report=report.name if report else claim.report_id,
                    source=report.source.name if report else "",
                    published=report.published.day if report and report.published else None,
                    sentence=" ".join(words.quote.split()),
                    start=words.span.start,
                    end=words.span.end,
                    copies=tuple(sorted({self.reports[c].name if c in self.reports else c for c in copies})),
                    report_id=claim.report_id,
                )
            )
        return self.known[key]


def _event(event: Event, notes: _Notes, copies: Mapping[str, str]) -> BriefEvent:
    own = [c for c in event.claims if c.type is ClaimType.EVENT and c.report_id not in copies] or list(event.claims)
    figures = [c for c in event.figures if c.toll is not None and c.toll.count_span is CountSpan.INCIDENT]
    parties = _parties(event)
    voices = event.voices
    copied = sum(len(lineage.reports) - 1 for lineage in event.lineages)
    support = f"{voices} independent {'voice' if voices == 1 else 'voices'}" + (
        f", {copied} more {'copy' if copied == 1 else 'copies'}" if copied else ""
    )
    name = _name(event)
    where = _where(event.place)
    return BriefEvent(
        id=event.id,
        title=f"{name}, {where}" if where else name,
        where="",
        when="" if event.when is None or event.when.start == event.when.end else span_words(event.when),
        parties=parties,
        grade=event.grade.value,
        support=support,
        figures=_figures(figures, notes, copies),
        disputes=tuple(d.about for d in event.disputes),
        notes=tuple(dict.fromkeys(notes.number(c) for c in own[:3])),
    )


def _name(event: Event) -> str:
    """What happened, in words an editor would use."""
    if event.kind is EventKind.OTHER:
        rescued = any(f.toll is not None and f.toll.measure is Measure.RESCUED for f in event.figures)
        if rescued or any(w.startswith(("event.release", "event.escape")) for c in event.claims for w in c.found_by):
            return RELEASED
    return KIND_WORDS.get(event.kind) or event.kind.value.replace("_", " ").capitalize()


def _parties(event: Event) -> str:
    """Who did it and to whom, one line: "By the army; against rebels". A fight has two sides."""
    doers = _listed(a.name for a in event.actors)
    targets = _listed(a.name for a in event.targets)
    if event.kind in BOTH_SIDES and (doers or targets):
        between = "Between" if doers and targets else "Involved:"
        return f"{between} {doers} and {targets}" if doers and targets else f"{between} {doers or targets}"
    if event.kind in ALONE and not (doers and targets):
        return f"{(doers or targets)[:1].upper()}{(doers or targets)[1:]}"
    said = [f"by {doers}" if doers else "", f"against {targets}" if targets else ""]
    line = "; ".join(x for x in said if x)
    return line[:1].upper() + line[1:]


def _listed(names: Iterable[str]) -> str:
    """Names in a list, each once, none that another one holds ("market" beside "crowded weekly market")."""
    known = [_listed_name(_in_case(" ".join(n.split()))) for n in dict.fromkeys(names)]
    kept = [n for n in known if not any(n != m and re.search(rf"\b{re.escape(n)}\b", m, re.I) for m in known)]
    unique = list({n.casefold(): n for n in reversed(kept)}.values())[::-1][:5]
    return unique[0] if len(unique) == 1 else f"{', '.join(unique[:-1])} and {unique[-1]}" if unique else ""


def _listed_name(name: str) -> str:
    """A common noun that opened its sentence in small letters ("Rebels": "rebels")."""
    first = name.split(maxsplit=1)[0] if name else ""
    return name[:1].lower() + name[1:] if first.casefold() in COMMON_NOUNS else name


def _in_case(words: str) -> str:
    """Words of an upper-case cable in small letters, so that they do not shout."""
    return words.lower() if words.isupper() and len(words) > 6 else words


def _figures(
    claims: Iterable[Claim], notes: _Notes, copies: Mapping[str, str], *, dated: bool = False
) -> tuple[BriefFigure, ...]:
    """Figures in order of measure, size and time; the very same figure by the same speaker shares one line.

    With ``dated`` (totals, stocks) the same number for another period or place is another line.
    """
    groups: dict[tuple[str, ...], list[Claim]] = defaultdict(list)
    claims = list(claims)
    heard = _voices(claims, notes.reports)
    for claim in claims:
        if claim.toll is None:
            continue
        who = claim.speaker
        voice = (who.organisation or who.name or "") if who is not None else _source(claim, notes.reports)
        key: tuple[str, ...] = (
            claim.toll.measure.value,
            amount(claim.toll),
            _victim_key(claim.toll),
            heard[voice.casefold()],
            _stance(claim),
            "part" if _is_part(claim) else "",
            *((span_words(claim.when), _where(claim.place)) if dated else ()),
        )
        groups[key].append(claim)
    lines = []
    for key, same in groups.items():
        first = [c for c in same if c.report_id not in copies] or same[:1]
        copied = [c.report_id for c in same if c not in first]
        shown = first[0]
        toll = shown.toll
        if toll is None:
            continue
        line = BriefFigure(
            measure=key[0],
            amount=key[1],
            victims=_victims(toll),
            speaker=max((_speaker(c, notes.reports) for c in first), key=len),
            stance=key[4],
            breakdown=_is_part(shown),
            when=span_words(shown.when),
            where=_where(shown.place),
            notes=tuple(dict.fromkeys(notes.number(c, copied if c is shown else ()) for c in first)),
        )
        lines.append((_MEASURE_ORDER.index(key[0]), line.breakdown, -(toll.high or toll.low or 0), line))
    return tuple(line for *_, line in sorted(lines, key=lambda x: x[:3]))


def _voices(claims: Sequence[Claim], reports: Mapping[str, ReportCard]) -> dict[str, str]:
    """Names of voices, small letters, to the fullest form of each: "United Front" goes with "United Front of the
    Highlands", and a person named alone with the organisation that another claim gives."""
    names: dict[str, str] = {}
    for claim in claims:
        who = claim.speaker
        voice = ((who.organisation or who.name or "") if who is not None else _source(claim, reports)).casefold()
        names.setdefault(voice, voice)
        if who is not None and who.name and who.organisation:
            names[who.name.casefold()] = who.organisation.casefold()
    for short in list(names):
        longer = [n for n in names if n != short and len(short.split()) > 1 and n.startswith(f"{short} ")]
        if len(longer) == 1:
            names[short] = longer[0]
    people = {n: v for n, v in names.items() if n != v}
    for name in list(names):
        whole = [v for n, v in people.items() if len(name.split()) == 1 and n.endswith(f" {name}")]
        if len(set(whole)) == 1:
            names[name] = whole[0]
    return names


def _is_part(claim: Claim) -> bool:
    """A figure that breaks another down, by the claim or by its words ("eight of the wounded")."""
    toll = claim.toll
    return is_breakdown(claim) or (
        toll is not None and bool(PART_WORDS.search(f"{toll.as_written} {toll.victims.words}"))
    )


def _victim_key(toll: Toll) -> str:
    """Who is counted, loosely: "12 people" and "12" are the same line, "12 soldiers" another."""
    victims = toll.victims
    return "things" if victims.class_ is None else victims.class_.value


def _victims(toll: Toll) -> str:
    victims = toll.victims
    words = " ".join(victims.words.split())
    number = " ".join(toll.as_written.split())
    if number and number.casefold() in words.casefold():
        words = words[words.casefold().index(number.casefold()) + len(number) :]
    elif words.casefold() in number.casefold():
        words = ""
    words = _in_case(words.strip(" ,;:'\"“”()"))
    words = STATE_WORDS.sub("", words).strip()
    if all(w in EMPTY_WORDS for w in re.findall(r"\w+", words.casefold())):
        words = ""
    names = ", ".join(victims.names)
    described = names or words
    side = victims.side
    if side and len(described.split()) < 6 and side.casefold() not in described.casefold():
        described = f"{described} ({side})" if described else side
    if toll.low == toll.high == 1 and described == (names or words):
        described = _singular(described)
    if not described and victims.class_ is VictimClass.MIXED:
        described = "civilians and combatants"
    elif not described and victims.class_ not in (None, VictimClass.UNKNOWN):
        described = victims.class_.value if toll.low == toll.high == 1 else f"{victims.class_.value}s"
    return described[:90]


def _singular(words: str) -> str:
    """ "One of our drivers", cut to "drivers": the driver."""
    if re.fullmatch(r"[a-z][a-z -]*[a-rt-z]s", words) and not words.endswith(("ss", "us")):
        return "woman" if words == "women" else words[:-1]
    return {"men": "man", "women": "woman", "children": "child", "members": "member"}.get(words, words)


def _source(claim: Claim, reports: Mapping[str, ReportCard]) -> str:
    """The outlet by name, the file where the page does not name one; a name in capitals is written as a name."""
    report = reports.get(claim.report_id)
    if report is None:
        return "the report"
    name = report.source.name
    if not name or name == "unknown":
        return report.name
    return title_case(name)


def _speaker(claim: Claim, reports: Mapping[str, ReportCard]) -> str:
    attribution = claim.attribution
    if attribution is None:
        return f"{_source(claim, reports)}, in its own voice"
    said = str(attribution.speaker)
    if attribution.via is not None:
        said += f", via {attribution.via.speaker}"
    return said


def _stance(claim: Claim) -> str:
    return "" if claim.stance is Stance.ASSERTED else claim.stance.value


def _where(place: Place | None) -> str:
    if place is None:
        return ""
    parts = [
        f"near {place.name}"
        if place.precision is PlacePrecision.NEAR and not place.name.lower().startswith("near")
        else place.name
    ]
    if place.precision is PlacePrecision.UNRESOLVED:
        return f"{parts[0]} (not located)"
    if place.precision is PlacePrecision.COUNTRY and place.country:
        return country_name(place.country)
    if place.admin1 and _plain(place.admin1) not in _plain(place.name):
        parts.append(place.admin1)
    if place.country:
        parts.append(country_name(place.country))
    return ", ".join(parts)


def _plain(name: str) -> str:
    """A name without accents and case."""
    folded = unicodedata.normalize("NFKD", name)
    return "".join(c for c in folded if not unicodedata.combining(c)).casefold()


def _first_day(when: When | None) -> date | None:
    return (when.start or when.end) if when is not None else None


def _last_day(when: When | None) -> date | None:
    return (when.end or when.start) if when is not None else None


def _event_order(event: Event) -> tuple[bool, date, int, str]:
    day = _first_day(event.when)
    deaths = max((line.best or line.low or 0 for line in event.tolls if line.measure.value == "killed"), default=0)
    return (day is None, day or date.min, -deaths, event.id)


def _summary(
    reports: Mapping[str, ReportCard], copies: Mapping[str, str], events: int, figures: int
) -> tuple[str, ...]:
    days = sorted(r.published.day for r in reports.values() if r.published is not None)
    sources = {r.source.name for r in reports.values() if r.source.name}
    copied = sum(1 for r in reports if r in copies)
    period = f", published {_short(days[0])} – {_short(days[-1])}" if days else ""
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
