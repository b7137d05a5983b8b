"""Cleaned text and the way back to the raw characters.

A :class:`Text` holds the characters of a page as decoded (``raw``) and the words that are read
(``clean``); for every clean character it knows which raw characters it came from. All offsets are
counts of Unicode characters (Python ``str`` indices), half-open.
"""

from __future__ import annotations

from array import array
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field

from dateline.errors import EvidenceError

__all__ = ["Piece", "Span", "Text"]


@dataclass(frozen=True, slots=True, order=True)
class Span:
    """A half-open range of characters, ``start <= end``."""

    start: int
    end: int

    def __post_init__(self) -> None:
        if not 0 <= self.start <= self.end:
            raise EvidenceError(f"a span must run forwards from 0 or later; got {self.start}–{self.end}")

    def __len__(self) -> int:
        return self.end - self.start

    def __contains__(self, other: object) -> bool:
        if isinstance(other, Span):
            return self.start <= other.start and other.end <= self.end
        return isinstance(other, int) and self.start <= other < self.end

    def touches(self, other: Span) -> bool:
        """True where the two ranges share at least one character."""
        return self.start < other.end and other.start < self.end

    def join(self, other: Span) -> Span:
        """The smallest range that holds both."""
        return Span(min(self.start, other.start), max(self.end, other.end))


@dataclass(frozen=True, slots=True)
class Piece:
    """A stretch of clean text and the raw stretch that it stands for.

    When both have the same length they correspond character by character; otherwise every clean
    character of the piece leads back to the whole raw stretch. An empty raw stretch marks inserted
    characters (a paragraph break between two fields, say).
    """

    clean: str
    raw: Span


@dataclass(frozen=True, slots=True)
class Text:
    """Cleaned text with a map to raw.

    ``starts[i]`` and ``ends[i]`` are the raw range of clean character ``i``; both have the length of ``clean``.
    """

    raw: str = field(repr=False)
    clean: str
    starts: array[int] = field(repr=False)
    ends: array[int] = field(repr=False)

    def __post_init__(self) -> None:
        if not len(self.clean) == len(self.starts) == len(self.ends):
            raise EvidenceError("clean text and its map to raw differ in length")

    @classmethod
    def plain(cls, raw: str) -> Text:
        """Text that is read just as it came."""
        return cls(raw=raw, clean=raw, starts=array("L", range(len(raw))), ends=array("L", range(1, len(raw) + 1)))

    @classmethod
    def of_pieces(cls, raw: str, pieces: Iterable[Piece]) -> Text:
        """Text put together of pieces, in the order in which they are read."""
        clean: list[str] = []
        starts, ends = array("L"), array("L")
        for piece in pieces:
            clean.append(piece.clean)
            if len(piece.clean) == len(piece.raw):
                starts.extend(range(piece.raw.start, piece.raw.end))
                ends.extend(range(piece.raw.start + 1, piece.raw.end + 1))
            else:
                starts.extend([piece.raw.start] * len(piece.clean))
                ends.extend([piece.raw.end] * len(piece.clean))
        return cls(raw=raw, clean="".join(clean), starts=starts, ends=ends)

    def __len__(self) -> int:
        return len(self.clean)

    def quote(self, span: Span) -> str:
        """The cleaned words of ``span`` (clean offsets)."""
        return self.clean[span.start : span.end]

    def to_raw(self, span: Span) -> Span:
        """The raw range that the clean range ``span`` came from; empty ranges stay empty."""
        if span.end > len(self.clean):
            raise EvidenceError(f"{span.start}–{span.end} runs past the end of a text of {len(self.clean)} characters")
        if not len(span):
            at = self.starts[span.start] if span.start < len(self.starts) else len(self.raw)
            return Span(at, at)
        return Span(self.starts[span.start], max(self.ends[span.end - 1], self.starts[span.start]))

    def raw_quote(self, span: Span) -> str:
        """The raw characters that the clean range ``span`` came from."""
        raw = self.to_raw(span)
        return self.raw[raw.start : raw.end]

    def to_clean(self, raw: Span) -> Span | None:
        """The clean range whose characters lie wholly within the raw range; None where there are none."""
        first = last = None
        for index, (start, end) in enumerate(zip(self.starts, self.ends, strict=True)):
            if start >= raw.start and end <= raw.end and end > start:
                first = index if first is None else first
                last = index
        return None if first is None or last is None else Span(first, last + 1)

    def pieces(self) -> Iterator[Piece]:
        """The text again as pieces of one character each."""
        for char, start, end in zip(self.clean, self.starts, self.ends, strict=True):
            yield Piece(char, Span(start, end))
