"""Which of the report's places and times belong to a figure or an event.

A place or time is tied to a clause by the tree: inside the clause, in the clause that governs it, in an adverbial
clause below it, in the rest of the sentence, in the event that it belongs to, in the running story. Words of a
relative clause about something else ("who was abducted on December 29") do not reach out of it. Among the places
of one tie the narrowest comes first ("Kolachi Town of Dera Ismail Khan District": the town).

Sources of the rules: the guide to annotation ("the narrowest named place that the text ties the figure to"), the
ACLED codebook (events are put at the named town, not at the place of the outlet or the speaker).
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import islice
from typing import Final

from spacy.tokens import Token

from dateline.claims.circumstances_places import containment, granularity, plain_name, widths
from dateline.claims.circumstances_ties import (
    ABOVE,
    BELOW,
    BESIDE,
    FAR,
    HOSPITAL,
    INSIDE,
    MOVED,
    ORIGIN,
    RETOLD,
    SENTENCE,
    TOWARDS,
    WEAK_SORTS,
    modifier_penalty,
    parties_not_places,
    root_of,
    ties,
)
from dateline.claims.drafts import Circumstances, EventDraft
from dateline.claims.events_layout import day_over, items_of
from dateline.claims.events_real import within_week
from dateline.claims.events_words import DOERS, HAPPENINGS
from dateline.claims.syntax import line_of, text_of
from dateline.model import Mention, Reading
from dateline.terms import MentionKind
from dateline.text import Span
from dateline.words import SAYS

__all__ = ["circumstances"]

_ADMINISTRATIVE: Final = re.compile(
    r"\s+(?:territory|district|province|county|region|state|governorate|department)\b", re.I
)
#: "dawn on Monday", "Friday night" name a day; "dawn" alone does not.
_NAMES_A_DAY: Final = re.compile(r"\b(?:mon|tues|wednes|thurs|fri|satur|sun)day\b|\b(?:today|yesterday|\d)", re.I)
#: Too long for the day of a story: "last year" says when something else was.
_LONG: Final = re.compile(r"\b(?:last|this|previous|past|same|current)\s+(?:year|month|decade|century)\b", re.I)
_LEAD: Final = 400
"""Characters in which a report names the day of what it tells, roughly headline and first paragraph."""
_NEXT: Final = 3
"""Sentences after a deed's own in which its day is looked for."""
_TOLD_AGAIN: Final = DOERS | HAPPENINGS
_DEFINITE: Final = frozenset({"the", "these", "those", "this"})
_KIND_NOUNS: Final = frozenset(
    {"camp", "village", "town", "city", "prison", "base", "district", "province", "island", "hospital", "school"}
)


def circumstances(
    reading: Reading,
    token_index: int,
    clause: Span,
    event: EventDraft | None = None,
    *,
    total: bool = False,
    counted: int | None = None,
) -> Circumstances:
    """Places and times tied to the clause around a token, best first, as indexes into ``reading.mentions``.

    ``event`` is the event that the clause belongs to (or is): its own clause and its retellings lend what the
    clause lacks, and a narrower place where the clause names only a district, province or country. ``total`` is set
    for a figure over a period or campaign: the running story lends it neither place nor day. ``counted`` is the number's
    token: of several counts in one sentence each keeps the place that hangs on it.
    """
    doc = reading.doc
    token = doc[token_index]
    inside = containment(reading)
    own = ties(reading, token, clause)
    if counted is not None:
        own = _by_count(reading, own, doc[counted])
    if event is not None and event.foreign and token_index == event.token:
        own = [(i, t) for i, t in own if i not in event.foreign]
    ranked = _ranked_places(reading, token, [(i, t) for i, t in own if _is(reading, i, MentionKind.PLACE)], inside)
    places = [p for p in ranked if p[1] < FAR]
    own = [(i, t) for i, t in own if not _of_another_deed(reading, reading.mentions[i], token)]
    times = _ranked_times(reading, [(i, t) for i, t in own if _is(reading, i, MentionKind.TIME)])
    if event is not None:
        for index in (event.token, *event.retold):
            if index == token_index:
                continue
            there = ties(reading, doc[index], event.clause if index == event.token else None)
            near = [(i, t) for i, t in there if t < SENTENCE and not _dates_a_beginning(reading, reading.mentions[i])]
            more = _ranked_places(
                reading, doc[index], [x for x in near if _is(reading, x[0], MentionKind.PLACE)], inside
            )
            _extend(places, [(i, t + (FAR if index == event.token else RETOLD)) for i, t in more])
            firm = ABOVE if index != event.token else BESIDE
            more = _ranked_times(reading, [x for x in near if _is(reading, x[0], MentionKind.TIME) and x[1] < firm])
            if times and times[0][1] >= BESIDE and any(t < ABOVE for _, t in more):
                times = [(i, t + 2 * FAR) for i, t in times]  # "died overnight" beside "the strike on Wednesday"
                times = [*[(i, t + FAR) for i, t in more], *times]
            _extend(times, [(i, t + FAR) for i, t in more])
    if not items_of(reading).places(token.idx):
        places = _narrowest_of_event(reading, places, inside)
    if event is not None and event.after is not None:
        there = ties(reading, doc[event.after], None)
        near = [(i, t) for i, t in there if t < ABOVE]
        more = _ranked_places(
            reading, doc[event.after], [x for x in near if _is(reading, x[0], MentionKind.PLACE)], inside
        )
        _extend(places, [(i, t + 2 * FAR) for i, t in more])
    if not places or places[0][1] >= ABOVE:
        meant = _meant_by_kind(reading, token)
        places = [*[(i, ABOVE) for i in meant], *[p for p in places if p[0] not in meant]]
    if event is not None and not any(t < FAR for _, t in times):
        _extend(times, [(i, FAR) for i in _told_next(reading, doc[event.token])])
    if not total or event is not None:
        _extend(places, [(i, 3 * FAR) for i in _story_places(reading, token, inside, of_event=event is not None)])
        _extend(times, [(i, t) for i, t in own if _is(reading, i, MentionKind.TIME)])
        _extend(times, [(i, 3 * FAR) for i in _story_times(reading, token)])
    _extend(places, ranked)
    return Circumstances(places=tuple(i for i, _ in places), times=tuple(i for i, _ in times))


