"""Where a source, a cue or a content begins and ends, chosen among the edges that the tree and the quotation marks offer.

The marks word by word sometimes stop in the middle of a phrase ("what loopholes in the tax code enable someone as wealthy | as
Mr. Trump"). For each span that was marked, a small net (made by ``training/extents.py``) weighs it against those that begin or
end at the edges of the phrases around it: by the marks, by how many arcs a span cuts, by the words and signs at its edges.
"""

from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from types import MappingProxyType
from typing import Any, Final

import numpy as np

from dateline.reading.attributions import N_SIGNS, TASKS, Evidence, base_relations, signs_of
from dateline.reading.decode import Floats, Ints, SpanDecoder

FILE: Final = "extents.npz"
EDGES: Final = 9
"""Most beginnings, and most ends, that are tried for a span: the nearest to the marked ones."""
UP: Final = 4
"""Steps that are taken up the tree from a span's words to find phrases around it."""
DEEP: Final = 24
"""Steps by which the edges of a phrase are handed up the tree."""
OPEN: Final = 0.5
"""Log-odds by which spans are proposed that the marks alone would not make."""
LEAST: Final = MappingProxyType({"source": 0.35, "cue": 0.3, "content": 0.4})
"""Probability of the best ends from which a span is taken; about half of the F1 that is reached, where F1 is highest."""

WORDS: Final = MappingProxyType(
    {
        word: number
        for number, words in enumerate(
            (
                "that", "to", "if whether", "what who how why when where which", "of", "in on at by", "for", "about",
                "as like", "with from", "and or but", "the a an", "he she it they we i you", "said says say told",
            ),
            start=1,
        )
        for word in words.split()
    }
)  # fmt: skip
"""Word -> number of its class; 0 for all others."""
N_WORDS: Final = max(WORDS.values()) + 1

Span = tuple[int, int, str]


@dataclass(slots=True)
class Listed:
    """What is looked at word by word: tags, signs and word classes of n words and of the end; heads of the n words."""

    upos: list[int]
    signs: list[int]
    words: list[int]
    heads: list[int]
    left: list[int]
    right: list[int]
    """First word of the phrase under a word, and the place after its last."""
    starts: list[int]
    """First words of the sentences, and n."""
    quotes: tuple[list[int], list[int]]
    """Places of the signs that can open a quotation, and of those that can close one, in order."""


@dataclass(slots=True)
class Ground:
    """What is looked at of a text of n words, with one place more for the end: tags, signs and word classes [n + 1]."""

    upos: Ints
    signs: Ints
    words: Ints
    relations: Ints
    heads: Ints
    begins: Ints
    """Number of the sentence that a word is in [n + 1]."""
    kinds: tuple[int, int]
    """How many tags, with one for the end, and how many relations there are."""
    listed: Listed


@dataclass(slots=True)
class Logs:
    """Log-probabilities of O, B, I [n, 3], and sums of those of O and of I up to each word [n + 1]."""

    rows: Floats
    outside: Floats
    inside: Floats


def ground_of(e: Evidence, n_tags: int, n_relations: int) -> Ground:
    n = len(e.words)
    here = np.arange(n)
    heads = np.asarray(e.heads)
    left, right = here.copy(), here + 1
    at = heads
    for _ in range(DEEP):
        np.minimum.at(left, at, here)
        np.maximum.at(right, at, here + 1)
        above = heads[at]
        if (above == at).all():
            break
        at = above
    sentence = np.zeros(n + 1, dtype=np.int64)
    sentence[np.asarray(e.starts, dtype=np.int64)] = 1
    sentence[n] = 1
    words = np.fromiter((WORDS.get(w.lower(), 0) for w in e.words), dtype=np.int64, count=n)
    upos, signs, words = np.append(np.asarray(e.upos), n_tags), np.append(signs_of(e.words), 0), np.append(words, 0)
    listed = Listed(
        upos.tolist(),
        signs.tolist(),
        words.tolist(),
        heads.tolist(),
        left.tolist(),
        right.tolist(),
        [*e.starts, n],
        (np.flatnonzero((signs == 1) | (signs == 2)).tolist(), np.flatnonzero((signs == 1) | (signs == 3)).tolist()),
    )
    return Ground(
        upos,
        signs,
        words,
        np.append(np.asarray(e.relations), 0),
        heads,
        sentence.cumsum(),
        (n_tags + 1, n_relations),
        listed,
    )


