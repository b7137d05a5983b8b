"""Reports per second and peak memory of the whole way, the share of each stage, and the reading stage alone.

    python benchmarks/whole_way.py FILE_OR_FOLDER [--limit N] [--workers N] [--json OUT.json]

Prints a table on standard error and one JSON object on standard output.
"""

from __future__ import annotations

import argparse
import json
import platform
import resource
import sys
import tempfile
import time
from collections import Counter
from collections.abc import Iterable, Iterator
from contextlib import suppress
from datetime import date
from itertools import islice
from pathlib import Path
from typing import Any

from dateline import __version__
from dateline.collect import collect
from dateline.config import Config
from dateline.engine import run
from dateline.errors import InputError
from dateline.model import Page, Problem
from dateline.pipeline import Pipeline, Recorder, lost_page, process_page


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("path", type=Path, help="reports: a file or folder")
    parser.add_argument("--limit", type=int, default=None, help="at most so many pages")
    parser.add_argument("--workers", type=int, default=1, help="worker processes")
    parser.add_argument("--json", type=Path, default=None, help="write the result to a file as well")
    options = parser.parse_args()
    pages = list(islice(_pages(options.path), options.limit))
    if not pages:
        sys.exit(f"no reports were found in {options.path}")
    result = {
        "version": __version__,
        "python": platform.python_version(),
        "machine": platform.processor() or platform.machine(),
        "workers": options.workers,
        **_whole_way(pages, options.workers),
        "reading_alone": _reading_alone(pages),
    }
    _print(result)
    text = json.dumps(result, ensure_ascii=False)
    print(text)
    if options.json is not None:
        options.json.write_text(text + "\n", encoding="utf8")


def _pages(path: Path) -> Iterator[Page]:
    if path.is_file() and path.suffix == ".jsonl" and _holds_incidents(path):
        with path.open(encoding="utf8") as lines:
            for line in lines:
                for one in json.loads(line)["reports"]:
                    yield _page(one)
        return
    problems: list[Problem] = []
    yield from collect([path], max_bytes=Config().max_page_bytes, on_problem=problems.append)


def _holds_incidents(path: Path) -> bool:
    with path.open(encoding="utf8") as lines:
        first = json.loads(next(lines, "{}"))
    return isinstance(first, dict) and isinstance(first.get("reports"), list)


def _page(one: dict[str, Any]) -> Page:
    """A report of an incident as a text page: title, stamp of the day, text."""
    words = "\n\n".join(part for part in (one.get("title"), one.get("text")) if part)
    given = {"date_publish": one["published"]} if one.get("published") else {}
    return Page(path=f"{one['id']}.txt", content=words.encode(), url=one.get("url"), given=given)


def _whole_way(pages: Iterable[Page], workers: int) -> dict[str, Any]:
    problems: list[Problem] = []
    with tempfile.TemporaryDirectory() as folder:
        config = Config(db=str(Path(folder) / "record.db"), workers=workers)
        begun = time.perf_counter()
        Pipeline(config).warm()
        opened = time.perf_counter()
        with Recorder.open(config) as recorder:
            jobs = ((config, page, _day(page)) for page in recorder.news(pages))
            for outcome in run(jobs, process_page, workers=workers, lost=lost_page):
                recorder.add(outcome)
                problems += outcome.problems
            recorder.finish(problems)
            seconds = time.perf_counter() - opened
            stages = dict(recorder.seconds)
            counts = recorder.record.counts()
        size = sum(p.stat().st_size for p in Path(folder).iterdir())
    total = sum(stages.values()) or 1.0
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss + (
        resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss if workers > 1 else 0
    )
    return {
        "reports": counts["reports"],
        "claims": counts["claims"],
        "events": counts["events"],
        "seconds": round(seconds, 2),
        "reports_per_second": round(counts["reports"] / seconds, 2),
        "seconds_to_open": round(opened - begun, 2),
        "peak_memory_mb": round(peak / (1024 * 1024 if sys.platform == "darwin" else 1024)),
        "record_mb": round(size / 1e6, 1),
        "set_aside": dict(Counter(p.code.value for p in problems if p.code.sets_aside)),
        "stages": {
            stage: {"seconds": round(spent, 2), "share": round(spent / total, 3)}
            for stage, spent in sorted(stages.items(), key=lambda item: -item[1])
        },
    }


def _day(page: Page) -> date | None:
    given = page.given.get("date_publish")
    return date.fromisoformat(given[:10]) if given else None


def _reading_alone(pages: Iterable[Page]) -> dict[str, Any]:
    """The reading model over the same cleaned texts, with nothing else."""
    pipeline = Pipeline(Config())
    pipeline.warm()
    texts: list[str] = []
    for page in pages:
        with suppress(InputError):
            texts += [report.text.clean for report in pipeline.reports(page, published=_day(page))]
    begun = time.perf_counter()
    tokens = sum(len(pipeline.reader.parse(text)) for text in texts)
    seconds = time.perf_counter() - begun
    return {
        "reports_per_second": round(len(texts) / seconds, 2) if seconds else None,
        "tokens_per_second": round(tokens / seconds) if seconds else None,
        "seconds": round(seconds, 2),
    }


def _print(result: dict[str, Any]) -> None:
    out = sys.stderr
    print(f"{result['reports']} reports, {result['claims']} claims, {result['events']} events", file=out)
    print(f"{result['reports_per_second']:8.2f} reports per second ({result['seconds']} s)", file=out)
    print(f"{result['peak_memory_mb']:8d} MB at most; record {result['record_mb']} MB", file=out)
    for stage, row in result["stages"].items():
        print(f"{row['seconds']:8.2f} s {100 * row['share']:5.1f} %  {stage}", file=out)
    alone = result["reading_alone"]
    print(
        f"{alone['reports_per_second']:8.2f} reports per second by the reading stage alone "
        f"({alone['tokens_per_second']} tokens per second)",
        file=out,
    )


if __name__ == "__main__":
    main()
