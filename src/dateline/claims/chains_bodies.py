"""Organisations of a report: their names, and the descriptions that stand for them."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from typing import Final

from spacy.tokens import Token

from dateline.claims.chains_names import BREAKS, HYPHENS, Names, Run
from dateline.claims.chains_words import (
    ARMED_ADJECTIVES,
    ARMED_BODIES,
    BACKING,
    DESCRIBED_BODIES,
    FIGHTERS,
    LEADING,
    MEDIA_WORDS,
    ORGANISATION_LABELS,
    ORGANISATION_WORDS,
    OUTLET_WORDS,
    PERSON_LABELS,
    PLACE_LABELS,
    PLAIN_BODIES,
    ROLES,
    STATE_WORDS,
    TITLES,
    names_outlet,
)
from dateline.claims.participants_names import place_elsewhere
from dateline.model import Reading

__all__ = ["Bodies", "Body"]

_ACRONYM: Final = re.compile(r"[A-Z][A-Za-z]?[A-Z0-9][A-Za-z0-9.\-]{0,8}|[A-Z]{2,}s?|[A-Z]-\d+")
_COUNTRIES: Final = frozenset({"us", "uk", "usa", "uae", "eu", "drc", "ussr", "uss"})
# Nouns that fall away after the name of a body ("Islamic State group", "SDF fighters").
_DROPPED: Final = ((FIGHTERS | DESCRIBED_BODIES) - STATE_WORDS - PLAIN_BODIES) | {"militia", "force", "forces"}
# "The Sinaloa cartel" is no "Sinaloa"; "the Zetas cartel" is "Zetas".
_GANGS: Final = frozenset({"cartel", "gang"})
_WATCHERS: Final = frozenset({"monitor", "monitors", "watchdog", "observatory"})
_OF_POLICE: Final = re.compile(
    r"\bpolice\b(?!\s*(?:$|\(|of\b|department|dept|force|service|bureau|command|station|post|unit|squad|academy|hq|headquarters|"
    r"district|precinct|forces|services|and\b|&)).*",
    re.IGNORECASE,
)
_SUBSUMES_PLAIN: Final = frozenset({"police", "army", "navy", "military", "government", "ministry", "authorities"})
# "the army" stays "the army": which one, the actors' list knows better than a name elsewhere in the report.
_UNNAMED: Final = frozenset({"army", "navy", "military", "government", "authorities"})


_TIED_TO: Final = re.compile(
    r"\b(?:linked|affiliated|allied|loyal|tied|close|pledged allegiance) (?:to|with)(?: the)?$|\boffshoot of(?: the)?$",
    re.IGNORECASE,
)
_OF_NATIONS: Final = frozenset(
    (
        "whatsapp telegram twitter facebook youtube un u.n united monusco unmiss unifil unicef ocha unhcr icrc msf iom wfp who "
        "amisom atmis unitams"
    ).split()
)
"""Words in the names of those who watch and help, and of where things are posted."""
# What a party's own people are called when it is no state's.
_FIGHTING: Final = frozenset(
    {"fighters", "militants", "rebels", "insurgents", "guerrillas", "jihadists", "extremists", "terrorists", "cadres",
     "militia", "gunmen", "separatists"}
)  # fmt: skip
# "Lord's Resistance Army", "New People's Army": armies that are no state's.
_REBEL_ARMIES: Final = frozenset(
    {"resistance", "liberation", "independence", "people's", "people’s", "arakan", "republican", "free", "salvation",
     "revolutionary"}
)  # fmt: skip


@dataclass(slots=True)
class Body:
    """A body with the tokens that name it and the words that describe it ("group", "U.S.-backed").

    ``tied`` are those tokens that only say whom another stands by.
    """

    name: str
    mentions: list[int] = field(default_factory=list)
    described: set[str] = field(default_factory=set)
    tied: set[int] = field(default_factory=set)


class Bodies(Names):
    """The organisations of a report."""

    def __init__(self, reading: Reading) -> None:
        super().__init__(reading)
        self._bodies: dict[str, Body] = {}
        self._merged: dict[str, str] = {}
        self._collect_bodies()

    def _collect_bodies(self) -> None:
        for run in self._runs:
            words = [self._tokens[i].lower_ for i in range(run.start, run.end)]
            following = self._words(run.end, run.end + 1)
            text = self._text(run.start, run.end)
            adjective = run.end - run.start == 1 and self._tokens[run.start].pos_ == "ADJ" and not self.shouting
            if adjective and run.end < len(self._tokens) and self._tokens[run.end].pos_ == "NOUN":
                continue  # "the Kurdish group"
            outlet = names_outlet(words) and not self.shouting
            if (run.label in PERSON_LABELS and not outlet) or text.casefold().replace(".", "") in _COUNTRIES:
                continue
            # "Islamic State militants": whatever the name finder took it for
            fighting = (
                len(words) > 1
                and words[-1] in ORGANISATION_WORDS
                and bool(following)
                and following[0] in FIGHTERS | {"group"}
            )
            if run.label in PLACE_LABELS and not fighting:
                continue
            organisational = (
                fighting
                or outlet
                or (
                    run.label in ORGANISATION_LABELS
                    or text in self._expansions
                    or (
                        not run.label
                        and any(w in ORGANISATION_WORDS for w in words)
                        and words[0] not in TITLES
                        and len(words) > 1
                    )
                    or (not run.label and not self.shouting and _ACRONYM.fullmatch(text) is not None and len(text) < 8)
                )
            )
            if not organisational or (len(words) == 1 and words[0] in ROLES | TITLES):
                continue
            if words[-1] in BACKING or (len(words) == 1 and following[:1] == ["-"] and self._backs(run.end + 1)):
                continue  # "U.S.-backed"
            start, end = self._whole_body(run.start, run.end)
            while end - start > 1 and self._tokens[end - 1].lower_ in _FIGHTING and self._tokens[end - 1].is_lower:
                end -= 1  # "Abu Sayyaf militants"
            self._add_body(self._canonical_text(self._text(start, end)), Run(start, end, run.label))
        # "the Saudi-led coalition", so that "the coalition" is that one
        for index, token in enumerate(self._tokens):
            if token.lower_ in ("coalition", "alliance") and index > 2 and "led" in self._words(index - 3, index):
                start = index - 1
                while start > 0 and (
                    self._tokens[start - 1].text in HYPHENS
                    or self._tokens[start].text in HYPHENS
                    or (self._tokens[start].lower_ in ("led", "military", "international"))
                ):
                    start -= 1
                self._add_body(self._canonical_text(self._text(start, index + 1)), Run(start, index + 1, "ORG"))
        self._merge_short_names()
        for expansion in self._expansions.values():
            self._bodies.setdefault(expansion.casefold(), Body(expansion, mentions=[0]))

    def _backs(self, index: int) -> bool:
        return index < len(self._tokens) and self._tokens[index].lower_ in BACKING

    def _merge_short_names(self) -> None:
        """ "The Jalisco cartel" after "Jalisco New Generation Cartel": one word with the kind of a longer name."""
        for key in [k for k in self._bodies if " " not in k]:
            short = self._bodies[key]
            longer = [
                b
                for b in self._bodies.values()
                if " " in b.name
                and b.name.casefold().split()[0] == key
                and short.described & set(b.name.casefold().split())
            ]
            if len(longer) == 1:
                longer[0].mentions = sorted({*longer[0].mentions, *short.mentions})
                self._merged[key] = longer[0].name
                del self._bodies[key]

    def _add_body(self, name: str, run: Run) -> None:
        if not name or _OF_POLICE.match(name):
            return
        body = self._bodies.setdefault(name.casefold(), Body(name))
        if _TIED_TO.search(" ".join(self._words(max(0, run.start - 5), run.start))):
            body.tied.add(run.start)  # "which is linked to al-Qaeda": not whom the report speaks of
        body.mentions.append(run.start)
        after = self._words(run.end, run.end + 6)
        before = self._words(max(0, run.start - 6), run.start)
        # "Islamic State group", "SDF militia"
        if after[:1] and after[0] in DESCRIBED_BODIES | FIGHTERS:
            body.described.add(after[0])
        # "U.S.-backed Syrian Democratic Forces"
        words = [w for w in before if w not in HYPHENS and w != "the"]
        if words[-1:] and words[-1] in BACKING and len(words) > 1:
            body.described.update((words[-2], words[-1]))
        # "the militant group X", "force known as the X", "a group called X"
        trimmed = before[:-1] if before and before[-1] in ("the", "as") else before
        if trimmed and trimmed[-1] in ("as", "called", "named", "known"):
            while trimmed and trimmed[-1] in ("as", "called", "named", "known", "which", "is"):
                trimmed = trimmed[:-1]
        if (
            trimmed
            and trimmed[-1] in DESCRIBED_BODIES | {"monitor"}
            and (trimmed is not before or before[-1] == trimmed[-1])
        ):
            body.described.update(self._description(run.start, len(before) - len(trimmed)))
        # "X, an insurgent group", "X is a militia", "X (the group)"
        position = run.end
        if position < len(self._tokens) and self._tokens[position].text == "(":
            while position < len(self._tokens) and self._tokens[position].text != ")" and position < run.end + 5:
                position += 1
            position += 1
        if (
            position + 1 < len(self._tokens)
            and (
                self._tokens[position].text in (",", "—", "–")
                or self._tokens[position].lower_ in ("is", "are", "was", "were")
            )
            and self._tokens[position + 1].lower_ in ("a", "an", "the", "one")
        ):
            tail = []
            for token in self._tokens[position + 2 : position + 9]:
                if (
                    (token.is_punct and token.text not in HYPHENS)
                    or token.lower_ in BREAKS
                    or token.lower_ in ("of", "that")
                ):
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
            if token.lower_ in ("the", "a", "an") or (token.is_punct and token.text not in HYPHENS) or token.is_space:
                break
            words.add(token.lower_)
        return words

    def _body_of(self, core: list[Token], tail: list[Token]) -> str | None:
        """The canonical organisation that a phrase names, or None where it is only a description."""
        if not core:
            return None
        definite = core[0].lower_ in ("the", "this", "that", "these", "those", "same")
        words = [t for t in core if t.text not in ('"', "“", "”", "'", "‘", "’")]
        while len(words) > 1 and words[-1].text in ("'s", "’s"):
            words.pop()
        stripped = self._without_leading(words)
        if not stripped:
            return None
        text = self._joined(stripped)
        if text in self._expansions or self._canonical_text(text).casefold() in self._bodies:
            return self._canonical_text(text)
        head = stripped[-1].lower_
        merged = self._merged.get(stripped[0].lower_)
        if merged is not None and len(stripped) <= 2 and head in (*merged.casefold().split(), stripped[0].lower_):
            return merged
        if len(stripped) == 1 and head.endswith("ists") and not self.shouting and stripped[0].text[:1].isupper():
            # "Maoists" after "Communist Party of India-Maoist"
            named = [b for b in self._bodies.values() if head[:-1] in re.split(r"[\s\-()]+", b.name.casefold())]
            if len({b.name for b in named}) == 1:
                return named[0].name
        if any(t.lower_ in BACKING for t in stripped[:-1]) and head in ARMED_BODIES | FIGHTERS:
            backed = self._resolve_described(head, stripped[:-1], core[0].i)
            if backed is not None:
                return backed
        if head in FIGHTERS and tail and tail[0].lower_ == "of":
            inner, rest = self._core(tail[1:])
            body = self._body_of(inner, rest)
            if body is not None and self._is_body_name(body):
                return body
        end = len(stripped)
        while end > 1 and stripped[end - 1].lower_ in _DROPPED and not _of_a_town([t.text for t in stripped[:end]]):
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
        if definite and head in _FIGHTING and len(stripped) == 1:
            return self._same_fighters(head, core[0].i)  # "the militants"
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
        words = [m.lower_ for m in modifiers if m.text not in HYPHENS and not m.is_punct]
        if words and all(w in ARMED_ADJECTIVES for w in words) and head in ARMED_BODIES | FIGHTERS:
            words = []  # "the paramilitary force", "the rebel group": which one, the adjective does not say
        singular = head.rstrip("s")

        def own(body: Body) -> bool:
            if body.name.split()[0].casefold() in ROLES:
                return False  # "Superintendent of Police" is an office, not the police
            if head == "police" and _OF_POLICE.search(body.name):
                return False  # "Miami Police Lieutenant", "Police Shooting Comments": of the police, or about it
            return any(w.rstrip("s") == singular for w in body.name.casefold().split())

        def fits_words(body: Body) -> bool:
            return all(w in body.name.casefold().split() or w in body.described or w in LEADING for w in words)

        if head in _UNNAMED and not words:
            return self._named_before(head, index)
        if head in _SUBSUMES_PLAIN or head not in ARMED_BODIES:
            found = self._latest_body(index, lambda b: own(b) and fits_words(b))
            if found is None and not words:
                named = [b for b in self._bodies.values() if own(b)]
                found = named[0] if len(named) == 1 else None
            if found is None and head in DESCRIBED_BODIES:
                found = self._latest_body(index, lambda b: head in b.described and fits_words(b))
                alike = [b for b in self._bodies.values() if head in b.described]
                if found is None and not words and len(alike) == 1:
                    found = alike[0]
            if found is None and head in OUTLET_WORDS:
                found = self._outlet_meant(index)
            if found is not None:
                return found.name
            return None
        if words:
            backed = self._latest_body(index, lambda b: bool(b.described) and words[0] in b.described)
            if backed is None and any(w in BACKING for w in words):
                # told before the party is named: "U.S.-backed forces …" in the lead
                later = [b for b in self._bodies.values() if words[0] in b.described]
                backed = later[0] if len({b.name for b in later}) == 1 else None
            if backed is not None:
                return backed.name
            if any(w in ("backed", "allied", "led", "supported") for w in words):
                return None
            called = self._latest_body(index, fits_words)
            if called is not None:
                return called.name
            if head in ("force", "forces", "army", "fighters") or any(self._is_proper(m) for m in modifiers):
                return None
            told = [m for m in modifiers if m.lower_ not in ARMED_ADJECTIVES and m.lower_ not in FIGHTERS]
            if any(m.pos_ in ("NOUN", "NUM", "X") and m.lower_ not in BACKING for m in told):
                return None  # "the emergency lawyers group", "the 3R rebel group": one of its own
        else:
            called = self._latest_body(index, lambda b: head in b.described or own(b))
            near = self._latest_body(index, self._armed)
            if called is not None and (near is None or self._last(called, index) >= self._last(near, index) - 60):
                return called.name
            if head in ("force", "forces", "army", "band", "cell", "fighters"):
                return called.name if called else None
        found = self._latest_body(index, lambda b: self._armed(b) and bool(b.described & _FIGHTING))
        found = found or self._latest_body(index, lambda b: self._armed(b) and not place_elsewhere(self._doc, b.name))
        return (
            found.name
            if found is not None
            and head
            not in (
                "fighters",
                "rebels",
                "insurgents",
                "militants",
                "terrorists",
                "extremists",
                "jihadists",
                "guerrillas",
            )
            else self._same_fighters(head, index)
        )

    def _named_before(self, head: str, index: int) -> str | None:
        """ "The military" of a report that named "the U.S. military" before it ever spoke of "the military"."""
        named = [b for b in self._bodies.values() if " " in b.name and b.name.casefold().split()[-1] == head]
        if len({b.name for b in named}) != 1:
            return None
        first = min(named[0].mentions)
        if max(named[0].mentions) < self._tokens[0].sent.end:
            return None  # named in the headline alone, and in a headline's words ("Mexico Navy")
        plain = (
            t.lower_ == head and self._tokens[t.i - 1].lower_ in ("the", "an", "a")
            for t in self._tokens[1 : max(1, first)]
        )
        return named[0].name if first < index and not any(plain) else None

    def _outlet_meant(self, index: int) -> Body | None:
        """ "The newspaper": the outlet named last before it."""
        return self._latest_body(
            index, lambda b: names_outlet(b.name.casefold().split()) or b.name.casefold().split()[-1] in MEDIA_WORDS
        )

    def _same_fighters(self, head: str, index: int) -> str | None:
        """ "the militants" after "Islamic State militants": the body that they were last tied to."""
        body = self._latest_body(index, lambda b: head in b.described)
        if body is not None:
            return body.name
        fighting = [b for b in self._bodies.values() if b.described & _FIGHTING and self._last(b, index) >= 0]
        return fighting[0].name if len({b.name for b in fighting}) == 1 else None

    @staticmethod
    def _armed(body: Body) -> bool:
        words = {w.strip(".,") for w in body.name.casefold().split()}
        if "army" in words and words & _REBEL_ARMIES:
            return True
        return not words & STATE_WORDS and not words & _OF_NATIONS and not body.name.startswith("MINU")

    @staticmethod
    def _last(body: Body, index: int) -> int:
        return max((m for m in body.mentions if m < index and m not in body.tied), default=-1)

    def _latest_body(self, index: int, fits: Callable[[Body], bool]) -> Body | None:
        best: Body | None = None
        best_at = -1
        for body in self._bodies.values():
            at = self._last(body, index)
            if at > best_at and fits(body):
                best, best_at = body, at
        return best

    def _bodylike(self, tokens: Sequence[Token]) -> bool:
        """True where the words look like a body: an organisation's name, an acronym, "the army", "interior ministry"."""
        if not tokens:
            return False
        if any(self._label[t.i] in ORGANISATION_LABELS for t in tokens):
            return True
        text = self._joined(tokens)
        if (
            text in self._expansions
            or text.casefold() in self._bodies
            or any(t.text in self._expansions for t in tokens)
        ):
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
        bracket = re.search(r"\(\s*([^)\s]+)\s*\)?", text)
        text = re.sub(r"\s*\([^)]*\)?", "", text).strip(" \"“”'‘’,")
        if bracket is not None and text and self._expansions.get(bracket.group(1), "").endswith(text):
            return self._expansions[bracket.group(1)]  # "Peace and Development (X)" of a name with commas
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
        if (
            len(words) > 1
            and words[-1].casefold() in _DROPPED
            and not _of_a_town(words)
            and (" ".join(words[:-1]) in self._expansions or " ".join(words[:-1]).casefold() in self._bodies)
        ):
            return self._canonical_text(" ".join(words[:-1]))
        if len(words) == 1 and words[0].casefold() in ORGANISATION_WORDS - _UNNAMED and proper:
            longer = [
                b
                for b in self._bodies.values()
                if b.name.casefold().split()[-1] == words[0].casefold() and " " in b.name
            ]
            longer = longer or [b for b in self._bodies.values() if words[0].casefold() in b.name.casefold().split()]
            if len({b.name for b in longer}) == 1:
                return longer[0].name
        if self.shouting:
            return self._cased(text) if proper else text.lower()
        return text


def _of_a_town(words: Sequence[str]) -> bool:
    """True for "Sinaloa cartel", whose first word alone is a place; not for "Zetas cartel", "FARC gang"."""
    return words[-1].casefold() in _GANGS and not words[-2].endswith("s") and not words[-2].isupper()
