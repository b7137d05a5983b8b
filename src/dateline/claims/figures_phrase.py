"""A counted phrase: a number with its noun, a number alone, one person, a name, a stated none."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Final

from spacy.tokens import Token

from dateline.claims.numbers import Number
from dateline.claims.syntax import span_of, text_of
from dateline.terms import Bound
from dateline.text import Span

__all__ = [
    "INCLUDE",
    "Counted",
    "across_determiner",
    "aged_name",
    "before_than",
    "beside_name",
    "has_case",
    "listed",
    "of_hers",
    "part_of_name",
    "plural_behind",
    "second_person",
    "told_who",
    "verb_between",
]

INCLUDE: Final = frozenset({"including", "include", "includes", "included", "comprising", "comprised", "incl.", "incl"})
"""Words that lead from a count to its parts."""
_OLDEST: Final = 110
"""No number from here on is somebody's age."""
_JOINED_REACH: Final = 5
"""Tokens from the first of two nouns that stand before a plural to that plural, at most."""
_DETERMINERS: Final = frozenset({"the", "its", "their", "his", "her"})


@dataclass(frozen=True, slots=True, kw_only=True)
class Counted:
    """A counted phrase. ``head`` is its noun, or its number where the noun is left out (``elliptic``).

    ``kind``: number, single, named, none (a stated zero). ``more`` where the words set it off from those counted
    before ("another", "others"); ``definite`` where they point back ("the four", "those 12"); ``again`` for one
    person of a calling told of before ("the driver", after "a driver"). ``heads`` are the
    nouns that share the number.
    """

    head: Token
    heads: tuple[Token, ...]
    number: Span
    number_token: int
    low: int | None
    high: int | None
    bound: Bound
    kind: str
    span: Span
    elliptic: bool = False
    more: bool = False
    definite: bool = False
    again: bool = False
    names: tuple[str, ...] = ()
    entries: tuple[str, ...] = ()

    @property
    def vague(self) -> bool:
        return self.low is None and self.high is None

    @classmethod
    def of_number(
        cls,
        number: Number,
        token: Token,
        *,
        heads: tuple[Token, ...] = (),
        span: Span | None = None,
        more: bool = False,
        definite: bool = False,
        elliptic: bool | None = None,
    ) -> Counted:
        """What ``number`` counts, as it stands at ``token``: the nouns ``heads``, or a noun that is left out (none given)."""
        return cls(
            head=heads[0] if heads else token,
            heads=heads or (token,),
            number=number.span,
            number_token=token.i,
            low=number.low,
            high=number.high,
            bound=number.bound,
            kind="number",
            span=span if span is not None else number.span,
            elliptic=not heads if elliptic is None else elliptic,
            more=more,
            definite=definite,
            entries=number.entries,
        )

    @classmethod
    def of_one(
        cls,
        head: Token,
        at: Token,
        kind: str,
        span: Span,
        *,
        low: int = 1,
        elliptic: bool = False,
        more: bool = False,
        definite: bool = False,
        again: bool = False,
        names: tuple[str, ...] = (),
    ) -> Counted:
        """One person (or ``low`` of them: "both", "a couple") told of without a numeral; ``at`` says so ("a", "no")."""
        return cls(
            head=head,
            heads=(head,),
            number=span_of([at]) if kind != "named" else span,
            number_token=at.i,
            low=low,
            high=low,
            bound=Bound.EXACT,
            kind=kind,
            span=span,
            elliptic=elliptic,
            more=more,
            definite=definite,
            again=again,
            names=names,
        )


def across_determiner(number: Token, head: Token) -> bool:
    """ "It brings to 51 the number of dead": the article between shows that the number is not the noun's own."""
    return any(t.lower_ in _DETERMINERS for t in number.doc[number.i + 1 : head.i])


def part_of_name(token: Token) -> bool:
    """ "Life in Comuna 8", "Sector 12": digits that the tree hangs on the name right before them."""
    name = token.head
    return (
        token.dep_ in ("flat", "nummod", "appos", "compound")
        and name.i == token.i - 1
        and name.pos_ == "PROPN"
        and name.ent_type_ in ("LOC", "ORG", "PRODUCT")
        and token.text.isdecimal()
    )


def of_hers(token: Token) -> bool:
    """ "Two of her sister's": what belongs to somebody, with its noun left out, counts no persons."""
    return any(
        c.dep_ in ("nmod", "obl") and has_case(c, "of") and has_case(c, "'s", "’s", "'", "’") for c in token.children
    )


def has_case(token: Token, *words: str) -> bool:
    """True where one of the words marks the phrase of ``token`` as its preposition or genitive."""
    return any(c.dep_ == "case" and c.lower_ in words for c in token.children)


_LIST_REACH: Final = 8
"""Most words from the first of a list of people to the second."""


