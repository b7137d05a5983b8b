"""The whole flow, in order: collect, clean, read, extract, resolve, join, record.

Stages do not know one another; this is the only place that knows their order. Trouble with one report sets
that report aside with a reason; nothing already recorded is touched.
"""

from __future__ import annotations

import time
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from datetime import UTC, date, datetime
from functools import lru_cache
from pathlib import Path
from types import TracebackType
from uuid import uuid4

from dateline import __version__
from dateline.claims import Codebook, extract, people_of
from dateline.clean import clean
from dateline.config import Config
from dateline.errors import CodebookError, ConfigError, DataError, InputError, ProblemCode
from dateline.join import join_report
from dateline.model import Claim, Page, Problem, Reading, Report, Run
from dateline.reading import Reader, load, read
from dateline.resolve import Resolver
from dateline.store import Record

__all__ = ["PageOutcome", "Pipeline", "Recorder", "Told", "lost_page", "open_record", "process_page", "process_text"]

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
        return clean(
            page, published=published, max_chars=self.config.max_text_chars, max_bytes=self.config.max_page_bytes
        )

    def reading(self, report: Report) -> Reading:
        """The linguistic analysis of a report."""
        return read(report, self.reader)

    def claims(self, report: Report, seconds: dict[str, float] | None = None) -> tuple[list[Claim], list[Problem]]:
        """Every claim of a report, resolved, and the troubles met on the way."""
        told, problems = self.told(report, seconds)
        return list(told.claims), problems

    def told(self, report: Report, seconds: dict[str, float] | None = None) -> tuple[Told, list[Problem]]:
        """A report with the people whom it names and its claims, resolved, and the troubles met on the way."""
        clock = _Clock(seconds)
        reading = self.reading(report)
        clock.stop("read")
        claims = extract(reading, self.codebook)
        clock.stop("extract")
        resolved, problems = self.resolver.resolve(claims, reading)
        clock.stop("resolve")
        people = people_of(reading, resolved)
        return Told(report=replace(report, people=people), claims=tuple(resolved)), problems

    def process(self, page: Page, *, published: date | None = None, debug: bool = False) -> PageOutcome:
        """One page through all the stages that need no record. Never raises for trouble with the page, unless
        ``debug`` is set: then a failure of ours is raised where it happens."""
        seconds: dict[str, float] = {}
        clock = _Clock(seconds)
        try:
            reports = self.reports(page, published=published)
        except InputError as error:
            clock.stop("clean")
            detail = str(error).removeprefix(f"{page.path}: ").removeprefix(error.code.message).removeprefix(": ")
            problem = Problem(code=error.code, stage="clean", detail=detail, path=page.path)
            return PageOutcome(page=page, problems=(problem,), seconds=seconds)
        except Exception as error:  # noqa: BLE001 - the one trap: a fault of ours sets one page aside, and says so
            return PageOutcome(page=page, problems=(_failed(error, "clean", page, None, debug),), seconds=seconds)
        clock.stop("clean")
        told: list[Told] = []
        problems: list[Problem] = []
        for report in reports:
            problems.extend(report.problems)
            try:
                one, met = self.told(report, seconds)
            except (ConfigError, CodebookError, DataError):  # true of every report: the run cannot go on
                raise
            except Exception as error:  # noqa: BLE001 - the same trap, for one report of the page
                problems.append(_failed(error, "extract", page, report, debug))
                continue
            problems.extend(met)
            told.append(one)
        return PageOutcome(page=page, told=tuple(told), problems=tuple(problems), seconds=seconds)


@lru_cache(maxsize=2)
def _pipeline(config: Config) -> Pipeline:
    return Pipeline(config)


def process_page(job: tuple[Config, Page, date | None]) -> PageOutcome:
    """One page in whatever process this runs in; the stages' data are loaded once for each process."""
    config, page, published = job
    return _pipeline(config).process(page, published=published)


