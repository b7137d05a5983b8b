"""What a task of ``dateline evaluate`` is given and what it gives back."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Protocol

from dateline.claims import Codebook
from dateline.errors import EvaluationError
from dateline.model import Reading, Report
from dateline.reading import ModelReader, Reader
from dateline.resolve import Resolver

__all__ = ["Outcome", "Tools", "given_words_reader", "lines_of_file", "text_of_file"]


class Tools(Protocol):
    """The parts of the pipeline that tasks measure; each is loaded when it is first asked for."""

    @property
    def reader(self) -> Reader: ...

    @property
    def codebook(self) -> Codebook: ...

    @property
    def resolver(self) -> Resolver: ...

    def reading(self, report: Report) -> Reading: ...


@dataclass(frozen=True, slots=True, kw_only=True)
class Outcome:
    """The scores of a task over one file.

    ``n``: how many things were compared (words, spans, sentences; ``unit`` says which). ``metrics``: 0 to 1, by name.
    ``details``: rows of the table, (gold, predicted, right) by what was counted. ``predictions``: the file's own text
    with the predictions added. ``notes``: what a reader of the table should know.
    """

    n: int
    unit: str
    metrics: Mapping[str, float]
    predictions: str
    details: Mapping[str, tuple[int, int, int]] = field(default_factory=dict)
    notes: tuple[str, ...] = ()


def text_of_file(path: Path, what: str) -> str:
    """The text of a file that holds ``what``. Raises EvaluationError that says what came and what to do."""
    if path.is_dir():
        raise EvaluationError(f"{path} is a folder; expected {what}: name the file itself")
    try:
        return path.read_bytes().decode("utf-8-sig")
    except OSError as error:
        raise EvaluationError(f"{path} cannot be read ({error.strerror}); expected {what}") from error
    except UnicodeDecodeError as error:
        raise EvaluationError(
            f"{path} is no UTF-8 text (byte {error.start}); expected {what}: save the file as UTF-8"
        ) from error


def lines_of_file(path: Path, what: str) -> list[str]:
    """The lines of a file that holds ``what``, parted by line feeds alone (with or without a carriage return): signs such as
    U+2028 or U+0085, at which Python too sees a new line, may stand inside one. Raises as :func:`text_of_file` does."""
    lines = [line.removesuffix("\r") for line in text_of_file(path, what).split("\n")]
    return lines[:-1] if lines[-1] == "" else lines


def given_words_reader(reader: Reader, task: str) -> ModelReader:
    """``reader``, which must be able to read words as they are given. Raises EvaluationError for a spaCy pipeline."""
    if not isinstance(reader, ModelReader):
        raise EvaluationError(
            f"the task {task!r} reads the words of the file as they are given, which a spaCy pipeline "
            f"({reader.info()['name']}) does not do here: leave the setting spacy_pipeline out"
        )
    return reader
