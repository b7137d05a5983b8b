"""Who did it, and to whom: the parties of an event by the grammar of the words that tell it.

Each frame of the codebook says where its parties stand (subject, object, "by …", "on …", "with …"); passives,
participles, nominalisations, light verbs ("carried out an attack") and statements of responsibility ("claimed the
attack") are read. Where the parse fails, the words after "by" in the same clause serve. Unknown stays unknown.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass, field
from functools import lru_cache
from typing import Final

from spacy.tokens import Doc, Token

from dateline.claims.codebook import Codebook, forms_of
from dateline.claims.participants_beside import complete
from dateline.claims.participants_causes import can_act
from dateline.claims.participants_figures import event_of, perpetrators_for
from dateline.claims.participants_grammar import (
    before_verb,
    between_window,
    by_phrase,
    by_window,
    deed_by,
    found_so,
    loose_objects,
    meant,
    members_of,
    obliques,
    perpetrated_by,
    resolved,
    subject_before,
    under,
)
from dateline.claims.participants_means import is_country, owners
from dateline.claims.participants_names import named_parties, place_elsewhere
from dateline.claims.participants_phrase import noun_phrase
from dateline.claims.participants_words import (
    AIMED,
    ANNOUNCED,
    BEARING,
    BODIES_OF_MEN,
    CLAIMING,
    DEEDS,
    FALLEN,
    GROUPS,
    HARM,
    LABELS,
    LIGHT,
    NOT_PARTIES,
    PATIENT_NOUNS,
    PERSONS,
    POWERS,
    QUANTITIES,
    SENT,
    SET_OFF,
    STRICT_AGAINST,
    SUFFERED,
    UNDERGONE,
    WITH,
)
from dateline.claims.syntax import conjuncts, is_passive, objects, subjects
from dateline.terms import EventKind

__all__ = ["Cast", "Parties", "event_of", "forms", "is_any", "noun_phrase", "perpetrators_for"]

_SENT_THERE: Final = ("call", "sent", "send", "dispatch", "told", "tell", "alert", "summon", "deploy", "report", "said",
                      "suspect", "want", "sought", "accus", "charg", "question", "held", "blam", "inform", "notif")  # fmt: skip
"""Passives whose subject was not hit by the deed that follows ("police were called to a shooting")."""
_THINGS_HIT: Final = frozenset({"vehicle", "vehicles", "car", "cars", "motorcycle", "motorcycles"})
_NOMINAL: Final = ("NOUN", "PROPN", "PRON", "ADJ", "NUM", "X", "VERB")
_PLACEHOLDERS: Final = ("there", "it", "this", "that", "which", "what")
_CLAIMS: Final = re.compile(r"\bclaim(?:ed|s|ing)?\b(?:\s+\w+){0,3}?\s*\bresponsib", re.I)


@lru_cache(maxsize=64)
def forms(words: frozenset[str]) -> frozenset[str]:
    """Every inflected form of some verbs and nouns, so that a rough lemma does no harm."""
    return frozenset(f for w in words for pos in ("verb", "noun") for f in (*forms_of(w, pos), w))


def is_any(token: Token, words: frozenset[str]) -> bool:
    """True where a token is a form of one of the words."""
    return token.lemma_.lower() in words or token.lower_ in words or token.lower_ in forms(words)


@dataclass(slots=True)
class Parties:
    """Heads of the noun phrases of those who did it and those to whom it was done."""

    actors: list[Token] = field(default_factory=list)
    targets: list[Token] = field(default_factory=list)
    devices: list[Token] = field(default_factory=list)


def _by_country(owner: Token, deed: Token) -> bool:
    """ "Russia's shelling of the port", "Israel's strikes": the deed of a country, which is its target in no of-phrase."""
    if not is_country(owner.text):
        return False
    aimed = {c.lower_ for g in deed.children if g.i > deed.i for c in g.children if c.dep_ == "case"}
    return deed.tag_ == "NNS" or bool(aimed & (STRICT_AGAINST | {"of"}))


class Cast:
    """What the words of one Doc can be: state forces, armed groups, civilians, crowds, weapons, property."""

    def __init__(self, doc: Doc, codebook: Codebook) -> None:
        self._doc = doc
        self._kinds: dict[int, set[str]] = {}
        longest: dict[int, int] = {}
        for hit in codebook.hits(doc, "participant"):
            at, size = hit.end - 1, hit.end - hit.start
            if size > longest.get(at, 0):  # "New People's Army" is no army of the state
                longest[at], self._kinds[at] = size, set()
            if size == longest[at]:
                self._kinds[at].add(hit.entry.kind)
        for at, (size, kind) in named_parties(doc).items():
            if size >= longest.get(at, 0):
                longest[at], self._kinds[at] = size, {kind}
        self._means: dict[int, set[EventKind]] = {}
        for hit in codebook.hits(doc, "event"):
            if hit.entry.frame == "means":
                for index in range(hit.start, hit.end):
                    self._means.setdefault(index, set()).add(EventKind(hit.entry.kind))

    def kinds(self, token: Token) -> set[str]:
        """What a noun phrase with this head is; its modifiers tell where the head does not ("rebel positions")."""
        own = self._kinds.get(token.i)
        if own == {"civilian"} and any(c.dep_ == "amod" and c.lower_ in BEARING for c in token.children):
            return {"armed"}  # "heavily armed individuals"
        if own == {"armed"} and token.lower_ in GROUPS:
            whole = [c for c in token.children if c.dep_ == "nmod" and any(g.lower_ == "of" for g in c.children)]
            if whole and "state" in self._kinds.get(whole[0].i, ()):
                return {"state"}  # "units of the army"
        if own and token.lower_ in ("convoy", "column", "convoys"):
            for child in token.children:  # "a convoy of miners"
                if child.dep_ == "nmod" and any(g.lower_ == "of" for g in child.children):
                    return self.kinds(child) or own
        if own:
            if "state" in own and self._of_rebels(token):
                return {"armed"}
            return own
        if token.lower_ in GROUPS or token.lower_ in QUANTITIES or token.like_num:
            for child in token.children:
                if child.dep_ == "nmod" and any(g.lower_ == "of" for g in child.children):
                    return self.kinds(child)
        near = {
            k
            for c in token.children
            if c.dep_ in ("compound", "amod", "flat", "nmod:poss", "appos")
            for k in self._kinds.get(c.i, ())
        }
        if near:
            return near
        for other in token.head.children if token.dep_ == "flat" else ():
            if other.i in self._kinds:
                return self._kinds[other.i]
        return set()

    def _of_rebels(self, token: Token) -> bool:
        """ "Rebel troops", "KIA soldiers", "forces of the Northern Front": the force of those whose name stands beside."""
        if token.pos_ == "PROPN" and token.i in self._kinds and token.lower_ not in BODIES_OF_MEN:
            return False
        beside = [c for c in token.children if c.dep_ in ("compound", "amod", "nmod:poss", "nmod") and c.i != token.i]
        own = [
            c
            for c in beside
            if c.dep_ != "nmod" or any(g.lower_ in ("of", "from") and g.dep_ == "case" for g in c.children)
        ]
        return any(self._kinds.get(c.i) == {"armed"} for c in own) and not any(
            "state" in self._kinds.get(c.i, ()) for c in own
        )

    def means(self, token: Token) -> set[EventKind]:
        """Kinds of event that a word for a weapon or carrier makes ("drone": air strike)."""
        return self._means.get(token.i, set())

    def armed(self, token: Token) -> bool:
        """True for state forces and armed groups."""
        return bool(self.kinds(token) & {"state", "armed"})

    def state(self, token: Token) -> bool:
        return "state" in self.kinds(token)

    def non_state(self, token: Token) -> bool:
        kinds = self.kinds(token)
        return "armed" in kinds and "state" not in kinds

    def civilian(self, token: Token) -> bool:
        kinds = self.kinds(token)
        return "civilian" in kinds and not kinds & {"state", "armed"}

    def person(self, token: Token) -> bool:
        """True for people of any kind, by word, name or pronoun."""
        return (
            bool(self.kinds(token) & {"state", "armed", "civilian", "crowd"})
            or token.ent_type_ in ("PERSON", "NORP")
            or token.lower_ in PERSONS
            or any(c.dep_ in ("compound", "amod") and c.lower_ == "year" for c in token.children)
        )  # fmt: skip

    def weapon(self, token: Token) -> bool:
        if "weapon" in self.kinds(token) or self._means.get(token.i):
            return True
        if any(self._means.get(c.i) for c in token.children if c.dep_ in ("compound", "amod")):
            return True
        if (
            token.lower_ in ("device", "devices")
            and is_any(token.head, SET_OFF)
            and token.dep_ in ("obj", "nsubj:pass")
        ):
            return True  # "set off a device"
        return token.lower_ in ("load", "stick", "sticks", "piece", "charge", "package", "device", "devices") and any(
            self._means.get(c.i) or "weapon" in self._kinds.get(c.i, ()) for c in token.children if c.dep_ == "nmod"
        )

    # ---------------------------------------------------------------------------------------------- parties

    def of_trigger(self, token: Token, frame: str) -> Parties:
        """The parties of a trigger by its frame (see ``events.yml``)."""
        noun = frame.endswith("-noun") or frame == "incident" or deed_by(token)
        base = frame.removesuffix("-noun")
        parties = self._of_noun(token, base) if noun else self._of_verb(token, base)
        parties.actors = self._with_bodies(self._cleaned(parties.actors, parties))
        parties.targets = [t for t in self._cleaned(parties.targets, None) if t not in parties.actors]
        complete(parties.actors, parties.targets, token, base, self)
        return parties

    @staticmethod
    def _titled(token: Token) -> bool:
        """ "The Grand Ravine gang": a common noun that a name makes one group."""
        return any(c.pos_ == "PROPN" and c.dep_ in ("compound", "amod", "nmod:poss") for c in token.children)

    def _with_bodies(self, actors: list[Token]) -> list[Token]:
        """The actors, each with the armed body that it is of or is believed to be of."""
        out: list[Token] = []
        for actor in actors:
            out.append(actor)
            if actor.pos_ == "NOUN" and self.kinds(actor) - {"crowd"} <= {"armed", "civilian"}:
                named = [t for t in members_of(actor) if self.armed(t) or t.ent_type_ == "ORG"]
                whose = "armed" in self.kinds(actor) or actor.lower_ in GROUPS | {"men", "people", "persons"}
                out.extend(t for t in named if whose and (t.pos_ == "PROPN" or t.ent_type_ == "ORG" or self._titled(t)))
        return list(dict.fromkeys(out))

    def _of_verb(self, verb: Token, base: str) -> Parties:
        found = Parties()
        passive = is_passive(verb) or self._bare_passive(verb, base) or found_so(verb)
        by = by_phrase(verb) if passive or verb.tag_ == "VBN" else []
        own = any(c.dep_ in ("nsubj", "nsubj:pass", "nsubj:outer") and c.i < verb.i for c in verb.children)
        stranded = [] if own or passive else subject_before(verb)
        subject = [self._who(meant(verb, t)) for t in resolved(before_verb(verb, stranded or subjects(verb)))]
        if verb.tag_ == "VBG" and verb.dep_ == "advcl" and not own and is_passive(verb.head) and is_any(verb, HARM):
            subject = by_phrase(verb.head) or subject  # "a convoy was ambushed by gunmen, injuring five"
        if verb.tag_ == "VBG" and verb.dep_ == "acl" and "property" in self.kinds(verb.head):
            subject = []  # "inside the party's office targeting the workers"
        if base in ("self", "agree"):
            if verb.lower_.startswith(("surrender", "turn", "hand", "gave", "give", "laid")):
                found.targets.extend(
                    t
                    for c in obliques(verb, {"to", "before"})
                    for t in conjuncts(c)
                    if self.armed(t) or t.ent_type_ == "ORG"
                )
            (found.targets if passive and base == "self" else found.actors).extend(subject)
            found.actors.extend(by)
            if base == "self" and verb.lower_.startswith("repatriat"):
                found.targets.extend(objects(verb))
            return found
        if base == "suffer":
            found.targets.extend(subject)
            found.actors.extend(t for c in obliques(verb, {"from", "by"}) for t in conjuncts(c))
            if not found.actors:
                found.actors.extend(by_window(verb))
            return found
        if base == "fight":
            found.actors.extend(subject)
            found.targets.extend(objects(verb))
            found.targets.extend(t for c in obliques(verb, {"with", "against"}) for t in conjuncts(c))
            if not found.targets or all(t.lower_ in NOT_PARTIES or t.lower_ == "contact" for t in found.targets):
                found.targets.extend(  # "came into contact with", "traded shots with"
                    t
                    for c in verb.children
                    if c.dep_ in ("obj", "obl") and c.i > verb.i
                    for g in c.children
                    if g.dep_ == "nmod"
                    and any(h.lower_ in ("with", "against") and h.dep_ == "case" for h in g.children)
                    for t in conjuncts(g)
                )
            if not any(self.person(t) or t.pos_ == "PROPN" for t in found.targets) and len(found.actors) > 1:
                found.targets, found.actors = found.actors[1:], found.actors[:1]  # "soldiers and rebels traded fire"
            return found
        if verb.dep_ in ("acl", "acl:relcl") and any(c.lower_ == "among" for c in verb.head.children):
            # "X and Y were among the 17 killed"
            found.targets.extend(
                t
                for c in (*verb.head.children, *verb.head.head.children)
                if c.dep_ in ("nsubj", "nsubj:pass")
                for t in conjuncts(c)
            )
        if passive and not any(c.dep_ == "obj" and c not in by for c in verb.children if c.lower_ not in NOT_PARTIES):
            found.targets.extend(subject)
            found.actors.extend(by)
        else:
            if not subject and not passive:
                # "the raiders, whom he described as bandits, had killed nine farmers": the parser's first object
                subject = [
                    o for o in objects(verb) if o.i < verb.i and o.lower_ not in ("whom", "which", "that", "who")
                ]
                subject = subject if any(o.i > verb.i for o in objects(verb)) else []
            found.actors.extend(subject)
            found.targets.extend(
                o
                for o in (objects(verb) or loose_objects(verb))
                if o.lower_ not in ("fire", "shots", "rounds") and o not in subject
            )
            if not found.targets and any(t.i < verb.i for t in subject):
                # a second "subject" right after the verb is what the parser took its object for
                found.targets.extend(c for c in verb.children if c.dep_ == "nsubj" and 0 < c.left_edge.i - verb.i <= 2)
            if passive:
                found.actors.extend(by)
        if not found.targets or all(self.weapon(t) for t in found.targets):
            cases = STRICT_AGAINST if verb.lower_.startswith(AIMED) else STRICT_AGAINST - {"at"}
            found.targets.extend(t for c in obliques(verb, cases) for t in conjuncts(c))
        if verb.lower_.startswith(("mak", "made")) and not any(self.person(t) for t in found.targets):
            found.targets.extend(t for c in obliques(verb, {"with"}) for t in conjuncts(c))  # "made off with"
        if base == "take" and verb.lower_.startswith(("fall", "fell", "pass", "com", "cam")):
            # "the town fell to the rebels", "passed into the hands of the militia"
            found.targets.extend(t for t in subject if t not in found.targets)
            hands = obliques(verb, {"to", "into", "under"})
            hands = [g for h in hands for g in h.children if g.dep_ in ("nmod", "nmod:poss")] or hands
            found.actors = [t for h in hands for t in conjuncts(h) if self.armed(t) or t.ent_type_ in ("ORG", "NORP")]
        if base == "take":
            # "took two villages from the militia": from whom
            held = [t for c in obliques(verb, {"from"}) for t in conjuncts(c)]
            found.targets[:0] = [t for t in held if self.armed(t) or t.ent_type_ in ("ORG", "NORP")]
        if base in ("blast", "hit", "throw", "plant"):
            near = (
                found.targets
                if base in ("throw", "plant")
                else found.actors
                if not passive
                else [*found.actors, *found.targets]
            )
            found.devices.extend(t for t in near if self.weapon(t))
            for device in found.devices if base != "throw" else ():
                # "a missile fired by the Houthis", "a mine left behind by the militia"
                for sent in (c for c in device.children if c.dep_ == "acl" and c.lower_ in SENT):
                    found.actors.extend(by_phrase(sent))
            if base == "blast":
                using = [o for t in found.actors if self.weapon(t) for o in owners(t, self)]
                found.actors = [t for t in found.actors if not self.weapon(t) and self.person(t)] + using
            found.targets = [t for t in found.targets if not self.weapon(t)]
            if not found.targets:
                found.targets.extend(
                    c
                    for c in obliques(verb, {"at", "near", "inside", "outside", "on", "against", "under", "beside"})
                    if c.ent_type_ not in ("LOC", "DATE")
                )
                for front in obliques(verb, {"in"}):
                    if front.lower_ == "front":
                        found.targets.extend(c for c in front.children if c.dep_ == "nmod")
                    elif any(g.lower_ == "front" for g in front.children):
                        found.targets.append(front)
        if base == "find-bodies":
            # those who find the dead did not kill them; "appeared dead": the subject is the victim
            left = verb.lower_.startswith(("dump", "le", "hang", "hung", "scatter"))
            if verb.lower_.startswith("appear") or not found.targets:
                found.targets = [*found.targets, *[t for t in found.actors if not self.armed(t)]]
            found.actors = [t for t in found.actors if left and self.non_state(t)]
        if base == "burn" and not found.targets:
            window = verb.doc[verb.i + 1 : min(verb.i + 7, verb.sent.end)]
            found.targets.extend([t for t in window if "property" in self.kinds(t)][:1])
        return found

    def _who(self, subject: Token) -> Token:
        """Whom "they" at the head of a sentence stand for: those who did what the sentence before tells."""
        if subject.lower_ != "they" or subject.i - subject.sent.start > 2 or not subject.sent.start:
            return subject
        root = subject.doc[subject.sent.start - 1].sent.root
        for verb in (root, *[c for c in root.children if c.dep_ in ("ccomp", "parataxis")]):
            for doer in subjects(verb):
                if doer.pos_ in ("NOUN", "PROPN") and self.armed(doer) and not is_passive(verb):
                    return doer
        return subject

    def _bare_passive(self, verb: Token, base: str) -> bool:
        """ "Two soldiers killed", "Suspect arrested in raid": headlines leave out "were"."""
        undergone = verb.lower_.startswith(UNDERGONE) or (
            verb.lower_.startswith(("assault", "attack", "rob", "torch"))
            and bool(subjects(verb))
            and all(self.civilian(t) for t in subjects(verb))
        )  # "two girls assaulted at a checkpoint": the words of a log
        if base not in ("act", "free") or verb.tag_ not in ("VBD", "VBN") or not undergone:
            return False
        if (
            verb.dep_ == "conj"
            and verb.head.pos_ == "VERB"
            and not any(c.dep_.startswith("nsubj") for c in verb.children)
        ):
            # "a bomber killed two and wounded nine": the second verb has the voice of the first
            return is_passive(verb.head) or self._bare_passive(verb.head, base)
        if loose_objects(verb) or any(
            c.dep_ in ("obj", "ccomp", "aux", "xcomp") or (c.dep_ == "nsubj" and c.i > verb.i) for c in verb.children
        ):
            return False
        return bool(subjects(verb))

    def _of_noun(self, noun: Token, base: str) -> Parties:
        found = Parties()
        patient = noun.lemma_.lower() in PATIENT_NOUNS or noun.lower_.rstrip("s") in PATIENT_NOUNS
        for child in noun.children:
            cases = {g.lower_ for g in child.children if g.dep_ == "case"}
            group = conjuncts(child)
            if (
                child.dep_ == "nmod:poss"
                and (
                    child.ent_type_ in ("DATE", "LOC")
                    or child.lower_ in ("city", "country", "town", "nation", "year", "state")
                    or (child.pos_ == "PROPN" and place_elsewhere(child.doc, child.text))
                )
                and not self.armed(child)
                and not (base != "self" and _by_country(child, noun))
            ):
                continue
            if child.dep_ == "nmod:poss" or (child.dep_ == "nmod" and cases & {"'s", "’s"}):
                done = patient and base != "self" and not self.armed(child) and not _by_country(child, noun)
                (found.targets if done else found.actors).extend(group)
            elif child.dep_ in ("nmod", "obl", "obl:agent", "nmod:agent"):
                if "by" in cases:
                    found.actors.extend(group)
                    aimed = [] if patient else [c for g in group for c in obliques(g, {"on", "against"})]
                    found.targets.extend(c for c in aimed if c.ent_type_ != "DATE")  # "a raid by the militia on a mill"
                elif base in ("fight", "agree") and cases & WITH:
                    if "between" in cases:
                        found.actors.append(group[0])
                        found.targets.extend(group[1:])
                    else:
                        found.targets.extend(group)
                elif (
                    cases & (STRICT_AGAINST - {"at"})
                    and child.ent_type_ != "DATE"
                    and not (patient and child.ent_type_ == "LOC")
                ):
                    if not patient or any(self.person(t) or "property" in self.kinds(t) for t in group):
                        found.targets.extend(group)
                elif "of" in cases:
                    if patient and base not in ("self", "fight"):
                        found.targets.extend(group)
                    elif base in ("self", "fight", "agree"):
                        found.actors.extend(group)
                elif base == "blast" and cases & {"at", "near", "outside", "inside", "in"}:
                    found.targets.extend(t for t in group if "property" in self.kinds(t) and t.ent_type_ != "LOC")
                elif "from" in cases and base in ("act", "fight"):
                    found.actors.extend(t for t in group if self.armed(t))
            elif child.dep_ in ("compound", "amod") and child.i < noun.i and child.lower_ not in LABELS:
                joined = child.i + 1 < len(child.doc) and child.nbor().text in ("-", "‑")  # "intelligence-based"
                if (
                    child.pos_ == "PROPN"
                    and child.text not in POWERS
                    and not (self.armed(child) or is_country(child.text))
                ):
                    joined = joined or place_elsewhere(child.doc, child.text)
                if (
                    (
                        self.kinds(child) & {"state", "armed"}
                        or child.ent_type_ in ("ORG", "NORP")
                        or child.text in POWERS
                    )
                    and not self.means(child)
                    and not self.weapon(child)
                    and not joined
                ):
                    found.actors.append(child)
        found.actors.extend(perpetrated_by(noun))
        self._light_verb(noun, base, found)
        if base == "fight" and not found.actors and not found.targets:
            found.actors, found.targets = between_window(noun)
        if base == "agree" or (base == "fight" and found.actors and not found.targets and len(found.actors) > 1):
            if base == "fight":
                found.targets, found.actors = found.actors[1:], found.actors[:1]
            else:
                found.actors, found.targets = [*found.actors, *found.targets], []
        if not found.actors:
            found.actors.extend(by_window(noun))
        return found

    def _light_verb(self, noun: Token, base: str, found: Parties) -> None:
        """ "Carried out an attack", "suffered an attack", "was killed in an attack", "claimed the attack"."""
        if noun.dep_ == "conj" and noun.head.dep_ == "obj" and is_any(noun.head.head, ANNOUNCED):
            noun = noun.head  # "announced the rescue of 14 migrants and the arrest of four men"
        head = noun.head
        if noun.dep_ in ("obj", "nsubj:pass") and is_any(head, LIGHT):
            if noun.dep_ == "obj":
                found.actors.extend(
                    t for t in resolved(subjects(head)) if not (t.ent_type_ == "PERSON" and is_any(head, CLAIMING))
                )
            else:
                found.actors.extend(by_phrase(head))
            found.targets.extend(t for c in obliques(head, STRICT_AGAINST) for t in conjuncts(c))
        elif noun.dep_ == "obj" and is_any(noun, PATIENT_NOUNS) and is_any(head, ANNOUNCED):
            found.actors.extend(
                t for t in resolved(subjects(head)) if self.armed(t)
            )  # "police announced the arrest of"
        elif noun.dep_ == "obj" and is_any(head, SUFFERED):
            found.targets.extend(resolved(subjects(head)))
        elif noun.dep_ == "advcl" and noun.tag_ == "VBG" and base == "fight" and head.pos_ == "VERB":
            self._fallen_in(head, found)  # "died during fighting with troops"
        elif noun.dep_ in ("nsubj", "obl", "obl:agent", "nmod") and base != "self":
            verb = head if head.pos_ in ("VERB", "AUX") else head.head
            if noun.dep_ == "nsubj" and verb.pos_ == "VERB":
                found.targets.extend(o for o in objects(verb) if not found.targets and self.person(o))
                if is_any(verb, HARM):
                    found.targets.extend(o for o in objects(verb) if o not in found.targets)
            elif noun.dep_ in ("obl", "obl:agent") and verb.pos_ == "VERB" and not found.targets and base != "fight":
                harmed = is_passive(verb) and not verb.lower_.startswith(_SENT_THERE)
                done_to = resolved(subjects(verb)) if harmed or under(noun, verb) else []
                found.targets.extend(t for t in done_to if self.person(t) or "property" in self.kinds(t))
            elif noun.dep_ in ("obl", "obl:agent") and verb.pos_ == "VERB" and base == "fight":
                self._fallen_in(verb, found)
            elif noun.dep_ == "nmod" and base != "fight" and not found.targets and self.person(head):
                found.targets.append(head)

    def _whose(self, token: Token) -> list[Token]:
        """Those whose fire or deed it is, by a word before it."""
        beside = [c for c in token.children if c.dep_ in ("compound", "amod", "nmod:poss")]
        beside += [g for c in beside for g in c.children if g.dep_ in ("compound", "conj") and g.text.isupper()]
        joint = any(c.lower_ == "joint" for c in token.children)
        return [
            c
            for c in sorted(beside, key=lambda t: t.i)
            if c.lower_ != "military"
            and c.lower_ not in LABELS
            and (
                self.kinds(c) & {"state", "armed"}
                or c.ent_type_ in ("ORG", "NORP")
                or (joint and c.text.isupper() and len(c) > 2)
            )
        ]

    def _fallen_in(self, verb: Token, found: Parties) -> None:
        """ "Two rebels were killed in a clash with troops", "a soldier died in fighting with rebels": those who fell are
        the targets, the other side did it."""
        fell = is_passive(verb) or verb.lower_.startswith(FALLEN)
        own = [t for t in resolved(subjects(verb)) if self.person(t)] if fell else []
        if own and len({*own, *found.targets}) > len(own) and not found.actors:
            found.actors = [t for t in found.targets if t not in own]
            found.targets = own

    def _cleaned(self, tokens: Iterable[Token], parties: Parties | None) -> list[Token]:
        """Parties proper: devices give way to whose they are ("coalition jets": the coalition)."""
        kept: list[Token] = []
        for token in tokens:
            if parties is None and token.lower_ in _THINGS_HIT and token.dep_ in ("obj", "nsubj:pass", "conj"):
                kept.append(token)  # "vehicles were attacked by residents"
                continue
            if (
                token.lower_ in NOT_PARTIES
                or token.lemma_.lower() in NOT_PARTIES
                or (token.ent_type_ in ("DATE", "MONEY") and token.i not in self._kinds)
                or (token.lower_ == "force" and not any(c.i < token.i and c.dep_ != "case" for c in token.children))
                or (token.lower_ == "gang" and token.i + 1 < len(token.doc) and token.nbor().text == "-")
            ):
                if parties is not None and (
                    token.lower_ in ("fire", "gunfire", "bullets", "shots", "attack", "attacks") or is_any(token, DEEDS)
                ):
                    kept.extend(
                        self._whose(token) or owners(token, self)
                    )  # "killed by Israeli fire", "freed by a joint army-police operation"
                continue
            number = token.ent_type_ == "QUANTITY" and token.pos_ == "NUM" and not self.person(token)
            if number and not any(c.dep_ == "nmod" for c in token.children):
                continue
            adjective = token.lower_ == "military" and token.dep_ in ("amod", "compound")
            if adjective or any(c.lower_ == "according" for c in token.children):
                continue
            if is_any(token, DEEDS):
                kept.extend(self._whose(token) if parties is not None else [])
                continue
            asked = token.lower_ == "who" and token.head.dep_ != "acl:relcl"  # "find out who had attacked us"
            if token.pos_ not in _NOMINAL or token.lower_ in _PLACEHOLDERS or asked:
                continue
            if (
                parties is not None
                and (self.weapon(token) or "property" in self.kinds(token))
                and not self.kinds(token) & {"armed", "state"}
            ):
                parties.devices.append(token)
                kept.extend(owners(token, self))
                continue
            if parties is not None and self.means(token) and not self.person(token):
                parties.devices.append(token)
                kept.extend(owners(token, self))
                continue
            if parties is not None and not self.person(token) and not can_act(token):
                continue
            kept.append(token)
        return list(dict.fromkeys(kept))
