"""Figures: every counted statement of a report about people or things that the conflict acted on.

The way: the codebook's words for measures (:mod:`figures_links`) meet counted phrases (:mod:`figures_counted`); what
is not said to have happened, is of another cause, or counts things that are no victims is dropped
(:mod:`figures_context`); victims, count span and perpetrators are read from the phrase and its clause; what was said
before is not counted again (:mod:`figures_same`).
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import replace
from typing import TYPE_CHECKING, Final

from spacy.tokens import Doc

from dateline.claims.codebook import Codebook, word_set
from dateline.claims.count_span import SpanReader
from dateline.claims.drafts import FigureDraft
from dateline.claims.events_words import VISITORS
from dateline.claims.figures_context import Causes, Perpetrators, reality, shooter, stance_of
from dateline.claims.figures_counted import Counter
from dateline.claims.figures_labels import doers_of_part
from dateline.claims.figures_links import Link, Linker
from dateline.claims.figures_same import (
    APART,
    Found,
    names_last,
    names_of,
    of_those_dead,
    same_figure,
    same_person,
    scene_of,
    shot_dead_before,
    sums_up,
    told_with_others,
)
from dateline.claims.figures_sides import side_of_toll
from dateline.claims.figures_singles import GRAVE, animate
from dateline.claims.numbers import NumberReader
from dateline.claims.retrospect import counts_a_period
from dateline.claims.syntax import clause_span, line_of, span_of, text_of, tokens_in
from dateline.claims.victims import VictimReader
from dateline.model import Reading, Victims
from dateline.terms import Bound, CountSpan, Measure, VictimClass
from dateline.text import Span

if TYPE_CHECKING:
    from dateline.claims.chains import Chains

__all__ = ["find_figures"]

_LONGEST_CLAUSE: Final = 45
"""Tokens; a longer clause is cut to the stretch from number to trigger."""
_NEXT_CLAUSE: Final = word_set(
    """
    while when who which because although whereas after before where since said says say
    """
)
_FEW: Final = {Measure.DISPLACED: 3, Measure.PRESENT: 2, Measure.RETURNED: 2, Measure.HOSTED: 2, Measure.ATTACKS: 2}
"""The least number that makes a figure of these measures: one man who runs away is not displaced."""
_IN_NUMBERS: Final = frozenset({Measure.DESTROYED, Measure.EVACUATED, Measure.MISSING, Measure.HOSTED, Measure.TRAPPED})
"""Measures of which the looser turns of phrase make a figure only with a number."""
_PERSONAL: Final = frozenset(
    {Measure.KILLED, Measure.INJURED, Measure.ABDUCTED, Measure.DETAINED, Measure.RESCUED, Measure.MISSING}
)
_FATES: Final = frozenset({Measure.KILLED, Measure.RESCUED})
"""What may become of one person told of before: "The nun was freed"."""
_BY_SYNTAX: Final = frozenset(
    {"subject", "object", "shared subject", "shared object", "of", "among", "inverted", "end"}
)
"""How "the landlord" must hang on the verb to be one person counted."""
_GOES_ON: Final = 60
"""Tokens between a total and a figure that goes on with it."""
_LARGE: Final = 1000
"""So many are no single incident where a total was given just before."""
_MANY: Final = 20
"""Fewer than so many "who have died" may be those of one incident."""
_HANDFUL: Final = 3
"""So few, told of by a bare number, may be others than those of some figure in between."""
_WHO_HAVE: Final = re.compile(r"\b(?:number|total|toll) of [\w\s’'-]{2,60}? (?:who|that) (?:have|has)\b", re.IGNORECASE)
_WARS: Final = word_set("war wars conflict conflicts insurgency rebellion uprising violence unrest crisis genocide")
_CRIMES: Final = word_set("homicides murders killings femicides assassinations executions disappearances kidnappings")
_OF_A_STATISTIC: Final = 50
"""So many crimes are told by a statistic of some period."""
_UPROOTED: Final = 100_000
"""So many are driven out by no single incident."""
_FLEEING: Final = 10
"""Fewer than so many who flee, with nothing said of who they are, run from the police."""
_UNITS: Final = word_set(
    "force rifles regiment battalion brigade group police army guard guards company squadron corps infantry"
)
_OF_A_REGION: Final = 500_000
"""So many live in a region; no camp or town is home to so many refugees."""
_ROUTED: Final = 100
"""Fewer fighters than so many who flee get away from a fight; more leave a place."""
_FORCE: Final = 10
"""Fewer fighters than so many who hold or guard a place are no strength of a force."""
_NOT_DONE: Final = frozenset({"attempted", "foiled", "thwarted", "alleged attempted", "planned", "averted"})
_TAKE_UNKNOWN_NOUNS: Final = frozenset({Measure.KILLED, Measure.INJURED})


def find_figures(reading: Reading, codebook: Codebook, chains: Chains) -> list[FigureDraft]:
    """The figures of a report, in the order of the text; breakdowns name their whole by its index in the list."""
    return _Finder(reading, codebook, chains).find()


class _Finder:
    def __init__(self, reading: Reading, codebook: Codebook, chains: Chains) -> None:
        doc: Doc = reading.doc
        self.doc = doc
        self.reading = reading
        self.victims = VictimReader(doc, codebook, chains)
        self.counter = Counter(doc, NumberReader(codebook), self.victims)
        self.linker = Linker(doc, codebook, self.counter, self.victims)
        self.spans = SpanReader(doc, codebook)
        self.causes = Causes(doc, codebook)
        self.perpetrators = Perpetrators(doc, self.victims, chains)
        self.counted_spans: list[Span] = []
        self.scenes: dict[int, str | None] = {}
        self.last: Link | None = None
        """The link read before, whether it made a figure or told one again."""
        self.recent: list[tuple[tuple[int, int], Victims]] = []
        self.no_victims = {
            hit.head
            for hit in codebook.hits(doc, "not_figure")
            if hit.entry.frame == "counted" and hit.entry.pos == "noun"
        }

    def find(self) -> list[FigureDraft]:
        links = self.linker.find()
        kept = {i: link for i, link in enumerate(links) if self._counts(link)}
        self.counted_spans = [
            k.counted.span for k in kept.values() if k.measure is not Measure.ATTACKS and k.how != "end"
        ]
        order = sorted(kept, key=lambda i: (kept[i].counted.number_token, kept[i].trigger.i))
        merged = self._singles_joined([kept[i] for i in order])
        found: list[Found] = []
        places: dict[tuple[str, int], int] = {}
        for link in merged:
            whole = None
            if link.part_of is not None:
                parent = links[link.part_of]
                whole = places.get((parent.measure.value, parent.counted.number_token))
                if whole is None and link.part_of not in kept:
                    continue
            if (
                link.how == "among"
                and link.counted.kind == "named"
                and any(f.draft.measure is link.measure for f in found)
            ):
                continue
            made = self._found(link, found, whole)
            if counts_a_period(self.reading, made.draft):
                made = replace(made, draft=replace(made.draft, count_span=CountSpan.TOTAL))
            key = (link.measure.value, link.counted.number_token)
            single = link.counted.kind in ("single", "named")
            indexes: Iterable[int] = reversed(range(len(found))) if single else range(len(found))
            if link.counted.elliptic and not link.counted.definite and (link.counted.low or _MANY) <= _HANDFUL:
                same = [i for i in indexes if found[i].draft.measure is link.measure]
                indexes = dict.fromkeys([*same[:1], *same[-1:]])  # "two were killed": those told first, or just before
            if link.measure is not Measure.ATTACKS and whole is None:
                self.recent.append((made.sentence, made.draft.victims))
            again = next((i for i in indexes if same_figure(self.doc, found[i], made)), None)
            self.last = link
            if again is not None:
                places[key] = again
                if link.counted.names and not found[again].draft.victims.names:
                    victims = replace(found[again].draft.victims, names=link.counted.names)
                    found[again] = replace(found[again], draft=replace(found[again].draft, victims=victims))
                continue
            if found and names_of(made, found[-1]):
                draft, theirs = found[-1].draft, made.draft.victims
                class_ = theirs.class_ if theirs.class_ is VictimClass.COMBATANT else draft.victims.class_
                victims = replace(draft.victims, names=theirs.names, class_=class_)
                found[-1] = replace(found[-1], draft=replace(draft, victims=victims))
                continue
            if sums_up(made, found) or told_with_others(made, found):
                continue
            if shot_dead_before(link, made, found) or (link.counted.again and of_those_dead(made, found)):
                continue
            places[key] = len(found)
            found.append(made)
        return [self._by_parts(i, f, found) for i, f in enumerate(found)]

    @staticmethod
    def _by_parts(index: int, figure: Found, found: list[Found]) -> FigureDraft:
        """ "Seven people, a doctor and six labourers": whose parts are all of a class, and add up, are of that class."""
        draft = figure.draft
        parts = [f.draft for f in found if f.draft.whole == index]
        classes = {p.victims.class_ for p in parts}
        if draft.victims.class_ is not VictimClass.UNKNOWN or len(classes) != 1 or draft.low is None:
            return draft
        if sum(p.low or 0 for p in parts) != draft.low:
            return draft
        return replace(draft, victims=replace(draft.victims, class_=classes.pop()))

    # ------------------------------------------------------------------------------------------- what is a figure

    def _counts(self, link: Link) -> bool:
        counted, measure = link.counted, link.measure
        if shooter(link) or any(
            c.lower_ in _NOT_DONE and c.dep_ in ("amod", "compound", "advmod") for c in link.trigger.children
        ):
            return False
        if counted.vague and counted.kind != "number":
            return False
        if any(c.lower_ == "according" and c.dep_ == "case" for c in counted.head.children):
            return False  # "according to two officers who remained in the town"
        number = self.counter.number_at(self.doc[counted.number_token])
        if counted.vague and number is not None and number.share is not None:
            return False
        if link.hit.entry.guarded and measure is Measure.PRESENT and (counted.low or counted.high or 0) < _FORCE:
            return False
        if link.hit.entry.guarded and measure in _IN_NUMBERS and counted.kind != "number":
            return False
        if counted.kind == "single" and counted.definite and link.part_of is None:
            if measure not in _PERSONAL or link.how not in _BY_SYNTAX:
                return False
        if counted.again and (measure not in _FATES or link.how not in ("subject", "object", "shared subject")):
            return False
        if link.hit.entry.id == "hosted.home_to" and (counted.low or counted.high or 0) >= _OF_A_REGION:
            return False
        if link.hit.entry.frame == "self" and link.trigger.lower_ == "displacements" and measure is Measure.DISPLACED:
            if (counted.low or counted.high or 0) < _MANY * 5:
                return False  # "31 mass displacements" counts happenings
        if measure is Measure.EVACUATED and counted.kind == "named" and link.trigger.pos_ == "NOUN":
            return False  # "the evacuation of Bakara"
        if measure is Measure.DISPLACED and counted.head.lower_ in VISITORS:
            return False
        if link.trigger.lower_ == "dying" and link.trigger.head.lower_ in ("lay", "lies", "lie", "lying"):
            return False  # "as the old man lay dying"
        if measure in _FEW:
            amount = counted.low if counted.low is not None else counted.high
            least = _FEW[measure]
            if measure is Measure.DISPLACED and self.victims.describe(counted.heads).class_ is not VictimClass.CIVILIAN:
                least = _FLEEING
            if counted.kind != "number" or (amount is not None and amount < least):
                return False
        if counted.kind == "none" and measure not in (
            Measure.KILLED,
            Measure.INJURED,
            Measure.DETAINED,
            Measure.MISSING,
            Measure.ABDUCTED,
        ):
            return False
        if counted.kind == "none" and measure is Measure.INJURED and GRAVE.search(link.trigger.sent.text):
            return False  # "none of the victims suffered life-threatening wounds": they were wounded all the same
        if not self._right_noun(link):
            return False
        if self.causes.why_out(measure, link.trigger.sent.start) is not None:
            return False
        unreal = reality(link)
        if unreal == "modal":
            return counted.kind == "number" and measure is not Measure.ATTACKS
        return unreal is None

    def _right_noun(self, link: Link) -> bool:
        counted, measure = link.counted, link.measure
        head = counted.head
        if measure is Measure.ATTACKS:
            return True
        if measure is Measure.PRESENT and head.tag_ == "NNP" and head.lower_ in _UNITS:
            return False  # "183 Central Reserve Police Force" is the number of a battalion
        if link.hit.entry.frame == "self" and head is link.trigger:
            return True
        if counted.elliptic:
            return measure is not Measure.DESTROYED or link.how != "window"
        thing = self.victims.is_thing(head)
        if measure is Measure.DESTROYED:
            return thing or (
                counted.kind == "number"
                and not self.victims.is_person(head)
                and (head.pos_ == "NOUN" or (head.tag_ in ("NNPS", "NNP") and head.lower_.endswith("s")))
                and head.ent_type_ not in ("PERSON", "NORP", "LOC")
                and head.i not in self.no_victims
            )
        if thing or head.i in self.no_victims:
            return False
        if self.victims.is_person(head) or counted.kind in ("named", "none"):
            if measure is Measure.DISPLACED and self.victims.describe(counted.heads).class_ is VictimClass.COMBATANT:
                least = _ROUTED if link.hit.entry.frame == "subject" else _FLEEING
                return counted.low is not None and counted.low >= least
            return True
        if head.ent_type_ in ("DATE", "MONEY", "LOC", "WEAPON", "PLATFORM"):
            return False
        if measure is Measure.PRESENT and counted.vague:
            return False
        if head.pos_ == "PROPN" or head.ent_type_ in ("NORP", "ORG") or animate(head):
            return True
        return measure in _TAKE_UNKNOWN_NOUNS

    def _singles_joined(self, links: list[Link]) -> list[Link]:
        """Persons joined without numerals are one figure where class and side are the same ("a guard and a passerby")."""
        result: list[Link] = []
        for link in links:
            last = result[-1] if result else None
            if last is not None and names_last(last, link):
                known = last.counted
                result[-1] = replace(last, counted=replace(known, names=(*known.names, *link.counted.names)))
                continue
            if last is not None and not same_person(self.doc, last, link) and self._joinable(last, link):
                a, b = last.counted, link.counted
                total = (a.low or 0) + (b.low or 0)
                joined = replace(
                    a,
                    heads=(*a.heads, *b.heads),
                    low=total,
                    high=total,
                    span=a.span.join(b.span),
                    number=a.number.join(b.number) if a.kind == "named" else a.number,
                    names=(*a.names, *b.names),
                )
                result[-1] = replace(last, counted=joined)
                continue
            if last is not None and same_person(self.doc, last, link):
                named = last if last.counted.kind == "named" else link
                result[-1] = replace(last, counted=replace(last.counted, names=named.counted.names))
                continue
            result.append(link)
        return result

    def _joinable(self, first: Link, second: Link) -> bool:
        a, b = first.counted, second.counted
        if (
            first.measure is not second.measure
            or first.trigger is not second.trigger
            or first.part_of != second.part_of
        ):
            return False
        if not {a.kind, b.kind} <= {"single", "named"} or first.trigger.sent != second.trigger.sent:
            return False
        if "listed" not in (first.how, second.how) and b.head not in a.heads[-1].conjuncts and b.head.dep_ != "conj":
            return False
        if b.kind == "named" and self.victims.entry(b.head) is None and b.head in a.heads[-1].conjuncts:
            return True  # "Constables Raja and Amin": the calling is that of both
        if a.kind == "named" and self.victims.entry(a.heads[-1]) is None and b.head in a.heads[-1].conjuncts:
            if any(c.dep_ == "nmod:poss" and c.pos_ == "PRON" for c in b.head.children):
                return True  # "Rami and his grandmother"
        one, other = self.victims.describe([a.heads[-1]]), self.victims.describe([b.head])
        return one.class_ == other.class_ and one.side == other.side

    # ---------------------------------------------------------------------------------------------- what it says

    def _found(self, link: Link, before: list[Found], whole: int | None) -> Found:
        counted = link.counted
        clause = self._trimmed(self._clause(link)).join(counted.number)
        victims = self._victims(link)
        self_noun = link.hit.entry.frame == "self"
        count_span, span_entries = self.spans.read(
            link.measure,
            link.trigger,
            self.doc[counted.number_token],
            clause,
            self_noun=self_noun,
            amount=counted.low if counted.low is not None else counted.high,
        )
        crimes = counted.head.lower_ in _CRIMES and (counted.low or counted.high or 0) >= _OF_A_STATISTIC
        if count_span is CountSpan.INCIDENT and (crimes or self._of_a_war(link) or self._of_those_who_have(link)):
            count_span = CountSpan.TOTAL
        listed = link.how in ("label", "label part", "table")
        if listed and count_span is CountSpan.INCIDENT and self.spans.under_heading(counted.number.start):
            count_span = CountSpan.TOTAL
        count_span = self._carried(link, count_span, before) if counted.kind != "none" else CountSpan.INCIDENT
        if whole is not None and link.part_of is not None:
            count_span = before[whole].draft.count_span
            if (
                before[whole].draft.victims.class_ is VictimClass.COMBATANT
                and victims.women
                and counted.head.lower_ in ("woman", "women", "girl", "girls", "female", "females")
            ):
                victims = replace(victims, class_=VictimClass.COMBATANT, side=before[whole].draft.victims.side)
        perpetrators = self._perpetrators(link, victims, before, whole)
        if whole is not None and link.how == "label part":
            by_doers = doers_of_part(text_of(self.doc), counted.number, before[whole].draft.victims, victims)
            if by_doers is not None:
                victims, perpetrators = by_doers
        victim_entries = [e.id for e in (self.victims.entry(h) for h in counted.heads) if e is not None]
        low, high, bound = counted.low, counted.high, counted.bound
        sentence = link.trigger.sent
        draft = FigureDraft(
            measure=link.measure,
            low=low,
            high=high,
            bound=Bound.VAGUE if low is None and high is None else bound,
            number=counted.number,
            clause=clause,
            trigger=span_of(self.doc[link.hit.start : link.hit.end])
            if link.hit.end - link.hit.start < 4
            else span_of([link.trigger]),
            token=counted.number_token if link.how == "table" else link.trigger.i,
            number_token=counted.number_token,
            victims=victims,
            count_span=count_span,
            perpetrators=perpetrators,
            whole=whole,
            stance=stance_of(link, clause) if counted.kind != "none" else None,
            found_by=tuple(dict.fromkeys([link.hit.entry.id, *counted.entries, *victim_entries, *span_entries])),
        )
        return Found(
            draft=draft,
            counted=counted,
            sentence=(sentence.start, sentence.end),
            dates=frozenset(e.text.casefold() for e in sentence.ents if e.label_ == "DATE"),
            places=frozenset(e.text.casefold() for e in sentence.ents if e.label_ == "LOC"),
            opening_place=next(
                (e.text.casefold() for e in sentence.ents if e.label_ == "LOC" and e.start - sentence.start <= 2), None
            ),
            scene=scene_of(self.doc, sentence.start, self.scenes),
            previous_same_measure=self._follows_same_measure(link, before),
        )

    def _follows_same_measure(self, link: Link, before: list[Found]) -> bool:
        """True where the figure before is of the same measure: "five others" are others than those then."""
        if self.last is not None and self.last.trigger.sent == link.trigger.sent:
            return self.last.measure is link.measure
        return bool(before) and before[-1].draft.measure is link.measure

    def _victims(self, link: Link) -> Victims:
        """Who is counted, or what: things have no class."""
        described = self._who(link)
        if link.measure is Measure.SURRENDERED and described.class_ is VictimClass.UNKNOWN:
            return replace(described, class_=VictimClass.COMBATANT)  # who lays down arms bore them
        if link.measure is Measure.DESTROYED and described.class_ is VictimClass.UNKNOWN:
            return replace(described, class_=None)
        return described

    def _who(self, link: Link) -> Victims:
        """Who is counted; "others" and bare numbers are of the kind counted last in the sentence, or just before it."""
        counted = link.counted
        words = self._quote(counted.span)
        if link.measure is Measure.ATTACKS:
            return Victims(class_=None, words=words)
        described = self.victims.describe(counted.heads, named=counted.names, within=words)
        if described.class_ is VictimClass.UNKNOWN and described.side is None:
            side = side_of_toll(self.doc, self.victims, link)
            if side is not None:
                return replace(side, words=words, names=described.names)
        if not counted.elliptic or described.class_ not in (VictimClass.UNKNOWN, None):
            return described  # "combatants, nine in number", "the fifth, Jamil, 11"
        sentence = link.trigger.sent
        for (start, end), last in reversed(self.recent):
            if (start, end) != (sentence.start, sentence.end) and not (
                link.how == "carried"
                or (
                    end >= sentence.start - 1
                    and (
                        counted.more
                        or (last.class_ is VictimClass.COMBATANT and link.measure in (Measure.KILLED, Measure.INJURED))
                    )
                )
            ):
                break
            if last.class_ is not None:
                return Victims(
                    class_=last.class_, side=last.side, words=words, role=last.role, nationality=last.nationality
                )
        if link.measure is Measure.DESTROYED:
            return described
        return Victims(class_=VictimClass.UNKNOWN, words=words)

    @staticmethod
    def _of_a_war(link: Link) -> bool:
        """ "The violence has killed more than 15,000": the perfect, without a day, of more than one incident kills."""
        amount = link.counted.low or link.counted.high or 0
        least = {Measure.KILLED: _LARGE, Measure.INJURED: _LARGE, Measure.DISPLACED: _UPROOTED}.get(link.measure)
        if least is None or amount < least:
            return False
        verbs = [link.trigger]
        if link.hit.entry.frame == "state" and link.trigger.dep_ in ("xcomp", "acl", "amod", "obj"):
            verbs += [a for a in link.trigger.ancestors if a.pos_ == "VERB"][:1]
        if link.hit.entry.frame == "self" and link.trigger.dep_ in ("obj", "obl", "nsubj", "nsubj:pass"):
            verbs.append(link.trigger.head)
        return any(
            (c.lower_ in ("has", "have") and c.dep_ == "aux") or (c.dep_ == "nsubj" and c.lower_ in _WARS)
            for verb in verbs
            for c in verb.children
        )

    @staticmethod
    def _of_those_who_have(link: Link) -> bool:
        """ "Bringing to 412 the number of soldiers who have fallen": the perfect tells of a war, not of a day."""
        return (
            link.how in ("toll", "next")
            and (link.counted.low or 0) >= _MANY
            and bool(_WHO_HAVE.search(link.trigger.sent.text))
        )

    def _carried(self, link: Link, count_span: CountSpan, before: list[Found]) -> CountSpan:
        """ "Another 34,000 were evacuated", after a total, goes on with the total."""
        if count_span is not CountSpan.INCIDENT or not before:
            return count_span
        last, sentence = before[-1], link.trigger.sent
        same = last.sentence == (sentence.start, sentence.end)
        if last.draft.count_span is not CountSpan.TOTAL and not same:
            last = next((f for f in reversed(before) if f.draft.count_span is CountSpan.TOTAL), last)
        if last.draft.count_span is not CountSpan.TOTAL:
            return count_span
        if same:
            between = self.doc[last.draft.token : link.trigger.i]
            return count_span if any(t.lower_ in ("when", "after") for t in between) else CountSpan.TOTAL
        if last is before[-1] and self.spans.goes_on(link.trigger, last.sentence[1]):
            return CountSpan.TOTAL
        amount = link.counted.low or link.counted.high or 0
        near = sentence.start - last.sentence[1] <= _GOES_ON
        goes_on = link.counted.more or any(t.lower_ in ("also", "further") for t in sentence) or amount >= _LARGE
        dated = any(e.label_ == "DATE" for e in sentence.ents) or any(t.lower_ == "overnight" for t in sentence)
        dated = dated or bool(APART.search(sentence.text))
        return CountSpan.TOTAL if near and goes_on and amount >= 100 and not dated else count_span

    def _perpetrators(self, link: Link, victims: Victims, before: list[Found], whole: int | None) -> tuple[Span, ...]:
        if whole is not None:
            return before[whole].draft.perpetrators
        found = tuple(
            s for s in self.perpetrators.find(link, victims.side) if not any(s.touches(v) for v in self.counted_spans)
        )
        if found or not before:
            return found
        last, sentence = before[-1], link.trigger.sent
        related = {Measure.KILLED, Measure.INJURED}
        if last.sentence == (sentence.start, sentence.end) and {last.draft.measure, link.measure} <= related:
            same_side = last.draft.victims.class_ == victims.class_ and (last.draft.victims.side == victims.side)
            if same_side or link.counted.elliptic:
                return last.draft.perpetrators
        return found

    def _clause(self, link: Link) -> Span:
        """The smallest clause that holds number, measure and victims."""
        counted, trigger = link.counted, link.trigger
        if link.how == "table":
            return Span(line_of(text_of(self.doc), counted.number.start, counted.number.end).start, counted.number.end)
        core = counted.span.join(
            span_of(self.doc[link.hit.start : link.hit.end])
            if link.hit.end - link.hit.start < 4
            else span_of([trigger])
        )
        if link.how == "label part":
            return core
        if link.part_of is not None:
            return counted.span
        if link.how in ("label", "table"):
            return core
        if link.hit.entry.frame in ("object", "subject", "either", "inside") and link.how != "window":
            needed = (
                [t for t in tokens_in(self.doc, counted.span) if t.head != t]
                if trigger.is_ancestor(counted.head)
                else []
            )
            clause = clause_span(trigger, must_hold=[t for t in needed if trigger.is_ancestor(t)])
            whole = self._cut(clause.join(core), core)
            if len(tokens_in(self.doc, whole)) <= _LONGEST_CLAUSE:
                return whole
        return core

    def _cut(self, whole: Span, core: Span) -> Span:
        """The clause without what another clause adds at its sides."""
        tokens = tokens_in(self.doc, whole)
        start, end = whole.start, whole.end
        for token in tokens:
            if token.idx >= core.end and (token.lower_ in _NEXT_CLAUSE or token.text in (";", ":")):
                last = tokens_in(self.doc, Span(whole.start, token.idx))[-1]
                end = last.idx + len(last.text)
                break
        for token in reversed(tokens):
            if token.idx < core.start and (
                token.lower_ in _NEXT_CLAUSE or token.text in (";", ":", ".", "|") or "\n\n" in token.text
            ):
                start = token.idx + len(token.text)
                break
        return Span(start, end)

    def _trimmed(self, span: Span) -> Span:
        """Without a conjunction or blank at its head."""
        text = self._quote(span)
        lead = re.match(r"(?:\s*(?:(?:and|but|while|when|as|that)\b|[,\"“]))*\s*", text, re.IGNORECASE)
        tail = re.search(
            r"(?:[\s,]+(?:and|but|while|when|as|in|at|on|by|after|the|a|of|to|with|which|who)\b|[\s,;:.\"”])*\Z",
            text,
            re.IGNORECASE,
        )
        start = span.start + (lead.end() if lead and lead.end() < len(text) else 0)
        end = span.start + tail.start() if tail else span.end
        return Span(start, end) if start < end else span

    def _quote(self, span: Span) -> str:
        return text_of(self.doc)[span.start : span.end]
