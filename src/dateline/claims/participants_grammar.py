"""The grammar of parties: relative clauses, passives without "were", "by" and "between" where the tree fails.

Where the parse is broken, the words after "by" or "between" in the same clause serve; each function returns heads of
noun phrases in the order of the text.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Final

from spacy.tokens import Token

from dateline.claims.participants_names import named_parties
from dateline.claims.participants_words import FINDING, LIGHT
from dateline.claims.syntax import conjuncts, is_passive, subjects

__all__ = [
    "before_verb",
    "between_window",
    "by_phrase",
    "by_window",
    "deed_by",
    "finders",
    "found_so",
    "loose_objects",
    "meant",
    "members_of",
    "obliques",
    "perpetrated_by",
    "subject_before",
    "resolved",
    "under",
]

_PRONOUNS: Final = frozenset({"who", "which", "that", "whom"})
_NOMINAL: Final = frozenset({"NOUN", "PROPN", "NUM", "X"})


def found_so(verb: Token) -> bool:
    """ "Was found stabbed and shot": the participle is done to the one who is found."""
    top = verb.head if verb.dep_ == "conj" and verb.head != verb and verb.head.tag_ in ("VBN", "VBD") else verb
    if verb.tag_ not in ("VBN", "VBD") or top.dep_ not in ("xcomp", "ccomp", "advcl", "obl"):
        return False
    return top.head.lower_ in ("found", "discovered", "left", "lay", "lying") and not any(
        c.dep_ == "nsubj" or (c.dep_ == "obj" and all(t.lower_ != "by" for t in verb.doc[verb.i + 1 : c.i]))
        for c in verb.children
    )


def finders(noun: Token) -> list[Token]:
    """ "Police recovered the bodies of two cadres": those who come upon the dead did not kill them."""
    found = noun.pos_ == "NOUN" and noun.dep_ in ("obj", "nsubj:pass") and noun.head.lemma_.lower() in FINDING
    return [t for s in subjects(noun.head) for t in s.subtree] if found and not is_passive(noun.head) else []


def resolved(tokens: Sequence[Token]) -> list[Token]:
    """Relative pronouns give way to the noun that they stand for."""
    out: list[Token] = []
    for token in tokens:
        if (
            token.lower_ in _PRONOUNS
            and token.head.dep_ in ("acl:relcl", "acl", "advcl:relcl")
            and token.head.head != token.head
        ):
            out.append(_person_for(token, token.head.head))
        else:
            out.append(token)
    return list(dict.fromkeys(out))


def before_verb(verb: Token, found: list[Token]) -> list[Token]:
    """Subjects without those who only say it: "Rebels took the town, residents and an official said"."""
    own = [t for t in found if t.i < verb.i]
    return own or [t for t in found if not _only_says(t)]


def _only_says(token: Token) -> bool:
    """ "…, locals told the paper", "…, police said": a noun right before a verb of saying."""
    following = token.doc[token.i + 1] if token.i + 1 < len(token.doc) else None
    return following is not None and following.lower_ in (
        "said",
        "told",
        "say",
        "says",
        "reported",
        "added",
        "confirmed",
    )


def meant(verb: Token, subject: Token) -> Token:
    """Who "it", "they" or "he" is in what somebody says of himself: "the army said it had shelled …": the army."""
    word = subject.lower_
    if word not in ("it", "they", "he", "she"):
        return subject
    clause = verb
    while clause.dep_ in ("conj", "xcomp") and clause.head.pos_ in ("VERB", "AUX") and clause.head != clause:
        clause = clause.head
    if clause.dep_ == "advcl" and word == "they" and clause.head.pos_ in ("VERB", "ADJ"):
        # "Nine staff members have been missing since 3 April, when they were taken"
        those = [t for t in subjects(clause.head) if t.tag_ == "NNS" and t.i < subject.i]
        return those[0] if those else subject
    if clause.dep_ not in ("ccomp", "parataxis") or clause.head == clause:
        return subject
    for said in subjects(clause.head):
        if said.pos_ not in ("NOUN", "PROPN") or said.i > subject.i:
            continue
        person = said.ent_type_ == "PERSON" and not _is_party(said)
        plural = said.tag_ in ("NNS", "NNPS") or any(c.dep_ == "conj" for c in said.children)
        if (
            (word in ("he", "she") and person)
            or (word == "it" and not person and not plural)
            or (word == "they" and not person and (plural or said.ent_type_ == "ORG" or said.lower_ == "police"))
        ):
            return said
    return subject


def _is_party(name: Token) -> bool:
    """True for the name of a party, whatever the reader takes it for ("Al-Shabaab", "Boko Haram")."""
    names = named_parties(name.doc)
    return any(t.i in names for t in name.subtree if t.pos_ == "PROPN")


_BELIEVED: Final = frozenset(
    {"believed", "suspected", "thought", "said", "alleged", "reported", "known", "presumed", "identified", "considered"}
)


def subject_before(verb: Token) -> list[Token]:
    """The subject of a finite verb that the parser hung on a participle between them: "troops backed by a jet later
    killed …", "gunmen believed to be members of the front swooped on …"."""
    if verb.tag_ not in ("VBD", "VBZ", "VBP") or verb.dep_ in ("conj", "acl", "acl:relcl", "xcomp"):
        return []
    doc = verb.doc
    for token in reversed(list(doc[max(verb.sent.start, verb.i - 16) : verb.i])):
        if token.text in (";", ":", ".") or token.lower_ in (
            "that",
            "when",
            "while",
            "after",
            "before",
            "who",
            "which",
        ):
            return []
        below = token.head
        if token.dep_ in ("nsubj", "nsubj:pass") and token.pos_ in ("NOUN", "PROPN") and token.i < below.i < verb.i:
            if below.tag_ in ("VBG", "VBN") or below.lower_ in _BELIEVED:
                return conjuncts(token)
            return []
    return []


