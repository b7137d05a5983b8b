"""Days of the calendar as they are written: dates in words and in figures, months; years that are left out."""

from __future__ import annotations

import calendar
import re
from dataclasses import dataclass
from datetime import date, timedelta
from functools import cache
from typing import Final, Literal

from dateline.resolve.calendar_words import DAY, MONTH, MONTHS, ORDINAL, PART, WEEKDAY, WEEKDAYS, YEAR, ordinal

__all__ = [
    "OPEN",
    "DayOrder",
    "Days",
    "Frame",
    "Tense",
    "calendar_date",
    "capped",
    "dated",
    "end_of_month",
    "numeric_date",
    "part_of",
]

Tense = Literal["past", "future", "done"]
"""``past`` is what is taken where nothing speaks for ``future``; ``done`` is a deed that is told as done."""
DayOrder = Literal["auto", "dmy", "mdy"]


@dataclass(frozen=True, slots=True)
class Days:
    """First and last day; None where open. ``exact`` is False for a stretch within which the day lies."""

    start: date | None
    end: date | None


@dataclass(frozen=True, slots=True)
class Frame:
    published: date | None
    tense: Tense | None
    narrative: date | None
    order: DayOrder
    year: int | None

    @property
    def anchor(self) -> date | None:
        """The day against which a missing year is found."""
        return self.published or self.narrative


OPEN: Final = Days(None, None)


@cache
def _calendar_patterns() -> tuple[re.Pattern[str], ...]:
    lead = rf"(?:{WEEKDAY},? (?:the )?)?"
    tail = rf"(?: (?:at )?{PART})?"
    return (
        re.compile(rf"(?:.*? )??{lead}{MONTH} (?:the )?{DAY}{YEAR}?{tail}"),
        re.compile(rf"(?:.*? )??{lead}(?:the )?{DAY}(?: of)? {MONTH}{YEAR}?{tail}"),
    )


@cache
def _month_pattern() -> re.Pattern[str]:
    return re.compile(
        rf"(?:(?:in|the) )*(?:(?P<edge>early|late|mid|later|earlier|beginning of|start of|end of|"
        rf"middle of|first half of|second half of)[ -](?:in |the )?)?"
        rf"(?:(?P<which>last|this|next|the same|that) )?{MONTH}(?:{YEAR}|(?: of)? (?P<of>last|this|next) year)?"
    )


def calendar_date(text: str, frame: Frame) -> Days | None:
    for pattern in _calendar_patterns():
        if match := pattern.fullmatch(text):
            weekday = WEEKDAYS[match["weekday"]] if match["weekday"] else None
            day = dated(
                MONTHS[match["month"]],
                int(match["day"]),
                int(match["year"]) if match["year"] else None,
                frame,
                weekday,
            )
            return Days(day, day)
    if match := re.fullmatch(
        rf"(?:(?:the )?(?:{PART}|(?:early |small |late )hours(?: of the morning)?) of |on )?"
        rf"the (?P<day>\d{{1,2}}(?:st|nd|rd|th)|{ORDINAL})"
        r"(?: of (?P<which>this|last|the same|that) month)?",
        text,
    ):
        return _day_of_month(ordinal(match["day"]), match["which"], frame)
    if match := re.fullmatch(rf"(?:on )?the (?P<nth>{ORDINAL}) of (?P<rest>.+)", text):
        return calendar_date(f"{ordinal(match['nth'])} {match['rest']}", frame)
    if match := _month_pattern().fullmatch(text):
        return _month(match, frame)
    return None


def _day_of_month(day: int, which: str | None, frame: Frame) -> Days:
    """The 12th: of the month that the text last spoke of, else the nearest past one."""
    anchor = (
        frame.narrative if which in ("that", "the same") or (which is None and frame.narrative) else frame.published
    )
    if anchor is None:
        return OPEN
    first = anchor.replace(day=1)
    if which == "last" or (which is None and frame.narrative is None and frame.tense != "future" and day > anchor.day):
        first = (first - timedelta(days=1)).replace(day=1)
    found = _date(first.year, first.month, day)
    return Days(found, found)


def dated(month: int, day: int, year: int | None, frame: Frame, weekday: int | None = None) -> date | None:
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
    past = max((d for d in days if d <= anchor + timedelta(days=2)), default=None)
    coming = min((d for d in days if d > anchor + timedelta(days=2)), default=None)
    if frame.tense != "done" and past is not None and coming is not None:
        # News names the year of a day that lies so far back: a day without one is the day soon to come.
        if (anchor - past).days > _YEAR_NAMED_DAYS and (coming - anchor).days <= _SOON_DAYS:
            return coming
    return past


_YEAR_NAMED_DAYS: Final = 300
_SOON_DAYS: Final = 45


def _date(year: int | None, month: int, day: int) -> date | None:
    try:
        return date(year, month, day) if year else None
    except ValueError:
        return None


def _month(match: re.Match[str], frame: Frame) -> Days:
    month, anchor = MONTHS[match["month"]], frame.anchor
    year = int(match["year"]) if match["year"] else None
    if year is None and match["of"]:
        year = anchor.year + {"last": -1, "this": 0, "next": 1}[match["of"]] if anchor else None
    if year is None and anchor is not None:
        year = anchor.year
        future = (frame.tense == "future" and match["which"] != "last") or match["which"] == "next"
        if match["which"] == "this":
            pass
        elif future and month < anchor.month:
            year += 1
        elif not future and (month > anchor.month or (match["which"] == "last" and month == anchor.month)):
            year -= 1
    year = year or frame.year
    if year is None:
        return OPEN
    return capped(part_of(date(year, month, 1), end_of_month(year, month), match["edge"]), frame)


def end_of_month(year: int, month: int) -> date:
    return date(year, month, calendar.monthrange(year, month)[1])


def part_of(start: date, end: date, edge: str | None) -> Days:
    """The early, middle or late third of a stretch."""
    if not edge:
        return Days(start, end)
    if edge in ("first half of", "second half of"):
        middle = start + timedelta(days=((end - start).days + 1) // 2)
        return Days(start, middle - timedelta(days=1)) if edge.startswith("first") else Days(middle, end)
    third = ((end - start).days + 1) // 3
    if edge.startswith(("early", "beginning", "start")):
        return Days(start, start + timedelta(days=third - 1))
    if edge.startswith(("late", "end")) and edge != "later":
        return Days(end - timedelta(days=third - 1), end)
    if edge.startswith("mid"):
        return Days(start + timedelta(days=third), end - timedelta(days=third))
    return Days(start, end)


def capped(days: Days, frame: Frame) -> Days:
    """What has happened did not happen after the day of publication."""
    if (
        frame.published
        and frame.tense != "future"
        and days.start
        and days.end
        and days.start <= frame.published < days.end
    ):
        return Days(days.start, frame.published)
    return days


def numeric_date(text: str, frame: Frame) -> Days | None:
    if match := re.fullmatch(r"(\d{4})-(\d{1,2})-(\d{1,2})", text):
        day = _date(int(match[1]), int(match[2]), int(match[3]))
        return Days(day, day)
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
    return Days(day, day)
