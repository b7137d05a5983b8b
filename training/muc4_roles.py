"""The mapping of ``dateline evaluate muc4``: which candidates of a cable fill which role, learned on MUC-4's training part.

    python -m training.muc4_roles DATA/muc4 src/dateline/data [--cache FILE]

DATA/muc4 holds doc_train.jsonl and keys_train.jsonl; ``muc4_net.npz`` and ``muc4_roles.json.gz`` are written into the
second folder. Three small nets, each of two thirds of the cables, score candidates (:mod:`training.muc4_net`); a logistic
regression over words and mean vectors scores the cable, a second one weighs in its candidates, a third one each candidate
with its cable; then the cuts are settled for the best scores. All that rests on scores is learned on those of nets that have
not seen the cable. The log-odds of the three nets are averaged.

The keys lack the type of incident: the weights of types are kept as the file in the folder has them. Reading 1,300
cables takes some minutes; ``--cache`` keeps what was read. Another ten for the nets, on one core.
"""

import argparse
import gzip
import json
import pickle
from collections import Counter
from collections.abc import Sequence
from dataclasses import asdict, dataclass, replace
from pathlib import Path

import numpy as np
from scipy.optimize import minimize
from scipy.sparse import csr_matrix, hstack

from dateline.evaluate.counts import Counts
from dateline.evaluate.muc4_candidates import Cable, cable_features, candidates
from dateline.evaluate.muc4_fill import (
    BIAS,
    Cuts,
    Scored,
    cable_row,
    decode,
    listed,
    role_row,
    roles_filled,
)
from dateline.evaluate.muc4_keys import ROLES, Template, merged_roles, normalised, read_keys
from dateline.evaluate.muc4_net import Net
from dateline.evaluate.muc4_parts import Scenes
from dateline.evaluate.muc4_score import Tally, role_counts, score_document, total
from dateline.evaluate.muc4_texts import read_cables, report_of
from dateline.evaluate.muc4_words import words_of
from dateline.pipeline import Pipeline
from training.muc4_net import Example, content_of, inputs_of, trained

RARE = 4
"""Features of fewer cables are left out."""
FIRM = 3.0
"""Strength of the squared penalty."""
DENSE = 0.15
"""By how much mean vectors are made smaller, so that the penalty weighs on them."""
STEPS = 70
FOLDS = 3
SMALL = 0.05
"""Weights nearer to zero are not kept."""
MORE = (-0.2, 0.0, 0.2)
"""What is tried on top of the cuts of roles, where templates count too."""
ELSEWHERE = -0.25
"""What the cuts of roles are lowered by in the end. Of cables of another part fewer candidates reach the cuts (1.70 a cable of
the dev part, 1.95 in cross-validation, where another cable may tell the same story); so lowered, as many do."""
PARTS = ((-0.2, 0.4), (-0.3, 0.6))
"""Cuts of :func:`dateline.evaluate.muc4_parts.groups_of` that are tried."""


def examples(data: Path) -> list[Example]:
    """The cables of the training part, read. Claims are not asked: only the weights of types rest on them."""
    pipeline = Pipeline()
    cables = read_cables(data / "doc_train.jsonl")
    keys = read_keys(data / "keys_train.jsonl", {c["docid"]: c["text"] for c in cables})
    out = []
    for row in cables:
        reading = pipeline.reading(report_of(row))
        cable = Cable.of(reading.doc, (), pipeline.codebook)
        out.append(
            Example(
                keys=keys.get(row["docid"], []),
                found=candidates(cable),
                features={f for f in cable_features(cable) if not f.startswith("k=")},
                words=words_of(cable, pipeline.reader),
            )
        )
    return out


