"""Bad input: each gives a clear line, the run goes on, and the exit code is 3."""

from __future__ import annotations

import os
import sqlite3
from pathlib import Path

import pytest

from test_cli import REPORT, dateline

GOOD = REPORT.replace("Kidal", "Gao").replace("KIDAL", "GAO")


def run(folder: Path, *extra: str) -> tuple[str, list[str]]:
    """Read the folder, good report included; messages and the names of what was recorded come back."""
    (folder / "good.txt").write_text("date 2025-05-04 " + GOOD, encoding="utf8")
    done = dateline("read", ".", "--db", "r.db", *extra, cwd=folder)
    assert done.returncode == 3, done.stderr
    assert "Traceback" not in done.stderr
    with sqlite3.connect(folder / "r.db") as db:
        names = [row[0] for row in db.execute("SELECT name FROM reports")]
    assert "good.txt" in names
    return done.stderr, names


def test_empty_file(tmp_path: Path) -> None:
    (tmp_path / "empty.txt").touch()
    told, names = run(tmp_path)
    assert "empty.txt" in told
    assert "empty" in told.split("empty.txt", 1)[1]
    assert names == ["good.txt"]


def test_binary(tmp_path: Path) -> None:
    (tmp_path / "photo.txt").write_bytes(bytes(range(256)) * 40)
    told, names = run(tmp_path)
    assert "binary" in told
    assert names == ["good.txt"]


def test_a_file_of_200_megabytes_is_set_aside_without_being_read_into_memory(tmp_path: Path) -> None:
    with (tmp_path / "huge.txt").open("wb") as handle:
        handle.seek(200_000_000)
        handle.write(b"end")
    told, names = run(tmp_path)
    assert "larger than the limit" in told
    assert names == ["good.txt"]


def test_truncated_utf8_is_read_and_said(tmp_path: Path) -> None:
    text = ("date 2025-05-04 " + REPORT.split("Read More")[0]).encode()
    cut = text.rindex("é".encode()) + 1
    (tmp_path / "cut.txt").write_bytes(text[:cut])
    told, names = run(tmp_path)
    assert "cut.txt" in told
    assert "cut.txt" in names


def test_html_bomb(tmp_path: Path) -> None:
    (tmp_path / "bomb.html").write_text("<html><body>" + "<div>" * 200_000 + "x" + "</div>" * 200_000, encoding="utf8")
    told, names = run(tmp_path)
    assert "bomb.html" in told
    assert names == ["good.txt"]


def test_a_report_without_any_date_is_recorded_with_relative_days_open(tmp_path: Path) -> None:
    undated = (
        "A mine killed three farmers near Gao on Friday, police said. Two other men were wounded, a doctor said.\n"
    )
    (tmp_path / "undated.txt").write_text(undated, encoding="utf8")
    told, names = run(tmp_path)
    assert "no day of publication" in told
    assert "undated.txt" in names


def test_two_languages(tmp_path: Path) -> None:
    french = (
        "Au moins quatorze civils ont été tués vendredi dans le marché de la ville, selon le directeur de l'hôpital, "
        "qui a ajouté que les blessés étaient soignés dans les couloirs et que les secours manquaient de tout.\n\n"
        "Les habitants ont passé la nuit à chercher leurs proches sous les décombres, et l'armée n'a pas répondu aux "
        "questions des journalistes qui l'interrogeaient sur les tirs de la veille.\n"
    )
    (tmp_path / "two.txt").write_text(
        "date 2025-05-04 " + REPORT.split("Read More")[0] + "\n" + french, encoding="utf8"
    )
    told, names = run(tmp_path)
    assert "two.txt" in told
    assert "another language" in told
    assert "two.txt" in names


@pytest.mark.skipif(os.name == "nt" or os.geteuid() == 0, reason="needs an ordinary user of a POSIX system")
def test_a_folder_without_permission(tmp_path: Path) -> None:
    shut = tmp_path / "shut"
    shut.mkdir()
    (shut / "a.txt").write_text(GOOD, encoding="utf8")
    shut.chmod(0)
    try:
        told, names = run(tmp_path)
    finally:
        shut.chmod(0o755)
    assert "no permission" in told
    assert names == ["good.txt"]


def test_a_path_that_is_not_there(tmp_path: Path) -> None:
    (tmp_path / "good.txt").write_text("date 2025-05-04 " + GOOD, encoding="utf8")
    done = dateline("read", "good.txt", "missing.txt", "--db", "r.db", cwd=tmp_path)
    assert done.returncode == 3
    assert "missing.txt" in done.stderr


def test_an_unknown_setting_names_the_known_ones(tmp_path: Path) -> None:
    (tmp_path / "dateline.toml").write_text('databse = "x.db"\n', encoding="utf8")
    done = dateline("events", cwd=tmp_path)
    assert done.returncode == 1
    assert "databse" in done.stderr
    assert "policy" in done.stderr
