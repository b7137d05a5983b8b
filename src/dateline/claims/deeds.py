"""Deeds that a report only names to look back on them, and the figures, places and days that are theirs.

A story of today tells of yesterday's deed by a noun: "the toll of Thursday's car bomb in Corinto rose to eight", "a crowd
demanding an inquiry into an air strike", "the explosion, in which eight people died". What is counted there, where and when
it was, belongs to the deed named and not to what the story is about. Such a deed takes place and day from its own words,
else from another mention of it in the report, and never those of another deed: they then stay open.

Sources: the guide to annotation ("the narrowest named place that the text ties the figure to"); UCDP GED codebook, section
on events reported later. The nouns are those of the codebook's entries for events that are told by nouns.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from typing import Final

from spacy.tokens import Span as DocSpan
from spacy.tokens import Token

from dateline.claims.circumstances_places import widths
from dateline.claims.circumstances_ties import BESIDE, root_of, ties
from dateline.claims.drafts import Circumstances, EventDraft, FigureDraft
from dateline.claims.events_layout import items_of
from dateline.claims.interviews import asked_of, asked_since
from dateline.claims.syntax import text_of
from dateline.model import Reading
from dateline.terms import EventKind as K
from dateline.terms import Measure, MentionKind
from dateline.text import Span

__all__ = ["Deeds"]

_ANY: Final = frozenset(
    {
        K.ATTACK, K.ARMED_CLASH, K.AIR_STRIKE, K.SHELLING, K.SUICIDE_BOMB, K.REMOTE_EXPLOSIVE, K.GRENADE, K.MOB_VIOLENCE,
        K.CHEMICAL_WEAPON,
    }
)  # fmt: skip
_BLAST: Final = frozenset({K.REMOTE_EXPLOSIVE, K.SUICIDE_BOMB, K.GRENADE})
_KILLING: Final = frozenset({K.ATTACK, K.ARMED_CLASH, K.MOB_VIOLENCE})
_KINDS: Final[dict[str, frozenset[K]]] = {
    "airstrike": frozenset({K.AIR_STRIKE}),
    "strike": frozenset({K.AIR_STRIKE, K.SHELLING}),
    "bombing": _BLAST | {K.AIR_STRIKE},
    "bombardment": frozenset({K.AIR_STRIKE, K.SHELLING}),
    "bomb": _BLAST,
    "mine": _BLAST,
    "landmine": _BLAST,
    "blast": _BLAST | {K.AIR_STRIKE},
    "explosion": _BLAST | {K.AIR_STRIKE},
    "shelling": frozenset({K.SHELLING}),
    "ambush": frozenset({K.ARMED_CLASH, K.ATTACK}),
    "clash": frozenset({K.ARMED_CLASH}),
    "massacre": _KILLING,
    "killing": _KILLING,
    "murder": _KILLING,
    "slaughter": _KILLING,
    "shooting": _KILLING,
    "stabbing": _KILLING,
    "attack": _ANY,
    "assault": _ANY,
    "raid": frozenset({K.ATTACK, K.AIR_STRIKE, K.ARMED_CLASH}),
    "kidnapping": frozenset({K.ABDUCTION}),
    "abduction": frozenset({K.ABDUCTION}),
}
_TOLL: Final = frozenset(
    """
    toll number count tally dead death deaths fatality fatalities casualty casualties victim victims wounded injured body
    bodies survivor survivors burial funeral funerals
    """.split()
)
_REACTION: Final = frozenset(
    """
    inquiry enquiry investigation probe protest march vigil demonstration rally anger outrage fury grief mourning condolences
    condemnation denial claim claims responsibility blame revenge retaliation response reprisal anniversary aftermath memorial
    suspect suspects perpetrator perpetrators mastermind suspicion part hand role involvement
    """.split()
)
_REACTS: Final = frozenset(
    "demand condemn protest denounce mourn avenge deny commemorate investigate probe bury remember blame suspect".split()
)
_HARMED: Final = frozenset("killed wounded injured hurt maimed shot burned burnt slain murdered hit".split())
_FROM_AIR: Final = frozenset("air aerial drone helicopter jet".split())
_FROM_GUNS: Final = frozenset("artillery rocket mortar missile tank".split())
_RELATIVE: Final = frozenset("which that where whose".split())
_DENY: Final = frozenset("deny reject dispute dismiss refute".split())
_MODIFIES: Final = ("nmod", "compound", "obl", "appos", "nummod", "amod", "flat")
_TOWN: Final = 3.0
"""Widths below are towns and narrower (:mod:`dateline.claims.circumstances_places`)."""
_HUMAN: Final = frozenset({Measure.KILLED, Measure.INJURED, Measure.MISSING})


@dataclass(frozen=True, slots=True, kw_only=True)
class _Deed:
    """A noun that names a deed: what kinds of event it can be, whether the report only looks back on it there."""

    token: Token
    kinds: frozenset[K]
    recalled: bool


class Deeds:
    """The deeds that one report names, beside the events that it tells."""

    def __init__(self, reading: Reading, events: Sequence[EventDraft]) -> None:
        self._reading = reading
        self._events = events
        self._deeds = [d for t in reading.doc if (d := _deed(t)) is not None]
        self._width = widths(reading)
        headline = reading.report.headline
        self._headline = headline.end if headline is not None else 0
        self._operations = _operations(reading)
        self._recalled = frozenset(k for d in self._deeds if d.recalled for k in d.kinds)
        self._clauses: dict[tuple[int, MentionKind], list[int]] = {}
        self._others: dict[tuple[K, MentionKind], set[int]] = {}

    def of_event(self, draft: EventDraft, around: Circumstances) -> Circumstances:
        """The places and times of an event, without those of other deeds where the report only looks back on it."""
        around = self._without_foreign(draft.kind, self._tokens(draft), self._of_item(draft.token, around))
        if not self._looked_back_on(draft):
            return around
        items = items_of(self._reading)
        own = items.at(self._reading.doc[draft.token].idx)
        named = [
            d
            for d in self._deeds
            if draft.kind in d.kinds
            and (d.recalled or self._at(d.token, draft))
            and (own is None or items.at(d.token.idx) == own)
        ]
        if not any(d.recalled for d in named):
            return around
        return self._limited(draft, draft.kind, named, around)

    def about(self, draft: FigureDraft, about: int | None) -> tuple[int | None, K | None, list[_Deed]]:
        """The event that a figure is about, the kind of deed that its own words name, and the nouns that name it.

        ``about`` is the event that is near; it stays where no noun names another deed.
        """
        about = self._as_asked(draft, self._of_scene(draft, self._in_one_item(draft, about)))
        if draft.measure not in _HUMAN:
            return about, None, []
        deed = next((d for d in self._deeds if _governs(d.token, draft, self._reading)), None)
        if deed is None:
            return about, None, []
        alike = [d for d in self._deeds if d is not deed and d.kinds & deed.kinds and d.recalled]
        told = next((i for i, e in enumerate(self._events) if e.kind in deed.kinds and self._at(deed.token, e)), None)
        if told is None:
            fitting = [i for i, e in enumerate(self._events) if e.kind in deed.kinds]
            told = about if about in fitting else next(iter(fitting), None)
            own = set(self._mentions_of([deed], MentionKind.PLACE))
            if told is not None and own and not self._same_place(own, self._events[told]):
                told = None
        kind = self._events[told].kind if told is not None else _main_kind(deed.kinds)
        return told, kind, [deed, *alike]

    def presupposed(self, draft: FigureDraft, named: Sequence[_Deed]) -> bool:
        """ "It denies being behind the bombing, in which eight people died": what the relative clause counts is not denied."""
        if not named or not _in_relative_clause_of(named[0].token, self._reading.doc[draft.token]):
            return False
        deed = named[0].token.i
        above = [t for t in self._reading.doc[draft.token].ancestors if deed < t.i]
        return not any(t.lemma_ in _DENY for t in above)  # "the raid, in which it denies having killed eight people"

    def of_figure(
        self, draft: FigureDraft, about: int | None, named: Sequence[_Deed], around: Circumstances
    ) -> Circumstances:
        """The places and times of a figure: those of the deed that its words name, or of the recalled event it is about."""
        around = self._since_asked(draft, about, self._of_item(draft.token, around))
        event = self._events[about] if about is not None else None
        if named:
            kinds = event.kind if event is not None else _main_kind(named[0].kinds)
            return self._limited(event, kinds, named, around, figure=draft)
        if event is not None and self._looked_back_on(event) and draft.measure in _HUMAN:
            nouns = [d for d in self._deeds if event.kind in d.kinds and (d.recalled or self._at(d.token, event))]
            if items_of(self._reading).at(self._reading.doc[draft.token].idx) is None:
                return self._limited(event, event.kind, nouns, around, figure=draft)
        tokens = (draft.token, draft.number_token, *(self._tokens(event) if event is not None else ()))
        return self._without_foreign(event.kind if event is not None else None, tokens, around)

    # ------------------------------------------------------------------------------------------------------ inside

    def _looked_back_on(self, event: EventDraft) -> bool:
        """True where the report looks back on an event of this kind; of the general kinds only by its own nouns."""
        if event.kind not in self._recalled:
            return False
        own = [d for d in self._deeds if d.recalled and event.kind in d.kinds and self._at(d.token, event)]
        return bool(own) or event.kind not in (K.ATTACK, K.ARMED_CLASH)

    def _limited(
        self,
        event: EventDraft | None,
        kind: K,
        named: Sequence[_Deed],
        around: Circumstances,
        *,
        figure: FigureDraft | None = None,
    ) -> Circumstances:
        own_places = self._own(event, figure, MentionKind.PLACE)
        own_times = self._own(event, figure, MentionKind.TIME)
        nouns = self._mentions_of(named, MentionKind.PLACE)
        days = self._mentions_of(named, MentionKind.TIME)
        if figure is not None and named and self._mentions_of(named[:1], MentionKind.PLACE):
            own_places = []  # "deaths from the bomb in Corinto": the deed's, whatever else stands in the sentence
        if figure is not None and named and self._mentions_of(named[:1], MentionKind.TIME):
            own_times = []
        narrow = [i for i in own_places if self._width.get(i, 9.0) < _TOWN]
        places, times = list(around.places), list(around.times)
        barred = set(around.barred)
        mentions = self._reading.mentions
        if not narrow and nouns:
            places = [*nouns, *(p for p in places if p not in nouns)]
            barred |= {i for i, m in enumerate(mentions) if m.kind is MentionKind.PLACE and i not in nouns}
        elif not narrow:
            theirs = self._of_others(kind, MentionKind.PLACE) - set(own_places)
            places = [p for p in places if p not in theirs]
            barred |= theirs
        if not own_times and days:
            theirs = self._of_others(kind, MentionKind.TIME) - set(days)
            times = [*days, *(t for t in times if t not in days and t not in theirs)]
            barred |= theirs
        elif not own_times:
            theirs = self._of_others(kind, MentionKind.TIME)
            times = [t for t in times if t not in theirs]
            barred |= theirs
        return Circumstances(places=tuple(places), times=tuple(times), barred=tuple(sorted(barred)))

    def _at(self, token: Token, event: EventDraft) -> bool:
        return any(abs(token.i - at) <= 1 for at in self._tokens(event))

    def _tokens(self, event: EventDraft) -> tuple[int, ...]:
        """The triggers of an event, but for nouns that only look back on a deed of another kind."""
        other = {d.token.i for d in self._deeds if d.recalled and event.kind not in d.kinds}
        return (event.token, *(at for at in event.retold if at not in other))

    def _without_foreign(self, kind: K | None, tokens: Sequence[int], around: Circumstances) -> Circumstances:
        """Without the places and times of noun phrases that name a deed of another kind, which the report looks back on."""
        foreign: set[int] = set()
        for deed in self._deeds:
            if not deed.recalled or kind in deed.kinds or deed.token.i in tokens:
                continue
            inside = {t.i for t in _phrase(deed.token)}
            if not inside & set(tokens):
                foreign.update(self._inside(deed.token, MentionKind.PLACE))
                foreign.update(self._inside(deed.token, MentionKind.TIME))
        if not foreign:
            return around
        words = {self._reading.mentions[i].words.casefold() for i in foreign}
        kept = [p for p in around.places if p not in foreign]
        # the same town named elsewhere is as foreign, so long as another is left; not where the claim's own sentence names it
        here = self._reading.doc[tokens[0]].sent
        other = [p for p in kept if self._reading.mentions[p].words.casefold() not in words or self._in(p, here)]
        if other:
            foreign.update(
                i for i, m in enumerate(self._reading.mentions) if m.words.casefold() in words and not self._in(i, here)
            )
        return Circumstances(
            places=tuple(other or kept),
            times=tuple(t for t in around.times if t not in foreign),
            barred=tuple(sorted({*around.barred, *foreign})),
        )

    def _in(self, mention: int, sentence: DocSpan) -> bool:
        span = self._reading.mentions[mention].span
        return bool(sentence.start_char <= span.start < sentence.end_char)

    def _own(self, event: EventDraft | None, figure: FigureDraft | None, kind: MentionKind) -> list[int]:
        """Mentions in the clauses that tell the event or the figure themselves."""
        if event is None or figure is not None:
            return self._in_clauses(event, figure, kind)
        key = (id(event), kind)  # the events of a report live as long as this reader of it
        if key not in self._clauses:
            self._clauses[key] = self._in_clauses(event, None, kind)
        return self._clauses[key]

    def _in_clauses(self, event: EventDraft | None, figure: FigureDraft | None, kind: MentionKind) -> list[int]:
        doc = self._reading.doc
        found: list[int] = []
        tokens = (
            [] if event is None else [(at, event.clause if at == event.token else None) for at in self._tokens(event)]
        )
        looked_back = {d.token.i for d in self._deeds if d.recalled}
        for at, clause in [*tokens, *([(figure.token, figure.clause)] if figure is not None else [])]:
            if at in looked_back:  # "a crowd demanding on Friday an inquiry into a strike": Friday is the crowd's day
                found += self._inside(doc[at], kind)
                continue
            found += [
                i
                for i, tie in ties(self._reading, doc[at], clause)
                if tie < BESIDE and self._reading.mentions[i].kind is kind
            ]
        return list(dict.fromkeys(found))

    def _mentions_of(self, named: Sequence[_Deed], kind: MentionKind) -> list[int]:
        """Places (towns and narrower) and times in the noun phrases that name a deed, and beside those whom it hurt."""
        out: list[int] = []
        for deed in named:
            out += list(self._inside(deed.token, kind))
        if named and named[0].kinds & _ANY and not out:
            for token in self._reading.doc:
                if token.lower_ in _HARMED and _of_those(token):
                    out += list(self._inside(token, kind))
        return list(dict.fromkeys(out))

    def _inside(self, token: Token, kind: MentionKind) -> Iterator[int]:
        within = {t.i for t in _phrase(token)}
        for index, mention in enumerate(self._reading.mentions):
            if mention.kind is not kind:
                continue
            if kind is MentionKind.PLACE and (
                self._width.get(index, 9.0) >= _TOWN or mention.span.start < self._headline
            ):
                continue  # headlines say "Chad market strike"
            root = root_of(self._reading.doc, mention)
            if root is not None and root.i in within:
                yield index

    def _of_others(self, kind: K, what: MentionKind) -> set[int]:
        """Mentions that the report puts into the clauses of deeds that cannot be this one."""
        if (kind, what) in self._others:
            return self._others[kind, what]
        out: set[int] = set()
        for event in self._events:
            if event.kind is kind or (event.kind in _ANY and K.ATTACK in (kind, event.kind)):
                continue
            own = self._own(event, None, what)
            out.update(own)
            names = {self._reading.mentions[i].words.casefold() for i in own}
            out.update(
                i for i, m in enumerate(self._reading.mentions) if m.kind is what and m.words.casefold() in names
            )
        self._others[kind, what] = out
        return out

    def _same_place(self, own: set[int], event: EventDraft) -> bool:
        names = {self._reading.mentions[i].words.casefold() for i in own}
        told = [i for i in self._own(event, None, MentionKind.PLACE) if self._width.get(i, 9.0) < _TOWN]
        return not told or any(self._reading.mentions[i].words.casefold() in names for i in told)

    def _of_scene(self, draft: FigureDraft, about: int | None) -> int | None:
        """ "In Corinto, the hospital's director said a woman had died": not of what was told of another town before."""
        sentence = self._reading.doc[draft.token].sent
        near = about is not None and any(
            self._reading.doc[at].sent.start == sentence.start for at in self._tokens(self._events[about])
        )
        if not near and _LONG_BEFORE.match(sentence.text) and draft.token >= sentence.start:
            return None
        if about is None or near:
            return about
        set_ = [
            i
            for i, m in enumerate(self._reading.mentions)
            if m.kind is MentionKind.PLACE
            and self._width.get(i, 9.0) < _TOWN
            and self._in(i, sentence)
            and _FRONTED.match(self._reading.report.text.clean[sentence.start_char : m.span.start])
        ]
        if not set_ or self._same_place(set(set_), self._events[about]):
            return about
        return next(
            (
                i
                for i, e in enumerate(self._events)
                if e.kind in _ANY and self._own(e, None, MentionKind.PLACE) and self._same_place(set(set_), e)
            ),
            None,
        )

    def _as_asked(self, draft: FigureDraft, about: int | None) -> int | None:
        """ "QUESTION: What about Zarga?": what is counted in the answer is not of another town that was told of before."""
        if about is None:
            return None
        doc = self._reading.doc
        told = max(doc[at].idx for at in self._tokens(self._events[about]))
        asked = {i for i in asked_of(self._reading, told, doc[draft.token].idx) if self._width.get(i, 9.0) < _TOWN}
        return about if not asked or self._same_place(asked, self._events[about]) else None

    def _since_asked(self, draft: FigureDraft, about: int | None, around: Circumstances) -> Circumstances:
        """An answer that tells of another place takes neither place nor day from what was told before the question."""
        at = self._reading.doc[draft.token].idx
        since = asked_since(self._reading, at)
        if about is not None or since is None:
            return around
        mentions = self._reading.mentions
        before = {
            i
            for i, m in enumerate(mentions)
            if m.kind in (MentionKind.TIME, MentionKind.PLACE) and (m.span.start < since or self._labels(m.span))
        }
        return Circumstances(
            places=tuple(p for p in around.places if p not in before),
            times=tuple(t for t in around.times if t not in before),
            barred=tuple(sorted({*around.barred, *before})),
        )

    def _labels(self, span: Span) -> bool:
        """True for the name that opens a turn: "MORA: We counted …"."""
        text = text_of(self._reading.doc)
        return text[span.end : span.end + 1] == ":" and text[max(0, span.start - 1) : span.start] in ("", "\n")

    def _in_one_item(self, draft: FigureDraft, about: int | None) -> int | None:
        """The event of a figure in a list: one that its own item tells, never that of another item."""
        items = items_of(self._reading)
        own = items.at(self._reading.doc[draft.token].idx)
        if about is None or own is None:
            return about

        def there(event: EventDraft) -> bool:
            return any(items.at(self._reading.doc[at].idx) == own for at in self._tokens(event))

        return about if there(self._events[about]) else None

    def _of_item(self, at: int, around: Circumstances) -> Circumstances:
        """With the day that opens an item of a list ("- 8 June: …") and, where the item names no place, its heading's."""
        char = self._reading.doc[at].idx
        items = items_of(self._reading)
        if self._operations:
            around = replace(
                around,
                places=tuple(p for p in around.places if p not in self._operations),
                barred=tuple(sorted({*around.barred, *self._operations})),
            )
        day, place = items.day(char), items.heading(char)
        if day is not None:
            around = replace(around, times=(day, *(t for t in around.times if t != day)))
        if place is not None:
            camps = {p for p in around.places if "camp" in self._reading.mentions[p].label.split()}
            others = (p for p in around.places if p != place and p not in camps)
            barred = (self._outside(char) | camps) - {place}
            return replace(around, places=(place, *others), barred=tuple(sorted({*around.barred, *barred})))
        if items.of_places(char):
            mentions = self._reading.mentions
            own = tuple(p for p in around.places if items.at(mentions[p].span.start) == items.at(char))
            barred = self._outside(char) - set(own)
            return replace(around, places=own, barred=tuple(sorted({*around.barred, *barred})))
        return around

    def _outside(self, char: int) -> set[int]:
        """The place mentions outside the item of a list that holds a character."""
        items = items_of(self._reading)
        return {
            i
            for i, m in enumerate(self._reading.mentions)
            if m.kind is MentionKind.PLACE and items.at(m.span.start) != items.at(char)
        }


