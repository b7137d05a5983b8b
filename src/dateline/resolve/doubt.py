"""A place told only as narrowly as it is believed: the chosen one, the division or country that holds it, or open.

The choice among the places of a report (:mod:`dateline.resolve.where`) gives each a share of the belief. The chosen one is told
where those that agree with it (the same place, one within 25 km, one that lies in it) hold :data:`SURE` of it together; else the
first-level division, else the country that so much of the belief lies in; else the place stays open. The name stays that of the
chosen one, and the others follow as candidates with their shares. The threshold was set on the reports for tuning, by
cross-validation over reports: docs/gazetteer.md has the numbers.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Final

from dateline.model import Candidate, Place
from dateline.resolve.weighing import kilometres
from dateline.terms import PlacePrecision

__all__ = ["SURE", "Believed", "agree", "told"]

SURE: Final = 0.92
NAMESAKE: Final = 0.4
"""A town less surely chosen among its namesakes than this is told as open, and so is a street or site that is put into it: of such
on the reports for tuning three of eight were wrong, of all others one in thirty-five."""
_NEAR_KM: Final = 25.0
_MOST: Final = 6
_TOWNS: Final = frozenset({PlacePrecision.TOWN, PlacePrecision.NEAR, PlacePrecision.POINT})
_WIDE: Final = frozenset({PlacePrecision.ADMIN1, PlacePrecision.REGION, PlacePrecision.COUNTRY, PlacePrecision.SEA})


@dataclass(frozen=True, slots=True)
class Believed:
    """A place with its share of the belief, 0 to 1."""

    place: Place
    share: float


def told(chosen: Place, believed: Sequence[Believed], wider: Mapping[PlacePrecision, Place]) -> Place:
    """The place to tell. ``wider``: the division (ADMIN1) and the country (COUNTRY) of the chosen one, as far as they are known."""
    if chosen.precision in _TOWNS and 0.0 < chosen.score < NAMESAKE:
        return _opened(chosen, chosen.candidates, chosen.score)
    if (
        chosen.precision is PlacePrecision.UNRESOLVED
        or sum(b.share for b in believed if agree(chosen, b.place)) >= SURE
    ):
        return chosen
    candidates = _candidates(believed)
    for outer in (wider.get(PlacePrecision.ADMIN1), wider.get(PlacePrecision.COUNTRY)):
        if outer is None or outer.precision is chosen.precision:
            continue
        held = sum(b.share for b in believed if agree(outer, b.place))
        if held >= SURE:
            return replace(
                outer,
                name=chosen.name,
                words=chosen.words,
                within=chosen.within,
                candidates=candidates,
                score=round(min(1.0, held), 4),
            )
    return _opened(chosen, candidates, sum(b.share for b in believed if agree(chosen, b.place)))


def _opened(chosen: Place, candidates: tuple[Candidate, ...], score: float) -> Place:
    """The place left open: its name and its candidates, with their country where they have one in common."""
    lands = {c.country for c in candidates}
    return replace(
        chosen,
        precision=PlacePrecision.UNRESOLVED,
        gazetteer_id=None,
        resolved_name=None,
        country=lands.pop() if len(lands) == 1 else None,
        admin1=None,
        pcode=None,
        lat=None,
        lon=None,
        score=round(score, 4),
        candidates=candidates,
    )


def agree(a: Place, b: Place) -> bool:
    """True where ``b`` does not contradict ``a``: the same, near it, or within it where ``a`` is a division or country."""
    if a.name == b.name or (a.gazetteer_id is not None and a.gazetteer_id == b.gazetteer_id):
        return True
    if a.precision is PlacePrecision.COUNTRY:
        return b.country == a.country
    if a.precision is PlacePrecision.ADMIN1:
        return b.country == a.country and b.admin1 == a.admin1 and b.precision is not PlacePrecision.COUNTRY
    if b.precision in _WIDE or a.lat is None or a.lon is None or b.lat is None or b.lon is None:
        return False
    return kilometres(a.lat, a.lon, b.lat, b.lon) <= _NEAR_KM


def _candidates(believed: Sequence[Believed]) -> tuple[Candidate, ...]:
    """The places by their shares, the greatest first, those of one name or id together."""
    shares: dict[str, float] = {}
    places: dict[str, Place] = {}
    for one in believed:
        key = one.place.gazetteer_id or one.place.name
        shares[key] = shares.get(key, 0.0) + one.share
        places.setdefault(key, one.place)
    best = sorted(shares, key=lambda k: (-shares[k], k))[:_MOST]
    return tuple(
        Candidate(
            id=key,
            name=places[key].resolved_name or places[key].name,
            score=round(shares[key], 4),
            reasons=("named in the report; may be where it happened",),
            lat=places[key].lat,
            lon=places[key].lon,
            country=places[key].country,
            admin1=places[key].admin1,
            kind=places[key].precision.value,
        )
        for key in best
    )
