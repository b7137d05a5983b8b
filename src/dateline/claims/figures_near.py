"""Counted phrases by their neighbours: what stands right before or after a word, where syntax does not say."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from typing import Final

from spacy.tokens import Doc, Token

from dateline.claims.codebook import Hit, word_set
from dateline.claims.figures_counted import Counter
from dateline.claims.figures_phrase import INCLUDE, Counted
from dateline.claims.syntax import is_passive, span_of
from dateline.claims.victims import VictimReader

__all__ = ["Near", "genitive", "has_subject", "is_passive_like", "is_verbal", "reached", "subject_is_far"]

_RELATIVE: Final = frozenset({"who", "whom", "which", "that"})
_BE: Final = frozenset({"be", "is", "are", "was", "were", "been", "being", "'s", "’s", "'re"})
_SKIP_LEFT: Final = frozenset(
    {
        "was",
        "were",
        "been",
        "being",
        "are",
        "is",
        "be",
        "have",
        "has",
        "had",
        "reported",
        "feared",
        "confirmed",
        "left",
        "also",
        "later",
        "reportedly",
        "allegedly",
        '"',
        "“",
        "”",
        "'",
        "critically",
        "seriously",
        "slightly",
        "badly",
        "severely",
        "gravely",
        "lightly",
        "found",
        "shot",
        "believed",
        "presumed",
        "still",
        "now",
        "more",
        "listed",
        "get",
        "got",
        "lay",
        "remain",
        "remained",
        "remains",
        "stay",
        "stayed",
        "lie",
        "lying",
    }
)
_OF_WHOM: Final = word_set(
    """
    them whom these those which dead victims injured wounded killed deceased casualties fatalities
    """
)

_BEFORE_NUMBERS: Final = word_set(
    """
    at more about some up around nearly an a another over almost close approximately roughly no fewer less between
    """
)
_ENDED: Final = frozenset({"dead", "killed", "slain"})
CALLED: Final = frozenset({"identified", "named", "known", "called"})
"""Participles behind a noun that lead to a name."""
_AUXILIARY: Final = _BE | {"had", "have", "has"}


class Near:
    """Looks around words of one Doc; ``triggers`` are the tokens of every word for a measure."""

    def __init__(self, doc: Doc, counter: Counter, victims: VictimReader, triggers: frozenset[int]) -> None:
        self.doc = doc
        self.counter = counter
        self.victims = victims
        self.triggers = triggers

    def _left_of(self, word: Token) -> Counted | None:
        """The counted phrase that ends right before a word (auxiliaries and adverbs between them)."""
        at = word.i - 1
        first = self._start(word)
        while at >= first and (self.doc[at].lower_ in _SKIP_LEFT or self.doc[at].pos_ == "ADV") and word.i - at < 6:
            if self.counter.number_at(self.doc[at]) is not None:
                break
            at -= 1
        if at < first:
            return None
        token = self.doc[at]
        if self.counter.number_at(token) is not None:
            counted = self.counter.count(token)
            if counted is not None and counted.head.i >= word.i:
                return replace(counted, head=token, heads=(token,), elliptic=True, span=counted.number)
            return counted
        if token.text in (",", '"', "”", "'", ")", "’"):
            return self._before_apposition(word, at)
        if token.pos_ not in ("NOUN", "PROPN", "PRON", "ADJ", "DET"):
            return None
        while token.dep_ in ("compound", "flat") and token.head.i > token.i and token.head.i < word.i:
            token = token.head
        token = _name_of(token)
        if token.lower_ in ("other", "others", "more"):
            number = self.counter.count(token)
            if number is not None:
                return number
            before = self.doc[at - 1] if at > first else None
            if before is not None and self.counter.number_at(before) is not None:
                return self.counter.count(before)
        if token.head.lower_ in CALLED and token.dep_ in ("obl", "obl:agent", "xcomp", "obj", "nmod"):
            return self._called(token, first)
        if token.dep_ in ("nmod", "obl") and token.lower_ not in ("people", "persons", "others"):
            return None
        counted = self.counter.count(token)
        return counted if counted is not None and counted.kind in ("number", "single", "named", "none") else None

    def _called(self, name: Token, first: int) -> Counted | None:
        """ "A farmer, identified as Musa Lawal, was killed": he who is called so."""
        at = name.head.i - 1
        while at > first and (self.doc[at].text in (",", "(") or self.doc[at].pos_ in ("ADV", "AUX")):
            at -= 1
        noun = self.doc[at]
        counted = self.counter.count(noun) if at >= first and noun.pos_ in ("NOUN", "PROPN") else None
        return counted if counted is not None and counted.kind in ("number", "single", "named") else None

    def _before_apposition(self, word: Token, at: int) -> Counted | None:
        """ "Commander X, head of the southern front, was wounded": the phrase before the words between commas."""
        last = self.doc[at - 1]
        if self.doc[at].text == "," and last.ent_type_ == "PERSON" and last.pos_ == "PROPN":
            while last.dep_ in ("flat", "compound") and last.head.ent_type_ == "PERSON" and last.head != last:
                last = last.head
            if last.head.lower_ in CALLED and last.head.i < last.i:
                return self._called(last, self._start(word))
            named = self.counter.count(last)
            if named is not None and named.kind == "named":
                return named
        for back in range(at - 1, max(self._start(word), at - 20), -1):
            if self.doc[back].pos_ in ("VERB", "AUX") and self.doc[back].tag_ not in ("VBN", "VBG"):
                return None
            if self.doc[back].text in (",", "(") and back - 1 >= self._start(word):
                token = self.doc[back - 1]
                if self.counter.number_at(token) is None and token.pos_ == "NUM":
                    return None
                while token.dep_ in ("flat", "compound") and token.head != token:
                    token = token.head
                counted = self.counter.count(token)
                if counted is not None and counted.kind in ("named", "number", "single"):
                    return counted
        return None

    def _right_of(self, word: Token, start: int, *, adjacent: bool = False) -> Counted | None:
        """The counted phrase that begins right after a word (``adjacent``: with its very first word after it)."""
        if adjacent:
            first = next((t for t in self.doc[start : word.sent.end] if not t.is_space), None)
            if first is None or not (self.counter.number_at(first) is not None or first.lower_ in _BEFORE_NUMBERS):
                return None
            number = next(
                (
                    t
                    for t in self.doc[first.i : min(first.i + 4, word.sent.end)]
                    if self.counter.number_at(t) is not None
                ),
                None,
            )
            if number is not None:
                return self.counter.count_from_number(number)
            if first.lower_ not in ("a", "an", "another"):
                return None
        for token in self.doc[start : min(start + 7, word.sent.end)]:
            if self.counter.bounds_number(token):
                continue
            if token.pos_ in ("VERB", "AUX", "SCONJ", "CCONJ") or token.text in (",", ";", ":", ".", "–", "—"):
                return None
            if token.pos_ == "ADP" and token.i > start and self.counter.number_at(token) is None:
                return None
            if token.pos_ in ("NOUN", "PROPN") or (
                self.counter.number_at(token) is not None and token.dep_ not in ("nummod", "compound", "det", "amod")
            ):
                while token.dep_ in ("compound", "flat") and token.head.i > token.i:
                    token = token.head
                return self.counter.count(token)
        return None

    def _behind_state(self, hit: Hit) -> list[tuple[Counted, str]]:
        """ "Left nine dead and 30 with wounds": of words that hold another state between them, what follows that state."""
        for at in range(hit.start + 1, hit.end - 1):
            if self.doc[at].lower_ in _ENDED:
                return [(c, "phrase") for c in self._counted_after(at + 1, hit.end) if c.kind == "number"]
        return []

    def _right_behind(self, hit: Hit, verb: Token) -> list[tuple[Counted, str]]:
        """ "Shot dead a colonel", "shot down a helicopter", where the tree takes the last word for a preposition."""
        first = self.doc[hit.end] if verb.i == hit.start and hit.end < verb.sent.end else None
        if first is None or verb.tag_ not in ("VBD", "VB", "VBP", "VBZ", "VBG"):
            return []
        if first.dep_ not in ("det", "nmod:poss", "nummod", "amod") and self.counter.number_at(first) is None:
            return []
        counted = self._right_of(verb, hit.end)
        if counted is None or counted.kind == "none":
            return []
        return [(c, "object") for c in self.counter.count_all(counted.head) or [counted]]

    def _before_another_verb(self, verb: Token, item: Token) -> Counted | None:
        """ "Killed four and burned 60 huts", where the tree takes the huts for the object of both."""
        if not any(t.pos_ == "VERB" and t.dep_ == "conj" for t in self.doc[verb.i + 1 : item.i]):
            return None
        counted = self._right_of(verb, verb.i + 1, adjacent=True)
        return counted if counted is not None and counted.elliptic else None

    def _start(self, word: Token) -> int:
        """Where the word's sentence starts; a break that no full stop or new line marks is the parser's mistake."""
        start = int(word.sent.start)
        while start > 0:
            before = self.doc[start - 1]
            if (
                before.is_space
                or before.text[-1] in '.!?:;”"'
                or (self.doc[start].is_title and not before.is_punct and before.pos_ != "PROPN")
            ):
                return start
            start = int(before.sent.start)
        return start

    def _left_all(self, word: Token) -> list[Counted]:
        """What ends right before a word, with what is joined to it; or, over a list of names, the number that opens it."""
        first = self._left_of(word)
        if first is None:
            far = self._left_far(word)
            return [far] if far is not None else []
        found = self._joined_before(first, word)
        far = self._left_far(word) if all(c.kind in ("single", "named") for c in found) else None
        if far is not None and any(t.lower_ in INCLUDE for t in self.doc[far.head.i + 1 : far.head.i + 3]):
            return [far]
        return found

    def _joined_before(self, first: Counted, word: Token) -> list[Counted]:
        """A counted phrase with those joined to it on its left ("40 rebels and two soldiers")."""
        found = [first]
        while len(found) < 5:
            span = self.doc.char_span(found[0].span.start, found[0].span.end, alignment_mode="expand")
            at = (span.start if span is not None else found[0].number_token) - 1
            while at >= self._start(word) and self.doc[at].is_space:
                at -= 1
            if at < self._start(word) + 1 or self.doc[at].lower_ not in ("and", "&", ","):
                break
            if self.doc[at].text == "," and not (found[0].kind == "number" and len(found) > 1):
                break
            listed = self.doc[at].text == ","
            before = self.doc[at - 1]
            while before.dep_ in ("compound", "flat") and before.head.i > before.i:
                before = before.head
            before = _name_of(before)
            if (
                (before.dep_ == "obj" and before.head.i in self.triggers)
                or before.dep_ == "nmod"
                or before.pos_ not in ("NOUN", "PROPN", "NUM", "PRON")
            ):
                break
            counted = self.counter.count(before)
            if counted is None or counted.kind == "none" or (listed and counted.kind != "number"):
                break
            found.insert(0, counted)
        return found

    def _left_far(self, word: Token) -> Counted | None:
        """ "Two men, a driver and a guard, were arrested", where the parser lost the subject: the number that opens the clause."""
        at, auxiliary, crossed = word.i - 1, False, False
        first = max(self._start(word), word.i - 28)
        best: Token | None = None
        while at >= first:
            token = self.doc[at]
            finite = token.pos_ in ("VERB", "AUX", "SCONJ") and token.tag_ not in ("VBN", "VBG")
            if token.lower_ in _AUXILIARY and best is None and not crossed:
                auxiliary = True
            elif token.text in (";", ".", ":"):
                break
            elif token.lower_ in _RELATIVE or (finite and token.lower_ not in INCLUDE):
                if best is not None or crossed:
                    break
                opens = next((i for i in range(at, max(first, at - 9), -1) if self.doc[i].lower_ in _RELATIVE), None)
                if opens is None or opens == word.i - 2:
                    break
                at, crossed = opens, True
            elif self.counter.number_at(token) is not None:
                best = token
            elif crossed and token.pos_ not in ("NOUN", "PROPN", "ADJ", "NUM", "DET", "PUNCT"):
                break
            at -= 1
        if best is None or not auxiliary:
            return None
        counted = self.counter.count_from_number(best)
        if counted is None or counted.elliptic:
            return None
        if not self.victims.is_person(counted.head) and not self.victims.is_thing(counted.head):
            return None
        return self._with_families(counted, word)

    def _with_families(self, counted: Counted, word: Token) -> Counted:
        """ "100 militants and their families had surrendered": both share the number."""
        after = self.doc[counted.head.i + 1 : counted.head.i + 4]
        if not len(after) or after[0].lower_ != "and":
            return counted
        noun = next((t for t in after if t.i < word.i and t.pos_ == "NOUN" and self.victims.is_person(t)), None)
        if noun is None or noun.tag_ != "NNS" or any(self.counter.number_at(t) is not None for t in after):
            return counted
        return replace(counted, heads=(*counted.heads, noun), span=counted.span.join(span_of([noun])))

    def _inverted(self, participle: Token) -> Iterator[tuple[Counted, str]]:
        """ "Also killed were two guards": the participle leads, the counted phrase follows the copula."""
        sentence = participle.sent
        if participle.i - sentence.start > 4:
            return
        if participle.i > sentence.start and self.doc[participle.i - 1].lower_ in (
            "those",
            "the",
            "persons",
            "people",
            "all",
        ):
            return
        for token in self.doc[participle.i + 1 : min(participle.i + 14, sentence.end)]:
            if token.lower_ in ("was", "were", "are", "is") and token.i + 1 < sentence.end:
                if self.doc[token.i + 1].lower_ in (
                    "identified",
                    "named",
                    "later",
                    "shifted",
                    "taken",
                    "rushed",
                    "buried",
                ):
                    return
                yield from ((c, "inverted") for c in self._counted_after(token.i + 1, sentence.end))
                return

    def _counted_after(self, start: int, end: int, within: int = 9) -> list[Counted]:
        """The first counted phrase at or after a token, with what is joined to it."""
        for token in self.doc[start : min(start + within, end)]:
            if self.counter.number_at(token) is not None:
                counted = self.counter.count_from_number(token)
                if counted is None:
                    counted = self.counter.count(token)  # "among them one of the band's cooks"
                    return [counted] if counted is not None and not counted.elliptic else []
                joined = (
                    []
                    if counted.elliptic
                    else [c for c in self.counter.count_all(counted.head) if c.number_token != counted.number_token]
                )
                return [counted, *joined]
            if (
                token.pos_ in ("NOUN", "PROPN")
                and token.dep_ not in ("compound", "flat", "nmod:poss", "amod")
                and token.i not in self.counter.out
            ):
                if token.lower_ in ("year", "month", "years") or (token.i and self.doc[token.i - 1].text == "("):
                    continue
                return self.counter.count_all(token)
            if token.pos_ == "VERB" and token.tag_ not in ("VBN", "VBG"):
                return []
        return []

    def _wounded_with(self, wounds: Token) -> Token | None:
        """Who has the wounds of "with gunshot wounds": the noun that it hangs on, or of whom the verb above speaks."""
        above = wounds.head
        if wounds.dep_ not in ("nmod", "obl") or above == wounds:
            return None
        if above.pos_ != "VERB":
            return above
        if above.dep_ in ("acl", "acl:relcl"):
            return above.head
        wanted = ("nsubj:pass", "nsubj") if is_passive(above) or above.tag_ != "VBD" else ("obj", "nsubj")
        return next((c for w in wanted for c in above.children if c.dep_ == w and c.lower_ not in _RELATIVE), None)

    def _doer_above(self, verb: Token) -> Iterator[tuple[Token, str]]:
        """Of whom a participle clause speaks: the subject of the verb above ("he killed two before killing himself")."""
        for child in verb.head.children:
            if child.dep_ in ("nsubj", "nsubj:pass") and child.lower_ not in _RELATIVE:
                yield child, "subject"
                return
        if verb.head.dep_ in ("acl:relcl", "acl"):
            yield verb.head.head, "subject"

    def _opened_as_part(self, counted: Counted) -> bool:
        """True where "including" or "among them" leads to the phrase, whatever the tree made of it."""
        after = [t.lower_ for t in self.doc[counted.number_token + 1 : counted.number_token + 3]]
        if after[:1] == ["of"] and after[1:] and after[1] in _OF_WHOM:
            return True
        before = [t.lower_ for t in self.doc[max(0, counted.number_token - 6) : counted.number_token]]
        return bool(INCLUDE & set(before)) or "among" in before

    def _is_people(self, counted: Counted) -> bool:
        return counted.elliptic or counted.kind == "named" or self.victims.is_person(counted.head)

    def _past_recipient(self, verb: Token, start: int) -> Counted | None:
        """ "Handed over to the Red Cross four soldiers": what is counted behind the one who gets it."""
        if start >= verb.sent.end or self.doc[start].lower_ != "to":
            return None
        for token in self.doc[start + 1 : min(start + 9, verb.sent.end)]:
            if self.counter.number_at(token) is not None and token.i > start + 1:
                return self.counter.count_from_number(token)
            if token.pos_ not in ("DET", "PROPN", "NOUN", "ADJ") and not self.counter.bounds_number(token):
                return None
        return None

    def _of_the_number(self, counted: Counted) -> Counted:
        """ "Bringing to 51 the number of aid workers killed": who is counted stands behind the noun for the number."""
        last = self.doc.char_span(counted.number.start, counted.number.end, alignment_mode="expand")
        at = last.end if last is not None else counted.number_token + 1
        after = [t.lower_ for t in self.doc[at : at + 4]]
        if not counted.elliptic or after[:1] != ["the"] or "of" not in after or not {"number", "total"} & set(after):
            return counted
        start = at + after.index("of") + 1
        noun = next((t for t in self.doc[start : start + 5] if t.pos_ == "NOUN" and self.victims.is_person(t)), None)
        if noun is None or any(t.pos_ == "VERB" or t.text in (",", ";", ".") for t in self.doc[start : noun.i]):
            return counted
        while noun.dep_ == "compound" and noun.head.i > noun.i and self.victims.is_person(noun.head):
            noun = noun.head
        return replace(counted, head=noun, heads=(noun,), elliptic=False, span=counted.number.join(span_of([noun])))


def _name_of(token: Token) -> Token:
    """The first word of a person's name ("Colomer" leads to "Francisca"), by which the tree holds it; else the token."""
    while (
        token.dep_ == "flat" and token.head.i < token.i and token.head.pos_ == "PROPN" and token.ent_type_ == "PERSON"
    ):
        token = token.head
    return token