def _is(reading: Reading, index: int, kind: MentionKind) -> bool:
    return reading.mentions[index].kind is kind


def _extend(ranked: list[tuple[int, float]], more: Sequence[tuple[int, float]]) -> None:
    seen = {i for i, _ in ranked}
    ranked.extend((i, t) for i, t in more if i not in seen)


# ---------------------------------------------------------------------------------------------------------- places


def _ranked_places(
    reading: Reading, token: Token, tied: list[tuple[int, float]], inside: frozenset[tuple[int, int]]
) -> list[tuple[int, float]]:
    """By tie, in steps; within a step the narrowest first; a place set before the clause ("In Bogota, …") is wider."""

    width_of = widths(reading)

    heading = items_of(reading).places(token.idx)

    def key(item: tuple[int, float]) -> tuple[float, float, int]:
        index, tie = item
        mention = reading.mentions[index]
        if index in heading:
            after = reading.report.text.clean[mention.span.end : mention.span.end + 14]
            return (-1.0, width_of[index] + (1.0 if _ADMINISTRATIVE.match(after) else 0.0), mention.span.start)
        width = width_of[index]
        fronted = (
            mention.span.end <= token.idx and reading.report.text.clean[mention.span.end : mention.span.end + 1] == ","
        )
        return (_step(tie), width + (0.5 if fronted and width >= 1.8 else 0.0), mention.span.start)

    ordered = sorted(tied, key=key)
    if ordered:
        # what the report puts inside the best place is narrower still
        for item in list(ordered[1:]):
            if item[1] < BESIDE and (item[0], ordered[0][0]) in inside:
                ordered.remove(item)
                ordered.insert(0, item)
    return ordered


def _step(tie: float) -> float:
    """Ties that are as good as one another: the clause with what governs or explains it; the rest by itself."""
    if tie < ABOVE:
        return 0.0
    return 1.0 if tie < BESIDE else 2.0 if tie < SENTENCE else 3.0 if tie < FAR else 4.0


def _narrowest_of_event(
    reading: Reading, places: list[tuple[int, float]], inside: frozenset[tuple[int, int]]
) -> list[tuple[int, float]]:
    """A narrower place of the same event goes first: one that the report puts inside the best place; any village,
    town or site where the best is a district or wider; a village or quarter named as such where it is a town.

    Not where the clause itself joins several places ("in Bogota and Cartagena").
    """
    if not places or places[0][1] >= FAR:
        return places
    width_of = widths(reading)
    best = width_of[places[0][0]]
    equal = [i for i, t in places[1:] if t < ABOVE and abs(width_of[i] - best) < 0.2]
    if any(
        (i, places[0][0]) not in inside
        and (places[0][0], i) not in inside
        and plain_name(reading, i) != plain_name(reading, places[0][0])
        for i in equal
    ):
        return places
    limit = 2.6 if best >= 3.0 else 1.0 if best >= 1.8 else -1.0
    for place in places[1:]:
        index, tie = place
        usable = tie <= BESIDE or FAR <= tie <= FAR + BESIDE or RETOLD <= tie <= RETOLD + BELOW + 0.2
        if usable and ((index, places[0][0]) in inside or width_of[index] <= limit):
            return [place, *[p for p in places if p != place]]
    return places


