"""Figures that stand in labels, bulletins and tables: "Civilians killed: 388 (government forces 251, rebels 94)".

A label is a few words before a colon, at the head of a line, a bullet or a sentence, with a word for a measure in it;
the number follows the colon. What stands in brackets after it breaks it down. A table is a row of labels over rows of
numbers, parted by "|" or tabs.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from typing import Final

from spacy.tokens import Doc, Token

from dateline.claims.codebook import Hit
from dateline.claims.figures_counted import Counter
from dateline.claims.figures_parts import Link
from dateline.claims.figures_phrase import Counted
from dateline.claims.syntax import span_of, text_of, token_at, tokens_in
from dateline.claims.victims import VictimReader
from dateline.model import Victims
from dateline.terms import VictimClass
from dateline.text import Span

__all__ = ["Labels", "doers_of_part"]

_LABEL: Final = re.compile(
    r"(?:^|(?<=[\n.,;|•·])|(?<=\n[-*–]))[ \t]*(?:[-*–•·]\s+)?"
    r"(?P<label>[A-Za-z][\w’'()/& \t-]{2,70}?)[ \t]*(?P<mark>:|=|[–—-](?=[ \t]*\d))[ \t]*(?=[\w~<>])",
    re.MULTILINE,
)
_BRACKETED: Final = re.compile(r"(?P<label>[A-Za-z][A-Za-z ]{2,34}?)[ ]?\((?P<number>\d[\d,]{0,8})\)")
_BRACKETED_RUN: Final = re.compile(
    r"[A-Za-z][A-Za-z ]{2,34}?[ ]?\(\d[\d,]{0,8}\)(?:(?:,|;| and|,? and)\s+[A-Za-z][A-Za-z ]{2,34}?[ ]?\(\d[\d,]{0,8}\))+"
)
"""Two labels or more, each with a number in brackets; one alone may be somebody's age."""
_NEAR: Final = 28
"""Characters after the colon within which the number starts ("at least", "some" stand between)."""
_WORDS: Final = 9
"""A label has no more words."""
_FRAMES: Final = frozenset({"state", "self", "toll", "object", "subject", "of"})
_BREAKDOWN: Final = re.compile(r"\s*(?:[A-Za-z]+\s*)?\(([^()\n]{3,160})\)")
_PIECE_ENDS: Final = re.compile(r"[,;/()\n]")
_NO_DOER: Final = re.compile(
    r"(?:\b(?:by|of which|others?|unknown|unidentified|unattributed|undetermined|unclear|and|or|the|perpetrators?|actors?|not|"
    r"known|established|remaining|rest)\b|[\s:=–—-])*",
    re.IGNORECASE,
)
_ABOUT: Final = re.compile(r"\b(?:for|during|by|with|since|after|among|amid|due to|because of|following|under)\b", re.I)
_STATES: Final = frozenset({"dead", "injured", "wounded", "missing", "killed", "deaths", "death", "casualties"})
_CELL: Final = re.compile(r"[|\t]")


