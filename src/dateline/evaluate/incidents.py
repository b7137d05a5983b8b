"""Reports joined into incidents, against a file that says which reports tell one incident.

The file has an incident a line (see :func:`read_incidents`). Its reports are shuffled with a fixed seed and shown one
by one, without their incident, to the ordinary stages and to an empty record in memory. A report's incident is then the
event that holds the report's main happening; a report without one (nothing found in it, or set aside on the way) is a
cluster of its own.

B³ (Bagga and Baldwin 1998) is taken over all reports. ``killed``, ``injured``, ``day`` and ``city`` are shares of the
incidents with two reports or more of which the system's event is exactly right: the event that holds most of the
incident's reports (of several the one with most reports, then the first by id), with whatever else it holds. The gold
plays no other part in it. An event without a figure of a measure says none (0); an incident without an event is wrong.
``false_joins`` counts, over all events, the incidents beyond the first whose reports an event holds; ``false_splits``,
over all incidents, the pieces beyond the first.
"""

from __future__ import annotations

import io
import json
import random
import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any, Final

from dateline.collect.records import pages_of_lines
from dateline.errors import EvaluationError
from dateline.evaluate.outcome import lines_of_file
from dateline.join import card, join_report, main_of, town_of
from dateline.join.wording import name_key
from dateline.model import Claim, Event, Page, Report, ReportCard
from dateline.store import Record
from dateline.terms import Measure

__all__ = [
    "Incident",
    "IncidentScore",
    "Joining",
    "Found",
    "Shown",
    "b_cubed",
    "city_of",
    "join_all",
    "page_of",
    "read_incidents",
    "score_incidents",
    "shuffled",
    "write_predictions",
]

WHAT: Final = (
    "JSON Lines: an incident a line with incident, date (YYYY-MM-DD), city, killed, injured and reports, a list of "
    "objects with title, published, url and text"
)
SEED: Final = 6
_FIELDS: Final = ("incident", "date", "city", "killed", "injured", "reports")
_SHOWN: Final = ("title", "published", "url", "text")
_AT: Final = datetime(2000, 1, 1, tzinfo=UTC)
_BRACKETS: Final = re.compile(r"\(([^)]*)\)")
Told = tuple[Report, Sequence[Claim]]


@dataclass(frozen=True, slots=True, kw_only=True)
class Shown:
    """A report of the file. ``number`` counts the reports from 0; ``fields`` is what the system is shown of it."""

    number: int
    incident: int
    fields: Mapping[str, str]


@dataclass(frozen=True, slots=True, kw_only=True)
class Incident:
    """A line of the file: what happened, by the gold, and the reports about it."""

    name: str
    day: date
    city: str
    killed: int
    injured: int
    reports: tuple[Shown, ...]

    def is_city(self, name: str | None) -> bool:
        """Whether a name is the incident's city; a name in brackets is another name of it, and "(county)" says that the name is
        a county's. "St. Louis" and "Saint Louis", "New York" and "New York City" are one name."""
        if not name:
            return False
        bare, others = _BRACKETS.sub(" ", self.city).strip(), _BRACKETS.findall(self.city)
        names = [bare, *(f"{bare} County" if other.casefold() == "county" else other for other in others)]
        return _spelled_out(name) in {_spelled_out(f"{n}{end}") for n in names if n.strip() for end in ("", " City")}


_SHORT: Final = {"st": "saint", "mt": "mount", "ft": "fort"}


def _spelled_out(name: str) -> str:
    return " ".join(_SHORT.get(word, word) for word in name_key(name).split())


@dataclass(frozen=True, slots=True, kw_only=True)
class Found:
    """What the system says of an incident: None where it has no event or the event does not say."""

    event: str | None = None
    killed: int | None = None
    injured: int | None = None
    day: date | None = None
    city: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Joining:
    """The reports' events: an event's id by report number (none for a report that is a cluster of its own), and what
    each event says."""

    event_of: Mapping[int, str]
    found: Mapping[str, Found]


