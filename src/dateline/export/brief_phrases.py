"""The brief's phrases: numbers that keep their bound, whom they count, days, places, speakers, parties."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Collection, Iterable, Mapping
from datetime import date
from functools import lru_cache

from babel import Locale

from dateline.export.brief_words import (
    ALONE,
    BOTH_SIDES,
    COMMON_NOUNS,
    DEFINITE_BODIES,
    EMPTY_WORDS,
    HELD_WORDS,
    NUMBER_WORDS,
    PLURAL_NOUNS,
    PRONOUNS,
    STATE_WORDS,
    UNCOUNTED_NOUNS,
)
from dateline.join.counted import camp_of_actor
from dateline.join.places import likely
from dateline.join.voices import plain_body
from dateline.join.wording import name_key, title_case
from dateline.model import Actor, Claim, Event, Place, ReportCard, Speaker, Toll, When
from dateline.terms import ActorKind, Bound, Camp, DatePrecision, EventKind, PlacePrecision, Stance, VictimClass

__all__ = [
    "amount",
    "country_name",
    "day_words",
    "doer_words",
    "is_one_name",
    "party_words",
    "place_words",
    "short_day",
    "source_words",
    "span_words",
    "speaker_words",
    "stance_words",
    "target_words",
    "two_sides",
    "victim_words",
]


# ---------------------------------------------------------------------------------------------------------- numbers


def amount(toll: Toll) -> str:
    """The number in words that keep its bound: "at least 12", "up to 30", "dozens (24–99)"."""
    low, high = toll.low, toll.high
    if low is None and high is None:
        return toll.as_written.strip() or "an unstated number"
    if toll.bound is Bound.AT_LEAST or high is None:
        return f"at least {low:,}"
    if toll.bound is Bound.AT_MOST or low is None:
        return f"up to {high:,}"
    if low == high:
        return f"about {low:,}" if toll.bound is Bound.ABOUT else f"{low:,}"
    if any(ch.isdigit() for ch in toll.as_written):
        return f"{low:,}–{high:,}"
    return f"{' '.join(toll.as_written.split()).lower().removesuffix(' of')} ({low:,}–{high:,})"


_JOINED = re.compile(r"^(?:(?:an?|the)\s+)?(\w+)\s+(?:an?|the|(his|her|their))\s+(\w+)$", re.IGNORECASE)
_PAIRED = re.compile(r"\b(men|women)\s+(boys|girls|children|women)\b", re.IGNORECASE)


_MEN_OF = {
    "army": "soldiers",
    "armed forces": "soldiers",
    "military": "soldiers",
    "gendarmerie": "gendarmes",
    "navy": "sailors",
    "air force": "airmen",
}
"""Those whom a body counts as its dead: "the army's dead" are soldiers."""
_EACH = re.compile(r"^(?:an?\s+)?([a-z-]+)\s+and\s+(an?|his|her|their)\s+([a-z-]+)$", re.IGNORECASE)
""" "A fisherman and his wife": each of those who are counted is named."""
_JUST_PEOPLE = re.compile(r"^(?:(?:new )?arrivals?|souls?|individuals?|persons?)$", re.IGNORECASE)
_COPULA = re.compile(r"^(?:of the \w+ )?(?:is|are|was|were|had been|have been)\s+", re.IGNORECASE)
_AGED = re.compile(r"^\d{1,3}[\s-]+(?:years?|yrs?)[\s-]+olds?\b\s*", re.IGNORECASE)
"""How old somebody is counts nobody: "a 38 year old woman"."""
_NOBODY = re.compile(r"^(?:each|one) (?:other|another)\b", re.IGNORECASE)
"""Words that say nothing of who is counted: "70 of each other's sons"."""


_SOLDIERS = re.compile(r"\b(?:army|(?:government|state|security|regime) forces|troops|military|navy)\b", re.IGNORECASE)
_POLICE = re.compile(r"\b(?:police|gendarmerie)\b", re.IGNORECASE)
_ARTICLE = re.compile(r"^(?:an?|the)\s+", re.IGNORECASE)
_BARE_ONE = re.compile(
    r"^(?:[\d\W]*|(?:only |just |at least )?(?:an?|one|another|a single)(?:\s+more)?)$", re.IGNORECASE
)


def _man_of(side: str) -> str:
    """What one of a side is called: of an army a soldier, of a police an officer, of all others a fighter."""
    if _SOLDIERS.search(side) and "rebel" not in side.casefold():
        return "soldier"
    return "officer" if _POLICE.search(side) else "fighter"


def victim_words(toll: Toll) -> str:
    """Who is counted, as the report has it, without the number and without words that say nothing more."""
    victims = toll.victims
    words = " ".join(victims.words.split())
    number = " ".join(toll.as_written.split())
    at = re.search(rf"(?<!\w){re.escape(number)}(?!\w)", words, re.IGNORECASE) if number else None
    if at is not None:
        words = words[at.end() :]
    elif words.casefold() in number.casefold():
        words = _ARTICLE.sub("", words) if toll.low == toll.high == 1 and not _BARE_ONE.match(number) else ""
    words = _in_case(words.strip(" ,;:'\"“”()"))
    words = _AGED.sub("", _COPULA.sub("", words))
    if toll.low == toll.high == 2 and (each := _EACH.match(words)) and not {each[1], each[3]} & EMPTY_WORDS:
        first = each[1].casefold()
        article = each[2] if each[2].casefold() in ("his", "her", "their") else "an" if each[3][0] in "aeiou" else "a"
        return f"people ({'an' if first[0] in 'aeiou' else 'a'} {first} and {article} {each[3]})"
    if _NOBODY.match(words) or re.search(r"\d\W*$", words):
        words = ""
    if (joined := _JOINED.match(words)) and not {joined[1].casefold(), joined[3].casefold()} & EMPTY_WORDS:
        words = " ".join(x for x in (joined[1], "and", joined[2], joined[3]) if x)
    else:
        words = _PAIRED.sub(r"\1 and \2", words)
        words = _bare(words)
    if _JUST_PEOPLE.match(words):
        words = "person" if toll.low == toll.high == 1 else "people"
    words = _MEN_OF.get(words.casefold(), words) if victims.class_ is VictimClass.COMBATANT else words
    names = ", ".join(victims.names)
    described = names or words
    side = victims.side
    if side and not described and victims.class_ is VictimClass.COMBATANT:
        one = toll.low == toll.high == 1
        described = (
            _MEN_OF.get(side.casefold(), side)
            if side == side.lower()
            else f"{side} {_man_of(side)}{'' if one else 's'}"
        )
    if (
        side
        and not (side.casefold() in _MEN_OF and described in _MEN_OF.values())
        and len(described.split()) < 6
        and name_key(side) not in name_key(described)
    ):
        described = f"{described} ({side})" if described else side
    if toll.low == toll.high == 1 and described == (names or words):
        described = _singular(described)
    if not described and victims.class_ is VictimClass.MIXED:
        described = "civilians and combatants"
    elif not described and victims.class_ not in (None, VictimClass.UNKNOWN):
        described = victims.class_.value if toll.low == toll.high == 1 else f"{victims.class_.value}s"
    return described[:90]


def is_one_name(victims: str) -> bool:
    """True for a person's name, which no number goes before: "Abel Dagua", not "Abel Dagua, Ana Secue" or "UFH fighter"."""
    words = victims.split()
    return bool(words) and "," not in victims and all(w[:1].isupper() and not w.isupper() for w in words)


