"""What the words around a place name say of it as the place of a claim, whatever the claim: where people were carried or fled to,
whose home it is, who speaks from there, whose group bears the name. For :mod:`dateline.resolve.where_features`."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Final

from dateline.text import Span

__all__ = [
    "around",
    "arrived_at",
    "at_noun",
    "deed_meant",
    "fled_to",
    "in_byline",
    "in_transit",
    "left_for",
    "names_body",
    "people_left",
    "relative_between",
    "taken_before",
    "taken_from",
    "whose_forces",
]

_REACH: Final = 110
_STOP: Final = r"[^.;:\n]"
# "Taken to the hospital in X", "flown to X", "buried in X": where somebody was brought who was hurt or held elsewhere.
_CARRIED: Final = re.compile(
    r"\b(?:taken|brought|flown|airlifted|rushed|transported|transferred|moved|shifted|evacuated|referred|carried|ferried|driven|sent|"
    r"escorted|returned|handed\s+over|repatriated|extradited|whisked|dispatched|conveyed|removed)\b"
    rf"{_STOP}{{0,80}}\b(?:to|into|for)\s+(?:(?:the|an?)\s+)?(?:[\w’'-]+\s+){{0,5}}(?:(?:in|at|of)\s+(?:the\s+)?)?$",
    re.IGNORECASE,
)
_TREATED: Final = re.compile(
    r"\b(?:treat\w*|admitted|hospitali[sz]ed|recovering|buried|funerals?|morgue|mortuary|hospitals?|clinics?|infirmary|"
    r"medical\s+cent(?:er|re)s?|surger\w+|operated\s+on|intensive\s+care)\b"
    rf"{_STOP}{{0,40}}\b(?:in|at|of)\s+(?:the\s+)?(?:(?:city|town|capital|nearby|neighbou?ring|hospitals?|clinics?)\s+(?:(?:of|in|at)\s+)?)?$",
    re.IGNORECASE,
)
# "Fled to X", "crossed into X", "took refuge in X".
_FLED_TO: Final = re.compile(
    r"\b(?:fled|flee|fleeing|flees|escap\w+|cross(?:ed|es|ing)?|displaced|driven|mov(?:ed|ing)|travell?ed|walked|headed|heading|left|gone|went|"
    rf"going|retreat\w*|withdr\w+)\b{_STOP}{{0,60}}\b(?:to|into|towards?|for)\s+(?:the\s+)?(?:[\w’'-]+\s+){{0,4}}"
    r"(?:(?:of|in|at|around|near)\s+(?:the\s+)?)?$",
    re.IGNORECASE,
)
_CAME_TO: Final = re.compile(
    r"\b(?:arriv\w+|sought\s+(?:refuge|shelter|safety)|took\s+(?:refuge|shelter)|tak\w+\s+(?:refuge|shelter)|shelter\w*|hosted|hosts?|hosting|"
    rf"camped|settled|living|staying|received|stranded|living)\b{_STOP}{{0,50}}\b(?:in|at|on|around|to|by)\s+(?:the\s+)?(?:[\w’'-]+\s+){{0,3}}"
    r"(?:(?:of|in|at)\s+(?:the\s+)?)?$",
    re.IGNORECASE,
)
# "A 19-year-old from X", "two of them from X", "born in X", "a native of X".
_NATIVE: Final = re.compile(
    r"(?:\b(?:man|men|woman|women|boys?|girls?|\w+-year-olds?|students?|pupils?|labou?rers?|workers?|peacekeepers?|soldiers?|troops|police(?:men)?|"
    r"officers?|suspects?|gunm[ae]n|attackers?|assailants?|bombers?|militants?|drivers?|traders?|migrants?|refugees?|victims?|civilians?|people|"
    r"families|residents|survivors?|contractors?|consuls?|nationals?|delegates?|experts?|team|contingent|them|whom|one|two|three|four|five|"
    r"six|both|all|most|many|some|others|several|half|who|reinforcements?|fighters?|volunteers?|mercenaries|rebels?)\s+"
    r"(?:(?:who\s+)?(?:came|come|comes|was|were|is|are|hail\w*)\s+)?(?:mostly\s+|originally\s+|all\s+|both\s+)?from|"
    r"\bborn\s+(?:and\s+raised\s+)?(?:in|at|near)|\b(?:natives?|citizens?|nationals?)\s+of|\bhail\w*\s+from|\bcame\s+(?:mostly\s+)?from|"
    r"\bcomes?\s+(?:mostly\s+)?from|\boriginally\s+from|\bgrew\s+up\s+in|\blive[sd]?\s+(?:in|on|at)|\bbirthplace\s+of|\bhome\s?town\s+of|"
    r"\b(?:based|seated|headquartered)\s+in|\bseat\s+in)\s+"
    r"(?:the\s+)?(?:(?:city|town|village|nearby|neighbou?ring|province|state)\s+(?:of\s+)?)?$",
    re.IGNORECASE,
)
_SAID: Final = (
    r"(?:said|says|say|told|tells|added|adds|announced|confirmed|reported|stated|wrote|claimed|warned|declared|denied|condemned|counted|"
    r"explained|acknowledged|insisted|recounted|spoke|speaking|called|testified|listed)"
)
# "Officials in X said", "medics at Y hospital in X said".
_SPEAKER_IN: Final = re.compile(
    r"\b(?:officials?|doctors?|nurses?|medics?|surgeons?|sources?|spokes\w+|representatives?|governor|mayor|police|authorit(?:y|ies)|commanders?|"
    r"officers?|activists?|witnesses|correspondents?|reporters?|journalists?|lawyers?|analysts?|diplomats?|director|chief|head|minist(?:er|ry)|"
    r"prosecutors?|judges?|administrator|elders?|clerics?|bishop|priest|administration|government|statements?|radio|newspapers?|"
    r"monitors?|observers?|group|agency|agencies|hospitals?|workers?|leaders?|ambassador|embassy|coordinator|union|charity)\b"
    r"(?:\s+(?!(?:who|which|that|was|were|is|are|had|have|died|killed)\b)[\w’'-]+){0,4}\s+(?:in|at|from|of)\s+(?:the\s+)?(?:[\w’'-]+\s+){0,2}$",
    re.IGNORECASE,
)
_SAID_AFTER: Final = re.compile(rf"^[^.;:,\n]{{0,25}}?,?\s+(?:[A-Z][\w’'-]+\s+){{0,3}}{_SAID}\b")
# "… said in X", "told reporters in X", "by phone from X", "according to … in X".
_SAID_IN: Final = re.compile(
    rf"(?:\b{_SAID}\s+(?:(?:on\s+)?\w+day\s+|later\s+|there\s+|by\s+(?:tele)?phone\s+|in\s+an?\s+(?:[\w-]+\s+)?(?:statement|interview)\s+|"
    r"to\s+(?:reporters|journalists|the\s+press)\s+){0,2}|\b(?:told|tells|telling)\s+(?:(?!that\b|how\b)[\w’'.-]+\s+){1,5}|"
    r"\b(?:reporters|journalists|the\s+press|(?:news|press)\s+(?:conference|briefing)|by\s+(?:tele)?phone|statement(?:\s+issued)?|interview|"
    r"mass|rally)\s+|\baccording\s+to\s+(?:(?!who\b|which\b)[\w’'-]+\s+){1,5})(?:in|at|from)\s+(?:the\s+)?(?:[\w’'-]+\s+){0,2}$",
    re.IGNORECASE,
)
# Who bears the name of a place, and is no place: "Donetsk rebels", "Fano militiamen", "the Ndele group".
_FIGHTERS: Final = re.compile(
    r"\s+(?:militia(?:men|s)?|fighters?|rebels?|gunmen|insurgents?|separatists?|gang|cartel|faction|clan|clans|tribe|tribes|tribesmen|group|"
    r"soldiers|troops|commandos|marines|guerrillas?|herders|pastoralists|warriors|youths?|families|armed\s+group)\b"
)
_BETWEEN: Final = re.compile(
    r"\bbetween\s+(?:the\s+)?(?:[\w’'-]+\s+){0,4}?(?:and\s+(?:the\s+)?(?:[\w’'-]+\s+){0,3})?$", re.IGNORECASE
)
_THEN_IN: Final = re.compile(
    r"^(?:\s+(?:and|,)\s+(?:the\s+)?[\w’'-]+(?:\s+[\w’'-]+){0,3}?)?\s+(?:in|at|near|around|outside)\s+(?:the\s+)?(?:[a-z]+\s+){0,3}[A-Z]"
)
_ROAD: Final = re.compile(
    r"^(?:[-–—][A-Z][\w’'-]*)?\s+(?:road|highway|route|axis|motorway|line|corridor|railway|border)\b", re.IGNORECASE
)
_ROAD_BEFORE: Final = re.compile(
    rf"\b(?:road|highway|route|axis|way|track|border|line|path|railway)\b{_STOP}{{0,30}}\b(?:between|from|to|and|with|linking|connecting|of)\s+(?:the\s+)?$",
    re.IGNORECASE,
)
_AT_NOUN: Final = re.compile(
    r"\b(?:in|at|near|outside|inside|on|around|to)\s+(?:the\s+|an?\s+)?(?:[a-z][\w-]*\s+){0,2}$"
)
_RELATIVE: Final = re.compile(r",\s+(?:(?:most|all|one|two|some|both|many)\s+of\s+)?(?:which|who|whose|whom|where)\b")
_DEED: Final = re.compile(
    r"\b(?:the|that|this|both|these|those)\s+(?:(?:first|second|third|same|latest|deadly|suicide|car|truck|bomb|air|mass|twin)\s+){0,2}"
    r"(?:attacks?|blasts?|bombings?|explosions?|raids?|ambush(?:es)?|strikes?|massacres?|clash(?:es)?|shootings?|killings?|assaults?|fighting|"
    r"battle|shelling|violence|incidents?|riots?|siege|victims|dead|bodies|wounded|injured|survivors|attackers|assailants|gunmen)\b",
    re.IGNORECASE,
)
_LEFT: Final = re.compile(
    r"\b(?:fled|flee|fleeing|displaced|driven|forced|uprooted|left|abandon\w+|escap\w+)\b", re.IGNORECASE
)


def around(text: str, mention: Span) -> Iterator[str]:
    """The features of a name that its surroundings in ``text`` give."""
    before = text[max(0, mention.start - _REACH) : mention.start]
    after = text[mention.end : mention.end + 60]
    if _CARRIED.search(before):
        yield "carried there"
    if _TREATED.search(before):
        yield "treated there"
    if _FLED_TO.search(before):
        yield "fled there"
    if _CAME_TO.search(before):
        yield "came there"
    if _NATIVE.search(before):
        yield "native of it"
    if _SAID_IN.search(before) or (_SPEAKER_IN.search(before) and _SAID_AFTER.match(after)):
        yield "said there"
    elif _SPEAKER_IN.search(before):
        yield "authority of it"
    if _FIGHTERS.match(after):
        yield "bears a group's name"
    if _BETWEEN.search(before):
        yield "between"
        if _THEN_IN.match(after):
            yield "between, then in"
    if _ROAD.match(after) or _ROAD_BEFORE.search(before):
        yield "end of a road"


# "Left for the hills or for relatives in X", "fled towards X and Y": where they went, not where they left.
_ADJECTIVES: Final = (
    r"(?:(?:the|a|an|their|nearby|neighbou?ring|adjacent|safer|other|several|two|three|surrounding|host|border|displacement|refugee|"
    r"district|provincial|regional|state|transit|informal|cities|towns)\s+)"
)
_HAVEN: Final = (
    r"(?:relatives|relations|famil(?:y|ies)|kin|kinsfolk|friends|cousins|in-laws|hosts?|safety|refuge|shelters?|sanctuary|camps?|sites?|"
    r"villages?|towns?|city|hamlets?|settlements?|communities|schools?|churches|mosques|hills|forests?|mountains|bush|swamps|islands?|"
    r"outskirts|areas?|districts?|province|state|county|region|locality|municipality|commune|side)"
)
_NAME: Final = r"[A-Z][\w’'-]*(?:[ -][A-Z][\w’'-]*)?"
_LEFT_FOR: Final = re.compile(
    r"\b(?:fled|flee|fleeing|flees|escap\w+|left|leave|leaving|gone|went|going|"
    r"(?<!were )(?<!was )(?<!been )(?<!being )mov(?:ed|ing)|head(?:ed|ing)?|set\s+(?:out|off)|made\s+their\s+way|"
    r"walk(?:ed|ing)|trekk(?:ed|ing)|travell?(?:ed|ing)|displaced|driven|uprooted|scattered|poured|streamed|"
    r"on\s+the\s+(?:road|move|way)|bound)\b"
    rf"{_STOP}{{0,80}}?\b(?:to|into|onto|for|towards?|in\s+the\s+direction\s+of|(?:take|took|taken|taking|seek|sought|seeking|found|find|finding)\s+"
    rf"(?:refuge|shelter|safety|sanctuary)\s+(?:in|at|with))\s+{_ADJECTIVES}*(?:(?:of|in|with|and|or)\s+(?:the\s+)?|{_ADJECTIVES}|"
    rf"{_HAVEN}\s+(?:(?:in|at|of|across|called|named)\s+)?(?:the\s+)?|(?:or|and)\s+(?:to|for|into)\s+)*"
    rf"(?:{_NAME}\s*(?:,|,?\s+and|,?\s+or)\s+(?:(?:to|in|for|into)\s+)?(?:the\s+)?)*$"
)


def fled_to(text: str, mention: Span) -> bool:
    """True for a name that people, not forces or goods, fled to or left for."""
    found = _LEFT_FOR.search(text, max(0, mention.start - 2 * _REACH), mention.start)
    if found is None or not _LEAVING.match(found.group()) or not left_for(text, mention):
        return False
    return not _NOT_PEOPLE.search(text, max(0, found.start() - 60), found.start())


_LEAVING: Final = re.compile(
    r"fl[eé]|escap|left|leav|displac|driv|uproot|scatter|pour|stream|trek|set\s+out|made", re.IGNORECASE
)
_NOT_PEOPLE: Final = re.compile(
    rf"\b(?:police|army|military|troops|soldiers|patrols?|party|parties|forces?|commandos?|fighters|rebels|militants|gunm[ae]n|gangs?|cadres?|"
    rf"constables?|officers?|marines|guards|rangers|units?|reinforcements|"
    rf"suspects?|drugs?|cocaine|shipments?|vehicles?|ships?|boats?|planes?|flights?|column|team|minister|president|delegation){_STOP}*$",
    re.IGNORECASE,
)


def left_for(text: str, mention: Span) -> bool:
    """True for a name that people went to from elsewhere: "left for relatives in X", "fled to the safety of Y and Z"."""
    found = _LEFT_FOR.search(text, max(0, mention.start - 2 * _REACH), mention.start)
    # "transferred those who had fled to a camp in X": they are where they were brought
    return found is not None and not _TRANSFERRED.search(text, max(0, found.start() - 60), found.start())


_TRANSFERRED: Final = re.compile(
    rf"\b(?:transferr\w+|taken|took|brought|bussed|bused|relocat\w+|evacuat\w+|airlift\w+|ferr(?:y|ied)|sent|housed|settled)\b{_STOP}*$",
    re.IGNORECASE,
)
# "Jane Doe, Agency | Town, Country": who writes, and from where.
_BYLINE: Final = re.compile(
    r"(?m)^[ \t]*(?:[Bb]y\s+)?(?P<who>[A-Z][\w’'.-]+(?:\s+[A-Z][\w’'.-]+){1,3}(?:,\s+[^|\n,]{2,40})?)\s+\|\s+[^\n|]{2,60}$"
)
_BYLINE_HEAD: Final = 600


def in_byline(text: str, mention: Span) -> bool:
    """True for a name that stands as the writer's or the agency's in the line of the byline."""
    return mention.start < _BYLINE_HEAD and any(
        b.start("who") <= mention.start < b.end("who") for b in _BYLINE.finditer(text, 0, 2 * _BYLINE_HEAD)
    )


# "Chad's army", "Mali's ruling junta".
_FORCES_OF: Final = re.compile(
    r"[’']s?\s+(?:[a-z-]+\s+){0,2}(?:army|military|armed\s+forces|forces|troops|soldiers|air\s+force|navy|police|gendarmerie|government|"
    r"junta|president|parliament|authorities|officials|(?:defen[cs]e|interior|foreign|health)\s+minist(?:er|ry)|rebels|insurgents)\b"
)


def whose_forces(text: str, mention: Span) -> bool:
    """True for the name in "Chad's army": whose it is, not where."""
    return bool(_FORCES_OF.match(text, mention.end))


# "Climbed down from buses in X", "reached X", "arrived at X on Sunday".
_ARRIVED: Final = re.compile(
    r"\b(?:(?:arriv(?:e|ed|es|ing|al)|climb(?:ed|ing)\s+down|got\s+off|getting\s+off|step(?:ped|ping)\s+(?:off|down)|disembark\w*|"
    rf"alight\w*|pull(?:ed|ing)\s+in(?:to)?|roll(?:ed|ing)\s+in(?:to)?|deliver\w*|dropped)\b{_STOP}{{0,40}}?\b(?:in|at|into|to)\s+|"
    r"\breach(?:ed|es|ing)?\s+)(?:(?:the|town|city|village|camp|safety|of)\s+)*$",
    re.IGNORECASE,
)
_CONVOY: Final = (
    r"(?:convoys?|caravans?|columns?\s+of\s+(?:evacuees|civilians|refugees)|bus(?:es)?|minibus(?:es)?|coach(?:es)?|"
    r"evacuees|passengers)"
)
_IN_TRANSIT: Final = re.compile(
    r"\b(?:from|off|out\s+of|on|aboard|in|against|stopped|searched|halted|held\s+up)\s+(?:the|their|its|one\s+of\s+the|these|those)\s+"
    rf"(?:(?:first|second|third|last|same|aid|evacuation|Red\s+Cross|UN)\s+){{0,2}}{_CONVOY}\b(?!\s+(?:stop|station|stand|terminal|park))|"
    r"\bduring\s+(?:the|their)\s+(?:journey|trip|drive|crossing|evacuation)\b",
)


def arrived_at(text: str, mention: Span) -> bool:
    """True for a name that people arrived at."""
    return bool(_ARRIVED.search(text, max(0, mention.start - _REACH), mention.start))


def in_transit(text: str, sentence: Span, trigger: Span) -> bool:
    """True where a sentence tells what befell a convoy or those in it, on the way."""
    found = _IN_TRANSIT.search(text, sentence.start, sentence.end)
    return found is not None and found.start() - trigger.end < _REACH


# "Evacuated 48 wounded from X and Y", "were rescued from the town of Z": where they were taken.
_MOVED_OUT: Final = re.compile(
    r"\b(?:evacuat|rescu|airlift|extract|expel|displac|uproot|withdr|pull(?:ed)?\s+out)\w*", re.IGNORECASE
)
_SEIZED: Final = re.compile(r"\b(?:abduct|kidnap|seiz|snatch|loot|stole|stolen|captur|carried\s+off)\w*", re.IGNORECASE)
_FROM: Final = re.compile(
    r"[^.;:,\n]{0,90}?\bfrom\s+(?:(?:the|besieged|nearby|neighbou?ring|town|city|village|camp|district|area|province|and|of|around|in)\s+)*"
    rf"(?:{_NAME}\s*(?:,|,?\s+and|,?\s+or)\s+(?:from\s+)?(?:the\s+)?)*$"
)


# "Seized in a raid had been imported from X", "abducted four who were travelling from X".
_OTHER_VERB: Final = re.compile(r"\b(?:had|has|have|was|were|is|are|who|which|that|to|after|according)\b")


def taken_from(text: str, clause: Span, mention: Span) -> bool:
    """True for the X of "evacuated 48 people from X" and "abducted two engineers from a camp in X"; ``clause`` ends with the words
    that tell it."""
    if mention.start < clause.end or not _FROM.fullmatch(text, clause.end, mention.start):
        return False
    if _OTHER_VERB.search(text, clause.end, mention.start):
        return False
    words = text[clause.start : mention.start]
    return bool(_MOVED_OUT.search(words)) or (
        bool(_SEIZED.search(words)) and not _NATIVE.search(text, max(0, mention.start - _REACH), mention.start)
    )


# "Whose nine abducted staff", "the two captured soldiers": told of those who were taken before, wherever that was.
_TAKEN_BEFORE: Final = re.compile(
    r"\b(?:abducted|kidnapped|captured|jailed|imprisoned|detained|arrested|captive|hostage)\s+(?!in|at|near|on|from|by|during|after|and)[a-z]",
)


def taken_before(text: str, clause: Span) -> bool:
    """True where a count is of people who are called abducted or captured, and nothing is told of where."""
    return bool(_TAKEN_BEFORE.search(text, clause.start, min(len(text), clause.end + 12)))


# "The medical charity X", "a clinic run by X".
_BODY_BEFORE: Final = re.compile(
    r"\b(?:charity|charities|NGO|organi[sz]ation|agency|foundation|aid\s+group|group|(?:run|operated|managed|staffed|funded)\s+by)\s+$"
)
_BODY_SITE: Final = re.compile(
    r"\b(?:Bridge|House|Gate|Road|Tower|Square|Market|Park|Farm|Centre|Center|Foundation|Church)$"
)


_SAID_BODY: Final = re.compile(r"\s+(?:would|had|has|have|was|were|will|could|is)\b")


def names_body(text: str, mention: Span, *, speaks: bool) -> bool:
    """True for a name that looks like that of a site and is a body's: one that speaks, or is called a charity ("Aid Bridge")."""
    said = bool(re.search(r"\bsa(?:id|ys)\s+$", text[max(0, mention.start - 8) : mention.start]))
    return bool(_BODY_SITE.search(text[mention.start : mention.end])) and (
        speaks
        or (said and bool(_SAID_BODY.match(text, mention.end)))
        or bool(_BODY_BEFORE.search(text, max(0, mention.start - 40), mention.start))
    )


def at_noun(text: str, mention: Span) -> bool:
    """True for "at the X gas plant", "in X hospital"."""
    return bool(_AT_NOUN.search(text[max(0, mention.start - 40) : mention.start]))


def relative_between(text: str, claim: Span, mention: Span) -> bool:
    """True where a relative clause begins between a claim and a name behind it ("…, which began with a revolt in X")."""
    return claim.end <= mention.start and bool(_RELATIVE.search(text, claim.end, mention.start))


def deed_meant(text: str, claim: Span) -> bool:
    """True where a clause speaks of a happening told before ("the attack", "the wounded")."""
    return bool(_DEED.search(text, claim.start, claim.end))


def people_left(text: str, claim: Span) -> bool:
    """True where people left their place ("fled", "displaced"), not where they came."""
    return bool(_LEFT.search(text, claim.start, min(len(text), claim.end + 10)))
