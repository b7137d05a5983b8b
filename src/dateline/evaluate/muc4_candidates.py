"""The strings of a cable that could fill a role, each with what is known of it: the input of the learned mapping.

A candidate is a noun phrase in several widths ("four powerful rockets", "powerful rockets", "rockets"; with and without
what "of" adds) or a name, as one string over all its places in the cable. What is known of it: its words, what it hangs
on, and which kinds of events and parties the codebook sees there. Claims tell of the cable as a whole only, so that the
learned weights do not hang on them.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Final

from spacy.tokens import Doc, Token

from dateline.claims.codebook import Codebook
from dateline.evaluate.muc4_keys import normalised
from dateline.model import Claim
from dateline.terms import ClaimType

__all__ = ["Candidate", "Cable", "candidates", "cable_features"]

CONTENT: Final = frozenset({"NOUN", "PROPN", "VERB", "ADJ", "NUM"})
NEAR: Final = 7
"""Words to the left and right that are looked at."""
_BLANK: Final = re.compile(r"\s+")
WIDTH: Final = 9
"""Most words of a phrase; longer ones are cut to their head's own words."""


@dataclass(slots=True)
class Candidate:
    """A string with its features. ``places``, ``ends``, ``heads``: index of the first token at each place, of the one after
    the last, and of the head."""

    text: str
    places: list[int] = field(default_factory=list)
    ends: list[int] = field(default_factory=list)
    heads: list[int] = field(default_factory=list)
    features: set[str] = field(default_factory=set)


@dataclass(frozen=True, slots=True)
class Cable:
    """A cable read: its Doc, its claims, and the codebook's words for events and for who takes part, each as (index of
    the token, kind)."""

    doc: Doc
    claims: Sequence[Claim]
    hits: Sequence[tuple[int, str]]
    parties: Sequence[tuple[int, str]] = ()

    @classmethod
    def of(cls, doc: Doc, claims: Sequence[Claim], codebook: Codebook) -> Cable:
        return cls(
            doc,
            claims,
            [(h.head, h.entry.kind) for h in codebook.hits(doc, "event")],
            [(h.head, h.entry.kind) for h in codebook.hits(doc, "participant")],
        )


def candidates(cable: Cable) -> list[Candidate]:
    """The candidates of a cable, in the order of their first place."""
    doc = cable.doc
    found: dict[str, Candidate] = {}
    context = _Context(cable)
    for token in doc:
        if token.pos_ not in ("NOUN", "PROPN") and not (
            token.pos_ in ("ADJ", "NUM", "VERB") and token.dep_ in _ARGUMENTS
        ):
            continue
        if not any(c.isalpha() for c in token.text):
            continue
        for width, (start, end) in _phrases(token).items():
            words = " ".join(doc[start:end].text.lower().split())
            key = normalised(words)
            if not key:
                continue
            candidate = found.setdefault(key, Candidate(words))
            candidate.places.append(start)
            candidate.ends.append(end)
            candidate.heads.append(token.i)
            candidate.features.add(f"width={width}")
            context.describe(candidate, token, start, end)
    for span in doc.ents:
        if span.label_ in ("PERSON", "ORG", "LOC", "NORP", "WEAPON"):
            words = " ".join(span.text.lower().split())
            key = normalised(words)
            if key:
                candidate = found.setdefault(key, Candidate(words))
                candidate.places.append(span.start)
                candidate.ends.append(span.end)
                candidate.heads.append(span.root.i)
                candidate.features.add(f"ent={span.label_}")
                context.describe(candidate, span.root, span.start, span.end)
    first = sorted(found.values(), key=lambda c: min(c.places))
    size = max(1, len(doc))
    for candidate in first:
        _whole(candidate, size)
    return first


_ARGUMENTS: Final = frozenset({"nsubj", "nsubj:pass", "obj", "obl", "nmod", "conj", "obl:agent"})
_BEFORE: Final = frozenset(
    {"amod", "compound", "nummod", "flat", "nmod:poss", "nmod", "nmod:desc", "appos", "det", "case"}
)


