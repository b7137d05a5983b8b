"""``dateline evaluate``: the pipeline run over the reports of a gold record, and compared with it."""

from __future__ import annotations

import time
from collections.abc import Callable, Mapping
from pathlib import Path
from types import MappingProxyType
from typing import Any, Final

from dateline.collect import collect
from dateline.config import Config
from dateline.errors import EvaluationError
from dateline.evaluate import TASKS, Score, locate, score_events, score_figures
from dateline.evaluate.places import evaluate_places
from dateline.evaluate.records import read_rows
from dateline.evaluate.times import evaluate_times
from dateline.export import event_row, figure_row, write_jsonl
from dateline.pipeline import Pipeline
from dateline.terms import ClaimType

__all__ = ["MARKED", "evaluate_marked", "evaluate_records"]

MARKED: Final[Mapping[str, Callable[[Path, Config, Path | None], dict[str, Any]]]] = MappingProxyType(
    {"places": evaluate_places, "times": evaluate_times}
)
"""Tasks over sets that hold their texts and the marks in one file or folder."""


def evaluate_marked(task: str, path: Path, config: Config, predictions: Path | None = None) -> dict[str, Any]:
    """Run a task of :data:`MARKED`. Keys: task, path, n, metrics, model and seconds."""
    return MARKED[task](path, config, predictions)


def evaluate_records(
    task: str, path: Path, reports: Path | None, config: Config, predictions: Path | None = None
) -> tuple[dict[str, Any], Score]:
    """Run and compare. The first value has the keys task, path, n, metrics, model and seconds."""
    if task not in TASKS:
        known = "\n".join(f"  {name:10} {what}" for name, what in TASKS.items())
        raise EvaluationError(f"there is no task {task!r}; known are:\n{known}")
    gold_file, folder, zones_file = locate(path, task, reports)
    gold = read_rows(gold_file)
    wanted = {row["report"] for row in gold}
    pipeline = Pipeline(config)
    pipeline.warm()
    began = time.perf_counter()
    rows: list[dict[str, Any]] = []
    files = [str(folder / name) for name in sorted(wanted) if (folder / name).is_file()]
    if not files:
        raise EvaluationError(f"none of the {len(wanted)} reports of {gold_file} lies in {folder}")
    for page in collect(files, max_bytes=config.max_page_bytes, on_problem=lambda _: None):
        for told in pipeline.process(page).told:
            for claim in told.claims:
                if task == "figures" and claim.type is ClaimType.FIGURE:
                    rows.append(figure_row(claim, told.report.name))
                elif task == "events" and claim.type is ClaimType.EVENT:
                    rows.append(event_row(claim, told.report.name))
    seconds = time.perf_counter() - began
    if predictions is not None:
        with predictions.open("w", encoding="utf8") as handle:
            write_jsonl(rows, handle)
    compare = score_figures if task == "figures" else score_events
    score = compare(gold, rows, aliases=pipeline.resolver.aliases(), zones=read_rows(zones_file) if zones_file else ())
    metrics = score.metrics()
    if zones_file:
        metrics["outside"] = float(score.outside)
    return {
        "task": task,
        "path": str(path),
        "n": score.gold,
        "metrics": metrics,
        "model": pipeline.reader.info()["version"],
        "seconds": round(seconds, 2),
    }, score
