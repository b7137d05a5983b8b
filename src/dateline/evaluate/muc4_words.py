"""What the reading network and the tree tell of the places of a cable's candidates: the input of the small net.

Of each word at which a candidate has its head: the network's vectors of it, of the two words above it, of its sentence
and of the event word nearest to it; the network's scores of names, roles, figures, events and kinds of incident (its
marks) there, above it, in its sentence and in the cable; its relation and that of the word above, its tag and name type,
the codebook's kinds of event and party there, where in the cable it stands, and the cable's own mean vectors. Of each
place of a candidate: the mean vector of its words, of its first and last word, and of those beside it. Vectors and marks
are projected on the main axes of the training part first.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Final

import numpy as np
import numpy.typing as npt

from dateline.errors import EvaluationError
from dateline.evaluate.muc4_candidates import Cable, Candidate
from dateline.evaluate.muc4_marks import marks_of
from dateline.evaluate.outcome import given_words_reader
from dateline.reading import Reader
from dateline.reading.windows import Tokens

__all__ = ["AXES", "AXES_MARKS", "TASKS", "Lexicon", "Rows", "Words", "means_of_sentences", "words_of"]

Floats = npt.NDArray[np.float32]
Ints = npt.NDArray[np.int64]

AXES: Final = 160
"""Main axes that are kept of the network's vectors."""
AXES_MARKS: Final = 96
"""The same, of the network's marks."""
TASKS: Final = ("names", "re3d", "roles", "figures", "triggers", "acled", "police")
"""Tasks whose scores are looked at, in the order of the columns of ``Words.marks``."""
WIDE: Final = 96
SOME: Final = 64
FEW: Final = 32
"""How many of them, the first ones, are looked at of words farther away."""
OPENING: Final = 60
"""Words at the beginning of a cable whose mean vector is looked at."""
LONGEST: Final = 7
"""Words from which on a candidate counts as equally long."""


@dataclass(frozen=True, slots=True)
class Words:
    """The words of a cable, blanks left out: [n] each. ``at``: token -> number of the word; ``vectors`` [n, d], ``marks`` [n, m]:
    the scores of :data:`TASKS`."""

    vectors: Floats
    marks: Floats
    at: Mapping[int, int]
    heads: Ints
    sentences: Ints
    relations: Sequence[str]
    tags: Sequence[str]
    names: Sequence[str]
    hits: Mapping[int, set[str]]
    parties: Mapping[int, set[str]]


@dataclass(frozen=True, slots=True)
class Rows:
    """The net's input. ``words`` [k, f]: of the words that are heads. ``places`` [m, g]: of the candidates' places, with
    the candidate ``candidate`` [m] and the row ``word`` [m] of each."""

    words: Floats
    places: Floats
    candidate: Ints
    word: Ints


def words_of(cable: Cable, reader: Reader) -> Words:
    """The words of a cable with the network's vectors. Raises EvaluationError for a reader that gives none."""
    doc = cable.doc
    kept = [token for token in doc if not token.is_space]
    model = given_words_reader(reader, "muc4").model
    tokens = Tokens([t.text for t in doc], [bool(t.whitespace_) for t in doc])
    numbers = [t.i for t in kept]
    try:
        vectors, marks = marks_of(model, tokens, numbers, TASKS) if numbers else (np.zeros((0, 0)), np.zeros((0, 0)))
    except ValueError as error:
        raise EvaluationError(f"the task 'muc4' needs the vectors of the packaged model's words: {error}") from error
    at: dict[int, int] = {}
    last = 0
    number = {i: k for k, i in enumerate(numbers)}
    for i in range(len(doc)):
        last = number.get(i, last)
        at[i] = last
    sentences = np.zeros(len(kept), dtype=np.int64)
    for k, sentence in enumerate(doc.sents):
        for i in range(sentence.start, sentence.end):
            if i in number:
                sentences[number[i]] = k
    return Words(
        vectors=np.asarray(vectors, dtype=np.float32),
        marks=np.asarray(marks, dtype=np.float32),
        at=at,
        heads=np.array([at[t.head.i] for t in kept], dtype=np.int64),
        sentences=sentences,
        relations=[t.dep_.split(":")[0] for t in kept],
        tags=[t.pos_ for t in kept],
        names=[t.ent_type_ for t in kept],
        hits=_by_word(cable.hits, at),
        parties=_by_word(cable.parties, at),
    )