def _meant_by_kind(reading: Reading, token: Token) -> list[int]:
    """The place that "the camp", "the village", "the city" in the token's clause goes back to."""
    doc = reading.doc
    for word in token.sent:
        if word.lower_ not in _KIND_NOUNS or not any(c.lower_ in ("the", "that", "this") for c in word.children):
            continue
        if any(c.dep_ in ("nmod", "appos", "compound", "flat") for c in word.children):
            continue
        case = next((c.lower_ for c in word.children if c.dep_ == "case"), "")
        if case not in ("in", "at", "of", "inside", "near", "outside", "") or (
            not case and word.dep_ not in ("nsubj", "nmod:poss")
        ):
            continue
        for index in range(len(reading.mentions) - 1, -1, -1):
            mention = reading.mentions[index]
            if mention.kind is not MentionKind.PLACE or mention.span.end > word.idx:
                continue
            around = text_of(doc)[max(0, mention.span.start - 24) : mention.span.end + 16].lower()
            if re.search(
                rf"\b{word.lower_}\b(?:\s+(?:of|at|in|called|named))?\s+{re.escape(mention.words.lower()[:12])}|{re.escape(mention.words.lower()[-12:])}\s+(?:\w+\s+)?{word.lower_}\b",
                around,
            ):
                return [index]
    return []


def _before(reading: Reading, token: Token, kind: MentionKind) -> Iterator[int]:
    """Mentions of a kind before the token's sentence, latest first."""
    start = token.sent.start_char
    for index in range(len(reading.mentions) - 1, -1, -1):
        mention = reading.mentions[index]
        if mention.span.end <= start and mention.kind is kind:
            yield index


_IN_HOSPITAL = re.compile(r"\b(?:in|at|to) (?:a |the )?(?:hospitals?|clinics?) (?:in|at)\s+$")
"""Where the wounded lie is not where what is told next happened."""


_EARLIER_COUNT = re.compile(r"\bfrom\s+(?:about\s+|some\s+)?\d[\d,.]*\s+$", re.IGNORECASE)
"""Before the day of an earlier count: "has risen to 23,000 from 19,500 a week ago"."""


def _usable(reading: Reading, index: int) -> bool:
    mention = reading.mentions[index]
    labels = mention.label.split()
    before = reading.report.text.clean[max(0, mention.span.start - 60) : mention.span.start]
    if (
        "speaks" in labels
        or "dateline" in labels
        or "body" in labels
        or TOWARDS.search(before)
        or ORIGIN.search(before)
        or _IN_HOSPITAL.search(before)
    ):
        return False
    if mention.kind is MentionKind.TIME and _EARLIER_COUNT.search(before):
        return False
    root = root_of(reading.doc, mention)
    if plain_name(reading, index) in parties_not_places(reading):
        return False
    if root is None or (("modifier" in labels or "possessive" in labels) and modifier_penalty(root) > 2):
        return False
    return not (HOSPITAL.search(mention.words) and MOVED.search(root.sent.text))


