"""Dateline: from news reports of an armed conflict to a record in which every figure keeps its speaker.

The verbs, in the pipeline's order::

    pages   = dateline.collect(["reports/"])
    reports = dateline.clean(page)
    reading = dateline.read(report, dateline.load_reader())
    claims  = dateline.extract(reading, dateline.Codebook.load())
    claims, problems = dateline.Resolver().resolve(claims, reading)

or all of them at once::

    pipeline = dateline.Pipeline()
    for told in pipeline.process(page).told:
        print(told.report.title, told.claims)

and a record from Python: ``with dateline.open_record("record.db") as record: record.figures_frame()``.
"""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING, Any

__version__ = "0.1.0"

__all__ = [
    "Claim",
    "Codebook",
    "Config",
    "DatelineError",
    "Event",
    "Evidence",
    "Page",
    "Pipeline",
    "Problem",
    "Record",
    "Report",
    "Resolver",
    "Text",
    "Toll",
    "clean",
    "collect",
    "extract",
    "load_reader",
    "open_record",
    "process_text",
    "read",
]

_HOMES = {
    "Claim": "dateline.model",
    "Codebook": "dateline.claims",
    "Config": "dateline.config",
    "DatelineError": "dateline.errors",
    "Event": "dateline.model",
    "Evidence": "dateline.model",
    "Page": "dateline.model",
    "Pipeline": "dateline.pipeline",
    "Problem": "dateline.model",
    "Record": "dateline.store",
    "Report": "dateline.model",
    "Resolver": "dateline.resolve",
    "Text": "dateline.text",
    "Toll": "dateline.model",
    "clean": "dateline.clean",
    "collect": "dateline.collect",
    "extract": "dateline.claims",
    "load_reader": "dateline.reading",
    "open_record": "dateline.pipeline",
    "process_text": "dateline.pipeline",
    "read": "dateline.reading",
}

if TYPE_CHECKING:
    from dateline.claims import Codebook, extract
    from dateline.clean import clean
    from dateline.collect import collect
    from dateline.config import Config
    from dateline.errors import DatelineError
    from dateline.model import Claim, Event, Evidence, Page, Problem, Report, Toll
    from dateline.pipeline import Pipeline, open_record, process_text
    from dateline.reading import load as load_reader
    from dateline.reading import read
    from dateline.resolve import Resolver
    from dateline.store import Record
    from dateline.text import Text


def __getattr__(name: str) -> Any:
    """Names are imported at first use, so that ``import dateline`` costs nothing."""
    if name not in _HOMES:
        raise AttributeError(f"module 'dateline' has no attribute {name!r}")
    return getattr(import_module(_HOMES[name]), "load" if name == "load_reader" else name)
