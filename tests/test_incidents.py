"""Reports joined into incidents: what is counted, what is shown to the system, what is said of a file of another form."""

from __future__ import annotations

import json
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from build import card, event, place, record_of, report
from dateline.errors import EvaluationError
from dateline.evaluate.incidents import (
    Found,
    Joining,
    b_cubed,
    city_of,
    page_of,
    read_incidents,
    score_incidents,
    shuffled,
    write_predictions,
)
from dateline.evaluate.incidents_baselines import baselines, regex_counts, word_clusters
from dateline.terms import EventKind


def told(title: str, text: str, day: str = "2025-03-27") -> dict[str, str]:
    return {"id": title, "title": title, "published": day, "url": "https://one.example/a", "text": text}


def row(name: str, reports: list[dict[str, str]], **given: Any) -> dict[str, Any]:
    return {
        "incident": name,
        "date": "2025-03-26",
        "city": "Mongo",
        "killed": 3,
        "injured": 2,
        "reports": reports,
        **given,
    }


CAFE = told(
    "Gunman kills three in Mongo", "Three people were killed and two people were wounded at the Baobab cafe in Mongo."
)
CAFE_AGAIN = told(
    "Baobab cafe: three dead", "At the Baobab cafe in Mongo three people were killed and two people were wounded."
)
TRADER = told("Trader wounded in Bitkine", "One man was wounded when robbers opened fire on the market road.")


@pytest.fixture
def file(tmp_path: Path) -> Path:
    path = tmp_path / "incidents.jsonl"
    rows = [
        row("a", [CAFE, CAFE_AGAIN]),
        row("b", [TRADER], city="Bitkine (Bitkine Nord)", date="2025-05-02", killed=0, injured=1),
    ]
    path.write_text("\n".join(json.dumps(r) for r in rows) + "\n", encoding="utf8")
    return path


def test_b_cubed_is_that_of_hand_made_clusters() -> None:
    gold = {1: "x", 2: "x", 3: "y", 4: "y"}
    assert b_cubed(gold, gold) == (1.0, 1.0)
    # one cluster of all: each item shares half of it; all of its own cluster is there
    assert b_cubed(gold, dict.fromkeys(gold, "all")) == (0.5, 1.0)
    # nothing joined: an item without a cluster is one of its own
    assert b_cubed(gold, {}) == (1.0, 0.5)


def test_what_the_system_is_shown_does_not_tell_the_incident(file: Path) -> None:
    incidents = read_incidents(file)
    reports = shuffled(incidents)
    assert sorted(r.number for r in reports) == [0, 1, 2]
    assert [r.number for r in shuffled(incidents)] == [r.number for r in reports]
    page = page_of(incidents[0].reports[0])
    assert page is not None
    shown = json.loads(page.content)
    assert set(shown) == {"title", "published", "url", "text"}
    assert page.given["date_publish"] == "2025-03-27"


def test_values_come_from_the_event_with_most_of_the_reports(file: Path) -> None:
    incidents = read_incidents(file)
    right = Found(event="e", killed=3, injured=2, day=date(2025, 3, 26), city="Mongo")
    score = score_incidents(incidents, Joining(event_of={0: "e", 1: "e", 2: "f"}, found={"e": right}))
    metrics = score.metrics()
    assert metrics["b3_f1"] == metrics["killed"] == metrics["injured"] == metrics["day"] == metrics["city"] == 1.0
    assert metrics["false_joins"] == metrics["false_splits"] == 0


def test_two_incidents_in_one_event_are_a_false_join(file: Path) -> None:
    incidents = read_incidents(file)
    score = score_incidents(incidents, Joining(event_of={0: "e", 1: "g", 2: "e"}, found={}))
    assert score.false_joins == 1
    assert score.false_splits == 1
    assert score.precision < 1.0
    assert score.killed == 0.0  # an event that says nothing is not right by chance


def test_a_name_in_brackets_is_another_name_of_the_city(file: Path) -> None:
    bitkine = read_incidents(file)[1]
    assert bitkine.is_city("Bitkine") and bitkine.is_city("bitkine nord") and not bitkine.is_city("Mongo")
    assert not bitkine.is_city(None)


@pytest.mark.parametrize(
    "gold, said, right",
    [
        ("Saint Louis", "St. Louis", True),
        ("New York", "New York City", True),
        ("Guera (county)", "Guera County", True),
        ("Guera", "Guera County", False),
        ("Mount Oliver", "Oliver", False),
    ],
)
def test_names_of_a_city_spelled_otherwise(tmp_path: Path, gold: str, said: str, right: bool) -> None:
    path = tmp_path / "i.jsonl"
    path.write_text(json.dumps(row("1", [told("a", "Text.")], city=gold)), encoding="utf-8")
    (incident,) = read_incidents(path)
    assert incident.is_city(said) is right


