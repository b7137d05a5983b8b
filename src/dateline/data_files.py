"""The YAML files that the package and its users keep: read fast, and the package's own only once."""

from __future__ import annotations

from functools import cache
from pathlib import Path
from typing import Any, Final

import yaml

__all__ = ["ACTORS", "SafeLoader", "packaged", "parsed"]

SafeLoader: Final[type[yaml.SafeLoader]] = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
"""libyaml's loader where PyYAML was built with it (about ten times as fast), else PyYAML's own; both give the same data."""


def parsed(text: str) -> Any:
    """What a YAML text holds. Raises yaml.YAMLError, with the line, for a mistake in it."""
    return yaml.load(text, Loader=SafeLoader)


@cache
def packaged(path: Path) -> Any:
    """What a file of the package holds, read once; it is shared, so it must not be changed."""
    return parsed(path.read_text(encoding="utf8"))


ACTORS: Final = Path(__file__).resolve().parent / "data" / "actors.yml"
"""The packaged list of actors: ``origin`` and ``actors`` (a list of mappings, as docs/actors.md tells)."""
