"""What was told before, told again without its day or place: what a side said, and people who had been taken.

"The government says it hit a rebel meeting and that nine fighters were killed", at the end of a report on a march three days
later: a reader lends it the march's day and town. The number, whom it counts and whose voice it is tell which happening it was.
"Police freed three of the four men they had arrested over the kidnapping" tells the arrest again that was reported then.
"""

from __future__ import annotations

from datetime import timedelta

from dateline.join.alone import told_as_taken
from dateline.join.counted import camp_of, camp_of_speaker, counted, number_of
from dateline.join.lineage import gist_in_common
from dateline.join.places import meant, place_verdict
from dateline.join.tellings import Telling
from dateline.join.wording import content_words, name_key
from dateline.model import Claim
from dateline.terms import CountSpan

__all__ = ["retells"]

_TELLING = 5
"""The least number that tells one happening from others; below it two attacks often have the same."""
_DAYS = 14
_DAYS_HELD = 60
"""Days after which a report still tells of people as taken that another told being taken."""
_ONE_STORY = 0.25
"""Cosine of the words of two reports (:mod:`dateline.join.lineage`) from which they may well go on with one story."""


def retells(a: Telling, b: Telling) -> str | None:
    """Why the later of two tellings only says again what was told in the other; None where it does not."""
    return _said_again(a, b) or _taken_before(a, b)


def _said_again(a: Telling, b: Telling) -> str | None:
    """Its day and its place stand in none of its sentences, its report is about something else but names the other's place, and
    gives the same number of the same side's people in the voice of the same side.
    """
    for late, early in ((a, b), (b, a)):
        published = late.report.day
        if (
            late.main
            or published is None
            or early.days is None
            or not 0 <= (published - early.days.first).days <= _DAYS
        ):
            continue
        if _says_where_or_when(late) or not _names_place_of(late, early):
            continue
        for figure in late.figures:
            if _by_a_side(figure) and any(_same_count(figure, other) for other in early.figures):
                return f"{number_of(figure)} by the same side's voice, told again without day or place"
    return None


def _taken_before(a: Telling, b: Telling) -> str | None:
    """People of whom a report tells as taken before are those whose taking an earlier report of the same story told: as many of
    them, by nobody else, where it may have been, and by the same party, in the same words or many."""
    for late, early in ((a, b), (b, a)):
        published = late.report.day
        if late.events or published is None or early.days is None or not early.days.firm or late.report is early.report:
            continue
        if not timedelta(0) <= published - early.days.first <= timedelta(days=_DAYS_HELD):
            continue
        named = next((f for f in late.figures if told_as_taken(f) and (number_of(f) or 0) > 1), None)
        if named is None or any(told_as_taken(f) for f in early.figures) or _far(late, early):
            continue
        for other in early.figures:
            if not _as_many(named, other) or (
                late.perpetrators and early.perpetrators and not late.perpetrators & early.perpetrators
            ):
                continue
            told = bool(late.perpetrators & early.perpetrators) or (number_of(named) or 0) >= _TELLING
            if (told or _same_words(named, other)) and gist_in_common(late.report, early.report)[0] >= _ONE_STORY:
                return f"{number_of(named)} told as taken before, in a report on the same story"
    return None


def _far(late: Telling, early: Telling) -> bool:
    """True where the later report's own words put those taken into another country or far off."""
    said = [
        f.place
        for f in late.figures
        if f.place and f.place.words and f.sentence and f.place.words.span in f.sentence.span
    ]
    return bool(said) and place_verdict(said, early.places)[0] is None


def _as_many(figure: Claim, other: Claim) -> bool:
    return (
        figure.toll is not None
        and other.toll is not None
        and other.toll.measure is figure.toll.measure
        and other.toll.count_span is CountSpan.INCIDENT
        and figure.toll.low == figure.toll.high == other.toll.low == other.toll.high
        and counted(figure).may_be(counted(other))
    )


def _same_words(figure: Claim, other: Claim) -> bool:
    if figure.toll is None or other.toll is None:
        return False
    mine, theirs = content_words(figure.toll.victims.words), content_words(other.toll.victims.words)
    return bool(mine & theirs)


def _says_where_or_when(telling: Telling) -> bool:
    return any(
        words is not None and claim.sentence is not None and words.span in claim.sentence.span
        for claim in telling.claims
        for words in (claim.when.words if claim.when else None, claim.place.words if claim.place else None)
    )


def _names_place_of(late: Telling, early: Telling) -> bool:
    names = {name_key(n) for p in early.places for m in meant(p) for n in (m.name, m.resolved_name) if n}
    return any(name_key(c.name) in names for p in late.places for c in p.candidates)


def _by_a_side(figure: Claim) -> bool:
    toll = figure.toll
    return (
        toll is not None
        and toll.count_span is CountSpan.INCIDENT
        and toll.low == toll.high
        and (toll.low or 0) >= _TELLING
        and camp_of(figure) is not None
        and camp_of_speaker(figure) is not None
    )


def _same_count(figure: Claim, other: Claim) -> bool:
    return (
        other.toll is not None
        and figure.toll is not None
        and other.toll.measure is figure.toll.measure
        and number_of(other) == number_of(figure)
        and counted(figure).may_be(counted(other))
        and camp_of_speaker(other) is camp_of_speaker(figure)
    )
