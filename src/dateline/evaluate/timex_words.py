"""Where words for time stand in a text, by TimeML's extents: time words with what may stand before and after them.

After X. Zhong et al., "Time Expression Analysis and Recognition Using Syntactic Token Types and General Heuristic
Rules", 2017.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from functools import cache
from typing import Final

from dateline.text import Span
from dateline.words import WEEKDAYS

__all__ = [
    "DAYS",
    "MONTH",
    "MONTHS",
    "NUMBERS",
    "ORDINALS",
    "PARTS",
    "SEASONS",
    "UNIT",
    "UNITS",
    "WORD_NUMBER",
    "YEAR",
    "find_timexes",
    "lowered",
]


MONTHS: Final = {
    name: number
    for number, names in enumerate(
        (
            "january jan", "february feb", "march mar", "april apr", "may", "june jun", "july jul", "august aug",
            "september sept sep", "october oct", "november nov", "december dec",
        ),
        start=1,
    )
    for name in names.split()
}  # fmt: skip
DAYS: Final = {d: n for n, d in enumerate(WEEKDAYS)}
SEASONS: Final = {"spring": "SP", "summer": "SU", "autumn": "FA", "fall": "FA", "winter": "WI"}
PARTS: Final = {
    "morning": "MO", "dawn": "MO", "daybreak": "MO", "sunrise": "MO", "noon": "MI", "midday": "MI", "afternoon": "AF",
    "evening": "EV", "dusk": "EV", "sunset": "EV", "night": "NI", "midnight": "NI", "daytime": "DT",
}  # fmt: skip
UNITS: Final = {
    "second": "TS", "minute": "TM", "hour": "TH", "day": "D", "night": "D", "weekend": "D", "week": "W", "fortnight": "W",
    "month": "M", "quarter": "M", "year": "Y", "decade": "DE", "century": "CE", "millennium": "ML",
}  # fmt: skip
NUMBERS: Final = {
    w: n
    for n, w in enumerate(
        (
            "zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen seventeen "
            "eighteen nineteen twenty"
        ).split()
    )
} | {"a": 1, "an": 1, "single": 1, "couple": 2, "dozen": 12, "thirty": 30, "forty": 40, "fifty": 50, "sixty": 60,
     "seventy": 70, "eighty": 80, "ninety": 90, "hundred": 100}  # fmt: skip
ORDINALS: Final = {
    w: n
    for n, w in enumerate(
        (
            "first second third fourth fifth sixth seventh eighth ninth tenth eleventh twelfth thirteenth fourteenth "
            "fifteenth sixteenth seventeenth eighteenth nineteenth twentieth"
        ).split(),
        start=1,
    )
} | {"twenty-first": 21}
MONTH: Final = (
    r"(?:January|February|March|April|May|June|July|August|September|October|November|December"
    r"|(?:Jan|Feb|Mar|Apr|Jun|Jul|Aug|Sept?|Oct|Nov|Dec)\b\.?)"
)
YEAR: Final = r"(?:1[0-9]\d\d|20\d\d)"
_NTH: Final = r"\d{1,2}(?:st|nd|rd|th)?"
_WEEKDAY: Final = r"(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day"
_SEASON: Final = r"(?:[Ss]pring|[Ss]ummer|[Aa]utumn|[Ww]inter)"
UNIT: Final = (
    r"(?:seconds?|minutes?|hours?|days?|nights?|weekends?|weeks?|fortnights?|months?|quarters?|years?"
    r"|decades?|centur(?:y|ies))"
)
_PART: Final = r"(?:mornings?|afternoons?|evenings?|nights?|noon|midday|midnight|dawn|dusk|daybreak|sunrise|sunset)"
WORD_NUMBER: Final = (
    "(?:" + "|".join(sorted((w for w in NUMBERS if w not in ("a", "an", "zero")), key=len, reverse=True)) + ")"
)
_NUMBER: Final = (
    rf"(?:\d{{1,3}}(?:,\d{{3}})?(?:\.\d)?|(?:an?\s+)?(?:couple|dozen|hundred)(?:\s+of)?|an?\s+single|"
    rf"{WORD_NUMBER}(?:[\s-]{WORD_NUMBER})?(?:\s+and\s+(?:a\s+)?half)?|half\s+an?|an?|several|few|a\s+few|many"
    rf"|some|numerous)"
)
_HEDGE: Final = (
    r"(?:about|around|nearly|almost|roughly|(?:a\s+little\s+)?(?:more|less|fewer)\s+than|over|under|at\s+least"
    r"|at\s+most|up\s+to|some|"
    r"just|only|approximately|close\s+to|well\s+over|another|the\s+entire|an\s+entire|the\s+whole|a\s+mere)"
)
_ORDINAL: Final = "(?:" + "|".join(sorted(ORDINALS, key=len, reverse=True)) + ")"
_EDGE: Final = (
    r"(?:(?:the\s+)?(?:very\s+)?(?:early|late|mid|middle)(?:\s+(?:in|on|of))?[\s-]+(?:the\s+)?|(?:[Ll]ater"
    r"|[Ee]arlier)\s+(?:in|on)\s+(?:the\s+)?|"
    r"(?:the\s+)?(?:beginning|start|end|middle|close|eve|rest|remainder|remaining\s+part|latter\s+(?:half|part)"
    r"|first\s+(?:half|part|quarter)|second\s+half|"
    r"(?:last|final|first|second|third)\s+(?:days?|weeks?|months?|quarter))\s+of\s+(?:the\s+)?|"
    rf"(?:the\s+)?(?:last|final|first)\s+{_NUMBER}\s+(?:days|weeks|months)\s+of\s+(?:the\s+)?)"
)


@cache
def _grammar() -> tuple[tuple[str, re.Pattern[str]], ...]:
    of_year = rf"(?:,?\s+(?:of\s+|in\s+)?{YEAR}\b(?!,\d)|,\s*{YEAR}\b)"
    bc = r"(?:\s*(?:B\.C\.(?:E\.)?|BCE?\b|B\.C\b))"
    year = (
        rf"(?:(?:the\s+year\s+)?{YEAR}\b(?![,.]\d|%|\s*(?:km|miles|people|men|soldiers|troops|killed"
        rf"|aircraft|tanks|ships)\b))"
    )
    day = (
        rf"(?:{MONTH}\s+(?:the\s+)?{_NTH}\b(?!,\d\d\d|\s+(?:people|killed)){of_year}?"
        rf"|(?:the\s+)?{_NTH}(?:\s+of|\s+day\s+of)?\s+{MONTH}{of_year}?)"
    )
    part_of = rf"(?:(?:the\s+)?(?:{_PART}|early\s+hours|night)\s+(?:of|on)\s+(?:the\s+)?)"
    tail = rf"(?:\s+(?:at\s+)?{_PART}\b)?"
    unit_link = r"(?:[\s-]+(?:long|old)\b)?"
    rows = [
        ("number bc", rf"(?:the\s+)?(?:{_EDGE})?(?:\d{{1,4}}{bc}|\d{{1,2}}(?:st|nd|rd|th)\s+century{bc})"),
        ("day", rf"{_EDGE}?{part_of}?(?:(?:{_WEEKDAY}|{_PART}),?\s+(?:{_PART}\s+)?(?:of\s+"
            rf"|on\s+)?(?:the\s+)?)?{day}{tail}"),
        ("iso", r"(?<![\d/.-])(?:\d{4}-\d{2}-\d{2}|\d{1,2}/\d{1,2}/(?:\d{4}|\d{2}))(?![\d/-])"),
        ("month", rf"(?:{_EDGE})?(?:(?:(?:the\s+)?(?:last|next|previous|following|same)|this"
            rf"|that)\s+)?{MONTH}(?:{of_year}|\s+(?:of\s+)?(?:that|this|last|next|the\s+(?:same|following|next"
            rf"|previous))\s+year|\s+last\s+year)?"),
        ("season", rf"(?:{_EDGE})?(?:(?:the|that|this|last|next|previous"
            rf"|following)\s+)*{_SEASON}s?(?:(?:\s+of)?\s+{YEAR}(?:\s*[-–/]\s*\d{{2,4}})?)?\b"),
        ("season", rf"{YEAR}\s+{_SEASON}\b"),
        ("null", r"(?:the\s+)?(?:dry|rainy|wet|monsoon)\s+season\b"),
        ("null", r"\bChristmas\s+(?:Day|Eve|[Nn]ight|\d{4})\b|\b(?:month|year)[’']s\s+end\b"),
        ("fall", rf"(?:{_EDGE})?the\s+fall(?:\s+of\s+{YEAR}|(?=[,.;]))"),
        ("decade", r"(?:the\s+)?(?:(?:early|late|mid)[\s-]*)?(?:1\d\d0|20\d0)[’']?s\b|(?:the\s+)?(?:(?:early"
            r"|late|mid)[\s-]*)?[’'][2-9]0s\b"),
        ("century", rf"(?:the\s+)?(?:(?:early|late|mid)[\s-]*)?(?:{_ORDINAL}|\d{{1,2}}(?:st|nd|rd"
            rf"|th))[\s-]century\b"),
        ("year", rf"{_EDGE}?{year}"),
        ("short year", r"[’']\d\d\b"),
        ("weekday", rf"(?:{_EDGE})?{part_of}?(?:(?:last|next|this|that|the\s+following|the\s+previous"
            rf"|the)\s+)?{_WEEKDAY}(?:\s+{_PART})?\b"),
        ("later", rf"(?:{_HEDGE}\s+)?(?:the\s+)?(?:{_NUMBER}\s+(?:more\s+)?)?{UNIT}\s+(?:later|earlier|ago"
            rf"|afterwards?|previously|before(?=[,.;])|after(?=[,.;]))\b"),
        ("later", r"(?:moments|shortly)\s+(?:later|afterwards)\b"),
        ("relative", rf"(?:the\s+)?(?:next|following|previous|preceding|coming|past|last|recent|intervening"
            rf"|final|first)\s+(?:{_HEDGE}\s+)?(?:{_NUMBER}\s+)?{UNIT}\b"),
        ("relative", rf"(?:(?:later|earlier|early|late)\s+)?(?:this|that|the\s+same|that\s+same"
            rf"|the\s+very\s+same|this\s+same)\s+(?:{UNIT}|{_PART})\b"),
        ("relative", rf"(?:{_EDGE})(?:{UNIT}|{_PART})\b"),
        ("relative", rf"(?:the\s+)?(?:next|following|previous|same|last)\s+{_PART}\b"),
        ("relative", r"(?:the\s+)?day\s+(?:before\s+yesterday|after\s+tomorrow)|yesterday"
            r"|tomorrow(?:\s+(?:night|morning|evening))?|tonight|overnight"),
        ("set", rf"(?:every|each|per|once\s+a|twice\s+a)\s+(?:{UNIT}|{_PART}|{_WEEKDAY})\b|\b(?:[Dd]aily"
            rf"|[Ww]eekly|[Mm]onthly|[Aa]nnually|[Yy]early|[Hh]ourly)\b"),
        ("duration", rf"(?:{_HEDGE}\s+)?(?:the\s+)?{_NUMBER}[\s-]+(?:full\s+|long\s+|consecutive\s+"
            rf"|more\s+)?{UNIT}{unit_link}"),
        ("duration", rf"(?:(?:{WORD_NUMBER}|\d{{1,3}})-)?\b{UNIT}-long\b"),
        ("day alone", r"\bthe\s+\d{1,2}(?:st|nd|rd|th)\b(?=\s*[,.;)]|\s+(?:of\s+(?:that|the\s+same)\s+month|the"
            r"|a|and|when|he|it|they|was|were|to\s+the\s+\d)\b)"),
        ("old", rf"{_NUMBER}[\s-]+years?[\s-]+old\b"),
        ("clock", r"(?:\d{1,2}(?:[:.]\d{2})?\s*(?:[ap]\.\s?m\.|[ap]m\b|[AP]M\b)|\d{1,2}:\d{2}(?:\s?(?:hrs|hours"
            r"|GMT|UTC|local\s+time)\b)?|\d{4}\s?(?:hrs|hours)\b)"),
        ("part", rf"(?:(?:the|that|one|each|all|early\s+the\s+next|the\s+early|at(?!\s+night\b)|by)\s+)?(?<!\w-)\b(?:{_PART}"
            rf"|daytime)\b"),
        ("now", r"\b(?:[Nn]ow|[Cc]urrently|[Nn]owadays|[Tt]oday|(?:the\s+)?(?:present|modern)[\s-]day"
            r"|the\s+present|the\s+time\s+being|at\s+present|present)\b(?!-\w)"),
        ("past", r"\b(?:[Rr]ecently|former|the\s+past|formerly|lately|the\s+recent\s+past)\b"),
        ("future", r"\b(?:the\s+)?(?:near\s+)?future\b"),
        ("null", r"(?:the\s+same|this|that|some|a\s+(?:very\s+)?(?:long|short))\s+(?:time|period)\b"),
    ]  # fmt: skip
    return tuple((sort, re.compile(pattern)) for sort, pattern in rows)


# Words of the grammar that stand at the beginning of a sentence with a capital.
_LEADS: Final = re.compile(
    r"(?<![\w’'-])(The|A|An|Early|Late|Mid|Later|Earlier|That|This|Last|Next|About|Around|Nearly|Almost|Over"
    r"|Some|Several|Many|"
    r"Just|Only|Few|Each|Every|Another|Within|At|First|Following|Previous|One|Two|Three|Four|Five|Six|Seven"
    r"|Eight|Nine|Ten|Eleven|"
    r"Twelve|Thirteen|Fourteen|Fifteen|Sixteen|Twenty|Thirty|Days?|Weeks?|Months?|Years?|Hours?|Minutes?"
    r"|Decades|By|Yesterday|Tonight|"
    r"Tomorrow|Overnight|Per|Less|More|Close|Shortly|Moments|Winter|Nights?|Morning|Evening|Afternoon|Dawn|Dusk"
    r"|Half|Couple|Centuries)(?![\w’'])"
)
_BEFORE_YEAR: Final = re.compile(
    r"(?:\b(?:in|since|of|by|until|till|from|during|after|before|between|and|to|year|late|early|mid|the|around"
    r"|for|throughout|into|circa|or|"
    r"through|was|is|as|on|at|his|her|its|their|so|(?:signed|secret|treaty|a)(?=\s+1[5-9]))[-\s]+|[(\[,;–—/-]\s*|^\s*|\n\s*|\.\s+|[’']s\s+|=\s*)$",
    re.IGNORECASE,
)
_NOT_MAY: Final = re.compile(r"^\s+(?:be|have|not|also|only|well|yet|never|still|no)\b")


def lowered(text: str) -> str:
    """The text with the grammar's words in small letters where a sentence begins with them; as long as before."""
    return _LEADS.sub(lambda m: m.group().lower(), text)


