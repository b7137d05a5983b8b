"""Readers of Universal Dependencies treebanks, and of the named entities that lie beside them (GUM, UNER)."""

import re
from collections.abc import Iterator
from pathlib import Path

from dateline.reading.features import GAP_NONE, GAP_SPACE
from training.sentences import Document, Sentence

GUM_NAMES = {"person": "PERSON", "place": "LOC", "organization": "ORG", "event": "EVENT", "time": "DATE"}
"""GUM's entity types that we name, in our scheme; nominal mentions without a proper noun are left out."""

UNER_NAMES = {"PER": "PERSON", "ORG": "ORG", "LOC": "LOC"}


def read_conllu(path: Path, origin: str, *, with_names: bool = False) -> list[Document]:
    """The documents of a CoNLL-U file. ``with_names``: read GUM's entity marks too."""
    documents: list[Document] = []
    for comments, rows in _blocks(path):
        if not documents or any(c.startswith("# newdoc") for c in comments):
            documents.append(Document(origin, []))
        sentence = _sentence(rows, with_names=with_names)
        sentence.new_paragraph = any(c.startswith(("# newdoc", "# newpar")) for c in comments)
        documents[-1].sentences.append(sentence)
    return documents


def _blocks(path: Path) -> Iterator[tuple[list[str], list[list[str]]]]:
    """Comment lines and rows of ten columns, a sentence at a time."""
    comments: list[str] = []
    rows: list[list[str]] = []
    for line in path.read_text(encoding="utf-8").splitlines():
        if line.startswith("#"):
            comments.append(line)
        elif line.strip():
            rows.append(line.split("\t"))
        elif rows:
            yield comments, rows
            comments, rows = [], []
    if rows:
        yield comments, rows


def _sentence(rows: list[list[str]], *, with_names: bool) -> Sentence:
    words, gaps, heads, deps, misc = [], [], [], [], []
    tags: dict[str, list[str]] = {"upos": [], "xpos": [], "feats": [], "lemma": []}
    gap = GAP_SPACE
    inside_until, gap_after = 0, GAP_SPACE
    for row in rows:
        number = row[0]
        no_space = "SpaceAfter=No" in row[9]
        if "-" in number:  # a contraction: its words stand without a gap between them
            inside_until, gap_after = int(number.split("-")[1]), GAP_NONE if no_space else GAP_SPACE
            continue
        if "." in number:
            continue
        words.append(row[1])
        gaps.append(gap)
        if int(number) < inside_until:
            gap = GAP_NONE
        elif int(number) == inside_until:
            gap = gap_after
        else:
            gap = GAP_NONE if no_space else GAP_SPACE
        tags["lemma"].append(row[2])
        tags["upos"].append(row[3])
        tags["xpos"].append(row[4])
        tags["feats"].append(row[5])
        heads.append(int(row[6]) - 1)
        deps.append(row[7])
        misc.append(row[9])
    if with_names:
        tags["names"] = _gum_names(misc, tags["upos"], tags["xpos"], words)
    return Sentence(words, gaps, tags, heads, deps)


_NORP = re.compile(r"(?:ian|ish|ese|ean|can|ans|aeli|qi|ench|utch|eek|erman|wiss|ish|slim|urd|urdish|ews?|emen[ai])s?$")


