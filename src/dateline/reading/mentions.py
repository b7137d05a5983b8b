"""Mentions of places, times, persons and parties in a parsed report.

Places come from three hands: the names that the model marks, patterns of words that name places ("village of X",
"X district", "Hotel X"), and the dateline. ``Mention.label`` holds tags, parted by blanks:

* of places: the kind of place (countries are left to the gazetteer): ``site``, ``town``, ``quarter`` (of a town),
  ``admin1``, ``admin2``, ``region``, ``camp``, ``water``, ``mountain``, ``direction`` ("eastern Syria"); and what stands
  around it: ``near``, ``distant`` (more than 50 km from it), ``from`` (the way to or from it), ``dateline``,
  ``modifier`` (before a noun: "a Charleston bar"), ``possessive``, ``speaks`` ("Damascus said", "diplomats in Nairobi said"),
  ``body`` (within the name of a body: "Islamic State in the Greater Sahara");
* of times: the sort given by :mod:`dateline.reading.time_words`;
* of parties: ``ORG``, ``NORP``, ``demonym`` (a people or nationality: "Iraqi").

``Mention.head`` of a place is the bare name ("Hama" of "Hama province", "Syria" of "eastern Syria").
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from typing import Final

from spacy.tokens import Doc, Token
from spacy.tokens import Span as DocSpan

from dateline.model import Mention, Report
from dateline.reading.located import again, labels, located, said_in
from dateline.reading.not_places import adjective, headline_words, in_body, names_body, word_list
from dateline.reading.place_patterns import SIDE, Found, by_pattern, tag_of
from dateline.reading.place_words import (
    ADMINISTRATIVE,
    ALL_KINDS,
    DIRECTION,
    DISTANCE,
    KIND_OF_OTHER,
    NAME_MORE,
    NEAR,
    NEAR_KM,
    NOT_NAMES,
    ORG_LABELS,
    ORGANISATIONAL,
    PEOPLE_LABELS,
    PERSON_LABELS,
    PLACE_LABELS,
    RECORDING,
    SITE_WORDS,
    SPEAKERS_AFAR,
    SPEECH,
    STREET,
    TOWARDS,
)
from dateline.reading.time_words import find_times
from dateline.terms import MentionKind
from dateline.text import Span

__all__ = ["find_mentions"]


_OF_THE_PAGE: Final = re.compile(
    r"\((?:(?:first |last )?(?:published|posted|updated|aired|uploaded|filed)(?: on)?:?)\s+$", re.IGNORECASE
)
"""Before the day on which a picture or film was put on the page: "(Published Friday, June 26, 2015)"."""
_BEFORE_DAY: Final = 24
_OF_ITS_YEAR: Final = re.compile(
    r"\s+(?:[\w.'’-]+\s+){0,2}?(?:elections?|vote|referendum|campaign|contest|race|primary|primaries|season|budget|census|survey|study|"
    r"nominee|candidate|convention|constitution|treaty|accords?|agreement|law|act|resolution|olympics|world cup|championship|"
    r"film|movie|book|novel|model)\b",
    re.IGNORECASE,
)
"""After a year that names an institution and dates no deed: "the 2016 presidential contest"."""
_NAMED_LEN: Final = 60


def find_mentions(doc: Doc, report: Report) -> tuple[Mention, ...]:
    """All mentions of a report, by start; spans are clean spans of ``doc.text``."""
    text = doc.text
    times = [
        Mention(kind=MentionKind.TIME, span=t.span, head=t.head, words=text[t.span.start : t.span.end], label=t.sort)
        for t in find_times(text)
        if not _OF_THE_PAGE.search(text, max(0, t.span.start - _BEFORE_DAY), t.span.start)
        and not (t.sort == "year" and _OF_ITS_YEAR.match(text, t.span.end, t.span.end + _NAMED_LEN))
    ]
    taken = [t.head for t in times if t.label not in ("duration", "set")]
    people: list[Mention] = []
    for ent in doc.ents:
        span = _trimmed(ent, text)
        if ent.label_ in PERSON_LABELS:
            people.append(_mention(text, MentionKind.PERSON, span, span, "PERSON"))
        elif ent.label_ in ORG_LABELS:
            people.append(_mention(text, MentionKind.ACTOR, span, span, "ORG"))
        elif ent.label_ in PEOPLE_LABELS:
            people.append(_mention(text, MentionKind.ACTOR, span, span, "demonym" if _is_adjective(ent) else "NORP"))
    places = _places(doc, report, [p.span for p in people], taken)
    heads = {(p.head.start, p.head.end) for p in places}
    people = [p for p in people if p.label != "PERSON" or (p.span.start, p.span.end) not in heads]
    return tuple(sorted([*times, *people, *places], key=lambda m: (m.span.start, m.span.end, m.kind.value)))


def _mention(text: str, kind: MentionKind, span: Span, head: Span, label: str) -> Mention:
    return Mention(kind=kind, span=span, head=head, words=text[span.start : span.end], label=label)


def _is_adjective(ent: DocSpan) -> bool:
    return len(ent) == 1 and (ent[0].pos_ == "ADJ" or ent[0].dep_ == "amod")


def _trimmed(ent: DocSpan, text: str) -> Span:
    """The span of an entity without article, quotes and a possessive ending."""
    start, end = ent.start_char, ent.end_char
    words = text[start:end]
    if lead := re.match(r"(?:the|a|an)\s+|[\"“'‘(\s]+", words, re.IGNORECASE):
        start += lead.end()
    words = text[start:end]
    if tail := re.search(r"(?:[’']s|[\"”)\s,;:’'–—-]+)$", words):
        end = start + tail.start()
    return Span(start, end) if end > start else Span(ent.start_char, ent.end_char)


# ---------------------------------------------------------------------------------------------------------- places


def _places(doc: Doc, report: Report, others: list[Span], times: list[Span]) -> list[Mention]:
    text = doc.text
    found = [f for ent in doc.ents if ent.label_ in PLACE_LABELS for f in _of_entity(text, _trimmed(ent, text))]
    people = [_trimmed(ent, text) for ent in doc.ents if ent.label_ in PERSON_LABELS]
    blocked = [*others, *times]
    named = [f.span for f in found]
    for f in by_pattern(text):
        if any(f.head.touches(t) for t in times):
            continue
        if any(f.head in o or (f.span in o) for o in others if not _only_kind(text, o, f)):
            continue
        if any(o.start == f.head.start and re.match(r"\s+of\b", text[o.end : f.head.end]) for o in people):
            continue  # "Manichandra Singh of Phayeng village"
        if f.by == "area" and not any(f.head.touches(n) for n in named) and any(f.head.touches(b) for b in blocked):
            continue
        found.append(f)
    found.extend(_of_dateline(text, report))
    found.extend(f for f in _of_labels(text) if not any(f.head.touches(k.span) for k in found))
    for by, spans in (("label", labels(doc, text)), ("located", located(doc, text))):
        for span in spans:
            if not any(span.touches(k.span) for k in found) and not any(span.touches(t) for t in times):
                found.append(_widened(text, span, by))
    persons_of = Counter(ent.text for ent in doc.ents if ent.label_ in PERSON_LABELS)
    places_of = Counter(text[f.head.start : f.head.end] for f in found if f.by == "entity")
    known = [f.head for f in found if f.by in ("label", "located")]
    known += [f.head for f in found if places_of[name := text[f.head.start : f.head.end]] > persons_of[name]]
    bodies = [_trimmed(ent, text) for ent in doc.ents if ent.label_ in ORG_LABELS]
    for span in again(text, known, [*(f.span for f in found), *bodies, *times]):
        if not any(span.touches(p) and span != p for p in people):
            found.append(_widened(text, span, "again"))
    persons = _persons(doc, text) | _surnames(doc, text)
    found = [
        f for f in found if f.by in ("dateline", "label") or text[f.head.start : f.head.end].casefold() not in persons
    ]
    found = [
        f
        for f in found
        if not _general(text, f) and not _nameless(text, f) and (f.by == "dateline" or not _no_place(doc, report, f))
    ]
    kept: list[Found] = []
    for f in sorted(found, key=lambda f: (f.by != "block", -len(f.span), f.span.start)):
        clash = [k for k in kept if k.span.touches(f.span)]
        if not clash:
            kept.append(f)
        elif f.by == "dateline":
            kept = [
                k if not k.span.touches(f.span) else Found(k.span, k.head, (*k.tags, "dateline"), k.by) for k in kept
            ]
    return [_placed(doc, f) for f in sorted(kept, key=lambda f: f.span.start)]


def _persons(doc: Doc, text: str) -> frozenset[str]:
    """Full names that are marked as a person's more often than as a place's, and never stand after "in", "at", "near"."""
    people: dict[str, int] = {}
    for ent in doc.ents:
        if len(ent) > 1 and ent.label_ in PERSON_LABELS:
            people[ent.text.casefold()] = people.get(ent.text.casefold(), 0) + 1
        elif len(ent) > 1 and ent.label_ in PLACE_LABELS:
            people[ent.text.casefold()] = people.get(ent.text.casefold(), 0) - 1
    return frozenset(
        name
        for name, count in people.items()
        if count > 0
        and not re.search(
            rf"\b(?:in|at|near|from|to|on|outside|around|into|of|attack on|for)\s+(?:the\s+)?(?:\w+\s+of\s+)?{re.escape(name)}\b",
            text,
            re.IGNORECASE,
        )
    )


def _surnames(doc: Doc, text: str) -> frozenset[str]:
    """Single words of persons' full names ("Trushin" of "Aleksandr Trushin") that never stand as a place's name does."""
    parts = {
        t.lower_
        for ent in doc.ents
        if ent.label_ in PERSON_LABELS and 1 < len(ent) < 5
        for t in ent
        if len(t) > 3 and t.is_alpha
    }
    named = PLACE_LABELS | PERSON_LABELS
    alone = {ent.text.casefold() for ent in doc.ents if ent.label_ in named and len(ent) == 1} & parts
    return frozenset(
        name
        for name in alone
        if not re.search(
            rf"\b(?:in|at|near|outside|inside|across|throughout|(?:city|town|village|capital|state|district|province|"
            rf"residents|outskirts|north|south|east|west)\s+of)\s+(?:the\s+)?{re.escape(name)}\b(?!\s+[A-Z][a-z])|"
            rf",\s+{re.escape(name)}\s*[,.;)]|"
            rf"\b{re.escape(name)},\s+[A-Z]|\b{re.escape(name)}(?:[’']s)?\s+(?i:{ALL_KINDS}|police)\b",
            text,
            re.IGNORECASE,
        )
    )


def _division_of_people(doc: Doc, head: Span) -> bool:
    """True for "police in Salamat suspect …": the name of a people that is a division's too, governed by a preposition of place."""
    if doc.text[head.start : head.end].casefold() not in word_list("peoples_and_divisions"):
        return False
    span = doc.char_span(head.start, head.end, alignment_mode="expand")
    if span is None or not doc.has_annotation("DEP") or span.root.dep_ not in ("obl", "nmod"):
        return False
    return any(c.dep_ == "case" and c.lower_ in _IN for c in span.root.children)


