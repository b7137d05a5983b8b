"""Which reports go back to one: wire copies, shortened and lengthened ones, copies with another headline.

A report's fingerprint is a MinHash signature: the share of equal positions of two signatures estimates the
Jaccard likeness of their word sequences (Broder 1997). Signatures are cut into bands, and two reports are
compared where a band agrees (locality-sensitive hashing: Leskovec, Rajaraman and Ullman, Mining of Massive
Datasets, chapter 3), so that finding copies does not cost more in a larger record.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import lru_cache

from dateline.join.wording import content_words, in_common, name_key
from dateline.model import Claim, Report, ReportCard
from dateline.terms import Measure, SourceKind

__all__ = ["Kin", "card", "gist_in_common", "kin_of", "likeness", "report_keys", "rewrite_of", "weights"]

ROWS_PER_BAND = 2
COPY = 0.50
COPY_WITH_CREDIT = 0.15
REWRITE_FIGURES = 4
REWRITE_SHARE = 0.6
COPY_BY_CONTENT = 0.75
LEAST_LIKE = 0.25
SAME_OPENING = 0.70
_OPENING = 400
_DAYS_APART = 10


@dataclass(frozen=True, slots=True, kw_only=True)
class Kin:
    """A report that this one goes back to, or that goes back to this one, and why."""

    other: ReportCard
    score: float
    reason: str


def card(report: Report, *, lineage: str | None = None) -> ReportCard:
    """A report without its text."""
    return ReportCard(
        id=report.id,
        source=report.source,
        name=report.name,
        title=report.title,
        agency=report.agency,
        url=report.url,
        published=report.published,
        copy_of=report.copy_of,
        lineage=lineage or report.copy_of or report.id,
        size=len(report.text),
        opening=report.text.clean[:_OPENING],
        fingerprint=report.fingerprint,
        people=report.people,
        gist=report.gist,
    )


def report_keys(fingerprint: tuple[int, ...]) -> tuple[str, ...]:
    """The bands of a fingerprint, as words to look up."""
    keys = []
    for start in range(0, len(fingerprint) - ROWS_PER_BAND + 1, ROWS_PER_BAND):
        band = ",".join(str(n) for n in fingerprint[start : start + ROWS_PER_BAND])
        keys.append(f"b{start // ROWS_PER_BAND}:{hashlib.blake2b(band.encode(), digest_size=6).hexdigest()}")
    return tuple(keys)


def likeness(a: tuple[int, ...], b: tuple[int, ...]) -> float:
    """Estimated Jaccard likeness of two fingerprints of the same length, 0 to 1; 0 where they cannot be compared."""
    if not a or len(a) != len(b):
        return 0.0
    return sum(x == y for x, y in zip(a, b, strict=True)) / len(a)


def gist_in_common(a: ReportCard, b: ReportCard, *, without: frozenset[str] = frozenset()) -> tuple[float, list[str]]:
    """How much two reports are about the same, by the words that tell each from other reports: cosine, 0 to 1, and
    the words that both have, those that weigh most first. Words in ``without`` count for nothing."""
    mine, theirs = weights(a.gist), weights(b.gist)
    shared = {word: weight * theirs[word] for word, weight in mine.items() if word in theirs and word not in without}
    return sum(shared.values()), sorted(shared, key=lambda w: (-shared[w], w))


@lru_cache(maxsize=4096)
def weights(gist: tuple[str, ...]) -> Mapping[str, float]:
    """Words of a gist with their weights, heaviest first."""
    return {word: int(weight) / 1000 for word, _, weight in (item.rpartition(" ") for item in gist)}


def kin_of(own: ReportCard, others: Iterable[ReportCard]) -> list[Kin]:
    """The reports among ``others`` of the same origin as ``own``, the nearest first."""
    found = [kin for other in others if other.id != own.id and (kin := _kin(own, other)) is not None]
    return sorted(found, key=lambda k: (-k.score, k.other.id))


def _kin(a: ReportCard, b: ReportCard) -> Kin | None:
    like = likeness(a.fingerprint, b.fingerprint)
    if like <= 0.0 or _far_apart(a, b):
        return None
    per_cent = f"{round(100 * like)} % of their word sequences agree"
    if like >= COPY:
        return Kin(other=b, score=like, reason=per_cent)
    # Of a shortened copy the longer report holds nearly all: containment from likeness and the two sizes.
    contained = like * (a.size + b.size) / ((1.0 + like) * max(1, min(a.size, b.size)))
    credit = _same_credit(a, b)
    if contained >= COPY_BY_CONTENT and (credit or like >= LEAST_LIKE):
        return Kin(
            other=b,
            score=min(contained, 1.0),
            reason=f"about {round(100 * min(contained, 1))} % of the shorter stands in the longer",
        )
    opening = in_common(content_words(a.opening), content_words(b.opening))
    if like >= COPY_WITH_CREDIT and credit and opening >= SAME_OPENING:
        return Kin(other=b, score=like, reason=f"{per_cent}; both credit {credit}; the same opening")
    return None


def rewrite_of(own: ReportCard, mine: Iterable[Claim], other: ReportCard, theirs: Iterable[Claim]) -> Kin | None:
    """Another outlet's rewrite or machine translation: no sentence is the same, but it credits the agency of the other
    report and tells its very figures. At least four figures agree, and three fifths of the shorter report's."""
    if own.source.id == other.source.id or _far_apart(own, other) or not _credits(own, other):
        return None
    a, b = _figures(mine), _figures(theirs)
    shared = a & b
    least = min(len(a), len(b))
    if len(shared) < REWRITE_FIGURES or len(shared) < REWRITE_SHARE * least:
        return None
    return Kin(
        other=other, score=len(shared) / least, reason=f"credits the same agency and tells {len(shared)} of its figures"
    )


def _figures(claims: Iterable[Claim]) -> set[tuple[Measure, int | None, int | None]]:
    tolls = [c.toll for c in claims if c.toll is not None]
    return {(t.measure, t.low, t.high) for t in tolls if t.low is not None or t.high is not None}


def _credits(a: ReportCard, b: ReportCard) -> bool:
    """True where the agency of one is named in the other's credit ("SahelNet24 with Meridian")."""
    if not a.agency or not b.agency:
        return False
    x, y = set(name_key(a.agency).split()), set(name_key(b.agency).split())
    return bool(x) and bool(y) and (x <= y or y <= x)


def _far_apart(a: ReportCard, b: ReportCard) -> bool:
    if a.published is None or b.published is None:
        return False
    return abs((a.published.day - b.published.day).days) > _DAYS_APART


def _same_credit(a: ReportCard, b: ReportCard) -> str | None:
    def credits(report: ReportCard) -> set[str]:
        names = {name_key(report.agency)} if report.agency else set()
        if report.source.kind is SourceKind.AGENCY:
            names.add(name_key(report.source.name))
        return names

    shared = credits(a) & credits(b)
    return min(shared) if shared else None
