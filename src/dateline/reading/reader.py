"""The reader: text in, spaCy ``Doc`` out."""

from collections.abc import Iterable, Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import Any, Final, Protocol

import numpy as np
from spacy.tokens import Doc, Span, SpanGroup
from spacy.vocab import Vocab

from dateline.reading.analysis import Analysis, analyse
from dateline.reading.model import Model
from dateline.reading.tokens import split, vocabulary
from dateline.reading.windows import Tokens

ATTRIBUTION: Final = {"sources": "source", "cues": "cue", "contents": "content"}
"""Span groups of a ``Doc``, and the model's task that fills each.

A cue's ``span.id`` is its number in the text, from 1; a source's and a content's is that of the cue it belongs to, or 0.
"""

MARKED: Final = ("re3d", "roles", "figures", "triggers")
"""Span groups whose labels the model gives: entity types of re3d, source and target of political actions, measures of
counted figures (``killed`` …), kinds of events at the words that tell them (``air_strike`` …)."""

FILLED_FROM_RE3D: Final = {
    "MilitaryPlatform": "PLATFORM",
    "Weapon": "WEAPON",
    "Temporal": "DATE",
    "Quantity": "QUANTITY",
    "Money": "MONEY",
}


class Reader(Protocol):
    """Anything that reads text into ``Doc``s: the shipped model, or a user's own spaCy pipeline."""

    @property
    def origin(self) -> str:
        """``reading@<version>``, for the claims made from what it read."""

    def parse(self, text: str) -> Doc:
        """``text`` analysed; ``doc.text == text``."""

    def parse_many(self, texts: Iterable[str], batch_size: int = 16) -> Iterator[Doc]:
        """The same for many texts, in order."""

    def info(self) -> dict[str, Any]:
        """Name, version, date, licence, size and digest of what reads."""


