"""How far a speaker carries over sentences that name none."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from spacy.tokens import Doc

from dateline.claims.attribution_cues import Cue
from dateline.claims.attribution_layout import Layout, Unit
from dateline.claims.attribution_lists import word_set
from dateline.claims.drafts import SayingDraft, SpeakerDraft
from dateline.claims.syntax import text_of
from dateline.terms import ActorKind, SpeechAct

__all__ = ["Carried", "carry"]


_RESETS: Final = frozenset(
    {"meanwhile", "separately", "elsewhere", "however", "earlier", "previously", "since", "historically"}
)
_NOBODY: Final = (["reports"], ["report"], ["media"], ["rumors"], ["rumours"], ["accounts"], ["newspapers"])
# A sentence that looks back over a year or a war is the report's own.
_BACKGROUND: Final = re.compile(
    r"\b(?:has (?:seen|been (?:gripped|plagued|rocked|hit)|suffered)|have (?:seen|been (?:gripped|plagued|rocked)))\b"
    r".*\b(?:this year|years?|months|since|decades?|recent)\b"
    r"|\b(?:a (?:spate|wave|string|series) of|in recent (?:months|weeks|years))\b"
    r"|\b(?:insurgency|conflict|war|fighting|uprising) (?:began|erupted|broke out|started)\b",
    re.IGNORECASE | re.DOTALL,
)
_SMALL_NUMBERS: Final = {
    w: str(n)
    for n, w in enumerate(
        ["zero", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve"]
    )
}
_GOES_ON: Final = frozenset(
    {"another", "also", "additionally", "further", "furthermore", "moreover", "other", "others"}
)
_ITEM: Final = re.compile(r"\s*(?:[-*•·–—▪►]\s|\d{1,2}[.)]\s|[a-z]\)\s)")
_INCIDENTS: Final = word_set(
    """
    attack attacks bombing bombings incident incidents clash clashes blast blasts raid raids ambush
    ambushes explosion explosions strike strikes shooting shootings killings operations
    """
)


@dataclass(frozen=True, slots=True)
class Carried:
    """A unit whose words are those of a speaker of another unit, up to token ``upto`` (None: all of it)."""

    unit: int
    speaker: SpeakerDraft
    act: SpeechAct
    upto: int | None = None


def carry(
    doc: Doc, layout: Layout, found: Sequence[tuple[Cue, SpeakerDraft]], drafts: Sequence[SayingDraft]
) -> list[Carried]:
    """Which units without a speaker of their own go on with the speaker of another."""
    by_unit: dict[int, list[tuple[Cue, SpeakerDraft]]] = {}
    for cue, speaker in found:
        by_unit.setdefault(cue.unit, []).append((cue, speaker))
    out: dict[int, Carried] = {}
    _headlines(doc, layout, by_unit, out)
    origin: tuple[SpeakerDraft, int] | None = None
    current: SpeakerDraft | None = None
    act = SpeechAct.SAID
    since = 0
    summary = False
    for number, unit in enumerate(layout.units):
        if unit.headline:
            continue
        own = by_unit.get(number, [])
        if own:
            begins = min(min(c.cue[0], c.source[0] if c.source else c.cue[0]) for c, _ in own)
            held = (
                current
                if current is not None and _carries(doc, layout, number, since + 1, summary)
                else (origin[0] if origin is not None and unit.paragraph == origin[1] else None)
            )
            if held is not None and begins - unit.start > 3 and not layout.units[number - 1].headline:
                out.setdefault(number, Carried(number, held, act, begins))
            speakers = {(s.name, s.organisation) for c, s in own if c.position != "citing"}
            cue, speaker = own[-1]
            outlet = next((s for c, s in own if s.kind is ActorKind.MEDIA and _bulletin(layout, unit)), None)
            if outlet is not None and origin is None and number <= 1 + sum(u.headline for u in layout.units):
                origin = (outlet, unit.paragraph)
            current = speaker if len(speakers) == 1 and _citable(doc, speaker) else None
            act, since = cue.entry.act, 0
            summary = _summary(doc, unit, own)
            continue
        since += 1
        if current is not None and _carries(doc, layout, number, since, summary):
            out.setdefault(number, Carried(number, current, act))
        elif origin is not None and (unit.paragraph == origin[1] or _next_item(doc, layout, unit)):
            out.setdefault(number, Carried(number, origin[0], SpeechAct.SAID))
        elif since > 4 or (number and unit.paragraph != layout.units[number - 1].paragraph):
            current = None
    _named_sources(doc, layout, by_unit, out)
    _backwards(doc, layout, by_unit, out)
    return list(out.values())


def _next_item(doc: Doc, layout: Layout, unit: Unit) -> bool:
    """Another item of a short bulletin ("Separately, …", "Further, …"): the outlet of the first is that of all."""
    first = doc[layout_start(layout, unit)].lower_
    return len(layout.units) <= 12 and first in (
        "further",
        "separately",
        "meanwhile",
        "also",
        "additionally",
        "in",
        "elsewhere",
    )


def layout_start(layout: Layout, unit: Unit) -> int:
    """The first token of the paragraph that holds the unit."""
    return next(u.start for u in layout.units if u.paragraph == unit.paragraph)


def _bulletin(layout: Layout, unit: Unit) -> bool:
    """A short item of one paragraph: its outlet is the origin of all of it."""
    own = [u for u in layout.units if u.paragraph == unit.paragraph]
    if len(own) == sum(not u.headline for u in layout.units):
        return len(own) <= 10  # the report is this one item
    return len(own) <= 6 or sum(u.end - u.start for u in own) <= 140


def _named_sources(
    doc: Doc, layout: Layout, by_unit: dict[int, list[tuple[Cue, SpeakerDraft]]], out: dict[int, Carried]
) -> None:
    """ "Source: civil society." at the end of an item of a bulletin speaks for the item."""
    for number, own in by_unit.items():
        cue, speaker = own[0]
        if cue.entry.part != "phrase" or doc[cue.cue[0]].lower_ not in ("source", "sources"):
            continue
        listed = _listed(doc, layout, number)
        for before in range(number - 1, -1, -1):
            if listed and before not in by_unit and not layout.units[before].headline:
                if not _is_item(doc, layout, before):
                    break
                out[before] = Carried(before, speaker, cue.entry.act)
                continue
            if layout.units[before].paragraph != layout.units[number].paragraph or before in by_unit:
                break
            out[before] = Carried(before, speaker, cue.entry.act)


def _is_item(doc: Doc, layout: Layout, number: int) -> bool:
    """True for a unit of a list: a line that opens with a dash, a bullet or a number and a bracket."""
    text = text_of(doc)
    unit = layout.units[number]
    start = text.rfind("\n", 0, doc[unit.start].idx + 1) + 1
    return bool(_ITEM.match(text[start : start + 12]))


def _listed(doc: Doc, layout: Layout, number: int) -> bool:
    """True where a source line stands right below a list."""
    return number > 0 and not _is_item(doc, layout, number) and _is_item(doc, layout, number - 1)


def _headlines(
    doc: Doc, layout: Layout, by_unit: dict[int, list[tuple[Cue, SpeakerDraft]]], out: dict[int, Carried]
) -> None:
    """A headline says what the body says: the first sentence with its number, or else the first one, gives its speaker."""
    for number, unit in enumerate(layout.units):
        if not unit.headline or number in by_unit:
            continue
        own, counts = _content_words(doc, unit), _counts(doc, unit)
        body = [n for n, u in enumerate(layout.units) if not u.headline and n > number][:4]
        telling = next(
            (
                n
                for n in body
                if counts & _counts(doc, layout.units[n]) and len(own & _content_words(doc, layout.units[n])) >= 2
            ),
            None,
        )
        if telling is None:
            alike = [n for n in body if len(own & _content_words(doc, layout.units[n])) >= max(2, len(own) // 3)]
            telling = body[0] if body and (body[0] in by_unit or not alike) else alike[0] if alike else None
        if telling is None or telling not in by_unit:
            continue
        cue, speaker = _of_shared_number(layout.units[telling], by_unit[telling], counts, doc)
        if speaker is not None and _citable(doc, speaker):
            out[number] = Carried(number, speaker, cue.entry.act)


def _counts(doc: Doc, unit: Unit) -> set[str]:
    """The numbers of a unit, small ones as digits whether written so or not."""
    return {_SMALL_NUMBERS.get(t.lower_, t.lower_) for t in doc[unit.start : unit.end] if t.pos_ == "NUM" or t.is_digit}


def _of_shared_number(
    unit: Unit, own: Sequence[tuple[Cue, SpeakerDraft]], counts: set[str], doc: Doc
) -> tuple[Cue, SpeakerDraft | None]:
    """The saying of the unit that holds the headline's number; none where the unit gives it in its own voice."""
    at = [t.i for t in doc[unit.start : unit.end] if _SMALL_NUMBERS.get(t.lower_, t.lower_) in counts]
    if not at:
        return own[0]
    for cue, speaker in own:
        if any(start <= at[0] < end for start, end in cue.contents):
            return cue, speaker
    return own[0][0], None


