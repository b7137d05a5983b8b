"""Claims led from words to days, places and actors, over the whole of their report."""

from __future__ import annotations

from bisect import bisect_left
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import timedelta
from pathlib import Path
from typing import Final

from dateline.errors import ProblemCode
from dateline.model import Actor, Attribution, Claim, Evidence, Problem, Reading, Report, When
from dateline.resolve.actors import Actors
from dateline.resolve.actors_added import actors_folder, added_files
from dateline.resolve.actors_report import ReportParties, led
from dateline.resolve.gazetteer import Gazetteer
from dateline.resolve.places import StoryPlaces, Told
from dateline.resolve.spotting import may_be_where, spotted
from dateline.resolve.story import StoryTimes
from dateline.resolve.times import DayOrder
from dateline.terms import ActorKind, ClaimType, CountSpan, DateBasis, MentionKind, PlacePrecision
from dateline.text import Span

__all__ = ["Resolver", "clean_spans", "story_places", "told_of"]

STAGE: Final = "resolve"
_MONTH: Final = timedelta(days=31)
_OPENING: Final = 12
"""Characters at the head of a sentence within which a time is fronted ("Since January, …")."""
# Countries that write the month first (CLDR: United States and its territories, the Philippines beside day-first).
_MONTH_FIRST: Final = frozenset({"US", "PR", "GU", "AS", "PH", "FM", "MH", "PW"})


