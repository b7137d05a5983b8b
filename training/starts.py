"""The second look at where sentences begin: a small net over the finished reader's log-odds and tags, and the spelling.

    python -m training.starts DATA MODEL [--every N]

DATA/ud-english-ewt/ewt-train.conllu (every Nth document) and DATA/ud-english-gum/gum-dev.conllu are read as raw text with
the model in MODEL, whose ``starts.npz`` is then written. The network finds sentences no better in the documents it was trained
on than in others (F1 88.4 in EWT train, 88.2 in dev), so its log-odds on them can be learned from.
"""

import math
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np
import torch
from torch import nn

from dateline.evaluate.conllu import WordSentence, document_text, read_treebank
from dateline.reading.analysis import layout_of
from dateline.reading.model import Model
from dateline.reading.starts import FILE, read, seen
from dateline.reading.tokens import split
from dateline.reading.windows import Tokens
from training.command import arguments, say
from training.export import renew_manifest

HIDDEN = 64
EPOCHS = 8
RATE = 5e-3
BATCH = 512
DROP = 0.3
LIKELIHOOD = 0.3
"""Added to the log-odds: of -1 to 0.6 in steps of 0.3 the best on EWT dev was this."""
SOURCES = (("ud-english-ewt/ewt-train.conllu", 1.0), ("ud-english-gum/gum-dev.conllu", 1.0))


@dataclass(slots=True)
class Rows:
    """The words of a document that the layout does not force: features [n, d], whether each begins a sentence [n]."""

    features: np.ndarray
    begins: np.ndarray
    weight: float


def rows_of(model: Model, sentences: list[WordSentence], weight: float) -> Rows:
    text, ranges, _ = document_text(sentences, paragraphs=True)
    tokens = Tokens(*split(text))
    words, offsets = tokens.words(), tokens.offsets()
    layout, odds, tags = layout_of(model, tokens, words)
    features = np.concatenate([seen(layout), read(odds, tags, len(model.labels["upos"]))], 1)
    first = {start for start, _ in ranges}
    free = ~np.isin(np.arange(len(words)), layout.forced)
    return Rows(features[free], np.array([offsets[i] in first for i in words])[free], weight)


def fitted(rows: Sequence[Rows], log: Callable[[str], None], seed: int = 0) -> dict[str, np.ndarray]:
    """The weights, as ``Starter`` takes them."""
    torch.manual_seed(seed)
    x = torch.from_numpy(np.concatenate([r.features for r in rows]))
    y = torch.from_numpy(np.concatenate([r.begins for r in rows]).astype(np.float32))
    weight = torch.from_numpy(np.concatenate([np.full(len(r.begins), r.weight, np.float32) for r in rows]))
    net = nn.Sequential(
        nn.Dropout(0.1), nn.Linear(x.shape[1], HIDDEN), nn.ReLU(), nn.Dropout(DROP), nn.Linear(HIDDEN, 1)
    )
    optimizer = torch.optim.AdamW(net.parameters(), lr=RATE, weight_decay=0.02)
    steps = EPOCHS * math.ceil(len(x) / BATCH)
    schedule = torch.optim.lr_scheduler.OneCycleLR(optimizer, RATE, total_steps=steps, pct_start=0.1)
    for epoch in range(EPOCHS):
        net.train()
        total = 0.0
        for chosen in torch.randperm(len(x)).split(BATCH):
            scores = net(x[chosen]).squeeze(-1)
            losses = nn.functional.binary_cross_entropy_with_logits(scores, y[chosen], reduction="none")
            loss = (losses * weight[chosen]).mean()
            optimizer.zero_grad()
            loss.backward()
            optimizer.step()
            schedule.step()
            total += float(loss.detach()) * len(chosen)
        log(f"epoch {epoch} loss {total / len(x):.4f}")
    first, last = net[1], net[4]
    return {
        "features": first.weight.T.detach().numpy().astype(np.float16),
        "hidden": first.bias.detach().numpy().astype(np.float16),
        "out": last.weight[0].detach().numpy().astype(np.float16),
        "bias": (last.bias[0].detach() + LIKELIHOOD).numpy().astype(np.float16),
    }


def learn(data: Path, folder: Path, every: int, log: Callable[[str], None]) -> None:
    """Write ``starts.npz`` of the model in ``folder``, from every ``every``-th document of EWT train and what is there of GUM."""
    model = Model(folder)
    rows = []
    for name, weight in SOURCES:
        if not (data / name).exists():
            log(f"{data / name} is not there: done without")
            continue
        documents = read_treebank(data / name).documents
        for k, sentences in enumerate(documents[::every] if "train" in name else documents):
            rows.append(rows_of(model, sentences, weight))
            if k % 50 == 49:
                log(f"read {k + 1} documents of {name}")
    np.savez_compressed(folder / FILE, **fitted(rows, log))
    renew_manifest(folder)


def main() -> None:
    parser = arguments(__doc__, "data", "model")
    parser.add_argument("--every", type=int, default=2, help="read every Nth document of EWT train")
    given = parser.parse_args()
    learn(given.data, given.model, given.every, say)


if __name__ == "__main__":
    main()
