"""The example reports and their gold record agree with each other and with the guide's vocabulary."""

import csv
import json
from datetime import date
from pathlib import Path

import pytest

EXAMPLES = Path(__file__).resolve().parent.parent / "examples"
REPORTS = EXAMPLES / "reports"
GOLD = EXAMPLES / "gold"

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
ACTOR_KINDS = {
    "state_forces", "rebel_group", "political_militia", "identity_militia", "rioters", "protesters", "civilians",
    "external_other", "monitor", "un_agency", "ngo", "hospital", "media", "government", "police",
}  # fmt: skip


def rows(name):
    return [json.loads(line) for line in (GOLD / name).read_text(encoding="utf8").splitlines() if line.strip()]


def raw(report):
    return (REPORTS / report).read_bytes().decode("utf8")


def spot(row):
    return f"{row['report']} {row['start']}-{row['end']}: {row.get('quote')!r}"


FIGURES = rows("figures.jsonl")
EVENTS = rows("events.jsonl")
ZONES = rows("not_the_report.jsonl")
LINEAGE = rows("lineage.jsonl")
JOINS = rows("joins.jsonl")
FILES = sorted(path.name for path in REPORTS.iterdir())


def test_there_are_at_least_thirty_reports_in_every_format():
    assert len(FILES) >= 30
    suffixes = [Path(name).suffix for name in FILES]
    assert suffixes.count(".html") >= 6
    assert {".txt", ".json", ".jsonl"} <= set(suffixes)


@pytest.mark.parametrize("name", FILES)
def test_report_is_utf8_with_plain_line_ends_and_readable_as_its_format(name):
    text = raw(name)
    assert text.strip() and "\r" not in text
    if name.endswith(".json"):
        assert {"maintext", "title", "date_publish", "url", "source_domain", "language"} <= set(json.loads(text))
    if name.endswith(".jsonl"):
        records = [json.loads(line) for line in text.splitlines()]
        assert len(records) == 3
        for record in records:
            assert {"maintext", "title", "date_publish", "url", "source_domain", "language"} <= set(record)


def test_every_report_but_the_page_without_one_has_gold_figures():
    without = set(FILES) - {row["report"] for row in FIGURES}
    assert without == {"034_not-an-article.html"}


@pytest.mark.parametrize("row", FIGURES + EVENTS, ids=spot)
def test_quote_is_its_slice(row):
    assert raw(row["report"])[row["start"] : row["end"]] == row["quote"]
    if Path(row["report"]).suffix in {".json", ".jsonl"}:
        assert "\\" not in row["quote"]
    if row["report"].endswith(".html") and row["level"] == "core":
        assert "<" not in row["quote"]


@pytest.mark.parametrize("row", FIGURES, ids=spot)
def test_figure_keeps_to_the_guide(row):
    assert row["start"] <= row["number_start"] < row["number_end"] <= row["end"]
    assert raw(row["report"])[row["number_start"] : row["number_end"]] == row["number"]
    assert row["measure"] in MEASURES
    assert row["bound"] in BOUNDS
    assert row["count_span"] in COUNT_SPANS
    assert row["stance"] in STANCES
    assert row["level"] in LEVELS
    classes = row["victims"]["class"]
    if row["measure"] in {"destroyed", "attacks"}:
        assert classes is None
    else:
        assert set(classes if isinstance(classes, list) else [classes]) <= VICTIM_CLASSES
    assert row["speaker"] is None or row["speaker"]["name"] or row["speaker"]["organisation"]


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
        assert (low is None) == (high is None)
        if low is not None:
            assert (low, high) in {(24, 99), (40, 99), (200, 999), (2000, 9999), (20000, 99999), (200000, 999999)}


@pytest.mark.parametrize("row", EVENTS, ids=spot)
def test_event_keeps_to_the_guide(row):
    assert row["kind"] in KINDS
    assert row["level"] in LEVELS
    assert row["country"] == "TD"
    assert isinstance(row["actors"], list) and isinstance(row["targets"], list)
    assert row["speaker"] is None or isinstance(row["speaker"], str)


@pytest.mark.parametrize("row", FIGURES + EVENTS, ids=spot)
def test_days_are_days_in_order(row):
    start, end = (row["when"][key] and date.fromisoformat(row["when"][key]) for key in ("start", "end"))
    if start and end:
        assert start <= end


@pytest.mark.parametrize("row", FIGURES + EVENTS, ids=spot)
def test_nothing_in_the_gold_comes_from_outside_the_report(row):
    for zone in (z for z in ZONES if z["report"] == row["report"]):
        assert row["end"] <= zone["start"] or zone["end"] <= row["start"], zone["opens"]


def test_zones_lie_in_their_reports():
    for zone in ZONES:
        text = raw(zone["report"])
        assert 0 <= zone["start"] < zone["end"] <= len(text)
        assert text[zone["start"] :].startswith(zone["opens"]) and zone["why"]


def test_no_core_figure_is_stated_twice():
    seen = set()
    for row in FIGURES:
        key = (row["report"], row["start"], row["end"], row["measure"], row["number_start"], row["level"])
        if row["level"] == "core":
            assert key not in seen, spot(row)
            seen.add(key)


def test_lineage_names_every_report_once_and_copies_an_earlier_one():
    assert sorted(row["report"] for row in LINEAGE) == FILES
    for row in LINEAGE:
        for other in (row["copy_of"], row.get("update_of")):
            assert other is None or (other in FILES and other < row["report"])
    assert len([row for row in LINEAGE if row["copy_of"]]) >= 5
    assert len({row["copy_of"] for row in LINEAGE if row["copy_of"]}) >= 2


def test_joins_point_into_reports():
    assert len({row["event"] for row in JOINS}) == len(JOINS)
    for row in JOINS:
        assert row["kind"] in KINDS and isinstance(row["disputed"], bool)
        assert row["reports"]
        for place in row["reports"]:
            assert 0 <= place["start"] < place["end"] <= len(raw(place["report"]))
    assert any(len(row["reports"]) >= 5 for row in JOINS)


def test_every_core_event_belongs_to_a_join():
    joined = {(place["report"], place["start"], place["end"]) for row in JOINS for place in row["reports"]}
    alone = [
        spot(row)
        for row in EVENTS
        if row["level"] == "core" and (row["report"], row["start"], row["end"]) not in joined
    ]
    assert alone == []


def test_places_have_names_and_coordinates():
    with (EXAMPLES / "places.tsv").open(encoding="utf8", newline="") as file:
        places = list(csv.DictReader(file, delimiter="\t"))
    assert len({place["name"] for place in places}) == len(places) >= 8
    for place in places:
        assert -90 <= float(place["lat"]) <= 90 and -180 <= float(place["lon"]) <= 180
        assert place["country"] == "TD" and place["origin"].startswith("invented for the examples")


def test_actors_have_names_kinds_and_parents():
    yaml = pytest.importorskip("yaml")
    actors = yaml.safe_load((EXAMPLES / "actors.yml").read_text(encoding="utf8"))
    ids = [actor["id"] for actor in actors]
    assert len(set(ids)) == len(ids)
    for actor in actors:
        assert all(name and isinstance(name, str) for name in [actor["name"], *actor.get("aliases", [])])
        assert actor["kind"] in ACTOR_KINDS
        assert actor.get("parent") is None or actor["parent"] in ids
        assert actor["origin"]
