"""The whole flow, in order: collect, clean, read, extract, resolve, join, record.

Stages do not know one another; this is the only place that knows their order. Trouble with one report sets
that report aside with a reason; nothing already recorded is touched.
"""

from __future__ import annotations

import time
from collections import Counter
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field
from datetime import date
from functools import lru_cache
from pathlib import Path

from dateline.claims import Codebook, extract
from dateline.clean import clean
from dateline.config import Config
from dateline.errors import DatelineError, InputError, ProblemCode
from dateline.model import Claim, Page, Problem, Reading, Report
from dateline.reading import Reader, load, read
from dateline.resolve import Resolver

__all__ = ["PageOutcome", "Pipeline", "Told", "process_page"]

STAGES = ("clean", "read", "extract", "resolve")


@dataclass(frozen=True, slots=True, kw_only=True)
class Told:
    """A report and what it says."""

    report: Report
    claims: tuple[Claim, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class PageOutcome:
    """What came of one page: its reports with their claims, troubles, and seconds by stage."""

    page: Page
    told: tuple[Told, ...] = ()
    problems: tuple[Problem, ...] = ()
    seconds: dict[str, float] = field(default_factory=dict)


class Pipeline:
    """The stages with their data loaded. Loading is done once, at first use."""

    def __init__(self, config: Config | None = None) -> None:
        self.config = config or Config()
        self._reader: Reader | None = None
        self._codebook: Codebook | None = None
        self._resolver: Resolver | None = None

    @property
    def reader(self) -> Reader:
        if self._reader is None:
            model = Path(self.config.model) if self.config.model else None
            self._reader = load(model, spacy_pipeline=self.config.spacy_pipeline)
        return self._reader

    @property
    def codebook(self) -> Codebook:
        if self._codebook is None:
            self._codebook = Codebook.load((Path(self.config.codebook),) if self.config.codebook else ())
        return self._codebook

    @property
    def resolver(self) -> Resolver:
        if self._resolver is None:
            self._resolver = Resolver(
                cache=Path(self.config.cache) if self.config.cache else None,
                places=(Path(self.config.places),) if self.config.places else (),
                actors=(Path(self.config.actors),) if self.config.actors else (),
                day_order=self.config.day_order,
            )
        return self._resolver

    def warm(self) -> None:
        """Load everything now, so that a mistake in a setting shows before the first report."""
        _ = self.reader, self.codebook, self.resolver

    def reports(self, page: Page, *, published: date | None = None) -> list[Report]:
        """The reports of a page. Raises InputError where it holds none."""
        return clean(page, published=published, max_chars=self.config.max_text_chars, max_bytes=self.config.max_page_bytes)

    def reading(self, report: Report) -> Reading:
        """The linguistic analysis of a report."""
        return read(report, self.reader)

    def claims(self, report: Report, seconds: Counter[str] | None = None) -> tuple[list[Claim], list[Problem]]:
        """Every claim of a report, resolved, and the troubles met on the way."""
        clock = _Clock(seconds)
        reading = self.reading(report)
        clock.stop("read")
        claims = extract(reading, self.codebook)
        clock.stop("extract")
        resolved, problems = self.resolver.resolve(claims, reading)
        clock.stop("resolve")
        return resolved, problems

    def process(self, page: Page, *, published: date | None = None, debug: bool = False) -> PageOutcome:
        """One page through all the stages that need no record. Never raises for trouble with the page, unless
        ``debug`` is set: then a failure of ours is raised where it happens."""
        seconds: Counter[str] = Counter()
        clock = _Clock(seconds)
        try:
            reports = self.reports(page, published=published)
        except InputError as error:
            clock.stop("clean")
            problem = Problem(code=error.code, stage="clean", detail=str(error), path=page.path)
            return PageOutcome(page=page, problems=(problem,), seconds=dict(seconds))
        except Exception as error:  # noqa: BLE001 - the one trap: a fault of ours sets one page aside, and says so
            return PageOutcome(page=page, problems=(_failed(error, "clean", page, None, debug),), seconds=dict(seconds))
        clock.stop("clean")
        told: list[Told] = []
        problems: list[Problem] = []
        for report in reports:
            problems.extend(report.problems)
            try:
                claims, met = self.claims(report, seconds)
            except DatelineError:
                raise
            except Exception as error:  # noqa: BLE001 - the same trap, for one report of the page
                problems.append(_failed(error, "extract", page, report, debug))
                continue
            problems.extend(met)
            told.append(Told(report=report, claims=tuple(claims)))
        return PageOutcome(page=page, told=tuple(told), problems=tuple(problems), seconds=dict(seconds))


@lru_cache(maxsize=2)
def _pipeline(config: Config) -> Pipeline:
    return Pipeline(config)


def process_page(job: tuple[Config, Page, date | None]) -> PageOutcome:
    """One page in whatever process this runs in; the stages' data are loaded once for each process."""
    config, page, published = job
    return _pipeline(config).process(page, published=published)


class _Clock:
    def __init__(self, into: Counter[str] | None) -> None:
        self.into: Counter[str] = Counter() if into is None else into
        self.since = time.perf_counter()

    def stop(self, stage: str) -> None:
        now = time.perf_counter()
        self.into[stage] += now - self.since  # type: ignore[assignment]
        self.since = now


def _failed(error: Exception, stage: str, page: Page, report: Report | None, debug: bool) -> Problem:
    if debug:
        raise error
    return Problem(
        code=ProblemCode.FAILED,
        stage=stage,
        detail=f"{type(error).__name__}: {error}",
        path=page.path,
        report_id=report.id if report else None,
    )
