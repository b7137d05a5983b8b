"""What happened: events by ACLED's sub-event types and the humanitarian kinds, each with its own parties.

Words of the codebook find tellings (:mod:`dateline.claims.events_found`); those told as plans, habits or background
are left out (:mod:`dateline.claims.events_real`); tellings of one happening are joined
(:mod:`dateline.claims.events_merge`); the telling that carries day or place is the anchor. A killing that no other
word tells becomes an attack or a clash by who was killed.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Sequence
from dataclasses import replace
from typing import Final

from spacy.tokens import Doc, Token
from spacy.tokens import Span as DocSpan

from dateline.claims.chains import Chains
from dateline.claims.circumstances_ties import ABOVE, BESIDE, FAR, SENTENCE, root_of, ties
from dateline.claims.codebook import Codebook
from dateline.claims.drafts import EventDraft, FigureDraft
from dateline.claims.events_apart import in_which
from dateline.claims.events_claimed import claims_of
from dateline.claims.events_families import FAMILY
from dateline.claims.events_found import DAYS, Candidate, Finder
from dateline.claims.events_layout import day_over
from dateline.claims.events_merge import Cluster, cluster
from dateline.claims.events_telling import found_so, witnessed
from dateline.claims.events_words import FREED, GROUPS_IN_FLIGHT
from dateline.claims.participants import Cast, noun_phrase
from dateline.claims.participants_beside import sites
from dateline.claims.syntax import conjuncts, line_of, text_of, tokens_in
from dateline.model import Reading
from dateline.terms import CountSpan, EventKind, MentionKind, Stance
from dateline.text import Span
from dateline.words import SAYS

__all__ = ["find_events"]

K = EventKind
_HELD = frozenset(
    {"arrested", "detained", "suspect", "suspects", "accused", "gunman", "shooter", "captured", "custody", "attacker"}
)
_MUTUAL = frozenset({K.ARMED_CLASH, K.VIOLENT_DEMONSTRATION, K.MOB_VIOLENCE})
_MOVEMENTS = frozenset({K.SURRENDER, K.DISPLACEMENT, K.EVACUATION, K.RETURN})
_CONSEQUENCES = frozenset({K.ARREST, K.LOOTING, K.DISRUPTED_WEAPONS_USE})
_FROM_DEVICES = frozenset({K.REMOTE_EXPLOSIVE, K.SUICIDE_BOMB, K.SHELLING, K.AIR_STRIKE, K.GRENADE})
_DONE_TO = frozenset({K.DISPLACEMENT, K.RETURN, K.EVACUATION, K.OTHER})
_KIN = frozenset(
    "family families relatives mother father wife husband son daughter brother sister parents children".split()
)
_DONE_WITH = frozenset("kidnapped abducted wounded injured killed murdered displaced captured slain dead".split())
_NO_NAMES = frozenset({"others", "another", "one", "two", "three", "those"})


def find_events(
    reading: Reading, codebook: Codebook, chains: Chains, figures: Sequence[FigureDraft]
) -> list[EventDraft]:
    """The events of a report, in the order of their anchors. ``figures`` are those of :func:`find_figures`."""
    finder = Finder(reading, codebook, figures)
    candidates = finder.candidates()
    groups = _without_summaries(cluster(candidates, reading, chains, list(figures), finder.cast))
    violent = [
        m.token.sent
        for g in groups
        if FAMILY[g.members[0].kind] == "violence"
        for m in g.members
        if not (m.noun and m.definite)
    ]
    told = {FAMILY[m.kind] for g in groups for m in g.members if not m.headline and m.frame != "incident"}
    kept = [g for g in groups if _kept(g, reading, violent) and not _headline_again(g, told)]
    claimed = claims_of(kept, reading, finder.cast)
    drafts = [_draft(g, reading, finder, claimed.get(n, ())) for n, g in enumerate(kept)]
    drafts = _with_neighbours([d for d in drafts if not _in_a_list_of_totals(d, reading, figures)], finder)
    drafts = _with_names(sorted(drafts, key=lambda d: (d.clause.start, d.token)), reading)
    return _with_police(drafts, finder)


def _in_a_list_of_totals(draft: EventDraft, reading: Reading, figures: Sequence[FigureDraft]) -> bool:
    """True for the words of a table ("Killed | Injured"), and of a label over a total ("Arrests: 127")."""
    text = text_of(reading.doc)
    around = line_of(text, draft.clause.start, draft.clause.start)
    line = text[around.start : around.end]
    if line.count("|") >= 2:
        return True
    label, colon, after = line.partition(":")
    return (
        bool(colon and re.match(r"\s*\d", after))
        and draft.clause.start - around.start <= len(label)
        and any(f.count_span is CountSpan.TOTAL and around.start <= f.number.start < around.end for f in figures)
    )


def _with_neighbours(drafts: list[EventDraft], finder: Finder) -> list[EventDraft]:
    """What stands with one event of a sentence is not lent to another; what names no place goes on from the event
    told just before.

    "Two people hurt in a strike on Omdel died, as hundreds marched in the capital": the march was not in Omdel.
    """
    reading, doc = finder.reading, finder.doc
    own = {d.token: {i: t for i, t in ties(reading, doc[d.token], d.clause) if t < SENTENCE} for d in drafts}
    sentence_of = {s.start: n for n, s in enumerate(s for s in doc.sents if s.text.strip())}
    ordered = sorted(drafts, key=lambda d: d.token)
    out: list[EventDraft] = []
    for number, draft in enumerate(ordered):
        mine = own[draft.token]
        foreign = {
            i
            for other in ordered
            if other is not draft
            and doc[other.token].sent == doc[draft.token].sent
            and not _hangs_on(doc[draft.token], doc[other.token])
            and FAMILY[other.kind] != FAMILY[draft.kind]
            for i, t in own[other.token].items()
            if t < ABOVE and mine.get(i, FAR) > ABOVE
        }
        placed = any(
            t < BESIDE and reading.mentions[i].kind is MentionKind.PLACE for i, t in mine.items() if i not in foreign
        )
        after = None
        if not placed and number and not foreign:
            before = ordered[number - 1]
            here, there = (sentence_of.get(doc[t].sent.start, -9) for t in (draft.token, before.token))
            named = any(
                t < ABOVE and reading.mentions[i].kind is MentionKind.PLACE for i, t in own[before.token].items()
            )
            same_item = finder.items.at(doc[draft.token].idx) == finder.items.at(doc[before.token].idx)
            if same_item and 0 <= here - there <= 1:
                after = before.token if named else out[-1].after
        out.append(replace(draft, foreign=tuple(sorted(foreign)), after=after))
    return out


def _hangs_on(token: Token, over: Token) -> bool:
    """ "Raided the camp on Sunday, killing eight and carrying off twelve": participles share what their verb has."""
    while token.i not in (token.head.i, over.i):
        if not (token.tag_ == "VBG" and token.dep_ in ("advcl", "conj", "xcomp")):
            return False
        token = token.head
    return token.i == over.i


def _with_names(drafts: list[EventDraft], reading: Reading) -> list[EventDraft]:
    """Names that a later sentence gives to those arrested or hurt: "He was identified as X", "X was pronounced dead"."""
    doc = reading.doc
    for sentence in doc.sents:
        names = _identified(list(sentence))
        if not names:
            continue
        words = {t.lower_ for t in sentence}
        held = bool(words & _HELD)
        fitting = [
            i for i, d in enumerate(drafts)
            if d.token < sentence.end and ((d.kind in (K.ARREST,)) if held else FAMILY[d.kind] == "violence")
        ]  # fmt: skip
        if not fitting:
            continue
        at = max(
            fitting,
            key=lambda i: max((t for t in (drafts[i].token, *drafts[i].retold) if t < sentence.end), default=-1),
        )
        known = drafts[at].targets
        if len(known) < 6:
            drafts[at] = replace(
                drafts[at],
                targets=tuple(dict.fromkeys([*known, *(n for n in names if n not in drafts[at].actors)]))[:8],
            )
    return drafts


def _identified(tokens: list[Token]) -> list[Span]:
    """The people whom a sentence names as victims or detainees."""
    if not tokens:
        return []
    doc = tokens[0].doc
    people = [
        e
        for e in doc.ents
        if e.label_ == "PERSON"
        and tokens[0].i <= e.start <= tokens[-1].i
        and not (e.start and doc[e.start - 1].lemma_.lower() in SAYS)  # "…, adds Kanglaonline"
    ]
    for token in tokens:
        if token.lower_ == "identified" and any(t.lower_ == "as" for t in doc[token.i : token.i + 8]):
            after = next(t.i for t in doc[token.i : token.i + 8] if t.lower_ == "as")
            return [Span(e.start_char, e.end_char) for e in people if e.start > after][:6]
        if token.lower_ == "pronounced" and any(t.lower_ == "dead" for t in doc[token.i : token.i + 4]):
            subject = [t for t in token.children if t.dep_ in ("nsubj", "nsubj:pass")]
            return [Span(e.start_char, e.end_char) for e in people if any(e.start <= t.i < e.end for t in subject)]
    return []


def _with_rebels(draft: EventDraft, finder: Finder) -> bool:
    """True for an exchange of both sides' prisoners: no police work."""
    return any(finder.cast.non_state(t) for s in draft.actors for t in tokens_in(finder.doc, s))


