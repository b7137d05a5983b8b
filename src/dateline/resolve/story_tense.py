"""Whether a clause tells what was done or what is to come."""

from __future__ import annotations

from spacy.tokens import Doc, Token

from dateline.model import Reading
from dateline.resolve import story_words
from dateline.resolve.times import Tense
from dateline.text import Span

__all__ = ["tense_at"]


def tense_at(reading: Reading, at: Span, start: int) -> Tense:
    """Whether the clause around a time speaks of what is to come; ``start`` is that of its sentence."""
    doc: Doc = reading.doc
    span = doc.char_span(at.start, at.end, alignment_mode="expand")
    if span is None or not len(span) or not doc.has_annotation("DEP"):
        return "past"
    token: Token = span.root
    for _ in range(6):
        if token.pos_ in ("VERB", "AUX") or token.dep_ == "ROOT":
            break
        token = token.head
    first, last = sorted((token.idx, span.start_char))
    if story_words.CLAUSE_BREAK.search(reading.report.text.clean[first:last]):
        return "past"  # the verb of another clause
    if _ahead(reading, at, start):
        return "future"
    words = [
        c.lower_
        for c in token.children
        if (c not in span and c.dep_ in ("aux", "aux:pass", "mark")) or c.pos_ in ("AUX", "PART")
    ]
    if any(w in story_words.FUTURE_WORDS for w in words):
        return "future"
    if any(w in story_words.MODALS for w in words) and not any(w in ("have", "’ve", "'ve") for w in words):
        return "future"
    if token.tag_ == "VB" and "to" in words and token.head.lemma_.lower() in story_words.FUTURE_HEADS:
        return "past" if _did(token.head) else "future"
    if token.lower_ in story_words.FUTURE_PARTICIPLES and not _did(token):
        return "future"
    return "past"


def _ahead(reading: Reading, at: Span, start: int) -> bool:
    """Whether the words around a time put it ahead, whatever its verb."""
    text = reading.report.text.clean
    before = text[max(start, at.start - 110) : at.start]
    return bool(story_words.AHEAD_OF.search(before) or story_words.TO_COME.match(text[at.end : at.end + 20]))


def _did(token: Token) -> bool:
    """True for a verb of the past that tells a deed of its own ("set off a device", "planned the attack")."""
    if token.lower_ == "due":
        return False
    if any(
        c.dep_ in ("aux:pass", "cop") or c.lower_ in ("is", "are", "was", "were", "be", "been") for c in token.children
    ):
        return any(c.dep_ in ("compound:prt", "prt") for c in token.children)
    return any(
        c.dep_ in ("obj", "dobj", "compound:prt", "prt") or c.lower_ in ("off", "fire", "ablaze", "alight", "up")
        for c in token.children
    )
