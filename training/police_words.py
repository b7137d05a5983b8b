"""The words of ``dateline evaluate police``: weights beside the rules, learned on IndiaPoliceEvents' training part.

    python -m training.police_words DATA/india-police-events/sents_train.tsv src/dateline/data/police_words.json.gz

Logistic regression for each class over words, pairs of neighbours and the sums of the rules, by L-BFGS; the cut of each by
four-fold cross-validation on the same part. Needs ``scipy``. A quarter of an hour at most on one core, the rules included.
"""

import argparse
import gzip
import json
from collections import Counter
from collections.abc import Mapping, Sequence
from pathlib import Path

import numpy as np
from scipy.optimize import minimize
from scipy.sparse import csr_matrix

from dateline.evaluate.police import COLUMNS, LEARNED_WORDS, ORDER, police_rule_scores
from dateline.evaluate.police_words import rule_marks, word_marks

RARE = 4
"""Words and pairs of fewer sentences are left out."""
FIRM, FIRM_RULES = 6.0, 0.1
"""Strength of the squared penalty for words, and for rules and the bias."""
FOLDS = 4
STEPS = 60
SMALL = 0.05
"""Weights nearer to zero are not kept."""

Marks = Mapping[str, float]


def matrix(rows: Sequence[Marks], known: Mapping[str, int]) -> csr_matrix:
    columns: list[int] = []
    values: list[float] = []
    ends = [0]
    for row in rows:
        for mark, value in row.items():
            if mark in known:
                columns.append(known[mark])
                values.append(value)
        ends.append(len(columns))
    return csr_matrix((values, columns, ends), shape=(len(rows), len(known)))


def fitted(rows: Sequence[Marks], truth: np.ndarray) -> dict[str, float]:
    counts = Counter(mark for row in rows for mark in row)
    known = {m: k for k, m in enumerate(sorted(m for m, n in counts.items() if n >= RARE or m.startswith("<rule")))}
    inputs = matrix(rows, known)
    firm = np.array([FIRM_RULES if m.startswith(("<rule", "<bias")) else FIRM for m in known])
    sign = 2 * truth - 1.0

    def loss(weights: np.ndarray) -> tuple[float, np.ndarray]:
        margin = sign * (inputs @ weights)
        value = np.logaddexp(0, -margin).sum() + 0.5 * (firm * weights * weights).sum()
        return float(value), inputs.T @ (-sign / (1 + np.exp(np.clip(margin, -30, 30)))) + firm * weights

    weights = minimize(loss, np.zeros(len(known)), jac=True, method="L-BFGS-B", options={"maxiter": STEPS}).x
    return {m: round(float(weights[k]), 2) for m, k in known.items() if abs(weights[k]) >= SMALL}


def odds(weights: Marks, rows: Sequence[Marks]) -> np.ndarray:
    return np.array([sum(weights.get(m, 0.0) * v for m, v in row.items()) for row in rows])


def f1(found: np.ndarray, truth: np.ndarray) -> float:
    return 2.0 * float((found & (truth == 1)).sum()) / float(found.sum() + truth.sum())


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("train", type=Path)
    parser.add_argument("out", type=Path)
    given = parser.parse_args()
    lines = [line.split("\t") for line in given.train.read_text(encoding="utf-8").splitlines()]
    rows: list[Marks] = [
        {"<bias>": 1.0, **dict.fromkeys(word_marks(cells[0]), 1.0), **rule_marks(police_rule_scores(cells[0]))}
        for cells in lines
    ]
    fold = np.random.RandomState(0).permutation(len(rows)) % FOLDS
    weights, cuts, apart = {}, {}, {}
    for number, column in enumerate(ORDER, start=1):
        name = COLUMNS[column]
        if name not in LEARNED_WORDS:
            continue
        truth = np.array([int(cells[number]) for cells in lines])
        scores = np.zeros(len(rows))
        for part in range(FOLDS):
            own, other = np.flatnonzero(fold != part), np.flatnonzero(fold == part)
            scores[other] = odds(fitted([rows[i] for i in own], truth[own]), [rows[i] for i in other])
        cuts[name] = round(float(max(np.arange(-2.5, 1.5, 0.1), key=lambda c: f1(scores >= c, truth))), 2)
        apart[name] = round(f1(scores >= cuts[name], truth), 4)
        weights[name] = fitted(rows, truth)
        print(name, "apart", apart[name], "cut", cuts[name], "weights", len(weights[name]), flush=True)
    content = {
        "about": "Learned on the training part of IndiaPoliceEvents (no licence stated) by training/police_words.py.",
        "apart": apart,
        "cuts": cuts,
        "weights": weights,
    }
    text = json.dumps(content, ensure_ascii=False, sort_keys=True, separators=(",", ":"))
    given.out.write_bytes(gzip.compress(text.encode(), 9, mtime=0))


if __name__ == "__main__":
    main()