_IN: Final = frozenset({"in", "across", "throughout", "inside", "within"})
# "Pro-Castro", "anti - Moscow": a leaning.
_LEANING: Final = re.compile(r"\b(?:pro|anti|neo)\s?[-–]\s?$", re.IGNORECASE)


# "Evangelista's house", "Khan's wife": whose the house is, or the wife.
_OF_SOMEBODY: Final = re.compile(
    r"\s?['’]s\s+(?:house|home|residence|wife|husband|widow|son|daughter|brother|sister|father|mother|body|brother-in-law|bodyguards?|"
    r"lawyers?|family)\b",
    re.IGNORECASE,
)


def _no_place(doc: Doc, report: Report, found: Found) -> bool:
    """True for bodies, adjectives and the words of a headline (:mod:`dateline.reading.not_places`)."""
    text = doc.text
    return (
        bool(_OF_SOMEBODY.match(text, found.span.end))
        or bool(_LEANING.search(text, max(0, found.span.start - 8), found.span.start))
        or _owner(text, found)
        or names_body(text, report, found.span, found.head)
        or (adjective(text, found.span, found.head) and not _division_of_people(doc, found.head))
        or headline_words(text, report, found.span, by_pattern=found.by not in ("entity", "label"))
    )


_HOUSE_OF: Final = re.compile(
    r"\b(?:house|home|residence|shop)s?\s+(?:of|belonging\s+to)\s+(?:one\s+)?$", re.IGNORECASE
)


