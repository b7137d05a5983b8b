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
from dateline.terms import TAKEN, CountSpan, Measure, Stance, VictimClass

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
_COUNTS_THEM: Final = re.compile(
    r"\b(?:(?:speak\w*|spoke|talk\w*) (?:only )?of|(?:admit|acknowledg|conced)\w*|owns? up to|"
    r"(?:puts?|gave|gives?|has|lists?) (?:only )?(?:the|its|their|a|an)? ?(?:own )?(?:\w+ )?(?:toll|number|figure|count|losses|"
    r"dead))\b",
    re.IGNORECASE,
)
"""Words by which a voice counts those of whom another has just spoken."""
_BARE: Final = re.compile(
    r"(?:(?:only|just|at least|about|some|no more than|fewer than) )*[\w-]+(?: (?:dead|killed|deaths?|fatalities|wounded|injured|"
    r"hurt|casualties|losses))?"
)
_OUR: Final = re.compile(r"(?:our|my|its own|their own)\b", re.IGNORECASE)
_SOON: Final = 500
"""Characters behind a count within which another voice's count is of the same people."""


def related(claims: Sequence[Claim], text: str) -> list[Claim]:
    """The figures of a report with their relations set. ``text`` is the report's raw text: spans of claims count its characters."""
    out = list(claims)
    order = sorted(range(len(out)), key=lambda i: _at(out[i]))
    for place, i in enumerate(order):
        before = [out[j] for j in order[:place]]
        out[i] = _taken_back(_of_a_total(_part(_rival(out[i], before), before), before), text)
    freed = {c.toll.number: c for c in out if c.toll is not None and c.toll.measure is Measure.RESCUED}
    return [_twin(c, freed[c.toll.number]) if c.toll is not None and c.toll.number in freed else c for c in out]


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


def _rival(claim: Claim, before: Sequence[Claim]) -> Claim:
    """ "Fourteen soldiers were killed, he said. … The regime's communiqué speaks of three dead": another voice's count of those
    just counted, and not of what the report told before them. A count with a noun, a day or a place of its own stays."""
    toll, sentence = claim.toll, claim.sentence
    if toll is None or sentence is None or claim.about is None or claim.speaker is None:
        return claim
    if toll.measure not in (Measure.KILLED, Measure.INJURED) or toll.count_span is not CountSpan.INCIDENT:
        return claim
    if not _COUNTS_THEM.search(sentence.quote) or not _BARE.fullmatch(toll.victims.words.casefold()):
        return claim
    if any(m.words in sentence.quote for m in (*claim.place_mentions, *claim.time_mentions)):
        return claim
    alike = [
        c
        for c in before
        if c.toll is not None
        and c.toll.measure is toll.measure
        and c.toll.count_span is CountSpan.INCIDENT
        and c.sentence is not None
        and c.sentence.span != sentence.span
        and sentence.span.start - c.sentence.span.end <= _SOON
        and not _OUR.match(c.toll.victims.words)
        and c.part_of is None
    ]
    last = alike[-1] if alike else None
    if last is None or last.about in (None, claim.about) or str(last.speaker) == str(claim.speaker):
        return claim
    theirs = last.toll.victims if last.toll is not None else toll.victims
    if toll.victims.class_ in (None, VictimClass.UNKNOWN):
        victims = replace(toll.victims, class_=theirs.class_, side=theirs.side, role=theirs.role)
        toll = replace(toll, victims=victims)
    return replace(
        claim,
        toll=toll,
        about=last.about,
        kind=last.kind,
        time_mentions=last.time_mentions,
        place_mentions=last.place_mentions,
        barred_mentions=last.barred_mentions,
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
    if claim.toll is None or claim.toll.measure not in TAKEN or not freed.time_mentions:
        return claim
    released = freed.time_mentions[0]
    if claim.time_mentions[:1] != (released,):
        return claim
    return replace(
        claim,
        time_mentions=tuple(m for m in claim.time_mentions if m != released),
        barred_mentions=(*claim.barred_mentions, released),
    )
