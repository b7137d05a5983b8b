"""Readers of texts with marked spans: re3d, CAMEO roles, PolNeAR attributions, WikiWars times.

A label ``~A,B`` says only that a word is *not* of the types A and B: sets differ in what they mark, and what a set does
not mark must not be learned as absent.
"""

import json
import re
from pathlib import Path

from dateline.evaluate.police import ORDER as POLICE
from dateline.reading.features import GAP_NONE, GAP_SPACE, GAP_UNKNOWN
from dateline.reading.tokens import tokenize
from training.sentences import Document, Sentence

RE3D_NAMES = {
    "Person": "PERSON",
    "Organisation": "ORG",
    "Location": "LOC",
    "Nationality": "NORP",
    "MilitaryPlatform": "PLATFORM",
    "Weapon": "WEAPON",
    "Temporal": "DATE",
    "Quantity": "QUANTITY",
    "Money": "MONEY",
    "DocumentReference": "O",
}
NAMED_ONLY = frozenset({"PERSON", "ORG", "LOC"})
"""Types of which a span without a capital letter is a description, no name."""

ATTRIBUTION = ("source", "cue", "content")


def _columns(path: Path) -> list[list[tuple[str, str]]]:
    """Sentences of a two-column file; a line with an empty word is given a placeholder."""
    sentences: list[list[tuple[str, str]]] = [[]]
    for line in path.read_text(encoding="utf-8").splitlines():
        cells = line.split()
        if not cells:
            if sentences[-1]:
                sentences.append([])
        else:
            sentences[-1].append((cells[0] if len(cells) > 1 else "\u25a1", cells[-1]))
    return [s for s in sentences if s]


def spans_of(tags: list[str]) -> list[tuple[int, int, str]]:
    """(start, end, type) of each span in BIO tags, read as seqeval reads them."""
    spans: list[tuple[int, int, str]] = []
    start, kind = 0, ""
    for i, tag in enumerate([*tags, "O"]):
        mark, _, label = tag.partition("-")
        if kind and (mark != "I" or label != kind):
            spans.append((start, i, kind))
            kind = ""
        if mark in ("B", "I") and label and not kind:
            start, kind = i, label
    return spans


def read_re3d(path: Path) -> list[Document]:
    """re3d: its own types as task ``re3d``, and those that are names, in our scheme, as task ``names``."""
    documents = []
    for rows in _columns(path):
        words = [w for w, _ in rows]
        own = [t for _, t in rows]
        names = ["O"] * len(words)
        for start, end, kind in spans_of(own):
            label = RE3D_NAMES[kind]
            if label == "O":
                continue
            if label in NAMED_ONLY:
                while start < end and not words[start][:1].isupper():
                    start += 1
                while end > start and words[start].lower() in {
                    "the",
                    "a",
                    "an",
                    "he",
                    "his",
                    "they",
                    "we",
                    "i",
                    "she",
                    "this",
                    "these",
                    "those",
                    "our",
                    "their",
                    "it",
                    "its",
                    "other",
                    "some",
                    "many",
                    "all",
                    "both",
                    "my",
                    "her",
                }:
                    start += 1
                if not any(w[:1].isupper() for w in words[start:end]):
                    continue
                if not words[end - 1][:1].isupper():  # "Iraqi security forces": a description with a name inside
                    names[start:end] = [""] * (end - start)
                    continue
            names[start:end] = ["B-" + label] + ["I-" + label] * (end - start - 1)
        documents.append(Document("re3d", [Sentence(words, _gaps(len(words)), {"re3d": own, "names": names})]))
    return documents


def read_cameo(path: Path) -> list[Document]:
    """CAMEO: source, target and recipient of political actions, as task ``roles``."""
    return [
        Document("cameo", [Sentence([w for w, _ in rows], _gaps(len(rows)), {"roles": [t for _, t in rows]})])
        for rows in _columns(path)
    ]


def _gaps(n: int) -> list[int]:
    """Gaps of a text that is known only as tokens."""
    return [GAP_UNKNOWN] * n


def read_polnear(path: Path) -> list[Document]:
    """PolNeAR: a document of paragraphs with source, cue and content tags. Of nested spans the outermost is kept."""
    documents = []
    for line in path.read_text(encoding="utf-8").splitlines():
        record = json.loads(line)
        marked = {
            kind: [(a, b) for one in record["attributions"] for a, b in one.get(kind, ())] for kind in ATTRIBUTION
        }
        links = {
            (kind, span[0]): one["cue"][0][0]
            for one in reversed(record["attributions"])
            for kind in ("source", "content")
            for span in one.get(kind, ())
            if one.get("cue")
        }
        documents.append(Document("polnear", paragraphs(record["text"], marked, links=links)))
    return documents


