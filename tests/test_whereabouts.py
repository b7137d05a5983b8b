"""What is said of place, day and actor against a gold record: near, open, wider, or wrong without a doubt."""

from __future__ import annotations

from typing import Any

import pytest

from dateline.evaluate.records import Names
from dateline.evaluate.whereabouts import judge_place, score_whereabouts
from dateline.resolve.gazetteer import Gazetteer


@pytest.fixture(scope="module")
def gazetteer() -> Gazetteer:
    return Gazetteer.open()


def _where(name: str, gazetteer: Gazetteer, *, country: str | None = None, precision: str = "town") -> dict[str, Any]:
    best = next(e for e in gazetteer.entries(name) if country in (None, e.country))
    return {
        "name": name,
        "resolved": best.name,
        "precision": precision,
        "country": best.country,
        "lat": best.lat,
        "lon": best.lon,
        "gazetteer_id": best.id,
    }


@pytest.mark.parametrize(
    ("gold", "land", "got", "of", "precision", "verdict"),
    [
        ("Kaya", "BF", "Kaya", "BF", "town", "near"),
        ("Kaya", "BF", "Ouagadougou", "BF", "town", "wrong"),
        ("Omdurman", "SD", "Khartoum", "SD", "town", "near"),
        ("Kaya", "BF", "Burkina Faso", "BF", "country", "wider"),
        ("Kaya", "BF", "Mali", "ML", "country", "wrong"),
        ("Burkina Faso", "BF", "Kaya", "BF", "town", "wrong"),
        ("Hilton Hotel, Cartagena", "CO", "Cartagena", "CO", "town", "near"),
        ("Tripoli", "LB", "Tripoli", "LY", "town", "wrong"),
    ],
)
def test_a_place_is_near_wider_or_wrong(
    gold: str, land: str, got: str, of: str, precision: str, verdict: str, gazetteer: Gazetteer
) -> None:
    row = {"where": gold, "country": land}
    where = _where(got, gazetteer, country=of, precision=precision)
    assert judge_place([row], {"where": where}, gazetteer, Names({})) == verdict


def test_a_place_left_open_is_not_wrong_and_one_that_gold_does_not_name_is_not_counted(gazetteer: Gazetteer) -> None:
    gold = {"where": "Kaya", "country": "BF"}
    left_open = {"name": "Tampelga", "precision": "unresolved", "country": None}
    assert judge_place([gold], {"where": None}, gazetteer, Names({})) == "open"
    assert judge_place([gold], {"where": left_open}, gazetteer, Names({})) == "open"
    assert judge_place([{"where": None}], {"where": left_open}, gazetteer, Names({})) is None


def test_a_wrong_day_of_an_event_is_counted_and_not_left_out(gazetteer: Gazetteer) -> None:
    gold = {
        "report": "a", "start": 0, "end": 10, "kind": "attack", "when": {"start": "2024-05-01", "end": "2024-05-01"},
        "where": "Kaya", "country": "BF", "actors": ["JNIM"], "targets": [], "speaker": None, "level": "core",
    }  # fmt: skip
    got = {**gold, "when": {"start": "2024-05-09", "end": "2024-05-09"}, "where": _where("Kaya", gazetteer)}
    score = score_whereabouts("events", [gold], [got], gazetteer=gazetteer, aliases={})
    assert score.metrics() == {
        "place_25km_or_open": 1.0, "place_25km": 1.0, "place_wrong_and_sure": 0.0, "first_day": 0.0, "actor_named": 1.0,
    }  # fmt: skip
    assert [what for what, _, _ in score.wrong] == ["first day"]
