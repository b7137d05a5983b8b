"""From the words that say what is counted to the phrases that are counted: syntax first, neighbours where it fails.

Each handler below serves one frame of the codebook's section ``measure`` (see :data:`codebook.FRAMES`).
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from types import MappingProxyType
from typing import Final

from spacy.tokens import Doc, Token

from dateline.claims.codebook import Codebook, Hit
from dateline.claims.figures_counted import Counted, Counter
from dateline.claims.syntax import is_passive, span_of
from dateline.claims.victims import VictimReader
from dateline.terms import Measure

__all__ = ["Link", "Linker"]

_RELATIVE: Final = frozenset({"who", "whom", "which", "that"})
_BE: Final = frozenset({"be", "is", "are", "was", "were", "been", "being", "'s", "’s", "'re"})
_SKIP_LEFT: Final = frozenset({"was", "were", "been", "being", "are", "is", "be", "have", "has", "had", "reported", "feared", "confirmed", "left", "also", "later", "reportedly", "allegedly", "\"", "“", "”", "'", "critically", "seriously", "slightly", "badly", "severely", "gravely", "lightly", "found", "shot", "believed", "presumed", "still", "now", "more", "listed", "get", "got", "lay"})
_TOLL_BEFORE: Final = frozenset({"to", "at", "of", "is", "was", "reached", "reach", "reaches", "hit", "hits", "exceeds", "exceeded", "passed", "passes", "topped", "tops", "as", ":", "by", "stood", "stands", "crossed", "crosses", "than", "past", "put", "above", "over", "about", "around", "now", "rose", "least", "nearly", "almost", "some", "climbed", "up", "reaching", "hitting"})
_INCLUDE: Final = frozenset({"including", "include", "includes", "included", "comprising", "comprised"})
_OF_WHOM: Final = frozenset({"them", "whom", "these", "those", "which", "dead", "victims", "injured", "wounded", "killed", "deceased", "casualties", "fatalities"})
_BODIES: Final = frozenset({"body", "bodies", "corpse", "corpses", "remains", "bullet-riddled", "dead"})
_STATE_NOUNS: Final = frozenset({"dead", "killed", "injured", "wounded", "victims", "deceased", "arrested", "detained", "casualties", "missing", "fatalities", "slain"})
_TO: Final = frozenset({"to", "of"})


@dataclass(frozen=True, slots=True, kw_only=True)
class Link:
    """A counted phrase and the word that says its measure. ``trigger`` is that word's token."""

    hit: Hit
    trigger: Token
    counted: Counted
    how: str
    part_of: int | None = None

    @property
    def measure(self) -> Measure:
        return Measure(self.hit.entry.kind)


