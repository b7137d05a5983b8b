"""Figures that lean on the sentences before: "the army's figure is 12", "he was shot dead" of somebody named there."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from typing import Final

from spacy.tokens import Doc, Token

from dateline.claims.codebook import Hit
from dateline.claims.figures_counted import Counter
from dateline.claims.figures_parts import Link
from dateline.claims.figures_phrase import Counted
from dateline.claims.rivals import rival_counts
from dateline.claims.syntax import is_passive, span_of, subjects, text_of
from dateline.claims.victims import VictimReader
from dateline.terms import Measure

__all__ = ["carried_tolls", "leaning_links"]

_TOLLS: Final = frozenset(
    {Measure.KILLED, Measure.INJURED, Measure.MISSING, Measure.DISPLACED, Measure.DETAINED, Measure.ABDUCTED}
)
"""Measures whose number another speaker gives as "the figure"."""
_NUMBER_OF_IT: Final = re.compile(
    r"(?:\b(?:figure|number|count|tally|toll|total|estimate)\b[^.;:()]{0,50}?\b(?:is|was|at|to|of|reached|exceeds)"
    r"|\b(?:it|that)(?:['’]s|\s+(?:is|was|may\s+be|could\s+be|had\s+reached|has\s+reached))(?:\s+(?:now|already|rather|nearer|closer\s+to|more\s+like))?"
    r"|\bput(?:s|ting)?\s+(?:it|the\s+(?:figure|number|toll|count|total))\s+at"
    r"|\b(?:raised|revised|lowered|updated|corrected|increased)\s+(?:that|it|its\s+own|theirs|the\s+figure|the\s+number)\s+(?:up\s+|down\s+)?to"
    r"|\b(?:raised|revised|lowered|updated|corrected|increased|cut|brought)\s+(?:its|the|their)\s+(?:own\s+)?(?:death\s+)?(?:figure|number|toll|count|total|tally)"
    r"(?:\s+of\s+(?:the\s+)?(?:dead|killed|victims))?(?:\s+from\s+[\w,-]+)?\s+(?:up\s+|down\s+)?to"
    r"|[,;]\s*(?:and\s+|but\s+|while\s+)?(?:the\s+)?(?:[\w-]+\s+){1,4}(?:says?|said|claims?|claimed|insists?|counts?|counted|cites?|gave|gives|has|have)"
    r"|\b(?:tally|count|list|toll|register|roll)\b[^.;()]{0,60}?\b(?:names?|lists?|has|holds?|records?|gives?|shows?|runs\s+to|contains?)"
    r"|\b(?:speaks?|spoke|speaking|talks?|talked)\s+of)\s*\Z",
    re.IGNORECASE,
)
"""What stands before a number that goes on with the toll told before."""
_GUESSED: Final = re.compile(r"\b(?:would|could|might|to|I)\s+say\s*\Z", re.IGNORECASE)
"""Somebody's guess of another number ("the others, I would say four hundred")."""
_ENDS: Final = re.compile(r"\A\s*(?:\Z|[.,;:!?)\"”]|(?:now|so far|in all|already|instead|altogether)\b)", re.IGNORECASE)
"""What stands after it: the end of the clause."""
_BACK: Final = 2
"""Sentences between the toll and what goes on with it, at most."""
_LEFT: Final = 110
"""Characters before the number that are looked at."""
_BEFALL: Final = frozenset({"object", "subject"})
_HIM: Final = frozenset({"he", "him", "she", "her"})
_HURT: Final = re.compile(
    r"\b(?:gunshots?|shot|stabb?\w*|wound\w*|injur\w*|struck|beaten|burn(?:ed|t|s)|bleeding|bullets?|hit)\b", re.I
)
_MALE: Final = re.compile(r"(?:\b|[a-z])(?:m[ae]n|boy|father|husband|son|brother|uncle)\Z", re.I)
_FEMALE: Final = re.compile(r"(?:\b|[a-z])(?:wom[ae]n|girl|mother|wife|daughter|sister|aunt)\Z", re.I)
_UNTIL: Final = frozenset({"before", "until", "till"})
_ASSAULTED: Final = re.compile(
    r"(?:attack|storm|raid|ambush|kill|shoot|shot|stab|wound|injur|fir|open|ram|plough|plow|dr[io]v|r[au]n|mow|burst|barg|enter|"
    r"br[eo]k|infiltrat|t[ao]k|seiz|h[eo]ld|hurl|thr[eo]w|lob|detonat|set|barricad|fight|fought|exchang|trad|target|murder|hack|"
    r"slash|assault|charg|sn[eu]ak|fle[de]|escap|gun)\w*\Z",
    re.IGNORECASE,
)
"""What those do who are stopped in the end."""
_DONE_TO: Final = frozenset({Measure.KILLED, Measure.INJURED, Measure.ABDUCTED, Measure.DETAINED, Measure.RESCUED})


