"""Numbers in a text: numerals and words, ranges, bounds, words for magnitudes, and which of them count nothing.

All offsets are clean character offsets into the text given. The words for magnitudes, vague amounts, bounds, and
the neighbours that show that a number counts no victims (units, dates, page numbers) come from the codebook.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from fractions import Fraction
from types import MappingProxyType
from typing import Final

from dateline.claims.codebook import Codebook, Entry
from dateline.claims.numbers_derived import derived
from dateline.terms import Bound
from dateline.text import Span

__all__ = ["Number", "NumberReader", "value_of"]

_UNITS: Final = MappingProxyType(
    {
        word: value
        for value, word in enumerate(
            [
                "zero",
                "one",
                "two",
                "three",
                "four",
                "five",
                "six",
                "seven",
                "eight",
                "nine",
                "ten",
                "eleven",
                "twelve",
                "thirteen",
                "fourteen",
                "fifteen",
                "sixteen",
                "seventeen",
                "eighteen",
                "nineteen",
            ]
        )
    }
)
_TENS: Final = MappingProxyType(
    {
        w: 10 * v
        for v, w in enumerate(["twenty", "thirty", "forty", "fifty", "sixty", "seventy", "eighty", "ninety"], start=2)
    }
    | {"fourty": 40}
)
#: "lakh" and "crore" are the South Asian scales; a score is twenty, a gross is left out (it counts goods).
_SCALES: Final = MappingProxyType(
    {
        "dozen": 12, "score": 20, "hundred": 100, "thousand": 1_000, "lakh": 100_000, "lakhs": 100_000,
        "million": 1_000_000, "mln": 1_000_000, "mn": 1_000_000, "crore": 10_000_000, "crores": 10_000_000,
        "billion": 1_000_000_000, "bn": 1_000_000_000,
    }
)  # fmt: skip
_SHORT_SCALES: Final = MappingProxyType({"m": 1_000_000, "k": 1_000, "bn": 1_000_000_000})
_SHARES: Final = MappingProxyType(
    {
        "half": Fraction(1, 2), "one half": Fraction(1, 2), "one-half": Fraction(1, 2),
        "a third": Fraction(1, 3), "one third": Fraction(1, 3), "one-third": Fraction(1, 3),
        "two thirds": Fraction(2, 3), "two-thirds": Fraction(2, 3),
        "a quarter": Fraction(1, 4), "one quarter": Fraction(1, 4), "one-quarter": Fraction(1, 4),
        "three quarters": Fraction(3, 4), "three-quarters": Fraction(3, 4),
        "a fifth": Fraction(1, 5), "one-fifth": Fraction(1, 5), "two-fifths": Fraction(2, 5),
        "three-fifths": Fraction(3, 5), "four-fifths": Fraction(4, 5), "a tenth": Fraction(1, 10),
    }
)  # fmt: skip

_WORD: Final = "|".join(sorted([*_UNITS, *_TENS], key=len, reverse=True))
_SCALE: Final = "|".join(sorted([*_SCALES], key=len, reverse=True))
#: Thousands are parted by commas, by blanks, or (in translated copies, before a word) by dots; "2,3 thousand" is 2,300.
_DIGITS: Final = (
    r"\d{1,3}\s(?:thousand|mil)\s\d{1,3}(?!\s*(?:thousand|million)|[\d,.]\d)\b|\d+,\d{1,2}(?=\s+(?:thousand|million|lakh|crore)\b)|\d{1,3}(?:\.\d{3})+(?=\s+(?!per|km|k?g|met|mil|bil)[A-Za-z])|"
    r"\d{1,3}(?:,\d{2,3})+(?!\d)|\d{1,3}(?:[  ]\d{3})+(?!\d)|\d+(?:\.\d+)?"
)
_JOIN: Final = r"(?:\s*-\s*|\s+and\s+|\s+)"
_GLUED: Final = rf"(?:{'|'.join(_TENS)})(?:{'|'.join(w for w, v in _UNITS.items() if 0 < v < 10)})"
_SPELLED: Final = rf"(?:(?:an?\s+)?(?:{_SCALE})|(?:{_GLUED}|{_WORD}))(?:{_JOIN}(?:{_WORD}|{_SCALE})\b)*"
_CORE: Final = re.compile(
    rf"(?<![\w#])(?<!\d[.,:/])(?:"
    rf"(?P<digits>{_DIGITS})(?:(?P<short>bn|m|k)\b(?!\s?(?:m|cm|km)\b)|\s?-?(?P<scale>{_SCALE})\b)?"
    rf"|(?P<spelled>{_SPELLED})\b)(?![\w%°])(?!['’]s\s)(?!:\d)(?!\.\d)",
    re.IGNORECASE,
)
_HALVES: Final = re.compile(
    rf"(?<![\w-])(?:(?:({_WORD}|\d+)\s+and\s+)?(?:a\s+)?half(?:\s+an?)?)[\s-]+({_SCALE})\b", re.IGNORECASE
)
_RANGE: Final = re.compile(r"\s*(?:-|–|—|\bto\b|\bor\b)\s*\Z", re.IGNORECASE)
_BETWEEN: Final = re.compile(r"\b(?:between|from)\s+\Z", re.IGNORECASE)
_AND: Final = re.compile(r"\s+and\s+\Z", re.IGNORECASE)
_CLOCKS: Final = re.compile(
    r"\b0\d[0-5]\d\s*(?:-|–|\band\b|\bto\b|\buntil\b)\s*[0-2]\d[0-5]\d\b(?!,\d)|\b0\d[0-5]\d\b(?![,.]\d)", re.IGNORECASE
)
#: "Between 0600 and 1400", "at 0730": a count does not begin with a nought.
_CHANGED: Final = re.compile(
    r"\b(?:rose|risen|rises?|rising|gone up|went up|climbed|climbing|increased?|jumped|up|revised|updated|"
    r"fell|fallen|dropped|down|lowered|raised|grown|grew)\b[^.;]{0,60}\bfrom\s+\Z",
    re.IGNORECASE,
)
_NOT_OF_DEGREE: Final = r"(?<!\bas )(?<!\bhow )(?<!\bso )(?<!\btoo )"
#: "Handed over 48 soldiers", "took over 12 posts": the word belongs to the verb and bounds nothing.
_OF_A_VERB: Final = re.compile(
    r"\b(?:hand|turn|tak|took|pass|giv|gave|sign|pull|knock)(?:e|ed|s|es|ing|en)?\s+over\Z|"
    r"\b(?:had|has|have|was|were|been)\s+put\s+under\Z",
    re.IGNORECASE,
)
_ORDINAL: Final = re.compile(r"(?:st|nd|rd|th)\b", re.IGNORECASE)
_TIME: Final = re.compile(r"\A(?::\d\d|\s?[ap]\.?\s?m\b\.?|\s?o['’]?clock|\s?hours\b|\s?hrs\b)", re.IGNORECASE)
_AGE_AFTER_NAME: Final = re.compile(r"(?:[A-Z][\w.'’-]*[\"”]?|\)),\s*\Z")
#: "Two girls of thirteen and fourteen", "a boy of 15", "children aged 5 to 12".
_AGES_OF: Final = re.compile(
    r"\b(?:girls?|boys?|child|children|sons?|daughters?|youths?|babies|baby|minors?|teenagers?|pupils?|lads?)\s+"
    r"of\s+(?:about\s+)?(?:[\w-]+\s+(?:and|to|or)\s+)?\Z|\baged\s+(?:between\s+)?[\w-]+\s+(?:and|to|or)\s+\Z",
    re.IGNORECASE,
)
#: "The 14- and 18-year-old boys".
_AND_AGE: Final = re.compile(r"\A-?\s*(?:,|and|or|&)\s+[\w]+[\s-]+(?:year|month|yr)s?[\s-]+olds?\b", re.IGNORECASE)
#: "58 were women and 21 under five", "children below 15".
_UNDER: Final = re.compile(
    r"(?:\d|\b(?:\w+teen|\w+ty|one|two|three|four|five|six|seven|eight|nine|ten|children|minors|them|were|girls|boys|aged|those))"
    r"\s+(?:under|below)(?:\s+the\s+age\s+of)?[\s-]+\Z",
    re.IGNORECASE,
)
_UNDER_AGE: Final = 18
_OLDEST: Final = 110
"""No number from here on is somebody's age."""
_AGE_CLOSES: Final = re.compile(
    r"\A\s*(?:,|\.|;|\)|—|–|-\s|and\b|of\b(?!\s+(?:them|whom|those|these|which|the)\b)|from\b|was\b|were\b|who\b|\Z)"
)
_YEAR_BEFORE: Final = re.compile(
    r"\b(?:in|since|of|until|till|by|from|during|early|late|mid|before|after|and|to|through|summer|winter|spring|"
    r"autumn|fall|year|years|between|for|election|elections)\s+\Z|[-–,/]\s*\Z|\(\Z|\Z(?<=\bmid-)",
    re.IGNORECASE,
)
_OUT_OF: Final = re.compile(
    r"\b(?:one|two|three|four|five|six|seven|eight|nine|[1-9]\d?)\s+out\s+of\s+\Z", re.IGNORECASE
)
"""Before the whole of a rate: "nine out of ten"."""
_MONTHS_OF: Final = re.compile(
    r"\b(?:months?|half|halves|quarters?|weeks?|days?|end|start|beginning|middle|summer|winter|spring|autumn|fall) of\s+\Z",
    re.IGNORECASE,
)
"""Before a year: "the first three months of 2012"."""
_STANDS_AT: Final = re.compile(
    r"\b(?:stands?|stood|standing|put|remains?|remained|estimated|placed|toll|number|tally|count|total|dead|killed|wounded|injured)"
    r"\b[^.;,]{0,30}\bat\s+(?:(?:about|around|some|nearly|almost|over|roughly|at least|(?:more|less|fewer) than|up to|"
    r"close to|approximately|between|just (?:under|over))\s+)?\Z|"
    r"\b(?:now|dead|wounded|prisoners|fighters|soldiers|refugees|they|who|which|displaced)\s+number(?:ed|s)?\s+\Z",
    re.IGNORECASE,
)
#: "… on Saturday. Four …", "a camp. Four …": a full word and a stop end a sentence ("No. 31", "Sept. 12" do not); so does a line.
_SENTENCE_ENDS: Final = re.compile(
    r"(?:[A-Za-z]{5,}|\b(?!para|vols|figs|arts|secs|sept)[a-z]{4})[.!?][\"”’]?\s+\Z|\n\s*\n\s*\Z"
)
#: "After the 2009 death of …": a year before a noun in the singular.
_YEAR_OF: Final = re.compile(r"\b(?:the|a|an|his|her|their|its|late|early|since|and)[\s-]+\Z", re.IGNORECASE)
_SINGULAR: Final = re.compile(
    r"\s+(?:[a-z]+\s+)?(?:[A-Z][\w’'-]*\s+){0,2}(?!people|men|women|children|police|troops|personnel|dead|wounded|more)"
    r"[a-z]*[^s\W]\b"
)
_DEED_NEXT: Final = re.compile(
    r"\s+(?!people|men|women|children|police|troops|personnel|dead|wounded|more|other)[a-z]*[^s\W]\b(?!\s+(?:were|was|had|have))"
)
#: "Following the November 16 abduction of …": a day before a noun in the singular, or a deed's own day ("the May 3 attacks").
_MONTH_BEFORE: Final = re.compile(
    r"(?P<the>\b(?:the|this|that|his|her|their|its)\s+)?\b(?:jan(?:uary|\.)?|feb(?:ruary|\.)?|mar(?:ch|\.)|apr(?:il|\.)?|may|june?|"
    r"july?|aug(?:ust|\.)?|sept?(?:ember|\.)?|oct(?:ober|\.)?|nov(?:ember|\.)?|dec(?:ember|\.)?)\s+\Z",
    re.IGNORECASE,
)
_YEAR: Final = re.compile(r"(?:1[89]|20)\d\d\Z")


