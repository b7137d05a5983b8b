"""One event told by many: lineage of reports, tellings, comparisons, the fold into events, running totals."""

from __future__ import annotations

from dateline.join.assemble import assemble, assemble_event
from dateline.join.compare import Comparison, compare
from dateline.join.fold import clusters, may_belong
from dateline.join.grade import Graded, why_graded
from dateline.join.joining import candidates, join_report, refold
from dateline.join.lineage import card, kin_of, likeness
from dateline.join.needs import Known
from dateline.join.series import Series, findings, series
from dateline.join.statements import Account, Statement, accounts, standings
from dateline.join.tellings import Telling, main_of, tellings
from dateline.join.tolls import POLICIES, toll_lines
from dateline.join.town import town_of

__all__ = [
    "POLICIES",
    "Account",
    "Comparison",
    "Graded",
    "Known",
    "Series",
    "Statement",
    "Telling",
    "accounts",
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
    "standings",
    "tellings",
    "toll_lines",
    "town_of",
    "why_graded",
]
