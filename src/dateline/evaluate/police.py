"""What sentences say of the police: that they acted, killed, arrested, used force, or failed to act.

The file is tab-separated: a sentence, then 0 or 1 for KILL, ARREST, ANY_ACTION, FAIL, FORCE (the columns of
IndiaPoliceEvents, Halterman, Keith, Sarwar and O'Connor 2021; other orders by a header line). ``kill_f1``,
``arrest_f1``, ``any_f1``, ``fail_f1``, ``force_f1``: F1 of the class over the sentences. A class that the file has no
column for is left out.
"""

from __future__ import annotations

import math
from collections.abc import Mapping
from pathlib import Path
from typing import Final

from dateline.errors import EvaluationError
from dateline.evaluate.counts import Counts
from dateline.evaluate.event_types import learned_scores
from dateline.evaluate.outcome import Outcome, Tools, lines_of_file
from dateline.evaluate.police_words import load_weights
from dateline.evaluate.type_rules import load_rules, rule_scores_of

__all__ = ["CLASSES", "combine_police", "evaluate_police", "police_rule_scores"]

CLASSES: Final = ("kill", "arrest", "any", "fail", "force")
COLUMNS: Final[Mapping[str, str]] = {
    "KILL": "kill",
    "ARREST": "arrest",
    "ANY_ACTION": "any",
    "ANY": "any",
    "FAIL": "fail",
    "FORCE": "force",
}
ORDER: Final = ("KILL", "ARREST", "ANY_ACTION", "FAIL", "FORCE")
RULES: Final = "police_actions.yml"
HOLDS: Final = 0.5
"""Sum of rules from which a class holds by the rules alone (a rule told late in a sentence counts 0.75)."""
LIKELY: Final[Mapping[str, tuple[float, float]]] = {
    "kill": (0.93, 0.02),
    "arrest": (0.80, 0.01),
    "any": (0.65, 0.04),
    "fail": (0.50, 0.01),
    "force": (0.88, 0.02),
}
"""How often a class is there where its rules hold, and where they do not: counted on the even lines of the training
part of IndiaPoliceEvents."""
RULE_SHARE: Final = 0.5
"""How much the rules count beside a learned score, 0 to 1."""
LEARNED: Final = frozenset({"arrest", "any"})
"""Classes in which the reader's own score has a say: with the rules in both, with the words in ``any`` alone. In the others
the rules are as good (killings) or better."""
LEARNED_WORDS: Final = ("arrest", "any", "fail", "force")
"""Classes whose words are weighed beside the rules (:mod:`dateline.evaluate.police_words`). Killings are too few to learn
from; the rules tell them as well."""
WHAT: Final = "tab-separated lines: a sentence, then 0 or 1 for " + ", ".join(ORDER)


def police_rule_scores(sentence: str) -> dict[str, float]:
    """The summed rules of each class; a killing, an arrest, force or failure is an action too."""
    found = rule_scores_of(load_rules(RULES), sentence)
    scores = {name: found.get(name, 0.0) for name in CLASSES}
    scores["any"] = max(scores["any"], *(scores[name] for name in CLASSES if name != "any"))
    return scores


def combine_police(
    rules: Mapping[str, float], model: Mapping[str, float] | None = None, words: Mapping[str, float] | None = None
) -> dict[str, bool]:
    """Which classes hold, by the rules and, where there are any, a model's probabilities (one for each class).

    ``words``: log-odds by rules and words together, where a class has them, in place of the rules'. Where the model has a
    say (:data:`LEARNED`), the log-odds of both sides are averaged with :data:`RULE_SHARE`; those of rules alone are
    :data:`LIKELY`'s.
    """
    words = words or {}
    out: dict[str, bool] = {}
    for name in CLASSES:
        holds = rules.get(name, 0.0) >= HOLDS
        if model and name in model and name in LEARNED and (name not in words or name == "any"):
            odds = words.get(name, _odds(LIKELY[name][0 if holds else 1]))
            out[name] = RULE_SHARE * odds + (1.0 - RULE_SHARE) * _odds(model[name]) >= 0.0
        else:
            out[name] = words[name] >= 0.0 if name in words else holds
    out["any"] = out["any"] or any(out[name] for name in CLASSES)
    return out


def _odds(probability: float) -> float:
    bounded = min(max(probability, 1e-4), 1.0 - 1e-4)
    return math.log(bounded / (1.0 - bounded))


def evaluate_police(path: Path, tools: Tools) -> Outcome:
    """A file of sentences. The predictions are the same lines with one column more for each class, 0 or 1."""
    lines = lines_of_file(path, WHAT)
    rows = [(i, line.split("\t")) for i, line in enumerate(lines) if line.strip()]
    if not rows:
        raise EvaluationError(f"{path} holds no line; expected {WHAT}")
    names, header = _columns(rows[0][1], path)
    out = list(lines)
    if header:
        out[rows[0][0]] += "".join(f"\tPRED_{name}" for name in names)
    counts = {COLUMNS[name]: Counts() for name in names}
    first = len(rows[0][1]) - len(names)
    body = rows[1:] if header else rows
    if not body:
        raise EvaluationError(f"{path} holds a header and no sentence; expected {WHAT}")
    for i, cells in body:
        values = cells[first:]
        if len(cells) != first + len(names) or any(v.strip() not in ("0", "1") for v in values):
            raise EvaluationError(f"{path}, line {i + 1} is {lines[i][:60]!r} … {values}; expected {WHAT}")
        sentence = cells[first - 1]
        model = _by_class(learned_scores(tools.reader, sentence, "police"))
        rules = police_rule_scores(sentence)
        holds = combine_police(rules, model, load_weights().odds(sentence, rules))
        for name, value in zip(names, values, strict=True):
            gold, got = value.strip() == "1", holds[COLUMNS[name]]
            counts[COLUMNS[name]] += Counts(int(gold), int(got), int(gold and got))
        out[i] += "".join(f"\t{int(holds[COLUMNS[name]])}" for name in names)
    return Outcome(
        n=len(body),
        unit="sentences",
        metrics={f"{name}_f1": c.f1 for name, c in counts.items()},
        predictions="\n".join(out) + "\n",
        details={name: (c.gold, c.found, c.right) for name, c in counts.items()},
    )


def _by_class(model: Mapping[str, float]) -> dict[str, float]:
    return {COLUMNS.get(label.upper(), label.lower()): score for label, score in model.items()}


def _columns(cells: list[str], path: Path) -> tuple[list[str], bool]:
    """The classes of the columns after the sentence, and whether the first line is a header."""
    named = [c.strip().upper().removeprefix("POLICE_") for c in cells]
    classes = [c for c in named if c in COLUMNS]
    if classes:
        names = named[named.index(classes[0]) :]
        if names != classes:
            raise EvaluationError(
                f"{path}: the header has the columns {', '.join(names)} after the sentence; expected only {', '.join(ORDER)}, "
                "in any order, some or all: leave the others out or put them before the sentence"
            )
        return names, True
    if len(cells) != len(ORDER) + 1:
        raise EvaluationError(f"{path}: the first line has {len(cells)} columns; expected {WHAT}, or a header line")
    return list(ORDER), False
