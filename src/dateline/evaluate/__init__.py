"""Accuracy on annotated data. Tasks now: figures, events, places, times."""

from dateline.evaluate.records import Score, locate, score_events, score_figures

__all__ = ["TASKS", "Score", "locate", "score_events", "score_figures"]

TASKS: dict[str, str] = {
    "figures": "counted statements against a gold record (figures.jsonl)",
    "events": "happenings against a gold record (events.jsonl)",
    "places": "place names against a set in LGL's or GeoVirus's XML",
    "times": "words for time against TimeML documents (a folder or a file)",
}