@dataclass(frozen=True, slots=True, kw_only=True)
class Number:
    """A number with what bounds it. ``span`` holds the bounding words too, ``core`` the number alone.

    ``out`` says why it counts nothing ("age", "money", …; the id of the codebook entry, or a rule of this file).
    ``share`` is set for "half of …", whose value hangs on the whole. ``entries`` names the codebook entries used.
    """

    span: Span
    core: Span
    low: int | None
    high: int | None
    bound: Bound = Bound.EXACT
    kind: str = "cardinal"
    out: str | None = None
    share: Fraction | None = None
    entries: tuple[str, ...] = ()

    @property
    def vague(self) -> bool:
        """True where neither end is known ("several")."""
        return self.low is None and self.high is None and self.share is None


@dataclass(frozen=True, slots=True)
class _Neighbour:
    """A codebook word that stands before or after a number, as a pattern."""

    entry: Entry
    pattern: re.Pattern[str]


def value_of(words: str) -> int | None:
    """The whole number that digits or number words stand for; None where they stand for none.

    >>> value_of("a hundred and forty"), value_of("1,306"), value_of("1.2 million"), value_of("five dozen")
    (140, 1306, 1200000, 60)
    """
    match = _CORE.fullmatch(words.strip())
    return _core_value(match) if match else None


