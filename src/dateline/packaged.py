"""The packaged list of actors as it stands in its file, read once: two stages that do not know one another need it."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache
from pathlib import Path
from typing import Any, Final

import yaml

__all__ = ["ACTORS", "actors_file"]

ACTORS: Final = Path(__file__).resolve().parent / "data" / "actors.yml"


@cache
def actors_file() -> Mapping[str, Any]:
    """``origin`` and ``actors`` (a list of mappings, as docs/actors.md tells) of :data:`ACTORS`."""
    found: Mapping[str, Any] = yaml.load(
        ACTORS.read_text(encoding="utf8"), Loader=getattr(yaml, "CSafeLoader", yaml.SafeLoader)
    )
    return found
