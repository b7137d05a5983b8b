"""Countries: names, adjectives and the middle of each, from the packaged table ``data/places/countries.tsv``."""

from __future__ import annotations

import csv
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from types import MappingProxyType
from typing import Final

from dateline.errors import DataError

__all__ = ["FOLDER", "Country", "countries", "table"]

FOLDER: Final = Path(__file__).resolve().parent.parent / "data" / "places"


@dataclass(frozen=True, slots=True, kw_only=True)
class Country:
    """``iso`` is ISO 3166 alpha-2; ``adjectives`` holds the people's names too ("Syrian", "Syrians")."""

    iso: str
    name: str
    aliases: tuple[str, ...]
    adjectives: tuple[str, ...]
    lat: float
    lon: float
    capital: str = ""


def table(path: Path) -> list[dict[str, str]]:
    """The rows of a tab-separated file with a header; lines that begin with # are left out.

    Raises DataError where the file cannot be read or a row has another number of fields than the header.
    """
    try:
        lines = [
            line for line in path.read_text(encoding="utf8").splitlines() if line.strip() and not line.startswith("#")
        ]
    except (OSError, UnicodeDecodeError) as error:
        raise DataError(f"the table {path} cannot be read: {error}; a tab-separated UTF-8 file is expected") from error
    rows = list(csv.DictReader(lines, delimiter="\t", quoting=csv.QUOTE_NONE))
    for number, row in enumerate(rows, start=2):
        if None in row or None in row.values():
            raise DataError(
                f"{path}: row {number} ({next(iter(row.values()), '')!r}) has another number of fields than the header"
            )
    return rows


@cache
def countries() -> Mapping[str, Country]:
    """All countries by ISO code."""
    return MappingProxyType(
        {
            row["iso"]: Country(
                iso=row["iso"],
                name=row["name"],
                aliases=_split(row["aliases"]),
                adjectives=_split(row["adjectives"]),
                lat=float(row["lat"]),
                lon=float(row["lon"]),
                capital=row["capital"],
            )
            for row in table(FOLDER / "countries.tsv")
        }
    )


def _split(field: str) -> tuple[str, ...]:
    return tuple(part.strip() for part in field.split("|") if part.strip())
