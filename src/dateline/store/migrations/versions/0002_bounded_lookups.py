"""Look-ups that do not grow with the record: keys of texts by ten days of publication, indexes for what was searched through.

On SQLite the tables of keys become clustered by their primary key, by which they are read.
"""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0002"
down_revision = "0001"


def _bucket(dialect: str, days: int) -> str:
    """The day of ``r`` as ``date.toordinal()``, in buckets of so many days with six digits (dateline.store.keyed)."""
    if dialect == "postgresql":
        return f"LPAD(COALESCE((r.published - DATE '0001-01-01' + 1) / {days}, 0)::text, 6, '0')"
    return f"printf('%06d', COALESCE(CAST((julianday(r.published) - 1721424.5) AS INTEGER) / {days}, 0))"


def upgrade() -> None:
    """Rebuild two tables, add indexes."""
    dialect = op.get_bind().dialect.name
    rowid = {"sqlite_with_rowid": False}
    op.rename_table("report_keys", "old_report_keys")
    op.rename_table("claim_keys", "old_claim_keys")
    for index in ("ix_report_keys_report", "ix_claim_keys_report_id"):
        op.drop_index(index)
    if dialect == "postgresql":
        for table in ("report_keys", "claim_keys"):
            op.drop_constraint(f"pk_{table}", f"old_{table}", type_="primary")
    op.create_table(
        "report_keys",
        sa.Column("key", sa.String(length=120), nullable=False),
        sa.Column("report_id", sa.String(length=40), nullable=False),
        sa.ForeignKeyConstraint(["report_id"], ["reports.id"], name="fk_report_keys_report_id_2"),
        sa.PrimaryKeyConstraint("key", "report_id", name="pk_report_keys"),
        **rowid,
    )
    op.execute(
        f"INSERT INTO report_keys (key, report_id) SELECT {_bucket(dialect, 10)} || '/' || k.key AS key, k.report_id "
        "FROM old_report_keys k JOIN reports r ON r.id = k.report_id ORDER BY 1, 2"
    )
    op.create_table(
        "claim_keys",
        sa.Column("key", sa.String(length=120), nullable=False),
        sa.Column("claim_id", sa.String(length=40), nullable=False),
        sa.Column("report_id", sa.String(length=40), nullable=False),
        sa.ForeignKeyConstraint(["report_id"], ["reports.id"], name="fk_claim_keys_report_id_2"),
        sa.PrimaryKeyConstraint("key", "claim_id", name="pk_claim_keys"),
        **rowid,
    )
    op.execute(
        "INSERT INTO claim_keys (key, claim_id, report_id) SELECT key, claim_id, report_id FROM old_claim_keys ORDER BY 1, 2"
    )
    op.execute(
        f"INSERT INTO claim_keys (key, claim_id, report_id) SELECT '*' || {_bucket(dialect, 30)} || SUBSTR(k.key, 2), "
        "k.claim_id, k.report_id FROM old_claim_keys k JOIN reports r ON r.id = k.report_id WHERE k.key LIKE '*|%' ORDER BY 1, 2"
    )
    for table in ("old_report_keys", "old_claim_keys"):
        op.drop_table(table)
    op.create_index("ix_report_keys_report", "report_keys", ["report_id"], unique=False)
    op.create_index("ix_claim_keys_report_id", "claim_keys", ["report_id"], unique=False)
    op.drop_index("ix_reports_lineage")
    op.create_index("ix_reports_lineage", "reports", ["lineage", "published", "seq"], unique=False)
    op.create_index("ix_reports_name", "reports", ["name"], unique=False)
    op.create_index("ix_decisions_a", "decisions", ["a"], unique=False)
