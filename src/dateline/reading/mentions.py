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
from dataclasses import dataclass
from functools import cache
from typing import Final

from spacy.tokens import Doc, Token
from spacy.tokens import Span as DocSpan

from dateline.model import Mention, Report
from dateline.reading.located import again, labels, located, said_in
from dateline.reading.not_places import adjective, headline_words, in_body, names_body
from dateline.reading.place_words import (
    ADMINISTRATIVE,
    ALL_KINDS,
    DIRECTION,
    DISTANCE,
    KIND_OF_OTHER,
    LOWER_OTHER,
    NAME_MORE,
    NEAR,
    NEAR_KM,
    NOT_NAMES,
    OFFICE,
    ORG_LABELS,
    ORGANISATIONAL,
    PEOPLE_LABELS,
    PERSON_LABELS,
    PLACE_LABELS,
    SITE_WORDS,
    SPEAKERS_AFAR,
    SPEECH,
    TAG_OF_KIND,
    TOWARDS,
)
from dateline.reading.time_words import find_times
from dateline.terms import MentionKind
from dateline.text import Span

__all__ = ["find_mentions"]


@dataclass(frozen=True, slots=True)
class _Found:
    span: Span
    head: Span
    tags: tuple[str, ...]
    by: str


@cache
def _patterns() -> tuple[tuple[str, re.Pattern[str]], ...]:
    """Patterns over cased text; group ``name`` is the bare name, group ``kind`` the kind word."""
    return (
        (
            "kind of",
            re.compile(
                rf"\b(?P<kind>(?i:{ALL_KINDS})s?)\s+(?:of|called|named|known\s+as)\s+(?P<name>{NAME_MORE})(?:\s+(?P<after>(?i:{ALL_KINDS}))\b)?"
            ),
        ),
        (
            "name kind",
            re.compile(
                rf"\b(?P<name>{NAME_MORE})[\s-]+(?P<kind>(?i:{ALL_KINDS}))\b(?!\s+of\b(?!\s+the\s+(?:city|town|capital)))"
            ),
        ),
        ("site", re.compile(rf"\b(?P<name>{NAME_MORE})\s+(?P<kind>(?i:{SITE_WORDS}))\b")),
        ("area", re.compile(rf"\b(?P<name>{NAME_MORE})\s+(?P<kind>area|areas|locality|sector)\b")),
    )


_ENDS_IN_KIND: Final = re.compile(rf"\s(?:{ALL_KINDS})$", re.IGNORECASE)


@cache
def _caps_patterns() -> tuple[tuple[str, re.Pattern[str]], ...]:
    """The same for upper-case cables, where only the kind word tells a name."""
    little = "THE|A|AN|IN|ON|AT|OF|TO|AND|BY|FOR|FROM|THAT|THIS|WITH|WAS|WERE|IS|ARE|HAS|HAVE|ANOTHER|OTHER|SAID|WHO"
    word = rf"(?!(?:{little})\b)[A-Z][A-Z’'-]+"
    name = rf"(?P<name>{word}(?:\s+(?:DE|DEL|LA|LAS|LOS|EL|SAN|SANTA|SANTO)\s+{word}|\s+{word})?)"
    kinds = ALL_KINDS.upper()
    return (
        ("kind of", re.compile(rf"\b(?P<kind>{kinds})\s+OF\s+{name}")),
        ("name kind", re.compile(rf"\b(?:IN|AT|OF|NEAR|FROM|TO|,)\s+(?:THE\s+)?{name}\s+(?P<kind>{kinds})\b")),
        ("site", re.compile(rf"\b(?:IN|AT|OF|NEAR|FROM|TO|,)\s+(?:THE\s+)?{name}\s+(?P<kind>{SITE_WORDS.upper()})\b")),
    )


