"""``dateline gazetteer``: what is in it, and adding to it."""

from __future__ import annotations

import json
import re
import time
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer
from rich.console import Console
from rich.markup import escape

from dateline.config import Config, load_config
from dateline.errors import DataError

if TYPE_CHECKING:
    from dateline.resolve import Gazetteer
    from dateline.resolve.corrections import Correction
    from dateline.resolve.entries import Entry

__all__ = ["app"]

app = typer.Typer(
    help="What the gazetteer holds; add a GeoNames dump or an OCHA list to it.", invoke_without_command=True
)
_Cache = Annotated[str | None, typer.Option("--cache", help="Folder for index files (setting cache).")]


def _config(cache: str | None) -> Config:
    return load_config({"cache": cache})


def _folder(config: Config) -> Path:
    from dateline.resolve.added import added_folder

    return added_folder(Path(config.cache) if config.cache else None)


@app.callback()
def gazetteer(
    context: typer.Context,
    as_json: Annotated[bool, typer.Option("--json", help="As JSON.")] = False,
    cache: _Cache = None,
) -> None:
    """List what the gazetteer holds: origin, licence, date, number of places, file and size."""
    if context.invoked_subcommand is not None:
        return
    from dateline.resolve import Gazetteer
    from dateline.resolve.added import list_added

    config = _config(cache)
    opened = Gazetteer.open(
        cache=Path(config.cache) if config.cache else None, extra=(Path(config.places),) if config.places else ()
    )
    added = list_added(_folder(config))
    if as_json:
        rows: list[dict[str, Any]] = [{"name": "packaged", "description": opened.describe()}]
        rows += [
            {"name": a.name, "places": a.places, "origin": a.origin, "licence": a.licence, "source": a.source,
             "added": a.made, "file": str(a.path), "bytes": a.size}
            for a in added
        ]  # fmt: skip
        print(json.dumps(rows, ensure_ascii=False))
        return
    console = Console(highlight=False, soft_wrap=True)
    console.print(escape(opened.describe()))
    if config.places:
        console.print(escape(f"your own places: {config.places}"))
    for a in added:
        console.print(
            escape(
                f"{a.name}: {a.places:,} places: {a.origin} ({a.licence}), from {a.source}, added {a.made}; "
                f"{a.path} ({a.size / 1e6:,.0f} MB)"
            )
        )
    if not added:
        console.print(f"nothing added; added gazetteers would lie in {escape(str(_folder(config)))}")


@app.command()
def add(
    file: Annotated[Path, typer.Argument(help="A GeoNames dump: XX.zip, allCountries.zip, or the .txt in it.")],
    cache: _Cache = None,
) -> None:
    """Add a GeoNames dump of a country or of all. Tells what it needs first; what was there stays until it is done."""
    from dateline.resolve.added import add_dump

    began = time.perf_counter()
    console = Console(highlight=False, soft_wrap=True)
    add_dump(file, _folder(_config(cache)), told=lambda line: console.print(escape(line)))
    console.print(f"{time.perf_counter() - began:.0f} s")


@app.command("add-admin")
def add_admin_list(
    file: Annotated[Path, typer.Argument(help="An OCHA list of divisions with P-codes, CSV or XLSX.")],
    cache: _Cache = None,
) -> None:
    """Add divisions with P-codes from an OCHA list."""
    from dateline.resolve.added import add_admin

    console = Console(highlight=False, soft_wrap=True)
    add_admin(file, _folder(_config(cache)), told=lambda line: console.print(escape(line)))


@app.command()
def remove(
    name: Annotated[str, typer.Argument(help="The name that `dateline gazetteer` lists it by.")],
    cache: _Cache = None,
) -> None:
    """Take an added gazetteer out again."""
    from dateline.resolve.added import list_added

    added = {a.name: a for a in list_added(_folder(_config(cache)))}
    if name not in added:
        raise DataError(f"nothing by the name {name!r} was added; there is: {', '.join(added) or 'nothing'}")
    added[name].path.unlink()


@app.command()
def correct(
    name: Annotated[str, typer.Argument(help="A name as reports write it.")],
    to: Annotated[
        str,
        typer.Option(
            "--to",
            help="The place meant: an id that `look` prints, LAT,LON in degrees, or open for none that is known.",
        ),
    ],
    country: Annotated[
        str, typer.Option("--country", help="Only in reports that speak of this country (ISO, two letters).")
    ] = "",
    report: Annotated[str, typer.Option("--report", help="Only in the report of this name.")] = "",
    by: Annotated[str, typer.Option("--by", help="Who says so.")] = "",
    note: Annotated[str, typer.Option("--note", help="Why.")] = "",
    cache: _Cache = None,
) -> None:
    """Say what a name means ("this Baghouz is …"). Holds for every run from now on; `run --again` reads old reports anew."""
    from dateline.resolve import Gazetteer
    from dateline.resolve.corrections import add_correction, corrections_file

    config = _config(cache)
    opened = Gazetteer.open(
        cache=Path(config.cache) if config.cache else None, extra=(Path(config.places),) if config.places else ()
    )
    entry = _meant(opened, name, to, country)
    if country and (len(country) != 2 or not country.isalpha()):
        raise DataError(f"{country!r} is no country; two letters as in ISO 3166 are expected, such as SY")
    made = add_correction(_folder(config), name, entry, by=by, note=note, only_country=country, only_report=report)
    console = Console(highlight=False, soft_wrap=True)
    meant = f"{made.place} ({made.id})" if entry is not None else "none of the places that are known"
    console.print(escape(f"{name} means {meant}{_where(made)}; kept in {corrections_file(_folder(config))}"))


