"""What voices say of an event's toll: the last word of each in force, what it said before, and what only tells a part.

A voice that says 12, then 14, then 17 says 17: 12 and 14 are superseded and no rivals of it. A part ("five of the
dead were children", whom one man buried) never stands for its whole.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from dateline.join.counted import camp_of, former_number, number_of, said_before
from dateline.join.hit import without_the_dead
from dateline.join.voices import Voices, is_party
from dateline.model import Actor, Claim, ReportCard
from dateline.terms import Camp, Measure, Stance, Standing, VictimClass

__all__ = ["Account", "Statement", "accounts", "is_breakdown", "standings", "statements"]


_OF_THE_WHOLE = re.compile(
    r"^(?:\S+\s+){1,4}?of\s+(?:the|those|these|them|whom)\s*(?:\d+\s+)?(?:dead|killed|deceased|victims|fatalities|casualties|"
    r"deaths|bodies|injured|wounded|hurt|arrested|detained|detainees|captured|abducted|kidnapped|missing|displaced)\b",
    re.IGNORECASE,
)
"""A number that breaks down those just counted: "five of the dead", "eight of the wounded"."""
_CAME_FREE = re.compile(
    r"\b(?:freed|released|rescued|(?:walk\w*|set|go|went) free|hand(?:ed|s) over|let go|escaped|liberated)\b",
    re.IGNORECASE,
)
"""Those who came free are some of those who were taken: "seven kidnapped aid workers walk free"."""
_MORE = re.compile(r"^(?:a|one|two|three|four|five|six|seven|eight|nine|ten|\d+)\s+more\b(?!\s+than)", re.IGNORECASE)
"""Those who are added to an earlier count: "three more of the wounded", "one more person"."""
_WERE_TAKEN = re.compile(
    r"\b(?:kidnapped|abducted|captive|captured|seized|detained|jailed|held)\s+(?!(?:by|in|on|from|at|during|since|after|near|over|for|last|this|with|without|as|and|or)\b)[a-z]|"
    r"\bwho (?:were|was|had been|have been|has been)\s+(?:\w+ly\s+)?(?:kidnapped|abducted|captured|seized|detained|taken|held)\b",
    re.IGNORECASE,
)
_NAMED = re.compile(r"(?:[A-Z][\w'’.-]+\s*){2,4}")
_ONE_OF_THEM = re.compile(r"(?:an?|his|her|their|my|our)\b", re.IGNORECASE)


@dataclass(frozen=True, slots=True, kw_only=True)
class Statement:
    """What one voice says of a measure in one report: its figures there, put together. ``told`` is the number that
    speaks for it, ``party`` whether a side of the fight says it, ``named`` whether the source has a name."""

    voice: str
    low: int | None
    high: int | None
    told: int | None
    day: date | None
    order: int
    party: bool
    named: bool
    claims: tuple[Claim, ...]

    @property
    def ceiling(self) -> float:
        return float("inf") if self.high is None else self.high


@dataclass(frozen=True, slots=True, kw_only=True)
class Account:
    """All that one voice says of a measure, in order of time: ``last`` is in force, ``before`` is superseded."""

    last: Statement
    before: tuple[Statement, ...] = ()


def statements(
    figures: Sequence[Claim],
    reports: Mapping[str, ReportCard],
    actors: Sequence[Actor],
    *,
    as_wholes: Collection[str] = (),
) -> list[Statement]:
    """The last word of each voice, from figures of one measure. Denied figures and figures without a number are left out.

    Within one report and voice the figures of a sentence that count different people add up ("three soldiers and
    two villagers"), a figure over all stands for itself, and of several such the largest counts, unless its sentence
    says that it was said before.
    """
    return [account.last for account in accounts(figures, reports, actors, as_wholes=as_wholes)]


def accounts(
    figures: Sequence[Claim],
    reports: Mapping[str, ReportCard],
    actors: Sequence[Actor],
    *,
    as_wholes: Collection[str] = (),
) -> list[Account]:
    """The accounts of all voices on one measure, by the day of their last word. See :func:`statements`.

    ``as_wholes`` are ids of parts that stand for a whole here: "16 civilians" of 17 dead, where civilians are counted.
    """

    def is_part(figure: Claim) -> bool:
        return figure.id not in as_wholes and is_breakdown(figure)

    voices = Voices(figures, reports)
    groups: dict[tuple[str, str], list[Claim]] = {}
    for figure in figures:
        if _sets_something(figure):
            groups.setdefault((voices.of(figure), figure.report_id), []).append(figure)
    rank = {claim.id: n for n, claim in enumerate(figures)}
    told: dict[str, list[Statement]] = {}
    any_whole = any(not is_part(f) for own in groups.values() for f in own)
    for (voice, report_id), own in groups.items():
        wholes = [f for f in own if not is_part(f)]
        if not wholes and any_whole:
            continue
        wholes = wholes or own
        low, high, used = _together(wholes)
        card = reports.get(report_id)
        statement = Statement(
            voice=voice,
            low=low,
            high=high,
            told=low if low is not None else high,
            day=card.day if card else None,
            order=min(rank[f.id] for f in own),
            party=any(is_party(f.speaker, actors) for f in own),
            named=voice.startswith("who:"),
            claims=tuple(used),
        )
        told.setdefault(voice, []).append(statement)
    told = {voice: _without_copies(some, groups, reports) for voice, some in told.items()}
    kept = {id(s) for s in _without_parts([s for some in told.values() for s in some])}
    out = []
    for some in told.values():
        left = [s for s in some if id(s) in kept]
        if left:
            last = left[0]
            for statement in left[1:]:
                last = statement if _takes_place_of(statement, last) else last
            # Another number of the same day (in a copy, say) is not what the voice said before.
            before = sorted((s for s in left if s.day and last.day and s.day < last.day), key=_when)
            out.append(Account(last=last, before=tuple(before)))
    return sorted(out, key=lambda a: _when(a.last))


def standings(
    figures: Sequence[Claim], reports: Mapping[str, ReportCard], actors: Sequence[Actor]
) -> dict[str, Standing]:
    """Where each figure of an event stands, by claim id. Every figure has one: nothing that was said is dropped."""
    out: dict[str, Standing] = {}
    by_measure: dict[Measure, list[Claim]] = {}
    counts = {f.id: f for f in without_the_dead(figures, reports)}
    for figure in figures:
        if figure.toll is not None and figure.id in counts:
            by_measure.setdefault(figure.toll.measure, []).append(counts[figure.id])
        elif figure.toll is not None:
            out[figure.id] = Standing.SUPERSEDED
    for own in by_measure.values():
        voices = Voices(own, reports)
        told = {a.last.voice: a for a in accounts(own, reports, actors)}
        for figure in own:
            out[figure.id] = _standing(figure, told.get(voices.of(figure)), told.values())
    return out


def _standing(figure: Claim, account: Account | None, others: Iterable[Account]) -> Standing:
    toll = figure.toll
    if figure.stance is Stance.DENIED:
        return Standing.DENIED
    if toll is None or (toll.low is None and toll.high is None):
        return Standing.UNCOUNTED
    number = number_of(figure)
    if account is None:
        # Its voice tells no whole here: a part, or what others say in the same report already.
        said = {s.told for a in others for s in (a.last, *a.before) if s.claims[0].report_id == figure.report_id}
        return Standing.REPEATED if number in said and not is_breakdown(figure) else Standing.PART
    last = account.last
    if any(c.id == figure.id for c in last.claims):
        return Standing.IN_FORCE
    if is_breakdown(figure):
        return Standing.PART
    if number == last.told or number in {number_of(c) for c in last.claims}:
        return Standing.REPEATED
    if any(c.id == figure.id for s in account.before for c in s.claims) or said_before(figure):
        return Standing.SUPERSEDED
    former = {former_number(c) for s in (last, *account.before) for c in s.claims}
    if number in former - {None} or number in {s.told for s in account.before}:
        return Standing.SUPERSEDED
    return Standing.PART


def is_breakdown(figure: Claim) -> bool:
    """True for a figure that counts some of those who are counted elsewhere: by the claim, or by its own words.

    "Five of the dead were children" tells nothing of how many died; no number of it is a rival of the toll.
    """
    if figure.part_of is not None:
        return True
    toll = figure.toll
    if toll is None:
        return False
    if _MORE.match(f"{toll.victims.words} ") or _MORE.match(f"{toll.as_written} {toll.victims.words}"):
        return True
    if toll.measure in (Measure.ABDUCTED, Measure.DETAINED):
        if _CAME_FREE.search(figure.passage) and _WERE_TAKEN.search(f"{toll.victims.words} {figure.evidence.quote}"):
            return True
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


def _sets_something(figure: Claim) -> bool:
    toll = figure.toll
    return figure.stance is not Stance.DENIED and toll is not None and not (toll.low is None and toll.high is None)


def _takes_place_of(new: Statement, old: Statement) -> bool:
    if _part_of(new, old):
        return False
    return _part_of(old, new) or _when(new) >= _when(old)


def _part_of(statement: Statement, whole: Statement) -> bool:
    """True where a count is fewer than half of the other: the tolls of one happening are corrected, not cut by half."""
    return statement.told is not None and whole.told is not None and _half(statement.told, whole.told)


def _half(number: int, whole: int) -> bool:
    return 2 * number < whole


def _without_copies(
    some: Sequence[Statement], groups: Mapping[tuple[str, str], Sequence[Claim]], reports: Mapping[str, ReportCard]
) -> list[Statement]:
    """Leave out what a copy only repeats: each of its numbers stands in another report of the same voice, though the
    copy may leave out the headline and so add them up to another sum. A copy with a number of its own is an update."""
    first: dict[str, Statement] = {}
    for statement in sorted(some, key=lambda s: _age(s, reports)):
        card = reports.get(statement.claims[0].report_id)
        lineage = card.root if card is not None else statement.claims[0].report_id
        first.setdefault(lineage, statement)
    originals = list(first.values())
    said = {number_of(c) for s in originals for c in groups[s.voice, s.claims[0].report_id]}
    return [s for s in some if s in originals or any(number_of(c) not in said for c in s.claims)]


def _age(statement: Statement, reports: Mapping[str, ReportCard]) -> tuple[date, str, str]:
    """The first of a lineage is its oldest report, whichever came into the record first; one without a day comes last."""
    card = reports.get(statement.claims[0].report_id)
    day = (card.day if card is not None else None) or date.max
    return day, card.name if card is not None else "", statement.claims[0].report_id


def _without_parts(some: Sequence[Statement]) -> list[Statement]:
    """Leave out what is no count of the whole, or no voice of its own.

    A voice that is no side of the fight and tells of fewer than half of what another such voice counts in the same
    report tells a part (whom he buried, who came to this hospital). A report that gives in its own words the number
    that it attributes elsewhere repeats it: the headline is no second voice.
    """
    by_report: dict[str, list[Statement]] = {}
    for statement in some:
        by_report.setdefault(statement.claims[0].report_id, []).append(statement)
    out = []
    for statement in some:
        others = [s for s in by_report[statement.claims[0].report_id] if s is not statement and s.told is not None]
        some_told = _tells_of_some(statement)
        if statement.told and any(
            _part_of(statement, s) for s in others if some_told or not (statement.party or s.party)
        ):
            continue
        if statement.voice.startswith("report:") and any(s.told == statement.told for s in others):
            continue
        if is_loose(statement) and any(
            s.told and not is_loose(s) and s.told >= (statement.told or 0) for s in some if s is not statement
        ):
            continue
        if statement.told == 0 and _of_its_own(statement) and any(s.told and s is not statement for s in some):
            continue
        out.append(statement)
    return out


_LOOSE = re.compile(r"\b(?:dozens|scores|hundreds|thousands|several|many)\b", re.IGNORECASE)


def is_loose(statement: Statement) -> bool:
    """True for "hundreds" and the like, which narrow nothing where others count."""
    return all(c.toll is not None and _LOOSE.search(c.toll.as_written) for c in statement.claims)


def _of_its_own(statement: Statement) -> bool:
    """True for "none of our men": nobody of one side, which says nothing of the other's."""
    return all(camp_of(c) is not None for c in statement.claims)


def _tells_of_some(statement: Statement) -> bool:
    """True where a voice tells of a few people, each by name or kin ("a mother and her two daughters"): no toll."""
    return all(
        c.toll is not None
        and (c.toll.high or 9) <= 3
        and bool(c.toll.victims.names or _ONE_OF_THEM.match(c.toll.victims.words.strip()))
        for c in statement.claims
    )


def _when(statement: Statement) -> tuple[date, int]:
    return statement.day or date.min, statement.order


_Sum = tuple[int | None, int | None, list[Claim]]


def _together(figures: Sequence[Claim]) -> _Sum:
    ordered = sorted(figures, key=lambda f: f.evidence.span.start)
    ordered = _not_said_before(ordered)
    over_all = [f for f in ordered if _class(f) in (VictimClass.UNKNOWN, VictimClass.MIXED, None)]
    parts = [f for f in ordered if f not in over_all]
    if parts and all(_one_by_name(f) for f in over_all):
        over_all = []  # "three family members … James Millet died later": he is one of the three
    sums = [_sum(group) for group in _by_sentence(over_all)]
    if sums:
        # A headline's figure and the text's are one; the last that is said counts, but never one smaller than parts
        # of it in another sentence would need.
        return max(sums, key=lambda s: (_size(s), s[2][0].evidence.span.start))
    classes: dict[tuple[VictimClass | None, Camp | None], list[Claim]] = {}
    for figure in parts:
        classes.setdefault((_class(figure), camp_of(figure)), []).append(figure)
    chosen = [max((_sum(g) for g in _by_sentence(own)), key=_size) for own in classes.values()]
    used = [f for _, _, fs in chosen for f in fs]
    low = sum(c[0] or 0 for c in chosen) if any(c[0] is not None for c in chosen) else None
    high = sum(c[1] for c in chosen if c[1] is not None) if all(c[1] is not None for c in chosen) else None
    return low, high, used


def _one_by_name(figure: Claim) -> bool:
    """True for one person who is told by name: no count of all."""
    toll = figure.toll
    return (
        toll is not None and toll.high == 1 and bool(toll.victims.names or _NAMED.fullmatch(toll.victims.words.strip()))
    )


def _not_said_before(figures: Sequence[Claim]) -> list[Claim]:
    """Without figures that their own sentence gives as former ones, where others are left."""
    replaced = {former for f in figures if (former := former_number(f)) is not None}
    now = [f for f in figures if number_of(f) not in replaced and not said_before(f)]
    return now or list(figures)


def _class(figure: Claim) -> VictimClass | None:
    return figure.toll.victims.class_ if figure.toll else None


def _size(item: _Sum) -> int:
    return item[0] if item[0] is not None else item[1] or 0


def _by_sentence(figures: Sequence[Claim]) -> list[list[Claim]]:
    groups: dict[int, list[Claim]] = {}
    for figure in figures:
        start = figure.sentence.span.start if figure.sentence else figure.evidence.span.start
        groups.setdefault(start, []).append(figure)
    return list(groups.values())


def _sum(figures: Sequence[Claim]) -> _Sum:
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
