"""Accuracy floors: what was reached once is not lost again. Floors live in tests/floors.json and rise.

Each entry names a task, a gold record, the digest of that gold (a changed gold needs a new floor) and the least
value of each metric. ``…_of_gold`` is the share of a field that is right among all of the gold (share among those found, times
recall), so that finding more harder ones is no fall. A floor is lowered only with ``lowered``: what it was, and why.
"""

from __future__ import annotations

import hashlib
import json
from pathlib import Path

import pytest

from dateline.cli.measure import evaluate_records
from dateline.config import Config

FLOORS = json.loads((Path(__file__).parent / "floors.json").read_text(encoding="utf8"))


@pytest.mark.parametrize("floor", FLOORS, ids=lambda f: f"{f['task']}-{f['name']}")
def test_accuracy_does_not_fall(floor: dict, repo: Path) -> None:
    gold = repo / floor["gold"]
    if not gold.exists():
        pytest.skip(f"needs {floor['gold']} beside the repository")
    digest = hashlib.sha256(gold.read_bytes()).hexdigest()[:16]
    assert digest == floor["digest"], f"{floor['gold']} has changed: measure again and set its floor and digest"
    config = Config(places=str(repo / "examples/places.tsv"), actors=str(repo / "examples/actors.yml"))
    if not floor.get("examples"):
        config = Config()
    result, _ = evaluate_records(floor["task"], gold, repo / floor["reports"], config)
    now = dict(result["metrics"])
    now |= {f"{name}_of_gold": value * now["recall"] for name, value in result["metrics"].items()}
    low = {m: (v, now[m]) for m, v in floor["at_least"].items() if now[m] < v}
    assert not low, f"below the floor (floor, now): {low}; all: {result['metrics']}"
    if "outside" in result["metrics"] and floor["name"] != "apart":
        assert result["metrics"]["outside"] <= floor.get("outside", 0), "something was taken from outside the report"


@pytest.mark.parametrize("floor", [f for f in FLOORS if "lowered" in f], ids=lambda f: f"{f['task']}-{f['name']}")
def test_a_lowered_floor_says_what_it_was_and_why(floor: dict) -> None:
    for metric, (was, why) in floor["lowered"].items():
        assert floor["at_least"][metric] < was
        assert len(why) > 40
