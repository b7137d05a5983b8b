"""Words that tell of people or of what came of a happening rather than of a happening of its own.

Fighters taken in a fight, rifles picked up after it, the teachers "who were abducted", the crackdown in which people
were arrested, the village that bandits "invaded" when they took the women: each is of the happening told beside it.
Source: ACLED codebook (one event for one fight; a battle's prisoners and arms are of the battle) and the guide.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from typing import TYPE_CHECKING, Final

from spacy.tokens import Doc, Token

from dateline.claims.codebook import Hit
from dateline.claims.drafts import FigureDraft
from dateline.claims.events_families import FAMILY, OF_PEOPLE, TERRITORY
from dateline.claims.events_kinds import WEAK_IDS
from dateline.claims.events_words import HAPPENINGS
from dateline.claims.participants import Cast
from dateline.claims.syntax import objects
from dateline.terms import EventKind

if TYPE_CHECKING:
    from dateline.claims.events_found import Candidate

__all__ = ["bare", "by_the_way", "headed", "in_several"]

K = EventKind
_CAME_OF_IT: Final = frozenset({K.ARREST, K.DISRUPTED_WEAPONS_USE, K.OTHER, K.SURRENDER})
_FOUGHT: Final = frozenset({K.ARMED_CLASH, *TERRITORY})
_STRUCK: Final = frozenset({K.AIR_STRIKE, K.SHELLING, K.REMOTE_EXPLOSIVE, K.SUICIDE_BOMB})
_COUNTING: Final = ("record", "count", "document", "regist", "log", "monitor", "tall", "not", "verif", "report")
_TALLY: Final = 5
"""From this number on, happenings that somebody "recorded" or "counted" are a tally and no happening of their own."""
_SERIES: Final = frozenset({"series", "spate", "wave", "string", "spiral", "rash", "campaign", "pattern"})
_CROWD: Final = 100
"""Of so many people a perfect without a day ("1,650 civilians have been rescued") is a total so far."""


def by_the_way(candidate: Candidate, found: Sequence[Candidate], cast: Cast, figures: Sequence[FigureDraft]) -> bool:
    """True for a telling that is no happening of its own, beside the others ``found`` in the report."""
    token = candidate.token
    entry = candidate.hit.entry.id
    if _asked(token) or (entry == "event.seize_people.verb" and _then_killed(candidate, found)):
        return True
    if candidate.kind is K.ARREST and any(c.dep_ == "obl" and c.lower_ in ("bond", "bail") for c in token.children):
        return True  # "was arrested with a bond of $2,500": on what terms somebody is held
    if candidate.noun and _seen_by_somebody(token):
        return True
    if entry == "event.operation.noun" and any(c.kind in _CAME_OF_IT and c.token.sent == token.sent for c in found):
        return True  # "detained 70 youths in a crackdown": the arrests are what happened
    if entry == "event.raid.noun" and token.dep_ in ("obl", "nmod"):
        if any(c.kind in (K.ARREST, K.OTHER) and c.token in (token.head, token.head.head) for c in found):
            return True  # "captured 18 suspects in raids", "was freed by police in a raid on a farm"
    if candidate.kind is K.LOOTING and token.lower_.startswith("destroy") and token.dep_ in ("advcl", "conj", "acl"):
        if any(c.kind in _STRUCK and c.token.sent == token.sent and c.token.i < token.i for c in found):
            return True  # "bombed a convoy, destroying six vehicles": what the bombs did
    if candidate.kind is K.LOOTING and token.lower_.startswith(("destroy", "burn", "damag", "wreck", "flatten")):
        if any(c.kind in _STRUCK and c.token.i < token.i and c.token in _subject_of(token) for c in found):
            return True  # "shelling by the army destroyed four houses"
    if candidate.hit.entry.id == "event.blast.noun" and token.head.lower_ == "heard" and not candidate.figures:
        if any(c is not candidate and FAMILY[c.kind] == "violence" and _near(token, c.token) for c in found):
            return True  # "detonations were heard as far as the camp"
    if (
        candidate.noun
        and _this_was(token)
        and any(FAMILY[c.kind] == FAMILY[candidate.kind] for c in found if c is not candidate)
    ):
        return True  # "this was the third attack on the post in a week": the one just told, counted
    if (
        candidate.noun
        and candidate.definite
        and any(c.lower_ in ("over", "for", "with") and c.dep_ == "case" for c in token.children)
    ):
        if any(c.kind is K.ARREST and c.token in (token.head, token.head.head) for c in found):
            return True  # "nine people were rounded up over that assassination"
    if entry == "event.fight.verb" and token.lower_.startswith("intercept"):
        if any(c.kind is K.ARREST and c.token.sent == token.sent for c in found):
            return True  # "intercepted a gang and arrested six of its members"
    if (
        candidate.kind is K.LOOTING
        and candidate.parties.targets
        and all(cast.weapon(t) for t in candidate.parties.targets)
    ):
        return True  # "raided a police station and made off with its rifles"
    if _tally(candidate) or _so_far(candidate, figures) or _went_in(candidate, found):
        return True
    if _in_general(candidate, figures):
        return True
    if candidate.relative and candidate.kind in OF_PEOPLE and not candidate.own_day and _long_done(candidate):
        return True  # "families who had been driven from their district by bombing in August"
    if candidate.relative and candidate.kind in (K.ARREST, K.ABDUCTION) and (not candidate.own_day or _earlier(token)):
        if any(c.kind is K.OTHER and c.token.sent == token.sent and _frees(c, token) for c in found):
            return True  # "freed 31 migrants who were detained by smugglers in a hangar"
    if candidate.own_day or candidate.own_place:
        return False
    if candidate.relative:
        return candidate.kind in OF_PEOPLE
    if candidate.kind in (K.ABDUCTION, K.ARREST) and _taken_in_the_fight(candidate, found, cast):
        return True
    if candidate.kind is K.DISRUPTED_WEAPONS_USE and _spoils(candidate, found, cast):
        return True
    return candidate.kind is K.ARREST and any(
        c is not candidate
        and c.kind in _FOUGHT
        and c.hit.entry.id != "event.operation.noun"
        and c.token.sent == token.sent
        for c in found
    )


def _seen_by_somebody(token: Token) -> bool:
    """ "Ann Roe, who said her son saw another killing, was glad": what somebody of the report went through before."""
    verb = token.head
    if token.dep_ != "obj" or verb.lemma_.lower() not in ("witness", "see", "survive") or verb.pos_ != "VERB":
        return False
    if not any(c.lower_ in ("another", "other", "previous", "earlier") for c in token.children):
        return False
    return any(t.dep_ == "acl:relcl" for t in (verb, *verb.ancestors))


def _subject_of(verb: Token) -> list[Token]:
    """The words of a verb's subject, a clause too; a gerund before it where it has no other."""
    own = [c for c in verb.children if c.dep_ in ("nsubj", "csubj", "nsubj:outer")]
    own = own or [c for c in verb.children if c.dep_ == "advcl" and c.tag_ == "VBG" and c.i < verb.i]
    return [t for c in own for t in c.subtree]


