"""Why an event stands as it does: every claim with its words, speaker and report, what is only a copy, and why joined."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from rich.console import Console
from rich.markup import escape
from rich.rule import Rule

from dateline.export.brief import amount, span_words
from dateline.join import standings, why_graded
from dateline.model import Actor, Claim, Event, ReportCard
from dateline.store import Decision
from dateline.terms import ClaimType, Policy, Role, Stance, Standing, VictimClass

__all__ = ["GRADE_STYLE", "claim_words", "explanation", "print_explanation"]

GRADE_STYLE = {"confirmed": "green", "fair": "green", "weak": "yellow", "contested": "red", "discounted": "dim"}


def explanation(
    event: Event,
    reports: Mapping[str, ReportCard],
    claims: Mapping[str, Claim],
    decisions: Sequence[Decision] = (),
) -> dict[str, Any]:
    """Everything that stands behind an event, as plain data. ``decisions`` are those of persons on it."""

    def name(report_id: str) -> str:
        return reports[report_id].name if report_id in reports else report_id

    def told(claim: Claim) -> dict[str, Any]:
        attribution = claim.attribution
        row: dict[str, Any] = {
            "id": claim.id,
            "report": name(claim.report_id),
            "start": claim.evidence.span.start,
            "end": claim.evidence.span.end,
            "words": claim.evidence.quote,
            "sentence": claim.sentence.quote if claim.sentence else None,
            "speaker": str(attribution.speaker) if attribution else None,
            "cue": attribution.cue.quote if attribution and attribution.cue else None,
            "via": str(attribution.via.speaker) if attribution and attribution.via else None,
            "carried": bool(attribution and attribution.carried),
            "stance": claim.stance.value,
            "found_by": list(claim.found_by),
            "origin": claim.origin,
        }
        if claim.toll is not None:
            row |= {
                "measure": claim.toll.measure.value,
                "amount": amount(claim.toll),
                "victims": claim.toll.victims.words,
            }
        else:
            row |= {
                "kind": claim.kind.value if claim.kind else None,
                "actors": [a.name for a in claim.by_role(Role.PERPETRATOR)],
                "targets": [a.name for a in claim.by_role(Role.TARGET)],
            }
        row["speaker_id"] = attribution.speaker.actor_id if attribution else None
        row["parties"] = [_party(p.actor, p.role.value) for p in claim.participants]
        row["when"] = span_words(claim.when)
        if claim.when is not None:
            row["when_basis"] = claim.when.basis.value
        if claim.place is not None:
            row["place"] = claim.place.name
            row["place_resolved"] = claim.place.resolved_name
            row["place_precision"] = claim.place.precision.value
            row["place_score"] = round(claim.place.score, 2)
            row["place_country"], row["place_admin1"] = claim.place.country, claim.place.admin1
            row["place_pcode"] = claim.place.pcode
            row["place_candidates"] = [
                f"{c.name} ({c.score:.2f}: {', '.join(c.reasons)})" for c in claim.place.candidates[:4]
            ]
        return row

    graded = why_graded(event, reports)
    stands = standings(event.figures, reports, event.actors + event.targets)
    return {
        "event": event.id,
        "kind": event.kind.value,
        "grade": event.grade.value,
        "grade_rule": event.grade.definition,
        "grade_reasons": list(graded.reasons),
        "independent_voices": event.voices,
        "voices": [[name(r) for r in lineage.reports] for lineage in event.lineages],
        "tolls": [
            {
                "measure": t.measure.value,
                "victims": t.victim_class.value if t.victim_class else None,
                "low": t.low,
                "best": t.best,
                "high": t.high,
                "policy": t.policy,
                "rule": Policy(t.policy).definition if t.policy in set(Policy) else "",
                "voices": t.voices,
            }
            for t in event.tolls
        ],
        "disputes": [d.about for d in event.disputes],
        "claims": [
            told(c) | {"copy_of": name(copied) if (copied := _copied(c, reports)) else None}
            for c in event.claims
            if c.type is ClaimType.EVENT
        ],
        "figures": [
            told(c)
            | {
                "standing": stands[c.id].value if c.id in stands else None,
                "part_of": c.part_of,
                "copy_of": name(copied) if (copied := _copied(c, reports)) else None,
            }
            for c in event.figures
        ],
        "joined": [
            {
                "a": j.a,
                "b": j.b,
                "a_words": claim_words(claims.get(j.a)),
                "b_words": claim_words(claims.get(j.b)),
                "verdict": j.verdict.value,
                "score": round(j.score, 2),
                "reasons": list(j.reasons),
                "by": j.by,
            }
            for j in event.judgements
        ],
        "decided": [
            {
                "number": d.number,
                "at": d.at.isoformat(timespec="minutes"),
                "by": d.by,
                "action": d.action,
                "reason": d.reason,
                "in_force": d.undone_at is None,
            }
            for d in decisions
        ],
    }


def _party(actor: Actor, role: str) -> dict[str, Any]:
    """Whom the words of a party were led to, how surely, why, and who else it may be."""
    return {
        "role": role,
        "name": actor.name,
        "id": actor.id,
        "kind": actor.kind.value,
        "score": round(actor.score, 2),
        "reasons": list(actor.reasons),
        "candidates": [f"{c.name} ({c.score:.2f}: {', '.join(c.reasons)})" for c in actor.candidates[:4]],
    }


def _copied(claim: Claim, reports: Mapping[str, ReportCard]) -> str | None:
    card = reports.get(claim.report_id)
    return card.copy_of if card else None


def claim_words(claim: Claim | None) -> str:
    return " ".join(claim.evidence.quote.split()) if claim is not None else ""


def print_explanation(told: Mapping[str, Any], console: Console) -> None:
    """An explanation in words."""
    console.print(
        f"[bold]{told['kind'].replace('_', ' ')}[/]  {told['event']}  [{GRADE_STYLE[told['grade']]}]{told['grade']}[/]"
    )
    console.print(f"why {told['grade']} ({told['grade_rule']}): {escape('; '.join(told['grade_reasons']))}")
    console.print(f"reports by origin: {escape('; '.join(_origin(v) for v in told['voices']))}")
    for rule in dict.fromkeys(f"policy {line['policy']}: {line['rule']}" for line in told["tolls"]):
        console.print(f"[dim]{escape(rule)}[/]")
    whole = {line["measure"] for line in told["tolls"] if line["victims"] is None}
    for line in told["tolls"]:
        if line["measure"] in whole and line["victims"] == VictimClass.UNKNOWN.value:
            continue  # those of whom nothing is said have no line beside that of all
        of = f" ({line['victims']})" if line["victims"] not in (None, VictimClass.UNKNOWN.value) else ""
        console.print(
            f"{line['measure']}{of}: low {_none(line['low'])}, best {_none(line['best'])}, high {_none(line['high'])}"
        )
    argued = {d.split(":")[0] for d in told["disputes"]}
    for line in told["tolls"]:
        first = line["victims"] is None or line["measure"] not in whole
        if first and line["voices"] > 1 and line["measure"] not in argued and line["low"] == line["high"]:
            console.print(f"[green]agreed: {line['measure']}: {line['voices']} voices say {line['best']}[/]")
    for dispute in told["disputes"]:
        console.print(f"[red]disputed: {escape(dispute)}[/]")
    for heading, rows in (("What happened, as told", told["claims"]), ("Figures", told["figures"])):
        if rows:
            console.print()
            console.print(Rule(f"[bold]{heading}[/]", align="left", style="cyan"))
        for row, copies in _with_copies(rows):
            what = f"{row['measure']} {row['amount']} {row['victims']}" if "measure" in row else str(row["kind"])
            console.print(f"[bold]{escape(what.strip())}[/]  [dim]{row['id']}[/]")
            console.print(f"  “{escape(' '.join(row['words'].split()))}”")
            who = row["speaker"] or "the report's own voice"
            detail = [f"cue “{row['cue']}”"] if row["cue"] else []
            detail += [f"via {row['via']}"] if row["via"] else []
            detail += ["carried over from a sentence before"] if row["carried"] else []
            detail += [row["stance"]] if row["stance"] != Stance.ASSERTED.value else []
            detail += [_STANDING[row["standing"]]] if row.get("standing") in _STANDING else []
            detail += [f"in a copy of {row['copy_of']}"] if row.get("copy_of") else []
            console.print(f"  said by {escape(who)}{escape(' (' + '; '.join(detail) + ')') if detail else ''}")
            if row.get("actors") or row.get("targets"):
                console.print(
                    f"  by {escape(', '.join(row['actors']) or 'unknown')}; to {escape(', '.join(row['targets']) or '–')}"
                )
            for party in row["parties"]:
                led = f"→ {party['id']} ({party['score']})" if party["id"] else "not on the list"
                console.print(
                    f"    [dim]{escape(party['role'])} {escape(party['name'])} {escape(led)}: "
                    f"{escape('; '.join(party['reasons']) or party['kind'])}[/]"
                )
                if len(party["candidates"]) > 1:
                    console.print(f"      candidates: {escape('; '.join(party['candidates']))}")
            if row["when"]:
                console.print(f"  when {row['when']} (from {row['when_basis']})")
            if row.get("place"):
                resolved = f" → {row['place_resolved']}" if row["place_resolved"] else ""
                console.print(
                    f"  where {escape(row['place'])}{escape(resolved)} ({row['place_precision']}, score {row['place_score']})"
                )
                division = ", ".join(x for x in (row["place_admin1"], row["place_country"], row["place_pcode"]) if x)
                if division:
                    console.print(f"    in {escape(division)}")
                if len(row["place_candidates"]) > 1 or row["place_score"] < _SURE:
                    console.print(f"    candidates: {escape('; '.join(row['place_candidates']))}")
            console.print(
                f"  [dim]{escape(row['report'])} characters {row['start']}–{row['end']} · {escape(', '.join(row['found_by']))}[/]"
            )
            if copies:
                console.print(f"  the same in its copies {escape(', '.join(copies))}")
    if told["joined"]:
        console.print()
        console.print(Rule("[bold]Why joined[/]", align="left", style="cyan"))
        for row in told["joined"]:
            console.print(f"[bold]{row['verdict']}[/] {row['score']} by {escape(row['by'])}")
            console.print(f"  {row['a']}  “{escape(row['a_words'][:110])}”")
            console.print(f"  {row['b']}  “{escape(row['b_words'][:110])}”")
            for reason in row["reasons"]:
                console.print(f"    {escape(reason)}")
    if told["decided"]:
        console.print()
        console.print(Rule("[bold]What persons decided[/]", align="left", style="cyan"))
        for row in told["decided"]:
            stands = "" if row["in_force"] else " (taken back)"
            console.print(
                f"{row['number']}  {row['action'].replace('_', ' ')} by {escape(row['by'])}, {row['at']}{stands}: "
                f"{escape(row['reason'])}"
            )


_SURE = 0.9
"""The score of a place from which on its one candidate needs no line."""


def _origin(reports: Sequence[str]) -> str:
    """ "a.txt (copied in b.txt, c.txt)"."""
    first, *copies = reports
    return f"{first} (copied in {', '.join(copies)})" if copies else first


def _with_copies(rows: Sequence[Mapping[str, Any]]) -> list[tuple[Mapping[str, Any], list[str]]]:
    """Rows, each with the reports that only copy it; what a copy tells otherwise has a row of its own."""
    out: list[tuple[Mapping[str, Any], list[str]]] = []
    first: dict[tuple[object, ...], list[str]] = {}
    for row in sorted(rows, key=lambda r: bool(r.get("copy_of"))):
        origin = row.get("copy_of") or row["report"]
        key = (
            origin,
            row.get("measure"),
            row.get("kind"),
            row.get("amount"),
            " ".join(row["words"].split()).casefold(),
        )
        if row.get("copy_of") and key in first:
            first[key].append(row["report"])
            continue
        first[key] = []
        out.append((row, first[key]))
    order = {row["id"]: number for number, row in enumerate(rows)}
    return sorted(out, key=lambda item: order[item[0]["id"]])


_STANDING = {
    Standing.SUPERSEDED.value: "superseded: the same voice gave another number later, or those it counts died",
    Standing.REPEATED.value: "the same voice says it elsewhere",
    Standing.PART.value: "a part: stands for no whole",
    Standing.UNCOUNTED.value: "without a number",
}


def _none(value: object) -> str:
    return "–" if value is None else str(value)
