"""Who says what in a report: the sayings, with their speakers, and how far a speaker carries.

:func:`find_sayings` puts together the words of saying (:mod:`.attribution_cues`), the layout of the text
(:mod:`.attribution_layout`), the names (:class:`.chains.Chains`) and, where the reader has them, its own marks of
source, cue and content. :meth:`Sayings.for_span` then answers for any words of the report.

How far a speaker carries was counted on the development reports (see ``docs/speakers.md``).
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Final

from spacy.tokens import Doc

from dateline.claims.attribution_carry import Carried, carry
from dateline.claims.attribution_cues import Cue, find_cues
from dateline.claims.attribution_issuer import issuer, turns
from dateline.claims.attribution_layout import Layout, lay_out
from dateline.claims.attribution_marks import marked_cues, rival_cues
from dateline.claims.attribution_speakers import Naming
from dateline.claims.chains import Chains
from dateline.claims.drafts import SayingDraft, SpeakerDraft
from dateline.claims.stance import stance_of
from dateline.claims.syntax import tokens_in
from dateline.model import Reading
from dateline.terms import ActorKind, SpeechAct, Stance
from dateline.text import Span

__all__ = ["Sayings", "find_sayings"]

_NESTED_BONUS: Final = 1


@dataclass(frozen=True, slots=True)
class _Content:
    """One stretch of content, for the search: the shortest that holds the words wins, ``rank`` breaks ties."""

    span: Span
    rank: int
    draft: SayingDraft
    negated_confirmation: bool


_UNSAID: Final = frozenset(
    "preliminary initial first early unconfirmed latest various some several other conflicting sketchy the reports report".split()
)


def _unsaid(speaker: SpeakerDraft) -> bool:
    """True for "preliminary reports": whoever passes them on is the one who speaks."""
    return speaker.organisation is None and set((speaker.name or "-").casefold().split()) <= _UNSAID


class Sayings:
    """All sayings of a report."""

    def __init__(
        self,
        doc: Doc,
        contents: Sequence[_Content],
        carried: Sequence[Carried],
        layout: Layout,
        owner: SpeakerDraft | None,
    ) -> None:
        self._doc = doc
        self._contents = tuple(sorted(contents, key=lambda c: (len(c.span), -c.rank)))
        self._carried = {c.unit: c for c in carried}
        self._layout = layout
        self._owner = owner

    @property
    def drafts(self) -> tuple[SayingDraft, ...]:
        """Every saying with content, in order of the text (carried ones left out)."""
        return tuple(c.draft for c in sorted(self._contents, key=lambda c: c.span))

    def for_span(self, span: Span) -> SayingDraft | None:
        """The innermost saying whose content holds ``span``, a carried speaker included; its stance is that of the
        clause within the saying. None where the report speaks in its own voice."""
        tokens = tokens_in(self._doc, span)
        if not tokens:
            return None
        best = self._innermost(span)
        if best is not None:
            draft = best.draft
            outer = next(
                (
                    c.draft
                    for c in self._contents
                    if c is not best
                    and self._holds(c.span, span)
                    and len(c.span) >= len(best.span)
                    and c.draft.speaker.kind is ActorKind.MEDIA
                    and c.draft.speaker != draft.speaker
                ),
                None,
            )
            if draft.via is None and outer is not None:
                draft = replace(draft, via=outer.speaker)
            return replace(draft, stance=stance_of(self._doc, span, draft))
        number = self._layout.unit_at(tokens[0].i)
        held = self._carried.get(number) if number is not None else None
        if held is not None and held.upto is not None and tokens[0].i >= held.upto:
            held = None
        if number is None or (held is None and self._owner is None):
            return None
        if held is None and self._owner is not None:
            held = Carried(number, self._owner, SpeechAct.WROTE)
        if held is None:
            return None
        unit = self._layout.units[number]
        last = self._doc[unit.end - 1]
        base = SayingDraft(
            speaker=held.speaker,
            content=Span(self._doc[unit.start].idx, last.idx + len(last.text)),
            cue=None,
            act=held.act,
            stance=Stance.ASSERTED,
            carried=True,
        )
        return replace(base, stance=stance_of(self._doc, span, base))

    def _innermost(self, span: Span) -> _Content | None:
        nobody: _Content | None = None
        for content in self._contents:
            if self._holds(content.span, span):
                if not _unsaid(content.draft.speaker):
                    return content
                nobody = nobody or content
        return nobody

    @staticmethod
    def _holds(content: Span, span: Span) -> bool:
        if span in content:
            return True
        shared = min(content.end, span.end) - max(content.start, span.start)
        return shared > 0.6 * len(span)


def find_sayings(reading: Reading, chains: Chains) -> Sayings:
    """Everything that somebody says in the report, and the speakers that carry on."""
    doc = reading.doc
    layout = lay_out(doc, reading.report.headline)
    cues = find_cues(doc, layout)
    cues = [*cues, *marked_cues(doc, layout, cues)]
    cues = sorted([*cues, *rival_cues(doc, layout, cues)], key=lambda c: c.cue)
    naming = Naming(doc, chains, layout, reading.report.agency or reading.report.source.name or None)
    found: list[tuple[Cue, SpeakerDraft]] = []
    contents: list[_Content] = []
    for cue in cues:
        speaker = naming.speaker(cue, found)
        if speaker is None:
            continue
        via = naming.via(cue, found)
        found.append((cue, speaker))
        for start, end in _with_sentence_before(doc, layout, cue):
            span = _span(doc, start, end)
            if span is None:
                continue
            draft = SayingDraft(
                speaker=speaker,
                content=span,
                cue=_span(doc, *cue.cue),
                act=cue.entry.act,
                stance=_stance(cue, found[:-1]),
                via=via,
            )
            rank = 2 if cue.position == "citing" else 1 if cue.via is not None else 0
            contents.append(_Content(span, rank, draft, cue.negated))
    owner = issuer(reading, chains, layout)
    for turn in turns(doc, chains, layout, owner):
        span = _span(doc, turn.start, turn.end)
        if span is not None:
            draft = SayingDraft(
                speaker=turn.speaker, content=span, cue=None, act=SpeechAct.SAID, stance=Stance.ASSERTED
            )
            contents.append(_Content(span, 0, draft, False))
    contents.extend(_quoted(doc, layout, found, contents))
    explicit = [(cue, speaker) for cue, speaker in found if cue.contents or cue.position == "alone"]
    return Sayings(doc, contents, carry(doc, layout, explicit, [c.draft for c in contents]), layout, owner)


def _stance(cue: Cue, before: Sequence[tuple[Cue, SpeakerDraft]]) -> Stance:
    """The stance that the word of saying gives: "did not confirm" hedges, "did not deny" asserts nothing more."""
    stance = cue.entry.stance
    if cue.inherits and stance is Stance.ASSERTED:
        # "confirmed the attack, saying A": the first verb gives the stance
        first = next((c for c, _ in before if c.unit == cue.unit), None)
        if first is not None and first.entry.stance is Stance.CONFIRMED and not first.negated:
            return Stance.CONFIRMED
    if cue.negated and stance is Stance.CONFIRMED:
        return Stance.HEDGED
    if cue.negated and stance is Stance.DENIED:
        return Stance.HEDGED
    return stance


def _with_sentence_before(doc: Doc, layout: Layout, cue: Cue) -> tuple[tuple[int, int], ...]:
    """A cue alone in its sentence ('"Five died." Bali said.') speaks the sentence before."""
    if cue.position != "alone":
        return cue.contents
    unit = layout.units[cue.unit]
    if cue.unit == 0:
        return ()
    before = layout.units[cue.unit - 1]
    return ((before.start, before.end),) if before.paragraph == unit.paragraph and not before.headline else ()


def _span(doc: Doc, start: int, end: int) -> Span | None:
    while start < end and (doc[start].is_space or doc[start].text in (",", ":") or doc[start].lower_ == "that"):
        start += 1
    while end > start and (doc[end - 1].is_space or doc[end - 1].text in (",",)):
        end -= 1
    if start >= end:
        return None
    last = doc[end - 1]
    return Span(doc[start].idx, last.idx + len(last.text))


def _quoted(
    doc: Doc, layout: Layout, found: Sequence[tuple[Cue, SpeakerDraft]], contents: Sequence[_Content]
) -> list[_Content]:
    """Direct speech that runs past the sentence of its cue, and speech whose cue stands before or after it."""
    out: list[_Content] = []
    last: SayingDraft | None = None
    last_open = False
    last_end = -1
    for quotation in layout.quotations:
        span = _span(doc, quotation.start, quotation.end)
        if span is None:
            continue
        first_unit = layout.unit_at(quotation.start)
        last_unit = layout.unit_at(quotation.end - 1)
        if first_unit is None or last_unit is None:
            continue
        draft = next(
            (
                c.draft
                for c in contents
                if c.span.touches(span)
                and c.draft.cue is not None
                and c.draft.cue not in span
                and min(c.span.end, span.end) - max(c.span.start, span.start) > 0.2 * len(span)
            ),
            None,
        )
        if draft is None:
            draft = next(
                (
                    c.draft
                    for c in contents
                    if c.span.touches(span) and c.draft.cue is not None and c.draft.cue not in span
                ),
                None,
            )
        if draft is None:
            draft = _beside(
                layout, found, first_unit, last_unit, last, last_open or _adjoining(layout, last_end, quotation.start)
            )
        if draft is None:
            last, last_open, last_end = None, False, quotation.end
            continue
        if not any(c.draft.speaker == draft.speaker and span in c.span for c in contents):
            out.append(_Content(span, 0, replace(draft, content=span, stance=draft.stance), False))
        last, last_open, last_end = draft, quotation.open, quotation.end
    return out


def _adjoining(layout: Layout, end: int, start: int) -> bool:
    """True where a quotation ended shortly before in the same or the preceding paragraph."""
    if end < 0:
        return False
    before, here = layout.unit_at(max(0, end - 1)), layout.unit_at(start)
    if before is None or here is None:
        return False
    return here - before <= 1 and layout.units[here].paragraph - layout.units[before].paragraph <= 0


def _beside(
    layout: Layout,
    found: Sequence[tuple[Cue, SpeakerDraft]],
    first: int,
    last: int,
    before: SayingDraft | None,
    continued: bool,
) -> SayingDraft | None:
    if continued and before is not None:
        return before
    paragraph = layout.units[first].paragraph
    previous = [
        (c, s) for c, s in found if c.unit in (first, first - 1) and layout.units[c.unit].paragraph == paragraph
    ]
    following = [
        (c, s)
        for c, s in found
        if c.unit == last + 1 and c.position == "alone" and layout.units[c.unit].paragraph == paragraph
    ]
    chosen = following[0] if following else previous[-1] if previous else None
    if chosen is None:
        # the paragraph before ended with the same speaker's words
        earlier = [(c, s) for c, s in found if c.unit == first - 1]
        chosen = earlier[-1] if earlier else None
    if chosen is None:
        return None
    _cue, speaker = chosen
    return SayingDraft(
        speaker=speaker, content=speaker.span, cue=None, act=SpeechAct.SAID, stance=Stance.ASSERTED, via=None
    )
