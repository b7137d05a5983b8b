"""Days and months as the heads of reports state them: in the words of many languages, in figures, in military form.

The names stand in ``data/calendar_names.yml``. Digits of any script are read. A date in figures whose day and month
could change places is read by the order that the caller gives, and not at all where that is not known; with full
stops (5.3.2019) the day comes first everywhere.
"""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass
from datetime import date, timedelta
from functools import cache
from importlib.resources import files
from typing import Any, Final, Literal

import yaml

from dateline.terms import DatePrecision

__all__ = [
    "MONTHS_EN",
    "Order",
    "Stated",
    "dates_in",
    "figures",
    "months_in",
    "names",
    "plain",
    "weekday_of",
    "weekdays",
]

Order = Literal["dmy", "mdy"]
"""Which comes first in 3/4/2025."""

_FIRST, _LAST = 1900, 2100
MONTHS_EN: Final = (
    r"(?:January|February|March|April|May|June|July|August|September|October|November|December|"
    r"Jan|Feb|Mar|Apr|Jun|Jul|Aug|Sept|Sep|Oct|Nov|Dec)"
)
_ROMAN: Final = ("i", "ii", "iii", "iv", "v", "vi", "vii", "viii", "ix", "x", "xi", "xii")


@dataclass(frozen=True, slots=True)
class Stated:
    """A day (or the first day of a month) that words state, with where they stand."""

    day: date
    start: int
    end: int
    precision: DatePrecision = DatePrecision.DAY


@cache
def names() -> dict[str, Any]:
    """The lists of ``data/calendar_names.yml``."""
    loaded: dict[str, Any] = yaml.safe_load((files("dateline") / "data" / "calendar_names.yml").read_text("utf-8"))
    return loaded


@cache
def _numbers(list_name: str) -> dict[str, int]:
    return {str(name).lower(): int(number) for number, all_names in names()[list_name].items() for name in all_names}


_YEAR: Final = r"(?P<y>(?:19|20)\d\d)(?!\d|[.,]\d\d\d)"
_ORDINAL: Final = r"(?:st|nd|rd|th|er|º|ª|°|\.)?"
_CLOCK_WITHIN: Final = r"(?:\s+\d\d:\d\d(?::\d\d)?(?:\s+[a-z]{3,4})?)?"
# A year in two figures ("12 AUG 89", "5-Mar-19") where what follows is the end of a line, a bracket or a dash.
_SHORT: Final = r"(?P<yy>\d\d)(?=\s*(?:$|[)\]|\-–—,;/\n(\[]|pp?\b|\s\d{4}\b))"


def _any(words: list[str]) -> str:
    return "|".join(re.escape(w).replace(r"\ ", r"\s+") for w in sorted(words, key=len, reverse=True))


def figures() -> str:
    """A pattern without groups for a date in any of the forms, for lines that are looked at as a whole (any case)."""
    return _figures()


@cache
def _figures() -> str:
    month = rf"(?:{_any(list(_numbers('months')))})"
    solar = rf"(?:{_any(list(_numbers('solar_months')))})"
    between = _any(list(names()["between"]))
    return (
        rf"(?:{MONTHS_EN}\.?\s+\d{{1,2}}(?:st|nd|rd|th)?,?(?:\s+\d{{4}})?"
        rf"|\d{{1,2}}(?:st|nd|rd|th)?(?:\s+of)?\s+{MONTHS_EN}\.?,?(?:\s+(?:\d{{4}}|\d\d(?=\s*(?:$|[)|–—/(-]))))?"
        rf"|{month}\.?\s+\d{{1,2}},?\s+\d{{4}}"
        rf"|\d{{1,2}}{_ORDINAL}(?:\s*[-/.]\s*|\s+(?:(?:{between})\s+)*){month}\.?(?:\s*[-/.,]\s*|"
        rf"\s+(?:(?:{between})\s+)*)(?:\d{{4}}|\d\d(?!\d))(?:\s+р\.|\s+г\.)?"
        rf"|\d\d[A-Z]{{3}}(?:19|20)\d\d"
        rf"|\d{{1,2}}\s+{solar},?\s+1[34]\d\d|{solar}\s+\d{{1,2}},?\s+1[34]\d\d"
        r"|\d{4}([-/.])\d{1,2}[-/.]\d{1,2}|\d{4}\s*[年년]\s*\d{1,2}\s*[月월]\s*\d{1,2}\s*[日일]"
        r"|\d{1,2}[-/.]\s?\d{1,2}[-/.]\s?\d{4}\s?م?|\d{1,2}[/.]\d{1,2}[/.]\d\d|\d{1,2}\.[IVX]{1,4}\.\d{4})"
    ).replace("([-/.])", "[-/.]")


