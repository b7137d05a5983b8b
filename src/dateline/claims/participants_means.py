"""Whose weapon, craft, fire or deed it is: "Turkish artillery", "an IRA bomb", "rockets fired by Hezbollah".

A drone or a shell is no party; those who sent it are. They stand before it ("Russia's shelling", "Israeli army tank
fire"), after "by", "from" or "of" ("fire from Azerbaijani positions"), or in what is said of it ("a drone attributed to
the RSF", "an aircraft believed to be Russian"). A country counts by its adjective, or as owner ("Russia's"), never as
the place where it happened ("the Syria strikes"). Source of the constructions: the role INSTRUMENT of PropBank and its
possessors, read in this project's own reports.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from functools import lru_cache
from pathlib import Path
from types import MappingProxyType
from typing import TYPE_CHECKING, Final

from spacy.tokens import Token

from dateline.claims.participants_grammar import by_phrase, obliques, resolved
from dateline.claims.participants_words import LABELS, LIGHT
from dateline.claims.syntax import conjuncts, subjects

if TYPE_CHECKING:
    from dateline.claims.participants import Cast

__all__ = ["forces_of", "is_country", "of_nation", "owners"]

_COUNTRIES: Final = Path(__file__).resolve().parent.parent / "data" / "places" / "countries.tsv"
_BEFORE: Final = frozenset({"compound", "amod", "nmod:poss", "nmod", "flat", "conj", "nmod:desc"})
_SENT: Final = frozenset(
    """
    fired launched dropped lobbed thrown planted laid left hurled buried detonated operated flown piloted manned driven
    used sent released carried rigged set triggered staged conducted mounted perpetrated committed
    """.split()
)
"""Participles whose "by" phrase names who used a weapon."""
_TIED: Final = frozenset({"attributed", "ascribed", "belonging", "linked", "blamed", "pinned", "imputed", "credited"})
"""Participles whose "to" or "on" phrase does."""
_HELD: Final = frozenset(
    """
    position positions territory side lines line trenches base bases posts post battery batteries vehicle vehicles boat boats ship
    ships tank tanks jet jets plane planes warplane warplanes aircraft helicopter helicopters gunship gunships drone drones
    launcher launchers area areas sector stronghold strongholds
    """.split()
)
"""What a weapon is fired from: whose it is, is whose the weapon is."""
_BELIEVED: Final = frozenset(
    {"believed", "thought", "presumed", "suspected", "assumed", "said", "likely", "apparently"}
)


_MODELS: Final = frozenset(
    "RPG IED VBIED SVBIED TNT UAV UAVS FPV HIMARS ATACMS GRAD MLRS ATGM SAM MIG JDAM GPS EFP UXO ERW UXOS CCTV AFV APC".split()
)
"""Acronyms of weapons themselves."""


@lru_cache(maxsize=1)
def _countries() -> tuple[frozenset[str], frozenset[str]]:
    """Names of countries and their adjectives, as written."""
    names: set[str] = {"US", "U.S.", "UK", "U.K."}
    adjectives: set[str] = {"US", "U.S.", "UK", "U.K."}
    for line in _COUNTRIES.read_text(encoding="utf8").splitlines():
        cells = line.split("\t")
        if line.startswith(("#", "iso\t", "PS\t")) or len(cells) < 4:
            continue  # "Palestinian" says of a people's armed bodies that they are several
        names.update(w for w in (cells[1], *cells[2].split("|")) if w)
        adjectives.update(w for w in cells[3].split("|") if w and not w.endswith("s"))
        adjectives.update(w for w in cells[3].split("|")[:1] if w)
    return frozenset(names), frozenset(adjectives)


def of_nation(token: Token) -> bool:
    """True for the adjective of a country ("Afghan"), whether or not the reader takes it for a name."""
    return token.tag_ == "JJ" and token.text in _countries()[1]


def is_country(name: str) -> bool:
    """True for the name of a country as written ("Russia")."""
    return name in _countries()[0]


def forces_of(name: str) -> str:
    """ "Russian forces" for the bare adjective of a country; other names as they are."""
    return f"{name} forces" if name in _countries()[1] and name not in _countries()[0] else name


@lru_cache(maxsize=1)
def _by_name() -> Mapping[str, tuple[str, str]]:
    """Every name and adjective of a country with its code and its first adjective."""
    found: dict[str, tuple[str, str]] = {}
    for line in _COUNTRIES.read_text(encoding="utf8").splitlines():
        cells = line.split("\t")
        if line.startswith(("#", "iso\t", "PS\t")) or len(cells) < 4 or not cells[3]:
            continue
        for word in (cells[1], *cells[2].split("|"), *cells[3].split("|")):
            if word:
                found.setdefault(word, (cells[0], cells[3].split("|")[0]))
    return MappingProxyType(found)


def country_in(words: str) -> tuple[str, str] | None:
    """Code and adjective of the one country that some words name ("Russia's defence ministry"); None for none or two."""
    known = {
        _by_name()[w] for w in re.findall(r"[A-Z][\w.]+", words.replace("’s", "").replace("'s", "")) if w in _by_name()
    }
    return next(iter(known)) if len(known) == 1 else None


def owners(noun: Token, cast: Cast, *, deep: int = 2) -> list[Token]:
    """Heads of those whose weapon or deed a noun names; empty where the words do not say.

    ``deep`` bounds how far it goes on through what the weapon was fired from ("jets", "positions").
    """
    found = _before(noun, cast)
    if found:
        return found
    for child in noun.children:
        if child.i < noun.i:
            continue
        cases = {c.lower_ for c in child.children if c.dep_ == "case"}
        if child.dep_ in ("acl", "acl:relcl") and (
            child.lower_ in _SENT or (child.tag_ == "VBN" and child.lower_ in _TIED)
        ):
            named = by_phrase(child) if child.lower_ in _SENT else obliques(child, {"to", "on", "with"})
            group = [t for n in named for t in conjuncts(n)]
        elif child.dep_ in ("nmod", "obl", "obl:agent", "nmod:agent") and cases & {"by", "from", "of"}:
            group = conjuncts(child)
        else:
            continue
        for token in group:
            if token.lower_ in _HELD and deep:
                found.extend(owners(token, cast, deep=deep - 1))
            elif _party(token, cast) or ("by" in cases and cast.person(token)):
                found.append(token)
        if found:
            return list(dict.fromkeys(found))
    return _believed(noun) or _launched(noun, cast)


def _launched(noun: Token, cast: Cast) -> list[Token]:
    """ "Our forces launched a far stronger fire, which killed one": those who launched it."""
    if noun.dep_ != "obj" or noun.head.lemma_.lower() not in LIGHT:
        return []
    return [t for t in resolved(subjects(noun.head)) if _party(t, cast)]


def _before(noun: Token, cast: Cast) -> list[Token]:
    """Parties among the words before a noun that belong to it: "Syrian and Russian warplanes", "army tank fire"."""
    found: list[Token] = []
    for child in sorted(noun.children, key=lambda t: t.i):
        if child.i > noun.i or child.dep_ not in _BEFORE or child.lower_ == "based":
            continue
        if child.dep_ in ("nmod", "conj") and any(c.dep_ == "case" for c in child.children):
            continue
        if child.nbor().text in ("-", "‑") and child.nbor().i < noun.i and child.head != noun:
            continue  # "an intelligence-based operation"
        if child.lower_ in ("military", "enemy") and child.dep_ in ("amod", "compound") and child.i + 1 < noun.i:
            continue
        if _party(child, cast):
            found.extend(t for t in conjuncts(child) if t.i < noun.i and _party(t, cast))
        elif child.tag_ not in ("VBN", "VBG"):
            found.extend(_before(child, cast))
    return list(dict.fromkeys(found))


def _party(token: Token, cast: Cast) -> bool:
    """True for a word that can own a weapon: forces, groups, a country's adjective, a country in the possessive."""
    if token.pos_ in ("NUM", "PRON", "DET") or cast.means(token) or cast.weapon(token):
        return False
    if token.lower_ in LABELS and token.dep_ in ("amod", "compound"):
        return False
    if cast.armed(token) and token.lower_ != "military":
        return True
    name = token.text
    if name in _countries()[1]:
        return True
    if is_country(name):
        return token.dep_ == "nmod:poss" or any(c.lower_ == "by" for c in token.children)
    if token.pos_ == "PROPN" and token.text.isalpha() and token.text.isupper() and 2 < len(token) < 7:
        return token.text not in _MODELS and token.ent_type_ not in ("LOC", "DATE")  # "an IRA bomb"
    return token.ent_type_ == "ORG" or (token.ent_type_ == "NORP" and token.pos_ == "PROPN")


def _believed(noun: Token) -> list[Token]:
    """ "An aircraft believed to be Russian", "a drone thought to belong to the RSF"."""
    after = noun.doc[noun.i + 1 : min(noun.i + 7, noun.sent.end)]
    if not any(t.lower_ in _BELIEVED for t in after[:2]):
        return []
    return [t for t in after if t.text in _countries()[1]][:1]
