"""Where, when and who: words led to places, days and actors, with precision and reasons, or left open."""

from __future__ import annotations

from dateline.resolve.actors import Actors
from dateline.resolve.gazetteer import Gazetteer
from dateline.resolve.resolver import Resolver
from dateline.resolve.times import evaluate_time

__all__ = ["Actors", "Gazetteer", "Resolver", "evaluate_time"]
