"""One text through the model: windows, batches, sentences, trees, spans."""

from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from itertools import accumulate
from types import MappingProxyType
from typing import Final

import numpy as np

from dateline.reading.arcs import barred_arcs
from dateline.reading.attributions import TASKS as ATTRIBUTIONS
from dateline.reading.attributions import Evidence, base_relations
from dateline.reading.breaks import CLOSING, STOPS
from dateline.reading.decode import Floats, Ints, best_heads
from dateline.reading.extents import proposed
from dateline.reading.mended import Heads, Tree, mend, tag_names, whole_names
from dateline.reading.mended_clauses import mend_clauses
from dateline.reading.mended_headlines import mend_headlines
from dateline.reading.mended_names import mend_names
from dateline.reading.model import Model, Scores, Window
from dateline.reading.starts import SURE as SURE_START
from dateline.reading.starts import UNSURE as UNSURE_START
from dateline.reading.starts import Layout
from dateline.reading.windows import MAX_PIECES, Input, Tokens, batched, first_windows, input_of

EDGE: Final = 12
"""Words at the cut end of a window whose sentence starts are not relied upon."""
MAX_SENTENCE: Final = 180
"""Words; a longer stretch without a sentence end (a list, a table) is cut."""

AFTER_STOP: Final = 2.0
"""What a capital after a stop adds to the log-odds that a sentence begins there."""

SMALL: Final = -1.5
"""What a small initial, not after a stop, adds to them."""

LINKED: Final = 120
"""Words within which a source or content finds its cue where its own window has none."""

LOOSE: Final = frozenset({"of", "the", "a", "an", "and", "in", "-"})
"""Words in which no description of re3d's ends, and of which none consists. On re3d's training part F1 86.2, with it 86.5; on
dev 69.8 and 70.3."""

BARRED: Final = 1000.0
"""What an arc loses that :func:`~dateline.reading.arcs.barred_arcs` rules out."""

_COARSE: Final = MappingProxyType(
    {
        "VBN": "VERB",
        "VBD": "VERB",
        "VBZ": "VERB",
        "VBP": "VERB",
        "VBG": "VERB",
        "VB": "VERB",
        "NNS": "NOUN",
        "NNP": "PROPN",
        "NNPS": "PROPN",
        "RB": "ADV",
        "NN": "NOUN",
        "JJ": "ADJ",
    }
)
"""The coarse tags of the fine ones that mends give."""
SURE: Final = MappingProxyType({"figures": 0.9})
"""Probability below which a mark of a task is not taken. At 0.9 the marks find figures that the codebook's words miss
without costing precision on the reports annotated for tuning; at 0.5 they cost eleven points of it."""


@dataclass(slots=True)
class Analysis:
    """What is known of each of n words, in order.

    ``heads``: index of the head, a root's own index for a root. ``spans``: per task (start, end, type) over the words.
    """

    upos: list[int]
    xpos: list[int]
    feats: list[int]
    lemmas: list[str]
    heads: list[int]
    deps: list[str]
    spans: dict[str, list[tuple[int, int, str]]] = field(default_factory=dict)
    cue_of: dict[tuple[str, int], int] = field(default_factory=dict)
    """(``source`` or ``content``, first word) -> first word of the cue that it belongs to."""
    starts: list[int] = field(default_factory=list)
    """Words that begin a sentence, in order once all is read."""
    odds: Floats = field(default_factory=lambda: np.zeros(0, dtype=np.float32))
    """The network's log-odds that each word begins a sentence."""
    whole: dict[str, Floats] = field(default_factory=dict)
    """Per task that judges a text as a whole, scores [n, labels + 1], the last of them how much the word counts."""


@dataclass(slots=True)
class _Taken:
    """A window's scores of spans, and which of its words, from ``own`` to ``stop``, it answered for; ``base`` is the number of
    its first in the text."""

    base: int
    own: int
    stop: int
    spans: dict[str, Floats]


