"""The record a page at a time: what a reader of a large record leafs through, never the whole of it.

Pages of events go on from the last event seen (its day and id), so that the thousandth page costs what the first
does. Days are answered from an index; kinds, names and words are looked for row by row, the newest event first, in so many
events a page, and the page says so.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from sqlalchemy import and_, exists, func, or_, select

from dateline.model import Claim, Event, Judgement, ReportCard
from dateline.store import rows as r
from dateline.store import tables as t
from dateline.store.codec import unpack
from dateline.store.queries import CARD, Queries
from dateline.terms import ClaimType, CountSpan, EventKind, Verdict

__all__ = ["EventPage", "Paging", "ReportText", "SeenLast", "Wanted"]

#: Events looked through for one page where a kind or a name, or a word of a sentence, is looked for: about
#: a second each.
NAMES_LOOKED_FOR_IN = 20_000
WORDS_LOOKED_FOR_IN = 4_000


@dataclass(frozen=True, slots=True, kw_only=True)
class Wanted:
    """Which events are asked for; all that is given must hold.

    ``since`` and ``until`` go by the event's days; an event without a day is left out by both. ``place`` and ``actor``
    are parts of names, ``countries`` ISO 3166 alpha-2 codes that serve instead of ``place``, ``words`` must each stand
    in a sentence of the event or in its place or parties. Letter case does not matter.
    """

    since: date | None = None
    until: date | None = None
    kind: EventKind | None = None
    place: str | None = None
    countries: tuple[str, ...] = ()
    actor: str | None = None
    words: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class SeenLast:
    """Where a page of events ended: the first day (None: an event without a day) and the id of its last event."""

    day: date | None
    id: str


@dataclass(frozen=True, slots=True, kw_only=True)
class EventPage:
    """A page of events. ``next`` is where it ended, None where nothing is behind it; ``looked_through`` is False where
    names or words were looked for in so many events only, and there may be more behind ``next``."""

    events: list[Event]
    next: SeenLast | None
    looked_through: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class ReportText:
    """A report with its cleaned words. ``seq`` grows in the order in which reports came."""

    seq: int
    card: ReportCard
    clean: str


class Paging(Queries):
    """The part of a record that is leafed through."""

    def size(self) -> dict[str, int]:
        """How many reports and events there are."""
        tables = {"reports": t.reports.c.seq, "events": t.event_folds.c.id}
        return {name: int(self._rows(select(func.count(column).label("n")))[0]["n"]) for name, column in tables.items()}

    def event_page(
        self, wanted: Wanted, *, after: SeenLast | None = None, limit: int = 50, policy: str | None = None
    ) -> EventPage:
        """Events, the newest first, those without a day last; ``after`` is where the page before ended."""
        found: list[Mapping[str, Any]] = []
        for dated in (True, False):
            if (dated and after is not None and after.day is None) or (not dated and _by_day(wanted)):
                continue
            here = after if after is not None and (after.day is not None) is dated else None
            rows = select(t.event_folds).where(*_conditions(wanted, dated, here))
            found += self._rows(_newest_first(rows, dated).limit(limit + 1 - len(found)))
            if len(found) > limit:
                last = found[limit - 1]
                next_ = SeenLast(day=last["first_day"], id=last["id"])
                return EventPage(events=self._events(found[:limit], policy), next=next_, looked_through=True)
            if (edge := self._edge(wanted, dated, here)) is not None:
                return EventPage(events=self._events(found, policy), next=edge, looked_through=False)
        return EventPage(events=self._events(found, policy), next=None, looked_through=True)

    def _edge(self, wanted: Wanted, dated: bool, after: SeenLast | None) -> SeenLast | None:
        """The last event looked through row by row; None where none was left."""
        if not _row_by_row(wanted):
            return None
        last = self._rows(_window(wanted, dated, after).limit(1).offset(_most(wanted) - 1))
        return SeenLast(day=last[0]["first_day"], id=last[0]["id"]) if last else None

    def event_count(self, wanted: Wanted, *, most: int = 1000) -> tuple[int, bool]:
        """How many events are wanted, and whether these are all: counting stops at ``most`` and, where names or words
        are looked for row by row, behind the first events looked through."""
        count = 0
        for dated in (True,) if _by_day(wanted) else (True, False):
            ids = select(t.event_folds.c.id).where(*_conditions(wanted, dated, None)).limit(most - count).subquery()
            count += int(self._rows(select(func.count().label("n")).select_from(ids))[0]["n"])
            if count >= most or self._edge(wanted, dated, None) is not None:
                return count, False
        return count, True

    def figures_apart(
        self, *, published: tuple[date | None, date | None] | None = None, limit: int = 400
    ) -> list[Claim]:
        """Figures that no event holds: totals, stocks, forecasts, and counts of what is not described further.

        ``published``: only those of reports published from the first day to the last (None: no limit on that side).
        """
        claim = t.claims.c
        statement = (
            select(claim.seq, claim.body)
            .outerjoin(t.members, t.members.c.claim_id == claim.id)
            .where(
                claim.superseded_at.is_(None),
                claim.type == ClaimType.FIGURE.value,
                or_(t.members.c.claim_id.is_(None), claim.count_span != CountSpan.INCIDENT.value),
            )
        )
        if published is not None:
            first, last = published
            statement = statement.join(t.reports, t.reports.c.id == claim.report_id)
            if first is not None:
                statement = statement.where(t.reports.c.published >= first)
            if last is not None:
                statement = statement.where(t.reports.c.published <= last)
        return [r.claim_of_row(row) for row in self._rows(statement.order_by(claim.seq).limit(limit))]

    def report_page(self, *, before: int | None = None, limit: int = 50) -> list[tuple[int, ReportCard]]:
        """``(seq, report)``, the last that came first; ``before`` is the last seq of the page before."""
        statement = select(*CARD).order_by(t.reports.c.seq.desc()).limit(limit)
        if before is not None:
            statement = statement.where(t.reports.c.seq < before)
        return [(int(row["seq"]), r.card_of_row(row)) for row in self._rows(statement)]

    def report_texts(self, *, before: int | None = None, limit: int = 200) -> list[ReportText]:
        """Reports with their words, the last that came first; ``before`` as in :meth:`report_page`."""
        statement = select(*CARD, t.reports.c.clean).order_by(t.reports.c.seq.desc()).limit(limit)
        if before is not None:
            statement = statement.where(t.reports.c.seq < before)
        return [
            ReportText(
                seq=int(row["seq"]),
                card=r.card_of_row(row),
                clean=unpack(row["clean"]).decode("utf-8", "surrogatepass"),
            )
            for row in self._rows(statement)
        ]

    def unsure(self, *, limit: int = 400, offset: int = 0) -> list[Judgement]:
        """Pairs that the machine is unsure of, the likeliest first."""
        statement = (
            select(t.judgements)
            .where(
                t.judgements.c.verdict == Verdict.UNSURE.value,
                t.judgements.c.superseded_at.is_(None),
                t.judgements.c.by_person.is_(False),
            )
            .order_by(t.judgements.c.score.desc(), t.judgements.c.a, t.judgements.c.b)
        )
        return [r.judgement_of_row(row) for row in self._rows(statement.limit(limit).offset(offset))]

    def in_force(self, claim_ids: Iterable[str]) -> set[str]:
        """Those of some claims that are in force."""
        statement = select(t.claims.c.id).where(t.claims.c.superseded_at.is_(None))
        return {row["id"] for row in self._rows_in(statement, t.claims.c.id, claim_ids)}

    def judgements_on(self, claim_ids: Iterable[str]) -> list[Judgement]:
        """Every judgement that names one of some claims, superseded ones too, in the order of their making."""
        wanted = list(dict.fromkeys(claim_ids))
        found = {
            int(row["seq"]): row
            for column in (t.judgements.c.a, t.judgements.c.b)
            for row in self._rows_in(select(t.judgements), column, wanted)
        }
        return [r.judgement_of_row(found[seq]) for seq in sorted(found)]


def _by_day(wanted: Wanted) -> bool:
    return wanted.since is not None or wanted.until is not None


def _row_by_row(wanted: Wanted) -> bool:
    return bool(wanted.kind or wanted.place or wanted.countries or wanted.actor or wanted.words)


def _most(wanted: Wanted) -> int:
    """How many events are looked through for one page: fewer where their sentences have to be read."""
    return WORDS_LOOKED_FOR_IN if wanted.words else NAMES_LOOKED_FOR_IN


def _newest_first(statement: Any, dated: bool) -> Any:
    fold = t.event_folds.c
    return statement.order_by(fold.first_day.desc(), fold.id.desc()) if dated else statement.order_by(fold.id.desc())


def _conditions(wanted: Wanted, dated: bool, after: SeenLast | None) -> list[Any]:
    """What a page's events must meet: from an index alone, or among the first events that the index lets through."""
    if not _row_by_row(wanted):
        return _by_index(wanted, dated, after)
    window = _window(wanted, dated, after).limit(_most(wanted)).subquery()
    return [t.event_folds.c.id.in_(select(window.c.id)), *_by_names(wanted)]


