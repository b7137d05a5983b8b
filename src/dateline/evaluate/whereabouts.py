"""Where, when and by whom: what is said of a happening against a gold record, and what is said wrongly without a doubt.

The rules. A gold row counts for the place where it names one, for the first day where it has one, for the actor
where it names one. Figures are paired as in :mod:`dateline.evaluate.records`; events by report, kind and words alone, so that a
wrong day is counted and not left out. A place is

* **near**: it has the gold's name (one's words are all in the other's) in the gold's country, or lies within 25 km of a place
  of that name in it, by the gazetteer;
* **open**: none is given, or a name with candidates and no point;
* **wider**: a district, division, region or country that the gold's place lies in, given as such;
* **wrong** otherwise: a point or a division that the gold does not name, told without a doubt.

Distances and the last three of these are from the project's own aims (25 km or open in 0.90, wrong and sure in under 0.03).
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any, Final, Literal

from dateline.evaluate.records import Names, Row, event_at, figure_matches, listed
from dateline.resolve.gazetteer import Entry, Form, Gazetteer
from dateline.resolve.weighing import kilometres, lies_in

__all__ = ["NEAR_KM", "Whereabouts", "judge_place", "score_whereabouts"]

NEAR_KM: Final = 25.0
_WIDE: Final = frozenset({"admin1", "admin2", "region", "country", "sea"})
Verdict = Literal["near", "open", "wider", "wrong"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Whereabouts:
    """Counts: verdicts on places, and (right, counted) of first days and actors; the rows that are wrong."""

    places: Mapping[str, int]
    first_day: tuple[int, int]
    actor: tuple[int, int]
    wrong: tuple[tuple[str, Row, Row], ...] = field(default=(), repr=False)

    def metrics(self) -> dict[str, float]:
        """Shares by name, 0 to 1, those of a count of none left out."""
        n = sum(self.places.values())
        found: dict[str, float] = {}
        if n:
            found["place_25km_or_open"] = 1.0 - self.places["wrong"] / n
            found["place_25km"] = self.places["near"] / n
            found["place_wrong_and_sure"] = self.places["wrong"] / n
        for name, (right, counted) in (("first_day", self.first_day), ("actor_named", self.actor)):
            if counted:
                found[name] = right / counted
        return {name: round(value, 4) for name, value in found.items()}


def score_whereabouts(
    task: str, gold: Sequence[Row], got: Iterable[Row], *, gazetteer: Gazetteer, aliases: Mapping[str, str]
) -> Whereabouts:
    """Compare rows of ``task`` (``figures`` or ``events``), gold rows of level ``core`` alone."""
    names = Names(aliases)
    left = list(got)
    places = {"near": 0, "open": 0, "wider": 0, "wrong": 0}
    days, actors = [0, 0], [0, 0]
    wrong: list[tuple[str, Row, Row]] = []
    for row in (g for g in gold if g["level"] == "core"):
        pair = _pair(task, row, left)
        if pair is None:
            continue
        left.remove(pair)
        readings = [row, *([{**row, **row["or"]}] if row.get("or") else [])]
        verdict = judge_place(readings, pair, gazetteer, names)
        if verdict is not None:
            places[verdict] += 1
            if verdict == "wrong":
                wrong.append(("place", row, pair))
        told = {str(r["when"]["start"])[:10] for r in readings if (r.get("when") or {}).get("start")}
        if told:
            right = str((pair.get("when") or {}).get("start"))[:10] in told
            days[0], days[1] = days[0] + right, days[1] + 1
            wrong += [] if right else [("first day", row, pair)]
        if task == "events" and row.get("actors"):
            right = any(names.any(r["actors"], pair.get("actors") or []) for r in readings)
            actors[0], actors[1] = actors[0] + right, actors[1] + 1
            wrong += [] if right else [("actor", row, pair)]
    return Whereabouts(places=places, first_day=(days[0], days[1]), actor=(actors[0], actors[1]), wrong=tuple(wrong))


def _pair(task: str, gold: Row, left: Sequence[Row]) -> Row | None:
    if task == "figures":
        return next((p for p in left if figure_matches(gold, p)), None)
    at = [p for p in left if event_at(gold, p)]
    same = [p for p in at if str((p.get("when") or {}).get("start"))[:10] == str(gold["when"]["start"])[:10]]
    return next(iter(same or at), None)


def judge_place(readings: Sequence[Row], got: Row, gazetteer: Gazetteer, names: Names) -> Verdict | None:
    """The verdict on the place of a row; ``readings`` are the gold's. None where the gold names no place."""
    wanted = [(name, row.get("country")) for row in readings for name in listed(row.get("where")) if name]
    wanted = [(w["name"] if isinstance(w, Mapping) else str(w), land) for w, land in wanted]
    if not wanted:
        return None
    where = got.get("where")
    if not where:
        return "open"
    if isinstance(where, str):
        return "near" if any(names.place(w, where) for w, _ in wanted) else "wrong"
    country = where.get("country")
    if any(names.place(w, where) and (not land or not country or land == country) for w, land in wanted):
        return "near"
    if any(names.place(w, where.get("resolved")) and (not land or land == country) for w, land in wanted):
        return "near"
    if where.get("precision") in (None, "unresolved"):
        return "open"
    entries = [e for w, land in wanted for e in _bearers(w, land or country, gazetteer)]
    if where["precision"] in _WIDE:
        outer = gazetteer.by_id(str(where.get("gazetteer_id")))
        return "wider" if outer is not None and any(_within(e, outer) for e in entries) else "wrong"
    if where.get("lat") is None or where.get("lon") is None:
        return "open"
    near = any(_far(e, where) <= NEAR_KM for e in entries if e.kind not in ("country", "admin1", "region", "continent"))
    return "near" if near else "wrong"


def _within(inner: Entry, outer: Entry) -> bool:
    return inner.id == outer.id or lies_in(inner, outer)


def _far(entry: Entry, where: Mapping[str, Any]) -> float:
    if entry.lat is None or entry.lon is None:
        return float("inf")
    return kilometres(entry.lat, entry.lon, float(where["lat"]), float(where["lon"]))


def _bearers(name: str, country: str | None, gazetteer: Gazetteer) -> list[Entry]:
    """The places of a name, or of the part of it that comes last after a comma ("Hilton Hotel, Cartagena"), in a country."""
    for words in (name, *reversed(re.split(r"\s*,\s*", name))):
        found = [e for e in gazetteer.entries(words) if e.form != Form.SOUND and e.country in (country, None)]
        if found:
            return found
    return []
