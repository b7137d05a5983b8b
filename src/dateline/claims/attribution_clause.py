"""A sentence seen by the search for sayings: which stretch can be content, which words can be the speaker."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

from spacy.tokens import Doc, Token

from dateline.claims.attribution_layout import Layout, Unit
from dateline.claims.attribution_lists import (
    BE,
    CONNECTIVES,
    FINITE,
    NEVER_INVERTED,
    SUBORDINATORS,
)
from dateline.claims.attribution_sources import past_agent, phrase_after, phrase_before, speakable
from dateline.claims.attribution_words import Entry, Lexicon
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

__all__ = ["Clause", "Cue", "Range"]

Range = tuple[int, int]

_SPEAKING: Final = ROLES | COLLECTIVES | PLAIN_BODIES | ORGANISATION_WORDS | TITLES | DOCUMENTS | MEDIA_WORDS
_LINKS: Final = frozenset("of the and de del la las los le les du des di al y et".split())
"""What stands between the words of an outlet's name: "El Porvenir de Morelia"."""


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


class Clause:
    """One unit, with the questions that the search asks of it."""

    def __init__(self, doc: Doc, layout: Layout, words: Lexicon, number: int, unit: Unit) -> None:
        self.doc, self.layout, self.words = doc, layout, words
        self.number, self.unit = number, unit
        self.found: list[Cue] = []

    def _substance(self, start: int, end: int, *, noun: bool = False) -> bool:
        """True where the stretch can be content: three words or more with a verb or a number, not a mere adjunct."""
        doc = self.doc
        tokens = [t for t in doc[start:end] if not t.is_space and not t.is_punct]
        if len(tokens) == 1 and tokens[0].like_num:
            return True  # "the authorities say 5,000"
        if len(tokens) < (1 if noun else 2):
            return False
        if noun and any(t.pos_ in ("NOUN", "PROPN", "NUM") for t in tokens):
            return True
        if self.unit.headline and len(tokens) >= 2:
            return True
        position = 0
        while position < len(tokens) and tokens[position].lower_ in CONNECTIVES:
            position += 1
        rest = tokens[position:]
        if not rest:
            return False
        verbs = [t for t in rest if t.pos_ in ("VERB", "AUX") or t.tag_ in FINITE]
        if any(t.lower_ == "that" for t in rest[1:14]) and verbs and start and self.doc[start - 1].pos_ == "VERB":
            return True
        if rest[0].lower_ == "as" and rest[1:2] and rest[1].lower_ in ("many", "few"):
            return len(rest) > 3  # "as many as 31 inmates …"
        if rest[0].lower_ == "at" and rest[1:2] and rest[1].lower_ in ("least", "most"):
            return len(rest) > 2
        if rest[0].lower_ in (
            "after",
            "before",
            "when",
            "as",
            "if",
            "because",
            "since",
            "asked",
            "speaking",
            "in",
            "on",
            "at",
            "during",
            "according",
        ):
            # a fronted adjunct: content only where it runs on to a main clause after its comma
            comma = next((t.i for t in rest if doc[t.i - 1].text == ","), None) if len(rest) > 1 else None
            if comma is None:
                return bool(verbs) and rest[0].lower_ in ("in", "on", "at", "during", "since")
            before = [t for t in rest if t.i < comma]
            if rest[0].lower_ in ("in", "on", "at", "during", "since") and any(
                t.tag_ in ("VBD", "VBZ", "VBP", "MD") and not _relative(t) for t in before
            ):
                return True  # "On Monday rebels killed two men in Arauca, Colombia, police said"
            tail = [t for t in rest if t.i >= comma]
            return any(t.pos_ in ("VERB", "AUX") for t in tail) and len(tail) > 2
        if verbs and len(rest) >= 2:
            return True
        return any(t.pos_ == "NUM" for t in rest) and len(rest) >= 2

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
        following = doc[index + 1] if index + 1 < unit.end else token
        if token.lower_ == "as" and following.pos_ == "AUX":
            return True  # "…, he said, as were two guards"
        if token.lower_ == "but" and following.pos_ == "VERB" and following.tag_ in FINITE:
            return True  # "…, the navy said, but seized a trawler": the subject goes on
        return token.lower_ not in (
            "who",
            "which",
            "speaking",
            "citing",
            "quoting",
            "referring",
            "but",
            "whose",
            "where",
            "although",
            "though",
            "while",
            "whereas",
            "as",
            "after",
            "when",
            "until",
        )

    def _directly_right(self, after: int) -> bool:
        """True where a clause follows the verb without a pause: "police said three men were shot"."""
        doc, unit = self.doc, self.unit
        index = after
        while index < unit.end and (
            doc[index].is_space
            or doc[index].ent_type_ in ("DATE", "TIME")
            or doc[index].lower_ in ("late", "early")
            or (doc[index].lower_ == "on" and index + 1 < unit.end and doc[index + 1].ent_type_ in ("DATE", "TIME"))
        ):
            index += 1
        if index >= unit.end:
            return False
        token = doc[index]
        if token.text in (".", ";", "?", "!", ",", "”"):
            return False
        if doc[after - 1].lower_ not in ("told", "tells", "tell") and token.pos_ in (
            "NUM",
            "DET",
            "NOUN",
            "PROPN",
            "PRON",
            "ADJ",
        ):
            return True
        if token.lower_ in (
            "on",
            "under",
            "in",
            "during",
            "at",
            "by",
            "after",
            "as",
            "while",
            "of",
            "when",
            "from",
        ) and not any(t.lower_ == "that" for t in doc[index : min(unit.end, index + 14)]):
            return False
        rest = doc[index : unit.end]
        return (
            token.lower_ == "that"
            or token.text in (":", '"', "“")
            or any(t.pos_ in ("VERB", "AUX") and t.tag_ in FINITE for t in rest)
        )

    def _parted(self, start: int) -> bool:
        """True where a comma, dash or quotation mark stands before the speaker (or the text has no punctuation)."""
        doc, unit = self.doc, self.unit
        index = start - 1
        while index > unit.start and (
            doc[index].is_space or (doc[index].pos_ == "ADV" and doc[index].lower_ in ("also", "later"))
        ):
            index -= 1
        return doc[index].text in (",", '"', "”", "’", "'", "—", "–", "--", "-", "?", "!", "...")

    def can_speak(self, source: Range) -> bool:
        """True where the words look like people, a body, a document or an outlet."""
        doc = self.doc
        tokens = [t for t in doc[source[0] : source[1]] if not t.is_space]
        return any(
            t.lower_ in _SPEAKING
            or (t.lower_.endswith("s") and t.lower_[:-1] in _SPEAKING)
            or t.ent_type_ in PERSON_LABELS | ORGANISATION_LABELS
            or t.pos_ == "PROPN"
            or t.lower_ in ("he", "she", "they", "it", "who")
            or (
                t.pos_ == "NOUN"
                and t.lower_.endswith(
                    ("er", "ers", "or", "ors", "man", "men", "woman", "women", "ist", "ists", "ian", "ians")
                )
            )
            for t in tokens
        )

    def _closes(self, source: Range) -> bool:
        """After an inverted speaker the sentence ends, pauses or adds only how and when."""
        doc, unit = self.doc, self.unit
        if source[1] >= unit.end:
            return True
        following = doc[source[1]]
        return (
            following.text in (",", ".", ";", "?", "!", '"', "”", ")", ":", "—", "–", "-")
            or following.lower_
            in (
                "who",
                "in",
                "on",
                "at",
                "of",
                "after",
                "during",
                "from",
                "by",
                "while",
                "as",
                "whose",
                "told",
                "to",
                "and",
            )
            or following.ent_type_ in ("DATE", "TIME")
            or following.is_space
            or (following.pos_ == "VERB" and following.tag_ in ("VBN", "VBG"))
        )

    def _past_relative(self, source: Range, verb: int) -> Range:
        """ "Two traders who had been selling millet said": the speaker stands before the relative clause."""
        doc, unit = self.doc, self.unit
        named = source[0] > unit.start + 1 and doc[source[0] - 2].lower_ in ("name", "himself", "herself", "only")
        if (
            source[1] > source[0]
            and doc[source[0] - 1].lower_ in SUBORDINATORS
            and not named
            and source[0] > unit.start
        ):
            return source  # "the man who fled after police say he fired": the police
        for index in range(source[0] - 1, max(unit.start, source[0] - 16), -1):
            token = doc[index]
            if token.text in (",", ";", '"', "“", "”", ":", "—", "–"):
                return source
            if token.lower_ == "who" and index < verb - 1:
                head = phrase_before(doc, index, unit.start)
                return head if head is not None else source
        return source

    def _whole_clause(self, source: Range) -> Range:
        """ "The midwife on duty said": where nothing but one noun phrase opens the clause, all of it speaks."""
        doc, unit = self.doc, self.unit
        index = source[0] - 1
        if index <= unit.start or doc[index].pos_ != "ADP":
            return source
        while index > unit.start and doc[index - 1].text not in (",", ";", ":", '"', "“", "”", "—", "–"):
            index -= 1
        stretch = doc[index : source[0]]
        opens = stretch[0].pos_ in ("DET", "NUM") or stretch[0].lower_ in ("a", "an", "the", "one", "two", "another")
        if (
            opens
            and len(stretch) < 12
            and not any(t.pos_ in ("VERB", "AUX", "SCONJ", "PRON") or t.ent_type_ == "DATE" for t in stretch)
        ):
            return index, source[1]
        return source

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
                    return phrase_after(doc, max(unit.start, child.left_edge.i), unit.end)
            if verb.dep_ in ("conj", "advcl", "xcomp", "parataxis") and verb.head.i != verb.i:
                verb = verb.head
            else:
                break
        return None

    def _source(self, index: int, cue_end: int, participle: bool) -> tuple[Range | None, bool, bool]:
        """Speaker of the verb at ``index``; whether it stands after the verb; whether it is that of the cue before."""
        doc, unit = self.doc, self.unit
        previous = index - 1
        while previous >= unit.start and (doc[previous].pos_ == "ADV" or doc[previous].lower_ in ("also", "further")):
            previous -= 1
        if (
            previous >= unit.start
            and doc[previous].lower_ in ("has", "have", "had")
            and (previous == unit.start or doc[previous - 1].text in (",", '"', "”", "and", "but"))
        ):
            previous -= 1  # "…, has affirmed the mayor", "Has declared the mayor that": word order of a translation
        first_in_unit = previous < unit.start
        opener = not first_in_unit and doc[previous].text in (
            ",",
            '"',
            "”",
            "’",
            "—",
            "–",
            "--",
            "-",
            ":",
            "...",
            ";",
            "?",
            "!",
            ".",
        )
        bare_inversion = (
            not first_in_unit and not opener and doc[index].lower_ in ("reports", "reported") and self._outlet(cue_end)
        )
        if (
            not first_in_unit
            and doc[index].tag_ == "VBN"
            and doc[previous].lower_ in DOCUMENTS
            and self._in_document(previous)
        ):
            return None, False, False  # "said in a statement posted on its site that A"
        if participle and (first_in_unit or opener or doc[previous].pos_ not in ("AUX", "PRON")):
            tied = doc[previous].lower_ if not first_in_unit else ""
            if (
                tied in ("and", ",", "”", '"', "by", "while", "also", "then")
                or opener
                or first_in_unit
                or tied in DOCUMENTS
            ):
                if tied in DOCUMENTS:
                    if self._in_document(previous):
                        return None, False, True  # "said in a statement claiming A"
                    return phrase_before(doc, index, unit.start), False, False
                return None, False, True
            inside = phrase_before(doc, index, unit.start)
            return (inside, False, False) if inside is not None and self.can_speak(inside) else (None, False, False)
        posted = cue_end - index > 1 and doc[cue_end - 1].pos_ == "ADP"  # "wrote on Telegram"
        if (opener or first_in_unit or bare_inversion) and doc[index].lower_ not in NEVER_INVERTED and not posted:
            after = phrase_after(doc, cue_end, unit.end)
            if (
                after is not None
                and speakable(doc, after)
                and (self.can_speak(after) or bare_inversion)
                and self._closes(after)
            ):
                left = (
                    phrase_before(doc, index, unit.start) if not first_in_unit and doc[previous].text == "," else None
                )
                reporting = doc[index].lower_ in ("reports", "reported")
                named = not reporting or self._outlet(after[0])
                opens = (
                    left is not None and doc_is_closed(doc, left, index) and not self._substance(unit.start, left[0])
                )
                plain = (not opens and doc[index].lower_ in ("said", "says", "say", "added", "adds")) or reporting
                plain = plain or (not opens and self._ends_inverted(index, after))
                if named and (plain or left is None or not doc_is_closed(doc, left, index)):
                    return after, True, False
        before = phrase_before(doc, index, unit.start)
        if before is not None:
            before = past_agent(doc, before, unit.start)
            before = self._past_relative(self._whole_clause(before), index)
        else:
            before = self._past_relative((index, index), index)
            before = before if before[1] > before[0] else None
        if (
            before is not None
            and before[0] > unit.start
            and doc[before[0] - 1].pos_ == "ADP"
            and doc[before[1] - 1].ent_type_ in PLACE_LABELS
        ):
            # "X, from his room in Managua, said"
            before = self._subject(index) or before
        if before is not None and doc[previous].lower_ not in ("and", "but", "or", "then"):
            return before, False, False
        if not first_in_unit and doc[previous].lower_ in ("and", "but", "then"):
            return None, False, bool(self.found) or self._subject(index) is not None
        subject = self._subject(index)
        return (subject, False, False) if subject is not None else (None, False, False)

    def _ends_inverted(self, index: int, after: Range) -> bool:
        """ "Three brothers died, informed Inspector X.": a clause, the verb, and nothing but its speaker."""
        doc, unit = self.doc, self.unit
        if doc[index - 1].text != "," or any(t.lower_ in DOCUMENTS for t in doc[after[0] : after[1]]):
            return False
        ends = after[1] >= unit.end or doc[after[1]].text == "."
        return ends and any(t.pos_ in ("VERB", "AUX") and t.tag_ in FINITE for t in doc[unit.start : index - 1])

    def _in_document(self, noun: int) -> bool:
        """True for the document of "said in a statement": its noun phrase follows a saying and a preposition."""
        doc, unit = self.doc, self.unit
        index = noun - 1
        while index > unit.start and (doc[index].pos_ in ("DET", "ADJ", "PRON", "NOUN", "PROPN") or _dated(doc, index)):
            index -= 1
        return doc[index].lower_ in ("in", "through", "via", "on", "with") and any(
            c.cue[1] <= index <= c.cue[1] + 6 for c in self.found
        )

    def _passive(self, index: int, before: list[str]) -> bool:
        doc, unit = self.doc, self.unit
        token = doc[index]
        if token.lower_.endswith("ing") or token.tag_ in ("VBZ", "VBP"):
            return False
        last = next(
            (
                w
                for w in reversed(before)
                if w not in ("also", "not", "n't", "later", "earlier", "first", "already", "widely", "officially")
            ),
            "",
        )
        if last in BE and token.lower_ != "says":
            return True
        nxt = doc[index + 1].lower_ if index + 1 < unit.end else ""
        if nxt in ("to", "dead", "killed") and token.lower_ in (
            "thought",
            "believed",
            "feared",
            "suspected",
            "presumed",
            "estimated",
            "supposed",
            "expected",
            "alleged",
            "assumed",
            "rumoured",
            "rumored",
        ):
            return True
        return nxt == "by" and token.lower_ not in ("said", "says", "told")

    def _outlet(self, start: int) -> bool:
        """True where a capitalised name runs from ``start`` to the unit's end."""
        doc, unit = self.doc, self.unit
        index = start
        while index < unit.end and (
            doc[index].text[:1].isupper()
            or doc[index].lower_ in _LINKS
            or doc[index].text in ("-", "'s", "/")
            or (doc[index].is_digit and index > start)
        ):
            index += 1
        if index < unit.end - 1 and doc[index].lower_ == "on" and _dated(doc, index + 1):
            return index > start  # "reports The Express on May 3"
        return index > start and (index >= unit.end or doc[index].text in (".", ",", ";", '"', "”"))

    def _origin(self, index: int) -> Range | None:
        """The outlet in "A, reports The Courier" (whatever the tagger makes of its name)."""
        doc, unit = self.doc, self.unit
        if (
            doc[index].lower_ not in ("reports", "reported", "writes")
            or index < unit.start + 4
            or not self._outlet(index + 1)
        ):
            return None
        previous = doc[index - 1]
        parted = previous.text in (",", '"', "”", "—", "–", "-") or not self.layout.punctuated
        following = doc[index + 1]
        if (
            not parted
            or following.lower_ in ("that", "to", "of", "on", "in")
            or (following.text.isupper() and not parted)
        ):
            return None
        end = index + 1
        while end < unit.end and doc[end].text not in (".", ",", ";", '"', "”") and not doc[end].is_space:
            end += 1
        names = [t for t in doc[index + 1 : end] if t.is_alpha and t.lower_ not in _LINKS]
        if not names or not all(t.text[:1].isupper() for t in names) or len(names) > 6:
            return None
        return index + 1, end

    def _verbal(self, index: int) -> bool:
        """A form that the tagger took for a noun, but that stands like a verb: "…, reports Dawn", "police claim that"."""
        doc, unit = self.doc, self.unit
        token = doc[index]
        following = doc[index + 1] if index + 1 < unit.end else None
        if following is None:
            return False
        if (
            token.lower_ in ("list", "lists", "names", "counts", "records", "reports", "estimates")
            and following.like_num
        ):
            # "hospital records seen by the agency list 34 dead"
            return index > unit.start + 1 and any(
                t.lower_ in DOCUMENTS | ORGANISATION_WORDS for t in doc[unit.start : index]
            )
        if token.lower_ in (
            "reports",
            "report",
            "claims",
            "reported",
            "claimed",
            "announced",
            "added",
            "confirmed",
            "denied",
            "warns",
            "states",
        ):
            if following.lower_ == "that" or (token.lower_.endswith("ed") and following.pos_ in ("DET", "NUM")):
                return True
            outlet = following.text[:1].isupper() and not following.text.isupper()
            return token.lower_ == "reports" and outlet and self._outlet(index + 1)
        return False


def _relative(verb: Token) -> bool:
    """True for the verb of a relative clause or one under "when", "after": it makes no main clause."""
    return verb.dep_.startswith(("acl", "advcl")) and any(
        c.lower_ in ("who", "which", "that", "when", "after", "where", "as") for c in verb.children
    )


def _dated(doc: Doc, index: int) -> bool:
    return doc[index].ent_type_ in ("DATE", "TIME")


def doc_is_closed(doc: Doc, source: Range, index: int) -> bool:
    """True where only a comma or auxiliaries stand between a speaker and its verb."""
    return all(t.text == "," or t.pos_ in ("AUX", "ADV") or t.is_space for t in doc[source[1] : index])
