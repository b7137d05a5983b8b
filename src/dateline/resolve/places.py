"""Which place a name means in this report, and which of its places a claim happened at.

All names of a report are weighed together: how prominent a place is, what the other names lie near, the countries
and divisions that they have in common, what stands beside the name ("Massasneh in the north of Hama province",
"Paris, Texas"), its kind word, and the dateline. One candidate clearly ahead, or the place stays open with all.
"""

from __future__ import annotations

import math
import re
from bisect import bisect_right
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from typing import Final

import numpy as np
import numpy.typing as npt

from dateline.model import Candidate, Claim, Evidence, Mention, Place, Reading
from dateline.resolve.countries import countries
from dateline.resolve.gazetteer import Entry, Form, Gazetteer
from dateline.resolve.names import name_key
from dateline.terms import ClaimType, CountSpan, MentionKind, PlacePrecision
from dateline.text import Span

__all__ = ["Resolved", "StoryPlaces"]

_Floats = npt.NDArray[np.float64]

_MOST_NAMES: Final = 48
_MOST_CANDIDATES: Final = 14
_NEAR_KM: Final = 120.0
# Weights of the evidence, set on the development half of LGL and GeoVirus (docs/gazetteer.md).
_W_PRIOR, _W_NEAR, _W_ADMIN, _W_COUNTRY, _W_BESIDE, _W_KIND, _W_DATELINE = 3.0, 1.2, 1.6, 1.2, 3.0, 0.8, 1.0
_AHEAD: Final = 0.45
_CARRY_SENTENCES: Final = 4
_TOTAL_SENTENCES: Final = 2
_LAND: Final = 0.5
_FAMOUS: Final = 0.78
_SEAT: Final = 0.4
_LARGE: Final = 0.6
_KIND_PRECISION: Final = {
    "site": PlacePrecision.POINT, "camp": PlacePrecision.TOWN, "town": PlacePrecision.TOWN, "city": PlacePrecision.TOWN,
    "capital": PlacePrecision.TOWN, "village": PlacePrecision.TOWN, "neighbourhood": PlacePrecision.TOWN,
    "admin2": PlacePrecision.ADMIN2, "admin1": PlacePrecision.ADMIN1, "region": PlacePrecision.REGION,
    "island": PlacePrecision.REGION, "mountain": PlacePrecision.REGION, "border": PlacePrecision.REGION,
    "water": PlacePrecision.REGION, "country": PlacePrecision.COUNTRY, "continent": PlacePrecision.REGION,
}  # fmt: skip
_RANK: Final = {
    "site": 0, "neighbourhood": 1, "quarter": 1, "camp": 2, "village": 2, "town": 2, "city": 2, "capital": 2, "admin2": 4, "island": 4,
    "mountain": 4, "border": 5, "water": 5, "admin1": 6, "region": 7, "direction": 7, "country": 8, "continent": 9,
}  # fmt: skip
# Kinds of the gazetteer that a tag of the mention agrees with.
_AGREES: Final = {
    "town": frozenset({"town", "city", "capital", "village", "neighbourhood"}),
    "quarter": frozenset({"neighbourhood", "town"}), "camp": frozenset({"camp"}),
    "admin1": frozenset({"admin1"}), "admin2": frozenset({"admin2"}), "region": frozenset({"region", "island", "admin1"}),
    "water": frozenset({"water"}), "mountain": frozenset({"mountain", "region"}),
}  # fmt: skip
_LINK: Final = re.compile(
    r"^(?:\s*,\s*|\s*\(|\s+(?:in|of|at|near|under)\s+)(?:(?:the|a|in|on|of|at|near|an?|its|northern|southern|eastern|western|central|north|south|east|west|"
    r"north-?east(?:ern)?|north-?west(?:ern)?|south-?east(?:ern)?|south-?west(?:ern)?|far|rural|outskirts|part|parts|capital|province|"
    r"district|state|region|governorate|county|city|town|village|suburb|department|municipality|area|under|\w+ly|restive|troubled|oil-rich|"
    r"war-torn|insurgency-hit|volatile|neighbouring|neighboring)\s+)*$",
    re.IGNORECASE,
)


