"""A place of the gazetteer, and how a name leads to it."""

from __future__ import annotations

import math
from dataclasses import dataclass
from typing import Final

from dateline.model import Candidate

__all__ = ["Entry", "Form"]

# How likely a name means a place of a full GeoNames that nobody is said to live at, by kind.
_MINOR: Final = {
    "admin1": 0.6,
    "admin2": 0.3,
    "island": 0.25,
    "region": 0.2,
    "water": 0.2,
    "mountain": 0.2,
    "camp": 0.3,
}


class Form:
    """How a name leads to a place: its main name, another one, an adjective, without article, by sound alone."""

    MAIN: Final = 0
    OTHER: Final = 1
    ADJECTIVE: Final = 2
    FREE: Final = 3
    SOUND: Final = 4


@dataclass(frozen=True, slots=True, kw_only=True)
class Entry:
    """A place of the gazetteer, as one name led to it. ``lat`` and ``lon`` are None where they are not known.

    ``pcode`` is OCHA's code of a division where a list with P-codes was added. ``minor`` is True for places of a full GeoNames,
    most of which no news ever names.
    """

    id: str
    name: str
    lat: float | None
    lon: float | None
    country: str | None
    admin1: str | None
    kind: str
    population: int
    origin: str
    form: int = Form.MAIN
    minor: bool = False
    pcode: str | None = None

    def prior(self) -> float:
        """How likely a name means this place when nothing else is known, 0 to 1: by kind, population, form of name."""
        if self.minor and (self.population <= 1 or self.kind in ("admin2", "region", "water", "mountain", "site")):
            base = _MINOR.get(self.kind, 0.08)
        elif self.kind in ("country", "continent"):
            base = 1.0
        elif self.kind == "admin1":
            base = 0.72 if self.admin1 is not None else 0.5
        elif self.kind in ("region", "water", "mountain", "border"):
            base = 0.75
        elif self.kind == "admin2":
            base = 0.3
        elif self.population > 0:
            base = 0.05 + 0.8 * min(1.0, math.log10(self.population + 1) / 7.2)
        else:
            base = 0.5
        return base * (1.0, 0.72, 0.9, 0.85, 0.3)[self.form]

    def candidate(self, score: float, reasons: tuple[str, ...] = ()) -> Candidate:
        """The same as a candidate for a mention."""
        return Candidate(
            id=self.id,
            name=self.name,
            score=round(score, 4),
            reasons=reasons,
            lat=self.lat,
            lon=self.lon,
            country=self.country,
            admin1=self.admin1,
            kind=self.kind,
        )