def _meant(opened: Gazetteer, name: str, to: str, country: str) -> Entry | None:
    """The place of an id or a point, None for ``open``. Raises DataError where it is neither."""
    from dateline.resolve.entries import Entry

    if to == "open":
        return None
    if point := re.fullmatch(r"\s*(-?\d+(?:\.\d+)?)\s*,\s*(-?\d+(?:\.\d+)?)\s*", to):
        lat, lon = float(point[1]), float(point[2])
        if not (-90 <= lat <= 90 and -180 <= lon <= 180):
            raise DataError(f"{to} is no point on the earth; LAT,LON in degrees is expected, such as 34.45,40.94")
        return Entry(
            id=f"point:{lat},{lon}", name=name, lat=lat, lon=lon, country=country.upper() or None, admin1=None, kind="town",
            population=0, origin="a person",
        )  # fmt: skip
    found = opened.by_id(to)
    if found is None:
        known = ", ".join(f"{e.id} ({e.name}, {e.country})" for e in opened.entries(name)[:5])
        raise DataError(
            f"no place has the id {to!r}; an id, LAT,LON or open is expected"
            + (f"; by the name {name!r} there are: {known}" if known else f"; no place is known by the name {name!r}")
        )
    return found


def _where(correction: Correction) -> str:
    return "".join(
        f", only in {words}"
        for words in (
            f"reports of {correction.only_country}" if correction.only_country else "",
            f"the report {correction.only_report}" if correction.only_report else "",
        )
        if words
    )


@app.command()
def corrections(
    remove: Annotated[str, typer.Option("--remove", help="Take what was said of this name back.")] = "",
    as_json: Annotated[bool, typer.Option("--json", help="As JSON.")] = False,
    cache: _Cache = None,
) -> None:
    """List what persons said that names mean, or take it back."""
    from dataclasses import asdict

    from dateline.resolve.corrections import list_corrections, remove_correction

    folder = _folder(_config(cache))
    if remove and not remove_correction(folder, remove):
        raise DataError(
            f"nothing was corrected by the name {remove!r}; `dateline gazetteer corrections` lists what was"
        )
    kept = list_corrections(folder)
    if as_json:
        print(json.dumps([asdict(c) for c in kept], ensure_ascii=False))
        return
    console = Console(highlight=False, soft_wrap=True)
    for c in kept:
        meant = f"{c.place} ({c.id})" if c.id != "open" else "none that is known"
        console.print(escape(f"{c.name} means {meant}{_where(c)}; {c.reason()}"))
    if not kept:
        console.print("nothing was corrected")


@app.command()
def look(
    name: Annotated[str, typer.Argument(help="A name as a report writes it.")],
    limit: Annotated[int, typer.Option(help="At most so many.")] = 10,
    as_json: Annotated[bool, typer.Option("--json", help="As JSON.")] = False,
    cache: _Cache = None,
) -> None:
    """Look a name up: the places that bear it, the likelier first, with origin."""
    from dateline.resolve import Gazetteer

    config = _config(cache)
    opened = Gazetteer.open(
        cache=Path(config.cache) if config.cache else None, extra=(Path(config.places),) if config.places else ()
    )
    found = opened.entries(name)[:limit]
    if as_json:
        print(json.dumps([
            {"id": e.id, "name": e.name, "kind": e.kind, "country": e.country, "admin1": opened.admin1_name(e.country, e.admin1),
             "pcode": opened.pcode(e), "lat": e.lat, "lon": e.lon, "score": round(e.prior(), 3), "origin": e.origin} for e in found
        ], ensure_ascii=False))  # fmt: skip
        return
    console = Console(highlight=False, soft_wrap=True)
    for e in found:
        division = opened.admin1_name(e.country, e.admin1)
        where = ", ".join(x for x in (division, e.country, opened.pcode(e)) if x)
        point = f"{e.lat:.2f}, {e.lon:.2f}" if e.lat is not None and e.lon is not None else "no point"
        console.print(escape(f"{e.prior():.2f}  {e.name} ({e.kind}; {where}) {point}  {e.id}  {e.origin}"))
    if not found:
        console.print("no place is known by this name")
