"""One report, its parties: words that name nobody ("the militants", "soldiers", "the enemy") led to the party that is meant.

After every name of a report has been led to the list, what remains are words for people who fight, without a name. They mean a
named party where the report leaves only one: the one rebel group that it names, the forces of the one state whose forces it
names, the party that "U.S.-backed" fits, the speaker's own side ("our forces") or, of two sides, the other ("the enemy").
Where several are left the words stay, with the several as candidates. The words are data (``data/party_words.yml``).
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cache
from pathlib import Path
from typing import Any, Final

import yaml

from dateline.model import Actor, Candidate, Claim, Participant, Reading
from dateline.resolve.actors import Actors, adjectival, country_of, without_lead
from dateline.resolve.countries import countries
from dateline.resolve.names import name_key
from dateline.terms import ActorKind, MentionKind, Role, VictimClass

__all__ = ["ReportParties", "led"]

PACKAGED: Final = Path(__file__).resolve().parent.parent / "data" / "party_words.yml"
_ARMED: Final = frozenset(
    {ActorKind.REBEL_GROUP, ActorKind.POLITICAL_MILITIA, ActorKind.IDENTITY_MILITIA, ActorKind.EXTERNAL_OTHER}
)
_FORCES: Final = frozenset({ActorKind.STATE_FORCES, ActorKind.POLICE})
_BACKED: Final = re.compile(
    r"^(?:the )?([\w.]+?)[ -](?:backed|allied|aligned|sponsored|supported|funded|linked) (.+)$", re.IGNORECASE
)
# A named party that has this share of the report's mentions of armed parties, the others named once, is the one meant.
_DOMINANT: Final = 0.8
# A party of the list counts only where its country has at least this share of the report.
_ACTS: Final = 0.1
_SCORE: Final = 0.65
#: Places whose soldiers are another state's: those that keep no army of their own (CIA World Factbook, military service).
_NO_ARMY: Final = frozenset(
    {"PS", "EH", "CR", "IS", "PA", "MU", "VA", "LI", "AD", "MC", "SM", "GL", "HK", "MO", "GD", "LC"}
)
_SOLDIERS: Final = frozenset({"soldier", "soldiers", "troop", "troops", "conscripts", "recruits"})


@dataclass(frozen=True, slots=True)
class _Words:
    """``data/party_words.yml``, made ready."""

    classes: tuple[tuple[frozenset[str], tuple[frozenset[ActorKind], ...], bool], ...]
    passing: frozenset[str]
    unknown: frozenset[str]
    plain: frozenset[str]
    institutions: tuple[str, ...]
    ours: frozenset[str]
    enemy: frozenset[str]
    occupiers: frozenset[str]
    called: tuple[tuple[frozenset[str], frozenset[str]], ...]
    foes: frozenset[str]


@cache
def _words() -> _Words:
    data: Mapping[str, Any] = yaml.load(
        PACKAGED.read_text(encoding="utf8"), Loader=getattr(yaml, "CSafeLoader", yaml.SafeLoader)
    )
    classes = []
    for entry in data["classes"]:
        kinds = [ActorKind(k) for k in entry["kinds"]]
        classes.append(
            (
                frozenset(entry["heads"]),
                (frozenset(kinds[:1]), frozenset(kinds)),
                entry.get("needs") == "definite",
            )
        )
    return _Words(
        classes=tuple(classes),
        passing=frozenset(data["passing"]),
        unknown=frozenset(data["unknown"]),
        plain=frozenset(data["forces"]["plain"]),
        institutions=tuple(data["forces"]["institutions"]),
        ours=frozenset(data["ours"]),
        enemy=frozenset((*data["enemy"], *data["occupiers"])),
        occupiers=frozenset(data["occupiers"]),
        called=tuple((frozenset(c["words"]), frozenset(c["ids"])) for c in data["called"]),
        foes=frozenset(data["foes"]),
    )


_RUN: Final = re.compile(
    r"(?:\d+ )?[A-Z][\w'’.-]*(?: (?:(?:of|the|al|for|and|in|de|del|la|da) ){0,2}[A-Z][\w'’.()-]*)*"
)


def _capitalised(text: str) -> Iterable[str]:
    """Every stretch of two to seven words of a text's capitalised runs, and words alone that are acronyms or long."""
    seen: set[str] = set()
    for run in _RUN.findall(text):
        words = run.rstrip(".,'’-").split()
        for start in range(min(len(words), 12)):
            for end in range(start + 1, min(len(words), start + 7) + 1):
                found = " ".join(words[start:end])
                if end - start == 1 and not (len(found) > 5 or (found.isupper() and len(found) > 2)):
                    continue
                if found not in seen:
                    seen.add(found)
                    yield found