def _by_word(found: Sequence[tuple[int, str]], at: Mapping[int, int]) -> dict[int, set[str]]:
    out: dict[int, set[str]] = {}
    for token, kind in found:
        out.setdefault(at[token], set()).add(str(kind))
    return out


def spans_of(found: Sequence[Candidate], at: Mapping[int, int]) -> npt.NDArray[np.int64]:
    """(candidate, first word, one after the last, head) of every place, each once [m, 4]."""
    rows = [
        row
        for k, candidate in enumerate(found)
        for row in dict.fromkeys(
            (k, at[start], max(at[end - 1], at[start]) + 1, at[head])
            for start, end, head in zip(candidate.places, candidate.ends, candidate.heads, strict=True)
        )
    ]
    return np.array(rows, dtype=np.int64).reshape(-1, 4)


class Lexicon:
    """Names of relations, tags and kinds in the order of their columns, and the axes that vectors are projected on."""

    def __init__(
        self, names: Mapping[str, Sequence[str]], mean: Floats, axes: Floats, mean_marks: Floats, axes_marks: Floats
    ) -> None:
        """``names``: of ``relations``, ``tags``, ``names``, ``hits``, ``parties``. ``mean`` [d], ``axes`` [d, AXES], and
        those of the marks [m], [m, AXES_MARKS]."""
        self.names = {key: list(values) for key, values in names.items()}
        self._number = {key: {name: k for k, name in enumerate(values, 1)} for key, values in names.items()}
        self.mean, self.axes = mean, axes
        self.mean_marks, self.axes_marks = mean_marks, axes_marks

    def _one(self, key: str, values: Sequence[str]) -> Floats:
        """[n, names + 1], a one a row; the first column for what is not known."""
        number = self._number[key]
        out = np.zeros((len(values), len(number) + 1), dtype=np.float32)
        out[np.arange(len(values)), [number.get(v, 0) for v in values]] = 1.0
        return out

    def _many(self, key: str, size: int, at: Mapping[int, set[str]]) -> Floats:
        number = self._number[key]
        out = np.zeros((size, len(number) + 1), dtype=np.float32)
        for row, values in at.items():
            for value in values:
                out[row, number.get(value, 0)] = 1.0
        return out

    def _projected(self, w: Words) -> Floats:
        return ((w.vectors - self.mean) @ self.axes).astype(np.float32)

    def _marks(self, w: Words) -> Floats:
        return ((w.marks - self.mean_marks) @ self.axes_marks).astype(np.float32)

    def rows(self, w: Words, found: Sequence[Candidate]) -> Rows:
        """The net's input for a cable that has a word; candidates without a place do not occur."""
        n = len(w.heads)
        v = self._projected(w)
        near, beside = _nearest_hit(w, n)
        marks = self._marks(w)
        mean, mean_marks = means_of_sentences(v, w.sentences), means_of_sentences(marks, w.sentences)
        count = len(mean)
        hits = self._many("hits", n, w.hits)
        of_sentence = np.zeros((count, hits.shape[1]), dtype=np.float32)
        np.maximum.at(of_sentence, w.sentences, hits)
        spans = spans_of(found, w.at)
        heads, word = np.unique(spans[:, 3], return_inverse=True)
        above = w.heads[heads]
        parties, relations = self._many("parties", n, w.parties), self._one("relations", w.relations)
        told = v[sorted(w.hits)].mean(0) if w.hits else np.zeros(v.shape[1], dtype=np.float32)
        cable = 2.0 * np.concatenate([v.mean(0)[:SOME], told[:SOME], v[:OPENING].mean(0)[:SOME], marks.mean(0)[:FEW]])
        own = w.sentences[heads]
        place = np.stack([own / count, np.minimum(own, 10) / 10, own == 0, own == 1], 1)
        words = [
            v[heads],
            v[above][:, :WIDE],
            v[w.heads[above]][:, :SOME],
            2.0 * mean[own][:, :SOME],
            v[near][heads][:, :SOME] if w.hits else np.zeros((len(heads), SOME)),
            beside[heads],
            relations[heads],
            relations[above],
            self._one("tags", w.tags)[heads],
            self._one("names", w.names)[heads],
            hits[heads],
            hits[above],
            hits[w.heads[above]],
            of_sentence[own],
            parties[heads],
            parties[above],
            marks[heads],
            marks[above][:, :SOME],
            2.0 * mean_marks[own][:, :SOME],
            place,
            np.repeat(cable[None], len(heads), 0),
        ]
        start, end = spans[:, 1], spans[:, 2]
        sums = np.concatenate([np.zeros((1, v.shape[1]), dtype=np.float32), v.cumsum(0)])
        padded = np.pad(v, ((1, 1), (0, 0)))
        size = (end - start).clip(1)
        wide = np.zeros((len(spans), LONGEST + 1), dtype=np.float32)
        wide[np.arange(len(spans)), size.clip(max=LONGEST)] = 1.0
        places = [
            ((sums[end] - sums[start]) / size[:, None])[:, :WIDE],
            v[start][:, :SOME],
            v[end - 1][:, :SOME],
            padded[end + 1][:, :FEW],
            padded[start][:, :FEW],
            wide,
        ]
        return Rows(
            np.concatenate(words, 1).astype(np.float32),
            np.concatenate(places, 1).astype(np.float32),
            spans[:, 0],
            word.astype(np.int64),
        )

    def of_cable(self, w: Words) -> Floats:
        """Mean vectors of a cable that has a word, of its event words and of its opening, and the event words' maxima
        and the marks' means and maxima [4 * AXES + 3 * AXES_MARKS]."""
        v, marks = self._projected(w), self._marks(w)
        told = v[sorted(w.hits)] if w.hits else np.zeros((1, v.shape[1]), dtype=np.float32)
        parts: list[Floats] = [v.mean(0), told.mean(0), told.max(0), v[:OPENING].mean(0)]
        parts += [marks.mean(0), marks.max(0), marks[:OPENING].mean(0)]
        return np.concatenate(parts)


def means_of_sentences(rows: Floats, sentences: Ints) -> Floats:
    """Mean of the rows [n, k] of each sentence [count, k]."""
    count = int(sentences.max()) + 1
    out = np.zeros((count, rows.shape[1]), dtype=np.float32)
    np.add.at(out, sentences, rows)
    out /= np.bincount(sentences, minlength=count)[:, None].clip(1)
    return out


def _nearest_hit(w: Words, n: int) -> tuple[Ints, Floats]:
    """The event word nearest to each word [n], and how far away it is [n, 4]; zeros where the cable has none."""
    here = np.arange(n)
    if not w.hits:
        return here, np.zeros((n, 4), dtype=np.float32)
    hits = np.array(sorted(w.hits))
    after = np.searchsorted(hits, here).clip(0, len(hits) - 1)
    before = (after - 1).clip(0)
    near: Ints = np.where(np.abs(hits[after] - here) <= np.abs(hits[before] - here), hits[after], hits[before])
    away = near - here
    beside: Any = [np.clip(away / 10, -2, 2), np.abs(away) < 4, np.abs(away) > 15, w.sentences[near] == w.sentences]
    return near, np.stack(beside, 1).astype(np.float32)
