"""A user's own spaCy pipeline in place of the shipped model."""

from collections.abc import Iterable, Iterator
from typing import Any

import spacy
from spacy.tokens import Doc, SpanGroup

from dateline.errors import ModelMissing

SPAN_GROUPS = ("sources", "cues", "contents", "re3d", "roles")


class PipelineReader:
    """Reads with a spaCy pipeline. Span groups that it does not fill are empty.

    The claims are written for Universal Dependencies labels; a pipeline with other labels finds fewer.
    """

    def __init__(self, name: str) -> None:
        """``name``: an installed pipeline package, or the folder of one saved on the disk."""
        try:
            self._nlp = spacy.load(name)
        except OSError as error:
            raise ModelMissing(
                f"The spaCy pipeline {name!r} is not installed. Install it (python -m spacy download {name}), give the "
                "folder of one, or leave the setting spacy_pipeline out to read with the shipped model."
            ) from error
        if not ({"parser", "senter", "sentencizer"} & set(self._nlp.pipe_names)):
            self._nlp.add_pipe("sentencizer", first=True)

    @property
    def origin(self) -> str:
        meta = self._nlp.meta
        return f"reading@{meta['lang']}_{meta['name']}-{meta['version']}"

    def info(self) -> dict[str, Any]:
        """What the pipeline says of itself; a pipeline has no single file, so size and digest are None."""
        meta = self._nlp.meta
        return {
            "name": f"{meta['lang']}_{meta['name']}",
            "version": str(meta["version"]),
            "date": None,
            "licence": str(meta.get("license") or "not stated"),
            "size": None,
            "sha256": None,
            "path": str(self._nlp.path),
        }

    def parse(self, text: str) -> Doc:
        return _with_groups(self._nlp(text))

    def parse_many(self, texts: Iterable[str], batch_size: int = 16) -> Iterator[Doc]:
        return (_with_groups(doc) for doc in self._nlp.pipe(texts, batch_size=batch_size))


def _with_groups(doc: Doc) -> Doc:
    for group in SPAN_GROUPS:
        if group not in doc.spans:
            doc.spans[group] = SpanGroup(doc, name=group)
    return doc
