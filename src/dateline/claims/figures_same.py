"""Whether two statements of one report are the same figure: the first is kept, the second is not counted again."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Final

from spacy.tokens import Doc, Token

from dateline.claims.codebook import word_set
from dateline.claims.drafts import FigureDraft
from dateline.claims.figures_parts import Link
from dateline.claims.figures_phrase import Counted
from dateline.claims.figures_singles import NO_CALLING, RELATION
from dateline.claims.participants_means import country_in
from dateline.claims.syntax import line_of, text_of
from dateline.terms import CountSpan, Measure, VictimClass

__all__ = [
    "APART",
    "Found",
    "names_last",
    "names_of",
    "of_those_dead",
    "same_figure",
    "same_person",
    "shot_dead_before",
    "sums_up",
    "told_with_others",
]

_OF_ONE: Final = frozenset({"was", "is", "has"})
_AGE: Final = re.compile(r"\b(\d{1,3})[\s-]+(?:year|yr|month)s?[\s-]+old", re.IGNORECASE)
_GENERIC: Final = word_set(
    """
    person people man men victim victims individual individuals other others another body bodies dead suspect
    suspects member members personnel wounded injured killed casualty casualties death deaths one two three life
    lives hostage hostages youth persons guy male fatality fatalities arrest arrests corpse corpses adult
    civilian civilians resident residents local locals worker workers employee employees staff staffer staffers
    """
)
_MALE: Final = word_set(
    """
    man men boy boys husband son sons father brother brothers male males
    """
)
_FEMALE: Final = word_set(
    """
    woman women girl girls wife daughter daughters mother sister sisters female females
    """
)
_GROWN: Final = frozenset({"woman", "lady"})
"""Who was told of as a wife or a nurse may be "the woman" later."""
_YOUNG: Final = word_set(
    """
    teen teenager boy girl child youth kid minor old student pupil youngster juvenile adolescent toddler infant
    baby
    """
)
_OFFSPRING: Final = frozenset({"son", "daughter", "grandson", "granddaughter"})
APART: Final = re.compile(
    r"\b(?:separately|in (?:a|another|yet another) (?:separate|different|similar|another) |"
    r"another (?:incident|attack|blast|case|raid|explosion|clash)|"
    r"in (?:another|a second|a separate)|elsewhere|meanwhile|in a related|earlier (?:in|this|that)|"
    r"last (?:year|month|week)|previous(?:ly)?|"
    r"second (?:incident|attack|blast))\b",
    re.IGNORECASE,
)
_STATE: Final = word_set(
    """
    security force forces police army troops military soldiers policemen government corps guard guards state
    constabulary
    """
)
_WEEKDAY: Final = re.compile(r"(?:mon|tues|wednes|thurs|fri|satur|sun)day")
_YEAR: Final = re.compile(r"\b(?:19|20)\d\d\b")
_MONTH_DAY: Final = re.compile(
    r"(?:jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)[a-z]*\.? \d{1,2}|"
    r"\d{1,2} (?:jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)"
)
_NAMED_NEXT: Final = re.compile(
    r"\s*(?:of (?:the )?\w+)?\s*(?:[,:–—-]|\b(?:identified|named) as)\s*(?:[\w.]+\s+){0,2}", re.IGNORECASE
)
"""What stands between those counted and their names."""
_ITEM: Final = re.compile(
    r"[ \t]*(?:(?:[•*▪◦‣–—-]|\(?\d{1,2}[.)])[ \t]+|[A-Z][A-Z.'’/-]+(?: [A-Z.'’/-]+){0,4} ?(?:[:–—]|--?)[ \t]+)\S[^\n]{60}"
)
"""An item of a list that tells a happening in a sentence, behind a bullet or the name of a place in capitals."""
_SUMMED: Final = 4
"""So many figures of the same measure before it may be summed up by "the five"."""
_RESTATED: Final = 20
"""So many, told of twice in one sentence, the second time without a noun, are the same people."""
_SMALL: Final = 3
_SHORTEST_WORDS: Final = 3
"""Words for a victim that are no longer ("1", "one") say nothing of who it was."""
_LARGE: Final = 50
"""Up to so many may be counted twice in one report by chance, in happenings that it tells apart."""
_LEAD: Final = 20
"""Tokens behind the headline within which the lead begins."""
_FEW: Final = 20
"""Up to so many people of two callings ("two drivers", "two teachers") are not the same."""
_LOOSE: Final = frozenset({"who.people", "who.civilian", "who.women", "who.children"})
"""Entries for people whom other words may name by their calling."""
_ARMED_OF_STATE: Final = frozenset({"who.soldier", "who.police"})
_ARMED_OTHERS: Final = "who.fighter"
_TITLES: Final = word_set(
    """
    dr rev reverend fr father mr mrs ms miss prof professor sir gen col lt maj capt sgt cpl pvt pfc insp const sheikh mullah
    maulana haji deputy officer
    """
)
"""Left out where names are compared. Not ``chains_words.TITLES``: words of that list ("king", "bishop", "u") are parts of names
too, and it lacks what stands before a victim's name alone ("miss", "officer")."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Found:
    """A draft with what it was made of, while the drafts of one report are compared."""

    draft: FigureDraft
    counted: Counted
    sentence: tuple[int, int]
    dates: frozenset[str]
    places: frozenset[str]
    opening_place: str | None
    scene: str | None
    previous_same_measure: bool


