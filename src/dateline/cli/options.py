"""Options that several commands share, and where they print."""

from __future__ import annotations

from typing import Annotated

import typer
from rich.console import Console

from dateline.terms import Policy as _Policy

__all__ = ["By", "Db", "Json", "Policy", "Reason", "err", "out"]

out = Console(highlight=False, soft_wrap=True)
err = Console(stderr=True, highlight=False, soft_wrap=True)

Db = Annotated[
    str | None, typer.Option("--db", help="The record: a file (default record.db) or an SQLAlchemy address.")
]
Json = Annotated[bool, typer.Option("--json", help="JSON instead of a table.")]
Policy = Annotated[
    str | None,
    typer.Option("--policy", help=f"How low, best and high are chosen: {', '.join(sorted(_Policy))}."),
]
Reason = Annotated[str, typer.Option(help="Why; kept in the history.")]
By = Annotated[str, typer.Option(help="Who decides; kept in the history.")]
