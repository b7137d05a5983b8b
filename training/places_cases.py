"""Reports of which it is known where their claims happened, for :mod:`training.places`: each a :class:`Case`."""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import Any, Final

from dateline.claims import extract
from dateline.collect import collect
from dateline.errors import InputError
from dateline.model import Claim, Page, Reading
from dateline.pipeline import Pipeline
from dateline.resolve.places import Option, StoryPlaces
from dateline.resolve.resolver import Offsets, clean_spans, story_places, told_of
from dateline.terms import ClaimType
from dateline.text import Span

__all__ = ["Case", "Judge", "Known", "Row", "case_of", "cases", "judge_of", "rows_of", "same_place", "unmarked"]

Row = Mapping[str, Any]
Judge = Callable[[Option, StoryPlaces], bool | None]
"""Whether a place is right for a claim; None where that cannot be said (it is then left out)."""
Weights = Mapping[str, float]
_MARK: Final = re.compile(r"\{\{([^|{}]+)\|([^{}]*)\}\}")
_PARTED: Final = re.compile(r"(?m)^={4,}[ \t]*\n")


@dataclass(frozen=True, slots=True)
class Known:
    """A claim of which it is known where it happened. ``weight``: 1 for a core row of a gold record, a half for stretch."""

    claim: Claim
    judge: Judge
    weight: float


@dataclass(frozen=True, slots=True)
class Case:
    """A report with its claims (days and spans resolved, in the order of the report) and those whose place is known."""

    name: str
    story: StoryPlaces
    at: Offsets
    claims: tuple[Claim, ...]
    known: tuple[Known, ...]

    def events(self, weights: Weights) -> dict[str, tuple[Span, Span]]:
        """Where the events of the report lie by these weights: by id, the clean spans of the trigger and of the words that
        name the place. Each event is placed knowing those told before it, as when Dateline runs."""
        found: dict[str, tuple[Span, Span]] = {}
        told = told_of(self.claims, (), self.at)
        events = [c for c in self.claims if c.type is ClaimType.EVENT]
        for claim in sorted(events, key=lambda c: c.trigger.span.start):
            words = self.story.words_for(claim, *self._spans(claim), None, told, weights=weights)
            if words is not None:
                found[claim.id] = (self.at.clean(claim.trigger.span), words)
                told = told.with_event(*found[claim.id])
        return found

    def choices(self, events: Mapping[str, tuple[Span, Span]]) -> Iterator[tuple[Known, list[Option]]]:
        """The places that each claim may have happened at, where the events lie as told."""
        told = told_of(self.claims, (), self.at)
        for placed in events.values():
            told = told.with_event(*placed)
        for known in self.known:
            event = events.get(known.claim.about or "")
            at, trigger = self._spans(known.claim)
            yield known, self.story.options(known.claim, at, trigger, event[1] if event else None, told)

    def _spans(self, claim: Claim) -> tuple[Span, Span]:
        return self.at.clean(claim.evidence.span), self.at.clean(claim.trigger.span)


def case_of(
    name: str, pipeline: Pipeline, reading: Reading, known: Callable[[Sequence[Claim]], Iterator[Known]]
) -> Case:
    """The case of a reading; ``known`` picks the claims whose place is known."""
    claims = pipeline.resolver.resolve(extract(reading, pipeline.codebook), reading)[0]
    story = story_places(reading, pipeline.resolver.gazetteer)
    return Case(name, story, clean_spans(reading.report), tuple(claims), tuple(known(claims)))


def cases(
    pipeline: Pipeline,
    reports: Path,
    rows: Mapping[str, Sequence[Row]],
    label: str,
    pages: Sequence[Page] | None = None,
) -> Iterator[Case]:
    """The reports of a folder (or ``pages``) that ``rows`` speak of, by the name of the report."""
    given = pages if pages is not None else collect([str(reports)], max_bytes=20_000_000, on_problem=lambda _: None)
    for page in given:
        if Path(page.path).name not in rows:
            continue
        try:
            found = pipeline.reports(page)
        except InputError:
            continue
        for report in found:
            if report.name in rows:
                known = partial(_known, rows=rows[report.name])
                yield case_of(f"{label}/{report.name}", pipeline, pipeline.reading(report), known)


def _known(claims: Sequence[Claim], rows: Sequence[Row]) -> Iterator[Known]:
    for claim in claims:
        row = next((r for r in rows if _fits(r, claim)), None)
        if row is not None and (row.get("where") or (row.get("or") or {}).get("where")):
            yield Known(claim, judge_of(row), 1.0 if row["level"] == "core" else 0.5)


def judge_of(row: Row) -> Judge:
    """Whether a place is the one of a gold row, by either of its readings."""
    told = [row.get("where"), (row.get("or") or {}).get("where")]
    wanted = [w for t in told if t for w in (t if isinstance(t, list) else [t])]
    return lambda option, story: any(same_place(w, story.place(option).name) for w in wanted)


def same_place(gold: str, got: str) -> bool:
    """True where the words of one name are among those of the other."""
    a, b = (set(re.findall(r"\w+", re.sub(r"\b(?:al|el|the)[- ]", "", n.casefold()))) for n in (gold, got))
    return bool(a and b) and (a <= b or b <= a)


def rows_of(gold: Path, keep: Callable[[str], bool]) -> dict[str, list[Row]]:
    """The rows of a gold record's figures and events, by report; those of reports to ``keep``."""
    rows: dict[str, list[Row]] = {}
    for task in ("figures", "events"):
        for line in (gold / f"{task}.jsonl").read_text(encoding="utf8").splitlines():
            if line.strip() and keep((row := json.loads(line))["report"]):
                rows.setdefault(row["report"], []).append(row)
    return rows


def unmarked(folder: Path, into: Path) -> dict[str, list[Row]]:
    """Texts with their places marked in them (``{{Kaya|eleven people were killed}}``, ``/`` between places that are all right),
    written without marks to ``into``; gives the rows of each: whatever is told within the marked words happened there.
    A line of four ``=`` or more parts the texts of one file."""
    rows: dict[str, list[Row]] = {}
    for path in sorted(folder.glob("*.txt")):
        texts = _PARTED.split(path.read_text(encoding="utf8"))
        for number, marked in enumerate(texts):
            name = path.name if len(texts) == 1 else f"{path.stem}-{number:02}.txt"
            plain, at = "", 0
            for mark in _MARK.finditer(marked):
                plain += marked[at : mark.start()]
                where = re.split(r"\s+/\s+", mark[1])
                row = {"report": name, "start": len(plain), "end": len(plain) + len(mark[2]), "where": where}
                rows.setdefault(name, []).append({**row, "level": "core"})
                plain, at = plain + mark[2], mark.end()
            (into / name).write_text(plain + marked[at:], encoding="utf8")
    return rows


def _fits(row: Row, claim: Claim) -> bool:
    span = claim.evidence.span
    if not (row["start"] < span.end and span.start < row["end"]):
        return False
    if "measure" not in row and "kind" not in row:
        return True
    if ("measure" in row) != (claim.toll is not None):
        return False
    if claim.toll is None:
        return claim.kind is not None and bool(row["kind"] == claim.kind.value)
    return (row["measure"], row["low"], row["high"]) == (claim.toll.measure.value, claim.toll.low, claim.toll.high)