def _with_police(drafts: list[EventDraft], finder: Finder) -> list[EventDraft]:
    """An arrest without an agent is by the force that acts in the report's other arrests and rescues, if it is one."""
    doc = finder.doc
    forces = {
        text_of(doc)[s.start : s.end]: s
        for d in drafts if d.kind is K.ARREST or (d.kind is K.OTHER and not _with_rebels(d, finder)) for s in d.actors
        if any(finder.cast.state(t) for t in tokens_in(doc, s))
    }  # fmt: skip
    if len(forces) != 1:
        return drafts
    span = next(iter(forces.values()))
    item = finder.items.at(span.start)  # the police of one item of a bulletin are not those of the next
    return [
        replace(d, actors=(span,))
        if d.kind is K.ARREST and not d.actors and finder.items.at(doc[d.token].idx) == item
        else d
        for d in drafts
    ]


def _without_summaries(groups: list[Cluster]) -> list[Cluster]:
    """ "Three attacks left five dead" is no event of its own where the report goes on to tell the attacks."""
    kept = []
    for number, group in enumerate(groups):
        later = [g for g in groups[number + 1 :] if FAMILY[g.members[0].kind] == FAMILY[group.members[0].kind]]
        first = group.members[0]
        hit = first.own_day and first.own_place and first.narrow and first.parties.targets
        if hit or not (group.summary and later):  # "two air strikes hit a farm in Talan on 30 April" is one of its own
            kept.append(group)
    return kept


