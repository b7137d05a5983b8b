"""The weights by which a claim's place is chosen (``data/places/where.json``), learned from annotated reports.

``PYTHONPATH=src python -m training.places GOLD:REPORTS … [--places FILE] [--check] [--out FILE]``. Each GOLD is a folder with
``figures.jsonl`` and ``events.jsonl``, REPORTS the folder of their reports (those that are there count). A conditional logit over
the place names of a report: the right ones are those whose place is the gold's. ``--check`` learns ten times, each time leaving a
tenth of the reports out, and prints the share that is right in those left out. Only reports for tuning belong here; a set that is
named several times weighs as often
(the packaged weights: the two reports of 2019 24 times, the other real ones four times, examples and annotated twice).
``--written`` adds texts that were written for this with their places marked in them (``training/where``), ``--data`` real reports
of public sets (:mod:`training.places_real`): those whose places are marked count twice, US shootings 0.7 times.

Where a figure's event was, and where the event told last, are features; here they are what the packaged weights say. The packaged
weights were learned with those of a first round of eight parts, each event placed by weights that had not seen its report, so that
the features are no better than on a new report.
"""

from __future__ import annotations

import argparse
import json
import re
import tempfile
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any, Final

import numpy as np
import numpy.typing as npt

from dateline.claims import extract
from dateline.collect import collect
from dateline.config import Config
from dateline.errors import InputError
from dateline.model import Claim
from dateline.pipeline import Pipeline
from dateline.resolve.places import Option, StoryPlaces
from dateline.resolve.resolver import clean_spans, story_places, told_of
from dateline.terms import ClaimType
from training.places_real import incident_options, real_texts

_OUT: Final = Path(__file__).parents[1] / "src" / "dateline" / "data" / "places" / "where.json"
_REAL: Final = Path(__file__).parent / "where" / "real.jsonl"
_RIDGE, _STEPS, _RATE, _RARE = 3.0, 250, 0.1, 5
_INCIDENTS: Final = 170
Row = Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class Choice:
    """The names of a report for one claim: features, whether each is right; weight 1 for core gold, a half for stretch."""

    report: str
    features: tuple[Mapping[str, float], ...]
    right: tuple[bool, ...]
    weight: float


def same_place(gold: str, got: str) -> bool:
    """True where the words of one name are among those of the other."""
    a, b = (set(re.findall(r"\w+", re.sub(r"\b(?:al|el|the)[- ]", "", n.casefold()))) for n in (gold, got))
    return bool(a and b) and (a <= b or b <= a)


def choices(pipeline: Pipeline, gold: Path, reports: Path) -> Iterator[Choice]:
    """A choice for each gold row with a place whose claim the program finds."""
    rows: dict[str, list[Row]] = {}
    for task in ("figures", "events"):
        for line in (gold / f"{task}.jsonl").read_text(encoding="utf8").splitlines():
            if line.strip():
                row = json.loads(line)
                rows.setdefault(row["report"], []).append(row)
    for _, row, options, story in paired(pipeline, reports, rows):
        right = _right(row, options, story)
        if any(right):
            weight = 1.0 if row["level"] == "core" else 0.5
            yield Choice(f"{gold}/{row['report']}", tuple(o.features for o in options), right, weight)


def _right(row: Row, options: Sequence[Option], story: StoryPlaces) -> tuple[bool, ...]:
    """Which options are the gold's place, by either of its readings."""
    told = [row.get("where"), (row.get("or") or {}).get("where")]
    wanted = [w for t in told if t for w in (t if isinstance(t, list) else [t])]
    return tuple(any(same_place(w, story.place(o).name) for w in wanted) for o in options)


def _of_written(pipeline: Pipeline, reports: Path, rows: Mapping[str, Sequence[Row]]) -> Iterator[Choice]:
    for _, row, options, story in paired(pipeline, reports, rows):
        right = _right(row, options, story)
        if any(right):
            yield Choice(f"written/{row['report']}", tuple(o.features for o in options), right, 1.0)


def paired(
    pipeline: Pipeline, reports: Path, rows: Mapping[str, Sequence[Row]]
) -> Iterator[tuple[Claim, Row, list[Option], StoryPlaces]]:
    """The claims of the reports of a folder that fit a gold row, with the places that each may have happened at."""
    for page in collect([str(reports)], max_bytes=20_000_000, on_problem=lambda _: None):
        try:
            found = pipeline.reports(page)
        except InputError:
            continue
        for report in found:
            if report.name not in rows:
                continue
            reading = pipeline.reading(report)
            claims = extract(reading, pipeline.codebook)
            resolved = {c.id: c for c in pipeline.resolver.resolve(claims, reading)[0]}
            story, at = story_places(reading, pipeline.resolver.gazetteer), clean_spans(report)
            told = told_of(claims, [c for c in resolved.values() if c.type is ClaimType.EVENT], at)
            for claim in claims:
                row = next((r for r in rows[report.name] if _fits(r, claim)), None)
                if row is None:
                    continue
                event = resolved[claim.about].place if claim.about in resolved else None
                there = at.clean(event.words.span) if event is not None and event.words is not None else None
                options = story.options(claim, at.clean(claim.evidence.span), at.clean(claim.trigger.span), there, told)
                yield claim, row, options, story


