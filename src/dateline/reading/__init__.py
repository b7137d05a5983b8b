"""Reading: text in, a spaCy ``Doc`` with sentences, tags, lemmas, dependencies, names and attributions out.

>>> reader = load()
>>> doc = reader.parse("The army said 14 people were killed in Baghouz.")
"""

from importlib import import_module
from pathlib import Path
from typing import TYPE_CHECKING, Any

from dateline import lean_spacy  # noqa: F401  before all that imports spaCy
from dateline.reading.reader import ModelReader, Reader
from dateline.reading.replacement import PipelineReader

if TYPE_CHECKING:
    from dateline.reading.report import read

__all__ = ["ModelReader", "PipelineReader", "Reader", "load", "read", "shipped_model"]


def shipped_model() -> Path:
    """The folder of the model that comes with the package."""
    return Path(__file__).resolve().parent.parent / "data" / "model"


def load(path: Path | None = None, *, spacy_pipeline: str | None = None, threads: int | None = None) -> Reader:
    """Open a reader: the shipped model, the model at ``path``, or a user's own spaCy pipeline by name or folder.

    ``threads``: for the model; all cores up to four by default. Raises ``ModelMissing`` where there is none.
    """
    if spacy_pipeline is not None:
        return PipelineReader(spacy_pipeline)
    return ModelReader(path if path is not None else shipped_model(), threads=threads)


def __getattr__(name: str) -> Any:
    """``read`` is imported at first use: the lists and patterns of mentions are not needed to parse."""
    if name == "read":
        return import_module("dateline.reading.report").read
    raise AttributeError(f"module 'dateline.reading' has no attribute {name!r}")
