"""From the words that say what is counted to the phrases that are counted: syntax first, neighbours where it fails."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import replace
from types import MappingProxyType
from typing import Final

from spacy.tokens import Doc, Token

from dateline.claims.codebook import Codebook, Hit, word_set
from dateline.claims.figures_carried import carried_tolls, leaning_links
from dateline.claims.figures_counted import Counter
from dateline.claims.figures_doers import Doers
from dateline.claims.figures_hits import covers, longest, overlaps, stand_ins
from dateline.claims.figures_labels import Labels
from dateline.claims.figures_learned import learned_links
from dateline.claims.figures_lists import Lists
from dateline.claims.figures_parts import Link, Parts, gives_way
from dateline.claims.figures_phrase import INCLUDE, Counted
from dateline.claims.figures_turns import Turns
from dateline.claims.syntax import is_passive, span_of
from dateline.claims.victims import VictimReader
from dateline.terms import Measure

__all__ = ["Link", "Linker"]

_BE: Final = frozenset({"be", "is", "are", "was", "were", "been", "being", "'s", "’s", "'re"})
_DIED: Final = frozenset({"killed.die", "killed.sacrifice"})
"""Entries for dying: who was wounded and died of it counts among the dead alone."""
_DYING: Final = frozenset({"die", "perish", "fall"})
"""Verbs whose subject dies "with" others."""
_NEAR: Final = 5
"""Tokens between two verbs that share those counted, at most."""
_HIT_ALIVE: Final = frozenset({"injured.shot", "injured.wound", "injured.by_gunfire", "injured.hit_by"})
_HIT: Final = frozenset({"injured.by_gunfire", "injured.hit_by", "injured.to_hospital"})
"""Entries for people who were hit: of those who died of it, only the death counts."""
_BREAKDOWN: Final = 12
"""Tokens from "casualties" to the numbers of dead and hurt that make them up, at most."""
_ESCAPE: Final = frozenset({"escape", "flee", "abscond"})
_CAPTIVES: Final = word_set("inmate inmates prisoner prisoners detainee detainees captive captives internee internees")
_JOINING: Final = frozenset({"and", ",", "&", "while", "also"})
_WEAK: Final = frozenset({"window", "at"})
"""Links by neighbourhood or place only: they give way to any other."""
_STATE_NOUNS: Final = word_set(
    """
    dead killed injured wounded victims deceased arrested detained casualties missing fatalities slain
    """
)


class Linker(Parts):
    """Finds the links of one Doc."""

    def __init__(self, doc: Doc, codebook: Codebook, counter: Counter, victims: VictimReader) -> None:
        self.codebook = codebook
        violent = any(h.entry.frame == "violence" for h in codebook.hits(doc, "not_figure"))
        every = [h for h in codebook.hits(doc, "measure") if violent or not h.entry.guarded]
        self.hits = longest(every)
        self.verbs = frozenset(i for h in self.hits if h.entry.pos == "verb" for i in range(h.start, h.end))
        self.covered = stand_ins(every, self.hits)
        """Hits that stand in where a longer one asks for other doers or victims than the words give."""
        self.doers = Doers(doc, codebook)
        super().__init__(doc, counter, victims, frozenset(i for h in self.hits for i in range(h.start, h.end)))
        self.lists = Lists(doc, counter, victims, self.triggers)
        self.turns = Turns(doc, counter, victims, self.lists, self.triggers)
        self._frames: MappingProxyType[str, Callable[[Hit, Token], Iterator[tuple[Counted, str]]]] = MappingProxyType(
            {
                "object": self._object,
                "subject": self._subject,
                "either": self._either,
                "state": self._state,
                "self": self._self,
                "of": self._of,
                "toll": self._toll,
                "inside": self._inside,
                "doer": self._doer,
                "next": self._next,
                "at": self._at,
            }
        )

    def find(self) -> list[Link]:
        """Every link, in the order of the text; one measure counts a phrase once."""
        found: dict[tuple[str, int], Link] = {}
        by_syntax: set[int] = set()
        covered: dict[int, set[str]] = {}
        for h in self.hits:
            if h.entry.pos == "verb" and h.end - h.start > 1 and self._done_by(h):
                for i in range(h.start + 1, h.end):
                    covered.setdefault(i, set()).add(h.entry.id)
        chosen = set(map(id, self.hits))
        linked: list[Hit] = []
        for hit in [*sorted(self.hits, key=lambda h: h.entry.frame == "state"), *self.covered]:
            if id(hit) not in chosen and any(covers(h, hit) and overlaps(h, hit) for h in linked):
                continue
            trigger = self._trigger(hit)
            if trigger is None or (hit.entry.frame == "state" and trigger.i in by_syntax):
                continue
            if not self._done_by(hit):
                continue
            for counted, how in self._frames[hit.entry.frame](hit, trigger):
                if not self._whom(hit, counted) or self._of_another_verb(hit, counted, trigger):
                    continue
                if (
                    counted.kind in ("single", "named")
                    and counted.head.pos_ == "PROPN"
                    and counted.head.i in self.verbs
                ):
                    continue
                if hit.entry.id not in covered.get(counted.head.i, {hit.entry.id}):
                    continue
                counted = self._with_noun(counted, trigger)
                if hit.entry.kind != "attacks" and how in (
                    "object",
                    "subject",
                    "window",
                    "shared subject",
                    "controller",
                ):
                    whole, counted = counted, self._first_of(counted, trigger)
                    if counted is not whole and trigger.dep_ in ("acl", "amod") and trigger.head == whole.head:
                        key = (hit.entry.kind, whole.number_token)
                        found.setdefault(key, Link(hit=hit, trigger=trigger, counted=whole, how="whole"))
                hit = self._of_their_own(hit, trigger, counted)
                key = (hit.entry.kind, counted.number_token)
                if how != "window":
                    by_syntax.add(trigger.i)
                linked.append(hit)
                known = found.get(key)
                if known is None or (known.how == "window" and how != "window"):
                    found[key] = Link(hit=hit, trigger=trigger, counted=counted, how=how)
        self._captives_of_armed(found)
        sofar = list(found.values())
        triggers = [(h, t) for h, t in ((h, self._trigger(h)) for h in self.hits) if t is not None]
        further = [
            *self._along_with(sofar),
            *self._among(),
            *self._ellipses(sofar),
            *self._of_theirs(sofar),
            *self._restated(sofar),
            *self.turns.headlines(triggers),
            *self.turns.left_behind(triggers),
            *self.turns.together(triggers),
            *self.turns.fronted(triggers),
            *self.turns.who_they_were(triggers),
            *self.turns.wholes(triggers),
            *Labels(self.doc, self.counter, self.victims, self.hits).find(),
        ]
        for link in further:
            key = (link.hit.entry.kind, link.counted.number_token)
            found[key] = link if link.how == "label part" else found.get(key, link)
        for link in [*self._gapped(list(found.values())), *self.lists.going_on(list(found.values()))]:
            found.setdefault((link.hit.entry.kind, link.counted.number_token), link)
        for link in list(learned_links(self.doc, self.codebook, self.counter, self._with_shares(found.values()))):
            found[link.hit.entry.kind, link.counted.number_token] = link
        for link in carried_tolls(self.doc, self.counter, list(found.values())):
            found.setdefault((link.hit.entry.kind, link.counted.number_token), link)
        ordered = sorted(found.values(), key=lambda k: k.counted.number_token)
        for link in [*self.turns.compared(ordered), *self.turns.companions(ordered)]:
            found.setdefault((link.hit.entry.kind, link.counted.number_token), link)
        for link in list(leaning_links(self.counter, triggers, list(found.values()))):
            found.setdefault((link.hit.entry.kind, link.counted.number_token), link)
        links = sorted(found.values(), key=lambda k: (k.counted.number_token, k.trigger.i))
        links = _with_labels(self._without_rivals(links))
        index = {(k.hit.entry.kind, k.counted.number_token): i for i, k in enumerate(links)}
        parts: list[Link] = []
        for part in [*self._parts(links), *self.lists.among_behind(links), *self.lists.broken_down(links)]:
            at = index.get((part.hit.entry.kind, part.counted.number_token))
            if at is None:
                parts.append(part)
            elif at != part.part_of:
                known = links[at]
                counted = part.counted if known.counted.vague or known.counted.elliptic else known.counted
                links[at] = replace(known, part_of=part.part_of, counted=counted, how=part.how)
        return [*links, *parts]

    def _done_by(self, hit: Hit) -> bool:
        """True where the doer is of the kinds that the entry asks for."""
        trigger = self._trigger(hit) if hit.entry.by else None
        return trigger is None or self.doers.kind(trigger) in hit.entry.by

    def _captives_of_armed(self, found: dict[tuple[str, int], Link]) -> None:
        """Those whom a party of no state holds are abducted, whatever noun says that they are held."""
        takers = {k.trigger.i: k.hit for k in found.values() if k.hit.entry.kind == "abducted" and k.hit.entry.by}
        for key, link in list(found.items()):
            if link.hit.entry.kind == "detained" and not link.hit.entry.by and link.trigger.i in takers:
                del found[key]
                abducted = ("abducted", link.counted.number_token)
                found.setdefault(abducted, replace(link, hit=takers[link.trigger.i]))

    def _of_another_verb(self, hit: Hit, counted: Counted, trigger: Token) -> bool:
        """ "Killed five and injured 12": what follows another verb for a measure at once is that verb's object."""
        first = self.doc.char_span(counted.number.start, counted.number.end, alignment_mode="expand")
        at = (first.start if first is not None else counted.number_token) - 1
        if at <= trigger.i or hit.start <= at < hit.end:
            return False
        verb = self.doc[at]
        if verb.i not in self.triggers or verb.tag_ not in ("VBD", "VBN", "VBG", "VBZ", "VBP", "VB"):
            return verb.i in self.verbs and verb.is_title and trigger.is_title and verb.pos_ in ("PROPN", "NOUN")
        return (verb.pos_ == "VERB" and verb.dep_ not in ("amod", "acl")) or self.doc[verb.i - 1].lower_ in _JOINING

    def _whom(self, hit: Hit, counted: Counted) -> bool:
        """True where those counted are of the kinds that the entry asks for; a bare number is of a kind unknown."""
        asked = hit.entry.whom
        if not asked:
            return True
        if counted.elliptic:
            return "unknown" in asked
        if self.victims.is_thing(counted.head):
            return "thing" in asked
        if not self.victims.is_person(counted.head) and counted.kind != "named":
            return False
        described = self.victims.describe(counted.heads, named=counted.names)
        return described.class_ is not None and described.class_.value in asked

    def _among(self) -> Iterator[Link]:
        """ "A commander was among the 17 killed", "among the dead were two children", "the dead included a girl"."""
        for hit in self.hits:
            if hit.entry.frame not in ("state", "object", "self", "subject") or hit.entry.kind == "attacks":
                continue
            word = self._trigger(hit)
            if word is None or word.i < 1:
                continue
            sentence = word.sent
            opening = [t.lower_ for t in self.doc[max(sentence.start, word.i - 6) : word.i]]
            heads: list[Token] = []
            after: list[Counted] = []
            if "among" in opening:
                at = word.i - (len(opening) - opening.index("among"))
                if any(self.doc[i].pos_ == "VERB" and self.doc[i].tag_ != "VBN" for i in range(at + 1, word.i)):
                    continue
                before = self.doc[at - 1] if at > sentence.start else None
                if before is not None and before.lower_ in _BE:
                    heads = [
                        c
                        for c in [*before.head.children, *before.children]
                        if c.dep_ in ("nsubj", "nsubj:pass", "expl") and c.i < before.i
                    ]
                    heads = [h for h in heads if h.lower_ != "there"]
                    if not heads:
                        heads = [
                            t
                            for t in self.doc[sentence.start : before.i]
                            if t.dep_.startswith("nsubj") and t.head.i > before.i
                        ][-1:]
                elif before is not None and before.pos_ in ("NOUN", "PROPN", "PUNCT") and at - 1 > sentence.start:
                    number = next(
                        (
                            t
                            for t in reversed(self.doc[max(sentence.start, at - 7) : at])
                            if self.counter.number_at(t) is not None
                        ),
                        None,
                    )
                    counted = self.counter.count_from_number(number) if number is not None else None
                    if (counted is not None and self.victims.is_person(counted.head)) or (
                        counted is not None and not counted.elliptic and counted.head.pos_ in ("NOUN", "PROPN")
                    ):
                        yield Link(hit=hit, trigger=word, counted=counted, how="among")
                        continue
                if not heads:
                    after = self._after_be(word, sentence.end)
            elif (
                word.lower_ in _STATE_NOUNS
                and ({"the", "those"} & set(opening[-3:]))
                and word.i + 1 < sentence.end
                and self._then_includes(word)
            ):
                after = self._after_be(word, sentence.end, also=INCLUDE)
            for counted in [*(c for h in heads[:1] for c in self.counter.count_all(h)), *after]:
                if counted.kind in ("number", "single", "named") and self._is_people(counted) and not counted.elliptic:
                    yield Link(hit=hit, trigger=word, counted=counted, how="among")

    def _then_includes(self, word: Token) -> bool:
        return any(t.lower_ in INCLUDE - {"including"} for t in self.doc[word.i + 1 : min(word.i + 8, word.sent.end)])

    def _after_be(self, word: Token, end: int, also: frozenset[str] = frozenset()) -> list[Counted]:
        for token in self.doc[word.i + 1 : min(word.i + 10, end)]:
            if token.lower_ in ("was", "were", "are", "is") or token.lower_ in also:
                return self._counted_after(token.i + 1, end)
        return []

    def _along_with(self, links: list[Link]) -> Iterator[Link]:
        """ "X was gunned down along with ten others": those named beside the one counted."""
        for link in links:
            if (
                link.hit.entry.frame not in ("object", "subject")
                or link.counted.kind == "none"
                or link.how == "modifier"
            ):
                continue
            after = max(link.trigger.i, link.counted.head.i)
            before = min(link.trigger.i, link.counted.head.i)
            for token in self.doc[before : min(after + 12, link.trigger.sent.end - 2)]:
                alone = self._with_them(token, link.trigger)
                if (
                    not alone
                    and (token.lower_, self.doc[token.i + 1].lower_)
                    not in (
                        ("along", "with"),
                        ("together", "with"),
                        ("as", "well"),
                    )
                    and (token.lower_ != "alongside" or token.head.head != link.trigger)
                ):
                    continue
                start = token.i + (1 if alone or token.lower_ == "alongside" else 2 if token.lower_ != "as" else 3)
                counted = self._right_of(token, start, adjacent=True) or self._right_of(token, start)
                taken = counted is not None and any(k.counted.number_token == counted.number_token for k in links)
                if (
                    counted is not None
                    and not taken
                    and counted.kind in ("number", "single", "named")
                    and self._is_people(counted)
                ):
                    yield Link(hit=link.hit, trigger=link.trigger, counted=counted, how="along with")
                    for other in self.counter.count_all(counted.head)[1:] if not counted.elliptic else ():
                        if other.kind in ("number", "single", "named") and self._is_people(other):
                            yield Link(hit=link.hit, trigger=link.trigger, counted=other, how="along with")
                break

    def _with_them(self, token: Token, trigger: Token) -> bool:
        """ "He was killed with two bodyguards": "with" before people, of the passive verb itself; not "who was abducted along
        with nine others was killed"."""
        before = token.doc[token.i - 1] if token.i else token
        if before.lower_ in ("along", "together") and before.head != trigger and before.head.pos_ == "VERB":
            return False
        return (
            token.lower_ == "with"
            and token.dep_ == "case"
            and token.head.head == trigger
            and (is_passive(trigger) or trigger.lemma_ in _DYING)
            and (self.victims.is_person(token.head) or self._people_of(token.head))
        )

    def _people_of(self, number: Token) -> bool:
        """ "Eleven of his companions": a number with the people whom it counts."""
        counted = self.counter.count(number) if self.counter.number_at(number) is not None else None
        return counted is not None and not counted.elliptic and self.victims.is_person(counted.head)

    def _of_theirs(self, links: list[Link]) -> Iterator[Link]:
        """ "rescued a youth hours after his abduction": those counted before were abducted, too."""
        for hit in self.hits:
            if hit.entry.frame != "of" or hit.entry.kind not in ("abducted", "detained"):
                continue
            noun = self.doc[hit.end - 1]
            if not any(t.lower_ in ("his", "her", "their") for t in self.doc[max(0, noun.i - 2) : noun.i]):
                continue
            before = [
                k
                for k in links
                if k.trigger.sent == noun.sent
                and k.counted.number_token < noun.i
                and k.measure is not Measure.ATTACKS
                and k.hit.entry.kind != hit.entry.kind
            ]
            if before:
                nearest = max(before, key=lambda k: k.counted.number_token)
                yield Link(hit=hit, trigger=noun, counted=nearest.counted, how="of theirs")

    def _ellipses(self, links: list[Link]) -> Iterator[Link]:
        """ "Eight members were arrested, as were 12 suspected Zetas": the measure of the clause before."""
        for token in self.doc[:-3]:
            if token.lower_ not in ("as", "so") or self.doc[token.i + 1].lower_ not in ("was", "were"):
                continue
            sentence = token.sent
            before = [k for k in links if sentence.start <= k.trigger.i < token.i]
            after = self.doc[token.i + 2 : min(token.i + 9, sentence.end)]
            number = next((t for t in after if self.counter.number_at(t) is not None), None)
            counted = self.counter.count_from_number(number) if number is not None else None
            if number is None:
                noun = next(
                    (
                        t
                        for t in after
                        if t.pos_ in ("NOUN", "PROPN") and t.dep_ not in ("compound", "flat", "nmod:poss")
                    ),
                    None,
                )
                counted = self.counter.count(noun) if noun is not None else None
            if before and counted is not None:
                last = max(before, key=lambda k: k.trigger.i)
                yield Link(hit=last.hit, trigger=last.trigger, counted=counted, how="ellipsis")

    def _with_noun(self, counted: Counted, trigger: Token) -> Counted:
        """ "Five Communist Party of India Maoist cadres were …": the people, where the tree hangs the number on the party."""
        head = counted.head
        known = self.victims.entry(head) is not None and head.pos_ != "PROPN"
        behind = self._behind_name(head) if counted.kind == "number" and not known else None
        if behind is not None:
            return replace(counted, head=behind, heads=(behind,), span=counted.span.join(span_of([behind])))
        if counted.kind != "number" or counted.elliptic or head.i >= trigger.i or known:
            return counted
        for back in range(trigger.i - 1, head.i, -1):
            token = self.doc[back]
            if (
                self.victims.is_person(token)
                and token.pos_ == "NOUN"
                and not any(c.dep_ == "det" for c in token.children)
            ):
                between = [t for t in self.doc[head.i + 1 : back] if not _in_brackets(t)]
                if any(t.pos_ in ("VERB", "CCONJ") or t.text in (",", "(") for t in between):
                    return counted
                return replace(counted, head=token, heads=(token,), span=counted.span.join(span_of([token])))
            if token.pos_ not in ("AUX", "ADV", "SPACE"):
                return counted
        return counted

    def _behind_name(self, head: Token) -> Token | None:
        """ "Two Assam Rifles (AR) personnel": the noun for people behind a name and its letters in brackets."""
        at = head.i + 1
        if at < len(self.doc) and self.doc[at].text == "(":
            closing = next((t.i for t in self.doc[at : at + 5] if t.text == ")"), None)
            at = closing + 1 if closing is not None else at
        noun = self.doc[at] if at < len(self.doc) else None
        people = noun is not None and noun.pos_ == "NOUN" and at > head.i + 1 and self.victims.is_person(noun)
        return noun if people else None

    def _of_their_own(self, hit: Hit, verb: Token, counted: Counted) -> Hit:
        """ "300 families have evacuated": nobody moved them out, they left."""
        if hit.entry.kind != "evacuated" or verb.lemma_ not in ("evacuate", "relocate") or is_passive(verb):
            return hit
        subjects = [c for c in verb.children if c.dep_ == "nsubj"]
        if counted.head not in subjects or any(c.dep_ == "obj" for c in verb.children):
            return hit
        return replace(hit, entry=self.codebook["displaced.flee"])

    def _first_of(self, counted: Counted, trigger: Token) -> Counted:
        """ "Freed five of the 12 nurses", "of the 40 sailors only three survived": the number of those to whom it was done."""
        if counted.kind != "number" or counted.elliptic or counted.low is None:
            return counted
        at = counted.number_token - 1
        at -= self.doc[at].lower_ in ("the", "those", "these")
        if at < 1 or self.doc[at].lower_ != "of":
            return counted
        number = self.counter.number_at(self.doc[at - 1])
        if number is None and (at == trigger.sent.start or self.doc[at - 1].text in (",", ";", ":", "that", '"', "“")):
            return self._behind_whole(counted, trigger)
        if number is None or number.low is None or number.share is not None or number.low >= counted.low:
            return counted
        first = self.doc.char_span(number.core.start, number.core.end, alignment_mode="expand")
        token = first[0] if first is not None else self.doc[at - 1]
        return Counted.of_number(number, token, heads=counted.heads, span=counted.span.join(number.span))

    def _behind_whole(self, whole: Counted, trigger: Token) -> Counted:
        """ "Of the 40 sailors only three survived": the bare number right before the verb, not the whole in front."""
        for token in reversed(self.doc[whole.head.i + 1 : trigger.i]):
            number = self.counter.number_at(token)
            if number is not None and number.low is not None and number.low < (whole.low or 0):
                return Counted.of_number(number, token, heads=whole.heads, span=whole.span.join(number.span))
            if token.pos_ not in ("AUX", "ADV", "PRON") and number is None:
                return whole
        return whole

    def _without_rivals(self, links: list[Link]) -> list[Link]:
        """One phrase shot and killed is killed; one linked by neighbourhood gives way to syntax elsewhere."""
        by_number: dict[int, list[Link]] = {}
        for link in links:
            by_number.setdefault(link.counted.number_token, []).append(link)
        kept: list[Link] = []
        for link in links:
            rivals = [k for k in by_number[link.counted.number_token] if k is not link]
            if gives_way(link, rivals):
                continue
            if link.hit.entry.id == "injured.shot" and any(
                k.measure in (Measure.KILLED, Measure.INJURED) and k.hit.entry.id != "killed.victims" for k in rivals
            ):
                continue
            if link.measure is Measure.INJURED and any(
                k.hit.entry.id in _DIED and k.how in ("subject", "shared subject") and k.trigger.i > link.trigger.i
                for k in rivals
            ):
                continue
            if link.hit.entry.id == "killed.victims" and any(k.hit.entry.id in _HIT_ALIVE for k in rivals):
                continue
            if link.measure is Measure.INJURED and any(self._or(k, link) for k in rivals):
                continue
            if (
                link.measure is Measure.DISPLACED
                and link.how == "modifier"
                and any(k.how != "modifier" for k in rivals)
            ):
                continue
            if link.measure is Measure.DETAINED and any(
                k.measure is Measure.ABDUCTED and k.trigger == link.trigger for k in rivals
            ):
                continue
            if link.hit.entry.id in _HIT and any(k.measure is Measure.KILLED for k in rivals):
                continue
            rivals = [
                k
                for k in rivals
                if k.measure is not Measure.PRESENT
                and not (k.measure is Measure.HOSTED and k.counted.head.lower_ in _CAPTIVES)
            ]
            if link.how in _WEAK and any(k.how not in _WEAK for k in rivals):
                continue
            if (
                link.measure is Measure.INJURED
                and link.how == "share"
                and any(k.measure is Measure.KILLED for k in rivals)
            ):
                continue
            if (
                link.hit.entry.frame == "self"
                and link.measure in (Measure.DETAINED, Measure.ABDUCTED, Measure.DISPLACED)
                and rivals
            ):
                continue
            if (
                (link.hit.entry.frame == "self" or link.how == "modifier")
                and link.measure is Measure.INJURED
                and any(k.measure in (Measure.EVACUATED, Measure.RESCUED) for k in rivals)
            ):
                continue
            if (
                link.measure is Measure.DISPLACED
                and link.hit.entry.frame in ("self", "state")
                and any(k.measure is Measure.HOSTED for k in rivals)
            ):
                continue
            if link.measure is Measure.PRESENT and rivals:
                continue
            if link.counted.head.lower_ in ("casualties", "casualty", "victims") and self._broken_down(link, links):
                continue
            if link.hit.entry.id == "detained.captives" and _breaks_out(link.counted.head):
                continue
            if link.measure is Measure.TRAPPED and any(k.measure is Measure.EVACUATED for k in rivals):
                continue
            if link.measure is Measure.EVACUATED and any(k.measure is Measure.KILLED for k in rivals):
                continue
            if link.measure is Measure.HOSTED and link.counted.head.lower_ in _CAPTIVES:
                continue
            if (
                link.measure is Measure.ABDUCTED
                and link.how == "modifier"
                and any(k.measure is Measure.RESCUED for k in rivals)
            ):
                continue
            kept.append(link)
        return kept

    def _or(self, dead: Link, hurt: Link) -> bool:
        """ "Dozens were killed or wounded": one number of both counts among the dead."""
        if dead.measure is not Measure.KILLED:
            return False
        first, last = sorted((dead.trigger.i, hurt.trigger.i))
        return last - first < _NEAR and any(t.lower_ == "or" for t in self.doc[first:last])

    @staticmethod
    def _broken_down(link: Link, links: list[Link]) -> bool:
        """ "3,812 casualties (1,366 deaths and 2,446 injured)": no figure of the dead where dead and hurt add up to it."""
        after = [k for k in links if 0 < k.counted.number_token - link.counted.head.i < _BREAKDOWN]
        dead = [k.counted.low for k in after if k.measure is Measure.KILLED]
        hurt = [k.counted.low for k in after if k.measure is Measure.INJURED]
        return bool(dead and hurt) and (dead[0] or 0) + (hurt[0] or 0) == (link.counted.low or -1)

    def _trigger(self, hit: Hit) -> Token | None:
        tokens = self.doc[hit.start : hit.end]
        if hit.entry.pos == "noun":
            return self.doc[hit.end - 1]
        if hit.entry.frame in ("object", "subject", "either", "inside"):
            verbs = [t for t in tokens if t.pos_ == "VERB"]
            return next((t for t in verbs if t.dep_ != "advmod"), verbs[0] if verbs else self.doc[hit.start])
        if hit.entry.frame == "state":
            return next((t for t in tokens if t.pos_ in ("ADJ", "VERB", "NOUN")), self.doc[hit.start])
        return self.doc[hit.start]


