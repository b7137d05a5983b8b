"""The weights by which a claim's place is chosen (``data/places/where.json``), learned from annotated reports.

``PYTHONPATH=src python -m training.places --shared FOLDER`` writes them anew: the same file from the same code and data. What it
learns from, how much each set weighs and what is set by hand stands in ``training/where/recipe.yml``; ``FOLDER`` holds the gold
records and the public sets. ``--check`` learns besides once for each fold without its reports, and prints the share of claims
whose place is right in the reports left out, by set. Only reports for tuning belong here.

The model is a conditional logit over the place names of a report: the right ones are those whose place is the gold's. Where a
figure's event was, and where the event told last, are features themselves. So that they are no better here than on a new
report, the places of a report's events are those of weights that have not seen it: of a first round, learned without the report's
fold and without places of events.
"""

from __future__ import annotations

import argparse
import json
import random
import tempfile
from collections import Counter
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Final

import numpy as np
import numpy.typing as npt
import yaml

from dateline.config import Config
from dateline.pipeline import Pipeline
from training.places_cases import Case, cases, rows_of, unmarked
from training.places_real import incident_cases, real_texts

_ROOT: Final = Path(__file__).parents[1]
_OUT: Final = _ROOT / "src" / "dateline" / "data" / "places" / "where.json"
_RECIPE: Final = Path(__file__).parent / "where" / "recipe.yml"
_RIDGE, _STEPS, _RATE, _RARE = 3.0, 250, 0.1, 5


@dataclass(frozen=True, slots=True)
class Choice:
    """The places of a report for one claim: the features of each, whether each is right, how much the claim weighs; ``core``
    where the claim is one of those that are counted."""

    case: int
    features: tuple[Mapping[str, float], ...]
    right: tuple[bool, ...]
    weight: float
    core: bool


def all_cases(recipe: Mapping[str, Any], shared: Path) -> Iterator[tuple[Case, float]]:
    """The cases of a recipe, each with the weight of its set."""
    home = {"shared": shared}
    pipeline = Pipeline(Config())
    for given in recipe["sets"]:
        base = home.get(given.get("in", ""), _ROOT)
        its = Pipeline(Config(places=str(_ROOT / given["places"]))) if "places" in given else pipeline
        rows = rows_of(base / given["gold"], _keep(given.get("leave")))
        for case in cases(its, base / given["reports"], rows, given["name"]):
            yield case, given["weight"]
    with tempfile.TemporaryDirectory() as folder:
        written = unmarked(_ROOT / recipe["written"]["folder"], Path(folder))
        for case in cases(pipeline, Path(folder), written, "written"):
            yield case, recipe["written"]["weight"]
    marked, shootings = recipe["marked"], recipe["shootings"]
    with tempfile.TemporaryDirectory() as folder:
        rows = real_texts(_ROOT / marked["rows"], shared / marked["data"], Path(folder))
        for case in cases(pipeline, Path(folder), rows, "marked"):
            yield case, marked["weight"]
    for case in incident_cases(pipeline, shared / shootings["file"], shootings["count"], shootings["seed"]):
        yield case, shootings["weight"]


def _keep(leave: int | None) -> Callable[[str], bool]:
    """Reports to learn from: all but those whose number can be divided by ``leave``."""

    def keep(name: str) -> bool:
        number = Path(name).stem.rsplit("-", 1)[-1]
        return not (leave and number.isdigit() and int(number) % leave == 0)

    return keep


def choices(given: Sequence[tuple[Case, float]], by: Sequence[Mapping[str, float] | None]) -> list[Choice]:
    """The choices of all cases, their events placed by the weights that ``by`` has for the case (None: nowhere)."""
    found = []
    for number, (case, weight) in enumerate(given):
        weights = by[number]
        for known, options in case.choices(case.events(weights) if weights is not None else {}):
            judged = [(o.features, known.judge(o, case.story)) for o in options]
            kept = [(f, right) for f, right in judged if right is not None]
            if kept:
                features, right = zip(*kept, strict=True)
                found.append(Choice(number, features, right, weight * known.weight, known.weight >= 1.0))
    return found


@dataclass(frozen=True, slots=True)
class Table:
    """The features of all options of some choices, row by row: the columns and values of what is not 0, ``cells`` the first
    cell of each row, ``starts`` the first row of each choice."""

    names: tuple[str, ...]
    columns: npt.NDArray[np.intp]
    values: npt.NDArray[np.float64]
    cells: npt.NDArray[np.intp]
    starts: npt.NDArray[np.intp]
    right: npt.NDArray[np.float64]

    @classmethod
    def of(cls, given: Sequence[Choice]) -> Table:
        """The table of choices; every row must have a feature."""
        names = tuple(sorted({k for c in given for f in c.features for k in f}))
        index = {k: i for i, k in enumerate(names)}
        rows = [f for c in given for f in c.features]
        sizes = np.array([len(f) for f in rows])
        return cls(
            names=names,
            columns=np.fromiter((index[k] for f in rows for k in f), dtype=np.intp, count=int(sizes.sum())),
            values=np.fromiter((v for f in rows for v in f.values()), dtype=float, count=int(sizes.sum())),
            cells=np.cumsum([0, *sizes])[:-1],
            starts=np.cumsum([0, *(len(c.features) for c in given)])[:-1],
            right=np.concatenate([np.array(c.right, dtype=float) for c in given]),
        )


