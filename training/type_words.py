"""The words of ``dateline evaluate event-types``: weights beside the rules, learned from the snippets and the written passages.

    python -m training.type_words DATA src/dateline/data/type_words.json.gz [--licensed-only] [--folds SEEDS]

Logistic regression over the beginnings of words and of pairs of words, by L-BFGS, from DATA/case2021-event-types/
snippets_odd.tsv and those passages of ``training/written`` that tell one kind (a tenth is kept apart there). ``--folds 0,1,2``
learns nothing for the package but tells, for each seed, what five folds of the snippets give: rules, words, and both. Needs
``scipy``. Half a minute on one core; the folds some minutes.
"""

import argparse
import gzip
import json
import math
from collections import Counter
from collections.abc import Sequence
from pathlib import Path

import numpy as np
from scipy.optimize import minimize
from scipy.sparse import csr_matrix

from dateline.claims import Codebook
from dateline.evaluate.counts import weighted_f1
from dateline.evaluate.event_types import TYPES, combine, kind_of_label, reading_of_snippet, rule_scores
from dateline.evaluate.type_words import stems, weighed
from dateline.reading import load as load_reader
from dateline.terms import EventKind
from training.written import ACLED, is_apart, passages

RARE = 2
"""Stems of fewer texts are left out."""
FIRM = 0.02
"""Strength of the squared penalty. 0.01 to 0.06: F1 with the rules 0.829 to 0.816 in five folds, one seed."""
PASSAGE = 0.5
"""What a written passage counts beside a snippet. 0.25: 0.815, 0.5: 0.819, 1: 0.826; without passages, whole words: 0.803."""
STEPS = 60
TOP = 127
"""The largest weight in units of the file."""


def rarity_of(texts: Sequence[str]) -> dict[str, float]:
    counts = Counter(s for text in texts for s in set(stems(text)))
    return {s: round(math.log(len(texts) / n), 2) for s, n in sorted(counts.items()) if n >= RARE}


def matrix(texts: Sequence[str], rarity: dict[str, float]) -> csr_matrix:
    """One row a text."""
    place = {s: k for k, s in enumerate(rarity)}
    columns: list[int] = []
    values: list[float] = []
    ends = [0]
    for text in texts:
        for stem, value in weighed(text, rarity).items():
            columns.append(place[stem])
            values.append(value)
        ends.append(len(columns))
    return csr_matrix((values, columns, ends), shape=(len(texts), len(rarity)))


def fitted(rows: csr_matrix, kinds: Sequence[int], worth: np.ndarray) -> np.ndarray:
    """Weights [stems + 1, kinds], the bias last."""
    n, width = rows.shape
    size = len(TYPES)
    truth = np.zeros((n, size))
    truth[np.arange(n), kinds] = 1.0

    def loss(flat: np.ndarray) -> tuple[float, np.ndarray]:
        weights = flat.reshape(width + 1, size)
        odds = rows @ weights[:-1] + weights[-1]
        odds = odds - odds.max(1, keepdims=True)
        odds -= np.log(np.exp(odds).sum(1, keepdims=True))
        wrong = (np.exp(odds) - truth) * worth[:, None]
        slope = np.vstack([rows.T @ wrong + FIRM * weights[:-1], wrong.sum(0)])
        value = -(worth * (odds * truth).sum(1)).sum() + 0.5 * FIRM * (weights[:-1] ** 2).sum()
        return float(value), slope.ravel()

    found = minimize(loss, np.zeros((width + 1) * size), jac=True, method="L-BFGS-B", options={"maxiter": STEPS}).x
    weights: np.ndarray = found.reshape(width + 1, size)
    return weights


def shares(rows: csr_matrix, weights: np.ndarray) -> np.ndarray:
    odds = rows @ weights[:-1] + weights[-1]
    likely = np.exp(odds - odds.max(1, keepdims=True))
    out: np.ndarray = likely / likely.sum(1, keepdims=True)
    return out


