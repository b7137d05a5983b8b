"""Links of a measure word with a counted phrase, and the parts that break a figure down."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from typing import Final

from spacy.tokens import Token

from dateline.claims.codebook import Hit, word_set
from dateline.claims.figures_frames import Frames
from dateline.claims.figures_phrase import INCLUDE, Counted
from dateline.claims.syntax import span_of
from dateline.terms import Bound, Measure
from dateline.text import Span

__all__ = ["Link", "Parts", "gives_way"]

_OF_WHOM: Final = word_set(
    """
    them whom these those which dead victims injured wounded killed deceased casualties fatalities
    """
)


_GRAVELY: Final = frozenset({"critically", "seriously", "severely", "badly", "gravely", "slightly", "lightly"})
_HOUSEHOLDS: Final = word_set("households household families family hh HHs")
_HEADS: Final = word_set("people persons individuals individual souls inhabitants members civilians residents")
_BRACKETS: Final = frozenset({"(", "-", "–", "—", "/", ",", "["})
_THERE: Final = word_set("while when after in on near outside inside since during at from overnight aged under over")
_STATES: Final = word_set(
    """
    critically seriously severely badly gravely slightly lightly fatally critical serious grave unarmed armed foreign
    local elderly pregnant young minor unidentified burnt burned beheaded decapitated dismembered handcuffed
    blindfolded naked shackled
    """
)
_LOOSE: Final = word_set(
    """
    at least about some around nearly almost more than over up to another a further only as many still just the
    """
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Link:
    """A counted phrase and the word that says its measure. ``trigger`` is that word's token."""

    hit: Hit
    trigger: Token
    counted: Counted
    how: str
    part_of: int | None = None

    @property
    def measure(self) -> Measure:
        return Measure(self.hit.entry.kind)


def gives_way(link: Link, rivals: Sequence[Link]) -> bool:
    """True for what another link of the same number says better: "one dead, eleven hurt" hurts nobody of the one dead."""
    if link.measure is Measure.RESCUED and any(k.measure is Measure.KILLED and k.how == "relative" for k in rivals):
        return True
    if link.how not in ("subject", "participle") or link.measure not in (Measure.KILLED, Measure.INJURED):
        return False
    other = [k for k in rivals if k.measure in (Measure.KILLED, Measure.INJURED) and k.measure is not link.measure]
    return any(
        (k.how == "own number" and link.counted.elliptic)
        or (k.how == "self" and k.trigger.i == k.counted.number_token + 1 and k.trigger.i < link.trigger.i)
        for k in other
    )


