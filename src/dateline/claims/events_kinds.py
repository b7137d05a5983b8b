"""Which kind of event a trigger tells, by what takes part in it: ACLED's definitions.

A blast by a suicide bomber is a suicide bomb, an attack with drones an air strike, an attack on soldiers a clash, a
captured town a change of territory and a captured man an arrest; "killed" by a flood is no event.
"""

from __future__ import annotations

from spacy.tokens import Token

from dateline.claims.circumstances_places import is_country
from dateline.claims.codebook import Hit
from dateline.claims.events_families import PROTESTS
from dateline.claims.events_kinds_violence import WEAK_IDS, KindsOfViolence
from dateline.claims.events_telling import one_person
from dateline.claims.events_words import (
    BODIES,
    BY_HAND,
    CAPTIVES,
    DOERS,
    FOR_CARE,
    FREED,
    GROUPS_MOVED,
    HAPPENINGS,
    HELD_BEFORE,
    MANNED,
    OF_RELIEF,
    PLACE_NOUNS,
    RANSOM_TALK,
    UNMANNED,
    WHERE,
)
from dateline.claims.participants import Parties
from dateline.claims.syntax import is_passive, objects, subjects
from dateline.terms import EventKind, Measure

__all__ = ["WEAK_IDS", "Kinds"]

K = EventKind


