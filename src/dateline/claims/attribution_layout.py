"""The layout of a report for attribution: units (sentences as reports have them), paragraphs, quotations.

The reader's sentence breaks are one witness among others: in a text with punctuation a break counts only where
punctuation or a line end agrees, so that a misread clause does not cut a saying in two. Ranges are token indexes,
half-open.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import Final

from spacy.tokens import Doc

from dateline.claims.chains_words import MEDIA_WORDS
from dateline.claims.syntax import text_of
from dateline.text import Span

__all__ = ["Layout", "Quotation", "Unit", "lay_out"]

_ENDS: Final = frozenset({".", "?", "!", "…", "..."})
_STRAIGHTS: Final = frozenset({'"', "''", "``"})
_CLOSERS: Final = frozenset({'"', "”", "''", ")", "]", "’", "'", "»"})
_OPEN: Final = frozenset({"“", "«"})
_CLOSE: Final = frozenset({"”", "»"})
_OUTLET_VERBS: Final = frozenset({"reports", "reported", "says", "said", "adds", "added"})


@dataclass(frozen=True, slots=True)
class Unit:
    """A sentence or headline: tokens ``start`` to ``end``, in paragraph ``paragraph``."""

    start: int
    end: int
    paragraph: int
    headline: bool


@dataclass(frozen=True, slots=True)
class Quotation:
    """Direct speech between quotation marks, marks excluded. ``open`` where the closing mark is missing."""

    start: int
    end: int
    open: bool


@dataclass(frozen=True, slots=True)
class Layout:
    units: tuple[Unit, ...]
    quotations: tuple[Quotation, ...]
    punctuated: bool

    def unit_at(self, index: int) -> int | None:
        """The number of the unit that holds token ``index``."""
        low, high = 0, len(self.units) - 1
        while low <= high:
            middle = (low + high) // 2
            unit = self.units[middle]
            if index < unit.start:
                high = middle - 1
            elif index >= unit.end:
                low = middle + 1
            else:
                return middle
        return None

    def quotation_at(self, index: int) -> Quotation | None:
        """The quotation that holds token ``index``."""
        return next((q for q in self.quotations if q.start <= index < q.end), None)


def lay_out(doc: Doc, headline: Span | None = None) -> Layout:
    """Units and quotations of a report. ``headline`` is the clean span of the title, where it is known."""
    words = [t for t in doc if not t.is_space and not t.is_punct]
    stops = sum(1 for t in doc if t.text in _ENDS)
    punctuated = stops > 1 or (stops == 1 and len(words) < 45) or len(words) < 12
    starts, paragraphs = _starts(doc, punctuated)
    units: list[Unit] = []
    paragraph = 0
    bounds = [*starts, len(doc)]
    for position, start in enumerate(starts):
        if start in paragraphs and position:
            paragraph += 1
        end = bounds[position + 1]
        first, last = start, end
        while first < last and doc[first].is_space:
            first += 1
        while last > first and doc[last - 1].is_space:
            last -= 1
        if first < last:
            units.append(Unit(first, last, paragraph, False))
    return Layout(tuple(_mark_headlines(doc, units, headline)), tuple(_quotations(doc)), punctuated)


def _starts(doc: Doc, punctuated: bool) -> tuple[list[int], set[int]]:
    starts: set[int] = {0}
    paragraphs: set[int] = {0}
    lines_wrapped = _wrapped(doc)
    tokens = list(doc)
    for index in range(1, len(tokens)):
        token, before = tokens[index], tokens[index - 1]
        if before.is_space and "\n" in before.text:
            blank = before.text.count("\n") > 1
            indented = "\n" in before.text and re.search(r"\n[ \t]{2,}$", before.text) is not None
            if blank or indented or not lines_wrapped:
                starts.add(index)
                paragraphs.add(index)
                continue
        if token.is_space:
            continue
        position = index - 1
        while position > 0 and tokens[position].is_space:
            position -= 1
        if position in starts and tokens[position].text in _STRAIGHTS:
            continue
        if tokens[position].text in _CLOSERS:
            while position > 0 and tokens[position].text in _CLOSERS:
                position -= 1
        ended = tokens[position].text in _ENDS or (
            len(tokens[position].text) > 1 and tokens[position].text[-1] in ".!?" and token.is_sent_start
        )
        if ended and token.text not in _CLOSERS - _STRAIGHTS and not token.text[:1].islower():
            if token.text in _STRAIGHTS and not _opens(doc, index):
                continue
            if token.text in (",", "-", "–", "—", ";", ")"):
                continue
            starts.add(index)
        elif not punctuated and token.is_sent_start and not _within(doc, position, index):
            starts.add(index)
    if not punctuated:
        starts = _mend_outlets(doc, starts)
    return sorted(starts), paragraphs


def _within(doc: Doc, before: int, index: int) -> bool:
    """True where a break of the reader would cut a name or a verb of saying from what it belongs to."""
    names = doc[before].pos_ == "PROPN" and doc[index].pos_ == "PROPN"
    return names or doc[before].lower_ in ("said", "says", "that") or doc[index].lower_ in ("said", "says")


def _wrapped(doc: Doc) -> bool:
    """True where single line ends are mere wrapping (cables, mail): most of them stand within a sentence."""
    lines = text_of(doc).split("\n")
    within = ended = 0
    lengths: list[int] = []
    for line, following in pairwise(lines):
        if not line.strip() or not following.strip() or following[:1] in (" ", "\t"):
            continue
        if line.rstrip().endswith((".", "!", "?", '"', "”", ":", ")")):
            ended += 1
        else:
            within += 1
            lengths.append(len(line.strip()))
    return within >= 2 and within >= ended and sorted(lengths)[len(lengths) // 2] >= 40


def _opens(doc: Doc, index: int) -> bool:
    """True where a straight quotation mark opens (blank before it, none after it)."""
    token = doc[index]
    before = (
        index == 0
        or bool(doc[index - 1].whitespace_)
        or doc[index - 1].is_space
        or doc[index - 1].text in ("(", "[", "—", "-")
    )
    return before and not token.whitespace_


def _mend_outlets(doc: Doc, starts: set[int]) -> set[int]:
    """In text without punctuation: keep "reports The Telegraph" together, and begin a unit after it."""
    mended = set(starts)
    for index in range(1, len(doc) - 1):
        if doc[index].lower_ not in _OUTLET_VERBS or not doc[index + 1].text[:1].isupper():
            continue
        end = index + 1
        limit = min(len(doc), index + 7)
        last = None
        while (
            end < limit and (doc[end].text[:1].isupper() or doc[end].lower_ in ("of", "and")) and not doc[end].is_punct
        ):
            if doc[end].lower_ in MEDIA_WORDS:
                last = end
            end += 1
        if last is None:
            last = index + 2 if doc[index + 1].lower_ == "the" and index + 2 < limit else index + 1
        # "reports Daily Times", "reports The Hindu": the name is not followed by a verb of its own before it ends
        if doc[index].lower_ in ("reports", "reported") and last + 1 <= len(doc):
            mended -= set(range(index, last + 1))
            if last + 1 < len(doc):
                mended.add(last + 1)
    return mended


def _mark_headlines(doc: Doc, units: list[Unit], headline: Span | None) -> list[Unit]:
    out: list[Unit] = []
    for number, unit in enumerate(units):
        start = doc[unit.start].idx
        last = doc[unit.end - 1]
        title = headline is not None and start < headline.end and headline.start < last.idx + len(last.text)
        if not title and headline is None and number < 3 and all(u.headline for u in out):
            alone = number + 1 == len(units) or units[number + 1].paragraph != unit.paragraph
            title = number + 1 < len(units) and (
                _title_case(doc, unit) or (alone and last.text not in _ENDS | _CLOSERS and unit.end - unit.start < 26)
            )
        elif not title and number < 3 and out and all(u.headline for u in out):
            title = _title_case(doc, unit) or _repeats(doc, unit, units[0])
        out.append(Unit(unit.start, unit.end, unit.paragraph, title))
    return out


def _repeats(doc: Doc, unit: Unit, first: Unit) -> bool:
    own = [t.lower_ for t in doc[unit.start : unit.end] if t.is_alpha]
    other = [t.lower_ for t in doc[first.start : first.end] if t.is_alpha]
    return bool(own) and own == other


def _title_case(doc: Doc, unit: Unit) -> bool:
    words = [t for t in doc[unit.start : unit.end] if t.is_alpha and len(t.text) > 3]
    if not 3 <= len(words) <= 18 or all(t.is_upper for t in words):
        return False
    return sum(t.text[0].isupper() for t in words) >= 0.8 * len(words) and len(words) >= 3


def _quotations(doc: Doc) -> list[Quotation]:
    found: list[Quotation] = []
    begun: int | None = None
    for index, token in enumerate(doc):
        if token.is_space and token.text.count("\n") > 1 and begun is not None:
            found.append(Quotation(begun, index, True))
            begun = None
            continue
        if token.text in _OPEN or (token.text in _STRAIGHTS and begun is None and (_opens(doc, index) or index == 0)):
            if begun is None:
                begun = index + 1
        elif begun is not None and (token.text in _CLOSE or token.text in _STRAIGHTS):
            if index > begun:
                found.append(Quotation(begun, index, False))
            begun = None
    if begun is not None and begun < len(doc):
        found.append(Quotation(begun, len(doc), True))
    return [q for q in found if _speech(doc, q)]


def _speech(doc: Doc, quotation: Quotation) -> bool:
    """Direct speech rather than a word or two set in quotation marks."""
    words: Sequence[str] = [t.text for t in doc[quotation.start : quotation.end] if t.is_alpha]
    verbs = any(t.pos_ in ("VERB", "AUX") for t in doc[quotation.start : quotation.end])
    return len(words) >= 7 or (len(words) >= 3 and verbs)