def carried_tolls(doc: Doc, counter: Counter, links: Sequence[Link]) -> Iterator[Link]:
    """Numbers that restate a toll of the sentences before: "the rebels put the figure at 30", "it is 13 now"."""
    text = text_of(doc)
    taken = {k.counted.number_token for k in links}
    ordered = sorted((k for k in links if k.counted.kind == "number"), key=lambda k: k.counted.number_token)
    sentences = {sent.start: n for n, sent in enumerate(doc.sents)}
    rivals = rival_counts(doc)
    for number in counter.numbers:
        token = doc.char_span(number.core.start, number.core.end, alignment_mode="expand")
        if token is None or number.out is not None or number.share is not None or token.start in taken:
            continue
        if number.low is None and number.high is None:
            continue
        if number.low is not None and 1900 <= number.low <= 2100 and "," not in token.text:
            continue
        before = text[max(0, number.span.start - _LEFT) : number.span.start]
        if _GUESSED.search(before):
            continue
        rival = any(number.span.start <= r.number < number.span.end for r in rivals)
        if not rival and (not _NUMBER_OF_IT.search(before) or not _ENDS.match(text[number.span.end :])):
            continue
        last = next((k for k in reversed(ordered) if k.counted.number_token < token.start), None)
        if last is None or last.measure not in _TOLLS:
            continue
        if last.measure is Measure.INJURED:
            told = [k for k in ordered if k.trigger.sent == last.trigger.sent and k.measure is Measure.KILLED]
            last = told[-1] if told else last
        first = token[0]
        if sentences[first.sent.start] - sentences[last.trigger.sent.start] > _BACK:
            continue
        trigger = first.head if first.head != first and first.head.sent == first.sent else first
        hit = Hit(last.hit.entry, trigger.i, trigger.i + 1, trigger.i)
        yield Link(hit=hit, trigger=trigger, counted=Counted.of_number(number, first), how="carried")


def leaning_links(counter: Counter, hits: Sequence[tuple[Hit, Token]], links: Sequence[Link]) -> Iterator[Link]:
    """Those who are counted elsewhere in the text and told of here by a pronoun, or not at all."""
    yield from _pronoun_links(counter.victims, hits, links)
    yield from _them_links(counter, hits)
    yield from _end_links(counter, hits)


def _pronoun_links(victims: VictimReader, hits: Sequence[tuple[Hit, Token]], links: Sequence[Link]) -> Iterator[Link]:
    """ "Farooq Dar left home. He was shot dead": a person named before, told of by a pronoun.

    ``hits`` are words for measures with their triggers. Only where the report has no other figure of the measure: then
    nobody is counted twice.
    """
    told = {k.measure for k in links}
    deadly = {t.i for h, t in hits if h.entry.kind == "killed"}
    dead = {
        n.casefold().split()[-1] for k in links for n in k.counted.names if n.strip() and k.measure is Measure.KILLED
    }
    for hit, trigger in hits:
        measure = Measure(hit.entry.kind)
        if measure not in _DONE_TO or measure in told or hit.entry.frame not in ("object", "subject") or hit.entry.by:
            continue
        pronoun = _patient(hit, trigger)
        if pronoun is None:
            continue
        name = victims.chains.antecedent(pronoun)
        died = any(c.dep_ == "conj" and c.i in deadly for c in trigger.children)
        if measure is Measure.INJURED and (died or dead & set((name or "").casefold().split()[-1:])):
            continue  # "he sustained bullet wounds and died on the spot"
        if name is None and (measure is not Measure.KILLED or not _somebody_hurt(victims, pronoun)):
            continue
        told.add(measure)
        counted = Counted.of_one(
            pronoun, pronoun, "named", span_of([pronoun]), names=(name,) if name is not None else ()
        )
        yield Link(hit=hit, trigger=trigger, counted=counted, how="pronoun")


def _them_links(counter: Counter, hits: Sequence[tuple[Hit, Token]]) -> Iterator[Link]:
    """ "They dragged two brothers from their home and executed them": those counted as the object of the verb before."""
    for hit, trigger in hits:
        if Measure(hit.entry.kind) is not Measure.KILLED or hit.entry.frame != "object" or hit.entry.by:
            continue
        if (
            trigger.dep_ not in ("conj", "advcl")
            or trigger.pos_ != "VERB"
            or trigger.head.pos_ != "VERB"
            or is_passive(trigger)
        ):
            continue
        if not any(c.dep_ == "obj" and c.lower_ == "them" for c in trigger.children):
            continue
        if any(c.dep_ == "nsubj" for c in trigger.children) and trigger.dep_ == "advcl":
            continue  # "…, wounding five soldiers, before guards shot them dead"
        verb = trigger.head
        if verb.dep_ == "conj" and any(c.dep_ == "obj" and c.lower_ == "them" for c in verb.children):
            verb = verb.head  # "seized 12 villagers and held them for a week before killing them"
        objects = [c for c in verb.children if c.dep_ == "obj" and c.i < trigger.i]
        counted = [k for c in objects for k in counter.count_all(c)]
        if len(counted) == 1 and counted[0].kind == "number" and (counted[0].low or 0) > 1:
            yield Link(hit=hit, trigger=trigger, counted=counted[0], how="pronoun")


