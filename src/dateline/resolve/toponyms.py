"""Every place name of a report with the point that it is led to: what a map of the report shows, and what geoparsing
tasks ask for. Names of places that only give an adjective or a people ("Georgian", "Palestinians") are told apart."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Final

from dateline.model import Candidate, Mention, Reading
from dateline.resolve.gazetteer import Gazetteer
from dateline.resolve.places import StoryPlaces, adjectives
from dateline.text import Span

__all__ = ["Toponym", "toponyms"]

_MOST: Final = 6
_CASED_KIND: Final = re.compile(r"^[\s-]+[A-Z][\w’'-]*$")


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


def toponyms(reading: Reading, gazetteer: Gazetteer) -> list[Toponym]:
    """The place names of a report in the order of the text, none within another.

    A name is given with the kind word that belongs to it ("Rapides Parish", "Lake Chad"), without article, direction in
    small letters and possessive ending. Places without a name of their own (hotels, bridges, schools) are left out where no
    place is known by their name.
    """
    story = StoryPlaces(reading, gazetteer)
    text = reading.report.text.clean
    found: list[Toponym] = []
    for mention in story.mentions:
        found.append(_of_mention(story, mention, text))
    taken = [t.span for t in found]
    pattern, lands = adjectives()
    for match in pattern.finditer(text):
        span = Span(*match.span())
        if not match.group()[0].isupper() or any(span.touches(t) for t in taken):
            continue
        entry = next(
            (e for e in gazetteer.entries(match.group()) if e.country == lands[match.group().casefold()]), None
        )
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
    )
