"""The last phase: upper layers of their own for figures, events and judgements of a stretch, on the finished encoder.

The encoder reads every text once (twice, in different dress); what it makes of them is kept, and only the upper layers learn.
So it takes minutes where the phases before take hours, and nothing that was learned before is lost or moved.
"""

import math
import random
from collections import defaultdict
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field

import torch
from torch import Tensor

from training.examples import UPPER_TASKS, Batch, Encoder, Example, batches, collate, epoch_examples
from training.network import BRANCH, WEIGHTS, Reader, Upper, upper_losses
from training.sentences import Document


@dataclass(frozen=True, slots=True, kw_only=True)
class UpperPlan:
    """``repeats``: how many of the documents of an origin are read; ``tokens``: sub-tokens in a batch."""

    epochs: int = 8
    dresses: int = 2
    tokens: int = 4096
    rate: float = 2e-4
    warmup: float = 0.08
    decay: float = 0.02
    seed: int = 31
    repeats: dict[str, float] = field(
        default_factory=lambda: {"written": 1.0, "snippets": 1.0, "police": 0.4, "police-none": 0.06}
    )


@dataclass(slots=True)
class Read:
    """An example, and what the encoder made of it: what its layer ``BRANCH`` gives, [T, H] in 16 bits."""

    example: Example
    below: Tensor


def read_once(
    model: Reader, encoder: Encoder, documents: Sequence[Document], plan: UpperPlan, log: Callable[[str], None] = print
) -> list[Read]:
    """Every document of the origins in ``plan.repeats`` through the finished encoder."""
    rng = random.Random(plan.seed)
    chosen = [d for d in documents if rng.random() < plan.repeats.get(d.origin, 0.0)]
    examples = [
        e for _ in range(plan.dresses) for e in epoch_examples(chosen, encoder, rng, longest=190, single=0.0, rate=0.4)
    ]
    out: list[Read] = []
    if model.upper is None:
        raise ValueError("the model has no upper layer: none of its documents has labels of one of its tasks")
    model.upper.begin_as(model.encoder)
    model.eval()
    with torch.no_grad(), torch.autocast("cpu", torch.bfloat16):
        for n, chunk in enumerate(batches(examples, rng, plan.tokens)):
            batch = collate(chunk)
            below = model.encoder(*(batch[k] for k in ("ids", "mask", "shapes", "gaps")))[BRANCH]
            out += [Read(e, below[i, : len(e.ids)].to(torch.bfloat16).clone()) for i, e in enumerate(chunk)]
            if n % 50 == 49:
                log(f"read {len(out)} of {len(examples)}")
    return out


def _batch(reads: Sequence[Read]) -> tuple[Tensor, Batch]:
    batch = collate([r.example for r in reads])
    width = batch["ids"].shape[1]
    below = torch.zeros(len(reads), width, reads[0].below.shape[-1], dtype=torch.bfloat16)
    for i, r in enumerate(reads):
        below[i, : len(r.below)] = r.below
    return below, batch


def train_upper(upper: Upper, reads: Sequence[Read], plan: UpperPlan, log: Callable[[str], None] = print) -> Upper:
    """Train ``upper`` in place on what the encoder made of the texts."""
    rng = random.Random(plan.seed)
    torch.manual_seed(plan.seed)
    by_example = {id(r.example): r for r in reads}
    groups = [
        {"params": list(upper.layers.parameters()), "peak": plan.rate},
        {"params": list(upper.heads.parameters()), "peak": plan.rate * 5},
    ]
    optimizer = torch.optim.AdamW(groups, lr=plan.rate, betas=(0.9, 0.98), weight_decay=plan.decay)
    for epoch in range(plan.epochs):
        upper.train()
        todo = batches([r.example for r in reads], rng, plan.tokens)
        sums: dict[str, float] = defaultdict(float)
        counts: dict[str, int] = defaultdict(int)
        for step, chunk in enumerate(todo):
            progress = (epoch + step / len(todo)) / plan.epochs
            factor = (
                progress / plan.warmup
                if progress < plan.warmup
                else 0.5 * (1 + math.cos(math.pi * (progress - plan.warmup) / (1 - plan.warmup)))
            )
            for group in optimizer.param_groups:
                group["lr"] = group["peak"] * max(factor, 0.01)
            below, batch = _batch([by_example[id(e)] for e in chunk])
            with torch.autocast("cpu", torch.bfloat16):
                out = upper(below, batch["mask"], batch["first"], batch["last"])
                parts = upper_losses(out, batch)
            if not parts:
                continue
            torch.stack([parts[k] * WEIGHTS[k] for k in parts]).sum().backward()  # type: ignore[no-untyped-call]
            torch.nn.utils.clip_grad_norm_(upper.parameters(), 1.0)
            optimizer.step()
            optimizer.zero_grad(set_to_none=True)
            for task, value in parts.items():
                sums[task] += float(value.detach())
                counts[task] += 1
        log(f"upper epoch {epoch} " + " ".join(f"{t}={sums[t] / counts[t]:.3f}" for t in UPPER_TASKS if counts[t]))
    return upper
