"""Accuracy on annotated data: gold records of reports, and files in the formats of public data sets.

The tasks over files lie in :mod:`dateline.evaluate.tasks`, which loads the reader and is imported when one is run.
"""

from dateline.evaluate.records import Score, locate, score_events, score_figures

__all__ = ["TASKS", "Score", "locate", "score_events", "score_figures"]

TASKS: dict[str, str] = {
    "figures": "counted statements against a gold record (figures.jsonl)",
    "events": "happenings against a gold record (events.jsonl)",
    "places": "place names against a set in LGL's or GeoVirus's XML",
    "times": "words for time against TimeML documents (a folder or a file)",
    "incidents": "reports joined into incidents (JSON Lines: an incident a line with its reports)",
    "syntax": "tags, dependencies and sentences of a treebank (CoNLL-U)",
    "entities": "entities of re3d, or sources and targets of CAMEO (two columns)",
    "attribution": "sources, cues and contents (JSON Lines as in PolNeAR)",
    "event-types": "ACLED's sub-event type of a snippet (tab-separated)",
    "police": "what a sentence says of the police (tab-separated)",
    "muc4": "templates of incidents in cables (a folder of doc_*.jsonl and keys_*.jsonl)",
}
"""Tasks of ``dateline evaluate`` and what each compares."""
