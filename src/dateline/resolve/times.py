"""What day the words for time mean, against the day of publication and the story's own time.

Conventions (docs/times.md): a weekday in a report is the nearest one that the tense allows, the day of
publication itself included; "overnight" is the day before and the day; weeks begin on Monday (ISO 8601); a date
without a year is the nearest past one; what nothing fixes stays open (None), never guessed.
"""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import date, timedelta
from functools import cache
from typing import Final

from dateutil.relativedelta import relativedelta

from dateline.model import When
from dateline.resolve.calendar_dates import (
    OPEN,
    DayOrder,
    Days,
    Frame,
    Tense,
    calendar_date,
    capped,
    dated,
    end_of_month,
    numeric_date,
    part_of,
)
from dateline.resolve.calendar_periods import counted, nearest, period, seasonal, unit_around, years
from dateline.resolve.calendar_words import (
    AMOUNT,
    HEDGE,
    MONTH,
    MONTHS,
    PART,
    UNIT,
    WEEKDAY,
    WEEKDAYS,
    YEAR,
    length,
    number,
)
from dateline.resolve.moving_days import NAMED_DAYS, named_day
from dateline.terms import DateBasis, DatePrecision

__all__ = ["DayOrder", "Tense", "evaluate_time", "precision_of"]


def precision_of(start: date | None, end: date | None) -> DatePrecision:
    """The precision of a stretch of days: day, 2–6 days, up to two weeks, up to a month, longer; open ends are open."""
    if start is None or end is None:
        return DatePrecision.OPEN
    days = (end - start).days + 1
    if days <= 1:
        return DatePrecision.DAY
    if days <= 6:
        return DatePrecision.DAYS
    if days <= 13:
        return DatePrecision.WEEK
    return DatePrecision.MONTH if days <= 31 else DatePrecision.YEAR


def evaluate_time(
    words: str,
    *,
    published: date | None,
    tense: Tense | None = "past",
    narrative: date | None = None,
    order: DayOrder = "auto",
    sort: str = "",
    year: int | None = None,
) -> When:
    """The first and last day that ``words`` mean.

    ``published`` is the day of publication, ``narrative`` the day that the text last spoke of ("the same day",
    "two days later"), ``order`` the order of 3/4/2025 in the outlet's country, ``sort`` the recogniser's sort
    (``since`` and ``until`` are also read off the words), ``year`` a year known where the day of publication is not.
    An end that is not fixed is None; both are None where the words cannot be placed.
    """
    frame = Frame(published, tense, narrative, order, year)
    text = re.sub(r"\s+", " ", words.lower().replace("’", "'").replace("–", "-").replace("—", "-")).strip(" ,.;:")
    text = re.sub(r"'s?$", "", text)
    found = _evaluate(text, frame, sort)
    start, end = found.start, found.end
    if start is not None and end is not None and start > end:
        start, end = end, start
    fixed = start is not None or end is not None
    precision = precision_of(start, end)
    if precision is DatePrecision.DAYS and text.endswith("weekend"):
        precision = DatePrecision.WEEK
    return When(
        start=start,
        end=end,
        precision=precision,
        basis=DateBasis.TEXT if fixed else DateBasis.NONE,
    )


def _evaluate(text: str, frame: Frame, sort: str) -> Days:
    text = re.sub(
        r"^(?:shortly |just |hours |minutes )?(?:before|after|around|by|at|near) (?=(?:dawn|noon|midday"
        r"|midnight|dusk|"
        r"daybreak|sunrise|sunset|nightfall)\b)",
        "",
        text,
    )
    text = re.sub(r"(?<=\w) (?:began|begins|started|onwards?)$", "", text)
    if since := re.fullmatch(r"(?:ever )?(?:since|starting|beginning)(?: in| on| from)? (.+)", text):
        inner = _plain(since[1], _past(frame))
        return Days(inner.start, frame.published) if inner.start else OPEN
    if until := re.fullmatch(r"(?:until|till|up to|through|by|before|prior to) (.+)", text):
        return Days(None, _until(until[1], frame).end)
    if after := re.fullmatch(r"(?:after|from) (.+)", text):
        if not re.search(r" (?:to|until|till|through) |\d ?- ?\w", after[1]):
            inner = _plain(after[1], frame)
            return inner if inner.start == inner.end else Days(inner.start, frame.published)
    found = _plain(text, frame)
    if sort == "since" and found.start:
        return Days(found.start, frame.published)
    return found


