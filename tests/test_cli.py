"""The commands as a user types them: in processes of their own, on files of their own."""

from __future__ import annotations

import json
import os
import sqlite3
import subprocess
import sys
from pathlib import Path

import pytest

REPORT = """Mortar fire kills 14 in Kidal market, hospital says

KIDAL, May 4 - At least 14 civilians were killed and nine others wounded when mortar shells hit the market of Kidal on
Friday, the hospital director, Ibrahim Touré, said.

"We have no more beds," Touré told reporters.

The army denied that it had shelled the town.

Read More: Ferry disaster leaves 212 dead
"""


def dateline(*args: str, stdin: str | bytes | None = None, cwd: Path | None = None) -> subprocess.CompletedProcess[str]:
    """Run a command; output as text."""
    data = stdin.encode() if isinstance(stdin, str) else stdin
    done = subprocess.run(
        [sys.executable, "-m", "dateline", *args], input=data, capture_output=True, cwd=cwd, check=False,
        env={**os.environ, "NO_COLOR": "1", "COLUMNS": "200"},
    )  # fmt: skip
    return subprocess.CompletedProcess(done.args, done.returncode, done.stdout.decode(), done.stderr.decode())


def rows(text: str) -> list[dict]:
    return [json.loads(line) for line in text.splitlines()]