def fitted(inputs: csr_matrix, truth: np.ndarray, penalty: float) -> np.ndarray:
    """Weights of a logistic regression; the bias, in the first column, is hardly penalised."""
    sign = 2 * truth - 1.0
    firm = np.full(inputs.shape[1], penalty)
    firm[0] *= 0.01

    def loss(weights: np.ndarray) -> tuple[float, np.ndarray]:
        margin = sign * (inputs @ weights)
        value = np.logaddexp(0, -margin).sum() + 0.5 * (firm * weights * weights).sum()
        slope = inputs.T @ (-sign / (1 + np.exp(np.clip(margin, -30, 30)))) + firm * weights
        return float(value), slope

    return minimize(loss, np.zeros(inputs.shape[1]), jac=True, method="L-BFGS-B", options={"maxiter": STEPS}).x


@dataclass(slots=True)
class OfCables:
    """The chance of an incident: weights of a cable's features, and of its mean vectors."""

    known: dict[str, int]
    weights: np.ndarray
    means: np.ndarray

    def odds(self, example: Example, dense: np.ndarray) -> float:
        own = sum(self.weights[self.known[f]] for f in example.features if f in self.known)
        return float(self.weights[0] + own + self.means @ dense)


def of_cables(data: Sequence[Example], dense: np.ndarray) -> OfCables:
    counts = Counter(f for e in data for f in e.features)
    known = {f: k for k, f in enumerate(sorted(f for f, n in counts.items() if n >= RARE), start=1)}
    columns, ends = [], [0]
    for example in data:
        columns += [0, *sorted(known[f] for f in example.features if f in known)]
        ends.append(len(columns))
    words = csr_matrix((np.ones(len(columns)), columns, ends), shape=(len(data), len(known) + 1))
    truth = np.array([float(bool(e.keys)) for e in data])
    weights = fitted(hstack([words, csr_matrix(dense * DENSE)]).tocsr(), truth, FIRM)
    return OfCables(known, weights[: len(known) + 1], weights[len(known) + 1 :] * DENSE)


def scored(example: Example, odds: np.ndarray, chance: float) -> Scored:
    return Scored(
        found=example.found,
        roles={role: odds[:, k].tolist() for k, role in enumerate(ROLES)},
        cable={"any": chance},
        words=example.words,
    )


def second_step(data: Sequence[Example], first: Sequence[Scored]) -> list[float]:
    """Weights of :func:`cable_row`, learned on scores of models that did not see the cable."""
    truth = np.array([float(bool(e.keys)) for e in data])
    return [round(float(w), 3) for w in fitted(csr_matrix(np.array([cable_row(s) for s in first])), truth, 1.0)]


def applied(scored: Scored, second: Sequence[float]) -> Scored:
    chance = sum(w * v for w, v in zip(second, cable_row(scored), strict=True))
    return replace(scored, cable={**scored.cable, "any": chance})


def pair_weights(data: Sequence[Example], told: Sequence[Scored], cuts: Cuts) -> list[float]:
    """Weights by which fillers are grouped: learned on each two right fillers that the cuts let through."""
    inputs: list[list[float]] = []
    labels: list[float] = []
    for example, one in zip(data, told, strict=True):
        filled = roles_filled(one, cuts) or []
        owners = [_owners(example.keys, role, one.found[index].text) for role, index in filled]
        rows = Scenes(one.words, one.found).rows(filled) if filled else {}
        for (a, b), row in rows.items():
            if owners[a] and owners[b]:
                inputs.append(row)
                labels.append(float(bool(owners[a] & owners[b])))
    return [round(float(w), 3) for w in fitted(csr_matrix(np.array(inputs)), np.array(labels), 1.0)]


def _owners(keys: Sequence[Template], role: str, words: str) -> set[int]:
    """Numbers of the templates in whose role a string is right."""
    return {
        k
        for k, template in enumerate(keys)
        if any(normalised(words) == normalised(m) for entity in template.roles.get(role, ()) for m in entity)
    }


def score(
    data: Sequence[Example], told: Sequence[Scored], pairs: Sequence[Sequence[float] | None], cuts: Cuts
) -> tuple[float, float]:
    """``gtt_f1`` without types, and ``role_f1``. ``pairs``: weights of :func:`pair_weights` for each cable."""
    tallies = []
    roles = Counts()
    for example, one, weights in zip(data, told, pairs, strict=True):
        found = decode(one, weights, cuts)
        tallies.append(score_document(example.keys, found, typed=False)[0])
        roles += sum(role_counts(example.keys, found).values(), Counts())
    return sum(total(tallies).values(), Tally()).f1, roles.f1


