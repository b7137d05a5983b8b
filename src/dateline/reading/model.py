"""The shipped model: ONNX session, batches of windows in, scores out."""

import hashlib
import json
import os
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from types import MappingProxyType
from typing import Any, Final

import numpy as np
import numpy.typing as npt
import onnxruntime

from dateline.errors import ModelMissing
from dateline.reading.attributions import FILE as ATTRIBUTIONS
from dateline.reading.attributions import Attributor
from dateline.reading.decode import Floats, Ints, SpanDecoder
from dateline.reading.encode import WordPieces
from dateline.reading.extents import FILE as EXTENTS
from dateline.reading.extents import Extents
from dateline.reading.lemmas import Lemmas
from dateline.reading.starts import FILE as STARTS
from dateline.reading.starts import Starter

WORD_TASKS: Final = ("upos", "xpos", "feats", "lemma")
SPAN_TASKS: Final = ("names", "re3d", "roles", "source", "cue", "content", "figures", "triggers")
WHOLE_TASKS: Final = ("acled", "police")
MAX_THREADS: Final = 4
VOCABULARY: Final = "vocabulary.txt.gz"
"""The network's sub-tokens, one a line in the order of their numbers."""
LEMMAS: Final = "lemmas.tsv.gz"
STEPS: Final = "steps.json"
"""Span task -> what each step from label to label adds to a span's scores; made by ``training/steps.py``."""
TWICE: Final = MappingProxyType({"re3d": 1.0})
"""What a span right after another of its type costs. Settled on re3d's training part (F1 85.6, with it 86.3)."""


@dataclass(slots=True)
class Window:
    """Words of one run through the encoder, without the root.

    ``words``: numbers of the words in their text, first to last. ``own``: which of them (offsets within ``words``,
    half-open) this window answers for; the others are context that a neighbouring window answers for.
    """

    text: int
    words: range
    own: tuple[int, int]
    pieces: list[tuple[int, ...]]
    shapes: list[int]
    gaps: list[int]

    def size(self) -> int:
        """Sub-tokens, with the two marks around them."""
        return sum(len(p) for p in self.pieces) + 2


@dataclass(slots=True)
class Scores:
    """What the model says of one window's n words.

    ``tags``: per word task, label numbers [n]. ``starts``: log-odds that a word begins a sentence [n]. ``spans``: per
    span task, scores [n, labels]. ``arc``: [n, n + 1], row a dependant, column a head, 0 the root. ``dep`` and
    ``head``: label vectors [n + 1, d], row 0 the root. ``link_from`` and ``link_to``: vectors [n, d] whose product says
    which cue a source or content belongs to; None where the model has no such head. ``whole``: per task that judges a
    stretch as a whole, scores [n, labels + 1], the last of them how much the word counts. ``vectors``: of the words
    [n, d], as the span tasks see them; None where the model does not give them.
    """

    tags: dict[str, Ints]
    starts: Floats
    spans: dict[str, Floats]
    arc: Floats
    dep: Floats
    head: Floats
    link_from: Floats | None
    link_to: Floats | None
    whole: dict[str, Floats]
    vectors: Floats | None


