"""What a side said before, said again in a report on something else, without its day or place.

"The government says it hit a rebel meeting and that nine fighters were killed", at the end of a report on a march three days
later: a reader lends it the march's day and town. The number, whom it counts and whose voice it is tell which happening it was.
"""

from __future__ import annotations

from dateline.join.counted import camp_of, camp_of_speaker, counted, number_of
from dateline.join.places import meant
from dateline.join.tellings import Telling
from dateline.join.wording import name_key
from dateline.model import Claim
from dateline.terms import CountSpan

__all__ = ["retells"]

_TELLING = 5
"""The least number that tells one happening from others; below it two attacks often have the same."""
_DAYS = 14


def retells(a: Telling, b: Telling) -> str | None:
    """Why the later of two tellings only says again what a side said in the other; None where it does not.

    Its day and its place stand in none of its sentences, its report is about something else but names the other's place, and
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
