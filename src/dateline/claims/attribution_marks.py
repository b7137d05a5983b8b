"""The reader's own marks of source, cue and content, as sayings that the rules of syntax have passed over.

The rules come first: counted on development reports they name the speaker better than the marks do, while the marks
find sayings in words and orders that no rule foresees. A mark is taken where no saying of the rules covers its
content, where its source can speak and its cue is a word of the lexicon.
"""

from __future__ import annotations

from collections.abc import Sequence

from spacy.tokens import Doc, Span

from dateline.claims.attribution_clause import Clause, Cue
from dateline.claims.attribution_layout import Layout
from dateline.claims.attribution_sources import speakable
from dateline.claims.attribution_words import Entry, lexicon
from dateline.claims.rivals import rival_counts
from dateline.claims.syntax import is_name

__all__ = ["marked_cues", "rival_cues"]


def marked_cues(doc: Doc, layout: Layout, found: Sequence[Cue]) -> list[Cue]:
    """Sayings that only the reader marked, in order of the text."""
    if not all(group in doc.spans for group in ("sources", "cues", "contents")):
        return []
    covered = {i for cue in found for start, end in cue.contents for i in range(start, end)}
    spoken = {i for cue in found for i in range(*cue.cue)}
    sources = _by_number(doc, "sources")
    contents = _by_number(doc, "contents")
    out: list[Cue] = []
    for mark in doc.spans["cues"]:
        unit = layout.unit_at(mark.start)
        if mark.id == 0 or unit is None or mark.id not in sources or mark.id not in contents:
            continue
        if any(i in spoken for i in range(mark.start, mark.end)):
            continue
        entry = _entry(mark)
        source = sources[mark.id][0]
        stretch = (source.start, source.end)
        if entry is None or not speakable(doc, stretch) or all(t.dep_ == "amod" or t.pos_ == "ADJ" for t in mark):
            continue
        clause = Clause(doc, layout, lexicon(), unit, layout.units[unit])
        first = doc[source.start]
        if not clause.can_speak(stretch) or first.lower_ in ("i", "we", "you"):
            continue
        told = tuple(
            (c.start, c.end)
            for c in contents[mark.id]
            if sum(i in covered for i in range(c.start, c.end)) < 0.5 * (c.end - c.start)
        )
        if told:
            out.append(Cue(entry, unit, (mark.start, mark.end), stretch, told, "marked"))
    return out


def rival_cues(doc: Doc, layout: Layout, found: Sequence[Cue]) -> list[Cue]:
    """Tellers whose verb is left out ("… put the toll at 45, the opposition at 100"), with the other's verb for theirs."""
    out: list[Cue] = []
    said = lexicon().verb(("said",))
    for rival in rival_counts(doc):
        unit = layout.unit_at(rival.teller[0])
        if unit is None or not speakable(doc, rival.teller):
            continue
        over = [c for c in found if c.cue[0] <= rival.verb < c.cue[1]]
        entry = over[0].entry if over else said[0] if said is not None else None
        if entry is not None:
            cue = over[0].cue if over else (rival.verb, rival.verb + 1)
            out.append(Cue(entry, unit, cue, rival.teller, (rival.told,), "marked"))
    return out


def _by_number(doc: Doc, group: str) -> dict[int, list[Span]]:
    found: dict[int, list[Span]] = {}
    for span in doc.spans[group]:
        if span.id:
            found.setdefault(span.id, []).append(span)
    return found


def _entry(mark: Span) -> Entry | None:
    """The lexicon's entry for a marked cue: its first word that is one; negated cues and plans are none."""
    words = lexicon()
    lower = [t.lower_ for t in mark]
    acts = ("found", "find", "finds", "saw", "see", "sees", "heard", "hear", "show", "shows", "showed")
    if is_name(mark[0], mark.sent):
        return None
    follows = mark.doc[mark.end].lower_ if mark.end < len(mark.doc) else ""
    if any(w in acts for w in lower) and follows != "that":
        return None
    if (
        len(lower) == 1
        and mark[0].tag_ == "VBN"
        and not any(c.lower_ in ("has", "have", "had") for c in mark[0].children)
    ):
        return None  # "expected to recover"
    passive = any(t.tag_ == "VBN" and any(c.dep_ == "aux:pass" for c in t.children) for t in mark)
    if passive and "by" not in lower:
        return None  # "is accused of having ordered"
    if any(w in ("not", "n't", "never", "declined", "refused", "will", "would", "to") for w in lower):
        return None
    for position in range(len(lower)):
        hit = words.verb(tuple(lower[position:]))
        if hit is not None and hit[0].needs is None and hit[0].takes:
            return hit[0]
        if lower[position] in words.nouns:
            return words.nouns[lower[position]]
    if lower[:2] == ["according", "to"]:
        return words.phrases[0][1]
    return None
