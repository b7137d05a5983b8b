"""Turns of phrase by which a report tells of what lies months back or is still to come.

"In December the group razed a hamlet" said in March, "three weeks after they declared a truce", "in the same week of
2019", "a march has been called for Saturday". Source: the guide ("Background, plans … are not events").
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from datetime import date
from typing import Final

from spacy.tokens import Token

from dateline.model import Mention
from dateline.words import MONTHS_SHORT

__all__ = ["called_for", "in_spite_of", "involved_in", "months_back", "of_another", "same_of_a_year", "weeks_after"]

_BARE_MONTH: Final = re.compile(rf"(?:last )?(?P<month>(?:{'|'.join(MONTHS_SHORT)})[a-z]*)", re.I)
_SAME_OF_YEAR: Final = re.compile(r"\bsame (?:day|week|month|date|season|period) (?:of|in) ((?:19|20)\d\d)\b", re.I)
_NEAR_DAY: Final = re.compile(r"day\b|\bnight\b|\bmorning\b|\bevening\b", re.I)
_TOLD_OF: Final = frozenset(
    {"slain", "killed", "dead", "deceased", "arrested", "surrendered", "neutralised", "detained"}
)
_MONTHS_BACK: Final = 2
"""From so many months back a month named without a day is background."""


def months_back(times: Sequence[Mention], published: date) -> bool:
    """ "In December the group razed a hamlet", said in March: a month without a day, of more than a month before."""
    if any(t.label in ("date", "range", "weekday", "relative") for t in times):
        return False
    for time in times:
        match = _BARE_MONTH.fullmatch(time.words.strip())
        if time.label == "month" and match and match["month"][:3].lower() in MONTHS_SHORT:
            number = MONTHS_SHORT.index(match["month"][:3].lower()) + 1
            if (published.month - number) % 12 >= _MONTHS_BACK:
                return True
    return False


def same_of_a_year(sentence: str, *, before: int) -> bool:
    """ "In the same week of 2019": a year before the year ``before``."""
    same = _SAME_OF_YEAR.search(sentence)
    return same is not None and int(same[1]) < before


_WANTED: Final = frozenset(
    """
    need require justify warrant envisage envision contemplate advocate necessary essential inevitable needless unnecessary
    priority objective goal aim option necessity
    """.split()
)
"""What is said of a deed that is only wanted or thought of."""


def called_for(token: Token) -> bool:
    """ "A march has been called for Saturday", "announced an offensive for February": what is still to come; "more air strikes
    are needed", "his rescue was a priority": what is only wanted."""
    over = token.head
    if token.dep_ == ("nsubj:pass" if over.pos_ == "VERB" else "nsubj") and over.lemma_.lower() in _WANTED:
        return True
    if any(c.lower_ == "more" and c.dep_ in ("amod", "advmod", "det") for c in token.children):
        verb = over if token.dep_ != "ROOT" else token
        if verb.tag_ in ("VBZ", "VBP", "NN", "NNS", "VBG") and not any(c.tag_ == "VBD" for c in verb.children):
            return True  # "more bombing has no bearing on it"
    if token.dep_ not in ("nsubj:pass", "obj") or over.lemma_.lower() not in ("call", "announce", "set", "slate"):
        return False
    return any(
        c.dep_ in ("obl", "nmod")
        and c.ent_type_ == "DATE"
        and any(g.lower_ == "for" and g.dep_ == "case" for g in c.children)
        for c in (*over.children, *token.children)
    )


def involved_in(token: Token) -> bool:
    """ "The slain militants were involved in the abduction of a contractor in January": who they were, told of them."""
    over = token.head
    if token.dep_ not in ("obl", "nmod") or over.lower_ not in (
        "involved",
        "implicated",
        "role",
        "involvement",
        "part",
    ):
        return False
    if not any(c.lower_ == "in" and c.dep_ == "case" for c in token.children):
        return False
    if any(t.label_ in ("DATE", "TIME") and _NEAR_DAY.search(t.text) for t in token.sent.ents):
        return False
    who = [c for c in (*over.children, *over.head.children) if c.dep_ in ("nsubj", "nsubj:pass")]
    return any(
        t.pos_ == "PRON" or t.ent_type_ == "PERSON" or any(c.lower_ in _TOLD_OF for c in t.children) for t in who
    )


def in_spite_of(token: Token) -> bool:
    """ "The raid came despite a ceasefire": what was agreed before, and is no news."""
    return token.dep_ in ("obl", "nmod") and any(c.lower_ in ("despite", "notwithstanding") for c in token.children)


def weeks_after(token: Token) -> bool:
    """ "Three weeks after the gangs declared a truce, …": told only to say how long ago."""
    if token.pos_ == "NOUN" and token.dep_ in ("obj", "nsubj:pass"):
        return weeks_after(token.head)
    mark = next((c for c in token.children if c.lower_ in ("after", "since") and c.dep_ in ("mark", "case")), None)
    if mark is None or token.dep_ not in ("advcl", "ccomp", "obl", "acl", "acl:relcl", "nmod"):
        return False
    ahead = token.doc[max(token.sent.start, mark.i - 3) : mark.i]
    return any(
        t.lower_ in ("week", "weeks", "fortnight", "month", "months", "year", "years", "decades", "decade")
        for t in ahead
    )


def of_another(word: Token, token: Token) -> bool:
    """ "Attacked as he came home from routine duty": what is usual is something else than the deed."""
    return word.dep_ == "amod" and word.head not in (token, token.head) and word.head.i > word.i
