"""What kind of doer stands behind a verb, for codebook entries whose measure hangs on it (key ``by``).

Whom police take is detained, whom gunmen take is abducted, whom buses take is evacuated.
"""

from __future__ import annotations

from typing import Final

from spacy.tokens import Doc, Token

from dateline.claims.codebook import Codebook
from dateline.claims.syntax import is_passive
from dateline.claims.victims import names_armed

__all__ = ["NOBODY", "Doers"]

NOBODY: Final = "nobody"
"""The kind of a doer that the words do not name, or that the codebook does not know."""
_SUBJECTS: Final = frozenset({"nsubj", "nsubj:pass", "nsubj:outer"})
_RELATIVE: Final = frozenset({"who", "which", "that"})
_PRONOUNS: Final = frozenset({"it", "they", "he", "she", "we"})
_UP: Final = frozenset({"conj", "advcl", "xcomp", "parataxis"})


class Doers:
    """Reads the section ``doer`` of the codebook in one Doc."""

    def __init__(self, doc: Doc, codebook: Codebook) -> None:
        self.doc = doc
        self._kinds: dict[int, str] = {}
        for hit in codebook.hits(doc, "doer"):
            for token in doc[hit.start : hit.end]:
                self._kinds.setdefault(token.i, hit.entry.kind)

    def kind(self, verb: Token) -> str:
        """``state``, ``armed``, ``relief`` or ``vehicle`` by who does what the verb says; :data:`NOBODY` if unsaid."""
        doer = self._doer(verb)
        if doer is not None and doer.lower_ in _PRONOUNS:
            doer = self._speaker(doer)
        return NOBODY if doer is None else self.kind_of(doer)

    def kind_of(self, noun: Token) -> str:
        """The kind of a noun phrase by its head, by a word before it, by being an organisation's name."""
        if noun.i in self._kinds:
            return self._kinds[noun.i]
        for child in sorted(noun.children, key=lambda c: -c.i):
            if child.i < noun.i and child.dep_ in ("compound", "amod", "nmod", "flat") and child.i in self._kinds:
                return self._kinds[child.i]
        for child in noun.children:
            if child.dep_ == "flat" and child.i in self._kinds:
                return self._kinds[child.i]
            if child.dep_ == "nmod" and child.i > noun.i and (child.i in self._kinds or child.ent_type_ == "ORG"):
                return self._kinds.get(child.i, "armed")
        if noun.ent_type_ == "ORG":
            return "armed"
        name = next((e for e in self.doc.ents if e.start <= noun.i < e.end), None)
        return "armed" if name is not None and names_armed(name.text) else NOBODY

    def _before(self, pronoun: Token) -> Token | None:
        """The head of the name or noun that a relative pronoun follows, where the tree does not say."""
        at = pronoun.i - 1
        while at > pronoun.sent.start and self.doc[at].is_punct:
            at -= 1
        noun = self.doc[at]
        while noun.dep_ in ("flat", "compound") and noun.head.i < pronoun.i and noun.head.i != noun.i:
            noun = noun.head
        return noun if noun.pos_ in ("NOUN", "PROPN") else None

    def _speaker(self, pronoun: Token) -> Token | None:
        """Whom "it" or "they" stand for where a body speaks of itself ("the agency said it had moved 740 people")."""
        verb = pronoun.head
        while verb.dep_ in ("conj", "xcomp", "advcl") and verb.head.i != verb.i:
            verb = verb.head
        if verb.dep_ not in ("ccomp", "parataxis"):
            return None
        return next((c for c in verb.head.children if c.dep_ == "nsubj" and c.lower_ not in _PRONOUNS), None)

    def _doer(self, verb: Token) -> Token | None:
        by = next(
            (
                c
                for c in verb.children
                if c.dep_ in ("obl:agent", "obl", "nmod")
                and any(g.dep_ == "case" and g.lower_ == "by" for g in c.children)
            ),
            None,
        )
        if by is not None:
            return by
        if is_passive(verb):
            return None
        for _ in range(4):
            own = next((c for c in verb.children if c.dep_ in _SUBJECTS and c.i < verb.i), None)
            if own is not None and own.lower_ in _RELATIVE:
                return verb.head if verb.dep_ == "acl:relcl" else self._before(own)
            if own is not None:
                return own
            if verb.dep_ in _UP and verb.head.i != verb.i:
                if verb.dep_ == "conj" and is_passive(verb.head):
                    return None
                verb = verb.head
            elif verb.dep_ in ("acl", "acl:relcl"):
                return verb.head if verb.tag_ == "VBG" else None
            else:
                return None
        return None
