"""Places of a claim that no name of the report stands for: the country that it is about, the province that "the province" means.

"Some 4,000 people have died across the country": the whole country, whatever town was named last. Such a place is one of those
that are weighed (:mod:`dateline.resolve.where`), beside the names.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from typing import Final

from dateline.model import Place
from dateline.resolve.countries import countries
from dateline.resolve.gazetteer import Entry, Gazetteer
from dateline.resolve.names import name_key
from dateline.resolve.seats import town_of
from dateline.terms import PlacePrecision
from dateline.text import Span

__all__ = [
    "ACROSS_DIVISION",
    "ACROSS_LAND",
    "OF_PERSON",
    "bears",
    "capital_meant",
    "capital_of",
    "division_of",
    "land_of",
    "land_of_police",
    "town_borne",
]

_LAND: Final = 0.5
# "Brussels airport", "the Kabul train station": what a town names after itself.
_TOWNS_OWN: Final = re.compile(
    r"(?:the\s+)?(?P<town>[A-Z][\w'’-]+(?:\s[A-Z][\w'’-]+)?)(?:['’]s)?\s+"
    r"(?:(?:[Ii]nternational\s+)?[Aa]irport|[Ss]tock [Ee]xchange|[Mm]etro|train station|railway station|city hall|subway)\b"
)
# "An Atlanta man": the town is the person's, not that of the street.
OF_PERSON: Final = re.compile(
    r"\s+(?:man|woman|teen|teenager|boy|girl|couple|resident|native|family|mother|father|rapper|hospital|Hospital|Medical|men|women)\b"
)
_LARGE: Final = 200_000
"""Inhabitants from which a town is meant wherever the report is set."""
# What says that the whole country is meant.
ACROSS_LAND: Final = re.compile(
    r"\b(?:(?:across|throughout|around|in|over|within|inside|all\s+over)\s+(?:the|this)\s+(?:whole\s+|entire\s+)?"
    r"(?:[\w-]+\s+)?(?:country|nation|kingdom|republic)|nation-?wide|country-?wide|the\s+(?:country|nation|kingdom)[’']s|nationally|"
    r"the\s+(?:whole|entire)\s+(?:country|nation)|"
    r"national\s+(?:toll|total|tally|figures?|level|statistics)|elsewhere\s+in\s+the\s+country|parts\s+of\s+the\s+country|"
    r"since\s+the\s+(?:\w+\s+)?(?:coup|war|conflict|insurgency|uprising|revolution|civil\s+war|fighting|invasion)\b|"
    r"(?:in|of|by)\s+the\s+(?:\w+\s+)?(?:war|conflict|insurgency|rebellion)\b)",
    re.IGNORECASE,
)
# What says that a whole division is meant.
ACROSS_DIVISION: Final = re.compile(
    r"\b(?:(?:across|throughout|around|in|over|within|inside|all\s+over)\s+(?:the|this)\s+(?:whole\s+|entire\s+)?"
    r"(?:[\w-]+\s+)?(?:province|state|region|governorate|department|division|oblast|county|territory)\b(?!\s+of\b|\s+capital)|"
    r"(?:province|state|region)-?wide|the\s+(?:province|governorate|department)[’']s)",
    re.IGNORECASE,
)

# "In the capital", "the Afghan capital", "Somalia's capital": not that of a province.
_THE_CAPITAL: Final = re.compile(
    r"\b(?:the|its|[A-Z]\w+[’']s)\s+(?!(?:provincial|regional|state|district|departmental|county|territorial|municipal|financial|"
    r"commercial|business|governorate)\b)(?:national\s+|(?P<of>[A-Z]\w+(?:\s[A-Z]\w+)?)\s+)?capital\b(?!\s+(?:of|punishment|city\s+of))|"
    # cables in capitals
    r"\b(?:IN|AT|OF|TO|FROM|NEAR|ACROSS)\s+(?:THE|ITS)\s+(?:NATIONAL\s+)?CAPITAL\b(?!\s+(?:OF|PUNISHMENT|CITY\s+OF))",
)

# Who acts at home: "Venezuelan authorities", "Turkish police".
_HOME_FORCES: Final = re.compile(
    r"\s+(?:federal\s+|national\s+|anti-?\w+\s+|border\s+|riot\s+)?(?:police|authorities|prosecutors|customs|gendarmes?|gendarmerie|judges?|"
    r"courts?|investigators|detectives|coast\s?guard|security\s+services?)\b",
    re.IGNORECASE,
)


def capital_of(iso: str | None, gazetteer: Gazetteer) -> Place | None:
    """The capital of a country, by ISO code."""
    if iso is None or iso not in countries() or not countries()[iso].capital:
        return None
    name = countries()[iso].capital
    best = next(
        (e for e in gazetteer.entries(name) if e.country == iso and e.kind in ("town", "city", "capital")), None
    )
    if best is None:
        return None
    return town_of(name, best, gazetteer)


def capital_meant(
    text: str, sentence: Span, land: Place | None, adjectives: Mapping[str, str], gazetteer: Gazetteer
) -> Place | None:
    """The capital that a sentence speaks of: that of the country whose adjective is beside the word, else of ``land``, the
    country of the report. ``adjectives``: the country of each, in small letters."""
    found = _THE_CAPITAL.search(text, sentence.start, sentence.end)
    if found is None:
        return None
    of = adjectives.get((found["of"] or "").casefold())
    return capital_of(of or (land.country if land is not None else None), gazetteer)


def land_of_police(text: str, at: Span, land: Place | None, adjectives: Sequence[tuple[int, int, str]]) -> Place | None:
    """The country whose police or authorities a clause speaks of ("Venezuelan authorities captured"), where the report is on
    another one. ``adjectives``: start, end and country of each in the text."""
    found = [iso for start, end, iso in adjectives if at.start <= start < at.end and _HOME_FORCES.match(text, end)]
    return None if not found or (land is not None and found[0] == land.country) else land_of({found[0]: 1.0})


def land_of(shares: Mapping[str, float]) -> Place | None:
    """The country that a whole report is about: that with at least half of it. ``shares`` by ISO code, the greatest first."""
    iso = next(iter(shares), None)
    if iso is None or shares[iso] < _LAND or iso not in countries():
        return None
    land = countries()[iso]
    return Place(
        name=land.name,
        precision=PlacePrecision.COUNTRY,
        gazetteer_id=f"country:{iso}",
        resolved_name=land.name,
        country=iso,
        lat=land.lat,
        lon=land.lon,
        score=round(shares[iso], 4),
    )


def division_of(entry: Entry, gazetteer: Gazetteer) -> Place | None:
    """The first-level division that a place lies in."""
    name = gazetteer.admin1_name(entry.country, entry.admin1)
    if name is None or entry.kind in ("country", "admin1", "continent", "region"):
        return None
    found = [
        e
        for e in gazetteer.entries(name)
        if e.kind == "admin1" and (e.country, e.admin1) == (entry.country, entry.admin1)
    ]
    middle = gazetteer.admin1_middle(entry.country, entry.admin1) or (None, None)
    return Place(
        name=name,
        precision=PlacePrecision.ADMIN1,
        gazetteer_id=found[0].id if found else None,
        resolved_name=name,
        country=entry.country,
        admin1=name,
        lat=middle[0],
        lon=middle[1],
        score=0.5,
    )


def town_borne(site: str, gazetteer: Gazetteer, *, told: str | None = None) -> Entry | None:
    """The large town whose name a site bears ("the Brussels airport" in a report on Nice); None where the report's own town
    ``told`` bears that name."""
    named = _TOWNS_OWN.match(site) if told is None or not bears(site, told) else None
    known = [e for e in gazetteer.entries(named["town"]) if e.kind == "town"] if named is not None else []
    largest = max(known, key=lambda e: e.population, default=None)
    return largest if largest is not None and largest.population >= _LARGE else None


def bears(site: str, town: str) -> bool:
    """True where the name of a site is that of a town with a common word behind it ("Mongo hospital")."""
    name, rest = name_key(town), site[len(town) :]
    return bool(name) and name_key(site[: len(town)]) == name and bool(re.match(r"(?:['’]s)?\s+[a-z]", rest))
