"""Voices that contradict each other, said in words: contradiction is normal content and is shown, not solved."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from itertools import combinations

from dateline.join.counted import camp_of, camp_of_speaker
from dateline.join.hit import without_the_dead
from dateline.join.statements import Statement, is_loose, statements
from dateline.join.tellings import actor_key
from dateline.join.tolls import bound_words
from dateline.join.voices import Voices, plain_body
from dateline.join.wording import name_key, title_case
from dateline.model import Actor, Claim, Dispute, ReportCard
from dateline.terms import Camp, Measure, Role, Stance, VictimClass

__all__ = ["disowned", "disputes", "speaker_name", "who_did_it"]

_FAR = 1.5
_NO_PART_IN_IT = re.compile(
    r"\b(?:(?:no|any|a) (?:part|role|hand|involvement)|involvement|responsib\w+|nothing to do with|not behind|"
    r"(?:was|were) behind|not carried out|having carried out|its fighters|its forces)\b",
    re.IGNORECASE,
)
"""A denial of having done it, not of what happened: "denied any involvement in the attack"."""


def disputes(
    happened: Sequence[Claim],
    figures: Sequence[Claim],
    reports: Mapping[str, ReportCard],
    voices: Voices,
    actors: Sequence[Actor],
) -> tuple[Dispute, ...]:
    """What is disputed about an event: that it happened, who did it, how many."""
    found: list[Dispute] = []
    deniers = [c for c in happened if c.stance is Stance.DENIED]
    if deniers:
        sayers = [c for c in happened if c.stance is not Stance.DENIED]
        for own, what in (
            ([c for c in deniers if not disowned(c, happened)], "it"),
            ([c for c in deniers if disowned(c, happened)], "having done it"),
        ):
            if own:
                names = list(dict.fromkeys(speaker_name(c, reports) for c in own))
                verb = "denies" if len(names) == 1 else "deny"
                found.append(
                    Dispute(about=f"{_listed(names)} {verb} {what}", claims=tuple(c.id for c in (*sayers, *own)))
                )
    blamed = who_did_it(happened, voices)
    if blamed:
        parts = [f"{speaker_name(own[0], reports)} says {name}" for name, own in blamed.items()]
        found.append(
            Dispute(about=f"who did it: {'; '.join(parts)}", claims=_ids(c for own in blamed.values() for c in own))
        )
    counts = without_the_dead(figures, reports)
    for measure in Measure:
        own = [f for f in counts if f.toll is not None and f.toll.measure is measure]
        found.extend(_of_measure(measure, own, reports, actors))
    return tuple(found)


def disowned(denial: Claim, happened: Iterable[Claim]) -> bool:
    """True where a party denies having done what nobody in the event says that it did: "the Front denied any part in
    the bombing" of which another group is accused contests nothing."""
    speaker = denial.speaker
    if denial.stance is not Stance.DENIED or speaker is None:
        return False
    names = {name_key(n) for n in (speaker.organisation, speaker.name) if n}

    def is_speaker(actor: Actor) -> bool:
        return bool(speaker.actor_id and speaker.actor_id == actor.id) or name_key(actor.name) in names

    blamed = any(is_speaker(a) for a in denial.by_role(Role.PERPETRATOR))
    if not blamed and not _NO_PART_IN_IT.search(denial.passage):
        return False
    return not any(
        is_speaker(a) for c in happened if c.stance is not Stance.DENIED for a in c.by_role(Role.PERPETRATOR)
    )


def who_did_it(happened: Sequence[Claim], voices: Voices) -> dict[str, list[Claim]]:
    """Perpetrators that different voices name, where no voice's name is among another's; else empty.

    In a clash each side may be the actor: there nothing is disputed by order.
    """
    named: dict[str, tuple[frozenset[str], list[Claim]]] = {}
    touched = {actor_key(a) for c in happened for a in c.by_role(Role.TARGET)}
    for claim in happened:
        if claim.stance is Stance.DENIED:
            continue
        own = frozenset(actor_key(a) for a in claim.by_role(Role.PERPETRATOR) if a.id is not None)
        if own and not own & touched:
            before = named.get(voices.of(claim))
            named[voices.of(claim)] = (
                own | (before[0] if before else frozenset()),
                [*(before[1] if before else []), claim],
            )
    groups = list(named.values())
    if len(groups) < 2 or not any(not a & b for (a, _), (b, _) in combinations(groups, 2)):
        return {}
    if any(_related(a, b) for a in _all_actors(groups) for b in _all_actors(groups) if actor_key(a) != actor_key(b)):
        return {}
    out: dict[str, list[Claim]] = {}
    for _, claims in groups:
        names = ", ".join(dict.fromkeys(a.name for c in claims for a in c.by_role(Role.PERPETRATOR)))
        out.setdefault(names, []).extend(claims)
    return out if len(out) > 1 else {}


