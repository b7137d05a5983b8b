"""Low, best and high of an event's tolls: every figure stays; a policy that is written down picks three numbers.

The policies are those of :class:`dateline.terms.Policy`, described with an example in ``docs/joining.md``. None of them
takes an average, and none makes a number that nobody said, but for the sum of what one voice counts apart.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Mapping, Sequence
from datetime import date

from dateline.errors import ConfigError
from dateline.join.counted import counted
from dateline.join.hit import without_the_dead
from dateline.join.statements import Statement, is_breakdown, standings, statements
from dateline.join.voices import Voices
from dateline.model import Actor, Claim, ReportCard, TollLine
from dateline.terms import Bound, CountSpan, Measure, Policy, Standing, VictimClass

__all__ = ["POLICIES", "is_breakdown", "lines_by_policy", "toll_lines"]

Three = tuple[int | None, int | None, int | None]


def toll_lines(
    figures: Sequence[Claim], reports: Mapping[str, ReportCard], actors: Sequence[Actor], *, policy: str
) -> tuple[TollLine, ...]:
    """The lines of an event: one a measure and victim class, and before them one over all classes where there are
    several (``victim_class`` None). Breakdowns ("five of them children") never stand for their whole.
    """
    if policy not in POLICIES:
        raise ConfigError(f"there is no policy {policy!r}; known are {', '.join(sorted(POLICIES))}")
    return lines_by_policy(figures, reports, actors, policies=(policy,))[policy]


def lines_by_policy(
    figures: Sequence[Claim],
    reports: Mapping[str, ReportCard],
    actors: Sequence[Actor],
    *,
    policies: Iterable[str] | None = None,
) -> dict[str, tuple[TollLine, ...]]:
    """The lines that each of some policies (default: all) makes, as :func:`toll_lines` gives them for one."""
    chosen = list(POLICIES if policies is None else policies)
    lines: dict[str, list[TollLine]] = {policy: [] for policy in chosen}
    stands = standings(figures, reports, actors)
    whole = {f.id: f for f in figures}
    counts = {f.id: f for f in without_the_dead(figures, reports)}
    for measure, class_, own in _groups(figures):
        left = [counts[f.id] for f in own if f.id in counts]
        if class_ is None:
            said = statements(left, reports, actors)
        else:
            kept = [f for f in left if stands.get(f.id) is not Standing.PART or _of_the_class(f, whole)] or left
            said = statements(kept, reports, actors, as_wholes={f.id for f in kept if _of_the_class(f, whole)})
        voices = len({s.voice for s in said}) or Voices(own, reports).count(own)
        for policy in chosen:
            low, best, high = POLICIES[policy](said) if said else (None, None, None)
            lines[policy].append(
                TollLine(
                    measure=measure,
                    victim_class=class_,
                    low=low,
                    best=best,
                    high=high,
                    claims=tuple(own),
                    voices=voices,
                    policy=policy,
                )
            )
    return {policy: tuple(own) for policy, own in lines.items()}


def _of_the_class(figure: Claim, whole: Mapping[str, Claim]) -> bool:
    """True for a part that counts all of its class: "17 dead, 16 of them civilians", not "five of them children", nor "64
    fighters, including two commanders"."""
    if figure.part_of is None:
        return False
    of = whole.get(figure.part_of)
    if of is not None and of.toll is not None and figure.toll is not None:
        if of.toll.victims.class_ is figure.toll.victims.class_:
            return False
    scope = counted(figure)
    return not (scope.women or scope.children) and scope.class_ in (VictimClass.CIVILIAN, VictimClass.COMBATANT)


def _groups(figures: Sequence[Claim]) -> Iterable[tuple[Measure, VictimClass | None, list[Claim]]]:
    by_measure: dict[Measure, list[Claim]] = {}
    for figure in figures:
        if figure.toll is not None and figure.toll.count_span is CountSpan.INCIDENT:
            by_measure.setdefault(figure.toll.measure, []).append(figure)
    for measure in (m for m in Measure if m in by_measure):
        own = by_measure[measure]
        classes: dict[VictimClass | None, list[Claim]] = {}
        for figure in own:
            if figure.toll is not None:
                classes.setdefault(figure.toll.victims.class_, []).append(figure)
        if len(classes) > 1:
            yield measure, None, own
        for class_, some in classes.items():
            yield measure, class_, some


def _ends(said: Iterable[Statement]) -> tuple[int | None, int | None]:
    """The lowest and the highest number; no highest where every voice leaves its own open ("at least 20")."""
    some = list(said)
    lows = [s.told for s in some if s.told is not None]
    open_ended = all(s.high is None for s in some)
    known = [] if open_ended else [h for s in some if (h := s.high if s.high is not None else s.low) is not None]
    return (min(lows) if lows else None), (max(known) if known else None)


def _lowest(said: Sequence[Statement]) -> Three:
    low, high = _ends(said)
    return low, low, high


def _latest(said: Sequence[Statement]) -> Three:
    low, high = _ends(said)
    last = max(said, key=lambda s: (s.day or date.min, not s.party, s.order))
    return low, last.told, high


def _majority(said: Sequence[Statement]) -> Three:
    low, high = _ends(said)
    return low, _most_said(said), high


def _named(said: Sequence[Statement]) -> Three:
    low, high = _ends(said)
    first = max(said, key=lambda s: (s.named, not s.party, s.day or date.min, s.order))
    return low, first.told, high


def _ucdp(said: Sequence[Statement]) -> Three:
    """UCDP: lowest, most likely and highest of the reliable: voices that are no party to the fight go first."""
    reliable = [s for s in said if not s.party] or list(said)
    low, high = _ends(reliable)
    return low, _most_said(reliable, beside=said), high


def _acled(said: Sequence[Statement]) -> Three:
    """ACLED's FAQ: of conflicting numbers the lowest, until another is corroborated."""
    low, high = _ends(said)
    given = Counter(s.told for s in said if s.told is not None and not s.party)
    corroborated = [number for number, voices in given.items() if voices >= 2]
    return low, (max(corroborated) if corroborated else low), high


def _most_said(said: Sequence[Statement], *, beside: Sequence[Statement] = ()) -> int | None:
    """The number that most voices give; of as many the one that ``beside`` gives more often, one above none, then the later, then
    the lower. A voice that tells only of somebody by name, or of those in care, is no count of its own beside one."""
    numbers = Counter(s.told for s in said if s.told is not None)
    if not numbers:
        return None
    counted = Counter(s.told for s in said if s.told is not None and s.counts)
    last = {s.told: max(x.day or date.min for x in said if x.told == s.told) for s in said}
    others = Counter(s.told for s in beside)
    return max(numbers, key=lambda n: (numbers[n], counted[n], others[n], n > 0, last[n], -n))


POLICIES: Mapping[str, Callable[[Sequence[Statement]], Three]] = {
    Policy.ACLED.value: _acled,
    Policy.LATEST.value: _latest,
    Policy.LOWEST.value: _lowest,
    Policy.MAJORITY.value: _majority,
    Policy.NAMED.value: _named,
    Policy.UCDP.value: _ucdp,
}


def bound_words(claim: Claim) -> str:
    """A figure in words: "at least 14"."""
    toll = claim.toll
    if toll is None:
        return ""
    number = toll.low if toll.low is not None else toll.high
    if toll.bound is Bound.RANGE and toll.low is not None and toll.high is not None:
        return f"{toll.low} to {toll.high}"
    prefix = {Bound.AT_LEAST: "at least ", Bound.AT_MOST: "up to ", Bound.ABOUT: "about "}.get(toll.bound, "")
    return f"{prefix}{number if number is not None else toll.as_written}"