def _owner(text: str, found: Found) -> bool:
    """ "The house of Shehri Khan at Havaid", "the gate of Jotin Singh (48)": the name of two words and more is whose it is."""
    name = text[found.span.start : found.span.end]
    behind = text[found.span.end : found.span.end + 8]
    return (
        found.by == "entity"
        and not found.tags
        and bool(re.fullmatch(r"[A-Z]\w+(?:\s+[A-Z]\w+){1,3}", name))
        and (
            bool(re.match(r"\s*\(\d{1,2}\)", behind))
            or (
                bool(_HOUSE_OF.search(text, max(0, found.span.start - 40), found.span.start))
                and bool(re.match(r"\s+(?:at|in|on|near|who|was|were|and)\b|\s*[,.;(]", behind))
            )
        )
    )


_GENERAL: Final = re.compile(r"(?:port|coast|border|capital|area|outskirts|suburbs?|shores?|banks?)$", re.IGNORECASE)


def _general(text: str, found: Found) -> bool:
    """True for "Caribbean port" of "the Caribbean port of Cartagena": what follows is the name."""
    return bool(
        _GENERAL.search(text[found.span.start : found.span.end])
        and re.match(r"\s+of\s+(?:the\s+)?(?:[A-Z]|al-|el-)", text[found.span.end : found.span.end + 12], re.IGNORECASE)
        and found.by == "entity"
    )


