"""Which kind of event words tell of places that change hands: by force or without, to a state or from it."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Final

from spacy.tokens import Token

from dateline.claims.events_kinds_people import KindsOfPeople
from dateline.claims.events_words import FOREIGN, PARTS, PLACE_NOUNS
from dateline.claims.participants import Parties
from dateline.claims.participants_grammar import resolved
from dateline.claims.syntax import is_passive, objects, subjects, text_of
from dateline.terms import EventKind

__all__ = ["KindsOfPlaces"]

K = EventKind
_REBEL_HEAD: Final = re.compile(
    r"\b(?:liberation|resistance|rebel|guerrilla|insurgent|mujahid\w*|clandestine|revolutionary|emirate|"
    r"islamic state|front|united wa|people['’]s defen[cs]e)\b",
    re.I,
)
_STATE_HEAD: Final = re.compile(
    r"\b(?:ministry|minister|general staff|armed forces|army headquarters|government)\b", re.I
)
_OF_THE_STATE: Final = frozenset({"government", "army", "loyalist", "regime", "state"})
_WAYS: Final = frozenset("turnoff exit ramp route lane shortcut detour train bus ferry flight turn bend".split())
_TRADES = frozenset(
    "sector sectors network networks trade market supply business industry traffic company budget funds cartel party media".split()
)
"""What is controlled and is no ground."""
_DRIVEN: Final = frozenset("car vehicle truck bus van aircraft plane helicopter motorcycle bike wheel".split())
_FIGHTERS: Final = frozenset(
    {"fighters", "militants", "insurgents", "guerrillas", "militiamen", "jihadists", "gunmen", "rebels"}
)
"""Fighters of no state unless a state's name stands before them; ``chains_words.FIGHTERS`` has soldiers and policemen too,
since there it only tells which nouns describe members of a body."""


class KindsOfPlaces(KindsOfPeople):
    """Settles kinds of what happens to places, for one Doc."""

    def _of_taken(self, token: Token, kind: EventKind, parties: Parties) -> EventKind | None:
        """A place taken by force, or without a fight; None where what is taken is no place."""
        taken = resolved(subjects(token)) if is_passive(token) else objects(token)
        driven = token.lower_.startswith(("driv", "drov", "push", "oust"))
        cases = {"of", "from", "out"} if driven else {"of", "over", "to"}
        if token.lower_.startswith(("tak", "took")):
            cases = {"of", "over"}  # "took to the highway"
        elif token.lower_.startswith(("sw", "march", "enter", "mov")):
            cases = {"into"}
        elif token.lower_.startswith(("fall", "fell", "pass", "com", "cam")):
            taken = subjects(token) if parties.actors else []  # "the town fell to the rebels"
        around = [c for c in token.children if c.dep_ in ("obl", "nmod") and any(g.lower_ in cases for g in c.children)]
        if token.lower_.startswith(("fall", "fell", "pass", "com", "cam")):
            around = []  # those to whom it falls
        if driven and any(self.cast.civilian(t) for t in taken) and not any(self.cast.armed(t) for t in taken):
            return K.DISPLACEMENT if around else None  # "families who had been driven from their district"
        if driven and not around and self._thrown_out(token, taken):
            return (
                K.NON_STATE_ACTOR_OVERTAKES_TERRITORY
                if any(self.cast.state(t) for t in taken)
                else K.GOVERNMENT_REGAINS_TERRITORY
            )
        if driven and not taken and not is_passive(token):
            return None  # "the six workers drove from the capital to Pibor"
        taken = around if driven else [*taken, *around]
        if token.lower_.startswith(("tak", "took")) and any(t.lower_ in _WAYS for t in taken):
            return None  # "the driver took the turnoff towards Fairfield"
        taken = [*taken, *[c for t in taken if t.lower_ == "control" for c in t.children if c.dep_ == "nmod"]]
        if token.lemma_.lower() == "lose" and all(t.ent_type_ == "PERSON" or t.pos_ == "PRON" for t in parties.actors):
            return None  # "Roe lost control and struck a tree"
        if any(t.lower_ in _DRIVEN for t in taken):
            return None  # "lost control of his squad car"
        if any(t.lower_ == "control" for t in taken) and any(t.lower_ in _TRADES for t in taken):
            return None  # "gained control over a sector of the food trade"
        if {t.lower_ for t in token.sent} & {"unopposed", "shot", "fight", "resistance"} and any(
            t.lower_ == "without" and abs(t.i - token.i) < 12 for t in token.sent
        ):
            kind = (
                K.NON_VIOLENT_TRANSFER_OF_TERRITORY
                if any(t.lower_ in PLACE_NOUNS or t.ent_type_ == "LOC" or t.lower_ == "it" for t in taken)
                else kind
            )
            return kind if kind is K.NON_VIOLENT_TRANSFER_OF_TERRITORY else None
        actors = parties.actors
        ours = any(
            t.lower_ == "we" or any(c.lower_ == "our" and c.dep_ == "nmod:poss" for c in t.children) for t in actors
        )
        held = any(
            c.dep_ in ("obl", "nmod") and any(g.lower_ == "from" and g.dep_ == "case" for g in c.children)
            and (self.cast.armed(c) or c.ent_type_ in ("ORG", "NORP"))
            for c in token.children
        )  # fmt: skip
        if any(
            self.cast.person(t) and t.lower_ not in PLACE_NOUNS and not (held and t.ent_type_ == "PERSON")
            for t in taken
        ) or any("weapon" in self.cast.kinds(t) for t in taken):
            return None
        if not any(
            t.lower_ in PLACE_NOUNS or t.ent_type_ in ("LOC", "GPE") or t.i in self.places
            or (held and t.pos_ == "PROPN")  # "wrested Luke from the militia"
            for t in taken
        ):  # fmt: skip
            return None
        if kind is K.NON_STATE_ACTOR_OVERTAKES_TERRITORY and any(
            c.lower_ in FOREIGN for t in actors for c in (t, *t.children)
        ):
            return kind  # a foreign force that takes ground
        if driven and any(self.cast.state(t) for t in objects(token)):
            return K.NON_STATE_ACTOR_OVERTAKES_TERRITORY
        if kind is K.NON_STATE_ACTOR_OVERTAKES_TERRITORY and any(t.lower_ in PARTS for t in taken):
            return K.ARMED_CLASH
        if ours and self._rebel_issuer():
            return K.NON_STATE_ACTOR_OVERTAKES_TERRITORY
        named = [*actors, *subjects(token)]
        if any(_of_a_government(t) for t in named) and not driven:
            return K.GOVERNMENT_REGAINS_TERRITORY
        doers = actors if is_passive(token) else named
        if kind is K.NON_STATE_ACTOR_OVERTAKES_TERRITORY and not ours and _of_fighters(doers):
            return kind  # "fighters of the Karun Brigade", whatever a brigade is elsewhere
        if any(self.cast.state(t) for t in actors) and kind is K.NON_STATE_ACTOR_OVERTAKES_TERRITORY:
            return K.GOVERNMENT_REGAINS_TERRITORY
        if actors and all(self.cast.non_state(t) for t in actors):
            return K.NON_STATE_ACTOR_OVERTAKES_TERRITORY
        return kind

    def _thrown_out(self, token: Token, taken: Sequence[Token]) -> bool:
        """ "Held it until noon, when reinforcements drove them out": out of the place just told of."""
        if not any(c.lower_ == "out" for c in token.children) or not taken:
            return False
        if any(self.cast.state(t) for t in subjects(token)) and all(t.lower_ in ("them", "they") for t in taken):
            return True
        return all(self.cast.armed(t) for t in taken)

    def _rebel_issuer(self) -> bool:
        """True where the head of the report names an armed group as its issuer ("statement of the … Liberation Army"):
        "our forces" are then its own."""
        head = text_of(self.doc)[:260]
        return bool(_REBEL_HEAD.search(head)) and not _STATE_HEAD.search(head)


def _of_fighters(parties: Sequence[Token]) -> bool:
    """True for "fighters of the Brigade"."""
    return any(t.lower_ in _FIGHTERS for t in parties)


def _of_a_government(party: Token) -> bool:
    """True for "government fighters", "pro-government militiamen"."""
    return party.lower_ in _FIGHTERS and any(
        c.lower_ in _OF_THE_STATE or c.lower_ in ("pro-government", "pro-regime")
        for c in party.subtree
        if c.i < party.i
    )
