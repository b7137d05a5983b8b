"""Figures and events against a gold record.

The rules: a predicted figure is found when report, measure, low and high equal the gold's and the character
ranges overlap; each gold row is found once at most. Precision counts every predicted row on the gold's
reports but those that match gold of level ``stretch`` and those that are vague (low and high both null).
Recall counts the gold of level ``core``. A predicted event is found when report and kind agree, the ranges
overlap, and the days overlap within one. Of what is found, the share of each attribute that is right is given.
A gold row may carry ``or``: another reading of the same words that is right too; a gold value may be a list
of values that are all right.
"""

from __future__ import annotations

import json
import re
from collections import Counter
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, timedelta
from pathlib import Path
from typing import Any

from dateline.errors import EvaluationError

__all__ = ["Names", "Row", "Score", "event_at", "figure_matches", "listed", "locate", "score_events", "score_figures"]

Row = Mapping[str, Any]
_ACCEPTED = ({"air_strike", "shelling"}, {"armed_clash", "attack"})


@dataclass(frozen=True, slots=True, kw_only=True)
class Score:
    """What came of a comparison. ``attributes`` maps a name to (right, found); ``confusion`` pairs (gold, got)."""

    task: str
    gold: int
    found: int
    spurious: int
    forgiven: int
    attributes: Mapping[str, tuple[int, int]]
    outside: int = 0
    confusion: Mapping[str, Mapping[tuple[str, str], int]] = field(default_factory=dict)
    missed: tuple[Row, ...] = ()
    wrong: tuple[tuple[str, Row, Row], ...] = ()
    extra: tuple[Row, ...] = ()

    @property
    def precision(self) -> float:
        return self.found / (self.found + self.spurious) if self.found + self.spurious else 0.0

    @property
    def recall(self) -> float:
        return self.found / self.gold if self.gold else 0.0

    @property
    def f1(self) -> float:
        both = self.precision + self.recall
        return 2 * self.precision * self.recall / both if both else 0.0

    def metrics(self) -> dict[str, float]:
        """Numbers by name: precision, recall, f1, and one for each attribute."""
        out = {"precision": self.precision, "recall": self.recall, "f1": self.f1}
        out |= {name: right / n if n else 0.0 for name, (right, n) in self.attributes.items()}
        return {name: round(value, 4) for name, value in out.items()}


def locate(path: Path, task: str, reports: Path | None = None) -> tuple[Path, Path, Path | None]:
    """Find gold file, folder of reports and, if any, the file of stretches that are not the report.

    ``path`` is the gold file or its folder; the reports lie in ``reports``, in ``reports/`` beside the gold, or in
    ``reports/`` beside its folder. Raises EvaluationError that says what was looked for.
    """
    gold = path / f"{task}.jsonl" if path.is_dir() else path
    if not gold.is_file():
        raise EvaluationError(f"no gold record {gold}: give a JSON Lines file, or a folder that holds {task}.jsonl")
    tried = [reports] if reports is not None else [gold.parent / "reports", gold.parent.parent / "reports"]
    for folder in tried:
        if folder is not None and folder.is_dir():
            zones = gold.parent / "not_the_report.jsonl"
            return gold, folder, zones if zones.is_file() else None
    raise EvaluationError(
        f"no folder of reports for {gold}: looked for {', '.join(map(str, tried))}; name it as the second path"
    )


def read_rows(path: Path) -> list[dict[str, Any]]:
    """JSON Lines; raises EvaluationError with the line's number."""
    rows = []
    for number, line in enumerate(path.read_text(encoding="utf8").split("\n"), 1):
        if line.strip():
            try:
                rows.append(json.loads(line))
            except json.JSONDecodeError as error:
                raise EvaluationError(f"{path}, line {number} is not a JSON object: {error}") from error
    return rows


# --------------------------------------------------------------------------------------------------------- comparing


