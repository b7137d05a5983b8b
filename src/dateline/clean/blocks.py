"""Paragraphs: hard-wrapped lines joined, white space made even, each block a span of the evened text."""

from __future__ import annotations

import re
from array import array
from dataclasses import dataclass, field
from itertools import pairwise

from dateline.clean.letters import compose
from dateline.terms import LeftOutReason
from dateline.text import Piece, Span, Text

__all__ = ["Block", "Cut", "evened", "kept_text", "norm"]

_WORDS = re.compile(r"\w+")
_BULLET = re.compile(r"^\s*(?:[•●▪◦·‣*–—-]\s|\(?\d{1,2}[.)]\s|[a-z]\)\s)")
# White space other than one plain space between two words.
_NUMBERED = re.compile(r"^\s*\(?(?P<n>\d{1,2})[.)]\s")
_GAP = re.compile(r"\s{2,}|[^\S ]")
_WHOLE = re.compile(r"[^\W\d_]+(?:-[^\W\d_]+)*")
_HALVES = re.compile(r"(?P<left>[^\W\d_]+)-\s*\n\s*(?P<right>[a-zà-þ]+)")
# First parts that keep their hyphen (with the numerals, the commonest in English compounds).
_KEEPS_HYPHEN = frozenset(
    [
        "self",
        "ex",
        "non",
        "anti",
        "co",
        "pre",
        "semi",
        "half",
        "well",
        "pro",
        "counter",
        "high",
        "low",
        "mid",
        "long",
        "short",
        "all",
        "cross",
        "multi",
        "post",
        "pan",
        "quasi",
        "then",
        "so",
        "ill",
        "old",
        "new",
        "first",
        "second",
        "third",
        "one",
        "two",
        "three",
        "four",
        "five",
        "six",
        "seven",
        "eight",
        "nine",
        "ten",
        "twenty",
        "thirty",
        "forty",
        "fifty",
        "sixty",
        "seventy",
        "eighty",
        "ninety",
        "backed",
        "led",
        "based",
        "armed",
        "made",
        "owned",
        "run",
        "held",
        "north",
        "south",
        "east",
        "west",
        "state",
        "year",
        "man",
        "land",
        "air",
        "sea",
        "s",
    ]
)
_NARROW = 45
_LINE_OF_ITS_OWN = re.compile(
    r"\s*(?:By [A-Z][\w.'’-]+ [A-Z][\w .,'’-]{2,60}$|(?:(?:Mon|Tues|Wednes|Thurs|Fri|Satur|"
    r"Sun)day,? )?(?:[A-Z][a-z]{2,8}\.? \d{1,2},? \d{4}|\d{1,2} [A-Z][a-z]{2,8} \d{4})$|[-=_*]{5,}$)"
)


@dataclass(frozen=True, slots=True)
class Cut:
    """A stretch of a block that is not the report (span of the evened text), and why."""

    span: Span
    reason: LeftOutReason
    rule: str


@dataclass(slots=True)
class Block:
    """A paragraph or line: ``span`` in the evened text, ``words`` that stand there, ``tags`` of HTML around it.

    ``cuts`` are the stretches found not to be the report, ``breaks`` where a part of its own ends (a dateline).
    """

    span: Span
    words: str
    tags: frozenset[str] = frozenset()
    cuts: list[Cut] = field(default_factory=list)
    breaks: list[int] = field(default_factory=list)
    role: str = ""

    @property
    def out(self) -> bool:
        """True where nothing of it is kept."""
        return not self.rest.strip()

    @property
    def start(self) -> int:
        """Where what is kept begins, as an index into ``words``."""
        at = 0
        for cut in sorted(self.cuts, key=lambda c: c.span.start):
            if cut.span.start - self.span.start <= at:
                at = max(at, cut.span.end - self.span.start)
        while at < len(self.words) and self.words[at] == " ":
            at += 1
        return at

    @property
    def rest(self) -> str:
        """The words that are kept."""
        if not self.cuts:
            return self.words
        parts, at = [], 0
        for cut in sorted(self.cuts, key=lambda c: c.span.start):
            parts.append(self.words[at : max(at, cut.span.start - self.span.start)])
            at = max(at, cut.span.end - self.span.start)
        return " ".join(part.strip() for part in [*parts, self.words[at:]] if part.strip())

    def drop(self, reason: LeftOutReason, rule: str, start: int = 0, end: int | None = None) -> None:
        """Leave out ``words[start:end]``."""
        last = len(self.words) if end is None else end
        if start < last:
            self.cuts.append(Cut(Span(self.span.start + start, self.span.start + last), reason, rule))


