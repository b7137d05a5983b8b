"""Spans in files of words and labels: entities of re3d, sources and targets of CAMEO.

The file has two columns, a word and its label, and a blank line after each sentence. Which of the reader's heads
answers is found out from the labels. ``f1`` is the micro-averaged F1 of whole spans: both ends and the type must be
right. Labels are read as seqeval reads them by default (https://github.com/chakki-works/seqeval): a span may begin
with ``I-`` (IOB1, or a label that follows another type), ``E-`` ends one and ``S-`` is one (IOBES), ``B-`` always
begins a new one.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Final

from dateline.errors import EvaluationError
from dateline.evaluate.counts import Counts, compared
from dateline.evaluate.outcome import Outcome, Tools, given_words_reader, lines_of_file

__all__ = ["LabelledSentence", "evaluate_entities", "read_columns", "spans_of", "tags_of"]

SCHEMES: Final[dict[str, frozenset[str]]] = {
    "re3d": frozenset(
        {"DocumentReference", "Location", "MilitaryPlatform", "Money", "Nationality", "Organisation", "Person",
         "Quantity", "Temporal", "Weapon"}
    ),
    "roles": frozenset({"S", "T", "R"}),
}  # fmt: skip
"""Span groups of a ``Doc`` and the types that each marks: those of re3d, and CAMEO's source, target, recipient."""

WHAT: Final = (
    "two columns (word and label such as B-Person or I-S, parted by a tab or blank), a blank line after each sentence"
)
PLACEHOLDER: Final = "\u25a1"
"""Stands for a word that the file leaves empty."""


@dataclass(slots=True)
class LabelledSentence:
    """Words with a label each, and the numbers of their lines."""

    words: list[str] = field(default_factory=list)
    labels: list[str] = field(default_factory=list)
    lines: list[int] = field(default_factory=list)


def spans_of(labels: Sequence[str]) -> list[tuple[int, int, str]]:
    """(start, end, type) of each span in IOB1, IOB2 or IOBES labels, by seqeval's default rules.

    A label without a mark ("Person") is read as ``I-``; ``O`` and ``_`` end a span.
    """
    spans: list[tuple[int, int, str]] = []
    start, kind = 0, ""
    for i, label in enumerate(labels):
        mark, dash, rest = label.partition("-")
        if label in ("O", "_", ""):
            mark, this = "O", ""
        elif dash and mark in ("B", "I", "E", "S", "L", "U"):
            this = rest
        else:
            mark, this = "I", label
        if kind and (mark in ("O", "B", "S", "U") or this != kind):
            spans.append((start, i, kind))
            kind = ""
        if this and not kind:
            start, kind = i, this
        if this and mark in ("E", "S", "L", "U"):
            spans.append((start, i + 1, kind))
            kind = ""
    if kind:
        spans.append((start, len(labels), kind))
    return spans


def tags_of(spans: Sequence[tuple[int, int, str]], length: int) -> list[str]:
    """IOB2 labels of spans over ``length`` words; of spans that overlap the first is kept."""
    out = ["O"] * length
    for start, end, kind in sorted(spans):
        if all(label == "O" for label in out[start:end]):
            out[start:end] = [f"B-{kind}", *[f"I-{kind}"] * (end - start - 1)]
    return out


def read_columns(path: Path) -> tuple[list[LabelledSentence], list[str]]:
    """The sentences of a two-column file, and its lines. Raises EvaluationError where a line has not two columns.

    ``-DOCSTART-`` lines and comments from ``#`` with no label are skipped; an empty word gets a placeholder.
    """
    lines = lines_of_file(path, WHAT)
    sentences = [LabelledSentence()]
    for number, line in enumerate(lines):
        cells = line.split("\t") if "\t" in line else line.split(" ")
        cells = [c.strip() for c in cells]
        if not line.strip():
            if sentences[-1].words:
                sentences.append(LabelledSentence())
            continue
        if line.startswith("-DOCSTART-") or (line.startswith("# ") and len(cells) != 2):
            continue
        if len(cells) == 1 and _is_label(cells[0]):
            cells = ["", cells[0]]
        if len(cells) < 2 or not cells[-1]:
            raise EvaluationError(f"{path}, line {number + 1} is {line[:60]!r}; expected {WHAT}")
        current = sentences[-1]
        current.words.append(cells[0] or PLACEHOLDER)
        current.labels.append(cells[-1])
        current.lines.append(number)
    sentences = [s for s in sentences if s.words]
    if not sentences:
        raise EvaluationError(f"{path} holds no sentence; expected {WHAT}")
    return sentences, lines


def _is_label(cell: str) -> bool:
    return cell == "O" or cell[:2] in ("B-", "I-", "E-", "S-")


def scheme_of(sentences: Sequence[LabelledSentence], path: Path) -> str:
    """The span group whose types the labels are. Raises EvaluationError that names those that are known."""
    types = {kind for s in sentences for _, _, kind in spans_of(s.labels)}
    for name, known in SCHEMES.items():
        if types and types <= known:
            return name
    told = "; ".join(f"{name}: {', '.join(sorted(known))}" for name, known in SCHEMES.items())
    raise EvaluationError(
        f"{path} has the labels {', '.join(sorted(types)) or 'O only'}; the reader knows the types of {told}. "
        "Give a file with labels of one of these schemes, or map its labels to one"
    )


def evaluate_entities(path: Path, tools: Tools) -> Outcome:
    """A two-column file. The predictions are the same file with the predicted label as a third column."""
    sentences, lines = read_columns(path)
    scheme = scheme_of(sentences, path)
    reader = given_words_reader(tools.reader, "entities")
    by_type: dict[str, Counts] = {}
    out = list(lines)
    for sentence in sentences:
        gold = set(spans_of(sentence.labels))
        doc = reader.parse_words([sentence.words])
        spans = [(s.start, s.end, s.label_) for s in doc.spans[scheme]]
        labels = tags_of(spans, len(sentence.words))
        found = set(spans_of(labels))
        for kind in {k for _, _, k in gold | found}:
            row = compared({g for g in gold if g[2] == kind}, {f for f in found if f[2] == kind})
            by_type[kind] = by_type.get(kind, Counts()) + row
        for number, label in zip(sentence.lines, labels, strict=True):
            out[number] = lines[number].rstrip() + ("\t" if "\t" in lines[number] else " ") + label
    total = sum(by_type.values(), Counts())
    return Outcome(
        n=total.gold,
        unit="spans",
        metrics={"f1": total.f1},
        predictions="\n".join(out) + "\n",
        details={kind: (c.gold, c.found, c.right) for kind, c in sorted(by_type.items())},
        notes=(f"labels of {'re3d' if scheme == 're3d' else 'CAMEO (source, target, recipient)'}",),
    )
