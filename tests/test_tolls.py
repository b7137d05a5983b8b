"""Tolls: the last word of each voice, parts held against their whole, totals in series, grades with their reasons."""

from __future__ import annotations

from collections.abc import Sequence

import pytest

from build import actor, card, event, figure, place, record_of, report
from dateline.join import accounts, findings, series, standings, why_graded
from dateline.join.counted import camp_of, former_number
from dateline.model import Claim, Report
from dateline.terms import (
    ActorKind,
    Bound,
    Camp,
    CountSpan,
    EventKind,
    Grade,
    Measure,
    Stance,
    Standing,
    VictimClass,
)

GASSIRA = place("Gassira", at=(11.86, 18.35), country="TD")
Told = tuple[Report, list[Claim]]


def strike(name: str, day: str, words: str, *figures: tuple[str, int, str | None], **more: object) -> Told:
    """A report of one strike with figures: (words, number, speaker)."""
    text = report(f"A strike hit Gassira on Wednesday. {words}", name=name, published=day, source=name)
    happened = event(text, "A strike hit Gassira", EventKind.AIR_STRIKE, day="2025-03-26", where=GASSIRA)
    return text, [
        happened,
        *(figure(text, w, low=n, speaker=who, about=happened, **more) for w, n, who in figures),
    ]


# -------------------------------------------------------------------------------------------------- who says it last


def test_an_update_of_the_same_voice_supersedes_and_is_no_rival() -> None:
    told = [
        strike("a.txt", "2025-03-26", "It killed 12 people, the hospital said.", ("12 people", 12, "the hospital")),
        strike("b.txt", "2025-03-27", "The toll is 14, the hospital in Bitkine said.", ("14", 14, "Bitkine hospital")),
        strike("c.txt", "2025-03-28", "The toll is 17, the hospital said.", ("17", 17, "the hospital")),
    ]
    with record_of(*told) as record:
        (one,) = record.events()
        cards = {c.id: c for c in record.reports()}
    (account,) = accounts(one.figures, cards, ())
    assert [s.told for s in (*account.before, account.last)] == [12, 14, 17]
    by_number = {
        f.toll.low: s for f in one.figures if f.toll for i, s in standings(one.figures, cards, ()).items() if i == f.id
    }
    assert by_number == {12: Standing.SUPERSEDED, 14: Standing.SUPERSEDED, 17: Standing.IN_FORCE}
    assert one.disputes == ()


def test_what_a_report_says_was_said_before_is_not_its_last_word() -> None:
    words = "The hospital said 37 people died. It had earlier put the number of dead at 40."
    told = strike(
        "a.txt", "2025-03-26", words, ("37 people died", 37, "Bitkine hospital"), ("at 40", 40, "Bitkine hospital")
    )
    with record_of(told) as record:
        (one,) = record.events()
        cards = {c.id: c for c in record.reports()}
    assert [t.best for t in one.tolls] == [37]
    assert standings(one.figures, cards, ())[told[1][2].id] is Standing.SUPERSEDED


def test_every_figure_has_a_standing() -> None:
    text = report(
        "A strike hit Gassira. 12 people died, five of them children, a medic said. The army denied that 12 died."
    )
    happened = event(text, "A strike hit Gassira", EventKind.AIR_STRIKE, day="2025-03-26", where=GASSIRA)
    whole = figure(text, "12 people died", low=12, speaker="Medics United", about=happened)
    part = figure(
        text, "five of them children", low=5, number="five", speaker="Medics United", about=happened, part_of=whole
    )
    no = figure(
        text,
        "The army denied that 12 died",
        low=12,
        number="12 died",
        speaker="the army",
        about=happened,
        stance=Stance.DENIED,
    )
    found = standings([whole, part, no], {text.id: card(text)}, ())
    assert [found[c.id] for c in (whole, part, no)] == [Standing.IN_FORCE, Standing.PART, Standing.DENIED]


# ------------------------------------------------------------------------------------------------------- both sides


