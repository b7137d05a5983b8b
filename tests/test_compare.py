"""What two tellings share and what they do not: ages of the hurt, names of a desk's city, towns of one name."""

from __future__ import annotations

from dataclasses import replace

import pytest

from build import event, figure, place, record_of, report
from dateline.join.compare import compare
from dateline.join.lineage import card
from dateline.join.places import place_verdict
from dateline.join.tellings import main_of
from dateline.model import Claim, Page, Place, Report
from dateline.pipeline import Pipeline
from dateline.terms import EventKind, Measure, PlacePrecision

BITKINE = place("Bitkine", at=(11.98, 18.21), country="TD")


def night(name: str, who: str, day: str, words: str = "Gunmen attacked Bitkine.") -> tuple[Report, list[Claim]]:
    """A report of an attack in which one person was wounded."""
    text = report(f"{words} {who} was wounded.", name=name, source=name, published="2025-03-28")
    happened = event(text, words.rstrip("."), EventKind.ATTACK, day=day, where=BITKINE)
    return text, [happened, figure(text, f"{who} was wounded", Measure.INJURED, 1, victim_words=who, about=happened)]


@pytest.mark.parametrize(
    "first, second, one",
    [
        ("A 7-year-old girl", "A 7-year-old child", True),
        ("An 81-year-old man", "An 81-year-old", True),
        ("A 7-year-old girl", "A 34-year-old man", False),
        ("A 34-year-old man", "A 34-year-old man", False),
    ],
)
def test_the_age_of_a_child_or_an_old_person_tells_which_of_two_nights_is_meant(
    first: str, second: str, one: bool
) -> None:
    a = night("a.txt", first, "2025-03-26")
    b = night("b.txt", second, "2025-03-27", "Somebody shot at people in Bitkine.")
    with record_of(a, b) as record:
        assert (len(record.events()) == 1) is one


def test_a_dateline_is_no_name_of_what_happened() -> None:
    text = report(
        "MUSCAT, 27 March (Meridian) — Gunmen attacked Bitkine near the Toubou bridge, the Harvest Monitor said.",
        name="a.txt",
    )
    happened = event(
        text, "Gunmen attacked Bitkine", EventKind.ATTACK, day="2025-03-26", where=BITKINE, speaker="Harvest Monitor"
    )
    main = main_of(card(text), [happened])
    assert main is not None
    assert "toubou" in main.names
    assert not main.names & {"muscat", "meridian"}


def test_towns_of_one_name_far_apart_speak_against_a_join_and_bar_none() -> None:
    one = place("Kouka", at=(12.90, 18.10), country="TD")
    other = place("Kouka", at=(9.20, 16.40), country="TD")
    abroad = place("Kouka", at=(11.90, -4.30), country="BF")
    weight, _ = place_verdict((one,), (other,))
    assert weight is not None
    assert weight <= -1.0
    assert place_verdict((one,), (abroad,))[0] is None


def test_a_spelling_of_the_town_is_no_name_beside_it() -> None:
    spelled = replace(BITKINE, name="Bitkin", precision=PlacePrecision.TOWN)

    def shelled(name: str, words: str, where: Place) -> tuple[Report, list[Claim]]:
        text = report(words, name=name, source=name, published="2025-03-28")
        return text, [event(text, words.rstrip("."), EventKind.SHELLING, day="2025-03-26", where=where)]

    a = shelled("a.txt", "Shells fell on houses in Bitkin.", spelled)
    b = shelled("b.txt", "The town of Bitkin came under fire.", spelled)
    with record_of(a, b) as record:
        reasons = [r for j in record.judgements() for r in j.reasons]
    assert reasons
    assert not any("names in both" in r for r in reasons)


def counting(
    name: str, killed: int, *, doer: str | None = None, words: str = "Gunmen attacked the market"
) -> tuple[Report, list[Claim]]:
    """A report of an attack on Bitkine's market on one day, with the dead it counts."""
    text = report(f"{words} in Bitkine on Wednesday. {killed} people were killed.", name=name, source=name)
    happened = event(
        text, words, EventKind.ATTACK, day="2025-03-26", where=BITKINE, by=[doer] if doer is not None else []
    )
    return text, [happened, figure(text, f"{killed} people were killed", Measure.KILLED, killed, about=happened)]


def score_of(a: tuple[Report, list[Claim]], b: tuple[Report, list[Claim]]) -> float:
    one, other = (main_of(card(text), claims) for text, claims in (a, b))
    assert one is not None and other is not None
    return compare(one, other).score


def test_numbers_far_apart_speak_against_one_happening() -> None:
    first = counting("a.txt", 84)
    assert (
        score_of(first, counting("b.txt", 80))
        > score_of(first, counting("b.txt", 40))
        > score_of(first, counting("b.txt", 3))
    )


@pytest.mark.parametrize("nobody", ["gunman", "masked men", "an unidentified person", "suspects"])
def test_a_gunman_can_be_of_any_party(nobody: str) -> None:
    named = counting("a.txt", 3, doer="United Front")
    assert score_of(named, counting("b.txt", 3, doer=nobody)) > score_of(named, counting("b.txt", 3, doer="Red Dawn"))


@pytest.mark.parametrize(
    "name, town, inside",
    [
        ("Baobab flats, west Bitkine", "Bitkine", True),
        ("East Bitkine", "Bitkine", True),
        ("New Bitkine mill", "Bitkine", False),
        ("Mongo road", "Bitkine", False),
    ],
)
def test_a_name_that_the_gazetteer_lacks_may_end_in_the_name_of_its_town(name: str, town: str, inside: bool) -> None:
    unknown = replace(place(name, country="TD"), precision=PlacePrecision.UNRESOLVED, resolved_name=None)
    verdict, _ = place_verdict([unknown], [place(town, at=(11.98, 18.21), country="TD")])
    assert verdict is not None
    assert (verdict >= 1.0) is inside