class Linker:
    """Finds the links of one Doc."""

    def __init__(self, doc: Doc, codebook: Codebook, counter: Counter, victims: VictimReader) -> None:
        self.doc = doc
        self.counter = counter
        self.victims = victims
        self.hits = _longest(codebook.hits(doc, "measure"), doc)
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
            }
        )

    def find(self) -> list[Link]:
        """Every link, in the order of the text; one measure counts a phrase once."""
        found: dict[tuple[str, int], Link] = {}
        by_syntax: set[int] = set()
        covered = {i: h.entry.id for h in self.hits if h.entry.pos == "verb" and h.end - h.start > 1 for i in range(h.start + 1, h.end)}
        for hit in sorted(self.hits, key=lambda h: h.entry.frame == "state"):
            trigger = self._trigger(hit)
            if trigger is None or (hit.entry.frame == "state" and trigger.i in by_syntax):
                continue
            for counted, how in self._frames[hit.entry.frame](hit, trigger):
                if covered.get(counted.head.i, hit.entry.id) != hit.entry.id:
                    continue
                key = (hit.entry.kind, counted.number_token)
                if how != "window":
                    by_syntax.add(trigger.i)
                known = found.get(key)
                if known is None or (known.how == "window" and how != "window"):
                    found[key] = Link(hit=hit, trigger=trigger, counted=counted, how=how)
        sofar = list(found.values())
        for link in [*self._along_with(sofar), *self._among(), *self._ellipses(sofar), *self._of_theirs(sofar)]:
            found.setdefault((link.hit.entry.kind, link.counted.number_token), link)
        links = sorted(found.values(), key=lambda k: (k.counted.number_token, k.trigger.i))
        links = self._without_rivals(links)
        index = {(k.hit.entry.kind, k.counted.number_token): i for i, k in enumerate(links)}
        parts: list[Link] = []
        for part in list(self._parts(links)):
            at = index.get((part.hit.entry.kind, part.counted.number_token))
            if at is None:
                parts.append(part)
            elif at != part.part_of:
                links[at] = replace(links[at], part_of=part.part_of)
        return [*links, *parts]

    def _among(self) -> Iterator[Link]:
        """"A commander was among the 17 killed", "among the dead were two children", "the dead included a girl"."""
        for hit in self.hits:
            if hit.entry.frame not in ("state", "object", "self"):
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
                    heads = [c for c in [*before.head.children, *before.children] if c.dep_ in ("nsubj", "nsubj:pass", "expl") and c.i < before.i]
                    heads = [h for h in heads if h.lower_ != "there"]
                    if not heads:
                        heads = [t for t in self.doc[sentence.start : before.i] if t.dep_.startswith("nsubj") and t.head.i > before.i][-1:]
                elif before is not None and before.pos_ in ("NOUN", "PROPN", "PUNCT") and at - 1 > sentence.start:
                    number = next((t for t in reversed(self.doc[max(sentence.start, at - 7) : at]) if self.counter.number_at(t) is not None), None)
                    counted = self.counter.count_from_number(number) if number is not None else None
                    if counted is not None and self.victims.is_person(counted.head) or (counted is not None and not counted.elliptic and counted.head.pos_ in ("NOUN", "PROPN")):
                        yield Link(hit=hit, trigger=word, counted=counted, how="among")
                        continue
                if not heads:
                    after = self._after_be(word, sentence.end)
            elif word.lower_ in _STATE_NOUNS and ({"the", "those"} & set(opening[-3:])) and word.i + 1 < sentence.end and self._then_includes(word):
                after = self._after_be(word, sentence.end, also=_INCLUDE)
            for counted in [*(c for h in heads[:1] for c in self.counter.count_all(h)), *after]:
                if counted.kind in ("number", "single", "named") and self._is_people(counted) and not counted.elliptic:
                    yield Link(hit=hit, trigger=word, counted=counted, how="among")

    def _then_includes(self, word: Token) -> bool:
        return any(t.lower_ in _INCLUDE - {"including"} for t in self.doc[word.i + 1 : min(word.i + 8, word.sent.end)])

    def _after_be(self, word: Token, end: int, also: frozenset[str] = frozenset()) -> list[Counted]:
        for token in self.doc[word.i + 1 : min(word.i + 10, end)]:
            if token.lower_ in ("was", "were", "are", "is") or token.lower_ in also:
                return self._counted_after(token.i + 1, end)
        return []

    def _along_with(self, links: list[Link]) -> Iterator[Link]:
        """"X was gunned down along with ten others": those named beside the one counted."""
        for link in links:
            if link.hit.entry.frame not in ("object", "subject") or link.counted.kind == "none":
                continue
            after = max(link.trigger.i, link.counted.head.i)
            before = min(link.trigger.i, link.counted.head.i)
            for token in self.doc[before : min(after + 12, link.trigger.sent.end - 2)]:
                if (token.lower_, self.doc[token.i + 1].lower_) not in (("along", "with"), ("together", "with"), ("as", "well")):
                    continue
                start = token.i + (2 if token.lower_ != "as" else 3)
                counted = self._right_of(token, start, adjacent=True) or self._right_of(token, start)
                taken = counted is not None and any(k.counted.number_token == counted.number_token for k in links)
                if counted is not None and not taken and counted.kind in ("number", "single", "named") and self._is_people(counted):
                    yield Link(hit=link.hit, trigger=link.trigger, counted=counted, how="along with")
                break

    def _is_people(self, counted: Counted) -> bool:
        return counted.elliptic or counted.kind == "named" or self.victims.is_person(counted.head)

    def _of_theirs(self, links: list[Link]) -> Iterator[Link]:
        """"rescued a youth hours after his abduction": those counted before were abducted, too."""
        for hit in self.hits:
            if hit.entry.frame != "of" or hit.entry.kind not in ("abducted", "detained"):
                continue
            noun = self.doc[hit.end - 1]
            if not any(c.lower_ in ("his", "her", "their") and c.dep_ == "nmod:poss" for c in noun.children):
                continue
            before = [
                k
                for k in links
                if k.trigger.sent == noun.sent and k.counted.number_token < noun.i and k.measure is not Measure.ATTACKS and k.hit.entry.kind != hit.entry.kind
            ]
            if before:
                nearest = max(before, key=lambda k: k.counted.number_token)
                yield Link(hit=hit, trigger=noun, counted=nearest.counted, how="of theirs")

    def _ellipses(self, links: list[Link]) -> Iterator[Link]:
        """"Eight members were arrested, as were 12 suspected Zetas": the measure of the clause before."""
        for token in self.doc[:-3]:
            if token.lower_ not in ("as", "so") or self.doc[token.i + 1].lower_ not in ("was", "were"):
                continue
            sentence = token.sent
            before = [k for k in links if sentence.start <= k.trigger.i < token.i]
            after = self.doc[token.i + 2 : min(token.i + 9, sentence.end)]
            number = next((t for t in after if self.counter.number_at(t) is not None), None)
            counted = self.counter.count_from_number(number) if number is not None else None
            if number is None:
                noun = next((t for t in after if t.pos_ in ("NOUN", "PROPN") and t.dep_ not in ("compound", "flat", "nmod:poss")), None)
                counted = self.counter.count(noun) if noun is not None else None
            if before and counted is not None:
                last = max(before, key=lambda k: k.trigger.i)
                yield Link(hit=last.hit, trigger=last.trigger, counted=counted, how="ellipsis")

    # ----------------------------------------------------------------------------------------------------- frames

    def _object(self, hit: Hit, verb: Token) -> Iterator[tuple[Counted, str]]:
        if verb.pos_ in ("NOUN", "PROPN") and not _verbal(verb) and verb.tag_ not in ("VBN", "VBD"):
            return
        direct = [c for c in verb.children if c.dep_ in ("obj", "iobj") and c.lower_ not in _RELATIVE and c.i > verb.i]
        if hit.end - hit.start > 1:
            direct = [c for c in direct if not (hit.start < c.i < hit.end and c.lower_ in ("death", "hostage", "prisoner", "lives", "life", "custody", "fire", "ablaze"))]
            within = [t for t in self.doc[hit.start + 1 : hit.end] if t.pos_ in ("NOUN", "PROPN", "NUM") and t.lower_ not in ("death", "hostage", "prisoner", "custody")]
            if not direct and within and "*" in " ".join(hit.entry.words):
                counted = self._right_of(self.doc[hit.start], hit.end)
                if counted:
                    yield counted, "phrase"
                    return
            if not direct and not is_passive(verb):
                after = [c for t in self.doc[hit.start : hit.end] for c in t.children if c.i >= hit.end and c.dep_ in ("obj", "nmod", "obl")]
                direct = after[:1] if after and after[0].i - hit.end < 6 else []
        relative = [c for c in verb.children if c.dep_ == "obj" and c.lower_ in _RELATIVE]
        active = any(c.dep_ == "aux" and c.lower_ in ("had", "have", "has") for c in verb.children) and not any(
            c.dep_ == "aux:pass" for c in verb.children
        )
        if direct and (active or not any(c.dep_ == "nsubj:pass" for c in verb.children)):
            for item in direct:
                yield from ((c, "object") for c in self.counter.count_all(item))
            return
        if relative and verb.dep_ == "acl:relcl":
            yield from ((c, "relative") for c in self.counter.count_all(verb.head))
            return
        passive = is_passive(verb)
        if not any(c.dep_ == "aux:pass" for c in verb.children) and verb.dep_ != "amod":
            following = self._right_of(verb, verb.i + 1, adjacent=True)
            if following is not None:
                yield following, "object"
                return
        if verb.tag_ in ("VBN", "VBD") or passive:
            found: list[tuple[Counted, str]] = []
            own = self._own_number(verb)
            if own is not None:
                yield own, "own number"
                return
            if not any(c.dep_ == "aux:pass" and c.i < verb.i for c in verb.children):
                found += self._inverted(verb)
            for item, how in self._passive_subjects(verb) if not found else ():
                found += [(c, how) for c in self.counter.count_all(item)]
            if not found and verb.dep_ == "amod" and verb.head.i > verb.i:
                found += [(c, "modifier") for c in self.counter.count_all(verb.head)]
            if not found and verb.dep_ != "amod" and (not _has_subject(verb) or _subject_is_far(verb)):
                found += [(c, "window") for c in self._left_all(verb)]
            yield from found
            return
        if verb.dep_ == "acl:relcl" and _has_subject(verb) and not direct:
            yield from ((c, "relative") for c in self.counter.count_all(verb.head) if c.kind == "number")
            return
        shared = self._shared_object(verb)
        if shared is not None:
            yield from ((c, "shared object") for c in self.counter.count_all(shared))
            return
        if not direct:
            counted = self._right_of(verb, verb.i + 1)
            if counted:
                yield counted, "window"

    def _own_number(self, verb: Token) -> Counted | None:
        """"… and 61 injured", "two of whom later died": the number that stands for the subject."""
        if verb.i and verb.dep_ == "conj" and not any(c.dep_ in ("nsubj", "nsubj:pass") and c.i > verb.head.i for c in verb.children):
            before = self._left_of(verb)
            if before is not None and before.kind == "number" and before.number_token > verb.head.i and verb.i - before.number_token < 7:
                return before
        if verb.dep_ in ("acl:relcl", "acl"):
            for token in self.doc[max(verb.head.i, verb.i - 8) : verb.i]:
                if token.lower_ in ("whom", "which") and token.i >= 2 and self.doc[token.i - 1].lower_ == "of":
                    number = self.doc[token.i - 2]
                    counted = self.counter.count(number) if self.counter.number_at(number) is not None else None
                    if counted is not None:
                        return replace(counted, head=number, heads=(number,), elliptic=True, more=False, span=span_of([number, token]))
        return None

    def _shared_object(self, verb: Token) -> Token | None:
        """The object that a verb shares with one joined to it ("killed and wounded 12")."""
        for other in [*(c for c in verb.children if c.dep_ == "conj"), *([verb.head] if verb.dep_ == "conj" else [])]:
            if other.pos_ == "VERB":
                for child in other.children:
                    if child.dep_ == "obj" and child.i > verb.i:
                        return child
        return None

    def _passive_subjects(self, verb: Token) -> Iterator[tuple[Token, str]]:
        own = [c for c in verb.children if c.dep_ in ("nsubj:pass", "nsubj", "nsubj:outer", "csubj")]
        for subject in own:
            if subject.i > verb.i and any(t.pos_ == "VERB" for t in self.doc[subject.i + 1 : subject.i + 3]):
                continue
            if subject.lower_ in _RELATIVE:
                antecedent = self._antecedent(subject, verb)
                if antecedent is not None:
                    yield antecedent, "relative"
            else:
                yield subject, "subject"
        if own:
            return
        if verb.dep_ in ("acl", "acl:relcl"):
            yield verb.head, "participle"
        elif verb.dep_ == "conj" and verb.head.pos_ in ("VERB", "AUX", "ADJ") and is_passive_like(verb.head):
            for item, _ in self._passive_subjects(verb.head):
                yield item, "shared subject"
        elif verb.dep_ == "xcomp":
            yield from self._controller(verb)

    def _antecedent(self, pronoun: Token, verb: Token) -> Token | None:
        """What "who" or "which" stands for: the noun that the clause hangs on, else the noun before it."""
        if verb.dep_ in ("acl:relcl", "acl") and self.counter.count(verb.head) is not None:
            noun = verb.head
        else:
            at = pronoun.i - 1
            while at > pronoun.sent.start and self.doc[at].text in (",", ")", "\"", "”", "-"):
                at -= 1
            noun = self.doc[at]
            while noun.dep_ in ("flat", "compound") and noun.head is not noun and noun.head.i < pronoun.i:
                noun = noun.head
        for name in (noun, noun.head):
            if name.lower_ in ("identified", "named", "known", "called"):
                before = next((t for t in reversed(self.doc[pronoun.sent.start : name.i]) if t.pos_ in ("NOUN", "PROPN")), None)
                if before is not None:
                    return before
        if noun.pos_ not in ("NOUN", "PROPN", "NUM", "PRON", "ADJ"):
            return None
        if self.counter.count(noun) is None and noun.dep_ == "nmod" and any(c.lower_ == "of" for c in noun.children) and noun.head.pos_ in ("NOUN", "NUM"):
            return noun.head
        return noun

    def _controller(self, verb: Token) -> Iterator[tuple[Token, str]]:
        """Whom a bare infinitive or participle after another verb speaks of: that verb's object, else its subject."""
        head = verb.head
        objects = [c for c in head.children if c.dep_ in ("obj", "iobj")]
        if objects and objects[0].i < verb.i:
            yield objects[0], "controller"
            return
        for child in head.children:
            if child.dep_ in ("nsubj", "nsubj:pass"):
                if child.lower_ in _RELATIVE and head.dep_ == "acl:relcl":
                    yield head.head, "relative"
                else:
                    yield child, "controller"
                return
        if head.dep_ in ("xcomp",):
            yield from self._controller(head)
        elif head.dep_ in ("acl", "acl:relcl"):
            yield head.head, "controller"
        elif head.dep_ == "conj":
            yield from self._passive_subjects(head)

    def _subject(self, hit: Hit, verb: Token) -> Iterator[tuple[Counted, str]]:
        if verb.pos_ in ("NOUN", "PROPN") and not _verbal(verb):
            if hit.end - hit.start > 1:
                yield from ((c, "window") for c in self._left_all(self.doc[hit.start]))
            return
        if verb.dep_ == "cop":
            verb = verb.head
        number = self._own_number(verb)
        if number is not None:
            yield number, "own number"
            return
        own = [c for c in verb.children if c.dep_ in ("nsubj", "nsubj:pass", "nsubj:outer")]
        for subject in own:
            if subject.lower_ in _RELATIVE:
                antecedent = self._antecedent(subject, verb)
                yield from ((c, "relative") for c in (self.counter.count_all(antecedent) if antecedent is not None else []))
            else:
                yield from ((c, "subject") for c in self.counter.count_all(subject))
        if own:
            return
        if verb.dep_ in ("acl", "acl:relcl"):
            yield from ((c, "participle") for c in self.counter.count_all(verb.head))
        elif verb.dep_ == "conj" and verb.head.pos_ in ("VERB", "AUX"):
            for item, _ in self._passive_subjects(verb.head):
                yield from ((c, "shared subject") for c in self.counter.count_all(item))
        elif verb.dep_ == "xcomp":
            for item, how in self._controller(verb):
                yield from ((c, how) for c in self.counter.count_all(item))
        elif verb.dep_ in ("ROOT", "parataxis", "ccomp", "advcl"):
            yield from ((c, "window") for c in self._left_all(verb))

    def _either(self, hit: Hit, verb: Token) -> Iterator[tuple[Counted, str]]:
        found = list(self._object(hit, verb))
        yield from found or self._subject(hit, verb)

    def _inside(self, hit: Hit, verb: Token) -> Iterator[tuple[Counted, str]]:
        for child in verb.children:
            if child.dep_ == "obj":
                yield from ((c, "object") for c in self.counter.count_all(child) if c.kind == "number")

    def _state(self, hit: Hit, word: Token) -> Iterator[tuple[Counted, str]]:
        if any(c.dep_ == "obj" for c in word.children) and word.pos_ == "VERB":
            return
        if self.counter.number_at(word) is None:
            own = self.counter.count(word)
            if own is not None and own.kind == "number":
                yield replace(own, elliptic=True), "self"
                return
        if word.dep_ in ("amod", "acl") and word.head.pos_ in ("NOUN", "PROPN") and word.head.i != word.i:
            counted = [c for c in self.counter.count_all(word.head) if c.kind in ("number", "single", "none")]
            pointed = [c for c in counted[:1] if c.kind != "single" or self.doc[c.number_token].lower_ in ("a", "an", "another")]
            yield from ((c, "modifier") for c in pointed)
            if counted:
                return
        left = self._left_all(word)
        if left:
            yield from ((c, "left") for c in left)
            return
        subjects = [c for c in word.children if c.dep_ in ("nsubj", "nsubj:pass", "nsubj:outer")]
        for subject in subjects:
            target = word.head if subject.lower_ in _RELATIVE and word.dep_ == "acl:relcl" else subject
            yield from ((c, "subject") for c in self.counter.count_all(target))
        if not subjects and word.dep_ in ("xcomp", "conj", "obl", "advcl"):
            for item, how in self._controller(word if word.dep_ != "conj" else word.head):
                yield from ((c, how) for c in self.counter.count_all(item) if word.dep_ != "conj")

    def _self(self, hit: Hit, noun: Token) -> Iterator[tuple[Counted, str]]:
        if noun.pos_ not in ("NOUN", "PROPN", "ADJ") and noun.tag_ not in ("NN", "NNS"):
            return
        bodies = noun.lower_ in _BODIES
        for counted in [self.counter.count(noun)]:
            if counted is None:
                continue
            if counted.kind == "number" and (counted.low != 1 or bodies or hit.entry.kind != "attacks"):
                yield counted, "self"
            elif counted.kind == "none" and hit.entry.kind != "attacks":
                yield counted, "self"
            elif bodies and counted.kind in ("single", "named"):
                yield counted, "self"
            if counted.kind == "number":
                for joined in self.counter.count_all(noun)[1:]:
                    if joined.kind == "number" and (joined.elliptic or joined.head.lower_ in ("other", "others")):
                        yield joined, "self"

    def _of(self, hit: Hit, noun: Token) -> Iterator[tuple[Counted, str]]:
        if noun.pos_ == "VERB" and any(c.dep_ == "obj" for c in noun.children):
            return
        group = hit.entry.kind == "present"
        tail = self.doc[hit.end - 1]
        for child in sorted({c for t in (noun, *self.doc[hit.start : hit.end]) for c in t.children}, key=lambda c: c.i):
            cased = any(c.dep_ == "case" and c.lower_ in _TO for c in child.children)
            if tail.lower_ == "to" and child.i > tail.i and child.dep_ in ("nmod", "obl"):
                cased = True
            if child.dep_ in ("nmod", "obl", "obl:arg", "nmod:desc") and cased and child.i > noun.i:
                for counted in self.counter.count_all(child):
                    if not group or (counted.kind == "number" and self.victims.is_person(counted.head)):
                        yield counted, "of"
            elif not group and child.i < tail.i and (
                child.dep_ == "nmod:poss" or (child.dep_ == "compound" and child.ent_type_ == "PERSON") or _genitive(child)
            ):
                yield from ((c, "genitive") for c in self.counter.count_all(child) if c.kind in ("named", "single", "number"))

    def _toll(self, hit: Hit, noun: Token) -> Iterator[tuple[Counted, str]]:
        end = min(noun.sent.end, hit.end + 16)
        at = hit.end
        while at < end:
            token = self.doc[at]
            if token.text in (";", "."):
                return
            number = self.counter.number_at(token)
            if number is not None and number.low is not None or (number is not None and number.high is not None):
                first = self.doc.char_span(number.span.start, number.span.end, alignment_mode="expand")
                start = first.start if first is not None else at
                before = self.doc[start - 1].lower_ if start else ""
                nearer = [self.doc[i].lower_ for i in range(max(hit.end, start - 3), start)]
                if (before in _TOLL_BEFORE or number.span.start != number.core.start or "-" in nearer) and "from" not in nearer[-1:]:
                    counted = self.counter.count(token)
                    if counted is not None:
                        yield replace(counted, elliptic=counted.elliptic or not self.victims.is_person(counted.head)), "toll"
                        return
                at = first.end if first is not None else at + 1
                continue
            at += 1

    # ------------------------------------------------------------------------------------------------- neighbours

    def _left_of(self, word: Token) -> Counted | None:
        """The counted phrase that ends right before a word (auxiliaries and adverbs between them)."""
        at = word.i - 1
        first = word.sent.start
        while at >= first and (self.doc[at].lower_ in _SKIP_LEFT or self.doc[at].pos_ == "ADV") and word.i - at < 6:
            if self.counter.number_at(self.doc[at]) is not None:
                break
            at -= 1
        if at < first:
            return None
        token = self.doc[at]
        if self.counter.number_at(token) is not None:
            counted = self.counter.count(token)
            if counted is not None and counted.head.i >= word.i:
                return replace(counted, head=token, heads=(token,), elliptic=True, span=counted.number)
            return counted
        if token.text in (",", '"', "”", "'", ")", "’"):
            return self._before_apposition(word, at)
        if token.pos_ not in ("NOUN", "PROPN", "PRON", "ADJ", "DET"):
            return None
        while token.dep_ in ("compound", "flat") and token.head.i > token.i and token.head.i < word.i:
            token = token.head
        if token.lower_ in ("other", "others", "more"):
            number = self.counter.count(token)
            if number is not None:
                return number
            before = self.doc[at - 1] if at > first else None
            if before is not None and self.counter.number_at(before) is not None:
                return self.counter.count(before)
        if token.dep_ in ("nmod", "obl") and token.lower_ not in ("people", "persons", "others"):
            return None
        counted = self.counter.count(token)
        return counted if counted is not None and counted.kind in ("number", "single", "named", "none") else None

    def _before_apposition(self, word: Token, at: int) -> Counted | None:
        """"Commander X, head of the southern front, was wounded": the phrase before the words between commas."""
        last = self.doc[at - 1]
        if self.doc[at].text == "," and last.ent_type_ == "PERSON" and last.pos_ == "PROPN":
            while last.dep_ in ("flat", "compound") and last.head.ent_type_ == "PERSON" and last.head is not last:
                last = last.head
            named = self.counter.count(last)
            if named is not None and named.kind == "named":
                return named
        for back in range(at - 1, max(word.sent.start, at - 20), -1):
            if self.doc[back].pos_ in ("VERB", "AUX") and self.doc[back].tag_ not in ("VBN", "VBG"):
                return None
            if self.doc[back].text in (",", "(") and back - 1 >= word.sent.start:
                token = self.doc[back - 1]
                if self.counter.number_at(token) is None and token.pos_ == "NUM":
                    return None
                while token.dep_ in ("flat", "compound") and token.head is not token:
                    token = token.head
                counted = self.counter.count(token)
                if counted is not None and counted.kind in ("named", "number", "single"):
                    return counted
        return None

    def _right_of(self, word: Token, start: int, *, adjacent: bool = False) -> Counted | None:
        """The counted phrase that begins right after a word (``adjacent``: with its very first word after it)."""
        if adjacent:
            first = next((t for t in self.doc[start : word.sent.end] if not t.is_space), None)
            if first is None or not (self.counter.number_at(first) is not None or first.lower_ in ("at", "more", "about", "some", "up", "around", "nearly", "an", "a", "another")):
                return None
            number = next((t for t in self.doc[first.i : min(first.i + 4, word.sent.end)] if self.counter.number_at(t) is not None), None)
            if number is not None:
                return self.counter.count_from_number(number)
            if first.lower_ not in ("a", "an", "another"):
                return None
        for token in self.doc[start : min(start + 7, word.sent.end)]:
            if token.pos_ in ("VERB", "AUX", "SCONJ", "CCONJ") or token.text in (",", ";", ":", ".", "–", "—"):
                return None
            if token.pos_ == "ADP" and token.i > start and self.counter.number_at(token) is None:
                return None
            if token.pos_ in ("NOUN", "PROPN") or (self.counter.number_at(token) is not None and token.dep_ not in ("nummod", "compound", "det", "amod")):
                while token.dep_ in ("compound", "flat") and token.head.i > token.i:
                    token = token.head
                return self.counter.count(token)
        return None

    def _left_all(self, word: Token) -> list[Counted]:
        """What ends right before a word, with what is joined to it; or, over a list of names, the number that opens it."""
        first = self._left_of(word)
        if first is None:
            far = self._left_far(word)
            return [far] if far is not None else []
        found = [first]
        while len(found) < 5:
            span = self.doc.char_span(found[0].span.start, found[0].span.end, alignment_mode="expand")
            at = (span.start if span is not None else found[0].number_token) - 1
            while at >= word.sent.start and self.doc[at].is_space:
                at -= 1
            if at < word.sent.start + 1 or self.doc[at].lower_ not in ("and", "&"):
                break
            before = self.doc[at - 1]
            while before.dep_ in ("compound", "flat") and before.head.i > before.i:
                before = before.head
            if before.dep_ in ("obj", "nmod") or before.pos_ not in ("NOUN", "PROPN", "NUM", "PRON"):
                break
            counted = self.counter.count(before)
            if counted is None or counted.kind == "none":
                break
            found.insert(0, counted)
        far = self._left_far(word) if all(c.kind in ("single", "named") for c in found) else None
        if far is not None and any(t.lower_ in _INCLUDE for t in self.doc[far.head.i + 1 : far.head.i + 3]):
            return [far]
        return found

    def _left_far(self, word: Token) -> Counted | None:
        """"Two men, a driver and a guard, were arrested", where the parser lost the subject: the number that opens the clause."""
        at, auxiliary = word.i - 1, False
        first = max(word.sent.start, word.i - 28)
        best: Token | None = None
        while at >= first:
            token = self.doc[at]
            if token.lower_ in _BE and best is None:
                auxiliary = True
            elif token.lower_ in _RELATIVE:
                break
            elif token.text in (";", ".", ":") or (token.pos_ in ("VERB", "AUX", "SCONJ") and token.lower_ not in _INCLUDE and token.tag_ not in ("VBN", "VBG")):
                break
            elif self.counter.number_at(token) is not None:
                best = token
            at -= 1
        if best is None or not auxiliary:
            return None
        counted = self.counter.count_from_number(best)
        return counted if counted is not None and not counted.elliptic and self.victims.is_person(counted.head) else None

    def _inverted(self, participle: Token) -> Iterator[tuple[Counted, str]]:
        """ "Also killed were two guards": the participle leads, the counted phrase follows the copula."""
        sentence = participle.sent
        if participle.i - sentence.start > 4:
            return
        if participle.i > sentence.start and self.doc[participle.i - 1].lower_ in ("those", "the", "persons", "people", "all"):
            return
        for token in self.doc[participle.i + 1 : min(participle.i + 14, sentence.end)]:
            if token.lower_ in ("was", "were", "are", "is") and token.i + 1 < sentence.end:
                if self.doc[token.i + 1].lower_ in ("identified", "named", "later", "shifted", "taken", "rushed", "buried"):
                    return
                yield from ((c, "inverted") for c in self._counted_after(token.i + 1, sentence.end))
                return

    def _counted_after(self, start: int, end: int, within: int = 9) -> list[Counted]:
        """The first counted phrase at or after a token, with what is joined to it."""
        for token in self.doc[start : min(start + within, end)]:
            if self.counter.number_at(token) is not None:
                counted = self.counter.count_from_number(token)
                if counted is None:
                    return []
                joined = [] if counted.elliptic else [c for c in self.counter.count_all(counted.head) if c.number_token != counted.number_token]
                return [counted, *joined]
            if token.pos_ in ("NOUN", "PROPN") and token.dep_ not in ("compound", "flat", "nmod:poss", "amod") and token.i not in self.counter.out:
                if token.lower_ in ("year", "month", "years"):
                    continue
                return self.counter.count_all(token)
            if token.pos_ == "VERB" and token.tag_ not in ("VBN", "VBG"):
                return []
        return []

    # ------------------------------------------------------------------------------------------- shares and parts

    def _parts(self, links: list[Link]) -> Iterator[Link]:
        """Breakdowns: "including four women", "five of them children", "20 bodies, 17 men and three women"."""
        taken = {k.counted.number_token for k in links}
        beside = {(k.trigger.i, k.counted.number_token) for k in links}
        for index, link in enumerate(links):
            if link.counted.kind != "number" or link.measure is Measure.ATTACKS or link.counted.low == 1:
                continue
            sentence = link.trigger.sent
            later = [k.counted.number_token for k in links if k.counted.number_token > link.counted.number_token and k is not link]
            limit = min([sentence.end, *(n for n in later if n < sentence.end and links and n > link.counted.head.i)])
            limit = sentence.end if not later else max(limit, link.counted.head.i)
            for item in self._part_heads(link, sentence.end):
                for counted in self.counter.count_all(item):
                    again = (link.trigger.i, counted.number_token) in beside
                    if (counted.number_token in taken and not again) or counted.elliptic or counted.number_token <= link.counted.number_token:
                        continue
                    if again and not self._opened_as_part(counted):
                        continue
                    nearest = max((n for n in [link.counted.number_token, *later] if n < counted.number_token), default=-1)
                    if nearest != link.counted.number_token:
                        continue
                    if not _smaller(counted, link.counted) or self.victims.is_thing(counted.head) != self.victims.is_thing(link.counted.head):
                        continue
                    if not (self.victims.is_person(counted.head) or self.victims.is_thing(counted.head) or counted.kind == "named"):
                        continue
                    taken.add(counted.number_token)
                    yield Link(hit=link.hit, trigger=link.trigger, counted=counted, how="part", part_of=index)
            for counted in self._of_them(link, sentence.end):
                if counted.number_token not in taken:
                    taken.add(counted.number_token)
                    yield Link(hit=link.hit, trigger=link.trigger, counted=counted, how="share", part_of=index)

    def _opened_as_part(self, counted: Counted) -> bool:
        """True where "including" or "among them" leads to the phrase, whatever the tree made of it."""
        before = [t.lower_ for t in self.doc[max(0, counted.number_token - 6) : counted.number_token]]
        return bool(_INCLUDE & set(before)) or "among" in before

    def _part_heads(self, link: Link, end: int) -> Iterator[Token]:
        head = link.counted.head
        for child in head.children:
            if child.dep_ == "appos" and child.i > head.i and self.counter.count(child) is not None and self._numbered_after_comma(child):
                yield child
        joined = self.counter.count_all(head)
        if len(joined) > 2 and joined[0].low is not None and joined[0].low == sum(c.low or 0 for c in joined[1:]):
            yield from (c.head for c in joined[1:])
        near = max([head.i, *(c.i for c in head.subtree if c.i < head.i + 14 and c.pos_ != "VERB")])
        for token in self.doc[head.i + 1 : min(end, near + 12)]:
            if token.lower_ in _INCLUDE or (token.lower_ == "among" and token.i + 1 < end and self.doc[token.i + 1].lower_ in ("them", "whom", "these")):
                start = token.i + (1 if token.lower_ in _INCLUDE else 2)
                yield from (c.head for c in self._counted_after(start, end))

    def _numbered_after_comma(self, token: Token) -> bool:
        counted = self.counter.count(token)
        return counted is not None and counted.kind == "number"

    def _of_them(self, link: Link, end: int) -> Iterator[Counted]:
        for token in self.doc[link.counted.number_token + 1 : end - 2]:
            number = self.counter.number_at(token)
            if number is None or self.doc[token.i + 1].lower_ != "of":
                continue
            tail = [self.doc[i] for i in range(token.i + 2, min(token.i + 4, end))]
            if not any(t.lower_ in _OF_WHOM for t in tail):
                continue
            noun = next((t for t in self.doc[token.i + 3 : min(token.i + 9, end)] if t.pos_ in ("NOUN", "PROPN") and self.victims.is_person(t)), None)
            if noun is None or any(t.pos_ == "VERB" for t in self.doc[token.i + 3 : noun.i]):
                continue
            counted = self.counter.count(token)
            if counted is not None and _smaller(counted, link.counted):
                yield replace(counted, head=noun, heads=(noun,), elliptic=False, span=span_of([token, noun]))

    def _without_rivals(self, links: list[Link]) -> list[Link]:
        """One phrase shot and killed is killed; one linked by neighbourhood gives way to syntax elsewhere."""
        by_number: dict[int, list[Link]] = {}
        for link in links:
            by_number.setdefault(link.counted.number_token, []).append(link)
        kept: list[Link] = []
        for link in links:
            rivals = [k for k in by_number[link.counted.number_token] if k is not link]
            if link.hit.entry.id == "injured.shot" and any(k.measure in (Measure.KILLED, Measure.INJURED) for k in rivals):
                continue
            rivals = [k for k in rivals if k.measure is not Measure.PRESENT]
            if link.how == "window" and any(k.how != "window" for k in rivals):
                continue
            if link.hit.entry.frame == "self" and link.measure in (Measure.DETAINED, Measure.ABDUCTED, Measure.DISPLACED) and rivals:
                continue
            if link.measure is Measure.PRESENT and rivals:
                continue
            kept.append(link)
        return kept

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