class ReportParties:
    """The named armed parties of one report, and the party that words without a name mean. Made once for each report."""

    def __init__(
        self,
        listed: Actors,
        named: Callable[[str], Actor],
        near: Mapping[str, float],
        reading: Reading,
        claims: Sequence[Claim],
    ) -> None:
        self._near = dict(sorted(near.items(), key=lambda c: -c[1]))
        self._listed = listed
        self._entries = listed.entries
        self._met: dict[str, Actor] = {}
        self._count: dict[str, int] = {}
        self._forces: dict[str, dict[str, int]] = {}
        for mention in reading.mentions:
            if mention.kind is MentionKind.ACTOR:
                self._meet(named(" ".join(mention.words.split())))
        for words in _capitalised(reading.report.text.clean):
            listed_ids = listed.by_key.get(name_key(words), ())
            if len(listed_ids) == 1 and listed.entries[listed_ids[0]].kind in _ARMED and listed_ids[0] not in self._met:
                self._meet(named(words))  # "the 400 Mawozo gang", whatever the name finder took it for
        for claim in claims:
            for actor in _actors_of(claim, named):
                self._meet(actor)
        self._acting = {_key(p.actor) for c in claims for p in c.participants}

    def _meet(self, actor: Actor) -> None:
        key = actor.id or name_key(actor.name)
        if actor.kind in _FORCES and actor.id is not None:
            names = self._forces.setdefault(actor.id, {})
            names[actor.name] = names.get(actor.name, 0) + 1
        elif actor.kind in _ARMED and self._is_name(actor) and self._acts(actor):
            self._met.setdefault(key, actor)
            self._count[key] = self._count.get(key, 0) + 1

    @staticmethod
    def _is_name(actor: Actor) -> bool:
        if actor.id is not None:
            return True
        words = actor.name.split()
        return len(words) > 1 and sum(w[:1].isupper() for w in words) >= 2

    def _acts(self, actor: Actor) -> bool:
        entry = self._entries.get(actor.id or "")
        if entry is None or not entry.countries or not self._near:
            return True
        return any(self._near.get(c, 0.0) >= _ACTS for c in entry.countries)

    # ------------------------------------------------------------------------------------------------------ the answer

    def meant(
        self,
        actor: Actor,
        *,
        definite: bool,
        not_these: Iterable[Actor] = (),
        speaker: Actor | None = None,
        ours: bool = False,
        doer: bool = False,
    ) -> Actor:
        """The party that an actor's words mean, or the actor as it is, with candidates where several may be meant.

        ``definite`` tells that "the" or "this" stood before the words, ``ours`` that "our" did; ``not_these`` are those on the
        other side of the same claim, ``speaker`` the party that says it, ``doer`` whether they did it.
        """
        words = re.findall(r"[a-z][\w'’]*(?:-[a-z]\w*)*", actor.name.casefold())
        vocabulary = _words()
        own = self._own(speaker) if ours and speaker is not None and words else None
        if own is not None and actor.id in (None, own.id):
            if all(w in vocabulary.plain | vocabulary.passing | vocabulary.ours for w in words):
                reasons = (f"'our {actor.name}', {own.name} says",)
                return replace(own, score=_SCORE, reasons=reasons, words=actor.words)
        plain = any(w in vocabulary.plain for w in words) and all(
            w in vocabulary.plain or w in vocabulary.passing for w in words
        )
        if doer and plain and speaker is not None and speaker.kind is ActorKind.STATE_FORCES and speaker.id is not None:
            if actor.score <= _SCORE and speaker.name.casefold() != actor.name.casefold():
                # "the U.S. military said troops freed 11 hostages": its own troops
                return replace(
                    speaker, score=_SCORE, reasons=(f"{speaker.name} says it of its own",), words=actor.words
                )
        if actor.id is not None and actor.kind in _FORCES:
            return self._institution(actor)
        if actor.id is not None or not words:
            return actor
        out = {_key(a) for a in not_these}
        foes = any(w in vocabulary.foes or w in vocabulary.enemy for w in words)
        if speaker is not None and foes:
            out |= {_key(speaker), *self._friends(speaker)}
        known = [self._met[key] for key in sorted(self._met, key=lambda k: -self._count[k]) if key not in out]
        backed = _BACKED.match(" ".join(actor.name.split()))
        if backed is not None:
            sponsor = country_of(backed[1])
            if sponsor is None:
                return actor
            fitting = [a for a in known if self._sponsored(a, sponsor)]
            return self._chosen(actor, fitting, f"the one party of the report that {backed[1]} stands behind")
        if any(w in vocabulary.enemy for w in words):
            return self._enemy(actor, known, speaker)
        if any(w in vocabulary.unknown for w in words):
            return actor
        for heads, kinds, needs_article in vocabulary.classes:
            place = next((i for i, w in enumerate(words) if w in heads), None)
            if place is None or not all(w in vocabulary.passing or w in heads for w in words):
                continue
            if needs_article and (not definite or len(words) > 1):
                continue
            for called, ids in vocabulary.called:
                if called & set(words) and any(a.id in ids for a in known):
                    known = [a for a in known if a.id in ids]
            for wanted in kinds:
                fitting = [a for a in known if a.kind in wanted]
                if fitting:
                    return self._chosen(actor, fitting, "the report names no other party of that kind")
            return actor
        if plain:
            return self._of_the_state(actor)
        return actor

    def _of_the_state(self, actor: Actor) -> Actor:
        """ "The junta", "troops" in a report whose places leave the state open: that of its one rebel group, by words kept."""
        homes = {a.country for a in self._met.values() if a.kind is ActorKind.REBEL_GROUP and a.id is not None}
        home = next(iter(homes)) if len(homes) == 1 else None
        if home is None or self._near.get(home, 0.0) < 0.2 or actor.kind not in (*_FORCES, ActorKind.UNKNOWN):
            return actor
        found = self._forces_of(home)
        if found is None:
            return actor
        reasons = (f"{actor.name!r}: the state that the report's rebels fight",)
        return replace(found, name=actor.name, score=0.55, reasons=reasons, words=actor.words)

    def longer(self, actor: Actor, follows: str) -> Actor:
        """ "Communist Party of India" before "Maoist (CPI Maoist) cadres": the longer name, where it is on the list."""
        if actor.words is None or " of " not in actor.name:
            return actor
        words = re.sub(r"[()]", " ", follows).split()[:3]
        for end in range(len(words), 0, -1):
            for own in without_lead(actor.words.quote):
                name = f"{own} {' '.join(words[:end])}"
                ids = self._listed.by_key.get(name_key(name), ())
                if len(ids) == 1 and ids[0] != actor.id:
                    return replace(self._listed.resolve(name, near=self._near), words=actor.words)
        return actor

    def _own(self, speaker: Actor) -> Actor | None:
        """Whose "our soldiers" are: the armed party that speaks, the forces of the state whose office speaks."""
        if speaker.kind in _ARMED or (speaker.kind in _FORCES and speaker.id is not None):
            return replace(speaker, candidates=())
        if speaker.kind in _FORCES | {ActorKind.GOVERNMENT}:
            home = speaker.country or self._home_country()
            return self._forces_of(home) if home else None
        return None

    def _home_country(self) -> str | None:
        """The country that more than half of the report's places and peoples are of."""
        return next((c for c, share in self._near.items() if share > 0.5), None)

    def _forces_of(self, iso: str) -> Actor | None:
        """The forces of a state, by the name that the report or else the list gives them."""
        country = countries().get(iso)
        if country is None or not country.adjectives:
            return None
        found = self._listed.resolve(f"{country.adjectives[0]} forces", near=self._near)
        if found.id is None:
            return None
        names = self._forces.get(found.id)
        best = self._called(found.id, names) if names else found.name
        return replace(found, name=best if self._institutional(best) == 2 else found.name)

    def _friends(self, party: Actor) -> set[str]:
        """The ids of a party's allies, and of those whose ally it is."""
        entry = self._entries.get(party.id or "")
        own = set(entry.allies) if entry is not None else set()
        return own | {key for key in self._met if party.id and party.id in self._allies(key)}

    def _allies(self, key: str) -> tuple[str, ...]:
        entry = self._entries.get(key)
        return entry.allies if entry is not None else ()

    def _enemy(self, actor: Actor, known: Sequence[Actor], speaker: Actor | None) -> Actor:
        """ "The enemy", "the occupiers": of two sides the one that does not speak, or that is not at home."""
        home = next(iter(self._near), None)
        forces = [
            Actor(
                name=self._called(key, names),
                id=key,
                kind=ActorKind.STATE_FORCES,
                country=self._home(key),
                score=_SCORE,
            )
            for key, names in self._forces.items()
            if not key.endswith(":police")
        ]
        own = self._own(speaker) if speaker is not None else None
        if own is not None and (own.kind in _ARMED or (own.country is not None and own.country != home)):
            sides = [a for a in (*known, *forces) if _key(a) != _key(own) and a.country != own.country]
            return self._chosen(actor, sides or [a for a in forces if _key(a) != _key(own)], "the other side speaks")
        if own is not None and known:
            return self._chosen(actor, known, f"{own.name} speaks, and this is the other side")
        if not set(re.findall(r"[a-z]+", actor.name.casefold())) & _words().occupiers:
            return actor
        sides = [a for a in forces if a.country not in (None, home)]
        if not sides:
            abroad = [c for c, share in self._near.items() if c != home and share >= 0.05]
            foreign = self._forces_of(abroad[0]) if len(abroad) == 1 else None
            sides = [foreign] if foreign is not None else []
        return self._chosen(actor, sides, "the one other country of the report") if len(sides) == 1 else actor

    def _home(self, key: str) -> str | None:
        entry = self._entries.get(key)
        if entry is not None:
            return entry.countries[0] if entry.countries else None
        return key.split(":")[1] if key.startswith("state:") else None

    def _called(self, key: str, names: Mapping[str, int]) -> str:
        """The best name of a state's forces: an institution with its country before one without, before its people."""
        entry = self._entries.get(key)
        return max(names, key=lambda n: (self._institutional(n), names[n])) if names else entry.name if entry else key

    @staticmethod
    def _institutional(name: str) -> int:
        """How good a name for a state's forces: 2 for "Chadian army", 1 for "army", 0 for "Chadian soldiers"."""
        key = name_key(name)
        for institution in _words().institutions:
            if key == institution and institution != "forces":
                return 1
            if key.endswith(" " + institution):
                return 2
        return 0

    def _sponsored(self, actor: Actor, sponsor: str) -> bool:
        entry = self._entries.get(actor.id or "")
        if entry is None:
            return False
        for ally in entry.allies:
            friend = self._entries.get(ally)
            home = friend.countries[:1] if friend is not None else (ally.removeprefix("state:")[:2],)
            if sponsor in home:
                return True
        return False

    def _chosen(self, actor: Actor, fitting: Sequence[Actor], reason: str) -> Actor:
        if not fitting:
            return actor
        weights = {_key(a): self._count.get(_key(a), 1) for a in fitting}
        share = max(weights.values()) / sum(weights.values())
        candidates = tuple(
            Candidate(
                id=_key(a),
                name=a.name,
                score=round(weights[_key(a)] / sum(weights.values()), 3),
                reasons=("named in the report",),
                country=a.country,
                kind=a.kind.value,
            )
            for a in fitting[:5]
        )
        others = [a for a in fitting if weights[_key(a)] < max(weights.values())]
        passing = all(weights[_key(a)] == 1 and _key(a) not in self._acting for a in others)
        if len(fitting) > 1 and (not passing or share < _DOMINANT or len(others) < len(fitting) - 1):
            return replace(actor, candidates=candidates)
        best = fitting[0]
        why = reason if len(fitting) == 1 else f"{best.name} is the party that the report names by far most often"
        return replace(
            best,
            score=_SCORE if len(fitting) == 1 else 0.55,
            reasons=(f"{actor.name!r}: {why}",),
            candidates=candidates if len(fitting) > 1 else (),
            words=actor.words,
        )

    def _institution(self, actor: Actor) -> Actor:
        """ "soldiers", "jets" of a state whose army the report names: that name."""
        words = name_key(actor.name).split()
        vocabulary = _words()
        if actor.id is None or not all(w in vocabulary.plain or w in vocabulary.passing for w in words):
            name = adjectival(actor.name)
            return actor if name == actor.name else replace(actor, name=name)
        best = adjectival(self._called(actor.id, self._forces.get(actor.id, {actor.name: 1})))
        if self._institutional(best) <= self._institutional(actor.name):
            return actor
        return replace(actor, name=best, reasons=(*actor.reasons, f"{actor.name!r}: of the {best}"))

    def soldiers(self, words: str, named: Callable[[str], Actor]) -> str | None:
        """The force whose people "four soldiers" are, where it is plainly one state's: as the report names it, or its army."""
        plain = _words().plain
        alpha = re.findall(r"[a-z]+", words.casefold())
        people = [w for w in alpha if w in plain]
        if not people or not all(w in plain or w in _words().passing for w in alpha):
            return None
        found = self._institution(named(people[-1]))
        if self._institutional(found.name) == 2:
            return found.name
        country = countries().get(found.country or "")
        if people[-1] in _SOLDIERS and country is not None and country.adjectives and country.iso not in _NO_ARMY:
            return f"{country.adjectives[0]} army"
        return found.name if found.id is not None and self._institutional(found.name) else None


