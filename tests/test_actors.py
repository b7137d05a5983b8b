"""Who: names led to the list of actors."""

from __future__ import annotations

import json
from datetime import date
from pathlib import Path
from typing import Any

import pytest
import yaml
from typer.testing import CliRunner

from dateline.cli import app
from dateline.config import Config
from dateline.errors import DataError
from dateline.model import Page
from dateline.pipeline import Pipeline
from dateline.resolve.actors import Actors
from dateline.resolve.actors_added import actors_folder, add_actors_file, added_files
from dateline.resolve.countries import countries
from dateline.resolve.names import name_key
from dateline.terms import ActorKind

CASES: list[dict[str, Any]] = yaml.safe_load(
    (Path(__file__).parent / "cases" / "actors.yml").read_text(encoding="utf8")
)["actors"]


REPORTS: list[dict[str, Any]] = yaml.safe_load(
    (Path(__file__).parent / "cases" / "actors_report.yml").read_text(encoding="utf8")
)


@pytest.fixture(scope="module")
def plain() -> Pipeline:
    return Pipeline(Config())


@pytest.mark.parametrize("case", REPORTS, ids=lambda c: c["name"])
def test_words_without_a_name_mean_this_party_of_the_report(case: dict[str, Any], plain: Pipeline) -> None:
    outcome = plain.process(Page(path="-", content=case["text"].encode()))
    claims = [c for told in outcome.told for c in told.claims if case["of"] in (c.sentence or c.evidence).quote]
    assert claims, "nothing was found in the sentence asked about"
    if case["party"] == "side":
        found = {c.toll.victims.side for c in claims if c.toll is not None}
    else:
        parties = [p.actor for c in claims for p in c.participants if p.role.value == case["party"]]
        found = {name for a in parties for name in (a.id, a.name)}
        assert all(a.reasons for a in parties if a.id), "each resolution says why"
    if case["expect"] is not None:
        assert case["expect"] in found, f"{found}: {case['why']}"
    else:
        assert case["never"] not in found, case["why"]


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
    assert len(actors.entries) >= 690
    for entry in actors.entries.values():
        assert entry.origin, f"{entry.name} has no origin"
        assert entry.parent is None or entry.parent.startswith("state:") or entry.parent in actors.entries, entry.name
        assert all(a.startswith("state:") or a in actors.entries for a in entry.allies), entry.name
        assert all(iso in countries() for iso in entry.countries), entry.name
        assert not (entry.valid_from and entry.valid_to and entry.valid_from > entry.valid_to), entry.name


def test_parties_of_forty_countries(actors: Actors) -> None:
    kinds = (ActorKind.REBEL_GROUP, ActorKind.POLITICAL_MILITIA, ActorKind.IDENTITY_MILITIA)
    assert len({iso for e in actors.entries.values() if e.kind in kinds for iso in e.countries}) >= 40


# Conflicts of the last twenty years by country, with the least number of armed parties that the list must have for each.
CONFLICTS = {
    "AF": 4, "AZ": 1, "BD": 4, "BF": 3, "BI": 3, "BR": 2, "CD": 12, "CF": 6, "CM": 2, "CO": 8, "DZ": 1, "EC": 4, "EG": 3, "ET": 6,
    "HT": 6, "ID": 4, "IL": 1, "IN": 25, "IQ": 8, "IR": 4, "KE": 1, "LB": 3, "LY": 6, "ML": 8, "MM": 16, "MX": 14, "MZ": 3, "NE": 2,
    "NG": 9, "PE": 1, "PH": 6, "PK": 10, "PS": 5, "RU": 3, "SD": 9, "SO": 4, "SS": 6, "SY": 12, "TD": 3, "TH": 2, "TR": 3, "TZ": 0,
    "UA": 4, "UG": 1, "VE": 2, "YE": 6,
}  # fmt: skip


def test_the_parties_of_forty_conflicts_are_listed(actors: Actors) -> None:
    kinds = (ActorKind.REBEL_GROUP, ActorKind.POLITICAL_MILITIA, ActorKind.IDENTITY_MILITIA)
    found = {iso: sum(iso in e.countries and e.kind in kinds for e in actors.entries.values()) for iso in CONFLICTS}
    assert len([n for n in CONFLICTS.values() if n]) >= 40
    assert {iso: n for iso, n in found.items() if n < CONFLICTS[iso]} == {}


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


# ------------------------------------------------------------------------------------------------ actors of the user's own


def _run(*words: str, cache: Path) -> tuple[int, str]:
    told = CliRunner().invoke(app, ["actors", *words, "--cache", str(cache)])
    return told.exit_code, told.output + (f"{told.exception}" if told.exception else "")


