"""Words of saying in a sentence, with their speaker and the stretch that is said.

Each unit (sentence) is searched for the lexicon's words; where the speaker stands and where the content lies is told
by order and punctuation, as wire style has it: *front* ("police said A"), *final* ("A, police said"), *mid*
("A, police said, B"), quoted ("X quoted Y as saying A"), "according to". Ranges are token indexes, half-open.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import Final

from spacy.tokens import Doc

from dateline.claims.attribution_layout import Layout, Unit
from dateline.claims.attribution_sources import phrase_after, phrase_before, speakable
from dateline.claims.attribution_words import Entry, Lexicon, lexicon
from dateline.claims.chains_words import (
    COLLECTIVES,
    DOCUMENTS,
    MEDIA_WORDS,
    ORGANISATION_LABELS,
    ORGANISATION_WORDS,
    PERSON_LABELS,
    PLACE_LABELS,
    PLAIN_BODIES,
    ROLES,
    TITLES,
)

__all__ = ["Cue", "find_cues"]

Range = tuple[int, int]

_ALWAYS: Final = frozenset({"said", "says", "told", "tells"})
_BE: Final = frozenset({"be", "is", "are", "was", "were", "been", "being", "am", "'s", "’s", "'re", "get", "got"})
_MODAL_PAST: Final = frozenset({"will", "would", "could", "can", "may", "might", "should", "must", "shall", "ca", "wo", "cannot"})
_NEGATIVE: Final = frozenset({"not", "n't", "n’t", "never", "no", "neither", "nor", "cannot", "unable"})
_TURNS: Final = frozenset({"but", "while", "whereas", "although", "though", "and", "however", "yet"})
_CONNECTIVES: Final = frozenset(
    "but and also meanwhile however separately earlier later then still yet so or while whereas although though".split()
)
_TOLLS: Final = frozenset(
    "toll tolls number numbers figure figures count total totals casualties dead deaths estimate tally losses".split()
)
_LIVES: Final = frozenset({"life", "lives", "victims", "victim"})
_REPORTERS: Final = frozenset("reporter reporters correspondent correspondents journalist journalists photographer crew team stringer".split())
_NEVER_INVERTED: Final = frozenset({"told", "tell", "tells", "telling", "put", "puts", "claiming", "saying", "adding"})
_REPORTED_BY: Final = frozenset("reported confirmed recorded documented registered announced acknowledged verified claimed estimated".split())
_FINITE: Final = frozenset({"VBD", "VBZ", "VBP", "MD", "VBN"})


@dataclass(frozen=True, slots=True)
class Cue:
    """One saying as found: where its words, speaker and contents stand."""

    entry: Entry
    unit: int
    cue: Range
    source: Range | None
    contents: tuple[Range, ...]
    position: str
    via: Range | None = None
    negated: bool = False
    modal: bool = False
    inherits: bool = False
    outlet: bool = False


def find_cues(doc: Doc, layout: Layout) -> list[Cue]:
    """Every saying of the report, in order of the text."""
    words = lexicon()
    found: list[Cue] = []
    for number, unit in enumerate(layout.units):
        in_unit = _Search(doc, layout, words, number, unit).run()
        found.extend(_separated(doc, unit, in_unit))
    return found


class _Search:
    """The search of one unit."""

    def __init__(self, doc: Doc, layout: Layout, words: Lexicon, number: int, unit: Unit) -> None:
        self.doc, self.layout, self.words = doc, layout, words
        self.number, self.unit = number, unit
        self.found: list[Cue] = []

    def run(self) -> list[Cue]:
        doc, unit = self.doc, self.unit
        index = unit.start
        while index < unit.end:
            step = self._phrase(index) or self._quote(index) or self._verb(index) or self._noun(index)
            index = max(index + 1, step or 0)
        if unit.headline or not any(t.text in (".", "?") for t in doc[unit.start : unit.end]):
            if not self.found:
                self._colon()
        return self.found

    # ----------------------------------------------------------------------------------------------- phrases

    def _phrase(self, index: int) -> int | None:
        doc, unit = self.doc, self.unit
        for words, entry in self.words.phrases:
            if index + len(words) <= unit.end and all(doc[index + k].lower_ == w for k, w in enumerate(words)):
                if words == ("per",) and (index == unit.start or doc[index - 1].pos_ in ("NUM", "NOUN")):
                    return None
                after = index + len(words)
                source = phrase_after(doc, after, unit.end)
                if source is None or not speakable(doc, source):
                    return None
                if words[0] in ("as", "in") and len(words) < 3 and not self._can_speak(source):
                    return None
                self._add_phrase(entry, (index, after), source)
                return source[1]
        return None

    def _add_phrase(self, entry: Entry, cue: Range, source: Range) -> None:
        doc, unit = self.doc, self.unit
        fronted = not self._substance(unit.start, cue[0])
        before_comma = cue[0] - 1
        # "…, but according to X, B": fronted within its own clause
        start = unit.start
        if not fronted and before_comma >= unit.start and doc[before_comma].lower_ in _TURNS:
            fronted, start = True, cue[0]
        after = source[1]
        # an insertion after the source: "a guard at the company, who escaped unhurt, A"
        if after < unit.end and doc[after].text == ",":
            follows = after + 1
            if follows < unit.end and doc[follows].lower_ in ("who", "which", "a", "an", "the", "chief", "head") or (
                follows < unit.end and doc[follows].lower_ in ROLES
            ):
                closing = next((i for i in range(follows, min(unit.end, follows + 25)) if doc[i].text == ","), None)
                inserted = doc[follows : closing or follows + 1]
                is_office = any(t.lower_ in ROLES | ORGANISATION_WORDS for t in inserted) or doc[follows].lower_ in ("who", "which")
                verb_inside = any(t.pos_ in ("VERB", "AUX") and t.tag_ in _FINITE for t in inserted)
                if closing is not None and is_office and (doc[follows].lower_ in ("who", "which") or not verb_inside):
                    after = closing
                elif closing is None and is_office and not fronted and not verb_inside:
                    after = unit.end
        contents: list[Range] = []
        if fronted:
            contents.append((after, unit.end))
            position = "front"
        else:
            contents.append((start, cue[0]))
            position = "final"
            if after < unit.end and self._substance(after, unit.end) and self._goes_on(after):
                contents.append((after, unit.end))
                position = "mid"
        self.found.append(Cue(entry, self.number, cue, source, tuple(contents), position))

    # ----------------------------------------------------------------------------------------------- quoted

    def _quote(self, index: int) -> int | None:
        """"X quoted Y as saying A", "Y was quoted as saying A", "citing Y"."""
        doc, unit = self.doc, self.unit
        token = doc[index]
        hit = self.words.verb((token.lower_,))
        if hit is None or "quoted" not in hit[0].takes:
            return None
        entry = hit[0]
        saying = next(
            (i for i in range(index + 1, min(unit.end - 1, index + 30))
             if doc[i].lower_ == "as" and doc[i + 1].lower_.endswith("ing")), None)
        passive = any(doc[i].lower_ in _BE for i in range(max(unit.start, index - 3), index))
        if saying is not None and passive:
            source = phrase_before(doc, index, unit.start)
            via = None
            if doc[index + 1].lower_ in ("by", "in", "on"):
                via = phrase_after(doc, index + 2, saying)
            return self._nested(entry, (index, saying + 2), source, via)
        if saying is not None:
            source = phrase_after(doc, index + 1, saying)
            via = phrase_before(doc, index, unit.start)
            return self._nested(entry, (index, saying + 2), source, via)
        if token.lower_ in ("citing", "quoting"):
            source = phrase_after(doc, index + 1, unit.end)
            if source is None or not speakable(doc, source):
                return None
            outer = self.found[-1] if self.found else None
            via = outer.source if outer is not None else None
            contents: tuple[Range, ...]
            if not self._substance(unit.start, index) and self._substance(source[1], unit.end):
                contents = ((source[1], unit.end),)
            elif outer is not None and outer.contents:
                contents = tuple((s, min(e, index)) if s < index else (s, e) for s, e in outer.contents)
            else:
                contents = ((unit.start, index),)
            self.found.append(Cue(entry, self.number, (index, index + 1), source, contents, "citing", via=via))
            return source[1]
        return None

    def _nested(self, entry: Entry, cue: Range, source: Range | None, via: Range | None) -> int | None:
        if source is None or not speakable(self.doc, source):
            return None
        self.found.append(
            Cue(entry, self.number, cue, source, ((cue[1], self.unit.end),), "front", via=via)
        )
        return cue[1]

    # ----------------------------------------------------------------------------------------------- verbs

    def _verb(self, index: int) -> int | None:
        doc, unit = self.doc, self.unit
        token = doc[index]
        hit = self.words.verb(tuple(t.lower_ for t in doc[index : min(unit.end, index + 6)] if not t.is_space))
        if hit is None or "quoted" in hit[0].takes:
            return None
        entry, length = hit
        outlet = self._origin(index)
        if outlet is not None:
            step = self._add_verb(entry, (index, index + 1), outlet, True, False, False, False)
            if step is not None:
                self.found[-1] = replace(self.found[-1], outlet=True)
            return step
        if token.lower_ not in _ALWAYS and token.pos_ not in ("VERB", "AUX") and not self._verbal(index):
            return None
        if token.lower_ in ("find", "finds", "found", "finding", "show", "shows", "showed", "shown", "see", "saw", "hear", "heard") and (
            entry.id == "explain" and (index + 1 >= unit.end or doc[index + 1].lower_ != "that")
        ):
            return None
        if token.lower_.startswith("charg") and not any(t.lower_ == "that" for t in doc[index + 1 : index + 3]):
            return None
        if token.lower_ == "read" or (token.lower_ == "reads" and token.pos_ != "VERB"):
            return None
        if index > unit.start and doc[index - 1].text in ("-", "‐") and not doc[index - 1].whitespace_:
            return None
        if token.dep_ == "amod" and token.lower_ not in _ALWAYS:
            return None
        before = [doc[i].lower_ for i in range(max(unit.start, index - 5), index) if not doc[i].is_space][-4:]
        if before[-1:] == ["to"] or before[-2:-1] == ["to"] and doc[index - 1].pos_ == "ADV":
            if not any(w in ("appeared", "seemed", "appears", "seems") for w in before):
                return None
        modal = any(w in _MODAL_PAST for w in before)
        negated = any(w in _NEGATIVE for w in before[-3:])
        cue_end = index + 1
        while length > 1 and cue_end < unit.end:
            length -= 0 if doc[cue_end].is_space else 1
            cue_end += 1
        passive = self._passive(index, before)
        if passive:
            return self._passive_source(entry, index, cue_end, negated, modal)
        if negated and entry.stance.value not in ("confirmed", "denied"):
            return None
        if modal and not (entry.stance.value in ("confirmed", "denied") and (negated or "can" in before)):
            if not (entry.id in ("say", "estimate")) or "will" in before or "would" in before:
                return None
        source, inverted, inherits = self._source(index, cue_end, token.tag_ == "VBG" or token.lower_.endswith("ing"))
        if source is None and not inherits:
            return None
        if source is not None:
            first = doc[source[0]]
            if first.lower_ in ("i", "we", "you") or not speakable(doc, source):
                return None
            if not self._fits(entry, source, cue_end):
                return None
            quotation = self.layout.quotation_at(index)
            if quotation is not None and quotation.start <= source[0] < quotation.end and (
                first.pos_ == "PRON" or not self._can_speak(source)
            ):
                return None
        return self._add_verb(entry, (index, cue_end), source, inverted, inherits, negated, modal)

    def _verbal(self, index: int) -> bool:
        """A form that the tagger took for a noun, but that stands like a verb: "…, reports Dawn", "police claim that"."""
        doc, unit = self.doc, self.unit
        token = doc[index]
        following = doc[index + 1] if index + 1 < unit.end else None
        if following is None:
            return False
        if token.lower_ in ("reports", "report", "claims", "reported", "claimed", "announced", "added", "confirmed", "denied", "warns", "states"):
            if following.lower_ == "that" or (token.lower_.endswith("ed") and following.pos_ in ("DET", "NUM")):
                return True
            outlet = following.text[:1].isupper() and not doc.text.isupper()
            return token.lower_ == "reports" and outlet and self._outlet(index + 1)
        return False

    def _origin(self, index: int) -> Range | None:
        """The outlet in "A, reports The Courier" (whatever the tagger makes of its name)."""
        doc, unit = self.doc, self.unit
        if doc[index].lower_ not in ("reports", "reported", "writes") or index < unit.start + 4 or not self._outlet(index + 1):
            return None
        previous = doc[index - 1]
        parted = previous.text in (",", '"', "”", "—", "–", "-") or not self.layout.punctuated
        following = doc[index + 1]
        if not parted or following.lower_ in ("that", "to", "of", "on", "in") or doc.text.isupper() and not parted:
            return None
        end = index + 1
        while end < unit.end and doc[end].text not in (".", ",", ";", '"', "”") and not doc[end].is_space:
            end += 1
        names = [t for t in doc[index + 1 : end] if t.is_alpha and t.lower_ not in ("of", "the", "and")]
        if not names or not all(t.text[:1].isupper() for t in names) or len(names) > 6:
            return None
        return index + 1, end

    def _outlet(self, start: int) -> bool:
        """True where a capitalised name runs from ``start`` to the unit's end."""
        doc, unit = self.doc, self.unit
        index = start
        while index < unit.end and (doc[index].text[:1].isupper() or doc[index].lower_ in ("of", "the", "and") or doc[index].text in ("-", "'s")):
            index += 1
        return index > start and (index >= unit.end or doc[index].text in (".", ",", ";", '"', "”"))

    def _passive(self, index: int, before: list[str]) -> bool:
        doc, unit = self.doc, self.unit
        token = doc[index]
        if token.lower_.endswith("ing") or token.tag_ in ("VBZ", "VBP"):
            return False
        last = next((w for w in reversed(before) if w not in ("also", "not", "n't", "later", "earlier", "first", "already", "widely", "officially")), "")
        if last in _BE and not token.lower_ == "says":
            return True
        nxt = doc[index + 1].lower_ if index + 1 < unit.end else ""
        return nxt == "by" and token.lower_ not in ("said", "says", "told")

    def _passive_source(self, entry: Entry, index: int, cue_end: int, negated: bool, modal: bool) -> int | None:
        """"was confirmed by the ministry": the by-phrase speaks; without one nobody does."""
        doc, unit = self.doc, self.unit
        by = next((i for i in range(cue_end, min(unit.end, cue_end + 5)) if doc[i].lower_ == "by"), None)
        if by is None or "clause" not in entry.takes:
            return None
        source = phrase_after(doc, by + 1, unit.end)
        if source is None or not self._can_speak(source):
            return None
        start = unit.start
        if not any(doc[i].lower_ in _BE for i in range(max(unit.start, index - 5), index)):
            # "the 12 deaths reported by hospitals": a participle speaks for its noun phrase alone
            if doc[index].lower_ not in _REPORTED_BY:
                return None
            start = max((i + 1 for i in range(unit.start, index) if doc[i].text in (",", ";") or doc[i].pos_ in ("VERB", "AUX")), default=start)
        self.found.append(
            Cue(entry, self.number, (index, by + 1), source, ((start, index),), "final", negated=negated, modal=modal)
        )
        return source[1]

    def _source(self, index: int, cue_end: int, participle: bool) -> tuple[Range | None, bool, bool]:
        """Speaker of the verb at ``index``; whether it stands after the verb; whether it is that of the cue before."""
        doc, unit = self.doc, self.unit
        previous = index - 1
        while previous >= unit.start and (doc[previous].pos_ == "ADV" or doc[previous].lower_ in ("also", "further")):
            previous -= 1
        first_in_unit = previous < unit.start
        opener = not first_in_unit and doc[previous].text in (",", '"', "”", "’", "—", "–", "--", "-", ":", "...", ";", "?", "!", ".")
        bare_inversion = not first_in_unit and not opener and doc[index].lower_ in ("reports", "reported") and self._outlet(cue_end)
        if participle and (first_in_unit or opener or doc[previous].pos_ not in ("AUX", "PRON")):
            tied = doc[previous].lower_ if not first_in_unit else ""
            if tied in ("and", ",", "”", '"', "by", "while", "also", "then") or opener or first_in_unit or tied in DOCUMENTS:
                if tied in DOCUMENTS:
                    return phrase_before(doc, index, unit.start), False, False
                return None, False, True
            inside = phrase_before(doc, index, unit.start)
            return (inside, False, False) if inside is not None and self._can_speak(inside) else (None, False, False)
        if (opener or first_in_unit or bare_inversion) and doc[index].lower_ not in _NEVER_INVERTED:
            after = phrase_after(doc, cue_end, unit.end)
            if after is not None and speakable(doc, after) and (self._can_speak(after) or bare_inversion) and self._closes(after):
                left = phrase_before(doc, index, unit.start) if not first_in_unit and doc[previous].text == "," else None
                reporting = doc[index].lower_ in ("reports", "reported")
                named = not reporting or self._outlet(after[0])
                plain = doc[index].lower_ in ("said", "says", "say", "added", "adds") or reporting
                if named and (plain or left is None or not doc_is_closed(doc, left, index)):
                    return after, True, False
        before = phrase_before(doc, index, unit.start)
        if before is not None and before[0] > unit.start and doc[before[0] - 1].pos_ == "ADP" and doc[before[1] - 1].ent_type_ in PLACE_LABELS:
            # "X, from his room in Managua, said"
            before = self._subject(index) or before
        if before is not None and not doc[previous].lower_ in ("and", "but", "or", "then"):
            return before, False, False
        if not first_in_unit and doc[previous].lower_ in ("and", "but", "then"):
            return None, False, bool(self.found) or self._subject(index) is not None
        subject = self._subject(index)
        return (subject, False, False) if subject is not None else (None, False, False)

    def _closes(self, source: Range) -> bool:
        """After an inverted speaker the sentence ends, pauses or adds only how and when."""
        doc, unit = self.doc, self.unit
        if source[1] >= unit.end:
            return True
        following = doc[source[1]]
        return (
            following.text in (",", ".", ";", "?", "!", '"', "”", ")", ":", "—", "–", "-")
            or following.lower_ in ("who", "in", "on", "at", "of", "after", "during", "from", "by", "while", "as", "whose", "told", "to", "and")
            or following.ent_type_ in ("DATE", "TIME")
            or following.is_space
            or following.pos_ == "VERB" and following.tag_ in ("VBN", "VBG")
        )

    def _subject(self, index: int) -> Range | None:
        """The tree's subject of the verb, where order does not tell."""
        doc, unit = self.doc, self.unit
        verb = doc[index]
        for _ in range(3):
            for child in verb.children:
                if child.dep_ in ("nsubj", "nsubj:pass") and unit.start <= child.i < unit.end and child.i != index:
                    if child.i < index:
                        low = child.left_edge.i
                        return max(unit.start, low), child.i + 1 + sum(
                            1 for t in child.children if t.dep_ in ("flat", "appos") and t.i == child.i + 1
                        )
                    found = phrase_after(doc, max(unit.start, child.left_edge.i), unit.end)
                    return found
            if verb.dep_ in ("conj", "advcl", "xcomp", "parataxis") and verb.head.i != verb.i:
                verb = verb.head
            else:
                break
        return None

    def _can_speak(self, source: Range) -> bool:
        """True where the words look like people, a body, a document or an outlet."""
        doc = self.doc
        tokens = [t for t in doc[source[0] : source[1]] if not t.is_space]
        return any(
            t.lower_ in ROLES | COLLECTIVES | PLAIN_BODIES | ORGANISATION_WORDS | TITLES | DOCUMENTS | MEDIA_WORDS
            or t.ent_type_ in PERSON_LABELS | ORGANISATION_LABELS
            or t.pos_ == "PROPN"
            or t.lower_ in ("he", "she", "they", "it", "who")
            or (t.pos_ == "NOUN" and t.lower_.endswith(("er", "ers", "or", "ors", "man", "men", "woman", "women", "ist", "ists", "ian", "ians")))
            for t in tokens
        )

    def _fits(self, entry: Entry, source: Range, cue_end: int) -> bool:
        """True where speaker and object suit the entry (a blast claims lives, but says nothing)."""
        doc, unit = self.doc, self.unit
        head = [t.lower_ for t in doc[source[0] : source[1]]]
        right = [t.lower_ for t in doc[cue_end : min(unit.end, cue_end + 8)]]
        if entry.needs == "document":
            return any(w in DOCUMENTS for w in head) and "that" in right[:3]
        if entry.needs == "outlet":
            return any(w in MEDIA_WORDS for w in head) and "that" in right[:2]
        if entry.needs == "reporter":
            return any(w in _REPORTERS for w in head)
        if entry.id == "claim" and any(w in _LIVES for w in right):
            return False
        if entry.id == "claim_responsibility":
            left = [t.lower_ for t in doc[max(unit.start, source[0] - 4) : source[1]]]
            return not any(w in ("no", "nobody", "none", "neither", "nor") for w in left)
        if entry.id == "estimate" and doc[cue_end - 1].lower_ in ("put", "puts", "putting"):
            return any(w in _TOLLS for w in right) and "at" in [t.lower_ for t in doc[cue_end : min(unit.end, cue_end + 12)]]
        if entry.id == "document":
            return self._can_speak(source) and any(t.like_num for t in doc[cue_end : min(unit.end, cue_end + 14)])
        if entry.id == "accuse":
            return any(w in ("of", "for") for w in [t.lower_ for t in doc[cue_end : min(unit.end, cue_end + 14)]])
        nobody = head[:2] + [t.lower_ for t in doc[max(unit.start, source[0] - 3) : source[0]]]
        if any(w in ("no", "nobody", "none", "neither", "nor") for w in nobody) and entry.id != "deny":
            return False
        if entry.id in ("believe", "explain", "announce", "confirm", "admit", "claim", "deny", "estimate"):
            return self._can_speak(source)
        return True

    def _add_verb(
        self, entry: Entry, cue: Range, source: Range | None, inverted: bool, inherits: bool, negated: bool, modal: bool
    ) -> int | None:
        doc, unit = self.doc, self.unit
        start_of_all = min(cue[0], source[0]) if source is not None else cue[0]
        end_of_all = max(cue[1], source[1]) if source is not None else cue[1]
        if entry.takes == frozenset({"of"}):
            content = next((i for i in range(cue[1], min(unit.end, cue[1] + 14)) if doc[i].lower_ in ("of", "for")), None)
            if content is None:
                return None
            self.found.append(Cue(entry, self.number, cue, source, ((content + 1, unit.end),), "front", inherits=inherits))
            return cue[1]
        if not entry.takes:
            self.found.append(Cue(entry, self.number, cue, source, (), "front", inherits=inherits))
            return cue[1]
        left = not inherits and self._substance(unit.start, start_of_all) and self._parted(start_of_all)
        subordinate = doc[start_of_all - 1].lower_ if start_of_all > unit.start else ""
        after = end_of_all
        right = self._substance(after, unit.end, noun="noun" in entry.takes)
        through = self._directly_right(after)
        contents: list[Range] = []
        if inverted:
            position = "final"
            contents.append((unit.start, start_of_all))
            if right and self._goes_on(after) and doc[after].text == ",":
                contents.append((after, unit.end))
                position = "mid"
            if not self._substance(unit.start, start_of_all):
                contents = [(after, unit.end)] if right and doc[after].text in (",", ":") else []
        elif left and not (right and through):
            position = "final"
            contents.append((unit.start, start_of_all))
            if right and self._goes_on(after):
                contents.append((after, unit.end))
                position = "mid"
        else:
            position = "front"
            if subordinate in ("who", "which", "whom", "that") and source is not None:
                close = next((i for i in range(after, unit.end) if doc[i].text == ","), unit.end)
                contents.append((after, close))
            elif right:
                contents.append((after, unit.end))
            elif not self._substance(unit.start, start_of_all) and source is not None:
                position = "alone"
        if not contents and position != "alone":
            return None
        self.found.append(
            Cue(entry, self.number, cue, source, tuple(contents), position, negated=negated, modal=modal, inherits=inherits)
        )
        return cue[1]

    def _parted(self, start: int) -> bool:
        """True where a comma, dash or quotation mark stands before the speaker (or the text has no punctuation)."""
        doc, unit = self.doc, self.unit
        index = start - 1
        while index > unit.start and (doc[index].is_space or doc[index].pos_ == "ADV" and doc[index].lower_ in ("also", "later")):
            index -= 1
        if doc[index].text in (",", '"', "”", "’", "'", "—", "–", "--", "-", "?", "!", "..."):
            return True
        return not self.layout.punctuated and False

    def _directly_right(self, after: int) -> bool:
        """True where a clause follows the verb without a pause: "police said three men were shot"."""
        doc, unit = self.doc, self.unit
        index = after
        while index < unit.end and (doc[index].is_space or doc[index].ent_type_ in ("DATE", "TIME") or doc[index].lower_ in ("on", "late", "early")):
            index += 1
        if index >= unit.end:
            return False
        token = doc[index]
        if token.text in (".", ";", "?", "!") or (token.text in (",", "”") and True):
            return False
        if token.lower_ in ("in", "during", "at", "by", "after", "as", "while", "of", "when", "from") and not any(
            t.lower_ == "that" for t in doc[index : min(unit.end, index + 14)]
        ):
            return False
        rest = doc[index : unit.end]
        return token.lower_ == "that" or token.text in (":", '"', "“") or any(
            t.pos_ in ("VERB", "AUX") and t.tag_ in _FINITE for t in rest
        )

    def _goes_on(self, after: int) -> bool:
        """True where what follows ", police said," is more of what is said."""
        doc, unit = self.doc, self.unit
        if doc[after].text not in (",", ":", "—", "–", "--", '"', "“", ".", ";"):
            return False
        index = after + 1
        while index < unit.end and doc[index].is_space:
            index += 1
        if index >= unit.end:
            return False
        token = doc[index]
        return token.lower_ not in ("who", "which", "speaking", "citing", "quoting", "referring", "but", "whose", "where", "although", "though")

    def _substance(self, start: int, end: int, *, noun: bool = False) -> bool:
        """True where the stretch can be content: three words or more with a verb or a number, not a mere adjunct."""
        doc = self.doc
        tokens = [t for t in doc[start:end] if not t.is_space and not t.is_punct]
        if len(tokens) < (1 if noun else 2):
            return False
        if noun and any(t.pos_ in ("NOUN", "PROPN", "NUM") for t in tokens):
            return True
        if self.unit.headline and len(tokens) >= 2:
            return True
        position = 0
        while position < len(tokens) and tokens[position].lower_ in _CONNECTIVES:
            position += 1
        rest = tokens[position:]
        if not rest:
            return False
        verbs = [t for t in rest if t.pos_ in ("VERB", "AUX") or t.tag_ in _FINITE]
        if rest[0].lower_ in ("after", "before", "when", "as", "if", "because", "since", "asked", "speaking", "in", "on", "at", "during", "according"):
            # a fronted adjunct: content only where it runs on to a main clause after its comma
            comma = next((t.i for t in rest if doc[t.i - 1].text == ","), None) if len(rest) > 1 else None
            if comma is None:
                return bool(verbs) and rest[0].lower_ in ("in", "on", "at", "during", "since")
            tail = [t for t in rest if t.i >= comma]
            return any(t.pos_ in ("VERB", "AUX") for t in tail) and len(tail) > 2
        if verbs and len(rest) >= 2:
            return True
        return any(t.pos_ == "NUM" for t in rest) and len(rest) >= 2

    # ----------------------------------------------------------------------------------------------- nouns, colons

    def _noun(self, index: int) -> int | None:
        """"the rebels' claim that A", "allegations by residents that A"."""
        doc, unit = self.doc, self.unit
        entry = self.words.nouns.get(doc[index].lower_)
        if entry is None or doc[index].pos_ == "VERB":
            return None
        that = next((i for i in range(index + 1, min(unit.end, index + 9)) if doc[i].lower_ == "that"), None)
        if that is None:
            return None
        source: Range | None = None
        if doc[index + 1].lower_ in ("by", "from", "of") and that > index + 2:
            source = phrase_after(doc, index + 2, that)
        elif that == index + 1 and index > unit.start:
            previous = doc[index - 1]
            if previous.text in ("'s", "’s", "'", "’") or previous.lower_ in ("s",):
                source = phrase_before(doc, index - 1, unit.start)
        if source is None or not self._can_speak(source):
            return None
        close = next((i for i in range(that + 1, unit.end) if doc[i].text in (",", ";")), unit.end)
        self.found.append(Cue(entry, self.number, (index, index + 1), source, ((that + 1, close),), "front"))
        return that

    def _colon(self) -> None:
        """Headlines: "Officials: bomb kills 20", "Bomb kills 20: officials", "12 killed – police"."""
        doc, unit = self.doc, self.unit
        entry = next(e for e in self.words.entries if e.id == "say")
        for index in range(unit.start + 1, unit.end - 1):
            if doc[index].text not in (":", "–", "—", "--", "-"):
                continue
            if doc[index].text == "-" and not doc[index].whitespace_:
                continue
            left = (unit.start, index)
            right = (index + 1, unit.end)
            if doc[index].text == ":" and index - unit.start <= 7 and self._source_only(left) and self._substance(*right):
                self.found.append(Cue(entry, self.number, (index, index + 1), left, (right,), "front"))
                return
            if unit.end - index <= 8 and self._source_only(right) and self._substance(*left):
                self.found.append(Cue(entry, self.number, (index, index + 1), right, (left,), "final"))
                return

    def _source_only(self, stretch: Range) -> bool:
        tokens = [t for t in self.doc[stretch[0] : stretch[1]] if not t.is_space]
        if not tokens or any(t.pos_ == "AUX" or t.like_num or t.is_punct and t.text not in ("-", "'s", ".", "’s", "&") for t in tokens):
            return False
        last = tokens[-1]
        return (
            last.lower_ in COLLECTIVES | PLAIN_BODIES | ROLES | MEDIA_WORDS | {"un", "u.n.", "monitor", "ministry"}
            or last.ent_type_ in PERSON_LABELS | ORGANISATION_LABELS
        ) and len(tokens) <= 6


