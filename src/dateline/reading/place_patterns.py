"""Names of places found by the words beside them: "village of X", "X district", "Hotel X", "the 2900 block of S. 12th St."."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from typing import Final

from dateline.reading.not_places import word_list
from dateline.reading.place_words import (
    ADMINISTRATIVE,
    ALL_KINDS,
    KIND_OF_OTHER,
    LOWER_OTHER,
    NAME_MORE,
    NOT_NAMES,
    OFFICE,
    ORGANISATIONAL,
    SITE_WORDS,
    TAG_OF_KIND,
)
from dateline.text import Span

__all__ = ["SIDE", "Found", "by_pattern", "tag_of"]


@dataclass(frozen=True, slots=True)
class Found:
    """A place name: all its words, the bare name in them, tags, and the hand that found it."""

    span: Span
    head: Span
    tags: tuple[str, ...]
    by: str


@cache
def _patterns() -> tuple[tuple[str, re.Pattern[str]], ...]:
    """Patterns over cased text; group ``name`` is the bare name, group ``kind`` the kind word."""
    return (
        (
            "kind of",
            re.compile(
                rf"\b(?P<kind>(?i:{ALL_KINDS})s?)\s+(?:of|called|named|known\s+as)\s+(?P<name>{NAME_MORE})(?:\s+(?P<after>(?i:{ALL_KINDS}))\b)?"
            ),
        ),
        (
            "name kind",
            re.compile(
                rf"(?<![’'])\b(?P<name>{NAME_MORE})[\s-]+(?P<kind>(?i:{ALL_KINDS}))\b(?!\s+of\b(?!\s+(?:the\s+)?(?:city|town|capital|[A-Z])))"
            ),
        ),
        ("site", re.compile(rf"(?<![’'])\b(?P<name>{NAME_MORE})\s+(?P<kind>(?i:{SITE_WORDS}))\b")),
        ("area", re.compile(rf"\b(?P<name>{NAME_MORE})\s+(?P<kind>area|areas|locality|sector|section|limits)\b")),
    )


_ENDS_IN_KIND: Final = re.compile(rf"\s(?:{ALL_KINDS})$", re.IGNORECASE)


@cache
def _caps_patterns() -> tuple[tuple[str, re.Pattern[str]], ...]:
    """The same for upper-case cables, where only the kind word tells a name."""
    little = "THE|A|AN|IN|ON|AT|OF|TO|AND|BY|FOR|FROM|THAT|THIS|WITH|WAS|WERE|IS|ARE|HAS|HAVE|ANOTHER|OTHER|SAID|WHO"
    word = rf"(?!(?:{little})\b)[A-Z][A-Z’'-]+"
    name = rf"(?P<name>{word}(?:\s+(?:DE|DEL|LA|LAS|LOS|EL|SAN|SANTA|SANTO)\s+{word}|(?:\s+{word}){{1,3}})?)"
    kinds = ALL_KINDS.upper()
    return (
        ("kind of", re.compile(rf"\b(?P<kind>{kinds})\s+OF\s+{name}")),
        (
            "name kind",
            re.compile(rf"\b(?:IN|AT|OF|NEAR|FROM|TO|,)\s+(?:THE\s+)?{name}\s+(?P<kind>{kinds})\b(?!\s+OF\s)"),
        ),
        ("site", re.compile(rf"\b(?:IN|AT|OF|NEAR|FROM|TO|,)\s+(?:THE\s+)?{name}\s+(?P<kind>{SITE_WORDS.upper()})\b")),
    )


_DESCRIBES: Final = re.compile(r"-(?:torn|\w+ing|\w+ed|ridden|stricken|hit|rich|held)$")

# "The 2900 block of S. 12th St.", "the 3600 block of Fairview": whatever the street is called, it is one.
_BLOCK: Final = re.compile(
    r"\b\d{2,5}\s+block\s+of\s+(?P<name>(?:(?:[NSEW]\.?|[NS][EW]|North|South|East|West)\s+)?"
    r"(?:\d+(?:st|nd|rd|th)|[A-Z](?=\s+St)|[A-Z][\w’'-]+)(?:\s+(?:\d+(?:st|nd|rd|th)|[A-Z][\w’'-]*))*"
    r"(?:(?<=\b(?:St|Rd|Dr|Ct|Ln|Pl))\.|(?<=\b(?:Ave))\.|(?<=\b(?:Blvd|Pkwy))\.)?)"
)
# "Debhata sub District of Satkhira District": two names, one within the other.
_ONE_IN_ANOTHER: Final = re.compile(
    rf"(?P<inner>.+?)\s+(?P<kind>(?i:{ALL_KINDS}))\s+of\s+(?:the\s+)?(?P<outer>[A-Z].*)", re.DOTALL
)
# "West Side Austin neighborhood": a part of the city, and the neighbourhood in it.
SIDE: Final = re.compile(r"(?i:(?:(?:far|near)\s+)?(?:(?:north|south|east|west)(?:east|west)?\s+)?side)\s+(?=[A-Z])")


def tag_of(kind: str) -> str:
    """The tag that a kind word gives: ``town``, ``quarter``, ``admin1`` …, ``site`` for all others."""
    kind = re.sub(r"\s+", " ", kind.lower())
    return TAG_OF_KIND.get(kind) or TAG_OF_KIND.get(kind.removesuffix("s")) or "site"


def by_pattern(text: str) -> Iterator[Found]:
    """Every name of a text that the words beside it make a place's, in no order; stretches may touch."""
    for match in _BLOCK.finditer(text):
        yield Found(Span(*match.span("name")), Span(*match.span("name")), ("site",), "block")
    for by, pattern in _patterns():
        for match in pattern.finditer(text):
            start, end = match.span("name")
            while (first := re.match(r"[\w’'-]+\s+", text[start:end])) and first.group().strip().lower() in NOT_NAMES:
                start += first.end()
            if side := SIDE.match(text[start:end]):
                start += side.end()
            if by in ("name kind", "site") and (nested := _ONE_IN_ANOTHER.fullmatch(text[start:end])):
                tag, inner = tag_of(nested["kind"]), Span(start, start + nested.end("inner"))
                if nested["inner"].lower() not in NOT_NAMES and tag not in ("water", "mountain"):
                    yield Found(Span(start, start + nested.end("kind")), inner, (tag,), by)
                start += nested.start("outer")
            name = text[start:end]
            if not name or name.lower() in NOT_NAMES or (name.isupper() and len(name.split()) > 2):
                continue
            kind = match["kind"]
            if by == "kind of":
                if not match["after"] and _ENDS_IN_KIND.search(name):
                    continue
                tag = tag_of(match["after"] or kind)
                if kind.lower().removesuffix("s") in KIND_OF_OTHER and not (
                    kind in ADMINISTRATIVE
                    and re.search(
                        r"\b(?:in|of|from|near|to)\s+the\s+(?:[\w-]+\s+)?$",
                        text[max(0, match.start() - 30) : match.start()],
                    )
                    and not OFFICE.match(name)
                ):
                    continue
                tags = (
                    ()
                    if tag in ("water", "mountain") or kind.lower().startswith(("forest", "jungle", "coast"))
                    else (tag,)
                )
                yield Found(Span(start, match.end() if match["after"] else end), Span(start, end), tags, by)
                continue
            if kind in LOWER_OTHER:
                continue
            if kind.lower() in ORGANISATIONAL and not re.search(
                r"\b(?:in|of|near|at|,)\s+(?:the\s+)?$", text[max(0, start - 12) : start]
            ):
                continue
            if by == "name kind" and tag_of(kind) in ("water", "mountain"):
                yield Found(Span(start, match.end()), Span(start, match.end()), (tag_of(kind),), by)
            elif by == "site":
                yield Found(Span(start, match.end()), Span(start, match.end()), ("site",), by)
            elif by == "area":
                yield Found(Span(start, end), Span(start, end), ("town",), by)
            else:
                if owner := re.match(r"[\w .-]+[’']s\s+(?=[A-Z])", text[start:end]):
                    start += owner.end()  # "Haiti's Artibonite region"
                yield Found(Span(start, match.end()), Span(start, end), (tag_of(kind),), by)
    if sum(c.isupper() for c in text) > 0.6 * sum(c.isalpha() for c in text):
        described = word_list("describe")
        for by, pattern in _caps_patterns():
            for match in pattern.finditer(text):
                start, end = match.span("name")
                words = [word.lower() for word in text[start:end].split()]
                if any(w in NOT_NAMES for w in words) or all(w in described or _DESCRIBES.search(w) for w in words):
                    continue
                if by == "site":
                    yield Found(Span(start, match.end()), Span(start, match.end()), ("site",), by)
                    continue
                tag, whole = tag_of(match["kind"]), Span(start, end if by == "kind of" else match.end())
                if by == "kind of" and (
                    last := re.fullmatch(rf"(?s:(?P<name>.+?))\s+(?P<kind>{ALL_KINDS.upper()})", text[start:end])
                ):
                    tag, end = tag_of(last["kind"]), start + last.end("name")
                elif tag in ("water", "mountain"):
                    continue
                yield Found(whole, Span(start, end), (tag,), by)
