"""Events, their parties, places and times: behaviour by case, and the rules that need no parse."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import Any

import pytest
import spacy
import yaml
from spacy.tokens import Doc

from dateline.claims.chains import Chains
from dateline.claims.circumstances import circumstances
from dateline.claims.circumstances_places import granularity
from dateline.claims.codebook import Codebook
from dateline.claims.drafts import EventDraft, FigureDraft
from dateline.claims.events import find_events
from dateline.claims.figures import find_figures
from dateline.claims.participants import event_of, perpetrators_for
from dateline.model import Mention, Published, Reading, Report, Source, Victims
from dateline.terms import Bound, CountSpan, DateBasis, EventKind, Measure, MentionKind
from dateline.text import Span, Text

CASES = Path(__file__).parent / "cases"


def cases(name: str) -> list[Any]:
    rows = yaml.safe_load((CASES / f"{name}.yml").read_text(encoding="utf-8"))
    return [pytest.param(row, id=row["name"]) for row in rows]


@pytest.fixture(scope="session")
def codebook() -> Codebook:
    return Codebook.load()


def report_of(case: dict[str, Any]) -> Report:
    text = case["text"]
    published = case.get("published")
    return Report(
        id="r",
        source=Source(id="s", name="s"),
        name="r.txt",
        path="r.txt",
        digest="0",
        text=Text.plain(text),
        headline=Span(0, text.index("\n")) if case.get("headline") else None,
        published=Published(day=published, basis=DateBasis.GIVEN) if isinstance(published, date) else None,
    )


def understood(
    case: dict[str, Any], reader: Any, codebook: Codebook
) -> tuple[Reading, Chains, list[FigureDraft], list[EventDraft]]:
    from dateline.reading import read

    reading = read(report_of(case), reader)
    chains = Chains(reading)
    figures = find_figures(reading, codebook, chains)
    return reading, chains, figures, find_events(reading, codebook, chains, figures)


def told(reading: Reading, chains: Chains, event: EventDraft) -> dict[str, Any]:
    around = circumstances(reading, event.token, event.clause, event=event)
    text = reading.doc.text
    return {
        "kind": event.kind.value,
        "trigger": text[event.trigger.start : event.trigger.end],
        "actors": [f"{chains.name(s)} | {text[s.start : s.end]}" for s in event.actors],
        "targets": [f"{chains.name(s)} | {text[s.start : s.end]}" for s in event.targets],
        "place": reading.mentions[around.places[0]].words if around.places else "",
    }


def holds(words: str, values: list[str]) -> bool:
    return any(words.casefold() in v.casefold() for v in values)


def fits(wanted: dict[str, Any], got: dict[str, Any]) -> bool:
    return (
        wanted["kind"] == got["kind"]
        and ("actor" not in wanted or holds(wanted["actor"], got["actors"]))
        and ("not_actor" not in wanted or not holds(wanted["not_actor"], got["actors"]))
        and ("target" not in wanted or holds(wanted["target"], got["targets"]))
        and ("place" not in wanted or holds(wanted["place"], [got["place"]]))
    )


@pytest.mark.parametrize("case", cases("events"))
def test_event_is_told(case: dict[str, Any], reader: Any, codebook: Codebook) -> None:
    reading, chains, _, events = understood(case, reader, codebook)
    got = [told(reading, chains, e) for e in events]
    left = list(got)
    for wanted in case["expect"]:
        hit = next((g for g in left if fits(wanted, g)), None)
        assert hit is not None, f"{wanted} not among {got}: {case['why']}"
        left.remove(hit)
    if case.get("only"):
        assert not left, f"also found {left}: {case['why']}"


@pytest.mark.parametrize("case", cases("not_events"))
def test_no_event_is_made_up(case: dict[str, Any], reader: Any, codebook: Codebook) -> None:
    reading, chains, _, events = understood(case, reader, codebook)
    got = [told(reading, chains, e) for e in events]
    if "absent" in case:
        got = [g for g in got if g["kind"] in case["absent"]]
    assert not got, case["why"]


@pytest.mark.parametrize("case", cases("circumstances"))
def test_place_and_time_belong(case: dict[str, Any], reader: Any, codebook: Codebook) -> None:
    reading, _, figures, events = understood(case, reader, codebook)
    text = reading.doc.text
    if "figure" in case:
        at = text.index(case["figure"])
        span = Span(at, at + len(case["figure"]))
        figure = next(f for f in [*(f for f in figures if f.number in span), *figures] if f.clause.touches(span))
        index = event_of(figure, events, reading)
        event = events[index] if index is not None else None
        around = circumstances(reading, figure.token, figure.clause, event=event, counted=figure.number_token)
    else:
        at = text.index(case["of"])
        tokens = {t.i for t in reading.doc if at <= t.idx < at + len(case["of"])}
        event = next((e for e in events if tokens & {e.token, *e.retold}), None)
        assert event is not None, f"no event on {case['of']!r}: {[e.kind.value for e in events]}"
        around = circumstances(reading, event.token, event.clause, event=event)
    place = reading.mentions[around.places[0]].words if around.places else ""
    time = reading.mentions[around.times[0]].words if around.times else ""
    if "where" in case:
        assert case["where"].casefold() in place.casefold(), case["why"]
    if "when" in case:
        assert case["when"].casefold() in time.casefold(), case["why"]
    if "not_where" in case:
        assert case["not_where"].casefold() not in place.casefold(), case["why"]
    if "not_when" in case:
        assert case["not_when"].casefold() not in time.casefold(), case["why"]


# ---------------------------------------------------------------------------------------- built by hand, no model


def hand_reading(words: list[tuple[str, str, str, str, int]], mentions: tuple[Mention, ...] = ()) -> Reading:
    """A Reading from (word, pos, tag, label, head) rows: one sentence."""
    doc = Doc(
        spacy.blank("en").vocab,
        words=[w[0] for w in words],
        spaces=[True] * (len(words) - 1) + [False],
        pos=[w[1] for w in words],
        tags=[w[2] for w in words],
        deps=[w[3] for w in words],
        heads=[w[4] for w in words],
        lemmas=[w[0].lower() for w in words],
    )
    report = Report(id="r", source=Source(id="s", name="s"), name="r", path="r", digest="0", text=Text.plain(doc.text))
    return Reading(report=report, doc=doc, mentions=mentions, origin="hand")


RAID = [
    ("Gunmen", "NOUN", "NNS", "nsubj", 1),
    ("attacked", "VERB", "VBD", "ROOT", 1),
    ("farmers", "NOUN", "NNS", "obj", 1),
    ("in", "ADP", "IN", "case", 4),
    ("Omdel", "PROPN", "NNP", "obl", 1),
    ("on", "ADP", "IN", "case", 6),
    ("Monday", "PROPN", "NNP", "obl", 1),
]
RAID_MENTIONS = (
    Mention(kind=MentionKind.PLACE, span=Span(27, 32), head=Span(27, 32), words="Omdel"),
    Mention(kind=MentionKind.TIME, span=Span(33, 42), head=Span(36, 42), words="on Monday", label="weekday"),
)


def test_hand_built_attack(codebook: Codebook) -> None:
    reading = hand_reading(RAID, RAID_MENTIONS)
    chains = Chains(reading)
    events = find_events(reading, codebook, chains, [])
    assert [(e.kind, e.trigger) for e in events] == [(EventKind.ATTACK, Span(7, 15))]
    around = circumstances(reading, events[0].token, events[0].clause, event=events[0])
    assert around.places == (0,) and around.times == (1,)
    text = reading.doc.text
    assert [text[s.start : s.end] for s in events[0].actors] == ["Gunmen"]
    assert [text[s.start : s.end] for s in events[0].targets] == ["farmers"]


def figure(reading: Reading, token: int, **changes: Any) -> FigureDraft:
    word = reading.doc[token]
    span = Span(word.idx, word.idx + len(word))
    values: dict[str, Any] = {
        "measure": Measure.KILLED, "low": 3, "high": 3, "bound": Bound.EXACT, "number": span, "clause": span,
        "trigger": span, "token": token, "number_token": token, "victims": Victims(), "count_span": CountSpan.INCIDENT,
    }  # fmt: skip
    return FigureDraft(**(values | changes))


def test_figure_belongs_to_the_event_of_its_clause(codebook: Codebook) -> None:
    reading = hand_reading(RAID, RAID_MENTIONS)
    chains = Chains(reading)
    events = find_events(reading, codebook, chains, [])
    killed = figure(reading, 2)
    assert event_of(killed, events, reading) == 0
    doers = perpetrators_for(killed, events, reading, chains)
    assert [reading.doc.text[s.start : s.end] for s in doers] == ["Gunmen"]
    held = figure(reading, 2, measure=Measure.DETAINED)
    assert event_of(held, events, reading) is None, "an attack has no detained"


def test_those_who_flee_have_no_perpetrator(codebook: Codebook) -> None:
    reading = hand_reading(RAID, RAID_MENTIONS)
    chains = Chains(reading)
    events = find_events(reading, codebook, chains, [])
    assert perpetrators_for(figure(reading, 2, measure=Measure.DISPLACED), events, reading, chains) == ()


def test_two_armed_sides_are_a_clash(codebook: Codebook) -> None:
    rows = [*RAID[:2], ("soldiers", "NOUN", "NNS", "obj", 1), *RAID[3:]]
    reading = hand_reading(rows)
    assert [e.kind for e in find_events(reading, codebook, Chains(reading), [])] == [EventKind.ARMED_CLASH]


@pytest.mark.parametrize(
    ("words", "label", "width"),
    [("Syria", "", 5.0), ("Hama province", "admin1", 4.0), ("Hotel Sol", "site", 0.0), ("Omdel", "", 2.0)],
)
def test_places_by_width(words: str, label: str, width: float) -> None:
    reading = hand_reading([(w, "PROPN", "NNP", "ROOT", 0) for w in words.split()])
    span = Span(0, len(words))
    head = Span(0, len(words.split(maxsplit=1)[0])) if "province" in words else span
    assert (
        granularity(reading, Mention(kind=MentionKind.PLACE, span=span, head=head, words=words, label=label)) == width
    )


def test_codebook_covers_every_kind(codebook: Codebook) -> None:
    entries = codebook.section("event")
    assert {e.kind for e in entries} == {k.value for k in EventKind} - {"force_against_protesters"}
    assert len(entries) >= 75
    assert all(e.example and e.counter_example and e.source for e in entries)
