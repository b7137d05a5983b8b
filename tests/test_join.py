"""Joining: what is one event and what is not, who counts as a voice, what a policy makes of the tolls, ids that stay."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from datetime import date
from itertools import permutations
from pathlib import Path
from typing import Any

import pytest
import yaml
from hypothesis import given, settings
from hypothesis import strategies as st

from build import actor, card, event, evidence, figure, judgement, place, record_of, report
from dateline.clean.gist import gist
from dateline.errors import ConfigError
from dateline.join import assemble, clusters, compare, findings, kin_of, series, tellings
from dateline.join.fold import about_holds
from dateline.join.wording import name_key, same_name
from dateline.model import Candidate, Claim, Place, Report, Speaker, When
from dateline.store import Record
from dateline.terms import (
    ActorKind,
    Bound,
    CountSpan,
    DateBasis,
    DatePrecision,
    EventKind,
    Grade,
    Measure,
    Stance,
    Verdict,
    VictimClass,
)

PLACES = {
    "Gassira": place("Gassira", at=(11.86, 18.34), country="TD", admin1="Guéra"),
    "Bitkine": place("Bitkine", at=(11.98, 18.21), country="TD", admin1="Guéra"),
    "Mongo": place("Mongo", at=(12.18, 18.69), country="TD", admin1="Guéra"),
    "Zarga": place("Zarga", at=(12.27, 19.08), country="TD", admin1="Guéra"),
    "Am Timan": place("Am Timan", at=(11.03, 20.28), country="TD", admin1="Salamat"),
    "Mongo of another country": place("Mongo", at=(8.0, -11.0), country="SL"),
}
CASES = yaml.safe_load((Path(__file__).parent / "cases/joins.yml").read_text(encoding="utf8"))
Told = tuple[Report, list[Claim]]


def where(name: str | None) -> Place | None:
    return None if name is None else PLACES.get(name, place(name, country="TD"))


def told(case: Mapping[str, Any], name: str) -> Told:
    """A report with one event and its figures, from a case of the YAML file."""
    day_of_report = case.get("published", "2025-04-20")
    one = report(case["words"], name=name, source=name, published=str(day_of_report) if day_of_report else None)
    one = replace(one, people=tuple(case.get("people", ())), gist=gist(case["words"]))
    kind, day, spot, *rest = case["event"]
    parties = rest[0] if rest else {}
    happened = event(
        one,
        case["words"],
        next(k for k in EventKind if k.value == kind),
        day=str(day) if day else None,
        where=where(spot),
        by=parties.get("by", ()),
        to=parties.get("to", ()),
    )
    figures = [
        figure(
            one, case["words"], next(m for m in Measure if m.value == measure), low=low, speaker=speaker, about=happened
        )
        for measure, low, speaker in case.get("figures", ())
    ]
    if "victims" in case:
        figures.append(figure(one, case["words"], Measure.ABDUCTED, low=1, names=case["victims"], about=happened))
    return one, [happened, *figures]


@pytest.mark.parametrize("case", CASES, ids=[c["name"] for c in CASES])
def test_cases(case: Mapping[str, Any]) -> None:
    a, b = told(case["a"], "a.txt"), told(case["b"], "b.txt")
    with record_of(a, b) as record:
        ids = record.event_ids([a[1][0].id, b[1][0].id])
        joined = len(set(ids.values())) == 1
        unsure = bool(record.judgements(verdict=Verdict.UNSURE))
    if case["expect"] == "same":
        assert joined, case["why"]
    elif case["expect"] == "unsure":
        assert unsure, case["why"]
        assert not joined, case["why"]
    else:
        assert not joined, case["why"]
        if case["expect"] == "different":
            assert not unsure, case["why"]


def test_a_report_is_about_the_figure_that_it_opens_with() -> None:
    text = report("Five shot at a party in Gassira. The mayor will speak tomorrow.", published="2025-03-27")
    five = figure(text, "Five shot", Measure.INJURED, low=5, number="Five", where=PLACES["Gassira"])
    with record_of((text, [five])) as record:
        (one,) = record.events()
    assert [line.best for line in one.tolls] == [5]


def test_each_judgement_says_what_was_compared() -> None:
    a, b = told(CASES[0]["a"], "a.txt"), told(CASES[0]["b"], "b.txt")
    with record_of(a, b) as record:
        (same,) = record.judgements(verdict=Verdict.SAME)
    assert same.score > 0.8
    assert any("2025-03-26 / 2025-03-26" in r for r in same.reasons)
    assert any("Gassira / Gassira" in r for r in same.reasons)


def three_reports() -> list[Told]:
    """Three reports of one strike: 12, "at least 14", "more than 20, among them militants"."""
    a = report(
        "An air strike on Gassira killed 12 people, residents said.",
        name="a.txt",
        source="Local",
        published="2025-03-26",
    )
    b = report(
        "At least 14 people died in Gassira, the Bitkine hospital said.",
        name="b.txt",
        source="Wire",
        published="2025-03-27",
    )
    c = report(
        "More than 20 people, among them 9 militants, were killed at Gassira, the army said.",
        name="c.txt",
        source="State agency",
        published="2025-03-27",
    )
    spot = PLACES["Gassira"]
    out: list[Told] = []
    for one, words, number, low, bound, who, kind in (
        (a, "killed 12 people", "12", 12, Bound.EXACT, "residents", ActorKind.RESIDENTS),
        (b, "At least 14 people died", "14", 14, Bound.AT_LEAST, "Bitkine hospital", ActorKind.HOSPITAL),
        (
            c,
            "More than 20 people, among them 9 militants, were killed",
            "20",
            21,
            Bound.AT_LEAST,
            "Army",
            ActorKind.STATE_FORCES,
        ),
    ):
        happened = event(one, one.text.raw[:-1], EventKind.AIR_STRIKE, day="2025-03-26", where=spot, by=["Army"])
        dead = figure(one, words, low=low, number=number, bound=bound, speaker=who, speaker_kind=kind, about=happened)
        out.append((one, [happened, dead]))
    nine = figure(
        c,
        "9 militants",
        low=9,
        victims=VictimClass.COMBATANT,
        speaker="Army",
        speaker_kind=ActorKind.STATE_FORCES,
        about=out[2][1][0],
        part_of=out[2][1][1],
    )
    out[2][1].append(nine)
    return out


@pytest.mark.parametrize(
    ("policy", "low", "best", "high"),
    [
        ("lowest", 12, 12, 21),
        ("latest", 12, 14, 21),
        ("majority", 12, 14, 21),
        ("named", 12, 14, 21),
        ("ucdp", 12, 14, 14),
        ("acled", 12, 12, 21),
    ],
)
def test_policies(policy: str, low: int, best: int, high: int) -> None:
    with record_of(*three_reports(), policy="ucdp") as record:
        (one,) = record.events(policy=policy)
    line = next(t for t in one.tolls if t.measure is Measure.KILLED and t.victim_class is None)
    assert (line.low, line.best, line.high, line.voices, line.policy) == (low, best, high, 3, policy)
    assert len(line.claims) == 4


def test_three_reports_make_one_event_with_its_dispute() -> None:
    with record_of(*three_reports()) as record:
        (one,) = record.events()
    assert one.voices == 3
    assert one.grade is Grade.FAIR
    assert [d.about for d in one.disputes] == ["killed: residents say 12, army says at least 21"]
    fighters = next(t for t in one.tolls if t.victim_class is VictimClass.COMBATANT)
    assert fighters.best == 9


def test_an_unknown_policy_names_the_known() -> None:
    a, claims = three_reports()[0]
    with pytest.raises(ConfigError, match="acled, latest, lowest, majority, named, ucdp"):
        assemble(claims, [], [card(a)], policy="average")


def test_a_rising_toll_of_one_voice_counts_its_last_word() -> None:
    spot = PLACES["Gassira"]
    out = []
    for name, day, low in (("a.txt", "2025-03-26", 12), ("b.txt", "2025-03-27", 14), ("c.txt", "2025-03-28", 17)):
        one = report(
            f"The strike on Gassira killed {low} people, the hospital in Bitkine said.", name=name, published=day
        )
        happened = event(one, "The strike on Gassira", EventKind.AIR_STRIKE, day="2025-03-26", where=spot)
        out.append(
            (one, [happened, figure(one, f"killed {low} people", low=low, speaker="Bitkine hospital", about=happened)])
        )
    for order in permutations(out):
        with record_of(*order) as record:
            (one_event,) = record.events()
            line = one_event.tolls[0]
            assert (line.low, line.best, line.high, line.voices) == (17, 17, 17, 1)
            assert one_event.disputes == ()


WIRE = (
    "MONGO (Meridian) - An air strike hit the crowded weekly market at Gassira on Wednesday, killing at least 12 people and "
    "wounding about 30, the director of the nearest hospital said. Bodies were brought by cart and motorcycle to Bitkine, "
    "19 km to the north-west, until dusk. Two traders who had been selling millet said a single aircraft passed over the "
    "market twice and dropped two bombs, the second of them among people who had run to help."
)


def test_wire_copies_are_one_voice() -> None:
    spot = PLACES["Gassira"]
    out = []
    for name, text in (("wire.txt", WIRE), ("copy.txt", "A dozen dead in Chad\n\n" + WIRE), ("short.txt", WIRE[:300])):
        one = report(text, name=name, source=name, agency="Meridian")
        happened = event(
            one,
            "An air strike hit the crowded weekly market at Gassira",
            EventKind.AIR_STRIKE,
            day="2025-03-26",
            where=spot,
        )
        out.append((one, [happened, figure(one, "at least 12 people", low=12, bound=Bound.AT_LEAST, about=happened)]))
    for order in permutations(out):
        with record_of(*order) as record:
            (one_event,) = record.events()
            assert len(one_event.reports) == 3
            assert len(one_event.lineages) == 1
            assert one_event.voices == 1
            assert one_event.grade is Grade.WEAK
            assert one_event.tolls[0].voices == 1
            assert len({c.lineage for c in record.reports()}) == 1


def test_reports_that_share_nothing_are_no_kin() -> None:
    a = report(WIRE, name="a.txt")
    b = report(
        "Police in Mongo opened fire on Friday to disperse a crowd demanding an inquiry into the strike.", name="b.txt"
    )
    assert kin_of(card(a), [card(b), card(a)]) == []


def test_a_total_never_becomes_part_of_an_event() -> None:
    one = report("A strike on Gassira killed 12 people. More than 900 people have been killed since March 3.")
    happened = event(one, "A strike on Gassira", EventKind.AIR_STRIKE, day="2025-03-26", where=PLACES["Gassira"])
    dead = figure(one, "killed 12 people", low=12, about=happened)
    total = figure(one, "More than 900 people", low=900, bound=Bound.AT_LEAST, span=CountSpan.TOTAL, about=happened)
    with record_of((one, [happened, dead, total])) as record:
        (found,) = record.events()
        assert [f.id for f in found.figures] == [dead.id]
        assert total.id not in record.event_ids([total.id])


def test_a_falling_total_is_a_finding() -> None:
    out = []
    for name, day, low in (("a.txt", "2025-03-26", 900), ("b.txt", "2025-04-02", 870)):
        one = report(f"The observatory counts {low} dead in the province.", name=name, published=day)
        out.append((one, figure(one, f"{low} dead", low=low, span=CountSpan.TOTAL, speaker="Salamat Observatory")))
    claims, cards = [c for _, c in out], [card(r) for r, _ in out]
    (line,) = series(claims, cards)
    assert [c.toll.low for _, c in line.said if c.toll] == [900, 870]
    assert findings(claims, cards) == [
        "Salamat Observatory's total of killed fell from 900 (said 2025-03-26) to 870 (said 2025-04-02)"
    ]


def test_a_separate_attack_in_the_same_report_stays_apart() -> None:
    one = report(
        "Gunmen attacked Mongo on Friday, killing 3. In a separate attack in Mongo on Friday, gunmen killed 5."
    )
    spot = PLACES["Mongo"]
    first = event(
        one, "Gunmen attacked Mongo on Friday", EventKind.ATTACK, day="2025-03-28", where=spot, trigger="attacked"
    )
    second = event(
        one,
        "In a separate attack in Mongo on Friday",
        EventKind.ATTACK,
        day="2025-03-28",
        where=spot,
        trigger="attack in",
    )
    with record_of((one, [first, second])) as record:
        assert len(record.events()) == 2


def test_the_headline_and_the_lead_tell_one_event() -> None:
    one = report("Strike on Gassira kills 12\nAn air strike hit Gassira on Wednesday, killing 12 people.")
    spot = PLACES["Gassira"]
    head = event(one, "Strike on Gassira kills 12", EventKind.AIR_STRIKE, where=spot, trigger="Strike")
    lead = event(
        one, "An air strike hit Gassira on Wednesday", EventKind.AIR_STRIKE, day="2025-03-26", where=spot, trigger="hit"
    )
    dead = figure(one, "killing 12 people", low=12, day="2025-03-26", where=spot)
    with record_of((one, [head, lead, dead])) as record:
        (found,) = record.events()
        assert {c.id for c in found.claims} == {head.id, lead.id}
        assert [f.id for f in found.figures] == [dead.id]
        assert found.when is not None
        assert str(found.when.start) == "2025-03-26"


def test_a_figure_goes_to_the_event_whose_day_it_can_have() -> None:
    one = report(
        "A strike on Gassira on Wednesday killed 14 people. It was the deadliest since the offensive began on March 3."
    )
    strike = event(
        one, "A strike on Gassira on Wednesday", EventKind.AIR_STRIKE, day="2025-03-26", where=PLACES["Gassira"]
    )
    begun = event(
        one, "the offensive began on March 3", EventKind.ARMED_CLASH, day="2025-03-03", where=PLACES["Gassira"]
    )
    dead = figure(one, "killed 14 people", low=14, day="2025-03-26", where=PLACES["Gassira"], about=begun)
    with record_of((one, [strike, begun, dead])) as record:
        assert record.event_ids([dead.id]) == {dead.id: strike.id}


def test_a_list_of_happenings_is_not_one_where_a_place_is_missing() -> None:
    one = report(
        "Bulletin of the observatory.\n"
        + "It covers what was reported on Friday 28 March from the provinces. " * 5
        + "\n- 31 people arrested, a photographer among them\n- Mongo: police detained six traders"
    )
    first = event(one, "31 people arrested", EventKind.ARREST, day="2025-03-28", trigger="arrested")
    second = event(
        one,
        "police detained six traders",
        EventKind.ARREST,
        day="2025-03-28",
        where=PLACES["Mongo"],
        trigger="detained",
    )
    with record_of((one, [first, second])) as record:
        assert len(record.events()) == 2
        assert len(record.judgements(verdict=Verdict.UNSURE)) == 1


def test_a_denial_contests_the_event_and_its_toll() -> None:
    a, b = told(CASES[0]["a"], "a.txt"), told(CASES[0]["b"], "b.txt")
    c = report(
        "The Ministry of Defence denied that Gassira was struck on March 26 or that 12 died.",
        name="c.txt",
        source="Ministry",
    )
    no = event(
        c,
        "Gassira was struck on March 26",
        EventKind.AIR_STRIKE,
        day="2025-03-26",
        where=PLACES["Gassira"],
        speaker="Ministry of Defence",
        stance=Stance.DENIED,
    )
    none = figure(c, "12 died", low=12, speaker="Ministry of Defence", stance=Stance.DENIED, about=no)
    with record_of(a, b, (c, [no, none])) as record:
        (found,) = record.events()
    assert found.grade is Grade.CONTESTED
    about = [d.about for d in found.disputes]
    assert "Ministry of Defence denies it" in about
    assert "killed: Ministry of Defence denies 12" in about
    assert "killed: hospital says 12, UFH says 31" in about
    assert found.tolls[0].low == 12


def test_who_did_it_is_contested() -> None:
    army = actor("Chadian army", id="army", kind=ActorKind.STATE_FORCES)
    rebels = actor("UFH", id="ufh", kind=ActorKind.REBEL_GROUP)
    out = []
    for name, doer, who in (("a.txt", army, "UFH"), ("b.txt", rebels, "Army")):
        one = report(f"Shells hit the hospital of Mongo on Wednesday, {who} said.", name=name, source=name)
        out.append(
            (
                one,
                [
                    event(
                        one,
                        one.text.raw[:-1],
                        EventKind.SHELLING,
                        day="2025-03-26",
                        where=PLACES["Mongo"],
                        by=[doer],
                        speaker=who,
                    )
                ],
            )
        )
    with record_of(*out) as record:
        (found,) = record.events()
    assert found.grade is Grade.CONTESTED
    assert found.disputes[0].about == "who did it: UFH says Chadian army; army says UFH"


def test_a_side_s_word_on_what_it_did_confirms_only_beside_another_voice() -> None:
    """Airwars' "confirmed" is a belligerent that accepts what others tell of it; alone it is a single source."""
    army = actor("Army", id="army", kind=ActorKind.STATE_FORCES)
    told_ = []
    for name, who in (("a.txt", "the army"), ("b.txt", "residents of Zarga")):
        one = report(f"Zarga was captured by the army on Monday, {who} said ({name}).", name=name, source=name)
        claim = event(
            one,
            "Zarga was captured by the army on Monday",
            EventKind.GOVERNMENT_REGAINS_TERRITORY,
            day="2025-03-24",
            where=PLACES["Zarga"],
            by=[army],
            speaker=who,
        )
        told_.append((one, [claim]))
    with record_of(told_[0]) as record:
        assert record.events()[0].grade is Grade.WEAK
    with record_of(*told_) as record:
        assert record.events()[0].grade is Grade.CONFIRMED


