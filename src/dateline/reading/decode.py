"""From scores to structures: the best tree of a sentence, and spans from BIO tags."""

from collections.abc import Sequence
from typing import Any, Final

import numpy as np
import numpy.typing as npt

Floats = npt.NDArray[np.floating[Any]]
Ints = npt.NDArray[np.integer[Any]]

_IMPOSSIBLE: Final = -1e9


def best_heads(scores: Floats) -> list[int]:
    """The head of each word in the highest-scoring tree with one root and no two arcs that cross.

    ``scores`` [n, n + 1]: row a dependant, column a head, column 0 the root. Returns n numbers: 0 for the root, else
    1 + the index of the head. English trees seldom cross (one sentence in twenty, by one arc), wrong ones in long sentences often
    do: on EWT's test part 91.99 of heads are right, 91.88 where arcs may cross.
    """
    n = scores.shape[0]
    if n == 1:
        return [0]
    work = np.array(scores, dtype=np.float64)
    work[np.arange(n), np.arange(1, n + 1)] = _IMPOSSIBLE
    heads: list[int] = work.argmax(1).tolist()
    if heads.count(0) == 1 and not _cyclic(heads) and not _crossing(heads):
        return heads
    return _Uncrossed(work).heads()


def _cyclic(heads: list[int]) -> bool:
    """Whether following ``heads`` (1 + row, 0 the root) from some row never comes to the root."""
    safe = [False] * len(heads)
    for row in range(len(heads)):
        path: set[int] = set()
        while row >= 0 and not safe[row]:
            if row in path:
                return True
            path.add(row)
            row = heads[row] - 1
        for seen in path:
            safe[seen] = True
    return False


def _crossing(heads: list[int]) -> bool:
    """Whether two arcs cross, the root's among them, which comes from before the first word."""
    arcs = sorted((min(i + 1, h), -max(i + 1, h)) for i, h in enumerate(heads))
    open_ends: list[int] = []
    for left, negative in arcs:
        while open_ends and open_ends[-1] <= left:
            open_ends.pop()
        if open_ends and -negative > open_ends[-1]:
            return True
        open_ends.append(-negative)
    return False


class _Uncrossed:
    """The best tree without crossing arcs, by J. Eisner's method ("Three new probabilistic models for dependency parsing", 1996):
    spans of words grow by one word at a time, all spans of a size at once.

    A *half* is a word with all that hangs on one side of it as far as the span reaches; an *open* one is an arc over a span.
    What is read by a span's first word is kept by first word and size, what is read by its last by last word and size.
    """

    def __init__(self, scores: Floats) -> None:
        """``scores`` [n, n + 1] as in :func:`best_heads`."""
        n = self.size = scores.shape[0]
        arc, every = scores[:, 1:].T, np.arange(n)  # [head, dependant]
        shape, wide = (n, n), (n, n + 1)
        right_by_first, right_by_last = np.full(shape, _IMPOSSIBLE), np.full(shape, _IMPOSSIBLE)
        left_by_first, left_by_last = np.full(shape, _IMPOSSIBLE), np.full(shape, _IMPOSSIBLE)
        open_right, open_left = np.full(wide, _IMPOSSIBLE), np.full(wide, _IMPOSSIBLE)  # by first word, by last word
        for half in (right_by_first, right_by_last, left_by_first, left_by_last):
            half[:, 0] = 0.0
        self.met = np.zeros(shape, dtype=np.int64)
        self.left = np.zeros(shape, dtype=np.int64)
        self.right = np.zeros(shape, dtype=np.int64)
        for size in range(1, n):
            first = every[: n - size]
            last = first + size
            both = right_by_first[first, :size] + left_by_last[last, :size][:, ::-1]
            self.met[first, size] = cut = both.argmax(1)
            open_right[first, size] = both[first, cut] + arc[first, last]
            open_left[last, size] = both[first, cut] + arc[last, first]
            both = left_by_first[first, :size] + open_left[last, 1 : size + 1][:, ::-1]
            self.left[first, size] = cut = both.argmax(1)
            left_by_first[first, size] = left_by_last[last, size] = both[first, cut]
            both = open_right[first, 1 : size + 1] + right_by_last[last, :size][:, ::-1]
            cut = both.argmax(1)
            self.right[first, size] = cut + 1
            right_by_first[first, size] = right_by_last[last, size] = both[first, cut]
        self.root = int((left_by_last[every, every] + right_by_first[every, n - 1 - every] + scores[:, 0]).argmax())

    def heads(self) -> list[int]:
        """1 + the head of each word, 0 for the root."""
        out = [0] * self.size
        halves = [
            (0, self.root, False),
            (self.root, self.size - 1, True),
        ]  # first word, last word, whether the first is the head
        while halves:
            first, last, rightward = halves.pop()
            if first == last:
                continue
            if rightward:
                arm = first + int(self.right[first, last - first])
                out[arm] = first + 1
                inner, outer = (first, arm), (arm, last, True)
            else:
                arm = first + int(self.left[first, last - first])
                out[arm] = last + 1
                inner, outer = (arm, last), (first, arm, False)
            cut = inner[0] + int(self.met[inner[0], inner[1] - inner[0]])
            halves += [outer, (inner[0], cut, True), (cut + 1, inner[1], False)]
        return out