@pytest.mark.parametrize(
    "speaker, city",
    [("Mongo Police Department", "Mongo"), ("Guera County Police", "Korbo Heights"), (None, "Korbo Heights")],
)
def test_a_quarter_lies_in_the_town_whose_police_speak(speaker: str | None, city: str) -> None:
    text = report("A man was shot in Korbo Heights on Wednesday.", published="2025-03-27")
    quarter = place("Korbo Heights", at=(12.18, 18.69), country="TD")
    shot = event(text, "A man was shot", EventKind.ATTACK, day="2025-03-26", where=quarter, speaker=speaker)
    with record_of((text, [shot])) as record:
        (one,) = record.events()
    assert city_of(one) == city


@pytest.mark.parametrize(
    "words",
    [
        "A man was shot in the Korbo section of Mongo on Wednesday.",
        "A man was shot in Mongo's Korbo quarter on Wednesday.",
        "MONGO, Chad (Meridian) - A man was shot in the Korbo neighbourhood on Wednesday.",
    ],
)
def test_a_quarter_lies_in_the_town_that_the_report_names(words: str) -> None:
    text = report(words, published="2025-03-27")
    shot = event(text, "A man was shot", EventKind.ATTACK, day="2025-03-26", where=place("Korbo", at=(9.1, 18.2)))
    beside = event(text, "shot", EventKind.ATTACK, day="2025-03-26", where=place("Mongo", at=(12.18, 18.69)))
    with record_of((text, [shot])) as record:
        (one,) = record.events()
    assert city_of(one, beside=[beside], reports=[card(text)]) == "Mongo"


def test_a_town_stays_where_a_report_was_written_elsewhere() -> None:
    text = report("MONGO, Chad (Meridian) - A man was shot in Bitkine on Wednesday.", published="2025-03-27")
    shot = event(text, "A man was shot", EventKind.ATTACK, day="2025-03-26", where=place("Bitkine", at=(11.98, 18.21)))
    with record_of((text, [shot])) as record:
        (one,) = record.events()
    assert city_of(one, reports=[card(text)]) == "Bitkine"


@pytest.mark.parametrize("sign", ["\u2028", "\u2029", "\x85", "\x0b"])
def test_only_a_line_feed_ends_a_line_of_the_file(tmp_path: Path, sign: str) -> None:
    text = f"Three people were killed in Mongo.{sign}Two were wounded."
    lines = [row("a", [told("Mongo", text)]), row("b", [TRADER])]
    path = tmp_path / "signs.jsonl"
    path.write_bytes("\r\n".join(json.dumps(line, ensure_ascii=False) for line in lines).encode())
    first, second = read_incidents(path)
    assert first.reports[0].fields["text"] == text
    assert second.name == "b"


def test_predictions_hold_a_line_for_each_report(file: Path) -> None:
    incidents = read_incidents(file)
    found = Found(event="e", killed=3, injured=None, day=date(2025, 3, 26), city="Mongo")
    lines = write_predictions(incidents, Joining(event_of={0: "e"}, found={"e": found})).splitlines()
    first, second, _ = (json.loads(line) for line in lines)
    assert (first["incident"], first["killed"], first["injured"], first["date"]) == ("e", 3, None, "2025-03-26")
    assert second["incident"] == "alone-1"


def test_baselines_read_words_and_patterns(file: Path) -> None:
    incidents = read_incidents(file)
    clusters = word_clusters([r for i in incidents for r in i.reports], least=0.3)
    assert clusters[0] == clusters[1] != clusters[2]
    assert regex_counts(incidents[0].reports) == (3, 2)
    assert baselines(incidents)["patterns_killed"] == 1.0


@pytest.mark.parametrize(
    ("line", "said"),
    [
        ("no json", "line 1 is no JSON"),
        (json.dumps({"incident": "a"}), "lacks date, city, killed, injured, reports"),
        (json.dumps(row("a", [{"id": "1"}])), "neither title nor text"),
        (json.dumps(row("a", [CAFE], date="26 March")), "line 1"),
        (json.dumps(row("a", "many")), "no list of objects"),  # type: ignore[arg-type]
        ("", "holds no incident"),
    ],
)
def test_another_form_is_refused_with_what_was_expected(tmp_path: Path, line: str, said: str) -> None:
    path = tmp_path / "wrong.jsonl"
    path.write_text(line + "\n", encoding="utf8")
    with pytest.raises(EvaluationError, match=said) as caught:
        read_incidents(path)
    assert "an incident a line" in str(caught.value)


@pytest.mark.parametrize(
    "name, town",
    [
        ("Mongo’s West Side", "Mongo"),
        ("Mongo airport", "Mongo"),
        ("Greystone Flats, South Mongo", "Mongo"),
        ("Saint Mary", "Saint Mary"),
    ],
)
def test_the_town_in_a_name_that_the_gazetteer_lacks(name: str, town: str) -> None:
    text = report("Shots fell.", name="a.txt")
    with record_of(
        (text, [event(text, "Shots fell", EventKind.ATTACK, day="2025-03-26", where=place(name))])
    ) as record:
        (one,) = record.events()
    assert city_of(one) == town
