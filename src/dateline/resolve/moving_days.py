"""Days with a name that move through the year: feasts of the Muslim, Jewish, Christian, Persian, Chinese and Hindu calendars.

Reckoned, not looked up:

* Muslim feasts by the tabular ("civil") calendar with leap years 2, 5, 7, 10, 13, 16, 18, 21, 24, 26, 29 of thirty
  (E. M. Reingold, N. Dershowitz, "Calendrical Calculations"). Where a month begins by sight of the moon the day is one earlier
  or later: a feast of one day is given with the day before and after.
* Jewish feasts by the arithmetic of the molad and its four postponements (same source); the day that begins at the evening
  before is not counted.
* Easter and what hangs on it by :func:`dateutil.easter.easter`, western and orthodox.
* New moons by the mean lunation and its largest terms (J. Meeus, "Astronomical Algorithms", chapter 49), for the Lunar New Year
  (the new moon of 21 January to 20 February at Beijing) and Diwali (that of 18 October to 16 November in India), within a day.
* Nowruz as 20–21 March, Thanksgiving as the fourth Thursday of November.
"""

from __future__ import annotations

import math
from collections.abc import Callable, Mapping
from datetime import date, timedelta
from functools import cache
from types import MappingProxyType
from typing import Final, Literal

from dateutil import easter

__all__ = ["NAMED_DAYS", "named_day"]

Span = tuple[date, date]
# Julian day of 1 Muharram 1 (16 July 622, Julian calendar), and of day 0 of Python's ordinals.
_HIJRA: Final = 1_948_440
_ORDINAL_ZERO: Final = 1_721_425
# The ordinal of the day before 1 Tishri 1 (7 October 3761 BC, Julian calendar).
_HEBREW_EPOCH: Final = -1_373_427
_ISLAMIC_LEAP: Final = frozenset({2, 5, 7, 10, 13, 16, 18, 21, 24, 26, 29})


def _islamic(year: int, month: int, day: int) -> date:
    """The day of the tabular Muslim calendar."""
    cycle, rest = divmod(year - 1, 30)
    days = cycle * 10_631 + rest * 354 + sum(y in _ISLAMIC_LEAP for y in range(1, rest + 1))
    days += 29 * (month - 1) + month // 2 + day - 1
    return date.fromordinal(_HIJRA + days - _ORDINAL_ZERO)


def _islamic_in(year: int, month: int, first: int, last: int, slack: int) -> list[Span]:
    """All such days of a Muslim month that begin in a year of ours (sometimes two), ``slack`` days wider on both sides."""
    about = int((year - 622) * 33 / 32)
    found = []
    for hijri in range(about - 1, about + 3):
        start = _islamic(hijri, month, first)
        if start.year == year:
            found.append((start - timedelta(slack), start + timedelta(last - first + slack)))
    return found


def _hebrew_new_year(year: int) -> date:
    """1 Tishri of a Jewish year: the molad with its postponements."""
    before, this, after = _elapsed(year - 1), _elapsed(year), _elapsed(year + 1)
    extra = 2 if after - this == 356 else 1 if this - before == 382 else 0
    return date.fromordinal(_HEBREW_EPOCH + this + extra)


def _elapsed(year: int) -> int:
    """Days from the epoch to the molad of Tishri, put off where it falls late or on a Sunday, Wednesday or Friday."""
    months = (235 * year - 234) // 19
    parts = 12_084 + 13_753 * months
    day = 29 * months + parts // 25_920
    return day + 1 if 3 * (day + 1) % 7 < 3 else day


def _jewish_autumn(year: int, offset: int, length: int) -> list[Span]:
    start = _hebrew_new_year(year + 3761) + timedelta(offset)
    return [(start, start + timedelta(length - 1))]


def _passover(year: int) -> list[Span]:
    """15 Nisan lies 163 days before the new year that follows."""
    start = _hebrew_new_year(year + 3761) - timedelta(163)
    return [(start, start + timedelta(6))]


def _easter(year: int, offset: int, which: Literal[2, 3], length: int = 1) -> list[Span]:
    start = easter.easter(year, easter.EASTER_ORTHODOX if which == 2 else easter.EASTER_WESTERN) + timedelta(offset)
    return [(start, start + timedelta(length - 1))]


def _new_moon(first: date, last: date, zone_hours: float) -> date:
    """The day of a zone on which the new moon falls between two days."""
    k = math.floor((first.year + (first.timetuple().tm_yday - 1) / 365.25 - 2000) * 12.3685) - 1
    while True:
        t = k / 1236.85
        moon = 2_451_550.09766 + 29.530588861 * k + 0.00015437 * t * t
        sun = math.radians(2.5534 + 29.1053567 * k)
        anomaly = math.radians(201.5643 + 385.81693528 * k)
        latitude = math.radians(160.7108 + 390.67050284 * k)
        moon += -0.4072 * math.sin(anomaly) + 0.17241 * math.sin(sun) + 0.01608 * math.sin(2 * anomaly)
        moon += 0.01039 * math.sin(2 * latitude) + 0.00739 * math.sin(anomaly - sun) - 0.00514 * math.sin(anomaly + sun)
        day = date.fromordinal(math.floor(moon + 0.5 + zone_hours / 24) - _ORDINAL_ZERO)
        if day >= first:
            return min(day, last)
        k += 1


