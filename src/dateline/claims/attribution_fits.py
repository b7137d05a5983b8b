"""Whether a word of saying, its speaker and its object suit one another (a blast claims lives, but says nothing)."""

from __future__ import annotations

from dateline.claims.attribution_clause import Clause, Range
from dateline.claims.attribution_lists import AMBIGUOUS, LIVES, REPORTERS, TOLLS
from dateline.claims.attribution_words import Entry
from dateline.claims.chains_words import DOCUMENTS, MEDIA_WORDS

__all__ = ["Fits"]


class Fits(Clause):
    """The questions of meaning, for one unit."""

    def _made_document(self, source: Range) -> bool:
        """True where the speaker is the author of a document named before him ("data collected by X show that")."""
        doc, unit = self.doc, self.unit
        by = source[0] - 1
        while by > unit.start and doc[by].lower_ in ("the", "a", "an"):
            by -= 1
        return doc[by].lower_ in ("by", "of", "from") and any(
            t.lower_ in DOCUMENTS for t in doc[max(unit.start, by - 6) : by]
        )

    def _clause_begins(self, start: int) -> bool:
        """True where a finite clause follows at ``start``: "that …", or a subject and its verb before any comma."""
        doc, unit = self.doc, self.unit
        if start < unit.end and doc[start].lower_ == "that":
            return True
        for token in doc[start : min(unit.end, start + 14)]:
            if token.text in (",", ";", "."):
                return False
            if token.lower_ in ("to", "which", "who"):
                return False
            if token.i > start and token.pos_ in ("VERB", "AUX") and token.tag_ in ("VBD", "VBZ", "VBP", "MD"):
                return True
        return False

    def _before_relative(self, start: int, end: int) -> int:
        """The end of an object's noun phrase: a relative clause after a comma is the report's own."""
        doc = self.doc
        if any(t.lower_ == "that" for t in doc[start : min(end, start + 4)]):
            return end
        for index in range(start + 1, end - 2):
            if doc[index].text == ",":
                follows = [t.lower_ for t in doc[index + 1 : index + 3]]
                if follows[0] in ("which", "who", "whose", "whom", "where") or follows[-1] in ("which", "whom"):
                    return index
        return end

    def _fits(self, entry: Entry, source: Range, cue_end: int) -> bool:
        """True where speaker and object suit the entry (a blast claims lives, but says nothing)."""
        doc, unit = self.doc, self.unit
        head = [t.lower_ for t in doc[source[0] : source[1]]]
        right = [t.lower_ for t in doc[cue_end : min(unit.end, cue_end + 8)]]
        if entry.needs == "document":
            documented = any(w in DOCUMENTS for w in head) or self._made_document(source)
            told = "that" in right[:3] or any(t.like_num for t in doc[cue_end : cue_end + 6])
            return documented and (told or self._clause_begins(cue_end))
        if entry.needs == "number":
            return self.can_speak(source) and any(t.like_num for t in doc[cue_end : min(unit.end, cue_end + 4)])
        if entry.needs == "outlet":
            return any(w in MEDIA_WORDS for w in head) and "that" in right[:2]
        if entry.needs == "reporter":
            return any(w in REPORTERS for w in head)
        if entry.id == "claim" and any(w in LIVES for w in right):
            return False
        if entry.id == "claim_responsibility":
            left = [t.lower_ for t in doc[max(unit.start, source[0] - 4) : source[1]]]
            return not any(w in ("no", "nobody", "none", "neither", "nor") for w in left)
        if entry.id == "put":
            return any(w in TOLLS for w in right) and "at" in [
                t.lower_ for t in doc[cue_end : min(unit.end, cue_end + 12)]
            ]
        if entry.id == "speak_of":
            near = doc[cue_end : min(unit.end, cue_end + 9)]
            return self.can_speak(source) and any(t.like_num or t.pos_ == "NUM" for t in near)
        if entry.id == "give":
            return any(w in TOLLS for w in right[:6])
        if entry.id == "admit" and any(w in ("hospital", "hospitals", "clinic", "doctors", "ward") for w in head):
            return False
        if entry.id == "document":
            return self.can_speak(source) and any(t.like_num for t in doc[cue_end : min(unit.end, cue_end + 14)])
        if entry.id == "accuse":
            return doc[min(cue_end, unit.end - 1)].lower_ not in ("of", "for") and any(
                w in ("of", "for") for w in [t.lower_ for t in doc[cue_end : min(unit.end, cue_end + 14)]]
            )
        if doc[cue_end - 1].lower_.startswith(AMBIGUOUS) and not self._clause_begins(cue_end):
            follows = doc[cue_end].text if cue_end < unit.end else "."
            quoted = any(w in ('"', "“", "”", ":", "''", "that") for w in right[:3])
            if not quoted and follows not in (".", ",", ";", "”", '"'):
                return False
        nobody = head[:2] + [t.lower_ for t in doc[max(unit.start, source[0] - 3) : source[0]]]
        if any(w in ("no", "nobody", "none", "neither", "nor") for w in nobody) and entry.id != "deny":
            return False
        if entry.id in ("believe", "explain", "announce", "confirm", "admit", "claim", "deny", "estimate"):
            return self.can_speak(source)
        return True
