"""CoNLL-U: the words, trees and texts of a treebank file, and the same file with other columns.

The format is that of Universal Dependencies (https://universaldependencies.org/format.html): ten columns parted by
tabs, a blank line after each sentence, comments from ``#``, contractions as ``3-4`` before their words, empty nodes
as ``5.1``. Empty nodes take no part in anything here and are handed through.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Final

from dateline.errors import EvaluationError
from dateline.evaluate.outcome import lines_of_file

__all__ = ["Treebank", "Word", "WordSentence", "read_treebank"]

COLUMNS: Final = ("ID", "FORM", "LEMMA", "UPOS", "XPOS", "FEATS", "HEAD", "DEPREL", "DEPS", "MISC")
WHAT: Final = (
    "CoNLL-U (ten columns parted by tabs: ID FORM LEMMA UPOS XPOS FEATS HEAD DEPREL DEPS MISC, "
    "a blank line after each sentence)"
)


@dataclass(frozen=True, slots=True)
class Word:
    """A word with its gold analysis. ``head``: index in the sentence, -1 for the root. ``line``: where it stands."""

    form: str
    lemma: str
    upos: str
    xpos: str
    head: int
    deprel: str
    space_after: bool
    line: int


@dataclass(slots=True)
class WordSentence:
    """A sentence. ``words``: syntactic words; ``surface``: (form, whether a blank follows) as the text has them, with
    contractions whole. ``surface_line``: the line of each. ``opens``: None, ``"document"`` or ``"paragraph"``."""

    words: list[Word] = field(default_factory=list)
    surface: list[tuple[str, bool]] = field(default_factory=list)
    surface_line: list[int] = field(default_factory=list)
    opens: str | None = None

    @property
    def text(self) -> str:
        """The sentence as it is written."""
        return "".join(form + " " * blank for form, blank in self.surface).rstrip(" ")


@dataclass(slots=True)
class Treebank:
    """The documents of a file, each a list of sentences, and the file's lines."""

    path: Path
    lines: list[str]
    documents: list[list[WordSentence]]

    def sentences(self) -> list[WordSentence]:
        return [sentence for document in self.documents for sentence in document]

    def rewritten(self, cells: Mapping[int, Mapping[str, str]]) -> str:
        """The file's text with other cells: line number -> column name -> value. MISC is added to, not replaced."""
        out = list(self.lines)
        for number, values in cells.items():
            row = out[number].split("\t")
            for column, value in values.items():
                at = COLUMNS.index(column)
                row[at] = f"{row[at]}|{value}" if column == "MISC" and row[at] != "_" else value
            out[number] = "\t".join(row)
        return "\n".join(out) + "\n"


def read_treebank(path: Path) -> Treebank:
    """The sentences of a CoNLL-U file. Raises EvaluationError with the line's number where it is none."""
    lines = lines_of_file(path, WHAT)
    documents: list[list[WordSentence]] = []
    current = WordSentence()
    comments: list[str] = []
    contraction_end, contraction_blank = 0, True

    def close() -> None:
        nonlocal current, comments
        if current.words:
            new_document = any(c.startswith("# newdoc") for c in comments)
            if new_document or not documents:
                documents.append([])
                current.opens = "document"
            elif any(c.startswith("# newpar") for c in comments):
                current.opens = "paragraph"
            for word in current.words:
                if not -1 <= word.head < len(current.words):
                    raise EvaluationError(
                        f"{path}, line {word.line + 1}: HEAD {word.head + 1} points outside its sentence of "
                        f"{len(current.words)} words"
                    )
            documents[-1].append(current)
        current, comments = WordSentence(), []

    for number, line in enumerate(lines):
        if line.startswith("#"):
            comments.append(line)
            continue
        if not line.strip():
            close()
            contraction_end = 0
            continue
        row = line.split("\t")
        if len(row) != len(COLUMNS):
            raise EvaluationError(f"{path}, line {number + 1} has {len(row)} columns ({line[:60]!r}); expected {WHAT}")
        blank = "SpaceAfter=No" not in row[9].split("|")
        if "-" in row[0]:
            contraction_end = _whole(row[0].split("-")[1], path, number, "ID")
            contraction_blank = blank
            current.surface.append((row[1], blank))
            current.surface_line.append(number)
            continue
        if "." in row[0]:
            continue
        at = _whole(row[0], path, number, "ID")
        if at != len(current.words) + 1:
            raise EvaluationError(f"{path}, line {number + 1}: word {at} follows word {len(current.words)}")
        if at > contraction_end:
            current.surface.append((row[1], blank))
            current.surface_line.append(number)
        elif at == contraction_end:
            blank = contraction_blank
        else:
            blank = False
        head = _whole(row[6], path, number, "HEAD") - 1
        current.words.append(Word(row[1], row[2], row[3], row[4], head, row[7], blank, number))
    close()
    if not documents:
        raise EvaluationError(f"{path} holds no sentence; expected {WHAT}")
    return Treebank(path, lines, documents)


def _whole(text: str, path: Path, line: int, column: str) -> int:
    try:
        return int(text)
    except ValueError:
        raise EvaluationError(
            f"{path}, line {line + 1}: {column} is {text!r}, not a whole number; expected {WHAT}"
        ) from None


def document_text(
    sentences: Sequence[WordSentence], *, paragraphs: bool
) -> tuple[str, list[tuple[int, int]], list[list[tuple[int, int]]]]:
    """The raw text of a document, the range of each sentence in it, and of each surface word of each sentence.

    With ``paragraphs`` a blank line stands before each paragraph that the file marks; without, only blanks part
    the sentences.
    """
    text = ""
    ranges: list[tuple[int, int]] = []
    places: list[list[tuple[int, int]]] = []
    for sentence in sentences:
        if text:
            text += "\n\n" if paragraphs and sentence.opens else " "
        start = len(text)
        words: list[tuple[int, int]] = []
        for form, blank in sentence.surface:
            words.append((len(text), len(text) + len(form)))
            text += form + " " * blank
        text = text.rstrip(" ")
        ranges.append((start, len(text)))
        places.append(words)
    return text, ranges, places
