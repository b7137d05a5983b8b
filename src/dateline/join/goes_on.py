"""What a report tells right behind a happening and that belongs to it: loot and wrecks, the fight for a place, fire on those who
lived through it, the assault that a blast opened, harm that is counted together with the harm just told.

ACLED codes what goes on at one place between the same parties as one event with its highest type.
"""

from __future__ import annotations

import re

from dateline.join.alone import SOON
from dateline.join.kinds import CAME_OF_IT, TERRITORY, is_rough, is_violent
from dateline.join.places import place_verdict
from dateline.join.wording import content_words
from dateline.model import Claim
from dateline.terms import EventKind, Role

__all__ = ["goes_on"]

_LOST = re.compile(
    r"\b(?:destroy\w*|burn\w*|set|ablaze|alight|fire|torch\w*|ash(?:es)?|seiz\w*|captur\w*|recover\w*|loot\w*|stole\w*|stolen|"
    r"raz\w*|smash\w*|made off|damag\w*|plunder\w*|took|taken|carr\w+)\b",
    re.IGNORECASE,
)
_IN_IT = re.compile(
    r"^\W*(?:the|this|that)\s+(?:\w+\s+)?(?:operation|assault|offensive|battle|attack|fighting|fight|raid|clash\w*|push|advance)\b",
    re.IGNORECASE,
)
_THOSE_HIT = re.compile(
    r"\b(?:(?:the|its|their|all|any|several)\s+(?:(?!other|new|former|was|were|is|are|had|been|and)\w+\s+){0,2}?(?:survivors?|wounded|injured|dying|rescuers?|"
    r"first responders?|medics|ambulances?|stretcher[- ]bearers?)|"
    r"rescue (?:workers?|teams?|crews?)|rescuers|"
    r"(?:those|people|passengers|villagers|residents|worshippers|soldiers|as they|while they|when they) (?:who )?"
    r"(?:were |had |tried to |trying to |attempt\w* to )*"
    r"(?:flee|fled|fleeing|escap\w+|surviv\w+|running|ran|jump\w+ (?:out|off|from)))\b",
    re.IGNORECASE,
)
"""Those who lived through what was just told, or came to their help."""
_FIRED = re.compile(
    r"\b(?:fir(?:e|ed|es|ing)|sho(?:t|ot|oting)|gunn\w+|attack\w*|ambush\w*|shell\w*|strafed|mowed|finish\w*|execut\w*|kill\w*|"
    r"target\w*|rak\w+|hack\w*|behead\w*|massacr\w*|sprayed|assault\w*)\b",
    re.IGNORECASE,
)
_AIM = 60
"""Characters behind the words of a deed in which those stand at whom it aims."""
_ASSAILANT = (
    r"(?:gunm[ae]n|attackers?|assailants?|militants?|insurgents?|raiders?|bandits?|fighters?|jihadists?|terrorists?|"
    r"armed (?:men|people|individuals|persons)|unidentified (?:men|people|individuals|persons))"
)
_THEN = re.compile(
    rf"\b(?:then|afterwards?|after which|subsequently|immediately|at once|followed by|whereupon|"
    rf"before (?:\w+ ){{0,3}}?{_ASSAILANT}|"
    r"(?:moments|minutes|seconds|shortly|soon) (?:later|after\w*))\b",
    re.IGNORECASE,
)
"""Words by which an assault follows at once: "before gunmen stormed the yard", not "before dawn", "before fleeing"."""
_BLASTS = frozenset({EventKind.SUICIDE_BOMB, EventKind.REMOTE_EXPLOSIVE, EventKind.GRENADE})
_ASSAULTS = frozenset({EventKind.ATTACK, EventKind.ARMED_CLASH})
_ASSAILANTS = re.compile(rf"(?:\w+ )*{_ASSAILANT}", re.IGNORECASE)
_THE_ASSAILANTS = re.compile(rf"\bthe (?:\w+ )?{_ASSAILANT}\b", re.IGNORECASE)
_BESIDE = re.compile(
    r"\b(?:in addition to|on top of|apart from|aside from|besides|as well as|not counting)\s+(?:the|those|that)\s+"
    r"((?:[^\W\d_]+[\s-]+){0,3}[^\W\d_]+|\d+(?:\s+[^\W\d_]+)?)",
    re.IGNORECASE,
)
"""Those told before, beside whom others are counted: "a soldier was wounded in addition to the sergeant"."""
_FEW = frozenset("one two three four five six seven eight nine ten eleven twelve".split())


def goes_on(a: Claim, b: Claim) -> str | None:
    """Why the second of two events of a report, in the order of its text, is of the first; None where nothing says so."""
    if of_one_fight(a, b):
        return "what was lost or taken in what was told just before"
    if not is_violent(a.kind) or not is_violent(b.kind) or not _next(a, b):
        return None
    if beside := _counted_beside(a, b):
        return f"harm counted together with that just told: “{beside}”"
    if a.sentence is None or b.sentence is None or _apart(a, b):
        return None
    if those := _on_those_hit(b):
        return f"done to those just told of: “{those}”"
    return "the assault that the blast opened" if _opened(a, b) else None


