"""Which kind of event a trigger tells, by what takes part in it: ACLED's definitions.

A blast by a suicide bomber is a suicide bomb, an attack with drones an air strike, an attack on soldiers a clash, a
captured town a change of territory and a captured man an arrest; "killed" by a flood is no event.
"""

from __future__ import annotations

import re
from typing import Final

from spacy.tokens import Token

from dateline.claims.circumstances_places import is_country
from dateline.claims.codebook import Hit
from dateline.claims.events_families import PROTESTS
from dateline.claims.events_kinds_places import KindsOfPlaces
from dateline.claims.events_words import (
    BY_HAND,
    DOERS,
    FOR_CARE,
    FREED,
    HAPPENINGS,
    MANNED,
    MARCHERS,
    MOBS,
    OF_WAR,
    OF_WORK,
    PLACE_NOUNS,
    UNMANNED,
    VIOLENCE_HINTS,
)
from dateline.claims.participants import Parties
from dateline.claims.syntax import is_passive, objects, subjects
from dateline.terms import EventKind, Measure

__all__ = ["WEAK_IDS", "Kinds"]

K = EventKind
WEAK_IDS: Final = frozenset(
    {"event.lose_lives.verb", "event.kill.verb", "event.wound.verb", "event.stab.verb", "event.killing.noun"}
)
"""Entries of killing and wounding: what came of an event rather than what it was."""
_WHERE: Final = frozenset({"in", "at", "on", "near", "between", "along", "off", "within", "outside", "opposite"})