def test_one_ministry_in_ten_papers_is_one_voice() -> None:
    out = []
    for n, ministry in enumerate(("Ministry of Defence", "the Defence Ministry", "Defense Ministry")):
        one = report(
            f"Paper {n} writes: nine rebels died in Gassira, says {ministry}.", name=f"{n}.txt", source=f"Paper {n}"
        )
        happened = event(
            one,
            "nine rebels died in Gassira",
            EventKind.AIR_STRIKE,
            day="2025-03-26",
            where=PLACES["Gassira"],
            speaker=ministry,
        )
        out.append(
            (one, [happened, figure(one, "nine rebels", low=9, number="nine", speaker=ministry, about=happened)])
        )
    with record_of(*out) as record:
        (found,) = record.events()
    assert len(found.lineages) == 3
    assert found.voices == 1
    assert found.grade is Grade.WEAK


def test_daily_bulletins_in_the_same_words_stay_apart() -> None:
    spot = PLACES["Gassira"]
    out = []
    for day in ("2025-03-24", "2025-03-26"):
        one = report(
            f"Bulletin of {day}: soldiers shelled houses in Gassira and 12 people were killed there, residents said.",
            name=f"{day}.txt",
            published=day,
        )
        out.append((one, [event(one, "soldiers shelled houses in Gassira", EventKind.SHELLING, day=day, where=spot)]))
    with record_of(*out) as record:
        assert len(record.events()) == 2


