"""From bytes to characters: byte order marks, declared encodings, detection, and what could not be decoded."""

from __future__ import annotations

import codecs
import re

from charset_normalizer import from_bytes

from dateline.errors import ProblemCode, UnreadableInput
from dateline.model import Problem

__all__ = ["characters", "unescaped"]

_BOMS = (
    (codecs.BOM_UTF32_LE, "utf-32"),
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
# HTML standard, "prescan a byte stream to determine its encoding": the declaration stands in the first 1024 bytes.
_META = re.compile(rb"""<meta[^>]{0,200}?charset\s*=\s*["']?\s*([A-Za-z0-9_.:-]{2,40})""", re.I)
_DETECT = 65_536
_CONTROLS = bytes(set(range(32)) - {7, 8, 9, 10, 11, 12, 13, 27})
_LABELS = {"iso-8859-1": "cp1252", "latin1": "cp1252", "latin-1": "cp1252", "us-ascii": "cp1252", "ascii": "cp1252"}


def characters(content: bytes, path: str, media_type: str) -> tuple[str, list[Problem]]:
    """The characters of a page. A byte order mark of UTF-8 stays, as the first character, to keep offsets true.

    Raises UnreadableInput where there is nothing or no text.
    """
    if not content.strip(b" \t\r\n\x0b\x0c\xef\xbb\xbf"):
        raise UnreadableInput(f"{path}: {ProblemCode.EMPTY.message}", ProblemCode.EMPTY)
    for mark, name in _BOMS:
        if content.startswith(mark):
            return _decoded(content, name, path)
    try:
        text = content.decode("utf-8")
    except UnicodeDecodeError:
        text = ""
    if text:
        if text.count("\x00") > max(3, len(text) // 1000):
            return _decoded(content, _wide(content, path), path)
        return text, []
    return _decoded(content, _guess(content, path, media_type), path)


def _decoded(content: bytes, encoding: str, path: str) -> tuple[str, list[Problem]]:
    text = content.decode(encoding, "replace")
    lost = text.count("\ufffd")
    if not lost:
        return text, []
    detail = f"{lost} place{'s' if lost > 1 else ''} could not be read as {encoding}"
    return text, [Problem(code=ProblemCode.DECODED_WITH_LOSS, stage="clean", detail=detail, path=path)]


def _wide(content: bytes, path: str) -> str:
    """The two-byte encoding without a mark, or an error: nothing else has so many zero bytes."""
    even, odd = content[0::2].count(0), content[1::2].count(0)
    if max(even, odd) > 0.3 * len(content) / 2 > 10 * min(even, odd):
        return "utf-16-be" if even > odd else "utf-16-le"
    raise UnreadableInput(f"{path}: {ProblemCode.BINARY.message}", ProblemCode.BINARY)


def _guess(content: bytes, path: str, media_type: str) -> str:
    """The encoding of bytes that are not UTF-8 throughout."""
    if len(content.translate(None, _CONTROLS)) < 0.95 * len(content):
        return _wide(content, path)
    declared = _META.search(content[:2048]) if media_type == "text/html" else None
    if declared:
        name = declared.group(1).decode("ascii").lower()
        try:
            codecs.lookup(name)
        except LookupError:
            name = "utf-8"
        name = _LABELS.get(name, name)
        if not name.startswith("utf"):
            return name
    # Broken UTF-8 (cut off, or spliced) is still mostly UTF-8: its high bytes come in well-formed groups.
    kept = content.decode("utf-8", "ignore")
    high = len(content) - len(content.translate(None, bytes(range(128, 256))))
    well_formed = len(kept.encode()) - sum(1 for char in kept if char < "\x80")
    if well_formed >= 0.5 * high or (high <= 3 <= len(content) and content[-3:].translate(None, bytes(range(128)))):
        return "utf-8"
    if high < 0.1 * len(content):
        return "cp1252"
    best = from_bytes(content[:_DETECT]).best()
    return best.encoding if best is not None else "cp1252"


_ESCAPE = re.compile(r"\\(?:u[0-9a-fA-F]{4}|.)", re.S)
_SHORT = {"n": "\n", "t": "\t", "r": "\r", "b": "\b", "f": "\f"}


def unescaped(text: str, start: int, end: int) -> list[tuple[str, int, int]]:
    """The contents of a JSON string that stands at ``start``–``end``: (characters, start, end) in reading order.

    A pair of ``\\u`` escapes that makes one character is one piece; half a pair becomes U+FFFD.
    """
    pieces: list[tuple[str, int, int]] = []
    at = start
    half: tuple[int, int] | None = None
    for match in _ESCAPE.finditer(text, start, end):
        if match.start() > at:
            pieces.append((text[at : match.start()], at, match.start()))
            half = None
        body = match.group()[1:]
        at = match.end()
        if body[0] != "u" or len(body) != 5:
            pieces.append((_SHORT.get(body, body), match.start(), at))
            half = None
            continue
        value = int(body[1:], 16)
        if 0xDC00 <= value < 0xE000 and half is not None:
            high, begun = half
            pieces[-1] = (chr(0x10000 + ((high - 0xD800) << 10) + (value - 0xDC00)), begun, at)
            half = None
            continue
        half = (value, match.start()) if 0xD800 <= value < 0xDC00 else None
        pieces.append(("\ufffd" if 0xD800 <= value < 0xE000 else chr(value), match.start(), at))
    if at < end:
        pieces.append((text[at:end], at, end))
    return pieces
