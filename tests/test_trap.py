"""A fault of ours in one report sets that report aside, with its reason, and the others go on."""

from __future__ import annotations

import pytest
from spacy.tokens import Doc, Span
from spacy.vocab import Vocab

from build import report
from dateline.config import Config
from dateline.errors import CodebookError, EvidenceError, ProblemCode
from dateline.model import Page, Reading, Report
from dateline.pipeline import Pipeline
from dateline.reading.mentions import find_mentions

TEXT = "GAO, Mali, May 4, 2025 (AFP) - Gunmen killed four people in Gao on Sunday, a hospital official said."


@pytest.fixture
def page() -> Page:
    return Page(path="one.txt", content=TEXT.encode())


def test_words_and_offsets_that_disagree_set_the_report_aside(page: Page, monkeypatch: pytest.MonkeyPatch) -> None:
    def disagree(self: Pipeline, report: Report) -> Reading:
        raise EvidenceError("a span must run forwards")

    monkeypatch.setattr(Pipeline, "reading", disagree)
    outcome = Pipeline(Config()).process(page)
    assert [p.code for p in outcome.problems if p.code.sets_aside] == [ProblemCode.FAILED]
    assert "a span must run forwards" in " ".join(p.detail for p in outcome.problems)


def test_a_wrong_codebook_stops_the_run(page: Page, monkeypatch: pytest.MonkeyPatch) -> None:
    def wrong(self: Pipeline, report: Report) -> Reading:
        raise CodebookError("own.yml:3: unknown key")

    monkeypatch.setattr(Pipeline, "reading", wrong)
    with pytest.raises(CodebookError):
        Pipeline(Config()).process(page)


@pytest.mark.parametrize("words", ["The City", "THE district", "the"])
def test_an_article_alone_is_no_place(words: str) -> None:
    made = report(f"{words} was hit.")
    doc = Doc(
        Vocab(), words=[*words.split(), "was", "hit", "."], spaces=[True] * (len(words.split()) + 1) + [False] * 2
    )
    doc.ents = [Span(doc, 0, len(words.split()), label="LOC")]
    assert not find_mentions(doc, made)