def test_what_a_bridge_joins_keeps_the_older_id() -> None:
    a, b, c = three_reports()
    undated = (b[0], [replace(b[1][0], place=None), replace(b[1][1], place=None)])
    with record_of(a, undated) as record:
        assert len(record.events()) == 2
        bridge = judgement(a[1][0], b[1][0], Verdict.SAME)
        groups = clusters([*a[1], *undated[1], *c[1]], [bridge, judgement(a[1][0], c[1][0], Verdict.SAME)])
        assert len(groups) == 1
    with record_of(a, b) as record:
        assert [e.id for e in record.events()] == [a[1][0].id]


def test_something_that_excludes_wins_over_a_chain() -> None:
    a, b, c = (x[1][0] for x in three_reports())
    chain = [judgement(a, b, Verdict.SAME, score=0.95), judgement(b, c, Verdict.SAME, score=0.9)]
    assert len(clusters([a, b, c], chain)) == 1
    ends = tuple(sorted((a.id, c.id)))
    groups = clusters([a, b, c], chain, barred=lambda x, y: tuple(sorted((x, y))) == ends)
    assert [len(g) for g in groups] == [2, 1]
    decided = [*chain, judgement(a, b, Verdict.DIFFERENT, by="editor")]
    assert [[x.id for x in g] for g in clusters([a, b, c], decided)] == [[a.id], [b.id, c.id]]


