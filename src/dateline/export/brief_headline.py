"""The brief's headlines: what happened, how many, where, and who says so, in a line of English."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Sequence

from dateline.export.brief_figures import BriefFigure, BriefToll, counted_words
from dateline.export.brief_phrases import doer_words, is_one_name, place_words, target_words, two_sides
from dateline.export.brief_words import (
    ALONE,
    BOTH_SIDES,
    CAUSE_WORDS,
    IN_BRACKETS,
    LEAD_MEASURES,
    MAGNITUDES,
    MEASURE_WORDS,
    OF_TARGET,
    RELEASED,
    SITES,
    kind_label,
)
from dateline.join.wording import name_key
from dateline.model import Event
from dateline.terms import EventKind, Measure, PlacePrecision, Role, Standing

__all__ = ["headline", "kind_words", "untold"]

_VIOLENT = (Measure.KILLED, Measure.INJURED)
_OTHERS = (
    Measure.ABDUCTED,
    Measure.DETAINED,
    Measure.SURRENDERED,
    Measure.RESCUED,
    Measure.DISPLACED,
    Measure.EVACUATED,
    Measure.RETURNED,
    Measure.MISSING,
    Measure.DESTROYED,
)
_OUTCOME = {
    EventKind.ARREST: "detained",
    EventKind.ABDUCTION: "abducted",
    EventKind.DISPLACEMENT: "displaced",
    EventKind.EVACUATION: "evacuated",
    EventKind.RETURN: "returned",
    EventKind.SURRENDER: "surrendered",
    EventKind.LOOTING: "destroyed",
    EventKind.DISRUPTED_WEAPONS_USE: "destroyed",
}
"""Kinds that their own measure tells: "6 traders detained" needs no "in arrests"."""


def kind_words(event: Event) -> str:
    """What happened, in words an editor would use."""
    if event.kind is EventKind.OTHER:
        rescued = any(f.toll is not None and f.toll.measure is Measure.RESCUED for f in event.figures)
        if rescued or any(w.startswith(("event.release", "event.escape")) for c in event.claims for w in c.found_by):
            return RELEASED
    if untold(event):
        dead = any(f.toll is not None and f.toll.measure is Measure.KILLED for f in event.figures)
        return "Deaths" if dead else "People hurt"
    return kind_label(event.kind)


def untold(event: Event) -> bool:
    """True where people are counted and nothing is told of how it came about: a fire, an illness and an attack alike."""
    return (
        event.kind in (EventKind.ATTACK, EventKind.ARMED_CLASH)
        and not event.claims
        and all(f.about is not None or (f.kind is None and not f.by_role(Role.PERPETRATOR)) for f in event.figures)
    )


def headline(
    event: Event, tolls: Sequence[BriefToll], sources: Iterable[str] = (), outsiders: Collection[str] = ()
) -> str:
    """The headline of an event. ``sources`` are names of outlets: none of them is a place. ``outsiders`` are keys of names
    of places and outlets: none of them is a party."""
    where = _where(event, sources)
    lead = _lead(event, tolls)
    if lead is None:
        return f"{_bare(event, outsiders)}{where}"
    first = _counted(lead)
    if first is None:
        return f"{_bare(event, outsiders)}{where}"
    said = [_phrase(lead, first)]
    if lead.measure == Measure.KILLED.value:
        hurt = next((t for t in tolls if t.measure == Measure.INJURED.value), None)
        second = _counted(hurt) if hurt is not None else None
        if hurt is not None and second is not None and second.amount != "0":
            said.append(f"{_number(hurt, second)} injured")
    cause = "" if _OUTCOME.get(event.kind) == lead.measure else CAUSE_WORDS.get(event.kind, "")
    if untold(event):
        cause = ""
        said[0] = said[0].removesuffix("killed") + "dead" if said[0].endswith(" killed") else said[0]
    if event.kind is EventKind.OTHER and kind_words(event) == RELEASED:
        cause = ""
    words = ", ".join(said)
    words = f"{words} {cause}" if cause else words
    site = _site(event)
    if (
        site
        and cause
        and event.kind in (EventKind.AIR_STRIKE, EventKind.SHELLING, EventKind.SUICIDE_BOMB, EventKind.ATTACK)
    ):
        words = f"{words} {OF_TARGET.get(event.kind, 'on')} {site}"
    words = f"{words}{where}"
    return f"{words[:1].upper()}{words[1:]} – {_who(lead, first)}"


def _who(lead: BriefToll, first: BriefFigure) -> str:
    """ "hospital", and that others say something else where they do."""
    said = first.speaker
    others = [
        f
        for f in lead.figures
        if f.speaker != said and not f.breakdown and f.stance != "denied" and f.standing == Standing.IN_FORCE.value
    ]
    deniers = list(dict.fromkeys(f.speaker for f in lead.figures if f.stance == "denied" and f.speaker not in said))
    if lead.state != "disputed":
        return said
    others = [f for f in others if (f.high if f.low is None else f.low) != lead.best]
    if not others:
        return f"{said}; {', '.join(deniers[:2])} {'denies' if len(deniers) == 1 else 'deny'} it" if deniers else said
    if len(others) == 1:
        return f"{said}; {others[0].speaker} says {others[0].amount.split(' (')[0]}"
    if len({f.speaker for f in others}) == 1 and len(lead.others) == 1:
        return f"{said}; {others[0].speaker} says {lead.others[0]:,}"
    if len(lead.others) > 1:
        return f"{said}; others say {lead.others[0]:,} to {lead.others[-1]:,}"
    return f"{said}; others say {lead.others[0]:,}" if lead.others else f"{said}; disputed"


def _lead(event: Event, tolls: Sequence[BriefToll]) -> BriefToll | None:
    """The toll that a headline counts: somebody counted, not nobody."""
    own = LEAD_MEASURES.get(event.kind, ())
    for measure in (*own, *_VIOLENT, *_OTHERS):
        toll = next((t for t in tolls if t.measure == measure.value), None)
        if toll is not None and (first := _counted(toll)) is not None and first.amount != "0":
            return toll
    return None


def _counted(toll: BriefToll) -> BriefFigure | None:
    """The figure that the policy's number comes from, else the first in force."""
    own = [f for f in toll.figures if not f.breakdown and f.stance != "denied" and f.amount]
    exact = [f for f in own if toll.best == (f.high if f.low is None else f.low)]
    if not exact:
        # "23 rebels" and "four soldiers" of one voice: the number is that voice's, not that of the largest figure
        sums: dict[str, int] = {}
        for figure in own:
            if figure.standing == Standing.IN_FORCE.value:
                sums[figure.speaker] = sums.get(figure.speaker, 0) + (figure.low or 0)
        exact = [f for f in own if f.standing == Standing.IN_FORCE.value and sums.get(f.speaker) == toll.best]
    return next(iter(exact or own), None)


