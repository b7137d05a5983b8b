"""The codebook: what counts as what, as data that a domain expert reads and edits.

The packaged codebook is the YAML files of ``dateline/data/codebook``; a user's own files extend it (entries with
new ids), replace entries (same id) or take some away (``remove: [id, …]``). The form of a file::

    version: "1"                  # optional
    remove: []                    # optional: ids of entries that no longer hold
    entries:
      - id: killed.slay           # unique; letters, digits, dots, dashes, underscores
        section: measure          # measure | event | participant | not_event | number | bound | victims | …
        measure: killed           # or "kind:": the term of the section's vocabulary that the entry stands for
        words: [slay, "gun down"] # dictionary forms; several words are a phrase; "*" stands for up to 8 words
        pos: verb                 # verb | noun | adjective | phrase (phrase: taken as written, no inflection)
        frame: object             # who is counted, or another hint of the section (see FRAMES)
        definition: …             # one or two sentences
        source: …                 # where the rule comes from
        example: …                # a sentence in which the entry applies
        counter_example: …        # a sentence with its words, or close to them, in which it does not
        # optional:
        forms: {slay: [slew, slain]}   # irregular forms of a word
        needs: [hostage]          # words, one of which must stand in the same sentence
        unless: [film]            # words, none of which may stand in the same sentence
        whom: [combatant]         # measure entries: the victim classes (or "thing") of which one must be counted
        by: [armed, nobody]       # measure entries: kinds of section "doer" of which the doer must be (nobody: unsaid)
        guarded: true             # the entry holds only in a report that has words of violence (frame violence)
        low: 24                   # number entries: whole numbers
        high: 99
        role: medic               # victims entries
        method: suicide bomb      # event entries

A mistake raises :class:`dateline.errors.CodebookError` with file, line and remedy.
"""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from importlib.resources import files
from pathlib import Path
from types import MappingProxyType
from typing import Final

import yaml
from spacy.matcher import Matcher, PhraseMatcher
from spacy.tokens import Doc
from spacy.vocab import Vocab

from dateline.claims.syntax import text_of
from dateline.data_files import SafeLoader
from dateline.errors import CodebookError
from dateline.terms import Bound, CountSpan, EventKind, Measure, VictimClass

__all__ = ["FRAMES", "SECTIONS", "Codebook", "Entry", "Hit", "forms_of", "word_set"]

_NUMBER_KINDS: Final = frozenset({"cardinal", "magnitude", "vague", "collective", "fraction", "multiplier"})
_MEASURES: Final = frozenset(str(m) for m in Measure)
_DOERS: Final = frozenset({"state", "armed", "relief", "vehicle", "nobody"})
_BOUND_KINDS: Final = frozenset({str(b) for b in Bound})
_VICTIM_KINDS: Final = frozenset({str(c) for c in VictimClass}) | {"thing", "name"}

#: Sections, with the kinds that an entry of each may have; None: any word.
SECTIONS: Final[Mapping[str, frozenset[str] | None]] = MappingProxyType(
    {
        "measure": _MEASURES,
        "event": frozenset(str(k) for k in EventKind),
        "participant": None,
        "not_event": None,
        "number": _NUMBER_KINDS,
        "bound": _BOUND_KINDS,
        "victims": _VICTIM_KINDS,
        "not_figure": None,
        "count_span": frozenset(str(c) for c in CountSpan),
        "learned": frozenset(str(m) for m in Measure),
        "doer": _DOERS - {"nobody"},
    }
)

