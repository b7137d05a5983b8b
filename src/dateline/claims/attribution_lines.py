"""Sayings that a line's layout shows: labels before a colon, sources in brackets, "Source: …", tolls "from X"."""

from __future__ import annotations

from dataclasses import replace

from dateline.claims.attribution_clause import Cue, Range
from dateline.claims.attribution_fits import Fits
from dateline.claims.attribution_lists import GIVEN, STANDS, TOLLS
from dateline.claims.attribution_sources import phrase_after, speakable
from dateline.claims.chains_words import (
    COLLECTIVES,
    MEDIA_WORDS,
    ORGANISATION_LABELS,
    ORGANISATION_WORDS,
    PERSON_LABELS,
    PLAIN_BODIES,
    ROLES,
    TITLES,
)

__all__ = ["Lines"]


class Lines(Fits):
    """The questions of layout, for one unit."""

    def _source_line(self) -> None:
        """ "Source: civil society.": a line of a bulletin that names who told the item."""
        doc, unit = self.doc, self.unit
        begin = unit.start
        while begin < unit.end - 2 and doc[begin].text in ("[", "(", "-", "–", "—", "*", "•"):
            begin += 1
        if unit.end - begin > 14 or doc[begin].lower_ not in ("source", "sources", "via") or doc[begin + 1].text != ":":
            return
        source = phrase_after(doc, begin + 2, unit.end)
        if source is not None:
            entry = self.words.phrases[0][1]
            self.found.append(Cue(entry, self.number, (begin, begin + 2), source, (), "alone"))

    def _bracket(self) -> None:
        """ "Two farmers were killed (SOHR).", "[Source: Radio Omega]": a bracket at the end that names who told it."""
        doc, unit = self.doc, self.unit
        close = unit.end - 1
        while close > unit.start and (doc[close].text in (".", ",", ";") or doc[close].is_space):
            close -= 1
        if doc[close].text not in (")", "]"):
            return
        opened = next((i for i in range(close - 1, max(unit.start, close - 14), -1) if doc[i].text in ("(", "[")), None)
        if opened is None or opened - unit.start < 3:
            return
        first = opened + 1
        told = False
        while first < close and doc[first].lower_ in (
            "source",
            "sources",
            "via",
            "per",
            "from",
            "according",
            "to",
            ":",
        ):
            first, told = first + 1, True
        source = phrase_after(doc, first, close)
        if source is None or source[0] != first or not self._substance(unit.start, opened):
            return
        rest = [t for t in doc[source[1] : close] if not t.is_space]
        dated = all(t.text in (",", ";", "/", "and") or t.ent_type_ or t.is_digit or t.pos_ == "PROPN" for t in rest)
        words = [t.lower_ for t in doc[source[0] : source[1]]]
        teller = any(w in self.words.tellers for w in words)
        if dated and (told or teller):
            self.found.append(
                Cue(self.words.phrases[0][1], self.number, (opened, first), source, ((unit.start, opened),), "final")
            )

    def _toll_of(self) -> None:
        """ "A toll given by the prefect stands at 22", "the latest count from the service is 22 dead"."""
        doc, unit = self.doc, self.unit
        for index in range(unit.start, unit.end - 3):
            if doc[index].lower_ not in TOLLS or doc[index].pos_ == "VERB":
                continue
            after = index + 1
            if doc[after].tag_ in ("VBN", "VBD") and doc[after].lower_ in GIVEN:
                after += 1
            if doc[after].lower_ not in (("by", "from") if after == index + 1 else ("by",)):
                continue
            source = phrase_after(doc, after + 1, unit.end)
            if source is None or source[1] >= unit.end or not self.can_speak(source) or not speakable(doc, source):
                continue
            rest = doc[source[1] : min(unit.end, source[1] + 8)]
            if any(t.lower_ in STANDS for t in rest[:3]) and any(t.like_num for t in rest):
                self.found.append(
                    Cue(
                        self.words.counts["count"], self.number, (index, after + 1), source,
                        ((source[1], unit.end),), "front",
                    )
                )  # fmt: skip
                return

    def _gapped(self) -> None:
        """ "The army speaks of 22 dead, the rebels of 70": a speaker of a clause whose verb is left out."""
        doc = self.doc
        if not self.found or self.found[-1].position != "front" or not self.found[-1].contents:
            return
        cue = self.found[-1]
        start, end = cue.contents[-1]
        for index in range(start + 1, end - 2):
            if doc[index].text not in (",", ";"):
                continue
            begin = index + 1
            while begin < end and doc[begin].lower_ in ("and", "while", "but"):
                begin += 1
            source = phrase_after(doc, begin, end)
            if source is None or source[0] != begin or source[1] >= end or not self.can_speak(source):
                continue
            if doc[begin].tag_ == "VBG":
                continue  # "…, revising an earlier count of 38"
            follows = doc[source[1]]
            if follows.lower_ in ("of", "at", ":") and source[1] + 1 < end:
                follows = doc[source[1] + 1]
            short = end - source[1] <= 8 and not any(t.pos_ in ("VERB", "AUX") for t in doc[source[1] : end])
            if follows.like_num and short and not any(t.like_num for t in doc[source[0] : source[1]]):
                self.found[-1] = replace(cue, contents=(*cue.contents[:-1], (start, index)))
                self.found.append(
                    Cue(cue.entry, self.number, (source[1], source[1] + 1), source, ((source[1], end),), "front")
                )
                return

    def _colon(self, *, labels: bool = False) -> None:
        """Headlines: "Officials: bomb kills 20", "Bomb kills 20: officials", "12 killed – police".

        ``labels``: only a name or body before a colon at the head of the unit ("Doctors Network: 14 were killed.").
        """
        doc, unit = self.doc, self.unit
        entry = next(e for e in self.words.entries if e.id == "say")
        for index in range(unit.start + 1, unit.end - 1):
            if doc[index].text not in (":", "–", "—", "--", "-"):
                continue
            if doc[index].text == "-" and not doc[index].whitespace_:
                continue
            left = (unit.start, index)
            right = (index + 1, unit.end)
            if labels and (doc[index].text != ":" or index - unit.start > 8 or not self._label(left)):
                return
            if (
                doc[index].text == ":"
                and index - unit.start <= 8
                and self._source_only(left)
                and self._substance(*right)
            ):
                self.found.append(Cue(entry, self.number, (index, index + 1), left, (right,), "front"))
                return
            if not labels and unit.end - index <= 8 and self._source_only(right) and self._substance(*left):
                self.found.append(Cue(entry, self.number, (index, index + 1), right, (left,), "final"))
                return

    def _source_only(self, stretch: Range) -> bool:
        tokens = [t for t in self.doc[stretch[0] : stretch[1]] if not t.is_space]
        if not tokens or any(
            t.pos_ == "AUX" or t.like_num or (t.is_punct and t.text not in ("-", "'s", ".", "’s", "&")) for t in tokens
        ):
            return False
        last = tokens[-1]
        if any(t.pos_ == "ADP" and t.lower_ not in ("of", "for") for t in tokens):
            return False
        outlet = last.lower_ in MEDIA_WORDS and last.text[:1].isupper()
        return (
            outlet
            or last.lower_ in COLLECTIVES | PLAIN_BODIES | ROLES | {"un", "u.n.", "monitor", "ministry"}
            or last.ent_type_ in PERSON_LABELS | ORGANISATION_LABELS
        ) and len(tokens) <= 6

    def _label(self, stretch: Range) -> bool:
        """True for an office, an outlet or a body before a colon; a bare name may be a place ("Hama: two died")."""
        tokens = [t for t in self.doc[stretch[0] : stretch[1]] if not t.is_space]
        office = ROLES | TITLES | COLLECTIVES | PLAIN_BODIES | ORGANISATION_WORDS | MEDIA_WORDS
        return any(t.lower_ in office for t in tokens) or any(
            t.ent_type_ in ORGANISATION_LABELS and t.is_upper and len(t.text) > 2 for t in tokens
        )
