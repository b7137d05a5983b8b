"""The record: one database that keeps reports, what they claim, what was judged, and what a person decided."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from datetime import UTC, datetime
from pathlib import Path
from types import TracebackType
from typing import Any

from sqlalchemy import Connection, Engine, delete, func, insert, or_, select, update
from sqlalchemy.exc import OperationalError

from dateline.errors import StoreError
from dateline.model import (
    Claim,
    Event,
    Joined,
    Judgement,
    Problem,
    Report,
    Run,
    TollLine,
    digest,
)
from dateline.store import postgres, sqlite
from dateline.store import rows as r
from dateline.store import tables as t
from dateline.store.codec import encode, pack
from dateline.store.keyed import bucket_of, in_bucket, undated_stored
from dateline.store.paging import Paging
from dateline.store.queries import CHUNK
from dateline.store.schema import prepare

__all__ = ["Record"]

Policies = Mapping[str, Mapping[str, tuple[TollLine, ...]]]


class Record(Paging):
    """A record, opened. Use it in a ``with`` block, from one thread.

    Reading methods see what is committed; inside :meth:`transaction` they see its own writes too.
    """

    def __init__(self, engine: Engine, label: str) -> None:
        self._engine = engine
        self._connection: Connection | None = None
        self.label = label
        self._last_text: tuple[str, str] | None = None

    # ------------------------------------------------------------------------------------------------ open, close

    @classmethod
    def open(cls, address: str | Path, *, create: bool = True) -> Record:
        """Open a record, making or updating its tables where needed.

        ``address`` is a file, ``":memory:"``, or an SQLAlchemy address (``postgresql://…``, ``sqlite:///…``).
        Raises StoreError where it cannot be opened, is newer than this program, or belongs to another program.
        """
        label = str(address)
        if postgres.is_address(label):
            engine = postgres.engine_for(label)
        elif "://" in label and not label.startswith("sqlite:///"):
            raise StoreError(f"a record is a file or a postgresql:// address; got {label}")
        else:
            engine = sqlite.engine_for(label.removeprefix("sqlite:///"), create=create)
        try:
            prepare(engine, create=create, label=label)
        except BaseException:
            engine.dispose()
            raise
        return cls(engine, label)

    def close(self) -> None:
        """Close the record. Nothing is lost: every report was committed by itself."""
        self._engine.dispose()

    def __enter__(self) -> Record:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()

    @contextmanager
    def transaction(self) -> Iterator[Record]:
        """All or nothing: what happens inside is committed at its end, and undone by an exception.

        It holds the right to write from its beginning, so what is read inside stays true until it ends.
        Transactions inside one another are one. Raises StoreError where another program holds the record.
        """
        if self._connection is not None:
            yield self
            return
        try:
            with self._engine.connect().execution_options(writing=True) as connection, connection.begin():
                self._connection = connection
                yield self
        except OperationalError as error:
            raise StoreError(
                f"the record {self.label} cannot be written: {error.orig}; if another program writes to it, "
                "wait until that has ended"
            ) from error
        except BaseException:
            self._last_text = None
            raise
        finally:
            self._connection = None

    @contextmanager
    def _reading(self) -> Iterator[Connection]:
        if self._connection is not None:
            yield self._connection
            return
        try:
            with self._engine.connect() as connection:
                yield connection
        except OperationalError as error:
            raise StoreError(f"the record {self.label} cannot be read: {error.orig}") from error

    @contextmanager
    def _writing(self) -> Iterator[Connection]:
        with self.transaction():
            if self._connection is None:
                raise StoreError("no transaction is open")
            yield self._connection

    @property
    def _dialect(self) -> str:
        return self._engine.dialect.name

    # ---------------------------------------------------------------------------------------------------- writing

    def begin_run(self, run: Run) -> None:
        """Note that a run has begun. A run of the same id takes the place of an earlier note."""
        with self._writing() as connection:
            connection.execute(delete(t.runs).where(t.runs.c.id == run.id))
            connection.execute(insert(t.runs).values(**_run_row(run)))

    def end_run(self, run: Run) -> None:
        """Note how a run ended: its counts and what was set aside."""
        self.begin_run(run)

    def add(
        self,
        report: Report,
        page_bytes: bytes,
        claims: Sequence[Claim] = (),
        joined: Joined | None = None,
        problems: Sequence[Problem] = (),
        run: Run | None = None,
    ) -> None:
        """Keep one report with all that was found in it, in one transaction.

        A report that is already there is read again: its claims become new versions where they differ, claims
        that are not found any more are superseded (with the machine's judgements on them), and what a person
        decided stays. ``joined`` comes from :func:`dateline.join.join_report`.
        """
        report = joined.report if joined else report
        now = datetime.now(UTC)
        with self._writing() as c:
            known = c.execute(select(t.reports.c.seq).where(t.reports.c.id == report.id)).scalar()
            lineage = (joined.lineage if joined else None) or report.copy_of or report.id
            self._add_report(c, report, page_bytes, lineage=lineage, run=run, claims=claims, known=known is not None)
            self._add_claims(c, report.id, claims, now)
            connection_problems = [*report.problems, *problems]
            c.execute(delete(t.problems).where(t.problems.c.report_id == report.id))
            _insert(c, t.problems, [r.problem_row(p) | {"report_id": report.id} for p in connection_problems])
            if joined is not None:
                self._add_joined(c, report.id, joined, now)

    def _add_report(
        self,
        c: Connection,
        report: Report,
        page_bytes: bytes,
        *,
        lineage: str,
        run: Run | None,
        claims: Sequence[Claim],
        known: bool,
    ) -> None:
        page_digest = digest(page_bytes)
        if not _has(c, t.pages.c.digest, page_digest):
            page = {"digest": page_digest, "size": len(page_bytes), "content": pack(page_bytes)}
            c.execute(insert(t.pages).values(**page))
        raw_digest = self._keep_text(c, report)
        row = r.report_row(
            report,
            page_digest=page_digest,
            raw_digest=raw_digest,
            lineage=lineage,
            run_id=run.id if run else None,
            origin=claims[0].origin if claims else "",
        )
        if known:
            c.execute(update(t.reports).where(t.reports.c.id == report.id).values(**row))
            c.execute(delete(t.left_out).where(t.left_out.c.report_id == report.id))
        else:
            c.execute(insert(t.reports).values(**row))
        _insert(c, t.left_out, [r.left_out_row(report.id, n, left) for n, left in enumerate(report.left_out)])

    def _keep_text(self, c: Connection, report: Report) -> str:
        """Keep the characters of a page once, however many reports stand in it; returns their digest."""
        if self._last_text is not None and self._last_text[0] == report.text.raw:
            return self._last_text[1]
        raw = r.raw_bytes(report)
        raw_digest = digest(raw)
        if not _has(c, t.texts.c.digest, raw_digest):
            c.execute(insert(t.texts).values(digest=raw_digest, content=pack(raw)))
        self._last_text = (report.text.raw, raw_digest)
        return raw_digest

    def _add_claims(self, c: Connection, report_id: str, claims: Sequence[Claim], now: datetime) -> None:
        current: dict[str, Mapping[str, Any]] = {
            row["id"]: dict(row)
            for row in c.execute(
                select(t.claims.c.seq, t.claims.c.id, t.claims.c.version, t.claims.c.body).where(
                    t.claims.c.report_id == report_id, t.claims.c.superseded_at.is_(None)
                )
            ).mappings()
        }
        versions: dict[str, int] = {}
        if claims:
            ids = [claim.id for claim in claims]
            if len(set(ids)) != len(ids):
                twice = sorted({i for i in ids if ids.count(i) > 1})
                raise StoreError(f"two claims of report {report_id} have the same id {twice[0]}: a bug of the program")
            for found in c.execute(
                select(t.claims.c.id, func.max(t.claims.c.version).label("version"))
                .where(t.claims.c.report_id == report_id)
                .group_by(t.claims.c.id)
            ).mappings():
                versions[found["id"]] = found["version"]
        new: list[dict[str, Any]] = []
        kept: set[str] = set()
        for claim in claims:
            row = r.claim_row(claim, versions.get(claim.id, 0) + 1)
            if claim.id in current and current[claim.id]["body"] == row["body"]:
                kept.add(claim.id)
                continue
            new.append(row)
        gone = [row["seq"] for claim_id, row in current.items() if claim_id not in kept]
        if gone:
            c.execute(update(t.claims).where(t.claims.c.seq.in_(gone)).values(superseded_at=now.isoformat()))
        _insert(c, t.claims, new)
        lost = [claim_id for claim_id in current if claim_id not in {claim.id for claim in claims}]
        if lost:
            c.execute(delete(t.members).where(t.members.c.claim_id.in_(lost)))
            c.execute(
                update(t.judgements)
                .where(
                    or_(t.judgements.c.a.in_(lost), t.judgements.c.b.in_(lost)),
                    t.judgements.c.by_person.is_(False),
                    t.judgements.c.superseded_at.is_(None),
                )
                .values(superseded_at=now.isoformat())
            )

    def _add_joined(self, c: Connection, report_id: str, joined: Joined, now: datetime) -> None:
        published = joined.report.published.day if joined.report.published else None
        c.execute(delete(t.claim_keys).where(t.claim_keys.c.report_id == report_id))
        _insert(
            c,
            t.claim_keys,
            [
                {"key": key, "claim_id": claim_id, "report_id": report_id}
                for claim_id, keys in joined.claim_keys.items()
                for key in undated_stored(keys, published)
            ],
        )
        c.execute(delete(t.report_keys).where(t.report_keys.c.report_id == report_id))
        keys = in_bucket(bucket_of(published), joined.report_keys)
        _insert(c, t.report_keys, [{"key": key, "report_id": report_id} for key in keys])
        if joined.lineages_gone:
            c.execute(
                update(t.reports).where(t.reports.c.lineage.in_(joined.lineages_gone)).values(lineage=joined.lineage)
            )
        self._add_judgements(c, joined.judgements, now)
        self._put_events(c, joined.memberships, joined.events, joined.gone, joined.policies)

    def _add_judgements(self, c: Connection, judgements: Sequence[Judgement], now: datetime) -> None:
        """Write judgements; each takes the place of an earlier one of the same standing on the same pair."""
        rows: dict[tuple[str, str, bool], dict[str, Any]] = {}
        for judgement in judgements:
            if judgement.a >= judgement.b:
                raise StoreError(f"a judgement names its claims in order; got {judgement.a} before {judgement.b}")
            rows[judgement.a, judgement.b, judgement.by_person] = r.judgement_row(judgement)
        firsts = list(dict.fromkeys(a for a, _, _ in rows))
        gone: list[int] = []
        for start in range(0, len(firsts), CHUNK):
            own = t.judgements.c
            of_pairs = select(t.judgements).where(own.a.in_(firsts[start : start + CHUNK]), own.superseded_at.is_(None))
            for found in c.execute(of_pairs).mappings():
                pair = found["a"], found["b"], bool(found["by_person"])
                row = rows.get(pair)
                if row is None:
                    continue
                if all(found[name] == row[name] for name in ("verdict", "score", "reasons", "by")):
                    del rows[pair]
                else:
                    gone.append(found["seq"])
        for start in range(0, len(gone), CHUNK):
            of_gone = t.judgements.c.seq.in_(gone[start : start + CHUNK])
            c.execute(update(t.judgements).where(of_gone).values(superseded_at=now.isoformat()))
        _insert(c, t.judgements, list(rows.values()))

    def _put_events(
        self,
        c: Connection,
        memberships: Mapping[str, str],
        events: Sequence[Event],
        gone: Sequence[str],
        policies: Policies,
    ) -> None:
        ids = list(memberships)
        stale = sorted({*gone, *(event.id for event in events)})
        for start in range(0, len(ids), CHUNK):
            c.execute(delete(t.members).where(t.members.c.claim_id.in_(ids[start : start + CHUNK])))
        for start in range(0, len(stale), CHUNK):
            c.execute(delete(t.members).where(t.members.c.event_id.in_(stale[start : start + CHUNK])))
        _insert(c, t.members, [{"claim_id": k, "event_id": v} for k, v in memberships.items()])
        for start in range(0, len(stale), CHUNK):
            c.execute(delete(t.event_folds).where(t.event_folds.c.id.in_(stale[start : start + CHUNK])))
        _insert(c, t.event_folds, [r.event_row(event, policies.get(event.id, {})) for event in events])

    def put_events(
        self,
        judgements: Sequence[Judgement],
        memberships: Mapping[str, str],
        events: Sequence[Event],
        gone: Sequence[str] = (),
        policies: Policies | None = None,
    ) -> None:
        """Write events as they stand after a decision or another policy, with the judgements behind it."""
        with self._writing() as c:
            self._add_judgements(c, judgements, datetime.now(UTC))
            self._put_events(c, memberships, events, gone, policies or {})


def _insert(connection: Connection, table: Any, values: list[dict[str, Any]]) -> None:
    if values:
        connection.execute(insert(table), values)


def _has(connection: Connection, column: Any, value: str) -> bool:
    return connection.execute(select(column).where(column == value)).first() is not None


def _run_row(run: Run) -> dict[str, Any]:
    return {
        "id": run.id,
        "version": run.version,
        "config_digest": run.config_digest,
        "started": run.started.isoformat(),
        "finished": run.finished.isoformat() if run.finished else None,
        "body": encode({"counts": run.counts, "problems": run.problems}),
    }
