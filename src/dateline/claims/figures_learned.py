"""Counted phrases that the reading model marks with their measure, where the codebook's words found none."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from types import MappingProxyType
from typing import Final

from spacy.tokens import Doc, Span, Token

from dateline.claims.codebook import Codebook, Hit
from dateline.claims.figures_counted import Counter
from dateline.claims.figures_parts import Link
from dateline.claims.figures_phrase import Counted
from dateline.claims.syntax import is_passive, tokens_in
from dateline.terms import Measure
from dateline.words import MONTHS

__all__ = ["GROUP", "learned_links"]

GROUP: Final = "figures"
"""The span group of the reading that holds the marks; a mark's label is its measure."""
_DONE_TO: Final = frozenset(
    str(m) for m in (Measure.KILLED, Measure.INJURED, Measure.DETAINED, Measure.ABDUCTED, Measure.DESTROYED)
)
"""Measures that a verb with an object does to the object, never to its subject."""
_OWN_LIFE: Final = frozenset({"life", "lives", "death", "deaths", "injury", "injuries", "end"})
"""Objects of set phrases for dying and being hurt: who loses his life does nothing to anybody."""
_HARM: Final = MappingProxyType({str(Measure.KILLED): str(Measure.INJURED), str(Measure.INJURED): str(Measure.KILLED)})
_FIRES: Final = frozenset({"opened", "fired", "open", "fire", "shot", "attacked", "stormed", "ambushed"})
_BACK: Final = 2
"""Sentences before a mark's in which words for harm still say what befell those marked."""
_PICTURES: Final = frozenset({"image", "photo", "picture", "slide", "page"})
_BESIDE: Final = 3
"""Arcs from a name to the noun that it stands beside."""

_ACCUSED: Final = frozenset({"accuse", "suspect", "blame", "investigate", "sue", "implicate", "question", "name"})
"""Verbs of which whoever is the object need not be held."""
_CARRYING: Final = frozenset({"carrying", "transporting", "ferrying", "taking", "bringing"})
_WARNINGS: Final = frozenset({"threat", "warning", "call", "message", "letter", "protection"})
_BACKING: Final = frozenset({"support", "backing", "help", "aid", "cover", "assistance"})
_ASSAILANTS: Final = frozenset(
    {"assailant", "attacker", "gunman", "assassin", "shooter", "assaulter", "hitman", "raider"}
)
_OWN_END: Final = frozenset({"die", "fall", "perish", "succumb", "surrender", "lose", "suffer", "sustain"})
_UNITS: Final = frozenset({"battalion", "brigade", "regiment", "company", "squadron", "unit", "division", "corps"})


def learned_links(doc: Doc, codebook: Codebook, counter: Counter, links: Iterable[Link]) -> Iterator[Link]:
    """A link for every marked phrase whose number no link of ``links`` holds; none where the reader has no such marks.

    The trigger is the word that governs the phrase: what is said of it (denied, planned) is read from there.
    """
    entries = codebook.learned(GROUP)
    if GROUP not in doc.spans or not entries:
        return
    taken = {i for k in links for i in _tokens(doc, k.counted)}
    told = _told(doc, codebook)
    for mark in doc.spans[GROUP]:
        entry = entries.get(mark.label_)
        counted = _counted_in(mark, counter) if entry is not None else None
        if entry is None or counted is None or taken & _tokens(doc, counted) or _age(counted) or _when(counted):
            continue
        here = _near(doc, mark, told)
        if _HARM.get(entry.kind) in here and entry.kind not in here:
            continue  # "four teens and an adult were shot": the words tell of the hurt alone, or of the dead alone
        if _in_series(doc, counted) or _saved(counted):
            continue
        if counted.number_token and doc[counted.number_token - 1].lower_ == "not":
            continue  # "not one of us was scratched", "not eleven but two"
        if _does_it(counted.head, entry.kind, counter) or _names_again(counted, taken):
            continue
        trigger = _governor(counted.head)
        if entry.kind == "detained" and trigger.lemma_ in _ACCUSED:
            continue
        if entry.kind in _DONE_TO and _beside_the_deed(counted.head, trigger):
            continue
        if entry.kind == "present" and trigger.lower_ in _UNITS and counted.head.dep_ == "nmod":
            continue  # "the brigade of 900 men marched home": how large it is, not where it is
        taken |= _tokens(doc, counted)
        yield Link(hit=Hit(entry, trigger.i, trigger.i + 1, trigger.i), trigger=trigger, counted=counted, how="learned")


def _beside_the_deed(noun: Token, trigger: Token) -> bool:
    """Those aboard what was hit, those only threatened, what only lent support: nothing is said to have befallen them.

    "Shot at a van carrying four traders", "5,300 councillors had received threats", "with the support of two light planes".
    """
    if noun.dep_ == "obj" and trigger.dep_ == "acl" and trigger.lower_ in _CARRYING:
        return True
    if trigger.lemma_.lower() in ("receive", "get") and noun.dep_ == "nsubj":
        return any(c.dep_ == "obj" and c.lower_.rstrip("s") in _WARNINGS for c in trigger.children)
    over = noun.head if noun.dep_ != "conj" else noun.head.head
    return noun.dep_ in ("nmod", "conj") and over.lower_ in _BACKING


