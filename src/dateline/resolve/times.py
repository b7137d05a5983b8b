"""What day the words for time mean, against the day of publication and the story's own time.

Conventions (docs/times.md): a weekday in a report is the nearest one that the tense allows, the day of
publication itself included; "overnight" is the day before and the day; weeks begin on Monday (ISO 8601); a date
without a year is the nearest past one; what nothing fixes stays open (None), never guessed.
"""

from __future__ import annotations

import calendar
import re
from dataclasses import dataclass
from datetime import date, timedelta
from functools import cache
from typing import Final, Literal

from dateutil.relativedelta import relativedelta

from dateline.model import When
from dateline.terms import DateBasis, DatePrecision

__all__ = ["DayOrder", "Tense", "evaluate_time", "precision_of"]

Tense = Literal["past", "future"]
DayOrder = Literal["auto", "dmy", "mdy"]

_MONTHS: Final = {
    name: number
    for number, names in enumerate(
        "january jan|february feb|march mar|april apr|may|june jun|july jul|august aug|september sep sept|october oct|"
        "november nov|december dec".split("|"),
        start=1,
    )
    for name in names.split()
}
_WEEKDAYS: Final = {
    name: number
    for number, names in enumerate(
        "monday mon|tuesday tue tues|wednesday wed weds|thursday thu thur thurs|friday fri|saturday sat|sunday sun".split(
            "|"
        )
    )
    for name in names.split()
}
_NUMBERS: Final = {
    "a": 1, "an": 1, "one": 1, "couple": 2, "two": 2, "three": 3, "four": 4, "five": 5, "six": 6, "seven": 7, "eight": 8,
    "nine": 9, "ten": 10, "eleven": 11, "twelve": 12, "dozen": 12, "fifteen": 15, "twenty": 20, "thirty": 30,
}  # fmt: skip
_MONTH: Final = rf"(?P<month>{'|'.join(sorted(_MONTHS, key=len, reverse=True))})\b\.?"
_WEEKDAY: Final = rf"(?P<weekday>{'|'.join(sorted(_WEEKDAYS, key=len, reverse=True))})\b\.?"
_DAY: Final = r"(?P<day>\d{1,2})(?:st|nd|rd|th)?"
_YEAR: Final = r"(?:,?\s*(?:of\s+|in\s+)?(?P<year>1[5-9]\d\d|20\d\d))"
_AMOUNT: Final = r"(?P<amount>(?:\d{1,3}|[a-z]+(?:\s+of)?|half\s+a\s+dozen|a\s+few|a\s+couple(?:\s+of)?|a\s+dozen))"
_UNIT: Final = r"(?P<unit>minute|hour|day|night|week|weekend|fortnight|month|quarter|year|decade|century|centurie)s?"
_PART: Final = (
    r"(?:mornings?|afternoons?|evenings?|nights?|noon|midday|midnight|dawn|dusk|daybreak|sunrise|sunset|hours)"
)
# First and last month of the seasons of the northern half of the world, where most of the news's wars are.
_SEASONS: Final = {"spring": (3, 5), "summer": (6, 8), "autumn": (9, 11), "fall": (9, 11), "winter": (12, 14)}
_HEDGE: Final = (
    r"(?:about|around|nearly|almost|roughly|more than|over|at least|just|only|some|approximately|shortly|exactly)"
)


@dataclass(frozen=True, slots=True)
class _Days:
    """First and last day; None where open. ``exact`` is False for a stretch within which the day lies."""

    start: date | None
    end: date | None


@dataclass(frozen=True, slots=True)
class _Frame:
    published: date | None
    tense: Tense | None
    narrative: date | None
    order: DayOrder
    year: int | None

    @property
    def anchor(self) -> date | None:
        """The day against which a missing year is found."""
        return self.published or self.narrative


_OPEN: Final = _Days(None, None)


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
    frame = _Frame(published, tense, narrative, order, year)
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


