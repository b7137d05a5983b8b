"""How a speaker (or the report) stands to a clause: asserted, hedged, confirmed, denied.

The verb of saying gives the first answer ("denied", "estimates"); the words of the clause itself may weaken it
("reportedly", "feared", "may have"), never strengthen it. Word lists are in ``data/speech.yml`` under ``hedges``.
"""

from __future__ import annotations

import re
from typing import Final

from spacy.tokens import Doc, Token

from dateline.claims.attribution_lists import word_set
from dateline.claims.attribution_words import lexicon
from dateline.claims.drafts import SayingDraft
from dateline.claims.syntax import CLAUSE_LABELS, text_of, tokens_in
from dateline.terms import Stance
from dateline.text import Span

__all__ = ["hedge_near", "stance_of", "unverified"]


_TOLD: Final = word_set(
    """
    report reports claim claims allegation allegations rumour rumours rumor rumors story stories suggestion news
    """
)
_FALSE: Final = re.compile(
    r"(?:[.;]\s+(?:this|that|it|these|they)\b[^.]{0,12}\s|\s(?:is|are|was|were)\s(?:\w+ly\s)?)"
    r"(?:false|untrue|baseless|fabricated|a lie|lies|not true|fake|pure invention|wrong)\b",
    re.IGNORECASE,
)
_YET_TO_CONFIRM: Final = re.compile(
    r"\b(?:(?:yet|unable|impossible|not possible|failed) to|could not|couldn['’]t|cannot|can['’]t|did not|not)\s"
    r"(?:\w+ly\s)?(?:confirm|verify|corroborate)\b[^.;]*\b(?:that|reports?|claims?|accounts?)\b",
    re.IGNORECASE,
)
_TOLD_THAT: Final = re.compile(
    r"\b(?:reports?|claims?|allegations?|accounts?|rumou?rs?|assertions?)\b[^.;]{0,60}\b(?:that|of)\b", re.IGNORECASE
)
_NOT_VERIFIED: Final = re.compile(
    r"\b(?:not|n['’]t|never|yet to)\s(?:yet\s)?(?:be\s|been\s)?(?:\w+ly\s)?(?:be\s|been\s)?(?:\w+ly\s)?"
    r"(?:confirmed|verified|corroborated|substantiated|possible to (?:confirm|verify))\b"
    r"|\b(?:impossible|not possible) to (?:\w+ly\s)?(?:confirm|verify)\b|\b(?:unconfirmed|unverified)\b",
    re.IGNORECASE,
)
_BE: Final = word_set(
    """
    is are was were be been being 're 's
    """
)
_STOP: Final = frozenset({";", ":", '"', "“", "”"})
_TURNS: Final = frozenset({"but", "while", "whereas", "although", "though", "however"})
_PASSIVE_ONLY: Final = word_set(
    """
    said reported claimed understood alleged estimated thought suspected supposed
    """
)
_AFTERTHOUGHTS: Final = frozenset({"perhaps", "maybe", "possibly", "probably"})
_ABLE: Final = word_set(
    """
    hear see feel reach find leave escape enter flee afford get return move walk speak say
    """
)
_INFORMATION: Final = word_set(
    """
    report reports count counts figure figures information indications estimate estimates toll
    findings data
    """
)
_HUMAN: Final = word_set(
    """
    dead killed missing injured wounded trapped drowned buried kidnapped abducted captured
    """
)


def stance_of(doc: Doc, span: Span, saying: SayingDraft | None = None) -> Stance:
    """The stance of the clause that holds ``span`` (a clean span), within ``saying`` where there is one.

    A denial or a confirmation by the speaker stays; an assertion becomes ``hedged`` where the clause is hedged.
    """
    base = saying.stance if saying is not None else Stance.ASSERTED
    if base in (Stance.DENIED, Stance.HEDGED):
        return base
    if refuted(doc, span):
        return Stance.DENIED
    if base is not Stance.CONFIRMED and unverified(doc, span):
        return Stance.HEDGED
    if hedge_near(doc, span) is not None:
        return Stance.HEDGED
    return base


def refuted(doc: Doc, span: Span) -> bool:
    """True where a report of others is called false: "a report that 30 died. This is false"."""
    inside = tokens_in(doc, span)
    if not inside:
        return False
    sentence = inside[0].sent
    told = [t for t in doc[sentence.start : inside[0].i] if t.lower_ in _TOLD]
    if not told or not any(t.lower_ == "that" for t in doc[told[-1].i : inside[0].i]):
        return False
    rest = text_of(doc)[inside[-1].idx : inside[-1].idx + 160]
    return _FALSE.search(rest) is not None


def unverified(doc: Doc, span: Span) -> bool:
    """True where the clause is what reports say that nobody could verify ("reports that 50 died could not be …")."""
    inside = tokens_in(doc, span)
    if not inside:
        return False
    sentence = inside[0].sent
    before = text_of(doc)[doc[sentence.start].idx : inside[0].idx]
    after = text_of(doc)[inside[-1].idx : sentence.end_char]
    if _YET_TO_CONFIRM.search(before):
        return True
    told = _TOLD_THAT.search(before)
    return told is not None and _NOT_VERIFIED.search(after) is not None


