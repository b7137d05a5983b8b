"""GeoJSON (RFC 7946): events with a resolved place, one Point feature each, longitude before latitude."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from typing import Any, TextIO

from dateline.export.rows import happening_row
from dateline.model import Event

__all__ = ["write_geojson"]


def write_geojson(events: Iterable[Event], names: Mapping[str, str], out: TextIO) -> tuple[int, int]:
    """Write a FeatureCollection. Returns how many events were written and how many left out for want of a place."""
    features: list[dict[str, Any]] = []
    without = 0
    for event in events:
        place = event.place
        if place is None or place.lat is None or place.lon is None:
            without += 1
            continue
        features.append(
            {
                "type": "Feature",
                "id": event.id,
                "geometry": {"type": "Point", "coordinates": [place.lon, place.lat]},
                "properties": happening_row(event, names),
            }
        )
    json.dump({"type": "FeatureCollection", "features": features}, out, ensure_ascii=False, indent=1)
    out.write("\n")
    return len(features), without