def read_texts(data: Path, *, snippets: bool) -> tuple[list[str], list[EventKind], np.ndarray, int]:
    """Texts, kinds, what each counts, and how many of them are snippets; they come first."""
    texts, kinds = [], []
    if snippets:
        for line in (data / "case2021-event-types" / "snippets_odd.tsv").read_text(encoding="utf-8").splitlines()[1:]:
            cells = line.split("\t")
            kind = kind_of_label(cells[2])
            if kind is not None:
                texts.append(cells[1])
                kinds.append(kind)
    count = len(texts)
    for text, spans in passages(Path(__file__).parent / "written"):
        told = {EventKind(label) for _, _, task, label in spans if task == "triggers"}
        if len(told) == 1 and told <= set(ACLED) and "\n" not in text.strip() and not is_apart(text):
            texts.append(text)
            kinds += told
    worth = np.array([1.0] * count + [PASSAGE] * (len(texts) - count))
    return texts, kinds, worth, count


def write(path: Path, rarity: dict[str, float], weights: np.ndarray) -> None:
    unit = float(np.abs(weights[:-1]).max()) / TOP
    whole = np.round(weights[:-1] / unit).astype(int)
    content = {
        "about": "Learned by training/type_words.py from the odd snippets of CASE 2021 (no licence stated) and the project's "
        "written passages. Of each stem: its rarity, then a weight for each kind.",
        "kinds": [kind.value for kind in TYPES],
        "bias": [round(float(v), 3) for v in weights[-1]],
        "unit": round(unit, 5),
        "stems": {s: [r, *row] for (s, r), row in zip(rarity.items(), whole.tolist(), strict=True) if any(row)},
    }
    text = json.dumps(content, ensure_ascii=False, separators=(",", ":"))
    path.write_bytes(gzip.compress(text.encode(), 9, mtime=0))


def in_folds(texts: list[str], kinds: list[EventKind], worth: np.ndarray, count: int, seeds: list[int]) -> None:
    """Prints weighted F1 of rules, words and both over five folds of the snippets, for each seed of the draw."""
    rows = matrix(texts, rarity_of(texts))
    numbers = np.array([TYPES.index(k) for k in kinds])
    reader, codebook = load_reader(), Codebook.load()
    rules = [rule_scores(reading_of_snippet(text, reader), codebook) for text in texts[:count]]
    gold = [k.value for k in kinds[:count]]
    for seed in seeds:
        fold = np.random.RandomState(seed).permutation(count) % 5
        words = np.zeros((count, len(TYPES)))
        for part in range(5):
            own = np.concatenate([np.flatnonzero(fold != part), np.arange(count, len(texts))])
            other = np.flatnonzero(fold == part)
            words[other] = shares(rows[other], fitted(rows[own], numbers[own].tolist(), worth[own]))
        told = [dict(zip(TYPES, row, strict=True)) for row in words.tolist()]
        said = {
            "rules": [combine(r) for r in rules],
            "words": told,
            "both": [combine(r, words=w) for r, w in zip(rules, told, strict=True)],
        }
        scores = {n: weighted_f1(gold, [max(TYPES, key=lambda k: s[k]).value for s in v]) for n, v in said.items()}
        print(f"seed {seed} " + " ".join(f"{n} {v:.3f}" for n, v in scores.items()), flush=True)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("data", type=Path)
    parser.add_argument("out", type=Path)
    parser.add_argument("--licensed-only", action="store_true", help="from the written passages alone")
    parser.add_argument("--folds", default="", help="seeds of the draws, with commas between")
    given = parser.parse_args()
    texts, kinds, worth, count = read_texts(given.data, snippets=not given.licensed_only)
    if given.folds:
        in_folds(texts, kinds, worth, count, [int(seed) for seed in given.folds.split(",")])
        return
    rarity = rarity_of(texts)
    write(given.out, rarity, fitted(matrix(texts, rarity), [TYPES.index(k) for k in kinds], worth))


if __name__ == "__main__":
    main()
