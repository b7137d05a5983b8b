"""The days on which what a claim tells can have happened, as far as its report says."""

from __future__ import annotations

import re
from calendar import monthrange
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta

from dateline.model import Claim, ReportCard, When
from dateline.terms import DateBasis, DatePrecision
from dateline.words import MONTHS, MONTHS_SHORT, WEEKDAYS_SHORT

__all__ = ["ANY_YEAR", "Days", "days_of", "days_of_the_year", "weekday_of"]

_WEEKDAY = re.compile(rf"\b({'|'.join(WEEKDAYS_SHORT)})(?:day|sday|nesday|rsday|urday|s|nes|r|rs)?\b", re.IGNORECASE)


_MONTH = rf"({'|'.join((*MONTHS, *MONTHS_SHORT))})\b\.?"
_DAY = r"(\d{1,2})(?:st|nd|rd|th)?"
_DAY_OF_YEAR = re.compile(rf"\b{_MONTH}\s+{_DAY}\b|\b{_DAY}\s+(?:of\s+)?{_MONTH}", re.IGNORECASE)
ANY_YEAR = 2000
"""Any year with a 29 February: days are counted within it."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Days:
    """First and last day that something can have happened; ``firm`` where the words say so."""

    first: date
    last: date
    firm: bool


def days_of(when: When | None, report: ReportCard) -> Days | None:
    """The days on which a claim's happening can have been.

    Words of the report are firm. Without words it happened before the day of publication: at most three days
    before, as news tells of what is new. A period of more than a week fixes no happening.
    """
    published = report.published.day if report.published else None
    if when is not None and (when.start or when.end):
        if when.start is None and when.precision is DatePrecision.OPEN:
            return None  # only that it was before
        first, last = when.start or when.end, when.end or when.start
        if first is not None and last is not None and (last - first).days <= 7:
            firm = when.basis not in (DateBasis.REPORT_DAY, DateBasis.NONE) and when.precision in (
                DatePrecision.DAY,
                DatePrecision.DAYS,
            )
            if firm and when.start and when.end:
                return Days(first=first, last=last, firm=True)
            return Days(first=first - timedelta(days=2), last=last, firm=False)
        return None
    if published is not None:
        return Days(first=published - timedelta(days=3), last=published, firm=False)
    return None


def weekday_of(claims: Iterable[Claim]) -> int | None:
    """The one weekday (Monday is 0) that the words for the time of some claims name; None for none, and for several."""
    said = {w.casefold() for c in claims if c.when and c.when.words for w in _WEEKDAY.findall(c.when.words.quote)}
    return WEEKDAYS_SHORT.index(said.pop()) if len(said) == 1 else None


def days_of_the_year(claims: Iterable[Claim]) -> frozenset[date]:
    """The days that claims name without a year ("on July 6"), in one and the same year."""
    found = set()
    for claim in claims:
        when = claim.when
        if when is None or when.words is None or when.start is not None or when.end is not None:
            continue
        for first, day, before, month in _DAY_OF_YEAR.findall(when.words.quote):
            number = MONTHS_SHORT.index((first or month)[:3].casefold()) + 1
            if 1 <= int(day or before) <= monthrange(ANY_YEAR, number)[1]:
                found.add(date(ANY_YEAR, number, int(day or before)))
    return frozenset(found)
