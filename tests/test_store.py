"""The record: what goes in comes out, nothing is lost or doubled, decisions stay, the views are as documented."""

from __future__ import annotations

import json
import os
import signal
import sqlite3
import subprocess
import sys
import time
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from sqlalchemy import create_engine

from build import AT, card, event, figure, place, record_of, report, run
from dateline.errors import NotInRecord, ProblemCode, StoreError
from dateline.join import join_report
from dateline.model import Claim, LeftOut, Problem, Report
from dateline.store import Record
from dateline.store.codec import decode, encode, pack_map, unpack_map
from dateline.store.tables import METADATA
from dateline.terms import Bound, CountSpan, EventKind, LeftOutReason, Measure, VictimClass
from dateline.text import Piece, Span, Text

TOWN = place("Gassira", at=(11.86, 18.34), country="TD", admin1="Guéra")


def story(name: str = "a.txt", killed: int = 12) -> tuple[Report, list[Claim]]:
    one = report(
        f"An air strike hit Gassira on Wednesday, killing {killed} people, the hospital said. "
        "More than 900 people have been killed since March 3, the observatory said.",
        name=name,
    )
    struck = event(one, "An air strike hit Gassira on Wednesday", EventKind.AIR_STRIKE, day="2025-03-26", where=TOWN)
    dead = figure(
        one,
        f"killing {killed} people",
        low=killed,
        day="2025-03-26",
        where=TOWN,
        speaker="Bitkine hospital",
        about=struck,
    )
    total = figure(
        one, "More than 900 people", low=900, bound=Bound.AT_LEAST, span=CountSpan.TOTAL, speaker="Salamat Observatory"
    )
    return one, [struck, dead, total]


def dump(path: Path) -> str:
    """Every table but ``runs`` as SQL text."""
    with sqlite3.connect(path) as connection:
        lines = [line for line in connection.iterdump() if '"runs"' not in line]
    return "\n".join(lines)


def test_report_and_claims_come_back_exactly() -> None:
    one, claims = story()
    text = Text.of_pieces(
        "xx Curly “quotes” yy",
        [Piece("Curly ", Span(3, 9)), Piece('"quotes"', Span(9, 17)), Piece("\n\n", Span(17, 17))],
    )
    left = LeftOut(span=Span(0, 3), reason=LeftOutReason.TEASER, rule="read-more", opens="xx")
    problem = Problem(code=ProblemCode.NO_DATE, stage="clean", detail="none", report_id=one.id, span=Span(1, 2))
    one = replace(one, text=text, left_out=(left,), problems=(problem,), headline=Span(0, 5), byline="N. Ferrand")
    claims = [replace(claims[0], method="bomb")]
    with Record.open(":memory:") as record:
        record.add(one, b"\xff raw bytes", claims)
        assert record.report(one.id) == one
        assert record.report("a.txt").text.raw == one.text.raw
        assert record.page(one.id) == b"\xff raw bytes"
        assert record.claims() == claims
        assert record.left_out(one.id) == [left]
        assert record.problems() == [problem]
        assert record.reports() == [card(one)]


@given(st.lists(st.tuples(st.text(max_size=4), st.integers(0, 3), st.integers(0, 5)), max_size=12))
def test_the_map_to_raw_comes_back_exactly(parts: list[tuple[str, int, int]]) -> None:
    at, pieces = 0, []
    for words, gap, length in parts:
        pieces.append(Piece(words, Span(at + gap, at + gap + length)))
        at += gap + length
    text = Text.of_pieces("x" * at, pieces)
    assert unpack_map(pack_map(text)) == (text.starts, text.ends)


@settings(max_examples=50)
@given(
    st.sampled_from(list(Measure)),
    st.none() | st.integers(0, 10**6),
    st.sampled_from(list(Bound)),
    st.none() | st.sampled_from(list(VictimClass)),
    st.text(max_size=8),
)
def test_any_figure_survives_json(
    measure: Measure, low: int | None, bound: Bound, victims: VictimClass | None, words: str
) -> None:
    one, _ = story()
    claim = figure(
        one, "killing 12 people", measure, low=low, bound=bound, victims=victims, victim_words=words, names=[words]
    )
    assert decode(Claim, json.loads(json.dumps(encode(claim)))) == claim


def test_a_report_is_found_by_id_digest_and_version() -> None:
    one, claims = story()
    with record_of((one, claims)) as record:
        assert record.has_report(one.id)
        assert record.has_report(one.digest)
        assert record.has_report(one.id, origin="claims@1")
        assert not record.has_report(one.id, origin="claims@2")
        assert not record.has_report("nothing")


def test_reading_twice_changes_nothing(tmp_path: Path) -> None:
    path = tmp_path / "r.db"
    told = [story("a.txt", 12), story("b.txt", 14)]
    record_of(*told, record=Record.open(path)).close()
    first = dump(path)
    record_of(*told, record=Record.open(path)).close()
    assert dump(path) == first


