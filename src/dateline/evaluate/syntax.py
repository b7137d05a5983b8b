"""Tags and dependencies on the words of a treebank, and sentences found in its raw text.

``upos``, ``uas``, ``las``: shares of the words whose part of speech, head, head and relation are right, on the file's
own words and sentences; punctuation counts, and so do subtypes of relations (``nmod:poss`` is not ``nmod``).
``sentence_f1``: F1 of sentences found in the raw text of each document, whose paragraphs a blank line parts, a
sentence being found where both ends are right (the rule of the CoNLL 2018 shared task, with the text of a document at
a time).
"""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from dateline.evaluate.conllu import Treebank, WordSentence, document_text, read_treebank
from dateline.evaluate.counts import Counts, compared
from dateline.evaluate.outcome import Outcome, Tools, given_words_reader
from dateline.reading import ModelReader, Reader

__all__ = ["evaluate_syntax", "sentence_counts", "syntax_counts"]

Cells = dict[int, dict[str, str]]
"""Predicted cells: line number -> column name -> value."""


def syntax_counts(reader: ModelReader, sentences: list[WordSentence], cells: Cells | None = None) -> dict[str, Counts]:
    """Counts of right ``upos``, ``xpos``, ``lemma``, ``uas`` and ``las`` on given words; predictions go to ``cells``."""
    right = dict.fromkeys(("upos", "xpos", "lemma", "uas", "las"), 0)
    total = 0
    for sentence in sentences:
        words = sentence.words
        doc = reader.parse_words([[w.form for w in words]], [[w.space_after for w in words[:-1]] + [True]])
        for word, token in zip(words, doc, strict=True):
            total += 1
            head = -1 if token.head.i == token.i else token.head.i
            relation = "root" if token.dep_ == "ROOT" else token.dep_
            right["upos"] += token.pos_ == word.upos
            right["xpos"] += token.tag_ == word.xpos
            right["lemma"] += token.lemma_ == word.lemma
            right["uas"] += head == word.head
            right["las"] += head == word.head and relation == word.deprel
            if cells is not None:
                cells[word.line] = {
                    "LEMMA": token.lemma_,
                    "UPOS": token.pos_,
                    "XPOS": token.tag_,
                    "FEATS": str(token.morph) or "_",
                    "HEAD": str(head + 1),
                    "DEPREL": relation,
                    "DEPS": "_",
                }
    return {name: Counts(total, total, n) for name, n in right.items()}


def sentence_counts(
    reader: Reader,
    documents: list[list[WordSentence]],
    *,
    paragraphs: bool = True,
    on_start: Callable[[WordSentence, int], None] | None = None,
) -> Counts:
    """Counts of sentences in the raw text of each document.

    ``on_start`` hears of each surface word (sentence and index) at which the reader begins a sentence.
    """
    counts = Counts()
    for sentences in documents:
        text, ranges, places = document_text(sentences, paragraphs=paragraphs)
        found = set()
        for span in reader.parse(text).sents:
            left = len(span.text) - len(span.text.lstrip())
            found.add((span.start_char + left, span.start_char + len(span.text.rstrip())))
        counts += compared(set(ranges), found)
        if on_start is not None:
            begins = {start for start, _ in found}
            for sentence, words in zip(sentences, places, strict=True):
                for index, (start, _) in enumerate(words):
                    if start in begins:
                        on_start(sentence, index)
    return counts


def evaluate_syntax(path: Path, tools: Tools) -> Outcome:
    """A CoNLL-U file. The predictions are the same file with predicted LEMMA, UPOS, XPOS, FEATS, HEAD and DEPREL (DEPS
    is emptied), and ``SentenceBegins=Yes`` in MISC where the reader begins a sentence in raw text."""
    treebank: Treebank = read_treebank(path)
    reader = given_words_reader(tools.reader, "syntax")
    cells: Cells = {}
    counts = syntax_counts(reader, treebank.sentences(), cells)

    def begins(sentence: WordSentence, index: int) -> None:
        cells.setdefault(sentence.surface_line[index], {})["MISC"] = "SentenceBegins=Yes"

    sentences = sentence_counts(reader, treebank.documents, on_start=begins)
    rows = {"upos": counts["upos"], "uas": counts["uas"], "las": counts["las"], "sentence_f1": sentences}
    return Outcome(
        n=counts["upos"].gold,
        unit="words",
        metrics={name: row.f1 for name, row in rows.items()},
        predictions=treebank.rewritten(cells),
        details={name: (row.gold, row.found, row.right) for name, row in [*rows.items(), *_more(counts)]},
        notes=(f"{sentences.gold} sentences in {len(treebank.documents)} documents",),
    )


def _more(counts: dict[str, Counts]) -> list[tuple[str, Counts]]:
    return [("fine tags", counts["xpos"]), ("lemmas", counts["lemma"])]
