"""Low, best and high of an event's tolls: every figure stays; a policy that is written down picks three numbers.

The policies are described, with an example, in ``docs/events.md``. None of them takes an average.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from dateline.errors import ConfigError
from dateline.join.voices import Voices, is_party
from dateline.model import Actor, Claim, ReportCard, TollLine
from dateline.terms import Bound, CountSpan, Measure, Stance, VictimClass

__all__ = ["POLICIES", "Statement", "is_breakdown", "statements", "toll_lines"]


_OF_THE_WHOLE = re.compile(
    r"^(?:\S+\s+){1,4}?of\s+(?:the|those|these|them|whom)\s*(?:\d+\s+)?(?:dead|killed|deceased|victims|fatalities|casualties|"
    r"deaths|bodies|injured|wounded|hurt|arrested|detained|detainees|captured|abducted|kidnapped|missing|displaced)\b",
    re.IGNORECASE,
)
"""A number that breaks down those just counted: "five of the dead", "eight of the wounded"."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Statement:
    """What one voice says last of a measure: its figures of one report, put together."""

    voice: str
    low: int | None
    high: int | None
    told: int | None
    day: date | None
    order: int
    party: bool
    claims: tuple[Claim, ...]

    @property
    def ceiling(self) -> float:
        return float("inf") if self.high is None else self.high


def toll_lines(
    figures: Sequence[Claim], reports: Mapping[str, ReportCard], actors: Sequence[Actor], *, policy: str
) -> tuple[TollLine, ...]:
    """The lines of an event: one a measure and victim class, and before them one over all classes where there are
    several (``victim_class`` None). Breakdowns ("five of them children") never stand for their whole.
    """
    if policy not in POLICIES:
        raise ConfigError(f"there is no policy {policy!r}; known are {', '.join(sorted(POLICIES))}")
    counted = [f for f in figures if f.toll is not None and f.toll.count_span is CountSpan.INCIDENT]
    by_measure: dict[Measure, list[Claim]] = {}
    for figure in counted:
        if figure.toll is not None:
            by_measure.setdefault(figure.toll.measure, []).append(figure)
    lines: list[TollLine] = []
    for measure in (m for m in Measure if m in by_measure):
        own = by_measure[measure]
        classes: dict[VictimClass | None, list[Claim]] = {}
        for figure in own:
            if figure.toll is not None:
                classes.setdefault(figure.toll.victims.class_, []).append(figure)
        if len(classes) > 1:
            lines.append(_line(measure, None, own, reports, actors, policy))
        for class_, some in classes.items():
            lines.append(_line(measure, class_, some, reports, actors, policy))
    return tuple(lines)


def _line(
    measure: Measure,
    class_: VictimClass | None,
    figures: Sequence[Claim],
    reports: Mapping[str, ReportCard],
    actors: Sequence[Actor],
    policy: str,
) -> TollLine:
    said = statements(figures, reports, actors)
    low, best, high = POLICIES[policy](said) if said else (None, None, None)
    return TollLine(
        measure=measure,
        victim_class=class_,
        low=low,
        best=best,
        high=high,
        claims=tuple(figures),
        voices=len({s.voice for s in said}) or Voices(figures, reports).count(figures),
        policy=policy,
    )


