"""Names of a report that cannot be the place of a claim, whatever their weight: rules of language, before the choice is made.

The guide to annotation puts a claim at "the narrowest named place that the text ties it to", people who left at the place that
they left, and nothing at the place of who speaks.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator, Sequence
from itertools import pairwise
from typing import TYPE_CHECKING, Final

from dateline.model import Claim, Mention, Place
from dateline.resolve.gazetteer import Gazetteer
from dateline.resolve.names import name_key
from dateline.resolve.options import Option
from dateline.resolve.seats import provincial_capital, seat_of
from dateline.resolve.ties import Ties
from dateline.resolve.weighing import lies_in
from dateline.resolve.where_around import (
    arrived_at,
    fled_to,
    in_byline,
    in_transit,
    left_for,
    names_body,
    people_left,
    taken_before,
    taken_from,
    whose_forces,
)
from dateline.resolve.where_features import ACROSS_LAND_FEATURE, HEADS_ITEM
from dateline.terms import TAKEN, EventKind, Measure
from dateline.text import Span

if TYPE_CHECKING:
    from dateline.resolve.places import StoryPlaces

__all__ = ["RuledOut"]

_DISTRICT: Final = 4
_WIDE: Final = 5
"""Ranks (:data:`dateline.resolve.options.RANK`) of a district and of what is wider than one."""
_STAY: Final = frozenset({Measure.HOSTED, Measure.RETURNED, Measure.PRESENT, Measure.TRAPPED})
"""Of such the place is where they are, and may be where others tell that they went."""
# "In Salamat, …": the land that a whole sentence is about.
_FRAME: Final = re.compile(
    r"\s*(?:Meanwhile,?\s+|Elsewhere\s+)?(?:In|Across|Throughout|Within)\s+(?:the\s+)?(?:[\w-]+\s+){0,3}?$"
)
_FRAMED: Final = re.compile(r"(?:\s+[a-z]+)?,\s")


class RuledOut:
    """What cannot be the place of a claim, among the names of one report."""

    def __init__(self, story: StoryPlaces, ties: Ties, land: Place | None, text: str, starts: Sequence[int]) -> None:
        self._story, self._ties, self._land, self._text, self._starts = story, ties, land, text, starts
        self._sentences = [story.sentence_of(m) for m in story.mentions]
        self._gone_to = [left_for(text, m.span) for m in story.mentions]
        self._fled_to = [gone and fled_to(text, m.span) for m, gone in zip(story.mentions, self._gone_to, strict=True)]
        self._arrived = {
            story.key(m)
            for m, gone in zip(story.mentions, self._gone_to, strict=True)
            if gone or arrived_at(text, m.span)
        }
        bodies = {
            name_key(m.words).removeprefix("ngo ")
            for m in story.mentions
            if names_body(text, m.span, speaks="speaks" in story.tags(m)) and not story.resolved(m).candidates
        }
        self._never = {
            m.span
            for m in story.mentions
            if self._of_forces(m) or in_byline(text, m.span) or name_key(m.words).removeprefix("ngo ") in bodies
        }

    def kept(self, options: list[Option], claim: Claim, at: Span, trigger: Span) -> list[Option]:
        """The options that are left; where none would be, all that the stage of claims left.

        ``at`` is the clean clause of the claim, ``trigger`` the words in it that say what happened.
        """
        barred = {m.span for m in claim.barred_mentions}
        options = [o for o in options if o.mention is None or o.mention.span not in barred]
        seat = next((o.place for o in options if o.seat), None)
        barred |= self._names(claim, at, trigger, barred, seat=seat)
        left = [o for o in options if o.mention is None or o.mention.span not in barred]
        if (taken := self._taken_from(at, trigger)) and any(o.mention is not None and o.key in taken for o in left):
            left = [o for o in left if o.mention is not None and o.key in taken]
        if self._of_taken(claim, at, trigger) and any(o.mention is None for o in left):
            left = [o for o in left if o.mention is None]
        if any(HEADS_ITEM in o.features for o in left):  # not the country of the report, unless it is meant
            left = [
                o for o in left if o.place is None or o.place is not self._land or ACROSS_LAND_FEATURE in o.features
            ]
        return left or options

    def _names(self, claim: Claim, at: Span, trigger: Span, barred: set[Span], *, seat: Place | None) -> set[Span]:
        """The spans of the names that cannot be the place of a claim. ``barred`` are those that the stage of claims has ruled out,
        ``seat`` the town that "the provincial capital" of the claim's clause means."""
        here = max(0, bisect_right(self._starts, trigger.start) - 1)
        found = set(self._never)
        found |= set(self._left_for(claim, at, trigger, here))
        found |= set(self._outer(here, found | barred))
        found |= set(self._end_of_way(trigger, here))
        found |= set(self._outside_frame(here))
        if seat is not None:
            found |= set(self._not_the_seat(seat, trigger, here))
        return found

    def _of_taken(self, claim: Claim, at: Span, trigger: Span) -> bool:
        """True for "whose nine abducted staff had worked here", beside no name and of no event of the report."""
        here = max(0, bisect_right(self._starts, trigger.start) - 1)
        return (
            claim.toll is not None
            and claim.about is None
            and claim.toll.measure in TAKEN
            and taken_before(self._text, at)
            and not any(
                s == here and m.span not in self._never
                for m, s in zip(self._story.mentions, self._sentences, strict=True)
            )
        )

    def _taken_from(self, at: Span, trigger: Span) -> set[str]:
        """The keys of the names that a clause tells people or things were taken from, if it does."""
        here = max(0, bisect_right(self._starts, trigger.start) - 1)
        mine = [m for m, s in zip(self._story.mentions, self._sentences, strict=True) if s == here]
        clause = Span(max(self._starts[here], min(at.start, trigger.start)), trigger.end)
        return {self._story.key(m) for m in mine if taken_from(self._text, clause, m.span)}

    def seat(self, sentence: Span, trigger: Span, gazetteer: Gazetteer) -> Place | None:
        """The town that "the provincial capital" means: of the division named in these words, else of the one in which the town
        named last lies. None where the words name the town itself."""
        words = provincial_capital(self._text, sentence, trigger)
        if words is None:
            return None
        whole, named = words
        if named is not None:
            its = [m for m in self._story.mentions if m.span.touches(named)]
            best = next((self._story.resolved(m).best for m in its), None)
            if best is None or best.kind != "admin1":
                return None
        else:
            usable = self._ties.usable()
            before = [m for m in usable if m.span.start < whole.start] or usable[:1]
            clear = [r for m in reversed(before) if (r := self._story.resolved(m)).clear and r.best is not None]
            best = next((r.best for r in clear if r.best is not None and r.best.admin1 is not None), None)
        return seat_of(best.country, best.admin1, gazetteer) if best is not None else None

    def _of_forces(self, mention: Mention) -> bool:
        """True for the country of "Chad's army" where the report is on that country: its army may be anywhere in it."""
        best = self._story.resolved(mention).best
        return (
            best is not None
            and best.kind == "country"
            and self._land is not None
            and best.country == self._land.country
            and whose_forces(self._text, mention.span)
        )

    def _left_for(self, claim: Claim, at: Span, trigger: Span, here: int) -> Iterator[Span]:
        """Of another sentence what people only went to; of people who left, in every sentence, what they left for."""
        went = list(zip(self._story.mentions, self._sentences, self._gone_to, self._fled_to, strict=True))
        stay = claim.toll is not None and claim.toll.measure in _STAY
        if not stay:
            yield from (
                m.span
                for m, sentence, _, fled in went
                if fled and sentence != here and "camp" not in self._story.tags(m)
            )
        displaced = claim.kind is EventKind.DISPLACEMENT or (
            claim.toll is not None and claim.toll.measure is Measure.DISPLACED
        )
        if displaced and people_left(self._text, Span(min(at.start, trigger.start), max(at.end, trigger.end))):
            keys = {self._story.key(m) for m, sentence, gone, _ in went if gone and sentence == here}
            yield from (m.span for m, _, _, _ in went if self._story.key(m) in keys)

    def _outer(self, here: int, out: set[Span]) -> Iterator[Span]:
        """The wider of two names of the claim's sentence that stand as one place: "the X pass in central Y"."""
        mine = [m for m, s in zip(self._story.mentions, self._sentences, strict=True) if s == here]
        for inner, outer in pairwise(mine):
            ranks = self._story.rank(inner), self._story.rank(outer)
            if ranks[0] <= _DISTRICT and ranks[1] > max(ranks[0], _WIDE) and self._story.joined(inner, outer):
                if inner.span not in out and not {"speaks", "body", "from", "distant", "dateline"} & set(
                    self._story.tags(inner)
                ):
                    yield outer.span

    def _end_of_way(self, trigger: Span, here: int) -> Iterator[Span]:
        """What befell a convoy or its passengers on the way was not at the place where they arrived."""
        end = self._starts[here + 1] if here + 1 < len(self._starts) else len(self._text)
        if here in self._sentences or not in_transit(self._text, Span(self._starts[here], end), trigger):
            return
        yield from (m.span for m in self._story.mentions if self._story.key(m) in self._arrived)

    def _outside_frame(self, here: int) -> Iterator[Span]:
        """ "In X, …" of a division or country: what the sentence tells was not at a place of another sentence outside X."""
        mine = [m for m, s in zip(self._story.mentions, self._sentences, strict=True) if s == here]
        if not mine:
            return
        frame = mine[0]
        before, after = (
            self._text[self._starts[here] : frame.span.start],
            self._text[frame.span.end : frame.span.end + 20],
        )
        best = self._story.resolved(frame).best
        if (
            best is None
            or best.kind not in ("country", "admin1")
            or not _FRAME.match(before)
            or not _FRAMED.match(after)
        ):
            return
        for mention, sentence in zip(self._story.mentions, self._sentences, strict=True):
            its = self._story.resolved(mention).best
            if sentence != here and (its is None or (its.id != best.id and not lies_in(its, best))):
                yield mention.span

    def _not_the_seat(self, seat: Place, trigger: Span, here: int) -> Iterator[Span]:
        """Whatever is not the provincial capital that the clause names, but for names beside what happened."""
        for mention, sentence in zip(self._story.mentions, self._sentences, strict=True):
            best = self._story.resolved(mention).best
            beside = (
                sentence == here and 0 <= mention.span.start - trigger.end <= _BESIDE and self._story.rank(mention) <= 1
            )
            if not beside and (best is None or best.id != seat.gazetteer_id):
                yield mention.span


_BESIDE: Final = 60
"""Characters behind what happened in which a site of the capital may be named ("at the X mosque in the provincial capital")."""
