"""Who those counted are where their own words leave it open and the words around say it.

"Of the 300 soldiers, 27 of them had been wounded", "they took five; two were freed", "among them one of the group's emirs":
those who are a part of people told of before, or go on from them, are of their class and side. "Bodies of terrorists", "the
army side: 6 dead", "eight were neutralised" say it themselves. What stays open is left unknown: nothing is guessed from the
kind of attack. Source: GUIDE, ``victims.class`` ("`unknown` for people, persons with nothing else said").
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from typing import Final

from dateline.claims.drafts import FigureDraft
from dateline.claims.sides import side_of_words
from dateline.claims.syntax import text_of
from dateline.model import Reading, Victims
from dateline.terms import Measure, VictimClass
from dateline.text import Span

__all__ = ["settled"]

_THINGS: Final = frozenset({Measure.DESTROYED, Measure.ATTACKS})
#: Who was carried off, sheltered or shut in, with no word of arms: hostages, the displaced, a besieged town's people.
_PEACEFUL: Final = frozenset({Measure.ABDUCTED, Measure.HOSTED, Measure.TRAPPED})
_OF_THEM: Final = re.compile(r"\b(?:of|among) (?:them|those|these|whom)\b", re.IGNORECASE)
_BARE: Final = re.compile(
    r"\W*(?:(?:at least|about|around|some|nearly|another|the|a|an|only|more than|over|all|other)\s+)*"
    r"(?:\d[\d,.]*|one|two|three|four|five|"
    r"six|seven|eight|nine|ten|eleven|twelve|(?:thir|four|fif|six|seven|eigh|nine)teen|twenty|dozens?|scores|second|third|fourth|"
    r"fifth|sixth|seventh|eighth|others?|another|rest|dead|killed|wounded|injured|missing|(?:more|other))(?:\s+(?:more|others?|dead|"
    r"wounded|injured|missing|killed))?\W*\Z",
    re.IGNORECASE,
)
_CARCASS: Final = re.compile(
    r"\b(?:bod(?:y|ies)|corpses?|remains|losses|deaths?) of "
    r"(?:(?:the|some|two|three|four|five|six|seven|eight|nine|ten|\d+) )?([\w' -]{3,60})",
    re.IGNORECASE,
)
_CIVIL: Final = re.compile(
    r"\b(?:civilians?|villagers?|residents?|wom[ae]n|child(?:ren)?|m[ae]n and women|farmers?|herders?|worshippers?|"
    r"refugees?|pupils?|students?|old m[ae]n|boys?|girls?|shepherds?|fisherm[ae]n|passengers?|migrants?|hostages?|elders?|"
    r"traders?|labourers?|laborers?|miners?|workers?|drivers?|motorists?|teachers?|guests?|shoppers?|tourists?|pilgrims?|mourners?|"
    r"bystanders?|commuters?|employees?|journalists?|nurses?|doctors?|clerks?|devotees?|revell?ers?)\b",
    re.IGNORECASE,
)
_FOUGHT: Final = re.compile(
    r"\bneutrali[sz]ed\b|\bput out of (?:action|state)\b|\bkilled in (?:action|an? (?:encounter|exchange of fire))\b|"
    r"\bwounded in action\b|"
    r"\bpaid the supreme (?:price|sacrifice)\b|\bmartyred in the line of duty\b",
    re.IGNORECASE,
)
_ATTACKERS: Final = re.compile(r"\b(?:gunm[ae]n|shooters?|suspects?|attackers?|assailants?|bombers?)\b", re.IGNORECASE)
_OTHERS: Final = re.compile(r"\b(?:others?|another)\b", re.IGNORECASE)
_COLON_LABEL: Final = re.compile(r"([^\n:;.]{2,50}):\s*(?:about |at least |some )?$")
_STRENGTH: Final = re.compile(r"\b(?:army|forces?|military|group|militia|brigade|battalion|garrison)\b", re.IGNORECASE)
_SMALL: Final = (
    "none", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve", "thirteen",
    "fourteen", "fifteen", "sixteen", "seventeen", "eighteen", "nineteen", "twenty",
)  # fmt: skip
_LEAD: Final = 900
"""Characters of the body in which a headline's number is told again."""


def settled(figures: Sequence[FigureDraft], reading: Reading) -> list[FigureDraft]:
    """The figures with class and side where the words around give them; a list of the same length and order."""
    out: list[FigureDraft] = []
    for draft in figures:
        if draft.victims.class_ is VictimClass.UNKNOWN and draft.measure not in _THINGS:
            draft = replace(draft, victims=_found(draft, out, reading))
        if draft.victims.class_ is VictimClass.UNKNOWN and draft.measure in _PEACEFUL:
            draft = replace(draft, victims=replace(draft.victims, class_=VictimClass.CIVILIAN))
        out.append(draft)
    return out