def _evaluate(text: str, frame: _Frame, sort: str) -> _Days:
    if since := re.fullmatch(r"(?:ever )?(?:since|starting|beginning)(?: in| on| from)? (.+)", text):
        inner = _plain(since[1], _past(frame))
        return _Days(inner.start, frame.published) if inner.start else _OPEN
    if until := re.fullmatch(r"(?:until|till|up to|through|by|before|prior to) (.+)", text):
        inner = _plain(until[1], frame)
        return _Days(None, inner.end)
    if after := re.fullmatch(r"(?:after|from) (.+)", text):
        if " to " not in after[1] and " until " not in after[1] and " through " not in after[1] and "-" not in after[1]:
            inner = _plain(after[1], frame)
            return inner if inner.start == inner.end else _Days(inner.start, frame.published)
    found = _plain(text, frame)
    if sort == "since" and found.start:
        return _Days(found.start, frame.published)
    return found


def _past(frame: _Frame) -> _Frame:
    return _Frame(frame.published, "past", frame.narrative, frame.order, frame.year)


def _plain(text: str, frame: _Frame) -> _Days:
    for rule in (
        _range,
        _calendar,
        _numeric,
        _deictic,
        _weekday,
        _anaphoric,
        _period,
        _week_of,
        _ago,
        _years,
        _seasonal,
        _named,
    ):
        found = rule(text, frame)
        if found is not None:
            return found
    stripped = re.sub(rf"^(?:(?:on|in|at|during|over|within|the|of|{_HEDGE}) )+", "", text)
    stripped = re.sub(
        rf"^(?:(?:very )?(?:early|late|mid|later|earlier)[ -](?:on |in |of |the )*)(?={_WEEKDAY})", "", stripped
    )
    return _plain(stripped, frame) if stripped != text else _OPEN


# -------------------------------------------------------------------------------------------------- calendar dates


@cache
def _calendar_patterns() -> tuple[re.Pattern[str], ...]:
    lead = rf"(?:{_WEEKDAY},? (?:the )?)?"
    tail = rf"(?: (?:at )?{_PART})?"
    return (
        re.compile(rf"(?:.*? )??{lead}{_MONTH} (?:the )?{_DAY}{_YEAR}?{tail}"),
        re.compile(rf"(?:.*? )??{lead}(?:the )?{_DAY}(?: of)? {_MONTH}{_YEAR}?{tail}"),
    )


@cache
def _month_pattern() -> re.Pattern[str]:
    return re.compile(
        rf"(?:(?:in|the) )*(?:(?P<edge>early|late|mid|later|earlier|beginning of|start of|end of|middle of)[ -](?:in |the )?)?"
        rf"(?:(?P<which>last|this|next|the same|that) )?{_MONTH}(?:{_YEAR}|(?: of)? (?P<of>last|this|next) year)?"
    )


def _calendar(text: str, frame: _Frame) -> _Days | None:
    for pattern in _calendar_patterns():
        if match := pattern.fullmatch(text):
            weekday = _WEEKDAYS[match["weekday"]] if match["weekday"] else None
            day = _dated(
                _MONTHS[match["month"]],
                int(match["day"]),
                int(match["year"]) if match["year"] else None,
                frame,
                weekday,
            )
            return _Days(day, day)
    if match := _month_pattern().fullmatch(text):
        return _month(match, frame)
    return None


def _dated(month: int, day: int, year: int | None, frame: _Frame, weekday: int | None = None) -> date | None:
    """The day of a month; without a year the nearest past one (or future, by tense), or the one whose weekday fits."""
    if year is not None:
        return _date(year, month, day)
    anchor = frame.anchor
    if anchor is None:
        return _date(frame.year, month, day) if frame.year else None
    days = [d for y in range(anchor.year - 8, anchor.year + 2) if (d := _date(y, month, day)) is not None]
    if weekday is not None:
        fitting = [d for d in days if d.weekday() == weekday and abs((d - anchor).days) < 400]
        if fitting:
            return min(fitting, key=lambda d: abs((d - anchor).days))
    if frame.tense == "future":
        return min((d for d in days if d >= anchor), default=None)
    if frame.tense is None or frame.published is None:
        return min(days, key=lambda d: abs((d - anchor).days), default=None)
    # A day or two ahead of the day of publication is a difference of clocks, not eleven months ago.
    return max((d for d in days if d <= anchor + timedelta(days=2)), default=None)