@dataclass(slots=True)
class _Kept:
    """What is kept of all windows for the attributions, which are decided over the whole text.

    ``marks`` [n, 3, 3], ``vectors`` [n, d], ``link_from`` and ``link_to`` [n, d]; ``window`` [n]: which one answered.
    """

    marks: Floats
    vectors: Floats | None = None
    link_from: Floats | None = None
    link_to: Floats | None = None
    window: list[int] = field(default_factory=list)


def analyse(
    model: Model, tokens: Tokens, words: Sequence[int], *, sentences: set[int] | None = None, gaps_known: bool = True
) -> Analysis:
    """Analyse the tokens numbered ``words``. ``sentences``: which words begin one, where that is known."""
    given = input_of(model, tokens, words, sentences, gaps_known=gaps_known)
    out, kept = _read(model, given)
    if kept is not None:
        _attribute(model, given, out, kept)
    if "re3d" in out.spans:
        out.spans["re3d"] = list(_tight(out.spans["re3d"], given.words))
    _mended(model, given, out)
    _one_name(out)
    for task, rows in out.spans.items():
        rows.sort()
        if task != "content":
            out.spans[task] = [piece for row in rows for piece in _within_sentences(row, out.starts, given.words)]
    if "content" in out.spans:
        punct = model.labels["upos"].index("PUNCT")
        contents = out.spans["content"]
        if model.extents is None or "content" not in model.extents.tasks:
            contents = [_whole_clause(row, out, punct) for row in contents]
        contents = [_with_subject(row, out) for row in contents]
        out.spans["content"] = _joined(contents, out.cue_of)
    return out


def _mended(model: Model, given: Input, out: Analysis) -> None:
    """Trees, tags and names as ``mended.py`` sets them right, and the lemmas of the words that it tags anew."""
    fine = model.labels["xpos"]
    tree = Tree(given.words, [fine[x] for x in out.xpos], Heads(out.heads), list(out.deps), out.starts)
    mend(tree)
    mend_clauses(tree)
    mend_headlines(tree)
    mend_names(tree)
    for start, end in zip(out.starts, [*out.starts[1:], len(out.heads)], strict=True):
        if sum(tree.heads[i] == i for i in range(start, end)) == 1:
            out.heads[start:end], out.deps[start:end] = tree.heads[start:end], tree.deps[start:end]
    tree.heads, tree.deps = Heads(out.heads), out.deps
    if "names" in out.spans:
        out.spans["names"] = whole_names(tree, out.spans["names"])
        tag_names(tree, out.spans["names"])
    coarse = {tag: model.labels["upos"].index(pos) for tag, pos in _COARSE.items()}
    for i, tag in enumerate(tree.tags):
        if tag != fine[out.xpos[i]]:
            out.xpos[i], out.upos[i] = fine.index(tag), coarse[tag]
            out.lemmas[i] = model.lemmas(given.words[i], tag, "")


def _one_name(out: Analysis) -> None:
    """Two names of persons with nothing between them are one ("James | Ernest Barnett"); so are its words where the tree hangs
    them side by side on the same word."""
    joined: list[tuple[int, int, str]] = []
    for start, end, kind in sorted(out.spans.get("names", ())):
        if joined and kind == joined[-1][2] == "PERSON" and joined[-1][1] == start and start not in out.starts:
            joined[-1] = (joined[-1][0], end, kind)
        else:
            joined.append((start, end, kind))
    if "names" in out.spans:
        out.spans["names"] = joined
    for start, end, kind in joined:
        if kind != "PERSON":
            continue
        tops = [i for i in range(start, end) if not start <= out.heads[i] < end]
        for other in tops[1:]:
            if out.heads[other] == out.heads[tops[0]] and out.deps[other] == out.deps[tops[0]]:
                out.heads[other], out.deps[other] = tops[0], "flat"


def evidence_of(model: Model, tokens: Tokens, words: Sequence[int]) -> Evidence:
    """What :class:`~dateline.reading.attributions.Attributor` is given for a text: for training.

    Raises ValueError where the model marks no attributions or gives no vectors.
    """
    given = input_of(model, tokens, words, None, gaps_known=True)
    out, kept = _read(model, given)
    if kept is None or kept.vectors is None:
        raise ValueError(f"the model at {model.folder} marks no attributions, or gives no word vectors")
    return _evidence(model, given, out, kept.marks, kept.vectors)


