"""Who is counted: class, side, role, women, children, nationality, names, from the noun phrase that names them."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING, Final

from spacy.tokens import Doc, Token

from dateline.claims.codebook import Codebook, Entry, word_set
from dateline.claims.participants_means import of_nation
from dateline.claims.syntax import span_of, text_of
from dateline.model import Victims
from dateline.terms import VictimClass
from dateline.text import Span

if TYPE_CHECKING:
    from dateline.claims.chains import Chains

__all__ = ["VictimReader", "names_armed"]

_LEFT_OF_HEAD: Final = word_set(
    """
    compound amod nmod nmod:desc nmod:poss nummod flat det appos obl:unmarked
    """
)
_ACRONYM: Final = 3
"""Letters of the shortest acronym that is a party's."""
#: Words in a party's name or description that show that its people carry arms.
_ARMED: Final = re.compile(
    r"\b(?:army|armed|front|brigades?|battalion|regiment|division|platoon|squadron|corps|force|forces|militants?|militia|police|constabulary|guards?|"
    r"gang|cartel|taliban|taleban|qaeda|qaida|islamic state|isis|isil|daesh|hamas|hezbollah|hizbullah|boko haram|shabaab|"
    r"liberation|mujahid\w*|lashkar\w*|jaish\w*|jihad\w*|hizbul|maoists?|maoist|naxal\w*|guerrill?as?|rebels?|insurgents?|insurgency|"
    r"terrorists?|extremists?|separatists?|rifles|troops|military|navy|marines|soldiers|levies|rangers|zetas|farc|eln|m-19|"
    r"fmln|paramilitar\w*|group|outfit|wing|command|security|faction|network|squad|fighters?|combat|contras|ulfa|nscn\w*|"
    r"cpi|pla|ttp|ltte|tigers|bsf|crpf|ssb|haqqani|pkk|ypg|sdf|ira|eta|sendero|shining path|commando|cell|crime)\b",
    re.IGNORECASE,
)
#: A party whose alleged members carry arms: nobody is "alleged" to be of a lawful one.
_MOVEMENT: Final = re.compile(
    r"\b(?:movement|revolutionary|organi[sz]ation|faction|clan|mafia|mara|cell|path|mrta)\b", re.IGNORECASE
)
_ARMED_ADJECTIVE: Final = word_set(
    """
    armed militant rebel guerrilla guerilla insurgent terrorist masked jihadist paramilitary uniformed heavily-
    armed gun-toting
    """
)
_CIVIL_ADJECTIVE: Final = frozenset(
    {"civilian", "unarmed", "innocent", "non-combatant", "noncombatant", "defenseless", "defenceless"}
)
_SUSPECTED: Final = frozenset({"suspected", "alleged", "presumed", "purported"})
_MEMBERS: Final = word_set(
    """
    member members element elements man men personnel people persons person leader leaders chief boss operative cadre cadres
    """
)
#: Words for a side that is no more than its description; the plural names it.
_SIDE_WORDS: Final = word_set(
    """
    insurgent rebel guerrilla guerilla maoist naxalite separatist contra zeta loyalist
    """
)
_NOT_FIRST: Final = frozenset({"of", "by", "to", "for", "from", "with", "in", "and"})
"""Words that open no noun phrase."""
_OFFICES_OF_BOTH: Final = frozenset({"emir", "sheikh", "chief", "envoy", "spokesman", "official", "administrator"})
"""Offices that those who govern and those who fight both give."""
_COMRADES: Final = frozenset({"men", "comrades"})
_THEIR: Final = frozenset({"his", "its", "their", "our", "my"})
_UNDER_AGE: Final = 18
_LONGEST_NAME: Final = 4
"""Tokens after its first that a name has at most."""
_CIVIL_GROUP: Final = re.compile(
    r"\b(?:wedding|family|families|household|congregation|choir|parliament|assembly|council|congress|senate|delegation|"
    r"medical|aid|relief|humanitarian|audience|public|community|parish|union|club|cooperative)\b",
    re.IGNORECASE,
)
#: Endings of names for a nation's people, in the plural or after a number.
_DEMONYM: Final = re.compile(r"(?:[a-z]{3}(?:ans?|ians?|ese|inos?|ards?))\Z")
#: Endings of callings that the codebook does not list ("birdwatcher", "herdsman", "florist"); those of arms are listed.
_CALLING: Final = re.compile(
    r"(?:[a-z]*(?:keeper|worker|maker|seller|picker|watcher|herd|smith|wright|monger|bearer|owner|holder|farmer|grower|digger|driver)s?|[a-z]{3}s(?:man|men|woman|women)|[a-z]{4}(?:ists?|icians?))\Z"
)
_LONGEST_PHRASE: Final = 110
"""Characters; a longer noun phrase is the parser's mistake."""
_BETWEEN_JOINED: Final = re.compile(
    r"[\s,]*(?:(?:and|or|&|as well as|along with)\s+)?(?:(?:at least|about|some|nearly)\s+)?", re.I
)
"""What may stand between two nouns that share a figure."""
_AGE: Final = re.compile(r"\b(\d{1,3})[\s-]+(?:year|yr|month|day|week)s?[\s-]+old", re.IGNORECASE)
_MONTHS: Final = re.compile(r"\b\d{1,2}[\s-]+(?:month|day|week)s?[\s-]+old", re.IGNORECASE)
_AGE_BEHIND: Final = re.compile(r"(?:,\s*(?:aged\s+)?|\(\s*(?:aged\s+)?)(?P<age>\d{1,2})\s*[,;.)]")
_WOMEN: Final = re.compile(
    r"\b(?:wom[ae]n|girls?|mothers?|wi(?:fe|ves)|daughters?|sisters?|widows?|female|grandmothers?|nuns?|policewom[ae]n|lady|ladies|aunts?|nieces?|housewi(?:fe|ves))\b",
    re.I,
)
_CHILDREN: Final = re.compile(
    r"\b(?:child|children|bab(?:y|ies)|infants?|toddlers?|minors?|girls?|boys?|teen(?:ager|age)?s?|schoolchild(?:ren)?|schoolboys?|schoolgirls?|kids?|newborns?|pupils?|orphans?|adolescents?|juveniles?)\b",
    re.I,
)


