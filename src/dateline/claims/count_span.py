"""What a count covers: this incident, a running total, a stock at a time, a forecast."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Final

from spacy.tokens import Doc, Token

from dateline.claims.codebook import Codebook, Hit, word_set
from dateline.claims.syntax import text_of, tokens_in
from dateline.terms import TAKEN, CountSpan, Measure
from dateline.text import Span
from dateline.words import MONTHS, MONTHS_SHORT, WEEKDAYS

__all__ = ["SpanReader"]

_DEEDS_DONE: Final = frozenset({"kidnapping", "kidnaping", "abduction", "arrest", "hostage-taking"})
_STOCKS: Final = frozenset({Measure.HOSTED, Measure.PRESENT, Measure.TRAPPED})
_STOCK_MEASURES: Final = frozenset(
    {
        Measure.HOSTED,
        Measure.PRESENT,
        Measure.TRAPPED,
        Measure.DETAINED,
        Measure.ABDUCTED,
        Measure.MISSING,
        Measure.DISPLACED,
    }
)
_MANY: Final = 10
"""Fewer than so many "last year" are one incident of that year."""
_MANY_OF_A_WEEK: Final = 30
"""Fewer than so many "last week" or "last month" are one incident of that time."""
_MODALS: Final = frozenset({"will", "'ll", "would", "could", "may", "might", "shall", "should", "can"})
_BEGAN: Final = frozenset(MONTHS) | word_set(
    """
    began begun started start launched erupted broke took seized fell invasion outbreak beginning independence
    coup last early late mid
    """
)
_MONTHS: Final = frozenset({*MONTHS, *MONTHS_SHORT, "sept"})
_COUNT_SO_FAR: Final = re.compile(
    r"\b(?:number|figure|total|count)\s+of\b[^;]{3,110}?\b(?:rose|risen|rises|reach\w*|climb\w*|grown|grew|swelled|swollen|stands?|"
    r"stood|exceed\w*|pass(?:ed|es)|surpass\w*|topp\w*|increas\w+|jump\w*|doubled|tripled|revised|updated|estimated|put)\b[^;]{0,40}\Z",
    re.IGNORECASE,
)
"""Before the number of people driven out: a count that is kept, and not those of one flight."""
_BROUGHT_TO: Final = re.compile(
    r"\b(?:bring|brought|tak|took|rais|push)\w*\b[^;]{0,40}\b(?:number|toll|total|figure|tally|count)\b[^;]{0,60}"
    r"\b(?:since|this (?:year|month)|so far this)\b[^;]{0,50}\bto(?: (?:more than|at least|about|some|over|nearly|almost))?\s*\Z",
    re.IGNORECASE,
)
"""Before a number: "bringing the number held since the unrest began to"."""
_FLOWS: Final = frozenset({Measure.DISPLACED, Measure.RETURNED})

_LENGTH_AFTER: Final = frozenset({"in", "over", "within", "during", "throughout", "inside"})
_LENGTH_WORDS: Final = word_set(
    """
    just only barely about around nearly almost less more than under some roughly the past last first previous
    preceding these those few several couple of many number a next
    """
)
_LENGTH_NUMBERS: Final = frozenset({"few", "several", "couple", "many", "number"})
_HOLDING: Final = frozenset({"hold", "keep", "detain", "capture", "abduct", "kidnap", "seize", "take"})
_LATELY: Final = frozenset({*WEEKDAYS, "then", "dawn", "morning", "midnight", "yesterday"})
_THE_HURT: Final = re.compile(
    r"\bof (?:the|those|these|them)\b(?:\s+\w+)?\s+"
    r"(?:wounded|injured|hurt|burned|burnt|shot|maimed|hospitali[sz]ed|victims|casualties)\b",
    re.IGNORECASE,
)
_RANK: Final = re.compile(r"\d+(?:st|nd|rd|th)")
_RANKED: Final = word_set(
    """
    first second third fourth fifth sixth seventh eighth ninth tenth latest worst deadliest bloodiest biggest heaviest
    largest next another
    """
)
_NO_LENGTH_AFTER: Final = frozenset({"'", "’", "'s", "’s", "ago", "old", "later", "time", "away", "earlier", "before"})
_LABELLED_LINE: Final = re.compile(r"^[^\n:=|]{2,80}(?::|=|\||\t)\s*[\w~<>(]")
_HEADING_LINE: Final = 14
"""A heading over a list has no more words."""
_STOPS: Final = frozenset({"when", "after", "while", "but", ";"})
_OPENING: Final = 2
"""Tokens before a period that opens its sentence ("In all of last year, …"), at most."""
_UP_TO_NOW: Final = frozenset({"so far", "thus far", "until now", "up to now"})
_FEW_SO_FAR: Final = 20
"""Fewer than so many "so far", with no period named, are what an incident still under way has cost."""
_ENDS_SENTENCE: Final = (".", "!", "?", ":", ";", "”", '"')
_YEAR: Final = re.compile(
    r"\b(?:in|during|throughout|over|for)\s+(?:the\s+(?:whole\s+)?year\s+)?(?:19|20)\d\d\b(?![-/\d])", re.IGNORECASE
)
_FRONTED_YEAR: Final = re.compile(
    r"\s*(?:In|During|Throughout|Over)\s+(?:the year )?(?:19|20)\d\d(?:,|\s+(?:the (?:death )?toll|there were)\b)"
)
"""A sentence that opens with a year tells of the whole of it."""
_COMPARED: Final = re.compile(
    r"\b(?:compared|up from|down from|against|versus|increase[ds]?|decrease[ds]?|rise|rose|fall|fell|drop(?:ped)?|"
    r"the (?:previous|preceding|year) (?:year|before)|a year (?:earlier|before)|per ?cent|witnessed|recorded|registered|"
    r"documented|verified|annual|report|data|figures|statistics|tally|monitors?|network|observatory|index|project|UN|U\.N\.|"
    r"United Nations|mission)\b",
    re.IGNORECASE,
)
_IN_MONTH: Final = re.compile(
    r"\b(?:in|during|throughout|for|over)\s+(?:the\s+month\s+of\s+)?"
    r"(?:January|February|March|April|May|June|July|August|September|October|November|December)\b(?!\s+\d{1,2}\b)",
)
_OF_A_MONTH: Final = 60
"""So many in a month of a statistic are no single incident of it."""
_RANK_BACK: Final = 8
"""Tokens before a period within which "the fifth attack" stands."""
_YEARS: Final = re.compile(
    r"\b(?:between|from)\s+(?:\w+\s+)?(?:19|20)\d\d\s+(?:and|to|until|through)\s+(?:\w+\s+)?(?:19|20)\d\d\b|"
    r"\b(?:in|during)\s+(?:19|20)\d\d\s?[-–]\s?(?:19|20)?\d\d\b",
    re.IGNORECASE,
)
_BEHIND: Final = 10
"""Tokens between a counted noun and the period behind it, at most."""
_MANY_MISSING: Final = 500
"""So many missing since a day are a count that grew."""
_OF_A_YEAR: Final = 100
"""So many in a year are no single incident of it."""


_MONTH: Final = (
    r"(?:Jan(?:uary)?|Feb(?:ruary)?|Mar(?:ch)?|Apr(?:il)?|May|June?|July?|Aug(?:ust)?|Sept?(?:ember)?|Oct(?:ober)?|"
    r"Nov(?:ember)?|Dec(?:ember)?)"
)
_A_DAY: Final = re.compile(
    rf"(?:late |early )?(?:on )?(?:last )?(?:\w+day\b|yesterday|the (?:night|morning|evening|day) of\b|"
    rf"the \d{{1,2}}(?:st|nd|rd|th)\b|"
    rf"\d{{1,2}}(?:st|nd|rd|th)?(?: of)? {_MONTH}\b|{_MONTH}\.? \d{{1,2}}\b)",
    re.IGNORECASE,
)
"""Words for one day behind "since"."""
_PERIOD: Final = re.compile(
    rf"\b(?:weekly|fortnightly|bi-?weekly|monthly|quarterly|annual|half-?yearly|yearly|week of|month of|first quarter|"
    rf"\d{{1,2}} ?[-–] ?\d{{1,2}} {_MONTH}|{_MONTH} \d{{1,2}} ?[-–] ?\d{{1,2}}\b(?! ?\d)|{_MONTH} ?[-–] ?{_MONTH})\b",
    re.IGNORECASE,
)
"""Words of a title or heading that say which period a list counts."""
_HEAD: Final = 240
"""Characters within which a title stands."""


class SpanReader:
    """Reads the count span of figures in one Doc by the section ``count_span`` of the codebook."""

    def __init__(self, doc: Doc, codebook: Codebook) -> None:
        self.doc = doc
        self.hits = codebook.hits(doc, "count_span")

    def read(
        self, measure: Measure, trigger: Token, number: Token, clause: Span, *, self_noun: bool, amount: int | None
    ) -> tuple[CountSpan, tuple[str, ...]]:
        """The count span of a figure and the codebook entries that say so.

        The words of the clause itself come first; a period that opens or closes the sentence counts too, unless
        another clause with a day of its own stands between.
        """
        inside = tokens_in(self.doc, clause)
        first, last = (inside[0].i, inside[-1].i) if inside else (trigger.i, trigger.i)
        near = [h for h in self.hits if first - 3 <= h.start <= last and self.doc[h.start].sent == trigger.sent]
        forecast = self._forecast(trigger, number, near)
        if forecast is not None:
            return CountSpan.FORECAST, forecast
        totals = [
            h
            for h in self._of_sentence(trigger)
            if h.entry.kind == "total"
            and h.entry.frame in ("", "length")
            and self._ties(h, trigger, number, first, last)
        ]
        if trigger.lemma_.lower() in _DEEDS_DONE:
            self_noun = False  # "12 kidnappings took place over the past 18 hours": done, not held
        if self_noun:
            totals = [h for h in totals if first <= h.start <= last or self._right_behind(h, last)]
        stocks = [h for h in near if h.entry.kind == "stock"]
        if measure in _STOCKS or (measure is Measure.DISPLACED and not totals and _is_so(trigger)):
            return CountSpan.STOCK, tuple(h.entry.id for h in stocks)
        held_since = trigger.tag_ in ("VBZ", "VBP", "VBG") or any(self._words(h) == "since" for h in totals)
        if measure in TAKEN and trigger.lemma_ in ("hold", "keep") and held_since:
            return CountSpan.STOCK, tuple(h.entry.id for h in stocks)
        if measure in _STOCK_MEASURES and (stocks or self_noun) and not (totals and not stocks):
            if measure is not Measure.DISPLACED or stocks:
                return CountSpan.STOCK, tuple(h.entry.id for h in stocks)
        if totals and all(self.doc[h.start].lower_ == "last" for h in totals) and amount is not None:
            if amount < (_MANY if any("year" in self._words(h) for h in totals) else _MANY_OF_A_WEEK):
                return CountSpan.INCIDENT, ()
        if measure is Measure.MISSING and self._went_missing(totals, trigger, amount):
            return CountSpan.INCIDENT, ()
        if totals and amount is not None and amount < _FEW_SO_FAR and all(self._words(h) in _UP_TO_NOW for h in totals):
            if not _YEAR.search(trigger.sent.text):
                return CountSpan.INCIDENT, ()
        if measure is Measure.KILLED and totals and all(self._of_the_hurt(h, trigger) for h in totals):
            return CountSpan.INCIDENT, ()
        if totals:
            return CountSpan.TOTAL, tuple(dict.fromkeys(h.entry.id for h in totals))
        if self._of_a_year(measure, trigger, amount):
            return CountSpan.TOTAL, ()
        before = self.doc[trigger.sent.start : number.i].text
        if _BROUGHT_TO.search(before) or (measure is Measure.DISPLACED and _COUNT_SO_FAR.search(before)):
            return CountSpan.TOTAL, ()
        return CountSpan.INCIDENT, ()

    def _of_the_hurt(self, hit: Hit, trigger: Token) -> bool:
        """ "Three more of those wounded at the market had died since Thursday": they are of the incident that hurt them."""
        after = self.doc[hit.end].lower_ if hit.end < len(self.doc) else ""
        return (
            self._words(hit) == "since"
            and after in _LATELY
            and bool(_THE_HURT.search(self.doc[trigger.sent.start : trigger.i].text))
        )

    def _went_missing(self, totals: Sequence[Hit], trigger: Token, amount: int | None) -> bool:
        """ "Nine have been missing since 3 April": they went missing that day; of a month, a year or a war it is a total."""
        if not totals or amount is None or amount >= _MANY_MISSING or trigger.lower_ not in ("missing", "unaccounted"):
            return False
        if not any(c.lower_ in ("been", "is", "are", "was", "were") for c in trigger.children):
            return False  # "120 people have gone missing since 3 April"
        return all(self._words(h) == "since" and bool(_A_DAY.match(self.doc[h.end : h.end + 5].text)) for h in totals)

    def _of_sentence(self, trigger: Token) -> Sequence[Hit]:
        start = self._start(trigger)
        return [h for h in self.hits if start <= h.start < trigger.sent.end]

    def _start(self, trigger: Token) -> int:
        """Where the sentence of a word starts; a break that no stop or new line marks is the parser's mistake."""
        start = int(trigger.sent.start)
        while start > 0:
            before = self.doc[start - 1]
            if before.is_space or before.text.endswith(_ENDS_SENTENCE) or self.doc[start].is_title:
                return start
            start = int(before.sent.start)
        return start

    def _of_a_year(self, measure: Measure, trigger: Token, amount: int | None) -> bool:
        """ "521 attacks in 2024, in which 852 people died": many in a year, or figures that are set against another year's."""
        if amount is None or amount < (_MANY if measure is Measure.ATTACKS else _OF_A_MONTH):
            return False
        start, end = self._start(trigger), trigger.sent.end
        words = text_of(self.doc)[self.doc[start].idx : self.doc[end - 1].idx + len(self.doc[end - 1].text)]
        if _YEARS.search(words):
            return True
        if amount >= _OF_A_YEAR and _FRONTED_YEAR.match(words):
            return True
        if not _COMPARED.search(words) and measure is not Measure.ATTACKS:
            return False
        return bool(_IN_MONTH.search(words)) or (amount >= _OF_A_YEAR and bool(_YEAR.search(words)))

    def _right_behind(self, hit: Hit, last: int) -> bool:
        """ "1,366 deaths (and 2,446 injured) in the first half of the year": no verb stands before the period."""
        between = self.doc[last + 1 : hit.start]
        return 0 <= len(between) <= _BEHIND and not any(
            (t.pos_ in ("VERB", "AUX") and t.tag_ not in ("VBN", "VBG")) or t.text in (";", ":") or t.is_space
            for t in between
        )

    def _words(self, hit: Hit) -> str:
        return self.doc[hit.start : hit.end].text.casefold()

    def _forecast(self, trigger: Token, number: Token, near: Sequence[Hit]) -> tuple[str, ...] | None:
        """Expected, planned or possible; "may have died" speaks of the past and is none."""
        for verb in _verbs_above(trigger):
            auxiliaries = {c.lower_ for c in verb.children if c.dep_ in ("aux", "aux:pass")}
            if auxiliaries & _MODALS:
                return None if auxiliaries & {"have", "'ve"} else self._named(near, "forecast")
            if verb.head.lemma_ == "expect" and any(c.dep_ == "mark" and c.lower_ == "to" for c in verb.children):
                return self._named(near, "forecast") or ("span.forecast",)  # "they expected 300 families to return"
        words = [
            h
            for h in near
            if h.entry.kind == "forecast"
            and h.start < trigger.i
            and h.entry.id
            and self.doc[h.end - 1].i >= trigger.i - 6
        ]
        words = [h for h in words if self.doc[h.start].lower_ not in ("will", "would", "could")]
        return tuple(h.entry.id for h in words) or None

    @staticmethod
    def _named(near: Sequence[Hit], kind: str) -> tuple[str, ...]:
        return tuple(dict.fromkeys(h.entry.id for h in near if h.entry.kind == kind))

    def _ties(self, hit: Hit, trigger: Token, number: Token, first: int, last: int) -> bool:
        """True where a word for a period belongs to the figure's own clause, or opens or closes its sentence."""
        if not self._is_period(hit, trigger):
            return False
        if self._of_a_relative(hit, trigger):
            return False
        if first <= hit.start <= last:
            return True
        low, high = sorted((hit.start, trigger.i))
        between = self.doc[low:high]
        if hit.start < trigger.i and hit.start - self._start(trigger) <= _OPENING:
            closed = next((t.i for t in between if t.text == ","), low)  # "Since the war began on 9 October, …"
            between = self.doc[closed:high]
        if any(t.ent_type_ == "DATE" and t.i not in range(hit.start - 2, hit.end + 4) for t in between):
            return False
        campaign = hit.entry.kind == "total" and self.doc[hit.start].lower_ not in ("since", "in", "over", "during")
        stops = _STOPS if campaign else _STOPS | {"before", "as", "who", "which", "and", "said"}
        if _shares_adverbials(trigger, hit.start):
            stops = stops - {"and"}
        if hit.start - self._start(trigger) <= _OPENING:
            stops = stops - {"and", "while", "but"}
        return not any(t.lower_ in stops for t in between if not first <= t.i <= last)

    def _of_a_relative(self, hit: Hit, trigger: Token) -> bool:
        """ "Freed two policemen whom it had been holding since May": the period is that of the relative clause."""
        word = self.doc[hit.start]
        verb = next((t for t in (word, *word.ancestors) if t.pos_ in ("VERB", "AUX")), word)
        held = verb.dep_ == "acl:relcl" and verb.lemma_ in _HOLDING
        return held and verb.i > trigger.i and not verb.is_ancestor(trigger)

    def _is_period(self, hit: Hit, trigger: Token) -> bool:
        """ "Since" before a reason, "in May this year", and "since the death of X" (the figure itself) are no periods."""
        word = self.doc[hit.start]
        if hit.end < len(self.doc) and self.doc[hit.end].text == "-":
            return False
        if hit.entry.frame == "length":
            return self._is_length(hit)
        if word.lower_ in ("this", "since") and self._ranked(hit):
            return False
        if hit.entry.id == "span.total.period":
            return any(t.ent_type_ == "DATE" or t.lower_[:3] in _MONTHS for t in self.doc[hit.start : hit.end + 1])
        after = self.doc[hit.end : min(hit.end + 7, word.sent.end)]
        if word.lower_ == "since":
            if word.dep_ == "advmod" and word.i + 1 < len(self.doc) and self.doc[word.i + 1].pos_ in ("VERB", "AUX"):
                return False
            opened = any(t.ent_type_ == "DATE" or t.pos_ == "NUM" or t.lower_ in _BEGAN for t in after)
            if (
                word.dep_ == "case"
                and (word.head == trigger or word.head.is_ancestor(trigger))
                and trigger.pos_ == "NOUN"
            ):
                return False
            if word.dep_ == "mark" and trigger.i > word.i and (word.head == trigger or word.head.is_ancestor(trigger)):
                return False
            return opened or word.dep_ in ("case", "advmod", "fixed")
        if hit.entry.id == "span.total.since" and word.lower_ in ("this", "last"):
            before = self.doc[word.i - 1].lower_ if word.i else ""
            return before.rstrip(".") not in _MONTHS and before not in ("earlier", "later", "late", "early")
        return True

    def _ranked(self, hit: Hit) -> bool:
        """ "The fifth major attack in the country this month": the period counts attacks, not the dead of this one."""
        before = self.doc[max(hit.start - _RANK_BACK, self._start(self.doc[hit.start])) : hit.start]
        ranked = [
            t
            for t in before
            if t.lower_ in _RANKED
            or _RANK.fullmatch(t.lower_)
            or (t.tag_ == "JJS" and t.lower_ not in ("least", "most"))
        ]
        return bool(ranked) and ranked[-1].lower_ not in ("another", "next", "first")

    def _is_length(self, hit: Hit) -> bool:
        """ "In seven weeks", "over the first two months": a stretch of time that is told by its length.

        No period is "the third attack in six weeks", which counts attacks, nor "in two weeks' time".
        """
        at = hit.start - 1
        counted = False
        while at > 0 and (self.doc[at].lower_ in _LENGTH_WORDS or self.doc[at].pos_ == "NUM" or self.doc[at].like_num):
            counted = counted or self.doc[at].like_num or self.doc[at].lower_ in _LENGTH_NUMBERS
            at -= 1
        if not counted or at < 0 or self.doc[at].lower_ not in _LENGTH_AFTER:
            return False
        if hit.end < len(self.doc) and self.doc[hit.end].lower_ in _NO_LENGTH_AFTER:
            return False
        before = self.doc[max(self.doc[at].sent.start, at - 8) : at]
        return not any(t.lower_ in _RANKED or (t.tag_ == "JJS" and t.lower_ != "least") for t in before)

    def goes_on(self, trigger: Token, total_end: int) -> bool:
        """True where a sentence goes on with the total of the sentence right before, which ends at token ``total_end``.

        It says so in words ("on our side", "131 of their comrades"), or by a perfect that has no day ("131 have been
        wounded"): English tells the happening of a day in the past tense.
        """
        sentence = trigger.sent
        between = self.doc[total_end : sentence.start]
        if sentence.start - total_end > 1 or "\n\n" in between.text or "\n\n" in self.doc[total_end - 1].text:
            return False
        if any(e.label_ == "DATE" for e in sentence.ents):
            return False
        if any(h.entry.frame == "same" for h in self._of_sentence(trigger)):
            return True
        return any(c.lower_ in ("have", "has", "'ve", "’ve") and c.dep_ == "aux" for c in trigger.children)

    def under_heading(self, at: int) -> bool:
        """True where a line of a list stands under a heading of running totals ("TOTALS since 3 March").

        So it does in a report whose title names a period ("Weekly bulletin No. 23", "Monthly report, May 2023").

        ``at`` is the character in the clean text where the number stands. The lines between it and the heading are
        lines of the same list, each a label with a number.
        """
        text = text_of(self.doc)
        if any(_PERIOD.search(line) for line in text[: min(at, _HEAD)].split("\n")[:-1] if 0 < len(line.split()) <= 14):
            return True
        end = text.rfind("\n", 0, at)
        while end > 0:
            start = text.rfind("\n", 0, end) + 1
            line = text[start:end]
            bare = line.strip(" \t-*–•·|")
            if bare and "|" not in bare and not (_LABELLED_LINE.match(bare) and re.search(r"\d", bare)):
                if len(bare.split()) > _HEADING_LINE or bare.endswith((".", ",", ";")):
                    return False
                return bool(_PERIOD.search(bare)) or any(
                    h.entry.kind == "total"
                    and h.entry.frame != "same"
                    and start <= self.doc[h.start].idx < end
                    and (h.entry.frame != "length" or self._is_length(h))
                    for h in self.hits
                )
            end = start - 1
        return False