def _story_places(reading: Reading, token: Token, inside: frozenset[tuple[int, int]], *, of_event: bool) -> list[int]:
    """Places that the running story lends: of the lead and of the two sentences before, then of the dateline.

    A figure without an event takes the nearest, an event without a place that of the lead.
    """
    sentences = [s for s in reading.doc.sents if s.text.strip()]
    here = next((n for n, s in enumerate(sentences) if s.start <= token.i < s.end), 0)
    recent_start = sentences[max(0, here - 2)].start_char if sentences else 0
    recent: list[int] = []
    for index in _before(reading, token, MentionKind.PLACE):
        mention = reading.mentions[index]
        if mention.span.start < recent_start:
            break
        if _usable(reading, index) and granularity(reading, mention) < 5:
            recent.append(index)
    width_of = widths(reading)
    recent.sort(key=lambda i: (width_of[i] >= 3, -reading.mentions[i].span.start))
    lead: list[int] = []
    headline = reading.report.headline
    for sentence in sentences[:5]:
        if headline is not None and sentence.end_char <= headline.end:
            continue
        tied = [
            (i, t)
            for i, t in ties(reading, sentence.root, None)
            if _is(reading, i, MentionKind.PLACE) and t < SENTENCE and _usable(reading, i)
        ]
        lead.extend(i for i, _ in _ranked_places(reading, sentence.root, tied, inside))
        if lead:
            break
    later = [i for i, m in enumerate(reading.mentions) if m.kind is MentionKind.PLACE and _usable(reading, i)][:6]
    dateline = [
        i for i, m in enumerate(reading.mentions) if m.kind is MentionKind.PLACE and "dateline" in m.label.split()
    ]
    main = _main_place(reading, width_of)
    narrow = [i for i in lead if width_of[i] < 3.9]
    order = [*narrow, *main, *dateline, *lead, *recent] if of_event else [*recent, *narrow, *main, *dateline, *lead]
    return list(dict.fromkeys([*order, *dateline, *later]))


_HERE: Final = frozenset({"in", "at", "near"})


def _by_count(reading: Reading, own: list[tuple[int, float]], counted: Token) -> list[tuple[int, float]]:
    """ "Seven people in Dan Gulbi and four in Yar Tasha": each number with the place that hangs on it or on its noun."""
    numbers = [t for t in counted.sent if t.pos_ == "NUM" and t.ent_type_ not in ("DATE", "TIME", "MONEY")]
    mine: set[int] = set()
    others: set[int] = set()
    for index, _ in own:
        root = root_of(reading.doc, reading.mentions[index]) if _is(reading, index, MentionKind.PLACE) else None
        case = next((c for c in root.children if c.dep_ == "case" and c.lower_ in _HERE), None) if root else None
        last = max((t.i for t in numbers if case is not None and t.i < case.i), default=None)
        if case is None or last is None:
            continue
        head = reading.doc[last].head if reading.doc[last].dep_ == "nummod" else reading.doc[last]
        if case.i - max(head.i, last) <= 2:
            (mine if last == counted.i else others).add(index)
    if not mine or not others:
        return own
    return [(i, t + FAR if i in others else min(t, INSIDE) - 0.2 if i in mine else t) for i, t in own]


def _main_place(reading: Reading, width_of: dict[int, float]) -> list[int]:
    """The town or village that the report names most often, if it does so at least three times."""
    counts: dict[str, list[int]] = {}
    for index, width in width_of.items():
        if width < 3 and _usable(reading, index):
            counts.setdefault(plain_name(reading, index), []).append(index)
    best = max(counts.values(), key=len, default=[])
    return best[:1] if len(best) >= 3 else []


# ----------------------------------------------------------------------------------------------------------- times


def _ranked_times(reading: Reading, tied: list[tuple[int, float]]) -> list[tuple[int, float]]:
    """By tie; days before hours and lengths."""
    return sorted(
        (item for item in tied if item[1] < SENTENCE + 1),
        key=lambda item: (
            _step(item[1]),
            reading.mentions[item[0]].label in WEAK_SORTS,
            item[1],
            reading.mentions[item[0]].span.start,
        ),
    )


def _dates_a_beginning(reading: Reading, mention: Mention) -> bool:
    """ "Since their offensive began on March 3": the day of what the clause goes back to, not of what is told."""
    root = root_of(reading.doc, mention) if mention.kind is MentionKind.TIME else None
    if root is None:
        return False
    chain = [root, *root.ancestors][:6]
    return any(
        c.dep_ in ("mark", "case") and c.lower_ in ("since", "until") and c.i < root.i
        for t in chain
        for c in t.children
    )


def _of_another_deed(reading: Reading, mention: Mention, token: Token) -> bool:
    """ "The front, which has fought the army since 2022, said that 31 had been killed": nobody is killed since 2022."""
    root = root_of(reading.doc, mention) if mention.kind is MentionKind.TIME else None
    if root is None or not any(c.dep_ == "case" and c.lower_ == "since" for c in root.children):
        return False
    verb = next((t for t in root.ancestors if t.pos_ in ("VERB", "AUX")), None)
    return verb is not None and verb.dep_ == "acl:relcl" and verb != token and verb not in list(token.ancestors)


