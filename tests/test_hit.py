"""Those who were hit and died: a person counts once, as dead; the wounded of an event are those who live."""

from __future__ import annotations

from collections.abc import Sequence

import pytest

from build import event, figure, place, record_of, report
from dateline.join import standings
from dateline.model import Claim, Report
from dateline.terms import EventKind, Measure, Standing, VictimClass

GASSIRA = place("Gassira", at=(11.86, 18.35), country="TD")
Figure = tuple[Measure, str, int]
KILLED, INJURED = Measure.KILLED, Measure.INJURED


def told(name: str, day: str, words: str, *figures: Figure) -> tuple[Report, list[Claim]]:
    """A report of one attack with figures: measure, the figure's clause, its number."""
    text = report(f"Gunmen attacked the mill in Gassira on Wednesday. {words}", name=name, published=day, source=name)
    happened = event(text, "Gunmen attacked the mill", EventKind.ATTACK, day="2025-03-26", where=GASSIRA)
    return text, [
        happened,
        *(
            figure(
                text,
                clause,
                measure,
                n,
                victim_words=clause.partition(" was ")[0],
                victims=VictimClass.CIVILIAN,
                about=happened,
            )
            for measure, clause, n in figures
        ),
    ]


def injured(*some: tuple[Report, list[Claim]]) -> tuple[int | None, Sequence[Standing]]:
    """The event's best number of wounded, and the standings of the figures of them in order of telling."""
    with record_of(*some) as record:
        (one,) = record.events()
        cards = {c.id: c for c in record.reports()}
    line = next(x for x in one.tolls if x.measure is INJURED)
    stands = standings(one.figures, cards, ())
    return line.best, [stands[f.id] for f in one.figures if f.toll and f.toll.measure is INJURED]


def test_one_of_those_who_were_shot_died() -> None:
    best, stands = injured(
        told(
            "a.txt",
            "2025-03-26",
            "At the gate 4 millers were shot. The oldest miller died on the road.",
            (INJURED, "4 millers", 4),
            (KILLED, "The oldest miller", 1),
        )
    )
    assert (best, stands) == (4, [Standing.IN_FORCE]), "the clause does not say that they were shot"
    best, stands = injured(
        told(
            "a.txt",
            "2025-03-26",
            "At the gate 4 millers were shot. The oldest miller died on the road.",
            (INJURED, "4 millers were shot", 4),
            (KILLED, "The oldest miller", 1),
        )
    )
    assert (best, stands) == (3, [Standing.IN_FORCE])


@pytest.mark.parametrize(
    "words, hurt",
    [
        ("The raid killed 1 guard and wounded 3 millers.", "wounded 3 millers"),
        ("The raid killed 1 guard. Another 3 millers were shot.", "3 millers were shot"),
        ("The raid killed 1 guard. 3 others were shot.", "3 others were shot"),
        ("It was 1 guard dead, 3 shot.", "3 shot"),
    ],
)
def test_nobody_is_taken_off_where_the_words_keep_the_dead_apart(words: str, hurt: str) -> None:
    best, _ = injured(told("a.txt", "2025-03-26", words, (KILLED, "1 guard", 1), (INJURED, hurt, 3)))
    assert best == 3


def test_a_wounded_person_who_dies_is_no_wounded_person() -> None:
    best, stands = injured(
        told("a.txt", "2025-03-26", "A 2-year-old girl was injured.", (INJURED, "A 2-year-old girl", 1)),
        told("b.txt", "2025-03-28", "The 2-year-old girl has died.", (KILLED, "The 2-year-old girl", 1)),
    )
    assert (best, stands) == (None, [Standing.SUPERSEDED])


@pytest.mark.parametrize(
    "hurt, dead",
    [
        ("A 9-year-old girl", "A 31-year-old woman"),
        ("A woman", "A man"),
        ("Achta Ndoubé", "Issa Brahim"),
        ("A soldier", "The bomber"),
    ],
)
def test_another_person_than_the_one_who_died_stays_wounded(hurt: str, dead: str) -> None:
    best, _ = injured(
        told("a.txt", "2025-03-26", f"{hurt} was shot.", (INJURED, f"{hurt} was shot", 1)),
        told("b.txt", "2025-03-27", f"{dead} died at night.", (KILLED, dead, 1)),
    )
    assert best == 1


def test_all_who_were_hit_are_the_wounded_and_the_dead_of_another_report() -> None:
    best, _ = injured(
        told(
            "a.txt",
            "2025-03-26",
            "There 12 people were hit by bullets.",
            (INJURED, "12 people were hit by bullets", 12),
        ),
        told(
            "b.txt",
            "2025-03-27",
            "It killed 5 people and wounded 7 people.",
            (KILLED, "5 people", 5),
            (INJURED, "wounded 7 people", 7),
        ),
    )
    assert best == 7


def test_the_wounded_of_one_report_are_not_the_dead_of_another() -> None:
    best, _ = injured(
        told("a.txt", "2025-03-26", "The raid left 30 people wounded.", (INJURED, "30 people wounded", 30)),
        told("b.txt", "2025-03-27", "The raid killed 12 people.", (KILLED, "12 people", 12)),
    )
    assert best == 30


def test_the_dead_tell_beside_whom_they_lay_and_where_they_came_from() -> None:
    best, _ = injured(
        told(
            "a.txt",
            "2025-03-26",
            "3 people were shot dead. All 3 were shot in the head. Another man was hurt.",
            (KILLED, "3 people", 3),
            (INJURED, "All 3 were shot in the head", 3),
            (INJURED, "Another man was hurt", 1),
        )
    )
    assert best == 1, "the three who were shot are the three who died"
    best, _ = injured(
        told(
            "a.txt",
            "2025-03-26",
            "At the mill 3 women were shot and 1 boy was killed.",
            (INJURED, "3 women were shot", 3),
            (KILLED, "1 boy", 1),
        )
    )
    assert best == 3, "no boy is among the women"
    best, stands = injured(
        told("a.txt", "2025-03-26", "Mongo woman was shot.", (INJURED, "Mongo woman was shot", 1)),
        told("b.txt", "2025-03-28", "Achta Ndoubé died.", (KILLED, "Achta Ndoubé", 1)),
    )
    assert (best, stands) == (None, [Standing.SUPERSEDED]), "Mongo is where she comes from"


@pytest.mark.parametrize(
    "words, victims, alive",
    [
        ("All 5 victims were taken to a clinic.", "5 victims", True),
        ("Two of the 4 victims were in serious condition.", "4 victims", True),
        ("The 4 victims were buried at noon.", "4 victims", False),
    ],
)
def test_victims_of_whom_no_death_is_told_are_not_the_dead(words: str, victims: str, alive: bool) -> None:
    number = int(victims[0])
    told_of = told("a.txt", "2025-03-26", words, (KILLED, victims, number))
    with record_of(told_of) as record:
        (one,) = record.events()
    line = next(x for x in one.tolls if x.measure is KILLED)
    assert line.best == (None if alive else number)