def _phrases(head: Token) -> dict[str, tuple[int, int]]:
    """Ranges of the phrase of a head, by width."""
    doc = head.doc
    end = head.i + 1
    for child in head.rights:
        if child.dep_ in ("flat", "flat:name", "compound", "goeswith", "nmod:npmod") and child.i == end:
            end = child.right_edge.i + 1
    start = head.i
    for child in reversed(list(head.lefts)):
        if child.dep_ not in _BEFORE or child.lower_ in _DETERMINERS or child.right_edge.i + 1 != start:
            if not (child.dep_ == "punct" and child.text in ('"', "-", "'") and child.i + 1 == start):
                break
        start = child.left_edge.i
    while start < head.i and (doc[start].pos_ in ("DET", "PRON", "PUNCT", "ADP") and doc[start].text != '"'):
        start += 1
    out: dict[str, tuple[int, int]] = {"head": (head.i, end)}
    if end - start <= WIDTH:
        out["base"] = (start, end)
        bare = start
        while bare < head.i and (doc[bare].pos_ in ("NUM", "ADV") or doc[bare].lower_ in _QUANTITIES):
            bare += 1
        out["bare"] = (bare, end)
    last = head.i - 1
    if last >= start and doc[last].pos_ in ("NOUN", "PROPN", "ADJ"):
        out["two"] = (last, end)
    for child in head.rights:
        if child.dep_ in ("nmod", "nmod:of") and any(
            c.lower_ in ("of", "in", "for", "from") for c in child.children if c.dep_ == "case"
        ):
            stop = _end_of(child)
            if stop - start <= 2 * WIDTH and child.left_edge.i <= end + 1:
                out["of"] = (start, stop)
            break
    return {name: span for name, span in out.items() if list(out.values()).index(span) == list(out).index(name)}


def _end_of(token: Token) -> int:
    """The end of a phrase without clauses and commas."""
    end = token.i + 1
    for child in token.rights:
        if child.dep_ in ("flat", "compound", "nmod", "flat:name") and child.left_edge.i <= end:
            end = _end_of(child) if child.dep_ == "nmod" else child.right_edge.i + 1
        else:
            break
    return end


_DETERMINERS: Final = frozenset(
    {"the", "a", "an", "this", "that", "these", "those", "his", "her", "their", "its", "our", "my"}
)
_QUANTITIES: Final = frozenset(
    {"several", "some", "many", "other", "another", "least", "more", "than", "about", "approximately"}
)