def same_figure(doc: Doc, first: Found, second: Found) -> bool:
    """True where ``second`` says again what ``first`` said."""
    a, b = first.draft, second.draft
    pointed = second.counted.definite and second.counted.kind == "number" and a.low is not None and a.low == b.low
    if a.measure is not b.measure or not (_same_number(a, b) or pointed):
        return False  # "the 18 murders", after "at least 18 were killed", are the same
    restated = second.counted.elliptic and not second.counted.more and (b.low or 0) >= _RESTATED
    if not restated and first.sentence == second.sentence and first.counted.number_token != second.counted.number_token:
        return False
    if a.low == 1 and first.counted.elliptic and _named_beside(second.counted.head):
        return False  # "One is in intensive care … One officer, Sgt. Ray Dunn, was grazed"
    if a.measure is Measure.DESTROYED and first.counted.head.lower_ != second.counted.head.lower_:
        return False
    if second.counted.more and a.count_span is CountSpan.STOCK and b.count_span is CountSpan.INCIDENT:
        return False
    if a.whole is not None and first.counted.elliptic and not (second.counted.definite or second.counted.elliptic):
        return False
    if _clash_of_class(a, b) or _clash_of_people(doc, first, second) or _other_calling(first, second):
        return False
    if b.whole is not None and a.whole is None and not first.counted.elliptic and not _same_noun(first, second):
        return False
    if (
        second.counted.more
        and second.previous_same_measure
        and second.counted.kind in ("number", "single", "named")
        and not first.counted.more
    ):
        return False
    if not second.counted.definite and _other_items(doc, first, second):
        return False
    small = (b.low if b.low is not None else b.high or 0) <= _SMALL
    if _other_days(first.dates, second.dates) and (small or not second.counted.definite):
        return False
    if small and not b.victims.names and not second.counted.definite and _other_year(first.dates, second.dates):
        return False
    if second.counted.kind == "single" and first.counted.kind == "named" and _kin_of_somebody(second.counted.head):
        return False
    sentence = doc[second.sentence[0] : second.sentence[1]].text
    apart = APART.search(sentence[:80]) if (b.low or b.high or 0) <= _LARGE else None
    if apart and not second.counted.definite and not _lead_of_title(first, second, apart[0]):
        return False
    told_in_title = first.sentence[0] == 0
    if second.scene and not first.scene and first.places and not told_in_title and (b.low or b.high or 0) <= _FEW:
        elsewhere = not any(second.scene in p or p in second.scene for p in first.places)
        if elsewhere and not second.counted.definite and not b.victims.names:
            return False  # "In Kech, a bomb hit a car. Five militants were killed"
    if small:
        if second.opening_place and first.places and not told_in_title and second.opening_place not in first.places:
            return False
        if first.scene and second.scene and not told_in_title and not (a.victims.names and b.victims.names):
            if first.scene not in second.scene and second.scene not in first.scene:
                return False  # "In Dar, a man and his wife died. … In Kol, a drone hit a bus. The driver was killed"
    return True


def scene_of(doc: Doc, start: int, known: dict[int, str | None]) -> str | None:
    """The place that opens the sentence at ``start`` ("In Dar, …"), or one before it in its paragraph; in lower case.

    ``known`` keeps the scenes of the Doc's sentences by their first tokens, so that none is looked at twice.
    """
    line = line_of(text_of(doc), doc[start].idx, doc[start].idx + 1).start
    passed: list[int] = []
    scene = None
    while start not in known:
        passed.append(start)
        sentence = doc[start].sent
        first = next(
            (e for e in sentence.ents if e.label_ == "LOC" and e.start - sentence.start <= _OPENS_WITHIN), None
        )
        if first is not None and first.end < sentence.end:
            ahead = doc[sentence.start : first.start]
            if any(t.lower_ in _SCENE for t in ahead) and any(t.text == "," for t in doc[first.end : first.end + 6]):
                scene = str(first.text).casefold()
                break
        if not sentence.start or doc[sentence.start - 1].idx < line:
            break
        start = doc[sentence.start - 1].sent.start
    scene = known.get(start, scene)
    known.update(dict.fromkeys(passed, scene))
    return scene


