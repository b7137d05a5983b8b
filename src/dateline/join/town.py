"""The town of an event: what its reports say together, of a street, a site or a quarter the town around it.

A report tells "the Old Market quarter of Mongo" or "a mill on Bitkine Road"; which town that is may stand in its headline, in
the report of another, or in the name of the police who speak.
"""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping
from typing import Final

from dateline.join.wording import name_key
from dateline.model import Claim, Place, ReportCard, Speaker
from dateline.terms import PlacePrecision

__all__ = ["town_of"]

_TOWNS: Final = (PlacePrecision.POINT, PlacePrecision.TOWN, PlacePrecision.NEAR)
_TOWN_KINDS: Final = frozenset(p.value for p in _TOWNS)
_POLICE: Final = 2.0
_BESIDE: Final = 0.1
"""What a town counts that a report names, but not as the place of this event."""
_SOME_OF_THAT_NAME: Final = 0.6
"""What a name counts that several towns bear and of which it is open which is meant: it may be a quarter of another."""
_MUCH_MORE: Final = 4.0
_SURE: Final = 0.8
_DATELINED, _FIRST = 0.4, 160
"""What the town counts in which a report was written, and in how many characters of its beginning it stands."""
_DATELINE: Final = re.compile(
    r"(?:^|[\n.\d] ?|\bE[DS]T |\b[AP]M )(?P<town>(?:(?:ST|FT|MT)\.? )?[A-Z]{4,}(?: [A-Z]{3,}){0,2})"
    r"(?:, [A-Z][\w.]+(?: [A-Z][\w.]+)?)?\s*(?:\([^)\n]{2,40}\)\s*)?[-\u2013\u2014]"
)
_POLICE_OF: Final = re.compile(
    r"^(?:the\s+)?(?P<town>(?:[A-Z][\w.'’-]+\s+){1,3}?)(?:[Mm]etro(?:politan)?\s+)?(?:[Pp]olice|PD)\b"
)
_NO_TOWN: Final = re.compile(
    r"\b(?:County|Counties|State|Township|Parish|Campus|Federal|National|Metro\w*|Military|Deput\w+|Officers?|Chief)\b"
)
_NAME: Final = r"[A-Z][\w.-]+(?: [A-Z][\w.-]+){0,2}"
_QUARTER: Final = r"(?:neighbou?rhoods?|sections?|quarters?|suburbs?|districts?)"
_SIDE_OF: Final = re.compile(r"(?:far |near )?(?:north|south|east|west)\w* side", re.IGNORECASE)


def town_of(claims: Iterable[Claim], *, beside: Iterable[Claim] = (), reports: Iterable[ReportCard] = ()) -> str | None:
    """The town that an event's reports give together; a name that the gazetteer does not know where no report gives any other;
    None where none names any.

    A report that tells a town counts for it in full; one that leaves the place open, or tells only its division, counts for each
    town among its candidates by that town's share of the belief. A town whose own police speak of the event counts twice: a
    happening is theirs that lies in their town, whatever quarter is named. What a report calls a quarter of a town counts for
    that town. ``beside`` are other claims of the reports: their towns count a little, which decides where the event's own
    words name only a site. Of as many the one that most claims give.
    """
    own, beside, reports = list(claims), list(beside), list(reports)
    votes: dict[str, dict[str, float]] = defaultdict(dict)
    count: Counter[str] = Counter()
    unknown: list[str] = []
    for claim in own:
        if (town := _police_town(claim.speaker)) is not None:
            votes[town][claim.report_id] = _POLICE
        place = claim.place
        if place is None:
            continue
        shares = _shares(place)
        if place.resolved_name and place.precision in _TOWNS:
            count[place.resolved_name] += 1 if claim.toll is not None else 2
        if place.precision is PlacePrecision.UNRESOLVED and not shares:
            unknown += [place.name, *place.within]
        for town, share in shares:
            votes[town][claim.report_id] = max(share, votes[town].get(claim.report_id, 0.0))
    around: dict[str, dict[str, float]] = defaultdict(dict)
    for claim in beside:
        for town, share in _shares(claim.place) if claim.place is not None else ():
            around[town][claim.report_id] = max(_BESIDE * share, around[town].get(claim.report_id, 0.0))
    for report in reports:
        if (line := _DATELINE.search(report.opening[:_FIRST])) is not None and not _NO_TOWN.search(
            line["town"].title()
        ):
            around[line["town"].title()][report.id] = _DATELINED
    said = [c.passage for c in (*own, *beside)] + [w for r in reports for w in (r.title or "", r.opening)]
    _lift_quarters(votes, around, own, "\n".join(sorted({" ".join(words.split()) for words in said})))
    written = {town: some for town, some in around.items() if max(some.values()) >= _DATELINED}
    if written and max((share for some in votes.values() for share in some.values()), default=0.0) < _SURE:
        for (
            town,
            some,
        ) in written.items():  # nobody tells a town for sure: it may well be where the reports were written
            for report_id in some:
                votes[town][report_id] = max(_SURE, votes[town].get(report_id, 0.0))
    if votes:
        for town, own_votes in votes.items():
            for report_id, share in around.get(town, {}).items():
                own_votes.setdefault(report_id, min(share, _BESIDE))
        return max(votes, key=lambda town: (round(sum(votes[town].values()), 6), count[town], town))
    if around:
        named = {name_key(_town_in(name)) for name in unknown}
        return max(around, key=lambda town: (name_key(town) in named, round(sum(around[town].values()), 6), town))
    return _town_in(Counter(unknown).most_common(1)[0][0]) if unknown else None


