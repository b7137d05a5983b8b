"""Scores of a model folder on development and test parts. Every figure is computed with the runtime, not with torch."""

import json
import time
from pathlib import Path

from dateline.reading.features import GAP_NONE
from dateline.reading.reader import ModelReader
from training.marked import ATTRIBUTION, read_re3d, spans_of
from training.treebanks import read_conllu, read_iob2
from training.written import score_police, score_written

Scores = dict[str, float]


def f1(gold: int, found: int, right: int) -> float:
    return 200.0 * right / (gold + found) if gold + found else 0.0


def syntax(reader: ModelReader, path: Path) -> Scores:
    """UPOS, XPOS, lemma, UAS, LAS on gold words and sentences; punctuation counts, subtypes count."""
    right: dict[str, int] = dict.fromkeys(("upos", "xpos", "lemma", "uas", "las"), 0)
    total = 0
    for document in read_conllu(path, "test"):
        for sentence in document.sentences:
            spaces = [g != GAP_NONE for g in sentence.gaps[1:]] + [True]
            doc = reader.parse_words([sentence.words], [spaces])
            assert sentence.heads is not None and sentence.deps is not None
            for i, token in enumerate(doc):
                total += 1
                head = -1 if token.head.i == i else token.head.i
                dep = "root" if token.dep_ == "ROOT" else token.dep_
                right["upos"] += token.pos_ == sentence.tags["upos"][i]
                right["xpos"] += token.tag_ == sentence.tags["xpos"][i]
                right["lemma"] += token.lemma_ == sentence.tags["lemma"][i]
                right["uas"] += head == sentence.heads[i]
                right["las"] += head == sentence.heads[i] and dep == sentence.deps[i]
    return {k: 100.0 * v / total for k, v in right.items()}


def sentences(reader: ModelReader, path: Path) -> Scores:
    """F1 of sentence spans in raw text: with a blank line before each paragraph, and without any line break."""
    return {
        "sentence_f1": _sentence_f1(reader, path, paragraphs=True),
        "sentence_f1_unbroken": _sentence_f1(reader, path, paragraphs=False),
    }


def _sentence_f1(reader: ModelReader, path: Path, *, paragraphs: bool) -> float:
    gold_n = found_n = right = 0
    for document in read_conllu(path, "test"):
        text, gold = "", set()
        for sentence in document.sentences:
            body = ""
            for i, (word, gap) in enumerate(zip(sentence.words, sentence.gaps, strict=True)):
                body += (" " if i and gap != GAP_NONE else "") + word
            if text:
                text += "\n\n" if paragraphs and sentence.new_paragraph else " "
            gold.add((len(text), len(text) + len(body)))
            text += body
        found = set()
        for span in reader.parse(text).sents:
            left = len(span.text) - len(span.text.lstrip())
            found.add((span.start_char + left, span.start_char + len(span.text.rstrip())))
        gold_n, found_n, right = gold_n + len(gold), found_n + len(found), right + len(gold & found)
    return f1(gold_n, found_n, right)


def re3d(reader: ModelReader, path: Path) -> Scores:
    gold_n = found_n = right = 0
    for document in read_re3d(path):
        for sentence in document.sentences:
            gold = set(spans_of(sentence.tags["re3d"]))
            doc = reader.parse_words([sentence.words])
            found = {(s.start, s.end, s.label_) for s in doc.spans["re3d"]}
            gold_n, found_n, right = gold_n + len(gold), found_n + len(found), right + len(gold & found)
    return {"re3d_f1": f1(gold_n, found_n, right)}


def names(reader: ModelReader, path: Path) -> Scores:
    """PERSON, ORG and LOC against UNER."""
    gold_n = found_n = right = 0
    for document in read_iob2(path, "uner"):
        for sentence in document.sentences:
            gold = set(spans_of(sentence.tags["names"]))
            doc = reader.parse_words([sentence.words])
            found = {(s.start, s.end, s.label_) for s in doc.ents if s.label_ in ("PERSON", "ORG", "LOC")}
            gold_n, found_n, right = gold_n + len(gold), found_n + len(found), right + len(gold & found)
    return {"uner_f1": f1(gold_n, found_n, right)}


def attribution(reader: ModelReader, path: Path, limit: int | None = None) -> Scores:
    """Exact spans of source, cue and content in raw text; each piece of a content is a span, nested ones too."""
    gold_n, found_n, right = (dict.fromkeys(ATTRIBUTION, 0) for _ in range(3))
    for line in path.read_text(encoding="utf-8").splitlines()[:limit]:
        record = json.loads(line)
        doc = reader.parse(record["text"])
        for kind in ATTRIBUTION:
            gold = {tuple(span) for a in record["attributions"] for span in a.get(kind, ())}
            found = {(s.start_char, s.end_char) for s in doc.spans[kind + "s"]}
            gold_n[kind] += len(gold)
            found_n[kind] += len(found)
            right[kind] += len(gold & found)
    scores = {f"{k}_f1": f1(gold_n[k], found_n[k], right[k]) for k in ATTRIBUTION}
    scores["attribution_f1"] = f1(sum(gold_n.values()), sum(found_n.values()), sum(right.values()))
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
        scores.update(score_written(reader, Path(__file__).parent / "written"))
    police = data / "india-police-events" / "sents_dev.tsv"
    if "police" in reader.model.whole_tasks and police.exists():
        scores.update(score_police(reader, police))
    return scores