def test_a_better_extractor_supersedes_only_its_own_output() -> None:
    one, claims = story()
    other, theirs = story("b.txt", 12)
    with record_of((one, claims), (other, theirs)) as record:
        before = record.events()[0].id
        toll = claims[1].toll
        assert toll is not None
        better = [
            replace(claims[0], origin="claims@2"),
            replace(claims[1], origin="claims@2", toll=replace(toll, low=13, high=13)),
        ]
        record.add(one, b"", better, join_report(record, one, better, at=AT))
        assert record.claims(report=one.id) == better
        assert [c.toll.low for c in record.versions(claims[1].id) if c.toll] == [12, 13]
        assert record.claims(report=other.id) == theirs
        assert [e.id for e in record.events()] == [before]
        assert not record.figures(count_span=CountSpan.TOTAL)[1:]


def test_all_of_a_report_or_nothing() -> None:
    one, claims = story()
    with Record.open(":memory:") as record:
        with pytest.raises(StoreError, match="same id"):
            record.add(one, b"x", [claims[0], claims[0]])
        assert record.counts()["reports"] == 0
        with pytest.raises(RuntimeError), record.transaction():
            record.add(one, b"x", claims)
            raise RuntimeError
        assert record.reports() == []


DRIVER = """
import sys, time
sys.path.insert(0, {tests!r})
from build import record_of
from test_store import story
from dateline.store import Record
record = Record.open({path!r})
for n in range(40):
    one, claims = story(f"{{n}}.txt", 10 + n)
    if not record.has_report(one.id):
        record_of((one, claims), record=record)
        print(n, flush=True)
        time.sleep({pause})
record.close()
print("done", flush=True)
"""


def test_killed_in_the_middle_a_second_run_completes(tmp_path: Path) -> None:
    tests = str(Path(__file__).parent)
    killed, whole = tmp_path / "killed.db", tmp_path / "whole.db"
    script = DRIVER.format(tests=tests, path=str(killed), pause=0.01)
    with subprocess.Popen([sys.executable, "-c", script], stdout=subprocess.PIPE, text=True) as process:
        assert process.stdout is not None
        for line in process.stdout:
            if line.strip() == "7":
                os.kill(process.pid, signal.SIGKILL)
                break
    with Record.open(killed) as record:
        assert 8 <= record.counts()["reports"] < 40
    for path in (killed, whole):
        done = subprocess.run(
            [sys.executable, "-c", DRIVER.format(tests=tests, path=str(path), pause=0)],
            capture_output=True,
            text=True,
            check=False,
        )
        assert done.returncode == 0, done.stderr
        assert done.stdout.endswith("done\n")
    assert dump(killed) == dump(whole)


def test_the_real_command_killed_in_the_middle(tmp_path: Path) -> None:
    folder, path = tmp_path / "reports", tmp_path / "r.db"
    folder.mkdir()
    for n in range(8):
        (folder / f"{n}.txt").write_text(
            f"MONGO, March {n + 10} (Meridian) - Shells hit the town of Bitkine on Monday, killing {n + 3} people, the mayor said."
        )
    command = [sys.executable, "-m", "dateline", "read", str(folder), "--db", str(path), "--published", "2025-03-26"]
    with subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL) as process:
        while process.poll() is None and _count(path) < 3:
            time.sleep(0.02)
        os.kill(process.pid, signal.SIGKILL)
    assert _count(path) < 8, "the run ended before it could be killed"
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    assert done.returncode in (0, 3), done.stderr
    whole = tmp_path / "whole.db"
    subprocess.run([*command[:-3], str(whole), *command[-2:]], capture_output=True, check=False)
    with Record.open(path, create=False) as record, Record.open(whole, create=False) as other:
        assert record.counts()["reports"] == 8
        assert record.claims() == other.claims()
        assert [replace(e, judgements=()) for e in record.events()] == [
            replace(e, judgements=()) for e in other.events()
        ]
        judged, again = ([(j.a, j.b, j.verdict, j.score) for j in r.judgements()] for r in (record, other))
        assert judged == again


def _count(path: Path) -> int:
    """Reports committed so far by another process."""
    if not path.exists():
        return 0
    try:
        with sqlite3.connect(f"file:{path}?mode=ro", uri=True) as connection:
            return int(connection.execute("SELECT count(*) FROM reports").fetchone()[0])
    except sqlite3.Error:
        return 0


def test_another_program_s_database_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "other.db"
    with sqlite3.connect(path) as connection:
        connection.execute("CREATE TABLE stamps (id INTEGER)")
    with pytest.raises(StoreError, match=r"another program.*stamps"):
        Record.open(path)
    words = tmp_path / "notes.txt"
    words.write_text("These are notes, no database.")
    with pytest.raises(StoreError, match="not a record"):
        Record.open(words)
    with pytest.raises(StoreError, match="folder"):
        Record.open(tmp_path)
    with pytest.raises(StoreError, match="no record"):
        Record.open(tmp_path / "missing.db", create=False)


def test_a_newer_record_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "r.db"
    Record.open(path).close()
    with sqlite3.connect(path) as connection:
        connection.execute("UPDATE alembic_version SET version_num = '9999'")
    with pytest.raises(StoreError, match="newer Dateline"):
        Record.open(path)