_SCENE: Final = frozenset({"in", "at", "near", "outside"})
_OPENS_WITHIN: Final = 5
"""Tokens before the place that opens a sentence, at most ("In the village of Dar, …")."""


def _lead_of_title(first: Found, second: Found, words: str) -> bool:
    """ "Arrest in shooting that killed 1. Police arrested a man in a gun battle earlier this month that left one dead"."""
    when = words.casefold().startswith(("earlier", "last"))
    return when and first.sentence[0] == 0 and second.sentence[0] <= first.sentence[1] + _LEAD


def _named_beside(head: Token) -> bool:
    """True for a noun with a name right behind it, in commas."""
    return any(c.dep_ == "appos" and c.ent_type_ == "PERSON" and c.i > head.i for c in head.children)


def _other_items(doc: Doc, first: Found, second: Found) -> bool:
    """True where each stands in an item of its own of a bulleted list: items tell of different happenings."""
    text = text_of(doc)
    starts = [line_of(text, f.counted.number.start, f.counted.number.end).start for f in (first, second)]
    return starts[0] != starts[1] and all(_ITEM.match(text, start) for start in starts)


def _other_days(first: frozenset[str], second: frozenset[str]) -> bool:
    """True where both name weekdays, or both days of a month, and none is the same."""
    for pattern in (_WEEKDAY, _MONTH_DAY):
        one, other = (set(pattern.findall(" ".join(sorted(d)))) for d in (first, second))
        if one and other and not one & other:
            return True
    return False


def _other_year(first: frozenset[str], second: frozenset[str]) -> bool:
    """True where the second happened in a year that the first does not name ("Her husband had been shot in 2019")."""
    one, other = (set(_YEAR.findall(" ".join(sorted(d)))) for d in (first, second))
    return bool(other) and not one & other


def _kin_of_somebody(head: Token) -> bool:
    """ "Her husband": one who is told by his tie to somebody named before is not that somebody."""
    return head.lower_ in RELATION and any(c.dep_ == "nmod:poss" and c.pos_ == "PRON" for c in head.children)


def _same_number(a: FigureDraft, b: FigureDraft) -> bool:
    """The same limits. "14" and, later, "at least 14" are two statements: the bound is part of what was said."""
    return (a.low, a.high) == (b.low, b.high)


def _clash_of_class(a: FigureDraft, b: FigureDraft) -> bool:
    classes = {a.victims.class_, b.victims.class_}
    if classes == {VictimClass.CIVILIAN, VictimClass.COMBATANT}:
        return True
    if any(_ARMED_OF_STATE & set(x.found_by) and _ARMED_OTHERS in y.found_by for x, y in ((a, b), (b, a))):
        return True
    sides = [s.casefold() for s in (a.victims.side, b.victims.side) if s and s != s.lower()]
    if len(sides) == 2 and a.victims.class_ is VictimClass.COMBATANT and b.victims.class_ is VictimClass.COMBATANT:
        one, other = (set(re.findall(r"\w+", s)) for s in sides)
        return not (one & other or one & _STATE or other & _STATE)
    return False


_INFANT: Final = frozenset({"toddler", "baby", "infant"})
_ADULT: Final = frozenset({"man", "woman"})
_SMALL_CHILD: Final = re.compile(r"\b(?:[1-9]|1[0-2])-(?:year|month|week)-old\b")


