"""Who speaks, counted once: wire copies are one voice, and so is one ministry quoted by ten outlets.

A named person or organisation is one voice wherever it is quoted. Speakers without a name ("two officials",
"residents") and a report's own words are a voice of that report's lineage.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping

from dateline.join.wording import name_key
from dateline.model import Actor, Claim, ReportCard, Speaker
from dateline.terms import ActorKind

__all__ = ["Voices", "body_voice", "is_party", "plain_body"]

_PARTIES = frozenset(
    {
        ActorKind.STATE_FORCES,
        ActorKind.REBEL_GROUP,
        ActorKind.POLITICAL_MILITIA,
        ActorKind.IDENTITY_MILITIA,
        ActorKind.GOVERNMENT,
    }
)


_PARTY_WORDS = re.compile(
    r"\b(?:army|armed forces|military|defen[cs]e|security|government|governor|president|ministry|rebels?|militants?|"
    r"insurgents?|front|militia|brigade|guard|enem(?:y|ies)|regime|occupiers?)\b",
    re.IGNORECASE,
)
_HEALTH_WORDS = re.compile(r"\b(?:health|hospitals?|medical|medics?|morgue|ambulance)\b", re.IGNORECASE)


def is_party(speaker: Speaker | None, actors: Iterable[Actor]) -> bool:
    """True for speakers of a side in the conflict: armed forces, armed groups, governments, and who took part.

    A civil authority ("officials") is a side where a side of the conflict took part; where robbers or nobody known shot, it is
    none.
    """
    if speaker is None:
        return False
    actors = list(actors)
    if speaker.kind in _PARTIES and not (speaker.kind is ActorKind.GOVERNMENT and _is_nobodys_fight(speaker, actors)):
        return not _of_health(speaker)
    if speaker.kind is ActorKind.UNKNOWN and _PARTY_WORDS.search(f"{speaker.organisation or ''} {speaker.name or ''}"):
        return not _of_health(speaker)
    names = {name_key(n) for n in (speaker.organisation, speaker.name) if n}
    return any(
        (speaker.actor_id is not None and speaker.actor_id == actor.id) or name_key(actor.name) in names
        for actor in actors
        if actor.kind is not ActorKind.CIVILIANS
    )


def _is_nobodys_fight(speaker: Speaker, actors: Iterable[Actor]) -> bool:
    words = f"{speaker.organisation or ''} {speaker.name or ''} {speaker.role or ''}"
    return not _PARTY_WORDS.search(words) and not any(a.kind in _PARTIES for a in actors)


def _of_health(speaker: Speaker) -> bool:
    """A health ministry counts the dead of its hospitals: it is not taken for a side."""
    return bool(_HEALTH_WORDS.search(f"{speaker.organisation or ''} {speaker.name or ''}"))


class Voices:
    """The voices behind claims. Within an event a person belongs to the organisation that one report names."""

    def __init__(self, claims: Iterable[Claim], reports: Mapping[str, ReportCard]) -> None:
        self._reports = reports
        self._employer: dict[str, str] = {}
        self._persons: dict[str, str] = {}
        """Surnames to the full names that the event's claims give."""
        self._fullest: dict[str, str] = {}
        """Names of bodies to a longer form of them ("United Front": "United Front of the Highlands")."""
        self._named_bodies: list[tuple[str, frozenset[str]]] = []
        """Voices of named bodies with the words of their names: "Bitkine hospital" for "the hospital"."""
        self._told_in: dict[str, frozenset[frozenset[str]]] = {}
        """Words of the bodies that each lineage names."""
        self._offices: dict[str, set[str]] = {}
        """Offices of which a place has one ("district administrator") to the voices of those who are said to hold them."""
        some = list(claims)
        self._know_bodies(some)
        for claim in some:
            speaker = claim.speaker
            if speaker and speaker.name and speaker.organisation and _is_name(speaker.name):
                self._employer.setdefault(_person_key(speaker.name), self._employer_key(claim))
        people = {
            _person_key(c.speaker.name) for c in some if c.speaker and c.speaker.name and _is_name(c.speaker.name)
        }
        for short in people:
            longer = {p for p in people if p != short and " " not in short and p.split()[-1:] == [short]}
            if len(longer) == 1:
                self._persons[short] = longer.pop()
        for claim in some:
            speaker = claim.speaker
            if speaker is None or not speaker.name or not speaker.role or not _is_name(speaker.name):
                continue
            office = _source_key(speaker.role)
            if office.rpartition(" ")[2] in _OFFICES:
                self._offices.setdefault(office, set()).add(self.of(claim))

    def _know_bodies(self, claims: Iterable[Claim]) -> None:
        """Names of one body meet: by the actor that they stand for, and a short form by the only longer one."""
        keys: dict[str, str] = {}
        by_actor: dict[str, str] = {}
        for claim in claims:
            speaker = claim.speaker
            if speaker is None or not speaker.organisation or not _is_name(speaker.organisation):
                continue
            key = _key(speaker.organisation)
            keys.setdefault(name_key(speaker.organisation), key)
            lineage = self._lineage(claim)
            named = frozenset(name_key(speaker.organisation).split())
            self._told_in[lineage] = self._told_in.get(lineage, frozenset()) | {named}
            if speaker.actor_id is not None and by_actor.setdefault(speaker.actor_id, key) != key:
                self._fullest[key] = by_actor[speaker.actor_id]
        for short, key in keys.items():
            longer = {n for n in keys if len(short.split()) > 1 and n.startswith(f"{short} ")}
            if key not in self._fullest and len(longer) == 1:
                whole = keys[longer.pop()]
                self._fullest[key] = self._fullest.get(whole, whole)
        for short, key in keys.items():
            self._named_bodies.append((f"who:{self._fullest.get(key, key)}", frozenset(short.split())))

    def _employer_key(self, claim: Claim) -> str:
        """The voice of the body that a person speaks for."""
        body = claim.speaker.organisation if claim.speaker and claim.speaker.organisation else ""
        return _key(body) if _is_name(body) else self._described(body, claim)

    def _described(self, words: str, claim: Claim) -> str:
        """The voice of a source without a name. An institution of which a place has one ("the hospital", "police") is
        one voice in an event, whoever quotes it, and that of the only named body whose name holds the word; people
        ("two officials", "residents") are a voice of their report's lineage."""
        source = _source_key(words)
        if len(holders := self._offices.get(source, set())) == 1:
            return next(iter(holders))
        institution = _INSTITUTIONS.get(source)
        if institution is None:
            head = source.rpartition(" ")[2]
            here = self._told_in.get(self._lineage(claim), frozenset())
            alike = {v for v, own in self._named_bodies if head in own and own in here} if head in _ONE_NAMED else set()
            return alike.pop() if len(alike) == 1 else f"some:{source}@{self._lineage(claim)}"
        named = {voice for voice, own in self._named_bodies if own & {source, institution}}
        return named.pop() if len(named) == 1 else f"body:{institution}"

    def _lineage(self, claim: Claim) -> str:
        report = self._reports.get(claim.report_id)
        return report.root if report else claim.report_id

    def of(self, claim: Claim) -> str:
        """The voice of a claim, as a key."""
        lineage = self._lineage(claim)
        speaker = claim.speaker
        if speaker is None or not (speaker.name or speaker.organisation):
            return f"report:{lineage}"
        if speaker.organisation and _is_name(speaker.organisation):
            return f"who:{self._fullest.get(_key(speaker.organisation), _key(speaker.organisation))}"
        if speaker.name and _is_name(speaker.name):
            key = _person_key(speaker.name)
            key = self._persons.get(key, key)
            employer = self._employer.get(key, key)
            if employer.startswith(("some:", "body:", "who:")):
                return employer
            return f"who:{self._fullest.get(employer, employer)}"
        return self._described(speaker.organisation or speaker.name or "", claim)

    def count(self, claims: Iterable[Claim]) -> int:
        """How many independent voices stand behind claims."""
        return len({self.of(claim) for claim in claims})