@dataclass(slots=True)
class Ranked:
    """The candidates of a cable for a role: what each is weighed by, and whether it is right and the first of its entity;
    how many entities the keys have."""

    rows: list[list[float]]
    right: list[bool]
    gold: int


def ranked(example: Example, one: Scored, role: str) -> Ranked:
    entities = [set(map(normalised, entity)) for entity in merged_roles(example.keys)[role]]
    rows, right = [], []
    seen: set[int] = set()
    for rank, index in enumerate(listed(one, role)):
        own = {k for k, e in enumerate(entities) if normalised(one.found[index].text) in e} - seen
        rows.append(role_row(one, role, rank, index))
        right.append(bool(own))
        seen |= set(sorted(own)[:1])
    return Ranked(rows, right, len(entities))


def role_weights(lists: Sequence[Ranked]) -> list[float]:
    rows = [row for one in lists for row in one.rows]
    truth = np.array([float(value) for one in lists for value in one.right])
    return [round(float(w), 3) for w in fitted(csr_matrix(np.array(rows)), truth, 1.0)]


def tuned(lists: dict[str, list[Ranked]], chances: np.ndarray) -> tuple[dict[str, float], float, float]:
    """Cuts of the roles and of the cable with the best ``role_f1``, and that. Each role is weighed in folds."""
    odds: dict[str, list[np.ndarray]] = {}
    for role, own in lists.items():
        apart = [np.array(role_weights([o for i, o in enumerate(own) if i % FOLDS != fold])) for fold in range(FOLDS)]
        odds[role] = [np.array(o.rows).reshape(-1, len(apart[0])) @ apart[i % FOLDS] for i, o in enumerate(own)]
    gold = sum(o.gold for own in lists.values() for o in own)

    def counts(role: str, cut: float, any_: float) -> tuple[int, int]:
        taken = [
            (int((v >= cut).sum()), int((np.array(o.right, dtype=bool) & (v >= cut)).sum()))
            for v, o, chance in zip(odds[role], lists[role], chances, strict=True)
            if chance >= any_
        ]
        return sum(t[0] for t in taken), sum(t[1] for t in taken)

    best = (0.0, {}, 0.0)
    grid = [round(-2.0 + 0.1 * k, 1) for k in range(19)]
    for any_ in (-1.0, -0.75, -0.5, -0.25):
        table = {role: {cut: counts(role, cut, any_) for cut in grid} for role in ROLES}
        cuts = dict.fromkeys(ROLES, -0.5)
        for _ in range(3):
            for role in ROLES:
                others = [table[r][cuts[r]] for r in ROLES if r != role]
                found, right = sum(o[0] for o in others), sum(o[1] for o in others)
                cuts[role] = max(grid, key=lambda c: (right + table[role][c][1]) / (found + table[role][c][0] + gold))
        reached = 2 * sum(table[r][cuts[r]][1] for r in ROLES) / (sum(table[r][cuts[r]][0] for r in ROLES) + gold)
        print(f"any {any_}: role_f1 {reached:.4f} {cuts}")
        best = max(best, (reached, cuts, any_), key=lambda b: b[0])
    return best[1], best[2], best[0]


def kept(model: OfCables) -> dict[str, float]:
    """The weights by feature, without those that hardly count."""
    weights = {BIAS: model.weights[0], **{f: model.weights[k] for f, k in model.known.items()}}
    return {f: round(float(w), 3) for f, w in weights.items() if abs(w) >= SMALL}


