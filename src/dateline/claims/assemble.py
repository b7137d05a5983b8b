"""Drafts of figures, sayings and events put together into claims: the one place where they meet."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import replace
from types import MappingProxyType

from dateline.claims.afterwards import without_days_after
from dateline.claims.attribution import Sayings, find_sayings
from dateline.claims.chains import Chains
from dateline.claims.circumstances import circumstances
from dateline.claims.codebook import Codebook
from dateline.claims.deeds import Deeds
from dateline.claims.drafts import EventDraft, FigureDraft, SayingDraft, SpeakerDraft
from dateline.claims.events import find_events
from dateline.claims.events_layout import items_of
from dateline.claims.figures import find_figures
from dateline.claims.figures_related import related
from dateline.claims.participants import Cast, event_of
from dateline.claims.participants_causes import parties_of
from dateline.claims.participants_deeds import Grammar
from dateline.claims.participants_doers import Doers
from dateline.claims.participants_means import forces_of
from dateline.claims.retrospect import looks_back, named_party, of_a_total
from dateline.claims.sides import Sides, side_of_words
from dateline.claims.stance import stance_of
from dateline.claims.syntax import text_of
from dateline.claims.victims_owners import owned
from dateline.claims.victims_told import settled
from dateline.model import (
    Actor,
    Attribution,
    Claim,
    Evidence,
    Mention,
    Participant,
    Reading,
    Speaker,
    Toll,
    identifier,
)
from dateline.terms import ClaimType, CountSpan, EventKind, Measure, Role, Stance, VictimClass
from dateline.text import Span

__all__ = ["VERSION", "extract"]

VERSION = "1"
_OFFICE = re.compile(
    r"(?:(?:senior|deputy|assistant|additional|sub-?|divisional|district|press)\s*)*(?:superintendent|inspector|director|commissioner|"
    r"chief|statement|secretary|governor|minister)\b",
    re.IGNORECASE,
)
_JOINED = re.compile(
    r"[^.;:]{0,60}\b(?:killed|dead|died|injured|wounded|hurt)(?: and| or|,)[^.;:\w]*(?:at least |some |about )?", re.I
)
_OPENING = 3
_HARMS = frozenset({Measure.KILLED, Measure.INJURED, Measure.DESTROYED})


def extract(reading: Reading, codebook: Codebook) -> list[Claim]:
    """Every claim of a report: its events first, then its figures, each in the order of the text.

    Places and times are tied to a claim but not yet resolved (``place_mentions``, ``time_mentions``).
    """
    origin = f"claims@{VERSION}+{codebook.version}"
    chains = Chains(reading)
    sayings = find_sayings(reading, chains)
    figures = settled(find_figures(reading, codebook, chains), reading)
    events = [
        e
        for e in find_events(reading, codebook, chains, figures)
        if not looks_back(reading, e) and not of_a_total(reading, e, figures)
    ]
    events = [_taken_as_counted(e, figures) for e in events]
    sides = Sides(reading, chains, Cast(reading.doc, codebook), events)
    doers_of = Doers(
        reading=reading, chains=chains, sides=sides, events=tuple(events), grammar=Grammar(reading=reading, sides=sides)
    )
    build = _Builder(reading, chains, sayings, origin, Deeds(reading, events), doers_of)
    event_claims = [build.event(draft) for draft in events]
    figure_claims = [build.figure(draft, events, event_claims) for draft in figures]
    for index, draft in enumerate(figures):
        if draft.whole is not None and draft.whole != index and _told_together(reading, draft, figures[draft.whole]):
            part, whole = figure_claims[index], figure_claims[draft.whole]
            # who did it to the whole did it to the part ("including five children")
            doers = part.participants
            if draft.measure is figures[draft.whole].measure and not build.doers.apart(draft, figures[draft.whole]):
                doers = whole.participants or part.participants
            figure_claims[index] = replace(part, part_of=whole.id, participants=doers)
            figure_claims[draft.whole] = (
                _of_both(whole, part) if draft.measure is figures[draft.whole].measure else whole
            )
    figure_claims = _beside(figures, figure_claims, reading)
    return [*event_claims, *related(figure_claims, reading.report.text.raw)]


def _of_both(whole: Claim, part: Claim) -> Claim:
    """ "Fifty-two were wounded, among them 18 soldiers": a whole that was taken for civilians counts both."""
    if whole.toll is None or part.toll is None or whole.toll.victims.class_ is not VictimClass.CIVILIAN:
        return whole
    bare = whole.toll.victims.words.casefold() == whole.toll.as_written.casefold()
    if not bare or part.toll.victims.class_ is not VictimClass.COMBATANT:
        return whole
    return replace(whole, toll=replace(whole.toll, victims=replace(whole.toll.victims, class_=VictimClass.MIXED)))


_TAKINGS = MappingProxyType({Measure.DETAINED: EventKind.ARREST, Measure.ABDUCTED: EventKind.ABDUCTION})


def _taken_as_counted(event: EventDraft, figures: Sequence[FigureDraft]) -> EventDraft:
    """ "Nine youths were led away": where no one is named who took them, the event is of the kind as which its own figure
    counts them, so that one clause does not tell of an abduction of those who were arrested."""
    if event.kind not in _TAKINGS.values() or event.actors:
        return event
    kinds = {_TAKINGS[f.measure] for f in figures if f.measure in _TAKINGS and _within(f, event)}
    return replace(event, kind=kinds.pop()) if len(kinds) == 1 else event


def _within(figure: FigureDraft, event: EventDraft) -> bool:
    return event.clause.start <= figure.number.start < event.clause.end


def _beside(figures: Sequence[FigureDraft], claims: list[Claim], reading: Reading) -> list[Claim]:
    """ "Two soldiers were killed by rebels and four wounded, five vehicles burnt": who did the one did the other.

    Goes on from one figure of harm to the next of its sentence, unless the next counts civilians or says more itself.
    """
    out = list(claims)
    for index, draft in enumerate(figures[:-1]):
        # "five were killed and 17 wounded in Russian attacks": what the second says, holds of the first
        after = figures[index + 1]
        between = text_of(reading.doc)[draft.number.end : after.number.start]
        both = draft.measure in _HARMS and after.measure in _HARMS and draft.count_span is after.count_span
        if both and not out[index].participants and _JOINED.fullmatch(between):
            out[index] = replace(out[index], participants=out[index + 1].participants)
    for index, draft in enumerate(figures):
        if not index or out[index].participants or draft.measure not in _HARMS:
            continue
        before = figures[index - 1]
        toll = out[index].toll
        if (
            before.measure in _HARMS
            and draft.count_span is before.count_span
            and toll is not None
            and (toll.victims.class_ is not VictimClass.CIVILIAN or _peaceful(out[index - 1]))
            and _goes_on(reading, before, draft)
            and not side_of_words(toll.victims.words or "")
        ):
            out[index] = replace(out[index], participants=out[index - 1].participants)
    return _held_still(figures, out)


def _peaceful(claim: Claim) -> bool:
    """True for a figure of people who are not known to have fought: who harmed them may have harmed others beside them."""
    return claim.toll is not None and claim.toll.victims.class_ in (VictimClass.CIVILIAN, VictimClass.UNKNOWN)


def _held_still(figures: Sequence[FigureDraft], claims: list[Claim]) -> list[Claim]:
    """ "Raiders abducted 12 villagers … seven are still in captivity": in the hands of those who took them."""
    out = list(claims)
    captors: dict[Measure, tuple[Participant, ...]] = {}
    for index, draft in enumerate(figures):
        if draft.measure not in _TAKINGS:
            continue
        if out[index].participants:
            captors[draft.measure] = out[index].participants
        elif draft.measure in captors and draft.count_span is CountSpan.STOCK:
            out[index] = replace(out[index], participants=captors[draft.measure])
    return out


def _goes_on(reading: Reading, before: FigureDraft, draft: FigureDraft) -> bool:
    """True in one sentence, and where the next opens with the number of a total that goes on ("1,307 were injured")."""
    first, second = reading.doc[before.token].sent, reading.doc[draft.token].sent
    if first == second:
        return True
    opens = draft.number.start - second.start_char <= _OPENING
    return draft.count_span is CountSpan.TOTAL and opens and 0 <= second.start - first.end <= 1


def _told_together(reading: Reading, part: FigureDraft, whole: FigureDraft) -> bool:
    """False for a part and a whole in two items of a list, each of which counts its own."""
    items = items_of(reading)
    return items.at(part.number.start) == items.at(whole.number.start)


class _Builder:
    def __init__(
        self, reading: Reading, chains: Chains, sayings: Sayings, origin: str, deeds: Deeds, doers: Doers
    ) -> None:
        self.reading = reading
        self.report = reading.report
        self.chains = chains
        self.sayings = sayings
        self.origin = origin
        self.deeds = deeds
        self.doers = doers
        self.seen: dict[str, int] = {}

    def event(self, draft: EventDraft) -> Claim:
        around = self.deeds.of_event(draft, circumstances(self.reading, draft.token, draft.clause, event=draft))
        around = without_days_after(self.reading, self.reading.doc[draft.token], around, kind=draft.kind)
        saying = self.sayings.for_span(draft.trigger)
        trigger = self._evidence(draft.trigger)
        return Claim(
            id=self._id(trigger, ClaimType.EVENT, draft.kind.value),
            report_id=self.report.id,
            type=ClaimType.EVENT,
            kind=draft.kind,
            evidence=self._evidence(draft.clause),
            trigger=trigger,
            origin=self.origin,
            attribution=self._attribution(saying),
            stance=self._stance(draft.stance, saying, draft.trigger),
            participants=(
                *self._participants(Role.PERPETRATOR, draft.actors),
                *self._participants(Role.TARGET, draft.targets),
            ),
            place_mentions=self._mentions(around.places),
            time_mentions=self._mentions(around.times),
            barred_mentions=self._mentions(around.barred),
            later_mentions=self._mentions(around.later),
            method=draft.method,
            sentence=self._sentence(draft.token),
            found_by=draft.found_by,
        )

    def figure(self, draft: FigureDraft, events: list[EventDraft], event_claims: list[Claim]) -> Claim:
        incident = draft.count_span is CountSpan.INCIDENT
        near = event_of(draft, events, self.reading)
        about, deed, named = self.deeds.about(draft, near)
        around = circumstances(
            self.reading,
            draft.token,
            draft.clause,
            event=events[about] if about is not None else None,
            total=draft.count_span in (CountSpan.TOTAL, CountSpan.FORECAST),
            counted=draft.number_token,
        )
        around = self.deeds.of_figure(draft, about, named, around)
        around = without_days_after(
            self.reading,
            self.reading.doc[draft.token],
            around,
            kind=events[about].kind if about is not None else deed,
            measure=draft.measure,
            count_span=draft.count_span,
        )
        saying = self.sayings.for_span(draft.number)
        trigger = self._evidence(draft.number)
        victims = owned(self.reading.doc, draft, saying, self.chains)
        doers = self.doers.of(draft, victims, saying, about)
        kept = parties_of(self.reading, [d.span for d in doers])
        doers = tuple(d for d in doers if d.name or d.span in kept)
        stance = self._stance(draft.stance, saying, draft.number)
        if stance is Stance.DENIED and self.deeds.presupposed(draft, named):
            stance = Stance.ASSERTED
        if victims.side != draft.victims.side:
            doers = tuple(d for d in doers if (d.name or self.chains.name(d.span)) != victims.side)
        return Claim(
            id=self._id(trigger, ClaimType.FIGURE, draft.measure.value),
            report_id=self.report.id,
            type=ClaimType.FIGURE,
            kind=(events[about].kind if about is not None else deed) if incident else None,
            toll=Toll(
                measure=draft.measure,
                low=draft.low,
                high=draft.high,
                bound=draft.bound,
                as_written=self.report.text.raw_quote(draft.number),
                number=self.report.text.to_raw(draft.number),
                victims=victims,
                count_span=draft.count_span,
            ),
            evidence=self._evidence(draft.clause),
            trigger=trigger,
            origin=self.origin,
            attribution=self._attribution(saying),
            stance=stance,
            participants=self._participants(
                Role.PERPETRATOR, tuple(d.span for d in doers), {d.span: d.name for d in doers if d.name}
            ),
            place_mentions=self._mentions(around.places),
            time_mentions=self._mentions(around.times),
            barred_mentions=self._mentions(around.barred),
            later_mentions=self._mentions(around.later),
            sentence=self._sentence(draft.token),
            about=event_claims[about].id if about is not None and incident else None,
            found_by=draft.found_by,
        )

    def _id(self, trigger: Evidence, type_: ClaimType, kind: str) -> str:
        """From report, raw span of the trigger, type and kind; a second claim on the same words gets a number."""
        key = identifier(self.report.id, f"{trigger.span.start}-{trigger.span.end}", type_.value, kind)
        self.seen[key] = self.seen.get(key, 0) + 1
        return key if self.seen[key] == 1 else identifier(key, str(self.seen[key]))

    def _evidence(self, span: Span) -> Evidence:
        return Evidence.of(self.report, span)

    def _mentions(self, indexes: tuple[int, ...]) -> tuple[Mention, ...]:
        return tuple(self.reading.mentions[i] for i in indexes)

    def _sentence(self, token_index: int) -> Evidence:
        sentence = self.reading.doc[token_index].sent
        words = sentence.text
        start = sentence.start_char + len(words) - len(words.lstrip())
        return self._evidence(Span(start, max(start, sentence.start_char + len(words.rstrip()))))

    def _participants(
        self, role: Role, spans: tuple[Span, ...], names: Mapping[Span, str] | None = None
    ) -> tuple[Participant, ...]:
        named: dict[str, Participant] = {}
        for span in spans:
            name = named_party((names or {}).get(span) or self._name(span))
            if name and name not in named:
                named[name] = Participant(role=role, actor=Actor(name=name, words=self._evidence(span)))
        return tuple(named.values())

    def _name(self, span: Span) -> str:
        """What a party is called; its own words where its name came back as somebody's office ("the Police")."""
        name = self.chains.name(span)
        words = " ".join(text_of(self.reading.doc)[span.start : span.end].split())
        return (
            re.sub(r"^(?:the|an?)\s+", "", words, flags=re.IGNORECASE)
            if _OFFICE.match(name) and name not in words
            else forces_of(name)
        )

    def _attribution(self, saying: SayingDraft | None) -> Attribution | None:
        if saying is None:
            return None
        via = None
        if saying.via is not None:
            via = Attribution(speaker=self._speaker(saying.via))
        return Attribution(
            speaker=self._speaker(saying.speaker),
            act=saying.act,
            cue=self._evidence(saying.cue) if saying.cue is not None else None,
            via=via,
            carried=saying.carried,
        )

    def _speaker(self, draft: SpeakerDraft) -> Speaker:
        return Speaker(
            name=draft.name,
            organisation=draft.organisation,
            role=draft.role,
            kind=draft.kind,
            words=self._evidence(draft.span),
        )

    def _stance(self, own: Stance | None, saying: SayingDraft | None, span: Span) -> Stance:
        """The clause's own stance outranks that of the saying around it; hedges count without a speaker too."""
        return own or (saying.stance if saying is not None else stance_of(self.reading.doc, span))
