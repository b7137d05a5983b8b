"""Whether two places can be the place of one happening."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from math import asin, cos, radians, sin, sqrt

from dateline.join.wording import name_key, same_name
from dateline.model import Claim, Place
from dateline.terms import PlacePrecision as P

__all__ = [
    "elsewhere",
    "is_narrow",
    "keys_of_name",
    "kilometres",
    "likely",
    "meant",
    "own_place",
    "place_verdict",
    "spelled_as_known",
]

_EARTH_KM = 6371.0
SAME_KM = 3.0
NEAR_KM = 15.0
FAR_KM = 40.0
_VARIANT = 75.0
_NARROW = frozenset({P.POINT, P.TOWN, P.NEAR})
_WIDTH = {P.ADMIN2: 1.0, P.ADMIN1: 0.5, P.REGION: 0.3, P.COUNTRY: 0.0, P.SEA: 0.3}


def kilometres(a: Place, b: Place) -> float | None:
    """Great-circle distance; None where a point is not known."""
    if a.lat is None or a.lon is None or b.lat is None or b.lon is None:
        return None
    x, y = radians(a.lat), radians(b.lat)
    h = sin((y - x) / 2) ** 2 + cos(x) * cos(y) * sin(radians(b.lon - a.lon) / 2) ** 2
    return 2 * _EARTH_KM * asin(sqrt(min(1.0, h)))


def is_narrow(place: Place) -> bool:
    """True for a town, a point or near one, and for a place that the gazetteer does not know."""
    return place.precision in _NARROW or place.precision is P.UNRESOLVED


_HALF = 0.5
_KINDS = {p.value: p for p in (P.POINT, P.TOWN, P.NEAR, P.ADMIN2)}


def likely(place: Place) -> Place:
    """Where a place that is told widely, or left open, most likely lies: its first candidate, where it is likelier than all others
    together. For comparing what reports tell; what is told stays as wide as it is believed."""
    first = place.candidates[0] if place.candidates else None
    if (
        first is None
        or place.precision not in (P.UNRESOLVED, P.ADMIN1, P.COUNTRY)
        or first.score < _HALF
        or first.kind not in _KINDS
        or first.lat is None
    ):
        return place
    return replace(
        place,
        precision=_KINDS[first.kind],
        gazetteer_id=first.id,
        resolved_name=first.name,
        lat=first.lat,
        lon=first.lon,
        country=first.country,
        score=first.score,
    )


def meant(place: Place | None) -> tuple[Place, ...]:
    """The place as it is told and, where that is wide or open, where it most likely lies."""
    if place is None:
        return ()
    guess = likely(place)
    return (place,) if guess is place else (guess, place)


def own_place(claim: Claim) -> Place | None:
    """The place of a claim where its own sentence names it; None where it is lent by the story around.

    A total ("more than 1,200 since the offensive began") is of no place that a sentence before it happens to name.
    """
    place = claim.place
    if place is None or place.words is None or claim.sentence is None:
        return place
    return place if place.words.span in claim.sentence.span else None


def elsewhere(figure: Claim, event: Claim) -> bool:
    """True where a figure's own sentence names a town, and the event of another sentence most likely lies in another one."""
    if figure.sentence is None or event.sentence is None or figure.sentence.span == event.sentence.span:
        return False
    here, there = own_place(figure), event.place
    if here is None or there is None or here.words is None or likely(there) is there:
        return False
    fit, _ = place_verdict((here,), (likely(there),))
    return is_narrow(here) and (fit is None or fit < 0)


def spelled_as_known(place: Place) -> Place:
    """A place under the gazetteer's spelling of its name, where the report's is a variant of it: "Gasira", "POPAYAN".

    A site keeps its own words ("Bitkine road"), and so does a name that is another one ("Kiev" for Kyiv stays).
    """
    known = place.resolved_name
    if known is None or place.name == known or place.precision in (P.POINT, P.UNRESOLVED):
        return place
    if same_name(place.name, known, least=_VARIANT) and len(name_key(place.name).split()) == len(
        name_key(known).split()
    ):
        return replace(place, name=known)
    return place


def place_verdict(a: Sequence[Place], b: Sequence[Place]) -> tuple[float | None, str]:
    """How places fit one happening, and the two values met: 2 the same town … below 0 unlikely, None excluded.

    0 where one of the two is not said. Of several places the best pair counts.
    """
    if not a or not b:
        return 0.0, f"place {_name(a)} / {_name(b)}"
    found = [(_pair(x, y), x, y) for x in a for y in b]
    best, x, y = max(found, key=lambda item: -9.0 if item[0] is None else item[0])
    apart = kilometres(x, y)
    distance = f", {apart:.0f} km apart" if apart is not None and apart >= 1 else ""
    return best, f"place {x.name} / {y.name}{distance}"


def _name(places: Sequence[Place]) -> str:
    return places[0].name if places else "not said"


_NAMESAKE = -1.0
"""Of two towns of one name in one country a reader may have taken the wrong one: against a join, but no bar to it."""