#: Frames, with what they say; a section without frames here takes any.
FRAMES: Final[Mapping[str, Mapping[str, str]]] = MappingProxyType(
    {
        "measure": MappingProxyType(
            {
                "doer": "those who do it are counted: subject of the active, by-phrase of the passive (held by 200 soldiers)",
                "object": "those to whom it is done are counted: object of the active, subject of the passive",
                "subject": "those who do it, or to whom it happens, are counted: the subject",
                "either": "the subject where there is no object, else the object (ergative verbs)",
                "state": "a word after or before those counted that says their state (five dead, left two dead)",
                "self": "the noun itself is what is counted (12 deaths, three hostages)",
                "of": "a noun for the deed: those counted follow with 'of' (the killing of 12 villagers)",
                "toll": "a noun for the number: the number follows with 'at', 'to', 'of', 'is' (the toll rose to 14)",
                "next": "the counted phrase follows these words (lost contact with 17 children)",
                "at": "a noun for a place: those counted are in it or at it (38,000 people in the camp)",
                "inside": "the noun or verb takes those counted as what it holds (the camp holds 67,000 people)",
            }
        ),
        "count_span": MappingProxyType(
            {
                "": "stands in the sentence of the figure",
                "length": "a unit of time: a total where a number and 'in', 'over', 'within' stand before it (in seven weeks)",
                "heading": "heads a list or table whose lines count a period (running totals)",
                "same": "the sentence goes on with the total of the one right before it (on our side)",
            }
        ),
        "bound": MappingProxyType({"before": "stands before the number", "after": "stands after the number"}),
        "not_figure": MappingProxyType(
            {
                "before": "a number after these words is no figure (page 12)",
                "after": "a number before these words is no figure (12 km)",
                "counted": "a number that counts these things is no figure (12 rifles)",
                "cause": "deaths by this cause are not of the conflict (cholera)",
                "violence": "words that tell that a death or injury was of violence",
                "topic": "a sentence with these words speaks of no real happening (the film, the drill)",
            }
        ),
    }
)

_REQUIRED: Final = ("id", "section", "words", "definition", "source", "example", "counter_example")
_OPTIONAL: Final = frozenset(
    {"kind", "measure", "pos", "frame", "forms", "needs", "unless", "low", "high", "role", "method", "side", "note"}
    | {"whom", "by", "guarded"}
)
_POS: Final = frozenset({"verb", "noun", "adjective", "phrase"})
_ID: Final = re.compile(r"[A-Za-z0-9][\w.\-]*\Z")
_VOWELS: Final = "aeiou"
_NO_GAP: Final = tuple(
    "with who which that leave leaves left leaving sent sending killed wounded injured hurt dead".split()
)
"""Words over which a ``*`` does not reach: they open another clause, or another measure."""
GAP: Final = 8
"""Most tokens that a ``*`` in a phrase stands for."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Entry:
    """One entry: a sense of some words, with its rule and where the rule comes from."""

    id: str
    section: str
    kind: str
    words: tuple[str, ...]
    pos: str = "phrase"
    frame: str = ""
    definition: str
    source: str
    example: str
    counter_example: str
    forms: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    needs: tuple[str, ...] = ()
    unless: tuple[str, ...] = ()
    low: int | None = None
    high: int | None = None
    role: str | None = None
    method: str | None = None
    side: str | None = None
    whom: tuple[str, ...] = ()
    by: tuple[str, ...] = ()
    guarded: bool = False
    file: str = ""
    line: int = 0

    def surface(self) -> Iterator[tuple[str, ...]]:
        """Every surface form of every word, as lower-case tokens (hyphens joined and apart; ``*`` kept)."""
        for word in self.words:
            parts = word.lower().split()
            for form in _phrase_forms(parts, self.pos, self.forms):
                yield form
                if any("-" in p and len(p) > 1 for p in form):
                    yield tuple(q for p in form for q in re.split(r"(-)", p) if q)


@dataclass(frozen=True, slots=True)
class Hit:
    """An entry's words in a Doc: tokens ``start`` to ``end`` (half-open); ``head`` is the inflected word."""

    entry: Entry
    start: int
    end: int
    head: int