def _date(year: int | None, month: int, day: int) -> date | None:
    try:
        return date(year, month, day) if year else None
    except ValueError:
        return None


def _month(match: re.Match[str], frame: _Frame) -> _Days:
    month, anchor = _MONTHS[match["month"]], frame.anchor
    year = int(match["year"]) if match["year"] else None
    if year is None and match["of"]:
        year = anchor.year + {"last": -1, "this": 0, "next": 1}[match["of"]] if anchor else None
    if year is None and anchor is not None:
        year = anchor.year
        future = frame.tense == "future" or match["which"] == "next"
        if future and month < anchor.month:
            year += 1
        elif not future and (month > anchor.month or (match["which"] == "last" and month == anchor.month)):
            year -= 1
    year = year or frame.year
    if year is None:
        return _OPEN
    return _capped(_part_of(date(year, month, 1), _end_of_month(year, month), match["edge"]), frame)


def _end_of_month(year: int, month: int) -> date:
    return date(year, month, calendar.monthrange(year, month)[1])


def _part_of(start: date, end: date, edge: str | None) -> _Days:
    """The early, middle or late third of a stretch."""
    if not edge:
        return _Days(start, end)
    third = ((end - start).days + 1) // 3
    if edge.startswith(("early", "beginning", "start")):
        return _Days(start, start + timedelta(days=third - 1))
    if edge.startswith(("late", "end")) and edge != "later":
        return _Days(end - timedelta(days=third - 1), end)
    if edge.startswith("mid"):
        return _Days(start + timedelta(days=third), end - timedelta(days=third))
    return _Days(start, end)


def _capped(days: _Days, frame: _Frame) -> _Days:
    """What has happened did not happen after the day of publication."""
    if (
        frame.published
        and frame.tense != "future"
        and days.start
        and days.end
        and days.start <= frame.published < days.end
    ):
        return _Days(days.start, frame.published)
    return days


def _numeric(text: str, frame: _Frame) -> _Days | None:
    if match := re.fullmatch(r"(\d{4})-(\d{1,2})-(\d{1,2})", text):
        day = _date(int(match[1]), int(match[2]), int(match[3]))
        return _Days(day, day)
    match = re.fullmatch(r"(\d{1,2})([/.-])(\d{1,2})\2(\d{4}|\d{2})", text)
    if match is None:
        return None
    first, second = int(match[1]), int(match[3])
    year = int(match[4]) if len(match[4]) == 4 else 2000 + int(match[4]) - (100 if int(match[4]) > 69 else 0)
    dmy, mdy = _date(year, second, first), _date(year, first, second)
    if match[2] == "." or frame.order == "dmy":
        day = dmy or mdy
    elif frame.order == "mdy" or dmy is None or mdy is None or dmy == mdy:
        day = mdy or dmy
    elif frame.published is not None:
        near = [d for d in (dmy, mdy) if d <= frame.published + timedelta(days=2)]
        close = [d for d in near if (frame.published - d).days <= 31]
        day = close[0] if len(close) == 1 else near[0] if len(near) == 1 else None
    else:
        day = None
    return _Days(day, day)


# ------------------------------------------------------------------------------------------ today, weekdays, weeks


def _deictic(text: str, frame: _Frame) -> _Days | None:
    text = re.sub(
        r"^(?:the )?(?:early|late|earlier|later|just) (?=today|yesterday|tomorrow|last night|tonight|this morning)",
        "",
        text,
    )
    offset: tuple[int, int] | None = None
    if re.fullmatch(
        rf"(?:today|tonight|this {_PART}|{_PART} (?:of )?today|today {_PART}|earlier today|later today|at present|now)",
        text,
    ):
        offset = (0, 0)
    elif re.fullmatch(
        rf"(?:yesterday|last {_PART}|yesterday {_PART}|{_PART} yesterday|the previous (?:day|night|evening))", text
    ):
        offset = (-1, -1)
    elif re.fullmatch(rf"(?:tomorrow(?: {_PART})?|{_PART} tomorrow)", text):
        offset = (1, 1)
    elif text == "overnight":
        offset = (-1, 0)
    elif re.fullmatch(r"(?:the )?day before yesterday", text):
        offset = (-2, -2)
    elif re.fullmatch(r"(?:the )?day after tomorrow", text):
        offset = (2, 2)
    if offset is None:
        return None
    anchor = frame.published
    if text.startswith("the previous"):
        anchor = frame.narrative
    if anchor is None:
        return _OPEN
    return _Days(anchor + timedelta(days=offset[0]), anchor + timedelta(days=offset[1]))