def side(text: Report, words: str, low: int, who: str, kind: ActorKind, counted: str, about: Claim) -> Claim:
    return figure(
        text, words, low=low, speaker=who, speaker_kind=kind, victims=VictimClass.COMBATANT, victim_words=counted, about=about
    )  # fmt: skip


def test_each_side_s_dead_are_another_count() -> None:
    text = report("Fighters fought soldiers at Gassira. The army said 23 rebels died. The Front said 11 soldiers died.")
    fight = event(text, "Fighters fought soldiers at Gassira", EventKind.ARMED_CLASH, day="2025-03-26", where=GASSIRA)
    army = side(text, "23 rebels died", 23, "Chadian army", ActorKind.STATE_FORCES, "23 rebels", fight)
    front = side(text, "11 soldiers died", 11, "Front", ActorKind.REBEL_GROUP, "11 soldiers", fight)
    assert (camp_of(army), camp_of(front)) == (Camp.GROUP, Camp.FORCES)
    with record_of((text, [fight, army, front])) as record:
        (one,) = record.events()
    assert one.disputes == ()


@pytest.mark.parametrize(
    ("counted", "kind", "camp"),
    [
        ("four soldiers", ActorKind.MONITOR, Camp.FORCES),
        ("three gendarmes", ActorKind.UNKNOWN, Camp.FORCES),
        ("policemen", ActorKind.HOSPITAL, Camp.FORCES),
        ("six militants", ActorKind.MONITOR, Camp.GROUP),
        ("terrorists", ActorKind.GOVERNMENT, Camp.GROUP),
        ("12 enemy bodies", ActorKind.STATE_FORCES, Camp.GROUP),
        ("enemy fighters", ActorKind.REBEL_GROUP, Camp.FORCES),
        ("our men", ActorKind.STATE_FORCES, Camp.FORCES),
        ("131 of their comrades", ActorKind.GOVERNMENT, Camp.FORCES),
        ("four of its own fighters", ActorKind.REBEL_GROUP, Camp.GROUP),
        ("combatants", ActorKind.MONITOR, None),
    ],
)
def test_whose_fighters_are_counted(counted: str, kind: ActorKind, camp: Camp | None) -> None:
    text = report(f"5 {counted} died.")
    told = figure(
        text, "5", low=5, speaker="Somebody", speaker_kind=kind, victims=VictimClass.COMBATANT, victim_words=counted
    )
    assert camp_of(told) is camp


# ------------------------------------------------------------------------------------------------------- breakdowns


def broken_down(whole: int, parts: Sequence[tuple[int, VictimClass]], bound: Bound = Bound.EXACT) -> list[str]:
    words = "; ".join(f"{n} were {c.value}" for n, c in parts)
    text = report(f"The strike killed {whole} people, of whom {words}.")
    dead = figure(text, f"killed {whole} people", low=whole, bound=bound)
    some = [figure(text, f"{n} were {c.value}", low=n, victims=c, victim_words=c.value, part_of=dead) for n, c in parts]
    return findings([dead, *some], [card(text)])


def test_parts_that_are_more_than_their_whole_are_a_finding() -> None:
    found = broken_down(17, [(16, VictimClass.CIVILIAN), (3, VictimClass.COMBATANT)])
    assert found == [
        "The parts of a figure are more than the whole in Meridian (a.txt): killed 17, of them 16 + 3 = 19"
    ]
    assert broken_down(12, [(14, VictimClass.UNKNOWN)]) == [
        "The parts of a figure are more than the whole in Meridian (a.txt): killed 12, of them 14"
    ]


def test_parts_that_fit_or_may_overlap_or_an_open_whole_are_none() -> None:
    assert broken_down(17, [(16, VictimClass.CIVILIAN), (1, VictimClass.COMBATANT)]) == []
    assert broken_down(12, [(9, VictimClass.CIVILIAN), (5, VictimClass.CIVILIAN)]) == []
    assert broken_down(12, [(9, VictimClass.CIVILIAN), (5, VictimClass.COMBATANT)], Bound.AT_LEAST) == []