def _core_value(match: re.Match[str]) -> int | None:
    if match["digits"]:
        thousands = re.fullmatch(r"(\d{1,3})\s(?:thousand|mil)\s(\d{1,3})", match["digits"], re.IGNORECASE)
        if thousands:
            return 1000 * int(thousands[1]) + int(thousands[2])
        digits = re.sub(r"[,\s  ]", "", match["digits"])
        if re.fullmatch(r"\d+,\d{1,2}", match["digits"]) and match["scale"]:
            digits = match["digits"].replace(",", ".")
        elif re.fullmatch(r"\d{1,3}(?:\.\d{3})+", match["digits"]):
            digits = match["digits"].replace(".", "")
        scale = 1
        if match["scale"]:
            scale = _SCALES[match["scale"].lower()]
        elif match["short"]:
            scale = _SHORT_SCALES[match["short"].lower()]
        value = Fraction(digits) * scale
        return int(value) if value.denominator == 1 else None
    return _spelled_value(match["spelled"])


def _spelled_value(words: str) -> int | None:
    """Number words read left to right: units add, tens add, scales multiply what stands before them."""
    total, group = 0, 0
    last = ""
    for part in re.split(r"[\s-]+", words.lower()):
        if part in ("a", "an"):
            group, last = 1, "a"
        elif part == "and":
            last = "and" if last in ("hundred", "thousand", "lakh", "million") else "bad"
        elif part in _UNITS:
            if last in ("unit", "bad") or (last == "and" and not group + total):
                return None
            if last == "ten" and _UNITS[part] > 9:
                return None
            group, last = group + _UNITS[part], "unit"
        elif part in _TENS:
            if last in ("unit", "ten", "bad"):
                return None
            group, last = group + _TENS[part], "ten"
        elif (glued := re.fullmatch(rf"({'|'.join(_TENS)})({'|'.join(_UNITS)})", part)) is not None:
            if last in ("unit", "ten", "bad"):
                return None
            group, last = group + _TENS[glued[1]] + _UNITS[glued[2]], "unit"
        elif part in _SCALES:
            scale = _SCALES[part]
            if scale <= 100:
                group = max(group, 1) * scale
            else:
                total, group = total + max(group, 1) * scale, 0
            last = part.rstrip("s")
        else:
            return None
    return total + group if last not in ("and", "bad") else None


