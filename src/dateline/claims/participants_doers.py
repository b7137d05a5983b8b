"""The perpetrators of a figure, where its own clause and its event leave them open or name the wrong side.

Read in this order, each only where the one before is silent (GUIDE, "perpetrators: who did it, where the text says so"):
the clause and the event (:func:`.participants_figures.perpetrators_for`); for people who fought, the side that stands
against them (:mod:`.sides`), or the party that speaks; the words around the figure
(:mod:`.participants_deeds`: "we captured five soldiers", "Russian shelling"); those blamed for it nearby. Captors of people
detained are the state's forces, of people abducted the armed party. Those who treat, count or bury the dead did not do it.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Final

from spacy.tokens import Token

from dateline.claims.drafts import EventDraft, FigureDraft, SayingDraft, SpeakerDraft
from dateline.claims.events_claimed import stated
from dateline.claims.events_past import weeks_after
from dateline.claims.participants_beside import SETTLED
from dateline.claims.participants_causes import can_act
from dateline.claims.participants_deeds import DONE, FRAGMENTS, HARM, REMAINS, THEY, WE, Grammar, fell_beside
from dateline.claims.participants_figures import perpetrators_for
from dateline.claims.participants_grammar import finders
from dateline.claims.participants_means import country_in
from dateline.claims.participants_phrase import noun_phrase
from dateline.claims.participants_words import HARMING, LOSING
from dateline.claims.sides import ARMED, BODIES, NO_PARTY, STATE, Doer, Party, Sides, side_of_words
from dateline.claims.syntax import conjuncts, is_passive, span_of, text_of, tokens_in
from dateline.model import Victims
from dateline.terms import TAKEN, ActorKind, CountSpan, EventKind, Measure, VictimClass
from dateline.text import Span

if TYPE_CHECKING:
    from dateline.claims.chains import Chains
    from dateline.model import Reading

__all__ = ["Doers"]

_OTHER: Final = {STATE: ARMED, ARMED: STATE}
_CARERS: Final = re.compile(
    r"\b(?:hospitals?|clinics?|wards?|morgues?|mortuar(?:y|ies)|theatres?|doctors?|medics?|nurses?|surgeons?|paramedics?|"
    r"ambulances?|(?:red )?(?:cross|crescent)|msf|doctors without borders|médecins sans frontières|rescuers?|rescue (?:teams?|"
    r"workers?)|white helmets|civil defen[cs]e|firefighters?|relief|charit(?:y|ies)|health (?:workers?|ministry|office|centre|"
    r"center)|fire[- ]rescue|fire department|ems|emts?|rescue squads?|"
    r"emergency (?:services?|crews?|workers?|responders?)|gravediggers?|coroners?|undertakers?)\b",
    re.IGNORECASE,
)
"""Those who receive, treat and bury people: the subject of "treated 16 civilians" did not hurt them."""
_LAUNCH: Final = re.compile(
    r"(?:launch|carr(?:y|ied|ies)|conduct|stage|mount|fire|make|made|deliver|execut|perpetrat|commit|inflict|unleash|undert|"
    r"claim|perform|attempt|use|drop|strike|struck|lob|hurl|rain|pound)\w*\Z",
    re.IGNORECASE,
)
"""Verbs whose subject carries out the attacks that are their object."""
_REPEL: Final = re.compile(
    r"(?:repel|repuls|reflect|foil|thwart|stop|beat|withst|survive|suffer|prevent|defeat|sustain|endure|face|disrupt|deflect|"
    r"ward|fend|halt|rebuff|intercept|record|document|log|count|regist)\w*\Z",
    re.IGNORECASE,
)
"""Verbs whose subject does not: the attacks are the other side's, or nobody's."""
_OWN: Final = re.compile(
    r"\bmartyrs?\b|\bour (?:own )?(?:forces|men|side|losses|casualties|troops|ranks|comrades|brothers|fighters|soldiers|units)\b|"
    r"\b(?:own|friendly) (?:losses|casualties|forces|side)\b",
    re.IGNORECASE,
)
"""By these a speaker counts those of his own side."""
_FOES: Final = re.compile(
    r"\b(?:militants?|terrorists?|jihadi(?:st)?s?|extremists?|mercenar(?:y|ies)|bandits?|enem(?:y|ies)|invaders?|occupiers?)\b",
    re.I,
)
"""Words by which nobody counts his own."""
_ASSAULTS: Final = frozenset(
    {
        EventKind.ATTACK, EventKind.AIR_STRIKE, EventKind.SHELLING, EventKind.SUICIDE_BOMB, EventKind.REMOTE_EXPLOSIVE,
        EventKind.GRENADE, EventKind.CHEMICAL_WEAPON, EventKind.FORCE_AGAINST_PROTESTERS, EventKind.MOB_VIOLENCE,
        EventKind.LOOTING, EventKind.SEXUAL_VIOLENCE,
    }
)  # fmt: skip
"""Deeds of one side, after which deaths told without a doer are its doing."""
_OWN_CAUSES: Final = frozenset(
    "mine landmine explosion blast device accident crash collision stampede fire flood drone strike airstrike shelling".split()
)
_SCENES: Final = frozenset(
    "attack assault raid ambush shooting fighting violence gunfire fire clash clashes crossfire".split()
)
"""Causes that take up what was told before."""
_NO_CAPTORS: Final = re.compile(
    r"\b(?:sappers?|engineers?|deminers?|bomb[- ](?:squads?|disposal|technicians?|experts?))\b", re.I
)
"""State forces that take nobody, and kill nobody."""
_BOMBERS: Final = re.compile(
    r"\b(?:bombers?|suicide attackers?|assailants?|attackers?|militants?|m[ae]n|wom[ae]n)$", re.I
)
_OWN_BOMB: Final = re.compile(
    r"\b(?:bl[eo]w(?:ing|n)?|explod\w+)\b.{0,12}\b(?:him|her|them)sel(?:f|ves)\b(?: up)?"
    r"|\bdetonat\w+ (?:his|her|their|the|an?|explosives?|himself|herself|themselves)\b",
    re.I,
)
"""By these words those who carried a bomb set it off and died of it."""
_SUICIDE: Final = re.compile(r"\bsuicide\b|\bkamikaze\b|\bexplosive (?:vest|belt)\b", re.I)
_ATTACKER: Final = re.compile(r"\b(?:bombers?|attackers?|assailants?)$", re.I)
_SHOT_FIRST: Final = re.compile(r"\bshot\b|\bgunned down\b|\bkilled by\b|\bbefore (?:he|she|they|one|it) could\b", re.I)
_OFFICE: Final = re.compile(
    r"\b(?:governor|mayor|prefect|subprefect|secretary|councillor|administrator|commissioner for|chief administrator)\b",
    re.I,
)
"""Offices that hold nobody themselves."""
_NONE_OF_ITS: Final = re.compile(r"\b(?:none|nobody|no one|not one) of (?:its|their|our|his|my)\b", re.I)
"""By these a party says that it lost nobody: "none of its men had been hurt"."""
_STOPS: Final = 3
"""Sentences after a figure in which somebody may be blamed for it."""
_LOST: Final = re.compile(
    r"\b(?:their|its|his|our) own (?:losses|dead|casualties|ranks|side|number|fighters|soldiers|men|toll)\b|"
    r"\b(?P<we>[Ww]e)(?:['’]ve| have| had)?(?: also| only| just)? (?:lost|lose|mourn|mourned|suffered|buried)\b|"
    r"\b(?:had |have |has )?(?:lost|loses|lose|suffered the loss of)\b|"
    r"\b(?P<own>concede|acknowledge)[sd]?(?: only| just| the (?:loss|deaths?) of)?\W*$",
    re.IGNORECASE,
)
"""Words by which a party counts its own dead, before the number."""
_BYSTANDERS: Final = frozenset(
    "civilians people persons others victims children women casualties passengers pupils".split()
)
_STATES: Final = frozenset({ActorKind.GOVERNMENT, ActorKind.STATE_FORCES})
_MEN: Final = frozenset(
    (
        "men forces troops soldiers fighters officers boys comrades units lads brothers heroes warriors guerrillas militants "
        "combatants gunners jets warplanes aircraft artillery"
    ).split()
)
"""With "our" or "his": those of the party that speaks."""
_BY_LAW: Final = frozenset({"arrest", "arrested", "apprehend", "apprehended", "indict", "charge", "remand", "jail"})
"""Verbs of those who hold the law: whoever is arrested, rebels did not arrest him."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Doers:
    """Answers for the figures of one report."""

    reading: Reading
    chains: Chains
    sides: Sides
    events: tuple[EventDraft, ...]
    grammar: Grammar

    def of(
        self, draft: FigureDraft, victims: Victims, saying: SayingDraft | None, event: int | None
    ) -> tuple[Doer, ...]:
        """Who did it, as :meth:`_told` reads it, without those who came upon the dead ("police recovered two bodies")."""
        found = self._told(draft, victims, saying, event)
        came = finders(self.reading.doc[draft.token]) if draft.measure is Measure.KILLED else []
        return tuple(d for d in found if not any(d.span.start <= t.idx < d.span.end for t in came))

    def _told(
        self, draft: FigureDraft, victims: Victims, saying: SayingDraft | None, event: int | None
    ) -> tuple[Doer, ...]:
        """Who did it; empty where the report does not say.

        ``victims`` are those with their owner (:mod:`.victims_owners`), ``event`` is the index of the event that the figure
        is about, None where it is about none that the report tells.
        """
        if self._himself(draft, victims) or (weeks_after(self.reading.doc[draft.token]) and not draft.perpetrators):
            return ()  # "…, a week after a woman was shot dead nearby": before what the report tells
        subject = self.grammar.inflicting(draft) if draft.measure in HARM else None
        if subject is not None and self.sides.kind_at(subject) is not None:
            return (Doer(span=noun_phrase(subject)),)
        told = perpetrators_for(draft, self.events, self.reading, self.chains, told=(event,)) or draft.perpetrators
        told = tuple(dict.fromkeys(self.grammar.accused(s) for s in told))
        base = [d for s in told if (d := self._spoken(s, saying) or self._able(s, draft)) is not None]
        if not base and draft.perpetrators and event is not None:
            told = perpetrators_for(
                replace(draft, perpetrators=()), self.events, self.reading, self.chains, told=(event,)
            )
            base = [d for s in told if (d := self._able(s, draft)) is not None]
        base = self._all_between(base)
        lost = self._own_losses(draft, saying)
        if lost is not None:
            return self._across(draft, lost, event)
        if draft.measure not in DONE:
            moved = draft.measure in (Measure.RESCUED, Measure.EVACUATED) and not base
            return tuple(self.grammar.of(draft, victims, saying)) if moved else tuple(base)
        if draft.high == 0 and _NONE_OF_ITS.search(text_of(self.reading.doc)[draft.number.start : draft.clause.end]):
            return ()
        kind = self._kind_of(draft, victims, saying)
        arrested = draft.measure is Measure.DETAINED and self.reading.doc[draft.token].lemma_.lower() in _BY_LAW
        if (
            draft.measure in HARM | TAKEN
            and kind is not None
            and not arrested
            and not self._plain(draft, base, victims, kind)
        ):
            against = self._of_fighters(draft, victims, kind, base, event, saying)
            if against is not None:
                return against
        if draft.measure is Measure.ATTACKS:
            return self._of_attacks(draft, saying, base)
        if draft.measure in HARM and kind is None and not draft.perpetrators:
            lone = self._lone(draft, victims, base, event)
            if lone:
                return lone
            fresh = self._fresh(draft, event)
            if fresh:
                return fresh
        if base:
            return tuple(base) if draft.perpetrators else self._both(base, event, kind)
        found = tuple(self.grammar.of(draft, victims, saying))
        if draft.measure in HARM:
            found = tuple(d for d in found if d.name or self.sides.kind_at_span(d.span) or not self._cares(d.span))
        if found:
            return found
        if draft.count_span is CountSpan.INCIDENT and draft.measure in TAKEN:
            return self._captors(draft, STATE if draft.measure is Measure.DETAINED else ARMED, saying)
        return self._blamed(draft) or self._come_upon(draft)

    def _himself(self, draft: FigureDraft, victims: Victims) -> bool:
        """ "A bomber blew himself up": nobody else killed the one who did."""
        if draft.measure not in HARM or not _BOMBERS.search(victims.words or ""):
            return False
        sentence = self.reading.doc[draft.token].sent.text
        own = _OWN_BOMB.search(sentence) or (_SUICIDE.search(sentence) and _ATTACKER.search(victims.words or ""))
        return bool(own) and not _SHOT_FIRST.search(sentence)

    def _all_between(self, base: list[Doer]) -> list[Doer]:
        """Both sides where one stands for "between the army and the rebels"."""
        out = list(base)
        for doer in base:
            heads = [t for t in tokens_in(self.reading.doc, doer.span) if t.dep_ == "conj" or t.dep_ in ("nmod", "obl")]
            for token in heads:
                group = conjuncts(token)
                if any(c.lower_ == "between" and c.dep_ == "case" for c in group[0].children):
                    sides = [Doer(span=noun_phrase(t)) for t in group if self.sides.kind_at(t) is not None]
                    out = [d for d in out if not any(d.span != s.span and s.span in d.span for s in sides)] + sides
        return list({d.span: d for d in out}.values()) if len({d.span for d in out}) > len(base) else base

    def _both(self, base: list[Doer], event: int | None, kind: str | None) -> tuple[Doer, ...]:
        """The parties of a clash where bystanders fell in it: "clashes between the army and the RSF killed 40 civilians"."""
        fight = self.events[event] if event is not None and kind is None else None
        if fight is None or fight.kind is not EventKind.ARMED_CLASH or not fight.mutual:
            return tuple(base)  # "an attack in which five soldiers were killed": the soldiers did nothing
        actors, targets = fight.actors, fight.targets
        if any(d.span not in actors for d in base):
            return tuple(base)
        parties = [p for s in targets if (p := self.sides.party_of(s)) is not None]
        parties = [p for p in parties if self.reading.doc[p.token].lower_ not in NO_PARTY]
        own = [p for s in actors if (p := self.sides.party_of(s)) is not None]
        if len(parties) != len(targets) or not own or not parties:
            return tuple(base)
        return tuple(dict.fromkeys([*base, *(Doer(span=p.span) for p in parties)]))

    def _own_losses(self, draft: FigureDraft, saying: SayingDraft | None) -> Party | SpeakerDraft | None:
        """Whose losses are counted where a party counts its own: "they put their own losses at seven dead", "we lost two"."""
        if draft.measure not in HARM | {Measure.MISSING}:
            return None
        token = self.reading.doc[draft.token]
        start = token.sent.start_char
        before = text_of(self.reading.doc)[start : draft.number.start]
        found = _LOST.search(re.split(r"[;\n]", before)[-1])
        if found is None or (found["own"] and draft.victims.class_ is VictimClass.CIVILIAN):
            return None  # "it acknowledges 484 civilian deaths": not its own
        speaker = saying.speaker if saying is not None and self.sides.speaker_kind(saying.speaker) else None
        if found["we"]:
            return speaker
        for word in token.sent:
            if word.dep_ == "nsubj" and word.i < draft.token and word.head.lower_ in LOSING:
                stood = (
                    self.grammar.stands_for(word.head, word) if word.pos_ == "PRON" else Doer(span=noun_phrase(word))
                )
                party = self.sides.party_of(stood.span) if stood is not None else None
                if party is not None:
                    return party
                if stood is not None and word.ent_type_ == "ORG" and word.head.lemma_.lower() == "lose":
                    name = self.chains.name(stood.span)  # "Africa Corps lost three men": whoever they are, their own
                    return Party(token=word.i, span=stood.span, name=name, kind="", sentence=0, speaks=False)
                if word.pos_ == "PRON":
                    return speaker
        return None

    def _across(self, draft: FigureDraft, own: Party | SpeakerDraft, event: int | None) -> tuple[Doer, ...]:
        """Those against whom a party lost its own."""
        if isinstance(own, SpeakerDraft):
            kind, name = self.sides.speaker_kind(own), own.organisation
        else:
            kind, name = own.kind, own.name
        if not kind or draft.count_span is not CountSpan.INCIDENT or self.sides.unknown(draft.token):
            return ()
        return self.sides.foes(draft.token, kind, name, event) or (
            self.sides.others(draft.token, name) if name is not None else ()
        )

    def apart(self, part: FigureDraft, whole: FigureDraft) -> bool:
        """True where a part fought on a side and its whole did not, or on the other: "23 dead, four of them attackers"."""
        own, other = self.sides.kind_of(part.victims), self.sides.kind_of(whole.victims)
        return own is not None and own != other

    # ------------------------------------------------------------------------------------------------ those who fought

    def _kind_of(self, draft: FigureDraft, victims: Victims, saying: SayingDraft | None) -> str | None:
        """``state`` or ``armed`` for the side of those counted; by the speaker for "our losses", "two martyrs"."""
        text = text_of(self.reading.doc)
        if victims.class_ is VictimClass.CIVILIAN:
            return None
        kind = self.sides.kind_of(victims)
        if kind is None and REMAINS.search(victims.words or ""):
            kind = side_of_words(text[draft.clause.start : draft.clause.end + 40].split(".")[0])
        if kind is None and draft.measure in HARM:
            label = text[max(0, draft.clause.start - 40) : draft.clause.end].rsplit("\n", 1)[-1]
            if _OWN.search(victims.words or "") or _OWN.search(re.split(r"[.;]", label)[-1]):
                kind = self.sides.speaker_kind(saying.speaker if saying is not None else None)
            if kind is None:
                kind = self.sides.labelled(draft.number_token, text.rfind("\n", 0, draft.clause.start) + 1)
        return kind

    def _of_fighters(
        self,
        draft: FigureDraft,
        victims: Victims,
        kind: str,
        base: list[Doer],
        event: int | None,
        saying: SayingDraft | None,
    ) -> tuple[Doer, ...] | None:
        """The side against which the victims stood; None where the base stands or nothing is known."""
        own = [d for d in base if self._same_side(d.span, victims, kind)]
        base = [d for d in base if not fell_beside(self.reading.doc, draft, d.span)]
        other = [d for d in base if d not in own and (draft.perpetrators or not self.sides.civil(d.span))]
        if other:
            return tuple(other)
        if self.sides.by_own_side(draft.token):
            return tuple(own) or self.sides.usual(kind)
        grammar = [
            d for d in self.grammar.of(draft, victims, saying) if d.name or not self._alike(d.span, victims, kind)
        ]
        if grammar:
            return tuple(grammar)
        if draft.count_span is not CountSpan.INCIDENT or self.sides.unknown(draft.token):
            return tuple(own) if own and not victims.side and kind == ARMED else ()
        near = self.sides.foes(draft.token, kind, victims.side, event, sentence_only=True)
        near = tuple(d for d in near if not fell_beside(self.reading.doc, draft, d.span))
        if near:
            return near
        if draft.measure in TAKEN:
            acting = self.sides.near(draft.token, _OTHER[kind], 1)
            if acting:
                return acting
        speaker = saying.speaker if saying is not None else None
        speaking = self.sides.speaker_kind(speaker)
        fought = speaking == _OTHER[kind] or (speaking == kind == ARMED and self._fought_by(speaker, victims))
        if speaker is not None and fought:
            party = self.sides.speaks_for(speaker)
            if party is not None:
                return (party,)
        foes = self.sides.foes(draft.token, kind, victims.side, event)
        foes = tuple(d for d in foes if not fell_beside(self.reading.doc, draft, d.span))
        return foes or self._other_state(victims, kind, speaker)

    @staticmethod
    def _other_state(victims: Victims, kind: str, speaker: SpeakerDraft | None) -> tuple[Doer, ...]:
        """ "Eleven Ukrainian soldiers were captured, Russia's defence ministry said": the forces of the state that speaks."""
        if kind != STATE or speaker is None or not len(speaker.span):
            return ()
        own = country_in(f"{victims.words or ''} {victims.side or ''}")
        told = country_in(f"{speaker.organisation or ''} {speaker.name or ''}")
        if own is None or told is None or own[0] == told[0] or speaker.kind not in _STATES:
            return ()
        return (Doer(span=speaker.span, name=f"{told[1]} forces"),)

    def _plain(self, draft: FigureDraft, base: list[Doer], victims: Victims, kind: str) -> bool:
        """True where the figure's own clause names the doer, and not both sides of a fight."""
        if not _direct(draft, base):
            return False
        own = [d for d in base if self._same_side(d.span, victims, kind)]
        return not own or len(own) == len(base)

    def _fought_by(self, speaker: SpeakerDraft | None, victims: Victims) -> bool:
        """True where an armed group speaks of others than its own: "the SDF said 520 militants had been captured"."""
        if speaker is None or not speaker.organisation:
            return False
        if victims.side:
            return not self.sides.alike(victims.side, speaker.organisation)
        return bool(_FOES.search(victims.words or "")) and not _OWN.search(victims.words or "")

    def _same_side(self, span: Span, victims: Victims, kind: str) -> bool:
        party = self.sides.party_of(span)
        if party is None or party.kind != kind:
            return False
        if victims.side and self.sides.alike(party.name, victims.side):
            return True
        named = any(t.pos_ == "PROPN" for t in tokens_in(self.reading.doc, span))
        return not named or (kind == STATE and not victims.side)

    def _alike(self, span: Span, victims: Victims, kind: str) -> bool:
        """Like :meth:`_same_side`, of those whom the grammar makes the doer: a name of its own is another's."""
        if not self._same_side(span, victims, kind):
            return False
        party = self.sides.party_of(span)
        named = any(t.pos_ == "PROPN" for t in tokens_in(self.reading.doc, span))
        return party is None or not named or bool(victims.side and self.sides.alike(party.name, victims.side))

    def _lone(self, draft: FigureDraft, victims: Victims, base: list[Doer], event: int | None) -> tuple[Doer, ...]:
        """In a shooting by one person those hit who are no fighters are his, though police shot too."""
        if event is None or not base or any(self.sides.kind_at_span(d.span) != STATE for d in base):
            return ()
        if self.events[event].kind is not EventKind.ARMED_CLASH or draft.count_span is not CountSpan.INCIDENT:
            return ()
        return self.sides.lone()

    def _fresh(self, draft: FigureDraft, event: int | None) -> tuple[Doer, ...]:
        """ "Insurgents replied with mortars. State television reported two dead": a deed told since the event was."""
        if draft.count_span is not CountSpan.INCIDENT:
            return ()
        since = -1
        if event is not None:
            told = [self.events[event].token, *self.events[event].retold]
            since = max((t for t in told if t <= draft.token), default=-1)
        return self.sides.attackers(draft.token, since)

    # ------------------------------------------------------------------------------------------- captors, attacks, blame

    def _captors(self, draft: FigureDraft, kind: str, saying: SayingDraft | None) -> tuple[Doer, ...]:
        """Who took them: the party of the kind named just before, the one that speaks, the only one of the report."""
        if self.reading.doc[draft.token].dep_.startswith(("acl", "amod")):
            return ()  # "26 people detained during the protests would be released": told of as held
        near = self.sides.near(draft.token, kind, 1 if kind == STATE else 4)
        if near and not any(_NO_CAPTORS.search(text_of(self.reading.doc)[d.span.start : d.span.end]) for d in near):
            return near
        speaker = saying.speaker if saying is not None else None
        if speaker is None or speaker.kind is ActorKind.GOVERNMENT or _OFFICE.search(speaker.role or ""):
            return ()  # a governor who says that two men were held does not say by which force
        if self.sides.speaker_kind(speaker) == kind:
            party = self.sides.speaks_for(speaker)
            if party is not None:
                return (party,)
        return ()

    def _of_attacks(self, draft: FigureDraft, saying: SayingDraft | None, base: list[Doer]) -> tuple[Doer, ...]:
        """Whose attacks are counted: the subject that launches them; the other side of the one that beats them off."""
        noun = self.reading.doc[draft.token]
        own = tuple(self.grammar.deed(noun))
        if own:
            return own
        verb = noun if noun.pos_ == "VERB" else noun.head
        if verb is noun or (noun.dep_ == "obj" and verb.pos_ == "VERB"):
            subjects = self.grammar.subjects(verb, draft)
            if _LAUNCH.match(verb.text):
                for token in subjects:
                    if token.lower_ in THEY:
                        stood = self.grammar.stands_for(verb, token)
                        return (stood,) if stood is not None else ()
                    if token.lower_ in WE and saying is not None:
                        party = self.sides.speaks_for(saying.speaker)
                        return (party,) if party is not None else ()
                    if token.pos_ in ("NOUN", "PROPN"):
                        return (Doer(span=noun_phrase(token)),)
            if _REPEL.match(verb.text):
                for token in subjects:
                    party_kind = self.sides.kind_at(token)
                    if party_kind is not None and any(c.lower_ == "our" for c in token.children):
                        party_kind = (
                            self.sides.speaker_kind(saying.speaker if saying is not None else None) or party_kind
                        )
                    if party_kind is not None:
                        return self.sides.foes(token.i, party_kind, self.chains.name(noun_phrase(token)), None)
                return ()
        return tuple(base)

    def _blamed(self, draft: FigureDraft) -> tuple[Doer, ...]:
        """Those blamed for it in its own sentence or soon after: "It blamed Syrian warplanes", "he imputes it to the ADF"."""
        if draft.measure not in HARM | {Measure.DESTROYED}:
            return ()
        doc = self.reading.doc
        for at, span in stated(self.reading, self.sides.cast):
            after = doc[at : min(at + 12, doc[at].sent.end)].text
            if doc[at].lower_.startswith("accus") and not HARMING.search(after):
                continue
            if self.sides.follows(draft.token, at, _STOPS) and doc[at].i > draft.token:
                return (Doer(span=span),)
            if doc[at].is_ancestor(doc[draft.token]) and draft.count_span is CountSpan.INCIDENT:
                return (Doer(span=span),)  # "claimed responsibility for the attack that killed four"
        return ()

    def _come_upon(self, draft: FigureDraft) -> tuple[Doer, ...]:
        """ "Gunmen stormed the village at dawn. … At least 12 people were killed": those who came upon them just before."""
        token = self.reading.doc[draft.token]
        if draft.count_span is not CountSpan.INCIDENT or draft.measure not in HARM | {Measure.DESTROYED}:
            return ()
        if self.sides.by_own_side(draft.token) or self.sides.unknown(draft.token) or _own_cause(token):
            return ()
        return self.sides.assailants(draft.token, _STOPS) or self._told_above(draft)

    def _told_above(self, draft: FigureDraft) -> tuple[Doer, ...]:
        """The actors of the deed told last in the sentences above, in one matter and scene."""
        above = [
            (at, e)
            for e in self.events
            for at in (e.token, *e.retold)
            if at < draft.token and e.actors and e.kind in _ASSAULTS and self.sides.goes_on(at, draft.token, _STOPS)
        ]
        if not above:
            return ()
        told = max(above, key=lambda pair: pair[0])[1]
        return tuple(d for s in told.actors if (d := self._able(s, draft)) is not None)

    # ------------------------------------------------------------------------------------------------- who cannot have

    def _spoken(self, span: Span, saying: SayingDraft | None) -> Doer | None:
        """ "We captured five": the party that speaks, where one does."""
        words = text_of(self.reading.doc)[span.start : span.end].casefold()
        tokens = [t for t in tokens_in(self.reading.doc, span) if not t.is_space]
        whose = next((c for t in tokens for c in t.children if c.dep_ == "nmod:poss" and c.tag_ == "PRP$"), None)
        if (tokens and whose is not None and whose.lower_ != "our" and tokens[-1].lower_ in _MEN) or (
            tokens and tokens[-1].lower_ in _MEN and any(w.lower_ == "our" for w in tokens[-1].children)
        ):
            words = "we"
        if words not in WE or saying is None or self.sides.speaker_kind(saying.speaker) is None:
            return None
        return self.sides.speaks_for(saying.speaker)

    def _cares(self, span: Span) -> bool:
        return bool(_CARERS.search(text_of(self.reading.doc)[span.start : span.end]))

    def _able(self, span: Span, draft: FigureDraft) -> Doer | None:
        """The doer of a span: None for carers of the hurt, for words that name no party, for property without an owner."""
        tokens = tokens_in(self.reading.doc, span)
        if not tokens:
            return None
        words = text_of(self.reading.doc)[span.start : span.end]
        if draft.measure in HARM and _CARERS.search(words) and not self.sides.armed_in(span):
            return None
        if draft.measure in HARM | TAKEN and _NO_CAPTORS.search(words):
            return None
        heads = [t for t in tokens if t.head not in tokens or t.head == t]
        head = heads[0] if heads else tokens[-1]
        if head.lower_ in NO_PARTY and head.ent_type_ not in ("ORG", "PERSON"):
            whose = [c for c in head.children if c in tokens and self.sides.cast.armed(c) and c.lower_ not in NO_PARTY]
            return (
                Doer(span=span_of(whose[:1]))
                if whose and head.lower_ not in BODIES
                else Doer(span=span)
                if head.lower_ in BODIES
                else None
            )
        if head.lower_ in SETTLED:
            return None  # "bandits who invaded Gulbi and Tasha communities"
        if head.lower_ in _BYSTANDERS and not draft.perpetrators:
            return None  # "civilians" of a list are no doers
        if head.pos_ in ("ADV", "VERB", "AUX") or (
            draft.measure is Measure.DETAINED and self.sides.civil(span) and span not in draft.perpetrators
        ):
            return None
        if any(t.lower_ in FRAGMENTS for t in tokens) and not any(self.sides.cast.armed(t) for t in tokens):
            return None
        if not self.grammar.can_be(head):
            return None
        of_a_group = head.lower_ in _MEN | {"members", "militants", "gunmen"}
        owned = of_a_group and any(c.lower_ == "whose" for c in head.children)
        owner = _owner_of(head) if owned else None
        return Doer(span=span) if owner is None else Doer(span=noun_phrase(owner))


