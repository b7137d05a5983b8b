"""What looks like the name of a place and is none: outlets and agencies, bodies and their acronyms, the words of a headline,
adjectives; and names of places that only stand in the name of a body.

Sources of the rules: the guides to annotating toponyms keep names within other names apart ("embedded", "associative": M. Gritta
et al., "A Pragmatic Guide to Geoparsing Evaluation", 2020). The words are data (``data/places/words.yml``).
"""

from __future__ import annotations

import csv
import re
from functools import cache
from pathlib import Path
from typing import Final

from dateline.data_files import packaged
from dateline.model import Report
from dateline.reading.place_words import SITE_WORDS
from dateline.text import Span

__all__ = ["adjective", "headline_words", "in_body", "names_body", "word_list"]

_FOLDER: Final = Path(__file__).parents[1] / "data" / "places"
_HEADLINE_REACH: Final = 400
_TITLE_CASE: Final = 0.7
_BODY_NOUN: Final = re.compile(
    r"\b(?:charity|charities|NGO|organi[sz]ation|movement|militia|newspaper|daily|broadcaster|watchdog|foundation|gangs?|groups?|factions?|"
    r"clans?|brigade|battalion|regiment|column|outfits?|guerrillas?|paramilitaries|"
    r"(?:rights|aid|armed|rebel|insurgent) group|cartel|outlet|news agency|political party|aid agency|weekly|news site|"
    r"website|channel)\s+"
    r"(?:(?:called|known\s+as|named|dubbed|as)\s+)?[\"“'‘]?$"
)
_BODY_AFTER: Final = re.compile(r"[’'\"”]?\s+(?:[Cc]artel|news agency|newspaper|TV|daily newspaper|website)\b")
# "La Línea, the armed wing of …", "Salamat, a charity that …": told what it is, a body.
_TOLD_BODY: Final = re.compile(
    r"[’'\"”]?,\s+(?:an?|the|his|its|another)\s+(?:[\w-]+\s+){0,3}(?:gang|cartel|militia|group|wing|guerrilla|movement|organi[sz]ation|party|"
    r"outlet|newspaper|agency|daily|weekly|NGO|charity|broadcaster|website|watchdog|syndicate|clan|faction|alliance|coalition)"
    r"(?:\s+(?:of|that|which|who|led|behind|linked|allied|known|based|with|run|close|loyal|opposed|fighting)\b|\s*,|\s*\.)"
)
_NOT_LOCATED: Final = re.compile(r"\b(?:in|at|near|outside|of|around|from)\s+(?:the\s+)?$", re.IGNORECASE)
# "The Calderon administration" names a president.
_RULE_OF: Final = re.compile(r"[’']?s?\s+(?:[Aa]dministration|presidency)\b")
# Stations of the United States and Canada ("KCRA", "WAFF-TV").
_CALL_SIGN: Final = re.compile(r"[KW][A-Z]{3}(?:-?TV|-?FM|\s?\d{1,2})?")
_LED: Final = re.compile(
    r"(?:\b(?:in|at|near|from|to|of|on|outside|across|around|inside|into|over|off|for|between|and|under)\s+(?:the\s+)?"
    r"(?:(?:north|south|east|west|central)\w*\s+)?|,\s*|^\s*)$",
    re.IGNORECASE,
)


@cache
def word_list(kind: str) -> frozenset[str]:
    """The words or names of a list of ``data/places/words.yml``, in small letters. Raises KeyError for a list that is not there."""
    lists = packaged(_FOLDER / "words.yml")
    return frozenset(w.strip().casefold() for w in lists[kind].split("|") if w.strip())


