"""What settles the kind of a deed of violence: who did it to whom, with what, from where; ACLED's definitions.

The entries of the codebook give a kind; the methods here confirm it, bar it or make it more telling for
:class:`dateline.claims.events_kinds.Kinds`.
"""

from __future__ import annotations

import re
from typing import Final

from spacy.tokens import Token

from dateline.claims.circumstances_places import is_country
from dateline.claims.codebook import Hit
from dateline.claims.events_kinds_places import KindsOfPlaces
from dateline.claims.events_words import (
    ANIMALS,
    BY_HAND,
    COMMUNITIES,
    HAPPENINGS,
    MARCHERS,
    MOBS,
    OF_WAR,
    OF_WORK,
    PLACE_NOUNS,
    SMALL_ARMS,
    UNMANNED,
    VIOLENCE_HINTS,
)
from dateline.claims.participants import Parties
from dateline.claims.participants_grammar import by_phrase
from dateline.claims.syntax import conjuncts, is_passive, objects, subjects
from dateline.terms import EventKind, Measure

__all__ = ["WEAK_IDS", "KindsOfViolence"]

K = EventKind
WEAK_IDS: Final = frozenset(
    {"event.lose_lives.verb", "event.kill.verb", "event.wound.verb", "event.stab.verb", "event.killing.noun"}
)
"""Entries of killing and wounding: what came of an event rather than what it was."""


_HARMS: Final = ("kill", "wound", "injur", "hit", "struck", "destroy", "damag", "hurt", "maim")
_DEVICE: Final = ("bomb", "mine", "landmine", "ied", "device", "explosive", "grenade", "shell", "charge", "vest", "car")
_WENT_OFF: Final = ("explod", "detonat", "blew", "blow", "blast", "went", "goes", "go")
_SETTLEMENTS: Final = frozenset("town towns village villages city cities settlement settlements hamlet hamlets".split())


_LAUNCHED = frozenset({"propelled", "rocket-propelled", "rpg", "rpgs", "launcher", "launchers"})
"""Words of a grenade that no hand throws."""