_DIRECTED: Final = re.compile(
    r"(?:the\s+)?(?:far\s+)?(?:north|south|east|west|central|upper|lower|rural|greater)?-?(?:north|south|east|west|central|rural|greater)?(?:ern)?\s+",
    re.IGNORECASE,
)
# "the camp", "the city": the place of that kind that was named last.
_DEFINITE: Final = re.compile(
    r"\b(?:the|this|that)\s+(?P<kind>camp|village|town|city|district|province|state|island|neighbou?rhood)\b(?!\s+(?:of|and)\b)",
    re.IGNORECASE,
)
_DEFINITE_KINDS: Final = {
    "camp": ("camp",), "village": ("village", "town"), "town": ("town", "village"), "city": ("city", "town", "capital"),
    "district": ("admin2",), "province": ("admin1",), "state": ("admin1",), "island": ("island",), "neighborhood": ("quarter", "neighbourhood"),
}  # fmt: skip


@cache
def _adjectives() -> tuple[re.Pattern[str], Mapping[str, str]]:
    """A pattern of the adjectives of all countries, and the country of each."""
    by_word = {a.casefold(): c.iso for c in countries().values() for a in c.adjectives}
    longest = sorted(by_word, key=len, reverse=True)
    return re.compile(rf"\b(?:{'|'.join(re.escape(w) for w in longest)})\b", re.IGNORECASE), by_word


@dataclass(frozen=True, slots=True)
class Resolved:
    """What a name means in this report: the candidates with scores, the best first, and whether it is clear."""

    name: str
    candidates: tuple[tuple[Entry, float, tuple[str, ...]], ...]
    clear: bool

    @property
    def best(self) -> Entry | None:
        return self.candidates[0][0] if self.candidates else None