@cache
def _bodies() -> tuple[re.Pattern[str], re.Pattern[str], re.Pattern[str]]:
    """Names that are a body's; what stands before a place in a body's name; the long name before an acronym in brackets."""
    words = "|".join(sorted((re.escape(w) for w in word_list("bodies")), key=len, reverse=True))
    sites = frozenset(SITE_WORDS.split("|"))
    never = "|".join(sorted((re.escape(w) for w in word_list("bodies") - sites), key=len, reverse=True))
    happenings = "|".join(sorted((re.escape(w) for w in word_list("happenings")), key=len, reverse=True))
    plain = re.compile(
        rf"(?:.*\b(?:{never}|{happenings})s?|.*\b(?:{never})\s+(?:of|for|in|on|to|and)\b.*)", re.IGNORECASE | re.DOTALL
    )
    before = re.compile(
        # "Bank of Uganda", "Mission in Mali"; but "Security Forces in Quetta" are there
        rf"\b(?-i:(?=[A-Z]))(?:{words})\s+(?:of|for)\s+(?:the\s+)?$|"
        r"\b(?-i:(?=[A-Z]))(?:Islamic\s+State|al-?\s?Qa(?:i|e)da|Jihad|Mission|Movement|Party|Congress|University|Institute|Office|Council|"
        r"Bishops|Organi[sz]ation)\s+in\s+(?:the\s+)?$|\bIslamic\s+State(?:\s+in\s+the|['’]s)?\s+$",
        re.IGNORECASE,
    )
    long_name = re.compile(rf"\b(?-i:(?=[A-Z]))(?:{words})s?\b(?:\s+\w+){{0,5}}\s*$", re.IGNORECASE)
    return plain, before, long_name


@cache
def _adjectives() -> frozenset[str]:
    with (_FOLDER / "countries.tsv").open(encoding="utf8", newline="") as file:
        rows = csv.DictReader((line for line in file if not line.startswith("#")), delimiter="\t")
        return frozenset(a.casefold() for row in rows for a in (row.get("adjectives") or "").split("|") if a)


def of_a_country(word: str) -> bool:
    """True for the adjective of a country ("Chadian")."""
    return word.casefold() in _adjectives()


def names_body(text: str, report: Report, span: Span, head: Span) -> bool:
    """True for the name of an outlet, an agency or another body ("Meridian", "TASS", "UFH", "Salamat Observatory")."""
    words, name = text[span.start : span.end], text[head.start : head.end]
    key = name.casefold()
    outlets = {n.casefold() for n in (report.source.name, report.agency) if n}
    if report.byline and " " in key and re.search(rf"\b{re.escape(key)}\b", report.byline.casefold()):
        return key != (report.place_of_dateline or "").casefold()
    if key in outlets or key in word_list("agencies"):
        return True
    if re.search(r"\btold\s+(?:the\s+)?$", text[max(0, span.start - 12) : span.start]):
        return True
    before = text[max(0, span.start - 90) : span.start]
    if _BODY_NOUN.search(before) or _BODY_AFTER.match(text[span.end : span.end + 20]):
        return True
    if _TOLD_BODY.match(text[span.end : span.end + 70]) and not _NOT_LOCATED.search(before):
        return True
    if name.isupper() and key in word_list("agencies_in_capitals") and not text[:2000].isupper():
        return True
    if (twice := re.match(r"-(\w+)|", text[head.end : head.end + 20])) and (twice[1] or "").casefold() == key:
        return True  # "Mai-Mai"
    if key in word_list("parties") or (_RULE_OF.match(text[span.end : span.end + 18]) and not _LED.search(before)):
        return True
    if key in word_list("brands") and not _LED.search(before):
        return True
    if _CALL_SIGN.fullmatch(name) and any(c.islower() for c in text[max(0, head.start - 40) : head.end + 40]):
        return True
    if key == "america" and re.search(r"\b[A-Z]\w+\s$", before):
        return not re.search(r"\b(?:Latin|North|South|Central)\s$", before)
    plain, _, long_name = _bodies()
    if before.endswith("(") and text[span.end : span.end + 1] == ")" and re.search(r"\bAgen\w+|\bNews\b", words):
        return True
    if 2 <= len(name) <= 7 and name.isupper() and "." not in name:
        for bracket in re.finditer(rf"[(“\"]\s*{re.escape(name)}\s*[)”\"]", text):
            if long_name.search(text[max(0, bracket.start() - 70) : bracket.start()].rstrip('"”“ ')):
                return True
    return bool(plain.fullmatch(words)) and key not in word_list("places_all_the_same")


