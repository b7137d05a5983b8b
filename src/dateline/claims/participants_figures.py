"""Which event a figure belongs to, and who did it where the figure's own clause does not say."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Sequence
from typing import Final

from dateline.claims.chains import Chains
from dateline.claims.chains_words import DOCUMENTS
from dateline.claims.drafts import EventDraft, FigureDraft
from dateline.claims.events_families import KIND_OF_MEASURE
from dateline.claims.participants_names import named_parties
from dateline.claims.participants_phrase import noun_phrase
from dateline.claims.sides_words import side_of_words
from dateline.claims.syntax import text_of, tokens_in
from dateline.model import Reading
from dateline.terms import CountSpan, EventKind, Measure
from dateline.text import Span

__all__ = ["event_of", "perpetrators_for"]

_OF_THE_TOLL: Final = re.compile(
    r"\b(?:the (?:dead|wounded|injured|toll|victims|bodies)|death toll|number of (?:dead|wounded|injured))\b", re.I
)
_NOT_VIOLENT: Final = frozenset(
    {
        EventKind.ARREST, EventKind.ABDUCTION, EventKind.SURRENDER, EventKind.DISPLACEMENT, EventKind.EVACUATION,
        EventKind.RETURN, EventKind.OTHER, EventKind.AGREEMENT, EventKind.CHANGE_TO_GROUP,
        EventKind.HEADQUARTERS_ESTABLISHED, EventKind.NON_VIOLENT_TRANSFER_OF_TERRITORY, EventKind.PEACEFUL_PROTEST,
        EventKind.DISRUPTED_WEAPONS_USE, EventKind.PROTEST_WITH_INTERVENTION,
    }
)  # fmt: skip


_FOUGHT: Final = frozenset(
    {
        EventKind.ARMED_CLASH,
        EventKind.GOVERNMENT_REGAINS_TERRITORY,
        EventKind.NON_STATE_ACTOR_OVERTAKES_TERRITORY,
    }
)
_BACK: Final = re.compile(r"\b(?:attackers?|assailants?|raiders?|gunm[ae]n|bandits?|kidnappers?|infiltrators?)\b", re.I)


def _fits(figure: FigureDraft, event: EventDraft) -> bool:
    """True where an event of this kind can have such a figure."""
    wanted = KIND_OF_MEASURE.get(figure.measure)
    if wanted is not None:
        return event.kind is wanted
    if figure.measure is Measure.MISSING:
        return event.kind not in _NOT_VIOLENT or event.kind is EventKind.ABDUCTION
    if figure.measure in (Measure.KILLED, Measure.INJURED, Measure.ATTACKS):
        return event.kind not in _NOT_VIOLENT
    if figure.measure is Measure.DESTROYED:
        return event.kind not in _NOT_VIOLENT or event.kind is EventKind.DISRUPTED_WEAPONS_USE
    return True


def event_of(figure: FigureDraft, events: Sequence[EventDraft], reading: Reading) -> int | None:
    """Index of the event that a figure belongs to, or None.

    The event of its own clause, else of its own sentence, else the last one told before it, else (for a figure of
    this incident) the only one that fits. Totals, stocks and forecasts belong to an event only by their own clause.
    """
    fitting = [i for i, e in enumerate(events) if _fits(figure, e)]
    if not fitting:
        return None
    doc = reading.doc
    token = doc[figure.token]

    def distance(index: int) -> tuple[int, int]:
        event = events[index]
        best = (9, 0)
        for at in (event.token, *event.retold):
            other = doc[at]
            if other == token or at == figure.number_token:
                return (0, 0)
            if Span(other.idx, other.idx + len(other)) in figure.clause:
                best = min(best, (1, abs(at - figure.token)))
            elif other.sent == token.sent:
                linked = other.is_ancestor(token) or token.is_ancestor(other)
                best = min(best, (2 if linked else 3, abs(at - figure.token)))
        return best

    ranked = sorted(fitting, key=distance)
    nearest = distance(ranked[0])
    if nearest[0] <= 3:
        return ranked[0]
    if figure.count_span is not CountSpan.INCIDENT:
        return None
    before = [i for i in fitting if any(doc[at].i < token.i for at in (events[i].token, *events[i].retold))]
    if before:
        last = max(before, key=lambda i: max(at for at in (events[i].token, *events[i].retold) if at < token.i))
        told = max(at for at in (events[last].token, *events[last].retold) if at < token.i)
        # "four of the dead were children": the toll of the story's own event, unless another was just told
        return (
            last
            if 0 <= token.sent.start - doc[told].sent.end <= 1 and not _OF_THE_TOLL.search(token.sent.text)
            else before[0]
        )
    first = min((at for at in (events[fitting[0]].token, *events[fitting[0]].retold)), default=0)
    if figure.token < first and not _soon_told(reading, figure.token, first):
        return None  # told far below, of something else
    return fitting[0] if len(fitting) == 1 or figure.token < doc[events[fitting[0]].token].i else None


_LEAD_SENTENCES: Final = 6


def _soon_told(reading: Reading, figure: int, event: int) -> bool:
    """True where an event follows a figure within the lead of the report, or within two sentences."""
    starts = [s.start for s in reading.doc.sents if s.text.strip()]
    here, there = bisect_right(starts, figure), bisect_right(starts, event)
    return there <= _LEAD_SENTENCES or there - here <= 2


def perpetrators_for(
    figure: FigureDraft,
    events: Sequence[EventDraft],
    reading: Reading,
    chains: Chains,
    *,
    told: tuple[int | None] | None = None,
) -> tuple[Span, ...]:
    """Who did it, for a figure whose own clause does not say: the actors of its event (``told`` where that is known).

    In a fight each side is the other's perpetrator: if the figure's victims are the event's actors, its targets
    did it. A figure of people who act themselves (flee, surrender, are present) has none.
    """
    if figure.measure in (
        Measure.SURRENDERED, Measure.DISPLACED, Measure.PRESENT, Measure.HOSTED, Measure.TRAPPED, Measure.MISSING,
        Measure.RETURNED,
    ):  # fmt: skip
        return ()
    own = tuple(s for s in figure.perpetrators if not _lost(reading, s))
    if own and any(t.pos_ == "PROPN" for s in own for t in tokens_in(reading.doc, s)):
        return own
    index = event_of(figure, events, reading) if told is None else told[0]
    if figure.measure in (Measure.RESCUED, Measure.EVACUATED):
        # who freed or moved them; who had held them is not asked
        if index is not None and events[index].actors:
            return events[index].actors
        return own if figure.measure is Measure.RESCUED else ()
    if index is None:
        return own or _by_deed(figure, reading)
    event = events[index]
    victims = set(re.findall(r"\w{3,}", f"{figure.victims.side or ''} {figure.victims.words}".casefold()))
    if figure.victims.side:
        victims |= set(re.findall(r"\w{3,}", figure.victims.side.casefold()))

    def same(span: Span) -> bool:
        return bool(
            _stems(victims)
            & _stems(
                set(
                    re.findall(
                        r"\w{3,}", f"{chains.name(span)} {text_of(reading.doc)[span.start : span.end]}".casefold()
                    )
                )
            )
        )

    fell = side_of_words(f"{figure.victims.words or ''} {figure.victims.role or ''}")
    if event.kind in _FOUGHT and fell is not None and not own:
        others = _other_side(event, fell, reading, chains)
        if others:
            return others
    if event.actors and any(same(s) for s in event.actors):
        fought = event.kind in _FOUGHT and not any(same(s) for s in event.targets)
        return own or (event.targets if fought else ())
    if event.actors and not own:
        did, suffered = event.sides
        if (
            fell is not None
            and fell == did
            and (fell == "state" or suffered == "state" or _BACK.search(figure.victims.words or ""))
        ):
            # those who fell bear arms on the side that acted: the other side did it, if it is known
            return event.targets if suffered not in (None, fell) else ()
    if own:
        if _another(figure, own, event, reading):
            return own
        named = [s for s in event.actors if any(t.pos_ == "PROPN" for t in tokens_in(reading.doc, s))]
        return tuple(dict.fromkeys([*own, *named]))
    return event.actors or _by_deed(figure, reading)


def _another(figure: FigureDraft, own: Sequence[Span], event: EventDraft, reading: Reading) -> bool:
    """ "Roe shot eight people. … weeks after a man killed ten": a man told of first behind the event is somebody else."""
    if any(at >= figure.token for at in (event.token, *event.retold)):
        return False
    heads = [t for s in own for t in tokens_in(reading.doc, s) if t.tag_ == "NN"]
    return bool(heads) and all(any(c.lower_ in ("a", "an", "another") for c in t.children) for t in heads)


def _lost(reading: Reading, span: Span) -> bool:
    """ "A trader who lost two sons", "the coast guard lost one man": those who lose them did not do it."""
    for token in tokens_in(reading.doc, span):
        if token.dep_ in ("nsubj", "nsubj:pass") and token.head.lower_ in (
            "lost",
            "lose",
            "loses",
            "losing",
            "suffered",
        ):
            return True
        for child in token.children:
            if child.dep_ == "acl:relcl" and child.lower_ in ("lost", "lose", "loses"):
                return True
    return False


def _other_side(event: EventDraft, fell: str, reading: Reading, chains: Chains) -> tuple[Span, ...]:
    """The parties of a fight that stand on the other side than those who fell (``state`` or ``armed``)."""
    names = named_parties(reading.doc)
    found = []
    for span in (*event.actors, *event.targets):
        words = f"{text_of(reading.doc)[span.start : span.end]} {chains.name(span)}"
        known = {names[t.i][1] for t in tokens_in(reading.doc, span) if t.i in names}
        side = next(iter(known)) if len(known) == 1 else side_of_words(words)
        if side is not None and side != fell:
            found.append(span)
    return tuple(dict.fromkeys(found))


def _by_deed(figure: FigureDraft, reading: Reading) -> tuple[Span, ...]:
    """ "Killed in months of bombing by the coalition": the by-phrase of a deed named after the figure."""
    token = reading.doc[figure.token]
    for by in reading.doc[token.i + 1 : min(token.i + 15, token.sent.end)]:
        if by.tag_ in ("VBD", "VBZ", "VBP") and by.dep_ != "aux":
            break
        if (
            by.lower_ == "by"
            and by.dep_ == "case"
            and by.head.pos_ in ("NOUN", "PROPN")
            and by.head.ent_type_ != "DATE"
        ):
            of = by.head.head
            if of.pos_ == "NOUN" and of.lower_ not in DOCUMENTS and by.head.dep_.startswith(("nmod", "obl")):
                return (noun_phrase(by.head),)
    return ()


def _stems(words: set[str]) -> set[str]:
    plain = {
        "the",
        "and",
        "four",
        "three",
        "two",
        "five",
        "six",
        "seven",
        "eight",
        "nine",
        "ten",
        "group",
        "members",
        "forces",
        "men",
        "people",
        "other",
        "another",
        "unidentified",
        "suspected",
    }
    return {"police" if w.startswith("polic") or w.startswith("officer") else w.rstrip("s") for w in words - plain}
