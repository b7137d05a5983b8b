"""Where a page states its day of publication: stamps, datelines, lines of the head and the foot, boilerplate.

A date counts for what its line says it is. One within a sentence or a headline ("court sentences men over March 5,
2012 attack") is a day of the story, one of the next issue, an embargo or a birth is none of the report's; a period is
dated by its end.
"""

from __future__ import annotations

import re
from datetime import date
from functools import cache
from typing import Final

from dateline.clean.blocks import Block
from dateline.clean.dates import MONTHS_EN, Order, Stated, dates_in, months_in, names, weekdays
from dateline.clean.furniture import AGENCY, PAPER, POSTED, tells
from dateline.clean.heading import Dateline
from dateline.clean.published import order_by_weekday, url_day
from dateline.model import Published
from dateline.terms import DateBasis, DatePrecision, LeftOutReason
from dateline.text import Span, Text

__all__ = ["Days", "order_of", "stated_days"]

Days = list[tuple[DateBasis, date, Span | None]]
"""Days of publication as they were found: how, which, and the raw span of the words where there are some."""

_POSTED_RULES: Final = ("date stamp", "posted line", "line of paper and day", "message head")
_LONE_RULES: Final = ("lone date or time", "masthead")
# Lines of the head and of the foot that are looked at.
_HEAD_LINES: Final = 6
_FOOT_LINES: Final = 4
_LINE_CHARS: Final = 140
# No report covers more days than this.
_PERIOD_DAYS: Final = 400

