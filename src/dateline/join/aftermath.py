"""Reports on what came after a deed: a court, an arrest, a funeral. The day that such a report is about is not the deed's.

"The man who shot two people pleaded guilty on Friday": a reader easily takes the Friday for the day of the shooting. So a day
just before such a report appeared excludes nothing.
"""

from __future__ import annotations

import re
from functools import lru_cache

from dateline.model import ReportCard

__all__ = ["tells_aftermath"]

_AFTER = re.compile(
    r"\b(?:sentenc(?:e|ed|es|ing)|plead(?:s|ed|ing)?|pled|pleas?|guilty|charg(?:e|es|ed)|indict\w*|arraign\w*|convict\w*|trials?|"
    r"verdicts?|courts?|courtroom|jury|jurors?|judges?|prosecutors?|arrest(?:s|ed)?|custody|extradit\w+|bond|bail|hearings?|"
    r"testif\w+|testimony|tribunals?|lawsuits?|sues?|sued|inquest|funerals?|memorials?|vigils?|mourn\w*|remember\w*|laid to rest|"
    r"buried|burials?|anniversary|manhunt|(?:weeks?|months?|years?) (?:after|later|since|on)|last (?:month|year)|obituary)\b",
    re.IGNORECASE,
)
_OPENING = 300


@lru_cache(maxsize=20_000)
def _about_it(words: str) -> bool:
    return bool(_AFTER.search(words))


def tells_aftermath(report: ReportCard) -> bool:
    """True where the headline or the first sentences tell of a court, an arrest, a funeral, or of what was long ago."""
    return _about_it(f"{report.title or ''}\n{report.opening[:_OPENING]}")