class StoryPlaces:
    """The places of one report."""

    def __init__(self, reading: Reading, gazetteer: Gazetteer) -> None:
        self._reading = reading
        self._gazetteer = gazetteer
        self._text = reading.doc.text
        self._bares: dict[tuple[int, int], str] = {}
        self._parts: set[tuple[int, int]] = set()
        self.mentions = [m for m in reading.mentions if m.kind is MentionKind.PLACE]
        self._starts = [sent.start_char for sent in reading.doc.sents] or [0]
        self._demonyms = self._demonym_countries()
        names: dict[str, list[Mention]] = {}
        for mention in self.mentions:
            names.setdefault(self._bare(mention), []).append(mention)
        self._resolved = _weigh(names, self._gazetteer, self._beside(), self._demonyms, reading.report.source.country)

    # ------------------------------------------------------------------------------------------------------ names

    def _bare(self, mention: Mention) -> str:
        """The name by which a mention is looked up: with its kind word where the gazetteer has it so ("Kansas City",
        "Hama province", "Laurel County"), else without."""
        key = (mention.span.start, mention.head.end)
        if key not in self._bares:
            head = re.sub(r"\s+", " ", self._text[mention.head.start : mention.head.end]).strip()
            whole = re.sub(r"\s+", " ", mention.words).strip()
            known = whole != head and "direction" not in mention.label.split() and self._knows(whole)
            name = whole if known else head
            if (
                not known
                and (lead := _DIRECTED.match(name))
                and not self._knows(name)
                and self._knows(name[lead.end() :])
            ):
                name = name[lead.end() :]  # "Northern Syria": no name of its own, but a part of one
                self._parts.add(key)
            self._bares[key] = name
        return self._bares[key]

    def _knows(self, name: str) -> bool:
        return any(e.form != Form.SOUND for e in self._gazetteer.entries(name))

    def _demonym_countries(self) -> Mapping[str, float]:
        """How often the report uses the adjective of each country ("Syrian", "Sri Lankan")."""
        counts: dict[str, float] = {}
        for word in _adjectives()[0].finditer(self._text):
            if word.group()[0].isupper():
                iso = _adjectives()[1][word.group().casefold()]
                counts[iso] = counts.get(iso, 0.0) + 1.0
        return counts

    def _beside(self) -> dict[str, set[str]]:
        """Names that stand right after a name as what it lies in ("Paris, Texas"; "X in the north of Y province")."""
        pairs: dict[str, set[str]] = {}
        for first, second in zip(self.mentions, self.mentions[1:], strict=False):
            between = self._text[first.span.end : second.span.start]
            if len(between) < 60 and (_LINK.match(between) or _LINK.match(between + " ")):
                pairs.setdefault(self._bare(first), set()).add(self._bare(second))
        return pairs

    def resolved(self, mention: Mention) -> Resolved:
        """What a place mention of this report means."""
        return self._resolved.get(self._bare(mention)) or Resolved(self._bare(mention), (), False)

    def point(self, entry: Entry) -> tuple[float, float] | None:
        """Where a place lies; of a division without a middle of its own, the middle of the report's towns in it."""
        if entry.lat is not None and entry.lon is not None:
            return entry.lat, entry.lon
        company = {
            r.best.id: r.best
            for r in self._resolved.values()
            if r.best is not None
            and r.best.kind == "town"
            and (r.best.country, r.best.admin1) == (entry.country, entry.admin1)
        }
        known = [(e.lat, e.lon) for e in company.values() if e.lat is not None and e.lon is not None]
        if not known:
            return self._gazetteer.admin1_middle(entry.country, entry.admin1)
        return sum(lat for lat, _ in known) / len(known), sum(lon for _, lon in known) / len(known)

    def countries(self) -> dict[str, float]:
        """How much of the report each country has, by ISO code; the shares sum to 1."""
        weights = dict(self._demonyms)
        for mention in self.mentions:
            best = self.resolved(mention).best
            if best is not None and best.country:
                weights[best.country] = weights.get(best.country, 0.0) + (
                    2.0 if "dateline" in mention.label.split() else 1.0
                )
        total = sum(weights.values())
        return (
            {iso: weight / total for iso, weight in sorted(weights.items(), key=lambda i: (-i[1], i[0]))}
            if total
            else {}
        )

    # ----------------------------------------------------------------------------------------------------- claims

    def for_claim(self, claim: Claim, at: Span, event: Place | None) -> Place | None:
        """Where a claim happened. ``at`` is its clean clause; ``event`` the place of the event that it belongs to."""
        given = [m for m in claim.place_mentions if not self._passing(m, at)]
        if (meant := self._definite(given, at)) is not None:
            return self._place(meant)
        if given:
            return self._place(self._narrowest(given, at))
        if event is not None:
            return event
        span = claim.toll.count_span if claim.toll is not None else CountSpan.INCIDENT
        if claim.type is ClaimType.FIGURE and span not in (CountSpan.INCIDENT, CountSpan.STOCK):
            near = self._near_before(at, _TOTAL_SENTENCES)
            return self._place(near) if near is not None else self._land()
        carried = self._carried(at)
        if carried is None:
            return self._land()
        return self._place(carried)

    def _definite(self, given: Sequence[Mention], at: Span) -> Mention | None:
        """What "the camp" or "the city" means in a clause that names no place itself: the one that was named last."""
        sentence = max(0, bisect_right(self._starts, at.start) - 1)
        if any(self._sentence(m) == sentence for m in given[:3]):
            return None
        end = self._starts[sentence + 1] if sentence + 1 < len(self._starts) else len(self._text)
        found = _DEFINITE.search(self._text, self._starts[sentence], end)
        if found is None:
            return None
        kinds = _DEFINITE_KINDS[found["kind"].lower().replace("neighbour", "neighbor")]
        for mention in reversed([m for m in self.mentions if m.span.start < found.start()]):
            best, tags = self.resolved(mention).best, self._tags(mention)
            if set(kinds) & set(tags) or (
                best is not None and best.kind in kinds and not {"quarter", "site", "camp"} & set(tags)
            ):
                return mention
        return None

    def _passing(self, mention: Mention, at: Span) -> bool:
        """A place far off, or one of another sentence that somebody only came from, went to or spoke for."""
        if "distant" in self._tags(mention):
            return True
        sentence = max(0, bisect_right(self._starts, at.start) - 1)
        passing = bool({"from", "speaks"} & set(self._tags(mention))) or mention.words.lower().endswith(
            "police station"
        )
        return self._sentence(mention) != sentence and passing

    def _land(self) -> Place | None:
        """The country that the whole report is about, where it names no place of its own for what happened."""
        shares = self.countries()
        iso = next(iter(shares), None)
        if iso is None or shares[iso] < _LAND or iso not in countries():
            return None
        land = countries()[iso]
        return Place(
            name=land.name,
            precision=PlacePrecision.COUNTRY,
            gazetteer_id=f"country:{iso}",
            resolved_name=land.name,
            country=iso,
            lat=land.lat,
            lon=land.lon,
            score=round(shares[iso], 4),
        )

    def _tags(self, mention: Mention) -> list[str]:
        """The mention's tags; ``direction`` is added where only a part of the named place is meant."""
        tags = mention.label.split()
        self._bare(mention)
        return [*tags, "direction"] if (mention.span.start, mention.head.end) in self._parts else tags

    def _rank(self, mention: Mention) -> int:
        """How narrow a mention is: 0 a site, 2 a town … 8 a country."""
        tags = self._tags(mention)
        if "site" in tags:
            return 0
        best = self.resolved(mention).best
        if "direction" in tags and best is not None and best.kind in ("country", "admin1", "region"):
            return _RANK[best.kind] - 1
        for tag in tags:
            if tag in ("camp", "town", "quarter", "admin2", "admin1", "region", "mountain", "water"):
                return _RANK[tag]
        return _RANK.get(best.kind, 2) if best is not None else 3

    def _narrowest(self, given: Sequence[Mention], at: Span) -> Mention:
        """The best-ranked mention, or, where it is wider than a town, a narrower one of its sentence that lies in it."""
        top = given[0]
        if not top.span.touches(at):
            inside = [m for m in given if m.span in at and not {"from", "speaks", "modifier"} & set(self._tags(m))]
            top = inside[0] if inside else top
        rank = self._rank(top)
        if "dateline" in self._tags(top):
            return min(
                (m for m in self.mentions if "dateline" in self._tags(m)), key=lambda m: (self._rank(m), m.span.start)
            )
        if rank <= 2:
            return top
        options = [m for m in given if m is not top and self._sentence(m) == self._sentence(top)]
        options += [m for m in self.mentions if m not in options and m is not top and self._joined(m, top)]
        if self._sentence(top) != bisect_right(self._starts, at.start) - 1:
            # Carried over and wide: the place of the dateline, where it lies in it, says more.
            options += [m for m in self.mentions if "dateline" in self._tags(m) and m is not top]
        options = [m for m in options if self._joined(m, top) or not {"from", "speaks", "near"} & set(self._tags(m))]
        for mention in sorted(options, key=lambda m: (self._rank(m), abs(m.span.start - at.start))):
            if self._rank(mention) < rank and "speaks" not in self._tags(mention) and self._within(mention, top):
                return mention
        return top

    def _sentence(self, mention: Mention) -> int:
        return bisect_right(self._starts, mention.span.start) - 1

    def _joined(self, inner: Mention, outer: Mention) -> bool:
        """True for "inner, outer" and "inner in outer"."""
        if not 0 <= outer.span.start - inner.span.end < 60:
            return False
        between = self._text[inner.span.end : outer.span.start]
        return bool(_LINK.match(between) or _LINK.match(between + " "))

    def _within(self, inner: Mention, outer: Mention) -> bool:
        if self._joined(inner, outer):
            return True
        a, b = self.resolved(inner).best, self.resolved(outer).best
        if a is None or b is None:
            return b is not None and b.kind == "country" and self._sentence(inner) == self._sentence(outer)
        return _lies_in(a, b)

    def _usable(self) -> list[Mention]:
        return [m for m in self.mentions if not {"speaks", "from", "modifier", "distant"} & set(self._tags(m))]

    def _near_before(self, at: Span, reach: int) -> Mention | None:
        """The narrowest place of the sentence, or of the nearest one before it that has any, ``reach`` back at most."""
        sentence = max(0, bisect_right(self._starts, at.start) - 1)
        near = [m for m in self._usable() if 0 <= sentence - self._sentence(m) <= reach and m.span.start < at.end]
        if not near:
            return None
        last = max(self._sentence(m) for m in near)
        return min((m for m in near if self._sentence(m) == last), key=lambda m: (self._rank(m), m.span.start))

    def _carried(self, at: Span) -> Mention | None:
        """The place where the text dwells: of the sentences before, else the report's main place."""
        near = self._near_before(at, _CARRY_SENTENCES)
        if near is not None:
            return near
        usable = self._usable()
        lead = [m for m in usable if self._sentence(m) <= _CARRY_SENTENCES] or [
            m for m in self.mentions if "dateline" in self._tags(m)
        ]
        return min(lead, key=lambda m: (self._rank(m) > 5, m.span.start)) if lead else None

    def _place(self, mention: Mention) -> Place:
        """The place of a mention, with what the report names around it."""
        tags, resolved = self._tags(mention), self.resolved(mention)
        best, score = resolved.best, resolved.candidates[0][1] if resolved.candidates else 0.0
        words = self._words(mention, best)
        around = self._around(mention)
        evidence = Evidence.of(self._reading.report, mention.span)
        if "site" in tags:
            town = self._town_of(mention, around)
            town_best = self.resolved(town).best if town is not None else None
            name = (
                f"{words}, {self._words(town, town_best)}"
                if town is not None and name_key(self._words(town, town_best)) not in name_key(words)
                else words
            )
            clear = town is not None and self.resolved(town).clear
            return Place(
                name=name,
                precision=PlacePrecision.POINT if clear else PlacePrecision.UNRESOLVED,
                gazetteer_id=town_best.id if clear and town_best else None,
                resolved_name=town_best.name if clear and town_best else None,
                country=town_best.country if town_best else None,
                admin1=self._admin1(town_best),
                lat=town_best.lat if clear and town_best else None,
                lon=town_best.lon if clear and town_best else None,
                score=self.resolved(town).candidates[0][1] if town is not None and town_best else 0.0,
                words=evidence,
                within=tuple(self._words(m, self.resolved(m).best) for m in around if m is not town),
            )
        within = tuple(dict.fromkeys(self._words(m, self.resolved(m).best) for m in around))
        candidates = tuple(e.candidate(s, r) for e, s, r in resolved.candidates[:6])
        if best is None or not resolved.clear:
            return Place(
                name=words,
                candidates=candidates,
                within=within,
                words=evidence,
                country=self._common_country(candidates),
            )
        precision = _KIND_PRECISION.get(best.kind, PlacePrecision.TOWN)
        lat, lon = best.lat, best.lon
        if "direction" in tags and best.kind in ("country", "admin1", "region"):
            precision, lat, lon = PlacePrecision.REGION, None, None
        elif "near" in tags and precision in (PlacePrecision.TOWN, PlacePrecision.POINT):
            precision = PlacePrecision.NEAR
        return Place(
            name=words,
            precision=precision,
            gazetteer_id=best.id,
            resolved_name=best.name,
            country=best.country,
            admin1=self._admin1(best),
            lat=lat,
            lon=lon,
            score=score,
            within=within,
            candidates=candidates,
            words=evidence,
        )

    def _words(self, mention: Mention, best: Entry | None) -> str:
        """The report's words for a place, fit to print: capitals of cables set down, a kind word kept for divisions."""
        tags = self._tags(mention)
        span = mention.head
        if (
            "site" in tags
            or "direction" in tags
            or any(t in tags for t in ("admin1", "admin2", "region", "water", "mountain"))
        ):
            span = mention.span
        words = re.sub(r"\s+", " ", self._text[span.start : span.end]).strip()
        if best is not None and best.kind == "country" and "direction" not in tags:
            return words if not (words.isupper() and len(words) > 4 and "." not in words) else best.name
        return (
            words.title().replace("’S", "’s").replace("'S", "'s")
            if words.isupper() and len(words) > 3 and "." not in words
            else words
        )

    def _admin1(self, best: Entry | None) -> str | None:
        return self._gazetteer.admin1_name(best.country, best.admin1) if best is not None else None

    def _around(self, mention: Mention) -> list[Mention]:
        """The wider places that follow a name directly ("X, Y province, Z"), narrowest first."""
        index = self.mentions.index(mention) if mention in self.mentions else len(self.mentions)
        chain: list[Mention] = []
        inner = mention
        for outer in self.mentions[index + 1 : index + 4]:
            if not self._joined(inner, outer) or self._rank(outer) < self._rank(inner):
                break
            chain.append(outer)
            inner = outer
        return chain

    def _town_of(self, site: Mention, around: Sequence[Mention]) -> Mention | None:
        """The town that a site lies in: named right after, in its sentence, or the town that the text dwells on."""
        towns = [
            m
            for m in self.mentions
            if self._rank(m) == 2 and not {"site", "modifier"} & set(self._tags(m)) and self.resolved(m).clear
        ] or [
            m
            for m in self.mentions
            if self._rank(m) == 2 and "site" not in self._tags(m) and self.resolved(m).best is not None
        ]
        for mention in around:
            if mention in towns:
                return mention
        sentence = self._sentence(site)
        same = [m for m in towns if self._sentence(m) == sentence]
        if same:
            return min(same, key=lambda m: abs(m.span.start - site.span.start))
        before = [m for m in towns if m.span.start < site.span.start]
        if before and sentence - self._sentence(before[-1]) <= 2:
            return before[-1]
        counts: dict[str, int] = {}
        for m in towns:
            counts[self._bare(m)] = counts.get(self._bare(m), 0) + 1
        return max(towns, key=lambda m: (counts[self._bare(m)], -m.span.start)) if towns else None

    @staticmethod
    def _common_country(candidates: Sequence[Candidate]) -> str | None:
        found = {c.country for c in candidates[:5]}
        return found.pop() if len(found) == 1 else None


