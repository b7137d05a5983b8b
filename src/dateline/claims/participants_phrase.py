"""The words of a party: a noun phrase without what is only said of it."""

from __future__ import annotations

from typing import Final

from spacy.tokens import Token

from dateline.claims.syntax import span_of
from dateline.text import Span

__all__ = ["noun_phrase"]

_PRAISE: Final = frozenset(
    """
    our heroic gallant valiant brave courageous glorious victorious fearless so-called self-styled alleged puppet
    """.split()
)
"""Words of praise and blame, and possessives, that a party is called by and that are no part of its name."""
_DASHES: Final = frozenset({"-", "–", "—", "--", ":"})


def _rest_of_name(token: Token) -> list[Token]:
    """What goes on with a body's name after "of": "the Highlands" of "fighters of the United Front of the Highlands"."""
    if token.pos_ != "PROPN":
        return []
    for child in token.children:
        if (
            token.i < child.i < token.i + 4
            and child.dep_ == "nmod"
            and child.pos_ == "PROPN"
            and any(g.lower_ == "of" for g in child.children)
        ):
            return [t for t in child.subtree if t.i <= child.i or t.dep_ in ("flat", "compound")]
    return []


def noun_phrase(token: Token) -> Span:
    """The words of a noun phrase: its head with what stands before it and its "of" phrase; no clauses, no joins."""
    kept = [token]
    for child in token.children:
        if child.i < token.i and child.dep_ in ("compound", "amod", "nmod:poss", "flat", "nummod", "det", "goeswith"):
            kept.extend(t for t in child.subtree if t.i < token.i)
        elif child.i > token.i and child.dep_ in ("flat", "goeswith", "fixed", "compound"):
            kept.extend(child.subtree)
        elif (
            child.i > token.i
            and child.dep_ == "nmod"
            and any(g.lower_ == "of" for g in child.children)
            and child.i - token.i < 8
        ):
            kept.extend(t for t in child.subtree if t.i < child.i or t.dep_ in ("flat", "compound"))
            kept.append(child)
            kept.extend(_rest_of_name(child))
    kept = [t for t in kept if not t.is_space]
    first, last = min(t.i for t in kept), max(t.i for t in kept)
    doc = token.doc
    while (
        last + 1 < len(doc)
        and doc[last].pos_ == "PROPN"
        and doc[last + 1].pos_ == "PROPN"
        and doc[last + 1].sent == token.sent
        and (doc[last + 1].ent_iob_ == "I" or first <= doc[last + 1].head.i <= last)
    ):
        last += 1  # "Operation Tchoukoro"
    for index in range(token.i, first, -1):
        # "BAQUBA - Iraqi soldiers", a heading and the line below it: what stands before the dash or the line's end is a label
        before = doc[index - 1]
        if (before.is_space and "\n" in before.text) or (
            before.text in _DASHES and (doc[index - 2].whitespace_ or before.text == ":")
        ):
            first = index
            break
    if doc[first].lower_ == "as" and doc[first : first + 3].text.lower() == "as many as":
        first = min(last, first + 3)
    while first < last and doc[first].lower_ in _PRAISE:
        first += 1
    while first < last and (token.doc[first].is_punct or token.doc[first].lower_ in ("and", "or", "by", "of", "in")):
        first += 1
    return span_of([token.doc[first], token.doc[last]])
