"""``dateline actors``: who is on the list, and adding your own."""

from __future__ import annotations

import json
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer
from rich.console import Console
from rich.markup import escape

from dateline.config import Config, load_config
from dateline.errors import ConfigError

if TYPE_CHECKING:
    from dateline.resolve.actors_list import ActorEntry

__all__ = ["app"]

app = typer.Typer(help="Who is on the list of actors; look a name up; add your own.", invoke_without_command=True)
_Cache = Annotated[str | None, typer.Option("--cache", help="Folder for files of yours (setting cache).")]
_Json = Annotated[bool, typer.Option("--json", help="As JSON.")]


def _config(cache: str | None) -> Config:
    return load_config({"cache": cache})


def _folder(config: Config) -> Path:
    from dateline.resolve.actors_added import actors_folder

    return actors_folder(Path(config.cache) if config.cache else None)


def _files(config: Config) -> tuple[Path, ...]:
    """The user's files, as a run reads them: what was added, then the file of the setting."""
    from dateline.resolve.actors_added import added_files

    return (*added_files(_folder(config)), *((Path(config.actors),) if config.actors else ()))


def _line(entry: ActorEntry) -> str:
    about = [entry.kind.value, ", ".join(entry.countries)]
    if entry.valid_from or entry.valid_to:
        about.append(f"{entry.valid_from or '…'} to {entry.valid_to or '…'}")
    about += [f"part of {entry.parent}"] if entry.parent else []
    about += [f"allied with {', '.join(entry.allies)}"] if entry.allies else []
    about += [entry.wikidata] if entry.wikidata else []
    names = f"  also: {'; '.join(entry.aliases)}" if entry.aliases else ""
    return f"{entry.id}  {entry.name} ({'; '.join(a for a in about if a)})  {entry.origin}{names}"


@app.callback()
def actors(context: typer.Context, as_json: _Json = False, cache: _Cache = None) -> None:
    """How many actors and names there are, and what was added."""
    if context.invoked_subcommand is not None:
        return
    from dateline.resolve import Actors
    from dateline.resolve.actors_added import list_actors

    config = _config(cache)
    known, added = Actors.load(_files(config)), list_actors(_folder(config))
    names = sum(1 + len(e.aliases) for e in known.entries.values())
    if as_json:
        print(json.dumps({
            "actors": len(known.entries), "names": names,
            "added": [{"name": a.name, "file": str(a.path), "actors": len(a.entries)} for a in added],
        }, ensure_ascii=False))  # fmt: skip
        return
    console = Console(highlight=False, soft_wrap=True)
    console.print(f"{len(known.entries)} actors, {names} names")
    if config.actors:
        console.print(escape(f"your own file: {config.actors}"))
    for a in added:
        console.print(escape(f"{a.name}: {len(a.entries)} actors; {a.path}"))
    if not added:
        console.print(f"nothing added; added actors would lie in {escape(str(_folder(config)))}")


@app.command("list")
def list_(
    country: Annotated[str | None, typer.Option(help="Only of this country, two letters.")] = None,
    kind: Annotated[str | None, typer.Option(help="Only of this kind (rebel_group, state_forces, …).")] = None,
    own: Annotated[bool, typer.Option("--own", help="Only those that you added.")] = False,
    as_json: _Json = False,
    cache: _Cache = None,
) -> None:
    """The actors of the list, by id: names, kind, countries, validity, parent, allies, origin."""
    from dateline.resolve import Actors
    from dateline.resolve.actors_list import read_actors
    from dateline.terms import ActorKind

    if kind is not None and kind not in [k.value for k in ActorKind]:
        raise ConfigError(f"{kind!r} is no kind of actor; kinds are {', '.join(k.value for k in ActorKind)}")
    config = _config(cache)
    entries = list(Actors.load(_files(config)).entries.values())
    if own:
        mine = {e.id for path in _files(config) for e in read_actors(path)}
        entries = [e for e in entries if e.id in mine]
    if country is not None:
        entries = [e for e in entries if country.upper() in e.countries]
    if kind is not None:
        entries = [e for e in entries if e.kind.value == kind]
    entries.sort(key=lambda e: e.id)
    if as_json:
        print(json.dumps([e.row() for e in entries], ensure_ascii=False))
        return
    console = Console(highlight=False, soft_wrap=True)
    for entry in entries:
        console.print(escape(_line(entry)))
    if not entries:
        console.print("no actor is like that")


