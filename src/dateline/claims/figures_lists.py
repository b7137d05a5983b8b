"""Lists: what goes on with a counted phrase ("12 soldiers, a nurse and two boys"), and what the next sentence breaks down.

Parsers often lose the second or third item of a list. Here the words are read from left to right: items parted by commas,
semicolons and "and", each a number with its noun or one person. Source: the guide to annotation ("joined numerals are a
figure each"; "a figure and its breakdown are two figures").
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from typing import Final

from spacy.tokens import Doc, Span, Token

from dateline.claims.codebook import Hit, word_set
from dateline.claims.figures_counted import Counter
from dateline.claims.figures_parts import Link
from dateline.claims.figures_phrase import INCLUDE, Counted
from dateline.claims.syntax import span_of, tokens_in
from dateline.claims.victims import VictimReader
from dateline.terms import Measure
from dateline.text import Span as Words

__all__ = ["Lists"]

_MUNITIONS: Final = word_set(
    """
    bombs shells rockets missiles mortars drones rounds projectiles strikes raids airstrikes attacks bombardments
    barrages explosions blasts clashes ambushes salvos mines grenades
    """
)
"""What is counted beside strikes and attacks in a tally of them."""
_LONGEST: Final = 40
"""Tokens of a list, at most."""
_ONE: Final = frozenset({"a", "an", "another", "his", "her", "their", "its"})
_OWNED: Final = frozenset({"his", "her", "their"})
_JOINS: Final = frozenset({"and", "&", "plus"})
_STOPS: Final = frozenset(
    {"who", "which", "whom", "whose", "that", "when", "while", "where", "after", "before", "as", "but"}
)
_FINITE: Final = frozenset({"VBD", "VBZ", "VBP", "MD"})
_PRONOUNS: Final = frozenset({"them", "these", "those", "whom"})
_BE: Final = frozenset({"is", "are", "was", "were"})
_OF_LISTS: Final = frozenset(
    {
        "subject", "object", "shared subject", "shared object", "own number", "phrase", "among", "inverted", "window",
        "left", "next", "of", "learned", "relative", "participle",
    }
)  # fmt: skip
"""How a phrase is linked whose list is looked for."""
_NAMES_OF: Final = {
    Measure.KILLED: word_set("dead killed slain deceased fatalities victims fallen murdered martyrs bodies"),
    Measure.INJURED: word_set("injured wounded hurt casualties"),
    Measure.DETAINED: word_set("arrested detained detainees captured arrestees suspects"),
    Measure.ABDUCTED: word_set("abducted kidnapped abductees hostages captives"),
    Measure.MISSING: word_set("missing disappeared"),
    Measure.RESCUED: word_set("rescued freed released survivors"),
}
"""Words for those whom a figure of a measure counts, as the next sentence takes them up."""
_ANY: Final = frozenset({"they", "these", "victims", "casualties", "group"})
_NAMES: Final = frozenset({"PERSON", "LOC", "ORG"})
"""What the reader may take a name for."""
_BARE: Final = 5
"""Tokens of a bare noun phrase in a headline, at most."""
_BACK: Final = 2
"""Sentences between a figure and the sentence that breaks it down, at most."""
_AMONG: Final = 16
"""Tokens between a figure and "among them" behind the part, at most."""

_DEEDS_OF_HEADLINES: Final = frozenset(
    "arrest capture detain seize nab jail rescue free injure wound hurt kidnap abduct".split()
)


class Lists:
    """Reads the lists of one Doc; ``triggers`` are the tokens of every word for a measure."""

    def __init__(self, doc: Doc, counter: Counter, victims: VictimReader, triggers: frozenset[int]) -> None:
        self.doc = doc
        self.counter = counter
        self.victims = victims
        self.triggers = triggers

    def going_on(self, links: Sequence[Link]) -> Iterator[Link]:
        """Links of the phrases that stand in one list with a phrase that a link holds."""
        taken = {k.counted.number_token: k.measure for k in links}
        for link in links:
            struck = link.measure is Measure.ATTACKS and link.how == "self"
            if (link.how not in _OF_LISTS and not struck) or link.measure is Measure.PRESENT or link.counted.vague:
                continue
            if link.measure is Measure.ATTACKS and not struck:
                continue
            if link.counted.kind == "none" or (link.counted.elliptic and link.counted.kind == "single"):
                continue
            found = [
                *self._behind(link, taken),
                *self._before(link, taken),
                *self._in_headline(link),
                *self._names(link),
            ]
            for counted in found:
                held = any(
                    k.measure is link.measure and k.counted.span.touches(counted.span)
                    for k in links
                    if k.counted.kind != "number" and counted.kind == "named"
                )
                if taken.get(counted.number_token) is link.measure or held:
                    continue
                taken[counted.number_token] = link.measure
                yield Link(hit=link.hit, trigger=link.trigger, counted=counted, how="listed")

    def broken_down(self, links: Sequence[Link]) -> Iterator[Link]:
        """Parts that the next sentence tells: "Among them were two nurses", "The dead include a girl", "The dead: two men"."""
        for sentence in self.doc.sents:
            tokens = [t for t in sentence if not t.is_space and not t.is_quote and t.text not in ("-", "•", "*", "–")]
            start = self._opening(tokens)
            if start is None:
                continue
            at, measures = start
            whole = self._whole(links, sentence.start, measures)
            if whole is None:
                continue
            size = links[whole].counted.low or links[whole].counted.high or 0
            items = [c for c in self.items(at, sentence.end) if self._of_people(c)]
            items = [c for c in items if not c.vague and (c.low or c.high or 0) < max(size, 1)]
            if sum(c.low or 0 for c in items) > size:
                continue
            for counted in items:
                trigger = counted.head
                hit = Hit(links[whole].hit.entry, trigger.i, trigger.i + 1, trigger.i)
                yield Link(hit=hit, trigger=trigger, counted=counted, how="part", part_of=whole)

    def among_behind(self, links: Sequence[Link]) -> Iterator[Link]:
        """ "Five soldiers, a sergeant among them, were wounded": the part before "among them"."""
        for index, link in enumerate(links):
            head = link.counted.head
            if link.counted.kind != "number" or link.counted.low == 1 or link.measure is Measure.ATTACKS:
                continue
            for token in self.doc[head.i + 2 : min(head.i + _AMONG, link.trigger.sent.end - 1)]:
                if token.lower_ != "among" or self.doc[token.i + 1].lower_ not in _PRONOUNS:
                    continue
                last = self.doc[token.i - 1]
                while last.dep_ in ("flat", "compound") and last.head.i != last.i:
                    last = last.head
                if last.pos_ not in ("NOUN", "PROPN") or last.i <= head.i:
                    break
                counted = self.counter.count(last)
                if counted is not None and counted.kind in ("number", "single", "named") and self._of_people(counted):
                    if link.counted.number_token < counted.number_token and not counted.elliptic:
                        yield Link(hit=link.hit, trigger=link.trigger, counted=counted, how="part", part_of=index)
                        for other in self._numbered_before(counted, link):
                            yield Link(hit=link.hit, trigger=link.trigger, counted=other, how="part", part_of=index)
                break

    def _numbered_before(self, counted: Counted, link: Link) -> Iterator[Counted]:
        """ "64 children and 42 women among them": the numbered items on the left of the last."""
        while True:
            inside = self._inside(counted.span)
            at = (inside[0].i if inside else counted.number_token) - 1
            noun = self.doc[at - 1]
            if not self._parts_items(at) or at - 1 <= max(link.counted.head.i, link.counted.number_token):
                return
            before = self.counter.count(noun)
            if before is None or before.kind != "number" or before.elliptic or not self._of_people(before):
                return
            if before.number_token <= link.counted.number_token:
                return
            yield before
            counted = before

    def items(self, start: int, end: int) -> list[Counted]:
        """The counted phrases of a list whose first item begins at or right after token ``start``."""
        found: list[Counted] = []
        at, end = start, min(end, start + _LONGEST)
        while at < end:
            stop = at
            while stop < end and not self._parts_items(stop):
                stop += 1
            piece = self.doc[at:stop]
            if any(t.tag_ in _FINITE and t.lower_ not in _BE for t in self._opened(piece)):
                break
            counted = self._item(piece)
            named = counted is not None and counted.kind == "named" and found
            again = named and (
                found[-1].kind == "single" or set(found[-1].names) & set(counted.names if counted else ())
            )
            if counted is not None and not (again and self.doc[at - 1].text == ","):
                found.append(counted)
            at = stop + 1
        return found

    # ------------------------------------------------------------------------------------------------ inner parts

    def _opening(self, tokens: Sequence[Token]) -> tuple[int, frozenset[Measure]] | None:
        """Where the list of a sentence starts that takes up those counted before, and the measures that it speaks of."""
        words = [t.lower_ for t in tokens[:6]]
        if len(words) < 3:
            return None
        if (
            words[0] in ("among", "amongst")
            and words[1] in _PRONOUNS
            and (words[2] in (*_BE, ",") or tokens[2].pos_ in ("NUM", "DET"))
        ):
            return tokens[2].i + (words[2] in (*_BE, ",")), frozenset(_NAMES_OF)
        first = 1 if words[0] in ("the", "those", "all") else 0
        name = words[first]
        measures = frozenset(m for m, names in _NAMES_OF.items() if name in names)
        if first == 0:
            measures = frozenset(_NAMES_OF) if name in ("they", "these") else frozenset()
        if not measures:
            return None
        if name in _ANY:
            measures = (
                frozenset(_NAMES_OF) if name in ("they", "these") else measures | {Measure.KILLED, Measure.INJURED}
            )
        after = first + 1 + (words[first + 1 : first + 2] in (["also"], ["now"]))
        if words[after : after + 1] and (words[after] in INCLUDE or words[after] == ":"):
            return tokens[after].i + 1, measures
        return None

    def _whole(self, links: Sequence[Link], start: int, measures: frozenset[Measure]) -> int | None:
        """The figure told last before a sentence, of one of the measures."""
        first = start
        for _ in range(_BACK):
            if first == 0:
                break
            first = int(self.doc[first - 1].sent.start)
        near = [
            i
            for i, k in enumerate(links)
            if first <= k.counted.number_token < start and k.counted.kind == "number" and k.part_of is None
        ]
        near = [
            i for i in near if links[i].measure in measures and (links[i].counted.low or links[i].counted.high or 0) > 1
        ]
        return max(near, key=lambda i: links[i].counted.number_token, default=None)

    def _item(self, tokens: Iterable[Token]) -> Counted | None:
        """The counted phrase of one item, by its number or by the noun that closes its first noun phrase."""
        piece = list(tokens)
        number = next((t for t in self._opened(piece) if self.counter.number_at(t) is not None), None)
        if number is not None:
            counted = self.counter.count_from_number(number)
            return None if counted is None or (counted.elliptic and not counted.more) else counted
        noun: Token | None = None
        opened = self._opened(piece)
        if opened and opened[0].lower_ in _DEEDS_OF_HEADLINES:
            return None  # "Police kill two in raid, arrest commander"
        for token in opened:
            if token.pos_ in ("NOUN", "PROPN"):
                noun = token
        while noun is not None and noun.dep_ == "flat" and noun.head.i >= piece[0].i and noun.head.i < noun.i:
            noun = noun.head
        counted = self.counter.count(noun) if noun is not None else None
        return counted if counted is not None and counted.kind in ("single", "named") else None

    @staticmethod
    def _opened(piece: Iterable[Token]) -> list[Token]:
        """The words of an item up to the first preposition, relative word or bracket."""
        out: list[Token] = []
        for token in piece:
            if token.lower_ in _STOPS or token.text in ("(", ":") or (token.pos_ == "ADP" and out):
                break
            if not token.is_space and not token.is_quote and token.lower_ != "and":
                out.append(token)
        return out

    def _parts_items(self, at: int) -> bool:
        token = self.doc[at]
        return token.text in (",", ";") or token.lower_ in _JOINS

    def _of_people(self, counted: Counted) -> bool:
        return counted.kind == "named" or counted.elliptic or self.victims.is_person(counted.head)

    def _fits(self, counted: Counted, link: Link) -> bool:
        if link.measure is Measure.DESTROYED:
            return counted.kind == "number" and self.victims.is_thing(counted.head)
        if link.measure is Measure.ATTACKS:
            return counted.kind == "number" and counted.head.lower_ in _MUNITIONS
        return self._of_people(counted)

    def _behind(self, link: Link, taken: dict[int, Measure]) -> list[Counted]:
        """The items right behind a phrase, as long as each is parted from the last and an "and" joins the last of them."""
        inside = self._inside(link.counted.span)
        if not inside:
            return []
        at, end = inside[-1].i + 1, link.trigger.sent.end
        found: list[Counted] = []
        joined = False
        while at < end - 1 and not joined:
            gap = self._gap(at, end)
            if gap is None:
                break
            start, joined = gap
            first = self.doc[start]
            by_number = self.counter.number_at(first) is not None or self.counter.bounds_number(first)
            if not by_number and joined and self._shares_number(first):
                at, joined = start + 1, not self._parts_items(start + 1)  # "96 soldiers and policemen and …"
                continue
            if not by_number and (first.lower_ not in _ONE or link.measure is Measure.DESTROYED):
                return []
            if not by_number and not joined and link.counted.kind == "named" and first.lower_ not in _OWNED:
                return []
            beside = not by_number and not joined and link.counted.kind != "number" and first.lower_ not in _OWNED
            stop = start
            while stop < end and not self._parts_items(stop):
                stop += 1
            counted = self._item(self.doc[start:stop])
            if counted is None or not self._fits(counted, link):
                return []
            if taken.get(counted.number_token, link.measure) is not link.measure:
                return []
            found.append(counted)
            tokens = self._inside(counted.span)
            at = tokens[-1].i + 1 if tokens else stop
            if beside and self.doc[at].lower_ not in _JOINS:
                return []  # "a priest, a man of 60, and two reporters": no second person
        if not joined or not found or not self._closes(at, end, link):
            return []
        one = link.counted.kind != "number" and link.trigger.i > at
        if one and any(c.lower_ in ("was", "is", "has") and c.i >= at for c in link.trigger.children):
            return []  # "a farmer, a father of three and a deacon, was killed"
        if sum(c.low or 0 for c in found) == link.counted.low and len(found) > 1:
            return []
        return [c for c in found if c.number_token not in taken]

    def _shares_number(self, noun: Token) -> bool:
        """True for a bare plural for people, which shares the number of the noun before."""
        return noun.tag_ == "NNS" and self.victims.is_person(noun) and noun.i + 1 < len(self.doc)

    def _gap(self, at: int, end: int) -> tuple[int, bool] | None:
        """Where the next item starts behind what parts it from the last, and whether that joins the last item of a list."""
        first = at
        joined = False
        while at < end and (self.doc[at].text in (",", ";") or self.doc[at].lower_ in _JOINS):
            joined = joined or self.doc[at].lower_ in _JOINS
            at += 1
        words = [t.lower_ for t in self.doc[at : at + 3]]
        if words == ["as", "well", "as"]:
            at, joined = at + 3, True
        elif words[:2] in (["along", "with"], ["together", "with"]):
            at, joined = at + 2, True
        return (at, joined) if first < at < end else None

    def _closes(self, at: int, end: int, link: Link) -> bool:
        """True where no other clause takes the last items for its subject."""
        if link.trigger.i >= at:
            between = self.doc[at : link.trigger.i]
            return not any(t.tag_ in _FINITE and t.lower_ not in (*_BE, "have", "has", "had") for t in between)
        for token in self.doc[at : min(at + 4, end)]:
            if token.pos_ in ("AUX", "VERB"):
                return token.tag_ not in _FINITE and token.i not in self.triggers
            if token.pos_ not in ("ADV", "PRON") or token.i in self.triggers:
                return token.i not in self.triggers
        return True

    def _before(self, link: Link, taken: dict[int, Measure]) -> list[Counted]:
        """Numbered items on the left of the phrase that stands right before its verb ("2 tanks, 4 guns and a jeep destroyed")."""
        if link.trigger.i < link.counted.number_token or link.counted.kind != "number" or link.counted.elliptic:
            return []
        found: list[Counted] = []
        span = link.counted.span
        start = link.trigger.sent.start
        while len(found) < 5:
            inside = self._inside(span)
            at = (inside[0].i if inside else link.counted.number_token) - 1
            commas = 0
            while at > start and (self.doc[at].text == "," or self.doc[at].lower_ in _JOINS):
                commas += 1
                at -= 1
            noun = self.doc[at]
            if not commas or at <= start or noun.pos_ not in ("NOUN", "PROPN") or noun.dep_ in ("nmod", "obl", "flat"):
                break
            counted = self.counter.count(noun)
            if counted is None or counted.kind != "number" or counted.elliptic or not self._fits(counted, link):
                break
            known = taken.get(counted.number_token)
            opened = self._inside(counted.span)
            before = self.doc[opened[0].i - 1] if opened and opened[0].i > start else None
            if (known is not None and known is not link.measure) or (
                before is not None and before.pos_ in ("VERB", "ADP", "AUX")
            ):
                break
            if known is None:
                found.append(counted)
            span = counted.span
        return found

    def _in_headline(self, link: Link) -> list[Counted]:
        """ "Rebel leader, 3 aides killed", "4 women, man shot": two items of a headline, of which one has no article."""
        inside = self._inside(link.counted.span)
        if not inside or link.counted.elliptic or link.trigger.i < inside[-1].i:
            return []
        start = int(link.trigger.sent.start)
        while start < link.trigger.i and self.doc[start].is_space:
            start += 1
        found: list[Counted] = []
        first, last = inside[0].i, inside[-1].i
        if link.counted.kind == "single" and first > start and self.doc[first - 1].text == ",":
            opened = self.counter.count_from_number(self.doc[start]) if link.counted.number_token == first else None
            tokens = self._inside(opened.span) if opened is not None and not opened.elliptic else []
            if opened is not None and tokens and tokens[-1].i == first - 2 and self._fits(opened, link):
                return [opened]
            return self._bare(start, first - 1) if first - 1 - start < _BARE and link.trigger.i - last < 3 else []
        bare = link.counted.kind == "single" and self.doc[first].pos_ in ("NOUN", "PROPN", "ADJ")
        if bare and first == start and self.doc[last + 1].text == "," and 2 < link.trigger.i - last < _BARE:
            return self._bare(last + 2, link.trigger.i)
        if link.counted.kind != "number":
            return []
        if self.doc[last + 1].text == "," and 2 < link.trigger.i - last < _BARE and first == start:
            found += self._bare(last + 2, link.trigger.i)
        if first > start and self.doc[first - 1].text == "," and first - start < _BARE:
            found += self._bare(start, first - 1)
        return found

    def _inside(self, span: Words) -> list[Token]:
        """The tokens of a phrase without a comma that the tree gave it."""
        tokens = tokens_in(self.doc, span)
        while len(tokens) > 1 and tokens[0].is_punct:
            tokens = tokens[1:]
        return tokens

    def _bare(self, start: int, end: int) -> list[Counted]:
        """The one person whom a bare noun phrase names."""
        noun = self.doc[end - 1]
        phrase = self.doc[start:end]
        if noun.tag_ in ("NNS", "NNPS") or not self.victims.is_person(noun):
            return []
        if any(t.pos_ not in ("NOUN", "PROPN", "ADJ") or self.counter.number_at(t) is not None for t in phrase):
            return []
        return [Counted.of_one(noun, phrase[0], "single", span_of(phrase))]

    def _names(self, link: Link) -> list[Counted]:
        """The names joined to a name: "shot Arif Baig (26) and Tahir (28)", "Bishop Paul Mba and Ana Ruiz were hurt"."""
        if link.counted.kind != "named" or link.counted.low != 1:
            return []
        inside = [t.i for t in self._inside(link.counted.span)]
        ent = next((e for e in self.doc.ents if e.start <= inside[-1] < e.end), None) if inside else None
        if ent is None:
            return []
        found: list[Counted] = []
        at = self._past_age(ent.end)
        while at + 1 < len(self.doc) and self.doc[at].lower_ == "and":
            other = next((e for e in self.doc.ents if e.start == at + 1 and e.label_ in _NAMES), None)
            if other is None or not self._whole_name(other):
                break
            found.append(self._name(other))
            at = self._past_age(other.end)
        back = inside[0] - 1
        if back > 0 and self.doc[back].lower_ == "and" and not found:
            other = next((e for e in self.doc.ents if e.label_ == "PERSON" and self._past_age(e.end) == back), None)
            if other is not None and other.start >= link.trigger.sent.start:
                found.append(self._name(other))
        return found

    def _whole_name(self, ent: Span) -> bool:
        """A person's name; another name only with an age behind it."""
        return ent.label_ == "PERSON" or self._past_age(ent.end) > ent.end

    @staticmethod
    def _name(ent: Span) -> Counted:
        head = ent.root
        return Counted.of_one(head, ent[0], "named", span_of(ent), names=(ent.text,))

    def _past_age(self, at: int) -> int:
        """The token behind "(26)" or ", 26,"."""
        for opened, closed in (("(", ")"), (",", ",")):
            words = self.doc[at : at + 3]
            if len(words) == 3 and words[0].text == opened and words[2].text == closed and words[1].text.isdigit():
                return at + 3
        return at