def _clash_of_people(doc: Doc, first: Found, second: Found) -> bool:
    a, b = first.draft.victims, second.draft.victims
    if a.names and b.names:
        one, other = ([w for w in re.findall(r"\w+", " ".join(v.names).casefold()) if w not in _TITLES] for v in (a, b))
        if min(len(one), len(other)) > 1 and not set(one) <= set(other) and not set(other) <= set(one):
            return bool(one[0] != other[0])
        return not set(one) & set(other)
    ages = [set(_AGE.findall(v.words)) for v in (a, b)]
    if ages[0] and ages[1] and not ages[0] & ages[1]:
        return True
    peoples = [_peoples(doc, f.counted.head) for f in (first, second)]
    if peoples[0] and peoples[1] and not peoples[0] & peoples[1]:
        return True  # "an Israeli woman … a Palestinian"
    heads = [{t.lower_ for t in f.counted.heads} for f in (first, second)]
    if (heads[0] & _MALE and heads[1] & _FEMALE) or (heads[0] & _FEMALE and heads[1] & _MALE):
        return True
    if first.draft.low == second.draft.low == 1:
        small = [bool(h & _INFANT or _SMALL_CHILD.search(v.words)) for h, v in zip(heads, (a, b), strict=True)]
        if (small[0] and heads[1] & _ADULT and not small[1]) or (small[1] and heads[0] & _ADULT and not small[0]):
            return True  # "a man and a toddler were shot … the man, Tim Lawal, was hit in the chest"
        generic = any(
            h & _GENERIC or f.counted.elliptic or f.counted.kind == "named"
            for h, f in zip(heads, (first, second), strict=True)
        )
        stems = [{w.rstrip("s") for w in h} for h in heads]
        if any(h & _GROWN for h in heads) and not any(h & _YOUNG for h in heads):
            return False
        if second.counted.definite and ages[0] & ages[1] and ages[0]:
            return False
        young = all(h & _YOUNG or v.children for h, v in zip(heads, (a, b), strict=True))
        if second.counted.definite and heads[0] & _OFFSPRING and heads[1] & _YOUNG:
            return False
        fighters = second.counted.definite and all(_ARMED_OTHERS in f.draft.found_by for f in (first, second))
        fighters = fighters or (
            first.sentence[0] == 0 and all("who.soldier" in f.draft.found_by for f in (first, second))
        )  # "soldier dies": the private of the lead
        return not (generic or young or fighters or bool(stems[0] & stems[1]))
    return False


def _peoples(doc: Doc, head: Token) -> set[str]:
    """Countries and peoples in the phrase up to its head: codes where they are a country's, else words in lower case."""
    found = set()
    for token in doc[head.left_edge.i : head.i + 1]:
        country = country_in(token.text)
        if country is not None:
            found.add(country[0])
        elif token.ent_type_ == "NORP" or token.text in ("Palestinian", "Palestinians"):
            found.add(token.lower_.rstrip("s"))
    return found


def names_of(made: Found, before: Found) -> bool:
    """ "Two soldiers, Naik Imran Khan and Sepoy Hamza, died": the names of those counted right before."""
    a, b = before.counted, made.counted
    if b.kind != "named" or a.kind != "number" or made.draft.measure is not before.draft.measure:
        return False
    if made.draft.low != before.draft.low or made.sentence != before.sentence:
        return False
    doc = b.head.doc
    between = text_of(doc)[a.span.end : b.span.start]
    if made.draft.low == 1:
        return between.strip() == ","
    return bool(_NAMED_NEXT.fullmatch(between))


def told_with_others(made: Found, found: list[Found]) -> bool:
    """ "The murder of a father and his son … his 17-month-old son": one of those of whom it was told together."""
    counted = made.counted
    if made.draft.low != 1 or counted.kind not in ("single", "named") or counted.more or made.draft.whole is not None:
        return False
    names = _name_words(made.draft.victims.names)
    owned = any(c.dep_ == "nmod:poss" for c in counted.head.children)
    for figure in found:
        if figure.draft.measure is not made.draft.measure or (figure.draft.low or 0) < 2:
            continue
        if names & _name_words(figure.draft.victims.names):
            return True
        if owned and figure.counted.kind in ("single", "named"):
            if counted.head.lower_ in {h.lower_ for h in figure.counted.heads}:
                return True
    return False


def _same_noun(a: Found, b: Found) -> bool:
    """The same noun, or a name on one side: "a nurse", later "including a nurse"."""
    if a.draft.victims.names or b.draft.victims.names or b.counted.elliptic:
        return True
    stems = [{h.lower_.rstrip("s") for h in f.counted.heads} for f in (a, b)]
    return bool(stems[0] & stems[1])


def _other_calling(a: Found, b: Found) -> bool:
    """ "Two drivers … two teachers": a few people of two callings, neither of which takes in the other."""
    if b.counted.definite or b.draft.victims.names or (b.draft.low or b.draft.high or 0) > _FEW:
        return False
    callings = [{i for i in f.draft.found_by if i.startswith("who.")} for f in (a, b)]
    if not all(callings) or callings[0] & callings[1] or any(c & _LOOSE for c in callings):
        return False
    heads = [{h.lower_ for h in f.counted.heads} for f in (a, b)]
    return not any(h & (_GENERIC | _STATE) for h in heads)