def _headline_again(group: Cluster, told: Collection[str]) -> bool:
    """A headline says in other words what the report tells below: alone it is no event where the report goes on to tell
    one of the family, nor what came of a deed ("Capo's arrest stirs feud")."""
    if not all(m.headline for m in group.members if m.frame != "incident"):
        return False
    return FAMILY[group.members[0].kind] in told or (group.members[0].kind in _CONSEQUENCES and "violence" in told)


def _kept(group: Cluster, reading: Reading, violent: Sequence[DocSpan]) -> bool:
    """True where the report ties the happening to a day, a place, a figure or its own opening."""
    if all(m.frame == "incident" or _only_an_operation(m) for m in group.members):
        return False
    strong = [m for m in group.members if m.frame != "incident"]
    tellings = [m for m in strong if not (m.noun and m.definite and not m.own_place and not m.own_day)] or strong
    if all(m.relative and not m.own_place and not m.own_day and not m.headline for m in tellings):
        return False
    if (
        strong[0].kind in _CONSEQUENCES
        and not any(m.figures and m.kind is K.ARREST for m in strong)
        and not any(m.own_place or m.own_day or m.headline or _burned(m) for m in strong)
    ):
        if any(m.token.sent == v for m in strong for v in violent):
            return False
    sentences = [s for s in reading.doc.sents if s.text.strip()]
    opening = sentences[min(2, len(sentences) - 1)].end if sentences else 0
    if any(m.headline for m in strong) and not all(m.headline and m.noun for m in strong):
        return True
    told = [m for m in strong if _plainly_told(m)]
    if any(not m.noun and m.item is not None for m in strong) or (
        day_over(reading, strong[0].token.idx) is not None and not strong[0].noun
    ):
        return True  # an item of a bulletin, or what stands under a day of a chronicle, tells what happened
    if strong[0].kind is K.AGREEMENT and not any(m.own_day or m.own_place or m.headline for m in strong):
        if all(m.token.dep_ in ("advcl", "acl", "acl:relcl", "nmod") for m in strong):
            return False  # "even though the regime had extended a truce"
    if strong[0].kind in _MOVEMENTS and not told:
        if not any(m.own_day or m.own_place or m.token.i < opening for m in strong):
            return False
    if told or any(m.figures for m in strong):
        return True
    for member in strong:
        day = any(reading.mentions[i].label in DAYS for i in member.times)
        single = not member.noun or member.token.tag_ in ("NN", "NNP")
        if day and (member.own_place or single or member.definite):
            return True
        if member.own_place and (single or member.token.head.tag_ in ("VBD", "VBN")):
            return True
        if day and member.own_day and member.noun and _reported(member):
            return True
        both = bool(member.parties.targets and member.parties.actors)
        if both and member.noun and not member.relative and _reported(member) and _placed(member, reading):
            return True  # "clashes were reported in Dera between the army and rebels"
        harmed = both and FAMILY[member.kind] == "violence"
        if harmed and member.own_day and member.noun and not member.relative:
            return True
        counted = any(c.dep_ == "nummod" for t in member.parties.targets for c in t.children)
        if counted and not member.noun and not member.relative and member.kind not in _MOVEMENTS:
            return True
        if member.token.i < opening and not member.noun and member.parties.targets:
            return True
    return len(strong) > 1 and any(not m.noun for m in strong)


