"""What one voice counts in one report: who adds up, who is counted again, who is no count of all."""

from __future__ import annotations

from collections.abc import Sequence

import pytest

from build import event, figure, place, record_of, report
from dateline.join import standings
from dateline.join.sums import is_of_another, together
from dateline.model import Actor, Claim, Report
from dateline.terms import ActorKind, EventKind, Measure, Standing, VictimClass

GASSIRA = place("Gassira", at=(11.86, 18.35), country="TD")
UNKNOWN, CIVILIAN, COMBATANT = VictimClass.UNKNOWN, VictimClass.CIVILIAN, VictimClass.COMBATANT
KILLED, INJURED = Measure.KILLED, Measure.INJURED
Counted = tuple[str, str, int, VictimClass]


def figures(text: Report, measure: Measure, some: Sequence[Counted], about: Claim | None = None) -> list[Claim]:
    """Figures from (clause, number as written, number, class); the victims' words are those of the clause from the number on."""
    return [
        figure(
            text,
            clause,
            measure,
            n,
            number=number,
            victims=class_,
            victim_words=clause[clause.index(number) :].split(" was ")[0].split(" were ")[0],
            about=about,
        )
        for clause, number, n, class_ in some
    ]


@pytest.mark.parametrize(
    "words, some, number",
    [
        (
            "The raid wounded 3 men and 1 woman.",
            [("3 men", "3", 3, UNKNOWN), ("1 woman", "1", 1, CIVILIAN)],
            4,
        ),
        (
            "The raid wounded 3 men, 1 woman.",
            [("3 men", "3", 3, UNKNOWN), ("1 woman", "1", 1, CIVILIAN)],
            4,
        ),
        (
            "Militiamen killed 6 children and 2 adults.",
            [("6 children", "6", 6, CIVILIAN), ("2 adults", "2", 2, UNKNOWN)],
            8,
        ),
        (
            "Shells wounded 4 villagers along with 3 traders from the coast.",
            [("4 villagers", "4", 4, CIVILIAN), ("3 traders", "3", 3, UNKNOWN)],
            7,
        ),
        (
            "The blast hit 10 people, 4 women in a row of stalls.",
            [("10 people", "10", 10, UNKNOWN), ("4 women", "4", 4, CIVILIAN)],
            10,
        ),
        (
            "The bandits shot 7 herders, among them 2 children.",
            [("7 herders", "7", 7, UNKNOWN), ("2 children", "2", 2, CIVILIAN)],
            7,
        ),
        (
            "The clinic found 6 people with wounds, 4 of them at the gate and 2 in the yard.",
            [("6 people", "6", 6, UNKNOWN), ("4 of them", "4", 4, UNKNOWN), ("2 in the yard", "2", 2, UNKNOWN)],
            6,
        ),
    ],
)
def test_people_of_one_sentence_add_up_where_they_are_others(words: str, some: list[Counted], number: int) -> None:
    text = report(words)
    assert together(figures(text, INJURED, some))[0] == number


def test_who_is_taken_up_again_or_told_by_condition_adds_nothing() -> None:
    text = report("The mayor named the final 3 victims of a raid that left 7 people dead.")
    some = [("the final 3 victims", "3", 3, UNKNOWN), ("7 people", "7", 7, UNKNOWN)]
    counted = figures(text, KILLED, some)
    counted[0] = figure(text, "the final 3 victims", KILLED, 3, number="3", victim_words="the final 3 victims")
    assert together(counted)[0] == 7
    text = report("A mortar wounded 4 people, 2 critically.")
    assert together(figures(text, INJURED, [("4 people", "4", 4, UNKNOWN), ("2 critically", "2", 2, UNKNOWN)]))[0] == 4
    text = report("The mortar wounded 2 people critically and 4 others slightly.")
    some = [("2 people critically", "2", 2, UNKNOWN), ("4 others slightly", "4", 4, UNKNOWN)]
    assert together(figures(text, INJURED, some))[0] == 6


