"""The brief as an editor reads it: headlines, one line for what is small, words for whom and by whom, totals as series."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

import pytest

from build import actor, event, figure, place, record_of, report
from dateline.export import Brief, make_brief
from dateline.export.brief import victim_words
from dateline.model import Actor, Candidate, Claim, Report
from dateline.terms import ActorKind, Bound, CountSpan, EventKind, Measure, PlacePrecision, Stance, VictimClass

GASSIRA = place("Gassira", at=(11.86, 18.35), country="TD", admin1="Guera")
Told = tuple[Report, list[Claim]]


def brief_of(*told: Told) -> Brief:
    with record_of(*told) as record:
        cards = {r.id: r for r in record.reports()}
        return make_brief(record.events(), record.claims(), cards, title="Brief")


def happening(
    words: str, kind: EventKind, *figures: tuple[str, Measure, int, str], by: Sequence[str | Actor] = (),
    to: Sequence[str | Actor] = (), who: str | None = None, name: str = "a.txt", source: str = "Meridian",
) -> Told:  # fmt: skip
    """A report of one happening. Figures: (words that hold the number, measure, number, victims)."""
    text = report(words, name=name, source=source)
    happened = event(text, words.split(".", maxsplit=1)[0], kind, day="2025-03-26", where=GASSIRA, by=by, to=to)
    some = [
        figure(text, w, measure, low=n, number=str(n), victim_words=victims, speaker=who, about=happened)
        for w, measure, n, victims in figures
    ]
    return text, [happened, *some]


def only_title(*told: Told) -> str:
    ((_, events),) = brief_of(*told).days
    assert len(events) == 1
    return events[0].title


# ---------------------------------------------------------------------------------------------------------- headlines


def test_a_headline_says_how_many_what_where_and_who_says_so() -> None:
    strike = happening(
        "A strike hit the market. 12 people died and 30 were hurt.", EventKind.AIR_STRIKE,
        ("12 people died", Measure.KILLED, 12, "12 people"), ("30 were hurt", Measure.INJURED, 30, "30"),
        to=["market", "people"], who="Bitkine hospital",
    )  # fmt: skip
    assert only_title(strike) == "12 people killed, 30 injured in air strike on market in Gassira – Bitkine hospital"


@pytest.mark.parametrize(
    ("kind", "figures", "by", "to", "title"),
    [
        (EventKind.ARREST, [("6 held", Measure.DETAINED, 6, "6 traders")], [], ["traders"],
         "6 traders detained in Gassira – Meridian"),
        (EventKind.ABDUCTION, [("1 man", Measure.ABDUCTED, 1, "1 man")], [], ["man"], "1 man abducted in Gassira – Meridian"),
        (EventKind.DISPLACEMENT, [("3200 fled", Measure.DISPLACED, 3200, "3,200 individuals")],
         ["approximately 3,200 individuals"], ["people"], "3,200 people displaced in Gassira – Meridian"),
        (EventKind.DISPLACEMENT, [], ["approximately 3,200 individuals"], ["people"], "Displacement in Gassira"),
        (EventKind.ARMED_CLASH, [], ["Third Brigade"], ["enemy supply column"],
         "Fighting between the Third Brigade and an enemy supply column in Gassira"),
        (EventKind.ATTACK, [], ["soldier"], ["taxi driver"], "Attack on a taxi driver in Gassira"),
        (EventKind.ATTACK, [], [], ["body of a man"], "Attack in Gassira"),
        (EventKind.ATTACK, [], ["riders"], ["Gassira"], "Attack in Gassira"),
        (EventKind.ATTACK, [], [], ["hill village of Gassira"], "Attack in Gassira"),
        (EventKind.SHELLING, [("0 died", Measure.KILLED, 0, "0")], [], ["hospital"], "Shelling of a hospital in Gassira"),
        (EventKind.PEACEFUL_PROTEST, [], ["wives of soldiers"], [], "Peaceful protest by wives of soldiers in Gassira"),
        (EventKind.OTHER, [("3 freed", Measure.RESCUED, 3, "the four men")], ["kidnapped aid workers"], [],
         "3 men freed in Gassira – Meridian"),
        (EventKind.EVACUATION, [], [actor("Red Cross", id="icrc")], ["wounded people"], "Evacuation by the Red Cross in Gassira"),
    ],
)  # fmt: skip
def test_headlines_by_kind(
    kind: EventKind, figures: list[tuple[str, Measure, int, str]], by: list[str], to: list[str], title: str
) -> None:
    words = "It happened there. " + " ".join(f"{w}." for w, *_ in figures)
    assert only_title(happening(words, kind, *figures, by=by, to=to)) == title


def test_what_one_voice_counts_apart_is_named_apart() -> None:
    text = report("Armed men took 9 aid workers and 2 drivers in Gassira, the charity said.")
    taken = event(text, "Armed men took", EventKind.ABDUCTION, day="2025-03-26", where=GASSIRA)
    some = [
        figure(text, w, Measure.ABDUCTED, low=n, victims=VictimClass.CIVILIAN, victim_words=w, speaker="charity", about=taken)
        for w, n in (("9 aid workers", 9), ("2 drivers", 2))
    ]  # fmt: skip
    assert only_title((text, [taken, *some])) == "9 aid workers and 2 drivers abducted in Gassira – charity"


def test_letters_in_brackets_do_not_make_a_name_of_one_officer() -> None:
    text = report("1 Frontier Corps (FC) officer and 1 militant were killed in Gassira, police said.")
    fight = event(text, "were killed in Gassira", EventKind.ARMED_CLASH, day="2025-03-26", where=GASSIRA)
    dead = [
        figure(
            text, w, Measure.KILLED, low=1, victims=VictimClass.COMBATANT, victim_words=w, speaker="police", about=fight
        )
        for w in ("1 Frontier Corps (FC) officer", "1 militant")
    ]
    assert "1 Frontier Corps (FC) officer and 1 militant killed" in only_title((text, [fight, *dead]))


def test_a_disputed_headline_says_what_others_say() -> None:
    told = [
        happening(
            f"A strike hit Gassira. {n} people died.", EventKind.AIR_STRIKE, (f"{n} people died", Measure.KILLED, n, "people"),
            who=who, name=f"{n}.txt", source=who,
        )
        for n, who in ((14, "Bitkine hospital"), (9, "Defence Ministry"), (31, "Rebel Front"))
    ]  # fmt: skip
    assert only_title(*told).endswith("– Bitkine hospital; others say 9 to 31")


def test_an_outlet_taken_for_a_place_is_not_shown_as_one() -> None:
    text = report("People fled. At least 3000 people fled.")
    fled = event(
        text, "People fled", EventKind.DISPLACEMENT, day="2025-03-26",
        where=place("Meridian", precision=PlacePrecision.UNRESOLVED),
    )  # fmt: skip
    many = figure(
        text, "At least 3000 people fled", Measure.DISPLACED, low=3000, bound=Bound.AT_LEAST, number="3000", about=fled,
        victim_words="3000 people",
    )  # fmt: skip
    page = brief_of((text, [fled, many]))
    assert page.days[0][1][0].title == "At least 3,000 people displaced – Meridian"
    assert "not located" not in page.to_markdown()


def test_of_a_place_in_doubt_the_likeliest_town_is_a_guess() -> None:
    text = report("Police arrested 37 people, the prosecutor said on Friday.")
    town = Candidate(id="1", name="Abéché", score=0.78, lat=13.8, lon=20.8, country="TD", kind="town")
    doubted = replace(place("Abeche", country="TD", precision=PlacePrecision.COUNTRY), candidates=(town,))
    held = event(text, "arrested 37 people", EventKind.ARREST, day="2025-04-11", where=doubted)
    assert brief_of((text, [held])).days[0][1][0].title.endswith("in Chad, perhaps Abeche")
    unsure = replace(doubted, candidates=(replace(town, score=0.4),))
    held = event(text, "arrested 37 people", EventKind.ARREST, day="2025-04-11", where=unsure)
    assert brief_of((text, [held])).days[0][1][0].title.endswith("in Chad")


# ------------------------------------------------------------------------------------------------------------- words


@pytest.mark.parametrize(
    ("number", "low", "words", "shown"),
    [
        ("39,000", 39000, "close to 39,000 people", "people"),
        ("close to 39,000", 39000, "39,000 people", "people"),
        ("3", 3, "the four men", "men"),
        ("tens of thousands", None, "thousands of whom", ""),
        ("Nine", 9, "nine of them", ""),
        ("2", 2, "an uncle a grandson", "uncle and grandson"),
        ("2", 2, "A fisherman his wife", "fisherman and his wife"),
        ("23", 23, "23 men boys", "men and boys"),
        ("1", 1, "an attacker", "attacker"),
        ("one", 1, "our drivers", "driver"),
        ("8", 8, "eight of the wounded", ""),
        ("388", 388, "Civilians", "civilians"),
        ("THREE", 3, "THREE ARMED MEN", "armed men"),
        ("5", 5, "five of whom", ""),
        ("12", 12, "12 enemy bodies", "enemy bodies"),
        ("a", 1, "Among them are a customs officer", "customs officer"),
        ("A", 1, "A 38 year old woman", "woman"),
        ("one", 1, "one Frontier Corps (FC) officer", "Frontier Corps (FC) officer"),
    ],
)
def test_words_for_those_counted_say_who_they_are_and_nothing_twice(
    number: str, low: int | None, words: str, shown: str
) -> None:
    text = report(f"{number} x")
    told = figure(text, number, low=low, number=number, victim_words=words)
    assert told.toll
    assert victim_words(told.toll) == shown


@pytest.mark.parametrize(
    ("by", "to", "words"),
    [
        (["soldier"], ["taxi driver"], "By a soldier; against a taxi driver"),
        (["army"], ["Rebels"], "By the army; against rebels"),
        (["police"], ["people"], "By the police"),
        (["Chadian army"], ["body of a man", "civilians"], "By the Chadian army; against civilians"),
        ([], ["only hospital", "market", "crowded weekly market"], "Against a hospital and a market"),
    ],
)
def test_parties_read_as_english(by: list[str], to: list[str], words: str) -> None:
    ((_, (one,)),) = brief_of(happening("It happened there.", EventKind.ATTACK, by=by, to=to)).days
    assert one.parties == words


def test_a_report_without_an_outlet_is_the_report_and_a_pronoun_is_no_name() -> None:
    text = report("At least 60 people died in Gassira. 5 more died.", source="unknown")
    blast = event(text, "people died in Gassira", EventKind.ATTACK, day="2025-03-26", where=GASSIRA)
    mine = figure(text, "At least 60 people", low=60, bound=Bound.AT_LEAST, speaker=("Me", None), about=blast)
    own = figure(text, "5 more", Measure.INJURED, low=5, about=blast)
    page = brief_of((text, [blast, mine, own])).to_markdown().split("## Notes")[0]
    assert "Me " not in page
    assert "an unnamed source" in page
    assert "a.txt" not in page
    assert "the report" in page


# ------------------------------------------------------------------------------------------------- room for what matters


def test_a_small_event_has_one_line_and_alike_ones_share_it() -> None:
    two = [
        happening("A march was held.", EventKind.PEACEFUL_PROTEST, name=f"{n}.txt", source=f"Paper {n}") for n in "ab"
    ]
    with record_of(two[0]) as record:
        (one,) = record.events()
    page = brief_of(*two)
    lines = [line for line in page.to_markdown().splitlines() if "Peaceful protest" in line]
    assert len(lines) == 1
    assert f"`{one.id[:8]}`" in lines[0]
    assert "###" not in page.to_markdown()


def test_every_figure_has_its_place_in_the_page_and_leads_to_its_sentence() -> None:
    told = happening(
        "A strike hit Gassira. 12 died, 3 of them children. 30 hurt. 5 gone. 4 houses.", EventKind.AIR_STRIKE,
        ("12 died", Measure.KILLED, 12, "12"), ("30 hurt", Measure.INJURED, 30, "30"), ("5 gone", Measure.MISSING, 5, "5"),
        ("4 houses", Measure.DESTROYED, 4, "4 houses"),
    )  # fmt: skip
    text, claims = told
    part = figure(
        text,
        "3 of them children",
        low=3,
        victims=VictimClass.CIVILIAN,
        victim_words="children",
        part_of=claims[1],
        about=claims[0],
    )
    page = brief_of((text, [*claims, part])).to_markdown()
    body, notes = page.split("## Notes")
    for words in (
        "- killed: **12**",
        "in part: 3 children",
        "- injured: **30**",
        "- missing: **5**",
        "- destroyed: **4** houses",
    ):
        assert words in body
    assert set(re.findall(r"\[(\d+)\]", body)) == set(re.findall(r"^(\d+)\. ", notes, re.M))


def test_a_copy_is_no_line_of_its_own_but_is_named_in_the_note() -> None:
    words = (
        "MONGO (Meridian) - An air strike hit the crowded weekly market at Gassira on Wednesday, killing 12 people and "
        "wounding many, the director of the nearest hospital said. Bodies were brought by cart and motorcycle until dusk."
    )
    told = []
    for name in ("wire.txt", "copy.txt"):
        text = report(words, name=name, source=name, agency="Meridian")
        hit = event(
            text, "An air strike hit the crowded weekly market", EventKind.AIR_STRIKE, day="2025-03-26", where=GASSIRA
        )
        told.append((text, [hit, figure(text, "killing 12 people", low=12, about=hit, speaker="Bitkine hospital")]))
    page = brief_of(*told).to_markdown()
    assert page.count("12 people killed") == 2, "the lead and the line of the event"
    assert "also in" in page


def test_a_denied_figure_and_an_earlier_one_are_said_beside_what_stands() -> None:
    told = []
    for name, day, n in (("a.txt", "2025-03-26", 12), ("b.txt", "2025-03-27", 14)):
        text = report(
            f"A strike hit Gassira. {n} people died, the hospital said.", name=name, published=day, source=name
        )
        hit = event(text, "A strike hit Gassira", EventKind.AIR_STRIKE, day="2025-03-26", where=GASSIRA)
        told.append((text, [hit, figure(text, f"{n} people died", low=n, speaker="Bitkine hospital", about=hit)]))
    no = report(
        "The ministry denied that 14 died in the strike on Gassira.", name="c.txt", source="c", published="2025-03-27"
    )
    denied = event(no, "the strike on Gassira", EventKind.AIR_STRIKE, day="2025-03-26", where=GASSIRA)
    none = figure(no, "14 died", low=14, speaker="Defence Ministry", stance=Stance.DENIED, about=denied)
    page = brief_of(*told, (no, [denied, none])).to_markdown()
    assert "**14** people — Bitkine hospital (earlier 12 on 26 Mar 2025)" in page
    assert "**14** people — Defence Ministry — *denied*" in page


def test_a_fight_is_between_its_two_sides_by_their_best_names() -> None:
    army = actor("Chadian army", id="state:TD", kind=ActorKind.STATE_FORCES)
    front = actor("United Front", id="front", kind=ActorKind.REBEL_GROUP)
    fight = happening(
        "They fought.", EventKind.ARMED_CLASH, by=[army, front], to=["terrorists", "a column of the enemy"]
    )
    assert only_title(fight) == "Fighting between the Chadian army and the United Front in Gassira"


def test_deaths_of_which_nothing_is_told_are_no_attack() -> None:
    text = report("2 children died in a fire at Gassira on Wednesday.")
    dead = figure(text, "2 children died", low=2, victim_words="2 children", day="2025-03-26", where=GASSIRA)
    brief = brief_of((text, [dead]))
    assert [e.title for _, own in brief.days for e in own] == ["2 children dead in Gassira – Meridian"]
    assert "attack" not in brief.to_markdown().casefold()


def test_a_voice_that_gives_one_number_twice_has_one_line_and_none_is_nobody() -> None:
    text = report("A strike hit Gassira. 9 terrorists died. 9 of them died. Nobody died.")
    hit = event(text, "A strike hit Gassira", EventKind.AIR_STRIKE, day="2025-03-26", where=GASSIRA)
    told = [
        figure(text, "9 terrorists died", low=9, victims=VictimClass.COMBATANT, victim_words="9 terrorists",
               speaker="Defence Ministry", about=hit),
        figure(text, "9 of them died", low=9, victim_words="them", speaker="Defence Ministry", about=hit),
        figure(text, "Nobody died", low=0, number="Nobody", victim_words="nobody", speaker="governor", about=hit),
    ]  # fmt: skip
    page = brief_of((text, [hit, *told])).to_markdown()
    assert page.count("— Defence Ministry") == 1
    assert "**nobody** — governor" in page


# ------------------------------------------------------------------------------------------------------------ totals


def test_totals_stand_as_series_and_copies_of_them_collapse() -> None:
    told: list[Told] = []
    for name, day, n in (("a.txt", "2025-03-26", 900), ("b.txt", "2025-04-10", 1140), ("c.txt", "2025-04-16", 1196)):
        text = report(f"The Observatory counts {n} dead since March 3.", name=name, published=day, source=name)
        told.append((text, [figure(text, f"{n} dead", low=n, span=CountSpan.TOTAL, speaker="Salamat Observatory")]))
    page = brief_of(*told)
    (line,) = page.totals
    assert (line.amount, line.speaker) == ("1,196", "Salamat Observatory")
    assert line.earlier == "900 on 26 Mar 2025, 1,140 on 10 Apr 2025"
    assert page.lead[-1][0] == "Largest totals"


def test_totals_of_two_sides_are_two_lines() -> None:
    text = report("We killed 412 terrorists. 57 soldiers fell.")
    both = [
        figure(text, f"{n} {who}", low=n, victims=VictimClass.COMBATANT, victim_words=who, span=CountSpan.TOTAL,
               speaker="Defence Ministry", speaker_kind=ActorKind.GOVERNMENT)
        for n, who in ((412, "terrorists"), (57, "soldiers"))
    ]  # fmt: skip
    assert [(f.amount, f.earlier) for f in brief_of((text, both)).totals] == [("412", ""), ("57", "")]


def test_a_loose_word_in_a_copy_and_a_total_beside_its_event() -> None:
    text = report("The Red Cross evacuated people from Gassira. 1,110 came out on Wednesday.")
    moved = event(text, "The Red Cross evacuated people", EventKind.EVACUATION, day="2025-03-26", where=GASSIRA)
    many = figure(text, "1,110 came out", Measure.EVACUATED, low=1110, number="1,110", speaker="Red Cross", about=moved)
    copy = report("Buses bring hundreds out of Gassira.", name="b.txt", source="Daily", copy_of=text.id)
    again = event(copy, "Buses bring hundreds out", EventKind.EVACUATION, day="2025-03-26", where=GASSIRA)
    loose = figure(
        copy, "hundreds", Measure.EVACUATED, low=200, high=999, number="hundreds", bound=Bound.VAGUE, about=again
    )
    page = brief_of((text, [moved, many]), (copy, [again, loose])).to_markdown().split("## Notes")[0]
    assert "hundreds" not in page
    assert "1,110" in page

    text = report("Since midnight on 24 March, 2,300 people have gone back to Gassira, the council said.")
    back = event(text, "people have gone back to Gassira", EventKind.RETURN, day="2025-03-24", where=GASSIRA)
    total = figure(text, "2,300 people", Measure.RETURNED, low=2300, number="2,300", victim_words="2,300 people", speaker="council",
                   span=CountSpan.TOTAL)  # fmt: skip
    page = brief_of((text, [back, total])).to_markdown()
    assert "**Return in Gassira**" in page
    assert "2,300 people returned – council ·" in page
