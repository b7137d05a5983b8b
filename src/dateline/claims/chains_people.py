"""People of a report: full names, surnames, and the offices that the words around a name give."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from spacy.tokens import Token

from dateline.claims.chains_acronyms import SMALL_WORDS
from dateline.claims.chains_bodies import Bodies
from dateline.claims.chains_names import BREAKS, HYPHENS, JOINERS, Run
from dateline.claims.chains_words import (
    DESCRIBED_BODIES,
    MINISTER_BODIES,
    ORGANISATION_LABELS,
    ORGANISATION_WORDS,
    PERSON_LABELS,
    PLACE_LABELS,
    RANKS,
    ROLES,
    TITLES,
    names_outlet,
)
from dateline.model import Reading

__all__ = ["People", "Person"]


_LAWYERS: Final = frozenset({"Me", "Mes", "Maître", "Maitre", "Mtro", "Lic", "Ing", "Abg"})
"""Titles of lawyers and engineers; "Me" is spelled like a pronoun, and stands before a name only."""
# Words that belong to the office, not to the body, before a role noun ("prime minister", "news affairs officer").
_BEFORE_ROLE: Final = frozenset({"prime", "vice", "sub", "-", "news", "affairs", "media"})


@dataclass(frozen=True, slots=True)
class Person:
    """A person of the report: ``name`` as given in full, the office and the body it belongs to."""

    name: str
    organisation: str | None
    role: str | None
    first: int


class People(Bodies):
    """The people of a report."""

    def __init__(self, reading: Reading) -> None:
        super().__init__(reading)
        card = reading.report
        self._told_to = frozenset(n for n in (card.source.name, card.agency) if n and " " not in n)
        self._people: list[Person] = []
        self._person_at: dict[int, int] = {}
        self._collect_people()

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
        # the same letters elsewhere, whatever the tagger took them for
        spelled = {self._tokens[at].text: i for at, i in self._person_at.items() if len(self._tokens[at].text) > 3}
        inside = {i for run in self._runs for i in range(run.start, run.end)}
        for index, token in enumerate(self._tokens):
            person = spelled.get(token.text)
            if person is not None and token.text[:1].isupper() and index not in self._person_at and index not in inside:
                if self._surname(token.text) == self._surname(self._people[person].name):
                    self._person_at[index] = person
        order = sorted(range(len(self._people)), key=lambda i: self._people[i].first)
        renumbered = {old: new for new, old in enumerate(order)}
        self._people = [self._people[i] for i in order]
        self._person_at = {at: renumbered[i] for at, i in self._person_at.items()}

    def _person_bounds(self, run: Run, before: Run | None) -> tuple[int, int] | None:
        start, end = run.start, run.end
        words = [self._tokens[i].lower_ for i in range(start, end)]
        if run.label in PERSON_LABELS:
            text = self._text(start, end)
            if (names_outlet(words) and not self.shouting) or text in self._told_to:
                return None  # "El Correo del Sur"; the agency that the report is by, told something
            if self._tokens[start].text in _LAWYERS:
                start, words = start + 1, words[1:]  # "Me Clarisse Ngaba", a lawyer
            if not words:
                return None
            if text.casefold() in {v.casefold() for v in self._expansions.values()} or text in self._expansions:
                return None
            if any(v.casefold().startswith(text.casefold() + " ") for v in self._expansions.values()):
                return None  # "Farabundo Marti" of the front named after him
            while start > 0 and self._extends(start - 1):
                start -= 1
                words.insert(0, self._tokens[start].lower_)
            if all(w.strip(".") in TITLES or w in ROLES for w in words) or sum(c.isalpha() for c in text) < 2:
                return None
            if len(words) > 1 and words[-1] in ROLES and words[-1] in ("minister", "chief", "spokesman", "commander"):
                return None  # "Defense Minister" taken for a name
            if len(words) == 1 and not self.shouting and text.isupper() and len(text) < 6:
                return None
            cut = next((i for i, w in enumerate(words) if i and w in ("of", "from", "for", "at", "in", ",")), None)
            if cut is not None and words[cut - 1] not in TITLES | ROLES:
                end, words = start + cut, words[:cut]
            if not self.shouting and len(words) > 2 and self._tokens[start].text.isupper() and len(words[0]) > 2:
                if not self._tokens[start + 1].text.isupper() and self._tokens[start].is_alpha:
                    start, words = start + 1, words[1:]  # "AFU Bohdan Lytvyn"
            # "Sgt. X", "Chief X", "of Police X": what stands before the name within the entity
            before_name = TITLES | ROLES | ORGANISATION_WORDS | JOINERS
            last_role = max((i for i, w in enumerate(words[:-1]) if w in before_name), default=-1)
            first = start + last_role + 1
            if first < end and self._tokens[first].lower_ in ("'s", "’s", "s"):
                return None  # "Attorney General's Office"
            return (first, end) if first < end else None
        if run.label in PLACE_LABELS or run.label in ORGANISATION_LABELS:
            previous = self._tokens[start - 1].lower_ if start else ""
            if run.label in ORGANISATION_LABELS or previous not in TITLES:
                return None
        if len(words) == 1 and words[0] in TITLES | ROLES | ORGANISATION_WORDS:
            return None
        introduced = start > 0 and (
            self._tokens[start - 1].lower_ in TITLES | RANKS
            or (self._tokens[start - 1].lower_ in ("spokesman", "spokeswoman", "spokesperson") and len(words) <= 4)
        )
        last_role = max((i for i, w in enumerate(words[:-1]) if w in TITLES | ROLES), default=-1)
        rest = words[last_role + 1 :]
        if (
            (introduced or last_role >= 0)
            and rest
            and rest[0] not in ("'s", "’s", "s")
            and not any(w in ORGANISATION_WORDS for w in rest)
            and len(rest) <= 5
        ):
            if self._text(start + last_role + 1, end) in self._expansions:
                return None
            return start + last_role + 1, end
        return None

    def _extends(self, index: int) -> bool:
        """True for a given name or title that the name finder left out, just before the name it found."""
        token = self._tokens[index]
        if token.lower_ in TITLES | ROLES or token.is_sent_start:
            return False
        if self.shouting or token.pos_ != "PROPN" or not token.text[:1].isupper() or self._label[index]:
            return False
        return (
            token.lower_ not in ORGANISATION_WORDS
            and token.is_alpha
            and len(token.text) > 1
            and not token.text.isupper()
        )

    @staticmethod
    def _surname(name: str) -> str:
        last = name.rsplit(maxsplit=1)[-1].casefold().strip(".,’'")
        return re.sub(r"^(al|el|ul|ash|as|an|ar)[-‐‑]", "", last)

    def _add_person(self, start: int, end: int, left: int) -> None:
        name = self._cased(self._text(start, end)).strip(" .'’")
        if not name or not any(c.isalpha() for c in name) or all(w.casefold() in JOINERS for w in name.split()):
            return
        organisation, role = self._office(start, end)
        words = {w.casefold() for w in name.split()}
        index = None
        for i, person in enumerate(self._people):
            known = {w.casefold() for w in person.name.split()}
            alone = len(words) == 1 and (self._surname(name) == self._surname(person.name) or words <= known)
            if (
                person.name.casefold() == name.casefold()
                or alone
                or (
                    len(words) > 1
                    and (words <= known or known <= words)
                    and self._surname(name) == self._surname(person.name)
                )
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
            if any(t.lower_ in ROLES for t in before):
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
            if (
                token.lower_ in ("of", "for")
                and kept
                and index > 0
                and (through or self._tokens[index - 1].lower_ in ROLES)
            ):
                kept.append(token)
                continue
            if token.lower_ in ("the", "a", "an", "another"):
                if through and kept and index > 1 and self._tokens[index - 1].lower_ in JOINERS:
                    continue
                break
            if token.text == ")" and index > 1 and self._tokens[index - 2].text == "(":
                continue  # "Superintendent of Police (SP) Ramesh Singh"
            if index + 1 < len(self._tokens) and self._tokens[index + 1].text == ")" and token.text.isupper():
                continue
            if token.text == "(" and index + 2 < len(self._tokens) and self._tokens[index + 2].text == ")":
                continue
            if token.text in ("'s", "’s", "'", "’") or (token.text in HYPHENS and token.text != "."):
                kept.append(token)
                continue
            if token.is_sent_start and token.pos_ not in ("PROPN", "NOUN", "ADJ", "X", ""):
                break
            if (
                token.pos_ not in ("PROPN", "NOUN", "ADJ", "X", "", "NUM")
                and token.lower_ not in ROLES | TITLES
                and not (
                    token.text[:1].isupper()
                    and not self.shouting
                    and token.pos_ not in ("ADP", "SCONJ", "PRON", "CCONJ", "AUX", "DET", "ADV")
                )
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
            if token.text in (",", ";", ")", ":", "—", "–", ".") or token.lower_ in BREAKS or token.pos_ == "AUX":
                break
            if token.pos_ == "VERB" and token.tag_ not in ("VBN", "VBG"):
                break
            if token.is_sent_start and kept:
                break
            kept.append(token)
        return kept

    def _office_before(self, left: list[Token]) -> tuple[str | None, str | None]:
        title = None
        while left and left[-1].lower_ in TITLES and left[-1].lower_ not in ROLES:
            title = left[-1].lower_.strip(".")
            left = left[:-1]
        body = self._without_leading(left)
        if (
            title is not None
            and body
            and body[-1].lower_ in ("police", "army", "navy", "department", "office", "guard")
        ):
            if not any(t.lower_ in ROLES for t in body):
                return self._canonical(body), title  # "Oakland police Sgt. Mark Schmid"
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
        while (
            stripped
            and (stripped[-1].lower_ in ROLES | TITLES | _BEFORE_ROLE)
            and self._label[stripped[-1].i] not in ORGANISATION_LABELS
        ):
            role = f"{stripped[-1].text.lower()} {role}"
            stripped = stripped[:-1]
        if stripped:
            words = self._joined(stripped)
            if role_word in MINISTER_BODIES and not role.startswith("prime"):
                titled = " ".join(w if w[:1].isupper() or w in SMALL_WORDS else w.capitalize() for w in words.split())
                organisation = self._cased(f"{titled} {MINISTER_BODIES[role_word]}") if self._named(stripped) else None
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
            if found is not None and token.lower_ in JOINERS:
                break
            if token.lower_ in ROLES and not (
                token.lower_ == "state"
                or (index + 1 < len(tokens) and tokens[index + 1].lower_ in ORGANISATION_WORDS - ROLES)
            ):
                found = index
        return found

    def _after_role(self, after: Sequence[Token]) -> str | None:
        """The organisation in "… for the X", "… of detectives for X"."""
        index = 0
        while index < len(after):
            if after[index].lower_ in JOINERS:
                end = index + 1
                while (
                    end < len(after)
                    and after[end].text not in (",", ";")
                    and after[end].lower_ not in (JOINERS - {"of"}) | {"and", "to", "on"}
                    and not (after[end].lower_ == "of" and not self._is_run_inside(after[end].i))
                ):
                    end += 1
                phrase = self._without_leading(after[index + 1 : end])
                person = (
                    any(self._label[t.i] in PERSON_LABELS for t in phrase)
                    and phrase[-1].lower_ not in ORGANISATION_WORDS
                )
                if phrase and not person and (self._bodylike(phrase) or phrase[-1].lower_ in DESCRIBED_BODIES):
                    return self._body_of(list(after[index + 1 : end]), []) or self._canonical(phrase)
                index = end
            else:
                index += 1
        return None

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

    def _latest_with_role(self, role: str, organisation: str | None, index: int) -> Person | None:
        best: Person | None = None
        for at in sorted(self._person_at):
            if at >= index:
                break
            person = self._people[self._person_at[at]]
            same_body = (
                organisation is None
                or person.organisation is None
                or organisation.casefold() == person.organisation.casefold()
            )
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
