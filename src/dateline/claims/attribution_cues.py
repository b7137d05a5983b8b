"""Words of saying in a sentence, with their speaker and the stretch that is said.

Each unit (sentence) is searched for the lexicon's words; where the speaker stands and where the content lies is told
by order and punctuation, as wire style has it: *front* ("police said A"), *final* ("A, police said"), *mid*
("A, police said, B"), quoted ("X quoted Y as saying A"), "according to". Ranges are token indexes, half-open.
"""

from __future__ import annotations

from dataclasses import replace
from typing import Final

from spacy.tokens import Doc

from dateline.claims.attribution_clause import Cue, Range
from dateline.claims.attribution_layout import Layout, Unit
from dateline.claims.attribution_lines import Lines
from dateline.claims.attribution_lists import (
    ALWAYS,
    BE,
    FINITE,
    MODAL_PAST,
    NEGATIVE,
    REPORTED_BY,
    TURNS,
    VERSIONS,
    word_set,
)
from dateline.claims.attribution_sources import phrase_after, phrase_before, speakable
from dateline.claims.attribution_words import Entry, lexicon
from dateline.claims.chains_words import ORGANISATION_WORDS, ROLES
from dateline.claims.syntax import is_name

__all__ = ["Cue", "find_cues"]


def find_cues(doc: Doc, layout: Layout) -> list[Cue]:
    """Every saying of the report, in order of the text."""
    words = lexicon()
    found: list[Cue] = []
    for number, unit in enumerate(layout.units):
        in_unit = _Search(doc, layout, words, number, unit).run()
        found.extend(_separated(doc, unit, in_unit))
    return found


_HEARERS: Final = frozenset({"us", "me", "them", "him", "her", "reporters", "journalists"})
_EVIDENCE: Final = word_set(
    """
    account accounts video videos footage image images imagery photograph photographs photo photos picture pictures evidence
    data concern concerns reason reasons need grounds lack fear fears pressure
    """
)
"""What is cited and is nobody: "citing witness accounts and videos", "citing security concerns"."""


_PERCEIVES: Final = frozenset("find finds found finding show shows showed shown see saw hear heard".split())


