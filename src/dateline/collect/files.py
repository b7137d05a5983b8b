"""From what a user names to pages: files, folders, globs, "-".

Nothing is passed over in silence: what cannot be used is told as a :class:`~dateline.model.Problem`, and the
next one is taken up. No more than ``max_bytes`` of a page are ever held in memory.
"""

from __future__ import annotations

import glob
import gzip
import io
import os
import stat
import sys
import zlib
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path
from typing import BinaryIO

from dateline.collect.records import pages_of_json, pages_of_lines
from dateline.errors import ProblemCode
from dateline.model import Page, Problem

__all__ = ["collect"]

_TEXT = frozenset({".txt", ".text", ".md", ".markdown"})
_HTML = frozenset({".html", ".htm", ".xhtml"})
_JSON = frozenset({".json"})
_LINES = frozenset({".jsonl", ".ndjson", ".jsonlines"})
_KNOWN = _TEXT | _HTML | _JSON | _LINES
_SNIFF = 4096
# The first bytes of common files that are no text (from the registries of file signatures).
_MAGIC = (
    b"%PDF", b"PK\x03\x04", b"\x89PNG", b"GIF8", b"\xff\xd8\xff", b"\x7fELF", b"\x1f\x8b", b"BZh", b"7z\xbc\xaf",
    b"Rar!", b"\xd0\xcf\x11\xe0", b"SQLite format 3\x00", b"OggS", b"RIFF", b"ID3",
)  # fmt: skip
_BOMS = (b"\xff\xfe", b"\xfe\xff")
Tell = Callable[[Problem], None]


def collect(paths: Sequence[str | Path], *, max_bytes: int, on_problem: Tell) -> Iterator[Page]:
    """The pages behind ``paths``, in the order given; folders and globs in the order of their names.

    "-" is standard input. A file that is met twice is read once. Troubles go to ``on_problem``; none is raised.
    """
    seen: set[str] = set()
    for given in paths:
        if str(given) == "-":
            yield from _from_handle(sys.stdin.buffer, "-", "", max_bytes, on_problem)
            continue
        for path in _files(str(given), on_problem):
            real = os.path.realpath(path)
            if real in seen:
                continue
            seen.add(real)
            yield from _from_file(path, max_bytes, on_problem)


def _files(given: str, on_problem: Tell) -> Iterator[str]:
    """Paths of the files that a word of the user's stands for."""
    if not _exists(given) and glob.has_magic(given):
        matches = sorted(glob.glob(given, recursive=True))  # noqa: PTH207 - the pattern may be absolute
        if not matches:
            on_problem(_trouble(ProblemCode.NOT_FOUND, given, f"nothing matches {given}"))
        for match in matches:
            if Path(match).is_dir():
                continue
            yield match
        return
    try:
        mode = os.stat(given).st_mode  # noqa: PTH116 - the error decides, and is wanted as such
    except PermissionError:
        on_problem(_trouble(ProblemCode.NO_PERMISSION, given, "give yourself the right to read it, or leave it out"))
        return
    except (OSError, ValueError) as error:
        loop = isinstance(error, OSError) and error.errno is not None and not isinstance(error, FileNotFoundError)
        code = ProblemCode.UNREADABLE if loop else ProblemCode.NOT_FOUND
        on_problem(_trouble(code, given, str(error) if loop else f"{given}: check the spelling"))
        return
    if stat.S_ISDIR(mode):
        yield from _walk(given, on_problem)
    else:
        yield given


def _exists(path: str) -> bool:
    try:
        return os.path.lexists(path)
    except ValueError:
        return False


def _walk(folder: str, on_problem: Tell) -> Iterator[str]:
    """Files below a folder by name. Links to folders are followed once; hidden files, sockets and pipes are not ours."""
    entered: set[tuple[int, int]] = set()
    pending = [folder]
    while pending:
        here = pending.pop()
        try:
            status = os.stat(here)  # noqa: PTH116
            if (status.st_dev, status.st_ino) in entered:
                continue
            entered.add((status.st_dev, status.st_ino))
            entries = sorted(os.scandir(here), key=lambda entry: entry.name)
        except PermissionError:
            on_problem(_trouble(ProblemCode.NO_PERMISSION, here, "the folder cannot be opened"))
            continue
        except OSError as error:
            on_problem(_trouble(ProblemCode.UNREADABLE, here, error.strerror or str(error)))
            continue
        folders: list[str] = []
        for entry in entries:
            if entry.name.startswith("."):
                continue
            try:
                if entry.is_dir():
                    folders.append(entry.path)
                elif entry.is_file():
                    if _wanted(entry.path, on_problem):
                        yield entry.path
                elif entry.is_symlink():
                    on_problem(_trouble(ProblemCode.NOT_FOUND, entry.path, "the link leads nowhere"))
            except OSError as error:
                on_problem(_trouble(ProblemCode.UNREADABLE, entry.path, error.strerror or str(error)))
        pending.extend(reversed(folders))


_OWN = frozenset({".db", ".db-wal", ".db-shm", ".db-journal"})


def _wanted(path: str, on_problem: Tell) -> bool:
    """True for suffixes that are read, and for files without one; others met in a folder are told of, but for
    settings and records of Dateline itself that lie beside the reports."""
    suffix = _suffix(path)
    if suffix in _KNOWN or not suffix:
        return True
    if suffix in _OWN or Path(path).name == "dateline.toml":
        return False
    detail = f"files *{suffix} are not read from a folder; name the file itself to have it read as text"
    on_problem(_trouble(ProblemCode.NOT_AN_ARTICLE, path, detail))
    return False


