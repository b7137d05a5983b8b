"""Words of names and sentences, made comparable."""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache

from rapidfuzz import fuzz

from dateline.words import MONTHS, MONTHS_SHORT, WEEKDAYS

__all__ = ["content_words", "in_common", "name_key", "proper_words", "same_name", "title_case"]

_WORD = re.compile(r"[^\W_]+(?:['’-][^\W_]+)*")
_ARTICLES = frozenset({"the", "a", "an", "al", "el", "ad", "as", "ash", "at"})
_STOP_WORDS = """
    about above after again against along also although amid among another around away because been before being below
    between both came cent could does doing done down during each even ever every expected following from given had has
    have having here himself herself into itself just last later least less made many more most much near nearly never
    next night now off officials only other others over people per reported reportedly reports said same saying says
    second several shall she should since some still such than that their them then there these they this those three
    through told took two under until upon very was were what when where which while who whom whose will with within
    without would year years early late
"""
# Words that are written with a capital and name no one thing: they stand in the reports on many happenings.
_COMMON_PROPER = """
    sept easter christmas ramadan today police sheriff sheriffs deputies officers officer deputy chief captain
    lieutenant sergeant detective spokesman spokeswoman spokesperson department office county city town district
    attorney state court judge fire rescue medical center centre hospital hospitals medic health university school high
    college church mosque park apartments street avenue road drive boulevard lane highway north south east west
    northeast northwest southeast southwest northern southern eastern western central upper lower united states nations
    america american security council army forces force military defence defense guard national republic ministry
    minister president government governor prefect mayor general colonel region province village town area news press
    channel photo image video courtesy facebook twitter update updated posted breaking live watch related read more
    click advertisement close menu associated reuters agency copyright getty said authorities investigators witnesses
    residents homicide coroner examiner the one two three four five six seven eight nine ten none all his her they that
    this when then there what who but not and for you our she him its are was were has had have from with after anyone
    nobody everyone people victim ala ariz ark calif colo conn del fla ill ind kan mass mich minn miss mont neb nev okla
    ore penn tenn tex wash wis father mother brother sister son daughter family man woman boy girl teen people mister
"""
_ALWAYS_PROPER = frozenset((*WEEKDAYS, *MONTHS, *MONTHS_SHORT, *_COMMON_PROPER.split()))
_SENTENCE_END = re.compile(r"(?<=[.!?:;])[\"”’)]*\s+|\n+")
_LEAST_NUMBER = 100
_SMALL = frozenset("of for the and in on at de la le du des et".split())
_INITIALS = frozenset({"UN", "UNHCR", "OCHA", "WHO", "UNICEF", "ICRC", "MSF", "AU", "EU"})
_STOP = frozenset((*WEEKDAYS, *_STOP_WORDS.split()))


@lru_cache(maxsize=20_000)
def name_key(name: str) -> str:
    """A name without case, accents, punctuation and articles: "Al-Baghūz" and "the Baghuz" meet."""
    plain = unicodedata.normalize("NFKD", name.replace("’", "'"))
    plain = "".join(c for c in plain if not unicodedata.combining(c)).casefold()
    words = [w for w in re.split(r"[^\w]+", plain.replace("'", "")) if w]
    kept = [w for w in words if w not in _ARTICLES] or words
    return " ".join(kept)


def same_name(a: str, b: str, *, least: float = 88.0) -> bool:
    """True where two names are one name spelt twice; ``least`` is rapidfuzz's ratio (0 to 100)."""
    x, y = name_key(a), name_key(b)
    if x == y:
        return bool(x)
    return min(len(x), len(y)) >= 5 and fuzz.ratio(x, y) >= least


@lru_cache(maxsize=20_000)
def content_words(text: str) -> frozenset[str]:
    """The words of a sentence that carry its content, in lower case, with their commonest endings cut off."""
    return frozenset(_stem(w) for w in _WORD.findall(text.casefold()) if (len(w) > 3 and w not in _STOP) or w.isdigit())


@lru_cache(maxsize=50_000)
def _stem(word: str) -> str:
    for ending in ("ings", "ing", "ers", "ied", "ies", "ed", "es", "er", "s"):
        if word.endswith(ending) and len(word) - len(ending) >= 4:
            return word[: -len(ending)]
    return word


@lru_cache(maxsize=20_000)
def proper_words(text: str) -> frozenset[str]:
    """Words that name something, as they stand within sentences: with a capital, or a number of three digits and more
    that is no year ("the 5400 block of Fairview Street"). Headlines that write every word with a capital tell none."""
    found: set[str] = set()
    for sentence in _SENTENCE_END.split(text):
        words = _WORD.findall(sentence)
        long = [w for w in words if len(w) > 3]
        if len(long) > 3 and sum(w[0].isupper() for w in long) > 0.6 * len(long):
            continue
        for word in words[1:]:
            bare = re.sub(r"['’]s$", "", word)
            if bare.isdecimal():
                if int(bare) >= _LEAST_NUMBER and not 1900 <= int(bare) <= 2099:
                    found.add(bare)
            elif bare[0].isupper() and len(bare) > 2 and bare.casefold() not in _ALWAYS_PROPER:
                found.add(name_key(bare))
    return frozenset(found)


def in_common(a: frozenset[str], b: frozenset[str]) -> float:
    """Share of the smaller set that the other has too, 0 to 1; 0 where one has fewer than three words."""
    small = min(len(a), len(b))
    return 0.0 if small < 3 else len(a & b) / small


def title_case(name: str) -> str:
    """An outlet's name that its page writes in capitals, as a name ("HIGHLAND VOICE": "Highland Voice").

    One word in capitals may be initials and stays.
    """
    if not name.isupper() or " " not in name:
        return name
    words = name.split()
    return " ".join(
        w if w in _INITIALS else w.lower() if i and w.casefold() in _SMALL else w.title() for i, w in enumerate(words)
    )
