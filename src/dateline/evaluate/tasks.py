"""The tasks over files of public formats, by name. A task takes a file and the tools, and gives an Outcome."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from pathlib import Path
from types import MappingProxyType
from typing import Final

from dateline.evaluate.attribution import evaluate_attribution
from dateline.evaluate.entities import evaluate_entities
from dateline.evaluate.event_types import evaluate_event_types
from dateline.evaluate.muc4 import evaluate_muc4
from dateline.evaluate.outcome import Outcome, Tools
from dateline.evaluate.police import evaluate_police
from dateline.evaluate.syntax import evaluate_syntax

__all__ = ["RUNNERS", "Runner"]

Runner = Callable[[Path, Tools], Outcome]

RUNNERS: Final[Mapping[str, Runner]] = MappingProxyType(
    {
        "syntax": evaluate_syntax,
        "entities": evaluate_entities,
        "attribution": evaluate_attribution,
        "event-types": evaluate_event_types,
        "police": evaluate_police,
        "muc4": evaluate_muc4,
    }
)
