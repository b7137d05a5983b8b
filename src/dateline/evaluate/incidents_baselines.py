"""What simple means reach on the same file: reports that share words, and numbers by regular expressions.

Both are put beside the system's scores, so that these say something. The first joins reports whose words are alike
(TF-IDF, cosine, single links); the second reads each report of a gold incident with a few patterns and takes the number that
most of them give, so it is told which reports belong together and the system is not.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from math import log
from typing import Final
from zlib import crc32

import numpy as np

from dateline.evaluate.incidents import Incident, Shown, b_cubed

__all__ = ["baselines", "regex_counts", "word_clusters"]

ALIKE: Final = 0.30
"""Cosine from which two reports are joined: the best of 0.05 steps on the odd lines of the public set."""
COLUMNS: Final = 8192
"""Words are hashed into so many columns: two words seldom meet in one, and memory does not grow with the vocabulary."""
_WORD: Final = re.compile(r"[a-z][a-z'-]+|\d+")
_NUMBERS: Final = {
    word: number
    for number, word in enumerate("zero one two three four five six seven eight nine ten eleven twelve".split())
}
_NUMBER: Final = rf"(?P<n>\d{{1,3}}|{'|'.join(_NUMBERS)}|a|an)"
_WHOM: Final = (
    r"(?:\s+(?:other|more|young))?"
    r"\s+(?:people|persons?|men|man|women|woman|teens?|teenagers?|boys?|girls?|child(?:ren)?)"
)
_BE: Final = r"(?:\s+(?:is|are|was|were|have been|has been))?\s+"
_KILLED: Final = re.compile(rf"\b{_NUMBER}(?:{_WHOM})?{_BE}(?:killed|dead|shot dead|shot and killed|died)\b")
_INJURED: Final = re.compile(rf"\b{_NUMBER}(?:{_WHOM})?{_BE}(?:injured|wounded|hurt|shot(?! dead| and killed))\b")


def baselines(incidents: Sequence[Incident]) -> dict[str, float]:
    """B³ F1 of reports joined by their words, and shares of killed and injured right by patterns."""
    reports = [report for incident in incidents for report in incident.reports]
    gold = {report.number: report.incident for report in reports}
    precision, recall = b_cubed(gold, word_clusters(reports))
    several = [i for i in incidents if len(i.reports) > 1]
    counts = [(i, regex_counts(i.reports)) for i in several]
    total = len(several) or 1
    return {
        "words_b3_f1": round(2 * precision * recall / (precision + recall), 4) if precision + recall else 0.0,
        "patterns_killed": round(sum(c[0] == i.killed for i, c in counts) / total, 4),
        "patterns_injured": round(sum(c[1] == i.injured for i, c in counts) / total, 4),
    }


def word_clusters(reports: Sequence[Shown], *, least: float = ALIKE) -> dict[int, int]:
    """Reports joined where the cosine of their TF-IDF vectors is ``least`` or more: cluster by report number."""
    bags = [Counter(_WORD.findall(_text(report).lower())) for report in reports]
    spread = Counter(word for bag in bags for word in bag)
    vectors = np.zeros((len(reports), COLUMNS), dtype=np.float32)
    for row, bag in enumerate(bags):
        for word, count in bag.items():
            vectors[row, crc32(word.encode()) % COLUMNS] += (1 + log(count)) * log(len(reports) / spread[word])
    length = np.linalg.norm(vectors, axis=1, keepdims=True)
    vectors /= np.where(length > 0, length, 1)
    of = list(range(len(reports)))

    def top(item: int) -> int:
        while of[item] != item:
            of[item] = of[of[item]]
            item = of[item]
        return item

    for start in range(0, len(reports), 256):
        rows, columns = np.nonzero(vectors[start : start + 256] @ vectors.T >= least)
        for at, other in zip(rows.tolist(), columns.tolist(), strict=True):
            if (a := top(start + at)) != (b := top(other)):
                of[max(a, b)] = min(a, b)
    return {report.number: top(row) for row, report in enumerate(reports)}


def regex_counts(reports: Sequence[Shown]) -> tuple[int, int]:
    """Killed and injured: the number that most reports give, each the first that a pattern finds in it, else 0."""
    return _majority(reports, _KILLED), _majority(reports, _INJURED)


def _majority(reports: Sequence[Shown], pattern: re.Pattern[str]) -> int:
    found = []
    for report in reports:
        match = pattern.search(_text(report).lower())
        word = match["n"] if match else "zero"
        found.append(1 if word in ("a", "an") else _NUMBERS[word] if word in _NUMBERS else int(word))
    count = Counter(found)
    return max(count, key=lambda n: (count[n], n)) if count else 0


def _text(report: Shown) -> str:
    return f"{report.fields.get('title', '')}\n{report.fields.get('text', '')}"
