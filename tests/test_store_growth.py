"""What a growing record promises: bounded look-ups from indexes, the same events in any order, ids and decisions that stay."""

from __future__ import annotations

import os
import random
from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import date
from pathlib import Path
from uuid import uuid4

import pytest
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st
from sqlalchemy import create_engine, event, text
from sqlalchemy.dialects import postgresql

from build import AT
from dateline.join import join_report
from dateline.model import Event, Joined
from dateline.review import decide
from dateline.store import Record, keyed
from dateline.store.schema import HEAD
from dateline.terms import Verdict
from simulated import Told, add, reports

Opener = Callable[[], Record]
_SERVER = "DATELINE_TEST_POSTGRES"


@pytest.fixture(params=["sqlite", "postgresql"])
def opened(request: pytest.FixtureRequest) -> Iterator[Opener]:
    """Opens new, empty records in one of the two databases."""
    if request.param == "sqlite":
        yield lambda: Record.open(":memory:")
        return
    if _SERVER not in os.environ:
        pytest.skip(f"needs {_SERVER}, an address of a database to make schemas in")
    address = os.environ[_SERVER]
    engine = create_engine(address.replace("postgresql://", "postgresql+psycopg://"))
    made: list[str] = []

    def make() -> Record:
        made.append(f"s{uuid4().hex[:12]}")
        with engine.begin() as connection:
            connection.execute(text(f"CREATE SCHEMA {made[-1]}"))
        return Record.open(f"{address}?options=-csearch_path%3D{made[-1]}")

    yield make
    with engine.begin() as connection:
        for name in made:
            connection.execute(text(f"DROP SCHEMA {name} CASCADE"))
    engine.dispose()


def told_of(events: list[Event]) -> set[tuple[frozenset[str], str]]:
    """What events say, their ids aside: which claims, and kind, day, place, grade, voices.

    Not the tolls: of two numbers that one voice gives on one day, the one that came last counts.
    """
    return {
        (
            frozenset(c.id for c in (*e.claims, *e.figures)),
            repr((e.kind, e.when and e.when.start, e.place and e.place.resolved_name, e.grade, e.voices)),
        )
        for e in events
    }


def families(record: Record) -> set[frozenset[str]]:
    """The reports of each origin."""
    found: dict[str | None, set[str]] = {}
    for card in record.reports():
        found.setdefault(card.lineage, set()).add(card.id)
    return {frozenset(some) for some in found.values()}


@settings(
    max_examples=6,
    deadline=None,
    derandomize=True,
    phases=[Phase.explicit, Phase.generate],
    suppress_health_check=[HealthCheck.function_scoped_fixture],
)
@given(seed=st.integers(0, 30), shuffled=st.randoms(use_true_random=False))
def test_events_do_not_depend_on_the_order_of_reports(opened: Opener, seed: int, shuffled: random.Random) -> None:
    told = reports(10, seed=seed)
    other = list(told)
    shuffled.shuffle(other)
    with opened() as first, opened() as second:
        add(first, told)
        add(second, other)
        assert told_of(first.events()) == told_of(second.events())
        assert families(first) == families(second)


def test_an_event_keeps_its_id_while_reports_join_it(opened: Opener) -> None:
    with opened() as record:
        before: dict[str, str] = {}
        joined = 0
        for one in reports(25, seed=3):
            add(record, [one])
            now = {claim.id: e.id for e in record.events() for claim in (*e.claims, *e.figures)}
            ids = set(now.values())
            for claim, event_id in before.items():
                # An event lives on under its id, or went into an older one with all that it held.
                assert now[claim] == event_id or event_id not in ids
            joined += sum(e in set(before.values()) for e in {now[c.id] for c in one.claims if c.id in now})
            before = now
        assert joined > 3


