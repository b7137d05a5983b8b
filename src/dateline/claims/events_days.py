"""Days as words: the keys by which two tellings of a report are held to be of one day or of two."""

from __future__ import annotations

import re
from datetime import date

from spacy.tokens import Token

__all__ = ["comparable", "counted_off", "day_key"]


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


def counted_off(token: Token) -> bool:
    """ "Three days after a strike on a prison", "two weeks before gunmen killed five": told from another's day."""
    for child in token.children:
        if child.lower_ in ("after", "before", "since", "following") and child.dep_ in ("case", "mark"):
            ahead = token.doc[max(token.sent.start, child.i - 4) : child.i]
            return any(t.lower_.rstrip("s") in ("day", "week", "month", "fortnight") for t in ahead)
    return False
