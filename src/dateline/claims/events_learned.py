"""Words that the reading model marks as telling an event, where the codebook's words found none."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import replace
from types import MappingProxyType
from typing import Final

from spacy.tokens import Doc

from dateline.claims.codebook import Codebook, Hit
from dateline.terms import EventKind

__all__ = ["GROUP", "learned_hits"]

K = EventKind
GROUP: Final = "triggers"
"""The span group of the reading that holds the marks; a mark's label is its kind."""

_BASES: Final = MappingProxyType(
    {
        K.ARMED_CLASH: "fight",
        K.AGREEMENT: "agree",
        K.REMOTE_EXPLOSIVE: "blast",
        **dict.fromkeys(
            (
                K.NON_VIOLENT_TRANSFER_OF_TERRITORY,
                K.CHANGE_TO_GROUP,
                K.HEADQUARTERS_ESTABLISHED,
                K.PEACEFUL_PROTEST,
                K.VIOLENT_DEMONSTRATION,
                K.SURRENDER,
                K.DISPLACEMENT,
                K.RETURN,
            ),
            "self",
        ),
    }
)
"""Who takes part by which place in the clause, where it is not one who acts upon another (``act``); as in ``events.yml``."""


def learned_hits(doc: Doc, codebook: Codebook, hits: Iterable[Hit]) -> Iterator[Hit]:
    """A hit for every mark that no hit of ``hits`` touches; none where the reader has no such marks."""
    entries = codebook.learned(GROUP)
    if GROUP not in doc.spans or not entries:
        return
    taken = {i for h in hits for i in range(h.start, h.end)}
    for mark in doc.spans[GROUP]:
        entry = entries.get(mark.label_)
        if entry is None or taken & set(range(mark.start, mark.end)):
            continue
        root = next((t for t in mark if t == mark.root or t.pos_ == "VERB"), mark.root)
        noun = root.pos_ in ("NOUN", "PROPN", "PRON", "NUM", "ADJ")
        frame = _BASES.get(EventKind(mark.label_), "act") + ("-noun" if noun else "")
        yield Hit(replace(entry, pos="noun" if noun else "verb", frame=frame), mark.start, mark.end, root.i)