def layout_of(model: Model, tokens: Tokens, words: Sequence[int]) -> tuple[Layout, Floats, Ints]:
    """What :class:`~dateline.reading.starts.Starter` is given for a text, with the network's log-odds and tags: for training."""
    given = input_of(model, tokens, words, None, gaps_known=True)
    out, _ = _read(model, given)
    return given.layout(), out.odds, np.array(out.upos)


def _read(model: Model, given: Input) -> tuple[Analysis, _Kept | None]:
    """All windows through the model. The spans of attributions are not yet made; None where the model marks none."""
    n = len(given.words)
    out = Analysis([0] * n, [0] * n, [0] * n, [""] * n, [0] * n, [""] * n, {task: [] for task in model.span_tasks})
    out.odds = np.zeros(n, dtype=np.float32)
    out.whole = {task: np.zeros((n, len(model.labels[task]) + 1), dtype=np.float32) for task in model.whole_tasks}
    kept = None
    if all(task in model.span_tasks for task in ATTRIBUTIONS):
        kept = _Kept(np.zeros((n, len(ATTRIBUTIONS), 3), dtype=np.float32), window=[0] * n)
    tags: dict[str, Ints] = {task: np.zeros(n, dtype=np.int64) for task in ("upos", "xpos", "feats", "lemma")}
    taken: list[_Taken] = []
    todo = first_windows(given)
    while todo:
        following: list[Window] = []
        for batch in batched(todo):
            for window, scores in zip(batch, model.run(batch), strict=True):
                rest, left = _take(model, given, window, scores, tags, out, kept)
                taken.append(left)
                if rest is not None:
                    following.append(rest)
        todo = following
    if taken and model.span_tasks:
        _decode(model, taken, out, [t for t in model.span_tasks if kept is None or t not in ATTRIBUTIONS])
    out.upos, out.xpos, out.feats = (tags[t].tolist() for t in ("upos", "xpos", "feats"))
    scripts = model.labels["lemma"]
    fine = model.labels["xpos"]
    out.lemmas = [
        model.lemmas(w, fine[x], scripts[s])
        for w, x, s in zip(given.words, out.xpos, tags["lemma"].tolist(), strict=True)
    ]
    out.starts.sort()
    return out, kept


def _evidence(model: Model, given: Input, out: Analysis, marks: Floats, vectors: Floats) -> Evidence:
    names = {name: k for k, name in enumerate(base_relations(model.labels["deps"]))}
    relations = [names[name.split(":")[0]] for name in out.deps]
    return Evidence(
        given.words,
        given.forced,
        out.starts,
        np.array(out.upos),
        np.array(relations),
        np.array(out.heads),
        marks,
        vectors,
    )


def _attribute(model: Model, given: Input, out: Analysis, kept: _Kept) -> None:
    """Sources, cues and contents of the whole text, and the cue of each source and content."""
    marks = kept.marks
    chosen: dict[str, list[tuple[int, int, str]]] = {}
    if model.attributor is not None and kept.vectors is not None:
        evidence = _evidence(model, given, out, marks, kept.vectors)
        small = model.attributor.small(evidence)
        marks = model.attributor.scores(evidence, small)
        if model.extents is not None:
            spans = {t: proposed(model.decoders[t], marks[:, ATTRIBUTIONS.index(t)]) for t in model.extents.tasks}
            said = model.decoders["cue"].spans(marks[:, ATTRIBUTIONS.index("cue")])
            chosen = model.extents.chosen(evidence, marks, small, spans, said)
    for number, task in enumerate(ATTRIBUTIONS):
        out.spans[task] = chosen[task] if task in chosen else model.decoders[task].spans(marks[:, number])
        if task == "content" and marks is not kept.marks and task not in chosen:
            first = model.decoders[task].spans(kept.marks[:, number])
            out.spans[task] = sorted([*out.spans[task], *_where_nothing_is(first, out)])
    cues = [start for start, _, _ in out.spans["cue"]]
    if not cues or kept.link_from is None or kept.link_to is None:
        return
    beside: dict[int, list[int]] = {}
    for cue in cues:
        beside.setdefault(kept.window[cue], []).append(cue)
    for task in ("source", "content"):
        for start, _, _ in out.spans[task]:
            near = beside.get(kept.window[start]) or [c for c in cues if abs(c - start) <= LINKED]
            if near:
                out.cue_of[task, start] = near[int((kept.link_to[near] @ kept.link_from[start]).argmax())]