# What stands before a date that is not that of this report.
_OTHER: Final = re.compile(
    r"\b(?:photo\w*|pictures?|image|footage|filmed|taken|case|reg|registration|licen[cs]e|tender|our "
    r"report|read|see also|flashback|archive|"
    r"next|until|till|expir\w*|embargo\w*|deadline|due|scheduled|upcoming|coming|since|born|died|dob|"
    r"birth\w*|anniversary|"
    r"founded|established|established in|elections?|retrieved|accessed|archived|valid|effective|joined|"
    r"member since|from the archives?|"
    r"amended|signed on|agreement of|resolution|act of|law of|decree)\b(?:[^.|]|(?<=no)\.){0,40}$",
    re.I,
)
# Words for a document, after which its date stands without a mark between ("Daily report 10 July 2015").
_DOCUMENT: Final = (
    r"(?:sit-?rep|situation|reports?|updates?|bulletin|brief(?:ing|s)?|summary|statement|communiqu[eé]|"
    r"incidents?|log|digest|"
    r"release|dispatch|newsletter|news|issue|edition|record|diary|round-?up|review|monitor|chronicle|"
    r"tracker|snapshot|overview|highlights|bi-?weekly|"
    r"alert|note|notice|message|letter|cable|memo(?:randum)?|advisory|assessment|timeline|watch|"
    r"transcript|interview|remarks|"
    r"announcement|press|radio|television|tv|times|post|herald|journal|gazette|daily|weekly|agency|infos?)"
)
_OPENS_DATE: Final = re.compile(
    r"(?:^|[|·•–—:,،;(/\[>-]|\s-|[.!?][\"”’)]*\s|"
    rf"(?P<doc>\b{_DOCUMENT}(?:,?\s*(?:no\.?|n[º°o]\.?|nr\.?|number|vol\.?|volume|issue|#|"
    rf"№)?\s*(?:[\w/.-]*\d[\w/.-]*|[IVXLC]+\b))*(?:\s+(?:of|for|on|from|dated|du|del|vom))?)|"
    r"(?-i:^(?:[Bb]y|BY|[Ss]tory by)\s+(?:[A-ZÀ-Þ][\w.'’-]+\s+){1,4})|"
    r"#\s*\d+|\b(?:dated|date|as of|as at|posted|published|publié|publicado|issued|released?|updated|"
    r"filed|on|by|le|el|du|del|ending|ended|week of|"
    r"period|covering|covers|from|time|gmt|utc|hrs|hours|z|spanish|english|arabic|russian|pashto|urdu|"
    r"french|portuguese|persian|dari)|"
    r"\b[A-Z][A-Za-z]+ \d{4} GMT)\s*(?:on\s+)?(?:the\s+)?$",
    re.I,
)
_CLOSES_DATE: Final = re.compile(
    r"^\s*(?:г\.|р\.|م|هـ)?\s*(?:$|\s*(?:issue|edition)\b|[)\]|·•–—:;./\[(\u201d\"-]|,?\s*(?:at\s+|@\s*|"
    r"à\s+)?\d{1,2}\s?[:.h]\s?\d\d|"
    r"T\d|,?\s*\d{3,4}\s?(?:hrs|hours|gmt|utc|z|local)\b|,?\s*(?:page|p|pp)\b\.?\s*[\dA-Z]|"
    r",?\s*\d{1,2}\s*[ap]\.?m|,\s*(?:by\s|for immediate|updated|\d+ min)|\s+(?:by|in|from|pp?|data)\s|\s+(?:time|"
    r"place|ref|location|page|subject|to|from|source|author)\s*:|,\s*(?:gmt|utc)|\s+(?:gmt|utc|ist|est|"
    r"edt)\b)",
    re.I,
)
_PERIOD: Final = re.compile(r"\s*(?:–|—|-|to|and|until|through|au|al|bis|till)\s*(?:the\s+)?$", re.I)
_RANGE_BEFORE: Final = re.compile(
    rf"(?:\d{{6}}Z?|\d{{1,2}}(?:st|nd|rd|th)?(?:\s+{MONTHS_EN})?|{MONTHS_EN}\s+\d{{1,2}}(?:st|nd|rd|"
    rf"th)?)\s*(?:–|—|-|to|and|until|through)\s*$",
    re.I,
)
# What pages say of themselves in whole sentences.
_SAYS_ITSELF: Final = re.compile(
    r"(?:\b(?:this|the following|our|above)\s+(?:\w+\s+){0,2}?(?:story|article|report|post|version|"
    r"dispatch|bulletin|update|piece|item|news|page|content|sitrep|document|"
    r"communiqu\w+|statement|release|interview)\b[^.]{0,60}?\b(?:publish\w*|post(?:ed)?|issued|aired|"
    r"broadcast|appear(?:ed|s)|updated|released|corrected|"
    r"filed|modified|distributed|printed|produced|written|ran)\b[^.]{0,60}?"
    r"|\b(?:it|report|update|bulletin|document|sitrep)\s+(?:also\s+)?cover(?:s|ing)\b[^.]{0,40}?(?:period|"
    r"days?|week|developments|events|from|between)\b[^.]{0,40}?"
    r"|\b(?:information|data|figures|situation|report(?:ed|ing)?)\b[^.]{0,40}?\b(?:as of|as at|current "
    r"(?:as of|to)|up to|received (?:as of|by|until))\b[^.]{0,30}?"
    r"|\b(?:first|originally|article|story)\s+(?:published|appeared|posted|aired|ran)\b[^.]{0,50}?"
    r"|\bdone (?:at|in)\s+[A-Z][^.]{0,30}?|\bfait à\s+[A-Z][^.]{0,30}?|\bdado en\s+[A-Z][^.]{0,30}?"
    r"|^\W*\(?(?:text|report|excerpts?)\b[^.]{0,60}?\b(?:on|gmt)\s+|^on\s+(?=(?:mon|tue|wed|thu|fri|sat|"
    r"sun))(?:\w+,?\s+)?)$",
    re.I,
)
_ITSELF_WORD: Final = re.compile(
    r"\b(?:publish\w*|posted|issued|aired|broadcast|appear\w*|updated|released|filed|modified|distributed|"
    r"printed|produced|written|ran|"
    r"cover\w*|as of|as at|current|up to|received|done|fait|dado|text|excerpts?|report\w*)\b|wrote:\s*$",
    re.I,
)
_TODAY_WORD: Final = re.compile(r"\b(?:today|tonight|this|yesterday|last night)\b[^.]{0,30}\d", re.I)
# The tail that a quoting mail puts behind the day.
_WROTE: Final = re.compile(r"wrote:\s*$", re.I)
# "Today, 5 March 2019": the report is of that day.
_TODAY: Final = re.compile(
    r"\b(?P<when>today|tonight|this (?:morning|afternoon|evening|day)|yesterday|last "
    r"night)\s*[,(–—-]?\s*\(?\s*(?:(?:on\s+)?(?:the\s+)?\w+day,?\s+)?(?:the\s+)?$",
    re.I,
)
_SIGNED_PLACE: Final = re.compile(
    r"^\W*(?:(?:[Ii]ssued|[Dd]one|[Ss]igned|[Gg]iven|[Ww]ritten|[Dd]ated|Fait|Dado)\s+(?:at|in|à|en|this)\s+)?"
    r"[A-ZÀ-Þ][\w’'-]+(?:[ -](?:[A-ZÀ-Þ][\w’'-]+|al|el|de|la|du|d[oa])){0,3}(?:,\s*|"
    r"\s+(?=this))(?:this\s+|the\s+|le\s+|on\s+)?(?:(?:\w+day),?\s+)?$"
)
_ISSUE_MONTH: Final = re.compile(
    rf"(?:^|[|·•–—:,;(/\[-]\s*|\b{_DOCUMENT}\s+(?:for\s+|of\s+)?|\b(?:no\.?|#|issue|number|vol\.?)\s*\d+,?\s+)$", re.I
)
_ISSUE_END: Final = re.compile(rf"^\s*(?:$|[)\]|·•–—:;/(-]|\b(?:\w+\s+)?{_DOCUMENT}\b|\b(?:edition|issue)\b)", re.I)
_AGENCY_RIGHT: Final = re.compile(
    rf"(?:©|\(c\)|copyright)\s*(?:©|\(c\))?\s*(?P<y>(?:19|20)\d\d)\s+(?:by\s+)?(?:the\s+)?{AGENCY}\b", re.I
)
_ADDRESS: Final = re.compile(r"https?://[^\s<>\"’”)\]]+", re.I)
_ENTRY: Final = re.compile(r"^\W{0,3}$")


