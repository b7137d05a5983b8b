"""Gazetteers that a user adds: a GeoNames dump of a country or of all of it, an OCHA list of divisions with P-codes.

Each becomes one SQLite file of its own. It is written beside its place and moved there whole, so that what was there stays
until the new one is complete, and a kill in the middle leaves it untouched. Rows are read and written as a stream; sorting is
left to SQLite's files, so that memory stays flat however long the dump is.
"""

from __future__ import annotations

import io
import math
import os
import shutil
import sqlite3
import tempfile
import zipfile
from collections.abc import Callable, Iterator, Sequence
from contextlib import closing, contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import IO, Final

import platformdirs

from dateline.errors import DataError
from dateline.resolve.names import article_free, name_key, sound_key
from dateline.resolve.sheet import rows_of

__all__ = ["ADDED_SCHEMA", "Added", "Need", "add_admin", "add_dump", "added_folder", "list_added", "need_of"]

ADDED_SCHEMA: Final = 101
_BATCH: Final = 20_000
_COLUMNS: Final = 19
# Bytes of the finished file for each byte of a dump's text, measured (benchmarks/gazetteer.py), and of the files for sorting.
_BYTES_A_BYTE: Final = 1.8
_SORTING: Final = 0.9
_SAMPLE: Final = 2_000_000
_LICENCE: Final = "CC BY 4.0"
_LATIN: Final = frozenset("US CA GB IE AU NZ FR DE IT ES PT NL BE CH AT DK SE NO FI IS MX BR AR CL ZA".split())
Told = Callable[[str], None]


@dataclass(frozen=True, slots=True, kw_only=True)
class Added:
    """A gazetteer that was added: where it lies, how many places, from which file, when, under which licence."""

    path: Path
    name: str
    places: int
    origin: str
    licence: str
    source: str
    made: str
    size: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Need:
    """What adding a dump takes: rows and bytes of the finished index (estimates), bytes free where it goes."""

    rows: int
    size: int
    while_sorting: int
    free: int


def added_folder(cache: Path | None) -> Path:
    """Where added gazetteers lie: in the folder of the setting ``cache``, else in the user's data folder."""
    return cache / "added" if cache is not None else Path(platformdirs.user_data_dir("dateline")) / "gazetteer"


def list_added(folder: Path) -> list[Added]:
    """The added gazetteers, by name. Files that are none are left out."""
    found = []
    for path in sorted(folder.glob("*.sqlite")) if folder.is_dir() else []:
        try:
            with closing(sqlite3.connect(f"{path.resolve().as_uri()}?mode=ro&immutable=1", uri=True)) as connection:
                if connection.execute("PRAGMA user_version").fetchone()[0] != ADDED_SCHEMA:
                    continue
                meta = dict(connection.execute("SELECT key, value FROM meta"))
        except sqlite3.DatabaseError:
            continue
        found.append(
            Added(
                path=path,
                name=path.stem,
                places=int(meta["places"]),
                origin=meta["origin"],
                licence=meta["licence"],
                source=meta["source"],
                made=meta["made"],
                size=path.stat().st_size,
            )
        )
    return found


# ---------------------------------------------------------------------------------------------------------- a dump


def need_of(path: Path, folder: Path) -> Need:
    """How large the index of a dump will be, told from the beginning of the file. Raises DataError for no dump."""
    with _dump(path) as (handle, size):
        head = handle.read(_SAMPLE)
    lines = head.splitlines()
    if not lines:
        raise DataError(f"{path} is empty; a GeoNames dump (XX.zip, allCountries.zip or the .txt in it) is expected")
    rows = max(1, round(size / (len(head) / len(lines))))
    there = folder
    while not there.exists():
        there = there.parent
    finished = round(size * _BYTES_A_BYTE) + 60_000
    return Need(rows=rows, size=finished, while_sorting=round(finished * _SORTING), free=shutil.disk_usage(there).free)


@contextmanager
def _dump(path: Path) -> Iterator[tuple[IO[bytes], int]]:
    """The bytes of a dump and their number; of an archive the longest text in it that is no read-me."""
    try:
        if zipfile.is_zipfile(path):
            with zipfile.ZipFile(path) as archive:
                texts = [
                    i
                    for i in archive.infolist()
                    if i.filename.lower().endswith(".txt") and "readme" not in i.filename.lower()
                ]
                if not texts:
                    raise DataError(f"{path} holds no text file; GeoNames' archives hold one, such as SY.txt")
                member = max(texts, key=lambda i: i.file_size)
                with archive.open(member) as handle:
                    yield handle, member.file_size
            return
        with path.open("rb") as plain:
            yield plain, path.stat().st_size
    except (OSError, zipfile.BadZipFile) as error:
        raise DataError(f"{path} cannot be read: {error}; a GeoNames dump (.zip or .txt) is expected") from error


