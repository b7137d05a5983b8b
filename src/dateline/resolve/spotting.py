"""Place names that the name finder missed or took for a person or a body, found again by the gazetteer.

Of use where every place name of a text is wanted ("Kansas Department of Transportation" names Kansas): a name counts
where its likeliest bearer is a country, a division or a town of some size, or where the same name is a place elsewhere in the
text, and where what stands around it speaks for a place. Persons' names that are also places ("Jordan Smith") stay persons.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator, Mapping, Sequence
from functools import cache
from itertools import pairwise
from typing import Final

from spacy.tokens import Doc

from dateline.data_files import packaged
from dateline.model import Mention, Reading
from dateline.resolve.countries import FOLDER, countries
from dateline.resolve.gazetteer import Entry, Form, Gazetteer
from dateline.resolve.names import name_key
from dateline.terms import MentionKind
from dateline.text import Span

__all__ = ["leading_place", "may_be_where", "spotted"]

_LONGEST: Final = 4
# A town of fewer people is taken only where the words around it or another mention of it speak for it.
_SOME_SIZE: Final = 15_000
_LARGE: Final = 200_000
_PREPOSITION: Final = re.compile(
    r"\b(?:(?:left|leaving|leave|bound|headed|out)\s+for|in|at|near|from|to|of|around|outside|across|throughout|into|via|leaving|visiting|between|downtown|inside|toward|towards)"
    r"\s+(?:the\s+)?$"
)
_STANDS_IN: Final = re.compile(r"\b(?:in|at|near|outside|around)\s+$")
_WORD: Final = re.compile(r"(?:[A-Z]\.){2,}|[A-Z][a-z]{1,4}\.(?=,|\s+[a-zA-Z(–—-])|[A-Z][\w’']*(?:-[A-Z][\w’']*)*")
_SURNAME: Final = re.compile(r"^\s+[A-Z][a-z]+")
# Diseases are named after places.
_DISEASE: Final = re.compile(
    r"^\s+(?:\w+\s+)?(?:virus|fever|flu|ebolavirus|syndrome|encephalitis|strain)\b", re.IGNORECASE
)
_GAP: Final = re.compile(r"^(?: |\s+(?:de|del|la|of|al|el|on|upon|and)\s+(?:the\s+)?|-(?:al|el|sur|en|de|la)-)$")
# What follows a place's name in front of an office, a body or a person of it.
_OF_PLACE: Final = re.compile(
    r"^[’']?s?\s+(?:Gov|Sen|Rep|Sens|Reps|Atty|Lt|Dist|Govs|Pres)\b|^[’']?s?\s+(?:[A-Z]?[\w-]+\s+){0,2}(?:[Gg]overnor|[Ss]enators?|"
    r"[Mm]ayor|[Pp]olice|[Pp]resident|[Mm]inist(?:er|ry)|[Aa]ttorney|[Oo]fficials?|[Gg]overnment|[Aa]rmy|[Cc]ourts?|[Pp]arliament|"
    r"[Cc]ity|[Cc]ounty|[Rr]esidents?|[Hh]ospitals?|[Mm]ilitary|[Aa]uthorit(?:y|ies)|[Ll]aw|[Ll]egislat\w+|[Ss]chools?|[Dd]epartment|"
    r"[Ff]ire|[Ss]tate|[Nn]ative|[Ww]om[ae]n|m[ae]n|[Cc]ouncil|[Ee]mbassy|[Ss]heriff|[Cc]ommission(?:er)?|[Bb]orders?|[Cc]apital|"
    r"[Ee]lections?|[Dd]istrict|[Uu]niversity|[Cc]ollege|area|region|based)\b|^-based\b"
)
# "after the Mattoon warehouse shooting": a site or a shooting that is called after its town.
_SITED: Final = re.compile(
    r"\s+(?:warehouse|school|church|mosque|market|hospital|nightclub|mall|hotel|motel|apartments?|airport|prison|jail|shootings?)\b"
)
_SPEAKS: Final = re.compile(
    r"^\s+(?:said|says|announced|warned|accused|denied|insisted|rejected|shoulders|faces|has|had|is|was|would|will|could|and)\b"
)


@cache
def _words(kind: str) -> frozenset[str]:
    """The words of one list of ``data/places/words.yml``."""
    lists = packaged(FOLDER / "words.yml")
    return frozenset(lists[kind].split())


@cache
def _listed(kind: str) -> frozenset[str]:
    """The names of one list of ``data/places/words.yml`` whose names are parted by |."""
    lists = packaged(FOLDER / "words.yml")
    return frozenset(w.strip().casefold() for w in lists[kind].split("|") if w.strip())


@cache
def _country_adjectives() -> frozenset[str]:
    return frozenset(a.casefold() for c in countries().values() for a in c.adjectives)


class _Words:
    """The capitalised words of a text with the entities that cover them."""

    def __init__(self, doc: Doc, text: str) -> None:
        self.words = [Span(*m.span()) for m in _WORD.finditer(text)]
        self._ents = sorted((e.start_char, e.end_char, e.label_) for e in doc.ents)
        self._starts = [e[0] for e in self._ents]

    def entity(self, at: int) -> tuple[int, int, str] | None:
        index = bisect_right(self._starts, at) - 1
        if index < 0 or self._ents[index][1] <= at:
            return None
        return self._ents[index]


def spotted(reading: Reading, gazetteer: Gazetteer, known: Sequence[Mention]) -> list[Mention]:
    """Further place mentions of a report; ``known`` are those that it has. Their label is ``spotted``."""
    text = reading.report.text.clean
    words = _Words(reading.doc, text)
    seen = {name_key(text[m.head.start : m.head.end]) for m in known if _likely(gazetteer, m.words)}
    people = _names_of_people(reading.doc)
    found: list[Mention] = []
    taken = sorted((m.span.start, m.span.end) for m in known)
    starts = [t[0] for t in taken]

    def free(span: Span) -> bool:
        index = bisect_right(starts, span.end - 1) - 1
        return index < 0 or taken[index][1] <= span.start

    index = 0
    while index < len(words.words):
        step = 1
        for count in range(min(_LONGEST, len(words.words) - index), 0, -1):
            run = words.words[index : index + count]
            if any(not _GAP.match(text[a.end : b.start]) for a, b in pairwise(run)):
                continue
            for span in _spans(run[0].start, run[-1].end, text):
                if free(span) and _is_place(span, text, words, gazetteer, seen, people):
                    found.append(
                        Mention(
                            kind=MentionKind.PLACE,
                            span=span,
                            head=span,
                            words=text[span.start : span.end],
                            label="spotted",
                        )
                    )
                    step = count
                    break
            if step > 1 or (found and found[-1].span.start == run[0].start):
                break
        index += step
    return found


# Those who look after a place and speak of it, and the forces of a country that act in it.
_LOCAL: Final = re.compile(
    r"(?:[’']s)?\s+(?:(?:[Cc]ity|[Cc]ounty|[Mm]etro(?:politan)?|[Ss]tate)\s+)?(?i:police|sheriff|deput(?:y|ies)|fire|army|navy|hospital|coroner)\b"
)


def may_be_where(reading: Reading, found: Sequence[Mention]) -> list[Mention]:
    """Of names found again those that something may have happened at: not the places in the names of bodies ("Forces of Colombia"),
    adjectives, agencies; of those before a body's noun only the ones that it looks after ("Milwaukee police")."""
    text = reading.report.text.clean
    words = _Words(reading.doc, text)
    source = reading.report.source.name, reading.report.agency
    outlets = {n.casefold() for n in source if n} | {m["name"].casefold() for m in _SIGNED.finditer(text)}
    kept = []
    for mention in found:
        start, end = mention.span.start, mention.span.end
        key = mention.words.casefold()
        if (
            key in outlets
            or key in _listed("peoples") | _listed("agencies") | _listed("brands")
            or key in _country_adjectives()
        ):
            continue
        if _SPEAKER.search(text[max(0, start - 24) : start]):
            continue
        after = text[end : end + 40]
        if _BODY_OF.search(text[max(0, start - 60) : start]):
            continue
        if (
            mention.words in ("U.N.", "UN", "EU", "E.U.")
            or re.match(r"-[a-z]", after)
            or _DIRECTIONS.fullmatch(mention.words)
        ):
            continue
        if mention.words == "US" and text[max(0, start - 40) : start].isupper():
            continue
        placed = re.search(r"\b(?:in|at|near|outside)\s+$", text[max(0, start - 9) : start])
        if key in _words("given_names") and not (placed or _LOCAL.match(after) or re.match(r",\s+[A-Z]", after)):
            continue
        entity = words.entity(start)
        if entity is not None and entity[2] in ("ORG", "NORP", "MISC"):
            whole = entity[0] >= start - 4 and entity[1] <= end + 3
            if not _LOCAL.match(after) and not (whole and not re.match(r"\s+[A-Z]", after)):
                continue
        elif entity is None and re.match(r"\s+(?:Wire|Times|News|Post|Herald|Radio|TV|Press|Daily|Tribune)\b", after):
            continue
        kept.append(mention)
    return kept


