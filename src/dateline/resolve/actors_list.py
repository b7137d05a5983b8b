"""The list of actors as a file: entries in YAML, or a table (CSV, TSV, XLSX) with one actor a row.

A mistake is told with file, line and remedy. The kind may be given as a word of :class:`dateline.terms.ActorKind`, as ACLED's
inter code ("2", "Rebel group") or as PLOVER's sector ("REB").
"""

from __future__ import annotations

import difflib
import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from functools import cache
from pathlib import Path
from typing import Any, Final

import yaml
from dateutil.relativedelta import relativedelta

from dateline.data_files import ACTORS, packaged
from dateline.errors import DataError
from dateline.resolve.countries import countries
from dateline.resolve.names import name_key
from dateline.resolve.sheet import rows_of
from dateline.terms import ActorKind

__all__ = ["FIELDS", "ActorEntry", "actor_entry", "check_ties", "read_actors"]

FIELDS: Final = (
    "id", "name", "aliases", "kind", "parent", "allies", "country", "countries", "valid_from", "valid_to", "wikidata",
    "origin",
)  # fmt: skip
_LOADER: Final = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
_LISTS: Final = frozenset({"aliases", "allies", "countries"})
_TABLES: Final = frozenset({".csv", ".tsv", ".xlsx"})
# ACLED's text values of inter codes (codebook 2024), beside the numbers that terms.py holds.
_INTER: Final[Mapping[str, ActorKind]] = {
    "state forces": ActorKind.STATE_FORCES,
    "rebel group": ActorKind.REBEL_GROUP,
    "rebel groups": ActorKind.REBEL_GROUP,
    "political militia": ActorKind.POLITICAL_MILITIA,
    "political militias": ActorKind.POLITICAL_MILITIA,
    "identity militia": ActorKind.IDENTITY_MILITIA,
    "identity militias": ActorKind.IDENTITY_MILITIA,
    "external/other forces": ActorKind.EXTERNAL_OTHER,
    "private security forces": ActorKind.EXTERNAL_OTHER,
}


@dataclass(frozen=True, slots=True, kw_only=True)
class ActorEntry:
    """An actor of the list. ``countries`` are those where it acts, ISO 3166 alpha-2, its home first; ``allies`` are ids."""

    id: str
    name: str
    kind: ActorKind
    aliases: tuple[str, ...] = ()
    parent: str | None = None
    allies: tuple[str, ...] = ()
    countries: tuple[str, ...] = ()
    valid_from: date | None = None
    valid_to: date | None = None
    wikidata: str | None = None
    origin: str = ""

    def row(self) -> dict[str, Any]:
        """The entry as its file holds it; what is not known is left out."""
        out: dict[str, Any] = {"id": self.id, "name": self.name, "kind": self.kind.value}
        for name in ("aliases", "allies", "countries"):
            if getattr(self, name):
                out[name] = list(getattr(self, name))
        for name in ("parent", "valid_from", "valid_to", "wikidata", "origin"):
            value = getattr(self, name)
            if value:
                out[name] = value.isoformat() if isinstance(value, date) else value
        return out


def read_actors(path: Path) -> list[ActorEntry]:
    """The entries of a file, in its order.

    YAML (a list of mappings, or a mapping with ``actors`` and ``origin``), or a table whose columns are :data:`FIELDS` (several
    values in a cell parted by ``|``). Raises DataError with file, line, what came, what was expected and what to do.
    """
    rows, lines, origin = _table(path) if path.suffix.lower() in _TABLES else _yaml(path)
    entries = [_placed(row, path, lines, number, origin) for number, row in enumerate(rows)]
    seen: dict[str, int] = {}
    for number, entry in enumerate(entries):
        if entry.id in seen:
            raise DataError(
                f"{_where(path, lines, number)} ({entry.name}): the id {entry.id!r} is that of entry {seen[entry.id] + 1} too; "
                "give each actor its own id, or one entry with aliases"
            )
        seen[entry.id] = number
    return entries