def members_of(head: Token) -> list[Token]:
    """The body that people are of, or are believed to be of: "gunmen believed to be members of the front", "armed men
    from the gang", "a group belonging to the movement"."""
    found: list[Token] = []
    for child in head.children:
        cases = {g.lower_ for g in child.children if g.dep_ == "case"}
        if child.dep_ == "nmod" and cases & {"from", "of"} and child.i > head.i:
            found.append(child)
        elif child.dep_ in ("acl", "acl:relcl", "amod") and child.i > head.i and child.lower_ in _BELIEVED:
            found.extend(
                t
                for t in child.doc[child.i + 1 : min(child.i + 12, child.sent.end)]
                if t.dep_ in ("nmod", "obl", "xcomp", "appos")
                and any(g.lower_ in ("of", "to", "from", "with") and g.dep_ == "case" for g in t.children)
                and t.head.i >= child.i
            )
        elif child.dep_ == "acl" and child.lower_ in ("belonging", "loyal"):
            found.extend(obliques(child, {"to"}))
    doc = head.doc
    at = head.i + 1
    if not found and at + 2 < len(doc) and doc[at].lower_ in _BELIEVED and doc[at + 1].lower_ in ("to", "as"):
        found.extend(
            t
            for t in doc[at + 2 : min(at + 12, head.sent.end)]
            if t.pos_ == "PROPN"
            and t.dep_ in ("nmod", "obl", "xcomp")
            and any(g.lower_ in ("of", "to", "from", "with") and g.dep_ == "case" for g in t.children)
        )
    return found


def _person_for(pronoun: Token, noun: Token) -> Token:
    """Whom "who" stands for: a person, not the school or town named between ("X, of the law school, who was …")."""
    if pronoun.lower_ not in ("who", "whom") or noun.ent_type_ not in ("ORG", "LOC", "GPE"):
        return noun
    before = [t for t in pronoun.doc[max(pronoun.sent.start, pronoun.i - 25) : pronoun.i] if t.ent_type_ == "PERSON"]
    return before[-1] if before else noun


def obliques(verb: Token, cases: Iterable[str]) -> list[Token]:
    wanted = set(cases)
    return [
        c
        for c in verb.children
        if c.dep_ in ("obl", "nmod", "obl:agent", "obl:arg", "advmod")
        and any(g.dep_ == "case" and g.lower_ in wanted for g in c.children)
    ]


def loose_objects(verb: Token) -> list[Token]:
    """People right after an active verb that the parser hung on it as an oblique without a preposition."""
    return [
        c
        for c in verb.children
        if c.dep_ == "obl"
        and c.i > verb.i
        and c.left_edge.i - verb.i <= 2
        and c.pos_ in ("NOUN", "PROPN")
        and c.ent_type_ not in ("DATE", "TIME", "LOC", "QUANTITY")
        and not any(g.dep_ in ("case", "mark") and g.lower_ not in ("at", "about", "over") for g in c.children)
    ]


def by_phrase(verb: Token) -> list[Token]:
    """The noun phrases after "by": from the tree, else from the words after the verb in its clause."""
    found = [
        c
        for c in verb.children
        if c.dep_ == "obl:agent"
        or (c.dep_ == "obj" and c.i > verb.i + 1 and any(t.lower_ == "by" for t in verb.doc[verb.i + 1 : c.i]))
        or (c.dep_ in ("obl", "nmod") and any(g.dep_ == "case" and g.lower_ == "by" for g in c.children))
    ]
    found = [c for c in found if not _along_with(c)]
    if found:
        return [t for b in found for t in conjuncts(b) if t.ent_type_ != "DATE"]
    return by_window(verb)


