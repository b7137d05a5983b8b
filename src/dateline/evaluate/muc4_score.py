"""Scores of templates: those of GTT (Du, Rush and Cardie 2021) over templates, CEAF-REE (GRIT, same authors) over documents.

``gtt``: templates of a document are aligned one to one so that its micro-F1 over type and roles is highest; an aligned
pair must agree on the type (one of the gold's alternatives). Then the type counts as one filler and each entity of a
role as one; a predicted entity is right if each of its mentions is one of a gold entity's, a gold entity is found if a
predicted one is right with it. Templates left over count as spurious or missed with all they hold. ``role``: the same
entities over the document, role by role, aligned one to one. Mentions are compared :func:`~.muc4_keys.normalised`.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from dateline.evaluate.counts import Counts
from dateline.evaluate.muc4_keys import (
    ROLES,
    Entity,
    Template,
    days_of,
    locations_of,
    merged_roles,
    normalised,
    places_of,
)

__all__ = ["Tally", "aligned", "harmonic", "role_counts", "score_document", "slot_counts"]


@dataclass(frozen=True, slots=True)
class Tally:
    """Fillers predicted and right (``found``, ``found_right``), fillers of the gold and those found (``gold``,
    ``gold_right``): the two rights differ where two predictions fit one entity."""

    gold: int = 0
    gold_right: int = 0
    found: int = 0
    found_right: int = 0

    def __add__(self, other: Tally) -> Tally:
        return Tally(
            self.gold + other.gold,
            self.gold_right + other.gold_right,
            self.found + other.found,
            self.found_right + other.found_right,
        )

    @property
    def f1(self) -> float:
        return harmonic(self.found_right, self.found, self.gold_right, self.gold)


def harmonic(found_right: int, found: int, gold_right: int, gold: int) -> float:
    """F1 of a precision and a recall, each given as right ones of all."""
    precision = found_right / found if found else 0.0
    recall = gold_right / gold if gold else 0.0
    return 2 * precision * recall / (precision + recall) if precision + recall else 0.0


def _fits(gold: Entity, found: Entity) -> bool:
    return bool(found) and set(map(normalised, found)) <= set(map(normalised, gold))


def _size(template: Template, typed: bool) -> Counter[str]:
    size = Counter({role: len(template.roles.get(role, ())) for role in ROLES})
    if typed:
        size["type"] = 1
    return size


def _pair(gold: Template, found: Template, typed: bool) -> tuple[Counter[str], Counter[str]] | None:
    """Right fillers of the prediction and found fillers of the gold, by role; None where the types do not agree."""
    if typed and gold.type is not None and (found.type or "attack") not in gold.type:
        return None
    found_right: Counter[str] = Counter()
    gold_right: Counter[str] = Counter()
    if typed:
        found_right["type"] = gold_right["type"] = 1
    for role in ROLES:
        golds, founds = gold.roles.get(role, ()), found.roles.get(role, ())
        found_right[role] = sum(any(_fits(g, f) for g in golds) for f in founds)
        gold_right[role] = sum(any(_fits(g, f) for f in founds) for g in golds)
    return found_right, gold_right


def aligned(gold: Sequence[Template], found: Sequence[Template], *, typed: bool) -> dict[int, int]:
    """Predicted template -> gold template of the alignment whose F1 is highest. Exact: all alignments of pairs that
    have anything right are weighed, of equal states only those that no other is better than.

    ``typed``: whether the gold has types, so that they must agree and count.
    """
    worth: list[list[tuple[int, int, int]]] = []
    for prediction in found:
        options = []
        for number, template in enumerate(gold):
            pair = _pair(template, prediction, typed)
            if pair is not None and (pair[0].total() or pair[1].total()):
                options.append((number, pair[0].total(), pair[1].total()))
        worth.append(options)
    states: dict[int, list[tuple[int, int, tuple[tuple[int, int], ...]]]] = {0: [(0, 0, ())]}
    for index, options in enumerate(worth):
        following: dict[int, list[tuple[int, int, tuple[tuple[int, int], ...]]]] = {}
        for used, fronts in states.items():
            for right, hit, pairs in fronts:
                _add(following, used, (right, hit, pairs))
                for number, more, more_hit in options:
                    if not used >> number & 1:
                        _add(following, used | 1 << number, (right + more, hit + more_hit, (*pairs, (index, number))))
        states = following
    sizes = [sum(_size(t, typed).total() for t in part) for part in (found, gold)]
    best = max(
        (state for fronts in states.values() for state in fronts),
        key=lambda s: (harmonic(s[0], sizes[0], s[1], sizes[1]), s[0] + s[1]),
    )
    return dict(best[2])


def _add(
    states: dict[int, list[tuple[int, int, tuple[tuple[int, int], ...]]]],
    used: int,
    new: tuple[int, int, tuple[tuple[int, int], ...]],
) -> None:
    fronts = states.setdefault(used, [])
    if any(old[0] >= new[0] and old[1] >= new[1] for old in fronts):
        return
    fronts[:] = [old for old in fronts if not (new[0] >= old[0] and new[1] >= old[1])]
    fronts.append(new)


def score_document(
    gold: Sequence[Template], found: Sequence[Template], *, typed: bool
) -> tuple[dict[str, Tally], dict[int, int]]:
    """Tallies by ``type`` and role, and the alignment that they are counted by."""
    mapping = aligned(gold, found, typed=typed)
    sums: dict[str, Tally] = dict.fromkeys(("type", *ROLES), Tally())
    sizes = [sum((_size(t, typed) for t in part), Counter()) for part in (gold, found)]
    rights: list[Counter[str]] = [Counter(), Counter()]
    for prediction, number in mapping.items():
        pair = _pair(gold[number], found[prediction], typed)
        if pair is not None:
            rights[1] += pair[0]
            rights[0] += pair[1]
    for name in sums:
        sums[name] = Tally(sizes[0][name], rights[0][name], sizes[1][name], rights[1][name])
    return sums, mapping


def role_counts(gold: Sequence[Template], found: Sequence[Template]) -> dict[str, Counts]:
    """CEAF-REE: entities of each role over the document, aligned one to one as well as can be."""
    golds, founds = merged_roles(gold), merged_roles(found)
    out = {}
    for role in ROLES:
        edges = [[i for i, g in enumerate(golds[role]) if _fits(g, f)] for f in founds[role]]
        out[role] = Counts(len(golds[role]), len(founds[role]), _matched(edges))
    return out


def _matched(edges: Sequence[Sequence[int]]) -> int:
    """Size of the largest one-to-one matching (augmenting paths)."""
    owner: dict[int, int] = {}

    def place(found: int, seen: set[int]) -> bool:
        for gold in edges[found]:
            if gold not in seen:
                seen.add(gold)
                if gold not in owner or place(owner[gold], seen):
                    owner[gold] = found
                    return True
        return False

    return sum(place(found, set()) for found in range(len(edges)))


def slot_counts(gold: Template, found: Template) -> dict[str, Counts]:
    """Date, location, number of and effect on human targets of an aligned pair; only slots that the gold has.

    ``date``: right where the last days agree, or the predicted days lie within the gold's range. ``location``: right
    where the narrowest place of the one is a place of the other, and both name a narrower place than the country or
    neither does. ``number``, ``effect``: each filler is one, compared as written.
    """
    out: dict[str, Counts] = {}
    if "date" in gold.said:
        out["date"] = _single(days_of(gold.date), days_of(found.date), _same_days)
    if "location" in gold.said:
        out["location"] = _single(locations_of(gold.location) or None, places_of(found.location) or None, _same_place)
    for name, of_gold, of_found in (
        ("number", gold.numbers, found.numbers),
        ("effect", gold.effects, found.effects),
    ):
        if name in gold.said:
            right = sum((Counter(of_gold) & Counter(of_found)).values())
            out[name] = Counts(len(of_gold), len(of_found), right)
    return out


def _single(gold: object, found: object, same: object) -> Counts:
    right = gold is not None and found is not None and callable(same) and bool(same(gold, found))
    return Counts(int(gold is not None), int(found is not None), int(right))


def _same_days(gold: tuple[object, object], found: tuple[object, object]) -> bool:
    if gold[1] == found[1]:
        return True
    start, end = gold
    first, last = found[0] or found[1], found[1]
    return bool(start is not None and start <= first and last <= end)  # type: ignore[operator]


def _same_place(gold: Sequence[Sequence[str]], found: Sequence[str]) -> bool:
    return any((len(one) > 1) == (len(found) > 1) and (one[-1] in found or found[-1] in one) for one in gold)


def total(parts: Sequence[Mapping[str, Tally]]) -> dict[str, Tally]:
    """The sum of the tallies of many documents."""
    out: dict[str, Tally] = {}
    for part in parts:
        for name, tally in part.items():
            out[name] = out.get(name, Tally()) + tally
    return out