def doc_is_closed(doc: Doc, source: Range, index: int) -> bool:
    """True where only a comma or auxiliaries stand between a speaker and its verb."""
    return all(t.text == "," or t.pos_ in ("AUX", "ADV") or t.is_space for t in doc[source[1] : index])


def _boundary(doc: Doc, start: int, end: int) -> int | None:
    """The last turn (", but", "; ", ", while", "and") in a stretch, as the index where the new clause begins."""
    for index in range(end - 1, start, -1):
        token = doc[index]
        if token.text == ";":
            return index + 1
        if token.lower_ in _TURNS and (doc[index - 1].text in (",", ";", '"', "”") or token.lower_ in ("but", "while", "whereas")):
            return index
    return None


def _separated(doc: Doc, unit: Unit, cues: list[Cue]) -> list[Cue]:
    """Contents of the cues of one unit, cut where another cue's clause begins."""
    out = list(cues)
    for a in range(len(out)):
        for b in range(a + 1, len(out)):
            first, second = out[a], out[b]
            if second.position == "citing":
                continue
            begin = second.source[0] if second.source is not None and second.source[0] < second.cue[0] else second.cue[0]
            if second.position == "front":
                turn = begin
                while turn > unit.start and (doc[turn - 1].lower_ in _TURNS or doc[turn - 1].text in (",", ";") or doc[turn - 1].is_space):
                    turn -= 1
                own = turn < begin or second.inherits
                if own:
                    out[a] = replace(first, contents=tuple((s, min(e, turn)) if s < turn else (s, e) for s, e in first.contents if s < turn))
            else:
                start = first.cue[1] if first.source is None else max(first.cue[1], first.source[1])
                if first.position in ("final", "mid"):
                    out[b] = replace(second, contents=tuple((max(s, start), e) for s, e in second.contents if e > start))
                    if first.position == "mid":
                        out[a] = replace(first, contents=first.contents[:1])
                elif first.position == "front":
                    turn_at = _boundary(doc, start, begin)
                    if turn_at is not None and doc[turn_at].lower_ != "and":
                        out[b] = replace(second, contents=tuple((max(s, turn_at), e) for s, e in second.contents if e > turn_at))
                        out[a] = replace(out[a], contents=tuple((s, min(e, turn_at)) for s, e in out[a].contents if s < turn_at))
    return out