def _found(draft: FigureDraft, before: Sequence[FigureDraft], reading: Reading) -> Victims:
    text = text_of(reading.doc)
    victims = draft.victims
    carcass = _CARCASS.search(text[draft.clause.start : draft.clause.end + 40].split(".")[0])
    if carcass is not None:
        whose = carcass[1]
        if side_of_words(whose) is not None:
            return replace(victims, class_=VictimClass.COMBATANT)
        if _CIVIL.search(whose):
            return replace(victims, class_=VictimClass.CIVILIAN)
    whole = before[draft.whole] if draft.whole is not None and draft.whole < len(before) else None
    if whole is not None and whole.victims.class_ in (VictimClass.COMBATANT, VictimClass.CIVILIAN):
        return replace(victims, class_=whole.victims.class_, side=victims.side or whole.victims.side)
    if _FOUGHT.search(text[draft.number.start : min(len(text), draft.clause.end + 24)].split(".")[0]):
        return replace(victims, class_=VictimClass.COMBATANT)
    of_them = _OF_THEM.search(
        text[draft.number.start : min(max(draft.clause.end, draft.number.end + 12), draft.number.end + 24)]
    )
    if of_them or _BARE.match(victims.words or "x"):
        told = _told(draft, before, reading)
        if told is not None:
            return replace(victims, class_=told.class_, side=victims.side or told.side)
        if of_them:
            return replace(victims, class_=_named_before(draft, reading))
    if reading.report.headline is not None and draft.number.end <= reading.report.headline.end:
        return replace(victims, class_=_named_below(draft, reading))
    label = _COLON_LABEL.search(text[text.rfind("\n", 0, draft.number.start) + 1 : draft.number.start])
    if label is not None and re.search(
        r"\b(?:side|losses|casualties|ranks|dead|forces|army)\b", label[1], re.IGNORECASE
    ):
        if _CIVIL.search(label[1]):
            return replace(victims, class_=VictimClass.CIVILIAN)
        if side_of_words(label[1]) is not None or re.search(r"\b(?:side|enemy|ranks)\b", label[1], re.IGNORECASE):
            return replace(victims, class_=VictimClass.COMBATANT)
    if draft.measure is Measure.PRESENT and re.fullmatch(r"[\d,. ]*(?:thousand )?(?:men|strong)", victims.words or "-"):
        sentence = reading.doc[draft.token].sent.text
        if _STRENGTH.search(sentence):
            return replace(victims, class_=VictimClass.COMBATANT)
    return victims


def _named_before(draft: FigureDraft, reading: Reading) -> VictimClass:
    """The class of the people last named in the plural before "of them" ("the number of jihadists … 28 of them")."""
    sentence = reading.doc[draft.token].sent
    start = reading.doc[max(0, sentence.start - 1)].sent.start_char if sentence.start else sentence.start_char
    text = text_of(reading.doc)[start : draft.number.start]
    if "\n\n" in text:
        text = text.rsplit("\n\n", 1)[-1]
    doer = next((t for t in sentence if t.dep_ == "nsubj" and t.tag_ == "NNS" and t.i < draft.token), None)
    words = re.findall(r"[A-Za-z][\w'-]+s\b|men\b|women\b|children\b|police\b|troops\b", text)
    killing = reading.doc[draft.token].tag_ == "VBG" and reading.doc[draft.token].dep_ == "advcl" and doer is not None
    for word in reversed([w for w in words if not killing or doer is None or w != doer.text]):
        if _CIVIL.fullmatch(word):
            return VictimClass.CIVILIAN
        if side_of_words(word) is not None:
            return VictimClass.COMBATANT
    return VictimClass.UNKNOWN


def _named_below(draft: FigureDraft, reading: Reading) -> VictimClass:
    """The class that the body gives to the number of a headline ("Feud kills five" – "five vigilantes were killed")."""
    amount = draft.low if draft.low == draft.high else None
    headline = reading.report.headline
    if amount is None or headline is None or amount < 2:
        return VictimClass.UNKNOWN
    forms = [str(amount), f"{amount:,}", *([_SMALL[amount]] if amount < len(_SMALL) else [])]
    body = text_of(reading.doc)[headline.end : headline.end + _LEAD]
    found = re.search(rf"\b(?:{'|'.join(map(re.escape, forms))})\s+((?:[\w'-]+\s+){{0,2}}[\w'-]+)", body, re.IGNORECASE)
    if found is None:
        return VictimClass.UNKNOWN
    words = found[1]
    if _CIVIL.search(words) and side_of_words(words) is None:
        return VictimClass.CIVILIAN
    return (
        VictimClass.COMBATANT if side_of_words(words) is not None and not _CIVIL.search(words) else VictimClass.UNKNOWN
    )


def _told(draft: FigureDraft, before: Sequence[FigureDraft], reading: Reading) -> Victims | None:
    """Those counted last in this sentence or the one before, where they are people whose class is known and large enough."""
    here = reading.doc[draft.token].sent
    for other in reversed(before):
        if other.measure in _THINGS or other.victims.class_ is None or (other.whole is not None and other.low == 1):
            continue  # "six died, including the bomber, and nine were hurt"
        there = reading.doc[other.token].sent
        if not here.start - there.start >= 0 or (there.start != here.start and here.start - there.end > 1):
            return None
        if _paragraph_between(reading, Span(min(there.end_char, here.start_char), here.start_char)):
            return None
        if other.victims.class_ in (VictimClass.COMBATANT, VictimClass.CIVILIAN):
            parts = _OF_THEM.search(text_of(reading.doc)[draft.number.start : draft.clause.end + 12])
            if parts and (other.low or other.high or 10**9) < (draft.low or 0):
                return None
            if _ATTACKERS.search(other.victims.words or "") and _OTHERS.search(draft.victims.words or ""):
                return None  # "a deputy shot the gunman; two others are in hospital": no gunmen
            return other.victims
        return None
    return None


def _paragraph_between(reading: Reading, gap: Span) -> bool:
    return "\n\n" in text_of(reading.doc)[max(0, gap.start - 2) : gap.end + 1]
