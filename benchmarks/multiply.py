"""Makes a record many times as large without joining each report: SQLite only, for :mod:`joining`.

Copy ``k`` of every row has other ids (the first three characters give the copy) and all its days moved back by ``k`` periods of thirty
days, in columns, keys and stored objects alike. So the copies are what joining made, events, judgements and lineages included, and
lie in the past as if the desk had read on for years: the same towns, parties and numbers come again and again. The bytes of pages and
cleaned texts are left empty in copies: adding a report does not read them.
"""

from __future__ import annotations

import re
import sqlite3
from datetime import date, timedelta
from functools import lru_cache
from pathlib import Path

__all__ = ["PERIOD", "multiply"]

#: Days between two copies: a multiple of the widths of buckets in :mod:`dateline.store.keyed`; more than the base spans.
PERIOD = 30
_MARK = re.compile(r'"([0-9a-f]{16})"|"(\d{4}-\d\d-\d\d)"')

_DIGITS = "0123456789abcdefghijklmnopqrstuvwxyz"
_ID = "fresh({0})"
_DAY = "moved({0})"
#: What becomes of a column in a copy; columns not named stay as they are, ``seq`` is given anew.
_CHANGES = {
    "pages": {"digest": _ID, "content": "x''"},
    "texts": {"digest": _ID, "content": "x''"},
    "reports": {
        "id": _ID, "digest": _ID, "page_digest": _ID, "raw_digest": _ID, "published": _DAY, "copy_of": _ID, "lineage": _ID,
        "clean": "x''", "map": "x''", "body": "body(body)",
    },
    "claims": {
        "id": _ID, "report_id": _ID, "start_day": _DAY, "end_day": _DAY, "about": _ID, "part_of": _ID, "body": "body(body)",
    },
    "claim_keys": {"key": "key(key)", "claim_id": _ID, "report_id": _ID},
    "report_keys": {"key": "text_key(key)", "report_id": _ID},
    "judgements": {"a": _ID, "b": _ID},
    "members": {"claim_id": _ID, "event_id": _ID},
    "event_folds": {"id": _ID, "first_day": _DAY, "last_day": _DAY, "body": "body(body)"},
}  # fmt: skip


def multiply(path: Path, wanted: int, *, start: int = 1) -> None:
    """Make the record ``wanted`` times as large as its base; ``start`` times are there already.

    The base is what stood in the record at the first call: it is kept beside it.
    """
    base = path.with_name("base.db")
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
            _functions(db, k)
            db.execute("BEGIN")
            for table, changes in _CHANGES.items():
                names = [row[1] for row in db.execute(f"PRAGMA main.table_info({table})") if row[1] != "seq"]
                values = ", ".join(changes.get(name, f'"{name}"').format(name) for name in names)
                listed = ", ".join(f'"{name}"' for name in names)
                db.execute(f"INSERT INTO main.{table} ({listed}) SELECT {values} FROM base.{table}")
            db.execute("COMMIT")
        db.execute("PRAGMA journal_mode = WAL")
    finally:
        db.close()


def _functions(db: sqlite3.Connection, k: int) -> None:
    mark, days = f"g{_DIGITS[k // 36]}{_DIGITS[k % 36]}", PERIOD * k

    @lru_cache(maxsize=4096)
    def moved(day: str | None) -> str | None:
        return None if day is None else (date.fromisoformat(day) - timedelta(days=days)).isoformat()

    def fresh(identifier: str | None) -> str | None:
        return None if identifier is None else mark + identifier[3:]

    def one(found: re.Match[str]) -> str:
        return f'"{mark}{found[1][3:]}"' if found[1] else f'"{moved(found[2])}"'

    def body(text: str) -> str:
        return _MARK.sub(one, text)

    def key(text: str) -> str:
        if text.startswith("*|"):
            return text
        if text.startswith("*"):
            return f"*{int(text[1:7]) - days // 30:06d}{text[7:]}"
        return f"{moved(text[:10])}{text[10:]}"

    def text_key(text: str) -> str:
        return f"{int(text[:6]) - days // 10:06d}{text[6:]}"

    for name, function in (("fresh", fresh), ("moved", moved), ("body", body), ("key", key), ("text_key", text_key)):
        db.create_function(name, 1, function, deterministic=True)
