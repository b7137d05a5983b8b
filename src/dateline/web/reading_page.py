"""A report to read: its words with the evidence of claims marked, and what was left out of the page.

Evidence is stored as raw offsets; the page shows cleaned words, so each raw range is led back to clean ones.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Sequence
from dataclasses import dataclass, field
from itertools import pairwise

from dateline.model import ReportCard
from dateline.store import Record
from dateline.terms import ClaimType
from dateline.text import Span, Text
from dateline.web.told import Data, card_data, claim_data

__all__ = ["Paragraph", "Piece", "Stretch", "WayBack", "paragraphs", "report"]

_RAW_SHOWN = 2000


def report(record: Record, report_id: str) -> Data:
    """A report with its words, claims, left-out parts and troubles. Raises NotInRecord."""
    found = record.report(report_id)
    claims = record.claims(report=found.id)
    events = record.event_ids(c.id for c in claims)
    card = record.cards([found.id])[0]
    kin = [c for c in record.lineage_cards([card.lineage or card.id]) if c.id != card.id]
    cards: dict[str, ReportCard] = {c.id: c for c in (card, *kin)}
    back = WayBack(found.text)
    told = []
    for claim in claims:
        row = claim_data(claim, cards, events.get(claim.id))
        row["clean"] = _range(back.clean(claim.evidence.span))
        row["clean_sentence"] = _range(back.clean((claim.sentence or claim.evidence).span))
        row["clean_number"] = _range(back.clean(claim.toll.number)) if claim.toll else None
        told.append(row)
    told.sort(key=lambda row: (row["start"], row["type"] != ClaimType.EVENT.value, row["end"], row["id"]))
    for number, row in enumerate(told, 1):
        row["number_on_page"] = number
    return {
        **card_data(card),
        "byline": found.byline,
        "dateline": found.dateline,
        "language": found.language,
        "published_basis": found.published.basis.value if found.published else None,
        "text": found.text.clean,
        "claims": told,
        "same_origin": [card_data(c) for c in kin],
        "left_out": [
            {
                "start": item.span.start,
                "end": item.span.end,
                "reason": item.reason.value,
                "reason_definition": item.reason.definition,
                "rule": item.rule,
                "opens": item.opens,
                "raw": found.text.raw[item.span.start : item.span.end][:_RAW_SHOWN],
                "raw_is_cut": len(item.span) > _RAW_SHOWN,
            }
            for item in found.left_out
        ],
        "problems": [
            {
                "code": p.code.value,
                "message": p.message,
                "stage": p.stage,
                "start": p.span.start if p.span else None,
                "end": p.span.end if p.span else None,
            }
            for p in found.problems
        ],
    }


def _range(span: Span | None) -> list[int] | None:
    return [span.start, span.end] if span is not None else None


class WayBack:
    """From raw ranges to clean ones, many times in one text: the same as :meth:`dateline.text.Text.to_clean`, by
    bisection where the text was read in the order of the page, which is nearly always."""

    def __init__(self, text: Text) -> None:
        self._text = text
        self._in_order = all(a <= b for m in (text.starts, text.ends) for a, b in pairwise(m))

    def clean(self, raw: Span) -> Span | None:
        """The clean range of a raw one; None where no clean character stands for it."""
        text = self._text
        if not self._in_order:
            return text.to_clean(raw)
        first, last = bisect_left(text.starts, raw.start), bisect_right(text.ends, raw.end)
        while first < last and text.ends[first] <= text.starts[first]:
            first += 1
        while last > first and text.ends[last - 1] <= text.starts[last - 1]:
            last -= 1
        return Span(first, last) if first < last else None


# ------------------------------------------------------------------------------------------------ marking the words


@dataclass(frozen=True, slots=True)
class Piece:
    """Words that are marked alike. ``kind`` is figure, event or empty; ``notes`` are claims whose words end here."""

    text: str
    kind: str
    number: bool
    notes: tuple[tuple[int, str], ...]


@dataclass(slots=True)
class Stretch:
    """Pieces of one sentence; ``anchor`` is what footnotes lead to, None between the sentences of claims."""

    anchor: str | None
    pieces: list[Piece] = field(default_factory=list)


@dataclass(slots=True)
class Paragraph:
    """A line of the text. ``anchors`` are of sentences that overlap another's: they lead to the paragraph."""

    stretches: list[Stretch] = field(default_factory=list)
    anchors: list[str] = field(default_factory=list)


