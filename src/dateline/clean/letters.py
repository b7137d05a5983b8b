"""Repair of single characters: mojibake, entities, look-alike letters, odd spaces and invisible marks.

Every repaired stretch stays tied to the raw characters that it replaces.
"""

from __future__ import annotations

import html
import re
import unicodedata
from array import array

import ftfy

from dateline.errors import ProblemCode
from dateline.text import Piece, Span, Text

__all__ = ["compose", "repaired"]

# Letters of other alphabets that look like Latin ones, from Unicode's confusables (UTS 39, as packaged in
# confusable_homoglyphs): those that readers take for Latin in print.
_CYRILLIC = dict(zip("аеорсухіјѕһԁԛԝвкмтАВЕКМНОРСТУХІЈЅԚԜҮ", "aeopcyxijshdqwbkmtABEKMHOPCTYXIJSQWY", strict=True))
_GREEK = dict(zip("ΑΒΕΖΗΙΚΜΝΟΡΤΥΧοναικρυ", "ABEZHIKMNOPTYXovaikpu", strict=True))
_OTHER = {"օ": "o", "հ": "h", "ո": "n", "ս": "u", "ɑ": "a", "ɡ": "g", "Ꭺ": "A", "Ꮋ": "H", "Ꭲ": "T", "ⅼ": "l"}
_LOOKALIKES = _CYRILLIC | _GREEK | _OTHER
_LOOK = re.compile("[" + "".join(_LOOKALIKES) + "]")
_WORD = re.compile(r"[^\W\d_]+(?:['’][^\W\d_]+)*")
# Zero-width and directional marks, soft hyphens, controls other than white space.
_INVISIBLE = "\u00ad\u200b\u200c\u200d\u200e\u200f\u2060\u2061\u2062\u2063\u2064\ufeff\u202a\u202b\u202c\u202d\u202e"
_INVISIBLE += "\u2066\u2067\u2068\u2069\ufe0e\ufe0f\ufff9\ufffa\ufffb" + "".join(
    chr(code) for code in range(32) if code not in (9, 10, 11, 12, 13)
) + "\x7f"  # fmt: skip
_SPACES = "\t\u00a0\u1680\u2000\u2001\u2002\u2003\u2004\u2005\u2006\u2007\u2008\u2009\u200a\u202f\u205f\u3000"
_BREAKS = "\x0b\x0c\x85\u2028\u2029"
_TABLE: dict[str, str] = (
    dict.fromkeys(_INVISIBLE, "") | dict.fromkeys(_SPACES, " ") | dict.fromkeys(_BREAKS, "\n")
    | {"\u2010": "-", "\u2011": "-", "\u00b4": "'", "\u02bc": "'", "\uff0c": ", ", "\u3002": ". "}
)  # fmt: skip
_ODD = re.compile("[" + re.escape("".join(_TABLE)) + "]|\r\n?")
_ENTITY = re.compile(r"&(?:#[0-9]{1,7}|#[xX][0-9a-fA-F]{1,6}|[a-zA-Z][a-zA-Z0-9]{1,31});")
_HIGH = re.compile(r"[^\x00-\x7f]+")
# What UTF-8 looks like when read as Windows-1252, Latin-1 or MacRoman: a lead byte, then one of 0x80-0xBF.
_MOJIBAKE = re.compile(
    "[ÂÃÄÅâãÐÑØÙàï‚ð][\u0080-\u00bf\u0152\u0153\u0160\u0161\u0178\u017d\u017e\u0192\u02c6\u02dc\u2013-\u203a\u20ac\u2122]"
)
_COMPAT = re.compile("[\uff01-\uff5e\ufb00-\ufb06\U0001d400-\U0001d7ff\u2460-\u2473\u1d00-\u1d2b]")
# Apostrophes that a conversion turned into a blank: "People s Liberation Front", "the army s 9th Brigade", "didn t".
_LOST_APOSTROPHE = re.compile(
    r"(?<=[^\W\d_]{2})(?P<at> )s(?= [^\W_])|(?<=\b(?:do|is))(?:n(?P<not> )t)(?= )|"
    r"(?<=\b(?:did|was|has|had|are))(?:n(?P<nor> )t)(?= )"
)
_COMBINED = re.compile("[^\\W\\d_][\u0300-\u036f]+")
_LATIN = re.compile("[A-Za-zÀ-ɏ]")


