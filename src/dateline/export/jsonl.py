"""JSON Lines: one object a line, UTF-8, keys in the order of the documentation."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from typing import Any, TextIO

__all__ = ["write_jsonl"]


def write_jsonl(rows: Iterable[Mapping[str, Any]], out: TextIO) -> int:
    """Write the rows; the number written comes back."""
    count = 0
    for row in rows:
        out.write(json.dumps(row, ensure_ascii=False) + "\n")
        count += 1
    return count
