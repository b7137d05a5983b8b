"""Names that stand where only a place stands, whatever the name finder makes of them.

The name finder takes unfamiliar villages for persons now and then ("in Sirwah", "Sittwe: …"). What stands around a name tells
better: a preposition of place, a siege or an assault on it, its residents or outskirts, the head of a bulletin's item. A name that
stands so once is a place wherever the text has it again. Lists of words that stand so and are none are data
(``data/places/words.yml``: ``not_located``, ``not_labels``).
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from functools import cache
from typing import Final

from spacy.tokens import Doc, Token

from dateline.reading.not_places import word_list
from dateline.reading.place_words import NAME, NOT_NAMES, ORG_LABELS, PERSON_LABELS
from dateline.text import Span

__all__ = ["again", "labels", "located", "said_in"]

# A name of up to three words; small words within it as in "Deir ez-Zor", "San Pedro de las Colonias".
_NAMED: Final = rf"{NAME}(?:[ ](?:(?:al|el|as|ash|ad|an|ar|az|ez|de|del|la|las|los|do|da|dos|di|du)[ ])*{NAME}){{0,2}}"
_WAY: Final = (
    r"(?:the\s+)?(?:(?:town|village|city|hamlet|outskirts|suburbs?|centre|center|streets|port|municipality|hills?)"
    r"\s+of\s+)?"
)
_BEFORE: Final = (
    # prepositions of place
    r"(?<![\w-])(?:in|at|near|outside|inside|around|throughout|towards?|nearby|(?:north|south|east|west|centre|center|outskirts|edge|"
    r"residents?|villagers?|inhabitants|citizens|natives|people|civilians|farmers|markets?|streets|town|village|city|hamlet|"
    r"zone|zones|area|areas|localit(?:y|ies)|sector|municipality|canton|commune|parish|district|sub-?district|county|suburbs?|"
    r"siege|recapture|fall|liberation|shelling|bombardment|bombing|storming|invasion|occupation|evacuation|battle|control)\s+of|"
    r"(?:north|south|east|west)(?:east|west)?\s+of|"
    # what is done to a place
    r"(?:attacks?|assaults?|raids?|air\s?strikes?|strikes?|offensives?|advances?|advanced|marched|push|incursions?|shells?|shellfire|rockets?|"
    r"missiles?|mortars?|bombs?|drones?|bombing|shelling|pressed|moved|closed|descended|converged)\s+(?:in\s+)?(?:on|into)|"
    r"(?:fell|landed|rained|dropped|crashed)\s+(?:down\s+)?on|"
    r"(?:battle|fighting|clashes|fight)\s+(?:for|over|around)|"
    r"(?:shelled|bombarded|besieged|stormed|overran|recaptured|retook|entered|pounded|raided|fled|evacuated)|"
    r"withdr[ae]wn?\s+from|withdrew\s+from|driven\s+(?:out\s+of|from)|out\s+of|(?:to|from|into)\s+(?:the\s+)?(?:town|village|city|hamlet)\s+of)"
)
# "shot at", "confidence in": a person or a body follows.
_NOT_OF_PLACE: Final = re.compile(
    r"\b(?:shot|shots|fired|fire|firing|shooting|aimed|thrown|threw|hurled|directed|looked|shouted|angry|anger|laughed|hit\s+out|lashed\s+out|"
    r"confidence|faith|trust|belie[fv]e?s?|believed|interest|interested|dressed|spoke|speaking|written|said|wrote|published|interview|disappointment|pride|"
    r"posted|statement|change|fluent|results?|resulted|resulting|succeed(?:ed)?)\s+(?:back\s+|\w+ly\s+)?(?:in|at|on|around)\s+(?:the\s+)?$",
    re.IGNORECASE,
)
_SPEECH: Final = re.compile(
    r"\s*,?\s*(?:\d+,\s*)?(?:who|said|says|told|added|adding|tweeted|wrote|warned|vowed|denied|insisted|claimed|is\s+the\s+leader)\b"
)
# "Hobyo. A fishing boat …", "RAMADI - A suicide bomber …": what heads the paragraphs of a round-up.
_HEAD: Final = re.compile(rf"(?m)^[ \t]*(?P<name>{_NAMED})(?:\.|\s+[-–—]{{1,2}})\s+(?=[A-Z\d])")
_TITLE: Final = re.compile(
    r"\b(?:Mr|Mrs|Ms|Dr|Gen|Lt|Col|Capt|Maj|Sgt|President|Minister|General|Colonel|Captain|Lieutenant|Major|Sergeant|Commander|Governor|Mayor|"
    r"Sheikh|Imam|Mullah|Maulana|Ustaz|Haji|Father|Bishop|Pastor|Judge|Chief|Inspector|Constable|spokes(?:man|woman|person)|commander|"
    r"leader|named|called|identified\s+as|brother|sister|son|daughter|wife|husband|widow)\.?,?\s+$"
)
_LITTLE: Final = frozenset(
    "in at near from to on the of and around outside inside while when but after before since as for by".split()
)
_LABEL: Final = re.compile(
    rf"(?m)^[ \t]*(?:[•●▪◦‣*–—-]\s*|\d+[.)]\s+)?(?P<name>{_NAMED})(?P<more>(?:\s*[,/(]\s*{_NAMED}\)?){{0,2}})\s*:\s+(?=\S)"
)


# "…, the minister told state radio in Mogadishu": where it is said, not where it was done.
_AUDIENCE: Final = (
    r"(?:reporters|journalists|newsmen|lawmakers|parliament|deputies|state|local|public|private|radio|television|TV|news|agency|agencies|"
    r"the|a|an|his|her|its|their|national|conference|briefing|statement|press|interview|by|phone|telephone|email|on|late|early|in|at|to|from|with|"
    r"Monday|Tuesday|Wednesday|Thursday|Friday|Saturday|Sunday|station|media|office|headquarters|correspondent|spokes(?:man|woman|person)|"
    r"Continental|AFP|Reuters|AP|BBC|Wire)"
)
_SAID_IN: Final = re.compile(
    rf"\b(?:said|says|told|announced|added|reported|confirmed|declared|speaking|spoke|telling)(?:\s+{_AUDIENCE})*\s+(?:in|at|from)\s+$",
    re.IGNORECASE,
)


def said_in(text: str, span: Span) -> bool:
    """True for a place that somebody only speaks in ("told reporters in Katsina."): the clause ends there, or words said follow."""
    before = text[max(0, span.start - 120) : span.start]
    return bool(_SAID_IN.search(before)) and bool(
        re.match(r"\s*(?:[.,;:\n]|$|on\s+\w+day\b|that\b)", text[span.end : span.end + 16])
    )


@cache
def _pattern() -> re.Pattern[str]:
    return re.compile(rf"(?i:{_BEFORE})\s+{_WAY}(?P<name>{_NAMED})(?P<more>(?:(?:\s*,\s*|,?\s+and\s+){_NAMED})*)")


def located(doc: Doc, text: str) -> Iterator[Span]:
    """The names of a text that stand where a place stands, in its order."""
    for match in _pattern().finditer(text):
        start, end = match.span("name")
        if _NOT_OF_PLACE.search(text[max(0, match.start() - 24) : start]):
            continue
        span = _cut(text, start, end)
        if span is not None and _can_be(
            doc, text, span, article=bool(re.search(r"\bthe\s+$", text[max(0, start - 5) : start]))
        ):
            yield span


def labels(doc: Doc, text: str) -> Iterator[Span]:
    """Names that head the items of a bulletin ("Sittwe: A ward administrator was …"), where two items at least are so headed."""
    heads = [h for h in (_cut(text, *m.span("name")) for m in _HEAD.finditer(text)) if h is not None]
    heads = [h for h in heads if _is_label(doc, text, h) and not _persons_only(doc, h)]
    if len(heads) > 1:
        yield from heads
    found: list[list[Span]] = []
    for match in _LABEL.finditer(text):
        if re.match(r"[\"“‘']|I\s|We\s", text[match.end() : match.end() + 3]):
            return  # somebody speaks: a conversation
        head = _cut(text, *match.span("name"))
        names = [head] if head is not None else []
        if names and match["more"]:
            names += [
                Span(match.start("more") + m.start(), match.start("more") + m.end())
                for m in re.finditer(_NAMED, match["more"])
            ]
        if names and all(_is_label(doc, text, n) for n in names):
            found.append(names)
    if len(found) > 1:
        yield from (name for names in found for name in names)


def again(text: str, names: Sequence[Span], taken: Sequence[Span]) -> Iterator[Span]:
    """The other places where the text has one of ``names``, not within ``taken`` and not a part of a longer name."""
    known = {
        name
        for n in names
        if (name := text[n.start : n.end])[:1].isupper() and len(name) > 3 and not (name.isupper() and len(name) < 6)
    }
    for name in sorted(known, key=len, reverse=True):
        spellings = {name, name.upper()} if len(name) > 4 else {name}
        for match in re.finditer("|".join(rf"(?<![\w-]){re.escape(s)}(?![\w-])" for s in sorted(spellings)), text):
            span = Span(*match.span())
            if any(span.touches(t) for t in taken):
                continue
            around = text[max(0, span.start - 24) : span.start], text[span.end : span.end + 24]
            if (cap := re.search(r"([A-Z][\w’'-]*)\s$", around[0])) and cap[1].lower() not in _LITTLE:
                continue
            if re.match(r"\s[A-Z]", around[1]) or _TITLE.search(around[0]) or _SPEECH.match(around[1]):
                continue
            yield span


def _cut(text: str, start: int, end: int) -> Span | None:
    """The name without words at its end or beginning that belong to no name ("Mosul Monday")."""
    words = [(m.start() + start, m.end() + start) for m in re.finditer(r"\S+", text[start:end])]
    for number, (first, last) in enumerate(words):
        if text[first:last].lower().rstrip("’'s") in NOT_NAMES or text[first:last].lower() in NOT_NAMES:
            words = words[:number]
            break
    owners = [n for n, (first, last) in enumerate(words[:-1]) if re.search(r"[’']s$", text[first:last])]
    words = words[owners[-1] + 1 :] if owners else words  # "Guatemala's Peten"
    if not words:
        return None
    start, end = words[0][0], words[-1][1]
    if possessive := re.search(r"[’']s?$", text[start:end]):
        end -= len(possessive.group())
    return Span(start, end) if end - start > 2 else None


def _can_be(doc: Doc, text: str, span: Span, *, article: bool) -> bool:
    """Whether a name that stands where a place stands is to be taken for one."""
    name = text[span.start : span.end]
    words = name.casefold().split()
    if name.casefold() in word_list("not_located") or words[0] in word_list("not_located"):
        return False
    if name.isupper() and (len(name) <= 5 or not text[:4000].isupper()):
        return False
    tokens = _tokens(doc, span)
    if not tokens or not any(t.pos_ == "PROPN" for t in tokens):
        return False
    labels = {t.ent_type_ for t in tokens}
    if article or (labels & ORG_LABELS and not _lone(text, span)):
        return False
    possessive = bool(re.match(r"[’']", text[span.end : span.end + 1]))
    if re.match(r"\s+[A-Z]", text[span.end : span.end + 3]) and not re.match(
        r"\s+[A-Z][a-z]+day\b", text[span.end : span.end + 12]
    ):
        return False
    if labels & PERSON_LABELS:
        if possessive:
            return False
        for match in re.finditer(rf"(?<![\w-]){re.escape(name)}(?![\w-])", text):
            if _SPEECH.match(text[match.end() : match.end() + 24]) or _TITLE.search(
                text[max(0, match.start() - 20) : match.start()]
            ):
                return False
    return True


_ENDS: Final = re.compile(
    r"\s*(?:[.,;\n]|$)|\s+(?:on\s+\w+day|on\s+\d|last|late|early|overnight|yesterday|when|after|before|during|where)\b"
)


def _lone(text: str, span: Span) -> bool:
    """True for one word with a small letter that ends its clause ("the fighting at Gwoza on Friday"), taken for a body's name."""
    name = text[span.start : span.end]
    return " " not in name and not name.isupper() and bool(_ENDS.match(text[span.end : span.end + 24]))


def _is_label(doc: Doc, text: str, span: Span) -> bool:
    name = text[span.start : span.end]
    if {w.casefold() for w in name.split()} & word_list("not_labels") or name.casefold() in word_list("not_located"):
        return False
    tokens = _tokens(doc, span)
    return (
        bool(tokens)
        and all(t.pos_ == "PROPN" or not t.is_alpha for t in tokens)
        and not ({t.ent_type_ for t in tokens} & ORG_LABELS)
    )


def _persons_only(doc: Doc, span: Span) -> bool:
    return any(t.ent_type_ in PERSON_LABELS for t in _tokens(doc, span))


def _tokens(doc: Doc, span: Span) -> list[Token]:
    found = doc.char_span(span.start, span.end, alignment_mode="expand")
    return list(found) if found is not None else []