def hedge_near(doc: Doc, span: Span) -> Token | None:
    """The word that hedges the clause around ``span``, or None."""
    inside = tokens_in(doc, span)
    if not inside:
        return None
    hedges = lexicon().hedges
    window = _clause(doc, inside)
    for token in window:
        word = token.lower_
        if word in hedges["adverbs"] and (token.i < inside[-1].i or word not in _AFTERTHOUGHTS):
            if _bears(token, inside):
                return token
        if word in hedges["participles"] and _participle(doc, token, inside):
            return token
        if word in hedges["modals"] and _possible(doc, token, inside) and _bears(token, inside):
            return token
        if (
            word in ("estimate", "estimates")
            and token.i
            and doc[token.i - 1].text == "("
            and _next_word(doc, token) == ")"
        ):
            return token
        if token.lemma_ in hedges["seeming"] or word in ("appeared", "appears", "seemed", "seems"):
            if _next_word(doc, token) == "to" and _bears(token, inside):
                return token
    return None


def _clause(doc: Doc, inside: list[Token]) -> list[Token]:
    """The words around: to the next comma-and-conjunction, semicolon or sentence end on either side."""
    first, last = inside[0], inside[-1]
    sentence = first.sent
    low, high = max(sentence.start, first.i - 22), min(max(sentence.end, last.i + 1), last.i + 16)
    start = first.i
    while start > low:
        before = doc[start - 1]
        if before.text in _STOP or before.lower_ in _TURNS or (before.is_space and "\n\n" in before.text):
            break
        if before.text in (".", "?", "!"):
            break
        if before.text == "," and doc[start].lower_ in ("and", "or", "who", "which", "where", "when", "after", "as"):
            break
        start -= 1
    end = last.i + 1
    while end < high:
        token = doc[end]
        if token.text in _STOP or token.lower_ in _TURNS or token.text in (".", "?", "!"):
            break
        if (
            token.text == ","
            and end + 1 < len(doc)
            and doc[end + 1].lower_ in ("and", "or", "who", "which", "where", "when", "after", "as", "including")
        ):
            break
        end += 1
    return list(doc[start:end])


def _next_word(doc: Doc, token: Token) -> str:
    return doc[token.i + 1].lower_ if token.i + 1 < len(doc) else ""


def _possible(doc: Doc, modal: Token, inside: list[Token]) -> bool:
    """True for "may have died", "could be dead"; not for "residents could hear the blasts", "may not enter"."""
    verb = _next_verb(doc, modal)
    if not verb or _next_word(doc, modal) in ("not", "n't"):
        return False
    if modal.lower_ in ("may", "might"):
        return True
    return verb in ("have", "be") or (inside[-1].i < modal.i and modal.i - inside[-1].i <= 7 and verb not in _ABLE)


def _next_verb(doc: Doc, token: Token) -> str:
    for following in doc[token.i + 1 : token.i + 4]:
        if following.pos_ in ("VERB", "AUX"):
            return following.lower_
    return ""


def _bears(token: Token, inside: list[Token]) -> bool:
    """True where the hedge governs the counted clause rather than a clause beside it."""
    head = token.head if token.dep_ in ("advmod", "aux") else token
    clause = {_clause_head(t).i for t in inside}
    if _clause_head(token).i in clause or head.i in clause:
        return True
    if any(head in t.ancestors or token in t.ancestors for t in inside):
        return True
    nearest = min(abs(token.i - t.i) for t in inside)
    return nearest <= 6


def _clause_head(token: Token) -> Token:
    while token.head != token and not (token.dep_ in CLAUSE_LABELS and token.pos_ in ("VERB", "AUX", "ADJ")):
        token = token.head
    return token


def _participle(doc: Doc, token: Token, inside: list[Token]) -> bool:
    word = token.lower_
    before = [t.lower_ for t in doc[max(0, token.i - 3) : token.i]]
    after = [t.lower_ for t in doc[token.i + 1 : token.i + 4]]
    passive = any(w in _BE for w in before)
    near = min(abs(token.i - t.i) for t in inside) <= 8
    if word in ("preliminary", "initial", "unconfirmed", "unverified"):
        return bool(set(after) & _INFORMATION)
    if word == "estimated":
        return (before[-1:] in (["an"], ["about"]) or passive) and near
    if word in ("alleged", "suspected", "purported", "supposed", "claimed"):
        # "32 alleged victims": the counted people; "suspected Zetas were arrested" stays certain
        return (passive and "to" in after) or (
            word in ("alleged", "purported", "claimed")
            and bool(set(after) & {"victims", "victim", "deaths", "killings", "attacks", "attack"})
        )
    if word in _PASSIVE_ONLY or word in ("believed", "feared", "presumed", "rumored", "rumoured"):
        if word in ("feared", "presumed", "believed") and after[:1] and after[0] in _HUMAN:
            return near
        loose = word in ("thought", "believed", "feared", "presumed", "understood") and before[-1:] == [","]
        return (passive or loose) and after[:1] == ["to"] and near
    return False
