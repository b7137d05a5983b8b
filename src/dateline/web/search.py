"""Search over the words of reports and over events.

The words of reports are kept packed, so they are looked through report by report, the last that came first, for at
most a second or two; the page says how far it came, and the next one goes on from there. Nothing is left out in silence.
"""

from __future__ import annotations

import re
import time
from collections.abc import Mapping, Sequence

from dateline.store import Record, Wanted
from dateline.web.asked import MOST_CHARACTERS, asked_number
from dateline.web.told import Data, card_data, event_data

__all__ = ["patterns", "search", "snippet"]

_EVENTS = 15
_REPORTS = 25
_SECONDS = 1.5
_BATCH = 100
_AROUND = 90
_MOST_WORDS = 8


def search(record: Record, asked: Mapping[str, str], *, policy: str, seconds: float = _SECONDS) -> Data:
    """Events and reports that hold every word asked for; words in quotation marks must stand together."""
    query = " ".join(asked.get("q", "").split())[:MOST_CHARACTERS]
    looked_for = patterns(query)
    before = asked_number(asked, "before")
    out: Data = {"q": query, "events": [], "more_events": False, "reports": [], "looked_through": 0, "next": None}
    out["record"] = record.size()
    if not looked_for:
        return out
    if before is None:
        words = tuple(phrase or word for phrase, word in _terms(query))
        found = record.event_page(Wanted(words=words), limit=_EVENTS, policy=policy)
        cards = {c.id: c for c in record.cards(r for e in found.events for r in e.reports)}
        out["events"] = [event_data(e, cards) for e in found.events]
        out["more_events"] = found.next is not None
    until = time.monotonic() + seconds
    while True:
        batch = record.report_texts(before=before, limit=_BATCH)
        for item in batch:
            before = item.seq
            out["looked_through"] += 1
            text = f"{item.card.title}\n{item.clean}" if item.card.title else item.clean
            if all(p.search(text) for p in looked_for):
                out["reports"].append({**card_data(item.card), "snippet": snippet(item.clean, looked_for)})
                if len(out["reports"]) >= _REPORTS:
                    out["next"] = before
                    return out
        if len(batch) < _BATCH:
            return out
        if time.monotonic() > until:
            out["next"] = before
            return out


def _terms(query: str) -> list[tuple[str, str]]:
    return re.findall(r'"([^"]+)"|(\S+)', query)[:_MOST_WORDS]


def patterns(query: str) -> list[re.Pattern[str]]:
    """One pattern for each word or quoted phrase; any white space stands for a blank."""
    found = [(phrase or word).strip('"').split() for phrase, word in _terms(query)]
    return [re.compile(r"\s+".join(re.escape(w) for w in words), re.IGNORECASE) for words in found if words]


def snippet(text: str, looked_for: Sequence[re.Pattern[str]]) -> list[Data]:
    """The words around the first place where one of the patterns stands, in pieces; ``hit`` marks what was found."""
    first = min((m for p in looked_for if (m := p.search(text))), key=lambda m: m.start(), default=None)
    at = first.start() if first else 0
    start = text.rfind(" ", 0, max(0, at - _AROUND)) + 1 if at > _AROUND else 0
    end = text.find(" ", min(len(text), at + 2 * _AROUND))
    cut = text[start : end if end >= 0 else len(text)]
    hits = sorted((m.span() for p in looked_for for m in p.finditer(cut)), key=lambda s: (s[0], -s[1]))
    out: list[Data] = [{"text": "… ", "hit": False}] if start else []
    here = 0
    for a, b in hits:
        if a < here:
            continue
        out += [{"text": cut[here:a], "hit": False}, {"text": cut[a:b], "hit": True}]
        here = b
    out.append({"text": cut[here:] + (" …" if 0 <= end < len(text) else ""), "hit": False})
    return [piece for piece in out if piece["text"]]