def add_dump(path: Path, folder: Path, *, told: Told = lambda _: None) -> Added:
    """Make a GeoNames dump part of the gazetteer, in the place of one of the same name.

    ``told`` gets a line at the beginning, now and then, and at the end. Raises DataError where the file is no dump, a tenth
    of its rows are malformed, or the disk has not the room.
    """
    need = need_of(path, folder)
    told(
        f"{path.name}: about {need.rows:,} places; the index will have about {_megabytes(need.size)}, and "
        f"{_megabytes(need.while_sorting)} more while it is sorted ({_megabytes(need.free)} are free in {folder})"
    )
    if need.size + need.while_sorting > need.free:
        raise DataError(
            f"the index of {path.name} needs about {_megabytes(need.size + need.while_sorting)}, and {folder} has "
            f"{_megabytes(need.free)} free: make room, or name another folder with the setting cache"
        )
    with _written(folder, path.stem) as connection:
        taken, broken = _fill(connection, path, need.rows, told)
        if not taken or broken > taken // 10:
            raise DataError(
                f"{path}: {broken:,} of {taken + broken:,} rows are not as in a GeoNames dump ({_COLUMNS} fields parted by "
                "tabs: id, name, …, latitude, longitude, class, code, country, …)"
            )
        told("sorting the names")
        _finish(connection, f"GeoNames dump {path.name}", _LICENCE, path, taken)
    if broken:
        told(f"{broken:,} malformed rows were left out")
    added = next(a for a in list_added(folder) if a.name == path.stem)
    told(f"{added.places:,} places in {added.path} ({_megabytes(added.size)})")
    return added


def _megabytes(size: int) -> str:
    return f"{size / 1e6:,.0f} MB" if size < 1e9 else f"{size / 1e9:,.1f} GB"


def _fill(connection: sqlite3.Connection, path: Path, expected: int, told: Told) -> tuple[int, int]:
    taken = broken = 0
    places: list[tuple[object, ...]] = []
    names: list[tuple[str, int, int, int]] = []
    sounds: list[tuple[str, int, int]] = []

    def flush() -> None:
        connection.executemany("INSERT INTO place VALUES (?,?,?,?,?,?,?,?,?,?)", places)
        connection.executemany("INSERT INTO staged VALUES (?,?,?,?)", names)
        connection.executemany("INSERT INTO heard VALUES (?,?,?)", sounds)
        connection.commit()
        places.clear()
        names.clear()
        sounds.clear()

    with _dump(path) as (handle, _):
        for line in io.TextIOWrapper(handle, encoding="utf-8", errors="replace", newline="\n"):
            row = line.rstrip("\r\n").split("\t")
            made = _place(row)
            if made is None:
                broken += bool(line.strip())
                continue
            if made[6] == "country":
                continue
            taken += 1
            places.append((taken, *made))
            rank = _rank(made[6], int(made[7]))
            names.extend((key, rank, taken, form) for key, form in _keys(row[1], row[2], row[3]))
            if row[6] == "P" and row[8] not in _LATIN and len(key := sound_key(name_key(row[1]))) > 3:
                sounds.append((key, rank, taken))
            if len(places) >= _BATCH:
                flush()
                if taken % (25 * _BATCH) == 0:
                    told(f"{taken:,} places of about {max(expected, taken):,}")
    flush()
    return taken, broken


_KINDS: Final = {
    "A": "admin2", "H": "water", "L": "region", "P": "town", "R": "site", "S": "site", "T": "mountain", "U": "water", "V": "region",
}  # fmt: skip
_CODES: Final = {
    "ADM1": "admin1", "ADM1H": "admin1", "PPLX": "neighbourhood", "CMPRF": "camp", "CMP": "camp", "ISL": "island", "ISLS": "island",
    "ISLET": "island", "ATOL": "island", "PEN": "region", "DSRT": "region", "VAL": "region", "PLN": "region", "PLAT": "region",
    "CONT": "continent", "PCLI": "country", "PCLD": "country",
    "PCLS": "country", "PCLF": "country", "PCL": "country", "PCLIX": "country",
}  # fmt: skip


