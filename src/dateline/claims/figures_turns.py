"""Figures told by turns that the tree seldom holds: what a deed left, who the dead were, what a number is compared with.

The words are read from left to right. Source of each: the guide to annotation ("joined numerals are a figure each", "a
figure and its breakdown are two figures", "background figures with a number are figures, with their own dates").
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from typing import Final

from spacy.tokens import Doc, Token

from dateline.claims.codebook import Hit, word_set
from dateline.claims.figures_counted import Counter
from dateline.claims.figures_lists import Lists
from dateline.claims.figures_parts import Link
from dateline.claims.figures_phrase import INCLUDE, Counted
from dateline.claims.syntax import span_of
from dateline.claims.victims import VictimReader
from dateline.words import MONTHS

__all__ = ["Turns"]

_FAR: Final = 26
"""Tokens from "leaving" to the word for the state, at most."""
_FINITE: Final = frozenset({"VBD", "VBZ", "VBP", "MD"})
_BE: Final = frozenset({"was", "were", "are", "is"})
_THOSE: Final = word_set("dead killed slain deceased victims fatalities injured wounded missing arrested detained")
"""Nouns for those whom the figure before counted, as "the dead were three men" takes them up."""
_LOOSE: Final = word_set(
    "all mostly mainly both at least about some around nearly almost more than over also said to be"
)
_COMPARED: Final = ("compared", "as", "against", "versus", "vs", "vs.", "up", "down", "from")
_WITH: Final = frozenset({"with", "to", "against", "from"})
_PERIODS: Final = frozenset(MONTHS) | word_set(
    """
    year month week quarter day previous last earlier before same corresponding first second whole ago all entire
    period
    """
)
_LONG_PERIODS: Final = _PERIODS - word_set("day previous last earlier before first second week whole all ago")
"""After "up from": an earlier count of the same toll has a day, the number of another period a month or a year."""
_IN: Final = frozenset({"in", "during", "for", "on", "over", "a", "the", "last", "throughout", "between"})
_SHORT: Final = 3
"""Letters of words that headlines write small."""
_WORDS_OF_HEADLINE: Final = 4
_CAPITALS: Final = 0.8
_ENDS: Final = frozenset(
    {"in", "at", "on", "near", "as", "after", "over", "during", "for", "by", "from", "with", "of", "to"}
)
_CHANGED: Final = frozenset({"up", "down"})


class Turns:
    """Reads such turns of one Doc; ``triggers`` are the tokens of every word for a measure."""

    def __init__(
        self, doc: Doc, counter: Counter, victims: VictimReader, lists: Lists, triggers: frozenset[int]
    ) -> None:
        self.doc = doc
        self.counter = counter
        self.victims = victims
        self.lists = lists
        self.triggers = triggers

    def left_behind(self, hits: Sequence[tuple[Hit, Token]]) -> Iterator[Link]:
        """ "Leaving eight of their own and three passers-by dead": all that is counted between the verb and the state."""
        for hit, word in hits:
            if hit.entry.frame != "state":
                continue
            start = self._left_at(hit.start)
            if start is None:
                continue
            for counted in self._items(start, hit.start):
                yield Link(hit=hit, trigger=word, counted=counted, how="left list")

    def who_they_were(self, hits: Sequence[tuple[Hit, Token]]) -> Iterator[Link]:
        """ "The dead were three men and a boy of 11", "The wounded, among them a girl, …": those of whom it goes on."""
        for hit, word in hits:
            if word.lower_ not in _THOSE or not word.i or self.doc[word.i - 1].lower_ not in ("the", "those", "other"):
                continue
            end = int(word.sent.end)
            so_many = word.head
            if word.dep_ == "nsubj" and self.counter.number_at(so_many) is not None:
                alone = self.counter.alone(so_many)  # "the dead of the market were eleven"; "were 44 and 19" are ages
                below = list(so_many.children)
                ages = any(c.dep_ in ("conj", "appos", "list") for c in below)
                if alone is not None and not ages and any(c.dep_ == "cop" and c.lower_ in _BE for c in below):
                    yield Link(hit=hit, trigger=word, counted=alone, how="subject")
                    continue
            start = self._said_of(word.i + 1, end)
            if start is None:
                continue
            for counted in self.lists.items(start, end):
                if self._people(counted) and not counted.elliptic and not counted.vague:
                    yield Link(hit=hit, trigger=word, counted=counted, how="among")

    def wholes(self, hits: Sequence[tuple[Hit, Token]]) -> Iterator[Link]:
        """ "Nine of the 52 injured are children": those in the state, of whom a part is told."""
        for hit, word in hits:
            if (
                hit.entry.pos not in ("verb", "adjective")
                or word.i < _SHORT
                or word.tag_ not in ("VBN", "VBD", "JJ", "NN")
            ):
                continue
            number = self.doc[word.i - 1]
            before = [t.lower_ for t in self.doc[word.i - 3 : word.i - 1]]
            after = self.doc[word.i + 1] if word.i + 1 < len(self.doc) else None
            if before[0] != "of" or before[1] not in ("the", "those") or self.counter.number_at(number) is None:
                continue
            counted = self.counter.alone(number)
            if counted is not None and (after is None or after.pos_ not in ("NOUN", "PROPN", "ADJ")):
                yield Link(hit=hit, trigger=word, counted=counted, how="whole")

    def together(self, hits: Sequence[tuple[Hit, Token]]) -> Iterator[Link]:
        """ "The chief was led away and killed, together with two clerks": those beside one whom no link counts."""
        for hit, verb in hits:
            if hit.entry.frame != "object" or verb.tag_ not in ("VBN", "VBD") or hit.end - hit.start > 1:
                continue
            at = verb.i + 1 + (self.doc[verb.i + 1 : verb.i + 2].text == ",")
            words = [t.lower_ for t in self.doc[at : at + 2]]
            if words not in (["together", "with"], ["along", "with"]) or at + 2 >= verb.sent.end:
                continue
            counted = self.counter.count_from_number(self.doc[at + 2])
            if counted is not None and not counted.elliptic and self._people(counted):
                yield Link(hit=hit, trigger=verb, counted=counted, how="along with")

    def fronted(self, hits: Sequence[tuple[Hit, Token]]) -> Iterator[Link]:
        """ "Of the displaced, 40 are children": a number of those in a state, told behind them."""
        for hit, word in hits:
            if hit.entry.frame not in ("state", "self") or word.i < word.sent.start + 2:
                continue
            before = [t.lower_ for t in self.doc[word.i - 2 : word.i]]
            after = self.doc[word.i + 1 : word.i + 4]
            if (
                before != ["of", "the"]
                or len(after) < 3
                or after[0].text != ","
                or after[2].lower_ not in ("are", "were")
            ):
                continue
            counted = self.counter.alone(after[1])
            noun = next((t for t in self.doc[after.end : after.end + 3] if self.victims.is_person(t)), None)
            if counted is not None and noun is not None:
                counted = replace(counted, head=noun, heads=(noun,), elliptic=False, span=span_of([after[1], noun]))
            if counted is not None:
                yield Link(hit=hit, trigger=word, counted=counted, how="whole")

    def compared(self, links: Sequence[Link]) -> Iterator[Link]:
        """ "41 were killed in December, compared to 29 in November": the number of the other period."""
        taken = {k.counted.number_token for k in links}
        for number in self.counter.numbers:
            found = self.doc.char_span(number.core.start, number.core.end, alignment_mode="expand")
            if found is None or number.out is not None or number.share is not None or found.start in taken:
                continue
            if number.low is None or not self._is_compared(found.start, found.end):
                continue
            sentence = found[0].sent
            last = [
                k
                for k in links
                if k.counted.kind == "number" and sentence.start <= k.counted.number_token < found.start
            ]
            if not last:
                continue
            known = last[-1]
            counted = self.counter.alone(found[0])
            if counted is not None:
                yield Link(hit=known.hit, trigger=known.trigger, counted=counted, how="compared")

    def companions(self, links: Sequence[Link]) -> Iterator[Link]:
        """ "The commander along with four of his escorts had been killed", where the tree takes the escorts alone."""
        for link in links:
            start = link.counted.number_token
            while start > 3 and self.counter.bounds_number(self.doc[start - 1]):
                start -= 1
            if link.counted.kind == "none" or link.how == "along with" or start < 4:
                continue
            words = [t.lower_ for t in self.doc[start - 3 : start]]
            if words[1:] in (["along", "with"], ["together", "with"]):
                at = start - 3
            elif words == ["as", "well", "as"]:
                at = start - 4
            else:
                continue
            noun = self.doc[at - (self.doc[at].text == ",")] if at > 0 else None
            while noun is not None and noun.dep_ == "flat" and noun.head.i < noun.i:
                noun = noun.head
            counted = self.counter.count(noun) if noun is not None and noun.pos_ in ("NOUN", "PROPN") else None
            if counted is not None and counted.kind in ("single", "named", "number") and self._people(counted):
                yield Link(hit=link.hit, trigger=link.trigger, counted=counted, how="object")

    def headlines(self, hits: Sequence[tuple[Hit, Token]]) -> Iterator[Link]:
        """ "Gunmen Attack Church, Kidnap Priest And Three Worshippers": the objects of a verb that its capital hides."""
        for hit, verb in hits:
            if hit.entry.frame != "object" or hit.entry.pos != "verb" or hit.end - hit.start > 1:
                continue
            if verb.text[:1].islower() or verb.text.isupper() or verb.tag_ in ("VBN", "VBD", "VBG"):
                continue
            if verb.lower_.endswith(("ed", "ing")) or not self._headline(verb):
                continue
            for counted in self._objects(verb):
                yield Link(hit=hit, trigger=verb, counted=counted, how="object")

    # ------------------------------------------------------------------------------------------------ inner parts

    def _headline(self, token: Token) -> bool:
        """True in a line of which almost every word has a capital, as the headlines of many papers have."""
        words = [t for t in token.sent if t.is_alpha and len(t) > _SHORT]
        capitals = sum(t.text[0].isupper() and not t.text.isupper() for t in words)
        return len(words) >= _WORDS_OF_HEADLINE and capitals >= _CAPITALS * len(words)

    def _objects(self, verb: Token) -> list[Counted]:
        found: list[Counted] = []
        piece: list[Token] = []
        for token in self.doc[verb.i + 1 : verb.sent.end]:
            ends = token.pos_ in ("ADP", "SCONJ", "PUNCT", "SPACE") or token.lower_ in _ENDS or token.i in self.triggers
            if ends or token.lower_ == "and":
                counted = self._of_headline(piece)
                if counted is None:
                    return found
                found.append(counted)
                piece = []
                if ends:
                    return found
            else:
                piece.append(token)
        last = self._of_headline(piece)
        return [*found, last] if last is not None else found

    def _of_headline(self, piece: list[Token]) -> Counted | None:
        """A number with its noun, or the one person whom a bare noun names."""
        number = next((t for t in piece if self.counter.number_at(t) is not None), None)
        if number is not None:
            counted = self.counter.count_from_number(number)
            return counted if counted is not None and (counted.elliptic or self._people(counted)) else None
        noun = piece[-1] if piece else None
        if noun is None or noun.tag_ in ("NNS", "NNPS") or self.victims.entry(noun) is None:
            return None
        if not self.victims.is_person(noun):
            return None
        return Counted.of_one(noun, piece[0], "single", span_of(piece))

    def _left_at(self, end: int) -> int | None:
        """The token after "left" or "leaving", where nothing but counted phrases stands between it and ``end``."""
        first = int(self.doc[end].sent.start)
        for at in range(end - 1, max(first, end - _FAR) - 1, -1):
            token = self.doc[at]
            if token.lemma_ == "leave" and token.pos_ in ("VERB", "AUX"):
                return at + 1
            if token.text in (";", ":", ".") or at in self.triggers or token.tag_ in _FINITE:
                return None
        return None

    def _items(self, start: int, end: int) -> list[Counted]:
        """The counted phrases of a list that ends right before ``end``; empty where it is a single phrase."""
        pieces: list[list[Token]] = [[]]
        for token in self.doc[start:end]:
            if token.text in (",", ";") or token.lower_ in ("and", "&", "plus"):
                pieces.append([])
            elif not token.is_space:
                pieces[-1].append(token)
        found: list[Counted] = []
        for piece in (p for p in pieces if p):
            counted = self._of_piece(piece)
            if counted is None or counted.vague:
                return []
            found.append(counted)
        return found if len(found) > 1 else []

    def _of_piece(self, piece: list[Token]) -> Counted | None:
        number = next((t for t in piece if self.counter.number_at(t) is not None), None)
        if number is not None:
            counted = self.counter.count_from_number(number)
            return counted if counted is not None and (counted.elliptic or self._people(counted)) else None
        noun = next((t for t in reversed(piece) if t.pos_ in ("NOUN", "PROPN")), None)
        counted = self.counter.count(noun) if noun is not None else None
        return (
            counted if counted is not None and counted.kind in ("single", "named") and self._people(counted) else None
        )

    def _people(self, counted: Counted) -> bool:
        return counted.kind == "named" or counted.elliptic or self.victims.is_person(counted.head)

    def _said_of(self, at: int, end: int) -> int | None:
        """Where those begin of whom "the dead" go on: behind "were", or behind ", among them" or ", including"."""
        words = [t.lower_ for t in self.doc[at : min(at + 4, end)]]
        if words[:1] and words[0] in (*_BE, ":"):
            start = at + 1
        elif words[:1] == [","] and len(words) > 3 and words[1] in INCLUDE:
            start = at + 2
        elif words[:1] == [","] and words[1:2] == ["among"] and words[2:3] and words[2] in ("them", "whom"):
            start = at + 3
        else:
            return None
        first = start
        while first < end and self.doc[first].lower_ in _LOOSE:
            first += 1
        if first >= end:
            return None
        opens = self.counter.number_at(self.doc[first]) is not None or self.doc[first].lower_ in ("a", "an")
        return first if opens else None

    def _is_compared(self, start: int, end: int) -> bool:
        """True for a number behind "compared with", "against", "up from", with a period or the end of the clause after it."""
        at = start - 1
        while at > 0 and (self.doc[at].lower_ in _LOOSE - {"to"} or self.counter.bounds_number(self.doc[at])):
            at -= 1
        words = [t.lower_ for t in self.doc[max(0, at - 1) : at + 1]]
        if words[-1:] and words[-1] in ("versus", "vs", "vs."):
            changed = False
        elif len(words) == 2 and words[0] in _COMPARED and words[1] in _WITH and words[0] not in ("from", "against"):
            changed = words[0] in _CHANGED
        elif words[-1:] == ["against"]:
            changed = True
        else:
            return False
        after = [t.lower_ for t in self.doc[end : end + 6]]
        if after[:1] and after[0] in ("people", "persons", "cases", "deaths", "incidents", "attacks", "killings"):
            after = after[1:]
        if not changed and (not after or after[0] in (".", ";", ")")):
            return True
        periods = _PERIODS if not changed else _LONG_PERIODS
        return bool(after) and after[0] in _IN and any(w in periods or w.isdigit() for w in after[1:])