@settings(max_examples=15, deadline=None)
@given(st.permutations(range(5)))
def test_events_do_not_depend_on_the_order_of_reports(order: list[int]) -> None:
    told_ = [*three_reports(), told(CASES[1]["b"], "z.txt"), told(CASES[4]["a"], "t.txt")]
    with record_of(*[told_[i] for i in order]) as record:
        found = {frozenset(c.id for c in (*e.claims, *e.figures)) for e in record.events()}
        tolls = sorted((str(t.measure), t.low or 0, t.best or 0, t.high or 0) for e in record.events() for t in e.tolls)
    with record_of(*told_) as record:
        assert found == {frozenset(c.id for c in (*e.claims, *e.figures)) for e in record.events()}
        assert tolls == sorted(
            (str(t.measure), t.low or 0, t.best or 0, t.high or 0) for e in record.events() for t in e.tolls
        )


def test_names_made_comparable() -> None:
    assert name_key("Al-Baghūz") == name_key("the Baghuz")
    assert same_name("Hidjer Moussa", "Hidjer Mussa")
    assert not same_name("Mongo", "Mango")
    assert not same_name("Zarga", "Amboura")


def test_comparing_costs_no_record() -> None:
    a, b = (tellings(card(x[0]), x[1])[0][0] for x in three_reports()[:2])
    assert compare(a, b).verdict is Verdict.SAME


