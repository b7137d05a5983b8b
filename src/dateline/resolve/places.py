"""Which place a name means in this report, and which of its places a claim happened at.

All names of a report are weighed together: how prominent a place is, what the other names lie near, the countries
and divisions that they have in common, what stands beside the name ("Massasneh in the north of Hama province",
"Paris, Texas"), its kind word, and the dateline. One candidate clearly ahead, or the place stays open with all.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import replace
from functools import cache
from itertools import pairwise
from typing import Final

from dateline.model import Candidate, Claim, Evidence, Mention, Place, Reading
from dateline.resolve.corrections import meant_by
from dateline.resolve.countries import countries
from dateline.resolve.doubt import Believed, told
from dateline.resolve.gazetteer import Entry, Form, Gazetteer
from dateline.resolve.names import name_key
from dateline.resolve.options import RANK, Option, Told
from dateline.resolve.ruled_out import RuledOut
from dateline.resolve.sentences import sentence_starts
from dateline.resolve.ties import Ties
from dateline.resolve.unnamed import (
    ACROSS_DIVISION,
    OF_PERSON,
    bears,
    capital_meant,
    capital_of,
    division_of,
    land_of,
    land_of_police,
    town_borne,
)
from dateline.resolve.weighing import Home, Resolved, lies_in, weigh
from dateline.resolve.where import choose
from dateline.resolve.where_features import Company, Features
from dateline.terms import MentionKind, PlacePrecision
from dateline.text import Span

__all__ = ["Option", "StoryPlaces", "Told", "adjectives"]

# Shares of the belief that are left out of the reckoning.
_LEAST: Final = 0.005
_KIND_PRECISION: Final = {
    "site": PlacePrecision.POINT, "camp": PlacePrecision.TOWN, "town": PlacePrecision.TOWN, "city": PlacePrecision.TOWN,
    "capital": PlacePrecision.TOWN, "village": PlacePrecision.TOWN, "neighbourhood": PlacePrecision.TOWN,
    "admin2": PlacePrecision.ADMIN2, "admin1": PlacePrecision.ADMIN1, "region": PlacePrecision.REGION,
    "island": PlacePrecision.REGION, "mountain": PlacePrecision.REGION, "border": PlacePrecision.REGION,
    "water": PlacePrecision.REGION, "country": PlacePrecision.COUNTRY, "continent": PlacePrecision.REGION,
}  # fmt: skip
_LINK: Final = re.compile(
    r"^(?:\s+(?:area|areas|sector|section|locality|neighbou?rhood|quarter|block|zone|limits|bazaa?r|pass|ridge|gorge|ford|plateau|peak|canyon))?(?:\s*,\s*|\s*\(|\s+(?:in|of|at|near|under)\s+)(?:(?:the|a|in|on|of|at|near|an?|its|northern|southern|"
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
# Named stretches of wood that are no region of their own are small.
_FOREST: Final = re.compile(r"(?:forests?|jungles?)$", re.IGNORECASE)
_IN_A_ROW: Final = re.compile(r"\s*,\s*(?:and\s+|or\s+)?(?:the\s+)?|\s+(?:and|or)\s+(?:the\s+)?", re.IGNORECASE)
_NAME_BEFORE: Final = re.compile(r"(?<![\w-])[A-Z][\w’'-]*[ -]$")
_NAME_AFTER: Final = re.compile(r"[ -][A-Z][\w’'-]*")
_TWO_AFTER: Final = re.compile(r" [A-Z][\w’'-]* [A-Z][\w’'-]*")


@cache
def adjectives() -> tuple[re.Pattern[str], Mapping[str, str]]:
    """A pattern of the adjectives of all countries, as written with a capital, and the country of each in small letters."""
    by_word = {a.casefold(): c.iso for c in countries().values() for a in c.adjectives}
    longest = sorted(by_word, key=len, reverse=True)
    words = "|".join(re.escape(w) for w in longest)
    # a capital is looked for first: most words of a text have none, and are passed over at once
    return re.compile(rf"\b(?-i:(?=[A-Z]))(?:{words})\b", re.IGNORECASE), by_word


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
        self._placed: dict[Span, Place] = {}
        self.mentions = [m for m in reading.mentions if m.kind is MentionKind.PLACE]
        if further:
            self.mentions = sorted([*self.mentions, *further], key=lambda m: m.span)
        self._starts = sentence_starts(reading)
        self._quarters = {self._bare(m) for m in self.mentions if "quarter" in m.label.split()}
        self._adjectives: list[tuple[int, int, str]] = []
        self._demonyms = self._demonym_countries()
        names: dict[str, list[Mention]] = {}
        for mention in self.mentions:
            names.setdefault(self._bare(mention), []).append(mention)
        self._resolved = weigh(
            names, self._gazetteer, self._beside(), self._demonyms, home or Home(reading.report.source.country)
        )

        self._correct()
        self._land = land_of(self.countries())
        self._ties = Ties(self, self._text, self._starts)
        self._ruled_out = RuledOut(self, self._ties, self._land, self._text, self._starts)
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
            two = _TWO_AFTER.match(self._text[found.end : found.end + 32])
            for start, end in (
                (found.start, found.end + len(two.group()) if two else None),
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
        pattern, countries_of = adjectives()
        for word in pattern.finditer(self._text):
            iso = countries_of[word.group().casefold()]
            counts[iso] = counts.get(iso, 0.0) + 1.0
            self._adjectives.append((word.start(), word.end(), iso))
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
        self,
        claim: Claim,
        at: Span,
        event: Place | None,
        *,
        trigger: Span | None = None,
        event_at: Span | None = None,
        told_with: Told | None = None,
    ) -> Place | None:
        """Where a claim happened. ``at`` is its clean clause, ``trigger`` the words in it that say what happened; ``event`` the
        place of the event that it belongs to, ``event_at`` the clean span of the words that name it; ``told_with`` what else the
        report tells."""
        options = self._open_options(claim, at, trigger or at, event_at, told_with)
        best = choose([o.features for o in options])
        if best is None:
            return event
        chosen = self.place(options[best.index])
        believed = [Believed(self.place(o), s) for o, s in zip(options, best.shares, strict=True) if s >= _LEAST]
        return told(chosen, believed, self._wider(options[best.index], chosen))

    def words_for(
        self,
        claim: Claim,
        at: Span,
        trigger: Span,
        event_at: Span | None,
        told_with: Told,
        *,
        weights: Mapping[str, float],
    ) -> Span | None:
        """The clean span of the words that name the place of a claim by other weights than the packaged ones (for learning
        them); None where no words of the report do."""
        options = self._open_options(claim, at, trigger, event_at, told_with)
        best = choose([o.features for o in options], weights)
        mention = options[best.index].mention if best is not None else None
        return mention.span if mention is not None else None

    def _open_options(
        self, claim: Claim, at: Span, trigger: Span, event_at: Span | None, told_with: Told | None
    ) -> list[Option]:
        """The places that a claim may have happened at, but those that the stage of claims has ruled out."""
        return self._ruled_out.kept(self.options(claim, at, trigger, event_at, told_with), claim, at, trigger)

    def _wider(self, option: Option, chosen: Place) -> Mapping[PlacePrecision, Place]:
        """The division and the country of a chosen place."""
        best = self.resolved(option.mention).best if option.mention is not None else None
        division = division_of(best, self._gazetteer) if best is not None else None
        land = land_of({chosen.country: 1.0}) if chosen.country is not None else None
        found = {PlacePrecision.ADMIN1: division, PlacePrecision.COUNTRY: land}
        return {precision: place for precision, place in found.items() if place is not None}

    def options(
        self, claim: Claim, at: Span, trigger: Span, event_at: Span | None, told_with: Told | None = None
    ) -> list[Option]:
        """The places that a claim may have happened at, with what is known of each: the names of the report, the country that
        the report is about, and the division of the place named last where the clause speaks of "the province"."""
        event = next((m for m in self.mentions if event_at is not None and m.span.touches(event_at)), None)
        ruled = self._ties.ruled(claim, at, event)
        unnamed = self._unnamed(at, trigger)
        found = self._features.of(
            claim,
            at,
            trigger,
            self.key(event) if event is not None else None,
            ruled,
            unnamed=unnamed,
            company_of=self._company(trigger, told_with),
        )
        named = [Option(features, self.key(m), mention=m) for features, m in zip(found, self.mentions, strict=False)]
        return named + [
            Option(features, p.gazetteer_id or name_key(p.name), place=p, seat=kind == "seat")
            for features, (kind, p) in zip(found[len(named) :], unnamed, strict=True)
        ]

    def _company(self, trigger: Span, told_with: Told | None) -> Company | None:
        """The other claims, as one whose trigger is given sees them."""
        if told_with is None:
            return None
        before = [(at, words) for at, words in told_with.events if at.start < trigger.start]
        at, words = max(before, key=lambda e: e[0].start, default=(None, None))
        named = next((m for m in self.mentions if words is not None and m.span.touches(words)), None)
        return Company(
            triggers=told_with.triggers,
            last_event=self.key(named) if named is not None else None,
            last_at=at.start if at is not None else 0,
        )

    def place(self, option: Option) -> Place:
        """The place of an option."""
        if option.mention is not None:
            if option.mention.span not in self._placed:
                self._placed[option.mention.span] = self.place_of(option.mention)
            return self._placed[option.mention.span]
        if option.place is None:
            raise ValueError("an option is a name of the report or a place; this one is neither")
        return option.place

    def _unnamed(self, at: Span, trigger: Span) -> list[tuple[str, Place]]:
        """The places that a claim may have happened at and that no name stands for, each with its kind."""
        number = max(0, bisect_right(self._starts, trigger.start) - 1)
        end = self._starts[number + 1] if number + 1 < len(self._starts) else len(self._text)
        sentence = Span(self._starts[number], end)
        found = {
            "land": self._land,
            "division": self._division(sentence),
            "capital": capital_meant(self._text, sentence, self._land, adjectives()[1], self._gazetteer),
            "seat": self._ruled_out.seat(sentence, trigger, self._gazetteer),
            "land of its police": land_of_police(self._text, at, self._land, self._adjectives),
        }
        return [(kind, place) for kind, place in found.items() if place is not None]

    def _division(self, sentence: Span) -> Place | None:
        """The division of the town named last, where the sentence speaks of "the province" and the report does not name it."""
        words = ACROSS_DIVISION.search(self._text, sentence.start, sentence.end)
        if words is None:
            return None
        before = [m for m in self._ties.usable() if m.span.start < words.end()] or self._ties.usable()[:1]
        best = next((r.best for m in reversed(before) if (r := self.resolved(m)).clear and r.best is not None), None)
        return division_of(best, self._gazetteer) if best is not None else None

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
            return RANK[best.kind] - 1
        if "region" in tags and _FOREST.search(mention.words) and (best is None or best.kind != "region"):
            return RANK["mountain"]
        for tag in tags:
            if tag in ("camp", "town", "quarter", "admin2", "admin1", "region", "mountain", "water"):
                return RANK[tag]
        return RANK.get(best.kind, 2) if best is not None else 3

    def sentence_of(self, mention: Mention) -> int:
        """The number of the sentence that a mention stands in."""
        return bisect_right(self._starts, mention.span.start) - 1

    def joined(self, inner: Mention, outer: Mention) -> bool:
        """True for "inner, outer" and "inner in outer"."""
        if not 0 <= outer.span.start - inner.span.end < 60:
            return False
        between = self._text[inner.span.end : outer.span.start]
        return bool(_LINK.match(between) or _LINK.match(between + " "))

    def place_of(self, mention: Mention) -> Place:
        """The place of a mention, with what the report names around it."""
        tags, resolved = self.tags(mention), self.resolved(mention)
        if (seat := self._seat(mention)) is not None:
            return replace(seat, words=Evidence.of(self._reading.report, mention.span))
        best, score = resolved.best, resolved.candidates[0][1] if resolved.candidates else 0.0
        words = self._words(mention, best)
        around = self._around(mention)
        evidence = Evidence.of(self._reading.report, mention.span)
        if "site" in tags or self._is_quarter(mention):
            town = self._town_of(mention, around)
            town_best = self.resolved(town).best if town is not None else None
            own = town_borne(mention.words, self._gazetteer, told=town.words if town is not None else None)
            if own is not None:
                town, town_best = None, own
            name = (
                f"{words}, {self._words(town, town_best)}"
                if town is not None and name_key(self._words(town, town_best)) not in name_key(words)
                else words
            )
            clear = own is not None or (town is not None and self.resolved(town).clear)
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
                score=1.0 if own else self.resolved(town).candidates[0][1] if town is not None and town_best else 0.0,
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

    def _seat(self, mention: Mention) -> Place | None:
        """The capital that "the Peruvian capital" means, by its own name."""
        best = self.resolved(mention).best
        if best is None or best.kind != "country" or not mention.words.lower().endswith(" capital"):
            return None
        return capital_of(best.country, self._gazetteer)

    def _is_quarter(self, mention: Mention) -> bool:
        """True for a part of a town ("the Austin neighborhood"): whatever town elsewhere bears its name, it lies in one of the
        report. Not where the gazetteer has the place itself in that town's own division, near it."""
        if self._bare(mention) not in self._quarters or {"dateline", "from"} & set(self.tags(mention)):
            return False
        town = self._town_of(mention, self._around(mention))
        outer = self.resolved(town).best if town is not None else None
        best, clear = self.resolved(mention).best, self.resolved(mention).clear
        if town is None or outer is None or town.span.touches(mention.span):
            return False
        return best is None or not clear or not (lies_in(best, outer) and best.id != outer.id)

    def _words(self, mention: Mention, best: Entry | None) -> str:
        """The report's words for a place, fit to print: capitals of cables set down, a kind word kept for divisions."""
        tags = self.tags(mention)
        span = self._head(mention)
        if (
            "site" in tags
            or "direction" in tags
            or mention.words.lower().endswith(" colony")
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
            if self.rank(m) == 2
            and not {"site", "from", "distant"} & set(self.tags(m))
            and (not OF_PERSON.match(self._text[m.span.end : m.span.end + 24]))
            and self.resolved(m).clear
            and m is not site
        ]
        named = [m for m in self.mentions if self.rank(m) == 2 and "site" not in self.tags(m) and m is not site]
        towns = towns or [m for m in named if self.resolved(m).best is not None]
        for mention in around:
            if mention in towns or self.rank(mention) in (RANK["town"], RANK["admin2"]):
                return mention
        # "Mongo hospital", "Mongo's market": the site bears the name of its town
        named = [m for m in towns if bears(site.words, m.words)]
        if named:
            return named[0]
        sentence = self.sentence_of(site)
        same = [m for m in towns if self.sentence_of(m) == sentence]
        if same:
            return min(same, key=lambda m: abs(m.span.start - site.span.start))
        before = [m for m in towns if m.span.start < site.span.start]
        fronted = [m for m in self.mentions if 0 <= m.span.start - self._starts[sentence] <= _FRONTED]
        areas = [self.resolved(m).best for m in fronted if self.rank(m) in (RANK["admin1"], RANK["admin2"])]
        if areas and not any(lies_in(t, a) for m in before if (t := self.resolved(m).best) for a in areas if a):
            return None  # "In Satkhira District … of Sadar Police Station": in no town of the sentences before
        if before and sentence - self.sentence_of(before[-1]) <= 2:
            return before[-1]
        counts = Counter(self._bare(m) for m in towns)
        return max(towns, key=lambda m: (counts[self._bare(m)], -m.span.start)) if towns else None

    @staticmethod
    def _common_country(candidates: Sequence[Candidate]) -> str | None:
        found = {c.country for c in candidates[:5]}
        return found.pop() if len(found) == 1 else None


_FRONTED: Final = 8
"""Characters before a name that opens its sentence ("In …")."""
