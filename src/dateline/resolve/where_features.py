"""What is known of a place name as the place of a claim: the features that :mod:`dateline.resolve.where` weighs."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from dateline.model import Claim, Mention, Place
from dateline.resolve.unnamed import ACROSS_DIVISION, ACROSS_LAND
from dateline.resolve.weighing import lies_in
from dateline.resolve.where_around import around, arrived_at, at_noun, deed_meant, people_left, relative_between
from dateline.terms import ClaimType, CountSpan, Measure
from dateline.text import Span

if TYPE_CHECKING:
    from dateline.resolve.places import StoryPlaces

__all__ = ["ACROSS_LAND_FEATURE", "HEADS_ITEM", "Company", "Features"]

HEADS_ITEM: Final = "heads its item"
ACROSS_LAND_FEATURE: Final = "unnamed land, across the country"

_LEAD_SENTENCES: Final = 4
_AT: Final = re.compile(r"\b(?:in|at|inside|on|across|throughout|around)\s+(?:the\s+)?(?:[a-z][\w-]*\s+){0,3}$")
# "Russia's full-scale invasion", "Israel's army": the place is the doer's, not where it was done.
_DEED: Final = re.compile(
    r"(?:[’']s?)\s+(?:[\w-]+\s+){0,2}(?:invasion|offensive|campaign|aggression|attack|attacks|assault|war|strikes?|air\s?strikes?|raids?|"
    r"bombing|bombardment|shelling|army|military|forces|air\s+force|navy|troops|soldiers|police|drones?|missiles?|government|"
    r"ministry|president|parliament|authorities|officials|media|leader|leaders|militia|guards?|intelligence|blockade)\b",
    re.IGNORECASE,
)
_WAY: Final = re.compile(r"\b(?P<way>to|towards?|into|from|out\s+of)\s+(?:the\s+)?(?:\w+\s+of\s+)?$", re.IGNORECASE)
_KM_OF: Final = re.compile(
    r"\b(?:kilomet(?:er|re)s?|kms?|miles?)\b[\w\s,()-]{0,30}?\b(?:of|from)\s+(?:the\s+)?(?:\w+\s+)?$", re.IGNORECASE
)
_MOVES: Final = frozenset({Measure.DISPLACED, Measure.EVACUATED, Measure.RETURNED, Measure.HOSTED})
# "A Danbury mason", "Milwaukee police": whose home it is, and who has a town to look after.
_PERSON_OF: Final = re.compile(
    r"\s+(?:man|woman|men|women|teen|teens|teenager|teenagers|boy|girl|boys|girls|couple|residents?|natives?|father|mother|parents|family|"
    r"brothers|businessman|student|youth|rapper|baby|toddler|child|mason|driver|teacher|pastor|doctor|nurse)\b"
)
_POLICE_OF: Final = re.compile(
    r"(?:[’']s)?\s+(?:(?:city|county|metro|metropolitan|state)\s+)?(?i:police|sheriff|deput(?:y|ies)|officers?|fire|firefighters|detectives|"
    r"coroner|medical\s+examiner|district\s+attorney|prosecutors?|emergency|mayor|paramedics|homicide)\b"
)
_HOME_OF: Final = re.compile(
    r"(?:,\s*(?:aged?\s+)?\d{1,3},?\s*(?:both\s+|all\s+)?of|[A-Z][\w’'-]+,\s+of|,\s*\d{1,3},\s*(?:\d+|who\s+lives?\s+(?:in|on|at))|\bformerly\s+of|"
    r"\b(?:his|her|their)\s+(?:home|house|native)\s+(?:in|on|at|of|town\s+of))\s+(?:the\s+(?:\d+\s+block\s+of\s+)?|\d+\s+)?$"
)
_CUSTODY: Final = re.compile(
    r"\b(?:jail|prison|court|courthouse|penitentiary|police station|police headquarters|detention cent(?:er|re))\b",
    re.IGNORECASE,
)
_LONG_AGO: Final = re.compile(
    r"\b\w+\s+(?:years?|decades?|months)\s+(?:ago|earlier|before)\b|"
    r"\b(?:in|of|since)\s+(?:\w+\s+)?(?:19|20)\d\d\b|\blast\s+year\b",
    re.IGNORECASE,
)
_SINCE_OF: Final = re.compile(r"\b(?:since|after|before|until|following)\s+(?:the\s+)?$", re.IGNORECASE)
_TITLE_OF: Final = re.compile(
    r"\b(?i:mayor|governor|bishop|archbishop|emir|imam|sheikh|president|king|minister|commissioner|prefect|sultan|"
    r"residents?|natives?|people|citizens?|inhabitants?|villagers|university|diocese|bank)\s+of\s+(?:the\s+)?$"
)
_HOSPITAL: Final = re.compile(
    r"\b(?:hospitals?|medical cent(?:er|re)|infirmary|clinics?|morgue|mortuary)\b", re.IGNORECASE
)
_MOVED: Final = re.compile(
    r"\b(?:taken|airlifted|rushed|transported|admitted|treated|treatment|brought|moved|shifted|transferred|drove|flown|referred|"
    r"evacuated|listed|stabili[sz]ed|condition|pronounced|died of|recovering|doctors?|medics?|surgeons?|nurses?)\b",
    re.IGNORECASE,
)
_DEFINITE: Final = re.compile(
    r"\b(?:the|this|that|its)\s+(?:\w+\s+)?(?P<kind>camp|village|town|city|capital|district|province|state|region|island|country|area|"
    r"neighbou?rhood|department|governorate|county)(?:[’']s)?\b(?!\s+(?:of|and)\b)",
    re.IGNORECASE,
)
_WAR: Final = re.compile(
    r"\b(?:war|conflict|insurgency|uprising|unrest|rebellion|revolt|nationwide|across the country|in the country|nation|"
    r"regime|coup|government forces|years of)\b",
    re.IGNORECASE,
)
# "The Damascus suburbs of X": what follows is narrower.
_PART_OF: Final = re.compile(
    r"\s+(?i:suburbs?|neighbou?rhoods?|quarters?|districts?|outskirts|boroughs?|villages?|towns?|areas?|section|countryside|enclave|"
    r"municipalit(?:y|ies))\s+(?i:of|called|known\s+as)\s+(?i:the\s+)?(?:(?:north|south|east|west|central)\w*\s+)?[A-Z]"
)
# "A headmaster of X school", "the watchman at Y": what somebody belongs to.
_SOMEBODY_OF: Final = re.compile(
    r"\b(?:headmasters?|headmistress|principals?|teachers?|students?|pupils?|employees?|workers?|watchm[ae]n|directors?|heads?|managers?|owners?|"
    r"professors?|cadres?|leaders?|commanders?|members?|officers?|chairm[ae]n|secretar(?:y|ies)|judges?|lawyers?|priests?|pastors?|doctors?|"
    r"nurses?|reporters?|journalists?|son|daughter|wife|brother|traders?|farmers?|contractors?|in-?charge)\s+(?:of|at|from|with|in)\s+(?:the\s+|an?\s+)?$",
    re.IGNORECASE,
)
# A count over a stretch of time: of a country or a division more often than of a town.
_PERIOD: Final = re.compile(
    r"\b(?:this|last|past|each|every|per|a|the\s+previous)\s+(?:year|month|week|decade)\b|\bso\s+far\b|\bsince\b|\bin\s+(?:all|total)\b|"
    r"\b(?:in|over|during|within)\s+(?:the\s+)?(?:(?:last|past|previous|first)\b(?!\s+(?:\S+\s+)?hours?)|"
    r"(?:two|three|four|five|six|seven|eight|nine|ten|\d+)\s+(?:days|weeks|months|years|decades)\b)|"
    r"\b(?:in|of|during|for)\s+(?:19|20)\d\d\b|\b(?:annual|yearly|average|record|figures|statistics|tally|overall|altogether)\w*\b|"
    r"\bbetween\s+(?:19|20)\d\d\b|\byears?\s+of\b",
    re.IGNORECASE,
)
# "The troops were clearing the Jalo area in the district": a part of the district that was named before.
_OF_THE_DISTRICT: Final = re.compile(
    r"\s+(?:area|village|town|locality|neighbou?rhood|sector)\s+(?:in|of)\s+the\s+(?:same\s+)?(?:district|province|city|region|county|department)\b"
)
# "Omdel village under Hamra Police Station": which police look after it.
_UNDER: Final = re.compile(r"\bunder\s+(?:the\s+)?$")
# A sentence that turns to something else.
_TURN: Final = re.compile(
    r"\s*[\"“]?(?:Meanwhile|Separately|Elsewhere|In\s+(?:another|a\s+(?:separate|similar|related|different))|In\s+other|Also\b|Earlier|Further|"
    r"(?:[\w-]+\s+){0,3}(?:earlier|later|before|ago)\b|In\s+(?:January|February|March|April|May|June|July|August|September|October|November|"
    r"December)|The\s+(?:next|previous|following|same)\s+(?:day|night|week|month|year)|A\s+(?:second|third|further|similar|separate)\b|"
    r"On\s+(?:the\s+same\s+day|Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)|In\s+(?:addition|19|20)|Last\s|Similarly|Later\b|Previously|Nationwide)",
    re.IGNORECASE,
)
_THERE: Final = re.compile(
    r"\b(?:there|here|same\s+(?:place|spot|site|area|town|village|city|district))\b", re.IGNORECASE
)
_LEADS_TO: Final = re.compile(
    r"\s*(?:\w+\s+){0,3}(?:in|at|near|on|inside|outside|of|from|around|across)\s+(?:the\s+)?(?:[\w-]+\s+){0,4}$",
    re.IGNORECASE,
)
_MAGNITUDES: Final = ((10, "few"), (100, "tens"), (1000, "hundreds"))
_KINDS: Final = {
    "camp": ("camp",), "village": ("village", "town"), "town": ("town", "village"), "city": ("city", "town", "capital"),
    "capital": ("capital", "town"), "district": ("admin2",), "county": ("admin2",), "province": ("admin1",), "state": ("admin1",),
    "department": ("admin1",), "governorate": ("admin1",), "region": ("admin1", "region"), "island": ("island",),
    "country": ("country",), "neighborhood": ("quarter", "neighbourhood"),
    "area": ("village", "town", "admin2", "quarter", "neighbourhood", "mountain"),
}  # fmt: skip
_IN_A_ROW: Final = re.compile(r"\s*,?\s*(?:and|or|,)\s+(?:to\s+|in\s+)?(?:the\s+)?(?:[a-z]+\s+of\s+)?")
# What holds of all names of a row.
_INHERITED: Final = frozenset(
    {"carried there", "treated there", "fled there", "came there", "native of it", "end of a road"}
)
# A town where the hurt lie or that people went to is not what "the village" goes back to.
_BROUGHT_TO: Final = frozenset({"carried there", "treated there", "fled there"})
_COLON: Final = re.compile(r"^[^\n.;]{0,40}:\s")
_HEADING: Final = re.compile(r"(?m)^[ \t#*•●▪–—-]*$")


def _bin(rank: int) -> str:
    if rank <= 1:
        return "site"
    if rank == 2:
        return "town"
    if rank == 3:
        return "unknown"
    if rank <= 5:
        return "district"
    if rank == 6:
        return "division"
    return "region" if rank == 7 else "country"


@dataclass(frozen=True, slots=True)
class Company:
    """The other claims of a report, as one of them sees them: the clean spans of their triggers, the name key of the place of
    the event that is told last before it, and where that is told (a clean offset)."""

    triggers: tuple[Span, ...] = ()
    last_event: str | None = None
    last_at: int = 0


def _apart(a: Span, b: Span) -> int:
    """Characters between two spans; 0 where they touch."""
    return max(0, a.start - b.end, b.start - a.end)


def _magnitude(claim: Claim) -> str:
    """How large a claim's count is, in powers of ten; "none" for an event or a count without a number."""
    toll = claim.toll
    number = None if toll is None else toll.low if toll.low is not None else toll.high
    if number is None:
        return "none"
    return next((name for limit, name in _MAGNITUDES if number < limit), "thousands")


