"""Breakdowns held against their whole: "12 killed, among them 14 women" cannot be, and is shown as a finding.

Only parts that exclude each other add up: civilians and fighters, the dead of different sides, those of different
doers. Women, children and residents of one toll may be the same people and are held against the whole one by one.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from dateline.join.counted import counted
from dateline.join.wording import title_case
from dateline.model import Actor, Claim, ReportCard
from dateline.terms import Role, Stance, VictimClass

__all__ = ["Mismatch", "mismatches"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Mismatch:
    """A whole and parts of it that together (or one alone) are more than it; ``least`` is what the parts need."""

    whole: Claim
    parts: tuple[Claim, ...]
    least: int

    def words(self, reports: Mapping[str, ReportCard]) -> str:
        """The finding in a sentence. ``reports`` maps report ids."""
        card = reports.get(self.whole.report_id)
        toll = self.whole.toll
        name = card.name if card else self.whole.report_id
        if card is not None and card.source.name not in ("", "unknown"):
            name = f"{title_case(card.source.name)} ({card.name})"
        if toll is None:
            return name
        told = " + ".join(f"{p.toll.low:,}" for p in self.parts if p.toll and p.toll.low is not None)
        made = f"{told} = {self.least:,}" if len(self.parts) > 1 else f"{self.least:,}"
        said = " ".join(toll.as_written.split()) or str(toll.high)
        return f"The parts of a figure are more than the whole in {name}: {toll.measure} {said}, of them {made}"


def mismatches(claims: Iterable[Claim]) -> list[Mismatch]:
    """Figures whose breakdown does not fit. A whole without an upper end ("at least 12") leaves room and is passed over."""
    some = [c for c in claims if c.toll is not None and c.stance is not Stance.DENIED]
    by_id = {c.id: c for c in some}
    parts: dict[str, list[Claim]] = {}
    for claim in some:
        if claim.part_of in by_id:
            parts.setdefault(str(claim.part_of), []).append(claim)
    out = []
    for whole_id, own in parts.items():
        whole = by_id[whole_id]
        toll = whole.toll
        if toll is None or toll.high is None:
            continue
        own = [p for p in own if p.toll is not None and p.toll.measure is toll.measure and p.toll.low is not None]
        apart = _apart(own)
        least = sum(p.toll.low for p in apart if p.toll and p.toll.low is not None)
        if len(apart) > 1 and least > toll.high:
            out.append(Mismatch(whole=whole, parts=tuple(apart), least=least))
            continue
        for part in own:
            if part.toll is not None and part.toll.low is not None and part.toll.low > toll.high:
                out.append(Mismatch(whole=whole, parts=(part,), least=part.toll.low))
    return out


def _apart(parts: Sequence[Claim]) -> list[Claim]:
    """The largest first, those parts that can have nobody in common."""
    chosen: list[Claim] = []
    for part in sorted(parts, key=lambda p: (-(p.toll.low or 0 if p.toll else 0), p.evidence.span.start)):
        if all(_nobody_in_common(part, other) for other in chosen):
            chosen.append(part)
    return sorted(chosen, key=lambda p: p.evidence.span.start)


def _nobody_in_common(a: Claim, b: Claim) -> bool:
    x, y = counted(a), counted(b)
    if {x.class_, y.class_} == {VictimClass.CIVILIAN, VictimClass.COMBATANT}:
        return True
    if x.camp is not None and y.camp is not None and x.camp is not y.camp:
        return True
    doers_a, doers_b = (frozenset(_key(d) for d in c.by_role(Role.PERPETRATOR)) for c in (a, b))
    return bool(doers_a and doers_b and not doers_a & doers_b)


def _key(actor: Actor) -> str:
    return actor.id or actor.name.casefold()