def _where_nothing_is(contents: list[tuple[int, int, str]], out: Analysis) -> Iterator[tuple[int, int, str]]:
    """The model's own contents in sentences with a cue for which the second look found none."""

    def sentence(word: int) -> int:
        return bisect_right(out.starts, word)

    said = {sentence(start) for start, _, _ in out.spans["cue"]}
    told = {sentence(start) for start, _, _ in out.spans["content"]}
    yield from (span for span in contents if sentence(span[0]) in said - told)


def _tight(spans: list[tuple[int, int, str]], words: list[str]) -> Iterator[tuple[int, int, str]]:
    """``spans`` without the words of :data:`LOOSE` at their ends; what then is empty is left out."""
    for start, end, kind in spans:
        while end > start and words[end - 1].lower() in LOOSE:
            end -= 1
        if end > start:
            yield start, end, kind


def _within_sentences(
    span: tuple[int, int, str], starts: list[int], words: list[str]
) -> Iterator[tuple[int, int, str]]:
    """``span``, cut where a sentence begins inside it; the stop before the cut is left out."""
    start, end, kind = span
    for cut in starts[bisect_right(starts, start) : bisect_left(starts, end)]:
        stop = cut - 1 if cut - 1 > start and words[cut - 1] in STOPS else cut
        yield start, stop, kind
        start = cut
    yield start, end, kind


def _whole_clause(span: tuple[int, int, str], out: Analysis, punct: int) -> tuple[int, int, str]:
    """A content that lacks the verb of the clause it is a part of ("The army" of "The army took the bridge, he said") is
    widened to that clause, where the clause hangs on the content's cue.
    """
    start, end, kind = span
    key = (kind, start)
    cue = next((s for s in out.spans["cue"] if s[0] == out.cue_of.get(key, -1)), None)
    inside = [i for i in range(start, end) if not start <= out.heads[i] < end and out.upos[i] != punct]
    if cue is None or not inside:
        return span
    hung = next((i for i in range(cue[0], cue[1]) if out.deps[i] == "parataxis"), None)  # "…, he said" under the clause
    anchor = None if hung is None else out.heads[hung]
    top = inside[0]
    while top != anchor and out.heads[top] != top and not cue[0] <= out.heads[top] < cue[1]:
        top = out.heads[top]
    if start <= top < end or (top != anchor and (out.heads[top] == top or out.deps[top] not in ("ccomp", "parataxis"))):
        return span
    place = bisect_right(out.starts, top)
    first = out.starts[place - 1]
    last = out.starts[place] if place < len(out.starts) else len(out.heads)
    clause = [i for i in range(first, last) if _under(i, top, out.heads)]
    if hung is not None and top == anchor:
        apart = [i for i in clause if _under(i, hung, out.heads)]
        clause = [i for i in clause if (i < apart[0] if end <= apart[0] else i > apart[-1])]
    if not clause:
        return span
    low, high = min(start, clause[0]), max(end, clause[-1] + 1)
    taken = [s for task in ("cue", "source") for s in out.spans.get(task, [])]
    if any(s[0] < high and s[1] > low for s in taken):
        return span
    while high > end and out.upos[high - 1] == punct:
        high -= 1
    out.cue_of[kind, low] = out.cue_of[key]
    return low, high, kind


