"""``dateline evaluate``: the program run over annotated data, and compared with it."""

from __future__ import annotations

import time
from collections.abc import Callable, Mapping
from pathlib import Path
from types import MappingProxyType
from typing import Any, Final

from dateline.collect import collect
from dateline.config import Config
from dateline.engine import run
from dateline.errors import EvaluationError
from dateline.evaluate import TASKS, Score, locate, score_events, score_figures
from dateline.evaluate.incidents import (
    join_all,
    page_of,
    read_incidents,
    score_incidents,
    shuffled,
    write_predictions,
)
from dateline.evaluate.incidents_baselines import baselines
from dateline.evaluate.outcome import Outcome
from dateline.evaluate.places import evaluate_places
from dateline.evaluate.records import read_rows
from dateline.evaluate.tasks import RUNNERS
from dateline.evaluate.times import evaluate_times
from dateline.evaluate.whereabouts import score_whereabouts
from dateline.export import event_row, figure_row, write_jsonl
from dateline.pipeline import Pipeline, lost_page, process_page
from dateline.terms import ClaimType

__all__ = ["MARKED", "evaluate_file", "evaluate_incidents", "evaluate_marked", "evaluate_records", "takes_file"]


def evaluate_incidents(path: Path, config: Config, predictions: Path | None) -> dict[str, Any]:
    """Join shuffled reports and compare with the incidents that they were collected for."""
    if not path.exists():
        raise EvaluationError(f"there is no {path}; incidents takes: {TASKS['incidents']}")
    incidents = read_incidents(path)
    pipeline = Pipeline(config)
    if config.workers == 1:
        pipeline.warm()
    began = time.perf_counter()
    reports = [(report, page) for report in shuffled(incidents) if (page := page_of(report)) is not None]
    jobs = ((config, page, None) for _, page in reports)
    outcomes = run(jobs, process_page, workers=config.workers, lost=lost_page)
    told = (
        (report, (one.told[0].report, one.told[0].claims) if one.told else None)
        for (report, _), one in zip(reports, outcomes, strict=True)
    )
    joining = join_all(told, policy=config.policy)
    seconds = time.perf_counter() - began
    if predictions is not None:
        predictions.write_text(write_predictions(incidents, joining), encoding="utf-8")
    score = score_incidents(incidents, joining)
    return {
        "task": "incidents",
        "path": str(path),
        "n": score.reports,
        "metrics": {**score.metrics(), **baselines(incidents)},
        "model": pipeline.reader.info()["version"],
        "seconds": round(seconds, 2),
    }


MARKED: Final[Mapping[str, Callable[[Path, Config, Path | None], dict[str, Any]]]] = MappingProxyType(
    {"places": evaluate_places, "times": evaluate_times, "incidents": evaluate_incidents}
)
"""Tasks over sets that hold their texts and the marks in one file or folder."""


def evaluate_marked(task: str, path: Path, config: Config, predictions: Path | None = None) -> dict[str, Any]:
    """Run a task of :data:`MARKED`. Keys: task, path, n, metrics, model and seconds."""
    return MARKED[task](path, config, predictions)


def takes_file(task: str) -> bool:
    """Whether a task is given a file of a public format; the others compare reports with a gold record.

    Raises EvaluationError for a task that there is not.
    """
    if task not in TASKS:
        known = "\n".join(f"  {name:12} {what}" for name, what in TASKS.items())
        raise EvaluationError(f"there is no task {task!r}; known are:\n{known}")
    return task in RUNNERS or task in MARKED


def evaluate_file(
    task: str, path: Path, config: Config, predictions: Path | None = None
) -> tuple[dict[str, Any], Outcome]:
    """Run a task over a file. The first value has the keys task, path, n, metrics, model and seconds."""
    if not path.exists():
        raise EvaluationError(f"there is no {path}; {task} takes: {TASKS[task]}")
    pipeline = Pipeline(config)
    info = pipeline.reader.info()
    began = time.perf_counter()
    outcome = RUNNERS[task](path, pipeline)
    seconds = time.perf_counter() - began
    if predictions is not None:
        predictions.write_text(outcome.predictions, encoding="utf-8")
    return {
        "task": task,
        "path": str(path),
        "n": outcome.n,
        "metrics": {name: round(value, 4) for name, value in outcome.metrics.items()},
        "model": info["version"],
        "seconds": round(seconds, 2),
    }, outcome


def evaluate_records(
    task: str, path: Path, reports: Path | None, config: Config, predictions: Path | None = None
) -> tuple[dict[str, Any], Score]:
    """Run and compare with a gold record. The first value has the same keys as that of :func:`evaluate_file`."""
    if takes_file(task):
        raise EvaluationError(f"the task {task!r} takes a file, not a gold record of reports")
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
    told_of = score_whereabouts(
        task, gold, rows, gazetteer=pipeline.resolver.gazetteer, aliases=pipeline.resolver.aliases()
    )
    metrics = {**score.metrics(), **told_of.metrics()}
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