_NAMED: Final = re.compile(r"\b(?!(?:The|A|An)\s)[A-Z][\w’'-]+\s+(?:refugee\s+|displacement\s+)?$|-[A-Z][\w’'-]+\s+$")
"""A name right before: "the Dar camp in Syria" is named, and Syria is no camp."""
_NAMELESS: Final = re.compile(
    rf"(?i:(?:the\s+)?(?:(?:police|main|central|local|army|military|government|radio|gas|petrol|filling|fire|television|tv|{ALL_KINDS}|{SITE_WORDS})\s*)+)"
)


def _nameless(text: str, found: Found) -> bool:
    """True for kind words without a name ("Police Station") and for what only looks like one ("ISIS enclave")."""
    head = text[found.head.start : found.head.end]
    if head in ("La", "El", "Al", "Le", "Les", "De"):
        return True  # cut off from a longer name
    return head.lower() in NOT_NAMES or head.lower() == "the" or bool(_NAMELESS.fullmatch(head))


def _only_kind(text: str, other: Span, found: Found) -> bool:
    """True where what the model calls an organisation is a name with a kind word ("Hama province")."""
    if other == found.span:
        return any(t in found.tags for t in ("admin1", "admin2", "town", "camp", "region", "site", "water"))
    before = text[max(0, other.start - 40) : other.start]
    return "site" in found.tags and other.end == found.span.end and bool(_INTO_SITE.search(before))


# A school or hospital that the name finder takes for a body is a place where something was done in it or to those in it.
_INTO_SITE: Final = re.compile(
    r"\b(?:in|inside|at|near|outside|behind|opposite|entered|stormed|attacked|shelled|bombed|front\s+of|"
    r"(?:students?|pupils?|teachers?|patients|inmates|prisoners|worshippers|gates?|grounds|campus|premises|compound|hostel|courtyard|"
    r"parking\s+lot|lobby)\s+(?:of|at|in))\s+(?:the\s+)?$",
    re.IGNORECASE,
)