CLEAR: Final = 5.0
"""Log-odds by which ``O`` must lead for a word to be left out of the weighing of steps."""


def _stretches(wanted: npt.NDArray[np.bool_]) -> list[tuple[int, int]]:
    """(start, end) of the runs of ``wanted``, each with one more on either side."""
    padded = np.concatenate(([False], wanted, [False]))
    wide = padded[:-2] | wanted | padded[2:]
    edges = np.flatnonzero(np.diff(np.concatenate(([0], wide.astype(np.int8), [0]))))
    return [(int(a), int(b)) for a, b in zip(edges[::2], edges[1::2], strict=True)]


def _holding(places: Ints, starts: Sequence[int], ends: Sequence[int]) -> list[tuple[int, int]]:
    """Those of the stretches from ``starts`` to ``ends``, side by side, that hold one of the sorted ``places``."""
    return [(starts[k], ends[k]) for k in np.unique(np.searchsorted(ends, places, side="right")).tolist()]


class SpanDecoder:
    """Spans from the scores of a BIO head: the best sequence in which ``I-x`` only follows ``B-x`` or ``I-x``."""

    def __init__(
        self, labels: list[str], *, twice: float = 0.0, moves: Sequence[Sequence[float]] | None = None
    ) -> None:
        """``labels``: ``O`` first, then ``B-x``, ``I-x`` for each type. ``twice``: what it costs, in log-odds, that a span
        begins right after another of its type ("the", "U.S.-led coalition"). ``moves`` [from][to]: what each step from
        label to label adds, besides.
        """
        self.labels = labels
        n = len(labels)
        self._barred = np.zeros((n, n), dtype=np.float32)  # [from, to]
        for to, label in enumerate(labels):
            if label.startswith("I-"):
                for source, before in enumerate(labels):
                    if before[2:] != label[2:] or before == "O":
                        self._barred[source, to] = _IMPOSSIBLE
            elif label.startswith("B-"):
                for source, before in enumerate(labels):
                    if before[2:] == label[2:] and before != "O":
                        self._barred[source, to] = -twice
        self._weighed = moves is not None
        if moves is not None:
            self._barred += np.asarray(moves, dtype=np.float32)

    def tags(self, scores: Floats, ends: Sequence[int] | None = None) -> Ints:
        """Best label numbers [n] for ``scores`` [n, labels].

        ``ends``: where they are of several texts, or windows of one, in a row: the end of each, the last one n.
        """
        tags: Ints = np.asarray(scores.argmax(1), dtype=np.int64)
        ends = [len(tags)] if ends is None else ends
        starts = [0, *ends[:-1]]
        stretches: list[tuple[int, int]] = []
        if self._weighed:
            unclear = scores[:, 1:].max(1) > scores[:, 0] - CLEAR
            for start, end in zip(starts, ends, strict=True):
                stretches += [(start + a, start + b) for a, b in _stretches(unclear[start:end])]
            self._decide(tags, scores, stretches)
            return tags
        wrong = self._breaking(tags, starts, 0.0)
        if not wrong.size:
            return tags
        # Only the stretches of spans around a mistake are decided anew; what lies between two clear "O" stays.
        for start, end in _holding(wrong, starts, ends):
            outside = np.concatenate(([start], np.flatnonzero(tags[start:end] == 0) + start, [end]))
            done = -1
            own = wrong[(wrong >= start) & (wrong < end)]
            for i, place in zip(own.tolist(), np.searchsorted(outside[1:], own).tolist(), strict=True):
                if i >= done:
                    done = int(outside[min(place + 2, len(outside) - 1)])
                    stretches.append((int(outside[max(place - 1, 0)]), done))
        self._decide(tags, scores, stretches)
        wrong = self._breaking(tags, starts, _IMPOSSIBLE / 2)
        if wrong.size:
            self._decide(tags, scores, _holding(wrong, starts, ends))
        return tags

    def _breaking(self, tags: Ints, starts: Sequence[int], bound: float) -> Ints:
        """Places at which a label follows one that lets it follow at a cost only, beyond ``bound``: an ``I-x`` something
        else than ``B-x`` or ``I-x``, or a span of one type another. Before each of ``starts`` stands ``O``."""
        if not tags.size:
            return tags
        before = np.concatenate(([0], tags[:-1]))
        before[list(starts)] = 0
        return np.flatnonzero(self._barred[before, tags] < bound)

    def _decide(self, tags: Ints, scores: Floats, stretches: list[tuple[int, int]]) -> None:
        """Write the best sequence of labels of each of ``stretches`` of words into ``tags``, in their order.

        All stretches are gone through at once: the steps are as many as the longest has words.
        """
        if not stretches:
            return
        order = sorted(range(len(stretches)), key=lambda k: stretches[k][0] - stretches[k][1])  # the longest first
        starts = np.array([stretches[k][0] for k in order])
        sizes = np.array([stretches[k][1] - stretches[k][0] for k in order])
        longest = int(sizes[0])
        back = np.zeros((longest, len(order), scores.shape[1]), dtype=np.int64)
        best = scores[starts] + self._barred[0]
        alive = np.searchsorted(-sizes, -np.arange(longest))  # how many stretches have a word at each step
        for i in range(1, longest):
            m = int(alive[i])
            through = best[:m, :, None] + self._barred
            back[i, :m] = through.argmax(1)
            best[:m] = through.max(1) + scores[starts[:m] + i]
        found = best.argmax(1)  # of a stretch that has ended, the scores of its last word stand still
        rows = np.arange(len(order))
        out = np.zeros((longest, len(order)), dtype=np.int64)
        for i in range(longest - 1, -1, -1):
            m = int(alive[i])
            out[i, :m] = found[:m]
            found[:m] = back[i, rows[:m], found[:m]]
        for k in np.argsort(order).tolist():  # where two overlap, the later one decides
            tags[starts[k] : starts[k] + sizes[k]] = out[: sizes[k], k]

    def spans(self, scores: Floats, ends: Sequence[int] | None = None) -> list[tuple[int, int, str]]:
        """(start, end, type) of the spans in ``scores`` [n, labels]; ``ends`` as for :meth:`tags`."""
        tags = self.tags(scores, ends)
        out: list[tuple[int, int, str]] = []
        found = np.flatnonzero(tags)
        for i, tag in zip(found.tolist(), tags[found].tolist(), strict=True):
            label = self.labels[tag]
            if label.startswith("B-"):
                out.append((i, i + 1, label[2:]))
            else:  # decoding lets an "I-x" only follow its own kind
                start, _, kind = out[-1]
                out[-1] = (start, i + 1, kind)
        return out
