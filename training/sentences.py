"""Training sentences: one type for all data sets, with only those labels that a set has.

A ``Sentence`` holds words and, per task, one label a word; a ``Document`` is a list of consecutive sentences. Readers
of the single formats live in ``treebanks.py`` and ``marked.py``.
"""

from dataclasses import dataclass, field, replace

from dateline.reading.features import GAP_SPACE

Tags = list[str]
"""One label a word; the empty string where nobody said."""


@dataclass(slots=True)
class Sentence:
    """Words of one sentence with the labels that its set has.

    ``gaps``: the ``GAP_`` number before each word. ``tags``: by task name (``upos xpos feats lemma names re3d roles
    source cue content figures triggers``), one label a word. ``whole``: by task name (``acled police``), the labels of
    all the words together. ``heads``: index of each word's head in the sentence, -1 for the root; None
    where the set has no syntax. ``split_known``: whether the first word is a true start of a sentence.
    """

    words: list[str]
    gaps: list[int]
    tags: dict[str, Tags] = field(default_factory=dict)
    heads: list[int] | None = None
    deps: list[str] | None = None
    links: list[tuple[int, int]] = field(default_factory=list)
    new_paragraph: bool = False
    whole: dict[str, frozenset[str]] = field(default_factory=dict)

    def __len__(self) -> int:
        return len(self.words)


@dataclass(slots=True)
class Document:
    """Consecutive sentences of one text out of the set ``origin``."""

    origin: str
    sentences: list[Sentence]


def merged(sentence: Sentence, start: int, end: int) -> Sentence:
    """``sentence`` with the words ``start:end`` made one word, which takes the labels of the one heading the others.

    Used for names such as "al - Baghouz", which the treebanks split and our tokenizer does not.
    """
    heads, deps = sentence.heads, sentence.deps
    top = end - 1
    if heads is not None:
        outside = [i for i in range(start, end) if not start <= heads[i] < end]
        top = outside[0] if outside else end - 1
    new_index = [i if i < start else start if i < end else i - (end - start) + 1 for i in range(len(sentence))]
    keep = [i for i in range(len(sentence)) if i < start or i >= end or i == top]

    def kept(values: list[str]) -> list[str]:
        return [values[i] for i in keep]

    words = [("".join(sentence.words[start:end]) if i == top else sentence.words[i]) for i in keep]
    gaps = [(sentence.gaps[start] if i == top else sentence.gaps[i]) for i in keep]
    tags = {name: kept(values) for name, values in sentence.tags.items()}
    for name in ("source", "cue", "content", "names", "figures", "triggers"):
        if name in tags:  # a span that began at the first part still begins here
            tags[name] = [(sentence.tags[name][start] if i == top else sentence.tags[name][i]) for i in keep]
    if "lemma" in tags:
        tags["lemma"] = [words[k] if i == top else sentence.tags["lemma"][i] for k, i in enumerate(keep)]
    return replace(
        sentence,
        words=words,
        gaps=gaps,
        tags=tags,
        heads=None if heads is None else [-1 if heads[i] < 0 else new_index[heads[i]] for i in keep],
        deps=None if deps is None else kept(deps),
    )


_ARTICLES = frozenset({"al", "el", "ad", "an", "ar", "as", "ash", "at", "az", "ul", "ur"})


def with_names_joined(sentence: Sentence) -> Sentence:
    """``sentence`` with every "al - Name" written without blanks made one word."""
    start = 0
    while start + 2 < len(sentence):
        words, gaps = sentence.words, sentence.gaps
        if (
            words[start].lower() in _ARTICLES
            and words[start + 1] == "-"
            and words[start + 2][:1].isupper()
            and gaps[start + 1] != GAP_SPACE
            and gaps[start + 2] != GAP_SPACE
        ):
            sentence = merged(sentence, start, start + 3)
        start += 1
    return sentence
