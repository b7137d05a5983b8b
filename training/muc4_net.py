"""The nets of :mod:`dateline.evaluate.muc4_net`: how they are trained, and the file of weights that comes of it.

A word's row and a place's row go through one hidden layer together, a second one gives the odds of the roles; the best
place of a candidate counts, and the weights of its features are added. Each net has learned from two thirds of the cables;
the log-odds of the three are averaged.
"""

import math
import random
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

import numpy as np
import torch
from torch import nn
from torch.nn import functional

from dateline.evaluate.muc4_candidates import Candidate
from dateline.evaluate.muc4_keys import ROLES, Template, merged_roles, normalised
from dateline.evaluate.muc4_net import in_bytes
from dateline.evaluate.muc4_words import AXES, AXES_MARKS, Lexicon, Rows, Words

RARE = 5
"""Features of fewer candidates, and kinds of fewer words, are left out."""
HIDDEN = 128
BENT = 64
DROPPED, UNSEEN = 0.4, 0.15
"""Shares of hidden units and of inputs that are left out at random while learning."""
RATE, RATE_FEATURES = 2e-3, 0.01
DECAY, DECAY_FEATURES = 0.05, 2e-4
SPARED = 0.4
"""Share of the cables without an incident that is used in a pass: the cable's own odds hold them down anyway."""
BATCH = 16
EPOCHS = 8
SMALL = 0.05
"""Weights of features nearer to zero are not kept."""


@dataclass(slots=True)
class Example:
    """A cable with its keys, its candidates, its features and its words."""

    keys: list[Template]
    found: list[Candidate]
    features: set[str]
    words: Words


@dataclass(slots=True)
class Sample:
    """An example as numbers: its rows, the numbers of each candidate's features, and which roles each fills."""

    rows: Rows
    features: list[list[int]]
    truth: np.ndarray
    told: bool


def axes_of(rows: np.ndarray, count: int, even: float) -> tuple[np.ndarray, np.ndarray]:
    """Mean [d] and main axes [d, count] of rows [n, d]. ``even``: 0 leaves the axes' spreads as they are, 1 makes them alike."""
    mean = rows.mean(0)
    values, vectors = np.linalg.eigh(np.cov((rows - mean).T))
    spread = np.sqrt(values[::-1][:count].clip(1e-9))
    axes = vectors[:, ::-1][:, :count] / (spread**even * spread.mean() ** (1 - even))
    return mean.astype(np.float16).astype(np.float32), axes.astype(np.float16).astype(np.float32)


def names_of(counted: Iterable[str], rare: int) -> list[str]:
    return sorted(name for name, n in Counter(counted).items() if n >= rare)


def lexicon_of(data: Sequence[Example]) -> Lexicon:
    words = [e.words for e in data]
    names = {
        "relations": names_of((r for w in words for r in w.relations), 1),
        "tags": names_of((t for w in words for t in w.tags), 1),
        "names": names_of((t for w in words for t in w.names), 1),
        "hits": names_of((k for w in words for kinds in w.hits.values() for k in kinds), RARE),
        "parties": names_of((k for w in words for kinds in w.parties.values() for k in kinds), RARE),
    }
    vectors = np.concatenate([w.vectors[::3] for w in words[::3]]).astype(np.float32)
    marks = np.concatenate([w.marks[::3] for w in words[::3]]).astype(np.float32)
    return Lexicon(names, *axes_of(vectors, AXES, 0.0), *axes_of(marks, AXES_MARKS, 0.5))


def truth_of(example: Example) -> np.ndarray:
    """[candidates, roles]: which roles a candidate's string fills anywhere in the keys."""
    fills: dict[str, set[str]] = {}
    for role, entities in merged_roles(example.keys).items():
        for mention in (normalised(m) for entity in entities for m in entity):
            fills.setdefault(mention, set()).add(role)
    own = [fills.get(normalised(c.text), set()) for c in example.found]
    return np.array([[float(role in one) for role in ROLES] for one in own], dtype=np.float32).reshape(-1, len(ROLES))