def norm(words: str) -> str:
    """Words alone, in small letters: to tell whether two stretches say the same."""
    return " ".join(_WORDS.findall(words.lower()))


def evened(text: Text, marks: list[tuple[int, int, frozenset[str]]] | None = None) -> tuple[Text, list[Block]]:
    """``text`` with one space between words and an empty line between paragraphs, and its blocks.

    ``marks`` gives the paragraphs (start, end, tags) where the page's markup tells them; else they are found:
    empty lines and indents part them, and a single line break does so unless the text is hard-wrapped.
    """
    clean = text.clean
    parts = [(start, end, tags) for start, end, tags in marks] if marks is not None else [
        (start, end, frozenset[str]()) for start, end in _paragraphs(clean)
    ]  # fmt: skip
    pieces: list[Piece] = []
    blocks: list[Block] = []
    whole = frozenset(_WHOLE.findall(clean.lower())) if "-\n" in clean else frozenset[str]()
    narrow = bool(whole) and max((len(line) for line in clean.split("\n")), default=0) <= _NARROW
    at = size = 0
    for start, end, tags in parts:
        while start < end and clean[start].isspace():
            start += 1
        while end > start and clean[end - 1].isspace():
            end -= 1
        if start == end:
            continue
        if blocks:
            pieces.append(Piece("\n\n", Span(at, at)))
            size += 2
        first = size
        words: list[str] = []
        at = start
        for gap in _GAP.finditer(clean, start, end):
            words.append(clean[at : gap.start()])
            pieces.append(Piece(clean[at : gap.start()], Span(at, gap.start())))
            if (
                "\n" in gap.group()
                and clean[gap.start() - 1] == "-"
                and (halves := _HALVES.search(clean, max(start, gap.start() - 40), gap.end() + 40))
            ):
                if _broken(halves, whole, narrow):
                    words[-1] = words[-1][:-1]
                    pieces[-1] = Piece(words[-1], Span(pieces[-1].raw.start, gap.start() - 1))
            else:
                words.append(" ")
                pieces.append(Piece(" ", Span(gap.start(), gap.end())))
            at = gap.end()
        words.append(clean[at:end])
        pieces.append(Piece(clean[at:end], Span(at, end)))
        at = end
        joined_words = "".join(words)
        size = first + len(joined_words)
        blocks.append(Block(span=Span(first, size), words=joined_words, tags=tags))
    return compose(text, Text.of_pieces(clean, pieces)), blocks


def kept_text(even: Text, blocks: list[Block]) -> tuple[Text, dict[int, int]]:
    """The text of what is kept, and where each kept stretch begins: evened offset -> offset in the result."""
    clean: list[str] = []
    starts, ends = array("L"), array("L")
    where: dict[int, int] = {}
    size = 0
    for block in blocks:
        at = block.span.start
        edges = sorted(
            [(cut.span.start, cut.span.end) for cut in block.cuts]
            + [(block.span.start + b, block.span.start + b) for b in block.breaks]
        )
        for start, end in [*edges, (block.span.end, block.span.end)]:
            first, last = at, max(at, start)
            at = max(at, end)
            while first < last and even.clean[first].isspace():
                first += 1
            while last > first and even.clean[last - 1].isspace():
                last -= 1
            if first == last:
                continue
            if clean:
                clean.append("\n\n")
                starts.extend([ends[-1], ends[-1]])
                ends.extend([ends[-1], ends[-1]])
                size += 2
            where[first] = size
            clean.append(even.clean[first:last])
            starts.extend(even.starts[first:last])
            ends.extend(even.ends[first:last])
            size += last - first
    return Text(raw=even.raw, clean="".join(clean), starts=starts, ends=ends), where