def _window(wanted: Wanted, dated: bool, after: SeenLast | None) -> Any:
    fold = t.event_folds.c
    return _newest_first(select(fold.id, fold.first_day).where(*_by_index(wanted, dated, after)), dated)


def _by_index(wanted: Wanted, dated: bool, after: SeenLast | None) -> list[Any]:
    fold = t.event_folds.c
    out: list[Any] = [fold.first_day.is_not(None) if dated else fold.first_day.is_(None)]
    if wanted.since is not None:
        out.append(func.coalesce(fold.last_day, fold.first_day) >= wanted.since)
    if wanted.until is not None:
        out.append(fold.first_day <= wanted.until)
    if after is not None and after.day is not None:
        out += [fold.first_day <= after.day, or_(fold.first_day < after.day, fold.id < after.id)]
    elif after is not None:
        out.append(fold.id < after.id)
    return out


def _by_names(wanted: Wanted) -> list[Any]:
    fold = t.event_folds.c
    out: list[Any] = []
    if wanted.kind is not None:
        out.append(fold.kind == wanted.kind.value)
    if wanted.place or wanted.countries:
        named = [fold.place.icontains(wanted.place, autoescape=True)] if wanted.place else []
        out.append(or_(*named, fold.country.in_(wanted.countries)))
    if wanted.actor:
        out.append(_in_parties(wanted.actor))
    out.extend(
        or_(_in_parties(word), fold.place.icontains(word, autoescape=True), _in_sentences(word))
        for word in wanted.words
    )
    return out


def _in_parties(word: str) -> Any:
    fold = t.event_folds.c
    return or_(fold.actors.icontains(word, autoescape=True), fold.targets.icontains(word, autoescape=True))


def _in_sentences(word: str) -> Any:
    return exists(
        select(1)
        .select_from(t.members.join(t.claims, t.claims.c.id == t.members.c.claim_id))
        .where(
            and_(
                t.members.c.event_id == t.event_folds.c.id,
                t.claims.c.superseded_at.is_(None),
                func.coalesce(t.claims.c.sentence, t.claims.c.quote).icontains(word, autoescape=True),
            )
        )
        .correlate(t.event_folds)
    )
