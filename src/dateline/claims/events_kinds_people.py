"""Which kind of event words tell of people who are taken, held, freed, who flee or come home, or are found dead."""

from __future__ import annotations

from collections.abc import Sequence

from spacy.tokens import Doc, Token

from dateline.claims.drafts import FigureDraft
from dateline.claims.events_words import (
    BODIES,
    CARED_FOR,
    CARRIERS,
    FOR_CARE,
    GROUPS_IN_FLIGHT,
    GROUPS_MOVED,
    OF_POLICE,
    PLACE_NOUNS,
    VIOLENCE_HINTS,
    VISITORS,
)
from dateline.claims.participants import Cast, Parties
from dateline.claims.syntax import is_passive, objects, subjects
from dateline.terms import EventKind, Measure

__all__ = ["KindsOfPeople"]

K = EventKind

_DEEDS = frozenset(
    "place plant lay throw lob hurl toss fire open shoot kill stab murder attack ambush rob steal snatch abduct kidnap "
    "detonate explode hit strike assault rape behead hijack".split()
)
"""What people do before they run from it."""
_PICKED_UP = frozenset(
    "journalist activist politician protester opponent lawyer unionist blogger editor dissident".split()
)
"""Whom the state picks up, where no doer is named."""
_UNKNOWN = frozenset(
    "uniform uniforms plain plainclothes masked hooded unknown unidentified camouflage fatigues balaclavas".split()
)
_MAKERS = ("maker", "expert", "dealer", "smuggler", "runner", "supplier")
"""A bomb maker is no bomb."""
_HIS = frozenset({"her", "his", "their"})
_HOMES = frozenset("home house office car vehicle bed shop farm boat flat apartment".split())
_ROUND_UPS = frozenset(
    "raid raids search searches operation operations campaign sweep sweeps cordon checkpoint".split()
)
CARRIERS_OF = frozenset("bus buses train trains coaches boats ferries ferry helicopters trucks lorries convoy".split())
"""What takes people in numbers out of danger."""
_IN_CAPTIVITY = frozenset(
    "captive captives captivity hostage hostages abducted kidnapped prisoner prisoners icrc crescent swap pows".split()
)