def _lunar_new_year(year: int) -> list[Span]:
    day = _new_moon(date(year, 1, 21), date(year, 2, 20), 8.0)
    return [(day, day)]


def _diwali(year: int) -> list[Span]:
    # The night of the new moon: kept on the evening on which it is dark, hence the day before is within.
    day = _new_moon(date(year, 10, 18), date(year, 11, 17), 5.5)
    return [(day - timedelta(1), day)]


def _thanksgiving(year: int) -> list[Span]:
    first = date(year, 11, 1)
    day = first + timedelta((3 - first.weekday()) % 7 + 21)
    return [(day, day)]


def _fixed(month: int, day: int, length: int = 1) -> Callable[[int], list[Span]]:
    return lambda year: [(date(year, month, day), date(year, month, day) + timedelta(length - 1))]


@cache
def _reckoners() -> Mapping[str, Callable[[int], list[Span]]]:
    """For each name what gives its days in a year."""
    ramadan: Callable[[int], list[Span]] = lambda y: _islamic_in(y, 9, 1, 30, 0)  # noqa: E731
    fitr: Callable[[int], list[Span]] = lambda y: _islamic_in(y, 10, 1, 1, 1)  # noqa: E731
    adha: Callable[[int], list[Span]] = lambda y: _islamic_in(y, 12, 10, 10, 1)  # noqa: E731
    rows: dict[str, Callable[[int], list[Span]]] = {
        "ramadan|ramazan|ramadhan": ramadan,
        "eid al-fitr|eid-ul-fitr|eid ul-fitr|eid el-fitr|aid el-fitr|korite": fitr,
        "eid al-adha|eid-ul-adha|eid ul-adha|eid ul-azha|eid el-adha|eid el-kebir": adha,
        "aid el-kebir|tabaski|bakrid|feast of sacrifice": adha,
        "ashura|ashoura": lambda y: _islamic_in(y, 1, 10, 10, 1),
        "arbaeen|arbain": lambda y: _islamic_in(y, 2, 20, 20, 1),
        "mawlid|mawlid al-nabi|prophet muhammad's birthday|the prophet's birthday": lambda y: _islamic_in(y, 3, 12, 12, 1),
        "muharram": lambda y: _islamic_in(y, 1, 1, 30, 0),
        "rosh hashanah|rosh hashana": lambda y: _jewish_autumn(y, 0, 2),
        "yom kippur": lambda y: _jewish_autumn(y, 9, 1),
        "sukkot": lambda y: _jewish_autumn(y, 14, 7),
        "simchat torah": lambda y: _jewish_autumn(y, 21, 2),
        "passover|pesach": _passover,
        "easter|easter sunday": lambda y: _easter(y, 0, 3),
        "good friday": lambda y: _easter(y, -2, 3),
        "palm sunday": lambda y: _easter(y, -7, 3),
        "ash wednesday": lambda y: _easter(y, -46, 3),
        "easter monday": lambda y: _easter(y, 1, 3),
        "holy week": lambda y: _easter(y, -7, 3, 7),
        "pentecost": lambda y: _easter(y, 49, 3),
        "orthodox easter": lambda y: _easter(y, 0, 2),
        "orthodox christmas|coptic christmas": _fixed(1, 7),
        "nowruz|norouz|nawroz|newroz|navruz": _fixed(3, 20, 2),
        "lunar new year|chinese new year|tet|tết": _lunar_new_year,
        "diwali|deepavali": _diwali,
        "thanksgiving|thanksgiving day": _thanksgiving,
        "new year's day": _fixed(1, 1), "new year's eve": _fixed(12, 31), "new year": _fixed(1, 1), "epiphany": _fixed(1, 6),
        "christmas|christmas day": _fixed(12, 25), "christmas eve": _fixed(12, 24), "boxing day": _fixed(12, 26),
        "valentine's day": _fixed(2, 14), "halloween": _fixed(10, 31), "may day": _fixed(5, 1), "all saints' day": _fixed(11, 1),
        "international women's day": _fixed(3, 8), "victory day": _fixed(5, 9), "fourth of july|july fourth": _fixed(7, 4),
    }  # fmt: skip
    return MappingProxyType({name: how for names, how in rows.items() for name in names.split("|")})


NAMED_DAYS: Final = tuple(sorted(_reckoners(), key=len, reverse=True))
"""The names, in small letters, the longer first."""


def named_day(name: str, year: int) -> list[Span]:
    """First and last day of a feast in a year, as often as it falls in it (Ramadan twice in 2030); empty for no such name."""
    how = _reckoners().get(name)
    try:
        return how(year) if how is not None else []
    except (ValueError, OverflowError):
        return []
