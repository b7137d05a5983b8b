"""The doer of a figure by the words around it: subjects hung elsewhere, pronouns, by-phrases, and those whose deed it is called.

"Gunmen stormed the village, killing 12", "killed in coalition raids", "we captured five", "hit by Russian shelling": the
doer stands in the grammar, though not as the subject of the figure's own verb. Those who tell, find, count or tend are
no doers; "Russian" before a deed makes the doer "Russian forces".
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final

from spacy.tokens import Doc, Token

from dateline.claims.drafts import FigureDraft, SayingDraft
from dateline.claims.participants_causes import can_act
from dateline.claims.participants_grammar import by_phrase, meant, subject_before
from dateline.claims.participants_means import forces_of, owners
from dateline.claims.participants_phrase import noun_phrase
from dateline.claims.participants_words import DEEDS, POWERS
from dateline.claims.sides import BODIES, Doer, Sides
from dateline.claims.syntax import charged_with, conjuncts, is_passive, span_of, tokens_in
from dateline.model import Reading, Victims
from dateline.terms import TAKEN, Measure, MentionKind, VictimClass
from dateline.text import Span

__all__ = ["DONE", "FRAGMENTS", "HARM", "REMAINS", "THEY", "WE", "Grammar", "fell_beside"]

HARM: Final = frozenset({Measure.KILLED, Measure.INJURED})
DONE: Final = HARM | TAKEN | {Measure.DESTROYED, Measure.ATTACKS}
_NOBODY: Final = frozenset({"someone", "somebody", "anyone", "one", "side", "part", "thing", "matter"})
FRAGMENTS: Final = frozenset(
    {"piece", "fragment", "splinter", "hail", "burst", "volley", "barrage", "shower", "exchange"}
)
_QUARRELS: Final = frozenset(
    {"feud", "dispute", "quarrel", "row", "argument", "brawl", "standoff", "vendetta", "rivalry"}
)
WE: Final = frozenset({"we", "us", "our", "i"})
THEY: Final = frozenset({"it", "they", "he", "she"})
_TELLING: Final = frozenset(
    """
    find discover locate recover retrieve uncover count treat receive admit report say tell put give lower raise revise bring
    speak list record document confirm acknowledge announce recognise recognize register cite quote estimate verify see note
    mourn bury lose suffer sustain concede credit claim believe fear identify list number total include comprise exhume dig
    evacuate transport carry take collect pick dump leave host house accommodate mark investigate probe have be become
    """.split()
) - {"take", "leave", "carry", "pick", "have", "give", "bring"}
"""Verbs whose subject tells, finds, tends or loses those counted."""
_BELIEVED: Final = frozenset(
    {"believed", "thought", "presumed", "suspected", "assumed", "likely", "apparently", "probably"}
)
_WEAPONS: Final = frozenset(
    """
    shelling bombing bombardment fire gunfire crossfire artillery mortar mortars rocket rockets shell shells
    missile missiles sniper snipers mine mines landmine landmines bullet bullets shot shots grenade grenades drone
    drones bomb bombs barrage clashes fighting crossfire battle battles firefight skirmishes onslaught incursion
    rampage massacre killing killings crackdown offensive sweep
    """.split()
)
"""Words for a deed or a weapon whose owner did it."""
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
REMAINS: Final = re.compile(r"\b(?:bod(?:y|ies)|corpses?|dead|remains)\b", re.IGNORECASE)
_HURT: Final = frozenset(
    "killed wounded injured slain murdered executed massacred hurt maimed abducted kidnapped".split()
)
_ADMITTING: Final = frozenset({"acknowledge", "admit", "concede", "confirm", "recognise", "recognize"})


@dataclass(frozen=True, slots=True, kw_only=True)
class Grammar:
    """Answers for the figures of one report by the words around each."""

    reading: Reading
    sides: Sides

    def of(self, draft: FigureDraft, victims: Victims, saying: SayingDraft | None) -> Iterator[Doer]:
        """The doer by the words around the figure: subjects hung elsewhere, pronouns, and those whose deed it is called."""
        doc = self.reading.doc
        fought = self._fought_with(draft)
        if fought is not None:
            yield fought
            return
        below = [t for t in doc[draft.token].subtree if t.lower_ in _HURT and t.tag_ == "VBN" and t.i > draft.token]
        for token in below if draft.measure in HARM | TAKEN else ():
            found = [d for t in by_phrase(token) for d in self._through(t, loose=True)]
            if found:
                yield from found
                return
        verb = _verb(doc[draft.token])
        if doc[draft.token].pos_ == "NOUN" and draft.measure in DONE:
            found = list(self._whose_deed(doc[draft.token]))  # "documented 19 deaths from army shelling"
            if found:
                yield from found
                return
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
        for token in self.subjects(verb, draft):
            if not self._deed_of(token, verb, draft):
                return
            if token.lower_ in WE:
                party = self.sides.speaks_for(saying.speaker) if saying is not None else None
                if party is not None and saying is not None and self.sides.speaker_kind(saying.speaker):
                    yield party
                return
            if token.lower_ in THEY or token.lower_ in ("who", "which", "that"):
                stood = self.stands_for(verb, token)
                if stood is not None:
                    yield stood
                return
            found = list(self._through(token))
            yield from found
            if found:
                return
        yield from self._whose_deed(verb)

    def inflicting(self, draft: FigureDraft) -> Token | None:
        """ "Rebels clashed with the battalion, inflicting 15 casualties": the subject of the one who inflicts them."""
        token = self.reading.doc[draft.token]
        for _ in range(3):
            if token.pos_ == "VERB":
                break
            token = token.head
        if token.lemma_.lower() not in ("inflict", "inflicting") or is_passive(token):
            return None
        verb = token
        while verb.dep_ in ("advcl", "conj", "xcomp", "acl") and not any(c.dep_ == "nsubj" for c in verb.children):
            if verb.head.pos_ not in ("VERB", "AUX"):
                return None
            verb = verb.head
        return next((c for c in verb.children if c.dep_ == "nsubj" and c.i < token.i), None)

    def accused(self, span: Span) -> Span:
        """Whom the one named accuses of the deed: "residents accused the army of killing 18 herders"; else the span."""
        for token in tokens_in(self.reading.doc, span):
            if token.dep_ == "nsubj" and token.head.lower_.startswith(("accus", "blam", "suspect")):
                named = [c for c in token.head.children if c.dep_ == "obj" and c.i > token.i]
                if named and any(c.dep_ in ("advcl", "xcomp", "acl", "obl", "ccomp") for c in token.head.children):
                    return noun_phrase(named[0])
        return span

    def _fought_with(self, draft: FigureDraft) -> Doer | None:
        """ "Killed in a shoot-out with marines", "died in clashes with the rebels": the side that those counted met."""
        doc = self.reading.doc
        if draft.measure not in HARM:
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
        wanted = _TAKES if draft.measure in TAKEN else _FREES if draft.measure not in DONE else _DEED_VERBS
        return any(wanted.match(h.text) for h in (*heads, verb))

    def _owning_up(
        self, verb: Token, draft: FigureDraft, victims: Victims, saying: SayingDraft | None
    ) -> Iterator[Doer]:
        """ "The coalition acknowledges 484 civilian deaths", "we counted 23 corpses" of those whom a party fought."""
        subjects = [c for c in verb.children if c.dep_ == "nsubj" and c.i < verb.i][:1]
        for token in subjects:
            if str(verb.lemma_).lower() in _ADMITTING and victims.class_ is VictimClass.CIVILIAN:
                if token.lower_ in THEY:
                    stood = self.stands_for(verb, token)
                    if stood is not None:
                        yield stood
                elif self.sides.kind_at(token) is not None:
                    yield Doer(span=noun_phrase(token))
            elif token.lower_ in WE and saying is not None and draft.measure is Measure.KILLED:
                if victims.class_ is not VictimClass.CIVILIAN and REMAINS.search(victims.words or ""):
                    party = self.sides.speaks_for(saying.speaker)
                    if party is not None and self.sides.speaker_kind(saying.speaker):
                        yield party

    def subjects(self, verb: Token, draft: FigureDraft) -> list[Token]:
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
            if charged := charged_with(seen):
                return charged[:1]
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
        if token.lower_ in _CRAFT:
            yield from self._craft(token)
            return
        if self._is_deed(token):
            yield from self.deed(token)
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
        if armed and can_act(token) and self.can_be(token):
            yield Doer(span=noun_phrase(token))

    def deed(self, noun: Token) -> Iterator[Doer]:
        """Those whose deed or weapon a noun names: "coalition raids", "Russian shelling", "attacks by rebels"."""
        between = [c for c in noun.children if c.dep_ in ("nmod", "obl") and _case(c) == "between"]
        both = [t for c in between for t in conjuncts(c) if self.sides.cast.armed(t) or t.ent_type_ == "ORG"]
        for token in both or owners(noun, self.sides.cast):
            if self.can_be(token):
                name = forces_of(token.text)
                yield Doer(span=noun_phrase(token), name=name if name != token.text else None)

    def _is_deed(self, noun: Token) -> bool:
        """True for a word for a deed of violence or for what it is done with."""
        cast = self.sides.cast
        if noun.lemma_.lower() in DEEDS or noun.lower_ in _WEAPONS:
            return True
        return noun.pos_ == "NOUN" and not cast.person(noun) and (cast.weapon(noun) or bool(cast.means(noun)))

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
        yield from self.deed(noun)

    def _whose_deed(self, verb: Token) -> Iterator[Doer]:
        """ "Killed in coalition raids", "hit by Ukrainian mortars", "the toll of army shelling": the deed's doer."""
        for child in verb.children:
            if child.dep_ in ("obl", "nmod", "obl:agent", "nsubj") and _case(child) in (
                "by",
                "in",
                "from",
                "during",
                "of",
                "after",
                "amid",
                "at",
                "under",
                "",
            ):
                if child.lower_ in ("hand", "hands"):  # "died at the hands of the militia"
                    yield from self.deed(child)
                    return
                if self._is_deed(child):
                    found = list(self.deed(child))
                    if found:
                        yield from found
                        return
            elif child.dep_ == "advcl" and any(c.lower_ in ("when", "after", "as") for c in child.children):
                for craft in (c for c in child.children if c.dep_ == "nsubj" and c.lower_ in _CRAFT):
                    yield from self._craft(craft)
                    return

    def stands_for(self, verb: Token, pronoun: Token) -> Doer | None:
        """The party that "it" or "they" stand for: who says it of himself, else the one party of the sentence before."""
        said = meant(verb, pronoun)
        if said != pronoun:
            party = self.sides.cast.armed(said) or said.ent_type_ == "ORG" or said.lower_ in BODIES
            return Doer(span=noun_phrase(said)) if party else None
        whom = verb.head
        if whom.dep_ == "nmod" and _case(whom) == "of":
            whom = whom.head  # "three of the four men they had arrested"
        if verb.dep_ == "acl:relcl" and pronoun.lower_ == "they" and whom.dep_ == "obj":
            # "rebels freed two priests whom they had kidnapped"
            over = [c for c in whom.head.children if c.dep_ == "nsubj" and self.sides.cast.armed(c)]
            if over:
                return Doer(span=noun_phrase(over[0]))
        if pronoun.lower_ in ("he", "she", "who", "which", "that"):
            return None
        return self.sides.before(pronoun.i)

    def can_be(self, head: Token) -> bool:
        if head.lower_ in _NOBODY or head.lower_ in FRAGMENTS or head.lemma_.lower() in _QUARRELS:
            return False
        if head.ent_type_ in ("ORG", "NORP", "PERSON") or head.text in POWERS:
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