# "By July" without a year, in April: July to come, not July nine months ago.
_LONG_PAST_DAYS: Final = 180
_SOON_DAYS: Final = 150


def _until(text: str, frame: Frame) -> Days:
    inner = _plain(text, frame)
    if frame.published is None or frame.tense in ("future", "done") or inner.end is None or re.search(r"\d{4}", text):
        return inner
    if (frame.published - inner.end).days > _LONG_PAST_DAYS:
        coming = _plain(text, replace(frame, tense="future"))
        if coming.end is not None and 0 <= (coming.end - frame.published).days <= _SOON_DAYS:
            return coming
    return inner


def _past(frame: Frame) -> Frame:
    return replace(frame, tense="done")


def _plain(text: str, frame: Frame) -> Days:
    if (stretch := counted(text, frame, _plain)) is not None:
        return stretch
    for rule in (
        _overnight,
        _range,
        calendar_date,
        numeric_date,
        _deictic,
        _weekday,
        _anaphoric,
        period,
        _week_of,
        _ago,
        years,
        seasonal,
        _named,
    ):
        found = rule(text, frame)
        if found is not None:
            return found
    stripped = re.sub(rf"^(?:(?:on|in|at|during|over|within|the|of|{HEDGE}) )+", "", text)
    stripped = re.sub(
        rf"^(?:(?:very )?(?:early|late|mid|later|earlier)[ -](?:on |in |of |the )*)(?={WEEKDAY})", "", stripped
    )
    return _plain(stripped, frame) if stripped != text else OPEN


def _overnight(text: str, frame: Frame) -> Days | None:
    """Overnight Saturday (to Sunday), the night of June 11–12: the day on which the night begins and the one after."""
    if into := re.fullmatch(r"overnight (?:in)?to (.+)", text):
        day = _plain(into[1], frame).end
        return Days(day - timedelta(days=1), day) if day else OPEN
    match = re.fullmatch(
        r"(?:over)?nights?(?: (?:of|on|from|between))? (?P<first>[^ ].*?)(?:(?: (?:to|into|and|or) "
        r"| ?- ?)(?P<second>.+))?",
        text.removeprefix("the "),
    )
    if match is None or match["first"] in ("before", "after", "later", "earlier"):
        return None
    if match["second"]:
        if re.fullmatch(r"(?:\w+ )?\d{1,2}", match["first"]) or re.fullmatch(r"\d{1,2}", match["second"]):
            return _range(f"{match['first']}-{match['second']}", frame)
        return _weekday(f"{match['first']} to {match['second']}", frame) or _range(
            f"from {match['first']} to {match['second']}", frame
        )
    found = _plain(match["first"], frame)
    if found.start is None or found.start != found.end:
        return None
    if not text.startswith("overnight"):
        return found
    return Days(found.start, found.start + timedelta(days=1))


# ------------------------------------------------------------------------------------------ today, weekdays, weeks


def _deictic(text: str, frame: Frame) -> Days | None:
    text = re.sub(
        r"^(?:the )?(?:early|late|earlier|later|just) (?=today|yesterday|tomorrow|last night|tonight|this morning)",
        "",
        text,
    )
    offset: tuple[int, int] | None = None
    if re.fullmatch(
        rf"(?:today|tonight|this {PART}|{PART} (?:of )?today|today {PART}|earlier today|later today|at present|now)",
        text,
    ):
        offset = (0, 0)
    elif re.fullmatch(
        rf"(?:yesterday|last {PART}|yesterday {PART}|{PART} yesterday|the previous (?:day|night|evening))", text
    ):
        offset = (-1, -1)
    elif re.fullmatch(rf"(?:tomorrow(?: {PART})?|{PART} tomorrow)", text):
        offset = (1, 1)
    elif text == "overnight":
        offset = (-1, 0)
    elif re.fullmatch(r"(?:the )?day before yesterday|(?:the )?night before last", text):
        offset = (-2, -2)
    elif re.fullmatch(r"(?:the )?day after tomorrow", text):
        offset = (2, 2)
    if offset is None:
        return None
    anchor = frame.published
    if text.startswith("the previous"):
        anchor = frame.narrative
    if anchor is None:
        return OPEN
    return Days(anchor + timedelta(days=offset[0]), anchor + timedelta(days=offset[1]))