# ----------------------------------------------------------------------------------------------------------- totals


def total(
    name: str, day: str, words: str, low: int, counted: str, class_: VictimClass, **more: object
) -> tuple[Report, Claim]:
    text = report(words, name=name, published=day, source=str(more.pop("source", "Ministry")))
    bound = Bound.AT_LEAST if "least" in words else Bound.EXACT
    claim = figure(
        text, words[:-1], low=low, number=f"{low:,}", victims=class_, victim_words=counted, span=CountSpan.TOTAL,
        speaker="Defence Ministry", speaker_kind=ActorKind.GOVERNMENT, bound=bound,
    )  # fmt: skip
    return text, claim


def test_totals_of_different_victims_and_sides_are_different_series() -> None:
    text = report("We killed 412 terrorists. On our side 57 soldiers fell.", published="2025-03-27")
    both = [
        figure(text, f"{n} {who}", low=n, victims=VictimClass.COMBATANT, victim_words=who, span=CountSpan.TOTAL,
               speaker="Defence Ministry", speaker_kind=ActorKind.GOVERNMENT)
        for n, who in ((412, "terrorists"), (57, "soldiers"))
    ]  # fmt: skip
    assert len(series(both, [card(text)])) == 2
    assert findings(both, [card(text)]) == []


def test_two_totals_of_one_report_are_no_fall() -> None:
    text = report("412 people died in the province. 57 people died in the town.", published="2025-03-27")
    both = [figure(text, f"{n} people died", low=n, span=CountSpan.TOTAL, speaker="Observatory") for n in (412, 57)]
    assert findings(both, [card(text)]) == []


def test_a_total_that_falls_on_a_later_day_is_a_finding_with_whom_it_counts() -> None:
    a, x = total("a.txt", "2025-03-27", "Since March 412 rebels died.", 412, "rebels", VictimClass.COMBATANT)
    b, y = total("b.txt", "2025-04-03", "Since March 390 rebels died.", 390, "rebels", VictimClass.COMBATANT)
    assert findings([x, y], [card(a), card(b)]) == [
        "Defence Ministry's total of killed (armed group) fell from 412 (said 2025-03-27) to 390 (said 2025-04-03)"
    ]


def test_a_total_that_its_own_sentence_says_was_lowered_is_a_finding() -> None:
    text, claim = total(
        "a.txt", "2025-04-10", "The Observatory lowered its count of people killed from 1,212 to 1,140.", 1140, "people",
        VictimClass.UNKNOWN,
    )  # fmt: skip
    assert findings([claim], [card(text)]) == [
        "Defence Ministry's total of killed fell from 1,212 to 1,140 (said 2025-04-10)"
    ]


def test_a_copy_adds_nothing_to_a_series() -> None:
    a, x = total("a.txt", "2025-04-22", "At least 1,230 people were killed.", 1230, "people", VictimClass.UNKNOWN)
    b, y = total(
        "b.txt", "2025-04-23", "A copy. At least 1,230 people were killed.", 1230, "people", VictimClass.UNKNOWN
    )
    (one,) = series([x, y], [card(a, lineage="l"), card(b, lineage="l")])
    assert len(one.said) == 1


@pytest.mark.parametrize(
    ("words", "number", "former"),
    [
        ("The toll rose from 12 to 14 overnight.", 14, 12),
        ("It has lowered its count from 1,212 to 1,140.", 1140, 1212),
        ("At least 17 people died, up from 14 on Thursday.", 17, 14),
        ("The hospital put the dead at 9, down from an earlier 11.", 9, 11),
        ("It said 31 died, against an earlier toll of 27.", 31, 27),
        ("Some 40 people fled from 3 villages.", 40, None),
        ("It killed 30 people between 2019 and 2021.", 30, None),
        ("The number rose to 14.", 14, None),
        ("The toll climbed to 14 from 12.", 14, 12),
    ],
)
def test_the_number_that_a_figure_takes_the_place_of(words: str, number: int, former: int | None) -> None:
    text = report(words)
    assert former_number(figure(text, words[:-1], low=number, number=f"{number:,}")) == former


