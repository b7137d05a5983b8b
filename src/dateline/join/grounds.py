"""On what grounds two tellings are held to be one, and how likely that must be.

A sum of weights alone joins what merely looks alike: many attacks of a war are told in the same words. So something must tie the
two: the day and the place, people or a victim, a story in common. The grounds and their least scores were set by hand, read on
half of 1,500 public reports of 580 shootings, and checked on the other half and on the simulated conflict of ``benchmarks``.
"""

from __future__ import annotations

from dataclasses import dataclass

__all__ = ["ALIKE", "SAME", "SEVERAL", "STRONG", "TELLING_AGE", "Weights", "least_score"]

SAME = 0.80
SAME_STORY = 0.70
SAME_SORT = 0.62
ONE_PERSON = 0.50
ONE_STORY = 0.65
NO_DAY_BARS = 0.90
STRONG = 3.0
SEVERAL = 0.6
ALIKE = 1.0
TELLING_AGE = 1.4
SAME_NUMBERS = 1.2
_MUCH_ALIKE = 1.5
_SOON = 60


@dataclass(frozen=True, slots=True, kw_only=True)
class Weights:
    """What each comparer gave: above 0 for one happening, below 0 against it.

    ``known`` are people, ``names`` sites and streets in common, ``about`` the story, ``agree`` the numbers, ``overlap`` the share
    of words in common (0 to 1). ``named`` is set where a victim is named in both, ``kin`` for reports of one origin, ``rare`` for a
    kind that tells more than "an attack", ``undated`` where a day is not known, ``afterwards`` where one report is on what came
    after; ``apart`` counts days.
    """

    time: float
    place: float
    kind: float
    parties: float
    agree: float
    week: float
    ages: float
    known: float
    names: float
    about: float
    overlap: float
    named: bool
    kin: bool
    rare: bool
    undated: bool
    afterwards: bool
    apart: int


def least_score(w: Weights) -> float | None:
    """The score that two tellings need to be one; None where nothing ties them, whatever they score."""
    least = [one for one in (_usual(w), _person(w), _story(w), _sites(w)) if one is not None]
    return min(least, default=None)


def _usual(w: Weights) -> float | None:
    if not (_afterwards(w) if w.afterwards else _at_its_time(w)):
        return None
    one_sort = w.kind >= 0.4 and w.parties >= 0 and w.time > 0 and w.place >= 1.0
    shared_story = w.known > 0 or w.names >= SEVERAL or w.about > 0 or w.agree >= SAME_NUMBERS or w.ages > 0
    sort = SAME_SORT if one_sort and w.agree > 0 else SAME_STORY if one_sort and w.agree >= 0 else SAME
    return min(SAME_STORY if shared_story else SAME, sort)


def _afterwards(w: Weights) -> bool:
    """Of what happened in one town before a court sat, only people or a story in common tell which it was."""
    return (
        (w.known >= STRONG and (w.place > 0 or w.about > 0 or w.known > STRONG))
        or w.named
        or (w.about > 0 and w.known > 0)
        or (w.about >= 0.5 and w.names >= SEVERAL and w.agree >= 0.7)
        or (w.known > 0 and w.place >= 1.0 and w.agree > 0 and w.apart <= _SOON)
    )


def _at_its_time(w: Weights) -> bool:
    return (
        (w.time > 0 and w.place >= 1.0)
        or (w.named and w.time >= 0)
        or (w.known >= STRONG and w.time >= -1.0 and w.place >= -1.0)
        or (w.known > 0 and w.place >= 0.5)
        or (w.known > 0 and w.place > 0 and w.time >= 1.0)
        or (w.names >= SEVERAL and w.place >= 1.0 and w.time >= -1.0)
        or (
            w.about >= ALIKE
            and _more_than_words(w)
            and (w.time >= 0 or (w.place >= 1.0 and w.time >= -0.4))
            and (w.place >= -0.3 or w.known > 0 or w.about >= 2 * ALIKE)
        )
        or (w.time >= -0.4 and w.place >= 1.0 and w.agree >= 0.7 and w.names > 0 and w.overlap >= 0.4)
        or (
            w.time >= -0.4
            and w.place >= -0.3
            and w.about >= 2 * ALIKE
            and _more_than_words(w)
            and (w.known > 0 or w.names >= SEVERAL or w.agree >= 0.7)
        )
        or (w.time >= 1.6 and w.place >= -0.3 and w.agree >= 1.0 and w.names >= SEVERAL)
        or (w.time >= 1.6 and w.place > 0 and w.agree >= 0.7 and w.names >= SEVERAL)
        or (w.time >= -0.4 and w.place >= 1.0 and w.agree >= 0.7 and w.about > 0 and w.overlap >= 0.25)
        or (w.ages >= TELLING_AGE and w.time >= -0.4 and w.place >= 1.0)
        or (w.kin and w.overlap >= 0.6 and w.time >= 0 and w.place >= 0)
        or (w.time >= 1.0 and w.place > 0 and w.overlap >= 0.5)
        or (w.time >= 1.0 and w.place > 0 and w.agree >= 1.2 and w.rare)
        or (w.undated and w.place >= 1.4 and w.agree >= 1.2 and (w.overlap >= 0.3 or w.week > 0))
        or (w.undated and w.place >= 1.4 and w.rare and w.names > 0)
        or (w.undated and w.place >= 1.4 and w.about > 0 and w.names > 0)
        or (w.time >= 1.6 and w.place > 0 and w.rare)
        or (w.time >= 1.6 and w.place >= -0.8 and w.rare and w.agree >= 1.2)
    )


def _more_than_words(w: Weights) -> bool:
    """Of a report that tells no day the words alone may be those of a court, a newsroom or a whole war."""
    if not w.undated or w.known > 0 or w.named:
        return True
    return w.place > 0 and (w.agree > 0 or w.ages > 0 or w.names >= SEVERAL)


def _person(w: Weights) -> float | None:
    """A private person named in both, with an age: hardly two happenings, unless day and place speak against it."""
    if w.known < STRONG or w.time < -1.0 or w.place < -1.0:
        return None
    return ONE_PERSON if not w.afterwards or w.place > 0 or w.about > 0 else None


def _story(w: Weights) -> float | None:
    """Two reports that are about the same in most of what they tell."""
    if not _more_than_words(w):
        return None
    if w.about >= (_MUCH_ALIKE if w.place >= -0.3 else 2 * ALIKE) and w.place >= -0.8:
        if w.time >= -0.4 and not w.afterwards:
            return ONE_STORY
        return NO_DAY_BARS if w.ages >= TELLING_AGE else None  # the reports of one war are alike for months
    if w.about >= SEVERAL and w.place >= 1.0 and w.time >= -0.4 and not w.afterwards:
        return ONE_STORY
    return None


def _sites(w: Weights) -> float | None:
    """On one day, where the places are told otherwise or not at all."""
    if w.afterwards or w.time < 1.6:
        return None
    if w.place >= -0.3 and w.names >= SEVERAL and w.agree > 0:
        return SAME_STORY
    if w.place >= 0 and (w.agree >= SAME_NUMBERS or w.about >= SEVERAL):
        return SAME + 0.05
    if (
        w.place >= -1.2
        and w.agree > 0
        and (w.known > 0 or w.about >= ALIKE or (w.agree >= SAME_NUMBERS and w.ages > 0))
    ):
        return SAME
    return None
