"""A deed that is named only to look back on it keeps its own place and day; bulletins count each item for itself."""

from __future__ import annotations

from datetime import date

import pytest

from dateline.model import Claim, Page
from dateline.pipeline import Pipeline
from dateline.terms import ClaimType, CountSpan, EventKind, Measure, Stance

MARCH = """date 2024-05-11 Teacher shot dead at rally as toll of lorry bomb rises to nine

PUERTO ASIS, Colombia (Andes Wire) - A teacher was shot dead on Saturday when police broke up a rally in Puerto Asís,
doctors said, while the number of dead in Thursday's bombing in Mocoa rose to nine.
"""
BULLETIN = """VALLEY RIGHTS MONITOR
Weekly bulletin, 6-12 May 2024 (issued 12 May 2024)

CORINTO
- 9 May: lorry bomb at the bus station. 9 killed, 31 injured.

POPAYAN
- 11 May: one teacher killed and 14 people injured in the dispersal of a rally.

VILLAGARZON
- 8 May: air strike on a camp. 4 killed (3 combatants, 1 civilian).
"""


def claims(pipeline: Pipeline, text: str) -> list[Claim]:
    told = pipeline.process(Page(path="-", content=text.encode())).told
    return [c for t in told for c in t.claims]


def figure(found: list[Claim], measure: Measure, low: int) -> Claim:
    return next(c for c in found if c.toll is not None and c.toll.measure is measure and c.toll.low == low)


def test_the_toll_of_another_deed_takes_its_place_and_day(pipeline: Pipeline) -> None:
    found = claims(pipeline, MARCH)
    nine = figure(found, Measure.KILLED, 9)
    assert nine.place is not None and nine.place.name == "Mocoa"
    assert nine.when is not None and nine.when.start == date(2024, 5, 9)
    teacher = figure(found, Measure.KILLED, 1)
    assert teacher.place is not None and teacher.place.resolved_name == "Puerto Asís"
    assert teacher.when is not None and teacher.when.start == date(2024, 5, 11)


def test_the_dead_of_an_explosion_named_in_passing_are_no_dead_of_the_fight(pipeline: Pipeline) -> None:
    text = (
        "date 2024-05-13 The front said it had nothing to do with the explosion in Mocoa, in which nine people died. "
        "Its fighters attacked a base in Villagarzón on Saturday, it said."
    )
    nine = figure(claims(pipeline, text), Measure.KILLED, 9)
    assert nine.place is not None and nine.place.name == "Mocoa"
    assert nine.kind is not EventKind.ARMED_CLASH


def test_each_item_of_a_bulletin_has_the_place_and_day_at_its_head(pipeline: Pipeline) -> None:
    found = claims(pipeline, BULLETIN)
    told = {
        (c.toll.measure, c.toll.low): (c.place.resolved_name or c.place.name, c.when.start)
        for c in found
        if c.toll is not None and c.place is not None and c.when is not None
    }
    # A heading that the name finder misses leaves the place open; it is never that of another item.
    assert told[Measure.KILLED, 9] in [(place, date(2024, 5, 9)) for place in ("Corinto", "Colombia")]
    assert told[Measure.INJURED, 14] in [(place, date(2024, 5, 11)) for place in ("Popayán", "Colombia")]
    assert told[Measure.KILLED, 3][1] == date(2024, 5, 8)
    events = {c.id: c for c in found if c.type is ClaimType.EVENT}
    nine, injured = figure(found, Measure.KILLED, 9), figure(found, Measure.INJURED, 14)
    assert nine.about != injured.about or nine.about is None
    assert all(events[c.about].when == c.when for c in (nine, injured) if c.about is not None)


def test_an_operation_is_no_place(pipeline: Pipeline) -> None:
    text = "date 2024-05-13 Troops of Operation Trueno killed five rebels near Mocoa on Saturday, the ministry said."
    places = {c.place.name for c in claims(pipeline, text) if c.place is not None}
    assert "Trueno" not in places


@pytest.mark.parametrize(
    ("text", "measure", "whole", "part"),
    [
        ("Fifty people were detained in Mocoa on Friday, among them nine students, police said.", "detained", 50, 9),
        ("Forty-one fighters, including three commanders, surrendered in Mocoa on Friday.", "surrendered", 41, 3),
    ],
)
def test_a_number_told_as_a_part_is_one(pipeline: Pipeline, text: str, measure: str, whole: int, part: int) -> None:
    found = claims(pipeline, f"date 2024-05-13 {text}")
    assert figure(found, Measure(measure), part).part_of == figure(found, Measure(measure), whole).id


