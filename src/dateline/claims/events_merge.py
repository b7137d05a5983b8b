"""Tellings of one happening brought together within a report: headline, lead and later retelling are one event.

Two tellings are compared by kind, day, place, parties and figures, and by the words that hold them apart
("another", "a second", "in a separate incident"). Evidence is weighed; the weights are set by hand on the
development reports and express that a wrong join hides an event while a missed join only counts it twice.
"""

from __future__ import annotations

import re
from datetime import timedelta
from typing import Final

from dateline.claims.chains import Chains
from dateline.claims.circumstances_places import containment, plain_name, widths
from dateline.claims.drafts import FigureDraft
from dateline.claims.events_apart import (
    another_deed,
    another_device,
    goes_on,
    in_which,
    one_doer,
    short_forms,
    told_again,
    two_weapons,
)
from dateline.claims.events_cluster import FROM_AFAR, SPECIFIC, Cluster, befell
from dateline.claims.events_days import comparable, counted_off, day_key
from dateline.claims.events_families import FAMILY
from dateline.claims.events_found import DAYS, Candidate
from dateline.claims.events_layout import day_over, items_of, turns_of
from dateline.claims.events_words import BY_HAND, DOERS, HAPPENINGS
from dateline.claims.participants import Cast, noun_phrase
from dateline.claims.syntax import does, subjects, text_of, tokens_in
from dateline.model import Reading
from dateline.terms import EventKind, Measure

__all__ = ["Cluster", "cluster"]

K = EventKind
_APART: Final = frozenset(
    """
    another other second third fourth separate separately similar different
    elsewhere meanwhile further additional previous latest
    """.split()
)
_ANOTHER_TIME: Final = frozenset({"earlier", "previously", "last", "previous", "also", "later"})
_TOGETHER: Final = (
    frozenset({K.SUICIDE_BOMB, K.REMOTE_EXPLOSIVE}),
    frozenset({K.AIR_STRIKE, K.SHELLING}),
    frozenset({K.ARMED_CLASH, K.ATTACK}),
    frozenset({K.CHEMICAL_WEAPON, K.AIR_STRIKE}),
    frozenset({K.CHEMICAL_WEAPON, K.SHELLING}),
)
_WEEKDAY: Final = re.compile(r"\b(mon|tues|wednes|thurs|fri|satur|sun)day", re.I)
_WEEK: Final = tuple("mon tues wednes thurs fri satur sun".split())
_TOLD_FROM: Final = re.compile(
    r"\b(?:previous|next|following|preceding)\s+(?:day|night|evening|morning|week|month)"
    r"|\b(?:day|night|evening|week|month)s?\s+(?:before|earlier|later)\b",
    re.I,
)
_MONTH: Final = re.compile(
    r"\b(jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)[a-z]*\.?\s*(\d{1,2})\b|\b(\d{1,2})(?:st|nd|rd|th)?\s+(?:of\s+)?(jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)",
    re.I,
)


def cluster(
    candidates: list[Candidate], reading: Reading, chains: Chains, figures: list[FigureDraft], cast: Cast
) -> list[Cluster]:
    """Join the candidates of one report into clusters, each one happening."""
    compare = _Comparer(reading, chains, figures, cast)
    compare.turning = [c for c in candidates if c.own_place and not c.relative and not c.headline]
    clusters: list[Cluster] = []
    told = [c for c in candidates if not c.headline]
    # of each sentence first what tells the deed, then what came of it ("were killed when a bomb …")
    titles = [c for c in candidates if c.headline and c.frame != "incident"]
    for candidate in sorted(told, key=lambda c: (compare.sentence_of[c.token.i], c.weak, c.token.i)):
        opened = _place(candidate, clusters, compare)
        fitting = [t for t in titles if opened is not None and _fits(t, candidate, compare)]
        if opened is not None and fitting:
            opened.titles = fitting
            titles = [t for t in titles if t not in fitting]
    # a headline retells: each of its words goes to the happening told below that it fits best, and joins no two of them
    alone: list[Cluster] = []
    for candidate in sorted((c for c in candidates if c.headline), key=lambda c: (c.weak, c.token.i)):
        below = _told_below(candidate, clusters, compare)
        if below is not None:
            below.members.append(candidate)
        else:
            _place(candidate, alone, compare)
    clusters.extend(alone)
    for group in clusters:
        group.members.sort(key=lambda m: m.token.i)
    return sorted(clusters, key=lambda g: g.members[0].token.i)


