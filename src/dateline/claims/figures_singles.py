"""Word classes of counted phrases: singulars that stand for one person, those that do not, nouns for a lot."""

from __future__ import annotations

import re
from typing import Final

from spacy.tokens import Token

from dateline.claims.codebook import word_set

__all__ = [
    "COLLECTIVE",
    "GRAVE",
    "GROUP",
    "NOT_SINGLE",
    "NO_BARE_SINGLE",
    "NO_CALLING",
    "OFFICE",
    "RELATION",
    "ROLE_OF_NOBODY",
    "animate",
    "is_one_more",
    "is_plural",
    "is_pronoun_one",
]

GRAVE: Final = re.compile(
    r"\b(?:life[- ]threatening|serious(?:ly)?|critical(?:ly)?|grave(?:ly)?|severe(?:ly)?|major|badly)\b", re.IGNORECASE
)
"""Nobody hurt so is not nobody hurt."""
RELATION: Final = word_set(
    """
    wife husband son daughter brother sister mother father cousin nephew niece uncle aunt driver bodyguard guard
    aide assistant deputy colleague friend boyfriend girlfriend companion escort baby child grandson
    granddaughter grandmother grandfather secretary interpreter cameraman nanny maid partner fiancee fiance
    spouse ex-wife ex-husband ex-girlfriend ex-boyfriend stepson stepdaughter stepfather stepmother toddler infant
    twin sister-in-law brother-in-law mother-in-law father-in-law son-in-law daughter-in-law widow roommate neighbor
    neighbour boss bride groom newborn
    """
)
OFFICE: Final = word_set(
    """
    mayor governor president minister leader commander chief ambassador judge prosecutor director head
    mastermind founder ringleader emir chairman spokesman consul boss kingpin
    """
)
NOT_SINGLE: Final = word_set(
    """
    by
    number group lot total result series blow threat clash attack bomb blast explosion raid time day place area
    city town village region way part case incident report statement year week month man's crew team contingent
    patrol convoy squad delegation detachment staff
    """
)
_ORDINALS: Final = word_set(
    """
    second third fourth fifth sixth seventh eighth ninth tenth eleventh twelfth thirteenth fourteenth fifteenth
    sixteenth seventeenth eighteenth nineteenth twentieth
    """
)
#: Words with an ending of callings that name no person ("the corner of the street").
ROLE_OF_NOBODY: Final = word_set(
    """
    corner number border quarter matter order power tower river shelter center centre chapter character paper
    number cover remainder majority counter sister-city latter disaster register daughter letter semester
    trimester cluster filter master meter parameter perimeter diameter theater theatre murder slaughter manner
    banner danger anger hunger finger ledger merger trigger layer prayer answer mirror horror terror error
    floor door corridor sector factor motor tractor reactor vector minor major list wrist twist
    exist gist mist cancer fever liver silver cover harbor harbour labor labour humor rumor tumor vapor
    person people victim body brother mother father sister fire hour year winter summer weather water matter
    career committee guarantee fee degree tree knee
    """
)
#: Nouns in the singular for many: "the police" are no single victim.
COLLECTIVE: Final = word_set(
    """
    police army military force staff crew family household team security public militia taliban couple group
    guard national relation local native elder ultra cadre troop paramilitary personnel constabulary opposition
    community faith official general private major agent minor model subject foreigner enemy opponent source
    spokesman leader resident witness reporter correspondent
    """
)
#: Nouns for a lot, whose members follow with "of" ("a group of 12 men", "upwards of 3,000").
GROUP: Final = word_set(
    """
    group groups gang unit cell column contingent detachment platoon garrison crew team party crowd total
    handful majority band batch pair number dozen dozens score scores hundreds thousands tens millions
    members member rest bodies body corpses corpse remains lives life family families lot squad mob couple
    convoy people those some many most any half third quarter death deaths one two three
    """
)
#: Nouns that without an article stand for many, or for a state.
NO_BARE_SINGLE: Final = word_set(
    """
    staff crew personnel police military security force dead wounded injured missing
    elderly public family death life hostage native other human fire
    """
)
#: "The man died", of one told of before as hurt.
NO_CALLING: Final = word_set("man woman victim boy girl teen teenager child baby infant toddler youth")


def is_one_more(token: Token) -> bool:
    """ "A fifth was shot dead", "the third was killed": an ordinal that stands for one more person."""
    before = token.nbor(-1).lower_ if token.i else ""
    if token.lower_ not in _ORDINALS or before not in ("a", "the"):
        return False
    if before == "the" and token.dep_ not in ("nsubj", "nsubj:pass", "obj"):
        return False
    after = token.nbor(1).lower_ if token.i + 1 < len(token.doc) else ""
    noun = token.dep_ in ("amod", "compound") and token.head.i > token.i
    return not noun and after not in ("of", "time", "day", "-")


def is_pronoun_one(token: Token) -> bool:
    """ "No one", "this one", "one another", "a most bitter one": the word counts nobody."""
    if token.lower_ != "one":
        return False
    below = list(token.children)
    if any(c.lower_ in ("a", "an") for c in below) and any(
        c.dep_ == "amod" and c.lower_ not in _ORDINALS and any(g.dep_ == "advmod" for g in c.children) for c in below
    ):
        return True
    before = token.nbor(-1).lower_ if token.i else ""
    after = token.nbor(1).lower_ if token.i + 1 < len(token.doc) else ""
    return before in ("no", "any", "every", "each", "this", "that", "the") or after in (
        "another",
        "-",
        "day",
        "time",
        "side",
    )


def is_plural(token: Token) -> bool:
    """True for a noun in the plural."""
    if token.tag_ in ("NNS", "NNPS"):
        return True
    return token.pos_ == "NOUN" and token.morph.get("Number", []) == ["Plur"]


def animate(token: Token) -> bool:
    """True for a noun that looks like one for people by its ending."""
    return token.pos_ in ("NOUN", "ADJ") and bool(
        re.search(r"(?:[^m]man|woman|[^tlb]er|ist|ian|[td]or|eer|ee|person)\Z", token.lower_.removesuffix("s"))
    )