# "MONGO, Chad (Meridian) - ": who files the report.
_SIGNED: Final = re.compile(r"(?m)^[^\n(]{2,60}\((?P<name>[A-Z][\w .&’'-]{1,24})\)\s*(?:[-–—]|â€”)")
_SPEAKER: Final = re.compile(r"\b(?:[Aa]ccording\s+to|told|[Ss]aid|[Aa]sked|[Tt]ells|thanked)\s+$")
# The tail of a body's name: "United Front of the Highlands (UFH)", "Communist Party of India".
_BODY_OF: Final = re.compile(
    r"\b(?:Front|Army|Armies|Forces?|Movement|Party|Union|Council|Government|Ministry|Organi[sz]ation|Committee|Association|"
    r"Federation|Confederation|Alliance|Congress|Brigades?|Guards?|Command|League|Coalition|Assembly|Bank|Observatory)"
    r"(?:\s+(?:and|[A-Z][\w’'-]+)){0,3}\s+(?:of|for|in)\s+(?:the\s+)?(?:[A-Z][\w’'-]+\s+(?:and\s+)?)?$"
)
_DIRECTIONS: Final = re.compile(r"(?:north|south|east|west)+(?:ern)?", re.IGNORECASE)


def _spans(start: int, end: int, text: str) -> Iterator[Span]:
    """The stretch as it stands; without article, a party's letter ("D-Ohio") and a possessive ending."""
    words = text[start:end]
    if lead := re.match(r"The\s+|[DRI]-(?=[A-Z])", words):
        start += lead.end()
        words = text[start:end]
    if re.search(r"[’'](?:ll|m|d|ve|re|t)\b", words) or not words:
        return
    if bare := re.match(r"(.+?)[’']s?$", words):
        yield Span(start, start + len(bare[1]))
        return
    yield Span(start, end)
    if words.endswith(".") and not re.search(r"\.\w?\w?\w?\w?\.$", words):
        yield Span(start, end - 1)