class Kinds(KindsOfPlaces):
    """Settles kinds for one Doc."""

    def of(self, hit: Hit, token: Token, parties: Parties, *, noun: bool) -> EventKind | None:
        """The kind of a trigger with these parties; None where the words make no event."""
        kind = EventKind(hit.entry.kind)
        frame = hit.entry.frame
        cast = self.cast
        if frame == "hit":
            return self._of_device(parties, token)
        if frame == "throw":
            return self._of_thrown(token, kind)
        if frame == "plant":
            return None
        if hit.entry.id == "event.arrest.noun" and any(c.lower_ in ("under", "without") for c in token.children):
            return None
        if hit.entry.id == "event.incident.verb":
            return kind if self._retells(token) else None
        if hit.entry.id == "event.seize_people.verb":
            return self._of_seized(token, parties)
        if frame == "find-bodies":
            return self._of_bodies(token)
        if frame == "find-weapons":
            found = subjects(token) if is_passive(token) else objects(token)
            lies = token.lower_ == "located" and self.doc[token.i + 1 : token.i + 2].text in _WHERE
            if lies and not any("weapon" in cast.kinds(t) for t in found):
                return None  # "banks located in the centre"
            if noun:
                found = [c for c in token.children if c.dep_ == "nmod" and any(g.lower_ == "of" for g in c.children)]
                found = [t for f in found for t in (f, *f.conjuncts)]
            if is_passive(token) and not any("weapon" in cast.kinds(t) for t in found):
                found = [t for t in self.doc[max(token.sent.start, token.i - 14) : token.i] if t.dep_ == "nsubj:pass"]
            held = [g for t in found for c in t.children if c.dep_ == "nmod" for g in (c, *c.children)]
            return kind if any("weapon" in cast.kinds(t) and not cast.person(t) for t in (*found, *held)) else None
        if frame == "take":
            return self._of_taken(token, kind, parties)
        if frame == "free":
            freed = subjects(token) if is_passive(token) else objects(token)
            if not freed and token.lower_.startswith("let"):
                freed = [t for c in token.children for t in objects(c)]
            freed = [*freed, *[t for t in self.doc[hit.start + 1 : hit.end] if t.lower_ in FREED]]
            if token.lower_.startswith(("deliver", "hand", "turn")) and not self._from_captivity(token):
                return None
            freed_name = any(t.pos_ == "PROPN" and t.ent_type_ in ("PERSON", "") for t in freed)
            counted = any(
                t.like_num or t.ent_type_ in ("NORP", "PERSON") or any(c.dep_ == "nummod" for c in t.children)
                for t in freed
            ) and not any("property" in cast.kinds(t) for t in freed)
            return (
                kind
                if (
                    counted
                    or (freed_name and is_passive(token))
                    or any(cast.person(t) or t.lower_ in FREED for t in freed)
                )
                and not any(cast.kinds(t) == {"weapon"} for t in freed)
                else None
            )
        if frame == "burn":
            burned = subjects(token) if is_passive(token) else objects(token)
            burned += [c for c in token.children if c.dep_ == "obl" and any(g.lower_ == "to" for g in c.children)]
            back = 5 if is_passive(token) else 0
            if any(t.lower_ in ("it", "them") for t in burned):
                back = 12  # "stopped a bus and set it on fire"
            around = self.doc[max(0, hit.start - back) : min(hit.end + 5, len(self.doc))]
            window = [t for t in around if t.sent == token.sent]
            return (
                kind
                if any("property" in cast.kinds(t) for t in burned or window) or hit.entry.id == "event.loot.verb"
                else None
            )
        if frame == "mob":
            doers = [*subjects(token), *parties.actors]
            return kind if any(t.lower_ in MOBS for t in doers) else None
        if (
            frame == "suffer"
            and hit.entry.id == "event.under_attack"
            and not any(cast.armed(t) or t.ent_type_ == "ORG" for t in [*parties.actors, *parties.targets])
        ):
            if not any(cast.civilian(t) or "property" in cast.kinds(t) for t in parties.targets) or parties.actors:
                return None
        if hit.entry.id == "event.release.noun" and hit.end - hit.start == 1:
            return kind if any(cast.person(t) or t.lower_ in FREED for t in parties.targets) else None
        if kind is K.SURRENDER:
            return kind if noun or not parties.actors or any(cast.person(t) for t in parties.actors) else None
        if (
            noun
            and kind is K.PEACEFUL_PROTEST
            and any(c.lower_ == "in" for c in token.children)
            and not any(c.dep_ == "det" for c in token.children)
        ):
            return None
        if kind in (K.ABDUCTION, K.ARREST):
            if hit.entry.id == "event.arrest.verb" and not self._by_police(token, parties):
                return None
            settled = self._of_held(kind, parties)
            # ACLED: whoever holds a territory arrests; "arrested" is taken at its word, "captured" and "seized" are not
            return kind if settled is K.ABDUCTION and token.lemma_.lower().startswith("arrest") else settled
        if kind is K.DISPLACEMENT:
            return self._of_flight(token, parties, frame)
        if (
            kind is K.EVACUATION
            and {t.lower_ for t in token.sent} & FOR_CARE
            and not any(f.measure is Measure.EVACUATED and self.doc[f.token].sent == token.sent for f in self.figures)
        ):
            return None
        if kind is K.RETURN or kind is K.EVACUATION:
            people = [*parties.actors, *parties.targets]
            if kind is K.RETURN and not noun and not self._many(token, people):
                return None
            if kind is K.EVACUATION and not noun and parties.targets:
                people = parties.targets
            return (
                kind
                if any(cast.person(t) or t.lower_ in ("families", "refugees", "residents") for t in people)
                and (noun is False or bool(parties.targets or parties.actors))
                else None
            )
        if hit.entry.id == "event.shoot_down.verb" and not (
            {t.lower_ for t in token.sent} & UNMANNED or any(K.AIR_STRIKE in cast.means(t) for t in token.sent)
        ):
            return None
        if hit.entry.id == "event.shoot_down.verb" and any(
            t.lower_ in MANNED for t in (subjects(token) if is_passive(token) else objects(token))
        ):
            return K.ARMED_CLASH  # men are in it
        if hit.entry.id == "event.escape.verb" and token.lower_.startswith(("get", "got", "break", "broke", "escap")):
            free = [*subjects(token), *parties.actors]
            if not any(t.lower_ in FREED or t.lower_ in ("rebels", "militants", "convicts") for t in free):
                return None
        if (
            kind in PROTESTS
            and token.lower_.startswith("demonstrat")
            and any(c.dep_ in ("obj", "ccomp") for c in token.children)
        ):
            return None  # "demonstrate an attempt"
        if kind in PROTESTS or kind in (
            K.AGREEMENT,
            K.LOOTING,
            K.SEXUAL_VIOLENCE,
            K.MOB_VIOLENCE,
            K.DISRUPTED_WEAPONS_USE,
            K.CHANGE_TO_GROUP,
        ):
            return kind
        if kind in (K.ATTACK, K.ARMED_CLASH, K.REMOTE_EXPLOSIVE, K.AIR_STRIKE, K.SHELLING, K.SUICIDE_BOMB):
            return self._of_violence(kind, hit, token, parties, noun=noun)
        return kind

    def _of_device(self, parties: Parties, token: Token) -> EventKind | None:
        doers = [*parties.devices, *[t for t in subjects(token) if not is_passive(token)]]
        doers.extend(
            c
            for c in token.children  # "hit the port with drones", "pounded the town using howitzers"
            if c.dep_ in ("obl", "nmod", "advcl")
            and any(g.lower_ in ("with", "using") and g.dep_ in ("case", "mark") for g in c.children)
        )
        if is_passive(token):
            doers.extend(
                c
                for c in token.children
                if c.dep_ in ("obl:agent", "obl") and any(g.lower_ in ("by", "in") for g in c.children)
            )
        for doer in doers:
            kinds = set(self.cast.means(doer))
            for child in doer.children:
                if child.dep_ in ("compound", "amod"):
                    kinds |= self.cast.means(child)
            if doer.lower_ in ("strike", "strikes", "airstrike", "airstrikes", "raid", "raids"):
                kinds.add(K.AIR_STRIKE)
            if doer.lower_ in ("blast", "blasts", "explosion", "explosions"):
                kinds.add(K.REMOTE_EXPLOSIVE)
            if K.REMOTE_EXPLOSIVE in kinds and token.lower_.startswith(("fall", "fell", "rain", "drop")):
                return K.AIR_STRIKE
            for kind in (K.SUICIDE_BOMB, K.AIR_STRIKE, K.CHEMICAL_WEAPON, K.GRENADE, K.SHELLING, K.REMOTE_EXPLOSIVE):
                if kind in kinds:
                    return kind
        if token.lower_.startswith(("hit", "struck", "strik", "target", "pound", "hammer")) and not is_passive(token):
            done_to = [
                t
                for t in objects(token)
                if self.cast.person(t) or "property" in self.cast.kinds(t) or t.lower_ in PLACE_NOUNS
            ]
            states = [t for t in doers if self.cast.state(t) or is_country(t.text)]
            if states and len(states) == len([t for t in doers if t.pos_ in ("NOUN", "PROPN")]) and done_to:
                return K.AIR_STRIKE  # "Israel struck a school", "the army targeted a camp": from afar
            if any(self.cast.armed(t) for t in doers) and done_to:
                fighters = any(self.cast.armed(t) for t in done_to)
                return K.ARMED_CLASH if fighters or any(t.lower_ in PLACE_NOUNS for t in done_to) else K.ATTACK
        if any(d.lower_ in ("third", "second", "another", "others", "fourth") for d in doers) and token.sent.start:
            before = self.doc[token.sent.start - 1].sent
            if any(t.lower_ in ("airstrike", "airstrikes", "strikes", "strike") for t in before):
                return K.AIR_STRIKE
        return None

    def _of_thrown(self, token: Token, kind: EventKind) -> EventKind | None:
        if any(c.lower_ == "down" for c in token.children):
            return None  # shot down, not fired
        thrown = subjects(token) if is_passive(token) else objects(token)
        thrown = [*thrown, *[c for t in thrown for c in t.children if c.dep_ in ("nmod", "compound")]]
        if kind is K.GRENADE:
            return kind if any(self.cast.weapon(t) or t.lower_ in ("dynamite", "explosives") for t in thrown) else None
        for t in thrown:
            means = self.cast.means(t)
            if K.GRENADE in means:
                return K.GRENADE
            if K.SHELLING in means:
                return K.SHELLING
            if t.lower_.startswith("bomb") or K.AIR_STRIKE in means:
                return K.AIR_STRIKE
        return None

    def _crowd_near(self, token: Token) -> bool:
        """True where the sentence or those beside it tell of a protest."""
        doc, sentence = self.doc, token.sent
        start = doc[sentence.start - 1].sent.start if sentence.start else 0
        end = doc[sentence.end].sent.end if sentence.end < len(doc) else sentence.end
        return any(t.lower_ in MARCHERS and t.text not in ("March", "MARCH") for t in doc[start:end])

    def _retells(self, token: Token) -> bool:
        """ "It happened on Monday", "the attackers came late on Tuesday": a verb that only retells."""
        for subject in subjects(token):
            marked = any(c.lower_ in ("the", "this", "these", "those") for c in subject.children)
            if subject.lower_ in ("it", "this") and token.lower_.startswith(("happen", "occur", "took", "take")):
                return True
            if marked and subject.lower_ in DOERS:
                return True
            if marked and subject.lemma_.lower() in HAPPENINGS:
                return True
        return False

    def _of_violence(
        self, kind: EventKind, hit: Hit, token: Token, parties: Parties, *, noun: bool
    ) -> EventKind | None:
        cast = self.cast
        means: set[EventKind] = set()
        for t in [token, *parties.devices]:
            means |= cast.means(t)
            for child in t.children:
                if child.dep_ in ("compound", "amod", "nmod:poss", "nsubj", "nsubj:pass", "obl:agent"):
                    means |= cast.means(child)
                    for grand in child.children:
                        if grand.dep_ in ("compound", "amod"):
                            means |= cast.means(grand)
        if noun:
            for t in parties.actors:
                means |= cast.means(t) & {K.AIR_STRIKE}  # "warplanes carried out four raids"
        before = self.doc[max(token.sent.start, hit.start - 2) : hit.start]
        if noun:
            for t in before:
                if t.pos_ in ("NOUN", "PROPN", "ADJ") and not t.is_punct:
                    means |= cast.means(t)
        device = token.lower_.rstrip("s") in ("bomb", "mine", "landmine", "device", "ied")
        if noun and device and not self._bomb_went_off(token):
            return None
        if hit.entry.id == "event.shoot.verb" and self._brought_down(token, parties):
            return K.ARMED_CLASH if any(t.lower_ in MANNED for t in parties.targets) else K.DISRUPTED_WEAPONS_USE
        if any(K.SUICIDE_BOMB in cast.means(t) for t in parties.actors):
            means.add(K.SUICIDE_BOMB)
        if hit.entry.id in WEAK_IDS and any(K.REMOTE_EXPLOSIVE in cast.means(t) for t in parties.actors):
            return K.SUICIDE_BOMB if K.SUICIDE_BOMB in means else K.REMOTE_EXPLOSIVE
        if "murder" in {t.lower_ for t in self.doc[hit.start : hit.end]} or token.lower_.startswith("murder"):
            means.discard(K.SUICIDE_BOMB)  # "murder-suicide"
        elif any(t.lower_ == "suicide" for t in before) or K.SUICIDE_BOMB in means:
            return K.SUICIDE_BOMB
        if kind is K.REMOTE_EXPLOSIVE and K.GRENADE in means:
            return K.GRENADE
        entry = hit.entry.id
        if (
            entry
            in (
                "event.attack.noun",
                "event.attack.verb",
                "event.blow_up.verb",
                "event.blast.noun",
                "event.raid.noun",
                "event.shoot.verb",
                "event.shelling.verb",
            )
            and K.AIR_STRIKE in means
        ):
            return K.AIR_STRIKE
        if entry in ("event.blow_up.verb", "event.blast.noun") and self._from_air(parties, token):
            return K.AIR_STRIKE
        if entry == "event.shelling.verb" and token.lower_.startswith("pound") and not self._pounded(parties):
            return None  # "was pounding millet"
        if entry == "event.shelling.verb" and self._of_gas(token):
            return K.PROTEST_WITH_INTERVENTION
        if entry in WEAK_IDS and not token.lower_.startswith(BY_HAND):
            for by in (K.AIR_STRIKE, K.SHELLING, K.GRENADE, K.CHEMICAL_WEAPON):
                if by in means:
                    return by  # "stray shells killed eleven", "jets killed a commander"
        if entry == "event.shoot.verb" and K.SHELLING in means:
            return K.SHELLING  # "rockets fired from the hills"
        if (
            entry in ("event.attack.noun", "event.explode.verb", "event.strike.noun")
            and K.SHELLING in means
            and K.AIR_STRIKE not in means
        ):
            return K.SHELLING
        if entry == "event.strike.noun" and not self._strike_of_war(token, parties, means):
            return None
        if entry == "event.attack.noun" and K.REMOTE_EXPLOSIVE in means:
            return K.REMOTE_EXPLOSIVE
        if entry == "event.attack.noun" and K.CHEMICAL_WEAPON in means:
            return K.CHEMICAL_WEAPON
        if entry == "event.explode.verb" and not (
            any(cast.weapon(t) for t in [*subjects(token), *objects(token)])
            or any(cast.weapon(t) for t in self.doc[max(token.sent.start, token.i - 8) : token.i])
            or any(t.lower_ in ("package", "device", "vehicle", "car", "parcel", "bag") for t in subjects(token))
            or hit.end - hit.start > 2
            or token.lower_.startswith("detonat")
        ):
            return None
        if (
            kind is K.ATTACK
            and entry in ("event.storm.verb", "event.raid.noun")
            and not self._violent_raid(token, parties)
        ):
            return None
        if entry == "event.storm.verb" and not (parties.targets or any(c.dep_ == "obl" for c in token.children)):
            return None
        if token.lower_.startswith(("enter", "rid", "rode", "driv", "drov", "descend")) and entry == "event.storm.verb":
            gone_into = [*objects(token), *[c for c in token.children if c.dep_ in ("obl", "nmod")]]
            if not any(cast.non_state(t) for t in parties.actors) or not any(
                t.lower_ in PLACE_NOUNS or t.ent_type_ in ("LOC", "GPE") or "property" in cast.kinds(t)
                for t in gone_into
            ):
                return None
        if entry == "event.repel.verb" and not (objects(token) or parties.targets or is_passive(token)):
            return None  # "drove back to the city"
        if entry == "event.fight.verb" and not (
            any(cast.armed(t) or t.pos_ == "PRON" for t in parties.actors)
            and any(cast.armed(t) or t.ent_type_ in ("ORG", "NORP") for t in parties.targets)
        ):
            return None
        if entry in WEAK_IDS and not self._violent_killing(hit, token, parties, noun=noun):
            return None
        if (
            entry == "event.shoot.verb"
            and token.lower_.startswith("sh")
            and not noun
            and not self._shot_people(hit, token, parties)
        ):
            return None
        if kind in (K.ATTACK, K.ARMED_CLASH):
            return self._clash_or_attack(kind, hit, token, parties)
        return kind

    def _pounded(self, parties: Parties) -> bool:
        """Guns pound places, positions and people."""
        return any(
            t.lower_ in PLACE_NOUNS
            or t.ent_type_ in ("LOC", "GPE", "ORG")
            or self.cast.person(t)
            or "property" in self.cast.kinds(t)
            for t in parties.targets
        ) or any(self.cast.armed(t) or self.cast.weapon(t) for t in [*parties.actors, *parties.devices])

    def _brought_down(self, token: Token, parties: Parties) -> bool:
        """ "Shot down two Antonovs", "26 were shot down by air defence": aircraft and drones, not people."""
        if not any(t.lower_ == "down" for t in token.doc[token.i + 1 : token.i + 8]):
            return False
        flown = {t.i for t in token.sent if K.AIR_STRIKE in self.cast.means(t)}
        if any(self.cast.person(t) and t.i not in flown for t in parties.targets):
            return False
        sentence = token.sent
        start = token.doc[sentence.start - 1].sent.start if sentence.start else sentence.start
        return any(
            K.AIR_STRIKE in self.cast.means(t) or t.lower_ in UNMANNED or t.lower_ in ("defence", "defense", "defences")
            for t in token.doc[start : sentence.end]
        )

    @staticmethod
    def _of_gas(token: Token) -> bool:
        """ "Lobbed teargas shells": what police use against a crowd."""
        near = {t.lower_ for t in token.doc[token.i + 1 : min(token.i + 7, token.sent.end)]}
        return bool(near & {"teargas", "tear", "tear-gas", "gas", "rubber", "smoke", "stun", "blank", "blanks"})

    @staticmethod
    def _bomb_went_off(token: Token) -> bool:
        """ "Killed by a car bomb", "a roadside bomb hit": the device did its work."""
        head = token.head
        if token.dep_ in ("obl", "nmod") and head.lower_ in ("lost", "lose", "lives", "life"):
            return True
        if token.dep_ in ("obl", "obl:agent", "nsubj") and head.pos_ == "VERB":
            return (
                bool(
                    re.match(
                        r"kill|wound|injur|hit|str[iu]ck|destroy|damag|le(?:ft|av)|claim|shatter|rock|tore|explod|went|go|ripp?|maim|die|detonat|blow|blew|blown|tore",
                        head.lower_,
                    )
                )
                and not is_passive(head)
            ) or (
                token.dep_ in ("obl", "obl:agent")
                and bool(re.match(r"kill|wound|injur|hit|struck|destroy|damag|died|dead|maim", head.lower_))
            )
        return False

    def _from_air(self, parties: Parties, token: Token) -> bool:
        """Bombing with aircraft in its clause; "bombed" and "bombing" by a state or its army without a device."""
        around = token.subtree if token.pos_ != "NOUN" else token.sent
        if any(K.AIR_STRIKE in self.cast.means(t) or t.lower_ == "coalition" for t in around):
            return True
        if not token.lower_.startswith("bomb") or not parties.actors:
            return False
        said = {t.lower_ for t in token.subtree}
        if said & {"car", "vehicle", "roadside", "suicide", "planted", "parcel", "letter", "grenade"}:
            return False
        return all(self.cast.state(t) or t.ent_type_ in ("LOC", "GPE", "NORP") for t in parties.actors)

    def _strike_of_war(self, token: Token, parties: Parties, means: set[EventKind]) -> bool:
        """ "Strike" is of war where it hits something or kills; elsewhere it is a stoppage of work."""
        sentence = {t.lower_ for t in token.sent}
        if sentence & OF_WORK:
            return False
        return bool(means or parties.targets or sentence & OF_WAR)

    def _violent_raid(self, token: Token, parties: Parties) -> bool:
        if any(self.cast.non_state(t) or "crowd" in self.cast.kinds(t) for t in parties.actors):
            return True
        return any(
            f.measure in (Measure.KILLED, Measure.INJURED) and self.doc[f.token].sent == token.sent
            for f in self.figures
        )

    def _violent_killing(self, hit: Hit, token: Token, parties: Parties, *, noun: bool) -> bool:
        """Killing by people or unknown hands; not by floods, not "killed the bill"."""
        victims = [
            t
            for t in parties.targets
            if self.cast.person(t)
            or t.ent_type_ in ("ORG", "NORP")
            or t.pos_ == "NUM"
            or t.lower_ in ("one", "two", "three")
        ]
        if noun:
            bare = token.tag_ in ("NNS", "NNPS") and not any(
                c.dep_ in ("det", "nummod", "nmod:poss") for c in token.children
            )
            return not bare or bool(victims)
        if hit.entry.id == "event.wound.verb" and not any(self.cast.armed(t) for t in parties.actors):
            return any(self.doc[f.token] == token for f in self.figures) and bool(
                {t.lower_ for t in token.sent} & VIOLENCE_HINTS
            )
        doers = [
            t
            for t in parties.actors
            if not self.cast.person(t) and t.ent_type_ not in ("ORG", "NORP", "PERSON") and not parties.devices
        ]
        if doers and not any(self.cast.person(t) or t.ent_type_ in ("ORG", "NORP", "PERSON") for t in parties.actors):
            return False
        counted = any(self.doc[f.token] == token for f in self.figures)
        return bool(victims) or counted or (hit.entry.id == "event.stab.verb" and bool(parties.targets))

    def _shot_people(self, hit: Hit, token: Token, parties: Parties) -> bool:
        if hit.end - hit.start > 1:
            return True
        return bool(parties.targets) or any(self.doc[f.token] == token for f in self.figures)

    def _clash_or_attack(self, kind: EventKind, hit: Hit, token: Token, parties: Parties) -> EventKind:
        """Two armed sides: a clash. A crowd against police: a violent demonstration. Shots at a crowd: force."""
        cast = self.cast
        crowd = [t for t in [*parties.actors, *parties.targets] if "crowd" in cast.kinds(t) and not cast.armed(t)]
        said = {t.lower_ for t in token.sent if t.text not in ("March", "MARCH")}
        protesting = bool(said & MARCHERS) or bool(
            said & {"crowd", "crowds", "youths", "students", "mourners"}
            and said & {"stones", "teargas", "tear", "pellets", "batons"}
        )
        if kind is K.ARMED_CLASH and hit.entry.frame.startswith("fight"):
            if protesting and (crowd or any(cast.state(t) for t in [*parties.actors, *parties.targets])):
                return K.VIOLENT_DEMONSTRATION
            if (
                protesting
                and said & {"police", "policemen"}
                and not any(cast.non_state(t) for t in [*parties.actors, *parties.targets])
            ):
                return K.VIOLENT_DEMONSTRATION
            if (
                crowd
                and any(cast.state(t) for t in [*parties.actors, *parties.targets])
                and not any(cast.non_state(t) for t in [*parties.actors, *parties.targets])
            ):
                return K.VIOLENT_DEMONSTRATION
            return K.ARMED_CLASH
        if (
            any(t.lower_ in ("protesters", "demonstrators", "marchers", "protestors") for t in parties.targets)
            and hit.entry.id == "event.shoot.verb"
        ):
            return K.FORCE_AGAINST_PROTESTERS
        words = {t.lower_ for t in token.sent if t.text not in ("March", "MARCH")}
        if (
            hit.entry.id in ("event.shoot.verb", "event.kill.verb")
            and parties.actors
            and all(cast.state(t) for t in parties.actors)
            and (parties.targets or any(self.doc[f.token] == token for f in self.figures))
            and not any(cast.armed(t) for t in parties.targets)
            and self._crowd_near(token)
        ):
            return K.FORCE_AGAINST_PROTESTERS
        if (
            hit.entry.id == "event.shoot.verb"
            and any(cast.state(t) for t in parties.actors)
            and (words & {"disperse", "dispersed", "dispersing"} or words & MARCHERS)
            and words & (MARCHERS | {"crowd", "crowds", "mourners", "students", "villagers"})
        ):
            return K.FORCE_AGAINST_PROTESTERS
        if hit.entry.frame.startswith("fight"):
            return K.ARMED_CLASH
        if any(cast.armed(t) for t in parties.targets) and not any(cast.civilian(t) for t in parties.targets):
            if any(t.lower_ in ("suspect", "suspects") for t in parties.targets) and not parties.actors:
                return K.ATTACK
            return K.ARMED_CLASH
        if kind is K.ARMED_CLASH and parties.targets and all(cast.civilian(t) for t in parties.targets):
            return K.ATTACK
        return kind
