"""Which hits of the codebook's words are read: the longest, and those that stand in for a longer one that does not fit."""

from __future__ import annotations

from dateline.claims.codebook import Hit

__all__ = ["covers", "longest", "overlaps", "stand_ins"]


def _conditional(hit: Hit) -> bool:
    return bool(hit.entry.whom or hit.entry.by)


def overlaps(one: Hit, other: Hit) -> bool:
    return one.start < other.end and other.start < one.end


def stand_ins(every: list[Hit], chosen: list[Hit]) -> list[Hit]:
    """Hits within longer ones that all ask for certain doers or victims, the longest first."""
    known = set(map(id, chosen))
    inside = [
        (h, [k for k in every if _lies_in(h, k)]) for h in every if id(h) not in known and h.entry.frame != "self"
    ]
    return sorted(
        (h for h, longer in inside if all(_conditional(k) for k in longer)), key=lambda h: (h.start - h.end, h.start)
    )


def _lies_in(hit: Hit, longer: Hit) -> bool:
    """True where a hit lies within a longer one that is not a noun counted by itself."""
    return (
        longer.start <= hit.start
        and hit.end <= longer.end
        and longer.end - longer.start > hit.end - hit.start
        and longer.entry.frame != "self"
    )


def longest(hits: list[Hit]) -> list[Hit]:
    """Without hits that lie within a longer one ("shot" within "shot dead"); a gap ("took … hostage") covers its ends only."""
    kept: list[Hit] = []
    for hit in hits:
        longer = [h for h in hits if _lies_in(hit, h)]
        longer += [h for h in hits if h.entry.frame == "self" and h.end == hit.end and h.start < hit.start]
        if not any(covers(h, hit) for h in longer):
            kept.append(hit)
    return kept


def covers(longer: Hit, hit: Hit) -> bool:
    whole = longer.end - longer.start <= max(len(w.split()) for w in longer.entry.words)
    return whole or hit.start == longer.start or hit.end == longer.end
