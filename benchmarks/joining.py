"""What it costs to add a report to a record of any size, and how well reports are joined, on a simulated conflict.

    python benchmarks/joining.py [--marks 1000,10000] [--copies 10,100] [--more N] [--db ADDRESS] [--one-event N] [--json OUT]

Reports of :mod:`simulator` go one by one through the program's own join and store. At each mark it prints what the last
reports before it cost (median and 95th percentile of processor time, statements sent, rows read back), the memory of the
process, the size of the record, and how the joins so far agree with the truth.

``--copies N`` then makes the record N times as large without joining each report (:mod:`multiply`): every row is copied with
other ids and with its days moved back by whole periods, as if the same desk had read for N times as long in such a
conflict; ``--more`` reports are added on top through the join, and measured as before. With ``--db postgresql://…`` the record
is copied there and measured there (processor time is then that of the program alone, not of the server).

Compare ratios, not seconds: of one run on one machine.
"""

from __future__ import annotations

import argparse
import gc
import json
import platform
import resource
import sqlite3
import sys
import tempfile
import time
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from sqlalchemy import event

from dateline import __version__
from dateline.join import join_report
from dateline.store import Record
from dateline.terms import ClaimType
from multiply import multiply, transfer
from simulator import Setting, Told, one_incident, simulate

_WINDOW = 1000


class CountedRecord(Record):
    """A record that counts what is asked of it."""

    rows_read = 0
    statements = 0

    def _rows(self, statement: Any, given: Any = None) -> list[Any]:
        found = super()._rows(statement, given)
        self.rows_read += len(found)
        return found

    def count_statements(self) -> None:
        @event.listens_for(self._engine, "before_cursor_execute")
        def _count(*_: Any) -> None:
            self.statements += 1


@dataclass(slots=True)
class Costs:
    """What each of some reports cost: seconds of the processor, seconds of the clock, statements, rows, of which keys."""

    cpu: list[float] = field(default_factory=list)
    wall: list[float] = field(default_factory=list)
    statements: list[float] = field(default_factory=list)
    rows: list[float] = field(default_factory=list)
    judged: list[float] = field(default_factory=list)
    refolded: list[float] = field(default_factory=list)

    def last(self, window: int) -> dict[str, dict[str, float]]:
        """Median, 95th percentile and mean of the last ones."""
        return {name: _summary(getattr(self, name)[-window:]) for name in self.__dataclass_fields__}

    def forget(self, window: int) -> None:
        """Keep the last ones only."""
        for name in self.__dataclass_fields__:
            del getattr(self, name)[:-window]