@app.command()
def look(
    name: Annotated[str, typer.Argument(help="A name as a report writes it.")],
    country: Annotated[str | None, typer.Option(help="The country that the report is on, two letters.")] = None,
    day: Annotated[str | None, typer.Option(help="The day of the report, YYYY-MM-DD.")] = None,
    as_json: _Json = False,
    cache: _Cache = None,
) -> None:
    """Whom a name leads to, with score and reasons, and the others that it may mean."""
    from datetime import date

    from dateline.resolve import Actors
    from dateline.resolve.countries import countries

    if country is not None and country.upper() not in countries():
        raise ConfigError(f"{country!r} is no country: two letters of ISO 3166 are expected, as in SY")
    try:
        on = date.fromisoformat(day) if day else None
    except ValueError as error:
        raise ConfigError(f"a day is YYYY-MM-DD; got {day!r}") from error
    known = Actors.load(_files(_config(cache)))
    found = known.resolve(name, near={country.upper(): 1.0} if country else None, on=on)
    entry = known.entries.get(found.id or "")
    if as_json:
        row: dict[str, Any] = {
            "name": found.name, "id": found.id, "kind": found.kind.value, "country": found.country,
            "parent": found.parent, "score": found.score, "reasons": list(found.reasons),
            "candidates": [{"id": c.id, "name": c.name, "score": c.score, "reasons": list(c.reasons)} for c in found.candidates],
            "entry": entry.row() if entry else None,
        }  # fmt: skip
        print(json.dumps(row, ensure_ascii=False))
        return
    console = Console(highlight=False, soft_wrap=True)
    if found.id is None:
        console.print(
            escape(f"nobody on the list for certain; the report's words would stay: {found.name} ({found.kind})")
        )
    else:
        console.print(
            escape(f"{found.score:.2f}  {_line(entry) if entry else f'{found.id}  {found.name} ({found.kind})'}")
        )
    for reason in found.reasons:
        console.print(escape(f"    {reason}"), style="dim")
    for other in found.candidates:
        if other.id != found.id:
            console.print(
                escape(f"{other.score:.2f}  {other.id}  {other.name}: {'; '.join(other.reasons)}"), style="dim"
            )


@app.command()
def add(
    file: Annotated[Path | None, typer.Argument(help="A list of actors: YAML, CSV, TSV or XLSX.")] = None,
    name: Annotated[str | None, typer.Option(help="One actor: its name.")] = None,
    kind: Annotated[
        str | None, typer.Option(help="Its kind: rebel_group, state_forces, … or ACLED's code, PLOVER's sector.")
    ] = None,
    alias: Annotated[list[str] | None, typer.Option(help="Another name of it (may be given often).")] = None,
    country: Annotated[list[str] | None, typer.Option(help="Where it acts, two letters, its home first.")] = None,
    parent: Annotated[str | None, typer.Option(help="The id of what it is part of, or state:XX.")] = None,
    ally: Annotated[list[str] | None, typer.Option(help="The id of an ally (may be given often).")] = None,
    valid_from: Annotated[str | None, typer.Option("--from", help="Since when: YYYY, YYYY-MM or YYYY-MM-DD.")] = None,
    valid_to: Annotated[str | None, typer.Option("--to", help="Until when.")] = None,
    wikidata: Annotated[str | None, typer.Option(help="Its Wikidata id, as Q1065; leave it out if unsure.")] = None,
    origin: Annotated[str | None, typer.Option(help="Where you know it from.")] = None,
    id_: Annotated[
        str | None, typer.Option("--id", help="Its id; made of the name otherwise. An id that there is changes it.")
    ] = None,
    cache: _Cache = None,
) -> None:
    """Add actors from a file, or one by flags. What is wrong is told with file, line and remedy, and nothing is written."""
    from dateline.resolve.actors_added import add_actor, add_actors_file
    from dateline.resolve.actors_list import actor_entry

    console = Console(highlight=False, soft_wrap=True)
    folder = _folder(_config(cache))
    if (file is None) == (name is None):
        raise ConfigError(
            "give a file of actors, or one actor by --name and --kind; `dateline actors add --help` has both"
        )
    if file is not None:
        added = add_actors_file(file, folder)
        console.print(escape(f"{len(added.entries)} actors added as {added.name!r}: {added.path}"))
        return
    row = {
        "id": id_, "name": name, "kind": kind, "aliases": alias or [], "countries": [c.upper() for c in country or []],
        "parent": parent, "allies": ally or [], "valid_from": valid_from, "valid_to": valid_to, "wikidata": wikidata,
    }  # fmt: skip
    entry, before = add_actor(actor_entry(row, "the flags", origin or "added by hand"), folder)
    console.print(escape(f"{'changed' if before else 'added'}: {_line(entry)}"))


@app.command()
def remove(
    name: Annotated[str, typer.Argument(help="The name of an added file, or the id of an actor that you added.")],
    cache: _Cache = None,
) -> None:
    """Take added actors out again."""
    from dateline.resolve.actors_added import remove_actors

    gone = remove_actors(name, _folder(_config(cache)))
    Console(highlight=False, soft_wrap=True).print(escape(f"removed {gone}"))
