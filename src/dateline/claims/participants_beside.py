"""Parties that stand beside the words of a deed rather than in its own grammar.

"Police rescued a trader after a firefight with bandits": the police fought. "70 women were carted away when bandits
invaded two villages": the bandits took them. "Police arrested X of the front": the front's man. Source of the
constructions: control and adverbial clauses of Universal Dependencies, read in this project's own reports.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from spacy.tokens import Token

from dateline.claims.participants_grammar import members_of, resolved
from dateline.claims.participants_words import FALLEN
from dateline.claims.syntax import is_passive, objects, subjects

if TYPE_CHECKING:
    from dateline.claims.participants import Cast

__all__ = ["SETTLED", "complete", "sites"]

_BESIDE: Final = frozenset({"after", "in", "during", "following", "amid"})
_WHEN: Final = frozenset({"when", "as", "after", "while"})
_DIED: Final = ("die", "perish", "killed", "wounded", "injured", "hurt", "maimed")
_OF_RANK: Final = frozenset(
    "commander commanders leader leaders member members cadre cadres operative operatives chief emir".split()
)
_CARRIED: Final = frozenset({"car", "cars", "vehicle", "vehicles", "motorcycle", "motorcycles"})
"""What carries a bomb and is no target where it "was detonated"."""
_AT: Final = frozenset(
    {"at", "near", "outside", "inside", "beside", "under", "in", "on", "into", "to", "against", "by"}
)


def complete(actors: list[Token], targets: list[Token], token: Token, base: str, cast: Cast) -> None:
    """Add to the parties of a trigger, in place, those who stand beside it, where its own grammar names none.

    ``base`` is the trigger's frame without "-noun".
    """
    noun = token.pos_ in ("NOUN", "PROPN")
    actors[:] = [t for t in actors if not _over(t) and not (t.dep_ == "conj" and t.lower_ in SETTLED)]
    if token.lower_ in ("pillaged", "looted", "plundered", "stolen") and token.dep_ in ("xcomp", "acl"):
        goods = [t for t in actors if t.pos_ == "NOUN" and not cast.person(t) and not cast.armed(t)]
        actors[:], targets[:] = (
            [t for t in actors if t not in goods],
            [*goods, *targets],
        )  # "the goods pillaged in the shop"
    if base == "blast":
        targets[:] = [t for t in targets if t.lower_ not in _CARRIED or t.dep_ != "nsubj:pass"]
    if base == "fight" and noun and targets and not actors:
        own = _fighters_over(token, cast, targets)
        verb = own[0].head if own else token
        if verb.lower_.startswith(FALLEN) and verb.i < token.i:
            actors.extend(targets)  # "six guerrillas died during fighting with troops"
            targets[:] = own
        else:
            actors.extend(own)
    if not noun and not actors and base in ("act", "free", "burn") and is_passive(token):
        actors.extend(_when(token, cast))
    if base == "fight" and token.tag_ == "VBG" and token.dep_ == "advcl" and token.head.lower_.startswith(FALLEN):
        fell = resolved(subjects(token.head))
        if any(t in fell for t in actors) and targets and any(c.lower_ in _BESIDE for c in token.children):
            actors[:], targets[:] = list(targets), list(actors)
    if base == "burn" and token.dep_ == "amod" and token.head.i > token.i and not targets:
        targets.append(token.head)  # "suspected cadres set ablaze seven vehicles", read as one phrase
        actors.extend(t for t in (token.head.head,) if cast.armed(t) and t.i < token.i)
    if base == "act" and token.tag_ == "VBN" and token.dep_ == "amod" and token.head.i > token.i:
        whose = {t.i for t in (token.head, *token.head.children) if t.ent_type_ == "PERSON"}
        whose |= {token.head.head.i} if token.head.dep_ == "nmod:desc" else set()
        actors[:] = [t for t in actors if t.i not in whose]  # "the recently-killed leader Heriberto Lazcano"
    if base in ("blast", "hit", "mine") and not targets:
        targets.extend(_those_hit(token, cast))
    if base in ("act", "fight"):
        for target in list(targets):
            if target.ent_type_ == "PERSON" or target.lower_ in _OF_RANK:
                bodies = [t for t in members_of(target) if cast.armed(t) or t.ent_type_ == "ORG"]
                targets.extend(t for t in bodies if t not in targets and t not in actors)


SETTLED: Final = frozenset(
    {"communities", "community", "villages", "village", "towns", "settlements", "areas", "localities", "hamlets"}
)


def _over(token: Token) -> bool:
    head = token.head if token.dep_ == "conj" else token
    return head.pos_ == "PROPN" and head.i > 0 and head.nbor(-1).lower_ in ("over", "above", "near", "around")


def _fighters_over(noun: Token, cast: Cast, targets: list[Token]) -> list[Token]:
    """The subject of the verb over "after a firefight with …"."""
    verb = noun.head
    if noun.dep_ not in ("obl", "nmod") or not any(c.lower_ in _BESIDE for c in noun.children if c.dep_ == "case"):
        return []
    while verb.pos_ not in ("VERB", "AUX") and verb.head != verb and noun.i - verb.i < 30:
        verb = verb.head
    if verb.pos_ != "VERB" or is_passive(verb):
        return []
    return [t for t in resolved(subjects(verb)) if cast.armed(t) and t not in targets and t.i < noun.i]


def _when(verb: Token, cast: Cast) -> list[Token]:
    """Armed people of the "when" clause of a passive that names no agent."""
    for clause in verb.children:
        if clause.dep_ != "advcl" or clause.i < verb.i or is_passive(clause):
            continue
        first = clause.left_edge
        opens = first.lower_ in _WHEN or (first.i and first.nbor(-1).lower_ in _WHEN)
        if opens or any(c.lower_ in _WHEN and c.dep_ in ("mark", "advmod") for c in clause.children):
            return [t for t in subjects(clause) if cast.non_state(t)]
    return []


def _those_hit(verb: Token, cast: Cast) -> list[Token]:
    """ "Three soldiers died when a shell fell short": who died of the blast."""
    clause = verb
    while clause.dep_ == "conj" and clause.head.pos_ == "VERB":
        clause = clause.head
    over = clause.head
    if clause.dep_ not in ("advcl", "acl:relcl") or not over.lower_.startswith(_DIED) or over == clause:
        return []
    if not any(c.lower_ in _WHEN for c in clause.children) or not (is_passive(over) or not objects(over)):
        return []
    return [t for t in subjects(over) if cast.person(t) and t.i < verb.i]


def sites(token: Token, cast: Cast) -> list[Token]:
    """Buildings, vehicles and posts at, under or near which a device went off or came down; those of the trigger's own
    phrase and verb."""
    verb = token.head if token.pos_ == "NOUN" and token.dep_ in ("nsubj", "obj", "nsubj:pass") else token
    found: list[Token] = []
    below = [*token.children, *(verb.children if verb is not token else ())]
    below += [g for c in below if c.dep_ in ("acl", "nsubj", "obj") for g in c.children]
    for child in below:
        cases = {g.lower_ for g in child.children if g.dep_ == "case"}
        if child.dep_ in ("obl", "nmod") and cases & _AT and child.ent_type_ not in ("LOC", "GPE", "DATE"):
            property_ = "property" in cast.kinds(child)
            if property_ or (cast.armed(child) and cases != {"by"}):  # "shelling by the army": who did it
                found.append(child)
    return list(dict.fromkeys(found))[:2]
