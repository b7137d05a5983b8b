"""Where sources and contents begin and end: a small net over the finished second look, the tree and the signs.

    python -m training.extents DATA MODEL [--cache FOLDER] [--limit N] [--seed S] [--dev]

DATA/polnear/train.jsonl is read as ``training.attributions`` reads it (the same cache serves both). For every span that the
reader marks and that touches a span of the gold, the net learns to prefer the gold's ends among those that the tree offers.
``extents.npz`` is written into MODEL; ``--dev`` writes nothing and tells what it gives on DATA/polnear/dev.jsonl.
"""

import random
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np
import torch
from torch import nn

from dateline.reading.attributions import TASKS, Evidence, base_relations
from dateline.reading.extents import FILE, Extents, Span, ground_of, logs_of, proposed, seen
from dateline.reading.model import Model
from training.attributions import Read, read_all
from training.command import reading_arguments, say
from training.export import renew_manifest

HIDDEN = 48
EPOCHS = 6
RATE = 3e-3
DECAY = 0.01
DROP = 0.1
GROUPS = 64
"""Spans in a batch."""
LEARNED = ("source", "cue", "content")


def gold_spans(tags: np.ndarray) -> set[tuple[int, int]]:
    """(start, end) of the spans in BIO numbers [n]."""
    out: list[tuple[int, int]] = []
    for i, tag in enumerate(tags.tolist()):
        if tag == 1 or (tag == 2 and (not out or out[-1][1] != i)):
            out.append((i, i + 1))
        elif tag == 2:
            out[-1] = (out[-1][0], i + 1)
    return set(out)


@dataclass(slots=True)
class Marked:
    """A text as the second look leaves it: ``scores`` [n, 3, 3], the spans that they make, more of them as proposals, and the
    word vectors in their smaller width with zeros after them."""

    scores: np.ndarray
    spans: dict[str, list[Span]]
    proposals: dict[str, list[Span]]
    small: np.ndarray


def marked(model: Model, e: Evidence) -> Marked:
    if model.attributor is None:
        raise ValueError(f"the model at {model.folder} has no second look; make it first (training.attributions)")
    e.vectors = e.vectors.astype(np.float32)
    small = model.attributor.small(e)
    scores = model.attributor.scores(e, small)
    return Marked(
        scores,
        {task: model.decoders[task].spans(scores[:, k]) for k, task in enumerate(TASKS)},
        {task: proposed(model.decoders[task], scores[:, k]) for k, task in enumerate(TASKS)},
        small,
    )


def groups(model: Model, reads: Sequence[Read], task: str) -> list[tuple[np.ndarray, int]]:
    """Of each proposed span of ``task`` its candidates' features, and the number of the gold's; -1 where none is."""
    relations = len(base_relations(model.labels["deps"]))
    punct = model.labels["upos"].index("PUNCT")
    number = TASKS.index(task)
    out = []
    for read in reads:
        m = marked(model, read.evidence)
        small = np.concatenate([m.small, np.zeros((1, m.small.shape[1]), dtype=m.small.dtype)])
        ground = ground_of(read.evidence, len(model.labels["upos"]), relations)
        logs = logs_of(m.scores[:, number])
        gold = gold_spans(read.gold[:, number])
        cues = () if task == "cue" else m.spans["cue"]
        for span in m.proposals[task]:
            _, a, b, rows = seen(ground, logs, small, [span], cues, punct)
            right = [k for k, pair in enumerate(zip(a.tolist(), b.tolist(), strict=True)) if pair in gold]
            out.append((rows.astype(np.float16), right[0] if right else -1))
    return out


class Weigher(nn.Module):
    def __init__(self, features: int) -> None:
        super().__init__()
        self.features = nn.Linear(features, HIDDEN)
        self.out = nn.Linear(HIDDEN, 1, bias=False)
        self.straight = nn.Linear(features, 1, bias=False)
        self.none = nn.Parameter(torch.zeros(()))
        self.drop = nn.Dropout(DROP)

    def forward(self, rows: torch.Tensor) -> torch.Tensor:
        out: torch.Tensor = (self.out(self.drop(torch.relu(self.features(rows)))) + self.straight(rows)).squeeze(-1)
        return out


