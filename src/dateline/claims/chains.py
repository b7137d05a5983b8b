"""Who is who within one report: people, organisations and the words that stand for them.

A chain holds every way in which a report names one person or one organisation: the full name, the surname, the
acronym, "the spokesman", "the group", "the ministry". Everything is worked out from the report alone; telling
parties apart across reports is the business of :mod:`dateline.resolve`.

The rules are linear as far as they can be (a noun phrase read from left to right) so that one wrong arc of the
parser does not lose a name. Offsets are clean characters; token ranges are half-open indexes into the Doc.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

from spacy.tokens import Token

from dateline.claims.chains_names import JOINERS
from dateline.claims.chains_people import People, Person
from dateline.claims.chains_words import (
    COLLECTIVES,
    DESCRIBED_BODIES,
    DOCUMENTS,
    FIGHTERS,
    MEDIA_WORDS,
    ORGANISATION_LABELS,
    ORGANISATION_WORDS,
    PLAIN_BODIES,
    RANKS,
    ROLES,
    TITLES,
)
from dateline.claims.syntax import text_of
from dateline.text import Span

__all__ = ["Chains", "Organisation", "Person"]

_PRONOUNS: Final = frozenset({"he", "she", "it", "they", "him", "her", "them", "i", "we", "who"})
_WATCHERS: Final = frozenset({"monitor", "monitors", "watchdog", "observatory"})
_PARTS_OF_A_PARTY: Final = frozenset({"front", "faction", "bloc", "column", "katiba"})


@dataclass(frozen=True, slots=True)
class Organisation:
    """A party, force or office of the report; ``described`` are words the report uses for it ("group", "militia")."""

    name: str
    first: int
    mentions: tuple[int, ...]
    described: frozenset[str]


class Chains(People):
    """The chains of one report. Built once from a Reading; answers are pure."""

    @property
    def people(self) -> tuple[Person, ...]:
        """The people named in the report, in order of first mention."""
        return tuple(self._people)

    @property
    def organisations(self) -> tuple[Organisation, ...]:
        """The organisations named in the report, in order of first mention."""
        bodies = sorted(self._bodies.values(), key=lambda b: b.mentions[0])
        return tuple(Organisation(b.name, b.mentions[0], tuple(b.mentions), frozenset(b.described)) for b in bodies)

    def name(self, span: Span) -> str:
        """What the party, person or organisation named by ``span`` is called in this report.

        Full name for a person, canonical name for an organisation ("SDF", "the group" and "SDF fighters" all give
        "Syrian Democratic Forces"); plain descriptions without article, number and trailing clause
        ("unidentified gunmen"). Empty only for an empty span.
        """
        tokens = self._phrase(span)
        if not tokens:
            return text_of(self._doc)[span.start : span.end].strip()
        if len(tokens) == 1 and tokens[0].lower_ in _PRONOUNS:
            antecedent = self.antecedent(tokens[0])
            return antecedent if antecedent is not None else tokens[0].text
        core, tail = self._core(tokens)
        if not core:
            return text_of(self._doc)[span.start : span.end].strip()
        person = self._named_person(core)
        if person is not None:
            return person.name
        if _has_own_name(core, tail):
            tail = []
        body = self._body_of(core, tail)
        if core[0].lower_ in ("the", "this") and core[-1].lower_ in ROLES:
            holder = self._latest_with_role(core[-1].lower_, body, core[-1].i)
            if holder is not None:
                return holder.name
        return body if body is not None else self._plain(core, tail)

    def person(self, span: Span) -> tuple[str | None, str | None, str | None]:
        """Name, organisation and role of whoever ``span`` names.

        A person by name or description ("a spokesman": "spokesman"), with the organisation where apposition,
        premodifier, of-phrase or an earlier mention gives it; an organisation alone has name and role None.
        """
        tokens = self._phrase(span)
        if not tokens:
            return None, None, None
        if len(tokens) == 1 and tokens[0].lower_ in _PRONOUNS:
            index = self._antecedent_person(tokens[0])
            if index is not None:
                found = self._people[index]
                return found.name, found.organisation, found.role
            return None, None, None
        core, tail = self._core(tokens)
        if not core:
            return None, None, None
        named = self._named_person(core)
        if named is None:
            comma = next((i for i, t in enumerate(tail[:12]) if t.text == ","), None)
            office = any(t.lower_ in ROLES for t in [*core, *tail[: comma or 0]])
            if comma is not None and office and all(t.pos_ not in ("VERB", "AUX") for t in tail[:comma]):
                named = self._named_person([t for t in tail[comma + 1 : comma + 6] if t.text != ","])
            named = named or self._after_body(core, tail)
        if named is not None:
            return named.name, named.organisation, named.role
        apposed = self._apposed_body(core, tail)
        if apposed is not None:
            return None, apposed, None
        return self._described(core, tail)

    def _apposed_body(self, core: list[Token], tail: list[Token]) -> str | None:
        """ "The army's media wing, Inter-Services Public Relations (ISPR)": the name in apposition."""
        word = core[-1].lower_
        if word not in DESCRIBED_BODIES | {"wing", "arm", "branch"} or self._is_proper(core[-1]):
            return None
        if len(tail) < 2 or tail[0].text != ",":
            return None
        end = next((i for i, t in enumerate(tail[1:9], start=1) if t.text in (",", "(")), min(len(tail), 9))
        words = [t for t in tail[1:end] if t.lower_ != "the"]
        if not words or not all(self._is_proper(t) or t.lower_ in JOINERS or t.pos_ == "ADJ" for t in words):
            return None
        name = self._canonical(words)
        return name if name.casefold() in self._bodies else None

    def _after_body(self, core: list[Token], tail: list[Token]) -> Person | None:
        """ "Spokesman of the Interior Ministry Ali Nuri", "representative of AFU Bohdan L.": the name after the body."""
        if core[-1].lower_ not in ROLES or not tail or tail[0].lower_ not in ("of", "for", "at"):
            return None
        for position, token in enumerate(tail[:10]):
            if token.text == "," or token.pos_ in ("VERB", "AUX"):
                return None
            index = self._person_at.get(token.i)
            if index is not None:
                before = tail[position - 1]
                body = (
                    before.lower_ in ORGANISATION_WORDS | PLAIN_BODIES
                    or self._label[before.i] in ORGANISATION_LABELS
                    or before.text in self._expansions
                    or before.text == ")"  # "the head of the Red Crescent (RC) Omar S."
                    or before.lower_ in TITLES | RANKS  # "army spokesman for Ituri Lieutenant Jules N."
                )
                if position > 1 and body:
                    return self._people[index]
        return None

    def antecedent(self, pronoun: Token) -> str | None:
        """The name that a pronoun stands for, or None."""
        if pronoun.lower_ in ("it", "they", "them"):
            of_media = MEDIA_WORDS if pronoun.lower_ != "it" else frozenset()
            body = self._latest_body(pronoun.i, lambda b: not of_media & set(b.name.casefold().split()))
            return body.name if body is not None else None
        index = self._antecedent_person(pronoun)
        return self._people[index].name if index is not None else None

    def person_index(self, token_index: int) -> int | None:
        """The index into :attr:`people` of the person whose name holds the token, or None."""
        return self._person_at.get(token_index)

    def is_organisation(self, span: Span) -> bool:
        """True where the words name a body rather than a person or an undefined crowd."""
        name, organisation, _ = self.person(span)
        return name is None and organisation is not None

    def resolved(self, words: str) -> str:
        """An organisation's canonical name for words alone: acronyms expanded, brackets dropped."""
        return self._canonical_text(words)

    def _described(self, core: list[Token], tail: list[Token]) -> tuple[str | None, str | None, str | None]:
        head = core[-1]
        stripped = self._without_leading(core)
        word = head.lower_
        if word in DOCUMENTS and tail and tail[0].lower_ in ("by", "from", "of"):
            inner = tail[1:]
            if inner:
                return self.person(Span(inner[0].idx, inner[-1].idx + len(inner[-1].text)))
        if word in DOCUMENTS and len(stripped) > 1 and stripped[-2].lower_ in ("news", "media", "press", "local"):
            return self._plain(core, []), None, None
        if word in DOCUMENTS and len(stripped) > 1:
            before = [t for t in stripped[:-1] if t.text not in ("'s", "’s", "'", "’")]
            named = self._named_person(before)
            if named is not None:
                return named.name, named.organisation, named.role
            if self._bodylike(before):
                return None, self._body_of(before, []) or self._canonical(before), None
        if word in PLAIN_BODIES | {"authorities"}:
            return None, self._body_of(core, tail) or self._plain(core, tail), None
        if word in _WATCHERS:
            watcher = self._body_of(core, tail)
            if watcher is not None:
                return None, watcher, None
        short = self._expansions.get(head.text, "").split()
        if core[0].lower_ in ("the", "this") and short and short[0].casefold() in ROLES:
            holder = self._latest_with_role(short[0].casefold(), None, head.i)
            if holder is not None:  # "the SP" after "Superintendent of Police (SP) Ramesh Singh"
                return holder.name, holder.organisation, holder.role
        is_role = word in ROLES or word in COLLECTIVES
        if is_role and not (
            self._label[head.i] in ORGANISATION_LABELS and len(stripped) > 1 and word not in COLLECTIVES
        ):
            organisation, role = self._office_of_phrase([*core, *tail[:12]]) if word in ROLES else (None, None)
            if word in COLLECTIVES and organisation is None:
                organisation = self._organisation_of_crowd(stripped[:-1], tail)
            if core[0].lower_ in ("the", "this", "that") and word in ROLES and word not in COLLECTIVES:
                named_before = self._latest_with_role(word, organisation, head.i)
                if named_before is not None:
                    return named_before.name, named_before.organisation or organisation, named_before.role
            return self._plain(core, []), organisation, role if word not in COLLECTIVES else None
        body = self._body_of(core, tail)
        if body is not None:
            # "the SP" after "Superintendent of Police (SP) Ramesh Singh": an office, not a body
            office = body.split()[0].casefold()
            holder = self._latest_with_role(office, None, head.i) if office in ROLES else None
            if holder is not None:
                return holder.name, holder.organisation, holder.role
            return None, body, None
        if self._bodylike(stripped) and word not in FIGHTERS:
            of_what = len(stripped) == 1 and not self._is_proper(head) and bool(tail) and tail[0].lower_ == "of"
            return None, self._plain(core, tail) if of_what else self._canonical(stripped), None
        if any(self._label[t.i] in ORGANISATION_LABELS for t in stripped[-1:]):
            return None, self._canonical(stripped), None
        titled = [t for t in stripped if t.lower_ in ROLES | TITLES]
        if titled and self._is_proper(head) and titled[-1].i < head.i:
            rest = [t for t in stripped if t.i > titled[-1].i]
            organisation, role = self._office_of_phrase([t for t in stripped if t.i <= titled[-1].i])
            return self._cased(self._joined(rest)), organisation, role
        return self._plain(core, tail), None, None

    def _organisation_of_crowd(self, before: list[Token], tail: list[Token]) -> str | None:
        """ "SDF officials", "officials of the interior ministry"."""
        kept = self._without_leading(before)
        if (
            kept
            and self._bodylike(kept)
            and not (len(kept) == 1 and kept[0].lower_ in ("security", "government", "military"))
        ):
            return self._body_of(kept, []) or self._canonical(kept)
        if tail and tail[0].lower_ in ("of", "from", "at", "with", "in"):
            inner, rest = self._core(tail[1:])
            inner_kept = self._without_leading(inner)
            if inner_kept and self._bodylike(inner_kept):
                return self._body_of(inner, rest) or self._canonical(inner_kept)
        return None

    def _plain(self, core: list[Token], tail: list[Token]) -> str:
        """A description without article, leading number or trailing clause; an of-phrase stays."""
        kept = list(core)
        while len(kept) > 1 and (
            kept[0].lower_
            in (
                "a",
                "an",
                "the",
                "this",
                "that",
                "these",
                "those",
                "its",
                "his",
                "her",
                "their",
                "our",
                "my",
                "your",
                "some",
            )
        ):
            kept.pop(0)
        if tail and tail[0].lower_ == "of":
            inner, _ = self._core(tail[1:])
            kept = [*kept, tail[0], *inner]
        while len(kept) > 1 and kept[-1].text in ("'s", "’s", "'", "’", '"', "”", "-", ","):
            kept.pop()
        if not self.shouting:
            return self._joined(kept)
        return " ".join(
            self._cased(t.text) if self._is_proper(t) or self._label[t.i] else t.lower_ for t in kept
        ).replace(" - ", "-")


def _has_own_name(core: list[Token], tail: list[Token]) -> bool:
    """ "The Ramiro Vélez front of the ELN": a part of a party with a name of its own goes by that name."""
    return bool(tail) and core[-1].lower_ in _PARTS_OF_A_PARTY and any(t.pos_ == "PROPN" for t in core[:-1])