class Labels:
    """Finds the labelled figures of one Doc; ``hits`` are the words for measures."""

    def __init__(self, doc: Doc, counter: Counter, victims: VictimReader, hits: Sequence[Hit]) -> None:
        self.doc = doc
        self.counter = counter
        self.victims = victims
        self.hits = [h for h in hits if h.entry.frame in _FRAMES and not h.entry.by]

    def find(self) -> Iterator[Link]:
        """Links of labels with their numbers (``how``: "label", its breakdown "label part", cells "table")."""
        text = text_of(self.doc)
        for match in _LABEL.finditer(text):
            yield from self._labelled(text, match)
        for run in _BRACKETED_RUN.finditer(text):
            yield from self._bracketed(run)
        yield from self._tables(text)

    # --------------------------------------------------------------------------------------------------- labels

    def _bracketed(self, run: re.Match[str]) -> Iterator[Link]:
        """ "Fatalities (6), injuries (14)": a row of labels, each with its number in brackets."""
        for match in _BRACKETED.finditer(run.string, run.start(), run.end()):
            label = Span(match.start("label"), match.end("label"))
            hit = self._measure(label)
            number = token_at(self.doc, match.start("number"))
            if hit is None or number is None or self.counter.number_at(number) is None:
                continue
            counted = self._counted(number, self._noun(label))
            if counted is not None:
                yield self._link(hit, counted, "label")

    def _labelled(self, text: str, match: re.Match[str]) -> Iterator[Link]:
        label = Span(match.start("label"), match.end("label"))
        hit = self._measure(label)
        if hit is None or len(match["label"].split()) > _WORDS:
            return
        number = self._number_after(match.end(), text)
        if number is None:
            return
        clause = self._is_clause(hit)
        own = self.counter.count_from_number(number)
        if own is not None and self._said_at_once(own, hit):
            return
        if clause and (own is None or own.elliptic or not self._of_people(own.head)):
            return
        if clause and own is not None:
            yield self._link(hit, own, "label")
            yield from self._listed(hit, own, text)
            return
        head = self._noun(label)
        counted = self._counted(number, head)
        if counted is None:
            return
        yield self._link(hit, counted, "label")
        yield from self._listed(hit, counted, text)
        end = max(counted.number.end, counted.span.end)
        brackets = _BREAKDOWN.match(text, end)
        if brackets:
            for part in self._parts(Span(brackets.start(1), brackets.end(1))):
                if part.low is None or counted.low is None or part.low <= counted.low:
                    yield self._link(hit, part, "label part")

    def _is_clause(self, hit: Hit) -> bool:
        """ "Pirates freed the crew: 13 Filipinos …": a sentence with its object, no label."""
        verb = self.doc[hit.start]
        return hit.entry.pos == "verb" and verb.pos_ == "VERB" and any(c.dep_ == "obj" for c in verb.children)

    def _said_at_once(self, counted: Counted, hit: Hit) -> bool:
        """ "Bomb blast: 3 killed": the number has its own word for a measure, and it is another one."""
        text = text_of(self.doc)
        return any(
            h.entry.frame == "state"
            and h.entry.kind != hit.entry.kind
            and counted.number.end <= self.doc[h.start].idx
            and not text[counted.number.end : self.doc[h.start].idx].strip(" ")
            for h in self.hits
        )

    def _of_people(self, noun: Token) -> bool:
        return self.victims.is_person(noun) or noun.ent_type_ == "NORP" or noun.tag_ == "NNPS"

    def _listed(self, hit: Hit, first: Counted, text: str) -> Iterator[Link]:
        """ "Destroyed: three tanks, seven pickups": what follows, each with its number."""
        at = max(first.span.end, first.number.end)
        while True:
            gap = re.compile(r"\s*(?:,|;|and|&)\s*(?:and\s+)?").match(text, at)
            token = token_at(self.doc, gap.end()) if gap and gap.end() < len(text) else None
            if token is None or self.counter.number_at(token) is None:
                return
            counted = self.counter.count_from_number(token)
            if counted is None or counted.elliptic or self._said_otherwise(counted):
                return
            yield self._link(hit, counted, "label")
            at = max(counted.span.end, counted.number.end)

    def _said_otherwise(self, counted: Counted) -> bool:
        """True where a word for a measure stands in the phrase itself, or right after it ("4 captured")."""
        inside = tokens_in(self.doc, counted.span)
        last = inside[-1].i + 1 if inside else counted.number_token + 1
        return any(counted.number_token <= h.start <= last for h in self.hits)

    def _measure(self, label: Span) -> Hit | None:
        """The word for a measure in a label: the last of them ("Displaced persons returned").

        What follows a preposition says more of it and does not count itself ("Kidnappings for ransom", "Wounded during
        the strike").
        """
        inside = [h for h in self.hits if self._within(h, label) and not self._denied(h) and not self._adjective(h)]
        under = _ABOUT.search(text_of(self.doc), label.start, label.end)
        if under is not None:
            inside = [h for h in inside if self.doc[h.start].idx < under.start()] or inside
        return max(inside, key=lambda h: (h.end, h.end - h.start)) if inside else None

    def _adjective(self, hit: Hit) -> bool:
        """ "Mass rapes": a word of a label that looks like a verb and is none."""
        word = self.doc[hit.start]
        return hit.entry.pos == "verb" and word.pos_ in ("ADJ", "NOUN", "PROPN") and word.dep_ in ("amod", "compound")

    def _denied(self, hit: Hit) -> bool:
        """ "Detained and not yet released"."""
        return any(t.lower_ in ("not", "never", "un") for t in self.doc[max(0, hit.start - 2) : hit.start])

    def _within(self, hit: Hit, label: Span) -> bool:
        first, last = self.doc[hit.start], self.doc[hit.end - 1]
        return label.start <= first.idx and last.idx + len(last.text) <= label.end

    def _number_after(self, at: int, text: str) -> Token | None:
        for token in tokens_in(self.doc, Span(at, min(len(text), at + _NEAR))):
            if token.idx < at:
                continue
            if "\n" in text[at : token.idx]:
                return None
            number = self.counter.number_at(token)
            if number is not None:
                return token if number.span.start <= at + 1 else None
        return None

    def _noun(self, label: Span) -> Token | None:
        """The noun for those counted in a label ("Civilians killed", "Houses destroyed")."""
        for token in tokens_in(self.doc, label):
            entry = self.victims.entry(token)
            if entry is not None and token.pos_ in ("NOUN", "PROPN") and token.lower_ not in _STATES:
                return token
        return None

    def _counted(self, number: Token, head: Token | None) -> Counted | None:
        after = self.counter.count_from_number(number)
        if after is not None and not after.elliptic and self._known(after.head):
            between = text_of(self.doc)[number.idx : after.head.idx]
            if not re.search(r"[(\n:;]|\s[-–—]\s*\d", between):
                return after
        value = self.counter.number_at(number)
        if value is None or (value.low is None and value.high is None):
            return None
        span = value.span.join(span_of([head])) if head is not None else value.span
        return Counted.of_number(value, number, heads=(head,) if head is not None else (), span=span)

    def _known(self, noun: Token) -> bool:
        return self.victims.is_person(noun) or self.victims.is_thing(noun)

    def _parts(self, inside: Span) -> Iterator[Counted]:
        """The numbers of a breakdown, each with the noun that stands before or after it."""
        text = text_of(self.doc)
        for piece in re.finditer(r"[^,;/]+", text[inside.start : inside.end]):
            span = Span(inside.start + piece.start(), inside.start + piece.end())
            tokens = tokens_in(self.doc, span)
            number = next((t for t in tokens if self.counter.number_at(t) is not None), None)
            if number is None:
                continue
            noun = next((t for t in reversed(tokens) if self._known(t)), None)
            counted = self._counted(number, noun)
            if counted is not None:
                yield counted

    # --------------------------------------------------------------------------------------------------- tables

    def _tables(self, text: str) -> Iterator[Link]:
        """Rows of numbers under a row of labels."""
        header: list[Hit | None] = []
        at = 0
        for line in text.split("\n"):
            start, at = at, at + len(line) + 1
            cells = [Span(start + m.start(), start + m.end()) for m in re.finditer(r"[^|\t]+", line)]
            if not line.strip():
                continue
            if len(cells) < 2 or not _CELL.search(line):
                header = []
                continue
            measures = [self._measure(c) for c in cells]
            if sum(m is not None for m in measures) >= 1 and not re.search(r"\d", line):
                header = measures
                continue
            for cell, hit in zip(cells, header, strict=False):
                number = next((t for t in tokens_in(self.doc, cell) if self.counter.number_at(t) is not None), None)
                if hit is None or number is None or re.search(r"[A-Za-z]{4}", text[cell.start : cell.end]):
                    continue
                counted = self._counted(number, None)
                if counted is not None and counted.low != 0:
                    yield self._link(hit, counted, "table")

    def _link(self, hit: Hit, counted: Counted, how: str) -> Link:
        return Link(hit=hit, trigger=self.doc[hit.end - 1], counted=counted, how=how)


