"""The brief's figures: one line for what voices say alike, with what they said before; parts after their whole; notes."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date

from dateline.export.brief_phrases import (
    amount,
    is_one_name,
    place_words,
    short_day,
    span_words,
    speaker_words,
    stance_words,
    victim_words,
)
from dateline.export.brief_words import IN_BRACKETS, MAGNITUDES, MEASURE_ORDER, PART_WORDS
from dateline.join import accounts, standings
from dateline.join.counted import counted
from dateline.join.hit import without_the_dead
from dateline.join.places import own_place, spelled_as_known
from dateline.join.tolls import is_breakdown
from dateline.join.voices import Voices, body_voice
from dateline.join.wording import name_key
from dateline.model import Claim, Event, Place, ReportCard
from dateline.terms import CountSpan, Measure, PlacePrecision, Standing, VictimClass

__all__ = ["BriefFigure", "BriefNote", "BriefToll", "Notes", "counted_words", "event_tolls", "figures_apart"]


@dataclass(frozen=True, slots=True, kw_only=True)
class BriefNote:
    """A footnote: where a value stands. Offsets are raw characters of the report."""

    number: int
    report: str
    source: str
    published: date | None
    sentence: str
    start: int
    end: int
    copies: tuple[str, ...] = ()
    report_id: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class BriefFigure:
    """A figure as one voice states it last; voices that say the very same share a line, each with its note.

    ``earlier`` tells in words what the same voice said before ("12 on 26 Mar 2025"); ``breakdown`` marks a part of
    another figure; ``standing`` is a value of :class:`dateline.terms.Standing`.
    """

    measure: str
    amount: str
    victims: str
    speaker: str
    stance: str
    when: str
    where: str
    notes: tuple[int, ...]
    breakdown: bool = False
    standing: str = Standing.IN_FORCE.value
    earlier: str = ""
    low: int | None = None
    high: int | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class BriefToll:
    """All that is said of one measure of an event. ``state`` is "agreed", "disputed", "differs" or "one voice";
    ``words`` gives the number by the policy (``best``), and low and high where they are others; ``others`` are the numbers
    of the voices that say another one."""

    measure: str
    words: str
    state: str
    figures: tuple[BriefFigure, ...]
    best: int | None = None
    others: tuple[int, ...] = ()


def counted_words(figure: BriefFigure) -> str:
    """ "9 aid workers", "scores of men": number and people, without what stands in brackets."""
    number, victims = figure.amount.split(" (")[0], IN_BRACKETS.sub("", figure.victims)
    if number == "1" and is_one_name(victims):
        return victims
    link = " of " if victims and number.rpartition(" ")[2] in MAGNITUDES else " "
    return f"{number}{link}{victims}".strip()


@dataclass(slots=True)
class Notes:
    """Footnotes as they are made, each sentence once."""

    reports: Mapping[str, ReportCard]
    made: list[BriefNote] = field(default_factory=list)
    known: dict[tuple[str, int, int], int] = field(default_factory=dict)

    def place(self, place: Place | None, *, guess: bool = False) -> str:
        """A place in words, with ``guess`` as in :func:`place_words`; empty for an outlet that was taken for one."""
        if place is not None and place.precision is PlacePrecision.UNRESOLVED:
            key = name_key(place.name)
            if key and any(key in name_key(r.source.name) for r in self.reports.values()):
                return ""
        return place_words(spelled_as_known(place) if place is not None else None, guess=guess)

    def number(self, claim: Claim, copies: Sequence[str] = ()) -> int:
        """The number of a claim's sentence; ``copies`` are reports that repeat it."""
        words = claim.sentence or claim.evidence
        key = (claim.report_id, words.span.start, words.span.end)
        names = {self.reports[c].name if c in self.reports else c for c in copies}
        if key not in self.known:
            report = self.reports.get(claim.report_id)
            self.known[key] = len(self.made) + 1
            self.made.append(
                BriefNote(
                    number=self.known[key],
                    report=report.name if report else claim.report_id,
                    source=report.source.name if report else "",
                    published=report.day if report else None,
                    sentence=" ".join(words.quote.split()),
                    start=words.span.start,
                    end=words.span.end,
                    copies=tuple(sorted(names)),
                    report_id=claim.report_id,
                )
            )
        elif names:
            at = self.known[key] - 1
            note = self.made[at]
            self.made[at] = replace(note, copies=tuple(sorted({*note.copies, *names})))
        return self.known[key]


