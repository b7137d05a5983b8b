"""The second look at who says what: a small net over the finished reader's marks, trees and word vectors.

    python -m training.attributions DATA MODEL [--cache FOLDER] [--limit N] [--dev]

DATA/polnear/train.jsonl is read once with the model in MODEL, whose ``attributions.npz`` is then written. The encoder stays
as it is: minutes on one core, the reading apart. The reader knows the texts it was trained on hardly better than others
(F1 of train and dev differ by a point), so its marks on them can be learned from.
"""

import json
import math
import pickle
import random
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np
import torch
from torch import Tensor, nn

from dateline.reading.analysis import evidence_of
from dateline.reading.attributions import FILE, NEAR, TASKS, Evidence, base_relations, surroundings
from dateline.reading.model import Model
from dateline.reading.tokens import split
from dateline.reading.windows import Tokens
from training.command import reading_arguments, say
from training.export import renew_manifest
from training.marked import paint

SMALL = 48
"""Width to which word vectors are brought."""
HIDDEN = (96,)
"""Hidden units of each round. A second round of 64 units was tried: cue F1 on PolNeAR dev 73.0, without it 74.7."""


@dataclass(frozen=True, slots=True)
class Plan:
    """``run``: words that are drawn together, in a row; ``runs``: how many such runs are in a batch."""

    epochs: tuple[int, ...] = (4,)
    run: int = 32
    runs: int = 24
    rate: float = 3e-3
    decay: float = 0.02
    drop: float = 0.25
    seed: int = 7


@dataclass(slots=True)
class Read:
    """A document as the reader saw it, and its gold tags [n, 3]: 0 outside, 1 first word, 2 inside."""

    evidence: Evidence
    gold: np.ndarray


def gold_tags(record: dict[str, object], starts: Sequence[int], ends: Sequence[int]) -> np.ndarray:
    """BIO numbers [n, 3] of the words at ``starts``:``ends`` of a PolNeAR record."""
    number = {"O": 0, "B": 1, "I": 2}
    columns = []
    for task in TASKS:
        spans = [tuple(s) for one in record["attributions"] for s in one.get(task, ())]  # type: ignore[attr-defined]
        columns.append([number[t[0]] for t in paint(spans, list(starts), list(ends), task, "O")])
    return np.array(columns, dtype=np.int64).T


def read_all(path: Path, model: Model, cache: Path | None, limit: int, log: Callable[[str], None]) -> list[Read]:
    """The documents of ``path``, in an order drawn once, read with ``model``."""
    lines = path.read_text(encoding="utf-8").splitlines()
    random.Random(5).shuffle(lines)
    out = []
    for k, line in enumerate(lines[:limit] if limit else lines):
        kept = cache / f"{path.stem}-{k:04d}.pkl" if cache else None
        if kept is not None and kept.exists():
            out.append(pickle.loads(kept.read_bytes()))
            continue
        record = json.loads(line)
        tokens = Tokens(*split(record["text"]))
        words, offsets = tokens.words(), tokens.offsets()
        starts = [offsets[i] for i in words]
        ends = [offsets[i] + len(tokens.texts[i]) for i in words]
        read = Read(evidence_of(model, tokens, words), gold_tags(record, starts, ends))
        read.evidence.vectors = read.evidence.vectors.astype(np.float16)
        out.append(read)
        if kept is not None:
            kept.parent.mkdir(parents=True, exist_ok=True)
            kept.write_bytes(pickle.dumps(read, protocol=5))
        if k % 50 == 49:
            log(f"read {k + 1} of {len(lines)}")
    return out


class Round(nn.Module):
    """One round; see ``Attributor``."""

    def __init__(self, features: int, hidden: int, drop: float) -> None:
        super().__init__()
        self.features = nn.Linear(features, hidden)
        self.vectors = nn.Linear((2 * NEAR + 3) * SMALL, hidden, bias=False)
        self.out = nn.Linear(hidden, 3 * len(TASKS))
        self.straight = nn.Linear(features, 3 * len(TASKS), bias=False)
        self.drop, self.light = nn.Dropout(drop), nn.Dropout(0.1)

    def forward(self, features: Tensor, vectors: Tensor) -> Tensor:
        features = self.light(features)
        hidden = torch.relu(self.features(features) + self.vectors(self.drop(vectors)))
        out: Tensor = (self.out(self.drop(hidden)) + self.straight(features)).view(-1, len(TASKS), 3)
        return out


@dataclass(slots=True)
class Rows:
    """Words of all documents in a row: features, word vectors, where the vectors to look at stand, gold tags."""

    features: Tensor
    vectors: Tensor
    places: Tensor
    gold: Tensor