def offered(
    g: Ground, start: int, end: int, cues: Sequence[Span], punct: int
) -> tuple[list[tuple[int, int]], int, int]:
    """Beginnings and ends that are tried for the span ``start:end``, the marked span first, and where its sentence, or its
    first and its last, begin and end."""
    listed = g.listed
    heads, upos, signs = listed.heads, listed.upos, listed.signs
    first = listed.starts[bisect_right(listed.starts, start) - 1]
    last = listed.starts[min(bisect_right(listed.starts, end - 1), len(listed.starts) - 1)]
    roots = [w for w in range(start, end) if not start <= heads[w] < end and upos[w] != punct][:2]
    begins, ends = {start}, {end}
    for word in {*roots, start, end - 1}:
        for _ in range(UP):
            begins.add(listed.left[word])
            ends.add(listed.right[word])
            if heads[word] == word:
                break
            word = heads[word]
    begins.add(first)
    ends.add(last)
    opening, closing = listed.quotes
    begins.update(opening[bisect_left(opening, first) : bisect_left(opening, start)])
    ends.update(place + 1 for place in closing[bisect_left(closing, end) : bisect_left(closing, last)])
    for cue in cues:
        if first <= cue[0] < last:
            begins.add(cue[1])
            ends.add(cue[0])
    for place in tuple(begins):
        if place < last and (upos[place] == punct or listed.words[place] in (1, 5, 8)):
            begins.add(place + 1)
        if place > first and signs[place - 1] in (1, 2, 4):
            begins.add(place - 1)
    for place in tuple(ends):
        if place - 1 > first and upos[place - 1] == punct:
            ends.add(place - 1)
            if place - 2 > first and upos[place - 2] == punct:
                ends.add(place - 2)
        if place < last and signs[place] in (1, 3, 4, 5, 6):
            ends.add(place + 1)
    near = sorted((p for p in begins if first <= p < last), key=lambda p: (abs(p - start), p))[:EDGES]
    far = sorted((p for p in ends if first < p <= last), key=lambda p: (abs(p - end), p))[:EDGES]
    pairs = [(a, b) for a in near for b in far if a < b and (a, b) != (start, end)]
    return [(start, end), *pairs], first, last


def seen(
    g: Ground, marks: Logs, small: Floats, spans: Sequence[Span], cues: Sequence[Span], punct: int
) -> tuple[list[int], Ints, Ints, Floats]:
    """How many candidates each of ``spans`` has, and of all of them beginnings, ends and what is looked at [candidates,
    features]. ``small`` [n + 1, d]: word vectors brought to a smaller width, and zeros."""
    tried = [offered(g, start, end, cues, punct) for start, end, _ in spans]
    sizes = [len(pairs) for pairs, _, _ in tried]
    both = np.array([pair for pairs, _, _ in tried for pair in pairs], dtype=np.int64)
    a, b = both[:, 0], both[:, 1]
    firsts = np.cumsum([0, *sizes[:-1]])
    start, end = np.repeat(a[firsts], sizes), np.repeat(b[firsts], sizes)
    logs, outside, inside = marks.rows, marks.outside, marks.inside
    n = len(logs)
    whole = logs[a, 1] - logs[a, 0] + (inside[b] - inside[a + 1]) - (outside[b] - outside[a + 1])
    whole -= np.repeat(whole[firsts], sizes)
    after = np.minimum(b, n - 1)
    low = np.repeat(np.array([first for _, first, _ in tried], dtype=np.int32), sizes)[:, None]
    high = np.repeat(np.array([last for _, _, last in tried], dtype=np.int32), sizes)[:, None]
    window = low + np.arange(int((high - low).max()), dtype=np.int32)  # narrow numbers: the tables below are large
    open_ = window < high
    window = np.minimum(window, n - 1)
    heads, signs = g.heads.astype(np.int32)[window], g.signs[window]
    from_, to = a[:, None].astype(np.int32), b[:, None].astype(np.int32)
    left_of, right_of = window < from_, (window >= to) | ~open_
    within = ~(left_of | right_of)
    under = (heads >= from_) & (heads < to)
    real = (g.upos[window] != punct) & (heads != window) & open_
    out_of, into = within & ~under, under & real
    leaving = (out_of & real).sum(1)
    from_left = (left_of & into).sum(1)
    from_right = (right_of & into).sum(1)
    top = np.where(out_of.any(1), low[:, 0] + out_of.argmax(1), n - 1)
    quotes = ((signs > 0) & (signs < 4) & within).sum(1) % 2
    before = np.where(a > 0, a - 1, n)
    tags, relations = g.kinds
    beside = np.array([(c[0], c[1]) for c in cues] or [(-9, -9)])
    began, ended = beside[:, 0], beside[:, 1]
    held = ((began < b[:, None]) & (ended > a[:, None])).any(1)
    rows = [
        np.clip(whole, -15.0, 15.0) / 5.0,
        np.clip(logs[a, 1], -8.0, 0.0) / 4.0,
        np.clip(logs[a, 2], -8.0, 0.0) / 4.0,
        np.where(b < n, np.clip(logs[after, 2], -8.0, 0.0) / 4.0, -2.0),
        np.minimum(leaving, 4) / 2.0,
        leaving == 1,
        np.minimum(from_left, 4) / 2.0,
        from_left == 0,
        np.minimum(from_right, 4) / 2.0,
        from_right == 0,
        (leaving <= 1) & (from_left == 0) & (from_right == 0),
        quotes,
        np.log(b - a) / 2.0,
        a == start,
        b == end,
        np.clip((a - start) / 8.0, -1.0, 1.0),
        np.clip((b - end) / 8.0, -1.0, 1.0),
        g.begins[a] != g.begins[before],
        g.begins[b] != g.begins[b - 1],
        (ended == a[:, None]).any(1),
        (ended == a[:, None] - 1).any(1),
        (began == b[:, None]).any(1),
        (began == b[:, None] + 1).any(1),
        held,
    ]
    kinds_of = [
        *((g.upos[at], tags) for at in (a, before, b - 1, b)),
        *((g.signs[at], N_SIGNS) for at in (a, before, b - 1, b)),
        *((g.words[at], N_WORDS) for at in (a, before, b)),
        (g.relations[top], relations),
    ]
    width = small.shape[1]
    out = np.zeros((len(a), len(rows) + sum(size for _, size in kinds_of) + 4 * width), dtype=np.float32)
    for column, row in enumerate(rows):
        out[:, column] = row
    here, column = np.arange(len(a)), len(rows)
    for numbers, size in kinds_of:
        out[here, column + numbers] = 1.0
        column += size
    for at in (a, before, b - 1, b):
        out[:, column : column + width] = small[at]
        column += width
    return sizes, a, b, out


