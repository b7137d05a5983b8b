"""From documents to batches: label inventories, windows of consecutive sentences, changes of dress, tensors."""

import json
import random
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path

import torch
from torch import Tensor

from dateline.reading.encode import WordPieces
from dateline.reading.features import GAP_UNKNOWN, blur, lemma_script, shape_of
from dateline.terms import EventKind, Measure
from training.sentences import Document, Sentence, with_names_joined

WORD_TASKS = ("upos", "xpos", "feats", "lemma")
SPAN_TASKS = ("names", "re3d", "roles", "source", "cue", "content", "figures", "triggers")
WHOLE_TASKS = ("acled", "police")
"""Tasks with labels for a stretch of text as a whole: one of ACLED's types; any of the kinds of police action."""
UPPER_TASKS = ("figures", "triggers", *WHOLE_TASKS)
"""Tasks of the layer that is trained last, on the finished encoder."""
CLOSED = {"figures": tuple(map(str, Measure)), "triggers": tuple(map(str, EventKind))}
"""Tasks whose labels are a vocabulary of the program, all of it, seen or not."""
IGNORE = -100


@dataclass(slots=True)
class Labels:
    """The labels of every task, in the order of the model's outputs."""

    by_task: dict[str, list[str]]
    index: dict[str, dict[str, int]] = field(init=False)

    def __post_init__(self) -> None:
        self.index = {task: {label: i for i, label in enumerate(labels)} for task, labels in self.by_task.items()}

    def save(self, path: Path) -> None:
        path.write_text(json.dumps(self.by_task, ensure_ascii=False, indent=0) + "\n", encoding="utf-8")


def collect_labels(documents: Sequence[Document], min_script: int = 3) -> Labels:
    """All labels of the training documents; lemma scripts seen fewer than ``min_script`` times are left out."""
    seen: dict[str, Counter[str]] = {task: Counter() for task in (*WORD_TASKS, *SPAN_TASKS, *WHOLE_TASKS, "deps")}
    for document in documents:
        for sentence in document.sentences:
            for task, tags in sentence.tags.items():
                if task == "lemma":
                    tags = [lemma_script(w, t) for w, t in zip(sentence.words, tags, strict=True)]
                seen[task].update(tags)
            for task, names in sentence.whole.items():
                seen[task].update(names)
            if sentence.deps is not None:
                seen["deps"].update(sentence.deps)
    by_task: dict[str, list[str]] = {}
    for task, counts in seen.items():
        if task in SPAN_TASKS:
            types = sorted({t.partition("-")[2] for t in counts if t[:2] in ("B-", "I-")})
            if types and task in CLOSED:
                types = sorted(CLOSED[task])
            by_task[task] = ["O", *(f"{mark}-{t}" for t in types for mark in "BI")]
        elif task == "lemma":
            by_task[task] = sorted(s for s, n in counts.items() if n >= min_script)
        else:
            by_task[task] = sorted(counts)
    return Labels(by_task)


@dataclass(slots=True)
class Example:
    """One window, encoded. Word 0 is the encoder's first position and stands for the root.

    ``ids shapes gaps``: one a sub-token; ``first last``: sub-token positions, one a word. ``tags``: class numbers a
    word, ``IGNORE`` where unknown, below ``IGNORE`` a partial label (see ``partial_sets``). ``heads``: word numbers,
    0 the root. ``sentence``: number of each word's sentence, 0 for the root, or -1 where there is no syntax.
    ``links``: word number of the cue, at the first word of a source or content. ``whole``: per task a 0 or 1 for each
    label; no entry where nothing is known.
    """

    ids: list[int]
    shapes: list[int]
    gaps: list[int]
    first: list[int]
    last: list[int]
    tags: dict[str, list[int]]
    heads: list[int]
    deps: list[int]
    starts: list[int]
    sentence: list[int]
    links: list[int]
    whole: dict[str, list[int]] = field(default_factory=dict)


PARTIAL_BASE = -101
"""Class number of the first partial label; the k-th is ``PARTIAL_BASE - k``."""