def stated_days(
    even: Text, blocks: list[Block], dateline: Dateline | None, *, given: Days, domain: str, url: str | None
) -> tuple[Days, Published | None]:
    """All days of publication that user, carrier, page and text give, each with its words (raw).

    Besides the month or the year of publication, for where no day is found.
    """
    page = _Page(even, blocks, domain)
    days: Days = list(given)
    days += page.of_cuts(max((day.year for _, day, _ in days), default=None))
    if dateline is not None and dateline.date:
        year = max((day.year for _, day, _ in days), default=page.copyright_year)
        days += page.of_dateline(dateline, year)
    for further in (page.of_head, page.of_itself, page.of_today, page.of_foot):
        if any(basis is not DateBasis.CAPTION for basis, _, _ in days):
            break
        days += further()
    metadata = any(basis is DateBasis.METADATA for basis, _, _ in days)
    if not metadata and url and (day := url_day(url)):
        days.append((DateBasis.METADATA, day, None))
    elif not any(basis is not DateBasis.CAPTION for basis, _, _ in days):
        days += page.of_addresses()
    return days, None if days else page.around()


class _Page:
    """The lines of one page, and the order in which it writes dates."""

    def __init__(self, even: Text, blocks: list[Block], domain: str) -> None:
        self.even = even
        self.blocks = blocks
        self.order: Order | None = order_of(even.clean, domain)
        self.copyright_year: int | None = None
        self.kept = [block for block in blocks if not block.out]

    def dates(self, words: str, *, year: int | None = None) -> list[Stated]:
        return dates_in(words, year=year, order=self.order)

    def raw(self, span: Span, found: Stated) -> Span:
        return self.even.to_raw(Span(span.start + found.start, span.start + found.end))

    def of_cuts(self, year: int | None) -> Days:
        """What stamps, date lines, bylines and captions say."""
        days: Days = []
        passed = 0
        body = len(self.kept)
        for block in self.blocks:
            passed += not block.out
            for cut in block.cuts:
                words = self.even.clean[cut.span.start : cut.span.end]
                if cut.rule == "byline" or (
                    cut.reason is LeftOutReason.STAMP and cut.rule in (*_POSTED_RULES, *_LONE_RULES)
                ):
                    found = self._of_line(words)
                    if not found or (passed > 3 and passed < body):
                        continue
                    basis = DateBasis.DATELINE if cut.rule in _LONE_RULES else DateBasis.STAMP
                    days.append((basis, found.day, self.raw(cut.span, found)))
                elif cut.reason is LeftOutReason.CAPTION and (all_found := self.dates(words)):
                    days.append((DateBasis.CAPTION, all_found[0].day, self.raw(cut.span, all_found[0])))
                elif cut.rule in (
                    "copyright",
                    "agency line",
                    "source line",
                    "contact line",
                    "note on author or topics",
                ):
                    stated = re.search(r"\b(?:19|20)\d\d\b", words)
                    if cut.rule == "copyright" and self.copyright_year is None and stated:
                        self.copyright_year = int(stated.group())
                    if cut.rule in ("source line", "agency line") and (found := self._of_line(words)):
                        days.append((DateBasis.STAMP, found.day, self.raw(cut.span, found)))
        self.copyright_year = year or self.copyright_year
        return days

    def _of_line(self, words: str) -> Stated | None:
        """The day of a line that is a date line as a whole: of a period the end, of several the first that is its own."""
        found = [d for d in self.dates(words) if not _OTHER.search(words[: d.start])]
        if not found:
            return None
        posted = next((d for d in found if _PUBLISHED.search(words[: d.start])), None)
        return posted or self._end_of_period(words, found)

    @staticmethod
    def _end_of_period(words: str, found: list[Stated]) -> Stated:
        first = found[0]
        for later in found[1:]:
            if not _PERIOD.fullmatch(words[first.end : later.start]) or later.day < first.day:
                break
            first = later
        return first

    def of_dateline(self, dateline: Dateline, year: int | None) -> Days:
        block = self.blocks[dateline.block]
        span = Span(block.span.start + dateline.start, block.span.start + dateline.end)
        found = self.dates(self.even.clean[span.start : span.end], year=year)
        return [(DateBasis.DATELINE, found[0].day, self.raw(span, found[0]))] if found else []

    def of_itself(self) -> Days:
        """What a page says of itself: "This story was first published on …", "covers the period from … to …"."""
        edge = {id(b) for b in [*self.blocks[:10], *self.blocks[-8:]]}
        for block in self.blocks:
            if id(block) not in edge or len(block.words) > 900 or not _ITSELF_WORD.search(block.words):
                continue
            for found in self.dates(block.words):
                start = max(block.words.rfind(". ", 0, found.start) + 1, block.words.rfind("\n", 0, found.start) + 1)
                before = block.words[start : found.start]
                covered = _RANGE_BEFORE.sub("", before)
                if _OTHER.search(before) or not _SAYS_ITSELF.search(covered.rstrip(" ,(") + " "):
                    if not _SAYS_ITSELF.search(covered):
                        continue
                if re.match(r"\s*on\s", before, re.I) and not _WROTE.search(block.words):
                    continue
                rest = [d for d in self.dates(block.words) if d.start >= found.start]
                ended = self._end_of_period(block.words, rest)
                return [(DateBasis.STAMP, ended.day, self.raw(block.span, ended))]
        return []

    def of_head(self) -> Days:
        """The date that stands in a line of the head, or at the head of the first paragraph, as a date of its own."""
        entries = sum(1 for b in self.kept if (d := self.dates(b.words[:60])) and _ENTRY.match(b.words[: d[0].start]))
        for number, block in enumerate([b for b in self.blocks if self._is_head(b)][:_HEAD_LINES]):
            words = block.words if len(block.words) <= _LINE_CHARS else block.words[:_LINE_CHARS]
            found = self.dates(words)
            found.sort(key=lambda d: not _PUBLISHED.search(words[: d.start]))
            for first in found:
                if self._stands_alone(words, first) and not (
                    entries > 1 and number and _ENTRY.match(words[: first.start])
                ):
                    ended = self._end_of_period(words, [d for d in sorted(found, key=_start) if d.start >= first.start])
                    if (ended.day - first.day).days > _PERIOD_DAYS:
                        continue
                    return [(DateBasis.DATELINE, ended.day, self.raw(block.span, ended))]
        return []

    def _is_head(self, block: Block) -> bool:
        return not block.out or bool(POSTED.match(block.words)) or block.cuts[0].reason is LeftOutReason.LANGUAGE

    def _stands_alone(self, words: str, found: Stated) -> bool:
        """True for a date that is no part of a sentence or of what a headline tells."""
        before, after = words[: found.start], words[found.end :]
        if _OTHER.search(before):
            return False
        lead = _RANGE_BEFORE.sub("", before)
        lead = re.sub(rf"(?:{weekdays()}|{plain_weekday()})\.?,?\s*(?:the\s+|le\s+)?$", "", lead, flags=re.I)
        if lead != before and re.search(r"\b(?:between|from)\s+$", lead, re.I):
            lead = re.sub(r"\b(?:between|from)\s+$", "", lead, flags=re.I).rstrip() or "|"
        if re.match(r"\s*[:.]\s+[a-zà-þ]", after):
            return False  # "Korhala, 1 May 2009: a massacre remembered"
        if len(words) < _LINE_CHARS and not tells(words) and not _OF_SENTENCE.search(before):
            if (lead != before or _CLOCK_AFTER.match(after)) and len(words.split()) <= 14:
                return True  # "Price 5c Thursday, 20 November 2014 No. 4,117"
        if _VERB.search(re.split(r"[.!?:|]\s", lead)[-1]):
            return False
        opened = _OPENS_DATE.search(lead)
        if opened is None or (
            len(lead) > 60 and not lead.rstrip().endswith(("|", "(", "–", "—", "·", ":", ",", "[", ".")) and not opened
        ):
            return False
        if (
            opened["doc"] is None
            and re.search(r"\b(?:on|by|from|le|el|du)\s*(?:the\s+)?$", opened.group(), re.I)
            and lead.strip().lower() not in ("le", "el")
            and not _ISSUING.search(lead)
        ):
            return False
        if opened.group().strip() == "," and re.search(r"\b(?:on|born|in|over|after|since)\s+\w+,\s*$", lead, re.I):
            return False
        if _CLOSES_DATE.match(after):
            # within a sentence of a paragraph only as "Place, day. Text" or "Headline. Day. Text"
            inside = len(words) >= _LINE_CHARS or bool(re.match(r"\s*[.:]\s+\S", after))
            return (
                not inside
                or not re.search(r"(?<![.])\s[a-zà-þ]{3,}\s+\S*\s*$", lead)
                or lead.rstrip().endswith((".", "(", "|"))
            )
        period = re.match(r"\s*(?:–|—|-|to|and|until|through)\s*", after)
        return bool(period and self.dates(after[: period.end() + 24]))

    def of_today(self) -> Days:
        """ "Today, 5 March 2019", "yesterday (4 March 2019)": the report is of that day, or of the next."""
        for block in self.kept:
            if not _TODAY_WORD.search(block.words):
                continue
            for found in self.dates(block.words):
                told = _TODAY.search(block.words[max(0, found.start - 40) : found.start])
                if told is None:
                    continue
                ahead = told["when"].lower() in ("yesterday", "last night")
                day = date.fromordinal(found.day.toordinal() + ahead)
                return [(DateBasis.TEXT, day, self.raw(block.span, found))]
        return []

    def of_foot(self) -> Days:
        """The date below the text: signature, place and day, agency and day."""
        for block in reversed(self.blocks[-_FOOT_LINES:]):
            if len(block.words) > _LINE_CHARS or tells(block.words):
                continue
            for found in self.dates(block.words):
                before, after = block.words[: found.start], block.words[found.end :].strip(" .)]")
                if _OTHER.search(before) or (after and not PAPER.search(after)):
                    continue
                if (
                    not before.strip(" (—–-[")
                    or before.rstrip().endswith(("/", "(", "|", "–", "—", ")"))
                    or _SIGNED_PLACE.match(before)
                    or (PAPER.search(before) and re.search(r"[,|–—]\s*(?:\w+day,?\s*)?$", before))
                ):
                    return [(DateBasis.DATELINE, found.day, self.raw(block.span, found))]
        return []

    def of_addresses(self) -> Days:
        """The day in an address that the head or the foot of the text shows."""
        for block in [*self.blocks[-_FOOT_LINES:], *self.blocks[:_FOOT_LINES]]:
            for found in _ADDRESS.finditer(block.words):
                if len(block.words) < 300 and (day := url_day(found.group())):
                    here = Stated(day, found.start(), found.end())
                    return [(DateBasis.STAMP, day, self.raw(block.span, here))]
        return []

    def around(self) -> Published | None:
        """The month of an issue ("Monthly report – March 2019"), else the year in which an agency holds the right."""
        for block in self.blocks[:_HEAD_LINES]:
            if len(block.words) > _LINE_CHARS:
                continue
            for found in months_in(block.words):
                if (
                    _ISSUE_MONTH.search(block.words[: found.start])
                    and _ISSUE_END.match(block.words[found.end :])
                    and not _OTHER.search(block.words[: found.start])
                ):
                    return Published(
                        day=found.day,
                        precision=DatePrecision.MONTH,
                        basis=DateBasis.DATELINE,
                        evidence=self.raw(block.span, found),
                    )
        for block in self.blocks[-8:]:
            if right := _AGENCY_RIGHT.search(block.words):
                here = Stated(date(int(right["y"]), 1, 1), *right.span("y"))
                return Published(
                    day=here.day,
                    precision=DatePrecision.YEAR,
                    basis=DateBasis.STAMP,
                    evidence=self.raw(block.span, here),
                )
        return None


