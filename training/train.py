"""The training loop: resumable, on a CPU with bfloat16 where it has it, or on a GPU."""

import math
import random
import time
from collections import defaultdict
from collections.abc import Callable, Sequence
from dataclasses import asdict, dataclass
from pathlib import Path

import torch

from training.examples import Encoder, batches, collate, epoch_examples
from training.network import WEIGHTS, Reader, losses
from training.sentences import Document


@dataclass(frozen=True, slots=True, kw_only=True)
class Plan:
    """What is run. Rates are peak learning rates; ``tokens`` is the size of a batch in sub-tokens.

    ``repeats``: how often a pass goes over each set (by the document's origin); a part of 1 is a random sample.
    """

    epochs: int
    repeats: dict[str, float]
    tokens: int = 2048
    rate_encoder: float = 1e-4
    rate_heads: float = 1e-3
    warmup: float = 0.06
    decay: float = 0.01
    seed: int = 1
    longest: int = 160
    layer_decay: float = 0.9
    freeze_words: bool = False
    """Leave the table of sub-token vectors as it is; half of all weights, and most of the optimizer's work."""


def _groups(model: Reader, plan: Plan) -> list[dict[str, object]]:
    """Parameter groups: lower rates for lower layers of the encoder, a high one for what starts from nothing."""
    groups: dict[float, list[torch.nn.Parameter]] = defaultdict(list)
    for name, parameter in model.named_parameters():
        if plan.freeze_words and name == "encoder.words.weight":
            parameter.requires_grad_(False)
            continue
        if not name.startswith("encoder.") or name.startswith(("encoder.shapes", "encoder.gaps")):
            rate = plan.rate_heads
        elif name.startswith("encoder.layers."):
            rate = plan.rate_encoder * plan.layer_decay ** (5 - int(name.split(".")[2]))
        else:
            rate = plan.rate_encoder * plan.layer_decay**6
        groups[rate].append(parameter)
    return [{"params": p, "lr": r, "weight_decay": plan.decay} for r, p in groups.items()]


def _sample(documents: Sequence[Document], plan: Plan, rng: random.Random) -> list[Document]:
    out: list[Document] = []
    for document in documents:
        times = plan.repeats.get(document.origin, 1.0)
        out.extend([document] * int(times))
        if rng.random() < times % 1:
            out.append(document)
    return out


def train(
    model: Reader,
    encoder: Encoder,
    documents: Sequence[Document],
    plan: Plan,
    folder: Path,
    *,
    after_epoch: Callable[[Reader, int], None] | None = None,
    log: Callable[[str], None] = print,
) -> Reader:
    """Train ``model`` in place. After each epoch the state goes to ``folder``/state.pt, from which a run goes on."""
    device = torch.device("cuda" if torch.cuda.is_available() else "cpu")
    model.to(device)
    optimizer = torch.optim.AdamW(_groups(model, plan), betas=(0.9, 0.98), fused=True)
    peaks = [float(g["lr"]) for g in optimizer.param_groups]
    state_path = folder / "state.pt"
    begin = 0
    if state_path.exists():
        state = torch.load(state_path, weights_only=True)
        if state["plan"] == asdict(plan):
            model.load_state_dict(state["model"])
            optimizer.load_state_dict(state["optimizer"])
            begin = int(state["epoch"])
            log(f"resumed after epoch {begin}")
    for epoch in range(begin, plan.epochs):
        rng = random.Random(plan.seed * 1000 + epoch)
        torch.manual_seed(plan.seed * 1000 + epoch)
        examples = epoch_examples(_sample(documents, plan, rng), encoder, rng, longest=plan.longest)
        partial = encoder.partial_mask().to(device)
        todo = batches(examples, rng, plan.tokens)
        model.train()
        sums: dict[str, float] = defaultdict(float)
        counts: dict[str, int] = defaultdict(int)
        began, seen = time.monotonic(), 0
        for step, chunk in enumerate(todo):
            progress = (epoch + step / len(todo)) / plan.epochs
            factor = (
                progress / plan.warmup
                if progress < plan.warmup
                else 0.5 * (1 + math.cos(math.pi * (progress - plan.warmup) / (1 - plan.warmup)))
            )
            for group, peak in zip(optimizer.param_groups, peaks, strict=True):
                group["lr"] = peak * max(factor, 0.005)
            batch = {k: v.to(device) for k, v in collate(chunk).items()}
            with torch.autocast(device.type, torch.bfloat16):
                parts = losses(model, batch, partial)
            loss = torch.stack([parts[k] * WEIGHTS[k] for k in parts]).sum()
            loss.backward()  # type: ignore[no-untyped-call]
            torch.nn.utils.clip_grad_norm_(model.parameters(), 1.0)
            optimizer.step()
            optimizer.zero_grad(set_to_none=True)
            seen += int(batch["mask"].sum())
            for task, value in parts.items():
                sums[task] += float(value.detach())
                counts[task] += 1
            if step % 100 == 99:
                speed = seen / (time.monotonic() - began)
                shown = " ".join(f"{t}={sums[t] / counts[t]:.3f}" for t in sums)
                log(f"epoch {epoch} step {step + 1}/{len(todo)} {speed:.0f} tokens/s {shown}")
                sums.clear()
                counts.clear()
        torch.save(
            {
                "model": model.state_dict(),
                "optimizer": optimizer.state_dict(),
                "epoch": epoch + 1,
                "plan": asdict(plan),
            },
            state_path.with_suffix(".new"),
        )
        state_path.with_suffix(".new").replace(state_path)
        log(f"epoch {epoch} done in {time.monotonic() - began:.0f} s")
        if after_epoch is not None:
            after_epoch(model, epoch)
    return model.cpu()