def _asked(token: Token) -> bool:
    """ "He declined to say how many weapons were found", "it was not clear whether anyone was arrested": what is asked or left
    open is not told."""
    if token.dep_ not in ("ccomp", "csubj", "advcl") or token.left_edge.lower_ not in ("how", "whether"):
        return False
    return token.head.lemma_.lower() in _OPEN


_OPEN: Final = frozenset(
    "say tell know ask confirm disclose specify reveal clear unclear unknown determine establish comment explain".split()
)


def headed(doc: Doc, hit: Hit) -> Hit:
    """A noun's hit that ends in a preposition ("displacement of") with the noun for its head."""
    if hit.entry.pos != "noun" or doc[hit.head].pos_ != "ADP":
        return hit
    nouns = [t.i for t in doc[hit.start : hit.end] if t.pos_ in ("NOUN", "PROPN")]
    return replace(hit, head=nouns[-1]) if nouns else hit


def in_several(token: Token) -> bool:
    """ "Killed three soldiers in two separate incidents": happenings counted, told one by one below."""
    return any(
        c.dep_ in ("obl", "nmod")
        and c.tag_ == "NNS"
        and c.lower_.rstrip("s") in HAPPENINGS
        and any(g.dep_ == "nummod" for g in c.children)
        and any(g.lower_ in ("separate", "different", "unrelated", "successive") for g in c.children)
        for c in token.children
    )


def _tally(candidate: Candidate) -> bool:
    """ "The army had recorded 13 attacks", "61 air strikes counted since midnight": a count, not a happening."""
    token = candidate.token
    if not candidate.noun or token.tag_ not in ("NNS", "NNPS"):
        return False
    number = next((c for c in token.children if c.dep_ == "nummod"), None)
    digits = "".join(ch for ch in number.text if ch.isdigit()) if number is not None else ""
    if not digits or int(digits) < _TALLY:
        return False
    over = [token.head, *[c for c in token.children if c.dep_ in ("acl", "acl:relcl")]]
    counted = any(t.lower_.startswith(_COUNTING) and t.pos_ == "VERB" for t in over)
    return counted or (token.dep_ == "ROOT" and not candidate.narrow)


def _so_far(candidate: Candidate, figures: Sequence[FigureDraft]) -> bool:
    """ "About 1,650 civilians have been rescued": a total so far, told without a day."""
    if candidate.kind not in (K.OTHER, K.ARREST, K.SURRENDER, K.RETURN) or candidate.own_day or candidate.own_place:
        return False
    perfect = any(c.dep_.startswith("aux") and c.lower_ in ("have", "has") for c in candidate.token.children)
    return perfect and any((figures[i].low or 0) >= _CROWD for i in candidate.figures)