class Kinds(KindsOfViolence):
    """Settles kinds for one Doc."""

    def of(self, hit: Hit, token: Token, parties: Parties, *, noun: bool) -> EventKind | None:
        """The kind of a trigger with these parties; None where the words make no event."""
        kind = EventKind(hit.entry.kind)
        frame = hit.entry.frame
        cast = self.cast
        if hit.entry.id == "event.defuse.verb" and {"infiltration", "incursion"} & {
            t.lower_ for t in self.doc[hit.start : hit.end]
        }:
            return K.ARMED_CLASH  # "foiled an infiltration attempt": no device
        if frame == "hit":
            return self._of_device(parties, token)
        if frame == "throw":
            return self._of_thrown(token, kind)
        if frame == "plant":
            return kind if self._went_off_later(token) else None
        if hit.entry.id == "event.reply.verb":
            means = self._with(token)
            by = next((k for k in (K.AIR_STRIKE, K.SHELLING, K.GRENADE) if k in means), None)
            return by or self._reply_to_crowd(token)
        if hit.entry.id == "event.arrest.noun" and any(c.lower_ in ("under", "without") for c in token.children):
            return None
        if hit.entry.id == "event.operation.noun" and {t.lower_ for t in token.subtree} & OF_RELIEF:
            return None  # "a sweep for the recovery of bodies"
        if hit.entry.id == "event.incident.verb":
            return kind if self._retells(token) else None
        if hit.entry.id == "event.seize_people.verb":
            return self._of_seized(token, parties)
        if hit.entry.id == "event.riot.verb" and parties.actors:
            if all(one_person(t) and (t.ent_type_ == "PERSON" or cast.person(t)) for t in parties.actors):
                return None  # "a man of 45 went on a rampage": no crowd
        if frame == "find-bodies":
            return self._of_bodies(token)
        if frame == "find-weapons":
            found = subjects(token) if is_passive(token) else objects(token)
            lies = token.lower_ == "located" and self.doc[token.i + 1 : token.i + 2].text in WHERE
            if lies and not any("weapon" in cast.kinds(t) for t in found):
                return None  # "banks located in the centre"
            if noun:
                found = [c for c in token.children if c.dep_ == "nmod" and any(g.lower_ == "of" for g in c.children)]
                found = [t for f in found for t in (f, *f.conjuncts)]
            if is_passive(token) and not any("weapon" in cast.kinds(t) for t in found):
                found = [t for t in self.doc[max(token.sent.start, token.i - 14) : token.i] if t.dep_ == "nsubj:pass"]
            held = [g for t in found for c in t.children if c.dep_ == "nmod" for g in (c, *c.children)]
            held += [
                g for t in found for c in t.children if c.lower_ in ("loaded", "laden", "carrying", "packed", "filled")
                for g in c.children
            ]  # fmt: skip
            return kind if any("weapon" in cast.kinds(t) and not cast.person(t) for t in (*found, *held)) else None
        if frame == "take":
            return self._of_taken(token, kind, parties)
        if frame == "free":
            freed = subjects(token) if is_passive(token) else objects(token)
            if not freed and token.lower_.startswith("let"):
                freed = [t for c in token.children for t in objects(c)]
                parties.targets[:] = parties.targets or freed  # "let go two drivers"
            freed += [c for t in freed if t.lower_ in ("freedom", "release") for c in t.children if c.dep_ == "nmod"]
            freed = [*freed, *[t for t in self.doc[hit.start + 1 : hit.end] if t.lower_ in FREED]]
            after = self.doc[token.i + 1] if token.i + 1 < len(self.doc) else token
            if after.lower_ in ("abducted", "kidnapped", "captured", "hijacked", "held") and objects(after):
                freed = objects(after)  # "forces rescued abducted tea grower X", which parsers read as two verbs
                parties.actors[:] = subjects(token)
                parties.targets[:] = freed
            if token.lower_.startswith(("deliver", "hand", "turn", "surrender")) and self._to_police(token, freed):
                return K.ARREST  # "13 suspects were handed to the gendarmerie"
            if self.doc[hit.start : hit.end].text.lower() == "let out" and not self._from_captivity(token):
                return None  # "29 of the patients were let out"
            if token.lower_.startswith(
                ("deliver", "hand", "turn", "return", "allow", "reunit", "exchang", "swap")
            ) and not (self._from_captivity(token)):
                return None
            if token.lower_.startswith(("recover", "retriev", "bring", "brought")) and not (
                any(cast.person(t) or t.lower_ in FREED for t in freed) and not any(t.lower_ in BODIES for t in freed)
            ):
                return None
            if (
                token.lower_.startswith(("rescu", "free", "liberat"))
                and any(cast.armed(t) for t in parties.actors)
                and not any(cast.weapon(t) or t.lower_ in PLACE_NOUNS or t.ent_type_ in ("LOC", "GPE") for t in freed)
            ):
                return kind  # "the director was rescued by police"
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
            gone = token.lower_.startswith(("go", "went")) and not objects(token)
            undergone = is_passive(token) or (token.tag_ == "VBN" and not objects(token))
            doers = [token.head if t.lower_ in ("that", "which") else t for t in subjects(token)]
            if not undergone and not gone and any(cast.weapon(g) for t in doers for g in (t, *t.children)):
                return None  # "a salvo of rockets that set fire to a farm": what the shelling did
            if token.lower_.startswith("empt") and not undergone and not any(cast.non_state(t) for t in parties.actors):
                return None
            burned = subjects(token) if undergone or gone else objects(token)
            if token.dep_ == "xcomp" and undergone and burned and all(cast.person(t) or t.tag_ == "WP" for t in burned):
                return None  # "whom his family had believed burned in his granary"
            burned += [c for c in token.children if c.dep_ == "obl" and any(g.lower_ == "to" for g in c.children)]
            back = 5 if is_passive(token) or gone else 0
            if any(t.lower_ in ("it", "them") for t in burned):
                back = 12  # "stopped a bus and set it on fire"
            if gone:  # "80 houses went up in smoke"
                parties.targets.extend(t for t in burned if t not in parties.targets and "property" in cast.kinds(t))
                parties.actors[:] = [t for t in parties.actors if t not in burned]
            around = self.doc[max(0, hit.start - back) : min(hit.end + 5, len(self.doc))]
            window = [t for t in around if t.sent == token.sent]
            if hit.entry.id == "event.loot.verb" and token.lower_.startswith(
                ("mak", "made", "cart", "tak", "took", "carr")
            ):
                led = [*burned, *[t for t in parties.targets if t not in burned]]
                if led and all(cast.person(t) and "property" not in cast.kinds(t) for t in led):
                    taken = any(cast.non_state(t) for t in parties.actors) or (is_passive(token) and not parties.actors)
                    return K.ABDUCTION if taken and not any(t.lower_ in BODIES for t in led) else None
            if not (any("property" in cast.kinds(t) for t in burned or window) or hit.entry.id == "event.loot.verb"):
                return None
            rioting = any(
                t.lower_ in ("rioters", "protesters", "protestors", "demonstrators", "marchers")
                for t in [*subjects(token), *parties.actors]
            )
            return K.VIOLENT_DEMONSTRATION if rioting else kind
        if frame == "mob":
            doers = [*subjects(token), *parties.actors]
            if token.dep_ == "conj":
                doers += subjects(token.head)
            return kind if any(self._mob(t) for t in doers) else None
        if (
            frame == "suffer"
            and hit.entry.id == "event.under_attack"
            and not any(cast.armed(t) or t.ent_type_ == "ORG" for t in [*parties.actors, *parties.targets])
        ):
            if not any(cast.civilian(t) or "property" in cast.kinds(t) for t in parties.targets) or parties.actors:
                return None
        if (
            hit.entry.id == "event.release.noun"
            and any(c.lower_ == "for" and c.dep_ == "case" for c in token.children)
            and {token.head.lower_, token.head.head.lower_} & RANSOM_TALK
        ):
            return None  # "a ransom for the release of the trader"
        if (
            hit.entry.id == "event.release.noun"
            and token.dep_ in ("obl", "nmod")
            and any(c.lower_ in ("on", "during", "in", "for") and c.dep_ == "case" for c in token.children)
        ):
            return None  # "a team on rescue mission"
        if hit.entry.id == "event.release.noun" and hit.end - hit.start == 1:
            return kind if any(cast.person(t) or t.lower_ in FREED for t in parties.targets) else None
        if hit.entry.id == "event.group.verb" and self._changed_sides(token, parties):
            return K.SURRENDER
        if kind is K.SURRENDER and token.lower_.startswith("submit") and is_passive(token):
            return None  # "the report was submitted to the minister"
        if kind is K.SURRENDER:
            return (
                kind
                if noun or not parties.actors or any(cast.person(t) or t.like_num for t in parties.actors)
                else None
            )
        if (
            noun
            and kind is K.PEACEFUL_PROTEST
            and any(c.lower_ == "in" for c in token.children)
            and not any(c.dep_ == "det" for c in token.children)
        ):
            return None
        if hit.entry.id == "event.beat.verb":
            return self._of_beating(kind, token, parties)
        if hit.entry.id == "event.fall_captive.verb":
            taken = any(self._somebody(t) for t in parties.targets)
            hands = [c for c in token.children if c.dep_ == "obl"]
            parties.actors[:] = [g for h in hands for g in h.children if g.dep_ == "nmod"] or parties.actors
            return kind if taken and any(cast.non_state(t) for t in parties.actors) else None
        if kind in (K.ABDUCTION, K.ARREST):
            if hit.entry.id == "event.arrest.verb" and not self._by_police(token, parties):
                return None
            settled = self._of_held(kind, parties, token)
            # ACLED: whoever holds a territory arrests; "arrested" is taken at its word, "captured" and "seized" are not
            return kind if settled is K.ABDUCTION and token.lemma_.lower().startswith("arrest") else settled
        if kind is K.DISPLACEMENT and token.lemma_.lower() == "evacuate" and is_passive(token):
            kind = K.EVACUATION  # "guests had to be evacuated to other lodgings": others took them
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
            moved = token.lower_.startswith(("transfer", "pull"))
            if kind is K.EVACUATION and moved and not any(t.lower_ in GROUPS_MOVED for t in people):
                return None  # "pulled him out of his house", "the prisoners were transferred to the capital"
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
        if hit.entry.id == "event.escape.verb" and token.lower_.startswith(
            ("get", "got", "break", "broke", "escap", "slip")
        ):
            free = [*subjects(token), *parties.actors]
            if not any(t.lower_ in FREED or t.lower_ in ("rebels", "militants", "convicts") for t in free):
                return None
            if not any(t.lower_ in CAPTIVES for t in free) and not HELD_BEFORE.search(token.sent.text):
                return None  # "the suspects escaped in an unknown direction"
        if (
            kind in PROTESTS
            and token.lower_.startswith("demonstrat")
            and any(c.dep_ in ("obj", "ccomp") for c in token.children)
        ):
            return None  # "demonstrate an attempt"
        if (
            kind is K.PEACEFUL_PROTEST
            and not noun
            and any(cast.armed(t) for t in parties.actors)
            and not any(self._mob(t) or "crowd" in cast.kinds(t) for t in parties.actors)
            and token.lower_.startswith(("block", "barricad", "occup", "seal", "clos"))
        ):
            return None  # "the suspects blocked the entrance with a refrigerator"
        if hit.entry.id == "event.base.verb" and token.head.lower_ == "fire":
            return None  # "fire opened on the base"
        if hit.entry.id == "event.protest.verb" and any(t.lemma_.lower() in HAPPENINGS for t in subjects(token)):
            return None  # "a clash shuts the road"
        if kind is K.VIOLENT_DEMONSTRATION and not noun and self._one_another(token):
            return K.MOB_VIOLENCE  # "villagers from both sides pelted one another with stones"
        if hit.entry.id == "event.storm.verb" and is_passive(token) and token.lower_.startswith("brok"):
            if any("property" in cast.kinds(t) for t in subjects(token)):
                return K.LOOTING  # "a warehouse was broken into"
        if hit.entry.id == "event.withdraw.verb" and any(cast.person(t) and not cast.armed(t) for t in objects(token)):
            return None  # "after pulling him out of his house"
        if hit.entry.id == "event.withdraw.verb" and any(c.lower_ in ("custody", "prisoner") for c in token.children):
            return None  # "was taken into custody without incident"
        if (
            noun
            and kind is K.PEACEFUL_PROTEST
            and token.lower_ in ("vigil", "vigils")
            and not any(
                t.lower_.startswith(("protest", "demand", "justice", "against", "march", "slogan")) for t in token.sent
            )
        ):
            return None  # mourning, not a protest
        if hit.entry.id == "event.withdraw.verb" and not any(
            cast.armed(t) or t.ent_type_ in ("ORG", "NORP", "GPE", "LOC") or t.pos_ == "PRON"
            for t in [*parties.actors, *parties.targets]
        ):
            return None  # "a white sedan pulled up to the house"
        if kind in PROTESTS or kind in (
            K.AGREEMENT,
            K.LOOTING,
            K.SEXUAL_VIOLENCE,
            K.MOB_VIOLENCE,
            K.DISRUPTED_WEAPONS_USE,
            K.CHANGE_TO_GROUP,
        ):
            if kind is K.PEACEFUL_PROTEST and any(t.lower_ in ("mob", "mobs") for t in parties.actors):
                return K.VIOLENT_DEMONSTRATION
            if kind is K.VIOLENT_DEMONSTRATION and not noun:
                doers = [*parties.actors, *subjects(token.head)]
                if any(t.lower_ in ("settler", "settlers") for t in doers):
                    return K.MOB_VIOLENCE
                if any(cast.armed(t) for t in parties.actors) and not any(
                    self._mob(t) or "crowd" in cast.kinds(t) for t in doers
                ):
                    return None  # police who throw stones are no riot
            return kind
        if kind in (K.ATTACK, K.ARMED_CLASH, K.REMOTE_EXPLOSIVE, K.AIR_STRIKE, K.SHELLING, K.SUICIDE_BOMB):
            return self._of_violence(kind, hit, token, parties, noun=noun)
        return kind

    def _of_device(self, parties: Parties, token: Token) -> EventKind | None:
        doers = [*parties.devices, *[t for t in subjects(token) if not is_passive(token)]]
        doers.extend(self._device_before(token))
        if token.tag_ == "VBG" and token.dep_ == "advcl":  # "replied with mortars, hitting the old town"
            doers.extend(
                c for c in token.head.children
                if c.dep_ == "obl" and self.cast.means(c) and any(g.lower_ in ("with", "using") for g in c.children)
            )  # fmt: skip
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
        if token.lower_.startswith(("came", "com", "fell", "fall", "crash")) and any(t.lower_ in MANNED for t in doers):
            return K.ARMED_CLASH if {t.lower_ for t in token.sent} & {"fire", "shot", "downed"} else None
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
        if token.dep_ in ("acl", "acl:relcl") and token.tag_ == "VBG":
            means |= cast.means(token.head)  # "a roadside bomb targeting a patrol"
            for child in token.head.children:
                if child.dep_ in ("compound", "amod"):
                    means |= cast.means(child)
        if noun:
            for t in parties.actors:
                means |= cast.means(t) & {K.AIR_STRIKE}  # "warplanes carried out four raids"
        if not noun:
            means |= self._with(token)
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
        if hit.entry.id in ("event.blow_up.verb", "event.explode.verb") and any(
            t.lower_ in ("himself", "herself", "themselves", "itself") for t in [*objects(token), *parties.targets]
        ):
            return K.SUICIDE_BOMB  # "blew himself up"

        if hit.entry.id in WEAK_IDS and not noun and not is_passive(token) and hit.entry.id != "event.stab.verb":
            if any(cast.means(t) == {K.REMOTE_EXPLOSIVE} for t in subjects(token)):
                return K.REMOTE_EXPLOSIVE  # "a bomb killed two farmers"
        if hit.entry.id == "event.explode.verb" and any(
            K.SUICIDE_BOMB in cast.means(g) for t in subjects(token) for g in t.subtree
        ):
            return K.SUICIDE_BOMB  # "a car driven by a suicide attacker went off"
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
                "event.storm.verb",
                "event.shoot.verb",
                "event.shelling.verb",
            )
            and K.AIR_STRIKE in means
        ):
            return K.AIR_STRIKE
        if entry in ("event.blow_up.verb", "event.blast.noun") and self._from_air(parties, token):
            return K.AIR_STRIKE
        if entry == "event.attack.verb" and self._one_of_the_strikes(token):
            return K.AIR_STRIKE
        if entry == "event.shelling.verb" and token.lower_.startswith("pound") and not self._pounded(parties):
            return None  # "was pounding millet"
        if entry == "event.shelling.verb" and token.lower_.startswith("attack") and not self._with(token):
            return self._clash_or_attack(K.ATTACK, hit, token, parties)  # "attacked the camp with rockets and rifles"
        if entry == "event.shelling.verb" and self._of_gas(token):
            return K.PROTEST_WITH_INTERVENTION
        if entry in WEAK_IDS and not token.lower_.startswith(BY_HAND):
            if self._left_behind(token):
                return K.REMOTE_EXPLOSIVE
            for by in (K.AIR_STRIKE, K.SHELLING, K.GRENADE, K.CHEMICAL_WEAPON):
                if by in means:
                    return by  # "stray shells killed eleven", "jets killed a commander"
        if entry == "event.shoot.verb" and (
            K.SHELLING in means
            or any(
                t.lower_.rstrip("s") in ("tank", "gunboat", "warship", "battery", "howitzer")
                for t in [*parties.devices, *subjects(token)]
            )
        ):
            return K.SHELLING  # "rockets fired from the hills", "a tank fired at the tower"
        if (
            entry in ("event.attack.noun", "event.attack.verb", "event.explode.verb", "event.strike.noun")
            and K.SHELLING in means
            and K.AIR_STRIKE not in means
        ):
            return K.SHELLING
        if entry == "event.strike.noun" and not self._strike_of_war(token, parties, means):
            return None
        for by in (K.REMOTE_EXPLOSIVE, K.CHEMICAL_WEAPON, K.GRENADE):
            if entry in ("event.attack.noun", "event.attack.verb") and by in means:
                return by
        if (
            entry == "event.explode.verb"
            and not (
                any(cast.weapon(t) for t in [*subjects(token), *objects(token)])
                or any(cast.weapon(t) for t in self.doc[max(token.sent.start, token.i - 8) : token.i])
                or any(
                    t.lower_
                    in (
                        "package",
                        "device",
                        "vehicle",
                        "car",
                        "parcel",
                        "bag",
                        "motorcycle",
                        "motorbike",
                        "van",
                        "truck",
                        "cart",
                        "bicycle",
                        "rickshaw",
                        "minibus",
                        "suitcase",
                        "load",
                        "charge",
                        "charges",
                    )
                    for t in subjects(token)
                )  # fmt: skip
                or any(cast.weapon(t) for t in self.doc[hit.start : hit.end])
                or self._device_told(token)
                or hit.end - hit.start > 2
                or token.lower_.startswith("detonat")
            )
        ):
            return None
        if entry == "event.raid.noun" and self._raid_from_air(token, parties):
            return K.AIR_STRIKE
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
        if entry == "event.repel.verb" and token.tag_ == "VBG" and token.dep_ in ("amod", "compound"):
            return None  # "repelling towers"
        if (
            entry == "event.repel.verb"
            and not parties.actors
            and token.tag_ == "VBG"
            and not any(cast.armed(t) or t.lemma_.lower() in HAPPENINGS for t in parties.targets)
        ):
            return None
        if entry == "event.clash.noun" and any(
            c.dep_ == "acl" and c.tag_ == "VB" and any(g.lower_ == "to" for g in c.children) for c in token.children
        ):
            return None  # "the battle to preserve democracy"
        if (
            entry == "event.repel.verb"
            and self.doc[hit.end - 1].pos_ not in ("NOUN", "PROPN")  # "repulsed on Monday an attack"
            and not (objects(token) or parties.targets or is_passive(token))
        ):
            return None  # "drove back to the city"
        if entry == "event.clash.noun" and token.lower_ == "firing":
            sides = {
                g.lower_ for c in token.children if c.dep_ in ("nmod", "obl") for g in c.children if g.dep_ == "case"
            }
            return K.ARMED_CLASH if "between" in sides else None
        if entry == "event.fight.verb" and not (
            any(cast.armed(t) or t.pos_ == "PRON" for t in parties.actors)
            and any(cast.armed(t) or t.ent_type_ in ("ORG", "NORP") for t in parties.targets)
        ):
            return self._among_themselves(token, parties)
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
