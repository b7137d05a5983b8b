"""Whether words of violence tell of something that happened: not a plan, threat, wish, hypothesis, habit, exercise,
figure of speech, matter of a court, or background of years before.

Source: the guide to annotation ("Background, plans, threats and hypotheses are not events"). The words are the
codebook's section ``not_event``; the grammar is here.
"""

from __future__ import annotations

import re
from datetime import date
from typing import Final

from spacy.tokens import Doc, Token

from dateline.claims.codebook import Codebook
from dateline.claims.events_past import (
    called_for,
    in_spite_of,
    involved_in,
    months_back,
    of_another,
    same_of_a_year,
    weeks_after,
)
from dateline.claims.events_words import HAPPENINGS, HEADS_OF_MODIFIER
from dateline.claims.syntax import ancestors, token_at
from dateline.model import Mention, Reading
from dateline.terms import MentionKind
from dateline.words import MONTHS_SHORT

__all__ = ["Reality", "within_week"]

_REALISED: Final = frozenset(
    """
    continue begin start resume manage help force go use keep come proceed stop cease lead appear seem allege
    allow enable permit
    """.split()
)
_NONFINITE: Final = frozenset(
    {"xcomp", "acl", "obj", "obl", "nmod", "advcl", "nsubj:pass", "ccomp", "compound", "conj", "obl:agent", "nsubj"}
)
_FACT_VERBS: Final = frozenset(
    {"warn", "fear", "expect", "want", "call", "request", "order", "need", "hope", "suspect", "decide", "pledge"}
)
_NEGATIONS: Final = frozenset({"no", "not", "n't", "never", "neither", "nor", "without", "nobody", "none", "n’t"})
_CHARGES: Final = frozenset(
    """
    charge convict sentence indict acquit trial count wanted guilty plead conspiracy warrant prosecution
    prosecute conviction case try jail imprison hearing verdict law bill suspicion suspect
    """.split()
)
_THOUGHT_OF: Final = frozenset(
    {"possible", "potential", "planned", "imminent", "impending", "hypothetical", "would-be"}
)
_TODAY: Final = frozenset({"today", "yesterday", "tonight", "morning", "evening", "night"})
_DENIALS: Final = frozenset({"deny", "refute", "rebut", "debunk", "dispel", "correct", "retract", "disprove", "belie"})
_SAYINGS: Final = frozenset(
    {"report", "claim", "rumour", "rumor", "statement", "story", "news", "assertion", "account"}
)
_SPORT: Final = frozenset(
    """
    coach match game goal season league striker quarterback midfielder championship tournament playoff festival
    chess
    """.split()
)
_GENERIC_TENSE: Final = frozenset({"VBZ", "VBP", "VB"})
_AROUND: Final = frozenset(
    {"after", "before", "outside", "near", "at", "from", "since", "until", "following", "towards"}
)
"""Prepositions by which a match, a memorial or a drill is the time or place of something else."""
_YEAR: Final = re.compile(r"\b(1[89]\d\d|20\d\d)\b")
_ACCIDENT: Final = re.compile(
    r"\baccidental(?:ly)?\b|\bunintentional(?:ly)?\b|\bself-inflicted\b"
    r"|\bcleaning (?:his|her|a|the|their) (?:gun|weapon|rifle|pistol)\b"
    r"|\bmisfire[ds]?\b|\bby mistake shot\b",
    re.I,
)
_FOR_WHAT: Final = frozenset(
    "truce ceasefire cease-fire pause plan plans deal agreement appeal call calls demand request talks preparations".split()
)
_COURT: Final = frozenset("court trial sentenced convicted pleaded jury judge prosecutors indicted verdict".split())
_IN_RETURN: Final = frozenset("revenge retaliation response reprisal reprisals vengeance reaction avenge".split())
_RATE: Final = re.compile(r"\b(?:per|each|every|an average) (?:day|week|month|year)\b|\bannually\b", re.I)
_DAY_MONTH: Final = re.compile(
    rf"\b(?P<day>\d{{1,2}})(?:st|nd|rd|th)?\s+(?P<month>(?:{'|'.join(MONTHS_SHORT)})[a-z]*)"
    rf"|\b(?P<month2>(?:{'|'.join(MONTHS_SHORT)})[a-z]*)\.?\s+(?P<day2>\d{{1,2}})\b",
    re.I,
)
_LONG_AGO: Final = re.compile(
    r"\bearlier (?:this|in the) year\b"
    r"|\b(?:years?|decades?|centur(?:y|ies)|months)\s+(?:ago|earlier|before|back)\b|\blast (?:year|decade)\b"
    r"|\b(?:in|during) the past\b(?!\s+(?:\w+\s+)?(?:hours?|days?|nights?|week|weekend)\b)"
    r"|\b(?:in|during) the (?:19\d0s|20[012]0s|early 19\d0s|late 19\d0s)\b|\bin recent years\b"
    r"|\bhistor(?:y|ically)\b|\bover the years\b|\bbetween (?:19|20)\d\d and (?:19|20)\d\d\b|\bsince (?:1[89]|20)\d\d\b|\b\d{4}s\b",
    re.I,
)