_DATED: Final = re.compile(
    r"(?:\b(?:jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)[a-z]*\.?(?: \d{1,2},)?|\b(?:since|in|of)) (?:19|20)\d\d\Z",
    re.I,
)
_WORTH: Final = re.compile(
    r"\s+(?:more\s+)?in\s+(?:\w+\s+)?(?:assets|cash|property|properties|drugs|damages?|losses|goods|aid|currency|profits?|revenues?|"
    r"bribes|taxes|funds|fines|ransoms?|debts?|investments?|contraband|gold|jewel(?:le)?ry|equipment|counterfeit|bonds|loans)\b",
    re.IGNORECASE,
)


class NumberReader:
    """Finds the numbers of a text. Made once per codebook; keeps no state between texts."""

    def __init__(self, codebook: Codebook) -> None:
        self._before = _neighbours(codebook, "bound", "before", r"\b{}\s+(?:an?\s+|the\s+)?\Z")
        self._after = _neighbours(codebook, "bound", "after", r"\A[\s-]*{}(?!\w)")
        self._out_before = _neighbours(codebook, "not_figure", "before", r"(?<!\w){}[\s.:-]*\Z")
        self._out_after = _neighbours(codebook, "not_figure", "after", r"\A[\s-]*{}(?!\w)")
        self._words = [
            _Neighbour(e, re.compile(rf"(?<![\w-]){_NOT_OF_DEGREE}(?:{_alternatives(e)})(?![\w'’])", re.IGNORECASE))
            for e in codebook.section("number")
        ]
        nouns = "|".join(map(re.escape, sorted(_nouns(codebook), key=len, reverse=True)))
        self._person = re.compile(
            rf"\b(?:an?|the|his|her|their|my|our|one|another)\s+(?:[\w’'-]+\s+){{0,3}}(?:{nouns}),\s*\Z", re.IGNORECASE
        )
        self._counted = re.compile(
            rf"\A\s+(?:[\w'’-]+\s+){{0,3}}(?:{nouns})(?!\w)",
            re.IGNORECASE,
        )

    def find(self, text: str) -> list[Number]:
        """Every number of the text, in order; those that count nothing have ``out`` set."""
        found = sorted(
            [*self._cores(text), *self._halves(text), *self._magnitudes(text), *self._of_shares(text)],
            key=lambda n: n.core.start,
        )
        apart: list[Number] = []
        for number in found:
            if apart and number.core.start < apart[-1].core.end:
                if len(number.core) > len(apart[-1].core):
                    apart[-1] = number
                continue
            apart.append(number)
        return derived(text, [self._bounded(text, n) for n in self._ranges(text, apart)])

    # ------------------------------------------------------------------------------------------------- finding

    def _cores(self, text: str) -> Iterator[Number]:
        clocks = [range(*m.span()) for m in _CLOCKS.finditer(text)]
        for match in _CORE.finditer(text):
            for start, end in _sound_stretches(match):
                core = match if match["digits"] else _CORE.fullmatch(text, start, end) or _CORE.match(text, start, end)
                value = _core_value(core) if core else None
                span = Span(start, end)
                if value is None:
                    yield Number(span=span, core=span, low=None, high=None, out="decimal")
                    continue
                if any(start in clock for clock in clocks):
                    yield Number(span=span, core=span, low=None, high=None, out="clock")
                    continue
                kind = "cardinal" if match["digits"] else "spelled"
                yield Number(span=span, core=span, low=value, high=value, kind=kind)

    def _halves(self, text: str) -> Iterator[Number]:
        """ "Half a million", "one and a half million", "2 and a half thousand", "half a dozen"."""
        for match in _HALVES.finditer(text):
            whole = value_of(match[1]) if match[1] else 0
            scale = _SCALES[match[2].lower()]
            if whole is None:
                continue
            value = (Fraction(whole) + Fraction(1, 2)) * scale
            if value.denominator == 1:
                span = Span(match.start(), match.end())
                yield Number(span=span, core=span, low=int(value), high=int(value), kind="spelled")

    def _magnitudes(self, text: str) -> Iterator[Number]:
        for neighbour in self._words:
            entry = neighbour.entry
            for match in neighbour.pattern.finditer(text):
                span = Span(match.start(), match.end())
                exact = entry.low is not None and entry.low == entry.high
                yield Number(
                    span=span,
                    core=span,
                    low=entry.low,
                    high=entry.high,
                    bound=Bound.EXACT if exact else Bound.VAGUE,
                    kind=entry.kind,
                    entries=(entry.id,),
                )

    def _of_shares(self, text: str) -> Iterator[Number]:
        pattern = "|".join(sorted(_SHARES, key=len, reverse=True))
        for match in re.finditer(
            rf"(?<![\w-])(?:{pattern})(?=\s+(?:of\s+)?(?:(?:the|them|those|these|whom|all)\b|\w+['’]s\s))", text, re.I
        ):
            span = Span(match.start(), match.end())
            share = _SHARES[re.sub(r"\s+", " ", match[0].lower())]
            whole = re.match(
                rf"\s+(?:of\s+)?(?:(?:the|those|these|all)\s+(?:the\s+)?(?:\w+['’]s?\s+)?|\w+['’]s\s+)({_DIGITS}|{_SPELLED})\b",
                text[match.end() :],
                re.I,
            )
            value = value_of(whole[1]) if whole else None
            if whole and value:
                exact = value * share
                amount = round(exact)
                bound = Bound.EXACT if exact.denominator == 1 else Bound.ABOUT
                span = Span(match.start(), match.end() + whole.end(1))
                yield Number(span=span, core=span, low=amount, high=amount, bound=bound, kind="share")
            else:
                yield Number(span=span, core=span, low=None, high=None, kind="share", share=share)

    def _ranges(self, text: str, numbers: list[Number]) -> Iterator[Number]:
        at = 0
        while at < len(numbers):
            first = numbers[at]
            second = numbers[at + 1] if at + 1 < len(numbers) else None
            if second is not None and first.kind in ("cardinal", "spelled") and second.kind in ("cardinal", "spelled"):
                joined = self._range(text, first, second)
                if joined is not None:
                    yield joined
                    at += 2
                    continue
            yield first
            at += 1

    @staticmethod
    def _range(text: str, first: Number, second: Number) -> Number | None:
        if first.low is None or second.low is None or second.core.start - first.core.end > 8:
            return None
        between = text[first.core.end : second.core.start]
        before = text[max(0, first.core.start - 90) : first.core.start]
        opened = _BETWEEN.search(before)
        if _CHANGED.search(before) and re.fullmatch(r"\s+to\s+", between, re.I):
            return None
        low, high = first.low, second.low
        if _DATED.search(text[max(0, first.core.start - 14) : first.core.end]) and not 1900 <= high <= 2100:
            return None  # "bringing the toll since 7 October 2023 to 60,034 dead"
        if (
            low < high < 1000 * max(low, 1)
            and high >= 1000
            and low < 1000
            and high % 1000 == 0
            and re.search(r"(?:thousand|million|lakh)\Z", text[second.core.start : second.core.end], re.I)
        ):
            scale = 1000 if "thousand" in text[second.core.start : second.core.end].lower() else 1_000_000
            low = low * scale if low * scale < high else low
        words = text[second.core.start : second.core.end].lower()
        if low < 10 and words.endswith("hundred") and high % 100 == 0 and low * 100 < high:
            low *= 100
        if not low < high:
            return None
        if not (_RANGE.match(between) or (opened and _AND.match(between))):
            return None
        start = opened.start() + (first.core.start - len(before)) if opened else first.core.start
        span = Span(max(0, start), second.core.end)
        return replace(
            first, span=span, core=Span(first.core.start, second.core.end), low=low, high=high, bound=Bound.RANGE
        )

    # ------------------------------------------------------------------------------------- bounds and what is out

    def _bounded(self, text: str, number: Number) -> Number:
        start, end = number.core.start, number.core.end
        out = number.out or self._why_out(text, number)
        low, high, bound = number.low, number.high, number.bound
        entries = list(number.entries)
        begin = min(number.span.start, start)
        looking = True
        while looking:
            looking = False
            before = text[max(0, begin - 40) : begin]
            matches = [
                (m.start(), n)
                for n in self._before
                if (m := n.pattern.search(before)) and not _OF_A_VERB.search(before[: m.start() + 4])
            ]
            if matches:
                start_at, neighbour = min(matches, key=lambda m: m[0])
                begin = begin - len(before) + start_at
                low, high, bound = _bound(Bound(neighbour.entry.kind), low, high, bound)
                entries.append(neighbour.entry.id)
                looking = bound in (Bound.ABOUT, Bound.RANGE) or number.kind == "magnitude"
            if len(entries) > 3:
                break
        for neighbour in self._after:
            match = neighbour.pattern.match(text[end : end + 40])
            if match:
                end += match.end()
                low, high, bound = _bound(Bound(neighbour.entry.kind), low, high, bound)
                entries.append(neighbour.entry.id)
                break
        if text[max(0, start - 1) : start] in ("~", "≈") and bound is Bound.EXACT:
            begin, bound = min(begin, start - 1), Bound.ABOUT
        span = Span(begin, max(end, number.span.end))
        return replace(number, span=span, low=low, high=high, bound=bound, out=out, entries=tuple(entries))

    def _why_out(self, text: str, number: Number) -> str | None:
        start, end = number.core.start, number.core.end
        before, after = text[max(0, start - 60) : start], text[end : end + 60]
        if number.kind in ("cardinal", "spelled") and _ORDINAL.match(after):
            return "ordinal"
        if _WORTH.match(after) or re.match(r"\s+and\s+a\s+half\b", after):
            return "fraction" if "half" in after[:11] else "money"
        if re.match(r"\s+out\s+of\s+(?:ten|10|100|a\s+hundred)\b", after) or _OUT_OF.search(before):
            return "rate"
        years = re.findall(r"\b(?:19|20)\d\d\b", text[start:end])
        if len(years) > 1 and not self._counted.match(after):
            return "year"
        if _AND_AGE.match(after):
            return "age"
        if number.kind in ("cardinal", "spelled") and _AGES_OF.search(before) and not self._counted.match(after):
            return "age"
        if number.kind in ("cardinal", "spelled") and 0 < (number.low or 0) <= _UNDER_AGE and _UNDER.search(before):
            if not self._counted.match(after):
                return "age"
        if number.kind == "cardinal" and 0 < (number.low or 0) < _OLDEST:
            if re.match(r"\s*[,;)]", after) and self._person.search(before):
                return "age"  # "the driver, 47, and his passenger, 52, were hurt"
        if number.kind == "cardinal":
            reason = _digits_out(before, text[start:end], after, counted=bool(self._counted.match(after)))
            if reason:
                return reason
        matches = [(m.end(), n.entry.id) for n in self._out_after if (m := n.pattern.match(after))]
        if matches:
            return max(matches, key=lambda m: m[0])[1]
        if number.kind in ("cardinal", "spelled") and not (number.kind == "spelled" and number.low == 1):
            for neighbour in self._out_before:
                if _STANDS_AT.search(before):
                    continue
                if (
                    not _SENTENCE_ENDS.search(before)
                    and neighbour.pattern.search(before)
                    and (not self._counted.match(after) or _CORE.match(after.lstrip()[:12]))
                ):
                    return neighbour.entry.id
        return None