def _owner_of(head: Token) -> Token | None:
    """Whom "whose" stands for in "the Brigade, a small group whose fighters massacred 40": the Brigade."""
    verb = head.head
    for _ in range(3):
        if verb.dep_ == "acl:relcl":
            owner = verb.head
            while owner.dep_ == "appos" and owner.head.pos_ in ("NOUN", "PROPN"):
                owner = owner.head
            return owner if owner.i < head.i else None
        if verb.dep_ != "conj":
            break
        verb = verb.head
    first = head.left_edge
    before = first.nbor(-1) if first.i > 1 else None
    if before is not None and before.text == ",":
        before = before.nbor(-1)
    return before if before is not None and before.pos_ in ("PROPN", "NOUN") else None


def _own_cause(token: Token) -> bool:
    """True where the words of the figure name a cause of their own: "a landmine killed four", "died in a stampede"."""
    verb = token if token.pos_ in ("VERB", "AUX") else token.head
    causes = [c for c in verb.children if c.dep_ == "nsubj" and not is_passive(verb) and c.pos_ in ("NOUN", "PROPN")]
    if any(o.dep_ == "obj" for o in verb.children) and causes:
        return True
    return any(
        c.dep_ in ("obl", "nmod", "obl:agent")
        and any(g.lower_ in ("by", "in", "of", "from", "when") and g.dep_ == "case" for g in c.children)
        and (not can_act(c) or c.lower_ in _OWN_CAUSES)
        and c.ent_type_ not in ("DATE", "TIME")
        and c.lower_ not in _SCENES
        for c in verb.children
    )


def _direct(draft: FigureDraft, base: list[Doer]) -> bool:
    """True where the figure's own clause names a doer that can be one."""
    return bool(draft.perpetrators) and any(d.span in draft.perpetrators for d in base)