def _all_actors(groups: Iterable[tuple[frozenset[str], list[Claim]]]) -> list[Actor]:
    return [a for _, claims in groups for c in claims for a in c.by_role(Role.PERPETRATOR)]


def _related(a: Actor, b: Actor) -> bool:
    """The army and its government are one side."""
    return (a.parent is not None and a.parent in (b.id, b.parent)) or (b.parent is not None and b.parent == a.id)


def _of_measure(
    measure: Measure, figures: Sequence[Claim], reports: Mapping[str, ReportCard], actors: Sequence[Actor]
) -> list[Dispute]:
    """What voices say otherwise of one measure: of each side's people, where they are counted apart, and of all."""
    found: list[Dispute] = []
    by_side, settled = _of_sides(figures, reports, actors)
    said = statements(figures, reports, actors)
    clashing = [
        (x, y)
        for x, y in combinations(said, 2)
        if x.voice != y.voice
        and not (_sides(x) and _sides(y) and {x.voice, y.voice} <= settled)
        and not (by_side and (_of_a_side_told_apart(x, y, settled) or _of_a_side_told_apart(y, x, settled)))
        and not _of_one_kind_apart(x, y)
        and _contradict(x, y)
    ]
    if by_side:
        words = "; ".join(f"of {_SIDES[camp]} – {_in_words(own, reports)}" for camp, own in by_side.items())
        claims = _ids(c for own in by_side.values() for s in own for c in s.claims)
        found.append(Dispute(about=f"{measure}: {words}", claims=claims))
    involved = list(dict.fromkeys(id(s) for pair in clashing for s in pair))
    chosen = [s for s in said if id(s) in involved]
    if chosen:
        found.append(
            Dispute(about=f"{measure}: {_in_words(chosen, reports)}", claims=_ids(c for s in chosen for c in s.claims))
        )
    denied = [f for f in figures if f.stance is Stance.DENIED]
    denied = [f for f in denied if f.part_of is None] or denied
    if denied:
        parts = list(dict.fromkeys(f"{speaker_name(f, reports)} denies {bound_words(f)}" for f in denied))
        found.append(Dispute(about=f"{measure}: {', '.join(parts)}", claims=_ids(denied)))
    return found


_SIDES = {Camp.FORCES: "the state's forces", Camp.GROUP: "the armed group"}


def _of_sides(
    figures: Sequence[Claim], reports: Mapping[str, ReportCard], actors: Sequence[Actor]
) -> tuple[dict[Camp, list[Statement]], set[str]]:
    """What is contested of each side's dead ("four soldiers" against "11"), and the voices that count both sides apart."""
    out: dict[Camp, list[Statement]] = {}
    told: dict[str, int] = {}
    for camp in _SIDES:
        own = [f for f in figures if f.toll is not None and f.toll.high != 0 and camp_of(f) is camp]
        said = statements(own, reports, actors, as_wholes={f.id for f in own})
        for statement in said:
            told[statement.voice] = told.get(statement.voice, 0) + 1
        pairs = [(x, y) for x, y in combinations(said, 2) if x.voice != y.voice and _contradict(x, y)]
        if pairs:
            involved = {id(s) for pair in pairs for s in pair}
            out[camp] = [s for s in said if id(s) in involved]
    both = {voice for voice, number in told.items() if number > 1}
    if not both:
        return {}, set()
    return out, both


def _sides(statement: Statement) -> set[Camp]:
    """The sides whose people a statement counts; empty where it counts others too."""
    camps = {camp_of(c) for c in statement.claims}
    return {c for c in camps if c is not None} if None not in camps else set()