@pytest.fixture(scope="module")
def kept(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with one report and the record made of it."""
    folder = tmp_path_factory.mktemp("kept")
    (folder / "kidal.txt").write_text(REPORT, encoding="utf8")
    done = dateline("read", "kidal.txt", "--published", "2025-05-04", "--db", "kept.db", cwd=folder)
    assert done.returncode == 0, done.stderr
    return folder


def test_extract_gives_the_figure_its_speaker_and_its_words() -> None:
    done = dateline("extract", "-", "--published", "2025-05-04", "--what", "figures", stdin=REPORT)
    figures = rows(done.stdout)
    killed = next(f for f in figures if f["measure"] == "killed" and f["bound"] == "at_least")
    assert (killed["low"], killed["victims"]["class"], killed["count_span"]) == (14, "civilian", "incident")
    assert all(REPORT[f["start"] : f["end"]] == f["quote"] for f in figures)
    assert any(
        "Touré" in (f["speaker"] or {}).get("name", "") for f in figures if f["speaker"] and f["speaker"]["name"]
    )
    assert not any(f["low"] == 212 for f in figures), "a teaser is not the report"


def test_extract_of_a_report_without_a_date_says_so_and_leaves_the_day_open() -> None:
    done = dateline(
        "extract", "-", "--what", "figures", stdin="A mine killed three farmers near Gao on Friday, police said.\n" * 1
    )
    assert done.returncode == 3
    assert "no day of publication" in done.stderr
    assert rows(done.stdout)[0]["when"]["start"] is None


def test_reading_twice_changes_nothing(kept: Path) -> None:
    def dump() -> str:
        with sqlite3.connect(kept / "kept.db") as db:
            return "\n".join(line for line in db.iterdump() if not line.startswith('INSERT INTO "runs"'))

    before = dump()
    again = dateline("read", "kidal.txt", "--published", "2025-05-04", "--db", "kept.db", cwd=kept)
    assert again.returncode == 0
    assert "already" in again.stderr
    assert dump() == before


def test_the_record_may_lie_among_the_reports(kept: Path) -> None:
    again = dateline("read", ".", "--published", "2025-05-04", "--db", "kept.db", cwd=kept)
    assert again.returncode == 0, again.stderr
    assert "set aside" not in again.stderr


def test_dry_run_records_nothing(tmp_path: Path) -> None:
    (tmp_path / "kidal.txt").write_text(REPORT, encoding="utf8")
    done = dateline("read", "kidal.txt", "--published", "2025-05-04", "--dry-run", cwd=tmp_path)
    assert done.returncode == 0
    assert not (tmp_path / "record.db").exists()


def test_brief_leads_each_figure_to_speaker_and_sentence(kept: Path) -> None:
    brief = dateline("brief", "--db", "kept.db", cwd=kept).stdout
    assert "at least 14" in brief
    assert "Touré" in brief
    assert "kidal.txt" in brief.split("## Notes")[1]
    assert "212" not in brief


def test_events_are_json_lines_when_piped_and_show_and_explain_take_the_beginning_of_an_id(kept: Path) -> None:
    events = rows(dateline("events", "--db", "kept.db", cwd=kept).stdout)
    assert events
    ident = events[0]["id"]
    assert "14" in dateline("show", ident[:8], "--db", "kept.db", cwd=kept).stdout
    told = json.loads(dateline("explain", ident[:8], "--json", "--db", "kept.db", cwd=kept).stdout)
    assert all(REPORT[f["start"] : f["end"]] == f["words"] for f in told["figures"])


def test_what_was_left_out_is_listed_with_its_reason(kept: Path) -> None:
    left = rows(dateline("show", "--left-out", "--db", "kept.db", cwd=kept).stdout)
    assert any("Ferry" in row["opens"] or "Read More" in row["opens"] for row in left)
    assert all(row["reason"] for row in left)


@pytest.mark.parametrize("format_", ["figures", "events", "joined", "csv", "geojson"])
def test_every_format_can_be_written(kept: Path, format_: str) -> None:
    done = dateline("export", format_, "--db", "kept.db", "-o", f"out.{format_}", cwd=kept)
    assert done.returncode == 0, done.stderr
    text = (kept / f"out.{format_}").read_text(encoding="utf8")
    if format_ == "csv":
        assert text.splitlines()[0].startswith("report,start,end,quote")
        assert len(text.splitlines()) > 2
    elif format_ == "geojson":
        assert json.loads(text)["type"] == "FeatureCollection"
    else:
        assert rows(text)


def test_an_unknown_format_names_the_known_ones(kept: Path) -> None:
    done = dateline("export", "xlsx", "--db", "kept.db", cwd=kept)
    assert done.returncode == 1
    assert "geojson" in done.stderr
    assert "Traceback" not in done.stderr


def test_a_record_that_is_not_there_is_a_clear_line(tmp_path: Path) -> None:
    done = dateline("brief", "--db", "nothing.db", cwd=tmp_path)
    assert done.returncode == 1
    assert "nothing.db" in done.stderr
    assert "Traceback" not in done.stderr
    assert not (tmp_path / "nothing.db").exists()


def test_an_unknown_event_is_a_clear_line(kept: Path) -> None:
    done = dateline("explain", "zzzz", "--db", "kept.db", cwd=kept)
    assert done.returncode == 1
    assert "zzzz" in done.stderr


def test_a_decision_is_kept_and_can_be_undone(kept: Path) -> None:
    claims = rows(dateline("export", "events", "--db", "kept.db", cwd=kept).stdout)
    figures = rows(dateline("export", "figures", "--db", "kept.db", cwd=kept).stdout)
    ids = sorted({row["id"] for row in [*claims, *figures]})[:2]
    done = dateline("decide", *ids, "different", "--reason", "looked", "--by", "A. Coder", "--db", "kept.db", cwd=kept)
    assert done.returncode == 0, done.stderr
    undone = dateline("undo", "--by", "A. Coder", "--reason", "misread", "--db", "kept.db", cwd=kept)
    assert undone.returncode == 0, undone.stderr
    assert "A. Coder" in undone.stderr
    assert "looked" in undone.stderr


def test_doctor_finds_model_codebook_gazetteer_and_actors() -> None:
    done = dateline("doctor", "--json")
    found = {f["what"]: f for f in json.loads(done.stdout)}
    assert done.returncode == 0
    assert all(found[what]["ok"] for what in ("reading model", "codebook", "gazetteer", "actors"))


def test_evaluate_gives_one_json_object(repo: Path) -> None:
    done = dateline(
        "evaluate", "figures", str(repo / "examples/gold"), "--json",
        "--places", str(repo / "examples/places.tsv"), "--actors", str(repo / "examples/actors.yml"),
    )  # fmt: skip
    result = json.loads(done.stdout)
    assert set(result) == {"task", "path", "n", "metrics", "model", "seconds"}
    assert {"precision", "recall", "f1", "speaker"} <= set(result["metrics"])
