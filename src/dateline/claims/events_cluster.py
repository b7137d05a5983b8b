"""The tellings of one happening, and the kind that they make together."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Final

from dateline.claims.events_families import FAMILY
from dateline.claims.events_found import Candidate
from dateline.claims.events_kinds import WEAK_IDS
from dateline.claims.syntax import is_passive
from dateline.terms import EventKind

__all__ = ["FROM_AFAR", "SPECIFIC", "Cluster", "befell"]

K = EventKind
SPECIFIC: Final = frozenset(
    {K.AIR_STRIKE, K.SHELLING, K.SUICIDE_BOMB, K.REMOTE_EXPLOSIVE, K.GRENADE, K.CHEMICAL_WEAPON, K.MOB_VIOLENCE}
)
"""Kinds that say by what means it was done."""
FROM_AFAR: Final = frozenset({K.AIR_STRIKE, K.SHELLING})
_UNTIL: Final = frozenset({"before", "until", "till"})


@dataclass(slots=True, eq=False)
class Cluster:
    """The tellings of one happening, in the order of the text."""

    members: list[Candidate] = field(default_factory=list)
    titles: list[Candidate] = field(default_factory=list)
    """The headline's words that fit this happening, before they are members of it."""

    @property
    def summary(self) -> bool:
        """True for "three attacks": a number of happenings told as one."""
        first = min(self.members, key=lambda m: m.token.i)
        return first.several and not any(m.hit.entry.id == "event.repel.verb" for m in self.members)

    def doing(self) -> list[Candidate]:
        """The tellings without those of what befell the doers at the end ("stormed the hotel, killing nine, before being shot
        by troops"); all where they tell nothing else."""
        kept = [m for m in self.members if not any(befell(m, o) for o in self.members if o is not m)]
        return kept if any(m.parties.actors or m.parties.targets for m in kept) else self.members

    def kind_by(self, anchor: Candidate) -> EventKind:
        """The anchor's kind, made more telling by what the others say of the same means ("a suicide bomber")."""
        kinds = [m.kind for m in self.members if not m.general]
        if anchor.hit.entry.id == "event.attack.verb" and anchor.parties.actors:
            beside = [
                m.kind
                for m in self.members
                if not m.general and (m.token.sent == anchor.token.sent or m.headline or m.definite)
            ]
            kinds = beside or [k for k in kinds if k is not K.REMOTE_EXPLOSIVE]
        taken = [k for k in kinds if FAMILY[k] == "territory" or k is K.NON_VIOLENT_TRANSFER_OF_TERRITORY]
        if taken:
            return anchor.kind if anchor.kind in taken else taken[0]
        if not kinds:
            return K.ARMED_CLASH if any(m.kind is K.ARMED_CLASH for m in self.members) else anchor.kind
        wanted = anchor.kind if not anchor.general else kinds[0]
        if (
            anchor.kind is K.ARMED_CLASH
            and wanted in FROM_AFAR
            and not any(
                m.definite or m.headline or m.token.sent == anchor.token.sent for m in self.members if m.kind is wanted
            )
        ):
            return anchor.kind  # two sides that fight, and somewhere else bombs
        if wanted in (K.ATTACK, K.ARMED_CLASH) and anchor.hit.entry.id in WEAK_IDS:
            for m in self.members:
                if m.kind in SPECIFIC and m.token.sent == anchor.token.sent:
                    return m.kind  # "militants killed a commissioner when a roadside bomb tore through his car"
        for kind in kinds:
            if wanted is K.ATTACK and kind is K.FORCE_AGAINST_PROTESTERS:
                return kind
            if kind is K.GRENADE and anchor.hit.entry.id in ("event.storm.verb", "event.shoot.verb"):
                continue  # "stormed the camp; they hurled grenades": one of the arms of an attack
            if wanted in (K.ATTACK, K.REMOTE_EXPLOSIVE) and kind in (K.SUICIDE_BOMB, K.GRENADE, K.CHEMICAL_WEAPON):
                return kind
            if wanted is K.PEACEFUL_PROTEST and kind in (K.VIOLENT_DEMONSTRATION, K.PROTEST_WITH_INTERVENTION):
                return kind
            if wanted is K.ATTACK and (anchor.general or kind is K.ARMED_CLASH):
                return kind
        return wanted


def befell(member: Candidate, other: Candidate) -> bool:
    """True where a telling's harm falls upon the doers of another telling of the sentence, by somebody's hand."""
    verb, actors = member.token, member.parties.actors
    if verb.pos_ not in ("VERB", "AUX") or not actors or FAMILY[member.kind] != "violence":
        return False
    hit = [t for t in member.parties.targets if t not in actors]
    doing = [t for t in other.parties.actors if t not in actors and t.sent == verb.sent and t.i < verb.i]
    if not doing or other.token.i > verb.i:
        return False  # "a convoy was ambushed by gunmen, injuring five": the convoy did nothing before
    if is_passive(verb) and hit:
        return all(t in doing for t in hit)
    after = verb.dep_ in ("advcl", "conj", "acl") and any(
        c.lower_ in _UNTIL and c.dep_ in ("mark", "case", "advmod") for c in verb.children
    )
    return after and all(t.pos_ == "PRON" for t in hit)