def _pair(a: Place, b: Place) -> float | None:
    if a.country and b.country and a.country != b.country:
        return None
    same = same_name(a.resolved_name or a.name, b.resolved_name or b.name) or name_key(a.name) == name_key(b.name)
    if a.gazetteer_id is not None and a.gazetteer_id == b.gazetteer_id:
        same = True
    apart = kilometres(a, b)
    if is_narrow(a) and is_narrow(b):
        if same:
            return (
                2.0
                if apart is None or apart <= NEAR_KM
                else _NAMESAKE
                if name_key(a.name) == name_key(b.name)
                else None
            )
        if P.POINT in (a.precision, b.precision) and _one_begins_other(a, b):
            return 1.4  # "Dar Tolka bridge, Am Timan" has the point of the town, not that of the bridge
        if apart is not None:
            if apart <= SAME_KM:
                return 1.4
            if apart <= NEAR_KM:
                return 0.1
            return -1.5 if apart <= FAR_KM else None
        if _one_holds_other(a, b):
            return 0.6
        if _one_lies_in_other(a, b):
            return 1.0
        return 1.0 if _one_begins_other(a, b) else -1.2
    if same and name_key(a.name) == name_key(b.name) and (_town_told_wide(a) or _town_told_wide(b)):
        return 1.4
    if same:
        return min(_WIDTH.get(a.precision, 2.0), _WIDTH.get(b.precision, 2.0))
    if _one_holds_other(a, b):
        return 0.5
    if not is_narrow(a) and not is_narrow(b) and a.precision is b.precision:
        return -1.5 if a.precision is not P.REGION else -0.5
    wide, narrow = (a, b) if not is_narrow(a) else (b, a)
    if _town_told_wide(wide) and not _may_be_near(wide, narrow):
        return -1.2
    if wide.precision is P.COUNTRY:
        return 0.0
    if wide.precision is P.ADMIN1 and narrow.admin1 and wide.admin1 and narrow.admin1 != wide.admin1:
        return -1.5
    if apart is not None and wide.precision is P.ADMIN2 and apart > 2 * FAR_KM:
        return -1.5
    if apart is not None and apart > 600:
        return -1.5
    return 0.0


def _town_told_wide(place: Place) -> bool:
    """True for a town's name of which only the province or the country is believed, as several towns bear it."""
    towns = [c for c in place.candidates if c.kind in _KINDS]
    return (
        place.precision in (P.ADMIN1, P.COUNTRY)
        and any(same_name(place.name, c.name) for c in towns)
        and name_key(place.name) not in {name_key(n) for n in (place.resolved_name, place.admin1) if n}
    )


def _may_be_near(wide: Place, narrow: Place) -> bool:
    """True where one of the towns that a name may mean lies near a place, or where that cannot be told."""
    if narrow.lat is None or narrow.lon is None or _one_begins_other(wide, narrow):
        return True
    known = [c for c in wide.candidates if c.lat is not None and c.kind in _KINDS]
    around = [kilometres(replace(wide, lat=c.lat, lon=c.lon), narrow) for c in known]
    return any(d is None or d <= FAR_KM for d in around)


_SITE_WORD = re.compile(
    r"(?:,|\b(?:bridge|pass|road|highway|market|hospital|school|camp|junction|crossing|checkpoint|post|base|airport|airstrip|mine|dam|"
    r"forest|river|valley|mountains?|hills?|island|port|area|district)\b).*$",
    re.IGNORECASE,
)


def keys_of_name(place: Place) -> tuple[str, ...]:
    """The keys under which a place's name may stand elsewhere: as resolved, as told, and a site by what it is called after
    ("Dar Tolka bridge, Am Timan": Dar Tolka)."""
    names = [place.resolved_name or place.name, place.name]
    if is_narrow(place) and (bare := _SITE_WORD.sub("", place.name).strip()):
        names.append(bare)
    return tuple(dict.fromkeys(key for n in names if (key := name_key(n))))


def _one_begins_other(a: Place, b: Place) -> bool:
    """True where one name is the beginning of the other ("Zarga", "Zarga al-Hadjar"), which a reader may have cut."""
    x, y = name_key(a.name).split(), name_key(b.name).split()
    short, long = sorted((x, y), key=len)
    return bool(short) and long[: len(short)] == short


_SIDE_OF = frozenset(
    "north south east west northern southern eastern western northeast northwest southeast southwest central".split()
)


def _one_lies_in_other(a: Place, b: Place) -> bool:
    """True where a name that the gazetteer lacks ends in the other's name: "Baobab flats, west Mongo", "East Mongo": Mongo."""
    for inner, outer in ((a, b), (b, a)):
        *site, last = (name_key(part).split() for part in inner.name.split(","))
        words = last[1:] if last[:1] and last[0] in _SIDE_OF else last
        if (
            (site or words != last)
            and words
            and words in [name_key(n).split() for n in (outer.name, outer.resolved_name) if n]
        ):
            return True
    return False


def _one_holds_other(a: Place, b: Place) -> bool:
    """True where one of the two is named as the wider place of the other."""
    for inner, outer in ((a, b), (b, a)):
        names = {name_key(outer.name), name_key(outer.resolved_name or outer.name)}
        if names & {name_key(w) for w in inner.within}:
            return True
        if inner.admin1 and outer.precision is P.ADMIN1 and name_key(inner.admin1) in names:
            return True
        if inner.admin1 and outer.precision is P.ADMIN1 and inner.admin1 == outer.admin1:
            return True
    return False
