"""Who says what: sources, cues and contents in running text, by exact spans.

The file is JSON Lines, one document a line: ``{"id", "text", "attributions": [{"source": [[start, end], …], "cue":
[…], "content": […]}, …]}`` with character offsets into ``text``. ``source_f1``, ``cue_f1``, ``content_f1``: F1 of
spans of each kind, right where both ends are; each piece of a source, cue or content is a span, and a span that
belongs to several attributions is one. The measure is that of the published comparison of taggers on PolNeAR
(CofeNet, Wang and others 2022: exact match); which source belongs to which cue does not count.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from pathlib import Path
from typing import Any, Final

from spacy.tokens import Doc

from dateline.errors import EvaluationError
from dateline.evaluate.counts import Counts, compared
from dateline.evaluate.outcome import Outcome, Tools, lines_of_file

__all__ = ["KINDS", "attribution_counts", "evaluate_attribution", "read_attributions"]

KINDS: Final = ("source", "cue", "content")
WHAT: Final = 'JSON Lines with "text" and "attributions": [{"source": [[start, end]], "cue": [...], "content": [...]}]'


def read_attributions(path: Path) -> list[dict[str, Any]]:
    """The documents of a file. Raises EvaluationError with the line's number where one is not of the format."""
    records = []
    for number, line in enumerate(lines_of_file(path, WHAT), 1):
        if not line.strip():
            continue
        try:
            record = json.loads(line)
        except json.JSONDecodeError as error:
            raise EvaluationError(f"{path}, line {number} is not a JSON object ({error}); expected {WHAT}") from error
        if not isinstance(record, dict) or not isinstance(record.get("text"), str):
            raise EvaluationError(f"{path}, line {number} lacks a text; expected {WHAT}")
        _check(record, f"{path}, line {number}")
        records.append(record)
    if not records:
        raise EvaluationError(f"{path} holds no document; expected {WHAT}")
    return records


def _check(record: Mapping[str, Any], where: str) -> None:
    """Raises EvaluationError where the attributions of ``record`` are not of the format or lie outside its text."""
    attributions = record.get("attributions") or []
    if not isinstance(attributions, list) or not all(isinstance(one, dict) for one in attributions):
        raise EvaluationError(f"{where}: attributions are no list of objects; expected {WHAT}")
    for one in attributions:
        for kind in KINDS:
            spans = one.get(kind) or []
            if not isinstance(spans, list):
                raise EvaluationError(f"{where}: {kind} is {spans!r}; expected a list of [start, end]")
            for span in spans:
                if not isinstance(span, list) or len(span) != 2 or not all(type(place) is int for place in span):
                    raise EvaluationError(f"{where}: {kind} holds {span!r}; expected [start, end] in whole numbers")
                if not 0 <= span[0] <= span[1] <= len(record["text"]):
                    raise EvaluationError(
                        f"{where}: {kind} {span} does not lie in its text of {len(record['text'])} characters"
                    )


def attribution_counts(record: Mapping[str, Any], doc: Doc) -> dict[str, Counts]:
    """Counts of the spans of each kind in one document."""
    out = {}
    for kind in KINDS:
        gold = {tuple(span) for one in record.get("attributions") or () for span in one.get(kind) or ()}
        out[kind] = compared(gold, {(s.start_char, s.end_char) for s in doc.spans[kind + "s"]})
    return out


def evaluate_attribution(path: Path, tools: Tools) -> Outcome:
    """A file of documents. The predictions are the same objects with ``predicted``, in the form of ``attributions``."""
    records = read_attributions(path)
    total = dict.fromkeys(KINDS, Counts())
    lines = []
    for record in records:
        doc = tools.reader.parse(record["text"])
        for kind, counts in attribution_counts(record, doc).items():
            total[kind] += counts
        lines.append(json.dumps({**record, "predicted": predicted(doc)}, ensure_ascii=False))
    return Outcome(
        n=sum(c.gold for c in total.values()),
        unit="spans",
        metrics={f"{kind}_f1": counts.f1 for kind, counts in total.items()},
        predictions="\n".join(lines) + "\n",
        details={kind: (c.gold, c.found, c.right) for kind, c in total.items()},
        notes=(f"{len(records)} documents",),
    )


def predicted(doc: Doc) -> list[dict[str, list[list[int]]]]:
    """What was found, a cue with its source and content together; spans without a cue stand alone."""
    by_cue: dict[int, dict[str, list[list[int]]]] = {}
    alone: list[dict[str, list[list[int]]]] = []
    for kind in ("cue", "source", "content"):
        for span in doc.spans[kind + "s"]:
            place = [span.start_char, span.end_char]
            if span.id:
                by_cue.setdefault(span.id, {}).setdefault(kind, []).append(place)
            else:
                alone.append({kind: [place]})
    return [*(by_cue[number] for number in sorted(by_cue)), *alone]