def test_a_figure_alone_can_tell_an_event(tmp_path: Path) -> None:
    one = report("Nine bodies were found in Zarga on Tuesday.")
    dead = figure(one, "Nine bodies were found", low=9, number="Nine", day="2025-03-25", where=PLACES["Zarga"])
    with record_of((one, [dead]), record=Record.open(tmp_path / "r.db")) as record:
        (found,) = record.events()
        assert found.id == dead.id
        assert found.tolls[0].best == 9


def test_weekday_of_a_report_without_a_day_speaks_for_and_against() -> None:
    def undated(words: str, weekday: str) -> Told:
        one = report(words, name=f"{weekday}.txt", source=weekday, published=None)
        happened = event(one, words, EventKind.ARMED_CLASH, where=PLACES["Bitkine"])
        said = When(basis=DateBasis.NONE, words=evidence(one, weekday))
        happened = replace(happened, when=said)
        return one, [happened, figure(one, words, Measure.KILLED, low=7, speaker="officer", about=happened)]

    first = report("Rebels attacked the post on 8 April.", published="2025-04-11")
    clash = event(first, first.text.raw, EventKind.ARMED_CLASH, day="2025-04-08", where=PLACES["Bitkine"])
    dead = figure(first, first.text.raw, Measure.KILLED, low=7, speaker="army", about=clash)
    for weekday, expected in (("Tuesday", True), ("Saturday", False)):  # 8 April 2025 was a Tuesday
        other = undated(f"Rebels overran a post late on {weekday} and 7 died.", weekday)
        with record_of((first, [clash, dead]), other) as record:
            ids = record.event_ids([clash.id, other[1][0].id])
        assert (len(set(ids.values())) == 1) is expected


