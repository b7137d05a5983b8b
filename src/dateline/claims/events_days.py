"""Days as words: the keys by which two tellings of a report are held to be of one day or of two."""

from __future__ import annotations

import re
from datetime import date

__all__ = ["comparable", "day_key"]


def day_key(day: date) -> str:
    """A day of a year as :mod:`dateline.claims.events_merge` writes it: "may14"."""
    return f"{('jan', 'feb', 'mar', 'apr', 'may', 'jun', 'jul', 'aug', 'sep', 'oct', 'nov', 'dec')[day.month - 1]}{day.day}"


def comparable(a: frozenset[str], b: frozenset[str]) -> bool:
    """Days of one sort can be compared: weekdays with weekdays, dates with dates."""

    def sort(day: str) -> str:
        return (
            "date"
            if re.fullmatch(r"[a-z]{3}\d+", day)
            else "weekday"
            if re.fullmatch(r"(?:last )?(?:mon|tues|wednes|thurs|fri|satur|sun)", day)
            else "other"
        )

    return (
        bool({sort(d) for d in a} & {sort(d) for d in b} - {"other"})
        or bool(a & b)
        or (("yesterday" in a and "today" in b) or ("today" in a and "yesterday" in b))
    )
