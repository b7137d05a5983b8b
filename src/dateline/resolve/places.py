"""Which place a name means in this report, and which of its places a claim happened at.

All names of a report are weighed together: how prominent a place is, what the other names lie near, the countries
and divisions that they have in common, what stands beside the name ("Massasneh in the north of Hama province",
"Paris, Texas"), its kind word, and the dateline. One candidate clearly ahead, or the place stays open with all.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Mapping, Sequence
from functools import cache
from itertools import pairwise
from typing import Final

from dateline.model import Candidate, Claim, Evidence, Mention, Place, Reading
from dateline.resolve.corrections import meant_by
from dateline.resolve.countries import countries
from dateline.resolve.gazetteer import Entry, Form, Gazetteer
from dateline.resolve.names import name_key
from dateline.resolve.weighing import Home, Resolved, lies_in, weigh
from dateline.resolve.where import choose
from dateline.resolve.where_features import Features
from dateline.terms import ClaimType, CountSpan, MentionKind, PlacePrecision
from dateline.text import Span

__all__ = ["StoryPlaces", "adjectives"]

_CARRY_SENTENCES: Final = 4
_TOTAL_SENTENCES: Final = 2
_LAND: Final = 0.5
_KIND_PRECISION: Final = {
    "site": PlacePrecision.POINT, "camp": PlacePrecision.TOWN, "town": PlacePrecision.TOWN, "city": PlacePrecision.TOWN,
    "capital": PlacePrecision.TOWN, "village": PlacePrecision.TOWN, "neighbourhood": PlacePrecision.TOWN,
    "admin2": PlacePrecision.ADMIN2, "admin1": PlacePrecision.ADMIN1, "region": PlacePrecision.REGION,
    "island": PlacePrecision.REGION, "mountain": PlacePrecision.REGION, "border": PlacePrecision.REGION,
    "water": PlacePrecision.REGION, "country": PlacePrecision.COUNTRY, "continent": PlacePrecision.REGION,
}  # fmt: skip
_RANK: Final = {
    "site": 0, "neighbourhood": 1, "quarter": 1, "camp": 2, "village": 2, "town": 2, "city": 2, "capital": 2,
    "admin2": 4, "island": 4,
    "mountain": 4, "border": 5, "water": 5, "admin1": 6, "region": 7, "direction": 7, "country": 8, "continent": 9,
}  # fmt: skip
_LINK: Final = re.compile(
    r"^(?:\s*,\s*|\s*\(|\s+(?:in|of|at|near|under)\s+)(?:(?:the|a|in|on|of|at|near|an?|its|northern|southern|"
    r"eastern|western|central|north|south|east|west|"
    r"north-?east(?:ern)?|north-?west(?:ern)?|south-?east(?:ern)?|south-?west(?:ern)?|far|rural|outskirts|"
    r"part|parts|capital|province|"
    r"district|state|region|governorate|county|city|town|village|suburb|department|municipality|area|under|"
    r"\w+ly|restive|troubled|oil-rich|"
    r"war-torn|insurgency-hit|volatile|neighbouring|neighboring)\s+)*$",
    re.IGNORECASE,
)


_DIRECTED: Final = re.compile(
    r"(?:the\s+)?(?:far\s+)?(?:north|south|east|west|central|upper|lower|rural|greater)?-?(?:north|south|east|"
    r"west|central|rural|greater)?(?:ern)?\s+",
    re.IGNORECASE,
)
# "the camp", "the city": the place of that kind that was named last.
_DEFINITE: Final = re.compile(
    r"\b(?:the|this|that)\s+(?P<kind>camp|village|town|city|district|province|state|island|"
    r"neighbou?rhood)\b(?!\s+(?:of|and)\b)",
    re.IGNORECASE,
)
_ITS_SITE: Final = re.compile(
    r"\bits (?:\w+ )?(?:hospital|market|school|mosque|church|clinic|airport|airfield|bridge|prison|streets?|cent(?:er|re)|"
    r"outskirts|suburbs|garrison|barracks|water)\b"
)
_DEFINITE_KINDS: Final = {
    "camp": ("camp",), "village": ("village", "town"), "town": ("town", "village"), "city": ("city", "town", "capital"),
    "district": ("admin2",), "province": ("admin1",), "state": ("admin1",), "island": ("island",),
    "neighborhood": ("quarter", "neighbourhood"),
}  # fmt: skip


_IN_A_ROW: Final = re.compile(r"\s*,\s*(?:and\s+|or\s+)?(?:the\s+)?|\s+(?:and|or)\s+(?:the\s+)?", re.IGNORECASE)
_NAME_BEFORE: Final = re.compile(r"(?<![\w-])[A-Z][\w’'-]*[ -]$")
_NAME_AFTER: Final = re.compile(r"[ -][A-Z][\w’'-]*")


@cache
def adjectives() -> tuple[re.Pattern[str], Mapping[str, str]]:
    """A pattern of the adjectives of all countries, and the country of each."""
    by_word = {a.casefold(): c.iso for c in countries().values() for a in c.adjectives}
    longest = sorted(by_word, key=len, reverse=True)
    return re.compile(rf"\b(?:{'|'.join(re.escape(w) for w in longest)})\b", re.IGNORECASE), by_word


class StoryPlaces:
    """The places of one report."""

    def __init__(
        self, reading: Reading, gazetteer: Gazetteer, *, further: Sequence[Mention] = (), home: Home | None = None
    ) -> None:
        """``further``: place mentions beside those of the reading. ``home``: where the outlet is at home, if known."""
        self._reading = reading
        self._gazetteer = gazetteer
        self._text = reading.doc.text
        self._bares: dict[tuple[int, int], str] = {}
        self._heads: dict[tuple[int, int], Span] = {}
        self._parts: set[tuple[int, int]] = set()
        self.mentions = [m for m in reading.mentions if m.kind is MentionKind.PLACE]
        if further:
            self.mentions = sorted([*self.mentions, *further], key=lambda m: m.span)
        self._starts = [sent.start_char for sent in reading.doc.sents] or [0]
        self._demonyms = self._demonym_countries()
        names: dict[str, list[Mention]] = {}
        for mention in self.mentions:
            names.setdefault(self._bare(mention), []).append(mention)
        self._resolved = weigh(
            names, self._gazetteer, self._beside(), self._demonyms, home or Home(reading.report.source.country)
        )

        self._correct()
        self._features = Features(self, self._text, self._starts, reading.report.headline)

    def _correct(self) -> None:
        """What a person said that a name means goes before what was weighed."""
        if not self._gazetteer.corrections:
            return
        countries = self.countries()
        for name, weighed in list(self._resolved.items()):
            held = meant_by(self._gazetteer.corrections, name, report=self._reading.report.name, countries=countries)
            if held is None:
                continue
            entry, rest = held.entry(), tuple(c for c in weighed.candidates if c[0].id != held.id)
            if entry is None:
                self._resolved[name] = Resolved(name, (), False)
            else:
                others = tuple((e, 0.0, why) for e, _, why in rest)
                self._resolved[name] = Resolved(name, ((entry, 1.0, (held.reason(),)), *others), True)

    # ------------------------------------------------------------------------------------------------------ names

    def _bare(self, mention: Mention) -> str:
        """The name by which a mention is looked up: with its kind word where the gazetteer has it so ("Kansas City",
        "Hama province", "Laurel County"), else without."""
        key = (mention.span.start, mention.head.end)
        if key not in self._bares:
            wide = self._head(mention)
            head = re.sub(r"\s+", " ", self._text[wide.start : wide.end]).strip()
            whole = re.sub(r"\s+", " ", mention.words).strip()
            known = len(whole) > len(head) and "direction" not in mention.label.split() and self._knows(whole)
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

    def key(self, mention: Mention) -> str:
        """The name of a mention for comparison: the same for all mentions of one place by one name."""
        best = self.resolved(mention).best
        return best.id if best is not None and self.resolved(mention).clear else name_key(self._bare(mention))

    def _head(self, mention: Mention) -> Span:
        """The name itself, with a capitalised word before or after that the name finder cut off ("Am" of "Am Timan"):
        only where the gazetteer has the longer name just so."""
        key = (mention.head.start, mention.head.end)
        if key not in self._heads:
            found = mention.head
            before = _NAME_BEFORE.search(self._text[max(0, found.start - 24) : found.start])
            before = before if before is not None and before.group().strip().lower() != "the" else None
            after = _NAME_AFTER.match(self._text[found.end : found.end + 24])
            for start, end in (
                (found.start - len(before.group()) if before else None, found.end),
                (found.start, found.end + len(after.group()) if after else None),
            ):
                if start is not None and end is not None:
                    longer = re.sub(r"\s+", " ", self._text[start:end])
                    if any(e.form in (Form.MAIN, Form.OTHER) for e in self._gazetteer.entries(longer)):
                        found = Span(start, end)
                        break
            self._heads[key] = found
        return self._heads[key]

    def name_span(self, mention: Mention) -> Span:
        """Where the name itself stands, with the kind word that is written as part of it ("Rapides Parish")."""
        head = self._head(mention)
        start, end = min(head.start, mention.head.start), max(head.end, mention.head.end)
        self._bare(mention)
        if (mention.span.start, mention.head.end) in self._parts and (lead := _DIRECTED.match(self._text[start:end])):
            return Span(start + lead.end(), end)
        tail = self._text[end : mention.span.end]
        if re.fullmatch(r"(?:[\s-]+[A-Z][\w’'-]*)+", tail) and tail.strip() != "State":
            end = mention.span.end
        if "direction" not in mention.label.split() and re.fullmatch(
            r"(?:[A-Z][\w’'-]*[\s-]+)+", self._text[mention.span.start : start]
        ):
            start = mention.span.start
        return Span(start, end)

    def _knows(self, name: str) -> bool:
        return any(e.form != Form.SOUND for e in self._gazetteer.entries(name))

    def _demonym_countries(self) -> Mapping[str, float]:
        """How often the report uses the adjective of each country ("Syrian", "Sri Lankan")."""
        counts: dict[str, float] = {}
        for word in adjectives()[0].finditer(self._text):
            if word.group()[0].isupper():
                iso = adjectives()[1][word.group().casefold()]
                counts[iso] = counts.get(iso, 0.0) + 1.0
        return counts

    def _beside(self) -> dict[str, set[str]]:
        """Names that stand right after a name as what it lies in ("Paris, Texas"; "X in the north of Y province").

        In a row ("Armenia, Georgia, Iraq and Iran") a country or division does not lie in the next one.
        """
        pairs: dict[str, set[str]] = {}
        mentions = self.mentions
        gaps = [self._text[a.span.end : b.span.start] for a, b in pairwise(mentions)]
        for i, between in enumerate(gaps):
            if len(between) >= 60 or not (_LINK.match(between) or _LINK.match(between + " ")):
                continue
            inner, outer = self._bare(mentions[i]), self._bare(mentions[i + 1])
            if "," in between:
                in_row = any(0 <= j < len(gaps) and _IN_A_ROW.fullmatch(gaps[j]) for j in (i - 1, i + 1))
                kinds = self._kind(inner), self._kind(outer)
                if kinds == ("country", "country") or (in_row and kinds[0] in ("country", "admin1")):
                    continue
            pairs.setdefault(inner, set()).add(outer)
        return pairs

    def _kind(self, name: str) -> str:
        """The kind of the likeliest place of a name."""
        found = self._gazetteer.entries(name)
        return found[0].kind if found else ""

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

    def for_claim(
        self, claim: Claim, at: Span, event: Place | None, *, trigger: Span | None = None, event_at: Span | None = None
    ) -> Place | None:
        """Where a claim happened. ``at`` is its clean clause, ``trigger`` the words in it that say what happened; ``event`` the
        place of the event that it belongs to, ``event_at`` the clean span of the words that name it."""
        chosen = self._chosen(claim, at, trigger or at, event_at)
        if chosen is None:
            return event or self._land()
        return self.place_of(chosen)

    def _chosen(self, claim: Claim, at: Span, trigger: Span, event_at: Span | None) -> Mention | None:
        """The place name that the claim happened at: all are weighed (:mod:`dateline.resolve.where`)."""
        weighed = self.weighed(claim, at, trigger, event_at)
        barred = {m.span for m in claim.barred_mentions}
        open_ = [i for i, m in enumerate(self.mentions) if m.span not in barred]
        best = choose([weighed[i] for i in open_])
        return self.mentions[open_[best.index]] if best is not None else None

    def weighed(self, claim: Claim, at: Span, trigger: Span, event_at: Span | None) -> list[dict[str, float]]:
        """For each place name of the report what is known of it as the place of a claim; see :meth:`for_claim`."""
        event = next((m for m in self.mentions if event_at is not None and m.span.touches(event_at)), None)
        ruled = self._ruled(claim, at, event)
        return self._features.of(claim, at, trigger, self.key(event) if event is not None else None, ruled)

    def _ruled(self, claim: Claim, at: Span, event: Mention | None) -> Mention | None:
        """The place name by the tie to the clause alone: the narrowest of what the clause and its sentence name, else the
        event's, else where the text dwells."""
        given = [m for m in claim.place_mentions if not self._passing(m, at)]
        if (meant := self._definite(given, at)) is not None:
            return meant
        if given:
            return self._narrowest(given, at)
        if event is not None:
            return event
        span = claim.toll.count_span if claim.toll is not None else CountSpan.INCIDENT
        if claim.type is ClaimType.FIGURE and span not in (CountSpan.INCIDENT, CountSpan.STOCK):
            return self._near_before(at, _TOTAL_SENTENCES)
        return self._carried(at)

    def _definite(self, given: Sequence[Mention], at: Span) -> Mention | None:
        """What "the camp" or "the city" means in a clause that names no place itself: the one that was named last."""
        sentence = max(0, bisect_right(self._starts, at.start) - 1)
        if any(self._sentence(m) == sentence for m in given[:3]):
            return None
        end = self._starts[sentence + 1] if sentence + 1 < len(self._starts) else len(self._text)
        found = _DEFINITE.search(self._text, self._starts[sentence], end)
        if found is None and sentence and _ITS_SITE.search(self._text, self._starts[sentence], end):
            # "The town has been cut off for a week. Shells hit its hospital."
            found = _DEFINITE.search(self._text, self._starts[sentence - 1], self._starts[sentence])
        if found is None:
            return None
        kinds = _DEFINITE_KINDS[found["kind"].lower().replace("neighbour", "neighbor")]
        for mention in reversed([m for m in self.mentions if m.span.start < found.start()]):
            best, tags = self.resolved(mention).best, self.tags(mention)
            if set(kinds) & set(tags) or (
                best is not None and best.kind in kinds and not {"quarter", "site", "camp"} & set(tags)
            ):
                return mention
        return None

    def _passing(self, mention: Mention, at: Span) -> bool:
        """A place far off, or one of another sentence that somebody only came from, went to or spoke for."""
        if {"distant", "body"} & set(self.tags(mention)):
            return True
        sentence = max(0, bisect_right(self._starts, at.start) - 1)
        passing = bool({"from", "speaks"} & set(self.tags(mention))) or mention.words.lower().endswith("police station")
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

    def tags(self, mention: Mention) -> list[str]:
        """The mention's tags; ``direction`` is added where only a part of the named place is meant."""
        tags = mention.label.split()
        self._bare(mention)
        return [*tags, "direction"] if (mention.span.start, mention.head.end) in self._parts else tags

    def rank(self, mention: Mention) -> int:
        """How narrow a mention is: 0 a site, 2 a town … 8 a country."""
        tags = self.tags(mention)
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
            inside = [m for m in given if m.span in at and not {"from", "speaks", "modifier"} & set(self.tags(m))]
            # the claims' stage puts a narrower place of the same event before a district or province of the clause
            top = inside[0] if inside and (self.rank(inside[0]) <= 2 or self.rank(top) >= self.rank(inside[0])) else top
        rank = self.rank(top)
        if "dateline" in self.tags(top):
            return min(
                (m for m in self.mentions if "dateline" in self.tags(m)), key=lambda m: (self.rank(m), m.span.start)
            )
        if rank <= 2:
            return top
        options = [m for m in given if m is not top and self._sentence(m) == self._sentence(top)]
        options += [m for m in self.mentions if m not in options and m is not top and self.joined(m, top)]
        if rank >= _RANK["region"] and self._sentence(top) != bisect_right(self._starts, at.start) - 1:
            # Carried over and wide: the place of the dateline, where it lies in it, says more.
            options += [m for m in self.mentions if "dateline" in self.tags(m) and m is not top]
        options = [m for m in options if self.joined(m, top) or not {"from", "speaks", "near"} & set(self.tags(m))]
        for mention in sorted(options, key=lambda m: (self.rank(m), abs(m.span.start - at.start))):
            if self.rank(mention) < rank and "speaks" not in self.tags(mention) and self._within(mention, top):
                return mention
        return top

    def _sentence(self, mention: Mention) -> int:
        return bisect_right(self._starts, mention.span.start) - 1

    def joined(self, inner: Mention, outer: Mention) -> bool:
        """True for "inner, outer" and "inner in outer"."""
        if not 0 <= outer.span.start - inner.span.end < 60:
            return False
        between = self._text[inner.span.end : outer.span.start]
        return bool(_LINK.match(between) or _LINK.match(between + " "))

    def _within(self, inner: Mention, outer: Mention) -> bool:
        if self.joined(inner, outer):
            return True
        a, b = self.resolved(inner).best, self.resolved(outer).best
        if a is None or b is None:
            return b is not None and b.kind == "country" and self._sentence(inner) == self._sentence(outer)
        return lies_in(a, b)

    def _usable(self) -> list[Mention]:
        return [m for m in self.mentions if not {"speaks", "from", "modifier", "distant", "body"} & set(self.tags(m))]

    def _near_before(self, at: Span, reach: int) -> Mention | None:
        """The narrowest place of the sentence, or of the nearest one before it that has any, ``reach`` back at most."""
        sentence = max(0, bisect_right(self._starts, at.start) - 1)
        near = [m for m in self._usable() if 0 <= sentence - self._sentence(m) <= reach and m.span.start < at.end]
        if not near:
            return None
        last = max(self._sentence(m) for m in near)
        return min((m for m in near if self._sentence(m) == last), key=lambda m: (self.rank(m), m.span.start))

    def _carried(self, at: Span) -> Mention | None:
        """The place where the text dwells: of the sentences before, else the report's main place."""
        near = self._near_before(at, _CARRY_SENTENCES)
        if near is not None:
            return near
        usable = self._usable()
        lead = [m for m in usable if self._sentence(m) <= _CARRY_SENTENCES] or [
            m for m in self.mentions if "dateline" in self.tags(m)
        ]
        return min(lead, key=lambda m: (self.rank(m) > 5, m.span.start)) if lead else None

    def place_of(self, mention: Mention) -> Place:
        """The place of a mention, with what the report names around it."""
        tags, resolved = self.tags(mention), self.resolved(mention)
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
                pcode=self._gazetteer.pcode(town_best) if town_best else None,
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
            pcode=self._gazetteer.pcode(best),
            lat=lat,
            lon=lon,
            score=score,
            within=within,
            candidates=candidates,
            words=evidence,
        )

    def _words(self, mention: Mention, best: Entry | None) -> str:
        """The report's words for a place, fit to print: capitals of cables set down, a kind word kept for divisions."""
        tags = self.tags(mention)
        span = self._head(mention)
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
            if not self.joined(inner, outer) or self.rank(outer) < self.rank(inner):
                break
            chain.append(outer)
            inner = outer
        return chain

    def _town_of(self, site: Mention, around: Sequence[Mention]) -> Mention | None:
        """The town that a site lies in: named right after, in its sentence, or the town that the text dwells on."""
        towns = [
            m
            for m in self.mentions
            if self.rank(m) == 2 and not {"site", "modifier"} & set(self.tags(m)) and self.resolved(m).clear
        ] or [
            m
            for m in self.mentions
            if self.rank(m) == 2 and "site" not in self.tags(m) and self.resolved(m).best is not None
        ]
        for mention in around:
            if mention in towns:
                return mention
        # "Mongo hospital", "Mongo's market": the site bears the name of its town
        named = [m for m in towns if _bears(site.words, m.words)]
        if named:
            return named[0]
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


def _bears(site: str, town: str) -> bool:
    """True where the name of a site is that of a town with a common word behind it ("Mongo hospital")."""
    name, rest = name_key(town), site[len(town) :]
    return bool(name) and name_key(site[: len(town)]) == name and bool(re.match(r"(?:['’]s)?\s+[a-z]", rest))
