"""TIMEX3: words for time in a text, with type and value, by the conventions of TimeML.

Other than the program's own recogniser, which says what a claim's days are, TimeML wants every expression with its whole
extent ("the end of 1942", "some nine days") and a value of the calendar's own grain ("1942", "P9D"); a missing year is that
of the story so far.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Final

from dateutil.relativedelta import relativedelta

from dateline.evaluate.timex_words import (
    DAYS,
    MONTHS,
    NUMBERS,
    ORDINALS,
    PARTS,
    SEASONS,
    UNIT,
    UNITS,
    WORD_NUMBER,
    YEAR,
    find_timexes,
    lowered,
)
from dateline.text import Span

__all__ = ["Timex", "timexes"]

_ASIDE_YEARS: Final = 8


@dataclass(frozen=True, slots=True)
class Timex:
    """An expression: where it stands, its type (DATE, TIME, DURATION, SET) and value as TIMEX3 writes them."""

    span: Span
    type: str
    value: str
    mod: str | None = None


def timexes(text: str, created: str | None) -> list[Timex]:
    """The expressions of a text in order, none within another. ``created``: the day of the document, as ISO date."""
    lower = lowered(text)
    spans = [s for s in find_timexes(lower) if len(s[0])]
    return list(_valued(text, lower, spans, created))


# -------------------------------------------------------------------------------------------------------------- values


@dataclass(slots=True)
class _Story:
    """Where the story stands: the last year, month and day told, the day of the document, and whether it tells of long ago."""

    created: date | None
    past: bool
    year: int | None = None
    month: int | None = None
    day: int | None = None
    aside: int | None = None
    first: int | None = None

    def at(self) -> date | None:
        if self.year is None:
            return None
        try:
            return date(self.year, self.month or 1, self.day or 1)
        except ValueError:
            return date(self.year, self.month or 1, 1)

    def tell(self, year: int, month: int | None = None, day: int | None = None) -> None:
        """Go on to a day. A year far from the story's is an aside ("for the first time since 1614") until told again."""
        if self.year is not None and abs(year - self.year) > _ASIDE_YEARS and year != self.aside:
            self.aside = year
            return
        self.aside = None
        self.year, self.month, self.day = year, month, day


