"""The armed parties of one report, who stands against whom, and whose people are counted.

In a fight of two sides each is the other's perpetrator (GUIDE). A report seldom says so in the figure's own clause: "On
the government side two soldiers were wounded", "the army lists 23 rebels dead", "our forces suffered two martyrs". What
the clause leaves open, the parties named nearest to it say: those of its own sentence, of what was told just before, of
the report as a whole where only one stands on the other side, or the party that speaks.

A party here is a noun phrase for state forces or for an armed group (codebook, section ``participant``); one that only
speaks ("police said") counts last. Nobody is taken from another item of a list nor from beyond a turn ("Meanwhile, …").
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from spacy.tokens import Doc, Token

from dateline.claims.chains import Chains
from dateline.claims.chains_words import ROLES, TITLES
from dateline.claims.drafts import EventDraft, SpeakerDraft
from dateline.claims.events_layout import items_of, turns_of
from dateline.claims.participants_phrase import noun_phrase
from dateline.claims.sides_words import ARMED, ARMED_WORDS, STATE, acts, alike, assaults, attacks, side_of_words, speaks
from dateline.claims.syntax import span_of, text_of, tokens_in
from dateline.claims.victims import names_armed
from dateline.model import Reading, Victims
from dateline.terms import ActorKind, VictimClass
from dateline.text import Span

if TYPE_CHECKING:
    from dateline.claims.participants import Cast

__all__ = ["ARMED", "BODIES", "NO_PARTY", "STATE", "Doer", "Party", "Sides", "side_of_words"]

_STATE_KINDS: Final = frozenset({ActorKind.STATE_FORCES, ActorKind.POLICE})
_ARMED_KINDS: Final = frozenset({ActorKind.REBEL_GROUP, ActorKind.POLITICAL_MILITIA, ActorKind.IDENTITY_MILITIA})
NO_PARTY: Final = frozenset(
    """
    losses casualties fatalities
    station stations base bases camp camps post posts outpost outposts barracks checkpoint checkpoints headquarters hospital
    school academy prison jail convoy vehicle vehicles truck van jeep car house officials official chief spokesman
    spokeswoman spokesperson spokesmen source sources report statement ministry minister prosecutor prosecutors authority
    authorities government hq quarters compound installation facility custody garrison intelligence check-post base-camp
    limits jurisdiction precinct area records uniform uniforms personnel-carrier weapon weapons position positions
    """.split()
)
"""Nouns that a word for forces only describes, and bodies that govern rather than fight."""
BODIES: Final = frozenset({"authorities", "authority", "government", "ministry", "intelligence", "garrison"})
"""Of these, the ones that can do a deed where the words say so."""
_NOT_OWN: Final = frozenset(
    {"enemy", "enemies", "front", "side", "aggression", "losses", "corpses", "bodies", "statement"}
)
"""Words for a party only as somebody sees it, or of two senses."""
_OFFICES: Final = frozenset(
    """
    officer commander commanders leader leaders chief head deputy general colonel major captain lieutenant sergeant director
    minister commandant governor marshal admiral brigadier superintendent inspector prefect secretary
    """.split()
)
"""One person of an office is no party."""
_MIND: Final = re.compile(
    r"\bfriendly fire\b|\b(?:rounds?|shells?|mortars?|fire|bombs?|strikes?|rockets?|bullets?|missiles?|artillery|jets?|guns?)"
    r" (?:\w+ )?(?:of|by|from) (?:their|its|his|our) own side\b|\b(?:by|at|in) (?:each other|one another)['’]s? hands?\b|"
    r"\bat each other['’]s hands\b|\bmistook\b|\bby mistake\b|\baccidental(?:ly)?\b|\baccident\b|\boverturned\b|"
    r"\bkilled (?:him|her|them)sel(?:f|ves)\b|\bsuicide\b(?! (?:bomb|attack|vest|car|truck|squad|mission|belt))",
    re.IGNORECASE,
)
_INSTITUTIONS: Final = frozenset(
    {
        "army",
        "military",
        "police",
        "security forces",
        "armed forces",
        "government forces",
        "navy",
        "regime",
        "junta",
        "troops",
    }
)
_LONE: Final = frozenset({"gunman", "shooter", "attacker", "assailant", "stabber", "knifeman", "killer"})
_SAME: Final = re.compile(
    r"\b(?:the|this|that) (?:attack|assault|raid|ambush|massacre|shooting|bombing|strike|air ?strike|shelling|violence|incident|"
    r"killings?|blast|explosion)\b",
    re.IGNORECASE,
)
_UNKNOWN: Final = re.compile(
    r"\b(?:no|not|nobody|without)\b[^.;]{0,40}\b(?:claim(?:ed)?|responsibility)\b|\b(?:unidentified|unknown) (?:gunm[ae]n|m[ae]n|"
    r"attackers?|assailants?|persons?|individuals?|armed)|\bperpetrators? (?:were |are |remain )?(?:unknown|unidentified)\b|"
    r"\b(?:it was )?not (?:immediately )?(?:clear|known) who\b",
    re.IGNORECASE,
)
"""Where nobody is known to have done it, nobody is inferred."""
_OF_A_MOVEMENT: Final = re.compile(
    r"\b(?:liberation|people['’]?s|revolutionary|resistance|rebel|independence|democratic|islamic|free|front)\b",
    re.IGNORECASE,
)
"""In a name these make an "army" an armed group's."""
_OFFICE_BEFORE: Final = 40
"""Characters before a speaker's name in which the office stands."""
_NEAR: Final = 4
"""Sentences back, within one matter, in which the other side may be named."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Doer:
    """Who did it: the words of the report, and a name where the words are not those of the party itself (a speaker's)."""

    span: Span
    name: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Party:
    """One mention of a party: its head, words, name within the report, whether a state's force, whether it only speaks."""

    token: int
    span: Span
    name: str
    kind: str
    sentence: int
    speaks: bool


class Sides:
    """The armed parties of one report, in the order of the text, and the questions that figures ask of them."""

    def __init__(self, reading: Reading, chains: Chains, cast: Cast, events: Sequence[EventDraft]) -> None:
        self.reading = reading
        self.doc: Doc = reading.doc
        self.chains = chains
        self.cast = cast
        self.events = events
        self._sentences = [s for s in self.doc.sents if s.text.strip()]
        self._number = {s.start: n for n, s in enumerate(self._sentences)}
        self.parties = tuple(self._find())
        headline = reading.report.headline
        self._headline = headline.end if headline is not None else 0

    # ------------------------------------------------------------------------------------------------ the questions

    def kind_of(self, victims: Victims) -> str | None:
        """``state`` or ``armed`` for victims who fought, by their words, their side, or a party of that name."""
        if victims.class_ is VictimClass.CIVILIAN:
            return None
        if victims.side:
            known = {p.kind for p in self.parties if alike(p.name, victims.side) and self._is_named(p)}
            if len(known) == 1:
                return next(iter(known))
        by_words = side_of_words(f"{victims.words or ''} {victims.role or ''}")
        if by_words is None and victims.side and not _OF_A_MOVEMENT.search(victims.side):
            return side_of_words(victims.side)
        return ARMED if by_words is None and victims.side and victims.class_ is VictimClass.COMBATANT else by_words

    def speaker_kind(self, speaker: SpeakerDraft | None) -> str | None:
        """``state`` or ``armed`` where a party to the fight speaks; None for others."""
        if speaker is None:
            return None
        if speaker.kind in _STATE_KINDS or speaker.kind is ActorKind.GOVERNMENT:
            return STATE
        if speaker.kind in _ARMED_KINDS:
            return ARMED
        return None

    def labelled(self, at: int, start: int) -> str | None:
        """``state`` or ``armed`` by the label before a figure ("FAMa side: 6 dead"), from ``start`` on."""
        start = max(start, self.doc[at].sent.start_char)
        text = text_of(self.doc)[start : self.doc[at].idx]
        if ":" not in text:
            return None
        for party in self.parties:
            if start <= party.span.start and party.span.end <= start + text.rindex(":"):
                return party.kind
        words = text[: text.rindex(":")]
        names = [e for e in self.doc.ents if start <= e.start_char and e.end_char <= start + len(words)]
        for name in names:
            found = self._as_party(Span(name.start_char, name.end_char))
            if found is not None:
                return found.kind
        return side_of_words(words)

    def speaks_for(self, speaker: SpeakerDraft) -> Doer | None:
        """The party that a speaker speaks for, by its name; for a government its forces, as the report calls them."""
        if speaker.kind is ActorKind.GOVERNMENT:
            return next(iter(self.usual(STATE)), None)
        if not len(speaker.span):
            return next((Doer(span=p.span) for p in self.parties if alike(p.name, speaker.organisation or "-")), None)
        name = speaker.organisation or (None if speaker.role or speaker.name is None else speaker.name)
        if name is None or len(name) < 3:
            kind = self.speaker_kind(speaker)
            if kind is None or name is not None:
                return None
            near = tokens_in(self.doc, Span(max(0, speaker.span.start - _OFFICE_BEFORE), speaker.span.end))
            body = next((t for t in near if t.lower_ in _INSTITUTIONS), None)  # "the army chief, General X"
            return next(iter(self.usual(kind)), Doer(span=span_of([body])) if body is not None else None)
        return Doer(span=speaker.span, name=name)

    def foes(
        self, at: int, kind: str, side: str | None, event: int | None, *, sentence_only: bool = False
    ) -> tuple[Doer, ...]:
        """Who stands against people of a kind (and of a side, where it has a name) in what is told at a token.

        The event's own parties, those of the sentence, those told just before in one matter, the only one of the report.
        """
        against = self._across(event, kind, side)
        if against:
            return against
        for number, scope in enumerate(self._scopes(at, event)):
            if sentence_only and number > (1 if event is not None else 0):
                break
            found = self._opposed(scope, kind, side)
            if found:
                return found
        return ()

    def usual(self, kind: str) -> tuple[Doer, ...]:
        """The party of a kind that the report names most often, by the words that name a body ("the army")."""
        found = [
            p for p in self.parties if p.kind == kind and (p.name[:1].isupper() or p.name.casefold() in _INSTITUTIONS)
        ]
        if not found:
            return ()
        names = [p.name.casefold() for p in found]
        best = max(names, key=lambda n: (names.count(n), -names.index(n)))
        return (Doer(span=found[names.index(best)].span),)

    def civil(self, span: Span) -> bool:
        """True for words of people who bear no arms, and for a person by name."""
        tokens = tokens_in(self.doc, span)
        heads = [t for t in tokens if t.head not in tokens or t.head == t]
        return self._as_party(span) is None and any(
            h.ent_type_ == "PERSON" or self.cast.civilian(h) or h.lower_ in ("people", "persons", "others")
            for h in heads
        )

    def lone(self) -> tuple[Doer, ...]:
        """The one person who shot, stabbed or drove at others, where the report tells of one."""
        found = [p for p in self.parties if self.doc[p.token].lower_ in _LONE]
        return (Doer(span=found[0].span),) if found else ()

    def attackers(self, at: int, since: int) -> tuple[Doer, ...]:
        """Who attacks in the sentence of a token, before it, or in the sentence above, later than the token ``since``."""
        here = self._sentence_of(at)
        for number in (here, here - 1):
            if number < 0 or (number != here and not self._one_matter(number, here, at)):
                break
            found = [
                p
                for p in self.parties
                if p.sentence == number and since < p.token < at and not p.speaks and attacks(self.doc[p.token])
            ]
            if found:
                return self._only(found)
        return ()

    def assailants(self, at: int, back: int) -> tuple[Doer, ...]:
        """Who came upon people, by a verb of assault in the active, before a token: in its sentence or ``back`` above.

        The nearest sentence that tells of one decides; none from beyond a turn, another item, or a sentence that tells of
        another place or day than the token's own.
        """
        here = self._sentence_of(at)
        for number in range(here, max(-1, here - back - 1), -1):
            if number != here and not (self._one_matter(number, here, at) and self._one_scene(number, here)):
                break
            found = [
                p
                for p in self.parties
                if p.sentence == number and p.token < at and not p.speaks and assaults(self.doc[p.token], p.kind)
            ]
            if found:
                return self._only(found)
        return ()

    def goes_on(self, before: int, at: int, most: int) -> bool:
        """True where a token stands in the sentence of an earlier one or soon after, in one matter, place and day."""
        first, here = self._sentence_of(before), self._sentence_of(at)
        return self.follows(before, at, most) and (first == here or self._one_scene(first, here))

    def others(self, at: int, name: str) -> tuple[Doer, ...]:
        """The one party named in the sentence of a token or the two above whose name is another."""
        here = self._sentence_of(at)
        for number in range(here, max(-1, here - 3), -1):
            if not self._one_matter(number, here, at):
                break
            found = [p for p in self.parties if p.sentence == number and not p.speaks and not alike(p.name, name)]
            if found:
                return self._only(found)
        return ()

    def kind_at_span(self, span: Span) -> str | None:
        """``state`` or ``armed`` for the words of a span."""
        party = self._as_party(span)
        return party.kind if party is not None else None

    def near(self, at: int, kind: str, back: int) -> tuple[Doer, ...]:
        """The party of a kind that last acted before a token, at most ``back`` sentences above and in one matter."""
        here = self._sentence_of(at)
        for number in range(here, max(-1, here - back - 1), -1):
            if number != here and not self._one_matter(number, here, at):
                break
            found = [
                p
                for p in self.parties
                if p.sentence == number and p.kind == kind and not p.speaks and p.token < at and acts(self.doc[p.token])
            ]
            if found:
                joined = [
                    p
                    for p in found
                    if self.doc[p.token].head.i == self.doc[found[-1].token].head.i
                    or p is found[-1]
                    or self.doc[found[-1].token].head.i == p.token
                ]
                return tuple(Doer(span=p.span) for p in joined)
        return ()

    def unknown(self, at: int) -> bool:
        """True where the sentence or its neighbours say that nobody is known to have done it."""
        here = self._sentence_of(at)
        return any(
            _UNKNOWN.search(self._sentences[n].text)
            for n in range(here, min(here + 3, len(self._sentences)))
            if self._one_matter(here, n, self._sentences[n].start)
        )

    def by_own_side(self, at: int) -> bool:
        """True where the sentence tells of friendly fire, accident or suicide: the other side did not do it."""
        return bool(_MIND.search(self.doc[at].sent.text))

    def party_of(self, span: Span) -> Party | None:
        """What the words of a span are as a party; None where they name none."""
        return self._as_party(span)

    def armed_in(self, span: Span) -> bool:
        """True where the head of a span is a word for those who bear arms."""
        tokens = tokens_in(self.doc, span)
        return any(self.cast.armed(t) for t in tokens if t.head not in tokens or t.head == t)

    def kind_at(self, token: Token) -> str | None:
        """``state`` or ``armed`` by a head word and what stands beside it."""
        return self._kind(token)

    def before(self, at: int) -> Doer | None:
        """The one party of the sentence before a token's, or the party that is its subject."""
        here = self._sentence_of(at)
        if not here or not self._one_matter(here - 1, here, at):
            return None
        found = [p for p in self.parties if p.sentence == here - 1]
        lead = [p for p in found if self.doc[p.token].dep_ == "nsubj" and not p.speaks] or [
            p for p in found if self.doc[p.token].dep_ == "nsubj"
        ]
        chosen = lead[:1] or (found if len({p.name for p in found}) == 1 else [])
        return Doer(span=chosen[0].span) if chosen else None

    def follows(self, first: int, second: int, most: int) -> bool:
        """True where the second token stands in the sentence of the first or soon after it, in one matter."""
        here, there = self._sentence_of(first), self._sentence_of(second)
        return 0 <= there - here <= most and all(self._one_matter(here, n, second) for n in range(here, there + 1))

    @staticmethod
    def alike(one: str, other: str) -> bool:
        """True where one name's words hold the other's."""
        return alike(one, other)

    # ------------------------------------------------------------------------------------------------------- inside

    def _across(self, event: int | None, kind: str, side: str | None) -> tuple[Doer, ...]:
        """The other side of the victims' own event: its targets where they acted, its actors where it was done to them."""
        if event is None:
            return ()
        acting = [p for s in self.events[event].actors if (p := self._as_party(s)) is not None]
        suffering = [p for s in self.events[event].targets if (p := self._as_party(s)) is not None]

        def own(parties: Sequence[Party]) -> bool:
            return any(p.kind == kind and (alike(p.name, side) if side else True) for p in parties)

        if own(acting) and not own(suffering):
            return tuple(Doer(span=p.span) for p in suffering)
        if own(suffering) and not own(acting):
            return tuple(Doer(span=p.span) for p in acting)
        return ()

    def _scopes(self, at: int, event: int | None) -> Iterator[list[Party]]:
        here = self._sentence_of(at)
        if event is not None:
            spans = [*self.events[event].actors, *self.events[event].targets]
            yield [p for s in spans if (p := self._as_party(s)) is not None]
        yield [p for p in self.parties if p.sentence == here and not p.speaks]
        for number in range(here - 1, max(-1, here - _NEAR - 1), -1):
            if not self._one_matter(number, here, at):
                break
            yield [p for p in self.parties if p.sentence == number and not p.speaks]
        if event is not None:
            told = {self._sentence_of(t) for t in (self.events[event].token, *self.events[event].retold)}
            for number in sorted(told):
                yield [p for p in self.parties if p.sentence == number and not p.speaks]
        items = items_of(self.reading)
        if items.at(self.doc[at].idx) is not None:  # "Provisional results:" and what was told before the list
            first = next((n for n in range(here, -1, -1) if items.at(self._sentences[n].start_char) is None), None)
            for number in range(first, max(-1, first - 3), -1) if first is not None else ():
                yield [p for p in self.parties if p.sentence == number and not p.speaks]
        if self.doc[at].idx < self._headline:
            for number in range(here + 1, min(here + 4, len(self._sentences))):
                yield [p for p in self.parties if p.sentence == number and not p.speaks]

    def _opposed(self, scope: Iterable[Party], kind: str, side: str | None) -> tuple[Doer, ...]:
        own = [p for p in scope if p.kind != kind and not (side and alike(p.name, side))]
        return self._only(own)

    def _only(self, parties: Sequence[Party]) -> tuple[Doer, ...]:
        """The parties where they are one, or one and its description; none where several are meant."""
        named = [p for p in parties if self._is_named(p)]
        chosen = named or list(parties)
        if not chosen:
            return ()
        names = {p.name.casefold() for p in chosen}
        if len(names) > 2:
            return ()
        seen: dict[str, Party] = {}
        for party in chosen:
            seen.setdefault(party.name.casefold(), party)
        return tuple(Doer(span=p.span) for p in seen.values())

    def _is_named(self, party: Party) -> bool:
        return any(t.pos_ == "PROPN" for t in tokens_in(self.doc, party.span))

    def _sentence_of(self, token: int) -> int:
        return self._number.get(self.doc[token].sent.start, 0)

    def _one_matter(self, before: int, here: int, at: int) -> bool:
        """True where no turn, no other item of a list and no empty line but one lies between two sentences."""
        first, own = self._sentences[before], self._sentences[here]
        items, turns = items_of(self.reading), turns_of(self.reading)
        if items.at(first.start_char) != items.at(self.doc[at].idx):
            return False
        return turns.at(first.start) == turns.at(own.start) or (turns.at(own.start) - turns.at(first.start) == 0)

    def _one_scene(self, before: int, here: int) -> bool:
        """False where the later sentence names a place or a day and the earlier one another; an attack named again joins."""
        first, own = self._sentences[before], self._sentences[here]
        for label in ("LOC", "DATE"):
            a = {e.text.casefold() for e in first.ents if e.label_ == label}
            b = {e.text.casefold() for e in own.ents if e.label_ == label}
            if a and b and not any(x in y or y in x for x in a for y in b):
                return bool(_SAME.search(own.text))
        return True

    def _as_party(self, span: Span) -> Party | None:
        tokens = tokens_in(self.doc, span)
        heads = [t for t in tokens if t.head not in tokens or t.head == t]
        for head in heads[:1]:
            kind = self._kind(head)
            if kind is None:
                name = self.chains.name(span)
                kind = ARMED if names_armed(name) and side_of_words(name) != STATE else side_of_words(name)
            if kind is not None:
                return Party(
                    token=head.i,
                    span=span,
                    name=self.chains.name(span),
                    kind=kind,
                    sentence=self._sentence_of(head.i),
                    speaks=False,
                )
        return None

    def _kind(self, token: Token) -> str | None:
        known = STATE if self.cast.state(token) else ARMED if self.cast.non_state(token) else None
        if known is None and token.tag_ == "NNS" and ARMED_WORDS.fullmatch(token.text):
            return ARMED  # "hoodlums"
        inside = token.dep_ in ("compound", "flat", "nmod:poss", "amod")
        if known is None and token.ent_type_ == "ORG" and token.pos_ == "PROPN" and not inside:
            name = next((e.text for e in self.doc.ents if e.start <= token.i < e.end), token.text)
            if names_armed(name):  # "the Tigray People's Liberation Front"
                return STATE if side_of_words(name) == STATE and not _OF_A_MOVEMENT.search(name) else ARMED
        return known

    def _find(self) -> Iterator[Party]:
        for token in self.doc:
            if token.pos_ not in ("NOUN", "PROPN") or token.dep_ in ("compound", "flat", "amod", "goeswith"):
                continue
            if token.ent_type_ in ("PERSON", "LOC", "DATE") or token.lower_ in NO_PARTY:
                continue
            if token.lower_ in _NOT_OWN and token.ent_type_ != "ORG":
                continue
            if token.lower_ in _OFFICES or (
                token.lower_ in ROLES | TITLES and token.tag_ in ("NN", "NNP") and self._names_follow(token)
            ):
                continue
            kind = self._kind(token)
            if kind is None:
                continue
            span = noun_phrase(token)
            yield Party(
                token=token.i,
                span=span,
                name=self.chains.name(span),
                kind=kind,
                sentence=self._sentence_of(token.i),
                speaks=speaks(token),
            )

    @staticmethod
    def _names_follow(token: Token) -> bool:
        return token.i + 1 < len(token.doc) and token.doc[token.i + 1].pos_ == "PROPN"