class _Search(Lines):
    """The search of one unit."""

    def run(self) -> list[Cue]:
        doc, unit = self.doc, self.unit
        index = unit.start
        while index < unit.end:
            if doc[index].lower_ not in self.words.openers:
                index += 1
                continue
            step = self._phrase(index) or self._by_count(index) or self._quote(index)
            step = step or self._verb(index) or self._noun(index)
            index = max(index + 1, step or 0)
        self._passed_on()
        self._gapped()
        if not self.found and unit.end - unit.start > 2:
            self._source_line()
        if not self.found:
            self._toll_of()
        if not self.found:
            self._bracket()
        if not self.found:
            plain = not any(t.text in (".", "?") for t in doc[unit.start : unit.end])
            self._colon(labels=not (unit.headline or plain))
        return self.found

    def _phrase(self, index: int) -> int | None:
        doc, unit = self.doc, self.unit
        for words, entry in self.words.phrases:
            if index + len(words) <= unit.end and all(doc[index + k].lower_ == w for k, w in enumerate(words)):
                if words == ("per",) and index > unit.start and doc[index - 1].text not in (",", "(", "[", "—", "–"):
                    return None
                after = index + len(words)
                source = phrase_after(doc, after, unit.end)
                if source is None or not speakable(doc, source):
                    return None
                if words[0] in ("as", "in") and len(words) < 3 and not self.can_speak(source):
                    return None
                self._add_phrase(entry, (index, after), source)
                return source[1]
        return None

    def _add_phrase(self, entry: Entry, cue: Range, source: Range, *, after: int | None = None) -> None:
        doc, unit = self.doc, self.unit
        fronted = not self._substance(unit.start, cue[0])
        before_comma = cue[0] - 1
        # "…, but according to X, B": fronted within its own clause
        start = unit.start
        if before_comma > unit.start and doc[before_comma].text == ",":
            before_comma -= 1
        if (
            not fronted
            and before_comma >= unit.start
            and doc[before_comma].lower_ in TURNS | {"where", "which", "that", "because"}
        ):
            fronted, start = True, cue[0]
        after = source[1] if after is None else after
        # an insertion after the source: "a guard at the company, who escaped unhurt, A"
        if after < unit.end and doc[after].text == ",":
            follows = after + 1
            if (follows < unit.end and doc[follows].lower_ in ("who", "which", "a", "an", "the", "chief", "head")) or (
                follows < unit.end and doc[follows].lower_ in ROLES
            ):
                closing = next((i for i in range(follows, min(unit.end, follows + 25)) if doc[i].text == ","), None)
                inserted = doc[follows : closing or follows + 1]
                is_office = any(t.lower_ in ROLES | ORGANISATION_WORDS for t in inserted) or doc[follows].lower_ in (
                    "who",
                    "which",
                )
                verb_inside = any(t.pos_ in ("VERB", "AUX") and t.tag_ in FINITE for t in inserted)
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

    def _quote(self, index: int) -> int | None:
        """ "X quoted Y as saying A", "Y was quoted as saying A", "citing Y"."""
        doc, unit = self.doc, self.unit
        token = doc[index]
        hit = self.words.verb((token.lower_,))
        if hit is None or "quoted" not in hit[0].takes:
            return None
        entry = hit[0]
        saying = next(
            (
                i
                for i in range(index + 1, min(unit.end - 1, index + 30))
                if doc[i].lower_ == "as" and doc[i + 1].lower_.endswith("ing")
            ),
            None,
        )
        passive = any(doc[i].lower_ in BE for i in range(max(unit.start, index - 3), index))
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
        clause = doc[index - 1].lower_ in ("which", "who", "that") if index > unit.start else False
        if token.lower_ in ("citing", "quoting") or (clause and self.found):
            source = phrase_after(doc, index + 1, unit.end)
            if source is None or not speakable(doc, source):
                return None
            if doc[source[1] - 1].lower_ in _EVIDENCE and any(c.source for c in self.found):
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
        if not passive and index > unit.start and not self._substance(unit.start, index - 1):
            # "The agency quoted unnamed officials.": they spoke the sentence before
            source = phrase_after(doc, index + 1, unit.end)
            via = phrase_before(doc, index, unit.start)
            closed = source is not None and (source[1] >= unit.end or doc[source[1]].text in (".", ","))
            if source is not None and via is not None and closed and self.can_speak(source) and self.can_speak(via):
                self.found.append(Cue(entry, self.number, (index, index + 1), source, (), "alone", via=via))
                return source[1]
        return None

    def _passed_on(self) -> None:
        """ "The agency, citing Y, said A", "Citing Y, the agency said A": what the agency says is what Y says."""
        for position, cue in enumerate(self.found):
            if cue.position != "citing":
                continue
            for other in self.found:
                main = other.position in ("front", "mid", "final") and other.contents and other.source is not None
                if not main or other is cue or other.cue[0] < cue.cue[0] or cue.source is None:
                    continue
                inserted = self.doc[other.cue[0]].lower_ not in ("adding", "saying")
                if inserted and other.cue[0] - cue.source[1] < 16:
                    self.found[position] = replace(cue, contents=other.contents, via=other.source)
                    break

    def _nested(self, entry: Entry, cue: Range, source: Range | None, via: Range | None) -> int | None:
        if source is None or not speakable(self.doc, source):
            return None
        unit = self.unit
        if self._substance(cue[1], unit.end):
            content, position = (cue[1], unit.end), "front"
        else:
            begin = min(cue[0], source[0], via[0] if via is not None else cue[0])
            content, position = (unit.start, begin), "final"
        self.found.append(Cue(entry, self.number, cue, source, (content,), position, via=via))
        return cue[1]

    def _by_count(self, index: int) -> int | None:
        """ "by the mayor's count", "by the tally of the Red Cross"."""
        doc, unit = self.doc, self.unit
        if doc[index].lower_ not in ("by", "on") or index + 2 >= unit.end:
            return None
        noun = next(
            (i for i in range(index + 1, min(unit.end, index + 10)) if doc[i].lower_ in self.words.counts), None
        )
        if noun is None or any(doc[i].text in (",", ".", ";") or doc[i].pos_ == "VERB" for i in range(index + 1, noun)):
            return None
        entry = self.words.counts[doc[noun].lower_]
        end = noun + 1
        source: Range | None = None
        if noun > index + 2 and doc[noun - 1].text in ("'s", "’s", "'", "’"):
            source = (index + 1, noun - 1)
        elif noun <= index + 2 and noun + 1 < unit.end and doc[noun + 1].lower_ in ("of", "by"):
            source = phrase_after(doc, noun + 2, unit.end)
            end = source[1] if source is not None else end
        elif noun == index + 2 and doc[index + 1].lower_ not in ("a", "any", "this", "that", "one", "some"):
            source = (index + 1, noun)
        if source is None or not self.can_speak(source):
            return None
        self._add_phrase(entry, (index, end), source, after=end)
        return end

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
        if token.lower_ not in ALWAYS and token.pos_ not in ("VERB", "AUX") and not self._verbal(index):
            return None
        if token.lower_ in _PERCEIVES and entry.id == "explain":
            if index + 1 >= unit.end or doc[index + 1].lower_ != "that":
                return None
        if is_name(token, doc[unit.start : unit.end]):
            return None
        if token.lower_.startswith("charg") and not any(t.lower_ == "that" for t in doc[index + 1 : index + 3]):
            return None
        if (
            entry.id == "write"
            and token.lower_ not in ("wrote", "writes")
            and not (length > 1 and index > unit.start + 4 and doc[index - 1].pos_ == "PROPN")
            and not any(t.lower_ == "that" or t.text in ('"', "“", "”", ":", "''") for t in doc[unit.start : unit.end])
        ):
            return None
        if token.lower_ == "read" or (token.lower_ == "reads" and token.pos_ != "VERB"):
            return None
        if index > unit.start and doc[index - 1].text in ("-", "‐") and not doc[index - 1].whitespace_:
            return None
        after_comma = index > unit.start and doc[index - 1].text == "," and token.lower_.endswith("ed")
        if token.dep_ == "amod" and token.lower_ not in ALWAYS and not after_comma:
            return None
        # the month of May is no modal verb
        before = [
            "" if doc[i].text == "May" else doc[i].lower_
            for i in range(max(unit.start, index - 5), index)
            if not doc[i].is_space
        ][-4:]
        if before[-1:] == ["to"] or (before[-2:-1] == ["to"] and doc[index - 1].pos_ == "ADV"):
            going_on = before[-2:-1] == ["on"] or any(w in ("continued", "continues") for w in before)
            if not going_on and not any(w in ("appeared", "seemed", "appears", "seems") for w in before):
                return None
        modal = any(w in MODAL_PAST for w in before)
        negated = any(w in NEGATIVE for w in before[-3:])
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
            if entry.id not in ("say", "estimate") or "will" in before or "would" in before:
                return None
        source, inverted, inherits = self._source(index, cue_end, token.tag_ == "VBG" or token.lower_.endswith("ing"))
        if source is None and (not inherits or entry.needs):
            return None
        if source is not None:
            first = doc[source[0]]
            if first.lower_ in ("i", "we", "you") or not speakable(doc, source):
                return None
            if not self._fits(entry, source, cue_end):
                return None
            quotation = self.layout.quotation_at(index)
            if (
                quotation is not None
                and quotation.start <= source[0] < quotation.end
                and (first.pos_ == "PRON" or not self.can_speak(source))
            ):
                return None
        return self._add_verb(entry, (index, cue_end), source, inverted, inherits, negated, modal)

    def _passive_source(self, entry: Entry, index: int, cue_end: int, negated: bool, modal: bool) -> int | None:
        """ "was confirmed by the ministry": the by-phrase speaks; without one nobody does."""
        doc, unit = self.doc, self.unit
        by = next((i for i in range(cue_end, min(unit.end, cue_end + 7)) if doc[i].lower_ == "by"), None)
        if by is None or any(doc[i].lower_ == "to" and doc[i + 1].tag_ == "VB" for i in range(cue_end, by)):
            return None  # "a grenade believed to be hurled by militants"
        if entry.id == "claim" and not any(c.lower_ == "it" for c in doc[index].children):
            return None  # "the ambush, in which four died, was claimed by the Brigade": a deed is claimed, not said
        counted = any(t.like_num for t in doc[cue_end:by])  # "is put at 57 by the Red Crescent"
        if "clause" not in entry.takes and not (counted and "noun" in entry.takes):
            return None
        source = phrase_after(doc, by + 1, unit.end)
        if source is None or not self.can_speak(source) or not speakable(doc, source):
            return None
        start = unit.start
        if [t.lower_ for t in doc[unit.start : unit.start + 1]] == ["it"] and index - unit.start < 5:
            # "It was reported by security sources that A"
            if self._substance(source[1], unit.end):
                told = ((source[1], unit.end),)
                self.found.append(
                    Cue(entry, self.number, (index, by + 1), source, told, "front", negated=negated, modal=modal)
                )
                return source[1]
            return None
        if not any(doc[i].lower_ in BE for i in range(max(unit.start, index - 5), index)):
            # "the 12 deaths reported by hospitals": a participle speaks for its noun phrase alone
            if doc[index].lower_ not in REPORTED_BY:
                return None
            if doc[index - 1].text == "," and index - 2 > unit.start:
                # "The 14 deaths, confirmed by the governor, bring …": the noun phrase before the comma
                turn = next((i for i in range(index - 2, unit.start, -1) if doc[i].text in (",", ";")), unit.start - 1)
                told = ((turn + 1, index - 1),)
                self.found.append(
                    Cue(entry, self.number, (index, by + 1), source, told, "final", negated=negated, modal=modal)
                )
                return source[1]
            start = max(
                (
                    i + 1
                    for i in range(unit.start, index)
                    if doc[i].text in (",", ";") or doc[i].pos_ in ("VERB", "AUX")
                ),
                default=start,
            )
        self.found.append(
            Cue(
                entry,
                self.number,
                (by, by + 1) if counted else (index, by + 1),
                source,
                ((start, by if counted else index),),
                "final",
                negated=negated,
                modal=modal,
            )
        )
        return source[1]

    def _add_verb(
        self, entry: Entry, cue: Range, source: Range | None, inverted: bool, inherits: bool, negated: bool, modal: bool
    ) -> int | None:
        doc, unit = self.doc, self.unit
        start_of_all = min(cue[0], source[0]) if source is not None else cue[0]
        end_of_all = max(cue[1], source[1]) if source is not None else cue[1]
        if entry.takes == frozenset({"of"}):
            content = next(
                (i for i in range(cue[1], min(unit.end, cue[1] + 14)) if doc[i].lower_ in ("of", "for")), None
            )
            if content is None:
                return None
            # "blamed them for killing nine" is said; "blamed them for the attack, in which nine died" is the report's
            follows = doc[content + 1] if content + 1 < unit.end else doc[content]
            told: tuple[Range, ...] = ((content + 1, unit.end),)
            if doc[content].lower_ == "for" and follows.tag_ != "VBG" and follows.lower_ != "having":
                told = ()
            self.found.append(Cue(entry, self.number, cue, source, told, "front", inherits=inherits))
            return cue[1]
        if not entry.takes:
            self.found.append(Cue(entry, self.number, cue, source, (), "front", inherits=inherits))
            return cue[1]
        left = not inherits and self._substance(unit.start, start_of_all) and self._parted(start_of_all)
        subordinate = doc[start_of_all - 1].lower_ if start_of_all > unit.start else ""
        after = end_of_all
        right = self._substance(after, unit.end, noun="noun" in entry.takes)
        if right and left and self._told_where(cue, after):
            right = False  # "…, he told us from his bed in Mongo, where five are treated"
        if right and left and after < unit.end and self._adjunct(after):
            right = False  # "…, the ministry announced in a press release"
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
            relative = (
                any(t.lower_ in ("who", "which", "whom") for t in doc[source[1] : cue[0]])
                if source is not None
                else False
            )
            if (subordinate in ("who", "which", "whom", "that") or relative) and source is not None:
                close = next((i for i in range(after, unit.end) if doc[i].text == ","), unit.end)
                contents.append((after, close))
            elif right:
                contents.append((after, unit.end))
            elif not self._substance(unit.start, start_of_all) and source is not None:
                position = "alone"
        if not contents and position != "alone":
            return None
        if "noun" in entry.takes and position == "front":
            contents = [(start, self._before_relative(start, end)) for start, end in contents]
        self.found.append(
            Cue(
                entry,
                self.number,
                cue,
                source,
                tuple(contents),
                position,
                negated=negated,
                modal=modal,
                inherits=inherits,
            )
        )
        return cue[1]

    def _told_where(self, cue: Range, after: int) -> bool:
        """ "Told us from his bed in Mongo, where …": after the hearer only where it was said, and what the reporter adds."""
        doc, unit = self.doc, self.unit
        if doc[cue[1] - 1].lower_ not in ("told", "tells") or doc[after].lower_ not in _HEARERS:
            return False
        place = after + 1
        if place >= unit.end or doc[place].lower_ not in (
            "from",
            "at",
            "in",
            "outside",
            "inside",
            "near",
            "by",
            "over",
            "on",
        ):
            return False
        rest = doc[place : unit.end]
        comma = next((t.i for t in rest if t.text == ","), None)
        before = doc[place : comma if comma is not None else unit.end]
        if any(t.tag_ in FINITE for t in before):
            return False
        return comma is None or (comma + 1 < unit.end and doc[comma + 1].lower_ in ("where", "who", "which", "as"))

    def _adjunct(self, start: int) -> bool:
        """True where only how, where and when it was said follows: prepositions and dates, no clause and no number."""
        doc, unit = self.doc, self.unit
        first = doc[start]
        dated = first.ent_type_ in ("DATE", "TIME") or first.pos_ == "ADV"
        rest = doc[start : unit.end]
        plain = not any(t.lower_ == "that" or t.pos_ == "AUX" or t.tag_ in ("VBD", "VBZ", "VBP") for t in rest)
        return (
            (first.pos_ == "ADP" or dated)
            and plain
            and not any(t.like_num and t.ent_type_ not in ("DATE", "TIME") for t in rest)
        )

    def _noun(self, index: int) -> int | None:
        """ "the rebels' claim that A", "allegations by residents that A"."""
        doc, unit = self.doc, self.unit
        entry = self.words.nouns.get(doc[index].lower_)
        if entry is None or doc[index].pos_ == "VERB":
            return None
        version = doc[index].lower_ in VERSIONS
        that = next(
            (i for i in range(index + 1, min(unit.end, index + 9)) if doc[i].text == (":" if version else "that")), None
        )
        if that is None or (
            entry.id == "documents" and not version and doc[index].lower_ not in ("statement", "report")
        ):
            return None
        if version:
            owner = phrase_before(doc, index - 1, unit.start) if doc[index - 1].text in ("'s", "’s", "'", "’") else None
            if owner is None or not self.can_speak(owner):
                return None
            self.found.append(Cue(entry, self.number, (index, index + 1), owner, ((that + 1, unit.end),), "front"))
            return that
        source: Range | None = None
        if doc[index + 1].lower_ in ("by", "from", "of") and that > index + 2:
            source = phrase_after(doc, index + 2, that)
        elif that == index + 1 and index > unit.start:
            previous = doc[index - 1]
            if previous.text in ("'s", "’s", "'", "’") or previous.lower_ in ("s",):
                source = phrase_before(doc, index - 1, unit.start)
        if source is None or not self.can_speak(source):
            return None
        close = next((i for i in range(that + 1, unit.end) if doc[i].text in (",", ";")), unit.end)
        self.found.append(Cue(entry, self.number, (index, index + 1), source, ((that + 1, close),), "front"))
        return that