@cache
def _weekday_pattern() -> re.Pattern[str]:
    lead = (
        rf"(?:(?:(?:the )?(?:very )?(?:early|late|mid|later|earlier|beginning of|end of)(?: (?:on|in|of|the|"
        rf"hours of))*[ -])"
        rf"|(?:the )?(?:{PART}|small hours) (?:of|on|hours of) )*"
    )
    return re.compile(
        rf"(?:on )?(?:the )?{lead}(?P<which>last|past|this past|this coming|this|coming|next|the same|that"
        rf"|the previous|the following|the next)? ?"
        rf"{WEEKDAY}(?:,? {PART})?(?: (?P<week>(?:of )?last week|(?:of )?this week|next week|a week ago|week|before last"
        rf"|next))?(?:,? {PART})?"
    )


def _weekday(text: str, frame: Frame) -> Days | None:
    if two := re.fullmatch(r"(.+?) (?:and|or|to|through|into) (.+)", text):
        first, second = _weekday_pattern().fullmatch(two[1]), _weekday_pattern().fullmatch(two[2])
        if first and second:
            a, b = _one_weekday(first, frame), _one_weekday(second, frame)
            if a is None or b is None:
                return OPEN
            while a > b and frame.tense != "future":
                a -= timedelta(days=7)
            return Days(min(a, b), max(a, b))
    match = _weekday_pattern().fullmatch(text)
    if match is None:
        return None
    day = _one_weekday(match, frame)
    return Days(day, day)


def _one_weekday(match: re.Match[str], frame: Frame) -> date | None:
    number, which = WEEKDAYS[match["weekday"]], match["which"]
    week = (match["week"] or "").removeprefix("of ") or None
    if which in ("the previous", "the following", "the next", "that", "the same") and frame.narrative:
        forward = which in ("the following", "the next")
        return nearest(frame.narrative, number, forward=forward, strict=which not in ("that", "the same"))
    published = frame.published
    if published is None:
        return None
    if week in ("last week", "next week", "this week"):
        monday = published - timedelta(days=published.weekday())
        return monday + timedelta(days=number + {"last week": -7, "this week": 0, "next week": 7}[week])
    if which in ("this coming", "coming") or week == "next":
        return nearest(published, number, forward=True, strict=True)
    if week == "before last":
        return nearest(published, number, forward=False, strict=True) - timedelta(days=7)
    if week == "a week ago":
        return nearest(published, number, forward=False, strict=False) - timedelta(days=7)
    if which == "next":
        return nearest(published, number, forward=True, strict=True)
    if which in ("last", "past", "this past"):
        return nearest(published, number, forward=False, strict=True)
    return nearest(published, number, forward=frame.tense == "future", strict=False)


_NTH_WEEKS: Final = {"first": 0, "second": 1, "third": 2, "fourth": 3, "last": -1}


def _week_of(text: str, frame: Frame) -> Days | None:
    """The first week of March: its first seven days; the week of March 3: the calendar week that holds it."""
    match = re.fullmatch(
        r"(?:in |during )?(?:the )?(?:(?P<nth>first|second|third|fourth|last) )?week of (?P<rest>.+)", text
    )
    if match is None:
        return None
    inner = _plain(match["rest"], frame)
    if inner.start is None or inner.end is None:
        return OPEN
    if match["nth"] is None:
        return unit_around(inner.start, "week", 0, "this")
    if match["nth"] == "last":
        return Days(inner.end - timedelta(days=6), inner.end)
    first = inner.start + timedelta(days=7 * _NTH_WEEKS[match["nth"]])
    return Days(first, first + timedelta(days=6))


