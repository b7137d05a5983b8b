"""Whom a report names, without those who speak in it: victims, suspects, those taken.

A report's people are one of the surest signs that another report tells the same happening, days or months later, when
figures and words have changed. Those who speak (spokesmen, officials, neighbours) are left out: they speak on many
happenings. So are names behind a rank or an office, unless the report gives an age: "Name Surname, 36," is how
newspapers tell of those to whom something happened.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Sequence
from typing import Final

from dateline.claims.chains_words import RANKS, ROLES, TITLES
from dateline.model import Attribution, Claim, Reading
from dateline.terms import MentionKind

__all__ = ["people_among", "people_of"]

MOST: Final = 24
"""So many names of a report at most, those named most often first: a list of the dead of ten years tells no happening."""
_WORD: Final = re.compile(r"[^\W\d_](?:[\w’'.-]*[^\W_])?")
_SUFFIXES: Final = frozenset({"jr", "sr", "ii", "iii", "iv"})
_PLAIN_TITLES: Final = frozenset(
    {"mr", "mrs", "ms", "mr.", "mrs.", "ms.", "father", "sister", "brother", "lord", "lady"}
)
_OFFICES: Final = (TITLES | RANKS | ROLES) - _PLAIN_TITLES
_AGE_AFTER: Final = re.compile(
    r"^(?:,?\s+(?:jr|sr|ii|iii)\.?)?(?:,?\s*\(|,\s+(?:who\s+(?:is|was)\s+)?(?:an?\s+)?(?:age[d]?\s+)?)(?P<age>\d{1,2})(?=[,.;:)\s-])",
    re.IGNORECASE,
)
_AGE_BEFORE: Final = re.compile(
    r"\b(?P<age>\d{1,2})[-\s‐‑–]+years?[-\s‐‑–]+olds?(?:,?\s+[a-z]+){0,3},?\s+$", re.IGNORECASE
)
_REACH: Final = 60
_BODIES: Final = frozenset(
    """
    police sheriff army district county court office department ministry university school hospital village city town state party
    front brigade battalion squad force forces council committee commission chief
    """.split()
)
"""Last words of names that a reader takes for a person's ("Sukma Police", "Norfolk Chief")."""


def people_of(reading: Reading, claims: Sequence[Claim]) -> tuple[str, ...]:
    """The people whom a report names and who do not speak in it, as keys: first and last name in lower case without
    accents, and the age where the report gives one ("amina saleh, 36"). At most 24, those named most often first.
    """
    mentions = [(m.span.start, m.span.end) for m in reading.mentions if m.kind is MentionKind.PERSON]
    return people_among(reading.report.text.clean, mentions, claims)


def people_among(text: str, mentions: Iterable[tuple[int, int]], claims: Iterable[Claim]) -> tuple[str, ...]:
    """The same, from the clean text and the ranges of it that name persons."""
    silent = {_key(name.split())[-1:] for name in _speakers(claims)}
    ages: dict[tuple[str, ...], int | None] = {}
    count: dict[tuple[str, ...], int] = {}
    for start, end in mentions:
        words = _WORD.findall(text[start:end])
        before = _WORD.findall(text[max(0, start - _REACH) : start])[-1:]
        office = any(w.casefold() in _OFFICES for w in [*before, *words[:1]])
        while words and words[0].casefold() in TITLES | _OFFICES:
            words = words[1:]
        key = _key(words)
        if len(key) < 2 or key[-1] in _BODIES:
            continue
        age = _age(text, start, end)
        if age is None and key not in ages and (office or key[-1:] in silent):
            continue
        count[key] = count.get(key, 0) + 1
        if ages.get(key) is None:
            ages[key] = age
    chosen = sorted(count, key=lambda k: (ages[k] is None, -count[k]))[:MOST]
    return tuple(" ".join(key) + (f", {age}" if (age := ages[key]) is not None else "") for key in chosen)


def _key(words: Sequence[str]) -> tuple[str, ...]:
    """First and last name; initials, what stands between and suffixes are left out."""
    plain = [_plain(w) for w in words]
    kept = [w for w in plain if len(w) > 1 and w not in _SUFFIXES]
    return (kept[0], kept[-1]) if len(kept) > 1 else tuple(kept)


def _plain(word: str) -> str:
    bare = re.sub(r"['’]s$", "", word).replace(".", "").replace("’", "'")
    letters = unicodedata.normalize("NFKD", bare)
    return "".join(c for c in letters if not unicodedata.combining(c)).casefold()


def _age(text: str, start: int, end: int) -> int | None:
    found = _AGE_AFTER.search(text[end : end + _REACH]) or _AGE_BEFORE.search(text[max(0, start - _REACH) : start])
    return int(found["age"]) if found else None


def _speakers(claims: Iterable[Claim]) -> Iterable[str]:
    for claim in claims:
        said: Attribution | None = claim.attribution
        while said is not None:
            if said.speaker.name:
                yield said.speaker.name
            said = said.via