def settle(data: Sequence[Example], first: Sequence[Scored], types: dict[str, float]) -> dict[str, object]:
    """What rests on scores of models that did not see the cable: second step, cuts, grouping; and the scores reached."""
    second = second_step(data, first)
    told = [applied(s, second) for s in first]
    lists = {role: [ranked(e, s, role) for e, s in zip(data, told, strict=True)] for role in ROLES}
    role_cuts, any_cut, _ = tuned(lists, np.array([s.cable["any"] for s in told]))
    weights = {role: role_weights(lists[role]) for role in ROLES}
    cuts = Cuts(role=role_cuts, type=types, weights=weights, any=any_cut)
    apart = [
        pair_weights(
            [e for i, e in enumerate(data) if i % FOLDS != fold],
            [s for i, s in enumerate(told) if i % FOLDS != fold],
            cuts,
        )
        for fold in range(FOLDS)
    ]
    pairs = [apart[i % FOLDS] for i in range(len(data))]
    whole = score(data, told, [None] * len(data), cuts)
    reached = whole
    for parts in PARTS:
        for more in MORE:
            trial = replace(cuts, parts=parts, role={role: cut + more for role, cut in role_cuts.items()})
            result = score(data, told, pairs, trial)
            print(f"parts {parts}, cuts {more:+}: gtt_f1 {result[0]:.4f}, role_f1 {result[1]:.4f}", flush=True)
            if sum(result) > sum(reached):
                cuts, reached = trial, result
    print(f"one template a cable: gtt_f1 {whole[0]:.4f}, role_f1 {whole[1]:.4f}")
    print(f"{len(data)} cables; apart: gtt_f1 without types {reached[0]:.4f}, role_f1 {reached[1]:.4f}; {cuts}")
    return {
        "apart": {"gtt_f1 without types": round(reached[0], 4), "role_f1": round(reached[1], 4)},
        "second": second,
        "pairs": pair_weights(data, told, cuts),
        "cuts": asdict(replace(cuts, role={role: round(cut + ELSEWHERE, 2) for role, cut in cuts.role.items()})),
    }


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("data", type=Path)
    parser.add_argument("out", type=Path)
    parser.add_argument("--cache", type=Path)
    given = parser.parse_args()
    if given.cache and given.cache.exists():
        data: list[Example] = pickle.loads(given.cache.read_bytes())
    else:
        data = examples(given.data)
        if given.cache:
            given.cache.write_bytes(pickle.dumps(data))
    old = json.loads(gzip.decompress((given.out / "muc4_roles.json.gz").read_bytes()))
    inputs = inputs_of(data)
    dense = np.array([inputs.lexicon.of_cable(e.words) for e in data])
    first: list[Scored | None] = [None] * len(data)
    nets = []
    for fold in range(FOLDS):
        others = [i % FOLDS != fold for i in range(len(data))]
        nets.append(
            trained([s for s, k in zip(inputs.samples, others, strict=True) if s and k], len(inputs.names), fold)
        )
        net = Net(content_of(inputs, nets[-1:]))
        cables = of_cables([e for e, k in zip(data, others, strict=True) if k], dense[others])
        for i in range(fold, len(data), FOLDS):
            sample = inputs.samples[i]
            odds = net.scores_of(sample.rows, data[i].found) if sample else np.zeros((0, len(ROLES)))
            first[i] = scored(data[i], odds, cables.odds(data[i], dense[i]))
        print(f"fold {fold}: done", flush=True)
    settled = settle(data, [s for s in first if s is not None], old["cuts"]["type"])
    content = content_of(inputs, nets)
    cables = of_cables(data, dense)
    np.savez_compressed(given.out / "muc4_net.npz", **content)
    table = {
        "about": "Learned on the training part of MUC-4 (1,300 cables; no licence stated): single words of a cable; made "
        "by training/muc4_roles.py, the weights of types by an earlier state of it, from keys that had the types.",
        **settled,
        "means": [round(float(w), 4) for w in cables.means],
        "types": {**old["types"], "any": kept(cables)},
    }
    text = json.dumps(table, ensure_ascii=False, sort_keys=True, separators=(",", ":"))
    (given.out / "muc4_roles.json.gz").write_bytes(gzip.compress(text.encode(), 9, mtime=0))


if __name__ == "__main__":
    main()