def names_armed(name: str) -> bool:
    """True where the words of a party's name show that its people carry arms ("Boko Haram", "Karo Liberation Front")."""
    return bool(_ARMED.search(name))


class VictimReader:
    """Reads noun phrases of one Doc by the section ``victims`` of the codebook."""

    def __init__(self, doc: Doc, codebook: Codebook, chains: Chains) -> None:
        self.doc = doc
        self.chains = chains
        self._by_head: dict[int, tuple[Entry, int]] = {}
        for hit in codebook.hits(doc, "victims"):
            length = hit.end - hit.start
            known = self._by_head.get(hit.head)
            if known is None or length > known[1]:
                self._by_head[hit.head] = (hit.entry, length)

    def entry(self, token: Token) -> Entry | None:
        """The codebook entry that a noun belongs to; none for the "figure" of "a figure of nine killed"."""
        found = self._by_head.get(token.i)
        if token.lower_ == "figure" and any(c.pos_ == "NUM" and c.i > token.i for c in token.children):
            return None
        return found[0] if found else None

    def is_person(self, token: Token) -> bool:
        """True for a noun for people (known to the codebook), a person's name, or somebody named by age."""
        entry = self.entry(token)
        if entry is not None:
            return entry.kind != "thing"
        return token.ent_type_ == "PERSON" or self.is_age_noun(token)

    def is_thing(self, token: Token) -> bool:
        """True for a noun for things."""
        entry = self.entry(token)
        return entry is not None and entry.kind == "thing"

    @staticmethod
    def is_age_noun(token: Token) -> bool:
        """True for the "old" of "a 16-year-old", which stands for a person."""
        return (
            token.lower_ in ("old", "olds") and token.i >= 2 and token.doc[token.i - 1].lower_ in ("-", "year", "years")
        )

    def phrase(self, head: Token) -> list[Token]:
        """The head with what stands before it in its noun phrase, and its "of" complement."""
        kept = {head.i}
        stack = [c for c in head.children if c.dep_ in _LEFT_OF_HEAD and c.i < head.i]
        while stack:
            child = stack.pop()
            kept.add(child.i)
            stack.extend(c for c in child.children if c.dep_ not in ("conj", "cc") or c.i < head.i)
        listed = sorted(kept)
        while len(listed) > 1 and (
            self.doc[listed[0]].dep_ in ("cc", "punct") or self.doc[listed[0]].lower_ in _NOT_FIRST
        ):
            listed = listed[1:]
        return [self.doc[i] for i in listed]

    def describe(self, heads: Sequence[Token], *, named: Sequence[str] = (), within: str = "") -> Victims:
        """Victims of a phrase (its head and those joined to it that share its number); ``within``: its words."""
        classes = [c for c in (self.class_of(h, within) for h in heads) if c is not None]
        words = self._joined_words(heads)
        entries = [e for e in (self.entry(h) for h in heads) if e is not None]
        things = bool(entries) and all(e.kind == "thing" for e in entries)
        ages = [int(m) for m in _AGE.findall(words)] + ([age] if (age := self._age_behind(heads)) else [])
        young = any(a < _UNDER_AGE for a in ages) or bool(_MONTHS.search(words))
        roles = [e.role for e in entries if e.role not in (None, "women", "children")]
        side = next((s for s in (self.side_of(h) for h in heads) if s), None)
        victim_class = None if things else _joined(classes, certain_child=young)
        return Victims(
            class_=victim_class,
            side=None if victim_class is VictimClass.CIVILIAN else side,
            words=words,
            children=not things and (young or bool(_CHILDREN.search(words))),
            women=not things and bool(_WOMEN.search(words)),
            role=roles[0] if roles else None,
            nationality=self._nationality(heads),
            names=tuple(named),
        )

    def _age_behind(self, heads: Sequence[Token]) -> int | None:
        """ "Jamil, 11, was killed", "Sara Ali (7)": the number behind one name is an age."""
        names = [
            t for h in heads for t in (h, *h.children) if t.ent_type_ == "PERSON" and (t is h or t.dep_ == "appos")
        ]
        if len(names) != 1:
            return None
        last = names[0].i
        while last + 1 < len(self.doc) and self.doc[last + 1].ent_iob_ == "I":
            last += 1
        found = _AGE_BEHIND.match(self.doc[last + 1 : last + 6].text)
        return int(found["age"]) if found else None

    def class_of(self, head: Token, within: str = "") -> VictimClass | None:
        """The class of the people that a noun names; None for things."""
        entry = self.entry(head)
        before = self.phrase(head)
        adjectives = {t.lower_ for t in before}
        kind = entry.kind if entry is not None else None
        if kind == "thing":
            return None
        if adjectives & _CIVIL_ADJECTIVE and kind != "combatant":
            return VictimClass.CIVILIAN
        if kind in ("unknown", None) or head.lower_ in _MEMBERS:
            if head.lower_ in _COMRADES and adjectives & _THEIR:
                return VictimClass.COMBATANT
            if adjectives & _ARMED_ADJECTIVE or "enemy" in adjectives:
                return VictimClass.COMBATANT
            group = " ".join([within, *(t.text for t in before if t is not head), *self._of_words(head)])
            if head.lower_ in _MEMBERS and _MOVEMENT.search(group) and adjectives & _SUSPECTED:
                return VictimClass.COMBATANT
            if head.lower_ in _MEMBERS and _ARMED.search(group) and not re.search(r"\bfamily\b|\bparty\b", group, re.I):
                return VictimClass.COMBATANT
            if entry is None and head.pos_ == "PROPN" and (adjectives & _SUSPECTED or _ARMED.search(head.text)):
                return VictimClass.COMBATANT
            if entry is None and self._titled(before) is not None:
                return self._titled(before)
        if head.lower_ in ("boss", "leader", "chief") and adjectives & {
            "union",
            "peasant",
            "labor",
            "labour",
            "student",
        }:
            return VictimClass.CIVILIAN
        if kind == "civilian" and (adjectives & _ARMED_ADJECTIVE or self._leads_fighters(head, before)):
            return VictimClass.COMBATANT
        if head.lower_ in ("man", "men", "woman", "women") and self._in_uniform(head):
            return VictimClass.COMBATANT
        if (head.lower_ == "boys" and "our" in adjectives) or (head.lower_ == "own" and adjectives & _THEIR):
            return VictimClass.COMBATANT
        if head.lower_ in ("prisoner", "prisoners") and "war" in self._of_words(head):
            return VictimClass.COMBATANT
        if head.lower_ in _MEMBERS and _CIVIL_GROUP.search(" ".join(self._of_words(head))):
            return VictimClass.CIVILIAN
        if entry is None and self._of_a_nation(head):
            return VictimClass.CIVILIAN
        predicate = self._predicate(head) or self._apposition(head)
        if predicate is None and head.pos_ == "NUM" and head.dep_ == "appos" and head.head.tag_ == "NNS":
            predicate = head.head  # "combatants, nine in number"
        if kind in ("unknown", None) and predicate is not None:
            found = self.class_of(predicate)
            if found is not None:
                return found
        if entry is None and head.pos_ == "NOUN" and _CALLING.search(head.lower_) and not adjectives & _SUSPECTED:
            return VictimClass.CIVILIAN
        return VictimClass(kind) if kind in {str(c) for c in VictimClass} else VictimClass.UNKNOWN

    def _leads_fighters(self, head: Token, before: Sequence[Token]) -> bool:
        """ "The Karo Front's emirs", "an emir of the Karo Front": an office that villages and armed parties both have."""
        if head.lemma_.lower() not in _OFFICES_OF_BOTH:
            return False
        group = [t for t in before if t is not head and t.pos_ in ("PROPN", "NOUN")]
        return bool(_ARMED.search(" ".join([*(t.text for t in group), *self._of_words(head)])))

    @staticmethod
    def _in_uniform(head: Token) -> bool:
        """ "22 wounded men in uniform"."""
        return any(
            c.lower_ in ("uniform", "uniforms", "fatigues") and _case(c) == "in" and c.i > head.i for c in head.children
        )

    @staticmethod
    def _of_a_nation(head: Token) -> bool:
        """ "Two Indonesians": people named by a nation that the codebook does not list."""
        return (
            head.tag_ in ("NNPS", "NNS", "NNP", "NN")
            and head.text[:1].isupper()
            and bool(_DEMONYM.search(head.lower_))
            and (head.ent_type_ in ("NORP", "") or head.tag_ == "NNPS")
            and head.pos_ in ("PROPN", "NOUN")
            and any(c.dep_ in ("nummod", "det", "amod") for c in head.children)
            and not _ARMED.search(head.text)
        )

    def side_of(self, head: Token) -> str | None:
        """The party that the phrase says they belong to, by its canonical name."""
        entry = self.entry(head)
        before = [t for t in self.phrase(head) if t is not head]
        names = [t for t in before if t.pos_ == "PROPN" or t.ent_type_ in ("ORG", "NORP") or _capital_party(t)]
        for child in head.children:
            if (
                child.dep_ in ("nmod", "obl")
                and child.i > head.i
                and _case(child) in ("of", "from", "with", "belonging")
            ):
                if (
                    child.ent_type_ == "ORG"
                    or (child.pos_ == "PROPN" and child.ent_type_ not in ("LOC", "PERSON"))
                    or (
                        _ARMED.search(child.text)
                        and head.lower_ in _MEMBERS | {"commander", "commanders", "fighters", "soldiers"}
                    )
                ):
                    return self._named(self._noun_phrase(child))
        combatant = entry is not None and entry.kind == "combatant"
        parties = [t for t in names if t.ent_type_ in ("ORG", "PRODUCT") or _ARMED.search(t.text)]
        if combatant and not parties:
            parties = [t for t in names if _acronym(t)] or _in_brackets_before(head)
        if parties:
            first = min(t.i for t in parties)
            parties += [
                t
                for t in names
                if t not in parties and t.ent_type_ == self.doc[first].ent_type_ and abs(t.i - first) < 4
            ]
        if parties and (combatant or head.lower_ in _MEMBERS or entry is None):
            return self._named(parties)
        if entry is not None and entry.side:
            return entry.side
        nations = [t for t in before if t.ent_type_ == "NORP" or of_nation(t)]
        if entry is not None and entry.role == "soldier" and nations:
            return f"{nations[0].text} army"
        lemma = head.lower_[:-1] if head.lower_.endswith("s") else head.lower_
        if lemma in _SIDE_WORDS:
            resolved = self._named([head])
            return resolved if resolved.casefold() != head.lower_ else f"{lemma}s"
        if entry is None and head.pos_ == "PROPN" and (_ARMED.search(head.text) or head.ent_type_ == "ORG"):
            return self._named([head])
        beside = self._apposition(head)
        return self.side_of(beside) if beside is not None else None

    # ------------------------------------------------------------------------------------------------- inner parts

    def _named(self, tokens: Iterable[Token]) -> str:
        """The canonical name; the words themselves where a name came back that shares nothing with them."""
        listed = sorted(tokens, key=lambda t: t.i)
        span = span_of(listed)
        written = text_of(self.doc)[span.start : span.end]
        name = self.chains.name(span)
        proper = [t for t in listed if t.pos_ == "PROPN"]
        acronym = len(proper) == 1 and proper[0].text.isupper()
        if proper and not acronym and not set(re.findall(r"\w+", name.casefold())) & {t.lower_ for t in proper}:
            return written
        return name

    def _noun_phrase(self, head: Token) -> list[Token]:
        kept = [
            t for t in head.subtree if t.i <= head.i or t.dep_ in ("flat", "nmod") or t.head.dep_ in ("nmod", "flat")
        ]
        return [t for t in kept if t.dep_ not in ("case", "punct", "det") or t.head != head] or [head]

    @staticmethod
    def _of_words(head: Token) -> list[str]:
        return [
            t.text
            for c in head.children
            if c.dep_ in ("nmod", "obl") and c.i > head.i and _case(c) in ("of", "from")
            for t in c.subtree
        ]

    def _titled(self, before: Sequence[Token]) -> VictimClass | None:
        """The class that a title before a name gives ("Sgt. Ali Khan", "Commander Marco Chalita")."""
        for token in sorted(before, key=lambda t: -t.i):  # "Staff Sgt.": the title next to the name is the rank
            entry = self.entry(token)
            if entry is not None and entry.kind in ("combatant", "civilian"):
                return VictimClass(entry.kind)
        return None

    @staticmethod
    def _predicate(head: Token) -> Token | None:
        """What a copula says that they are ("the other 13 victims were foot soldiers")."""
        verb = head.head
        if (
            head.dep_ in ("nsubj", "nsubj:outer")
            and verb.pos_ in ("NOUN", "PROPN")
            and any(c.dep_ == "cop" for c in verb.children)
        ):
            return verb
        return None

    def _apposition(self, head: Token) -> Token | None:
        """What stands beside a name and says who it is ("Abdul Ghani, a farmer")."""
        if head.pos_ != "PROPN":
            return None
        if head.dep_ in ("appos", "flat") and head.head.i == head.i - 1 and self.entry(head.head) is not None:
            return head.head
        return next(
            (
                c
                for c in head.children
                if c.dep_ == "appos" and c.i > head.i and c.pos_ == "NOUN" and self.entry(c) is not None
            ),
            None,
        )

    def _nationality(self, heads: Sequence[Token]) -> str | None:
        for head in heads:
            for token in self.phrase(head):
                if token.ent_type_ == "NORP" and token is not head:
                    return str(token.text)
        return None

    def _words(self, head: Token) -> Span:
        """The noun phrase of a head as it stands in the text, a name with its last part."""
        name = [t for t in head.subtree if t.dep_ == "flat" and head.i < t.i <= head.i + _LONGEST_NAME]
        return span_of([*self.phrase(head), *name])

    def _shorter(self, span: Span, head: Token) -> Span:
        """The words from the number on, where the tree took half the sentence into the noun phrase."""
        if span.end - span.start <= _LONGEST_PHRASE:
            return span
        near = [
            t for t in head.children if t.i < head.i and t.dep_ in ("nummod", "compound", "amod") and head.i - t.i < 6
        ]
        return span_of([*near, head])

    def _joined_words(self, heads: Sequence[Token]) -> str:
        """The words for all of those counted: as written, conjunctions too, where no other word stands between them."""
        text = text_of(self.doc)
        spans = [self._shorter(self._words(h), h) for h in heads]
        parts: list[Span] = spans[:1]
        for span in spans[1:]:
            between = text[parts[-1].end : max(span.start, parts[-1].end)]
            if span.start <= parts[-1].end or _BETWEEN_JOINED.fullmatch(between):
                parts[-1] = parts[-1].join(span)
            else:
                parts.append(span)
        return " and ".join(text[s.start : s.end] for s in parts)