def is_passive_like(verb: Token) -> bool:
    """A passive, or a participle that stands for one in a headline."""
    return is_passive(verb) or verb.tag_ == "VBN"


def _verbal(token: Token) -> bool:
    return any(c.dep_ in ("obj", "nsubj:pass", "aux", "aux:pass", "obl:agent") for c in token.children)


def _genitive(token: Token) -> bool:
    return any(c.lower_ in ("'s", "’s", "'", "’") and c.dep_ == "case" and c.i > token.i for c in token.children)


def _subject_is_far(verb: Token) -> bool:
    """A subject that stands beyond another verb is likely the parser's mistake."""
    subjects = [c for c in verb.children if c.dep_ in ("nsubj", "nsubj:pass")]
    return all(s.lower_ not in _RELATIVE and verb.i - s.i > 12 for s in subjects)


def _has_subject(verb: Token) -> bool:
    return any(c.dep_ in ("nsubj", "nsubj:pass") for c in verb.children)


def _smaller(part: Counted, whole: Counted) -> bool:
    """A part is no larger than its whole."""
    low = part.low if part.low is not None else part.high
    high = whole.high if whole.high is not None else whole.low
    return low is None or high is None or whole.high is None or low <= high


def _longest(hits: list[Hit], doc: Doc) -> list[Hit]:
    """Without hits that lie within a longer one of the same word ("shot" within "shot dead")."""
    kept: list[Hit] = []
    for hit in hits:
        inside = [h for h in hits if h is not hit and h.start <= hit.start and hit.end <= h.end and h.end - h.start > hit.end - hit.start]
        if any(h.entry.frame not in ("self",) or h.end == hit.end for h in inside if _covers(h, hit, doc)):
            continue
        kept.append(hit)
    return kept


def _covers(longer: Hit, hit: Hit, doc: Doc) -> bool:
    gapped = longer.end - longer.start > max(len(w.split()) for w in longer.entry.words if "*" not in w or True)
    return not gapped or hit.start == longer.start or hit.end == longer.end