_MARK: Final = re.compile(r"\{\{([^|{}]+)\|([^{}]*)\}\}")


def unmarked(folder: Path, into: Path) -> dict[str, list[Row]]:
    """Texts with their places marked in them (``{{Kaya|eleven people were killed}}``, ``/`` between
    places that are all right), written without marks to ``into``; gives
    the rows of each: whatever is told within the marked words happened there."""
    rows: dict[str, list[Row]] = {}
    for path in sorted(folder.glob("*.txt")):
        plain, marked = "", path.read_text(encoding="utf8")
        at = 0
        for mark in _MARK.finditer(marked):
            plain += marked[at : mark.start()]
            where = re.split(r"\s+/\s+", mark[1])
            row = {"report": path.name, "start": len(plain), "end": len(plain) + len(mark[2]), "where": where}
            rows.setdefault(path.name, []).append({**row, "level": "core"})
            plain, at = plain + mark[2], mark.end()
        (into / path.name).write_text(plain + marked[at:], encoding="utf8")
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


def learn(given: Sequence[Choice]) -> dict[str, float]:
    """The weights: gradient descent with momentum (Adam) on the likelihood of the right names, with a ridge."""
    counts = Counter(k for c in given for k in {k for f in c.features for k in f})
    names = sorted(k for k, n in counts.items() if n >= _RARE)
    index = {k: i for i, k in enumerate(names)}
    tables = [(_table(c, index), np.array(c.right, dtype=float), c.weight) for c in given]
    w = np.zeros(len(names))
    first, second = np.zeros_like(w), np.zeros_like(w)
    for step in range(1, _STEPS + 1):
        slope = _RIDGE * w
        for table, right, weight in tables:
            scores = table @ w
            share = np.exp(scores - scores.max())
            share /= share.sum()
            good = share * right
            slope += weight * table.T @ (share - good / max(good.sum(), 1e-12))
        first, second = 0.9 * first + 0.1 * slope, 0.999 * second + 0.001 * slope**2
        rate = _RATE * (1.0 - step / (_STEPS + 1))
        w -= rate * (first / (1 - 0.9**step)) / (np.sqrt(second / (1 - 0.999**step)) + 1e-8)
    return {k: round(float(w[i]), 3) for k, i in index.items() if abs(w[i]) >= 0.005}


def _table(choice: Choice, index: Mapping[str, int]) -> npt.NDArray[np.float64]:
    table = np.zeros((len(choice.features), len(index)))
    for n, features in enumerate(choice.features):
        for name, value in features.items():
            if name in index:
                table[n, index[name]] = value
    return table


def share_right(given: Sequence[Choice], weights: Mapping[str, float]) -> float:
    """The share of the core choices for which the weights pick a right name."""
    core = [c for c in given if c.weight >= 0.7]
    right = 0
    for c in core:
        scores = [sum(weights.get(k, 0.0) * v for k, v in f.items()) for f in c.features]
        right += c.right[max(range(len(scores)), key=lambda i: scores[i])]
    return right / max(1, len(core))


def main() -> None:
    """Learn, check if wanted, write."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("sets", nargs="+", help="GOLD:REPORTS")
    parser.add_argument("--places", help="a file of places that the reports need")
    parser.add_argument("--written", type=Path, help="a folder of texts with their places marked in them")
    parser.add_argument("--data", type=Path, help="the folder of the public sets (training/places_real.py)")
    parser.add_argument("--check", action="store_true")
    parser.add_argument("--out", type=Path, default=_OUT)
    options = parser.parse_args()
    pipeline = Pipeline(Config(places=options.places))
    given = [c for s in options.sets for c in choices(pipeline, *(Path(p) for p in s.split(":", 1)))]
    if options.written:
        with tempfile.TemporaryDirectory() as folder:
            rows = unmarked(options.written, Path(folder))
            given += list(_of_written(pipeline, Path(folder), rows))
    if options.data:
        with tempfile.TemporaryDirectory() as folder:
            rows = real_texts(_REAL, options.data, Path(folder))
            given += [replace(c, weight=2.0) for c in _of_written(pipeline, Path(folder), rows)]
        shootings = options.data / "gun-violence-reports" / "incidents_even.jsonl"
        for name, found, right in incident_options(pipeline, shootings, _INCIDENTS):
            given.append(Choice(f"incidents/{name}", tuple(o.features for o in found), right, 0.7))
    print(f"{len(given)} claims of {len({c.report for c in given})} reports")
    if options.check:
        folds = {r: n % 10 for n, r in enumerate(sorted({c.report for c in given}))}
        kept = [
            share_right([c for c in given if folds[c.report] == n], learn([c for c in given if folds[c.report] != n]))
            for n in range(10)
        ]
        print(f"right in the reports left out: {sum(kept) / len(kept):.3f}")
    weights = learn(given)
    print(f"right in those learned from: {share_right(given, weights):.3f}")
    told = {"origin": "learned by training/places.py from the annotated reports for tuning", "weights": weights}
    options.out.write_text(json.dumps(told, indent=1, ensure_ascii=False) + "\n", encoding="utf8")


if __name__ == "__main__":
    main()
