"""The times of one report: every expression evaluated in the order of the text, and the day that a claim falls on."""

from __future__ import annotations

import re
from bisect import bisect_right
from dataclasses import dataclass, replace
from datetime import date, timedelta
from typing import Final

from spacy.tokens import Doc, Token

from dateline.model import Claim, Evidence, Mention, Reading, When
from dateline.resolve.calendar_dates import end_of_month
from dateline.resolve.sentences import sentence_starts
from dateline.resolve.times import DayOrder, Tense, evaluate_time, precision_of
from dateline.terms import ClaimType, CountSpan, DateBasis, DatePrecision, MentionKind
from dateline.text import Span

__all__ = ["StoryTimes"]

# Sorts that place nothing on the calendar by themselves.
_UNPLACED: Final = frozenset({"duration", "set", "clock", "century"})
_NARRATIVE: Final = frozenset({DatePrecision.DAY, DatePrecision.DAYS, DatePrecision.WEEK})
_FUTURE_WORDS: Final = frozenset({"will", "shall", "’ll", "'ll", "wo"})
_FUTURE_HEADS: Final = frozenset(
    {"schedule", "expect", "plan", "set", "due", "slate", "intend", "hope", "promise", "vow"}
)
# "set off", "set fire to", "planned an attack" tell of what was done: of what is to come only as participles.
_FUTURE_PARTICIPLES: Final = frozenset({"scheduled", "expected", "due", "slated", "set", "planned"})
_MODALS: Final = frozenset({"would", "could", "may", "might", "should", "must", "’d"})
# Words before a time in its clause that put it ahead: "due to start on", "if talks on", "ahead of the vote on".
_AHEAD_OF: Final = re.compile(
    r"(?:\b(?:due|scheduled|slated|expected|planned|set|likely|poised|supposed|bound|meant|about)\s+(?:to\s+(?:be\s+)?\w+"
    r"(?:\s+\w+){0,4}?|for)(?:\s+(?:on|in|at|for|from|by))?"
    r"|(?<!\bas )(?<!\basked )(?<!\bknow )(?<!\bsee )(?<!\bwonder )\b(?:[Ii]f|[Uu]nless)\s+(?!not\b)[^,.;:]{0,80}?"
    r"|\b(?:ahead\s+of|deadline\s+of|prepar\w+\s+for|brac\w+\s+for)\s+[^,.;:]{0,40}?)\s*(?:the\s+)?$"
)
# … and after it: "Monday's planned talks", "the April 20 election".
_TO_COME: Final = re.compile(
    r"^(?:[’']s)?\s+(?:planned|scheduled|upcoming|expected|deadline|elections?|referendum|polls|summit)\b"
)
# "Killed in seven weeks": a number of weeks that a total was counted in, up to the day of the report.
_IN_ALL: Final = re.compile(
    r"\b(?:in|over|within|during|inside)\s+(?:the\s+|just\s+|only\s+|under\s+|barely\s+|less\s+than\s+|some\s+|all\s+)*$",
    re.IGNORECASE,
)
# How many characters a table of totals may be long, and a heading that ends it.
_TABLE: Final = 1200
_HEADING: Final = re.compile(r"(?m)^[ \t#*]*[A-ZÀ-Þ][A-ZÀ-Þ \t-]{4,}$")
_CLAUSE_BREAK: Final = re.compile(r"[;:!?\n]|\.\s")
_LINE_ITEM: Final = re.compile(
    r"(?m)^[ \t]*(?:[•●▪◦‣⁃∙·*–—-]\s+|(?-i:[A-ZÀ-ÖØ-Þ])[^\n:.;!?]{1,30}:\s(?=\S)|"
    # "RAMADI - A suicide bomber …"
    r"[A-ZÀ-ÖØ-Þ]{2}[A-ZÀ-ÖØ-Þ .’'-]{1,28}\s[-–—]{1,2}\s(?=\S))(?=[^\n]{12})"
)
# "Fewer than in 2016", "compared with 29 in November": what another count covered.
_COMPARED: Final = re.compile(
    r"\b(?:than|compared\s+(?:with|to)|as\s+against|versus|(?:up|down)\s+from|as\s+opposed\s+to)\s+(?:[\w,.’'-]+\s+){0,5}?"
    r"(?:in|on|for|during|of|the)?\s*(?:the\s+)?$",
    re.IGNORECASE,
)
# "The deadliest attack since 2014": what it is compared with.
_MOST: Final = re.compile(
    r"(?<!at\s)\b(?:most|worst|deadliest|highest|largest|biggest|bloodiest|lowest|heaviest|fewest|least|first|fiercest|longest|gravest|toughest)\b"
    r"[^.;,]{0,70}$",
    re.IGNORECASE,
)
_STILL: Final = re.compile(
    r"\b(?:still|continu\w+|remain\w*|now|currently|at\s+present|as\s+of\s+now)\b", re.IGNORECASE
)
# Words that open a sentence about something else than what was told before it.
_RESET: Final = re.compile(
    r"^\s*(?:Meanwhile|Separately|Elsewhere|In another|In a separate|In other|Also|Earlier)\b", re.IGNORECASE
)
_THAT_MONTH: Final = re.compile(r"(?:that|the\s+same)\s+month", re.IGNORECASE)
_NAMES_MONTH: Final = re.compile(
    r"\b(?:January|February|March|April|May|June|July|August|September|October|November|December)\b"
)
_CARRY_SENTENCES: Final = 3
# Sorts that need the day of publication; sorts that name a day.
_RELATIVE: Final = frozenset({"weekday", "part", "relative", "ago"})
_WITH_YEAR: Final = frozenset({"date", "month", "range", "year"})
_DAYS: Final = frozenset({"weekday", "date", "part", "relative"})
_STORY_DAYS: Final = 60
_LEAD_SENTENCES: Final = 6
# Characters between "two days after" and the day of what it was after.
_BEHIND: Final = 70