def _of_entity(text: str, span: Span) -> Iterator[Found]:
    """A marked name, split where it holds several ("Baghouz, Syria"; "Kolachi Town of Sirab District"), with kind
    words and direction around it taken in."""
    at = span.start
    for index, part in enumerate(_SEVERAL.split(text[span.start : span.end])):
        start, at = at, at + len(part)
        if index % 2 or not re.search(r"\w", part):
            continue
        end = start + len(_LOOSE_END.sub("", part))
        if twice := _KIND_TWICE.match(text[start:end]):
            start += twice.end()  # "District of Satkhira District"
        if (
            lead := re.match(rf"(?P<direction>{DIRECTION.lower()})\s+(?=\w)", text[start:end])
        ) and lead.group().islower():
            start += lead.end()  # "east Syria", but "South Sudan"
        if side := SIDE.match(text[start:end]):
            yield _widened(text, Span(start, start + len(side.group().rstrip())), "entity")
            start += side.end()  # "West Side Austin": a part of the city, and a quarter in it
        if end > start and text[start:end].lower() not in _NOT_PLACES:
            yield _widened(text, Span(start, end), "entity")


# What parts the names within one marked stretch. "and" does so only after a site: "Bosnia and Herzegovina" is one.
_SEVERAL: Final = re.compile(
    r"(\s*,\s*|\s+/\s+|\s+(?:in|at|near|under)\s+(?:the\s+)?(?=[A-Z])|(?<=\w)(?:(?<=Town)|(?<=District)|(?<=Village)|"
    r"(?<=City)|(?<=Port)|(?<=County)|(?<=Province)|(?<=Agency)|(?<=Area))\s+of\s+(?:the\s+)?(?=[A-Z])|"
    r"(?:(?<=Road)|(?<=Street)|(?<=Avenue)|(?<=Drive)|(?<=Highway))\s+and\s+(?=[A-Z])|"
    # "Haiti's Artibonite region": the owner is a place of its own ("St. Mary's Church" is not)
    r"(?<=\w)[’']s\s+(?=(?:[A-Z][\w’'-]+\s+){1,3}(?:region|province|district|state|governorate|department|county|prefecture|"
    r"area|valley|city|town|village|municipality|oblast|township)\b))",
    re.IGNORECASE,
)
# Words in small letters at the end of a marked name that are not part of it ("an Arlington party").
_LOOSE_END: Final = re.compile(
    rf"(?:\s+(?!(?:{ALL_KINDS}|{SITE_WORDS}|area|coast|border)s?\b)[a-z][a-z’'-]*)+$|\s+(?i:of|in|and|the|near|at)$"
)
_KIND_TWICE: Final = re.compile(rf"(?i:{ALL_KINDS})\s+of\s+(?:the\s+)?(?=[A-Z].*\s(?i:{ALL_KINDS})$)", re.DOTALL)
_NOT_PLACES: Final = frozenset(
    {"islamic state", "caliphate", "islamic", "state", "army", "police", "allah", "earth", "internet"}
)


def _widened(text: str, head: Span, by: str) -> Found:
    start, end = head.start, head.end
    tags: list[str] = []
    name_start, name_end = start, end
    words = text[start:end]
    if inner := re.fullmatch(rf"(?i:the\s+)?(?P<name>.+?)[\s-]+(?P<kind>(?i:{ALL_KINDS}|{SITE_WORDS}))(?i:s)?", words):
        tags.append(tag_of(inner["kind"]))
        if tags[-1] not in ("site", "water", "mountain"):
            name_end = start + inner.end("name")
        name_start = start + inner.start("name")
    elif after := re.match(rf"[\s-]+(?P<kind>(?i:{ALL_KINDS}|{SITE_WORDS}))\b(?!\s+of\b)", text[end : end + 40]):
        if _kind_after(text, end + after.end()) and (
            after["kind"][0].isupper() or not _LOWER_SITE.search(after["kind"])
        ):
            tags.append(tag_of(after["kind"]))
            end += after.end()
            if tags[-1] in ("site", "water", "mountain"):
                name_end = end
    before = text[max(0, start - 40) : start]
    if lead := re.search(
        rf"\b(?P<direction>{DIRECTION})(?:\s+part\s+of(?:\s+the)?|\s+parts\s+of(?:\s+the)?)?\s+$",
        before,
        re.IGNORECASE,
    ):
        if not re.search(r"\b(?:north|south|east|west)\s+of\s+$", before, re.IGNORECASE):
            start -= len(before) - lead.start()
            tags.append("direction")
    elif of := re.search(rf"\b(?P<kind>(?i:{ALL_KINDS}))\s+of\s+$", before):
        named = re.search(r"(?<!^)\b(?!(?:THE|A|IN|AT|OF|The|In)\b)[A-Z][\w’'-]+\s+$", before[: of.start()])
        if (
            not (named and of["kind"][0].isupper())
            and not tags
            and tag_of(of["kind"]) not in ("water", "mountain")
            and of["kind"].lower() not in KIND_OF_OTHER - ADMINISTRATIVE
            and not (of["kind"].lower() == "block" and re.search(r"\d\s+$", before[: of.start()]))
        ):
            tags.append(tag_of(of["kind"]))
    if not tags and by != "dateline" and re.search(r"\s", words) and STREET.search(words):
        tags.append("site")
    if article := re.match(r"(?i:the)\s+(?=\S)", text[name_start:name_end]):
        name_start += article.end()
    return Found(Span(start, end), Span(name_start, name_end), tuple(dict.fromkeys(tags)), by)


