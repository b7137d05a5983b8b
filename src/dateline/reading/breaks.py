"""Where sentences must begin and must not, as the layout and the spelling say, whatever the model thinks."""

import re
from bisect import bisect_left
from collections.abc import Sequence
from itertools import pairwise
from typing import Final

from dateline.words import MONTHS_SHORT, WEEKDAYS_SHORT

_LINE: Final = re.compile(r"[^\n\r\u2028\u2029\x0b\x0c]+")
_FINAL: Final = re.compile(r"[.!?:;\u2026][\"'\u201d\u2019)\]]*$")
_WRAP_MAX: Final = 100
"""Lines wrapped by a machine are no longer than this, in characters."""
_WRAP_MIN: Final = 45


def forced_starts(text: str) -> list[int]:
    """Character offsets at which a sentence must begin: after blank lines, and after line ends that are no wraps."""
    lines = [(m.start() + len(m.group()) - len(m.group().lstrip()), m) for m in _LINE.finditer(text)]
    lines = [(start, m) for start, m in lines if m.group().strip()]
    if not lines:
        return []
    # (offset of the first letter, stripped line, whether it follows the line before without a blank one between)
    rows: list[tuple[int, str, bool]] = []
    end = 0
    for start, match in lines:
        gap = text[end : match.start()].replace("\r\n", "\n")
        joined = bool(rows) and sum(gap.count(c) for c in "\n\r\u2028\u2029\x0b\x0c") == 1 and "\u2029" not in gap
        rows.append((start, match.group().strip(), joined))
        end = match.end()
    inner = [len(rows[i][1]) for i in range(len(rows) - 1) if rows[i + 1][2]]
    wrapped = (
        len(inner) >= 2
        and max(inner) <= _WRAP_MAX
        and sum(n >= _WRAP_MIN for n in inner) >= 0.7 * len(inner)
        and max(inner) - sorted(inner)[len(inner) // 2] <= 16
    )
    width = max(inner, default=0)
    out = [rows[0][0]]
    for (_, before, _), (start, line, joined) in pairwise(rows):
        if not joined or _breaks(before, line, wrapped=wrapped, width=width):
            out.append(start)
    return out


def _breaks(before: str, line: str, *, wrapped: bool, width: int) -> bool:
    """Whether the end of line ``before`` ends a sentence. ``width``: of the wrapped lines, in characters."""
    if wrapped:
        room = width - len(before) - 1
        return room >= len(line.split(maxsplit=1)[0]) + 6 and not line[:1].islower()
    if line[:1].islower() and not _FINAL.search(before):
        return len(before) < 20 or len(before) > _WRAP_MAX
    return True


_TITLES: Final = frozenset(
    re.findall(
        r"\S+",
        "lt. col. gen. sgt. maj. capt. cmdr. cdr. brig. adm. pvt. cpl. pfc. insp. supt. gov. sen. rep. dr. mr. mrs. ms. "
        "prof. rev. hon. amb. st. mt. ft. no. nos. vs. approx. msgr. pres. spc. e.g. i.e. art. incl.",
    )
)
_CLOSERS: Final = frozenset({"\u201d", "\u2019", ")", "]", "''", "\u00bb"})
_STRAIGHT: Final = frozenset({'"', "'"})
CLOSING: Final = _CLOSERS | _STRAIGHT
"""Marks that can close a quotation or a bracket."""
OPENING: Final = frozenset({"\u201c", "\u2018", "(", "[", "``", "\u00ab"}) | _STRAIGHT
"""Marks that can open one."""
_ENDS: Final = frozenset({".", "!", "?", "...", "\u2026", "?!", "!!"})
STOPS: Final = frozenset({".", "!", "?", "...", "\u2026", ",", ";", ":", "%"})
"""Marks that end a sentence or a part of one, and the like, which stand glued to the word before."""


_HALVES: Final = frozenset({"a.m.", "p.m.", "a.m", "p.m"})
_DAYS_AND_MONTHS: Final = frozenset({*WEEKDAYS_SHORT, *MONTHS_SHORT})


def barred_starts(words: Sequence[str], glued: Sequence[bool]) -> list[bool]:
    """Which words cannot begin a sentence unless the layout says so.

    ``glued``: whether a word follows the one before without a gap. Barred are closing quotation marks and brackets, stops,
    and what follows a title ("Lt.", "Gen.") or a single initial ("J. Smith"); a day or month after an hour ("9:30 a.m. Wednesday").
    """
    out = [False] * len(words)
    for i in range(1, len(words)):
        word, before = words[i], words[i - 1]
        if word in _CLOSERS or (glued[i] and (word in _STRAIGHT or word in STOPS)):
            out[i] = True
        elif before.lower() in _TITLES and (
            before[0].isupper() or before.lower() in ("no.", "vs.", "e.g.", "i.e.", "incl.", "approx.")
        ):
            out[i] = word not in ("\u201c", '"')
        elif len(before) == 2 and before[1] == "." and before[0].isupper() and before[0] != "I" and word[:1].isupper():
            out[i] = i + 1 < len(words) and words[i + 1] not in ("'s", "is", "was", "has", "said")
        elif before.lower() in _HALVES and word.rstrip(".")[:3].lower() in _DAYS_AND_MONTHS and word[:1].isupper():
            out[i] = i + 1 >= len(words) or words[i + 1] not in ("'s", "is", "was", "has", "will")
    return out


_SPEECH: Final = frozenset(
    "said says say asked asks told tells added adds replied recalled shouted wrote insisted".split()
)
"""Verbs that follow a quotation and its speaker."""
_SPEAKER: Final = 4
"""Words that a speaker's name has at most between a quotation and its verb."""


def bound_starts(words: Sequence[str], glued: Sequence[bool], forced: Sequence[int]) -> list[bool]:
    """Which words go on with what stands before them, whatever stop or capital there is, unless the layout parts them.

    ``forced``: the sorted words that the layout lets begin a sentence. Bound is what follows a quotation that
    ends in a comma ('"No blood," Amina said'), and what follows a quoted question or call where a speaker and a verb of
    speech come next ('"What is home?" Haroun says').
    """
    out = [False] * len(words)
    for i in range(2, len(words)):
        if words[i - 1] not in CLOSING or not glued[i - 1] or glued[i]:
            continue
        if words[i - 2] == ",":
            out[i] = True
        elif words[i - 2] in ("?", "!"):
            verb = next((k for k in range(i, min(i + _SPEAKER + 1, len(words))) if words[k] in _SPEECH), i)
            named = all(w[0].isupper() or "-" in w for w in words[i:verb])
            out[i] = (
                verb > i and named and (verb + 1 == len(words) or words[verb] == "asked" or words[verb + 1] in ".,")
            )
    for start in forced:
        if start < len(out):
            out[start] = False
    return out


def after_stop(words: Sequence[str], glued: Sequence[bool]) -> list[bool]:
    """Which words, by their spelling, could begin a sentence: a capital or a figure after a stop and a gap.

    Closing marks may stand between the stop and the gap, an opening mark between the gap and the word; then it is the mark
    that could begin the sentence.
    """
    out = [False] * len(words)
    for i in range(1, len(words)):
        if glued[i]:
            continue
        first = i + 1 if words[i] in OPENING and i + 1 < len(words) and glued[i + 1] else i
        k = i - 1
        while k > 0 and glued[k] and words[k] in CLOSING:
            k -= 1
        out[i] = words[k] in _ENDS and (words[first][0].isupper() or words[first][0].isdigit())
    return out


def word_indices(offsets: Sequence[int], starts: Sequence[int]) -> set[int]:
    """Numbers of the words, at sorted character ``offsets``, that are the first at or after one of ``starts``."""
    return {i for i in (bisect_left(offsets, s) for s in starts) if i < len(offsets)}