_OFFENSIVE: Final = re.compile(r"the\s+(?P<season>(?:[Ss]pring|[Ss]ummer|[Aa]utumn|[Ww]inter))\s+[Oo]ffensive\b")


def find_timexes(text: str) -> list[tuple[Span, str]]:
    found: list[tuple[int, int, str]] = []
    for sort, pattern in _grammar():
        for match in pattern.finditer(text):
            start, end = match.span()
            if sort == "season" and (named := _OFFENSIVE.match(text, start)) and named.end() > end:
                start = named.start("season")  # "the Spring Offensive": the season alone
            if start and text[start - 1].isalnum() and text[start].isalnum():
                continue
            if end < len(text) and text[end].isalnum() and text[end - 1].isalnum():
                continue
            if _stands(text, start, end, sort):
                found.append((start, end, sort))
    kept: list[tuple[int, int, str]] = []
    for start, end, sort in sorted(found, key=lambda f: (f[0] - f[1], f[0])):
        if all(end <= s or e <= start for s, e, _ in kept):
            kept.append((start, end, sort))
    kept.extend(_halves(text, kept))
    return [(Span(s, e), sort) for s, e, sort in sorted(kept)]


def _stands(text: str, start: int, end: int, sort: str) -> bool:
    """Whether words of this form are words for time where they stand."""
    words, before, after = text[start:end], text[max(0, start - 20) : start], text[end : end + 24]
    if sort == "year":
        return bool(
            _BEFORE_YEAR.search(before)
            or re.match(r"\s*(?:[),.;:–—-]|and\b|to\b|when\b|the\b|$)", after)
            or len(words) > 4
        )
    if sort == "month" and words.lower() in ("may", "march", "the march"):
        if words in ("march", "the march") or _NOT_MAY.match(after):
            return False
        return bool(
            re.search(
                r"\b(?:in|of|since|until|by|from|during|and|to|late|early|between|through|last|next|this)\s+$",
                before,
                re.I,
            )
        )
    if sort == "month" and words[-1] == "." and not re.match(r"\s+\d", after):
        return not re.match(r"\s+[A-Z]", after)
    if sort == "duration" and re.match(r"-long\b", after):
        return False
    if sort == "day alone":
        return bool(re.search(r"\b(?:on|of|until|by|to|from)\s+$", before))
    if sort == "short year":
        return bool(re.search(r"(?:\b(?:in|of|since|by|and|to)\s+|\d[-–/])$", before))
    if sort == "part":
        if words[0].isupper() and not before.rstrip().endswith((".", "")):
            return False
        if words == "daytime":
            return True
        if words == "dawn" and (re.match(r"\s+\d", after) or re.search(r"\bOperations?\s+$", before)):
            return False  # the name of an operation
        if words == "night" and re.match(r"[\s-]+(?:attacks?|assaults?|fighting|march(?:es|ed|ing)?)\b", after):
            return True
        if words.endswith(("noon", "midnight", "dawn", "dusk", "nightfall", "sunrise", "sunset")) or " " in words:
            return not re.match(r"[\s-]+(?:vision|raid|fighter|bomber|club)\b", after)
        return (
            bool(re.search(r"\b(?:at|by|in\s+the|that|one|during\s+the|all|last|of|the)\s+$", before))
            and words != "mornings"
        )
    if sort == "duration":
        if re.match(r"(?:an?|some|many|one|few|several|numerous)[\s-]+(?:day|second|quarter"
            r"|seconds)\b$", words) and words not in (
            "a day", "one day", "several days", "a few days", "many days", "some days",
        ):  # fmt: skip
            return False
        return not re.match(r"(?:the\s+)?\d{4}", words)
    if sort == "now":
        return not (words == "present" and not re.search(r"\b(?:to\s+the|until\s+the|the)\s+$", before))
    if sort == "season":
        return not re.match(r"\s+(?:Palace|Olympics|Line)\b", after)
    return True


