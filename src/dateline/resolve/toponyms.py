"""Every place name of a report with the point that it is led to: what a map of the report shows, and what geoparsing
tasks ask for. Names of places that only give an adjective or a people ("Georgian", "Palestinians") are told apart."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Final

from dateline.model import Candidate, Mention, Reading
from dateline.resolve.gazetteer import Form, Gazetteer
from dateline.resolve.names import name_key
from dateline.resolve.places import StoryPlaces, adjectives
from dateline.resolve.spotting import leading_place, spotted
from dateline.resolve.weighing import Home
from dateline.terms import MentionKind
from dateline.text import Span

__all__ = ["Toponym", "toponyms"]

_MOST: Final = 6
# What roads and rooms are numbered by, and chambers: marked now and then, no names of places.
_NO_NAME: Final = re.compile(
    r"(?:Route|Interstate|Exit|Highway|Lot|Unit|Room|Section|Area|House|Senate|Congress|Center|Centre|Street|St\.|Discotheque)(?:\s+\d+)?|.",
)
_WIDE_ADJECTIVES: Final = frozenset({"african", "asian", "european", "africans", "asians", "europeans"})


@dataclass(frozen=True, slots=True, kw_only=True)
class Toponym:
    """A name where it stands: clean ``span`` and ``words``, the candidates with scores and reasons, the best first.

    ``clear`` tells whether the best one is taken or the place stays open; ``lat`` and ``lon`` (WGS84 degrees) are those of
    the best one, None where no place is known by this name. ``adjective`` is True for "Georgian", "Palestinians".
    """

    span: Span
    words: str
    candidates: tuple[Candidate, ...]
    clear: bool
    lat: float | None
    lon: float | None
    adjective: bool = False

    @property
    def best(self) -> Candidate | None:
        return self.candidates[0] if self.candidates else None


def toponyms(reading: Reading, gazetteer: Gazetteer, *, home: Home | None = None) -> list[Toponym]:
    """The place names of a report in the order of the text, none within another.

    A name is given with the kind word that belongs to it ("Rapides Parish", "Lake Chad"), without article, direction in
    small letters and possessive ending. Of a site that no place is known by only the place in its name is given
    ("Vancouver International Airport").
    """
    text = reading.report.text.clean
    known = [m for m in reading.mentions if m.kind is MentionKind.PLACE]
    known = _cut(known, text, gazetteer)
    reading = replace(reading, mentions=tuple(known))
    story = StoryPlaces(reading, gazetteer, further=spotted(reading, gazetteer, known), home=home)
    found = [_of_mention(story, mention, text) for mention in story.mentions]
    taken = [t.span for t in found]
    pattern, lands = adjectives()
    for match in pattern.finditer(text):
        span = Span(*match.span())
        if not match.group()[0].isupper() or any(span.touches(t) for t in taken):
            continue
        iso = lands[match.group().casefold()]
        entry = next((e for e in gazetteer.entries(match.group()) if e.country == iso), None)
        if entry is None:
            continue
        found.append(
            Toponym(
                span=span,
                words=match.group(),
                candidates=(entry.candidate(1.0, ("the adjective of a country",)),),
                clear=True,
                lat=entry.lat,
                lon=entry.lon,
                adjective=True,
            )
        )
    return sorted(found, key=lambda t: t.span)


def _cut(mentions: Sequence[Mention], text: str, gazetteer: Gazetteer) -> list[Mention]:
    """The mentions with those parts of them that are places: a site's town, a possessor, two names joined by a hyphen."""

    def known(name: str) -> bool:
        return any(e.form in (Form.MAIN, Form.OTHER, Form.FREE) for e in gazetteer.entries(name))

    seen = {name_key(text[m.head.start : m.head.end]) for m in mentions if known(m.words)}
    kept: list[Mention] = []
    for mention in mentions:
        if _NO_NAME.fullmatch(mention.words):
            continue
        span = mention.span
        words = text[span.start : span.end]
        if known(words) or ("site" not in mention.label.split() and known(text[mention.head.start : mention.head.end])):
            kept.append(mention)
        elif (own := re.match(r"(.+?)[’']s\s+(?=[A-Z])", words)) and known(own[1]):
            kept.append(_part(mention, Span(span.start, span.start + len(own[1])), text))
            rest = Span(span.start + own.end(), span.end)
            if "site" not in mention.label.split():
                kept.append(_part(mention, rest, text))
        elif (
            "-" in words and known((halves := words.split("-", 1))[0]) and known(halves[1]) and halves[1][:1].isupper()
        ):
            kept.append(_part(mention, Span(span.start, span.start + len(halves[0])), text))
            kept.append(_part(mention, Span(span.end - len(halves[1]), span.end), text))
        elif (
            first := leading_place(span, text, gazetteer, seen)
        ) is not None and "direction" not in mention.label.split():
            kept.append(_part(mention, first, text))
        elif "site" not in mention.label.split():
            kept.append(mention)
    return kept


def _part(mention: Mention, span: Span, text: str) -> Mention:
    label = " ".join(t for t in mention.label.split() if t in ("dateline", "near", "from", "distant"))
    return replace(mention, span=span, head=span, words=text[span.start : span.end], label=label)


def _of_mention(story: StoryPlaces, mention: Mention, text: str) -> Toponym:
    resolved = story.resolved(mention)
    span = story.name_span(mention)
    point = story.point(resolved.best) if resolved.best is not None else None
    return Toponym(
        span=span,
        words=text[span.start : span.end],
        candidates=tuple(e.candidate(s, r) for e, s, r in resolved.candidates[:_MOST]),
        clear=resolved.clear,
        lat=point[0] if point else None,
        lon=point[1] if point else None,
        adjective=text[span.start : span.end].casefold() in _WIDE_ADJECTIVES
        or text[span.start : span.end].casefold() in adjectives()[1],
    )
