"""Words that tell the type of an event: the rules of ``dateline/data/event_types.yml`` and of files like it."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import Any, Final

from dateline.data_files import parsed
from dateline.errors import DataError

__all__ = ["Rule", "load_rules", "plain", "rule_scores_of"]

GAP: Final = 6
"""Most words that a "*" of its own stands for."""
LATER: Final = 0.75
"""What a rule is worth whose first word stands in the second half of a text: a report leads with its news."""
_APART: Final = re.compile(r"[\-\u2010-\u2015/]")
_BLANK: Final = re.compile(r"\s+")


@dataclass(frozen=True, slots=True)
class Rule:
    """Adds ``weight`` to ``kind`` where ``any`` matches, each of ``all`` does, and ``without`` does not."""

    kind: str
    weight: float
    any: re.Pattern[str]
    all: tuple[re.Pattern[str], ...]
    without: re.Pattern[str] | None

    def worth(self, text: str) -> float:
        """The weight that the rule adds for a text made :func:`plain`; 0 where it does not hold."""
        first = self.any.search(text)
        if first is None or (self.without is not None and self.without.search(text)):
            return 0.0
        if not all(pattern.search(text) for pattern in self.all):
            return 0.0
        return self.weight * (LATER if first.start() > 80 and first.start() > len(text) / 2 else 1.0)


def plain(text: str) -> str:
    """Lower case, hyphens and slashes as blanks, one blank between words."""
    return _BLANK.sub(" ", _APART.sub(" ", text.lower().replace("\u2019", "'")))


def rule_scores_of(rules: Sequence[Rule], text: str) -> dict[str, float]:
    """The summed weights of the rules that hold, by kind."""
    words = plain(text)
    scores: dict[str, float] = {}
    for rule in rules:
        worth = rule.worth(words)
        if worth:
            scores[rule.kind] = scores.get(rule.kind, 0.0) + worth
    return scores


@cache
def load_rules(name: str) -> tuple[Rule, ...]:
    """The rules of the packaged file ``name``. Raises DataError that names the rule that is wrong."""
    content = parsed((files("dateline") / "data" / name).read_text(encoding="utf-8"))
    groups: dict[str, list[str]] = content.get("groups") or {}
    rules = []
    for number, row in enumerate(content["rules"], 1):
        try:
            rules.append(_rule(row, groups))
        except (KeyError, TypeError, ValueError) as error:
            raise DataError(
                f"{name}, rule {number} ({row!r}): {error}; a rule has kind, weight, any, and perhaps all and without"
            ) from error
    return tuple(rules)


def _rule(row: Mapping[str, Any], groups: Mapping[str, Sequence[str]]) -> Rule:
    strange = set(row) - {"kind", "weight", "any", "all", "without"}
    if strange:
        raise ValueError(f"unknown keys {sorted(strange)}")
    return Rule(
        kind=str(row["kind"]),
        weight=float(row["weight"]),
        any=_pattern(row["any"], groups),
        all=tuple(_pattern(words, groups) for words in row.get("all") or ()),
        without=_pattern(row["without"], groups) if row.get("without") else None,
    )


def _pattern(phrases: Iterable[str], groups: Mapping[str, Sequence[str]]) -> re.Pattern[str]:
    parts: list[str] = []
    for phrase in phrases:
        if phrase.startswith("@"):
            parts += [_phrase(p) for p in groups[phrase[1:]]]
        else:
            parts.append(_phrase(phrase))
    if not parts:
        raise ValueError("an empty list of words")
    return re.compile(r"(?<!\w)(?:" + "|".join(parts) + ")")


def _phrase(phrase: str) -> str:
    out = ""
    gap = False
    for word in phrase.split():
        if word == "*":
            gap = True
            continue
        if out:
            out += rf"\W+(?:[\w'.]+\W+){{0,{GAP}}}?" if gap else r"\W+"
        gap = False
        body = "".join(r"\w*" if c == "*" else re.escape(c) for c in word)
        out += body + r"(?!\w)"
    return out