def _only_an_operation(member: Candidate) -> bool:
    """ "A crackdown", "the operation": going out is an event only with what came of it, or of armed forces somewhere."""
    if member.hit.entry.id == "event.group.noun":
        return not (member.own_day or member.own_place)
    if member.hit.entry.id != "event.operation.noun" or member.figures:
        return False
    return member.definite or not (member.own_day or member.own_place) or not member.parties.actors


def _burned(member: Candidate) -> bool:
    """ "Attacked the camp and set ablaze a digger": arson that a finite verb of its own tells."""
    return (
        member.hit.entry.id == "event.burn.verb"
        and member.token.tag_ == "VBD"
        and bool(member.parties.targets and member.parties.actors)
    )


_REPLY: Final = frozenset({"retaliate", "respond", "reply"})


def _plainly_told(member: Candidate) -> bool:
    """A finite verb of a main clause in the past, with somebody who does it or to whom it is done."""
    token = member.token
    if member.noun or member.relative or member.hedged or member.weak or member.frame == "incident":
        return False
    past = (
        token.tag_ == "VBD"
        or (token.dep_ == "xcomp" and token.head.tag_ == "VBD" and token.head.lemma_ in ("begin", "start", "continue"))
        or (token.tag_ == "VB" and token.head.lower_ == "had" and token.dep_ == "xcomp")
        or (token.tag_ == "VBN" and any(c.dep_.startswith("aux") for c in token.children))
        or witnessed(token)
    )
    own = member.frame in ("self", "fight", "agree") or member.hit.entry.id == "event.reply.verb"
    # "the rebels opened fire and troops retaliated"
    own = own or any(c.dep_ == "conj" and c.lemma_.lower() in _REPLY for c in token.children)
    parties = member.parties.targets or (member.parties.actors if own else [])
    return past and any(
        t.pos_ in ("NOUN", "PROPN", "NUM") or t.lower_ in ("anything", "anyone", "everyone", "everything")
        for t in parties
    )


