"""A second count of the same in one sentence, with its verb left out: "the ministry put the toll at 45, the opposition at 100".

Each count is its own teller's: to give the second to the first speaker would put words into the ministry's mouth. Source of the
rule: the guide ("two numbers for one thing are two figures, each with its speaker"). Read from left to right, since the tree
seldom holds what is left out.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Final

from spacy.tokens import Doc

from dateline.claims.syntax import text_of

__all__ = ["Rival", "rival_counts"]

_NUMBER: Final = (
    r"(?:\d[\d.,]*\d|\d|(?:twenty|thirty|forty|fifty|sixty|seventy|eighty|ninety)(?:-\w+)?|one|two|three|four|five|six|seven|"
    r"eight|nine|ten|eleven|twelve|thirteen|fourteen|fifteen|sixteen|seventeen|eighteen|nineteen|dozens|scores|hundreds|"
    r"(?:a|two|three|several)\s+(?:dozen|hundred|score))"
)
_ABOUT: Final = (
    r"(?:(?:about|around|some|nearly|almost|roughly|at least|at most|more than|over|up to|under|fewer than|less than|as many as|"
    r"as few as|close to|only|just|no more than|no fewer than|well over|upwards of|between\s+\d[\d,]*\s+and)\s+)*"
)
_JOIN: Final = r"(?:\s*[;,—–]\s*(?:and|but|while|whereas|though)?|\s+(?:and|but|while|whereas))\s+"
_ASIDE: Final = r"(?:\s*,\s[^,;.]{3,70},|\s+\([^)]{2,40}\))?"
_PUT: Final = re.compile(
    rf"\b(?P<verb>put|puts|putting|placed|places|estimated|estimates|gave|gives|set|sets|pegged|pegs|counted|counts|listed|lists)\b"
    rf"[^;.]{{2,110}}?\b(?:at|as)\s+{_ABOUT}(?P<first>{_NUMBER})\b[^;.]{{0,45}}?"
    rf"{_JOIN}(?P<who>(?:(?:the|a|an|its|his|their)\s+)?(?:[\w’'-]+\s+){{0,5}}?[\w’'-]+){_ASIDE}"
    rf"\s+(?P<told>(?:at|as)\s+{_ABOUT}(?P<number>{_NUMBER}))(?=\s*(?:[.,;:)]|\Z|dead\b|killed\b|wounded\b|injured\b|deaths\b))",
    re.IGNORECASE,
)
_TELLERS: Final = (
    r"(?:rebels|insurgents|army|military|government|opposition|police|ministry|militia|militants|authorities|residents|hospital|morgue|clinic|"
    r"witnesses|officials|locals|villagers|hospitals?|doctors|medics|monitors?|observatory|activists|survivors|elders|"
    r"organisers|organizers|protesters|demonstrators|union|families|group|front|movement|UN|United Nations)"
)
_SAY: Final = re.compile(
    rf"\b(?P<verb>say|says|said|claim|claims|claimed|report|reports|reported|speak\s+of|spoke\s+of|speaks\s+of|counted|counts|"
    rf"acknowledged|acknowledges|admitted|admits|listed|lists|confirmed)\b\s+[^;.:]{{0,40}}?{_ABOUT}(?P<first>{_NUMBER})\b[^;.:]{{0,60}}?"
    rf"\s*[,;]\s*(?:(?:and|but|while|whereas)\s+)?(?P<who>(?:(?:the|its|his|their)\s+)?(?:[\w’'-]+\s+){{0,2}}?{_TELLERS})"
    rf"\s*,?\s+(?P<told>{_ABOUT}(?P<number>{_NUMBER}))(?=\s*(?:[.;)]|\Z))",
    re.IGNORECASE,
)
_NO_TELLER: Final = re.compile(
    r"\b(?:and|or|who|which|that|when|where|injured|wounded|killed|dead|missing|arrested|was|were|is|are|at|in|of them|toll|number|"
    r"figure|prisoners|wounded|age|noon|dawn|midnight|temperature|price|strength|speed|distance)\b",
    re.IGNORECASE,
)
"""Words that a teller does not hold: then what stands there is another clause or another measure."""


@dataclass(frozen=True, slots=True)
class Rival:
    """``teller`` and ``told`` are token ranges, ``verb`` is the token that both counts share, ``number`` a character offset."""

    teller: tuple[int, int]
    told: tuple[int, int]
    verb: int
    number: int


def rival_counts(doc: Doc) -> tuple[Rival, ...]:
    """The second counts of the text, in its order; worked out once."""
    kept: tuple[Rival, ...] | None = doc.user_data.get("dateline.rival_counts")
    if kept is None:
        kept = doc.user_data["dateline.rival_counts"] = tuple(_found(doc))
    return kept


def _found(doc: Doc) -> list[Rival]:
    text = text_of(doc)
    out: list[Rival] = []
    for sentence in doc.sents:
        for pattern in (_PUT, _SAY):
            for match in pattern.finditer(text, sentence.start_char, sentence.end_char):
                if _NO_TELLER.search(match["who"]):
                    continue
                teller = doc.char_span(*match.span("who"), alignment_mode="expand")
                told = doc.char_span(*match.span("told"), alignment_mode="expand")
                verb = doc.char_span(*match.span("verb"), alignment_mode="expand")
                if teller is not None and told is not None and verb is not None:
                    number = match.start("number")
                    out.append(Rival((teller.start, teller.end), (told.start, told.end), verb.start, number))
    return out
