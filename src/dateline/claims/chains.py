"""Who is who within one report: people, organisations and the words that stand for them.

A chain holds every way in which a report names one person or one organisation: the full name, the surname, the
acronym, "the spokesman", "the group", "the ministry". Everything is worked out from the report alone; telling
parties apart across reports is the business of :mod:`dateline.resolve`.

The rules are linear as far as they can be (a noun phrase read from left to right) so that one wrong arc of the
parser does not lose a name. Offsets are clean characters; token ranges are half-open indexes into the Doc.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from typing import Final

from spacy.tokens import Doc, Token

from dateline.claims.chains_acronyms import expansions, ordinary_case
from dateline.claims.chains_words import (
    ARMED_BODIES,
    COLLECTIVES,
    DESCRIBED_BODIES,
    DOCUMENTS,
    FIGHTERS,
    LEADING,
    MINISTER_BODIES,
    ORGANISATION_LABELS,
    ORGANISATION_WORDS,
    PERSON_LABELS,
    PLACE_LABELS,
    PLAIN_BODIES,
    RANKS,
    ROLES,
    STATE_WORDS,
    TITLES,
)
from dateline.claims.syntax import tokens_in
from dateline.model import Reading
from dateline.text import Span

__all__ = ["Chains", "Organisation", "Person"]

_BREAKS: Final = frozenset({"who", "whom", "whose", "which", "that", "where", "when", "while", "because", "as", "after", "said"})
_JOINERS: Final = frozenset({"of", "for", "in", "at", "with", "from"})
_PRONOUNS: Final = frozenset({"he", "she", "it", "they", "him", "her", "them", "i", "we", "who"})
_HYPHENS: Final = frozenset("-‐‑/&’'.")
_ACRONYM: Final = re.compile(r"[A-Z][A-Za-z]?[A-Z0-9][A-Za-z0-9.\-]{0,8}|[A-Z]{2,}s?|[A-Z]-\d+")
_COUNTRIES: Final = frozenset({"us", "uk", "usa", "uae", "eu", "drc", "ussr", "uss"})
_GEOGRAPHIC_HEADS: Final = frozenset({"president", "king", "queen", "leader", "premier", "prince", "pope", "emir", "monarch"})
# Nouns that fall away after the name of a body ("Islamic State group", "SDF fighters").
_DROPPED: Final = ((FIGHTERS | DESCRIBED_BODIES) - STATE_WORDS - PLAIN_BODIES) | {"militia", "force", "forces"}
_WATCHERS: Final = frozenset({"monitor", "monitors", "watchdog", "observatory"})
_SUBSUMES_PLAIN: Final = frozenset({"police", "army", "navy", "military", "government", "ministry", "authorities"})


@dataclass(frozen=True, slots=True)
class Person:
    """A person of the report: ``name`` as given in full, the office and the body it belongs to."""

    name: str
    organisation: str | None
    role: str | None
    first: int


@dataclass(frozen=True, slots=True)
class Organisation:
    """A party, force or office of the report; ``described`` are words the report uses for it ("group", "militia")."""

    name: str
    first: int
    mentions: tuple[int, ...]
    described: frozenset[str]


@dataclass(slots=True)
class _Run:
    """A proper name in the text: tokens ``start`` to ``end``."""

    start: int
    end: int
    label: str


@dataclass(slots=True)
class _Body:
    name: str
    mentions: list[int] = field(default_factory=list)
    described: set[str] = field(default_factory=set)


class Chains:
    """The chains of one report. Built once from a Reading; answers are pure."""

    def __init__(self, reading: Reading) -> None:
        self._doc: Doc = reading.doc
        self._tokens: list[Token] = list(reading.doc)
        letters = [c for c in reading.doc.text if c.isalpha()]
        self.shouting: bool = bool(letters) and sum(c.isupper() for c in letters) > 0.7 * len(letters)
        self._label: list[str] = [t.ent_type_ for t in self._tokens]
        self._expansions: dict[str, str] = {}
        self._acronyms = frozenset(re.findall(r"\(([A-Z][A-Z0-9\-]{1,6})\)", reading.doc.text))
        self._expansions = {k: self._cased(v) for k, v in expansions(reading.doc.text).items()}
        self._runs: list[_Run] = self._find_runs()
        self._bodies: dict[str, _Body] = {}
        self._collect_bodies()
        self._people: list[Person] = []
        self._person_at: dict[int, int] = {}
        self._collect_people()

    # ------------------------------------------------------------------------------------------------ answers

    @property
    def people(self) -> tuple[Person, ...]:
        """The people named in the report, in order of first mention."""
        return tuple(self._people)

    @property
    def organisations(self) -> tuple[Organisation, ...]:
        """The organisations named in the report, in order of first mention."""
        bodies = sorted(self._bodies.values(), key=lambda b: b.mentions[0])
        return tuple(
            Organisation(b.name, b.mentions[0], tuple(b.mentions), frozenset(b.described)) for b in bodies
        )

    def name(self, span: Span) -> str:
        """What the party, person or organisation named by ``span`` is called in this report.

        Full name for a person, canonical name for an organisation ("SDF", "the group" and "SDF fighters" all give
        "Syrian Democratic Forces"); plain descriptions without article, number and trailing clause
        ("unidentified gunmen"). Empty only for an empty span.
        """
        tokens = self._phrase(span)
        if not tokens:
            return self._doc.text[span.start : span.end].strip()
        if len(tokens) == 1 and tokens[0].lower_ in _PRONOUNS:
            antecedent = self.antecedent(tokens[0])
            return antecedent if antecedent is not None else tokens[0].text
        core, tail = self._core(tokens)
        person = self._named_person(core)
        if person is not None:
            return person.name
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
        named = self._named_person(core)
        if named is None and tail and tail[0].text == ",":
            named = self._named_person(tail[:6])
        if named is not None:
            return named.name, named.organisation, named.role
        return self._described(core, tail)

    def antecedent(self, pronoun: Token) -> str | None:
        """The name that a pronoun stands for, or None."""
        if pronoun.lower_ in ("it", "they", "them"):
            body = self._latest_body(pronoun.i, lambda b: True)
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

    # ------------------------------------------------------------------------------------------------ names

    def _find_runs(self) -> list[_Run]:
        runs: list[_Run] = []
        covered: set[int] = set()
        for ent in self._doc.ents:
            start, end = ent.start, ent.end
            while start < end and self._tokens[start].lower_ in ("the", "a", "an"):
                start += 1
            if end > start and self._tokens[end - 1].lower_ in ("'s", "’s", "'", "’"):
                end -= 1
            if start < end:
                runs.append(_Run(start, end, ent.label_))
                covered.update(range(start, end))
        index = 0
        while index < len(self._tokens):
            if index in covered or not self._is_proper(self._tokens[index]):
                index += 1
                continue
            end = index + 1
            while end < len(self._tokens) and end not in covered:
                token = self._tokens[end]
                if self._is_proper(token) or (token.text in _HYPHENS and end + 1 < len(self._tokens) and not token.whitespace_):
                    end += 1
                elif (
                    token.lower_ in ("of", "for") and self._tokens[end - 1].lower_ in ORGANISATION_WORDS
                    and end + 1 < len(self._tokens) and end + 1 not in covered and self._is_proper(self._tokens[end + 1])
                ):
                    end += 2
                else:
                    break
            runs.append(_Run(index, end, ""))
            index = end
        return self._made_consistent(sorted(runs, key=lambda r: r.start))

    def _made_consistent(self, runs: list[_Run]) -> list[_Run]:
        """A name of two words or more that is an organisation somewhere in the report is one everywhere in it."""
        names = {v.casefold() for v in self._expansions.values() if " " in v}
        names |= {
            self._text(r.start, r.end).casefold()
            for r in runs
            if r.label in ORGANISATION_LABELS and r.end - r.start > 1 and not self._text(r.start, r.end).islower()
        }
        lengths = sorted({len(n.split()) for n in names}, reverse=True)
        lower = [t.lower_ for t in self._tokens]
        forced: list[_Run] = []
        taken: set[int] = set()
        for length in lengths:
            wanted = {tuple(n.split()) for n in names if len(n.split()) == length}
            for start in range(len(lower) - length + 1):
                if tuple(lower[start : start + length]) in wanted and not taken & set(range(start, start + length)):
                    if self._tokens[start].text[:1].isupper() or self._tokens[start].text[:1].isdigit():
                        forced.append(_Run(start, start + length, "ORG"))
                        taken.update(range(start, start + length))
        for run in forced:
            for index in range(run.start, run.end):
                self._label[index] = "ORG"
        kept = []
        for run in runs:
            if not taken & set(range(run.start, run.end)):
                kept.append(run)
            elif run.label in PERSON_LABELS or not run.label:
                rest = [i for i in range(run.start, run.end) if i not in taken]
                if rest and rest[0] > run.start and rest[-1] - rest[0] + 1 == len(rest):
                    kept.append(_Run(rest[0], rest[-1] + 1, run.label))
        return sorted([*kept, *forced], key=lambda r: r.start)

    def _is_proper(self, token: Token) -> bool:
        if token.is_space or token.is_punct:
            return False
        if token.pos_ == "PROPN":
            return True
        if self.shouting or not token.text[:1].isupper() or token.pos_ in ("PRON", "DET", "ADP", "AUX", "SCONJ", "CCONJ", "VERB", "NUM"):
            return False
        return not token.is_sent_start and token.pos_ in ("NOUN", "ADJ", "X", "")

    def _collect_bodies(self) -> None:
        for run in self._runs:
            words = [self._tokens[i].lower_ for i in range(run.start, run.end)]
            following = self._words(run.end, run.end + 1)
            text = self._text(run.start, run.end)
            if run.label in PERSON_LABELS or text.casefold().replace(".", "") in _COUNTRIES:
                continue
            # "Islamic State militants": whatever the name finder took it for
            fighting = len(words) > 1 and words[-1] in ORGANISATION_WORDS and bool(following) and following[0] in FIGHTERS | {"group"}
            if run.label in PLACE_LABELS and not fighting:
                continue
            organisational = fighting or (
                run.label in ORGANISATION_LABELS
                or text in self._expansions
                or (not run.label and any(w in ORGANISATION_WORDS for w in words) and words[0] not in TITLES and len(words) > 1)
                or (not run.label and not self.shouting and _ACRONYM.fullmatch(text) is not None and len(text) < 8)
            )
            if not organisational or (len(words) == 1 and words[0] in ROLES | TITLES):
                continue
            self._add_body(self._canonical_text(text), run)
        for expansion in self._expansions.values():
            self._bodies.setdefault(expansion.casefold(), _Body(expansion, mentions=[0]))

    def _add_body(self, name: str, run: _Run) -> None:
        if not name:
            return
        body = self._bodies.setdefault(name.casefold(), _Body(name))
        body.mentions.append(run.start)
        after = self._words(run.end, run.end + 6)
        before = self._words(max(0, run.start - 6), run.start)
        # "Islamic State group", "SDF militia"
        if after[:1] and after[0] in DESCRIBED_BODIES:
            body.described.add(after[0])
        # "the militant group X", "force known as the X", "a group called X"
        trimmed = before[:-1] if before and before[-1] in ("the", "as") else before
        if trimmed and trimmed[-1] in ("as", "called", "named", "known"):
            while trimmed and trimmed[-1] in ("as", "called", "named", "known", "which", "is"):
                trimmed = trimmed[:-1]
        if trimmed and trimmed[-1] in DESCRIBED_BODIES | {"monitor"} and (trimmed is not before or before[-1] == trimmed[-1]):
            body.described.update(self._description(run.start, len(before) - len(trimmed)))
        # "X, an insurgent group", "X is a militia", "X (the group)"
        position = run.end
        if position < len(self._tokens) and self._tokens[position].text == "(":
            while position < len(self._tokens) and self._tokens[position].text != ")" and position < run.end + 5:
                position += 1
            position += 1
        if position + 1 < len(self._tokens) and (
            self._tokens[position].text in (",", "—", "–") or self._tokens[position].lower_ in ("is", "are", "was", "were")
        ) and self._tokens[position + 1].lower_ in ("a", "an", "the", "one"):
            tail = []
            for token in self._tokens[position + 2 : position + 9]:
                if token.is_punct and token.text not in _HYPHENS or token.lower_ in _BREAKS or token.lower_ in ("of", "that"):
                    break
                tail.append(token.lower_)
                if token.lower_ in DESCRIBED_BODIES:
                    break
            if tail and tail[-1] in DESCRIBED_BODIES:
                body.described.update(tail)

    def _description(self, start: int, skip: int) -> set[str]:
        """The words of the noun phrase that ends ``skip`` tokens before ``start``."""
        words: set[str] = set()
        for index in range(start - skip - 1, max(-1, start - skip - 8), -1):
            token = self._tokens[index]
            if token.lower_ in ("the", "a", "an") or (token.is_punct and token.text not in _HYPHENS) or token.is_space:
                break
            words.add(token.lower_)
        return words

    # ------------------------------------------------------------------------------------------------ people

    def _collect_people(self) -> None:
        found: list[tuple[int, int, int]] = []
        for position, run in enumerate(self._runs):
            bounds = self._person_bounds(run, self._runs[position - 1] if position else None)
            if bounds is not None:
                found.append((*bounds, run.start))
        full = [f for f in found if f[1] - f[0] > 1]
        for start, end, left in sorted(full):
            self._add_person(start, end, left)
        for start, end, left in sorted(f for f in found if f not in full):
            self._add_person(start, end, left)
        # surnames that the name finder passed over
        surnames = {self._surname(p.name): i for i, p in reversed(list(enumerate(self._people)))}
        for run in self._runs:
            if run.end - run.start == 1 and run.start not in self._person_at and run.label not in PLACE_LABELS:
                key = self._surname(self._tokens[run.start].text)
                if key in surnames and run.start > self._people[surnames[key]].first:
                    self._person_at[run.start] = surnames[key]
                    self._bodies.pop(self._canonical_text(self._tokens[run.start].text).casefold(), None)
        order = sorted(range(len(self._people)), key=lambda i: self._people[i].first)
        renumbered = {old: new for new, old in enumerate(order)}
        self._people = [self._people[i] for i in order]
        self._person_at = {at: renumbered[i] for at, i in self._person_at.items()}

    def _person_bounds(self, run: _Run, before: _Run | None) -> tuple[int, int] | None:
        start, end = run.start, run.end
        words = [self._tokens[i].lower_ for i in range(start, end)]
        if run.label in PERSON_LABELS:
            text = self._text(start, end)
            if text.casefold() in {v.casefold() for v in self._expansions.values()} or text in self._expansions:
                return None
            if all(w.strip(".") in TITLES for w in words) or sum(c.isalpha() for c in text) < 2:
                return None
            if len(words) == 1 and not self.shouting and text.isupper() and len(text) < 6:
                return None
            # "Sgt. X", "Chief X", "of Police X": what stands before the name within the entity
            before_name = TITLES | ROLES | ORGANISATION_WORDS | _JOINERS
            last_role = max((i for i, w in enumerate(words[:-1]) if w in before_name), default=-1)
            return (start + last_role + 1, end) if start + last_role + 1 < end else None
        if run.label in PLACE_LABELS or run.label in ORGANISATION_LABELS:
            previous = self._tokens[start - 1].lower_ if start else ""
            if run.label in ORGANISATION_LABELS or previous not in TITLES:
                return None
        if len(words) == 1 and words[0] in TITLES | ROLES | ORGANISATION_WORDS:
            return None
        introduced = start > 0 and (self._tokens[start - 1].lower_ in TITLES | RANKS or (
            self._tokens[start - 1].lower_ in ("spokesman", "spokeswoman", "spokesperson") and len(words) <= 4))
        last_role = max((i for i, w in enumerate(words[:-1]) if w in TITLES | ROLES), default=-1)
        rest = words[last_role + 1 :]
        if (introduced or last_role >= 0) and rest and not any(w in ORGANISATION_WORDS for w in rest) and len(rest) <= 5:
            if self._text(start + last_role + 1, end) in self._expansions:
                return None
            return start + last_role + 1, end
        return None

    @staticmethod
    def _surname(name: str) -> str:
        last = name.split()[-1].casefold().strip(".,’'")
        return re.sub(r"^(al|el|ul|ash|as|an|ar)[-‐‑]", "", last)

    def _add_person(self, start: int, end: int, left: int) -> None:
        name = self._cased(self._text(start, end)).strip(" .'’")
        if not name or not any(c.isalpha() for c in name):
            return
        organisation, role = self._office(start, end)
        words = {w.casefold() for w in name.split()}
        index = None
        for i, person in enumerate(self._people):
            known = {w.casefold() for w in person.name.split()}
            alone = len(words) == 1 and (self._surname(name) == self._surname(person.name) or words <= known)
            if person.name.casefold() == name.casefold() or alone or (
                len(words) > 1 and (words <= known or known <= words) and self._surname(name) == self._surname(person.name)
            ):
                # two people of one surname: the one named last before
                if index is None or (alone and person.first < start):
                    index = i
                if not alone:
                    break
        if index is None:
            self._people.append(Person(name, organisation, role, start))
            index = len(self._people) - 1
        else:
            old = self._people[index]
            better = name if len(name.split()) > len(old.name.split()) else old.name
            if len(words) == 1 and start < old.first:
                organisation, role = None, None
            self._people[index] = Person(
                better, old.organisation or organisation, old.role or role, min(old.first, start)
            )
        for at in range(left, end):
            if at >= start or self._label[at] in PERSON_LABELS:
                self._person_at[at] = index

    def _office(self, start: int, end: int) -> tuple[str | None, str | None]:
        """Organisation and role that the words around a person's name give."""
        left = self._left_of(start)
        organisation, role = self._office_before(left)
        if role is None and organisation is None and start > 1 and self._tokens[start - 1].text == ",":
            before = self._left_of(start - 1, through=True)
            if any(t.lower_ in ROLES for t in before) and (start - 1 - len(before) == 0 or True):
                organisation, role = self._office_of_phrase(before)
        if organisation is None and end < len(self._tokens):
            follows = self._tokens[end]
            if follows.text in (",", "(", "—", "–", "-", "--"):
                tail = self._tail(end + 1)
                later_organisation, later_role = self._office_of_phrase(tail)
                if later_role is not None:
                    organisation, role = later_organisation, role or later_role
            elif follows.lower_ in ("of", "from") and role is None:
                phrase = self._tail(end + 1)
                body = self._body_of(phrase, []) if phrase else None
                if body is not None and self._is_body_name(body):
                    organisation = body
        return organisation, role

    def _left_of(self, start: int, *, through: bool = False) -> list[Token]:
        """The part of the noun phrase that stands before token ``start``."""
        kept: list[Token] = []
        for index in range(start - 1, max(-1, start - 14), -1):
            token = self._tokens[index]
            if token.is_space:
                if "\n\n" in token.text:
                    break
                continue
            if token.lower_ in ("of", "for") and kept and index > 0 and (through or self._tokens[index - 1].lower_ in ROLES):
                kept.append(token)
                continue
            if token.lower_ in ("the", "a", "an", "another"):
                if through and kept and index > 1 and self._tokens[index - 1].lower_ in _JOINERS:
                    continue
                break
            if token.text in ("'s", "’s", "'", "’") or (token.text in _HYPHENS and not token.text == "."):
                kept.append(token)
                continue
            if token.is_sent_start and token.pos_ not in ("PROPN", "NOUN", "ADJ", "X"):
                break
            if token.pos_ not in ("PROPN", "NOUN", "ADJ", "X", "", "NUM") and token.lower_ not in ROLES | TITLES and not (
                token.text[:1].isupper() and not self.shouting and token.pos_ not in ("ADP", "SCONJ", "PRON", "CCONJ", "AUX", "DET", "ADV")
            ):
                break
            kept.append(token)
            if token.is_sent_start:
                break
        return kept[::-1]

    def _tail(self, start: int, limit: int = 16) -> list[Token]:
        """An appositive that begins at ``start``: up to the next comma, relative pronoun or finite verb."""
        kept: list[Token] = []
        for token in self._tokens[start : start + limit]:
            if token.is_space and "\n\n" in token.text:
                break
            if token.is_space:
                continue
            if token.text in (",", ";", ")", ":", "—", "–", ".") or token.lower_ in _BREAKS or token.pos_ == "AUX":
                break
            if token.pos_ == "VERB" and token.tag_ not in ("VBN", "VBG"):
                break
            if token.is_sent_start and kept:
                break
            kept.append(token)
        return kept

    def _office_before(self, left: list[Token]) -> tuple[str | None, str | None]:
        while left and left[-1].lower_ in TITLES and left[-1].lower_ not in ROLES:
            left = left[:-1]
        if not any(t.lower_ in ROLES for t in left):
            return None, None
        return self._office_of_phrase(left)

    def _office_of_phrase(self, tokens: Sequence[Token]) -> tuple[str | None, str | None]:
        """Organisation and role out of "the spokesman for the X", "X spokesman", "chief of detectives for X"."""
        tokens = [t for t in tokens if not t.is_space]
        head = self._role_head(tokens)
        if head is None:
            return None, None
        before, after = tokens[:head], tokens[head + 1 :]
        role_word = tokens[head].lower_
        stripped = self._without_leading(before)
        organisation: str | None = None
        role = tokens[head].lower_
        if stripped and stripped[-1].text in ("'s", "’s", "'", "’"):
            stripped = stripped[:-1]
        while stripped and stripped[-1].lower_ in ROLES | TITLES | {"prime", "vice", "sub", "-", "news", "affairs", "media"}:
            role = f"{stripped[-1].text.lower()} {role}"
            stripped = stripped[:-1]
        if stripped:
            words = self._joined(stripped)
            if role_word in MINISTER_BODIES and not role.startswith("prime"):
                organisation = self._cased(f"{words} {MINISTER_BODIES[role_word]}") if self._named(stripped) else None
                role = f"{self._cased(words)} {role}"
            elif self._bodylike(stripped):
                organisation = self._canonical(stripped)
        if organisation is None and after:
            organisation = self._after_role(after)
        if organisation is None and len(after) > 1 and after[0].lower_ == "of" and not self._label[after[1].i]:
            of_phrase, _ = self._core(list(after[1:]))
            role = f"{role} of {self._joined(of_phrase).lower()}" if len(of_phrase) < 4 else role
        return organisation, role

    def _role_head(self, tokens: Sequence[Token]) -> int | None:
        """Index of the role noun: the last one before the first preposition."""
        found = None
        for index, token in enumerate(tokens):
            if found is not None and token.lower_ in _JOINERS:
                break
            if token.lower_ in ROLES and not (
                token.lower_ == "state" or (index + 1 < len(tokens) and tokens[index + 1].lower_ in ORGANISATION_WORDS - ROLES)
            ):
                found = index
        return found

    def _after_role(self, after: Sequence[Token]) -> str | None:
        """The organisation in "… for the X", "… of detectives for X"."""
        index = 0
        while index < len(after):
            if after[index].lower_ in _JOINERS:
                end = index + 1
                while end < len(after) and after[end].text not in (",", ";") and after[end].lower_ not in (_JOINERS - {"of"}) | {"and", "to", "on"} and not (
                    after[end].lower_ == "of" and not self._is_run_inside(after[end].i)
                ):
                    end += 1
                phrase = self._without_leading(after[index + 1 : end])
                if phrase and (self._bodylike(phrase) or phrase[-1].lower_ in DESCRIBED_BODIES) and not any(
                    self._label[t.i] in PERSON_LABELS for t in phrase
                ):
                    return self._body_of(list(after[index + 1 : end]), []) or self._canonical(phrase)
                index = end
            else:
                index += 1
        return None

    # ------------------------------------------------------------------------------------------------ phrases

    def _phrase(self, span: Span) -> list[Token]:
        return [t for t in tokens_in(self._doc, span) if not t.is_space]

    def _core(self, tokens: list[Token]) -> tuple[list[Token], list[Token]]:
        """The noun phrase proper, and what follows it (from its first comma, preposition or clause on)."""
        while tokens and (tokens[0].text in ('"', "“", "”", "'", "‘", ",", "(", "-", "—", "–") or tokens[0].lower_ in ("by", "and")):
            tokens = tokens[1:]
        for index, token in enumerate(tokens):
            if index == 0:
                continue
            inside = self._is_run_inside(token.i)
            if token.text in (",", ";", ":", "—", "–", "--", ".") and not (token.text == "." and inside):
                return tokens[:index], tokens[index:]
            if token.text == "(":
                close = next((i for i in range(index, len(tokens)) if tokens[i].text == ")"), None)
                if close is not None and close - index <= 3 and close + 1 < len(tokens):
                    core, tail = self._core(tokens[:index] + tokens[close + 1 :])
                    return core, tail
                return tokens[:index], tokens[index:]
            if token.lower_ in _BREAKS or (token.lower_ in _JOINERS | {"by", "on", "near", "to", "linked"} and not inside):
                return tokens[:index], tokens[index:]
            if token.pos_ in ("VERB", "AUX") and not inside and any(t.pos_ in ("NOUN", "PROPN") for t in tokens[:index]):
                if token.tag_ in ("VBN", "VBG", "VBD", "VBZ", "VBP", "MD") and token.dep_ not in ("amod", "compound"):
                    return tokens[:index], tokens[index:]
        return tokens, []

    def _is_run_inside(self, index: int) -> bool:
        """True where the token lies within a proper name and not at its start."""
        return any(r.start < index < r.end for r in self._runs)

    def _named_person(self, core: Sequence[Token]) -> Person | None:
        """The person whose name ends the phrase."""
        for token in reversed(core):
            index = self._person_at.get(token.i)
            if index is not None:
                follows = [t for t in core if t.i > token.i and t.text not in ("'s", "’s", "'", "’", '"', ")", "”")]
                if any(t.lower_ not in ("jr.", "sr.", "jr", "sr") and t.i not in self._person_at for t in follows):
                    return None
                return self._people[index]
        return None

    def _without_leading(self, tokens: Sequence[Token]) -> list[Token]:
        kept = list(tokens)
        while kept and (
            kept[0].lower_ in LEADING or kept[0].text in ("-", '"', "“", "'", "’s", "'s") or kept[0].pos_ in ("NUM", "DET")
        ) and not (self._label[kept[0].i] in ORGANISATION_LABELS):
            kept.pop(0)
        return kept

    def _body_of(self, core: list[Token], tail: list[Token]) -> str | None:
        """The canonical organisation that a phrase names, or None where it is only a description."""
        if not core:
            return None
        definite = core[0].lower_ in ("the", "this", "that", "these", "those")
        words = [t for t in core if t.text not in ('"', "“", "”", "'", "‘", "’")]
        stripped = self._without_leading(words)
        if not stripped:
            return None
        text = self._joined(stripped)
        if text in self._expansions or self._canonical_text(text).casefold() in self._bodies:
            return self._canonical_text(text)
        head = stripped[-1].lower_
        if head in FIGHTERS and tail and tail[0].lower_ == "of":
            inner, rest = self._core(tail[1:])
            body = self._body_of(inner, rest)
            if body is not None and self._is_body_name(body):
                return body
        end = len(stripped)
        while end > 1 and stripped[end - 1].lower_ in _DROPPED:
            end -= 1
            prefix = self._joined(stripped[:end])
            # "Iranian-backed Hezbollah fighters": try the name at the end of the prefix too
            for start in range(end):
                part = self._joined(stripped[start:end])
                if part in self._expansions or self._canonical_text(part).casefold() in self._bodies:
                    return self._canonical_text(part)
            if prefix.casefold() in PLAIN_BODIES and head in FIGHTERS:
                return self._resolve_described(prefix.casefold(), stripped[:end], core[0].i) or prefix
        if head in ("monitor", "monitors", "watchdog") and not self._named(stripped[-1:]):
            found = self._watcher(stripped[0].i)
            if found is not None:
                return found
        if head in DESCRIBED_BODIES or head in PLAIN_BODIES:
            if definite or (head in PLAIN_BODIES and len(stripped) == 1):
                return self._resolve_described(head, stripped[:-1], core[0].i)
            return None
        return None

    def _watcher(self, index: int) -> str | None:
        """The one monitoring body that the report names, for "a war monitor"."""
        named = [b for b in self._bodies.values() if any(w in _WATCHERS for w in b.name.casefold().split())]
        return named[0].name if len({b.name for b in named}) == 1 else None

    def _resolve_described(self, head: str, modifiers: Sequence[Token], index: int) -> str | None:
        """The body meant by "the group", "the ministry", "the U.S.-backed force" at token ``index``."""
        words = [m.lower_ for m in modifiers if m.text not in _HYPHENS and not m.is_punct]
        singular = head.rstrip("s")
        own = lambda b: any(w.rstrip("s") == singular for w in b.name.casefold().split())  # noqa: E731
        fits_words = lambda b: all(  # noqa: E731
            w in b.name.casefold().split() or w in b.described or w in LEADING for w in words
        )
        if head in _SUBSUMES_PLAIN or head not in ARMED_BODIES:
            found = self._latest_body(index, lambda b: own(b) and fits_words(b))
            if found is None and not words:
                named = [b for b in self._bodies.values() if own(b)]
                found = named[0] if len(named) == 1 else None
            if found is None and head in DESCRIBED_BODIES:
                found = self._latest_body(index, lambda b: head in b.described and fits_words(b))
            if found is not None:
                return found.name
            return None
        if words:
            backed = self._latest_body(index, lambda b: bool(b.described) and words[0] in b.described)
            if backed is not None:
                return backed.name
            if any(w in ("backed", "allied", "led", "supported") for w in words):
                return None
            called = self._latest_body(index, fits_words)
            if called is not None:
                return called.name
            if head in ("force", "forces", "army", "fighters") or any(self._is_proper(m) for m in modifiers):
                return None
        else:
            called = self._latest_body(index, lambda b: head in b.described or own(b))
            near = self._latest_body(index, lambda b: self._armed(b))
            if called is not None and (near is None or self._last(called, index) >= self._last(near, index) - 60):
                return called.name
            if head in ("force", "forces", "army", "band", "cell", "fighters"):
                return called.name if called else None
        found = self._latest_body(index, self._armed)
        return found.name if found is not None and head not in ("fighters", "rebels", "insurgents", "militants", "terrorists",
                                                               "extremists", "jihadists", "guerrillas") else self._same_fighters(head, index)

    def _same_fighters(self, head: str, index: int) -> str | None:
        """"the militants" after "Islamic State militants": the body that they were last tied to."""
        body = self._latest_body(index, lambda b: head in b.described)
        return body.name if body is not None else None

    @staticmethod
    def _armed(body: _Body) -> bool:
        return not any(w.strip(".,") in STATE_WORDS for w in body.name.casefold().split())

    @staticmethod
    def _last(body: _Body, index: int) -> int:
        return max((m for m in body.mentions if m < index), default=-1)

    def _latest_body(self, index: int, fits: object) -> _Body | None:
        best: _Body | None = None
        best_at = -1
        for body in self._bodies.values():
            at = self._last(body, index)
            if at > best_at and fits(body):  # type: ignore[operator]
                best, best_at = body, at
        return best

    def _described(self, core: list[Token], tail: list[Token]) -> tuple[str | None, str | None, str | None]:
        head = core[-1]
        stripped = self._without_leading(core)
        word = head.lower_
        if word in DOCUMENTS and tail and tail[0].lower_ in ("by", "from", "of"):
            inner = tail[1:]
            if inner:
                return self.person(Span(inner[0].idx, inner[-1].idx + len(inner[-1].text)))
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
        is_role = word in ROLES or word in COLLECTIVES
        if is_role and not (self._label[head.i] in ORGANISATION_LABELS and len(stripped) > 1 and word not in COLLECTIVES):
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
            return None, body, None
        if self._bodylike(stripped) and word not in FIGHTERS:
            return None, self._canonical(stripped), None
        if any(self._label[t.i] in ORGANISATION_LABELS for t in stripped[-1:]):
            return None, self._canonical(stripped), None
        titled = [t for t in stripped if t.lower_ in ROLES | TITLES]
        if titled and self._is_proper(head) and titled[-1].i < head.i:
            rest = [t for t in stripped if t.i > titled[-1].i]
            organisation, role = self._office_of_phrase([t for t in stripped if t.i <= titled[-1].i])
            return self._cased(self._joined(rest)), organisation, role
        return self._plain(core, tail), None, None

    def _organisation_of_crowd(self, before: list[Token], tail: list[Token]) -> str | None:
        """"SDF officials", "officials of the interior ministry"."""
        kept = self._without_leading(before)
        if kept and self._bodylike(kept) and not (len(kept) == 1 and kept[0].lower_ in ("security", "government", "military")):
            return self._body_of(kept, []) or self._canonical(kept)
        if tail and tail[0].lower_ in ("of", "from", "at", "with", "in"):
            inner, rest = self._core(tail[1:])
            inner_kept = self._without_leading(inner)
            if inner_kept and self._bodylike(inner_kept):
                return self._body_of(inner, rest) or self._canonical(inner_kept)
        return None

    def _latest_with_role(self, role: str, organisation: str | None, index: int) -> Person | None:
        best: Person | None = None
        for at in sorted(self._person_at):
            if at >= index:
                break
            person = self._people[self._person_at[at]]
            same_body = organisation is None or person.organisation is None or organisation.casefold() == person.organisation.casefold()
            if person.role and role in re.split(r"[\s\-]", person.role) and same_body:
                best = person
        return best

    def _antecedent_person(self, pronoun: Token) -> int | None:
        """Nearest subject person of this or the two sentences before, else the nearest person at all."""
        if pronoun.lower_ in ("it", "they", "them", "i", "we"):
            return None
        before = [at for at in sorted(self._person_at) if at < pronoun.i]
        if not before:
            return None
        for at in reversed(before):
            token = self._tokens[at]
            if pronoun.i - at > 90:
                break
            if token.dep_.startswith("nsubj") or token.head.dep_.startswith("nsubj"):
                return self._person_at[at]
        return self._person_at[before[-1]]

    # ------------------------------------------------------------------------------------------------ words

    def _words(self, start: int, end: int) -> list[str]:
        return [t.lower_ for t in self._tokens[start:end] if not t.is_space]

    def _text(self, start: int, end: int) -> str:
        return self._joined(self._tokens[start:end])

    @staticmethod
    def _joined(tokens: Iterable[Token]) -> str:
        """The words as written, white space made single."""
        out: list[str] = []
        end = -1
        for token in tokens:
            if token.is_space:
                continue
            out.append(" " + token.text if 0 <= end < token.idx else token.text)
            end = token.idx + len(token.text)
        return "".join(out).strip()

    def _named(self, tokens: Sequence[Token]) -> bool:
        return any(self._is_proper(t) or t.pos_ == "ADJ" or self._label[t.i] for t in tokens)

    def _bodylike(self, tokens: Sequence[Token]) -> bool:
        """True where the words look like a body: an organisation's name, an acronym, "the army", "interior ministry"."""
        if not tokens:
            return False
        if any(self._label[t.i] in ORGANISATION_LABELS for t in tokens):
            return True
        text = self._joined(tokens)
        if text in self._expansions or text.casefold() in self._bodies or any(t.text in self._expansions for t in tokens):
            return True
        last = tokens[-1].lower_
        if last in PLAIN_BODIES or last in ORGANISATION_WORDS - ROLES:
            return True
        return not self.shouting and _ACRONYM.fullmatch(text) is not None and len(text) < 8

    def _is_body_name(self, name: str) -> bool:
        return name.casefold() in self._bodies or name.casefold().split()[-1] in ORGANISATION_WORDS | PLAIN_BODIES

    def _canonical(self, tokens: Sequence[Token]) -> str:
        return self._canonical_text(self._joined(tokens), proper=any(self._is_proper(t) for t in tokens))

    def _canonical_text(self, text: str, *, proper: bool = True) -> str:
        text = re.sub(r"\s*\([^)]*\)?", "", text).strip(" \"“”'‘’,")
        text = re.sub(r"['’]s?$", "", text)
        text = re.sub(r"^(?:the|a|an)\s+", "", text, flags=re.IGNORECASE)
        if text in self._expansions:
            return self._expansions[text]
        if text.endswith("s") and text[:-1] in self._expansions:
            return self._expansions[text[:-1]]
        words = text.split()
        # "Sashastra Seema Bal SSB"
        if len(words) > 2 and self._expansions.get(words[-1], "").casefold() == " ".join(words[:-1]).casefold():
            return self._expansions[words[-1]]
        if len(words) > 1 and words[-1].casefold() in _DROPPED and (
            " ".join(words[:-1]) in self._expansions or " ".join(words[:-1]).casefold() in self._bodies
        ):
            return self._canonical_text(" ".join(words[:-1]))
        if len(words) == 1 and words[0].casefold() in ORGANISATION_WORDS and proper:
            longer = [b for b in self._bodies.values() if b.name.casefold().split()[-1] == words[0].casefold() and " " in b.name]
            longer = longer or [b for b in self._bodies.values() if words[0].casefold() in b.name.casefold().split()]
            if len({b.name for b in longer}) == 1:
                return longer[0].name
        if self.shouting:
            return self._cased(text) if proper else text.lower()
        return text

    def _plain(self, core: list[Token], tail: list[Token]) -> str:
        """A description without article, leading number or trailing clause; an of-phrase stays."""
        kept = list(core)
        while len(kept) > 1 and (
            kept[0].lower_ in ("a", "an", "the", "this", "that", "these", "those", "its", "his", "her", "their", "our", "my", "your", "some")
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

    def _cased(self, text: str) -> str:
        """Names of an all-capitals text in ordinary spelling; other names as they stand."""
        text = re.sub(r"\s+", " ", text).strip()
        return ordinary_case(text, self._acronyms) if self.shouting else text
