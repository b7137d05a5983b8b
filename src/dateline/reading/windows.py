"""A text as the network takes it: tokens, what the layout says of sentence starts, windows, batches."""

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import accumulate
from typing import Final

import numpy as np
import numpy.typing as npt

from dateline.reading.breaks import OPENING, STOPS, after_stop, barred_starts, bound_starts, forced_starts, word_indices
from dateline.reading.decode import Floats
from dateline.reading.features import GAP_NONE, GAP_SPACE, GAP_UNKNOWN, blur, shape_of
from dateline.reading.model import Model, Window
from dateline.reading.starts import Layout, plain, seen

MAX_PIECES: Final = 192
"""Sub-tokens in a window; a paragraph that is longer is read in several, each begun at a sentence."""
PACKED_PIECES: Final = 160
"""Short paragraphs are read together up to this size."""
BATCH_PIECES: Final = 256
"""Sub-tokens in a batch, padding included: what the network computes stays in a core's cache. With 4,096 it takes 1.6 times as
long. The 8-bit scales are those of a batch, so the size is part of what was measured and tuned."""


@dataclass(frozen=True, slots=True)
class Tokens:
    """A text in tokens: their letters, and whether a blank follows each."""

    texts: list[str]
    spaced: list[bool]

    def words(self) -> list[int]:
        """Numbers of the tokens that are not white space."""
        return [i for i, text in enumerate(self.texts) if not text.isspace()]

    def text(self) -> str:
        return "".join(t + " " if b else t for t, b in zip(self.texts, self.spaced, strict=True))

    def offsets(self) -> list[int]:
        """Where each token begins, in characters."""
        return list(accumulate((len(t) + b for t, b in zip(self.texts, self.spaced, strict=True)), initial=0))[:-1]


@dataclass(slots=True)
class Input:
    """The words of a text as the model takes them, with what the layout says of sentence starts."""

    words: list[str]
    pieces: list[tuple[int, ...]]
    shapes: list[int]
    gaps: list[int]
    forced: list[int]
    """Sorted numbers of the words that must begin a sentence; 0 is the first."""
    barred: list[bool]
    ended: list[bool]
    """Whether a word follows a stop and has a capital, so that it could begin a sentence."""
    small: list[bool]
    """Whether a word has a small initial and follows no stop, so that it hardly begins a sentence."""
    opened: list[bool]
    """Whether an opening quotation mark or bracket stands right before a word."""
    closed: bool
    """Whether no other word may begin one: the sentences are given."""
    glued: list[bool]
    """Whether a word follows the one before without a gap."""
    bound: list[bool]
    """Whether a word goes on with what stands before it, so that it begins no sentence."""
    known: Floats | None = None
    """What the second look at sentence starts sees of each word before the network has read it."""
    plain: npt.NDArray[np.bool_] | None = None
    """Which words have a capital right after a full stop."""

    def layout(self) -> Layout:
        signs = np.array([self.ended, self.small, self.opened, self.barred, self.glued], dtype=np.bool_).T
        return Layout(self.words, self.shapes, self.forced, signs)

    def window(self, start: int, end: int, own: int) -> Window:
        """The words ``start:end`` as a window that answers for those from ``own`` on."""
        return Window(
            0,
            range(start, end),
            (own - start, end - start),
            self.pieces[start:end],
            self.shapes[start:end],
            self.gaps[start:end],
        )

    def fitting(self, start: int, end: int) -> int:
        """The end of the longest run of words from ``start`` that a window holds, at most ``end``."""
        size = 0
        for i in range(start, end):
            size += len(self.pieces[i])
            if size > MAX_PIECES - 2 and i > start:
                return i
        return end


def input_of(
    model: Model, tokens: Tokens, words: Sequence[int], sentences: set[int] | None, *, gaps_known: bool
) -> Input:
    texts = [tokens.texts[i] for i in words]
    gaps = [GAP_SPACE] * len(words)
    for k in range(1, len(words)):
        if words[k] == words[k - 1] + 1 and not tokens.spaced[words[k - 1]]:
            gaps[k] = GAP_NONE
    if sentences is None:
        offsets = tokens.offsets()
        forced = word_indices([offsets[i] for i in words], forced_starts(tokens.text())) | {0}
    else:
        forced = sentences
    starts = sorted(forced)
    glued = [g == GAP_NONE for g in gaps]
    barred = barred_starts(texts, glued)
    opened = [k > 0 and texts[k - 1] in OPENING and glued[k] and not glued[k - 1] for k in range(len(texts))]
    shapes = [shape_of(w) for w in texts]
    for start, end in zip(starts, [*starts[1:], len(words)], strict=True):
        if _case_says_nothing(texts[start:end]):
            shapes[start:end] = blur(shapes[start:end])
    given = Input(
        texts,
        [model.pieces(w) for w in texts],
        shapes,
        gaps if gaps_known else [GAP_UNKNOWN] * len(words),
        starts,
        barred,
        after_stop(texts, glued),
        [k > 0 and w[0].islower() and texts[k - 1] not in STOPS for k, w in enumerate(texts)],
        opened,
        sentences is not None,
        glued,
        bound_starts(texts, glued, starts),
    )
    if model.starter is not None and sentences is None:
        given.known, given.plain = seen(given.layout()), plain(texts)
    return given


def _case_says_nothing(words: Sequence[str]) -> bool:
    """Whether a stretch is in capitals, or wholly without them, so that capitals do not mark names."""
    letters = [w for w in words if len(w) > 1 and w.isalpha()]
    if len(letters) < 4:
        return False
    upper = sum(w.isupper() for w in letters)
    return upper >= 0.75 * len(letters) or (len(letters) >= 8 and not any(c.isupper() for w in words for c in w))


def first_windows(given: Input) -> list[Window]:
    """Paragraphs packed into windows; of one that is too long, the part that fits."""
    out: list[Window] = []
    ends = [*given.forced[1:], len(given.words)]
    start, size = 0, 0
    for begin, end in zip(given.forced, ends, strict=True):
        n = sum(len(p) for p in given.pieces[begin:end])
        if begin > start and size + n > PACKED_PIECES - 2:
            out.append(given.window(start, begin, start))
            start, size = begin, 0
        if n > MAX_PIECES - 2:
            if begin > start:
                out.append(given.window(start, begin, start))
            out.append(given.window(begin, given.fitting(begin, end), begin))
            start, size = end, 0
            continue
        size += n
    if start < len(given.words):
        out.append(given.window(start, len(given.words), start))
    return out


def batched(windows: list[Window]) -> list[list[Window]]:
    """Windows of like size together, at most ``BATCH_PIECES`` with padding."""
    out: list[list[Window]] = [[]]
    for window in sorted(windows, key=lambda w: (w.size(), w.words.start)):
        if out[-1] and (len(out[-1]) + 1) * window.size() > BATCH_PIECES:
            out.append([])
        out[-1].append(window)
    return [b for b in out if b]