class ModelReader:
    """Reads with the shipped model (or another model folder of the same make)."""

    def __init__(self, folder: Path, *, threads: int | None = None) -> None:
        with ThreadPoolExecutor(max_workers=1) as opener:  # the runtime opens the network while the tokenizer is made
            opening = opener.submit(Model, folder, threads=threads)
            self.vocab: Vocab = vocabulary()
            split("")
            self.model = opening.result()

    @property
    def origin(self) -> str:
        return f"reading@{self.model.manifest['version']}"

    def info(self) -> dict[str, Any]:
        return self.model.info()

    def parse(self, text: str) -> Doc:
        """``text`` analysed; ``doc.text == text``.

        What is read depends on ``text`` alone, not on what was read before or with it.
        """
        tokens = Tokens(*split(text))
        words = tokens.words()
        if not words:
            doc = Doc(self.vocab, words=tokens.texts, spaces=tokens.spaced)
            if len(doc):
                doc[0].is_sent_start = True
                for token in doc[1:]:
                    token.is_sent_start = False
            return _with_groups(doc)
        return self._built(tokens, words, analyse(self.model, tokens, words))

    def parse_many(self, texts: Iterable[str], batch_size: int = 16) -> Iterator[Doc]:
        """The same for many texts, in order. Batches are made within a text, so ``batch_size`` changes nothing here."""
        del batch_size
        return (self.parse(text) for text in texts)

    def parse_words(self, sentences: Sequence[Sequence[str]], spaces: Sequence[Sequence[bool]] | None = None) -> Doc:
        """Analyse given words in given sentences, as evaluation on a treebank needs.

        ``spaces``: whether a blank follows each word; after every word where not told.
        """
        words = [w for sentence in sentences for w in sentence]
        blanks = [b for row in spaces for b in row] if spaces is not None else [True] * len(words)
        tokens = Tokens(words, blanks)
        starts, at = set(), 0
        for sentence in sentences:
            starts.add(at)
            at += len(sentence)
        indices = list(range(len(words)))
        analysis = analyse(self.model, tokens, indices, sentences=starts, gaps_known=spaces is not None)
        return self._built(tokens, indices, analysis)

    def judge(self, text: str) -> dict[str, dict[str, float]]:
        """What kind of happening ``text`` as a whole tells: task -> label -> probability.

        ``acled``: ACLED's sub-event types, of which one is right (they add up to 1). ``police``: kinds of police action,
        each for itself. No task where the model has no such head.
        """
        tokens = Tokens(*split(text))
        words = tokens.words()
        if not words:
            return {}
        out: dict[str, dict[str, float]] = {}
        for task, scores in analyse(self.model, tokens, words).whole.items():
            share = np.exp(scores[:, -1] - scores[:, -1].max())
            pooled = (share[:, None] * scores[:, :-1]).sum(0) / share.sum()
            likely = np.exp(pooled - pooled.max())
            chances = likely / likely.sum() if task == "acled" else 1.0 / (1.0 + np.exp(-pooled))
            out[task] = dict(zip(self.model.labels[task], map(float, chances), strict=True))
        return out

    def _built(self, tokens: Tokens, words: list[int], analysis: Analysis) -> Doc:
        """A ``Doc`` over ``tokens`` with the analysis of those numbered ``words``; white space is attached."""
        n = len(tokens.texts)
        labels = self.model.labels
        pos, tag, dep = ["SPACE"] * n, ["_SP"] * n, ["dep"] * n
        lemma = list(tokens.texts)
        morph = [""] * n
        upos, xpos, feats = labels["upos"], labels["xpos"], ["" if f == "_" else f for f in labels["feats"]]
        heads = [-1] * n
        rows = zip(words, analysis.heads, analysis.upos, analysis.xpos, analysis.feats, strict=True)
        for i, head, u, x, f in rows:
            heads[i], pos[i], tag[i], morph[i] = words[head], upos[u], xpos[x], feats[f]
        for i, base, relation in zip(words, analysis.lemmas, analysis.deps, strict=True):
            lemma[i], dep[i] = base, relation
        last = words[0]
        for i, head in enumerate(heads):
            if head >= 0:
                last = i
            else:
                heads[i] = last
        doc = Doc(
            self.vocab,
            words=tokens.texts,
            spaces=tokens.spaced,
            tags=tag,
            pos=pos,
            morphs=morph,
            lemmas=lemma,
            heads=heads,
            deps=dep,
        )
        self._set_spans(doc, words, analysis)
        return doc

    def _set_spans(self, doc: Doc, words: list[int], analysis: Analysis) -> None:
        spans = analysis.spans

        def made(rows: list[tuple[int, int, str]]) -> list[Span]:
            return [Span(doc, words[a], words[b - 1] + 1, label=kind) for a, b, kind in rows]

        names = sorted(spans.get("names", []))
        taken = {i for a, b, _ in names for i in range(a, b)}
        for a, b, kind in spans.get("re3d", []):
            if kind in FILLED_FROM_RE3D and not taken.intersection(range(a, b)):
                names.append((a, b, FILLED_FROM_RE3D[kind]))
                taken.update(range(a, b))
        doc.ents = tuple(made(sorted(names)))
        _with_groups(doc)
        number = {start: k for k, (start, _, _) in enumerate(spans.get("cue", []), start=1)}
        for group, task in ATTRIBUTION.items():
            rows = []
            for a, b, kind in spans.get(task, []):
                cue = number.get(a if task == "cue" else analysis.cue_of.get((task, a), -1), 0)
                rows.append(Span(doc, words[a], words[b - 1] + 1, label=kind, span_id=cue))
            doc.spans[group] = SpanGroup(doc, name=group, spans=rows)
        for group in MARKED:
            doc.spans[group] = SpanGroup(doc, name=group, spans=made(spans.get(group, [])))


def _with_groups(doc: Doc) -> Doc:
    """``doc`` with all span groups present, empty where it had none."""
    for group in (*ATTRIBUTION, *MARKED):
        if group not in doc.spans:
            doc.spans[group] = SpanGroup(doc, name=group)
    return doc