def _end_links(counter: Counter, hits: Sequence[tuple[Hit, Token]]) -> Iterator[Link]:
    """ "Three gunmen stormed the hotel, killing nine guests, before being shot by troops", "a man opened fire … and was shot
    dead by police", "… before guards shot them dead": the doers, who are killed or held in the end."""
    for hit, trigger in hits:
        if Measure(hit.entry.kind) not in (Measure.KILLED, Measure.DETAINED) or hit.entry.frame not in _BEFALL:
            continue
        if trigger.pos_ != "VERB" or hit.entry.by:
            continue
        own = next((c for c in trigger.children if c.dep_ in ("nsubj", "nsubj:pass")), None)
        nobody = own is None or own.pos_ == "PRON"
        until = trigger.dep_ in ("advcl", "ccomp") and any(
            c.lower_ in _UNTIL and c.dep_ == "mark" for c in trigger.children
        )
        stopped = any(c.dep_ == "obj" and c.lower_ in ("them", "him", "her") for c in trigger.children)
        if until and (nobody if is_passive(trigger) else stopped and not nobody):
            doer = _doer_before(counter.victims, trigger)
        elif is_passive(trigger) and own is None and trigger.dep_ == "conj" and not is_passive(trigger.head):
            told = subjects(trigger.head)
            fits = len(told) == 1 and bool(_ASSAULTED.match(trigger.head.text))
            doer = told[0] if fits and counter.victims.is_person(told[0]) else None
        else:
            continue
        counted = counter.count_all(doer) if doer is not None else []
        if len(counted) == 1 and counted[0].kind in ("number", "single", "named") and counted[0].low != 0:
            yield Link(hit=hit, trigger=trigger, counted=counted[0], how="end")


def _doer_before(victims: VictimReader, trigger: Token) -> Token | None:
    """The last subject before a verb in its sentence that does a deed of violence."""
    for token in reversed(list(trigger.doc[trigger.sent.start : trigger.i])):
        if token.dep_ == "nsubj" and token.head.pos_ == "VERB" and token.head != trigger and not is_passive(token.head):
            if token.pos_ != "PRON" and _ASSAULTED.match(token.head.text) and victims.is_person(token):
                return token
    return None


def _somebody_hurt(victims: VictimReader, pronoun: Token) -> bool:
    """ "Officers found a man with gunshot wounds. He was pronounced dead": one person, not named, last told of as hurt."""
    doc, start = victims.doc, pronoun.sent.start
    for _ in range(_BACK):
        start = doc[max(0, start - 1)].sent.start
    before = doc[start : pronoun.i]
    one = next(
        (
            t
            for t in reversed(list(before))
            if t.tag_ == "NN"
            and victims.is_person(t)
            and any(c.lower_ in ("a", "an", "another", "one") for c in t.children)
        ),
        None,
    )
    if one is None or not _HURT.search(doc[one.sent.start : pronoun.i].text) or one.dep_ in ("appos", "nmod"):
        return False
    if any(c.dep_ in ("obj", "ccomp") for c in one.head.children) and one.dep_ == "nsubj":
        return False  # "a man shot his wife": he was the one who shot
    if _FEMALE.search(one.lower_):
        return pronoun.lower_ in ("she", "her")
    return not _MALE.search(one.lower_) or pronoun.lower_ in ("he", "him")


def _patient(hit: Hit, trigger: Token) -> Token | None:
    """The pronoun for the one to whom it is done."""
    if trigger.pos_ != "VERB" or trigger.dep_ in ("amod", "acl"):
        return None
    passive = is_passive(trigger)
    wanted: tuple[str, ...]
    if hit.entry.frame == "object" and not passive:
        wanted = ("obj",)
    elif hit.entry.frame == "subject" and passive:
        return None
    else:
        wanted = ("nsubj:pass", "nsubj")
    sharing = wanted[0] != "obj" and trigger.dep_ == "conj" and not any(c.dep_ in wanted for c in trigger.children)
    told = trigger.head if sharing else trigger  # "he sustained bullet wounds and died on the spot"
    found = next((c for c in told.children if c.dep_ in wanted and c.lower_ in _HIM), None)
    if found is not None and found.dep_ == "nsubj" and hit.entry.frame == "object":
        return None
    return found
