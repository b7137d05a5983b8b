"""Accuracy floors: what was reached once is not lost again. Floors live in tests/floors.json and only rise.

Each entry names a task, a gold record, the digest of that gold (a changed gold needs a new floor) and the least
value of each metric.
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
    low = {m: (v, result["metrics"][m]) for m, v in floor["at_least"].items() if result["metrics"][m] < v}
    assert not low, f"below the floor (floor, now): {low}; all: {result['metrics']}"
    if "outside" in result["metrics"] and floor["name"] != "apart":
        assert result["metrics"]["outside"] == 0, "something was taken from outside the report"