def _paragraphs(text: str) -> list[tuple[int, int]]:
    """Paragraphs of plain text, as ranges of characters."""
    lines: list[tuple[int, int]] = []
    at = 0
    for line in text.split("\n"):
        lines.append((at, at + len(line)))
        at += len(line) + 1
    wrapped = _wrapped([text[start:end] for start, end in lines])
    numbers = frozenset(int(m["n"]) for start, end in lines if (m := _NUMBERED.match(text[start:end])))
    found: list[tuple[int, int]] = []
    new = True
    for start, end in lines:
        line = text[start:end]
        if not line.strip():
            new = True
            continue
        indented = line[:2] in ("  ", " \t") and bool(found) and not text[found[-1][0] : found[-1][1]].startswith("  ")
        if new or not wrapped or (indented and not new) or _item(line, numbers) or not _goes_on(text, found[-1], line):
            found.append((start, end))
        else:
            found[-1] = (found[-1][0], end)
        new = False
    return found


def _item(line: str, numbers: frozenset[int]) -> bool:
    """True for the first line of an item of a list.

    A number marks one where the text counts up to it: not in "seized on April", next line "3. An army patrol".
    """
    numbered = _NUMBERED.match(line)
    return bool(_BULLET.match(line)) and (
        numbered is None or int(numbered["n"]) < 2 or int(numbered["n"]) - 1 in numbers
    )


def _goes_on(text: str, before: tuple[int, int], line: str) -> bool:
    """False where the line before was plainly a line of its own: short and finished, and a capital follows."""
    last = text[before[0] : before[1]].rsplit("\n", 1)[-1].rstrip()
    if _LINE_OF_ITS_OWN.match(last) or _LINE_OF_ITS_OWN.match(line.rstrip()):
        return False
    return not (len(last) < 45 and last.endswith((".", ":", "!", "?")) and line.lstrip()[:1].isupper())


def _broken(halves: re.Match[str], whole: frozenset[str], narrow: bool) -> bool:
    """True where a hyphen at a line's end only broke a word: the text has the word elsewhere, or the column is narrow."""
    left, right = halves["left"].lower(), halves["right"]
    if f"{left}-{right}" in whole:
        return False
    if left + right in whole:
        return True
    return narrow and left not in _KEEPS_HYPHEN


def _wrapped(lines: list[str]) -> bool:
    """True for text broken into lines of one width, as cables are.

    A line was wrapped if the first word of the next would not have fitted: the width is that of the longest
    line of its paragraph. Three in four breaks must be so, and no line may be longer than a page is wide.
    """
    runs: list[list[str]] = [[]]
    for line in lines:
        if line.strip():
            runs[-1].append(line.rstrip())
        elif runs[-1]:
            runs.append([])
    longest = max((len(line) for run in runs for line in run), default=0)
    fitting = breaks = 0
    for number, run in enumerate(runs):
        # Where a heading was cut away, the first line is short for no reason of its own.
        run = run[1:] if not number and len(run) > 2 and len(run[0]) < 45 else run
        if len(run) < 2:
            continue
        width = max(len(line) for line in run)
        for line, following in pairwise(run):
            breaks += 1
            if width >= 24 and len(line) + 1 + len(following.split()[0]) > width - 3:
                fitting += 1
    return ((40 <= longest <= 130 and breaks >= 1) or (24 <= longest < 40 and breaks >= 8)) and fitting >= 0.7 * breaks
