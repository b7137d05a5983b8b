"""What a person said that a name means is kept, holds in the next run, and can be taken back; P-codes reach the place."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from typer.testing import CliRunner

from dateline.cli.gazetteer import app
from dateline.config import Config
from dateline.errors import DataError
from dateline.export import event_row
from dateline.model import Page, Place
from dateline.pipeline import Pipeline
from dateline.resolve.added import add_admin, added_folder
from dateline.resolve.corrections import (
    add_correction,
    corrections_file,
    list_corrections,
    meant_by,
    remove_correction,
)
from dateline.resolve.entries import Entry

REPORT = "4 March 2019\n\nShells killed four people in Tripoli, Lebanon, on Sunday, the Lebanese army said.\n"


@pytest.fixture(scope="module")
def cache(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder for index files of its own, so that nothing of the user's is touched; the index is built once."""
    return tmp_path_factory.mktemp("cache")


def place_in(pipeline: Pipeline, text: str = REPORT) -> Place:
    claims = pipeline.claims(pipeline.reports(Page(path="a.txt", content=text.encode()))[0])[0]
    found = next(c for c in claims if c.kind is not None)
    assert found.place is not None
    return found.place


def entry(name: str = "Tripoli") -> Entry:
    return Entry(
        id="point:33.9,35.5",
        name=name,
        lat=33.9,
        lon=35.5,
        country="LB",
        admin1=None,
        kind="town",
        population=0,
        origin="t",
    )


def test_a_correction_holds_for_the_next_run_and_is_taken_back(cache: Path) -> None:
    config = Config(cache=str(cache))
    before = place_in(Pipeline(config))
    assert before.lat == pytest.approx(34.43, abs=0.1)
    run = CliRunner().invoke(
        app,
        [
            "correct",
            "Tripoli",
            "--to",
            "33.9,35.5",
            "--country",
            "LB",
            "--by",
            "Rana",
            "--note",
            "the quarter",
            "--cache",
            str(cache),
        ],
    )
    assert run.exit_code == 0, run.output
    after = place_in(Pipeline(config))
    assert (after.lat, after.lon, after.score) == (33.9, 35.5, 1.0)
    assert any("corrected by Rana" in r and "the quarter" in r for r in after.candidates[0].reasons)
    listed = CliRunner().invoke(app, ["corrections", "--json", "--cache", str(cache)])
    assert [c["name"] for c in json.loads(listed.output)] == ["Tripoli"]
    assert CliRunner().invoke(app, ["corrections", "--remove", "Tripoli", "--cache", str(cache)]).exit_code == 0
    assert place_in(Pipeline(config)).gazetteer_id == before.gazetteer_id


def test_a_correction_for_one_report_goes_before_one_for_its_country(tmp_path: Path) -> None:
    add_correction(tmp_path, "Tripoli", entry("everywhere"))
    add_correction(tmp_path, "Tripoli", entry("in Lebanon"), only_country="lb")
    add_correction(tmp_path, "Tripoli", None, only_report="x.txt")
    kept = list_corrections(tmp_path)
    assert len(kept) == 3
    other = meant_by(kept, "Tripoli", report="a.txt", countries={"LY": 1.0})
    there = meant_by(kept, "al-Tripoli", report="a.txt", countries={"LB": 1.0})
    single = meant_by(kept, "TRIPOLI", report="x.txt", countries={"LB": 1.0})
    assert (other and other.place, there and there.place) == ("everywhere", "in Lebanon")
    assert single is not None
    assert single.entry() is None
    assert meant_by(kept, "Beirut", report="x.txt", countries={}) is None


def test_saying_it_again_replaces_what_was_said(tmp_path: Path) -> None:
    add_correction(tmp_path, "Tripoli", entry())
    add_correction(tmp_path, "Tripoli", None)
    assert [c.id for c in list_corrections(tmp_path)] == ["open"]
    assert remove_correction(tmp_path, "tripoli") == 1
    assert list_corrections(tmp_path) == []


@pytest.mark.parametrize(
    ("text", "tells"),
    [
        ("name\tplace\nx\ty\n", "must have the columns"),
        ("HEADER\nTripoli\t\t\tp:1\tT\tnorth\t1\tLB\t\ttown\t\t\t\n", "must be degrees"),
    ],
)
def test_a_mistake_in_the_file_is_told(text: str, tells: str, tmp_path: Path) -> None:
    add_correction(tmp_path, "Tripoli", entry())
    header = corrections_file(tmp_path).read_text(encoding="utf8").splitlines()[0]
    corrections_file(tmp_path).write_text(text.replace("HEADER", header), encoding="utf8")
    with pytest.raises(DataError, match=tells):
        list_corrections(tmp_path)


def test_an_unknown_id_is_told_with_what_there_is(cache: Path) -> None:
    run = CliRunner().invoke(app, ["correct", "Tripoli", "--to", "geonames:0", "--cache", str(cache)])
    assert run.exit_code != 0
    assert isinstance(run.exception, DataError)
    assert "geonames:" in str(run.exception)


def test_p_codes_reach_the_place_and_the_export(cache: Path, tmp_path: Path) -> None:
    table = tmp_path / "lbn.csv"
    table.write_text(
        "ADM0_EN,ADM0_PCODE,ADM1_EN,ADM1_PCODE,ADM2_EN,ADM2_PCODE\nLebanon,LB,North,LB4,Tripoli,LB45\nLebanon,LB,South,LB6,Saida,LB61\n",
        encoding="utf8",
    )
    add_admin(table, added_folder(cache))
    pipeline = Pipeline(Config(cache=str(cache)))
    claims = pipeline.claims(pipeline.reports(Page(path="a.txt", content=REPORT.encode()))[0])[0]
    event = next(c for c in claims if c.kind is not None)
    assert event.place is not None
    assert event.place.pcode == "LB4"
    assert event_row(event, "a.txt")["where"]["pcode"] == "LB4"
