"""From the words for a speaker to the speaker: pronouns, "the official", "the statement", offices and kinds."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise
from typing import Final

from spacy.tokens import Doc, Token

from dateline.claims.attribution_cues import Cue
from dateline.claims.attribution_layout import Layout
from dateline.claims.chains import Chains
from dateline.claims.chains_words import (
    COLLECTIVES,
    DOCUMENTS,
    MEDIA_WORDS,
    ORGANISATION_LABELS,
    PERSON_LABELS,
    PLAIN_BODIES,
    ROLES,
)
from dateline.claims.drafts import SpeakerDraft
from dateline.claims.syntax import span_of, text_of
from dateline.terms import ActorKind
from dateline.text import Span

__all__ = ["Naming", "kind_of"]

_OUTLETS: Final = frozenset({"newspaper", "paper", "daily", "broadcaster", "agency", "outlet", "channel", "site"})
_OWN_HOUSE: Final = _OUTLETS | {"reporter", "correspondent", "magazine"}
# Words for speakers without a name that stand for one another.
_SOURCES: Final = frozenset(
    {"source", "sources", "spokesmen", "spokespersons", "spokespeople", "officials", "authorities"}
)
_CLAUSES: Final = frozenset({"which", "whose", "where"})
_OWN: Final = frozenset({"his", "her", "its", "their"})
_ARMED_KINDS: Final = frozenset({ActorKind.REBEL_GROUP, ActorKind.POLITICAL_MILITIA, ActorKind.STATE_FORCES})
_CIVIL_KINDS: Final = frozenset({ActorKind.NGO, ActorKind.MONITOR, ActorKind.UN_AGENCY, ActorKind.HOSPITAL})
# Words that stand for a speaking body, with the kinds of body that they can mean.
_GENERIC: Final[dict[str, frozenset[ActorKind]]] = {
    "charity": frozenset({ActorKind.NGO, ActorKind.HOSPITAL}),
    "ngo": frozenset({ActorKind.NGO}),
    "organisation": _CIVIL_KINDS | _ARMED_KINDS,
    "organization": _CIVIL_KINDS | _ARMED_KINDS,
    "group": _CIVIL_KINDS | _ARMED_KINDS,
    "network": _CIVIL_KINDS,
    "watchdog": frozenset({ActorKind.MONITOR, ActorKind.NGO}),
    "monitor": frozenset({ActorKind.MONITOR, ActorKind.NGO}),
    "militia": _ARMED_KINDS,
    "faction": _ARMED_KINDS,
    "outfit": _ARMED_KINDS,
    "movement": _ARMED_KINDS,
    "agency": frozenset({ActorKind.UN_AGENCY, ActorKind.MEDIA}),
    "mission": frozenset({ActorKind.UN_AGENCY}),
}
_BODIES: Final = frozenset(_GENERIC) | {
    "ministry",
    "office",
    "department",
    "command",
    "directorate",
    "committee",
    "council",
}
_KINDS: Final[tuple[tuple[ActorKind, frozenset[str]], ...]] = (
    (ActorKind.UN_AGENCY, frozenset({"un", "u.n.", "unicef", "unhcr", "ocha", "unama", "wfp", "unrwa", "iom"})),
    (
        ActorKind.MONITOR,
        frozenset({"observatory", "monitor", "monitors", "monitoring", "watchdog", "airwars", "acled"}),
    ),
    (
        ActorKind.POLICE,
        frozenset(
            {
                "police",
                "sheriff",
                "constable",
                "prosecutor",
                "prosecutors",
                "detective",
                "detectives",
                "policeman",
                "investigators",
                "deputy",
                "trooper",
                "constabulary",
                "superintendent",
                "inspector",
                "sgt.",
                "patrolman",
            }
        ),
    ),
    (
        ActorKind.HOSPITAL,
        frozenset(
            {
                "hospital",
                "medic",
                "medics",
                "doctor",
                "doctors",
                "medical",
                "health",
                "paramedics",
                "nurse",
                "coroner",
                "examiner",
                "clinic",
            }
        ),
    ),
    (
        ActorKind.NGO,
        frozenset({"cross", "crescent", "ngo", "charity", "humanitarian", "amnesty", "icrc", "msf", "aid", "rights"}),
    ),
    (
        ActorKind.STATE_FORCES,
        frozenset(
            {
                "army",
                "navy",
                "military",
                "force",
                "forces",
                "troops",
                "soldiers",
                "guard",
                "corps",
                "brigade",
                "marines",
                "rifles",
                "soldier",
                "general",
                "colonel",
                "battalion",
                "coalition",
            }
        ),
    ),
    (
        ActorKind.GOVERNMENT,
        frozenset(
            {
                "ministry",
                "minister",
                "government",
                "president",
                "presidential",
                "official",
                "officials",
                "authorities",
                "governor",
                "mayor",
                "department",
                "embassy",
                "ambassador",
                "diplomat",
                "diplomats",
                "state",
                "council",
                "agency",
                "office",
                "parliament",
                "administration",
            }
        ),
    ),
    (
        ActorKind.RESIDENTS,
        frozenset(
            {
                "resident",
                "residents",
                "witness",
                "witnesses",
                "villager",
                "villagers",
                "activist",
                "activists",
                "elder",
                "elders",
                "locals",
                "neighbor",
                "neighbors",
                "neighbours",
                "relatives",
                "relative",
                "survivor",
                "survivors",
                "eyewitnesses",
            }
        ),
    ),
    (
        ActorKind.REBEL_GROUP,
        frozenset(
            {
                "rebel",
                "rebels",
                "guerrillas",
                "guerrilla",
                "insurgents",
                "taliban",
                "militants",
                "front",
                "jihad",
                "liberation",
                "maoist",
            }
        ),
    ),
)


def kind_of(words: str) -> ActorKind:
    """What kind of speaker the words suggest; UNKNOWN where they suggest none."""
    lower = words.casefold().replace(",", " ").split()
    if "united nations" in words.casefold():
        return ActorKind.UN_AGENCY
    for kind, cues in _KINDS:
        if any(w in cues for w in lower):
            return kind
    if any(w in MEDIA_WORDS for w in lower):
        return ActorKind.MEDIA
    return ActorKind.UNKNOWN


_OFFICES: Final = frozenset(
    {"office", "ministry", "department", "directorate", "command", "headquarters", "mission", "agency"}
)
"""Bodies that a pronoun can stand for, beside the plain ones."""


class Naming:
    """Names speakers, cue by cue in the order of the text."""

    def __init__(self, doc: Doc, chains: Chains, layout: Layout, house: str | None = None) -> None:
        self._doc, self._chains, self._layout, self._house = doc, chains, layout, house

    def speaker(self, cue: Cue, before: Sequence[tuple[Cue, SpeakerDraft]]) -> SpeakerDraft | None:
        """The speaker of a cue, given the sayings before it; None where there is none to be found."""
        if cue.source is None or cue.inherits:
            same = [(c, s) for c, s in before if c.unit == cue.unit and c.position != "citing"]
            # "the mayor said the rebels claimed A, adding B": the mayor adds, not those whom he tells of
            outer = [
                (c, s)
                for c, s in same
                if not any(start <= c.cue[0] < end for o, _ in same if o is not c for start, end in o.contents)
            ]
            if same:
                return (outer or same)[-1][1]
            return self._subject_of_unit(cue)
        if cue.outlet:
            return self._outlet(cue.source)
        named = self._given_name(cue) or self._one_of(cue.source)
        if named is not None:
            return named
        return self._named(self._without_clause(self._with_name(cue.source)), before, cue)

    def _without_clause(self, source: tuple[int, int]) -> tuple[int, int]:
        """ "The ministry, which counts fighters and civilians alike, says": the ministry, not those whom it counts."""
        doc = self._doc
        cut = next(
            (i for i in range(source[0] + 1, source[1] - 1) if doc[i].text == "," and doc[i + 1].lower_ in _CLAUSES),
            None,
        )
        return source if cut is None else (source[0], cut)

    def _given_name(self, cue: Cue) -> SpeakerDraft | None:
        """ "One, who gave his name as Corporal Oumar, said": the name given between speaker and verb."""
        if cue.source is None or cue.source[0] >= cue.cue[0] - 4:
            return None
        doc = self._doc
        if doc[cue.source[0]].pos_ == "PROPN" or self._chains.person_index(cue.source[0]) is not None:
            return None
        between = [t for t in doc[cue.source[0] : cue.cue[0]] if not t.is_space]
        for position, token in enumerate(between):
            if token.lower_ in ("as", "named", "called", "name") and position + 1 < len(between):
                for later in between[position + 1 : position + 5]:
                    if self._chains.person_index(later.i) is not None:
                        person = self._chains.people[self._chains.person_index(later.i) or 0]
                        first, last = doc[cue.source[0]], doc[cue.source[1] - 1]
                        span = Span(first.idx, last.idx + len(last.text))
                        return self._draft(person.name, person.organisation, person.role, span)
        return None

    def _one_of(self, source: tuple[int, int]) -> SpeakerDraft | None:
        """ "One of the survivors, Peter Lual, said": the name in apposition."""
        doc = self._doc
        if doc[source[0]].lower_ != "one":
            return None
        at = next((i for i in range(*self._with_name(source)) if self._chains.person_index(i) is not None), None)
        if at is None or doc[at - 1].text != ",":
            return None
        person = self._chains.people[self._chains.person_index(at) or 0]
        first, last = doc[source[0]], doc[source[1] - 1]
        span = Span(first.idx, last.idx + len(last.text))
        return self._draft(person.name, person.organisation, person.role, span)

    def _outlet(self, source: tuple[int, int]) -> SpeakerDraft:
        """An outlet named as the origin, article and all ("The Courier")."""
        first, last = self._doc[source[0]], self._doc[source[1] - 1]
        span = Span(first.idx, last.idx + len(last.text))
        words = " ".join(text_of(self._doc)[span.start : span.end].split())
        organisation = self._chains.resolved(words) if words.isupper() else words.strip("\"“”'")
        if words.startswith("The ") and not organisation.startswith("The "):
            organisation = f"The {organisation}"
        return SpeakerDraft(name=None, organisation=organisation, role=None, kind=ActorKind.MEDIA, span=span)

    def _with_name(self, source: tuple[int, int]) -> tuple[int, int]:
        """ "Javier's teacher, Ann Doyle, A": the name in apposition belongs to the phrase."""
        doc, end = self._doc, source[1]
        one_of = doc[source[0]].lower_ == "one" and any(t.lower_ in COLLECTIVES for t in doc[source[0] : end])
        office = one_of or any(t.lower_ in ROLES for t in doc[source[0] : end])
        if (
            end + 1 >= len(doc)
            or doc[end].text != ","
            or not office
            or any(self._chains.person_index(i) is not None for i in range(source[0], end))
        ):
            return source
        index = end + 1
        while index < len(doc) and self._chains.person_index(index) is not None:
            index += 1
        closed = index < len(doc) and (doc[index].text in (",", ".", ")") or doc[index].is_space)
        return (source[0], index) if index > end + 1 and closed else source

    def via(self, cue: Cue, before: Sequence[tuple[Cue, SpeakerDraft]]) -> SpeakerDraft | None:
        """Who passes it on, where the cue says so."""
        if cue.via is None:
            return None
        return self._named(cue.via, before, cue)

    def _subject_of_unit(self, cue: Cue) -> SpeakerDraft | None:
        """For "X claimed the attack, saying A": the subject of the clause that the participle hangs on."""
        doc, unit = self._doc, self._layout.units[cue.unit]
        verb = doc[cue.cue[0]]
        for _ in range(4):
            subject = next((c for c in verb.children if c.dep_ in ("nsubj", "nsubj:pass") and c.i >= unit.start), None)
            if subject is not None and subject.i < cue.cue[0] and subject.pos_ != "PRON":
                low = max(unit.start, subject.left_edge.i)
                named = self._named((low, max(subject.i + 1, min(subject.right_edge.i + 1, cue.cue[0]))), (), cue)
                return named if named is None or self._able(named) else None
            if verb.head == verb:
                break
            verb = verb.head
        index = unit.start
        while index < cue.cue[0] and doc[index].pos_ not in ("VERB", "AUX"):
            index += 1
        found = self._named((unit.start, index), (), cue) if index > unit.start and index - unit.start < 10 else None
        return found if found is None or self._able(found) else None

    def _able(self, speaker: SpeakerDraft) -> bool:
        """False for a plain description of what cannot speak ("recorded theft", "the rise")."""
        tokens = self._doc.char_span(speaker.span.start, speaker.span.end, alignment_mode="expand")
        if speaker.name is None or tokens is None or any(t.pos_ == "PROPN" for t in tokens):
            return True
        last = speaker.name.split()[-1].casefold()
        return last in ROLES | COLLECTIVES | PLAIN_BODIES | DOCUMENTS or last.rstrip("s") in ROLES

    def _body_before(self, pronoun: Token, span: Span) -> SpeakerDraft | None:
        """ "The governor's media office had another version. It said …": the body that the sentence before is about."""
        start = pronoun.sent.start
        if not start or pronoun.i - start > 1:
            return None
        for token in self._doc[start - 1].sent:
            if token.dep_ == "nsubj" and token.head.dep_ == "ROOT" and token.lower_ in PLAIN_BODIES | _OFFICES:
                words = [t for t in token.subtree if t.i <= token.i and t.dep_ != "punct"]
                name, organisation, role = self._chains.person(span_of(words))
                return self._draft(name, organisation, role, span) if organisation and name is None else None
        return None

    def _named(
        self, source: tuple[int, int], before: Sequence[tuple[Cue, SpeakerDraft]], cue: Cue
    ) -> SpeakerDraft | None:
        doc = self._doc
        tokens = [t for t in doc[source[0] : source[1]] if not t.is_space]
        if not tokens:
            return None
        if tokens[-1].tag_ == "PRP" and tokens[-1].lower_ in ("he", "she", "they", "we", "it"):
            tokens = tokens[-1:]  # "a nurse told Reuters she had counted 93"
        first, last = tokens[0], tokens[-1]
        span = Span(first.idx, last.idx + len(last.text))
        near = [s for c, s in before if cue.unit - c.unit <= 8]
        word = first.lower_
        if len(tokens) == 1 and word in ("he", "she", "him", "her", "who"):
            person = next((s for s in reversed(near) if self._is_person(s)), None)
            weeping = self._subject_before(first, cue)
            if weeping is not None and word != "who":
                return weeping
            index = None
            name = self._chains.antecedent(first)
            index = name is not None and (person is None or not self._recent(before, person, cue))
            if person is not None and not index:
                return self._again(person, span)
            name, organisation, role = self._chains.person(span)
            if not name and word in ("he", "she"):
                return self._office_before(cue, span)
            return self._draft(name, organisation, role, span) if name else None
        if len(tokens) == 1 and word in ("they", "them"):
            group = next((s for s in reversed(near) if not self._is_person(s) or s.name is None), None)
            return self._again(group, span) if group is not None else None
        if len(tokens) == 1 and word == "it":
            body = next((s for s in reversed(near) if s.name is None and s.organisation), None)
            if body is not None and self._recent(before, body, cue, 3):
                return self._again(body, span)
            return self._body_before(first, span)
        if word == "the" and len(tokens) == 2 and last.lower_ in _OUTLETS:
            outlet = next((s for s in reversed(near) if s.kind is ActorKind.MEDIA), None)
            if outlet is not None:
                return self._again(outlet, span)
        own = any(a.lower_ in ("this", "our") and b.lower_ in _OWN_HOUSE for a, b in pairwise(tokens))
        if own and self._house:
            return SpeakerDraft(name=None, organisation=self._house, role=None, kind=ActorKind.MEDIA, span=span)
        if word in ("the", "this", "that") or len(tokens) == 1:
            again = self._said_again([t.lower_ for t in tokens], near)
            if again is not None:
                return self._again(again, span)
        if word in _OWN and len(tokens) > 1 and last.lower_ in _BODIES | PLAIN_BODIES | COLLECTIVES:
            # "he said his office had counted nine": the office of whoever spoke
            owner = near[-1] if near else None
            if owner is not None and (owner.name is not None or last.lower_ not in COLLECTIVES):
                return self._again(owner, span)
        joined = self._joined(source, span)
        if joined is not None:
            return joined
        name, organisation, role = self._chains.person(span)
        plain = organisation if name is None else name if organisation is None else None
        if word in ("the", "this", "that", "same") and plain is not None and last.lower_ in _BODIES:
            body = self._body_again(plain, last.lower_, near)
            if body is not None:
                return self._again(body, span)
        if name is None and organisation is None:
            return None
        if name is not None and organisation is None:
            head = name.split()[-1].casefold()
            # "a statement said": the document speaks for the one who spoke before
            if head in DOCUMENTS:
                author = next((s for s in reversed(near) if s.kind is not ActorKind.MEDIA), None)
                if author is not None and word in ("the", "this", "that"):
                    return self._again(author, span)
        return self._draft(name, organisation, role, span)

    def _body_again(self, called: str, head: str, near: Sequence[SpeakerDraft]) -> SpeakerDraft | None:
        """ "The ministry" after "Gaza's health ministry said", "the medical charity" after a speaker of that kind.

        ``called`` is what the words come to without the speakers before; None where that is a name of its own.
        """
        if called != called.lower():
            return None
        bodies = [s for s in near if s.organisation is not None and s.name is None]
        modifiers = [w for w in called.split()[:-1] if w not in ("same", "medical", "paramilitary", "armed", "rebel")]
        for speaker in reversed(bodies):
            words = (speaker.organisation or "").casefold().split()
            if head in words and len(words) > 1 and all(m in words for m in modifiers):
                return speaker
        if head in _GENERIC and bodies and not modifiers:
            kinds = _GENERIC[head]
            last = bodies[-1]
            if last.kind in kinds or last.kind is ActorKind.UNKNOWN:
                return last
        return None

    def _subject_before(self, pronoun: Token, cue: Cue) -> SpeakerDraft | None:
        """ "Pamela wept as she said": the subject of the clause that the pronoun's clause hangs on."""
        doc, unit = self._doc, self._layout.units[cue.unit]
        if pronoun.i == 0 or doc[pronoun.i - 1].lower_ not in ("as", "when", "while", "because", "after", "before"):
            return None
        for token in reversed(list(doc[unit.start : pronoun.i - 1])):
            index = self._chains.person_index(token.i)
            if index is not None and (token.dep_.startswith("nsubj") or token.head.dep_.startswith("nsubj")):
                person = self._chains.people[index]
                span = Span(pronoun.idx, pronoun.idx + len(pronoun.text))
                return self._draft(person.name, person.organisation, person.role, span)
        return None

    def _office_before(self, cue: Cue, span: Span) -> SpeakerDraft | None:
        """ "The bishop condemned the attack. He went on to say A": the one person by office who is subject just before."""
        if cue.unit == 0 or self._layout.units[cue.unit - 1].headline:
            return None
        unit = self._layout.units[cue.unit - 1]
        if unit.paragraph != self._layout.units[cue.unit].paragraph:
            return None
        subjects = [
            t for t in self._doc[unit.start : unit.end] if t.dep_ == "nsubj" and t.lower_ in ROLES - COLLECTIVES
        ]
        if len(subjects) != 1 or subjects[0].tag_ == "NNS":
            return None
        words = [t for t in subjects[0].subtree if t.i <= subjects[0].i or t.dep_ in ("flat", "case", "nmod")]
        words = [t for t in words if t.i - words[0].i < 12]
        last = words[-1]
        name, organisation, role = self._chains.person(Span(words[0].idx, last.idx + len(last.text)))
        return self._draft(name, organisation, role, span) if name else None

    def _joined(self, source: tuple[int, int], span: Span) -> SpeakerDraft | None:
        """Two speakers at once: "activists and a war monitor" has the monitor as organisation; two bodies are named both."""
        doc = self._doc
        cut = next((i for i in range(source[0] + 1, source[1] - 1) if doc[i].lower_ == "and"), None)
        if cut is None or any(self._chains.person_index(i) is not None for i in range(*source)):
            return None
        if (
            any(t.ent_type_ in ORGANISATION_LABELS for t in (doc[cut - 1], doc[cut + 1]))
            and doc[cut].ent_type_ in ORGANISATION_LABELS
        ):
            return None
        halves = []
        for start, end in ((source[0], cut), (cut + 1, source[1])):
            tokens = [t for t in doc[start:end] if not t.is_space]
            if not tokens or tokens[-1].pos_ not in ("NOUN", "PROPN"):
                return None
            halves.append(self._chains.person(Span(tokens[0].idx, tokens[-1].idx + len(tokens[-1].text))))
        (name_a, body_a, _), (name_b, body_b, _) = halves
        if name_a is not None and body_a is None and name_b is None and body_b is not None:
            return self._draft(name_a, body_b, None, span)
        if name_b is not None and body_b is None and name_a is None and body_a is not None:
            return self._draft(name_b, body_a, None, span)
        if name_a is None and name_b is None and body_a is not None and body_b is not None:
            return self._draft(None, f"{body_a} and {body_b}", None, span)
        return None

    def _said_again(self, words: list[str], near: Sequence[SpeakerDraft]) -> SpeakerDraft | None:
        """ "the official", "the sources", "the statement": the last speaker who was called so."""
        head = words[-1]
        if head in DOCUMENTS:
            return next(
                (s for s in reversed(near) if head in text_of(self._doc)[s.span.start : s.span.end].casefold().split()),
                None,
            )
        if head not in ROLES | COLLECTIVES or len(words) > 3:
            return None
        if words[:-1] in (["the", "same"], ["this", "same"]) and head in ("source", "sources"):
            return next((s for s in reversed(near) if s.kind is not ActorKind.MEDIA), None)
        modifiers = [w for w in words[:-1] if w not in ("the", "this", "that", "same", "latter")]
        for speaker in reversed(near):
            called = f"{speaker.name or ''} {speaker.role or ''} {speaker.organisation or ''}".casefold().split()
            if speaker.role not in (None, head) and head in (speaker.organisation or "").casefold().split():
                continue  # "police" after "a senior police officer": the force, not the officer
            if head in called and all(m in called for m in modifiers):
                return speaker
            if head == "source" and "sources" in called:
                return speaker
        if head in _SOURCES and (len(words) > 1 or head.startswith("source")):
            # "the sources" after "military spokesmen", "the military sources" after "the military said"
            for speaker in reversed(near[-3:]):
                called = f"{speaker.name or ''} {speaker.organisation or ''}".casefold().split()
                unnamed = (speaker.role is None or speaker.role in _SOURCES) and speaker.kind is not ActorKind.MEDIA
                if unnamed and (set(called) & _SOURCES or modifiers) and all(m in called for m in modifiers):
                    return speaker
        return None

    def _recent(
        self, before: Sequence[tuple[Cue, SpeakerDraft]], speaker: SpeakerDraft, cue: Cue, distance: int = 3
    ) -> bool:
        return any(s == speaker and cue.unit - c.unit <= distance for c, s in before)

    def _is_person(self, speaker: SpeakerDraft) -> bool:
        if speaker.name is None:
            return False
        last = speaker.name.split()[-1].casefold()
        return last not in COLLECTIVES and not (last.endswith("s") and last[:-1] in ROLES)

    def _again(self, speaker: SpeakerDraft, span: Span) -> SpeakerDraft:
        return SpeakerDraft(
            name=speaker.name, organisation=speaker.organisation, role=speaker.role, kind=speaker.kind, span=span
        )

    def _draft(self, name: str | None, organisation: str | None, role: str | None, span: Span) -> SpeakerDraft:
        name = name.lstrip(") ,;") if name else name  # "District Coordination Officer (DCO) Mastung"
        words = " ".join(
            w
            for w in (organisation, name if name and name.split()[-1].casefold() in ROLES | COLLECTIVES else None, role)
            if w
        )
        kind = kind_of(words) if words else ActorKind.UNKNOWN
        tokens = list(self._doc.char_span(span.start, span.end, alignment_mode="expand") or ())
        if (
            kind is ActorKind.UNKNOWN
            and any(t.lower_ in MEDIA_WORDS for t in tokens)
            and not any(t.ent_type_ in PERSON_LABELS for t in tokens)
        ):
            kind = ActorKind.MEDIA
        if (
            kind is ActorKind.MEDIA
            and name is None
            and organisation
            and tokens
            and tokens[0].text == "The"
            and not tokens[0].is_sent_start
        ):
            organisation = f"The {organisation}"
        return SpeakerDraft(name=name, organisation=organisation, role=role, kind=kind, span=span)