@dataclass(frozen=True, slots=True)
class Codebook:
    """The entries in force, in the order of the files.

    ``version`` is the packaged version with those of the user's files; ``digest`` (12 hexadecimal digits) changes
    whenever an entry does.
    """

    entries: tuple[Entry, ...]
    version: str
    digest: str
    _matchers: dict[tuple[int, str], _Finder] = field(default_factory=dict, repr=False, compare=False)
    _words: dict[tuple[str, str | None, str | None], frozenset[str]] = field(
        default_factory=dict, repr=False, compare=False
    )

    @classmethod
    def load(cls, paths: Iterable[str | Path] = ()) -> Codebook:
        """The packaged codebook, extended or replaced by the files (or folders of files) given.

        Raises CodebookError, with file, line and remedy, for the first mistake found.
        """
        loaded: dict[str, Entry] = {}
        versions: list[str] = []
        packaged = files("dateline") / "data" / "codebook"
        sources: list[tuple[str, str]] = [
            (f"codebook/{item.name}", item.read_text(encoding="utf-8"))
            for item in sorted(packaged.iterdir(), key=lambda i: i.name)
            if item.name.endswith((".yml", ".yaml"))
        ]
        seen: dict[str, str] = {}
        for name, text in sources:
            versions.extend(_merge(name, text, loaded, seen))
        own_versions: list[str] = []
        for path in paths:
            for file in _files(Path(path)):
                try:
                    text = file.read_text(encoding="utf-8")
                except (OSError, UnicodeDecodeError) as error:
                    raise CodebookError(f"{file}: cannot be read as UTF-8 text ({error}); give a YAML file") from error
                own_versions.extend(_merge(str(file), text, loaded, {}))
        version = "+".join([max(versions, default="0"), *own_versions])
        content = "\x1e".join(repr(entry) for entry in loaded.values())
        return cls(tuple(loaded.values()), version, hashlib.sha256(_unlocated(content).encode()).hexdigest()[:12])

    def section(self, name: str) -> tuple[Entry, ...]:
        """The entries of a section."""
        return tuple(e for e in self.entries if e.section == name)

    def __getitem__(self, entry_id: str) -> Entry:
        for entry in self.entries:
            if entry.id == entry_id:
                return entry
        raise KeyError(entry_id)

    def hits(self, doc: Doc, section: str) -> list[Hit]:
        """Where the words of a section's entries stand in a Doc, left to right, longest first at one place.

        ``needs`` and ``unless`` are applied to the sentence; parts of speech are not looked at, since a parser
        errs most where reports are terse. Of two entries with the very same words both are given.
        """
        key = (id(doc.vocab), section)
        if key not in self._matchers:
            self._matchers[key] = _Finder(doc.vocab, self.section(section))
        return self._matchers[key].find(doc)

    def learned(self, group: str) -> dict[str, Entry]:
        """The entries that let the marks of a span group (``figures``) count, by the marks' label."""
        return {e.kind: e for e in self.section("learned") if group in e.words}

    def words(self, section: str, kind: str | None = None, frame: str | None = None) -> frozenset[str]:
        """All surface forms (space-joined, lower case) of a section, of one kind or frame of it."""
        key = (section, kind, frame)
        if key not in self._words:
            self._words[key] = frozenset(
                " ".join(form)
                for e in self.section(section)
                if (kind is None or e.kind == kind) and (frame is None or e.frame == frame)
                for form in e.surface()
            )
        return self._words[key]

    def describe(self, section: str | None = None) -> list[dict[str, str]]:
        """The codebook as rows for a table: id, section, kind, words, frame, definition, source and both examples."""
        return [
            {
                "id": e.id,
                "section": e.section,
                "kind": e.kind,
                "words": ", ".join(e.words),
                "frame": e.frame,
                "definition": e.definition,
                "source": e.source,
                "example": e.example,
                "counter_example": e.counter_example,
            }
            for e in self.entries
            if section is None or e.section == section
        ]


