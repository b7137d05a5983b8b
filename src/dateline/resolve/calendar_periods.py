"""Stretches of the calendar by their names: weeks, months, quarters, halves, seasons, years, decades, and counted
stretches ("the past two months", "the ten days to 6 April", "the first three months of 2025")."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import replace
from datetime import date, timedelta
from typing import Final

from dateutil.relativedelta import relativedelta

from dateline.resolve.calendar_dates import OPEN, Days, Frame, capped, end_of_month, part_of
from dateline.resolve.calendar_words import AMOUNT, HEDGE, SEASONS, UNIT, length, number, ordinal

__all__ = ["counted", "nearest", "period", "seasonal", "unit_around", "years"]


def nearest(anchor: date, weekday: int, *, forward: bool, strict: bool) -> date:
    """The nearest such weekday before (or after) a day; the day itself counts unless ``strict``."""
    distance = (weekday - anchor.weekday()) % 7 if forward else (anchor.weekday() - weekday) % 7
    if distance == 0 and strict:
        distance = 7
    return anchor + timedelta(days=distance if forward else -distance)


_NTH: Final = {"first": 0, "second": 1, "third": 2, "fourth": 3, "1st": 0, "2nd": 1, "3rd": 2, "4th": 3}
_ORDINAL: Final = r"(?P<nth>first|second|third|fourth|last|final|1st|2nd|3rd|4th)"


def counted(text: str, frame: Frame, plain: Callable[[str, Frame], Days]) -> Days | None:
    """A stretch that is counted from an end: "the ten days to 6 April", "the first quarter of the year", "Q1 2025",
    "the last two weeks of March", "the weekend of 5 April". ``plain`` evaluates the inner words."""
    if match := re.fullmatch(
        rf"(?:in |over |during )?the (?:{HEDGE} )?(?:{AMOUNT} )?{UNIT} "
        r"(?:(?:leading )?up to|to|through|until|end(?:ing|ed)(?: on)?)"
        r" (?:the end of )?(?P<rest>.+)",
        text,
    ):
        inner, amount = plain(match["rest"], frame), number(match["amount"]) if match["amount"] else 1
        if inner.end is None or inner.start is None or amount is None:
            return Days(None, inner.end)
        if match["unit"] in ("month", "quarter", "year") and inner.start != inner.end:  # "the three months to March"
            whole = length(amount, match["unit"])
            return Days(inner.start + relativedelta(months=1) - whole, inner.end)
        if match["unit"] == "week" and amount == 1:
            return Days(inner.end - timedelta(days=6), inner.end)
        return Days(inner.end - length(amount, match["unit"]), inner.end)
    if match := re.fullmatch(r"(?P<kind>q|h)(?P<n>[1-4]) (?:of )?(?P<year>\d{4})", text):
        return capped(_part_of_year(int(match["year"]), int(match["n"]) - 1, 3 if match["kind"] == "q" else 6), frame)
    if match := re.fullmatch(
        rf"(?:in |over |during )?(?:the )?{_ORDINAL} (?P<unit>quarter|half) of (?P<rest>.+)", text
    ):
        whole_year = _whole(match["rest"], frame, plain)
        if whole_year.start is None or whole_year.end is None:
            return OPEN
        months = 3 if match["unit"] == "quarter" else 6
        if (whole_year.end - whole_year.start).days < 360:
            return None
        nth = _NTH.get(match["nth"], 12 // months - 1)
        return capped(_part_of_year(whole_year.start.year, nth, months), frame)
    if match := re.fullmatch(rf"(?:in |over |during )?(?:the )?{_ORDINAL} {AMOUNT} {UNIT} of (?P<rest>.+)", text):
        whole_rest = _whole(match["rest"], frame, plain)
        amount = number(match["amount"])
        if whole_rest.start is None or whole_rest.end is None or amount is None:
            return OPEN
        if match["nth"] in ("last", "final"):
            after = whole_rest.end + timedelta(days=1)
            return Days(after - length(amount, match["unit"]), whole_rest.end)
        start = whole_rest.start + length(amount * _NTH[match["nth"]], match["unit"])
        return capped(Days(start, start + length(amount, match["unit"]) - timedelta(days=1)), frame)
    if match := re.fullmatch(r"(?:over |on |during )?(?:the )?weekend of (?P<rest>.+)", text):
        inner = plain(match["rest"], frame)
        if inner.start is not None and inner.start == inner.end:
            saturday = inner.start + timedelta(days=5 - inner.start.weekday())
            return Days(saturday, saturday + timedelta(days=1))
        return inner
    return None


def _whole(rest: str, frame: Frame, plain: Callable[[str, Frame], Days]) -> Days:
    """A month or year whole, not only up to the day of publication."""
    rest = "this year" if rest == "the year" else rest
    inner = plain(rest, frame)
    return plain(rest, replace(frame, tense="future")) if inner.end == frame.published else inner


def _part_of_year(year: int, nth: int, months: int) -> Days:
    start = date(year, 1, 1) + relativedelta(months=months * min(nth, 12 // months - 1))
    return Days(start, start + relativedelta(months=months, days=-1))


_EDGES_OF: Final = ("end of", "beginning of", "start of", "first half of", "second half of", "middle of")


def period(text: str, frame: Frame) -> Days | None:
    """This, last, next week, month, year; the past two months; recent days; so far this year."""
    anchor = frame.published
    if match := re.fullmatch(r"(?P<edge>earlier|later|early|late) in the (?P<unit>day|week|month|year)", text):
        if match["unit"] == "day":
            day = frame.narrative or anchor
            return Days(day, day)
        text = f"{match['edge']} this {match['unit']}"
    if match := re.fullmatch(
        r"(?:in |at |over |during )?(?:the )?(?P<edge>early|late|mid|earlier|later|so far|end of|beginning of|"
        r"start of|first half of|second half of|middle of)?(?:[ -](?:in )?(?:the(?= (?:week|month|year)$) )?)?"
        r"(?P<which>this|last|next|that|same|previous|following|past|over the)? ?(?P<unit>week(?:end)?|month|"
        r"year|decade|century|quarter)",
        text,
    ):
        which, unit = match["which"], match["unit"]
        if which is None and unit != "weekend" and match["edge"] not in _EDGES_OF:
            return None
        if which in ("that", "same", "previous", "following"):
            anchor = frame.narrative
            which = {"that": "this", "same": "this", "previous": "last", "following": "next"}[which]
        if anchor is None:
            return OPEN
        if which == "past":
            return Days(anchor - length(1, unit), anchor)
        days = unit_around(anchor, unit, {"this": 0, "last": -1, "next": 1}.get(which or "this", 0), which)
        edge = match["edge"] if match["edge"] in ("early", "late", "mid", *_EDGES_OF) else None
        if days.start and days.end and edge:
            days = part_of(days.start, days.end, edge)
        return capped(days, frame)
    if match := re.fullmatch(
        rf"(?:in |over |during |for |within )?(?:the )?(?:past|last|previous|"
        rf"preceding) (?:{HEDGE} )?(?:{AMOUNT} )?{UNIT}",
        text,
    ) or re.fullmatch(
        rf"(?:in |over |during |for |within )?(?:the )?(?:{HEDGE} )?{AMOUNT} (?:past|previous|preceding) {UNIT}",
        text,
    ):
        if anchor is None:
            return OPEN
        amount = number(match["amount"]) if match["amount"] else 1
        if amount is None or (match["amount"] is None and text.endswith("s")):
            return Days(None, anchor)
        if match["unit"] in ("day", "night") and amount == 1:
            return Days(anchor - timedelta(days=1), anchor)
        return Days(anchor - length(amount, match["unit"]), anchor)
    if match := re.fullmatch(
        r"in (?:its|their) (?P<nth>[\w-]+) (?:straight |consecutive |successive )?(?P<unit>day|week|month)", text
    ):  # "now in its 52nd day": it began 51 days ago
        nth = ordinal(match["nth"])
        if anchor is None or nth < 1:
            return OPEN
        return Days(anchor - length(nth - 1, match["unit"]), anchor)
    if re.fullmatch(r"(?:in |over |during |for )?(?:the )?recent (?:hours|days|weeks|months|years)", text):
        return Days(None, anchor)
    if match := re.fullmatch(
        rf"(?:in |over |within |during )?(?:the )?(?:next|coming|following) (?:{HEDGE} )?(?:{AMOUNT} )?{UNIT}", text
    ):
        if anchor is None:
            return OPEN
        amount = number(match["amount"]) if match["amount"] else None
        return Days(anchor, anchor + length(amount, match["unit"]) if amount else None)
    return None


def unit_around(anchor: date, unit: str, shift: int, which: str | None) -> Days:
    """The calendar unit that holds a day, shifted by so many units."""
    if unit == "weekend":
        saturday = nearest(anchor, 5, forward=False, strict=False)
        if which == "next":
            saturday = nearest(anchor, 5, forward=True, strict=True)
        elif which == "last" and anchor.weekday() >= 5:
            saturday -= timedelta(days=7)
        return Days(saturday, saturday + timedelta(days=1))
    if unit == "week":
        monday = anchor - timedelta(days=anchor.weekday()) + timedelta(days=7 * shift)
        return Days(monday, monday + timedelta(days=6))
    if unit == "month":
        first = anchor.replace(day=1) + relativedelta(months=shift)
        return Days(first, end_of_month(first.year, first.month))
    if unit == "quarter":
        first = date(anchor.year, 3 * ((anchor.month - 1) // 3) + 1, 1) + relativedelta(months=3 * shift)
        return Days(first, first + relativedelta(months=3, days=-1))
    if unit == "year":
        return Days(date(anchor.year + shift, 1, 1), date(anchor.year + shift, 12, 31))
    size = 10 if unit == "decade" else 100
    first_year = anchor.year // size * size + size * shift
    return Days(date(first_year, 1, 1), date(first_year + size - 1, 12, 31))


def years(text: str, frame: Frame) -> Days | None:
    edge = (
        r"(?:(?P<edge>early|late|mid|beginning of|start of|end of|middle of|first half of"
        r"|second half of)[ -]*(?:in )?(?:the )?)?"
    )
    if match := re.fullmatch(rf"(?:in )?(?:the )?(?:year )?{edge}(?P<year>1[5-9]\d\d|20\d\d)", text):
        year = int(match["year"])
        return capped(part_of(date(year, 1, 1), date(year, 12, 31), match["edge"]), frame)
    if match := re.fullmatch(rf"(?:in )?(?:the )?{edge}(?P<decade>1[5-9]\d0|20\d0|'?[2-9]0)s", text):
        first = int(match["decade"].lstrip("'"))
        first = first if first > 100 else 1900 + first
        return part_of(date(first, 1, 1), date(first + 9, 12, 31), match["edge"])
    if match := re.fullmatch(r"(?:in )?(?:the )?(\d{1,2})(?:st|nd|rd|th) century", text):
        first = 100 * (int(match[1]) - 1) + 1
        return Days(date(first, 1, 1), date(first + 99, 12, 31)) if first > 0 else None
    return None


def seasonal(text: str, frame: Frame) -> Days | None:
    match = re.fullmatch(
        r"(?:in )?(?:the )?(?P<which>this|last|next|previous)? ?(?P<season>spring|summer|autumn|fall|"
        r"winter)(?: (?:of )?(?P<year>\d{4}))?",
        text,
    )
    if match is None:
        return None
    first, last = SEASONS[match["season"]]
    year = int(match["year"]) if match["year"] else None
    if year is None:
        if frame.published is None:
            return OPEN
        year = frame.published.year
        begun = date(year, first, 1) <= frame.published
        coming = match["which"] == "next" or frame.tense == "future"
        if match["which"] == "this" and not begun:  # the nearer one: "this summer" in April is the one to come
            ended = end_of_month(*((year - 1, last) if last <= 12 else (year, last - 12)))
            coming = coming or date(year, first, 1) - frame.published < frame.published - ended
        if coming and not begun:
            pass
        elif coming and match["which"] == "next":
            year += 1
        elif (not begun) or (match["which"] == "last" and frame.published.month <= last and begun):
            year -= 1
    end_year, end_month = (year, last) if last <= 12 else (year + 1, last - 12)
    return capped(Days(date(year, first, 1), end_of_month(end_year, end_month)), frame)