def test_a_number_told_of_another_town_is_not_of_the_event_before() -> None:
    text = "A clash at Mongo killed 21 rebels. Observers claim that 7 fishermen were killed from the air at Bitkine."
    one = report(text)
    clash = event(
        one, "A clash at Mongo killed 21 rebels", EventKind.ARMED_CLASH, day="2025-03-26", where=PLACES["Mongo"]
    )
    at = replace(PLACES["Bitkine"], words=evidence(one, "Bitkine"))
    apart = figure(one, "7 fishermen were killed", low=7, where=at, about=clash)
    assert not about_holds(apart, clash)
    text = "A clash at Mongo killed 21 rebels. The hospital in Bitkine received 7 bodies, a nurse at Bitkine said."
    one = report(text, name="b.txt")
    clash = event(
        one, "A clash at Mongo killed 21 rebels", EventKind.ARMED_CLASH, day="2025-03-26", where=PLACES["Mongo"]
    )
    at = replace(PLACES["Bitkine"], words=evidence(one, "Bitkine"))
    assert about_holds(figure(one, "received 7 bodies", low=7, where=at, about=clash), clash)


def test_each_side_s_dead_are_disputed_for_themselves() -> None:
    text = (
        "Soldiers took Zarga. 23 rebels and 4 soldiers died, the army said. The front put the army's dead at 11 soldiers and "
        "said 6 rebels had died."
    )
    one = report(text)
    fight = event(
        one, "Soldiers took Zarga", EventKind.GOVERNMENT_REGAINS_TERRITORY, day="2025-03-24", where=PLACES["Zarga"]
    )
    army = {"speaker": "army", "speaker_kind": ActorKind.STATE_FORCES}
    front = {"speaker": "United Front", "speaker_kind": ActorKind.REBEL_GROUP}
    told_ = [
        figure(one, words, low=n, victims=VictimClass.COMBATANT, victim_words=words, about=fight, **who)  # type: ignore[arg-type]
        for words, n, who in (
            ("23 rebels", 23, army),
            ("4 soldiers", 4, army),
            ("11 soldiers", 11, front),
            ("6 rebels", 6, front),
        )
    ]
    with record_of((one, [fight, *told_])) as record:
        (joined,) = record.events()
    assert [d.about for d in joined.disputes] == [
        "killed: of the state's forces – army says 4, United Front says 11; of the armed group – United Front says 6, army says 23"
    ]


def test_what_is_contested_of_one_side_is_not_told_again_of_all() -> None:
    text = "Fighters ambushed a column at Zarga. 14 soldiers and 2 of our fighters died, he said. The regime speaks of 3 soldiers."
    one = report(text)
    fight = event(one, "ambushed a column", EventKind.ARMED_CLASH, day="2025-03-24", where=PLACES["Zarga"])
    regime = {"speaker": "regime", "speaker_kind": ActorKind.GOVERNMENT}
    said = [
        figure(one, words, low=n, victims=VictimClass.COMBATANT, victim_words=whom, about=fight, **who)  # type: ignore[arg-type]
        for words, n, whom, who in (
            ("14 soldiers", 14, "soldiers", {"speaker": "command"}),
            ("2 of our fighters", 2, "our fighters", {"speaker": "command"}),
            ("3 soldiers", 3, "soldiers", regime),
        )
    ]
    with record_of((one, [fight, *said])) as record:
        (joined,) = record.events()
    assert [d.about for d in joined.disputes] == ["killed: of the state's forces – regime says 3, command says 14"]


