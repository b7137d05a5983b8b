"""Counted phrases: noun phrases with a number, singulars that stand for one, names, and stated nones."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from typing import Final

from spacy.tokens import Doc, Token

from dateline.claims.codebook import word_set
from dateline.claims.figures_phrase import (
    Counted,
    across_determiner,
    aged_name,
    before_than,
    beside_name,
    has_case,
    listed,
    of_hers,
    part_of_name,
    plural_behind,
    second_person,
    told_who,
    verb_between,
)
from dateline.claims.figures_singles import (
    COLLECTIVE,
    GROUP,
    NO_BARE_SINGLE,
    NO_CALLING,
    NOT_SINGLE,
    OFFICE,
    RELATION,
    ROLE_OF_NOBODY,
    animate,
    is_one_more,
    is_plural,
    is_pronoun_one,
)
from dateline.claims.numbers import Number, NumberReader
from dateline.claims.syntax import of_their_number, span_of, text_of, tokens_in
from dateline.claims.victims import VictimReader
from dateline.text import Span

__all__ = ["Counter"]

_PAIRS: Final = {"couple": 2, "pair": 2, "duo": 2, "trio": 3}
_SINGLE: Final = frozenset({"a", "an", "another"})
_OWNED_AS: Final = frozenset({"conj", "appos", "obj", "nsubj:pass"})  # "a priest, his cook and …", "hurt his teacher"
_OF_SO_MANY: Final = 6
"""Tokens from a number to the noun of its "of" ("six of their cadres"), where the tree hangs both on the verb."""
_OTHERS: Final = frozenset({"another", "other", "others", "more", "further", "additional", "separate", "different"})
_NONE_PRONOUNS: Final = frozenset({"nobody", "none", "no-one"})
_OF_THE_DEAD: Final = frozenset({"body", "bodies", "corpse", "corpses", "remains", "life", "lives", "death", "deaths"})
_NAMEY: Final = frozenset({"flat", "compound", "appos"})
_WITHIN_PHRASE: Final = word_set(
    """
    nummod amod det compound advmod nmod nmod:desc nmod:poss punct flat case obl:unmarked dep nmod:unmarked
    goeswith advcl acl obl
    """
)


class Counter:
    """Finds the counted phrases of one Doc. ``numbers`` holds every number of the text, those that count nothing too."""

    def __init__(self, doc: Doc, reader: NumberReader, victims: VictimReader) -> None:
        self.doc = doc
        self.victims = victims
        self.numbers: list[Number] = reader.find(text_of(doc))
        self._at: dict[int, Number] = {}
        self.out: set[int] = set()
        self._bounding: set[int] = set()
        for number in self.numbers:
            for token in tokens_in(doc, number.core):
                if number.out is None:
                    self._at[token.i] = number
                else:
                    self.out.add(token.i)
            if number.out is None and number.span.start < number.core.start:
                self._bounding.update(t.i for t in tokens_in(doc, Span(number.span.start, number.core.start)))

    def number_at(self, token: Token) -> Number | None:
        """The number that a token is part of, unless it counts nothing."""
        return self._at.get(token.i)

    def bounds_number(self, token: Token) -> bool:
        """True for the words that bound a number after them ("no fewer than" 87)."""
        return token.i in self._bounding

    def count_all(self, head: Token) -> list[Counted]:
        """The counted phrases of a noun and of those joined to it; nouns without a number of their own join the one before."""
        found: list[Counted] = []
        items = self._joined(self._named_after(head))
        for item in items:
            if item is not head and self._object_of_verb_before(item):
                continue
            if found and found[-1].kind == "named" and beside_name(item, items):
                continue
            counted = self.count(item)
            if counted is None:
                if found and found[-1].kind == "number" and self._bare_plural(item) and not found[-1].elliptic:
                    last = found[-1]
                    found[-1] = replace(
                        last, heads=(*last.heads, item), span=last.span.join(span_of(self._phrase(item)))
                    )
                continue
            if found and self._one_phrase(found[-1], counted):
                last = found[-1]
                found[-1] = replace(last, head=item, heads=(item,), span=last.span.join(counted.span), elliptic=False)
                continue
            found += [*self._before_and(counted), counted]
            if item is head and counted.kind == "number" and not counted.elliptic and counted.head is not head:
                found += [c for c in map(self.count, self._joined(counted.head)[1:]) if c is not None]
        return told_who(found)

    def _named_after(self, head: Token) -> Token:
        """ "The nuns Maria Paz and Ana Ruiz": the first of the names behind a plural that has no number."""
        if not is_plural(head) or any(self.number_at(c) is not None for c in head.children):
            return head
        name = next((c for c in head.children if c.i == head.i + 1 and c.dep_ in ("appos", "flat", "nmod:desc")), None)
        return name if name is not None and name.ent_type_ == "PERSON" and self.victims.is_person(head) else head

    def _one_phrase(self, number: Counted, noun: Counted) -> bool:
        """ "One al Shabaab fighter", where the tree makes two of it: a bare noun right behind a number and a name."""
        owned = any(c.dep_ == "nmod:poss" for c in noun.head.children)
        if number.kind != "number" or noun.kind != "single" or noun.number_token != noun.head.i or owned:
            return False
        return not text_of(self.doc)[number.span.end : noun.span.start].strip()

    def _before_and(self, counted: Counted) -> list[Counted]:
        """ "At least one civilian and four bombers", where the tree makes one phrase of it: what stands before "and"."""
        if counted.kind != "number" or counted.elliptic:
            return []
        first = next((t for t in tokens_in(self.doc, counted.span) if self.number_at(t) is not None), None)
        if first is None or first.i >= counted.number_token or self.number_at(first) is self._at[counted.number_token]:
            return []
        between = self.doc[first.i + 1 : counted.number_token]
        nouns = [t for t in between if t.pos_ == "NOUN" and self.victims.is_person(t)]
        if not nouns or not any(t.lower_ == "and" and t.i > nouns[-1].i for t in between):
            return []
        return [self._numbered(nouns[-1], self._at[first.i], first)]

    def count(self, head: Token) -> Counted | None:
        """The count of one noun (or of a number that stands without its noun); None where it has none."""
        own = self.number_at(head)
        if own is not None and (part_of_name(head) or of_hers(head)):
            return None
        if own is not None:
            if is_pronoun_one(head):
                return self._single(head)
            alone = self._elliptic(head, own)
            beside = next((c for c in head.children if c.dep_ == "appos" and c.i > head.i), None)
            if alone.elliptic and beside is not None and self.number_at(beside) is None:
                told = told_who([alone, *self.count_all(beside)])
                if len(told) == 1:
                    return told[0]
            noun = self._people_behind(own) if alone.elliptic and not alone.more else None
            return alone if noun is None else self._numbered(noun, own, head)
        number, token = self._number_of(head)
        if number is not None and token is not None:
            return self._numbered(head, number, token)
        far = self._far_number(head)
        if far is not None:
            return far
        inner = self._inner(head)
        if inner is not None:
            counted = self.count(inner)
            if counted is not None and counted.elliptic and head.lower_ in ("family", "families", "household"):
                return replace(
                    counted, head=head, heads=(head,), elliptic=False, span=counted.span.join(span_of([head]))
                )
            if counted is not None and (counted.kind == "number" or head.lower_ in _OF_THE_DEAD):
                return replace(counted, span=counted.span.join(span_of([head])))
            if counted is not None or head.lower_ not in ("group", "couple", "pair", "member", "family"):
                return (
                    counted
                    if counted is not None and head.lower_ in GROUP and counted.kind == "number"
                    else self._single(head)
                )
        return self._single(head)

    def _people_behind(self, number: Number) -> Token | None:
        """The noun for people that stands right behind a number which the tree hangs elsewhere ("four suicide bombers")."""
        last = tokens_in(self.doc, number.core)[-1:]
        at = last[0].i + 1 if last else len(self.doc)
        noun: Token | None = None
        while at < len(self.doc) and at < last[0].i + 5 and self.doc[at].pos_ in ("ADJ", "NOUN", "PROPN"):
            noun = self.doc[at]
            at += 1
        many = noun is not None and (noun.tag_ == "NNS" or noun.lower_ in NO_BARE_SINGLE)
        return noun if noun is not None and many and self.victims.is_person(noun) else None

    def count_from_number(self, token: Token) -> Counted | None:
        """The counted phrase that a number opens, by the words that follow where syntax does not say."""
        number = self.number_at(token)
        if number is None or is_pronoun_one(token):
            return None
        if part_of_name(token):
            return None
        head = (
            token.head
            if token.dep_ == "nummod" and token.head.i > token.i and token.head.pos_ in ("NOUN", "PROPN", "ADJ")
            else None
        )
        if head is not None and head.pos_ == "ADJ" and not head.lower_.endswith("s"):
            head = None
        if head is not None and across_determiner(token, head):
            return Counted.of_number(number, token)
        while (
            head is not None
            and head.dep_ in ("compound", "nmod", "amod")
            and head.head.i > head.i
            and head.head.pos_ in ("NOUN", "PROPN")
        ):
            head = head.head
        if head is None:
            for follower in self.doc[token.i + 1 : min(token.i + 9, token.sent.end)]:
                if self.number_at(follower) is not None and number is self.number_at(follower):
                    continue
                if follower.text in (",", ";", ":", "(") and self.doc[follower.i - 1].pos_ != "ADJ":
                    break
                if follower.pos_ in ("NOUN", "PROPN") or follower.lower_ in ("others", "other"):
                    head = follower
                elif (follower.pos_ in ("ADJ", "PUNCT") and head is None) or (
                    follower.tag_ in ("VBN", "VBG") and head is None
                ):
                    continue
                else:
                    break
        if head is not None and any(t.pos_ in ("VERB", "AUX") and t.dep_ == "conj" for t in self.doc[token.i : head.i]):
            return Counted.of_number(number, token)
        if head is None or self.number_at(head) is not None:
            return self._elliptic(token, number)
        return self._numbered(head, number, token)

    def _far_number(self, head: Token) -> Counted | None:
        """A number that opens a long name before a plural noun ("Five Communist Party of India Maoist cadres")."""
        if (
            not is_plural(head)
            or not self.victims.is_person(head)
            or any(c.dep_ in ("det", "nmod:poss") for c in head.children)
        ):
            return None
        for back in range(head.i - 1, max(0, head.i - 14) - 1, -1):
            token = self.doc[back]
            number = self.number_at(token)
            if number is not None:
                return (
                    self._numbered(head, number, token) if self.doc[back + 1].pos_ in ("PROPN", "ADJ", "NOUN") else None
                )
            if not (
                token.pos_ in ("PROPN", "ADJ")
                or token.lower_ in ("of", "the", "e", "and", "(", ")", "-", "police", "army")
            ):
                return None
        return None

    # --------------------------------------------------------------------------------------------------- numbered

    def _numbered(self, head: Token, number: Number, token: Token) -> Counted:
        head = head if self.victims.is_person(head) else plural_behind(head, number)
        phrase = self._phrase(head)
        words = {t.lower_ for t in phrase if t.i < head.i and not before_than(t)} | {head.lower_}
        before = self.doc[token.i - 1].lower_ if token.i else ""
        span = span_of(phrase).join(number.span)
        return Counted.of_number(
            number,
            token,
            heads=(head,),
            span=span,
            elliptic=head.lower_ in ("other", "others", "more"),
            more=bool(words & _OTHERS) or before in _OTHERS,
            definite=self._definite(phrase, token),
        )

    def alone(self, token: Token) -> Counted | None:
        """A number taken by itself, whatever noun the tree hangs it on."""
        number = self.number_at(token)
        return Counted.of_number(number, token) if number is not None else None

    def _elliptic(self, head: Token, number: Number) -> Counted:
        of = next(
            (
                c
                for c in head.children
                if c.dep_ in ("nmod", "obl", "obl:arg") and c.i > head.i and has_case(c, "of", "of the")
            ),
            None,
        )
        if of is None and head.i + 3 < len(self.doc) and self.doc[head.i + 1].lower_ == "of":
            case = self.doc[head.i + 1]
            if case.dep_ == "case" and case.head.i - head.i < _OF_SO_MANY and case.head.head == head.head:
                of = case.head
        if of is not None and self.number_at(of) is number:
            of = next((c for c in of.children if c.dep_ == "nmod" and c.i > of.i and has_case(c, "of")), None)
        following = self.doc[head.i + 1] if head.i + 1 < len(self.doc) else None
        noun: Token | None = of
        if (
            noun is None
            and head.dep_ in ("nummod", "amod", "det", "compound")
            and head.head.pos_ in ("NOUN", "PROPN")
            and head.head.i > head.i
        ):
            noun = head.head
        if noun is None:
            last = tokens_in(self.doc, number.core)[-1:]
            if (
                last
                and last[0].dep_ == "nummod"
                and last[0].head.i > last[0].i
                and last[0].head.pos_ in ("NOUN", "PROPN")
            ):
                noun = last[0].head
        if noun is None and following is not None and following.lower_ in ("other", "others", "more"):
            noun = None
        elliptic = noun is None or noun.pos_ in ("PRON", "DET") or noun.lower_ == "own" or of_their_number(noun)
        elliptic = elliptic or (noun is not None and self.number_at(noun) is not None)
        before = self.doc[head.i - 1] if head.i else None
        tokens = [head, *([] if noun is None else self._phrase(noun))]
        numbers = tokens_in(self.doc, number.core)
        at = numbers[0] if numbers else head
        left = self.doc[at.i - 1].lower_ if at.i else ""
        more = (
            left in _OTHERS
            or (before is not None and before.lower_ in _OTHERS)
            or (following is not None and following.lower_ in _OTHERS)
        )
        return Counted.of_number(
            number,
            at,
            heads=(head,) if elliptic or noun is None else tuple(self._sharing(noun)),
            span=span_of(tokens).join(number.span),
            elliptic=elliptic,
            more=more,
            definite=left in ("the", "these", "those", "all"),
        )

    def _number_of(self, head: Token) -> tuple[Number | None, Token | None]:
        """The number among what stands before a noun in its phrase."""
        best: tuple[Number | None, Token | None] = (None, None)
        for token in self._phrase(head):
            if token.i >= head.i:
                break
            number = self.number_at(token)
            if number is None or (number.low == number.high == 1 and is_pronoun_one(token)):
                continue
            if head.pos_ in ("VERB", "AUX") and head.i - token.i > 2:
                continue
            if across_determiner(token, head):
                continue
            if (
                token.head != head
                and token.dep_ == "nummod"
                and token.head.dep_ == "nmod:poss"
                and token.head.pos_ == "NOUN"
            ):
                continue
            best = (number, token)
        return best if best[0] is not None else self._number_beside(head)

    def _number_beside(self, head: Token) -> tuple[Number | None, Token | None]:
        """The number right before a plural noun, which the tree hangs elsewhere ("nine deaths and four injuries")."""
        if not is_plural(head) or head.i < 1:
            return None, None
        at = head.i - 1
        while at > head.i - 3 and self.doc[at].dep_ in ("amod", "compound") and self.number_at(self.doc[at]) is None:
            at -= 1
        number = self.number_at(token := self.doc[max(at, 0)])
        held = token.head.i > head.i and token.head != head.head
        if number is None or held or token.dep_ not in ("nummod", "dep", "compound", "amod", "nmod", "discourse"):
            return None, None
        return number, token

    # ---------------------------------------------------------------------------------------- singulars and names

    def _single(self, head: Token) -> Counted | None:
        if head.lower_ in _NONE_PRONOUNS or (head.lower_ == "one" and head.i and self.doc[head.i - 1].lower_ == "no"):
            start = head if head.lower_ != "one" else self.doc[head.i - 1]
            return self._one(head, start, "none", low=0)
        children = {c.lower_: c for c in head.children if c.i < head.i}
        if (
            "no" in children
            and children["no"].dep_ == "det"
            and self.doc[children["no"].i + 1].lower_ not in ("fewer", "less", "more")
        ):
            return self._one(head, children["no"], "none", low=0)
        ordinal = self._ordinal(head)
        if ordinal is not None:
            return ordinal
        if is_plural(head) and "both" in children and self.victims.is_person(head):
            return self._one(head, children["both"], "number", low=2, definite=True)
        if "twin" in children and is_plural(head) and head.pos_ == "NOUN":
            return self._one(head, children["twin"], "number", low=2)
        if head.lower_ in ("twins", "triplets") and head.pos_ == "NOUN":
            return self._one(head, head, "number", low=2 if head.lower_ == "twins" else 3)
        if head.lower_ in _PAIRS and "the" in children:
            return self._one(head, children["the"], "number", low=_PAIRS[head.lower_], definite=True)
        if head.lower_ == "another" and head.pos_ in ("PRON", "DET", "NOUN", "ADJ"):
            return self._one(head, head, "single", elliptic=True, more=True)
        if head.pos_ in ("PRON", "NUM", "VERB", "AUX", "ADP", "PUNCT", "SPACE", "SYM") or head.lower_ in NOT_SINGLE:
            return None
        names = self._names(head)
        if names and (head.ent_type_ == "PERSON" or any(t.ent_type_ == "PERSON" for t in self._phrase(head))):
            if not is_plural(head):
                return self._one(head, self._phrase(head)[0], "named", names=names)
        aged = aged_name(head, self._phrase(head)[0])
        if aged:
            return self._one(head, self._phrase(head)[0], "named", names=(aged,))
        if is_plural(head):
            return None
        determiner = next(
            (d for d in children.values() if d.lower_ in _SINGLE and d.dep_ in ("det", "amod", "case", "advmod")), None
        )
        if determiner is None:
            determiner = next(
                (
                    t
                    for t in self._phrase(head)
                    if t.i < head.i and t.lower_ in _SINGLE and t.head in (head, *head.children)
                ),
                None,
            )
        known = self.victims.entry(head) is not None or self.victims.is_person(head) or head.ent_type_ == "NORP"
        if determiner is not None and (known or animate(head)):
            low = _PAIRS.get(head.lower_, 1)
            more = determiner.lower_ == "another" or bool({"other", "second", "third", "fourth"} & set(children))
            return self._one(head, determiner, "single", low=low, more=more)
        owned = any(c.dep_ == "nmod:poss" and c.pos_ == "PRON" for c in head.children)
        calling = owned and head.dep_ in _OWNED_AS and head.lower_ not in NO_CALLING and self._of_a_calling(head)
        if calling or (head.lower_ in RELATION and any(c.dep_ == "nmod:poss" for c in head.children)):
            return self._one(head, head, "single")
        appositive = next((c for c in head.children if c.dep_ in ("appos", "flat") and c.ent_type_ == "PERSON"), None)
        if appositive is not None and self.victims.is_person(head):
            return self._one(head, self._phrase(head)[0], "named", names=self._names(appositive))
        if head.lower_ in OFFICE and (
            any(c.dep_ == "nmod:poss" or (c.dep_ == "nmod" and c.i > head.i) for c in head.children)
            or any(c.dep_ in ("compound", "amod") and c.pos_ == "PROPN" for c in head.children)
        ):
            return self._one(head, head, "single", definite=True)
        if "the" in children and self._role_of(head):
            return self._one(head, head, "single", definite=True)
        if "the" in children and self._of_a_calling(head):
            again = head.lower_ in NO_CALLING or any(t.lower_ == head.lower_ for t in self.doc[: head.i])
            return self._one(head, head, "single", definite=True, again=again)
        bare = not any(c.dep_ in ("det", "nmod:poss") or (c.dep_ == "case" and c.i < head.i) for c in head.children)
        if (
            bare
            and self.victims.is_person(head)
            and head.pos_ in ("NOUN", "ADJ", "PROPN")
            and head.tag_ not in ("NNS", "NNPS")
        ):
            if head.ent_type_ in ("", "PERSON") and head.lower_ not in NO_BARE_SINGLE:
                return self._one(head, self._phrase(head)[0], "single")
        return None

    def _ordinal(self, head: Token) -> Counted | None:
        """One more of those counted before ("a fifth was shot dead")."""
        several = is_one_more(head) and any(n.core.end < head.idx and (n.low or 0) > 1 for n in self.numbers)
        return self._one(head, self.doc[head.i - 1], "single", elliptic=True, more=True) if several else None

    def _of_a_calling(self, head: Token) -> bool:
        """ "The landlord was wounded", "the 19-year-old died": one person named by a calling, an attack or an age."""
        if self.victims.is_age_noun(head):
            return head.lower_ == "old"
        if head.lower_ == "suspect" or head.lower_ in NO_CALLING:
            return True
        entry = self.victims.entry(head)
        return not (
            entry is None
            or entry.kind not in ("civilian", "combatant")
            or head.pos_ != "NOUN"
            or head.tag_ != "NN"
            or head.lower_ in COLLECTIVE
            or head.ent_type_ in ("LOC", "DATE")
        )

    def _role_of(self, head: Token) -> bool:
        """ "The treasurer of the union": one person named by what he is of a body or a place."""
        if head.tag_ != "NN" or head.lower_ in COLLECTIVE or not (animate(head) or self.victims.is_person(head)):
            return False
        if self.victims.is_thing(head) or head.lower_ in NO_CALLING or head.lower_ in ROLE_OF_NOBODY:
            return False
        return any(c.dep_ == "nmod" and c.i > head.i and has_case(c, "of") for c in head.children)

    def _one(
        self,
        head: Token,
        at: Token,
        kind: str,
        *,
        low: int = 1,
        elliptic: bool = False,
        more: bool = False,
        definite: bool = False,
        again: bool = False,
        names: tuple[str, ...] = (),
    ) -> Counted:
        phrase = self._phrase(head)
        span = span_of(phrase)
        second = second_person(phrase) if low == 1 else None
        if second is not None:
            low, span = 2, span.join(second)
        return Counted.of_one(
            head, at, kind, span, low=low, elliptic=elliptic, more=more, definite=definite, again=again, names=names
        )

    def _names(self, head: Token) -> tuple[str, ...]:
        """The person's name in a phrase, as written; a description ("a Paris man") is none."""
        near = [head, *(t for t in head.subtree if t.dep_ in ("flat", "compound", "appos") and abs(t.i - head.i) < 8)]
        tokens = [t for t in near if t.ent_type_ == "PERSON" and t.pos_ == "PROPN"]
        described = head.pos_ == "NOUN" and not any(t.i > head.i for t in tokens)
        if not tokens or described:
            return ()
        ent = next((e for e in self.doc.ents if e.start <= tokens[0].i < e.end), None)
        words: list[str] = []
        for token in ent if ent is not None else [tokens[0]]:
            if token.text in (",", "(") or token.pos_ in ("VERB", "NUM"):
                break
            words.append(token.text_with_ws)
        return ("".join(words).strip(),) if words else ()

    # ------------------------------------------------------------------------------------------------ small things

    def _phrase(self, head: Token) -> list[Token]:
        kept = {head.i}
        first = max((c.i for c in head.children if c.dep_ == "cop" and c.i < head.i), default=0)
        stack = [c for c in head.children if first <= c.i < head.i and c.dep_ in _WITHIN_PHRASE]
        stack += [c for c in head.children if c.i > head.i and c.dep_ in ("flat", "goeswith")]
        while stack:
            child = stack.pop()
            if child.dep_ in ("case",) and child.lower_ in (
                "of",
                "in",
                "by",
                "with",
                "from",
                "to",
                "at",
                "on",
                "for",
                "including",
                "among",
            ):
                continue
            kept.add(child.i)
            stack.extend(
                c for c in child.children if c.i < head.i or (child.i > head.i and c.dep_ in ("flat", "goeswith"))
            )
        return [self.doc[i] for i in sorted(kept) if not self.doc[i].is_space]

    def _definite(self, phrase: Sequence[Token], number: Token) -> bool:
        return any(t.lower_ in ("the", "these", "those", "all") and t.i < number.i for t in phrase if t.dep_ == "det")

    def _inner(self, head: Token) -> Token | None:
        if head.lower_ not in GROUP:
            return None
        below = [c for c in head.children if c.dep_ in ("nmod", "obl", "obl:arg") and c.i > head.i]
        # "the bodies of three of the hostages": the tree hangs the first "of" on the hostages
        return next((c for c in below if has_case(c, "of") or (c.pos_ == "NUM" and c.nbor(-1).lower_ == "of")), None)

    def _sharing(self, noun: Token) -> list[Token]:
        items = self._joined(noun)
        return [noun, *(t for t in items[1:] if self._number_of(t)[0] is None and self._bare_plural(t))]

    def _joined(self, head: Token) -> list[Token]:
        """A noun and the nouns joined to it on its right."""
        items, stack = [head], [head]
        while stack:
            current = stack.pop()
            for child in [
                *current.children,
                *(
                    g
                    for c in current.children
                    if c.dep_ in ("flat", "appos") and c.i == current.i + 1
                    for g in c.children
                ),
            ]:
                if (
                    (child.dep_ == "conj" or (current is head and listed(current, child)))
                    and child.i > current.i
                    and child.pos_ not in ("VERB", "AUX", "SCONJ")
                    and not verb_between(current, child)
                ):
                    items.append(child)
                    stack.append(child)
        # "mayor Luis Prado and councillor Ana Ruiz": the name right after its calling is the same person
        named = {t.i + 1 for t in items if t.pos_ == "NOUN" and self.victims.is_person(t)}
        return sorted({t for t in items if t.i not in named or t.ent_type_ != "PERSON"}, key=lambda t: t.i)

    def _object_of_verb_before(self, item: Token) -> bool:
        """ "killed eight and wounded four others": what follows a verb at once is its object, whatever the tree says."""
        start = min([item.i, *(t.i for t in self._phrase(item))])
        before = self.doc[start - 1] if start else None
        return before is not None and before.pos_ == "VERB" and before.dep_ != "amod" and before.i > item.head.i

    def _bare_plural(self, token: Token) -> bool:
        return is_plural(token) and not any(c.dep_ == "det" or c.i in self._at for c in token.children)
