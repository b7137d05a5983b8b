"""Named parties of the packaged list of actors: which name is an armed group's and which a state's force.

"The RSF", "M23" and "Hizbul Mujahideen" carry no word that tells what they are; the list (``data/actors.yml``, made for
:mod:`dateline.resolve`) knows. Only the kind is taken from it: who is meant stays the matter of resolution.
"""

from __future__ import annotations

from collections.abc import Mapping
from functools import lru_cache
from types import MappingProxyType
from typing import Final

from spacy.tokens import Doc

from dateline.claims.chains_words import PLACE_LABELS
from dateline.data_files import ACTORS, packaged

__all__ = ["named_parties", "place_elsewhere"]

_KINDS: Final = MappingProxyType(
    {
        "rebel_group": "armed",
        "political_militia": "armed",
        "identity_militia": "armed",
        "state_forces": "state",
        "police": "state",
    }
)
_LONGEST: Final = 7
"""Words of the longest name that is looked for."""
_KEY: Final = "dateline.named_parties"


@lru_cache(maxsize=1)
def _names() -> Mapping[str, str]:
    """Names and aliases as written, and in capitals those of several words, with ``armed`` or ``state``."""
    found: dict[str, str] = {}
    for row in packaged(ACTORS)["actors"]:
        kind = _KINDS.get(row["kind"])
        if kind is None:
            continue
        for name in (row["name"], *row.get("aliases", ())):
            if ":" in name or len(name) < 3:
                continue
            found.setdefault(name, kind)
            if " " in name:
                found.setdefault(name.upper(), kind)
    return MappingProxyType(found)


def named_parties(doc: Doc) -> dict[int, tuple[int, str]]:
    """For the last token of each known name its length in tokens and its kind; kept with the Doc."""
    kept: dict[int, tuple[int, str]] | None = doc.user_data.get(_KEY)
    if kept is not None:
        return kept
    names = _names()
    found: dict[int, tuple[int, str]] = {}
    for start in range(len(doc)):
        if not doc[start].text[:1].isupper():
            continue
        for end in range(min(len(doc), start + _LONGEST), start, -1):
            words = doc[start:end].text
            kind = names.get(words) or (names.get("al-" + words[3:]) if words.startswith("Al-") else None)
            if kind is not None:
                found[end - 1] = (end - start, kind)
                break
    doc.user_data[_KEY] = found
    return found


def place_elsewhere(doc: Doc, name: str) -> bool:
    """ "Paterson's ten shootings", "the Gadchiroli encounter" beside "Gadchiroli District": a name that the report marks as a
    place more often than as anything else."""
    key = name.casefold()
    labels = [
        e.label_ in PLACE_LABELS
        for e in doc.ents
        if e.text.casefold() == key or (e.label_ in PLACE_LABELS and e.text.casefold().startswith(f"{key} "))
    ]
    return 2 * sum(labels) > len(labels)
