"""MUC-4: templates of terrorist incidents out of cables, against the answer keys.

The folder holds ``doc_*.jsonl`` (cables) and ``keys_*.jsonl`` (keys; see :mod:`dateline.evaluate.muc4_keys`), one pair
or several. ``gtt_f1`` and ``role_f1`` are counted as :mod:`dateline.evaluate.muc4_score` tells; ``date``, ``location``,
``number`` and ``effect`` as F1 over aligned templates, where the keys have these slots. A template's type, roles and
victims come from the learned mapping over the cable's candidates and claims; its day, place, numbers and effects from
the claims of its kind.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from pathlib import Path
from typing import Any, Final

from dateline.claims import extract
from dateline.errors import EvaluationError
from dateline.evaluate.counts import Counts
from dateline.evaluate.muc4_candidates import Cable, candidates
from dateline.evaluate.muc4_fill import load_filler, with_slots
from dateline.evaluate.muc4_keys import ROLES, Template, read_keys
from dateline.evaluate.muc4_parts import TYPE_KINDS
from dateline.evaluate.muc4_score import Tally, role_counts, score_document, slot_counts, total
from dateline.evaluate.muc4_texts import MONTHS, cable_day, read_cables, report_of
from dateline.evaluate.muc4_words import words_of
from dateline.evaluate.outcome import Outcome, Tools
from dateline.model import Claim
from dateline.terms import ClaimType, Measure, PlacePrecision

__all__ = ["evaluate_muc4", "templates_of"]

SLOTS: Final = ("date", "location", "number", "effect")
EFFECTS: Final[Mapping[Measure, str]] = {
    Measure.KILLED: "death",
    Measure.INJURED: "injury",
    Measure.ABDUCTED: "no injury",
    Measure.MISSING: "no injury",
}
MARKS: Final[Mapping[PlacePrecision, str]] = {
    PlacePrecision.TOWN: "CITY",
    PlacePrecision.NEAR: "CITY",
    PlacePrecision.POINT: "CITY",
    PlacePrecision.ADMIN1: "DEPARTMENT",
    PlacePrecision.ADMIN2: "MUNICIPALITY",
}
COUNTRIES: Final[Mapping[str, str]] = {
    "AR": "ARGENTINA", "BO": "BOLIVIA", "CL": "CHILE", "CO": "COLOMBIA", "EC": "ECUADOR", "SV": "EL SALVADOR",
    "GT": "GUATEMALA", "HN": "HONDURAS", "PE": "PERU", "NI": "NICARAGUA", "PA": "PANAMA",
}  # fmt: skip
"""The nine countries of MUC-4's task, and those beside them that its keys name most."""
NAMES: Final[Mapping[str, tuple[str, ...]]] = {
    "ARGENTINA": ("ARGENTIN", "BUENOS AIRES"),
    "BOLIVIA": ("BOLIVIA", "LA PAZ"),
    "CHILE": ("CHILE", "SANTIAGO"),
    "COLOMBIA": ("COLOMBIA", "BOGOTA", "MEDELLIN"),
    "ECUADOR": ("ECUADOR", "QUITO"),
    "EL SALVADOR": ("SALVADOR", "FMLN", "VENCEREMOS"),
    "GUATEMALA": ("GUATEMALA",),
    "HONDURAS": ("HONDURA", "TEGUCIGALPA"),
    "PERU": ("PERU", "LIMA,", "SHINING PATH"),
}
"""Beginnings of words by which a cable names a country of the task: names, peoples, capitals, parties of its war."""
_PART: Final = re.compile(
    r"^(?:the|downtown|central|greater|(?:north|south)?(?:east|west)ern|(?:north|south)ern) ", re.IGNORECASE
)


def pairs_in(folder: Path) -> list[tuple[Path, Path]]:
    """The files of cables with the keys of each; of a file of cables alone, that one. Raises EvaluationError that says
    what was looked for."""
    expected = "a folder with doc_*.jsonl (or one such file) and, for each, keys_*.jsonl of the same ending"
    if folder.is_file() and not folder.name.startswith("doc_"):
        raise EvaluationError(f"{folder} is no file of cables; expected {expected}")
    cables = [folder] if folder.is_file() else sorted(folder.glob("doc_*"))
    out = []
    for path in cables:
        keys = path.with_name(path.name.replace("doc_", "keys_", 1))
        if not keys.is_file():
            raise EvaluationError(f"{path} has no {keys.name} beside it; expected {expected}")
        out.append((path, keys))
    if not out:
        raise EvaluationError(f"{folder} holds no doc_*.jsonl; expected {expected}")
    return out


