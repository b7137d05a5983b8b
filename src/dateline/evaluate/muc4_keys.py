"""The answer keys of MUC-4 as templates: records parted by ``%%%``, each a list of ``[slot, value]``.

All 24 slots are read where they are there; a slot that the file leaves out is simply not compared. A value is a
string as in the key files ("GUATEMALA: FLORES (CITY)"), ``{"strings": […]}`` (mentions of one entity), or
``{"strings_lhs": […], "strings_rhs": […]}`` (``3: "PEASANTS"``); a slot that repeats has several fillers.
"""

from __future__ import annotations

import json
import re
import string
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path
from typing import Any, Final

from dateline.errors import EvaluationError
from dateline.evaluate.muc4_texts import MONTHS
from dateline.evaluate.outcome import text_of_file

__all__ = [
    "ROLES",
    "SLOTS",
    "Template",
    "days_of",
    "locations_of",
    "merged_roles",
    "normalised",
    "places_of",
    "read_keys",
]

SLOTS: Final[Mapping[str, str]] = {
    "perp_individual_id": "PerpInd",
    "perp_organization_id": "PerpOrg",
    "phys_tgt_id": "Target",
    "hum_tgt_name": "Victim",
    "incident_instrument_id": "Weapon",
}
"""Slots of the keys that hold strings of the text, and the role of each in GTT's form (victims are those by name)."""
ROLES: Final = tuple(SLOTS.values())
WHAT: Final = 'records parted by %%%, each a JSON list of [slot, value] pairs that begins ["message_id", …]'
_ARTICLES: Final = re.compile(r"\b(a|an|the)\b")
_PUNCTUATION: Final = str.maketrans("", "", string.punctuation)
_DAY: Final = re.compile(r"(\d{1,2}) (" + "|".join(MONTHS) + r") (\d\d)")

Entity = tuple[str, ...]
"""The mentions of an entity."""


@dataclass(frozen=True, slots=True)
class Template:
    """One incident. ``type``: in lower case, alternatives parted by " / "; None where nobody says.

    ``roles``: role -> entities. ``date``, ``location``: as in the keys. ``numbers``, ``effects``: of human targets.
    """

    type: str | None
    roles: Mapping[str, tuple[Entity, ...]]
    date: str | None = None
    location: str | None = None
    numbers: tuple[str, ...] = ()
    effects: tuple[str, ...] = ()
    said: frozenset[str] = field(default_factory=frozenset)
    """Which of type, date, location, number, effect the key has a slot for, filled or not."""


def normalised(words: str) -> str:
    """Lower case, without punctuation, articles and needless blanks (GTT's rule)."""
    return " ".join(_ARTICLES.sub(" ", words.lower().translate(_PUNCTUATION)).split())


def read_keys(path: Path, texts: Mapping[str, str] | None = None) -> dict[str, list[Template]]:
    """Templates by document; documents without an incident have none.

    As in GTT's data, a mention that the text (``texts``: docid -> text) does not have is left out, an entity without
    mentions too, and equal templates of a document count once. Raises EvaluationError where the file is of another form.
    """
    out: dict[str, list[Template]] = {}
    for number, record in enumerate(text_of_file(path, WHAT).split("%%%")):
        if not record.strip():
            continue
        try:
            rows = json.loads(record)
            pairs = [(str(name), value) for name, value in rows]
            if not pairs or pairs[0][0] != "message_id":
                raise ValueError("no message_id")
        except (ValueError, TypeError) as error:
            raise EvaluationError(f"{path}, record {number} ({record[:60]!r}…): {error}; expected {WHAT}") from error
        docid = re.sub(r"\s*\(.*$", "", str(pairs[0][1]))
        templates = out.setdefault(docid, [])
        template = _template(pairs, _flat_text(texts[docid]) if texts and docid in texts else None)
        if template is not None and not any((t.type, t.roles) == (template.type, template.roles) for t in templates):
            templates.append(template)
    if not out:
        raise EvaluationError(f"{path} holds no record; expected {WHAT}")
    return out


def _flat_text(text: str) -> str:
    return re.sub(r"\s+", " ", text.lower())


