"""What one voice counts in one report: the figures of a sentence that count different people, put together.

"Three men and a woman" are four, "six children and two adults" eight; "four shot, two critically" are four, and "the
final three victims of seven" are not ten.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from dateline.join.counted import camp_of, class_of, former_number, nth_of, number_of, said_before
from dateline.model import Claim
from dateline.terms import Camp, Measure, VictimClass

__all__ = ["BY_HIS_OWN_HAND", "NAMED", "is_in_care", "is_of_another", "is_of_several", "together"]

BY_HIS_OWN_HAND = re.compile(
    r"\b(?:(?:his|her|their) own li(?:fe|ves)|kill(?:ed|ing|s) (?:him|her|them)sel(?:f|ves)|self-inflicted|suicide|"
    r"guns? on (?:him|her|them)sel(?:f|ves)|blew (?:him|her|them)sel(?:f|ves) up)\b",
    re.IGNORECASE,
)
"""Words for the death of who attacked: he is not among those whom he killed."""

NAMED = re.compile(r"(?:[A-Z][\w'’.-]+\s*){2,4}")
"""Words that are somebody's name and nothing else."""

_Sum = tuple[int | None, int | None, list[Claim]]


def together(figures: Sequence[Claim]) -> _Sum:
    """The number that some figures of one voice and report make, its lower and upper end, and the figures that make it."""
    further = max(((n, f.id, f) for f in figures if (n := nth_of(f)) is not None), default=None)
    if further is None:
        return _all_told(figures)
    rest = [f for f in figures if nth_of(f) is None]
    whole = _all_told(rest) if rest else (None, None, [])
    return whole if _size(whole) >= further[0] else (further[0], further[0], [further[2]])


def _all_told(figures: Sequence[Claim]) -> _Sum:
    ordered = sorted(figures, key=lambda f: f.evidence.span.start)
    ordered = _not_said_before(ordered)
    over_all = [f for f in ordered if class_of(f) in (VictimClass.UNKNOWN, VictimClass.MIXED, None)]
    parts = [f for f in ordered if f not in over_all]
    named: list[Claim] = []
    if parts and all(_one_by_name(f) for f in over_all):
        named, over_all = over_all, []  # "three family members … James Millet died later": he is one of the three
    sums = [_sum(_with_coordinated(group, parts)) for group in _by_sentence(over_all)]
    if sums:
        # A headline's figure and the text's are one; the last that is said counts, but never one smaller than parts
        # of it in another sentence would need.
        whole = max(sums, key=lambda s: (_size(s), s[2][0].evidence.span.start))
        if all((number_of(f) or 0) <= _size(whole) for f in parts):
            return whole  # else "six passengers died … four belonged to one household": the six are all
    classes: dict[tuple[VictimClass | None, Camp | None], list[Claim]] = {}
    for figure in parts:
        classes.setdefault((class_of(figure), camp_of(figure)), []).append(figure)
    chosen = [max((_sum(g) for g in _by_sentence(own)), key=_size) for own in classes.values()]
    used = [f for _, _, fs in chosen for f in fs]
    low = sum(c[0] or 0 for c in chosen) if any(c[0] is not None for c in chosen) else None
    high = sum(c[1] for c in chosen if c[1] is not None) if all(c[1] is not None for c in chosen) else None
    joint = [_sum(_with_coordinated(group, parts)) for group in _by_sentence(named)]
    return max([(low, high, used), *joint], key=_size)


def _one_by_name(figure: Claim) -> bool:
    """True for one person who is told by name: no count of all."""
    toll = figure.toll
    return (
        toll is not None and toll.high == 1 and bool(toll.victims.names or NAMED.fullmatch(toll.victims.words.strip()))
    )


def _not_said_before(figures: Sequence[Claim]) -> list[Claim]:
    """Without figures that their own sentence gives as former ones, where others are left."""
    replaced = {former for f in figures if (former := former_number(f)) is not None}
    now = [f for f in figures if number_of(f) not in replaced and not said_before(f)]
    return now or list(figures)


def _size(item: _Sum) -> int:
    return item[0] if item[0] is not None else item[1] or 0


def _by_sentence(figures: Sequence[Claim]) -> list[list[Claim]]:
    groups: dict[int, list[Claim]] = {}
    for figure in figures:
        start = figure.sentence.span.start if figure.sentence else figure.evidence.span.start
        groups.setdefault(start, []).append(figure)
    return list(groups.values())