def _gum_names(misc: list[str], upos: list[str], xpos: list[str], words: list[str]) -> list[str]:
    """BIO tags of the named entities: the longest run that a GUM mention headed by a proper noun covers."""
    found: list[tuple[int, int, str]] = []
    open_marks: list[tuple[str, int, str]] = []
    for i, text in enumerate(misc):
        match = re.search(r"(?:^|\|)Entity=([^|]*)", text)
        if match is None:
            continue
        for mark in re.finditer(r"\(|\)|[^()]+", match.group(1)):
            piece = mark.group()
            if piece == "(":
                open_marks.append(("", i, ""))
            elif piece == ")":
                if open_marks:
                    _, start, kind = open_marks.pop()
                    found.append((start, i + 1, kind))
            elif open_marks and open_marks[-1][0] == "" and open_marks[-1][1] == i and "-" in piece:
                parts = piece.split("-")
                open_marks[-1] = (parts[0], i, parts[1])
            elif not piece.endswith("-"):  # a closing id: its bracket follows and must close that mention
                for k in range(len(open_marks) - 1, -1, -1):
                    if open_marks[k][0] == piece:
                        open_marks.append(open_marks.pop(k))
                        break
    out = ["O"] * len(words)
    for start, end, kind in sorted(found, key=lambda f: f[0] - f[1]):
        label = GUM_NAMES.get(kind)
        if label is None:
            continue
        if label != "DATE":
            start, end = _proper_core(start, end, upos)
            if end <= start:
                continue
            if label == "EVENT" and end - start < 2:
                continue
        elif not any(words[i][0].isdigit() or upos[i] == "PROPN" for i in range(start, end)) or end - start > 6:
            continue
        if any(out[i] != "O" for i in range(start, end)):
            continue
        out[start:end] = ["B-" + label] + ["I-" + label] * (end - start - 1)
    for i, word in enumerate(words):
        if out[i] == "O" and upos[i] in ("ADJ", "PROPN") and word[:1].isupper() and _is_norp(word):
            out[i] = "B-NORP"
    return out


def _proper_core(start: int, end: int, upos: list[str]) -> tuple[int, int]:
    """The run of proper nouns (and what stands between them) at the head of a mention; empty if there is none."""
    stop = end
    for i in range(start, end):  # the head noun phrase ends before a post-modifier
        if upos[i] in ("VERB", "SCONJ") or (
            upos[i] == "PUNCT"
            and i > start
            and upos[i - 1] != "PUNCT"
            and i + 1 < end
            and upos[i + 1] not in ("PROPN", "NOUN", "NUM")
        ):
            stop = i
            break
    proper = [i for i in range(start, stop) if upos[i] == "PROPN"]
    if not proper:
        return start, start
    first, last = proper[0], proper[-1]
    allowed = {"PROPN", "ADP", "DET", "PUNCT", "CCONJ", "NUM", "ADJ", "NOUN", "PART"}
    if any(upos[i] not in allowed for i in range(first, last + 1)):
        return start, start
    head_run = [i for i in range(last + 1, stop) if upos[i] == "NOUN"]
    if head_run and head_run[0] == last + 1:  # "the Taliban fighters": a name only modifies the head
        return start, start
    if any(upos[i] == "PUNCT" for i in range(first, last + 1)):
        comma = next(i for i in range(first, last + 1) if upos[i] == "PUNCT")
        last = comma - 1 if comma > first else last
    return first, last + 1


def _is_norp(word: str) -> bool:
    return len(word) > 4 and bool(_NORP.search(word.lower()))


def read_iob2(path: Path, origin: str) -> list[Document]:
    """UNER files: names of persons, organisations and places in the words of a treebank."""
    documents: list[Document] = []
    words: list[str] = []
    labels: list[str] = []

    def close() -> None:
        if words:
            sentence = Sentence(list(words), [GAP_SPACE] * len(words), {"names": list(labels)})
            documents[-1].sentences.append(sentence)
            words.clear()
            labels.clear()

    for line in path.read_text(encoding="utf-8").splitlines():
        if line.startswith("# newdoc") or not documents:
            close()
            documents.append(Document(origin, []))
        if line.startswith("#"):
            continue
        if not line.strip():
            close()
            continue
        cells = line.split("\t")
        words.append(cells[1])
        mark, _, kind = cells[2].partition("-")
        labels.append(f"{mark}-{UNER_NAMES[kind]}" if kind in UNER_NAMES else "O")
    close()
    return documents