def _lies_in(inner: Entry, outer: Entry) -> bool:
    """True where the gazetteer has one place within the other."""
    if outer.kind == "country":
        return inner.country == outer.country and inner.kind != "country"
    if outer.kind == "admin1" and outer.admin1 is not None:
        return (
            inner.country == outer.country and inner.admin1 == outer.admin1 and inner.kind not in ("country", "admin1")
        )
    if outer.country is not None and inner.country is not None and inner.country != outer.country:
        return False
    if (
        outer.lat is None
        or outer.lon is None
        or inner.lat is None
        or inner.lon is None
        or inner.kind in ("country", "admin1")
    ):
        return False
    reach = {"region": 250.0, "continent": 4000.0, "admin2": 60.0, "admin1": 110.0, "town": 25.0, "city": 30.0}.get(
        outer.kind, 20.0
    )
    return _kilometres(inner.lat, inner.lon, outer.lat, outer.lon) <= reach


def _kilometres(lat1: float, lon1: float, lat2: float, lon2: float) -> float:
    a, b = math.radians(lat1), math.radians(lat2)
    h = math.sin((b - a) / 2) ** 2 + math.cos(a) * math.cos(b) * math.sin(math.radians(lon2 - lon1) / 2) ** 2
    return 12742.0 * math.asin(math.sqrt(min(1.0, h)))


