"""Where the sentences of a report begin: reckoned once, as several hands of this stage look for it."""

from __future__ import annotations

from dateline.model import Reading

__all__ = ["sentence_starts"]

_KEY = "dateline.sentence_starts"


def sentence_starts(reading: Reading) -> list[int]:
    """The first character of each sentence; [0] for a text without any."""
    known: list[int] | None = reading.doc.user_data.get(_KEY)
    if known is None:
        known = reading.doc.user_data[_KEY] = [sent.start_char for sent in reading.doc.sents] or [0]
    return known
