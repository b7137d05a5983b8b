"""Small tests on the words of a telling: a verb in another sense, an item without a verb, a clause under a day."""

from __future__ import annotations

from typing import Final

from spacy.tokens import Token

from dateline.claims.participants import Cast
from dateline.claims.syntax import conjuncts, is_passive, objects, subjects

__all__ = [
    "during_which",
    "filmed",
    "found_so",
    "one_person",
    "other_sense",
    "ranked",
    "told_of",
    "verbless",
    "when_of",
    "witnessed",
]


_FILM: Final = frozenset(
    """
    video videos camera cameras footage photo photos photograph photographs film clip cctv dashcam bodycam surveillance
    photographer photographers cameraman cameramen videographer
    """.split()
)
_PICTURED: Final = ("captur", "caught", "catch", "record", "snap")
_PERCEIVED: Final = frozenset({"saw", "watched", "heard", "filmed", "witnessed", "spotted", "observed"})

_CROWDS: Final = frozenset("mob crowd group gang band throng multitude population community youth".split())


def other_sense(token: Token, cast: Cast) -> bool:
    """Verbs in senses that are not of the conflict, told by particle or object."""
    lemma = token.lower_
    particles = {c.lower_ for c in token.children if c.dep_ == "compound:prt"}
    if lemma.startswith(("shell",)) and "out" in particles:
        return True
    if lemma in ("beat", "beats", "beaten", "beating") and not any(
        cast.person(t) for t in [*objects(token), *subjects(token)]
    ):
        return True
    if (
        lemma.startswith("fir")
        and not any(cast.weapon(o) for o in objects(token))
        and not any(
            c.dep_ == "obl" and any(g.lower_ in ("on", "at", "upon", "into", "from") for g in c.children)
            for c in token.children
        )
    ):
        return True
    return (
        lemma.startswith(("found", "find", "discover", "recover", "seiz", "locat", "destroy", "intercept"))
        and not objects(token)
        and not is_passive(token)
    )


def verbless(token: Token) -> bool:
    """ "22 January, Bujumbura: officer shot dead by a colleague": an item of a log without a finite verb."""
    return not any(t.tag_ in ("VBD", "VBZ", "VBP", "MD") for t in token.sent)


def found_so(token: Token) -> bool:
    """ "Three men found shot": a participle that says how those were found of whom the sentence speaks."""
    found = token.dep_ == "xcomp" and token.tag_ == "VBN" and token.head.lower_ in ("found", "discovered")
    return found and (token.head.dep_ == "acl" or is_passive(token.head))


def when_of(token: Token) -> bool:
    """ "Since Thursday evening, when both sides accepted a ceasefire": the day over a clause with "when"."""
    return token.dep_ in ("acl:relcl", "acl") and any(c.lower_ == "when" for c in token.children)


def ranked(noun: Token) -> bool:
    """ "The worst attack in the country in ten years": the words behind say among which it counts, not where it was."""
    if not any(c.tag_ in ("JJS", "RBS") or c.lower_ in ("worst", "deadliest", "bloodiest") for c in noun.children):
        return False
    behind = {c.lower_ for c in noun.children if c.dep_ in ("nmod", "obl", "acl") and c.i > noun.i}
    years = {"history", "years", "decades", "months", "memory", "war", "decade", "century", "year", "soil"}
    return bool(behind & years) or noun.dep_ not in ("nsubj", "nsubj:pass", "ROOT", "obj")


def told_of(noun: Token) -> list[Token]:
    """The verb of a relative clause that only says when and where ("a clash that broke out at Brenak on Tuesday", "an
    exchange of fire that took place near the gate")."""
    whole = noun.head if noun.dep_ == "nmod" and noun.head.lower_ == "exchange" else noun
    return [
        c
        for c in (*noun.children, *(whole.children if whole != noun else ()))
        if c.dep_ == "acl:relcl"
        and (
            (c.lower_ in ("broke", "erupted") and not any(g.dep_ == "obj" for g in c.children))
            or (c.lower_ == "took" and any(g.dep_ == "obj" and g.lower_ == "place" for g in c.children))
        )
    ]


def filmed(verb: Token) -> bool:
    """ "One phone video captured four gunshots", "captured by a photographer", "caught on camera": a picture was taken."""
    doers = [c for c in verb.children if c.dep_ in ("nsubj", "obl:agent", "obl", "nmod")]
    return verb.lower_.startswith(_PICTURED) and any(
        t.lower_ in _FILM
        for c in doers
        if c.dep_ == "nsubj" or any(g.dep_ == "case" and g.lower_ in ("by", "on", "in") for g in c.children)
        for t in conjuncts(c)
    )


def during_which(token: Token) -> bool:
    """ "A search campaign during which nine were seized": what was done in it, not who was meant."""
    return token.dep_ == "acl:relcl" and any(
        c.lower_ == "which" and any(g.dep_ == "case" for g in c.children) for c in token.children
    )


def witnessed(token: Token) -> bool:
    """ "A reporter saw 300 students marching": what those do whom somebody saw."""
    seen = token.head
    return (
        token.tag_ == "VBG"
        and token.dep_ == "acl"
        and seen.dep_ == "obj"
        and seen.head.lower_ in _PERCEIVED
        and not any(c.lower_ == "," for c in token.children)
    )


def one_person(token: Token) -> bool:
    """ "Abel Roe", "a clerk": a single person, joined to nobody."""
    return token.tag_ in ("NN", "NNP") and token.lower_ not in _CROWDS and not token.conjuncts
