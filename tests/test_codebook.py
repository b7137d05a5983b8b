"""The codebook: its form, its mistakes, and that each entry does what its example says."""

from __future__ import annotations

from pathlib import Path

import pytest

from claims_reading import figures_of, numbers_of
from dateline.claims.codebook import FRAMES, SECTIONS, Codebook, forms_of
from dateline.errors import CodebookError

CODEBOOK = Codebook.load()
MEASURES = list(CODEBOOK.section("measure"))
NUMBERS = [e for s in ("number", "bound") for e in CODEBOOK.section(s)]
VICTIMS = list(CODEBOOK.section("victims"))
COUNT_SPANS = list(CODEBOOK.section("count_span"))
OUT_BY_NEIGHBOUR = [e for e in CODEBOOK.section("not_figure") if e.frame in ("before", "after")]
OUT_BY_SENSE = [e for e in CODEBOOK.section("not_figure") if e.frame in ("counted", "cause", "topic")]

GOOD = """
entries:
  - id: killed.zap
    section: measure
    measure: killed
    words: [zap]
    pos: verb
    frame: object
    definition: To kill, in the speech of one militia.
    source: our own listening
    example: The militia zapped 12 villagers.
    counter_example: The militia fed 12 villagers.
"""


def names(entries):
    return [e.id for e in entries]


@pytest.mark.parametrize("entry", MEASURES, ids=names(MEASURES))
def test_a_measure_entry_finds_its_example_and_not_its_counter_example(entry, reader):
    around = "Fighting went on in the district on Sunday.\n\n" if entry.guarded else ""
    found = figures_of(around + entry.example, reader)
    assert any(entry.id in f.found_by and f.measure == entry.kind for f in found), [f.found_by for f in found]
    assert not any(entry.id in f.found_by for f in figures_of(around + entry.counter_example, reader))


@pytest.mark.parametrize("entry", NUMBERS, ids=names(NUMBERS))
def test_a_number_entry_reads_its_example_and_not_its_counter_example(entry):
    read = [n for n in numbers_of(entry.example) if entry.id in n.entries]
    assert read, numbers_of(entry.example)
    if entry.section == "number":
        assert (read[0].low, read[0].high) == (entry.low, entry.high)
    else:
        assert read[0].bound == entry.kind
    assert not any(entry.id in n.entries for n in numbers_of(entry.counter_example))


@pytest.mark.parametrize("entry", OUT_BY_NEIGHBOUR, ids=names(OUT_BY_NEIGHBOUR))
def test_a_neighbour_keeps_a_number_out(entry):
    assert any(n.out == entry.id for n in numbers_of(entry.example)), numbers_of(entry.example)
    assert any(n.out is None for n in numbers_of(entry.counter_example)), numbers_of(entry.counter_example)


@pytest.mark.parametrize("entry", OUT_BY_SENSE, ids=names(OUT_BY_SENSE))
def test_a_cause_or_thing_keeps_a_figure_out(entry, reader):
    assert not [f for f in figures_of(entry.example, reader) if f.low and f.low > 1]
    assert [f for f in figures_of(entry.counter_example, reader) if f.low and f.low > 1]


@pytest.mark.parametrize("entry", VICTIMS, ids=names(VICTIMS))
def test_a_victims_entry_gives_class_and_role(entry, reader):
    found = [f for f in figures_of(entry.example, reader) if entry.id in f.found_by]
    assert found
    victims = found[0].victims
    assert victims.class_ == (None if entry.kind == "thing" else entry.kind)
    if entry.role in ("women", "children"):
        assert getattr(victims, entry.role)
    else:
        assert victims.role == entry.role
    assert not any(entry.id in f.found_by for f in figures_of(entry.counter_example, reader))


@pytest.mark.parametrize("entry", COUNT_SPANS, ids=names(COUNT_SPANS))
def test_a_count_span_entry_gives_the_span(entry, reader):
    around = "Fighting went on in the district on Sunday.\n\n" if entry.guarded else ""
    found = figures_of(around + entry.example, reader)
    assert found
    assert found[0].count_span == entry.kind
    other = figures_of(entry.counter_example, reader)
    assert other
    assert other[0].count_span == "incident"


def test_the_packaged_codebook_covers_every_measure_and_names_its_sources():
    kinds = {e.kind for e in MEASURES}
    assert kinds == SECTIONS["measure"]
    assert all(e.source and e.definition for e in CODEBOOK.entries)
    assert all(e.frame in FRAMES[e.section] for e in CODEBOOK.entries if e.section in FRAMES)


def test_a_user_file_extends_the_codebook(tmp_path: Path, reader):
    path = tmp_path / "mine.yml"
    path.write_text(GOOD, encoding="utf-8")
    extended = Codebook.load([path])
    assert len(extended.entries) == len(CODEBOOK.entries) + 1
    assert extended.digest != CODEBOOK.digest
    found = figures_of("The militia zapped 12 villagers.", reader, extended)
    assert [(f.measure, f.low) for f in found] == [("killed", 12)]
    assert not figures_of("The militia zapped 12 villagers.", reader)


def test_a_user_file_replaces_and_removes_entries(tmp_path: Path):
    path = tmp_path / "mine.yml"
    path.write_text(GOOD.replace("killed.zap", "killed.kill") + "\nremove: [killed.toll]\n", encoding="utf-8")
    changed = Codebook.load([path])
    assert changed["killed.kill"].words == ("zap",)
    assert "killed.toll" not in {e.id for e in changed.entries}


@pytest.mark.parametrize(
    ("change", "line", "says"),
    [
        (("section: measure", "section: measures"), 3, "unknown section"),
        (("measure: killed", "measure: slain"), 3, "is no measure"),
        (("frame: object", "frame: objekt"), 3, "unknown frame"),
        (("    source: our own listening\n", ""), 3, "has no 'source'"),
        (("words: [zap]", "words: [no]"), 3, "put quotes around the word"),
        (("definition: To kill", "defintion: To kill"), 3, "definition"),
        (("pos: verb", "pos: verb\n  bad"), None, "check indentation"),
    ],
)
def test_a_mistake_names_file_line_and_remedy(tmp_path: Path, change, line, says):
    path = tmp_path / "wrong.yml"
    path.write_text(GOOD.replace(*change), encoding="utf-8")
    with pytest.raises(CodebookError) as caught:
        Codebook.load([path])
    assert f"{path}:" in str(caught.value)
    assert says in str(caught.value)
    if line:
        assert f"{path}:{line}:" in str(caught.value)


def test_a_missing_file_says_so(tmp_path: Path):
    with pytest.raises(CodebookError, match="there is no such codebook file"):
        Codebook.load([tmp_path / "none.yml"])


def test_the_codebook_can_be_printed():
    rows = CODEBOOK.describe("measure")
    assert {"id", "kind", "words", "definition", "source", "example", "counter_example"} <= set(rows[0])
    assert len(rows) == len(MEASURES)


def test_word_forms():
    assert "kidnapped" in forms_of("kidnap", "verb")
    assert "bodies" in forms_of("body", "noun")
    assert "policemen" in forms_of("policeman", "noun")
    assert "fleeing" in forms_of("flee", "verb")