def _ago(text: str, frame: Frame) -> Days | None:
    match = re.fullmatch(rf"(?:{HEDGE} )?(?:{AMOUNT} )?{UNIT} (?:ago|back)(?: (?:today|yesterday|to the day))?", text)
    if match is None:
        return None
    anchor, amount, unit = frame.published, number(match["amount"]), match["unit"]
    if anchor is None:
        return OPEN
    if amount is None:
        return Days(None, anchor)
    day = anchor - length(amount, unit)
    if unit in ("minute", "hour"):
        return Days(day, anchor)
    if unit in ("day", "night") or text.endswith((" to the day", " today", " yesterday")):
        before = timedelta(days=1 if text.endswith(" yesterday") else 0)
        return Days(day - before, day - before)
    if unit in ("week", "weekend", "fortnight"):
        return Days(day - timedelta(days=3), min(day + timedelta(days=3), anchor))
    if unit in ("month", "quarter"):
        return Days(day.replace(day=1), end_of_month(day.year, day.month))
    return Days(date(day.year, 1, 1), date(day.year, 12, 31))


def _anaphoric(text: str, frame: Frame) -> Days | None:
    """The same day, two days later, a week earlier: from the day that the text last spoke of."""
    if re.fullmatch(rf"(?:earlier |later )?(?:on )?(?:the same|that|the very same|the) (?:day|{PART})", text):
        return Days(frame.narrative, frame.narrative)
    if match := re.fullmatch(rf"(?:on )?the (?P<which>following|next|previous|preceding) (?:day|{PART})", text):
        step = 1 if match["which"] in ("following", "next") else -1
        day = frame.narrative + timedelta(days=step) if frame.narrative else None
        return Days(day, day)
    match = re.fullmatch(
        rf"(?:{HEDGE} )?(?:{AMOUNT} )?(?:{UNIT} )?(?P<way>later|earlier|before|after|afterwards?|prior)",
        text,
    )
    if match is None:
        return None
    unit = match["unit"] or ("day" if match["amount"] == "the day" else None)
    amount = 1 if match["amount"] in ("the", "the day") else number(match["amount"])
    if frame.narrative is None or unit is None or amount is None:
        return OPEN
    if unit in ("minute", "hour"):
        return Days(frame.narrative, frame.narrative) if amount < 12 else OPEN
    distance = length(amount, unit)
    day = frame.narrative + distance if match["way"].startswith(("later", "after")) else frame.narrative - distance
    return Days(day, day)


# ------------------------------------------------------------------------------------------------ years and ranges


_FEAST: Final = "|".join(re.escape(n) for n in NAMED_DAYS)


@cache
def _feast_pattern() -> re.Pattern[str]:
    return re.compile(
        rf"(?:on |in |at |during |over |for )?(?:the )?(?:(?P<nth>first|second|third|last|final|\d{{1,2}}(?:st"
        rf"|nd|rd|th)?) (?:day|night|week|"
        rf"friday) of )?(?:the )?(?:(?P<edge>eve of|day before|day after|night of|start of|beginning of|end of"
        rf"|early|mid|late|middle of)[ -])?"
        rf"(?:the )?(?:(?:muslim |holy |fasting |islamic |jewish |christian |hindu "
        rf"|orthodox(?= christmas))*(?:month|festival|feast|holiday) of )?"
        rf"(?:this year's |last year's )?(?:the )?(?P<name>{_FEAST})(?: (?:holiday|holidays|festival|weekend"
        rf"|celebrations|feast))?(?P<last> last year)?"
        rf"(?:,? (?:of |in )?(?P<year>\d{{4}}))?"
    )


