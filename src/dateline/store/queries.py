"""What a record is asked: reports, claims, candidates for joining, events, judgements, runs, DataFrames."""

from __future__ import annotations

from abc import abstractmethod
from collections.abc import Iterable, Mapping, Sequence
from contextlib import AbstractContextManager
from datetime import date, datetime
from typing import TYPE_CHECKING, Any

from sqlalchemy import Connection, func, or_, select, text

from dateline.errors import NotInRecord
from dateline.model import Claim, Event, Judgement, LeftOut, Problem, Report, ReportCard, Run
from dateline.store import keyed
from dateline.store import rows as r
from dateline.store import tables as t
from dateline.store.codec import decode, unpack
from dateline.store.decisions import Decision, Decisions
from dateline.terms import ClaimType, CountSpan, Measure, Verdict

if TYPE_CHECKING:
    import pandas as pd

__all__ = ["CARD", "CHUNK", "Queries"]

CHUNK = 400


class Queries(Decisions):
    """The part of a record that answers. Every question by id or by key is answered from an index."""

    label: str

    @abstractmethod
    def _reading(self) -> AbstractContextManager[Connection]: ...

    def _rows(self, statement: Any, given: Mapping[str, Any] | None = None) -> list[Mapping[str, Any]]:
        with self._reading() as connection:
            return [dict(row) for row in connection.execute(statement, given).mappings()]

    @property
    @abstractmethod
    def _dialect(self) -> str: ...

    def _rows_in(self, statement: Any, column: Any, values: Iterable[str]) -> list[Mapping[str, Any]]:
        wanted = list(dict.fromkeys(values))
        found: list[Mapping[str, Any]] = []
        for start in range(0, len(wanted), CHUNK):
            found.extend(self._rows(statement.where(column.in_(wanted[start : start + CHUNK]))))
        return found

    # ---------------------------------------------------------------------------------------------------- reports

    def has_report(self, key: str, *, origin: str | None = None) -> bool:
        """True where a report of this id, or a page of this digest, is in the record.

        With ``origin`` (a stage@version) only where its claims were found by that version.
        """
        statement = (
            select(t.reports.c.id)
            .where(or_(t.reports.c.id == key, t.reports.c.page_digest == key, t.reports.c.digest == key))
            .limit(1)
        )
        if origin is not None:
            statement = statement.where(t.reports.c.origin == origin)
        return bool(self._rows(statement))

    def reports(self) -> list[ReportCard]:
        """All reports without their texts, in the order in which they came."""
        return [r.card_of_row(row) for row in self._rows(select(*CARD).order_by(t.reports.c.seq))]

    def cards(self, report_ids: Iterable[str]) -> list[ReportCard]:
        """Reports without their texts, by id, in the order in which they came."""
        found = self._rows_in(select(*CARD), t.reports.c.id, report_ids)
        return [r.card_of_row(row) for row in sorted(found, key=lambda row: int(row["seq"]))]

    def report(self, report_id: str) -> Report:
        """A report whole, by id or, where only one has it, by file name. Raises NotInRecord."""
        found = self._rows(
            select(t.reports, t.texts.c.content.label("raw"))
            .join(t.texts, t.texts.c.digest == t.reports.c.raw_digest)
            .where(or_(t.reports.c.id == report_id, t.reports.c.name == report_id))
            .limit(2)
        )
        if not found:
            raise NotInRecord(f"there is no report {report_id} in {self.label}; list them with: dateline reports")
        if len(found) > 1 and found[0]["id"] != report_id:
            raise NotInRecord(
                f"several reports are called {report_id}: give the id, one of {found[0]['id']}, {found[1]['id']}"
            )
        row = found[0]
        left = self._rows(select(t.left_out).where(t.left_out.c.report_id == row["id"]).order_by(t.left_out.c.number))
        problems = self._rows(select(t.problems).where(t.problems.c.report_id == row["id"]).order_by(t.problems.c.seq))
        return r.report_of_row(row, row["raw"], left, problems)

    def page(self, key: str) -> bytes:
        """The raw bytes of a page, by their digest or by the id of a report on it. Raises NotInRecord."""
        on_it = select(t.reports.c.page_digest).where(t.reports.c.id == key)
        found = self._rows(
            select(t.pages.c.content).where(or_(t.pages.c.digest == key, t.pages.c.digest.in_(on_it))).limit(1)
        )
        if not found:
            raise NotInRecord(f"there is no page {key} in {self.label}")
        return unpack(found[0]["content"])

    def left_out(self, report_id: str) -> list[LeftOut]:
        """The stretches of a page that are not part of its report. Raises NotInRecord."""
        return list(self.report(report_id).left_out)

    # ----------------------------------------------------------------------------------------------------- claims

    def claims(
        self,
        *,
        report: str | None = None,
        event: str | None = None,
        type: ClaimType | None = None,
        since: date | None = None,
        until: date | None = None,
        ids: Iterable[str] | None = None,
    ) -> list[Claim]:
        """Claims in force, in the order in which they came. ``since`` and ``until`` go by the day told of."""
        statement = select(t.claims.c.seq, t.claims.c.body).where(t.claims.c.superseded_at.is_(None))
        if report is not None:
            statement = statement.where(t.claims.c.report_id == report)
        if event is not None:
            statement = statement.join(t.members, t.members.c.claim_id == t.claims.c.id).where(
                t.members.c.event_id == event
            )
        if type is not None:
            statement = statement.where(t.claims.c.type == type.value)
        if since is not None:
            statement = statement.where(func.coalesce(t.claims.c.end_day, t.claims.c.start_day) >= since)
        if until is not None:
            statement = statement.where(t.claims.c.start_day <= until)
        if ids is not None:
            found = self._rows_in(statement, t.claims.c.id, ids)
        else:
            found = self._rows(statement.order_by(t.claims.c.seq))
        return [r.claim_of_row(row) for row in sorted(found, key=lambda row: int(row["seq"]))]

    def claim(self, claim_id: str) -> Claim:
        """One claim in force. Raises NotInRecord."""
        found = self.claims(ids=[claim_id])
        if not found:
            raise NotInRecord(f"there is no claim {claim_id} in {self.label}")
        return found[0]

    def figures(
        self, *, measure: Measure | None = None, count_span: CountSpan | None = None, since: date | None = None
    ) -> list[Claim]:
        """Figure claims in force, in the order in which they came."""
        own = t.claims.c
        statement = select(own.seq, own.body).where(own.superseded_at.is_(None), own.type == ClaimType.FIGURE.value)
        if measure is not None:
            statement = statement.where(own.measure == measure.value)
        if count_span is not None:
            statement = statement.where(own.count_span == count_span.value)
        if since is not None:
            statement = statement.where(func.coalesce(own.end_day, own.start_day) >= since)
        return [r.claim_of_row(row) for row in self._rows(statement.order_by(own.seq))]

    def claims_of_reports(self, report_ids: Iterable[str]) -> list[Claim]:
        """Claims in force of some reports, in the order in which they came."""
        statement = select(t.claims.c.seq, t.claims.c.body).where(t.claims.c.superseded_at.is_(None))
        found = self._rows_in(statement, t.claims.c.report_id, report_ids)
        return [r.claim_of_row(row) for row in sorted(found, key=lambda row: int(row["seq"]))]

    def claims_by_ids(self, claim_ids: Iterable[str]) -> list[Claim]:
        """Claims in force, by id, in the order in which they came."""
        return self.claims(ids=claim_ids)

    def versions(self, claim_id: str) -> list[Claim]:
        """Every version of a claim, the first first; the last may be superseded too."""
        statement = select(t.claims.c.body).where(t.claims.c.id == claim_id).order_by(t.claims.c.version)
        return [r.claim_of_row(row) for row in self._rows(statement)]

    def order_of(self, claim_ids: Iterable[str]) -> dict[str, int]:
        """When a claim first came in, as a number that grows; by claim id, superseded claims included."""
        statement = select(t.claims.c.id, t.claims.c.seq).where(t.claims.c.version == 1)
        return {row["id"]: int(row["seq"]) for row in self._rows_in(statement, t.claims.c.id, claim_ids)}

    # ----------------------------------------------------------------------------------------- finding candidates

    def reports_by_keys(
        self, keys: Iterable[str], *, published: date | None = None, limit: int = 400
    ) -> list[ReportCard]:
        """Reports that share a word of :attr:`Joined.report_keys`, those with most in common first.

        With ``published`` only reports of some ten days around, and those without a day; of a word that many
        share no more than :data:`keyed.MOST_REPORTS_PER_KEY` in ten days are looked at.
        """
        wanted = list(keys)
        if not wanted:
            return []
        buckets = keyed.around(published) if published is not None else self._buckets()
        every = [key for bucket in buckets for key in keyed.in_bucket(bucket, wanted)]
        given = {"keys": keyed.listed(self._dialect, every), "most": keyed.MOST_REPORTS_PER_KEY, "many": limit}
        hits = [row["report_id"] for row in self._rows(keyed.reports_by_keys(self._dialect), given)]
        cards = {card.id: card for card in self.cards(hits)}
        return [cards[hit] for hit in hits]

    def _buckets(self) -> list[str]:
        """Every bucket in which a report stands, the last first."""
        found: list[str] = []
        before = "z"
        while rows := self._rows(keyed.bucket_before(), {"bucket": before}):
            before = rows[0]["key"].split("/")[0]
            found.append(before)
        return found

    def claim_ids_by_keys(
        self, keys: Iterable[str], *, published: date | None = None, limit: int = 400
    ) -> list[tuple[str, str]]:
        """``(claim id, report id)`` that share a word of :attr:`Joined.claim_keys`, most in common first.

        With ``published`` words without a day are looked for in reports of a month or two around, and in those without a
        day of publication. Of a word that many share no more than :data:`keyed.MOST_PER_KEY` are looked at.
        """
        wanted = keyed.undated_looked_up(keys, published)
        if not wanted:
            return []
        given = {"keys": keyed.listed(self._dialect, wanted), "most": keyed.MOST_PER_KEY, "many": limit}
        found = self._rows(keyed.claims_by_keys(self._dialect), given)
        return [(row["claim_id"], row["report_id"]) for row in found]

    def lineage_cards(self, lineages: Iterable[str], *, limit: int = 100) -> list[ReportCard]:
        """The earliest published reports of some lineages, at most ``limit`` of each, in the order in which they came."""
        found: list[Mapping[str, Any]] = []
        own = t.reports.c
        for lineage in dict.fromkeys(lineages):
            statement = select(*CARD).where(own.lineage == lineage)
            found += self._rows(statement.order_by(own.published.is_(None), own.published, own.seq).limit(limit))
        return [r.card_of_row(row) for row in sorted(found, key=lambda row: int(row["seq"]))]

    # ------------------------------------------------------------------------------------------------------ events

    def event_ids(self, claim_ids: Iterable[str]) -> dict[str, str]:
        """The events that claims belong to, by claim id."""
        statement = select(t.members.c.claim_id, t.members.c.event_id)
        return {row["claim_id"]: row["event_id"] for row in self._rows_in(statement, t.members.c.claim_id, claim_ids)}

    def events_of_report(self, report_id: str) -> set[str]:
        """The events to which claims of a report belong."""
        statement = (
            select(t.members.c.event_id)
            .join(t.claims, t.claims.c.id == t.members.c.claim_id)
            .where(t.claims.c.report_id == report_id)
        )
        return {row["event_id"] for row in self._rows(statement)}

    def members(self, event_ids: Iterable[str]) -> dict[str, list[Claim]]:
        """The claims in force of events, by event id."""
        statement = (
            select(t.members.c.event_id, t.claims.c.seq, t.claims.c.body)
            .join(t.claims, t.claims.c.id == t.members.c.claim_id)
            .where(t.claims.c.superseded_at.is_(None))
        )
        found: dict[str, list[Claim]] = {}
        for row in sorted(self._rows_in(statement, t.members.c.event_id, event_ids), key=lambda row: int(row["seq"])):
            found.setdefault(row["event_id"], []).append(r.claim_of_row(row))
        return found

    def events(self, *, since: date | None = None, until: date | None = None, policy: str | None = None) -> list[Event]:
        """Events as they stand, by first day (those without a day last).

        ``policy`` chooses low, best and high of their tolls (default: the one under which they were recorded).
        """
        statement = select(t.event_folds)
        if since is not None:
            statement = statement.where(func.coalesce(t.event_folds.c.last_day, t.event_folds.c.first_day) >= since)
        if until is not None:
            statement = statement.where(t.event_folds.c.first_day <= until)
        found = self._rows(statement)
        ordered = sorted(found, key=lambda row: (row["first_day"] or date.max, row["id"]))
        return self._events(ordered, policy)

    def event(self, event_id: str, *, policy: str | None = None) -> Event:
        """One event, by its id or the first characters of it. Raises NotInRecord."""
        found = self._rows(
            select(t.event_folds)
            .where(t.event_folds.c.id >= event_id, t.event_folds.c.id < f"{event_id}{keyed.BEHIND_ALL}")
            .order_by(t.event_folds.c.id)
            .limit(2)
        )
        exact = [row for row in found if row["id"] == event_id]
        if len(exact or found) != 1:
            what = "several events begin with" if found else "there is no event"
            raise NotInRecord(f"{what} {event_id} in {self.label}; list them with: dateline events")
        return self._events(exact or found, policy)[0]

    def events_by_ids(self, event_ids: Iterable[str]) -> list[Event]:
        """Events as they stand, by id; ids that are not there are passed over."""
        return self._events(self._rows_in(select(t.event_folds), t.event_folds.c.id, event_ids), None)

    def _events(self, found: Sequence[Mapping[str, Any]], policy: str | None) -> list[Event]:
        ids: list[str] = []
        for row in found:
            ids.extend(row["body"]["claims"])
            ids.extend(row["body"]["figures"])
        claims = {claim.id: claim for claim in self.claims(ids=ids)} if ids else {}
        judged = self.judgements_among(claims)
        by_claim: dict[str, list[Judgement]] = {}
        for judgement in judged:
            by_claim.setdefault(judgement.a, []).append(judgement)
        events = []
        for row in found:
            own = {*row["body"]["claims"], *row["body"]["figures"]}
            inside = [j for claim_id in sorted(own) for j in by_claim.get(claim_id, ()) if j.b in own]
            events.append(r.event_of_row(row, claims, inside, policy))
        return events

    # -------------------------------------------------------------------------------------------------- judgements

    def judgements(
        self, *, claim: str | None = None, verdict: Verdict | None = None, in_force: bool = True
    ) -> list[Judgement]:
        """Judgements, in the order in which they were made; superseded ones too unless ``in_force``."""
        statement = select(t.judgements).order_by(t.judgements.c.seq)
        if claim is not None:
            statement = statement.where(or_(t.judgements.c.a == claim, t.judgements.c.b == claim))
        if verdict is not None:
            statement = statement.where(t.judgements.c.verdict == verdict.value)
        if in_force:
            statement = statement.where(t.judgements.c.superseded_at.is_(None))
        return [r.judgement_of_row(row) for row in self._rows(statement)]

    def judgements_among(self, claim_ids: Iterable[str]) -> list[Judgement]:
        """Judgements in force whose two claims are both among the given ones."""
        wanted = set(claim_ids)
        statement = select(t.judgements).where(t.judgements.c.superseded_at.is_(None))
        found = self._rows_in(statement, t.judgements.c.a, sorted(wanted))
        return [r.judgement_of_row(row) for row in sorted(found, key=lambda row: int(row["seq"])) if row["b"] in wanted]

    def persons_on(self, claim_ids: Iterable[str]) -> list[Judgement]:
        """Judgements of persons in force that name at least one of some claims."""
        wanted = list(dict.fromkeys(claim_ids))
        statement = select(t.judgements).where(
            t.judgements.c.by_person.is_(True), t.judgements.c.superseded_at.is_(None)
        )
        found = {
            int(row["seq"]): row
            for column in (t.judgements.c.a, t.judgements.c.b)
            for row in self._rows_in(statement, column, wanted)
        }
        return [r.judgement_of_row(found[seq]) for seq in sorted(found)]

    def discounted(self, event_ids: Iterable[str]) -> set[str]:
        """The events among some that a person set aside."""
        statement = select(t.decisions.c.a).where(t.decisions.c.action == "discount", t.decisions.c.undone_at.is_(None))
        return {row["a"] for row in self._rows_in(statement, t.decisions.c.a, event_ids)}

    # --------------------------------------------------------------------------------------------- runs, problems

    def runs(self) -> list[Run]:
        """Every run, in the order in which they began."""
        return [_run_of_row(row) for row in self._rows(select(t.runs).order_by(t.runs.c.started, t.runs.c.id))]

    def problems(self, run: str | None = None) -> list[Problem]:
        """Trouble with the reports in the record; of one run, what it set aside included."""
        if run is None:
            return [r.problem_of_row(row) for row in self._rows(select(t.problems).order_by(t.problems.c.seq))]
        found = self._rows(select(t.runs).where(t.runs.c.id == run))
        if not found:
            raise NotInRecord(f"there is no run {run} in {self.label}")
        return list(_run_of_row(found[0]).problems)

    def counts(self) -> dict[str, int]:
        """How many rows of each kind are in force: reports, claims, figures, events, judgements, unsure."""
        current = t.claims.c.superseded_at.is_(None)
        statements = {
            "reports": select(func.count()).select_from(t.reports),
            "claims": select(func.count()).select_from(t.claims).where(current),
            "figures": select(func.count()).select_from(t.claims).where(current, t.claims.c.type == "figure"),
            "events": select(func.count()).select_from(t.event_folds),
            "lineages": select(func.count(func.distinct(t.reports.c.lineage))),
            "unsure": select(func.count())
            .select_from(t.judgements)
            .where(t.judgements.c.verdict == "unsure", t.judgements.c.superseded_at.is_(None)),
        }
        with self._reading() as connection:
            return {name: int(connection.execute(s).scalar() or 0) for name, s in statements.items()}

    # ------------------------------------------------------------------------------------------------------ frames

    def events_frame(self) -> pd.DataFrame:
        """The view ``events`` as a DataFrame, by first day."""
        return self._frame("SELECT * FROM events ORDER BY first_day, event")

    def figures_frame(self) -> pd.DataFrame:
        """The view ``figures`` as a DataFrame, in the order of reports and of the words in them."""
        return self._frame("SELECT * FROM figures ORDER BY report, start_char, figure")

    def statements_frame(self) -> pd.DataFrame:
        """The view ``statements`` as a DataFrame, in the order of reports and of the words in them."""
        return self._frame("SELECT * FROM statements ORDER BY report, start_char, statement")

    def _frame(self, statement: str) -> pd.DataFrame:
        import pandas as pd

        with self._reading() as connection:
            result = connection.execute(text(statement))
            names = list(result.keys())
            frame = pd.DataFrame([tuple(row) for row in result], columns=names)
        for name in ("low", "high", *(c for c in names if c.endswith(("_low", "_best", "_high")))):
            if name in frame:
                frame[name] = frame[name].astype("Int64")
        for name in ("published", "first_day", "last_day"):
            if name in frame:
                frame[name] = pd.to_datetime(frame[name]).astype("datetime64[s]")
        return frame

    def decisions(self, *, undone: bool = True) -> list[Decision]:
        """What persons decided, in order; see :mod:`dateline.review`."""
        return self._decisions(undone=undone)


CARD = (
    t.reports.c.seq,
    t.reports.c.id,
    t.reports.c.source_id,
    t.reports.c.source_name,
    t.reports.c.source_kind,
    t.reports.c.name,
    t.reports.c.title,
    t.reports.c.agency,
    t.reports.c.url,
    t.reports.c.published,
    t.reports.c.copy_of,
    t.reports.c.lineage,
    t.reports.c.size,
    t.reports.c.opening,
    t.reports.c.fingerprint,
    t.reports.c.body,
)


def _run_of_row(row: Mapping[str, Any]) -> Run:
    return Run(
        id=row["id"],
        version=row["version"],
        config_digest=row["config_digest"],
        started=datetime.fromisoformat(row["started"]),
        finished=datetime.fromisoformat(row["finished"]) if row["finished"] else None,
        counts=row["body"]["counts"],
        problems=tuple(decode(Problem, p) for p in row["body"]["problems"]),
    )