class _Context:
    """What stands around a candidate."""

    def __init__(self, cable: Cable) -> None:
        self.doc = cable.doc
        self.kinds: dict[int, set[str]] = {}
        for at, kind in cable.hits:
            self.kinds.setdefault(at, set()).add(kind)
        self.parties: dict[int, set[str]] = {}
        for at, kind in cable.parties:
            self.parties.setdefault(at, set()).add(kind)
        self.sentence_kinds: dict[int, set[str]] = {}
        for at, kind in cable.hits:
            self.sentence_kinds.setdefault(self.doc[at].sent.start, set()).add(kind)

    def describe(self, candidate: Candidate, head: Token, start: int, end: int) -> None:
        """Add what this place tells."""
        add = candidate.features.add
        dep = "nsubj:pass" if head.dep_ == "nsubj:pass" else head.dep_
        anchor = head
        while anchor.dep_ in ("conj", "appos", "flat", "compound") and anchor.head.i != anchor.i:
            anchor = anchor.head
        case = next((c.lower_ for c in anchor.children if c.dep_ == "case"), "")
        over = anchor.head
        link = f"{anchor.dep_}{'/' + case if case else ''}"
        add(f"dep={dep}")
        add(f"link={link}")
        add(f"gov={link}<{over.lemma_.lower()}")
        add(f"over={over.lemma_.lower()}")
        for kind in self.kinds.get(over.i, ()):
            add(f"kind={link}<{kind}")
            add(f"role={anchor.dep_}<{kind}")
        up = over.head
        for kind in self.kinds.get(up.i, ()):
            add(f"kind2={anchor.dep_}<{over.dep_}<{kind}")
        for kind in self.sentence_kinds.get(head.sent.start, ()):
            add(f"sent={kind}")
        for child in head.children:
            if child.pos_ in ("ADJ", "NOUN", "PROPN", "VERB") and child.dep_ not in ("conj",):
                add(f"mod={child.lower_}")
            if child.dep_ in ("acl", "acl:relcl"):
                add(f"acl={child.lemma_.lower()}")
        if head.ent_type_:
            add(f"type={head.ent_type_}")
        for kind in self.parties.get(head.i, ()):
            add(f"party={kind}")
            add(f"party={kind},{anchor.dep_}")
            for of in self.kinds.get(over.i, ()):
                add(f"party={kind},{anchor.dep_}<{of}")
        if start and self.doc[start - 1].text == "(":
            add("bracketed")
        before = self.doc[start - 1] if start else None
        after = self.doc[end] if end < len(self.doc) else None
        for near in self.doc[max(head.sent.start, start - NEAR) : min(head.sent.end, end + NEAR)]:
            if near.pos_ in CONTENT and not start <= near.i < end:
                add(f"{'left' if near.i < start else 'right'}={near.lemma_.lower()}")
        for kind in self.sentence_kinds.get(head.sent.start, ()):
            add(f"last={self.doc[end - 1].lower_},{kind}")
            add(f"link={link},{kind}")
        add(f"last={self.doc[end - 1].lower_},{link}")
        if before is not None:
            add(f"before={before.lower_}")
        if after is not None:
            add(f"after={after.lower_}")
        if before is not None and before.pos_ in ("NOUN", "PROPN", "ADJ") and before.head.i in range(start, end):
            add("inside-longer")


def _whole(candidate: Candidate, size: int) -> None:
    """What the string itself tells, and where it stands."""
    words = candidate.text.split()
    add = candidate.features.add
    add(f"last={words[-1]}")
    add(f"first={words[0]}")
    for word in words:
        add(f"word={word}")
    add(f"long={min(len(words), 6)}")
    add(f"times={min(len(set(candidate.heads)), 4)}")
    add(f"at={min(4, 5 * min(candidate.places) // size)}")
    if words[-1].endswith("s"):
        add("plural")
    if any(c.isdigit() for c in candidate.text):
        add("digit")
    if '"' in candidate.text:
        add("quoted")
    candidate.features = {_BLANK.sub("¶", feature) for feature in candidate.features}


def cable_features(cable: Cable) -> set[str]:
    """What tells whether a cable reports an incident, and of which type: its words, and the kinds of its events."""
    out: set[str] = set()
    for token in cable.doc:
        if token.pos_ in CONTENT and token.is_alpha:
            out.add(f"w={token.lemma_.lower()}")
            if token.head.pos_ in CONTENT and token.head.i != token.i:
                out.add(f"p={token.lemma_.lower()}>{token.dep_}>{token.head.lemma_.lower()}")
    opening = [t for t in cable.doc if t.idx < 600]
    out |= {f"o={t.lemma_.lower()}" for t in opening if t.pos_ in CONTENT and t.is_alpha}
    counts: dict[str, int] = {}
    for claim in cable.claims:
        if claim.type is ClaimType.EVENT:
            counts[str(claim.kind)] = counts.get(str(claim.kind), 0) + 1
        elif claim.toll is not None:
            counts[f"figure-{claim.toll.measure}"] = counts.get(f"figure-{claim.toll.measure}", 0) + 1
    for name, count in counts.items():
        out.add(f"k={name}")
        out.add(f"k={name}:{min(count, 3)}")
    for _, kind in cable.hits:
        out.add(f"h={kind}")
    if not counts:
        out.add("k=none")
    return out