# ---------------------------------------------------------------------------------------------- weighing together


def _weigh(
    names: Mapping[str, Sequence[Mention]],
    gazetteer: Gazetteer,
    beside: Mapping[str, set[str]],
    demonyms: Mapping[str, float],
    home: str | None,
) -> dict[str, Resolved]:
    """All names of a report weighed together."""
    ordered = sorted(names, key=lambda n: (-len(names[n]), n))[:_MOST_NAMES]
    ordered.sort(key=lambda n: names[n][0].span.start)
    entries: list[Entry] = []
    owner: list[int] = []
    options = [_candidates(gazetteer, name, names[name]) for name in ordered]
    lands = {e.country for found in options for e in found[:2] if e.form != Form.SOUND} | set(demonyms) | {home}
    for index, found in enumerate(options):
        # A likeness of sound alone counts only in a country that the report speaks of.
        for entry in [e for e in found if e.form != Form.SOUND or e.country in lands][:_MOST_CANDIDATES]:
            entries.append(entry)
            owner.append(index)
    if not entries:
        return {name: Resolved(name, (), False) for name in ordered}
    owners = np.array(owner)
    prior = np.array([e.prior() for e in entries])
    share = prior**2 / np.maximum(np.bincount(owners, weights=prior**2)[owners], 1e-9)
    scores = _W_PRIOR * prior
    scores += _W_NEAR * _nearness(entries, owners, share, len(ordered))
    country, admin = _company(entries, owners, share, len(ordered), demonyms, home)
    scores += _W_COUNTRY * country + _W_ADMIN * admin
    reasons: list[list[str]] = [[] for _ in entries]
    by_name = {name: [i for i in range(len(entries)) if owner[i] == n] for n, name in enumerate(ordered)}
    for i, entry in enumerate(entries):
        mentions = names[ordered[owner[i]]]
        tags = {t for m in mentions for t in m.label.split()}
        if any(entry.kind in _AGREES[t] for t in tags if t in _AGREES):
            scores[i] += _W_KIND
            reasons[i].append(
                f"the text calls it a {next(t for t in tags if t in _AGREES and entry.kind in _AGREES[t])}"
            )
        elif any(t in ("town", "admin1", "admin2") for t in tags):
            scores[i] -= _W_KIND
        elif entry.kind == "admin1" and any(
            other.kind == "town"
            and other.country == entry.country
            and other.admin1 == entry.admin1
            and other.prior() > _SEAT
            for other in (entries[j] for j in by_name[ordered[owner[i]]])
        ):
            scores[i] -= _W_KIND  # of a town and the division named after it the bare name means the town
        if "dateline" in tags and entry.kind in ("town", "city", "capital", "village", "country"):
            scores[i] += 0.2 * _W_DATELINE
    for name, outers in beside.items():
        for i in by_name.get(name, ()):
            for outer in outers:
                if any(
                    _lies_in(entries[i], entries[j])
                    for j in by_name.get(outer, ())
                    if entries[j].kind in ("country", "admin1", "region")
                    or entries[j].population > entries[i].population
                ):
                    scores[i] += _W_BESIDE
                    reasons[i].append(f"the text puts it in {outer}")
                    break
        for outer in outers:
            for j in by_name.get(outer, ()):
                if entries[j].kind in ("country", "admin1", "region") and any(
                    _lies_in(entries[i], entries[j]) for i in by_name.get(name, ())
                ):
                    scores[j] += 0.6 * _W_BESIDE
                    reasons[j].append(f"the text puts {name} in it")
    lead = _leading(ordered, by_name, entries, scores, demonyms)
    return {
        name: _decided(
            name,
            [(entries[i], float(scores[i]), _why(entries[i], country[i], admin[i], reasons[i])) for i in by_name[name]],
            lead,
        )
        for name in ordered
    }