def _main_kind(kinds: frozenset[K]) -> K:
    """What a noun for a deed says where nothing else tells: a "blast" is a bomb's until an aircraft is named."""
    return next((k for k in (K.REMOTE_EXPLOSIVE, K.ATTACK) if k in kinds), min(kinds, key=list(K).index))


_FRONTED: Final = re.compile(
    r"^\W*(?:(?:and|but|meanwhile|elsewhere),?\s+)?(?:in|at|near|outside)\s+(?:the \w+ (?:of )?)?$", re.IGNORECASE
)
_LONG_BEFORE: Final = re.compile(
    r"^\W*(?:(?:and|but)\s+)?(?:(?:back |early |late )?in (?:early |late |mid-?)?(?:January|February|March|April|May|June|July|"
    r"August|September|October|November|December|(?:19|20)\d\d)|last (?:month|year|spring|summer|autumn|winter)|"
    r"(?:\w+ )?(?:months?|years?|decades?) (?:ago|earlier|before)|earlier this (?:month|year))\b(?!\s+\d)",
    re.IGNORECASE,
)
"""A sentence set in another month or year tells of something else than what was told before."""
_OPERATION: Final = re.compile(
    r"\b(?:Operation|Operación|Opération|Operasi|Exercise|Mission|Task Force|Plan)\s+[“\"']?$"
)