def _along_with(noun: Token) -> bool:
    """ "Was kidnapped along with the mayor": the tree makes a doer of one who shared it."""
    cases = [c for c in noun.children if c.dep_ in ("case", "fixed", "advmod") and c.i < noun.i]
    return any(
        c.lower_ == "alongside" or (c.lower_ == "with" and c.nbor(-1).lower_ in ("along", "together")) for c in cases
    )


def perpetrated_by(noun: Token) -> list[Token]:
    """ "The attack with explosives that was perpetrated by unknown men": those of the relative clause."""
    clauses = [
        c for c in (*noun.children, *(g for n in noun.children for g in n.children)) if c.dep_ in ("acl", "acl:relcl")
    ]
    return [t for c in clauses if c.lemma_.lower() in LIGHT and is_passive(c) for t in by_phrase(c)]


def under(noun: Token, verb: Token) -> bool:
    """ "Came under attack": the subject is the one attacked."""
    return verb.lower_.startswith(("com", "cam")) and any(
        c.lower_ == "under" and c.dep_ == "case" for c in noun.children
    )


def between_window(noun: Token) -> tuple[list[Token], list[Token]]:
    """The two sides after "between" among the fourteen tokens after ``noun``, where the tree hangs them elsewhere."""
    doc = noun.doc
    # "confrontations which, since Friday, are presented between …"
    relative = noun.i + 1 < len(doc) and doc[noun.i + 1].lower_ in ("which", "that")
    for between in doc[noun.i + 1 : min(noun.i + 15, noun.sent.end)]:
        if between.text in (";", ".", ":") or (between.text == "," and not relative):
            break
        if between.lower_ != "between":
            continue
        first = between.head if between.head.i > between.i else doc[between.i + 1]
        joint = next((t for t in doc[first.i + 1 : min(first.i + 9, noun.sent.end)] if t.lower_ == "and"), None)
        if joint is None and first.tag_ == "NNS" and first.ent_type_ not in ("DATE", "LOC"):
            return [first], []  # "fighting between gangs"
        if joint is None or (first.ent_type_ == "DATE" and first.pos_ == "NUM" and first.text[:1].isdigit()):
            return [], []
        second = joint.head if joint.head.i > joint.i else doc[min(joint.i + 1, len(doc) - 1)]
        if first.pos_ in _NOMINAL and second.pos_ in _NOMINAL:
            return [first], conjuncts(second)[conjuncts(second).index(second) :]
        return [], []
    return [], []


_TOLD_BY: Final = frozenset(
    """
    approach rule investigate treat describe condemn report confirm identify interview tell question call pronounce see hear
    portray depict characterize characterise label brand denounce view perceive document
    record verify monitor witness quote cite film observe examine handle review probe
    """.split()
)
"""Verbs whose agent did not do the deed told before them."""


def by_window(token: Token) -> list[Token]:
    """The head of the noun phrase after "by" among the ten tokens after ``token``, in the same clause."""
    doc = token.doc
    for by in doc[token.i + 1 : min(token.i + 11, token.sent.end)]:
        if by.text in (",", ";", ".", ":") or by.lower_ in (
            "who",
            "which",
            "that",
            "when",
            "while",
            "after",
            "before",
            "said",
            "and",
        ):
            return []
        if by.lower_ == "by" and by.i + 1 < len(doc):
            head = by.head if by.head.i > by.i else doc[by.i + 1]
            if head.head.lemma_.lower() in _TOLD_BY and head.head.i > token.i - 6 and head.head != token:
                return []  # "unaware of the shooting until approached by a reporter"
            if head.pos_ in ("NOUN", "PROPN") and head.ent_type_ not in ("DATE", "QUANTITY") and head.tag_ != "VBG":
                return conjuncts(head)
            return []
    return []


def deed_by(token: Token) -> bool:
    """ "Shelling by the army", "Attack by gunmen on a bus", where the tree takes the deed for a verb without a subject."""
    if token.pos_ != "VERB" or token.tag_ not in ("VBG", "VB", "VBP") or token.i + 1 >= len(token.doc):
        return False
    if token.nbor().lower_ != "by" or any(c.dep_ in ("obj", "nsubj", "nsubj:pass", "aux") for c in token.children):
        return False
    return any(c.dep_ in ("obl", "nmod", "obl:agent") and c.i > token.i for c in token.children)
