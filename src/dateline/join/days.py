"""The days on which what a claim tells can have happened, as far as its report says."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta

from dateline.model import Claim, ReportCard, When
from dateline.terms import DateBasis, DatePrecision
from dateline.words import WEEKDAYS_SHORT

__all__ = ["Days", "days_of", "weekday_of"]

_WEEKDAY = re.compile(rf"\b({'|'.join(WEEKDAYS_SHORT)})(?:day|sday|nesday|rsday|urday|s|nes|r|rs)?\b", re.IGNORECASE)


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
