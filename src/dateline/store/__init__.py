"""The record of reports, claims, judgements and decisions, in SQLite or PostgreSQL."""

from __future__ import annotations

from dateline.store.decisions import Decision
from dateline.store.paging import EventPage, ReportText, SeenLast, Wanted
from dateline.store.record import Record

__all__ = ["Decision", "EventPage", "Record", "ReportText", "SeenLast", "Wanted"]
