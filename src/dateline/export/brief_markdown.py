"""The brief as Markdown: the lead, events by day (the larger ones with every voice, the small ones in a line), notes."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from dateline.export.brief_figures import BriefFigure, BriefNote, BriefToll, counted_words
from dateline.export.brief_phrases import day_words, short_day
from dateline.export.brief_words import ALONE, kind_label

if TYPE_CHECKING:
    from dateline.export.brief import Brief, BriefEvent

__all__ = ["markdown", "note_words", "small_event_words", "told_by_tolls"]


def markdown(brief: Brief) -> str:
    """The whole page, footnotes included."""
    out = [f"# {brief.title}", "", *brief.summary, ""]
    for heading, lines in brief.lead:
        out += [f"**{heading}**", "", *[f"- {line}" for line in lines], ""]
    for day, events in brief.days:
        out += [f"## {day_words(day)}", ""]
        for event in (e for e in events if not e.short):
            out += [*_event(event), ""]
        small = [e for e in events if e.short]
        out += [_in_a_line(e) for e in small]
        out += [""] if small else []
    for heading, explanation, figures in brief.sections():
        if figures:
            out += [f"## {heading}", "", f"*{explanation}*", ""]
            out += [_figure(f, dated=True) for f in figures]
            out.append("")
    if brief.findings:
        out += ["## To look at", "", *[f"- {f}" for f in brief.findings], ""]
    out += ["## Notes", ""]
    out += [f"{n.number}. {note_words(n)}" for n in brief.notes]
    return "\n".join(out).rstrip() + "\n"


def note_words(note: BriefNote) -> str:
    """A footnote in one line."""
    published = f", {short_day(note.published)}" if note.published else ""
    known = note.source and note.source != "unknown"
    source = f" ({note.source}{published})" if known else (f" ({published[2:]})" if published else "")
    copies = f" · also in {', '.join(note.copies)}" if note.copies else ""
    return f"{note.report}{source}, characters {note.start}–{note.end}: “{note.sentence}”{copies}"


def _event(event: BriefEvent) -> list[str]:
    told = " · ".join(x for x in (event.kind, event.where, event.when, event.parties) if x)
    return [
        f"### {event.title}",
        "",
        f"{told}{_refs(event.notes)}",
        "",
        f"*{event.grade}: {event.support}* · `{event.id[:8]}`",
        "",
        *[line for toll in event.tolls for line in _toll(toll)],
        *[f"- **Disputed:** {d}" for d in event.disputes if not told_by_tolls(d, event)],
    ]


def told_by_tolls(dispute: str, event: BriefEvent) -> bool:
    """A dispute over a number is seen in its toll, where every voice has its line."""
    return any(t.state == "disputed" and dispute.startswith(f"{t.measure}: ") for t in event.tolls)


def _toll(toll: BriefToll) -> list[str]:
    whole = [f for f in toll.figures if not f.breakdown]
    parts = [f for f in toll.figures if f.breakdown]
    mark = f" – {toll.state}" if toll.state in ("agreed", "disputed") else ""
    if len(whole) == 1:
        out = [f"- {toll.measure}{mark}: {_said(whole[0])}"]
    else:
        out = [f"- {toll.measure}{mark}{f': {toll.words}' if toll.words else ''}"]
        out += [f"  - {_said(f)}" for f in whole]
    if parts:
        said = "; ".join(f"{f.amount} {f.victims}".strip() + f" — {f.speaker}{_refs(f.notes)}" for f in parts)
        out.append(f"  - in part: {said}")
    return out


def _said(figure: BriefFigure) -> str:
    victims = f" {figure.victims}" if figure.victims else ""
    stance = f" — *{figure.stance}*" if figure.stance else ""
    earlier = f" (earlier {figure.earlier})" if figure.earlier else ""
    return f"**{none_words(figure)}**{victims} — {figure.speaker}{stance}{earlier}{_refs(figure.notes)}"


def none_words(figure: BriefFigure) -> str:
    """The number; "nobody" for none of people, "none" for none of things."""
    return figure.amount if figure.amount != "0" else "none" if figure.measure in ("destroyed", "attacks") else "nobody"


def _in_a_line(event: BriefEvent) -> str:
    """A small event: its headline, what else is counted, who is in it."""
    refs = _refs(tuple(dict.fromkeys([*event.notes, *(n for t in event.tolls for f in t.figures for n in f.notes)])))
    tail = " · ".join(x for x in (small_event_words(event), _ids(event)) if x)
    return f"- **{event.title}**{refs}{f' · {tail}' if tail else ''}"


def small_event_words(event: BriefEvent) -> str:
    """What stands behind the headline of a small event: what else is counted, who is in it, its days, its grade."""
    counted = "; ".join(x for t in event.tolls if (x := _rest(t, event)))
    return " · ".join(x for x in (counted, event.beside, _parties(event), event.when, _grade(event)) if x)


def _rest(toll: BriefToll, event: BriefEvent) -> str:
    """What the headline does not hold: "of them 3 policemen; 4 houses destroyed"."""
    word = {"rescued": "freed"}.get(toll.measure, toll.measure)
    title = event.title.casefold()
    named = toll.measure in event.told
    out = []
    for f in toll.figures:
        said = counted_words(f)
        word = "" if f.victims == word else word
        if f.breakdown:
            out += [f"of them {said}"] if f.victims else []
        elif f.amount == "0":
            out.append(f"nobody {word}".strip())
        elif not named and not (said.casefold() in title and word in title):
            out.append(f"{said} {word}".strip())
    return ", ".join(out)


_ALONE = frozenset(kind_label(k) for k in ALONE)


def _parties(event: BriefEvent) -> str:
    """Those who are in it, where the headline does not name them already."""
    if event.told and event.kind in _ALONE:
        return ""  # those whom the headline counts
    title = event.title.casefold()
    kept = []
    for part in event.parties.split("; "):
        if part.casefold().startswith("against ") and (event.told or event.kind in _ALONE):
            continue  # those whom the headline counts, or to whom nobody did anything
        last = part.split()[-1:]
        if last and last[0].casefold() not in title:
            kept.append(part)
    line = "; ".join(kept)
    return line[:1].upper() + line[1:]


def _grade(event: BriefEvent) -> str:
    """A single voice is what a small event has; only another grade is worth a word."""
    return "" if event.grade == "weak" else event.grade


def _ids(event: BriefEvent) -> str:
    return " ".join(f"`{i[:8]}`" for i in (event.id, *event.same))


def _refs(notes: Sequence[int]) -> str:
    return "".join(f" [{n}]" for n in notes)


def _figure(figure: BriefFigure, *, dated: bool = False) -> str:
    indent = "  " if figure.breakdown else ""
    stance = f" — *{figure.stance}*" if figure.stance else ""
    context = ", ".join(x for x in (figure.where, figure.when) if x) if dated else ""
    victims = f" {figure.victims}" if figure.victims else ""
    earlier = f"; earlier {figure.earlier}" if figure.earlier else ""
    return (
        f"{indent}- {'of them' if figure.breakdown else figure.measure}: **{figure.amount}**{victims}"
        f"{f' ({context})' if context else ''}{earlier} — {figure.speaker}{stance}{_refs(figure.notes)}"
    )