_VERB: Final = re.compile(r"\b(?:will|was|were|is|are|has|have|had|be|been|held|said|says)\b", re.I)
_OF_SENTENCE: Final = re.compile(
    r"\b(?:on|in|of|by|over|the|a|an|was|were|is|are|has|had|for)\s*(?:\w+day,?\s*)?$", re.I
)
_CLOCK_AFTER: Final = re.compile(r"^\s*(?:,|at|@|-|–|\|)?\s*\d{1,2}[:.h]\d\d")
_ISSUING: Final = re.compile(
    r"\b(?:posted|published|publié|publicado|issued|released?|filed|updated|dated|sent|written|created|"
    r"aired|broadcast|report|by [A-Z][\w ]{2,30})\s*:?\s*(?:on|by|from|le|el|du)?\s*(?:the\s+)?$",
    re.I,
)
_PUBLISHED: Final = re.compile(
    r"\b(?:published|posted|publié|publicado|issued|first published|publication|date of issue|issue "
    r"date)\b[^|;]{0,40}$",
    re.I,
)


def _start(found: Stated) -> int:
    return found.start


def plain_weekday() -> str:
    """The English weekdays, short and long."""
    return r"(?:Mon|Tues?|Wed(?:nes)?|Thu(?:rs)?|Fri|Sat(?:ur)?|Sun)(?:day)?"