def _place(row: Sequence[str]) -> tuple[str, str, float, float, str | None, str | None, str, int, str] | None:
    """Id, name, latitude, longitude, country, division, kind, population and origin of a row; None where it is malformed."""
    if len(row) != _COLUMNS or not row[0].isdecimal() or not row[1]:
        return None
    try:
        lat, lon, population = float(row[4]), float(row[5]), int(row[14] or 0)
    except ValueError:
        return None
    if not (-90 <= lat <= 90 and -180 <= lon <= 180):
        return None
    kind = _CODES.get(row[7]) or _KINDS.get(row[6], "site")
    admin1 = row[10] if row[10] not in ("", "00") else None
    return (
        f"geonames:{row[0]}",
        row[1],
        lat,
        lon,
        row[8] or None,
        admin1,
        kind,
        max(population, 1),
        f"GeoNames {row[0]} ({_LICENCE})",
    )


def _rank(kind: str, population: int) -> int:
    """Smaller for what a name more likely means, so that a look-up reads the likely ones first, whatever their number."""
    standing = {"admin1": 80, "admin2": 50, "town": 30, "island": 30, "camp": 30, "region": 20}.get(kind, 0)
    return 250 - min(250, standing + int(24 * math.log10(population + 1)))


def _keys(name: str, plain: str, others: str) -> list[tuple[str, int]]:
    """The keys of a row's names with their form (0 the main name, 1 another, 3 without its article)."""
    keys: dict[str, int] = {}
    called = {name: 0, plain: 0}
    for other in others.split(","):
        called.setdefault(other, 1)
    for words, form in called.items():
        key = name_key(words)
        if len(key) < 2 or (form and key.isascii() and (len(key) < 3 or (len(words) <= 3 and words.isupper()))):
            continue
        keys.setdefault(key, form)
        free = article_free(key)
        if free != key and len(free) > 2:
            keys.setdefault(free, 3)
    return list(keys.items())


# ------------------------------------------------------------------------------------------------- divisions with P-codes


def add_admin(path: Path, folder: Path, *, told: Told = lambda _: None) -> Added:
    """Make an OCHA list of divisions with P-codes part of the gazetteer (CSV, TSV or the first sheet of an XLSX that fits).

    Columns by OCHA's common operational datasets: ``ADM1_EN`` and ``ADM1_PCODE``, the same for further levels, and, where they
    are there, other languages (``ADM1_AR``), ``ADM0_PCODE`` and a middle (``lat``/``lon``, ``center_lat``/``center_lon``,
    ``latitude``/``longitude``). Raises DataError where there are none.
    """
    rows = rows_of(path)
    if rows and rows[0] and all(v.startswith("#") or not v for v in rows[0].values()):
        rows = rows[1:]  # HXL tags
    levels = sorted(
        {int(c[3]) for c in (rows[0] if rows else {}) if c[:3] == "ADM" and c[3:4].isdecimal() and c.endswith("PCODE")}
    )
    levels = [n for n in levels if n > 0]
    if not levels:
        got = ", ".join(list(rows[0])[:8]) if rows else "nothing"
        raise DataError(
            f"{path}: no column ADM1_PCODE; an OCHA list has ADM1_EN, ADM1_PCODE and the like in its first row; got {got}"
        )
    made: dict[str, tuple[str, str, str, str | None, str]] = {}
    names: dict[str, set[str]] = {}
    points: dict[str, list[tuple[float, float]]] = {}
    for row in rows:
        point = _point(row)
        for level in levels:
            code = row.get(f"ADM{level}_PCODE", "").strip()
            called = {
                v.strip()
                for c, v in row.items()
                if c.startswith(f"ADM{level}") and not c.endswith(("PCODE", "_SOURCE", "TYPE")) and v.strip()
            }
            if not code or not called:
                continue
            main = row.get(f"ADM{level}_EN", "").strip() or min(called)
            country = (row.get("ADM0_PCODE", "") or code).strip()[:2].upper()
            upper = row.get("ADM1_PCODE", "").strip() or None
            kind = "admin1" if level == 1 else "admin2"
            made.setdefault(code, (f"pcode:{code}", main, country, upper, kind))
            names.setdefault(code, set()).update(called)
            if point is not None:
                points.setdefault(code, []).append(point)
    if not made:
        raise DataError(f"{path}: not one row has a name and a P-code")
    told(
        f"{path.name}: {len(made):,} divisions with P-codes; the index will have about {_megabytes(len(made) * 600 + 60_000)}"
    )
    with _written(folder, path.stem) as connection:
        for n, (code, entry) in enumerate(sorted(made.items()), start=1):
            middle = points.get(code)
            lat = sum(p[0] for p in middle) / len(middle) if middle else None
            lon = sum(p[1] for p in middle) / len(middle) if middle else None
            identity, main, country, upper, kind = entry
            connection.execute(
                "INSERT INTO place VALUES (?,?,?,?,?,?,?,?,?,?)",
                (n, identity, main, lat, lon, country, upper, kind, 1, f"OCHA P-code {code}, {path.name}"),
            )
            keys = _keys(main, main, ",".join(sorted(names[code])))
            connection.executemany(
                "INSERT INTO staged VALUES (?,?,?,?)", [(k, _rank(kind, 1), n, min(f, 1)) for k, f in keys]
            )
        _finish(connection, f"OCHA divisions {path.name}", "as stated by OCHA (mostly CC BY-IGO)", path, len(made))
    added = next(a for a in list_added(folder) if a.name == path.stem)
    told(f"{added.places:,} divisions in {added.path}")
    return added


