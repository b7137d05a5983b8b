"""The first schema: tables as of this version, the views, and the mark by which a record knows itself."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0001"
down_revision = None


def upgrade() -> None:
    """Create everything."""
    op.create_table(
        "about",
        sa.Column("key", sa.String(length=40), nullable=False),
        sa.Column("value", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("key", name=op.f("pk_about")),
    )
    op.create_table(
        "decisions",
        sa.Column("seq", sa.Integer(), autoincrement=True, nullable=False),
        sa.Column("at", sa.String(length=40), nullable=False),
        sa.Column("by", sa.Text(), nullable=False),
        sa.Column("action", sa.String(length=20), nullable=False),
        sa.Column("a", sa.String(length=40), nullable=False),
        sa.Column("b", sa.String(length=40), nullable=True),
        sa.Column("reason", sa.Text(), nullable=False),
        sa.Column("undone_at", sa.String(length=40), nullable=True),
        sa.Column("undone_by", sa.Text(), nullable=True),
        sa.PrimaryKeyConstraint("seq", name=op.f("pk_decisions")),
    )
    op.create_table(
        "event_folds",
        sa.Column("id", sa.String(length=40), nullable=False),
        sa.Column("kind", sa.String(length=40), nullable=False),
        sa.Column("first_day", sa.Date(), nullable=True),
        sa.Column("last_day", sa.Date(), nullable=True),
        sa.Column("place", sa.Text(), nullable=True),
        sa.Column("country", sa.String(length=2), nullable=True),
        sa.Column("latitude", sa.Float(), nullable=True),
        sa.Column("longitude", sa.Float(), nullable=True),
        sa.Column("actors", sa.Text(), nullable=True),
        sa.Column("targets", sa.Text(), nullable=True),
        sa.Column("killed_low", sa.Integer(), nullable=True),
        sa.Column("killed_best", sa.Integer(), nullable=True),
        sa.Column("killed_high", sa.Integer(), nullable=True),
        sa.Column("injured_low", sa.Integer(), nullable=True),
        sa.Column("injured_best", sa.Integer(), nullable=True),
        sa.Column("injured_high", sa.Integer(), nullable=True),
        sa.Column("reports", sa.Integer(), nullable=False),
        sa.Column("lineages", sa.Integer(), nullable=False),
        sa.Column("voices", sa.Integer(), nullable=False),
        sa.Column("statements", sa.Integer(), nullable=False),
        sa.Column("grade", sa.String(length=12), nullable=False),
        sa.Column("disputes", sa.Text(), nullable=True),
        sa.Column("policy", sa.String(length=12), nullable=False),
        sa.Column("body", sa.JSON(), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_event_folds")),
    )
    op.create_index(op.f("ix_event_folds_first_day"), "event_folds", ["first_day"], unique=False)
    op.create_table(
        "judgements",
        sa.Column("seq", sa.Integer(), autoincrement=True, nullable=False),
        sa.Column("a", sa.String(length=40), nullable=False),
        sa.Column("b", sa.String(length=40), nullable=False),
        sa.Column("verdict", sa.String(length=10), nullable=False),
        sa.Column("score", sa.Float(), nullable=False),
        sa.Column("reasons", sa.JSON(), nullable=False),
        sa.Column("by", sa.Text(), nullable=False),
        sa.Column("by_person", sa.Boolean(), nullable=False),
        sa.Column("at", sa.String(length=40), nullable=False),
        sa.Column("superseded_at", sa.String(length=40), nullable=True),
        sa.PrimaryKeyConstraint("seq", name=op.f("pk_judgements")),
    )
    op.create_index(op.f("ix_judgements_b"), "judgements", ["b"], unique=False)
    op.create_index("ix_judgements_pair", "judgements", ["a", "b", "superseded_at"], unique=False)
    op.create_index("ix_judgements_verdict", "judgements", ["verdict", "superseded_at"], unique=False)
    op.create_table(
        "members",
        sa.Column("claim_id", sa.String(length=40), nullable=False),
        sa.Column("event_id", sa.String(length=40), nullable=False),
        sa.PrimaryKeyConstraint("claim_id", name=op.f("pk_members")),
    )
    op.create_index(op.f("ix_members_event_id"), "members", ["event_id"], unique=False)
    op.create_table(
        "pages",
        sa.Column("digest", sa.String(length=64), nullable=False),
        sa.Column("size", sa.Integer(), nullable=False),
        sa.Column("content", sa.LargeBinary(), nullable=False),
        sa.PrimaryKeyConstraint("digest", name=op.f("pk_pages")),
    )
    op.create_table(
        "problems",
        sa.Column("seq", sa.Integer(), autoincrement=True, nullable=False),
        sa.Column("report_id", sa.String(length=40), nullable=True),
        sa.Column("path", sa.Text(), nullable=True),
        sa.Column("code", sa.String(length=30), nullable=False),
        sa.Column("stage", sa.String(length=20), nullable=False),
        sa.Column("detail", sa.Text(), nullable=False),
        sa.Column("start_char", sa.Integer(), nullable=True),
        sa.Column("end_char", sa.Integer(), nullable=True),
        sa.PrimaryKeyConstraint("seq", name=op.f("pk_problems")),
    )
    op.create_index(op.f("ix_problems_report_id"), "problems", ["report_id"], unique=False)
    op.create_table(
        "runs",
        sa.Column("id", sa.String(length=40), nullable=False),
        sa.Column("version", sa.String(length=40), nullable=False),
        sa.Column("config_digest", sa.String(length=64), nullable=False),
        sa.Column("started", sa.String(length=40), nullable=False),
        sa.Column("finished", sa.String(length=40), nullable=True),
        sa.Column("body", sa.JSON(), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_runs")),
    )
    op.create_table(
        "texts",
        sa.Column("digest", sa.String(length=64), nullable=False),
        sa.Column("content", sa.LargeBinary(), nullable=False),
        sa.PrimaryKeyConstraint("digest", name=op.f("pk_texts")),
    )
    op.create_table(
        "reports",
        sa.Column("seq", sa.Integer(), autoincrement=True, nullable=False),
        sa.Column("id", sa.String(length=40), nullable=False),
        sa.Column("digest", sa.String(length=64), nullable=False),
        sa.Column("page_digest", sa.String(length=64), nullable=False),
        sa.Column("source_id", sa.String(length=200), nullable=False),
        sa.Column("source_name", sa.Text(), nullable=False),
        sa.Column("source_kind", sa.String(length=20), nullable=False),
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("url", sa.Text(), nullable=True),
        sa.Column("title", sa.Text(), nullable=True),
        sa.Column("agency", sa.Text(), nullable=True),
        sa.Column("published", sa.Date(), nullable=True),
        sa.Column("published_basis", sa.String(length=20), nullable=True),
        sa.Column("language", sa.String(length=20), nullable=True),
        sa.Column("copy_of", sa.String(length=40), nullable=True),
        sa.Column("lineage", sa.String(length=40), nullable=False),
        sa.Column("size", sa.Integer(), nullable=False),
        sa.Column("opening", sa.Text(), nullable=False),
        sa.Column("fingerprint", sa.LargeBinary(), nullable=False),
        sa.Column("raw_digest", sa.String(length=64), nullable=False),
        sa.Column("clean", sa.LargeBinary(), nullable=False),
        sa.Column("map", sa.LargeBinary(), nullable=False),
        sa.Column("run_id", sa.String(length=40), nullable=True),
        sa.Column("origin", sa.Text(), nullable=False),
        sa.Column("body", sa.JSON(), nullable=False),
        sa.ForeignKeyConstraint(["page_digest"], ["pages.digest"], name=op.f("fk_reports_page_digest")),
        sa.ForeignKeyConstraint(["raw_digest"], ["texts.digest"], name=op.f("fk_reports_raw_digest")),
        sa.PrimaryKeyConstraint("seq", name=op.f("pk_reports")),
        sa.UniqueConstraint("id", name=op.f("uq_reports_id")),
    )
    op.create_index(op.f("ix_reports_digest"), "reports", ["digest"], unique=False)
    op.create_index(op.f("ix_reports_lineage"), "reports", ["lineage"], unique=False)
    op.create_index(op.f("ix_reports_page_digest"), "reports", ["page_digest"], unique=False)
    op.create_index(op.f("ix_reports_published"), "reports", ["published"], unique=False)
    op.create_table(
        "claim_keys",
        sa.Column("key", sa.String(length=120), nullable=False),
        sa.Column("claim_id", sa.String(length=40), nullable=False),
        sa.Column("report_id", sa.String(length=40), nullable=False),
        sa.ForeignKeyConstraint(["report_id"], ["reports.id"], name=op.f("fk_claim_keys_report_id")),
        sa.PrimaryKeyConstraint("key", "claim_id", name=op.f("pk_claim_keys")),
    )
    op.create_index(op.f("ix_claim_keys_report_id"), "claim_keys", ["report_id"], unique=False)
    op.create_table(
        "claims",
        sa.Column("seq", sa.Integer(), autoincrement=True, nullable=False),
        sa.Column("id", sa.String(length=40), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("superseded_at", sa.String(length=40), nullable=True),
        sa.Column("report_id", sa.String(length=40), nullable=False),
        sa.Column("type", sa.String(length=10), nullable=False),
        sa.Column("kind", sa.String(length=40), nullable=True),
        sa.Column("measure", sa.String(length=20), nullable=True),
        sa.Column("low", sa.Integer(), nullable=True),
        sa.Column("high", sa.Integer(), nullable=True),
        sa.Column("bound", sa.String(length=10), nullable=True),
        sa.Column("as_written", sa.Text(), nullable=True),
        sa.Column("count_span", sa.String(length=10), nullable=True),
        sa.Column("victim_class", sa.String(length=10), nullable=True),
        sa.Column("victim_side", sa.Text(), nullable=True),
        sa.Column("speaker_name", sa.Text(), nullable=True),
        sa.Column("speaker_organisation", sa.Text(), nullable=True),
        sa.Column("stance", sa.String(length=10), nullable=False),
        sa.Column("perpetrators", sa.Text(), nullable=True),
        sa.Column("targets", sa.Text(), nullable=True),
        sa.Column("start_day", sa.Date(), nullable=True),
        sa.Column("end_day", sa.Date(), nullable=True),
        sa.Column("day_precision", sa.String(length=10), nullable=True),
        sa.Column("place", sa.Text(), nullable=True),
        sa.Column("country", sa.String(length=2), nullable=True),
        sa.Column("admin1", sa.Text(), nullable=True),
        sa.Column("latitude", sa.Float(), nullable=True),
        sa.Column("longitude", sa.Float(), nullable=True),
        sa.Column("place_precision", sa.String(length=12), nullable=True),
        sa.Column("start_char", sa.Integer(), nullable=False),
        sa.Column("end_char", sa.Integer(), nullable=False),
        sa.Column("quote", sa.Text(), nullable=False),
        sa.Column("sentence", sa.Text(), nullable=True),
        sa.Column("about", sa.String(length=40), nullable=True),
        sa.Column("part_of", sa.String(length=40), nullable=True),
        sa.Column("origin", sa.Text(), nullable=False),
        sa.Column("body", sa.JSON(), nullable=False),
        sa.ForeignKeyConstraint(["report_id"], ["reports.id"], name=op.f("fk_claims_report_id")),
        sa.PrimaryKeyConstraint("seq", name=op.f("pk_claims")),
        sa.UniqueConstraint("id", "version", name=op.f("uq_claims_id_version")),
    )
    op.create_index("ix_claims_day", "claims", ["start_day", "type"], unique=False)
    op.create_index("ix_claims_report", "claims", ["report_id", "superseded_at"], unique=False)
    op.create_table(
        "left_out",
        sa.Column("report_id", sa.String(length=40), nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("start_char", sa.Integer(), nullable=False),
        sa.Column("end_char", sa.Integer(), nullable=False),
        sa.Column("reason", sa.String(length=20), nullable=False),
        sa.Column("rule", sa.Text(), nullable=False),
        sa.Column("opens", sa.Text(), nullable=False),
        sa.ForeignKeyConstraint(["report_id"], ["reports.id"], name=op.f("fk_left_out_report_id")),
        sa.PrimaryKeyConstraint("report_id", "number", name=op.f("pk_left_out")),
    )
    op.create_table(
        "report_keys",
        sa.Column("key", sa.String(length=120), nullable=False),
        sa.Column("report_id", sa.String(length=40), nullable=False),
        sa.ForeignKeyConstraint(["report_id"], ["reports.id"], name=op.f("fk_report_keys_report_id")),
        sa.PrimaryKeyConstraint("key", "report_id", name=op.f("pk_report_keys")),
    )
    op.create_index("ix_report_keys_report", "report_keys", ["report_id"], unique=False)
    op.execute("""