class Parts(Frames):
    """Finds breakdowns: "including four women", "five of them children", "20 bodies, 17 men and three women"."""

    def _with_shares(self, links: Iterable[Link]) -> list[Link]:
        """Links, and the parts of those that "of them" makes; no mark of the model speaks of either."""
        told = sorted(links, key=lambda k: (k.counted.number_token, k.trigger.i))
        shares = self._parts(told)
        return [*told, *(p for p in shares if self._then_of_them(p.counted.number_token + 1, len(self.doc)))]

    def _parts(self, links: list[Link]) -> Iterator[Link]:
        """Breakdowns: "including four women", "five of them children", "20 bodies, 17 men and three women"."""
        taken = {k.counted.number_token for k in links}
        marked = {k.counted.number_token for k in links if k.how == "learned" and k.counted.elliptic}
        beside = {(k.trigger.i, k.counted.number_token) for k in links}
        for index, link in enumerate(links):
            if link.counted.kind != "number" or link.measure is Measure.PRESENT or link.counted.low == 1:
                continue
            if link.measure is Measure.ATTACKS:
                for counted in self._of_them(link, link.trigger.sent.end):
                    if counted.elliptic and counted.number_token not in taken:
                        taken.add(counted.number_token)
                        yield Link(hit=link.hit, trigger=link.trigger, counted=counted, how="share", part_of=index)
                continue
            marked = {k.counted.number_token for k in links if k.how == "learned" and k.measure is link.measure}
            sentence = link.trigger.sent
            later = [
                k.counted.number_token
                for k in links
                if k.counted.number_token > link.counted.number_token and k is not link
            ]
            limit = min([sentence.end, *(n for n in later if n < sentence.end and links and n > link.counted.head.i)])
            limit = sentence.end if not later else max(limit, link.counted.head.i)
            for item in self._part_heads(link, sentence.end):
                for counted in self.counter.count_all(item):
                    again = (link.trigger.i, counted.number_token) in beside or counted.number_token in marked
                    if (
                        (counted.number_token in taken and not again)
                        or counted.elliptic
                        or counted.number_token <= link.counted.number_token
                    ):
                        continue
                    if again and not self._opened_as_part(counted):
                        continue
                    nearest = max(
                        (n for n in [link.counted.number_token, *later] if n < counted.number_token), default=-1
                    )
                    if nearest != link.counted.number_token:
                        continue
                    if not _smaller(counted, link.counted) or self.victims.is_thing(
                        counted.head
                    ) != self.victims.is_thing(link.counted.head):
                        continue
                    if not (
                        self.victims.is_person(counted.head)
                        or self.victims.is_thing(counted.head)
                        or counted.kind == "named"
                    ):
                        continue
                    taken.add(counted.number_token)
                    yield Link(hit=link.hit, trigger=link.trigger, counted=counted, how="part", part_of=index)
            mine: set[int] = set()
            found = [
                *self._of_them(link, sentence.end),
                *self._summing(
                    link, sentence.end, {k.counted.number_token for k in links if k.measure is not link.measure}
                ),
                *self._in_brackets(link, sentence.end),
            ]
            for counted in found:
                if any(link.counted.number_token < n < counted.number_token for n in later if n not in mine):
                    continue
                mine.add(counted.number_token)
                whose = self.doc[max(0, counted.number_token - 2) : counted.number_token]
                if (
                    counted.number_token not in taken - marked
                    or (link.trigger.i, counted.number_token) in beside
                    or counted.number_token in marked
                    or [t.lower_ for t in whose] in (["of", "whom"], ["of", "which"])
                ):
                    taken.add(counted.number_token)
                    yield Link(hit=link.hit, trigger=link.trigger, counted=counted, how="share", part_of=index)

    def _part_heads(self, link: Link, end: int) -> Iterator[Token]:
        head = link.counted.head
        for child in head.children:
            if (
                child.dep_ == "appos"
                and child.i > head.i
                and self.counter.count(child) is not None
                and self._numbered_after_comma(child)
            ):
                yield child
        joined = self.counter.count_all(head)
        if len(joined) > 2 and joined[0].low is not None and joined[0].low == sum(c.low or 0 for c in joined[1:]):
            yield from (c.head for c in joined[1:])
        near = max([head.i, *(c.i for c in head.subtree if c.i < head.i + 14 and c.pos_ != "VERB")])
        for token in self.doc[head.i + 1 : min(end, near + 12)]:
            if token.lower_ in INCLUDE or (
                token.lower_ == "among"
                and token.i + 1 < end
                and self.doc[token.i + 1].lower_ in ("them", "whom", "these")
            ):
                start = token.i + (1 if token.lower_ in INCLUDE else 2)
                found = self._counted_after(start, end)
                yield from (
                    self.doc[c.number_token] if self.doc[c.number_token].lower_ == "one" else c.head for c in found
                )

    def _numbered_after_comma(self, token: Token) -> bool:
        counted = self.counter.count(token)
        return counted is not None and counted.kind == "number"

    def _of_them(self, link: Link, end: int) -> Iterator[Counted]:
        """ "Five of them children", "of whom 74 were children", "a third of them women", "four critically"."""
        for token in self.doc[link.counted.number_token + 1 : end]:
            number = self.counter.number_at(token)
            if number is None or (token.i and self.counter.number_at(self.doc[token.i - 1]) is number):
                continue
            last = self.doc.char_span(number.core.start, number.core.end, alignment_mode="expand")
            after = last.end if last is not None else token.i + 1
            before = [t.lower_ for t in self.doc[max(0, token.i - 3) : token.i] if t.lower_ not in _LOOSE]
            if before[-2:] in (["of", "whom"], ["of", "which"], ["of", "them"], ["of", "these"], ["of", "those"]):
                start = after
            elif self._then_of_them(after, end):
                start = after + 2
            elif self._after_fronted_whole(link, token):
                start = after
            elif link.measure is Measure.INJURED and self._grave(token, after):
                counted = self.counter.count(token)
                if counted is not None and _smaller(counted, link.counted):
                    yield replace(counted, head=token, heads=(token,), elliptic=True, span=counted.number)
                continue
            else:
                continue
            noun = self._said_of_part(token, start, end)
            counted = self.counter.count(token)
            done = link.measure is Measure.INJURED or (link.measure is Measure.KILLED and link.trigger.pos_ == "NOUN")
            hurt = start < end and done and self.doc[start].tag_ in ("VBG", "VBN")
            if noun is None and counted and start < end and (hurt or self._of_them_there(self.doc[start])):
                yield replace(counted, head=token, heads=(token,), elliptic=True, span=counted.number)
            if noun is None:
                continue
            if counted is None or not _smaller(counted, link.counted):
                continue
            counted = replace(counted, head=noun, heads=(noun,), elliptic=False, span=span_of([token, noun]))
            if number.share is not None:
                whole = link.counted.low if link.counted.low is not None else link.counted.high
                if whole is None:
                    continue
                exact = whole * number.share
                bound = Bound.ABOUT if exact.denominator != 1 else link.counted.bound
                counted = replace(counted, low=round(exact), high=round(exact), bound=bound)
            yield counted
            yield from self._parts_joined(noun, end)

    def _of_them_there(self, token: Token) -> bool:
        """What goes on with "two of them": where, when or in what state ("in Cauca", "seriously", "unarmed")."""
        if token.lower_ in _THERE or (token.tag_ in ("VBG", "VBN") and token.i not in self.triggers):
            return True
        return token.pos_ in ("ADJ", "ADV") and token.lower_ in _STATES

    def _after_fronted_whole(self, link: Link, number: Token) -> bool:
        """ "Of the 31 dead, 12 were soldiers": right after the comma that closes the whole."""
        first = self.doc.char_span(*_bounds(link.counted.number), alignment_mode="expand")
        at = first.start - 1 if first is not None else link.counted.number_token - 1
        while at > 0 and self.doc[at].lower_ in ("the", "those", "these"):
            at -= 1
        if self.doc[at].lower_ != "of":
            return False
        gap = [t.lower_ for t in self.doc[link.counted.number_token + 1 : number.i] if t.lower_ not in _LOOSE]
        return gap[-1:] == [","] and len(gap) < 6

    def _grave(self, number: Token, after: int) -> bool:
        """ "Nine were injured, four critically"."""
        return (
            after < len(self.doc)
            and self.doc[after].lower_ in _GRAVELY
            and self.doc[number.i - 1].lower_ in (",", "and", "(", "with", *_LOOSE)
            and (after + 1 >= len(self.doc) or self.doc[after + 1].pos_ not in ("VERB", "ADJ", "AUX"))
        )

    def _then_of_them(self, at: int, end: int) -> bool:
        if at + 1 >= end or self.doc[at].lower_ != "of":
            return False
        return any(t.lower_ in _OF_WHOM for t in self.doc[at + 1 : min(at + 3, end)])

    def _said_of_part(self, number: Token, start: int, end: int) -> Token | None:
        """The noun that says what a part is ("five of them were soldiers"), with no other verb before it."""
        for token in self.doc[start : min(start + 7, end)]:
            if token.pos_ == "VERB" or token.text in (",", ";", ":"):
                return None
            if token.pos_ in ("NOUN", "PROPN") and self._of_people(token):
                return token
            if token.lower_ in ("old", "minor") and self.victims.is_person(token):
                return token
        return None

    def _parts_joined(self, noun: Token, end: int) -> Iterator[Counted]:
        """ "12 of them soldiers and 18 civilians": the parts that go on after the first."""
        at = noun.i + 1
        while at + 1 < end and self.doc[at].lower_ in ("and", ",", "&"):
            start = at + 1 if self.doc[at + 1].lower_ != "and" else at + 2
            if start >= end or self.counter.number_at(self.doc[start]) is None:
                return
            counted = self.counter.count_from_number(self.doc[start])
            if counted is not None and counted.elliptic and self.doc[start + 1 : start + 2].text in ("are", "were"):
                said = self._said_of_part(self.doc[start], start + 1, end)  # "nine are clerks and two are guards"
                if said is not None:
                    words = span_of([self.doc[start], said])
                    counted = replace(counted, head=said, heads=(said,), elliptic=False, span=words)
            if counted is None or counted.elliptic or not self.victims.is_person(counted.head):
                return
            yield counted
            at = counted.head.i + 1

    def _summing(self, link: Link, end: int, told: set[int]) -> Iterator[Counted]:
        """ "Twelve were killed: seven women and five children": what follows and adds up to the whole.

        Behind a colon numbers without a noun do so, too ("9 million inside the country and 3.9 million abroad").
        """
        whole = link.counted.low
        if whole is None or link.counted.low != link.counted.high or whole < 3:
            return
        run: list[Counted] = []
        first = max(link.counted.head.i, link.trigger.i, link.counted.number_token)
        total, at = 0, first + 1
        depth = 0
        for token in self.doc[at : min(end, at + 30)]:
            depth += (token.text == "(") - (token.text == ")")
            if token.i < at or self.counter.number_at(token) is None or (depth > 0 and run):
                continue
            counted = self.counter.count_from_number(token)
            if counted is None or counted.low is None or counted.low != counted.high:
                return
            gap = [t.text for t in self.doc[first + 1 : token.i]]
            behind = ":" in gap or bool({"-", "–", "—", "="} & set(gap[:1]))
            if token.i in told or (not behind and (counted.elliptic or not self._of_people(counted.head))):
                return
            if any(t.pos_ == "VERB" for t in self.doc[at : token.i]) and not behind:
                return
            if behind and not counted.elliptic and not self._of_people(counted.head):
                counted = replace(counted, head=token, heads=(token,), elliptic=True, span=counted.number)
            run.append(counted)
            total, at = total + (counted.low or 0), max(counted.head.i, counted.number_token) + 1
            if total >= whole:
                break
        if total == whole and len(run) > 1:
            yield from run
            yield from self._inside_brackets(run[0].head.i, run[-1].number_token)

    def _inside_brackets(self, start: int, end: int) -> Iterator[Counted]:
        """ "683 civilians (171 children, 122 women), 1,733 fighters": persons counted in brackets between the parts."""
        depth = 0
        for token in self.doc[start:end]:
            depth += (token.text == "(") - (token.text == ")")
            if depth > 0 and self.counter.number_at(token) is not None:
                counted = self.counter.count_from_number(token)
                if counted is not None and not counted.elliptic and self._of_people(counted.head):
                    yield counted

    def _in_brackets(self, link: Link, end: int) -> Iterator[Counted]:
        """ "4 killed (2 children, 1 woman)": persons counted in a bracket right behind the figure, no more than it."""
        whole = link.counted.low if link.counted.low is not None else link.counted.high
        at = max(link.counted.head.i, link.counted.number_token, link.hit.end - 1) + 1
        if whole is None or link.how in ("label", "label part", "table") or at >= end or self.doc[at].text != "(":
            return
        run: list[Counted] = []
        for token in self.doc[at + 1 : min(end, at + 24)]:
            if token.text == ")":
                break
            if self.counter.number_at(token) is None or (run and token.i <= run[-1].head.i):
                continue
            counted = self.counter.count_from_number(token)
            if counted is None or counted.elliptic or not self._of_people(counted.head):
                return
            run.append(counted)
        if sum(c.low or 0 for c in run) <= whole:
            yield from run

    def _of_people(self, noun: Token) -> bool:
        """A noun for people, or the people of a nation ("13 Filipinos, six Ukrainians")."""
        return self.victims.is_person(noun) or noun.ent_type_ == "NORP" or noun.tag_ == "NNPS"

    def _restated(self, links: list[Link]) -> Iterator[Link]:
        """ "1,350 households (approx. 6,050 people)": the same people, counted once more by another unit."""
        taken = {k.counted.number_token for k in links}
        for link in links:
            head = link.counted.head
            if link.counted.kind != "number" or head.lower_ not in _HOUSEHOLDS or head.i + 2 >= len(self.doc):
                continue
            if self.doc[head.i + 1].text not in _BRACKETS and self.doc[head.i + 1].lower_ not in ("or", "comprising"):
                continue
            for token in self.doc[head.i + 2 : head.i + 7]:
                if self.counter.number_at(token) is None:
                    continue
                counted = self.counter.count_from_number(token)
                after = self.doc[token.i + 1].lower_ if token.i + 1 < len(self.doc) else ""
                if counted is None or token.i in taken or after not in _HEADS or _smaller(counted, link.counted):
                    break
                yield Link(hit=link.hit, trigger=link.trigger, counted=counted, how="restated")
                break

    def _gapped(self, links: list[Link]) -> Iterator[Link]:
        """ "29 were arrested in the capital and eight in the port": a number whose verb is left out."""
        taken = {k.counted.number_token for k in links}
        for link in links:
            if link.how not in ("subject", "object", "shared subject", "window") or link.counted.kind != "number":
                continue
            after = max(link.trigger.i, link.counted.number_token)
            for token in self.doc[after + 1 : min(after + 22, link.trigger.sent.end - 1)]:
                if token.pos_ in ("VERB", "AUX") and token.dep_ not in ("amod", "acl"):
                    break
                number = self.counter.number_at(token)
                if token.i in taken or (number is None and self.doc[token.i - 1].lower_ != "a"):
                    continue
                counted = self._gap_at(token)
                if counted is not None:
                    taken.add(counted.number_token)
                    yield Link(hit=link.hit, trigger=link.trigger, counted=counted, how="gapped")

    def _gap_at(self, token: Token) -> Counted | None:
        """A bare number after "and" or a comma, and before a place or a day."""
        number = self.counter.number_at(token)
        one = self.counter.count(token) if number is None else None
        if number is None and (one is None or not one.more or not one.elliptic):
            return None
        at = token.i - 1
        while at > 0 and self.doc[at].lower_ in (*_LOOSE, "a"):
            at -= 1
        if self.doc[at].lower_ not in ("and", ",", ";", "while"):
            return None
        last = self.doc.char_span(*_bounds(number.core), alignment_mode="expand") if number is not None else None
        after = last.end if last is not None else token.i + 1
        while after < len(self.doc) and self.doc[after].lower_ in ("more", "others"):
            after += 1
        if after + 1 >= len(self.doc) or self.doc[after].lower_ not in ("in", "on", "at", "near", "from", "outside"):
            return None
        target = self.doc[after : min(after + 5, len(self.doc))]
        if not any(t.ent_type_ in ("LOC", "DATE", "GPE", "FAC") or t.pos_ in ("PROPN", "NOUN") for t in target):
            return None
        end = next((t for t in self.doc[after : min(after + 8, len(self.doc))] if t.pos_ in ("VERB", "AUX")), None)
        if end is not None and not any(t.text in (",", ".", ";") for t in self.doc[after : end.i]):
            return None
        counted = one or self.counter.count(token)
        if counted is None:
            return None
        return replace(counted, head=token, heads=(token,), elliptic=True, span=counted.number)


def _bounds(span: Span) -> tuple[int, int]:
    return span.start, span.end


def _smaller(part: Counted, whole: Counted) -> bool:
    """A part is no larger than its whole."""
    low = part.low if part.low is not None else part.high
    high = whole.high if whole.high is not None else whole.low
    return low is None or high is None or whole.high is None or low <= high
