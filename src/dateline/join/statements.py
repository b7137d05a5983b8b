"""What voices say of an event's toll: the last word of each in force, what it said before, and what only tells a part.

A voice that says 12, then 14, then 17 says 17: 12 and 14 are superseded and no rivals of it. A part ("five of the
dead were children", whom one man buried) never stands for its whole.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from dateline.join.counted import (
    camp_of,
    class_of,
    counted,
    former_number,
    is_withdrawn,
    nth_of,
    number_of,
    said_before,
)
from dateline.join.hit import without_the_dead
from dateline.join.sums import NAMED, is_in_care, is_of_another, is_of_several, together
from dateline.join.voices import Voices, is_party
from dateline.model import Actor, Claim, ReportCard
from dateline.terms import TAKEN, Measure, Stance, Standing

__all__ = ["Account", "Statement", "accounts", "is_breakdown", "standings", "statements"]


_OF_THE_WHOLE = re.compile(
    r"^(?:\S+\s+){1,4}?of\s+(?:the|those|these|them|whom)\s*(?:\d+\s+)?(?:(?:fe)?male\s+)?(?:dead|killed|deceased|victims|fatalities|casualties|"
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
_WHOSE = re.compile(r"(?:his|her|their|my|our)\b", re.IGNORECASE)
_ONE_OF_THEM = re.compile(r"(?:an?|his|her|their|my|our)\b", re.IGNORECASE)


@dataclass(frozen=True, slots=True, kw_only=True)
class Statement:
    """What one voice says of a measure in one report: its figures there, put together. ``told`` is the number that
    speaks for it, ``party`` whether a side of the fight says it, ``named`` whether the source has a name, ``counts`` whether it
    is a count and not only somebody told by name."""

    voice: str
    low: int | None
    high: int | None
    told: int | None
    day: date | None
    order: int
    party: bool
    named: bool
    counts: bool
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
    of_one = any(_sets_something(f) and not is_of_several(f) and not is_part(f) for f in figures)
    for figure in figures:
        if _sets_something(figure) and not (of_one and is_of_several(figure)):
            groups.setdefault((voices.of(figure), figure.report_id), []).append(figure)
    rank = {claim.id: n for n, claim in enumerate(figures)}
    told: dict[str, list[Statement]] = {}
    any_whole = any(not is_part(f) for own in groups.values() for f in own)
    for (voice, report_id), own in groups.items():
        wholes = [f for f in own if not is_part(f)]
        if not wholes and any_whole:
            continue
        wholes = wholes or own
        low, high, used = together(wholes)
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
            counts=not all((_is_known(f) and nth_of(f) is None) or is_in_care(f) for f in used),
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
    if is_withdrawn(figure):
        return Standing.SUPERSEDED
    number = number_of(figure)
    if is_of_another(figure):
        return Standing.UNCOUNTED
    if is_of_several(figure) and not any(c.id == figure.id for a in others for c in a.last.claims):
        return Standing.UNCOUNTED
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
    if toll.measure in TAKEN:
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
    if figure.stance is Stance.DENIED or toll is None or (toll.low is None and toll.high is None):
        return False
    return not is_withdrawn(figure) and not is_of_another(figure)


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
            (some_told and (s.told or 0) > statement.told and _may_be_of(statement, s))
            or (_part_of(statement, s) and not (statement.party or s.party))
            for s in others
        ):
            continue
        if statement.voice.startswith("report:") and any(s.told == statement.told for s in others):
            continue
        if any(_counts_one_of_several(statement, s) for s in some if s.voice != statement.voice):
            continue
        if is_loose(statement) and any(
            s.told and not is_loose(s) and s.told >= (statement.told or 0) for s in some if s is not statement
        ):
            continue
        if statement.told == 0 and _of_its_own(statement) and any(s.told and s is not statement for s in some):
            continue
        out.append(statement)
    return out


def _counts_one_of_several(statement: Statement, whole: Statement) -> bool:
    """ "Its nine abducted staff" beside "nine aid workers and their two drivers": who says nine counts the first of them.

    Only of people of one class, and of no side of the fight: "three soldiers" of an army stays its own count.
    """
    if statement.party or len(statement.claims) != 1 or len(whole.claims) < 2:
        return False
    number, kind = number_of(statement.claims[0]), class_of(statement.claims[0])
    if number is None or number < 2 or number >= (whole.told or 0):
        return False
    return any(number_of(c) == number and class_of(c) is kind is not None for c in whole.claims)


_LOOSE = re.compile(r"\b(?:dozens|scores|hundreds|thousands|several|many)\b", re.IGNORECASE)


def is_loose(statement: Statement) -> bool:
    """True for "hundreds" and the like, which narrow nothing where others count."""
    return all(c.toll is not None and _LOOSE.search(c.toll.as_written) for c in statement.claims)


def _of_its_own(statement: Statement) -> bool:
    """True for "none of our men": nobody of one side, which says nothing of the other's."""
    return all(camp_of(c) is not None for c in statement.claims)


def _tells_of_some(statement: Statement) -> bool:
    """True where a voice tells of a few people, each by name or kin ("a mother and her two daughters"), or of those who came
    to a hospital or are in some condition ("two are in critical condition"): no toll."""
    return all(_is_somebody(c) or is_in_care(c) for c in statement.claims)


def _may_be_of(some: Statement, all_: Statement) -> bool:
    """True where those of one statement may be among those of the other: a fisherman and his wife are none of three soldiers."""
    return any(counted(x).may_be(counted(y)) for x in some.claims for y in all_.claims)


def _is_somebody(figure: Claim) -> bool:
    toll = figure.toll
    return (
        toll is not None
        and (toll.high or 9) <= 3
        and bool(toll.victims.names or _ONE_OF_THEM.match(toll.victims.words.strip()))
    )


def _is_known(figure: Claim) -> bool:
    """True for one person who is told by name or as somebody's kin."""
    toll = figure.toll
    if toll is None or toll.high != 1:
        return False
    words = toll.victims.words.strip()
    return bool(NAMED.fullmatch(words) or _WHOSE.match(words) or toll.victims.names)


def _when(statement: Statement) -> tuple[date, int]:
    return statement.day or date.min, statement.order
