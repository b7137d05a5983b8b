"""The perpetrators of a figure, where its own clause and its event leave them open or name the wrong side.

Read in this order, each only where the one before is silent (GUIDE, "perpetrators: who did it, where the text says so"):
the clause and the event (:func:`.participants_figures.perpetrators_for`); for people who fought, the side that stands
against them (:mod:`.sides`), or the party that speaks; the subject of the deed where the parser hung it elsewhere, and what
a pronoun stands for ("we captured five soldiers"); those whose deed it is called ("Russian shelling", "coalition raids");
those blamed for it nearby. Captors of people detained are the state's forces, of people abducted the armed party.
Those who treat, count or bury the dead did not kill them.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from spacy.tokens import Token

from dateline.claims.drafts import EventDraft, FigureDraft, SayingDraft, SpeakerDraft
from dateline.claims.events_claimed import stated
from dateline.claims.participants_causes import can_act
from dateline.claims.participants_figures import perpetrators_for
from dateline.claims.participants_grammar import by_phrase, meant, subject_before
from dateline.claims.participants_phrase import noun_phrase
from dateline.claims.participants_words import DEEDS
from dateline.claims.sides import ARMED, BODIES, NO_PARTY, STATE, Doer, Sides, side_of_words
from dateline.claims.syntax import conjuncts, is_passive, span_of, text_of, tokens_in
from dateline.model import Victims
from dateline.terms import CountSpan, EventKind, Measure, MentionKind, VictimClass
from dateline.text import Span

if TYPE_CHECKING:
    from dateline.claims.chains import Chains
    from dateline.model import Reading

__all__ = ["Doers"]

_HARM: Final = frozenset({Measure.KILLED, Measure.INJURED})
_TAKEN: Final = frozenset({Measure.DETAINED, Measure.ABDUCTED})
_DONE: Final = _HARM | _TAKEN | {Measure.DESTROYED, Measure.ATTACKS}
_OTHER: Final = {STATE: ARMED, ARMED: STATE}
_CARERS: Final = re.compile(
    r"\b(?:hospitals?|clinics?|wards?|morgues?|mortuar(?:y|ies)|theatres?|doctors?|medics?|nurses?|surgeons?|paramedics?|"
    r"ambulances?|(?:red )?(?:cross|crescent)|msf|doctors without borders|médecins sans frontières|rescuers?|rescue (?:teams?|"
    r"workers?)|white helmets|civil defen[cs]e|firefighters?|relief|charit(?:y|ies)|health (?:workers?|ministry|office|centre|"
    r"center)|gravediggers?|coroners?|undertakers?)\b",
    re.IGNORECASE,
)
"""Those who receive, treat and bury people: the subject of "treated 16 civilians" did not hurt them."""
_NOBODY: Final = frozenset({"someone", "somebody", "anyone", "one", "side", "part", "thing", "matter"})
_FRAGMENTS: Final = frozenset(
    {"piece", "fragment", "splinter", "hail", "burst", "volley", "barrage", "shower", "exchange"}
)
_QUARRELS: Final = frozenset(
    {"feud", "dispute", "quarrel", "row", "argument", "brawl", "standoff", "vendetta", "rivalry"}
)
_WE: Final = frozenset({"we", "us", "our", "i"})
_THEY: Final = frozenset({"it", "they", "he", "she"})
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
_KINDS_OF_DEED: Final = frozenset({"terrorist", "terror", "suicide", "militant", "sniper", "gang"})
"""Before a deed these say of what kind it was, not whose."""
_TELLING: Final = frozenset(
    """
    find discover locate recover retrieve uncover count treat receive admit report say tell put give lower raise revise bring
    speak list record document confirm acknowledge announce recognise recognize register cite quote estimate verify see note
    mourn bury lose suffer sustain concede credit claim believe fear identify list number total include comprise exhume dig
    evacuate transport carry take collect pick dump leave host house accommodate mark investigate probe have be become
    """.split()
) - {"take", "leave", "carry", "pick", "have", "give", "bring"}
"""Verbs whose subject tells, finds, tends or loses those counted."""
_NATION: Final = re.compile(r"[A-Z][a-z]+(?:an|ian|ish|ese|i|ch|k|ean|sh)\Z")
_BELIEVED: Final = frozenset(
    {"believed", "thought", "presumed", "suspected", "assumed", "likely", "apparently", "probably"}
)
_CRAFT: Final = frozenset(
    """
    aircraft plane planes jet jets warplane warplanes helicopter helicopters gunship gunships drone drones fighter bomber
    bombers artillery tank tanks ship warship
    """.split()
)
_FIGHT: Final = re.compile(
    r"(?:shoot-?outs?|clash(?:es)?|gun-?fights?|gun-?battles?|encounters?|firefights?|battles?|fighting|fire|confrontations?|skirmish(?:es)?)\Z",
    re.IGNORECASE,
)
_DEED_VERBS: Final = re.compile(
    r"(?:attack|fir(?:e|ed|ing)\Z|shell|bomb|str[iu]|hit|raid|storm|ambush|kill|sho[ot]|retaliat|reply|replied|open|burn|detonat|overr[ua]n|"
    r"invad|assault|target|pound|lob|hurl|thr[eo]w|swoop|descend|execut|massacr|behead|hack|slaughter|torch|ram|drop|rain|set|bl[eo]w|"
    r"unleash|besieg|murder|assassinat|stab|slit|lynch|wound|injur|maim|claim|cost|left|leav|cause|inflict|destroy|raz|demolish|loot|"
    r"ransack|sack|sink|sank|sunk|down|engag|fight|fought|clash|neutrali|eliminat|annihilat|slay|slew|gun|mow|launch|carr|stag|mount|"
    r"conduct|plant|lay|laid|beat|tortur|trigger|explod|martyr|pick|put|wip|finish|liquidat|crush|rout|break|broke|enter|interven|"
    r"dispers|us|advanc|shot|mortar|rocket|cut|blast|knock|scor|took|tak|sow|smash|set)\w*\Z",
    re.IGNORECASE,
)
"""Verbs whose subject can have killed, wounded or destroyed."""
_TAKES: Final = re.compile(
    r"(?:arrest|detain|captur|hold|held|seiz|t[ao]k|abduct|kidnap|apprehend|nab|catch|caught|round|snatch|whisk|carr|net|pick|remand|jail|"
    r"imprison|intern|book|collar|snar|raid|storm|abscond|marched|made|mak|lock|put|keep|kept|intercept|board|brought|bring|drag|rustl|"
    r"invad|attack|kill|sho[ot])\w*\Z",
    re.IGNORECASE,
)
"""Verbs whose subject can have taken people."""
_FREES: Final = re.compile(
    r"(?:rescu|fre|liberat|releas|sav|evacuat|mov|bring|brought|secur|extract|t[ao]k|airlift|ferr|transport|let|announc|pull|recover|get|"
    r"got|regain|help|escort|lead|led)\w*\Z",
    re.IGNORECASE,
)
_BODIES: Final = re.compile(r"\b(?:bod(?:y|ies)|corpses?|dead|remains)\b", re.IGNORECASE)
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
_HURT: Final = frozenset(
    "killed wounded injured slain murdered executed massacred hurt maimed abducted kidnapped".split()
)
_ADMITTING: Final = frozenset({"acknowledge", "admit", "concede", "confirm", "recognise", "recognize"})
_HARMING: Final = re.compile(
    r"\b(?:attack|bomb|kill|shell|murder|massacr|strik|raid|ambush|shoot|burn|execut|assault|wound|injur|fir|be(?:ing)? behind)\w*",
    re.I,
)
_STOPS: Final = 3
"""Sentences after a figure in which somebody may be blamed for it."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Doers:
    """Answers for the figures of one report."""

    reading: Reading
    chains: Chains
    sides: Sides
    events: tuple[EventDraft, ...]

    def of(
        self, draft: FigureDraft, victims: Victims, saying: SayingDraft | None, event: int | None
    ) -> tuple[Doer, ...]:
        """Who did it; empty where the report does not say.

        ``victims`` are those with their owner (:mod:`.victims_owners`), ``event`` is the index of the event that the figure
        is about, None where it is about none that the report tells.
        """
        told = perpetrators_for(draft, self.events, self.reading, self.chains, told=(event,)) or draft.perpetrators
        base = [d for s in told if (d := self._spoken(s, saying) or self._able(s, draft)) is not None]
        if draft.measure not in _DONE:
            moved = draft.measure in (Measure.RESCUED, Measure.EVACUATED) and not base
            return tuple(self._by_grammar(draft, victims, saying)) if moved else tuple(base)
        kind = self._kind_of(draft, victims, saying)
        if draft.measure in _HARM | _TAKEN and kind is not None and not _direct(draft, base):
            against = self._of_fighters(draft, victims, kind, base, event, saying)
            if against is not None:
                return against
        if draft.measure is Measure.ATTACKS:
            return self._of_attacks(draft, saying, base)
        if draft.measure in _HARM and kind is None and not draft.perpetrators:
            lone = self._lone(draft, victims, base, event)
            if lone:
                return lone
            fresh = self._fresh(draft, event)
            if fresh:
                return fresh
        if base:
            return tuple(base)
        found = tuple(self._by_grammar(draft, victims, saying))
        if found:
            return found
        if draft.count_span is CountSpan.INCIDENT and draft.measure in _TAKEN:
            return self._captors(draft, STATE if draft.measure is Measure.DETAINED else ARMED, saying)
        return self._blamed(draft)

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
        if kind is None and _BODIES.search(victims.words or ""):
            kind = side_of_words(text[draft.clause.start : draft.clause.end + 40].split(".")[0])
        if kind is None and draft.measure in _HARM:
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
        other = [d for d in base if d not in own and (draft.perpetrators or not self.sides.civil(d.span))]
        if other:
            return tuple(other)
        if self.sides.by_own_side(draft.token):
            return tuple(own) or self.sides.usual(kind)
        grammar = [
            d for d in self._by_grammar(draft, victims, saying) if d.name or not self._same_side(d.span, victims, kind)
        ]
        if grammar:
            return tuple(grammar)
        if draft.count_span is not CountSpan.INCIDENT or self.sides.unknown(draft.token):
            return tuple(own) if own and not victims.side and kind == ARMED else ()
        near = self.sides.foes(draft.token, kind, victims.side, event, sentence_only=True)
        if near:
            return near
        speaker = saying.speaker if saying is not None else None
        speaking = self.sides.speaker_kind(speaker)
        fought = speaking == _OTHER[kind] or (speaking == kind == ARMED and self._fought_by(speaker, victims))
        if speaker is not None and fought:
            party = self.sides.speaks_for(speaker)
            if party is not None:
                return (party,)
        return self.sides.foes(draft.token, kind, victims.side, event)

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

    # ------------------------------------------------------------------------------------------------------- grammar

    def _by_grammar(self, draft: FigureDraft, victims: Victims, saying: SayingDraft | None) -> Iterator[Doer]:
        """The doer by the words around the figure: subjects hung elsewhere, pronouns, and those whose deed it is called."""
        doc = self.reading.doc
        fought = self._fought_with(draft)
        if fought is not None:
            yield fought
            return
        below = [t for t in doc[draft.token].subtree if t.lower_ in _HURT and t.tag_ == "VBN" and t.i > draft.token]
        for token in below if draft.measure in _HARM | _TAKEN else ():
            found = [d for t in by_phrase(token) for d in self._through(t, loose=True)]
            if found:
                yield from found
                return
        verb = _verb(doc[draft.token])
        if verb is not None and _tells(verb):
            yield from self._owning_up(verb, draft, victims, saying)
            return
        if verb is None or doc[draft.token].pos_ in ("NOUN", "PROPN"):
            told = [doc[draft.token], *(t for t in doc[draft.token].subtree if t.lower_ in _HURT and t.tag_ == "VBN")]
            for token in told:
                found = [d for t in by_phrase(token) for d in self._through(t)] if token.pos_ == "VERB" else []
                found = found or list(self._whose_deed(token))
                if found:
                    yield from found
                    return
        if verb is None:
            return
        for token in self._subjects(verb, draft):
            if not self._deed_of(token, verb, draft):
                return
            if token.lower_ in _WE:
                party = self.sides.speaks_for(saying.speaker) if saying is not None else None
                if party is not None and saying is not None and self.sides.speaker_kind(saying.speaker):
                    yield party
                return
            if token.lower_ in _THEY or token.lower_ in ("who", "which", "that"):
                stood = self._stands_for(verb, token)
                if stood is not None:
                    yield stood
                return
            found = list(self._through(token))
            yield from found
            if found:
                return
        yield from self._whose_deed(verb)

    def _fought_with(self, draft: FigureDraft) -> Doer | None:
        """ "Killed in a shoot-out with marines", "died in clashes with the rebels": the side that those counted met."""
        doc = self.reading.doc
        if draft.measure not in _HARM:
            return None
        trigger = doc[draft.token]
        for word in doc[trigger.i + 1 : min(trigger.i + 9, trigger.sent.end - 1)]:
            if word.text in (",", ";", ".") or word.pos_ == "VERB":
                return None
            if _FIGHT.match(word.text) and word.nbor().lower_ == "with":
                head = next(
                    (t for t in doc[word.i + 2 : min(word.i + 9, trigger.sent.end)] if self.sides.kind_at(t)), None
                )
                return Doer(span=noun_phrase(head)) if head is not None else None
        return None

    def _deed_of(self, subject: Token, verb: Token, draft: FigureDraft) -> bool:
        """True where the verb that the subject does is a deed that can have the figure's result: not "police respond"."""
        if subject.i > verb.i or subject.head.lower_.startswith(("accus", "blam")):
            return True
        heads = [subject.head] if subject.head.pos_ in ("VERB", "AUX") else [verb]
        wanted = _TAKES if draft.measure in _TAKEN else _FREES if draft.measure not in _DONE else _DEED_VERBS
        return any(wanted.match(h.text) for h in (*heads, verb))

    def _owning_up(
        self, verb: Token, draft: FigureDraft, victims: Victims, saying: SayingDraft | None
    ) -> Iterator[Doer]:
        """ "The coalition acknowledges 484 civilian deaths", "we counted 23 corpses" of those whom a party fought."""
        subjects = [c for c in verb.children if c.dep_ == "nsubj" and c.i < verb.i][:1]
        for token in subjects:
            if str(verb.lemma_).lower() in _ADMITTING and victims.class_ is VictimClass.CIVILIAN:
                if token.lower_ in _THEY:
                    stood = self._stands_for(verb, token)
                    if stood is not None:
                        yield stood
                elif self.sides.kind_at(token) is not None:
                    yield Doer(span=noun_phrase(token))
            elif token.lower_ in _WE and saying is not None and draft.measure is Measure.KILLED:
                if victims.class_ is not VictimClass.CIVILIAN and _BODIES.search(victims.words or ""):
                    party = self.sides.speaks_for(saying.speaker)
                    if party is not None and self.sides.speaker_kind(saying.speaker):
                        yield party

    def _subjects(self, verb: Token, draft: FigureDraft) -> list[Token]:
        """Who does what a verb says: its subject, that of the verb it hangs on, or the one the parser gave to "he said"."""
        seen = verb
        for _ in range(5):
            if _tells(seen):
                return []
            if is_passive(seen):
                by = by_phrase(seen) or [t for c in _joined(seen) for t in by_phrase(c)]
                return [t for t in by if not self._counted(t, draft)]
            own = [c for c in seen.children if c.dep_ in ("nsubj", "nsubj:outer") and c.i < seen.i]
            if own:
                return [t for t in conjuncts(own[0]) if not self._counted(t, draft)]
            if seen.dep_ in ("ccomp", "parataxis") and seen.head.i > seen.i:
                before = [c for c in seen.head.children if c.dep_ == "nsubj" and c.i < seen.i]
                return [t for t in before[:1] if not self._counted(t, draft)]
            stranded = subject_before(seen)
            if stranded:
                return [t for t in stranded if not self._counted(t, draft)]
            if seen.tag_ == "VBG" and seen.head.lower_.startswith(("accus", "blam")):
                return [c for c in seen.head.children if c.dep_ == "obj"][:1]
            if seen.dep_ in ("conj", "advcl", "xcomp", "acl") and seen.head.i != seen.i:
                if seen.dep_ == "acl" and seen.head.pos_ in ("NOUN", "PROPN"):
                    return [] if self._counted(seen.head, draft) or seen.tag_ != "VBG" else [seen.head]
                seen = seen.head
                if seen.pos_ not in ("VERB", "AUX"):
                    return []
                continue
            return []
        return []

    def _counted(self, token: Token, draft: FigureDraft) -> bool:
        here = Span(token.idx, token.idx + len(token.text))
        return (
            here.touches(draft.number)
            or token.i == draft.number_token
            or token.text in (draft.victims.words or "").split()
        )

    def _through(self, token: Token, *, loose: bool = False) -> Iterator[Doer]:
        """A party as it is; a deed by its doer; a craft by whose it is; nobody for other causes."""
        if token.lemma_.lower() in DEEDS or token.lower_ in ("shelling", "bombing", "fire", "gunfire", "artillery"):
            yield from self._deed(token)
            return
        if token.lower_ in _CRAFT:
            yield from self._craft(token)
            return
        if token.head.lower_ in ("reports", "reported", "says", "said") and token.i > token.head.i:
            return  # "…, reports The Daily"
        accused = token.head.lower_.startswith(("accus", "blam")) and token.dep_ == "obj"
        if accused and token.pos_ == "PROPN":
            yield Doer(span=noun_phrase(token))
            return
        armed = self.sides.cast.armed(token) or token.ent_type_ in ("ORG", "NORP")
        armed = (
            armed
            or (loose and token.pos_ in ("NOUN", "PROPN") and self.sides.cast.person(token))
            or (loose and token.lower_.rstrip("s") in ("assassin", "killer", "hitman", "thug", "murderer", "squad"))
        )
        if armed and can_act(token) and self._can_be(token):
            yield Doer(span=noun_phrase(token))

    def _deed(self, noun: Token) -> Iterator[Doer]:
        """Those whose deed a noun names: "coalition raids", "Russian shelling", "the army's strikes", "attacks by rebels"."""
        count = noun.lower_.endswith("s")
        cases = ("by", "of", "from") if count else ("by",)
        for by in (c for c in noun.children if c.dep_ in ("nmod", "obl") and _case(c) in cases):
            for party in conjuncts(by):
                known = party.ent_type_ in ("ORG", "NORP") or party.pos_ == "PROPN"
                if self.sides.cast.armed(party) or (known and _case(by) == "by"):
                    yield Doer(span=noun_phrase(party))
        for child in noun.children:
            if child.i > noun.i or child.dep_ not in ("compound", "amod", "nmod:poss", "nmod"):
                continue
            if (
                child.dep_ != "amod"
                and (self.sides.cast.armed(child) or child.ent_type_ == "ORG")
                and self._can_be(child)
            ):
                yield Doer(span=noun_phrase(child))
            elif child.ent_type_ == "NORP" and _NATION.match(child.text):
                yield Doer(span=span_of([child]), name=f"{child.text} forces")

    def _craft(self, noun: Token) -> Iterator[Doer]:
        """Whose aircraft it was: "Israeli jets", "an aircraft believed to be Russian"."""
        for child in noun.children:
            if child.ent_type_ in ("NORP", "ORG") and child.i < noun.i:
                yield Doer(span=noun_phrase(noun))
                return
        for word in noun.doc[noun.i + 1 : min(noun.i + 6, noun.sent.end)]:
            if word.ent_type_ == "NORP" and any(t.lower_ in _BELIEVED for t in noun.doc[noun.i + 1 : word.i]):
                yield Doer(span=span_of([word]), name=f"{word.text} forces")
                return

    def _whose_deed(self, verb: Token) -> Iterator[Doer]:
        """ "Killed in coalition raids", "hit by Ukrainian mortars", "the toll of army shelling": the deed's doer."""
        for child in verb.children:
            if child.dep_ in ("obl", "nmod", "obl:agent", "nsubj") and _case(child) in (
                "by",
                "in",
                "from",
                "during",
                "of",
                "",
            ):
                deed = child.lemma_.lower() in DEEDS or child.lower_ in (
                    "shelling", "bombing", "fire", "gunfire", "artillery", "mortars", "mortar", "rockets", "shells", "missiles",
                    "snipers", "mines",
                )  # fmt: skip
                if deed:
                    found = list(self._deed(child))
                    if found:
                        yield from found
                        return
            elif child.dep_ == "advcl" and any(c.lower_ in ("when", "after", "as") for c in child.children):
                for craft in (c for c in child.children if c.dep_ == "nsubj" and c.lower_ in _CRAFT):
                    yield from self._craft(craft)
                    return

    def _stands_for(self, verb: Token, pronoun: Token) -> Doer | None:
        """The party that "it" or "they" stand for: who says it of himself, else the one party of the sentence before."""
        said = meant(verb, pronoun)
        if said != pronoun:
            party = self.sides.cast.armed(said) or said.ent_type_ == "ORG" or said.lower_ in BODIES
            return Doer(span=noun_phrase(said)) if party else None
        if pronoun.lower_ in ("he", "she", "who", "which", "that"):
            return None
        return self.sides.before(pronoun.i)

    # ------------------------------------------------------------------------------------------- captors, attacks, blame

    def _captors(self, draft: FigureDraft, kind: str, saying: SayingDraft | None) -> tuple[Doer, ...]:
        """Who took them: the party of the kind named just before, the one that speaks, the only one of the report."""
        if self.reading.doc[draft.token].dep_.startswith(("acl", "amod")):
            return ()  # "26 people detained during the protests would be released": told of as held
        near = self.sides.near(draft.token, kind, 1 if kind == STATE else 4)
        if near:
            return near
        speaker = saying.speaker if saying is not None else None
        if speaker is not None and self.sides.speaker_kind(speaker) == kind:
            party = self.sides.speaks_for(speaker)
            if party is not None:
                return (party,)
        return ()

    def _of_attacks(self, draft: FigureDraft, saying: SayingDraft | None, base: list[Doer]) -> tuple[Doer, ...]:
        """Whose attacks are counted: the subject that launches them; the other side of the one that beats them off."""
        noun = self.reading.doc[draft.token]
        own = tuple(self._deed(noun))
        if own:
            return own
        verb = noun if noun.pos_ == "VERB" else noun.head
        if verb is noun or (noun.dep_ == "obj" and verb.pos_ == "VERB"):
            subjects = self._subjects(verb, draft)
            if _LAUNCH.match(verb.text):
                for token in subjects:
                    if token.lower_ in _THEY:
                        stood = self._stands_for(verb, token)
                        return (stood,) if stood is not None else ()
                    if token.lower_ in _WE and saying is not None:
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
        if draft.measure not in _HARM | {Measure.DESTROYED}:
            return ()
        doc = self.reading.doc
        for at, span in stated(self.reading, self.sides.cast):
            after = doc[at : min(at + 12, doc[at].sent.end)].text
            if doc[at].lower_.startswith("accus") and not _HARMING.search(after):
                continue
            if self.sides.follows(draft.token, at, _STOPS) and doc[at].i > draft.token:
                return (Doer(span=span),)
        return ()

    # ------------------------------------------------------------------------------------------------- who cannot have

    def _spoken(self, span: Span, saying: SayingDraft | None) -> Doer | None:
        """ "We captured five": the party that speaks, where one does."""
        words = text_of(self.reading.doc)[span.start : span.end].casefold()
        if words not in _WE or saying is None or self.sides.speaker_kind(saying.speaker) is None:
            return None
        return self.sides.speaks_for(saying.speaker)

    def _able(self, span: Span, draft: FigureDraft) -> Doer | None:
        """The doer of a span: None for carers of the hurt, for words that name no party, for property without an owner."""
        tokens = tokens_in(self.reading.doc, span)
        if not tokens:
            return None
        words = text_of(self.reading.doc)[span.start : span.end]
        if draft.measure in _HARM and _CARERS.search(words) and not self.sides.armed_in(span):
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
        if head.pos_ in ("ADV", "VERB", "AUX") or (draft.measure is Measure.DETAINED and self.sides.civil(span)):
            return None
        if any(t.lower_ in _FRAGMENTS for t in tokens) and not any(self.sides.cast.armed(t) for t in tokens):
            return None
        return Doer(span=span) if self._can_be(head) else None

    def _can_be(self, head: Token) -> bool:
        if head.lower_ in _NOBODY or head.lower_ in _FRAGMENTS or head.lemma_.lower() in _QUARRELS:
            return False
        if head.ent_type_ in ("ORG", "NORP", "PERSON"):
            return True
        here = Span(head.idx, head.idx + len(head.text))
        return not any(
            m.kind is MentionKind.PLACE and here in m.span and (len(here) == len(m.span) or m.label == "dateline")
            for m in self.reading.mentions
            if head.ent_type_ == "LOC" and head.text.isupper()
        )


def _verb(token: Token) -> Token | None:
    """The verb that a figure's trigger is, or that a noun or adjective for harm is the object or complement of."""
    for _ in range(4):
        if token.pos_ in ("VERB", "AUX"):
            return token
        if (
            token.dep_ not in ("obj", "xcomp", "obl", "nmod", "amod", "acl", "conj", "advcl", "nummod", "nsubj:pass")
            or token.head == token
        ):
            return None
        token = token.head
    return None


def _direct(draft: FigureDraft, base: list[Doer]) -> bool:
    """True where the figure's own clause names a doer that can be one."""
    return bool(draft.perpetrators) and any(d.span in draft.perpetrators for d in base)


def _joined(verb: Token) -> list[Token]:
    """Passives joined to a passive, which may hold its "by": "were killed and five wounded by mortars"."""
    return [c for c in verb.conjuncts if c.i > verb.i and c.tag_ in ("VBN", "VBD")]


def _tells(verb: Token) -> bool:
    return str(verb.lemma_).lower() in _TELLING


def _case(token: Token) -> str:
    return next((c.lower_ for c in token.children if c.dep_ == "case"), "")
