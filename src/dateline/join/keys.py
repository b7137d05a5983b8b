"""Words under which the record finds candidates: claims of the same day at the same place, in an index of the database.

Each telling is stored under a few words (``day|place name``, ``day|cell of the map``, ``day|figure``) and looked up
under the same words for the days around. What a look-up costs depends on how much happened at that place on those
days, not on how large the record is.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, timedelta
from math import floor

from dateline.join.alone import told_as_taken
from dateline.join.days import Days
from dateline.join.hit import age_of, is_telling_age
from dateline.join.kinds import COMMON
from dateline.join.lineage import weights
from dateline.join.places import is_narrow, keys_of_name
from dateline.join.tellings import Telling
from dateline.join.wording import name_key
from dateline.terms import TAKEN, EventKind, Measure

__all__ = ["look_up_keys", "stored_keys"]

CELL_DEGREES = 0.25
_MOST_DAYS = 8
_TELLING_FIGURE = 3
_TELLING_TAKEN = 5
_MOST_PEOPLE = 12
_TOP_WORDS = 7
_MOST_NAMES = 10
_MOST_SITES = 6


def stored_keys(telling: Telling) -> tuple[str, ...]:
    """The words under which a telling is found."""
    if telling.days is None:
        return tuple(dict.fromkeys(f"*|{word}" for word in (*_for_undated(telling), *_kinds_there(telling, "ku"))))
    days = _days(telling.days, margin=0)
    undated = (*_for_undated(telling), *_kinds_there(telling, "k"), *_taken(telling, "t", "tt"))
    keys = [f"*|{word}" for word in undated]
    keys += [f"{day}|{word}" for day in days for word in _wheres(telling, around=False)]
    keys += [f"{day}|{word}" for day in days for word in (*_whats(telling), *_names(telling))]
    return tuple(dict.fromkeys(keys))


def look_up_keys(telling: Telling) -> tuple[str, ...]:
    """The words under which tellings of the same happening may stand."""
    if telling.days is None:
        return tuple(f"*|{word}" for word in (*_for_undated(telling), *_kinds_there(telling, "k")))
    days = _days(telling.days, margin=2 if telling.main else 1)
    # The keys of telling figures at a place find reports that have no day at all.
    undated = (*_for_undated(telling), *_kinds_there(telling, "ku"), *_taken(telling, "tt", "t"))
    keys = [f"*|{word}" for word in undated]
    keys += [
        f"{day}|{word}" for day in days for word in (*_wheres(telling, around=True), *_whats(telling), *_names(telling))
    ]
    return tuple(dict.fromkeys(keys))


def _days(days: Days, *, margin: int) -> list[date]:
    first, last = days.first - timedelta(days=margin), days.last + timedelta(days=margin)
    return [first + timedelta(days=n) for n in range(min((last - first).days + 1, _MOST_DAYS))]


def _wheres(telling: Telling, *, around: bool) -> Iterator[str]:
    for place in telling.places:
        yield f"n:{name_key(place.name)}"[:90]
        if place.resolved_name:
            yield f"n:{name_key(place.resolved_name)}"[:90]
        if place.admin1 and not is_narrow(place):
            yield f"a:{place.country or ''}:{name_key(place.admin1)}"[:90]
        if place.admin1:
            for kind in sorted(telling.kinds - COMMON):
                yield f"ak:{place.country or ''}:{name_key(place.admin1)}:{kind}"[:110]
        if place.lat is not None and place.lon is not None and is_narrow(place):
            row, column = floor(place.lat / CELL_DEGREES), floor(place.lon / CELL_DEGREES)
            reach = (-1, 0, 1) if around else (0,)
            for i in reach:
                for j in reach:
                    yield f"c:{row + i}:{column + j}"


def _for_undated(telling: Telling) -> Iterator[str]:
    """Place and number together, or the age of a child or an old person, or a street; people, and pairs of words that a report is
    about: narrow enough to be looked up without a day."""
    for person in sorted(telling.people, key=lambda p: (p not in telling.aged, p))[:_MOST_PEOPLE]:
        yield f"p:{person}"[:90]
    if telling.main:
        top = sorted(list(weights(telling.report.gist))[:_TOP_WORDS])
        for i, word in enumerate(top):
            for other in top[i + 1 :]:
                yield f"g:{word}+{other}"[:110]
    for figure in telling.figures:
        toll = figure.toll
        if toll is None or toll.low is None:
            continue
        for name in {name for place in telling.places for name in keys_of_name(place)}:
            if toll.low >= _TELLING_FIGURE:
                yield f"u:{name}:{_measure(telling, toll.measure)}:{toll.low}"[:110]
            elif telling.main and (age := age_of(figure)) is not None and is_telling_age(age):
                yield f"y:{name}:{age[0]} {age[1]}"[:110]
    if telling.main:
        towns = {name_key(p.resolved_name or p.name) for p in telling.places if is_narrow(p)}
        for town in sorted(towns)[:2]:
            yield from (f"s:{town}+{site}"[:110] for site in _sites(telling, _MOST_SITES) if site not in town.split())


def _whats(telling: Telling) -> Iterator[str]:
    """A number large enough to tell something, and victims by name, find tellings whose place is told otherwise."""
    for figure in telling.figures:
        toll = figure.toll
        if toll is not None and toll.low is not None and toll.low >= _TELLING_FIGURE:
            country = telling.places[0].country if telling.places else None
            yield f"f:{_measure(telling, toll.measure)}:{toll.low}:{country or ''}"
    for victim in telling.victims:
        yield f"v:{victim}"[:90]


def _taken(telling: Telling, taken: str, told: str) -> Iterator[str]:
    """Many people who are taken find the reports that later tell of them as taken, and these them: ``taken`` marks the one and
    ``told`` the other."""
    for figure in telling.figures:
        toll = figure.toll
        if toll is not None and toll.measure in TAKEN and toll.low is not None and toll.low >= _TELLING_TAKEN:
            country = next((p.country for p in telling.places if p.country), "")
            yield f"{told if told_as_taken(figure) else taken}:{toll.measure}:{toll.low}:{country}"


def _measure(telling: Telling, measure: Measure) -> Measure:
    """The missing of an abduction are those whom another report counts as abducted."""
    taken = measure is Measure.MISSING and EventKind.ABDUCTION in telling.kinds
    return Measure.ABDUCTED if taken else measure


def _names(telling: Telling) -> Iterator[str]:
    """Streets, sites and quarters of what a report is mostly about: its town may be told otherwise, or not at all."""
    if telling.main:
        for name in _sites(telling, _MOST_NAMES):
            yield f"w:{name}"[:90]


def _sites(telling: Telling, most: int) -> list[str]:
    """The longest names of a telling: they tell more than short ones."""
    return sorted(telling.names, key=lambda n: (-len(n), n))[:most]


def _kinds_there(telling: Telling, mark: str) -> Iterator[str]:
    """A rarer kind at a place, by which a report without a day finds those with one, and they it: ``k`` marks tellings
    with a day and ``ku`` those without, so that what has a day never looks through all that ever happened there."""
    for place in telling.places:
        if is_narrow(place):
            for kind in sorted(telling.kinds - COMMON):
                yield f"{mark}:{name_key(place.resolved_name or place.name)}:{kind}"[:110]