def _candidates(gazetteer: Gazetteer, name: str, mentions: Sequence[Mention]) -> list[Entry]:
    tags = {t for m in mentions for t in m.label.split()}
    found = gazetteer.entries(name)
    if name.isupper() and len(name) <= 3:
        return [e for e in found if e.kind in ("country", "admin1", "region")]
    if "site" in tags:
        return [e for e in found if e.form == Form.MAIN and e.population == 0]
    return list(found)


def _nearness(entries: Sequence[Entry], owners: npt.NDArray[np.int_], share: _Floats, count: int) -> _Floats:
    """For each candidate, how much of the report's other names has a likely candidate close by, 0 to about 1."""
    known = np.array([e.lat is not None and e.kind not in ("country", "continent") for e in entries])
    lat = np.radians(np.array([e.lat if e.lat is not None else 0.0 for e in entries]))
    lon = np.radians(np.array([e.lon if e.lon is not None else 0.0 for e in entries]))
    half = np.sin((lat[:, None] - lat[None, :]) / 2) ** 2
    half += np.cos(lat)[:, None] * np.cos(lat)[None, :] * np.sin((lon[:, None] - lon[None, :]) / 2) ** 2
    kernel = np.exp(-12742.0 * np.arcsin(np.sqrt(np.minimum(1.0, half))) / _NEAR_KM)
    kernel *= known[:, None] * known[None, :] * share[None, :]
    kernel[owners[:, None] == owners[None, :]] = 0.0
    starts = np.flatnonzero(np.r_[True, owners[1:] != owners[:-1]])
    best = np.maximum.reduceat(kernel, starts, axis=1)
    total: _Floats = best.sum(axis=1) / max(1.0, min(4.0, count - 1.0))
    return np.minimum(total, 1.2)


