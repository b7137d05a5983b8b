"""What a person judges, from the command line: each command is one call of :mod:`dateline.review`."""

from __future__ import annotations

import json
from collections.abc import Callable
from typing import Annotated, Any

import typer
from rich.markup import escape

from dateline.cli.options import By, Db, Json, Reason, err, out
from dateline.config import load_config
from dateline.errors import ConfigError

__all__ = ["JUDGING"]

_EVENT = "An event's id, or its beginning; or a claim of it."


def queue(db: Db = None, as_json: Json = False) -> None:
    """Pairs of claims that may tell the same happening: a person should decide."""
    from dateline.cli.show import queue_table
    from dateline.review import queue as waiting

    with _record(db) as record:
        items = waiting(record)
        ids = {i for item in items for i in (item.a, item.b)}
        claims = {c.id: c for c in record.claims(ids=ids)}
        names = {r.id: r.name for r in record.cards({c.report_id for c in claims.values()})}
    if out.is_terminal and not as_json:
        out.print(queue_table(items, claims, names))
        return
    for item in items:
        row = {
            "a": item.a,
            "b": item.b,
            "verdict": item.verdict.value,
            "score": item.score,
            "reasons": list(item.reasons),
        }
        print(json.dumps(row, ensure_ascii=False))


def decide(
    a: Annotated[str, typer.Argument(help="A claim's id.")],
    b: Annotated[str, typer.Argument(help="The other claim's id.")],
    verdict: Annotated[str, typer.Argument(help="same, different or unsure.")],
    reason: Reason,
    by: By,
    db: Db = None,
) -> None:
    """Decide whether two claims tell the same happening. A person's decision outranks the machine and survives re-runs."""
    from dateline.review import decide as judge
    from dateline.terms import Verdict

    if verdict not in {v.value for v in Verdict}:
        raise ConfigError(f"a verdict is same, different or unsure; got {verdict!r}")
    with _record(db) as record:
        made = judge(record, a, b, Verdict(verdict), reason=reason, by=by)
    err.print(f"{made.a} and {made.b}: {made.verdict.value}, by {escape(by)}")


def merge(
    a: Annotated[str, typer.Argument(help=_EVENT)],
    b: Annotated[str, typer.Argument(help=f"The other one. {_EVENT}")],
    reason: Reason,
    by: By,
    db: Db = None,
) -> None:
    """Make one event of two, with all that they hold. It outranks the machine, survives re-runs, and can be undone."""
    from dateline.review import merge as make_one

    with _record(db) as record:
        event = make_one(record, a, b, reason=reason, by=by)
    err.print(f"one event now: {event.id}, {len(event.reports)} reports; dateline undo takes it back")


def split(
    event: Annotated[str, typer.Argument(help=_EVENT)],
    what: Annotated[list[str], typer.Argument(help="The claims or reports (by name) that tell of another happening.")],
    reason: Reason,
    by: By,
    db: Db = None,
) -> None:
    """Part an event in two: the claims or reports that are named, with their figures, become an event of their own."""
    from dateline.review import split as part

    with _record(db) as record:
        kept, other = part(record, event, what, reason=reason, by=by)
    err.print(f"two events now: {kept.id} and {other.id}; dateline undo takes it back")


def not_same(
    a: Annotated[str, typer.Argument(help=_EVENT)],
    b: Annotated[str, typer.Argument(help=f"The other one. {_EVENT}")],
    reason: Reason,
    by: By,
    db: Db = None,
) -> None:
    """Two events are two happenings: they stay apart, whatever later reports say."""
    from dateline.review import not_same as keep_apart

    with _record(db) as record:
        made = keep_apart(record, a, b, reason=reason, by=by)
    err.print(f"{made.a} and {made.b} stay apart, by {escape(by)}")


def discount(
    event: Annotated[str, typer.Argument(help=_EVENT)],
    reason: Reason,
    by: By,
    db: Db = None,
) -> None:
    """Set an event aside: it stays in the record with the grade "discounted". ``dateline undo`` takes it back."""
    from dateline.review import discount as set_aside

    with _record(db) as record:
        found = set_aside(record, record.event(event).id, reason=reason, by=by)
    err.print(f"{found.id} is {found.grade.value}, by {escape(by)}")


def undo(
    reason: Reason,
    by: By,
    number: Annotated[
        int | None, typer.Argument(help="The decision's number in the history; default: the last in force.")
    ] = None,
    db: Db = None,
) -> None:
    """Take back a decision of a person: its events stand as they did before. Both stay in the history."""
    from dateline.review import undo as take_back

    with _record(db) as record:
        err.print(escape(take_back(record, by=by, reason=reason, number=number)))


def history(
    event: Annotated[str | None, typer.Argument(help=f"Only what concerns one event. {_EVENT}")] = None,
    db: Db = None,
    as_json: Json = False,
) -> None:
    """What persons decided, in order, with reason, name and day; what was taken back too."""
    from dateline.cli.show import history_table
    from dateline.review import history as decided

    with _record(db) as record:
        found = decided(record, event)
    if out.is_terminal and not as_json:
        out.print(history_table(found))
        return
    for one in found:
        row = {
            "number": one.number,
            "at": one.at.isoformat(timespec="seconds"),
            "by": one.by,
            "action": one.action,
            "a": one.a,
            "b": one.b,
            "reason": one.reason,
            "undone_at": one.undone_at.isoformat(timespec="seconds") if one.undone_at else None,
            "undone_by": one.undone_by,
        }
        print(json.dumps(row, ensure_ascii=False))


#: The commands, in the order of the help.
JUDGING: tuple[Callable[..., None], ...] = (queue, decide, merge, split, not_same, discount, undo, history)


def _record(db: str | None) -> Any:
    from dateline.pipeline import open_record

    return open_record(load_config({"db": db}))