def test_an_attacker_who_kills_himself_is_one_more() -> None:
    text = report("He left 7 people dead before the gunman killed himself.")
    whole = figure(text, "7 people dead", KILLED, 7)
    doer = figure(
        text, "the gunman killed himself", KILLED, 1, number="gunman", victims=COMBATANT, victim_words="the gunman"
    )
    assert together([whole, doer])[0] == 8
    text = report("It left 7 people dead, including the gunman who killed himself.")
    whole = figure(text, "7 people dead", KILLED, 7)
    doer = figure(
        text, "the gunman who killed himself", KILLED, 1, number="gunman", victims=COMBATANT, victim_words="the gunman"
    )
    assert together([whole, doer])[0] == 7


@pytest.mark.parametrize(
    "words, some, number",
    [
        (
            "A third victim died. The blast had killed 2 traders at once.",
            [("A third victim", "third", 1, UNKNOWN), ("killed 2 traders", "2", 2, UNKNOWN)],
            3,
        ),
        (
            "2 men died at the scene and a third died in Bitkine.",
            [("2 men died", "2", 2, UNKNOWN), ("a third died", "third", 1, UNKNOWN)],
            3,
        ),
        ("A third soldier died this month.", [("A third soldier", "third", 1, UNKNOWN)], 1),
    ],
)
def test_the_third_who_dies_makes_three(words: str, some: list[Counted], number: int) -> None:
    text = report(words)
    counted = [
        figure(text, clause, KILLED, n, number=written, victims=class_, victim_words=clause.removesuffix(" died"))
        for clause, written, n, class_ in some
    ]
    assert together(counted)[0] == number


def test_others_are_not_those_told_before_them() -> None:
    text = report("A gunman was shot dead after a rampage that left 2 others dead.")
    doer = figure(text, "A gunman was shot dead", KILLED, 1, number="A", victims=COMBATANT, victim_words="A gunman")
    rest = figure(text, "2 others dead", KILLED, 2, number="2", victim_words="2 others")
    assert together([doer, rest])[0] == 3


def told(
    name: str, day: str, words: str, measure: Measure, *some: tuple[str, int, str | None]
) -> tuple[Report, list[Claim]]:
    """A report of one attack with figures: the clause, its number, who says it."""
    text = report(f"Gunmen attacked the mill in Gassira on Wednesday. {words}", name=name, published=day, source=name)
    happened = event(text, "Gunmen attacked the mill", EventKind.ATTACK, day="2025-03-26", where=GASSIRA)
    return text, [
        happened,
        *(figure(text, w, measure, n, speaker=who, victim_words=w, about=happened) for w, n, who in some),
    ]


def best(*some: tuple[Report, list[Claim]]) -> tuple[int | None, dict[int, Standing]]:
    with record_of(*some) as record:
        (one,) = record.events()
        cards = {c.id: c for c in record.reports()}
    stands = standings(one.figures, cards, one.actors)
    return one.tolls[0].best, {f.toll.low or 0: stands[f.id] for f in one.figures if f.toll}


def test_a_number_over_several_attacks_is_no_toll_of_one() -> None:
    one = told("a.txt", "2025-03-27", "It killed 3 people, the mayor said.", KILLED, ("3 people", 3, "the mayor"))
    many = told(
        "b.txt",
        "2025-03-28",
        "In all 19 people were killed in separate attacks across the hills.",
        KILLED,
        ("19 people", 19, None),
    )
    assert best(one, many) == (3, {3: Standing.IN_FORCE, 19: Standing.UNCOUNTED})
    assert best(many)[0] == 19, "where nothing else is told it stands"


def test_who_lies_in_hospital_is_no_rival_of_the_number_of_the_wounded() -> None:
    one = told(
        "a.txt",
        "2025-03-27",
        "It wounded 9 people, police said. Later 2 people were in critical condition in Mongo, doctors said.",
        INJURED,
        ("9 people", 9, "police"),
        ("2 people", 2, "doctors"),
    )
    assert best(one) == (9, {9: Standing.IN_FORCE, 2: Standing.PART})


