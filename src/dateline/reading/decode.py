"""From scores to structures: the best tree of a sentence, and spans from BIO tags."""

from collections.abc import Sequence
from typing import Any, Final

import numpy as np
import numpy.typing as npt

Floats = npt.NDArray[np.floating[Any]]
Ints = npt.NDArray[np.integer[Any]]

_IMPOSSIBLE: Final = -1e9


def best_heads(scores: Floats) -> list[int]:
    """The head of each word in the highest-scoring tree with one root.

    ``scores`` [n, n + 1]: row a dependant, column a head, column 0 the root. Returns n numbers: 0 for the root, else
    1 + the index of the head.
    """
    n = scores.shape[0]
    if n == 1:
        return [0]
    work = np.array(scores, dtype=np.float64)
    work[np.arange(n), np.arange(1, n + 1)] = _IMPOSSIBLE
    heads = work.argmax(1)
    if int((heads == 0).sum()) == 1 and not _cycle(heads.tolist()):
        return [int(h) for h in heads]
    # Try the most likely roots in turn; all other words are then kept from the root.
    free = work.copy()
    free[:, 0] = _IMPOSSIBLE
    tops = free.max(1)
    gain = work[:, 0] - tops
    candidates = np.argsort(-gain)[: 3 if n > 3 else n]
    best: list[int] = []
    best_score = -np.inf
    bound = float(tops.sum())
    for root in candidates.tolist():
        if bound + float(gain[root]) < best_score - 1e-6:  # no tree with this root can be better
            continue
        trial = free.copy()
        trial[root] = _IMPOSSIBLE
        trial[root, 0] = work[root, 0]
        tree = _edmonds(trial)
        score = float(work[np.arange(n), tree].sum())
        if score > best_score:
            best, best_score = tree, score
    return best


def _cycle(heads: list[int]) -> list[int]:
    """Rows of one cycle among ``heads`` (1 + row, 0 the root), or an empty list."""
    state = [0] * len(heads)
    for begin in range(len(heads)):
        path = []
        row = begin
        while row >= 0 and state[row] == 0:
            state[row] = 1
            path.append(row)
            row = heads[row] - 1
        if row >= 0 and state[row] == 1:
            return path[path.index(row) :]
        for seen in path:
            state[seen] = 2
    return []


def _edmonds(scores: Floats) -> list[int]:
    """Chu-Liu-Edmonds: the best tree over ``scores`` [n, n + 1]."""
    n = scores.shape[0]
    heads: list[int] = scores.argmax(1).tolist()
    cycle = _cycle(heads)
    if not cycle:
        return heads
    inside = set(cycle)
    rest = [i for i in range(n) if i not in inside]
    # The cycle becomes one word, the last row and column of a smaller problem.
    columns = [0, *(i + 1 for i in rest)]
    small = np.full((len(rest) + 1, len(rest) + 2), _IMPOSSIBLE * 2)
    small[:-1, :-1] = scores[np.ix_(rest, columns)]
    cycle_columns = [i + 1 for i in cycle]
    leaving = scores[np.ix_(rest, cycle_columns)]
    if rest:
        small[:-1, -1] = leaving.max(1)
    own = scores[cycle, [heads[i] for i in cycle]]
    entering = scores[np.ix_(cycle, columns)] - own[:, None]
    small[-1, :-1] = entering.max(0) + own.sum()
    solved = _edmonds(small)
    out = list(heads)
    for k, row in enumerate(rest):
        column = solved[k]
        out[row] = cycle_columns[int(leaving[k].argmax())] if column == len(rest) + 1 else columns[column]
    column = solved[-1]
    broken = cycle[int(entering[:, column].argmax())]
    out[broken] = columns[column]
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