def check_ties(entries: Iterable[ActorEntry], known: Iterable[str]) -> None:
    """Raises DataError where a parent or an ally is the id of nobody (``state:XX`` is always known)."""
    entries = list(entries)
    ids = {*known, *(e.id for e in entries)}
    for entry in entries:
        for what, tied in (("parent", entry.parent), *(("ally", ally) for ally in entry.allies)):
            if tied is None or tied in ids or tied.startswith("state:"):
                continue
            close = difflib.get_close_matches(tied, ids, n=3)
            meant = f"; did you mean {' or '.join(close)}?" if close else ""
            raise DataError(
                f"{entry.name}: its {what} {tied!r} is no id of the list{meant} (`dateline actors look NAME` tells ids; "
                "a state is written state:XX with the country's two letters)"
            )


def actor_entry(row: Mapping[str, Any], where: str, origin: str) -> ActorEntry:
    """An entry made of its fields, checked. ``where`` says where they stand, for the message of a DataError."""
    if not row.get("name"):
        raise DataError(f"{where}: an actor is a mapping with at least a name and a kind; got {dict(row)!r}")
    where = f"{where} ({row['name']})"
    unknown = [str(key) for key in row if key not in FIELDS]
    if unknown:
        close = difflib.get_close_matches(unknown[0], FIELDS, n=1)
        meant = f" (did you mean {close[0]}?)" if close else ""
        raise DataError(f"{where}: unknown field {', '.join(unknown)}{meant}; known are {', '.join(FIELDS)}")
    first, last = _day(row.get("valid_from"), where), _day(row.get("valid_to"), where, last=True)
    if first and last and first > last:
        raise DataError(f"{where}: valid_from {first} is after valid_to {last}; change one of them")
    wikidata = str(row["wikidata"]).strip() if row.get("wikidata") else None
    if wikidata and not re.fullmatch(r"Q[1-9]\d*", wikidata):
        raise DataError(
            f"{where}: a Wikidata id is Q and a number, as in Q1065; got {wikidata!r}: leave it out if unsure"
        )
    name = str(row["name"]).strip()
    key = str(row.get("id") or name_key(name).replace(" ", "-"))
    if not key:
        raise DataError(f"{where}: no id can be made of this name; give one, of letters and hyphens")
    return ActorEntry(
        id=key,
        name=name,
        kind=_kind(row.get("kind"), where),
        aliases=_strings(row, "aliases", where),
        parent=str(row["parent"]) if row.get("parent") else None,
        allies=_strings(row, "allies", where),
        countries=_countries(row, where),
        valid_from=first,
        valid_to=last,
        wikidata=wikidata,
        origin=str(row.get("origin") or origin),
    )


# ----------------------------------------------------------------------------------------------------------- the files


def _yaml(path: Path) -> tuple[Sequence[Any], Path | None, str]:
    try:
        data: Any = packaged(ACTORS) if path == ACTORS else yaml.load(path.read_text(encoding="utf8"), Loader=_LOADER)
    except OSError as error:
        raise DataError(
            f"the list of actors {path} cannot be read: {error.strerror}; give another file or leave the setting out"
        ) from error
    except (yaml.YAMLError, UnicodeDecodeError) as error:
        raise DataError(f"the list of actors {path} is not valid YAML: {error}") from error
    rows = data.get("actors") if isinstance(data, dict) else data
    if not isinstance(rows, list):
        raise DataError(f"{path} must hold a list of actors (or a key 'actors' with one); got {type(rows).__name__}")
    return rows, None, str(data.get("origin", path.name)) if isinstance(data, dict) else path.name


def _table(path: Path) -> tuple[Sequence[Any], Path | None, str]:
    rows = rows_of(path)
    if not rows:
        raise DataError(f"{path} holds no rows; the columns are {', '.join(FIELDS)}, of which name and kind are needed")
    clean = [{(k or "").strip().lower(): v.strip() for k, v in row.items() if v.strip()} for row in rows]
    for column in {(k or "").strip().lower() for k in rows[0]}:
        if column not in FIELDS:
            close = difflib.get_close_matches(column, FIELDS, n=1)
            meant = f" (did you mean {close[0]}?)" if close else ""
            raise DataError(f"{path}, line 1: unknown column {column!r}{meant}; known are {', '.join(FIELDS)}")
    return clean, path, path.name