def _bare(words: str) -> str:
    """Words for those counted without articles, states and numbers; empty where nothing is left that tells who."""
    before = None
    while words != before:
        before = words
        words = STATE_WORDS.sub("", words).strip()
        words = NUMBER_WORDS.sub("", words).strip()
    if all(w in EMPTY_WORDS or w in PRONOUNS for w in re.findall(r"\w+", words.casefold())):
        return ""
    first = words.split(maxsplit=1)[0]
    return words[:1].lower() + words[1:] if first.casefold() in COMMON_NOUNS else words


def _singular(words: str) -> str:
    """ "One of our drivers", cut to "drivers": the driver."""
    if re.fullmatch(r"[a-z][a-z -]*[a-rt-z]s", words) and not words.endswith(("ss", "us")):
        return words[:-1]
    head, _, last = words.rpartition(" ")
    one = {"men": "man", "women": "woman", "children": "child", "members": "member", "people": "person"}.get(last)
    return f"{head} {one}".strip() if one else words


def _in_case(words: str) -> str:
    """Words of an upper-case cable in small letters, so that they do not shout."""
    return words.lower() if words.isupper() and len(words) > 6 else words


# ------------------------------------------------------------------------------------------------------ days, places


def day_words(day: date | None) -> str:
    """ "Sunday 17 March 2019", or that the day is not known."""
    return f"{day:%A} {day.day} {day:%B %Y}" if day is not None else "Day not stated"