@cache
def _weekday_pattern() -> re.Pattern[str]:
    lead = (
        rf"(?:(?:(?:the )?(?:very )?(?:early|late|mid|later|earlier|beginning of|end of)(?: (?:on|in|of|the|hours of))*[ -])"
        rf"|(?:the )?{_PART} (?:of|on|hours of) )*"
    )
    return re.compile(
        rf"(?:on )?{lead}(?P<which>last|past|this past|this|next|the same|that|the previous|the following|the next)? ?"
        rf"{_WEEKDAY}(?:,? {_PART})?(?: (?P<week>last week|this week|next week|a week ago|week))?(?:,? {_PART})?"
    )


def _weekday(text: str, frame: _Frame) -> _Days | None:
    if two := re.fullmatch(r"(.+?) (?:and|or|to|through|into) (.+)", text):
        first, second = _weekday_pattern().fullmatch(two[1]), _weekday_pattern().fullmatch(two[2])
        if first and second:
            a, b = _one_weekday(first, frame), _one_weekday(second, frame)
            if a is None or b is None:
                return _OPEN
            while a > b and frame.tense != "future":
                a -= timedelta(days=7)
            return _Days(min(a, b), max(a, b))
    match = _weekday_pattern().fullmatch(text)
    if match is None:
        return None
    day = _one_weekday(match, frame)
    return _Days(day, day)


def _one_weekday(match: re.Match[str], frame: _Frame) -> date | None:
    number, which, week = _WEEKDAYS[match["weekday"]], match["which"], match["week"]
    if which in ("the previous", "the following", "the next", "that", "the same") and frame.narrative:
        forward = which in ("the following", "the next")
        return _nearest(frame.narrative, number, forward=forward, strict=which not in ("that", "the same"))
    published = frame.published
    if published is None:
        return None
    if week in ("last week", "next week", "this week"):
        monday = published - timedelta(days=published.weekday())
        return monday + timedelta(days=number + {"last week": -7, "this week": 0, "next week": 7}[week])
    if week == "a week ago":
        return _nearest(published, number, forward=False, strict=False) - timedelta(days=7)
    if which == "next":
        return _nearest(published, number, forward=True, strict=True)
    if which in ("last", "past", "this past"):
        return _nearest(published, number, forward=False, strict=True)
    return _nearest(published, number, forward=frame.tense == "future", strict=False)


def _nearest(anchor: date, weekday: int, *, forward: bool, strict: bool) -> date:
    """The nearest such weekday before (or after) a day; the day itself counts unless ``strict``."""
    distance = (weekday - anchor.weekday()) % 7 if forward else (anchor.weekday() - weekday) % 7
    if distance == 0 and strict:
        distance = 7
    return anchor + timedelta(days=distance if forward else -distance)


