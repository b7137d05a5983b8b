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

__all__ = ["Voices", "is_party"]

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
    r"insurgents?|front|militia|brigade|guard)\b",
    re.IGNORECASE,
)
_HEALTH_WORDS = re.compile(r"\b(?:health|hospitals?|medical|medics?|morgue|ambulance)\b", re.IGNORECASE)


def is_party(speaker: Speaker | None, actors: Iterable[Actor]) -> bool:
    """True for speakers of a side in the conflict: armed forces, armed groups, governments, and who took part."""
    if speaker is None:
        return False
    if speaker.kind in _PARTIES:
        return not _of_health(speaker)
    if speaker.kind is ActorKind.UNKNOWN and _PARTY_WORDS.search(f"{speaker.organisation or ''} {speaker.name or ''}"):
        return not _of_health(speaker)
    names = {name_key(n) for n in (speaker.organisation, speaker.name) if n}
    return any(
        (speaker.actor_id is not None and speaker.actor_id == actor.id) or name_key(actor.name) in names
        for actor in actors
        if actor.kind is not ActorKind.CIVILIANS
    )


def _of_health(speaker: Speaker) -> bool:
    """A health ministry counts the dead of its hospitals: it is not taken for a side."""
    return bool(_HEALTH_WORDS.search(f"{speaker.organisation or ''} {speaker.name or ''}"))


class Voices:
    """The voices behind claims. Within an event a person belongs to the organisation that one report names."""

    def __init__(self, claims: Iterable[Claim], reports: Mapping[str, ReportCard]) -> None:
        self._reports = reports
        self._employer: dict[str, str] = {}
        for claim in claims:
            speaker = claim.speaker
            if speaker and speaker.name and speaker.organisation and _is_name(speaker.name):
                self._employer.setdefault(_key(speaker.name), _key(speaker.organisation))

    def of(self, claim: Claim) -> str:
        """The voice of a claim, as a key."""
        report = self._reports.get(claim.report_id)
        lineage = (report.lineage or report.copy_of or report.id) if report else claim.report_id
        speaker = claim.speaker
        if speaker is None or not (speaker.name or speaker.organisation):
            return f"report:{lineage}"
        if speaker.organisation and _is_name(speaker.organisation):
            return f"who:{_key(speaker.organisation)}"
        if speaker.name and _is_name(speaker.name):
            key = _key(speaker.name)
            return f"who:{self._employer.get(key, key)}"
        return f"some:{name_key(speaker.organisation or speaker.name or '')}@{lineage}"

    def count(self, claims: Iterable[Claim]) -> int:
        """How many independent voices stand behind claims."""
        return len({self.of(claim) for claim in claims})


def _key(name: str) -> str:
    """ "Ministry of Defence", "the Defence Ministry" and "Defense Ministry" are one."""
    words = {"defence" if w == "defense" else w for w in name_key(name).split()} - {"of", "for", "and", "in", "s"}
    return " ".join(sorted(words)) or name_key(name)


def _is_name(text: str) -> bool:
    """True where the words hold a proper name ("Bitkine hospital"), not a description ("medical sources")."""
    return any(word[:1].isupper() for word in text.split())
