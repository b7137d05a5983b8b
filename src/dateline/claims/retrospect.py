"""Events that a sentence only looks back on: the start of a campaign that dates a total, a comparison with the past.

"61,000 people have been displaced since hostilities escalated on 3 March" dates a total and tells of no clash;
"the deadliest attack since the army launched its offensive" tells of neither the offensive nor a second attack.
Source of the rule: UCDP and ACLED code an event at a place and date; a period is no event.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Final

from spacy.tokens import Token

from dateline.claims.drafts import EventDraft, FigureDraft
from dateline.claims.events_real import within_week
from dateline.claims.participants_words import POWERS
from dateline.model import Reading
from dateline.terms import CountSpan, Measure

__all__ = ["OF_THOSE", "counts_a_period", "looks_back", "named_party", "of_a_total"]

# A "since" after a comma mostly gives a reason ("…, since many are staging protests").
_SINCE: Final = re.compile(r"(?<!, )(?<!\bhave )(?<!\bhas )(?<!\bhad )\bsince\b(?! then)", re.IGNORECASE)
_SUPERLATIVE: Final = re.compile(
    r"\b(?:first|second|third|latest|deadliest|worst|biggest|bloodiest|heaviest|largest|most (?!of\b)\w+)\b[^.;]*\bsince\b",
    re.IGNORECASE,
)
_PERIOD: Final = re.compile(
    r"\b(?:so far this (?:year|month)|this year|in the (?:past|last) \w+ (?:weeks|months|years))\b",
    re.IGNORECASE,
)
_QUANTITY: Final = re.compile(
    r"^(?:(?:at least|at most|about|around|some|nearly|almost|more than|over|up to|as many as|an? estimated|estimated|"
    r"another|other|all)\s+)*"
    r"(?:\d[\d.,]*|an?|one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|thirteen|fourteen|fifteen|sixteen|seventeen|"
    r"eighteen|nineteen|(?:twenty|thirty|forty|fifty|sixty|seventy|eighty|ninety)(?:-\w+)?|dozens? of|scores of|hundreds of|"
    r"thousands of|several|many|a number of|a dozen)\s+(?:of\s+)?(?:other\s+|more\s+)?",
    re.IGNORECASE,
)
_NO_PARTY: Final = frozenset(
    "it its he his him she her hers they their theirs them this that these those one ones who whom which what we our us you your i "
    "me my nightfall dawn dusk morning evening night afternoon noon midnight second first another other others rest".split()
)


def looks_back(reading: Reading, draft: EventDraft) -> bool:
    """True where the sentence only looks back on the event, so that it is none of its own."""
    doc = reading.doc
    trigger = doc[draft.token]
    sentence = trigger.sent
    text = reading.report.text.clean
    words = text[sentence.start_char : sentence.end_char]
    since = _SINCE.search(words)
    at = draft.trigger.start - sentence.start_char
    if since is not None:
        if any(doc[at].sent != sentence for at in draft.retold):
            return False  # told elsewhere as well: the sentence only compares it with the past
        if _SUPERLATIVE.search(words):
            return True
        if since.start() < at and _inside_since(trigger):
            return True
        published = reading.report.published
        if within_week(words[since.end() : since.end() + 50], published.day if published else None):
            return False
        return _perfect(trigger)
    return bool(_PERIOD.search(words)) and _perfect(trigger)


OF_THOSE: Final = re.compile(r"^\W*\S+(?:\s\S+)?\s+of\s+(?:them|those|these)\b", re.IGNORECASE)
"""A sentence that opens with some of those just counted: "Eleven of those were freed"."""


def of_a_total(reading: Reading, draft: EventDraft, figures: Sequence[FigureDraft]) -> bool:
    """ "At least 16 have been abducted since last year. Eleven of those were freed within weeks": nobody is freed today."""
    sentence = reading.doc[draft.token].sent
    if not OF_THOSE.match(sentence.text) or any(reading.doc[at].sent.start != sentence.start for at in draft.retold):
        return False
    told = [f for f in figures if f.number.end <= sentence.start_char]
    last = max(told, key=lambda f: f.number.start, default=None)
    if last is None or last.count_span is not CountSpan.TOTAL:
        return False
    return 0 <= sentence.start - reading.doc[last.token].sent.end <= 1


def counts_a_period(reading: Reading, draft: FigureDraft) -> bool:
    """True where a figure taken for an incident's counts what has come since a day: "since 3 March … have captured 96"."""
    if draft.count_span is not CountSpan.INCIDENT or draft.measure is Measure.MISSING:
        return False  # since when people are missing has been asked (:mod:`dateline.claims.count_span`)
    trigger = reading.doc[draft.token]
    sentence = trigger.sent
    words = reading.report.text.clean[sentence.start_char : sentence.end_char]
    return _SINCE.search(words) is not None and _perfect(trigger)


def _inside_since(trigger: Token) -> bool:
    """True where "since" marks the clause or phrase that the trigger heads or lies in."""
    token = trigger
    while True:
        if any(child.lower_ == "since" and child.dep_ in ("mark", "case") for child in token.children):
            return True
        if token.head.i == token.i:
            return False
        token = token.head


def _perfect(trigger: Token) -> bool:
    """True for "have been displaced", "has neutralised", for a conjunct of such a verb, and for a noun below one."""
    token = trigger
    for _ in range(4):
        if any(child.lower_ in ("have", "has") and child.dep_ == "aux" for child in token.children):
            return True
        if token.head.i == token.i:
            return False
        token = token.head
    return False


def named_party(name: str) -> str | None:
    """The name without a leading quantity ("23 rebels": "rebels"); None for a pronoun or another word that names nobody."""
    bare = _QUANTITY.sub("", name.strip(" ,;:\"'“”"), count=1).strip()
    words = [w for w in re.findall(r"\w+", bare.casefold()) if w not in ("of", "the")]
    if bare in POWERS:
        return bare  # "US", which is no pronoun
    if not words or all(w in _NO_PARTY or w.isdigit() for w in words):
        return None
    return bare
