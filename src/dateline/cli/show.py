"""What the commands print on a terminal: tables, the brief, explanations."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from rich.console import Console, Group
from rich.markup import escape
from rich.padding import Padding
from rich.rule import Rule
from rich.table import Table
from rich.text import Text as Styled

from dateline.cli.explain import GRADE_STYLE, claim_words
from dateline.evaluate import Score
from dateline.evaluate.outcome import Outcome
from dateline.export.brief import (
    Brief,
    BriefEvent,
    BriefFigure,
    BriefToll,
    day_words,
    note_words,
    small_event_words,
    span_words,
    told_by_tolls,
)
from dateline.model import Claim, Event, Judgement, LeftOut, ReportCard
from dateline.store import Decision
from dateline.terms import Verdict

__all__ = [
    "codebook_rows",
    "events_table",
    "history_table",
    "left_out_table",
    "print_brief",
    "print_codebook",
    "print_event",
    "print_examination",
    "print_score",
    "queue_table",
]


# ------------------------------------------------------------------------------------------------------------ brief


def print_brief(brief: Brief, console: Console) -> None:
    """The brief, laid out for a terminal."""
    console.print(Styled(brief.title, style="bold"))
    for line in brief.summary:
        console.print(Styled(line, style="dim"))
    for heading, lines in brief.lead:
        console.print()
        console.print(Styled(heading, style="bold"))
        for line in lines:
            console.print(Padding(Styled(f"• {line}"), (0, 0, 0, 1)))
    for day, events in brief.days:
        console.print()
        console.print(Rule(f"[bold]{escape(day_words(day))}[/]", align="left", style="cyan"))
        for event in events:
            if not event.short:
                console.print(Padding(_event_block(event), (0, 0, 1, 0)))
        for event in events:
            if event.short:
                console.print(_small_event(event))
    for heading, explanation, figures in brief.sections():
        if figures:
            console.print()
            console.print(Rule(f"[bold]{heading}[/]", align="left", style="cyan"))
            console.print(Styled(explanation, style="dim"))
            console.print(_figures(figures, dated=True))
    if brief.findings:
        console.print()
        console.print(Rule("[bold]To look at[/]", align="left", style="cyan"))
        for finding in brief.findings:
            console.print(Styled(f"• {finding}"))
    console.print()
    console.print(Rule("[bold]Notes[/]", align="left", style="cyan"))
    for note in brief.notes:
        console.print(Styled(f"{note.number:>3}  ", style="cyan") + Styled(note_words(note), style="dim"))


def _event_block(event: BriefEvent) -> Group:
    style = GRADE_STYLE.get(event.grade, "")
    about = " · ".join(x for x in (event.kind, event.where, event.when, event.parties) if x)
    parts: list[Any] = [
        Styled(event.title, style="bold"),
        Styled(about) + _refs(event.notes),
        Styled(f"{event.grade}: {event.support}", style=style) + Styled(f"  {event.id[:8]}", style="dim"),
    ]
    if event.tolls:
        parts.append(_tolls(event.tolls))
    parts += [Styled(f"  ! disputed: {d}", style="red") for d in event.disputes if not told_by_tolls(d, event)]
    return Group(*parts)


def _small_event(event: BriefEvent) -> Styled:
    refs = dict.fromkeys([*event.notes, *(n for t in event.tolls for f in t.figures for n in f.notes)])
    more = small_event_words(event)
    return (
        Styled("• ")
        + Styled(event.title, style="bold")
        + _refs(tuple(refs))
        + Styled(f" · {more}" if more else "")
        + Styled(f"  {event.id[:8]}", style="dim")
    )


_STATE_STYLE = {"disputed": "red", "agreed": "green"}


def _tolls(tolls: Iterable[BriefToll]) -> Table:
    """The tolls of an event: a measure, how voices stand to each other, then a line a voice."""
    table = _figure_table()
    for toll in tolls:
        state = Styled(toll.state, style=_STATE_STYLE.get(toll.state, "dim")) if len(toll.figures) > 1 else Styled("")
        if len(toll.figures) > 1:
            table.add_row(f"  {toll.measure}", Styled(toll.words, style="bold"), state, "")
        for figure in toll.figures:
            name = f"  {toll.measure}" if len(toll.figures) == 1 else ""
            table.add_row(name, *_cells(figure, figure.victims, indent=len(toll.figures) > 1))
    return table


def _figures(figures: Iterable[BriefFigure], *, dated: bool = False) -> Table:
    table = _figure_table()
    last = ""
    for figure in figures:
        measure = "" if figure.measure == last and not dated else figure.measure
        last = figure.measure
        victims = figure.victims
        context = ", ".join(x for x in (figure.where, figure.when) if x)
        if dated and context:
            victims = f"{victims} ({context})" if victims else context
        table.add_row(f"  {measure}", *_cells(figure, victims))
    return table


def _figure_table() -> Table:
    table = Table.grid(padding=(0, 2))
    table.add_column(min_width=11)
    table.add_column(min_width=9, max_width=26)
    table.add_column(ratio=2)
    table.add_column(ratio=3)
    return table


def _cells(figure: BriefFigure, victims: str, *, indent: bool = False) -> tuple[Styled, str, Styled]:
    said = Styled(figure.speaker)
    if figure.stance:
        said += Styled(f" ({figure.stance})", style="red" if figure.stance == "denied" else "yellow")
    if figure.earlier:
        said += Styled(f" (earlier {figure.earlier})", style="dim")
    words = f"of them {victims}" if figure.breakdown else victims
    number = Styled(f"  {figure.amount}" if indent else figure.amount, style="dim" if figure.breakdown else "bold")
    return number, words, said + _refs(figure.notes)


def _refs(notes: Sequence[int]) -> Styled:
    return Styled("".join(f" [{n}]" for n in notes), style="cyan")


# ----------------------------------------------------------------------------------------------------------- events


def events_table(events: Iterable[Event]) -> Table:
    """One line an event."""
    table = Table(box=None, header_style="bold", pad_edge=False)
    for name in ("event", "when", "what", "where", "killed", "injured", "grade", "voices"):
        table.add_column(name, no_wrap=name in ("event", "when"))
    for event in events:
        table.add_row(
            event.id[:8], span_words(event.when), event.kind.value.replace("_", " "), event.place.name if event.place else "",
            _line(event, "killed"), _line(event, "injured"), Styled(event.grade.value, style=GRADE_STYLE[event.grade.value]),
            str(len(event.lineages)),
        )  # fmt: skip
    return table


def _line(event: Event, measure: str) -> str:
    lines = [t for t in event.tolls if t.measure.value == measure]
    whole = max(lines, key=lambda t: t.best or t.low or t.high or 0, default=None)
    if whole is None:
        return ""
    low, best, high = whole.low, whole.best, whole.high
    if low == high:
        return str(best if best is not None else low if low is not None else "?")
    return (
        f"{best if best is not None else '?'} ({low if low is not None else '?'}–{high if high is not None else '?'})"
    )


def print_event(event: Event, reports: Mapping[str, ReportCard], console: Console) -> None:
    """One event with all its figures."""
    from dateline.export import make_brief

    own = {r: reports[r] for r in event.reports if r in reports}
    page = make_brief([event], [], own, title=f"Event {event.id}", at_length=True)
    print_brief(page, console)


# ------------------------------------------------------------------------------------------------------------ others


def left_out_table(reports: Mapping[str, Sequence[LeftOut]]) -> Group:
    """What was left out of reports, by their names, and why."""
    parts: list[Any] = []
    for name, left_out in reports.items():
        if not left_out:
            continue
        parts.append(Styled(name, style="bold"))
        table = Table.grid(padding=(0, 2))
        for item in left_out:
            table.add_row(
                f"  {item.span.start}–{item.span.end}", item.reason.value, Styled(item.rule, style="dim"), item.opens
            )
        parts.append(table)
    return Group(*parts) if parts else Group(Styled("nothing was left out"))


def queue_table(items: Iterable[Judgement], claims: Mapping[str, Claim], names: Mapping[str, str]) -> Group:
    """Pairs that wait for a person."""
    parts: list[Any] = []
    for item in items:
        parts.append(
            Styled(f"{item.verdict.value} {item.score:.2f}", style="yellow" if item.verdict is Verdict.UNSURE else "")
        )
        for side in (item.a, item.b):
            claim = claims.get(side)
            where = names.get(claim.report_id, "") if claim else ""
            parts.append(Styled(f"  {side}  {where}: “{claim_words(claim)[:120]}”"))
        parts += [Styled(f"    {reason}", style="dim") for reason in item.reasons]
    return Group(*parts) if parts else Group(Styled("nothing waits for a decision"))


def history_table(decisions: Iterable[Decision]) -> Group:
    """Decisions, the first at the top."""
    table = Table(box=None, header_style="bold", pad_edge=False)
    for name in ("no.", "when", "who", "decided", "on", "reason", "in force"):
        table.add_column(name, no_wrap=name in ("no.", "when"))
    some = list(decisions)
    for one in some:
        stands = "yes" if one.undone_at is None else f"taken back by {one.undone_by}"
        on = f"{one.a[:8]} {one.b[:8] if one.b else ''}".strip()
        table.add_row(
            str(one.number), f"{one.at:%Y-%m-%d %H:%M}", one.by, one.action.replace("_", " "), on, one.reason,
            "" if one.action == "undo" else stands, style="" if one.undone_at is None else "dim",
        )  # fmt: skip
    return Group(table) if some else Group(Styled("nothing was decided"))


def codebook_rows(codebook: Any, entry: str | None) -> list[dict[str, Any]]:
    """The codebook's entries as plain rows; ``entry`` is an id or its beginning."""
    return [row for row in codebook.rows() if entry is None or str(row["id"]).startswith(entry)]