# ----------------------------------------------------------------------------------------------------- of an event


def event_tolls(event: Event, notes: Notes, copies: Mapping[str, str]) -> tuple[BriefToll, ...]:
    """The tolls of an event by measure. ``copies`` maps reports that are copies to what they copy."""
    by_measure: dict[Measure, list[Claim]] = {}
    for claim in event.figures:
        if claim.toll is not None:
            by_measure.setdefault(claim.toll.measure, []).append(claim)
    by_measure = {measure: _without_echoes(own, copies) for measure, own in by_measure.items()}
    stands = standings(event.figures, notes.reports, event.actors + event.targets)
    counts = without_the_dead(event.figures, notes.reports)
    return tuple(
        _toll(event, measure, by_measure[measure], notes, copies, stands, counts)
        for measure in sorted(by_measure, key=lambda m: MEASURE_ORDER.index(m.value))
    )


def _without_echoes(figures: Sequence[Claim], copies: Mapping[str, str]) -> list[Claim]:
    """Without what a copy gives under another name, though no original lacks it: the same number, or a loose word for it."""
    told = [c.toll for c in figures if c.toll is not None and c.report_id not in copies]
    numbers = {(t.low, t.high) for t in told}
    words = {(t.low, t.high, t.as_written.casefold()) for t in told}
    most = max((t.low or 0 for t in told), default=0)

    def echoes(claim: Claim) -> bool:
        toll = claim.toll
        if toll is None or claim.report_id not in copies or not told:
            return False
        loose = toll.low != toll.high and not any(ch.isdigit() for ch in toll.as_written)
        if (toll.low, toll.high, toll.as_written.casefold()) in words:
            return False  # the very words: its note names the copy
        return (toll.low, toll.high) in numbers or (loose and (toll.low or 0) <= most)

    return [c for c in figures if not echoes(c)]


def _toll(
    event: Event,
    measure: Measure,
    claims: Sequence[Claim],
    notes: Notes,
    copies: Mapping[str, str],
    stands: Mapping[str, Standing],
    counts: Sequence[Claim],
) -> BriefToll:
    """``stands`` says where each figure of the event stands, ``counts`` are its figures without those of the wounded who died."""
    reports, actors = notes.reports, event.actors + event.targets
    voices = Voices(claims, reports)
    labels = _labels(claims, voices, reports)
    told = accounts([c for c in counts if c.toll is not None and c.toll.measure is measure], reports, actors)
    superseded: dict[str, list[Claim]] = defaultdict(list)
    lines: dict[tuple[str, ...], list[Claim]] = defaultdict(list)
    for claim in claims:
        toll, voice = claim.toll, voices.of(claim)
        if toll is None:
            continue
        if stands[claim.id] is Standing.SUPERSEDED:
            superseded[voice].append(claim)
            continue
        part = (stands[claim.id] is Standing.PART or _is_part(claim)) and toll.high != 0
        key = (
            "part" if part else stance_words(claim),
            amount(toll),
            victim_words(toll) if part else _who_is_counted(claim),
            voice if part else "",
        )
        lines[key].append(claim)
    lines = _told_fully(lines, voices)
    shown = [
        _line(measure.value, same, labels, voices, stands, superseded, notes, copies, part=key[0] == "part")
        for key, same in lines.items()
    ]
    # What a voice said before and is shown with none of its lines stands for itself.
    spoken = {voices.of(c) for same in lines.values() for c in same}
    for voice, own in superseded.items():
        if voice not in spoken:
            shown.append(_line(measure.value, own[:1], labels, voices, stands, {}, notes, copies, part=False))
    numbers = {a.last.told for a in told}
    disputed = any(d.about.startswith(f"{measure}: ") for d in event.disputes)
    words, best = _chosen(event, measure)
    state = "one voice" if len(told) < 2 else "agreed" if len(numbers) == 1 else "differs"
    return BriefToll(
        measure=measure.value,
        words=words,
        state="disputed" if disputed else state,
        best=best,
        others=tuple(sorted({n for n in numbers if n is not None and n != best})),
        figures=tuple(line for _, line in sorted(shown, key=lambda item: item[0])),
    )


