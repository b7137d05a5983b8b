"""What a claim's place is chosen among: the options, what the report tells besides, and how narrow each kind of place is."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import Final

from dateline.model import Mention, Place
from dateline.text import Span

__all__ = ["RANK", "Option", "Told"]

RANK: Final[Mapping[str, int]] = {
    "site": 0, "neighbourhood": 1, "quarter": 1, "camp": 2, "village": 2, "town": 2, "city": 2, "capital": 2,
    "admin2": 4, "island": 4,
    "mountain": 4, "border": 5, "water": 5, "admin1": 6, "region": 7, "direction": 7, "country": 8, "continent": 9,
}  # fmt: skip
"""How narrow a kind of place is, the narrowest first; what no gazetteer knows has 3."""


@dataclass(frozen=True, slots=True)
class Option:
    """A place that a claim may have happened at: a name of the report (``mention``) or a place that none stands for (``place``).

    ``key`` is the same for all names of one place; ``seat`` is set for the town that "the provincial capital" of the clause means.
    """

    features: Mapping[str, float]
    key: str
    mention: Mention | None = None
    place: Place | None = None
    seat: bool = False


@dataclass(frozen=True, slots=True)
class Told:
    """What a report tells: the clean spans of the triggers of all its claims; of the events whose place has been found, the
    trigger and the words that name the place."""

    triggers: tuple[Span, ...] = ()
    events: tuple[tuple[Span, Span], ...] = ()

    def with_event(self, trigger: Span, words: Span) -> Told:
        """The same with one more event whose place has been found."""
        return replace(self, events=(*self.events, (trigger, words)))