def _number(toll: BriefToll, figure: BriefFigure) -> str:
    """The number of a figure; a sum that one voice counts apart ("23 rebels" and "four soldiers") by the policy."""
    if toll.best is None or toll.best == (figure.high if figure.low is None else figure.low):
        return figure.amount.split(" (")[0]
    return f"{toll.best:,}"


def _phrase(toll: BriefToll, figure: BriefFigure) -> str:
    number = _number(toll, figure)
    verb = MEASURE_WORDS[Measure(toll.measure)]
    if listed := _listed(toll, figure):
        return f"{listed} {verb}"
    summed = toll.best is not None and toll.best not in (figure.low, figure.high)
    victims = "" if summed else IN_BRACKETS.sub("", figure.victims)
    if number == "1" and is_one_name(victims):
        return f"{victims} {verb}"
    if not victims or len(victims.split()) > 4:
        victims = (
            "person" if number == "1" else "people" if toll.measure not in ("destroyed", "killed", "injured") else ""
        )
    link = " of " if victims and number.rpartition(" ")[2] in MAGNITUDES else " "
    return f"{number}{link}{victims} {verb}" if victims else f"{number} {verb}"


def _listed(toll: BriefToll, figure: BriefFigure) -> str:
    """ "9 aid workers and 2 drivers": what one voice counts apart and the policy adds up; empty for other tolls."""
    own = [
        f
        for f in toll.figures
        if f.speaker == figure.speaker and not f.breakdown and f.victims and f.standing == Standing.IN_FORCE.value
    ]
    if not 2 <= len(own) <= 3 or sum(f.low or 0 for f in own) != toll.best:
        return ""
    said = [counted_words(f) for f in own]
    return "" if max(map(len, said)) > _LONG_COUNT else f"{', '.join(said[:-1])} and {said[-1]}"