def _named(text: str, frame: Frame) -> Days | None:
    """A feast: the nearest past one, or, where the clause speaks of what is to come, the next."""
    match = _feast_pattern().fullmatch(text)
    if match is None:
        return None
    anchor = frame.anchor
    if match["year"]:
        spans = named_day(match["name"], int(match["year"]))
    elif anchor is None:
        spans = named_day(match["name"], frame.year) if frame.year else []
    else:
        near = [s for y in range(anchor.year - 2, anchor.year + 2) for s in named_day(match["name"], y)]
        if frame.tense == "future":
            spans = [s for s in near if s[1] >= anchor][:1]
        else:
            spans = [s for s in near if s[0] <= anchor + timedelta(days=2)][-1:]
            if match["last"] or "last year's" in text:
                spans = [s for s in near if s[0].year == anchor.year - 1][-1:]
    if not spans:
        return OPEN
    start, end = spans[-1]
    edge, nth = match["edge"] or "", match["nth"]
    long = (end - start).days > 6
    if nth and long:
        if nth in ("last", "final"):
            return Days(end, end)
        number_of = {"first": 1, "second": 2, "third": 3}.get(nth) or int(re.sub(r"\D", "", nth))
        day = start + timedelta(days=number_of - 1)
        if " week of" in text:
            return Days(start + timedelta(days=7 * (number_of - 1)), start + timedelta(days=7 * number_of - 1))
        # The month begins by sight of the moon: a day about.
        return Days(day - timedelta(days=1), day + timedelta(days=1))
    if edge in ("eve of", "day before", "night of"):
        return Days(start - timedelta(days=1), end - timedelta(days=1) if not long else start - timedelta(days=1))
    if edge == "day after":
        return Days(start + timedelta(days=1), end + timedelta(days=1))
    if edge and long:
        return part_of(start, end, edge)
    return capped(Days(start, end), frame)


def _range(text: str, frame: Frame) -> Days | None:
    """From X to Y, between X and Y, May 3 to 5, 3–5 May, 2014–15."""
    if match := re.fullmatch(r"(1[5-9]\d\d|20\d\d) ?[-/] ?(1[5-9]\d\d|20\d\d|\d\d)", text):
        first = int(match[1])
        last = int(match[2]) if len(match[2]) == 4 else first // 100 * 100 + int(match[2])
        return Days(date(first, 1, 1), date(last, 12, 31)) if last > first else None
    joint = r"(?: ?- ?| to | and | through | until | till | or )"
    if match := re.fullmatch(
        rf"(?:from |between )?{MONTH} (\d{{1,2}})(?:st|nd|rd|th)?{joint}(\d{{1,2}})(?:st|nd|rd|th)?{YEAR}?", text
    ):
        month, year = MONTHS[match["month"]], int(match["year"]) if match["year"] else None
        return Days(dated(month, int(match[2]), year, frame), dated(month, int(match[3]), year, frame))
    nths = r"(?P<first>\d{1,2})(?:st|nd|rd|th)?(?: ?, ?\d{1,2}(?:st|nd|rd|th)?)+,? (?:and|or) (?P<last>\d{1,2})(?:st|nd|rd|th)?"
    if match := re.fullmatch(rf"{MONTH} {nths}{YEAR}?", text) or re.fullmatch(rf"{nths} {MONTH}{YEAR}?", text):
        month, year = MONTHS[match["month"]], int(match["year"]) if match["year"] else None
        return Days(dated(month, int(match["first"]), year, frame), dated(month, int(match["last"]), year, frame))
    if match := re.fullmatch(
        rf"(?:from |between )?(\d{{1,2}})(?:st|nd|rd|th)?{joint}(\d{{1,2}})(?:st|nd|rd|th)? {MONTH}{YEAR}?", text
    ):
        month, year = MONTHS[match["month"]], int(match["year"]) if match["year"] else None
        return Days(dated(month, int(match[1]), year, frame), dated(month, int(match[2]), year, frame))
    dated_month = rf"(?:{'|'.join(MONTHS)})\.?(?: \d{{1,2}})?(?:,? \d{{4}})?"
    if match := re.fullmatch(rf"(?:from|between) (.+?){joint}(.+)", text) or re.fullmatch(
        rf"({dated_month}){joint}({dated_month})",
        text,
    ):
        second_words = match[2]
        second = _plain(second_words, frame)
        inner = frame
        if second.start and not re.search(r"\d{4}", match[1]) and re.search(r"\d{4}", second_words):
            inner = Frame(second.start, "past", frame.narrative, frame.order, second.start.year)
        first_days = _plain(match[1], inner)
        if first_days.start is None and second.end is None:
            return OPEN
        start = first_days.start
        if start and second.end and start > second.end and not re.search(r"\d{4}", match[1]):
            start -= relativedelta(years=1) if re.search("|".join(MONTHS), match[1]) else relativedelta(days=7)
        return Days(start, second.end)
    return None
