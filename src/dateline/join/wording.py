"""Words of names and sentences, made comparable."""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache

from rapidfuzz import fuzz

__all__ = ["content_words", "in_common", "name_key", "same_name", "title_case"]

_WORD = re.compile(r"[^\W_]+(?:['’-][^\W_]+)*")
_ARTICLES = frozenset({"the", "a", "an", "al", "el", "ad", "as", "ash", "at"})
_STOP_WORDS = """
    about above after again against along also although amid among another around away because been before being
    below between both came cent could does doing done down during each even ever every expected following from given
    had has have having here himself herself into itself just last later least less made many more most much near
    nearly never next night now off officials only other others over people per reported reportedly reports said same
    saying says second several shall she should since some still such sunday monday tuesday wednesday thursday friday
    saturday than that their them then there these they this those three through told took two under until upon very
    was were what when where which while who whom whose will with within without would year years early late
"""
_SMALL = frozenset("of for the and in on at de la le du des et".split())
_INITIALS = frozenset({"UN", "UNHCR", "OCHA", "WHO", "UNICEF", "ICRC", "MSF", "AU", "EU"})
_STOP = frozenset(_STOP_WORDS.split())


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