def _sum(figures: Sequence[Claim]) -> _Sum:
    """Figures of one sentence: different people add up, the same words do not, and neither does what takes up again or
    breaks down the largest of them."""
    used: list[Claim] = []
    words: set[str] = set()
    for figure in figures:
        if figure.toll is None:
            continue
        key = figure.toll.victims.words.casefold() or figure.toll.as_written.casefold()
        if key not in words:
            words.add(key)
            used.append(figure)
    used = _without_what_is_counted(used)
    tolls = [f.toll for f in used if f.toll is not None]
    low = sum(t.low or 0 for t in tolls) if any(t.low is not None for t in tolls) else None
    highs = [t.high for t in tolls]
    high = sum(h for h in highs if h is not None) if all(h is not None for h in highs) else None
    return low, high, used


_TAKEN_UP = re.compile(r"^(?:the|these|those|all|both)\b(?!\s+others?\b)", re.IGNORECASE)
_IDENTIFIED = re.compile(r"\b(?:identified|named)\b", re.IGNORECASE)
"""Words for people who were counted before: "the final three victims", "those two", "all seven"."""
_STATE_OF_HEALTH = re.compile(
    r"\b(?:critical\w*|serious\w*|grave\w*|severe\w*|slight\w*|light\w*|fair|good|stable|stabili[sz]ed|guarded|"
    r"life[- ]threatening|minor|released|discharged|surgery|intensive care)\b",
    re.IGNORECASE,
)
_OTHERS = re.compile(r"\b(?:others?|another|more|additional|further|else)\b", re.IGNORECASE)


def _without_what_is_counted(figures: Sequence[Claim]) -> list[Claim]:
    """Without figures that count again whom the largest of their sentence counts: "the final three victims … seven people
    dead", "four shot, two critically", "six people, four inside and two outside"."""
    if len(figures) < 2:
        return list(figures)
    largest = max(figures, key=lambda f: (number_of(f) or 0, -f.evidence.span.start))
    rest = [f for f in figures if f is not largest]
    whole = number_of(largest) or 0
    after = all(
        f.evidence.span.start >= largest.evidence.span.start and _number_at(f) > _number_at(largest) for f in rest
    )
    if len(rest) > 1 and after and whole == sum(number_of(f) or 0 for f in rest):
        return [largest]
    kept = [f for f in rest if not _counts_again(f, largest)]
    return [f for f in figures if f is largest or any(f is k for k in kept)]


def _number_at(figure: Claim) -> int:
    return figure.toll.number.start if figure.toll is not None else figure.evidence.span.start


def _counts_again(figure: Claim, largest: Claim) -> bool:
    toll, whole = figure.toll, largest.toll
    if toll is None or whole is None:
        return False
    if _is_who_was_named(figure, largest):
        return True
    if (number_of(figure) or 0) >= (number_of(largest) or 0):
        return False
    if (number_of(figure) or 0) > 1 and (
        _TAKEN_UP.search(toll.victims.words.strip()) or _IDENTIFIED.search(_clause(figure))
    ):
        return True
    if _AMONG.search(_between(largest, figure)):
        return True
    clauses = _clause(figure), _clause(largest)
    return (
        toll.measure is Measure.INJURED
        and toll.number.start > whole.number.start
        and bool(_STATE_OF_HEALTH.search(clauses[0]))
        and not _STATE_OF_HEALTH.search(clauses[1])
        and not _OTHERS.search(clauses[0])
    )


_REST_OF_NAME = re.compile(r"(?:\s*[A-Z][\w'’.-]*)*\s*,\s*")
_AS_WHAT = re.compile(r"(?:an?|his|her|their)\s", re.IGNORECASE)


def _is_who_was_named(figure: Claim, named: Claim) -> bool:
    """True for an apposition: "the death of Amina Saleh, a pupil of the school" tells of one."""
    x, y = named.toll, figure.toll
    if x is None or y is None or x.high != 1 or y.high != 1 or not NAMED.fullmatch(x.victims.words.strip()):
        return False
    return bool(_REST_OF_NAME.fullmatch(_between(named, figure)) and _AS_WHAT.match(y.victims.words))


