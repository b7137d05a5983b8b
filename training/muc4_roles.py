"""The mapping of ``dateline evaluate muc4``: which candidates of a cable fill which role, learned on MUC-4's training part.

    python -m training.muc4_roles DATA/muc4 OUT.json.gz [--cache FOLDER] [--types FILE]

DATA/muc4 holds doc_train.jsonl and keys_train.jsonl. Logistic regression for each role (over candidates) and each type
of incident (over cables), by L-BFGS; the cuts are settled by three-fold cross-validation on the same part, for the best
score over templates. Nothing is drawn by chance. Where the keys lack the type of incident, ``--types`` names keys of
the same documents that have it. Reading 1,300 cables takes some minutes; ``--cache`` keeps the readings.
"""

import argparse
import bisect
import gzip
import json
import pickle
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import asdict, dataclass, replace
from pathlib import Path

import numpy as np
from scipy.optimize import minimize
from scipy.sparse import csr_matrix
from spacy.tokens import Doc

from dateline.claims import extract
from dateline.evaluate.counts import Counts
from dateline.evaluate.muc4_candidates import Cable, Candidate, cable_features, candidates
from dateline.evaluate.muc4_fill import BIAS, FLOOR, TYPES, Cuts, Scored, Stack, cable_row, decode, role_row
from dateline.evaluate.muc4_keys import ROLES, Template, merged_roles, normalised, read_keys
from dateline.evaluate.muc4_score import Tally, role_counts, score_document, total
from dateline.evaluate.muc4_texts import read_cables, report_of
from dateline.pipeline import Pipeline

RARE = 3
"""Features of fewer candidates are left out; for cables, of fewer than one more."""
FIRM = {"role": 2.0, "type": 3.0}
"""Strength of the squared penalty."""
STEPS = 70
FOLDS = 3
TUNED = 600
"""Cables by which the cuts are settled."""
SPARED = 3
"""Of cables without an incident every so manieth is used for the roles: their own log-odds hold them down anyway."""
SMALL = 0.06
"""Weights nearer to zero are not kept."""


@dataclass(slots=True)
class Example:
    """A cable with its keys, its candidates and its features."""

    keys: list[Template]
    found: list[Candidate]
    features: set[str]
    hits: Sequence[tuple[int, str]]
    sentence_of: dict[int, int]


def examples(data: Path, cache: Path | None, types: Path | None) -> list[Example]:
    """The cables of the training part, read."""
    pipeline = Pipeline()
    cables = read_cables(data / "doc_train.jsonl")
    keys = read_keys(types or data / "keys_train.jsonl", {c["docid"]: c["text"] for c in cables})
    out = []
    for row in cables:
        kept = cache / f"{row['docid']}.pkl" if cache else None
        if kept is not None and kept.exists():
            content, _, claims = pickle.loads(kept.read_bytes())
            doc = Doc(pipeline.reader.vocab).from_bytes(content)
        else:
            reading = pipeline.reading(report_of(row))
            doc = reading.doc
            content = doc.to_bytes(exclude=["user_data"])
            claims = extract(reading, pipeline.codebook)
            if kept is not None:
                kept.parent.mkdir(parents=True, exist_ok=True)
                kept.write_bytes(pickle.dumps((content, reading.mentions, claims)))
        cable = Cable.of(doc, claims, pipeline.codebook)
        found = candidates(cable)
        starts = [s.start for s in doc.sents]
        heads = {h for c in found for h in c.heads} | {at for at, _ in cable.hits}
        out.append(
            Example(
                keys.get(row["docid"], []),
                found,
                cable_features(cable),
                cable.hits,
                {h: bisect.bisect_right(starts, h) for h in heads},
            )
        )
    return out


def vocabulary(rows: Iterable[Iterable[str]], rare: int) -> dict[str, int]:
    counts = Counter(f for row in rows for f in row)
    known = {BIAS: 0}
    for feature in sorted(f for f, n in counts.items() if n >= rare):
        known[feature] = len(known)
    return known


def matrix(rows: Sequence[Iterable[str]], known: dict[str, int]) -> csr_matrix:
    """(rows, features) of ones, the first column for the bias."""
    columns: list[int] = []
    ends = [0]
    for row in rows:
        columns.append(0)
        columns += sorted(known[f] for f in row if f in known)
        ends.append(len(columns))
    return csr_matrix((np.ones(len(columns)), columns, ends), shape=(len(rows), len(known)))


def fitted(inputs: csr_matrix, truth: np.ndarray, penalty: float) -> np.ndarray:
    """Weights of a logistic regression; the bias is hardly penalised."""
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
class Model:
    """Vocabularies and weights for cables and for candidates."""

    of_cables: dict[str, int]
    types: dict[str, np.ndarray]
    of_candidates: dict[str, int]
    roles: dict[str, np.ndarray]

    def scored(self, example: Example) -> Scored:
        cable = matrix([example.features], self.of_cables)
        rows = matrix([c.features for c in example.found], self.of_candidates)
        return Scored(
            found=example.found,
            roles={role: (rows @ weights).tolist() for role, weights in self.roles.items()},
            cable={name: float((cable @ weights)[0]) for name, weights in self.types.items()},
            hits=example.hits,
            sentence_of=example.sentence_of,
        )


