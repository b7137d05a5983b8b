"""The times of one report: every expression evaluated in the order of the text, and the day that a claim falls on."""

from __future__ import annotations

import re
from collections.abc import Collection
from dataclasses import replace
from datetime import date, timedelta
from typing import Final

from dateline.model import Claim, Evidence, Mention, When
from dateline.resolve import story_words
from dateline.resolve.story_told import Told, ToldTimes
from dateline.resolve.times import evaluate_time, precision_of
from dateline.terms import ClaimType, CountSpan, DateBasis, DatePrecision, Measure
from dateline.text import Span

__all__ = ["StoryTimes"]


# Characters between a count and the day right behind it.
_BESIDE: Final = 5


class StoryTimes(ToldTimes):
    """What the words for time in one report mean."""

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
        when = self._for_figure(claim, at, event)
        if claim.toll is not None and claim.toll.count_span is CountSpan.INCIDENT:
            return self._grown(claim, at, when, event)
        return when

    def _for_figure(self, claim: Claim, at: Span, event: When | None) -> When:
        span = claim.toll.count_span if claim.toll is not None else CountSpan.INCIDENT
        if span is CountSpan.TOTAL:
            return self._for_total(claim, at)
        if (left := self._left_open(claim, at)) is not None and span is CountSpan.INCIDENT:
            return left
        if span is CountSpan.INCIDENT and (then := self._since_when(claim, at)) is not None:
            return then
        if span is CountSpan.INCIDENT and (gone := self._gone_since(claim, at)) is not None:
            return gone
        own = self._own(claim, at)
        if own is not None and (began := self._began(claim, at)) is not None:
            return self._stretch(began, began.start, self.published)
        if span is CountSpan.STOCK:
            there = [m for m in claim.time_mentions if self._sentence(m.span.start) == self._sentence(at.start)]
            there = [m for m in there if not self._of_another(m, at) and not self._of_other_clause(m, at)]
            if story_words.STILL.search(self.reading.report.text.clean, at.start, at.end):
                there = [m for m in there if m.span.touches(at)]
            own = next(
                (w for w in map(self.when_of, there) if w.start and w.end and w.precision in story_words.NARRATIVE),
                None,
            )
            return own or self._report_day()
        if span is CountSpan.FORECAST:
            return self._forecast(claim, at, own)
        if own is not None:
            return self._done(own)
        if (here := self._of_sentence(at, event)) is not None and not self._barred(claim, here):
            return here
        if event is not None and event.basis is not DateBasis.NONE:
            return event
        return self._lent(claim, at) or self._report_day()

    def _lent(self, claim: Claim, at: Span) -> When | None:
        """The day that the running story lends. Where the text gives that one to another deed, or to what came after, only
        this is known: that it was before the report."""
        when = self._carried(at)
        if when is not None and not self._barred(claim, when):
            return when
        if not claim.later_mentions:
            return None
        return self._carried(at, self._not_its(claim)) or self._before_it(claim)

    def _before_it(self, claim: Claim) -> When | None:
        """Before the report, and no more, where what is new in it came after the deed: a court, an arrest."""
        ends = [w.end for w in map(self.when_of, claim.later_mentions) if w.end is not None]
        if self.published is None or not ends:
            return None
        if max(ends) < self.published - timedelta(days=story_words.FRESH):
            return None
        return When(end=self.published, precision=DatePrecision.OPEN, basis=self._basis())

    def _not_its(self, claim: Claim) -> set[Span]:
        """The words of days that the text gives to another deed than that of the claim."""
        return {Evidence.of(self.reading.report, m.span).span for m in claim.barred_mentions}

    def _barred(self, claim: Claim, when: When) -> bool:
        return when.words is not None and when.words.span in self._not_its(claim)

    def _left_open(self, claim: Claim, at: Span) -> When | None:
        """In a report without a date: its own words for a day ("on Thursday") that nothing places. They stay open; the day that
        is told of something else is not lent to them."""
        if self.published is not None:
            return None
        sentence = self._sentence(at.start)
        here = [m for m in claim.time_mentions if self._sentence(m.span.start) == sentence]
        if any(w.start or w.end for w in (self.when_of(m) for m in here if m.label not in story_words.UNPLACED)):
            return None
        own = [m for m in here if m.label in story_words.RELATIVE or m.label == "date"]
        return next((w for w in map(self.when_of, own) if w.words is not None), None)

    def _of_sentence(self, at: Span, event: When | None) -> When | None:
        """The only day that the sentence of a figure names, where its event was told in another sentence."""
        sentence, item = self._sentence(at.start), self._item(at.start)
        mine = [t for t in self._told if t.sentence == sentence and self._item(t.mention.span.start) == item]
        mine = [
            t
            for t in mine
            if t.mention.label in story_words.DAYS and self._usable(t) and not self._of_saying(t.mention)
        ]
        if event is None or len(mine) != 1 or event.words is None or mine[0].when.words == event.words:
            return None
        told = next((t for t in self._told if t.when.words == event.words), None)
        return mine[0].when if told is not None and told.sentence != sentence else None

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
                if when.precision not in story_words.NARRATIVE:
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
                key=lambda m: (
                    m.label not in story_words.DAYS or self._sentence(m.span.start) != sentence or self._of_saying(m)
                )
            )
        if claim.type is ClaimType.FIGURE and (nearer := self._of_its_part(given, at)) is not None:
            given = [nearer, *(m for m in given if m != nearer)]
        if claim.type is ClaimType.FIGURE and (over := self._over_days(at)) is not None:
            return over
        item = self._item(at.start)
        for mention in given:
            if (
                claim.type is ClaimType.FIGURE
                and mention.label == "duration"
                and self._sentence(mention.span.start) == sentence
            ):
                over = self._counted_over(mention)
                if over is not None and over.start is not None and over.start != over.end:
                    return over  # "in 800 days the raids destroyed 1,612 schools"
            when = self.when_of(mention)
            if (when.start is None and when.end is None) or self._of_another(mention, at):
                continue
            if item is not None and best is None and self._item(mention.span.start) != item:
                if (introduced := self._introduced(item)) is not None:
                    return introduced
            if claim.type is ClaimType.EVENT and mention.label == "since" and self._long(when):
                continue
            if (
                best is None
                and self._sentence(mention.span.start) - self._sentence(at.start) > story_words.CARRY_SENTENCES
            ):
                # Told far below, of something else perhaps: the day of the lead comes first.
                return self._lent(claim, at) or when
            if mention.label in ("until", "next") and best is None:
                best = when
                continue
            if best is not None and best.precision is DatePrecision.OPEN:
                return when if when.precision is not DatePrecision.OPEN else best
            return when
        return best

    def _of_its_part(self, given: list[Mention], at: Span) -> Mention | None:
        """ "Two died on Saturday and five more on Sunday": of the days of one sentence that of the count's own part."""
        sentence = self._sentence(at.start)
        here = [m for m in given if m.label in story_words.DAYS and self._sentence(m.span.start) == sentence]
        if not here or here[0].span.start > at.start:
            return None
        text = self.reading.report.text.clean
        for told in self._told:
            mention = told.mention
            if (
                mention.label in story_words.DAYS
                and told.sentence == sentence
                and 0 <= mention.span.start - at.end <= story_words.PART
            ):
                between = text[here[0].span.end : at.start]
                behind = text[at.end : mention.span.start]
                if (
                    not story_words.JOINED.search(between)
                    or story_words.NEW_PART.search(behind)
                    or not self._usable(told)
                ):
                    return None
                return mention
        return None

    def _over_days(self, at: Span) -> When | None:
        """ "After two days of fighting in which 14 soldiers were killed": over those days."""
        text = self.reading.report.text.clean
        for told in self._told:
            mention = told.mention
            if (
                mention.label == "duration"
                and told.sentence == self._sentence(at.start)
                and mention.span.end < at.start
            ):
                if story_words.IN_WHICH.match(text[mention.span.end : at.start + 1]):
                    return self._counted_over(mention)
        return None

    def _of_another(self, mention: Mention, at: Span) -> bool:
        """True for a time that the claim is only compared with ("fewer than in 2016", "the most since 2014")."""
        if mention.span.touches(at) and mention.span.start < at.start:
            return False
        text = self.reading.report.text.clean
        start = self._starts[self._sentence(mention.span.start)]
        before = text[max(start, mention.span.start - 80) : mention.span.start]
        if (found := story_words.COMPARED.search(before)) is not None:
            return at.end <= mention.span.start - len(before) + found.start() + 1
        return mention.label == "since" and bool(story_words.MOST.search(before)) and mention.span.start >= at.end

    def _long(self, when: When) -> bool:
        end = when.end or self.published
        return when.start is not None and end is not None and (end - when.start).days > story_words.STORY_DAYS

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

    def _gone_since(self, claim: Claim, at: Span) -> When | None:
        """ "Nine have been missing since 3 April": they went missing that day."""
        if claim.toll is None or claim.toll.measure is not Measure.MISSING:
            return None
        for mention in claim.time_mentions[:1]:
            if mention.label == "since" and self._sentence(mention.span.start) == self._sentence(at.start):
                words = self.reading.report.text.clean[mention.head.start : mention.head.end]
                day = self._evaluate(replace(mention, label="", words=words), "past", None)
                return day if day.start is not None and day.start == self.when_of(mention).start else None
        return None

    def _began(self, claim: Claim, at: Span) -> When | None:
        """The beginning of the campaign that a figure of the same sentence is counted over ("that began on Jan. 9")."""
        stock = claim.toll is not None and claim.toll.count_span is CountSpan.STOCK
        for mention in claim.time_mentions[:2]:
            if mention.label in ("began", "since") and self._sentence(mention.span.start) == self._sentence(at.start):
                if stock and self._of_other_clause(mention, at):
                    continue
                if (when := self.when_of(mention)).start is not None:
                    return when
        return None

    def _of_other_clause(self, mention: Mention, at: Span) -> bool:
        """ "Took in 21,000 refugees; 1,900 more have come since March": the beginning that the sentence names is not that
        of the stock, nor in "have fled since March 3, thousands of whom live in camps"."""
        text = self.reading.report.text.clean
        if mention.span.start >= at.end:
            return bool(re.search(r"[;,:]", text[at.end : mention.span.start]))
        return bool(re.search(r"\bof (?:whom|which)\b", text[mention.span.end : at.end + 12]))

    def _for_total(self, claim: Claim, at: Span) -> When:
        """A running total: from where it begins to count to the day that it is told."""
        sentence = self._sentence(at.start)
        told_here = [m for m in claim.time_mentions if self._sentence(m.span.start) == sentence]
        anchored = [t.mention for t in self._told if t.sentence == sentence and t.mention.label in ("since", "began")]
        told_here += [m for m in anchored if m.span.end <= at.start and m not in told_here]
        if (own_part := self._of_its_part(told_here, at)) is not None:
            told_here = [own_part]
        to_day = next((d for m in told_here if (d := self._to_day(m)) is not None), None)
        for mention in sorted(told_here, key=lambda m: m.label not in ("since", "began")):
            when = self.when_of(mention)
            if mention.label == "duration" and (counted := self._counted_over(mention)) is not None:
                self._totals.append((sentence, counted))
                return counted
            if (when.start is None and when.end is None) or self._of_another(mention, at):
                continue
            if self._to_day(mention) is not None and len(told_here) > 1:
                continue
            if mention.label in ("since", "began", "after", "past", "relative", "range", "anaphoric"):
                end = when.end if mention.label in ("past", "relative", "range") else to_day or self.published
                found = self._stretch(when, when.start, end)
            elif when.precision in (DatePrecision.MONTH, DatePrecision.YEAR, DatePrecision.WEEK):
                found = self._stretch(when, when.start, when.end)
            elif mention.label == "until":
                found = self._stretch(when, None, when.end)
            elif when.precision in (DatePrecision.DAY, DatePrecision.DAYS) and claim.type is ClaimType.FIGURE:
                beside = 0 <= mention.span.start - at.end <= _BESIDE  # "killing six on Monday and 11 on Wednesday"
                alone = mention.label not in ("weekday", "part") or beside
                found = self._stretch(when, when.start if alone else None, when.end)
            else:
                continue
            self._totals.append((sentence, found))
            return found
        if (headed := self._headed(at)) is not None:
            self._totals.append((sentence, headed))
            return headed
        for earlier, when in reversed(self._totals):
            if 0 <= sentence - earlier <= story_words.CARRY_SENTENCES:
                self._totals.append((sentence, when))
                return when
        if self.published is None:
            return When()
        return When(start=None, end=self.published, precision=DatePrecision.OPEN, basis=DateBasis.REPORT_DAY)

    def _to_day(self, mention: Mention) -> date | None:
        """The day of "as of 10 June"."""
        before = self.reading.report.text.clean[max(0, mention.span.start - 24) : mention.span.start]
        when = self.when_of(mention)
        if mention.label not in ("date", "weekday", "until") or when.end is None:
            return None
        return (
            when.end
            if story_words.AS_OF.search(before)
            or story_words.AS_OF.search(mention.words[: mention.head.start - mention.span.start])
            else None
        )

    def _grown(self, claim: Claim, at: Span, when: When, event: When | None) -> When:
        """A toll that grew ("rose to 22 on Thursday", "34 killed as of 8 October"): from the day of what it counts to that day."""
        sentence = self._sentence(at.start)
        text = self.reading.report.text.clean
        end = self._starts[sentence + 1] if sentence + 1 < len(self._starts) else len(text)
        words = text[self._starts[sentence] : end]
        here = [t for t in self._told if t.sentence == sentence]
        to_day = next((d for t in here if (d := self._to_day(t.mention)) is not None), None)
        around = text[max(self._starts[sentence], at.start - 60) : min(end, at.end + 12)]
        if to_day is None and not (story_words.GROWS.search(around) and story_words.TOLL_WORD.search(words)):
            return when
        days = [t for t in here if t.mention.label in story_words.DAYS and self._usable(t) and t.when.start is not None]
        firsts = [
            w.start for w in (when, event, self._carried_before(sentence)) if w is not None and w.start is not None
        ]
        lasts = [t.when.end for t in days if t.when.end is not None] + [w.end for w in (when,) if w.end is not None]
        ends = set(lasts)
        if self.published is not None and (re.search(r"\bnow\b", around) or len(ends) < 2):
            lasts.append(self.published)  # "has climbed to 31": to the day of the report
        last = to_day or max(lasts, default=None)
        first = min([*firsts, *(t.when.start for t in days if t.when.start is not None)], default=None)
        if first is None or last is None or not 0 < (last - first).days <= story_words.GROWN_DAYS:
            return when
        return self._stretch(when, first, last)

    def _carried_before(self, sentence: int) -> When | None:
        """The day of the story told right before a sentence."""
        before = [t for t in self._told if sentence - 2 <= t.sentence < sentence and self._usable(t)]
        done = [t for t in before if not self._of_saying(t.mention)]
        return done[-1].when if done else None

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
            if line_end < 0 or line_end > at.start or at.start - line_end > story_words.TABLE:
                return None
            line, below = text[line_start:line_end].strip(), text[line_end : at.start]
            if len(line) > 90 or line.endswith((".", "!", "?", "”", '"')) or story_words.HEADING.search(below):
                return None
            return self._stretch(told.when, told.when.start, told.when.end or self.published)
        return None

    def _counted_over(self, mention: Mention) -> When | None:
        """The stretch of a total of "1,230 people in seven weeks": the seven weeks up to the day of the report."""
        text = self.reading.report.text.clean
        opening = story_words.IN_ALL_OF.match(mention.words)
        words = mention.words[opening.end() :] if opening else mention.words
        going_on = bool(story_words.GOES_ON.match(text[mention.span.end : mention.span.end + 60]))
        before = text[max(0, mention.span.start - 24) : mention.span.start]
        if self.published is None or not (opening or going_on or story_words.IN_ALL.search(before)):
            return None
        if self._tense_at(mention.head) == "future":
            return None
        words = re.sub(r"^the\s+|[-\s]+long$", "", words, flags=re.IGNORECASE)
        last = self._ended(mention) if going_on else None
        when = evaluate_time(f"the past {words}", published=last or self.published, sort="past")
        if when.start is None:
            return None
        start = when.start + timedelta(days=1) if last is not None and when.start < last else when.start
        return replace(self._stretch(when, start, when.end), words=Evidence.of(self.reading.report, mention.span))

    def _ended(self, mention: Mention) -> date | None:
        """The day of the sentence on which what went on for days ended ("on Wednesday after two days of fighting")."""
        sentence = self._sentence(mention.span.start)
        here = [
            t
            for t in self._told
            if t.sentence == sentence
            and t.mention.label in story_words.DAYS
            and self._usable(t)
            and not self._of_saying(t.mention)
        ]
        return here[0].when.end if len(here) == 1 else None

    def _carried(self, at: Span, barred: Collection[Span] = ()) -> When | None:
        """The day on which the text dwells: of the same sentence, then of those before, then of the lead.

        ``barred`` are raw spans of the words of days that are none of it."""
        sentence = self._sentence(at.start)
        item = self._item(at.start)
        told = [t for t in self._told if t.when.words is None or t.when.words.span not in barred]
        mine = [t for t in told if t.sentence == sentence and self._item(t.mention.span.start) == item]
        mine = [t for t in mine if self._usable(t) and not self._of_another(t.mention, at)]
        if mine:
            return min(mine, key=lambda t: abs(t.mention.span.start - at.start)).when
        text = self.reading.report.text.clean
        said: Told | None = None
        for back in range(1, story_words.CARRY_SENTENCES + 1):
            if sentence - back < 0:
                break
            if story_words.RESET.match(
                text[self._starts[sentence - back + 1] : self._starts[sentence - back + 1] + 40]
            ):
                break
            before = [t for t in told if t.sentence == sentence - back and self._spreads(t, item)]
            done = [t for t in before if not self._of_saying(t.mention)]
            said = said or (before[-1] if before else None)
            if done:
                return done[-1].when
        if item is not None:
            return self._introduced(item)  # an item of a bulletin takes no day from another item
        lead = [t for t in told if t.sentence <= story_words.LEAD_SENTENCES and self._spreads(t, item)]
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

    def _spreads(self, told: Told, item: int | None) -> bool:
        """Whether a day told elsewhere can be that of a claim: not a whole week, and not that of another item."""
        if told.when.precision is DatePrecision.WEEK or self._item(told.mention.span.start) != item:
            return False
        return self._usable(told)

    def _basis(self) -> DateBasis:
        return DateBasis.REPORT_DAY if self.published is not None else DateBasis.NONE

    def _report_day(self) -> When:
        """Nothing is said: the day of publication, marked as such; open where there is none."""
        if self.published is None:
            return When()
        return When(start=self.published, end=self.published, precision=DatePrecision.DAY, basis=DateBasis.REPORT_DAY)