def span_words(when: When | None) -> str:
    """A period in words; empty where nothing is known."""
    if when is None or (when.start is None and when.end is None):
        return ""
    if when.start is None:
        return f"until {short_day(when.end)}"
    if when.end is None:
        return f"since {short_day(when.start)}"
    if when.start == when.end:
        return short_day(when.start)
    if when.precision is DatePrecision.DAYS and (when.end - when.start).days == 1:
        return f"{short_day(when.start)} to {short_day(when.end)}"
    return f"{short_day(when.start)} – {short_day(when.end)}"


def short_day(day: date | None) -> str:
    """ "17 Mar 2019"; empty where it is not known."""
    return f"{day.day} {day:%b %Y}" if day is not None else ""


@lru_cache(maxsize=512)
def country_name(code: str) -> str:
    """The English name of a country by its ISO 3166 alpha-2 code; the code itself where it has none."""
    return str(Locale("en").territories.get(code.upper(), code))


def place_words(place: Place | None, *, narrow: bool = False, guess: bool = False) -> str:
    """A place with its province and country; with ``narrow`` its own name alone. Empty where none is known.

    With ``guess``, of what is believed only as far as the country the town that is likelier than all others together is
    named: "Chad, perhaps Abéché".
    """
    if place is None:
        return ""
    parts = [
        f"near {place.name}"
        if place.precision is PlacePrecision.NEAR and not place.name.lower().startswith("near")
        else place.name
    ]
    if place.precision is PlacePrecision.COUNTRY and place.country:
        best = likely(place)
        town = best.resolved_name if guess and best is not place else None
        if not town:
            return country_name(place.country)
        return f"{country_name(place.country)}, perhaps {place.name if _plain(place.name) == _plain(town) else town}"
    if narrow:
        return parts[0]
    if place.precision is PlacePrecision.UNRESOLVED:
        return f"{parts[0]} (not located)"
    if place.admin1 and _plain(place.admin1) not in _plain(place.name):
        parts.append(place.admin1)
    if place.country:
        parts.append(country_name(place.country))
    return ", ".join(parts)


def _plain(name: str) -> str:
    """A name without accents and case."""
    folded = unicodedata.normalize("NFKD", name)
    return "".join(c for c in folded if not unicodedata.combining(c)).casefold()


# ---------------------------------------------------------------------------------------------------------- speakers


def source_words(claim: Claim, reports: Mapping[str, ReportCard]) -> str:
    """The outlet by name, "the report" where its page names none; a name in capitals is written as a name."""
    report = reports.get(claim.report_id)
    if report is None or report.source.name in ("", "unknown"):
        return "the report"
    return title_case(report.source.name)


def speaker_words(claim: Claim, reports: Mapping[str, ReportCard]) -> str:
    """Who says so: the speaker, or the outlet in its own voice. ``reports`` maps report ids."""
    attribution = claim.attribution
    if attribution is None:
        return source_words(claim, reports)
    said = _named(attribution.speaker)
    if said.casefold() in PRONOUNS:
        said = "an unnamed source"
    if attribution.via is not None:
        said += f", via {_named(attribution.via.speaker)}"
    return said


_LOOSE_BODIES = frozenset("organisation organization command group movement body agency office company".split())


def _named(speaker: Speaker) -> str:
    """ "Adoum Ralga (United Front)"; a body that the name holds already ("hospital doctor"), or that says nothing, is left out."""
    name, body = title_case(speaker.name or ""), title_case(speaker.organisation or "")
    if name.startswith("called "):
        name = f"so-{name}"
    if not (name and body):
        return plain_body(name or body) or "the report"
    if body.casefold() in _LOOSE_BODIES or set(name_key(body).split()) <= set(name_key(name).split()):
        return name
    body = body.lower() if body.casefold() in ("hospital", "police", "army", "military", "government") else body
    return f"{name} ({body})"


def stance_words(claim: Claim) -> str:
    """How the speaker stands to it; empty for what is plainly asserted."""
    return "" if claim.stance is Stance.ASSERTED else claim.stance.value


