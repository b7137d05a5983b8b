"""The number of a toll: behind the noun for it ("the death toll rose to 45") or before ("brought to 251 the number of …")."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from typing import Final

from spacy.tokens import Token

from dateline.claims.codebook import Hit, word_set
from dateline.claims.figures_near import Near
from dateline.claims.figures_phrase import Counted

__all__ = ["Tolls"]

_TOLL_BEFORE: Final = word_set(
    """
    to at of is was reached reach reaches hit hits exceeds exceeded passed passes topped tops as : by stood
    stands crossed crosses than past put above over about around now rose least nearly almost some climbed up
    reaching hitting
    """
)


class Tolls(Near):
    """Reads the tolls of one Doc."""

    def _toll(self, hit: Hit, noun: Token) -> Iterator[tuple[Counted, str]]:
        end = min(noun.sent.end, hit.end + 26)
        at = hit.end
        while at < end:
            token = self.doc[at]
            if token.text in (";", "."):
                break
            number = self.counter.number_at(token)
            if (number is not None and number.low is not None) or (number is not None and number.high is not None):
                first = self.doc.char_span(number.span.start, number.span.end, alignment_mode="expand")
                start = first.start if first is not None else at
                before = self.doc[start - 1].lower_ if start else ""
                nearer = [self.doc[i].lower_ for i in range(max(hit.end, start - 3), start)]
                if (
                    start == hit.end
                    or before in _TOLL_BEFORE
                    or number.span.start != number.core.start
                    or "-" in nearer
                ) and "from" not in nearer[-1:]:
                    counted = self.counter.count(token)
                    if counted is not None:
                        yield (
                            replace(counted, elliptic=counted.elliptic or not self.victims.is_person(counted.head)),
                            "toll",
                        )
                        return
                at = first.end if first is not None else at + 1
                continue
            at += 1

        yield from self._toll_before(hit)

    def _toll_before(self, hit: Hit) -> Iterator[tuple[Counted, str]]:
        """ "It brought to 251 the number of corpses": the number stands before the noun for it."""
        at = hit.start - 1
        while at > 0 and self.doc[at].lower_ in ("the", "a", "total"):
            at -= 1
        if at < 2 or self.counter.number_at(self.doc[at]) is None:
            return
        if "to" in [t.lower_ for t in self.doc[max(0, at - 4) : at]]:
            counted = self.counter.count(self.doc[at])
            if counted is not None:
                alone = replace(counted, head=self.doc[at], heads=(self.doc[at],), elliptic=True, span=counted.number)
                yield self._of_the_number(alone), "toll"