class Encoder:
    """Turns windows of sentences into examples."""

    def __init__(self, pieces: WordPieces, labels: Labels) -> None:
        self.pieces = pieces
        self.labels = labels
        self.partial: list[str] = []
        """Partial labels of the task ``names``, as seen."""

    def partial_mask(self) -> Tensor:
        """bool [partial labels, names labels]: which labels a partial label allows."""
        labels = self.labels.by_task["names"]
        rows = []
        for text in self.partial:
            barred = set(text[1:].split(","))
            rows.append([label.partition("-")[2] not in barred for label in labels])
        return torch.tensor(rows or [[True] * len(labels)])

    def encode(self, sentences: Sequence[Sentence], *, blurred: bool = False, gapless: bool = False) -> Example:
        out = Example([self.pieces.cls], [0], [0], [0], [0], {}, [IGNORE], [IGNORE], [IGNORE], [0], [IGNORE])
        for task in (*WORD_TASKS, *SPAN_TASKS):
            out.tags[task] = [IGNORE]
        offset = 1
        for number, sentence in enumerate(sentences, start=1):
            self._add(out, sentence, number, offset, blurred=blurred, gapless=gapless)
            offset += len(sentence)
        out.ids.append(self.pieces.sep)
        out.shapes.append(0)
        out.gaps.append(0)
        return out

    def _add(self, out: Example, sentence: Sentence, number: int, offset: int, *, blurred: bool, gapless: bool) -> None:
        shapes = [shape_of(w) for w in sentence.words]
        if blurred:
            shapes = blur(shapes)
        for word, shape, gap in zip(sentence.words, shapes, sentence.gaps, strict=True):
            ids = self.pieces(word)
            out.first.append(len(out.ids))
            out.ids.extend(ids)
            out.last.append(len(out.ids) - 1)
            out.shapes.extend([shape] * len(ids))
            out.gaps.extend([GAP_UNKNOWN if gapless else gap] * len(ids))
        n = len(sentence)
        for task in (*WORD_TASKS, *SPAN_TASKS):
            tags = sentence.tags.get(task)
            if tags is None:
                out.tags[task].extend([IGNORE] * n)
                continue
            index = self.labels.index[task]
            if task == "lemma":
                tags = [lemma_script(w, t) for w, t in zip(sentence.words, tags, strict=True)]
            out.tags[task].extend(self._partial(t) if t.startswith("~") else index.get(t, IGNORE) for t in tags)
        if sentence.heads is not None and sentence.deps is not None:
            index = self.labels.index["deps"]
            out.heads.extend(0 if h < 0 else h + offset for h in sentence.heads)
            out.deps.extend(index.get(d, IGNORE) for d in sentence.deps)
            out.sentence.extend([number] * n)
            out.starts.extend([1] + [0] * (n - 1))
        else:
            out.heads.extend([IGNORE] * n)
            out.deps.extend([IGNORE] * n)
            out.sentence.extend([-1] * n)
            out.starts.extend([IGNORE] * n)
        links = [IGNORE] * n
        for begin, cue in sentence.links:
            links[begin] = cue + offset
        out.links.extend(links)
        for task, names in sentence.whole.items():
            out.whole[task] = [int(name in names) for name in self.labels.by_task[task]]

    def _partial(self, label: str) -> int:
        if label not in self.partial:
            self.partial.append(label)
        return PARTIAL_BASE - self.partial.index(label)


def pieces_in(sentence: Sentence, pieces: WordPieces) -> int:
    """How many sub-tokens ``sentence`` has."""
    return sum(len(pieces(w)) for w in sentence.words)


