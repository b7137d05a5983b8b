"""Which schema a database has, and bringing it up to date.

Opening a record that is up to date reads one row and does not load the migration library.
"""

from __future__ import annotations

from pathlib import Path

from sqlalchemy import Engine, inspect, text
from sqlalchemy.exc import DatabaseError, OperationalError

from dateline.errors import StoreError

__all__ = ["HEAD", "prepare"]

HEAD = "0002"
_PROGRAM = "dateline record"


def prepare(engine: Engine, *, create: bool, label: str) -> None:
    """Create the tables, migrate older ones, refuse what is newer or is no record of ours.

    ``label`` is the address as a person knows it. Raises StoreError.
    """
    try:
        found, tables = _look(engine)
    except OperationalError as error:
        raise StoreError(f"the record {label} cannot be opened: {error.orig}") from error
    except DatabaseError as error:
        raise StoreError(f"the record {label} is damaged or not a database: {error.orig}") from error
    if found == HEAD:
        return
    if found is None and tables:
        raise StoreError(
            f"{label} is a database of another program: it holds the tables {', '.join(tables[:6])}"
            f"{' …' if len(tables) > 6 else ''}; give another file with --db"
        )
    if found is None and not create:
        raise StoreError(f"{label} is empty; make a record with: dateline read PATH… --db {label}")
    if found is not None and found not in _known():
        raise StoreError(
            f"{label} was written by a newer Dateline (schema {found}; this program knows up to {HEAD}): "
            "install a newer Dateline to open it"
        )
    _migrate(engine)


def _look(engine: Engine) -> tuple[str | None, list[str]]:
    """The schema found (None where there is none) and the names of the tables."""
    with engine.connect() as connection:
        tables = sorted(inspect(connection).get_table_names())
        if "about" not in tables or "alembic_version" not in tables:
            return None, tables
        program = connection.execute(text("SELECT value FROM about WHERE key = 'program'")).scalar()
        if program != _PROGRAM:
            return None, tables
        return str(connection.execute(text("SELECT version_num FROM alembic_version")).scalar()), tables


def _known() -> set[str]:
    return {
        path.name.split("_", 1)[0] for path in (Path(__file__).parent / "migrations" / "versions").glob("[0-9]*.py")
    }


def _migrate(engine: Engine) -> None:
    from alembic import command
    from alembic.config import Config

    config = Config()
    config.set_main_option("script_location", str(Path(__file__).parent / "migrations").replace("%", "%%"))
    config.set_main_option("path_separator", "os")
    with engine.connect().execution_options(writing=True) as connection, connection.begin():
        config.attributes["connection"] = connection
        command.upgrade(config, "head")