def _period(text: str, frame: _Frame) -> _Days | None:
    """This, last, next week, month, year; the past two months; recent days; so far this year."""
    anchor = frame.published
    if match := re.fullmatch(
        r"(?:in |at |over |during )?(?:the )?(?P<edge>early|late|mid|earlier|later|so far|end of|beginning of|start of)?(?:[ -](?:in )?)?"
        r"(?P<which>this|last|next|that|same|previous|following|past|over the)? ?(?P<unit>week(?:end)?|month|year|decade|century|quarter)",
        text,
    ):
        which, unit = match["which"], match["unit"]
        if which is None and unit != "weekend":
            return None
        if which in ("that", "same", "previous", "following"):
            anchor = frame.narrative
            which = {"that": "this", "same": "this", "previous": "last", "following": "next"}[which]
        if anchor is None:
            return _OPEN
        if which == "past":
            return _Days(anchor - _length(1, unit), anchor)
        days = _unit_around(anchor, unit, {"this": 0, "last": -1, "next": 1}.get(which or "this", 0), which)
        edge = (
            match["edge"] if match["edge"] in ("early", "late", "mid", "end of", "beginning of", "start of") else None
        )
        if days.start and days.end and edge:
            days = _part_of(days.start, days.end, edge)
        return _capped(days, frame)
    if match := re.fullmatch(
        rf"(?:in |over |during |for |within )?(?:the )?(?:past|last|previous|preceding) (?:{_HEDGE} )?(?:{_AMOUNT} )?{_UNIT}",
        text,
    ) or re.fullmatch(
        rf"(?:in |over |during |for |within )?(?:the )?(?:{_HEDGE} )?{_AMOUNT} (?:past|previous|preceding) {_UNIT}",
        text,
    ):
        if anchor is None:
            return _OPEN
        amount = _number(match["amount"]) if match["amount"] else 1
        if amount is None or (match["amount"] is None and text.endswith("s")):
            return _Days(None, anchor)
        if match["unit"] in ("day", "night") and amount == 1:
            return _Days(anchor - timedelta(days=1), anchor)
        return _Days(anchor - _length(amount, match["unit"]), anchor)
    if re.fullmatch(r"(?:in |over |during |for )?(?:the )?recent (?:hours|days|weeks|months|years)", text):
        return _Days(None, anchor)
    if match := re.fullmatch(
        rf"(?:in |over |within |during )?(?:the )?(?:next|coming|following) (?:{_HEDGE} )?(?:{_AMOUNT} )?{_UNIT}", text
    ):
        if anchor is None:
            return _OPEN
        amount = _number(match["amount"]) if match["amount"] else None
        return _Days(anchor, anchor + _length(amount, match["unit"]) if amount else None)
    return None


_NTH_WEEKS: Final = {"first": 0, "second": 1, "third": 2, "fourth": 3, "last": -1}


def _week_of(text: str, frame: _Frame) -> _Days | None:
    """The first week of March: its first seven days; the week of March 3: the calendar week that holds it."""
    match = re.fullmatch(
        r"(?:in |during )?(?:the )?(?:(?P<nth>first|second|third|fourth|last) )?week of (?P<rest>.+)", text
    )
    if match is None:
        return None
    inner = _plain(match["rest"], frame)
    if inner.start is None or inner.end is None:
        return _OPEN
    if match["nth"] is None:
        return _unit_around(inner.start, "week", 0, "this")
    if match["nth"] == "last":
        return _Days(inner.end - timedelta(days=6), inner.end)
    first = inner.start + timedelta(days=7 * _NTH_WEEKS[match["nth"]])
    return _Days(first, first + timedelta(days=6))


