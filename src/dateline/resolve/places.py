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
_KIND_PRECISION: Final = {
    "site": PlacePrecision.POINT, "camp": PlacePrecision.TOWN, "town": PlacePrecision.TOWN, "city": PlacePrecision.TOWN,
    "capital": PlacePrecision.TOWN, "village": PlacePrecision.TOWN, "neighbourhood": PlacePrecision.TOWN,
    "admin2": PlacePrecision.ADMIN2, "admin1": PlacePrecision.ADMIN1, "region": PlacePrecision.REGION,
    "island": PlacePrecision.REGION, "mountain": PlacePrecision.REGION, "border": PlacePrecision.REGION,
    "water": PlacePrecision.REGION, "country": PlacePrecision.COUNTRY, "continent": PlacePrecision.REGION,
}  # fmt: skip
_RANK: Final = {
    "site": 0, "neighbourhood": 1, "camp": 2, "village": 2, "town": 2, "city": 2, "capital": 2, "admin2": 4, "island": 4,
    "mountain": 4, "border": 5, "water": 5, "admin1": 6, "region": 7, "direction": 7, "country": 8, "continent": 9,
}  # fmt: skip
# Kinds of the gazetteer that a tag of the mention agrees with.
_AGREES: Final = {
    "town": frozenset({"town", "city", "capital", "village", "neighbourhood"}), "camp": frozenset({"camp"}),
    "admin1": frozenset({"admin1"}), "admin2": frozenset({"admin2"}), "region": frozenset({"region", "island", "admin1"}),
    "water": frozenset({"water"}), "mountain": frozenset({"mountain", "region"}),
}  # fmt: skip
_LINK: Final = re.compile(
    r"^(?:\s*,\s*|\s*\(|\s+(?:in|of|at|near)\s+)(?:(?:the|a|in|on|of|at|near|an?|its|northern|southern|eastern|western|central|north|south|east|west|"
    r"north-?east(?:ern)?|north-?west(?:ern)?|south-?east(?:ern)?|south-?west(?:ern)?|far|rural|outskirts|part|parts|capital|province|"
    r"district|state|region|governorate|county|city|town|village|suburb|department|municipality|area|under|\w+ly|restive|troubled|oil-rich|"
    r"war-torn|insurgency-hit|volatile|neighbouring|neighboring)\s+)*$",
    re.IGNORECASE,
)


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
        self.mentions = [m for m in reading.mentions if m.kind is MentionKind.PLACE]
        self._starts = [sent.start_char for sent in reading.doc.sents] or [0]
        self._demonyms = self._demonym_countries()
        names: dict[str, list[Mention]] = {}
        for mention in self.mentions:
            names.setdefault(self._bare(mention), []).append(mention)
        self._resolved = _weigh(names, self._gazetteer, self._beside(), self._demonyms, reading.report.source.country)

    # ------------------------------------------------------------------------------------------------------ names

    def _bare(self, mention: Mention) -> str:
        """The name by which a mention is looked up."""
        return re.sub(r"\s+", " ", self._text[mention.head.start:mention.head.end]).strip()

    def _demonym_countries(self) -> Mapping[str, float]:
        counts: dict[str, float] = {}
        adjectives = {a.casefold(): c.iso for c in countries().values() for a in c.adjectives}
        for mention in self._reading.mentions:
            if mention.kind is MentionKind.ACTOR:
                for word in (mention.words, mention.words.split(" ")[0]):
                    if iso := adjectives.get(word.casefold()):
                        counts[iso] = counts.get(iso, 0.0) + 1.0
                        break
        return counts

    def _beside(self) -> dict[str, set[str]]:
        """Names that stand right after a name as what it lies in ("Paris, Texas"; "X in the north of Y province")."""
        pairs: dict[str, set[str]] = {}
        for first, second in zip(self.mentions, self.mentions[1:], strict=False):
            between = self._text[first.span.end:second.span.start]
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
            if r.best is not None and r.best.kind == "town" and (r.best.country, r.best.admin1) == (entry.country, entry.admin1)
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
                weights[best.country] = weights.get(best.country, 0.0) + (2.0 if "dateline" in mention.label.split() else 1.0)
        total = sum(weights.values())
        return {iso: weight / total for iso, weight in sorted(weights.items(), key=lambda i: (-i[1], i[0]))} if total else {}

    # ----------------------------------------------------------------------------------------------------- claims

    def for_claim(self, claim: Claim, at: Span, event: Place | None) -> Place | None:
        """Where a claim happened. ``at`` is its clean clause; ``event`` the place of the event that it belongs to."""
        given = [m for m in claim.place_mentions if "speaks" not in m.label.split()]
        given = [m for m in given if "from" not in m.label.split()] or given
        if given:
            return self._place(self._narrowest(given, at))
        if event is not None:
            return event
        span = claim.toll.count_span if claim.toll is not None else CountSpan.INCIDENT
        if claim.type is ClaimType.FIGURE and span not in (CountSpan.INCIDENT, CountSpan.STOCK):
            return None
        carried = self._carried(at)
        return self._place(carried) if carried is not None else None

    def _tags(self, mention: Mention) -> list[str]:
        return mention.label.split()

    def _rank(self, mention: Mention) -> int:
        """How narrow a mention is: 0 a site, 2 a town … 8 a country."""
        tags = self._tags(mention)
        if "site" in tags:
            return 0
        best = self.resolved(mention).best
        if "direction" in tags and best is not None and best.kind in ("country", "admin1", "region"):
            return _RANK[best.kind] - 1
        for tag in tags:
            if tag in ("camp", "town", "admin2", "admin1", "region", "mountain", "water"):
                return _RANK[tag]
        return _RANK.get(best.kind, 2) if best is not None else 3

    def _narrowest(self, given: Sequence[Mention], at: Span) -> Mention:
        """The best-ranked mention, or a narrower one of the same clause that lies within it."""
        top = given[0]
        rank = self._rank(top)
        options = [m for m in given[1:] if m.span.touches(at) or self._sentence(m) == self._sentence(top)]
        options += [m for m in self.mentions if m not in options and m is not top and self._joined(m, top)]
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
        between = self._text[inner.span.end:outer.span.start]
        return bool(_LINK.match(between) or _LINK.match(between + " "))

    def _within(self, inner: Mention, outer: Mention) -> bool:
        if self._joined(inner, outer):
            return True
        a, b = self.resolved(inner).best, self.resolved(outer).best
        if a is None or b is None:
            return b is not None and b.kind == "country" and self._sentence(inner) == self._sentence(outer)
        return _lies_in(a, b)

    def _carried(self, at: Span) -> Mention | None:
        """The place where the text dwells: of the sentences before, else the report's main place."""
        sentence = max(0, bisect_right(self._starts, at.start) - 1)
        usable = [m for m in self.mentions if not {"speaks", "from", "modifier"} & set(self._tags(m))]
        near = [m for m in usable if 0 <= sentence - self._sentence(m) <= _CARRY_SENTENCES and m.span.start < at.end]
        if near:
            last = max(self._sentence(m) for m in near)
            return min((m for m in near if self._sentence(m) == last), key=lambda m: (self._rank(m), m.span.start))
        lead = [m for m in usable if self._sentence(m) <= _CARRY_SENTENCES] or [m for m in self.mentions if "dateline" in self._tags(m)]
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
            name = f"{words}, {self._words(town, town_best)}" if town is not None and name_key(self._words(town, town_best)) not in name_key(words) else words
            clear = town is not None and self.resolved(town).clear
            return Place(
                name=name, precision=PlacePrecision.POINT if clear else PlacePrecision.UNRESOLVED,
                gazetteer_id=town_best.id if clear and town_best else None,
                resolved_name=town_best.name if clear and town_best else None,
                country=town_best.country if town_best else None, admin1=self._admin1(town_best),
                lat=town_best.lat if clear and town_best else None, lon=town_best.lon if clear and town_best else None,
                score=self.resolved(town).candidates[0][1] if town is not None and town_best else 0.0, words=evidence,
                within=tuple(self._words(m, self.resolved(m).best) for m in around if m is not town),
            )
        within = tuple(dict.fromkeys(self._words(m, self.resolved(m).best) for m in around))
        candidates = tuple(e.candidate(s, r) for e, s, r in resolved.candidates[:6])
        if best is None or not resolved.clear:
            return Place(name=words, candidates=candidates, within=within, words=evidence, country=self._common_country(candidates))
        precision = _KIND_PRECISION.get(best.kind, PlacePrecision.TOWN)
        lat, lon = best.lat, best.lon
        if "direction" in tags and best.kind in ("country", "admin1", "region"):
            precision, lat, lon = PlacePrecision.REGION, None, None
        elif "near" in tags and precision in (PlacePrecision.TOWN, PlacePrecision.POINT):
            precision = PlacePrecision.NEAR
        return Place(
            name=words, precision=precision, gazetteer_id=best.id, resolved_name=best.name, country=best.country,
            admin1=self._admin1(best), lat=lat, lon=lon, score=score, within=within, candidates=candidates, words=evidence,
        )

    def _words(self, mention: Mention, best: Entry | None) -> str:
        """The report's words for a place, fit to print: capitals of cables set down, a kind word kept for divisions."""
        tags = self._tags(mention)
        span = mention.head
        if "site" in tags or "direction" in tags or any(t in tags for t in ("admin1", "admin2", "region", "water", "mountain")):
            span = mention.span
        words = re.sub(r"\s+", " ", self._text[span.start:span.end]).strip()
        if best is not None and best.kind == "country" and "direction" not in tags:
            return words if not (words.isupper() and len(words) > 4 and "." not in words) else best.name
        return words.title().replace("’S", "’s").replace("'S", "'s") if words.isupper() and len(words) > 3 and "." not in words else words

    def _admin1(self, best: Entry | None) -> str | None:
        return self._gazetteer.admin1_name(best.country, best.admin1) if best is not None else None

    def _around(self, mention: Mention) -> list[Mention]:
        """The wider places that follow a name directly ("X, Y province, Z"), narrowest first."""
        index = self.mentions.index(mention) if mention in self.mentions else len(self.mentions)
        chain: list[Mention] = []
        inner = mention
        for outer in self.mentions[index + 1: index + 4]:
            if not self._joined(inner, outer) or self._rank(outer) < self._rank(inner):
                break
            chain.append(outer)
            inner = outer
        return chain

    def _town_of(self, site: Mention, around: Sequence[Mention]) -> Mention | None:
        """The town that a site lies in: named right after, in its sentence, or the town that the text dwells on."""
        towns = [m for m in self.mentions if self._rank(m) == 2 and "site" not in self._tags(m) and self.resolved(m).best is not None]
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
        return inner.country == outer.country and inner.admin1 == outer.admin1 and inner.kind not in ("country", "admin1")
    if outer.country is not None and inner.country is not None and inner.country != outer.country:
        return False
    if outer.lat is None or outer.lon is None or inner.lat is None or inner.lon is None or inner.kind in ("country", "admin1"):
        return False
    reach = {"region": 250.0, "continent": 4000.0, "admin2": 60.0, "admin1": 110.0, "town": 25.0, "city": 30.0}.get(outer.kind, 20.0)
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
            reasons[i].append(f"the text calls it a {next(t for t in tags if t in _AGREES and entry.kind in _AGREES[t])}")
        elif any(t in ("town", "camp", "admin1", "admin2") for t in tags):
            scores[i] -= _W_KIND
        if "dateline" in tags and entry.kind in ("town", "city", "capital", "village", "country"):
            scores[i] += 0.2 * _W_DATELINE
    for name, outers in beside.items():
        for i in by_name.get(name, ()):
            for outer in outers:
                if any(_lies_in(entries[i], entries[j]) for j in by_name.get(outer, ()) if entries[j].kind in ("country", "admin1", "region") or entries[j].population > entries[i].population):
                    scores[i] += _W_BESIDE
                    reasons[i].append(f"the text puts it in {outer}")
                    break
    return {
        name: _decided(name, [(entries[i], float(scores[i]), _why(entries[i], country[i], admin[i], reasons[i])) for i in by_name[name]])
        for name in ordered
    }


def _candidates(gazetteer: Gazetteer, name: str, mentions: Sequence[Mention]) -> list[Entry]:
    tags = {t for m in mentions for t in m.label.split()}
    wholes = sorted({re.sub(r"\s+", " ", m.words) for m in mentions if "direction" not in m.label.split()})
    # "Kansas City", "Hama province", "Laurel County": where the whole name is known, its parts are not tried.
    for whole in wholes:
        if name_key(whole) != name_key(name) and (exact := [e for e in gazetteer.entries(whole) if e.form != Form.SOUND]):
            return exact
    found = gazetteer.entries(name)
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


def _decided(name: str, weighed: list[tuple[Entry, float, tuple[str, ...]]]) -> Resolved:
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
    return Resolved(name, tuple(ranked), agreed >= _AHEAD)


def _same_spot(a: Entry, b: Entry) -> bool:
    if a.lat is None or a.lon is None or b.lat is None or b.lon is None:
        return a.country == b.country and a.admin1 == b.admin1 and a.admin1 is not None
    return _kilometres(a.lat, a.lon, b.lat, b.lon) < 25.0