def _operations(reading: Reading) -> frozenset[int]:
    """Place mentions that are names of operations ("Operation Relámpago"), wherever the report names them."""
    text = reading.report.text.clean
    places = [(i, m) for i, m in enumerate(reading.mentions) if m.kind is MentionKind.PLACE]
    names = {m.words for _, m in places if _OPERATION.search(text[max(0, m.span.start - 24) : m.span.start])}
    return frozenset(i for i, m in places if m.words in names)


def _of_those(token: Token) -> bool:
    """ "Three of those wounded at Gassira on Wednesday", "a man hurt in Monday's raid": people of whom something is told now."""
    if token.dep_.startswith("acl") and token.tag_ == "VBN":
        return True
    return any(c.lower_ in ("those", "the") and c.i < token.i for c in token.children) and token.dep_ == "nmod"


def _lemma(token: Token) -> str:
    word = token.lower_
    if word in _KINDS or word in _TOLL or word in _REACTION:
        return word
    return word.removesuffix("s") if word.endswith("s") else str(token.lemma_).lower()


def _deed(token: Token) -> _Deed | None:
    """The deed that a noun names; None for other words, and for a bomb or a mine that is only a thing."""
    if token.pos_ not in ("NOUN", "PROPN"):
        return None
    kinds = _KINDS.get(_lemma(token)) or _KINDS.get(str(token.lemma_).lower())
    if kinds is None:
        return None
    means = {c.lower_ for c in token.children if c.dep_ in ("compound", "amod")}
    if means & _FROM_AIR and K.AIR_STRIKE in kinds:
        kinds = frozenset({K.AIR_STRIKE})
    elif means & _FROM_GUNS and K.SHELLING in kinds:
        kinds = frozenset({K.SHELLING})
    return _Deed(token=token, kinds=kinds, recalled=_is_recalled(token))


