"""Figures that can stand for a happening where no event is told: "Five shot at a party in Gassira"."""

from __future__ import annotations

from dateline.join.kinds import kinds_of_measure
from dateline.join.places import is_narrow
from dateline.model import Claim
from dateline.terms import CountSpan, DateBasis, Measure, Stance

__all__ = ["SOON", "may_be_told_elsewhere", "named_just_before", "opens_a_report", "tells_a_happening"]

_LENT = 1200
"""Characters before a figure from which its place and day may be lent."""
_TELLING = 5
"""So many dead or wounded are told in more than one report."""
SOON = 160
"""Characters between two sentences of which the later goes on with the earlier."""
_LEAD = 400
"""Characters from its beginning within which a report says what it is about."""


def tells_a_happening(figure: Claim) -> bool:
    """True for a figure that can stand for an event alone: something that happens, on a day the text fixes, at a place."""
    if figure.toll is None or figure.place is None or figure.when is None:
        return False
    if figure.stance in (Stance.DENIED, Stance.HEDGED) or figure.toll.high == 0:
        return False
    when = figure.when
    if figure.sentence is not None and figure.kind is None:
        here = figure.sentence.span
        words = [w.span for w in (figure.place.words, when.words) if w is not None]
        if words and not any(here.start - _LENT <= w.start < here.end for w in words):
            return False  # its place and its day are both lent from afar, or from what is told later
    fixed = when.start is not None and when.end is not None and (when.end - when.start).days <= 7
    return (
        fixed
        and when.basis not in (DateBasis.REPORT_DAY, DateBasis.NONE)
        and bool(kinds_of_measure(figure.toll.measure))
        and figure.toll.count_span is CountSpan.INCIDENT
    )


def opens_a_report(figure: Claim) -> bool:
    """True for killed or wounded people whom the headline or the first sentences count, at a place: what a report that tells
    of no other happening is about, though it says no day."""
    toll = figure.toll
    if toll is None or toll.measure not in (Measure.KILLED, Measure.INJURED) or not toll.low:
        return False
    if figure.stance in (Stance.DENIED, Stance.HEDGED) or toll.count_span is not CountSpan.INCIDENT:
        return False
    return figure.place is not None and figure.part_of is None and figure.evidence.span.start < _LEAD


def may_be_told_elsewhere(figure: Claim) -> bool:
    """True for dead and wounded of a town whose day the report does not say: "There's a difficulty at Zarga. We have 13
    dead". They are no happening of their own, but may be those of one that another report tells."""
    toll, place, when = figure.toll, figure.place, figure.when
    if toll is None or place is None or place.words is None or figure.sentence is None or not is_narrow(place):
        return False
    if toll.measure not in (Measure.KILLED, Measure.INJURED) or toll.count_span is not CountSpan.INCIDENT:
        return False
    return (
        figure.stance is Stance.ASSERTED
        and (toll.low or 0) >= _TELLING
        and figure.part_of is None
        and (when is None or when.basis in (DateBasis.REPORT_DAY, DateBasis.NONE))
        and named_just_before(figure)
    )


def named_just_before(figure: Claim) -> bool:
    """True where the place of a figure stands in its sentence or right before it."""
    if figure.sentence is None or figure.place is None or figure.place.words is None:
        return False
    here = figure.sentence.span
    return here.start - SOON <= figure.place.words.span.start < here.end
