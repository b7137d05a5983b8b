"""The command line: one command is one call of the library, and printing.

Exit codes: 0 done; 1 an error that stopped the command; 2 wrong usage; 3 done, with problems.
"""

from __future__ import annotations

import contextlib
import json
import sys
from collections import Counter
from collections.abc import Iterable, Iterator
from datetime import date
from pathlib import Path
from typing import Annotated, Any, TextIO

import typer
from rich.markup import escape
from rich.progress import BarColumn, MofNCompleteColumn, Progress, SpinnerColumn, TextColumn, TimeElapsedColumn
from rich.table import Table

from dateline import __version__
from dateline.cli.actors import app as actors_app
from dateline.cli.gazetteer import app as gazetteer_app
from dateline.cli.judge import JUDGING
from dateline.cli.options import Db, Json, Policy, err, out
from dateline.config import Config, load_config
from dateline.errors import ConfigError, DatelineError, ProblemCode
from dateline.model import Page, Problem

app = typer.Typer(
    name="dateline",
    help="News reports of an armed conflict in; a sourced record out: what happened, where, when, how many, and who says so.",
    no_args_is_help=True,
    add_completion=False,
    rich_markup_mode=None,
    pretty_exceptions_enable=False,
)
app.add_typer(gazetteer_app, name="gazetteer")
app.add_typer(actors_app, name="actors")

DONE_WITH_PROBLEMS = 3
#: Troubles that a person should hear of and that make a run end with exit code 3.
TOLD = frozenset(
    {
        ProblemCode.NO_DATE,
        ProblemCode.MIXED_LANGUAGE,
        ProblemCode.DECODED_WITH_LOSS,
        ProblemCode.DATE_CONFLICT,
        ProblemCode.TRUNCATED,
        ProblemCode.HEADLINE_ONLY,
    }
)

Published = Annotated[str | None, typer.Option(help="Day of publication, YYYY-MM-DD, for reports that state none.")]
Codebook_ = Annotated[str | None, typer.Option("--codebook", help="A codebook file that extends the packaged one.")]
Places = Annotated[str | None, typer.Option("--places", help="A file of places (TSV) that extends the gazetteer.")]
Actors = Annotated[str | None, typer.Option("--actors", help="A file of actors (YAML) that extends the packaged list.")]


def main() -> None:
    """Entry point: errors of ours become one clear line and exit code 1."""
    try:
        app()
    except DatelineError as error:
        err.print(f"[bold red]dateline:[/] {escape(str(error))}")
        sys.exit(1)
    except BrokenPipeError:
        sys.stderr.close()
        sys.exit(0)


# ------------------------------------------------------------------------------------------------------ into the record


@app.command()
def read(
    paths: Annotated[list[str], typer.Argument(help="Files, folders, globs, or - for standard input.")],
    db: Db = None,
    published: Published = None,
    limit: Annotated[int | None, typer.Option(min=1, help="Read at most this many pages.")] = None,
    dry_run: Annotated[bool, typer.Option("--dry-run", help="Do everything but record.")] = False,
    again: Annotated[bool, typer.Option("--again", help="Read reports again that are recorded already.")] = False,
    workers: Annotated[int | None, typer.Option(min=1, help="Worker processes on this machine.")] = None,
    codebook: Codebook_ = None,
    places: Places = None,
    actors: Actors = None,
) -> None:
    """Read reports into the record: text, HTML, JSON and JSON Lines; a summary says what was set aside and why."""
    from dateline.collect import collect
    from dateline.engine import run
    from dateline.pipeline import Pipeline, Recorder, lost_page, process_page

    config = _config(db=db, workers=workers, codebook=codebook, places=places, actors=actors)
    day = _day(published)
    problems: list[Problem] = []
    Pipeline(config).warm()
    with Recorder.open(config, dry_run=dry_run, again=again) as recorder:
        pages: Iterable[Page] = collect(paths, max_bytes=config.max_page_bytes, on_problem=problems.append)
        if limit is not None:
            pages = _first(pages, limit)
        with _progress() as progress:
            bar = progress.add_task("reading", total=None)
            jobs = ((config, page, day) for page in recorder.news(pages))
            for outcome in run(jobs, process_page, workers=config.workers, lost=lost_page):
                recorder.add(outcome)
                progress.update(bar, advance=1, description=f"reading {Path(outcome.page.path).name[:40]}")
        problems += recorder.problems
        recorder.finish(problems)
    _summary(recorder.counts, problems, config.db, dry_run)
    if any((p.code.sets_aside and p.code is not ProblemCode.DUPLICATE) or p.code in TOLD for p in problems):
        raise typer.Exit(DONE_WITH_PROBLEMS)