_LONG_COUNT = 60
"""Characters of one count, beyond which a headline gives the sum."""


def _site(event: Event) -> str:
    names = [" ".join(t.name.split()) for t in event.targets if t.id is None and SITES.search(t.name)]
    own = {name_key(n) for n in ((event.place.name, event.place.resolved_name or "") if event.place else ()) if n}
    kept = [n for n in names if n == n.lower() and len(n.split()) <= 3 and not any(p and p in name_key(n) for p in own)]
    return min(kept, key=len, default="")


def _where(event: Event, sources: Iterable[str]) -> str:
    """ " in Gassira", " near Zarga", " in Chad"; empty where no place is known, or an outlet was taken for one."""
    place = event.place
    if place is None:
        return ""
    if place.precision is PlacePrecision.UNRESOLVED and name_key(place.name) in {name_key(s) for s in sources}:
        return ""
    name = place_words(place, narrow=True, guess=True)
    if name.lower().startswith(("near ", "at ", "on ")):
        return f" {name}"
    first = name.split(",")[0].lower()
    on = "on" if first.endswith(("road", "highway", "river", "border")) else "at" if _POINTS.search(first) else "in"
    return f" {on} {name}"


_POINTS = re.compile(r"\b(?:bridge|pass|junction|crossing|checkpoint|base|airport|airstrip|gate|post|dam|wells?)$")


_OF_THE_PLACE = frozenset(
    {
        EventKind.VIOLENT_DEMONSTRATION,
        EventKind.LOOTING,
        EventKind.GOVERNMENT_REGAINS_TERRITORY,
        EventKind.NON_STATE_ACTOR_OVERTAKES_TERRITORY,
        EventKind.NON_VIOLENT_TRANSFER_OF_TERRITORY,
    }
)
"""Kinds whose line names the place alone: "Place taken by an armed group at Dar Tolka bridge"."""


def _bare(event: Event, outsiders: Collection[str]) -> str:
    """What happened where nobody counts anything: "Air strike on hospital", "Fighting between A and B"."""
    doers, targets = doer_words(event, outsiders), target_words(event, outsiders)
    kind = kind_words(event)
    if event.kind in BOTH_SIDES:
        both = f" between {doers} and {targets}" if doers and targets else f" involving {doers or targets}"
        if (sides := two_sides(event, outsiders)) is not None:
            both = f" between {sides[0]} and {sides[1]}"
        kind = "Fighting" if event.kind is EventKind.ARMED_CLASH else kind
        return f"{kind}{both}" if doers or targets else kind
    if event.kind in ALONE:
        if event.kind is EventKind.EVACUATION and doers:
            return f"{kind} by {doers}"
        link = "by" if event.kind is EventKind.PEACEFUL_PROTEST else "of"
        return f"{kind} {link} {doers or targets}" if doers or targets else kind
    if kind == RELEASED:
        return f"{kind}: {targets}" if targets else kind
    if targets and len(targets) <= 60 and event.kind not in _OF_THE_PLACE:
        link = OF_TARGET.get(event.kind, "on")
        return f"{kind} {link} {targets}" if link else f"{kind}: {targets}"
    return kind
