"""Typed objects to JSON values and back, exactly.

Directed by the annotations of the dataclasses in :mod:`dateline.model`: a value that equals ``decode(type(v),
encode(v))`` is the promise (tested under hypothesis). ``None`` and empty tuples are left out of the JSON, as
"the report does not say" and "there are none" are what a missing field means.
"""

from __future__ import annotations

import json
import types
import zlib
from array import array
from collections.abc import Callable, Mapping
from dataclasses import MISSING, fields, is_dataclass
from datetime import date, datetime
from enum import Enum
from functools import cache
from typing import Any, TypeVar, Union, get_args, get_origin, get_type_hints

from dateline.errors import StoreError
from dateline.text import Text

__all__ = ["decode", "encode", "pack", "pack_map", "unpack", "unpack_map"]

T = TypeVar("T")
Decoder = Callable[[Any], Any]


def encode(value: Any, *, leave_out: frozenset[str] = frozenset()) -> Any:
    """A JSON value for a typed object; ``leave_out`` names fields of the outermost object to skip."""
    if value is None or isinstance(value, (bool, int, float)):
        return value
    if isinstance(value, Enum):
        return value.value
    if isinstance(value, str):
        return value
    if isinstance(value, (date, datetime)):
        return value.isoformat()
    if isinstance(value, (tuple, list)):
        return [encode(item) for item in value]
    if isinstance(value, Mapping):
        return {str(key): encode(item) for key, item in value.items()}
    if is_dataclass(value) and not isinstance(value, type):
        out: dict[str, Any] = {}
        for f in fields(value):
            item = getattr(value, f.name)
            if f.name in leave_out or (item is None and f.default is None) or (item == () and f.default == ()):
                continue
            out[f.name] = encode(item)
        return out
    raise StoreError(f"a {type(value).__name__} cannot be kept in the record; kept are the types of dateline.model")


def decode(kind: type[T], value: Any, **given: Any) -> T:
    """The typed object of a JSON value; ``given`` supplies fields that were left out when it was encoded."""
    if given:
        return _record(kind, {**value}, given)
    hint: Any = kind
    decoded: T = _decoder(hint)(value)
    return decoded


@cache
def _hints(kind: Any) -> dict[str, Decoder]:
    return {name: _decoder(hint) for name, hint in get_type_hints(kind).items()}


@cache
def _required(kind: Any) -> tuple[str, ...]:
    """The fields without a default: one that is missing in the JSON is None."""
    return tuple(f.name for f in fields(kind) if f.default is MISSING and f.default_factory is MISSING)


def _record(kind: type[T], value: Mapping[str, Any], given: Mapping[str, Any]) -> T:
    hint: Any = kind
    hints = _hints(hint)
    arguments = {name: hints[name](item) for name, item in value.items() if name in hints and name not in given}
    for name in _required(hint):
        if name not in arguments and name not in given:
            arguments[name] = None
    return kind(**arguments, **given)


@cache
def _decoder(hint: Any) -> Decoder:
    origin = get_origin(hint)
    if origin in (Union, types.UnionType):
        inner = [a for a in get_args(hint) if a is not type(None)]
        if len(inner) != 1:
            raise StoreError(f"the record cannot hold a field of type {hint}: one type or None is expected")
        plain = _decoder(inner[0])
        return lambda value: None if value is None else plain(value)
    if origin is tuple:
        item = _decoder(get_args(hint)[0])
        return lambda value: tuple(item(v) for v in value)
    if origin is not None and issubclass(origin, Mapping):
        item = _decoder(get_args(hint)[1])
        return lambda value: {k: item(v) for k, v in value.items()}
    if isinstance(hint, type):
        if issubclass(hint, Enum):
            members = {member.value: member for member in hint}
            return lambda value: members[value]
        if issubclass(hint, datetime):
            return datetime.fromisoformat
        if issubclass(hint, date):
            return date.fromisoformat
        if is_dataclass(hint):
            return lambda value: _record(hint, value, {})
        if hint in (str, int, float, bool):
            return lambda value: value
    raise StoreError(f"the record cannot hold a field of type {hint}")


def pack(data: bytes) -> bytes:
    """Bytes as they are kept: zlib, level 6."""
    return zlib.compress(data, 6)


def unpack(data: bytes) -> bytes:
    """The bytes behind :func:`pack`. Raises StoreError where they are damaged."""
    try:
        return zlib.decompress(data)
    except zlib.error as error:
        raise StoreError(f"a stored page is damaged ({error}); restore the record from a copy") from error


def pack_map(text: Text) -> bytes:
    """The map from clean to raw characters as runs ``[length, raw start, raw end]``, as compressed JSON.

    A run whose raw length equals its length maps character by character; in any other run all its characters
    share one raw range.
    """
    runs: list[list[int]] = []
    for start, end in zip(text.starts, text.ends, strict=True):
        if runs:
            length, first, last = runs[-1]
            single = last - first == length
            if single and start == last and end == start + 1:
                runs[-1] = [length + 1, first, end]
                continue
            if not single and (start, end) == (first, last) and length + 1 != last - first:
                runs[-1] = [length + 1, first, last]
                continue
            if single and length == 1 and (start, end) == (first, last) and last - first != 2:
                runs[-1] = [2, first, last]
                continue
        runs.append([1, start, end])
    return pack(json.dumps(runs, separators=(",", ":")).encode())


def unpack_map(data: bytes) -> tuple[array[int], array[int]]:
    """The arrays ``starts`` and ``ends`` of a :class:`Text` from :func:`pack_map`."""
    starts, ends = array("L"), array("L")
    for length, first, last in json.loads(unpack(data)):
        if last - first == length:
            starts.extend(range(first, last))
            ends.extend(range(first + 1, last + 1))
        else:
            starts.extend([first] * length)
            ends.extend([last] * length)
    return starts, ends
