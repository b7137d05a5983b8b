"""Reports that somebody issues in his own name: a ministry's statement, a monitor's bulletin, a transcript.

What such a text says without another speaker is said by the one who issues it. A newspaper or an agency is no issuer
in this sense: its own voice is the report's.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Final

from spacy.tokens import Doc

from dateline.claims.attribution_layout import Layout
from dateline.claims.attribution_speakers import kind_of
from dateline.claims.chains import Chains
from dateline.claims.chains_words import MEDIA_WORDS, ROLES
from dateline.claims.drafts import SpeakerDraft
from dateline.claims.syntax import text_of
from dateline.model import Reading
from dateline.terms import ActorKind, SourceKind
from dateline.text import Span

__all__ = ["Turn", "issuer", "turns"]

_ISSUING: Final = frozenset(
    {SourceKind.GOVERNMENT, SourceKind.PARTY, SourceKind.MONITOR, SourceKind.UN_AGENCY, SourceKind.NGO}
)
_KIND_OF_SOURCE: Final = {
    SourceKind.GOVERNMENT: ActorKind.GOVERNMENT,
    SourceKind.PARTY: ActorKind.REBEL_GROUP,
    SourceKind.MONITOR: ActorKind.MONITOR,
    SourceKind.UN_AGENCY: ActorKind.UN_AGENCY,
    SourceKind.NGO: ActorKind.NGO,
}
_PAPER: Final = re.compile(
    r"\b(communiqu[eé]|statement|press release|bulletin|daily record|daily incidents|incident log|"
    r"situation report|sit\s?-?rep|flash update|weekly brief|"
    r"humanitarian (?:update|bulletin)|"
    r"daily (?:report|update|summary)|incident report|record of violations|weekly (?:report|update))\b",
    re.IGNORECASE,
)
_BODY: Final = re.compile(
    r"\b(ministry|observatory|office|command|police|army|armed forces|united nations|un|u\.n\.|ocha|unhcr|"
    r"committee|directorate|"
    r"monitor|network|watch|group|headquarters|task force|centre|center|mission|presidency|front|"
    r"red cross|council|agency|commission|union|department)\b",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class Turn:
    """A turn in a transcript: tokens ``start`` to ``end`` after a label such as "SPOKESMAN:"."""

    start: int
    end: int
    speaker: SpeakerDraft


def issuer(reading: Reading, chains: Chains, layout: Layout) -> SpeakerDraft | None:
    """The body that issues the report in its own name, or None for an outlet's report."""
    source = reading.report.source
    span = Span(0, 0)
    if source.kind in _ISSUING and source.name:
        name = _spelled(chains.resolved(source.name))
        return SpeakerDraft(name=None, organisation=name, role=None, kind=_KIND_OF_SOURCE[source.kind], span=span)
    if source.kind is not SourceKind.UNKNOWN or chains.shouting:
        return None
    raw = reading.report.text.raw
    head = [] if "<" in raw[:200] else [line.strip() for line in raw.split("\n")[:9] if line.strip()]
    head += [reading.report.title or ""]
    lines = [part.strip() for line in head for part in re.split(r"\s[–—|-]\s|: ", line) if 0 < len(part.strip()) <= 80]
    if not any(_PAPER.search(line) and len(line.split()) <= 12 for line in lines):
        return None
    for line in lines:
        words = re.findall(r"[^\W\d_]+", line)
        named = words and sum(w[0].isupper() for w in words) >= 0.6 * len(words) and len(words) <= 9
        if (
            named
            and _BODY.search(line)
            and not _PAPER.search(line)
            and not any(w.casefold() in MEDIA_WORDS for w in words)
        ):
            name = _spelled(chains.resolved(line))
            return SpeakerDraft(name=None, organisation=name, role=None, kind=kind_of(name), span=span)
    return None


def turns(doc: Doc, chains: Chains, layout: Layout, owner: SpeakerDraft | None) -> list[Turn]:
    """The turns of a transcript, where the text has two labels or more that open a paragraph."""
    found: list[tuple[int, int, str]] = []
    paragraph = -1
    for unit in layout.units:
        if unit.paragraph == paragraph:
            continue
        paragraph = unit.paragraph
        colon = next((i for i in range(unit.start, min(unit.end, unit.start + 8)) if doc[i].text == ":"), None)
        if colon is None or colon == unit.start:
            continue
        label = doc[unit.start : colon]
        words = [t for t in label if t.is_alpha]
        speaking = ROLES | {"question", "answer", "moderator", "interviewer", "q", "a"}
        if words and words[0].text.isupper() and (words[0].lower_ in speaking or words[-1].lower_ in speaking):
            found.append((unit.start, colon + 1, label.text))
    if len(found) < 2:
        return []
    out: list[Turn] = []
    for position, (_, start, called) in enumerate(found):
        end = found[position + 1][0] if position + 1 < len(found) else len(doc)
        speaker = _labelled(doc, chains, called, owner, found[0][0])
        if speaker is not None:
            out.append(Turn(start, end, speaker))
    return out


def _labelled(doc: Doc, chains: Chains, label: str, owner: SpeakerDraft | None, begin: int) -> SpeakerDraft | None:
    """Who a label stands for: a questioner by outlet, an answerer by the person introduced before the first label."""
    asked = re.search(r"\(([^)]+)\)", label)
    word = label.split("(", maxsplit=1)[0].strip().casefold()
    if word in ("answer", "a"):
        introduced = [p for p in chains.people if p.first < begin]
        if not introduced:
            return None
        person = next((p for p in introduced if p.role), introduced[-1])
        return SpeakerDraft(
            name=person.name,
            organisation=person.organisation,
            role=person.role,
            kind=kind_of(person.role or ""),
            span=Span(0, 0),
        )
    if word in ("question", "q", "moderator", "interviewer"):
        if asked is None:
            return None
        return SpeakerDraft(name=None, organisation=asked.group(1), role=None, kind=ActorKind.MEDIA, span=Span(0, 0))
    holder = next((p for p in chains.people if p.role and word in p.role.casefold().split()), None)
    if holder is None:
        holder = next((p for p in chains.people if word in p.name.casefold().split()), None)
    if holder is None:
        # "Spokesman: Colonel Brahim Tchéré" in the heading
        match = re.search(rf"{re.escape(word)}\s*:\s*((?:[A-Z][\w.’'-]+\s*){{1,4}})", text_of(doc), re.IGNORECASE)
        if match is not None and not match.group(1).isupper():
            holder = next((p for p in chains.people if p.name.split()[-1] in match.group(1)), None)
    body = owner.organisation if owner is not None else None
    if holder is not None:
        return SpeakerDraft(
            name=holder.name,
            organisation=holder.organisation or body,
            role=word,
            kind=kind_of(f"{body or ''} {word}"),
            span=Span(0, 0),
        )
    return SpeakerDraft(name=word, organisation=body, role=word, kind=kind_of(f"{body or ''} {word}"), span=Span(0, 0))


def _spelled(name: str) -> str:
    """A heading in capitals in ordinary spelling; words of two or three letters stay (UN, UFH)."""
    if not name.isupper():
        return name
    small = {"OF", "THE", "FOR", "AND", "IN", "ON"}
    return " ".join(
        w.lower() if w in small and i else w if len(w) <= 3 and w not in small else w.capitalize()
        for i, w in enumerate(name.split())
    )