def _company(
    entries: Sequence[Entry],
    owners: npt.NDArray[np.int_],
    share: _Floats,
    count: int,
    demonyms: Mapping[str, float],
    home: str | None,
) -> tuple[_Floats, _Floats]:
    """For each candidate, how much of the other names may lie in its country, and in its first-level division."""
    places: dict[str, _Floats] = {}
    for i, entry in enumerate(entries):
        for key in _memberships(entry):
            row = places.setdefault(key, np.zeros(count))
            row[owners[i]] = max(row[owners[i]], share[i])
    most = sum(demonyms.values()) or 1.0
    country, admin = np.zeros(len(entries)), np.zeros(len(entries))
    others = max(1.0, count - 1.0)
    for i, entry in enumerate(entries):
        if entry.country is None:
            continue
        row = places[entry.country]
        country[i] = (row.sum() - row[owners[i]]) / others + 0.6 * demonyms.get(entry.country, 0.0) / most
        if home is not None and entry.country == home:
            country[i] += 0.3
        if entry.admin1 is not None:
            row = places[f"{entry.country}.{entry.admin1}"]
            admin[i] = (row.sum() - row[owners[i]]) / max(1.0, min(4.0, others))
    return country, np.minimum(admin, 1.2)


def _memberships(entry: Entry) -> tuple[str, ...]:
    if entry.country is None:
        return ()
    return (entry.country, f"{entry.country}.{entry.admin1}") if entry.admin1 is not None else (entry.country,)