def _between(first: Claim, second: Claim) -> str:
    """The words from one number to a later one of the sentence; empty where the order is another."""
    sentence, x, y = first.sentence, first.toll, second.toll
    if sentence is None or x is None or y is None:
        return ""
    start, end = x.number.end - sentence.span.start, y.number.start - sentence.span.start
    return sentence.quote[start:end] if 0 <= start <= end <= len(sentence.quote) else ""


def _clause(figure: Claim) -> str:
    """The words of a sentence from a figure's number as far as the next comma, semicolon or "and"."""
    toll, sentence = figure.toll, figure.sentence
    if toll is None or sentence is None or not 0 <= toll.number.start - sentence.span.start <= len(sentence.quote):
        return figure.evidence.quote
    return re.split(r"[,;:]|\band\b|\bwhile\b", sentence.quote[toll.number.start - sentence.span.start :], maxsplit=1)[
        0
    ]


_AND = re.compile(
    r"(?:,|&|\band\b|\balong with\b|\bas well as\b|\bplus\b)[\s,]*(?:(?:also|the|his|her|their|its)\s+)*$"
)
_NO_WORD = re.compile(r"\W+")
_IN_ALL = re.compile(
    r"\b(?:people|persons?|victims|others|lives|residents|civilians|villagers|dead|bodies|members|total|casualties|in all)\b",
    re.IGNORECASE,
)
_AMONG = re.compile(r"\b(?:includ\w+|among\w*|of (?:whom|them|those|these|which)|one of)\b", re.IGNORECASE)


def _with_coordinated(group: Sequence[Claim], parts: Sequence[Claim]) -> list[Claim]:
    """Figures of one sentence with those of women, children and the like that the sentence counts beside them: "three men and
    one woman", "six children and two adults"; not what an apposition breaks down ("ten people, four women, ...")."""
    first = group[0]
    if first.sentence is None:
        return list(group)
    here = [f for f in parts if f.sentence is not None and f.sentence.span == first.sentence.span]
    beside = [f for f in here if _died_by_own_hand(f) or any(_stands_beside(f, g) or _is_besides(g, f) for g in group)]
    return sorted([*group, *beside], key=lambda f: f.evidence.span.start)


def _died_by_own_hand(figure: Claim) -> bool:
    """True for the one who attacked and then killed himself: "seven people dead before the gunman killed himself" are eight."""
    toll = figure.toll
    if toll is None or toll.measure is not Measure.KILLED or number_of(figure) != 1 or figure.part_of is not None:
        return False
    return bool(BY_HIS_OWN_HAND.search(_clause(figure))) and not _AMONG.search(figure.passage)


def _is_besides(figure: Claim, part: Claim) -> bool:
    """ "The gunman was killed after a rampage that left two others dead": whoever are "others" are not those told before them."""
    x, y = part.toll, figure.toll
    if x is None or y is None or not _OTHERS.search(y.victims.words) or x.number.start >= y.number.start:
        return False
    return not _AMONG.search(_between(part, figure))


def _stands_beside(part: Claim, figure: Claim) -> bool:
    sentence, x, y = figure.sentence, part.toll, figure.toll
    if sentence is None or x is None or y is None:
        return False
    first, second = (part, figure) if x.number.start < y.number.start else (figure, part)
    if first.toll is None or second.toll is None:
        return False
    start, end = first.toll.number.end - sentence.span.start, second.toll.number.start - sentence.span.start
    if not 0 <= start <= end <= len(sentence.quote):
        return False
    lead = _NO_WORD.match(second.toll.as_written)  # of "man, grandmother, baby" the second number begins with its comma
    named = NAMED.fullmatch(first.toll.victims.words.strip())
    between = sentence.quote[start:end] + (lead[0] if lead and not named else "")
    if _AMONG.search(between) or not (joint := _AND.search(between)):
        return False
    if (number_of(part) or 0) > (number_of(figure) or 0):
        return True
    return not joint[0].lstrip().startswith(",") or "and" in joint[0] or not _IN_ALL.search(y.victims.words)


_IN_CARE = re.compile(
    r"\b(?:conditions?|hospitals?|hospitali[sz]ed|clinics?|(?:trauma|medical) cent(?:er|re)|treat\w*|airlifted|"
    r"(?:taken|transported|rushed|flown|driven) to|releas\w+|discharg\w+|surgery|life[- ]threatening|critical(?:ly)?|stable)\b",
    re.IGNORECASE,
)
_BARE = re.compile(
    r"^(?:at least |about |the )*(?:other |remaining )*\w+"
    r"(?: (?:more |other )*(?:others?|victims?|people|persons?|patients?|(?:wo)?m[ae]n|(?:fe)?males?|of (?:them|the \w+)))?$",
    re.IGNORECASE,
)


