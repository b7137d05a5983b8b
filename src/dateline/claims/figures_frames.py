"""The frames of measure words: who is counted, by the syntax around a verb, a noun, a word for a state.

One method serves one frame of the codebook's section ``measure`` (see :data:`codebook.FRAMES`); each gives the
counted phrases with how they were found.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from typing import Final

from spacy.tokens import Token

from dateline.claims.codebook import Hit
from dateline.claims.figures_near import (
    CALLED,
    genitive,
    has_subject,
    is_passive_like,
    is_verbal,
    reached,
    subject_is_far,
)
from dateline.claims.figures_phrase import Counted
from dateline.claims.figures_tolls import Tolls
from dateline.claims.syntax import described, is_passive, of_one, span_of, without_teller

__all__ = ["Frames"]

_RELATIVE: Final = frozenset({"who", "whom", "which", "that"})
_BODIES: Final = frozenset(
    {"body", "bodies", "corpse", "corpses", "remains", "bullet-riddled", "dead", "cadaver", "cadavers"}
)
_TO: Final = frozenset({"to", "of"})
_INSIDE: Final = frozenset({"in", "at", "inside", "within"})
_BE_THERE: Final = frozenset({"be", "remain", "stay", "live", "exist", "shelter"})


class Frames(Tolls):
    """Reads the frames of one Doc."""

    def _object(self, hit: Hit, verb: Token) -> Iterator[tuple[Counted, str]]:
        if verb.pos_ in ("NOUN", "PROPN") and not is_verbal(verb) and verb.tag_ not in ("VBN", "VBD"):
            if verb.i + 1 < verb.sent.end and self.counter.number_at(self.doc[verb.i + 1]) is not None:
                headline = self._right_of(verb, verb.i + 1, adjacent=True)
                if headline is not None and verb.lower_.endswith("s"):
                    yield headline, "object"
            return
        direct = [c for c in verb.children if c.dep_ in ("obj", "iobj") and c.lower_ not in _RELATIVE and c.i > verb.i]
        if further := self._behind_state(hit):
            yield from further
            return
        if hit.end - hit.start > 1:
            direct = [
                c
                for c in direct
                if not (
                    hit.start < c.i < hit.end
                    and c.lower_ in ("death", "hostage", "prisoner", "lives", "life", "custody", "fire", "ablaze")
                )
            ]
            within = [
                t
                for t in self.doc[hit.start + 1 : hit.end]
                if t.pos_ in ("NOUN", "PROPN", "NUM") and t.lower_ not in ("death", "hostage", "prisoner", "custody")
            ]
            if not direct and within and "*" in " ".join(hit.entry.words):
                inside = next((t for t in within if self.counter.number_at(t) is not None), None)
                counted = self.counter.count_from_number(inside) if inside is not None else None
                counted = counted or self._right_of(self.doc[hit.start], hit.end)
                if counted:
                    yield counted, "phrase"
                    return
            if not direct and not is_passive(verb):
                after = [
                    c
                    for t in self.doc[hit.start : hit.end]
                    for c in t.children
                    if c.i >= hit.end and (c.dep_ == "obj" or (c.dep_ in ("nmod", "obl") and reached(c)))
                ]
                direct = after[:1] if after and after[0].i - hit.end < 6 else []
                if not direct and (follows := self._right_behind(hit, verb)):
                    yield from follows
                    return
        had = any(c.dep_ == "aux" and c.lower_ in ("had", "have", "has") for c in verb.children)
        if not direct and (verb.tag_ == "VBD" or had) and not is_passive(verb):
            after = [c for c in verb.children if c.dep_ == "conj" and c.pos_ == "VERB" and 2 <= c.i - verb.i <= 3]
            joined = [c for c in after if all(t.pos_ in ("CCONJ", "ADV") for t in self.doc[verb.i + 1 : c.i])]
            theirs = [c for v in joined for c in v.children if c.dep_ == "obj"]
            if theirs:
                yield from ((c, "shared object") for c in self.counter.count_all(theirs[0]))
                return
        relative = [c for c in verb.children if c.dep_ == "obj" and c.lower_ in _RELATIVE]
        active = had and not any(c.dep_ == "aux:pass" for c in verb.children)
        if direct and (active or not any(c.dep_ == "nsubj:pass" for c in verb.children)):
            nearer = self._before_another_verb(verb, direct[0])
            if nearer is not None:
                yield nearer, "object"
                return
            for item in direct:
                yield from ((c, "object") for c in self.counter.count_all(item))
            return
        if relative and verb.dep_ == "acl:relcl":
            yield from ((c, "relative") for c in self.counter.count_all(described(verb)))
            return
        if active and verb.dep_ == "acl:relcl" and has_subject(verb) and not relative:
            yield from ((c, "relative") for c in self.counter.count_all(described(verb)) if c.kind == "number")
            return
        passive = is_passive(verb)
        if not any(c.dep_ == "aux:pass" for c in verb.children) and verb.dep_ != "amod":
            following = self._right_of(verb, verb.i + 1, adjacent=True)
            if following is not None:
                yield following, "object"
                return
        if passive and not any(c.dep_ in ("nsubj:pass", "nsubj") for c in verb.children) and verb.dep_ == "ROOT":
            behind = self._right_of(verb, verb.i + 1, adjacent=True)
            if behind is not None:
                yield behind, "inverted"
                yield from ((c, "inverted") for c in self.counter.count_all(behind.head)[1:])
                return
        beside = self._beside(verb) if verb.tag_ == "VBN" else None
        if beside is not None:
            yield beside, "own number"
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
            found = self._with_far_whole(found, verb)
            if len(found) == 1 and found[0][0].kind == "number" and found[0][0].head.i < verb.i:
                how = "relative" if found[0][1] == "relative" else "subject"
                found = [(c, how) for c in self._joined_before(found[0][0], verb)]
            if not found and verb.dep_ == "amod" and verb.head.i > verb.i:
                found += [(c, "modifier") for c in self.counter.count_all(verb.head)]
            if not found and verb.dep_ != "amod":
                near = self._left_all(verb)
                if has_subject(verb) and not subject_is_far(verb):
                    pointed = any(c.pos_ == "PRON" for c in verb.children if c.dep_ in ("nsubj", "nsubj:pass"))
                    near = [] if pointed else [c for c in near if c.kind == "number"]
                found += [(c, "window") for c in near]
            yield from found
            return
        if verb.dep_ == "acl:relcl" and has_subject(verb) and not direct:
            yield from ((c, "relative") for c in self.counter.count_all(described(verb)) if c.kind == "number")
            return
        shared = self._shared_object(verb)
        if shared is not None:
            yield from ((c, "shared object") for c in self.counter.count_all(shared))
            return
        if not direct:
            start = max(verb.i + 1, hit.end) if verb.i == hit.start else verb.i + 1
            counted = self._right_of(verb, start) or self._past_recipient(verb, start)
            if counted:
                yield counted, "window"

    def _with_far_whole(self, found: list[tuple[Counted, str]], verb: Token) -> list[tuple[Counted, str]]:
        """ "Five men, including Inspector Khan, were killed", where the tree takes the inspector for the subject."""
        if not found or not self._opened_as_part(found[0][0]):
            return found
        far = self._left_far(verb)
        if far is None or far.number_token >= found[0][0].number_token:
            return found
        size = found[0][0].low or 0
        return [(far, "subject"), *found] if (far.low or far.high or size) >= size else found

    def _own_number(self, verb: Token) -> Counted | None:
        """ "… and 61 injured", "two of whom later died": the number that stands for the subject."""
        if (
            verb.i
            and verb.dep_ == "conj"
            and verb.head.pos_ in ("VERB", "AUX", "ADJ")
            and not any(c.dep_ in ("nsubj", "nsubj:pass") and c.i > verb.head.i for c in verb.children)
        ):
            before = self._left_of(verb)
            if (
                before is not None
                and before.kind == "number"
                and before.number_token > verb.head.i
                and verb.i - before.number_token < 7
            ):
                return before
        if verb.dep_ in ("acl:relcl", "acl"):
            for token in self.doc[max(verb.head.i, verb.i - 8) : verb.i]:
                if token.lower_ in ("whom", "which") and token.i >= 2 and self.doc[token.i - 1].lower_ == "of":
                    number = self.doc[token.i - 2]
                    counted = self.counter.count(number) if self.counter.number_at(number) is not None else None
                    if counted is not None:
                        return replace(
                            counted,
                            head=number,
                            heads=(number,),
                            elliptic=True,
                            more=False,
                            span=span_of([number, token]),
                        )
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
        own = self._own_subjects(verb)
        for subject in own:
            if subject.i > verb.i and any(t.pos_ == "VERB" for t in self.doc[subject.i + 1 : subject.i + 3]):
                continue
            if subject.i > verb.i and self.doc[subject.i - 1].lemma_ in ("report", "add"):
                continue  # "… were shot dead on Monday, reports Dawn"
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
        elif verb.dep_ == "advcl" and any(c.lower_ == "being" for c in verb.children):
            yield from self._doer_above(verb)

    def _own_subjects(self, verb: Token) -> list[Token]:
        """The subjects of a verb; one that stands between it and the next verb joined to it belongs to that one.

        "Seven were killed and three others injured": the tree often hangs both subjects on the first verb.
        """
        own = without_teller([c for c in verb.children if c.dep_ in ("nsubj:pass", "nsubj", "nsubj:outer", "csubj")])
        near = [c for c in own if not self._parted(c, verb)]
        if len(near) < len(own):
            own = near  # "two died; 19 people were hurt", where the tree hangs both on "hurt"
        if not own and verb.dep_ in ("conj", "parataxis") and self._parted(verb, verb.head):
            own = [
                c
                for c in verb.head.children
                if c.dep_ in ("nsubj", "nsubj:pass") and c.i < verb.i and not self._parted(c, verb)
            ]
        if len(own) > 1 and self._vague(own[0]):
            return [c for c in own if not self._vague(c)] or own  # "many fell, at least thirty"
        if len(own) > 1:
            own = [c for c in own if c.i < verb.i or not any(v.i > c.i for v in verb.children if v.dep_ == "conj")]
        if not own and verb.dep_ == "conj" and verb.head.pos_ == "VERB":
            own = [
                c
                for c in verb.head.children
                if c.dep_ in ("nsubj", "nsubj:pass") and verb.head.i < c.i < verb.i and verb.tag_ in ("VBN", "VBD")
            ]
        return own

    def _parted(self, one: Token, other: Token) -> bool:
        """True where a semicolon stands between two tokens."""
        first, last = sorted((one.i, other.i))
        return any(t.text == ";" for t in self.doc[first:last])

    def _vague(self, token: Token) -> bool:
        number = self.counter.number_at(token)
        return number is not None and number.vague

    def _antecedent(self, pronoun: Token, verb: Token) -> Token | None:
        """What "who" or "which" stands for: the noun that the clause hangs on, else the noun before it."""
        if verb.dep_ in ("acl:relcl", "acl") and self.counter.count(verb.head) is not None:
            noun = described(verb)
            if noun != verb.head:
                return noun
        else:
            at = pronoun.i - 1
            while at > pronoun.sent.start and self.doc[at].text in (",", ")", '"', "”", "-"):
                at -= 1
            noun = self.doc[at]
            while noun.dep_ in ("flat", "compound") and noun.head != noun and noun.head.i < pronoun.i:
                noun = noun.head
        for name in (noun, noun.head):
            if name.lower_ in CALLED:
                before = next(
                    (t for t in reversed(self.doc[pronoun.sent.start : name.i]) if t.pos_ in ("NOUN", "PROPN")), None
                )
                if before is not None:
                    return before
        if noun.pos_ not in ("NOUN", "PROPN", "NUM", "PRON", "ADJ"):
            return None
        if (
            self.counter.count(noun) is None
            and noun.dep_ == "nmod"
            and any(c.lower_ == "of" for c in noun.children)
            and noun.head.pos_ in ("NOUN", "NUM")
        ):
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
        if verb.pos_ in ("NOUN", "PROPN") and not is_verbal(verb):
            if hit.end - hit.start > 1:
                yield from ((c, "window") for c in self._left_all(self.doc[hit.start]))
            return
        if verb.dep_ == "cop":
            verb = verb.head
        number = self._own_number(verb)
        if number is not None:
            yield number, "own number"
            return
        own = [c for c in self._own_subjects(verb) if c.dep_ != "csubj"]
        found: list[Counted] = []
        for subject in own:
            antecedent = self._antecedent(subject, verb) if subject.lower_ in _RELATIVE else subject
            found += self.counter.count_all(antecedent) if antecedent is not None else []
        yield from self._with_far_whole([(c, "subject") for c in found], verb)
        if found or any(s.lower_ in _RELATIVE or s.pos_ == "PRON" for s in own):
            return
        if own:
            yield from ((c, "window") for c in self._left_all(verb) if c.kind == "number")
            return
        if verb.dep_ in ("acl", "acl:relcl"):
            yield from ((c, "participle") for c in self.counter.count_all(verb.head))
        elif verb.dep_ == "conj" and verb.head.pos_ in ("VERB", "AUX", "ADJ"):
            for item, _ in self._passive_subjects(verb.head):
                yield from ((c, "shared subject") for c in self.counter.count_all(item))
        elif verb.dep_ == "xcomp" or (verb.dep_ == "advcl" and verb.tag_ == "VBG" and verb.head.pos_ == "VERB"):
            for item, how in self._doer_above(verb) if verb.dep_ == "advcl" else self._controller(verb):
                yield from ((c, how) for c in self.counter.count_all(item))
        elif verb.dep_ in ("ROOT", "parataxis", "ccomp", "advcl") or hit.start <= verb.head.i < hit.end:
            yield from ((c, "window") for c in self._left_all(verb))  # "and two sustained injuries"

    def _either(self, hit: Hit, verb: Token) -> Iterator[tuple[Counted, str]]:
        found = list(self._object(hit, verb))
        if not found and not is_passive(verb) and any(c.dep_ == "obj" and c.i > verb.i for c in verb.children):
            return
        yield from found or self._subject(hit, verb)

    def _inside(self, hit: Hit, verb: Token) -> Iterator[tuple[Counted, str]]:
        for child in verb.children:
            if child.dep_ == "obj":
                yield from ((c, "object") for c in self.counter.count_all(child) if c.kind == "number")

    def _doer(self, hit: Hit, verb: Token) -> Iterator[tuple[Counted, str]]:
        """Those who do it: by-phrase of the passive, else the subject, else the noun that a participle hangs on."""
        by = [
            c
            for c in verb.children
            if c.dep_ in ("obl:agent", "obl", "nmod") and any(g.dep_ == "case" and g.lower_ == "by" for g in c.children)
        ]
        for child in by:
            yield from ((c, "agent") for c in self.counter.count_all(child) if c.kind == "number")
        if by or is_passive(verb):
            return
        for item in [c for c in verb.children if c.dep_ in ("nsubj", "nsubj:outer")] or (
            [verb.head] if verb.dep_ in ("acl", "acl:relcl") else []
        ):
            noun = self._antecedent(item, verb) if item.lower_ in _RELATIVE else item
            if noun is not None:
                yield from ((c, "subject") for c in self.counter.count_all(noun) if c.kind == "number")

    def _next(self, hit: Hit, word: Token) -> Iterator[tuple[Counted, str]]:
        """The counted phrase that follows the words at once."""
        inside = next((t for t in self.doc[hit.start : hit.end] if self.counter.number_at(t) is not None), None)
        counted = self.counter.count_from_number(inside) if inside is not None else None
        counted = (
            counted
            or self._right_of(self.doc[hit.start], hit.end, adjacent=True)
            or self._right_of(self.doc[hit.start], hit.end)
        )
        if counted is not None:
            yield self._of_the_number(counted), "next"

    def _at(self, hit: Hit, place: Token) -> Iterator[tuple[Counted, str]]:
        """Those in or at a place: the noun that "in the camp" hangs on, or the subject of what happens there."""
        if not any(c.dep_ == "case" and c.lower_ in _INSIDE for c in place.children):
            return
        if any(c.dep_ == "cop" for c in place.children):
            for child in (c for c in place.children if c.dep_ == "nsubj" and c.lower_ != "there"):
                yield from ((c, "at") for c in self.counter.count_all(child) if c.kind == "number")
            return
        above = place.head
        if place.dep_ in ("nmod", "obl") and above.pos_ in ("NOUN", "NUM", "PROPN"):
            yield from ((c, "at") for c in self.counter.count_all(above) if c.kind == "number")
            return
        if above.pos_ in ("VERB", "AUX") and above.lemma_ in _BE_THERE:
            for child in above.children:
                if child.dep_ in ("nsubj", "obj") and child.lower_ != "there":
                    yield from ((c, "at") for c in self.counter.count_all(child) if c.kind == "number")

    def _state(self, hit: Hit, word: Token) -> Iterator[tuple[Counted, str]]:
        if hit.entry.id == "killed.shot_killed":
            acting = next((t for t in self.doc[hit.start : hit.end] if any(c.dep_ == "obj" for c in t.children)), None)
            if acting is not None and not is_passive(acting):
                yield from self._object(hit, acting)
                return
        if word.pos_ == "VERB" and any(c.dep_ == "obj" for c in word.children):
            return
        if word.tag_ == "VBD" and any(
            c.dep_ == "conj" and c.i - word.i == 2 and any(o.dep_ == "obj" for o in c.children) for c in word.children
        ):
            return
        beside = self._beside(word)
        if beside is not None:
            yield beside, "self"
            return
        if self.counter.number_at(word) is None:
            own = self.counter.count(word)
            if own is not None and own.kind == "number":
                yield replace(own, elliptic=True), "self"
                return
        share = self._share_of_state(word)
        if share is not None:
            yield share, "share"
            return
        if word.dep_ in ("amod", "acl") and word.head.pos_ in ("NOUN", "PROPN") and word.head.i != word.i:
            counted = [c for c in self.counter.count_all(word.head) if c.kind in ("number", "single", "none")]
            pointed = [
                c
                for c in counted[:1]
                if c.kind != "single" or self.doc[c.number_token].lower_ in ("a", "an", "another")
            ]
            yield from ((c, "modifier") for c in pointed)
            if counted or (word.dep_ == "amod" and word.head.i == word.i + 1 and word.head.tag_ == "NNS"):
                return  # "killed in the site for displaced people": they are not those counted before
        left = self._left_all(word) or (self._left_all(self.doc[hit.start]) if hit.start < word.i else [])
        if of_one(word) and any(c.lower_ in _RELATIVE and c.dep_.startswith("nsubj") for c in word.children):
            left = [c for c in left if (c.low or 0) <= 1]  # "two of her sister's, who has not been seen"
        if left:
            yield from ((c, "left") for c in left)
            return
        if self.doc[hit.start].lower_ == "with":
            noun = self._wounded_with(self.doc[hit.end - 1])
            yield from ((c, "modifier") for c in (self.counter.count_all(noun) if noun is not None else ()))
            return
        subjects = [c for c in word.children if c.dep_ in ("nsubj", "nsubj:pass", "nsubj:outer")]
        for subject in subjects:
            target = described(word) if subject.lower_ in _RELATIVE and word.dep_ == "acl:relcl" else subject
            yield from ((c, "subject") for c in self.counter.count_all(target))
        if not subjects and word.dep_ in ("xcomp", "conj", "obl", "advcl"):
            for item, how in self._controller(word if word.dep_ != "conj" else word.head):
                yield from ((c, how) for c in self.counter.count_all(item) if word.dep_ != "conj")

    def _beside(self, word: Token) -> Counted | None:
        """A bare number right before a word for a state: "13 dead", "17 injured by live rounds"."""
        before = self.doc[word.i - 1] if word.i else None
        if before is None or self.counter.number_at(before) is None or self.counter.number_at(word) is not None:
            return None
        if word.dep_ in ("amod", "compound") and word.head.i > word.i:
            return None
        follower = self.doc[word.i + 1] if word.i + 1 < len(self.doc) else None
        if follower is not None and follower.pos_ in ("NOUN", "PROPN", "ADJ") and follower.i < word.sent.end:
            return None
        at = self.doc[before.i - 1].lower_ if before.i else ""
        if at in ("the", "these", "those", "of"):
            return None
        return self.counter.alone(before)

    def _share_of_state(self, word: Token) -> Counted | None:
        """ "Eleven of the dead were boys": a number of those in a state, with what is said of them."""
        if word.i < 3 or self.doc[word.i - 1].lower_ not in ("the", "those") or self.doc[word.i - 2].lower_ != "of":
            return None
        counted = self.counter.count_from_number(self.doc[word.i - 3])
        if counted is None:
            return None
        noun: Token | None = None
        if word.i + 2 < word.sent.end and self.doc[word.i + 1].lower_ in ("were", "are", "was", "is"):
            after = self.doc[word.i + 2 : min(word.i + 6, word.sent.end)]
            noun = next((t for t in after if t.pos_ == "NOUN" and self.victims.is_person(t)), None)
        heads = (noun,) if noun is not None else (word,)
        span = counted.number.join(span_of([word, *heads]))
        return replace(counted, head=heads[0], heads=heads, elliptic=noun is None, span=span)

    def _self(self, hit: Hit, noun: Token) -> Iterator[tuple[Counted, str]]:
        if hit.end - hit.start == 1 and noun.pos_ not in ("NOUN", "PROPN", "ADJ") and noun.tag_ not in ("NN", "NNS"):
            return
        bodies = noun.lower_ in _BODIES
        for counted in [self.counter.count(noun)]:
            if counted is None:
                continue
            if (
                (counted.kind == "number" and (counted.low != 1 or bodies or hit.entry.kind != "attacks"))
                or (counted.kind == "none" and hit.entry.kind != "attacks")
                or (bodies and counted.kind in ("single", "named"))
            ):
                yield counted, "self"
            if bodies and counted.kind in ("single", "named"):
                inner = next((c for c in noun.children if c.dep_ == "nmod" and c.i > noun.i), None)
                for joined in self.counter.count_all(inner)[1:] if inner is not None else ():
                    yield joined, "self"
            if counted.kind == "number":
                for joined in self.counter.count_all(noun)[1:]:
                    beside = joined.number_token + 1
                    if beside in self.triggers and beside < len(self.doc) and self.doc[beside].i != noun.i:
                        continue
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
            elif (
                not group
                and child.i < tail.i
                and (
                    child.dep_ == "nmod:poss"
                    or (child.dep_ == "compound" and child.ent_type_ == "PERSON")
                    or genitive(child)
                )
            ):
                yield from (
                    (c, "genitive") for c in self.counter.count_all(child) if c.kind in ("named", "single", "number")
                )