def _in_words(chosen: Sequence[Statement], reports: Mapping[str, ReportCard]) -> str:
    """ "Defence Ministry says 9, hospital and residents say 14": those who say the same together, from the lowest up."""
    by_number: dict[str, list[str]] = {}
    for statement in sorted(chosen, key=lambda s: s.told or 0):
        names = by_number.setdefault(_number(statement), [])
        name = speaker_name(statement.claims[0], reports)
        if name.casefold() not in {n.casefold() for n in names}:
            names.append(name)
    parts = []
    for number, names in by_number.items():
        shown = names if len(names) <= 3 else [*names[:2], f"{len(names) - 2} others"]
        who = _listed(shown)
        plural = len(names) > 1 or (who == who.lower() and who.endswith("s")) or who == "police"
        parts.append(f"{who} {'say' if plural else 'says'} {number}")
    return ", ".join(parts)


def _listed(names: Sequence[str]) -> str:
    """ "a", "a and b", "a, b and c"."""
    return names[0] if len(names) == 1 else f"{', '.join(names[:-1])} and {names[-1]}"


def _of_one_kind_apart(x: Statement, y: Statement) -> bool:
    """Two voices that count different people ("four soldiers", "23 rebels") do not contradict each other, nor does an army
    that counts its own dead contradict who counts all."""
    for own, whole in ((x, y), (y, x)):
        if len(_sides(own)) == 1 and not _sides(whole) and _of_speakers_side(own) and (own.low or 0) <= _ceiling(whole):
            return True
    camps = [{camp for c in s.claims if (camp := camp_of(c)) is not None} for s in (x, y)]
    if all(camps) and not camps[0] & camps[1]:
        return True  # "23 rebels" and "six soldiers": each side's dead are another count
    a, b = _classes(x), _classes(y)
    plain = {VictimClass.UNKNOWN, VictimClass.MIXED, None}
    if a & plain or b & plain:
        return False
    sides = ({c.toll.victims.side for c in s.claims if c.toll} for s in (x, y))
    one, other = sides
    if a & b:
        return bool(one and other and None not in one | other and not one & other)
    # "31 civilians" against "nine rebels" of the same strike is a contradiction when a party speaks for its enemy.
    return not (x.party or y.party)


def _of_a_side_told_apart(one: Statement, other: Statement, settled: set[str]) -> bool:
    """True where one voice counts its own side's people and the other both sides' apart: what they contest is told by side."""
    return len(_sides(one)) == 1 and _of_speakers_side(one) and bool(_sides(other)) and other.voice in settled


def _of_speakers_side(statement: Statement) -> bool:
    return all(camp_of(c) is not None and camp_of(c) is camp_of_speaker(c) for c in statement.claims)


def _classes(statement: Statement) -> set[VictimClass | None]:
    return {c.toll.victims.class_ for c in statement.claims if c.toll}


def _contradict(x: Statement, y: Statement) -> bool:
    """True where the two ranges do not meet and the difference is no mere update.

    A larger number said on a later day is an update, unless a party to the fight speaks or it is half as much again.
    """
    if (x.low or 0) <= _ceiling(y) and (y.low or 0) <= _ceiling(x):
        return False
    small, large = sorted((x, y), key=lambda s: s.told or 0)
    if x.party or y.party:
        return True
    later = small.day is not None and large.day is not None and large.day > small.day
    if not (small.told or 0):
        return True
    if later:
        return False
    return (large.told or 0) / (small.told or 1) >= _FAR or not later


def _ceiling(statement: Statement) -> float:
    """The most that a statement allows. "Hundreds" for 1,850 is loose, no contradiction: such a word sets a floor."""
    return float("inf") if is_loose(statement) else statement.ceiling


def _number(statement: Statement) -> str:
    if len(statement.claims) == 1:
        return bound_words(statement.claims[0])
    low, high = statement.low, statement.high
    return f"{low}" if low == high else f"at least {low}" if high is None else f"{low} to {high}"


def speaker_name(claim: Claim, reports: Mapping[str, ReportCard]) -> str:
    """Who says a claim, by name: the body, the person, or the outlet in whose own voice it stands."""
    speaker = claim.speaker
    if speaker is not None and (speaker.organisation or speaker.name):
        return plain_body(title_case(speaker.organisation or speaker.name or ""))
    card = reports.get(claim.report_id)
    if card is None:
        return "the report"
    if card.source.name in ("", "unknown"):
        day = card.day
        return f"the report of {day.day} {day:%b %Y}" if day is not None else f"the report {card.name}"
    return title_case(card.source.name)


def _ids(claims: Iterable[Claim]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(c.id for c in claims))