def _fits(title: Candidate, candidate: Candidate, compare: _Comparer) -> bool:
    """True where a telling of the body says what the headline's word says."""
    score = compare.score(Cluster([title], titles=[title]), candidate, latest=True)
    return score is not None and score > 0


def _place(candidate: Candidate, clusters: list[Cluster], compare: _Comparer) -> Cluster | None:
    """Add a telling to the cluster that it fits best, or open one; the cluster where one was opened."""
    best: tuple[float, Cluster] | None = None
    latest = {FAMILY[g.members[0].kind]: g for g in clusters}
    for group in clusters:
        last = latest[FAMILY[group.members[0].kind]]
        score = compare.score(group, candidate, latest=last is group)
        if score is not None and last is not group and compare.of_the_summary(last, group, candidate):
            score -= 2.5
        if score is not None and score > 0 and (best is None or score > best[0]):
            best = (score, group)
    if best is not None:
        best[1].members.append(candidate)
        return None
    clusters.append(Cluster([candidate]))
    return clusters[-1]


def _told_below(candidate: Candidate, clusters: list[Cluster], compare: _Comparer) -> Cluster | None:
    """The happening of the body that a headline's words retell; of several as likely the first."""
    best: tuple[float, Cluster] | None = None
    for group in clusters:
        scores = [
            compare.score(Cluster([candidate], titles=[candidate]), m, latest=True)
            for m in group.members
            if not m.headline and m.frame != "incident"
        ]
        known = [s for s in scores if s is not None]
        if known and max(known) > 0 and (best is None or max(known) > best[0] + 0.3):
            best = (max(known), group)
    return None if best is None else best[1]


