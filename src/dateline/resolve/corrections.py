"""What a person said that a name means ("this Baghouz is …"): kept in a file beside the added gazetteers, held to in later runs.

The file is a table that can be read and edited by hand (``corrections.tsv``). A correction holds for a name, if wanted only in
reports of one country or in one report. It is written beside its place and moved there whole.
"""

from __future__ import annotations

import csv
import os
import tempfile
from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass, fields
from datetime import UTC, datetime
from pathlib import Path
from typing import Final

from dateline.errors import DataError
from dateline.resolve.entries import Entry
from dateline.resolve.names import article_free, name_key

__all__ = ["Correction", "add_correction", "corrections_file", "list_corrections", "meant_by", "remove_correction"]

_FILE: Final = "corrections.tsv"
OPEN: Final = "open"
"""The id of a correction by which a name stays open: none of the known places is meant."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Correction:
    """One correction. ``id`` is that of the place meant, or ``open``; ``lat`` and ``lon`` WGS84 degrees, empty where not known.

    ``only_country`` (ISO 3166 alpha-2) and ``only_report`` (a report's name) say where it holds; empty: everywhere.
    """

    name: str
    only_country: str
    only_report: str
    id: str
    place: str
    lat: str
    lon: str
    country: str
    admin1: str
    kind: str
    by: str
    day: str
    note: str

    def entry(self) -> Entry | None:
        """The place meant, None where the name is to stay open."""
        if self.id == OPEN:
            return None
        return Entry(
            id=self.id,
            name=self.place,
            lat=float(self.lat) if self.lat else None,
            lon=float(self.lon) if self.lon else None,
            country=self.country or None,
            admin1=self.admin1 or None,
            kind=self.kind or "town",
            population=0,
            origin=f"corrected by {self.by or 'a person'} on {self.day}",
        )

    def reason(self) -> str:
        """The correction in words, as ``explain`` prints it."""
        return f"corrected by {self.by or 'a person'} on {self.day}" + (f": {self.note}" if self.note else "")


_COLUMNS: Final = tuple(f.name for f in fields(Correction))


def corrections_file(folder: Path) -> Path:
    """Where corrections lie: beside the added gazetteers."""
    return folder / _FILE


def list_corrections(folder: Path) -> list[Correction]:
    """All corrections, the oldest first. Raises DataError where the file is malformed."""
    path = corrections_file(folder)
    if not path.exists():
        return []
    with path.open(encoding="utf8", newline="") as file:
        reader = csv.DictReader(file, delimiter="\t")
        if tuple(reader.fieldnames or ()) != _COLUMNS:
            raise DataError(
                f"{path} must have the columns {', '.join(_COLUMNS)}, parted by tabs; mend or remove the file"
            )
        found = []
        for number, row in enumerate(reader, start=2):
            if None in row or None in row.values():
                raise DataError(f"{path}, row {number}: {len(_COLUMNS)} fields are expected; mend or remove the row")
            correction = Correction(**row)
            try:
                correction.entry()
            except ValueError as error:
                raise DataError(
                    f"{path}, row {number} ({correction.name}): lat and lon must be degrees such as 34.45; "
                    f"got {correction.lat!r}, {correction.lon!r}"
                ) from error
            found.append(correction)
    return found


def add_correction(
    folder: Path,
    name: str,
    entry: Entry | None,
    *,
    by: str = "",
    note: str = "",
    only_country: str = "",
    only_report: str = "",
) -> Correction:
    """Keep what a name means; one for the same name and the same reports is replaced. ``entry`` None: it stays open."""
    made = Correction(
        name=name,
        only_country=only_country.upper(),
        only_report=only_report,
        id=entry.id if entry is not None else OPEN,
        place=entry.name if entry is not None else "",
        lat=str(entry.lat) if entry is not None and entry.lat is not None else "",
        lon=str(entry.lon) if entry is not None and entry.lon is not None else "",
        country=(entry.country or "") if entry is not None else "",
        admin1=(entry.admin1 or "") if entry is not None else "",
        kind=entry.kind if entry is not None else "",
        by=_line(by),
        day=datetime.now(tz=UTC).date().isoformat(),
        note=_line(note),
    )
    _write(folder, [*(c for c in list_corrections(folder) if _scope(c) != _scope(made)), made])
    return made


def remove_correction(folder: Path, name: str) -> int:
    """Take the corrections of a name back; how many there were."""
    kept = [c for c in list_corrections(folder) if name_key(c.name) != name_key(name)]
    gone = len(list_corrections(folder)) - len(kept)
    if gone:
        _write(folder, kept)
    return gone


def meant_by(
    corrections: Sequence[Correction], name: str, *, report: str, countries: Mapping[str, float]
) -> Correction | None:
    """The correction that holds for a name in a report: one for that report before one for its country before any."""
    key = article_free(name_key(name))
    fitting = [
        c
        for c in corrections
        if article_free(name_key(c.name)) == key
        and c.only_report in ("", report)
        and (not c.only_country or c.only_country in countries)
    ]
    return max(fitting, key=lambda c: (bool(c.only_report), bool(c.only_country), c.day), default=None)


def _scope(correction: Correction) -> tuple[str, str, str]:
    return name_key(correction.name), correction.only_country, correction.only_report


def _line(words: str) -> str:
    return " ".join(words.split())


def _write(folder: Path, corrections: Sequence[Correction]) -> None:
    path = corrections_file(folder)
    try:
        folder.mkdir(parents=True, exist_ok=True)
        handle, temporary = tempfile.mkstemp(prefix="corrections-", suffix=".part", dir=folder)
        try:
            with os.fdopen(handle, "w", encoding="utf8", newline="") as file:
                writer = csv.DictWriter(file, _COLUMNS, delimiter="\t", lineterminator="\n")
                writer.writeheader()
                writer.writerows(asdict(c) for c in corrections)
            Path(temporary).replace(path)
        finally:
            Path(temporary).unlink(missing_ok=True)
    except OSError as error:
        raise DataError(f"{path} cannot be written: {error}; name another folder with the setting cache") from error