def _digits_out(before: str, digits: str, after: str, *, counted: bool) -> str | None:
    """Why digits count nothing by their shape: times, years, ages after a name, parts of a code or address."""
    if re.search(r"[$£€¥₹₦]\s?\Z", before):
        return "money"
    if (
        digits == "911"
        or re.search(r"[A-Za-z]-\Z|(?<![A-Za-z])[A-Z]- \Z|\d[/:.]\Z|\d{3,}-\d*-?\Z|\d-\d+-\Z", before)
        or re.match(r"-\d+-\d|-\d{4}\b", after)
    ):
        return "code"
    odd = r"\s?(?:[–—‑‐]\s?(?:year|yr|month|week|day)s?\s?[-–—‑‐]?|-(?:year|yr|month|week|day)s?\s?[–—‑‐])\s?olds?\b"
    if re.match(odd, after, re.IGNORECASE):  # plain hyphens are the codebook's
        return "age"
    if _TIME.match(after) or re.match(r"/\d", after):
        return "time"
    if _YEAR.match(digits) and not counted and (_YEAR_BEFORE.search(before) or not re.search(r"\w\s+\Z", before)):
        return "year"
    if _YEAR.match(digits) and _MONTHS_OF.search(before):
        return "year"
    if _YEAR.match(digits) and _YEAR_OF.search(before) and _SINGULAR.match(after):
        return "year"
    month = _MONTH_BEFORE.search(before) if digits.isdecimal() and 0 < int(digits) < 32 else None
    if month is not None and (month["the"] or _DEED_NEXT.match(after)):
        return "date"
    if _AGE_AFTER_NAME.search(before) and _AGE_CLOSES.match(after) and 0 < int(re.sub(r"\D", "", digits)) < 110:
        return "age"
    if re.search(r"[A-Z][\w'’.-]+\s\(\Z", before) and re.match(r"\A\)", after):
        return "age"
    if re.match(
        r"\A\s+[A-Z][\w.'’]*(?:\s+[A-Z][\w.'’]*)*\s+(?:St|Street|Ave|Avenue|Road|Rd|Blvd|Boulevard|Drive|Lane)\b", after
    ):
        return "address"
    return None