class _Comparer:
    def __init__(self, reading: Reading, chains: Chains, figures: list[FigureDraft], cast: Cast) -> None:
        self.reading = reading
        self.chains = chains
        self.figures = figures
        self.cast = cast
        self.day = reading.report.published.day if reading.report.published else None
        self.linked = frozenset((plain_name(reading, a), plain_name(reading, b)) for a, b in containment(reading))
        self.widths = widths(reading)
        self._wide: dict[str, float] = {}
        self.sentence_of = {t.i: n for n, s in enumerate(reading.doc.sents) for t in s}
        self.turns = turns_of(reading)
        self.turning: list[Candidate] = []
        self._names: dict[tuple[int, str], tuple[frozenset[str], frozenset[str]]] = {}

    def score(self, group: Cluster, candidate: Candidate, *, latest: bool) -> float | None:
        """Above zero: the same happening. None: kinds that cannot be one. ``latest``: no other happening of the family
        was opened after the group."""
        first = group.members[0]
        together = any(m.token.sent == candidate.token.sent for m in group.members)
        if candidate.frame == "incident" and not together and self._apart(candidate):
            return None  # "in another incident": of what the sentence goes on to tell
        if FAMILY[first.kind] == "territory" and FAMILY[candidate.kind] == "violence":
            return self._of_conquest(group, candidate)
        if together and candidate.weak and any(in_which(candidate.token, m.token) for m in group.members):
            return 4.0  # "the encounter at Dumaria, in which ten were killed"
        if together and FAMILY[first.kind] == FAMILY[candidate.kind] == "violence":
            if any(
                does(m.token, candidate.token) or does(candidate.token, m.token) or befell(candidate, m)
                for m in group.members
            ):
                return 4.0  # "an air strike by the coalition killed nine", "… before guards shot them dead"
        if (
            (FAMILY[candidate.kind] == "territory" or candidate.kind is K.NON_VIOLENT_TRANSFER_OF_TERRITORY)
            and all(m.hit.entry.id == "event.storm.verb" for m in group.members)
            and first.token.sent == candidate.token.sent
        ):
            return 1.0  # "had driven into the town and taken it"
        if FAMILY[first.kind] == "protest" and candidate.weak and together and candidate.token.dep_ in ("advcl", "acl"):
            return 1.0  # "dispersed a sit-in with tear gas, wounding six"
        if FAMILY[first.kind] != FAMILY[candidate.kind] and not (
            candidate.general and first.kind in (K.VIOLENT_DEMONSTRATION, K.MOB_VIOLENCE, K.FORCE_AGAINST_PROTESTERS)
        ):
            return None
        if group.summary and candidate.token.sent != group.members[0].token.sent:
            return None
        here = {m.item for m in group.members if not m.headline}
        results = candidate.weak and here == {None} and not items_of(self.reading).places(candidate.token.idx)
        results = results and 0 <= self._distance(group, candidate) <= 3  # "… was repulsed. Results: – 22 killed"
        if here and candidate.item not in here and (candidate.item is not None or None not in here) and not results:
            # another item of a bulletin is another happening, unless it plainly retells
            if candidate.kind is not first.kind and not candidate.general:
                return None
            if not (candidate.own_place or candidate.own_day or candidate.definite):
                return None
            headed = items_of(self.reading)
            if not candidate.definite and any(
                headed.headed_apart(m.token.idx, candidate.token.idx) for m in group.members
            ):
                return None
            labels = [
                {plain_name(self.reading, i) for i in headed.places(c.token.idx)} for c in (*group.members, candidate)
            ]
            if not candidate.definite and all(labels) and not any(labels[-1] & told for told in labels[:-1]):
                return None  # "• Zarga: …" and "• Abou Nabak: …"
        score = 0.6 - 0.12 * min(self._distance(group, candidate), 10)
        score += self._kinds(group, candidate)
        told = [*group.members, *group.titles]
        days = self._days(candidate)
        theirs = frozenset().union(*(self._days(m) for m in told))
        if days and theirs:
            if comparable(days, theirs):
                score += 0.8 if days & theirs else -4.5
            else:
                score -= 0.6
        if theirs and not days and not together and self._ago(candidate):
            score -= 2.0  # "the same group burned a school a week ago"
        places, there = self._places(candidate), frozenset().union(*(self._places(m) for m in told))
        if places and there:
            if self._same_place(places, there):
                score += 1.2
            elif self._one_wide(places, there):
                score -= 0.8 if self._distance(group, candidate) > 3 else 0.2
            elif all(m.headline for m in group.members):
                score -= 0.5
            else:
                score -= 2.2 if days or candidate.figures else 1.4
        kin = self._distance(group, candidate) < 2 or all(m.headline for m in group.members)
        if (candidate.own_place or candidate.own_day) and not candidate.definite:
            score -= 0.4 if self._distance(group, candidate) > 2 and not (days & theirs) else 0.0
            if self._distance(group, candidate) >= 5 and not candidate.weak:
                score -= 0.8
        if candidate.own_place and places and not there and not candidate.definite and not kin:
            score -= 1.0
        plain = not candidate.own_place and not candidate.own_day and not candidate.figures
        if plain and candidate.kind in SPECIFIC and any(m.kind is candidate.kind for m in group.members):
            score += 0.8
        apart = self._apart(candidate) or self._another_day(candidate)
        if apart and together and candidate.hit.entry.id == "event.shoot.verb" and first.kind in SPECIFIC:
            score -= 3.0  # "a blast tore through a bus, and minutes later gunmen opened fire"
        if (apart and not together) or (not candidate.definite and counted_off(candidate.token)):
            score -= 3.6
        if not together and not (days & theirs) and not (places and there and self._same_place(places, there)):
            score -= self._shifted(group, candidate)
        if candidate.definite and not places and not days:
            score += 1.6
        if candidate.several and not candidate.definite and any(not m.headline for m in group.members) and not together:
            score -= 2.5  # "there have been two attacks on the embassy" are not the killing told before
        if candidate.hit.entry.id == "event.reply.verb" and not together:
            score -= 3.0  # the other side's
        if self._new(candidate) and not all(m.headline for m in group.members):
            score -= 0.8 if self._distance(group, candidate) > 0 else 0.0
        if not together and another_device(group, candidate):
            score -= 2.2
        if candidate.general or all(m.general for m in group.members):
            score += 0.5
        if candidate.frame == "incident":
            score += 3.0
        if together:
            score += self._in_sentence(group, candidate)
        elsewhere = (candidate.own_place or candidate.own_day) and self._distance(group, candidate) >= 5
        if group.titles and not candidate.headline and not elsewhere and latest:
            score += 1.0
        score += self._parties(group, candidate) + self._sides(group, candidate)
        if not together and another_deed(group, candidate, self._words, distance=self._distance(group, candidate)):
            score -= 1.6
        if not together and self._interrupted(group, candidate):
            score -= 1.2
        return score + self._counts(group, candidate) + told_again(group, candidate)

    def of_the_summary(self, last: Cluster, group: Cluster, candidate: Candidate) -> bool:
        """ "… after two new attacks. The attack in Huila …": one of those just counted, not a happening told before."""
        if not last.summary or any(m.headline for m in last.members) or not candidate.own_place:
            return False
        told = max(m.token.i for m in group.members)
        return told < last.members[0].token.i and 0 < self._distance(last, candidate) <= 3

    def _of_conquest(self, group: Cluster, candidate: Candidate) -> float | None:
        """The fight for a place that changes hands, and who fell in it, are told with the change (ACLED codes one)."""
        distance = self._distance(group, candidate)
        if distance and (candidate.own_day or candidate.own_place):
            return None
        if not distance and (candidate.weak or candidate.general or candidate.kind is K.ARMED_CLASH):
            return 4.0  # "took the camp after two days of fighting in which 14 soldiers were killed"
        if not (candidate.weak or candidate.kind is K.ARMED_CLASH):
            return None
        if any(
            t.lower_ in HAPPENINGS | {"operation", "offensive", "battle", "fighting"}
            and any(c.lower_ == "the" for c in t.children)
            for t in subjects(candidate.token)
        ):
            return 1.0  # "the operation cost the lives of 17 soldiers"
        if distance > (6 if candidate.weak and candidate.figures else 2) or self._apart(candidate):
            return None
        if not candidate.weak and distance:
            return None
        return max(0.1, 1.2 - 0.2 * distance)

    def _distance(self, group: Cluster, candidate: Candidate) -> int:
        """Sentences between a candidate and the last telling of the group."""
        return self.sentence_of[candidate.token.i] - max(self.sentence_of[m.token.i] for m in group.members)

    @staticmethod
    def _kinds(group: Cluster, candidate: Candidate) -> float:
        kinds = {m.kind for m in group.members if not m.general}
        if (
            candidate.token.lower_.startswith(BY_HAND)
            and kinds
            and kinds <= FROM_AFAR | {K.REMOTE_EXPLOSIVE, K.SUICIDE_BOMB}
        ):
            return -2.5
        explosive = FROM_AFAR | {K.REMOTE_EXPLOSIVE, K.SUICIDE_BOMB}
        if candidate.kind in explosive and all(m.token.lower_.startswith(BY_HAND) for m in group.members):
            return -2.5
        if candidate.general or not kinds or candidate.kind in kinds:
            return 0.5
        ground = {K.ARMED_CLASH, K.ATTACK} if not candidate.weak else set()
        if (candidate.kind in FROM_AFAR and kinds == {K.ARMED_CLASH}) or (
            candidate.kind in ground and kinds <= FROM_AFAR
        ):
            return -7.0
        if candidate.kind in FROM_AFAR and kinds <= FROM_AFAR:
            return 0.2 if candidate.definite or all(m.headline for m in group.members) else -1.0
        afar = explosive | {K.GRENADE}
        if not candidate.definite and (
            (candidate.kind in afar and group.members[-1].frame == "find-bodies")
            or (candidate.frame == "find-bodies" and kinds and kinds <= afar)
        ):
            return -3.0  # bodies found, and a shelling elsewhere
        found = [m.frame == "find-bodies" for m in group.members if not m.weak]
        if (candidate.frame.startswith("fight") and any(found)) or (
            candidate.frame == "find-bodies" and not all(found)
        ):
            if not candidate.definite and group.members[-1].token.sent != candidate.token.sent:
                return -1.5  # bodies that lie there are not of the fight told beside
        if candidate.definite and candidate.kind is K.REMOTE_EXPLOSIVE and K.GRENADE in kinds:
            return 0.2  # "hurled bombs …; one of the bombs exploded inside"
        if any({candidate.kind, k} <= t for k in kinds for t in _TOGETHER):
            if (
                {candidate.kind, *kinds} == {K.SUICIDE_BOMB, K.REMOTE_EXPLOSIVE}
                and candidate.own_day
                and not candidate.definite
                and not any(m.headline or m.token.sent == candidate.token.sent for m in group.members)
            ):
                return -1.5  # another bomb, with its own day
            return 0.2
        if candidate.kind in SPECIFIC and any(k in SPECIFIC for k in kinds):
            return -2.0
        if candidate.kind in SPECIFIC or any(k in SPECIFIC for k in kinds):
            if (
                candidate.hit.entry.id == "event.storm.verb"
                and kinds == {K.REMOTE_EXPLOSIVE}
                and one_doer(group, candidate)
            ):
                return 0.0
            if candidate.hit.entry.id == "event.shoot.verb":
                return -0.2 if kinds & {K.ATTACK, K.ARMED_CLASH} else -2.2  # a blast at the gate and then the gunmen
            return -1.2
        return 0.0

    def _in_sentence(self, group: Cluster, candidate: Candidate) -> float:
        """Words of one sentence mostly tell one happening, unless they are coordinated with places of their own."""
        nearest = max(m.token.i for m in group.members if m.token.sent == candidate.token.sent)
        other = self.reading.doc[nearest]
        between = self.reading.doc[nearest + 1 : candidate.token.i]
        if other.is_ancestor(candidate.token) or candidate.token.is_ancestor(other):
            return 1.6
        if any(t.lower_ in ("while", "whereas") for t in between):
            return -2.5
        if any(t.lower_ in ("separately", "elsewhere", "meanwhile") or t.text == ";" for t in between):
            return -0.8 if candidate.general or all(m.general for m in group.members) else -2.5
        if two_weapons(group, candidate):
            return -2.0
        return 1.0 if candidate.weak or any(m.weak for m in group.members) else 0.6

    def _ago(self, candidate: Candidate) -> bool:
        """ "A week ago", "ten days earlier"."""
        return any(
            self.reading.mentions[i].label == "ago" and re.search(r"day|week|month", self.reading.mentions[i].words)
            for i in candidate.times
        )

    def _interrupted(self, group: Cluster, candidate: Candidate) -> bool:
        """ "… attacked a base at Niafunké. In Bandiagara gunmen took a bus. The driver was shot dead": told after a
        happening of another family with a place of its own."""
        if candidate.own_place or candidate.own_day or candidate.frame == "incident" or candidate.noun:
            return False
        last = max(m.token.i for m in group.members)
        places = frozenset().union(*(self._places(m) for m in group.members))
        family = FAMILY[group.members[0].kind]
        return bool(places) and any(
            last < c.token.i < candidate.token.i
            and FAMILY[c.kind] != family
            and c.token.sent != group.members[-1].token.sent
            and self._places(c)
            and not self._same_place(self._places(c), places)
            for c in self.turning
        )

    def _shifted(self, group: Cluster, candidate: Candidate) -> float:
        """What a report tells after it has turned to another matter ("Meanwhile", "In the neighbouring province") is
        not told of what came before the turn."""
        told = {self.turns.at(m.token.i) for m in group.members if not m.headline}
        if not told or self.turns.at(candidate.token.i) in told:
            return 0.0
        return 1.5 if self.turns.at(candidate.token.i) > max(told) else 0.0

    def _opening_day(self, candidate: Candidate) -> list[int]:
        """The day that opens the candidate's sentence ("On 12 April, …"), which all of the sentence was on."""
        start = candidate.token.sent.start_char
        return [
            i
            for i, m in enumerate(self.reading.mentions)
            if start <= m.span.start <= start + 5
            and m.label in ("date", "weekday")
            and m.span.end < candidate.token.idx
        ]

    def _days(self, candidate: Candidate) -> frozenset[str]:
        found: set[str] = set()
        over = day_over(self.reading, candidate.token.idx)
        days = [i for i in candidate.times if self.reading.mentions[i].label in DAYS]
        for index in days or self._opening_day(candidate) or ([] if over is None else [over]):
            mention = self.reading.mentions[index]
            before = text_of(self.reading.doc)[max(0, mention.span.start - 8) : mention.head.start].lower()
            dated = mention.label == "part" and _MONTH.search(mention.words)  # "the night of 31 December"
            if (mention.label not in ("date", "weekday", "relative", "range") and not dated) or re.search(
                r"\b(?:as of|since|until|till)\s*$", before
            ):
                continue
            words = mention.words.lower()
            if match := _MONTH.search(words):
                month, number = (match[1], match[2]) if match[1] else (match[4], match[3])
                found.add(f"{month.lower()[:3]}{int(number)}")
            elif (match := _WEEKDAY.search(words)) and self.day is not None and "last" not in words:
                back = (self.day.weekday() - _WEEK.index(match[1].lower())) % 7
                found.add(day_key(self.day - timedelta(back)))
            elif self.day is not None and words in ("today", "yesterday", "last night"):
                found.add(day_key(self.day - timedelta(words != "today")))
            elif match:
                found.add(("last " if "last" in words else "") + match[1].lower())
            elif "yesterday" in words or "today" in words or "last night" in words:
                found.add("yesterday" if "yesterday" in words else "today" if "today" in words else "last night")
            elif re.search(r"\b(week|month|weekend)\b", words):
                found.add(re.sub(r"^(?:the|this)\s+", "", words))
        return frozenset(found)

    def _places(self, candidate: Candidate) -> frozenset[str]:
        found = set()
        for index in candidate.places:
            if self.widths[index] < 4.9:
                found.add(plain_name(self.reading, index))
                self._wide[plain_name(self.reading, index)] = self.widths[index]
        return frozenset(found)

    def _same_place(self, a: frozenset[str], b: frozenset[str]) -> bool:
        if a & b:
            return True
        words_a, words_b = {w for p in a for w in p.split()}, {w for p in b for w in p.split()}
        if {w for w in words_a & words_b if len(w) > 3}:
            return True
        return any((x, y) in self.linked or (y, x) in self.linked for x in a for y in b)

    def _one_wide(self, a: frozenset[str], b: frozenset[str]) -> bool:
        """A district, province or town on one side may well hold the village, quarter or site of the other."""
        low_a, low_b = min(self._wide[p] for p in a), min(self._wide[p] for p in b)
        return (low_a >= 3) != (low_b >= 3) or (max(low_a, low_b) >= 1.8 and abs(low_a - low_b) >= 0.8)

    @staticmethod
    def _new(candidate: Candidate) -> bool:
        """ "A strike on a prison in Saada": an indefinite noun with its own place or day."""
        token = candidate.token
        return (
            candidate.noun
            and (candidate.own_place or candidate.own_day)
            and any(c.lower_ in ("a", "an") and c.dep_ == "det" for c in token.children)
        )

    def _apart(self, candidate: Candidate) -> bool:
        token = candidate.token
        if any(
            (c.lower_ in _APART and not any(g.dep_ == "nmod" for g in c.children))  # not "the second of them"
            or (c.lower_ in ("later", "then") and not candidate.noun and not goes_on(candidate))
            for c in token.children
        ):
            return True
        if not candidate.definite and counted_off(token):
            return True
        if self.turns.turned(token):
            return True
        if candidate.hit.entry.id == "event.bodies.verb" and any(
            g.lower_ == "another" for c in token.children if c.dep_ == "obj" for g in c.children
        ):
            return True
        verb = token.head if token.dep_ == "obj" and self._new(candidate) else token
        if candidate.own_place and candidate.narrow and any(c.lower_ == "also" for c in verb.children):
            return True  # "bombs also struck the town of …", "also condemned a raid on the village of …"
        subject = [c for c in token.children if c.dep_ in ("nsubj", "nsubj:pass")]
        return any(
            g.lower_ in ("another", "second", "third")
            and (candidate.kind in SPECIFIC or (c.dep_ == "nsubj" and not candidate.weak and self.cast.armed(c)))
            for c in subject
            for g in c.children
        )

    def _another_day(self, candidate: Candidate) -> bool:
        """ "The previous night gunmen stormed Yar Malamai": a day told from another's, with a place of its own."""
        if not candidate.own_day or not candidate.own_place or candidate.definite:
            return False
        return any(_TOLD_FROM.search(self.reading.mentions[i].words) for i in candidate.times)

    def _party_words(self, candidate: Candidate, role: str) -> tuple[frozenset[str], frozenset[str]]:
        """Words of the names, and other head words, of the actors or targets of a candidate."""
        names: set[str] = set()
        heads: set[str] = set()
        for token in getattr(candidate.parties, role):
            span = noun_phrase(token)
            own = [
                t
                for t in tokens_in(self.reading.doc, span)
                if t.pos_ == "PROPN" and t.ent_type_ not in ("LOC", "GPE", "NORP", "DATE")
            ]
            names |= {t.lower_ for t in own if len(t) > 2}
            if any(t.ent_type_ in ("ORG", "PERSON") for t in own) or token.lower_ in (
                "group",
                "militia",
                "movement",
                "army",
                "force",
                "forces",
            ):
                plain = {
                    t.lower_
                    for t in tokens_in(self.reading.doc, span)
                    if t.pos_ == "ADJ" or t.ent_type_ in ("NORP", "LOC")
                }
                names |= {w.casefold() for w in re.findall(r"\b[A-Z][\w'-]{2,}", self.chains.name(span))} - plain
                names |= short_forms(self.chains.name(span))
            if token.pos_ == "NOUN":
                heads.add(token.lemma_.lower())
        return frozenset(names), frozenset(heads)

    def _parties(self, group: Cluster, candidate: Candidate) -> float:
        score = 0.0
        for role in ("actors", "targets"):
            names, heads = self._words(candidate, role)
            theirs = [self._words(m, role) for m in group.members]
            other_names = frozenset().union(*(n for n, _ in theirs))
            other_heads = frozenset().union(*(h for _, h in theirs))
            if names & other_names or heads & other_heads:
                score += 0.5
            elif names and other_names:
                score -= 1.2 if role == "actors" or candidate.kind in (K.ARREST, K.ABDUCTION) else 0.3
            elif (names or heads) and (other_names or other_heads) and role == "actors":
                score -= 0.5
        return score

    def _sides(self, group: Cluster, candidate: Candidate) -> float:
        """Deeds of the state's forces and of those whom they fight are not one event, unless it is a fight."""
        if self._other_people(group, candidate):
            return -1.4
        mine = {self.cast.state(t) for t in candidate.parties.actors if self.cast.armed(t)}
        theirs = {self.cast.state(t) for m in group.members for t in m.parties.actors if self.cast.armed(t)}
        if (
            len(mine) == 1
            and len(theirs) == 1
            and mine != theirs
            and candidate.frame not in ("fight", "fight-noun", "suffer")
        ):
            return -1.6
        return 0.0

    def _other_people(self, group: Cluster, candidate: Candidate) -> bool:
        """Rebels killed are not of the deed that killed villagers, unless they are "the attackers" or "two of them"."""
        mine = candidate.parties.targets
        theirs = [t for m in group.members if m.token.sent != candidate.token.sent for t in m.parties.targets]
        if not mine or not theirs or candidate.definite:
            return False
        if any(t.lower_ in DOERS or any(c.lower_ in ("the", "them") for c in t.children) for t in mine):
            return False
        return all(self.cast.non_state(t) for t in mine) and all(self.cast.civilian(t) for t in theirs)

    def _words(self, candidate: Candidate, role: str) -> tuple[frozenset[str], frozenset[str]]:
        key = (candidate.token.i, role)
        if key not in self._names:
            self._names[key] = self._party_words(candidate, role)
        return self._names[key]

    def _counts(self, group: Cluster, candidate: Candidate) -> float:
        """The same toll told again, or another toll of the same measure."""
        mine = {(self.figures[i].measure, self.figures[i].low, self.figures[i].high) for i in candidate.figures}
        theirs = {
            (self.figures[i].measure, self.figures[i].low, self.figures[i].high)
            for m in group.members
            for i in m.figures
        }
        if mine & theirs and not all(low == 1 for _, low, _ in mine & theirs):
            return 1.0
        shared = {m for m, _, _ in mine} & {m for m, _, _ in theirs} - {Measure.DESTROYED}
        if shared and not mine & theirs and not candidate.definite:
            return -0.5
        return 0.0
