"""One event told by many: lineage of reports, tellings, comparisons, the fold into events, running totals."""

from __future__ import annotations

from dateline.join.assemble import assemble, assemble_event
from dateline.join.compare import Comparison, compare
from dateline.join.fold import clusters, may_belong
from dateline.join.joining import candidates, join_report, refold
from dateline.join.lineage import card, kin_of, likeness
from dateline.join.needs import Known
from dateline.join.series import Series, findings, series
from dateline.join.tellings import Telling, main_of, tellings
from dateline.join.tolls import POLICIES, toll_lines

__all__ = [
    "POLICIES",
    "Comparison",
    "Known",
    "Series",
    "Telling",
    "assemble",
    "assemble_event",
    "candidates",
    "card",
    "clusters",
    "compare",
    "findings",
    "join_report",
    "kin_of",
    "likeness",
    "main_of",
    "may_belong",
    "refold",
    "series",
    "tellings",
    "toll_lines",
]