def fitted(examples: list[tuple[np.ndarray, int]], seed: int, log: Callable[[str], None]) -> dict[str, np.ndarray]:
    """The weights, as ``Extents`` takes them, without the task's name."""
    torch.manual_seed(seed)
    rng = random.Random(seed)
    net = Weigher(examples[0][0].shape[1])
    optimizer = torch.optim.AdamW(net.parameters(), lr=RATE, weight_decay=DECAY)
    steps = EPOCHS * -(-len(examples) // GROUPS)
    schedule = torch.optim.lr_scheduler.OneCycleLR(optimizer, RATE, total_steps=steps, pct_start=0.1)
    order = list(range(len(examples)))
    for epoch in range(EPOCHS):
        rng.shuffle(order)
        total = 0.0
        for k in range(0, len(order), GROUPS):
            chosen = [examples[i] for i in order[k : k + GROUPS]]
            width = max(len(rows) for rows, _ in chosen)
            scores = net(torch.from_numpy(np.concatenate([rows for rows, _ in chosen])).float())
            table = torch.full((len(chosen), width + 1), -1e4)
            table[:, 0] = net.none
            at = 0
            for row, (rows, _) in enumerate(chosen):
                table[row, 1 : len(rows) + 1] = scores[at : at + len(rows)]
                at += len(rows)
            loss = nn.functional.cross_entropy(table, torch.tensor([right + 1 for _, right in chosen]))
            optimizer.zero_grad()
            loss.backward()
            optimizer.step()
            schedule.step()
            total += float(loss.detach()) * len(chosen)
        log(f"epoch {epoch} loss {total / len(order):.4f}")
    return {
        "features": net.features.weight.T.detach().numpy().astype(np.float16),
        "hidden": net.features.bias.detach().numpy().astype(np.float16),
        "out": net.out.weight[0].detach().numpy().astype(np.float16),
        "none": net.none.detach().numpy().astype(np.float16),
        "straight": net.straight.weight[0].detach().numpy().astype(np.float16),
    }


def learned(model: Model, reads: Sequence[Read], seed: int, log: Callable[[str], None]) -> dict[str, np.ndarray]:
    out = {}
    for task in LEARNED:
        examples = groups(model, reads, task)
        if not examples:
            log(f"{task}: the network marks none in these texts; its spans stay as they are marked")
            continue
        kept = sum(right == 0 for _, right in examples)
        log(
            f"{task}: {len(examples)} spans, {kept} with the right ends, {np.mean([len(r) for r, _ in examples]):.1f} tries"
        )
        out |= {f"{task}{name}": value for name, value in fitted(examples, seed, log).items()}
    return out


def told(model: Model, reads: Sequence[Read], extents: Extents | None) -> dict[str, float]:
    """F1 of each task in exact spans of words (nested spans of the gold do not count)."""
    counts = dict.fromkeys(TASKS, (0, 0))
    for read in reads:
        m = marked(model, read.evidence)
        found = dict(m.spans)
        if extents is not None:
            found |= extents.chosen(read.evidence, m.scores, m.small, m.proposals, m.spans["cue"])
        for number, task in enumerate(TASKS):
            gold = gold_spans(read.gold[:, number])
            own = {(a, b) for a, b, _ in found[task]}
            counts[task] = (counts[task][0] + 2 * len(own & gold), counts[task][1] + len(own) + len(gold))
    return {task: round(100.0 * right / total, 2) for task, (right, total) in counts.items()}


def learn(data: Path, folder: Path, cache: Path | None, limit: int, seed: int, log: Callable[[str], None]) -> None:
    """Write ``extents.npz`` of the model in ``folder``."""
    model = Model(folder)
    reads = read_all(data / "polnear" / "train.jsonl", model, cache, limit, log)
    np.savez_compressed(folder / FILE, **learned(model, reads, seed, log))
    renew_manifest(folder)


def main() -> None:
    parser = reading_arguments(__doc__)
    parser.add_argument("--seed", type=int, default=3)
    parser.add_argument("--dev", action="store_true")
    given = parser.parse_args()
    if not given.dev:
        learn(given.data, given.model, given.cache, given.limit, given.seed, say)
        return
    model = Model(given.model)
    reads = read_all(given.data / "polnear" / "train.jsonl", model, given.cache, given.limit, say)
    apart = read_all(given.data / "polnear" / "dev.jsonl", model, given.cache, 0, say)
    say(f"before {told(model, apart, None)}")
    file = (given.cache or given.model) / f"extents-{given.seed}.npz"
    np.savez_compressed(file, **learned(model, reads, given.seed, say))
    extents = Extents(file, model.labels)
    say(f"after {told(model, apart, extents)}")


if __name__ == "__main__":
    main()
