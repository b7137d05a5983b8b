"""Words for time against TimeML documents.

The rules are those of TempEval-3 (N. UzZaman et al., SemEval-2013 task 1): ``strict`` wants the same characters, ``relaxed``
some characters in common, ``value`` in common and the same value of TIMEX3; each expression is matched once at most. Only what
stands in ``<TEXT>`` counts; the day of creation is given, not found.
"""

from __future__ import annotations

import re
import time
import xml.etree.ElementTree as ET
from collections.abc import Sequence
from dataclasses import dataclass
from importlib.metadata import version
from pathlib import Path
from typing import Any, Final
from xml.sax.saxutils import escape, quoteattr

from dateline.config import Config
from dateline.errors import EvaluationError
from dateline.evaluate.timex import Timex, timexes
from dateline.text import Span

__all__ = ["TimeDocument", "TimeScore", "evaluate_times", "read_documents", "score_times", "timeml"]

_ENDINGS: Final = (".tml", ".xml")


@dataclass(frozen=True, slots=True, kw_only=True)
class TimeDocument:
    """A document: its text without marks, the day of creation as written (``2009-12-19``), the marked expressions."""

    name: str
    text: str
    created: str | None
    gold: tuple[Timex, ...]


@dataclass(slots=True, kw_only=True)
class TimeScore:
    """Counts over documents."""

    gold: int = 0
    predicted: int = 0
    strict: int = 0
    relaxed: int = 0
    value: int = 0
    type: int = 0

    def metrics(self) -> dict[str, float]:
        """F1 by name, 0 to 1, and precision and recall of the relaxed match."""
        return {
            "strict_f1": self._f1(self.strict),
            "relaxed_f1": self._f1(self.relaxed),
            "value_f1": self._f1(self.value),
            "type_f1": self._f1(self.type),
            "precision": round(self.relaxed / self.predicted, 4) if self.predicted else 0.0,
            "recall": round(self.relaxed / self.gold, 4) if self.gold else 0.0,
        }

    def _f1(self, right: int) -> float:
        return round(2 * right / (self.gold + self.predicted), 4) if self.gold + self.predicted else 0.0


def read_documents(path: Path) -> list[TimeDocument]:
    """The TimeML documents of a folder, in the order of their names, or one document.

    Raises EvaluationError, which names the file, where there is none or one is not TimeML.
    """
    if path.is_dir():
        files = sorted(p for p in path.iterdir() if p.suffix.lower() in _ENDINGS)
        if not files:
            raise EvaluationError(f"{path} holds no TimeML document (a file that ends in .tml or .xml)")
    elif path.is_file():
        files = [path]
    else:
        raise EvaluationError(f"there is no {path}; a TimeML document or a folder of them is expected")
    return [_document(p) for p in files]


def _document(path: Path) -> TimeDocument:
    try:
        root = ET.parse(path).getroot()
    except OSError as error:
        raise EvaluationError(f"{path} cannot be read: {error.strerror or error}") from error
    except (ET.ParseError, UnicodeDecodeError, ValueError) as error:
        raise EvaluationError(f"{path} is not XML: {error}; a TimeML document is expected") from error
    body = root if root.tag == "TEXT" else root.find(".//TEXT")
    if body is None:
        raise EvaluationError(f"{path} has no <TEXT>; a TimeML document is expected (<TimeML> with <DCT> and <TEXT>)")
    pieces: list[str] = []
    gold: list[Timex] = []

    def walk(element: ET.Element) -> None:
        start = sum(map(len, pieces))
        pieces.append(element.text or "")
        for child in element:
            walk(child)
            pieces.append(child.tail or "")
        if element.tag == "TIMEX3":
            end = sum(map(len, pieces))
            if end > start:
                gold.append(
                    Timex(
                        Span(start, end), element.get("type") or "DATE", element.get("value") or "", element.get("mod")
                    )
                )

    walk(body)
    created = next(
        (
            t.get("value")
            for t in root.iter("TIMEX3")
            if t.get("functionInDocument") in ("CREATION_TIME", "PUBLICATION_TIME")
        ),
        None,
    ) or next((t.get("value") for d in root.iter("DCT") for t in d.iter("TIMEX3")), None)
    gold = [t for t in gold if len(t.span)]
    return TimeDocument(name=path.name, text="".join(pieces), created=created, gold=tuple(gold))


