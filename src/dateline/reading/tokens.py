"""The tokenizer: spaCy's English one, brought near to the tokens of the Universal Dependencies treebanks.

Hyphenated compounds come apart ("U.S.-backed" is ``U.S.``, ``-``, ``backed``), as in the treebanks; names with an
Arabic article or a Persian linking vowel ("al-Shabaab", "Lashkar-e-Taiba"), words with a bound prefix ("pro-Iran",
"anti-tank"), dates in figures and telephone numbers stay whole.
"""

import re
from bisect import bisect_left
from functools import cache
from itertools import accumulate
from typing import Final

from spacy.lang.en import EnglishDefaults
from spacy.tokenizer import Tokenizer
from spacy.tokens import Doc
from spacy.util import compile_infix_regex, compile_prefix_regex, compile_suffix_regex
from spacy.vocab import Vocab, create_vocab

_LETTER: Final = r"[^\W\d_]"
_HYPHEN: Final = "[-\u2010\u2011]"
_ARTICLES: Final = ("al", "el", "ad", "an", "ar", "as", "ash", "at", "az", "ul", "ur", "ud", "us", "bin", "ibn", "abu")
# Prefixes that the treebanks leave joined to what follows.
_PREFIXES: Final = (
    "anti|co|counter|cross|de|ex|inter|mid|mini|multi|non|pan|post|pre|pro|quasi|re|semi|sub|trans|ultra|vice|e"
)
_WHOLE: Final = re.compile(
    rf"(?:{_LETTER}+{_HYPHEN}(?:[eioa]|ul|ur|us|ud|un|uz|al|el){_HYPHEN}{_LETTER}+"  # Lashkar-e-Taiba
    rf"|(?i:{_PREFIXES}){_HYPHEN}{_LETTER}+"  # pro-Iran
    rf"|(?i:{'|'.join(_ARTICLES)}){_HYPHEN}(?-i:[A-Z]){_LETTER}*"  # al-Shabaab
    rf"|(?:{'|'.join(a.upper() for a in _ARTICLES)}){_HYPHEN}[A-Z]+"  # AL-SHABAAB
    r"|\d{4}-\d{1,2}-\d{1,2}|\d{1,2}-\d{1,2}-\d{4}|\d{3}-\d{3}-\d{4}|\d{3}-\d{4})"  # 2019-03-04
)
_ABBREVIATIONS: Final = frozenset(
    re.findall(
        r"\S+",
        "Lt. Col. Gen. Sgt. Maj. Capt. Cmdr. Cdr. Brig. Adm. Pvt. Cpl. Pfc. Spc. Insp. Supt. Const. Gov. Sen. Rep. Dr. Mr. "
        "Mrs. Ms. Prof. Rev. Hon. Amb. Pres. Sec. Secy. Msgr. Fr. Jr. Sr. St. Mt. Ft. Jan. Feb. Mar. Apr. Jun. Jul. Aug. "
        "Sep. Sept. Oct. Nov. Dec. Mon. Tue. Tues. Wed. Thu. Thur. Thurs. Fri. Sat. Sun. vs. Nos. approx. Inc. Co. Corp. "
        "Ltd. Dept. Univ. Ave. Rd. Blvd. U.S. U.N. U.K. U.A.E. E.U. D.C. a.m. p.m. A.M. P.M. i.e. e.g. etc. Ph.D. incl. Incl.",
    )
)
# Words that can end a sentence with their own full stop, so that no abbreviation is made of them.
_NOT_ABBREVIATED: Final = frozenset({"Mar.", "Jun.", "Jul.", "Mon.", "Sat.", "Sun.", "Wed.", "Fr.", "Co.", "Const."})


# A line drawn with signs is one token.
_RUN: Final = r"(?:\*{2,}|={2,}|_{2,}|~{2,}|\#{2,}|-{2,}|\${2,}|<{2,}|>{2,}|\+{2,}|\.{4,}|!{2,}|\?{2,}|\u2014+|\u2013)"


@cache
def vocabulary() -> Vocab:
    """The vocabulary of a blank English pipeline; one is shared by all that read.

    The pipeline itself is not made: it would come with a second tokenizer, which takes as long to make as ours.
    """
    made: Vocab = create_vocab("en", EnglishDefaults)
    return made


