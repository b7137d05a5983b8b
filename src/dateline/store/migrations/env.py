"""Runs the migrations on the connection that ``dateline.store.schema`` hands over."""

from __future__ import annotations

from alembic import context

from dateline.store.tables import METADATA

context.configure(connection=context.config.attributes["connection"], target_metadata=METADATA)
with context.begin_transaction():
    context.run_migrations()
