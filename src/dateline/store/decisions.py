"""What persons decided: kept for ever, undone by a note, never by deleting."""

from __future__ import annotations

from abc import abstractmethod
from collections.abc import Iterable, Mapping
from contextlib import AbstractContextManager
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import Connection, insert, select, update

from dateline.errors import NotInRecord
from dateline.store import tables as t

__all__ = ["Decision", "Decisions"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Decision:
    """One decision. ``action`` is same, not_same, unsure, merge, split, discount, restore or undo; ``a`` and ``b`` are
    claims or events."""

    number: int
    at: datetime
    by: str
    action: str
    a: str
    b: str | None
    reason: str
    undone_at: datetime | None = None
    undone_by: str | None = None


class Decisions:
    """The part of a record that keeps decisions."""

    @abstractmethod
    def _writing(self) -> AbstractContextManager[Connection]: ...

    @abstractmethod
    def _rows(self, statement: Any, given: Mapping[str, Any] | None = None) -> list[Mapping[str, Any]]: ...

    def add_decision(self, *, at: datetime, by: str, action: str, a: str, b: str | None, reason: str) -> int:
        """Keep a decision; returns its number."""
        with self._writing() as connection:
            result = connection.execute(
                insert(t.decisions).values(at=at.isoformat(), by=by, action=action, a=a, b=b, reason=reason)
            )
            return int(result.inserted_primary_key[0]) if result.inserted_primary_key else 0

    def undo_decision(
        self, number: int, *, at: datetime, by: str, pairs: Iterable[tuple[str, str]] | None = None
    ) -> Decision:
        """Mark a decision as undone, and the persons' judgements on ``pairs`` (default: its own pair) as superseded.

        Raises NotInRecord.
        """
        found = [d for d in self._decisions(undone=False) if d.number == number]
        if not found:
            raise NotInRecord(f"there is no decision {number} in force; list them with: dateline history")
        decision = found[0]
        if pairs is None:
            pairs = [] if decision.b is None else [(decision.a, decision.b)]
        with self._writing() as connection:
            connection.execute(
                update(t.decisions).where(t.decisions.c.seq == number).values(undone_at=at.isoformat(), undone_by=by)
            )
            for pair in pairs:
                connection.execute(
                    update(t.judgements)
                    .where(
                        t.judgements.c.a == min(pair),
                        t.judgements.c.b == max(pair),
                        t.judgements.c.by_person.is_(True),
                        t.judgements.c.superseded_at.is_(None),
                    )
                    .values(superseded_at=at.isoformat())
                )
        return decision

    def _decisions(self, *, undone: bool = True) -> list[Decision]:
        statement = select(t.decisions).order_by(t.decisions.c.seq)
        if not undone:
            statement = statement.where(t.decisions.c.undone_at.is_(None))
        return [
            Decision(
                number=int(row["seq"]),
                at=datetime.fromisoformat(row["at"]),
                by=row["by"],
                action=row["action"],
                a=row["a"],
                b=row["b"],
                reason=row["reason"],
                undone_at=datetime.fromisoformat(row["undone_at"]) if row["undone_at"] else None,
                undone_by=row["undone_by"],
            )
            for row in self._rows(statement)
        ]