class Model:
    """A model folder, opened."""

    def __init__(self, folder: Path, *, threads: int | None = None) -> None:
        """``folder`` holds ``model.onnx``, ``relations.onnx``, ``labels.json``, ``lemmas.tsv.gz``, ``vocabulary.txt.gz``
        and ``manifest.json``; where it has ``attributions.npz``, ``extents.npz`` and ``starts.npz``, attributions, their ends and
        sentence starts are decided by them.

        ``threads``: for one product of matrices; all cores up to four by default.
        """
        self.folder = folder
        for name in ("model.onnx", "relations.onnx", "labels.json", LEMMAS, VOCABULARY, "manifest.json"):
            if not (folder / name).is_file():
                raise ModelMissing(
                    f"The reading model at {folder} has no {name}. Reinstall the package, or name another model folder."
                )
        self.manifest: dict[str, Any] = json.loads((folder / "manifest.json").read_text(encoding="utf-8"))
        self.labels: dict[str, list[str]] = json.loads((folder / "labels.json").read_text(encoding="utf-8"))
        self.lemmas = Lemmas(folder / LEMMAS)
        self.pieces = WordPieces(folder / VOCABULARY)
        options = onnxruntime.SessionOptions()
        options.intra_op_num_threads = threads or min(os.cpu_count() or 1, MAX_THREADS)
        options.inter_op_num_threads = 1
        options.log_severity_level = 3
        # Waiting threads sleep: several runs on one machine would else keep each other from the cores.
        options.add_session_config_entry("session.intra_op.allow_spinning", "0")
        self._session = onnxruntime.InferenceSession(
            str(folder / "model.onnx"), options, providers=["CPUExecutionProvider"]
        )
        self._outputs = [o.name for o in self._session.get_outputs()]
        self.span_tasks = [task for task in SPAN_TASKS if task in self._outputs]
        self.whole_tasks = [task for task in WHOLE_TASKS if task in self._outputs]
        steps = folder / STEPS
        moves = json.loads(steps.read_text(encoding="utf-8")) if steps.is_file() else {}
        self.decoders = {
            task: SpanDecoder(self.labels[task], twice=TWICE.get(task, 0.0), moves=moves.get(task))
            for task in self.span_tasks
        }
        self._relations = onnxruntime.InferenceSession(
            str(folder / "relations.onnx"), options, providers=["CPUExecutionProvider"]
        )
        self.attributor = Attributor(folder / ATTRIBUTIONS, self.labels) if (folder / ATTRIBUTIONS).is_file() else None
        self.extents = Extents(folder / EXTENTS, self.labels) if (folder / EXTENTS).is_file() else None
        self.starter = Starter(folder / STARTS, len(self.labels["upos"])) if (folder / STARTS).is_file() else None
        self._root = self.labels["deps"].index("root")

    def run(self, windows: Sequence[Window]) -> list[Scores]:
        """Scores of each window; all go through the encoder as one batch, so they should be of like size."""
        out = dict(zip(self._outputs, self._session.run(None, self.batch(windows)), strict=True))
        result = []
        for b, window in enumerate(windows):
            n = len(window.words)
            result.append(
                Scores(
                    tags={task: out[task][b, 1 : n + 1] for task in WORD_TASKS},
                    starts=out["starts"][b, 1 : n + 1],
                    spans={task: out[task][b, 1 : n + 1] for task in self.span_tasks},
                    arc=out["arc"][b, 1 : n + 1, : n + 1],
                    dep=out["label_dep"][b, : n + 1],
                    head=out["label_head"][b, : n + 1],
                    link_from=out["link_from"][b, 1 : n + 1] if "link_from" in out else None,
                    link_to=out["link_to"][b, 1 : n + 1] if "link_to" in out else None,
                    whole={task: out[task][b, 1 : n + 1] for task in self.whole_tasks},
                    vectors=out["vectors"][b, 1 : n + 1] if "vectors" in out else None,
                )
            )
        return result

    def batch(self, windows: Sequence[Window]) -> dict[str, npt.NDArray[np.int64]]:
        """The session's inputs: sub-tokens [B, T], words [B, W], padded with zeros."""
        width = max(w.size() for w in windows)
        words = max(len(w.words) for w in windows) + 1
        count = len(windows)
        ids, mask, shapes, gaps = (np.zeros((count, width), dtype=np.int64) for _ in range(4))
        first, last = (np.zeros((count, words), dtype=np.int64) for _ in range(2))
        for b, window in enumerate(windows):
            sizes = np.fromiter((len(p) for p in window.pieces), dtype=np.int64, count=len(window.pieces))
            total = int(sizes.sum())
            ends = sizes.cumsum() + 1
            ids[b, 0] = self.pieces.cls
            ids[b, 1 : total + 1] = [i for p in window.pieces for i in p]
            ids[b, total + 1] = self.pieces.sep
            mask[b, : total + 2] = 1
            shapes[b, 1 : total + 1] = np.repeat(window.shapes, sizes)
            gaps[b, 1 : total + 1] = np.repeat(window.gaps, sizes)
            first[b, 1 : len(sizes) + 1] = ends - sizes
            last[b, 1 : len(sizes) + 1] = ends - 1
        return {"ids": ids, "mask": mask, "shapes": shapes, "gaps": gaps, "first": first, "last": last}

    def relations(self, dep: Floats, head: Floats, is_root: npt.NDArray[np.bool_]) -> list[str]:
        """The relation of each of n words to its head, from their vectors [n, d]; ``root`` where and only where told."""
        scores = self._relations.run(None, {"dep": dep, "head": head})[0]
        scores[:, self._root] = -1e9
        names = self.labels["deps"]
        return ["root" if root else names[int(best)] for root, best in zip(is_root, scores.argmax(1), strict=True)]

    def info(self) -> dict[str, Any]:
        """Name, version, date, licence, and the size and SHA-256 of the weights, as found on the disk."""
        weights = (self.folder / "model.onnx").read_bytes()
        return {
            **{k: self.manifest.get(k) for k in ("name", "version", "date", "licence")},
            "size": sum(p.stat().st_size for p in self.folder.iterdir() if p.is_file()),
            "sha256": hashlib.sha256(weights).hexdigest(),
            "intact": hashlib.sha256(weights).hexdigest() == self.manifest["files"]["model.onnx"]["sha256"],
            "path": str(self.folder),
        }