def _reported(member: Candidate) -> bool:
    """ "Clashes between troops and gunmen were reported on Wednesday": a plural that is its clause's subject, with a
    party."""
    token = member.token
    if token.dep_ == "nmod" and token.head.lower_ == "exchange":
        token = token.head  # "an exchange of fire took place"
    past = token.head.tag_ in ("VBD", "VBN") and token.dep_ in ("nsubj", "nsubj:pass")
    return past and bool(member.parties.actors or member.parties.targets)


def _placed(member: Candidate, reading: Reading) -> bool:
    """True where a place is named in the telling's sentence."""
    return bool(_in_sentence(member, reading, MentionKind.PLACE))


def _in_sentence(member: Candidate, reading: Reading, kind: MentionKind) -> list[int]:
    """Indexes of the mentions of a kind that stand in the telling's sentence."""
    sentence = member.token.sent
    return [
        i
        for i, m in enumerate(reading.mentions)
        if m.kind is kind and sentence.start_char <= m.span.start < sentence.end_char
    ]


def _tells_when(reading: Reading, index: int) -> bool:
    """A time that is a day and not the day of a saying ("the hospital said on Thursday")."""
    mention = reading.mentions[index]
    root = root_of(reading.doc, mention)
    return mention.label in DAYS and not (root is not None and root.head.lemma_.lower() in SAYS)


