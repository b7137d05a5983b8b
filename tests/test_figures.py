"""Figures by phenomenon: the cases of tests/cases (tolls, not_figures, count_span) through the shipped reading model."""

from __future__ import annotations

import re
import shlex
from pathlib import Path

import pytest
import yaml
from hypothesis import given, settings
from hypothesis import strategies as st

from claims_reading import figures_of, numbers_of
from dateline.claims.numbers import value_of
from dateline.terms import Bound, CountSpan, Measure, Stance, VictimClass
from dateline.text import Span

FOLDER = Path(__file__).parent / "cases"
CASES = [
    pytest.param(case, id=f"{name}: {case['name']}")
    for name in (
        "tolls",
        "tolls_turns",
        "tolls_told",
        "tolls_lists",
        "tolls_spread",
        "tolls_harvest",
        "not_figures",
        "not_figures_turns",
        "not_figures_told",
        "count_span",
        "bulletins",
    )
    for case in yaml.safe_load((FOLDER / f"{name}.yml").read_text(encoding="utf-8"))["cases"]
]
FIGHTING = "Heavy fighting raged in the province.\n\n"
"""Before a case that stands in a report of fighting: some entries of the codebook hold only there."""
NUMBER = re.compile(r"(-)?(\d+)?(?:\.\.(\d+))?([+~v])?\Z")


def wanted(short: str) -> dict[str, object]:
    """The fields that a short expectation asks for ("killed 12+ civilian total by=Rebels")."""
    words = shlex.split(short)
    want: dict[str, object] = {"measure": Measure(words[0])}
    if words[1] == "?":
        want |= {"low": None, "high": None, "bound": Bound.VAGUE}
    else:
        sign, low, high, mark = NUMBER.match(words[1]).groups()
        first = int(low)
        want |= {"low": first, "high": int(high) if high else first}
        if sign:
            want |= {"low": None, "bound": Bound.AT_MOST}
        elif mark == "+":
            want |= {"high": None, "bound": Bound.AT_LEAST}
        elif mark in ("~", "v"):
            want["bound"] = Bound.ABOUT if mark == "~" else Bound.VAGUE
        elif high:
            want["bound"] = Bound.RANGE
        elif words[1] != "200" or "share" not in short:
            want["bound"] = Bound.EXACT
    for word in words[2:]:
        key, _, value = word.partition("=")
        if value:
            want[key] = value
        elif word in {str(c) for c in VictimClass}:
            want["class"] = VictimClass(word)
        elif word in {str(c) for c in CountSpan}:
            want["count_span"] = CountSpan(word)
        elif word in {str(s) for s in Stance}:
            want["stance"] = Stance(word)
        else:
            want[word] = True
    return want


def fits(want, figure, text: str) -> bool:
    victims = figure.victims
    have = {
        "measure": figure.measure,
        "low": figure.low,
        "high": figure.high,
        "bound": figure.bound,
        "class": victims.class_,
        "count_span": figure.count_span,
        "stance": figure.stance,
        "women": victims.women,
        "children": victims.children,
        "role": victims.role,
        "side": victims.side,
        "part": figure.whole is not None,
    }
    doers = " / ".join(text[s.start : s.end] for s in figure.perpetrators)
    return all(value in doers if key == "by" else have[key] == value for key, value in want.items())


@pytest.mark.parametrize("case", CASES)
def test_figures_of_a_case(case, reader):
    text = FIGHTING + case["text"] if case.get("fighting") else case["text"]
    found = figures_of(text, reader)
    shown = [
        (f.measure.value, f.low, f.high, f.bound.value, f.victims, f.count_span.value, str(f.stance), f.whole)
        for f in found
    ]
    if case.get("expect_nothing"):
        assert not found, (case["why"], shown)
        return
    left = list(found)
    for short in case["expect"]:
        match = next((f for f in left if fits(wanted(short), f, text)), None)
        assert match is not None, (short, case["why"], shown)
        left.remove(match)
    assert case.get("others") or not left, (case["why"], shown)
    if case.get("nobody"):
        assert not any(f.perpetrators for f in found), shown


def test_there_are_enough_cases():
    assert len(CASES) >= 600


@pytest.mark.parametrize("case", CASES)
def test_spans_of_a_case_lie_in_the_text(case, reader):
    text = FIGHTING + case["text"] if case.get("fighting") else case["text"]
    for figure in figures_of(text, reader):
        assert figure.number in Span(0, len(text))
        assert figure.number in figure.clause
        assert text[figure.number.start : figure.number.end].strip() == text[figure.number.start : figure.number.end]


@pytest.mark.parametrize(
    ("words", "value"),
    [
        ("twenty-three", 23), ("a hundred and forty", 140), ("1,306", 1306), ("1.2 million", 1_200_000), ("2.5m", 2_500_000),
        ("five dozen", 60), ("a dozen", 12), ("1 lakh", 100_000), ("23 000", 23_000), ("two hundred thousand", 200_000),
        ("three hundred and five", 305), ("1,00,000", 100_000), ("nineteen", 19), ("two thousand five hundred", 2500),
    ],
)  # fmt: skip
def test_value_of_number_words(words, value):
    assert value_of(words) == value


@given(st.integers(min_value=1, max_value=999_999))
@settings(max_examples=200, deadline=None)
def test_any_numeral_before_people_is_read(number):
    for written in (str(number), f"{number:,}"):
        read = [n for n in numbers_of(f"The shelling killed {written} people.") if n.out is None]
        assert [(n.low, n.high) for n in read] == [(number, number)]


@given(st.text(alphabet=st.sampled_from("0123456789 ,.-$%abTto'\n"), max_size=60))
@settings(max_examples=200, deadline=None)
def test_numbers_of_any_text_lie_in_it_and_do_not_overlap(text):
    end = 0
    for number in numbers_of(text):
        assert 0 <= number.core.start < number.core.end <= len(text)
        assert number.core.start >= end
        end = number.core.end
