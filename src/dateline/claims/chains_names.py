"""Proper names and noun phrases of a report, read from left to right."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Final

from spacy.tokens import Doc, Token

from dateline.claims.chains_acronyms import expansions, ordinary_case
from dateline.claims.chains_words import (
    LEADING,
    NAME_TAILS,
    OPENED_BY_PLACE,
    ORGANISATION_LABELS,
    ORGANISATION_WORDS,
    PERSON_LABELS,
    ROLES,
)
from dateline.claims.participants_names import named_parties
from dateline.claims.syntax import text_of, tokens_in
from dateline.model import Reading
from dateline.text import Span

__all__ = ["BREAKS", "HYPHENS", "JOINERS", "Names", "Run"]

BREAKS: Final = frozenset(
    {"who", "whom", "whose", "which", "that", "where", "when", "while", "because", "as", "after", "said"}
)
JOINERS: Final = frozenset({"of", "for", "in", "at", "with", "from"})
HYPHENS: Final = frozenset("-‐‑/&’'.")


@dataclass(slots=True)
class Run:
    """A proper name in the text: tokens ``start`` to ``end``."""

    start: int
    end: int
    label: str


class Names:
    """The tokens of a report with the proper names among them."""

    def __init__(self, reading: Reading) -> None:
        self._doc: Doc = reading.doc
        self._tokens: list[Token] = list(reading.doc)
        letters = [c for c in text_of(reading.doc) if c.isalpha()]
        self.shouting: bool = bool(letters) and sum(c.isupper() for c in letters) > 0.7 * len(letters)
        self._label: list[str] = [t.ent_type_ for t in self._tokens]
        self._expansions: dict[str, str] = {}
        self._acronyms = frozenset(re.findall(r"\(([A-Z][A-Z0-9\-]{1,6})\)", text_of(reading.doc)))
        self._expansions = {k: self._cased(v) for k, v in expansions(text_of(reading.doc)).items()}
        self._runs: list[Run] = self._find_runs()

    def _find_runs(self) -> list[Run]:
        runs: list[Run] = []
        covered: set[int] = set()
        for ent in self._doc.ents:
            start, end = ent.start, ent.end
            while start < end and self._tokens[start].lower_ in ("the", "a", "an"):
                start += 1
            if end > start and self._tokens[end - 1].lower_ in ("'s", "’s", "'", "’"):
                end -= 1
            if ent.label_ in ORGANISATION_LABELS:
                start, end = self._whole_body(start, end)
                end = self._with_tail(end)
            if start < end:
                runs.append(Run(start, end, ent.label_))
                covered.update(range(start, end))
        index = 0
        while index < len(self._tokens):
            if index in covered or not self._is_proper(self._tokens[index]):
                index += 1
                continue
            end = index + 1
            while end < len(self._tokens) and end not in covered:
                token = self._tokens[end]
                if self._is_proper(token) or (
                    token.text in HYPHENS and end + 1 < len(self._tokens) and not token.whitespace_
                ):
                    end += 1
                elif (
                    token.lower_ in ("of", "for")
                    and self._tokens[end - 1].lower_ in ORGANISATION_WORDS
                    and end + 1 < len(self._tokens)
                    and end + 1 not in covered
                    and self._is_proper(self._tokens[end + 1])
                ):
                    end += 2
                else:
                    break
            runs.append(Run(index, end, ""))
            index = end
        return self._made_consistent(sorted(runs, key=lambda r: r.start))

    def _whole_body(self, start: int, end: int) -> tuple[int, int]:
        """The name without an office at its end, and with the place that opens it ("Dorado Police Department")."""
        while (
            end - start > 1
            and self._tokens[end - 1].lower_ in ROLES
            and not self._tokens[end - 1].lower_.endswith("s")
            and not (self._tokens[end - 1].text == "Monitor" and end - start > 2)
        ):
            end -= 1
        for index in range(start, end - 1):
            if self._tokens[index].lower_ in ("department", "ministry", "bureau") and self._tokens[
                index + 1
            ].lower_ in ("news", "media", "public", "press"):
                end = index + 1
                break
        while end + 1 < len(self._tokens) and (
            self._tokens[end].lower_ == "of"
            and self._tokens[end - 1].lower_ in ORGANISATION_WORDS
            and self._tokens[end + 1].pos_ == "PROPN"
            and not self.shouting
        ):
            end += 2  # "Times of India"
        last = self._tokens[end - 1]
        if (
            end < len(self._tokens)
            and last.is_lower
            and last.pos_ in ("NOUN", "ADJ")
            and self._tokens[end].lower_ in ORGANISATION_WORDS - ROLES
            and end - start > 1
        ):
            end += 1  # "Abu Guta resistance committee", "UN peacekeeping mission"
        if end < len(self._tokens) and self._tokens[end].lower_ in ("police", "army", "navy") and end - start < 3:
            end += 1  # "Dorado police"
        while start > 0 and self._tokens[start].lower_ in OPENED_BY_PLACE:
            before = self._tokens[start - 1]
            if (
                before.pos_ != "PROPN"
                or (before.is_sent_start and before.lower_ in LEADING)
                or self._label[before.i] in PERSON_LABELS
            ):
                break
            start -= 1
        return start, end

    def _with_tail(self, end: int) -> int:
        """The end of a name that holds a preposition ("al-Qaida in Iraq", "Islamic State in the Greater Sahara")."""
        tails = NAME_TAILS.get(self._tokens[end - 1].lower_.removeprefix("al-"), ())
        follows = tuple(t.lower_ for t in self._tokens[end : end + 6])
        return end + max((len(tail) for tail in tails if follows[: len(tail)] == tail), default=0)

    def _made_consistent(self, runs: list[Run]) -> list[Run]:
        """A name of two words or more that is an organisation somewhere in the report is one everywhere in it."""
        names = {v.casefold() for v in self._expansions.values() if " " in v}
        names |= {
            self._text(r.start, r.end).casefold()
            for r in runs
            if r.label in ORGANISATION_LABELS and r.end - r.start > 1 and not self._text(r.start, r.end).islower()
        }
        lengths = sorted({len(n.split()) for n in names}, reverse=True)
        lower = [t.lower_ for t in self._tokens]
        forced: list[Run] = []
        taken: set[int] = set()
        for length in lengths:
            wanted = {tuple(n.split()) for n in names if len(n.split()) == length}
            for start in range(len(lower) - length + 1):
                if tuple(lower[start : start + length]) in wanted and not taken & set(range(start, start + length)):
                    if self._tokens[start].text[:1].isupper() or self._tokens[start].text[:1].isdigit():
                        forced.append(Run(start, start + length, "ORG"))
                        taken.update(range(start, start + length))
        people = [r for r in runs if r.label in PERSON_LABELS]
        for last, (length, kind) in named_parties(self._doc).items():
            known = Run(last + 1 - length, last + 1, "ORG")
            if kind != "armed" or taken & set(range(known.start, known.end)):
                continue
            if any(r.start < known.end and known.start < r.end for r in people):
                forced.append(known)  # "Al-Shabaab" taken for a person's name
                taken.update(range(known.start, known.end))
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
                    kept.append(Run(rest[0], rest[-1] + 1, run.label))
        return sorted([*kept, *forced], key=lambda r: r.start)

    def _is_proper(self, token: Token) -> bool:
        if token.is_space or token.is_punct:
            return False
        if token.pos_ == "PROPN":
            return True
        if (
            self.shouting
            or not token.text[:1].isupper()
            or token.pos_ in ("PRON", "DET", "ADP", "AUX", "SCONJ", "CCONJ", "VERB", "NUM")
        ):
            return False
        return not token.is_sent_start and token.pos_ in ("NOUN", "ADJ", "X", "")

    def _phrase(self, span: Span) -> list[Token]:
        return [t for t in tokens_in(self._doc, span) if not t.is_space]

    def _core(self, tokens: list[Token]) -> tuple[list[Token], list[Token]]:
        """The noun phrase proper, and what follows it (from its first comma, preposition or clause on)."""
        while tokens and (
            tokens[0].text in ('"', "“", "”", "'", "‘", ",", "(", "-", "—", "–") or tokens[0].lower_ in ("by", "and")
        ):
            tokens = tokens[1:]
        for index, token in enumerate(tokens):
            if index == 0:
                continue
            inside = self._is_run_inside(token.i)
            if token.lower_ == "and" and index + 1 < len(tokens) and tokens[index + 1].pos_ == "NUM":
                return tokens[:index], tokens[index:]  # "the government forces and 18 tribesmen"
            if token.text in (",", ";", ":", "—", "–", "--", ".") and not (token.text == "." and inside):
                return tokens[:index], tokens[index:]
            if token.text == "(":
                close = next((i for i in range(index, len(tokens)) if tokens[i].text == ")"), None)
                if close is not None and close - index <= 3 and close + 1 < len(tokens):
                    core, tail = self._core(tokens[:index] + tokens[close + 1 :])
                    return core, tail
                return tokens[:index], tokens[index:]
            if token.lower_ in BREAKS or (
                token.lower_ in JOINERS | {"by", "on", "near", "to", "linked"}
                and not inside
                and not (tokens[index - 1].text in HYPHENS and token.lower_ == "linked")
            ):
                return tokens[:index], tokens[index:]
            if (
                token.pos_ in ("VERB", "AUX")
                and not inside
                and any(t.pos_ in ("NOUN", "PROPN") for t in tokens[:index])
            ):
                if token.tag_ in ("VBN", "VBG", "VBD", "VBZ", "VBP", "MD") and token.dep_ not in ("amod", "compound"):
                    return tokens[:index], tokens[index:]
        return tokens, []

    def _is_run_inside(self, index: int) -> bool:
        """True where the token lies within a proper name and not at its start ("of" never does in a person's)."""
        of = self._tokens[index].lower_ in JOINERS
        return any(r.start < index < r.end and not (of and r.label in PERSON_LABELS) for r in self._runs)

    def _without_leading(self, tokens: Sequence[Token]) -> list[Token]:
        kept = list(tokens)
        while (
            kept
            and (
                kept[0].lower_ in LEADING
                or kept[0].text in ("-", '"', "“", "'", "’s", "'s")
                or kept[0].pos_ in ("NUM", "DET")
            )
            and self._label[kept[0].i] not in ORGANISATION_LABELS
        ):
            kept.pop(0)
        return kept

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

    def _cased(self, text: str) -> str:
        """Names of an all-capitals text in ordinary spelling; other names as they stand."""
        text = re.sub(r"\s+", " ", text).strip()
        return ordinary_case(text, self._acronyms) if self.shouting else text
