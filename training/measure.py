"""Scores of a model folder on development and test parts. Every figure is computed with the runtime, not with torch."""

import time
from pathlib import Path

from dateline.evaluate.attribution import attribution_counts, read_attributions
from dateline.evaluate.conllu import read_treebank
from dateline.evaluate.counts import Counts, compared
from dateline.evaluate.syntax import sentence_counts, syntax_counts
from dateline.reading.reader import ModelReader
from training.marked import ATTRIBUTION, read_re3d, spans_of
from training.treebanks import read_iob2
from training.written import score_police, score_written

Scores = dict[str, float]


def f1(counts: Counts) -> float:
    """F1 in hundredths."""
    return 200.0 * counts.right / (counts.gold + counts.found) if counts.gold + counts.found else 0.0


def syntax(reader: ModelReader, path: Path) -> Scores:
    """UPOS, XPOS, lemma, UAS, LAS on gold words and sentences; punctuation counts, subtypes count."""
    return {name: f1(counts) for name, counts in syntax_counts(reader, read_treebank(path).sentences()).items()}


def sentences(reader: ModelReader, path: Path) -> Scores:
    """F1 of sentence spans in raw text: with a blank line before each paragraph, and without any line break."""
    documents = read_treebank(path).documents
    return {
        "sentence_f1": f1(sentence_counts(reader, documents, paragraphs=True)),
        "sentence_f1_unbroken": f1(sentence_counts(reader, documents, paragraphs=False)),
    }


def re3d(reader: ModelReader, path: Path) -> Scores:
    total = Counts()
    for document in read_re3d(path):
        for sentence in document.sentences:
            doc = reader.parse_words([sentence.words])
            found = {(s.start, s.end, s.label_) for s in doc.spans["re3d"]}
            total += compared(set(spans_of(sentence.tags["re3d"])), found)
    return {"re3d_f1": f1(total)}


def names(reader: ModelReader, path: Path) -> Scores:
    """PERSON, ORG and LOC against UNER."""
    total = Counts()
    for document in read_iob2(path, "uner"):
        for sentence in document.sentences:
            doc = reader.parse_words([sentence.words])
            found = {(s.start, s.end, s.label_) for s in doc.ents if s.label_ in ("PERSON", "ORG", "LOC")}
            total += compared(set(spans_of(sentence.tags["names"])), found)
    return {"uner_f1": f1(total)}


def attribution(reader: ModelReader, path: Path, limit: int | None = None) -> Scores:
    """Exact spans of source, cue and content in raw text; each piece of a content is a span, nested ones too."""
    total = dict.fromkeys(ATTRIBUTION, Counts())
    for record in read_attributions(path)[:limit]:
        for kind, counts in attribution_counts(record, reader.parse(record["text"])).items():
            total[kind] += counts
    scores = {f"{kind}_f1": f1(counts) for kind, counts in total.items()}
    scores["attribution_f1"] = f1(sum(total.values(), Counts()))
    return scores


def speed(reader: ModelReader, texts: list[str]) -> Scores:
    """Tokens a second of the whole reader, and of the bare ONNX session on the same batches."""
    spent = 0.0
    session = reader.model._session
    run = session.run

    def timed(*args: object) -> object:
        nonlocal spent
        began = time.perf_counter()
        out = run(*args)
        spent += time.perf_counter() - began
        return out

    reader.parse(texts[0])
    session.run = timed
    try:
        began = time.perf_counter()
        tokens = sum(len(reader.parse(text)) for text in texts)
        whole = time.perf_counter() - began
    finally:
        session.run = run
    return {
        "tokens_per_second": tokens / whole,
        "network_share": spent / whole,
        "network_tokens_per_second": tokens / spent,
    }


def measure(folder: Path, data: Path) -> Scores:
    """All scores of the model in ``folder`` on the parts in ``data`` that are there."""
    reader = ModelReader(folder)
    scores: Scores = {}
    ewt = data / "ud-english-ewt" / "ewt-test.conllu"
    for part, function in (
        (ewt, syntax),
        (ewt, sentences),
        (data / "uner-ewt" / "test.iob2", names),
        (data / "re3d" / "dev.conll", re3d),
        (data / "polnear" / "dev.jsonl", attribution),
    ):
        if part.exists():
            scores.update(function(reader, part))
    if "figures" in reader.model.span_tasks:
        scores |= {name: f1(n) for name, n in score_written(reader, Path(__file__).parent / "written").items()}
    police = data / "india-police-events" / "sents_dev.tsv"
    if "police" in reader.model.whole_tasks and police.exists():
        scores |= {name: f1(n) for name, n in score_police(reader, police).items()}
    return scores