def _with_subject(span: tuple[int, int, str], out: Analysis) -> tuple[int, int, str]:
    """A content that begins with its finite verb is given the subject right in front ("The army | took the bridge, he said")."""
    start, end, kind = span
    subject = next(
        (i for i in range(max(0, start - 12), start) if out.heads[i] == start and out.deps[i].startswith("nsubj")), None
    )
    if subject is None or start in out.starts:
        return span
    first = out.starts[bisect_right(out.starts, start) - 1]
    words = [i for i in range(first, start) if _under(i, subject, out.heads)]
    taken = [s for task in ("cue", "source", "content") for s in out.spans.get(task, [])]
    if words != list(range(words[0], start)) or any(s[0] < start and s[1] > words[0] for s in taken):
        return span
    if (kind, start) in out.cue_of:
        out.cue_of[kind, words[0]] = out.cue_of[kind, start]
    return words[0], end, kind


def _under(word: int, top: int, heads: list[int]) -> bool:
    while word != top and heads[word] != word:
        word = heads[word]
    return word == top


def _joined(contents: list[tuple[int, int, str]], cue_of: dict[tuple[str, int], int]) -> list[tuple[int, int, str]]:
    """Contents of one cue that stand side by side, as one."""
    out: list[tuple[int, int, str]] = []
    for start, end, kind in contents:
        if out and out[-1][1] == start and cue_of.get((kind, out[-1][0])) == cue_of.get((kind, start)):
            out[-1] = (out[-1][0], end, kind)
        else:
            out.append((start, end, kind))
    return out


def _take(
    model: Model,
    given: Input,
    window: Window,
    scores: Scores,
    tags: dict[str, Ints],
    out: Analysis,
    kept: _Kept | None,
) -> tuple[Window | None, _Taken]:
    """Write a window's results into ``out``; the window to read next where a paragraph goes on after this one, and what is
    left to decode."""
    base = window.words.start
    own, n = window.own
    starts = _starts(model, given, window, scores)
    place = np.searchsorted(given.forced, window.words.stop - 1, side="right")
    paragraph_end = given.forced[place] if place < len(given.forced) else len(given.words)
    rest: Window | None = None
    stop = n
    if window.words.stop < paragraph_end:  # the last sentence goes on outside: the next window reads it whole
        later = [s for s in starts if own < s <= n - EDGE] or [s for s in starts if s > own]
        if later:
            stop = later[-1]
            before = max([s for s in starts if s < stop and s >= own], default=stop)
            context = before if sum(len(p) for p in window.pieces[before:stop]) < MAX_PIECES // 3 else stop
        else:
            context = stop
        begin = base + context
        end = given.fitting(begin, paragraph_end)
        if end <= window.words.stop and context < stop:  # the context left no room to go on
            begin = base + stop
            end = given.fitting(begin, paragraph_end)
        rest = given.window(begin, end, base + stop)
    for task, values in tags.items():
        values[base + own : base + stop] = scores.tags[task][own:stop]
    out.odds[base + own : base + stop] = scores.starts[own:stop]
    for task, rows in out.whole.items():
        rows[base + own : base + stop] = scores.whole[task][own:stop]
    bounds = [s for s in starts if own <= s < stop]
    if not bounds or bounds[0] != own:
        bounds.insert(0, own)
    out.starts += [base + start for start in bounds]
    heads = np.zeros(n, dtype=np.int64)
    is_root = np.zeros(n, dtype=np.bool_)
    for start, end in zip(bounds, [*bounds[1:], stop], strict=True):
        columns = np.concatenate(([0], np.arange(start + 1, end + 1)))
        barred = barred_arcs(given.words[base + start : base + end])
        tree = np.array(
            best_heads(np.where(barred, scores.arc[start:end, columns] - BARRED, scores.arc[start:end, columns]))
        )
        is_root[start:end] = tree == 0
        heads[start:end] = np.where(tree == 0, np.arange(start, end), tree - 1 + start)
    words = np.arange(own, stop)
    head_rows = np.where(is_root[words], 0, heads[words] + 1)
    relations = model.relations(scores.dep[words + 1], scores.head[head_rows], is_root[words])
    out.heads[base + own : base + stop] = (heads[words] + base).tolist()
    out.deps[base + own : base + stop] = ["ROOT" if r == "root" else r for r in relations]
    if kept is not None:
        _keep(kept, scores, slice(own, stop), slice(base + own, base + stop))
    return rest, _Taken(base, own, stop, scores.spans)