def _is_recalled(token: Token) -> bool:
    """True where a noun stands below one for a toll or for what people make of a deed, or is the object of such a verb."""
    for above in _above(token):
        if _lemma(above) in _TOLL or (above.pos_ == "NOUN" and _lemma(above) in _REACTION):
            return True
        if above.pos_ == "VERB":
            return str(above.lemma_).lower() in _REACTS
    return False


def _above(token: Token) -> Iterator[Token]:
    """The words that a noun depends on as a modifier or object, nearest first, up to the first verb."""
    for _ in range(4):
        if not token.dep_.startswith((*_MODIFIES, "obj", "conj", "nsubj:pass")) or token.head == token:
            return
        token = token.head
        yield token
        if token.pos_ == "VERB":
            return


def _phrase(token: Token) -> Iterator[Token]:
    """The noun phrase of a deed, or the participle of those whom it hurt with what stands below it."""
    stack = [token]
    while stack:
        word = stack.pop()
        yield word
        stack.extend(c for c in word.children if not c.dep_.startswith(("acl", "conj", "parataxis", "advcl")))
    if token.dep_ == "compound" and token.head.pos_ in ("NOUN", "PROPN"):
        yield from (
            c for c in token.head.children if c.dep_.startswith(("nmod", "nummod", "compound")) for c in c.subtree
        )