def _point(row: dict[str, str]) -> tuple[float, float] | None:
    for lat, lon in (("lat", "lon"), ("center_lat", "center_lon"), ("latitude", "longitude"), ("y", "x")):
        found = {c.lower(): v for c, v in row.items()}
        try:
            return float(found[lat]), float(found[lon])
        except (KeyError, ValueError):
            continue
    return None


# -------------------------------------------------------------------------------------------------------------- the file


@contextmanager
def _written(folder: Path, name: str) -> Iterator[sqlite3.Connection]:
    """An index that is not there until it is complete; what was there before stays where it fails."""
    try:
        folder.mkdir(parents=True, exist_ok=True)
        handle, temporary = tempfile.mkstemp(prefix=f"{name}-", suffix=".part", dir=folder)
        os.close(handle)
    except OSError as error:
        raise DataError(
            f"{folder} cannot be written to: {error}; name another folder with the setting cache"
        ) from error
    try:
        connection = sqlite3.connect(temporary)
        connection.executescript(
            f"""
            PRAGMA journal_mode = OFF; PRAGMA synchronous = OFF; PRAGMA user_version = {ADDED_SCHEMA};
            PRAGMA temp_store = FILE; PRAGMA cache_size = -32000;
            CREATE TABLE place (n INTEGER PRIMARY KEY, id TEXT, name TEXT, lat REAL, lon REAL, country TEXT, admin1 TEXT,
                                kind TEXT, population INTEGER, origin TEXT);
            CREATE TABLE name (key TEXT, rank INTEGER, place INTEGER, form INTEGER, PRIMARY KEY (key, rank, place)) WITHOUT ROWID;
            CREATE TABLE sound (key TEXT, rank INTEGER, place INTEGER, PRIMARY KEY (key, rank, place)) WITHOUT ROWID;
            CREATE TABLE meta (key TEXT PRIMARY KEY, value TEXT);
            CREATE TEMP TABLE staged (key TEXT, rank INTEGER, place INTEGER, form INTEGER);
            CREATE TEMP TABLE heard (key TEXT, rank INTEGER, place INTEGER);
            """
        )
        try:
            yield connection
            connection.commit()
        finally:
            connection.close()
        Path(temporary).replace(folder / f"{name}.sqlite")
    except (sqlite3.OperationalError, sqlite3.DatabaseError) as error:
        raise DataError(f"the index cannot be written to {folder}: {error}; is the disk full?") from error
    finally:
        Path(temporary).unlink(missing_ok=True)


def _finish(connection: sqlite3.Connection, origin: str, licence: str, path: Path, places: int) -> None:
    """Names in order into the tables that are looked up, and what the file is made of."""
    connection.executescript(
        """
        INSERT OR IGNORE INTO name SELECT key, rank, place, form FROM staged ORDER BY key, rank, place;
        INSERT OR IGNORE INTO sound SELECT key, rank, place FROM heard ORDER BY key, rank, place;
        DROP TABLE staged; DROP TABLE heard;
        """
    )
    day = datetime.fromtimestamp(path.stat().st_mtime, tz=UTC).date().isoformat()
    connection.executemany(
        "INSERT INTO meta VALUES (?,?)",
        [("origin", origin), ("licence", licence), ("source", f"{path.name} of {day}"), ("places", str(places)),
         ("made", datetime.now(tz=UTC).date().isoformat())],
    )  # fmt: skip
    connection.commit()
