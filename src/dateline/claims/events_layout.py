"""The items of a report that is set as a list: bulletins of monitors, updates of the UN, news in brief.

Each item tells its own happenings, and a place before its colon ("• Mindéra: the body of a man …") is where they
were. Prose, where fewer than two lines look like items, has none. Source: this project's bulletins and updates
(the layouts of OCHA flash updates, of monitors' daily records and of ministries' numbered releases).
"""

from __future__ import annotations

import re
from bisect import bisect_right
from dataclasses import dataclass
from typing import Final

from spacy.tokens import Doc, Token
from spacy.tokens import Span as DocSpan

from dateline.claims.syntax import text_of
from dateline.model import Reading
from dateline.terms import MentionKind
from dateline.words import SAYS

__all__ = ["Items", "Turns", "day_over", "items_of", "labels_of", "turns_of"]

_MARK: Final = r"[•●▪◦‣⁃∙·*–—-]\s+|\(?(?:\d{1,2}|[a-h])[.)]\s+|\d{1,2}\.\s*\n\s*"
_LABEL: Final = r"(?-i:[A-ZÀ-ÖØ-Þ])[^\n:.;!?]{1,48}:(?=\s)"
_START: Final = re.compile(rf"(?:(?<=\n)|\A)[ \t]*(?:(?P<mark>{_MARK})\s*)?(?P<label>{_LABEL})?")
_TOWN: Final = re.compile(
    r"(?:(?<=\n)|\A)[ \t]*(?P<label>[A-ZÀ-ÖØ-Þ][\w'’ -]{2,30}(?:, [A-ZÀ-ÖØ-Þ][\w'’ -]{2,24})?\s?[.–—-])(?=\s+[A-ZÀ-ÖØ-Þ“\"'])"
)
_NO_LABEL: Final = re.compile(
    r"^(?:q|a|source|sources|note|nb|total|totals|photo|file|by|subject|date|from|to|ref)\b", re.I
)
_HEADING: Final = re.compile(r"(?<=\n)[ \t]*(?:[A-ZÀ-ÖØ-Þ0-9][A-ZÀ-ÖØ-Þ0-9 '’&/()-]{3,60})[ \t]*(?=\n|\Z)")
_TURN: Final = re.compile(
    r"(?:\W|and |but |also )*(?:meanwhile|separately|elsewhere|earlier(?: (?:on|in|this|that|the|today)\b|,)"
    r"|(?:a|one|two|three|four|the) (?:days?|nights?|weeks?) (?:earlier|before|later|after)"
    r"|(?:the|on the) (?:previous|preceding|following|next|same) (?:day|night|evening|morning|week)"
    r"|(?:in|on) (?:an?|the|yet) ?(?:another|other|separate|similar|second|third|different|unrelated|related|nearby)\b"
    r"|(?:in|on) (?:an?|the) (?:neighbou?ring|adjacent|adjoining)\b"
    r"|in (?:another|other|neighbou?ring|nearby|separate|related)\b|on another\b"
    r"|(?:further|farther) (?:north|south|east|west|up|down|away|along)|(?:to|in) the (?:north|south|east|west)\w*[, ]"
    r"|across the (?:border|country|river|line)|on the (?:other|opposite) (?:side|bank)|for (?:its|their) part"
    r"|(?:an|yet an)?other (?:attacks?|incidents?|blasts?|strikes?|clash\w*|ambush)\b|also (?:on|in)\b)",
    re.IGNORECASE,
)
_DAY_MARK: Final = re.compile(r"[ \t]*(?:[•●▪◦‣⁃∙·*–—-][ \t]*)?(?:on[ \t]+)?", re.IGNORECASE)
_IN: Final = re.compile(r"\W*(?:In|At|Near|Outside|Around)\s+(?:the\s+)?", re.IGNORECASE)
_PARAGRAPH: Final = re.compile(r"\n[ \t]*\n")


@dataclass(frozen=True, slots=True)
class Items:
    """Where items begin and end in the clean text, and the place mentions of their labels.

    ``headings`` are places that head a block of items on a line of their own, for items that name no place themselves;
    ``days`` the dates that open an item ("- 8 June: …").
    """

    starts: tuple[int, ...]
    ends: tuple[int, ...]
    labels: tuple[tuple[int, ...], ...]
    headings: tuple[int | None, ...] = ()
    days: tuple[int | None, ...] = ()
    blocks: int = 0
    """How many lines in capitals stand right above an item: places, mostly, whether or not they were read as such."""

    def at(self, char: int) -> int | None:
        """Number of the item that holds a character, or None."""
        number = bisect_right(self.starts, char) - 1
        return number if number >= 0 and char < self.ends[number] else None

    def places(self, char: int) -> tuple[int, ...]:
        """Indexes of the place mentions in the label of the item that holds a character."""
        number = self.at(char)
        return self.labels[number] if number is not None else ()

    def heading(self, char: int) -> int | None:
        """Index of the place that heads the block of the item that holds a character; None where the item names its own."""
        number = self.at(char)
        return self.headings[number] if number is not None and self.headings else None

    def headed_apart(self, a: int, b: int) -> bool:
        """True where two characters stand in items that open with unlike days or stand under unlike places."""
        one, other = (self.days and self.day(c) for c in (a, b))
        if one is not None and other is not None and one != other:
            return True
        here, there = (self.heading(c) for c in (a, b))
        return here is not None and there is not None and here != there

    def of_places(self, char: int) -> bool:
        """True for an item of a list that goes through places: what an item does not name is not lent by another."""
        known = {p for labels in self.labels for p in labels} | {h for h in self.headings if h is not None}
        return self.at(char) is not None and (len(known) > 1 or (bool(known) and self.blocks > 1))

    def day(self, char: int) -> int | None:
        """Index of the date that opens the item that holds a character, or None."""
        number = self.at(char)
        return self.days[number] if number is not None and self.days else None


