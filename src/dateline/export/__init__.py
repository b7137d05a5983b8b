"""Out of the record: one file per format. FORMATS names them."""

from dateline.export.brief import Brief, make_brief
from dateline.export.geojson import write_geojson
from dateline.export.jsonl import write_jsonl
from dateline.export.rows import claim_row, event_row, figure_row, happening_row
from dateline.export.table import write_csv

__all__ = [
    "FORMATS",
    "Brief",
    "claim_row",
    "event_row",
    "figure_row",
    "happening_row",
    "make_brief",
    "write_csv",
    "write_geojson",
    "write_jsonl",
]

FORMATS: dict[str, str] = {
    "figures": "every figure as each report states it, JSON Lines",
    "events": "every happening as each report tells it, JSON Lines",
    "joined": "the events of the record, with low, best and high, JSON Lines",
    "csv": "every figure with its event, speaker and sentence, for spreadsheets",
    "geojson": "the events of the record that have a place, as points",
}
