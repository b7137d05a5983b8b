"""The recogniser of English words for time: weekdays, dates, periods, clock times, and what modifies them.

It says where such words stand and of which sort they are (:class:`TimeWords`); what day they mean is for the
stage that knows the day of publication. Works on characters alone, so that it holds for upper-case cables and
for text that was parsed badly. The sorts are those that news texts use, after the TIMEX3 guidelines (DATE, TIME,
DURATION, SET) with anchored periods ("since", "past") kept apart, because a count over them is a running total.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache
from typing import Final

from dateline.text import Span

__all__ = ["TimeWords", "find_times"]

WEEKDAYS: Final = "Monday|Tuesday|Wednesday|Thursday|Friday|Saturday|Sunday"
_WEEKDAYS_SHORT: Final = r"Mon\.|Tues?\.|Weds?\.|Thur?s?\.|Fri\.|Sat\.|Sun\."
MONTHS_LONG: Final = "January|February|March|April|May|June|July|August|September|October|November|December"
_MONTHS_SHORT: Final = (
    r"Jan\b\.?|Feb\b\.?|Mar\b\.?|Apr\b\.?|Jun\b\.?|Jul\b\.?|Aug\b\.?|Sept?\b\.?|Oct\b\.?|Nov\b\.?|Dec\b\.?"
)
_NUMBER: Final = (
    r"(?:\d{1,3}|an?|one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|fifteen|twenty|thirty"
    r"|several|few|"
    r"a\s+few|couple(?:\s+of)?|a\s+couple(?:\s+of)?|a\s+dozen|dozen|half\s+a\s+dozen|many|some)"
)
_NUMBERED: Final = (
    rf"(?:(?:about|around|nearly|almost|roughly|more\s+than|over|at\s+least|some|just|only)\s+)?{_NUMBER}"
)
_UNIT: Final = (
    r"(?:minutes?|hours?|days?|nights?|weeks?|weekends?|fortnights?|months?|quarters?|years?|decades?"
    r"|centur(?:y|ies))"
)
_PART: Final = r"(?:mornings?|afternoons?|evenings?|nights?|noon|midday|midnight|dawn|dusk|daybreak|sunrise|sunset)"
_EARLY: Final = (
    r"(?:the\s+)?(?:very\s+)?(?:early|late|mid|later|earlier|beginning\s+of|"
    r"start\s+of|end\s+of|middle\s+of|first\s+half\s+of|second\s+half\s+of|small\s+hours\s+of)(?:[-\s]+(?:on|in"
    r"|of|the|hours?\s+of))*[-\s]+"
)
_SEASON: Final = r"(?:spring|summer|autumn|winter)"
_NTH: Final = r"\d{1,2}(?:st|nd|rd|th)?(?!\d)"
_ORDINAL: Final = (
    r"(?:\d{1,2}(?:st|nd|rd|th)|(?:twenty|thirty)-(?:first|second|third|fourth|fifth|sixth|seventh|eighth|ninth)|first|second|third|fourth"
    r"|fifth|sixth|seventh|eighth|ninth|tenth|eleventh|twelfth|thirteenth|fourteenth|fifteenth|sixteenth|seventeenth|eighteenth|nineteenth"
    r"|twentieth|thirtieth)"
)


@dataclass(frozen=True, slots=True)
class TimeWords:
    """Words for time: ``span`` with what modifies them ("since Jan. 9"), ``head`` without, and their sort.

    Sorts: ``date`` (day and month, year or not), ``weekday``, ``month``, ``year``, ``decade``, ``relative``
    (yesterday, last week), ``part`` (this morning), ``clock``, ``past`` (in the past two months), ``since``,
    ``until``, ``began`` (a date after "began"), ``ago``, ``range``, ``anaphoric`` (the same day, two days later),
    ``season``, ``named`` (a feast), ``duration`` (a length without an anchor), ``set`` (every Friday).
    """

    span: Span
    head: Span
    sort: str


def _feasts() -> str:
    """Feasts by name, with what says which day of them (resolve/moving_days.py reckons them)."""
    names = (
        r"Rama[dz]h?an|(?:Eid|Aid)[\s-]+(?:al|el|ul)[\s-]+(?:Fitr|Adha|Azha|Kebir)|Tabaski|Korite|Bakrid"
        r"|Feast\s+of\s+Sacrifice|"
        r"Ashou?ra|Arba(?:ee|i)n|Mawlid(?:\s+al-Nabi)?|(?:the\s+)?Prophet(?:\s+Muhammad)?[’']s\s+[Bb]irthday"
        r"|Muharram|"
        r"Rosh\s+Hashanah?|Yom\s+Kippur|Sukkot|Simchat\s+Torah|Passover|Pesach|Orthodox\s+Easter"
        r"|Easter\s+(?:Sunday|Monday)|Easter|"
        r"Good\s+Friday|Palm\s+Sunday|Ash\s+Wednesday|Holy\s+Week|Pentecost|(?:Orthodox|Coptic)\s+Christmas"
        r"|Christmas(?:\s+(?:Day|Eve))?|"
        r"N[oa]w?[ro]uz|Newroz|Navruz|(?:Lunar|Chinese)\s+New\s+Year|Tet|Diwali|Deepavali|Thanksgiving(?:\s+Day)?|"
        r"New\s+Year[’']s\s+(?:Day|Eve)|Boxing\s+Day|All\s+Saints[’']\s+Day|Victory\s+Day|May\s+Day|"
        r"International\s+Women[’']s\s+Day|Fourth\s+of\s+July"
    )
    lead = (
        r"(?:(?:the\s+)?(?:first|second|third|last|final|\d{1,2}(?:st|nd|rd|th)?)\s+(?:day|night|week"
        r"|Friday)\s+of\s+)?"
        r"(?:(?:the\s+)?(?:eve\s+of|day\s+before|day\s+after|night\s+of|start\s+of|beginning\s+of|end\s+of"
        r"|middle\s+of|early|mid|late)[\s-]+)?"
        r"(?:(?:the\s+)?(?:(?:Muslim|holy|fasting|Islamic|Jewish|Christian|Hindu)\s+)*(?:month|festival|feast"
        r"|holiday)\s+of\s+)?"
    )
    return (
        rf"{lead}(?-i:{names})\b(?:\s+(?:holidays?|festival|weekend|celebrations))?(?:,?\s+(?:of\s+"
        rf"|in\s+)?(?:1[89]\d\d|20\d\d)\b|\s+last\s+year)?"
    )


@cache
def _core() -> tuple[tuple[str, str, re.Pattern[str]], ...]:
    """Patterns of the expressions themselves, each with its anchor; at one place the longest match wins."""
    month = rf"(?:{MONTHS_LONG}|{_MONTHS_SHORT})"
    year = r"(?:1[5-9]\d\d|20\d\d)"
    weekday = rf"(?:{WEEKDAYS}|{_WEEKDAYS_SHORT})"
    of_year = rf"(?:(?:,?\s+(?:of\s+|in\s+)?|,\s*){year}(?!\d|\s+(?:people|civilians|fighters|troops|soldiers)))"
    month_day = rf"{month}\s+(?:the\s+)?{_NTH}(?!\d|:\d|,\d{{3}}){of_year}?"
    day_month = rf"(?:the\s+)?{_NTH}(?:\s+of)?\s+{month}{of_year}?"
    both_days = (
        rf"(?:{month}\s+{_NTH}\s*(?:[-–—]|to|and|through|or)\s*{_NTH}(?![\d:]){of_year}?|"
        rf"{_NTH}\s*(?:[-–—]|to|and|through|or)\s*{_NTH}\s+{month}{of_year}?)"
    )
    numeric = (
        r"(?:\d{4}-\d{1,2}-\d{1,2}|\d{1,2}/\d{1,2}/(?:\d{4}|\d{2})|\d{1,2}\.\d{1,2}\.\d{4}"
        r"|\d{1,2}-\d{1,2}-\d{4})"
    )
    clock = (
        r"(?:\d{1,2}(?:[:.]\d{2})?\s*(?:[ap]\.\s?m\.?|[ap]m\b)|\d{1,2}:\d{2}(?:\s*(?:hours|hrs|local\s+time|GMT"
        r"|UTC))?"
        r"|\d{4}\s*(?:hours|hrs|GMT|UTC|local\s+time)|[0-2]\d[0-5]\d(?=\s+(?:today|yesterday|on\b|last\s+night)))"
    )
    after_weekday = rf"(?:,?\s+{_PART})?"
    anaphor = r"(?:that|the\s+same|the\s+following|the\s+next|the\s+previous|the\s+preceding)"
    patterns = [
        (
            "range",
            rf"(?:from\s+|between\s+)(?:{month_day}|{day_month}|{month}|{year}|"
            rf"{weekday}(?:\s+(?:night|evening|afternoon|morning))?)(?:\s+(?:to|into|until|till|through|and)\s+|\s*[-–—]\s*)(?:{month_day}|{day_month}|{_NTH}"
            rf"|{month}{of_year}?|{year}|{weekday})",
        ),
        ("range", both_days),
        (
            "range",
            rf"(?:{month}\s+{_NTH}(?:\s*,\s*{_NTH})+,?\s+(?:and|or)\s+{_NTH}(?![\d:]){of_year}?|"
            rf"{_NTH}(?:\s*,\s*{_NTH})+,?\s+(?:and|or)\s+{_NTH}\s+{month}{of_year}?)",
        ),
        ("range", rf"(?:the\s+)?weekend\s+of\s+(?:{both_days}|{month_day}|{day_month})"),
        (
            "range",
            rf"the\s+(?:{_NUMBERED}\s+)?{_UNIT}\s+(?:(?:leading\s+)?up\s+to|to|through|until|ending(?:\s+on)?|ended(?:\s+on)?)"
            rf"\s+(?:{month_day}|{day_month}|{weekday}|(?:the\s+end\s+of\s+)?{month}{of_year}?)",
        ),
        (
            "past",
            rf"(?:the\s+)?(?:first|second|third|fourth|last|final|1st|2nd|3rd|4th)\s+(?:quarter|half|{_NUMBER}\s+(?:days|weeks|months))"
            rf"\s+of\s+(?:the\s+year|(?:this|last|next)\s+(?:month|year)|{month}{of_year}?|{year})",
        ),
        ("year", rf"(?:Q[1-4]|H[12])\s+(?:of\s+)?{year}"),
        (
            "range",
            rf"(?:overnight(?:\s+(?:on|from|into))?|(?:the\s+)?nights?\s+of)\s+(?:{both_days}"
            rf"|{weekday}(?:\s+(?:to|into|and)\s+{weekday})?)",
        ),
        ("range", rf"(?:(?:from\s+|between\s+)?{month}{of_year}\s+(?:to|through|until)\s+{month}{of_year}?)"),
        ("range", rf"(?:{month}\s+{_NTH}\s*(?:to|through|until|[-–—])\s*{month}\s+{_NTH}{of_year}?)"),
        (
            "date",
            rf"(?<=\bon\s)the\s+{_ORDINAL}(?:\s+of\s+(?:this|last|the\s+same|that)\s+month|"
            r"(?=[,.;:)]|\s*$|\s+(?:when|while|after|as)\b))",
        ),
        ("date", rf"(?:on\s+)?the\s+{_ORDINAL}\s+of\s+(?:{month}{of_year}?|(?:this|last|the\s+same|that)\s+month)"),
        (
            "date",
            rf"(?:the\s+)?(?:{_PART}|(?:early|small|late)\s+hours(?:\s+of\s+the\s+morning)?)\s+of\s+the\s+{_ORDINAL}"
            rf"(?=[,.;:)]|\s*$|\s+(?:when|while|after|as|in|at|and|to|killed|left|gunmen|rebels|soldiers|the)\b)",
        ),
        (
            "weekday",
            rf"(?:this\s+coming\s+)?{weekday}(?:\s+(?:before\s+last|next(?!\s+(?:week|month|year|to"
            rf"|door))))?",
        ),
        (
            "relative",
            r"(?:the\s+)?(?:start|beginning|end|middle|first\s+half|second\s+half)\s+of\s+(?:the|this|last"
            r"|next)\s+(?:week|month|year|decade|century)",
        ),
        ("range", rf"{year}\s*[-–—/]\s*(?:{year}|\d{{2}})(?!\d)"),
        ("date", rf"(?:{weekday},?\s+(?:the\s+)?)?(?:{month_day}|{day_month})(?:\s+{_PART})?"),
        ("date", rf"(?<![\d/.-]){numeric}(?![\d/-])"),
        (
            "part",
            rf"(?:the\s+)?(?:{_PART})\s+(?:of|on|hours\s+of)\s+(?:the\s+)?(?:{month_day}|{day_month}"
            rf"|{weekday})",
        ),
        (
            "weekday",
            rf"(?:last|past|this|next|this\s+past|the\s+previous|the\s+following|the\s+same"
            rf"|that)\s+{weekday}{after_weekday}",
        ),
        (
            "weekday",
            rf"{weekday}\s+(?:(?:of\s+)?last\s+week|of\s+this\s+week|this\s+week|next\s+week|a\s+week\s+ago|week){after_weekday}",
        ),
        ("weekday", rf"{weekday}{after_weekday}(?:\s+(?:and|or|to|through)\s+{weekday}{after_weekday})?"),
        ("part", rf"(?:yesterday|today|tomorrow)\s+{_PART}"),
        ("part", rf"(?:this|last|that|the\s+same|the\s+previous|the\s+following|the\s+next)\s+{_PART}"),
        ("part", rf"{_PART}\s+(?:yesterday|today|tomorrow)"),
        (
            "relative",
            r"(?:the\s+)?weekend|overnight|yesterday|today|tonight|tomorrow|day\s+before\s+yesterday"
            r"|the\s+other\s+day",
        ),
        (
            "relative",
            r"(?:earlier|later|early|late)\s+(?:today|yesterday|this\s+(?:week|month|year)|last\s+(?:week|month"
            r"|year|night)|in\s+the\s+(?:day|week|month|year))|the\s+night\s+before\s+last",
        ),
        ("month", rf"(?:(?:last|this|next|the\s+same|that)\s+)?(?:{MONTHS_LONG}|{_MONTHS_SHORT}){of_year}"),
        ("month", rf"(?:last|this|next|that)\s+(?:{MONTHS_LONG})(?!\s+\d)"),
        (
            "month",
            rf"(?:the\s+)?(?:(?:first|second|third|fourth|last)\s+)?week\s+of\s+(?:{month_day}|{day_month}"
            rf"|{month}{of_year}?)",
        ),
        ("month", rf"(?:{MONTHS_LONG})(?:\s+(?:last|this|next|of\s+(?:last|this|next|that|the\s+same))\s+year)"),
        (
            "relative",
            r"(?:this|last|next|the\s+previous|the\s+following|that|"
            r"the\s+same)\s+(?:week(?:end)?|month|year|decade|century|quarter)",
        ),
        ("relative", rf"(?:this|last|next|that|the\s+previous)\s+{_SEASON}"),
        ("past", rf"(?:the\s+)?(?:past|last|previous|preceding|recent)\s+(?:{_NUMBERED}\s+)?{_UNIT}"),
        ("past", rf"(?:the\s+)?{_NUMBERED}\s+(?:past|previous|preceding)\s+{_UNIT}"),
        (
            "past",
            r"(?:in|over|for|during)\s+recent\s+(?:days|weeks|months|years)|(?:the\s+)?past\s+(?:day|week|month"
            r"|year|decade)",
        ),
        ("past", r"so\s+far\s+this\s+(?:week|month|year)"),
        (
            "past",  # "now in its 52nd day": as long as it has lasted
            rf"in\s+(?:its|their)\s+{_ORDINAL}\s+(?:straight\s+|consecutive\s+|successive\s+)?(?:day|week|month)\b",
        ),
        # "the following day", "the next morning" count from the day last told, not from that of the report
        ("next", rf"(?:the\s+)?(?:next|coming|following)\s+(?!day\b|night\b)(?:{_NUMBERED}\s+)?{_UNIT}"),
        ("ago", rf"{_NUMBERED}\s+{_UNIT}\s+(?:ago|back)(?:\s+(?:today|yesterday|to\s+the\s+day))?"),
        ("ago", rf"{_UNIT}\s+ago"),
        (
            "anaphoric",
            rf"(?:(?:{_NUMBERED}|the)\s+)?{_UNIT}\s+(?:(?:later|earlier)(?!\s+(?:than|this|today)\b)"
            r"|(?:before|after|afterwards?)(?=\s*[,.;)]|\s+(?:the|a|an|in|on|at|by|that)\b|\s*$"
            r"|\s+(?:[\w’'-]+\s+){1,4}?(?:had|was|were)\s))",
        ),
        ("anaphoric", rf"{anaphor}\s+(?:day|week|month|year|night|morning|evening)"),
        ("anaphoric", r"(?:a|one)\s+(?:day|week|month|year)\s+(?:earlier|later|before|after)"),
        ("decade", r"(?:the\s+)?(?:early|late|mid)?[-\s]*(?:1[5-9]\d0s|20\d0s|(?<=\s)[’']?[2-9]0s)"),
        ("century", r"(?:the\s+)?\d{1,2}(?:st|nd|rd|th)\s+century"),
        ("season", rf"(?:the\s+)?{_SEASON}\s+(?:of\s+)?{year}"),
        ("season", rf"(?<=\bthe\s){_SEASON}\s+of\b(?=\s+{year})"),
        (
            "year",
            rf"(?<=\b(?-i:In)\s){year}(?![\d/%-]|[.,]\d|s\b)",
        ),  # "In 2023 men of the front took him": no 2,023 men
        (
            "year",
            rf"(?<![\d,.$€£/-]){year}(?![\d/%-]|[.,]\d|s\b|\s+(?:people|civilians|fighters|"
            rf"troops|soldiers|men|women|children|families|miles|km|kilometers|metres|meters|others|dead|killed"
            rf"|block))",
        ),
        ("duration", rf"(?:the\s+)?{_NUMBERED}[-\s]{_UNIT}(?:[-\s]long)?"),
        ("clock", rf"(?:(?:just|shortly|around|about|at|by|approximately|nearly)\s+)?{clock}"),
        (
            "part",
            r"(?:at|before|after|around|by|near|since|until)\s+(?:dawn|dusk|noon|midday|"
            r"midnight|nightfall|daybreak|sunset|sunrise)",
        ),
        ("part", rf"in\s+the\s+(?:(?:early|late|pre-dawn)\s+)?(?:{_PART}|hours\s+of\s+the\s+morning)"),
        ("named", _feasts()),
        ("set", rf"(?:every|each)\s+(?:day|week|month|year|night|{weekday})|daily|weekly|monthly|annually"),
    ]
    return tuple((sort, _anchor(sort, pattern), re.compile(pattern, re.IGNORECASE)) for sort, pattern in patterns)


# Words (or figures) one of which every match of a pattern holds: the patterns are tried around them alone.
_ANCHORS: Final = {
    "month": r"\b(?:jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)",
    "weekday": r"\b(?:mon|tue|wed|thu|fri|sat|sun)",
    "day": r"\b(?:jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec|mon|tue|wed|thu|fri|sat|sun)|\d{4}",
    "figure": r"\d|\b(?:spring|summer|autumn|winter)",
    "ordinal": (
        r"\d|\b(?:first|second|third|(?:four|fif|six|seven|eigh|nin|ten|eleven|twelf|thirteen|fourteen|fifteen|sixteen|"
        r"seventeen|eighteen|nineteen|twentie|thirtie)th|twenty-|thirty-)"
    ),
    "unit": (
        r"\b(?:minute|hour|day|night|week|fortnight|month|quarter|year|decade|centur|overnight|yesterday|today"
        r"|tonight|"
        r"tomorrow|daily|monthly|annually|spring|summer|autumn|winter|later|earlier|mon|tues|wednes|thurs|fri"
        r"|satur|sun)"
    ),
    "named": (
        r"\b(?:rama|eid|aid|tabaski|korite|bakrid|feast|ash|arba|mawlid|prophet|muharram|rosh|yom|sukkot"
        r"|simchat|passover|pesach|orthodox|"
        r"coptic|easter|good|palm|holy|pentecost|christmas|now|nau|nor|naw|new|nav|lunar|chinese|tet|diwali"
        r"|deepavali|thanksgiving|boxing|all|"
        r"victory|may|international|fourth)"
    ),
    "part": r"\b(?:morning|afternoon|evening|night|noon|midday|dawn|dusk|daybreak|sunrise|sunset|hours)"
    r"|(?:midnight|nightfall)",
}
_REACH: Final = 80


def _anchor(sort: str, pattern: str) -> str:
    """Which of the anchors every match of a pattern holds."""
    if sort == "named":
        return "named"
    if _ORDINAL in pattern:
        return "ordinal"
    has_month, has_weekday = MONTHS_LONG in pattern, WEEKDAYS in pattern
    if sort in ("past", "next", "ago", "anaphoric", "duration", "set", "relative"):
        return "unit"
    if has_month and (has_weekday or sort == "range"):
        return "day"
    if has_month or has_weekday:
        return "month" if has_month else "weekday"
    return "part" if sort == "part" else "figure"


@cache
def _anchor_pattern(anchor: str) -> re.Pattern[str]:
    return re.compile(_ANCHORS[anchor], re.IGNORECASE)


def _windows(text: str, anchor: str) -> list[tuple[int, int]]:
    """Stretches of the text around the anchors, those that touch made one, ending between words."""
    found: list[tuple[int, int]] = []
    for match in _anchor_pattern(anchor).finditer(text):
        if found and match.end() + _REACH <= found[-1][1]:
            continue
        start, end = max(0, match.start() - _REACH), min(len(text), match.end() + _REACH)
        while start > 0 and text[start - 1].isalnum():
            start -= 1
        while end < len(text) and not text[end].isspace():
            end += 1
        if found and start <= found[-1][1]:
            found[-1] = (found[-1][0], end)
        else:
            found.append((start, end))
    return found


@cache
def _bare_month() -> re.Pattern[str]:
    """A month alone counts only after a preposition or an adverb of time: "may" and "march" are other words too."""
    before = (
        r"(?:in|since|until|till|by|from|during|of|through|throughout|to|after|before|late|early|mid|and"
        r"|between|around)"
    )
    return re.compile(
        rf"\b{before}[-\s]+((?:the\s+)?(?:{MONTHS_LONG}))\b(?!\s+(?:\d|be\b|have\b|not\b))", re.IGNORECASE
    )


_SINCE: Final = re.compile(r"(?:ever\s+)?since\s+(?:the\s+)?(?:(?:early|late|mid)[-\s]+)?$", re.IGNORECASE)
# "since hostilities escalated on 3 March", "since the coup of February 2021": what is counted is counted from that day.
_SINCE_THAT: Final = re.compile(
    r"\bsince\s+(?!then\b)(?:(?!and\b|or\b|but\b|then\b)[\w’'.-]*[\w’'-]\s+){1,9}?(?:(?:on|in|of|at|from|late|early|mid|last)[\s-]+)*(?:the\s+)?$",
    re.IGNORECASE,
)
_UNTIL: Final = re.compile(
    r"\b(?:until|till|up\s+to|through|by|before|prior\s+to)\s+(?:the\s+)?(?:(?:early|late"
    r"|mid)[-\s]+)?$",
    re.IGNORECASE,
)
_AFTER: Final = re.compile(r"\b(?:after|from)\s+$", re.IGNORECASE)
_EDGE: Final = re.compile(rf"(?:\b{_EARLY})$", re.IGNORECASE)
_BEGAN: Final = re.compile(
    r"\b(?:began|begun|begins|beginning|started|starting|starts|launched|erupted|broke\s+out|broken\s+out"
    r"|underway|under\s+way)"
    r"(?:\s+[\w.:’'-]+){0,4}?\s+(?:on|in|at|from|since|early|late|last)?\s*(?:the\s+)?$",
    re.IGNORECASE,
)
# "The most since records began in 1997": the beginning of the records, not of what is counted.
_RECORDS: Final = re.compile(
    r"\bsince\s+(?:\w+\s+)?(?:records?|record-keeping|counting|counts?|statistics|data(?:\s+collection)?|tracking|monitoring)\b[^.;]{0,30}$",
    re.IGNORECASE,
)
# "October – 207 dead": a month that heads a count.
_MONTH_HEADS: Final = re.compile(rf"(?m)(?:^|[:;]\s+)({MONTHS_LONG})(?=\s*[-–—:]\s+\d)")
_FOR: Final = re.compile(r"\bfor\s+(?:the\s+)?$", re.IGNORECASE)
_AGE: Final = re.compile(r"^[-\s]*(?:old\b|of\s+age)", re.IGNORECASE)
_NEXT_NOT_YEAR: Final = re.compile(
    r"^\s+(?:block|hectares|acres|tons|tonnes|dollars|rupees|pesos|euros|yards|feet)", re.IGNORECASE
)
_CAPITAL_SORTS: Final = frozenset({"weekday", "month", "date"})
_ABBREVIATED_WEEKDAY: Final = re.compile(rf"^(?:{_WEEKDAYS_SHORT})$", re.IGNORECASE)
_NAMES: Final = re.compile(
    rf"\b(?:{WEEKDAYS}|{MONTHS_LONG}|Jan|Feb|Mar|Apr|Jun|Jul|Aug|Sept?|Oct|Nov|Dec)\b", re.IGNORECASE
)


def find_times(text: str) -> list[TimeWords]:
    """The words for time in a text, in order, none within another."""
    found: list[tuple[int, int, str]] = []
    windows = {anchor: _windows(text, anchor) for anchor in _ANCHORS}
    for sort, anchor, pattern in _core():
        for match in (m for low, high in windows[anchor] for m in pattern.finditer(text, low, high)):
            start, end = match.span()
            if not _whole_words(text, start, end) or not _capitals(text[start:end], sort):
                continue
            if sort == "duration" and _AGE.match(text[end:]):
                continue
            if sort == "year" and (_NEXT_NOT_YEAR.match(text[end:]) or not _year_here(text, start)):
                continue
            if (
                sort == "weekday"
                and _ABBREVIATED_WEEKDAY.match(text[start:end])
                and text[start : start + 3].lower() in ("sun", "sat")
            ):
                if not text[start].isupper() or text[start : start + 3].isupper():
                    continue
            found.append((start, end, sort))
    for match in _bare_month().finditer(text):
        start, end = match.span(1)
        if _capitals(text[start:end], "month") and not (text[start:end].lower() == "may" and text[start:end].isupper()):
            found.append((start, end, "month"))
    found.extend((*match.span(1), "month") for match in _MONTH_HEADS.finditer(text))
    kept: list[tuple[int, int, str]] = []
    for start, end, sort in sorted(found, key=lambda item: (item[0] - item[1], item[0])):
        if all(end <= s or e <= start for s, e, _ in kept):
            kept.append((start, end, sort))
    return [_with_modifiers(text, *item) for item in sorted(kept)]


def _whole_words(text: str, start: int, end: int) -> bool:
    before_ok = start == 0 or not (text[start - 1].isalnum() and text[start].isalnum())
    after_ok = end == len(text) or not (text[end - 1].isalnum() and text[end].isalnum())
    return before_ok and after_ok


def _capitals(words: str, sort: str) -> bool:
    """Names of days and months are written with a capital; "may" and "march" without are other words."""
    return all(name.group()[0].isupper() for name in _NAMES.finditer(words))


def _year_here(text: str, start: int) -> bool:
    """A bare number of four digits is a year after a preposition, a bracket, a month, or at the head of a line."""
    before = text[max(0, start - 16) : start]
    return bool(
        re.search(
            r"(?:\b(?:in|since|of|by|until|from|during|after|before|between|and|to|year|late|"
            r"early|mid|the|around|for|throughout)[-\s]+|[(\[,–—-]\s*|'s\s+)$",
            before,
            re.IGNORECASE,
        )
    )


def _with_modifiers(text: str, start: int, end: int, sort: str) -> TimeWords:
    head = Span(start, end)
    before = text[max(0, start - 60) : start]
    offset = start - len(before)
    edge = _EDGE.search(before)
    at = offset + edge.start() if edge else start
    lead = before[: edge.start()] if edge else before
    if _RECORDS.search(lead):
        return TimeWords(Span(at, end), head, "set")
    if since := _SINCE.search(lead):
        return TimeWords(Span(offset + since.start(), end), head, "since")
    if sort in (
        "date",
        "weekday",
        "month",
        "year",
        "relative",
        "ago",
        "clock",
        "part",
        "season",
        "named",
    ) and (_BEGAN.search(lead) or _SINCE_THAT.search(lead)):
        return TimeWords(Span(at, end), head, "began")
    if sort in ("date", "weekday", "month", "year", "relative", "season", "named") and (until := _UNTIL.search(lead)):
        return TimeWords(Span(offset + until.start(), end), head, "until")
    if sort in ("date", "weekday", "month", "year", "named") and (after := _AFTER.search(lead)):
        return TimeWords(Span(offset + after.start(), end), head, "after")
    if sort == "duration" and (lasting := _FOR.search(lead)):
        return TimeWords(Span(offset + lasting.start(), end), head, "duration")
    return TimeWords(Span(at, end), head, sort)