def test_an_early_report_that_proved_wrong_gives_way() -> None:
    one = told(
        "a.txt",
        "2025-03-27",
        "It killed 2 people, the mayor said. Early reports of 6 people killed proved to be incorrect.",
        KILLED,
        ("2 people", 2, "the mayor"),
        ("6 people", 6, "the mayor"),
    )
    assert best(one)[0] == 2


@pytest.mark.parametrize(
    "doer, number", [(("Red Front", ActorKind.REBEL_GROUP), 5), (("robbers", ActorKind.UNKNOWN), 8)]
)
def test_officials_are_a_side_only_where_a_side_of_the_war_took_part(doer: tuple[str, ActorKind], number: int) -> None:
    text = report("Men attacked Gassira on Wednesday. 8 people died, officials said. 5 people died, the priest said.")
    by = Actor(name=doer[0], kind=doer[1])
    happened = event(text, "Men attacked Gassira", EventKind.ATTACK, day="2025-03-26", where=GASSIRA, by=[by])
    officials = figure(text, "8 people", low=8, speaker="officials", speaker_kind=ActorKind.GOVERNMENT, about=happened)
    priest = figure(text, "5 people", low=5, speaker="the priest", about=happened)
    with record_of((text, [happened, officials, priest])) as record:
        (one,) = record.events()
    assert (one.tolls[0].high, one.tolls[0].low) == ((5, 5) if number == 5 else (8, 5))


def test_victims_of_whom_no_death_is_told_are_not_the_dead() -> None:
    hurt = told(
        "a.txt",
        "2025-03-27",
        "It wounded 7 people. All 7 victims were found in the yard.",
        INJURED,
        ("7 people", 7, None),
    )
    taken_for_dead = figure(hurt[0], "7 victims", KILLED, 7, victim_words="7 victims", about=hurt[1][0])
    with record_of((hurt[0], [*hurt[1], taken_for_dead])) as record:
        (one,) = record.events()
    assert {line.measure: line.best for line in one.tolls} == {KILLED: None, INJURED: 7}


def test_a_number_of_another_attack_in_the_same_sentence_is_no_toll_of_this_one() -> None:
    one = told(
        "a.txt",
        "2025-03-27",
        "The raid killed 1 herder, the mayor said. It may be revenge for another attack last month that killed 4 traders.",
        KILLED,
        ("1 herder", 1, "the mayor"),
        ("4 traders", 4, "the mayor"),
    )
    assert best(one)[0] == 1


def test_of_as_many_voices_one_that_counts_goes_before_none() -> None:
    one = told("a.txt", "2025-03-27", "It killed 3 people, the mayor said.", KILLED, ("3 people", 3, "the mayor"))
    none = told("b.txt", "2025-03-28", "It killed 0 people, the trader said.", KILLED, ("0 people", 0, "the trader"))
    assert best(one, none)[0] == 3


def test_who_is_named_and_then_described_is_one() -> None:
    text = report("The court charged him with the death of Amina Saleh, a pupil at the mission school.")
    named = figure(text, "the death of Amina Saleh", KILLED, 1, number="Amina", victim_words="Amina Saleh")
    told = figure(text, "a pupil at the mission school", KILLED, 1, number="a pupil", victim_words="a pupil")
    assert together([named, told])[0] == 1


@pytest.mark.parametrize(
    "words, clause, another",
    [
        ("It came a week after an attack on a feast in which 4 people died.", "4 people died", True),
        ("They held a vigil for 2 men killed in a raid last week.", "2 men killed", True),
        ("The army says another attack last month left 6 traders dead.", "6 traders dead", True),
        ("He fled for weeks after the attack that killed 4 people.", "killed 4 people", False),
        ("They mourn 2 men killed in the raid.", "2 men killed", False),
    ],
)
def test_a_number_of_another_happening_is_no_toll_of_this_one(words: str, clause: str, another: bool) -> None:
    text = report(words)
    number = next(n for n in ("2", "4", "6") if f" {n} " in words)
    assert is_of_another(figure(text, clause, KILLED, int(number), number=number)) is another
