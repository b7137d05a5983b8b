"""Who claims a deed or is blamed for it: responsibility stated apart from the words that tell the deed.

"The group claimed responsibility for Tuesday's killings", "the minister blamed the ELN", "the raid was attributed to
bandits", "suspicion fell on the militia", "the assault bore the hallmarks of JNIM". What is claimed or blamed is one
happening: the one named in the same sentence, else the one told last before. Claims denied or by nobody count for
nothing.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from spacy.tokens import Token

from dateline.claims.events_families import FAMILY
from dateline.claims.events_merge import Cluster
from dateline.claims.participants import Cast, noun_phrase
from dateline.claims.participants_means import is_country
from dateline.claims.participants_words import HARMING
from dateline.claims.syntax import conjuncts, objects, subjects
from dateline.model import Reading
from dateline.terms import EventKind
from dateline.text import Span

__all__ = ["claims_of", "stated"]

_BLAME: Final = ("blam", "attribut", "accus", "pinned", "pinning", "ascrib", "imput")
_NO_DEEDS: Final = (
    "brainwash", "fail", "lying", "ignor", "hid", "cover", "hoard", "seek", "sought", "refus", "exploit", "spread", "interfer",
    "meddl", "encourag", "support", "fund", "financ", "arming", "armed", "shelter", "harbo", "protect", "back", "help", "incit",
    "collu", "collab", "assist", "sympath", "ties", "links", "bias", "corrupt", "neglig", "laxity",
    "complicit", "inaction", "indiffer", "failure", "abandon", "incompet", "silence",
)  # fmt: skip
"""Of this somebody is accused who did not do the deed that is told beside it."""
_NEGATED: Final = frozenset({"not", "no", "n't", "n’t", "denied", "never", "neither"})
_NOBODY: Final = frozenset({"nobody", "none", "no-one", "noone", "neither"})
_DEEDS: Final = frozenset({"attacks", "bombings", "blasts", "explosions", "killings", "strikes", "raids", "ambushes"})
_DEED: Final = frozenset(
    "attack bombing blast explosion killing strike raid ambush assault shooting massacre abduction murder violence".split()
)
_IT: Final = _DEED | {"it", "this", "that"}
_WHO_POINT: Final = frozenset("authorities police officials investigators evidence army government residents".split())
_CLAIMABLE: Final = frozenset({"violence", "abduction", "looting", "other", "disrupted_weapons_use"})


def claims_of(groups: Sequence[Cluster], reading: Reading, cast: Cast) -> dict[int, list[Span]]:
    """For the index of each happening that somebody claims or is blamed for, those parties in the order of the text."""
    sentence_of = {t.i: n for n, s in enumerate(reading.doc.sents) for t in s}
    found: dict[int, list[Span]] = {}
    for at, party in _claims(reading, cast):
        if _several(reading.doc[at]):
            for number, group in enumerate(groups):
                if (
                    FAMILY[group.members[0].kind] == "violence"
                    and sentence_of[group.members[0].token.i] <= sentence_of[at]
                ):
                    found.setdefault(number, []).append(party)
            continue
        index = _meant(at, groups, reading, sentence_of)
        if index is not None:
            found.setdefault(index, []).append(party)
    return found


def stated(reading: Reading, cast: Cast) -> list[tuple[int, Span]]:
    """Every claim or blame of the report: the token that states it and the words of the party."""
    return _claims(reading, cast)


def _several(verb: Token) -> bool:
    """ "Attributed the attacks to", "claimed both bombings": deeds in the plural are all that were told before."""
    return any(
        t.lower_ in _DEEDS
        and any(c.lower_ in ("the", "both", "these", "all", "three", "two") for c in t.children)
        and not any(
            c.dep_ == "nmod:poss"
            or (c.dep_ == "nmod" and any(g.lower_ in ("of", "in", "at", "near", "against") for g in c.children))
            for c in t.children
        )
        for t in verb.doc[verb.i : min(verb.i + 8, verb.sent.end)]
    )


def _meant(at: int, groups: Sequence[Cluster], reading: Reading, sentence_of: dict[int, int]) -> int | None:
    """The happening that a claim at a token is of: told in its sentence, else last before it, else the first after."""
    here = sentence_of[at]
    beside: list[tuple[int, int]] = []
    before: list[tuple[int, int]] = []
    for number, group in enumerate(groups):
        if FAMILY[group.members[0].kind] not in _CLAIMABLE:
            continue
        for member in group.members:
            sentence = sentence_of[member.token.i]
            if sentence == here and (member.noun or member.token.tag_ in ("VBD", "VBN", "VBG")):
                beside.append((abs(member.token.i - at), number))
            elif sentence < here:
                before.append((member.token.i, number))
    if beside:
        return min(beside)[1]
    if before:
        harmed = [b for b in before if groups[b[1]].members[0].kind is not EventKind.DISRUPTED_WEAPONS_USE]
        return max(harmed or before)[1]  # of a bomb that was set off, and not of the one that was found after it
    violent = [n for n, g in enumerate(groups) if FAMILY[g.members[0].kind] in _CLAIMABLE]
    return violent[0] if violent else None


def _of_no_deed(token: Token) -> bool:
    """ "Accused the government of having brainwashed the witness of the murder": of something else than the deed."""
    if not token.lower_.startswith("accus"):
        return False
    behind = token.doc[token.i + 1 : min(token.i + 12, token.sent.end)]
    of = next((t for t in behind if t.lower_ == "of" and t.i + 1 < len(token.doc)), None)
    verb = None if of is None else next((t for t in token.doc[of.i + 1 : of.i + 3] if t.lower_ != "having"), None)
    if of is None or verb is None:
        return False
    done = token.doc[of.i + 1 : min(of.i + 12, token.sent.end)].text
    return verb.lower_.startswith(_NO_DEEDS) or not HARMING.search(done)


def _claims(reading: Reading, cast: Cast) -> list[tuple[int, Span]]:
    found: list[tuple[int, Span]] = []
    for token in reading.doc:
        if token.pos_ not in ("VERB", "AUX") and not token.tag_.startswith("VB"):
            continue
        word = token.lower_
        if any(c.lower_ in _NEGATED for c in token.children) or _of_no_deed(token):
            continue
        if word.startswith(("claim", "admit", "took", "tak", "assum", "accept")) and any(
            t.lower_.startswith("responsib") or t.lower_ == "credit"
            for t in reading.doc[token.i : min(token.i + 6, token.sent.end)]
        ):
            found.extend((token.i, noun_phrase(head)) for head in subjects(token) if _names(head))
        elif _owned_up(token):
            found.extend(
                (token.i, noun_phrase(head)) for head in subjects(token) if _names(head) and _is_party(head, cast)
            )
        elif word.startswith("claim") and objects(token):
            found.extend((token.i, p) for p in _spoken_for(token, cast))
        elif word.startswith(_BLAME):
            found.extend((token.i, _phrase(t)) for t in _blamed(token) if _is_party(t, cast))
        elif word in ("bore", "bears", "bear", "bearing") and any(
            t.lower_ in ("hallmarks", "hallmark", "signature", "fingerprints")
            for t in reading.doc[token.i : token.i + 6]
        ):
            mark = next(
                t for t in reading.doc[token.i : token.i + 6] if t.lower_.startswith(("hallmark", "sig", "finger"))
            )
            found.extend((token.i, noun_phrase(c)) for c in mark.children if c.dep_ == "nmod" and _is_party(c, cast))
        elif word in ("hold", "held", "holds", "holding") and any(
            t.lower_ == "responsible" for t in reading.doc[token.i : min(token.i + 14, token.sent.end)]
        ):
            passive = any(c.dep_ in ("nsubj:pass", "aux:pass") for c in token.children)
            held = subjects(token) if passive else objects(token)
            found.extend((token.i, noun_phrase(t)) for t in held if _is_party(t, cast))
        elif word in ("pointed", "point", "points", "pointing") and any(
            t.lower_ in ("finger", "fingers") for t in reading.doc[token.i : token.i + 4]
        ):
            found.extend((token.i, noun_phrase(t)) for t in _after(token, {"at", "to"}) if _is_party(t, cast))
        elif word in ("pointed", "point", "points") and any(t.lower_ in _WHO_POINT for t in subjects(token)):
            found.extend(
                (token.i, noun_phrase(t)) for t in _after(token, {"at", "to"}) if cast.armed(t) and not _denied(token)
            )
        elif word.startswith("suspect") and token.dep_ not in ("amod", "compound"):
            passive = any(c.dep_ in ("nsubj:pass", "aux:pass") for c in token.children)
            tied = not passive or any(g.lower_ in ("of", "in", "to") for c in token.children for g in c.children)
            held = (subjects(token) if passive else objects(token)) if tied else []
            found.extend((token.i, noun_phrase(t)) for t in held if _is_party(t, cast))
        elif word in ("was", "were", "is", "are", "be", "been") and not _denied(token):
            found.extend((token.i, noun_phrase(t)) for t in _behind(token) if _is_party(t, cast))
        elif word in ("fell", "falls", "fallen") and any(t.lower_ == "suspicion" for t in subjects(token)):
            found.extend((token.i, noun_phrase(t)) for t in _after(token, {"on", "upon"}) if _is_party(t, cast))
    return found


def _behind(verb: Token) -> list[Token]:
    """ "The rebels were behind the attack", "were responsible for the raid"."""
    predicate = verb.head if verb.dep_ in ("cop", "aux") else verb
    if predicate.lower_ in ("work", "handiwork") and any(t.lower_ in _IT for t in subjects(predicate)):
        return [c for c in predicate.children if c.dep_ == "nmod" and any(g.lower_ == "of" for g in c.children)]
    behind = any(c.lower_ == "behind" and c.dep_ == "case" for c in predicate.children)
    blame = predicate.lower_ == "responsible" and any(
        g.lower_ == "for" for c in predicate.children for g in c.children if g.dep_ == "case"
    )
    if not (behind and predicate.lower_.rstrip("s") in _DEED) and not blame:
        return []
    return [t for t in subjects(predicate) if t.i < predicate.i]


def _denied(verb: Token) -> bool:
    """True below "denied", "not", "no evidence that", and in a question or condition."""
    token = verb
    for _ in range(4):
        if any(c.lower_ in _NEGATED | {"whether", "if", "who"} for c in token.children):
            return True
        if token.head == token:
            return False
        token = token.head
        if token.lower_.startswith(
            ("den", "reject", "dismiss", "disput", "unclear", "investigat", "evidence", "wonder")
        ):
            return True
    return False


def _owned_up(verb: Token) -> bool:
    """ "The group said that it had carried out the attack", "that its fighters were behind the blast"."""
    if verb.lemma_.lower() not in ("say", "claim", "announce", "declare", "state", "boast"):
        return False
    for said in verb.children:
        if said.dep_ not in ("ccomp", "xcomp", "parataxis") or said.i < verb.i:
            continue
        doer = [
            t for t in subjects(said) if t.lower_ in ("it", "they", "its", "fighters", "members", "men", "we", "forces")
        ]
        deed = any(
            t.lower_.rstrip("s") in ("attack", "bombing", "blast", "killing", "raid", "ambush", "assault", "explosion")
            and any(c.lower_ in ("the", "this", "that", "both", "these") for c in t.children)
            for t in verb.doc[said.i : min(said.i + 7, said.sent.end)]
        )
        # "said they were behind the blast"
        behind = any(c.lower_ == "behind" and c.dep_ == "case" for c in said.children)
        if doer and deed and behind:
            return True
        if doer and deed and said.lower_.startswith(("carri", "carry", "stag", "mount", "conduct", "perpetrat", "behind", "launch",
                                                     "was", "were", "execut")):  # fmt: skip
            return True
    return False


def _spoken_for(verb: Token, cast: Cast) -> list[Span]:
    """ "X, who speaks for the front, claimed the raid", "front spokesman X claimed the raid": the front claims it."""
    if not any(t.lower_.rstrip("s") in ("attack", "bombing", "blast", "killing", "raid", "ambush", "assault", "strike")
               for t in objects(verb)):  # fmt: skip
        return []
    found: list[Span] = []
    for head in subjects(verb):
        if head.ent_type_ != "PERSON":
            if _names(head) and cast.non_state(head):
                found.append(noun_phrase(head))  # "JNIM claimed the blast"
            continue
        around = verb.doc[head.sent.start : verb.i]
        if any(t.lower_ in ("speaks", "spokesman", "spokesperson", "spokeswoman", "commander") for t in around):
            found.extend(noun_phrase(t) for t in around if t.ent_type_ == "ORG" and t.dep_ in ("obl", "nmod", "compound")
                         and (cast.armed(t) or t.pos_ == "PROPN"))  # fmt: skip
    return found[:1]


def _names(head: Token) -> bool:
    return head.lower_ not in _NOBODY and not any(g.lower_ in ("no", "neither", "any") for g in head.children)


def _is_party(token: Token, cast: Cast) -> bool:
    if token.tag_ == "NNS" and any(c.pos_ == "PROPN" and c.dep_ == "compound" for c in token.children):
        return cast.person(token)  # "Murle youths"
    unknown_name = token.pos_ == "PROPN" and not token.ent_type_  # "the Frente Comuneros"
    return (
        bool(cast.kinds(token) & {"armed", "state"})
        or token.ent_type_ in ("ORG", "NORP")
        or is_country(token.text)
        or unknown_name
    )


def _after(verb: Token, cases: set[str]) -> list[Token]:
    """Noun phrases after one of the prepositions, under the verb or under its object."""
    below = [c for c in verb.children if c.dep_ in ("obj", "obl")]
    found = []
    for child in [*verb.children, *[g for c in below for g in c.children]]:
        if child.dep_ in ("obl", "nmod", "obl:agent") and any(
            g.dep_ == "case" and g.lower_ in cases for g in child.children
        ):
            found.extend(conjuncts(child))
    return list(dict.fromkeys(found))


def _blamed(verb: Token) -> list[Token]:
    """Those blamed: "blamed on X", "attributed to X", "blamed X for", "X was blamed for"."""
    word = verb.lower_
    passive = any(c.dep_ in ("nsubj:pass", "aux:pass") for c in verb.children) or verb.dep_ == "acl"
    found = _after(verb, {"on", "to"})
    if word.startswith(("blam", "accus")) and not found:
        held = {
            g.lower_
            for c in verb.children
            if c.dep_ in ("obl", "advcl")
            for g in c.children
            if g.dep_ in ("case", "mark")
        }
        if passive and held & {"for", "of", "over", "in"}:
            found.extend(c for c in verb.children if c.dep_ == "nsubj:pass")
        found.extend(c for c in verb.children if c.dep_ == "obj")
    return found


def _phrase(noun: Token) -> Span:
    """The phrase of a noun; "the Ramiro Vélez front", where the tree makes two objects of it, with the name before it."""
    name = noun.nbor(-1) if noun.i else noun
    while name.dep_ == "flat" and name.head.i < name.i:
        name = name.head
    if noun.pos_ != "NOUN" or name.pos_ != "PROPN" or name.dep_ != "obj" or name.head != noun.head:
        return noun_phrase(noun)
    return Span(name.idx, noun.idx + len(noun.text))
