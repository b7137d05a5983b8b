"""Who says what, decided a second time: what a reader of news would see of it, and how the folder of a model may lack it."""

import shutil
from pathlib import Path

import numpy as np
import pytest

from dateline.reading import load, shipped_model
from dateline.reading.attributions import FILE, Evidence, base_relations, surroundings
from dateline.reading.extents import FILE as EXTENTS

pytestmark = pytest.mark.skipif(
    not (shipped_model() / FILE).is_file(), reason="the reading model is not in this checkout"
)

TEXT = (
    "Two bridges north of the town were destroyed overnight, the mayor said on Tuesday.\n\n"
    "“We will rebuild them before the winter,” Selim Oran told reporters.\n\n"
    "The ministry denied that its soldiers had fired at the convoy."
)


def test_sources_cues_and_contents_of_plain_sentences() -> None:
    doc = load(threads=1).parse(TEXT)
    sources = [s.text for s in doc.spans["sources"]]
    assert sources == ["the mayor", "Selim Oran", "The ministry"]
    cues = [s.text for s in doc.spans["cues"]]
    assert len(cues) == 3
    for cue, word in zip(cues, ("said", "told", "denied"), strict=True):
        assert word in cue
    contents = [s.text for s in doc.spans["contents"]]
    assert "Two bridges north of the town were destroyed overnight" in contents[0]
    assert any("its soldiers had fired at the convoy" in text for text in contents)
    by_cue = {s.id: s.text for s in doc.spans["sources"]}
    assert [by_cue[s.id] for s in doc.spans["cues"]] == sources


def test_a_model_folder_without_the_second_look_still_marks_them(tmp_path: Path) -> None:
    folder = tmp_path / "model"
    shutil.copytree(shipped_model(), folder)
    (folder / FILE).unlink()
    doc = load(folder, threads=1).parse(TEXT)
    assert "the mayor" in [s.text for s in doc.spans["sources"]]
    assert len(doc.spans["cues"]) >= 2


def test_a_content_ends_where_its_clause_ends(tmp_path: Path) -> None:
    text = "The envoy said that whoever fired the rockets at the camp as the convoy left would be tried in Geneva."
    doc = load(threads=1).parse(text)
    contents = [s.text for s in doc.spans["contents"]]
    assert contents == [text.removeprefix("The envoy said ").removesuffix(".")]
    folder = tmp_path / "model"
    shutil.copytree(shipped_model(), folder)
    (folder / EXTENTS).unlink()
    doc = load(folder, threads=1).parse(text)
    assert len(doc.spans["contents"]), "without the file the marks stay as they are"


def test_what_is_looked_at_has_the_same_width_for_any_text() -> None:
    relations = base_relations(["nsubj", "nsubj:pass", "root", "punct"])
    assert relations == ["ROOT", "nsubj", "punct"]
    widths = set()
    for n in (1, 2, 9):
        evidence = Evidence(
            words=['"'] * n,
            paragraphs=[0],
            starts=[0],
            upos=np.zeros(n, dtype=np.int64),
            relations=np.zeros(n, dtype=np.int64),
            heads=np.zeros(n, dtype=np.int64),
            marks=np.zeros((n, 3, 3), dtype=np.float32),
            vectors=np.zeros((n, 4), dtype=np.float32),
        )
        rows, cue = surroundings(evidence, 3, relations, evidence.marks)
        assert rows.shape[0] == n == len(cue)
        assert np.isfinite(rows).all()
        widths.add(rows.shape[1])
    assert len(widths) == 1