class _Finder:
    """spaCy matchers over the surface forms of some entries."""

    def __init__(self, vocab: Vocab, entries: Sequence[Entry]) -> None:
        self.entries = {e.id: e for e in entries}
        self.phrases = PhraseMatcher(vocab, attr="LOWER")
        self.gapped: dict[str, tuple[Matcher, int]] = {}
        """Patterns with gaps by their first word, and the most tokens that they span."""
        self.guarded: set[str] = set()
        self.guards: dict[str, tuple[re.Pattern[str] | None, re.Pattern[str] | None]] = {}
        """What ``needs`` and ``unless`` ask, compiled when an entry is first met: a short text meets few of them."""
        for entry in entries:
            plain: dict[tuple[str, ...], None] = {}
            for form in entry.surface():
                if "*" in form:
                    pattern = [
                        {
                            "OP": f"{{0,{GAP}}}",
                            "IS_SPACE": False,
                            "LOWER": {"NOT_IN": [".", ";", "!", "?", *_NO_GAP]},
                        }
                        if p == "*"
                        else {"LOWER": p}
                        for p in form
                    ]
                    matcher, longest = self.gapped.get(form[0]) or (Matcher(vocab), 0)
                    matcher.add(entry.id, [pattern])
                    self.gapped[form[0]] = matcher, max(longest, sum(GAP if p == "*" else 1 for p in form))
                else:
                    plain[form] = None
            if plain:
                self.phrases.add(entry.id, [Doc(vocab, words=list(form)) for form in plain])
            if entry.needs or entry.unless:
                self.guarded.add(entry.id)

    def find(self, doc: Doc) -> list[Hit]:
        found: dict[tuple[str, int], int] = {}
        matches = list(self.phrases(doc))
        shortest: dict[tuple[int, int], int] = {}
        for token in doc if self.gapped else ():
            if token.lower_ in self.gapped:
                matcher, longest = self.gapped[token.lower_]
                for match_id, start, end in matcher(doc[token.i : token.i + longest]):
                    if start == 0:
                        if self.entries[doc.vocab.strings[match_id]].pos == "verb" and token.tag_ in ("NNS", "NNPS"):
                            continue  # "security forces rescued 53 women from a camp": forces nobody from anywhere
                        at = (match_id, token.i)
                        shortest[at] = min(token.i + end, shortest.get(at, len(doc)))
        matches += [(match_id, start, end) for (match_id, start), end in shortest.items()]
        for match_id, start, end in matches:
            entry_id = doc.vocab.strings[match_id]
            if entry_id in self.guarded and not self._allowed(entry_id, doc, start):
                continue
            at_start = (entry_id, start)
            found[at_start] = max(end, found.get(at_start, end))
        hits = [
            Hit(self.entries[i], start, end, end - 1 if self.entries[i].pos == "noun" else start)
            for (i, start), end in found.items()
        ]
        return sorted(hits, key=lambda h: (h.start, -h.end, h.entry.id))

    def _allowed(self, entry_id: str, doc: Doc, start: int) -> bool:
        if entry_id not in self.guards:
            entry = self.entries[entry_id]
            self.guards[entry_id] = (_any_of(entry.needs), _any_of(entry.unless))
        needs, unless = self.guards[entry_id]
        sentence = doc[start].sent.text if doc.has_annotation("SENT_START") else text_of(doc)
        if needs is not None and not needs.search(sentence):
            return False
        return unless is None or not unless.search(sentence)


def word_set(words: str) -> frozenset[str]:
    """The words of a text, as a set: closed word classes of the rules in this room are written so."""
    return frozenset(words.split())


def forms_of(word: str, pos: str, irregular: Sequence[str] = ()) -> tuple[str, ...]:
    """The inflected forms of an English verb or noun, lower case; over-generation does no harm.

    >>> forms_of("kidnap", "verb")
    ('kidnap', 'kidnaps', 'kidnaped', 'kidnaping', 'kidnapped', 'kidnapping')
    >>> forms_of("body", "noun")
    ('body', 'bodies')
    """
    word = word.lower()
    if pos not in ("verb", "noun") or not word.isalpha():
        if pos == "noun" and word and word[-1].isalpha():
            return tuple(dict.fromkeys([word, *irregular, _plural(word)]))
        return tuple(dict.fromkeys([word, *irregular]))
    if pos == "noun":
        return tuple(dict.fromkeys([word, *(irregular or [_plural(word)])]))
    forms = [word, _plural(word)]
    if word.endswith("ie"):
        forms += [word + "d", word[:-2] + "ying"]
    elif word.endswith("e"):
        forms += [word + "d", word + "ing" if word.endswith("ee") else word[:-1] + "ing"]
    elif word.endswith("y") and word[-2] not in _VOWELS:
        forms += [word[:-1] + "ied", word + "ing"]
    else:
        forms += [word + "ed", word + "ing"]
        if len(word) > 2 and word[-1] not in _VOWELS + "wxy" and word[-2] in _VOWELS and word[-3] not in _VOWELS:
            forms += [word + word[-1] + "ed", word + word[-1] + "ing"]
    return tuple(dict.fromkeys([*forms, *irregular]))


def _plural(word: str) -> str:
    if word.endswith("y") and len(word) > 1 and word[-2] not in _VOWELS:
        return word[:-1] + "ies"
    if word.endswith(("s", "x", "z", "ch", "sh")):
        return word + "es"
    if word.endswith("man") and len(word) > 3 and not word.endswith(("human", "german", "roman")):
        return word[:-3] + "men"
    return word + "s"