def logs_of(scores: Floats) -> Logs:
    """``scores`` [n, 3] of a task as log-probabilities."""
    top = scores - scores.max(-1, keepdims=True)
    rows = top - np.log(np.exp(top).sum(-1, keepdims=True))
    return Logs(rows, np.concatenate(([0.0], rows[:, 0].cumsum())), np.concatenate(([0.0], rows[:, 2].cumsum())))


def proposed(decoder: SpanDecoder, scores: Floats) -> list[Span]:
    """The spans of a task from ``scores`` [n, 3], more of them than are sure: ``O`` is held back by :data:`OPEN`."""
    held = scores.copy()
    held[:, 0] -= OPEN
    return decoder.spans(held)


class Extents:
    """The net: one hidden layer for each of :data:`TASKS` that the file holds."""

    def __init__(self, path: Path, labels: Mapping[str, Sequence[str]]) -> None:
        """``path``: the file of weights. ``labels``: those of the model, for its tags and relations."""
        with np.load(path) as content:
            self._weights: dict[str, Floats] = {name: content[name].astype(np.float32) for name in content.files}
        self._tags, self._relations = len(labels["upos"]), len(base_relations(labels["deps"]))
        self._punct = labels["upos"].index("PUNCT")
        self.tasks = tuple(task for task in TASKS if f"{task}out" in self._weights)

    def chosen(
        self, e: Evidence, scores: Floats, small: Floats, spans: Mapping[str, Sequence[Span]], cues: Sequence[Span]
    ) -> dict[str, list[Span]]:
        """The proposed ``spans`` of each task with the ends that weigh most, without those that are likelier none.

        ``scores`` [n, 3, 3]: what they were proposed from; ``small`` [n, d]: the word vectors in their smaller width.
        """
        ground = ground_of(e, self._tags, self._relations)
        padded = np.concatenate([small, np.zeros((1, small.shape[1]), dtype=small.dtype)])
        return {
            task: list(self._best(ground, logs_of(scores[:, TASKS.index(task)]), padded, spans[task], cues, task))
            for task in self.tasks
        }

    def _best(
        self, g: Ground, logs: Logs, small: Floats, spans: Sequence[Span], cues: Sequence[Span], task: str
    ) -> Iterator[Span]:
        w: dict[str, Any] = {name.removeprefix(task): v for name, v in self._weights.items() if name.startswith(task)}
        if not spans:
            return
        sizes, begins, ends, rows = seen(g, logs, small, spans, () if task == "cue" else cues, self._punct)
        all_worth = np.maximum(rows @ w["features"] + w["hidden"], 0.0) @ w["out"] + rows @ w["straight"]
        reached, at = 0, 0
        for k, ((_, _, kind), size) in enumerate(zip(spans, sizes, strict=True)):
            a, b, worth = begins[at : at + size], ends[at : at + size], all_worth[at : at + size]
            at += size
            likely = np.exp(worth - worth.max())
            likely /= likely.sum() + np.exp(float(w["none"]) - worth.max())
            free = (a >= reached) & (b <= (spans[k + 1][0] if k + 1 < len(spans) else len(logs.rows)))
            likely = np.where(free, likely, 0.0)
            best = int(likely.argmax())
            if likely[best] >= LEAST[task]:
                yield int(a[best]), int(b[best]), kind
                reached = int(b[best])
