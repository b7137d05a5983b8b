"""Links of a measure word with a counted phrase, and the parts that break a figure down."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from typing import Final

from spacy.tokens import Token

from dateline.claims.codebook import Hit, word_set
from dateline.claims.figures_counted import Counted
from dateline.claims.figures_frames import Frames
from dateline.claims.syntax import span_of
from dateline.terms import Measure

__all__ = ["Link", "Parts"]

_INCLUDE: Final = frozenset({"including", "include", "includes", "included", "comprising", "comprised"})
_OF_WHOM: Final = word_set(
    """
    them whom these those which dead victims injured wounded killed deceased casualties fatalities
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


class Parts(Frames):
    """Finds breakdowns: "including four women", "five of them children", "20 bodies, 17 men and three women"."""

    def _parts(self, links: list[Link]) -> Iterator[Link]:
        """Breakdowns: "including four women", "five of them children", "20 bodies, 17 men and three women"."""
        taken = {k.counted.number_token for k in links}
        beside = {(k.trigger.i, k.counted.number_token) for k in links}
        for index, link in enumerate(links):
            if (
                link.counted.kind != "number"
                or link.measure in (Measure.ATTACKS, Measure.PRESENT)
                or link.counted.low == 1
            ):
                continue
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
                    again = (link.trigger.i, counted.number_token) in beside
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
            for counted in self._of_them(link, sentence.end):
                if counted.number_token not in taken or (link.trigger.i, counted.number_token) in beside:
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
            if token.lower_ in _INCLUDE or (
                token.lower_ == "among"
                and token.i + 1 < end
                and self.doc[token.i + 1].lower_ in ("them", "whom", "these")
            ):
                start = token.i + (1 if token.lower_ in _INCLUDE else 2)
                yield from (c.head for c in self._counted_after(start, end))

    def _numbered_after_comma(self, token: Token) -> bool:
        counted = self.counter.count(token)
        return counted is not None and counted.kind == "number"

    def _of_them(self, link: Link, end: int) -> Iterator[Counted]:
        for token in self.doc[link.counted.number_token + 1 : end - 2]:
            number = self.counter.number_at(token)
            if number is None or self.doc[token.i + 1].lower_ != "of":
                continue
            tail = [self.doc[i] for i in range(token.i + 2, min(token.i + 4, end))]
            if not any(t.lower_ in _OF_WHOM for t in tail):
                continue
            noun = next(
                (
                    t
                    for t in self.doc[token.i + 3 : min(token.i + 9, end)]
                    if t.pos_ in ("NOUN", "PROPN") and self.victims.is_person(t)
                ),
                None,
            )
            if noun is None or any(t.pos_ == "VERB" for t in self.doc[token.i + 3 : noun.i]):
                continue
            counted = self.counter.count(token)
            if counted is not None and _smaller(counted, link.counted):
                yield replace(counted, head=noun, heads=(noun,), elliptic=False, span=span_of([token, noun]))


def _smaller(part: Counted, whole: Counted) -> bool:
    """A part is no larger than its whole."""
    low = part.low if part.low is not None else part.high
    high = whole.high if whole.high is not None else whole.low
    return low is None or high is None or whole.high is None or low <= high