def body_voice(name: str) -> str:
    """The voice of a named body, an outlet that speaks for itself among them."""
    return f"who:{_key(name)}"


def plain_body(name: str) -> str:
    """A source without a name in small letters, where it opened its sentence: "Residents": residents."""
    return name.lower() if name.casefold() in _COMMON_BODIES else name


def _key(name: str) -> str:
    """ "Ministry of Defence", "the Defence Ministry" and "Defense Ministry" are one."""
    words = {"defence" if w == "defense" else w for w in name_key(name).split()} - {"of", "for", "and", "in", "s"}
    return " ".join(sorted(words)) or name_key(name)


_TITLES = frozenset(
    """
    mr mrs ms miss dr doctor prof professor sir col colonel gen general lt lieutenant maj major capt captain sgt sergeant
    brig brigadier cpl corporal cmdr commander comrade father sister imam sheikh president minister governor mayor judge
    spokesman spokeswoman director chief deputy police me maître
    """.split()
)
_COMMON_BODIES = frozenset(
    """
    hospital hospitals clinic police army military government authorities officials residents witnesses rebels ministry
    regime militia soldiers doctors medics villagers survivors command organisers charity director doctor town towns
    """.split()
)
_INSTITUTIONS = {
    **{word: word for word in "hospital clinic police gendarmerie government ministry coroner sheriff morgue".split()},
    **dict.fromkeys(("army", "military", "armed forces"), "army"),
}
_ONE_NAMED = frozenset("council charity monitor observatory agency association network foundation union".split())
"""Heads of descriptions that a report uses for the one body of that sort that it names: "an Indigenous council"."""
_OFFICES = frozenset(
    """
    administrator mayor governor prefect subprefect commissioner coroner sheriff minister headman sultan bishop imam
    """.split()
)
"""Offices that one person at a place holds: "the district administrator" is the one whom another report names."""
_NEAREST = frozenset("nearest local district provincial regional town towns town's main same nearby city citys".split())


def _person_key(name: str) -> str:
    """A person's name without titles: "Dr Achta Ndoubé", "Ms. Ndoubé" and "Achta Ndoubé" meet by their last words."""
    words = [w for w in name_key(name).split() if w not in _TITLES]
    return " ".join(words) or name_key(name)


def _source_key(words: str) -> str:
    """A described source: "Hospital", "the nearest hospital" and "hospital" are one in one report."""
    kept = [w for w in name_key(words).split() if w not in _NEAREST]
    return " ".join(kept) or name_key(words)


def _is_name(text: str) -> bool:
    """True where the words hold a proper name ("Bitkine hospital"), not a description ("medical sources", "Hospital")."""
    words = text.split()
    if len(words) == 1 and words[0].casefold() in _COMMON_BODIES:
        return False
    return any(word[:1].isupper() for word in words)