# ----------------------------------------------------------------------------------------------------------- parties


def party_words(event: Event, outsiders: Collection[str] = ()) -> str:
    """Who did it and to whom, one line: "By the army; against rebels". A fight has two sides.

    ``outsiders`` are keys of names that are places or outlets, not parties.
    """
    doers, targets = doer_words(event, outsiders), target_words(event, outsiders)
    if event.kind in BOTH_SIDES and (doers or targets):
        sides = two_sides(event, outsiders)
        if sides is not None:
            return f"Between {sides[0]} and {sides[1]}"
        return f"Between {doers} and {targets}" if doers and targets else f"Involved: {doers or targets}"
    if event.kind in ALONE and not (doers and targets):
        said = doers or targets
        return f"{said[:1].upper()}{said[1:]}"
    line = "; ".join(x for x in (f"by {doers}" if doers else "", f"against {targets}" if targets else "") if x)
    return line[:1].upper() + line[1:]


def two_sides(event: Event, outsiders: Collection[str] = ()) -> tuple[str, str] | None:
    """The two sides of a fight, each by its best name, where its parties stand on both; None where one is not known."""
    sides: dict[Camp, list[Actor]] = {}
    for actor in (*event.actors, *event.targets):
        camp = camp_of_actor(actor)
        if camp is not None and _names([actor], event, outsiders):
            sides.setdefault(camp, []).append(actor)
    if len(sides) < 2:
        return None
    best = []
    for own in sides.values():
        known = [a for a in own if a.id is not None] or [a for a in own if a.name != a.name.lower()] or own[:1]
        best.append(_listed(_names(known, event, outsiders)))
    return (best[0], best[1]) if all(best) else None


def doer_words(event: Event, outsiders: Collection[str] = ()) -> str:
    """Those who did it. People who flee, come home or are freed did nothing to anybody and are not named here."""
    some: Iterable[Actor] = event.actors
    if event.kind in (EventKind.DISPLACEMENT, EventKind.RETURN, EventKind.EVACUATION):
        some = [a for a in some if a.id is not None]
    elif event.kind is EventKind.OTHER:
        some = [a for a in some if not HELD_WORDS.search(a.name)]
    some = [a for a in some if a.id is not None or not _NO_DOER.search(a.name)]
    return _listed(_names(some, event, outsiders))


def target_words(event: Event, outsiders: Collection[str] = ()) -> str:
    """Those to whom it was done. The place where it happened is no target, nor is the aircraft that struck."""
    some: Iterable[Actor] = event.targets
    if event.kind is EventKind.AIR_STRIKE:
        some = [a for a in some if not _AIRCRAFT.search(a.name)]
    return _listed(_names(some, event, outsiders))


_AIRCRAFT = re.compile(
    r"\b(?:helicopters?|gunships?|(?:war|air)?planes?|aircraft|drones?|jets?|bombers?)\b", re.IGNORECASE
)
_NO_DOER = re.compile(
    r"\b(?:roads?|roadside|side of|streets?|villages?|towns?|markets?|hospitals?|schools?|mosques?|church(?:es)?|houses?|homes?|"
    r"beach(?:es)?|forests?|rivers?|bus|buses|minibus|boats?|bodies|body)\b",
    re.IGNORECASE,
)
"""Places and things that a parser took for those who act."""
_CUT_SHORT = re.compile(r"\b(?:and|of|the|in|by|for|with)$", re.IGNORECASE)
_ASKED = re.compile(r"^(?:how|what|which|who|whom|whose|why|when|where)\b", re.IGNORECASE)


def _names(actors: Iterable[Actor], event: Event, outsiders: Collection[str] = ()) -> list[str]:
    actors = list(actors)
    known = {(a.kind, a.country) for a in actors if a.id is not None and not a.id.startswith("state:")}
    where = event.place
    own = {name_key(n) for n in ((where.name, where.resolved_name or "") if where else ()) if n}
    out = []
    for actor in actors:
        if actor.id is not None and actor.id.startswith("state:") and _is_named(actor, known):
            continue
        name = _ADJECTIVES.sub("", " ".join(actor.name.split()))
        key = name_key(name)
        if key in outsiders and actor.kind is ActorKind.MEDIA:
            continue
        if actor.id is None:
            if key in outsiders or key in _ANYBODY or _CUT_SHORT.search(name) or _ASKED.match(name):
                continue
            if any(key == place or key.endswith(f" of {place}") or key.endswith(f" {place}") for place in own):
                continue
            if NUMBER_WORDS.match(name) or re.search(r"\d", name) or key.split()[:1] in (["body"], ["bodies"]):
                continue
            if name.casefold() in PRONOUNS or name.casefold() in _COUNTS or _NO_PARTY.match(name):
                continue
        out.append(name)
    return list(dict.fromkeys(out))