def _shares(place: Place) -> list[tuple[str, float]]:
    """The towns that a place is or may mean, by name, with their shares of the belief. Where all bear the name that the report
    gives, the name is fairly sure, whichever of them it is."""
    if _SIDE_OF.fullmatch(place.name):
        return []
    if place.resolved_name and place.precision in _TOWNS:
        return [(place.resolved_name, 1.0)]
    shares: dict[str, float] = defaultdict(float)
    for candidate in place.candidates:
        if candidate.kind in _TOWN_KINDS and not _NO_TOWN.search(candidate.name):
            shares[candidate.name] += candidate.score
    if list(shares) == [place.name] and len(place.candidates) == sum(c.kind in _TOWN_KINDS for c in place.candidates):
        return [(place.name, _SOME_OF_THAT_NAME)]
    return list(shares.items())


def _lift_quarters(
    votes: dict[str, dict[str, float]],
    around: Mapping[str, Mapping[str, float]],
    claims: Iterable[Claim],
    text: str,
) -> None:
    """Give what counts for a quarter to its town: "the Old Market section of Mongo", "Mongo's Old Market", "Old Market, Mongo". A
    quarter of which no town is told counts nothing where another town is named."""
    known = {name_key(n): n for n in (*votes, *around)}
    within: dict[str, list[str]] = defaultdict(list)
    for claim in claims:
        if claim.place is not None:
            within[claim.place.resolved_name or claim.place.name] += [
                w for w in claim.place.within if not _is_division(name_key(w), claim.place)
            ]

    def support(town: str) -> float:
        return sum({**around.get(town, {}), **votes.get(town, {})}.values())

    for name in list(votes):
        own = sum(votes[name].values())
        towns = [known[k] for t in _towns_around(name, text) if (k := name_key(t)) in known]
        told = [known[k] for t in within[name] if (k := name_key(t)) in known]
        towns = [t for t in (*towns, *(t for t in told if 2 * support(t) >= own)) if t != name]
        if towns:
            town = Counter(towns).most_common(1)[0][0]
            for report, share in votes.pop(name).items():
                votes[town][report] = max(share, votes[town].get(report, 0.0))
        elif _is_quarter(name, text):
            others = [support(t) for t in {*votes, *around} if t != name]
            if others and own <= _MUCH_MORE * max(others):
                del votes[name]


def _is_division(name: str, place: Place) -> bool:
    """True for the province or state of a place: "Washington" of "Washington State"."""
    return any(f"{name_key(wide)} ".startswith(f"{name} ") for wide in (place.admin1, place.country) if wide)


def _towns_around(name: str, text: str) -> list[str]:
    quoted = re.escape(name)
    of = re.findall(rf"\b{quoted} {_QUARTER} (?:of|in) (?:the )?({_NAME})", text)
    return of + re.findall(rf"\b({_NAME})['’]s {quoted}\b", text)


def _is_quarter(name: str, text: str) -> bool:
    return bool(re.search(rf"\b{re.escape(name)} (?:neighbou?rhood|section|quarter)\b", text))


def _police_town(speaker: Speaker | None) -> str | None:
    """The town whose police speak: "Gary police", "the Gary Police Department". None for a county's or a state's."""
    found = _POLICE_OF.match(speaker.organisation or "") if speaker is not None else None
    town = found["town"].strip() if found is not None else ""
    return town if town and not _NO_TOWN.search(town) else None


_OF_A_TOWN: Final = re.compile(r"^(?P<town>[A-Z][\w.-]+(?: [A-Z][\w.-]+){0,2}?)['’]s? (?=[A-Z])")
_SITE: Final = re.compile(
    r"(?<=\w) (?:international )?(?:airport|airbase|bar|mall|market|hospital|jail|prison|station|port|park)$",
    re.IGNORECASE,
)
_SIDE: Final = re.compile(
    r"^(?:(?:north|south|east|west|central|downtown|inner|greater)(?:ern|east|west)*|lower|upper) (?=[A-Z])",
    re.IGNORECASE,
)


def _town_in(name: str) -> str:
    """The town in a name that the gazetteer lacks: "Mongo's West Side", "Mongo airport", "south Mongo"."""
    if found := _OF_A_TOWN.match(name):
        return found["town"]
    *_, last = name.split(", ")
    return _SIDE.sub("", _SITE.sub("", last)) or name