def _in_relative_clause_of(deed: Token, trigger: Token) -> bool:
    """ "The explosion in Corinto, in which eight people died", whatever the parser hangs the clause on."""
    doc = deed.doc
    if not deed.i < trigger.i < deed.i + 24:
        return False
    for word in doc[deed.i + 1 : trigger.i]:
        if word.lower_ in ("which", "that") and word.tag_.startswith("W"):
            return True
        if word.pos_ in ("VERB", "AUX") or (word.text in ";" or word.lower_ in ("and", "but")):
            return False
        if _lemma(word) in _KINDS and word.pos_ == "NOUN":
            return False
    return False


def _governs(deed: Token, draft: FigureDraft, reading: Reading) -> bool:
    """True where a figure's own words say that it counts those of a deed named by this noun."""
    doc = reading.doc
    trigger, number = doc[draft.token], doc[draft.number_token]
    if deed.sent.start not in (trigger.sent.start, number.sent.start):
        return False
    for clause in deed.children:
        if clause.dep_ == "acl:relcl" and any(t.i in (trigger.i, number.i) for t in clause.subtree):
            words = [t for t in clause.subtree if t.lower_ in _RELATIVE and t.i < max(trigger.i, clause.i)]
            if words and not any(t.dep_.startswith("nsubj") and t.lower_ == "who" for t in clause.subtree):
                return True
    if _in_relative_clause_of(deed, trigger):
        return True
    top: Token | None = None
    for above in _above(deed):
        if _lemma(above) in _TOLL:
            top = above
        elif top is not None or above.pos_ == "VERB":
            break
    if top is None:
        return False
    if top in (trigger, number.head) or top.head == number or number in top.children:
        return True
    verb = top.head
    if not top.dep_.startswith("nsubj") or verb.pos_ not in ("VERB", "AUX", "NOUN", "NUM"):
        return False
    for word in (number, *number.ancestors):
        if word == verb:
            return True
        if word.dep_ in ("conj", "parataxis", "acl:relcl", "ccomp", "advcl"):
            return False
    return False
