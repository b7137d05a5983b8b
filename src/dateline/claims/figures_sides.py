"""Whose dead a number counts where no noun says it: "the army's losses", "rebels admit to 12 dead", "civilian casualties: 9"."""

from __future__ import annotations

import re
from typing import Final

from spacy.tokens import Doc, Token

from dateline.claims.codebook import word_set
from dateline.claims.figures_parts import Link
from dateline.claims.victims import VictimReader
from dateline.model import Victims
from dateline.terms import VictimClass

__all__ = ["side_of_toll"]

_LOSSES: Final = word_set("casualties casualty losses deaths fatalities dead wounded killed injured bodies martyrs")
_OF_ITS_OWN: Final = frozenset({"killed.lose", "killed.cost"})
"""Entries for losses of a side's own people: whose they are, the subject says."""
_ON_A_SIDE: Final = re.compile(
    r"\bon\s+(?:the|our|their|its)\s+(?:(?:government|army|rebel|enemy|other|opposing|\w+['’]s?)\s+)?side\b(?!\s+(?:of|street))",
    re.IGNORECASE,
)
_CIVIL: Final = frozenset({"civilian", "civilians"})
_OWN: Final = frozenset({"its", "their", "our", "his", "own"})
"""Before "losses": those of a side that fights."""
_ADMITS: Final = word_set("admit concede acknowledge lose suffer sustain leave mourn count")
"""Verbs by which a side tells of its own dead."""
_GIVES: Final = word_set(
    "put place give estimate set peg say report raise revise lower update announce list reckon claim confirm cite release publish"
)
"""Verbs whose subject gives a toll."""
_FORCES: Final = word_set(
    "army military rebel rebels insurgent militant guerrilla guerrillas government enemy jihadist taliban"
)


def side_of_toll(doc: Doc, victims: VictimReader, link: Link) -> Victims | None:
    """Whose dead a noun for a number counts ("the army's dead", "rebel losses", "civilian casualties (89 killed")."""
    counted, trigger = link.counted, link.trigger
    near: list[Token] = []
    if link.how == "toll":
        near = [t for t in doc[max(trigger.sent.start, link.hit.start - 3) : counted.number_token] if not _tells(t)]
        if any(t.lower_ == "between" for t in near):
            return None  # "the toll from clashes between gunmen, tribesmen and troops": of all of them
        if any(t.lower_ == "losses" and any(c.lower_ in _OWN for c in t.children) for t in near):
            return Victims(class_=VictimClass.COMBATANT, words="")
    elif counted.head.lower_ in _LOSSES and not counted.elliptic:
        near = [t for t in counted.head.subtree if t.i < counted.head.i]
        verb = counted.head.head
        if counted.head.dep_ == "obj" and verb.lemma_ in ("suffer", "sustain", "take", "inflict"):
            near += [
                t
                for c in verb.children
                if c.dep_ in (("nsubj",) if verb.lemma_ != "inflict" else ("obl",))
                for t in c.subtree
            ]
    elif link.hit.entry.id in _OF_ITS_OWN and not victims.is_thing(counted.head):
        near = [t for c in trigger.children if c.dep_ == "nsubj" for t in c.subtree]
    elif counted.elliptic:
        losses = [
            t
            for t in doc[max(trigger.sent.start, counted.number_token - 14) : counted.number_token]
            if t.lower_ == "losses"
        ]
        near = [t for noun in losses[-1:] for t in (*noun.children, *noun.subtree) if t.i != noun.i]
        if losses and any(c.lower_ in _OWN for c in losses[-1].children):
            return Victims(class_=VictimClass.COMBATANT, words="")
        if _ON_A_SIDE.search(trigger.sent.text):
            return Victims(class_=VictimClass.COMBATANT, words="")  # "on the government side seven were killed"
        after = doc[counted.number_token + 1 : min(counted.number_token + 4, trigger.sent.end - 1)]
        near += [t for word in after if word.lower_ in ("among", "amongst") for t in word.head.subtree if t.i > word.i]
        near += _who_admits(link) if link.how != "carried" else []
        at = counted.number_token - 1
        while at > trigger.sent.start and doc[at].lower_ in ("least", "at", "some", "about"):
            at -= 1
        if doc[at].text in ("(", ":", "–", "—", "-") and at > trigger.sent.start:
            noun = doc[at - 1]
            near += [t for t in doc[max(trigger.sent.start, at - 4) : at] if t.head in (noun, noun.head)]
    if not near and doc[counted.number_token - 1].text == "(" and counted.number_token > 1:
        near = list(doc[counted.number_token - 2].children)
    for token in near if link.how == "toll" else reversed(near):
        found = _of_party(victims, token)
        if found is not None:
            return found
    return None


def _tells(token: Token) -> bool:
    """ "Police put the number of dead at nine": who gives the number is not who died."""
    while token.dep_ in ("compound", "amod", "det", "nmod:poss", "conj", "flat") and token.head.pos_ in (
        "NOUN",
        "PROPN",
    ):
        token = token.head
    return token.dep_ == "nsubj" and str(token.head.lemma_) in _GIVES and token.i < token.head.i


def _who_admits(link: Link) -> list[Token]:
    """Who loses or owns up to them ("the army admitted 12 dead", "the enemy left behind 40 killed"): their own."""
    for verb in link.counted.head.ancestors:
        if verb.pos_ == "VERB" and verb.lemma_ in _ADMITS:
            return [c for c in verb.children if c.dep_ == "nsubj" and c.i < verb.i]
        if verb.sent.root == verb:
            break
    return []


def _of_party(victims: VictimReader, token: Token) -> Victims | None:
    """The kind of people that one word names: "army", "rebel", "civilian"."""
    entry = victims.entry(token)
    if token.lower_ in _CIVIL or (entry is not None and entry.kind == "civilian" and token.tag_ in ("NNS", "NN")):
        return Victims(class_=VictimClass.CIVILIAN, words="")
    if token.lower_ in _FORCES or (entry is not None and entry.kind == "combatant"):
        side = victims.side_of(token) if entry is not None else token.text
        return Victims(class_=VictimClass.COMBATANT, side=side, words="")
    return None
