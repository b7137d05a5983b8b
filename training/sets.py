"""The data sets: where each lies in the data folder, its licence, and how it is read for training."""

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from training.marked import read_cameo, read_police, read_polnear, read_re3d, read_snippets, read_wikiwars
from training.sentences import Document
from training.treebanks import read_conllu, read_iob2
from training.written import read_written


@dataclass(frozen=True, slots=True)
class DataSet:
    """``licence`` is None where the set states none. ``path`` is relative to the data folder."""

    name: str
    title: str
    path: str
    licence: str | None
    teaches: str
    read: Callable[[Path], list[Document]]


def _gum(path: Path) -> list[Document]:
    return read_conllu(path, "gum", with_names=True)


def _ewt(path: Path) -> list[Document]:
    return read_conllu(path, "ewt")


def _uner(path: Path) -> list[Document]:
    """UNER marks only three types, so a word outside its names may still be a date or a people."""
    documents = read_iob2(path, "uner")
    for document in documents:
        for sentence in document.sentences:
            sentence.tags["names"] = ["~PERSON,ORG,LOC" if t == "O" else t for t in sentence.tags["names"]]
    return documents


SETS = (
    DataSet("ewt", "UD English EWT r2.16, train", "ud-english-ewt/ewt-train.conllu", "CC BY-SA 4.0",
            "sentences, tags, features, lemmas, dependencies", _ewt),
    DataSet("gum", "UD English GUM, train, genres under CC BY or public domain", "ud-english-gum/gum-train.conllu",
            "CC BY 4.0", "the same, and names", _gum),
    DataSet("uner", "Universal NER v1, EWT dev", "uner-ewt/dev.iob2", "CC BY-SA 4.0", "names", _uner),
    DataSet("re3d", "re3d (dstl), train", "re3d/train.conll", "open government and CC licences, by source",
            "names, entity types of the defence domain", read_re3d),
    DataSet("cameo", "CAMEO source/target (ConfliBERT evaluation data), train", "cameo-ner/train.conll", None,
            "source and target of political actions", read_cameo),
    DataSet("wikiwars", "WikiWars, 16 documents", "time/wikiwars-train", None, "dates and times", read_wikiwars),
    DataSet("polnear", "PolNeAR 1.0, train", "polnear/train.jsonl", None, "source, cue and content of attributions",
            read_polnear),
    DataSet("snippets", "CASE 2021 task 2, odd ids", "case2021-event-types/snippets_odd.tsv", None,
            "ACLED's type of a snippet", read_snippets),
    DataSet("police", "IndiaPoliceEvents, train", "india-police-events/sents_train.tsv", None,
            "kinds of police action in a sentence", read_police),
)  # fmt: skip

WRITTEN = DataSet(
    "written", "passages written for this project", "written", "Apache-2.0",
    "counted figures and the words that tell an event", read_written,
)  # fmt: skip
"""Lies beside this file, not in the data folder."""


def load(data: Path, *, licensed_only: bool = False, leave_out: tuple[str, ...] = ()) -> list[Document]:
    """The training documents of all sets under ``data``; ``licensed_only`` leaves out those that state no licence."""
    documents: list[Document] = []
    for entry in SETS:
        if entry.name in leave_out or (licensed_only and entry.licence is None):
            continue
        path = data / entry.path
        if not path.exists():
            raise FileNotFoundError(f"{path}: the set {entry.title!r} is not there; see training/README.md")
        documents += entry.read(path)
    if WRITTEN.name not in leave_out:
        documents += WRITTEN.read(Path(__file__).parent / WRITTEN.path)
    return documents
