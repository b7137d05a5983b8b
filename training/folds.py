"""ACLED's types of snippets in folds: what rules say, what the judging head says that has not seen them, and both together.

    python -m training.folds DATA WORK [--folds 5] [--epochs 8] [--written 1.0] [--seeds 31,32] [--json OUT.json]

WORK is the folder of ``training.run``: its finished encoder (which has never seen a snippet) is read once, and for every fold
the upper layers are trained anew on the snippets of the other folds and on the written passages of one ACLED type (the last
phase of ``training.run`` has the other passages and the police sentences besides). The rules are those of ``dateline evaluate
event-types``. Folds are drawn with a fixed seed.
"""

import argparse
import json
import random
from collections.abc import Mapping, Sequence
from dataclasses import replace
from pathlib import Path

import numpy as np
import torch

from dateline.claims import Codebook
from dateline.evaluate.counts import weighted_f1
from dateline.evaluate.event_types import TYPES, combine, kind_of_label, reading_of_snippet, rule_scores
from dateline.reading import load as load_reader
from dateline.reading.encode import WordPieces
from dateline.terms import EventKind
from training.command import installed_base, say
from training.examples import Encoder, Labels
from training.marked import read_snippets
from training.network import Reader, Upper, pooled
from training.sets import SETS, WRITTEN
from training.upper import Read, UpperPlan, _batch, read_once, train_upper

Shares = Mapping[EventKind, float]


def finished(work: Path) -> tuple[Reader, Labels, WordPieces]:
    """The network of ``WORK`` after its joint phase. The upper layers are as they begin."""
    state = torch.load(work / "joint" / "state.pt", weights_only=True)["model"]
    labels = Labels(json.loads((work / "labels.json").read_text(encoding="utf-8")))
    pieces = WordPieces(installed_base() / "tokenizer.json")
    model = Reader(labels, pieces.size)
    missing, unexpected = model.load_state_dict(state, strict=False)
    unknown = [name for name in missing if not name.startswith("upper.")]
    if unknown or unexpected:
        raise ValueError(
            f"{work}: its state does not fit its labels; missing {unknown[:3]}, unexpected {unexpected[:3]}"
        )
    return model, labels, pieces


def judged(upper: Upper, reads: Sequence[Read], names: Sequence[str]) -> list[Shares]:
    """What the head says of each text."""
    upper.eval()
    out: list[Shares] = []
    for k in range(0, len(reads), 32):
        below, batch = _batch(reads[k : k + 32])
        with torch.no_grad(), torch.autocast("cpu", torch.bfloat16):
            scores = upper(below, batch["mask"], batch["first"], batch["last"])["acled"]
        for row in pooled(scores.float(), batch["first"] > 0).softmax(-1).tolist():
            shares: dict[EventKind, float] = {}
            for name, share in zip(names, row, strict=True):
                kind = kind_of_label(name)
                if kind is not None:
                    shares[kind] = shares.get(kind, 0.0) + share
            out.append(shares)
    return out


def best(shares: Shares) -> str:
    return max(TYPES, key=lambda kind: shares.get(kind, 0.0)).value


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("data", type=Path)
    parser.add_argument("work", type=Path)
    parser.add_argument("--folds", type=int, default=5)
    parser.add_argument("--epochs", type=int, default=8)
    parser.add_argument("--written", type=float, default=1.0, help="share of the written passages that is used")
    parser.add_argument("--seeds", default="31")
    parser.add_argument("--json", type=Path)
    given = parser.parse_args()
    path = given.data / next(s.path for s in SETS if s.name == "snippets")
    rows = [line.split("\t") for line in path.read_text(encoding="utf-8").splitlines()[1:]]
    gold = [kind.value if (kind := kind_of_label(row[2])) else "" for row in rows]
    model, labels, pieces = finished(given.work)
    encoder = Encoder(pieces, labels)
    snippets = read_snippets(path)
    if len(snippets) != len(rows):
        raise ValueError(f"{path}: {len(rows)} lines gave {len(snippets)} snippets; each must be one stretch")
    plan = UpperPlan(epochs=given.epochs, dresses=1, tokens=1024, repeats={"written": given.written, "snippets": 1.0})
    passages = WRITTEN.read(Path(__file__).parent / WRITTEN.path)
    typed = [d for d in passages if "acled" in d.sentences[0].whole]
    written = read_once(model, encoder, typed, plan, say)
    own = [read_once(model, encoder, [d], plan, say)[0] for d in snippets]
    say(f"{len(own)} snippets, {len(written)} written passages of one type")
    reader, codebook = load_reader(), Codebook.load()
    rules = [rule_scores(reading_of_snippet(row[1], reader), codebook) for row in rows]
    order = list(range(len(rows)))
    random.Random(0).shuffle(order)
    results: dict[str, list[float]] = {"rules": [], "head": [], "both": []}
    for seed in map(int, given.seeds.split(",")):
        heads: list[Shares] = [{} for _ in rows]
        for fold in range(given.folds):
            held = order[fold :: given.folds]
            rest = sorted(set(order) - set(held))
            torch.manual_seed(seed)
            upper = Reader(labels, pieces.size).upper
            if upper is None:
                raise ValueError(f"{given.work}: no labels for the upper layers")
            upper.begin_as(model.encoder)
            train_upper(upper, [*written, *(own[i] for i in rest)], replace(plan, seed=seed), say)
            for i, shares in zip(held, judged(upper, [own[i] for i in held], labels.by_task["acled"]), strict=True):
                heads[i] = shares
            said = {
                "rules": [best(combine(rules[i])) for i in held],
                "head": [best(heads[i]) for i in held],
                "both": [best(combine(rules[i], heads[i])) for i in held],
            }
            for name, got in said.items():
                told = [(gold[i], g) for i, g in zip(held, got, strict=True) if gold[i]]
                results[name].append(weighted_f1([a for a, _ in told], [b for _, b in told]))
            say(f"seed {seed} fold {fold + 1} " + " ".join(f"{n} {v[-1]:.3f}" for n, v in results.items()))
        known = [i for i in order if gold[i]]
        whole = {
            "rules": [best(combine(rules[i])) for i in known],
            "head": [best(heads[i]) for i in known],
            "both": [best(combine(rules[i], heads[i])) for i in known],
        }
        for part, chosen in (("all", known), ("odd lines", known_of(known, 1)), ("even lines", known_of(known, 0))):
            at = {i: k for k, i in enumerate(known)}
            row = {
                name: round(weighted_f1([gold[i] for i in chosen], [got[at[i]] for i in chosen]), 4)
                for name, got in whole.items()
            }
            say(f"seed {seed} {part}: {row}")
    summary = {n: {"mean": float(np.mean(v)), "spread": float(np.std(v)), "folds": v} for n, v in results.items()}
    print(json.dumps({n: {"mean": round(v["mean"], 4), "spread": round(v["spread"], 4)} for n, v in summary.items()}))  # type: ignore[arg-type, call-overload]
    if given.json:
        given.json.write_text(json.dumps(summary, indent=2) + "\n", encoding="utf-8")


def known_of(places: Sequence[int], parity: int) -> list[int]:
    """Those of the file's lines whose number is odd (1) or even (0), counted from 0 as in ``training`` before."""
    return [i for i in places if i % 2 == parity]


if __name__ == "__main__":
    main()
