"""Figures that belong to no event of their report: what happening they tell by themselves, or look for in other reports."""

from __future__ import annotations

import re
from collections.abc import Collection, Sequence
from dataclasses import replace
from datetime import date

from dateline.join.counted import said_before
from dateline.join.days import days_of
from dateline.join.kinds import kinds_of_measure
from dateline.join.places import is_narrow
from dateline.join.wording import name_key
from dateline.model import Claim, ReportCard
from dateline.terms import TAKEN, CountSpan, DateBasis, EventKind, Measure, Stance

__all__ = [
    "SOON",
    "bundles_of",
    "named_just_before",
    "of_those_before",
    "on_its_own",
    "opens_a_report",
    "tells_a_happening",
    "told_as_taken",
]

_LENT, _LEAD, _TELLING = 1200, 400, 5
"""Characters from which a day or a place may be lent, and from its beginning within which a report says what it is about;
the least number that tells one happening from others."""
_NEXT = 3
SOON = 160
"""Characters between two sentences of which the later goes on with the earlier."""


_HELD = re.compile(r"(?:the |its |their |his |her |our |whose )?[\w-]+ [a-z]+(?:ed|en) [\w-]+", re.IGNORECASE)
_KNOWN = re.compile(r"\b(?:the|these|those|its|their|his|her|our|whose|all)\s+$", re.IGNORECASE)
_DONE_BEFORE = re.compile(
    r"^(?:\S+\s+){1,8}?(?:who|which|that)\s+had\s+(?!(?:\S+\s+)*(?:was|were|is|are|has|have|said)\b)(?:\w+\s+){0,3}\w+",
    re.IGNORECASE,
)
"""Those counted had done it before what is told of them: "3,000 people who had only just gone back (were on the move again)"."""


def bundles_of(figures: Sequence[Claim], report: ReportCard, *, opening: bool = False) -> list[list[Claim]]:
    """Figures without an event, by day and place: each bundle tells a happening known by its figures alone, or finds the
    one that another report tells of that place. ``opening``: the report tells of no happening but in its opening figure."""
    bundles: dict[tuple[date, date, str, frozenset[EventKind]], list[Claim]] = {}
    for figure in figures:
        days = days_of((_hurt_before(figure, figures) or figure).when, report)
        if figure.toll is None or days is None or figure.place is None:
            continue
        told = tells_a_happening(figure) or (opening and opens_a_report(figure))
        if not told and not told_as_taken(figure) and not _may_be_told_elsewhere(figure):
            continue
        kinds = kinds_of_measure(figure.toll.measure)
        key = (days.first, days.last, name_key(figure.place.resolved_name or figure.place.name), kinds)
        bundles.setdefault(key, []).append(figure)
    return list(bundles.values())


def on_its_own(figure: Claim, ids: Collection[str] = (), *, event: Claim | None = None) -> Claim:
    """A figure that does not belong to the event that its sentence seemed to be about (none of ``ids``): without what that
    event lent it, kind, doers and a day that stands in another sentence. ``event`` tells, where it is at hand, which day
    it lent."""
    if told_as_taken(figure):
        return replace(figure, when=None)
    if figure.about is None or figure.about in ids:
        return figure
    when, sentence = figure.when, figure.sentence
    own = when is not None and when.words is not None and sentence is not None and when.words.span in sentence.span
    theirs = event.when if event is not None else None
    kept = own or (event is not None and when is not None and (theirs is None or theirs.start != when.start))
    kind = figure.kind if kept and not own else None
    return replace(figure, about=None, kind=kind, participants=(), when=when if kept else None)


def told_as_taken(figure: Claim) -> bool:
    """True for people of whom a report tells as taken before, with no event and no day of the taking: "three of the four men
    they had arrested", "the two girls carried off by the militia", "nine abducted staff". They are no happening of the day that
    a reader lends them."""
    toll, sentence = figure.toll, figure.sentence
    if toll is None or toll.measure not in TAKEN or figure.about is not None or (toll.low or 0) < 2:
        return False
    if _HELD.fullmatch(figure.evidence.quote):
        return True
    if sentence is None or toll.count_span is not CountSpan.INCIDENT:
        return False
    at = toll.number.start - sentence.span.start
    words = figure.when.words if figure.when is not None else None
    if words is not None and toll.number.end <= words.span.start < sentence.span.end:
        return False  # "the four men seized on Friday"
    return 0 <= at <= len(sentence.quote) and bool(_KNOWN.search(sentence.quote[:at]))


def _may_be_told_elsewhere(figure: Claim) -> bool:
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


_MOVED = frozenset(
    {Measure.EVACUATED, Measure.RESCUED, Measure.RETURNED, Measure.DETAINED, Measure.ABDUCTED, Measure.SURRENDERED}
)