def test_who_holds_an_office_is_the_voice_of_the_office() -> None:
    first = report("Gunmen raided Mongo and 9 people died, the district administrator said.", name="a.txt")
    raid = event(first, "Gunmen raided Mongo", EventKind.ATTACK, day="2025-03-24", where=PLACES["Mongo"])
    nine = figure(first, "9 people died", low=9, speaker="district administrator", about=raid)
    second = report(
        "13 died in the raid on Mongo, Rosa Namburete said.", name="b.txt", source="Other", published="2025-03-28"
    )
    again = event(second, "the raid on Mongo", EventKind.ATTACK, day="2025-03-24", where=PLACES["Mongo"])
    holder = Speaker(name="Rosa Namburete", role="district administrator")
    thirteen = figure(second, "13 died", low=13, speaker=holder, about=again)
    with record_of((first, [raid, nine]), (second, [again, thirteen])) as record:
        (joined,) = record.events()
    assert joined.disputes == ()
    assert next(t.best for t in joined.tolls if t.measure is Measure.KILLED) == 13


def test_dead_of_a_town_without_a_day_belong_to_what_another_report_tells_of_it() -> None:
    first = report("Rebels drove the army out of Zarga on Thursday, killing 13 soldiers.", published="2025-04-10")
    fall = event(first, "Rebels drove the army out", EventKind.NON_STATE_ACTOR_OVERTAKES_TERRITORY, day="2025-04-10",
                 where=PLACES["Zarga"])  # fmt: skip
    soldiers = figure(first, "killing 13 soldiers", low=13, about=fall)
    brief = report(
        "There is a difficulty at Zarga. We have 13 dead.", name="b.txt", source="Ministry", published="2025-04-11"
    )
    at = replace(PLACES["Zarga"], words=evidence(brief, "Zarga"))
    dead = figure(brief, "We have 13 dead", low=13, where=at, speaker="Defence Ministry")
    with record_of((first, [fall, soldiers]), (brief, [dead])) as record:
        (joined,) = record.events()
    assert dead.id in {f.id for f in joined.figures}
    other = report(
        "There is a difficulty at Zarga. We have 40 dead.", name="c.txt", source="Ministry", published="2025-04-11"
    )
    at = replace(PLACES["Zarga"], words=evidence(other, "Zarga"))
    more = figure(other, "We have 40 dead", low=40, where=at, speaker="Defence Ministry")
    with record_of((first, [fall, soldiers]), (other, [more])) as record:
        held = [{f.id for f in e.figures} for e in record.events()]
    assert not any({soldiers.id, more.id} <= ids for ids in held)


def test_a_side_s_count_told_again_without_day_or_place_is_no_new_event() -> None:
    first = report(
        "The ministry said nine terrorists died in Wednesday's air strike on Gassira.", published="2025-03-26"
    )
    strike = event(first, "air strike on Gassira", EventKind.AIR_STRIKE, day="2025-03-26", where=PLACES["Gassira"])
    side = {"victims": VictimClass.COMBATANT, "speaker_kind": ActorKind.GOVERNMENT}
    told = figure(
        first, "nine terrorists died", low=9, about=strike, victim_words="terrorists", speaker="Ministry", **side
    )
    later = report(
        "Police fired on a march in Mongo on Friday, killing 12. The strike on Gassira killed 17 people. "
        "The government says nine fighters were killed.",
        name="b.txt",
        source="Wire",
        published="2025-03-28",
    )
    shots = event(later, "Police fired on a march", EventKind.FORCE_AGAINST_PROTESTERS, day="2025-03-28",
                  where=PLACES["Mongo"])  # fmt: skip
    lent = replace(
        PLACES["Mongo"], words=evidence(later, "Mongo"), candidates=(Candidate(id="g", name="Gassira", score=0.3),)
    )
    fight = event(later, "nine fighters were killed", EventKind.ARMED_CLASH, day="2025-03-28", where=lent)
    again = figure(
        later,
        "nine fighters were killed",
        low=9,
        day="2025-03-28",
        where=lent,
        about=fight,
        victim_words="rebel fighters",
        speaker="government",
        **side,
    )
    shot = figure(later, "killing 12", low=12, about=shots)
    dead = figure(later, "killed 17 people", low=17, day="2025-03-26", where=PLACES["Gassira"])
    with record_of((first, [strike, told]), (later, [shots, shot, dead, fight, again])) as record:
        held = [{f.id for f in e.figures} for e in record.events()]
    assert any({told.id, again.id} <= ids for ids in held)
    fewer = replace(again, toll=replace(again.toll, low=7, high=7)) if again.toll else again
    with record_of((first, [strike, told]), (later, [shots, shot, dead, fight, fewer])) as record:
        held = [{f.id for f in e.figures} for e in record.events()]
    assert not any({told.id, fewer.id} <= ids for ids in held)


