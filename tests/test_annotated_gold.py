"""The project's own annotated reports agree with their gold record, and the record with the guide's vocabulary."""

import json
from datetime import date
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parent / "annotated"
HALVES = ("tune", "opened", "apart")
LONGEST = {"tune": 350, "opened": 350, "apart": 450}  # words
NO_VIOLENCE = {("apart", "sport-01.txt")}  # nothing of it may be recorded: its gold holds stretch rows only

MEASURES = {
    "killed", "injured", "missing", "detained", "abducted", "surrendered", "displaced", "evacuated", "rescued",
    "returned", "hosted", "trapped", "present", "destroyed", "attacks",
}  # fmt: skip
BOUNDS = {"exact", "about", "at_least", "at_most", "range", "vague"}
VICTIM_CLASSES = {"civilian", "combatant", "mixed", "unknown"}
COUNT_SPANS = {"incident", "total", "stock", "forecast"}
STANCES = {"asserted", "hedged", "denied", "confirmed"}
LEVELS = {"core", "stretch"}
KINDS = {
    "armed_clash", "air_strike", "shelling", "suicide_bomb", "remote_explosive", "attack", "abduction", "arrest",
    "disrupted_weapons_use", "government_regains_territory", "non_state_actor_overtakes_territory",
    "non_violent_transfer_of_territory", "agreement", "change_to_group", "headquarters_established", "looting",
    "sexual_violence", "peaceful_protest", "violent_demonstration", "mob_violence", "force_against_protesters",
    "protest_with_intervention", "grenade", "chemical_weapon", "other", "surrender", "displacement", "evacuation",
    "return",
}  # fmt: skip
FIGURE_KEYS = {
    "report", "start", "end", "quote", "number", "number_start", "number_end", "measure", "low", "high", "bound",
    "victims", "count_span", "when", "where", "speaker", "stance", "perpetrators", "level",
}  # fmt: skip
EVENT_KEYS = {
    "report", "start", "end", "quote", "kind", "when", "where", "country", "actors", "targets", "method", "speaker",
    "level",
}  # fmt: skip
VAGUE = {(24, 99), (40, 99), (200, 999), (2000, 9999), (20000, 99999), (200000, 999999)}


def rows(half, name):
    lines = (ROOT / half / name).read_text(encoding="utf8").splitlines()
    return [dict(json.loads(line), half=half) for line in lines if line.strip()]


def text(row):
    return (ROOT / row["half"] / "reports" / row["report"]).read_bytes().decode("utf8")


def spot(row):
    return f"{row['half']}/{row['report']} {row['start']}-{row['end']}"


FILES = [(half, path.name) for half in HALVES for path in sorted((ROOT / half / "reports").iterdir())]
FIGURES = [row for half in HALVES for row in rows(half, "figures.jsonl")]
EVENTS = [row for half in HALVES for row in rows(half, "events.jsonl")]
ZONES = [row for half in HALVES for row in rows(half, "not_the_report.jsonl")]


def test_there_are_ninety_six_reports_in_three_parts_of_ten_settings_and_more():
    names = [name for _, name in FILES]
    assert len(names) == len(set(names)) >= 96
    for half in HALVES:
        mine = [name for where, name in FILES if where == half]
        assert len(mine) >= 30
        assert len({name.rsplit("-", 1)[0] for name in mine}) >= 10
    assert len({name.rsplit("-", 1)[0] for name in names}) >= 10


@pytest.mark.parametrize(("half", "name"), FILES)
def test_report_is_short_plain_text(half, name):
    raw = (ROOT / half / "reports" / name).read_bytes().decode("utf8")
    assert name.endswith(".txt") and "\r" not in raw and raw.strip()
    assert 30 <= len(raw.split()) <= LONGEST[half]


def test_every_report_has_figures_and_no_row_speaks_of_another():
    known = set(FILES)
    assert {(row["half"], row["report"]) for row in FIGURES if row["level"] == "core"} == known - NO_VIOLENCE
    assert {(row["half"], row["report"]) for row in EVENTS + ZONES} <= known


def test_report_that_tells_no_violence_has_no_core_row():
    for row in FIGURES + EVENTS:
        assert (row["half"], row["report"]) not in NO_VIOLENCE or row["level"] == "stretch", spot(row)


def test_ten_reports_or_more_carry_page_furniture():
    assert len({row["report"] for row in ZONES}) >= 10


