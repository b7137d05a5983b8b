"""What the project promises in its documents is held here: public names, commands, settings, terms, the README."""

from __future__ import annotations

import json
import re
import subprocess
import sys
from dataclasses import fields
from pathlib import Path

import pytest
import typer

import dateline as library
from dateline import model
from dateline.cli import app
from dateline.config import Config, load_config
from dateline.errors import ConfigError, ProblemCode
from dateline.terms import VOCABULARIES
from test_cli import dateline

COMMANDS = list(typer.main.get_command(app).commands)


def test_the_public_surface_is_small_sorted_and_importable() -> None:
    assert len(library.__all__) <= 25
    assert library.__all__ == sorted(library.__all__)
    for name in library.__all__:
        assert getattr(library, name) is not None


def test_importing_the_library_is_cheap() -> None:
    code = "import dateline, sys; sys.exit(any(m in sys.modules for m in ('spacy', 'onnxruntime', 'pandas', 'sqlalchemy')))"
    assert subprocess.run([sys.executable, "-c", code], check=False).returncode == 0


def test_generated_pages_are_up_to_date(repo: Path) -> None:
    done = subprocess.run(
        [sys.executable, str(repo / "docs/generate.py"), "--check"], capture_output=True, text=True, check=False
    )
    assert done.returncode == 0, done.stdout


@pytest.mark.parametrize("command", COMMANDS)
def test_each_command_is_in_the_reference_and_says_what_it_does(repo: Path, command: str) -> None:
    assert f"### dateline {command}" in (repo / "docs/reference.md").read_text(encoding="utf8")
    done = dateline(command, "--help")
    assert done.returncode == 0
    assert len(done.stdout) > 100


@pytest.mark.parametrize("page", ["README.md", "docs/tutorial.md"])
def test_commands_in_the_documents_exist(repo: Path, page: str) -> None:
    text = (repo / page).read_text(encoding="utf8")
    used = {
        m
        for block in re.findall(r"```\n(.*?)```", text, re.DOTALL)
        for m in re.findall(r"^(?:\s*\|\s*)?dateline (\w+)", block, re.M)
    }
    assert used
    assert used <= set(COMMANDS), used - set(COMMANDS)


@pytest.mark.parametrize("page", ["README.md", *[f"docs/{p}" for p in ("tutorial.md",)]])
def test_links_in_the_documents_lead_somewhere(repo: Path, page: str) -> None:
    path = repo / page
    for target in re.findall(r"\]\(([^)#]+)\)", path.read_text(encoding="utf8")):
        assert target.startswith("http") or (path.parent / target).exists(), f"{page} links to {target}"


def test_the_readme_s_sentence_gives_the_readme_s_figure(repo: Path) -> None:
    text = (repo / "README.md").read_text(encoding="utf8")
    sentence = re.search(r"\$ echo '(.*?)' \\\n", text, re.DOTALL)
    block = re.search(r"```json\n(.*?)```", text, re.DOTALL)
    assert sentence
    assert block
    done = dateline("extract", "--published", "2025-05-04", "--what", "figures", "-", stdin=sentence[1] + "\n")
    found = [json.loads(line) for line in done.stdout.splitlines()]
    promised = json.loads(block[1])
    got = next(row for row in found if row["low"] == promised["low"] and row["measure"] == promised["measure"])
    got["where"] = got["where"]["name"]
    for key, value in promised.items():
        if isinstance(value, dict):
            assert value.items() <= got[key].items(), key
        else:
            assert got[key] == value, key


def test_every_term_and_problem_is_defined() -> None:
    for vocabulary in VOCABULARIES:
        for term in vocabulary:
            assert term.definition, f"{vocabulary.__name__}.{term.name}"
            assert vocabulary(term.value) is term
    assert all(code.message for code in ProblemCode)


def test_every_setting_has_help_and_can_be_given_by_flag_environment_and_file(tmp_path: Path) -> None:
    assert all(f.metadata["help"] for f in fields(Config))
    toml = tmp_path / "dateline.toml"
    toml.write_text('db = "file.db"\nworkers = 2\npolicy = "lowest"\n', encoding="utf8")
    environ = {"DATELINE_DB": "environment.db", "DATELINE_WORKERS": "3"}
    config = load_config({"db": "flag.db", "workers": None}, environ=environ, path=toml)
    assert (config.db, config.workers, config.policy) == ("flag.db", 3, "lowest")


@pytest.mark.parametrize(
    ("flags", "environ"),
    [({"workers": 0}, {}), ({"policy": "mean"}, {}), ({"colour": "red"}, {}), ({}, {"DATELINE_WORKERS": "two"})],
)
def test_a_setting_that_makes_no_sense_is_refused(flags: dict, environ: dict) -> None:
    with pytest.raises(ConfigError):
        load_config(flags, environ=environ)


def test_types_are_frozen_and_documented() -> None:
    for name in model.__all__:
        thing = getattr(model, name)
        if isinstance(thing, type):
            assert thing.__doc__, name
            assert thing.__dataclass_params__.frozen, name


def test_the_two_commands_of_the_readme_are_targets_and_ci_calls_the_tests(repo: Path) -> None:
    makefile = (repo / "Makefile").read_text(encoding="utf8")
    assert re.search(r"^demo:", makefile, re.M)
    assert re.search(r"^test:", makefile, re.M)
    assert "make test" in (repo / ".ci/run").read_text(encoding="utf8")


def test_packaged_data_stay_under_thirty_megabytes(repo: Path) -> None:
    size = sum(p.stat().st_size for p in (repo / "src/dateline/data/model").rglob("*") if p.is_file())
    assert size <= 30_000_000


def test_no_dependency_is_named_with_an_address(repo: Path) -> None:
    for name in ("constraints.txt", "pyproject.toml", "Makefile"):
        assert "://" not in (repo / name).read_text(encoding="utf8"), name