def _decode(model: Model, taken: list[_Taken], out: Analysis, tasks: Iterable[str]) -> None:
    """The spans of ``tasks``, from all windows at once. Context is decoded too, but does not count."""
    ends = list(accumulate(len(next(iter(t.spans.values()))) for t in taken))
    starts = [0, *ends[:-1]]
    for task in tasks:
        scores = np.concatenate([t.spans[task] for t in taken])
        found = model.decoders[task].spans(scores, ends)
        if task in SURE:
            found = _sure(found, scores, model.labels[task], SURE[task])
        for start, end, kind in found:
            k = bisect_right(starts, start) - 1
            here, at = taken[k], start - starts[k]
            if here.own <= at < here.stop:
                out.spans[task].append((here.base + at, here.base + min(end - starts[k], here.stop), kind))


def _keep(kept: _Kept, scores: Scores, taken: slice, place: slice) -> None:
    """Write the words ``taken`` of a window into the text's ``place``."""
    n = len(kept.window)
    for number, task in enumerate(ATTRIBUTIONS):
        kept.marks[place, number] = scores.spans[task][taken]
    kept.window[place] = [place.start] * (place.stop - place.start)
    if scores.vectors is not None:
        if kept.vectors is None:
            kept.vectors = np.zeros((n, scores.vectors.shape[1]), dtype=np.float32)
        kept.vectors[place] = scores.vectors[taken]
    if scores.link_from is not None and scores.link_to is not None:
        if kept.link_from is None or kept.link_to is None:
            kept.link_from, kept.link_to = (np.zeros((n, scores.link_to.shape[1]), dtype=np.float32) for _ in range(2))
        kept.link_from[place], kept.link_to[place] = scores.link_from[taken], scores.link_to[taken]


def _sure(
    spans: list[tuple[int, int, str]], scores: Floats, labels: list[str], least: float
) -> list[tuple[int, int, str]]:
    """Those of ``spans`` whose label has at least the probability ``least``, as a mean over their words."""
    kept = []
    for start, end, kind in spans:
        rows = scores[start:end] - scores[start:end].max(1, keepdims=True)
        chances = np.exp(rows) / np.exp(rows).sum(1, keepdims=True)
        own = [i for i, label in enumerate(labels) if label[2:] == kind]
        if float(chances[:, own].sum(1).mean()) >= least:
            kept.append((start, end, kind))
    return kept


def _starts(model: Model, given: Input, window: Window, scores: Scores) -> list[int]:
    """Offsets in ``window`` of the words that begin a sentence."""
    base = window.words.start
    n = len(window.words)
    forced = {i - base for i in given.forced if i in window.words}
    if given.closed:
        return sorted(forced)
    barred = np.array(given.barred[base : base + n])
    spelling = np.where(given.ended[base : base + n], AFTER_STOP, np.where(given.small[base : base + n], SMALL, 0.0))
    if model.starter is not None and given.known is not None and given.plain is not None:
        second = model.starter.odds(given.known[base : base + n], scores.starts, scores.tags["upos"])
        both = (scores.starts > 0) & (second > -UNSURE_START)
        likely = (second > 0) | (given.plain[base : base + n] & ((scores.starts > SURE_START) | both))
    else:
        likely = scores.starts + spelling > 0
    for i in np.flatnonzero(likely).tolist():
        if i > 0 and given.opened[base + i]:  # an opening mark belongs to the sentence after
            likely[i], likely[i - 1] = False, True
    for i in np.flatnonzero(likely & barred).tolist():
        likely[i] = False
        if given.words[base + i] in CLOSING and i + 1 < n:  # a closing mark belongs to the sentence before
            likely[i + 1] = not barred[i + 1]
    likely[given.bound[base : base + n]] = False
    starts = sorted(set(np.flatnonzero(likely).tolist()) | forced | {0})
    out: list[int] = []
    for start, end in zip(starts, [*starts[1:], n], strict=True):
        out.append(start)
        while end - out[-1] > MAX_SENTENCE:
            span = scores.starts[out[-1] + 1 : out[-1] + MAX_SENTENCE]
            out.append(out[-1] + 1 + int(span.argmax()))
    return out