class Names:
    """Names are equal when one's words are all in the other's, after aliases."""

    def __init__(self, aliases: Mapping[str, str]) -> None:
        self.aliases = aliases

    def norm(self, name: str | None) -> str | None:
        if not name:
            return None
        text = re.sub(r"\s+", " ", re.sub(r"[^\w.\- ]", " ", name.casefold())).strip()
        text = re.sub(r"^(the|a|an) ", "", text)
        return self.aliases.get(text, text)

    def same(self, gold: str | None, got: str | None) -> bool:
        gold, got = self.norm(gold), self.norm(got)
        if gold is None or got is None:
            return gold == got
        a, b = set(re.findall(r"\w+", gold)), set(re.findall(r"\w+", got))
        return bool(a) and bool(b) and (a <= b or b <= a)

    def any(self, gold: Sequence[str], got: Sequence[str]) -> bool:
        return not gold or any(self.same(a, b) for a in gold for b in got)

    def party(self, gold: Any, got: Any) -> bool:
        a, b = _party_names(gold), _party_names(got)
        if not a or not b:
            return not a and not b
        return any(self.same(x, y) for x in a for y in b)

    def place(self, gold: Any, got: Any) -> bool:
        gold = gold["name"] if isinstance(gold, Mapping) else gold
        got = got["name"] if isinstance(got, Mapping) else got
        if gold is None:
            return True
        return self.same(gold, got) or (bool(_loose(gold)) and _loose(gold) == _loose(got))


def _loose(text: str | None) -> str:
    return re.sub(r"[^a-z]", "", re.sub(r"\b(al|as|ar|ash|el|the)[- ]", "", (text or "").casefold()))


def _party_names(party: Any) -> list[str]:
    if not party:
        return []
    if isinstance(party, str):
        return [party]
    return [party[key] for key in ("name", "organisation") if party.get(key)]


def _day(text: str | None) -> date | None:
    return date.fromisoformat(text[:10]) if text else None


def _same_day(gold: str | None, got: str | None, slack: int) -> bool:
    a, b = _day(gold), _day(got)
    return True if a is None else b is not None and abs((a - b).days) <= slack


def _overlap_days(gold: Row, got: Row) -> bool:
    a0, a1, b0, b1 = _day(gold.get("start")), _day(gold.get("end")), _day(got.get("start")), _day(got.get("end"))
    a0, a1, b0, b1 = a0 or a1, a1 or a0, b0 or b1, b1 or b0
    if a0 is None or a1 is None:
        return True
    return b0 is not None and b1 is not None and b0 <= a1 + timedelta(1) and b1 >= a0 - timedelta(1)


def _touching(a: Row, b: Row) -> bool:
    return bool(a["start"] < b["end"] and b["start"] < a["end"])


def listed(value: Any) -> list[Any]:
    """A value, or several that are all right, as a list."""
    return value if isinstance(value, list) else [value]


def figure_matches(gold: Row, got: Row) -> bool:
    """True where report, measure, low and high are equal and the words overlap."""
    return bool(
        gold["report"] == got["report"]
        and gold["measure"] == got["measure"]
        and gold["low"] == got.get("low")
        and gold["high"] == got.get("high")
        and _touching(gold, got)
    )


def event_at(gold: Row, got: Row) -> bool:
    """True where report and kind agree and the words overlap, whatever the days."""
    kinds = gold["kind"], got["kind"]
    agree = kinds[0] == kinds[1] or any(kinds[0] in group and kinds[1] in group for group in _ACCEPTED)
    return bool(gold["report"] == got["report"] and agree and _touching(gold, got))


def _event_matches(gold: Row, got: Row) -> bool:
    return event_at(gold, got) and _overlap_days(gold["when"], got.get("when") or {})


Rule = Callable[[Row, Row], bool]


def _either(rule: Rule) -> Rule:
    return lambda g, p: bool(rule(g, p) or ("or" in g and rule({**g, **g["or"]}, p)))