def repaired(raw: Text) -> tuple[Text, set[ProblemCode]]:
    """``raw.clean`` with its characters repaired, still leading back to ``raw.raw``; and what was found."""
    text = raw.clean
    found: set[ProblemCode] = set()
    edits = [(m.start(), m.end(), "\n" if m.group()[0] == "\r" else _TABLE[m.group()]) for m in _ODD.finditer(text)]
    if " s " in text or "n t " in text:
        for match in _LOST_APOSTROPHE.finditer(text):
            at = match.start(match.lastgroup or 0)
            edits.append((at, at + 1, "'"))
    if "&" in text:
        for match in _ENTITY.finditer(text):
            plain = html.unescape(match.group())
            if plain != match.group():
                edits.append((match.start(), match.end(), "".join(_TABLE.get(char, char) for char in plain)))
    if not text.isascii():
        edits += _mojibake(text, found)
        edits += [(m.start(), m.end(), unicodedata.normalize("NFKC", m.group())) for m in _COMPAT.finditer(text)]
        edits += [
            (m.start(), m.end(), whole)
            for m in _COMBINED.finditer(text)
            if (whole := unicodedata.normalize("NFC", m.group())) != m.group()
        ]
        edits += _lookalikes(text, found)
    if not edits:
        return raw, found
    edits.sort(key=lambda edit: (edit[0], -edit[1]))
    pieces: list[Piece] = []
    at = 0
    for start, end, plain in edits:
        if start < at:
            continue
        if start > at:
            pieces.append(Piece(text[at:start], Span(at, start)))
        pieces.append(Piece(plain, Span(start, end)))
        at = end
    pieces.append(Piece(text[at:], Span(at, len(text))))
    return compose(raw, Text.of_pieces(text, pieces)), found


def compose(inner: Text, outer: Text) -> Text:
    """``outer`` made of ``inner.clean``, led back to ``inner.raw``."""
    first, last, size = inner.starts, inner.ends, len(inner)
    starts = array("L", [first[at] if at < size else (last[-1] if size else 0) for at in outer.starts])
    ends = array("L", [last[end - 1] if end else 0 for end in outer.ends])
    return Text(raw=inner.raw, clean=outer.clean, starts=starts, ends=ends)


def _mojibake(text: str, found: set[ProblemCode]) -> list[tuple[int, int, str]]:
    if not _MOJIBAKE.search(text):
        return []
    edits: list[tuple[int, int, str]] = []
    for match in _HIGH.finditer(text):
        run, end = match.group(), match.end()
        if not _MOJIBAKE.search(run) and run not in ("â€", "Ã", "Â"):
            continue
        if run[-1] in "ÃÂ" and text[end : end + 1] == " ":
            run = run[:-1] + ("à" if run[-1] == "Ã" else "")
        fixed = "”" if run == "â€" else ftfy.fix_encoding(run)
        if fixed != match.group():
            edits.append((match.start(), end, "".join(_TABLE.get(char, char) for char in fixed)))
    if edits:
        found.add(ProblemCode.MOJIBAKE)
    return edits


def _lookalikes(text: str, found: set[ProblemCode]) -> list[tuple[int, int, str]]:
    """Latin letters for their doubles, in words that are otherwise Latin, or in a text that is."""
    if not _LOOK.search(text):
        return []
    letters = [char for char in text if char.isalpha()]
    latin = sum(1 for char in letters if _LATIN.match(char))
    if latin < 0.7 * len(letters):
        return []
    edits: list[tuple[int, int, str]] = []
    for word in _WORD.finditer(text):
        doubles = [(word.start() + at, char) for at, char in enumerate(word.group()) if char in _LOOKALIKES]
        if not doubles:
            continue
        others = [
            char for char in word.group() if char not in _LOOKALIKES and char not in "'’" and not _LATIN.match(char)
        ]
        mixed = len(doubles) < sum(1 for char in word.group() if char.isalpha())
        if others or not (mixed or latin > 0.97 * len(letters)):
            continue
        edits += [(at, at + 1, _LOOKALIKES[char]) for at, char in doubles]
    if edits:
        found.add(ProblemCode.LOOKALIKES)
    return edits