def test_opening_an_up_to_date_record_does_not_load_the_migrations(tmp_path: Path) -> None:
    path = tmp_path / "r.db"
    Record.open(path).close()
    code = (
        f"import sys; from dateline.store import Record; Record.open({str(path)!r}); sys.exit('alembic' in sys.modules)"
    )
    assert subprocess.run([sys.executable, "-c", code], check=False).returncode == 0


def test_migrations_make_the_tables_of_the_code(tmp_path: Path) -> None:
    from alembic.autogenerate import compare_metadata
    from alembic.migration import MigrationContext

    path = tmp_path / "r.db"
    Record.open(path).close()
    with create_engine(f"sqlite:///{path}").connect() as connection:
        context = MigrationContext.configure(connection)
        differences = [d for d in compare_metadata(context, METADATA) if d[0] != "remove_table"]
    assert differences == []


def test_the_views_are_as_documented(tmp_path: Path, repo: Path) -> None:
    path = tmp_path / "r.db"
    record_of(story("a.txt", 12), story("b.txt", 14), record=Record.open(path)).close()
    documented = (repo / "docs/sql.md").read_text(encoding="utf8")
    with sqlite3.connect(path) as connection:
        for view in ("events", "figures", "statements"):
            columns = [d[0] for d in connection.execute(f"SELECT * FROM {view}").description]
            section = documented.split(f"## {view}")[1].split("\n## ")[0]
            listed = [line.split("|")[1].strip(" `") for line in section.splitlines() if line.startswith("| `")]
            assert listed == columns, view
        events = connection.execute(
            "SELECT kind, first_day, place, killed_low, killed_high, reports FROM events"
        ).fetchall()
        assert events == [("air_strike", "2025-03-26", "Gassira", 14, 14, 2)]
        figures = connection.execute(
            "SELECT low, count_span, speaker_organisation, event IS NULL FROM figures ORDER BY report, start_char"
        ).fetchall()
        assert figures[:2] == [(12, "incident", "Bitkine hospital", 0), (900, "total", "Salamat Observatory", 1)]
        assert connection.execute("SELECT count(*) FROM statements").fetchone() == (6,)


def test_frames_have_whole_numbers_and_days() -> None:
    with record_of(story()) as record:
        frame = record.figures_frame()
        assert frame["low"].tolist() == [12, 900]
        assert frame["high"].isna().tolist() == [False, True]
        assert frame["first_day"][0].date() == date(2025, 3, 26)
        assert record.events_frame()["killed_best"].tolist() == [12]
        assert set(record.statements_frame()["type"]) == {"event", "figure"}


def test_claims_by_day_event_and_kind() -> None:
    one, claims = story()
    with record_of((one, claims)) as record:
        event_id = record.events()[0].id
        assert [c.id for c in record.claims(event=event_id)] == [claims[0].id, claims[1].id]
        assert record.claims(since=date(2025, 3, 27)) == []
        assert len(record.claims(until=date(2025, 3, 26))) == 2
        assert [c.id for c in record.figures(measure=Measure.KILLED, count_span=CountSpan.INCIDENT)] == [claims[1].id]
        assert record.event(event_id[:6]).id == event_id
        with pytest.raises(NotInRecord):
            record.event("zzzz")
        with pytest.raises(NotInRecord):
            record.report("zzzz")


def test_runs_keep_their_counts_and_what_was_set_aside() -> None:
    with Record.open(":memory:") as record:
        begun = run()
        record.begin_run(begun)
        aside = Problem(code=ProblemCode.EMPTY, stage="collect", path="empty.txt")
        ended = replace(begun, finished=AT, counts={"run": {"pages in": 3}}, problems=(aside,))
        record.end_run(ended)
        assert record.runs() == [ended]
        assert record.problems(ended.id) == [aside]


def test_two_programs_write_in_turn(tmp_path: Path) -> None:
    path = tmp_path / "r.db"
    with Record.open(path) as first, Record.open(path) as second:
        record_of(story("a.txt"), record=first)
        record_of(story("b.txt", 14), record=second)
        assert [c.name for c in first.reports()] == ["a.txt", "b.txt"]
        assert len(second.events()) == 1


@pytest.mark.skipif(
    "DATELINE_TEST_POSTGRES" not in os.environ, reason="needs DATELINE_TEST_POSTGRES, an empty database"
)
def test_the_same_record_on_postgresql() -> None:
    address = os.environ["DATELINE_TEST_POSTGRES"]
    told = [story("a.txt", 12), story("b.txt", 14)]
    with record_of(*told, record=Record.open(address)) as there, record_of(*told) as here:
        assert there.events() == here.events()
        assert there.claims() == here.claims()
        assert there.figures_frame().equals(here.figures_frame())
        assert [c.id for c in there.reports()] == [c.id for c in here.reports()]


def test_cost_of_opening(tmp_path: Path) -> None:
    path = tmp_path / "r.db"
    Record.open(path).close()
    start = time.perf_counter()
    Record.open(path).close()
    assert time.perf_counter() - start < 1.0