@cache
def _american() -> re.Pattern[str]:
    return re.compile("|".join(_word(w) for w in names()["month_first_words"]))


@cache
def _elsewhere() -> re.Pattern[str]:
    return re.compile("|".join(_word(w) for w in names()["day_first_words"]))


def _word(word: str) -> str:
    return rf"(?<!\w){re.escape(word)}(?!\w)"


_MONTH_FIRST: Final = re.compile(
    r"\b(?:Jan|Feb|March|April|June|July|Aug|Sept|Oct|Nov|Dec)[a-z]*\.? \d{1,2}\b(?! \d{4})"
)
_DAY_FIRST: Final = re.compile(
    r"\b\d{1,2} (?:January|February|March|April|May|June|July|August|September|October|November|December)\b"
)
_ABOVE_TWELVE: Final = re.compile(
    r"(?<![\d/-])(?:(?P<d>1[3-9]|2\d|3[01])[/-]\d{1,2}|\d{1,2}[/-](?P<m>1[3-9]|2\d|3[01]))[/-](?:\d{4}|\d\d)\b"
)
_CLOCK_BESIDE: Final = re.compile(
    r"\b\d{1,2}[/-]\d{1,2}[/-]\d{2,4}\b\W{1,3}(?:at |time:? |à |kl )?(?:1[3-9]|2[0-3]|"
    r"0\d)[:.]\d\d(?!\s*[ap]\.?m)|\b(?:1[3-9]|2[0-3]|0\d)[:.]\d\d\W{1,3}\d{1,2}[/-]\d{1,2}[/-]\d{2,4}\b",
    re.I,
)
_FIGURES: Final = re.compile(r"\d{1,2}[/-]\d{1,2}[/-]\d{2,4}")
_SAID: Final = re.compile(r"\(?\b(?P<a>d{1,2}|m{1,2})[/.-](?:d{1,2}|m{1,2})[/.-]y{1,4}\b", re.I)