def _is_so(trigger: Token) -> bool:
    """ "378,000 are internally displaced", "a million are homeless": how things stand, told in the present tense."""
    beside = [c for c in trigger.children if c.dep_ in ("cop", "aux:pass", "aux")]
    return any(c.lower_ in ("are", "is") for c in beside) and not any(
        c.lower_ in ("being", "have", "has") for c in beside
    )


def _shares_adverbials(trigger: Token, at: int) -> bool:
    """ "Nine were injured and two killed in the first quarter": a participle joined without an auxiliary of its own."""
    return any(
        c.dep_ == "conj"
        and c.tag_ in ("VBN", "VBD")
        and c.i < at
        and not any(
            a.dep_ in ("aux", "aux:pass") or (c.tag_ == "VBD" and a.dep_.startswith("nsubj")) for a in c.children
        )
        for c in trigger.children
    )


def _verbs_above(trigger: Token) -> list[Token]:
    """The trigger's verb and the auxiliaries' bearers right above it in a chain of infinitives."""
    chain = [trigger]
    token = trigger
    while (
        token.dep_ in ("xcomp", "conj", "obj", "nmod", "nsubj", "amod", "nummod", "nsubj:pass")
        and token.head != token
        and len(chain) < 4
    ):
        token = token.head
        if token.pos_ in ("VERB", "ADJ", "NOUN"):
            chain.append(token)
    return [t for t in chain if t.pos_ in ("VERB", "ADJ")]