def _told(doc: Doc, codebook: Codebook) -> dict[int, frozenset[str]]:
    """The measures that words of the codebook tell in each sentence, by the sentence's first token."""
    found: dict[int, set[str]] = {}
    for hit in codebook.hits(doc, "measure"):
        if hit.entry.kind in _HARM:
            found.setdefault(doc[hit.head].sent.start, set()).add(hit.entry.kind)
    return {start: frozenset(kinds) for start, kinds in found.items()}


def _near(doc: Doc, mark: Span, told: dict[int, frozenset[str]]) -> frozenset[str]:
    """The measures told in a mark's sentence, else in the last of the two before it that tells any."""
    start = mark[0].sent.start
    for _ in range(_BACK):
        if start in told or not start:
            break
        start = doc[start - 1].sent.start
    return told.get(start, frozenset())


def _in_series(doc: Doc, counted: Counted) -> bool:
    """ "Image 1 of 33 People gather": the number of a picture and of all of them."""
    before = [t.lower_ for t in doc[max(0, counted.number_token - 3) : counted.number_token]]
    after = [t.lower_ for t in doc[counted.number_token + 1 : counted.number_token + 2]]
    return bool(before and (before[0] in _PICTURES and before[-1] == "of")) or bool(
        before and before[-1] in _PICTURES and after == ["of"]
    )


def _saved(counted: Counted) -> bool:
    """ "The window saved Ann's life": a life that nobody lost."""
    noun = counted.head.head if counted.head.dep_ == "nmod:poss" else counted.head
    return noun.lower_ in ("life", "lives") and noun.head.lemma_.lower() in ("save", "spare", "risk", "change")


def _counted_in(mark: Span, counter: Counter) -> Counted | None:
    """The counted phrase that a mark covers: by its number, else by its noun."""
    for token in mark:
        if counter.number_at(token) is not None:
            return counter.count_from_number(token)
    noun = mark.root
    while noun.dep_ in ("compound", "amod") and noun.head.i > noun.i:
        noun = noun.head  # "Maoist" of "Maoist (CPI-M) cadres"
    return counter.count(noun) if noun.pos_ in ("NOUN", "PROPN", "PRON") else None


def _does_it(noun: Token, kind: str, counter: Counter) -> bool:
    """True for those who do it: "by three gunmen" after a passive, the subject of a verb whose object is people."""
    if any(c.dep_ == "case" and c.lower_ == "by" for c in noun.children):
        return True
    for _ in range(_BESIDE):
        if noun.dep_ in ("appos", "flat", "nmod:desc") and noun.head.i < noun.i:
            noun = noun.head  # "the cook Ali Sen lost two sons"
    if kind not in _DONE_TO or noun.dep_ not in ("nsubj", "nsubj:outer"):
        return False
    if (
        noun.lemma_.lower() in _ASSAILANTS
        and noun.head.tag_ in ("VBD", "VBZ", "VBP", "VB")
        and not is_passive(noun.head)
    ):
        return noun.head.lemma_.lower() not in _OWN_END  # "two assailants came close and opened fire"
    if noun.head.lower_ in _FIRES and (noun.head.lemma_ != "open" or noun.head.nbor().lower_ == "fire"):
        return True  # "two gunmen opened fire"
    verbs = [noun.head, *(c for c in noun.head.children if c.dep_ == "conj" and c.pos_ == "VERB")]
    return any(
        c.dep_ == "obj" and c.i > verb.i and (counter.victims.is_person(c) or counter.number_at(c) is not None)
        for verb in verbs
        for c in verb.children
        if c.lower_ not in _OWN_LIFE
    )


def _names_again(counted: Counted, taken: set[int]) -> bool:
    """True for a name or a title beside a phrase that a link holds ("another marine, Cpl. Ray Dunn")."""
    if counted.kind == "number":
        return False
    noun = counted.head
    first = tokens_in(noun.doc, counted.span)[:1]
    if first and first[0].i - 1 in taken:
        return True
    for _ in range(_BESIDE):
        if noun.dep_ not in ("appos", "flat", "compound", "nmod:desc", "list"):
            break
        noun = noun.head
        if noun.i in taken:
            return True
    return any(
        c.i in taken
        for head in (counted.head, noun.doc[counted.number_token])
        for c in head.children
        if c.dep_ in ("appos", "flat", "nmod:desc", "compound", "nmod")
    )


def _age(counted: Counted) -> bool:
    """ "Two men, 19 and 30, were held": bare numbers between commas behind people are how old they are."""
    number = counted.head
    if not counted.elliptic or not number.text.isdigit() or len(number.text) > 2:
        return False
    first = number.head if number.dep_ == "conj" else number
    return first.dep_ == "appos" and first.text.isdigit() and len(first.text) < 3 and first.nbor(-1).text == ","


def _when(counted: Counted) -> bool:
    """ "Since 3 March 2019", "between 0600 and 1400": bare numbers that are years or hours."""
    number = counted.head
    if not counted.elliptic or not number.text.isdigit():
        return False
    if len(number.text) == 4 and number.text[0] == "0":
        return True
    return number.i > 0 and number.nbor(-1).lower_ in MONTHS and len(number.text) == 4


def _tokens(doc: Doc, counted: Counted) -> set[int]:
    """Number and noun of a phrase: two phrases that share one of them count the same."""
    return {counted.number_token, counted.head.i, *(t.i for t in tokens_in(doc, counted.number))}


def _governor(head: Token) -> Token:
    """The verb or noun that a phrase depends on; the phrase's own noun where it depends on nothing."""
    for token in head.ancestors:
        if token.pos_ in ("VERB", "NOUN", "AUX", "ADJ"):
            return token
    return head