def windows(
    document: Document, pieces: WordPieces, rng: random.Random, *, longest: int, single: float
) -> Iterator[list[Sentence]]:
    """Runs of consecutive sentences of at most ``longest`` sub-tokens, a share ``single`` of one sentence only."""
    run: list[Sentence] = []
    size, limit = 0, 0
    for sentence in (part for s in document.sentences for part in _short_enough(s, pieces, longest)):
        n = pieces_in(sentence, pieces)
        if run and size + n > limit:
            yield run
            run, size = [], 0
        if not run:
            limit = 0 if rng.random() < single else rng.randint(longest // 3, longest)
        run.append(sentence)
        size += n
    if run:
        yield run


def _short_enough(sentence: Sentence, pieces: WordPieces, longest: int) -> Iterator[Sentence]:
    """``sentence``, cut where it is too long for a window. What has syntax is cut at the end only."""
    sizes = [len(pieces(w)) for w in sentence.words]
    if sum(sizes) <= longest:
        yield sentence
        return
    start, size = 0, 0
    for i, n in enumerate([*sizes, longest]):
        if size + n > longest and i > start:
            yield Sentence(
                sentence.words[start:i],
                sentence.gaps[start:i],
                {k: v[start:i] for k, v in sentence.tags.items() if k in SPAN_TASKS},
                links=[(a - start, b - start) for a, b in sentence.links if start <= a < i and start <= b < i],
            )
            start, size = i, 0
        size += n


_QUOTES = str.maketrans({'"': "\u201d", "'": "\u2019", "\u201c": '"', "\u201d": '"', "\u2018": "'", "\u2019": "'"})


def dressed(sentence: Sentence, rng: random.Random, rate: float) -> Sentence:
    """``sentence`` as it is, or without its final stop, or with the other kind of quotation marks."""
    if sentence.heads is not None and rng.random() < 0.6:
        sentence = with_names_joined(sentence)
    draw = rng.random()
    if draw < rate * 0.4 and len(sentence) > 3 and sentence.words[-1] == "." and sentence.heads is not None:
        return Sentence(
            sentence.words[:-1],
            sentence.gaps[:-1],
            {k: v[:-1] for k, v in sentence.tags.items()},
            sentence.heads[:-1] if len(sentence) - 1 not in sentence.heads else None,
            sentence.deps[:-1] if sentence.deps is not None else None,
            whole=sentence.whole,
        )
    if draw < rate * 0.8:
        words = [w.translate(_QUOTES) for w in sentence.words]
        opened = False
        for i, word in enumerate(words):  # a straight mark that opens becomes an opening curly one
            if word == "\u201d" and sentence.words[i] == '"':
                words[i] = "\u201d" if opened else "\u201c"
                opened = not opened
        return replace(sentence, words=words)
    return sentence


def epoch_examples(
    documents: Sequence[Document],
    encoder: Encoder,
    rng: random.Random,
    *,
    longest: int = 160,
    single: float = 0.25,
    rate: float = 0.2,
) -> list[Example]:
    """The examples of one pass over ``documents``: fresh windows, fresh dress."""
    out = []
    for document in documents:
        for run in windows(document, encoder.pieces, rng, longest=longest, single=single):
            sentences = [dressed(s, rng, rate) for s in run]
            out.append(encoder.encode(sentences, blurred=rng.random() < rate * 0.6, gapless=rng.random() < 0.1))
    return out


Batch = dict[str, Tensor]


def batches(examples: list[Example], rng: random.Random, tokens: int) -> list[list[Example]]:
    """Batches of about ``tokens`` sub-tokens, padding included, of examples of like length, in random order."""
    keyed = sorted(examples, key=lambda e: len(e.ids) + rng.random() * 8)
    out: list[list[Example]] = [[]]
    for example in keyed:
        if out[-1] and (len(out[-1]) + 1) * max(len(example.ids), len(out[-1][-1].ids)) > tokens:
            out.append([])
        out[-1].append(example)
    out = [b for b in out if b]
    rng.shuffle(out)
    return out


def collate(examples: Sequence[Example]) -> Batch:
    """Tensors, padded: sub-tokens [B, T], words [B, W]."""
    width = max(len(e.ids) for e in examples)
    words = max(len(e.first) for e in examples)

    def pad(rows: list[list[int]], size: int, fill: int) -> Tensor:
        return torch.tensor([row + [fill] * (size - len(row)) for row in rows])

    batch = {
        "ids": pad([e.ids for e in examples], width, 0),
        "mask": pad([[1] * len(e.ids) for e in examples], width, 0),
        "shapes": pad([e.shapes for e in examples], width, 0),
        "gaps": pad([e.gaps for e in examples], width, 0),
        "first": pad([e.first for e in examples], words, 0),
        "last": pad([e.last for e in examples], words, 0),
        "heads": pad([e.heads for e in examples], words, IGNORE),
        "deps": pad([e.deps for e in examples], words, IGNORE),
        "starts": pad([e.starts for e in examples], words, IGNORE),
        "links": pad([e.links for e in examples], words, IGNORE),
        "sentence": pad([e.sentence for e in examples], words, -1),
    }
    for task in (*WORD_TASKS, *SPAN_TASKS):
        batch[task] = pad([e.tags[task] for e in examples], words, IGNORE)
    for task in WHOLE_TASKS:
        labels = max((len(e.whole[task]) for e in examples if task in e.whole), default=0)
        if labels:
            batch[task] = pad([e.whole.get(task, []) for e in examples], labels, IGNORE)
    return batch