def items_of(reading: Reading) -> Items:
    """The items of a report; computed once for each reading."""
    known: Items | None = reading.doc.user_data.get("dateline.items")
    if known is None:
        known = reading.doc.user_data["dateline.items"] = _find(reading)
    return known


def day_over(reading: Reading, char: int) -> int | None:
    """Index of the date that heads the stretch of a chronicle in which a character stands, or None.

    "Friday 1 August. Goldavi: …", "8 June – Two men …", a date alone on its line: at least two such heads make a
    chronicle; each holds until the next, over the items and paragraphs below it.
    """
    known: tuple[tuple[int, int], ...] | None = reading.doc.user_data.get("dateline.day_heads")
    if known is None:
        text = text_of(reading.doc)
        found = []
        for index, mention in enumerate(reading.mentions):
            if mention.kind is not MentionKind.TIME or mention.label not in ("date", "weekday"):
                continue
            before = text[text.rfind("\n", 0, mention.span.start) + 1 : mention.span.start]
            after = text[mention.span.end : mention.span.end + 3]
            if _DAY_MARK.fullmatch(before) and (
                after[:1] in (".", ":", "\n") or after.strip()[:1] in ("–", "—", "-", ":")
            ):
                found.append((mention.span.start, index))
        known = reading.doc.user_data["dateline.day_heads"] = tuple(found) if len(found) > 1 else ()
    over = [index for start, index in known if start <= char]
    return over[-1] if over else None


_LINE_LABEL: Final = re.compile(
    rf"(?:(?<=\n)|\A)[ \t]*(?:{_MARK})?(?P<label>[^\W\d_][\w'’.,()/ -]{{0,58}}?)"
    r"(?:\s(?:[-–—]|--)(?=\s+[^\W\d_a-zß-ÿ\"“'])|\.?[–—](?=\s+[A-ZÀ-ÖØ-Þ\"“'])|:(?=[ \t]+[\w\"“'«]))"
)


def labels_of(doc: Doc) -> tuple[tuple[int, int], ...]:
    """Where the labels at the heads of lines stand ("TAJI - …", "• Zarga: …", "- enemy side: …"); computed once."""
    known: tuple[tuple[int, int], ...] | None = doc.user_data.get("dateline.labels")
    if known is None:
        found = [m.span("label") for m in _LINE_LABEL.finditer(text_of(doc)) if len(m["label"].split()) <= 7]
        known = doc.user_data["dateline.labels"] = tuple(found)
    return known


@dataclass(frozen=True, slots=True)
class Turns:
    """Where a report turns from one matter to another, by the words that open a sentence.

    Source of the words: discourse connectives of contrast and of temporal succession (Penn Discourse Treebank), and
    the openings of wire round-ups written for this project.
    """

    starts: tuple[int, ...]

    def at(self, token: int) -> int:
        """How many turns stand before or at a token."""
        return bisect_right(self.starts, token)

    def turned(self, token: Token) -> bool:
        """True where the token's own sentence opens with a turn."""
        return token.sent.start in self.starts


def turns_of(reading: Reading) -> Turns:
    """The turns of a report; computed once for each reading."""
    known: Turns | None = reading.doc.user_data.get("dateline.turns")
    if known is None:
        starts = tuple(
            s.start
            for s in reading.doc.sents
            if (_TURN.match(s.text.lstrip()) and not _said_earlier(s)) or _opens_elsewhere(reading, s)
        )
        known = reading.doc.user_data["dateline.turns"] = Turns(starts)
    return known


def _said_earlier(sentence: DocSpan) -> bool:
    """ "Earlier, police said that …", "Earlier, television showed …": the saying was earlier, and what it tells the same."""
    root = sentence.root
    said = root.lemma_.lower() in SAYS or root.lower_ in ("showed", "broadcast", "aired")
    return said and bool(re.match(r"\W*earlier\b", sentence.text, re.IGNORECASE))


