"""Actors that a user adds: kept as small YAML files of their own in the user's data folder, and read beside the packaged list.

A file that is added is checked as a whole (names, kinds, countries, days, parents and allies that there are) before anything is
written; it is written beside its place and moved there, so that what was there stays until the new one is complete.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Final

import platformdirs
import yaml

from dateline.data_files import ACTORS
from dateline.errors import DataError
from dateline.resolve.actors_list import ActorEntry, check_ties, read_actors

__all__ = [
    "OWN",
    "AddedActors",
    "actors_folder",
    "add_actor",
    "add_actors_file",
    "added_files",
    "list_actors",
    "remove_actors",
]

OWN: Final = "own"
"""The file of actors that were added one by one."""


@dataclass(frozen=True, slots=True, kw_only=True)
class AddedActors:
    """A file of actors that was added: its name, where it lies, and what it holds."""

    name: str
    path: Path
    entries: tuple[ActorEntry, ...]


def actors_folder(cache: Path | None) -> Path:
    """Where added actors lie: in the folder of the setting ``cache``, else in the user's data folder."""
    return cache / "actors" if cache is not None else Path(platformdirs.user_data_dir("dateline")) / "actors"


def added_files(folder: Path) -> tuple[Path, ...]:
    """The files of added actors, by name; later ones win where ids are the same, the user's single ones (``own``) last."""
    found = folder.glob("*.yml") if folder.is_dir() else ()
    return tuple(sorted(found, key=lambda p: (p.stem == OWN, p.name)))


def list_actors(folder: Path) -> list[AddedActors]:
    """What was added, file by file. Raises DataError for a file that was edited into something else."""
    return [AddedActors(name=p.stem, path=p, entries=tuple(read_actors(p))) for p in added_files(folder)]


def add_actors_file(path: Path, folder: Path) -> AddedActors:
    """Add a file (YAML, CSV, TSV, XLSX); one of the same name is replaced. Raises DataError that says what is wrong where."""
    if not path.is_file():
        raise DataError(f"there is no file {path}; a list of actors in YAML or CSV is expected (docs/actors.md)")
    entries = read_actors(path)
    if not entries:
        raise DataError(f"{path} names no actor; docs/actors.md shows an entry")
    name = re.sub(r"[^\w-]+", "-", path.stem).strip("-") or "actors"
    if name == OWN:
        name = "own-file"
    target = folder / f"{name}.yml"
    check_ties(entries, _ids(folder, without=target))
    _write(target, entries)
    return AddedActors(name=name, path=target, entries=tuple(entries))


def add_actor(entry: ActorEntry, folder: Path) -> tuple[ActorEntry, bool]:
    """Add one actor to the user's own, or change the one of that id; true in the second place where it was there before.

    Raises DataError where its parent or an ally is nobody's id.
    """
    check_ties([entry], _ids(folder))
    target = folder / f"{OWN}.yml"
    own = {e.id: e for e in (read_actors(target) if target.is_file() else ())}
    before = entry.id in own
    own[entry.id] = replace(entry)
    _write(target, list(own.values()))
    return entry, before


def remove_actors(name: str, folder: Path) -> str:
    """Take a file of that name, or one actor of that id, out again; says what went. Raises DataError for neither."""
    added = list_actors(folder)
    for one in added:
        if one.name == name and name != OWN:
            one.path.unlink()
            return f"{name}: {len(one.entries)} actors"
    for one in added:
        left = [e for e in one.entries if e.id != name]
        if len(left) < len(one.entries):
            if left:
                _write(one.path, left)
            else:
                one.path.unlink()
            return f"{name} (of {one.name})"
    there = [a.name for a in added if a.name != OWN] + [e.id for a in added for e in a.entries]
    raise DataError(f"nothing by the name or id {name!r} was added; there is: {', '.join(there) or 'nothing'}")


def _ids(folder: Path, without: Path | None = None) -> set[str]:
    files = (ACTORS, *(p for p in added_files(folder) if p != without))
    return {e.id for p in files for e in read_actors(p)}


def _write(target: Path, entries: list[ActorEntry]) -> None:
    text = "# Actors added with `dateline actors add`; docs/actors.md tells the fields. Safe to edit, and checked when read.\n"
    text += yaml.safe_dump({"actors": [e.row() for e in entries]}, allow_unicode=True, sort_keys=False, width=120)
    beside = target.with_suffix(".new")
    try:
        target.parent.mkdir(parents=True, exist_ok=True)
        beside.write_text(text, encoding="utf8")
        beside.replace(target)
    except OSError as error:
        raise DataError(
            f"{target} cannot be written: {error.strerror}; choose another folder with --cache or the setting cache"
        ) from error