def _month(token: Token) -> bool:
    """ "18 May" read as a verb: a number stands beside it."""
    if token.text not in ("May", "MAY", "Will"):
        return False
    doc = token.doc
    beside = [doc[i] for i in (token.i - 1, token.i + 1) if 0 <= i < len(doc)]
    return any(t.like_num for t in beside) or token.ent_type_ == "DATE"


def within_week(text: str, published: date | None) -> bool:
    """True where words name a weekday, or a date of the eight days before publication."""
    if re.search(r"\b(?:mon|tues|wednes|thurs|fri|satur|sun)day\b|\byesterday\b|\bmidnight\b|\bdawn\b", text, re.I):
        return True
    match = _DAY_MONTH.search(text)
    if match is None or published is None:
        return False
    number, month = match["day"] or match["day2"], (match["month"] or match["month2"])[:3].lower()
    try:
        day = date(published.year, MONTHS_SHORT.index(month) + 1, int(number))
    except ValueError:
        return False
    return 0 <= (published - day).days <= 8


_HOLD: Final = frozenset({"hold", "detain", "keep", "imprison"})


class Reality:
    """Answers for one reading whether a trigger is told as real. Built once from the reading and the codebook."""

    def __init__(self, reading: Reading, codebook: Codebook) -> None:
        self._reading = reading
        self._doc: Doc = reading.doc
        self._words: dict[str, set[int]] = {}
        for hit in codebook.hits(self._doc, "not_event"):
            self._words.setdefault(hit.entry.kind, set()).update(range(hit.start, hit.end))
        self._year = reading.report.published.day.year if reading.report.published else None
        self._day: date | None = reading.report.published.day if reading.report.published else None

    def _is(self, token: Token, kind: str) -> bool:
        return token.i in self._words.get(kind, ())

    def why_not(self, token: Token, *, noun: bool, times: list[Mention]) -> str | None:
        """The reason why the trigger is no event ("plan", "negated", "background" …), or None where it is one.

        ``times`` are the time mentions tied to the trigger's clause.
        """
        if self._is(token, "figurative"):
            return "figurative"
        if noun and token.dep_ in ("compound", "amod") and token.head.i > token.i and token.head.i - token.i <= 3:
            if token.head.lower_ in HEADS_OF_MODIFIER or self._is(token.head, "legal"):
                return "modifier"
        following = self._doc[token.i + 1] if token.i + 1 < len(self._doc) else None
        before = self._doc[token.i - 1] if token.i else None
        bare = noun or token.dep_ in ("compound", "amod") or token.tag_ in ("VB", "NN", "NNP")
        bare = bare or (
            token.tag_ == "VBG" and before is not None and before.pos_ in ("ADP", "SCONJ", "DET", "NUM", "ADJ")
        )
        if (
            bare
            and following is not None
            and following.lower_ in HEADS_OF_MODIFIER
            and following.pos_ in ("NOUN", "PROPN")
        ):
            return "modifier"
        if self._negated(token, noun=noun):
            return "negated"
        reason = self._modal(token, noun=noun) or self._governed(token, noun=noun)
        if reason:
            return reason
        if self._recalled(token) or self._protested(token, noun=noun):
            return "background"
        if noun and (
            self._attempted(token) or called_for(token) or any(c.lower_ in _THOUGHT_OF for c in token.children)
        ):
            return "plan"
        if noun and token.head.lower_ in _FOR_WHAT and any(c.lower_ == "for" for c in token.children):
            return "plan"  # "a truce for the evacuation of the town"
        if noun and token.dep_ == "nmod" and token.head.lower_ in ("time", "moment") and token.head.dep_ == "obl":
            return "background"  # "at the time of his arrest a car was parked there"
        if weeks_after(token) or (noun and (involved_in(token) or in_spite_of(token))):
            return "background"
        if self._since(token):
            return "background"
        if self._background(token, times):
            return "background"
        return None

    # ------------------------------------------------------------------------------------------------ negation

    def _negated(self, token: Token, *, noun: bool) -> bool:
        children = list(token.children)
        if any(c.lower_ in _NEGATIONS for c in children):
            return True
        if not noun and any(
            c.dep_ in ("nsubj", "nsubj:pass", "obj")
            and (c.lower_ in ("nobody", "none") or any(g.lower_ in ("no", "neither") for g in c.children))
            for c in children
        ):
            return True
        if noun and token.dep_ in ("nsubj", "nsubj:pass", "obj") and token.head.pos_ == "VERB":
            return any(c.lower_ in ("not", "n't", "n’t", "never") for c in token.head.children)
        if noun and token.dep_ == "nmod" and token.head.lower_ == "result":
            return any(c.lower_ == "not" for c in token.head.children)  # "died not as a result of the bombing, but …"
        return False

    # ------------------------------------------------------------------------------------------------- modality

    def _modal(self, token: Token, *, noun: bool) -> str | None:
        verb = token
        if not noun and self._already(token):
            return None  # "claimed to have killed"
        if noun:
            if token.dep_ in ("nsubj", "nsubj:pass", "obj") and token.head.pos_ in ("VERB", "AUX"):
                verb = token.head
            else:
                return None
        if (
            not noun
            and verb.dep_ == "conj"
            and verb.head.pos_ == "VERB"
            and not any(c.dep_.startswith(("aux", "nsubj")) for c in verb.children)
        ):
            governor = verb.head
            if any(
                c.dep_ in ("aux", "mark") and (self._is(c, "unreal") or c.lower_ == "to") for c in governor.children
            ):
                return self._modal(governor, noun=False)
        for child in verb.children:
            if child.dep_ in ("aux", "aux:pass") and self._is(child, "unreal") and not _month(child):
                perfect = any(c.dep_ in ("aux", "aux:pass") and c.lower_ in ("have", "has") for c in verb.children)
                if perfect and child.lower_ in ("may", "might", "must", "could"):
                    continue
                return "unreal"
            if child.dep_ == "mark" and child.lower_ in ("if", "unless", "whether"):
                return "unreal"
        if any(c.text == "Had" and c.dep_.startswith("aux") and c.i == verb.sent.start for c in verb.children):
            return "unreal"  # "Had the bomb gone off, hundreds would have died"
        lower = {c.lower_ for c in verb.children if c.dep_.startswith(("aux", "mark"))}
        if not noun and {"to", "be"} <= lower and lower & {"is", "are", "was", "were"}:
            return "plan"  # "the prisoners are to be freed"
        if not noun and verb.lemma_ in _HOLD and verb.dep_ == "xcomp" and verb.head.lemma_ in ("continue", "remain"):
            return "background"  # "the police continue to hold three men"
        if (
            not noun
            and verb.tag_ == "VB"
            and any(c.lower_ == "to" and c.dep_ in ("mark", "aux") for c in verb.children)
        ):
            if verb.head.lower_ == "had" and verb.dep_ == "xcomp":
                return None  # "the forces had to open fire"
            if verb.head != verb and verb.head.lemma_.lower() in _REALISED and verb.dep_ in ("xcomp", "ccomp"):
                return self.why_not(verb.head, noun=False, times=[]) if verb.head != token else None
            return "infinitive"
        if (
            not noun
            and verb.tag_ == "VB"
            and not any(c.dep_.startswith(("aux", "nsubj")) for c in verb.children)
            and any(c.dep_ == "obj" and c.lower_ in ("me", "us") for c in verb.children)
        ):
            return "unreal"  # "'Go on, shoot me,' he said"
        return None

    def _already(self, verb: Token) -> bool:
        """A perfect infinitive under a word of saying or seeming: it has happened, they say."""
        return (
            verb.tag_ in ("VBN", "VBD", "VB")
            and verb.dep_ in ("xcomp", "ccomp", "advcl", "conj")
            and any(c.lower_ in ("have", "had") and c.dep_.startswith("aux") for c in verb.children)
            and any(c.lower_ == "to" for c in verb.children)
            and not self._is(verb.head, "plan")
        )

    def _governed(self, token: Token, *, noun: bool) -> str | None:
        """A word above that takes the reality away: plans, fears, charges."""
        below = token
        steps = 0
        while below.head != below and steps < 6:
            above = below.head
            label = below.dep_
            steps += 1
            if (
                above.lemma_.lower() in _SAYINGS
                and label in ("acl", "ccomp", "appos", "acl:relcl")
                and (above.head.lemma_.lower() in _DENIALS and above.dep_ in ("obj", "nsubj:pass", "obl"))
            ):
                return "negated"  # "to correct a report that four marines were beheaded"
            if label not in _NONFINITE:
                break
            lemma = above.lemma_.lower()
            if (
                lemma == "rule"
                and any(c.lower_ == "out" for c in above.children)
                and label in ("ccomp", "obj", "xcomp", "csubj")
            ):
                return "unreal"  # "did not rule out that they had been taken"
            if lemma in _DENIALS and label in ("ccomp", "xcomp", "obj", "obl", "advcl", "acl") and not noun:
                return "negated"  # "the army denied that its planes had bombed the market"
            finite = below.pos_ in ("VERB", "AUX") and below.tag_ in ("VBD", "VBZ", "VBP")
            passive_perfect = below.tag_ == "VBN" and any(
                c.dep_.startswith("aux") and c.lower_ in ("was", "were", "had", "have", "has", "been")
                for c in below.children
            )
            if label in ("nmod", "obl", "acl") and above.lower_ in _IN_RETURN:
                return "background"
            direct = label in (
                "xcomp",
                "acl",
                "obj",
                "obl",
                "nmod",
                "nsubj:pass",
                "compound",
                "advcl",
                "ccomp",
                "nsubj",
            )
            if label == "conj" and above.pos_ in ("VERB", "AUX") and (finite or below.pos_ in ("VERB", "AUX")):
                break
            if (
                self._is(above, "legal")
                or lemma in _CHARGES
                or above.lower_ in ("charges", "counts", "charged", "accused")
            ):
                if above.lower_.startswith("accus") and not noun and self._forces(above):
                    return None  # "soldiers accused of burning 13 houses": what is laid to forces, not a court's matter
                if above.lower_.startswith("accus") and above.dep_ == "acl" and label in ("obj", "obl") and noun:
                    return "legal"  # "captured a man accused of the murder of …"
                if above.lower_.startswith("accus") and not (
                    above.dep_ == "acl" or any(c.dep_ == "nsubj:pass" for c in above.children)
                ):
                    return None
                suffered = passive_perfect and any(c.lower_ == "have" for c in below.children)
                if lemma == "suspect" and label == "xcomp" and suffered and not noun:
                    return None  # "two clerks were suspected to have been kidnapped": whoever did it, they were taken
                if direct and label not in ("nsubj", "nsubj:pass", "obj") and not finite:
                    return "legal"
            if self._is(above, "plan") and direct and not (finite or passive_perfect):
                if label in ("nsubj", "nsubj:pass", "advcl") or (label == "obl" and not self._complement(below)):
                    return (
                        None
                        if label != "nsubj:pass"
                        or lemma not in ("plan", "expect", "schedule", "fear", "threaten", "prevent", "foil")
                        else "plan"
                    )
                return "plan"
            if (
                self._is(above, "plan")
                and label in ("ccomp", "obj", "xcomp")
                and lemma not in _FACT_VERBS
                and not passive_perfect
                and below.tag_ not in ("VBD",)
            ):
                return "plan"
            if finite or passive_perfect:
                if any(c.dep_ == "mark" and c.lower_ in ("if", "unless", "whether") for c in below.children):
                    return "unreal"
                if any(
                    c.dep_ == "aux" and self._is(c, "unreal") and c.lower_ not in ("may", "might", "must")
                    for c in below.children
                ):
                    return "unreal"
                break
            if label == "xcomp" and above.pos_ == "VERB" and self._modal(above, noun=False) == "unreal":
                return "unreal"  # "would begin clearing mines"
            below = above
        return None

    @staticmethod
    def _forces(accused: Token) -> bool:
        """True where those accused are forces or an armed body, not suspects."""
        whom = [accused.head] if accused.dep_ == "acl" else [c for c in accused.children if c.dep_ == "nsubj:pass"]
        return any(
            t.lower_
            in (
                "soldiers",
                "troops",
                "army",
                "forces",
                "militia",
                "militiamen",
                "fighters",
                "rebels",
                "police",
                "gendarmes",
            )
            for t in whom
        )

    @staticmethod
    def _complement(token: Token) -> bool:
        """An oblique that belongs to its verb ("threatened with attack", "call for an attack")."""
        return any(
            c.dep_ == "case" and c.lower_ in ("for", "of", "with", "to", "from", "against") for c in token.children
        )

    # ------------------------------------------------------------------------------------------------ background

    def _since(self, token: Token) -> bool:
        """ "Since the army launched its offensive": the beginning of a period, not what is told; and "since 3 March"
        before a clause makes of it a total, unless the period began within the week."""
        for above in (token, *[t for _, t in zip(range(3), ancestors(token), strict=False)]):
            for child in above.children:
                if self._since_the_deed(child):
                    return False  # "since the assault": since what the report tells
                if above.i != token.i and token.dep_ == "conj" and child.i > above.i:
                    continue  # "have encircled the town since May and entered it on Sunday"
                if child.i < token.i and child.lower_ == "since" and child.dep_ in ("mark", "case", "advmod"):
                    return not (child.dep_ == "mark" and self.this_week(" ".join(t.text for t in above.subtree)))
                perfect = above.i == token.i and any(
                    c.lower_ in ("had", "have", "has", "'ve", "’ve") and c.dep_.startswith("aux")
                    for c in token.children
                )
                if (
                    (child.i < token.i or perfect)
                    and child.dep_ in ("obl", "nmod", "advcl", "obl:unmarked")
                    and any(g.lower_ == "since" for g in child.children)
                    and not self.this_week(" ".join(t.text for t in child.subtree))
                ):
                    return True
            if above.dep_ in ("ccomp", "parataxis", "ROOT"):
                break
        return False

    @staticmethod
    def _recalled(token: Token) -> bool:
        """ "It will be recalled that bandits abducted …", "readers will remember that …": history, as papers recall it."""
        for above in [t for _, t in zip(range(6), ancestors(token), strict=False)]:
            if above.lemma_.lower() in ("recall", "remember", "commemorate") or above.lower_ in (
                "recalled",
                "remembered",
            ):
                return above.sent == token.sent
        return False

    @staticmethod
    def _protested(token: Token, *, noun: bool) -> bool:
        """ "To protest the killings", "a march against the demolition of two houses": what is protested was before."""
        if not noun:
            return False
        head = token.head
        cases = {c.lower_ for c in token.children if c.dep_ == "case"}
        words = (head.lower_, head.head.lower_)
        protest = any(w.startswith(("protest", "demonstrat", "rall", "march", "condemn", "denounc")) for w in words)
        if token.dep_ == "obj" and head.lower_.startswith(("condemn", "denounc")):
            # "condemned the bombing of Dar": told where, it is told; "condemned the attacks": only the reply to them
            return not any(t.ent_type_ in ("LOC", "GPE") or t.lower_ in _TODAY for t in token.subtree)
        if token.dep_ == "obj" and head.lower_.startswith(("protest", "mark", "remember", "mourn")):
            return True
        if cases & {"against", "over"} and token.dep_ in ("obl", "nmod"):
            return protest or head.lower_ in ("streets", "street", "protest", "anger", "outrage", "strike", "took")
        return False

    @staticmethod
    def _attempted(token: Token) -> bool:
        """ "An attempted kidnap", "foiled an abduction bid": of taking people only the deed counts."""
        if not token.lower_.startswith(("kidnap", "abduct", "robber", "hijack", "bombing", "suicide")):
            return False
        if any(c.lower_ in ("attempted", "planned", "foiled", "failed", "threatened") for c in token.children):
            return True
        following = token.doc[token.i + 1].lower_ if token.i + 1 < len(token.doc) else ""
        return following in ("attempt", "attempts", "bid", "plot", "threat", "threats", "plan", "scare")

    @staticmethod
    def since_the_deed(words: str) -> bool:
        """ "Since the assault": since what the report tells, not a total of a period."""
        said = words.lower().split()
        return said[:2] in (["since", "the"], ["since", "this"]) and bool(set(said[2:]) & HAPPENINGS)

    @staticmethod
    def _since_the_deed(phrase: Token) -> bool:
        return (
            phrase.dep_ in ("obl", "nmod")
            and phrase.lemma_.lower() in HAPPENINGS
            and any(c.lower_ in ("the", "this", "that") for c in phrase.children)
            and any(c.lower_ == "since" for c in phrase.children)
        )

    def this_week(self, text: str) -> bool:
        """:func:`within_week` for the report's day of publication."""
        return within_week(text, self._day)

    def _background(self, token: Token, times: list[Mention]) -> bool:
        """True where the only times of the clause lie years back, or the clause speaks of a habit."""
        if re.search(r"\bin that (?:month|year)\b", token.sent.text, re.I):
            return True
        if self._year is not None and same_of_a_year(token.sent.text, before=self._year):
            return True  # "in the same week of 2019 the group lost its last village"
        if any(
            t.label in ("weekday", "relative", "part") and not re.search(r"year|decade", t.words, re.I) for t in times
        ):
            return False
        times = [t for t in times if not self._of_a_noun(t, token)]
        if self._day is not None and months_back(times, self._day):
            return True
        if any(t.label in ("year", "decade", "season") or _YEAR.search(t.words) for t in times):
            years = [int(y) for t in times for y in _YEAR.findall(t.words)]
            if self._year is None:
                # a full date is an event's own day; a bare year is history
                return not any(t.label in ("date", "range") for t in times)
            if (
                years
                and min(years) != self._year
                and not any(
                    abs(y - self._year) <= 1 and t.label in ("date", "range", "month")
                    for t in times
                    for y in map(int, _YEAR.findall(t.words))
                )
            ):
                return True
            if not years:
                return True
        if any(t.label == "ago" and re.search(r"year|decade", t.words, re.I) for t in times):
            return True
        if any(t.label in ("past", "since") for t in times) and not any(t.label in ("date", "weekday") for t in times):
            if any(re.search(r"year|decade|century", t.words, re.I) for t in times):
                return True
        return bool(_LONG_AGO.search(self._clause_text(token))) and not any(
            t.label in ("date", "weekday") for t in times
        )

    def _of_a_noun(self, time: Mention, token: Token) -> bool:
        """ "The dead of 1972", "the accord of 2015": the year is the noun's, not the deed's."""
        at = token_at(self._doc, time.head.start)
        if at is None or at.dep_ != "nmod" or time.label not in ("year", "decade", "season"):
            return False
        return at.head.dep_ == "nmod" or token.i not in (at.head.i, at.head.head.i)

    def _clause_text(self, token: Token) -> str:
        left, right = token.left_edge.i, token.right_edge.i
        low, high = max(token.sent.start, min(left, token.i - 8)), min(token.sent.end, max(right + 1, token.i + 9))
        return str(self._doc[max(low, token.i - 16) : min(high, token.i + 17)].text)

    def habit(self, token: Token) -> bool:
        """True where the sentence tells of a habit ("clashes are frequent") or a bare plural in the present."""
        sentence = token.sent
        if any(self._is(t, "habit") and not self._some_number(t) and not of_another(t, token) for t in sentence):
            return True
        head = token.head if token.dep_ in ("nsubj", "nsubj:pass", "obj", "obl") else None
        return head is not None and token.tag_ in ("NNS", "NNPS") and head.tag_ in _GENERIC_TENSE

    @staticmethod
    def rate(token: Token) -> bool:
        """ "Twenty thousand migrants per year are kidnapped": so many in each stretch of time, told in the present."""
        finite = [c for c in token.children if c.dep_ in ("aux", "aux:pass")] or [token]
        return finite[0].tag_ in ("VBZ", "VBP", "VBN") and bool(_RATE.search(token.sent.text))

    @staticmethod
    def _some_number(token: Token) -> bool:
        """ "An unknown number of people were led off": a number of people, not how often."""
        number = token if token.lower_ == "number" else token.head if token.head.lower_ == "number" else None
        return number is not None and any(c.lower_ in ("a", "an") for c in number.children)

    def pretended(self, token: Token, *, armed: bool = False) -> bool:
        """True where the sentence speaks of exercises, memory, fiction or sport.

        Not where these are only when or where it happened ("after a commemoration", "outside a festival", "a training
        camp"). ``armed``: the sentence tells of arms; then words of sport are of people and things that were hit ("sprayed a
        passenger coach with bullets").
        """
        return any(
            self._is(t, "pretend") and not self._setting(t) and not (armed and t.lower_ in _SPORT) for t in token.sent
        )

    @staticmethod
    def _setting(token: Token) -> bool:
        if token.dep_ in ("compound", "amod") and token.head.i > token.i:
            return token.lower_ in ("training", "film", "book", "festival", "football")
        return any(c.dep_ == "case" and c.lower_ in _AROUND for c in token.children)

    def caused_otherwise(self, token: Token, *, armed: bool = False) -> bool:
        """True where the sentence names a cause that is no violence (flood, crash, disease).

        ``armed``: the sentence also tells of arms; then only a cause in the words' own clause counts ("rain" that
        fell during the shelling killed nobody).
        """
        causes = [t for t in token.sent if self._is(t, "cause")]
        if not armed:
            return bool(causes)
        own = {token.i, token.head.i}
        return any(t.head.i in own and t.dep_ in ("nsubj", "obl", "obl:agent", "nmod", "compound") for t in causes)

    def of_court(self, token: Token) -> bool:
        """True for words of a court ("sentenced to life in prison")."""
        return self._is(token, "legal")

    def by_accident(self, token: Token) -> bool:
        """True where the sentence or the headline says that a weapon went off unmeant."""
        title = self._reading.report.headline
        lead = self._doc[: list(self._doc.sents)[min(2, len(list(self._doc.sents)) - 1)].end].text
        if any(c.lower_ == "the" for c in token.children) and _ACCIDENT.search(lead):
            return True  # "the shooting" of a report that opens with an accident
        words = token.sent.text + (self._reading.report.text.clean[title.start : title.end] if title else "")
        return bool(_ACCIDENT.search(words))

    def legal(self, token: Token) -> bool:
        """True where the sentence tells of a court."""
        return any(t.lower_ in _COURT for t in token.sent)

    def times_of(self, indexes: list[int]) -> list[Mention]:
        """Time mentions by index."""
        return [self._reading.mentions[i] for i in indexes if self._reading.mentions[i].kind is MentionKind.TIME]
