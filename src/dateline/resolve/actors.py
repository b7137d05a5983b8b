"""Who: names of parties, forces, offices, agencies and outlets led to the list of actors.

The list is data (``data/actors.yml``), and a user's file of the same form extends it. Forces and offices of states
("the Syrian army", "Iraq's Interior Ministry") are not listed one by one but made from the country's adjective. What
is not known stays as the report words it, with the kind that its own words tell.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from functools import cache
from pathlib import Path
from typing import Final

from dateline.data_files import ACTORS
from dateline.model import Actor, Candidate
from dateline.resolve.actors_list import ActorEntry, read_actors
from dateline.resolve.countries import Country, countries
from dateline.resolve.names import article_free, name_key
from dateline.terms import ActorKind

__all__ = ["ActorEntry", "Actors", "adjectival", "country_of", "kind_of_words", "without_lead"]


# Forces of a state that are known by one name, whatever a report calls them.
_ONE_NAME: Final = frozenset({"syria-forces"})
# Words that may follow a name without making another actor of it.
_MEMBERS: Final = frozenset(
    """militant militants fighter fighters rebel rebels insurgent insurgents guerrilla guerrillas guerillas gunman gunmen
    soldier soldiers troop troops cadre cadres member members terrorist terrorists extremist extremists jihadist jihadists
    jihadi jihadis militia militias militiaman militiamen group groups movement organisation organization commander
    commanders leader leaders officials official spokesman spokeswoman spokesperson forces supporters suspects suspect
    operatives operative separatists islamists unit units columns column front network gang cartel faction branch
    affiliate officers officer personnel men headquarters command command's media outfit remnants cell cells positions
    agency peacekeepers mercenaries bandits criminals elements thugs hordes snipers bombers loyalists partisans
    hitmen assassins kidnappers captors allies auxiliaries recruits volunteers commandos negotiators delegates
    representatives dissidents remnants warriors combatants infiltrators occupiers
    activists vigilantes policemen guards henchmen commandoes urban rural factions wing
    warplanes warplane jets jet helicopters helicopter gunships aircraft planes drones drone artillery mortars mortar missiles
    missile rockets rocket shells shelling tanks tank vehicles vehicle convoy convoys boats gunboats airstrikes airstrike
    gunfire patrol patrols sniper raiders riders horsemen gunners captors security""".split()
)
_LEAD: Final = frozenset(
    """suspected alleged armed former senior local regional the a an some other several many islamist jihadist extremist
    militant rebel insurgent hardline unidentified so-called terrorist outlawed banned proscribed fellow militia group
    shiite shi'ite sunni iran-backed iranian-backed radical allied paramilitary ruling hard-line
    heroic brave valiant gallant glorious courageous steadfast so called self styled proclaimed our their its his her
    criminal mercenary treacherous cowardly murderous genocidal puppet renegade breakaway dreaded notorious feared
    powerful rival separatist secessionist jihadi salafist leftist left wing right communist marxist maoist extreme
    leninist guevarist guevarite castroite castroist trotskyist ultraleftist ultrarightist rightist pro urban
    clandestine underground newly formed little known obscure umbrella alleged presumed many few dozens hundreds of
    kurdish palestinian lebanese afghan somali colombian mexican peruvian salvadoran nigerian congolese sudanese iraqi
    syrian yemeni libyan malian ethiopian""".split()
)
# "Iran-backed", "al-Qaida-linked": who stands behind a party is not its name.
_BACKED: Final = re.compile(
    r"^(?:\w+ ){1,3}?(?:backed|aligned|linked|affiliated|allied|supported|inspired|dominated) (?=\w)"
)
# Lead words that belong to a name too often to fall away before the whole name was tried.
_NATIONAL: Final = frozenset(
    """kurdish palestinian lebanese afghan somali colombian mexican peruvian salvadoran nigerian congolese sudanese iraqi
    syrian yemeni libyan malian ethiopian""".split()
)
_MEMBERS_OF: Final = re.compile(r"(.+?)\s+(?:of|from|for|with|loyal to|belonging to|affiliated with)\s+(?:the\s+)?(.+)")
_OF_A_NATION: Final = "the name is on the list, without the nation"
# A state's force without its state: "the army" in a report on Chad.
_PLAIN_FORCE: Final = re.compile(
    r"(?:(?:our|the|pro|government|heroic|brave|valiant|gallant|glorious|national|federal|state|regime|junta|armed|"
    r"central|loyalist|military|security|regular|ground|naval|special|army)[ -])*"
    r"(?:army|troops|soldiers?|military|armed forces|security forces|government forces|regime forces|regime|junta|"
    r"forces|air ?force|navy|marines|warplanes|jets|gendarmes|gendarmerie|servicemen|helicopters|gunships|commandos)",
    re.IGNORECASE,
)
_PLAIN_POLICE: Final = re.compile(
    r"(?:(?:the|national|federal|riot|state|local|military)[ ])*(?:police|policem[ae]n|police officers?|police forces?)",
    re.IGNORECASE,
)
_DOMINANT: Final = 0.55
_FORCE: Final = (
    "occupation forces|occupation army|occupying forces|occupiers|invaders|servicemen|people['’]s defen[cs]e forces?|"
    "defen[cs]e forces?|national defen[cs]e forces?|national security forces|paratroops|infantry|combat aircraft|"
    "bombers|attack helicopters|submarine|warships?|aviation|rocket forces|federal forces|federal troops|patrol|patrols|"
    "army|military|armed forces|forces|troops|soldiers|government forces|government troops|"
    "government soldiers|air force|"
    "air forces|navy|marines|security forces|security force|regime forces|regime|warplanes|jets|aircraft|artillery|"
    "special forces|commandos|national army|defense forces|defence forces|defence force|defense force|"
    "coast guard|border guards|"
    "border guard|paramilitary forces|paramilitaries|national guard|gendarmerie|gendarmes|paratroopers|"
    "peacekeepers|fighter jets|"
    "planes|drones|gunships|helicopters|helicopter|jet|warplane|drone|mortars|mortar fire|artillery fire|tanks|tank fire|rockets|"
    "missiles|missile|shelling|air ?strikes?|gunboats|"
    "naval forces|ground forces|arab army|republican guard|army troops|army soldiers|"
    "military forces"
)
_POLICE: Final = (
    "police|national police|federal police|police force|police officers|security police|border police|riot police"
)
_OFFICE: Final = (
    "government|authorities|officials|state television|state tv|president|presidency|cabinet|parliament|prime minister|"
    "prime minister's office|embassy|officials said|administration|intelligence|intelligence services|"
    "intelligence service"
)
_MINISTRY: Final = (
    r"(?:(?P<a>foreign|defen[cs]e|interior|health|justice|information|home|emergency|emergencies|education|"
    r"transport)\s+"
    r"(?:affairs\s+)?(?:ministry|minister|department)|ministry\s+of\s+(?:the\s+)?(?P<b>foreign affairs|"
    r"defen[cs]e|interior|health|justice|"
    r"information|home affairs|emergency situations|emergencies|education|transport))"
)

# What plain words say of a kind, in the order in which they are tried.
_KIND_WORDS: Final[tuple[tuple[str, ActorKind], ...]] = (
    (r"rioters?|mobs?\b", ActorKind.RIOTERS),
    (r"protest(?:e|o)rs?|demonstrators?|marchers", ActorKind.PROTESTERS),
    (r"police(?:m[ae]n)?|sheriff|constables?|prosecutors?|detectives?|gendarmes?|cops?\b|troopers?", ActorKind.POLICE),
    (r"hospitals?|medics?|doctors?|paramedics|medical|health (?:officials?|workers?)|surgeons?|morgue|coroner|"
     r"ambulance", ActorKind.HOSPITAL),
    (r"liberation (?:army|forces)|revolutionary (?:army|armed forces)", ActorKind.REBEL_GROUP),
    (r"army|military|troops|soldiers?|armed forces|air ?force|navy|marines|security forces?|warplanes|brigade|"
     r"battalion|regiment|army unit|"
     r"border guards?|national guard|infantry|coast guard|intelligence", ActorKind.STATE_FORCES),
    (r"tribal militia|tribal fighters|vigilantes?|herders|herdsmen|farmers' militia|tribesmen|self-defence|"
     r"self-defense|clan", ActorKind.IDENTITY_MILITIA),
    (r"rebels?|insurgents?|guerrillas?|guerillas?|militants?|jihadi(?:st)?s?|separatists?|islamists?|maoists?|"
     r"liberation (?:army|front)|"
     r"liberation movement|extremists?", ActorKind.REBEL_GROUP),
    (r"gunm[ae]n|armed men|assailants?|attackers?|bandits?|traffickers?|gangs?|cartels?|militia(?:s|m[ae]n)?|"
     r"suicide bombers?|bombers?|"
     r"kidnappers?|abductors|hitmen|paramilitar(?:y|ies)|armed group|terrorists?|assassins?|hooded men|"
     r"shooters?|pirates", ActorKind.POLITICAL_MILITIA),
    (r"observatory|monitor(?:s|ing)?\b|watchdog|documentation cent(?:er|re)", ActorKind.MONITOR),
    (r"united nations|u\.?n\.?\b|unicef|unhcr|ocha\b", ActorKind.UN_AGENCY),
    (r"red cross|red crescent|aid (?:group|agency|workers?)|charity|human rights|rights group|ngos?\b|"
     r"médecins|medecins|amnesty", ActorKind.NGO),
    (r"news(?:paper)?s?\b|television|\btv\b|radio|press|agency\b|times\b|post\b|daily|tribune|herald|gazette|"
     r"journal|reporters?|"
     r"reuters|correspondents?|media|journalists?|channel|broadcaster|telegraph|express|reports?$", ActorKind.MEDIA),
    (r"residents?|villagers?|witness(?:es)?|locals?|activists?|elders?|relatives?|neighbou?rs?|inhabitants|"
     r"survivors?|famil(?:y|ies)|"
     r"eyewitness(?:es)?|bystanders|townspeople|father|mother|brother|sister|wife|husband|"
     r"refugees?", ActorKind.RESIDENTS),
    (r"government|ministr(?:y|er|ies)|minister|president|governor|mayor|officials?|authorities|parliament|"
     r"senate|state department|"
     r"embassy|pentagon|kremlin|white house|council|commission(?:er)?|secretary|lawmaker|senator|mp\b|"
     r"spokes\w+|administration|"
     r"district (?:chief|administrator)|chief|sources?", ActorKind.GOVERNMENT),
    (r"civilians?|women|children|workers?|passengers|students?|people|persons?|man|men|woman|boys?|girls?|"
     r"journalist|teachers?|pilgrims|"
     r"shoppers|worshippers|commuters|tourists|migrants", ActorKind.CIVILIANS),
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Actors:
    """The list of actors, by normalised name. Made once; never changed."""

    entries: Mapping[str, ActorEntry]
    by_key: Mapping[str, tuple[str, ...]] = field(repr=False)

    @classmethod
    def load(cls, extra: Sequence[Path] = ()) -> Actors:
        """The packaged list, extended (and where ids are the same, replaced) by the user's files.

        Raises DataError for a file that is not such a list, naming the entry and what is expected.
        """
        entries: dict[str, ActorEntry] = {}
        for path in (ACTORS, *extra):
            for entry in read_actors(path):
                entries[entry.id] = entry
        keys: dict[str, dict[str, None]] = {}
        for entry in entries.values():
            for name in (entry.name, *entry.aliases):
                keys.setdefault(name_key(name), {})[entry.id] = None
        return cls(entries=entries, by_key={key: tuple(ids) for key, ids in keys.items() if key})

    def resolve(self, name: str, *, near: Mapping[str, float] | None = None, on: date | None = None) -> Actor:
        """The actor that a name means. ``near`` weighs the countries of the report, ``on`` is its day.

        What is not found comes back with ``id`` None, its own words for a name and the kind that they tell.
        """
        words = re.sub(r"\s+", " ", name).strip()
        near = near or {}
        for key, score, reason in self._keys(words):
            ids = self.by_key.get(key)
            if not ids:
                continue
            ranked = sorted(ids, key=lambda i: (-self._fit(self.entries[i], near, on), ids.index(i)))
            best = self.entries[ranked[0]]
            reasons = [reason]
            candidates = self._candidates(ranked, near, on) if len(ranked) > 1 else ()
            if len(ranked) > 1:
                gap = self._fit(best, near, on) - self._fit(self.entries[ranked[1]], near, on)
                if gap < 0.05 and self._fit(best, near, on) > 0:
                    return Actor(
                        name=words,
                        kind=best.kind,
                        score=0.4,
                        reasons=(f"{words!r} may be {' or '.join(self.entries[i].name for i in ranked[:3])}",),
                        candidates=candidates,
                    )
                others = ", ".join(self.entries[i].name for i in ranked[1:3])
                reasons.append(
                    f"the report's countries tell it from {others}" if gap >= 0.05 else f"better known than {others}"
                )
                score = min(score, 0.9 if gap >= 0.05 else 0.6)
            armed = best.kind in (ActorKind.REBEL_GROUP, ActorKind.POLITICAL_MILITIA, ActorKind.IDENTITY_MILITIA)
            if (
                self._elsewhere(words, best, near)
                or self._of_another_time(best, near, on)
                or (reason == _OF_A_NATION and not armed)
            ):
                continue  # "Salvadoran Red Cross" is not the International Committee
            # Of a state's forces the report's own words say more ("Israeli warplanes"); they stay.
            own = best.kind in (ActorKind.STATE_FORCES, ActorKind.POLICE) and best.id not in _ONE_NAME
            # "Revolutionary Armed Forces of Colombia" of a report says more than the list's "FARC".
            fuller = best.name.isupper() and " " not in best.name and len(words.split()) > 2 and score >= 0.95
            fuller = fuller and not any(w in _MEMBERS for w in name_key(words).split()[-1:])
            return Actor(
                name=words if (own and score >= 0.85) or fuller else best.name,
                id=best.id,
                kind=best.kind,
                parent=best.parent,
                country=best.countries[0] if best.countries else None,
                score=score,
                reasons=tuple(reasons),
                candidates=candidates,
            )
        joint = self._joint(words, near, on)
        if joint is not None:
            return joint
        state = _of_state(re.sub(r"\s*\([^)]*\)$", "", words), near) or _plain_force(words, near)
        if state is not None:
            return replace(state, name=adjectival(words), id=self._national(state.id, on))
        return Actor(name=words, kind=kind_of_words(words), score=0.0)

    def _joint(self, words: str, near: Mapping[str, float], on: date | None) -> Actor | None:
        """ "Boko Haram/ISWAP terrorists": the first of two names of the list, named as the report names both."""
        parts = re.split(r"\s*/\s*", words)
        if len(parts) != 2:
            return None
        both = [self.resolve(part, near=near, on=on) for part in parts if part]
        if len(both) < 2 or any(a.id is None or a.id.startswith("state:") for a in both):
            return None
        reason = f"{both[0].name} or {both[1].name}: the report does not tell them apart"
        return replace(both[0], name=words, score=0.6, reasons=(reason,))

    def _national(self, made: str | None, on: date | None) -> str | None:
        """The id of the list for a state's forces, where the list has them (alias "state:XX:forces")."""
        for listed in self.by_key.get(name_key(made or ""), ()):
            entry = self.entries[listed]
            if on is None or _living(entry, on):
                return listed
        state = re.fullmatch(r"state:([A-Z]{2}):forces", made or "")
        country = countries().get(state[1]) if state else None
        for adjective in country.adjectives[:1] if country is not None else ():
            for force in ("army", "armed forces"):
                for listed in self.by_key.get(name_key(f"{adjective} {force}"), ()):
                    if on is None or _living(self.entries[listed], on):
                        return listed
        return made

    @staticmethod
    def _elsewhere(words: str, entry: ActorEntry, near: Mapping[str, float]) -> bool:
        """True where a short acronym of a force of one country stands in a report on another."""
        if len(entry.countries) != 1 or not re.fullmatch(r"[A-Z]{2,4}", words) or not near:
            return False
        local = entry.kind in (
            ActorKind.STATE_FORCES, ActorKind.POLICE, ActorKind.REBEL_GROUP, ActorKind.POLITICAL_MILITIA
        )  # fmt: skip
        return local and near.get(entry.countries[0], 0.0) < 0.02 and max(near.values()) >= _DOMINANT

    @staticmethod
    def _of_another_time(entry: ActorEntry, near: Mapping[str, float], on: date | None) -> bool:
        """True where a party of other countries than the report's was not there on its day either: one more of that name."""
        if on is None or not near or not entry.countries or _living(entry, on):
            return False
        return max(near.get(c, 0.0) for c in entry.countries) < 0.02

    def _candidates(self, ids: Sequence[str], near: Mapping[str, float], on: date | None) -> tuple[Candidate, ...]:
        """The actors that bear one name, the likelier first, each with what speaks for and against it."""
        found = []
        for entry in (self.entries[i] for i in ids[:5]):
            weight = max((near.get(c, 0.0) for c in entry.countries), default=0.0)
            acts = ", ".join(entry.countries) or "no country"
            reasons = [f"acts in {acts}, which the report speaks of" if weight > 0 else f"acts in {acts}"]
            if on is not None and not _living(entry, on):
                reasons.append(f"was not there on {on}")
            found.append(
                Candidate(
                    id=entry.id,
                    name=entry.name,
                    score=round(max(0.0, min(1.0, self._fit(entry, near, on))), 3),
                    reasons=tuple(reasons),
                    country=entry.countries[0] if entry.countries else None,
                    kind=entry.kind.value,
                )
            )
        return tuple(found)

    @staticmethod
    def _fit(entry: ActorEntry, near: Mapping[str, float], on: date | None) -> float:
        fit = max((near.get(c, 0.0) for c in entry.countries), default=0.1)
        return fit if on is None or _living(entry, on) else fit - 0.5

    def _keys(self, words: str) -> Iterable[tuple[str, float, str]]:
        """Keys to try, with what a match is worth: the whole name, then without members and lead words."""
        key = name_key(words)
        yield key, 1.0, "the name is on the list"
        yield article_free(key), 0.95, "the name is on the list but for its article"
        if bracket := re.fullmatch(r"(.+?)\s*\(([^)]+)\)", words):
            yield name_key(bracket[1]), 0.95, "the name before the bracket is on the list"
            yield name_key(bracket[2]), 0.9, "the short name in the bracket is on the list"
        if possessive := re.fullmatch(r"(.+?)[’']s?\s+(.+)", words):
            tail = name_key(possessive[2]).split()
            if tail and all(t in _MEMBERS or t in ("armed", "wing", "military") for t in tail):
                yield name_key(possessive[1]), 0.9, "the name of those it belongs to is on the list"
        # "Kurdish militants of the PKK", "fighters from the Karen National Union"
        if (whose := _MEMBERS_OF.fullmatch(words)) and name_key(whose[1]).split()[-1:] != []:
            if name_key(whose[1]).split()[-1] in _MEMBERS:
                whole = name_key(whose[2]).split()
                yield " ".join(whole), 0.9, "the name after its members is on the list"
                while len(whole) > 1 and whole[-1] in _MEMBERS:
                    whole = whole[:-1]
                    yield " ".join(whole), 0.85, "the name after its members is on the list"
        # "Hamas-led militants", "ISIS-affiliated fighters"
        if led := re.fullmatch(r"(.+?)-(?:led|affiliated|controlled|commanded)\s+(.+)", words):
            if all(t in _MEMBERS or t in _LEAD for t in name_key(led[2]).split()):
                yield name_key(led[1]), 0.7, "those who lead them are on the list"
        tokens = _BACKED.sub("", key).split()
        if len(tokens) < len(key.split()):
            yield " ".join(tokens), 0.9, "the name is on the list, without who backs it"
        whole = list(tokens)
        while len(whole) > 1 and whole[-1] in _MEMBERS:
            whole = whole[:-1]
            yield " ".join(whole), 0.9, "the name is on the list, its members are meant"
            if whole[0] in _LEAD and len(whole) > 2:  # "armed Communist Party of Dar cadres"
                yield " ".join(whole[1:]), 0.9, "the name is on the list, its members are meant"
        while len(tokens) > 1 and tokens[0] in _LEAD:
            national = tokens[0] in _NATIONAL
            tokens = tokens[1:]
            if national and len(tokens) == 1 and tokens[0] in _MEMBERS:
                break
            without = f"the name is on the list, without {key.split()[0]!r}"
            yield " ".join(tokens), 0.9, _OF_A_NATION if national else without
        while len(tokens) > 1 and tokens[-1] in _MEMBERS:
            tokens = tokens[:-1]
            yield " ".join(tokens), 0.9, "the name is on the list, its members are meant"
            inner = list(tokens)
            while len(inner) > 1 and inner[0] in _LEAD:
                inner = inner[1:]
                yield " ".join(inner), 0.85, "the name is on the list, its members are meant"