# Sites that, in small letters after a town's name, are any such site of the town ("a Charleston bar").
_LOWER_SITE: Final = re.compile(
    r"^(?:hotel|school|mosque|church|cathedral|temple|college|academy|base|barracks|bridge|market|bazaa?r|square|avenue|street|"
    r"road|highway|boulevard|station|police station|checkpoint|embassy|consulate|mall|plaza|restaurant|cafe|bar|club|"
    r"theat(?:er|re)|factory|mine|farm|park|gate|towers?|building|apartments|courthouse|cemetery|clinic|junction|block|capital|"
    r"division|department|agency|state|plain|coast|valley|hill|hills|delta|mountain|mountains|forest|forests|ward|quarter)$"
)


def _kind_after(text: str, end: int) -> bool:
    """Not "Paris police station chief" nor "Hama province's governor": the words after must not make it a person's."""
    return not re.match(
        r"\s+(?i:police|council|governor|chief|commissioner|official|officials|spokesman|authorities|court)\b",
        text[end : end + 24],
    )


_LABEL: Final = re.compile(
    rf"(?m)^[ \t]*[•●▪◦‣*–—-][ \t]*\n?(?P<names>{NAME_MORE}(?:,\s*{NAME_MORE})?)(?=\s*(?:\([^)\n]{{2,30}}\)\s*)?:\s)"
)


def _of_labels(text: str) -> Iterator[Found]:
    """Places that head the items of a bulletin ("• Mindéra: the body of …"), where at least two items are so headed."""
    labels = list(_LABEL.finditer(text))
    for match in labels if len(labels) > 1 else ():
        at = match.start("names")
        for part in re.split(r"(,\s*)", match["names"]):
            if not part.startswith(",") and part.lower() not in NOT_NAMES and not ORGANISATIONAL & {part.lower()}:
                yield Found(Span(at, at + len(part)), Span(at, at + len(part)), ("town",), "label")
            at += len(part)


def _of_dateline(text: str, report: Report) -> Iterator[Found]:
    """The places of the dateline where they stand: "BAGHOUZ, Syria (Reuters) -"."""
    place = report.place_of_dateline
    if not place:
        return
    pattern = r"[\s,/]+".join(re.escape(part) for part in re.split(r"[\s,/]+", place) if part)
    whole = re.search(rf"\b{pattern}(?=\s*(?:\(|[-–—]|:|\.|,))", text[:4000]) or re.search(
        rf"\b{pattern}\b", text[:4000]
    )
    if whole is None:
        return
    at = whole.start()
    for part in re.split(r"\s*[,/]\s*", whole.group()):
        at = text.index(part, at)
        if part:
            yield Found(Span(at, at + len(part)), Span(at, at + len(part)), ("dateline",), "dateline")
        at += len(part)