def _two_in_one_event(told: list[Told], record: Record) -> tuple[str, str]:
    of_report = {claim.id: one.report.id for one in told for claim in one.claims}
    for e in record.events():
        for a in e.claims:
            for b in e.claims:
                if of_report[a.id] != of_report[b.id]:
                    return a.id, b.id
    raise AssertionError("no event of two reports")


@pytest.mark.parametrize("again", [False, True])
def test_what_a_person_decided_outranks_and_survives(opened: Opener, again: bool) -> None:
    told = reports(24, seed=3)
    with opened() as record:
        add(record, told[:14])
        a, b = _two_in_one_event(told, record)
        decide(record, a, b, Verdict.DIFFERENT, reason="two streets", by="N. Ferrand")
        assert record.event_ids([a])[a] != record.event_ids([b])[b]
        if again:  # a better extractor reads all of it again
            better = [
                replace(one, claims=tuple(replace(c, origin="simulator@2") for c in one.claims))
                for one in reversed(told)
            ]
            add(record, better)
        else:
            add(record, told[14:])
        found = record.event_ids([a, b])
        assert found[a] != found[b]
        assert [(j.a, j.b, j.verdict) for j in record.persons_on([a])] == [(*sorted((a, b)), Verdict.DIFFERENT)]


def test_a_person_joins_what_the_machine_keeps_apart_in_any_order(opened: Opener) -> None:
    told = reports(16, seed=4)
    apart: list[frozenset[str]] = []
    for order in (told, told[::-1]):
        with opened() as record:
            add(record, order[:8])
            e, f = sorted(record.events(), key=lambda x: min(c.id for c in x.claims))[:2]
            a, b = (e.claims or e.figures)[0].id, (f.claims or f.figures)[0].id
            decide(record, a, b, Verdict.SAME, reason="one raid", by="N. Ferrand")
            add(record, order[8:])
            assert record.event_ids([a])[a] == record.event_ids([b])[b]
            apart.append(frozenset((a, b)))
    assert apart


def test_of_a_word_that_many_share_a_fixed_number_is_read(opened: Opener) -> None:
    one = reports(20, seed=1)[0]
    day = one.report.published.day if one.report.published else None
    many = [f"{n:016x}" for n in range(2 * keyed.MOST_PER_KEY)]
    with opened() as record:
        joined = Joined(
            report=one.report,
            claim_keys=dict.fromkeys(many, ("2025-03-26|n:gassira", "*|u:gassira:killed:5")),
            report_keys=("b0:feed", "b1:beef"),
        )
        record.add(one.report, b"x", one.claims, joined)
        found = record.claim_ids_by_keys(["2025-03-26|n:gassira", "2025-03-26|n:nowhere"])
        assert [claim for claim, _ in found] == many[: keyed.MOST_PER_KEY]
        assert len(record.claim_ids_by_keys(["*|u:gassira:killed:5"], published=day, limit=50)) == 50
        assert record.claim_ids_by_keys(["*|u:gassira:killed:5"], published=date(1999, 1, 1)) == []
        assert len(record.claim_ids_by_keys(["*|u:gassira:killed:5"])) == keyed.MOST_PER_KEY
        assert [c.id for c in record.reports_by_keys(["b0:feed"], published=day)] == [one.report.id]
        assert [c.id for c in record.reports_by_keys(["b0:feed"])] == [one.report.id]
        assert record.reports_by_keys(["b0:feed"], published=date(1999, 1, 1)) == []


def test_a_copy_is_found_whether_or_not_its_day_is_known(opened: Opener) -> None:
    copies = [t for t in reports(60, seed=2) if t.report.agency]
    by_origin: dict[int, list[Told]] = {}
    for one in copies:
        by_origin.setdefault(one.origin, []).append(one)
    pair = next(family for family in by_origin.values() if len(family) > 1)[:2]
    for undated in (0, 1):
        told = [
            replace(one, report=replace(one.report, published=None)) if n == undated else one
            for n, one in enumerate(pair)
        ]
        with opened() as record:
            add(record, told)
            assert len(families(record)) == 1