def weekdays() -> str:
    """A pattern without groups for the names of the weekdays in all languages known."""
    return rf"(?:{_any(list(_numbers('weekdays')))})"


def weekday_of(word: str) -> int | None:
    """The number of a weekday by its name in any language known; Monday is 0."""
    return _numbers("weekdays").get(plain(word).strip(" .,"))


@cache
def _forms() -> tuple[re.Pattern[str], ...]:
    bare = rf"(?P<m>{_any(list(_numbers('months')))})\.?(?![^\W\d_])"
    month = rf"(?<![^\W\d_]){bare}"
    solar = rf"(?<![^\W\d_])(?P<s>{_any(list(_numbers('solar_months')))})\.?(?![^\W\d_])"
    between = _any(list(names()["between"]))
    day = r"(?<![\d:.,])(?<!\d/)(?P<d>\d{1,2})"
    return tuple(
        re.compile(form)
        for form in (
            # March 5, 2019; Mar. 5th 2019; Tue Mar 5 14:22:05 2019
            rf"{month}\s*(?:the\s+)?(?P<d>\d{{1,2}})(?:st|nd|rd|th)?(?!\d)(?:,\s*|\s+(?:del?\s+)?){_YEAR}",
            rf"{month}\s+\d{{1,2}}\s?(?:–|—|-|to|and)\s?(?P<d>\d{{1,2}})(?!\d)(?:,\s*|\s+){_YEAR}",
            rf"{month}\s+(?P<d>\d{{1,2}}){_CLOCK_WITHIN}\s+{_YEAR}",
            # 5 March 2019; 5th of March, 2019; 5 de marzo de 2019; 5. März 2019; 5-Mar-2019; 05MAR2019
            rf"{day}{_ORDINAL}(?:\s*[-/.]\s*|\s+(?:(?:{between})\s+)*|(?=[a-z]{{3}})){month}"
            rf"(?:\s*[-/.,]\s*|\s+(?:(?:{between})\s+)*|(?=\d)){_YEAR}",
            rf"{day}(?P<sep>[-/]|\s+){month}(?:(?P=sep)|\s+['’]?){_SHORT}",
            # 14 Hamal 1400
            rf"{day}\s+{solar},?\s+(?P<y>1[34]\d\d)(?!\d)",
            rf"{solar}\s+(?P<d>\d{{1,2}}),?\s+(?P<y>1[34]\d\d)(?!\d)",
            # 2019-03-05, 2019/3/5, 2019.03.05, 2019年3月5日
            r"(?<![\d/.-])(?P<y>(?:19|20)\d\d)(?P<sep>[-/.])(?P<n>\d{1,2})(?P=sep)(?P<d>\d{1,2})(?=\D|$)",
            r"(?P<y>(?:19|20)\d\d)\s*[年년]\s*(?P<n>\d{1,2})\s*[月월]\s*(?P<d>\d{1,2})\s*[日일]",
            # 20190305 alone on its line
            r"(?:^|(?<=date )|(?<=date: ))(?P<y>(?:19|20)\d\d)(?P<n>0[1-9]|1[0-2])(?P<d>0[1-9]|[12]\d|3[01])(?=\s*$)",
            # 5/3/2019, 05-03-2019, 5.3.19
            r"(?<![\d/.-])(?P<a>\d{1,2})(?P<sep>[-/.])\s?(?P<b>\d{1,2})(?P=sep)\s?(?P<y>(?:19|20)\d\d)(?![\d/])",
            r"(?<![\d/.-])(?P<a>\d{1,2})(?P<sep>[/.])(?P<b>\d{1,2})(?P=sep)(?P<yy>\d\d)(?![\d/:.])",
            rf"{day}[./-](?P<r>{_any(list(_ROMAN))})[./-]{_YEAR}",
            # 051422ZMAR19: day, hour and minute of a military message
            rf"(?<!\d)(?P<d>[0-3]\d)[0-2]\d[0-5]\d\s?[a-z]\s?{bare}\s?(?:{_YEAR}|(?P<yy>\d\d)(?!\d))",
        )
    )


_YEARLESS: Final = (
    re.compile(rf"\b(?P<m>{MONTHS_EN.lower()})\.?\s+(?P<d>\d{{1,2}})(?:st|nd|rd|th)?\b(?!\s*,?\s*\d{{4}})"),
    re.compile(rf"\b(?P<d>\d{{1,2}})(?:st|nd|rd|th)?(?: of)?\s+(?P<m>{MONTHS_EN.lower()})\b(?!,?\s+(?:19|20)\d\d)"),
)