def evaluate_muc4(path: Path, tools: Tools) -> Outcome:
    """A folder of cables and keys. The predictions are JSON Lines, a cable a line: ``docid`` and ``pred_templates``,
    each with ``incident_type``, the five roles (entities, each a list of mentions), and, where found, ``date``,
    ``location``, ``number`` and ``effect``."""
    tallies: list[dict[str, Tally]] = []
    roles = dict.fromkeys(ROLES, Counts())
    slots: dict[str, Counts] = {}
    lines: list[str] = []
    typed = False
    templates = 0
    for cable_file, key_file in pairs_in(path):
        cables = read_cables(cable_file)
        gold = read_keys(key_file, {c["docid"]: c["text"] for c in cables})
        typed_here = any(t.type for group in gold.values() for t in group)
        typed = typed or typed_here
        for cable in cables:
            if cable["docid"] not in gold:
                raise EvaluationError(
                    f"{key_file} has no key for {cable['docid']} of {cable_file.name}: add its record"
                )
            found = templates_of(cable, tools)
            keys = gold[cable["docid"]]
            templates += len(keys)
            tally, mapping = score_document(keys, found, typed=typed_here)
            tallies.append(tally)
            for role, counts in role_counts(keys, found).items():
                roles[role] += counts
            for prediction, number in mapping.items():
                for name, counts in slot_counts(keys[number], found[prediction]).items():
                    slots[name] = slots.get(name, Counts()) + counts
            lines.append(json.dumps(_as_row(cable["docid"], found), ensure_ascii=False))
    sums = total(tallies)
    every = sum(sums.values(), Tally())
    by_document = sum(roles.values(), Counts())
    missing = [name for name in SLOTS if name not in slots]
    return Outcome(
        n=templates,
        unit=f"templates in {len(lines)} cables",
        metrics={"gtt_f1": every.f1, "role_f1": by_document.f1, **{n: slots[n].f1 for n in SLOTS if n in slots}},
        predictions="\n".join(lines) + "\n",
        details={
            **{f"templates: {name}": (t.gold, t.found, t.found_right) for name, t in sums.items() if t.gold or t.found},
            **{f"document: {name}": (c.gold, c.found, c.right) for name, c in roles.items()},
            **{name: (slots[name].gold, slots[name].found, slots[name].right) for name in SLOTS if name in slots},
        },
        notes=(
            *(() if typed else ("the keys give no incident type: it neither aligns templates nor counts",)),
            *((f"the keys lack the slots of {', '.join(missing)}",) if missing else ()),
        ),
    )


def _as_row(docid: str, found: Sequence[Template]) -> dict[str, Any]:
    rows = []
    for template in found:
        row: dict[str, Any] = {"incident_type": template.type}
        row |= {role: [list(entity) for entity in template.roles.get(role, ())] for role in ROLES}
        row |= {"date": template.date, "location": template.location}
        row |= {"number": list(template.numbers), "effect": list(template.effects)}
        rows.append(row)
    return {"docid": docid, "pred_templates": rows}


# ----------------------------------------------------------------------------------------------------------- templates


def templates_of(cable: Mapping[str, Any], tools: Tools) -> list[Template]:
    """The templates of a cable, with the slots that claims give."""
    report = report_of(dict(cable))
    reading = tools.reading(report)
    claims, _ = tools.resolver.resolve(extract(reading, tools.codebook), reading)
    read = Cable.of(reading.doc, claims, tools.codebook)
    filled = load_filler().fill(read, words_of(read, tools.reader), candidates(read))
    day = cable_day(cable.get("dateline"))
    return [_with_claims(template, claims, day, _country(cable)) for template in filled]


def _with_claims(template: Template, claims: Sequence[Claim], day: date | None, country: str | None) -> Template:
    kinds = TYPE_KINDS.get(template.type or "attack", frozenset())
    events = [c for c in claims if c.type is ClaimType.EVENT and str(c.kind) in kinds]
    numbers, effects = _human_targets(template, claims, {e.id for e in events})
    return with_slots(
        template, date=_date(events, day), location=_location(events, country), numbers=numbers, effects=effects
    )


def _date(events: Iterable[Claim], day: date | None) -> str | None:
    """The day of the first event that has one, else "on or before" the day of the cable."""
    for event in events:
        when = event.when
        if when is not None and when.start is not None and when.end is not None and (when.end - when.start).days < 8:
            first, last = _written(when.start), _written(when.end)
            return last if first == last else f"{first} - {last}"
    return f"- {_written(day)}" if day is not None else None


def _written(day: date) -> str:
    return f"{day.day:02d} {MONTHS[day.month - 1]} {day.year % 100:02d}"


def _location(events: Iterable[Claim], country: str | None) -> str | None:
    """Country and narrowest place of the first event that has one in a country of the task; else ``country``.

    A site is left out where its town is named with it ("Embassy, La Paz"), and so is the part of a town.
    """
    for event in events:
        place = event.place
        if place is None or (place.country is not None and place.country not in COUNTRIES):
            continue
        own = COUNTRIES.get(place.country or "", country)
        if place.precision is PlacePrecision.COUNTRY:
            return own or place.name.upper()
        name = _PART.sub("", place.name.split(", ")[-1]).upper()
        mark = MARKS.get(place.precision)
        name += f" ({mark})" if mark else ""
        return f"{own}: {name}" if own else name
    return country


def _country(cable: Mapping[str, Any]) -> str | None:
    """The country of a cable: the one of the task that its text and dateline name most often, by name, people or capital."""
    words = f"{cable.get('dateline') or ''} {cable['text']}".upper()
    counts = {country: sum(words.count(name) for name in names) for country, names in NAMES.items()}
    best = max(counts, key=lambda country: counts[country])
    return best if counts[best] else None


def _human_targets(
    template: Template, claims: Sequence[Claim], events: set[str]
) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """Numbers and effects of human targets: one for each victim by name, and those of the figures of its events."""
    figures = [
        c for c in claims
        if c.toll is not None and c.toll.measure in EFFECTS and c.toll.low is not None and (c.about in events or not events)
    ]  # fmt: skip
    effects = [EFFECTS[c.toll.measure] for c in figures if c.toll is not None]
    numbers = [str(c.toll.low) for c in figures if c.toll is not None]
    if template.type == "kidnapping":
        usual = "no injury"
    else:
        usual = effects[0] if effects else "death"
    named = len(template.roles.get("Victim", ()))
    singles = sum(n == "1" for n in numbers)
    numbers += ["1"] * max(0, named - singles)
    effects += [usual] * max(0, named - singles)
    return tuple(numbers), tuple(effects)