def killed(name: str, words: str, where: Place, day: str) -> tuple[Report, list[Claim]]:
    """A report of one man who was killed, by name and age."""
    text = replace(
        report(f"{words} Idris Saleh, 31, was killed.", name=name, source=name, published="2025-03-29"),
        people=("idris saleh, 31",),
    )
    happened = event(text, words.rstrip("."), EventKind.ATTACK, day=day, where=where)
    return text, [happened, figure(text, "Idris Saleh, 31, was killed", Measure.KILLED, 1, about=happened)]


def test_a_private_person_in_both_outweighs_places_told_otherwise() -> None:
    quarter = replace(place("Hay Salam", country=None), precision=PlacePrecision.UNRESOLVED)
    a = killed("a.txt", "Gunmen shot at a bus in Bitkine.", BITKINE, "2025-03-27")
    b = killed("b.txt", "Men opened fire on passengers in Hay Salam.", quarter, "2025-03-27")
    with record_of(a, b) as record:
        assert len(record.events()) == 1


def test_a_place_far_away_is_doubted_where_two_reports_tell_one_story() -> None:
    story = (
        "abattoir 400",
        "beekeeper 400",
        "cistern 400",
        "donkey 300",
        "funnel 300",
        "gravel 300",
        "heron 300",
        "inkwell 300",
    )
    namesake = place("Rio Vista", at=(38.16, -121.69), country="TD")

    def shot(name: str, words: str, where: Place, gist: tuple[str, ...]) -> tuple[Report, list[Claim]]:
        text = replace(report(words, name=name, source=name, published="2025-03-28"), gist=gist)
        return text, [event(text, words.rstrip("."), EventKind.ATTACK, day="2025-03-27", where=where)]

    def joined(gist: tuple[str, ...]) -> bool:
        a = shot("a.txt", "Gunmen shot a beekeeper by the abattoir in Bitkine.", BITKINE, story)
        b = shot("b.txt", "A beekeeper was shot dead by gunmen at the abattoir on Rio Vista.", namesake, gist)
        with record_of(a, b) as record:
            return len(record.events()) == 1

    assert joined(story)
    assert not joined(("lemon 700", "mortar 700"))


def fought(
    name: str,
    words: str,
    told: tuple[Place, str, int],
    gist: tuple[str, ...],
    *,
    day: str | None = None,
    published: str | None = None,
) -> tuple[Report, list[Claim]]:
    """A report of a fight: its place, the words for its dead and their number."""
    where, dead, number = told
    text = replace(report(words, name=name, source=name, published=published), gist=gist)
    happened = event(text, words.split(",", maxsplit=1)[0], EventKind.ARMED_CLASH, day=day, where=where)
    return text, [happened, figure(text, dead, Measure.KILLED, number, about=happened)]


def test_two_fights_for_one_village_are_two_though_the_war_has_its_words() -> None:
    war = (
        "garrison 400",
        "highlands 400",
        "pass 400",
        "plateau 300",
        "mangalme 300",
        "tchoukoro 300",
        "salamat 300",
        "pickups 300",
    )

    a = fought(
        "a.txt",
        "Rebels and troops fought over Bitkine, and 11 soldiers died.",
        (BITKINE, "11 soldiers", 11),
        war,
        day="2025-03-24",
        published="2025-03-25",
    )
    b = fought(
        "b.txt",
        "Rebels fought troops in Bitkine again, two weeks after the army took it, and 11 soldiers died.",
        (BITKINE, "11 soldiers", 11),
        war,
        day="2025-04-10",
        published="2025-04-11",
    )
    with record_of(a, b) as record:
        assert len(record.events()) == 2


def test_undated_reports_of_one_war_are_not_one_fight() -> None:
    war = (
        "cadres 400",
        "encounter 400",
        "battalion 400",
        "forest 300",
        "retaliatory 300",
        "superintendent 300",
        "rifles 300",
        "jungle 300",
    )

    hamlet = replace(place("Puarti", country=None), precision=PlacePrecision.UNRESOLVED)
    forest = replace(place("Baskatwa", country=None), precision=PlacePrecision.UNRESOLVED)
    told = "Troops fought rebels of the Front at {}, and {} rebels died in the encounter."
    a = fought("a.txt", told.format("Puarti", 8), (hamlet, "8 rebels", 8), war)
    b = fought("b.txt", told.format("Baskatwa", 4), (forest, "4 rebels", 4), war)
    with record_of(a, b) as record:
        assert len(record.events()) == 2


@pytest.mark.parametrize(("first", "second", "one"), [("May 23", "April 8", False), ("23 May", "May 23", True)])
def test_days_without_a_year_hold_apart_what_fell_on_others(
    pipeline: Pipeline, first: str, second: str, one: bool
) -> None:
    def told(name: str, words: str) -> tuple[Report, list[Claim]]:
        (found,) = pipeline.process(Page(path=name, content=f"{words}\n".encode())).told
        return found.report, list(found.claims)

    a = told(
        "a.txt",
        f"Militants lobbed a grenade at an army vehicle in Bitkine on {first}, and ten civilians were wounded, police said.",
    )
    b = told(
        "b.txt",
        f"Ten civilians were wounded when militants lobbed a grenade at an army convoy in Bitkine on {second}, police said.",
    )
    with record_of(a, b) as record:
        assert (len(record.events()) == 1) is one
