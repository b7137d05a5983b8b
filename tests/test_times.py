"""Words for time: where they stand, and what day they mean."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import Any

import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st

from dateline.model import Page
from dateline.pipeline import Pipeline
from dateline.reading.time_words import find_times
from dateline.resolve.story import StoryTimes
from dateline.resolve.times import evaluate_time
from dateline.terms import DateBasis, DatePrecision, MentionKind

CASES: dict[str, list[dict[str, Any]]] = yaml.safe_load(
    (Path(__file__).parent / "cases" / "times.yml").read_text(encoding="utf8")
)


def _day(text: str | None) -> date | None:
    return date.fromisoformat(text) if text else None


@pytest.mark.parametrize("case", CASES["evaluate"], ids=lambda c: c["name"])
def test_words_mean_these_days(case: dict[str, Any]) -> None:
    when = evaluate_time(
        case["text"],
        published=_day(case["published"]),
        tense=case.get("tense", "past"),
        narrative=_day(case.get("narrative")),
        order=case.get("order", "auto"),
        year=case.get("year"),
    )
    if case.get("expect_nothing"):
        assert (when.start, when.end, when.basis) == (None, None, DateBasis.NONE), case["why"]
        return
    expect = case["expect"]
    assert (when.start, when.end) == (_day(expect["start"]), _day(expect["end"])), case["why"]
    assert when.precision is DatePrecision(expect["precision"]), case["why"]
    assert when.basis is DateBasis.TEXT


@pytest.mark.parametrize("case", CASES["find"], ids=lambda c: c["name"])
def test_words_are_found(case: dict[str, Any]) -> None:
    found = [case["text"][w.span.start : w.span.end] for w in find_times(case["text"])]
    assert found == case.get("expect", []), case["why"]


@pytest.mark.parametrize("case", CASES["story"], ids=lambda c: c["name"])
def test_a_day_lies_ahead_or_behind_by_its_clause(case: dict[str, Any], pipeline: Pipeline) -> None:
    report = pipeline.reports(Page(path="a.txt", content=case["text"].encode()))[0]
    reading = pipeline.reading(report)
    mention = next(m for m in reading.mentions if m.kind is MentionKind.TIME and m.words == case["of"])
    assert StoryTimes(reading).when_of(mention).start == _day(case["expect"]), case["why"]


@given(st.text(max_size=200))
def test_any_text_gives_spans_that_lie_in_it(text: str) -> None:
    last = 0
    for words in find_times(text):
        assert 0 <= words.span.start <= words.head.start < words.head.end == words.span.end <= len(text)
        assert words.head.start >= last, "expressions do not overlap"
        last = words.head.end


@given(
    st.dates(date(1950, 1, 1), date(2100, 1, 1)),
    st.sampled_from(["Monday", "Sunday night", "last Friday", "yesterday"]),
)
def test_what_has_happened_is_within_a_week_before(published: date, words: str) -> None:
    when = evaluate_time(words, published=published)
    assert when.start is not None
    assert 0 <= (published - when.start).days <= 7


@given(st.text(max_size=60), st.dates(date(1950, 1, 1), date(2100, 1, 1)))
def test_no_words_break_it(words: str, published: date) -> None:
    when = evaluate_time(words, published=published)
    assert when.start is None or when.end is None or when.start <= when.end