def learn(given: Sequence[Choice], table: Table, weight: npt.NDArray[np.float64]) -> dict[str, float]:
    """The weights: gradient descent with momentum (Adam) on the likelihood of the right names, with a ridge. ``table`` is that of
    ``given``, ``weight`` how much each of them counts (0: not at all)."""
    counts = Counter(k for c, n in zip(given, weight, strict=True) if n > 0 for k in {k for f in c.features for k in f})
    known = np.array([counts[name] >= _RARE for name in table.names], dtype=float)
    sizes = np.diff([*table.starts, len(table.right)])
    cell_sizes = np.diff([*table.cells, len(table.values)])
    by_row = np.repeat(weight, sizes)
    w = np.zeros(len(table.names))
    first, second = np.zeros_like(w), np.zeros_like(w)
    for step in range(1, _STEPS + 1):
        scores = np.add.reduceat(table.values * w[table.columns], table.cells)
        share = np.exp(scores - np.repeat(np.maximum.reduceat(scores, table.starts), sizes))
        share /= np.repeat(np.add.reduceat(share, table.starts), sizes)
        good = share * table.right
        good /= np.repeat(np.maximum(np.add.reduceat(good, table.starts), 1e-12), sizes)
        pull = np.repeat(by_row * (share - good), cell_sizes) * table.values
        slope = known * (_RIDGE * w + np.bincount(table.columns, weights=pull, minlength=len(w)))
        first, second = 0.9 * first + 0.1 * slope, 0.999 * second + 0.001 * slope**2
        rate = _RATE * (1.0 - step / (_STEPS + 1))
        w -= rate * (first / (1 - 0.9**step)) / (np.sqrt(second / (1 - 0.999**step)) + 1e-8)
    return {k: round(float(v), 3) for k, v in zip(table.names, w, strict=True) if abs(v) >= 0.005}


def learned(given: Sequence[Choice], without: Sequence[Callable[[Choice], bool]]) -> list[dict[str, float]]:
    """For each test of a choice, the weights learned from all other choices that have a right place."""
    good = [c for c in given if any(c.right)]
    table = Table.of(good)
    return [learn(good, table, np.array([0.0 if out(c) else c.weight for c in good])) for out in without]


def is_right(choice: Choice, weights: Mapping[str, float]) -> bool:
    """Whether the weights pick a right place."""
    scores = [sum(weights.get(k, 0.0) * v for k, v in f.items()) for f in choice.features]
    return choice.right[max(range(len(scores)), key=lambda i: scores[i])]


def by_fold(found: Sequence[Choice], folds: Sequence[int]) -> list[dict[str, float]]:
    """For each fold, the weights learned without its reports."""

    def of(fold: int) -> Callable[[Choice], bool]:
        return lambda choice: folds[choice.case] == fold

    return learned(found, [of(fold) for fold in range(max(folds) + 1)])


def main() -> None:
    """Learn, check if wanted, write."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--shared", type=Path, required=True, help="the folder of gold records and public sets")
    parser.add_argument("--recipe", type=Path, default=_RECIPE)
    parser.add_argument("--check", action="store_true")
    parser.add_argument("--out", type=Path, default=_OUT)
    options = parser.parse_args()
    recipe = yaml.safe_load(options.recipe.read_text(encoding="utf8"))
    given = sorted(all_cases(recipe, options.shared), key=lambda g: g[0].name)
    order = list(range(len(given)))
    random.Random(recipe["seed"]).shuffle(order)
    folds = [place % recipe["folds"] for place in sorted(range(len(order)), key=lambda i: order[i])]
    first = by_fold(choices(given, [None] * len(given)), folds)
    found = choices(given, [first[fold] for fold in folds])
    print(f"{len(found)} claims of {len({c.case for c in found})} reports")
    if options.check:
        without = by_fold(found, folds)
        for name, (right, counted) in sorted(_by_set(given, found, folds, without).items()):
            print(f"right in the reports left out, {name}: {right}/{counted} {right / counted:.3f}")
    weights = learned(found, [lambda _: False])[0]
    core = [c for c in found if c.core and any(c.right)]
    print(f"right in those learned from: {sum(is_right(c, weights) for c in core) / max(1, len(core)):.3f}")
    by_hand = {name: float(told["weight"]) for name, told in recipe["by_hand"].items()}
    told = {
        "origin": "learned by training/places.py; what from, and which are set by hand, says training/where/recipe.yml",
        "weights": dict(sorted({**weights, **by_hand}.items())),
    }
    options.out.write_text(json.dumps(told, indent=1, ensure_ascii=False) + "\n", encoding="utf8")


def _by_set(
    given: Sequence[tuple[Case, float]],
    found: Sequence[Choice],
    folds: Sequence[int],
    without: Sequence[Mapping[str, float]],
) -> dict[str, tuple[int, int]]:
    """(right, counted) of the core claims of each set, by weights that have not seen their report."""
    counts: dict[str, tuple[int, int]] = {}
    for choice in (c for c in found if c.core):
        name = given[choice.case][0].name.split("/")[0]
        right, counted = counts.get(name, (0, 0))
        counts[name] = right + is_right(choice, without[folds[choice.case]]), counted + 1
    return counts


if __name__ == "__main__":
    main()
