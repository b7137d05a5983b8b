"""Names made comparable: case, accents, hyphens and apostrophes, Arabic articles, variants of transliteration."""

from __future__ import annotations

import re
import unicodedata
from functools import cache
from typing import Final

__all__ = ["article_free", "name_key", "sound_key"]

# Letters that Unicode's decomposition leaves whole.
_LETTERS: Final = str.maketrans(
    {"ø": "o", "ł": "l", "đ": "d", "ð": "d", "þ": "th", "ß": "ss", "æ": "ae", "œ": "oe", "ı": "i", "ə": "e", "ŋ": "ng",
     "ʿ": "", "ʾ": "", "ʻ": "", "ʼ": "", "‘": "", "’": "", "`": "", "'": "", "´": "", "ʹ": "", "ʺ": ""}
)  # fmt: skip
_ARTICLE: Final = re.compile(r"^(?:al|el|ad|ar|as|ash|at|an|az|ath|adh|ul)[- ](?=\w{3})")
_INNER_ARTICLE: Final = re.compile(
    r"(?<=\w )(?:al|el|ad|ar|as|ash|at|az|ath|adh|ul|ez|es|esh|er|ed|ur|ud|us)[- ](?=\w{2})"
)
_ABBREVIATIONS: Final = {"st": "saint", "ste": "sainte", "mt": "mount", "ft": "fort", "sta": "santa", "sto": "santo"}
_ABBREVIATED: Final = frozenset(_ABBREVIATIONS)
_DOTTED: Final = re.compile(r"\b(?:[A-Za-z]\.){2,}")


class _Fold(dict[int, str]):
    """Code point to its plain letters, filled as characters are met."""

    def __missing__(self, code: int) -> str:
        letters = unicodedata.normalize("NFKD", chr(code).casefold().translate(_LETTERS)).translate(_LETTERS)
        plain = "".join("" if unicodedata.combining(c) else c if c.isalnum() else " " for c in letters)
        self[code] = plain
        return plain


@cache
def _fold() -> _Fold:
    return _Fold()


def name_key(name: str) -> str:
    """A name in lower case without accents, marks and punctuation; words parted by one blank."""
    if "." in name:
        name = _DOTTED.sub(lambda m: m.group().replace(".", ""), name)
    words = name.translate(_fold()).split()
    if not words:
        return ""
    if words[0] == "the" and len(words) > 1:
        del words[0]
    if not _ABBREVIATED.isdisjoint(words):
        words = [_ABBREVIATIONS.get(w, w) for w in words]
    return " ".join(words)


def article_free(key: str) -> str:
    """A key without the Arabic articles: "deir al zor" and "deir ez zor" both "deir zor", "al hol" is "hol"."""
    if " " not in key:
        return key
    return _INNER_ARTICLE.sub("", _ARTICLE.sub("", key))


_SOUNDS: Final = tuple(
    (re.compile(pattern), to)
    for pattern, to in (
        (r"kh|gh|dj|ck|[jqgx]", "k"), (r"sch|sh|ch|ts|tz|dz|dh|z|s", "s"), (r"th", "t"), (r"ph|v", "f"),
        (r"w(?=[aeiou])", "f"), (r"[aeiouwy]+", "a"), (r"h", ""), (r"(\w)\1+", r"\1"), (r"a\b", ""),
    )
)  # fmt: skip


def sound_key(key: str) -> str:
    """A coarse key under which transliterations of one name fall together (Baghouz, Baghuz; Massasneh, Masasna)."""
    text = article_free(key)
    for pattern, to in _SOUNDS:
        text = pattern.sub(to, text)
    return text.replace(" ", "")
