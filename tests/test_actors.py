"""Who: names led to the list of actors."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import Any

import pytest
import yaml

from dateline.errors import DataError
from dateline.resolve.actors import Actors
from dateline.resolve.countries import countries
from dateline.resolve.names import name_key
from dateline.terms import ActorKind

CASES: list[dict[str, Any]] = yaml.safe_load(
    (Path(__file__).parent / "cases" / "actors.yml").read_text(encoding="utf8")
)["actors"]


@pytest.fixture(scope="module")
def actors() -> Actors:
    return Actors.load()


@pytest.mark.parametrize("case", CASES, ids=lambda c: c["name"])
def test_a_name_leads_to_this_actor(case: dict[str, Any], actors: Actors) -> None:
    found = actors.resolve(case["text"], near=case.get("near"), on=case.get("on"))
    expect = case["expect"]
    assert found.id == expect["id"], case["why"]
    if "name" in expect:
        assert found.name == expect["name"], case["why"]
    if "kind" in expect:
        assert found.kind is ActorKind(expect["kind"]), case["why"]
    assert (found.score > 0.5) == (found.id is not None)
    assert bool(found.reasons) or found.id is None


def test_the_list_is_in_order(actors: Actors) -> None:
    assert len(actors.entries) >= 400
    for entry in actors.entries.values():
        assert entry.origin, f"{entry.name} has no origin"
        assert entry.parent is None or entry.parent.startswith("state:") or entry.parent in actors.entries, entry.name
        assert all(iso in countries() for iso in entry.countries), entry.name
        assert not (entry.valid_from and entry.valid_to and entry.valid_from > entry.valid_to), entry.name


def test_parties_of_forty_countries(actors: Actors) -> None:
    kinds = (ActorKind.REBEL_GROUP, ActorKind.POLITICAL_MILITIA, ActorKind.IDENTITY_MILITIA)
    assert len({iso for e in actors.entries.values() if e.kind in kinds for iso in e.countries}) >= 40


def test_a_day_outside_a_party_s_life_speaks_against_it(actors: Actors, tmp_path: Path) -> None:
    own = tmp_path / "own.yml"
    own.write_text(
        "- {id: old, name: Old Front, aliases: [The Front], kind: rebel_group, countries: [SY], valid_to: 2001}\n"
        "- {id: new, name: New Front, aliases: [The Front], kind: rebel_group, countries: [SY], valid_from: 2010-05}\n",
        encoding="utf8",
    )
    extended = Actors.load([own])
    assert extended.resolve("the Front", near={"SY": 1.0}, on=date(1999, 1, 1)).id == "old"
    assert extended.resolve("the Front", near={"SY": 1.0}, on=date(2020, 1, 1)).id == "new"


def test_a_user_s_file_replaces_an_entry_of_the_same_id(tmp_path: Path) -> None:
    own = tmp_path / "own.yml"
    own.write_text("actors:\n  - {id: sdf, name: Qasad, kind: rebel_group, country: SY}\n", encoding="utf8")
    assert Actors.load([own]).resolve("Qasad fighters").id == "sdf"


@pytest.mark.parametrize(
    ("text", "tells"),
    [
        ("just words", "must hold a list"),
        ("- {name: X, kind: dragon}", "'dragon' is no kind of actor"),
        ("- {name: X, colour: red}", "unknown field colour"),
        ("- {kind: media}", "at least a name"),
        ("- {name: X, kind: media, valid_from: soon}", "YYYY-MM-DD"),
        ("- [", "not valid YAML"),
    ],
)
def test_a_mistake_in_a_file_is_told(text: str, tells: str, tmp_path: Path) -> None:
    own = tmp_path / "own.yml"
    own.write_text(text, encoding="utf8")
    with pytest.raises(DataError, match=tells) as error:
        Actors.load([own])
    assert "own.yml" in str(error.value)


def test_a_missing_file_is_told(tmp_path: Path) -> None:
    with pytest.raises(DataError, match="cannot be read"):
        Actors.load([tmp_path / "none.yml"])


def test_keys_of_names() -> None:
    assert name_key("Da'esh") == name_key("Da’esh") == "daesh"
    assert name_key("U.N.") == "un"
    assert name_key("Séléka") == name_key("SELEKA")
