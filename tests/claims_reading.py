"""Readings of a few words, for the tests of the room ``claims``."""

from __future__ import annotations

from functools import cache

from dateline.claims.chains import Chains
from dateline.claims.codebook import Codebook
from dateline.claims.drafts import FigureDraft
from dateline.claims.figures import find_figures
from dateline.claims.numbers import Number, NumberReader
from dateline.model import Reading, Report, Source, digest
from dateline.text import Text


@cache
def packaged() -> Codebook:
    return Codebook.load()


@cache
def number_reader() -> NumberReader:
    return NumberReader(packaged())


def reading_of(text: str, reader) -> Reading:
    """A reading of a text that is all report."""
    report = Report(
        id="r",
        source=Source(id="s", name="s"),
        name="r.txt",
        path="r.txt",
        digest=digest(text.encode()),
        text=Text.plain(text),
    )
    return Reading(report=report, doc=reader.parse(text), mentions=(), origin="test")


def figures_of(text: str, reader, codebook: Codebook | None = None) -> list[FigureDraft]:
    reading = reading_of(text, reader)
    return find_figures(reading, codebook or packaged(), Chains(reading))


def numbers_of(text: str) -> list[Number]:
    return number_reader().find(text)