def _likely(gazetteer: Gazetteer, name: str) -> bool:
    return any(e.form in (Form.MAIN, Form.OTHER, Form.FREE) for e in gazetteer.entries(name)[:3])


def _names_of_people(doc: Doc) -> frozenset[str]:
    """The words of persons' names of two words or more."""
    found: set[str] = set()
    for ent in doc.ents:
        if (
            ent.label_ in ("PERSON", "PER")
            and len(ent) > 1
            and not any(t.lower_ in ("of", "gov.", "sen.", "rep.") for t in ent)
        ):
            found.update(t.lower_ for t in ent)
    return frozenset(found)


def _of_people(key: str, people: frozenset[str]) -> bool:
    """ "Chapo", "El Chapo" where the report has "Joaquin El Chapo Guzman"."""
    return all(word in people for word in key.split())


@cache
def _state_after() -> re.Pattern[str]:
    """A comma and what may be the division or country after a town's name."""
    return re.compile(r"^,\s+(?P<outer>(?:[A-Z]\.){2,}|[A-Z][\w.]+(?:\s[A-Z]\w+)?)")


def _is_place(
    span: Span, text: str, words: _Words, gazetteer: Gazetteer, seen: frozenset[str] | set[str], people: frozenset[str]
) -> bool:
    name = text[span.start : span.end]
    key = name_key(name)
    if len(key) < 2 or key in _words("other_words") or (len(name) <= 3 and not name.isupper() and "." not in name):
        return False
    entries = [e for e in gazetteer.entries(name) if e.form in (Form.MAIN, Form.OTHER)]
    if not entries or _DISEASE.match(text[span.end : span.end + 30]):
        return False
    best = entries[0]
    main = best.form == Form.MAIN
    wide = main and best.kind in ("country", "admin1", "continent", "region")
    before, after = text[max(0, span.start - 24) : span.start], text[span.end : span.end + 40]
    if name.isupper() and "." not in name and len(name) <= 3:
        return best.kind == "country" and main and not re.match(r"[\w$-]", after)
    if re.search(r"[\w’'&]-?$|\b[A-Z]\.\s$", before[-3:]) and not before.endswith("-"):
        return False
    within = _within_state(after, gazetteer, entries)
    placed = bool(_PREPOSITION.search(before)) or within
    known = key in seen or (main and (wide or best.population >= _SOME_SIZE or best.kind == "admin2"))
    sure = key in seen or wide or (main and best.population >= _LARGE)
    entity = words.entity(span.start)
    if entity is None:
        if key in _words("given_names") and not placed and _SURNAME.match(after) and not _OF_PLACE.match(after):
            return False
        start_of_sentence = not before.strip() or bool(re.search(r"[.!?”\"\n]\s*$", before))
        if wide:
            return not (start_of_sentence and " " not in name and len(name) < 5)
        if _of_people(key, people) and not placed:
            return False
        return within or (known and (placed or bool(_OF_PLACE.match(after)))) or (key in seen and not start_of_sentence)
    label = entity[2]
    whole = entity[0] >= span.start - 4 and entity[1] <= span.end + 3
    if label in ("PERSON", "PER"):
        return _in_person(
            span, text, entity, key, known=known, sure=sure, whole=whole, placed=placed, within=within, people=people
        )
    if label in ("ORG", "LOC", "GPE", "FAC", "EVENT", "MISC", "WORK_OF_ART", "PRODUCT"):
        if (
            whole
            and _of_people(key, people)
            and not within
            and not (_STANDS_IN.search(before) or _OF_PLACE.match(after))
        ):
            return False  # a surname that the report has with its first name
        if whole:
            return known or (main and (placed or bool(_SITED.match(after))))
        first = span.start <= entity[0] + 4 or bool(re.search(r"\bof\s+(?:the\s+)?$|-$|[’']s\s+$", before))
        return first and (known or within)
    if label in ("NORP",):
        return wide
    return within