def is_in_care(figure: Claim) -> bool:
    """True for a figure of the wounded whose clause tells where they lie or how they are and nothing else of them."""
    toll = figure.toll
    return (
        toll is not None
        and toll.measure is Measure.INJURED
        and bool(_BARE.match(toll.victims.words.strip()))
        and bool(_IN_CARE.search(_clause(figure)))
    )


_HAPPENINGS = (
    r"(?:shootings?|attacks?|killings?|incidents?|strikes?|raids?|bombings?|blasts?|explosions?|clashes|ambush(?:es)?|stabbings?|"
    r"homicides?|assaults?)"
)
_OF_SEVERAL = re.compile(
    rf"\b(?:in|after|during|following|by|from) (?:\w+ )?(?:(?:at least|more than) )?(?:separate|several|multiple|various|different|"
    rf"unrelated|scattered|city|citywide|weekend|overnight|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|\d+|"
    rf"an? (?:string|series|spate|wave|rash) of)(?: \w+){{0,2}} {_HAPPENINGS}(?<=s)\b|"
    rf"\b{_HAPPENINGS}(?<=s)(?: \w+){{0,2}} (?:across|around|over the (?:weekend|holiday)|citywide)\b",
    re.IGNORECASE,
)


_OF_ANOTHER = re.compile(
    rf"\b(?:an?other|previous|earlier|similar|unrelated|separate|different) (?:[\w-]+ ){{0,2}}{_HAPPENINGS}(?<!s)\b[^.;:]{{0,50}}$|"
    rf"\b(?:comes?|came|happen(?:s|ed)|occur(?:s|red)|took place)\b[^.;:]{{0,30}} (?:days?|nights?|weeks?|months?|years?) "
    rf"(?:after|before) (?:an?|another) (?:[\w-]+ ){{0,3}}{_HAPPENINGS}(?<!s)\b"
    r"[^.;:]{0,80}$",
    re.IGNORECASE,
)


_IN_MEMORY = re.compile(
    r"\b(?:honou?r(?:s|ed|ing)?|in (?:memory|honou?r) of|memorial|vigil|remember(?:s|ed|ing)?|mourn(?:s|ed|ing|ers)?|tributes?|"
    r"commemorat\w+|anniversary|funeral|burial)\b[^.;:]{0,60}$",
    re.IGNORECASE,
)
_LONG_AGO = re.compile(
    r"^[^.;:]{0,80}\b(?:last (?:week|month|year)|(?:days?|weeks?|months?|years?) (?:ago|earlier|before)|"
    r"(?:the|a) (?:day|night|week|month|year) (?:before|earlier)|the previous (?:day|night|week|month|year))\b",
    re.IGNORECASE,
)


def is_of_several(figure: Claim) -> bool:
    """True for a number that counts over several happenings: "35 wounded in shootings across the city since Friday", "two dead in
    separate attacks". It is no toll of this one."""
    return bool(_OF_SEVERAL.search(_after(figure)))


def is_of_another(figure: Claim) -> bool:
    """True for a number that its own words count in another happening: "another shooting last month that left two dead", "a vigil
    for a man killed in a raid last week", "a month after an attack in which four died"."""
    before = _before(figure)
    return bool(_OF_ANOTHER.search(before) or (_IN_MEMORY.search(before) and _LONG_AGO.search(_after(figure))))


def _before(figure: Claim) -> str:
    """The words of a sentence as far as a figure's number."""
    toll, sentence = figure.toll, figure.sentence
    if toll is None or sentence is None or not 0 <= toll.number.start - sentence.span.start <= len(sentence.quote):
        return ""
    return " ".join(sentence.quote[: toll.number.start - sentence.span.start].split())


def _after(figure: Claim) -> str:
    """The words of a sentence from a figure's number on."""
    toll, sentence = figure.toll, figure.sentence
    if toll is None or sentence is None or not 0 <= toll.number.start - sentence.span.start <= len(sentence.quote):
        return figure.evidence.quote
    return " ".join(sentence.quote[toll.number.start - sentence.span.start :].split())
