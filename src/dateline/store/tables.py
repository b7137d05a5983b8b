"""The tables of the record, for SQLAlchemy Core. Public interface are the views (``views.py``), not these.

Points in time are ISO 8601 text with their offset; days are dates. ``body`` columns hold the whole typed object
as JSON (``codec.py``), so that it comes back exactly; the columns beside it are what is searched and shown.
"""

from __future__ import annotations

from sqlalchemy import (
    JSON,
    Boolean,
    Column,
    Date,
    Float,
    ForeignKey,
    Index,
    Integer,
    LargeBinary,
    MetaData,
    String,
    Table,
    Text,
    UniqueConstraint,
)

__all__ = [
    "METADATA",
    "about",
    "claim_keys",
    "claims",
    "decisions",
    "event_folds",
    "judgements",
    "left_out",
    "members",
    "pages",
    "problems",
    "report_keys",
    "reports",
    "runs",
    "texts",
]

METADATA = MetaData(
    naming_convention={
        "ix": "ix_%(table_name)s_%(column_0_N_name)s",
        "uq": "uq_%(table_name)s_%(column_0_N_name)s",
        "pk": "pk_%(table_name)s",
        "fk": "fk_%(table_name)s_%(column_0_name)s",
    }
)

about = Table("about", METADATA, Column("key", String(40), primary_key=True), Column("value", Text, nullable=False))

runs = Table(
    "runs",
    METADATA,
    Column("id", String(40), primary_key=True),
    Column("version", String(40), nullable=False),
    Column("config_digest", String(64), nullable=False),
    Column("started", String(40), nullable=False),
    Column("finished", String(40)),
    Column("body", JSON, nullable=False),
)

pages = Table(
    "pages",
    METADATA,
    Column("digest", String(64), primary_key=True),
    Column("size", Integer, nullable=False),
    Column("content", LargeBinary, nullable=False),
)

texts = Table(
    "texts",
    METADATA,
    Column("digest", String(64), primary_key=True),
    Column("content", LargeBinary, nullable=False),
)

reports = Table(
    "reports",
    METADATA,
    Column("seq", Integer, primary_key=True, autoincrement=True),
    Column("id", String(40), nullable=False, unique=True),
    Column("digest", String(64), nullable=False, index=True),
    Column("page_digest", String(64), ForeignKey("pages.digest"), nullable=False, index=True),
    Column("source_id", String(200), nullable=False),
    Column("source_name", Text, nullable=False),
    Column("source_kind", String(20), nullable=False),
    Column("name", Text, nullable=False, index=True),
    Column("url", Text),
    Column("title", Text),
    Column("agency", Text),
    Column("published", Date, index=True),
    Column("published_basis", String(20)),
    Column("language", String(20)),
    Column("copy_of", String(40)),
    Column("lineage", String(40), nullable=False),
    Column("size", Integer, nullable=False),
    Column("opening", Text, nullable=False),
    Column("fingerprint", LargeBinary, nullable=False),
    Column("raw_digest", String(64), ForeignKey("texts.digest"), nullable=False),
    Column("clean", LargeBinary, nullable=False),
    Column("map", LargeBinary, nullable=False),
    Column("run_id", String(40)),
    Column("origin", Text, nullable=False),
    Column("body", JSON, nullable=False),
    Index("ix_reports_lineage", "lineage", "published", "seq"),
)

left_out = Table(
    "left_out",
    METADATA,
    Column("report_id", String(40), ForeignKey("reports.id"), primary_key=True),
    Column("number", Integer, primary_key=True),
    Column("start_char", Integer, nullable=False),
    Column("end_char", Integer, nullable=False),
    Column("reason", String(20), nullable=False),
    Column("rule", Text, nullable=False),
    Column("opens", Text, nullable=False),
)

