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
    """Indexes of the place mentions in the last question that stands between two characters; none where no question does.

    A question without a place goes on with what was asked before.
    """
    if start >= end:
        return ()
    for question in reversed(_questions(reading)):
        if start <= question[0] and question[1] <= end:
            found = tuple(
                i
                for i, m in enumerate(reading.mentions)
                if m.kind is MentionKind.PLACE and question[0] <= m.span.start < question[1]
            )
            if found:
                return found
    return ()


def _questions(reading: Reading) -> tuple[tuple[int, int], ...]:
    """The paragraphs that ask; computed once for each reading. A question alone is a figure of speech."""
    known: tuple[tuple[int, int], ...] | None = reading.doc.user_data.get("dateline.questions")
    if known is None:
        found = tuple(m.span() for m in _QUESTION.finditer(text_of(reading.doc)))
        known = reading.doc.user_data["dateline.questions"] = found if len(found) > 1 else ()
    return known