def _halves(text: str, kept: Sequence[tuple[int, int, str]]) -> Iterator[tuple[int, int, str]]:
    """The first half of "15 and 22 February", "June 8–13", "1914–16": numbers that share month or century with a date."""
    for start, end, sort in kept:
        if sort == "day":
            if (
                before := re.search(
                    r"(?<![\d.,])(\d{1,2}(?:st|nd|rd|th)?)\s*(?:[-–—/]|and|to|or|until)\s*$",
                    text[max(0, start - 16) : start],
                )
            ) and text[start].isdigit():
                at = max(0, start - 16) + before.start(1)
                yield at, at + len(before[1]), "day number"
            if (
                after := re.match(
                    r"\s*(?:[-–—/]|and|to|or)\s*(\d{1,2}(?:st|nd|rd|th)?)(?![\d,.]\d|\s*(?:%"
                    r"|[A-Za-z]+\b(?<=people)))(?!\s+[A-Za-z]*(?:men|troops|killed|soldiers))",
                    text[end : end + 20],
                )
            ) and re.search(rf"{MONTH}\s+{_NTH}$", text[start:end]):
                if not re.match(rf"\s+{MONTH}", text[end + after.end() : end + after.end() + 12]):
                    yield end + after.start(1), end + after.end(1), "day number"
        elif sort == "year":
            if after := re.match(r"\s?[-–—/]\s?(\d\d)(?![\d\w])", text[end : end + 6]):
                yield end + after.start(1), end + after.end(1), "year number"
        elif sort == "number bc":
            if before := re.search(
                r"(?<![\d.,])(\d{1,4})\s*(?:[-–—/]|and|to|or|until)\s*$", text[max(0, start - 16) : start]
            ):
                at = max(0, start - 16) + before.start(1)
                yield at, at + len(before[1]), "number bc"