def _joined(classes: Sequence[VictimClass], *, certain_child: bool) -> VictimClass:
    found = set(classes)
    if VictimClass.CIVILIAN in found and VictimClass.COMBATANT in found:
        return VictimClass.MIXED
    for candidate in (VictimClass.MIXED, VictimClass.COMBATANT, VictimClass.CIVILIAN):
        if candidate in found:
            return candidate
    return VictimClass.CIVILIAN if certain_child else VictimClass.UNKNOWN


def _case(token: Token) -> str:
    return next((c.lower_ for c in token.children if c.dep_ == "case"), "")


def _capital_party(token: Token) -> bool:
    """The "Maoist" of "three Maoist rebels", which the reader takes for an adjective and for no name."""
    return token.pos_ == "ADJ" and token.text[:1].isupper() and bool(_ARMED.search(token.text))


def _acronym(token: Token) -> bool:
    """ "Nine ANA soldiers": a short name in capitals before a noun for fighters, in a text that is not all in capitals."""
    if token.pos_ != "PROPN" or not token.text.isalpha() or not token.text.isupper() or len(token.text) < _ACRONYM:
        return False
    return token.ent_type_ in ("", "LOC", "PERSON") and not token.sent.text.isupper()


def _in_brackets_before(head: Token) -> list[Token]:
    """ "Two Border Watch Force (BWF) men", where the tree parts the men from the force: the name in the brackets."""
    if head.i < _ACRONYM or head.nbor(-1).text != ")" or head.nbor(-3).text != "(":
        return []
    name = head.nbor(-2)
    return [name] if name.ent_type_ == "ORG" and name.text.isupper() else []
