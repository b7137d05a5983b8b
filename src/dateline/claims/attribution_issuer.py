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
from dateline.claims.chains import Chains, Person
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
    r"red cross|council|agency|commission|union|department|staff|forces|coordinator|corps|brigades?|"
    r"administration|government|embassy|movement|party|coalition|federation|media)\b",
    re.IGNORECASE,
)


# A heading that names who issues the text.
_STATED: Final = re.compile(
    r"^(?:the\s+)?(?:(?:joint|press|official|daily|evening|morning|weekly|special|operational|military|public|video|"
    r"urgent|important|regular|war|situation|information|media|no\.?|n[o°]|\d+)\s+){0,3}"
    r"(?:statement|communiqu[eé]|briefing|bulletin|report|update|summary|release|address|message|declaration|remarks|"
    r"announcement|notice|sitrep)"
    r"(?:\s+(?:no\.?|n°|number|#)\s*\d+)?(?:\s+(?:issued|released|given|made))?\s+(?:of|by|from)\s+(?:the\s+)?(?P<who>.+)$",
    re.IGNORECASE,
)
# "Daily Monitor", "Army Times": papers, whatever body their name holds.
_PAPERS: Final = frozenset(
    {"times", "post", "daily", "herald", "tribune", "gazette", "newspaper", "journal", "mail", "telegraph", "christian"}
)
_HOLDER: Final = re.compile(
    r"\b(spokes\w+|minister|president|governor|commander|chief|head|secretary|representative|general|colonel|"
    r"coordinator|mayor|leader|director)\b",
    re.IGNORECASE,
)
# The heading that a monitoring service puts over a broadcast.
_MONITORED: Final = re.compile(
    r"(?:\(?clandestine\)?\s+)?(?P<name>(?:radio|voice of|la voz)\s[\w .'-]{3,40}?)\s+in\s+"
    r"(?:spanish|english|arabic|french|portuguese|russian|amharic|somali|pashto|dari|farsi|persian|kurdish|swahili)\b",
    re.IGNORECASE,
)
_OURS: Final = re.compile(r"\b(?:our|we|us)\b", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Turn:
    """A turn in a transcript: tokens ``start`` to ``end`` after a label such as "SPOKESMAN:"."""

    start: int
    end: int
    speaker: SpeakerDraft


def issuer(reading: Reading, chains: Chains, layout: Layout) -> SpeakerDraft | None:
    """The body or person that issues the report in its own name, or None for an outlet's report."""
    source = reading.report.source
    span = Span(0, 0)
    doc = reading.doc
    paper = {w.casefold() for w in re.findall(r"\w+", source.name or "")} & _PAPERS
    if source.kind in _ISSUING and source.name and not paper:
        name = _spelled(chains.resolved(_office_of(source.name, reading.report.text.raw) or source.name))
        return SpeakerDraft(name=None, organisation=name, role=None, kind=_KIND_OF_SOURCE[source.kind], span=span)
    if source.kind is not SourceKind.UNKNOWN:
        return None
    station = _station(doc)
    if station is not None:
        return SpeakerDraft(name=None, organisation=station, role=None, kind=ActorKind.MEDIA, span=span)
    raw = reading.report.text.raw
    head = [] if "<" in raw[:200] else [line.strip() for line in raw.split("\n")[:9] if line.strip()]
    head += [reading.report.title or ""]
    stated = next((s for s in (_stated(doc, chains, line) for line in head) if s is not None), None)
    if stated is not None:
        return stated
    if chains.shouting:
        return None
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
            signed = _signed(doc, chains, layout)
            return SpeakerDraft(
                name=signed.name if signed is not None else None,
                organisation=name,
                role=signed.role if signed is not None else None,
                kind=kind_of(name),
                span=span,
            )
    return None


_STATE: Final = re.compile(
    r"^(?:the )?(?:\w+ )*(?:republic|kingdom|state|union|government|federation)(?: of .+)?$", re.IGNORECASE
)
_OFFICE: Final = re.compile(
    r"\b(?:ministry|office|department|directorate|command|headquarters|presidency|army|police)\b", re.IGNORECASE
)


def _office_of(state: str, raw: str) -> str | None:
    """The office in a letterhead that opens with the state's name ("REPUBLIC OF X – MINISTRY OF INFORMATION")."""
    if not _STATE.match(state):
        return None
    for line in [line.strip() for line in raw.split("\n")[:6] if line.strip()]:
        for part in re.split(r"\s[–—|-]\s|: ", line):
            words = part.strip(" .,-–—")
            if _OFFICE.search(words) and not _STATE.match(words) and len(words.split()) <= 9 and words[:1].isupper():
                return words
    return None


def _station(doc: Doc) -> str | None:
    """The station of a monitored broadcast ("(CLANDESTINE) RADIO X IN SPANISH TO …") that speaks of "our forces"."""
    text = text_of(doc)
    found = _MONITORED.search(text[:400])
    if found is None:
        return None
    outside = re.sub(r"[\"“][^\"”]*[\"”]", " ", text[found.end() :])
    return _spelled(" ".join(found.group("name").split())) if len(_OURS.findall(outside)) >= 2 else None


def _stated(doc: Doc, chains: Chains, line: str) -> SpeakerDraft | None:
    """Who issues a text whose heading says so: "Statement of the Ministry of Defence", "Briefing by General X"."""
    found = _STATED.match(line) if len(line.split()) <= 18 else None
    if found is None:
        return None
    span = Span(0, 0)
    called = re.split(
        r"\s(?:about|on|regarding|concerning|following|after|over|in|to|at|for the (?:day|period|week))\s|[(:;–—]|\s-\s",
        found.group("who").strip(" ."),
    )[0].strip(" ,")
    at = text_of(doc).find(line)
    if at >= 0:
        within = doc.char_span(at, at + len(line), alignment_mode="expand")
        if within is not None and any(
            t.pos_ in ("VERB", "AUX") and t.tag_ in ("VBD", "VBZ", "VBP", "MD") for t in within
        ):
            return None
        persons = [chains.person_index(t.i) for t in within or ()]
        index = next((i for i in persons if i is not None), None)
        if index is not None:
            person = chains.people[index]
            body = person.organisation
            return SpeakerDraft(
                name=person.name,
                organisation=body,
                role=person.role,
                kind=kind_of(f"{body or ''} {person.role}"),
                span=span,
            )
    words = re.findall(r"[^\W\d_]+", called)
    if not words or len(words) > 9 or not (_BODY.search(called) or _HOLDER.search(called)):
        return None
    name = _spelled(chains.resolved(called))
    if _HOLDER.search(called) and not _BODY.search(called):
        return SpeakerDraft(name=name, organisation=None, role=None, kind=kind_of(name), span=span)
    return SpeakerDraft(name=None, organisation=name, role=None, kind=kind_of(name), span=span)


def _signed(doc: Doc, chains: Chains, layout: Layout) -> Person | None:
    """The person with an office who signs in the last lines of the text, or None."""
    last = [u for u in layout.units[-6:] if u.end - u.start <= 14]
    if not last or layout.units[-1] not in last:
        return None
    lines = [line.strip() for line in text_of(doc).rstrip().split("\n")[-5:] if line.strip()]
    if not any(len(line.split()) <= 9 and not line.endswith(".") for line in lines):
        return None
    tail = " ".join(lines)
    offices = {w.strip(".,").casefold() for w in tail.split()} & ROLES
    begin = len(text_of(doc).rstrip()) - len("\n".join(lines)) - 8
    signing = [
        p
        for line in lines
        if len(line.split()) <= 9 and not line.endswith((".", "?"))
        for p in chains.people
        if p.name.split()[-1] in line.split() and len(p.name.split()) > 1
    ]
    if not signing or not offices or not any(chains.person_index(t.i) is not None for t in doc if t.idx >= begin):
        return None
    return signing[0]


def turns(doc: Doc, chains: Chains, layout: Layout, owner: SpeakerDraft | None) -> list[Turn]:
    """The turns of a transcript, where the text has two labels or more that open a paragraph."""
    found: list[tuple[int, int, str]] = []
    paragraph = -1
    for unit in layout.units:
        if unit.paragraph == paragraph:
            continue
        paragraph = unit.paragraph
        if doc[unit.start].text in ("(", "["):
            # "(VILLALOBOS) THE STRUGGLE …" of a monitored interview
            close = next(
                (i for i in range(unit.start + 1, min(unit.end, unit.start + 6)) if doc[i].text in (")", "]")), None
            )
            called = doc[unit.start + 1 : close].text if close is not None else ""
            if close is not None and close + 3 < unit.end and called.isupper() and called.replace(" ", "").isalpha():
                found.append((unit.start, close + 1, called))
            continue
        colon = next((i for i in range(unit.start, min(unit.end, unit.start + 8)) if doc[i].text == ":"), None)
        if colon is None or colon == unit.start:
            continue
        label = doc[unit.start : colon]
        words = [t for t in label if t.is_alpha]
        speaking = ROLES | {"question", "answer", "moderator", "interviewer", "q", "a"}
        named = len(words) <= 3 and all(t.is_upper and len(t.text) > 2 for t in words) and not chains.shouting
        if words and words[0].text.isupper() and (named or words[0].lower_ in speaking or words[-1].lower_ in speaking):
            found.append((unit.start, colon + 1, label.text))
    labels = [called.split("(", maxsplit=1)[0].strip().casefold() for *_, called in found]
    surnames = {p.name.split()[-1].casefold() for p in chains.people}
    asking = ROLES | {"question", "answer", "moderator", "interviewer", "q", "a"}
    known = [w for w in labels if w.split()[:1] and (w.split()[0] in asking or w.split()[-1] in asking | surnames)]
    found = [f for f, w in zip(found, labels, strict=True) if w in known or (known and labels.count(w) > 1)]
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
    if holder is None and word not in ROLES:
        # a surname that the text itself does not introduce
        return SpeakerDraft(
            name=" ".join(w.capitalize() for w in word.split()),
            organisation=body,
            role=None,
            kind=ActorKind.UNKNOWN,
            span=Span(0, 0),
        )
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