@dataclass(frozen=True, slots=True, kw_only=True)
class IncidentScore:
    """Shares and counts over a file; see the module's text. ``reports`` and ``several`` count the reports, and the
    incidents with two reports or more."""

    reports: int
    several: int
    precision: float
    recall: float
    killed: float
    injured: float
    day: float
    city: float
    false_joins: int
    false_splits: int

    @property
    def f1(self) -> float:
        both = self.precision + self.recall
        return 2 * self.precision * self.recall / both if both else 0.0

    def metrics(self) -> dict[str, float]:
        """Numbers by name."""
        return {
            "b3_precision": round(self.precision, 4),
            "b3_recall": round(self.recall, 4),
            "b3_f1": round(self.f1, 4),
            "killed": round(self.killed, 4),
            "injured": round(self.injured, 4),
            "day": round(self.day, 4),
            "city": round(self.city, 4),
            "false_joins": float(self.false_joins),
            "false_splits": float(self.false_splits),
        }


def read_incidents(path: Path) -> list[Incident]:
    """The incidents of a file. Raises EvaluationError with the line, what was expected there and what to do."""
    out: list[Incident] = []
    number = 0
    for at, line in enumerate(lines_of_file(path, WHAT), 1):
        if not line.strip():
            continue
        try:
            row = json.loads(line)
        except ValueError as error:
            raise EvaluationError(f"{path}, line {at} is no JSON ({error}); expected {WHAT}") from error
        if not isinstance(row, dict) or (missing := [f for f in _FIELDS if f not in row]):
            lacks = ", ".join(missing) if isinstance(row, dict) else "an object"
            raise EvaluationError(f"{path}, line {at} lacks {lacks}; expected {WHAT}")
        shown = []
        for report in _list(row["reports"], path, at):
            fields = {name: str(report[name]) for name in _SHOWN if report.get(name)}
            if "text" not in fields and "title" not in fields:
                raise EvaluationError(f"{path}, line {at}: a report has neither title nor text; expected {WHAT}")
            shown.append(Shown(number=number, incident=len(out), fields=fields))
            number += 1
        try:
            out.append(
                Incident(
                    name=str(row["incident"]),
                    day=date.fromisoformat(row["date"]),
                    city=str(row["city"]),
                    killed=int(row["killed"]),
                    injured=int(row["injured"]),
                    reports=tuple(shown),
                )
            )
        except (TypeError, ValueError) as error:
            raise EvaluationError(f"{path}, line {at}: {error}; expected {WHAT}") from error
    if not out:
        raise EvaluationError(f"{path} holds no incident; expected {WHAT}")
    return out


def _list(value: Any, path: Path, at: int) -> list[dict[str, Any]]:
    if not isinstance(value, list) or not all(isinstance(item, dict) for item in value):
        raise EvaluationError(f"{path}, line {at}: reports is no list of objects; expected {WHAT}")
    return value


def shuffled(incidents: Iterable[Incident]) -> list[Shown]:
    """All reports, in an order that tells nothing of their incidents; the same at every call."""
    reports = [report for incident in incidents for report in incident.reports]
    random.Random(SEED).shuffle(reports)
    return reports


def page_of(report: Shown) -> Page | None:
    """A report as a page, as a crawler's JSON would give it; None for one without text."""
    line = json.dumps(dict(report.fields), ensure_ascii=False).encode()
    name = f"report-{report.number}.json"
    return next(pages_of_lines(io.BytesIO(line), name, len(line) + 1, lambda _: None, whole=None), None)


def join_all(told: Iterable[tuple[Shown, Told | None]], *, policy: str = "ucdp") -> Joining:
    """Join reports one by one in an empty record in memory: the same code that fills a record on disk.

    ``told`` gives report and claims of each; None for one that was set aside before.
    """
    leads: dict[int, str] = {}
    by_report: dict[str, tuple[ReportCard, Sequence[Claim]]] = {}
    with Record.open(":memory:") as record:
        for shown, one in told:
            if one is None:
                continue
            report, claims = one
            joined = join_report(record, report, claims, policy=policy, at=_AT)
            record.add(report, b"", claims, joined)
            by_report[report.id] = card(report), claims
            if (main := main_of(card(report), claims)) is not None:
                leads[shown.number] = main.lead.id
        events = record.event_ids(leads.values())
        event_of = {number: events[lead] for number, lead in leads.items() if lead in events}
        found = {
            event.id: _found(event, [by_report[r] for r in event.reports if r in by_report])
            for event in record.events_by_ids(sorted(set(event_of.values())))
        }
    return Joining(event_of=event_of, found=found)


def _found(event: Event, told: Sequence[tuple[ReportCard, Sequence[Claim]]]) -> Found:
    when = event.when
    return Found(
        event=event.id,
        killed=_count(event, Measure.KILLED),
        injured=_count(event, Measure.INJURED),
        day=when.start if when is not None and when.start == when.end else None,
        city=city_of(event, beside=[c for _, claims in told for c in claims], reports=[report for report, _ in told]),
    )


