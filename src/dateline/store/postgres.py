"""What is particular to PostgreSQL: the driver, and its plain address."""

from __future__ import annotations

from importlib.util import find_spec

from sqlalchemy import Engine, create_engine

from dateline.errors import StoreError

__all__ = ["engine_for", "is_address"]


def is_address(text: str) -> bool:
    """True for addresses such as ``postgresql://user@host/name``."""
    return text.startswith(("postgresql://", "postgres://", "postgresql+psycopg://"))


def engine_for(address: str) -> Engine:
    """An engine for an address. Raises StoreError where the driver is not installed."""
    if find_spec("psycopg") is None:
        raise StoreError(
            "a record in PostgreSQL needs the driver psycopg; get it with: pip install 'dateline[postgres]'"
        )
    rest = address.split("://", 1)[1]
    return create_engine(f"postgresql+psycopg://{rest}", pool_pre_ping=True)
