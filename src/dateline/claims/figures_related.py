"""What figures of one report say of one another: parts told as parts, shares of a total, one number that is two figures, a
figure that the next sentence takes back.

Each rule looks at the words around a figure's number and at its neighbours in the text, and changes only how the claims are
related: no number is made or dropped. Source: the guide to annotation ("a figure and its breakdown are two figures"; "one
number can be two figures: freed 13 persons who were abducted on Jan. 31"; "a denied figure has stance denied").
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from typing import Final

from dateline.claims.retrospect import OF_THOSE
from dateline.model import Claim
from dateline.terms import CountSpan, Measure, Stance

__all__ = ["related"]

_PART_BEFORE: Final = re.compile(
    r"(?:[,;(–—-]|\band)\s*(?:(?:of|among|amongst) (?:whom|which|them|those|these)|(?:many|some|most|half|one) of (?:whom|them)|"
    r"including|include[sd]?|counting)\s+(?:were\s+|are\s+|at least\s+|about\s+|some\s+|the\s+|an?\s+)*$",
    re.IGNORECASE,
)
_PART_AFTER: Final = re.compile(
    r"^\s*(?:\w+\s+)?(?:of|among|from among) (?:them|whom|those|these|the (?:dead|wounded|injured|killed|victims|detained|"
    r"arrested|captured|missing|displaced))\b",
    re.IGNORECASE,
)
_TAKEN_BACK: Final = re.compile(
    r"^[\s\"'”’]*(?:it|that|this|which)(?:['’]s|\s+is|\s+was)\s+(?:\w+\s+)?(?:false|untrue|not true|wrong|a lie|lies|invented|"
    r"invention|nonsense|fiction|propaganda|a fabrication|a fairy tale)\b",
    re.IGNORECASE,
)
_HELD: Final = frozenset({Measure.ABDUCTED, Measure.DETAINED})
_OF_THEM: Final = re.compile(
    r"\b(?:\d+|an?|one|two|three|four|five|six|seven|eight|nine|ten|\w+teen|twenty|thirty|some|many|most|half|all|several)\s+"
    r"(?:\w+\s+)?of\s+(?:the|its|their|those|these|his|her)\s+$",
    re.IGNORECASE,
)
"""Some of those counted next: "three of the four men"."""


def related(claims: Sequence[Claim], text: str) -> list[Claim]:
    """The figures of a report with their relations set. ``text`` is the report's raw text: spans of claims count its characters."""
    out = list(claims)
    order = sorted(range(len(out)), key=lambda i: _at(out[i]))
    for place, i in enumerate(order):
        before = [out[j] for j in order[:place]]
        out[i] = _taken_back(_of_a_total(_part(out[i], before), before), text)
    freed = {c.toll.number: c for c in out if c.toll is not None and c.toll.measure is Measure.RESCUED}
    out = [_twin(c, freed[c.toll.number]) if c.toll is not None and c.toll.number in freed else c for c in out]
    spans = {c.sentence.span for c in freed.values() if c.sentence is not None}
    return [_held_before(c) if c.sentence is not None and c.sentence.span in spans else c for c in out]


def _held_before(claim: Claim) -> Claim:
    """ "Police last week freed three of the four men they had arrested": of those of whom some came free the day of the arrest
    stands behind their number or nowhere in the sentence."""
    toll, sentence = claim.toll, claim.sentence
    if toll is None or sentence is None or toll.measure not in _HELD or not _OF_THEM.search(_around(claim)[0]):
        return claim
    own = tuple(m for m in claim.time_mentions if toll.number.end <= m.span.start < sentence.span.end)
    barred = (*claim.barred_mentions, *(m for m in claim.time_mentions if m not in own))
    return replace(claim, time_mentions=own, barred_mentions=barred)


def _at(claim: Claim) -> int:
    return claim.toll.number.start if claim.toll is not None else claim.evidence.span.start


def _around(claim: Claim) -> tuple[str, str]:
    """The words of a figure's sentence before and behind its number."""
    toll, sentence = claim.toll, claim.sentence
    if toll is None or sentence is None:
        return "", ""
    start, end = toll.number.start - sentence.span.start, toll.number.end - sentence.span.start
    if not 0 <= start <= end <= len(sentence.quote):
        return "", ""
    return sentence.quote[:start], sentence.quote[end:]


def _part(claim: Claim, before: Sequence[Claim]) -> Claim:
    """ "Fifteen wounded, of whom four with burns", "64 fighters, including two commanders": the small number is a part."""
    toll = claim.toll
    if toll is None or claim.part_of is not None or toll.low is None:
        return claim
    left, right = _around(claim)
    if not (_PART_BEFORE.search(left) or _PART_AFTER.match(right)):
        return claim
    for whole in reversed(before):
        other = whole.toll
        if other is None or other.measure is not toll.measure or other.count_span is not toll.count_span:
            continue
        if claim.sentence is None or whole.sentence is None or whole.sentence.span != claim.sentence.span:
            break
        size = other.low if other.low is not None else other.high
        if size is not None and size > toll.low:
            return replace(claim, part_of=whole.id)
    return claim


def _of_a_total(claim: Claim, before: Sequence[Claim]) -> Claim:
    """ "At least 16 have been abducted since last year. Eleven of those were freed": of a total, none of today's."""
    toll, sentence = claim.toll, claim.sentence
    if (
        toll is None
        or sentence is None
        or toll.count_span is not CountSpan.INCIDENT
        or not OF_THOSE.match(sentence.quote)
    ):
        return claim
    last = next((c for c in reversed(before) if c.sentence is not None and c.sentence.span != sentence.span), None)
    if last is None or last.toll is None or last.sentence is None or last.toll.count_span is not CountSpan.TOTAL:
        return claim
    if not 0 <= sentence.span.start - last.sentence.span.end <= 3:
        return claim
    return replace(
        claim,
        toll=replace(toll, count_span=CountSpan.TOTAL),
        about=None,
        kind=None,
        time_mentions=last.time_mentions,
        place_mentions=last.place_mentions,
    )


def _taken_back(claim: Claim, text: str) -> Claim:
    """ "I have read that we lost seven men there. It's false.": said to be denied."""
    sentence = claim.sentence
    if claim.stance is Stance.DENIED or sentence is None:
        return claim
    return (
        replace(claim, stance=Stance.DENIED)
        if _TAKEN_BACK.match(text[sentence.span.end : sentence.span.end + 60])
        else claim
    )


def _twin(claim: Claim, freed: Claim) -> Claim:
    """ "Seven kidnapped aid workers walk free": the day of the release is not that on which they were taken."""
    if claim.toll is None or claim.toll.measure not in _HELD or not freed.time_mentions:
        return claim
    released = freed.time_mentions[0]
    if claim.time_mentions[:1] != (released,):
        return claim
    return replace(
        claim,
        time_mentions=tuple(m for m in claim.time_mentions if m != released),
        barred_mentions=(*claim.barred_mentions, released),
    )
