"""The grade of an event, after the practice of Airwars, and the reasons for it in words.

Airwars: *fair* is reported by two or more credible sources, *weak* is a single source's claim, *contested* has
competing claims of responsibility, *confirmed* is where a belligerent accepted responsibility for harm to civilians.
The grade of an event told by one voice that boasts of what it did is that of a single source: a side's word on its own
success confirms nothing.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from dateline.join.disputes import disowned, speaker_name, who_did_it
from dateline.join.voices import Voices, is_party
from dateline.join.wording import name_key
from dateline.model import Actor, Claim, Event, ReportCard
from dateline.terms import ActorKind, ClaimType, Grade, Measure, Role, Stance, VictimClass

__all__ = ["Graded", "grade_of", "why_graded"]

_HARM = frozenset({Measure.KILLED, Measure.INJURED})


@dataclass(frozen=True, slots=True, kw_only=True)
class Graded:
    """A grade with its reasons: sentences that name the voices."""

    grade: Grade
    reasons: tuple[str, ...]


def why_graded(event: Event, reports: Mapping[str, ReportCard]) -> Graded:
    """The grade of an event as it stands, and why. ``reports`` maps report ids."""
    happened = [c for c in event.claims if c.type is ClaimType.EVENT]
    own = [*happened, *event.figures]
    graded = grade_of(happened, event.figures, Voices(own, reports), event.actors, event.voices, reports)
    if event.grade is Grade.DISCOUNTED:
        return Graded(grade=Grade.DISCOUNTED, reasons=(f"set aside by a person; else {graded.grade}", *graded.reasons))
    return graded


def grade_of(
    happened: Sequence[Claim],
    figures: Sequence[Claim],
    voices: Voices,
    actors: Sequence[Actor],
    independent: int,
    reports: Mapping[str, ReportCard],
) -> Graded:
    """The first of these rules that holds: contested, confirmed, fair, weak. ``actors`` are those who did it."""
    blamed = who_did_it(happened, voices)
    deniers = [c for c in happened if c.stance is Stance.DENIED and not disowned(c, happened)]
    reasons = []
    if blamed:
        reasons.append(f"voices name different doers: {'; '.join(blamed)}")
    if deniers:
        reasons.append(f"denied by {_names(deniers, reports)}")
    if reasons:
        return Graded(grade=Grade.CONTESTED, reasons=tuple(reasons))
    many = f"{independent} independent {'voice tells' if independent == 1 else 'voices tell'} of it"
    doers = [a for a in actors if a.kind is not ActorKind.CIVILIANS]
    said = [c for c in (*happened, *figures) if c.stance is not Stance.DENIED]
    by_doer = [c for c in said if _spoken_by(c, doers)]
    accepted = [c for c in by_doer if c.type is ClaimType.EVENT]
    if accepted:
        others = {voices.of(c) for c in said} - {voices.of(c) for c in by_doer}
        if independent >= 2 and others:
            return Graded(grade=Grade.CONFIRMED, reasons=(f"{_names(accepted, reports)}, who did it, says so", many))
    if harm := [c for c in by_doer if _harm_to_civilians(c)]:
        return Graded(
            grade=Grade.CONFIRMED, reasons=(f"{_names(harm, reports)}, who did it, accepts harm to civilians", many)
        )
    if independent >= 2:
        return Graded(grade=Grade.FAIR, reasons=(many, "nobody denies it, nobody names another doer"))
    only = _names(said, reports)
    side = ", a side in it" if any(is_party(c.speaker, actors) for c in said) else ""
    return Graded(grade=Grade.WEAK, reasons=(f"a single voice: {only}{side}" if only else "a single voice",))


def _spoken_by(claim: Claim, actors: Sequence[Actor]) -> bool:
    """True where the speaker of a claim is one of the actors."""
    speaker = claim.speaker
    if speaker is None:
        return False
    names = {name_key(n) for n in (speaker.organisation, speaker.name) if n}
    return any((speaker.actor_id and speaker.actor_id == a.id) or name_key(a.name) in names for a in actors)


def _harm_to_civilians(claim: Claim) -> bool:
    """A doer's own figure of civilians killed or hurt."""
    toll = claim.toll
    if toll is None:
        return False
    victims = toll.victims
    harmed = toll.measure in _HARM and victims.class_ is VictimClass.CIVILIAN and (toll.low or 0) > 0
    return harmed and bool(claim.by_role(Role.PERPETRATOR) or claim.about)


def _names(claims: Iterable[Claim], reports: Mapping[str, ReportCard]) -> str:
    return ", ".join(dict.fromkeys(speaker_name(c, reports) for c in claims))
