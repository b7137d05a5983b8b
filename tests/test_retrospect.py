"""What a sentence only looks back on is no event of its own; what has come since a day is a total."""

from __future__ import annotations

import pytest

from dateline.model import Page
from dateline.pipeline import Pipeline
from dateline.terms import ClaimType, CountSpan, EventKind


def claims(pipeline: Pipeline, text: str) -> list:
    told = pipeline.process(Page(path="-", content=f"date 2025-04-06 {text}\n".encode())).told
    return [c for t in told for c in t.claims]


@pytest.mark.parametrize(
    "text",
    [
        "It was the deadliest attack since the army launched its offensive in the hills on March 3, officials said.",
        "The United Nations says 61,000 people have been displaced in the province since hostilities escalated on 3 March.",
    ],
)
def test_the_start_of_a_campaign_is_no_clash(pipeline: Pipeline, text: str) -> None:
    kinds = {c.kind for c in claims(pipeline, text) if c.type is ClaimType.EVENT}
    assert EventKind.ARMED_CLASH not in kinds


def test_what_has_come_since_a_day_is_a_total_and_belongs_to_no_event(pipeline: Pipeline) -> None:
    text = "Since the start of the operation on 3 March, the security forces have killed 412 rebels and captured 96 others."
    figures = {c.toll.low: c for c in claims(pipeline, text) if c.toll is not None}
    assert {n: figures[n].toll.count_span for n in (412, 96)} == {412: CountSpan.TOTAL, 96: CountSpan.TOTAL}
    assert all(c.about is None for c in figures.values())


def test_since_as_a_reason_leaves_an_incident_what_it_is(pipeline: Pipeline) -> None:
    text = "Clashes with police have left 20 villagers injured, since many refused to leave the road, a doctor said on Friday."
    injured = [c for c in claims(pipeline, text) if c.toll is not None and c.toll.low == 20]
    assert [c.toll.count_span for c in injured] == [CountSpan.INCIDENT]


@pytest.mark.parametrize(
    ("words", "name"),
    [
        ("23 rebels", "rebels"), ("at least 12 people", "people"), ("their", None), ("nightfall", None),
        ("an estimated 61,000 people", "people"), ("Third Brigade", "Third Brigade"), ("the army", "the army"),
    ],
)  # fmt: skip
def test_a_party_is_named_without_its_number_and_a_pronoun_names_nobody(words: str, name: str | None) -> None:
    from dateline.claims.retrospect import named_party

    assert named_party(words) == name
