"""Fixtures that the test files share."""

from __future__ import annotations

from pathlib import Path

import pytest

from dateline.config import Config
from dateline.pipeline import Pipeline
from dateline.reading import Reader

REPO = Path(__file__).resolve().parent.parent


@pytest.fixture(scope="session")
def repo() -> Path:
    """The root of the repository."""
    return REPO


@pytest.fixture(scope="session")
def shared() -> Path:
    """The folder of real reports beside the repository; tests that need it are skipped where it is missing."""
    folder = REPO.parent / "shared"
    if not (folder / "gold").is_dir():
        pytest.skip("needs the folder of real reports beside the repository")
    return folder


@pytest.fixture(scope="session")
def pipeline() -> Pipeline:
    """The whole pipeline with the places and actors of the examples."""
    return Pipeline(Config(places=str(REPO / "examples/places.tsv"), actors=str(REPO / "examples/actors.yml")))


@pytest.fixture(scope="session")
def reader(pipeline: Pipeline) -> Reader:
    """The reading model, loaded once."""
    return pipeline.reader