def statements(figures: Sequence[Claim], reports: Mapping[str, ReportCard], actors: Sequence[Actor]) -> list[Statement]:
    """The last word of each voice, from figures of one measure. Denied figures and figures without a number are left out.

    Within one report and voice the figures of a sentence that count different people add up ("three soldiers and
    two villagers"), a figure over all stands for itself, and of several such the last in the text counts.
    """
    voices = Voices(figures, reports)
    groups: dict[tuple[str, str], list[Claim]] = {}
    for figure in figures:
        if figure.stance is Stance.DENIED or figure.toll is None:
            continue
        if figure.toll.low is None and figure.toll.high is None:
            continue
        groups.setdefault((voices.of(figure), figure.report_id), []).append(figure)
    rank = {claim.id: n for n, claim in enumerate(figures)}
    latest: dict[str, Statement] = {}
    any_whole = any(not is_breakdown(f) for own in groups.values() for f in own)
    for (voice, report_id), own in groups.items():
        wholes = [f for f in own if not is_breakdown(f)]
        if not wholes and any_whole:
            continue
        wholes = wholes or own
        low, high, used = _together(wholes)
        card = reports.get(report_id)
        day = card.published.day if card and card.published else None
        statement = Statement(
            voice=voice,
            low=low,
            high=high,
            told=low if low is not None else high,
            day=day,
            order=min(rank[f.id] for f in own),
            party=any(is_party(f.speaker, actors) for f in own),
            claims=tuple(used),
        )
        before = latest.get(voice)
        if before is None or _takes_place_of(statement, before):
            latest[voice] = statement
    return sorted(_without_parts(latest.values()), key=_when)


def is_breakdown(figure: Claim) -> bool:
    """True for a figure that counts some of those who are counted elsewhere: by the claim, or by its own words.

    "Five of the dead were children" tells nothing of how many died; no number of it is a rival of the toll.
    """
    if figure.part_of is not None:
        return True
    toll = figure.toll
    if toll is None:
        return False
    words = f"{toll.as_written} {toll.victims.words}"
    return bool(_OF_THE_WHOLE.search(words) or _OF_THE_WHOLE.search(_around(figure)))


def _around(figure: Claim) -> str:
    """The words of a figure's clause from its number on, as far as the next comma."""
    toll = figure.toll
    if toll is None:
        return ""
    quote = " ".join(figure.evidence.quote.split())
    at = quote.find(" ".join(toll.as_written.split()))
    return re.split(r"[,;:]", quote[at:], maxsplit=1)[0] if at >= 0 else ""


def _takes_place_of(new: Statement, old: Statement) -> bool:
    if _part_of(new, old):
        return False
    return _part_of(old, new) or _when(new) >= _when(old)


def _part_of(statement: Statement, whole: Statement) -> bool:
    """True where a count is fewer than half of the other: the tolls of one happening are corrected, not cut by half."""
    return statement.told is not None and whole.told is not None and 2 * statement.told < whole.told


def _without_parts(said: Iterable[Statement]) -> list[Statement]:
    """Leave out what is no count of the whole, or no voice of its own.

    A voice that is no side of the fight and tells of fewer than half of what another such voice counts in the same
    report tells a part (whom he buried, who came to this hospital). A report that gives in its own words the number
    that it attributes elsewhere repeats it: the headline is no second voice.
    """
    some = list(said)
    by_report: dict[str, list[Statement]] = {}
    for statement in some:
        by_report.setdefault(statement.claims[0].report_id, []).append(statement)
    out = []
    for statement in some:
        others = [s for s in by_report[statement.claims[0].report_id] if s is not statement and s.told is not None]
        if not statement.party and statement.told and any(_part_of(statement, s) for s in others if not s.party):
            continue
        if statement.voice.startswith("report:") and any(s.told == statement.told for s in others):
            continue
        out.append(statement)
    return out


def _when(statement: Statement) -> tuple[date, int]:
    return statement.day or date.min, statement.order