def paragraphs(text: str, claims: Sequence[Data]) -> list[Paragraph]:
    """The cleaned text as paragraphs with its evidence marked. ``claims`` are those of :func:`report`.

    Joined together, the texts of all pieces are the text without its line ends: no character is lost or twice there.
    """
    sentences, overlapping = _sentences(claims)
    cuts = {0, len(text)}
    for row in claims:
        for key in ("clean", "clean_sentence", "clean_number"):
            cuts.update(row[key] or ())
    for start, end, _ in sentences:
        cuts.update((start, end))
    cuts.update(i for i, char in enumerate(text) if char == "\n")
    cuts.update(i + 1 for i, char in enumerate(text) if char == "\n")
    edges = sorted(c for c in cuts if c <= len(text))
    figures = _covered([r["clean"] for r in claims if r["type"] == "figure" and r["clean"]], edges)
    events = _covered([r["clean"] for r in claims if r["type"] == "event" and r["clean"]], edges)
    numbers = _covered([r["clean_number"] for r in claims if r["clean_number"]], edges)
    ends: dict[int, list[tuple[int, str]]] = {}
    for row in claims:
        if row["clean"]:
            ends.setdefault(row["clean"][1], []).append((row["number_on_page"], row["id"]))
    out: list[Paragraph] = []
    current = Paragraph()
    used: set[str] = set()
    waiting: list[str] = []
    at = 0
    open_in: int | None = None
    for start, end in pairwise(edges):
        words = text[start:end]
        waiting += [a for a in overlapping.get(start, ()) if a not in used]
        used.update(waiting)
        if words == "\n":
            if current.stretches:
                out.append(current)
            current = Paragraph()
            continue
        current.anchors += waiting
        waiting = []
        while at < len(sentences) and sentences[at][1] <= start:
            at += 1
        inside = at if at < len(sentences) and sentences[at][0] <= start else None
        if not current.stretches or inside != open_in:
            # A sentence that runs over a line end carries its anchor once: "" where it goes on.
            anchor_here = None if inside is None else "" if sentences[inside][2] in used else sentences[inside][2]
            used.add(anchor_here or "")
            current.stretches.append(Stretch(anchor_here))
            open_in = inside
        kind = "figure" if start in figures else "event" if start in events else ""
        piece = Piece(words, kind, start in numbers, tuple(sorted(ends.get(end, ()))))
        current.stretches[-1].pieces.append(piece)
    if current.stretches:
        out.append(current)
    return out


def _sentences(claims: Sequence[Data]) -> tuple[list[tuple[int, int, str]], dict[int, list[str]]]:
    """Sentences that do not overlap, in order, and the anchors of those that overlap one of them, by their start."""
    spans = sorted(
        {
            (r["clean_sentence"][0], r["clean_sentence"][1], f"s{r['sentence_start']}")
            for r in claims
            if r["clean_sentence"]
        },
        key=lambda s: (s[0], -s[1]),
    )
    chosen: list[tuple[int, int, str]] = []
    overlapping: dict[int, list[str]] = {}
    for start, end, anchor in spans:
        if chosen and start < chosen[-1][1]:
            if anchor != chosen[-1][2] and not any(anchor in some for some in overlapping.values()):
                overlapping.setdefault(start, []).append(anchor)
        else:
            chosen.append((start, end, anchor))
    return chosen, overlapping


def _covered(ranges: Sequence[Sequence[int]], edges: Sequence[int]) -> set[int]:
    """The starts of the pieces between edges that lie in one of the ranges."""
    out: set[int] = set()
    for start, end in ranges:
        out.update(edges[bisect_left(edges, start) : bisect_left(edges, end)])
    return out
