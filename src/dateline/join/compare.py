"""Comparing two tellings of different reports: each comparer gives score, reason and the two values met.

Scores add up like the weights of evidence of Fellegi and Sunter (1969), as log-odds; the weights were set by hand
and checked on the project's own gold of joins. Joining two massacres into one is worse than counting one twice,
so a join needs the day and the place (or a victim's name, or a copied text) and anything that excludes it wins.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import timedelta
from math import exp

from dateline.join.kinds import kind_fits, kinds_of_measure
from dateline.join.places import place_verdict
from dateline.join.tellings import Days, Telling
from dateline.join.wording import content_words, in_common
from dateline.model import Claim
from dateline.terms import CountSpan, EventKind, Measure, Verdict

__all__ = ["JUDGED_BY", "Comparison", "compare", "excludes"]

JUDGED_BY = "join@1"
PRIOR = -2.5
SAME = 0.80
UNSURE = 0.50
_NIGHT = timedelta(days=1)
_COMMON = frozenset({EventKind.ATTACK, EventKind.ARMED_CLASH, EventKind.ARREST, EventKind.OTHER})


@dataclass(frozen=True, slots=True, kw_only=True)
class Comparison:
    """The verdict on two tellings; ``barred`` where something excludes that they are one, whatever speaks for it."""

    a: Telling
    b: Telling
    verdict: Verdict
    score: float
    reasons: tuple[str, ...]
    barred: bool


@dataclass(slots=True)
class _Sheet:
    total: float = PRIOR
    reasons: list[str] | None = None
    barred: bool = False

    def note(self, weight: float | None, reason: str) -> float:
        if self.reasons is None:
            self.reasons = []
        if weight is None:
            self.barred = True
            self.reasons.append(f"{reason}: excluded")
            return 0.0
        self.total += weight
        if weight:
            self.reasons.append(f"{reason} ({weight:+.1f})")
        return weight


def compare(a: Telling, b: Telling) -> Comparison:
    """Same, different or unsure: do two tellings tell one happening?"""
    sheet = _Sheet()
    kin = a.report.lineage is not None and a.report.lineage == b.report.lineage
    day, _ = _time(a.days, b.days)
    if kin and a.report.id != b.report.id and day is not None and day >= 0 and (shared := _same_sentence(a, b)):
        reason = f"the same sentence in reports of one origin ({round(100 * shared)} % of its words)"
        return Comparison(a=a, b=b, verdict=Verdict.SAME, score=0.97, reasons=(reason,), barred=False)
    time = sheet.note(*_time(a.days, b.days))
    place = sheet.note(*_place(a, b))
    sheet.note(*_kinds(a, b))
    sheet.note(*_actors(a, b))
    taken = EventKind.ABDUCTION in a.kinds and EventKind.ABDUCTION in b.kinds
    agree = sheet.note(*_figures(a.figures, b.figures, taken=taken))
    undated = a.days is None or b.days is None
    named = a.victims & b.victims
    if named:
        sheet.note(2.5, f"victim named in both: {', '.join(sorted(named))}")
    overlap = in_common(a.words, b.words)
    sheet.note(
        round(max(-0.4, min(1.2, 2.5 * (overlap - 0.25))), 2), f"{round(100 * overlap)} % of the words in common"
    )
    if kin:
        sheet.note(1.0 if overlap >= 0.5 else 0.3, "reports of one origin")
    score = 1.0 / (1.0 + exp(-sheet.total))
    grounds = (
        (time > 0 and place >= 1.0)
        or (bool(named) and time >= 0)
        or (kin and overlap >= 0.6 and time >= 0 and place >= 0)
        or (time >= 1.0 and place > 0 and overlap >= 0.5)
        or (time >= 1.0 and place > 0 and agree >= 1.2 and bool(a.kinds & b.kinds - _COMMON))
        or (undated and place >= 1.4 and agree >= 1.2 and overlap >= 0.3)
    )
    if sheet.barred:
        verdict, score = Verdict.DIFFERENT, 0.0
    elif score >= SAME and grounds:
        verdict = Verdict.SAME
    elif score >= UNSURE and place >= 0:
        verdict = Verdict.UNSURE
    else:
        verdict = Verdict.DIFFERENT
    return Comparison(
        a=a, b=b, verdict=verdict, score=round(score, 3), reasons=tuple(sheet.reasons or ()), barred=sheet.barred
    )


def excludes(a: Telling, b: Telling) -> bool:
    """True where :func:`compare` would find the two barred: the part of a comparison that a fold asks for."""
    if _time(a.days, b.days)[0] is None:
        return True
    if _place(a, b)[0] is not None and _kinds(a, b)[0] is not None:
        return False
    kin = a.report.lineage is not None and a.report.lineage == b.report.lineage and a.report.id != b.report.id
    day = _time(a.days, b.days)[0]
    return not (kin and day is not None and day >= 0 and _same_sentence(a, b))


def _same_sentence(a: Telling, b: Telling) -> float:
    """Share of words in common of two sentences that tell of the same kind of event, where it is 80 % or more.

    A copy tells the same happening in the same words, whatever place or day its shorter text leads to.
    """
    best = 0.0
    for x in a.events:
        for y in b.events:
            if x.kind is y.kind and x.sentence is not None and y.sentence is not None:
                words = content_words(x.sentence.quote), content_words(y.sentence.quote)
                if min(map(len, words)) >= 6 and max(map(len, words)) <= 2 * min(map(len, words)):
                    best = max(best, in_common(*words))
    return best if best >= 0.8 else 0.0


def _time(a: Days | None, b: Days | None) -> tuple[float | None, str]:
    if a is None or b is None:
        return 0.0, "day not known"
    reason = f"day {_said(a)} / {_said(b)}"
    if a.firm and b.firm:
        if (a.first, a.last) == (b.first, b.last):
            return (1.6 if a.first == a.last else 1.0), reason
        if a.first <= b.last and b.first <= a.last:
            return 0.8, reason
        if a.first - _NIGHT <= b.last and b.first - _NIGHT <= a.last:
            return -0.4, reason  # over midnight, or a report's day in another time zone
        return None, reason
    if a.first <= b.last and b.first <= a.last:
        return 0.4, reason
    return (-1.5 if a.first - _NIGHT <= b.last and b.first - _NIGHT <= a.last else None), reason


def _said(days: Days) -> str:
    span = f"{days.first}" if days.first == days.last else f"{days.first} to {days.last}"
    return span if days.firm else f"{span} (not said outright)"


def _place(a: Telling, b: Telling) -> tuple[float | None, str]:
    """A place that is only inferred from the dateline or another sentence speaks less, and excludes nothing."""
    weight, reason = place_verdict(a.places, b.places)
    if (a.placed and b.placed) or not a.places or not b.places:
        return weight, reason
    return max(-0.8, min(1.0, -0.8 if weight is None else weight)), f"{reason} (not said outright)"


def _kinds(a: Telling, b: Telling) -> tuple[float | None, str]:
    if not a.kinds or not b.kinds:
        shared = {m for m in _measures(a.figures) | _measures(b.figures) if _can(m, a) and _can(m, b)}
        if not shared:
            return None, f"kind {_kind_names(a)} / {_kind_names(b)}"
        return 0.4, f"kind {_kind_names(a)} / {_kind_names(b)}"
    found = [kind_fits(x, y) for x in a.kinds for y in b.kinds]
    best = max(-9.0 if f is None else f for f in found)
    if a.kinds & b.kinds - _COMMON:
        best += 0.3  # a rarer kind at one place on one day is more telling than "an attack"
    return (None if best <= -9.0 else best), f"kind {_kind_names(a)} / {_kind_names(b)}"


def _measures(figures: Iterable[Claim]) -> set[Measure]:
    return {f.toll.measure for f in figures if f.toll}


def _can(measure: Measure, telling: Telling) -> bool:
    if telling.kinds:
        return bool(telling.kinds & kinds_of_measure(measure))
    return measure in _measures(telling.figures)


def _kind_names(telling: Telling) -> str:
    kinds = sorted(telling.kinds, key=lambda k: k.value)
    if kinds:
        return "+".join(str(k) for k in kinds)
    return "figures of " + "+".join(sorted(str(m) for m in _measures(telling.figures)))


def _actors(a: Telling, b: Telling) -> tuple[float, str]:
    names = f"by {', '.join(sorted(a.perpetrators)) or 'unknown'} / {', '.join(sorted(b.perpetrators)) or 'unknown'}"
    weight = 0.0
    if a.perpetrators and b.perpetrators:
        weight += 0.7 if a.perpetrators & b.perpetrators else -0.4
        if not a.perpetrators & b.perpetrators and EventKind.ARMED_CLASH in a.kinds | b.kinds:
            weight = 0.5 if (a.perpetrators & b.targets or b.perpetrators & a.targets) else weight
    if a.targets & b.targets:
        weight += 0.4
    return weight, names


def _figures(a: Iterable[Claim], b: Iterable[Claim], *, taken: bool = False) -> tuple[float, str]:
    """Agreeing numbers speak for one happening, far ones a little against it: disputes are normal content.

    ``taken``: of an abduction the missing of one report are the abducted of another.
    """
    weight, met = 0.0, []
    mine, theirs = _ranges(a), _ranges(b)
    if taken:
        for ranges in (mine, theirs):
            if Measure.MISSING in ranges:
                ranges[Measure.ABDUCTED] = [*ranges.get(Measure.ABDUCTED, ()), *ranges.pop(Measure.MISSING)]
    for key in sorted(mine.keys() & theirs.keys(), key=lambda m: m.value):
        best, said = -0.4, ""
        for x_low, x_high, x in mine[key]:
            for y_low, y_high, y in theirs[key]:
                if (x_low, x_high) == (y_low, y_high) and x_low == x_high:
                    value = 1.2 if (x_low or 0) >= 5 else 0.7 if (x_low or 0) >= 2 else 0.3
                elif _overlap(x_low, x_high, y_low, y_high):
                    value = 0.4
                else:
                    small, large = sorted((x_low or x_high or 0, y_low or y_high or 0))
                    value = 0.0 if large and small / large >= 0.6 else -0.4
                if not said or value > best:
                    best, said = value, f"{key} {x} / {y}"
        weight += best
        met.append(said)
    return max(-1.0, min(1.6, weight)), "; ".join(met) or "no figures to compare"


def _ranges(figures: Iterable[Claim]) -> dict[Measure, list[tuple[int | None, int | None, str]]]:
    found: dict[Measure, list[tuple[int | None, int | None, str]]] = {}
    for figure in figures:
        toll = figure.toll
        if toll is None or toll.count_span is not CountSpan.INCIDENT or (toll.low is None and toll.high is None):
            continue
        if figure.part_of is None:
            found.setdefault(toll.measure, []).append((toll.low, toll.high, toll.as_written))
    return found


def _overlap(a_low: int | None, a_high: int | None, b_low: int | None, b_high: int | None) -> bool:
    a, b = (a_low or 0, b_low or 0)
    c, d = (a_high if a_high is not None else 10**9, b_high if b_high is not None else 10**9)
    return a <= d and b <= c
