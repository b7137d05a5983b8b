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

from dateline.claims.circumstances import ABOVE, BELOW, BESIDE, granularity, ties
from dateline.claims.codebook import Codebook, Hit
from dateline.claims.drafts import FigureDraft
from dateline.claims.events_real import Reality
from dateline.claims.participants import Cast, Parties, is_any
from dateline.claims.syntax import clause_head, clause_span, is_passive, objects, span_of, subjects
from dateline.model import Reading
from dateline.terms import CountSpan, EventKind, Measure, MentionKind
from dateline.text import Span

__all__ = ["DAYS", "FAMILY", "Candidate", "Finder"]

K = EventKind
DAYS: Final = frozenset({"date", "weekday", "relative", "range", "anaphoric", "part"})
"""Sorts of time words that fix a day."""
_PERIOD: Final = re.compile(r"\b(?:decades?|years?|months?|centur)", re.I)
_LAUNCH: Final = frozenset({"launch", "resume", "carry", "stage", "mount", "conduct", "begin", "began", "open"})
_DEFINITE: Final = frozenset({"the", "this", "that", "these", "those", "his", "her", "their", "its"})
_VIOLENT: Final = frozenset(
    {K.ARMED_CLASH, K.ATTACK, K.AIR_STRIKE, K.SHELLING, K.SUICIDE_BOMB, K.REMOTE_EXPLOSIVE, K.GRENADE, K.CHEMICAL_WEAPON,
     K.MOB_VIOLENCE, K.FORCE_AGAINST_PROTESTERS}
)  # fmt: skip
_PROTESTS: Final = frozenset({K.PEACEFUL_PROTEST, K.PROTEST_WITH_INTERVENTION, K.VIOLENT_DEMONSTRATION})
_TERRITORY: Final = frozenset({K.GOVERNMENT_REGAINS_TERRITORY, K.NON_STATE_ACTOR_OVERTAKES_TERRITORY})


def _families() -> dict[EventKind, str]:
    names = {k: k.value for k in EventKind}
    names.update(dict.fromkeys(_VIOLENT, "violence"))
    names.update(dict.fromkeys(_PROTESTS, "protest"))
    names.update(dict.fromkeys(_TERRITORY, "territory"))
    return names


FAMILY: Final = _families()
"""Kinds that can tell one happening are of one family."""

