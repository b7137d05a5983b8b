"""Who did it, class, speaker and span of figures, through the whole flow. All texts are written for the project."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
import yaml

from dateline.model import Page
from dateline.pipeline import Pipeline
from dateline.terms import Role

_CASES = Path(__file__).with_name("cases") / "perpetrators.yml"


@pytest.mark.parametrize("case", yaml.safe_load(_CASES.read_text(encoding="utf8")), ids=lambda c: c["name"])
def test_what_a_figure_says_beside_its_number(pipeline: Pipeline, case: dict[str, Any]) -> None:
    measure, low = case["figure"]
    told = pipeline.process(Page(path="-", content=f"{case['text']}\n".encode())).told
    found = [c for t in told for c in t.claims if c.toll and c.toll.measure.value == measure and c.toll.low == low]
    assert found, f"no figure {measure} {low}: {case['why']}"
    claim = found[0]
    assert claim.toll is not None
    doers = " | ".join(p.actor.name for p in claim.participants if p.role is Role.PERPETRATOR).casefold()
    for name in case.get("doers", ()):
        assert name.casefold() in doers, case["why"]
    for name in case.get("never", ()):
        assert name.casefold() not in doers, case["why"]
    if case.get("doers") == []:
        assert not doers, case["why"]
    if "class" in case:
        assert claim.toll.victims.class_ is not None and claim.toll.victims.class_.value == case["class"], case["why"]
    if "speaker" in case:
        speaker = claim.attribution.speaker if claim.attribution is not None else None
        if case["speaker"] is None:
            assert speaker is None, case["why"]
        else:
            assert speaker is not None, case["why"]
            assert case["speaker"] in f"{speaker.name} {speaker.organisation}".casefold(), case["why"]
    if "span" in case:
        assert claim.toll.count_span.value == case["span"], case["why"]
