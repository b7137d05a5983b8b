"""What each step from label to label adds when the spans of a task are decoded: how much more often than by chance it is taken.

    python -m training.steps DATA MODEL

Counted in DATA/cameo-ner/train.conll for the roles, whose spans are few and never side by side, and written into MODEL as
``steps.json``. On the sentences themselves the roles' F1 goes from 71.7 to 75.6 by this alone; on re3d, whose marks are
many, it gave nothing.
"""

import json
from pathlib import Path

import numpy as np

from dateline.reading.model import STEPS
from training.command import arguments
from training.export import renew_manifest
from training.marked import read_cameo

SHARE = 0.3
"""How much the steps count beside the network's scores; of 0.1 to 0.8 the best on the sentences counted."""
BOUND = 6.0


def steps(sentences: list[list[str]], labels: list[str]) -> list[list[float]]:
    """[from][to]: the share of log p(to | from) - log p(to). ``sentences``: the labels of each; it begins after ``O``."""
    number = {label: k for k, label in enumerate(labels)}
    pairs = np.zeros((len(labels), len(labels)))
    for tags in sentences:
        before = 0
        for tag in tags:
            pairs[before, number.get(tag, 0)] += 1
            before = number.get(tag, 0)
    single = (pairs.sum(0) + 0.5) / pairs.sum()
    after = (pairs + 0.5 * single) / (pairs.sum(1, keepdims=True) + 0.5)
    moves = SHARE * np.clip(np.log(after) - np.log(single), -BOUND, BOUND)
    return [[round(float(v), 2) for v in row] for row in moves]


def learn(data: Path, folder: Path) -> None:
    """Write ``steps.json`` of the model in ``folder``."""
    labels = json.loads((folder / "labels.json").read_text(encoding="utf-8"))
    documents = read_cameo(data / "cameo-ner" / "train.conll")
    told = [s.tags["roles"] for d in documents for s in d.sentences]
    (folder / STEPS).write_text(json.dumps({"roles": steps(told, labels["roles"])}) + "\n", encoding="utf-8")
    renew_manifest(folder)


def main() -> None:
    parser = arguments(__doc__, "data", "model")
    given = parser.parse_args()
    learn(given.data, given.model)


if __name__ == "__main__":
    main()