def _content_words(doc: Doc, unit: Unit) -> set[str]:
    return {
        t.lower_[:5]
        for t in doc[unit.start : unit.end]
        if (t.is_alpha or t.like_num) and t.pos_ in ("NOUN", "PROPN", "VERB", "NUM", "ADJ")
    }


def _citable(doc: Doc, speaker: SpeakerDraft) -> bool:
    """False for "reports" and "media" without a name: they carry no further than their sentence."""
    return (speaker.organisation is not None) or (speaker.name or "").casefold().split()[-1:] not in _NOBODY


def _carries(doc: Doc, layout: Layout, number: int, since: int, summary: bool) -> bool:
    unit, before = layout.units[number], layout.units[number - 1]
    words = [t.lower_ for t in doc[unit.start : min(unit.end, unit.start + 4)] if not t.is_punct and not t.is_space]
    if summary:
        return True
    opening = list(doc[unit.start : min(unit.end, unit.start + 6)])
    if any(t.lower_ == "ago" for t in opening) or words[:1] in (["last"], ["previously"]):
        return False  # the background begins
    if words[:1] in (["in"], ["since"], ["on"]) and any(t.is_digit and len(t.text) == 4 for t in opening):
        return False
    if not words or words[0] in _RESETS:
        return False
    if _BACKGROUND.search(doc[unit.start : unit.end].text):
        return False
    if unit.paragraph != before.paragraph:
        return words[0] in _GOES_ON and since <= 1
    # "Two of our fighters fell": the first person of a text that is not the reporter's
    ours = any(t.lower_ in ("our", "ours", "we", "us") for t in doc[unit.start : unit.end]) and since <= 4
    return since <= 1 or ours