def without_lead(words: str) -> Iterator[str]:
    """A name, then the same without one word more of those before it that may be none of it ("suspected", "armed")."""
    parts = words.split()
    yield " ".join(parts)
    while len(parts) > 1 and parts[0].casefold() in _LEAD:
        del parts[0]
        yield " ".join(parts)


def _living(entry: ActorEntry, on: date) -> bool:
    return not ((entry.valid_from and on < entry.valid_from) or (entry.valid_to and on > entry.valid_to))


def kind_of_words(words: str) -> ActorKind:
    """The kind that plain words tell ("residents", "unidentified gunmen"); UNKNOWN where they tell none."""
    text = words.lower()
    for pattern, kind in _kind_patterns():
        if pattern.search(text):
            return kind
    return ActorKind.UNKNOWN


@cache
def _kind_patterns() -> tuple[tuple[re.Pattern[str], ActorKind], ...]:
    return tuple((re.compile(rf"\b(?:{words})(?!\w)"), kind) for words, kind in _KIND_WORDS)


@cache
def _state_patterns() -> tuple[re.Pattern[str], ...]:
    adjectives = sorted(
        {a for c in countries().values() for a in (*c.adjectives, c.name, *c.aliases)}, key=len, reverse=True
    )
    # The middle may hold a modifier: "Syrian government forces", "Pakistani paramilitary soldiers".
    lead = (
        rf"^(?:the\s+)?(?P<country>{'|'.join(re.escape(a) for a in adjectives)})(?:[’']s?)?\s+"
        r"(?:(?:regular|federal|national|state|local|regional)\s+)?"
    )
    of = rf"\s+of\s+(?:the\s+)?(?P<country>{'|'.join(re.escape(a) for a in adjectives)})$"
    royal = lead.replace(r"^(?:the\s+)?", r"^(?:the\s+)?(?:royal\s+|heroic\s+|brave\s+)?", 1)
    return (
        re.compile(rf"^(?:the\s+)?(?P<force>{_FORCE}){of}", re.IGNORECASE),
        re.compile(rf"^(?:the\s+)?(?P<police>{_POLICE}){of}", re.IGNORECASE),
        re.compile(rf"^(?:the\s+)?(?P<office>{_OFFICE}){of}", re.IGNORECASE),
        re.compile(rf"^(?:the\s+)?{_MINISTRY}{of}", re.IGNORECASE),
        re.compile(rf"{royal}(?P<force>{_FORCE})$", re.IGNORECASE),
        re.compile(rf"{lead}(?P<police>{_POLICE})$", re.IGNORECASE),
        re.compile(rf"{lead}{_MINISTRY}(?:\s+\w+)?$", re.IGNORECASE),
        re.compile(rf"{lead}(?P<office>{_OFFICE})$", re.IGNORECASE),
    )