def score_times(gold: Sequence[Timex], predicted: Sequence[Timex], score: TimeScore) -> None:
    """Add one document to the counts. What equals comes first, then what has most characters in common."""
    score.gold += len(gold)
    score.predicted += len(predicted)
    pairs = sorted(
        (
            (-min(g.span.end, p.span.end) + max(g.span.start, p.span.start) - 1000 * (g.span == p.span), i, j)
            for i, g in enumerate(gold)
            for j, p in enumerate(predicted)
            if g.span.touches(p.span)
        ),
    )
    used: set[int] = set()
    taken: set[int] = set()
    for _, i, j in pairs:
        if i in used or j in taken:
            continue
        used.add(i)
        taken.add(j)
        truth, found = gold[i], predicted[j]
        score.relaxed += 1
        score.strict += truth.span == found.span
        score.value += truth.value.upper() == found.value.upper()
        score.type += truth.type == found.type


def evaluate_times(path: Path, config: Config, predictions: Path | None = None) -> dict[str, Any]:
    """Find and value the expressions of every document, compare. Keys: task, path, n, metrics, model and seconds.

    ``predictions``: a folder that gets a TimeML document for each (a file for a single document). Times are found by
    rules alone: ``model`` is the version of the program. Raises EvaluationError for what is no TimeML.
    """
    del config
    documents = read_documents(path)
    began = time.perf_counter()
    found = [timexes(d.text, d.created) for d in documents]
    seconds = time.perf_counter() - began
    score = TimeScore()
    for document, spans in zip(documents, found, strict=True):
        score_times(document.gold, spans, score)
    if predictions is not None:
        _write(documents, found, predictions, single=path.is_file())
    return {
        "task": "times",
        "path": str(path),
        "n": score.gold,
        "metrics": score.metrics(),
        "model": f"rules {version('dateline')}",
        "seconds": round(seconds, 2),
    }


def timeml(document: TimeDocument, found: Sequence[Timex]) -> str:
    """The document as TimeML with the expressions marked in its text."""
    at, parts = 0, []
    for number, t in enumerate(found, start=1):
        parts.append(escape(document.text[at : t.span.start]))
        mod = f" mod={quoteattr(t.mod)}" if t.mod else ""
        parts.append(
            f'<TIMEX3 tid="t{number}" type={quoteattr(t.type)} value={quoteattr(t.value)}{mod}>'
            f"{escape(document.text[t.span.start : t.span.end])}</TIMEX3>"
        )
        at = t.span.end
    parts.append(escape(document.text[at:]))
    created = ""
    if document.created:
        created = (
            f'<DCT><TIMEX3 tid="t0" type="DATE" value={quoteattr(document.created)} temporalFunction="false" '
            f'functionInDocument="CREATION_TIME">{escape(document.created)}</TIMEX3></DCT>\n'
        )
    name = escape(re.sub(r"\.\w+$", "", document.name))
    return (
        f'<?xml version="1.0" encoding="utf-8"?>\n<TimeML>\n<DOCID>{name}</DOCID>\n{created}'
        f"<TEXT>{''.join(parts)}</TEXT>\n</TimeML>\n"
    )


def _write(documents: Sequence[TimeDocument], found: Sequence[Sequence[Timex]], path: Path, *, single: bool) -> None:
    try:
        if single:
            path.write_text(timeml(documents[0], found[0]), encoding="utf8")
            return
        path.mkdir(parents=True, exist_ok=True)
        for document, spans in zip(documents, found, strict=True):
            (path / document.name).write_text(timeml(document, spans), encoding="utf8")
    except OSError as error:
        raise EvaluationError(f"the predictions cannot be written to {path}: {error.strerror or error}") from error