def print_codebook(rows: Iterable[Mapping[str, Any]], console: Console) -> None:
    """Entries in the form in which an expert reads them."""
    for row in rows:
        console.print(f"[bold]{escape(str(row['id']))}[/]  [dim]{escape(str(row.get('section', '')))}[/]")
        for key, value in row.items():
            if key not in ("id", "section") and value not in (None, "", [], ()):
                shown = ", ".join(map(str, value)) if isinstance(value, list | tuple) else str(value)
                console.print(f"  [cyan]{key.replace('_', ' ')}[/]: {escape(shown)}")


def print_metrics(result: Mapping[str, Any], console: Console) -> None:
    """The numbers of an evaluation over a marked set."""
    console.print(
        f"{result['task']} on {escape(str(result['path']))}: {result['n']} gold, {result['seconds']:.1f} s, {result['model']}"
    )
    table = Table.grid(padding=(0, 2))
    for name, value in result["metrics"].items():
        table.add_row(f"  {name}", f"{value:.1f}" if name.endswith("_km") or value > 1 else f"{value:.3f}")
    console.print(table)


def print_score(result: Mapping[str, Any], score: Score, console: Console, *, misses: bool) -> None:
    """A table of one evaluation."""
    console.print(
        f"{result['task']} on {escape(str(result['path']))}: {result['n']} gold, {result['seconds']:.1f} s, {result['model']}"
    )
    table = Table.grid(padding=(0, 2))
    for name, value in result["metrics"].items():
        right = score.attributes.get(name)
        table.add_row(f"  {name}", f"{value:.3f}", f"{right[0]}/{right[1]}" if right else "")
    console.print(table)
    console.print(
        f"found {score.found} of {score.gold}, spurious {score.spurious}, stretch also found {score.forgiven}"
    )
    if score.outside:
        console.print(f"[red]taken from outside the report: {score.outside}[/]")
    for name, pairs in score.confusion.items():
        for (gold, got), count in pairs.items():
            console.print(f"  {name}: gold {escape(gold)}, got {escape(got)}: {count}")
    if misses:
        for heading, rows in (("MISSED", score.missed), ("SPURIOUS", score.extra)):
            for row in rows:
                what = row.get("measure") or row.get("kind")
                console.print(
                    f"{heading} {row['report']} {what} {row.get('low')} {row.get('high')} | {escape(_flat(row))}"
                )
        for attribute, meant, told in score.wrong:
            console.print(
                f"WRONG {attribute} {meant['report']} | {escape(_flat(meant))} | "
                f"gold {_value(meant, attribute)} got {_value(told, attribute)}"
            )