class KindsOfViolence(KindsOfPlaces):
    """Settles kinds of violence, for one Doc."""

    def _of_beating(self, kind: EventKind, token: Token, parties: Parties) -> EventKind | None:
        """ "Was beaten up by rebels", "thrashed three labourers": people hurt by those who bear arms, or by a mob."""
        people = [
            t for t in parties.targets
            if self.cast.person(t) or t.ent_type_ == "PERSON" or t.pos_ == "PRON"
            or (t.pos_ == "NOUN" and not self.cast.kinds(t) & {"property", "weapon"} and t.lower_ not in PLACE_NOUNS)
        ]  # fmt: skip
        if not people or not parties.actors:
            return None
        if any(self._mob(t) for t in parties.actors):
            return K.MOB_VIOLENCE
        return kind if any(self.cast.armed(t) for t in parties.actors) else None

    def _one_of_the_strikes(self, token: Token) -> bool:
        """ "The warplanes launched 17 raids. One of them targeted a farm": one of the raids told just before."""
        first = [t for t in subjects(token) if t.lower_ in ("one", "another", "two", "others", "some")]
        if not first or not token.sent.start:
            return False
        whole = [c.lower_ for t in first for c in t.children if c.dep_ == "nmod"]
        if whole and not set(whole) & {"them", "these", "those", "strikes", "raids"}:
            return False
        before = self.doc[token.sent.start - 1].sent
        struck = any(t.lower_ in ("airstrikes", "strikes", "raids", "sorties", "airstrike") for t in before)
        return struck and any(
            K.AIR_STRIKE in self.cast.means(t) or t.lower_ in ("air", "aerial", "airstrikes") for t in before
        )

    def _device_told(self, token: Token) -> bool:
        """ "A mine was planted at the school. It exploded …": "it" is the device of the sentence before."""
        if not token.sent.start or not any(t.lower_ in ("it", "they", "both", "which") for t in subjects(token)):
            return False
        before = self.doc[token.sent.start - 1].sent
        return any(t.lemma_.lower().startswith(_DEVICE) or self.cast.weapon(t) for t in before if t.pos_ == "NOUN")

    def _went_off_later(self, token: Token) -> bool:
        """ "Rebels planted a mine at the school yesterday. It exploded …": the laying, told with the blast."""
        if is_passive(token) or token.tag_ not in ("VBD", "VBN"):
            return False
        laid = objects(token)
        if not any(self.cast.weapon(t) for t in laid):
            return False
        end = token.sent.end
        until = self.doc[end].sent.end if end < len(self.doc) else end
        return any(
            t.pos_ == "VERB"
            and t.lower_.startswith(_WENT_OFF)
            and any(s.lower_ in ("it", "which", "they") or s.lemma_.lower().startswith(_DEVICE) for s in subjects(t))
            and not any(c.lower_ in ("not", "n't", "without") for c in t.children)
            for t in self.doc[token.i + 1 : until]
        )

    def _device_before(self, token: Token) -> list[Token]:
        """ "When an aircraft believed to be Russian hit the market": the device before a verb whose subject the parser
        lost."""
        found: list[Token] = []
        for t in reversed(list(self.doc[max(token.sent.start, token.i - 8) : token.i])):
            if t.lower_ in ("when", "as", "after", "and", "that", "who", "but", "while") or t.text in (",", ";", ":"):
                break
            if t.dep_ == "nsubj" and t.pos_ in ("NOUN", "PROPN") and self.cast.means(t):
                found.append(t)
        return found if token.tag_ in ("VBD", "VB", "VBN") and objects(token) else []

    @staticmethod
    def _mob(token: Token) -> bool:
        """A mob, villagers in anger, vigilantes, settlers."""
        own = {token.lower_, *[c.lower_ for c in token.children if c.dep_ in ("compound", "amod")]}
        return bool(own & (MOBS | {"vigilante", "vigilantes", "settler", "settlers", "rioters"}))

    def _crowd_near(self, token: Token) -> bool:
        """True where the sentence or those beside it tell of a protest."""
        doc, sentence = self.doc, token.sent
        start = doc[sentence.start - 1].sent.start if sentence.start else 0
        end = doc[sentence.end].sent.end if sentence.end < len(doc) else sentence.end
        return any(t.lower_ in MARCHERS and t.text not in ("March", "MARCH") for t in doc[start:end])

    def _with(self, token: Token) -> set[EventKind]:
        """What weapons after "with" or "using" make of a verb's deed ("attacked the city with guided bombs"); nothing where
        small arms stand among them: then it was a fight on the ground."""
        found: set[EventKind] = set()
        for child in token.children:
            if child.dep_ not in ("obl", "nmod", "advcl") or child.i < token.i:
                continue
            if not any(g.lower_ in ("with", "using", "by") and g.dep_ in ("case", "mark") for g in child.children):
                continue
            arms = conjuncts(child) if child.pos_ in ("NOUN", "PROPN") else objects(child)
            if any(t.lower_.rstrip("s") in SMALL_ARMS or t.lower_ in SMALL_ARMS for t in arms):
                return set()
            for arm in arms:
                for t in (arm, *arm.children):
                    if t == arm or t.dep_ in ("compound", "amod", "nmod"):
                        found |= self.cast.means(t)  # "with a salvo of rockets"
        return found

    @staticmethod
    def _left_behind(token: Token) -> bool:
        """ "Killed by an unexploded shell": what was fired long ago and lay there."""
        return any(
            t.lower_ in ("unexploded", "uxo", "ordnance", "remnant", "remnants")
            for t in token.doc[token.i : min(token.i + 9, token.sent.end)]
        )

    def _among_themselves(self, token: Token, parties: Parties) -> EventKind | None:
        """ "The two factions fought for hours", "clan militias fought over a well": each other."""
        following = token.doc[token.i + 1].lower_ if token.i + 1 < len(token.doc) else ""
        if not token.lower_.startswith(("fight", "fought", "battl", "clash")) or (
            objects(token) and following != "over"
        ):
            return None
        for side in parties.actors:
            two = any(c.lower_ in ("two", "rival", "both", "three", "warring", "opposing") for c in side.children)
            below = [c for c in side.children if c.dep_ == "nmod"]
            two = two or any(g.lower_ in ("two", "rival", "both") for c in below for g in c.children)
            over = following == "over"
            two = two or (over and side.tag_ in ("NNS", "NNPS"))
            if two and side.tag_ in ("NNS", "NNPS"):
                if self.cast.armed(side):
                    return K.ARMED_CLASH
                if "crowd" in self.cast.kinds(side) or side.lower_ in COMMUNITIES:
                    return K.MOB_VIOLENCE
        return None

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
        if any(c.dep_ in ("acl", "acl:relcl") and c.lower_ == "targeting" for c in token.children):
            return head.pos_ == "VERB" and not head.lower_.startswith(("found", "defus", "discover", "neutral", "foil"))
        if token.dep_ == "nsubj" and head.lower_.startswith("miss"):
            return any(c.dep_ == "conj" and c.lower_.startswith(_HARMS) for c in head.children)
        colon = next((t.i for t in token.doc[token.i : token.sent.end] if t.text == ":"), None)
        headed = colon is not None and not any(t.pos_ in ("VERB", "AUX") for t in token.doc[token.sent.start : colon])
        if (token.dep_ == "ROOT" or headed) and any(c.lower_ in ("a", "an", "another") for c in token.children):
            # a verbless item: "In Omdel, a sticky bomb under the car of a judge: he survived"
            return any(
                g.lower_ in ("under", "at", "near", "in", "against", "outside", "beside")
                for c in token.children if c.dep_ in ("nmod", "obl")
                for g in c.children if g.dep_ == "case"
            ) and not any(t.lower_.startswith(("found", "defus", "seiz", "discover", "recover")) for t in token.sent)  # fmt: skip
        if token.dep_ in ("obl", "obl:agent", "nsubj") and head.pos_ == "VERB":
            return (
                bool(
                    re.match(
                        r"kill|wound|injur|hit|str[iu]ck|destroy|damag|le(?:ft|av)|claim|shatter|rock|tore|explod|went|go|ripp?|maim|die"
                        r"|detonat|blow|blew|blown|tore|amputat|sever|shred|mutilat|cripp|caught|catch|engulf|wreck|flatten"
                        r"|took|tak|cost|overturn|derail|gut|blast|throw|threw|burn|bur[iy]|level|lift|slice|spray",
                        head.lower_,
                    )
                )
                and not is_passive(head)
            ) or (
                token.dep_ in ("obl", "obl:agent")
                and bool(re.match(r"kill|wound|injur|hit|struck|destroy|damag|died|dead|maim", head.lower_))
            )
        return False

    def _reply_to_crowd(self, token: Token) -> EventKind | None:
        """ "Guards answered with tear gas and live rounds": to a crowd told of beside."""
        if not self._crowd_near(token) and not {t.lower_ for t in token.sent} & {"stones", "stone", "rocks", "bottles"}:
            return None
        used = {
            t.lower_
            for c in token.children
            if c.dep_ in ("obl", "nmod") and any(g.lower_ in ("with", "using") for g in c.children)
            for t in c.subtree
        }
        if used & {"live", "bullets", "gunfire", "rounds", "ammunition", "shots", "bullet"} and "rubber" not in used:
            return K.FORCE_AGAINST_PROTESTERS
        if used & {"tear", "teargas", "tear-gas", "batons", "rubber", "water", "baton", "pellets"}:
            return K.PROTEST_WITH_INTERVENTION
        return None

    @staticmethod
    def _one_another(token: Token) -> bool:
        """ "One another", "each other" right after the verb."""
        after = [t.lower_ for t in token.doc[token.i + 1 : token.i + 5]]
        return any(pair in (["one", "another"], ["each", "other"]) for pair in (after[n : n + 2] for n in range(3)))

    @staticmethod
    def _during_protest(token: Token) -> bool:
        """ "Shot during a demonstration", "killed at a sit-in"."""
        return any(
            c.dep_ in ("obl", "nmod")
            and c.text not in ("March", "MARCH")
            and c.lower_ in MARCHERS | {"sit-in", "unrest", "stone-throwing"}
            and any(g.dep_ == "case" and g.lower_ in ("during", "at", "in", "amid") for g in c.children)
            for c in token.children
        )

    def _of_thrown(self, token: Token, kind: EventKind) -> EventKind | None:
        if any(c.lower_ == "down" for c in token.children):
            return None  # shot down, not fired
        thrown = subjects(token) if is_passive(token) else objects(token)
        thrown = [*thrown, *[c for t in thrown for c in t.children if c.dep_ in ("nmod", "compound")]]
        if any(x.lower_ in _LAUNCHED for t in thrown for x in t.subtree):
            return K.SHELLING  # ACLED counts a grenade from a launcher with the shells
        if kind is K.GRENADE:
            if any(t.lower_.startswith(("rocket", "mortar", "shell", "missile")) for t in thrown):
                return K.SHELLING  # "rockets were lobbed at the jail"
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

    def _from_air(self, parties: Parties, token: Token) -> bool:
        """Bombing with aircraft in its clause; "bombed" and "bombing" by a state or its army without a device."""
        around = token.subtree if token.pos_ != "NOUN" else token.sent
        if any(K.AIR_STRIKE in self.cast.means(t) or t.lower_ == "coalition" for t in around):
            return True
        if not token.lower_.startswith("bomb"):
            return False
        said = {t.lower_ for t in token.subtree}
        if said & {"car", "vehicle", "roadside", "suicide", "planted", "parcel", "letter", "grenade"}:
            return False
        if token.lower_ in ("bombing", "bombardment") and any(
            c.dep_ == "nmod" and c.lower_ in _SETTLEMENTS and any(g.lower_ == "of" for g in c.children)
            for c in token.children
        ):
            return True  # "the bombing of the town": all of it, from above
        if not parties.actors:
            return False
        return all(self.cast.state(t) or t.ent_type_ in ("LOC", "GPE", "NORP") for t in parties.actors)

    def _strike_of_war(self, token: Token, parties: Parties, means: set[EventKind]) -> bool:
        """ "Strike" is of war where it hits something or kills; elsewhere it is a stoppage of work."""
        sentence = {t.lower_ for t in token.sent}
        if sentence & OF_WORK:
            return False
        theirs = [*parties.actors, *[c for c in token.children if c.dep_ in ("amod", "compound", "nmod:poss")]]
        if any(self.cast.armed(t) or t.ent_type_ in ("NORP", "ORG") or is_country(t.text) for t in theirs):
            return True  # "an Israeli strike on their home"
        return bool(means or parties.targets or sentence & OF_WAR)

    def _raid_from_air(self, token: Token, parties: Parties) -> bool:
        """ "The coalition launched four raids on the airport": whoever fights from the air launches raids on places."""
        verb = token.head
        if token.dep_ != "obj" or not verb.lower_.startswith(("launch", "carri", "carry", "wag", "conduct", "mount")):
            return False
        flying = any(
            t.lower_ in ("coalition", "aggression", "enemy", "occupation", "airforce") or is_country(t.text)
            for t in [*parties.actors, *subjects(verb)]
        )
        return flying and any(
            g.lower_ in ("on", "against") and g.dep_ == "case"
            for c in (*token.children, *verb.children)
            if c.dep_ in ("nmod", "obl")
            for g in c.children
        )

    def _violent_raid(self, token: Token, parties: Parties) -> bool:
        if any(self.cast.non_state(t) or "crowd" in self.cast.kinds(t) for t in parties.actors):
            return True
        if any(self.cast.state(t) or self._of_arms_place(t) for t in parties.targets) and not any(
            self.cast.state(t) for t in parties.actors
        ):
            return True  # "raided regime posts", "stormed an army base"
        lairs = [
            t
            for t in parties.targets
            if t.lower_.rstrip("s")
            in ("hideout", "camp", "base", "stronghold", "enclave", "lair", "hideaway", "position")
        ]
        lair = bool(lairs)
        if any(
            (c.ent_type_ == "ORG" or self.cast.non_state(c)) and c.dep_ in ("compound", "nmod:poss", "amod", "nmod")
            for t in lairs
            for c in t.children
        ):
            return True  # "troops raided an al Shabaab hideout": forces against the group's own place
        until = token.sent.end
        if lair and until < len(self.doc):
            until = self.doc[
                until
            ].sent.end  # "raided the hideout. In the exchanges that followed six were neutralised"
        return any(
            f.measure in (Measure.KILLED, Measure.INJURED) and token.sent.start <= f.token < until for f in self.figures
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
        if hit.entry.id == "event.wound.verb" and not any(
            self.cast.armed(t) or (t.ent_type_ in ("LOC", "GPE", "ORG", "NORP") and is_country(t.text))
            for t in parties.actors
        ):
            return any(self.doc[f.token] == token for f in self.figures) and bool(
                {t.lower_ for t in token.sent} & VIOLENCE_HINTS
            )
        doers = [
            t
            for t in parties.actors
            if not self.cast.person(t)
            and t.ent_type_ not in ("ORG", "NORP", "PERSON")
            and not parties.devices
            and not self.cast.weapon(t)
            and t.lemma_.lower() not in HAPPENINGS | {"fight", "fighting", "feud", "battle"}
        ]
        if doers and not any(self.cast.person(t) or t.ent_type_ in ("ORG", "NORP", "PERSON") for t in parties.actors):
            return False
        counted = any(self.doc[f.token] == token for f in self.figures)
        return bool(victims) or counted or (hit.entry.id == "event.stab.verb" and bool(parties.targets))

    def _shot_people(self, hit: Hit, token: Token, parties: Parties) -> bool:
        if hit.end - hit.start > 1:
            return True
        if parties.targets and all(t.lemma_.lower() in ANIMALS for t in parties.targets):
            return False  # "stray dogs were shot"
        return bool(parties.targets) or any(self.doc[f.token] == token for f in self.figures)

    def _of_arms_place(self, token: Token) -> bool:
        """ "An army camp", "a paramilitary post", "military headquarters": where armed people are."""
        return token.lower_.rstrip("s") in ("camp", "post", "base", "outpost", "headquarter", "station", "barrack", "position",
                                            "garrison", "checkpoint", "checkpost", "detachment", "bunker") and any(
            c.dep_ in ("compound", "amod", "nmod:poss")
            and (self.cast.armed(c) or c.lower_ in ("military", "naval", "paramilitary", "army"))
            for c in token.children
        )  # fmt: skip

    def _clash_or_attack(self, kind: EventKind, hit: Hit, token: Token, parties: Parties) -> EventKind:
        """Two armed sides: a clash. A crowd against police: a violent demonstration. Shots at a crowd: force."""
        cast = self.cast
        crowd = [t for t in [*parties.actors, *parties.targets] if "crowd" in cast.kinds(t) and not cast.armed(t)]
        if any(t.lower_ in ("settler", "settlers", "mob", "mobs") for t in parties.actors) and hit.entry.id not in (
            "event.shoot.verb",
            "event.shooting.noun",
        ):
            return K.MOB_VIOLENCE
        if (
            kind is K.ATTACK
            and hit.entry.id == "event.attack.verb"
            and parties.actors
            and all(self._mob(t) and not cast.armed(t) for t in parties.actors)
        ):
            return K.MOB_VIOLENCE  # "vehicles were attacked by local residents"
        doers = parties.actors or (by_phrase(token.head) if token.dep_ == "conj" else [])
        if (
            hit.entry.pos == "verb"
            and token.lower_.startswith((*BY_HAND, "club", "kick", "burn", "lynch"))
            and any(self._mob(t) or t.lower_ in ("youths", "bystanders", "passersby", "relatives") for t in doers)
        ):
            parties.actors[:] = parties.actors or doers
            return K.MOB_VIOLENCE  # "caught by youths and beaten to death"
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
        if (
            hit.entry.id in ("event.shoot.verb", "event.kill.verb", "event.wound.verb")
            and not any(cast.armed(t) for t in parties.targets)
            and not any(cast.non_state(t) for t in parties.actors)
            and not any(self._mob(t) for t in parties.actors)
            and self._during_protest(token)
        ):
            return K.FORCE_AGAINST_PROTESTERS  # "two men were shot dead during the weekly protest"
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
        if kind is K.ATTACK and any(self._of_arms_place(t) for t in parties.targets):
            return K.ARMED_CLASH
        if any(cast.armed(t) for t in parties.targets) and not any(cast.civilian(t) for t in parties.targets):
            if any(t.lower_ in ("suspect", "suspects") for t in parties.targets) and not parties.actors:
                return K.ATTACK
            return K.ARMED_CLASH
        if kind is K.ARMED_CLASH and parties.targets and all(cast.civilian(t) for t in parties.targets):
            return K.ATTACK
        return kind
