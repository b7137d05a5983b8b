"""What is particular to SQLite: one file, WAL, foreign keys, a busy timeout, immediate write transactions."""

from __future__ import annotations

import sqlite3
from pathlib import Path
from typing import Any

from sqlalchemy import Connection, Engine, create_engine, event
from sqlalchemy.pool import StaticPool

from dateline.errors import StoreError

__all__ = ["BUSY_SECONDS", "engine_for"]

BUSY_SECONDS = 30
_MAGIC = b"SQLite format 3\x00"


def engine_for(path: str, *, create: bool) -> Engine:
    """An engine for a file (":memory:" for a record that ends with the program).

    Raises StoreError where the file is missing and ``create`` is false, or is no SQLite file.
    """
    memory = path == ":memory:"
    if not memory:
        _check(Path(path), create=create)
    engine = create_engine(
        "sqlite://" if memory else f"sqlite:///{path}",
        connect_args={"timeout": BUSY_SECONDS, "check_same_thread": False},
        **({"poolclass": StaticPool} if memory else {}),
    )

    @event.listens_for(engine, "connect")
    def _settings(connection: sqlite3.Connection, _: Any) -> None:
        connection.isolation_level = None
        cursor = connection.cursor()
        cursor.execute("PRAGMA foreign_keys = ON")
        cursor.execute(f"PRAGMA busy_timeout = {BUSY_SECONDS * 1000}")
        if not memory:
            cursor.execute("PRAGMA journal_mode = WAL")
            cursor.execute("PRAGMA synchronous = NORMAL")
        cursor.close()

    @event.listens_for(engine, "begin")
    def _begin(connection: Connection) -> None:
        writing = connection.get_execution_options().get("writing", False)
        connection.exec_driver_sql("BEGIN IMMEDIATE" if writing else "BEGIN")

    return engine


def _check(path: Path, *, create: bool) -> None:
    if path.is_dir():
        raise StoreError(f"{path} is a folder; the record is one file: give a name such as {path / 'record.db'}")
    if not path.exists():
        if not create:
            raise StoreError(f"there is no record {path}; make one with: dateline read PATH… --db {path}")
        if not path.parent.is_dir():
            raise StoreError(f"the record {path} cannot be made: there is no folder {path.parent}")
        return
    try:
        with path.open("rb") as handle:
            head = handle.read(len(_MAGIC))
    except OSError as error:
        raise StoreError(f"the record {path} cannot be read: {error.strerror}") from error
    if head and head != _MAGIC:
        raise StoreError(f"{path} is not a record: it begins with {head[:12]!r}, an SQLite file was expected")