def _joined(verb: Token) -> list[Token]:
    """Passives joined to a passive, which may hold its "by": "were killed and five wounded by mortars"."""
    return [c for c in verb.conjuncts if c.i > verb.i and c.tag_ in ("VBN", "VBD")]


def _tells(verb: Token) -> bool:
    return str(verb.lemma_).lower() in _TELLING


def _case(token: Token) -> str:
    return next((c.lower_ for c in token.children if c.dep_ == "case"), "")


_OUR_SIDE: Final = re.compile(r"\bour (?:own )?(?:side|losses|ranks)\b", re.IGNORECASE)


def fell_beside(doc: Doc, draft: FigureDraft, span: Span) -> bool:
    """ "Seven rebels and an army private were killed": the one who is counted beside them did not do it."""
    counted = doc[draft.number_token]
    while counted.dep_ in ("nummod", "conj", "det") and counted.head != counted:
        counted = counted.head
    words = tokens_in(doc, span)
    head = next((t for t in words if t.head not in words), None)
    if _OUR_SIDE.search(doc[draft.number_token].sent.text) and head is not None:
        return any(c.lower_ == "our" for c in head.children)  # "our units destroyed … On our side four fell"
    if head is None or head.tag_ not in ("NN", "NNP"):
        return False
    while head.dep_ == "conj":
        head = head.head
    return head.i == counted.i and head.dep_ in ("nsubj:pass", "obj")
