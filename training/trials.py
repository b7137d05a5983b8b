"""What a rate, frozen layers, a mixture or order of tasks, and a larger teacher give, on one small task, seed by seed.

    python -m training.trials --data DATA --base DIR --out WORK [--task re3d|cameo] [--seeds 1,2] [--only NAME,…]

The base encoder with one tagging head is fine-tuned on re3d (scored on its development part) or on nine tenths of CAMEO (scored
on the tenth kept apart, as ``training.licensed`` parts them); the other of the two is what it is mixed with, and the unlabelled
text of the teacher. A teacher is an ensemble: the mean of what the networks of the trial ``alone`` say, of all seeds in
``TEACHERS``; its students learn from its probabilities on both sets beside the labels of their own, and begin with other seeds.
Runs that are done are read from WORK; ``WORK/TASK.json`` has every score, the last lines of the output means and spread.
"""

import json
import math
import random
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from statistics import mean
from types import MappingProxyType
from typing import Final

import numpy as np
import torch
from torch import Tensor, nn
from torch.nn import functional

from dateline.evaluate.counts import Counts, compared
from dateline.reading.decode import SpanDecoder
from dateline.reading.encode import WordPieces
from dateline.reading.model import TWICE
from training.command import arguments, say
from training.examples import Batch, Encoder, Example, Labels, batches, collate, collect_labels, epoch_examples
from training.licensed import cameo_apart
from training.marked import read_cameo, read_re3d, spans_of
from training.measure import f1
from training.network import HIDDEN, LAYERS, Mix, at_words, means_of
from training.network import Encoder as Layers
from training.sentences import Document

TASKS: Final = MappingProxyType({"re3d": "re3d", "cameo": "roles"})
"""Set -> the task of its labels."""
TEACHERS: Final = (1, 2, 3)
"""Seeds of the networks that teach together."""
TOKENS: Final = 1024
"""Sub-tokens in a batch."""
OTHERS: Final = 0.4
"""Share of the other set that a pass goes over."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Trial:
    """``frozen``: how many of the lower layers stay as they are, the table of sub-tokens among them in any case. ``other``: what
    is made of the other set: "" (nothing), "mixed" (in the same passes), "before" (passes of its own before). ``taught``: how
    much the teacher's probabilities count beside the labels, 0 to 1."""

    rate: float = 3e-4
    passes: int = 5
    frozen: int = 0
    other: str = ""
    taught: float = 0.0


TRIALS: Final[Mapping[str, Trial]] = MappingProxyType(
    {
        "alone": Trial(),
        "taught": Trial(taught=0.5),
        "slow": Trial(rate=1e-4),
        "frozen": Trial(frozen=4),
        "fast": Trial(rate=6e-4),
        "mixed": Trial(other="mixed"),
        "before": Trial(other="before"),
        "longer": Trial(passes=8),
    }
)


class Tagger(nn.Module):
    """The encoder and a tagging head for each of the two sets, as in ``network.Reader`` but for the rest."""

    def __init__(self, labels: Labels, vocabulary: int) -> None:
        super().__init__()
        self.encoder = Layers(vocabulary, 0.1)
        self.mix = Mix()
        self.inner = nn.Sequential(nn.Dropout(0.25), nn.Linear(HIDDEN, HIDDEN), nn.GELU(), nn.Dropout(0.25))
        self.heads = nn.ModuleDict({t: nn.Linear(HIDDEN, len(labels.by_task[t])) for t in TASKS.values()})

    def forward(self, batch: Batch) -> dict[str, Tensor]:
        """Per task scores [B, W, labels]."""
        layers = self.encoder(*(batch[k] for k in ("ids", "mask", "shapes", "gaps")))
        words = self.inner(at_words(means_of(layers, [self.mix]), batch["first"], batch["last"])[0])
        return {task: head(words) for task, head in self.heads.items()}