def listed(first: Token, second: Token) -> bool:
    """ "Judge Ana Ruiz, her driver and a guard were killed": a list of three whose second the tree takes for a description.

    A description does not make one person several ("were"), nor several one ("two farmers, a nurse and a girl").
    """
    if second.dep_ != "appos" or second.pos_ not in ("NOUN", "PROPN") or second.i - first.i > _LIST_REACH:
        return False
    third = next((c for c in second.children if c.dep_ == "conj" and c.i > second.i), None)
    if third is None or not any(t.lower_ == "and" for t in second.doc[second.i + 1 : third.i]):
        return False
    if not all(
        any(c.dep_ in ("det", "nmod:poss", "nummod") and c.i < t.i for c in t.children) for t in (second, third)
    ):
        return False
    if first.dep_.startswith("nsubj"):
        forms = {c.lower_ for c in first.head.children if c.dep_ in ("aux", "aux:pass", "cop")} | {first.head.lower_}
        return bool(forms & {"were", "are", "have"})
    owned = any(c.dep_ == "nmod:poss" for c in second.children)
    return owned or (first.tag_ in ("NNS", "NNPS") and second.tag_ == "NN")


def second_person(phrase: Sequence[Token]) -> Span | None:
    """The name of the second of two people in what the tree has as one phrase ("Sgt. Ali Musa and Corporal Jean Bema")."""
    doc = phrase[0].doc
    people = [e for e in doc.ents if e.label_ == "PERSON" and phrase[0].i <= e.start <= phrase[-1].i]
    between = doc[people[0].end : people[1].start] if len(people) == 2 else ()
    if not any(t.lower_ == "and" for t in between) or any(t.tag_ == "NN" for t in between):
        return None  # "Constable Ali and home guard Das": the second has a calling of his own
    return Span(people[1].start_char, people[1].end_char)


def before_than(token: Token) -> bool:
    """The "more" of "more than 40" sets nobody off from those counted before."""
    return token.i + 1 < len(token.doc) and token.nbor(1).lower_ == "than"


def verb_between(first: Token, second: Token) -> bool:
    """True where another clause opens between two tokens, so that they are not joined."""
    return any(
        t.lower_ in ("while", "when", "but") or (t.pos_ in ("VERB", "AUX") and t.dep_ not in ("amod", "acl", "case"))
        for t in first.doc[first.i + 1 : second.i]
    )


def plural_behind(head: Token, number: Number) -> Token:
    """ "Six farm and factory workers", of which the tree makes "six farm": the plural that ends such a phrase."""
    if head.tag_ != "NN" or number.low is None or number.low < 2:
        return head
    joined = next((c for c in head.children if c.dep_ == "conj" and c.tag_ == "NNS" and c.i > head.i), None)
    if joined is None or any(c.dep_ in ("det", "nummod", "nmod:poss") for c in joined.children):
        return head
    return joined if head.nbor(1).lower_ in ("and", "or") and joined.i - head.i < _JOINED_REACH else head


def beside_name(item: Token, items: Sequence[Token]) -> bool:
    """ "Maria Paz, an American citizen, and Ana Ruiz": what stands between commas behind a name says who it is."""
    after = next((t for t in items if t.i > item.i), None)
    start = min([item.i, *(c.i for c in item.children if c.dep_ in ("det", "amod", "compound"))])
    if after is None or item.pos_ != "NOUN" or start < 1 or item.doc[start].lower_ not in ("a", "an", "the"):
        return False
    between = [t.lower_ for t in item.doc[item.i + 1 : after.i]]
    return item.doc[start - 1].text == "," and "," in between and "and" in between


def told_who(found: list[Counted]) -> list[Counted]:
    """ "Two, a mason and his son, died": who the two are, told right behind a number without its noun."""
    if len(found) < 2 or found[0].kind != "number" or not found[0].elliptic:
        return found
    singles = found[1:]
    if any(c.kind not in ("single", "named") for c in singles) or sum(c.low or 0 for c in singles) != found[0].low:
        return found
    return [replace(found[0], heads=tuple(h for c in singles for h in c.heads), elliptic=False)]


def aged_name(head: Token, start: Token) -> str | None:
    """The name of "Tyrell Bettel, 24, was shot", whatever the reader took it for; None where no age follows.

    ``start`` is the first token of the phrase of ``head``.
    """
    doc, last = head.doc, head
    while last.i + 1 < len(doc) and doc[last.i + 1].dep_ == "flat":
        last = doc[last.i + 1]
    after = doc[last.i + 1 : last.i + 4]
    if head.pos_ != "PROPN" or len(after) < 3 or after[0].text != "," or after[2].text not in (",", "of"):
        return None
    if not (after[1].text.isdecimal() and int(after[1].text) < _OLDEST and last.i > start.i):
        return None
    return text_of(doc)[start.idx : last.idx + len(last.text)]