def _summary(doc: Doc, unit: Unit, own: Sequence[tuple[Cue, SpeakerDraft]]) -> bool:
    """A lede that counts several incidents: what follows tells them one by one."""
    tokens = list(doc[unit.start : unit.end])
    return unit.paragraph == 0 and any(
        t.lower_ in _INCIDENTS and t.lower_.endswith("s") and any(n.pos_ == "NUM" for n in tokens[max(0, k - 3) : k])
        for k, t in enumerate(tokens)
    )


def _backwards(
    doc: Doc, layout: Layout, by_unit: dict[int, list[tuple[Cue, SpeakerDraft]]], out: dict[int, Carried]
) -> None:
    """ "A happened. B happened, he said.": a pronoun at the end of a paragraph speaks for its beginning too."""
    for number, own in by_unit.items():
        cue, speaker = own[0]
        if cue.source is None or cue.position != "final":
            continue
        before = number - 1
        if before < 0 or before in by_unit or layout.units[before].paragraph != layout.units[number].paragraph:
            continue
        pronoun = doc[cue.source[0]].lower_ in ("he", "she")
        surname = (speaker.name or "").split()[-1:] if speaker.role or (speaker.name or "").istitle() else []
        named = bool(surname) and any(
            t.text == surname[0] for t in doc[layout.units[before].start : layout.units[before].end]
        )
        if pronoun or named:
            out[before] = Carried(before, speaker, cue.entry.act)
