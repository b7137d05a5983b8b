"""The day of a charge, a trial or a funeral is not the day of what it is about."""

from __future__ import annotations

from datetime import date

import pytest

from dateline.model import Claim, Page
from dateline.pipeline import Pipeline
from dateline.terms import DatePrecision, Measure

DAY = "2025-04-11"


def figures(pipeline: Pipeline, title: str, text: str) -> list[Claim]:
    told = pipeline.process(Page(path="a.txt", content=f"{title}\n\n{DAY}\n\n{text}\n".encode())).told
    return [c for t in told for c in t.claims if c.toll is not None and c.toll.measure is not Measure.DETAINED]


@pytest.mark.parametrize(
    ("title", "text"),
    [
        (
            "Colonel found guilty of village massacre",
            "BUNIA - A Congolese colonel was found guilty on Thursday of ordering the killing of 32 villagers in Mambasa.",
        ),
        (
            "Two buried after shelling of Bitkine",
            "BITKINE, Chad - Two children killed when shells hit a house in Bitkine were buried on Friday, relatives said.",
        ),
        (
            "Year after massacre, survivors wait",
            "BITKINE, Chad - A year after gunmen killed 41 people in Bitkine, survivors told reporters on Thursday that "
            "nobody had been tried.",
        ),
        (
            "Experts speak about killings",
            "GENEVA - Experts spoke on Thursday about the killing of 300 people in Zarga.",
        ),
        (
            "Third suspect in ambush of convoy held",
            "MONGO, Chad - Seven guards died in the ambush of the convoy.\n\nIdris Saleh was picked up late on Wednesday "
            "in Mongo, police said.",
        ),
    ],
)
def test_only_that_it_was_before_is_known(pipeline: Pipeline, title: str, text: str) -> None:
    found = figures(pipeline, title, text)
    assert found
    for claim in found:
        assert claim.when is not None and claim.when.start is None
        assert claim.when.precision is DatePrecision.OPEN


@pytest.mark.parametrize(
    ("title", "text", "day"),
    [
        (
            "Suspect in convoy ambush arrested",
            "MONGO, Chad - Soldiers arrested a suspect on Wednesday in the ambush of a convoy that left seven guards dead "
            "near Mongo on 2 April.",
            date(2025, 4, 2),
        ),
        (
            "Army raids village, arrests 12",
            "MONGO, Chad - Troops arrested 12 men in a raid on the village of Zarga on Thursday. Two villagers were killed.",
            date(2025, 4, 10),
        ),
        (
            "Funeral for slain aid workers",
            "BITKINE, Chad - Hundreds attended the funeral on Friday of three aid workers shot dead in an ambush near "
            "Bitkine on Monday.",
            date(2025, 4, 7),
        ),
        (
            "Bomber kills 20 at funeral",
            "BITKINE, Chad - A suicide bomber killed 20 mourners at a funeral in Bitkine on Monday, police said.",
            date(2025, 4, 7),
        ),
        (
            "Gunmen attack court",
            "BITKINE, Chad - Gunmen attacked a hearing on Monday in Bitkine. Three lawyers were killed.",
            date(2025, 4, 7),
        ),
        (
            "Rebels kill five soldiers",
            "MONGO, Chad - Rebels killed five soldiers near Mongo on Thursday, the army said.\n\nTwo suspects were charged "
            "on Friday, a spokesman said.",
            date(2025, 4, 10),
        ),
        (
            "Two dead in Mongo",
            "MONGO, Chad - Police shot dead two men and arrested a wanted commander on Thursday in Mongo.",
            date(2025, 4, 10),
        ),
    ],
)
def test_a_day_of_the_deed_stays(pipeline: Pipeline, title: str, text: str, day: date) -> None:
    found = figures(pipeline, title, text)
    assert found
    assert {c.when.start for c in found if c.when is not None} == {day}


def test_the_day_on_which_a_film_was_put_up_is_no_day_of_the_story(pipeline: Pipeline) -> None:
    text = "Shells killed nine people in Zarga. (Published Friday, April 11, 2025)\n\nThe shells fell on Tuesday, residents said."
    found = figures(pipeline, "Nine killed in Zarga", text)
    assert found
    assert date(2025, 4, 11) not in {c.when.start for c in found if c.when is not None}


def test_a_feast_of_the_past_is_not_the_next_one(pipeline: Pipeline) -> None:
    """Easter of 2025 was on 20 April."""
    text = "MONGO, Chad - A soldier will spend 20 years in prison for the Christmas morning killing of three herders."
    found = figures(pipeline, "Soldier jailed", text)
    assert found
    assert {c.when.start for c in found if c.when is not None} == {date(2024, 12, 25)}


@pytest.mark.parametrize(
    ("title", "count"),
    [("Police kill two in raid, arrest commander", 2), ("Fourth suspect in hospital attack extradited", 0)],
)
def test_headlines_count_whom_they_tell_of(pipeline: Pipeline, title: str, count: int) -> None:
    text = "MONGO, Chad - The ministry gave no details on Thursday and asked for patience while its inquiry went on."
    assert sum(c.toll.low or 0 for c in figures(pipeline, title, text) if c.toll is not None) == count


def test_to_plead_guilty_to_killing_is_no_plan(pipeline: Pipeline) -> None:
    text = (
        "MONGO, Chad - A man has pleaded guilty to shooting dead four traders during a robbery in Bitkine in 2023.\n\n"
        "Mahamat Idris faced life in prison if convicted. Prosecutor Oumar Dadi said that Idris pleaded guilty on Thursday."
    )
    found = figures(pipeline, "Man pleads guilty to killing 4 in Bitkine", text)
    assert any(c.toll is not None and c.toll.low == 4 for c in found)
