"""The cables of MUC-4 as reports: ``doc_*.jsonl`` with docid, dateline and text in capitals."""

from __future__ import annotations

import json
import re
from datetime import date
from pathlib import Path
from typing import Any, Final

from dateline.errors import EvaluationError
from dateline.evaluate.outcome import lines_of_file
from dateline.model import Published, Report, Source, digest
from dateline.terms import DateBasis
from dateline.text import Text
from dateline.words import MONTHS_SHORT

__all__ = ["cable_day", "read_cables", "report_of"]

WHAT: Final = 'JSON Lines with "docid", "dateline" and "text" (doc_*.jsonl of MUC-4)'
MONTHS: Final = tuple(name.upper() for name in MONTHS_SHORT)
_DAY: Final = re.compile(r"(\d{1,2}) (" + "|".join(MONTHS) + r")[A-Z]* (?:19)?(\d\d)\b")
_LINE: Final = re.compile(r"(?<!\n)\n(?!\n)")


def read_cables(path: Path) -> list[dict[str, Any]]:
    """The cables of a file. Raises EvaluationError with the line's number."""
    cables = []
    for number, line in enumerate(lines_of_file(path, WHAT), 1):
        if not line.strip():
            continue
        try:
            row = json.loads(line)
        except json.JSONDecodeError as error:
            raise EvaluationError(f"{path}, line {number} is not a JSON object ({error}); expected {WHAT}") from error
        text = row.get("text", row.get("doctext")) if isinstance(row, dict) else None
        if not isinstance(text, str) or not isinstance(row.get("docid"), str):
            raise EvaluationError(f"{path}, line {number} lacks docid or text; expected {WHAT}")
        cables.append({**row, "text": text})
    if not cables:
        raise EvaluationError(f"{path} holds no cable; expected {WHAT}")
    return cables


def cable_day(dateline: str | None) -> date | None:
    """The day in a dateline such as "BOGOTA, 13 JAN 89 (EFE)"."""
    match = _DAY.search(dateline or "")
    if match is None:
        return None
    try:
        return date(1900 + int(match[3]), MONTHS.index(match[2]) + 1, int(match[1]))
    except ValueError:
        return None


def report_of(cable: dict[str, Any]) -> Report:
    """A cable as a report: its lines joined to paragraphs, its day and place out of the dateline."""
    text = _LINE.sub(" ", cable["text"])
    line = cable.get("dateline")
    day = cable_day(line)
    return Report(
        id=cable["docid"],
        source=Source(id="muc4", name="MUC-4"),
        name=cable["docid"],
        path=cable["docid"],
        digest=digest(text.encode()),
        text=Text.plain(text),
        dateline=line,
        place_of_dateline=line.split(",")[0].strip() if line and "," in line else None,
        published=Published(day=day, basis=DateBasis.DATELINE) if day is not None else None,
    )