def find_mentions(doc: Doc, report: Report) -> tuple[Mention, ...]:
    """All mentions of a report, by start; spans are clean spans of ``doc.text``."""
    text = doc.text
    times = [
        Mention(kind=MentionKind.TIME, span=t.span, head=t.head, words=text[t.span.start : t.span.end], label=t.sort)
        for t in find_times(text)
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
    blocked = [*others, *times]
    named = [f.span for f in found]
    for f in _by_pattern(text):
        if any(f.head.touches(t) for t in times):
            continue
        if any(f.head in o or (f.span in o) for o in others if not _only_kind(text, o, f)):
            continue
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
    people = [_trimmed(ent, text) for ent in doc.ents if ent.label_ in PERSON_LABELS]
    for span in again(text, known, [*(f.span for f in found), *bodies, *times]):
        if not any(span.touches(p) and span != p for p in people):
            found.append(_widened(text, span, "again"))
    persons = _persons(doc, text)
    found = [
        f for f in found if f.by in ("dateline", "label") or text[f.head.start : f.head.end].casefold() not in persons
    ]
    found = [
        f
        for f in found
        if not _general(text, f) and not _nameless(text, f) and (f.by == "dateline" or not _no_place(text, report, f))
    ]
    kept: list[_Found] = []
    for f in sorted(found, key=lambda f: (-len(f.span), f.span.start)):
        clash = [k for k in kept if k.span.touches(f.span)]
        if not clash:
            kept.append(f)
        elif f.by == "dateline":
            kept = [
                k if not k.span.touches(f.span) else _Found(k.span, k.head, (*k.tags, "dateline"), k.by) for k in kept
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


def _no_place(text: str, report: Report, found: _Found) -> bool:
    """True for bodies, adjectives and the words of a headline (:mod:`dateline.reading.not_places`)."""
    return (
        names_body(text, report, found.span, found.head)
        or adjective(text, found.span, found.head)
        or headline_words(text, report, found.span, by_pattern=found.by not in ("entity", "label"))
    )


_GENERAL: Final = re.compile(r"(?:port|coast|border|capital|area|outskirts|suburbs?|shores?|banks?)$", re.IGNORECASE)


def _general(text: str, found: _Found) -> bool:
    """True for "Caribbean port" of "the Caribbean port of Cartagena": what follows is the name."""
    return bool(
        _GENERAL.search(text[found.span.start : found.span.end])
        and re.match(r"\s+of\s+(?:the\s+)?(?:[A-Z]|al-|el-)", text[found.span.end : found.span.end + 12], re.IGNORECASE)
        and found.by == "entity"
    )


_NAMELESS: Final = re.compile(
    rf"(?i:(?:the\s+)?(?:(?:police|main|central|local|army|military|government|{ALL_KINDS}|{SITE_WORDS})\s*)+)"
)


def _nameless(text: str, found: _Found) -> bool:
    """True for kind words without a name ("Police Station") and for what only looks like one ("ISIS enclave")."""
    head = text[found.head.start : found.head.end]
    return head.lower() in NOT_NAMES or head.lower() == "the" or bool(_NAMELESS.fullmatch(head))


def _only_kind(text: str, other: Span, found: _Found) -> bool:
    """True where what the model calls an organisation is a name with a kind word ("Hama province")."""
    return other == found.span and any(
        t in found.tags for t in ("admin1", "admin2", "town", "camp", "region", "site", "water")
    )


def _of_entity(text: str, span: Span) -> Iterator[_Found]:
    """A marked name, split where it holds several ("Baghouz, Syria"; "Kolachi Town of Sirab District"), with kind
    words and direction around it taken in."""
    at = span.start
    for index, part in enumerate(_SEVERAL.split(text[span.start : span.end])):
        start, at = at, at + len(part)
        if index % 2 or not re.search(r"\w", part):
            continue
        end = start + len(_LOOSE_END.sub("", part))
        if (
            lead := re.match(rf"(?P<direction>{DIRECTION.lower()})\s+(?=\w)", text[start:end])
        ) and lead.group().islower():
            start += lead.end()  # "east Syria", but "South Sudan"
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
_NOT_PLACES: Final = frozenset(
    {"islamic state", "caliphate", "islamic", "state", "army", "police", "allah", "earth", "internet"}
)


def _widened(text: str, head: Span, by: str) -> _Found:
    start, end = head.start, head.end
    tags: list[str] = []
    name_start, name_end = start, end
    words = text[start:end]
    if inner := re.fullmatch(rf"(?i:the\s+)?(?P<name>.+?)[\s-]+(?P<kind>(?i:{ALL_KINDS}|{SITE_WORDS}))", words):
        tags.append(_tag(inner["kind"]))
        if tags[-1] not in ("site", "water", "mountain"):
            name_end = start + inner.end("name")
        name_start = start + inner.start("name")
    elif after := re.match(rf"[\s-]+(?P<kind>(?i:{ALL_KINDS}|{SITE_WORDS}))\b(?!\s+of\b)", text[end : end + 40]):
        if _kind_after(text, end + after.end()) and (
            after["kind"][0].isupper() or not _LOWER_SITE.search(after["kind"])
        ):
            tags.append(_tag(after["kind"]))
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
            and _tag(of["kind"]) not in ("water", "mountain")
            and of["kind"].lower() not in KIND_OF_OTHER - ADMINISTRATIVE
        ):
            tags.append(_tag(of["kind"]))
    if article := re.match(r"(?i:the)\s+(?=\S)", text[name_start:name_end]):
        name_start += article.end()
    return _Found(Span(start, end), Span(name_start, name_end), tuple(dict.fromkeys(tags)), by)


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


def _tag(kind: str) -> str:
    kind = re.sub(r"\s+", " ", kind.lower())
    return TAG_OF_KIND.get(kind) or TAG_OF_KIND.get(kind.removesuffix("s")) or "site"


def _by_pattern(text: str) -> Iterator[_Found]:
    for by, pattern in _patterns():
        for match in pattern.finditer(text):
            start, end = match.span("name")
            while (first := re.match(r"[\w’'-]+\s+", text[start:end])) and first.group().strip().lower() in NOT_NAMES:
                start += first.end()
            name = text[start:end]
            if not name or name.lower() in NOT_NAMES or (name.isupper() and len(name.split()) > 2):
                continue
            kind = match["kind"]
            if by == "kind of":
                if not match["after"] and _ENDS_IN_KIND.search(name):
                    continue
                tag = _tag(match["after"] or kind)
                if kind.lower().removesuffix("s") in KIND_OF_OTHER and not (
                    kind in ADMINISTRATIVE
                    and re.search(
                        r"\b(?:in|of|from|near|to)\s+the\s+(?:[\w-]+\s+)?$",
                        text[max(0, match.start() - 30) : match.start()],
                    )
                    and not OFFICE.match(name)
                ):
                    continue
                tags = (
                    ()
                    if tag in ("water", "mountain") or kind.lower().startswith(("forest", "jungle", "coast"))
                    else (tag,)
                )
                yield _Found(Span(start, match.end() if match["after"] else end), Span(start, end), tags, by)
                continue
            if kind in LOWER_OTHER:
                continue
            if kind.lower() in ORGANISATIONAL and not re.search(
                r"\b(?:in|of|near|at|,)\s+(?:the\s+)?$", text[max(0, start - 12) : start]
            ):
                continue
            if by == "name kind" and _tag(kind) in ("water", "mountain"):
                yield _Found(Span(start, match.end()), Span(start, match.end()), (_tag(kind),), by)
            elif by == "site":
                yield _Found(Span(start, match.end()), Span(start, match.end()), ("site",), by)
            elif by == "area":
                yield _Found(Span(start, end), Span(start, end), ("town",), by)
            else:
                if owner := re.match(r"[\w .-]+[’']s\s+(?=[A-Z])", text[start:end]):
                    start += owner.end()  # "Haiti's Artibonite region"
                yield _Found(Span(start, match.end()), Span(start, end), (_tag(kind),), by)
    if sum(c.isupper() for c in text) > 0.6 * sum(c.isalpha() for c in text):
        for by, pattern in _caps_patterns():
            for match in pattern.finditer(text):
                start, end = match.span("name")
                if any(word.lower() in NOT_NAMES for word in text[start:end].split()):
                    continue
                if by == "site":
                    yield _Found(Span(start, match.end()), Span(start, match.end()), ("site",), by)
                    continue
                tag, whole = _tag(match["kind"]), Span(start, end if by == "kind of" else match.end())
                if by == "kind of" and (
                    last := re.fullmatch(rf"(?s:(?P<name>.+?))\s+(?P<kind>{ALL_KINDS.upper()})", text[start:end])
                ):
                    tag, end = _tag(last["kind"]), start + last.end("name")
                elif tag in ("water", "mountain"):
                    continue
                yield _Found(whole, Span(start, end), (tag,), by)


_LABEL: Final = re.compile(
    rf"(?m)^[ \t]*[•●▪◦‣*–—-][ \t]*\n?(?P<names>{NAME_MORE}(?:,\s*{NAME_MORE})?)(?=\s*(?:\([^)\n]{{2,30}}\)\s*)?:\s)"
)


def _of_labels(text: str) -> Iterator[_Found]:
    """Places that head the items of a bulletin ("• Mindéra: the body of …"), where at least two items are so headed."""
    labels = list(_LABEL.finditer(text))
    for match in labels if len(labels) > 1 else ():
        at = match.start("names")
        for part in re.split(r"(,\s*)", match["names"]):
            if not part.startswith(",") and part.lower() not in NOT_NAMES and not ORGANISATIONAL & {part.lower()}:
                yield _Found(Span(at, at + len(part)), Span(at, at + len(part)), ("town",), "label")
            at += len(part)


def _of_dateline(text: str, report: Report) -> Iterator[_Found]:
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
            yield _Found(Span(at, at + len(part)), Span(at, at + len(part)), ("dateline",), "dateline")
        at += len(part)


# "abducted from X", "rescued from X": there X is where it happened.
_TAKEN: Final = re.compile(
    r"\b(?:abduct|kidnap|seiz|snatch|rescu|freed|free|recover|arrest|captur|detain|loot|stole|stolen|withdr|displac|evacuat)\w*\b"
    r"[^.;:]{0,90}\bfrom\s+(?:the\s+)?(?:\w+\s+(?:of|in|at)\s+)?$",
    re.IGNORECASE,
)


def _placed(doc: Doc, found: _Found) -> Mention:
    text = doc.text
    before = text[max(0, found.span.start - 60) : found.span.start]
    tags = list(found.tags)
    if (far := DISTANCE.search(before)) and float(far["km"].replace(",", "")) > NEAR_KM:
        tags.append("distant")
    elif NEAR.search(before):
        tags.append("near")
    elif TOWARDS.search(before) and not _TAKEN.search(text[max(0, found.span.start - 120) : found.span.start]):
        tags.append("from")
    if re.search(r"\bcamps?\s+(?:at|in|of|called|near)\s+(?:the\s+)?$", before) and "camp" not in tags:
        tags.append("camp")
    if "site" in tags and re.search(r"\bunder\s+(?:the\s+)?(?:\w+\s+)?$", before):
        tags[tags.index("site")] = "admin2"  # a police station stands for the area under it
    if "dateline" not in tags and in_body(text, found.span):
        tags.append("body")
    if "dateline" not in tags and re.match(r"[’']s?\b", text[found.span.end : found.span.end + 2]):
        tags.append("possessive")
    span = doc.char_span(found.head.start, found.head.end, alignment_mode="expand")
    if span is not None and len(span) and doc.has_annotation("DEP"):
        tags.extend(_syntax_tags(span.root, span))
    if said_in(text, found.span):
        tags.append("speaks")
    return _mention(text, MentionKind.PLACE, found.span, found.head, " ".join(dict.fromkeys(tags)))


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
        return speaker.head.lemma_.lower() in SPEECH
    return any(c.dep_ == "case" and c.lower_ in ("to", "by") for c in speaker.children) and any(
        t.lower_ in ("according", "told", "reported", "cited", "quoted")
        for t in (*speaker.children, speaker.head, *speaker.head.children)
    )