@app.command()
def extract(
    path: Annotated[str, typer.Argument(help="One report: a file, or - for standard input.")],
    published: Published = None,
    what: Annotated[str, typer.Option(help="figures, events or all.")] = "all",
    codebook: Codebook_ = None,
    places: Places = None,
    actors: Actors = None,
) -> None:
    """One report in, its figures and events out as JSON Lines. No record is touched."""
    from dateline.collect import collect
    from dateline.export import claim_row
    from dateline.pipeline import Pipeline

    if what not in ("figures", "events", "all"):
        raise ConfigError(f"--what must be figures, events or all; got {what!r}")
    config = _config(codebook=codebook, places=places, actors=actors)
    problems: list[Problem] = []
    pipeline = Pipeline(config)
    for page in collect([path], max_bytes=config.max_page_bytes, on_problem=problems.append):
        outcome = pipeline.process(page, published=_day(published))
        problems += outcome.problems
        for told in outcome.told:
            for claim in told.claims:
                if what in ("all", f"{claim.type.value}s"):
                    print(json.dumps(claim_row(claim, told.report.name), ensure_ascii=False))
    for problem in problems:
        if problem.code.sets_aside or problem.code in TOLD:
            err.print(f"[yellow]{escape(problem.path or path)}[/]: {escape(problem.message)}")
    if any(p.code.sets_aside or p.code in TOLD for p in problems):
        raise typer.Exit(DONE_WITH_PROBLEMS)


# --------------------------------------------------------------------------------------------------- out of the record


@app.command()
def brief(
    db: Db = None,
    since: Annotated[str | None, typer.Option(help="Leave out what ended before this day, YYYY-MM-DD.")] = None,
    output: Annotated[Path | None, typer.Option("-o", "--output", help="Write Markdown to a file.")] = None,
    policy: Policy = None,
) -> None:
    """A page that a person can read: events by day, each figure with its speaker and a note to its sentence."""
    from dateline.cli.show import print_brief
    from dateline.export import make_brief
    from dateline.review import findings

    config = _config(db=db, policy=policy)
    with _record(config) as record:
        page = make_brief(
            record.events(policy=config.policy),
            record.claims(),
            {r.id: r for r in record.reports()},
            title=f"Brief of {Path(config.db).name}",
            since=_day(since),
            findings=findings(record),
        )
    if output is not None:
        output.write_text(page.to_markdown(), encoding="utf8")
        err.print(f"written to {escape(str(output))}")
    elif out.is_terminal:
        print_brief(page, out)
    else:
        print(page.to_markdown(), end="")


@app.command()
def events(db: Db = None, policy: Policy = None, as_json: Json = False) -> None:
    """The events of the record: a table on a terminal, JSON Lines when piped."""
    from dateline.cli.show import events_table
    from dateline.export import happening_row

    config = _config(db=db, policy=policy)
    with _record(config) as record:
        found = record.events(policy=config.policy)
        names = {r.id: r.name for r in record.reports()}
    if out.is_terminal and not as_json:
        out.print(events_table(found))
        return
    for event in found:
        print(json.dumps(happening_row(event, names), ensure_ascii=False))


@app.command()
def show(
    event: Annotated[str | None, typer.Argument(help="An event's id, or its beginning; or a report's name.")] = None,
    db: Db = None,
    left_out: Annotated[bool, typer.Option("--left-out", help="What was left out of the reports, and why.")] = False,
    as_json: Json = False,
    policy: Policy = None,
) -> None:
    """One event with its figures; with --left-out, what the pages held that is not the report."""
    from dateline.cli.show import left_out_table, print_event
    from dateline.export import happening_row

    config = _config(db=db, policy=policy)
    with _record(config) as record:
        reports = {r.id: r for r in record.reports()}
        if left_out:
            chosen = [r for r in reports.values() if event is None or event in (r.name, r.id) or r.id.startswith(event)]
            taken = {r.name: record.left_out(r.id) for r in chosen}
            if out.is_terminal and not as_json:
                out.print(left_out_table(taken))
                return
            for name, items in taken.items():
                for item in items:
                    row = {"report": name, "start": item.span.start, "end": item.span.end}
                    row |= {"reason": item.reason.value, "rule": item.rule, "opens": item.opens}
                    print(json.dumps(row, ensure_ascii=False))
            return
        if event is None:
            raise ConfigError("name an event (dateline events lists them), or use --left-out")
        found = record.event(event, policy=config.policy)
    if as_json:
        print(json.dumps(happening_row(found, {r.id: r.name for r in reports.values()}), ensure_ascii=False))
        return
    print_event(found, reports, out)