def _told_fully(lines: Mapping[tuple[str, ...], list[Claim]], voices: Voices) -> dict[tuple[str, ...], list[Claim]]:
    """Without the line of a number of which each voice says elsewhere whom it counts: "9" beside "9 terrorists" of one
    ministry."""
    out = dict(lines)
    for key, own in lines.items():
        stance, number, whom, _ = key
        if whom.strip() != VictimClass.UNKNOWN.value:
            continue
        fuller = [k for k in out if k != key and k[:2] == (stance, number) and k[2] != "things" and k[3] == key[3]]
        told = next((k for k in fuller if {voices.of(c) for c in own} <= {voices.of(c) for c in out[k]}), None)
        if told is not None:
            out[told] = [*out[told], *out.pop(key)]
    return out


_Order = tuple[bool, bool, int, int]


def _line(
    measure: str,
    same: Sequence[Claim],
    labels: Mapping[str, str],
    voices: Voices,
    stands: Mapping[str, Standing],
    superseded: Mapping[str, Sequence[Claim]],
    notes: Notes,
    copies: Mapping[str, str],
    *,
    part: bool,
) -> tuple[_Order, BriefFigure]:
    first = [c for c in same if c.report_id not in copies] or list(same[:1])
    copied = [c.report_id for c in same if c not in first]
    own = list(dict.fromkeys(voices.of(c) for c in first))
    shown = max(
        first, key=lambda c: (stands.get(c.id) is Standing.IN_FORCE, len(victim_words(c.toll)) if c.toll else 0)
    )
    earlier, before = [], []
    seen: set[int | None] = {shown.toll.low if shown.toll is not None else None}
    for voice in own:
        for claim in sorted(superseded.get(voice, ()), key=lambda c: _said(c, notes.reports)):
            if claim.toll is None or part:
                continue
            day = notes.reports[claim.report_id].published if claim.report_id in notes.reports else None
            number = claim.toll.low if claim.toll.low is not None else claim.toll.high
            if number not in seen:
                seen.add(number)
                earlier.append(f"{amount(claim.toll)} on {short_day(day.day)}" if day else amount(claim.toll))
                before.append(claim)
    toll = shown.toll
    size = (toll.low if toll.low is not None else toll.high or 0) if toll else 0
    line = BriefFigure(
        measure=measure,
        amount=amount(toll) if toll else "",
        victims=victim_words(toll) if toll else "",
        speaker=", ".join(dict.fromkeys(_label(first, v, voices, labels, notes.reports) for v in own)),
        stance=stance_words(shown),
        when=span_words(shown.when),
        where=notes.place(shown.place),
        notes=tuple(
            dict.fromkeys(
                [*(notes.number(c, copied if c is first[0] else ()) for c in first), *(notes.number(c) for c in before)]
            )
        ),
        breakdown=part,
        standing=Standing.PART.value if part else stands.get(shown.id, Standing.IN_FORCE).value,
        earlier=", ".join(earlier),
        low=toll.low if toll else None,
        high=toll.high if toll else None,
    )
    return (part, stance_words(shown) == "denied", -size, shown.evidence.span.start), line


def _label(
    claims: Iterable[Claim], voice: str, voices: Voices, labels: Mapping[str, str], reports: Mapping[str, ReportCard]
) -> str:
    """How a line names a voice: by the fullest name that its own claims give; a bare "hospital" by the event's fullest."""
    own = max((speaker_words(c, reports) for c in claims if voices.of(c) == voice), key=len, default="")
    return own if " " in own or own[:1].isupper() else labels.get(voice, own)


def _who_is_counted(claim: Claim) -> str:
    """Loosely: "12 people" and "12" are one line, "12 soldiers" another."""
    scope = counted(claim)
    return "things" if scope.class_ is None else f"{scope.class_.value} {scope.camp or ''}"


def _labels(claims: Sequence[Claim], voices: Voices, reports: Mapping[str, ReportCard]) -> dict[str, str]:
    """The fullest name of each voice."""
    out: dict[str, str] = {}
    for claim in claims:
        voice, name = voices.of(claim), speaker_words(claim, reports)
        if len(name) > len(out.get(voice, "")):
            out[voice] = name
    return out


