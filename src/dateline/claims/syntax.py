"""Questions to a dependency tree (Universal Dependencies labels), asked in one place.

Spans returned are clean character spans. Patterns proper are spaCy matchers' work; these are the few walks
that matchers cannot express: the extent of a clause, the subject that a participle or a conjunct shares.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Final

from spacy.tokens import Doc, Token

from dateline.text import Span
from dateline.words import SAYS

__all__ = [
    "agents",
    "charged_with",
    "clause_head",
    "clause_span",
    "conjuncts",
    "does",
    "described",
    "is_name",
    "is_passive",
    "line_of",
    "negation",
    "objects",
    "of_one",
    "phrase_span",
    "span_of",
    "subjects",
    "text_of",
    "without_teller",
    "token_at",
    "told_aside",
    "tokens_in",
    "of_their_number",
]

CLAUSE_LABELS = frozenset(
    {
        "ROOT",
        "root",
        "ccomp",
        "xcomp",
        "advcl",
        "advcl:relcl",
        "acl",
        "acl:relcl",
        "parataxis",
        "csubj",
        "csubj:pass",
        "conj",
    }
)
_EDGE_PUNCTUATION = frozenset(",;:.–—-\"'“”‘’()[]")


_CHARGING: Final = (
    "accus", "blam", "criticiz", "criticis", "condemn", "fault", "denounc", "prais", "thank", "charg", "convict", "prosecut",
    "indict", "sue", "suspect", "sentenc", "congratulat", "hail", "honor", "honour", "punish", "arrest", "detain", "jail",
)  # fmt: skip
_CHARGE_OF: Final = frozenset({"for", "of", "over", "with"})


def text_of(doc: Doc) -> str:
    """``doc.text``, put together once: spaCy makes it anew of all tokens at every call."""
    text = doc.user_data.get("dateline.text")
    if text is None:
        text = doc.user_data["dateline.text"] = doc.text
    return str(text)


def span_of(tokens: Iterable[Token]) -> Span:
    """The smallest clean span that holds all the tokens. There must be at least one."""
    listed = list(tokens)
    first, last = min(listed, key=lambda t: t.i), max(listed, key=lambda t: t.i)
    return Span(first.idx, last.idx + len(last.text))


def token_at(doc: Doc, char: int) -> Token | None:
    """The token that holds a character."""
    span = doc.char_span(char, char + 1, alignment_mode="expand")
    return span[0] if span is not None and len(span) else None


def tokens_in(doc: Doc, span: Span) -> list[Token]:
    """The tokens that touch a clean span."""
    found = doc.char_span(span.start, span.end, alignment_mode="expand")
    return [t for t in found if not t.is_space] if found is not None else []


def line_of(text: str, start: int, end: int) -> Span:
    """The line, or the lines, on which ``text[start:end]`` stands, without the line breaks around."""
    stop = text.find("\n", end)
    return Span(text.rfind("\n", 0, start) + 1, stop if stop >= 0 else len(text))


def conjuncts(token: Token) -> list[Token]:
    """The token and those joined to it by conjunction, left to right."""
    return sorted({token, *token.conjuncts}, key=lambda t: t.i)


def clause_head(token: Token) -> Token:
    """The nearest verb or predicate above (or at) the token that heads a clause."""
    while token.head.i != token.i:
        if token.dep_ in CLAUSE_LABELS and (token.dep_ != "conj" or token.pos_ in ("VERB", "AUX")):
            return token
        token = token.head
    return token


def phrase_span(
    token: Token,
    *,
    without: frozenset[str] = frozenset({"acl:relcl", "advcl", "parataxis", "appos", "conj", "cc", "punct"}),
) -> Span:
    """The phrase under a token, leaving out loose adjuncts at its edges (labels in ``without``)."""
    kept = [token]
    stack = [c for c in token.children if c.dep_ not in without]
    while stack:
        child = stack.pop()
        kept.append(child)
        stack.extend(c for c in child.children if c.dep_ not in (without - {"conj", "cc", "punct"}))
    return _trimmed(kept)


def clause_span(head: Token, *, must_hold: Iterable[Token] = ()) -> Span:
    """The smallest clause around ``head``: its arguments and modifiers, but no subordinate clause that does not
    hold one of ``must_hold``, and no other conjunct clause."""
    needed = list(must_hold)
    kept = [head]
    stack = list(head.children)
    while stack:
        child = stack.pop()
        is_clause = child.dep_ in {"ccomp", "advcl", "advcl:relcl", "parataxis", "acl:relcl", "csubj"} or (
            child.dep_ == "conj" and child.pos_ in ("VERB", "AUX")
        )
        if is_clause and not any(child == n or child.is_ancestor(n) for n in needed):
            continue
        if child.dep_ in ("cc", "punct", "mark", "discourse") and child.head.i == head.i:
            continue
        kept.append(child)
        stack.extend(child.children)
    return _trimmed([*kept, *needed])


def _trimmed(tokens: list[Token]) -> Span:
    ordered = sorted(tokens, key=lambda t: t.i)
    while len(ordered) > 1 and (ordered[-1].text in _EDGE_PUNCTUATION or ordered[-1].is_space):
        ordered.pop()
    while len(ordered) > 1 and (ordered[0].text in _EDGE_PUNCTUATION or ordered[0].is_space):
        ordered.pop(0)
    return span_of(ordered)


def is_passive(verb: Token) -> bool:
    """True for "were killed" and for a bare participle after its noun ("people killed in the raid")."""
    if any(c.dep_ in ("aux:pass", "nsubj:pass", "obl:agent") for c in verb.children):
        return True
    if (
        verb.tag_ == "VBN"
        and verb.dep_ == "conj"
        and not any(c.dep_.startswith(("aux", "nsubj")) for c in verb.children)
    ):
        return verb.head.tag_ == "VBN" and is_passive(verb.head)  # "were chosen at random and held hostage"
    return verb.tag_ == "VBN" and verb.dep_ in ("acl", "amod") and not any(c.dep_ == "aux" for c in verb.children)


def subjects(verb: Token) -> list[Token]:
    """Surface subjects of a verb, shared ones of conjuncts, controllers of participles included."""
    if charged := charged_with(verb):
        return charged
    own = without_teller([c for c in verb.children if c.dep_ in ("nsubj", "nsubj:pass", "nsubj:outer", "csubj")])
    labelled = _after_label(verb, own)
    if labelled is not None:
        return conjuncts(labelled)
    if own:
        return [t for o in own for t in conjuncts(o)]
    if verb.dep_ == "conj" and verb.head.pos_ in ("VERB", "AUX"):
        return subjects(told_aside(verb) or verb.head)
    if verb.dep_ == "xcomp" and verb.tag_ == "VBN" and objects(verb.head):
        return objects(verb.head)  # "whom they believed burned", "found two men shot"
    aside = _said_between(verb) if verb.dep_ in ("advcl", "ccomp") else None
    if aside is not None or (verb.dep_ in ("xcomp", "advcl") and verb.head.i != verb.i):
        return subjects(aside or verb.head)
    if verb.dep_ in ("acl", "acl:relcl"):
        return [verb.head]
    return []


def charged_with(verb: Token) -> list[Token]:
    """ "The senator criticised the officer for shooting and killing a man": whoever is charged with what a participle tells."""
    while verb.dep_ == "conj" and verb.tag_ == "VBG" and verb.head.tag_ == "VBG":
        verb = verb.head
    above = verb.head
    if verb.tag_ != "VBG" or above == verb or not above.lower_.startswith(_CHARGING) or is_passive(above):
        return []
    if not any(c.lower_ in _CHARGE_OF and c.dep_ in ("mark", "case") for c in verb.children):
        return []
    return [c for c in objects(above) if above.i < c.i < verb.i]


def told_aside(verb: Token) -> Token | None:
    """ "Rebels freed the crew, the navy said, but seized a tug": the verb before the teller, whose subject seized it."""
    said, joining = verb.head, verb.nbor(-1) if verb.i else verb
    if verb.dep_ != "conj" or joining.lower_ not in ("but", "and") or joining.i < 1 or joining.nbor(-1).text != ",":
        return None
    if joining.i - 1 - said.i not in (1, 2):
        return None
    teller = next((c for c in said.children if c.dep_ == "nsubj"), None)
    told = next((c for c in said.children if c.dep_ == "ccomp" and teller is not None and c.i < teller.i), None)
    return told if told is not None and told.pos_ == "VERB" else None


def _said_between(verb: Token) -> Token | None:
    """ "The driver opened fire, officials said, before being shot": the last verb told before the teller, where the tree
    hangs what follows on "said"."""
    said = verb.head
    if verb.i < said.i or verb.tag_ not in ("VBN", "VBG") or said.lemma_.lower() not in SAYS:
        return None
    if not any(c.dep_ == "ccomp" and c.i < said.i for c in said.children):
        return None
    before = [t for t in verb.doc[verb.sent.start : said.i] if t.pos_ == "VERB" and t.tag_ in ("VBD", "VBZ", "VBP")]
    return before[-1] if before and not is_passive(before[-1]) else None


def _after_label(verb: Token, own: list[Token]) -> Token | None:
    """ "Am Timan: National police detained six": the subject that the tree hangs on the label before the colon."""
    if verb.pos_ != "VERB" or verb.tag_ not in ("VBD", "VBZ", "VBP", "VBN"):
        return None
    at = verb.i - 1
    while at > verb.sent.start and verb.doc[at].dep_ in ("aux", "aux:pass", "advmod"):
        at -= 1
    noun: Token = verb.doc[at]
    if noun.dep_ != "appos" or noun.pos_ not in ("NOUN", "PROPN") or noun.head.i > noun.i:
        return None
    first = noun.left_edge
    if not first.i or first.nbor(-1).text not in (":", "–", "—") or noun.head not in (verb.head, *own):
        return None
    return noun


def without_teller(own: list[Token]) -> list[Token]:
    """Subjects of one verb without him who tells of it: "the pass, which a diplomat said was held by soldiers", where the
    tree hangs both on "held"."""
    if len(own) > 1 and own[0].pos_ == "PROPN" and own[0].i + 1 < len(own[0].doc):
        if own[0].nbor().text in (":", "–", "—") and own[0].left_edge.i == own[0].sent.start:
            own = own[1:]  # "Karo – Unknown gunmen shot two teachers": a label
    asked = next((c for c in own if c.tag_ in ("WDT", "WP")), None)
    if asked is None or len(own) < 2:
        return own
    return [c for c in own if c.i <= asked.i or not any(v.dep_ == "acl:relcl" and v.tag_ == "VBD" for v in c.children)]


def objects(verb: Token) -> list[Token]:
    """Objects of an active verb, conjuncts included."""
    own = [c for c in verb.children if c.dep_ in ("obj", "iobj")]
    return [t for o in own for t in conjuncts(o)]


def agents(verb: Token) -> list[Token]:
    """Who did it: the by-phrase of a passive, the subject of an active verb."""
    by = [c for c in verb.children if c.dep_ == "obl:agent"]
    if not by:
        by = [
            c
            for c in verb.children
            if c.dep_ == "obl" and any(g.lower_ == "by" and g.dep_ == "case" for g in c.children)
        ]
    if by:
        return [t for b in by for t in conjuncts(b)]
    return [] if is_passive(verb) else subjects(verb)


def negation(token: Token) -> Token | None:
    """The word that negates a verb or noun ("not", "no", "never", "without"), or None."""
    for child in token.children:
        if child.lower_ in ("not", "n't", "never", "no", "neither", "nor", "without", "nobody", "none"):
            return child
        if child.dep_ in ("nsubj", "nsubj:pass", "obj") and child.lower_ in ("nobody", "none", "neither"):
            return child
    return None


def ancestors(token: Token) -> Iterator[Token]:
    """The tokens above, nearest first."""
    while token.head.i != token.i:
        token = token.head
        yield token


def of_one(verb: Token) -> bool:
    """True for a verb whose form says that its subject is one: "has not been seen", "was killed", "dies"."""
    first = next((c for c in verb.children if c.dep_ in ("aux", "aux:pass", "cop")), verb)
    return first.lower_ in ("has", "was", "is") or first.tag_ == "VBZ"


def described(verb: Token) -> Token:
    """The noun that a relative clause is about: the one that it hangs on, unless their numbers part.

    "Four boys of her uncle's, who was killed": the uncle, since the verb is of one and the boys are many.
    """
    noun: Token = verb.head
    if not of_one(verb):
        return noun
    if noun.tag_ not in ("NNS", "NNPS") and (noun.pos_ != "NUM" or noun.lower_ in ("one", "1")):
        return noun
    pronoun = next((c for c in verb.children if c.lower_ in ("who", "that", "which", "whom") and c.i > noun.i), None)
    if pronoun is None:
        return noun
    at = pronoun.i - 1
    while at > noun.i and verb.doc[at].text in (",", "'s", "’s", ")", '"', "”"):
        at -= 1
    nearer: Token = verb.doc[at]
    return nearer if at > noun.i and nearer.tag_ in ("NN", "NNP") else noun


def does(noun: Token, verb: Token) -> bool:
    """True where a deed told by a noun is the subject of a verb, or of one joined to it without a subject of its own."""
    while verb.dep_ == "conj" and not any(c.dep_.startswith("nsubj") for c in verb.children):
        verb = verb.head
    return noun.pos_ == "NOUN" and noun.dep_ == "nsubj" and noun.head == verb


def of_their_number(noun: Token) -> bool:
    """ "They lost 20 of their number"."""
    return noun.lower_ in ("number", "ranks") and any(c.dep_ == "nmod:poss" for c in noun.children)


def is_name(token: Token, words: Iterable[Token]) -> bool:
    """ "The mayor, Omar Said, …": a cue's word that is a name. In a title, where every word of ``words`` is written so, it is
    the cue."""
    if token.text != "Said" or not token.i or not token.nbor(-1).text.istitle():
        return False
    return sum(t.text.islower() and len(t) > 3 for t in words) > 1