def _groups(model: Tagger, trial: Trial) -> list[dict[str, object]]:
    groups: dict[float, list[nn.Parameter]] = {}
    for name, parameter in model.named_parameters():
        layer = int(name.split(".")[2]) if name.startswith("encoder.layers.") else -1
        lower = name.startswith("encoder.") and layer < trial.frozen and "shapes" not in name and "gaps" not in name
        if name == "encoder.words.weight" or (trial.frozen and lower):
            parameter.requires_grad_(False)
            continue
        fresh = not name.startswith("encoder.") or name.startswith(("encoder.shapes", "encoder.gaps"))
        rate = 2e-3 if fresh else trial.rate * 0.9 ** (LAYERS - 1 - layer)
        groups.setdefault(rate, []).append(parameter)
    return [{"params": p, "lr": rate, "peak": rate, "weight_decay": 0.01} for rate, p in groups.items()]


def _told(teachers: Sequence[Tagger], examples: list[Example], own: str) -> dict[int, Tensor]:
    """The mean of the teachers' probabilities for every example, by its identity [W, labels]; asked once."""
    out: dict[int, Tensor] = {}
    for chunk in batches(examples, random.Random(0), 4 * TOKENS):
        batch = collate(chunk)
        with torch.no_grad(), torch.autocast("cpu", torch.bfloat16):
            told = torch.stack([t(batch)[own].float().softmax(-1) for t in teachers]).mean(0)
        out |= {id(e): told[i, : len(e.first)] for i, e in enumerate(chunk)}
    return out


def _loss(
    model: Tagger, chunk: list[Example], tasks: Sequence[str], told: Mapping[int, Tensor], trial: Trial
) -> Tensor:
    batch = collate(chunk)
    out = model(batch)
    parts: list[Tensor] = []
    for task in tasks:
        known = batch[task] >= 0
        if known.any():
            loss = functional.cross_entropy(out[task][known].float(), batch[task][known])
            parts.append((1.0 - trial.taught) * loss)
    if told:
        words = torch.cat([told[id(e)][1:] for e in chunk])
        said = torch.cat([out[tasks[0]][i, 1 : len(e.first)] for i, e in enumerate(chunk)]).float().log_softmax(-1)
        parts.append(trial.taught * -(words * said).sum(-1).mean())
    return torch.stack(parts).sum()


def fitted(
    model: Tagger,
    encoder: Encoder,
    rounds: Sequence[tuple[Sequence[Document], Sequence[str]]],
    trial: Trial,
    seed: int,
    teachers: Sequence[Tagger] = (),
) -> Tagger:
    """Train ``model`` in place; ``rounds``: the documents of each pass and the tasks whose labels count in it.

    With teachers, all passes go over the examples of the first.
    """
    rng = random.Random(seed)
    optimizer = torch.optim.AdamW(_groups(model, trial), betas=(0.9, 0.98))
    examples = epoch_examples(rounds[0][0], encoder, rng)
    told = _told(teachers, examples, rounds[0][1][0]) if teachers else {}
    for number, (documents, tasks) in enumerate(rounds):
        if number and not teachers:
            examples = epoch_examples(documents, encoder, rng)
        todo = batches(examples, rng, TOKENS)
        model.train()
        for step, chunk in enumerate(todo):
            progress = (number + step / len(todo)) / len(rounds)
            factor = progress / 0.06 if progress < 0.06 else 0.5 * (1 + math.cos(math.pi * (progress - 0.06) / 0.94))
            for group in optimizer.param_groups:
                group["lr"] = group["peak"] * max(factor, 0.005)
            with torch.autocast("cpu", torch.bfloat16):
                loss = _loss(model, chunk, tasks, told, trial)
            loss.backward()  # type: ignore[no-untyped-call]
            nn.utils.clip_grad_norm_(model.parameters(), 1.0)
            optimizer.step()
            optimizer.zero_grad(set_to_none=True)
    return model.eval()


def score(models: Sequence[Tagger], encoder: Encoder, documents: Sequence[Document], own: str) -> float:
    """F1 of the spans, in hundredths, by the mean of what ``models`` say."""
    labels = encoder.labels.by_task[own]
    decoder = SpanDecoder(labels, twice=TWICE.get(own, 0.0))
    examples: list[Example] = [encoder.encode([s]) for d in documents for s in d.sentences]
    gold = {id(e): s.tags[own] for e, s in zip(examples, (s for d in documents for s in d.sentences), strict=True)}
    total = Counts()
    for chunk in batches(examples, random.Random(0), 4096):
        batch = collate(chunk)
        with torch.no_grad(), torch.autocast("cpu", torch.bfloat16):
            told = torch.stack([m(batch)[own].float().softmax(-1) for m in models]).mean(0).log().numpy()
        for row, example in zip(told, chunk, strict=True):
            tags = gold[id(example)]
            found = decoder.spans(np.ascontiguousarray(row[1 : len(tags) + 1]))
            total += compared(set(spans_of(tags)), set(found))
    return f1(total)


