"""What holds two tellings of one report apart (another weapon, another deed), and harm told "in which" of its deed."""

from __future__ import annotations

from collections.abc import Callable
from typing import Final

from spacy.tokens import Token

from dateline.claims.events_cluster import SPECIFIC, Cluster
from dateline.claims.events_families import FAMILY
from dateline.claims.events_found import Candidate
from dateline.claims.events_words import DOERS
from dateline.terms import EventKind

__all__ = [
    "another_deed",
    "another_device",
    "goes_on",
    "in_which",
    "one_doer",
    "short_forms",
    "told_again",
    "two_weapons",
]

_TAKEN: Final = frozenset({"duo", "trio", "pair", "accused", "both", "culprit", "culprits", "arrestee", "arrestees"})

Words = Callable[[Candidate, str], tuple[frozenset[str], frozenset[str]]]
"""Names and head words of the actors or targets of a telling."""


def another_device(group: Cluster, candidate: Candidate) -> bool:
    """ "Gunmen wounded a soldier in a shooting. A roadside bomb wounded two": a device told as new, after a deed
    that was none of its kind."""
    token = candidate.token
    phrase = (
        token.head
        if token.dep_ in ("acl", "acl:relcl")
        else token
        if candidate.noun
        else next((c for c in token.children if c.dep_.startswith("nsubj")), token)
    )
    if candidate.kind not in SPECIFIC or not any(c.lower_ in ("a", "an") for c in phrase.children):
        return False
    told = [m for m in group.members if not m.headline and m.frame != "incident"]
    return bool(told) and all(m.kind not in SPECIFIC and not m.general for m in told)


def two_weapons(group: Cluster, candidate: Candidate) -> bool:
    """ "The artillery bombarded the farms and a plane launched two raids on the town": another weapon and place."""
    verb = candidate.token.head if candidate.noun and candidate.token.dep_ == "obj" else candidate.token
    if verb.dep_ != "conj" or not candidate.own_place or candidate.definite:
        return False
    own = {t.i for t in verb.children if t.dep_ in ("nsubj", "nsubj:pass")}
    return bool(own) and any(
        m.kind is not candidate.kind and {m.kind, candidate.kind} <= SPECIFIC and m.token.sent == candidate.token.sent
        for m in group.members
    )


def another_deed(group: Cluster, candidate: Candidate, words: Words, *, distance: int) -> bool:
    """ "Guerrillas attacked the detachment last night. Subversives murdered the mayor": two finite deeds, each with a
    doer and somebody else to whom it is done, neither told as known."""

    def whole(member: Candidate) -> bool:
        return (
            not member.noun
            and not member.relative
            and member.token.tag_ in ("VBD", "VBN", "VBZ")
            and any(t.pos_ in ("NOUN", "PROPN") for t in member.parties.actors)
            and any(t.pos_ in ("NOUN", "PROPN") for t in member.parties.targets)
        )

    apart = candidate.own_day or candidate.own_place or distance > 2
    if candidate.definite or not whole(candidate) or not apart:
        return False
    if any(
        any(c.lower_ in ("the", "these", "those", "his", "their") for c in t.children)
        for t in candidate.parties.actors
        if t.lower_ in DOERS
    ):
        return False
    before = [m for m in group.members if whole(m) and not m.headline]
    if not before or len(before) < sum(not m.headline and not m.weak for m in group.members):
        return False
    doers = words(candidate, "actors")[0]
    if any(doers & words(m, "actors")[0] for m in group.members):
        return False  # "PLFI cadres killed the chairman. Hembram was gunned down by PLFI cadres"
    names, heads = words(candidate, "targets")
    theirs = [words(m, "targets") for m in group.members]
    return not any(names & n or heads & h for n, h in theirs) and bool(names | heads)


def told_again(group: Cluster, candidate: Candidate) -> float:
    """How much speaks for a telling that only goes back: how those were taken who are known, what police were called to."""
    verb = candidate.token.head.lemma_.lower()
    called = candidate.noun and verb in ("respond", "call", "dispatch") and not candidate.own_day
    return _taken_again(group, candidate) + (0.8 if called else 0.0)


def _taken_again(group: Cluster, candidate: Candidate) -> float:
    """ "Troops arrested two men in Dorpur. Acting on a tip-off, a team nabbed the duo": how those were taken of whom
    the report has just said that they were."""
    known = candidate.parties.targets
    if candidate.kind is not EventKind.ARREST or candidate.own_place or candidate.own_day or not known:
        return 0.0
    if any(m.kind is not EventKind.ARREST or not m.parties.targets for m in group.members):
        return 0.0
    return 1.5 if all(t.lower_ in _TAKEN or t.tag_ == "PRP" for t in known) else 0.0


def in_which(harm: Token, deed: Token) -> bool:
    """True for harm told in a relative clause of the deed ("the attack in which …", "an ambush that killed …")."""
    if harm.dep_ != "acl:relcl" or deed.sent != harm.sent or deed.i > harm.i:
        return False
    which = any(
        c.dep_ in ("obl", "nmod") and c.lower_ == "which" and any(g.lower_ == "in" for g in c.children)
        for c in harm.children
    )
    return harm.head.i == deed.i or (which and deed.pos_ in ("NOUN", "PROPN"))


def short_forms(name: str) -> frozenset[str]:
    """The letters by which papers call a body of three words and more: "People's Liberation Front of India", PLFI."""
    letters = "".join(w[0] for w in name.split() if w[0].isupper())
    return frozenset({letters.casefold()}) if len(letters) > 2 and letters != name else frozenset()


def one_doer(group: Cluster, candidate: Candidate) -> bool:
    """True where both name who did it by one word, and no new day is told: "Maoists blew up … Maoists stormed"."""
    doers = {t.lemma_.lower() for t in candidate.parties.actors}
    first = {t.lemma_.lower() for t in group.members[0].parties.actors}
    return bool(doers & first) and not candidate.own_day


def goes_on(candidate: Candidate) -> bool:
    """ "He was then attacked with sharp weapons": what is done next to the one who is already spoken of."""
    placed = candidate.own_day or candidate.own_place or FAMILY[candidate.kind] != "violence"
    return not placed and {t.pos_ for t in candidate.parties.targets} == {"PRON"}
