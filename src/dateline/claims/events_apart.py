"""What holds two tellings of one report apart: another weapon, told as new."""

from __future__ import annotations

from dateline.claims.events_cluster import SPECIFIC, Cluster
from dateline.claims.events_found import Candidate

__all__ = ["another_device", "two_weapons"]


def another_device(group: Cluster, candidate: Candidate) -> bool:
    """ "Gunmen wounded a soldier in a shooting. A roadside bomb wounded two": a device told as new, after a deed
    that was none of its kind."""
    token = candidate.token
    phrase = (
        token.head
        if token.dep_ in ("acl", "acl:relcl")
        else token
        if candidate.noun
        else next((c for c in token.children if c.dep_.startswith("nsubj")), token)
    )
    if candidate.kind not in SPECIFIC or not any(c.lower_ in ("a", "an") for c in phrase.children):
        return False
    told = [m for m in group.members if not m.headline and m.frame != "incident"]
    return bool(told) and all(m.kind not in SPECIFIC and not m.general for m in told)


def two_weapons(group: Cluster, candidate: Candidate) -> bool:
    """ "The artillery bombarded the farms and a plane launched two raids on the town": another weapon and place."""
    verb = candidate.token.head if candidate.noun and candidate.token.dep_ == "obj" else candidate.token
    if verb.dep_ != "conj" or not candidate.own_place or candidate.definite:
        return False
    own = {t.i for t in verb.children if t.dep_ in ("nsubj", "nsubj:pass")}
    return bool(own) and any(
        m.kind is not candidate.kind and {m.kind, candidate.kind} <= SPECIFIC and m.token.sent == candidate.token.sent
        for m in group.members
    )
