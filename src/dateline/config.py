"""One frozen configuration: flag > environment (``DATELINE_…``) > ``dateline.toml`` > default."""

from __future__ import annotations

import hashlib
import json
import os
import tomllib
from collections.abc import Mapping
from dataclasses import asdict, dataclass, field, fields
from pathlib import Path
from typing import Any

from dateline.errors import ConfigError
from dateline.terms import Policy

__all__ = ["Config", "load_config"]

_MEGABYTE = 1_000_000


@dataclass(frozen=True, slots=True, kw_only=True)
class Config:
    """Every setting. ``metadata["help"]`` of each field is its line in the reference."""

    db: str = field(default="record.db", metadata={"help": "the record: a file, or an SQLAlchemy address"})
    model: str | None = field(default=None, metadata={"help": "folder of a reading model in place of the packaged one"})
    spacy_pipeline: str | None = field(
        default=None, metadata={"help": "a spaCy pipeline of your own in place of the reading model"}
    )
    codebook: str | None = field(default=None, metadata={"help": "a codebook file that extends the packaged one"})
    actors: str | None = field(default=None, metadata={"help": "a file of actors that extends the packaged list"})
    places: str | None = field(default=None, metadata={"help": "a file of places that extends the packaged gazetteer"})
    cache: str | None = field(default=None, metadata={"help": "folder for index files built once"})
    max_page_bytes: int = field(
        default=20 * _MEGABYTE, metadata={"help": "a single page or record larger than this is set aside"}
    )
    max_text_chars: int = field(
        default=400_000, metadata={"help": "of a longer text only the beginning is read, and it is said"}
    )
    workers: int = field(default=1, metadata={"help": "worker processes on this machine"})
    day_order: str = field(default="auto", metadata={"help": "order of 3/4/2025: auto (by country), dmy or mdy"})
    policy: str = field(
        default="ucdp",
        metadata={"help": f"how low, best and high of an event are chosen: {', '.join(sorted(Policy))}"},
    )

    def __post_init__(self) -> None:
        for name in ("max_page_bytes", "max_text_chars", "workers"):
            value = getattr(self, name)
            if not isinstance(value, int) or isinstance(value, bool) or value < 1:
                raise ConfigError(f"setting {name} must be a whole number above 0; got {value!r}")
        if self.day_order not in ("auto", "dmy", "mdy"):
            raise ConfigError(f"setting day_order must be auto, dmy or mdy; got {self.day_order!r}")
        if self.policy not in set(Policy):
            raise ConfigError(f"setting policy must be one of {', '.join(sorted(Policy))}; got {self.policy!r}")

    def digest(self) -> str:
        """16 hexadecimal digits that change when a setting changes."""
        return hashlib.sha256(json.dumps(asdict(self), sort_keys=True).encode()).hexdigest()[:16]


def load_config(
    flags: Mapping[str, Any] | None = None,
    *,
    environ: Mapping[str, str] | None = None,
    path: Path | None = None,
) -> Config:
    """Put the configuration together.

    ``flags`` are given values (None means "not given"); ``path`` is a ``dateline.toml`` (default: the one in
    the working folder, if any). Raises ConfigError for unknown keys, naming the known ones.
    """
    known = {f.name: f for f in fields(Config)}
    values: dict[str, Any] = {}
    toml = path if path is not None else Path("dateline.toml")
    if path is not None and not toml.exists():
        raise ConfigError(f"there is no configuration file {toml}")
    if toml.exists():
        try:
            with toml.open("rb") as handle:
                values.update(_checked(tomllib.load(handle), known, str(toml)))
        except tomllib.TOMLDecodeError as error:
            raise ConfigError(f"{toml} is not valid TOML: {error}") from error
    environ = os.environ if environ is None else environ
    for key, value in environ.items():
        if key.startswith("DATELINE_"):
            name = key.removeprefix("DATELINE_").lower()
            _checked({name: value}, known, f"the environment variable {key}")
            if known[name].type == "int":
                try:
                    values[name] = int(value)
                except ValueError as error:
                    raise ConfigError(f"{key} must be a whole number; got {value!r}") from error
            else:
                values[name] = value
    values.update({k: v for k, v in _checked(flags or {}, known, "the call").items() if v is not None})
    return Config(**values)


def _checked(given: Mapping[str, Any], known: Mapping[str, object], where: str) -> Mapping[str, Any]:
    unknown = sorted(set(given) - set(known))
    if unknown:
        raise ConfigError(f"unknown setting {', '.join(unknown)} in {where}; known are: {', '.join(sorted(known))}")
    return given
