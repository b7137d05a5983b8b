"""The words for time of one report, each with what it means in the order of the text."""

from __future__ import annotations

import re
from bisect import bisect_right
from dataclasses import dataclass, replace
from datetime import date, timedelta
from typing import Final

from dateline.model import Evidence, Mention, Reading, When
from dateline.resolve import story_words
from dateline.resolve.calendar_dates import end_of_month
from dateline.resolve.sentences import sentence_starts
from dateline.resolve.story_tense import tense_at
from dateline.resolve.times import DayOrder, Tense, evaluate_time, precision_of
from dateline.terms import DatePrecision, MentionKind
from dateline.text import Span
from dateline.words import SAYS

__all__ = ["Told", "ToldTimes"]


# A date with its year; how far a date without one may lie from it to be of the same story.
_FULL: Final = re.compile(r"\b(?:19|20)\d\d\b")
_NEAR_DAYS: Final = 31


@dataclass(frozen=True, slots=True)
class Told:
    """A time of the text with what it means, whether its clause speaks of what is to come, and its sentence."""

    mention: Mention
    when: When
    tense: Tense | None
    sentence: int


class ToldTimes:
    """What the words for time in one report mean, each evaluated against the day of publication and the days told before it."""

    def __init__(self, reading: Reading, *, order: DayOrder = "auto") -> None:
        self.reading = reading
        published = reading.report.published
        exact = published is not None and published.precision is DatePrecision.DAY
        self.published: date | None = published.day if published is not None and exact else None
        around = reading.report.around if published is None else published if not exact else None
        self._year = around.day.year if around is not None else None
        monthly = around is not None and around.precision is DatePrecision.MONTH
        self._issue = end_of_month(around.day.year, around.day.month) if around is not None and monthly else None
        self._order = order
        self._starts = sentence_starts(reading)
        self._paragraphs = [0, *(m.end() for m in re.finditer(r"\n\s*\n|\n {2,}", reading.doc.text))]
        self._items = [m.start() for m in story_words.LINE_ITEM.finditer(reading.doc.text)]
        self._told = self._evaluate_all()
        if self.published is None and self._year is None and (fixed := self._only_year()) is not None:
            self._told = [self._with_year(told, fixed) for told in self._told]
        self._by_span = {(t.mention.span.start, t.mention.span.end): t for t in self._told}
        self._totals: list[tuple[int, When]] = []

    def _evaluate_all(self) -> list[Told]:
        told: list[Told] = []
        narrative: date | None = None
        month: date | None = None
        last: int | None = None
        for mention in self.reading.mentions:
            if mention.kind is not MentionKind.TIME:
                continue
            tense = self._tense(mention)
            if (back := self._counted_back(mention, told)) is not None:
                told.append(Told(mention, back, "past", self._sentence(mention.span.start)))
                continue
            if month is not None and story_words.THAT_MONTH.fullmatch(mention.words):
                when = self._evaluate(mention, tense, month)
            else:
                when = self._evaluate(mention, tense, self._counted_from(mention, narrative, last))
            if when.start is not None and story_words.NAMES_MONTH.search(mention.words):
                month = when.start
            told.append(Told(mention, when, tense, self._sentence(mention.span.start)))
            if (
                when.precision in story_words.NARRATIVE
                and tense != "future"
                and mention.label not in ("until", "since")
            ):
                if narrative is not None and self._of_saying(mention):
                    continue  # "the priest said on Thursday": the story stays where it was
                if self.published is None or (when.start is not None and when.start <= self.published):
                    narrative = when.end if mention.label == "range" else when.start
                    last = mention.span.start
        return told

    def _only_year(self) -> date | None:
        """The first full date of a report without a day of its own, where all its full dates are of one year."""
        full = [
            t.when.start
            for t in self._told
            if t.mention.label == "date" and t.when.start is not None and _FULL.search(t.mention.words)
        ]
        return full[0] if full and len({day.year for day in full}) == 1 else None

    def _with_year(self, told: Told, full: date) -> Told:
        """A date without a year ("on 7 March"), told before the full date to which it is near ("on 5 March 2019"), in its year."""
        if told.mention.label != "date" or told.when.start is not None or _FULL.search(told.mention.words):
            return told
        when = self._evaluate(told.mention, told.tense, full)
        if when.start is None or when.start != when.end or abs((when.start - full).days) > _NEAR_DAYS:
            return told
        return replace(told, when=when)

    def _far(self, at: int, last: int | None) -> bool:
        """True where the day that the text last spoke of stands more than two sentences, or a paragraph and a sentence, back."""
        if last is None:
            return True
        back = self._sentence(at) - self._sentence(last)
        return back > 2 or (back > 1 and self._paragraph(at) != self._paragraph(last))

    def _counted_from(self, mention: Mention, narrative: date | None, last: int | None) -> date | None:
        """The day that "three days after the bombing of 11 April" counts from: that of the words, where they name one right
        behind, else the day that the text last spoke of."""
        text, end = self.reading.report.text.clean, mention.span.end
        if mention.label != "anaphoric":
            return narrative
        if not re.search(r"\b(?:after|before)$", mention.words) or re.match(r"\s*(?:[.,;:)]|by\b|in\b|$)", text[end:]):
            # "the day before", of a story that named its last day long ago: the day before that of the report
            if story_words.DAY_BEFORE.fullmatch(mention.words) and self._far(mention.span.start, last):
                return self.published or narrative
            return narrative
        named = next(
            (
                m
                for m in self.reading.mentions
                if m.kind is MentionKind.TIME and m.label in story_words.DAYS and m.span.start >= end
            ),
            None,
        )
        if (
            named is None
            or named.span.start - end > story_words.BEHIND
            or re.search(r"[.;:,]\s|\n\n", text[end : named.span.start])
        ):
            return narrative
        when = self._evaluate(named, self._tense(named), narrative)
        return when.start if when.start is not None and when.start == when.end else narrative

    def _counted_back(self, mention: Mention, told: list[Told]) -> When | None:
        """ "Released on Friday, a day after 698 others had been freed": what the clause behind tells lies a day before Friday."""
        way = re.search(r"\b(?:after|before)$", mention.words)
        if mention.label != "anaphoric" or way is None:
            return None
        text, sentence = self.reading.report.text.clean, self._sentence(mention.span.start)
        earlier = [
            t
            for t in told
            if t.sentence == sentence and t.mention.label in story_words.DAYS and not self._of_saying(t.mention)
        ]
        if not earlier or re.match(r"\s*(?:[.,;:)]|by\b|in\b|at\b|$)", text[mention.span.end :]):
            return None
        day = earlier[-1].when
        if day.start is None or day.start != day.end or not self._has_verb(mention.span.end):
            return None
        turned = mention.words[: way.start()] + ("before" if way.group() == "after" else "after")
        return self._evaluate(replace(mention, words=turned), "past", day.start)

    def _has_verb(self, start: int) -> bool:
        """True where a clause with a verb of its own follows ("698 others had been released"), not a noun alone."""
        doc = self.reading.doc
        sentence = self._sentence(start)
        end = self._starts[sentence + 1] if sentence + 1 < len(self._starts) else len(doc.text)
        span = doc.char_span(start, min(end, start + story_words.BEHIND), alignment_mode="contract")
        return span is not None and any(t.tag_ in ("VBD", "VBP", "VBZ") for t in span)

    def _evaluate(self, mention: Mention, tense: Tense | None, narrative: date | None) -> When:
        if mention.label in story_words.UNPLACED:
            return When()
        # An issue of a month gives days and months their year, but is no day from which "on Monday" could be counted.
        published = self.published or (self._issue if mention.label in story_words.WITH_YEAR else None)
        when = evaluate_time(
            mention.words,
            published=published,
            tense=tense,
            narrative=narrative,
            order=self._order,
            sort=mention.label,
            year=self._year,
        )
        return When(
            start=when.start,
            end=when.end,
            precision=when.precision,
            basis=when.basis,
            words=Evidence.of(self.reading.report, mention.span),
        )

    def _tense(self, mention: Mention) -> Tense | None:
        """Whether the clause around speaks of what is to come."""
        if mention.label == "since":
            return "past"
        return self._tense_at(mention.head)

    def _tense_at(self, at: Span) -> Tense:
        return tense_at(self.reading, at, self._starts[self._sentence(at.start)])

    def _sentence(self, at: int) -> int:
        return max(0, bisect_right(self._starts, at) - 1)

    def _paragraph(self, at: int) -> int:
        return max(0, bisect_right(self._paragraphs, at) - 1)

    def when_of(self, mention: Mention) -> When:
        """What a time mention of this report means."""
        told = self._by_span.get((mention.span.start, mention.span.end))
        return told.when if told is not None else When()

    def _of_saying(self, mention: Mention) -> bool:
        """True for the day on which something was said ("survivors said on Thursday")."""
        words = self.reading.doc.char_span(mention.head.start, mention.head.end, alignment_mode="expand")
        return words is not None and words.root.head.lemma_ in SAYS

    def _item(self, at: int) -> int | None:
        """Number of the item of a bulletin that holds a character; None in prose (fewer than two items)."""
        if len(self._items) < 2:
            return None
        number = bisect_right(self._items, at) - 1
        if number < 0:
            return None
        text = self.reading.doc.text
        return None if "\n" in text[self._items[number] : at].rstrip("\n") else number

    def _usable(self, told: Told) -> bool:
        """A day of the story itself: past, narrow, and no more than two months before the day of publication."""
        when = told.when
        if (
            told.tense == "future"
            or when.precision not in story_words.NARRATIVE
            or told.mention.label in ("since", "until", "began")
        ):
            return False
        if self.published is None or when.start is None:
            return True
        return (
            self.published - timedelta(days=story_words.STORY_DAYS) <= when.start <= self.published + timedelta(days=1)
        )

    @staticmethod
    def _stretch(when: When, start: date | None, end: date | None) -> When:
        return When(start=start, end=end, precision=precision_of(start, end), basis=when.basis, words=when.words)