_SAYS: Final = frozenset({"say", "tell", "report", "announce", "add", "confirm", "write", "claim", "state"})


@dataclass(frozen=True, slots=True)
class _Told:
    mention: Mention
    when: When
    tense: Tense | None
    sentence: int


class StoryTimes:
    """What the words for time in one report mean."""

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
        self._items = [m.start() for m in _LINE_ITEM.finditer(reading.doc.text)]
        self._told = self._evaluate_all()
        self._by_span = {(t.mention.span.start, t.mention.span.end): t for t in self._told}
        self._totals: list[tuple[int, When]] = []

    # ------------------------------------------------------------------------------------------------ expressions

    def _evaluate_all(self) -> list[_Told]:
        told: list[_Told] = []
        narrative: date | None = None
        month: date | None = None
        for mention in self.reading.mentions:
            if mention.kind is not MentionKind.TIME:
                continue
            tense = self._tense(mention)
            if month is not None and _THAT_MONTH.fullmatch(mention.words):
                when = self._evaluate(mention, tense, month)
            else:
                when = self._evaluate(mention, tense, self._counted_from(mention, narrative))
            if when.start is not None and _NAMES_MONTH.search(mention.words):
                month = when.start
            told.append(_Told(mention, when, tense, self._sentence(mention.span.start)))
            if when.precision in _NARRATIVE and tense != "future" and mention.label not in ("until", "since"):
                if narrative is not None and self._of_saying(mention):
                    continue  # "the priest said on Thursday": the story stays where it was
                if self.published is None or (when.start is not None and when.start <= self.published):
                    narrative = when.end if mention.label == "range" else when.start
        return told

    def _counted_from(self, mention: Mention, narrative: date | None) -> date | None:
        """The day that "three days after the bombing of 11 April" counts from: that of the words, where they name one right
        behind, else the day that the text last spoke of."""
        if mention.label != "anaphoric" or not re.search(r"\b(?:after|before)$", mention.words):
            return narrative
        text, end = self.reading.report.text.clean, mention.span.end
        named = next(
            (
                m
                for m in self.reading.mentions
                if m.kind is MentionKind.TIME and m.label in _DAYS and m.span.start >= end
            ),
            None,
        )
        if (
            named is None
            or named.span.start - end > _BEHIND
            or re.search(r"[.;:,]\s|\n\n", text[end : named.span.start])
        ):
            return narrative
        when = self._evaluate(named, self._tense(named), narrative)
        return when.start if when.start is not None and when.start == when.end else narrative

    def _evaluate(self, mention: Mention, tense: Tense | None, narrative: date | None) -> When:
        if mention.label in _UNPLACED:
            return When()
        # An issue of a month gives days and months their year, but is no day from which "on Monday" could be counted.
        published = self.published or (self._issue if mention.label in _WITH_YEAR else None)
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
        doc: Doc = self.reading.doc
        span = doc.char_span(at.start, at.end, alignment_mode="expand")
        if span is None or not len(span) or not doc.has_annotation("DEP"):
            return "past"
        token: Token = span.root
        for _ in range(6):
            if token.pos_ in ("VERB", "AUX") or token.dep_ == "ROOT":
                break
            token = token.head
        first, last = sorted((token.idx, span.start_char))
        if _CLAUSE_BREAK.search(self.reading.report.text.clean[first:last]):
            return "past"  # the verb of another clause
        if self._ahead(at):
            return "future"
        words = [
            c.lower_
            for c in token.children
            if (c not in span and c.dep_ in ("aux", "aux:pass", "mark")) or c.pos_ in ("AUX", "PART")
        ]
        if any(w in _FUTURE_WORDS for w in words):
            return "future"
        if any(w in _MODALS for w in words) and not any(w in ("have", "’ve", "'ve") for w in words):
            return "future"
        if token.tag_ == "VB" and "to" in words and token.head.lemma_.lower() in _FUTURE_HEADS:
            return "past" if _did(token.head) else "future"
        if token.lower_ in _FUTURE_PARTICIPLES and not _did(token):
            return "future"
        return "past"

    def _ahead(self, at: Span) -> bool:
        """Whether the words around a time put it ahead, whatever its verb."""
        text = self.reading.report.text.clean
        start = self._starts[self._sentence(at.start)]
        before = text[max(start, at.start - 110) : at.start]
        return bool(_AHEAD_OF.search(before) or _TO_COME.match(text[at.end : at.end + 20]))

    def _sentence(self, at: int) -> int:
        return max(0, bisect_right(self._starts, at) - 1)

    def _paragraph(self, at: int) -> int:
        return max(0, bisect_right(self._paragraphs, at) - 1)

    def when_of(self, mention: Mention) -> When:
        """What a time mention of this report means."""
        told = self._by_span.get((mention.span.start, mention.span.end))
        return told.when if told is not None else When()

    # ----------------------------------------------------------------------------------------------------- claims

    def for_event(self, claim: Claim, at: Span) -> When:
        """The days of an event claim whose evidence is at the clean span ``at``.

        What is told as done lies on no day to come: a day without a year is then the last one, not the next.
        """
        when = self._left_open(claim, at) or self._since_when(claim, at) or self._own(claim, at)
        when = when or self._lent(claim, at) or self._report_day()
        if self.published is None or when.start is None or when.start <= self.published + timedelta(days=1):
            return when
        if self._tense_at(at) == "future":
            return when
        return self._done(when)

    def _done(self, when: When) -> When:
        """A day after publication, read again as that of a deed that is told as done."""
        if self.published is None or when.start is None or when.start <= self.published + timedelta(days=1):
            return when
        told = next((t for t in self._told if t.when == when), None)
        if told is None:
            return when
        past = self._evaluate(told.mention, "done", None)
        return past if past.start is not None and past.start < when.start else when

    def for_figure(self, claim: Claim, at: Span, event: When | None) -> When:
        """The days that a figure covers; ``event`` are those of the event that it belongs to."""
        span = claim.toll.count_span if claim.toll is not None else CountSpan.INCIDENT
        if span is CountSpan.TOTAL:
            return self._for_total(claim, at)
        if (left := self._left_open(claim, at)) is not None and span is CountSpan.INCIDENT:
            return left
        if span is CountSpan.INCIDENT and (then := self._since_when(claim, at)) is not None:
            return then
        own = self._own(claim, at)
        if own is not None and (began := self._began(claim, at)) is not None:
            return self._stretch(began, began.start, self.published)
        if span is CountSpan.STOCK:
            there = [m for m in claim.time_mentions if self._sentence(m.span.start) == self._sentence(at.start)]
            if _STILL.search(self.reading.report.text.clean, at.start, at.end):
                there = [m for m in there if m.span.touches(at)]
            own = next((w for w in map(self.when_of, there) if w.start and w.end and w.precision in _NARRATIVE), None)
            return own or self._report_day()
        if span is CountSpan.FORECAST:
            return self._forecast(claim, at, own)
        if own is not None:
            return own if self._tense_at(at) == "future" else self._done(own)
        if (here := self._of_sentence(at, event)) is not None:
            return here
        if event is not None and event.basis is not DateBasis.NONE:
            return event
        return self._lent(claim, at) or self._report_day()

    def _lent(self, claim: Claim, at: Span) -> When | None:
        """The day that the running story lends, unless the text gives it to another deed."""
        when = self._carried(at)
        if when is None or when.words is None or not claim.barred_mentions:
            return when
        report = self.reading.report
        barred = {Evidence.of(report, m.span).span for m in claim.barred_mentions}
        return None if when.words.span in barred else when

    def _left_open(self, claim: Claim, at: Span) -> When | None:
        """In a report without a date: its own words for a day ("on Thursday") that nothing places. They stay open; the day that
        is told of something else is not lent to them."""
        if self.published is not None:
            return None
        sentence = self._sentence(at.start)
        here = [m for m in claim.time_mentions if self._sentence(m.span.start) == sentence]
        told = [self.when_of(m) for m in here if m.label not in _UNPLACED]
        if not any(m.label in _RELATIVE for m in here) or any(w.start or w.end for w in told):
            return None
        return next((w for w in told if w.words is not None), None)

    def _of_sentence(self, at: Span, event: When | None) -> When | None:
        """The only day that the sentence of a figure names, where its event was told in another sentence."""
        sentence, item = self._sentence(at.start), self._item(at.start)
        mine = [t for t in self._told if t.sentence == sentence and self._item(t.mention.span.start) == item]
        mine = [t for t in mine if t.mention.label in _DAYS and self._usable(t) and not self._of_saying(t.mention)]
        if event is None or len(mine) != 1 or event.words is None or mine[0].when.words == event.words:
            return None
        told = next((t for t in self._told if t.when.words == event.words), None)
        return mine[0].when if told is not None and told.sentence != sentence else None

    def _of_saying(self, mention: Mention) -> bool:
        """True for the day on which something was said ("survivors said on Thursday")."""
        words = self.reading.doc.char_span(mention.head.start, mention.head.end, alignment_mode="expand")
        return words is not None and words.root.head.lemma_ in _SAYS

    def _forecast(self, claim: Claim, at: Span, own: When | None) -> When:
        """From the day that is named, or from the report's, to the day by which it is expected, if that is named."""
        start, end, until, dated = self.published, None, None, False
        for mention in claim.time_mentions:
            if self._sentence(mention.span.start) != self._sentence(at.start):
                continue
            when = self.when_of(mention)
            ahead = when.end is not None and (self.published is None or when.end >= self.published)
            if mention.label in ("until", "next"):
                until = until or (when.end if ahead else None)
            elif not dated and ahead and when.start is not None and when.precision is not DatePrecision.OPEN:
                dated = True
                start, end = when.start, when.end
                if when.precision not in _NARRATIVE:
                    start = max(when.start, self.published or when.start)
        end = until or end
        fixed = end is not None or (start is not None and start != self.published)
        return When(
            start=start,
            end=end,
            precision=precision_of(start, end),
            words=own.words if own else None,
            basis=DateBasis.TEXT if fixed else self._basis(),
        )

    def _own(self, claim: Claim, at: Span) -> When | None:
        """What the claim's own time words say: the first that is placed on the calendar.

        What has lasted for two months or more ("which has fought the state since 2022") is no day of an event.
        """
        best: When | None = None
        sentence = self._sentence(at.start)
        given = list(claim.time_mentions)
        if claim.type is ClaimType.FIGURE and given and self._sentence(given[0].span.start) > sentence:
            # the day that its own sentence names goes before that of an event told further on
            given.sort(
                key=lambda m: m.label not in _DAYS or self._sentence(m.span.start) != sentence or self._of_saying(m)
            )
        item = self._item(at.start)
        for mention in given:
            if (
                claim.type is ClaimType.FIGURE
                and mention.label == "duration"
                and self._sentence(mention.span.start) == sentence
            ):
                over = self._counted_over(mention)
                if over is not None and self._long(over):
                    return over  # "in 800 days the raids destroyed 1,612 schools"
            when = self.when_of(mention)
            if (when.start is None and when.end is None) or self._of_another(mention, at):
                continue
            if item is not None and best is None and self._item(mention.span.start) != item:
                if (introduced := self._introduced(item)) is not None:
                    return introduced
            if claim.type is ClaimType.EVENT and mention.label == "since" and self._long(when):
                continue
            if best is None and self._sentence(mention.span.start) - self._sentence(at.start) > _CARRY_SENTENCES:
                # Told far below, of something else perhaps: the day of the lead comes first.
                return self._lent(claim, at) or when
            if mention.label in ("until", "next") and best is None:
                best = when
                continue
            if best is not None and best.precision is DatePrecision.OPEN:
                return when if when.precision is not DatePrecision.OPEN else best
            return when
        return best

    def _of_another(self, mention: Mention, at: Span) -> bool:
        """True for a time that the claim is only compared with ("fewer than in 2016", "the most since 2014")."""
        if mention.span.touches(at) and mention.span.start < at.start:
            return False
        text = self.reading.report.text.clean
        start = self._starts[self._sentence(mention.span.start)]
        before = text[max(start, mention.span.start - 80) : mention.span.start]
        if (found := _COMPARED.search(before)) is not None:
            return at.end <= mention.span.start - len(before) + found.start() + 1
        return mention.label == "since" and bool(_MOST.search(before)) and mention.span.start >= at.end

    def _long(self, when: When) -> bool:
        end = when.end or self.published
        return when.start is not None and end is not None and (end - when.start).days > _STORY_DAYS

    def _since_when(self, claim: Claim, at: Span) -> When | None:
        """ "Missing since 3 April, when they were taken": the deed of the clause after "when" lies on that day."""
        text = self.reading.report.text.clean
        for mention in claim.time_mentions[:3]:
            when = self.when_of(mention)
            if mention.label != "since" or when.start is None or mention.span.end > at.end:
                continue
            behind = text[mention.span.end : at.start]
            if len(behind) < 60 and re.match(r",? (?:the day )?when\b", behind + " "):
                then = self._evaluate(
                    replace(mention, label="", words=text[mention.head.start : mention.head.end]), "past", None
                )
                return self._stretch(when, when.start, then.end if then.start == when.start else when.start)
        return None

    def _began(self, claim: Claim, at: Span) -> When | None:
        """The beginning of the campaign that a figure of the same sentence is counted over ("that began on Jan. 9")."""
        for mention in claim.time_mentions[:2]:
            if mention.label in ("began", "since") and self._sentence(mention.span.start) == self._sentence(at.start):
                if (when := self.when_of(mention)).start is not None:
                    return when
        return None

    def _for_total(self, claim: Claim, at: Span) -> When:
        """A running total: from where it begins to count to the day that it is told."""
        sentence = self._sentence(at.start)
        told_here = [m for m in claim.time_mentions if self._sentence(m.span.start) == sentence]
        anchored = [t.mention for t in self._told if t.sentence == sentence and t.mention.label in ("since", "began")]
        told_here += [m for m in anchored if m.span.end <= at.start and m not in told_here]
        for mention in sorted(told_here, key=lambda m: m.label not in ("since", "began")):
            when = self.when_of(mention)
            if mention.label == "duration" and (counted := self._counted_over(mention)) is not None:
                self._totals.append((sentence, counted))
                return counted
            if (when.start is None and when.end is None) or self._of_another(mention, at):
                continue
            if mention.label in ("since", "began", "after", "past", "relative", "range", "anaphoric"):
                end = when.end if mention.label in ("past", "relative", "range") else self.published
                found = self._stretch(when, when.start, end)
            elif when.precision in (DatePrecision.MONTH, DatePrecision.YEAR, DatePrecision.WEEK):
                found = self._stretch(when, when.start, when.end)
            elif mention.label == "until":
                found = self._stretch(when, None, when.end)
            elif when.precision in (DatePrecision.DAY, DatePrecision.DAYS) and claim.type is ClaimType.FIGURE:
                found = self._stretch(when, None if mention.label in ("weekday", "part") else when.start, when.end)
            else:
                continue
            self._totals.append((sentence, found))
            return found
        if (headed := self._headed(at)) is not None:
            self._totals.append((sentence, headed))
            return headed
        for earlier, when in reversed(self._totals):
            if 0 <= sentence - earlier <= _CARRY_SENTENCES:
                self._totals.append((sentence, when))
                return when
        if self.published is None:
            return When()
        return When(start=None, end=self.published, precision=DatePrecision.OPEN, basis=DateBasis.REPORT_DAY)

    def _headed(self, at: Span) -> When | None:
        """The stretch that heads a table of totals: "TOTALS since 3 March 2025", "Period: 1 January – 31 March"."""
        text = self.reading.report.text.clean
        for told in reversed(self._told):
            mention = told.mention
            if mention.span.end > at.start or mention.label not in ("since", "range", "past"):
                continue
            if told.when.start is None:
                continue
            line_start = text.rfind("\n", 0, mention.span.start) + 1
            line_end = text.find("\n", mention.span.end)
            if line_end < 0 or line_end > at.start or at.start - line_end > _TABLE:
                return None
            line, below = text[line_start:line_end].strip(), text[line_end : at.start]
            if len(line) > 90 or line.endswith((".", "!", "?", "”", '"')) or _HEADING.search(below):
                return None
            return self._stretch(told.when, told.when.start, told.when.end or self.published)
        return None

    def _counted_over(self, mention: Mention) -> When | None:
        """The stretch of a total of "1,230 people in seven weeks": the seven weeks up to the day of the report."""
        before = self.reading.report.text.clean[max(0, mention.span.start - 24) : mention.span.start]
        if self.published is None or not _IN_ALL.search(before):
            return None
        words = re.sub(r"^the\s+|[-\s]+long$", "", mention.words, flags=re.IGNORECASE)
        when = evaluate_time(f"the past {words}", published=self.published, sort="past")
        if when.start is None:
            return None
        return replace(when, words=Evidence.of(self.reading.report, mention.span))

    @staticmethod
    def _stretch(when: When, start: date | None, end: date | None) -> When:
        return When(start=start, end=end, precision=precision_of(start, end), basis=when.basis, words=when.words)

    def _carried(self, at: Span) -> When | None:
        """The day on which the text dwells: of the same sentence, then of those before, then of the lead."""
        sentence = self._sentence(at.start)
        item = self._item(at.start)
        mine = [t for t in self._told if t.sentence == sentence and self._item(t.mention.span.start) == item]
        mine = [t for t in mine if self._usable(t) and not self._of_another(t.mention, at)]
        if mine:
            return min(mine, key=lambda t: abs(t.mention.span.start - at.start)).when
        text = self.reading.report.text.clean
        said: _Told | None = None
        for back in range(1, _CARRY_SENTENCES + 1):
            if sentence - back < 0:
                break
            if _RESET.match(text[self._starts[sentence - back + 1] : self._starts[sentence - back + 1] + 40]):
                break
            before = [t for t in self._told if t.sentence == sentence - back and self._spreads(t, item)]
            done = [t for t in before if not self._of_saying(t.mention)]
            said = said or (before[-1] if before else None)
            if done:
                return done[-1].when
        if item is not None:
            return self._introduced(item)  # an item of a bulletin takes no day from another item
        lead = [t for t in self._told if t.sentence <= _LEAD_SENTENCES and self._spreads(t, item)]
        if self.published is None:
            lead = [t for t in lead if t.sentence <= sentence]  # a full date further on is that of something else
        done = [t for t in lead if not self._of_saying(t.mention)]
        best = next(iter(done), None) or said or next(iter(lead), None)
        return best.when if best is not None else None

    def _introduced(self, item: int) -> When | None:
        """The day of the paragraph that introduces a list ("On 11 April rebels attacked the post. Provisional results:")."""
        text, first = self.reading.doc.text, self._items[item]
        for earlier in reversed(self._items[:item]):
            end = text.find("\n", earlier)
            if text[end if 0 <= end < first else first : first].strip():
                break
            first = earlier
        lead = text[:first].rstrip()
        if not lead.endswith(":"):
            return None
        start = max(lead.rfind("\n"), 0)
        mine = [t for t in self._told if start <= t.mention.span.start < len(lead) and self._usable(t)]
        return mine[0].when if mine else None

    def _spreads(self, told: _Told, item: int | None) -> bool:
        """Whether a day told elsewhere can be that of a claim: not a whole week, and not that of another item."""
        if told.when.precision is DatePrecision.WEEK or self._item(told.mention.span.start) != item:
            return False
        return self._usable(told)

    def _item(self, at: int) -> int | None:
        """Number of the item of a bulletin that holds a character; None in prose (fewer than two items)."""
        if len(self._items) < 2:
            return None
        number = bisect_right(self._items, at) - 1
        if number < 0:
            return None
        text = self.reading.doc.text
        return None if "\n" in text[self._items[number] : at].rstrip("\n") else number

    def _usable(self, told: _Told) -> bool:
        """A day of the story itself: past, narrow, and no more than two months before the day of publication."""
        when = told.when
        if (
            told.tense == "future"
            or when.precision not in _NARRATIVE
            or told.mention.label in ("since", "until", "began")
        ):
            return False
        if self.published is None or when.start is None:
            return True
        return self.published - timedelta(days=_STORY_DAYS) <= when.start <= self.published + timedelta(days=1)

    def _basis(self) -> DateBasis:
        return DateBasis.REPORT_DAY if self.published is not None else DateBasis.NONE

    def _report_day(self) -> When:
        """Nothing is said: the day of publication, marked as such; open where there is none."""
        if self.published is None:
            return When()
        return When(start=self.published, end=self.published, precision=DatePrecision.DAY, basis=DateBasis.REPORT_DAY)


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