def _template(pairs: Sequence[tuple[str, Any]], text: str | None) -> Template | None:
    values: dict[str, list[Any]] = {}
    for name, value in pairs:
        values.setdefault(name, []).append(value)
    if values.get("message_template") == ["*"] or values.get("incident_type") == ["*"]:
        return None
    kind = _line(values.get("incident_type", [None])[0])
    roles = {}
    for slot, role in SLOTS.items():
        entities = [_mentions(value, text) for value in values.get(slot, ()) if value]
        roles[role] = tuple(dict.fromkeys(e for e in entities if e))
    said = {
        "type": "incident_type",
        "date": "incident_date",
        "location": "incident_location",
        "number": "hum_tgt_number",
        "effect": "hum_tgt_effect_of_incident",
    }
    return Template(
        type=kind.lower() if kind else None,
        roles=roles,
        date=_line(values.get("incident_date", [None])[0]),
        location=_line(values.get("incident_location", [None])[0]),
        numbers=_left_sides(values.get("hum_tgt_number", ())),
        effects=_left_sides(values.get("hum_tgt_effect_of_incident", ())),
        said=frozenset(name for name, slot in said.items() if slot in values),
    )


def _strings(value: Any) -> list[str]:
    """The strings of a filler, whatever its form."""
    if isinstance(value, Mapping):
        found = value.get("strings") or value.get("strings_rhs") or ()
        return [str(s) for s in found if s]
    if isinstance(value, list):
        return [s for part in value for s in _strings(part)]
    quoted = re.findall(r'"((?:[^"\\]|\\.)*)"', str(value).rsplit(": ", 1)[-1])
    return [q.replace('\\"', '"') for q in quoted] or [str(value)]


def _mentions(value: Any, text: str | None) -> Entity:
    mentions = [re.sub(r"\s+", " ", s.lower()).strip() for s in _strings(value)]
    if text is not None:
        mentions = [m for m in mentions if m in text]
    return tuple(dict.fromkeys(mentions))


def _line(value: Any) -> str | None:
    """A filler as one line of the key file; None for an empty one ("-", "*")."""
    if isinstance(value, Mapping):
        left = " / ".join(str(s) for s in value.get("strings_lhs") or ())
        right = " / ".join(str(s) for s in value.get("strings_rhs") or value.get("strings") or ())
        value = f"{left}: {right}" if left and right else left or right
    elif isinstance(value, list):
        value = " / ".join(str(v) for v in value)
    if value is None or str(value).strip() in ("", "-", "*"):
        return None
    return re.sub(r"\s*\((?:OPTIONAL)\)$", "", str(value).strip()).lstrip("? ")


def _left_sides(values: Iterable[Any]) -> tuple[str, ...]:
    """What stands before the colon of each filler: the number or the effect of a human target."""
    out = []
    for value in values:
        line = _line(value)
        if line is not None:
            left = re.split(r"\s*:\s*", line)[0].strip(' "').lower()
            out.append(left)
    return tuple(out)


# -------------------------------------------------------------------------------------------- what slots are compared by


def days_of(words: str | None) -> tuple[date | None, date] | None:
    """First and last day of a date slot: "02 FEB 90", "- 04 FEB 90" (on or before: no first day), "02 FEB 90 - 04 FEB 90".

    None where it names no day.
    """
    found = []
    for day, month, year in _DAY.findall((words or "").upper()):
        try:
            found.append(date(1900 + int(year), MONTHS.index(month) + 1, int(day)))
        except ValueError:
            continue
    if not found:
        return None
    open_start = (words or "").strip().startswith("-") or (len(found) == 1 and "-" in (words or ""))
    return (None if open_start else found[0]), found[-1]


def locations_of(words: str | None) -> list[tuple[str, ...]]:
    """The alternatives of a location slot, "(EL SALVADOR) / (EL SALVADOR: SAN SALVADOR (CITY))", each by :func:`places_of`."""
    text = (words or "").strip()
    parts = (
        re.split(r"\)\s*/\s*\((?=[A-Z. ]+[:)])", text[1:-1]) if text.startswith("(") and text.endswith(")") else [text]
    )
    return [places for part in parts if (places := places_of(part))]


def places_of(words: str | None) -> tuple[str, ...]:
    """The places of a location slot, the widest first: "GUATEMALA: PETEN (DEPARTMENT): FLORES (CITY)"."""
    parts = re.split(r"\s*[:;]\s*|\s+-\s+", words or "")
    names = [normalised(re.sub(r"\([^)]*\)", " ", p.split(" / ")[0])) for p in parts]
    return tuple(name for name in names if name)


def merged_roles(templates: Iterable[Template]) -> dict[str, list[Entity]]:
    """The entities of each role over all templates of a document; one that has the same mentions as another, or some
    of them, is not repeated (GRIT's rule: the first stays)."""
    out: dict[str, list[Entity]] = {role: [] for role in ROLES}
    for template in templates:
        for role in ROLES:
            for entity in template.roles.get(role, ()):
                known = out[role]
                if not any(set(entity) <= set(k) or set(k) <= set(entity) for k in known):
                    known.append(entity)
    return out