def _is_named(general: Actor, known: set[tuple[ActorKind, str | None]]) -> bool:
    """True where the forces of a country, in general, stand beside a body of theirs by name."""
    return any(kind is general.kind and country in (general.country, None) for kind, country in known)


_NO_PARTY = re.compile(
    r"^(?:(?:an?|the)\s+)?(?:(?:\w+\s+)?(?:gunshots?|gunfire|shots?|bullets?|bombs?|mines?|shells?|rockets?|grenades?|explosions?|blasts?|"
    r"explosives?|devices?|fire|shooting|attack|strike|injuring|wounding|killing|leaving|dead|wounded|injured))$",
    re.IGNORECASE,
)
"""Arms and deeds that a parser took for somebody: nobody is "an injuring" and no gunshot acts."""
_ADJECTIVES = re.compile(
    r"^(?:(?:only|unique|sole|second|first|other|same|entire|whole|crowded weekly|crowded|heroic|valiant|brave|glorious|courageous|"
    r"cowardly|barbaric|so-called)\s+)+"
)
_ANYBODY = frozenset({"people", "person", "persons", "individuals", "individual", "man", "men", "crowd", "group"})
_COUNTS = frozenset("one two three four five six seven eight nine ten dozens hundreds thousands figures".split())


def _listed(names: Iterable[str]) -> str:
    """Names in a list, each once, none that another one holds ("market" beside "crowded weekly market")."""
    known = [_listed_name(_in_case(n)) for n in dict.fromkeys(names)]
    kept = [n for n in known if not any(n != m and re.search(rf"\b{re.escape(n)}\b", m, re.I) for m in known)]
    unique = [_with_article(n) for n in list({n.casefold(): n for n in reversed(kept)}.values())[::-1][:4]]
    return unique[0] if len(unique) == 1 else f"{', '.join(unique[:-1])} and {unique[-1]}" if unique else ""


def _listed_name(name: str) -> str:
    """A common noun that opened its sentence in small letters ("Rebels": "rebels")."""
    first = name.split(maxsplit=1)[0] if name else ""
    return name[:1].lower() + name[1:] if first.casefold() in COMMON_NOUNS else name


_HEAD = re.compile(r"^(.*?)(?:\s+(?:of|in|from|near|at|with|on|who|that)\b.*)?$")


_BODY = re.compile(
    r"\s(?:[Aa]rmy|[Pp]olice|[Gg]overnment|[Ff]orces?|[Ff]ront|[Mm]ovement|[Aa]gency|[Mm]inistry|[Gg]uard|[Gg]endarmerie|[Nn]avy|[Ss]ervices?|"
    r"[Mm]ilitia|[Bb]rigade|[Cc]ouncil|[Cc]ross|[Cc]rescent|[Pp]arty|[Uu]nion|[Cc]oalition|[Aa]lliance|[Cc]ommand|[Cc]orps|[Aa]uthority|"
    r"[Oo]bservatory)$"
)
"""Names of bodies that take the article: "the Chadian army", "the United Front of the Highlands"."""


def _with_article(name: str) -> str:
    """ "Soldier": "a soldier"; "army": "the army". Names and plurals stand as they are."""
    named = found[1] if (found := _HEAD.match(name)) else name
    if re.match(r"[A-Z]", name) and _BODY.search(named) and not re.search(r"['’]s?\s", named):
        return f"the {name}"
    if not name or name != name.lower() or re.match(r"(?:an?|the|some|several|his|her|its|their|our)\b", name):
        return name
    head = named.split()[-1:]
    last = head[0] if head else name
    if last in DEFINITE_BODIES or name in DEFINITE_BODIES:
        return f"the {name}"
    plural = last in PLURAL_NOUNS or last in UNCOUNTED_NOUNS or (last.endswith("s") and not last.endswith(("ss", "us")))
    if plural:
        return name
    return f"an {name}" if name[0] in "aeiou" else f"a {name}"