def _said(claim: Claim, reports: Mapping[str, ReportCard]) -> tuple[date, int]:
    card = reports.get(claim.report_id)
    return (card.day if card else None) or date.max, claim.evidence.span.start


def _series_of(own: Sequence[Claim], reports: Mapping[str, ReportCard], copies: Mapping[str, str]) -> list[list[Claim]]:
    """A group in order of time. What a report says beside its first number is another count ("38 put out of action,
    21 of them captured"), none that it takes back: it stands for itself."""
    ordered = sorted(own, key=lambda c: _said_by(c, reports, copies))
    first: dict[str, Claim] = {}
    out: list[list[Claim]] = [[]]
    for claim in ordered:
        before = first.setdefault(claim.report_id, claim)
        if _told(before) == _told(claim):
            out[0].append(claim)
        else:
            out.append([claim])
    return out


def _said_by(claim: Claim, reports: Mapping[str, ReportCard], copies: Mapping[str, str]) -> tuple[date, int]:
    """When it was said: an undated copy stands with what it copies."""
    card = reports.get(claim.report_id)
    if (card is None or card.day is None) and (root := reports.get(copies.get(claim.report_id, ""))) is not None:
        return root.day or date.max, claim.evidence.span.start
    return _said(claim, reports)


def _is_part(claim: Claim) -> bool:
    """A figure that breaks another down, by the claim or by its words ("eight of the wounded")."""
    toll = claim.toll
    return is_breakdown(claim) or (
        toll is not None and bool(PART_WORDS.search(f"{toll.as_written} {toll.victims.words}"))
    )


def _chosen(event: Event, measure: Measure) -> tuple[str, int | None]:
    """What the policy makes of a measure: "14", "18 (9 to 31)"; empty where nobody gives a number."""
    lines = [line for line in event.tolls if line.measure is measure]
    line = next((x for x in lines if x.victim_class is None), lines[0] if lines else None)
    if line is None or line.best is None:
        return "", None
    low, best, high = line.low, line.best, line.high
    if high is None:
        return (f"at least {best:,}" if low == best else f"{best:,} ({low:,} and more)"), best
    return (f"{best:,} ({low:,} to {high:,})" if low != high else f"{best:,}"), best


# -------------------------------------------------------------------------------------------------- beside the events


_PEOPLE_MOVED = frozenset(
    {Measure.DISPLACED, Measure.EVACUATED, Measure.RETURNED, Measure.HOSTED, Measure.TRAPPED, Measure.PRESENT}
)


def figures_apart(claims: Iterable[Claim], notes: Notes, copies: Mapping[str, str]) -> tuple[BriefFigure, ...]:
    """Totals, stocks and what stands alone, as series: what one speaker says of one thing at one place is one line with
    its last number, and the former ones with the day on which they were said. Copies of a statement add nothing.
    """
    some = [c for c in claims if c.toll is not None]
    groups: dict[tuple[object, ...], list[Claim]] = defaultdict(list)
    voices = Voices(some, notes.reports)
    part_of: dict[str, list[Claim]] = defaultdict(list)
    ids = {c.id for c in some}
    for claim in some:
        toll = claim.toll
        if toll is None:
            continue
        if claim.part_of in ids:
            part_of[str(claim.part_of)].append(claim)
            continue
        voice = voices.of(claim)
        card = notes.reports.get(claim.report_id)
        if claim.attribution is None and card is not None and card.source.name not in ("", "unknown"):
            voice = body_voice(card.source.name)
        if not voice.startswith("who:"):  # "the hospital" of one report is another than that of the next
            voice = f"{voice}@{_origin(claim, notes.reports)}"
        scope = counted(claim)
        place = own_place(claim)
        where = name_key(place.resolved_name or place.name) if place else ""
        # Of those who flee, are sheltered or besieged it is the same people, whatever word stands for them.
        whom = scope.camp if toll.measure in _PEOPLE_MOVED and scope.class_ is not None else scope
        same = name_key(victim_words(toll)) if scope.class_ is None else ""
        # A count of something that happened once is no series.
        once = (claim.when.start if claim.when else None, toll.low) if toll.count_span is CountSpan.INCIDENT else ()
        groups[toll.measure, voice, whom, same, where, stance_words(claim) == "denied", once].append(claim)
    lines: list[list[BriefFigure]] = []
    joined = _joined(groups.values(), voices, notes.reports).values()
    for ordered in (s for own in joined for s in _series_of(own, notes.reports, copies)):
        last = ordered[-1]
        toll = last.toll
        if toll is None:
            continue
        parts = [p for c in ordered for p in part_of.get(c.id, ())]
        line = _apart_line(ordered, notes, copies)
        below = [replace(_apart_line([p], notes, copies), breakdown=True) for p in _each_once(parts)]
        lines.append([line, *below])
    largest: dict[tuple[str, str], int] = defaultdict(int)
    for head, *_ in lines:
        key = (head.measure, head.speaker)
        largest[key] = max(largest[key], _size(head))
    lines.sort(
        key=lambda own: (
            MEASURE_ORDER.index(own[0].measure),
            -largest[own[0].measure, own[0].speaker],
            own[0].speaker,
            -_size(own[0]),
        )
    )
    return tuple(line for own in lines for line in own)