class Network(nn.Module):
    def __init__(self, words: int, places: int, features: int) -> None:
        super().__init__()
        self.words = nn.Linear(words, HIDDEN)
        self.places = nn.Linear(places, HIDDEN, bias=False)
        self.middle = nn.Linear(HIDDEN, BENT)
        self.out = nn.Linear(BENT, len(ROLES))
        self.features = nn.EmbeddingBag(features + 1, len(ROLES), mode="sum")
        self.unseen, self.dropped = nn.Dropout(UNSEEN), nn.Dropout(DROPPED)
        nn.init.zeros_(self.features.weight)
        nn.init.constant_(self.out.bias, -3.5)

    def forward(self, batch: Sequence[Sample]) -> torch.Tensor:
        """Log-odds [candidates of all, roles]."""
        words = torch.from_numpy(np.concatenate([s.rows.words for s in batch]))
        places = torch.from_numpy(np.concatenate([s.rows.places for s in batch]))
        counts = np.cumsum([0, *(len(s.features) for s in batch)])
        heads = np.cumsum([0, *(len(s.rows.words) for s in batch)])
        candidate = torch.from_numpy(
            np.concatenate([s.rows.candidate + n for s, n in zip(batch, counts, strict=False)])
        )
        word = torch.from_numpy(np.concatenate([s.rows.word + n for s, n in zip(batch, heads, strict=False)]))
        hidden = self.words(self.unseen(words))[word] + self.places(self.unseen(places))
        bent = functional.gelu(
            self.middle(self.dropped(functional.gelu(hidden, approximate="tanh"))), approximate="tanh"
        )
        odds = self.out(self.dropped(bent))
        best = torch.full((int(counts[-1]), len(ROLES)), -9.0)
        best = best.scatter_reduce(0, candidate[:, None].expand(-1, len(ROLES)), odds, "amax", include_self=True)
        known = [row for s in batch for row in s.features]
        offsets = torch.tensor(np.cumsum([0, *(len(row) for row in known)])[:-1])
        return best + self.features(torch.tensor([f for row in known for f in row], dtype=torch.long), offsets)


def trained(samples: Sequence[Sample], features: int, seed: int) -> Network:
    torch.manual_seed(seed)
    chance = random.Random(seed)
    net = Network(samples[0].rows.words.shape[1], samples[0].rows.places.shape[1], features)
    dense = [p for name, p in net.named_parameters() if not name.startswith("features")]
    optimizer = torch.optim.AdamW([
        {"params": dense, "lr": RATE, "weight_decay": DECAY},
        {"params": list(net.features.parameters()), "lr": RATE_FEATURES, "weight_decay": 0.0},
    ])  # fmt: skip
    told = [s for s in samples if s.told]
    others = [s for s in samples if not s.told]
    size = len(told) + int(len(others) * SPARED)
    steps, step = EPOCHS * math.ceil(size / BATCH), 0
    net.train()
    for _ in range(EPOCHS):
        chance.shuffle(others)
        used = told + others[: size - len(told)]
        chance.shuffle(used)
        for start in range(0, len(used), BATCH):
            share = min(1.0, (step + 1) / (0.08 * steps)) * max(0.02, 1 - step / steps)
            for group, rate in zip(optimizer.param_groups, (RATE, RATE_FEATURES), strict=True):
                group["lr"] = rate * share
            batch = used[start : start + BATCH]
            truth = torch.from_numpy(np.concatenate([s.truth for s in batch]))
            loss = functional.binary_cross_entropy_with_logits(net(batch), truth, reduction="sum") / BATCH
            loss = loss + DECAY_FEATURES * (net.features.weight**2).sum()
            optimizer.zero_grad()
            loss.backward()
            optimizer.step()
            step += 1
    return net.eval()


@dataclass(slots=True)
class Inputs:
    """All cables as numbers; those without a candidate have none."""

    lexicon: Lexicon
    names: list[str]
    samples: list[Sample | None]


def inputs_of(data: Sequence[Example]) -> Inputs:
    lexicon = lexicon_of(data)
    names = names_of((f for e in data for c in e.found for f in c.features), RARE)
    number = {name: k for k, name in enumerate(names)}
    samples = [
        Sample(
            lexicon.rows(e.words, e.found),
            [sorted(number[f] for f in c.features if f in number) for c in e.found],
            truth_of(e),
            bool(e.keys),
        )
        if e.found
        else None
        for e in data
    ]
    return Inputs(lexicon, names, samples)


def content_of(inputs: Inputs, nets: Sequence[Network]) -> dict[str, np.ndarray]:
    """The content of the file of weights: the nets side by side, the mean of their weights of features."""
    weights = np.mean([n.features.weight.detach().numpy()[:-1] for n in nets], 0)
    keep = np.abs(weights).max(1) >= SMALL
    lexicon = inputs.lexicon
    lists = {**lexicon.names, "features": [name for name, k in zip(inputs.names, keep, strict=True) if k]}
    out = {key: np.frombuffer("\n".join(values).encode(), dtype=np.uint8) for key, values in lists.items()}
    out |= {key: getattr(lexicon, key).astype(np.float16) for key in ("mean", "mean_marks")}
    out |= (
        in_bytes("axes", lexicon.axes) | in_bytes("axes_marks", lexicon.axes_marks) | in_bytes("weights", weights[keep])
    )
    for k, net in enumerate(nets):
        matrices = {
            "words": net.words.weight,
            "places": net.places.weight,
            "middle": net.middle.weight,
            "out": net.out.weight,
        }
        rows = {"start": net.words.bias, "bent": net.middle.bias, "bias": net.out.bias}
        for name, value in matrices.items():
            out |= in_bytes(f"{k}.{name}", value.detach().numpy().T)
        out |= {f"{k}.{name}": value.detach().numpy().astype(np.float16) for name, value in rows.items()}
    return out
