"""Closed lists of words that rooms need which may not import each other: months, weekdays, verbs of saying. In lower case."""

from typing import Final

__all__ = ["MONTHS", "MONTHS_SHORT", "SAYS", "WEEKDAYS", "WEEKDAYS_SHORT"]

MONTHS: Final = tuple("january february march april may june july august september october november december".split())
MONTHS_SHORT: Final = tuple(name[:3] for name in MONTHS)
WEEKDAYS: Final = tuple("monday tuesday wednesday thursday friday saturday sunday".split())
WEEKDAYS_SHORT: Final = tuple(name[:3] for name in WEEKDAYS)
SAYS: Final = frozenset({"say", "tell", "report", "announce", "add", "confirm", "write", "claim", "state"})
"""Lemmas: a day that hangs on one of these is the day of the saying, not of what is told."""