def _valued(text: str, lower: str, spans: Sequence[tuple[Span, str]], created: str | None) -> Iterator[Timex]:
    made: date | None = None
    if created and (m := re.match(r"(\d{4})-?(\d{2})-?(\d{2})", created)):
        try:
            made = date(int(m[1]), int(m[2]), int(m[3]))
        except ValueError:
            made = None
    years = [int(y) for y in re.findall(rf"\b{YEAR}\b", text)]
    past = made is None or (len(years) >= 4 and sorted(years)[len(years) // 2] < made.year - 1)
    story = _Story(made, past, first=years[0] if years else None)
    if not past and made is not None:
        story.tell(made.year, made.month, made.day)
    for index, (span, sort) in enumerate(spans):
        words = re.sub(r"\s+", " ", lower[span.start : span.end].lower()).strip()
        ahead = lower[span.end : span.end + 40]
        type_, value = _value(
            words, sort, story, ahead, [lower[s.start : s.end] for s, _ in spans[index + 1 : index + 3]]
        )
        yield Timex(span, type_, value, _mod(words))


_MODS: Final = (
    (r"(?:the )?(?:very )?early|(?:the )?(?:beginning|start) of", "START"), (r"(?:the )?late |late-"
            r"|(?:the )?end of|(?:the )?close of", "END"),
    (r"(?:the )?mid|(?:the )?middle of", "MID"), (r"about|around|roughly|approximately"
            r"|some \w+ \w+", "APPROX"), (r"more than|over", "MORE_THAN"),
    (r"less than|under|nearly|almost", "LESS_THAN"),
)  # fmt: skip


def _mod(words: str) -> str | None:
    return next((mod for pattern, mod in _MODS if re.match(pattern, words)), None)


def _value(words: str, sort: str, story: _Story, ahead: str, after: Sequence[str]) -> tuple[str, str]:
    if sort == "number bc":
        return _before_christ(words)
    if sort in ("day", "iso"):
        return _day(words, story, ahead, after)
    if sort == "month":
        return "DATE", _month(words, story, ahead, after)
    if sort in ("year", "short year", "year number"):
        digits = re.findall(r"\d+", words)[-1]
        year = int(digits)
        if len(digits) == 2:
            century = (story.year or 1900) // 100 * 100
            year += century
        story.tell(year)
        return "DATE", f"{year:04d}"
    if sort == "day alone":
        if story.year and story.month:
            story.tell(story.year, story.month, int(re.findall(r"\d+", words)[0]))
        return "DATE", _written(story)
    if sort == "day number":
        number = int(re.findall(r"\d+", words)[0])
        if after and (when := _peek(after[0], story)):
            story.tell(when[0], when[1], number)
        elif story.year and story.month:
            story.tell(story.year, story.month, number)
        return "DATE", _written(story)
    if sort in ("season", "fall"):
        return "DATE", _season(words, story)
    if sort in ("decade", "century"):
        return "DATE", _decade(words, sort)
    if sort == "weekday":
        return _weekday(words, story)
    if sort in ("later", "relative"):
        return _relative(words, story)
    if sort == "set":
        return "SET", _set(words)
    if sort in ("duration", "old"):
        return "DURATION", _duration(words)
    if sort == "clock":
        return "TIME", _clock(words, story)
    if sort == "part":
        part = next((code for name, code in PARTS.items() if name in words), "NI")
        return "TIME", f"{_written(story)}T{part}" if words.startswith("that ") and story.day else f"XXXX-XX-XXT{part}"
    if sort == "now":
        if words == "today" and not story.past and story.created:
            return "DATE", story.created.isoformat()
        return "DATE", "PRESENT_REF"
    if sort == "past":
        return "DATE", "PAST_REF"
    if sort == "future":
        return "DATE", "FUTURE_REF"
    return "DATE", "null"


def _written(story: _Story) -> str:
    if story.year is None:
        return "XXXX-XX-XX"
    if story.month is None:
        return f"{story.year:04d}"
    return f"{story.year:04d}-{story.month:02d}" + (f"-{story.day:02d}" if story.day else "")


def _before_christ(words: str) -> tuple[str, str]:
    number = int(re.findall(r"\d+", words)[0])
    if "century" in words:
        return "DATE", f"BC{number - 1:02d}"
    return "DATE", f"BC{number:04d}"


def _peek(words: str, story: _Story) -> tuple[int, int] | None:
    """Year and month of a date that follows."""
    month = re.search("|".join(sorted(MONTHS, key=len, reverse=True)), words.lower())
    if month is None:
        return None
    number = MONTHS[month.group()]
    year = re.search(rf"\b{YEAR}\b", words)
    return (int(year.group()) if year else _year_for(number, None, story)), number


def _linked_year(ahead: str, after: Sequence[str]) -> int | None:
    """The year of the second part of a range whose first lacks it ("7 August to 12 September 1914")."""
    if after and re.match(
        r"\s*(?:[-–—,/]|to\b|and\b|until\b|through\b|or\b"
        r"|till\b)\s*(?:the\s+)?$",
        ahead.split(after[0], maxsplit=1)[0],
    ):
        if year := re.search(rf"\b{YEAR}\b", after[0]):
            return int(year.group())
    return None


def _year_for(month: int, day: int | None, story: _Story) -> int:
    """The year of a month that none is told with: the story's, or for news the one nearest before the document's day."""
    if story.past or story.created is None:
        year = story.year or story.first or (story.created.year if story.created else 1900)
        if story.month is not None and story.month >= 10 and month <= 2:
            return year + 1  # a tale goes on into January
        return year
    made = story.created
    if month > made.month + 2 or (month == made.month and day is not None and day > made.day + 21):
        return made.year - 1
    return made.year


def _day(words: str, story: _Story, ahead: str, after: Sequence[str]) -> tuple[str, str]:
    if iso := re.fullmatch(r"(\d{4})-(\d{2})-(\d{2})", words):
        story.tell(int(iso[1]), int(iso[2]), int(iso[3]))
        return "DATE", words
    if slashed := re.fullmatch(r"(\d{1,2})/(\d{1,2})/(\d{2,4})", words):
        month, day, year = int(slashed[1]), int(slashed[2]), int(slashed[3])
        if month > 12:
            month, day = day, month
        year += (1900 if year > 50 else 2000) if year < 100 else 0
        story.tell(year, month, day)
        return "DATE", f"{year:04d}-{month:02d}-{day:02d}"
    found = re.search(r"\b(" + "|".join(sorted(MONTHS, key=len, reverse=True)) + r")\b", words)
    if found is None:
        return "DATE", "XXXX-XX-XX"
    month = MONTHS[found[1]]
    rest = re.sub(rf",?\s*\b{YEAR}\b", "", words)
    numbers = re.findall(r"\b(\d{1,2})(?:st|nd|rd|th)?\b", rest)
    day = int(numbers[0]) if numbers else 1
    told = re.search(rf"\b{YEAR}\b", words)
    year = int(told.group()) if told else _linked_year(ahead, after) or _year_for(month, day, story)
    if not 1 <= day <= 31:
        day = 1
    story.tell(year, month, day)
    value = f"{year:04d}-{month:02d}-{day:02d}"
    part = next((code for name, code in PARTS.items() if re.search(rf"\b{name}\b", words)), None)
    return ("TIME", f"{value}T{part}") if part and (part != "MO" or "morning" in words) else ("DATE", value)


def _month(words: str, story: _Story, ahead: str, after: Sequence[str]) -> str:
    found = re.search(r"\b(" + "|".join(sorted(MONTHS, key=len, reverse=True)) + r")\b", words)
    month = MONTHS[found[1]] if found else 1
    told = re.search(rf"\b{YEAR}\b", words)
    if told:
        year = int(told.group())
    else:
        year = _linked_year(ahead, after) or _year_for(month, None, story)
        if re.search(r"\b(?:following|next) year|^next ", words):
            year += 1
        elif re.search(r"\b(?:previous|last) year|^(?:last|the previous) ", words):
            year = (story.year or year) - (1 if "year" in words or month >= (story.month or 12) else 0)
    story.tell(year, month)
    return f"{year:04d}-{month:02d}"


def _season(words: str, story: _Story) -> str:
    code = next(c for name, c in SEASONS.items() if name in words)
    told = re.search(rf"\b{YEAR}\b", words)
    if told:
        story.tell(int(told.group()), {"SP": 4, "SU": 7, "FA": 10, "WI": 1}[code])
        return f"{told.group()}-{code}"
    if story.year is None:
        return f"XXXX-{code}"
    following = code == "WI" and (story.month or 0) >= 9
    year = (
        story.year
        + following
        + (
            1
            if re.search(r"\b(?:next|following)\b", words)
            else -1
            if re.search(r"\b(?:last|previous)\b", words)
            else 0
        )
    )
    return f"{year:04d}-{code}"


def _decade(words: str, sort: str) -> str:
    if sort == "century":
        number = next(
            (n for w, n in sorted(ORDINALS.items(), key=lambda i: -len(i[0])) if re.search(rf"\b{w}\b", words)), None
        )
        if number is None:
            number = int(re.findall(r"\d+", words)[0])
        return f"{number - 1:02d}"
    digits = re.findall(r"\d+", words)[0]
    return digits[:3] if len(digits) == 4 else f"19{digits[0]}"


def _weekday(words: str, story: _Story) -> tuple[str, str]:
    number = next(n for d, n in DAYS.items() if d in words)
    anchor = story.created if not story.past else story.at()
    if anchor is None:
        return "DATE", "XXXX-XX-XX"
    back = (anchor.weekday() - number) % 7
    day = anchor - timedelta(days=back)
    if re.search(r"\bnext\b|\bfollowing\b", words):
        day = anchor + timedelta(days=(number - anchor.weekday()) % 7 or 7)
    elif re.search(r"\blast\b|\bprevious\b", words) and back == 0:
        day -= timedelta(days=7)
    story.tell(day.year, day.month, day.day)
    part = next((code for name, code in PARTS.items() if re.search(rf"\b{name}s?\b", words)), None)
    return ("TIME", f"{day.isoformat()}T{part}") if part else ("DATE", day.isoformat())


def _amount(words: str) -> tuple[float | None, str]:
    """Number and unit of "some nine days"; None for "several", "few" or none."""
    unit = next((u for u in sorted(UNITS, key=len, reverse=True) if re.search(rf"\b{u}s?\b", words)), None)
    if unit is None:
        unit = "century" if "centur" in words else "day"
    if digits := re.search(r"\d+(?:,\d{3})*(?:\.\d)?", words):
        return float(digits.group().replace(",", "")), unit
    if re.search(r"\b(?:several|few|many|some|numerous|recent|coming|intervening)\b", words) and not re.search(
        r"\bsome (?:" + WORD_NUMBER + r")\b", words
    ):
        return None, unit
    total, seen = 0.0, False
    for word in re.findall(r"[a-z]+", words):
        if word in NUMBERS and not (word in ("a", "an") and seen):
            value = NUMBERS[word]
            total = (
                total * 100
                if word == "hundred" and seen and total > 1
                else value
                if not seen or total <= 1
                else total + value
            )
            seen = True
    if re.search(r"and (?:a )?half", words):
        total += 0.5
    if re.search(r"\bhalf an?\b", words):
        total, seen = 0.5, True
    return (total, unit) if seen else (None, unit)


def _duration(words: str) -> str:
    amount, unit = _amount(re.sub(r"^(?:the )", "", words))
    code = UNITS[unit]
    if unit == "fortnight" and amount is not None:
        amount *= 2
    number = "X" if amount is None and not re.fullmatch(rf"{UNIT}-long", words) else f"{amount or 1:g}"
    if re.fullmatch(r"(?:months|weeks|years|days|hours)-long", words):
        number = "X"
    return f"PT{number}{code[1]}" if code.startswith("T") else f"P{number}{code}"


def _set(words: str) -> str:
    for name, value in (
        ("dai", "XXXX-XX-XX"),
        ("day", "XXXX-XX-XX"),
        ("week", "XXXX-WXX"),
        ("month", "XXXX-XX"),
        ("annual", "XXXX"),
        ("year", "XXXX"),
        ("night", "XXXX-XX-XXTNI"),
    ):
        if name in words:
            return value
    return "XXXX-XX-XX"


def _clock(words: str, story: _Story) -> str:
    numbers = re.findall(r"\d+", words)
    hour, minute = int(numbers[0]), int(numbers[1]) if len(numbers) > 1 else 0
    if len(numbers[0]) == 4:
        hour, minute = int(numbers[0][:2]), int(numbers[0][2:])
    if re.search(r"p\.?\s?m", words) and hour < 12:
        hour += 12
    day = _written(story) if story.day else "XXXX-XX-XX"
    return f"{day}T{hour:02d}:{minute:02d}"


def _relative(words: str, story: _Story) -> tuple[str, str]:
    anchor = story.at() if story.past or story.at() is not None else story.created
    deictic = story.created if not story.past else anchor
    if re.search(r"\bago\b|\byesterday\b|\btomorrow\b|\btonight\b", words):
        anchor = deictic
    if words == "yesterday" and deictic:
        day = deictic - timedelta(days=1)
        return "DATE", day.isoformat()
    if words.startswith("tomorrow") and deictic:
        return "DATE", (deictic + timedelta(days=1)).isoformat()
    if words in ("tonight", "overnight"):
        return "TIME", f"{deictic.isoformat()}TNI" if deictic and not story.past else "XXXX-XX-XXTNI"
    amount, unit = _amount(words)
    if re.search(r"\b(?:later|afterwards?|after|earlier|ago|previously|before)$", words):
        if amount is None and re.search(r"\b(?:a|an|one)\b", words) is None:
            if "moments" in words or "shortly" in words:
                return "DATE", "null"
            return "DATE", "FUTURE_REF" if re.search(r"few .*(?:later|after)", words) else "XXXX-XX-XX"
        if anchor is None:
            return "DATE", "XXXX-XX-XX"
        forward = bool(re.search(r"\b(?:later|afterwards?|after)$", words))
        return "DATE", _shifted(anchor, int(amount or 1) * (1 if forward else -1), unit, story)
    part = next(
        (code for name, code in PARTS.items() if re.search(rf"\b{name}s?\b", words) and name != "daytime"), None
    )
    which = re.search(
        r"\b(next|following|previous|preceding|last|past|this|that|same|coming|recent|first|final"
        r"|intervening)\b",
        words,
    )
    if which is None:
        if (
            re.search(r"\bof (?:the )?(?:year|month)|(?:in|of) the (?:year|month)|^(?:late|early|later)", words)
            and story.year
        ):
            return "DATE", f"{story.year:04d}" if "year" in words else f"{story.year:04d}-{story.month or 1:02d}"
        return "DATE", "XXXX-XX-XX"
    if re.search(
        r"\b(?:\d+|" + WORD_NUMBER + r"|few|several|couple)\b", re.sub(r"\b(?:the|a|an|one)\b", " ", words)
    ) or (words.endswith("s") and which[1] not in ("this", "that", "same")):
        return "DURATION", _duration(words)
    if which[1] in ("first", "final"):
        return "DATE", "null"
    if which[1] == "past":
        return "DURATION", _duration("one " + unit)
    if anchor is None:
        return "DATE", "null"
    step = {"next": 1, "following": 1, "coming": 1, "previous": -1, "preceding": -1, "last": -1}.get(which[1], 0)
    if part and unit in ("day", "night"):
        day = anchor + timedelta(days=step)
        if story.day is None and story.past:
            return "TIME", f"XXXX-XX-XXT{part}"
        story.tell(day.year, day.month, day.day)
        return "TIME", f"{day.isoformat()}T{part}"
    if not story.past and which[1] in ("this", "last", "next") and story.created:
        anchor = story.created
    if unit == "day" and story.day is None and story.past:
        return "DATE", "XXXX-XX-XX"
    return "DATE", _shifted(anchor, step, unit, story)


def _shifted(anchor: date, amount: int, unit: str, story: _Story) -> str:
    """A day so many units from an anchor, in the unit's own grain."""
    try:
        if unit in ("day", "night", "weekend"):
            if story.day is None and story.past:
                return f"{anchor.year:04d}-XX-XX"
            day = anchor + timedelta(days=amount)
            story.tell(day.year, day.month, day.day)
            return day.isoformat()
        if unit in ("week", "fortnight"):
            day = anchor + timedelta(days=7 * amount * (2 if unit == "fortnight" else 1))
            iso = day.isocalendar()
            return f"{iso.year:04d}-W{iso.week:02d}"
        if unit in ("month", "quarter"):
            day = anchor + relativedelta(months=amount * (3 if unit == "quarter" else 1))
            if amount:
                story.tell(day.year, day.month)
            return f"{day.year:04d}-{day.month:02d}"
        if unit in ("year", "decade", "century"):
            year = anchor.year + amount * {"year": 1, "decade": 10, "century": 100}[unit]
            if amount:
                story.tell(year)
            return f"{year:04d}" if unit == "year" else f"{year // 10}" if unit == "decade" else f"{year // 100}"
    except (OverflowError, ValueError):
        return "null"
    if unit in ("hour", "minute", "second"):
        return f"{anchor.isoformat()}TXX"
    return "null"
