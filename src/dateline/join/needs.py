"""What joining asks of a record. The store fulfils it without knowing of it; tests may use a small fake."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from typing import Protocol

from dateline.model import Claim, Judgement, ReportCard

__all__ = ["Known"]


class Known(Protocol):
    """The part of a record that joining reads. Every answer comes from an index: none grows with the record."""

    def reports_by_keys(
        self, keys: Iterable[str], *, published: date | None = None, limit: int = 400
    ) -> list[ReportCard]: ...

    def claim_ids_by_keys(
        self, keys: Iterable[str], *, published: date | None = None, limit: int = 400
    ) -> list[tuple[str, str]]: ...

    def cards(self, report_ids: Iterable[str]) -> list[ReportCard]: ...

    def lineage_cards(self, lineages: Iterable[str]) -> list[ReportCard]: ...

    def claims_of_reports(self, report_ids: Iterable[str]) -> list[Claim]: ...

    def claims_by_ids(self, claim_ids: Iterable[str]) -> list[Claim]: ...

    def event_ids(self, claim_ids: Iterable[str]) -> dict[str, str]: ...

    def events_of_report(self, report_id: str) -> set[str]: ...

    def members(self, event_ids: Iterable[str]) -> dict[str, list[Claim]]: ...

    def judgements_among(self, claim_ids: Iterable[str]) -> list[Judgement]: ...

    def persons_on(self, claim_ids: Iterable[str]) -> list[Judgement]: ...

    def discounted(self, event_ids: Iterable[str]) -> set[str]: ...

    def order_of(self, claim_ids: Iterable[str]) -> dict[str, int]: ...