def order_of(words: str, domain: str) -> Order | None:
    """Whether 3/4/2025 is 3 April or 4 March on this page; None where nothing decides.

    Decided by what the page says ("dd/mm/yyyy"), by its dates above 12, by the weekday at a date, by how it writes its
    other dates, by the country of its address, by the zones of its clock and the states that it names.
    """
    if not _FIGURES.search(words):
        return None
    if said := _SAID.search(words):
        return "dmy" if said["a"][0].lower() == "d" else "mdy"
    if above := _ABOVE_TWELVE.search(words):
        return "mdy" if above["d"] is None else "dmy"
    if (named := order_by_weekday(words)) is not None:
        return named
    american, other = len(_MONTH_FIRST.findall(words)), len(_DAY_FIRST.findall(words))
    if american != other:
        return "mdy" if american > other else "dmy"
    if domain.endswith(tuple(names()["month_first_domains"])):
        return "mdy"
    if domain.endswith(tuple(names()["day_first_domains"])) or re.search(r"\b\d{1,2}h\d\d\b", words):
        return "dmy"
    states, zones = _american().search(words), _elsewhere().search(words)
    if bool(states) != bool(zones):
        return "mdy" if states else "dmy"
    if not words.isascii() and re.search(r"[à-öø-ÿ]", words):
        return "dmy"
    if _CLOCK_BESIDE.search(words):
        return "dmy"  # a clock of 24 hours is not of the United States
    return None
