"""The day of publication, how it was found, and whether the page contradicts itself."""

from __future__ import annotations

import re
from collections.abc import Iterable
from datetime import date, datetime, timedelta

from dateline.clean.dates import Order, dates_in
from dateline.model import Published
from dateline.terms import DateBasis, DatePrecision
from dateline.text import Span
from dateline.words import MONTHS_SHORT, WEEKDAYS_SHORT

__all__ = ["choose", "conflict", "day_in", "iso_day", "order_by_weekday", "url_day"]

_MONTHS = {name: number for number, name in enumerate(MONTHS_SHORT, 1)}
_IN_FIGURES = re.compile(r"\b(?P<a>\d{1,2})[/-](?P<b>\d{1,2})[/-](?P<y>\d{4}|\d\d)\b")
_W = r"(?P<w>Mon|Tues?|Wed(?:nes)?|Thu(?:rs?)?|Fri|Sat(?:ur)?|Sun)(?:day)?\b"
_BESIDE = re.compile(rf"\b{_W}\.?,?\s+(?:the\s+)?$", re.I)
_TODAY = re.compile(rf"\b(?:this|today,?)\s+{_W}(?!\s+(?:week|last))", re.I)
_URL = re.compile(
    r"/(?P<y>(?:19|20)\d\d)[/-](?P<m>\d{1,2}|jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|"
    r"dec)[a-z]*[/-](?P<d>\d{1,2})(?=[/._-]|$)",
    re.I,
)
_FIRST, _LAST = 1900, 2100
# Pages give the day of writing, of printing and of posting: so far apart they may be without contradiction.
_TOLERANCE = timedelta(days=2)


def iso_day(words: str) -> date | None:
    """The day in an ISO date or moment, as metadata have it."""
    found = re.match(r"\s*(\d{4})-?(\d\d)-?(\d\d)", words)
    return _day(int(found[1]), int(found[2]), int(found[3])) if found else None


def url_day(url: str) -> date | None:
    """The day in an address like …/2019/03/04/…"""
    found = _URL.search(url)
    if not found:
        return None
    month = _MONTHS.get(found["m"].lower()[:3]) or (int(found["m"]) if found["m"].isdecimal() else 0)
    return _day(int(found["y"]), month, int(found["d"]))


def day_in(words: str, *, year: int | None = None, order: Order | None = None) -> tuple[date, int, int] | None:
    """The first day that ``words`` give, with where it stands; ``year`` fills in where they give none.

    3/4/2025 is read by ``order``; without it not at all, unless one of the two is above 12.
    """
    found = dates_in(words, year=year, order=order)
    return (found[0].day, found[0].start, found[0].end) if found else None


def order_by_weekday(words: str) -> Order | None:
    """Whether 3/4/2025 is 3 April or 4 March by the weekday that the page names; None where that decides nothing.

    The weekday that stands at the date decides ("Thu 03/04/2025"), else "this Thursday", which in news is the day
    of publication.
    """
    for found in _IN_FIGURES.finditer(words):
        a, b, year = int(found["a"]), int(found["b"]), _century(found["y"])
        dmy, mdy = _day(year, b, a), _day(year, a, b)
        if dmy is None or mdy is None or dmy == mdy or dmy.weekday() == mdy.weekday():
            continue
        beside = _BESIDE.search(words[max(0, found.start() - 20) : found.start()])
        told = {_number(beside)} if beside else {_number(m) for m in _TODAY.finditer(words)}
        if (dmy.weekday() in told) != (mdy.weekday() in told):
            return "dmy" if dmy.weekday() in told else "mdy"
    return None


def _number(weekday: re.Match[str]) -> int:
    return WEEKDAYS_SHORT.index(weekday["w"].lower()[:3])


def _century(words: str) -> int:
    if len(words) == 4:
        return int(words)
    return 1900 + int(words) if int(words) > 69 else 2000 + int(words)


def _day(year: int, month: int, number: int) -> date | None:
    if not _FIRST <= year <= _LAST:
        return None
    try:
        return datetime(year, month, number).date()
    except ValueError:
        return None


def choose(found: Iterable[tuple[DateBasis, date, Span | None]]) -> Published | None:
    """The best of the days found: given, then metadata, stamp, dateline, caption. Of captions the latest day."""
    order = (
        DateBasis.GIVEN,
        DateBasis.METADATA,
        DateBasis.STAMP,
        DateBasis.DATELINE,
        DateBasis.TEXT,
        DateBasis.CAPTION,
    )
    all_found = list(found)
    for basis in order:
        here = [item for item in all_found if item[0] is basis]
        if here:
            best = max(here, key=lambda item: item[1]) if basis is DateBasis.CAPTION else here[0]
            return Published(day=best[1], precision=DatePrecision.DAY, basis=basis, evidence=best[2])
    return None


def conflict(found: Iterable[tuple[DateBasis, date, Span | None]]) -> str | None:
    """What contradicts: days of publication more than two days apart. Captions may be of older pictures."""
    days = [(basis, day) for basis, day, _ in found if basis is not DateBasis.CAPTION]
    if not days:
        return None
    first, last = min(days, key=lambda item: item[1]), max(days, key=lambda item: item[1])
    if last[1] - first[1] <= _TOLERANCE:
        return None
    return f"{first[1]} by its {first[0]}, {last[1]} by its {last[0]}"