class Resolver:
    """Fills place, when and actors of claims. Made once, used for any number of reports; keeps no state between them.

    ``cache`` is the folder for the gazetteer's index (default: the user's cache folder), ``places`` and ``actors``
    are files of the user that extend the packaged ones and those added in the user's folder, ``day_order`` the order
    of 3/4/2025 (``auto``: by the outlet's country). Raises DataError for a file that is malformed.
    """

    def __init__(
        self,
        *,
        cache: Path | None = None,
        places: Sequence[Path] = (),
        actors: Sequence[Path] = (),
        day_order: str = "auto",
    ) -> None:
        self.actors = Actors.load((*added_files(actors_folder(cache)), *actors))
        self.gazetteer = Gazetteer.open(cache=cache, extra=places)
        self.day_order = day_order

    def resolve(self, claims: Sequence[Claim], reading: Reading) -> tuple[list[Claim], list[Problem]]:
        """The same claims with place, when and actors resolved, in the same order, and the troubles met."""
        report = reading.report
        times = StoryTimes(reading, order=self._order(report))
        places = story_places(reading, self.gazetteer)
        near = places.countries()
        at = Offsets(report)
        actors = _ActorCache(self.actors, near, report)
        events: dict[str, Claim] = {}
        done: dict[str, Claim] = {}
        told = told_of(claims, (), at)
        for claim in sorted((c for c in claims if c.type is ClaimType.EVENT), key=lambda c: c.trigger.span.start):
            when = times.for_event(claim, at.clean(claim.trigger.span))
            events[claim.id] = self._fill(claim, when, places, actors, at, None, told)
            told = told_of(claims, list(events.values()), at)
        for claim in [c for c in claims if c.type is not ClaimType.EVENT]:
            event = events.get(claim.about) if claim.about else None
            when = times.for_figure(claim, at.clean(claim.trigger.span), event.when if event else None)
            done[claim.id] = self._fill(_totalled(claim, when, report), when, places, actors, at, event, told)
        resolved = [events.get(c.id) or done[c.id] for c in claims]
        parties = ReportParties(self.actors, actors.look, near, reading, resolved)
        resolved = led(resolved, parties, at.before, at.after, actors.look)
        return resolved, self._problems(resolved, report)

    def aliases(self) -> dict[str, str]:
        """Every name of every actor in lower case, with the name that stands for it (the first entry wins)."""
        found: dict[str, str] = {}
        for entry in self.actors.entries.values():
            for name in (entry.name, *entry.aliases):
                found.setdefault(name.casefold(), entry.name.casefold())
        return found

    def describe_actors(self) -> str:
        """The list of actors in a line."""
        names = sum(1 + len(e.aliases) for e in self.actors.entries.values())
        return f"{len(self.actors.entries)} actors, {names} names; written for Dateline, Apache-2.0"

    def describe_places(self) -> str:
        """The gazetteer in a line: size, origin, licence, where its index lies."""
        return self.gazetteer.describe()

    def _order(self, report: Report) -> DayOrder:
        if self.day_order in ("dmy", "mdy"):
            return "dmy" if self.day_order == "dmy" else "mdy"
        country = report.source.country
        if country is None:
            return "auto"
        return "mdy" if country in _MONTH_FIRST else "dmy"

    @staticmethod
    def _fill(
        claim: Claim,
        when: When,
        places: StoryPlaces,
        actors: _ActorCache,
        at: Offsets,
        event: Claim | None,
        told: Told,
    ) -> Claim:
        there = event.place if event is not None else None
        place = places.for_claim(
            claim,
            at.clean(claim.evidence.span),
            there,
            trigger=at.clean(claim.trigger.span),
            event_at=at.clean(there.words.span) if there is not None and there.words is not None else None,
            told_with=told,
        )
        toll = claim.toll
        if toll is not None and toll.victims.side:
            side = actors.named(toll.victims.side)
            toll = replace(toll, victims=replace(toll.victims, side=side.name))
        return replace(
            claim,
            when=when,
            place=place,
            toll=toll,
            participants=tuple(replace(p, actor=actors.fill(p.actor)) for p in claim.participants),
            attribution=actors.attribution(claim.attribution),
        )

    @staticmethod
    def _problems(claims: Sequence[Claim], report: Report) -> list[Problem]:
        """One line for each place and each time expression that stays open, however often it is used."""
        problems: dict[tuple[ProblemCode, str], Problem] = {}
        for claim in claims:
            place, when = claim.place, claim.when
            if place is not None and place.precision is PlacePrecision.UNRESOLVED:
                problems.setdefault(
                    (ProblemCode.UNRESOLVED_PLACE, place.name),
                    Problem(
                        code=ProblemCode.UNRESOLVED_PLACE,
                        stage=STAGE,
                        detail=place.name,
                        report_id=report.id,
                        path=report.path,
                        span=place.words.span if place.words else None,
                    ),
                )
            if claim.time_mentions and when is not None and when.start is None and when.end is None:
                words = claim.time_mentions[0]
                problems.setdefault(
                    (ProblemCode.UNRESOLVED_TIME, words.words),
                    Problem(
                        code=ProblemCode.UNRESOLVED_TIME,
                        stage=STAGE,
                        detail=words.words,
                        report_id=report.id,
                        path=report.path,
                        span=report.text.to_raw(words.span),
                    ),
                )
        return list(problems.values())


def _totalled(claim: Claim, when: When, report: Report) -> Claim:
    """A count from a day more than a month ago to the day of the report is a running total: "38 deaths … this year"."""
    toll, published = claim.toll, report.published
    if (
        toll is None
        or published is None
        or toll.count_span is not CountSpan.INCIDENT
        or when.basis is not DateBasis.TEXT
    ):
        return claim
    if when.start is None or when.end is None or toll.high == 0:
        return claim
    open_now = published.day - timedelta(days=1) <= when.end <= published.day
    if not open_now or when.end - when.start <= _MONTH or not _governs(when.words, claim):
        return claim
    return replace(claim, toll=replace(toll, count_span=CountSpan.TOTAL), about=None)


def _governs(words: Evidence | None, claim: Claim) -> bool:
    """True where words for a time open the claim's sentence, or follow the count with no comma between."""
    if words is None or claim.sentence is None:
        return False
    sentence, start = claim.sentence.quote, claim.sentence.span.start
    if words.span.start - start <= _OPENING:
        return True
    end = claim.evidence.span.end
    return end <= words.span.start and "," not in sentence[end - start : words.span.start - start]