def is_passive_like(verb: Token) -> bool:
    """A passive, or a participle that stands for one in a headline."""
    return is_passive(verb) or verb.tag_ == "VBN"


def is_verbal(token: Token) -> bool:
    return any(c.dep_ in ("obj", "nsubj:pass", "aux", "aux:pass", "obl:agent") for c in token.children)


def reached(token: Token) -> bool:
    """A phrase that a verb's own words reach by a preposition ("set fire to two huts"); a place or day is none."""
    return token.ent_type_ not in ("LOC", "DATE") and any(
        c.dep_ == "case" and c.lower_ in ("to", "of", "on", "at", "from", "with") for c in token.children
    )


def genitive(token: Token) -> bool:
    return any(c.lower_ in ("'s", "’s", "'", "’") and c.dep_ == "case" and c.i > token.i for c in token.children)


def subject_is_far(verb: Token) -> bool:
    """A subject that stands beyond another verb is likely the parser's mistake."""
    subjects = [c for c in verb.children if c.dep_ in ("nsubj", "nsubj:pass")]
    return all(s.lower_ not in _RELATIVE and verb.i - s.i > 12 for s in subjects)


def has_subject(verb: Token) -> bool:
    return any(c.dep_ in ("nsubj", "nsubj:pass") for c in verb.children)