def _unit_around(anchor: date, unit: str, shift: int, which: str | None) -> _Days:
    """The calendar unit that holds a day, shifted by so many units."""
    if unit == "weekend":
        saturday = _nearest(anchor, 5, forward=False, strict=False)
        if which == "next":
            saturday = _nearest(anchor, 5, forward=True, strict=True)
        elif which == "last" and anchor.weekday() >= 5:
            saturday -= timedelta(days=7)
        return _Days(saturday, saturday + timedelta(days=1))
    if unit == "week":
        monday = anchor - timedelta(days=anchor.weekday()) + timedelta(days=7 * shift)
        return _Days(monday, monday + timedelta(days=6))
    if unit == "month":
        first = anchor.replace(day=1) + relativedelta(months=shift)
        return _Days(first, _end_of_month(first.year, first.month))
    if unit == "quarter":
        first = date(anchor.year, 3 * ((anchor.month - 1) // 3) + 1, 1) + relativedelta(months=3 * shift)
        return _Days(first, first + relativedelta(months=3, days=-1))
    if unit == "year":
        return _Days(date(anchor.year + shift, 1, 1), date(anchor.year + shift, 12, 31))
    size = 10 if unit == "decade" else 100
    first_year = anchor.year // size * size + size * shift
    return _Days(date(first_year, 1, 1), date(first_year + size - 1, 12, 31))


def _number(words: str | None) -> int | None:
    """A number in figures or words; None for "several", "few", "some"."""
    if words is None:
        return None
    words = re.sub(r" of$", "", words.strip())
    if words.isdigit():
        return int(words)
    if words == "half a dozen":
        return 6
    if words.startswith("a ") and words != "a":
        return _NUMBERS.get(words[2:])
    return _NUMBERS.get(words)


def _length(amount: int, unit: str) -> relativedelta:
    if unit in ("minute", "hour"):
        return relativedelta(days=(amount + 23) // 24 if unit == "hour" else 0)
    if unit in ("day", "night"):
        return relativedelta(days=amount)
    if unit in ("week", "weekend", "fortnight"):
        return relativedelta(days=amount * (14 if unit == "fortnight" else 7))
    if unit in ("month", "quarter"):
        return relativedelta(months=amount * (3 if unit == "quarter" else 1))
    return relativedelta(years=amount * {"decade": 10, "century": 100, "centurie": 100}.get(unit, 1))


def _ago(text: str, frame: _Frame) -> _Days | None:
    match = re.fullmatch(rf"(?:{_HEDGE} )?(?:{_AMOUNT} )?{_UNIT} (?:ago|back)(?: (?:today|yesterday))?", text)
    if match is None:
        return None
    anchor, amount, unit = frame.published, _number(match["amount"]), match["unit"]
    if anchor is None:
        return _OPEN
    if amount is None:
        return _Days(None, anchor)
    day = anchor - _length(amount, unit)
    if unit in ("minute", "hour"):
        return _Days(day, anchor)
    if unit in ("day", "night"):
        return _Days(day, day)
    if unit in ("week", "weekend", "fortnight"):
        return _Days(day - timedelta(days=3), min(day + timedelta(days=3), anchor))
    if unit in ("month", "quarter"):
        return _Days(day.replace(day=1), _end_of_month(day.year, day.month))
    return _Days(date(day.year, 1, 1), date(day.year, 12, 31))


def _anaphoric(text: str, frame: _Frame) -> _Days | None:
    """The same day, two days later, a week earlier: from the day that the text last spoke of."""
    if re.fullmatch(rf"(?:earlier |later )?(?:on )?(?:the same|that|the very same|the) (?:day|{_PART})", text):
        return _Days(frame.narrative, frame.narrative)
    if match := re.fullmatch(rf"(?:on )?the (?P<which>following|next|previous|preceding) (?:day|{_PART})", text):
        step = 1 if match["which"] in ("following", "next") else -1
        day = frame.narrative + timedelta(days=step) if frame.narrative else None
        return _Days(day, day)
    match = re.fullmatch(
        rf"(?:{_HEDGE} )?(?:{_AMOUNT} )?(?:{_UNIT} )?(?P<way>later|earlier|before|after|afterwards?|prior)",
        text,
    )
    if match is None:
        return None
    unit = match["unit"] or ("day" if match["amount"] == "the day" else None)
    amount = 1 if match["amount"] in ("the", "the day") else _number(match["amount"])
    if frame.narrative is None or unit is None or amount is None:
        return _OPEN
    length = _length(amount, unit)
    day = frame.narrative + length if match["way"].startswith(("later", "after")) else frame.narrative - length
    return _Days(day, day)


# ------------------------------------------------------------------------------------------------ years and ranges


def _years(text: str, frame: _Frame) -> _Days | None:
    edge = r"(?:(?P<edge>early|late|mid|beginning of|start of|end of|middle of)[ -]*(?:in )?(?:the )?)?"
    if match := re.fullmatch(rf"(?:in )?(?:the )?(?:year )?{edge}(?P<year>1[5-9]\d\d|20\d\d)", text):
        year = int(match["year"])
        return _capped(_part_of(date(year, 1, 1), date(year, 12, 31), match["edge"]), frame)
    if match := re.fullmatch(rf"(?:in )?(?:the )?{edge}(?P<decade>1[5-9]\d0|20\d0|'?[2-9]0)s", text):
        first = int(match["decade"].lstrip("'"))
        first = first if first > 100 else 1900 + first
        return _part_of(date(first, 1, 1), date(first + 9, 12, 31), match["edge"])
    if match := re.fullmatch(r"(?:in )?(?:the )?(\d{1,2})(?:st|nd|rd|th) century", text):
        first = 100 * (int(match[1]) - 1) + 1
        return _Days(date(first, 1, 1), date(first + 99, 12, 31)) if first > 0 else None
    return None


def _seasonal(text: str, frame: _Frame) -> _Days | None:
    match = re.fullmatch(
        r"(?:in )?(?:the )?(?P<which>this|last|next|previous)? ?(?P<season>spring|summer|autumn|fall|winter)(?: (?:of )?(?P<year>\d{4}))?",
        text,
    )
    if match is None:
        return None
    first, last = _SEASONS[match["season"]]
    year = int(match["year"]) if match["year"] else None
    if year is None:
        if frame.published is None:
            return _OPEN
        year = frame.published.year
        begun = date(year, first, 1) <= frame.published
        if (not begun and match["which"] != "next") or (
            match["which"] == "last" and frame.published.month <= last and begun
        ):
            year -= 1
    end_year, end_month = (year, last) if last <= 12 else (year + 1, last - 12)
    return _capped(_Days(date(year, first, 1), _end_of_month(end_year, end_month)), frame)


# Days with a name and a fixed date, as English-language news gives them.
_NAMED: Final = {
    "new year's day": (1, 1), "new year's eve": (12, 31), "christmas": (12, 25), "christmas day": (12, 25),
    "christmas eve": (12, 24), "boxing day": (12, 26), "valentine's day": (2, 14), "halloween": (10, 31), "may day": (5, 1),
}  # fmt: skip


def _named(text: str, frame: _Frame) -> _Days | None:
    match = re.fullmatch(r"(.+?)(?:,? (\d{4}))?", text)
    if match is None or match[1] not in _NAMED:
        return None
    month, day_of_month = _NAMED[match[1]]
    day = _dated(month, day_of_month, int(match[2]) if match[2] else None, frame)
    return _Days(day, day)


def _range(text: str, frame: _Frame) -> _Days | None:
    """From X to Y, between X and Y, May 3 to 5, 3–5 May, 2014–15."""
    if match := re.fullmatch(r"(1[5-9]\d\d|20\d\d) ?[-/] ?(1[5-9]\d\d|20\d\d|\d\d)", text):
        first = int(match[1])
        last = int(match[2]) if len(match[2]) == 4 else first // 100 * 100 + int(match[2])
        return _Days(date(first, 1, 1), date(last, 12, 31)) if last > first else None
    joint = r"(?: ?- ?| to | and | through | until | till | or )"
    if match := re.fullmatch(
        rf"(?:from |between )?{_MONTH} (\d{{1,2}})(?:st|nd|rd|th)?{joint}(\d{{1,2}})(?:st|nd|rd|th)?{_YEAR}?", text
    ):
        month, year = _MONTHS[match["month"]], int(match["year"]) if match["year"] else None
        return _Days(_dated(month, int(match[2]), year, frame), _dated(month, int(match[3]), year, frame))
    if match := re.fullmatch(
        rf"(?:from |between )?(\d{{1,2}})(?:st|nd|rd|th)?{joint}(\d{{1,2}})(?:st|nd|rd|th)? {_MONTH}{_YEAR}?", text
    ):
        month, year = _MONTHS[match["month"]], int(match["year"]) if match["year"] else None
        return _Days(_dated(month, int(match[1]), year, frame), _dated(month, int(match[2]), year, frame))
    if match := re.fullmatch(rf"(?:from|between) (.+?){joint}(.+)", text):
        second_words = match[2]
        second = _plain(second_words, frame)
        inner = frame
        if second.start and not re.search(r"\d{4}", match[1]) and re.search(r"\d{4}", second_words):
            inner = _Frame(second.start, "past", frame.narrative, frame.order, second.start.year)
        first_days = _plain(match[1], inner)
        if first_days.start is None and second.end is None:
            return _OPEN
        start = first_days.start
        if start and second.end and start > second.end and not re.search(r"\d{4}", match[1]):
            start -= relativedelta(years=1) if re.search("|".join(_MONTHS), match[1]) else relativedelta(days=7)
        return _Days(start, second.end)
    return None