def test_actors_from_a_table_are_found_by_the_next_run(tmp_path: Path) -> None:
    table = tmp_path / "guera.csv"
    table.write_text(
        "name,kind,aliases,country,valid_from,valid_to,parent,allies,wikidata,origin\n"
        "Dar Sila Front,2,DSF|Sila Front,TD,2019-03,,,fact,,a bulletin of March 2019\n"
        "Guera Watch,Identity militia,,TD|CF,,2021,,,,\n",
        encoding="utf8",
    )
    assert _run("add", str(table), cache=tmp_path)[0] == 0
    extended = Actors.load(added_files(actors_folder(tmp_path)))
    found = extended.resolve("DSF fighters")
    assert (found.id, found.name, found.kind) == ("dar-sila-front", "Dar Sila Front", ActorKind.REBEL_GROUP)
    entry = extended.entries["dar-sila-front"]
    assert (entry.allies, entry.origin, entry.valid_from) == (("fact",), "a bulletin of March 2019", date(2019, 3, 1))
    watch = extended.entries["guera-watch"]
    assert (watch.kind, watch.countries, watch.valid_to) == (
        ActorKind.IDENTITY_MILITIA,
        ("TD", "CF"),
        date(2021, 12, 31),
    )
    assert watch.origin == "guera.csv", "each actor says where it comes from"
    _, listed = _run("list", "--own", "--json", cache=tmp_path)
    assert [row["id"] for row in json.loads(listed)] == ["dar-sila-front", "guera-watch"]


def test_one_actor_by_flags_changed_and_taken_out(tmp_path: Path) -> None:
    flags = ("--name", "Sila Front", "--kind", "REB", "--alias", "SF-7", "--country", "td", "--id", "sila")
    assert _run("add", *flags, cache=tmp_path)[1].startswith("added: sila")
    assert _run("add", *flags, "--ally", "fact", cache=tmp_path)[1].startswith("changed: sila")
    code, looked = _run("look", "suspected SF-7 rebels", "--json", cache=tmp_path)
    assert code == 0
    assert json.loads(looked)["entry"]["allies"] == ["fact"]
    assert _run("remove", "sila", cache=tmp_path)[0] == 0
    assert Actors.load(added_files(actors_folder(tmp_path))).resolve("SF-7").id is None
    assert "was added; there is: nothing" in _run("remove", "sila", cache=tmp_path)[1]


@pytest.mark.parametrize(
    ("name", "text", "tells"),
    [
        (
            "o.csv",
            "name,kind\nA,rebel_group\nB,rebbel_group\n",
            r"o.csv, line 3, entry 2 \(B\).*did you mean rebel_group",
        ),
        ("o.csv", "name,sort\nA,rebel_group\n", "o.csv, line 1: unknown column 'sort'"),
        ("o.csv", "name,kind\n", "holds no rows"),
        ("o.yml", "\n- {name: A, kind: media}\n\n- {name: B, kind: media, country: Chad}\n", "line 4.*Chad is TD"),
        ("o.yml", "- {name: A, kind: media, parent: tpfl}\n", "its parent 'tpfl'.*did you mean tplf"),
        ("o.yml", "- {name: A, kind: media, allies: [nobody-here-9]}\n", "its ally 'nobody-here-9'"),
        ("o.yml", "- {name: A, kind: media, wikidata: 1065}\n", "Q and a number"),
        ("o.yml", "- {name: A, kind: media, valid_from: 2020, valid_to: 2019}\n", "is after valid_to"),
        ("o.yml", "- {name: A, kind: media, id: x}\n- {name: B, kind: media, id: x}\n", "line 2.*is that of entry 1"),
        ("o.yml", "- {name: A, kind: media, aliasses: [B]}\n", "did you mean aliases"),
        ("o.yml", "[]\n", "names no actor"),
    ],
)
def test_a_bad_file_is_refused_with_line_and_remedy(name: str, text: str, tells: str, tmp_path: Path) -> None:
    path = tmp_path / name
    path.write_text(text, encoding="utf8")
    with pytest.raises(DataError, match=tells):
        add_actors_file(path, tmp_path / "actors")
    assert not (tmp_path / "actors").exists(), "nothing was written"


def test_a_name_of_two_parties_comes_with_both_as_candidates(actors: Actors) -> None:
    found = actors.resolve("al-Shabab", near={"SO": 0.5, "MZ": 0.5})
    assert found.id is None
    assert {c.id for c in found.candidates} == {"al-shabaab", "shabaab-moz"}
    assert all(c.reasons for c in found.candidates)


def test_kinds_have_the_codes_of_the_field() -> None:
    assert {k.equivalents["acled"] for k in ActorKind if "acled" in k.equivalents} == set("12345678")
    assert ActorKind.REBEL_GROUP.equivalents["plover"] == "REB"