def _opens_elsewhere(reading: Reading, sentence: DocSpan) -> bool:
    """ "In Tel Aviv, …": the sentence opens with a town that the report has not named before."""
    opening = _IN.match(sentence.text)
    if opening is None:
        return False
    at = sentence.start_char + opening.end()
    places = [m for m in reading.mentions if m.kind is MentionKind.PLACE]
    first = next((m for m in places if at - 1 <= m.span.start <= at + 4 or m.span.start <= at < m.span.end), None)
    if first is None or text_of(reading.doc)[first.span.end : first.span.end + 30].find(",") < 0:
        return False
    words = text_of(reading.doc)[first.head.start : first.head.end].casefold()
    before = [m for m in places if m.span.end < sentence.start_char]
    return bool(before) and all(text_of(reading.doc)[m.head.start : m.head.end].casefold() != words for m in before)


def _find(reading: Reading) -> Items:
    text = text_of(reading.doc)
    found: list[tuple[int, int, int]] = []  # start, start and end of the label
    for match in _START.finditer(text):
        label = match["label"]
        if label is not None and (
            _NO_LABEL.match(label) or not _names_place(reading, match.start("label"), match.end())
        ):
            label = None
        numbered = match["mark"] is not None and match["mark"].strip(" ().\n").isalnum()
        if label is None and (match["mark"] is None or numbered):
            continue  # the numbered paragraphs of a statement go on from one another
        span = (match.start("label"), match.end("label")) if label is not None else (match.start(), match.start())
        found.append((match.start(), *span))
    if len(found) < 2:
        # "Aleppo. Rockets hit a school …": news in brief
        found = [(m.start(), m.start("label"), m.end()) for m in _TOWN.finditer(text)]
        known = sum(_names_place(reading, start, end) for _, start, end in found)
        if known < 3 or 2 * known < len(found):
            return Items((), (), ())
    starts = [s for s, _, _ in found]
    stops = sorted(
        [m.start() for m in _HEADING.finditer(text)] + [m.start() for m in _PARAGRAPH.finditer(text)] + [len(text)]
    )
    ends = []
    for number, start in enumerate(starts):
        following = starts[number + 1] if number + 1 < len(starts) else len(text)
        stop = next((s for s in stops if s > start + 3), len(text))
        ends.append(min(following, stop))
    labels = tuple(_mentions(reading, a, b) for _, a, b in found)
    return Items(
        tuple(starts),
        tuple(ends),
        labels,
        headings=tuple(_heading_of(reading, text, starts, n, end) for n, end in enumerate(ends)),
        days=tuple(_day_of(reading, text, start, end) for start, end in zip(starts, ends, strict=True)),
        blocks=sum(bool(_CAPS_LINE.search(text, 0, start)) for start in starts),
    )


_OPENING: Final = re.compile(rf"[ \t]*(?:{_MARK})?[ \t]*(?:on\s+)?", re.IGNORECASE)
_CAPS_LINE: Final = re.compile(r"(?:\A|\n)[ \t]*[A-ZÀ-ÖØ-Þ][A-ZÀ-ÖØ-Þ '’-]{2,40}\n$")
_HEAD_LINE: Final = re.compile(r"(?:\A|\n)[ \t]*([^\n]{2,60})\n$")


def _day_of(reading: Reading, text: str, start: int, end: int) -> int | None:
    opening = _OPENING.match(text, start)
    at = opening.end() if opening else start
    for index, mention in enumerate(reading.mentions):
        if mention.kind is MentionKind.TIME and mention.span.start == at and mention.span.end < end:
            return index if text[mention.span.end : mention.span.end + 3].lstrip()[:1] in (":", "–", "-", "—") else None
    return None


def _heading_of(reading: Reading, text: str, starts: list[int], number: int, end: int) -> int | None:
    """The place on the line above the first item of a block: nothing but it stands there."""
    own = [i for i in _mentions(reading, starts[number], end) if "camp" not in reading.mentions[i].label.split()]
    if own:
        return None
    first = number
    while first and not text[starts[first - 1] : starts[first]].rstrip(" ").endswith("\n\n"):
        between = text[starts[first - 1] : starts[first]].strip().splitlines()
        if len(between) > 1 and _place_line(reading, text, starts[first]) is not None:
            break
        first -= 1
    return _place_line(reading, text, starts[first])


def _place_line(reading: Reading, text: str, start: int) -> int | None:
    line = _HEAD_LINE.search(text, 0, start)
    if line is None:
        return None
    found = _mentions(reading, line.start(1), line.end(1))
    words = line[1].strip(" .:–-")
    named = [i for i in found if len(reading.mentions[i].words) >= len(words) - 2]
    return named[0] if len(named) == 1 else None


def _mentions(reading: Reading, start: int, end: int) -> tuple[int, ...]:
    return tuple(
        i
        for i, m in enumerate(reading.mentions)
        if m.kind is MentionKind.PLACE and start <= m.span.start and m.span.end <= end
    )


def _names_place(reading: Reading, start: int, end: int) -> bool:
    return bool(_mentions(reading, start, end))