def learned(data: Sequence[Example]) -> Model:
    of_cables = vocabulary((e.features for e in data), RARE + 1)
    cables = matrix([e.features for e in data], of_cables)
    types = {}
    for name in ("any", *TYPES):
        truth = np.array([float(any(name == "any" or name in (t.type or "") for t in e.keys)) for e in data])
        types[name] = fitted(cables, truth, FIRM["type"])
    used = [e for i, e in enumerate(data) if e.keys or i % SPARED == 0]
    rows = [c.features for e in used for c in e.found]
    of_candidates = vocabulary(rows, RARE)
    inputs = matrix(rows, of_candidates)
    labels: list[set[str]] = []
    for example in used:
        fills: dict[str, set[str]] = {}
        for role, entities in merged_roles(example.keys).items():
            for mention in (normalised(m) for entity in entities for m in entity):
                fills.setdefault(mention, set()).add(role)
        labels += [fills.get(normalised(c.text), set()) for c in example.found]
    roles = {role: fitted(inputs, np.array([float(role in one) for one in labels]), FIRM["role"]) for role in ROLES}
    return Model(of_cables, types, of_candidates, roles)


def stacked(data: Sequence[Example], scored: Sequence[Scored]) -> Stack:
    """The second step, learned on scores of models that did not see the cable."""
    rows = csr_matrix(np.array([cable_row(s) for s in scored]))
    cable = {}
    for name in ("any", *TYPES):
        truth = np.array([float(any(name == "any" or name in (t.type or "") for t in e.keys)) for e in data])
        cable[name] = [round(float(w), 3) for w in fitted(rows, truth, 1.0)]
    roles = {}
    for role in ROLES:
        inputs: list[list[float]] = []
        labels: list[float] = []
        for example, one in zip(data, scored, strict=True):
            fills = {normalised(m) for entity in merged_roles(example.keys)[role] for m in entity}
            for i, value in enumerate(one.roles[role]):
                if value > FLOOR:
                    inputs.append(role_row(one, role, i))
                    labels.append(float(normalised(one.found[i].text) in fills))
        roles[role] = [round(float(w), 3) for w in fitted(csr_matrix(np.array(inputs)), np.array(labels), 1.0)]
    return Stack(cable, roles)


def score(data: Sequence[Example], scored: Sequence[Scored], cuts: Cuts) -> tuple[float, float]:
    """``gtt_f1`` and ``role_f1``."""
    tallies = []
    roles = Counts()
    for example, one in zip(data, scored, strict=True):
        found = decode(one, cuts)
        tallies.append(score_document(example.keys, found, typed=True)[0])
        roles += sum(role_counts(example.keys, found).values(), Counts())
    return sum(total(tallies).values(), Tally()).f1, roles.f1


def tuned(data: Sequence[Example], scored: Sequence[Scored]) -> Cuts:
    """The cuts with the best score over templates, one at a time, those of the roles twice."""
    data, scored = data[:TUNED], scored[:TUNED]
    cuts = Cuts(role=dict.fromkeys(ROLES, -0.75), type=dict.fromkeys(TYPES, 0.0))
    best = score(data, scored, cuts)[0]
    trials: list[tuple[str, float]] = [("any", v) for v in (-1.5, -1.0, -0.5, 0.5)]
    trials += [("gate", v) for v in (0.15, 0.3)]
    trials += [(f"type {t}", v) for t in TYPES for v in (-1.5, -1.0, -0.5, 0.5, 1.0)]
    trials += 2 * [(f"role {r}", v) for r in ROLES for v in (-2.0, -1.6, -1.3, -1.0, -0.5, -0.2)]
    for name, value in trials:
        field, _, key = name.partition(" ")
        change = {**getattr(cuts, field), key: value} if key else value
        trial = replace(cuts, **{field: change})
        reached = score(data, scored, trial)[0]
        if reached > best:
            best, cuts = reached, trial
    return cuts


def kept(known: dict[str, int], weights: np.ndarray) -> dict[str, float]:
    """The weights by feature, without those that hardly count."""
    return {f: round(float(weights[i]), 2) for f, i in known.items() if abs(weights[i]) >= SMALL}


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("data", type=Path)
    parser.add_argument("out", type=Path)
    parser.add_argument("--cache", type=Path)
    parser.add_argument("--types", type=Path)
    given = parser.parse_args()
    data = examples(given.data, given.cache, given.types)
    apart: list[Scored | None] = [None] * len(data)
    for fold in range(FOLDS):
        model = learned([e for i, e in enumerate(data) if i % FOLDS != fold])
        for i in range(fold, len(data), FOLDS):
            apart[i] = model.scored(data[i])
    scored = [s for s in apart if s is not None]
    first = score(data, scored, tuned(data, scored))
    print(f"before the second step: gtt_f1 {first[0]:.4f}, role_f1 {first[1]:.4f}", flush=True)
    stack = stacked(data, scored)
    scored = [stack.applied(s) for s in scored]
    cuts = tuned(data, scored)
    reached = score(data, scored, cuts)
    print(f"{len(data)} cables; apart: gtt_f1 {reached[0]:.4f}, role_f1 {reached[1]:.4f}; {cuts}")
    model = learned(data)
    content = {
        "about": "Learned on the training part of MUC-4 (1,300 cables; no licence stated): single words and grammar around a "
        "phrase; made by training/muc4_roles.py.",
        "apart": {"gtt_f1": round(reached[0], 4), "role_f1": round(reached[1], 4)},
        "cuts": asdict(cuts),
        "stack": asdict(stack),
        "types": {name: kept(model.of_cables, w) for name, w in model.types.items()},
        "roles": {role: kept(model.of_candidates, w) for role, w in model.roles.items()},
    }
    text = json.dumps(content, ensure_ascii=False, sort_keys=True, separators=(",", ":"))
    given.out.write_bytes(gzip.compress(text.encode(), 9, mtime=0))


if __name__ == "__main__":
    main()
