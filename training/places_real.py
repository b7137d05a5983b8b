"""Choices of places in real reports of public sets, for :mod:`training.places`: none of their text is kept here.

``where/real.jsonl`` holds, for claims of reports drawn by lot from the sets' training parts, the place that a careful reader
gives: rows as in a gold record, offsets count characters of the set's own text. ``report`` names set and number
("satp-760.txt": line 760 of ``satp/train.tsv``, counted from 0). Of US shootings (SemEval-2018 task 5) the set itself
gives the town.
"""

from __future__ import annotations

import csv
import html
import json
import random
import re
from collections.abc import Iterator, Mapping, Sequence
from functools import partial
from pathlib import Path
from typing import Any

from dateline.errors import InputError
from dateline.evaluate.incidents import Incident, page_of, read_incidents
from dateline.model import Claim
from dateline.pipeline import Pipeline
from dateline.resolve.gazetteer import Entry, Gazetteer
from dateline.resolve.names import name_key
from dateline.resolve.places import Option, StoryPlaces
from dateline.resolve.weighing import kilometres
from dateline.terms import CountSpan, EventKind, Measure, PlacePrecision
from training.places_cases import Case, Judge, Known, case_of

__all__ = ["incident_cases", "real_texts"]

_NEAR_KM = 12.0
_POINTED = (PlacePrecision.TOWN, PlacePrecision.POINT, PlacePrecision.NEAR)
_BRACKETS = re.compile(r"\((.*?)\)")


def real_texts(rows: Path, data: Path, into: Path) -> dict[str, list[Mapping[str, Any]]]:
    """The texts that ``rows`` speak of, written to ``into`` from the sets in ``data``; gives the rows of each."""
    found: dict[str, list[Mapping[str, Any]]] = {}
    for line in rows.read_text(encoding="utf8").splitlines():
        row = json.loads(line)
        found.setdefault(row["report"], []).append(row)
    sets = {name.rsplit("-", 1)[0] for name in found}
    texts = {name: _texts(data, name) for name in sorted(sets)}
    for name in found:
        which, number = name.removesuffix(".txt").rsplit("-", 1)
        (into / name).write_text(texts[which][int(number)], encoding="utf8")
    return found


def _texts(data: Path, name: str) -> list[str]:
    if name == "satp":
        return [line.split("\t")[0] for line in (data / "satp/train.tsv").read_text(encoding="utf8").split("\n")]
    if name == "insight":
        with (data / "insight-crime/train.tsv").open(encoding="utf8", newline="") as file:
            return [row[0] for row in csv.reader(file, delimiter="\t")]
    if name == "muc":
        lines = (data / "muc4/doc_train.jsonl").read_text(encoding="utf8").split("\n")
        return [json.loads(line)["text"] for line in lines if line.strip()]
    text = (data / f"geoparsing/{name}.xml").read_text(encoding="utf8")
    return [html.unescape(found) for found in re.findall(r"<text>(.*?)</text>", text, re.DOTALL)]


def incident_cases(pipeline: Pipeline, path: Path, count: int, seed: int) -> Iterator[Case]:
    """Of ``count`` incidents by lot, of odd lines of the file, one report each: the places of its main claims, and which of them
    are the town or lie in it. Streets and quarters that nothing places are left out: they may be right."""
    gazetteer = pipeline.resolver.gazetteer
    with path.open(encoding="utf8") as file:
        states = {row["incident"]: row["state"] for row in map(json.loads, file)}
    drawn = read_incidents(path)[::2]
    random.Random(seed).shuffle(drawn)
    used = 0
    for incident in drawn:
        state = states[incident.name]
        town = _town(incident, state, gazetteer)
        page = page_of(random.Random(incident.name).choice(incident.reports))
        if used >= count or town is None or page is None:
            continue
        used += 1
        try:
            reports = list(pipeline.reports(page))
        except InputError:
            continue
        judge = partial(_in_town, incident=incident, state=state, town=town)
        for report in reports:
            known = partial(_known, incident=incident, judge=judge)
            yield case_of(f"incidents/{incident.name}", pipeline, pipeline.reading(report), known)


def _known(claims: Sequence[Claim], incident: Incident, judge: Judge) -> Iterator[Known]:
    return (Known(claim, judge, 1.0) for claim in _main(claims, incident))


def _names(incident: Incident) -> set[str]:
    names = [_BRACKETS.sub(" ", incident.city), *_BRACKETS.findall(incident.city)]
    return {name_key(n) for n in names if n.strip()}


def _town(incident: Incident, state: str, gazetteer: Gazetteer) -> Entry | None:
    found = [e for n in _names(incident) for e in gazetteer.entries(n) if e.country == "US" and e.kind == "town"]
    return next((e for e in found if gazetteer.admin1_name("US", e.admin1) == state), None)


def _main(claims: Sequence[Claim], incident: Incident) -> Iterator[Claim]:
    """The first figures that count the incident's killed and injured, and its first attack."""
    seen: set[Measure | None] = set()
    for claim in claims:
        measure = claim.toll.measure if claim.toll is not None else None
        if claim.toll is not None:
            gold = {Measure.KILLED: incident.killed, Measure.INJURED: incident.injured}.get(claim.toll.measure)
            if not gold or claim.toll.low != gold or claim.toll.count_span is not CountSpan.INCIDENT:
                continue
        elif claim.kind not in (EventKind.ATTACK, EventKind.ARMED_CLASH):
            continue
        if measure not in seen:
            seen.add(measure)
            yield claim


def _in_town(option: Option, story: StoryPlaces, incident: Incident, state: str, town: Entry) -> bool | None:
    place = story.place(option)
    narrow = option.mention is not None and story.rank(option.mention) <= 1
    if any(name_key(part) in _names(incident) for part in place.name.split(",")) and place.admin1 in (None, state):
        return True
    if place.resolved_name and name_key(place.resolved_name) in _names(incident) and place.admin1 == state:
        return True
    if narrow and place.precision in _POINTED and place.lat is not None and place.lon is not None:
        if kilometres(town.lat or 0.0, town.lon or 0.0, place.lat, place.lon) <= _NEAR_KM:
            return True
    return None if narrow and place.precision is PlacePrecision.UNRESOLVED else False
