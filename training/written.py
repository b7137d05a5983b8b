"""Passages written for this project, in ``training/written``: figures and events marked in the text.

One passage a line; ``[[measure:words]]`` is a counted phrase, ``{{kind:words}}`` the words that tell an event, ``\u23ce`` a
line break; lines that begin with ``#`` are comments. What is not marked is neither.
"""

import re
import zlib
from collections.abc import Iterator
from pathlib import Path

from dateline.evaluate.counts import Counts, compared
from dateline.evaluate.event_types import CASE_2021
from dateline.reading.reader import ModelReader
from dateline.terms import EventKind, Measure
from training.marked import POLICE, paragraphs
from training.sentences import Document

_MARK = re.compile(r"\[\[([a-z+]+):([^\[\]{}]+)\]\]|\{\{([a-z_]+):([^\[\]{}]+)\}\}")
ACLED = {kind: code for code, kind in CASE_2021.items() if kind is not EventKind.OTHER}
"""How the snippets of CASE 2021 name ACLED's types. A passage of one paragraph that tells one kind teaches them too."""
KEPT_APART = 10
"""One passage in so many is not trained on; chosen by the sum of its letters, so that a passage stays where it is."""


def passages(folder: Path) -> Iterator[tuple[str, list[tuple[int, int, str, str]]]]:
    """(plain text, [(start, end, ``figures`` or ``triggers``, label)]) of every passage, file by file.

    A counted phrase of two measures bears the first. Raises ValueError for a mark that is none, with file and line.
    """
    for path in sorted(folder.glob("*.txt")):
        for number, line in enumerate(path.read_text(encoding="utf-8").splitlines(), start=1):
            if not line.strip() or line.startswith("#"):
                continue
            text, spans, at = "", [], 0
            for mark in _MARK.finditer(line):
                text += line[at : mark.start()]
                task, label, words = (
                    ("figures", mark[1].split("+")[0], mark[2]) if mark[1] else ("triggers", mark[3], mark[4])
                )
                if label not in {str(m) for m in (Measure if task == "figures" else EventKind)}:
                    raise ValueError(f"{path}:{number}: {label!r} is no {'measure' if task == 'figures' else 'kind'}")
                spans.append((len(text), len(text) + len(words), task, label))
                text += words
                at = mark.end()
            text += line[at:]
            if re.search(r"\[\[|\]\]|\{\{|\}\}", text):
                raise ValueError(
                    f"{path}:{number}: a mark does not close; expected [[measure:words]] or {{{{kind:words}}}}"
                )
            yield text.replace("\u23ce", "\n"), spans


def is_apart(text: str) -> bool:
    """Whether a passage is one of the tenth that is kept apart to test on."""
    return zlib.crc32(text.encode()) % KEPT_APART == 0


def read_written(folder: Path) -> list[Document]:
    """The passages to train on: task ``figures`` has the measures, task ``triggers`` the kinds of events."""
    documents = []
    for text, spans in passages(folder):
        if is_apart(text):
            continue
        marked: dict[str, dict[str, list[tuple[int, int]]]] = {"figures": {}, "triggers": {}}
        for start, end, task, label in spans:
            marked[task].setdefault(label, []).append((start, end))
        sentences = paragraphs(text, {label: where for kinds in marked.values() for label, where in kinds.items()})
        for sentence in sentences:
            painted = dict(sentence.tags)
            sentence.tags.clear()
            for task, kinds in marked.items():
                rows = [painted[label] for label in kinds]
                tags = [next((r[i] for r in rows if r[i] != "O"), "O") for i in range(len(sentence))]
                sentence.tags[task] = [t[:2] + t[2:].lower() for t in tags]
        kinds_told = set(marked["triggers"])
        if len(kinds_told) == 1 and len(sentences) == 1 and kinds_told <= set(ACLED):
            sentences[0].whole["acled"] = frozenset(ACLED[EventKind(k)] for k in kinds_told)
        documents.append(Document("written", sentences))
    return documents


def score_written(reader: ModelReader, folder: Path) -> dict[str, Counts]:
    """Exact spans with their labels, on the tenth kept apart: ``figures_f1`` and ``triggers_f1``."""
    total = dict.fromkeys(("figures", "triggers"), Counts())
    for text, spans in passages(folder):
        if not is_apart(text):
            continue
        doc = reader.parse(text)
        for task in total:
            gold = {(start, end, label) for start, end, kind, label in spans if kind == task}
            total[task] += compared(gold, {(s.start_char, s.end_char, s.label_) for s in doc.spans[task]})
    return {f"{task}_f1": counts for task, counts in total.items()}


def score_police(reader: ModelReader, path: Path) -> dict[str, Counts]:
    """Each kind of police action over sentences, at a probability of a half, by the model alone."""
    total = dict.fromkeys(POLICE, Counts())
    for line in path.read_text(encoding="utf-8").splitlines():
        text, *marks = line.split("\t")
        likely = reader.judge(" ".join(text.split())).get("police", {})
        for name, mark in zip(POLICE, marks, strict=True):
            total[name] += compared({1} if mark == "1" else set(), {1} if likely.get(name, 0.0) > 0.5 else set())
    return {f"police_{name.split('_')[0].lower()}_f1": counts for name, counts in total.items()}
