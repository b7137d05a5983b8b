"""A small simulated conflict for tests: a few invented towns, so that nothing is loaded."""

from __future__ import annotations

import sys
from collections.abc import Iterable
from itertools import islice
from pathlib import Path
from typing import Any

from build import AT
from dateline.join import join_report
from dateline.store import Record

sys.path.insert(0, str(Path(__file__).resolve().parent.parent / "benchmarks"))

from simulator import Setting, Told, Town, simulate

__all__ = ["TOWNS", "Setting", "Told", "add", "reports", "simulate"]

_NAMES = (
    ("Gassira", "Gasira"),
    ("Bitkine", "Bitkin"),
    ("Mongo", "Mungo"),
    ("Aboudeia", "Abu Deia"),
    ("Zarga", "Zerga"),
)
TOWNS = {
    "ML": [
        Town(
            id=f"town:{n}",
            name=name,
            spellings=(other,),
            country="ML",
            province="Guera Province",
            lat=11 + 0.6 * n,
            lon=18 + 0.6 * n,
        )
        for n, (name, other) in enumerate(_NAMES)
    ]
}


def reports(count: int, **setting: Any) -> list[Told]:
    """The first reports of a conflict in one small country."""
    return list(
        islice(simulate(Setting(countries=("ML",), **({"incidents_per_day": 6} | setting)), towns=TOWNS), count)
    )


def add(record: Record, told: Iterable[Told]) -> None:
    """Reports one by one through join and store."""
    for one in told:
        with record.transaction():
            joined = join_report(record, one.report, one.claims, at=AT)
            record.add(one.report, one.report.text.raw.encode(), one.claims, joined)
