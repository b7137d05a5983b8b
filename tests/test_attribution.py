"""Who says so, for the words that a user would ask about: speaker, carry-over, stance, names within a report."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
import yaml

from build import report
from dateline.claims.attribution import find_sayings
from dateline.claims.chains import Chains
from dateline.claims.drafts import SayingDraft
from dateline.claims.stance import stance_of
from dateline.model import Reading
from dateline.reading import Reader, read
from dateline.terms import SourceKind, Stance
from dateline.text import Span

CASES = Path(__file__).parent / "cases"


def _cases(*names: str) -> list[Any]:
    found = []
    for name in names:
        for case in yaml.safe_load((CASES / f"{name}.yml").read_text(encoding="utf8")):
            found.append(pytest.param(case, id=f"{name}: {case['name']}"))
    return found


def _reading(case: dict[str, Any], reader: Reader) -> Reading:
    source = case.get("source", {"name": "Meridian", "kind": "outlet"})
    return read(report(case["text"], source=source["name"], kind=SourceKind(source["kind"])), reader)


def _span(text: str, words: str) -> Span:
    start = text.index(words)
    return Span(start, start + len(words))


def _names(saying: SayingDraft) -> str:
    return f"{saying.speaker.name or ''} / {saying.speaker.organisation or ''}".casefold()


@pytest.mark.parametrize("case", _cases("attribution", "denial", "hedging"))
def test_case(case: dict[str, Any], reader: Reader) -> None:
    reading = _reading(case, reader)
    span = _span(case["text"], case["of"])
    saying = find_sayings(reading, Chains(reading)).for_span(span)
    if case.get("own"):
        assert saying is None, f"{saying and _names(saying)}: {case['why']}"
    for key, said in (
        ("speaker", saying.speaker.name if saying else None),
        ("organisation", saying.speaker.organisation if saying else None),
        ("either", _names(saying) if saying else None),
    ):
        if key in case:
            assert saying is not None, case["why"]
            assert case[key].casefold() in (said or "").casefold(), f"{_names(saying)}: {case['why']}"
    if "via" in case:
        assert saying is not None and saying.via is not None, case["why"]
        assert case["via"].casefold() in f"{saying.via.name or ''} {saying.via.organisation or ''}".casefold(), case[
            "why"
        ]
    if "carried" in case:
        assert saying is not None and saying.carried is case["carried"], case["why"]
    if "stance" in case:
        assert stance_of(reading.doc, span, saying) is Stance(case["stance"]), case["why"]