def lost_page(job: tuple[Config, Page, date | None], reason: str) -> PageOutcome:
    """What came of a page on which a worker process died."""
    page = job[1]
    problem = Problem(code=ProblemCode.FAILED, stage="extract", detail=reason, path=page.path)
    return PageOutcome(page=page, problems=(problem,))


class _Clock:
    def __init__(self, into: dict[str, float] | None) -> None:
        self.into = {} if into is None else into
        self.since = time.perf_counter()

    def stop(self, stage: str) -> None:
        now = time.perf_counter()
        self.into[stage] = self.into.get(stage, 0.0) + now - self.since
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


def process_text(text: str, *, published: date | None = None, config: Config | None = None) -> PageOutcome:
    """One report given as text. ``process_text(words).told[0].claims`` are its claims."""
    return _pipeline(config or Config()).process(Page(path="-", content=text.encode()), published=published)


def open_record(config: Config | str | Path) -> Record:
    """Open a record that exists. Raises StoreError where there is none."""
    return Record.open(config.db if isinstance(config, Config) else config, create=False)


class Recorder:
    """Puts outcomes into a record, one page a transaction, and counts what came in, went out and was set aside.

    With ``dry_run`` a record in memory takes the place of the real one, so that everything is done but keeping.
    """

    def __init__(self, record: Record, config: Config, *, again: bool = False) -> None:
        self.record = record
        self.config = config
        self.again = again
        self.problems: list[Problem] = []
        self.seconds: dict[str, float] = {}
        self.counts: Counter[str] = Counter({"pages in": 0, "reports recorded": 0})
        self.run = Run(id=uuid4().hex, version=__version__, config_digest=config.digest(), started=datetime.now(UTC))

    @classmethod
    def open(cls, config: Config, *, dry_run: bool = False, again: bool = False) -> Recorder:
        """Open the record, making it where there is none."""
        return cls(Record.open(":memory:" if dry_run else config.db), config, again=again)

    def __enter__(self) -> Recorder:
        self.record.begin_run(self.run)
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.record.close()

    def news(self, pages: Iterable[Page]) -> Iterator[Page]:
        """The pages that are not in the record yet (all of them with ``again``)."""
        seen: set[str] = set()
        for page in pages:
            self.counts["pages in"] += 1
            if page.digest in seen or (not self.again and self.record.has_report(page.digest)):
                self.counts["already recorded"] += 1
                continue
            seen.add(page.digest)
            yield page

    def add(self, outcome: PageOutcome) -> None:
        """Join and keep what came of one page: all of it or, where the program is killed, nothing."""
        self.problems.extend(outcome.problems)
        for stage, seconds in outcome.seconds.items():
            self.seconds[stage] = self.seconds.get(stage, 0.0) + seconds
        if not outcome.told:
            self.counts["pages set aside"] += 1
            return
        clock = _Clock(self.seconds)
        with self.record.transaction():
            for told in outcome.told:
                joined = join_report(self.record, told.report, told.claims, policy=self.config.policy)
                met = [p for p in outcome.problems if p.report_id == told.report.id and p not in told.report.problems]
                self.record.add(told.report, outcome.page.content, told.claims, joined, problems=met, run=self.run)
        clock.stop("join and store")
        self.counts["reports recorded"] += len(outcome.told)
        for told in outcome.told:
            for claim in told.claims:
                self.counts[f"{claim.type.value} claims"] += 1

    def finish(self, problems: Iterable[Problem]) -> None:
        """Note how the run ended."""
        reasons: Mapping[str, int] = Counter(p.code.value for p in problems)
        self.run = Run(
            id=self.run.id,
            version=self.run.version,
            config_digest=self.run.config_digest,
            started=self.run.started,
            finished=datetime.now(UTC),
            counts={"run": dict(self.counts), "problems": dict(reasons)},
            problems=tuple(p for p in problems if p.code.sets_aside),
        )
        self.record.end_run(self.run)