def _key(actor: Actor) -> str:
    return actor.id or name_key(actor.name)


def _actors_of(claim: Claim, named: Callable[[str], Actor]) -> list[Actor]:
    found = [p.actor for p in claim.participants]
    if claim.toll is not None and claim.toll.victims.side:
        found.append(named(claim.toll.victims.side))
    if claim.attribution is not None and claim.attribution.speaker.organisation:
        found.append(named(claim.attribution.speaker.organisation))
    return found


def led(
    claims: Sequence[Claim],
    parties: ReportParties,
    before: Callable[[Actor], str],
    after: Callable[[Actor], str],
    named: Callable[[str], Actor],
) -> list[Claim]:
    """The claims with their parties led on.

    ``before`` and ``after`` give the words that stand before and after a party's own in the report.
    """
    done = []
    for claim in claims:
        organisation = claim.attribution.speaker.organisation if claim.attribution is not None else None
        speaker = named(organisation) if organisation else None
        participants = []
        for participant in claim.participants:
            longer = parties.longer(participant.actor, after(participant.actor))
            participant = replace(participant, actor=longer)
            preceding = before(participant.actor).casefold().split()
            last = preceding[-1] if preceding else ""
            actor = parties.meant(
                participant.actor,
                definite=last in ("the", "this", "that", "these", "those"),
                ours=last == "our",
                not_these=[p.actor for p in claim.participants if p.role is not participant.role],
                speaker=speaker,
                doer=participant.role is Role.PERPETRATOR,
            )
            participants.append(replace(participant, actor=actor))
        done.append(_side(replace(claim, participants=_once(participants)), parties, speaker, named))
    return done


def _once(participants: Sequence[Participant]) -> tuple[Participant, ...]:
    """No party twice in one role."""
    seen: dict[tuple[Role, str], Participant] = {}
    for p in participants:
        seen.setdefault((p.role, p.actor.name), p)
    return tuple(seen.values())


def _side(claim: Claim, parties: ReportParties, speaker: Actor | None, named: Callable[[str], Actor]) -> Claim:
    """The side of those counted, led on; where the report says none, by the word they are counted by."""
    toll = claim.toll
    if toll is None or toll.victims.class_ is not VictimClass.COMBATANT:
        return claim
    words = toll.victims.side or toll.victims.words
    if not words:
        return claim
    doers = [p.actor for p in claim.participants if p.role is Role.PERPETRATOR]
    doers = doers if len(doers) == 1 else []  # of a fight both sides are its doers
    ours = words.casefold().startswith("our ") or " our " in words.casefold()
    found = parties.meant(Actor(name=words), definite=True, ours=ours, not_these=doers, speaker=speaker)
    side = found.name if found.name != words else None
    if side is None and toll.victims.side is None:
        side = parties.soldiers(words, named)
    return replace(claim, toll=replace(toll, victims=replace(toll.victims, side=side))) if side else claim