def run(name: str, seed: int, task: str, data: Path, base: Path, out: Path) -> float:
    """Train and score one trial with one seed; where it is done already, read its score."""
    done = out / f"{task}-{name}-{seed}.json"
    if done.exists():
        kept: float = json.loads(done.read_text(encoding="utf-8"))
        return kept
    trial, own = TRIALS[name], TASKS[task]
    sets = {"re3d": read_re3d(data / "re3d" / "train.conll")}
    cameo = read_cameo(data / "cameo-ner" / "train.conll")
    sets["cameo"] = [d for d in cameo if not cameo_apart(d.sentences[0])]
    apart = [d for d in cameo if cameo_apart(d.sentences[0])]
    labels = collect_labels([*sets["re3d"], *sets["cameo"]])
    pieces = WordPieces(base / "tokenizer.json")
    encoder = Encoder(pieces, labels)
    mine, others = sets[task], next(d for name, d in sets.items() if name != task)
    tasks = list(TASKS.values()) if trial.other else [own]
    teachers: list[Tagger] = []
    if trial.taught:
        for number in TEACHERS:
            run("alone", number, task, data, base, out)
            teacher = Tagger(labels, pieces.size)
            teacher.load_state_dict(torch.load(out / f"{task}-alone-{number}.pt", weights_only=True))
            teachers.append(teacher.eval())
    rng = random.Random(seed)

    def some() -> list[Document]:
        return rng.sample(others, round(OTHERS * len(others)))

    rounds: list[tuple[Sequence[Document], Sequence[str]]] = [
        ([*mine, *some()] if trial.other == "mixed" or teachers else mine, tasks) for _ in range(trial.passes)
    ]
    if trial.other == "before":
        rounds = [(some(), tasks) for _ in range(trial.passes)] + rounds
    torch.manual_seed(seed)
    model = Tagger(labels, pieces.size)
    model.encoder.load_base(base / "model.safetensors")
    fitted(model, encoder, rounds, trial, seed, teachers)
    judged = read_re3d(data / "re3d" / "dev.conll") if task == "re3d" else apart
    if teachers:
        say(f"{task} teacher ({len(teachers)} networks): {score(teachers, encoder, judged, own):.2f}")
    if name == "alone" and seed in TEACHERS:
        torch.save(model.state_dict(), out / f"{task}-alone-{seed}.pt")
    result = score([model], encoder, judged, own)
    done.write_text(json.dumps(result) + "\n", encoding="utf-8")
    return result


def main() -> None:
    parser = arguments(__doc__)
    parser.add_argument("--data", type=Path, required=True)
    parser.add_argument("--base", type=Path, required=True, help="folder of the base encoder")
    parser.add_argument("--out", type=Path, required=True)
    parser.add_argument("--task", choices=sorted(TASKS), default="re3d")
    parser.add_argument("--seeds", default="1,2")
    parser.add_argument("--only", default=",".join(TRIALS))
    given = parser.parse_args()
    torch.set_num_threads(1)
    given.out.mkdir(parents=True, exist_ok=True)
    scores: dict[str, dict[str, float]] = {}
    for name in given.only.split(","):
        for seed in given.seeds.split(","):
            result = run(name, int(seed), given.task, given.data, given.base, given.out)
            scores.setdefault(name, {})[seed] = result
            say(f"{given.task} {name} seed {seed} {result:.2f}")
    for name, by_seed in scores.items():
        values = list(by_seed.values())
        say(f"{given.task} {name}: {mean(values):.1f} ({min(values):.1f} to {max(values):.1f}, {len(values)} seeds)")
    (given.out / f"{given.task}.json").write_text(json.dumps(scores, indent=1) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
