"""CSV for spreadsheets and R: UTF-8, comma, one header row, ISO dates, empty cell for "the report does not say"."""

from __future__ import annotations

import csv
from collections.abc import Iterable, Mapping
from typing import Any, TextIO

from dateline.export.rows import flat

__all__ = ["write_csv"]

_FORMULA_STARTS = ("=", "+", "-", "@", "\t", "\r")


def write_csv(rows: Iterable[Mapping[str, Any]], out: TextIO) -> int:
    """Write rows, flattened. Text that a spreadsheet would take for a formula gets a leading apostrophe."""
    flattened = [flat(row) for row in rows]
    columns: dict[str, None] = {}
    for row in flattened:
        columns.update(dict.fromkeys(row))
    writer = csv.DictWriter(out, fieldnames=list(columns), lineterminator="\n")
    writer.writeheader()
    for row in flattened:
        writer.writerow({key: _cell(value) for key, value in row.items()})
    return len(flattened)


def _cell(value: Any) -> Any:
    if isinstance(value, str) and value.startswith(_FORMULA_STARTS):
        return "'" + value
    return value