def _boundary(doc: Doc, start: int, end: int) -> int | None:
    """The last turn (", but", "; ", ", while", "and") in a stretch, as the index where the new clause begins."""
    for index in range(end - 1, start, -1):
        token = doc[index]
        if token.text == ";":
            return index + 1
        if token.lower_ in TURNS and (
            doc[index - 1].text in (",", ";", '"', "”") or token.lower_ in ("but", "while", "whereas")
        ):
            return index
    return None


def _separated(doc: Doc, unit: Unit, cues: list[Cue]) -> list[Cue]:
    """Contents of the cues of one unit, cut where another cue's clause begins."""
    out = list(cues)
    for a in range(len(out)):
        for b in range(a + 1, len(out)):
            first, second = out[a], out[b]
            if "citing" in (first.position, second.position):
                continue
            begin = (
                second.source[0] if second.source is not None and second.source[0] < second.cue[0] else second.cue[0]
            )
            if second.position == "front":
                turn = begin
                while turn > unit.start and (
                    doc[turn - 1].lower_ in TURNS or doc[turn - 1].text in (",", ";") or doc[turn - 1].is_space
                ):
                    turn -= 1
                own = turn < begin or second.inherits
                if own:
                    out[a] = replace(
                        first,
                        contents=tuple(
                            (s, min(e, turn)) if s < turn else (s, e) for s, e in first.contents if s < turn
                        ),
                    )
            else:
                start = first.cue[1] if first.source is None else max(first.cue[1], first.source[1])
                if first.position in ("final", "mid"):
                    out[b] = replace(
                        second, contents=tuple((max(s, start), e) for s, e in second.contents if e > start)
                    )
                    if first.position == "mid":
                        out[a] = replace(first, contents=first.contents[:1])
                elif first.position == "front":
                    turn_at = _boundary(doc, start, begin)
                    if turn_at is not None and doc[turn_at].lower_ != "and":
                        out[b] = replace(
                            second, contents=tuple((max(s, turn_at), e) for s, e in second.contents if e > turn_at)
                        )
                        out[a] = replace(
                            out[a], contents=tuple((s, min(e, turn_at)) for s, e in out[a].contents if s < turn_at)
                        )
    return out
