"""What a user names becomes pages; what cannot be used is told, and the run goes on."""

from __future__ import annotations

import gzip
import io
import json
import os
import resource
import socket
import sys
from collections.abc import Sequence
from pathlib import Path

import pytest

from dateline.collect import collect
from dateline.errors import ProblemCode
from dateline.model import Page, Problem

WORDS = "Two soldiers were killed near Orlu on Sunday, the army said."
LIMIT = 1_000_000


def gather(*paths: str | Path, limit: int = LIMIT) -> tuple[list[Page], list[Problem]]:
    told: list[Problem] = []
    given: Sequence[str | Path] = paths
    return list(collect(given, max_bytes=limit, on_problem=told.append)), told


def codes(told: list[Problem]) -> list[ProblemCode]:
    return [problem.code for problem in told]


def test_a_folder_in_the_order_of_names(tmp_path: Path) -> None:
    (tmp_path / "sub").mkdir()
    for name in ("b.txt", "a.md", "sub/c.html", ".hidden.txt", "d.htm"):
        (tmp_path / name).write_text(WORDS, encoding="utf8")
    pages, told = gather(tmp_path)
    assert [Path(page.path).name for page in pages] == ["a.md", "b.txt", "d.htm", "c.html"]
    assert [page.media_type for page in pages] == ["text/markdown", "text/plain", "text/html", "text/html"]
    assert not told


def test_globs_and_files_named_twice(tmp_path: Path) -> None:
    for name in ("a.txt", "b.txt", "c.text"):
        (tmp_path / name).write_text(WORDS, encoding="utf8")
    pages, told = gather(str(tmp_path / "*.txt"), tmp_path / "a.txt", tmp_path)
    assert [Path(page.path).name for page in pages] == ["a.txt", "b.txt", "c.text"]
    assert not told


@pytest.mark.parametrize("name", ["nothing.txt", "*.nothing"])
def test_what_is_not_there(tmp_path: Path, name: str) -> None:
    pages, told = gather(str(tmp_path / name))
    assert not pages
    assert codes(told) == [ProblemCode.NOT_FOUND]
    assert name in (told[0].path or "")


def test_standard_input(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(WORDS.encode())))
    pages, told = gather("-")
    assert [(page.path, page.media_type, page.content) for page in pages] == [("-", "text/plain", WORDS.encode())]
    assert not told


def test_html_on_standard_input(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(b"<!DOCTYPE html><p>x</p>")))
    assert gather("-")[0][0].media_type == "text/html"


def test_fields_of_news_please(tmp_path: Path) -> None:
    fields = {
        "maintext": WORDS, "title": "Two killed", "date_publish": "2025-02-11 08:30:00", "url": "https://post.example/a",
        "source_domain": "post.example", "language": "en", "authors": ["Ann Ferro", "Bo Lind"],
    }  # fmt: skip
    (tmp_path / "a.json").write_text(json.dumps(fields), encoding="utf8")
    (page,), told = gather(tmp_path)
    assert page.url == "https://post.example/a"
    assert page.given["authors"] == "Ann Ferro, Bo Lind"
    assert page.given["date_publish"] == "2025-02-11 08:30:00"
    assert page.carrier is not None
    span = page.parts["maintext"]
    assert page.carrier.text[span.start : span.end] == WORDS
    assert not told


def test_lines_of_json_with_bad_ones_between(tmp_path: Path) -> None:
    lines = [
        json.dumps({"maintext": WORDS, "title": "Éa"}, ensure_ascii=False), "", "{broken", json.dumps({"title": "no text"}),
        json.dumps({"maintext": None, "title": "null"}), json.dumps({"maintext": "  "}),
        json.dumps([1]), json.dumps({"text": WORDS}),
    ]  # fmt: skip
    (tmp_path / "a.jsonl").write_text("\n".join(lines), encoding="utf8")
    pages, told = gather(tmp_path)
    assert len(pages) == 2
    assert codes(told) == [
        ProblemCode.BAD_JSON, ProblemCode.BAD_JSON, ProblemCode.NO_MAIN_TEXT, ProblemCode.EMPTY, ProblemCode.BAD_JSON,
    ]  # fmt: skip
    assert "line 3" in told[0].message
    assert "title" in told[1].message
    raw = (tmp_path / "a.jsonl").read_text(encoding="utf8")
    for page in pages:
        span = page.parts["maintext"]
        assert raw[span.start : span.end] == WORDS


@pytest.mark.parametrize("shape", ["list", "object with a list", "lines in a .json file"])
def test_shapes_of_json(tmp_path: Path, shape: str) -> None:
    records = [{"title": f"Report {n}", "maintext": WORDS} for n in range(3)]
    text = {
        "list": json.dumps(records, indent=1),
        "object with a list": json.dumps({"source": "x", "articles": records}),
        "lines in a .json file": "\n".join(json.dumps(r) for r in records),
    }[shape]
    (tmp_path / "a.json").write_text(text, encoding="utf8")
    pages, told = gather(tmp_path)
    assert [page.given["title"] for page in pages] == ["Report 0", "Report 1", "Report 2"]
    assert not told


@pytest.mark.parametrize("text", ["{", "[{}", '{"maintext": "x"} tail', "[" * 100_000, '{"a":' * 100_000])
def test_broken_json_is_told(tmp_path: Path, text: str) -> None:
    (tmp_path / "a.json").write_text(text, encoding="utf8")
    pages, told = gather(tmp_path)
    assert not pages
    assert codes(told) == [ProblemCode.BAD_JSON]