_EXPLOSIVE: Final = frozenset(
    {K.REMOTE_EXPLOSIVE, K.SUICIDE_BOMB, K.GRENADE, K.SHELLING, K.AIR_STRIKE, K.CHEMICAL_WEAPON}
)
_WEAK_IDS: Final = frozenset({"event.kill.verb", "event.wound.verb", "event.stab.verb", "event.killing.noun"})
_GENERAL_IDS: Final = frozenset({"event.attack.noun", "event.attack.verb", "event.operation.noun"})
_GERUNDS: Final = frozenset(
    {"fighting", "shelling", "bombing", "looting", "rioting", "shooting", "stabbing", "killing"}
)
_AMBIGUOUS_NOUNS: Final = frozenset(
    {"strike", "strikes", "battle", "battles", "combat", "protest", "rally", "standoff", "fight", "return"}
)
_VIOLENCE_HINTS: Final = frozenset(
    """
    shot shooting gunshot gunshots bullet bullets bullet-riddled riddled stabbed beheaded decapitated slit
    tortured torture bound blindfolded gagged executed mutilated dismembered murdered killed slain massacre
    grave homicide wounds throats throat violence
    """.split()  # noqa: SIM905
)
_BODIES: Final = frozenset({"body", "bodies", "corpse", "corpses", "remains", "cadaver", "cadavers"})
_PLACE_NOUNS: Final = frozenset(
    """
    town city village villages towns area territory district province base airport port hill neighborhood
    neighbourhood suburb border crossing stronghold positions position camp headquarters ground region capital
    bridge checkpoint barracks outpost post posts island enclave junction highway control
    """.split()  # noqa: SIM905
)
_FREED: Final = frozenset(
    """
    hostage hostages captive captives prisoner prisoners detainee detainees inmate inmates victim victims
    suspect suspects abductee abductees youth soldiers sailors crew miners
    """.split()  # noqa: SIM905
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

    @property
    def frame(self) -> str:
        return self.hit.entry.frame

    @property
    def weak(self) -> bool:
        """Words of killing and wounding: what came of an event rather than what it was."""
        if self.hit.entry.id not in _WEAK_IDS:
            return False
        named = any(t.pos_ in ("NOUN", "PROPN") for t in self.parties.actors)
        return self.noun or not named or self.token.dep_ in ("advcl", "acl", "acl:relcl", "conj")

    @property
    def general(self) -> bool:
        """Words that fit any violence ("the attack", "the incident")."""
        if self.noun and self.token.dep_ == "obj" and is_any(self.token.head, _LAUNCH):
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
        self.real = Reality(reading, codebook)
        self._hits = codebook.hits(self.doc, "event")

    def candidates(self) -> list[Candidate]:
        """In the order of the text; those that are told as unreal are left out.

        Of several triggers on the same words the longest that makes sense is taken.
        """
        usable = [h for h in self._hits if h.entry.frame != "means" and self._speaks(h)]
        found: list[Candidate] = []
        taken: set[int] = set()
        for hit in sorted(usable, key=lambda h: (-_weight(h), h.start)):
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
        return sorted(found, key=lambda c: c.token.i)

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
        if hit.entry.pos == "noun":
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
        if token.tag_ in ("VBN", "VBD") and hit.end - hit.start == 1 and self._attributive(token):
            return False
        if token.pos_ in ("VERB", "AUX"):
            return True
        if token.tag_.startswith("VB"):
            return not (token.dep_ in ("compound",) or token.pos_ == "NOUN")
        return (
            token.pos_ == "ADJ"
            and token.tag_ in ("JJ", "VBN")
            and hit.entry.frame in ("act", "burn")
            and token.dep_ in ("ROOT", "acl", "conj")
        )

    # ---------------------------------------------------------------------------------------------- one candidate

    def _candidate(self, hit: Hit) -> Candidate | None:
        token = self.doc[hit.head]
        frame = hit.entry.frame
        noun = hit.entry.pos == "noun"
        if not noun and hit.end - hit.start == 1 and self._other_sense(token):
            return None
        trigger = span_of([self.doc[hit.start], self.doc[hit.end - 1]])
        parties = self.cast.of_trigger(token, frame)
        kind = self._kind(hit, token, parties, noun=noun)
        if kind is None:
            return None
        clause = self._clause(token, trigger, noun=noun)
        tied = ties(self.reading, token, clause)
        places = [i for i, t in tied if t < BESIDE and self.reading.mentions[i].kind is MentionKind.PLACE]
        times = [i for i, t in tied if t < BESIDE and self.reading.mentions[i].kind is MentionKind.TIME]
        strict = [i for i, t in tied if t < BELOW + 0.6 and self.reading.mentions[i].kind is MentionKind.TIME]
        if self.real.why_not(token, noun=noun, times=self.real.times_of(strict)) is not None:
            return None
        figures = self._figures(token, clause, kind)
        days = [i for i in times if self._day(i)]
        counted = [
            i for i in figures if self.figures[i].count_span is CountSpan.INCIDENT and (self.figures[i].low or 0) < 1000
        ]
        if figures and not counted and (not days or hit.entry.id in _WEAK_IDS):
            return None
        if (
            not counted
            and hit.entry.id in _WEAK_IDS
            and any(self.reading.mentions[i].label in ("began", "since", "past") for i in times)
        ):
            return None
        if (
            noun
            and not counted
            and self._bare(token)
            and not any(
                t < ABOVE and (self._day(i) or self.reading.mentions[i].kind is MentionKind.PLACE) for i, t in tied
            )
        ):
            return None
        if self.real.pretended(token) and not counted:
            return None
        if self.real.habit(token) and not counted and not days:
            return None
        if self.real.caused_otherwise(token) and (
            hit.entry.id in _WEAK_IDS
            or hit.entry.id.startswith(("event.blast", "event.explode"))
            or kind in (K.DISPLACEMENT, K.EVACUATION, K.RETURN)
        ):
            return None
        headline = self.reading.report.headline
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
            several=noun
            and token.tag_ in ("NNS", "NNPS")
            and (any(c.dep_ == "nummod" for c in token.children) or self.doc[max(0, hit.start - 1)].like_num),
            own_place=any(
                t < ABOVE
                and self.reading.mentions[i].kind is MentionKind.PLACE
                and granularity(self.reading, self.reading.mentions[i]) < 4.9
                for i, t in tied
            ),
            own_day=any(t < ABOVE and self._day(i) for i, t in tied),
            relative=any(t.dep_ in ("acl:relcl", "acl") for t in [token, clause_head(token)]),
        )

    @staticmethod
    def _bare(token: Token) -> bool:
        """ "Attacks", "clashes": a plural without article or number that is not what the sentence is about."""
        if token.lower_ in ("combat", "fighting", "violence", "hostilities", "bloodshed", "resistance"):
            return not any(c.dep_ in ("det", "nmod", "acl") for c in token.children)
        return (
            token.tag_ in ("NNS", "NNPS")
            and token.dep_ in ("obj", "obl", "nmod", "conj", "nsubj")
            and not any(c.dep_ in ("det", "nummod", "nmod:poss") for c in token.children)
            and not (token.dep_ == "nsubj" and token.head.tag_ in ("VBD", "VBN"))
        )

    def _day(self, index: int) -> bool:
        mention = self.reading.mentions[index]
        return mention.label in DAYS and not _PERIOD.search(mention.words)

    def _definite(self, token: Token, *, noun: bool) -> bool:
        """ "The attack", "his abduction", "the bomb exploded", "those arrested": something told before."""
        if noun:
            if token.dep_ == "obj" and is_any(token.head, _LAUNCH):
                return False
            return any(
                c.lower_ in _DEFINITE or (c.dep_ == "nmod:poss" and c.ent_type_ != "DATE") for c in token.children
            )
        subject = [t for t in subjects(token) if t.i < token.i]
        if any(t.lower_ in ("those", "they", "he", "she") for t in subject):
            return True
        return any(self.cast.weapon(t) and any(c.lower_ in _DEFINITE for c in t.children) for t in subject)

    def _other_sense(self, token: Token) -> bool:
        """Verbs in senses that are not of the conflict, told by particle or object."""
        lemma = token.lower_
        particles = {c.lower_ for c in token.children if c.dep_ == "compound:prt"}
        if lemma.startswith(("shell",)) and "out" in particles:
            return True
        if lemma in ("beat", "beats", "beaten", "beating") and not any(
            self.cast.person(t) for t in [*objects(token), *subjects(token)]
        ):
            return True
        if (
            lemma.startswith("fir")
            and not any(self.cast.weapon(o) for o in objects(token))
            and not any(
                c.dep_ == "obl" and any(g.lower_ in ("on", "at", "upon", "into", "from") for g in c.children)
                for c in token.children
            )
        ):
            return True
        return (
            lemma.startswith(("found", "find", "discover", "recover", "seiz", "locat", "destroy", "intercept"))
            and not objects(token)
            and not is_passive(token)
        )

    def _clause(self, token: Token, trigger: Span, *, noun: bool) -> Span:
        """The clause that tells it: for a noun the clause of the verb over it, where that is near."""
        head = clause_head(token)
        while head.dep_ == "xcomp" and head.head is not head:
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
                if figure.measure not in (Measure.PRESENT, Measure.HOSTED, Measure.TRAPPED) and _measure_fits(
                    figure.measure, kind
                ):
                    out.append(index)
        return out

    # ----------------------------------------------------------------------------------------------------- kind

    def _kind(self, hit: Hit, token: Token, parties: Parties, *, noun: bool) -> EventKind | None:
        kind = EventKind(hit.entry.kind)
        frame = hit.entry.frame
        cast = self.cast
        if frame == "hit":
            return self._of_device(parties, token)
        if frame == "throw":
            return self._of_thrown(token, kind)
        if frame == "plant":
            return None
        if frame == "find-bodies":
            return self._of_bodies(token)
        if frame == "find-weapons":
            found = subjects(token) if is_passive(token) else objects(token)
            if is_passive(token) and not any("weapon" in cast.kinds(t) for t in found):
                found = [t for t in self.doc[max(token.sent.start, token.i - 14) : token.i] if t.dep_ == "nsubj:pass"]
            return kind if any("weapon" in cast.kinds(t) and not cast.person(t) for t in found) else None
        if frame == "take":
            return self._of_taken(token, kind, parties)
        if frame == "free":
            freed = subjects(token) if is_passive(token) else objects(token)
            return (
                kind
                if any(cast.person(t) or t.lower_ in _FREED for t in freed)
                and not any(cast.kinds(t) == {"weapon"} for t in freed)
                else None
            )
        if frame == "burn":
            burned = subjects(token) if is_passive(token) else objects(token)
            burned += [c for c in token.children if c.dep_ == "obl" and any(g.lower_ == "to" for g in c.children)]
            window = [t for t in self.doc[hit.start : min(hit.end + 5, len(self.doc))] if t.sent == token.sent]
            return (
                kind
                if any("property" in cast.kinds(t) for t in [*burned, *window]) or hit.entry.id == "event.loot.verb"
                else None
            )
        if frame == "mob":
            doers = [*subjects(token), *parties.actors]
            return kind if any(t.lower_ in ("mob", "mobs", "crowd", "villagers") for t in doers) else None
        if (
            frame == "suffer"
            and hit.entry.id == "event.under_attack"
            and not any(cast.armed(t) or t.ent_type_ == "ORG" for t in [*parties.actors, *parties.targets])
        ):
            if not any(cast.civilian(t) or "property" in cast.kinds(t) for t in parties.targets) or parties.actors:
                return None
        if kind is K.SURRENDER:
            return kind if noun or not parties.actors or any(cast.person(t) for t in parties.actors) else None
        if (
            noun
            and kind is K.PEACEFUL_PROTEST
            and any(c.lower_ == "in" for c in token.children)
            and not any(c.dep_ == "det" for c in token.children)
        ):
            return None
        if kind in (K.ABDUCTION, K.ARREST):
            return self._of_held(kind, parties)
        if kind is K.DISPLACEMENT:
            return self._of_flight(token, parties, frame)
        if kind is K.RETURN or kind is K.EVACUATION:
            people = [*parties.actors, *parties.targets]
            return (
                kind
                if any(cast.person(t) or t.lower_ in ("families", "refugees", "residents") for t in people)
                and (noun is False or bool(parties.targets or parties.actors))
                else None
            )
        if kind in _PROTESTS or kind in (
            K.AGREEMENT,
            K.LOOTING,
            K.SEXUAL_VIOLENCE,
            K.MOB_VIOLENCE,
            K.DISRUPTED_WEAPONS_USE,
            K.CHANGE_TO_GROUP,
        ):
            return kind
        if kind in (K.ATTACK, K.ARMED_CLASH, K.REMOTE_EXPLOSIVE, K.AIR_STRIKE, K.SHELLING, K.SUICIDE_BOMB):
            return self._of_violence(kind, hit, token, parties, noun=noun)
        return kind

    def _of_device(self, parties: Parties, token: Token) -> EventKind | None:
        doers = [*parties.devices, *[t for t in subjects(token) if not is_passive(token)]]
        if is_passive(token):
            doers.extend(
                c
                for c in token.children
                if c.dep_ in ("obl:agent", "obl") and any(g.lower_ in ("by", "in") for g in c.children)
            )
        for doer in doers:
            kinds = set(self.cast.means(doer))
            for child in doer.children:
                if child.dep_ in ("compound", "amod"):
                    kinds |= self.cast.means(child)
            if doer.lower_ in ("strike", "strikes", "airstrike", "airstrikes", "raid", "raids"):
                kinds.add(K.AIR_STRIKE)
            if doer.lower_ in ("blast", "blasts", "explosion", "explosions"):
                kinds.add(K.REMOTE_EXPLOSIVE)
            for kind in (K.SUICIDE_BOMB, K.AIR_STRIKE, K.CHEMICAL_WEAPON, K.GRENADE, K.SHELLING, K.REMOTE_EXPLOSIVE):
                if kind in kinds:
                    return kind
        if any(d.lower_ in ("third", "second", "another", "others", "fourth") for d in doers) and token.sent.start:
            before = self.doc[token.sent.start - 1].sent
            if any(t.lower_ in ("airstrike", "airstrikes", "strikes", "strike") for t in before):
                return K.AIR_STRIKE
        return None

    def _of_thrown(self, token: Token, kind: EventKind) -> EventKind | None:
        thrown = subjects(token) if is_passive(token) else objects(token)
        thrown = [*thrown, *[c for t in thrown for c in t.children if c.dep_ in ("nmod", "compound")]]
        if kind is K.GRENADE:
            return kind if any(self.cast.weapon(t) or t.lower_ in ("dynamite", "explosives") for t in thrown) else None
        for t in thrown:
            means = self.cast.means(t)
            if K.GRENADE in means:
                return K.GRENADE
            if K.SHELLING in means:
                return K.SHELLING
            if t.lower_.startswith("bomb") or K.AIR_STRIKE in means:
                return K.AIR_STRIKE
        return None

    def _of_bodies(self, token: Token) -> EventKind | None:
        found = subjects(token) if is_passive(token) else objects(token)
        sentence = {t.lower_ for t in token.sent}
        if any(t.lower_ in _BODIES for t in found) and sentence & _VIOLENCE_HINTS:
            return K.ATTACK
        dead = any(t.lower_ == "dead" and abs(t.i - token.i) < 6 for t in token.sent)
        return K.ATTACK if dead and sentence & (_VIOLENCE_HINTS - {"killed"}) else None

    def _of_taken(self, token: Token, kind: EventKind, parties: Parties) -> EventKind | None:
        taken = subjects(token) if is_passive(token) else objects(token)
        taken = [
            *taken,
            *[
                c
                for c in token.children
                if c.dep_ in ("obl", "nmod") and any(g.lower_ in ("of", "over", "to") for g in c.children)
            ],
        ]
        taken = [*taken, *[c for t in taken if t.lower_ == "control" for c in t.children if c.dep_ == "nmod"]]
        actors = parties.actors
        if any(self.cast.person(t) and t.lower_ not in _PLACE_NOUNS for t in taken) or any(
            "weapon" in self.cast.kinds(t) for t in taken
        ):
            return None
        if not any(t.lower_ in _PLACE_NOUNS or t.ent_type_ in ("LOC", "GPE") for t in taken):
            return None
        if any(self.cast.state(t) for t in actors) and kind is K.NON_STATE_ACTOR_OVERTAKES_TERRITORY:
            return K.GOVERNMENT_REGAINS_TERRITORY
        if actors and all(self.cast.non_state(t) for t in actors):
            return K.NON_STATE_ACTOR_OVERTAKES_TERRITORY
        return kind

    def _of_held(self, kind: EventKind, parties: Parties) -> EventKind | None:
        if parties.targets and all(
            (
                self.cast.weapon(t)
                or t.lower_ in _PLACE_NOUNS
                or t.ent_type_ == "LOC"
                or "property" in self.cast.kinds(t)
            )
            and not self.cast.person(t)
            for t in parties.targets
        ):
            return None
        if any(
            t.lower_ in ("video", "camera", "footage", "photo", "image", "film", "cameras", "surveillance")
            for t in parties.actors
        ):
            return None
        if (
            kind is K.ARREST
            and parties.actors
            and all(self.cast.non_state(t) for t in parties.actors)
            and any(self.cast.civilian(t) or self.cast.state(t) for t in parties.targets)
        ):
            return K.ABDUCTION
        return kind

    def _of_flight(self, token: Token, parties: Parties, frame: str) -> EventKind | None:
        people = [*parties.actors, *parties.targets]
        if any(
            self.cast.armed(t)
            or t.lower_
            in ("suspect", "suspects", "gunman", "gunmen", "men", "man", "driver", "attackers", "shooter", "vehicle")
            or t.ent_type_ == "PERSON"
            for t in people
        ):
            return None
        counted = any(f.measure is Measure.DISPLACED and self.doc[f.token].sent == token.sent for f in self.figures)
        groups = any(
            t.lower_
            in (
                "people",
                "residents",
                "civilians",
                "villagers",
                "families",
                "refugees",
                "thousands",
                "hundreds",
                "persons",
                "households",
                "women",
                "children",
                "others",
            )
            for t in people
        )
        return K.DISPLACEMENT if counted or (groups and bool(frame)) else None

    def _of_violence(
        self, kind: EventKind, hit: Hit, token: Token, parties: Parties, *, noun: bool
    ) -> EventKind | None:
        cast = self.cast
        means: set[EventKind] = set()
        for t in [token, *parties.devices]:
            means |= cast.means(t)
            for child in t.children:
                if child.dep_ in ("compound", "amod", "nmod:poss", "nsubj", "nsubj:pass", "obl:agent"):
                    means |= cast.means(child)
                    for grand in child.children:
                        if grand.dep_ in ("compound", "amod"):
                            means |= cast.means(grand)
        before = self.doc[max(token.sent.start, hit.start - 2) : hit.start]
        if noun:
            for t in before:
                if t.pos_ in ("NOUN", "PROPN", "ADJ") and not t.is_punct:
                    means |= cast.means(t)
        if token.lower_ in ("bomb", "bombs") and noun and not self._bomb_went_off(token):
            return None
        if any(K.SUICIDE_BOMB in cast.means(t) for t in parties.actors):
            means.add(K.SUICIDE_BOMB)
        if any(t.lower_ == "suicide" for t in before) or K.SUICIDE_BOMB in means:
            return K.SUICIDE_BOMB
        if kind is K.REMOTE_EXPLOSIVE and K.GRENADE in means:
            return K.GRENADE
        entry = hit.entry.id
        if (
            entry
            in (
                "event.attack.noun",
                "event.attack.verb",
                "event.blow_up.verb",
                "event.blast.noun",
                "event.raid.noun",
                "event.shoot.verb",
                "event.shelling.verb",
            )
            and K.AIR_STRIKE in means
        ):
            return K.AIR_STRIKE
        if entry in ("event.blow_up.verb", "event.blast.noun") and self._from_air(parties, token):
            return K.AIR_STRIKE
        if (
            entry in ("event.attack.noun", "event.explode.verb", "event.strike.noun")
            and K.SHELLING in means
            and K.AIR_STRIKE not in means
        ):
            return K.SHELLING
        if entry == "event.strike.noun" and not self._strike_of_war(token, parties, means):
            return None
        if entry == "event.attack.noun" and K.REMOTE_EXPLOSIVE in means:
            return K.REMOTE_EXPLOSIVE
        if entry == "event.attack.noun" and K.CHEMICAL_WEAPON in means:
            return K.CHEMICAL_WEAPON
        if entry == "event.explode.verb" and not (
            any(cast.weapon(t) for t in [*subjects(token), *objects(token)])
            or any(t.lower_ in ("package", "device", "vehicle", "car", "parcel", "bag") for t in subjects(token))
            or hit.end - hit.start > 2
            or token.lower_.startswith("detonat")
        ):
            return None
        if (
            kind is K.ATTACK
            and entry in ("event.storm.verb", "event.raid.noun")
            and not self._violent_raid(token, parties)
        ):
            return None
        if entry == "event.storm.verb" and not (parties.targets or any(c.dep_ == "obl" for c in token.children)):
            return None
        if entry == "event.fight.verb" and not (
            any(cast.armed(t) for t in parties.actors)
            and any(cast.armed(t) or t.ent_type_ in ("ORG", "NORP") for t in parties.targets)
        ):
            return None
        if entry in _WEAK_IDS and not self._violent_killing(hit, token, parties, noun=noun):
            return None
        if (
            entry == "event.shoot.verb"
            and token.lower_.startswith("sh")
            and not noun
            and not self._shot_people(hit, token, parties)
        ):
            return None
        if kind in (K.ATTACK, K.ARMED_CLASH):
            return self._clash_or_attack(kind, hit, token, parties)
        return kind

    @staticmethod
    def _bomb_went_off(token: Token) -> bool:
        """ "Killed by a car bomb", "a roadside bomb hit": the device did its work."""
        head = token.head
        if token.dep_ in ("obl", "obl:agent", "nsubj") and head.pos_ == "VERB":
            return (
                bool(
                    re.match(
                        r"kill|wound|injur|hit|str[iu]ck|destroy|damag|explod|went|go|ripp?|maim|die|detonat|blow|blew|blown|tore",
                        head.lower_,
                    )
                )
                and not is_passive(head)
            ) or (
                token.dep_ in ("obl", "obl:agent")
                and bool(re.match(r"kill|wound|injur|hit|struck|destroy|damag|died|dead|maim", head.lower_))
            )
        return False

    def _from_air(self, parties: Parties, token: Token) -> bool:
        words = {t.lower_ for t in token.subtree} if token.pos_ != "NOUN" else {t.lower_ for t in token.sent}
        return bool(
            words
            & {"aerial", "airforce", "warplane", "warplanes", "jets", "aircraft", "planes", "helicopters", "coalition"}
        )

    def _strike_of_war(self, token: Token, parties: Parties, means: set[EventKind]) -> bool:
        """ "Strike" is of war where it hits something or kills; elsewhere it is a stoppage of work."""
        sentence = {t.lower_ for t in token.sent}
        if sentence & {
            "workers",
            "union",
            "unions",
            "teachers",
            "pay",
            "wages",
            "shutdown",
            "bandh",
            "hunger",
            "transport",
        }:
            return False
        if (
            means
            or parties.targets
            or sentence
            & {
                "killed",
                "kill",
                "killing",
                "hit",
                "destroyed",
                "targeted",
                "dead",
                "wounded",
                "drone",
                "missile",
                "missiles",
                "jets",
                "warplanes",
            }
        ):
            return True
        return False

    def _violent_raid(self, token: Token, parties: Parties) -> bool:
        if any(self.cast.non_state(t) for t in parties.actors):
            return True
        return any(
            f.measure in (Measure.KILLED, Measure.INJURED) and self.doc[f.token].sent == token.sent
            for f in self.figures
        )

    def _violent_killing(self, hit: Hit, token: Token, parties: Parties, *, noun: bool) -> bool:
        """Killing by people or unknown hands; not by floods, not "killed the bill"."""
        victims = [
            t
            for t in parties.targets
            if self.cast.person(t)
            or t.ent_type_ in ("ORG", "NORP")
            or t.pos_ == "NUM"
            or t.lower_ in ("one", "two", "three")
        ]
        if noun:
            bare = token.tag_ in ("NNS", "NNPS") and not any(
                c.dep_ in ("det", "nummod", "nmod:poss") for c in token.children
            )
            return not bare or bool(victims)
        if hit.entry.id == "event.wound.verb" and not any(self.cast.armed(t) for t in parties.actors):
            return any(self.doc[f.token] == token for f in self.figures) and bool(
                {t.lower_ for t in token.sent} & _VIOLENCE_HINTS
            )
        doers = [
            t
            for t in parties.actors
            if not self.cast.person(t) and t.ent_type_ not in ("ORG", "NORP", "PERSON") and not parties.devices
        ]
        if doers and not any(self.cast.person(t) or t.ent_type_ in ("ORG", "NORP", "PERSON") for t in parties.actors):
            return False
        counted = any(self.doc[f.token] == token for f in self.figures)
        return bool(victims) or counted or (hit.entry.id == "event.stab.verb" and bool(parties.targets))

    def _shot_people(self, hit: Hit, token: Token, parties: Parties) -> bool:
        if hit.end - hit.start > 1:
            return True
        return bool(parties.targets) or any(self.doc[f.token] == token for f in self.figures)

    def _clash_or_attack(self, kind: EventKind, hit: Hit, token: Token, parties: Parties) -> EventKind:
        """Two armed sides: a clash. A crowd against police: a violent demonstration. Shots at a crowd: force."""
        cast = self.cast
        crowd = [t for t in [*parties.actors, *parties.targets] if "crowd" in cast.kinds(t) and not cast.armed(t)]
        protesting = bool(
            {t.lower_ for t in token.sent}
            & {"protest", "protests", "protesters", "demonstrators", "demonstration", "protesting", "rally"}
        )
        if kind is K.ARMED_CLASH and hit.entry.frame.startswith("fight"):
            if protesting and (crowd or any(cast.state(t) for t in [*parties.actors, *parties.targets])):
                return K.VIOLENT_DEMONSTRATION
            if (
                crowd
                and any(cast.state(t) for t in [*parties.actors, *parties.targets])
                and not any(cast.non_state(t) for t in [*parties.actors, *parties.targets])
            ):
                return K.VIOLENT_DEMONSTRATION
            return K.ARMED_CLASH
        if (
            any(t.lower_ in ("protesters", "demonstrators", "marchers", "protestors") for t in parties.targets)
            and hit.entry.id == "event.shoot.verb"
        ):
            return K.FORCE_AGAINST_PROTESTERS
        if hit.entry.frame.startswith("fight"):
            return K.ARMED_CLASH
        if any(cast.armed(t) for t in parties.targets) and not any(cast.civilian(t) for t in parties.targets):
            if any(t.lower_ in ("suspect", "suspects") for t in parties.targets) and not parties.actors:
                return K.ATTACK
            return K.ARMED_CLASH
        if kind is K.ARMED_CLASH and parties.targets and all(cast.civilian(t) for t in parties.targets):
            return K.ATTACK
        return kind

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