# "abducted from X", "rescued from X": there X is where it happened.
_TAKEN: Final = re.compile(
    r"\b(?:abduct|kidnap|seiz|snatch|rescu|freed|free|recover|arrest|captur|detain|loot|stole|stolen|withdr|displac|evacuat)\w*\b"
    r"[^.;:]{0,90}\bfrom\s+(?:the\s+)?(?:\w+\s+(?:of|in|at)\s+)?$",
    re.IGNORECASE,
)


def _placed(doc: Doc, found: Found) -> Mention:
    text = doc.text
    before = text[max(0, found.span.start - 60) : found.span.start]
    tags = list(found.tags)
    if (far := DISTANCE.search(before)) and float(far["km"].replace(",", "")) > NEAR_KM:
        tags.append("distant")
    elif NEAR.search(before):
        tags.append("near")
    elif TOWARDS.search(before) and not _TAKEN.search(text[max(0, found.span.start - 120) : found.span.start]):
        tags.append("from")
    camp = re.search(r"\bcamps?\s+(?P<by>at|in|of|called|near)\s+(?:the\s+)?$", before)
    if camp and "camp" not in tags and not (camp["by"] == "in" and _NAMED.search(before[: camp.start()])):
        tags.append("camp")
    if "site" in tags and re.search(r"\bunder\s+(?:the\s+)?(?:\w+\s+)?$", before):
        tags[tags.index("site")] = "admin2"  # a police station stands for the area under it
    if "dateline" not in tags and in_body(text, found.span):
        tags.append("body")
    if "dateline" not in tags and re.match(r"[’']s?\b", text[found.span.end : found.span.end + 2]):
        tags.append("possessive")
    span = doc.char_span(found.head.start, found.head.end, alignment_mode="expand")
    if span is not None and len(span) and doc.has_annotation("DEP"):
        whole = doc.char_span(found.span.start, found.span.end, alignment_mode="expand") or span
        tags.extend(_syntax_tags(*_with_kind(span.root, whole)))
    if said_in(text, found.span):
        tags.append("speaks")
    return _mention(text, MentionKind.PLACE, found.span, found.head, " ".join(dict.fromkeys(tags)))


_KIND_NOUNS: Final = frozenset(
    {
        *ALL_KINDS.split("|"),
        *SITE_WORDS.split("|"),
        "area",
        "areas",
        "locality",
        "sector",
        "section",
        "limits",
        "neighborhoods",
        "pass",
        "ridge",
        "gorge",
        "ford",
        "plateau",
        "peak",
        "canyon",
    }
)


def _with_kind(root: Token, span: DocSpan) -> tuple[Token, DocSpan]:
    """The root and span of a name with the kind word that it only modifies in form ("the Nowshera sector")."""
    while (
        root.dep_ in ("compound", "amod", "nmod", "nmod:poss", "flat")
        and root.i < root.head.i <= span.end
        and root.head.lower_ in _KIND_NOUNS
    ):
        root = root.head
    return root, span if root.i < span.end else root.doc[span.start : root.i + 1]


def _syntax_tags(root: Token, span: DocSpan) -> Iterator[str]:
    if root.dep_ in ("compound", "amod", "nmod:poss") and root.head.i >= span.end:
        yield "modifier"
    if (root.dep_ in ("nsubj", "nsubj:pass") and root.head.lemma_.lower() in SPEECH) or _seat_of_speaker(root):
        yield "speaks"


def _seat_of_speaker(root: Token) -> bool:
    """ "A humanitarian office in N'Djamena said", "according to diplomats in Nairobi": where those sit who speak of elsewhere."""
    if root.dep_ not in ("nmod", "obl") or not any(
        c.dep_ == "case" and c.lower_ in ("in", "at") for c in root.children
    ):
        return False
    speaker = root.head
    if speaker.lemma_.lower() not in SPEAKERS_AFAR:
        return False
    if speaker.dep_ in ("nsubj", "nsubj:pass"):
        return speaker.head.lemma_.lower() in SPEECH | RECORDING
    return any(c.dep_ == "case" and c.lower_ in ("to", "by") for c in speaker.children) and any(
        t.lower_ in ("according", "told", "reported", "cited", "quoted")
        for t in (*speaker.children, speaker.head, *speaker.head.children)
    )
