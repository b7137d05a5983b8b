"""The tokenizer: spaCy's English one, brought near to the tokens of the Universal Dependencies treebanks.

Hyphenated compounds come apart ("U.S.-backed" is ``U.S.``, ``-``, ``backed``), as in the treebanks; names with an
Arabic article or a Persian linking vowel ("al-Shabaab", "Lashkar-e-Taiba"), words with a bound prefix ("pro-Iran",
"anti-tank"), dates in figures and telephone numbers stay whole.
"""

import re
from functools import cache
from typing import Final

from spacy.language import Language
from spacy.tokenizer import Tokenizer
from spacy.tokens import Doc, Span
from spacy.util import compile_infix_regex, compile_prefix_regex, compile_suffix_regex, get_lang_class

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
def english() -> Language:
    """A blank English pipeline that holds this tokenizer; one is shared by all that read with the same vocabulary."""
    nlp = get_lang_class("en")()
    nlp.tokenizer = _tokenizer(nlp)
    return nlp


def _tokenizer(nlp: Language) -> Tokenizer:
    """The adapted tokenizer over ``nlp``'s vocabulary."""
    defaults = nlp.Defaults
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
        nlp.vocab,
        rules=rules,
        prefix_search=compile_prefix_regex(prefixes).search,
        suffix_search=compile_suffix_regex(suffixes).search,
        infix_finditer=compile_infix_regex(infixes).finditer,
        token_match=_WHOLE.fullmatch,
        url_match=defaults.url_match,
    )


_NUMBERED: Final = re.compile(r"\b(No|Nos|Art|Sec|pp|Fig|Vol)\.(?=\s?\d)")


_LONG_RUN: Final = re.compile(r"\S{240,}")
"""No language has such words; the tokenizer's time grows with the square of their length."""
_PART: Final = re.compile(r"\S{1,200}")


def _with_long_runs(text: str) -> Doc:
    """``text`` in tokens where it has stretches of hundreds of characters without a gap, which are cut coarsely."""
    words: list[str] = []
    spaces: list[bool] = []

    def add(doc: Doc) -> None:
        words.extend(t.text for t in doc)
        spaces.extend(bool(t.whitespace_) for t in doc)

    at = 0
    for run in _LONG_RUN.finditer(text):
        add(english().tokenizer(text[at : run.start()]))
        parts = _PART.findall(run.group())
        words.extend(parts)
        spaces.extend([False] * len(parts))
        at = run.end()
        if text[at : at + 1] == " ":
            spaces[-1] = True
            at += 1
    add(english().tokenizer(text[at:]))
    return Doc(english().vocab, words=words, spaces=spaces)


def tokenize(text: str) -> Doc:
    """``text`` in tokens. ``doc.text == text``; a run of white space other than one blank is a token of its own."""
    doc = _with_long_runs(text) if _LONG_RUN.search(text) else english().tokenizer(text)
    if _NUMBERED.search(text):
        spans: list[Span] = []
        for match in _NUMBERED.finditer(text):
            span = doc.char_span(match.start(), match.end())
            if span is not None and len(span) > 1:
                spans.append(span)
        with doc.retokenize() as retokenizer:
            for span in spans:
                retokenizer.merge(span)
    return doc
