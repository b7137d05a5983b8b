"""What stands around a figure: whether it is said to have happened, of what cause, and who did it."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import TYPE_CHECKING, Final

from spacy.tokens import Doc, Token

from dateline.claims.codebook import Codebook, word_set
from dateline.claims.events_telling import filmed
from dateline.claims.figures_links import Link
from dateline.claims.participants_words import FINDING, LABELS, POWERS
from dateline.claims.syntax import (
    charged_with,
    is_passive,
    negation,
    phrase_span,
    span_of,
    subjects,
    text_of,
    told_aside,
    without_teller,
)
from dateline.claims.victims import VictimReader
from dateline.terms import TAKEN, Measure, Stance
from dateline.text import Span

if TYPE_CHECKING:
    from dateline.claims.chains import Chains

__all__ = ["Causes", "Perpetrators", "reality", "shooter", "stance_of"]

_DENIALS: Final = word_set(
    """
    deny denied denies denying reject rejected rejects refute refuted refutes dismiss dismissed dismisses
    disputed
    """
)
_UNREAL_ABOVE: Final = word_set(
    """
    try tried tries trying attempt attempted attempts attempting plan planned plans planning plot plotted plots
    plotting threaten threatened threatens threatening vow vowed vows want wanted wants wish intend intended
    intends hope hoped hopes refuse refused refuses fail failed fails failing avoid avoided avoiding prevent
    prevented preventing conspire conspired conspiring conspiracy seek sought aim aimed aims attempt order
    ordered demand demanded demands demanding urge urged call called ask asked asking warn warned threat threats
    effort efforts bid ready prepare prepared preparing able unable pledge pledged offered offer agreed agree
    accuse decide decided told deserve deserves deserved ought pretend pretends pretended pretending
    """
)
_ADMIT: Final = frozenset({"acknowledge", "admit", "confirm", "announce", "report", "concede", "claim", "recognise"})
_REAL_ABOVE: Final = word_set(
    """
    force forced manage managed continue continued begin began seem appear appears happen say said report
    reported believe believed think thought know known find found allege alleged order
    """
)
_MODALS: Final = frozenset({"will", "would", "could", "may", "might", "should", "can", "shall", "'ll"})
_IF: Final = frozenset({"if", "unless", "whether", "lest"})
_HEDGES: Final = re.compile(
    r"\b(?:feared|believed|presumed|reportedly|allegedly|alleged to|apparently|possibly|"
    r"perhaps|maybe|said to (?:be|have)|thought to|"
    r"may have|might have|could have|estimated|unconfirmed|suspected to|supposedly|purportedly|appear(?:s|ed)? to have|likely)\b",
    re.IGNORECASE,
)
_SUPPOSED: Final = re.compile(
    r"\b(?:the next time|next time (?:there|they|he|it)|in case of|in the event of|should (?:there|any)|were (?:there|they) to)\b",
    re.IGNORECASE,
)
"""What opens a sentence of what has not happened."""
_HARMED: Final = frozenset({"kill", "shoot", "wound", "injure", "die", "murder", "execute", "escape", "flee"})
_SAID_SO: Final = frozenset({("lash", "out"), ("shoot", "back"), ("hit", "back"), ("strike", "back"), ("fire", "back")})
_HOW_MANY: Final = re.compile(r"\bhow many(?: more| other| of)?\s*$", re.IGNORECASE)
_MIGHT: Final = re.compile(r"\b(?:might|could|would|should) (?:not )?have(?: been)?\s*$", re.IGNORECASE)
_BY_NATURE: Final = re.compile(
    r"\b(?:(?:earth)?quake|flood(?:s|ing)?|cyclone|hurricane|typhoon|tsunami|(?:land|mud)slide|avalanche|storm|pandemic|epidemic|"
    r"outbreak|famine|drought|disease|virus|wildfire|eruption|tornado),? (?:which|that)(?: ha[sd])?\s*$",
    re.IGNORECASE,
)
_RISEN: Final = re.compile(r"up (?:to|from|by)\b", re.IGNORECASE)
_REMAINS: Final = frozenset("body bodies corpse corpses remains skeleton skeletons".split())
_DUE: Final = re.compile(
    r"\b(?:scheduled|due|slated|sentenced|condemned|doomed|destined|(?:is|are|was|were) set) to(?: be)?\s*$",
    re.IGNORECASE,
)
_HAD_IT: Final = re.compile(r"^\W*had\b.*\b(?:would|could|might) have\b", re.IGNORECASE | re.DOTALL)
"""What opens a sentence of what would have been ("Had the bomb gone off, …")."""
_CONFIRMS: Final = re.compile(r"\b(?:confirmed dead|confirmed killed)\b", re.IGNORECASE)
_VIOLENT: Final = frozenset(
    {
        Measure.KILLED,
        Measure.INJURED,
        Measure.MISSING,
        Measure.DISPLACED,
        Measure.TRAPPED,
        Measure.EVACUATED,
        Measure.RESCUED,
        Measure.DESTROYED,
    }
)
_AWAY: Final = re.compile(
    r"\b(?:abduct|kidnap|hostage|captiv|displace|evacuat|arrest|detain|prison|custody|refugee)", re.IGNORECASE
)
_SAVED: Final = frozenset({Measure.RESCUED, Measure.TRAPPED, Measure.EVACUATED})
_ALSO_OF_ACCIDENTS: Final = word_set(
    """
    fire police mine raid suspect suspects force forces military troops offensive battle war armed policemen
    """
)
"""Words for violence that reports of fires, accidents and rescues have too."""
#: Nouns for deeds: their doer stands in the genitive, after "by", or is nobody.
_DEEDS: Final = re.compile(
    r"(?:attacks?|strikes?|airstrikes?|bombings?|bombardments?|blasts?|explosions?|raids?|shellings?|ambush(?:es)?|assaults?|"
    r"offensives?|operations?|clash(?:es)?|fighting|battles?|gunfights?|shootouts?|shootings?|fire|gunfire|encounters?|massacres?|killings?|"
    r"attempt|campaign|firefights?|skirmish(?:es)?|incursion|siege|crackdown|detonation|gunbattles?|violence|sweep|war|incident)\Z",
    re.IGNORECASE,
)
_FIGHTS: Final = re.compile(
    r"(?:clash(?:es|ed)?|fighting|battles?|gunfights?|shootouts?|encounters?|firefights?|skirmish(?:es)?|fought|gunbattles?|exchange)\Z",
    re.IGNORECASE,
)
_MEANS: Final = re.compile(
    r"(?:bombs?|mines?|landmines?|ieds?|devices?|explosives?|rockets?|missiles?|mortars?|shells?|grenades?|bullets?|gunshots?|vehicles?|cars?|"
    r"trucks?|motorcycles?|shots?|bullet|fire|explosion|dynamite|drones?|planes?|aircraft|helicopters?|weapons?|guns?|rifles?|knife|it|they|he|she|who|which|that|this|these|"
    r"those|outbreak|disease|flood(?:s|ing)?|earthquake|crash|accident|collapse|impact|force|intensity|reports?|statement|study|survey|documents?|figures?|data|series|others?|city|country|area|district|year|month|day|death|deaths|loss|losses|tolls?|casualt(?:y|ies)|decades?|numbers?)\Z",
    re.IGNORECASE,
)
#: Verbs whose subject tells of the dead and hurt, or finds them, and did nothing to them ("police reported 16 dead").
_TELLS: Final = word_set(
    """
    report say tell confirm announce record count list put show give register document note cite find declare
    pronounce presume believe fear state tally log receive recover see treat admit acknowledge estimate verify
    identify indicate suggest claim assume know consider certify number reckon place quote
    """
)
_BURIES: Final = frozenset({"mourn", "bury", "inter", "lay", "hold", "attend"})
"""Verbs whose subject did not kill the dead: "villagers mourned four children"."""
_TIMES: Final = word_set(
    """
    morning evening night afternoon noon dawn midnight today yesterday weekend hours hour minutes place
    """
)
_ATTACKED: Final = word_set(
    """
    attack attacked ambush ambushed raid raided storm stormed bomb bombed shell shelled open opened fire fired
    launch launched hurl hurled throw threw lob lobbed detonate detonated trigger triggered shoot shot kidnap
    kidnapped abduct abducted kill killed target targeted strike struck blow blew plant planted explode burst
    carry carried ram rammed assault assaulted attacking firing opening hit enter entered barge barged
    """
)


class Causes:
    """Tells deaths by disease, disaster and accident from those of violence, by sentence and by report."""

    def __init__(self, doc: Doc, codebook: Codebook) -> None:
        self.doc = doc
        self._cause: dict[int, list[str]] = {}
        self._violent: dict[int, int] = {}
        self._topic: set[int] = set()
        natural, violent, strong, fires = 0, 0, False, False
        hits = codebook.hits(doc, "not_figure")
        caused = {i for h in hits if h.entry.frame == "cause" for i in range(h.start, h.end)}
        for hit in hits:
            sentence = doc[hit.start].sent.start
            if hit.entry.frame == "violence" and (hit.start in caused or _only_result(doc[hit.start])):
                continue  # "when a mine collapsed"; "a plane crashed, killing all on board"
            if hit.entry.frame == "cause":
                self._cause.setdefault(sentence, []).append(hit.entry.id)
                natural += 1
            elif hit.entry.frame == "violence":
                self._violent[sentence] = self._violent.get(sentence, 0) + 1
                violent += 1
                fires = fires or doc[hit.start].lower_ == "fire"
                strong = strong or doc[hit.start].lower_ not in _ALSO_OF_ACCIDENTS
            elif hit.entry.frame == "topic":
                self._topic.add(sentence)
        self.report_is_natural = natural >= 3 and natural > violent
        accident = (fires or natural > 0) and not strong
        self.report_is_peaceful = accident and not _AWAY.search(text_of(doc))
        """True where nothing but fires, police and the like is told: nobody is rescued from a conflict there."""

    def why_out(self, measure: Measure, sentence: int) -> str | None:
        """The codebook entry by which figures of a sentence are not of the conflict; None where they are."""
        if sentence in self._topic:
            return "out.topic"
        if measure is Measure.ATTACKS and "out.cause.nature" in self._cause.get(sentence, []):
            return "out.cause.nature"
        if measure not in _VIOLENT:
            return None
        if self.report_is_peaceful and measure in _SAVED:
            return "out.cause.report"
        causes, violent = self._cause.get(sentence, []), self._violent.get(sentence, 0)
        if causes and (not violent or (self.report_is_natural and len(causes) >= violent)):
            return causes[0]
        if not causes and not violent and self.report_is_natural:
            return "out.cause.report"
        return None


def _only_result(token: Token) -> bool:
    """The "killing" of "the bus overturned, killing 12", which says nothing of how."""
    return token.lower_ == "killing" and token.tag_ == "VBG" and token.dep_ in ("advcl", "acl", "conj", "xcomp")


def shooter(link: Link) -> bool:
    """ "The striker shot wide": one who was named before and shoots is not shot ("A boy shot in Chicago" is)."""
    head = link.counted.head
    return (
        link.hit.entry.id == "injured.shot"
        and link.counted.kind == "single"
        and head in subjects(link.trigger)
        and not is_passive(link.trigger)
        and not (link.trigger.dep_ == "conj" and is_passive(link.trigger.head))
        and any(c.lower_ == "the" for c in head.children)
    )


def reality(link: Link) -> str | None:
    """Why a figure is not said to have happened ("negated", "if", "intended"); None where it is, or is a forecast."""
    trigger, counted = link.trigger, link.counted
    verb = trigger
    before = trigger.doc[trigger.sent.start : trigger.i].text
    if counted.kind != "none" and _nearly(trigger):
        return "averted"
    if (counted.kind != "number" and _SUPPOSED.search(before)) or _HAD_IT.search(before):
        return "if"
    if _DUE.search(before):
        return "modal" if counted.kind == "number" else "intended"
    if trigger.lemma_.lower() == "shoot" and _RISEN.match(trigger.doc[trigger.i + 1 : trigger.sent.end].text):
        return "risen"  # "the population has shot up to over 10,000"
    if _BY_NATURE.search(before):
        return "nature"  # "after the earthquake, which killed 3,700 people"
    if filmed(trigger):
        return "filmed"
    if (trigger.lemma_.lower(), trigger.doc[trigger.i + 1 : trigger.i + 2].text.lower()) in _SAID_SO:
        return "words"  # "lashed out at the senator", "Marsh shot back"
    if link.measure is Measure.DETAINED and trigger.dep_ == "amod" and trigger.tag_ == "VBN":
        if counted.head != trigger.head or trigger.head.head.lemma_.lower() in _HARMED:
            return "before"  # "three detained militants and two soldiers were killed"
    if _HOW_MANY.search(trigger.doc[max(trigger.sent.start, counted.head.i - 4) : counted.head.i].text):
        return "asked"  # "how many people must die before …"
    if link.measure in (Measure.RESCUED, Measure.EVACUATED) and _MIGHT.search(before):
        return "averted"  # "four who might have been saved"
    if link.measure is Measure.INJURED and trigger.pos_ == "NOUN" and trigger.dep_ == "obj":
        bearing = without_teller([c for c in trigger.head.children if c.dep_ == "nsubj"])
        if any(c.lower_ in _REMAINS for c in bearing):
            return "dead"  # "the bodies bore multiple injuries"
    if link.hit.entry.id == "killed.toll":
        after = trigger.doc[counted.head.i + 1 : counted.head.i + 2].text
        if after.lower() in ("wounded", "injured", "hurt"):
            return "hurt"  # "left a toll of one person wounded"
    if counted.kind == "single" and trigger.dep_ == "nmod" and trigger.head.lower_ == "exchange":
        return "intended"  # "weapons in exchange for a hostage's release"
    holding = trigger if trigger.pos_ == "VERB" else trigger.head
    if holding.lemma_.lower() in ("hold", "house") and any(c.lower_ in ("can", "could") for c in holding.children):
        return "capacity"  # "the wing can hold 50 inmates"
    if counted.kind != "none":
        negated = negation(trigger)
        if negated is not None and link.hit.start <= negated.i < link.hit.end:
            negated = None
        if negated is not None and negated.lower_ not in ("none", "nobody", "neither") and not _only(negated):
            return "negated"
        if (
            link.hit.entry.frame == "state"
            and trigger.dep_ in ("xcomp", "acl", "amod")
            and negation(trigger.head) is not None
            and trigger.head.pos_ in ("VERB", "AUX")
        ):
            return "negated"
        if (
            link.hit.entry.frame == "of"
            and trigger.dep_ in ("obj", "nmod")
            and trigger.head.lemma_ in _ADMIT
            and negation(trigger.head) is not None
            and counted.kind != "number"
        ):
            return "negated"
    depth = 0
    if (
        link.hit.entry.frame == "self"
        and link.measure in TAKEN
        and counted.head == trigger
        and counted.kind == "number"
    ):
        return None  # whoever "threatened to kill 20 hostages" has them
    while depth < 5:
        depth += 1
        if any(c.dep_ == "mark" and c.lower_ in _IF for c in verb.children):
            return "if"
        auxiliaries = {
            c.lower_
            for c in verb.children
            if c.dep_ in ("aux", "aux:pass") and not link.hit.start <= c.i < link.hit.end
        }
        if auxiliaries & _MODALS and not auxiliaries & {"have", "'ve"}:
            return "modal"
        # "pleaded guilty to shooting four", "admitted to killing": no purpose
        to = verb.tag_ != "VBG" and any(c.lower_ == "to" and c.dep_ in ("mark", "aux") for c in verb.children)
        if to and verb.dep_ in ("advcl", "acl", "xcomp", "ccomp"):
            above = verb.head
            if verb.dep_ in ("advcl", "acl") and not auxiliaries & {"have"}:
                if above.lower_ in ("expected", "forced", "likely", "set", "due", "first", "last", "left"):
                    return "modal" if above.lower_ in ("expected", "likely", "set", "due") else None
                return "intended"
            if above.lower_ in ("expected", "likely", "due", "set"):
                return "modal"
            if above.lower_ in _UNREAL_ABOVE and above.lower_ not in _REAL_ABOVE:
                return "intended"
        if verb.dep_ in ("advcl", "acl") and any(
            c.lower_ in ("of", "from", "without", "against", "before", "for") and c.dep_ in ("mark", "case")
            for c in verb.children
        ):
            if any(c.lower_ in ("without",) for c in verb.children) or verb.head.lower_ in _UNREAL_ABOVE | {
                "suspected",
                "accused",
                "capable",
                "guilty",
            }:
                return "intended" if verb.head.lower_ not in ("accused", "suspected", "guilty") else None
        if verb.dep_ in ("xcomp", "conj", "obj", "nmod") and verb.head != verb and verb.pos_ in ("VERB", "NOUN", "ADJ"):
            verb = verb.head
            if (
                verb.lower_ in _UNREAL_ABOVE - _REAL_ABOVE
                and verb.pos_ in ("VERB", "NOUN", "ADJ")
                and link.hit.entry.frame in ("of",)
            ):
                return "intended"
            continue
        break
    return None


def stance_of(link: Link, clause: Span) -> Stance | None:
    """The stance that the clause itself fixes: denied, hedged; None where it only asserts."""
    token = link.trigger
    for _ in range(6):
        if token.head == token:
            break
        token = token.head
        if token.lower_ in _DENIALS:
            return Stance.DENIED
    text = text_of(link.trigger.doc)[max(0, clause.start - 24) : clause.end]
    if _HEDGES.search(text):
        return Stance.HEDGED
    return None


def _nearly(verb: Token) -> bool:
    """ "An informant who was almost assassinated", "they nearly killed him": it did not happen."""
    if verb.pos_ != "VERB" or not verb.i:
        return False
    before = verb.doc[verb.i - 1]
    return before.lower_ in ("almost", "nearly", "narrowly") and before.head == verb


def _only(token: Token) -> bool:
    return token.i + 1 < len(token.doc) and token.doc[token.i + 1].lower_ in ("only", "just", "less", "fewer")


class Perpetrators:
    """Who did it, for the figures of one Doc, only where the text ties them to the figure."""

    def __init__(self, doc: Doc, victims: VictimReader, chains: Chains) -> None:
        self.doc = doc
        self.victims = victims
        self.chains = chains

    def find(self, link: Link, victim_side: str | None) -> tuple[Span, ...]:
        """Spans of the noun phrases that did it; empty where the words do not say."""
        found = [t for t in self._of(link) if self._is_party(t) and not self._is_victim(t, link)]
        if not found:
            found = [t for t in self._of_fight(link, victim_side) if self._is_party(t) and not self._is_victim(t, link)]
        found = [t for t in found if not (t.dep_ == "nsubj" and t.head.lemma_.lower() in FINDING)]
        spans = dict.fromkeys(self._span(t) for t in found)
        return tuple(spans)

    # ------------------------------------------------------------------------------------------------ inner parts

    def _of(self, link: Link) -> list[Token]:
        trigger = link.trigger
        if link.measure in (Measure.SURRENDERED, Measure.PRESENT, Measure.HOSTED, Measure.RETURNED, Measure.ATTACKS):
            return []
        frame = link.hit.entry.frame
        if link.measure is Measure.KILLED and trigger.lemma_.lower() in _BURIES:
            return []
        if frame in ("of", "self"):
            by = self._by(trigger) or self._by_after(link)
            if by:
                return by
            return list(self._around(trigger))
        verb = self._verb(trigger, link)
        by = self._by(verb)
        if by:
            return [d for b in by for d in self._through(b)]
        if frame in ("object", "either") and not _passive(verb):
            subject = self._subject(verb)
            if subject is not None:
                return list(self._through(subject))
        if frame == "state" and verb is not trigger and verb.lemma_ not in _TELLS:
            subject = self._subject(verb)
            if subject is not None and subject is not link.counted.head:
                return list(self._through(subject))
        return list(self._around(verb))

    def _by_after(self, link: Link) -> list[Token]:
        """ "The murder of six priests by soldiers", where the tree hangs the soldiers elsewhere."""
        start = link.counted.head.i + 1
        for token in self.doc[start : min(start + 6, link.trigger.sent.end - 1)]:
            if token.pos_ in ("VERB", "AUX") or token.text in (",", ";", "."):
                return []
            if token.lower_ == "by" and token.head.i > token.i:
                return [token.head]
        return []

    def _verb(self, trigger: Token, link: Link) -> Token:
        """The verb that carries the figure: "left" of "left two dead"."""
        if (
            link.hit.entry.frame == "state"
            and trigger.dep_ in ("xcomp", "obj", "amod", "acl", "conj")
            and trigger.head.pos_ == "VERB"
        ):
            return trigger.head
        if link.hit.entry.frame == "state" and trigger.head.dep_ == "obj":
            return trigger.head.head
        return trigger

    def _by(self, verb: Token) -> list[Token]:
        found = []
        for child in verb.children:
            if child.dep_ in ("obl:agent", "obl", "nmod") and any(
                c.dep_ == "case" and c.lower_ == "by" for c in child.children
            ):
                found += [child, *(c for c in child.children if c.dep_ == "conj" and c.pos_ in ("NOUN", "PROPN"))]
        return [f for f in found if not _joins_the_dead(f)]

    def _subject(self, verb: Token) -> Token | None:
        if charged := charged_with(verb):
            return charged[0]
        for _ in range(5):
            own = next(iter(without_teller([c for c in verb.children if c.dep_ in ("nsubj", "nsubj:pass")])), None)
            if own is not None:
                if own.lower_ in ("who", "which", "that") and verb.dep_ == "acl:relcl":
                    return verb.head
                return own
            if (
                verb.dep_ in ("conj", "advcl", "xcomp", "parataxis")
                and verb.head.pos_ in ("VERB", "AUX")
                and verb.head != verb
            ):
                if _passive(verb.head) and verb.dep_ != "conj":
                    agent = self._by(verb.head)
                    return agent[0] if agent else None
                verb = told_aside(verb) or verb.head
            elif verb.dep_ in ("acl", "acl:relcl"):
                noun = verb.head
                if noun.ent_type_ in ("DATE", "LOC") or _MEANS.search(noun.text) or noun.lower_ in _TIMES:
                    verb = next((t for t in noun.ancestors if t.pos_ == "VERB"), noun)
                    if verb is noun:
                        return None
                    continue
                return noun
            else:
                return None
        return None

    def _through(self, token: Token) -> Iterator[Token]:
        """From a deed to its doer ("X's attack", "an attack by X"); from a means to nobody."""
        if _DEEDS.search(token.text):
            yield from self._doers(token)
            return
        yield token
        for child in token.children:
            if child.dep_ == "conj" and child.pos_ in ("NOUN", "PROPN"):
                yield child

    def _doers(self, deed: Token) -> Iterator[Token]:
        by = self._by(deed)
        if by:
            yield from by
            return
        for child in deed.children:
            if (child.dep_ == "nmod:poss" and child.pos_ in ("NOUN", "PROPN")) or (
                child.dep_ in ("compound", "amod")
                and child.lower_ not in LABELS
                and (child.ent_type_ == "ORG" or self._armed(child) or child.text in POWERS)
                and child.nbor().text != "-"  # "an intelligence-based operation"
            ):
                yield child

    def _armed(self, token: Token) -> bool:
        entry = self.victims.entry(token)
        return entry is not None and entry.kind == "combatant"

    def _around(self, verb: Token) -> Iterator[Token]:
        """Doers named in what the deed happened in or when: "in an attack by X", "when X attacked"."""
        for child in verb.children:
            if child.dep_ in ("obl", "nmod") and _DEEDS.search(child.text):
                yield from self._doers(child)
            elif child.dep_ == "advcl" and any(
                c.lower_ in ("when", "after", "as") and c.dep_ in ("mark", "advmod", "case") for c in child.children
            ):
                if child.lower_ in _ATTACKED and not _passive(child):
                    subject = next((c for c in child.children if c.dep_ == "nsubj"), None)
                    if subject is not None:
                        yield from self._through(subject)
                elif child.lower_ in _ATTACKED:
                    yield from self._by(child)

    def _of_fight(self, link: Link, victim_side: str | None) -> Iterator[Token]:
        """In a fight of two named sides, the side that the victims are not of."""
        if link.measure not in (Measure.KILLED, Measure.INJURED, Measure.DETAINED):
            return
        sentence = link.trigger.sent
        for token in sentence:
            if not _FIGHTS.search(token.text):
                continue
            sides: list[Token] = []
            for child in token.children:
                if child.dep_ in ("obl", "nmod") and any(
                    c.dep_ == "case" and c.lower_ in ("between", "with", "against") for c in child.children
                ):
                    sides += [child, *(c for c in child.children if c.dep_ == "conj")]
            others = [s for s in sides if self._armed(s) or s.ent_type_ == "ORG"]
            victim = (victim_side or "").casefold()
            head = link.counted.head.lower_
            kept = [
                s
                for s in others
                if self._name(s).casefold() not in (victim, head) and s.lower_.rstrip("s") != head.rstrip("s")
            ]
            if (len(others) >= 2 and len(kept) == 1) or (
                len(others) == 1 and kept and self.victims.is_person(link.counted.head)
            ):
                yield kept[0]

    def _name(self, token: Token) -> str:
        return self.chains.name(phrase_span(token))

    def _is_party(self, token: Token) -> bool:
        if token.pos_ not in ("NOUN", "PROPN", "ADJ", "X") or _MEANS.search(token.text) or _DEEDS.search(token.text):
            return False
        if token.ent_type_ == "DATE" or token.lower_ in _TIMES:
            return False
        if (
            token.ent_type_ in ("LOC", "DATE", "QUANTITY", "MONEY", "WEAPON", "PLATFORM", "EVENT")
            and token.pos_ != "NOUN"
        ):
            return False
        entry = self.victims.entry(token)
        return entry is None or entry.kind != "thing"

    @staticmethod
    def _is_victim(token: Token, link: Link) -> bool:
        return token in link.counted.heads or token is link.counted.head or span_of([token]) in link.counted.span

    @staticmethod
    def _span(token: Token) -> Span:
        return phrase_span(
            token,
            without=word_set(
                """
    acl:relcl acl advcl parataxis appos conj cc punct case det
    """
            ),
        )


def _joins_the_dead(noun: Token) -> bool:
    """ "He was killed by a mine, and his uncle with him": who is named with the dead did nothing."""
    if noun.dep_ != "conj" or not any(c.dep_ == "nmod:poss" and c.pos_ == "PRON" for c in noun.children):
        return False
    with_whom = [c for c in noun.children if c.i > noun.i and c.pos_ == "PRON"]
    return any(g.lower_ == "with" for c in with_whom for g in c.children)


def _passive(verb: Token) -> bool:
    return any(c.dep_ in ("aux:pass", "nsubj:pass", "obl:agent") for c in verb.children) or (
        verb.tag_ == "VBN" and not any(c.dep_ in ("aux", "obj") for c in verb.children)
    )