def _suffix(path: str) -> str:
    """The suffix that tells the kind, in lower case; that of the packed file for ``*.gz``."""
    name = Path(path.lower())
    return Path(name.stem).suffix if name.suffix == ".gz" else name.suffix


def _from_file(path: str, max_bytes: int, on_problem: Tell) -> Iterator[Page]:
    suffix = _suffix(path)
    packed = path.lower().endswith(".gz")
    try:
        status = os.stat(path)  # noqa: PTH116
        if stat.S_ISSOCK(status.st_mode) or stat.S_ISBLK(status.st_mode):
            on_problem(_trouble(ProblemCode.UNREADABLE, path, "it is a socket or device, not a file"))
            return
        if stat.S_ISREG(status.st_mode):
            if status.st_size == 0:
                on_problem(_trouble(ProblemCode.EMPTY, path))
                return
            if status.st_size > max_bytes and not packed and suffix not in _LINES:
                on_problem(_too_large(path, status.st_size, max_bytes))
                return
        opener = gzip.open if packed else open
        with opener(path, "rb") as handle:
            yield from _from_handle(handle, path, suffix, max_bytes, on_problem)  # type: ignore[arg-type]
    except PermissionError:
        on_problem(_trouble(ProblemCode.NO_PERMISSION, path, "give yourself the right to read it, or leave it out"))
    except FileNotFoundError:
        on_problem(_trouble(ProblemCode.NOT_FOUND, path, "it is gone since the folder was listed"))
    except (OSError, EOFError, zlib.error) as error:
        on_problem(_trouble(ProblemCode.UNREADABLE, path, str(error)))


def _from_handle(handle: BinaryIO, path: str, suffix: str, max_bytes: int, on_problem: Tell) -> Iterator[Page]:
    """The pages in an open file; at most ``max_bytes`` and one byte more are read at once."""
    if suffix in _LINES:
        start = handle.read(_SNIFF)
        if not _usable(start, path, on_problem):
            return
        body = handle.read(max(0, max_bytes + 1 - len(start)))
        data = start + body
        if len(data) <= max_bytes:
            yield from pages_of_lines(io.BytesIO(data), path, max_bytes, on_problem, whole=data)
        else:
            yield from pages_of_lines(_Joined(data, handle), path, max_bytes, on_problem, whole=None)
        return
    data = handle.read(max_bytes + 1)
    if not _usable(data, path, on_problem):
        return
    if len(data) > max_bytes:
        on_problem(_too_large(path, None, max_bytes))
        return
    kind = _kind(data, suffix)
    if kind == "application/json":
        yield from pages_of_json(data, path, max_bytes, on_problem, strict=suffix in _JSON)
    else:
        yield Page(path=path, content=data, media_type=kind)


def _usable(data: bytes, path: str, on_problem: Tell) -> bool:
    """False, and told, where there is nothing or no text."""
    if not data.strip(b" \t\r\n\x0b\x0c\xef\xbb\xbf"):
        on_problem(_trouble(ProblemCode.EMPTY, path))
        return False
    start = data[:_SNIFF]
    if start.startswith(_MAGIC) or (b"\x00" in start and not start.startswith(_BOMS) and not _two_byte(start)):
        on_problem(_trouble(ProblemCode.BINARY, path))
        return False
    return True


def _two_byte(start: bytes) -> bool:
    """True where every second byte is nothing, as in UTF-16 without a mark of byte order."""
    half = len(start) // 2
    return (
        half > 8
        and max(start[0::2].count(0), start[1::2].count(0)) > 0.9 * half
        and min(start[0::2].count(0), start[1::2].count(0)) < 0.1 * half
    )


def _kind(data: bytes, suffix: str) -> str:
    """The media type, from the suffix, or from how the text begins."""
    start = data[:_SNIFF].lstrip(b"\xef\xbb\xbf \t\r\n").lower()
    if suffix in _JSON:
        return "application/json"
    if suffix in _HTML or start.startswith((b"<!doctype html", b"<html", b"<?xml")):
        return "text/html"
    if suffix in (".md", ".markdown"):
        return "text/markdown"
    if suffix not in _TEXT and start.startswith((b'{"', b"[{", b"{\n", b"{ ")):
        return "application/json"
    return "text/plain"


class _Joined(io.RawIOBase):
    """Bytes already read, and then the rest of the file: a stream that is read line by line."""

    def __init__(self, start: bytes, rest: BinaryIO) -> None:
        super().__init__()
        self._start = io.BytesIO(start)
        self._rest = rest

    def readline(self, size: int | None = -1, /) -> bytes:
        limit = -1 if size is None else size
        line = self._start.readline(limit)
        if line.endswith(b"\n") or len(line) == limit:
            return line
        return line + self._rest.readline(-1 if limit < 0 else limit - len(line))


def _too_large(path: str, size: int | None, max_bytes: int) -> Problem:
    has = f"it has {size:,} bytes, " if size is not None else ""
    return _trouble(ProblemCode.TOO_LARGE, path, f"{has}the limit is {max_bytes:,} (setting max_page_bytes)")


def _trouble(code: ProblemCode, path: str, detail: str = "") -> Problem:
    return Problem(code=code, stage="collect", detail=detail, path=path)
