"""What a report is about, in a few dozen words: those it uses more than other texts do.

Each word weighs as in information retrieval: how often the report has it (damped), times how rare it is (TF-IDF). How
rare is read off the word list of the reading model, which stands in the order of frequency; by Zipf's law the share of
texts that have a word falls with its rank, so the logarithm of the rank takes the place of the counts of a collection,
which a record that grows report by report does not have. Words that nearly every report of violence uses are left out
(``data/news_words.txt``).
"""

from __future__ import annotations

import gzip
import re
from collections import Counter
from functools import cache
from importlib import resources
from math import log, sqrt
from typing import Final

from dateline.words import MONTHS, MONTHS_SHORT, WEEKDAYS, WEEKDAYS_SHORT

__all__ = ["gist"]

WORDS: Final = 40
"""So many words are kept: on public reports of incidents 80 joined no better."""
READ: Final = 6000
"""Characters from the beginning that are read: what follows in a long page is more often something else."""
_COMMON: Final = 150
_RARE: Final = 40_000
_AGE: Final = 1500
_YEARS: Final = range(1900, 2101)
_CALENDAR: Final = frozenset((*WEEKDAYS, *WEEKDAYS_SHORT, *MONTHS, *MONTHS_SHORT))
_CONTRACTED: Final = re.compile(r"(?:n't|'(?:m|re|ve|ll|d))$")
_WORD: Final = re.compile(r"[^\W\d_](?:[\w’'-]*[^\W_])?|\d+")


def gist(text: str) -> tuple[str, ...]:
    """The words that weigh most, heaviest first, each with its weight in thousandths of the whole (cosine): "alpine 312"."""
    counts = Counter(_plain(word) for word in _WORD.findall(text[:READ].casefold()))
    weights = {word: (1 + log(n)) * rarity for word, n in counts.items() if (rarity := _rarity(word)) > 0}
    chosen = sorted(weights.items(), key=lambda item: (-item[1], item[0]))[:WORDS]
    length = sqrt(sum(weight**2 for _, weight in chosen)) or 1.0
    return tuple(f"{word} {round(1000 * weight / length)}" for word, weight in chosen)


def _plain(word: str) -> str:
    return re.sub(r"'s$", "", word.replace("’", "'"))


def _rarity(word: str) -> float:
    """0 for words without weight, else the logarithm of how far down the list of words by frequency a word stands."""
    if word in _of_news() or word in _CALENDAR:
        return 0.0
    if word.isdecimal():
        if len(word) < 2 or int(word[:9]) in _YEARS:
            return 0.0
        return log((_AGE if len(word) == 2 else _RARE) / _COMMON)
    if len(word) < 3 or _CONTRACTED.search(word):
        return 0.0
    if "-" in word and word not in _ranks():  # "year-old", "drive-by": as rare as its rarest part
        return max((_rarity(part) for part in word.split("-")), default=0.0)
    return max(0.0, log(_ranks().get(word, _RARE) / _COMMON))


@cache
def _ranks() -> dict[str, int]:
    """Words by their place in the model's word list, which its whole words open in the order of frequency with "the"."""
    file = resources.files("dateline").joinpath("data/model/vocabulary.txt.gz")
    try:
        words = gzip.decompress(file.read_bytes()).decode("utf8").splitlines()
        first = words.index("the")
    except (OSError, ValueError):  # another model in its place: all words count alike
        return {}
    return {word: rank for rank, word in enumerate(words[first:], start=1) if not word.startswith("##")}


@cache
def _of_news() -> frozenset[str]:
    lines = resources.files("dateline").joinpath("data/news_words.txt").read_text(encoding="utf8").splitlines()
    return frozenset(word for line in lines if not line.startswith("#") for word in line.split())
