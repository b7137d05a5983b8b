"""Numbers that a text gives by another number: "all but three of the 22", "wounding twice as many".

The number counted from stands in the same sentence: behind "of the", else the nearest before. Where there is none, what is
left counts nothing: "all but four of the dead" are not four.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from fractions import Fraction
from types import MappingProxyType
from typing import TYPE_CHECKING, Final

from dateline.terms import Bound
from dateline.text import Span

if TYPE_CHECKING:
    from dateline.claims.numbers import Number

__all__ = ["derived"]

_ALL_BUT: Final = re.compile(r"\b(?:all|everyone|everybody)\s+(?:but|except|save|bar)\s+(?:for\s+)?\Z", re.IGNORECASE)
_OF_SO_MANY: Final = re.compile(
    r"\s+(?:of|out of)\s+(?:the|its|their|those|these|his|our)\s+(?:other\s+|some\s+)?\Z", re.IGNORECASE
)
_SO_MANY_TIMES: Final = re.compile(
    r"\b(?P<times>twice|thrice|double|three times|four times|five times|half)\s+"
    r"(?:as many|that (?:number|many|figure|amount)|the (?:number|figure))\b(?!\s+(?:as|of)\b)",
    re.IGNORECASE,
)
_TIMES: Final = MappingProxyType(
    {
        "twice": Fraction(2), "double": Fraction(2), "thrice": Fraction(3), "three times": Fraction(3),
        "four times": Fraction(4), "five times": Fraction(5), "half": Fraction(1, 2),
    }
)  # fmt: skip
_SURVIVED: Final = re.compile(
    r"\s+(?:of (?:them|those|these|the \w+)\s+)?(?:had\s+)?(?:survived?|came|come|made it|escaped|got (?:out|away)|lived|"
    r"walked (?:out|away)|returned)\b",
    re.IGNORECASE,
)
"""Verbs after which those left out are the ones counted: "all but eight came out alive"."""
_SENTENCE_END: Final = re.compile(r"[.!?][\"”’']?\s+(?=[A-Z\"“])|\n")
_REACH: Final = 240
"""Characters between a number and the one that it is told by, at most."""


def derived(text: str, numbers: Sequence[Number]) -> list[Number]:
    """``numbers`` (in the order of the text) with those that are told by another number worked out."""
    out: list[Number] = []
    for at, number in enumerate(numbers):
        opened = _ALL_BUT.search(text[max(0, number.core.start - 30) : number.core.start])
        survived = _SURVIVED.match(text, number.core.end)
        if opened is None or number.low is None or number.share is not None or survived is not None:
            out.append(number)
            continue
        start = number.core.start - (opened.end() - opened.start())
        whole = _whole(text, numbers, at)
        if whole is None or whole.low is None or whole.low <= number.low:
            out.append(replace(number, out="all but"))
            continue
        rest = whole.low - number.low
        bound = Bound.EXACT if whole.bound is Bound.EXACT else Bound.ABOUT
        out.append(replace(number, span=Span(start, number.core.end), low=rest, high=rest, bound=bound))
    return sorted([*out, *_multiples(text, out)], key=lambda n: n.core.start)


def _whole(text: str, numbers: Sequence[Number], at: int) -> Number | None:
    """The number that the rest is taken from: right behind "of the", else the nearest before in the sentence."""
    number = numbers[at]
    after = numbers[at + 1] if at + 1 < len(numbers) else None
    if after is not None and _OF_SO_MANY.fullmatch(text[number.core.end : after.core.start]):
        return after
    return _before(text, numbers[:at], number.core.start)


def _before(text: str, numbers: Sequence[Number], start: int) -> Number | None:
    for number in reversed(numbers):
        between = text[number.core.end : start]
        if len(between) > _REACH or _SENTENCE_END.search(between):
            return None
        if number.out is None and number.low is not None:
            return number
    return None


def _multiples(text: str, numbers: Sequence[Number]) -> list[Number]:
    found: list[Number] = []
    for match in _SO_MANY_TIMES.finditer(text):
        span = Span(match.start(), match.end())
        last = _before(text, [n for n in numbers if n.core.end <= span.start], span.start)
        if last is None or last.low is None or last.share is not None:
            continue
        exact = last.low * _TIMES[match["times"].lower()]
        if exact.denominator == 1:
            found.append(replace(last, span=span, core=span, low=int(exact), high=int(exact), bound=Bound.ABOUT))
    return found
