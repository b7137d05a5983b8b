"""Counted figures that the reading model marks by itself: taken where the codebook is silent, and named as such."""

from __future__ import annotations

from pathlib import Path

import pytest
from spacy.tokens import Span, SpanGroup

from claims_reading import packaged, reading_of
from dateline.claims.chains import Chains
from dateline.claims.codebook import Codebook
from dateline.claims.drafts import FigureDraft
from dateline.claims.figures import find_figures
from dateline.terms import Measure

SILENT = (
    "GAO, Mali - The imam set out nineteen shrouds for villagers after the raid, and eleven neighbours went unnamed."
)


def found(text: str, marks: dict[str, str], reader, codebook: Codebook | None = None) -> list[FigureDraft]:
    """The figures of a text in which the words (keys) are marked with a measure (values), and nothing else is."""
    reading = reading_of(text, reader)
    doc = reading.doc
    spans = [doc.char_span(text.index(w), text.index(w) + len(w), label=label) for w, label in marks.items()]
    doc.spans["figures"] = SpanGroup(doc, name="figures", spans=[s for s in spans if isinstance(s, Span)])
    return find_figures(reading, codebook or packaged(), Chains(reading))


def test_a_mark_where_no_entry_speaks_is_a_figure_and_says_what_found_it(reader) -> None:
    assert not found(SILENT, {}, reader)
    (figure,) = found(SILENT, {"eleven neighbours": "killed"}, reader)
    assert (figure.measure, figure.low, figure.high) == (Measure.KILLED, 11, 11)
    assert "learned.figure.killed" in figure.found_by


def test_the_codebook_outranks_a_mark(reader) -> None:
    text = "GAO, Mali - Gunmen killed four villagers near the river on Sunday, residents said."
    (figure,) = found(text, {"four villagers": "injured"}, reader)
    assert figure.measure is Measure.KILLED
    assert not any(e.startswith("learned.") for e in figure.found_by)


def test_a_mark_without_a_count_is_no_figure(reader) -> None:
    assert not found(SILENT, {"villagers": "killed"}, reader)


def test_a_user_takes_the_marks_of_a_measure_out(reader, tmp_path: Path) -> None:
    own = tmp_path / "own.yml"
    own.write_text('version: "1"\nremove: [learned.figure.killed]\n', encoding="utf-8")
    assert not found(SILENT, {"eleven neighbours": "killed"}, reader, Codebook.load([own]))


@pytest.mark.parametrize("measure", list(Measure))
def test_every_measure_has_an_entry_for_its_marks(measure: Measure) -> None:
    entry = packaged().learned("figures")[str(measure)]
    assert entry.definition
    assert entry.example != entry.counter_example


def test_the_shipped_model_marks_counted_figures(reader) -> None:
    doc = reader.parse("Shelling took the lives of nine farmers in the village of Sarafere on Sunday, the mayor said.")
    assert [(s.text, s.label_) for s in doc.spans["figures"]] == [("nine farmers", "killed")]