def test_adding_a_report_reads_tables_through_indexes_only(tmp_path: Path) -> None:
    told = reports(40, seed=2)
    with Record.open(tmp_path / "r.db") as record:
        add(record, told[:-3])
        sent: list[tuple[str, object]] = []

        @event.listens_for(record._engine, "before_cursor_execute")
        def _note(_c: object, _k: object, statement: str, parameters: object, _x: object, many: bool) -> None:
            if not many and statement.split(maxsplit=1)[0] in ("SELECT", "UPDATE", "DELETE"):
                sent.append((statement, parameters))

        add(record, told[-3:])
    scans = []
    with create_engine(f"sqlite:///{tmp_path / 'r.db'}").connect() as connection:
        for statement, parameters in sent:
            for row in connection.exec_driver_sql(f"EXPLAIN QUERY PLAN {statement}", parameters):
                if row[3].startswith("SCAN") and "VIRTUAL TABLE" not in row[3]:
                    scans.append((row[3], statement))
    assert len(sent) > 30
    assert scans == []


def test_look_ups_by_key_are_made_for_postgresql_too() -> None:
    for statement in (keyed.claims_by_keys("postgresql"), keyed.reports_by_keys("postgresql"), keyed.bucket_before()):
        compiled = str(statement.compile(dialect=postgresql.dialect()))
        assert "LIMIT" in compiled
    assert "LATERAL" in str(keyed.claims_by_keys("postgresql").compile(dialect=postgresql.dialect()))


def test_a_record_of_the_first_schema_is_brought_up_to_date(tmp_path: Path) -> None:
    from alembic import command
    from alembic.config import Config

    import dateline.store

    path, one = tmp_path / "r.db", reports(5, seed=1)[0]
    with Record.open(":memory:") as joined_in:
        joined = join_report(joined_in, one.report, one.claims, at=AT)
    config = Config()
    config.set_main_option("script_location", str(Path(dateline.store.__file__).parent / "migrations"))
    config.set_main_option("path_separator", "os")
    with create_engine(f"sqlite:///{path}").begin() as connection:
        config.attributes["connection"] = connection
        command.upgrade(config, "0001")
    with create_engine(f"sqlite:///{path}").begin() as connection:
        connection.execute(text("INSERT INTO pages (digest, size, content) VALUES ('p', 1, x'')"))
        connection.execute(text("INSERT INTO texts (digest, content) VALUES ('t', x'')"))
        connection.execute(
            text(
                "INSERT INTO reports (id, digest, page_digest, source_id, source_name, source_kind, name, published, "
                "lineage, size, opening, fingerprint, raw_digest, clean, map, origin, body) VALUES (:id, 'd', 'p', 's', "
                "'s', 'outlet', 'a.txt', :day, :id, 1, '', x'', 't', x'', x'', '', '{}')"
            ),
            {"id": one.report.id, "day": one.report.published.day.isoformat() if one.report.published else None},
        )
        for key in joined.report_keys:
            connection.execute(text("INSERT INTO report_keys VALUES (:k, :id)"), {"k": key, "id": one.report.id})
        for key in ("*|u:gassira:killed:5", "2024-01-01|n:gassira"):
            connection.execute(text("INSERT INTO claim_keys VALUES (:k, 'c1', :id)"), {"k": key, "id": one.report.id})
    day = one.report.published.day if one.report.published else None
    with Record.open(path) as record:
        assert [c.id for c in record.reports_by_keys(joined.report_keys[:1], published=day)] == [one.report.id]
        assert record.claim_ids_by_keys(["*|u:gassira:killed:5"], published=day) == [("c1", one.report.id)]
        assert record.claim_ids_by_keys(["2024-01-01|n:gassira"]) == [("c1", one.report.id)]
    with create_engine(f"sqlite:///{path}").connect() as connection:
        assert connection.execute(text("SELECT version_num FROM alembic_version")).scalar() == HEAD
