"""Closed word lists of the search for sayings; all lower case but for the tags. The open ones are in ``speech.yml``."""

from __future__ import annotations

from typing import Final

__all__ = [
    "ALWAYS",
    "AMBIGUOUS",
    "BE",
    "CONNECTIVES",
    "FINITE",
    "GIVEN",
    "LIVES",
    "MODAL_PAST",
    "NEGATIVE",
    "NEVER_INVERTED",
    "REPORTED_BY",
    "REPORTERS",
    "STANDS",
    "SUBORDINATORS",
    "TOLLS",
    "TURNS",
    "VERSIONS",
    "word_set",
]


def word_set(words: str) -> frozenset[str]:
    """A set of words out of one string of them."""
    return frozenset(words.split())


# forms that are always a saying
ALWAYS: Final = word_set(
    """
    said says tells told
    """
)
# openings of verbs that also name acts ("responded to the call", "maintains its hold", "found a body")
AMBIGUOUS: Final = (
    "respond", "repl", "maintain", "conclud", "observ", "signal", "repeat", "found", "find", "recall", "relat", "posted",
    "underlin", "argu", "predict", "clarif", "assert", "suspect",
)  # fmt: skip
# words that open a subordinate clause
SUBORDINATORS: Final = word_set(
    """
    after as because before if since that when where while
    """
)
# forms of "be" and "get" that make a passive
BE: Final = word_set(
    """
    're 's am are be been being get got is was were ’s
    """
)
# modal verbs
MODAL_PAST: Final = word_set(
    """
    ca can cannot could may might must shall should will wo would
    """
)
# negations
NEGATIVE: Final = word_set(
    """
    cannot n't neither never no nor not n’t unable
    """
)
# words that open another clause of the sentence
TURNS: Final = word_set(
    """
    although and but however though whereas while yet
    """
)
# words that may stand before a fronted speaker
CONNECTIVES: Final = word_set(
    """
    also although and but earlier however later meanwhile or separately so still then though whereas
    while yet
    """
)
# nouns of "put the toll at"
TOLLS: Final = word_set(
    """
    casualties count dead deaths estimate figure figures losses number numbers rate strength tally toll tolls
    total totals
    """
)
# what a blast claims
LIVES: Final = word_set(
    """
    life lives victim victims
    """
)
# the report's own witnesses
REPORTERS: Final = word_set(
    """
    correspondent correspondents crew journalist journalists mission monitors observers photographer reporter
    reporters stringer team
    """
)
# participles of "a toll given by the prefect"
GIVEN: Final = word_set(
    """
    announced communicated compiled furnished given issued provided published put released supplied
    """
)
# verbs of "the toll from X stands at 22"
STANDS: Final = word_set(
    """
    is was are were stands stood reached reaches rose rises climbed amounts amounted speaks totals
    """
)
# forms whose speaker never follows
NEVER_INVERTED: Final = word_set(
    """
    accused accuses accusing adding blamed blames blaming claiming put puts saying tell telling tells told
    """
)
# participles of "the deaths reported by hospitals"
REPORTED_BY: Final = word_set(
    """
    acknowledged announced claimed confirmed documented estimated recorded registered reported
    verified
    """
)
# nouns of "the army's version: …"
VERSIONS: Final = word_set(
    """
    account count estimate figure figures tally toll version
    """
)
# tags of finite verbs and participles
FINITE: Final = word_set(
    """
    MD VBD VBN VBP VBZ
    """
)
