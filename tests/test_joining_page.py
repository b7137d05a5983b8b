"""docs/joining.md: its three reports are read by the program, and every number and line of its example comes out."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

import pytest

from dateline.collect import collect
from dateline.config import Config
from dateline.export import make_brief
from dateline.join import POLICIES, standings, why_graded
from dateline.model import Event
from dateline.pipeline import Recorder, process_page
from dateline.store import Record
from dateline.terms import Grade, Measure, Policy, Standing


@pytest.fixture(scope="module")
def page(repo: Path) -> str:
    return (repo / "docs/joining.md").read_text(encoding="utf8")


@pytest.fixture(scope="module")
def record(page: str, repo: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Record]:
    folder = tmp_path_factory.mktemp("three")
    told = re.findall(r"```report (\S+)\n(.*?)```", page, re.DOTALL)
    assert len(told) == 3
    for name, text in told:
        (folder / name).write_text(text, encoding="utf8")
    config = Config(
        db=str(folder / "r.db"), places=str(repo / "examples/places.tsv"), actors=str(repo / "examples/actors.yml")
    )
    with Recorder.open(config) as recorder:
        for found in recorder.news(collect([str(folder / n) for n, _ in told], max_bytes=10**6, on_problem=print)):
            recorder.add(process_page((config, found, None)))
        recorder.finish([])
    with Record.open(folder / "r.db", create=False) as opened:
        yield opened


@pytest.fixture(scope="module")
def event(record: Record) -> Event:
    (one,) = record.events()
    return one


def test_the_three_are_one_event_told_by_three_voices(event: Event) -> None:
    assert len(event.reports) == 3
    assert (event.voices, event.grade) == (3, Grade.FAIR)


def test_every_line_of_the_brief_on_the_page_is_in_the_brief(page: str, record: Record) -> None:
    made = make_brief(
        record.events(), record.claims(), {r.id: r for r in record.reports()}, title="Three reports"
    ).to_markdown()
    (block,) = re.findall(r"```brief\n(.*?)```", page, re.DOTALL)
    lines = [line for line in block.splitlines() if line]
    assert len(lines) == 7
    for line in lines:
        assert line in made, f"{line!r} is not in the brief:\n{made}"


def test_what_each_policy_makes_of_it(page: str, record: Record) -> None:
    promised = {
        name: tuple(int(n) for n in numbers.split("|"))
        for name, numbers in re.findall(r"^\| `(\w+)` \| (\d+ \| \d+ \| \d+) \|$", page, re.M)
    }
    assert set(promised) == set(POLICIES) == set(Policy)
    for policy, numbers in promised.items():
        (one,) = record.events(policy=policy)
        line = next(t for t in one.tolls if t.measure is Measure.KILLED and t.victim_class is None)
        assert (line.low, line.best, line.high) == numbers, policy


def test_the_rules_on_the_page_are_those_of_the_program(page: str) -> None:
    for policy in Policy:
        assert policy.definition in page
    for standing in Standing:
        assert f"| {standing.value.replace('_', ' ')} |" in page
    for grade in Grade:
        assert f"| {grade.value} |" in page


def test_the_nine_are_a_part_and_never_the_whole(event: Event, record: Record) -> None:
    cards = {c.id: c for c in record.cards(event.reports)}
    stands = standings(event.figures, cards, event.actors + event.targets)
    by_number = {f.toll.low: stands[f.id] for f in event.figures if f.toll}
    assert by_number == {
        12: Standing.IN_FORCE, 14: Standing.IN_FORCE, 20: Standing.IN_FORCE, 9: Standing.PART,
    }  # fmt: skip
    assert why_graded(event, cards).reasons[0] == "3 independent voices tell of it"