def _in_person(
    span: Span,
    text: str,
    entity: tuple[int, int, str],
    key: str,
    *,
    known: bool,
    sure: bool,
    whole: bool,
    placed: bool,
    within: bool,
    people: frozenset[str],
) -> bool:
    """Whether a name within what the name finder calls a person is a place's."""
    after = text[span.end : span.end + 40]
    if within:
        return True
    if whole:
        if _of_people(key, people) and (" " in key or not (placed and known)):
            return False
        if key in _words("given_names"):
            return known and (placed or bool(_OF_PLACE.match(after)))
        return (known and sure) or (placed and (known or bool(_OF_PLACE.match(after))))
    before = text[max(0, span.start - 10) : span.start]
    if re.search(r"\bof\s+(?:the\s+)?$", before):
        return known
    return span.start <= entity[0] + 4 and known and bool(_OF_PLACE.match(after))


def _within_state(after: str, gazetteer: Gazetteer, entries: Sequence[Entry]) -> bool:
    """True for "X, Ohio" and "X, Turkey" where the gazetteer has an X there."""
    match = _state_after().match(after)
    if match is None:
        return False
    for outer_name in dict.fromkeys((match["outer"], match["outer"].split(" ")[0])):
        for outer in gazetteer.entries(outer_name)[:3]:
            if outer.form > Form.OTHER:
                continue
            if outer.kind == "country" and any(e.country == outer.country and e.kind != "country" for e in entries):
                return True
            if outer.kind == "admin1" and any(
                (e.country, e.admin1) == (outer.country, outer.admin1) and e.kind != "admin1" for e in entries
            ):
                return True
    return False


def leading_place(
    span: Span, text: str, gazetteer: Gazetteer, seen: Mapping[str, object] | frozenset[str] | set[str]
) -> Span | None:
    """The place that a site's name begins with ("Vancouver International Airport"), or None."""
    words = [
        Span(span.start + m.start(), span.start + m.end()) for m in re.finditer(r"[^\s]+", text[span.start : span.end])
    ]
    for count in range(min(3, len(words) - 1), 0, -1):
        end = words[count - 1].end
        name = re.sub(r"[’']s?$", "", text[span.start : end])
        key = name_key(name)
        if key in _words("other_words") or len(key) < 3:
            continue
        best = next((e for e in gazetteer.entries(name) if e.form in (Form.MAIN, Form.OTHER)), None)
        if best is not None and (
            key in seen
            or (
                best.form == Form.MAIN
                and (best.kind in ("country", "admin1", "admin2") or best.population >= _SOME_SIZE)
            )
        ):
            return Span(span.start, span.start + len(name))
    return None
