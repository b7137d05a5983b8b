"""The day of an event: what is told as done lies on no day to come, and an item of a bulletin keeps its own day."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import Any

import pytest
import yaml

from dateline.model import Page
from dateline.pipeline import Pipeline

CASES = yaml.safe_load((Path(__file__).parent / "cases" / "times.yml").read_text(encoding="utf8"))["claims"]

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


UNDATED = """Strikes killed 33 people in Kaya overnight into Thursday, hospital officials said.

The army said it had struck a command post of the front. Relatives gathered at the hospital through the morning and asked for
the names of the dead, which the staff read out one by one in the yard. A first list held 17 names, a second one was to follow
in the evening, said a nurse who had been on her feet since midnight and who asked for blood of every group.

The two sides had signed a truce in the capital on Oct. 7, 2023, which neither of them kept. Ministers declined to comment on
its fate when reporters asked them about it at the airport.
"""


def test_a_report_without_a_date_lends_no_day_of_long_ago(pipeline: Pipeline) -> None:
    report = pipeline.reports(Page(path="a.txt", content=UNDATED.encode()))[0]
    claims = pipeline.claims(report)[0]
    strikes = [c for c in claims if c.toll is not None and c.toll.low == 33]
    assert strikes and all(c.when is None or c.when.start is None for c in strikes)


NEXT_TOLD = """11 September 2014

Gunmen killed nine people and abducted at least eight girls in a raid on the village of Sirab, a local official said on Thursday.

The attackers came in some 20 pick-up trucks late on Tuesday, he said.
"""


def test_a_deed_takes_the_day_on_which_its_doers_came(pipeline: Pipeline) -> None:
    found = days(pipeline, NEXT_TOLD)
    assert found and set(found) == {date(2014, 9, 9)}


@pytest.mark.parametrize("case", CASES, ids=lambda c: c["name"])
def test_the_first_day_of_a_claim(pipeline: Pipeline, case: dict[str, Any]) -> None:
    claims = pipeline.claims(pipeline.reports(Page(path="a.txt", content=case["text"].encode()))[0])[0]
    found = [c.when for c in claims if case["of"] in c.evidence.quote and c.when is not None]
    assert found, f"no claim in the words {case['of']!r}"
    assert str(found[-1].start) == case["expect"], case["why"]
    assert "last" not in case or str(found[-1].end) == case["last"], case["why"]
