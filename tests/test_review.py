"""What a person decides: it outranks the machine, survives a re-run, and can be taken back."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

import pytest

from build import AT, event, figure, place, record_of, report
from dateline.errors import NotInRecord, StoreError
from dateline.join import join_report
from dateline.model import Claim, Report
from dateline.review import decide, discount, explain, history, merge, not_same, queue, restore, split, undo
from dateline.store import Record
from dateline.terms import EventKind, Grade, Verdict

TOWN = place("Bitkine", at=(11.98, 18.21), country="TD")
Told = tuple[Report, list[Claim]]


def attack(name: str, day: str, killed: int) -> Told:
    text = report(
        f"{name}: gunmen attacked Bitkine at night, killing {killed} people, the mayor said.", name=name, source=name
    )
    happened = event(text, "gunmen attacked Bitkine at night", EventKind.ATTACK, day=day, where=TOWN)
    return text, [happened, figure(text, f"killing {killed} people", low=killed, speaker="the mayor", about=happened)]


@pytest.fixture
def told() -> list[Told]:
    return [attack("a.txt", "2025-03-26", 7), attack("b.txt", "2025-03-27", 7)]


@pytest.fixture
def record(told: list[Told]) -> Iterator[Record]:
    with record_of(*told) as opened:
        yield opened


def test_the_queue_holds_what_is_unsure(record: Record, told: list[Told]) -> None:
    (item,) = queue(record)
    assert {item.a, item.b} == {told[0][1][0].id, told[1][1][0].id}
    assert item.verdict is Verdict.UNSURE
    assert any("2025-03-26" in reason for reason in item.reasons)


def test_same_joins_and_undo_parts_again(record: Record, told: list[Told]) -> None:
    a, b = told[0][1][0].id, told[1][1][0].id
    before = record.events()
    decide(record, a, b, Verdict.SAME, reason="one night", by="N. Editor")
    (one,) = record.events()
    assert one.id == a
    assert len(one.reports) == 2
    assert queue(record) == []
    assert "N. Editor" in undo(record, by="N. Editor")
    assert record.events() == before
    assert len(queue(record)) == 1
    assert [(d.action, d.undone_by) for d in history(record)] == [("same", "N. Editor"), ("undo", None)]


def test_not_same_parts_what_the_machine_joined() -> None:
    a, b = attack("a.txt", "2025-03-26", 7), attack("b.txt", "2025-03-26", 7)
    with record_of(a, b) as record:
        (joined,) = record.events()
        decide(record, a[1][0].id, b[1][0].id, Verdict.DIFFERENT, reason="two streets", by="ed")
        first, second = record.events()
        assert {first.id, second.id} == {joined.id, b[1][0].id}
        third = attack("c.txt", "2025-03-26", 7)
        record_of(third, record=record)
        sizes = sorted(len(e.reports) for e in record.events())
        assert sizes == [1, 2], "a later report must not bridge what a person parted"


def test_a_decision_survives_a_better_extractor(told: list[Told]) -> None:
    a, b = told
    with record_of(a, b) as record:
        decide(record, a[1][0].id, b[1][0].id, Verdict.SAME, reason="one night", by="ed")
        text, claims = b
        better = [replace(c, origin="claims@2", method="rifles") for c in claims]
        record.add(text, b"", better, join_report(record, text, better, at=AT))
        (one,) = record.events()
        assert {c.origin for c in one.claims} == {"claims@1", "claims@2"}


def test_the_last_decision_on_a_pair_holds_and_the_former_comes_back(record: Record, told: list[Told]) -> None:
    a, b = told[0][1][0].id, told[1][1][0].id
    decide(record, a, b, Verdict.SAME, reason="one night", by="ed")
    decide(record, a, b, Verdict.DIFFERENT, reason="two nights after all", by="ed")
    assert len(record.events()) == 2
    undo(record, by="ed")
    assert len(record.events()) == 1


def test_a_figure_can_be_taken_out_of_its_event(record: Record, told: list[Told]) -> None:
    happened, dead = told[0][1]
    decide(record, happened.id, dead.id, Verdict.DIFFERENT, reason="of the day before", by="ed")
    assert dead.id not in {f.id for e in record.events() for f in e.figures if e.id == happened.id}


def test_discounted_and_restored(record: Record, told: list[Told]) -> None:
    event_id = told[0][1][0].id
    assert discount(record, event_id, reason="a rumour", by="ed").grade is Grade.DISCOUNTED
    assert record.event(event_id).grade is Grade.DISCOUNTED
    assert restore(record, event_id, reason="seen by our reporter", by="ed").grade is Grade.WEAK
    assert [d.action for d in history(record)] == ["discount", "restore"]


def test_explain_names_words_speaker_report_and_reason(record: Record, told: list[Told]) -> None:
    a, b = told[0][1][0].id, told[1][1][0].id
    decide(record, a, b, Verdict.SAME, reason="one night", by="ed")
    found = explain(record, a)
    assert {w.speaker for w in found.claims} == {"a.txt", "b.txt", "the mayor"}
    figures = [w for w in found.claims if w.claim.toll is not None]
    assert [w.about.id for w in figures if w.about] == [a, b]
    assert any(j.by_person and j.reasons == ("one night",) for w in found.claims for j in w.judgements)
    assert [d.reason for d in found.decisions] == ["one night"]


def test_decisions_need_two_claims_a_reason_and_a_name(record: Record, told: list[Told]) -> None:
    a, b = told[0][1][0].id, told[1][1][0].id
    with pytest.raises(StoreError, match="two"):
        decide(record, a, a, Verdict.SAME, reason="x", by="ed")
    with pytest.raises(StoreError, match="reason"):
        decide(record, a, b, Verdict.SAME, reason=" ", by="ed")
    with pytest.raises(NotInRecord, match="zzz"):
        decide(record, a, "zzz", Verdict.SAME, reason="x", by="ed")
    with pytest.raises(NotInRecord, match="no decision"):
        undo(record, by="ed")
    assert history(record) == []


# ------------------------------------------------------------------------------------------- events, by a person's word


def far(name: str, killed: int, where: str, at: tuple[float, float]) -> Told:
    """An attack in another town, which the machine never joins."""
    text = report(f"{name}: gunmen attacked {where} at night, killing {killed} people.", name=name, source=name)
    spot = place(where, at=at, country="TD")
    happened = event(text, f"gunmen attacked {where} at night", EventKind.ATTACK, day="2025-03-26", where=spot)
    return text, [happened, figure(text, f"killing {killed} people", low=killed, about=happened)]


def read_again(record: Record, told: Told) -> None:
    """A better extractor reads a report a second time."""
    text, claims = told
    better = [replace(c, origin="claims@2") for c in claims]
    record.add(text, b"", better, join_report(record, text, better, at=AT))


def test_two_events_become_one_although_the_machine_excludes_it_and_stay_so() -> None:
    here, there = far("a.txt", 7, "Bitkine", (11.98, 18.21)), far("b.txt", 9, "Am Timan", (11.03, 20.28))
    more = attack("c.txt", "2025-03-26", 7)
    with record_of(here, there, more) as record:
        first, second = record.events()
        before = record.events()
        joined = merge(record, first.id[:8], second.id, reason="one column, two names of a place", by="ed")
        assert len(record.events()) == 1
        assert {c.report_id for c in joined.figures} == {here[0].id, there[0].id, more[0].id}
        assert joined.id == first.id
        read_again(record, there)
        assert [e.id for e in record.events()] == [first.id]
        with pytest.raises(StoreError, match="one event already"):
            merge(record, first.id, there[1][0].id, reason="again", by="ed")
        undo(record, by="chief", reason="two columns after all")
        assert [(e.id, e.reports) for e in record.events()] == [(e.id, e.reports) for e in before]
        last = history(record)[-1]
        assert (last.action, last.by) == ("undo", "chief")
        assert "two columns after all" in last.reason


def test_reports_are_parted_from_an_event_with_all_that_they_tell() -> None:
    told_ = [attack(n, "2025-03-26", killed) for n, killed in (("a.txt", 7), ("b.txt", 7), ("c.txt", 9), ("d.txt", 9))]
    with record_of(*told_) as record:
        (whole,) = record.events()
        kept, other = split(record, whole.id, ["c.txt", told_[3][0].id], reason="the mill, not the market", by="ed")
        assert kept.id == whole.id
        assert [{f.toll.low for f in e.figures if f.toll} for e in (kept, other)] == [{7}, {9}]
        for again in told_:
            read_again(record, again)
        assert sorted(len(e.reports) for e in record.events()) == [2, 2]
        undo(record, by="ed", reason="one attack")
        (back,) = record.events()
        assert back.reports == whole.reports


def test_a_single_figure_is_parted_from_its_event() -> None:
    with record_of(attack("a.txt", "2025-03-26", 7), attack("b.txt", "2025-03-26", 7)) as record:
        (whole,) = record.events()
        gone = whole.figures[1]
        assert gone.about != whole.id
        kept, _ = split(record, whole.id, [gone.about or "", gone.id], reason="another night", by="ed")
        assert gone.id not in {f.id for f in kept.figures}


def test_what_cannot_be_parted_is_said() -> None:
    with record_of(attack("a.txt", "2025-03-26", 7)) as record:
        (whole,) = record.events()
        with pytest.raises(StoreError, match="nothing would be left"):
            split(record, whole.id, ["a.txt"], reason="x", by="ed")
        with pytest.raises(NotInRecord, match=r"z\.txt"):
            split(record, whole.id, ["z.txt"], reason="x", by="ed")
        with pytest.raises(StoreError, match="reason"):
            split(record, whole.id, ["a.txt"], reason="", by="ed")


def test_not_same_keeps_two_events_apart_whatever_comes(record: Record, told: list[Told]) -> None:
    first, second = record.events()
    not_same(record, first.id, second.id, reason="two nights", by="ed")
    record_of(attack("bridge.txt", "2025-03-26", 7), record=record)
    read_again(record, told[1])
    assert sorted(len(e.reports) for e in record.events()) == [1, 2]
    assert [d.action for d in history(record)] == ["not_same"]
    with pytest.raises(StoreError, match="split"):
        not_same(record, first.id, first.id[:9], reason="x", by="ed")


def test_a_decision_before_a_split_is_in_force_again_when_the_split_is_taken_back(
    record: Record, told: list[Told]
) -> None:
    a, b = told[0][1][0].id, told[1][1][0].id
    decide(record, a, b, Verdict.SAME, reason="one night", by="ed")
    (one,) = record.events()
    split(record, one.id, ["b.txt"], reason="two nights", by="chief")
    assert len(record.events()) == 2
    undo(record, by="chief", reason="misread")
    (again,) = record.events()
    assert again.id == one.id
    undo(record, by="ed", reason="really two")
    assert len(record.events()) == 2
    with pytest.raises(NotInRecord, match="no decision"):
        undo(record, by="ed")
