"""Report in, :class:`~dateline.model.Reading` out: the parse of the reading model and the mentions found in it."""

from __future__ import annotations

from typing import Protocol

from spacy.tokens import Doc

from dateline.errors import EvidenceError
from dateline.model import Reading, Report
from dateline.reading.mentions import find_mentions

__all__ = ["Parser", "read"]


class Parser(Protocol):
    """What :func:`read` needs of a reader: its origin (stage@version), and text in, a spaCy ``Doc`` out."""

    @property
    def origin(self) -> str: ...

    def parse(self, text: str) -> Doc: ...


def read(report: Report, reader: Parser) -> Reading:
    """The linguistic analysis of a report.

    Raises EvidenceError where the reader changes the text: its offsets would lead nowhere.
    """
    doc = reader.parse(report.text.clean)
    if doc.text != report.text.clean:
        raise EvidenceError(
            f"the reader {reader.origin} gave back another text than it was given for {report.name}; "
            "a spaCy pipeline in its place must keep every character"
        )
    return Reading(report=report, doc=doc, mentions=find_mentions(doc, report), origin=reader.origin)