def _together(figures: Sequence[Claim]) -> tuple[int | None, int | None, list[Claim]]:
    ordered = sorted(figures, key=lambda f: f.evidence.span.start)
    over_all = [f for f in ordered if _class(f) in (VictimClass.UNKNOWN, VictimClass.MIXED, None)]
    parts = [f for f in ordered if f not in over_all]
    sums = [_sum(group) for group in _by_sentence(over_all)]
    if sums:
        # A headline's figure and the text's are one; the last that is said counts, but never one smaller than parts
        # of it in another sentence would need.
        return max(sums, key=lambda s: (_size(s), s[2][0].evidence.span.start))
    classes: dict[VictimClass | None, list[Claim]] = {}
    for figure in parts:
        classes.setdefault(_class(figure), []).append(figure)
    chosen = [max((_sum(g) for g in _by_sentence(own)), key=_size) for own in classes.values()]
    used = [f for _, _, fs in chosen for f in fs]
    low = sum(c[0] or 0 for c in chosen) if any(c[0] is not None for c in chosen) else None
    high = sum(c[1] for c in chosen if c[1] is not None) if all(c[1] is not None for c in chosen) else None
    return low, high, used


def _class(figure: Claim) -> VictimClass | None:
    return figure.toll.victims.class_ if figure.toll else None


def _size(item: tuple[int | None, int | None, list[Claim]]) -> int:
    return item[0] if item[0] is not None else item[1] or 0


def _by_sentence(figures: Sequence[Claim]) -> list[list[Claim]]:
    groups: dict[int, list[Claim]] = {}
    for figure in figures:
        start = figure.sentence.span.start if figure.sentence else figure.evidence.span.start
        groups.setdefault(start, []).append(figure)
    return list(groups.values())


def _sum(figures: Sequence[Claim]) -> tuple[int | None, int | None, list[Claim]]:
    """Figures of one sentence: different people add up, the same words do not."""
    used: list[Claim] = []
    words: set[str] = set()
    for figure in figures:
        if figure.toll is None:
            continue
        key = figure.toll.victims.words.casefold() or figure.toll.as_written.casefold()
        if key not in words:
            words.add(key)
            used.append(figure)
    tolls = [f.toll for f in used if f.toll is not None]
    low = sum(t.low or 0 for t in tolls) if any(t.low is not None for t in tolls) else None
    highs = [t.high for t in tolls]
    high = sum(h for h in highs if h is not None) if all(h is not None for h in highs) else None
    return low, high, used


Three = tuple[int | None, int | None, int | None]


def _ends(said: Iterable[Statement]) -> tuple[int | None, int | None]:
    """The lowest and the highest number; no highest where every voice leaves its own open ("at least 20")."""
    some = list(said)
    lows = [s.told for s in some if s.told is not None]
    open_ended = all(s.high is None for s in some)
    known = [] if open_ended else [h for s in some if (h := s.high if s.high is not None else s.low) is not None]
    return (min(lows) if lows else None), (max(known) if known else None)


def _lowest(said: Sequence[Statement]) -> Three:
    """ACLED: of conflicting numbers the lowest until one is corroborated."""
    low, high = _ends(said)
    return low, low, high


def _latest(said: Sequence[Statement]) -> Three:
    """What was said last; of the same day, what an independent voice says."""
    low, high = _ends(said)
    last = max(said, key=lambda s: (s.day or date.min, not s.party, s.order))
    return low, last.told, high


def _majority(said: Sequence[Statement]) -> Three:
    """The number that most independent voices give; of as many, the later, then the lower."""
    low, high = _ends(said)
    return low, _most_said(said), high


def _ucdp(said: Sequence[Statement]) -> Three:
    """UCDP: lowest, most likely and highest of the reliable: voices that are no party to the fight go first."""
    reliable = [s for s in said if not s.party] or list(said)
    low, high = _ends(reliable)
    return low, _most_said(reliable), high


def _most_said(said: Sequence[Statement]) -> int | None:
    numbers = Counter(s.told for s in said if s.told is not None)
    if not numbers:
        return None
    last = {s.told: max(x.day or date.min for x in said if x.told == s.told) for s in said}
    return max(numbers, key=lambda n: (numbers[n], last[n], -n))


POLICIES: Mapping[str, Callable[[Sequence[Statement]], Three]] = {
    "latest": _latest,
    "lowest": _lowest,
    "majority": _majority,
    "ucdp": _ucdp,
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
