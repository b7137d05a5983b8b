"""Whose people are counted: class and side from the owner, the speaker or the foe. All texts are written for the project."""

from __future__ import annotations

import pytest

from dateline.model import Page
from dateline.pipeline import Pipeline
from dateline.terms import Measure, VictimClass


@pytest.mark.parametrize(
    ("text", "number", "class_", "sided"),
    [
        ("The army conceded two dead in the battle at Karo.", 2, VictimClass.COMBATANT, True),
        ("The United Front of Karo, a rebel group, said that six of its men were killed "
         "in the ambush.", 6, VictimClass.COMBATANT, True),
        ("Colonel Omar Saleh, the army spokesman, said four of our comrades were killed.", 4, VictimClass.COMBATANT, True),
        ("The Red Cross said two people were killed at Karo.", 2, VictimClass.UNKNOWN, False),
    ],
)  # fmt: skip
def test_people_of_a_party_of_arms_are_its_fighters(
    pipeline: Pipeline, text: str, number: int, class_: VictimClass, sided: bool
) -> None:
    told = pipeline.process(Page(path="-", content=f"date 2025-04-06 {text}\n".encode())).told
    killed = [
        c.toll for t in told for c in t.claims if c.toll and c.toll.measure is Measure.KILLED and c.toll.low == number
    ]
    assert [(t.victims.class_, bool(t.victims.side)) for t in killed] == [(class_, sided)], text