def _size(figure: BriefFigure) -> int:
    return figure.low if figure.low is not None else figure.high or 0


def _origin(claim: Claim, reports: Mapping[str, ReportCard]) -> str:
    card = reports.get(claim.report_id)
    return card.root if card else claim.report_id


def _joined(groups: Iterable[list[Claim]], voices: Voices, reports: Mapping[str, ReportCard]) -> dict[int, list[Claim]]:
    """Groups that hold the same number of one lineage, or of one named voice from the same day on, are one: a copy, or a second
    quotation, whose words for the place were read otherwise."""
    out: dict[int, list[Claim]] = {}
    seen: dict[tuple[object, ...], int] = {}
    for number, own in enumerate(groups):
        keys: list[tuple[object, ...]] = []
        for claim in own:
            toll = claim.toll
            if toll is not None:
                keys.append((_origin(claim, reports), toll.measure, toll.low, toll.high, counted(claim)))
                since = claim.when.start if claim.when is not None else None
                if (voice := voices.of(claim)).startswith("who:") and since is not None and toll.low:
                    keys.append((voice, toll.measure, toll.low, since, counted(claim)))
        into = next((seen[k] for k in keys if k in seen), number)
        out.setdefault(into, []).extend(own)
        for key in keys:
            seen.setdefault(key, into)
    return out


def _apart_line(ordered: Sequence[Claim], notes: Notes, copies: Mapping[str, str]) -> BriefFigure:
    last = ordered[-1]
    now = amount(last.toll) if last.toll else ""
    same = [c for c in ordered if c.toll is not None and _told(c) == _told(last)]
    first = [c for c in same if c.report_id not in copies] or same[-1:]
    shown = first[-1]
    former: dict[str, Claim] = {}
    for claim in ordered:
        if claim.toll is not None and _told(claim) != _told(last):
            card = notes.reports.get(claim.report_id)
            day = f" on {short_day(card.published.day)}" if card and card.published else ""
            if day or not any(_told(c) == _told(claim) for c in former.values()):
                former.setdefault(f"{amount(claim.toll)}{day}", claim)
    toll = shown.toll
    copied = [c.report_id for c in same if c not in first]
    card = notes.reports.get(shown.report_id)
    when = span_words(shown.when) or (f"said {short_day(card.published.day)}" if card and card.published else "")
    return BriefFigure(
        measure=toll.measure.value if toll else "",
        amount=now,
        victims=victim_words(toll) if toll else "",
        speaker=speaker_words(shown, notes.reports),
        stance=stance_words(shown),
        when=when,
        where=notes.place(own_place(shown)),
        notes=tuple(
            dict.fromkeys([notes.number(shown, copied), *(notes.number(c) for c in [*first[:-1], *former.values()])])
        ),
        earlier=", ".join(former),
        low=toll.low if toll else None,
        high=toll.high if toll else None,
    )


def _told(claim: Claim) -> int | str | None:
    """The number that speaks for a figure; its words where it has none."""
    toll = claim.toll
    if toll is None:
        return None
    return toll.low if toll.low is not None else toll.high if toll.high is not None else toll.as_written


def _each_once(parts: Iterable[Claim]) -> list[Claim]:
    out: dict[tuple[str, str], Claim] = {}
    for part in parts:
        if part.toll is not None:
            out.setdefault((amount(part.toll), victim_words(part.toll)), part)
    return list(out.values())