def test_packed_files(tmp_path: Path) -> None:
    (tmp_path / "a.txt.gz").write_bytes(gzip.compress(WORDS.encode()))
    (tmp_path / "b.jsonl.gz").write_bytes(gzip.compress(json.dumps({"maintext": WORDS}).encode()))
    (tmp_path / "c.txt.gz").write_bytes(gzip.compress(WORDS.encode())[:-12])
    (tmp_path / "bomb.txt.gz").write_bytes(gzip.compress(b"a" * 5 * LIMIT))
    pages, told = gather(tmp_path)
    assert [Path(page.path).name for page in pages] == ["a.txt.gz", "b.jsonl.gz"]
    assert sorted(codes(told)) == sorted([ProblemCode.TOO_LARGE, ProblemCode.UNREADABLE])


def test_empty_binary_and_foreign_files(tmp_path: Path) -> None:
    (tmp_path / "empty.txt").touch()
    (tmp_path / "blank.txt").write_text(" \n\n", encoding="utf8")
    (tmp_path / "scan.txt").write_bytes(b"%PDF-1.7 " + bytes(range(256)))
    (tmp_path / "zeros.html").write_bytes(b"<p>\x00\x00\x01\x00")
    (tmp_path / "table.csv").write_text("a,b", encoding="utf8")
    (tmp_path / "good.txt").write_text(WORDS, encoding="utf8")
    pages, told = gather(tmp_path)
    assert [Path(page.path).name for page in pages] == ["good.txt"]
    by_name = {Path(problem.path or "").name: problem.code for problem in told}
    assert by_name == {
        "empty.txt": ProblemCode.EMPTY, "blank.txt": ProblemCode.EMPTY, "scan.txt": ProblemCode.BINARY,
        "zeros.html": ProblemCode.BINARY, "table.csv": ProblemCode.NOT_AN_ARTICLE,
    }  # fmt: skip


def test_utf16_is_text(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_bytes(WORDS.encode("utf-16"))
    (tmp_path / "b.txt").write_bytes(WORDS.encode("utf-16-le"))
    pages, told = gather(tmp_path)
    assert len(pages) == 2
    assert not told


def test_a_huge_file_is_never_read_into_memory(tmp_path: Path) -> None:
    with (tmp_path / "huge.txt").open("wb") as handle:
        handle.seek(200_000_000)
        handle.write(b"x")
    before = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    pages, told = gather(tmp_path)
    assert not pages
    assert codes(told) == [ProblemCode.TOO_LARGE]
    assert "200,000,001" in told[0].message
    assert resource.getrusage(resource.RUSAGE_SELF).ru_maxrss - before < 50_000


def test_a_large_file_of_lines_is_read_line_by_line(tmp_path: Path) -> None:
    record = json.dumps({"maintext": WORDS, "title": "x"}) + "\n"
    path = tmp_path / "a.jsonl"
    path.write_text(record * 200 + '{"maintext": "' + "y" * 30_000 + '"}\n' + record, encoding="utf8")
    pages, told = gather(path, limit=10_000)
    assert len(pages) == 201
    assert codes(told) == [ProblemCode.TOO_LARGE]
    assert "line 201" in told[0].message
    page = pages[-1]
    assert page.carrier is not None
    span = page.parts["maintext"]
    assert page.carrier.text[span.start : span.end] == WORDS


@pytest.mark.skipif(os.geteuid() == 0, reason="the superuser may read everything")
def test_no_permission(tmp_path: Path) -> None:
    (tmp_path / "closed").mkdir()
    (tmp_path / "secret.txt").write_text(WORDS, encoding="utf8")
    (tmp_path / "good.txt").write_text(WORDS, encoding="utf8")
    (tmp_path / "closed").chmod(0)
    (tmp_path / "secret.txt").chmod(0)
    try:
        pages, told = gather(tmp_path)
    finally:
        (tmp_path / "closed").chmod(0o700)
    assert [Path(page.path).name for page in pages] == ["good.txt"]
    assert codes(told) == [ProblemCode.NO_PERMISSION, ProblemCode.NO_PERMISSION]


def test_links_in_a_circle_and_into_nothing(tmp_path: Path) -> None:
    inner = tmp_path / "inner"
    inner.mkdir()
    (inner / "a.txt").write_text(WORDS, encoding="utf8")
    (inner / "up").symlink_to(tmp_path)
    (inner / "self.txt").symlink_to(inner / "self.txt")
    (inner / "gone.txt").symlink_to(tmp_path / "nowhere")
    pages, told = gather(tmp_path)
    assert [Path(page.path).name for page in pages] == ["a.txt"]
    assert len(told) == 2


def test_sockets_and_pipes_in_a_folder_are_passed_over(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    (tmp_path / "a.txt").write_text(WORDS, encoding="utf8")
    os.mkfifo(tmp_path / "pipe.txt")
    with socket.socket(socket.AF_UNIX) as server:
        server.bind("socket.txt")
        pages, told = gather(".")
        named = gather("socket.txt")[1]
    assert [Path(page.path).name for page in pages] == ["a.txt"]
    assert not told
    assert codes(named) == [ProblemCode.UNREADABLE]


def test_a_name_that_no_system_allows(tmp_path: Path) -> None:
    assert codes(gather("a\x00b")[1]) == [ProblemCode.NOT_FOUND]
    assert codes(gather(str(tmp_path / ("x" * 400)))[1])[0].sets_aside
