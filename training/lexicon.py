"""The table of lemmas that the runtime looks up: every inflected form of the treebanks, with its tag."""

import gzip
from collections import Counter, defaultdict
from collections.abc import Iterable
from pathlib import Path

from training.sentences import Document


def write_lexicon(documents: Iterable[Document], path: Path) -> None:
    """Packed lines of lower-cased form, Penn tag and lemma; the commonest lemma where there are several. Names are left out,
    forms with signs and figures too.
    """
    counts: dict[tuple[str, str], Counter[str]] = defaultdict(Counter)
    for document in documents:
        for sentence in document.sentences:
            tags = sentence.tags
            if "lemma" not in tags:
                continue
            for word, tag, lemma in zip(sentence.words, tags["xpos"], tags["lemma"], strict=True):
                if (
                    tag not in ("NNP", "_", "FW", "GW", "ADD", "XX")
                    and word.replace("'", "").replace("\u2019", "").isalpha()
                ):
                    counts[word.lower(), tag][lemma] += 1
    lines = []
    for (form, tag), lemmas in sorted(counts.items()):
        lemma = max(lemmas.items(), key=lambda item: (item[1], item[0]))[0]
        lines.append(f"{form}\t{tag}\t{lemma}")
    path.write_bytes(gzip.compress(("\n".join(lines) + "\n").encode(), mtime=0))