claims = Table(
    "claims",
    METADATA,
    Column("seq", Integer, primary_key=True, autoincrement=True),
    Column("id", String(40), nullable=False),
    Column("version", Integer, nullable=False),
    Column("superseded_at", String(40)),
    Column("report_id", String(40), ForeignKey("reports.id"), nullable=False),
    Column("type", String(10), nullable=False),
    Column("kind", String(40)),
    Column("measure", String(20)),
    Column("low", Integer),
    Column("high", Integer),
    Column("bound", String(10)),
    Column("as_written", Text),
    Column("count_span", String(10)),
    Column("victim_class", String(10)),
    Column("victim_side", Text),
    Column("speaker_name", Text),
    Column("speaker_organisation", Text),
    Column("stance", String(10), nullable=False),
    Column("perpetrators", Text),
    Column("targets", Text),
    Column("start_day", Date),
    Column("end_day", Date),
    Column("day_precision", String(10)),
    Column("place", Text),
    Column("country", String(2)),
    Column("admin1", Text),
    Column("latitude", Float),
    Column("longitude", Float),
    Column("place_precision", String(12)),
    Column("start_char", Integer, nullable=False),
    Column("end_char", Integer, nullable=False),
    Column("quote", Text, nullable=False),
    Column("sentence", Text),
    Column("about", String(40)),
    Column("part_of", String(40)),
    Column("origin", Text, nullable=False),
    Column("body", JSON, nullable=False),
    UniqueConstraint("id", "version"),
    Index("ix_claims_report", "report_id", "superseded_at"),
    Index("ix_claims_day", "start_day", "type"),
)

claim_keys = Table(
    "claim_keys",
    METADATA,
    Column("key", String(120), primary_key=True),
    Column("claim_id", String(40), primary_key=True),
    Column("report_id", String(40), ForeignKey("reports.id"), nullable=False, index=True),
    sqlite_with_rowid=False,
)

report_keys = Table(
    "report_keys",
    METADATA,
    Column("key", String(120), primary_key=True),
    Column("report_id", String(40), ForeignKey("reports.id"), primary_key=True),
    Index("ix_report_keys_report", "report_id"),
    sqlite_with_rowid=False,
)

judgements = Table(
    "judgements",
    METADATA,
    Column("seq", Integer, primary_key=True, autoincrement=True),
    Column("a", String(40), nullable=False),
    Column("b", String(40), nullable=False, index=True),
    Column("verdict", String(10), nullable=False),
    Column("score", Float, nullable=False),
    Column("reasons", JSON, nullable=False),
    Column("by", Text, nullable=False),
    Column("by_person", Boolean, nullable=False),
    Column("at", String(40), nullable=False),
    Column("superseded_at", String(40)),
    Index("ix_judgements_pair", "a", "b", "superseded_at"),
    Index("ix_judgements_verdict", "verdict", "superseded_at"),
)

members = Table(
    "members",
    METADATA,
    Column("claim_id", String(40), primary_key=True),
    Column("event_id", String(40), nullable=False, index=True),
)

event_folds = Table(
    "event_folds",
    METADATA,
    Column("id", String(40), primary_key=True),
    Column("kind", String(40), nullable=False),
    Column("first_day", Date, index=True),
    Column("last_day", Date),
    Column("place", Text),
    Column("country", String(2)),
    Column("latitude", Float),
    Column("longitude", Float),
    Column("actors", Text),
    Column("targets", Text),
    Column("killed_low", Integer),
    Column("killed_best", Integer),
    Column("killed_high", Integer),
    Column("injured_low", Integer),
    Column("injured_best", Integer),
    Column("injured_high", Integer),
    Column("reports", Integer, nullable=False),
    Column("lineages", Integer, nullable=False),
    Column("voices", Integer, nullable=False),
    Column("statements", Integer, nullable=False),
    Column("grade", String(12), nullable=False),
    Column("disputes", Text),
    Column("policy", String(12), nullable=False),
    Column("body", JSON, nullable=False),
)

problems = Table(
    "problems",
    METADATA,
    Column("seq", Integer, primary_key=True, autoincrement=True),
    Column("report_id", String(40), index=True),
    Column("path", Text),
    Column("code", String(30), nullable=False),
    Column("stage", String(20), nullable=False),
    Column("detail", Text, nullable=False),
    Column("start_char", Integer),
    Column("end_char", Integer),
)

decisions = Table(
    "decisions",
    METADATA,
    Column("seq", Integer, primary_key=True, autoincrement=True),
    Column("at", String(40), nullable=False),
    Column("by", Text, nullable=False),
    Column("action", String(20), nullable=False),
    Column("a", String(40), nullable=False, index=True),
    Column("b", String(40)),
    Column("reason", Text, nullable=False),
    Column("undone_at", String(40)),
    Column("undone_by", Text),
)
