"""The lexicon of saying (``data/speech.yml``), read once and checked."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any, Final

from dateline.data_files import packaged
from dateline.errors import DataError
from dateline.terms import SpeechAct, Stance

__all__ = ["Entry", "Lexicon", "lexicon", "verb_forms"]

_IRREGULAR: Final[Mapping[str, tuple[str, ...]]] = {
    "say": ("says", "said", "saying"),
    "tell": ("tells", "told", "telling"),
    "write": ("writes", "wrote", "written", "writing"),
    "put": ("puts", "putting"),
    "give": ("gives", "gave", "given", "giving"),
    "speak": ("speaks", "spoke", "spoken", "speaking"),
    "think": ("thinks", "thought", "thinking"),
    "see": ("sees", "saw", "seen", "seeing"),
    "hear": ("hears", "heard", "hearing"),
    "read": ("reads", "reading"),
    "swear": ("swears", "swore", "sworn", "swearing"),
    "go": ("goes", "went", "gone", "going"),
    "find": ("finds", "found", "finding"),
    "show": ("shows", "showed", "shown", "showing"),
    "understand": ("understands", "understood", "understanding"),
    "take": ("takes", "took", "taken", "taking"),
    "learn": ("learns", "learned", "learnt", "learning"),
    "quip": ("quips", "quipped", "quipping"),
    "log": ("logs", "logged", "logging"),
    "rebut": ("rebuts", "rebutted", "rebutting"),
    "admit": ("admits", "admitted", "admitting"),
    "refer": ("refers", "referred", "referring"),
}


@dataclass(frozen=True, slots=True)
class Entry:
    """One entry of the lexicon; see the head of ``speech.yml`` for the fields."""

    id: str
    words: tuple[str, ...]
    part: str
    act: SpeechAct
    stance: Stance
    takes: frozenset[str]
    needs: str | None
    definition: str
    example: str
    counter: str


@dataclass(frozen=True, slots=True)
class Lexicon:
    """Every entry, and its words by the first word of each inflected form."""

    entries: tuple[Entry, ...]
    hedges: Mapping[str, frozenset[str]]
    verbs: Mapping[str, tuple[tuple[tuple[str, ...], Entry], ...]]
    phrases: tuple[tuple[tuple[str, ...], Entry], ...]
    nouns: Mapping[str, Entry]
    counts: Mapping[str, Entry]
    openers: frozenset[str]
    tellers: frozenset[str]

    def verb(self, words: tuple[str, ...]) -> tuple[Entry, int] | None:
        """The entry whose words begin ``words`` (lower case), longest first, and how many words that is."""
        best: tuple[Entry, int] | None = None
        for rest, entry in self.verbs.get(words[0], ()) if words else ():
            if words[1 : 1 + len(rest)] == rest and (best is None or 1 + len(rest) > best[1]):
                best = entry, 1 + len(rest)
        return best


def verb_forms(verb: str) -> tuple[str, ...]:
    """Every inflected form of an English verb, by rule or from the list of irregular ones."""
    if verb in _IRREGULAR:
        return (verb, *_IRREGULAR[verb])
    if verb.endswith("e"):
        return verb, verb + "s", verb + "d", verb[:-1] + "ing"
    if verb.endswith("y") and verb[-2] not in "aeiou":
        return verb, verb[:-1] + "ies", verb[:-1] + "ied", verb + "ing"
    if verb.endswith(("s", "x", "z", "ch", "sh")):
        return verb, verb + "es", verb + "ed", verb + "ing"
    return verb, verb + "s", verb + "ed", verb + "ing"


@cache
def lexicon() -> Lexicon:
    """The packaged lexicon. Raises DataError where an entry lacks a field or has an unknown value."""
    raw: Any = packaged(Path(__file__).parents[1] / "data" / "speech.yml")
    entries = tuple(_entry(item) for item in raw["entries"])
    verbs: dict[str, list[tuple[tuple[str, ...], Entry]]] = {}
    phrases: list[tuple[tuple[str, ...], Entry]] = []
    nouns: dict[str, Entry] = {}
    counts: dict[str, Entry] = {}
    for entry in entries:
        for words in entry.words:
            first, *rest = words.split()
            if entry.part == "verb":
                for form in dict.fromkeys(verb_forms(first)):
                    verbs.setdefault(form, []).append((tuple(rest), entry))
            elif entry.part == "phrase":
                phrases.append((tuple(words.split()), entry))
            elif entry.part == "count":
                counts[words] = entry
            else:
                nouns[words] = entry
                nouns[words + "s"] = entry
    return Lexicon(
        entries=entries,
        hedges={item["id"]: frozenset(item["words"]) for item in raw["hedges"]},
        verbs={form: tuple(found) for form, found in verbs.items()},
        phrases=tuple(sorted(phrases, key=lambda p: -len(p[0]))),
        nouns=nouns,
        counts=counts,
        tellers=frozenset(str(w).casefold() for w in raw["tellers"]["words"]),
        openers=frozenset([*verbs, *nouns, *(p[0][0] for p in phrases), "by", "on"]),
    )


def _entry(item: Mapping[str, Any]) -> Entry:
    name = item.get("id", "?")
    missing = [
        key for key in ("words", "part", "act", "stance", "definition", "example", "counter") if not item.get(key)
    ]
    if missing:
        raise DataError(f"speech.yml: entry {name!r} lacks {', '.join(missing)}; add them")
    if item["part"] not in ("verb", "noun", "phrase", "count"):
        raise DataError(f"speech.yml: part of {name!r} is {item['part']!r}; expected verb, noun, phrase or count")
    try:
        act, stance = SpeechAct(item["act"]), Stance(item["stance"])
    except ValueError as error:
        raise DataError(f"speech.yml: entry {name!r}: {error}; see dateline.terms for the words allowed") from error
    return Entry(
        id=name,
        words=tuple(str(w) for w in item["words"]),
        part=item["part"],
        act=act,
        stance=stance,
        takes=frozenset(item.get("takes") or ()),
        needs=item.get("needs"),
        definition=item["definition"],
        example=item["example"],
        counter=item["counter"],
    )
