"""Joining within a report: what goes on is one happening; and what an earlier report told, told again, is no new one."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
import yaml

from build import card, event, evidence, figure, place, record_of, report
from dateline.clean.gist import gist
from dateline.join import compare, tellings
from dateline.model import Claim, Place, Report
from dateline.terms import EventKind, Measure, PlacePrecision, Verdict

CASES = yaml.safe_load((Path(__file__).parent / "cases/joins_within.yml").read_text(encoding="utf8"))
MONGO = place("Mongo", at=(12.18, 18.69), country="TD", admin1="Guéra")
AMBOURA = place("Amboura", at=(11.2, 20.4), country="TD", admin1="Salamat")
CHAD = place("Chad", country="TD", precision=PlacePrecision.COUNTRY)
PLACES = {"Mongo": MONGO, "Zarga": place("Zarga", at=(12.27, 19.08), country="TD", admin1="Guéra")}


def said(one: Report, name: str) -> Place:
    """A place with its words in the report, which need not stand in the sentence that it is told of."""
    return replace(PLACES[name], words=evidence(one, name))


def kind(name: str) -> EventKind:
    return next(k for k in EventKind if k.value == name)


@pytest.mark.parametrize("case", CASES, ids=[c["name"] for c in CASES])
def test_cases(case: Mapping[str, Any]) -> None:
    one = report(case["text"], published="2025-03-31")
    day = str(case.get("second_day", "2025-03-28"))
    first = event(one, case["first"][1], kind(case["first"][0]), day="2025-03-28", where=said(one, "Mongo"))
    second = event(
        one,
        case["second"][1],
        kind(case["second"][0]),
        day=day,
        where=said(one, case.get("second_place", "Mongo")),
        by=[case["by"]] if "by" in case else (),
    )
    with record_of((one, [first, second])) as record:
        joined = len(set(record.event_ids([first.id, second.id]).values())) == 1
    assert joined is (case["expect"] == "same"), case["why"]


KIDNAPPED = (
    "Riders of the Plain Guard seized nine nurses of the charity Aid Bridge near Amboura on Thursday. "
    "Police said on Friday that they had arrested four men at Amboura."
)
FREED = (
    "The hospital at Abéché discharged Solange Mbaye and six colleagues of the charity Aid Bridge yesterday. A herder found "
    "them below a tree, thirsty and barefoot, hours from Amboura. Their captors received twenty million francs and camels, an "
    "elder claimed; the governor denies any ransom. The charity will close its vaccination programme and withdraw by Friday. "
    "Police last week freed three of the four men they had arrested."
)


def told(text: str, name: str, published: str) -> Report:
    return replace(report(text, name=name, source=name, published=published), gist=gist(text))


def arrest(low: int = 4, by: str = "police") -> tuple[Report, list[Claim]]:
    one = told(KIDNAPPED, "a.txt", "2025-04-04")
    held = event(one, "arrested four men", EventKind.ARREST, day="2025-04-04", where=MONGO, by=[by])
    men = figure(
        one, "four men", Measure.DETAINED, low=low, number="four", victim_words="four men", by=[by], about=held
    )
    return one, [held, men, event(one, "seized nine nurses", EventKind.ABDUCTION, day="2025-04-03", where=AMBOURA)]


def looked_back(text: str = FREED, published: str = "2025-04-17") -> tuple[Report, list[Claim]]:
    one = told(text, "b.txt", published)
    men = figure(
        one, "the four men they had arrested", Measure.DETAINED, low=4, number="four", victim_words="the four men",
        by=["police"], day="2025-04-07", until="2025-04-13", where=CHAD,
    )  # fmt: skip
    tale = [
        event(one, words, EventKind.ABDUCTION, day="2025-04-03", where=AMBOURA)
        for words in ("Their captors",)
        if words in text
    ]
    return one, [men, *tale]


def test_people_told_of_as_taken_are_those_whose_arrest_was_reported() -> None:
    first, later = arrest(), looked_back()
    with record_of(first, later) as record:
        found = next(e for e in record.events() if e.kind is EventKind.ARREST)
        assert len(record.events()) == 2
    assert {f.id for f in found.figures} == {first[1][1].id, later[1][0].id}
    assert found.when is not None
    assert str(found.when.start) == "2025-04-04"


@pytest.mark.parametrize(
    ("first", "later"),
    [
        (arrest(low=5), looked_back()),
        (arrest(by="rebels"), looked_back()),
        (arrest(), looked_back(published="2025-07-17")),
        (
            arrest(),
            looked_back("The mayor of Zarga opened a mill. Police freed three of the four men they had arrested."),
        ),
    ],
    ids=["another number", "taken by others", "months later", "another story"],
)
def test_others_told_of_as_taken_are_no_happening_and_no_part_of_one(
    first: tuple[Report, list[Claim]], later: tuple[Report, list[Claim]]
) -> None:
    with record_of(first, later) as record:
        assert later[1][0].id not in {f.id for e in record.events() for f in e.figures}
        assert len(record.events()) == 2


def test_those_told_as_taken_with_a_day_of_their_own_are_a_happening() -> None:
    one = told("Rebels freed the 40 drivers seized at Mongo on Friday.", "a.txt", "2025-03-31")
    taken = figure(one, "the 40 drivers seized", Measure.ABDUCTED, low=40, day="2025-03-28", where=MONGO)
    assert taken.when is not None
    own = replace(taken, when=replace(taken.when, words=evidence(one, "Friday")))
    with record_of((one, [own])) as record:
        assert len(record.events()) == 1
    with record_of((one, [taken])) as record:
        assert record.events() == []


def arrests(low: int, words: str, name: str, source: str) -> tuple[Report, list[Claim]]:
    """Arrests at Mongo on 28 March, whose place stands in another sentence than theirs."""
    one = report(words, name=name, source=source, published="2025-03-29")
    spot = replace(MONGO, words=evidence(one, "Mongo"))
    held = event(one, f"{low} people", EventKind.ARREST, day="2025-03-28", where=spot, to=["people"])
    return one, [held, figure(one, f"{low} people", Measure.DETAINED, low=low, where=spot, about=held)]


@pytest.mark.parametrize(("other", "same"), [(26, True), (12, False)])
def test_close_counts_of_many_people_are_rivals(other: int, same: bool) -> None:
    a = arrests(31, "Unrest in Mongo. Monitors counted 31 people whom police led away.", "a.txt", "Observatory")
    b = arrests(other, f"The governor of Mongo spoke. He said {other} people were in the cells.", "b.txt", "Wire")
    first, second = (tellings(card(r), claims)[0][0] for r, claims in (a, b))
    assert (compare(first, second).verdict is Verdict.SAME) is same


def test_the_missing_of_an_abduction_find_those_whom_another_report_counts_as_abducted() -> None:
    a = told("Armed men seized nine nurses near Mongo on Thursday.", "a.txt", "2025-04-04")
    seized = event(a, "seized nine nurses", EventKind.ABDUCTION, day="2025-04-03", where=MONGO, by=["armed men"])
    nine = figure(a, "nine nurses", Measure.ABDUCTED, low=9, number="nine", about=seized)
    text = "The nearest clinic is at Zarga. Nine staff have been missing since 3 April, when armed men took them."
    b = told(text, "b.txt", "2025-04-08")
    lent = replace(PLACES["Zarga"], words=evidence(b, "Zarga"))
    took = event(b, "armed men took them", EventKind.ABDUCTION, day="2025-04-03", where=lent, by=["armed men"])
    gone = figure(b, "Nine staff", Measure.MISSING, low=9, number="Nine", about=took)
    with record_of((a, [seized, nine]), (b, [took, gone])) as record:
        assert len(record.events()) == 1