CREATE VIEW events AS
SELECT id AS event, kind, first_day, last_day, place, country, latitude, longitude, actors, targets,
       killed_low, killed_best, killed_high, injured_low, injured_best, injured_high,
       reports, lineages, voices, statements, grade, disputes, policy
FROM event_folds
""")
    op.execute("""
CREATE VIEW figures AS
SELECT c.id AS figure, m.event_id AS event, r.name AS report, r.source_name AS source, r.published AS published,
       r.title AS title, r.url AS url, c.measure AS measure, c.low AS low, c.high AS high, c.bound AS bound,
       c.as_written AS as_written, c.victim_class AS victim_class, c.victim_side AS victim_side,
       c.count_span AS count_span, c.speaker_name AS speaker_name, c.speaker_organisation AS speaker_organisation,
       c.stance AS stance, c.perpetrators AS perpetrators, c.start_day AS first_day, c.end_day AS last_day,
       c.place AS place, c.country AS country, c.latitude AS latitude, c.longitude AS longitude,
       c.part_of AS part_of, c.start_char AS start_char, c.end_char AS end_char, c.quote AS quote,
       c.sentence AS sentence, r.copy_of AS copy_of, r.lineage AS lineage
FROM claims c JOIN reports r ON r.id = c.report_id LEFT JOIN members m ON m.claim_id = c.id
WHERE c.superseded_at IS NULL AND c.type = 'figure'
""")
    op.execute("""
CREATE VIEW statements AS
SELECT c.id AS statement, c.type AS type, m.event_id AS event, r.name AS report, r.source_name AS source,
       r.published AS published, r.title AS title, r.url AS url, c.kind AS kind, c.measure AS measure,
       c.low AS low, c.high AS high, c.count_span AS count_span, c.speaker_name AS speaker_name,
       c.speaker_organisation AS speaker_organisation, c.stance AS stance, c.perpetrators AS perpetrators,
       c.targets AS targets, c.start_day AS first_day, c.end_day AS last_day, c.place AS place, c.country AS country,
       c.latitude AS latitude, c.longitude AS longitude, c.start_char AS start_char, c.end_char AS end_char,
       c.quote AS quote, c.sentence AS sentence, c.origin AS origin, r.copy_of AS copy_of, r.lineage AS lineage
FROM claims c JOIN reports r ON r.id = c.report_id LEFT JOIN members m ON m.claim_id = c.id
WHERE c.superseded_at IS NULL
""")
    op.execute("INSERT INTO about (key, value) VALUES ('program', 'dateline record')")