def print_outcome(result: Mapping[str, Any], outcome: Outcome, console: Console) -> None:
    """A table of a task over a file: its metrics, and what they were counted from."""
    console.print(
        f"{result['task']} on {escape(str(result['path']))}: {outcome.n} {outcome.unit}, {result['seconds']:.1f} s, "
        f"{result['model']}"
    )
    table = Table.grid(padding=(0, 2))
    for name, value in outcome.metrics.items():
        table.add_row(f"  {name}", f"{value:.4f}")
    console.print(table)
    if outcome.details:
        counted = Table.grid(padding=(0, 2))
        counted.add_row("  counted", "gold", "predicted", "right", "F1")
        for name, (gold, found, right) in outcome.details.items():
            f1 = 2 * right / (gold + found) if gold + found else 0.0
            counted.add_row(f"  {escape(name)}", str(gold), str(found), str(right), f"{f1:.3f}")
        console.print(counted)
    for note in outcome.notes:
        console.print(f"  {escape(note)}")


def _flat(row: Mapping[str, Any]) -> str:
    return " ".join(str(row.get("quote") or "").split())


def _value(row: Mapping[str, Any], name: str) -> str:
    keys = {"dates": "when", "place": "where", "perpetrator": "perpetrators", "actor": "actors", "target": "targets"}
    value = row.get("victims") if name.startswith("victim") else row.get(keys.get(name, name))
    return escape(str(value))


def print_examination(findings: Iterable[Any], console: Console) -> None:
    """What doctor found."""
    table = Table.grid(padding=(0, 2))
    remedies = []
    for finding in findings:
        mark = Styled("ok", style="green") if finding.ok else Styled("missing", style="red")
        table.add_row(mark, finding.what, finding.found)
        if not finding.ok:
            remedies.append(finding.remedy)
    console.print(table)
    for remedy in remedies:
        console.print(f"[red]to mend:[/] {escape(remedy)}")