def _anchor(group: Cluster, reading: Reading) -> Candidate:
    """The telling outside the headline that carries day and place, else one of them; verbs before "the attack"."""

    def rank(member: Candidate) -> tuple[float, int]:
        score = (
            1.0 - 0.5 * member.own_day - (0.5 if member.own_place and member.narrow else 0.25 if member.places else 0.0)
        )
        told = member.weak and any(
            not m.weak and m.frame != "incident" and m.token.sent == member.token.sent for m in group.members
        )
        if (
            not member.noun
            and not member.own_day
            and not told
            and (member.token.dep_ != "advcl" or member.token.head.dep_ in ("ROOT", "ccomp", "conj"))
            and any(_tells_when(reading, i) for i in _in_sentence(member, reading, MentionKind.TIME))
        ):
            score -= 0.15
        if not member.noun and any(t.lower_ in ("they", "he", "she", "we", "it") for t in member.parties.actors):
            score += 0.2
        if member.headline:
            score += 2.0
        if member.frame == "incident":
            score += 3.0
        if member.weak:
            hung_on = member.token.dep_ in ("advcl", "acl", "conj")  # "…, killing six children"
            strong = hung_on and any(
                not m.weak and not m.headline and m.token.sent == member.token.sent for m in group.members
            )
            score += 0.6 if strong else 0.1
            if any(not m.weak and in_which(member.token, m.token) for m in group.members):
                score += 1.0  # "it was behind the bombing, in which eight people lost their lives"
        if member.noun and member.token.dep_ in ("nmod", "obl", "compound"):
            score += 0.15
        dated = any(c.dep_ == "nmod:poss" and c.ent_type_ == "DATE" for c in member.token.children)
        if member.noun and (member.definite or dated):
            score += 0.6
        score += 0.03 * min(10, (member.token.i - group.members[0].token.i) // 25)
        if member.relative:
            score += 0.3
        elif member.token.tag_ == "VBN" and (member.token.dep_ in ("acl", "amod") or found_so(member.token)):
            score += 0.4  # "the goods pillaged", "one of two men found shot"
        return (score, member.token.i)

    return min(group.members, key=rank)


def _suspected(doc: Doc, party: Span) -> bool:
    """True for one whom somebody only suspects: no further doer beside one who is told.

    "Police suspect members of the Guard", "suspicion fell on the group".
    """
    over = [t.head for t in tokens_in(doc, party) if t.head.pos_ == "VERB"]
    return any(v.lower_.startswith("suspect") or any(c.lower_ == "suspicion" for c in v.children) for v in over)


def _draft(group: Cluster, reading: Reading, finder: Finder, claimed: Sequence[Span]) -> EventDraft:
    anchor = _anchor(group, reading)
    others = [m for m in group.members if m is not anchor]
    doing = group.doing()
    done_to = {_head(t) for m in doing for t in m.parties.targets}
    kind = group.kind_by(anchor)
    doc = reading.doc
    actors = _spans(doing, anchor, "actors", without=done_to if kind not in _MUTUAL else set())
    targets = [s for s in _spans(doing, anchor, "targets", without=set()) if s not in actors]
    targets = [s for s in targets if not all(t.like_num for t in tokens_in(doc, s))]
    nameless = not any(t.pos_ == "PROPN" for s in actors for t in tokens_in(doc, s))
    if nameless and kind not in (K.SURRENDER, K.DISPLACEMENT, K.RETURN, K.AGREEMENT):
        named = [s for s in claimed[:1] if s not in actors and not (actors and _suspected(doc, s))]
        actors.extend(named)
    if kind is K.DISPLACEMENT and not targets:
        targets, actors = actors, []
    if kind in _DONE_TO:
        moved = [s for s in actors if _moved(doc, s, finder)]
        actors = [s for s in actors if s not in moved]
        targets = [*dict.fromkeys([*targets, *moved])]
    if kind in _FROM_DEVICES and not targets:
        beside = (noun_phrase(t) for m in (anchor, *others) for t in sites(m.token, finder.cast))
        targets = list(beside)[:2]
    if FAMILY[kind] == "violence":
        actors = [s for s in actors if not _harmed(doc, s)]
        targets = [s for s in targets if kind is K.ARMED_CLASH or not _only_place(reading, s)]
    return EventDraft(
        kind=kind,
        clause=anchor.clause,
        trigger=anchor.trigger,
        token=anchor.token.i,
        actors=tuple(actors[:4]),
        targets=tuple(targets[:4]),
        method=anchor.method or next((m.method for m in others if m.method), None),
        stance=Stance.HEDGED if anchor.hedged else None,
        found_by=tuple(dict.fromkeys(m.hit.entry.id for m in [anchor, *others])),
        retold=tuple(m.token.i for m in others),
        sides=(_side(doc, actors, finder.cast), _side(doc, targets, finder.cast)),
    )


def _side(doc: Doc, spans: Sequence[Span], cast: Cast) -> str | None:
    """``state`` or ``armed`` by the first of some parties that bears arms, None where none does."""
    heads = [h for s in spans for h in _heads(doc, s)[:1] if cast.armed(h)]
    return None if not heads else "state" if cast.state(heads[0]) else "armed"


def _heads(doc: Doc, span: Span) -> list[Token]:
    tokens = tokens_in(doc, span)
    return [t for t in tokens if t.head not in tokens or t.head == t]


def _moved(doc: Doc, span: Span, finder: Finder) -> bool:
    """Those who flee, go home or are freed are the ones to whom it is done, whatever the grammar says."""
    return any(
        not finder.cast.armed(t)
        and (finder.cast.civilian(t) or t.lower_ in GROUPS_IN_FLIGHT | FREED or t.like_num or t.lower_ == "returnees")
        for t in _heads(doc, span)
    )


def _harmed(doc: Doc, span: Span) -> bool:
    """ "Kidnapped aid workers", "his family", "the wounded" did not do it."""
    return any(
        t.lower_ in _KIN or any(c.dep_ == "amod" and c.lower_ in _DONE_WITH for c in t.children)
        for t in _heads(doc, span)[:1]
    )


def _only_place(reading: Reading, span: Span) -> bool:
    """True where a target is the name of a town or village and no more: a place is where, not whom."""
    return any(
        m.kind is MentionKind.PLACE
        and m.span.start <= span.start
        and span.end <= m.span.end
        and "site" not in m.label.split()
        for m in reading.mentions
    ) and not any(t.ent_type_ in ("ORG", "NORP", "PERSON") for t in _heads(reading.doc, span))


def _spans(group: Sequence[Candidate], anchor: Candidate, role: str, *, without: set[str]) -> list[Span]:
    """Parties of the anchor and of its sentence, then names that other tellings give; where there are none, of the
    first telling that has some.

    Tellings by what was done come before those by what came of it ("attacked" before "were killed"); pronouns only
    as a last resort. ``without`` are head words that cannot be meant (victims are not the doers).
    """
    members = sorted(
        group, key=lambda m: (m.weak if m.token.sent == anchor.token.sent else 2 + m.weak, m is not anchor)
    )
    found: list[Span] = []
    pronouns: list[Span] = []
    for member in members:
        if found and role == "actors" and _amid(member, group):
            continue
        tokens = [t for head in getattr(member.parties, role) for t in (*_named_for(head), head)]
        for token in dict.fromkeys(tokens):
            if _head(token) in without:
                continue
            span = _body(token)
            if token.pos_ == "PRON" or token.lower_ in _NO_NAMES:
                pronouns.append(span)
            elif not found or member.token.sent == anchor.token.sent or _has_name(token):
                found.append(span)
    return list(dict.fromkeys(found or pronouns))


def _amid(member: Candidate, group: Sequence[Candidate]) -> bool:
    """ "A bomber blew himself up during a search operation by the police": when it was done, not who did it."""
    cases = {c.lower_ for c in member.token.children if c.dep_ == "case"}
    return bool(cases & {"during", "amid"}) and any(
        m.token == member.token.head and m.kind is K.SUICIDE_BOMB for m in group
    )


def _has_name(token: Token) -> bool:
    return token.ent_type_ in ("PERSON", "ORG", "NORP") or any(
        c.ent_type_ == "ORG" and c.dep_ in ("compound", "nmod:poss", "amod") for c in token.children
    )


def _head(token: Token) -> str:
    return token.lower_ if token.pos_ == "PROPN" else token.lemma_.lower()


def _named_for(token: Token) -> list[Token]:
    """The names in "a businessman, identified as X" and "two men …, identified as X and Y": those named."""
    for child in token.children:
        if child.dep_ == "appos" and child.ent_type_ == "PERSON":
            return [child]
    doc = token.doc
    for at in range(token.i + 1, min(token.i + 14, token.sent.end - 2)):
        name = at + 3 if doc[at + 2].lower_ == "the" and at + 3 < len(doc) else at + 2
        if (
            doc[at].lower_ in ("identified", "named", "known")
            and doc[at + 1].lower_ == "as"
            and (doc[name].pos_ == "PROPN" or doc[name].ent_type_)
        ):
            first = next((e for e in doc.ents if e.start <= name < e.end), None)
            head = first.root if first is not None else doc[name]
            return [t for t in conjuncts(head) if t.pos_ == "PROPN" or t.ent_type_] or [head]
        if doc[at].text in (".", ";") or doc[at].tag_ in ("VBD", "VBZ", "VBP"):
            break
    return []


def _body(token: Token) -> Span:
    """The phrase of a party; of a person with the name of a force before it ("Paris police Sgt. X") the force."""
    span = noun_phrase(token)
    if token.ent_type_ == "PERSON":
        first = next((e for e in token.doc.ents if e.start <= token.i < e.end), None)
        if first is not None:
            before = [
                e
                for e in token.doc.ents
                if e.label_ == "ORG" and 0 <= first.start - e.end <= 2 and e.sent == first.sent
            ]
            between: list[Token] = list(token.doc[before[-1].end : first.start]) if before else []
            if before and not any(
                (t.is_punct and t.text != ".") or t.lower_ in ("and", "said", "by") or t.pos_ in ("VERB", "AUX", "ADP")
                for t in between
            ):
                return Span(before[-1].start_char, before[-1].end_char)
    return span