def story_places(reading: Reading, gazetteer: Gazetteer) -> StoryPlaces:
    """The places of a report: the mentions of its reading, and the names that the gazetteer finds again in its text."""
    known = [m for m in reading.mentions if m.kind is MentionKind.PLACE]
    return StoryPlaces(reading, gazetteer, further=may_be_where(reading, spotted(reading, gazetteer, known)))


def told_of(claims: Sequence[Claim], placed: Sequence[Claim], at: Offsets) -> Told:
    """What a report tells, for the choice of places: the triggers of its claims, and where the events lie that are ``placed``."""
    return Told(
        triggers=tuple(at.clean(c.trigger.span) for c in claims),
        events=tuple(
            (at.clean(e.trigger.span), at.clean(e.place.words.span))
            for e in placed
            if e.place is not None and e.place.words is not None
        ),
    )


def clean_spans(report: Report) -> Offsets:
    """What leads raw spans of a report back to clean ones."""
    return Offsets(report)


class Offsets:
    """Raw spans led back to clean ones, quickly."""

    def __init__(self, report: Report) -> None:
        self._pairs = sorted(zip(report.text.starts, range(len(report.text.starts)), strict=True))
        self._raw = [p[0] for p in self._pairs]
        self._text = report.text.clean

    def clean(self, raw: Span) -> Span:
        """The clean span that begins and ends where the raw one does, or just after."""
        if not self._pairs:
            return Span(0, 0)
        first = min(bisect_left(self._raw, raw.start), len(self._pairs) - 1)
        last = min(max(bisect_left(self._raw, raw.end) - 1, first), len(self._pairs) - 1)
        start, end = self._pairs[first][1], self._pairs[last][1] + 1
        return Span(start, max(start, end))

    def before(self, actor: Actor) -> str:
        """The two words that stand before those of a party."""
        if actor.words is None:
            return ""
        at = self.clean(actor.words.span).start
        return " ".join(self._text[max(0, at - 24) : at].split()[-2:])

    def after(self, actor: Actor) -> str:
        """The three words that stand after those of a party."""
        if actor.words is None:
            return ""
        at = self.clean(actor.words.span).end
        return " ".join(self._text[at : at + 48].split()[:3])


class _ActorCache:
    """The actors of one report, each name resolved once."""

    def __init__(self, actors: Actors, near: Mapping[str, float], report: Report) -> None:
        self._actors = actors
        self._near = dict(near)
        self._day = report.published.day if report.published is not None else None
        self._known: dict[str, Actor] = {}
        self.met: Counter[str] = Counter()

    def look(self, name: str) -> Actor:
        """The actor of a name, not counted."""
        found = self._known.get(name)
        if found is None:
            found = self._known[name] = self._actors.resolve(name, near=self._near, on=self._day)
        return found

    def named(self, name: str) -> Actor:
        """The actor of a name."""
        found = self.look(name)
        self.met[found.name] += 1
        return found

    def fill(self, actor: Actor) -> Actor:
        """An actor known by words, resolved; its words and a kind known before are kept."""
        found = self.named(actor.name)
        kind = found.kind if found.id or actor.kind is ActorKind.UNKNOWN else actor.kind
        return replace(found, kind=kind, words=actor.words)

    def attribution(self, attribution: Attribution | None) -> Attribution | None:
        """The same attribution with its speaker's organisation resolved, those who pass it on included."""
        if attribution is None:
            return None
        speaker = attribution.speaker
        named = speaker.organisation or speaker.name
        if named:
            found = self.named(named)
            kind = speaker.kind if speaker.kind is not ActorKind.UNKNOWN else found.kind
            if found.id is not None:
                kind = found.kind if speaker.organisation or speaker.kind is ActorKind.UNKNOWN else speaker.kind
                if speaker.organisation:
                    speaker = replace(speaker, organisation=found.name)
                else:
                    speaker = replace(speaker, name=None, organisation=found.name)
            speaker = replace(speaker, kind=kind, actor_id=found.id)
        return replace(attribution, speaker=speaker, via=self.attribution(attribution.via))