def _why(entry: Entry, country: float, admin: float, told: Sequence[str]) -> tuple[str, ...]:
    reasons = list(told)
    if entry.population > 100_000 and entry.kind == "town":
        reasons.append(f"{entry.population:,} people live there")
    if admin > 0.3:
        reasons.append("other places of the report lie in the same division")
    elif country > 0.3:
        reasons.append("other places of the report lie in the same country")
    if entry.form == 4:
        reasons.append("the name sounds the same")
    return tuple(reasons)


def _leading(
    ordered: Sequence[str],
    by_name: Mapping[str, Sequence[int]],
    entries: Sequence[Entry],
    scores: _Floats,
    demonyms: Mapping[str, float],
) -> frozenset[str]:
    """The countries that the report speaks of: by their names and adjectives, and by two or more of its places."""
    places: dict[str, int] = {}
    for name in ordered:
        if by_name[name]:
            best = entries[max(by_name[name], key=lambda i: scores[i])]
            if best.country:
                places[best.country] = places.get(best.country, 0) + (2 if best.kind in ("country", "admin1") else 1)
    return frozenset({iso for iso, n in places.items() if n >= 2} | set(demonyms))


def _decided(name: str, weighed: list[tuple[Entry, float, tuple[str, ...]]], lead: frozenset[str]) -> Resolved:
    """The candidates by score, scores turned into shares; clear where one is well ahead of what lies elsewhere."""
    if not weighed:
        return Resolved(name, (), False)
    top = max(score for _, score, _ in weighed)
    shares = [(entry, math.exp(2.0 * (score - top)), why) for entry, score, why in weighed]
    total = sum(s for _, s, _ in shares)
    ranked = sorted(((e, round(s / total, 4), w) for e, s, w in shares), key=lambda r: (-r[1], r[0].id))
    best = ranked[0][0]
    # Two entries of one spot (a town and the district of its name) do not contradict each other.
    agreed = sum(s for e, s, _ in ranked if e is best or _same_spot(e, best))
    # A small town in a country that the report does not speak of is a namesake more often than not.
    strange = (
        bool(lead)
        and best.country not in lead
        and best.kind not in ("country", "continent", "region", "water", "mountain")
        and best.prior() < _FAMOUS
    )
    rival = max((s for e, s, _ in ranked if e is not best and not _same_spot(e, best)), default=0.0)
    ahead = agreed >= _AHEAD or (best.prior() >= _LARGE and agreed >= 2.0 * rival)
    return Resolved(name, tuple(ranked), ahead and not strange)


def _same_spot(a: Entry, b: Entry) -> bool:
    if a.lat is None or a.lon is None or b.lat is None or b.lon is None:
        return a.country == b.country and a.admin1 == b.admin1 and a.admin1 is not None
    return _kilometres(a.lat, a.lon, b.lat, b.lon) < 25.0
