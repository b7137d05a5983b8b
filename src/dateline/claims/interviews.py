"""Where an interview turns to another place: "QUESTION: What about Zarga?".

What the answer counts is of the place that was asked about, not of what was told before. Source: this project's transcripts
of ministries' briefings and newspapers' interviews.
"""

from __future__ import annotations

import re
from typing import Final

from dateline.claims.syntax import text_of
from dateline.model import Reading
from dateline.terms import MentionKind

__all__ = ["asked_of"]

_LABEL: Final = r"(?:[A-ZÀ-ÖØ-Þ][\w'’. -]{0,30}(?:\([^)\n]{1,40}\))?\s*:\s*)"
_QUESTION: Final = re.compile(rf"(?:(?<=\n)|\A)[ \t]*(?:[-–—*]\s*)?{_LABEL}?[^\n]{{3,300}}\?[ \t\"”»]*(?=\n|\Z)")
"""A paragraph that ends in a question mark, with or without the name of the one who asks."""


def asked_of(reading: Reading, start: int, end: int) -> tuple[int, ...]:
    """Indexes of the place mentions from the last question between two characters up to the second; none without a question.

    A question and an answer without a place go on with what was told before.
    """
    asked = [at for at in _questions(reading) if start <= at < end]
    if not asked:
        return ()
    return tuple(
        i for i, m in enumerate(reading.mentions) if m.kind is MentionKind.PLACE and asked[-1] <= m.span.start < end
    )


def _questions(reading: Reading) -> tuple[int, ...]:
    """Where the paragraphs that ask begin; computed once for each reading. One question alone is a figure of speech."""
    known: tuple[int, ...] | None = reading.doc.user_data.get("dateline.questions")
    if known is None:
        found = tuple(m.start() for m in _QUESTION.finditer(text_of(reading.doc)))
        known = reading.doc.user_data["dateline.questions"] = found if len(found) > 1 else ()
    return known