def _told_next(reading: Reading, token: Token) -> list[int]:
    """The day of a deed whose sentence names none, from the next sentences that tell of its doers or of the deed again.

    "Gunmen killed nine people in the village, officials said. The attackers came on motorbikes late on Tuesday": Tuesday.
    A sentence between that tells of something else, or another day, ends the search.
    """
    for sentence in islice((s for s in reading.doc.sents if s.start > token.i and s.text.strip()), _NEXT):
        head = [t for t in sentence if t.is_alpha][:8]
        again = any(
            t.dep_.startswith("nsubj") and t.lower_ in _TOLD_AGAIN and any(c.lower_ in _DEFINITE for c in t.children)
            for t in head
        )
        found = [
            i
            for i, m in enumerate(reading.mentions)
            if m.kind is MentionKind.TIME
            and sentence.start_char <= m.span.start < sentence.end_char
            and (m.label in ("date", "weekday") or (m.label == "part" and _NAMES_A_DAY.search(m.words)))
        ]
        said = {
            i for i in found if (r := root_of(reading.doc, reading.mentions[i])) is not None and r.head.lemma_ in SAYS
        }
        days = [i for i in found if i not in said]
        if again and days:
            return days[:1]
        if days or not again:
            return []
    return []


def _story_times(reading: Reading, token: Token) -> list[int]:
    """Days that the running story lends: of the two sentences before, then the first day of the report."""
    sentences = list(reading.doc.sents)
    here = next((n for n, s in enumerate(sentences) if s.start <= token.i < s.end), 0)
    recent = sentences[max(0, here - 2)].start_char if sentences else 0
    text = reading.report.text.clean

    def happened(index: int) -> bool:
        mention = reading.mentions[index]
        words = mention.words
        before = text[max(0, mention.span.start - 8) : mention.span.start]
        return bool(
            (
                mention.label in ("date", "weekday", "relative")
                or (mention.label == "part" and _NAMES_A_DAY.search(words))
                or (mention.label == "range" and "night" in words.lower() and _NAMES_A_DAY.search(words))
            )
            and not _LONG.search(words)
            and not re.search(r"\b(?:since|from|until|till|by)\s+$", before, re.I)
            and not re.search(r"\b(?:next|tomorrow|coming)\b", words, re.I)
            and not re.search(r"\b(?:weeks|months?|years?|decades?)\s+(?:ago|earlier|before)\b", words, re.I)
            and not _dates_a_beginning(reading, mention)
        )

    found = [
        i for i in _before(reading, token, MentionKind.TIME) if reading.mentions[i].span.start >= recent and happened(i)
    ]
    paragraph = text.rfind("\n", 0, token.idx)
    published = reading.report.published.day if reading.report.published else None
    if published is not None:  # a day of weeks before, told in another paragraph, does not go on
        found = [
            i
            for i in found
            if reading.mentions[i].span.start > paragraph
            or reading.mentions[i].label != "date"
            or within_week(reading.mentions[i].words, published)
        ]
    items = items_of(reading)
    item = items.at(token.idx)
    if item is not None:
        # an item of a bulletin takes no day from another item, only from the head of the bulletin
        found = [i for i in found if items.at(reading.mentions[i].span.start) == item]
    lead = [
        i
        for i, m in enumerate(reading.mentions)
        if m.kind is MentionKind.TIME
        and re.search(r"\bcover(?:s|ing)\s+(?:the\s+)?$", text[max(0, m.span.start - 14) : m.span.start], re.I)
    ] or [
        i
        for i, m in enumerate(reading.mentions)
        if m.kind is MentionKind.TIME
        and happened(i)
        and (item is None or (m.label == "date" and m.span.start < min(items.starts[0], 200) and _of_head(reading, m)))
    ]
    if published is None:
        # without a day of its own a report lends no day that it first names further down, of something else perhaps
        lead = [i for i in lead if reading.mentions[i].span.start < max(token.idx, _LEAD)]
    headed = day_over(reading, token.idx)
    if headed is not None:  # in a chronicle the day at the head of the stretch comes before that of another stretch
        found = [i for i in found if reading.mentions[i].span.start > reading.mentions[headed].span.start]
        return list(dict.fromkeys([*found, headed]))
    return list(dict.fromkeys([*found, *lead[:1]]))


def _of_head(reading: Reading, mention: Mention) -> bool:
    """True for a day in the head of a bulletin, not one told in a sentence of its first paragraph, nor a week."""
    text = reading.report.text.clean
    around = line_of(text, mention.span.start, mention.span.end)
    line = text[around.start : around.end]
    return not re.search(r"\bweek\b", mention.words, re.I) and not re.search(r"[.!?][\"”’')]*\s*$", line)