@app.command()
def explain(
    event: Annotated[str, typer.Argument(help="An event's id, or its beginning.")],
    db: Db = None,
    as_json: Json = False,
    policy: Policy = None,
) -> None:
    """Every figure of an event: its words, its speaker, its report, what found it, and why reports were joined."""
    from dateline.cli.explain import explanation, print_explanation
    from dateline.review import history

    config = _config(db=db, policy=policy)
    with _record(config) as record:
        found = record.event(event, policy=config.policy)
        claims = {c.id: c for c in (*found.claims, *found.figures)}
        told = explanation(found, {r.id: r for r in record.cards(found.reports)}, claims, history(record, found.id))
    if as_json:
        print(json.dumps(told, ensure_ascii=False))
    else:
        print_explanation(told, out)


@app.command()
def export(
    format_: Annotated[str, typer.Argument(metavar="FORMAT", help="figures, events, joined, csv or geojson.")],
    db: Db = None,
    output: Annotated[Path | None, typer.Option("-o", "--output", help="A file; default: standard output.")] = None,
    policy: Policy = None,
) -> None:
    """Write the record in a format of the field."""
    from dateline.export import FORMATS, event_row, figure_row, happening_row, write_csv, write_geojson, write_jsonl
    from dateline.terms import ClaimType

    if format_ not in FORMATS:
        known = "\n".join(f"  {name:10} {what}" for name, what in FORMATS.items())
        raise ConfigError(f"there is no format {format_!r}; known are:\n{known}")
    config = _config(db=db, policy=policy)
    with _record(config) as record, _open(output) as handle:
        names = {r.id: r.name for r in record.reports()}
        happened = record.events(policy=config.policy)
        member = {c.id: e.id for e in happened for c in (*e.claims, *e.figures)}
        claims = record.claims()
        figures = (
            figure_row(c, names[c.report_id], event=member.get(c.id)) for c in claims if c.type is ClaimType.FIGURE
        )
        if format_ == "figures":
            count = write_jsonl(figures, handle)
        elif format_ == "events":
            rows = (
                event_row(c, names[c.report_id], event=member.get(c.id)) for c in claims if c.type is ClaimType.EVENT
            )
            count = write_jsonl(rows, handle)
        elif format_ == "joined":
            count = write_jsonl((happening_row(e, names) for e in happened), handle)
        elif format_ == "csv":
            count = write_csv(figures, handle)
        else:
            count, without = write_geojson(happened, names, handle)
            if without:
                err.print(
                    f"{without} {'event has' if without == 1 else 'events have'} no located place and were left out"
                )
    if output is not None:
        err.print(f"{count} rows written to {escape(str(output))}")


# ------------------------------------------------------------------------------------------------------------ judgement

for _judging in JUDGING:
    app.command()(_judging)


# ------------------------------------------------------------------------------------------------------- the same, in a browser


@app.command()
def web(
    db: Db = None,
    host: Annotated[str, typer.Option(help="Name or address to serve at; the default is this machine alone.")] = (
        "127.0.0.1"
    ),
    port: Annotated[int, typer.Option(min=0, max=65535, help="Port; 0 takes a free one.")] = 8000,
    open_: Annotated[bool, typer.Option("--open", help="Open the browser.")] = False,
    read_only: Annotated[bool, typer.Option("--read-only", help="Nobody can decide or take back.")] = False,
    policy: Policy = None,
) -> None:
    """The record in a browser: brief, events, reports with their evidence marked, the queue, search; each also as JSON."""
    from dateline.web import serve

    config = _config(db=db, policy=policy)
    serve(
        config.db,
        host=host,
        port=port,
        read_only=read_only,
        policy=config.policy,
        open_browser=open_,
        say=lambda line: err.print(escape(line)),
    )


# ------------------------------------------------------------------------------------------------------- about the program


@app.command()
def codebook(
    entry: Annotated[str | None, typer.Argument(help="An entry's id, or its beginning.")] = None,
    codebook: Codebook_ = None,
    as_json: Json = False,
) -> None:
    """Print what counts as what: each entry with definition, source, example and counter-example."""
    from dateline.cli.show import codebook_rows, print_codebook
    from dateline.pipeline import Pipeline

    rows = codebook_rows(Pipeline(_config(codebook=codebook)).codebook, entry)
    if not rows:
        raise ConfigError(f"no codebook entry begins with {entry!r}; dateline codebook lists all")
    if as_json:
        for row in rows:
            print(json.dumps(row, ensure_ascii=False))
    else:
        print_codebook(rows, out)


