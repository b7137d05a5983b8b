"""The place of a claim by the tie to its clause alone: the narrowest of what the clause and its sentence name, else the place of
its event, else where the text dwells. One of the things that are known of a place name (:mod:`dateline.resolve.where_features`)."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Sequence
from typing import TYPE_CHECKING, Final

from dateline.model import Claim, Mention
from dateline.resolve.options import RANK
from dateline.resolve.weighing import lies_in
from dateline.resolve.where_around import around
from dateline.terms import ClaimType, CountSpan
from dateline.text import Span

if TYPE_CHECKING:
    from dateline.resolve.places import StoryPlaces

__all__ = ["Ties"]

_CARRY_SENTENCES: Final = 4
_TOTAL_SENTENCES: Final = 2
# "the camp", "the city": the place of that kind that was named last.
_DEFINITE: Final = re.compile(
    r"\b(?:the|this|that)\s+(?P<kind>camp|village|town|city|district|province|state|island|"
    r"neighbou?rhood)\b(?!\s+(?:of|and)\b)",
    re.IGNORECASE,
)
_ITS_SITE: Final = re.compile(
    r"\bits (?:\w+ )?(?:hospital|market|school|mosque|church|clinic|airport|airfield|bridge|prison|streets?|cent(?:er|re)|"
    r"outskirts|suburbs|garrison|barracks|water)\b"
)
# Where the hurt lie, or people went to.
_BROUGHT_TO: Final = frozenset({"carried there", "treated there", "fled there"})
_DEFINITE_KINDS: Final = {
    "camp": ("camp",), "village": ("village", "town"), "town": ("town", "village"), "city": ("city", "town", "capital"),
    "district": ("admin2",), "province": ("admin1",), "state": ("admin1",), "island": ("island",),
    "neighborhood": ("quarter", "neighbourhood"),
}  # fmt: skip


class Ties:
    """The ties of one report's claims to its place names."""

    def __init__(self, story: StoryPlaces, text: str, starts: Sequence[int]) -> None:
        self._story, self._text, self._starts = story, text, starts

    def ruled(self, claim: Claim, at: Span, event: Mention | None) -> Mention | None:
        """The place name by the tie to the clause alone: the narrowest of what the clause and its sentence name, else the
        event's, else where the text dwells."""
        given = [m for m in claim.place_mentions if not self._passing(m, at)]
        if (meant := self._definite(given, at)) is not None:
            return meant
        if given:
            return self._narrowest(given, at)
        if event is not None:
            return event
        span = claim.toll.count_span if claim.toll is not None else CountSpan.INCIDENT
        if claim.type is ClaimType.FIGURE and span not in (CountSpan.INCIDENT, CountSpan.STOCK):
            return self._near_before(at, _TOTAL_SENTENCES)
        return self._carried(at)

    def _definite(self, given: Sequence[Mention], at: Span) -> Mention | None:
        """What "the camp" or "the city" means in a clause that names no place itself: the one that was named last."""
        sentence = max(0, bisect_right(self._starts, at.start) - 1)
        if any(self._story.sentence_of(m) == sentence for m in given[:3]):
            return None
        end = self._starts[sentence + 1] if sentence + 1 < len(self._starts) else len(self._text)
        found = _DEFINITE.search(self._text, self._starts[sentence], end)
        if found is None and sentence and _ITS_SITE.search(self._text, self._starts[sentence], end):
            # "The town has been cut off for a week. Shells hit its hospital."
            found = _DEFINITE.search(self._text, self._starts[sentence - 1], self._starts[sentence])
        if found is None:
            return None
        kinds = _DEFINITE_KINDS[found["kind"].lower().replace("neighbour", "neighbor")]
        brought: Mention | None = None
        for mention in reversed([m for m in self._story.mentions if m.span.start < found.start()]):
            best, tags = self._story.resolved(mention).best, self._story.tags(mention)
            if set(kinds) & set(tags) or (
                best is not None and best.kind in kinds and not {"quarter", "site", "camp"} & set(tags)
            ):
                if "town" in kinds and _BROUGHT_TO.intersection(around(self._text, mention.span)):
                    brought = brought or mention
                    continue
                return mention if brought is None or self._story.key(mention) != self._story.key(brought) else brought
        return brought

    def _passing(self, mention: Mention, at: Span) -> bool:
        """A place far off, or one of another sentence that somebody only came from, went to or spoke for."""
        if {"distant", "body"} & set(self._story.tags(mention)):
            return True
        sentence = max(0, bisect_right(self._starts, at.start) - 1)
        passing = bool({"from", "speaks"} & set(self._story.tags(mention))) or mention.words.lower().endswith(
            "police station"
        )
        return self._story.sentence_of(mention) != sentence and passing

    def _narrowest(self, given: Sequence[Mention], at: Span) -> Mention:
        """The best-ranked mention, or, where it is wider than a town, a narrower one of its sentence that lies in it."""
        top = given[0]
        if not top.span.touches(at):
            inside = [
                m for m in given if m.span in at and not {"from", "speaks", "modifier"} & set(self._story.tags(m))
            ]
            # the claims' stage puts a narrower place of the same event before a district or province of the clause
            top = (
                inside[0]
                if inside and (self._story.rank(inside[0]) <= 2 or self._story.rank(top) >= self._story.rank(inside[0]))
                else top
            )
        rank = self._story.rank(top)
        if "dateline" in self._story.tags(top):
            return min(
                (m for m in self._story.mentions if "dateline" in self._story.tags(m)),
                key=lambda m: (self._story.rank(m), m.span.start),
            )
        if rank <= 2:
            return top
        options = [m for m in given if m is not top and self._story.sentence_of(m) == self._story.sentence_of(top)]
        options += [m for m in self._story.mentions if m not in options and m is not top and self._story.joined(m, top)]
        if rank >= RANK["region"] and self._story.sentence_of(top) != bisect_right(self._starts, at.start) - 1:
            # Carried over and wide: the place of the dateline, where it lies in it, says more.
            options += [m for m in self._story.mentions if "dateline" in self._story.tags(m) and m is not top]
        options = [
            m
            for m in options
            if self._story.joined(m, top) or not {"from", "speaks", "near"} & set(self._story.tags(m))
        ]
        for mention in sorted(options, key=lambda m: (self._story.rank(m), abs(m.span.start - at.start))):
            if (
                self._story.rank(mention) < rank
                and "speaks" not in self._story.tags(mention)
                and self._within(mention, top)
            ):
                return mention
        return top

    def _within(self, inner: Mention, outer: Mention) -> bool:
        if self._story.joined(inner, outer):
            return True
        a, b = self._story.resolved(inner).best, self._story.resolved(outer).best
        if a is None or b is None:
            return (
                b is not None
                and b.kind == "country"
                and self._story.sentence_of(inner) == self._story.sentence_of(outer)
            )
        return lies_in(a, b)

    def usable(self) -> list[Mention]:
        return [
            m
            for m in self._story.mentions
            if not {"speaks", "from", "modifier", "distant", "body"} & set(self._story.tags(m))
        ]

    def _near_before(self, at: Span, reach: int) -> Mention | None:
        """The narrowest place of the sentence, or of the nearest one before it that has any, ``reach`` back at most."""
        sentence = max(0, bisect_right(self._starts, at.start) - 1)
        near = [
            m for m in self.usable() if 0 <= sentence - self._story.sentence_of(m) <= reach and m.span.start < at.end
        ]
        if not near:
            return None
        last = max(self._story.sentence_of(m) for m in near)
        return min(
            (m for m in near if self._story.sentence_of(m) == last), key=lambda m: (self._story.rank(m), m.span.start)
        )

    def _carried(self, at: Span) -> Mention | None:
        """The place where the text dwells: of the sentences before, else the report's main place."""
        near = self._near_before(at, _CARRY_SENTENCES)
        if near is not None:
            return near
        usable = self.usable()
        lead = [m for m in usable if self._story.sentence_of(m) <= _CARRY_SENTENCES] or [
            m for m in self._story.mentions if "dateline" in self._story.tags(m)
        ]
        return min(lead, key=lambda m: (self._story.rank(m) > 5, m.span.start)) if lead else None
