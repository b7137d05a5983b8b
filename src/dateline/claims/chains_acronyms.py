"""Acronyms that a report introduces, and names of an all-capitals text in ordinary spelling."""

from __future__ import annotations

import re
from collections.abc import Container, Sequence
from typing import Final

from dateline.claims.chains_words import ORGANISATION_WORDS

__all__ = ["SMALL_WORDS", "expansions", "ordinary_case"]

SMALL_WORDS: Final = frozenset(
    {
        "of",
        "the",
        "and",
        "for",
        "in",
        "on",
        "to",
        "de",
        "la",
        "los",
        "las",
        "del",
        "y",
        "e",
        "al",
        "ul",
        "a",
        "by",
        "with",
    }
)
_WORD: Final = r"(?:[A-Z0-9][\w.’'\-]*,?\s+|(?:of|the|and|for|in|on|to|de|la|los|las|del|y|e|al|ul|a)\s+)"
_BRACKETED: Final = re.compile(rf"({_WORD}{{1,9}})\(\s*(?:or\s+)?[\"“]?([A-Z][A-Za-z0-9.\-]{{1,12}})[\"”]?\s*[),;]")
_BARE: Final = re.compile(r"\b((?:[A-Z][a-z]+\s+(?:of\s+(?:the\s+)?)?){2,7})([A-Z]{2,7})s?\b(?:\s([A-Z][a-z]+)\b)?")
_REVERSED: Final = re.compile(r"\b([A-Z]{2,7})\s*\(((?:[A-Z][\w.’'\-]*\s*|of |the |and |for ){2,8})\)")


def expansions(text: str) -> dict[str, str]:
    """Acronym -> full name, for those that ``text`` itself introduces.

    In brackets after the name ("Frontier Corps (FC)", "19 April Movement (M-19)"), in brackets before it, or set
    beside it without punctuation where the initials agree letter by letter.
    """
    text = re.sub(r"[ \t]*\n[ \t]*(?!\n)", " ", text)
    found: dict[str, str] = {}
    for match in _BRACKETED.finditer(text):
        acronym = match.group(2).rstrip(".")
        if len(acronym) < 2 or not any(c.isupper() or c.isdigit() for c in acronym[1:]):
            continue
        full = _full_name(match.group(1).split(), acronym)
        if full:
            found.setdefault(acronym, full)
    for match in _BARE.finditer(text):
        words, acronym, more = match.group(1).split(), match.group(2), match.group(3)
        full = _full_name(words, acronym, strict=True)
        if full is None and more is not None and words[-1] == more:
            full = _full_name(words[:-1], acronym, strict=True)
            if full is not None:
                found.setdefault(f"{acronym} {more}", f"{full} {more}")
                continue
        if full:
            found.setdefault(acronym, full)
    for match in _REVERSED.finditer(text):
        if _full_name(match.group(2).split(), match.group(1), strict=True):
            found.setdefault(match.group(1), match.group(2).strip())
    return found


def _full_name(words: Sequence[str], acronym: str, *, strict: bool = False) -> str | None:
    """The shortest run of words at the end of ``words`` whose initials spell ``acronym``.

    Not ``strict``: also a run that holds the acronym's letters in order, first letters agreeing (names known by an
    acronym of another language), or its digits ("19 April Movement", M-19).
    """
    if "-" in acronym and words and len(acronym.rsplit("-", maxsplit=1)[-1]) > 2:
        head, qualifier = acronym.rsplit("-", 1)
        if words[-1].casefold().endswith(qualifier.casefold()):
            last = words[-1][: -len(qualifier)].rstrip("-‐‑")
            inner = _full_name([*words[:-1], last] if last else words[:-1], head, strict=True)
            if inner is not None:
                return " ".join(words[len(words) - len(inner.split()) - (0 if last else 1) :])
    letters = re.sub(r"[^A-Za-z0-9]", "", acronym)
    if letters.endswith("s") and len(letters) > 2:
        letters = letters[:-1]
    wanted = letters.upper()
    for start in range(len(words) - 1, -1, -1):
        run = words[start:]
        if run[0].lower() in SMALL_WORDS:
            continue
        parts = [p for w in run for p in re.split(r"[-‐‑]", w) if p]
        initials = "".join(p[0] for p in parts).upper()
        content = "".join(p[0] for p in parts if p.lower() not in SMALL_WORDS).upper()
        if wanted in (initials, content):
            return " ".join(run)
    if strict:
        return None
    for start in range(len(words) - 1, -1, -1):
        run = words[start:]
        if run[0].lower() in SMALL_WORDS or len(run) < 2:
            continue
        joined = "".join(run).upper()
        content_words = [w for w in run if w.lower() not in SMALL_WORDS]
        digits = re.sub(r"\D", "", acronym)
        if digits and digits in joined and wanted[0] in {w[0].upper() for w in run}:
            return " ".join(run)
        at = 0
        for letter in wanted:
            at = joined.find(letter, at) + 1
            if at == 0:
                break
        if at and joined[0] == wanted[0] and len(content_words) >= max(2, len(wanted) - 2):
            return " ".join(run)
    return _translated(words, acronym)


def _translated(words: Sequence[str], acronym: str) -> str | None:
    """The name before the acronym of another language's name ("Armed Forces Press Committee (COPREFA)").

    The capitalised words from the last article on, where one of them is a word for a body, or None.
    """
    if not re.fullmatch(r"[A-Z][A-Z0-9.\-]{2,}", acronym):
        return None
    last = max((i for i, w in enumerate(words) if w.lower() in ("the", "a", "an")), default=-1)
    run = list(words[last + 1 :])
    while run and run[0].lower() in SMALL_WORDS:
        run.pop(0)
    body = "Without" in run or any(
        w.lower().rstrip("s") in ORGANISATION_WORDS or w.lower() in ORGANISATION_WORDS for w in run
    )
    shouted = all(w.isupper() for w in words)
    if not 2 <= len(run) <= 7 or not body or (shouted and last < 0):
        return None
    return " ".join(run)


def ordinary_case(text: str, known: Container[str]) -> str:
    """A name written in capitals, in ordinary spelling; acronyms (``known``, with digits, without vowels) stay."""
    out = []
    for position, word in enumerate(re.sub(r"\s+", " ", text).strip().split(" ")):
        bare = re.sub(r"[^A-Za-z]", "", word)
        if word.lower() in SMALL_WORDS and position:
            out.append(word.lower())
        elif (
            any(c.isdigit() for c in word)
            or word in known
            or (2 <= len(bare) <= 5 and not re.search(r"[AEIOUY]", bare))
        ):
            out.append(word)
        else:
            out.append(re.sub(r"[A-Za-z]+(?:['’][A-Za-z]+)?", lambda m: m.group(0).capitalize(), word))
    return " ".join(out)