def of_those_dead(made: Found, found: list[Found]) -> bool:
    """ "Three gunmen were killed … the gunman": one of those whose death is told, in words for their kind."""
    if any(h.lower_ in NO_CALLING for h in made.counted.heads):
        return any(f.draft.measure is Measure.KILLED for f in found)
    stems = {h.lower_.rstrip("s").replace("men", "man") for h in made.counted.heads}
    return any(
        f.draft.measure is Measure.KILLED
        and (f.counted.elliptic or bool(stems & {h.lower_.rstrip("s").replace("men", "man") for h in f.counted.heads}))
        for f in found
    )


def _name_words(names: tuple[str, ...]) -> set[str]:
    """The words of names, without what is too short or common to tell people apart."""
    return {w for name in names for w in re.findall(r"[A-Z][\w’'-]{3,}", name)}


def sums_up(made: Found, found: list[Found]) -> bool:
    """ "A priest and four workers … the five": those counted just before, taken together."""
    counted = made.counted
    if not counted.definite or counted.kind != "number" or counted.low is None or counted.low != counted.high:
        return False
    total = 0
    same = [f for f in found if f.draft.measure is made.draft.measure and f.draft.whole is None]
    for number, figure in enumerate(reversed(same[-_SUMMED:]), start=1):
        total += figure.draft.low or 0
        if total == counted.low and number > 1:
            return True
    return False


def shot_dead_before(link: Link, made: Found, found: list[Found]) -> bool:
    """A boy who was shot, of whom it was said before that he died, is no one wounded; nor are the dead and hurt in all."""
    if link.hit.entry.id == "injured.shot" and link.counted.kind == "number" and made.draft.whole is None:
        told = [sum(f.draft.low or 0 for f in found if f.draft.measure is m) for m in (Measure.KILLED, Measure.INJURED)]
        if all(told) and sum(told) == made.draft.low and len(found) <= _SUMMED:
            return True
    if link.measure is not Measure.INJURED or link.counted.kind not in ("single", "named"):
        return False
    named = _name_words(made.draft.victims.names)
    return any(
        f.draft.measure is Measure.KILLED
        and f.draft.low == 1
        and len(f.draft.victims.words) > _SHORTEST_WORDS
        and (
            (
                link.hit.entry.id in ("injured.shot", "injured.hit_by")
                and (
                    f.draft.victims.words.casefold().lstrip("a ") in made.draft.victims.words.casefold()
                    or (made.counted.head.lower_ == f.counted.head.lower_ and made.counted.head.lower_ in RELATION)
                )
            )
            or bool(named & (_name_words(f.draft.victims.names) | _name_words((f.draft.victims.words,))))
        )
        for f in found
    )


def names_last(last: Link, link: Link) -> bool:
    """ "Ali Khan and his mother Marta Ochoa": the name of the one counted last."""
    name, calling = link.counted, last.counted.heads[-1]
    if name.kind != "named" or last.measure is not link.measure or last.trigger is not link.trigger:
        return False
    return name.head.dep_ in ("appos", "flat", "nmod:desc") and name.head.head == calling and calling.pos_ == "NOUN"


def same_person(doc: Doc, first: Link, second: Link) -> bool:
    """An office and the name beside it ("the head of research, Saleem Ali, was hurt") are one person."""
    a, b = first.counted, second.counted
    if first.measure is not second.measure or first.trigger is not second.trigger:
        return False
    if a.kind == b.kind == "single" and a.definite and "and" not in (t.lower_ for t in doc[a.head.i : b.head.i]):
        return text_of(doc)[a.span.end : b.span.start].strip() == ","  # "the victim, a woman of 30, died"
    if {a.kind, b.kind} != {"single", "named"}:
        return False
    single = a if a.kind == "single" else b
    if any(c.dep_ == "nmod:poss" and c.pos_ == "PRON" for c in single.head.children):
        return False  # "the mayor, his wife and …"
    if a.kind == "named" and a.head.i < b.head.i and any(c.lower_ in _OF_ONE for c in first.trigger.children):
        if text_of(doc)[a.span.end : a.span.end + 4].startswith((", a ", ", an", ", th")):
            return True  # "Biswas, a trader by profession and a resident of Krishnai, was abducted"
    low, high = sorted((a.head.i, b.head.i))
    return high - low < 14 and not any(t.lower_ in ("and", "&", "as", "with") for t in doc[low:high])
