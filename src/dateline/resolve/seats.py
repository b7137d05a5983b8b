"""The capital of a province: "hundreds marched through the provincial capital" names a town without its name."""

from __future__ import annotations

import re
from collections.abc import Mapping
from functools import cache
from typing import Final

from dateline.model import Place
from dateline.resolve.countries import FOLDER, table
from dateline.resolve.gazetteer import Entry, Gazetteer
from dateline.resolve.names import name_key
from dateline.resolve.where_around import around
from dateline.terms import PlacePrecision
from dateline.text import Span

__all__ = ["provincial_capital", "seat_of", "town_of"]

_KIND: Final = (
    r"(?:provincial|regional|state|departmental|governorate|prefectural|"
    r"province[’']s|region[’']s|governorate[’']s|department[’']s)"
)
# No name may follow: "the provincial capital, Mongo" is that name.
_CAPITAL: Final = re.compile(
    rf"\b(?i:(?:the|its|this|that|whose)\s+(?:same\s+)?{_KIND}\s+capital)\b"
    r"(?!\s+(?:city\s+)?of\b)(?!\s*,?\s*(?:city\s+)?[A-Z])|"
    r"\b(?i:the\s+capital\s+of\s+(?:the|this|that)\s+(?:(?:[a-z]+)\s+)?(?:province|region|state|governorate|department))\b(?!\s+of\b)|"
    # "Helmand's provincial capital", "the Helmand capital", "the capital of Helmand province"
    rf"\b(?P<owner>[A-Z][\w’'-]*?(?:\s+[A-Z][\w’'-]*?){{0,2}})(?:\s+(?i:province|state|region|governorate|department))?[’']s?\s+"
    rf"(?i:(?:{_KIND}\s+)?capital)\b(?!\s+(?:city\s+)?of\b)(?!\s*,?\s*(?:city\s+)?[A-Z])|"
    rf"\b(?i:the\s+)(?P<before>[A-Z][\w’'-]*(?:\s+[A-Z][\w’'-]*){{0,2}})\s+(?i:(?:{_KIND}\s+)?capital)\b(?!\s+of\b)(?!\s*,?\s*[A-Z])|"
    rf"\b(?i:the\s+(?:{_KIND}\s+)?capital\s+of\s+(?:the\s+)?)(?P<of>[A-Z][\w’'-]*(?:[ -][A-Z][\w’'-]*){{0,3}})",
)
_ELSEWHERE: Final = frozenset({"carried there", "treated there", "fled there", "came there", "said there"})
_BEHIND, _AHEAD = 70, 90
"""Characters between what happened and "the provincial capital" behind it, or before it."""
_FRONTED: Final = re.compile(
    r"\s*(?:[A-Z][a-z]+,?\s+)?(?:[Ii]n|[Aa]t|[Aa]cross|[Oo]utside|[Nn]ear|[Aa]round|[Ii]nside)\s+"
)
# "Mongo, the capital of Guéra province": that name; "north of the capital of X", "30 km from the provincial capital": not in it.
_NOT_THERE: Final = re.compile(
    r"[\w)’']\s*(?:,|\()\s*(?:the\s+)?$|\b(?:north|south|east|west)\w*\s+of\s+$|\b(?:from|away|to|towards?|for|outside|beyond)\s+$"
)
_BREAK: Final = re.compile(r"[.;:!?\n]|\b(?:said|says|told)\b")


@cache
def _seats() -> Mapping[tuple[str, str], str]:
    """The capital of each first-level division, by country and the key of the division's name."""
    return {
        (row["country"], name_key(row["name"])): row["seat"]
        for row in table(FOLDER / "admin1.tsv")
        if row["seat"] and not row["seat"].startswith("=")
    }


def seat_of(iso: str | None, code: str | None, gazetteer: Gazetteer) -> Place | None:
    """The capital of a first-level division, by ISO code of the country and GeoNames code; None where it is not known."""
    name = gazetteer.admin1_name(iso, code)
    seat = _seats().get((iso or "", name_key(name or "")))
    if seat is None:
        return None
    best = next(
        (e for e in gazetteer.entries(seat) if (e.country, e.admin1) == (iso, code) and e.kind in ("town", "city")),
        None,
    )
    if best is None:
        return None
    return town_of(seat, best, gazetteer)


def town_of(name: str, entry: Entry, gazetteer: Gazetteer) -> Place:
    """The place of a town that a text means without naming it, under the name by which it is known."""
    return Place(
        name=name,
        precision=PlacePrecision.TOWN,
        gazetteer_id=entry.id,
        resolved_name=entry.name,
        country=entry.country,
        admin1=gazetteer.admin1_name(entry.country, entry.admin1),
        pcode=gazetteer.pcode(entry),
        lat=entry.lat,
        lon=entry.lon,
        score=0.9,
    )


def provincial_capital(text: str, sentence: Span, trigger: Span) -> tuple[Span, Span | None] | None:
    """The words for a provincial capital that a claim happened in, and the name of the province in them, if there is one.

    They stand close behind what happened (``trigger``), or before it ("In the provincial capital, police fired …"); where
    somebody was brought to it, fled to it or spoke in it they count for nothing.
    """
    for found in _CAPITAL.finditer(text, sentence.start, sentence.end):
        at = Span(*found.span())
        before = text[sentence.start : at.start]
        if at.start >= trigger.end:
            between, most = text[trigger.end : at.start], _BEHIND
        elif _FRONTED.fullmatch(before):
            between, most = text[at.end : trigger.start], _AHEAD
        else:
            continue
        if (
            len(between) > most
            or _BREAK.search(between)
            or _NOT_THERE.search(before)
            or set(around(text, at)) & _ELSEWHERE
        ):
            continue
        group = next((g for g in ("owner", "before", "of") if found[g]), None)
        return at, Span(*found.span(group)) if group else None
    return None
