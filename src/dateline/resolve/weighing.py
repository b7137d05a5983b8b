"""All place names of a report weighed together: which candidate each name means, and whether that is clear.

What counts: how prominent a place is, what the other names lie near, the countries and divisions that they have in
common, what the text puts within what, the kind word beside the name, the dateline.
"""

from __future__ import annotations

import math
import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Final

import numpy as np
import numpy.typing as npt

from dateline.model import Mention
from dateline.resolve.gazetteer import Entry, Form, Gazetteer

__all__ = ["Home", "Resolved", "kilometres", "lies_in", "weigh"]

_Floats = npt.NDArray[np.float64]

_MOST_NAMES: Final = 48
_MOST_CANDIDATES: Final = 14
_NEAR_KM: Final = 120.0
# Weights of the evidence, set on the development half of LGL and GeoVirus (docs/gazetteer.md).
_W_PRIOR, _W_NEAR, _W_ADMIN, _W_COUNTRY, _W_BESIDE, _W_KIND, _W_DATELINE = 3.0, 1.2, 1.6, 1.2, 3.0, 0.8, 1.0
_W_HOME, _HOME_KM = 2.0, 100.0
_AHEAD: Final = 0.45
_FAMOUS: Final = 0.78
_SEAT: Final = 0.4
_LARGE: Final = 0.6
# Kinds of the gazetteer that a tag of the mention agrees with.
_AGREES: Final = {
    "town": frozenset({"town", "city", "capital", "village", "neighbourhood"}),
    "quarter": frozenset({"neighbourhood", "town"}), "camp": frozenset({"camp"}),
    "admin1": frozenset({"admin1"}), "admin2": frozenset({"admin2"}), "region": frozenset({"region", "island", "admin1"}),
    "water": frozenset({"water"}), "mountain": frozenset({"mountain", "region"}),
}  # fmt: skip