def paragraphs(
    text: str,
    marked: dict[str, list[tuple[int, int]]],
    unmarked: str = "O",
    links: dict[tuple[str, int], int] | None = None,
) -> list[Sentence]:
    """The paragraphs of ``text`` as sentences whose inner splits are unknown.

    ``links``: (kind, first character) of a source or content -> first character of its cue.
    """
    doc = tokenize(text)
    starts = [t.idx for t in doc]
    ends = [t.idx + len(t.text) for t in doc]
    by_kind = {kind: paint(spans, starts, ends, kind, unmarked) for kind, spans in marked.items()}
    out: list[Sentence] = []
    words: list[str] = []
    gaps: list[int] = []
    places: list[int] = []

    def close() -> None:
        if words:
            tags = {kind: [painted[i] for i in places] for kind, painted in by_kind.items()}
            out.append(Sentence(list(words), list(gaps), tags, links=_linked(tags, places, starts, ends, links or {})))
            words.clear()
            gaps.clear()
            places.clear()

    spaced = True
    for token in doc:
        if token.is_space:
            if "\n" in token.text:
                close()
            spaced = True
            continue
        words.append(token.text)
        gaps.append(GAP_SPACE if spaced else GAP_NONE)
        places.append(token.i)
        spaced = bool(token.whitespace_)
    close()
    return out


def _linked(
    tags: dict[str, list[str]],
    places: list[int],
    starts: list[int],
    ends: list[int],
    links: dict[tuple[str, int], int],
) -> list[tuple[int, int]]:
    """(first word of a source or content, first word of its cue) for those that stand in one paragraph."""
    if not links:
        return []
    at = {character: k for k, i in enumerate(places) for character in range(starts[i], ends[i])}
    out = []
    for (kind, begin), cue in links.items():
        word, target = at.get(begin), at.get(cue)
        if word is not None and target is not None and tags[kind][word].startswith("B-"):
            out.append((word, target))
    return out


def paint(spans: list[tuple[int, int]], starts: list[int], ends: list[int], kind: str, unmarked: str) -> list[str]:
    """BIO tags of character spans over tokens at ``starts`` and ``ends``; longest first, none over another."""
    tags = [unmarked] * len(starts)
    label = kind if kind in ATTRIBUTION else kind.upper()
    for begin, stop in sorted(set(spans), key=lambda s: (s[0] - s[1], s)):
        inside = [i for i in range(len(starts)) if starts[i] < stop and ends[i] > begin]
        if inside and all(tags[i] == unmarked for i in inside):
            tags[inside[0]] = "B-" + label
            for i in inside[1:]:
                tags[i] = "I-" + label
    return tags


def read_wikiwars(folder: Path) -> list[Document]:
    """WikiWars: dates and times in histories of wars, as partial ``names``."""
    documents = []
    for path in sorted(folder.glob("*.tml")):
        raw = path.read_text(encoding="utf-8")
        match = re.search(r"<TEXT>(.*?)</TEXT>", raw, re.DOTALL)
        if match is None:
            continue
        text, spans, open_at = "", [], -1
        for piece in re.split(r"(<[^>]+>)", match.group(1)):
            if piece.startswith("<TIMEX3"):
                open_at = len(text)
            elif piece.startswith("</TIMEX3") and open_at >= 0:
                spans.append((open_at, len(text)))
                open_at = -1
            elif not piece.startswith("<"):
                text += piece.replace("&amp;", "&").replace("&lt;", "<").replace("&gt;", ">")
        sentences = paragraphs(text, {"date": spans}, unmarked="~DATE")
        for sentence in sentences:
            sentence.tags["names"] = sentence.tags.pop("date")
        documents.append(Document("wikiwars", sentences))
    return documents


def read_snippets(path: Path) -> list[Document]:
    """Tab-separated: id, snippet, ACLED's sub-event type. A snippet is one stretch, whatever sentences it holds."""
    documents = []
    for line in path.read_text(encoding="utf-8").splitlines()[1:]:
        cells = line.split("\t")
        for sentence in paragraphs(" ".join(cells[1].split()), {}):
            sentence.whole["acled"] = frozenset((cells[2],))
            documents.append(Document("snippets", [sentence]))
    return documents


def read_police(path: Path) -> list[Document]:
    """Tab-separated: sentence, then 0 or 1 for each of ``POLICE``. Sentences with none are of the origin ``police-none``."""
    documents = []
    for line in path.read_text(encoding="utf-8").splitlines():
        text, *marks = line.split("\t")
        found = frozenset(name for name, mark in zip(POLICE, marks, strict=True) if mark == "1")
        for sentence in paragraphs(" ".join(text.split()), {}):
            sentence.whole["police"] = found
            documents.append(Document("police" if found else "police-none", [sentence]))
    return documents