def rows_of(
    reads: Sequence[Read], marks: Sequence[np.ndarray], n_tags: int, relations: Sequence[str], vectors: Tensor
) -> Rows:
    """``marks``: of each document, the scores that the round begins with. ``vectors``: of all words, and zeros last."""
    features, places, gold = [], [], []
    base = 0
    for read, mark in zip(reads, marks, strict=True):
        e = read.evidence
        n = len(e.words)
        row, cue = surroundings(e, n_tags, relations, mark)
        beside = np.arange(n)[:, None] + np.arange(-NEAR, NEAR + 1)
        beside = np.where((beside < 0) | (beside >= n), len(vectors) - 1 - base, beside)
        places.append(np.concatenate([beside, e.heads[:, None], cue[:, None]], 1) + base)
        features.append(row)
        gold.append(read.gold)
        base += n
    return Rows(
        torch.from_numpy(np.concatenate(features)),
        vectors,
        torch.from_numpy(np.concatenate(places)),
        torch.from_numpy(np.concatenate(gold)),
    )


def near(rows: Rows, small: nn.Linear, chosen: Tensor) -> Tensor:
    """The small vectors that are looked at of the words ``chosen`` [m] -> [m, places * SMALL]."""
    needed, where = torch.unique(rows.places[chosen], return_inverse=True)
    out: Tensor = small(rows.vectors[needed].float())[where].flatten(1)
    return out


def fit(
    number: int, small: nn.Linear, rows: Rows, plan: Plan, *, learn_small: bool, log: Callable[[str], None]
) -> Round:
    """Train one round, and in the first the projection of the vectors too."""
    net = Round(rows.features.shape[1], HIDDEN[number], plan.drop)
    parameters = [*net.parameters(), *(small.parameters() if learn_small else [])]
    optimizer = torch.optim.AdamW(parameters, lr=plan.rate, weight_decay=plan.decay)
    epochs = plan.epochs[number]
    blocks = list(torch.arange(len(rows.features)).split(plan.run))
    steps = math.ceil(len(blocks) / plan.runs)
    schedule = torch.optim.lr_scheduler.OneCycleLR(optimizer, plan.rate, total_steps=epochs * steps, pct_start=0.1)
    for epoch in range(epochs):
        net.train()
        total = 0.0
        for batch in torch.randperm(len(blocks)).split(plan.runs):
            chosen = torch.cat([blocks[i] for i in batch.tolist()])
            scores = net(rows.features[chosen], near(rows, small, chosen))
            loss = nn.functional.cross_entropy(scores.reshape(-1, 3), rows.gold[chosen].reshape(-1))
            optimizer.zero_grad()
            loss.backward()
            optimizer.step()
            schedule.step()
            total += float(loss.detach()) * len(chosen)
        log(f"round {number + 1} epoch {epoch} loss {total / len(rows.features):.4f}")
    return net.eval()


def applied(net: Round, small: nn.Linear, rows: Rows, sizes: Sequence[int]) -> list[np.ndarray]:
    """Scores [n, 3, 3] of each document."""
    out = []
    with torch.no_grad():
        for chosen in torch.arange(len(rows.features)).split(4096):
            out.append(net(rows.features[chosen], near(rows, small, chosen)))
    return list(np.split(torch.cat(out).numpy(), np.cumsum(sizes)[:-1]))


def learned(
    reads: Sequence[Read], labels: dict[str, list[str]], plan: Plan, log: Callable[[str], None]
) -> dict[str, np.ndarray]:
    """The weights, as ``Attributor`` takes them."""
    torch.manual_seed(plan.seed)
    relations = base_relations(labels["deps"])
    vectors = np.concatenate([r.evidence.vectors for r in reads])
    stacked = torch.from_numpy(np.concatenate([vectors, np.zeros((1, vectors.shape[1]), dtype=vectors.dtype)]))
    small = nn.Linear(vectors.shape[1], SMALL, bias=False)
    sizes = [len(r.gold) for r in reads]
    marks = [r.evidence.marks for r in reads]
    out = {}
    for number in range(len(HIDDEN)):
        rows = rows_of(reads, marks, len(labels["upos"]), relations, stacked)
        net = fit(number, small, rows, plan, learn_small=number == 0, log=log)
        marks = applied(net, small, rows, sizes)
        for name, value in (
            ("features", net.features.weight.T),
            ("vectors", net.vectors.weight.T),
            ("hidden", net.features.bias),
            ("out", net.out.weight.T),
            ("straight", net.straight.weight.T),
            ("bias", net.out.bias),
        ):
            out[f"{number + 1}{name}"] = value.detach().numpy().astype(np.float16)
    out["small"] = small.weight.T.detach().numpy().astype(np.float16)
    return out


def learn(data: Path, folder: Path, cache: Path | None, limit: int, log: Callable[[str], None]) -> None:
    """Write ``attributions.npz`` of the model in ``folder``. ``cache``: where readings are kept; ``limit``: of the documents."""
    model = Model(folder)
    reads = read_all(data / "polnear" / "train.jsonl", model, cache, limit, log)
    np.savez_compressed(folder / FILE, **learned(reads, model.labels, Plan(), log))
    renew_manifest(folder)


def main() -> None:
    parser = reading_arguments(__doc__)
    given = parser.parse_args()
    learn(given.data, given.model, given.cache, given.limit, say)


if __name__ == "__main__":
    main()