def of_one_fight(a: Claim, b: Claim) -> bool:
    """True where one of two events of a report is what was burned, destroyed or seized in the other, or the fight by which
    the other's place changed hands: told right after it, with no place and no day of its own.

    ACLED codes one event with its highest type; the loot and the wreck belong to it.
    """
    first, after = (b, a) if a.kind in CAME_OF_IT else (a, b)
    if first.sentence is None or after.sentence is None:
        return False
    together = first.sentence.span == after.sentence.span
    if a.kind in CAME_OF_IT and b.kind in CAME_OF_IT:  # "five vehicles were set ablaze and a mortar seized"
        return together and not (a.place and b.place and a.place.name != b.place.name)
    if a.kind in CAME_OF_IT and not (together and b.kind not in CAME_OF_IT):
        return False
    if not _next(first, after) or _apart(first, after):
        return False
    if after.kind in CAME_OF_IT:
        return is_rough(first.kind) and bool(_LOST.search(after.trigger.quote))
    if first.kind in TERRITORY:
        if after.kind is EventKind.ARMED_CLASH:
            return not together or not (after.place and first.place and after.place.name != first.place.name)
        return after.kind is EventKind.ATTACK and bool(_IN_IT.match(after.sentence.quote))
    return first.kind is EventKind.ARMED_CLASH and after.kind in TERRITORY and not together


def _next(first: Claim, after: Claim) -> bool:
    """True in one sentence, and where the sentence of the later follows soon."""
    if first.sentence is None or after.sentence is None:
        return False
    if first.sentence.span == after.sentence.span:
        return True
    return 0 <= after.sentence.span.start - first.sentence.span.end <= SOON


def _apart(first: Claim, after: Claim) -> bool:
    """True where the later of two events in two sentences has a place or a day of its own words, or another one that nobody's
    words tell."""
    if first.sentence is None or after.sentence is None or first.sentence.span == after.sentence.span:
        return False
    end = first.sentence.span.end
    place, when = after.place, after.when
    if place is not None and (place.words is None or place.words.span.start >= end):
        if place.words is not None or first.place is None or place_verdict((place,), (first.place,))[0] != 2.0:
            return True
    if when is None or when.start is None:
        return False
    return (
        when.words.span.start >= end if when.words is not None else first.when is None or when.start != first.when.start
    )


def _counted_beside(a: Claim, b: Claim) -> str | None:
    """The words of the later event's sentence that count others beside those of the earlier one's, on a day that can be its."""
    if a.sentence is None or b.sentence is None or a.sentence.span == b.sentence.span or not _one_day(a, b):
        return None
    if a.place is not None and b.place is not None:
        fit, _ = place_verdict((a.place,), (b.place,))
        if fit is None or fit < 0:
            return None
    before = a.sentence.quote.casefold()
    told = content_words(before) | (_FEW & set(re.findall(r"\w+", before)))
    for found in _BESIDE.finditer(b.sentence.quote):
        named = found[1].casefold()
        if (content_words(named) | (_FEW & set(named.split())) | set(re.findall(r"\d+", named))) & told:
            return " ".join(found[0].split())
    return None


def _one_day(a: Claim, b: Claim) -> bool:
    if a.when is None or b.when is None:
        return True
    if a.when.start is None or a.when.end is None or b.when.start is None or b.when.end is None:
        return True
    return a.when.start <= b.when.end and b.when.start <= a.when.end


def _on_those_hit(b: Claim) -> str | None:
    """The words for survivors or helpers at whom the event's own words aim."""
    if b.sentence is None:
        return None
    sentence = b.sentence.quote
    at = b.trigger.span.start - b.sentence.span.start
    if not _FIRED.search(b.trigger.quote) or not 0 <= at <= len(sentence):
        return None
    end = at + len(b.trigger.quote)
    aimed = re.split(r"[,;:–—]", sentence[end : end + _AIM], maxsplit=1)[0]
    found = _THOSE_HIT.search(b.trigger.quote + aimed) or (
        _THOSE_HIT.search(" ".join(x.name for x in b.by_role(Role.TARGET))) if _THOSE_HIT.search(sentence) else None
    )
    return " ".join(found[0].split()) if found is not None else None


def _opened(a: Claim, b: Claim) -> bool:
    """ "A car bomb went off at the gate. Gunmen then stormed the barracks": one attack, told as it went on."""
    if a.kind not in _BLASTS or b.kind not in _ASSAULTS or b.sentence is None or a.sentence is None:
        return False
    start = a.trigger.span.end if b.sentence.span == a.sentence.span else b.sentence.span.start
    own = b.sentence.quote[max(0, start - b.sentence.span.start) :]
    if not _THEN.search(own):
        return False
    doers = [x.name for x in b.by_role(Role.PERPETRATOR)]
    return (bool(doers) and all(_ASSAILANTS.fullmatch(d) for d in doers)) or bool(_THE_ASSAILANTS.search(own))
