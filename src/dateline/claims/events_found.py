"""Every place of a report where words tell of a happening: trigger, kind, parties, place, time.

The words are the codebook's section ``event``; what they take part in settles the kind (a blast by a suicide bomber
is a suicide bomb, an attack with drones an air strike, an attack on soldiers a clash), by ACLED's definitions.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Final

from spacy.tokens import Doc, Token

from dateline.claims.circumstances_places import granularity
from dateline.claims.circumstances_ties import ABOVE, BELOW, BESIDE, SENTENCE, root_of, ties, ties_of_happening
from dateline.claims.codebook import Codebook, Hit
from dateline.claims.drafts import FigureDraft
from dateline.claims.events_beside import bare, by_the_way, headed, in_several
from dateline.claims.events_families import (
    FAMILY,
    KIND_OF_MEASURE,
    PROTESTS,
    measure_fits,
    weight,
)
from dateline.claims.events_kinds import WEAK_IDS, Kinds
from dateline.claims.events_layout import items_of, labels_of
from dateline.claims.events_real import Reality
from dateline.claims.events_telling import during_which, other_sense, ranked, told_of, verbless, when_of, witnessed
from dateline.claims.events_unlike import no_violence
from dateline.claims.events_words import DOERS
from dateline.claims.participants import Cast, Parties, is_any
from dateline.claims.syntax import clause_head, clause_span, span_of, subjects
from dateline.model import Reading
from dateline.terms import CountSpan, EventKind, Measure, MentionKind
from dateline.text import Span

__all__ = ["DAYS", "Candidate", "Finder"]

K = EventKind
DAYS: Final = frozenset({"date", "weekday", "relative", "range", "anaphoric", "part"})
"""Sorts of time words that fix a day."""
_PERIOD: Final = re.compile(r"\b(?:decades?|years?|months?|centur)", re.I)
_SHORT_PERIOD: Final = re.compile(
    r"\b(?:past|last|previous)\s+(?:few\s+|couple of\s+|(?:24|36|48|72)[- ]|two\s+|three\s+)?(?:day|night|hour)s?\b"
    r"|\b(?:over|during)night\b|\bpast week\b|\blast week\b",
    re.I,
)
_LAUNCH: Final = frozenset({"launch", "resume", "carry", "stage", "mount", "conduct", "begin", "began", "open"})
_TRIED: Final = frozenset({"try", "attempt", "seek", "fail"})
_RANKED: Final = frozenset({"first", "second", "third", "latest", "deadliest", "worst", "last", "biggest", "bloodiest"})
_DEFINITE: Final = frozenset({"the", "this", "that", "these", "those", "his", "her", "their", "its"})
_TOLD_BY_MEANS: Final = frozenset(
    {K.SUICIDE_BOMB, K.AIR_STRIKE, K.SHELLING, K.REMOTE_EXPLOSIVE, K.GRENADE, K.CHEMICAL_WEAPON}
)
_GENERAL_IDS: Final = frozenset({"event.attack.noun", "event.attack.verb", "event.operation.noun"})
_COUNTED_IDS: Final = _GENERAL_IDS | {
    f"event.{word}.noun" for word in ("blast", "grenade", "shooting", "raid", "killing", "air_strike", "strike")
}
_GERUNDS: Final = frozenset(
    {"fighting", "shelling", "bombing", "looting", "rioting", "shooting", "stabbing", "killing", "firing"}
)
_AMBIGUOUS_NOUNS: Final = frozenset(
    {"strike", "strikes", "battle", "battles", "combat", "protest", "rally", "standoff", "fight", "return"}
)


@dataclass(slots=True, eq=False)
class Candidate:
    """One telling of a happening."""

    token: Token
    hit: Hit
    kind: EventKind
    clause: Span
    trigger: Span
    parties: Parties
    noun: bool
    places: list[int] = field(default_factory=list)
    times: list[int] = field(default_factory=list)
    figures: list[int] = field(default_factory=list)
    method: str | None = None
    headline: bool = False
    definite: bool = False
    hedged: bool = False
    several: bool = False
    own_place: bool = False
    own_day: bool = False
    relative: bool = False
    leans: bool = False
    narrow: bool = False
    item: int | None = None

    @property
    def frame(self) -> str:
        return self.hit.entry.frame

    @property
    def weak(self) -> bool:
        """Words of killing and wounding: what came of an event rather than what it was."""
        if self.hit.entry.id not in WEAK_IDS:
            return False
        named = any(t.pos_ in ("NOUN", "PROPN") for t in self.parties.actors)
        return self.noun or not named or self.token.dep_ in ("advcl", "acl", "acl:relcl") or self.leans

    @property
    def general(self) -> bool:
        """Words that fit any violence ("the attack", "the incident")."""
        if self.noun and self.token.dep_ == "obj" and is_any(self.token.head, _LAUNCH):
            return False
        if self.frame != "incident" and not self.weak and self.kind in _TOLD_BY_MEANS and not self.definite:
            return False
        if self.definite and self.hit.entry.id in (
            "event.blast.noun",
            "event.shooting.noun",
            "event.raid.noun",
            "event.strike.noun",
        ):
            return True
        return self.frame == "incident" or self.weak or self.hit.entry.id in _GENERAL_IDS


class Finder:
    """Finds the candidates of one reading."""

    def __init__(self, reading: Reading, codebook: Codebook, figures: Sequence[FigureDraft]) -> None:
        self.reading = reading
        self.doc: Doc = reading.doc
        self.figures = figures
        self.cast = Cast(self.doc, codebook)
        roots = [root_of(self.doc, m) for m in reading.mentions if m.kind is MentionKind.PLACE]
        self.kinds = Kinds(self.doc, self.cast, figures, frozenset(t.i for t in roots if t is not None))
        self.real = Reality(reading, codebook)
        self.items = items_of(reading)
        self._hits = [headed(self.doc, h) for h in codebook.hits(self.doc, "event")]
        towns = [m.span for m in reading.mentions if m.kind is MentionKind.PLACE and "dateline" in m.label.split()]
        self._labels = [*((s.start, s.end) for s in towns[:1]), *labels_of(self.doc)]
        self._violent = {h.head for h in self._hits if h.entry.frame not in ("means", "incident")}

    def candidates(self) -> list[Candidate]:
        """In the order of the text; those that are told as unreal are left out.

        Of several triggers on the same words the longest that makes sense is taken.
        """
        found: list[Candidate] = []
        taken: set[int] = set()
        usable = [h for h in self._hits if h.entry.frame != "means" and self._speaks(h)]
        for hit in sorted(usable, key=lambda h: (-weight(h), h.start)):
            gapped = hit.end - hit.start > 1 and not any(
                len(w.split()) == hit.end - hit.start and "*" not in w for w in hit.entry.words
            )
            tokens = {hit.head, hit.end - 1} if gapped else set(range(hit.start, hit.end))
            if tokens & taken:
                continue
            candidate = self._candidate(hit)
            if candidate is not None:
                found.append(candidate)
                taken |= tokens
        return sorted((c for c in found if not by_the_way(c, found, self.cast, self.figures)), key=lambda c: c.token.i)

    def _attributive(self, token: Token) -> bool:
        """ "Rescued an abducted trader", "the wounded men": the participle only describes."""
        if token.dep_ == "amod" and token.head.i > token.i:
            return True
        before = self.doc[token.i - 1] if token.i else None
        after = self.doc[token.i + 1] if token.i + 1 < len(self.doc) else None
        return (
            before is not None
            and after is not None
            and after.pos_ in ("NOUN", "PROPN")
            and (before.pos_ == "DET" or before.lower_ in ("rescued", "freed", "released", "recovered"))
        )

    def _speaks(self, hit: Hit) -> bool:
        """True where the part of speech fits: verbs for verb entries; nouns for noun entries (capitals forgiven)."""
        token = self.doc[hit.head]
        if hit.end - hit.start > 1 and self.doc[hit.end - 1].text in ("March", "MARCH"):
            return False
        if hit.end - hit.start > 3 and self._over_clauses(hit):
            return False
        if token.text in ("March", "MARCH") and (token.ent_type_ == "DATE" or not token.is_sent_start):
            beside = [self.doc[i] for i in (token.i - 1, token.i + 1) if 0 <= i < len(self.doc)]
            if token.text == "March" or any(t.like_num or t.lower_ in ("of", "in", "since") for t in beside):
                return False
        if hit.entry.pos == "noun":
            if token.i and self.doc[token.i - 1].pos_ == "DET" and token.tag_ in ("VB", "VBP", "VBN", "VBD"):
                return True  # "announced the recapture of the town"
            if token.pos_ in ("NOUN", "PROPN"):
                return token.lower_ not in _AMBIGUOUS_NOUNS or token.pos_ == "NOUN" or hit.end - hit.start > 1
            if (
                token.tag_ == "VBG"
                and token.lower_ in _GERUNDS
                and not any(c.dep_.startswith(("nsubj", "aux", "obj")) for c in token.children)
            ):
                before = self.doc[token.i - 1] if token.i else None
                return (
                    before is None
                    or token.is_sent_start
                    or before.pos_ in ("DET", "ADJ", "ADP")
                    or before.tag_ in ("JJ", "NN", "NNP", "POS")
                )
            return (
                token.tag_ == "VBG"
                and token.dep_ in ("obl", "nmod", "obj", "nsubj", "nsubj:pass", "compound", "ROOT")
                and not any(c.dep_ in ("nsubj", "aux", "obj") for c in token.children)
            )
        if any(c.dep_ == "case" and c.lower_ == "among" for c in token.children):
            return False  # "two officers are among the wounded"
        following = self.doc[token.i + 1 : token.i + 2].text
        if following == "-" and not token.whitespace_ and not any("-" in w for w in hit.entry.words):
            return False  # "two burned-out trucks"
        if token.tag_ in ("VBN", "VBD") and hit.end - hit.start == 1 and self._attributive(token):
            return False
        if token.pos_ in ("VERB", "AUX"):
            return True
        if (
            hit.entry.frame == "burn"
            and hit.end - hit.start > 1
            and (token.tag_ in ("VBN", "VBD") or token.lower_ == "set")
        ):
            return True  # "cadres of the party set ablaze seven vehicles", read as a participle
        title = self.reading.report.headline
        if (
            title is not None
            and token.idx < title.end
            and hit.end - hit.start > 1
            and token.tag_ in ("NN", "NNP", "NNS")
        ):
            # "Police fire on mourners": the parser takes a headline's verb for a noun
            before = self.doc[token.i - 1] if token.i else None
            return before is not None and before.pos_ in ("NOUN", "PROPN")
        if token.tag_.startswith("VB"):
            return not (token.dep_ in ("compound",) or token.pos_ == "NOUN")
        return (
            token.pos_ == "ADJ"
            and token.tag_ in ("JJ", "VBN")
            and hit.entry.frame in ("act", "burn")
            and token.dep_ in ("ROOT", "acl", "conj")
        )

    def _over_clauses(self, hit: Hit) -> bool:
        """ "Pulled up to the house when a male got out of the car" is no "pull … out of": a phrase with a gap stays in
        its clause."""
        if any(len(w.split()) == hit.end - hit.start and "*" not in w for w in hit.entry.words):
            return False
        within = self.doc[hit.start + 1 : hit.end - 1]
        after = self.doc[hit.end : hit.end + 2]
        if len(after) == 2 and after[0].text == "-" and not after[0].whitespace_ and after[1].pos_ == "NOUN":
            return True  # "neutralised, among them a bomb-maker"
        words = {w for phrase in hit.entry.words for w in phrase.split()}
        wh = {"when", "who", "which", "while", "whose"} - words
        return any(
            t.lower_ in wh or (t.pos_ == "VERB" and (t.head.i != hit.head or t.dep_ == "parataxis")
                               and not self._describes(t) and not {t.lemma_.lower(), t.lower_} & words)
            for t in within
        )  # fmt: skip

    @staticmethod
    def _describes(verb: Token) -> bool:
        """A participle that only describes ("a soldier, held for 23 days")."""
        return verb.dep_ in ("amod", "compound", "fixed") or (verb.dep_ == "acl" and verb.tag_ == "VBN")

    # ---------------------------------------------------------------------------------------------- one candidate

    def _candidate(self, hit: Hit) -> Candidate | None:
        token = self.doc[hit.head]
        if hit.entry.id in (*WEAK_IDS, "event.arrest.verb", "event.abduct.verb") and (
            self.doc[hit.end : hit.end + 1].text == ":"
        ):
            return None  # the label of a list or table: "Civilians killed: 388"
        if (
            hit.entry.id in WEAK_IDS
            and token.i > 1
            and self.doc[token.i - 1].like_num
            and self.doc[token.i - 2].text == ":"
        ):
            return None  # "losses near the town: 200 killed in a day"
        if token.dep_ == "cop" and hit.end - hit.start > 1:
            token = token.head  # "were again on the move"
        frame = hit.entry.frame
        noun = hit.entry.pos == "noun"
        if not noun and hit.end - hit.start == 1 and other_sense(token, self.cast):
            return None
        trigger = span_of([self.doc[hit.start], self.doc[hit.end - 1]])
        parties = self._without_dateline(self.cast.of_trigger(token, frame))
        kind = self.kinds.of(hit, token, parties, noun=noun)
        if kind is None or no_violence(hit.entry.id, token, parties, self.cast):
            return None
        if noun and kind in PROTESTS and token.dep_ in ("obl", "nmod", "compound") and self._amid_violence(token):
            return None  # "fired at a rally": what was attacked
        if noun and kind in PROTESTS and token.dep_ in ("obl", "obj") and token.head.i in self._violent:
            return None  # "surrendered at a rally": where it was
        clause = self._clause(token, trigger, noun=noun)
        tied = (ties_of_happening if noun else ties)(self.reading, token, clause)
        for verb in told_of(token) if noun else ():
            known = {i for i, t in tied if t < ABOVE}
            tied = [
                *[(i, t) for i, t in tied if i in known],
                *[(i, t) for i, t in ties(self.reading, verb, clause) if i not in known],
            ]  # "a gunfight that broke out at Brenak on Tuesday"
        tied = [(i, t) for i, t in tied if "dateline" not in self.reading.mentions[i].label.split()]
        if noun and ranked(token):
            tied = [(i, t) for i, t in tied if not self.reading.mentions[i].head.start > token.idx]
        places = [i for i, t in tied if t < BESIDE and self.reading.mentions[i].kind is MentionKind.PLACE]
        times = [i for i, t in tied if t < BESIDE and self.reading.mentions[i].kind is MentionKind.TIME]
        strict = [i for i, t in tied if t < BELOW + 0.6 and self.reading.mentions[i].kind is MentionKind.TIME]
        reason = self.real.why_not(token, noun=noun, times=self.real.times_of(strict))
        if (
            reason in ("plan", "infinitive")
            and frame == "take"
            and is_any(token.head, _TRIED)
            and token.head.tag_ in ("VBD", "VBN")
        ):
            kind, reason = K.ARMED_CLASH, None  # "a band tried to take our post": they fought for it
        if (
            reason in ("plan", "infinitive")
            and hit.entry.id in ("event.attack.verb", "event.storm.verb", "event.suicide.verb")
            and is_any(token.head, _TRIED)
            and token.head.tag_ == "VBD"
            and any(self.cast.armed(t) for t in parties.actors)
        ):
            reason = None  # "terrorists attempted to attack a post": the attack was made, whatever came of it
        if (
            reason == "plan"
            and noun
            and kind in (K.ATTACK, K.ARMED_CLASH, K.SUICIDE_BOMB)
            and token.dep_ == "obj"
            and is_any(token.head, _TRIED)
            and token.head.tag_ == "VBD"
        ):
            reason = None  # "attempted a complex attack on the post": it was made, whatever came of it
            parties.actors = parties.actors or [t for t in subjects(token.head) if self.cast.armed(t)]
        if reason == "infinitive" and frame == "hit" and any(c.dep_ == "cop" for c in token.children):
            reason = None  # "when an aircraft believed to be foreign hit the market", with a lost subject
        if reason is not None:
            return None
        figures = self._figures(token, clause, kind)
        days = [i for i in times if self._day(i)]
        found_so = token.head.lower_ in ("found", "discovered") and token.dep_ in ("xcomp", "ccomp", "advcl", "acl")
        if hit.entry.id in WEAK_IDS and not noun and not figures and not parties.actors and not found_so:
            # "13 dead and 18 wounded", "Civilians killed: 388": a state or a label, not a deed
            labelled = token.i + 1 < len(self.doc) and self.doc[token.i + 1].text == ":"
            if labelled or not parties.targets or not any(c.dep_.startswith(("aux", "obj")) for c in token.children):
                return None
        counted = [
            i
            for i in figures
            if self.figures[i].count_span is CountSpan.INCIDENT
            and ((self.figures[i].low or 0) < 1000 or self.figures[i].measure in KIND_OF_MEASURE)
        ]
        recent = (kind in KIND_OF_MEASURE.values() or noun) and any(self._short(i) for i in times)
        if figures and not counted and not recent and (not days or hit.entry.id in WEAK_IDS):
            return None
        if (
            not counted
            and hit.entry.id in WEAK_IDS
            and any(self.reading.mentions[i].label in ("began", "since", "past") for i in times)
        ):
            return None
        if (
            noun
            and not counted
            and bare(token)
            and not any(
                t < ABOVE and (self._day(i) or self.reading.mentions[i].kind is MentionKind.PLACE) for i, t in tied
            )
        ):
            return None
        period = any(
            (
                self.reading.mentions[i].label in ("since", "past")
                or (self.reading.mentions[i].label == "began" and t >= ABOVE)
            )
            and not self._short(i)
            and not self.real.since_the_deed(self.reading.mentions[i].words)
            for i, t in tied
            if t < SENTENCE
        )
        if period and not any(t < ABOVE and self._day(i) for i, t in tied):
            return None
        if (self._of_a_total(token, hit) and not days) or (
            not counted and self.real.pretended(token, armed=self._of_arms(token))
        ):
            return None
        if (kind is K.ATTACK and self.real.by_accident(token)) or (self.real.habit(token) and not counted and not days):
            return None
        if self.real.rate(token):
            return None
        if self.real.caused_otherwise(token, armed=self._of_arms(token)) and (
            hit.entry.id in WEAK_IDS
            or hit.entry.id.startswith(("event.blast", "event.explode"))
            or kind in (K.DISPLACEMENT, K.EVACUATION, K.RETURN)
        ):
            return None
        headline = self.reading.report.headline
        # "carried out raids on Friday, apprehending 37": the participle shares its clause's circumstances; so does the
        # deed that is its clause's subject ("shelling of a market left 54 dead on Saturday")
        shares = (
            (token.tag_ == "VBG" and token.dep_ == "advcl")
            or (token.dep_ == "acl:relcl" and any(self._names(i, token.head) for i in places))
            or (
                token.dep_ == "conj"
                and token.tag_ in ("VBN", "VBD")
                and not any(c.dep_.startswith(("aux", "nsubj")) for c in token.children)
            )
            or (noun and token.dep_ == "nsubj" and token.head.tag_ in ("VBD", "VBZ"))
        )
        return Candidate(
            token=token,
            hit=hit,
            kind=kind,
            clause=clause,
            trigger=trigger,
            parties=parties,
            noun=noun,
            places=sorted(places, key=lambda i: granularity(self.reading, self.reading.mentions[i])),
            times=times,
            figures=counted,
            method=self._method(hit, token, parties),
            headline=headline is not None and trigger in headline,
            definite=self._definite(token, noun=noun),
            hedged=any(c.dep_ == "aux" and c.lower_ in ("may", "might", "could") for c in token.children),
            several=(self._general_title(token, trigger))
            or in_several(token)
            or (
                noun
                and hit.entry.id in _COUNTED_IDS
                and not self.cast.weapon(token)
                and token.tag_ in ("NNS", "NNPS")
                and (any(c.dep_ == "nummod" for c in token.children) or self.doc[max(0, hit.start - 1)].like_num)
            ),
            own_place=any(
                (t < ABOVE or (t <= ABOVE and shares))
                and self.reading.mentions[i].kind is MentionKind.PLACE
                and granularity(self.reading, self.reading.mentions[i]) < 4.9
                for i, t in tied
            ),
            own_day=any((t < ABOVE or (t <= ABOVE and shares)) and self._day(i) for i, t in tied)
            or (when_of(token) and self._day_over(token)),
            leans=token.dep_ == "conj" and token.head.i in self._violent and token.head.i < token.i,
            item=self.items.at(token.idx),
            narrow=any(
                t < ABOVE
                and self.reading.mentions[i].kind is MentionKind.PLACE
                and granularity(self.reading, self.reading.mentions[i]) < 4.5
                for i, t in tied
            ),
            relative=not during_which(token)
            and not witnessed(token)
            and any(t.dep_ in ("acl:relcl", "acl") and t.head.dep_ != "ROOT" for t in [token, clause_head(token)])
            and not (token.tag_ == "VBN" and self.items.at(token.idx) is not None and verbless(token)),
        )

    def _day_over(self, token: Token) -> bool:
        """True where the noun over a clause is a day ("Thursday evening, when …")."""
        return any(
            self._day(i) and m.span.start <= token.head.idx < m.span.end
            for i, m in enumerate(self.reading.mentions)
            if m.kind is MentionKind.TIME
        )

    def _general_title(self, token: Token, trigger: Span) -> bool:
        """ "Escalation of hostilities in El Fasher": a title for all that is told below."""
        headline = self.reading.report.headline
        return (
            headline is not None
            and trigger in headline
            and token.lower_ in ("hostilities", "violence", "unrest", "fighting", "clashes", "attacks")
            and not any(c.dep_ == "nummod" for c in token.children)
        )

    def _of_a_total(self, token: Token, hit: Hit) -> bool:
        """ "Of them, 65 were eliminated in the division": a part of a total; "driven out by a decade of violence"."""
        if hit.entry.id not in WEAK_IDS and FAMILY[EventKind(hit.entry.kind)] == "violence":
            return False
        words = [t for t in token.sent if not t.is_space][:4]
        if len(words) == 4 and words[0].lower_ in ("of", "among") and words[1].lower_ == "the" and words[2].like_num:
            return words[3].i <= token.sent[-1].i  # "of the 298 captured, 40 were released"
        opening = [t.lower_ for t in words[:2]]
        if len(opening) == 2 and opening[0] in ("of", "among") and opening[1] in ("them", "these", "those", "whom"):
            return any(
                f.count_span is CountSpan.TOTAL and 0 <= token.sent.start - self.doc[f.token].sent.end <= 1
                for f in self.figures
            )
        by = [c for c in token.children if c.dep_ in ("obl", "obl:agent") and any(g.lower_ == "by" for g in c.children)]
        return any(t.lower_.rstrip("s") in ("decade", "year", "month") for t in by)

    def _of_arms(self, token: Token) -> bool:
        """True where the sentence names weapons, armed people or another deed of violence."""
        return self._amid_violence(token) or any(
            self.cast.weapon(t) or self.cast.armed(t) for t in token.sent if t.pos_ in ("NOUN", "PROPN") and t != token
        )

    def _names(self, index: int, token: Token) -> bool:
        """True where a place mention is the token or stands right before it ("the Zacamil housing project, which …")."""
        span = self.reading.mentions[index].span
        return span.start <= token.idx < span.end or 0 <= token.idx - span.end <= 12

    def _without_dateline(self, parties: Parties) -> Parties:
        """The parties without the town before the dash and the label of an item, which parsers take for subjects
        ("DUBAI, Jan 24 - A tanker blew up", "TAJI - A bomb killed one", "- enemy side: 22 killed")."""
        kept = [
            [t for t in tokens if not any(start <= t.idx < end for start, end in self._labels)]
            for tokens in (parties.actors, parties.targets, parties.devices)
        ]
        return Parties(*kept)

    def _amid_violence(self, token: Token) -> bool:
        """True where other words of the sentence tell of violence."""
        return any(
            h.head != token.i
            and FAMILY[EventKind(h.entry.kind)] == "violence"
            and token.sent.start <= h.head < token.sent.end
            and h.entry.frame not in ("means", "incident", "hit", "find-bodies", "throw")
            and self._speaks(h)
            for h in self._hits
        )

    def _short(self, index: int) -> bool:
        """ "Over the past day", "in the last 48 hours", "since Tuesday": a period that fixes a day as news does."""
        words = self.reading.mentions[index].words
        return bool(_SHORT_PERIOD.search(words)) or self.real.this_week(words)

    def _day(self, index: int) -> bool:
        mention = self.reading.mentions[index]
        return mention.label in DAYS | {"began"} and not _PERIOD.search(mention.words)

    def _definite(self, token: Token, *, noun: bool) -> bool:
        """ "The attack", "his abduction", "the bomb exploded", "those arrested": something told before."""
        if noun:
            if ranked(token):
                return True
            if token.dep_ == "obj" and is_any(token.head, _LAUNCH):
                return False
            return any(
                c.lower_ in _DEFINITE or (c.dep_ == "nmod:poss" and c.ent_type_ != "DATE") for c in token.children
            )
        subject = [t for t in subjects(token) if t.i < token.i]
        if any(t.lower_ in DOERS and any(c.lower_ in ("the", "these") for c in t.children) for t in subject):
            return True
        if any(t.lower_ in ("those", "they", "he", "she", "it") for t in subject):
            return True
        if any(t.lower_ in ("one", "two", "both", "some") and self._of_these(t) for t in subject):
            return True  # "one of the bombs exploded"
        if token.dep_ == "advcl" and any(c.dep_ == "obj" and self._definite(c, noun=True) for c in token.children):
            return token.lemma_.lower() == "trigger"  # "stepped on it, triggering the blast"
        subject += [c for c in token.children if c.dep_ == "obl:agent"]  # "was wrecked by the bombs"
        return any(self.cast.weapon(t) and any(c.lower_ in _DEFINITE for c in t.children) for t in subject)

    def _of_these(self, token: Token) -> bool:
        whole = [c for c in token.children if c.dep_ == "nmod"]
        return any(self.cast.weapon(t) and any(c.lower_ in _DEFINITE for c in t.children) for t in whole)

    def _clause(self, token: Token, trigger: Span, *, noun: bool) -> Span:
        """The clause that tells it: for a noun the clause of the verb over it, where that is near."""
        head = clause_head(token)
        while head.dep_ == "xcomp" and head.head != head:
            head = clause_head(head.head)
        if token.sent.end_char - token.sent.start_char < 90:
            words = token.sent.text
            start = token.sent.start_char + len(words) - len(words.lstrip())
            return Span(start, token.sent.start_char + len(words.rstrip())).join(trigger)
        span = clause_span(head, must_hold=[token])
        if noun and len(span) > 320:
            span = span_of([t for t in token.subtree if not t.is_space])
        return span.join(trigger)

    def _figures(self, token: Token, clause: Span, kind: EventKind) -> list[int]:
        out: list[int] = []
        for index, figure in enumerate(self.figures):
            if token.i in (figure.token, figure.number_token) or (
                figure.clause.touches(clause) and self.doc[figure.token].sent == token.sent
            ):
                if figure.measure not in (Measure.PRESENT, Measure.HOSTED, Measure.TRAPPED) and measure_fits(
                    figure.measure, kind
                ):
                    out.append(index)
        return out

    def _method(self, hit: Hit, token: Token, parties: Parties) -> str | None:
        if hit.entry.method:
            return hit.entry.method
        if hit.entry.pos == "noun" and hit.entry.frame not in ("incident", "self-noun", "agree-noun"):
            return str(self.doc[hit.start : hit.end].text).lower()
        for device in parties.devices:
            return " ".join(
                t.text
                for t in device.doc[device.left_edge.i : device.i + 1]
                if t.dep_ != "det" and t.lower_ not in ("a", "an", "the")
            ).lower()
        if hit.entry.id == "event.shoot.verb":
            return "shooting"
        return None