def doers_of_part(text: str, number: Span, whole: Victims, part: Victims) -> tuple[Victims, tuple[Span, ...]] | None:
    """Who did it, in a bracket that breaks civilians down by those who killed them; None where it says who they were.

    "Civilians killed: 388 (government forces 251, rebels 94, unknown 43)": the forces are no civilians, so the bracket
    names the doers, and its numbers count civilians. ``text`` is the clean text that holds ``number``.
    """
    if whole.class_ is not VictimClass.CIVILIAN or part.class_ is VictimClass.CIVILIAN:
        return None
    before = [m.end() for m in _PIECE_ENDS.finditer(text, 0, number.start)]
    after = _PIECE_ENDS.search(text, number.end)
    start, end = (before[-1] if before else 0), (after.start() if after else number.end)
    left, right = text[start : number.start], text[number.end : end]
    words, at = (left, start) if re.search(r"[A-Za-z]", left) else (right, number.end)
    lead = re.match(r"(?:\s|[:=–—-]|by\b|the\b)*", words)
    first = at + (lead.end() if lead else 0)
    doer = text[first : at + len(words)].rstrip(" \t:=–—-")
    civilians = Victims(class_=VictimClass.CIVILIAN, words=part.words)
    if not re.search(r"[A-Za-z]", doer) or _NO_DOER.fullmatch(doer):
        return civilians, ()
    return civilians, (Span(first, first + len(doer)),)
