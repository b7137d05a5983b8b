"""What ``--licensed-only`` costs: both mixtures trained with one small budget, from the same base encoder, with the same seeds.

    python -m training.licensed --data DATA --out WORK [--seeds 1,2]

The same share of every set that is in it (``PLAN``): once all sets, once those that state a licence. A tenth of CAMEO is kept
apart from the first (``cameo_apart``) and scored with the steps counted on the rest. Scored are development parts, with the
network in 8 bits. It goes on where it stopped, mixture by mixture; ``WORK/licensed.json`` has every run, and the last
lines of the output the means and the spread.
"""

import argparse
import json
import zlib
from collections.abc import Iterator, Sequence
from dataclasses import replace
from pathlib import Path
from statistics import mean

import torch

from dateline.evaluate.counts import Counts, compared
from dateline.reading.encode import WordPieces
from dateline.reading.model import LEMMAS, STEPS
from dateline.reading.reader import ModelReader
from training.command import say
from training.examples import Encoder, Labels, collect_labels
from training.export import export
from training.lexicon import write_lexicon
from training.marked import read_re3d, spans_of
from training.measure import Scores, f1, re3d, sentences, syntax
from training.network import Reader
from training.sentences import Document, Sentence
from training.sets import load
from training.steps import steps
from training.train import Plan, train
from training.treebanks import read_conllu

LATER = ("snippets", "police", "police-none", "written")
"""Origins that only the upper layers learn from; they touch neither names nor syntax nor roles."""
PLAN = Plan(
    epochs=3,
    repeats={
        "ewt": 0.12,
        "gum": 0.12,
        "uner": 0.25,
        "re3d": 0.7,
        "cameo": 0.7,
        "polnear": 0.035,
        "wikiwars": 0.3,
        **dict.fromkeys(LATER, 0.0),
    },
    tokens=1024,
    rate_encoder=3e-4,
    rate_heads=2e-3,
    freeze_words=True,
)
"""The budget: a little more than a third of a pass over the treebanks, two over re3d and CAMEO, a tenth over PolNeAR, in three
parts, each of which can be the last before a stop. On one busy core about twenty minutes with all sets."""
NAMES = ("PERSON", "ORG", "LOC")


def cameo_apart(sentence: Sentence) -> bool:
    """Whether a sentence of CAMEO is in the tenth kept apart; chosen by its letters, so that equal ones stay together."""
    return zlib.crc32(" ".join(sentence.words).lower().encode()) % 10 == 0


def mixture(data: Path, *, licensed_only: bool) -> tuple[list[Document], list[Document]]:
    """(documents to train on, CAMEO's tenth)."""
    documents = [d for d in load(data, licensed_only=licensed_only) if d.origin not in LATER]
    apart = [d for d in documents if d.origin == "cameo" and cameo_apart(d.sentences[0])]
    kept = {id(d) for d in apart}
    return [d for d in documents if id(d) not in kept], apart


def span_f1(reader: ModelReader, told: Iterator[tuple[list[str], set[tuple[int, int, str]]]], group: str) -> float:
    """F1 of the names (``ents``) or of a span group in sentences of given words."""
    total = Counts()
    for words, gold in told:
        doc = reader.parse_words([words])
        spans = doc.ents if group == "ents" else doc.spans[group]
        kinds = NAMES if group == "ents" else None
        total += compared(gold, {(s.start, s.end, s.label_) for s in spans if kinds is None or s.label_ in kinds})
    return f1(total)


def _named(documents: Sequence[Document]) -> Iterator[tuple[list[str], set[tuple[int, int, str]]]]:
    for document in documents:
        for sentence in document.sentences:
            tags = sentence.tags["names"]
            if all(tags):  # "" is a word of which nothing is known
                yield sentence.words, {s for s in spans_of(tags) if s[2] in NAMES}


def score(folder: Path, data: Path, apart: Sequence[Document]) -> Scores:
    """Scores of the model in ``folder`` on the development parts, and on CAMEO's tenth where it knows roles."""
    reader = ModelReader(folder)
    ewt = data / "ud-english-ewt" / "ewt-dev.conllu"
    scores = {k: v for k, v in syntax(reader, ewt).items() if k in ("upos", "uas", "las")}
    scores["sentence_f1"] = sentences(reader, ewt)["sentence_f1"]
    gum = read_conllu(data / "ud-english-gum" / "gum-dev.conllu", "gum", with_names=True)
    scores["gum_names"] = span_f1(reader, _named(gum), "ents")
    scores["re3d_names"] = span_f1(reader, _named(read_re3d(data / "re3d" / "dev.conll")), "ents")
    scores |= re3d(reader, data / "re3d" / "dev.conll")
    told = [(s.words, set(spans_of(s.tags["roles"]))) for d in apart for s in d.sentences]
    if told:
        scores["cameo_f1"] = span_f1(reader, iter(told), "roles")
    return scores


def run(data: Path, base: Path, folder: Path, seed: int, *, licensed_only: bool) -> Scores:
    """Train, export and score one mixture; what is done already is read from ``folder``."""
    done = folder / "scores.json"
    if done.exists():
        scores: Scores = json.loads(done.read_text(encoding="utf-8"))
        return scores
    folder.mkdir(parents=True, exist_ok=True)
    documents, apart = mixture(data, licensed_only=licensed_only)
    labels: Labels = collect_labels(documents)
    pieces = WordPieces(base / "tokenizer.json")
    torch.manual_seed(seed)
    model = Reader(labels, pieces.size)
    model.encoder.load_base(base / "model.safetensors")
    model = train(model, Encoder(pieces, labels), documents, replace(PLAN, seed=seed), folder, log=say)
    shipped = folder / "model"
    shipped.mkdir(exist_ok=True)
    write_lexicon(documents, shipped / LEMMAS)
    export(
        model,
        labels,
        base / "tokenizer.json",
        shipped,
        {"name": folder.name, "version": "0", "date": "", "licence": ""},
    )
    if apart:
        told = [s.tags["roles"] for d in documents if d.origin == "cameo" for s in d.sentences]
        moves = {"roles": steps(told, labels.by_task["roles"])}
        (shipped / STEPS).write_text(json.dumps(moves) + "\n", encoding="utf-8")
    scores = score(shipped, data, apart)
    done.write_text(json.dumps(scores, indent=1) + "\n", encoding="utf-8")
    return scores


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--data", type=Path, required=True)
    parser.add_argument("--out", type=Path, required=True)
    parser.add_argument("--base", type=Path, required=True, help="folder of the base encoder")
    parser.add_argument("--seeds", default="1,2")
    parser.add_argument("--threads", type=int, default=1)
    given = parser.parse_args()
    torch.set_num_threads(given.threads)
    runs: dict[str, dict[str, Scores]] = {"all": {}, "licensed": {}}
    for seed in given.seeds.split(","):
        for name, by_seed in runs.items():
            by_seed[seed] = run(
                given.data, given.base, given.out / f"{name}-{seed}", int(seed), licensed_only=name == "licensed"
            )
            say(f"{name} seed {seed} {json.dumps(by_seed[seed])}")
            (given.out / "licensed.json").write_text(json.dumps(runs, indent=1) + "\n", encoding="utf-8")
    for measure in next(iter(runs["all"].values())):
        rows = {name: [s[measure] for s in by_seed.values() if measure in s] for name, by_seed in runs.items()}
        say(measure + "".join(f"  {n} {mean(v):.1f} ({min(v):.1f} to {max(v):.1f})" for n, v in rows.items() if v))


if __name__ == "__main__":
    main()