def in_body(text: str, span: Span) -> bool:
    """True for a place that stands in the name of a body ("Islamic State in the Greater Sahara", "Bank of Uganda")."""
    before = text[max(0, span.start - 60) : span.start]
    return not before.isupper() and bool(_bodies()[1].search(before))


def adjective(text: str, span: Span, head: Span) -> bool:
    """True for the adjective of a country, alone or before a common word ("Chadian", "Chadian town")."""
    name = text[head.start : head.end].casefold()
    if name not in _adjectives() | word_list("peoples"):
        return False
    if name in word_list("peoples_and_divisions") and _stands_as_division(text, span):
        return False
    rest = text[head.end : span.end].strip(" -")
    return not rest[:1].isupper()


# "In northern Kachin since May", "the hills of Amhara": a people's name that stands where a land's does, with no noun behind it.
_IN_DIVISION: Final = re.compile(
    r"\b(?:in|across|throughout|inside|within|into|around|"
    r"(?:plains?|hills|mountains|highlands|lowlands|province|region|state|county|governor|parts?|rest|whole|north|south|east|west)\s+of)\s+"
    r"(?:(?:the\s+)?(?:(?:north|south|east|west|central)\w*|upper|lower|rural)\s+)*$",
    re.IGNORECASE,
)
_NO_NOUN_BEHIND: Final = re.compile(
    r"\s*(?:[.,;:)\]!?”\"\n–—]|$)|[’']s?\s|\s+(?:and|or|but|this|last|since|on|in|at|to|for|from|by|with|after|before|during|until|as|while|when|"
    r"where|which|who|that|between|near|over|has|have|had|is|are|was|were|said|says|told|alone|the|a|an|today|yesterday|now|[\d(–—-])",
)
_ONE_LAND: Final = re.compile(r"\s+(?:was|is|has|remains|lies|borders)\b")
_SENTENCE_HEAD: Final = re.compile(r"(?:^|[.!?”\"\n]\s*)$")


def _stands_as_division(text: str, span: Span) -> bool:
    """True for "in Salamat this year" and "Salamat was the quiet one", not for "in Salamat villages" or "the Salamat were"."""
    before = text[max(0, span.start - 40) : span.start]
    if _IN_DIVISION.search(before):
        return bool(_NO_NOUN_BEHIND.match(text, span.end))
    return bool(_SENTENCE_HEAD.search(before)) and bool(_ONE_LAND.match(text, span.end))


def headline_words(text: str, report: Report, span: Span, *, by_pattern: bool) -> bool:
    """True for capitalised words of a headline in title case that are no name.

    They do not stand where a place would (after "in", at the beginning) and do not come again in the text.
    """
    end = text.find("\n", span.end)
    end = len(text) if end < 0 else end
    start = text.rfind("\n", 0, span.start) + 1
    if start > _HEADLINE_REACH and not (report.headline is not None and span.start < report.headline.end):
        return False
    if re.search(r"[.!?][\"”’)]*\s*$", text[start:end]):
        return False  # a sentence
    words = [w for w in re.findall(r"[^\W\d_][\w’'-]*", text[start:end]) if len(w) > 3]
    if len(words) < 4 or sum(w[0].isupper() for w in words) < _TITLE_CASE * len(words) or text[start:end].isupper():
        return False
    name = text[span.start : span.end]
    if re.search(rf"\b{re.escape(name)}\b", text[end:]):
        return False
    if by_pattern and len(name.split()) > 2:
        return True
    return not _LED.search(text[start : span.start])