def test_a_bare_number_counts_some_of_those_just_told_of() -> None:
    text = "The Red Cross moved 740 people from Zarga on Monday. Fifty-two were wounded."
    one = report(text, published="2025-04-07")
    convoy = event(one, "moved 740 people", EventKind.EVACUATION, day="2025-04-07", where=PLACES["Zarga"])
    moved = figure(one, "moved 740 people", Measure.EVACUATED, low=740, about=convoy)
    hurt = figure(one, "Fifty-two were wounded", Measure.INJURED, low=52, number="Fifty-two", victim_words="Fifty-two",
                  day="2025-04-07", where=PLACES["Mongo"])  # fmt: skip
    with record_of((one, [convoy, moved, hurt])) as record:
        ids = record.event_ids([moved.id, hurt.id])
    assert ids[moved.id] == ids[hurt.id]


def test_those_who_died_later_of_their_wounds_belong_to_what_hurt_them() -> None:
    text = "The toll of the strike on Gassira is now 17. Three more of those wounded at Gassira on Wednesday had died since."
    one = report(text, published="2025-03-28")
    dead = figure(one, "toll of the strike on Gassira is now 17", low=17, day="2025-03-26", where=PLACES["Gassira"])
    more = figure(
        one, "Three more of those wounded at Gassira", low=3, number="Three", day="2025-03-28", where=PLACES["Gassira"]
    )
    with record_of((one, [dead, more])) as record:
        ids = record.event_ids([dead.id, more.id])
        (happened,) = record.events()
    assert ids[dead.id] == ids[more.id]
    assert [line.best for line in happened.tolls] == [17]


def test_the_day_of_the_abduction_is_not_that_of_the_death() -> None:
    text = "The body of a man abducted on 21 March was found in Mongo on 28 March."
    one = report(text, published="2025-03-29")
    said = lambda day, words: When(  # noqa: E731
        start=date.fromisoformat(day), end=date.fromisoformat(day), precision=DatePrecision.DAY, basis=DateBasis.TEXT,
        words=evidence(one, words),
    )  # fmt: skip
    taken = replace(
        event(one, "abducted on 21 March", EventKind.ABDUCTION, where=PLACES["Mongo"]),
        when=said("2025-03-21", "21 March"),
    )
    found = replace(
        event(one, "was found", EventKind.ATTACK, where=PLACES["Mongo"]), when=said("2025-03-28", "28 March")
    )
    body = replace(
        figure(one, "body of a man", low=1, number="a man", where=PLACES["Mongo"], about=found),
        when=said("2025-03-21", "21 March"),
    )
    with record_of((one, [taken, found, body])) as record:
        ids = record.event_ids([found.id, body.id, taken.id])
    assert ids[found.id] == ids[body.id] != ids[taken.id]


def test_what_a_voice_had_put_before_goes_with_its_number() -> None:
    text = "The toll of Monday's raid on Mongo rose to 13. Rosa Namburete had put the toll at 9 on Tuesday."
    one = report(text, published="2025-03-27")
    raid = event(one, "Monday's raid on Mongo", EventKind.ATTACK, day="2025-03-24", where=PLACES["Mongo"])
    now = figure(
        one, "rose to 13", low=13, day="2025-03-24", where=PLACES["Mongo"], speaker="Rosa Namburete", about=raid
    )
    before = figure(
        one, "had put the toll at 9", low=9, day="2025-03-25", where=PLACES["Am Timan"], speaker="Rosa Namburete"
    )
    with record_of((one, [raid, now, before])) as record:
        (joined,) = record.events()
    assert {f.id for f in joined.figures} == {now.id, before.id}
    assert next(t.best for t in joined.tolls if t.measure is Measure.KILLED) == 13