@cache
def _by_adjective() -> Mapping[str, Country]:
    return {a.casefold(): c for c in countries().values() for a in (*c.adjectives, c.name, *c.aliases)}


_INSTITUTIONS: Final = frozenset(
    {
        "army",
        "military",
        "armed forces",
        "security forces",
        "navy",
        "air force",
        "police",
        "government",
        "forces",
        "junta",
    }
)


def adjectival(name: str) -> str:
    """ "Chad army", "Chad's army": "Chadian army"; other names as they are."""
    words = re.sub(r"['’]s?(?=\s)", "", name).split()
    for cut in range(1, min(4, len(words))):
        country = _by_name().get(" ".join(words[:cut]))
        if country is not None and country.adjectives and " ".join(words[cut:]).casefold() in _INSTITUTIONS:
            return " ".join((country.adjectives[0], *words[cut:]))
    return name


@cache
def _by_name() -> Mapping[str, Country]:
    return {c.name: c for c in countries().values()}


def country_of(words: str) -> str | None:
    """The ISO code of a country's name, adjective or abbreviation, or None."""
    found = _by_adjective().get(words.casefold()) or _by_adjective().get(words.casefold().replace(".", ""))
    return found.iso if found is not None else None


def _of_state(words: str, near: Mapping[str, float]) -> Actor | None:
    """A state's force or office, made from the name or adjective of its country."""
    for pattern in _state_patterns():
        match = pattern.match(words)
        if match is None:
            continue
        country = _by_adjective().get(match["country"].casefold())
        if country is None:
            continue
        groups = match.groupdict()
        if groups.get("force"):
            part, kind = "forces", ActorKind.STATE_FORCES
        elif groups.get("police"):
            part, kind = "police", ActorKind.POLICE
        elif groups.get("a") or groups.get("b"):
            office = (
                (groups.get("a") or groups.get("b") or "")
                .lower()
                .replace("defence", "defense")
                .replace("foreign affairs", "foreign")
            )
            part, kind = f"ministry-{office.replace(' ', '-')}", ActorKind.GOVERNMENT
        else:
            part, kind = "government", ActorKind.GOVERNMENT
        return Actor(
            name=words,
            id=f"state:{country.iso}:{part}",
            kind=kind,
            parent=f"state:{country.iso}",
            country=country.iso,
            score=0.85,
            reasons=(f"made of {match['country']!r}: {country.name}",),
        )
    return None


def _plain_force(words: str, near: Mapping[str, float]) -> Actor | None:
    """ "The army", "government troops" in a report whose country is plain; None where two countries are near."""
    police = _PLAIN_POLICE.fullmatch(words) is not None
    if not police and _PLAIN_FORCE.fullmatch(words) is None:
        return None
    ranked = sorted(near.items(), key=lambda c: -c[1])
    if not ranked or ranked[0][1] < _DOMINANT or (len(ranked) > 1 and ranked[1][1] > 0.5 * ranked[0][1]):
        return None
    iso = ranked[0][0]
    named = countries().get(iso)
    return Actor(
        name=words,
        id=f"state:{iso}:{'police' if police else 'forces'}",
        kind=ActorKind.POLICE if police else ActorKind.STATE_FORCES,
        parent=f"state:{iso}",
        country=iso,
        score=0.6,
        reasons=(f"the report is on {named.name if named is not None else iso} and names no other state's {words}",),
    )
