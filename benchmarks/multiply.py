"""Makes a record many times as large without joining each report: SQLite only, for :mod:`joining`.

Copy ``k`` of every row has other ids (the first three characters give the copy) and all its days moved back by ``k`` periods of
thirty days, in columns, keys and stored objects alike. So the copies are what joining made, events, judgements and lineages
included, and lie in the past as if the desk had read on for years: the same towns, parties and numbers come again and again.
The bytes of pages and cleaned texts are left empty in copies: adding a report does not read them.
"""

from __future__ import annotations

import re
import sqlite3
from datetime import date, timedelta
from pathlib import Path

__all__ = ["PERIOD", "multiply"]

#: Days between two copies: a multiple of the widths of buckets in :mod:`dateline.store.keyed`; more than the base spans.
PERIOD = 30
_MARK = re.compile(r'"([0-9a-f]{16})"|"(\d{4}-\d\d-\d\d)"')
_DIGITS = "0123456789abcdefghijklmnopqrstuvwxyz"

_ID = "'{mark}' || substr({0}, 4)"
_DAY = "date({0}, '-{days} days')"
_KEY = (
    "CASE WHEN key LIKE '*|%' THEN key "
    "WHEN key LIKE '*%' THEN printf('*%06d', CAST(substr(key, 2, 6) AS INTEGER) - {days} / 30) || substr(key, 8) "
    "ELSE date(substr(key, 1, 10), '-{days} days') || substr(key, 11) END"
)
_TEXT_KEY = "printf('%06d', CAST(substr(key, 1, 6) AS INTEGER) - {days} / 10) || substr(key, 7)"


def _replaced(words: str, *names: str) -> str:
    """SQL that puts the new ids and days of some columns into a stored object."""
    for name in names:
        new = _DAY if name.endswith(("_day", "published")) else _ID
        words = f"replace({words}, ifnull({name}, '~'), ifnull({new.replace('{0}', name)}, '~'))"
    return words


#: What becomes of a column in a copy; columns not named stay as they are, ``seq`` is given anew.
_CHANGES = {
    "pages": {"digest": _ID, "content": "x''"},
    "texts": {"digest": _ID, "content": "x''"},
    "reports": {
        "id": _ID,
        "digest": _ID,
        "page_digest": _ID,
        "raw_digest": _ID,
        "published": _DAY,
        "copy_of": _ID,
        "lineage": _ID,
        "clean": "x''",
        "map": "x''",
        "body": _replaced("body", "id", "published"),
    },
    "claims": {
        "id": _ID,
        "report_id": _ID,
        "start_day": _DAY,
        "end_day": _DAY,
        "about": _ID,
        "part_of": _ID,
        "body": _replaced("body", "id", "report_id", "about", "part_of", "start_day"),
    },
    "claim_keys": {"key": _KEY, "claim_id": _ID, "report_id": _ID},
    "report_keys": {"key": _TEXT_KEY, "report_id": _ID},
    "judgements": {"a": _ID, "b": _ID},
    "members": {"claim_id": _ID, "event_id": _ID},
    "event_folds": {"id": _ID, "first_day": _DAY, "last_day": _DAY, "body": "body(body)"},
}


def multiply(path: Path, base: Path, wanted: int, *, start: int = 1) -> None:
    """Make the record ``wanted`` times as large as ``base``; ``start`` times are there already (0: not even the base).

    Where there is no file ``base``, it is made: the record as it stands.
    """
    known = base.exists()
    db = sqlite3.connect(path, isolation_level=None)
    try:
        db.execute("PRAGMA journal_mode = OFF")
        db.execute("PRAGMA synchronous = OFF")
        db.execute("PRAGMA cache_size = -65536")
        db.execute("ATTACH ? AS base", (str(base),))
        if not known:
            for table in _CHANGES:
                db.execute(f"CREATE TABLE base.{table} AS SELECT * FROM main.{table}")
        for k in range(start, wanted):
            _copy(db, k)
        db.execute("PRAGMA journal_mode = WAL")
    finally:
        db.close()


def _copy(db: sqlite3.Connection, k: int) -> None:
    mark, days = f"g{_DIGITS[k // 36]}{_DIGITS[k % 36]}", PERIOD * k

    def one(found: re.Match[str]) -> str:
        if found[1]:
            return f'"{mark}{found[1][3:]}"'
        return f'"{(date.fromisoformat(found[2]) - timedelta(days=days)).isoformat()}"'

    db.create_function("body", 1, lambda text: _MARK.sub(one, text))
    db.execute("BEGIN")
    for table, changes in _CHANGES.items():
        names = [row[1] for row in db.execute(f"PRAGMA main.table_info({table})") if row[1] != "seq"]
        values = []
        for name in names:
            change = changes.get(name, '"{0}"') if k else '"{0}"'
            values.append(change.replace("{0}", name).replace("{mark}", mark).replace("{days}", str(days)))
        listed = ", ".join(f'"{name}"' for name in names)
        db.execute(f"INSERT INTO main.{table} ({listed}) SELECT {', '.join(values)} FROM base.{table}")
    db.execute("COMMIT")


def transfer(path: Path, address: str) -> None:
    """Copy the rows of a record in SQLite into an empty record in PostgreSQL, made by opening it."""
    import psycopg
    from psycopg import sql

    db = sqlite3.connect(path)
    with psycopg.connect(address) as there:
        for table in _CHANGES:
            names = [row[1] for row in db.execute(f"PRAGMA table_info({table})")]
            columns = sql.SQL(", ").join(map(sql.Identifier, names))
            into = sql.SQL("COPY {} ({}) FROM STDIN").format(sql.Identifier(table), columns)
            with there.cursor() as cursor, cursor.copy(into) as copy:
                for row in db.execute(f"SELECT * FROM {table}"):
                    copy.write_row(row)
            if "seq" in names:
                there.execute(
                    f"SELECT setval(pg_get_serial_sequence('{table}', 'seq'), (SELECT max(seq) FROM {table}))"
                )
    with psycopg.connect(address, autocommit=True) as there:
        there.execute("ANALYZE")
    db.close()