def score_figures(
    gold: Sequence[Row], got: Iterable[Row], *, aliases: Mapping[str, str], zones: Sequence[Row] = ()
) -> Score:
    """Compare figures. ``aliases`` maps lower-case names to one of them; ``zones`` are not the report."""
    names = Names(aliases)
    rules: dict[str, Rule] = {
        "victim_class": lambda g, p: (p.get("victims") or {}).get("class") in listed(g["victims"]["class"]),
        "victim_side": lambda g, p: names.same(g["victims"]["side"], (p.get("victims") or {}).get("side")),
        "speaker": lambda g, p: names.party(g["speaker"], p.get("speaker")),
        "count_span": lambda g, p: g["count_span"] == p.get("count_span"),
        "dates": lambda g, p: (
            _same_day(g["when"]["start"], (p.get("when") or {}).get("start"), 7)
            and _same_day(g["when"]["end"], (p.get("when") or {}).get("end"), 1)
        ),
        "place": lambda g, p: names.place(g["where"], p.get("where")),
        "bound": lambda g, p: g["bound"] == p.get("bound"),
        "stance": lambda g, p: g["stance"] == p.get("stance"),
        "perpetrator": lambda g, p: names.any(g["perpetrators"], p.get("perpetrators") or []),
    }
    confused = {
        "count_span": lambda r: r.get("count_span"),
        "victim_class": lambda r: "/".join(map(str, listed((r.get("victims") or {}).get("class")))),
    }
    return _score("figures", gold, got, figure_matches, rules, zones, confused)


def score_events(
    gold: Sequence[Row], got: Iterable[Row], *, aliases: Mapping[str, str], zones: Sequence[Row] = ()
) -> Score:
    """Compare happenings."""
    names = Names(aliases)
    rules: dict[str, Rule] = {
        "place": lambda g, p: names.place(g["where"], p.get("where")),
        "actor": lambda g, p: names.any(g["actors"], p.get("actors") or []),
        "target": lambda g, p: names.any(g["targets"], p.get("targets") or []),
        "speaker": lambda g, p: names.party(g["speaker"], p.get("speaker")),
    }
    return _score("events", gold, got, _event_matches, rules, zones, {"kind": lambda r: r["kind"]})


def _score(
    task: str,
    gold: Sequence[Row],
    got: Iterable[Row],
    matches: Rule,
    rules: Mapping[str, Rule],
    zones: Sequence[Row],
    confused: Mapping[str, Callable[[Row], Any]],
) -> Score:
    reports = {row["report"] for row in gold}
    predicted = [row for row in got if row["report"] in reports]
    left = list(predicted)
    found: list[tuple[Row, Row]] = []
    forgiven = 0
    for level in ("core", "stretch"):
        for row in (g for g in gold if g["level"] == level):
            hit = next((p for p in left if matches(row, p)), None)
            if hit is None:
                continue
            left.remove(hit)
            if level == "core":
                found.append((row, hit))
            else:
                forgiven += 1
    if task == "figures":
        left = [p for p in left if p.get("low") is not None or p.get("high") is not None]
    core = [g for g in gold if g["level"] == "core"]
    right = {name: sum(_either(rule)(g, p) for g, p in found) for name, rule in rules.items()}
    seen = {id(g) for g, _ in found}
    wrong = [(name, g, p) for g, p in found for name, rule in rules.items() if not _either(rule)(g, p)]
    confusion = {
        name: dict(
            Counter((str(value(g)), str(value(p))) for g, p in found if str(value(p)) not in str(value(g)).split("/"))
        )
        for name, value in confused.items()
    }
    return Score(
        task=task,
        gold=len(core),
        found=len(found),
        spurious=len(left),
        forgiven=forgiven,
        attributes={name: (n, len(found)) for name, n in right.items()},
        outside=sum(
            any(z["report"] == p["report"] and z["start"] <= p["start"] < z["end"] for z in zones) for p in predicted
        ),
        confusion=confusion,
        missed=tuple(g for g in core if id(g) not in seen),
        wrong=tuple(wrong),
        extra=tuple(left),
    )