def _bound(new: Bound, low: int | None, high: int | None, old: Bound) -> tuple[int | None, int | None, Bound]:
    """What a bounding word makes of a number: "at least 12" drops the high end; "some 30" only loosens it."""
    if new is Bound.AT_LEAST:
        return low, None, Bound.AT_LEAST
    if new is Bound.AT_MOST:
        return None, high, Bound.AT_MOST
    if new is Bound.ABOUT and old is Bound.EXACT:
        return low, high, Bound.ABOUT
    return low, high, old


def _sound_stretches(match: re.Match[str]) -> Iterable[tuple[int, int]]:
    """The match as one number, or, where its words make none together ("two three"), the words apart."""
    if match["digits"] or _spelled_value(match["spelled"]) is not None:
        return [(match.start(), match.end())]
    words = list(re.finditer(r"[^\s-]+", match.string[match.start() : match.end()]))
    stretches: list[tuple[int, int]] = []
    at = 0
    while at < len(words):
        for last in range(len(words) - 1, at - 1, -1):
            start, end = match.start() + words[at].start(), match.start() + words[last].end()
            if _spelled_value(match.string[start:end]) is not None:
                stretches.append((start, end))
                at = last
                break
        at += 1
    return stretches


def _neighbours(codebook: Codebook, section: str, frame: str, shape: str) -> list[_Neighbour]:
    entries = [e for e in codebook.section(section) if e.frame == frame]
    made = [_Neighbour(e, re.compile(shape.format(f"(?:{_alternatives(e)})"), re.IGNORECASE)) for e in entries]
    return sorted(made, key=lambda n: -max(len(w) for w in n.entry.words))


def _alternatives(entry: Entry) -> str:
    forms: Mapping[str, None] = dict.fromkeys(" ".join(form) for form in entry.surface())
    return "|".join(re.escape(f).replace(r"\ ", r"[\"”’']?[\s-]+") for f in sorted(forms, key=len, reverse=True))


def _nouns(codebook: Codebook) -> frozenset[str]:
    return codebook.words("victims") or frozenset({"people"})