def _tokenizer() -> Tokenizer:
    """The adapted tokenizer over the shared vocabulary."""
    defaults = EnglishDefaults
    infixes = [
        *(defaults.infixes or []),
        rf"(?<=[A-Za-z]\.){_HYPHEN}(?={_LETTER})",  # U.S.-backed
        rf"(?<=[0-9]){_HYPHEN}(?={_LETTER})",  # 9-year-old
        rf"(?<={_LETTER}){_HYPHEN}(?=[0-9])",  # AK-47
        rf"(?<=\S){_RUN}(?=\S)",
        r"(?<=\band)/(?=or\b)",
        r"(?<=[a-z\)\]\"\u201d])/(?=[A-Za-z])",
        r"(?<=[a-z]{2})[.?!](?=[A-Z\u201c\"][a-z])",  # a space lost after a full stop
    ]
    prefixes = [_RUN, *(defaults.prefixes or []), r"-(?=[A-Za-z\u201c\"])", r"Rs\.?(?=[0-9])"]
    suffixes = [
        _RUN,
        *(defaults.suffixes or []),
        r"(?<=[0-9])(?:bn|tn|mn|[ap]m|[AP]M|[ap]\.m\.|lakh|crore|kph|mph)",
    ]
    rules = dict(defaults.tokenizer_exceptions or {})
    for word in _ABBREVIATIONS:
        if word not in _NOT_ABBREVIATED:
            rules[word] = [{65: word}]  # 65 is spacy.attrs.ORTH
    for word in (*_NOT_ABBREVIATED, "and/or"):
        rules.pop(word, None)
    return Tokenizer(
        vocabulary(),
        rules=rules,
        prefix_search=compile_prefix_regex(prefixes).search,
        suffix_search=compile_suffix_regex(suffixes).search,
        infix_finditer=compile_infix_regex(infixes).finditer,
        token_match=_WHOLE.fullmatch,
        url_match=defaults.url_match,
    )


_NUMBERED: Final = re.compile(r"\b(No|Nos|Art|Sec|pp|Fig|Vol)\.(?=\s?\d)")
_RUNS: Final = re.compile(r"\S+|\s+")
_TOO_LONG: Final = 240
"""Characters without a gap. No language has such words; the tokenizer's time grows with the square of their length."""
_PART: Final = re.compile(r"\S{1,200}")
_REMEMBERED: Final = 200_000


class _Splitter:
    """The tokenizer, with what it made of each stretch between gaps remembered.

    spaCy remembers too, but within a text no longer after the first abbreviation of its list: more than half of the
    stretches of a news report were taken apart anew.
    """

    def __init__(self, tokenizer: Tokenizer) -> None:
        self._tokenizer = tokenizer
        self._known: dict[str, tuple[str, ...]] = {}

    def __call__(self, text: str) -> tuple[list[str], list[bool]]:
        """The tokens of ``text``, and whether a blank follows each."""
        runs = _RUNS.findall(text)
        unknown = {run for run in runs if run not in self._known}
        if unknown:
            self._learn(sorted(unknown))
        words: list[str] = []
        spaced: list[bool] = []
        for run in runs:
            if words and run[0] == " ":
                spaced[-1] = True
                run = run[1:]
                if not run:
                    continue
            parts = self._known.get(run)
            if parts is None:  # white space whose first blank belongs to the word before
                parts = (run,)
            words += parts
            spaced += [False] * len(parts)
        return words, spaced

    def _learn(self, runs: list[str]) -> None:
        """Take ``runs`` apart, all in one text, a line each: what stands beside one must not matter."""
        if len(self._known) + len(runs) > _REMEMBERED:
            self._known.clear()
        short = []
        for run in runs:
            if run.isspace():
                self._known[run] = (run,)
            elif len(run) >= _TOO_LONG:
                self._known[run] = tuple(_PART.findall(run))
            else:
                short.append(run)
        words = iter([token.text for token in self._tokenizer("\n".join(short))])
        for run in short:
            self._known[run] = tuple(iter(lambda: next(words, "\n"), "\n"))


@cache
def _splitter() -> _Splitter:
    return _Splitter(_tokenizer())


def split(text: str) -> tuple[list[str], list[bool]]:
    """``text`` in tokens, and whether a blank follows each; a run of white space other than one blank is one of its own."""
    words, spaced = _splitter()(text)
    numbered = [match.span() for match in _NUMBERED.finditer(text)]
    if numbered:
        _merge(words, spaced, numbered)
    return words, spaced


def _merge(words: list[str], spaced: list[bool], spans: list[tuple[int, int]]) -> None:
    """Make one token, in place, of those that fill each of ``spans`` (characters, in order)."""
    starts = list(accumulate((len(w) + b for w, b in zip(words, spaced, strict=True)), initial=0))
    for start, end in reversed(spans):
        first = bisect_left(starts, start)
        last = bisect_left(starts, end) - 1
        if starts[first] != start or last <= first or starts[last] + len(words[last]) != end:
            continue
        gaps = [" " if b else "" for b in spaced[first:last]]
        words[first : last + 1] = ["".join(w + g for w, g in zip(words[first : last + 1], [*gaps, ""], strict=True))]
        spaced[first : last + 1] = [spaced[last]]
        del starts[first + 1 : last + 1]


def tokenize(text: str) -> Doc:
    """``text`` in tokens, as :func:`split` has them. ``doc.text == text``."""
    words, spaced = split(text)
    return Doc(vocabulary(), words=words, spaces=spaced)