class KindsOfPeople:
    """Settles kinds of what happens to people, for one Doc. ``places``: the heads of the names of places."""

    def __init__(self, doc: Doc, cast: Cast, figures: Sequence[FigureDraft], places: frozenset[int]) -> None:
        self.doc = doc
        self.places = places
        self.cast = cast
        self.figures = figures

    @staticmethod
    def _from_captivity(token: Token) -> bool:
        """ "Delivered a soldier to the Red Cross": only where the sentence speaks of captivity or of who receives."""
        return bool(
            {t.lower_ for t in token.sent}
            & {
                "captive", "captives", "captivity", "hostage", "hostages", "held", "kidnapped", "abducted", "prisoner",
                "prisoners", "detainees", "detainee", "icrc", "cross", "crescent", "swap", "exchange", "pows",
                "parents", "families", "relatives", "enslaved", "enrolled", "conscripted", "recruited",
            }
        )  # fmt: skip

    def _to_police(self, token: Token, handed: Sequence[Token]) -> bool:
        """ "13 suspects were handed to the gendarmerie": people given into the hands of those who hold the law."""
        if {t.lower_ for t in token.sent} & _IN_CAPTIVITY:
            return False
        to = [c for c in token.children if c.dep_ in ("obl", "nmod") and any(g.lower_ == "to" for g in c.children)]
        law = any(self.cast.state(t) or t.lower_ in ("authorities", "justice", "courts") for t in to)
        return law and any(self._somebody(t) and t.lower_ not in BODIES for t in handed)

    def _changed_sides(self, token: Token, parties: Parties) -> bool:
        """ "Nine soldiers went over to the rebels", "four fighters deserted with their weapons": people, not a group."""
        people = [t for t in parties.actors if t.tag_ in ("NNS", "NNPS", "CD") or t.like_num]
        return any(
            self.cast.armed(t) and any(c.dep_ == "nummod" or c.lower_ in ("dozens", "several") for c in t.children)
            for t in people
        )

    def _many(self, token: Token, people: Sequence[Token]) -> bool:
        """People in numbers, of those who flee and come back; not one man, not soldiers."""
        if any(self.cast.armed(t) for t in people):
            return False
        if any(f.measure is Measure.RETURNED and self.doc[f.token].sent == token.sent for f in self.figures):
            return True
        return any(
            t.lower_ in GROUPS_IN_FLIGHT
            or (self.cast.civilian(t) and t.tag_ in ("NNS", "NNPS") and "property" not in self.cast.kinds(t))
            for t in people
        )

    def _of_bodies(self, token: Token) -> EventKind | None:
        found = subjects(token) if is_passive(token) else objects(token)
        sentence = {t.lower_ for t in token.sent}
        if not found and token.lower_.startswith(("turn", "wash", "surfac", "float", "li", "lay")):
            found = subjects(token)
        if not any(t.lower_ in BODIES for t in found) and token.tag_ == "VBN":
            # a dateline or a list before the verb breaks the tree: "Sinaloa.- Nine bodies …, two of them …, were dumped"
            found = [t for t in self.doc[max(token.sent.start, token.i - 16) : token.i] if t.lower_ in BODIES]
        if any(t.lower_ in BODIES for t in found) and sentence & VIOLENCE_HINTS:
            return K.ATTACK
        dead = any(t.lower_ in ("dead", "lifeless") and abs(t.i - token.i) < 6 for t in token.sent)
        if dead and sentence & (VIOLENCE_HINTS - {"killed"} | {"kidnapped", "abducted", "bullets", "threats"}):
            return K.ATTACK
        violent = any(
            t.lower_
            in ("murdered", "slain", "executed", "shot", "stabbed", "strangled", "beheaded", "hacked", "hanged")
            and t.i == token.i + 1
            for t in token.sent
        )
        return K.ATTACK if violent and any(self.cast.person(t) or t.pos_ == "PROPN" for t in found) else None

    def _of_seized(self, token: Token, parties: Parties) -> EventKind | None:
        """People seized or taken away by those who bear arms, or by force; by the state an arrest."""
        people = [
            t
            for t in parties.targets
            if (
                self.cast.person(t)
                or t.like_num
                or t.lower_ in ("him", "her", "them", "they", "those", "who", "some", "others")
                or any(c.dep_ == "appos" and c.ent_type_ == "PERSON" for c in t.subtree)
            )
            and t.lower_ not in PLACE_NOUNS
            and "property" not in self.cast.kinds(t)
            and not self.cast.weapon(t)
            and not (t.ent_type_ == "WEAPON" or t.lower_ in ("radio", "radios"))
        ]
        sentence = {t.lower_ for t in token.sent}
        doers = parties.actors
        word = token.lower_
        if any(c.lower_ in ("my", "our") for t in people for c in t.children) and all(t.pos_ == "PRON" for t in doers):
            return None  # "I heard the shots and grabbed my baby"
        if (
            any(t.lower_ in CARRIERS for t in parties.targets)
            and word.startswith(("seiz", "grab", "took", "tak", "hijack"))
            and any(self.cast.non_state(t) for t in doers)
        ):
            return K.ABDUCTION
        if people and any(t.lower_ in CARRIERS_OF for t in (*doers, *subjects(token))):
            # "buses took about 10,000 people to Batken"
            to = any(
                c.dep_ in ("obl", "nmod") and any(g.lower_ in ("to", "from", "out") for g in c.children)
                for c in token.children
            )
            counted = any(c.dep_ == "nummod" for t in people for c in t.children)
            moved = any(t.lower_ in GROUPS_MOVED for t in people)
            return K.EVACUATION if to and counted and moved and not sentence & FOR_CARE else None
        if not people or (sentence & CARED_FOR and not any(self.cast.non_state(t) for t in doers)):
            return None
        kin = [t for t in people if any(c.dep_ == "nmod:poss" and c.lower_ in _HIS for c in t.children)]
        if kin and not (is_passive(token) and len(kin) < len(people)) and not any(self.cast.armed(t) for t in doers):
            return None  # "she grabbed her son"
        if word.startswith("drag") and any(
            c.dep_ in ("obl:agent", "nsubj") and "property" in self.cast.kinds(c) for c in token.children
        ):
            return None  # "he was dragged by the car"
        away = bool({c.lower_ for c in token.children} & {"away", "off", "hostage", "captive"})
        armed = any(self.cast.armed(t) for t in doers)
        if word.startswith(("hold", "held")):
            if not doers and is_passive(token) and token.dep_ == "ROOT" and any(self.cast.non_state(t) for t in people):
                return (
                    None if {t.lower_ for t in token.children} & {"hostage", "captive", "being", "still"} else K.ARREST
                )
            if not armed or not all(self.cast.state(t) for t in doers if self.cast.armed(t)):
                return None
            return K.ARREST
        if armed and word.startswith("grab") and not away and all(t.tag_ in ("NN", "NNP") for t in doers):
            return None  # "the suspect grabbed the victim, punched her and fled"
        if armed:
            pressed = any(
                t.lower_ in ("guides", "porters", "shields", "hostages", "hostage", "labourers", "laborers", "guide",
                             "porter", "shield", "conscripts", "recruits", "slaves", "wives")
                and self.doc[t.i - 1].lower_ in ("as", "human", "forced")
                for t in token.sent if t.i
            )  # fmt: skip
            return K.ARREST if any(self.cast.state(t) for t in doers) and not pressed else K.ABDUCTION
        if (
            word.startswith(("took", "tak"))
            and any(t.lower_ == "they" for t in doers)
            and any(c.dep_ == "nummod" for t in people for c in t.children)
            and any(f.measure in (Measure.KILLED, Measure.ABDUCTED) for f in self.figures)
            and not any(c.dep_ in ("obl", "xcomp") and c.ent_type_ not in ("DATE", "TIME") for c in token.children
                        if not any(g.lower_ in ("from", "in", "on", "at") for g in c.children))
        ):  # fmt: skip
            return K.ABDUCTION  # "they have taken five men"
        if not doers and is_passive(token) and sentence & _ROUND_UPS and any(self.cast.state(t) for t in token.sent):
            return K.ARREST  # "a search campaign during which nine wanted persons were seized"
        home = any(
            c.dep_ == "obl"
            and c.lower_ in _HOMES
            and {"from"} & {g.lower_ for g in c.children}
            and any(g.dep_ == "nmod:poss" for g in c.children)
            for c in token.children
        )  # "men in a white van took him from his office"
        if home and any(t.lower_ in ("men", "gunmen", "people", "individuals", "persons") for t in doers):
            return K.ABDUCTION
        forced = away or word.startswith(("seiz", "grab", "drag", "haul"))
        unknown = any({g.lower_ for g in t.subtree} & _UNKNOWN for t in doers)
        if forced and (unknown or not any(self.cast.civilian(t) for t in doers)):
            return K.ABDUCTION
        return None

    def _somebody(self, token: Token) -> bool:
        """People by word, name, number or pronoun."""
        return (
            self.cast.person(token)
            or token.like_num
            or token.lower_ in GROUPS_IN_FLIGHT
            or token.lower_ in ("him", "her", "them", "they", "those", "who", "some", "others", "he", "she")
            or (token.pos_ == "PROPN" and token.ent_type_ in ("PERSON", "NORP", ""))
        )

    def _by_police(self, token: Token, parties: Parties) -> bool:
        """ "Picked up", "taken in", "held over": an arrest only by forces, or of suspects, or where police are named."""
        if not token.lower_.startswith(("pick", "tak", "took", "held", "hold", "question", "book", "catch", "caught")):
            return True
        if any(
            t.lower_ in ("custody", "arrest", "detention", "prisoner", "jail") for t in token.doc[token.i : token.i + 7]
        ) and not any("property" in self.cast.kinds(t) or self.cast.weapon(t) for t in parties.targets):
            return True  # "two facilitators were taken into custody"
        if token.lower_.startswith(("catch", "caught")):
            return any(self.cast.state(t) for t in parties.actors) or any(
                self.cast.non_state(t) for t in parties.targets
            )
        if self._of_things(parties):
            return False
        if not parties.actors and is_passive(token) and any(t.lemma_.lower() in _PICKED_UP for t in parties.targets):
            return True  # "two journalists were picked up"
        if any(self.cast.state(t) for t in parties.actors):
            return True
        if any(not self.cast.state(t) and t.pos_ != "PRON" for t in parties.actors):
            return False
        said = {t.lower_ for t in token.sent}
        return bool(said & OF_POLICE)

    def _of_things(self, parties: Parties) -> bool:
        """ "Held a flag over the casket": none of what is held is a person."""
        return bool(parties.targets) and not any(self._somebody(t) for t in parties.targets)

    def _of_held(self, kind: EventKind, parties: Parties, token: Token) -> EventKind | None:
        if token.lower_.startswith("hijack") and any(t.lower_ in CARRIERS for t in parties.targets):
            return K.ABDUCTION  # those on board are taken
        if kind is K.ABDUCTION and token.lower_.startswith(
            ("tak", "took", "mak", "made", "cart", "carri", "forc", "march")
        ):
            if parties.targets and not any(self._somebody(t) for t in parties.targets):
                return None  # "money was taken from a drawer"
        if parties.targets and all(
            t.lower_ in PLACE_NOUNS
            or (
                (
                    (self.cast.weapon(t) and not t.lower_.rstrip("s").endswith(_MAKERS))
                    or t.ent_type_ == "LOC"
                    or "property" in self.cast.kinds(t)
                )
                and not self.cast.person(t)
            )
            for t in parties.targets
        ):
            return None
        if (
            kind is K.ABDUCTION
            and parties.actors
            and all(self.cast.state(t) for t in parties.actors)
            and token.lower_.startswith(("pick", "tak", "took", "led", "lead", "haul"))
            and not {t.lower_ for t in token.sent if t.i > token.i}
            & {"porters", "guides", "shields", "labourers", "hostage", "captive", "hostages", "recruits"}
        ):
            return K.ARREST  # "was picked up by the special forces"
        if (
            kind is K.ARREST
            and parties.actors
            and all(self.cast.non_state(t) for t in parties.actors)
            and any(self.cast.civilian(t) or self.cast.state(t) for t in parties.targets)
        ):
            return K.ABDUCTION
        return kind

    def _of_flight(self, token: Token, parties: Parties, frame: str) -> EventKind | None:
        people = [*parties.actors, *parties.targets]
        if any(
            self.cast.armed(t)
            or t.lower_ in VISITORS
            or t.lower_
            in ("suspect", "suspects", "gunman", "gunmen", "men", "man", "driver", "attackers", "shooter", "vehicle")
            or (t.ent_type_ == "PERSON" and not any(c.dep_ == "nummod" for c in t.children))
            or any(c.dep_ == "nmod" and self.cast.armed(c) for c in t.children)  # "members of a self-defense group"
            for t in people
        ) or _flees_its_deed(token):
            return None
        if token.lower_.startswith("arriv") and {t.lower_ for t in token.sent} & FOR_CARE:
            return None  # "three other victims arrived at hospitals"
        counted = any(f.measure is Measure.DISPLACED and self.doc[f.token].sent == token.sent for f in self.figures)
        groups = any(
            t.lower_ in GROUPS_IN_FLIGHT
            or (self.cast.civilian(t) and t.tag_ in ("NNS", "NNPS") and "property" not in self.cast.kinds(t))
            or (
                t.ent_type_ not in ("LOC", "GPE", "DATE", "MONEY")
                and (t.tag_ == "NNPS" or t.pos_ == "PROPN")
                and any(c.dep_ == "nummod" for c in t.children)
            )  # "some 240 Makaguan"
            for t in people
        )
        return K.DISPLACEMENT if counted or (groups and bool(frame)) else None


def _flees_its_deed(token: Token) -> bool:
    """True where those who flee have just done something: "two individuals placed the explosives and fled"."""
    verb = token
    while verb.dep_ in ("conj", "advcl") and verb.head.i < verb.i:
        verb = verb.head
        if verb.lemma_.lower() in _DEEDS and not is_passive(verb):
            return True
    return False