def _count(event: Event, measure: Measure) -> int | None:
    """The best number over all classes of victims: the first line of a measure; 0 where no report counts any, or all whom it
    counts are told of elsewhere (the wounded who died)."""
    line = next((line for line in event.tolls if line.measure is measure), None)
    if line is None or not line.claims:
        return 0
    number = line.best if line.best is not None else line.low
    uncounted = any(c.toll is not None and c.toll.low is None and c.toll.high is None for c in line.claims)
    return number if number is not None or uncounted else 0


def city_of(event: Event, *, beside: Iterable[Claim] = (), reports: Iterable[ReportCard] = ()) -> str | None:
    """The town that an event's reports give together (:func:`dateline.join.town_of`), else the name of its place."""
    town = town_of((*event.claims, *event.figures), beside=beside, reports=reports)
    if town is not None:
        return town
    return event.place.resolved_name or event.place.name if event.place is not None else None


def b_cubed(gold: Mapping[int, object], predicted: Mapping[int, object]) -> tuple[float, float]:
    """B³ precision and recall over the items of ``gold``; an item without a predicted cluster is one of its own."""
    mine: dict[object, set[int]] = defaultdict(set)
    theirs: dict[object, set[int]] = defaultdict(set)
    own: dict[int, object] = {}
    for item, cluster in gold.items():
        theirs[cluster].add(item)
        own[item] = ("event", predicted[item]) if item in predicted else ("alone", item)
        mine[own[item]].add(item)
    if not gold:
        return 0.0, 0.0
    shared = {item: len(mine[own[item]] & theirs[cluster]) for item, cluster in gold.items()}
    precision = sum(shared[item] / len(mine[own[item]]) for item in gold) / len(gold)
    recall = sum(shared[item] / len(theirs[cluster]) for item, cluster in gold.items()) / len(gold)
    return precision, recall


def value_of(incident: Incident, joining: Joining) -> Found:
    """What the system says of an incident: its event that holds most of the incident's reports."""
    count = Counter(joining.event_of[r.number] for r in incident.reports if r.number in joining.event_of)
    if not count:
        return Found()
    sizes = Counter(joining.event_of.values())
    event = min(count, key=lambda e: (-count[e], -sizes[e], e))
    return joining.found.get(event, Found(event=event))


def score_incidents(incidents: Sequence[Incident], joining: Joining) -> IncidentScore:
    """Compare the system's events with the incidents of a file."""
    gold = {report.number: number for number, incident in enumerate(incidents) for report in incident.reports}
    precision, recall = b_cubed(gold, joining.event_of)
    holds: dict[str, set[int]] = defaultdict(set)
    pieces = 0
    for number, incident in enumerate(incidents):
        events = [joining.event_of.get(r.number) for r in incident.reports]
        pieces += len({e for e in events if e is not None}) + events.count(None) - 1
        for event in events:
            if event is not None:
                holds[event].add(number)
    several = [(i, value_of(i, joining)) for i in incidents if len(i.reports) > 1]

    def share(right: Sequence[bool]) -> float:
        return sum(right) / len(right) if right else 0.0

    return IncidentScore(
        reports=len(gold),
        several=len(several),
        precision=precision,
        recall=recall,
        killed=share([f.killed == i.killed for i, f in several]),
        injured=share([f.injured == i.injured for i, f in several]),
        day=share([f.day == i.day for i, f in several]),
        city=share([i.is_city(f.city) for i, f in several]),
        false_joins=sum(len(some) - 1 for some in holds.values()),
        false_splits=pieces,
    )


def write_predictions(incidents: Sequence[Incident], joining: Joining) -> str:
    """The file's reports, a report a line, with the event that the system put each into and what it says of that."""
    lines = []
    for report in (r for incident in incidents for r in incident.reports):
        event = joining.event_of.get(report.number)
        found = joining.found.get(event, Found()) if event is not None else Found()
        lines.append(
            json.dumps(
                {
                    **{name: report.fields.get(name) for name in ("title", "published", "url")},
                    "number": report.number,
                    "gold": incidents[report.incident].name,
                    "incident": event or f"alone-{report.number}",
                    "killed": found.killed,
                    "injured": found.injured,
                    "date": found.day.isoformat() if found.day else None,
                    "city": found.city,
                },
                ensure_ascii=False,
            )
        )
    return "\n".join(lines) + "\n"
