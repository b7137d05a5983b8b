"""Who publishes: from the page's metadata, its address, its masthead, or the agency that signs."""

from __future__ import annotations

import re
from urllib.parse import urlsplit

from dateline.model import Source, identifier
from dateline.terms import SourceKind

__all__ = ["host_of", "source_of"]

_KINDS = (
    (SourceKind.UN_AGENCY, re.compile(
        r"\b(?:united nations|unhcr|unicef|ocha|reliefweb|un news|unama|wfp|who|iom)\b|\bun\.org|unhcr\.org|"
        r"reliefweb", re.I)),
    (SourceKind.GOVERNMENT, re.compile(
        r"\b(?:ministry|ministère|ministerio|government|republic of|armed forces|army|police|directorate|"
        r"department of|embassy|presidency|mod)\b|\.gov\b|\.mil\b|\.gob\b|\.gouv\b", re.I)),
    (SourceKind.MONITOR, re.compile(
        r"\b(?:observatory|monitor(?:ing)?|airwars|acled|documentation cent(?:er|re)|violations|"
        r"human rights network|snhr|sohr)\b|airwars|acleddata", re.I)),
    (SourceKind.NGO, re.compile(
        r"\b(?:red cross|red crescent|amnesty|human rights watch|hrw|médecins|doctors without borders|msf|"
        r"foundation|relief|oxfam|save the children)\b", re.I)),
    (SourceKind.AGENCY, re.compile(
        r"\b(?:reuters|associated press|agence france|afp|xinhua|anadolu|news agency|newswire|interfax|tass|upi|"
        r"efe|press trust|apnews|pajhwok|agency|wire)\b|apnews|reuters", re.I)),
    (SourceKind.OUTLET, re.compile(
        r"\b(?:times|post|news|tribune|herald|gazette|courier|journal|chronicle|daily|telegraph|guardian|star|"
        r"mail|radio|tv|television|broadcast\w*|voice|voix|press|observer|bbc|cnn|npr)\b|\.com$|\.net$", re.I)),
)  # fmt: skip


_STATE = re.compile(
    r"(?:(?:islamic |federal |democratic )*republic|state|kingdom|government|people[’']s republic) of\b", re.I
)


def host_of(url: str) -> str | None:
    """The host of an address, without "www." and port."""
    try:
        host = urlsplit(url if "//" in url else f"//{url}").hostname
    except ValueError:
        return None
    return host.removeprefix("www.") if host and "." in host else None


def source_of(
    *, site: str | None, domain: str | None, masthead: tuple[str, ...], agency: str | None, language: str | None
) -> Source:
    """The publisher, named as well as the page allows. Its id comes from the domain, or else the name."""
    able = [words for words in masthead if 1 <= len(words.split()) <= 12 and not any(c.isdigit() for c in words)]
    named = next((words for words in able if not _STATE.match(words) and any(p.search(words) for _, p in _KINDS)), None)
    named = named or (able[0] if able else None)
    name = site or domain or (re.split(r"\s+[|—–>»-]\s+", named)[0].strip() if named else None) or agency
    if not name:
        return Source(id=identifier("source", "unknown"), name="unknown", language=language)
    words = " ".join(filter(None, (name, domain, named if name != agency else None)))
    kind = next((kind for kind, pattern in _KINDS if pattern.search(words)), SourceKind.UNKNOWN)
    if kind is SourceKind.UNKNOWN:
        station = re.fullmatch(r"[WK][A-Z]{2,3}\W?\w*|(?:CBS|NBC|ABC|FOX|CNN|BBC|CTV)\b.*", name)
        kind = (
            SourceKind.AGENCY
            if name == agency and not station
            else SourceKind.OUTLET
            if station
            else SourceKind.OUTLET
            if site or domain
            else SourceKind.UNKNOWN
        )
    return Source(id=identifier("source", (domain or name).lower()), name=name, kind=kind, language=language)
