"""The words of the English calendar, as patterns and values."""

from __future__ import annotations

import re
from typing import Final

from dateutil.relativedelta import relativedelta

__all__ = [
    "AMOUNT",
    "DAY",
    "HEDGE",
    "MONTH",
    "MONTHS",
    "ORDINAL",
    "ordinal",
    "NUMBERS",
    "PART",
    "SEASONS",
    "UNIT",
    "WEEKDAY",
    "WEEKDAYS",
    "YEAR",
    "length",
    "number",
]

MONTHS: Final = {
    name: number
    for number, names in enumerate(
        "january jan|february feb|march mar|april apr|may|june jun|july jul|august aug|september sep sept|october oct|"
        "november nov|december dec".split("|"),
        start=1,
    )
    for name in names.split()
}
WEEKDAYS: Final = {
    name: number
    for number, names in enumerate(
        "monday mon|tuesday tue tues|wednesday wed weds|thursday thu thur thurs|friday fri|saturday sat|sunday sun".split(
            "|"
        )
    )
    for name in names.split()
}
NUMBERS: Final = {
    "a": 1, "an": 1, "one": 1, "couple": 2, "two": 2, "three": 3, "four": 4, "five": 5, "six": 6, "seven": 7, "eight": 8,
    "nine": 9, "ten": 10, "eleven": 11, "twelve": 12, "dozen": 12, "fifteen": 15, "twenty": 20, "thirty": 30,
}  # fmt: skip
_ONES: Final = "first second third fourth fifth sixth seventh eighth ninth".split()
ORDINALS: Final = {
    word: number
    for number, word in enumerate(
        [
            *_ONES,
            *"tenth eleventh twelfth thirteenth fourteenth fifteenth sixteenth seventeenth eighteenth nineteenth twentieth".split(),
            *(f"twenty-{one}" for one in _ONES),
            "thirtieth",
            "thirty-first",
        ],
        start=1,
    )
}
ORDINAL: Final = rf"(?:{'|'.join(sorted(ORDINALS, key=len, reverse=True))})"
MONTH: Final = rf"(?P<month>{'|'.join(sorted(MONTHS, key=len, reverse=True))})\b\.?"
WEEKDAY: Final = rf"(?P<weekday>{'|'.join(sorted(WEEKDAYS, key=len, reverse=True))})\b\.?"
DAY: Final = r"(?P<day>\d{1,2})(?:st|nd|rd|th)?"
YEAR: Final = r"(?:,?\s*(?:of\s+|in\s+)?(?P<year>1[5-9]\d\d|20\d\d))"
AMOUNT: Final = r"(?P<amount>(?:\d{1,3}|[a-z]+(?:\s+of)?|half\s+a\s+dozen|a\s+few|a\s+couple(?:\s+of)?|a\s+dozen))"
UNIT: Final = r"(?P<unit>minute|hour|day|night|week|weekend|fortnight|month|quarter|year|decade|century|centurie)s?"
PART: Final = (
    r"(?:mornings?|afternoons?|evenings?|nights?|noon|midday|midnight|dawn|dusk|daybreak|sunrise|sunset|hours)"
)
# First and last month of the seasons of the northern half of the world, where most of the news's wars are.
SEASONS: Final = {"spring": (3, 5), "summer": (6, 8), "autumn": (9, 11), "fall": (9, 11), "winter": (12, 14)}
HEDGE: Final = (
    r"(?:about|around|nearly|almost|roughly|more than|over|at least|just|only|some|approximately|shortly|exactly)"
)


def number(words: str | None) -> int | None:
    """A number in figures or words; None for "several", "few", "some"."""
    if words is None:
        return None
    words = re.sub(r" of$", "", words.strip())
    if words.isdecimal():
        return int(words)
    if words == "half a dozen":
        return 6
    if words.startswith("a ") and words != "a":
        return NUMBERS.get(words[2:])
    return NUMBERS.get(words)


def length(amount: int, unit: str) -> relativedelta:
    if unit in ("minute", "hour"):
        return relativedelta(days=(amount + 23) // 24 if unit == "hour" else 0)
    if unit in ("day", "night"):
        return relativedelta(days=amount)
    if unit in ("week", "weekend", "fortnight"):
        return relativedelta(days=amount * (14 if unit == "fortnight" else 7))
    if unit in ("month", "quarter"):
        return relativedelta(months=amount * (3 if unit == "quarter" else 1))
    return relativedelta(years=amount * {"decade": 10, "century": 100, "centurie": 100}.get(unit, 1))


def ordinal(word: str) -> int:
    """8 for "eighth" and "8th"."""
    return ORDINALS[word] if word in ORDINALS else int(re.sub(r"\D", "", word))
