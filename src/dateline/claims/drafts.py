"""What the finders of this room hand to :mod:`dateline.claims.assemble`. All spans are clean spans."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

from dateline.model import Victims
from dateline.terms import ActorKind, Bound, CountSpan, EventKind, Measure, SpeechAct, Stance
from dateline.text import Span

__all__ = ["Circumstances", "EventDraft", "FigureDraft", "SayingDraft", "SpeakerDraft"]


_MUTUAL: Final = ("event.clash.", "event.fight.", "event.reply.", "event.offensive.")
"""Entries of the codebook by which both sides fought."""


@dataclass(frozen=True, slots=True, kw_only=True)
class FigureDraft:
    """A counted statement. ``clause`` is the smallest clause with number, measure and victims.

    ``token`` is the index in the Doc of the measure's trigger word, ``number_token`` that of the number (or of
    the singular noun that stands for one). ``perpetrators`` are spans of noun phrases that did it, only where
    the text ties them to this figure; ``whole`` is the index, in the list of drafts, of the figure broken down.
    ``stance`` is set only where the clause itself fixes it ("denied", "feared dead").
    """

    measure: Measure
    low: int | None
    high: int | None
    bound: Bound
    number: Span
    clause: Span
    trigger: Span
    token: int
    number_token: int
    victims: Victims
    count_span: CountSpan
    perpetrators: tuple[Span, ...] = ()
    whole: int | None = None
    stance: Stance | None = None
    found_by: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class EventDraft:
    """A happening. ``clause`` carries trigger with day or place; ``actors`` did it, to ``targets`` it was done.

    ``retold`` are the token indexes of the triggers by which the report tells the same happening elsewhere;
    ``foreign`` the indexes of mentions that belong to another event of the sentence; ``after`` the trigger of the
    event told right before, whose place and day go on where this one names none. ``sides`` say of actors and of targets
    whether the first that bears arms is a state's (``state``) or not (``armed``); None where none bears arms.
    """

    kind: EventKind
    clause: Span
    trigger: Span
    token: int
    actors: tuple[Span, ...] = ()
    targets: tuple[Span, ...] = ()
    method: str | None = None
    stance: Stance | None = None
    found_by: tuple[str, ...] = ()
    retold: tuple[int, ...] = ()
    foreign: tuple[int, ...] = ()
    after: int | None = None
    sides: tuple[str | None, str | None] = (None, None)

    @property
    def mutual(self) -> bool:
        """True where the report's words say that both sides fought."""
        return any(entry.startswith(_MUTUAL) for entry in self.found_by)


@dataclass(frozen=True, slots=True, kw_only=True)
class SpeakerDraft:
    """Who speaks, by the names that the whole report gives them (a surname leads to the full name)."""

    name: str | None
    organisation: str | None
    role: str | None
    kind: ActorKind
    span: Span


@dataclass(frozen=True, slots=True, kw_only=True)
class SayingDraft:
    """That somebody says something: ``content`` is what is said, ``cue`` the words for the saying.

    ``via`` passes it on ("SANA quoted a medical source as saying": speaker the source, via SANA). ``carried``
    where the content's sentence has no speaker of its own and the text goes on from a sentence before.
    """

    speaker: SpeakerDraft
    content: Span
    cue: Span | None
    act: SpeechAct
    stance: Stance
    via: SpeakerDraft | None = None
    carried: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Circumstances:
    """Indexes into ``reading.mentions``: the places and times tied to a clause, best first; ``barred`` are those that the
    text gives to another deed, ``later`` those of them on which came what followed the deed."""

    places: tuple[int, ...] = ()
    times: tuple[int, ...] = ()
    barred: tuple[int, ...] = ()
    later: tuple[int, ...] = ()