def _where(path: Path, table: Path | None, number: int) -> str:
    line = number + 2 if table is not None else _line(path, number)
    return f"{path}, line {line}, entry {number + 1}" if line else f"{path}, entry {number + 1}"


def _line(path: Path, number: int) -> int | None:
    """The line of a YAML file where an entry begins, from 1; the file is composed again, as this is for messages only."""
    node = yaml.compose(path.read_text(encoding="utf8"), Loader=_LOADER)
    if isinstance(node, yaml.MappingNode):
        node = next((v for k, v in node.value if getattr(k, "value", None) == "actors"), None)
    if isinstance(node, yaml.SequenceNode) and number < len(node.value):
        return int(node.value[number].start_mark.line) + 1
    return None


def _placed(row: Any, path: Path, table: Path | None, number: int, origin: str) -> ActorEntry:
    if not isinstance(row, dict):
        raise DataError(
            f"{_where(path, table, number)}: an actor is a mapping with at least a name and a kind; got {row!r}"
        )
    try:
        return actor_entry(row, str(path), origin)
    except DataError:
        return actor_entry(row, _where(path, table, number), origin)  # again, to tell the line: found for messages only


# ---------------------------------------------------------------------------------------------------------- the fields


@cache
def _kinds() -> Mapping[str, ActorKind]:
    found: dict[str, ActorKind] = {}
    for kind in ActorKind:
        found[kind.value] = kind
        for scheme in ("acled", "plover"):
            code = kind.equivalents.get(scheme)
            if code:
                found.setdefault(code.casefold(), kind)
    return {**_INTER, **found}


def _kind(value: Any, where: str) -> ActorKind:
    text = "unknown" if value in (None, "") else str(value).strip()
    found = _kinds().get(text.casefold()) or _kinds().get(text.casefold().replace(" ", "_"))
    if found is None:
        close = difflib.get_close_matches(text.casefold(), [k.value for k in ActorKind], n=1)
        meant = f" (did you mean {close[0]}?)" if close else ""
        raise DataError(
            f"{where}: {value!r} is no kind of actor{meant}; kinds are {', '.join(k.value for k in ActorKind)}, or ACLED's inter "
            "code (1 to 8), or a sector of PLOVER (REB, GOV, MIL, …)"
        )
    return found


def _strings(row: Mapping[str, Any], field: str, where: str) -> tuple[str, ...]:
    value = row.get(field)
    if value is None:
        return ()
    items = value.split("|") if isinstance(value, str) else value
    if not isinstance(items, (list, tuple)):
        raise DataError(f"{where}: {field} is a list; got {value!r}: write [first, second], in a table first|second")
    return tuple(dict.fromkeys(str(item).strip() for item in items if str(item).strip()))


def _countries(row: Mapping[str, Any], where: str) -> tuple[str, ...]:
    named = _strings(row, "countries", where) or _strings(row, "country", where)
    for iso in named:
        if iso not in countries():
            by_name = [c.iso for c in countries().values() if iso.casefold() in (c.name.casefold(), c.iso.casefold())]
            meant = f"; {iso} is {by_name[0]}" if by_name else ""
            raise DataError(f"{where}: {iso!r} is no country: two letters of ISO 3166 are expected, as in SY{meant}")
    return named


def _day(value: object, where: str, *, last: bool = False) -> date | None:
    if value is None or value == "":
        return None
    if isinstance(value, date):
        return value
    text = str(value)
    try:
        if re.fullmatch(r"\d{4}", text):
            return date(int(text), 12, 31) if last else date(int(text), 1, 1)
        if month := re.fullmatch(r"(\d{4})-(\d{2})", text):
            first = date(int(month[1]), int(month[2]), 1)
            return first + relativedelta(months=1, days=-1) if last else first
        return date.fromisoformat(text)
    except ValueError as error:
        raise DataError(f"{where}: a day of validity is YYYY, YYYY-MM or YYYY-MM-DD; got {value!r}") from error