# ----------------------------------------------------------------------------------------------------------- grades


def graded(*told: Told) -> tuple[Grade, tuple[str, ...]]:
    with record_of(*told) as record:
        (one,) = record.events()
        why = why_graded(one, {c.id: c for c in record.reports()})
    assert why.grade is one.grade
    return one.grade, why.reasons


def blast(name: str, who: str | None, *, stance: Stance = Stance.ASSERTED, by: Sequence[str] = ()) -> Told:
    text = report(f"{name}: a blast hit Gassira on Wednesday, {who} said.", name=name, source=name)
    happened = event(
        text, "a blast hit Gassira on Wednesday", EventKind.REMOTE_EXPLOSIVE, day="2025-03-26", where=GASSIRA, speaker=who,
        stance=stance, by=[actor(n, id=n, kind=ActorKind.REBEL_GROUP) for n in by],
    )  # fmt: skip
    return text, [happened]


def test_a_grade_names_its_reasons() -> None:
    assert graded(blast("a.txt", "Bitkine hospital")) == (Grade.WEAK, ("a single voice: Bitkine hospital",))
    grade, reasons = graded(blast("a.txt", "Bitkine hospital"), blast("b.txt", "Red Cross"))
    assert grade is Grade.FAIR
    assert reasons[0] == "2 independent voices tell of it"
    grade, reasons = graded(blast("a.txt", "Bitkine hospital"), blast("b.txt", "Wadi", by=["Wadi"]))
    assert (grade, reasons[0]) == (Grade.CONFIRMED, "Wadi, who did it, says so")
    grade, reasons = graded(blast("a.txt", "Bitkine hospital"), blast("b.txt", "Red Cross", stance=Stance.DENIED))
    assert (grade, reasons) == (Grade.CONTESTED, ("denied by Red Cross",))


def test_to_deny_having_done_what_nobody_says_one_did_contests_nothing() -> None:
    front = blast("b.txt", "Front", stance=Stance.DENIED, by=["Front"])
    grade, _ = graded(blast("a.txt", "Bitkine hospital", by=["Wadi"]), front)
    assert grade is not Grade.CONTESTED
    with record_of(blast("a.txt", "Bitkine hospital", by=["Wadi"]), front) as record:
        assert [d.about for d in record.events()[0].disputes] == ["Front denies having done it"]
    accused = blast("a.txt", "Bitkine hospital", by=["Front"])
    assert graded(accused, front)[0] is Grade.CONTESTED


def test_a_doer_that_counts_its_civilian_victims_accepts_it() -> None:
    text = report("The army said its strike on Gassira killed 4 villagers on Wednesday.")
    army = actor("Chadian army", id="army", kind=ActorKind.STATE_FORCES)
    hit = event(text, "its strike on Gassira", EventKind.AIR_STRIKE, day="2025-03-26", where=GASSIRA, by=[army])
    dead = figure(
        text,
        "killed 4 villagers",
        low=4,
        victims=VictimClass.CIVILIAN,
        victim_words="villagers",
        speaker="Chadian army",
        about=hit,
    )
    grade, reasons = graded((text, [hit, dead]))
    assert grade is Grade.CONFIRMED
    assert "accepts harm to civilians" in reasons[0]


def test_measures_do_not_mix() -> None:
    told = strike("a.txt", "2025-03-26", "12 people died.", ("12 people died", 12, None))
    hurt = figure(told[0], "12 people", Measure.INJURED, low=30, number="12", about=told[1][0])
    assert len(accounts([told[1][1]], {told[0].id: card(told[0])}, ())) == 1
    with record_of((told[0], [*told[1], hurt])) as record:
        assert {t.measure: t.best for t in record.events()[0].tolls} == {Measure.KILLED: 12, Measure.INJURED: 30}