def _weight(hit: Hit) -> float:
    """Longer triggers first; at one length the one that says more (a blast before an attack)."""
    order = {
        "incident": 0.0,
        "find-weapons": 0.2,
        "find-bodies": 0.3,
        "take": 0.55,
        "plant": 0.1,
        "hit": 0.15,
        "throw": 0.5,
        "mob": 6.0,
    }
    whole = any(len(w.split()) == hit.end - hit.start and "*" not in w for w in hit.entry.words)
    return (hit.end - hit.start) + order.get(hit.entry.frame, 0.4) - (0.0 if whole else 0.35)


def _measure_fits(measure: Measure, kind: EventKind) -> bool:
    if kind is K.ARREST:
        return measure is Measure.DETAINED
    if kind is K.ABDUCTION:
        return measure is Measure.ABDUCTED
    if kind is K.SURRENDER:
        return measure is Measure.SURRENDERED
    if kind is K.DISPLACEMENT:
        return measure is Measure.DISPLACED
    if kind is K.EVACUATION:
        return measure is Measure.EVACUATED
    if kind is K.RETURN:
        return measure is Measure.RETURNED
    if kind is K.OTHER:
        return measure is Measure.RESCUED
    return measure in (Measure.KILLED, Measure.INJURED, Measure.DESTROYED, Measure.ATTACKS, Measure.MISSING)
