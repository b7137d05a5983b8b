"""Pages out of JSON and JSON Lines, in the fields of news-please and their usual other names.

Positions are kept: each page knows where in the file's characters its title and text stand, so that every
quotation leads back into the file.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from datetime import datetime
from json.decoder import JSONDecoder, scanstring  # type: ignore[attr-defined]
from typing import Any, Protocol

from dateline.errors import ProblemCode
from dateline.model import Carrier, Page, Problem, digest
from dateline.text import Span

__all__ = ["pages_of_json", "pages_of_lines"]

# Fields of news-please first, then what other crawlers call them.
_TEXT_FIELDS = ("maintext", "text", "body", "content", "article_text", "articleBody")
_TITLE_FIELDS = ("title", "headline")
_FIELDS = {
    "date_publish": ("date_publish", "published", "date_published", "datePublished", "pubdate", "date"),
    "url": ("url", "link", "canonical_url"),
    "source_domain": ("source_domain", "domain", "source", "outlet", "sitename"),
    "language": ("language", "lang"),
    "authors": ("authors", "author", "byline"),
    "id": ("id",),
}
_LISTS = ("articles", "reports", "items", "results", "docs", "documents", "entries", "data")
_SPACE = " \t\r\n\ufeff"
Tell = Callable[[Problem], None]


class _Lines(Protocol):
    def readline(self, size: int, /) -> bytes: ...


@dataclass(slots=True)
class _Record:
    """One JSON object: its values, where its strings stand (contents, without quotes), and where it ends."""

    values: dict[str, Any] = field(default_factory=dict)
    spans: dict[str, Span] = field(default_factory=dict)
    starts: dict[str, int] = field(default_factory=dict)
    start: int = 0
    end: int = 0


def pages_of_lines(
    lines: _Lines, path: str, max_bytes: int, on_problem: Tell, *, whole: bytes | None
) -> Iterator[Page]:
    """A page for each line. ``whole`` is the file where it fits into the limit: then offsets count its characters.

    Of a larger file the characters of each line are counted from the line's own beginning.
    """
    shared = Carrier(text=whole.decode("utf-8", "replace"), digest=digest(whole)) if whole is not None else None
    lossy = at = number = 0
    while line := lines.readline(max_bytes + 1):
        number += 1
        if len(line) > max_bytes:
            while line and not line.endswith(b"\n"):
                line = lines.readline(max_bytes)
            on_problem(_trouble(ProblemCode.TOO_LARGE, path, f"line {number} is longer than {max_bytes:,} bytes"))
            continue
        text = line.decode("utf-8", "replace")
        start, at = at, at + len(text)
        if not text.strip(_SPACE):
            continue
        lossy += text.count("\ufffd") - line.count(b"\xef\xbf\xbd")
        carrier, offset = (shared, start) if shared else (Carrier(text=text, digest=digest(line)), 0)
        try:
            record = _object(carrier.text, _skip(carrier.text, offset))
        except (ValueError, RecursionError) as error:
            on_problem(_trouble(ProblemCode.BAD_JSON, path, f"line {number}: {_said(error)}"))
            continue
        yield from _pages(record, carrier, path, f"line {number}", on_problem, content=line.strip())
    if lossy:
        on_problem(_trouble(ProblemCode.DECODED_WITH_LOSS, path, f"{lossy} places are not UTF-8"))


def pages_of_json(data: bytes, path: str, max_bytes: int, on_problem: Tell, *, strict: bool) -> Iterator[Page]:
    """The pages of a JSON file: one object, a list of them, or an object that holds a list of them.

    A file that turns out to hold an object a line is read so. ``strict`` is False where the name does not say
    that it is JSON: what is none is then handed on as plain text.
    """
    encoding = json.detect_encoding(data)
    encoding = "utf-8" if encoding == "utf-8-sig" else encoding
    text = data.decode(encoding, "replace")
    carrier = Carrier(text=text, digest=digest(data))
    start = _skip(text, 0)
    try:
        if text.startswith("[", start):
            records = list(_objects(text, start))
            extra = ""
        else:
            first = _object(text, start)
            records, extra = [first], text[first.end :].strip(_SPACE)
    except (ValueError, RecursionError) as error:
        if strict:
            on_problem(_trouble(ProblemCode.BAD_JSON, path, _said(error)))
        else:
            yield Page(path=path, content=data, media_type="text/plain")
        return
    if extra.startswith("{"):
        import io

        yield from pages_of_lines(io.BytesIO(data), path, max_bytes, on_problem, whole=data)
        return
    if extra:
        on_problem(_trouble(ProblemCode.BAD_JSON, path, f"more follows after the end of the object: {extra[:40]!r}"))
        return
    if text.count("\ufffd") > data.count(b"\xef\xbf\xbd"):
        on_problem(_trouble(ProblemCode.DECODED_WITH_LOSS, path, "some places are not UTF-8"))
    for number, record in enumerate(records, 1):
        yield from _pages(record, carrier, path, f"record {number}", on_problem)


def _pages(
    record: _Record, carrier: Carrier, path: str, where: str, on_problem: Tell, *, content: bytes | None = None
) -> Iterator[Page]:
    """The page of a record, or those of the list that it holds."""
    text_field = next((name for name in _TEXT_FIELDS if isinstance(record.values.get(name), str)), None)
    if text_field is None:
        held = next((n for n in _LISTS if isinstance(record.values.get(n), list) and n in record.starts), None)
        if held is not None:
            for number, inner in enumerate(_objects(carrier.text, record.starts[held]), 1):
                yield from _pages(inner, carrier, path, f"{where}, {held} {number}", on_problem)
            return
        if any(name in record.values for name in _TEXT_FIELDS):
            on_problem(_trouble(ProblemCode.NO_MAIN_TEXT, path, f"{where}: its text is null"))
            return
        known = ", ".join(sorted(record.values)[:12]) or "none"
        detail = f"{where}: no field {' or '.join(_TEXT_FIELDS[:2])}; its fields are: {known}"
        on_problem(_trouble(ProblemCode.BAD_JSON, path, detail))
        return
    if not record.values[text_field].strip():
        on_problem(_trouble(ProblemCode.EMPTY, path, f"{where}: its text is empty"))
        return
    given = {name: value for name, keys in _FIELDS.items() if (value := _said_of(record, keys))}
    parts = {"maintext": record.spans[text_field]}
    title_field = next((name for name in _TITLE_FIELDS if isinstance(record.values.get(name), str)), None)
    if title_field is not None and record.values[title_field].strip():
        given["title"] = _whole(record.values[title_field].strip())
        parts["title"] = record.spans[title_field]
    yield Page(
        path=path,
        content=carrier.text[record.start : record.end].encode("utf-8", "replace") if content is None else content,
        media_type="application/json",
        url=given.get("url"),
        retrieved=_moment(_said_of(record, ("date_download", "retrieved"))),
        given=given,
        carrier=carrier,
        parts=parts,
    )


def _said_of(record: _Record, names: tuple[str, ...]) -> str:
    for name in names:
        value = record.values.get(name)
        if isinstance(value, str) and value.strip():
            return _whole(value.strip())
        if isinstance(value, list) and value and all(isinstance(item, str) for item in value):
            return _whole(", ".join(value))
    return ""


def _whole(words: str) -> str:
    """Without halves of characters, which an escape can leave and no file can hold."""
    return words.encode("utf-16", "surrogatepass").decode("utf-16", "replace")


def _moment(words: str) -> datetime | None:
    try:
        return datetime.fromisoformat(words) if words else None
    except ValueError:
        return None


def _skip(text: str, at: int) -> int:
    while at < len(text) and text[at] in _SPACE:
        at += 1
    return at


def _object(text: str, at: int) -> _Record:
    """The JSON object that begins at ``at``. Raises ValueError (with what was expected) where none does."""
    if not text.startswith("{", at):
        raise ValueError(f"an object was expected, there is {text[at : at + 20]!r}")
    decoder = JSONDecoder(strict=False)
    record = _Record(start=at)
    at = _skip(text, at + 1)
    while not text.startswith("}", at):
        if not text.startswith('"', at):
            raise ValueError(f"a field's name was expected, there is {text[at : at + 20]!r}")
        name, at = scanstring(text, at + 1, False)
        at = _skip(text, at)
        if not text.startswith(":", at):
            raise ValueError(f"a colon was expected after field {name!r}, there is {text[at : at + 20]!r}")
        at = _skip(text, at + 1)
        record.starts[name] = at
        record.values[name], end = decoder.raw_decode(text, at)
        if isinstance(record.values[name], str):
            record.spans[name] = Span(at + 1, end - 1)
        at = _skip(text, end)
        if text.startswith(",", at):
            at = _skip(text, at + 1)
        elif not text.startswith("}", at):
            raise ValueError(f"a comma or the object's end was expected, there is {text[at : at + 20]!r}")
    record.end = at + 1
    return record


def _objects(text: str, at: int) -> Iterator[_Record]:
    """The objects of the JSON list that begins at ``at``; other members are passed over."""
    decoder = JSONDecoder(strict=False)
    at = _skip(text, at + 1)
    while not text.startswith("]", at):
        if text.startswith("{", at):
            record = _object(text, at)
            yield record
            at = record.end
        else:
            _, at = decoder.raw_decode(text, at)
        at = _skip(text, at)
        if text.startswith(",", at):
            at = _skip(text, at + 1)
        elif not text.startswith("]", at):
            raise ValueError(f"a comma or the list's end was expected, there is {text[at : at + 20]!r}")


def _said(error: Exception) -> str:
    return "nested too deeply" if isinstance(error, RecursionError) else str(error)


def _trouble(code: ProblemCode, path: str, detail: str) -> Problem:
    return Problem(code=code, stage="collect", detail=detail, path=path)