# Names that every town has a part by.
_PART_OF_TOWN: Final = re.compile(
    r"(?:the\s+)?(?:north|south|east|west|lower|upper)(?:east|west)?(?:ern)?\s+(?:side|end)|downtown|uptown|old\s+town|city\s+cent(?:er|re)",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class Home:
    """Where an outlet is at home: a country, and, where it is known from its other reports, a division and a point."""

    country: str | None = None
    admin1: str | None = None
    lat: float | None = None
    lon: float | None = None


@dataclass(frozen=True, slots=True)
class Resolved:
    """What a name means in this report: the candidates with scores, the best first, and whether it is clear."""

    name: str
    candidates: tuple[tuple[Entry, float, tuple[str, ...]], ...]
    clear: bool

    @property
    def best(self) -> Entry | None:
        return self.candidates[0][0] if self.candidates else None


def lies_in(inner: Entry, outer: Entry) -> bool:
    """True where the gazetteer has one place within the other."""
    if outer.kind == "country":
        return inner.country == outer.country and inner.kind != "country"
    if outer.kind == "admin1" and outer.admin1 is not None:
        return (
            inner.country == outer.country and inner.admin1 == outer.admin1 and inner.kind not in ("country", "admin1")
        )
    if outer.country is not None and inner.country is not None and inner.country != outer.country:
        return False
    if (
        outer.lat is None
        or outer.lon is None
        or inner.lat is None
        or inner.lon is None
        or inner.kind in ("country", "admin1")
    ):
        return False
    reach = {"region": 250.0, "continent": 4000.0, "admin2": 60.0, "admin1": 110.0, "town": 25.0, "city": 30.0}.get(
        outer.kind, 20.0
    )
    return kilometres(inner.lat, inner.lon, outer.lat, outer.lon) <= reach


def kilometres(lat1: float, lon1: float, lat2: float, lon2: float) -> float:
    a, b = math.radians(lat1), math.radians(lat2)
    h = math.sin((b - a) / 2) ** 2 + math.cos(a) * math.cos(b) * math.sin(math.radians(lon2 - lon1) / 2) ** 2
    return 12742.0 * math.asin(math.sqrt(min(1.0, h)))


def weigh(
    names: Mapping[str, Sequence[Mention]],
    gazetteer: Gazetteer,
    beside: Mapping[str, set[str]],
    demonyms: Mapping[str, float],
    home: Home,
) -> dict[str, Resolved]:
    """All names of a report weighed together."""
    ordered = sorted(names, key=lambda n: (-len(names[n]), n))[:_MOST_NAMES]
    ordered.sort(key=lambda n: names[n][0].span.start)
    entries: list[Entry] = []
    owner: list[int] = []
    options = [_candidates(gazetteer, name, names[name]) for name in ordered]
    lands = {e.country for found in options for e in found[:2] if e.form != Form.SOUND} | set(demonyms) | {home.country}
    for index, found in enumerate(options):
        # A likeness of sound alone counts only in a country that the report speaks of.
        for entry in [e for e in found if e.form != Form.SOUND or e.country in lands][:_MOST_CANDIDATES]:
            entries.append(entry)
            owner.append(index)
    if not entries:
        return {name: Resolved(name, (), False) for name in ordered}
    owners = np.array(owner)
    prior = np.array([e.prior() for e in entries])
    share = prior**2 / np.maximum(np.bincount(owners, weights=prior**2)[owners], 1e-9)
    scores = _W_PRIOR * prior
    scores += _W_NEAR * _nearness(entries, owners, share, len(ordered))
    country, admin = _company(entries, owners, share, len(ordered), demonyms, home)
    scores += _W_COUNTRY * country + _W_ADMIN * admin
    if home.lat is not None and home.lon is not None:
        scores += _W_HOME * _at_home(entries, home)
    reasons: list[list[str]] = [[] for _ in entries]
    by_name = {name: [i for i in range(len(entries)) if owner[i] == n] for n, name in enumerate(ordered)}
    for i, entry in enumerate(entries):
        mentions = names[ordered[owner[i]]]
        tags = {t for m in mentions for t in m.label.split()}
        if any(entry.kind in _AGREES[t] for t in tags if t in _AGREES):
            scores[i] += _W_KIND
            reasons[i].append(
                f"the text calls it a {next(t for t in tags if t in _AGREES and entry.kind in _AGREES[t])}"
            )
        elif any(t in ("town", "admin1", "admin2") for t in tags):
            scores[i] -= _W_KIND
        elif entry.kind == "admin1" and any(
            other.kind == "town"
            and other.country == entry.country
            and other.admin1 == entry.admin1
            and other.prior() > _SEAT
            for other in (entries[j] for j in by_name[ordered[owner[i]]])
        ):
            scores[i] -= _W_KIND  # of a town and the division named after it the bare name means the town
        if "dateline" in tags and entry.kind in ("town", "city", "capital", "village", "country"):
            scores[i] += 0.2 * _W_DATELINE
    for name, outers in beside.items():
        for i in by_name.get(name, ()):
            for outer in outers:
                if any(
                    lies_in(entries[i], entries[j])
                    for j in by_name.get(outer, ())
                    if entries[j].kind in ("country", "admin1", "region")
                    or entries[j].population > entries[i].population
                ):
                    scores[i] += _W_BESIDE
                    reasons[i].append(f"the text puts it in {outer}")
                    break
        for outer in outers:
            for j in by_name.get(outer, ()):
                if entries[j].kind in ("country", "admin1", "region") and any(
                    lies_in(entries[i], entries[j]) for i in by_name.get(name, ())
                ):
                    scores[j] += 0.6 * _W_BESIDE
                    reasons[j].append(f"the text puts {name} in it")
    lead = _leading(ordered, by_name, entries, scores, demonyms)
    return {
        name: _decided(
            name,
            [(entries[i], float(scores[i]), _why(entries[i], country[i], admin[i], reasons[i])) for i in by_name[name]],
            lead,
        )
        for name in ordered
    }


def _candidates(gazetteer: Gazetteer, name: str, mentions: Sequence[Mention]) -> list[Entry]:
    tags = {t for m in mentions for t in m.label.split()}
    found = gazetteer.entries(name)
    if _PART_OF_TOWN.fullmatch(name):
        return []
    if name.isupper() and len(name) <= 3:
        return [e for e in found if e.kind in ("country", "admin1", "region")]
    if "site" in tags:
        return [e for e in found if e.form == Form.MAIN and e.population == 0]
    return list(found)


def _nearness(entries: Sequence[Entry], owners: npt.NDArray[np.int_], share: _Floats, count: int) -> _Floats:
    """For each candidate, how much of the report's other names has a likely candidate close by, 0 to about 1."""
    known = np.array([e.lat is not None and e.kind not in ("country", "continent") for e in entries])
    lat = np.radians(np.array([e.lat if e.lat is not None else 0.0 for e in entries]))
    lon = np.radians(np.array([e.lon if e.lon is not None else 0.0 for e in entries]))
    half = np.sin((lat[:, None] - lat[None, :]) / 2) ** 2
    half += np.cos(lat)[:, None] * np.cos(lat)[None, :] * np.sin((lon[:, None] - lon[None, :]) / 2) ** 2
    kernel = np.exp(-12742.0 * np.arcsin(np.sqrt(np.minimum(1.0, half))) / _NEAR_KM)
    kernel *= known[:, None] * known[None, :] * share[None, :]
    kernel[owners[:, None] == owners[None, :]] = 0.0
    starts = np.flatnonzero(np.r_[True, owners[1:] != owners[:-1]])
    best = np.maximum.reduceat(kernel, starts, axis=1)
    total: _Floats = best.sum(axis=1) / max(1.0, min(4.0, count - 1.0))
    return np.minimum(total, 1.2)


def _company(
    entries: Sequence[Entry],
    owners: npt.NDArray[np.int_],
    share: _Floats,
    count: int,
    demonyms: Mapping[str, float],
    home: Home,
) -> tuple[_Floats, _Floats]:
    """For each candidate, how much of the other names may lie in its country, and in its first-level division."""
    places: dict[str, _Floats] = {}
    for i, entry in enumerate(entries):
        for key in _memberships(entry):
            row = places.setdefault(key, np.zeros(count))
            row[owners[i]] = max(row[owners[i]], share[i])
    most = sum(demonyms.values()) or 1.0
    country, admin = np.zeros(len(entries)), np.zeros(len(entries))
    others = max(1.0, count - 1.0)
    for i, entry in enumerate(entries):
        if entry.country is None:
            continue
        row = places[entry.country]
        country[i] = (row.sum() - row[owners[i]]) / others + 0.6 * demonyms.get(entry.country, 0.0) / most
        if home.country is not None and entry.country == home.country:
            country[i] += 0.3
        if entry.admin1 is not None:
            row = places[f"{entry.country}.{entry.admin1}"]
            admin[i] = (row.sum() - row[owners[i]]) / max(1.0, min(4.0, others))
    return country, np.minimum(admin, 1.2)


def _at_home(entries: Sequence[Entry], home: Home) -> _Floats:
    """For each candidate, how near it lies to where the outlet is at home, 0 to 1; divisions count as a whole."""
    near = np.zeros(len(entries))
    for i, entry in enumerate(entries):
        same = entry.country == home.country and entry.admin1 == home.admin1 and entry.admin1 is not None
        if entry.kind in ("country", "continent"):
            near[i] = 0.0
        elif entry.kind == "admin1" or entry.lat is None or entry.lon is None:
            near[i] = 0.8 * same
        else:
            far = kilometres(entry.lat, entry.lon, home.lat or 0.0, home.lon or 0.0)
            near[i] = max(math.exp(-far / _HOME_KM), 0.4 * same)
    return near


def _memberships(entry: Entry) -> tuple[str, ...]:
    if entry.country is None:
        return ()
    return (entry.country, f"{entry.country}.{entry.admin1}") if entry.admin1 is not None else (entry.country,)


def _why(entry: Entry, country: float, admin: float, told: Sequence[str]) -> tuple[str, ...]:
    reasons = list(told)
    if entry.population > 100_000 and entry.kind == "town":
        reasons.append(f"{entry.population:,} people live there")
    if admin > 0.3:
        reasons.append("other places of the report lie in the same division")
    elif country > 0.3:
        reasons.append("other places of the report lie in the same country")
    if entry.form == 4:
        reasons.append("the name sounds the same")
    return tuple(reasons)


def _leading(
    ordered: Sequence[str],
    by_name: Mapping[str, Sequence[int]],
    entries: Sequence[Entry],
    scores: _Floats,
    demonyms: Mapping[str, float],
) -> frozenset[str]:
    """The countries that the report speaks of: by their names and adjectives, and by two or more of its places."""
    places: dict[str, int] = {}
    for name in ordered:
        if by_name[name]:
            best = entries[max(by_name[name], key=lambda i: scores[i])]
            if best.country:
                places[best.country] = places.get(best.country, 0) + (2 if best.kind in ("country", "admin1") else 1)
    return frozenset({iso for iso, n in places.items() if n >= 2} | set(demonyms))


def _decided(name: str, weighed: list[tuple[Entry, float, tuple[str, ...]]], lead: frozenset[str]) -> Resolved:
    """The candidates by score, scores turned into shares; clear where one is well ahead of what lies elsewhere."""
    if not weighed:
        return Resolved(name, (), False)
    top = max(score for _, score, _ in weighed)
    shares = [(entry, math.exp(2.0 * (score - top)), why) for entry, score, why in weighed]
    total = sum(s for _, s, _ in shares)
    ranked = sorted(((e, round(s / total, 4), w) for e, s, w in shares), key=lambda r: (-r[1], r[0].id))
    best = ranked[0][0]
    # Two entries of one spot (a town and the district of its name) do not contradict each other.
    agreed = sum(s for e, s, _ in ranked if e is best or _same_spot(e, best))
    # A small town in a country that the report does not speak of is a namesake more often than not.
    strange = (
        bool(lead)
        and best.country not in lead
        and best.kind not in ("country", "continent", "region", "water", "mountain")
        and best.prior() < _FAMOUS
    )
    rival = max((s for e, s, _ in ranked if e is not best and not _same_spot(e, best)), default=0.0)
    ahead = agreed >= _AHEAD or (best.prior() >= _LARGE and agreed >= 2.0 * rival)
    return Resolved(name, tuple(ranked), ahead and not strange)


def _same_spot(a: Entry, b: Entry) -> bool:
    if a.lat is None or a.lon is None or b.lat is None or b.lon is None:
        return a.country == b.country and a.admin1 == b.admin1 and a.admin1 is not None
    return kilometres(a.lat, a.lon, b.lat, b.lon) < 25.0