@cache
def _month_form() -> re.Pattern[str]:
    return re.compile(
        rf"(?<![^\W\d_])(?P<m>{_any(list(_numbers('months')))})(?![^\W\d_])\.?,?\s*(?:(?:{_any(names()['between'])})\s+)?{_YEAR}"
    )


def plain(words: str) -> str:
    """Lower case with the figures of every script as 0 to 9, character for character."""
    if words.isascii():
        return words.lower()
    made: list[str] = []
    for c in words:
        if c.isdecimal():
            made.append(str(unicodedata.decimal(c)))
        else:
            low = c.lower()
            made.append(low if len(low) == 1 else c)
    return "".join(made)


def dates_in(words: str, *, year: int | None = None, order: Order | None = None) -> list[Stated]:
    """The days that ``words`` state, in order, none within another.

    ``year`` fills in where they give none; ``order`` decides 3/4/2025, which is left out where it is None and both
    readings are days of the calendar.
    """
    low = plain(words)
    if not (_A_YEAR if year is None else _A_FIGURE).search(low):
        return []
    found: list[Stated] = []
    for form in (*_forms(), *(_YEARLESS if year else ())):
        for match in form.finditer(low):
            day = _of(match, year, order)
            if day is not None and all(match.end() <= f.start or f.end <= match.start() for f in found):
                found.append(Stated(day, match.start(), match.end()))
    return sorted(found, key=lambda item: item.start)


def months_in(words: str) -> list[Stated]:
    """The months with a year that ``words`` state ("March 2019"), as their first days."""
    found: list[Stated] = []
    for match in _month_form().finditer(plain(words)):
        number = _numbers("months")[re.sub(r"\s+", " ", match["m"])]
        found.append(Stated(date(int(match["y"]), number, 1), match.start(), match.end(), DatePrecision.MONTH))
    return found


_A_FIGURE: Final = re.compile(r"\d")
# Every form without a year of its own has one of four figures, or of two after a month or a stroke.
_A_YEAR: Final = re.compile(r"(?:19|20|1[34])\d\d|[^\W\d_]\.?[\s’'/-]*\d\d(?!\d)|[/.]\d\d(?!\d)")


def _of(match: re.Match[str], year: int | None, order: Order | None) -> date | None:
    parts = match.groupdict()
    said = parts.get("y")
    y = int(said) if said else _century(parts["yy"]) if parts.get("yy") else year
    if y is None:
        return None
    if parts.get("s"):
        return _solar(y, _numbers("solar_months")[parts["s"]], int(parts["d"]))
    if parts.get("a"):
        a, b = int(parts["a"]), int(parts["b"])
        dmy, mdy = _day(y, b, a), _day(y, a, b)
        if parts["sep"] == "." or order == "dmy" or mdy is None or dmy == mdy:
            return dmy or mdy
        return mdy if order == "mdy" or dmy is None else None
    if parts.get("n"):
        return _day(y, int(parts["n"]), int(parts["d"]))
    if parts.get("r"):
        return _day(y, _ROMAN.index(parts["r"]) + 1, int(parts["d"]))
    return _day(y, _numbers("months")[re.sub(r"\s+", " ", parts["m"])], int(parts["d"]))


def _century(words: str) -> int:
    return 1900 + int(words) if int(words) > 69 else 2000 + int(words)


def _day(year: int, month: int, number: int) -> date | None:
    if not _FIRST <= year <= _LAST:
        return None
    try:
        return date(year, month, number)
    except ValueError:
        return None


# The solar calendar: its 33-year cycle has leap years at these places (exact from 1799 to 2256), and 1 Farvardin 1398
# was 21 March 2019 (K. M. Borkowski, "The Persian calendar for 3000 years", 1996).
_SOLAR_LEAPS: Final = frozenset({1, 5, 9, 13, 17, 22, 26, 30})
_SOLAR_YEAR, _SOLAR_DAY = 1398, date(2019, 3, 21)


def _solar(year: int, month: int, number: int) -> date | None:
    """The day of a date of the solar calendar of Iran and Afghanistan; None where it has no such day."""
    length = 31 if month <= 6 else 30 if month < 12 or year % 33 in _SOLAR_LEAPS else 29
    if not 1300 <= year <= 1450 or not 1 <= number <= length:
        return None
    first, last = sorted((year, _SOLAR_YEAR))
    between = sum(366 if y % 33 in _SOLAR_LEAPS else 365 for y in range(first, last))
    start = _SOLAR_DAY + timedelta(days=between if year >= _SOLAR_YEAR else -between)
    return start + timedelta(days=31 * min(month - 1, 6) + 30 * max(month - 7, 0) + number - 1)