def _phrase_forms(parts: list[str], pos: str, irregular: Mapping[str, tuple[str, ...]]) -> Iterator[tuple[str, ...]]:
    """A verb phrase inflects its first word, a noun phrase its last; other phrases are taken as written."""
    if pos == "verb":
        for form in forms_of(parts[0], "verb", irregular.get(parts[0], ())):
            yield (form, *parts[1:])
    elif pos == "noun":
        for form in forms_of(parts[-1], "noun", irregular.get(parts[-1], ())):
            yield (*parts[:-1], form)
    else:
        yield tuple(parts)
        for form in irregular.get(" ".join(parts), ()):
            yield tuple(form.split())


def _any_of(words: Sequence[str]) -> re.Pattern[str] | None:
    if not words:
        return None
    return re.compile(r"(?<!\w)(?:" + "|".join(re.escape(w).replace(r"\*", r"\w*") for w in words) + r")(?!\w)", re.I)


# ------------------------------------------------------------------------------------------------ reading the files


class _Loader(SafeLoader):  # type: ignore[misc,valid-type]
    """Keeps the line of each mapping under the key ``__line__``."""

    def construct_mapping(self, node: yaml.MappingNode, deep: bool = False) -> dict[object, object]:
        mapping: dict[object, object] = super().construct_mapping(node, deep=deep)
        mapping["__line__"] = node.start_mark.line + 1
        return mapping


def _files(path: Path) -> list[Path]:
    if path.is_dir():
        found = sorted(p for p in path.iterdir() if p.suffix in (".yml", ".yaml"))
        if not found:
            raise CodebookError(f"{path}: the folder holds no .yml file; give a codebook file or a folder of them")
        return found
    if not path.exists():
        raise CodebookError(f"{path}: there is no such codebook file; check the path")
    return [path]


def _merge(name: str, text: str, loaded: dict[str, Entry], seen: dict[str, str]) -> list[str]:
    """Read one file into ``loaded``; gives its version. ``seen`` holds ids that may not come again (id -> where)."""
    try:
        data = yaml.load(text, Loader=_Loader)
    except yaml.YAMLError as error:
        mark = getattr(error, "problem_mark", None)
        line = mark.line + 1 if mark is not None else 1
        problem = getattr(error, "problem", None) or "malformed YAML"
        raise CodebookError(f"{name}:{line}: {problem}; check indentation, colons and quotes on this line") from error
    if data is None:
        return []
    if not isinstance(data, dict) or not isinstance(data.get("entries", []), list):
        raise CodebookError(f"{name}:1: expected a mapping with a list 'entries:'; see the form in the documentation")
    unknown = set(data) - {"version", "remove", "entries", "about", "__line__"}
    if unknown:
        raise CodebookError(
            f"{name}:{data['__line__']}: unknown key {sorted(map(str, unknown))[0]!r} at the top; "
            "a codebook file has 'version', 'about', 'remove' and 'entries'"
        )
    for removed in data.get("remove") or []:
        if removed not in loaded:
            raise CodebookError(
                f"{name}:1: 'remove' names {removed!r}, which is no entry; `dateline codebook` lists the ids"
            )
        del loaded[removed]
    for raw in data.get("entries") or []:
        entry = _entry(name, raw, data["__line__"])
        if entry.id in seen:
            raise CodebookError(f"{name}:{entry.line}: the id {entry.id!r} is taken ({seen[entry.id]}); choose another")
        seen[entry.id] = f"{name}:{entry.line}"
        loaded[entry.id] = entry
    return [str(data["version"])] if "version" in data else []