@app.command()
def evaluate(
    task: Annotated[
        str, typer.Argument(help="figures, events, places, times, or another task over a file: see docs/evaluate.md.")
    ],
    path: Annotated[Path, typer.Argument(help="A gold record or its folder, or the file of the task.")],
    reports: Annotated[
        Path | None, typer.Argument(help="Folder of the reports, where it is not beside the gold.")
    ] = None,
    as_json: Json = False,
    predictions: Annotated[Path | None, typer.Option(help="Write the predictions to a file.")] = None,
    misses: Annotated[bool, typer.Option("--misses", help="Show what was missed, wrong or spurious.")] = False,
    workers: Annotated[int | None, typer.Option(min=1, help="Worker processes on this machine (incidents).")] = None,
    places: Places = None,
    actors: Actors = None,
) -> None:
    """Measure accuracy against a gold record or annotated data, by the rules in the documentation."""
    from dateline.cli.measure import MARKED, evaluate_file, evaluate_marked, evaluate_records, takes_file
    from dateline.cli.show import print_metrics, print_outcome, print_score

    config = _config(places=places, actors=actors, workers=workers)
    if task in MARKED:
        marked = evaluate_marked(task, path, config, predictions)
        if as_json:
            print(json.dumps(marked, ensure_ascii=False))
        else:
            print_metrics(marked, out)
        return
    if takes_file(task):
        result, outcome = evaluate_file(task, path, config, predictions)
        if as_json:
            print(json.dumps(result, ensure_ascii=False))
        else:
            print_outcome(result, outcome, out)
        return
    result, score = evaluate_records(task, path, reports, config, predictions)
    if as_json:
        print(json.dumps(result, ensure_ascii=False))
    else:
        print_score(result, score, out, misses=misses)


@app.command()
def doctor(as_json: Json = False) -> None:
    """What is installed, which model and data with which licence and date, what is missing and how to mend it."""
    from dateline.cli.show import print_examination
    from dateline.doctor import examine

    findings = examine(_config())
    if as_json:
        print(json.dumps([dict(f._asdict()) for f in findings], ensure_ascii=False))
    else:
        print_examination(findings, out)
    if any(not f.ok for f in findings):
        raise typer.Exit(1)


@app.command()
def version() -> None:
    """The version."""
    print(__version__)


# --------------------------------------------------------------------------------------------------------------- within


def _config(**flags: Any) -> Config:
    return load_config(flags)


def _day(text: str | None) -> date | None:
    if text is None:
        return None
    try:
        return date.fromisoformat(text)
    except ValueError:
        raise ConfigError(f"a day is written YYYY-MM-DD; got {text!r}") from None


def _record(config: Config) -> Any:
    from dateline.pipeline import open_record

    return open_record(config)


@contextlib.contextmanager
def _open(path: Path | None) -> Iterator[TextIO]:
    if path is None:
        yield sys.stdout
        return
    with path.open("w", encoding="utf8", newline="") as handle:
        yield handle


def _first(pages: Iterable[Page], limit: int) -> Iterator[Page]:
    for index, page in enumerate(pages):
        if index >= limit:
            return
        yield page


def _progress() -> Progress:
    return Progress(
        SpinnerColumn(), TextColumn("{task.description}"), BarColumn(bar_width=20), MofNCompleteColumn(), TimeElapsedColumn(),
        console=err, transient=True,
    )  # fmt: skip


def _summary(counts: Counter[str], problems: list[Problem], db: str, dry_run: bool) -> None:
    """In, recorded, set aside and why."""
    table = Table.grid(padding=(0, 2))
    for name, count in counts.items():
        table.add_row(str(count), name)
    err.print(table)
    aside = [p for p in problems if p.code.sets_aside and p.code is not ProblemCode.DUPLICATE]
    told = [p for p in problems if p.code in TOLD]
    for heading, listed in (("set aside", aside), ("recorded, with a problem", told)):
        if listed:
            err.print(f"[bold]{heading}[/]")
            for problem in listed:
                err.print(f"  [yellow]{escape(problem.path or '')}[/]: {escape(problem.message)}")
    err.print("nothing was recorded (--dry-run)" if dry_run else f"the record is {escape(db)}")