def test_of_those_of_a_total_nobody_is_freed_today(pipeline: Pipeline) -> None:
    text = (
        "date 2024-05-13 Gunmen seized a priest near Mocoa on Sunday. At least 22 people have been kidnapped in the region "
        "since January. Twelve of those were freed within days."
    )
    found = claims(pipeline, text)
    freed = figure(found, Measure.RESCUED, 12).toll
    assert freed is not None and freed.count_span is CountSpan.TOTAL
    assert not any(c.type is ClaimType.EVENT and c.kind is EventKind.OTHER for c in found)


def test_what_the_next_sentence_takes_back_is_denied(pipeline: Pipeline) -> None:
    text = 'date 2024-05-13 "I have read that we lost eleven men at Mocoa on Friday. That is false," the colonel said.'
    assert figure(claims(pipeline, text), Measure.KILLED, 11).stance is Stance.DENIED


def test_the_day_of_a_release_is_not_that_of_the_abduction(pipeline: Pipeline) -> None:
    text = (
        "date 2024-05-17 Six kidnapped nurses walk free in Mocoa\n\nMOCOA, Colombia - Six nurses who were kidnapped two weeks "
        "ago were released near Mocoa on Thursday, their charity said. The six had been seized on May 3."
    )
    taken = figure(claims(pipeline, text), Measure.ABDUCTED, 6)
    assert taken.when is not None and taken.when.start != date(2024, 5, 16)


BRIEFING = """MINISTRY OF DEFENCE - WEEKLY BRIEF
Bogotá, 11 May 2024
Spokesman: Colonel Andrés Mora (transcript)

SPOKESMAN: On the night of the eighth, gunmen tried to take our post in Mocoa. One of our soldiers fell.

QUESTION (Andes Wire): What about Puerto Asís?

SPOKESMAN: There is a difficulty in Puerto Asís. We have 13 dead, and I salute them.

QUESTION (Radio Sur): Will the road be open before the rains?

SPOKESMAN: It will.
"""


def test_an_answer_counts_what_it_was_asked_about(pipeline: Pipeline) -> None:
    found = claims(pipeline, BRIEFING)
    thirteen = figure(found, Measure.KILLED, 13)
    assert thirteen.about is None
    assert thirteen.place is not None and thirteen.place.name == "Puerto Asís"
    assert thirteen.when is None or thirteen.when.start != date(2024, 5, 8)
    one = figure(found, Measure.KILLED, 1)
    assert one.when is not None and one.when.start == date(2024, 5, 8)


def test_a_figure_of_one_item_has_no_doer_of_another(pipeline: Pipeline) -> None:
    text = """VALLEY RIGHTS MONITOR
Daily record, 12 May 2024

- Mocoa: two protesters shot dead by police near the town hall.
- Puerto Asís: shelling by the army from the river road. Four houses destroyed.
"""
    four = figure(claims(pipeline, text), Measure.DESTROYED, 4)
    assert all("police" not in p.actor.name.casefold() for p in four.participants)


VOICE = """Highland Voice, 31 March 2025

The Karo Front has rejected any suggestion that it was behind Saturday's bombing in Mocoa, in which eight people lost their lives.

Its spokesman, Omar Saleh, also announced that its fighters had ambushed a supply column at Corinto at dawn on Sunday.
Fourteen soldiers were killed and three taken prisoner, he said. Five vehicles were set ablaze.

"{}" he added.
"""


@pytest.mark.parametrize(
    ("words", "with_fourteen"),
    [
        ("The regime's communiqué speaks of two dead.", True),
        ("The army admits two dead.", True),
        ("The bombers of Mocoa speak of two dead.", False),
    ],
)
def test_another_voice_counts_those_just_counted(pipeline: Pipeline, words: str, with_fourteen: bool) -> None:
    found = [
        c for c in claims(pipeline, VOICE.format(words)) if c.toll is not None and c.toll.measure is Measure.KILLED
    ]
    fourteen = next(c for c in found if c.toll is not None and c.toll.low == 14)
    two = next(c for c in found if c.toll is not None and c.toll.low == 2)
    assert fourteen.about is not None
    assert (two.about == fourteen.about) is with_fourteen