@pytest.mark.parametrize("row", FIGURES + EVENTS, ids=spot)
def test_quote_is_its_slice(row):
    assert row["quote"] and text(row)[row["start"] : row["end"]] == row["quote"]


@pytest.mark.parametrize("row", FIGURES, ids=spot)
def test_figure_keeps_to_the_guide(row):
    assert FIGURE_KEYS <= set(row) <= FIGURE_KEYS | {"or", "note", "half"}
    assert row["start"] <= row["number_start"] < row["number_end"] <= row["end"]
    assert text(row)[row["number_start"] : row["number_end"]] == row["number"]
    for reading in (row, {**row, **row.get("or", {})}):
        assert reading["measure"] in MEASURES
        assert reading["bound"] in BOUNDS
        assert reading["count_span"] in COUNT_SPANS
        assert reading["stance"] in STANCES
        assert reading["level"] in LEVELS
        assert set(reading["victims"]) == {"class", "side"}
        classes = reading["victims"]["class"]
        if reading["measure"] in {"destroyed", "attacks"}:
            assert classes is None
        else:
            assert classes and set(classes if isinstance(classes, list) else [classes]) <= VICTIM_CLASSES
        assert isinstance(reading["perpetrators"], list) and all(reading["perpetrators"])
        speaker = reading["speaker"]
        assert speaker is None or (set(speaker) == {"name", "organisation"} and any(speaker.values()))


@pytest.mark.parametrize("row", FIGURES, ids=spot)
def test_low_and_high_fit_the_bound(row):
    low, high, bound = row["low"], row["high"], row["bound"]
    if bound in {"exact", "about"}:
        assert low is not None and low == high
    elif bound == "at_least":
        assert low is not None and high is None
    elif bound == "at_most":
        assert low is None and high is not None
    elif bound == "range":
        assert low < high
    else:
        assert (low, high) == (None, None) or (low, high) in VAGUE
        assert low is not None or row["level"] == "stretch"
    if (low, high) == (0, 0):
        assert row["level"] == "stretch"


@pytest.mark.parametrize("row", EVENTS, ids=spot)
def test_event_keeps_to_the_guide(row):
    assert EVENT_KEYS <= set(row) <= EVENT_KEYS | {"or", "note", "half"}
    assert row["kind"] in KINDS
    assert row["level"] in LEVELS
    assert len(row["country"]) == 2 and row["country"].isupper()
    assert isinstance(row["actors"], list) and isinstance(row["targets"], list)
    assert row["speaker"] is None or isinstance(row["speaker"], str)


@pytest.mark.parametrize("row", FIGURES + EVENTS, ids=spot)
def test_days_are_days_in_order(row):
    for reading in (row, {**row, **row.get("or", {})}):
        assert set(reading["when"]) == {"start", "end"}
        start, end = (reading["when"][key] and date.fromisoformat(reading["when"][key]) for key in ("start", "end"))
        if start and end:
            assert start <= end


@pytest.mark.parametrize("row", FIGURES + EVENTS, ids=spot)
def test_nothing_in_the_gold_comes_from_outside_the_report(row):
    for zone in (z for z in ZONES if (z["half"], z["report"]) == (row["half"], row["report"])):
        assert row["end"] <= zone["start"] or zone["end"] <= row["start"], zone["opens"]


def test_zones_lie_in_their_reports():
    for zone in ZONES:
        raw = text(zone)
        assert 0 <= zone["start"] < zone["end"] <= len(raw)
        assert raw[zone["start"] :].startswith(zone["opens"]) and zone["why"]


def test_no_row_is_written_twice():
    seen = set()
    for row in FIGURES:
        key = (row["half"], row["report"], row["number_start"], row["measure"], row["low"], row["high"])
        assert key not in seen, spot(row)
        seen.add(key)
    for row in EVENTS:
        key = (row["half"], row["report"], row["start"], row["end"], row["kind"])
        assert key not in seen, spot(row)
        seen.add(key)


def test_days_of_a_report_without_a_year_are_open():
    undated = {
        f"{name}.txt"
        for name in (
            "india-01", "india-03", "salvador-01", "salvador-02", "salvador-03", "somalia-04",
            "colombia-05", "guatemala-01", "india-05", "lebanon-01", "pakistan-01", "pakistan-02", "peru-01",
        )
    }  # fmt: skip
    for row in (r for r in FIGURES + EVENTS if r["report"] in undated):
        for day in row["when"].values():
            assert day is None or day[:4] in text(row), spot(row)
