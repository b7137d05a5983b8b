"""Words and sorts by which the days of a story are told apart: what is to come, what is compared, totals, bulletins."""

from __future__ import annotations

import re
from typing import Final

from dateline.terms import DatePrecision

__all__ = [
    "AHEAD_OF",
    "AS_OF",
    "BEHIND",
    "CARRY_SENTENCES",
    "CLAUSE_BREAK",
    "COMPARED",
    "DAYS",
    "DAY_BEFORE",
    "FRESH",
    "FUTURE_HEADS",
    "FUTURE_PARTICIPLES",
    "FUTURE_WORDS",
    "GOES_ON",
    "GROWN_DAYS",
    "GROWS",
    "HEADING",
    "IN_ALL",
    "IN_WHICH",
    "IN_ALL_OF",
    "JOINED",
    "LEAD_SENTENCES",
    "LINE_ITEM",
    "MODALS",
    "MOST",
    "NAMES_MONTH",
    "NARRATIVE",
    "NEW_PART",
    "PART",
    "RELATIVE",
    "RESET",
    "STILL",
    "STORY_DAYS",
    "TABLE",
    "THAT_MONTH",
    "TOLL_WORD",
    "TO_COME",
    "UNPLACED",
    "WITH_YEAR",
]

# Sorts that place nothing on the calendar by themselves.
UNPLACED: Final = frozenset({"duration", "set", "clock", "century"})
NARRATIVE: Final = frozenset({DatePrecision.DAY, DatePrecision.DAYS, DatePrecision.WEEK})
FUTURE_WORDS: Final = frozenset({"will", "shall", "’ll", "'ll", "wo"})
FUTURE_HEADS: Final = frozenset(
    {"schedule", "expect", "plan", "set", "due", "slate", "intend", "hope", "promise", "vow"}
)
# "set off", "set fire to", "planned an attack" tell of what was done: of what is to come only as participles.
FUTURE_PARTICIPLES: Final = frozenset({"scheduled", "expected", "due", "slated", "set", "planned"})
MODALS: Final = frozenset({"would", "could", "may", "might", "should", "must", "’d"})
# Words before a time in its clause that put it ahead: "due to start on", "if talks on", "ahead of the vote on".
AHEAD_OF: Final = re.compile(
    r"(?:\b(?:due|scheduled|slated|expected|planned|set|likely|poised|supposed|bound|meant|about)\s+(?:to\s+(?:be\s+)?\w+"
    r"(?:\s+\w+){0,4}?|for)(?:\s+(?:on|in|at|for|from|by))?"
    r"|(?<!\bas )(?<!\basked )(?<!\bknow )(?<!\bsee )(?<!\bwonder )\b(?:[Ii]f|[Uu]nless)\s+(?!not\b)[^,.;:]{0,80}?"
    r"|\b(?:ahead\s+of|deadline\s+of|prepar\w+\s+for|brac\w+\s+for)\s+[^,.;:]{0,40}?)\s*(?:the\s+)?$"
)
# … and after it: "Monday's planned talks", "the April 20 election".
TO_COME: Final = re.compile(
    r"^(?:[’']s)?\s+(?:planned|scheduled|upcoming|expected|deadline|elections?|referendum|polls|summit)\b"
)
# "Killed in seven weeks": a number of weeks that a total was counted in, up to the day of the report.
IN_ALL: Final = re.compile(
    r"\b(?:in|over|within|during|inside)\s+(?:the\s+|just\s+|only\s+|under\s+|barely\s+|less\s+than\s+|some\s+|all\s+)*$",
    re.IGNORECASE,
)
IN_ALL_OF: Final = re.compile(
    r"(?:in|over|within|during|inside)\s+(?:(?:the|just|only|under|barely|less\s+than|some|all|about|around|nearly)\s+)*",
    re.IGNORECASE,
)
# How many characters a table of totals may be long, and a heading that ends it.
TABLE: Final = 1200
HEADING: Final = re.compile(r"(?m)^[ \t#*]*[A-ZÀ-Þ][A-ZÀ-Þ \t-]{4,}$")
CLAUSE_BREAK: Final = re.compile(r"[;:!?\n]|\.\s")
LINE_ITEM: Final = re.compile(
    r"(?m)^[ \t]*(?:[•●▪◦‣⁃∙·*–—-]\s+|(?-i:[A-ZÀ-ÖØ-Þ])[^\n:.;!?]{1,30}:\s(?=\S)|"
    # "RAMADI - A suicide bomber …"
    r"[A-ZÀ-ÖØ-Þ]{2}[A-ZÀ-ÖØ-Þ .’'-]{1,28}\s[-–—]{1,2}\s(?=\S))(?=[^\n]{12})"
)
# "Fewer than in 2016", "compared with 29 in November": what another count covered.
COMPARED: Final = re.compile(
    r"\b(?:than|compared\s+(?:with|to)|as\s+against|versus|(?:up|down)\s+from|as\s+opposed\s+to)\s+(?:[\w,.’'-]+\s+){0,5}?"
    r"(?:in|on|for|during|of|the)?\s*(?:the\s+)?$"
    # "has dropped to 38,900 from 41,200 a week ago"
    r"|\b(?:to|at)\s+(?:\w+\s+){0,2}?[\d.,]+(?:\s+\w+){0,2}\s+from\s+(?:\w+\s+){0,2}?[\d.,]+\s+(?:in|on)?\s*$",
    re.IGNORECASE,
)
# "The deadliest attack since 2014": what it is compared with.
MOST: Final = re.compile(
    r"(?<!at\s)\b(?:most|worst|deadliest|highest|largest|biggest|bloodiest|lowest|heaviest|fewest|least|first|fiercest|longest|gravest|toughest)\b"
    r"[^.;,]{0,70}$",
    re.IGNORECASE,
)
STILL: Final = re.compile(r"\b(?:still|continu\w+|remain\w*|now|currently|at\s+present|as\s+of\s+now)\b", re.IGNORECASE)
# Words that open a sentence about something else than what was told before it.
RESET: Final = re.compile(
    r"^\s*(?:Meanwhile|Separately|Elsewhere|In another|In a separate|In other|Also|Earlier)\b", re.IGNORECASE
)
# What joins the parts of "two on Saturday and five more on Sunday", and what begins another part behind a count.
JOINED: Final = re.compile(r"^\s*(?:,|;)?\s*(?:(?:and|but|while|with)\b[^.;,]{0,40}|,\s*[^.;,]{0,30})$")
NEW_PART: Final = re.compile(r"[;:.]|\band\b|\bbut\b|\bwhile\b|,.*,|\bsa(?:id|ys)\b|\btold\b|\baccording\b")
PART: Final = 45
# Words for what goes on for days: "five days of fighting have left 62 dead".
GOES_ON: Final = re.compile(
    r"^\s+of\s+(?:[\w-]+\s+){0,3}?(?:fighting|clashes|battles?|combat|violence|shelling|bombing|bombardments?|(?:air\s?)?strikes|raids|"
    r"attacks|protests?|demonstrations|unrest|riots|rioting|siege|war|conflict|hostilities|operations|killings)\b",
    re.IGNORECASE,
)
IN_WHICH: Final = re.compile(r"^\s+of\s+(?:[\w-]+\s+){1,4}?(?:in|during)\s+which\s[^.;]{0,40}$", re.IGNORECASE)
# "As of 10 June", "up to 8 October": the day to which a count goes.
AS_OF: Final = re.compile(r"\b(?:as\s+(?:of|at)|up\s+to|until|through)\s+(?:\w+day,?\s+)?$", re.IGNORECASE)
# A toll that grows after the day of what it counts: "rose to 22 on Thursday", "now 17", "bringing the total to 18".
GROWS: Final = re.compile(
    r"\b(?:rose|risen|rises?|rising|climb\w*|grew|grown|grows|increas\w+|jump\w*|went\s+up|gone\s+up|mount\w*|reach\w*|brought|brings?|bringing|"
    r"raised|raising|raises|takes?|taking|took|pushed|pushing|now|stands?|stood)\b",
    re.IGNORECASE,
)
TOLL_WORD: Final = re.compile(
    r"\b(?:death\s+tolls?|tolls?|(?:number|total|count)\s+of\s+(?:people\s+|those\s+)?(?:dead|deaths|killed|victims|casualties|fatalities)|deaths?|dead|"
    r"fatalities|total|killed|casualties)\b",
    re.IGNORECASE,
)
GROWN_DAYS: Final = 14
# Days before a report in which what is new lies.
FRESH: Final = 7
DAY_BEFORE: Final = re.compile(
    r"(?:the|a|one)\s+(?:day|night|evening)\s+(?:before|earlier)|the\s+(?:previous|preceding)\s+(?:day|night|evening)",
    re.IGNORECASE,
)
THAT_MONTH: Final = re.compile(r"(?:that|the\s+same)\s+month", re.IGNORECASE)
NAMES_MONTH: Final = re.compile(
    r"\b(?:January|February|March|April|May|June|July|August|September|October|November|December)\b"
)
CARRY_SENTENCES: Final = 3
# Sorts that need the day of publication; sorts that name a day.
RELATIVE: Final = frozenset({"weekday", "part", "relative", "ago"})
WITH_YEAR: Final = frozenset({"date", "month", "range", "year"})
DAYS: Final = frozenset({"weekday", "date", "part", "relative"})
STORY_DAYS: Final = 60
LEAD_SENTENCES: Final = 6
# Characters between "two days after" and the day of what it was after.
BEHIND: Final = 70