def _in_brackets(token: Token) -> bool:
    """True for a bracket of a few words and what stands in it: "Council of Nagaland (NSCN) militants"."""
    doc = token.doc
    opened = next((t for t in reversed(doc[max(0, token.i - 5) : token.i + 1]) if t.text in ("(", ")")), None)
    closed = next((t for t in doc[token.i : token.i + 6] if t.text in ("(", ")")), None)
    return (
        (opened is not None and opened.text == "(" and closed is not None and closed.text == ")")
        or token.text == ")"
        or (token.text == "(" and any(t.text == ")" for t in doc[token.i : token.i + 6]))
    )


def _breaks_out(noun: Token) -> bool:
    """ "13 prisoners managed to escape": they are held no longer."""
    verb = noun.head if noun.dep_ == "nsubj" else None
    return verb is not None and any(
        t.lemma_ in _ESCAPE for t in [verb, *(c for c in verb.children if c.dep_ == "xcomp")]
    )


def _with_labels(links: list[Link]) -> list[Link]:
    """Bracketed numbers after a label are parts of the number that the label has."""
    out: list[Link] = []
    for link in links:
        if link.how == "label part":
            wholes = [i for i, k in enumerate(out) if k.how == "label" and k.hit.start == link.hit.start]
            link = replace(link, part_of=wholes[-1]) if wholes else link
        out.append(link)
    return out