def of_those_before(figure: Claim, figures: Sequence[Claim]) -> Claim | None:
    """The figure just told whose people a bare number counts again: "It moved 740 people on Sunday. Fifty-two were wounded".

    None where the number has a noun of its own, or where those before did not come or go.
    """
    toll, here = figure.toll, figure.sentence
    if toll is None or here is None or name_key(toll.victims.words) != name_key(toll.as_written):
        return None
    if not here.quote.lstrip(' "“').casefold().startswith(toll.as_written.casefold()):
        return None
    before = [
        f
        for f in figures
        if f.sentence is not None and 0 <= here.span.start - f.sentence.span.end <= _NEXT and f.toll is not None
    ]
    last = max(before, key=lambda f: f.evidence.span.start, default=None)
    if last is None or last.toll is None or last.toll.measure not in _MOVED:
        return None
    return last if (toll.low or 0) < (last.toll.low or 0) else None


_RIVAL = re.compile(
    r"\b(?:lower|higher|smaller|larger|different|other|another|rival|conflicting|own|unchanged)\s+(?:death\s+)?"
    r"(?:figures?|tolls?|counts?|numbers?|estimates?|tally|accounts?)\b",
    re.IGNORECASE,
)
_TO_CARE = re.compile(
    r"\b(?:taken|brought|carried|rushed|moved|sent|evacuated|admitted|treated|being treated|received)\b[^.;]{0,30}?"
    r"\b(?:hospitals?|clinics?|health (?:centre|center|post)s?|infirmary|dispensary)\b",
    re.IGNORECASE,
)
_BACK = 700


_OF_THE_HURT = re.compile(
    r"\bof (?:the|those|these|them)\b(?:\s+\w+)?\s+(?:wounded|injured|hurt|burned|burnt|shot|maimed)\b", re.IGNORECASE
)
"""Of whom some died later: "three more of those wounded at Gassira on Wednesday had died since Thursday"."""


def _hurt_before(figure: Claim, figures: Sequence[Claim]) -> Claim | None:
    """Of some of the wounded who died later, the last figure told before of what hurt them: killed or injured people of the
    same town, not of a later day."""
    if figure.toll is None or figure.toll.measure is not Measure.KILLED or not _OF_THE_HURT.search(figure.passage):
        return None
    if figure.place is None or not is_narrow(figure.place):
        return None
    town = name_key(figure.place.resolved_name or figure.place.name)
    before = [
        f
        for f in figures
        if f.toll is not None
        and f.toll.measure in (Measure.KILLED, Measure.INJURED)
        and f.toll.count_span is CountSpan.INCIDENT
        and f.evidence.span.start < figure.evidence.span.start
        and f.place is not None
        and name_key(f.place.resolved_name or f.place.name) == town
        and f.id != figure.id
        and (f.when is None or figure.when is None or (f.when.start or date.min) <= (figure.when.end or date.max))
        and not _OF_THE_HURT.search(f.passage)
    ]
    return max(before, key=lambda f: f.evidence.span.start, default=None)


def rival_before(figure: Claim, figures: Sequence[Claim]) -> Claim | None:
    """The figure told before whose people this one counts as well, wherever its speaker sits or its wounded lie: "The
    subprefect of Melfi gives a lower figure: seven killed", "Fifteen have been taken to the clinic at Melfi"."""
    toll, here = figure.toll, figure.sentence
    if toll is None or here is None or figure.about is not None or toll.count_span is not CountSpan.INCIDENT:
        return None
    if (hurt := _hurt_before(figure, figures)) is not None:
        return hurt
    rival = bool(_RIVAL.search(here.quote))
    if not rival and not (toll.measure is Measure.INJURED and _TO_CARE.search(here.quote)):
        return None
    before = [
        f
        for f in figures
        if f.toll is not None
        and f.toll.measure in ((toll.measure,) if rival else (Measure.KILLED, Measure.INJURED))
        and f.toll.count_span is CountSpan.INCIDENT
        and 0 < figure.evidence.span.start - f.evidence.span.start <= _BACK
        and f.sentence is not None
        and f.sentence.span != here.span
        and (f.when.start if f.when else None) == (figure.when.start if figure.when else None)
    ]
    return max(before, key=lambda f: f.evidence.span.start, default=None)


def tells_a_happening(figure: Claim) -> bool:
    """True for a figure that can stand for an event alone: something that happens, on a day the text fixes, at a place."""
    if figure.toll is None or figure.place is None or figure.when is None:
        return False
    if figure.stance in (Stance.DENIED, Stance.HEDGED) or figure.toll.high == 0 or said_before(figure):
        return False
    when = figure.when
    if figure.toll.measure in TAKEN and _HELD.fullmatch(figure.evidence.quote):
        return False
    if told_as_taken(figure) or (figure.about is None and _DONE_BEFORE.search(figure.evidence.quote)):
        return False
    if figure.sentence is not None and figure.kind is None:
        here = figure.sentence.span
        words = [w.span for w in (figure.place.words, when.words) if w is not None]
        if words and not any(here.start - _LENT <= w.start < here.end for w in words):
            return False  # its place and its day are both lent from afar, or from what is told later
        if len(words) > 1 and any(w.start >= here.end for w in words) and not any(w in here for w in words):
            return False  # neither is its own, and one of them is told only later
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
