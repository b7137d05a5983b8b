"""The day of an event: what is told as done lies on no day to come, and an item of a bulletin keeps its own day."""

from __future__ import annotations

from datetime import date

from dateline.model import Page
from dateline.pipeline import Pipeline

BULLETIN = """DAILY RECORD
Thursday 10 April 2025

After a review of entries from the fighting of the first week of March, the count was lowered to 40.

NORTH
- Mongo: a soldier killed a taxi driver at a roadblock.
- Bitkine: unidentified men set fire to the police post.
"""


def days(pipeline: Pipeline, text: str) -> list[date | None]:
    claims = pipeline.claims(pipeline.reports(Page(path="a.txt", content=text.encode()))[0])[0]
    return [c.when.start if c.when else None for c in claims if c.kind is not None]


def test_set_off_is_no_future(pipeline: Pipeline) -> None:
    text = "26 April 2025\n\nOn 25 April a donkey cart set off a mine near Mongo, Chad, killing four people.\n"
    assert date(2025, 4, 25) in days(pipeline, text)


def test_an_item_takes_no_week_of_another(pipeline: Pipeline) -> None:
    found = days(pipeline, BULLETIN)
    assert found
    assert all(d is None or d >= date(2025, 4, 1) for d in found)