def _entry(name: str, raw: object, line: int) -> Entry:
    if not isinstance(raw, dict):
        raise CodebookError(f"{name}:{line}: each entry is a mapping that begins with '- id:'; got {raw!r}")
    line = raw.get("__line__", line)
    where = f"{name}:{line}"
    label = f"entry {raw['id']!r}" if "id" in raw else "an entry"
    for key in _REQUIRED:
        if key not in raw or raw[key] in (None, "", []):
            raise CodebookError(f"{where}: {label} has no {key!r}; every entry needs {', '.join(_REQUIRED)}")
    unknown = sorted(str(k) for k in set(raw) - set(_REQUIRED) - _OPTIONAL - {"__line__"})
    if unknown:
        raise CodebookError(
            f"{where}: {label} has an unknown key {unknown[0]!r}; known: {', '.join([*_REQUIRED, *sorted(_OPTIONAL)])}"
        )
    entry_id, section = str(raw["id"]), str(raw["section"])
    if not _ID.match(entry_id):
        raise CodebookError(f"{where}: the id {entry_id!r} may hold only letters, digits, dots, dashes and underscores")
    if section not in SECTIONS:
        raise CodebookError(f"{where}: {label}: unknown section {section!r}; expected one of {', '.join(SECTIONS)}")
    kind = raw.get("kind", raw.get("measure"))
    if kind is None:
        raise CodebookError(f"{where}: {label} has neither 'kind' nor 'measure'; say what its words stand for")
    allowed = SECTIONS[section]
    if allowed is not None and kind not in allowed:
        raise CodebookError(f"{where}: {label}: {kind!r} is no {section}; expected one of {', '.join(sorted(allowed))}")
    pos = str(raw.get("pos", "phrase"))
    if pos not in _POS:
        raise CodebookError(f"{where}: {label}: unknown pos {pos!r}; expected one of {', '.join(sorted(_POS))}")
    frame = str(raw.get("frame", ""))
    if section in FRAMES and frame not in FRAMES[section]:
        raise CodebookError(f"{where}: {label}: unknown frame {frame!r}; expected one of {', '.join(FRAMES[section])}")
    for key in ("low", "high"):
        if raw.get(key) is not None and (not isinstance(raw[key], int) or isinstance(raw[key], bool)):
            raise CodebookError(f"{where}: {label}: {key!r} must be a whole number; got {raw[key]!r}")
    whom = _strings(where, label, "whom", raw.get("whom") or [])
    strange = [w for w in whom if w not in _VICTIM_KINDS]
    if strange:
        raise CodebookError(
            f"{where}: {label}: 'whom' holds {strange[0]!r}; expected some of {', '.join(sorted(_VICTIM_KINDS))}"
        )
    by = _strings(where, label, "by", raw.get("by") or [])
    strange = [w for w in by if w not in _DOERS]
    if strange:
        raise CodebookError(
            f"{where}: {label}: 'by' holds {strange[0]!r}; expected some of {', '.join(sorted(_DOERS))}"
        )
    if not isinstance(raw.get("guarded", False), bool):
        raise CodebookError(f"{where}: {label}: 'guarded' must be true or false; got {raw['guarded']!r}")
    forms = raw.get("forms") or {}
    if not isinstance(forms, dict):
        raise CodebookError(
            f"{where}: {label}: 'forms' must map a word to a list of its forms, as {{slay: [slew, slain]}}"
        )
    return Entry(
        id=entry_id,
        section=section,
        kind=str(kind),
        words=_strings(where, label, "words", raw["words"]),
        pos=pos,
        frame=frame,
        definition=str(raw["definition"]).strip(),
        source=str(raw["source"]).strip(),
        example=str(raw["example"]).strip(),
        counter_example=str(raw["counter_example"]).strip(),
        forms=MappingProxyType(
            {str(k).lower(): _strings(where, label, "forms", v) for k, v in forms.items() if k != "__line__"}
        ),
        needs=_strings(where, label, "needs", raw.get("needs") or []),
        unless=_strings(where, label, "unless", raw.get("unless") or []),
        low=raw.get("low"),
        high=raw.get("high"),
        role=_optional(raw.get("role")),
        method=_optional(raw.get("method")),
        side=_optional(raw.get("side")),
        whom=whom,
        by=by,
        guarded=bool(raw.get("guarded", False)),
        file=name,
        line=line,
    )


def _strings(where: str, label: str, key: str, value: object) -> tuple[str, ...]:
    listed = value if isinstance(value, list) else [value]
    for item in listed:
        if isinstance(item, bool):
            raise CodebookError(
                f"{where}: {label}: {key!r} holds {item!r}; YAML reads yes, no, on and off so: put quotes around the word"
            )
        if not isinstance(item, (str, int)) or not str(item).strip():
            raise CodebookError(f"{where}: {label}: {key!r} must be a list of words; got {item!r}")
    return tuple(str(item) for item in listed)


def _optional(value: object) -> str | None:
    return None if value is None else str(value)


def _unlocated(text: str) -> str:
    """Without file names and lines, so that moving an entry changes no digest."""
    return re.sub(r"file='[^']*', line=\d+", "", text)