def _summary(values: list[float]) -> dict[str, float]:
    ordered = sorted(values)
    if not ordered:
        return {}
    return {
        "median": round(ordered[len(ordered) // 2], 5),
        "p95": round(ordered[min(len(ordered) - 1, int(0.95 * len(ordered)))], 5),
        "mean": round(sum(ordered) / len(ordered), 5),
        "most": round(ordered[-1], 5),
    }


class Truth:
    """The truth of every claim, in a database of its own, so that memory stays flat."""

    def __init__(self, path: Path) -> None:
        self._db = sqlite3.connect(path)
        self._db.execute(
            "CREATE TABLE told (claim TEXT PRIMARY KEY, incident INT, killed INT, event TEXT) WITHOUT ROWID"
        )
        self._db.execute("CREATE TABLE origin (report TEXT PRIMARY KEY, origin INT, lineage TEXT) WITHOUT ROWID")

    def add(self, told: Told) -> None:
        """Note a report."""
        for claim in told.claims:
            if claim.type is ClaimType.EVENT and (incident := told.incident_of[claim.id]) is not None:
                self._db.execute("INSERT INTO told VALUES (?, ?, ?, NULL)", (claim.id, incident, 0))
        self._db.execute("INSERT INTO origin VALUES (?, ?, NULL)", (told.report.id, told.origin))

    def forget(self) -> None:
        """Begin anew: what is added from now on is scored."""
        self._db.execute("DELETE FROM told")
        self._db.execute("DELETE FROM origin")

    def score(self, record: Record) -> dict[str, Any]:
        """How the record's events agree with the incidents. Items are claims of events (B³ after Bagga and Baldwin 1998)."""
        for start in _blocks(self._db, "SELECT claim FROM told ORDER BY claim", 4000):
            found = record.event_ids(start)
            self._db.executemany("UPDATE told SET event = ? WHERE claim = ?", [(found.get(c, c), c) for c in start])
        for start in _blocks(self._db, "SELECT report FROM origin ORDER BY report", 4000):
            cards = record.cards(start)
            self._db.executemany("UPDATE origin SET lineage = ? WHERE report = ?", [(c.lineage, c.id) for c in cards])
        events = self._agreement("told", "event", "incident")
        mixed = self._one(
            "SELECT COUNT(*) FROM (SELECT event FROM told GROUP BY event HAVING COUNT(DISTINCT incident) > 1)"
        )
        split = self._one(
            "SELECT COUNT(*) FROM (SELECT incident FROM told GROUP BY incident HAVING COUNT(DISTINCT event) > 1)"
        )
        return {
            **events,
            "events": self._one("SELECT COUNT(DISTINCT event) FROM told"),
            "incidents": self._one("SELECT COUNT(DISTINCT incident) FROM told"),
            "events_of_several_incidents": mixed,
            "incidents_in_several_events": split,
            "lineage": self._agreement("origin", "lineage", "origin"),
        }

    def _one(self, query: str) -> int:
        return int(self._db.execute(query).fetchone()[0])

    def _agreement(self, table: str, found: str, true: str) -> dict[str, float]:
        db = self._db
        db.execute("DROP TABLE IF EXISTS cells")
        db.execute(
            f"CREATE TEMP TABLE cells AS SELECT {found} AS f, {true} AS t, COUNT(*) AS n FROM {table} GROUP BY 1, 2"
        )
        items = db.execute("SELECT SUM(n) FROM cells").fetchone()[0] or 1
        p = db.execute("SELECT SUM(1.0 * n * n / s) FROM (SELECT n, SUM(n) OVER (PARTITION BY f) AS s FROM cells)")
        precision = p.fetchone()[0] / items
        r = db.execute("SELECT SUM(1.0 * n * n / s) FROM (SELECT n, SUM(n) OVER (PARTITION BY t) AS s FROM cells)")
        recall = r.fetchone()[0] / items
        both = self._one("SELECT COALESCE(SUM(n * (n - 1) / 2), 0) FROM cells")
        joined = self._one("SELECT SUM(s * (s - 1) / 2) FROM (SELECT SUM(n) AS s FROM cells GROUP BY f)")
        truly = self._one("SELECT SUM(s * (s - 1) / 2) FROM (SELECT SUM(n) AS s FROM cells GROUP BY t)")
        return {
            "items": items,
            "b3_precision": round(precision, 4),
            "b3_recall": round(recall, 4),
            "b3_f1": round(2 * precision * recall / (precision + recall), 4),
            "pairs_precision": round(both / joined, 4) if joined else 1.0,
            "pairs_recall": round(both / truly, 4) if truly else 1.0,
            "false_pairs": joined - both,
        }


def _blocks(db: sqlite3.Connection, query: str, size: int) -> Iterator[list[str]]:
    every = [row[0] for row in db.execute(query)]
    for start in range(0, len(every), size):
        yield every[start : start + size]


def add(record: CountedRecord, told: Told, costs: Costs) -> None:
    """One report through join and store, as the pipeline does it."""
    rows, statements = record.rows_read, record.statements
    clock, cpu = time.perf_counter(), time.process_time()
    with record.transaction():
        joined = join_report(record, told.report, told.claims)
        record.add(told.report, told.report.text.raw.encode(), told.claims, joined)
    costs.cpu.append(time.process_time() - cpu)
    costs.wall.append(time.perf_counter() - clock)
    costs.statements.append(record.statements - statements)
    costs.rows.append(record.rows_read - rows)
    costs.judged.append(len(joined.judgements))
    costs.refolded.append(sum(len(e.claims) + len(e.figures) for e in joined.events))


def measure(
    record: CountedRecord, stream: Iterable[Told], marks: list[int], folder: Path, truth: Truth
) -> Iterator[dict[str, Any]]:
    """Add reports up to the last mark; a row of results at each."""
    costs = Costs()
    waiting = sorted(marks)
    for count, told in enumerate(stream, start=1):
        truth.add(told)
        add(record, told, costs)
        if count % 500 == 0:
            costs.forget(_WINDOW)
        if count == waiting[0]:
            yield result(f"{count} reports, each joined", count, record, costs, folder, truth)
            waiting.pop(0)
            if not waiting:
                return


def result(
    label: str, count: int, record: CountedRecord, costs: Costs, folder: Path, truth: Truth, window: int = _WINDOW
) -> dict[str, Any]:
    """One row of results."""
    gc.collect()
    row = {
        "label": label,
        "reports": count,
        "memory_mb": round(_resident() / 1e6),
        "record_mb": round(sum(p.stat().st_size for p in folder.glob("record.db*")) / 1e6, 1),
        "costs": costs.last(window),
    }
    row["joins"] = truth.score(record)
    _print(row)
    return row


def _resident() -> int:
    """Bytes of memory that the process holds now (where the system tells it, else the most it held)."""
    status = Path("/proc/self/statm")
    if status.exists():
        return int(status.read_text().split()[1]) * resource.getpagesize()
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss * (1 if sys.platform == "darwin" else 1024)


def _print(row: dict[str, Any]) -> None:
    cost, joins = row["costs"], row["joins"]
    print(
        f"{row['label']}: {1000 * cost['cpu']['median']:.1f} ms (95 %: {1000 * cost['cpu']['p95']:.1f}, mean "
        f"{1000 * cost['cpu']['mean']:.1f}) of processor, {cost['statements']['median']:.0f} statements, "
        f"{cost['rows']['median']:.0f} rows (95 %: {cost['rows']['p95']:.0f}); {row['memory_mb']} MB; record "
        f"{row['record_mb']} MB; B³ {joins['b3_precision']:.3f} {joins['b3_recall']:.3f} {joins['b3_f1']:.3f}, pairs "
        f"{joins['pairs_precision']:.3f} {joins['pairs_recall']:.3f}, {joins['events_of_several_incidents']} of "
        f"{joins['events']} events hold several incidents; copies {joins['lineage']['b3_precision']:.3f} "
        f"{joins['lineage']['b3_recall']:.3f}",
        file=sys.stderr,
        flush=True,
    )


def grow_one_event(count: int, where: Path | None) -> list[dict[str, float]]:
    """What a report costs as one event grows: it is folded again as a whole."""
    out = []
    with tempfile.TemporaryDirectory(dir=where) as name, CountedRecord.open(Path(name) / "record.db") as record:
        costs, size = Costs(), 12
        for n, told in enumerate(one_incident(count), start=1):
            add(record, told, costs)
            if n == size:
                last = costs.last(10)
                row = {"reports": n, "cpu": last["cpu"]["median"], "rows": last["rows"]["median"]}
                out.append(row | {"statements_of_event": last["refolded"]["median"], "events": record.size()["events"]})
                print(row, file=sys.stderr, flush=True)
                size *= 2
    return out


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--marks", default="1000,10000", help="numbers of reports at which to measure, with commas")
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument(
        "--db", default=None, help="postgresql:// address of an empty database; else a file that is thrown away"
    )
    parser.add_argument("--copies", default="", help="then make the record so many times as large, with commas: 10,100")
    parser.add_argument("--more", type=int, default=_WINDOW, help="reports added on top of each enlarged record")
    parser.add_argument(
        "--base", type=Path, default=None, help="keep what was joined in this file, or begin with it where it is there"
    )
    parser.add_argument("--one-event", type=int, default=0, help="also measure one event that so many reports tell")
    parser.add_argument("--folder", type=Path, default=None, help="where the record is kept meanwhile")
    parser.add_argument("--json", type=Path, default=None, help="write the result to a file as well")
    options = parser.parse_args()
    marks = [int(n) for n in options.marks.split(",")]
    out: dict[str, Any] = {
        "version": __version__,
        "python": platform.python_version(),
        "machine": platform.processor() or platform.machine(),
        "database": "postgresql" if options.db else f"sqlite {sqlite3.sqlite_version}",
        "results": [],
    }
    with tempfile.TemporaryDirectory(dir=options.folder) as name:
        folder = Path(name)
        truth = Truth(folder / "truth.db")
        stream = simulate(Setting(seed=options.seed))
        path, base, size, times = folder / "record.db", options.base or folder / "base.db", max(marks), 1
        if base.exists():
            times = 0
            for _ in zip(range(size), stream, strict=False):
                pass
        with CountedRecord.open(options.db or path) as record:
            record.count_statements()
            if times:
                out["results"] += list(measure(record, stream, marks, folder, truth))
        for wanted in [int(n) for n in options.copies.split(",") if n]:
            begun = time.perf_counter()
            CountedRecord.open(path).close()
            multiply(path, base, wanted, start=times)
            times = wanted
            if options.db:
                transfer(path, options.db)
            print(
                f"record of {size * times} reports after {time.perf_counter() - begun:.0f} s",
                file=sys.stderr,
                flush=True,
            )
            truth.forget()
            costs = Costs()
            with CountedRecord.open(options.db or path) as record:
                record.count_statements()
                for _, told in zip(range(options.more), stream, strict=False):
                    truth.add(told)
                    add(record, told, costs)
                label = f"{options.more} reports added to {size * times} of which {size} were joined"
                out["results"].append(result(label, size * times, record, costs, folder, truth, options.more))
    if options.one_event:
        out["one_event"] = grow_one_event(options.one_event, options.folder)
    text = json.dumps(out, ensure_ascii=False)
    print(text)
    if options.json is not None:
        options.json.write_text(text + "\n", encoding="utf8")


if __name__ == "__main__":
    main()