class Features:
    """The features of all place names of a report for its claims. Made once for a report."""

    def __init__(self, story: StoryPlaces, text: str, starts: list[int], headline: Span | None) -> None:
        self._story, self._text, self._starts = story, text, starts
        self.mentions = story.mentions
        self._names = [story.key(m) for m in self.mentions]
        self._counts = Counter(self._names)
        self._most = max(self._counts.values(), default=1)
        self._headline = headline.end if headline is not None else 0
        self._body = bisect_right(starts, self._headline) - 1 if self._headline else 0
        self._ranks = [story.rank(m) for m in self.mentions]
        self._tags = [frozenset(story.tags(m)) for m in self.mentions]
        self._best = [story.resolved(m).best for m in self.mentions]
        self._sentences = [bisect_right(starts, m.span.start) - 1 for m in self.mentions]
        self._paragraphs = [0, *(m.end() for m in re.finditer(r"\n\s*\n|\n {2,}", text))]
        self._dateline = {n for n, t in zip(self._names, self._tags, strict=True) if "dateline" in t}
        self._long_ago = [self._of_years_ago(m) for m in self.mentions]
        narrow = [n for n, r in zip(self._names, self._ranks, strict=True) if r <= 2]
        bad = {"speaks", "body", "from", "distant", "dateline", "modifier"}
        towns = {n for n, r, t in zip(self._names, self._ranks, self._tags, strict=True) if r in (1, 2) and not bad & t}
        self._few = {n: len(towns) for n in towns} if len(towns) <= 2 else {}
        self._around: list[frozenset[str]] = []
        self._own = [dict(self._of_mention(i)) for i in range(len(self.mentions))]
        self._turns = [n for n, start in enumerate(starts) if _TURN.match(text, start)]
        self._main = Counter(narrow).most_common(1)[0][0] if narrow else ""

    def _hospital(self, mention: Mention) -> bool:
        """True for a hospital, by its whole name or a part of it ("Mount Sinai" where "Mount Sinai Hospital" is named)."""
        words = mention.words
        return any(_HOSPITAL.search(o.words) and words in o.words for o in self.mentions)

    def _of_years_ago(self, mention: Mention) -> bool:
        """True where the words about the name, in its sentence, tell of long ago ("15 years ago in a raid in Waco")."""
        sentence = bisect_right(self._starts, mention.span.start) - 1
        end = self._starts[sentence + 1] if sentence + 1 < len(self._starts) else len(self._text)
        start = max(self._starts[sentence], mention.span.start - 80)
        return bool(_LONG_AGO.search(self._text, start, min(end, mention.span.end + 40)))

    def _listed(self, first: int, second: int) -> bool:
        """True for two names of a row ("to Tawila and Zamzam")."""
        between = self._text[self.mentions[first].span.end : self.mentions[second].span.start]
        return bool(_IN_A_ROW.fullmatch(between))

    def _paragraph(self, at: int) -> int:
        return bisect_right(self._paragraphs, at) - 1

    def _of_mention(self, i: int) -> Iterator[tuple[str, float]]:
        """What does not depend on the claim."""
        mention, tags, name = self.mentions[i], self._tags[i], self._names[i]
        before = self._text[max(0, mention.span.start - 40) : mention.span.start]
        after = self._text[mention.span.end : mention.span.end + 40]
        if _PERSON_OF.match(after):
            yield "before a person", 1.0
        elif _POLICE_OF.match(after):
            yield "before its police", 1.0
        if _HOME_OF.search(self._text[max(0, mention.span.start - 60) : mention.span.start]):
            yield "somebody's home", 1.0
        if _CUSTODY.search(mention.words):
            yield "court or jail", 1.0
        if _OF_THE_DISTRICT.match(after):
            yield "part of the district", 1.0
        if mention.words.endswith("Police Station") and _UNDER.search(before):
            yield "under a station", 1.0
        for tag in ("spotted", "speaks", "body", "from", "distant", "near", "modifier", "possessive", "direction"):
            if tag in tags:
                yield f"tag:{tag}", 1.0
        if "dateline" in tags:
            yield "tag:dateline", 1.0
        elif name in self._dateline:
            yield "is the dateline's", 1.0
        yield f"kind:{_bin(self._ranks[i])}", 1.0
        yield "share of mentions", self._counts[name] / self._most
        if self._counts[name] >= 3:
            yield "named thrice", 1.0
        if mention.span.start < self._headline:
            yield "in headline", 1.0
        elif self._sentences[i] - self._body <= _LEAD_SENTENCES:
            yield "in lead", 1.0
        if any(m.span.start < self._headline and n == name for m, n in zip(self.mentions, self._names, strict=True)):
            yield "headline names it", 1.0
        resolved = self._story.resolved(mention)
        if not resolved.candidates:
            yield "no candidate", 1.0
        elif not resolved.clear:
            yield "not clear", 1.0
        if self._hospital(mention):
            yield "hospital", 1.0
        if _AT.search(before):
            yield "after in", 1.0
        if _DEED.match(self._text[mention.span.end : mention.span.end + 60]):
            yield "whose deed", 1.0
        if way := _WAY.search(before):
            yield f"way {'towards' if way['way'].lower() in ('to', 'towards', 'toward', 'into') else 'out of'}", 1.0
        if _KM_OF.search(before):
            yield "measured from", 1.0
            if any(0 <= mention.span.start - o.span.end < 70 for o in self.mentions[max(0, i - 2) : i]):
                yield "measured from, after a name", 1.0
        if _PART_OF.match(self._text[mention.span.end : mention.span.end + 60]):
            yield "before its part", 1.0
        if _SOMEBODY_OF.search(before):
            yield "somebody of it", 1.0
            yield f"somebody of it, {_bin(self._ranks[i])}", 1.0
        told = set(around(self._text, mention.span))
        if i and (self._listed(i - 1, i)):
            told |= {f for f in self._around[i - 1] if f in _INHERITED}
        self._around.append(frozenset(told))
        for feature in sorted(told):
            yield feature, 1.0
        if "modifier" in tags:
            if at_noun(self._text, mention.span):
                yield "modifier, after at", 1.0
            for other in ("before a person", "bears a group's name", "before its police"):
                if other in told or (other == "before a person" and _PERSON_OF.match(after)):
                    yield f"modifier, {other}", 1.0
        if (few := self._few.get(name)) is not None:
            yield f"of {few} towns in all", 1.0
        if _SINCE_OF.search(before):
            yield "since its", 1.0
        if _TITLE_OF.search(before):
            yield "after title of", 1.0
        if _COLON.match(self._text[mention.span.end : mention.span.end + 50]) and re.search(
            r"(?:^|\n)[^\w\n]*$", before
        ):
            yield "label", 1.0
        if any(self._story.joined(mention, o) for o in self.mentions[i + 1 : i + 3]):
            yield "has outer", 1.0
        if i and any(self._story.joined(o, mention) for o in self.mentions[max(0, i - 2) : i]):
            yield "has inner", 1.0

    def of(
        self,
        claim: Claim,
        at: Span,
        trigger: Span,
        event: str | None,
        ruled: Mention | None,
        unnamed: Sequence[tuple[str, Place]] = (),
        company_of: Company | None = None,
    ) -> list[dict[str, float]]:
        """For each place mention of the report, and then for each place that no name stands for, its features for a claim whose
        clean clause is ``at``; ``event`` is the name key of the place of the event that it belongs to, ``ruled`` the name by the
        tie to the clause alone; ``company_of`` the other claims of the report."""
        span = claim.toll.count_span if claim.toll is not None else CountSpan.INCIDENT
        wide = span not in (CountSpan.INCIDENT, CountSpan.STOCK)
        sort = "event" if claim.type is ClaimType.EVENT else "total" if wide else "figure"
        here = bisect_right(self._starts, trigger.start) - 1
        paragraph = self._paragraph(trigger.start)
        order: dict[tuple[int, int], int] = {}
        for number, tied in enumerate(claim.place_mentions):
            order.setdefault((tied.span.start, tied.span.end), number)
        last = self._last(here)
        told_in_headline = trigger.start < self._headline
        moved = bool(_MOVED.search(self._sentence_text(here)))
        of_war = bool(_WAR.search(self._text, at.start, min(len(self._text), at.end + 40)))
        seat = any(kind == "seat" for kind, _ in unnamed)
        meant = self._meant(at, here) if not seat else None
        sentence = self._sentence_text(here)
        across = "country" if ACROSS_LAND.search(sentence) else "division" if ACROSS_DIVISION.search(sentence) else ""
        company = len({n for n, s in zip(self._names, self._sentences, strict=True) if s == here})
        tied_first = claim.place_mentions[0].span if claim.place_mentions else None
        spans = [m.span for m in self.mentions]
        first = spans.index(tied_first) if tied_first in spans else None
        moves = claim.toll is not None and claim.toll.measure in _MOVES
        moves = moves or (claim.kind is not None and claim.kind.value in ("displacement", "evacuation", "return"))
        long_ago = bool(_LONG_AGO.search(self._text, at.start, min(len(self._text), at.end + 30)))
        others = company_of.triggers if company_of is not None else ()
        last_event = company_of.last_event if company_of is not None else None
        size = _magnitude(claim)
        period = bool(_PERIOD.search(sentence))
        there = bool(_THERE.search(self._text, at.start, min(len(self._text), at.end + 12)))
        left, deed = people_left(self._text, at), deed_meant(self._text, at)
        turn = max((t for t in self._turns if t <= here), default=-1)
        following = next((i for i, m in enumerate(self.mentions) if m.span.start >= trigger.start), None)
        behind = next((i for i, m in enumerate(self.mentions) if m.span.start >= at.end), None)
        within = [i for i, s in enumerate(self._sentences) if s == here]
        nearest = min(within, key=lambda i: _apart(self.mentions[i].span, trigger), default=None)
        found = []
        for i, mention in enumerate(self.mentions):
            features = dict(self._own[i])
            same_line = mention.span.end <= trigger.start and "\n" not in self._text[mention.span.end : trigger.start]
            if "label" in features and same_line and "tag:dateline" not in features:
                features[HEADS_ITEM] = 1.0
            if self._long_ago[i]:
                features["of years ago, as is the claim" if long_ago else "of years ago, the claim is not"] = 1.0
            for way in ("way towards", "way out of"):
                if way in features:
                    features[f"{way}, {'people moved' if moves else 'else'}"] = 1.0
                    if self._sentences[i] != here:
                        features[f"{way}, elsewhere"] = 1.0
            kind = _bin(self._ranks[i])
            rank = order.get((mention.span.start, mention.span.end))
            if rank is None:
                features["not tied"] = 1.0
            else:
                features["tie"] = 1.0 / (1 + rank)
                if rank == 0:
                    features["tied first"] = 1.0
                    features[f"tied first, {sort}"] = 1.0
            away = here - self._sentences[i]
            if mention == ruled:
                features["by tie alone"] = 1.0
                reach = (
                    "in clause"
                    if mention.span.touches(at)
                    else "in sentence"
                    if away == 0
                    else "near"
                    if 0 < away <= 2
                    else "far"
                )
                features[f"by tie alone, {reach}"] = 1.0
                features[f"by tie alone, {sort}"] = 1.0
                features[f"by tie alone, {kind}"] = 1.0
            if mention.span.touches(at):
                features["in clause"] = 1.0
                features[f"in clause, {sort}"] = 1.0
                for tag in ("from", "modifier", "speaks", "near", "possessive"):
                    if tag in self._tags[i]:
                        features[f"in clause, {tag}"] = 1.0
            if away == 0:
                features["same sentence"] = 1.0
                features["near in sentence"] = 1.0 / (1.0 + abs(mention.span.start - trigger.start) / 40.0)
                features[f"same sentence, {kind}"] = 1.0
                if mention.span.start > trigger.start:
                    features["after the verb"] = 1.0
                if company == 1:
                    features["alone in sentence"] = 1.0
                    features[f"alone in sentence, {sort}"] = 1.0
                if "after in" in features:
                    features["same sentence, after in"] = 1.0
                    if mention.span.touches(at):
                        features["in clause, after in"] = 1.0
            elif away > 0:
                features[f"back:{min(away, 5)}"] = 1.0
                if i in last:
                    features["last named"] = 1.0
                    features[f"last named, {kind}"] = 1.0
            else:
                features["further on"] = 1.0
                if away < -2:
                    features["far further on"] = 1.0
            if self._paragraph(mention.span.start) == paragraph:
                features["same paragraph"] = 1.0
                features[f"same paragraph, {kind}"] = 1.0
            elif away > 0:
                features[f"other paragraph, {kind}"] = 1.0
            if moved and ("hospital" in features or ("tag:from" in features and away == 0)):
                features["hospital, moved"] = 1.0
            if across:
                features[
                    f"across the {across}, {kind if kind in ('country', 'division', 'region') else 'narrower'}"
                ] = 1.0
            if of_war:
                features[f"of a war, {sort}, {kind}"] = 1.0
            if told_in_headline:
                features[f"told in headline, {kind}"] = 1.0
                if "in lead" in features:
                    features["told in headline, in lead"] = 1.0
            if first is not None and i != first and self._ranks[i] < self._ranks[first] and -2 <= away <= 2:
                inner, outer = self._best[i], self._best[first]
                if inner is not None and outer is not None and lies_in(inner, outer):
                    features["narrower than the first"] = 1.0
                elif inner is None and self._ranks[first] >= 4 and abs(away) <= 1:
                    features["unknown beside a wide first"] = 1.0
            features[f"{kind}, {sort}"] = 1.0
            features[f"{kind}, {sort}, {size}"] = 1.0
            if period:
                features[f"over a period, {kind}, {sort}"] = 1.0
            if turn > self._sentences[i]:
                features["before a turn"] = 1.0
                features[f"before a turn, {kind}"] = 1.0
            if there and i in last:
                features["last named, there"] = 1.0
            for way in ("carried there", "fled there", "came there"):
                if way in features:
                    features[f"{way}, {'they left' if left else 'people moved' if moves else 'else'}"] = 1.0
            if away == 0 and relative_between(self._text, at, mention.span):
                features["beyond a relative clause"] = 1.0
            if "before its police" in features and company > 1:
                features["before its police, names another"] = 1.0
            if i == nearest:
                features["nearest in sentence"] = 1.0
            if i == following and away == 0:
                features["first name after the verb"] = 1.0
                if "after in" in features:
                    features["first name after the verb, after in"] = 1.0
            if i == behind and away == 0 and _LEADS_TO.match(self._text[at.end : mention.span.start]):
                features["follows the clause"] = 1.0
            if away == 0:
                first_at, last_at = sorted((mention.span.start, trigger.start))
                between = [o for o in others if first_at < o.start < last_at and not o.touches(trigger)]
                if between:
                    features["another claim between"] = 1.0
                    if mention.span.start < trigger.start:
                        features["another claim between, before"] = 1.0
                elif others:
                    features["no claim between"] = 1.0
                if ";" in self._text[first_at:last_at]:
                    features["across a semicolon"] = 1.0
            if HEADS_ITEM in features and any(self._ranks[j] < self._ranks[i] or j != i for j in within if j != i):
                features["heads its item, names another"] = 1.0
            if "tag:dateline" in features:
                features[f"dateline, {'names' if company else 'no name'} in sentence"] = 1.0
            if last_event is not None:
                same = self._names[i] == last_event
                features["last event's" if same else "not the last event's"] = 1.0
                if same:
                    features[f"last event's, {sort}"] = 1.0
                    if deed:
                        features["last event's, is meant"] = 1.0
                    features[f"last event's, {'own names' if company else 'no name'} in sentence"] = 1.0
                    if turn >= 0 and company_of is not None and company_of.last_at < self._starts[turn]:
                        features["last event's, before a turn"] = 1.0
            if event is not None:
                features["event's" if self._names[i] == event else "not event's"] = 1.0
                if self._names[i] == event:
                    features[f"event's, {span.value}"] = 1.0
            if meant is not None and self._names[i] == self._story.key(meant):
                features["the camp, the city"] = 1.0
                features[f"the camp, the city: {kind}"] = 1.0
            if self._names[i] == self._main:
                features[f"main, {sort}"] = 1.0
            found.append(features)
        self._narrower(found, here)
        has_tie = bool(claim.place_mentions)
        for told, _ in unnamed:
            kind = "capital" if told == "seat" else told
            features = {f"unnamed {kind}": 1.0, f"unnamed {kind}, {sort}": 1.0, f"unnamed {kind}, {span.value}": 1.0}
            features[f"unnamed {kind}, {'tied' if has_tie else 'not tied'}"] = 1.0
            features[f"unnamed {kind}, {'names in sentence' if company else 'no name in sentence'}"] = 1.0
            if not company:
                features[f"unnamed {kind}, no name in sentence, {sort}"] = 1.0
            if across:
                features[f"unnamed {kind}, across the {across}"] = 1.0
            if of_war:
                features[f"unnamed {kind}, of a war, {sort}"] = 1.0
            features[f"unnamed {kind}, {sort}, {size}"] = 1.0
            if period:
                features[f"unnamed {kind}, over a period, {sort}"] = 1.0
            if told == "seat":
                features["the camp, the city"] = 1.0
            found.append(features)
        return found

    def _sentence_text(self, number: int) -> str:
        end = self._starts[number + 1] if number + 1 < len(self._starts) else len(self._text)
        return self._text[self._starts[number] : end]

    def _meant(self, at: Span, here: int) -> Mention | None:
        """What "the province" or "the city" of a clause goes back to: the place of that kind that was named last."""
        end = max(at.end, at.start + 1)
        found = self._definite(at.start, min(len(self._text), end + 30))
        if found is None:
            found = self._definite(self._starts[here], end)
        if found is None:
            return None
        kinds = set(_KINDS[found["kind"].lower().replace("neighbour", "neighbor")])
        town, brought = "town" in kinds, None
        for i in range(len(self.mentions) - 1, -1, -1):
            if self.mentions[i].span.start >= found.start() or "speaks" in self._tags[i]:
                continue
            best = self._best[i]
            if kinds & self._tags[i] and i and kinds & self._tags[i - 1] and self._inside(i - 1, i):
                continue  # "the Dar camp in Syria": the kind is of what lies in it
            if kinds & self._tags[i] or (
                best is not None and best.kind in kinds and not {"quarter", "site", "camp"} & self._tags[i]
            ):
                if town and (_BROUGHT_TO & self._around[i] or arrived_at(self._text, self.mentions[i].span)):
                    brought = brought or self.mentions[i]
                    continue
                if found["kind"].lower() == "area" and self._one_of_several(i):
                    return None
                return self.mentions[i] if brought is None or self._names[i] != self._story.key(brought) else brought
        return brought

    def _definite(self, start: int, end: int) -> re.Match[str] | None:
        """ "The district" between two offsets; not "the Karun District", which is a name of its own."""
        for found in _DEFINITE.finditer(self._text, start, end):
            kind = Span(found.start("kind"), found.end("kind"))
            if found["kind"].lower() == "country" and self._text[kind.end : kind.end + 1] in ("'", "’"):
                continue  # "the country's state of emergency"
            if not any(m.span.start < kind.start and kind.end <= m.span.end for m in self.mentions):
                return found
        return None

    def _inside(self, inner: int, outer: int) -> bool:
        """Whether only "in" stands between two names."""
        return self._text[self.mentions[inner].span.end : self.mentions[outer].head.start].strip() == "in"

    def _one_of_several(self, i: int) -> bool:
        """True where the sentence of a name names another town or site: "the area" may be that of all of them."""
        return any(
            s == self._sentences[i] and n != self._names[i] and r <= 3
            for s, n, r in zip(self._sentences, self._names, self._ranks, strict=True)
        )

    def _last(self, here: int) -> set[int]:
        """The mentions of the nearest sentence before that names a place that something could have happened at."""
        bad = {"speaks", "body", "from", "modifier", "distant", "dateline"}
        near = [i for i, s in enumerate(self._sentences) if s < here and not bad & self._tags[i]]
        top = max((self._sentences[i] for i in near), default=-1)
        return {i for i in near if self._sentences[i] == top}

    def _narrower(self, found: list[dict[str, float]], here: int) -> None:
        """Marks places that hold a narrower one named in the same sentence."""
        for i, outer in enumerate(self._best):
            if outer is None or self._ranks[i] < 3:
                continue
            for j, inner in enumerate(self._best):
                if inner is None or self._ranks[j] >= self._ranks[i] or self._sentences[i] != self._sentences[j]:
                    continue
                if lies_in(inner, outer):
                    found[i]["holds a narrower one"] = 1.0
                    found[j]["lies in a wider one"] = 1.0