def _in_general(candidate: Candidate, figures: Sequence[FigureDraft]) -> bool:
    """Told without day, place or number, as a state of things: "many soldiers have been killed", "operations have
    forced the groups to retreat", "a series of attacks on security forces led to …"."""
    token = candidate.token
    if candidate.own_day or candidate.own_place or candidate.headline:
        return False
    if candidate.noun:
        over = token.head if token.dep_ == "nmod" else token
        return over.lower_ in _SERIES and over is not token
    if any(figures[i].low is not None for i in candidate.figures) or candidate.definite or candidate.times:
        return False
    if FAMILY[candidate.kind] not in ("violence", "territory", "other"):
        return False
    perfect = any(c.dep_.startswith("aux") and c.lower_ in ("have", "has") for c in token.children)
    parties = [*candidate.parties.actors, *candidate.parties.targets]
    return perfect and not any(t.pos_ == "PROPN" or t.tag_ in ("NN", "CD") for t in parties)


def _earlier(token: Token) -> bool:
    """ "Kidnapped a week earlier": told from the day of what is told."""
    return any(t.lower_ in ("earlier", "ago", "before", "previously") for t in token.subtree)


def _this_was(token: Token) -> bool:
    """ "It was the second bombing", "this is the third attack": a noun said of what was just told; not "it was behind the
    bombing", which tells who did it."""
    if any(c.dep_ == "case" for c in token.children):
        return False
    return any(c.dep_ == "cop" for c in token.children) and any(
        c.dep_ == "nsubj" and c.lower_ in ("this", "it", "that", "these") for c in token.children
    )


def _frees(release: Candidate, held: Token) -> bool:
    """True where those of whom a relative clause tells are those set free."""
    return held.dep_ in ("acl", "acl:relcl") and held.head in release.parties.targets


def _went_in(candidate: Candidate, found: Sequence[Candidate]) -> bool:
    """ "70 persons were carted away when bandits invaded two communities", "hundreds of them descended upon the mine and
    set trucks ablaze": how the abduction or the arson came about."""
    token = candidate.token
    came = candidate.hit.entry.id == "event.storm.verb" or token.lower_.startswith(("descend", "swoop", "invad"))
    if not came or candidate.figures or candidate.kind is K.ARMED_CLASH or candidate.own_day:
        return False
    done = [c for c in found if c.kind in (K.ABDUCTION, K.LOOTING) and _near(token, c.token) and not c.relative]
    harmed = [
        c for c in found if c is not candidate and FAMILY[c.kind] == "violence" and c.figures and _near(token, c.token)
    ]
    return bool(done) and not harmed


def _near(one: Token, other: Token) -> bool:
    """True in one sentence or in the one before."""
    start = one.sent.start
    before = one.doc[start - 1].sent.start if start else start
    return before <= other.i < one.sent.end


def _long_done(candidate: Candidate) -> bool:
    return any(c.dep_.startswith("aux") and c.lower_ == "had" for c in candidate.token.children)


def _taken_in_the_fight(candidate: Candidate, found: Sequence[Candidate], cast: Cast) -> bool:
    """ "They left 11 dead behind and took two gendarmes with them": prisoners of the fight just told."""
    taken = candidate.parties.targets
    if candidate.kind is not K.ABDUCTION or not taken or not all(cast.state(t) for t in taken):
        return False
    return _after_a_fight(candidate, found, back=12)


def _spoils(candidate: Candidate, found: Sequence[Candidate], cast: Cast) -> bool:
    """ "He said the fighters had seized 12 rifles": what those who are no force of the state picked up in the fight."""
    doers = candidate.parties.actors
    if not doers or any(cast.state(t) for t in doers):
        return False
    return _after_a_fight(candidate, found, back=8)


def _after_a_fight(candidate: Candidate, found: Sequence[Candidate], *, back: int) -> bool:
    """True where one of the sentences before, ``back`` at most, tells of a fight."""
    doc = candidate.token.doc
    since = candidate.token.sent.start
    for _ in range(back):
        since = doc[since - 1].sent.start if since else 0
    return any(c.kind in _FOUGHT and since <= c.token.i < candidate.token.sent.end for c in found)


def _then_killed(candidate: Candidate, found: Sequence[Candidate]) -> bool:
    """ "Dragged him to the canal and killed him": who is taken to be killed at once is killed, not abducted."""
    return any(
        c.hit.entry.id in (*WEAK_IDS, "event.shoot.verb")
        and candidate.token.i < c.token.i
        and (c.token.dep_ in {"conj", "advcl"})
        and c.token.sent == candidate.token.sent
        and any(
            t.lower_ in ("him", "her", "them") or t.lower_.startswith("throat") or t.lower_.startswith("head")
            for t in objects(c.token)
        )
        for c in found
    )


def bare(token: Token) -> bool:
    """ "Attacks", "clashes": a plural without article or number that is not what the sentence is about."""
    if token.lower_ in ("combat", "fighting", "violence", "hostilities", "bloodshed", "resistance"):
        return not any(c.dep_ in ("det", "nmod", "acl", "obl", "nummod") for c in token.children)
    return (
        token.tag_ in ("NNS", "NNPS")
        and token.dep_ in ("obj", "obl", "nmod", "conj", "nsubj")
        and not any(c.dep_ in ("det", "nummod", "nmod:poss") for c in token.children)
        and not (token.dep_ == "nsubj" and token.head.tag_ in ("VBD", "VBN"))
    )
